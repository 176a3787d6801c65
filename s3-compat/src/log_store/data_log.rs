//! The data log: chunks of objects and their metadata records.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use woof_log::{Append, LogId, Seqno, SharedStore};

use crate::body::ChunkSource;
use crate::error::StoreError;

use super::manifest::{CHUNK_BYTES, Extent, Manifest, push_extent};
use super::pins::Pin;
use super::storage;

/// First byte of a record: what it is.
const CHUNK: u8 = 1;
const MANIFEST: u8 = 2;
/// Bytes of a metadata record in one record of the log; longer ones go on in the next.
const PAGE_BYTES: usize = CHUNK_BYTES as usize;
/// Kind, and for a page the number of pages that follow it.
const HEAD_BYTES: usize = 5;
/// Most pages of a metadata record: 16 MiB, a million extents.
const PAGES_MAX: u32 = 1024;
/// Chunks that are appended in one run.
const RUN_CHUNKS: usize = 64;
/// Chunks of one object that may be unsynced, so that memory stays bounded when the disk is slow.
const UNSYNCED_CHUNKS_MAX: u64 = 1024;

/// Writes and reads the data log.
#[derive(Clone)]
pub(super) struct DataLog<S> {
    logs: S,
    id: LogId,
    /// Held while a run is appended, so that its records follow each other.
    turn: Arc<Mutex<()>>,
}

impl<S: SharedStore> DataLog<S> {
    pub(super) fn new(logs: S, id: LogId) -> Self {
        Self {
            logs,
            id,
            turn: Arc::default(),
        }
    }

    /// Appends `records` without one of another writer between them; answers the first seqno.
    pub(super) fn append_run(&self, records: &[Vec<u8>]) -> Result<u64, StoreError> {
        let mut logs = self.logs.clone();
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut first = None;
        for record in records {
            let appended = logs
                .append(self.id, &Append::new(record))
                .map_err(storage)?;
            first.get_or_insert(appended.seqno().get());
        }
        first.ok_or(StoreError::Invalid {
            reason: "an empty run of records",
        })
    }

    /// Returns when everything up to `seqno` survives a loss of power.
    pub(super) fn sync(&self, seqno: u64) -> Result<(), StoreError> {
        self.logs
            .clone()
            .sync(self.id, Seqno::new(seqno))
            .map_err(storage)
    }

    /// Appends the metadata record and makes it and all before it durable. Answers where it begins
    /// and how many records it takes.
    pub(super) fn append_manifest(&self, manifest: &Manifest) -> Result<(u64, u64), StoreError> {
        let encoded = manifest.encode();
        let pages = encoded.chunks(PAGE_BYTES);
        let count = pages.len() as u32;
        if count > PAGES_MAX {
            return Err(StoreError::Invalid {
                reason: "the object has too many fragments",
            });
        }
        let page = |(index, bytes): (usize, &[u8])| {
            let mut record = Vec::with_capacity(HEAD_BYTES + bytes.len());
            record.push(MANIFEST);
            record.extend_from_slice(&(count - 1 - index as u32).to_le_bytes());
            record.extend_from_slice(bytes);
            record
        };
        let records: Vec<Vec<u8>> = pages.enumerate().map(page).collect();
        let first = self.append_run(&records)?;
        self.sync(first + u64::from(count) - 1)?;
        Ok((first, u64::from(count)))
    }

    pub(super) fn read_manifest(&self, first: u64) -> Result<Manifest, StoreError> {
        let mut encoded = Vec::new();
        let mut seqno = first;
        let mut expected = None;
        loop {
            let (_, record) = self
                .logs
                .read_vec(self.id, Seqno::new(seqno))
                .map_err(storage)?;
            let (head, page) = record.split_at_checked(HEAD_BYTES).unwrap_or_default();
            let [MANIFEST, left @ ..] = head else {
                return Err(misplaced(seqno));
            };
            let left = left
                .try_into()
                .map(u32::from_le_bytes)
                .map_err(|_| misplaced(seqno))?;
            if left >= PAGES_MAX || expected.is_some_and(|expected| expected != left) {
                return Err(misplaced(seqno));
            }
            encoded.extend_from_slice(page);
            match left.checked_sub(1) {
                None => return Manifest::decode(&encoded),
                next => expected = next,
            }
            seqno += 1;
        }
    }

    /// The bytes of one chunk, of which there must be `length`.
    fn read_chunk(&self, seqno: u64, length: u64) -> Result<Bytes, StoreError> {
        let mut record = vec![0; 1 + CHUNK_BYTES as usize];
        let read = self
            .logs
            .clone()
            .read(self.id, Seqno::new(seqno), &mut record);
        let entry = read.map_err(storage)?;
        if entry.len as u64 != length + 1 || record.first() != Some(&CHUNK) {
            return Err(misplaced(seqno));
        }
        record.truncate(entry.len);
        Ok(Bytes::from(record).slice(1..))
    }
}

fn misplaced(seqno: u64) -> StoreError {
    let reason = format!("record {seqno} of the data log is not what the index says");
    StoreError::Corrupt { reason }
}

/// Cuts bytes into chunks and appends them.
pub(super) struct ChunkWriter<'d, S> {
    log: &'d DataLog<S>,
    run: Vec<Vec<u8>>,
    run_bytes: u64,
    unsynced: u64,
    pub(super) extents: Vec<Extent>,
}

impl<'d, S: SharedStore> ChunkWriter<'d, S> {
    pub(super) fn new(log: &'d DataLog<S>) -> Self {
        Self {
            log,
            run: Vec::new(),
            run_bytes: 0,
            unsynced: 0,
            extents: Vec::new(),
        }
    }

    pub(super) fn write(&mut self, mut bytes: &[u8]) -> Result<(), StoreError> {
        let record_bytes = 1 + CHUNK_BYTES as usize;
        while !bytes.is_empty() {
            if self
                .run
                .last()
                .is_none_or(|chunk| chunk.len() == record_bytes)
            {
                if self.run.len() == RUN_CHUNKS {
                    self.flush()?;
                }
                let mut chunk = Vec::with_capacity(bytes.len().min(CHUNK_BYTES as usize) + 1);
                chunk.push(CHUNK);
                self.run.push(chunk);
            }
            let Some(chunk) = self.run.last_mut() else {
                continue;
            };
            let room = bytes.len().min(record_bytes - chunk.len());
            let (head, rest) = bytes.split_at(room);
            chunk.extend_from_slice(head);
            self.run_bytes += head.len() as u64;
            bytes = rest;
        }
        Ok(())
    }

    /// Appends what is left. The extents are complete then, but not yet durable.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        if self.run.is_empty() {
            return Ok(());
        }
        let first = self.log.append_run(&self.run)?;
        let extent = Extent {
            first,
            bytes: self.run_bytes,
        };
        push_extent(&mut self.extents, extent);
        self.unsynced += extent.chunks();
        if self.unsynced >= UNSYNCED_CHUNKS_MAX {
            self.log.sync(first + extent.chunks() - 1)?;
            self.unsynced = 0;
        }
        self.run.clear();
        self.run_bytes = 0;
        Ok(())
    }
}

/// Reads a stretch of an object, chunk by chunk.
pub(super) struct ChunkReader<S> {
    log: DataLog<S>,
    /// What is still to be read: the extents in reverse, and in the last of them the next chunk.
    extents: Vec<Extent>,
    chunk: u64,
    /// Bytes to leave out at the front of the next chunk.
    skip: u64,
    left: u64,
    _pin: Pin,
}

impl<S: SharedStore> ChunkReader<S> {
    /// Reads `range` of the bytes in `extents`, which the pin keeps from being trimmed.
    pub(super) fn new(
        log: DataLog<S>,
        mut extents: Vec<Extent>,
        range: core::ops::Range<u64>,
        pin: Pin,
    ) -> Self {
        extents.reverse();
        let mut start = range.start;
        while let Some(extent) = extents.last().filter(|extent| extent.bytes <= start) {
            start -= extent.bytes;
            extents.pop();
        }
        let (chunk, skip) = (start / CHUNK_BYTES, start % CHUNK_BYTES);
        Self {
            log,
            extents,
            chunk,
            skip,
            left: range.end.saturating_sub(range.start),
            _pin: pin,
        }
    }
}

impl<S: SharedStore> ChunkSource for ChunkReader<S> {
    fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
        if self.left == 0 {
            return Ok(None);
        }
        let Some(extent) = self.extents.last().copied() else {
            let reason = "an object is longer than its chunks".to_owned();
            return Err(StoreError::Corrupt { reason });
        };
        let length = extent.chunk_bytes(self.chunk);
        let bytes = self.log.read_chunk(extent.first + self.chunk, length)?;
        self.chunk += 1;
        if self.chunk == extent.chunks() {
            self.extents.pop();
            self.chunk = 0;
        }
        let end = length.min(self.skip + self.left);
        let part = bytes.slice(self.skip as usize..end as usize);
        self.left -= part.len() as u64;
        self.skip = 0;
        Ok(Some(part))
    }
}
