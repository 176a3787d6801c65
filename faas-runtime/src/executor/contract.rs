//! What every executor promises.

use std::string::String;
use std::sync::Arc;

use crate::{Completion, ExecutorKind, Function, FunctionName, Invocation};

/// Runs functions.
///
/// `invoke` blocks its thread until the function has answered: the engine has a bounded number of
/// worker threads and calls it from those, so an executor needs no runtime of its own and may be a
/// plain loop (IoTPy), a pipe to a process, or a request to a container. One executor serves many
/// threads at once.
///
/// What the function does wrong is a [`Completion`] with a function error, timeouts and memory
/// limits included. [`ExecutorError`] is for what the function is not to blame for.
pub trait Executor: Send + Sync {
    /// Which kind of functions it runs.
    fn kind(&self) -> ExecutorKind;

    /// Makes the first invocation as fast as it can be: checks, unpacks, starts. Optional for the
    /// caller, and harmless to repeat.
    ///
    /// # Errors
    /// [`ExecutorError`] if the function could not run here.
    fn prepare(&self, function: &Arc<Function>) -> Result<(), ExecutorError>;

    /// Runs the function once and returns within its timeout plus a little.
    ///
    /// # Errors
    /// [`ExecutorError`] if the function was not run, or not to its end, through no fault of its
    /// own.
    fn invoke(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Result<Completion, ExecutorError>;

    /// Drops everything that is kept warm for this name. Runs in progress go on to their end.
    fn evict(&self, name: &FunctionName);

    /// Drops what is kept warm for functions of this name for which `is_current` says no: those
    /// that are not deployed any more. An executor may drop more than that.
    fn evict_stale(&self, name: &FunctionName, _is_current: &dyn Fn(&Function) -> bool) {
        self.evict(name);
    }
}

/// Why an executor could not run a function.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExecutorError {
    /// The function has no code that this executor can run.
    #[error("{name} cannot run on {executor}: {reason}")]
    Unsuitable {
        /// The function.
        name: FunctionName,
        /// The executor's word, as in [`ExecutorKind::as_str`].
        executor: &'static str,
        /// Why, in a sentence.
        reason: String,
    },
    /// The machine lacks what the executor needs.
    #[error("{what} is not available on this machine: {reason}")]
    Unavailable {
        /// What is missing.
        what: String,
        /// What was tried.
        reason: String,
    },
    /// All the room that the executor may use is taken by running functions.
    #[error("no room to start {name}: {reason}")]
    Busy {
        /// The function.
        name: FunctionName,
        /// Which bound was met.
        reason: String,
    },
    /// The executor itself failed.
    #[error("the executor failed while running {name}: {reason}")]
    Failed {
        /// The function.
        name: FunctionName,
        /// What happened.
        reason: String,
    },
}
