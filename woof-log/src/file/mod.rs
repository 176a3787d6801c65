//! A directory of files as a medium: one file per block.

mod disk;
mod pool;
mod read_only;
mod tail;
mod window;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

pub(crate) use disk::{Disk, DiskFile, DiskLock, SystemDisk};
pub(crate) use pool::FilePool;
pub(crate) use read_only::ReadOnlyDisk;
use tail::Tail;
use window::Window;

use crate::format::{BLOCK_HEADER_LEN, Layout};
use crate::scan::read_physical;
use crate::{Geometry, Medium, MediumError, MediumErrorKind};

/// Writes begin at multiples of this, so that a length or a checksum never straddles a sector.
const WRITE_UNIT: u32 = 8;
/// Ending of the files that hold blocks.
const EXTENSION: &str = "woof";
/// Ending of a file that becomes one.
const UNFINISHED_EXTENSION: &str = "new";

/// A directory of files as a medium: block `n` is the file `{n:08x}.woof`.
///
/// - Bytes go to the operating system with positioned writes from a buffer of 64 KiB, and to the
///   disk with `fdatasync`. Nothing is mapped for writing, because a mapping hides errors.
/// - Room is taken in a file ahead of what is written, so that a sync need not write the file's
///   length, and so that a full disk shows itself before a record is accepted.
/// - There is room for 2³²−1 blocks, and a block that is not needed any more is deleted.
/// - The directory is created, and synced, when the first block is.
#[derive(Debug)]
pub struct FileMedium {
    directory: PathBuf,
    block_size: u32,
    /// What the pool knows this directory as.
    number: u32,
    pool: Arc<FilePool>,
    present: BTreeSet<u32>,
    /// A crash may have come between the creation of the directory and its sync.
    directory_is_durable: bool,
    /// Whether a removal becomes durable before the next one is made.
    removes_in_order: bool,
    /// A removal is not durable yet.
    removed: bool,
    tail: Option<Tail>,
    unsynced: Vec<Unsynced>,
    window: Window,
}

/// A file with bytes that no sync has covered. Holding it open keeps its write errors visible.
#[derive(Clone, Debug)]
struct Unsynced {
    block: u32,
    file: Arc<dyn DiskFile>,
    writes: u64,
}

/// A sync that runs while the medium goes on being used.
#[derive(Debug)]
pub(crate) struct SyncTicket {
    files: Vec<Unsynced>,
}

impl SyncTicket {
    /// Waits for the disk.
    pub(crate) fn run(&self, directory: &Path) -> Result<(), FileError> {
        for unsynced in &self.files {
            unsynced
                .file
                .sync_data()
                .map_err(|e| FileError::new("sync", directory, e))?;
        }
        Ok(())
    }
}

/// A file or a directory failed.
#[derive(Clone, Debug, thiserror::Error)]
#[error("cannot {operation} {path}: {source}")]
pub struct FileError {
    /// What was tried.
    pub operation: &'static str,
    /// The file or directory.
    pub path: String,
    /// The operating system's answer.
    pub source: Arc<io::Error>,
}

impl FileError {
    pub(crate) fn new(operation: &'static str, path: &Path, source: io::Error) -> Self {
        let path = std::format!("{}", path.display());
        Self {
            operation,
            path,
            source: Arc::new(source),
        }
    }
}

impl MediumError for FileError {
    fn kind(&self) -> MediumErrorKind {
        match is_full(&self.source) {
            true => MediumErrorKind::NoSpace,
            false => MediumErrorKind::Io,
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

impl FileMedium {
    /// The blocks in `directory`, which need not exist yet. `block_size` is a multiple of 4,096
    /// and the same every time.
    ///
    /// # Errors
    /// If the directory exists and cannot be listed.
    pub fn open(directory: &Path, block_size: u32) -> Result<Self, FileError> {
        Self::open_in(Arc::default(), directory, 0, block_size)
    }

    /// The same, with open files shared with other media; `number` tells them apart.
    pub(crate) fn open_in(
        pool: Arc<FilePool>,
        directory: &Path,
        number: u32,
        block_size: u32,
    ) -> Result<Self, FileError> {
        let mut medium = Self {
            directory: directory.to_path_buf(),
            block_size,
            number,
            present: list_blocks(pool.disk(), directory)?,
            pool,
            directory_is_durable: false,
            removes_in_order: false,
            removed: false,
            tail: None,
            unsynced: Vec::new(),
            window: Window::default(),
        };
        // A process that died may have left bytes in the last file that no sync has covered.
        if let Some(block) = medium.present.last().copied() {
            let file = medium.file(block)?;
            medium.unsynced.push(Unsynced {
                block,
                file,
                writes: 0,
            });
        }
        Ok(medium)
    }

    /// From now on, a crash never brings back a block without those after it. A log whose owner
    /// remembers how far it was trimmed does without.
    pub(crate) fn remove_in_order(&mut self) {
        self.removes_in_order = true;
    }

    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    fn path(&self, block: u32) -> PathBuf {
        self.directory.join(std::format!("{block:08x}.{EXTENSION}"))
    }

    fn disk(&self) -> &dyn Disk {
        self.pool.disk()
    }

    fn file(&self, block: u32) -> Result<Arc<dyn DiskFile>, FileError> {
        if let Some(tail) = self.tail.as_ref().filter(|tail| tail.block == block) {
            return Ok(tail.file.clone());
        }
        self.pool.get((self.number, block), |disk| {
            let path = self.path(block);
            disk.open(&path)
                .map_err(|e| FileError::new("open", &path, e))
        })
    }

    fn split(&self, at: u64) -> (u32, u32) {
        let size = u64::from(self.block_size);
        ((at / size) as u32, (at % size) as u32)
    }

    /// Notes bytes that a sync must cover.
    fn note_write(&mut self, block: u32, file: &Arc<dyn DiskFile>) {
        match self
            .unsynced
            .iter_mut()
            .find(|unsynced| unsynced.block == block)
        {
            Some(unsynced) => unsynced.writes += 1,
            None => self.unsynced.push(Unsynced {
                block,
                file: file.clone(),
                writes: 1,
            }),
        }
    }

    /// Hands the buffered bytes to the operating system, where they survive the end of the
    /// process but not a loss of power.
    pub(crate) fn flush(&mut self) -> Result<(), FileError> {
        let Some(tail) = &mut self.tail else {
            return Ok(());
        };
        if !tail.has_buffered() {
            return Ok(());
        }
        let (block, file) = (tail.block, tail.file.clone());
        tail.flush()
            .map_err(|e| FileError::new("write", &self.directory, e))?;
        self.note_write(block, &file);
        Ok(())
    }

    /// Begins a sync of everything written so far. The caller runs the ticket without holding
    /// the medium, then calls [`end_sync`](Self::end_sync).
    pub(crate) fn begin_sync(&mut self) -> Result<SyncTicket, FileError> {
        self.flush()?;
        if let Some(tail) = &mut self.tail {
            tail.prepare_sync()
                .map_err(|e| FileError::new("fill", &self.directory, e))?;
        }
        Ok(SyncTicket {
            files: self.unsynced.clone(),
        })
    }

    /// Notes that the ticket was run with success.
    pub(crate) fn end_sync(&mut self, ticket: &SyncTicket) {
        self.unsynced.retain(|unsynced| {
            !ticket
                .files
                .iter()
                .any(|synced| synced.block == unsynced.block && synced.writes == unsynced.writes)
        });
    }

    /// Gives memory back that a busy time left behind.
    pub(crate) fn shrink(&mut self) {
        self.window.clear();
        if let Some(tail) = &mut self.tail {
            tail.shrink();
        }
    }

    fn create_directory(&mut self) -> Result<(), FileError> {
        if !self.directory_is_durable {
            create_directory(self.disk(), &self.directory)?;
            self.directory_is_durable = true;
        }
        Ok(())
    }

    /// A file whose header does not read although records follow it, at either end of the log:
    /// `None` if there is none, or only between blocks that read.
    ///
    /// A header is durable before the first record is written, so this is damage and not an
    /// interrupted beginning. Going on without the newest block would give its numbers again,
    /// and without the oldest one would drop records silently. A block in between is missed by
    /// whoever reads it.
    ///
    /// Where batches are padded, the header has its sectors for itself, and the power may have
    /// harmed those before the header was durable: what is in them says nothing about records.
    pub(crate) fn damaged_end(&mut self, layout: &Layout) -> Result<Option<PathBuf>, FileError> {
        for block in [self.present.first().copied(), self.present.last().copied()] {
            let Some(block) = block else { return Ok(None) };
            let path = self.path(block);
            if read_physical(self, layout, block)?.is_none()
                && self.holds_records(block, layout.first_offset())?
            {
                return Ok(Some(path));
            }
        }
        Ok(None)
    }

    /// Whether there is anything but zeros from `offset` on.
    fn holds_records(&self, block: u32, offset: u32) -> Result<bool, FileError> {
        let path = self.path(block);
        let look = || -> io::Result<bool> {
            let file = self.disk().open(&path)?;
            let len = file.len()?;
            let mut chunk = std::vec![0; 64 * 1024];
            let mut at = u64::from(offset);
            while at < len {
                read_or_zero(&*file, at, &mut chunk)?;
                if chunk.iter().any(|byte| *byte != 0) {
                    return Ok(true);
                }
                at += chunk.len() as u64;
            }
            Ok(false)
        };
        match look() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            looked => looked.map_err(|e| FileError::new("read", &path, e)),
        }
    }

    /// Keeps a file that holds records although no log took them for its own.
    fn set_aside(&self, block: u32) -> Result<(), FileError> {
        let path = self.path(block);
        if !self.holds_records(block, BLOCK_HEADER_LEN as u32)? {
            return Ok(());
        }
        let aside = path.with_extension("damaged");
        self.disk()
            .rename(&path, &aside)
            .map_err(|e| FileError::new("rename", &path, e))
    }

    fn create_block(&mut self, block: u32) -> Result<(), FileError> {
        self.create_directory()?;
        if self.present.contains(&block) {
            self.set_aside(block)?;
        }
        self.pool.forget((self.number, block));
        self.window.clear();
        let path = self.path(block);
        // The file gets its name when its zeros are durable: what a crash leaves under the name is
        // a block, or all that was there before.
        let unfinished = path.with_extension(UNFINISHED_EXTENSION);
        let file = self
            .disk()
            .create(&unfinished)
            .map_err(|e| FileError::new("create", &unfinished, e))?;
        let mut tail = Tail::new(block, file.clone(), 0, 0, self.block_size);
        tail.write_zeros(0, self.block_size)
            .and_then(|()| file.sync_all())
            .map_err(|e| FileError::new("fill", &unfinished, e))?;
        self.disk()
            .rename(&unfinished, &path)
            .map_err(|e| FileError::new("create", &path, e))?;
        self.present.insert(block);
        sync_directory(self.disk(), &self.directory)?;
        self.pool.put((self.number, block), &file);
        self.unsynced.retain(|unsynced| unsynced.block != block);
        self.tail = Some(tail);
        Ok(())
    }

    /// Makes the tail stand at this address, as it does already unless the log was just mounted.
    fn seek_tail(&mut self, at: u64) -> Result<(), FileError> {
        if self.tail.as_ref().is_some_and(|tail| tail.is_at(at)) {
            return Ok(());
        }
        let (block, offset) = self.split(at);
        self.flush()?;
        self.window.clear();
        let file = self.file(block)?;
        let len = file
            .len()
            .map_err(|e| FileError::new("inspect", &self.path(block), e))?
            .min(self.block_size.into()) as u32;
        self.tail = Some(Tail::new(block, file, offset, len, self.block_size));
        Ok(())
    }

    /// Writes what the buffer has no room for.
    fn write_past_buffer(&mut self, at: u64, data: &[u8]) -> Result<(), FileError> {
        self.seek_tail(at)?;
        let Some(tail) = &mut self.tail else {
            return Ok(());
        };
        let (block, file) = (tail.block, tail.file.clone());
        let written = tail.reserve(data.len()).and_then(|()| tail.write(data));
        match written {
            Ok(false) => Ok(()),
            Ok(true) => {
                self.note_write(block, &file);
                Ok(())
            }
            Err(error) => Err(FileError::new("write", &self.path(block), error)),
        }
    }

    /// Reads bytes that the operating system has; beyond the end of a file there are zeros.
    fn read_file(&mut self, block: u32, offset: u32, buffer: &mut [u8]) -> Result<(), FileError> {
        if !self.present.contains(&block) {
            buffer.fill(0);
            return Ok(());
        }
        let at = u64::from(block) * u64::from(self.block_size) + u64::from(offset);
        // A range that the window does not cover then lies beyond what is settled.
        if self.look_ahead(block, offset, buffer.len())? && self.window.copy(at, buffer) {
            return Ok(());
        }
        let file = self.file(block)?;
        read_or_zero(&*file, offset.into(), buffer)
            .map_err(|e| FileError::new("read", &self.path(block), e))
    }

    /// Moves the window to a place in a block that exists, if a read of `len` bytes there is worth
    /// that; returns whether it was.
    fn look_ahead(&mut self, block: u32, offset: u32, len: usize) -> Result<bool, FileError> {
        let settled = match &self.tail {
            Some(tail) if tail.block == block => tail.flushed(),
            _ => self.block_size,
        };
        if !self.window.suits(len, offset, settled) {
            return Ok(false);
        }
        let at = u64::from(block) * u64::from(self.block_size) + u64::from(offset);
        let file = self.file(block)?;
        self.window
            .load(&*file, at, offset, settled)
            .map_err(|e| FileError::new("read", &self.path(block), e))?;
        Ok(true)
    }
}

/// Reads at an offset of a file; beyond its end there are zeros.
fn read_or_zero(file: &dyn DiskFile, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
    let mut done = 0;
    while done < buffer.len() {
        match file.read_at(&mut buffer[done..], offset + done as u64) {
            Ok(0) => break,
            Ok(read) => done += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer[done..].fill(0);
    Ok(())
}

/// The blocks that a directory holds; none if there is no directory.
fn list_blocks(disk: &dyn Disk, directory: &Path) -> Result<BTreeSet<u32>, FileError> {
    let paths = match disk.list(directory) {
        Ok(paths) => paths,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(FileError::new("list", directory, error)),
    };
    let mut blocks = BTreeSet::new();
    for path in paths {
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .filter(|stem| stem.len() == 8);
        if path
            .extension()
            .is_some_and(|extension| extension == EXTENSION)
            && let Some(block) = stem.and_then(|stem| u32::from_str_radix(stem, 16).ok())
            && block < u32::MAX
        {
            blocks.insert(block);
        }
    }
    Ok(blocks)
}

/// Creates a directory, with those that it lies in, and makes it durable. One that exists is made
/// durable too: whoever created it may have died before it came to that.
pub(crate) fn create_directory(disk: &dyn Disk, directory: &Path) -> Result<(), FileError> {
    let Some(parent) = directory.parent() else {
        return Ok(());
    };
    let parent = match parent.as_os_str().is_empty() {
        true => Path::new("."),
        false => parent,
    };
    let existed = disk.is_directory(directory);
    if !existed {
        if !disk.is_directory(parent) {
            create_directory(disk, parent)?;
        }
        disk.create_directory(directory)
            .map_err(|e| FileError::new("create", directory, e))?;
    }
    match disk.sync_directory(parent) {
        // Somebody else made the directory for us, in one that is not ours to read.
        Err(error) if existed && error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced.map_err(|e| FileError::new("sync", parent, e)),
    }
}

/// Makes the entries of a directory durable.
fn sync_directory(disk: &dyn Disk, directory: &Path) -> Result<(), FileError> {
    disk.sync_directory(directory)
        .map_err(|e| FileError::new("sync", directory, e))
}

impl Medium for FileMedium {
    type Error = FileError;

    fn geometry(&self) -> Geometry {
        Geometry {
            block_size: self.block_size,
            block_count: u32::MAX,
            write_unit: WRITE_UNIT,
            erased: 0,
            write_through: false,
        }
    }

    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), FileError> {
        if self.window.copy(at, buffer) {
            return Ok(());
        }
        let (block, offset) = self.split(at);
        let flushed = match &self.tail {
            Some(tail) if tail.block == block => tail.flushed(),
            _ => u32::MAX,
        };
        let settled = (flushed.saturating_sub(offset) as usize).min(buffer.len());
        let (stored, buffered) = buffer.split_at_mut(settled);
        if !stored.is_empty() {
            self.read_file(block, offset, stored)?;
        }
        if let Some(tail) = &self.tail
            && !buffered.is_empty()
        {
            tail.copy(offset.max(flushed), buffered);
        }
        Ok(())
    }

    #[inline]
    fn peek(&mut self, at: u64, len: usize) -> Result<Option<&[u8]>, FileError> {
        if self.window.from(at, len).is_none() {
            let (block, offset) = self.split(at);
            if !self.present.contains(&block) || !self.look_ahead(block, offset, len)? {
                return Ok(None);
            }
        }
        Ok(self.window.from(at, len))
    }

    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), FileError> {
        if let Some(staged) = self.stage(at, data.len()) {
            staged.copy_from_slice(data);
            return Ok(());
        }
        self.write_past_buffer(at, data)
    }

    #[inline]
    fn stage(&mut self, at: u64, len: usize) -> Option<&mut [u8]> {
        self.tail.as_mut()?.stage(at, len)
    }

    fn erase(&mut self, block: u32) -> Result<(), FileError> {
        self.flush()?;
        self.create_block(block)
    }

    fn sync(&mut self) -> Result<(), FileError> {
        let ticket = self.begin_sync()?;
        ticket.run(&self.directory)?;
        self.end_sync(&ticket);
        Ok(())
    }

    fn discard(&mut self, block: u32) -> Result<(), FileError> {
        let path = self.path(block);
        if self.removes_in_order && self.removed {
            sync_directory(self.disk(), &self.directory)?;
        }
        self.removed = true;
        self.window.clear();
        self.pool.forget((self.number, block));
        match self.disk().remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(FileError::new("remove", &path, error));
            }
            _ => {}
        }
        self.present.remove(&block);
        self.unsynced.retain(|unsynced| unsynced.block != block);
        Ok(())
    }

    fn next_present(&self, block: u32) -> Option<u32> {
        self.present.range(block..).next().copied()
    }
}
