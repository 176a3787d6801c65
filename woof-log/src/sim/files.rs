//! A simulated file system with a cache that forgets: files by sectors, directories by entries.

use std::boxed::Box;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use super::disk::forget;
use super::fault::{Fate, Faults};
use super::random::Random;
use super::{SECTOR_LEN, SimError};
use crate::file::{Disk, DiskFile, DiskLock};

/// A simulated file system. Clones share it; [`copy`](Self::copy) does not.
///
/// After a power cut, what no sync has covered is there or not: each sector of a file in any of
/// the versions that it had, or torn; the length of a file as before or after; each change of a
/// directory for itself, for a synced file says nothing about the entry that leads to it.
#[derive(Clone, Debug)]
pub(crate) struct SimFiles(Arc<Mutex<State>>);

#[derive(Clone, Debug)]
struct State {
    nodes: BTreeMap<u64, Node>,
    entries: BTreeMap<PathBuf, Entry>,
    durable_entries: BTreeMap<PathBuf, Entry>,
    /// Changes of directories since the sync of each.
    changes: Vec<(PathBuf, Change)>,
    harms_sectors: bool,
    /// Room can be taken without writing.
    allocates: bool,
    faults: Faults,
    random: Random,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    Directory,
    File(u64),
}

#[derive(Clone, Debug)]
enum Change {
    Put(PathBuf, Entry),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
}

/// What is in a file.
#[derive(Clone, Debug, Default)]
struct Node {
    bytes: Vec<u8>,
    durable: Vec<u8>,
    versions: BTreeMap<usize, Vec<Vec<u8>>>,
}

#[derive(Debug)]
struct SimFile {
    files: SimFiles,
    node: u64,
}

impl SimFiles {
    /// Files with the directory `/data`, which is empty.
    pub(crate) fn new(seed: u64) -> Self {
        let root = ["/", "/data"].map(|path| (PathBuf::from(path), Entry::Directory));
        let root = BTreeMap::from(root);
        Self(Arc::new(Mutex::new(State {
            nodes: BTreeMap::new(),
            entries: root.clone(),
            durable_entries: root,
            changes: Vec::new(),
            harms_sectors: false,
            allocates: !seed.is_multiple_of(3),
            faults: Faults::default(),
            random: Random::new(seed),
        })))
    }

    /// The same files once more, for another future.
    pub(crate) fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.state().clone())))
    }

    /// Chooses other outcomes for what follows.
    pub(crate) fn reseed(&self, seed: u64) {
        self.state().random = Random::new(seed);
    }

    pub(crate) fn operation_count(&self) -> u64 {
        self.state().faults.operation_count
    }

    pub(crate) fn read_count(&self) -> u64 {
        self.state().faults.read_count
    }

    pub(crate) fn cut_at(&self, operation: u64) {
        self.state().faults.cut_at = Some(operation);
    }

    pub(crate) fn fail_at(&self, operation: u64, error: SimError) {
        self.state().faults.injected.insert(operation, error);
    }

    pub(crate) fn fail_read_at(&self, read: u64, error: SimError) {
        self.state().faults.injected_in_reads.insert(read, error);
    }

    /// From now on, a write that the power cuts short may harm all of its sector.
    pub(crate) fn harm_sectors(&self) {
        self.state().harms_sectors = true;
    }

    /// Refuses everything from now on, as a killed process asks for nothing more.
    pub(crate) fn end_process(&self) {
        self.state().faults.is_off = true;
    }

    /// Whether the power is off, or the process ended.
    pub(crate) fn is_off(&self) -> bool {
        self.state().faults.is_off
    }

    /// Serves the next process, without failures. What the last one wrote is still cached.
    pub(crate) fn begin_process(&self) {
        let mut state = self.state();
        state.faults.heal();
        state.faults.is_off = false;
    }

    /// Cuts the power and turns it on again.
    pub(crate) fn restart(&self) {
        self.begin_process();
        let state = &mut *self.state();
        for node in state.nodes.values_mut() {
            node.forget_unsynced(state.harms_sectors, &mut state.random);
        }
        for (_, change) in std::mem::take(&mut state.changes) {
            if state.random.below(2) == 0 {
                change.apply(&mut state.durable_entries);
            }
        }
        let entries = &state.durable_entries;
        let has_parent = |path: &Path| path.ancestors().all(|above| entries.contains_key(above));
        let reachable = entries.iter().filter(|(path, _)| has_parent(path));
        state.entries = reachable.map(|(path, e)| (path.clone(), *e)).collect();
        state.durable_entries.clone_from(&state.entries);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn file(&self, node: u64) -> Arc<dyn DiskFile> {
        Arc::new(SimFile {
            files: self.clone(),
            node,
        })
    }
}

impl Node {
    /// Keeps of what no sync has covered whatever chance wants.
    fn forget_unsynced(&mut self, harms: bool, random: &mut Random) {
        if self.versions.is_empty() && self.bytes.len() == self.durable.len() {
            return;
        }
        let len = match random.below(2) {
            0 => self.durable.len(),
            _ => self.bytes.len(),
        };
        let padded = self.bytes.len().next_multiple_of(SECTOR_LEN);
        self.durable.resize(padded, 0);
        for (sector, versions) in std::mem::take(&mut self.versions) {
            let range = sector * SECTOR_LEN..(sector + 1) * SECTOR_LEN;
            forget(&mut self.durable[range], &versions, harms, random);
        }
        self.durable.truncate(len);
        self.bytes.clone_from(&self.durable);
    }

    fn write(&mut self, at: usize, data: &[u8]) {
        let end = at + data.len();
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes[at..end].copy_from_slice(data);
        for sector in at / SECTOR_LEN..end.div_ceil(SECTOR_LEN) {
            let start = sector * SECTOR_LEN;
            let mut version =
                self.bytes[start..(start + SECTOR_LEN).min(self.bytes.len())].to_vec();
            version.resize(SECTOR_LEN, 0);
            self.versions.entry(sector).or_default().push(version);
        }
    }
}

impl Change {
    fn apply(&self, entries: &mut BTreeMap<PathBuf, Entry>) {
        match self {
            Self::Put(path, entry) => {
                entries.insert(path.clone(), *entry);
            }
            Self::Remove(path) => {
                entries.remove(path);
            }
            Self::Rename(from, to) => {
                if let Some(entry) = entries.remove(from) {
                    entries.insert(to.clone(), entry);
                }
            }
        }
    }
}

impl State {
    /// Changes a directory, which may be what the power cut interrupts.
    fn change(&mut self, path: &Path, change: Change) -> io::Result<()> {
        let fate = self.faults.next().map_err(as_io)?;
        if let Fate::Fails(error) = fate {
            return Err(as_io(error));
        }
        change.apply(&mut self.entries);
        let directory = path.parent().unwrap_or(path).to_path_buf();
        self.changes.push((directory, change));
        ended(fate)
    }

    fn node_of(&self, path: &Path) -> io::Result<u64> {
        match self.entries.get(path) {
            Some(Entry::File(node)) => Ok(*node),
            Some(Entry::Directory) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn node(&mut self, node: u64) -> &mut Node {
        self.nodes.entry(node).or_default()
    }
}

fn ended(fate: Fate) -> io::Result<()> {
    match fate {
        Fate::Works => Ok(()),
        Fate::IsCut => Err(as_io(SimError::PowerCut)),
        Fate::Fails(error) => Err(as_io(error)),
    }
}

fn as_io(error: SimError) -> io::Error {
    match error {
        SimError::NoSpace => io::Error::new(io::ErrorKind::StorageFull, error),
        _ => io::Error::other(error),
    }
}

impl Disk for SimFiles {
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let mut state = self.state();
        state.faults.next_read().map_err(as_io)?;
        let node = state.node_of(path)?;
        drop(state);
        Ok(self.file(node))
    }

    fn open_to_read(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.open(path)
    }

    /// A file that existed is replaced by another: after a power cut it is the old one with what
    /// it had, or the new one.
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let mut state = self.state();
        if !state.entries.contains_key(path.parent().unwrap_or(path)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let node = state.nodes.len() as u64;
        state.nodes.insert(node, Node::default());
        state.change(path, Change::Put(path.into(), Entry::File(node)))?;
        drop(state);
        Ok(self.file(node))
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<PathBuf>> {
        let mut state = self.state();
        state.faults.next_read().map_err(as_io)?;
        if !state.entries.contains_key(directory) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let inside = |path: &&PathBuf| path.parent() == Some(directory);
        Ok(state.entries.keys().filter(inside).cloned().collect())
    }

    fn is_directory(&self, path: &Path) -> bool {
        self.state().entries.get(path) == Some(&Entry::Directory)
    }

    fn create_directory(&self, directory: &Path) -> io::Result<()> {
        let change = Change::Put(directory.into(), Entry::Directory);
        self.state().change(directory, change)
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        let state = &mut *self.state();
        let fate = state.faults.next().map_err(as_io)?;
        if fate == Fate::Works {
            state.changes.retain(|(changed, change)| {
                let here = changed == directory;
                if here {
                    change.apply(&mut state.durable_entries);
                }
                !here
            });
        }
        ended(fate)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.state()
            .change(from, Change::Rename(from.into(), to.into()))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.node_of(path)?;
        state.change(path, Change::Remove(path.into()))
    }

    fn lock(&self, _path: &Path) -> io::Result<Option<DiskLock>> {
        self.state().faults.next_read().map_err(as_io)?;
        Ok(Some(Box::new(())))
    }

    fn lock_to_read(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        self.lock(path)
    }
}

impl DiskFile for SimFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut state = self.files.state();
        state.faults.next_read().map_err(as_io)?;
        let bytes = &state.node(self.node).bytes;
        let bytes = bytes.get(offset as usize..).unwrap_or_default();
        let len = bytes.len().min(buffer.len());
        buffer[..len].copy_from_slice(&bytes[..len]);
        Ok(len)
    }

    fn write_all_at(&self, data: &[u8], offset: u64) -> io::Result<()> {
        let mut state = self.files.state();
        let fate = state.faults.next().map_err(as_io)?;
        let data = match fate {
            Fate::Works | Fate::IsCut => data,
            // A disk that fills up has taken what there was room for.
            Fate::Fails(SimError::Short | SimError::NoSpace) => {
                &data[..state.random.below(data.len().max(1))]
            }
            Fate::Fails(_) => &[],
        };
        state.node(self.node).write(offset as usize, data);
        ended(fate)
    }

    /// One in three file systems cannot.
    fn allocate(&self, offset: u64, len: u64) -> io::Result<bool> {
        let mut state = self.files.state();
        if !state.allocates {
            return Ok(false);
        }
        let fate = state.faults.next().map_err(as_io)?;
        let taken = match fate {
            Fate::Works | Fate::IsCut => len,
            // A disk that fills up has taken what there was room for.
            Fate::Fails(SimError::Short | SimError::NoSpace) => {
                state.random.below(len.max(1) as usize) as u64
            }
            Fate::Fails(_) => 0,
        };
        state.node(self.node).write((offset + taken) as usize, &[]);
        ended(fate).map(|()| true)
    }

    fn len(&self) -> io::Result<u64> {
        let mut state = self.files.state();
        state.faults.next_read().map_err(as_io)?;
        Ok(state.node(self.node).bytes.len() as u64)
    }

    fn sync_data(&self) -> io::Result<()> {
        let state = &mut *self.files.state();
        let fate = state.faults.next().map_err(as_io)?;
        let node = state.nodes.entry(self.node).or_default();
        match fate {
            Fate::Works => {
                node.versions.clear();
                node.durable.clone_from(&node.bytes);
            }
            // The pages count as clean afterwards, whatever became of them.
            Fate::Fails(_) => node.forget_unsynced(false, &mut state.random),
            Fate::IsCut => {}
        }
        ended(fate)
    }

    fn sync_all(&self) -> io::Result<()> {
        self.sync_data()
    }
}
