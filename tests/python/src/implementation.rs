//! Anything that can run the corpus.

use std::path::PathBuf;

use crate::corpus::{Handler, Source};
use crate::observed::Observed;

/// Why the suite itself could not run; what a program does wrong is an [`Observed`] instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SuiteError {
    /// The reference interpreter could not be started or stopped early.
    #[error("python3 could not run the driver: {0}. Install Python 3.11 or 3.12")]
    Python(String),
    /// A file of the corpus could not be read.
    #[error("{path} could not be read: {source}")]
    Corpus {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of the corpus does not have the form that it should.
    #[error("{path} is not well formed: {reason}")]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

/// A Python implementation under comparison.
///
/// Both methods answer in the order they were asked, one observation for each script or event. A
/// program that the implementation cannot run is an observation with `refused` set, never an error.
pub trait Implementation {
    /// Runs each script in a namespace of its own.
    fn run_scripts(&self, sources: &[Source]) -> Result<Vec<Observed>, SuiteError>;

    /// Loads each handler once and calls it with each of its events, given as JSON text.
    fn run_handlers(&self, handlers: &[Handler]) -> Result<Vec<Vec<Observed>>, SuiteError>;
}
