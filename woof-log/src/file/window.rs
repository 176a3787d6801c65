//! A stretch of a file that was read ahead.

use std::io;
use std::vec::Vec;

use super::{DiskFile, read_or_zero};

/// Bytes read for a lone small read: a record's head and most payloads in one call.
const LONE_LEN: u32 = 1024;
/// Bytes read when reads go forward.
const FORWARD_LEN: u32 = 128 * 1024;

/// Bytes that were read from settled parts of files, where they cannot change until the block is
/// created anew.
#[derive(Debug, Default)]
pub(super) struct Window {
    at: u64,
    bytes: Vec<u8>,
}

impl Window {
    pub(super) fn clear(&mut self) {
        self.bytes = Vec::new();
    }

    /// What the window has from an address on, if it is at least `len` bytes.
    #[inline]
    pub(super) fn from(&self, at: u64, len: usize) -> Option<&[u8]> {
        let start = usize::try_from(at.checked_sub(self.at)?).ok()?;
        self.bytes.get(start..).filter(|bytes| bytes.len() >= len)
    }

    /// Copies a range if the window covers it.
    #[inline]
    pub(super) fn copy(&self, at: u64, target: &mut [u8]) -> bool {
        let Some(bytes) = self.from(at, target.len()) else {
            return false;
        };
        target.copy_from_slice(&bytes[..target.len()]);
        true
    }

    /// Whether a read of `len` bytes at `offset` is worth reading ahead for, when the block is
    /// settled up to `settled`.
    pub(super) fn suits(&self, len: usize, offset: u32, settled: u32) -> bool {
        len <= LONE_LEN as usize && offset as usize + len <= settled as usize
    }

    /// Reads from `offset` of the file on, further if the last window ended about here.
    pub(super) fn load(
        &mut self,
        file: &dyn DiskFile,
        at: u64,
        offset: u32,
        settled: u32,
    ) -> io::Result<()> {
        let end = self.at + self.bytes.len() as u64;
        let forward = !self.bytes.is_empty() && at >= self.at && at <= end;
        let len = if forward { FORWARD_LEN } else { LONE_LEN }.min(settled - offset);
        self.at = at;
        self.bytes.resize(len as usize, 0);
        let read = read_or_zero(file, offset.into(), &mut self.bytes);
        if read.is_err() {
            self.bytes.clear();
        }
        read
    }
}
