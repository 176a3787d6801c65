//! Repairs: payloads that stand in for those of records that were wrong.

use std::sync::Arc;
use std::vec::Vec;

use crate::{
    Entry, LogId, PAYLOAD_LEN_MAX, REASON_LEN_MAX, Repair, Seqno, Shape, SharedStore, StoreError,
    View,
};

/// The most repaired records of one log.
pub const REPAIR_COUNT_MAX: usize = 16_384;

/// A repair that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The record.
    pub target: Seqno,
    /// Repairs of a store are numbered in their order, with holes: a later one has a higher number.
    pub number: u64,
    /// Why.
    pub reason: Arc<str>,
}

/// A store whose records can be repaired.
///
/// A record never changes: [`View::Written`] shows what was appended, also after a repair. A repair
/// stands in for the payload alone. Number, cause, producer, time and flag stay those of the
/// record, so a repair needs no numbers of a producer, and making it again changes nothing.
///
/// A repair ends with its record: what retention or a trim drops has no repair any more.
pub trait RepairStore: SharedStore {
    /// Lets a payload stand in for a record's, in place of any earlier repair of it, and returns
    /// the number of the repair. It is durable when the call returns, together with the record. A
    /// crash in the middle leaves the old payload or the new one.
    ///
    /// # Errors
    /// [`Trimmed`](crate::ErrorKind::Trimmed) and [`NotYet`](crate::ErrorKind::NotYet) for a
    /// record that is not there, [`Invalid`](crate::ErrorKind::Invalid) for a payload or a reason
    /// that does not fit, [`TooMany`](crate::ErrorKind::TooMany) beyond [`REPAIR_COUNT_MAX`].
    fn repair(&self, log: LogId, repair: &Repair<'_>) -> Result<u64, StoreError>;

    /// The repairs of a log that are in force, from record `from` on, at most `count_max`.
    ///
    /// # Errors
    /// [`UnknownLog`](crate::ErrorKind::UnknownLog).
    fn repairs(
        &self,
        log: LogId,
        from: Seqno,
        count_max: usize,
    ) -> Result<Vec<Repaired>, StoreError>;

    /// Reads a record in [`View::Repaired`].
    ///
    /// # Errors
    /// As [`LogStore::read`](crate::LogStore::read).
    fn read_repaired(
        &self,
        log: LogId,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, StoreError>;

    /// The repair of a record, if there is one.
    ///
    /// # Errors
    /// [`UnknownLog`](crate::ErrorKind::UnknownLog).
    fn repair_of(&self, log: LogId, seqno: Seqno) -> Result<Option<Repaired>, StoreError> {
        let first = self.repairs(log, seqno, 1)?.pop();
        Ok(first.filter(|repaired| repaired.target == seqno))
    }

    /// Reads a record in a view.
    ///
    /// # Errors
    /// As [`LogStore::read`](crate::LogStore::read).
    fn read_in(
        &self,
        view: View,
        log: LogId,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, StoreError> {
        match view {
            View::Written => self.clone().read(log, seqno, buffer),
            View::Repaired => self.read_repaired(log, seqno, buffer),
        }
    }

    /// Reads a record in a view into a buffer of the right size.
    ///
    /// # Errors
    /// As [`read_in`](Self::read_in), but never
    /// [`BufferTooSmall`](crate::ErrorKind::BufferTooSmall).
    fn read_vec_in(
        &self,
        view: View,
        log: LogId,
        seqno: Seqno,
    ) -> Result<(Entry, Vec<u8>), StoreError> {
        into_vec(|buffer| self.read_in(view, log, seqno, buffer))
    }
}

/// Reads into a buffer that grows as the record needs.
pub(crate) fn into_vec(
    mut read: impl FnMut(&mut [u8]) -> Result<Entry, StoreError>,
) -> Result<(Entry, Vec<u8>), StoreError> {
    let mut payload = std::vec![0; 512];
    loop {
        match read(&mut payload) {
            Ok(entry) => {
                payload.truncate(entry.len);
                return Ok((entry, payload));
            }
            Err(StoreError::BufferTooSmall { needed, .. })
                if payload.len() < needed && needed <= usize::from(PAYLOAD_LEN_MAX) =>
            {
                payload.resize(needed, 0);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Checks what a repair consists of, for a log of this shape that has `count` repairs.
pub(crate) fn admit_repair(
    shape: &Shape,
    repair: &Repair<'_>,
    count: usize,
) -> Result<(), StoreError> {
    if !shape.admits(repair.payload.len()) {
        return Err(StoreError::PayloadSize {
            len: repair.payload.len(),
            shape: *shape,
        });
    }
    if repair.reason.len() > REASON_LEN_MAX {
        return Err(StoreError::Reason {
            len: repair.reason.len(),
        });
    }
    if count >= REPAIR_COUNT_MAX {
        return Err(StoreError::TooMany {
            what: "repairs of the log",
            max: REPAIR_COUNT_MAX,
        });
    }
    Ok(())
}

/// What is known of a record in the repaired view: its own extensions, as far as they read.
pub(crate) fn repaired_entry(
    seqno: Seqno,
    written: Result<(Entry, Vec<u8>), StoreError>,
    len: usize,
) -> Result<Entry, StoreError> {
    match written {
        Ok((entry, _)) => Ok(Entry { len, ..entry }),
        // A repair is what a damaged record needs most.
        Err(StoreError::Corrupt { .. }) => Ok(Entry {
            seqno,
            len,
            cause: None,
            producer: None,
            time_us: None,
            quiet: false,
        }),
        Err(error) => Err(error),
    }
}
