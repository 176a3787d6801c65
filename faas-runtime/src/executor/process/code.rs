//! Unpacked code on disk.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::string::{String, ToString as _};
use std::sync::{Mutex, PoisonError};

use crate::{ExecutorError, Function};

/// Directories with unpacked code, one for each hash.
pub(super) struct CodeStore {
    root: PathBuf,
    /// One directory is made at a time.
    making: Mutex<()>,
}

impl CodeStore {
    pub(super) fn new(root: PathBuf) -> Self {
        Self {
            root,
            making: Mutex::default(),
        }
    }

    /// The directory with the function's code, unpacked if it is not there yet.
    pub(super) fn directory_of(&self, function: &Function) -> Result<PathBuf, ExecutorError> {
        let unsuitable = |reason: String| ExecutorError::Unsuitable {
            name: function.name,
            executor: crate::ExecutorKind::Process.as_str(),
            reason,
        };
        let failed = |error: io::Error| ExecutorError::Failed {
            name: function.name,
            reason: std::format!("its code cannot be unpacked: {error}"),
        };
        let source = function
            .source
            .as_ref()
            .ok_or_else(|| unsuitable("its source files were not deployed".to_string()))?;
        let directory = self.root.join(function.code_hash.to_string());
        let making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if !directory.is_dir() {
            // Whatever an earlier attempt left unfinished is thrown away: only the rename makes
            // the directory count.
            let unfinished = self.root.join("unfinished");
            match fs::remove_dir_all(&unfinished) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
                _ => fs::create_dir_all(&unfinished).map_err(failed)?,
            }
            source.unpack_into(&unfinished).map_err(unsuitable)?;
            fs::rename(&unfinished, &directory).map_err(failed)?;
        }
        drop(making);
        // The interpreter compares file names with this one, so it must not hold links.
        directory.canonicalize().map_err(failed)
    }
}
