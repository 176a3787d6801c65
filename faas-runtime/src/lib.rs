//! Functions and their invocations.
//!
//! A [`Function`] is found in a [`FunctionRegistry`] and run by an [`Executor`]. An [`Invocation`]
//! comes in through a [`front`] and goes through the [`Engine`], which keeps it in a log: a call
//! for a caller who waits, or an event that runs at least once whatever happens to the server, with
//! its effects on the logs exactly once. On a device a [`placement`] decides whether to run a
//! function there or to ask the server over a [`transport`].
//!
//! What it refuses to do: it knows neither AWS's wire formats nor how functions are stored, reads
//! neither a clock nor the environment by itself (time and seeds are passed in), and drops nothing
//! silently: every queue has a bound, and who meets it is told.
//!
//! # Example
//!
//! ```
//! # #[cfg(feature = "std")] {
//! use std::sync::Arc;
//!
//! use faas_runtime::engine::Options;
//! use faas_runtime::executor::process::{ProcessExecutor, ProcessOptions};
//! use faas_runtime::{
//!     CodeHash, Engine, ExecutorChoice, Front, Function, FunctionRegistry, Invocation,
//!     InvocationKind, MemoryRegistry, Package, SourceFiles, SystemClock, Version,
//! };
//! use woof_log::MemoryStore;
//!
//! # let code = tempfile::tempdir()?;
//! # let code_directory = code.path().to_path_buf();
//! let clock = Arc::new(SystemClock::start());
//! let registry = Arc::new(MemoryRegistry::new(100));
//! let source = "def handler(event, context):\n    return event[0] // 2\n";
//! registry.put(Function {
//!     name: "light".parse()?,
//!     version: Version::Latest,
//!     handler: "light.handler".into(),
//!     code_hash: CodeHash([0; 32]),
//!     memory_mb: 128,
//!     timeout_ms: 3000,
//!     environment: Default::default(),
//!     package: Package::Refused("it was not compiled".into()),
//!     source: Some(Arc::new(SourceFiles {
//!         files: vec![("light.py".into(), source.into())],
//!     })),
//!     executor: ExecutorChoice::Automatic,
//! })?;
//! let executor = ProcessExecutor::new(ProcessOptions::new(code_directory, clock.clone()));
//! // A server takes the seed from the operating system, and keeps its logs in a directory.
//! let options = Options::new(clock, [0x5e; 16]);
//! let engine = Engine::start(MemoryStore::new(), registry, vec![Arc::new(executor)], options)?;
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
//! # runtime.block_on(async {
//! let (id, name) = (engine.new_request_id(), "light".parse()?);
//! let kind = InvocationKind::RequestResponse;
//! let call = Invocation::new(id, name, "[120]".into(), Front::CommandLine, kind);
//! let completion = engine.invoke(call).await?;
//! assert_eq!(completion.body(), "60");
//! engine.shutdown().await;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `std` | yes | what needs an operating system: engine, executors, fronts |
//!
//! Without `std` there are names, [`placement`], [`transport`], the records in [`wire`], and the
//! messages and the client of [`coap`]; none of them allocates.
//!
//! # Stability
//!
//! The records in logs are versioned, see `docs/formats/wire.md`. The Rust API may change with
//! each 0.x release.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "std")]
extern crate std;

mod clock;
pub mod coap;
#[cfg(feature = "std")]
pub mod engine;
#[cfg(feature = "std")]
mod event;
pub mod executor;
pub mod front;
#[cfg(feature = "std")]
mod function;
mod name;
pub mod placement;
#[cfg(feature = "std")]
mod registry;
mod request_id;
pub mod seal;
pub mod transport;
mod version;
pub mod wire;

pub use clock::Clock;
#[cfg(feature = "std")]
pub use clock::{ManualClock, SystemClock};
#[cfg(feature = "std")]
pub use engine::Engine;
#[cfg(feature = "std")]
pub use event::{Completion, FunctionError, Invocation, Outcome, event_from_body};
pub use executor::ExecutorKind;
#[cfg(feature = "std")]
pub use executor::{Executor, ExecutorError};
pub use front::{Front, FunctionErrorKind, InvocationKind};
#[cfg(feature = "std")]
pub use function::{CodeHash, ExecutorChoice, Function, Package, SourceArchive, SourceFiles};
pub use name::{FunctionName, NAME_BYTES_MAX, NameError};
#[cfg(feature = "std")]
pub use registry::{FunctionRegistry, MemoryRegistry, RegistryError};
pub use request_id::RequestId;
pub use version::Version;
