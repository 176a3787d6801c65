//! Where what is measured lies: one disk for all sides.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

/// A temporary directory, which goes when it is dropped.
pub struct Room {
    directory: TempDir,
}

impl Room {
    pub fn new() -> Self {
        Self {
            directory: tempfile::tempdir().expect("a temporary directory"),
        }
    }

    /// A directory for one side.
    pub fn of(&self, side: &str) -> PathBuf {
        let directory = self.directory.path().join(side);
        fs::create_dir_all(&directory).expect("the disk has room");
        directory
    }
}
