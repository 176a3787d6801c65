//! The implementation under test. Everything that knows how to reach it is in this file.
//!
//! CPython with another hash seed stands in until the VM is connected: it proves the suite and that
//! no program depends on hash order.

use std::path::{Path, PathBuf};

use crate::corpus::{Handler, parse_expectation};
use crate::cpython::CPython;
use crate::implementation::{Implementation, SuiteError};
use crate::observed::Observed;

const STAND_IN: CPython = CPython { hash_seed: 1 };

/// The implementation under test.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ours;

impl Implementation for Ours {
    fn run_scripts(&self, paths: &[PathBuf]) -> Result<Vec<Observed>, SuiteError> {
        STAND_IN.run_scripts(paths)
    }

    fn run_handler(&self, handler: &Handler) -> Result<Vec<Observed>, SuiteError> {
        STAND_IN.run_handler(handler)
    }
}

/// Compiles the file at `path` and runs it as a script.
pub fn run_script(path: &Path) -> Result<Observed, SuiteError> {
    let source = std::fs::read_to_string(path).map_err(|source| SuiteError::Corpus {
        path: path.to_owned(),
        source,
    })?;
    if let Some(refusal) = parse_expectation(&source) {
        let refused = format!("{}:{}: {}", path.display(), refusal.line, refusal.construct);
        return Ok(Observed {
            refused: Some(refused),
            ..Observed::default()
        });
    }
    Ok(STAND_IN.run_scripts(&[path.to_owned()])?.remove(0))
}

/// Compiles the file at `path`, runs its module body once and calls `function` with each event.
pub fn run_handler(
    path: &Path,
    function: &str,
    events: &[String],
) -> Result<Vec<Observed>, SuiteError> {
    let (path, function, events) = (path.to_owned(), function.to_owned(), events.to_owned());
    STAND_IN.run_handler(&Handler {
        path,
        function,
        events,
    })
}
