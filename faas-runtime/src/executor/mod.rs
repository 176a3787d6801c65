//! What runs a function.

#[cfg(feature = "std")]
mod contract;
#[cfg(feature = "std")]
mod environment;
#[cfg(feature = "std")]
mod evictions;
#[cfg(feature = "std")]
mod identity;
#[cfg(feature = "std")]
pub mod iotpy;
mod kind;
#[cfg(feature = "std")]
mod printed;
#[cfg(feature = "std")]
pub mod process;

#[cfg(feature = "std")]
pub use contract::{Executor, ExecutorError};
#[cfg(feature = "std")]
pub use identity::{Identity, log_group_name, log_stream_name};
pub use kind::ExecutorKind;
