//! Functions and their invocations.
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
