//! What the logs of a store share: where they lie, open files, the meta log.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::entry::MetaEntry;
use super::meta::{META_LOG, Meta, MetaFault};
use crate::file::{FileError, FileMedium, FilePool};
use crate::format::{Batch, Layout};
use crate::producer::ProducerTable;
use crate::{Fault, LogId, Medium, Seqno, Shape, StoreError};

/// What a cell needs of its store.
pub(super) struct Surroundings {
    pub(super) directory: PathBuf,
    pub(super) pool: Arc<FilePool>,
    pub(super) pad_batch_to: u32,
    pub(super) meta: Mutex<Meta>,
}

impl Surroundings {
    fn meta(&self) -> MutexGuard<'_, Meta> {
        self.meta.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an entry to the meta log, durable after its next sync.
    pub(super) fn add(&self, entry: &MetaEntry) -> Result<(), StoreError> {
        self.meta().add(entry).map_err(meta_error)
    }

    pub(super) fn add_durably(&self, entry: &MetaEntry) -> Result<(), StoreError> {
        let mut meta = self.meta();
        meta.add(entry).map_err(meta_error)?;
        meta.sync().map_err(meta_error)
    }

    pub(super) fn add_producers(
        &self,
        log: LogId,
        upto: Seqno,
        table: &ProducerTable,
    ) -> Result<(), StoreError> {
        let mut meta = self.meta();
        meta.add_producers(log, upto, table).map_err(meta_error)?;
        meta.sync().map_err(meta_error)
    }

    /// The lowest number of a repair that is in force.
    pub(super) fn oldest_repair(&self) -> Option<u64> {
        self.meta().oldest_repair()
    }

    /// The highest number of a repair that is in force.
    pub(super) fn newest_repair(&self) -> Option<u64> {
        self.meta().newest_repair()
    }

    /// Hands the meta log's entries to the operating system, to the disk too if `sync`.
    pub(super) fn write_meta(&self, sync: bool) -> Result<(), StoreError> {
        let mut meta = self.meta();
        let written = if sync { meta.sync() } else { meta.flush() };
        written.map_err(meta_error)
    }
}

/// Opens the blocks of a log, unless the first or the last one is damaged beyond use.
pub(super) fn open_blocks(
    pool: &Arc<FilePool>,
    directory: &Path,
    log: LogId,
    shape: Shape,
    block_len: u32,
    pad_batch_to: u32,
) -> Result<FileMedium, StoreError> {
    let mut medium =
        FileMedium::open_in(pool.clone(), directory, log.get(), block_len).map_err(io_error)?;
    let layout = Layout {
        batch: Batch::of(pad_batch_to),
        ..Layout::new(&medium.geometry(), shape, log)
    };
    match medium.damaged_end(&layout).map_err(io_error)? {
        None => Ok(medium),
        Some(path) => Err(StoreError::Format {
            path: std::format!("{}", path.display()),
            reason: "its header does not read, but records follow".into(),
        }),
    }
}

pub(super) fn io_error(error: FileError) -> StoreError {
    let FileError {
        operation,
        path,
        source,
    } = error;
    StoreError::Io {
        operation,
        path,
        source,
    }
}

pub(super) fn meta_error(fault: MetaFault) -> StoreError {
    store_error(fault, META_LOG, Seqno::ZERO)
}

/// What a log's fault on `seqno` is to the users of the store.
pub(super) fn store_error(fault: MetaFault, log: LogId, seqno: Seqno) -> StoreError {
    match fault {
        Fault::Medium(error) => io_error(error),
        Fault::Poisoned => StoreError::Poisoned {
            reason: "a write or sync".into(),
        },
        Fault::NoSpace => StoreError::NoSpace { log },
        Fault::Geometry | Fault::Invalid => StoreError::Unfit { log },
        Fault::Trimmed { oldest } => StoreError::Trimmed { seqno, oldest },
        Fault::NotYet { newest } => StoreError::NotYet { seqno, newest },
        Fault::BufferTooSmall { needed } => StoreError::BufferTooSmall { seqno, needed },
        Fault::Corrupt { seqno } => StoreError::Corrupt { log, seqno },
    }
}
