//! The seam to the compiler: from the files of a deployment package to a linked package.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// Python sources by their path in the deployment package.
pub type Sources = BTreeMap<String, Vec<u8>>;

/// One thing that the compiler does not accept, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Path of the file in the deployment package.
    pub file: String,
    /// Line, from 1; 0 if it is about the whole file.
    pub line: u32,
    /// Column, from 1; 0 if it is not known.
    pub column: u32,
    /// The construct and what is wrong with it.
    pub message: String,
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
        } = self;
        match (line, column) {
            (0, _) => write!(out, "{file}: {message}"),
            (line, 0) => write!(out, "{file}:{line}: {message}"),
            (line, column) => write!(out, "{file}:{line}:{column}: {message}"),
        }
    }
}

/// Why there is no package.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Valid Python that the machine does not run; CPython will.
    Unsupported(Vec<Diagnostic>),
    /// No Python: the file does not parse. The diagnostic is the first error.
    Syntax(Diagnostic),
    /// The module has no function of the handler's name.
    NoHandler,
}

/// Compiles and links a handler with everything that it reaches.
pub trait Linker: Send + Sync {
    /// Names the compiler and the format of its packages. Packages of another identity are linked
    /// anew when a registry is opened.
    fn identity(&self) -> String;

    /// Links `handler` (`module.function`) out of `sources`.
    ///
    /// # Errors
    /// [`Refusal`] says why the function cannot run on the machine.
    fn link(&self, sources: &Sources, handler: &str) -> Result<Bytes, Refusal>;
}
