//! Repairs in a directory: payloads in a log of their own, and entries of the meta log that say
//! what each of them stands in for.
//!
//! The payload is durable before its entry is, so a crash leaves the old state or the new one. A
//! payload without an entry is never read.

use std::sync::PoisonError;
use std::vec::Vec;

use super::cell::Cell;
use super::entry::MetaEntry;
use super::meta::{LogState, META_BLOCK_LEN};
use super::{DirStore, Shared};
use crate::admission::check_readable;
use crate::repair::{admit_repair, into_vec, repaired_entry};
use crate::{
    Append, Cause, Entry, LogId, LogName, Repair, RepairStore, Repaired, Seqno, Shape, StoreError,
};

/// The log of the payloads. No other log gets this number, because a store holds far fewer.
const STAND_INS: LogId = LogId::new(u32::MAX);

/// The log of the payloads, to be opened when it is first used. The meta log knows nothing of it:
/// each start begins a new file.
pub(super) fn stand_ins() -> Cell {
    // It is found by its number; no name is stored.
    let name = LogName::UNNAMED;
    Cell::new(
        STAND_INS,
        LogState::new(name, Shape::variable(), META_BLOCK_LEN),
    )
}

impl Shared {
    fn repair(&self, cell: &Cell, repair: &Repair<'_>) -> Result<u64, StoreError> {
        // One at a time, so that the entries of the meta log come in the order of their numbers.
        let _repairing = self
            .repairing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let stand_ins = &self.stand_ins;
        let bounds = cell.bounds(&self.around)?;
        check_readable(&bounds, repair.target)?;
        // A repair that outlived its record would stand in for the one that gets its number.
        cell.sync(&self.around, bounds.newest)?;
        let outdated = self.drop_outdated(cell, bounds.oldest)?;
        let count = {
            let turn = cell.turn();
            turn.repairs.len() - usize::from(turn.repairs.contains_key(&repair.target))
        };
        admit_repair(&cell.shape, repair, count)?;
        let target = Cause {
            log: cell.id,
            seqno: repair.target,
        };
        // Somebody may have removed the payloads. Numbers rise all the same.
        stand_ins.begin_after(&self.around, || self.around.newest_repair())?;
        let record = Append::new(repair.payload).caused_by(target);
        let appended = stand_ins.append(&self.around, &record, false)?.appended;
        stand_ins.sync(&self.around, appended.seqno())?;
        let repaired = Repaired {
            target: repair.target,
            number: appended.seqno().get(),
            reason: repair.reason.into(),
        };
        self.around.add_durably(&MetaEntry::Repaired {
            log: cell.id,
            repaired: repaired.clone(),
        })?;
        let number = repaired.number;
        let earlier = cell.turn().repairs.insert(repair.target, repaired);
        if outdated || earlier.is_some() {
            self.trim_stand_ins()?;
        }
        Ok(number)
    }

    /// Forgets the repairs of records that retention has dropped. Everything before `oldest` must
    /// be gone for good: the record that pushed the last of it out is durable.
    fn drop_outdated(&self, cell: &Cell, oldest: Seqno) -> Result<bool, StoreError> {
        let first = cell.turn().repairs.keys().next().copied();
        let is_outdated = first.is_some_and(|first| first < oldest);
        if is_outdated {
            let mut turn = cell.turn();
            turn.repairs = turn.repairs.split_off(&oldest);
            drop(turn);
            let upto = oldest.previous();
            let log = cell.id;
            self.around.add(&MetaEntry::Trimmed { log, upto })?;
        }
        Ok(is_outdated)
    }

    /// Releases the payloads before the first one that is in force.
    fn trim_stand_ins(&self) -> Result<(), StoreError> {
        if let Some(oldest) = self.around.oldest_repair() {
            self.stand_ins
                .trim(&self.around, Seqno::new(oldest).previous())?;
        }
        Ok(())
    }
}

impl RepairStore for DirStore {
    fn repair(&self, log: LogId, repair: &Repair<'_>) -> Result<u64, StoreError> {
        self.shared.repair(&*self.cell_to_change(log)?, repair)
    }

    fn repairs(
        &self,
        log: LogId,
        from: Seqno,
        count_max: usize,
    ) -> Result<Vec<Repaired>, StoreError> {
        let cell = self.cell(log)?;
        let first = from.max(cell.bounds(&self.shared.around)?.oldest);
        let turn = cell.turn();
        let repairs = turn.repairs.range(first..).take(count_max);
        Ok(repairs.map(|(_, repaired)| repaired.clone()).collect())
    }

    fn read_repaired(
        &self,
        log: LogId,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, StoreError> {
        let cell = self.cell(log)?;
        let around = &self.shared.around;
        let number_now = || Some(cell.turn().repairs.get(&seqno)?.number);
        let mut number = number_now();
        let stand_in = loop {
            let Some(place) = number else {
                return cell.read(around, seqno, buffer);
            };
            check_readable(&cell.bounds(around)?, seqno)?;
            let stand_ins = &self.shared.stand_ins;
            match stand_ins.read(around, Seqno::new(place), buffer) {
                Ok(entry) => break entry,
                Err(StoreError::BufferTooSmall { needed, .. }) => {
                    return Err(StoreError::BufferTooSmall { seqno, needed });
                }
                Err(StoreError::NotYet { .. } | StoreError::Trimmed { .. }) => {
                    // A later repair has taken its place, or else somebody has removed files.
                    let later = number_now();
                    if later == number {
                        return Err(StoreError::Corrupt { log, seqno });
                    }
                    number = later;
                }
                Err(StoreError::Corrupt { .. }) => return Err(StoreError::Corrupt { log, seqno }),
                Err(error) => return Err(error),
            }
        };
        if stand_in.cause != Some(Cause { log, seqno }) {
            return Err(StoreError::Corrupt { log, seqno });
        }
        let written = into_vec(|own| cell.read(around, seqno, own));
        repaired_entry(seqno, written, stand_in.len)
    }
}
