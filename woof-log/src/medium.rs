//! The seam between a log and what it is written on.

use core::fmt::Debug;

/// What a log is written on: an array of equal blocks, each written front to back.
///
/// The trait asks for the least that NOR flash and files have in common, so that one log, one
/// format and one set of power-cut tests serve both. A log keeps these promises towards a medium:
/// it writes whole write units, at growing addresses within a block, and each at most once after
/// an erase. In return it needs no ordering between unsynced writes, and no atomicity: any part
/// of an unsynced write may survive a loss of power.
pub trait Medium {
    /// What can go wrong.
    type Error: MediumError;

    /// The sizes, which never change.
    fn geometry(&self) -> Geometry;

    /// Reads from address `at`; everything that was written is visible, synced or not.
    ///
    /// # Errors
    /// If the medium fails, or the range lies outside it.
    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), Self::Error>;

    /// Writes whole write units at address `at`, each at most once after an erase.
    ///
    /// # Errors
    /// [`MediumErrorKind::NoSpace`] if there is no room and **nothing was written**. After any
    /// other error any part may have been written.
    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), Self::Error>;

    /// Writes `len` bytes, whole write units, at address `at`: the caller puts them into the memory
    /// that it gets, at once and all of them. `None` leaves everything as it was, and then
    /// [`write`](Self::write) does the same: only a medium that gathers what is written has such
    /// memory.
    #[doc(hidden)]
    fn stage(&mut self, at: u64, len: usize) -> Option<&mut [u8]> {
        let _ = (at, len);
        None
    }

    /// What lies at address `at` and behind it, at least `len` bytes, where a medium that reads
    /// ahead has it in memory. `None` says nothing, and then [`read`](Self::read) tells.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    #[doc(hidden)]
    fn peek(&mut self, at: u64, len: usize) -> Result<Option<&[u8]>, Self::Error> {
        let _ = (at, len);
        Ok(None)
    }

    /// Makes a block writable from its front. On flash this sets every byte to
    /// [`Geometry::erased`]; on a disk it may leave stale bytes, which a log recognises.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    fn erase(&mut self, block: u32) -> Result<(), Self::Error>;

    /// Returns when everything written survives a loss of power.
    ///
    /// # Errors
    /// If the medium fails. Then nothing unsynced may be trusted, and a second try proves nothing.
    fn sync(&mut self) -> Result<(), Self::Error>;

    /// Says that a block's contents are not needed any more. Only a medium that can give room
    /// back has something to do.
    ///
    /// # Errors
    /// If the medium fails.
    fn discard(&mut self, block: u32) -> Result<(), Self::Error> {
        let _ = block;
        Ok(())
    }

    /// The first block at or after `block` that may hold something: all of them, unless the
    /// medium knows better.
    fn next_present(&self, block: u32) -> Option<u32> {
        (block < self.geometry().block_count).then_some(block)
    }
}

/// The sizes of a medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// Bytes per block: a multiple of `write_unit`, at least 64.
    pub block_size: u32,
    /// How many blocks there are: at least 3.
    pub block_count: u32,
    /// Bytes that are written together: a power of two from 1 to 256.
    pub write_unit: u32,
    /// What an erased byte reads as.
    pub erased: u8,
    /// Whether each write is durable when it returns, as on flash. Otherwise only
    /// [`Medium::sync`] makes it so.
    pub write_through: bool,
}

impl Geometry {
    /// Whether a log can work with these sizes.
    #[must_use]
    pub const fn is_valid(&self) -> bool {
        self.write_unit.is_power_of_two()
            && self.write_unit <= 256
            && self.block_size.is_multiple_of(self.write_unit)
            && self.block_size >= 64
            && self.block_size <= 1 << 30
            && self.block_count >= 3
    }
}

/// An error of a medium.
pub trait MediumError: Debug {
    /// The kind of this error.
    fn kind(&self) -> MediumErrorKind;
}

/// What a log can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MediumErrorKind {
    /// No room; nothing was written.
    NoSpace,
    /// Anything else.
    Io,
}

impl MediumError for core::convert::Infallible {
    fn kind(&self) -> MediumErrorKind {
        match *self {}
    }
}
