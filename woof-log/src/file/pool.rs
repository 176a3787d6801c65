//! A bounded number of open files.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Disk, DiskFile, SystemDisk};
use crate::number_hash::ByNumber;

/// The most files kept open for reading. Files with unsynced bytes stay open besides.
const OPEN_MAX: usize = 256;

/// A directory's number and a block's.
type Key = (u32, u32);

/// Open files, the least recently used of which is closed when there are too many.
#[derive(Debug)]
pub(crate) struct FilePool {
    disk: Arc<dyn Disk>,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    files: HashMap<Key, (Arc<dyn DiskFile>, u64), ByNumber>,
    uses: u64,
}

impl Default for FilePool {
    fn default() -> Self {
        Self::on(Arc::new(SystemDisk))
    }
}

impl FilePool {
    /// No open files of this disk.
    pub(crate) fn on(disk: Arc<dyn Disk>) -> Self {
        Self {
            disk,
            open: Mutex::default(),
        }
    }

    pub(crate) fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// The file under `key`, opened by `open` if it is not open.
    pub(super) fn get<E>(
        &self,
        key: Key,
        open: impl FnOnce(&dyn Disk) -> Result<Arc<dyn DiskFile>, E>,
    ) -> Result<Arc<dyn DiskFile>, E> {
        let mut pool = self.lock();
        pool.uses += 1;
        let uses = pool.uses;
        if let Some((file, last_use)) = pool.files.get_mut(&key) {
            *last_use = uses;
            return Ok(file.clone());
        }
        drop(pool);
        let file = open(self.disk())?;
        self.put(key, &file);
        Ok(file)
    }

    pub(super) fn put(&self, key: Key, file: &Arc<dyn DiskFile>) {
        let mut pool = self.lock();
        while pool.files.len() >= OPEN_MAX {
            let idle = pool.files.iter().min_by_key(|(_, (_, last_use))| *last_use);
            let Some(idle) = idle.map(|(key, _)| *key) else {
                break;
            };
            pool.files.remove(&idle);
        }
        let uses = pool.uses;
        pool.files.insert(key, (file.clone(), uses));
    }

    pub(super) fn forget(&self, key: Key) {
        self.lock().files.remove(&key);
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
