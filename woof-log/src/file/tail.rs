//! The end of the block that is being written: a buffer, and room ahead of it.
//!
//! Room is taken in the file before a record is accepted, so that a full disk shows then. Where the
//! file system can, that writes nothing. But a sync of bytes in room that was never written has to
//! write down as well that it was; so where syncs are small, zeros are written ahead of the next
//! ones, a stretch at a time.

use std::io;
use std::sync::Arc;
use std::vec::Vec;

use super::{DiskFile, is_full};

/// Bytes buffered before they go to the operating system.
const BUFFER_LEN: usize = 64 * 1024;
/// Bytes of buffer that a quiet log keeps.
const BUFFER_KEPT_LEN: usize = 4 * 1024;
/// The first stretch of zeros in a file; each later one doubles what is written. The blocks of
/// tests are small.
const ZEROS_LEN_MIN: u32 = if cfg!(test) { 512 } else { 16 * 1024 };
/// The longest stretch of zeros written at once.
const ZEROS_LEN_MAX: u32 = 256 * 1024;
/// The most room taken at once without writing.
const ALLOCATE_LEN_MAX: u32 = 1024 * 1024;
/// Between two syncs, so many bytes are worth a sync that has more to write down than they.
const LONG_BATCH_LEN: u32 = if cfg!(test) { 1024 } else { 64 * 1024 };

static ZEROS: [u8; BUFFER_LEN] = [0; BUFFER_LEN];

/// Where a block is being written.
#[derive(Debug)]
pub(super) struct Tail {
    pub(super) block: u32,
    pub(super) file: Arc<dyn DiskFile>,
    /// Where the block begins.
    base: u64,
    /// Bytes of the block that the operating system has.
    flushed: u32,
    /// Bytes of the file that exist, zeros included.
    reserved: u32,
    /// Bytes of the file that were written, zeros included.
    written: u32,
    /// What the operating system had at the last sync.
    synced: u32,
    block_size: u32,
    /// What is buffered, and memory for more.
    buffer: Vec<u8>,
    /// Bytes that are buffered.
    len: usize,
}

impl Tail {
    pub(super) fn new(
        block: u32,
        file: Arc<dyn DiskFile>,
        flushed: u32,
        reserved: u32,
        block_size: u32,
    ) -> Self {
        Self {
            block,
            file,
            base: u64::from(block) * u64::from(block_size),
            flushed,
            reserved,
            written: flushed,
            synced: flushed,
            block_size,
            buffer: Vec::new(),
            len: 0,
        }
    }

    pub(super) fn flushed(&self) -> u32 {
        self.flushed
    }

    pub(super) fn has_buffered(&self) -> bool {
        self.len > 0
    }

    pub(super) fn is_at(&self, at: u64) -> bool {
        self.base + u64::from(self.flushed) + self.len as u64 == at
    }

    /// Buffers what belongs at `at` if the buffer has room for it and the file too, as is nearly
    /// always so; the caller puts it into the memory that it gets.
    #[inline]
    pub(super) fn stage(&mut self, at: u64, len: usize) -> Option<&mut [u8]> {
        let end = self.len + len;
        let takes = self.is_at(at)
            && end < BUFFER_LEN
            && self.flushed as usize + end <= self.reserved as usize;
        takes.then(|| self.extend(len))
    }

    /// The memory of the next `len` bytes of the buffer.
    #[inline]
    fn extend(&mut self, len: usize) -> &mut [u8] {
        let start = self.len;
        self.len += len;
        if self.buffer.len() < self.len {
            self.grow();
        }
        &mut self.buffer[start..self.len]
    }

    #[cold]
    fn grow(&mut self) {
        let len = self.len.next_power_of_two().max(BUFFER_KEPT_LEN);
        self.buffer.resize(len, 0);
    }

    fn buffered(&self) -> &[u8] {
        &self.buffer[..self.len]
    }

    /// Makes sure that the file has room for `len` bytes more, so that a full disk shows now.
    pub(super) fn reserve(&mut self, len: usize) -> io::Result<()> {
        let needed = self.flushed as usize + self.len + len;
        while (self.reserved as usize) < needed {
            let most = self.block_size.max(needed as u32) - self.reserved;
            let growth = self.reserved.clamp(ZEROS_LEN_MIN, ALLOCATE_LEN_MAX);
            let growth = growth.min(most);
            if self.file.allocate(self.reserved.into(), growth.into())? {
                self.reserved += growth;
            } else {
                self.write_zeros(self.reserved, most)?;
            }
        }
        Ok(())
    }

    /// Writes the next stretch of zeros, at most `most` bytes.
    pub(super) fn write_zeros(&mut self, from: u32, most: u32) -> io::Result<()> {
        let upto = from + from.clamp(ZEROS_LEN_MIN, ZEROS_LEN_MAX).min(most);
        let mut at = from;
        while at < upto {
            let zeros = &ZEROS[..ZEROS.len().min((upto - at) as usize)];
            self.file.write_all_at(zeros, at.into())?;
            at += zeros.len() as u32;
            self.written = self.written.max(at);
            self.reserved = self.reserved.max(at);
        }
        Ok(())
    }

    /// Before a sync: writes zeros for the next ones, if they will be as small as this one.
    pub(super) fn prepare_sync(&mut self) -> io::Result<()> {
        let batch = self.flushed - self.synced;
        self.synced = self.flushed;
        if batch == 0 || self.flushed <= self.written {
            return Ok(());
        }
        self.written = self.flushed;
        let most = self.block_size.saturating_sub(self.flushed);
        if batch >= LONG_BATCH_LEN || most == 0 {
            return Ok(());
        }
        match self.write_zeros(self.flushed, most) {
            // They can be done without: what was accepted has its room.
            Err(error) if is_full(&error) => Ok(()),
            written => written,
        }
    }

    /// Writes at the end; returns whether anything went to the operating system.
    pub(super) fn write(&mut self, data: &[u8]) -> io::Result<bool> {
        let mut wrote = false;
        if self.len + data.len() > BUFFER_LEN {
            self.flush()?;
            wrote = true;
        }
        if data.len() >= BUFFER_LEN {
            self.file.write_all_at(data, self.flushed.into())?;
            self.flushed += data.len() as u32;
            return Ok(true);
        }
        self.extend(data.len()).copy_from_slice(data);
        Ok(wrote)
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        if self.has_buffered() {
            self.file
                .write_all_at(self.buffered(), self.flushed.into())?;
            self.flushed += self.len as u32;
            self.len = 0;
        }
        Ok(())
    }

    /// Copies what is buffered from `offset` of the block on; zeros after that.
    pub(super) fn copy(&self, offset: u32, target: &mut [u8]) {
        let start = offset.saturating_sub(self.flushed) as usize;
        let buffered = self.buffered().get(start..).unwrap_or_default();
        let len = buffered.len().min(target.len());
        target[..len].copy_from_slice(&buffered[..len]);
        target[len..].fill(0);
    }

    pub(super) fn shrink(&mut self) {
        let kept = BUFFER_KEPT_LEN.max(self.len);
        self.buffer.truncate(kept);
        self.buffer.shrink_to(kept);
    }
}
