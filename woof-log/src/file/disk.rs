//! The seam to the files of the operating system: a test puts a disk in its place that fails.

use std::any::Any;
use std::boxed::Box;
use std::fmt::Debug;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec::Vec;

/// What a store asks of a file system. It is crate-private: users bring a [`Medium`](crate::Medium)
/// for one log, not a file system for many.
pub(crate) trait Disk: Debug + Send + Sync {
    /// Opens an existing file to read and write it.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;
    /// Opens an existing file only to read it.
    fn open_to_read(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;
    /// Creates a file, or empties it if it exists.
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;
    /// What a directory holds.
    fn list(&self, directory: &Path) -> io::Result<Vec<PathBuf>>;
    fn is_directory(&self, path: &Path) -> bool;
    /// Creates a directory in one that exists.
    fn create_directory(&self, directory: &Path) -> io::Result<()>;
    /// Makes the entries of a directory durable.
    fn sync_directory(&self, directory: &Path) -> io::Result<()>;
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Locks a file, created if need be, until the answer is dropped; `None` if it is locked.
    fn lock(&self, path: &Path) -> io::Result<Option<DiskLock>>;
    /// Locks a file against those who use [`lock`](Self::lock), but not against other readers;
    /// where there is no such file, nobody has ever locked it.
    fn lock_to_read(&self, path: &Path) -> io::Result<Option<DiskLock>>;
}

/// Holds a lock as long as it lives.
pub(crate) type DiskLock = Box<dyn Any + Send + Sync>;

/// An open file.
pub(crate) trait DiskFile: Debug + Send + Sync {
    /// Reads some bytes at an offset; 0 at the end of the file.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
    /// Writes all bytes. After an error any part of them may be there.
    fn write_all_at(&self, data: &[u8], offset: u64) -> io::Result<()>;
    /// Takes room for zeros behind the end of the file, which nobody has to write. `false` where
    /// that cannot be had; after an error a part of it may be there.
    fn allocate(&self, offset: u64, len: u64) -> io::Result<bool>;
    fn len(&self) -> io::Result<u64>;
    /// Makes what was written durable.
    fn sync_data(&self) -> io::Result<()>;
    /// The same with everything that is known about the file.
    fn sync_all(&self) -> io::Result<()>;
}

/// The files of the operating system.
#[derive(Debug)]
pub(crate) struct SystemDisk;

impl Disk for SystemDisk {
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        Ok(Arc::new(file))
    }

    fn open_to_read(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        Ok(Arc::new(File::open(path)?))
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(path)?;
        Ok(Arc::new(file))
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(directory)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    }

    fn is_directory(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn create_directory(&self, directory: &Path) -> io::Result<()> {
        fs::create_dir(directory)
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        File::open(directory)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        locked(file.try_lock(), file)
    }

    fn lock_to_read(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        match File::open(path) {
            Ok(file) => locked(file.try_lock_shared(), file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Box::new(()))),
            Err(error) => Err(error),
        }
    }
}

/// Unlocks when it is dropped, and not only closes: a process that another thread is just starting
/// has a copy of the descriptor until its program begins, and would hold the lock for so long.
struct LockedFile(File);

impl Drop for LockedFile {
    fn drop(&mut self) {
        // Should that fail, closing the last descriptor unlocks the file.
        let _closing_unlocks = self.0.unlock();
    }
}

fn locked(tried: Result<(), TryLockError>, file: File) -> io::Result<Option<DiskLock>> {
    match tried {
        Ok(()) => Ok(Some(Box::new(LockedFile(file)))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

impl DiskFile for File {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        FileExt::read_at(self, buffer, offset)
    }

    fn write_all_at(&self, data: &[u8], offset: u64) -> io::Result<()> {
        FileExt::write_all_at(self, data, offset)
    }

    #[cfg(target_os = "linux")]
    fn allocate(&self, offset: u64, len: u64) -> io::Result<bool> {
        use rustix::fs::{FallocateFlags, fallocate};
        use rustix::io::Errno;
        match fallocate(self, FallocateFlags::empty(), offset, len) {
            Ok(()) => Ok(true),
            // Not every file system can, and a signal may end it.
            Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn allocate(&self, _offset: u64, _len: u64) -> io::Result<bool> {
        Ok(false)
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn sync_data(&self) -> io::Result<()> {
        File::sync_data(self)
    }

    fn sync_all(&self) -> io::Result<()> {
        File::sync_all(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_the_descriptor_does_not_keep_the_lock() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("lock");
        let lock = SystemDisk.lock(&path).expect("a lock").expect("it is free");
        let file = lock.downcast_ref::<LockedFile>().expect("a locked file");
        let copy = file.0.try_clone().expect("a copy");
        assert!(SystemDisk.lock(&path).expect("an answer").is_none());
        drop(lock);
        assert!(SystemDisk.lock(&path).expect("an answer").is_some());
        drop(copy);
    }
}
