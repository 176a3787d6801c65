//! A directory of logs, owned by one process and shared by its threads.

mod cell;
mod entry;
#[cfg(test)]
mod fault_tests;
mod index;
mod keeper;
mod meta;
#[cfg(test)]
mod read_only_tests;
mod repair;
mod surroundings;
#[cfg(test)]
mod tests;
mod turn;

use std::boxed::Box;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;
use std::vec::Vec;

use cell::Cell;
use entry::MetaEntry;
use keeper::{Queues, Rounds, Threads};
use meta::{LogState, META_BLOCK_LEN, META_LOG, Meta};
use surroundings::{Surroundings, io_error, meta_error, open_blocks};

use crate::file::{
    Disk, DiskLock, FileError, FileMedium, FilePool, ReadOnlyDisk, SystemDisk, create_directory,
};
use crate::format::BATCH_LENS;
use crate::listener::Listeners;
use crate::number_hash::ByNumber;
use crate::{
    Append, Appended, Bounds, Completion, Durability, Element, Entry, Gap, LOG_COUNT_MAX, Listener,
    ListenerGuard, LogId, LogInfo, LogName, LogStore, Overrun, Seqno, Shape, SharedStore,
    StoreError, SubId,
};

/// How a [`DirStore`] works. The defaults suit a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DirOptions {
    /// Bytes per file of a log that is created: a power of two from 4 KiB to 1 GiB, at least
    /// 128 KiB if records are to have the largest payloads. Logs remember theirs.
    pub block_len: u32,
    /// After how long a buffered record has reached the operating system, where it survives the
    /// end of the process.
    pub write_interval: Duration,
    /// After how many such intervals it has reached the disk.
    pub sync_every: u32,
    /// Bytes to a multiple of which each sync pads what it covers, so that later records share no
    /// sector with durable ones: 4,096 for disks on which a write that the power cuts short may
    /// harm a whole sector, 0 if they are known not to. A power of two from 512 to 65,536, at most
    /// half of `block_len`. It counts for files that are begun from now on. Each sync then writes
    /// up to so many bytes more.
    pub pad_batch_to: u32,
}

/// More than a block header and the longest record head take together.
const HEADERS_LEN_MAX: u32 = 128;

impl Default for DirOptions {
    fn default() -> Self {
        Self {
            block_len: 4 * 1024 * 1024,
            write_interval: Duration::from_millis(10),
            sync_every: 50,
            pad_batch_to: 0,
        }
    }
}

impl DirOptions {
    fn is_valid(&self) -> bool {
        self.block_len.is_power_of_two()
            && (4 * 1024..=1 << 30).contains(&self.block_len)
            && self.sync_every > 0
            && (self.pad_batch_to == 0
                || self.pad_batch_to.is_power_of_two()
                    && BATCH_LENS.contains(&self.pad_batch_to)
                    && self.pad_batch_to <= self.block_len / 2)
    }
}

/// A [`SharedStore`] in a directory of files.
///
/// - One process owns the directory, by a lock of the operating system that ends with the
///   process. The store holds no other lock outside memory, so a killed process blocks nobody.
/// - Clones share the store. When the last one is dropped, or [`close`](Self::close) is called,
///   everything becomes durable and the next start is quick.
/// - After a crash each log holds a prefix of what was appended, and at least what was durable.
/// - A log is read from its files when it is first used, so opening takes time in proportion to
///   the number of logs and not to what they hold.
///
/// Two threads belong to a store: one syncs for completions, one writes buffered records and
/// cursors in the background. Both sleep when there is nothing to do.
#[derive(Clone)]
pub struct DirStore {
    shared: Arc<Shared>,
    /// The log that was used last through this handle. Logs stay as long as the store does.
    last: Option<Arc<Cell>>,
}

struct Shared {
    /// Dropped, and so stopped, before the rest.
    threads: Threads,
    queues: Arc<Queues>,
    around: Arc<Surroundings>,
    namespace: RwLock<Namespace>,
    listeners: Arc<Listeners>,
    options: DirOptions,
    creating: Mutex<()>,
    /// The payloads of repairs.
    stand_ins: Cell,
    /// Held while a repair is made.
    repairing: Mutex<()>,
    closed: Mutex<bool>,
    is_read_only: bool,
    /// Held as long as the store is open.
    _owner: DiskLock,
}

#[derive(Default)]
struct Namespace {
    names: BTreeMap<LogName, LogId>,
    cells: HashMap<LogId, Arc<Cell>, ByNumber>,
    next: u32,
}

impl DirStore {
    /// Opens the store in `directory`, which is created if it does not exist.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if another process, or another store of this one, has it open;
    /// [`StoreError::Io`]; [`StoreError::Corrupt`] or [`StoreError::Format`] if the meta log is
    /// damaged, or is one of another version.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        Self::open_with(directory, DirOptions::default())
    }

    /// The same with other options.
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`StoreError::InvalidOptions`].
    pub fn open_with(directory: &Path, options: DirOptions) -> Result<Self, StoreError> {
        Self::open_on(Arc::new(SystemDisk), directory, options)
    }

    /// The same on any disk.
    fn open_on(
        disk: Arc<dyn Disk>,
        directory: &Path,
        options: DirOptions,
    ) -> Result<Self, StoreError> {
        if !options.is_valid() {
            return Err(StoreError::InvalidOptions { options });
        }
        create_directory(&*disk, directory).map_err(io_error)?;
        let owner = lock(&*disk, directory)?;
        let logs = directory.join("logs");
        create_directory(&*disk, &logs).map_err(io_error)?;
        let pool = Arc::new(FilePool::on(disk));
        let mut medium = open_meta(&pool, directory, options.pad_batch_to)?;
        medium.remove_in_order();
        let meta = Meta::open(medium, options.pad_batch_to).map_err(meta_error)?;
        Self::start(owner, directory, (pool, meta), options, false)
    }

    /// Opens the store in `directory` to read it, without writing anything: the directory, and the
    /// file system that it is on, may be ones that nobody may write to. Others may read at the
    /// same time; as long as one does, nobody opens it to write.
    ///
    /// What is found counts as durable; nobody is asked to make it so. Calls that would change
    /// something answer [`StoreError::ReadOnly`].
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`StoreError::Io`] if there is no such directory.
    pub fn open_read_only(directory: &Path) -> Result<Self, StoreError> {
        Self::read_on(Arc::new(SystemDisk), directory)
    }

    /// The same on any disk.
    fn read_on(disk: Arc<dyn Disk>, directory: &Path) -> Result<Self, StoreError> {
        let disk = Arc::new(ReadOnlyDisk(disk));
        if !disk.is_directory(directory) {
            let missing = std::io::ErrorKind::NotADirectory.into();
            return Err(io_error(FileError::new("open", directory, missing)));
        }
        let owner = lock(&*disk, directory)?;
        let pool = Arc::new(FilePool::on(disk));
        let meta = Meta::read(open_meta(&pool, directory, 0)?).map_err(meta_error)?;
        Self::start(owner, directory, (pool, meta), DirOptions::default(), true)
    }

    fn start(
        owner: DiskLock,
        directory: &Path,
        (pool, meta): (Arc<FilePool>, Meta),
        options: DirOptions,
        is_read_only: bool,
    ) -> Result<Self, StoreError> {
        let mut namespace = Namespace::default();
        for (id, state) in &meta.logs {
            namespace.insert(*id, state.clone());
        }
        let around = Arc::new(Surroundings {
            directory: directory.join("logs"),
            pool,
            pad_batch_to: options.pad_batch_to,
            meta: Mutex::new(meta),
        });
        let queues = Arc::new(Queues::new());
        let rounds = Rounds {
            interval: options.write_interval,
            per_sync: options.sync_every,
        };
        let threads = Threads::start(queues.clone(), around.clone(), rounds)
            .map_err(|e| io_error(FileError::new("start the threads of", directory, e)))?;
        let shared = Shared {
            threads,
            queues,
            around,
            namespace: RwLock::new(namespace),
            listeners: Arc::default(),
            options,
            creating: Mutex::default(),
            stand_ins: repair::stand_ins(),
            repairing: Mutex::default(),
            closed: Mutex::new(false),
            is_read_only,
            _owner: owner,
        };
        Ok(Self {
            shared: Arc::new(shared),
            last: None,
        })
    }

    /// Makes everything durable and ends the use of the store, for all clones of it. Later calls
    /// answer [`StoreError::Closed`].
    ///
    /// # Errors
    /// What keeps a record from being durable. The store is closed all the same.
    pub fn close(&self) -> Result<(), StoreError> {
        self.shared.close()
    }

    fn cell(&self, log: LogId) -> Result<Arc<Cell>, StoreError> {
        match &self.last {
            Some(cell) if cell.id == log => Ok(cell.clone()),
            _ => self.shared.cell(log),
        }
    }

    /// The same without a lock, if it was used last.
    fn last_cell(&mut self, log: LogId) -> Result<(&Shared, &Arc<Cell>), StoreError> {
        let last = match self.last.take() {
            Some(cell) if cell.id == log => cell,
            _ => self.shared.cell(log)?,
        };
        Ok((&self.shared, self.last.insert(last)))
    }

    /// The same for a call that changes something.
    fn cell_to_change(&self, log: LogId) -> Result<Arc<Cell>, StoreError> {
        self.shared.check_writable()?;
        self.cell(log)
    }

    fn keep_if(&self, needed: bool, cell: Arc<Cell>) {
        if needed {
            self.shared.queues.keep(cell);
        }
    }
}

impl Shared {
    fn cell(&self, log: LogId) -> Result<Arc<Cell>, StoreError> {
        let namespace = self.namespace();
        let cell = namespace.cells.get(&log).cloned();
        cell.ok_or(StoreError::UnknownLog { log })
    }

    fn check_writable(&self) -> Result<(), StoreError> {
        match self.is_read_only {
            true => Err(StoreError::ReadOnly),
            false => Ok(()),
        }
    }

    /// Appends, tells the listeners and queues the cell for what is left to do.
    fn append_to(
        &self,
        cell: &Arc<Cell>,
        record: &Append<'_>,
        wait: bool,
    ) -> Result<(Appended, Option<Completion>), StoreError> {
        let outcome = cell.append(&self.around, record, wait)?;
        outcome.ended.tell();
        if outcome.queue {
            self.queues.sync(cell.clone());
        }
        if outcome.keep {
            self.queues.keep(cell.clone());
        }
        if let Appended::New(seqno) = outcome.appended {
            self.listeners.notify(cell.id, seqno);
        }
        Ok((outcome.appended, outcome.completion))
    }

    fn create(&self, name: &LogName, shape: Shape) -> Result<LogId, StoreError> {
        // One at a time; the namespace itself stays free while the disk is waited for.
        let _creating = self.creating.lock().unwrap_or_else(PoisonError::into_inner);
        let (existing, log) = {
            let namespace = self.namespace();
            if namespace.names.len() >= LOG_COUNT_MAX && !namespace.names.contains_key(name) {
                return Err(StoreError::TooMany {
                    what: "logs",
                    max: LOG_COUNT_MAX,
                });
            }
            (namespace.find(name), LogId::new(namespace.next.max(1)))
        };
        if let Some((log, existing)) = existing {
            return if existing == shape {
                Ok(log)
            } else {
                Err(StoreError::OtherShape {
                    name: Box::new(*name),
                    existing,
                })
            };
        }
        if self.is_read_only {
            return Err(StoreError::ReadOnly);
        }
        if !shape.is_valid() {
            return Err(StoreError::InvalidShape { shape });
        }
        let block_len = self.options.block_len;
        if let Element::Fixed(size) = shape.element
            && u32::from(size) + HEADERS_LEN_MAX + self.options.pad_batch_to > block_len
        {
            return Err(StoreError::Unfit { log });
        }
        if *self.closed.lock().unwrap_or_else(PoisonError::into_inner) {
            return Err(StoreError::Closed);
        }
        let entry = MetaEntry::Created {
            log,
            shape,
            block_len,
            name: *name,
        };
        self.around.add_durably(&entry)?;
        let state = LogState::new(*name, shape, block_len);
        let mut namespace = self
            .namespace
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        namespace.insert(log, state);
        Ok(log)
    }

    fn namespace(&self) -> RwLockReadGuard<'_, Namespace> {
        self.namespace
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) -> Result<(), StoreError> {
        // Not held further: callbacks that run meanwhile may ask.
        let closed = {
            let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *closed, true)
        };
        if closed {
            return Ok(());
        }
        self.threads.stop();
        let cells: Vec<Arc<Cell>> = {
            let namespace = self.namespace();
            namespace.cells.values().cloned().collect()
        };
        if self.is_read_only {
            cells.iter().for_each(|cell| cell.leave());
            self.stand_ins.leave();
            return Ok(());
        }
        let mut outcome = Ok(());
        for cell in cells {
            match cell.close(&self.around) {
                Ok(Some(mark)) => {
                    let added = self.around.add(&MetaEntry::Closed { log: cell.id, mark });
                    outcome = outcome.and(added);
                }
                Ok(None) => {}
                Err(error) => outcome = outcome.and(Err(error)),
            }
            cell.fail_waiting();
        }
        // Its records are durable since they were made, and nobody waits for them.
        outcome = outcome.and(self.stand_ins.close(&self.around).map(drop));
        outcome?;
        self.around.add_durably(&MetaEntry::Clean)
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // Who wants to know whether this worked calls `close`. A crash instead loses as little.
        let _ = self.close();
    }
}

impl Namespace {
    fn find(&self, name: &LogName) -> Option<(LogId, Shape)> {
        let log = self.names.get(name)?;
        Some((*log, self.cells.get(log)?.shape))
    }

    fn insert(&mut self, id: LogId, state: LogState) {
        self.names.insert(state.name, id);
        self.cells.insert(id, Arc::new(Cell::new(id, state)));
        self.next = self.next.max(id.get().saturating_add(1));
    }
}

/// The blocks of the meta log.
fn open_meta(
    pool: &Arc<FilePool>,
    directory: &Path,
    pad_batch_to: u32,
) -> Result<FileMedium, StoreError> {
    let directory = directory.join("meta");
    let shape = Shape::variable();
    open_blocks(
        pool,
        &directory,
        META_LOG,
        shape,
        META_BLOCK_LEN,
        pad_batch_to,
    )
}

/// Locks the directory for this process.
fn lock(disk: &dyn Disk, directory: &Path) -> Result<DiskLock, StoreError> {
    let path = directory.join("LOCK");
    let locked = disk
        .lock(&path)
        .map_err(|e| io_error(FileError::new("lock", &path, e)))?;
    locked.ok_or_else(|| StoreError::Locked {
        path: std::format!("{}", directory.display()),
    })
}

impl LogStore for DirStore {
    type Error = StoreError;

    fn create(&mut self, name: &LogName, shape: Shape) -> Result<LogId, StoreError> {
        let log = self.shared.create(name, shape)?;
        // Whoever opens a log is about to use it.
        self.last_cell(log)?;
        Ok(log)
    }

    fn append(&mut self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError> {
        if let Some(cell) = self.last.as_ref().filter(|cell| cell.id == log)
            && !self.shared.is_read_only
            && let Some((seqno, keep)) = cell.append_at_once(record)
        {
            if keep {
                self.shared.queues.keep(cell.clone());
            }
            self.shared.listeners.notify(log, seqno);
            return Ok(Appended::New(seqno));
        }
        self.shared.check_writable()?;
        let (shared, cell) = self.last_cell(log)?;
        let (appended, _) = shared.append_to(cell, record, false)?;
        Ok(appended)
    }

    fn read(&mut self, log: LogId, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, StoreError> {
        let (shared, cell) = self.last_cell(log)?;
        cell.read(&shared.around, seqno, buffer)
    }

    fn bounds(&mut self, log: LogId) -> Result<Bounds, StoreError> {
        let (shared, cell) = self.last_cell(log)?;
        cell.bounds(&shared.around)
    }

    fn sync(&mut self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        self.cell(log)?.sync(&self.shared.around, upto)
    }

    fn ack(&mut self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        let cell = self.cell_to_change(log)?;
        let keep = cell.ack(&self.shared.around, sub, seqno)?;
        self.keep_if(keep, cell);
        Ok(())
    }

    fn trim(&mut self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        let cell = self.cell_to_change(log)?;
        let keep = cell.trim(&self.shared.around, upto)?;
        self.keep_if(keep, cell);
        Ok(())
    }
}

impl SharedStore for DirStore {
    fn find(&self, name: &LogName) -> Option<LogId> {
        let namespace = self.shared.namespace();
        namespace.names.get(name).copied()
    }

    fn logs(&self) -> Vec<LogInfo> {
        let namespace = self.shared.namespace();
        let info = |(name, id): (&LogName, &LogId)| {
            let shape = namespace.cells.get(id)?.shape;
            Some(LogInfo {
                name: *name,
                id: *id,
                shape,
            })
        };
        namespace.names.iter().filter_map(info).collect()
    }

    fn cursor(&self, log: LogId, sub: SubId) -> Result<Seqno, StoreError> {
        Ok(self.cell(log)?.cursor(sub))
    }

    fn seek(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        let cell = self.cell_to_change(log)?;
        let keep = cell.seek(&self.shared.around, sub, seqno)?;
        self.keep_if(keep, cell);
        Ok(())
    }

    fn set_overrun(&self, log: LogId, sub: SubId, overrun: Overrun) -> Result<(), StoreError> {
        let cell = self.cell_to_change(log)?;
        cell.set_overrun(&self.shared.around, sub, overrun)
    }

    fn pass(&self, log: LogId, sub: SubId, gap: Gap) -> Result<u64, StoreError> {
        let cell = self.cell_to_change(log)?;
        let (missed, keep) = cell.pass(&self.shared.around, sub, gap)?;
        self.keep_if(keep, cell);
        Ok(missed)
    }

    fn append_with(
        &self,
        log: LogId,
        record: &Append<'_>,
        durability: Durability,
    ) -> Result<Completion, StoreError> {
        let cell = self.cell_to_change(log)?;
        match durability {
            Durability::Buffered => {
                let (appended, _) = self.shared.append_to(&cell, record, false)?;
                Ok(Completion::ended(Ok(appended)))
            }
            Durability::Group => {
                let (appended, completion) = self.shared.append_to(&cell, record, true)?;
                Ok(completion.unwrap_or_else(|| Completion::ended(Ok(appended))))
            }
            Durability::Each => {
                let (appended, _) = self.shared.append_to(&cell, record, false)?;
                let synced = cell.sync(&self.shared.around, appended.seqno());
                Ok(Completion::ended(synced.map(|()| appended)))
            }
        }
    }

    fn listen(&self, listener: Arc<Listener>) -> ListenerGuard {
        self.shared.listeners.add(listener)
    }

    /// The calling thread syncs by itself, or together with others that wait: a hand-over to
    /// another thread would cost as much as a fast disk.
    fn append_durable(&self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError> {
        let cell = self.cell_to_change(log)?;
        let (appended, _) = self.shared.append_to(&cell, record, false)?;
        cell.sync(&self.shared.around, appended.seqno())?;
        Ok(appended)
    }
}

impl core::fmt::Debug for DirStore {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("DirStore")
            .field("directory", &self.shared.around.directory)
            .finish()
    }
}
