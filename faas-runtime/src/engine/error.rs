//! Why the engine refused.

use std::string::String;

use woof_log::StoreError;

use crate::{ExecutorError, FunctionName, RegistryError};

/// Why an invocation gave no completion.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum InvokeError {
    /// There is no such function.
    #[error("there is no function {name}")]
    UnknownFunction {
        /// The name that was asked for.
        name: FunctionName,
    },
    /// As much is waiting as may wait. Nothing was stored; try again later.
    #[error("too many requests: {waiting} invocations wait already")]
    TooManyRequests {
        /// How many invocations wait.
        waiting: usize,
    },
    /// Functions call functions, too deeply. Nothing was stored.
    #[error("functions may call each other {depth_max} deep, and this call would be deeper")]
    TooDeep {
        /// How deep they may.
        depth_max: usize,
    },
    /// The payload is longer than this kind of invocation takes.
    #[error("the payload has {length_bytes} bytes; at most {bytes_max} are allowed")]
    PayloadTooLarge {
        /// Length of the payload.
        length_bytes: usize,
        /// The limit.
        bytes_max: usize,
    },
    /// The server is stopping and takes no more work.
    #[error("the server is shutting down")]
    ShuttingDown,
    /// The server stopped before the function answered.
    #[error("the server stopped before the function answered")]
    Abandoned,
    /// The log could not be written or read.
    #[error("the invocation log failed: {0}")]
    Store(#[from] StoreError),
    /// A record of the log is not what it should be.
    #[error("record {sequence} of the log {log} cannot be understood: {reason}")]
    Record {
        /// The log.
        log: String,
        /// Sequence number of the record.
        sequence: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The registry could not tell which function this is.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The function could not be run, through no fault of its own.
    #[error(transparent)]
    Executor(#[from] ExecutorError),
}

/// Why an engine did not start.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// A thread could not be started.
    #[error("a worker thread could not be started: {0}")]
    Thread(String),
    /// The log could not be opened or read.
    #[error("the invocation log cannot be opened: {0}")]
    Store(#[from] StoreError),
    /// What lies in the log is not what this engine wrote.
    #[error("the invocation log cannot be read: {0}")]
    Log(String),
    /// An option is out of its range.
    #[error("the option {name} is {value}; it must be from {min} to {max}")]
    Option {
        /// Name of the field of [`Options`](super::Options).
        name: &'static str,
        /// What it was.
        value: usize,
        /// The least it may be.
        min: usize,
        /// The most it may be.
        max: usize,
    },
}
