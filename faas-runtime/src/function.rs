//! A deployed function: what it is called, what it may use, and what runs it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::string::{String, ToString as _};
use std::sync::Arc;
use std::time::Duration;
use std::vec::Vec;

use bytes::Bytes;

use crate::{ExecutorKind, FunctionName, Version};

/// SHA-256 of the deployed code: two functions with the same hash run the same bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeHash(pub [u8; 32]);

impl fmt::Display for CodeHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for CodeHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// What came out of compiling a function for the IoTPy machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Package {
    /// The linked package, as the compiler wrote it. The executor verifies it before it runs.
    Compiled(Bytes),
    /// The function needs CPython; the text says what was not supported and where.
    Refused(String),
}

/// Which executor a function's configuration asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExecutorChoice {
    /// IoTPy if the function compiles for it, else a CPython process.
    #[default]
    Automatic,
    /// This executor and no other.
    Only(ExecutorKind),
}

/// The files that were deployed, for the executors that need them on a disk.
pub trait SourceArchive: Send + Sync {
    /// Writes every file below `directory`, which exists and is empty.
    ///
    /// # Errors
    /// Whatever went wrong, as a sentence for the user. What was written so far is thrown away by
    /// the caller.
    fn unpack_into(&self, directory: &Path) -> Result<(), String>;

    /// One file, for the lines of tracebacks; `None` if there is no such file, or it cannot be had
    /// at little cost.
    fn text(&self, path: &str) -> Option<Bytes>;
}

/// A source archive in memory: pairs of a relative path with `/` and the contents.
#[derive(Debug, Clone, Default)]
pub struct SourceFiles {
    /// The files, each with its path below the function's directory.
    pub files: Vec<(String, Bytes)>,
}

impl SourceArchive for SourceFiles {
    fn unpack_into(&self, directory: &Path) -> Result<(), String> {
        for (name, contents) in &self.files {
            let plain = Path::new(name)
                .components()
                .all(|part| matches!(part, std::path::Component::Normal(_)));
            if !plain || name.is_empty() {
                return Err(std::format!(
                    "the file name {name:?} leaves the function's directory"
                ));
            }
            let path = directory.join(name);
            let parent = path.parent().unwrap_or(directory);
            std::fs::create_dir_all(parent)
                .and_then(|()| std::fs::write(&path, contents))
                .map_err(|error| std::format!("{name} cannot be written: {error}"))?;
        }
        Ok(())
    }

    fn text(&self, path: &str) -> Option<Bytes> {
        let found = self.files.iter().find(|(name, _)| name == path);
        found.map(|(_, contents)| contents.clone())
    }
}

/// A deployed function. It never changes: an update is a new value under the same name.
#[derive(Clone)]
pub struct Function {
    /// The name it is invoked by.
    pub name: FunctionName,
    /// Which version this is.
    pub version: Version,
    /// `module.function`, as in the AWS configuration.
    pub handler: String,
    /// Hash of the deployed code. Warm instances are kept per name and hash.
    pub code_hash: CodeHash,
    /// Memory that an instance may use, in MiB.
    pub memory_mb: u32,
    /// Longest run of one invocation, in milliseconds.
    pub timeout_ms: u32,
    /// The variables that the function sees, and no others.
    pub environment: BTreeMap<String, String>,
    /// The compiled package, or why there is none.
    pub package: Package,
    /// The deployed files; `None` when only a package was deployed.
    pub source: Option<Arc<dyn SourceArchive>>,
    /// Which executor the configuration asks for.
    pub executor: ExecutorChoice,
}

impl Function {
    /// Which executor runs this function, with the reason in a sentence.
    #[must_use]
    pub fn executor_kind(&self) -> (ExecutorKind, String) {
        match (self.executor, &self.package) {
            (ExecutorChoice::Only(kind), _) => (
                kind,
                std::format!("the configuration asks for {}", kind.as_str()),
            ),
            (ExecutorChoice::Automatic, Package::Compiled(_)) => (
                ExecutorKind::IotPy,
                "the function compiles for IoTPy".to_string(),
            ),
            (ExecutorChoice::Automatic, Package::Refused(reason)) => {
                (ExecutorKind::Process, reason.clone())
            }
        }
    }

    /// Whether a warm instance of one serves for the other. Timeouts may differ.
    #[must_use]
    pub fn runs_like(&self, other: &Self) -> bool {
        let key = |one: &Self| (one.name, one.version, one.code_hash, one.memory_mb);
        key(self) == key(other)
            && self.handler == other.handler
            && self.environment == other.environment
    }

    /// The timeout as a duration.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        Duration::from_millis(u64::from(self.timeout_ms))
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values of the environment may be secrets and packages are long: neither belongs here.
        out.debug_struct("Function")
            .field("name", &self.name)
            .field("version", &self.version)
            .field("handler", &self.handler)
            .field("code_hash", &self.code_hash)
            .field("memory_mb", &self.memory_mb)
            .field("timeout_ms", &self.timeout_ms)
            .field("executor", &self.executor_kind().0)
            .finish_non_exhaustive()
    }
}
