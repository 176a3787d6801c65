//! The end of the block that is being written: a buffer, and zeros ahead of it.

use std::io;
use std::sync::Arc;
use std::vec::Vec;

use super::DiskFile;

/// Bytes buffered before they go to the operating system.
const BUFFER_LEN: usize = 64 * 1024;
/// Bytes of buffer that a quiet log keeps.
const BUFFER_KEPT_LEN: usize = 4 * 1024;
/// The first stretch of zeros in a file; each later one doubles the file.
const RESERVE_LEN_MIN: u32 = 16 * 1024;
/// The longest stretch of zeros written at once.
const RESERVE_LEN_MAX: u32 = 256 * 1024;

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
            let growth = self.reserved.clamp(RESERVE_LEN_MIN, RESERVE_LEN_MAX);
            let upto = self
                .reserved
                .saturating_add(growth)
                .min(self.block_size.max(needed as u32));
            while self.reserved < upto {
                let zeros = &ZEROS[..ZEROS.len().min((upto - self.reserved) as usize)];
                self.file.write_all_at(zeros, self.reserved.into())?;
                self.reserved += zeros.len() as u32;
            }
        }
        Ok(())
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
