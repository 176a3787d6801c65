//! What runs a function.

#[cfg(feature = "std")]
mod contract;
mod kind;

#[cfg(feature = "std")]
pub use contract::{Executor, ExecutorError};
pub use kind::ExecutorKind;
