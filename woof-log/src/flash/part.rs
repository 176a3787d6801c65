//! One flash, cut into parts that do not see each other.

use core::cell::RefCell;

use crate::{Geometry, Medium};

/// A flash that the logs of a [`FlashStore`](crate::FlashStore) share. The firmware owns it, and
/// lends it to the store.
#[derive(Debug)]
pub struct Flash<M> {
    /// Borrowed for the length of one operation of the medium, which cannot ask for another.
    medium: RefCell<M>,
}

impl<M: Medium> Flash<M> {
    /// Takes a medium to be shared.
    #[must_use]
    pub const fn new(medium: M) -> Self {
        Self {
            medium: RefCell::new(medium),
        }
    }

    /// Gives the medium back.
    pub fn into_inner(self) -> M {
        self.medium.into_inner()
    }

    /// Erases all blocks of a store: for a new beginning, or to cut the flash in another way. If
    /// the power goes meanwhile, it has to be done again.
    ///
    /// # Errors
    /// If the medium fails.
    pub fn erase<const LOGS: usize>(
        &mut self,
        partitions: &Partitions<LOGS>,
    ) -> Result<(), M::Error> {
        let first = partitions.first_block;
        let end = u64::from(first) + partitions.block_count();
        let medium = self.medium.get_mut();
        let end = end.min(medium.geometry().block_count.into());
        // The meta log goes first: what is left without it is refused.
        (u64::from(first)..end).try_for_each(|block| medium.erase(block as u32))
    }

    pub(super) fn geometry(&self) -> Geometry {
        self.medium.borrow().geometry()
    }
}

/// How a flash is cut: the two halves of the meta log come first, then one part for each log.
///
/// The firmware says it at every start, and never otherwise than when the flash was first used: a
/// store that finds itself cut in another way refuses to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partitions<const LOGS: usize> {
    /// The block with which the store begins. What lies before it is not touched.
    pub first_block: u32,
    /// Blocks of each half of the meta log: at least 3. Each start writes its state to the other
    /// half; the more room there is, the more cursors and producers fit before that is done again.
    pub meta_blocks: u32,
    /// Blocks of each log: at least 3. `create` takes the first one that is free and suits.
    pub log_blocks: [u32; LOGS],
}

impl<const LOGS: usize> Partitions<LOGS> {
    /// How many blocks the store takes.
    #[must_use]
    pub fn block_count(&self) -> u64 {
        let logs: u64 = self.log_blocks.iter().map(|count| u64::from(*count)).sum();
        2 * u64::from(self.meta_blocks) + logs
    }

    pub(super) fn is_valid_on(&self, geometry: &Geometry) -> bool {
        let counts = self.log_blocks.iter().chain([&self.meta_blocks]);
        counts.copied().min() >= Some(3)
            && u64::from(self.first_block) + self.block_count() <= geometry.block_count.into()
    }

    /// The first block and the number of blocks of a half of the meta log.
    pub(super) fn half(&self, half: u32) -> (u32, u32) {
        (self.first_block + half * self.meta_blocks, self.meta_blocks)
    }

    /// The same of the log with this index.
    pub(super) fn log(&self, index: usize) -> Option<(u32, u32)> {
        let count = *self.log_blocks.get(index)?;
        let before: u32 = self.log_blocks.iter().take(index).sum();
        Some((self.first_block + 2 * self.meta_blocks + before, count))
    }
}

/// A part of a flash, as a medium by itself.
#[derive(Debug)]
pub(super) struct Part<'m, M> {
    flash: &'m Flash<M>,
    start: u64,
    first_block: u32,
    block_count: u32,
}

impl<M> Clone for Part<'_, M> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'m, M: Medium> Part<'m, M> {
    pub(super) fn new(flash: &'m Flash<M>, (first_block, block_count): (u32, u32)) -> Self {
        let block_size = flash.geometry().block_size;
        Self {
            flash,
            start: u64::from(first_block) * u64::from(block_size),
            first_block,
            block_count,
        }
    }
}

impl<M: Medium> Medium for Part<'_, M> {
    type Error = M::Error;

    fn geometry(&self) -> Geometry {
        Geometry {
            block_count: self.block_count,
            ..self.flash.geometry()
        }
    }

    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), M::Error> {
        let at = self.start + at;
        self.flash.medium.borrow_mut().read(at, buffer)
    }

    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), M::Error> {
        let at = self.start + at;
        self.flash.medium.borrow_mut().write(at, data)
    }

    fn erase(&mut self, block: u32) -> Result<(), M::Error> {
        let block = self.first_block + block;
        self.flash.medium.borrow_mut().erase(block)
    }

    fn sync(&mut self) -> Result<(), M::Error> {
        self.flash.medium.borrow_mut().sync()
    }
}
