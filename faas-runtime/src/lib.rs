//! Functions and their invocations.
#![no_std]
#![deny(missing_docs)]

#[cfg(feature = "std")]
extern crate std;

mod clock;
#[cfg(feature = "std")]
pub mod engine;
#[cfg(feature = "std")]
mod event;
#[cfg(feature = "std")]
pub mod executor;
#[cfg(feature = "std")]
mod function;
mod name;
pub mod placement;
#[cfg(feature = "std")]
mod registry;
pub mod transport;

pub use clock::Clock;
#[cfg(feature = "std")]
pub use clock::{ManualClock, SystemClock};
#[cfg(feature = "std")]
pub use engine::Engine;
#[cfg(feature = "std")]
pub use event::{
    Completion, Front, FunctionError, FunctionErrorKind, Invocation, InvocationKind, Outcome,
    RequestId, event_from_body,
};
#[cfg(feature = "std")]
pub use executor::{Executor, ExecutorError};
#[cfg(feature = "std")]
pub use function::{
    CodeHash, ExecutorChoice, ExecutorKind, Function, Package, SourceArchive, SourceFiles, Version,
};
pub use name::{FunctionName, NAME_BYTES_MAX, NameError};
#[cfg(feature = "std")]
pub use registry::{FunctionRegistry, MemoryRegistry, RegistryError};
