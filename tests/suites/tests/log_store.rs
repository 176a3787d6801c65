//! Every `LogStore` against its suite.

use std::fs;
use std::path::Path;
use std::time::Duration;

use nanolambda_conformance::log_store::{CrashFixture, Fixture};
use nanolambda_conformance::{
    log_store_basic, log_store_crash, log_store_reopen, repair_store_basic, repair_store_crash,
    repair_store_reopen,
};
use tempfile::TempDir;
use woof_log::{DirOptions, DirStore, MemoryStore};

struct Memory(MemoryStore);

impl Fixture for Memory {
    type Store = MemoryStore;

    fn open(&mut self) -> MemoryStore {
        self.0.clone()
    }
}

struct Directory {
    directory: TempDir,
    options: DirOptions,
}

impl Directory {
    /// Files of this size; the shorter, the more of them a test goes through.
    fn new(block_len: u32) -> Self {
        let options = DirOptions {
            block_len,
            write_interval: Duration::from_millis(1),
            sync_every: 4,
            pad_batch_to: 0,
        };
        let directory = TempDir::new().expect("a temporary directory");
        Self { directory, options }
    }

    /// The same with batches that share no sector.
    fn padded(block_len: u32) -> Self {
        let mut padded = Self::new(block_len);
        padded.options.pad_batch_to = 4096;
        padded
    }
}

impl Fixture for Directory {
    type Store = DirStore;

    fn open(&mut self) -> DirStore {
        DirStore::open_with(self.directory.path(), self.options).expect("the store opens")
    }
}

impl CrashFixture for Directory {
    /// Goes on with a copy of the files as they are while the store is in use: what another
    /// process finds after `kill -9`.
    fn crash(&mut self, store: DirStore) {
        let copy = TempDir::new().expect("a temporary directory");
        copy_directory(self.directory.path(), copy.path());
        drop(store);
        self.directory = copy;
    }
}

fn copy_directory(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a listing") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_directory(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

mod memory {
    use super::*;

    log_store_basic!(Memory(MemoryStore::new()));
    log_store_reopen!(Memory(MemoryStore::new()));

    mod repairs {
        use super::*;

        repair_store_basic!(Memory(MemoryStore::new()));
        repair_store_reopen!(Memory(MemoryStore::new()));
    }
}

mod directory_of_small_files {
    use super::*;

    log_store_basic!(Directory::new(4 * 1024));
    log_store_reopen!(Directory::new(4 * 1024));
    log_store_crash!(Directory::new(4 * 1024));

    mod repairs {
        use super::*;

        repair_store_basic!(Directory::new(4 * 1024));
        repair_store_reopen!(Directory::new(4 * 1024));
        repair_store_crash!(Directory::new(4 * 1024));
    }
}

mod directory_of_padded_batches {
    use super::*;

    log_store_basic!(Directory::padded(256 * 1024));
    log_store_reopen!(Directory::padded(256 * 1024));
    log_store_crash!(Directory::padded(256 * 1024));
}

mod directory_of_large_files {
    use super::*;

    log_store_basic!(Directory::new(4 * 1024 * 1024));
    log_store_reopen!(Directory::new(4 * 1024 * 1024));
    log_store_crash!(Directory::new(4 * 1024 * 1024));

    mod repairs {
        use super::*;

        repair_store_basic!(Directory::new(4 * 1024 * 1024));
        repair_store_reopen!(Directory::new(4 * 1024 * 1024));
        repair_store_crash!(Directory::new(4 * 1024 * 1024));
    }
}
