//! When simulated media fail, and how.

use std::collections::BTreeMap;

use crate::{MediumError, MediumErrorKind};

/// Why a simulated medium refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SimError {
    /// The power is off.
    #[error("the power is off")]
    PowerCut,
    /// An injected failure of the medium.
    #[error("the medium failed, as the test asked")]
    Io,
    /// An injected failure after part of a write, or of an erase, was done.
    #[error("the medium failed in the middle of a write, as the test asked")]
    Short,
    /// An injected lack of room.
    #[error("the medium is full, as the test asked")]
    NoSpace,
    /// The address range lies outside the medium.
    #[error("the range lies outside the medium")]
    Outside,
    /// The caller broke a promise: it wrote part of a write unit.
    #[error("a write was not of whole write units")]
    Unaligned,
    /// The caller broke a promise: it wrote to a word twice without an erase.
    #[error("a word was written twice without an erase")]
    WrittenTwice,
}

impl MediumError for SimError {
    fn kind(&self) -> MediumErrorKind {
        match self {
            Self::NoSpace => MediumErrorKind::NoSpace,
            _ => MediumErrorKind::Io,
        }
    }
}

/// What to do with an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Works,
    /// The power goes while it runs.
    IsCut,
    Fails(SimError),
}

/// Counts operations and decides their fate.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    pub(super) operation_count: u64,
    pub(super) cut_at: Option<u64>,
    pub(super) injected: BTreeMap<u64, SimError>,
    pub(super) read_count: u64,
    pub(super) injected_in_reads: BTreeMap<u64, SimError>,
    pub(super) is_off: bool,
}

impl Faults {
    pub(super) fn next(&mut self) -> Result<Fate, SimError> {
        self.check_power()?;
        let operation = self.operation_count;
        self.operation_count += 1;
        if self.cut_at == Some(operation) {
            self.is_off = true;
            return Ok(Fate::IsCut);
        }
        Ok(self
            .injected
            .remove(&operation)
            .map_or(Fate::Works, Fate::Fails))
    }

    /// Counts a read and decides its fate.
    pub(super) fn next_read(&mut self) -> Result<(), SimError> {
        self.check_power()?;
        let read = self.read_count;
        self.read_count += 1;
        self.injected_in_reads.remove(&read).map_or(Ok(()), Err)
    }

    /// Forgets the faults that were still to come.
    pub(super) fn heal(&mut self) {
        self.cut_at = None;
        self.injected.clear();
        self.injected_in_reads.clear();
    }

    pub(super) fn check_power(&self) -> Result<(), SimError> {
        if self.is_off {
            Err(SimError::PowerCut)
        } else {
            Ok(())
        }
    }

    pub(super) fn restart(&mut self) {
        self.is_off = false;
        self.cut_at = None;
    }
}
