//! Why a command failed, in sentences, and the exit code that goes with it.

use iotpy_compiler::Diagnostics;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The program failed with an exception; the text is its traceback.
    #[error("{0}")]
    Exception(String),
    /// The program was ended by an uncaught `KeyboardInterrupt`; the text is its traceback.
    #[error("{0}")]
    Interrupted(String),
    /// The compiler does not accept the program.
    #[error("{0}")]
    Refused(#[from] Diagnostics),
    /// The program met a limit.
    #[error("nanolambda: {0}")]
    Limit(String),
    /// What was given cannot be used.
    #[error("nanolambda: {0}")]
    Usage(String),
    /// Everything else: files, networks, servers.
    #[error("nanolambda: {0}")]
    Other(String),
}

impl Failure {
    /// See the help of the tool.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Exception(_) | Self::Other(_) => 1,
            Self::Usage(_) => 2,
            Self::Refused(_) => 3,
            Self::Limit(_) => 4,
            Self::Interrupted(_) => 130,
        }
    }

    /// A file that cannot be read or written.
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::Other(format!("{}: {error}", path.display()))
    }
}

/// Prints to standard error, if anybody is there.
pub fn complain(text: &str) {
    use std::io::Write as _;
    drop(std::io::stderr().write_all(text.as_bytes()));
}

/// Prints to standard output. Whoever closes the pipe has seen enough.
pub fn print(text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Other(
            format!("standard output cannot be written: {error}"),
        )),
        _ => Ok(()),
    }
}
