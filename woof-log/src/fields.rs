//! The fields of entries of the meta logs, in a directory and on flash: docs/formats/log.md.

use crate::{CleanMark, LogId, Seqno, Shape};

/// The bytes of an entry that were not read yet.
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl<'a> Fields<'a> {
    pub(crate) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(crate) fn rest(&mut self) -> &'a [u8] {
        core::mem::take(&mut self.0)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    pub(crate) fn log(&mut self) -> Option<LogId> {
        self.u32().map(LogId::new)
    }

    pub(crate) fn seqno(&mut self) -> Option<Seqno> {
        self.u64().map(Seqno::new)
    }

    pub(crate) fn clean_mark(&mut self) -> Option<CleanMark> {
        Some(CleanMark {
            block_seq: self.u32()?,
            offset: self.u32()?,
            next: self.seqno()?,
        })
    }

    pub(crate) fn shape(&mut self) -> Option<Shape> {
        Shape::from_bytes(self.take()?)
    }
}
