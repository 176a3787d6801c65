//! The log about the logs: names, shapes, cursors, trims, producers, clean shutdowns.

use std::collections::{BTreeMap, HashMap};
use std::vec::Vec;

use super::entry::{MetaEntry, ProducerEntry, Subscription};
use crate::fault::FaultOf;
use crate::file::{FileError, FileMedium};
use crate::producer::ProducerTable;
use crate::{
    Append, CleanMark, Fault, Log, LogId, LogName, Medium, PAYLOAD_LEN_MAX, Repaired, Seqno, Shape,
    SubId,
};

/// The number of the meta log itself. Other logs count from 1.
pub(super) const META_LOG: LogId = LogId::new(0);
/// Bytes of a block of the meta log.
pub(super) const META_BLOCK_LEN: u32 = 1024 * 1024;
/// Entries since the last rewriting after which the next one is considered.
const REWRITE_ENTRY_COUNT_MIN: u64 = 16 * 1024;

/// What the meta log says of one log.
#[derive(Clone, Debug)]
pub(super) struct LogState {
    pub(super) name: LogName,
    pub(super) shape: Shape,
    pub(super) block_len: u32,
    pub(super) cursors: HashMap<SubId, Subscription>,
    pub(super) trimmed: Seqno,
    /// By record. A trim drops those of the records that it releases.
    pub(super) repairs: BTreeMap<Seqno, Repaired>,
    /// What is remembered of the producers up to and including this record.
    pub(super) producers: Option<(Seqno, ProducerTable)>,
    /// Where the log ended at the last shutdown, if that was a clean one.
    pub(super) mark: Option<CleanMark>,
}

/// The meta log and what it comes to.
pub(super) struct Meta<M: Medium = FileMedium> {
    log: Log<M>,
    pub(super) logs: BTreeMap<LogId, LogState>,
    /// A snapshot of producers that is not complete yet.
    partial: Option<(LogId, Seqno, ProducerTable)>,
    entries_since_rewrite: u64,
    entries_rewritten: u64,
    rewrite_entry_count_min: u64,
}

pub(super) type MetaFault = Fault<FileError>;

impl Meta {
    /// Hands the entries to the operating system.
    pub(super) fn flush(&mut self) -> Result<(), MetaFault> {
        Ok(self.log.medium.flush()?)
    }
}

impl<M: Medium> Meta<M> {
    /// Reads the meta log, and notes that the store is in use: until a clean shutdown, no mark
    /// of an earlier one counts.
    pub(super) fn open(medium: M, pad_batch_to: u32) -> Result<Self, FaultOf<M>> {
        Self::open_rewriting(medium, pad_batch_to, REWRITE_ENTRY_COUNT_MIN)
    }

    pub(super) fn open_rewriting(
        medium: M,
        pad_batch_to: u32,
        rewrite_entry_count_min: u64,
    ) -> Result<Self, FaultOf<M>> {
        let mut meta = Self::read(medium)?;
        meta.log.pad_batch_to(pad_batch_to)?;
        meta.rewrite_entry_count_min = rewrite_entry_count_min;
        meta.rewrite_if_long()?;
        meta.append(&MetaEntry::Opened)?;
        meta.sync()?;
        Ok(meta)
    }

    /// Reads the meta log, of a store that is not to be changed.
    pub(super) fn read(medium: M) -> Result<Self, FaultOf<M>> {
        let mut meta = Self {
            log: Log::mount(medium, META_LOG, Shape::variable(), None)?,
            logs: BTreeMap::new(),
            partial: None,
            entries_since_rewrite: 0,
            entries_rewritten: 0,
            rewrite_entry_count_min: REWRITE_ENTRY_COUNT_MIN,
        };
        let clean = meta.replay()?;
        if !clean {
            meta.logs.values_mut().for_each(|log| log.mark = None);
        }
        Ok(meta)
    }

    /// Folds all entries; returns whether the last one says that the shutdown was clean.
    fn replay(&mut self) -> Result<bool, FaultOf<M>> {
        let bounds = self.log.bounds();
        let mut payload = std::vec![0; usize::from(PAYLOAD_LEN_MAX)];
        let mut clean = false;
        for seqno in bounds.oldest.get()..=bounds.newest.get() {
            let seqno = Seqno::new(seqno);
            // A damaged block between two others shows here too: no record of it reads.
            let read = self.log.read(seqno, &mut payload)?;
            let entry = MetaEntry::parse(&payload[..read.len]).ok_or(Fault::Corrupt { seqno })?;
            clean = matches!(entry, MetaEntry::Clean);
            self.apply(&entry);
            self.entries_since_rewrite += 1;
        }
        Ok(clean)
    }

    fn apply(&mut self, entry: &MetaEntry) {
        match *entry {
            MetaEntry::Created {
                log,
                shape,
                block_len,
                name,
            } => {
                self.logs
                    .entry(log)
                    .or_insert_with(|| LogState::new(name, shape, block_len));
            }
            MetaEntry::Cursor {
                log,
                sub,
                watermark,
            } => {
                if let Some(log) = self.logs.get_mut(&log) {
                    log.cursors.entry(sub).or_default().watermark = watermark;
                }
            }
            MetaEntry::Subscribed {
                log,
                sub,
                subscription,
            } => {
                if let Some(log) = self.logs.get_mut(&log) {
                    log.cursors.insert(sub, subscription);
                }
            }
            MetaEntry::Trimmed { log, upto } => {
                if let Some(log) = self.logs.get_mut(&log) {
                    log.trimmed = log.trimmed.max(upto);
                    log.repairs = log.repairs.split_off(&log.trimmed.next());
                }
            }
            MetaEntry::Producers { log, upto, .. } => {
                self.partial = Some((log, upto, ProducerTable::default()));
            }
            MetaEntry::Producer(ref producer) => {
                if let Some((_, _, table)) = &mut self.partial {
                    table.restore(producer.id, producer.state.clone());
                }
            }
            MetaEntry::ProducersEnd => {
                if let Some((log, upto, table)) = self.partial.take()
                    && let Some(log) = self.logs.get_mut(&log)
                {
                    log.producers = Some((upto, table));
                }
            }
            MetaEntry::Closed { log, mark } => {
                if let Some(log) = self.logs.get_mut(&log) {
                    log.mark = Some(mark);
                }
            }
            MetaEntry::Repaired { log, ref repaired } => {
                if let Some(log) = self.logs.get_mut(&log) {
                    log.repairs.insert(repaired.target, repaired.clone());
                }
            }
            MetaEntry::Opened => self.logs.values_mut().for_each(|log| log.mark = None),
            MetaEntry::Clean => {}
        }
    }

    fn append(&mut self, entry: &MetaEntry) -> Result<(), FaultOf<M>> {
        self.log.append(&Append::new(&entry.emit()))?;
        self.entries_since_rewrite += 1;
        Ok(())
    }

    /// Adds an entry, which is durable after the next [`sync`](Self::sync).
    pub(super) fn add(&mut self, entry: &MetaEntry) -> Result<(), FaultOf<M>> {
        self.append(entry)?;
        self.apply(entry);
        self.rewrite_if_long()
    }

    /// Adds a snapshot of a log's producers as of record `upto`, which must be durable.
    pub(super) fn add_producers(
        &mut self,
        log: LogId,
        upto: Seqno,
        table: &ProducerTable,
    ) -> Result<(), FaultOf<M>> {
        for entry in producer_entries(log, upto, table) {
            self.append(&entry)?;
        }
        if let Some(log) = self.logs.get_mut(&log) {
            log.producers = Some((upto, table.clone()));
        }
        self.rewrite_if_long()
    }

    pub(super) fn sync(&mut self) -> Result<(), FaultOf<M>> {
        self.log.sync()
    }

    /// Writes the live state to fresh blocks and releases the older ones, when most entries are
    /// outdated. The older blocks go only after the new ones are durable, and replaying both
    /// comes to the same, so a crash at any point loses nothing.
    fn rewrite_if_long(&mut self) -> Result<(), FaultOf<M>> {
        let outdated = self
            .entries_since_rewrite
            .saturating_sub(self.entries_rewritten);
        if self.entries_since_rewrite < self.rewrite_entry_count_min
            || outdated < self.entries_rewritten
        {
            return Ok(());
        }
        let before = self.log.bounds().newest;
        self.log.sealed = true;
        let mut entries = Vec::new();
        for (id, state) in &self.logs {
            state.emit(*id, &mut entries);
        }
        for entry in &entries {
            self.log.append(&Append::new(&entry.emit()))?;
        }
        self.log.sync()?;
        self.log.trim(before)?;
        self.entries_rewritten = entries.len() as u64;
        self.entries_since_rewrite = self.entries_rewritten;
        Ok(())
    }

    /// The lowest number of a repair that is in force.
    pub(super) fn oldest_repair(&self) -> Option<u64> {
        self.repair_numbers().min()
    }

    /// The highest one.
    pub(super) fn newest_repair(&self) -> Option<u64> {
        self.repair_numbers().max()
    }

    fn repair_numbers(&self) -> impl Iterator<Item = u64> {
        let repairs = self.logs.values().flat_map(|log| log.repairs.values());
        repairs.map(|repaired| repaired.number)
    }

    /// How many entries the log holds at the moment.
    #[cfg(test)]
    pub(super) fn entry_count(&self) -> u64 {
        self.log.bounds().len()
    }
}

impl LogState {
    /// A log in which nothing has happened.
    pub(super) fn new(name: LogName, shape: Shape, block_len: u32) -> Self {
        Self {
            name,
            shape,
            block_len,
            cursors: HashMap::new(),
            trimmed: Seqno::ZERO,
            repairs: BTreeMap::new(),
            producers: None,
            mark: None,
        }
    }

    fn emit(&self, log: LogId, entries: &mut Vec<MetaEntry>) {
        entries.push(MetaEntry::Created {
            log,
            shape: self.shape,
            block_len: self.block_len,
            name: self.name,
        });
        for (sub, subscription) in &self.cursors {
            entries.push(subscription.entry(log, *sub));
        }
        if self.trimmed > Seqno::ZERO {
            entries.push(MetaEntry::Trimmed {
                log,
                upto: self.trimmed,
            });
        }
        let repaired = self.repairs.values().cloned();
        entries.extend(repaired.map(|repaired| MetaEntry::Repaired { log, repaired }));
        if let Some((upto, table)) = &self.producers {
            entries.extend(producer_entries(log, *upto, table));
        }
        if let Some(mark) = self.mark {
            entries.push(MetaEntry::Closed { log, mark });
        }
    }
}

fn producer_entries(log: LogId, upto: Seqno, table: &ProducerTable) -> Vec<MetaEntry> {
    let mut entries = std::vec![MetaEntry::Producers { log, upto }];
    for (id, state) in table.states() {
        entries.push(MetaEntry::Producer(ProducerEntry {
            id,
            state: state.clone(),
        }));
    }
    entries.push(MetaEntry::ProducersEnd);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::SimDisk;
    use crate::{Geometry, Overrun, Producer};

    const LOG: LogId = LogId::new(1);
    const SUB: SubId = SubId::new(2);
    /// So few that a short run rewrites several times.
    const REWRITE_COUNT: u64 = 24;

    fn disk(seed: u64) -> SimDisk {
        let geometry = Geometry {
            block_size: 2048,
            block_count: 32,
            write_unit: 8,
            erased: 0,
            write_through: false,
        };
        SimDisk::new(geometry, seed).unwrap()
    }

    fn open(medium: SimDisk) -> Option<Meta<SimDisk>> {
        Meta::open_rewriting(medium, 0, REWRITE_COUNT).ok()
    }

    /// Moves a cursor, a trim and a producer from `from` on, syncing now and then; returns the
    /// last state that was synced and the last that was added.
    fn advance(meta: &mut Meta<SimDisk>, from: u64, rounds: u64) -> (u64, u64) {
        let (mut synced, mut added) = (from, from);
        let created = MetaEntry::Created {
            log: LOG,
            shape: Shape::variable(),
            block_len: 4096,
            name: LogName::new("log").unwrap(),
        };
        if meta.logs.is_empty() && (meta.add(&created).is_err() || meta.sync().is_err()) {
            return (synced, added);
        }
        for round in from + 1..=from + rounds {
            let seqno = Seqno::new(round);
            let mut table = ProducerTable::default();
            table.remember(&Producer::counting(3, 0, round), seqno);
            added = round;
            // Some rounds have missed a record; the count comes and goes with the cursor.
            let subscription = Subscription {
                watermark: seqno,
                overrun: Overrun::Reject,
                missed: round / 4,
            };
            let done = meta.add(&subscription.entry(LOG, SUB)).is_ok()
                && meta
                    .add(&MetaEntry::Trimmed {
                        log: LOG,
                        upto: seqno,
                    })
                    .is_ok()
                && meta.add(&repair(round)).is_ok()
                && meta.add_producers(LOG, seqno, &table).is_ok();
            if !done {
                break;
            }
            if round % 3 == 0 {
                if meta.sync().is_err() {
                    break;
                }
                synced = round;
            }
        }
        (synced, added)
    }

    /// The repair of round `round`, of a record that is never trimmed.
    fn repair(round: u64) -> MetaEntry {
        let repaired = Repaired {
            target: Seqno::new(1 << 40),
            number: round,
            reason: std::format!("round {round}").into(),
        };
        MetaEntry::Repaired { log: LOG, repaired }
    }

    /// Returns the last round that is there completely.
    #[track_caller]
    fn check(meta: &Meta<SimDisk>, synced: u64, added: u64) -> u64 {
        let Some(state) = meta.logs.get(&LOG) else {
            assert_eq!(synced, 0, "the log is forgotten");
            return 0;
        };
        let found = state.cursors.get(&SUB).copied().unwrap_or_default();
        let cursor = found.watermark.get();
        assert_eq!(found.missed, cursor / 4);
        assert!(found.overrun == Overrun::Reject || cursor == 0);
        assert!(
            (synced..=added).contains(&cursor),
            "{synced} <= {cursor} <= {added}"
        );
        let producers = state.producers.as_ref().map_or(0, |(upto, table)| {
            assert_eq!(table.states().count(), 1);
            upto.get()
        });
        // Each round adds the cursor, then the trim, the repair and the producers.
        assert!(
            producers <= cursor && producers + 1 >= cursor,
            "producers {producers}, cursor {cursor}"
        );
        assert!((producers..=cursor).contains(&state.trimmed.get()));
        let repaired = state.repairs.values().next_back();
        let repair_of = repaired.map_or(0, |repaired| repaired.number);
        assert!((producers..=state.trimmed.get()).contains(&repair_of));
        assert!(state.repairs.len() <= 1);
        assert!(repaired.is_none_or(|found| *found.reason == *std::format!("round {repair_of}")));
        assert_eq!(state.mark, None);
        producers
    }

    #[test]
    fn no_pair_of_power_cuts_loses_what_was_synced() {
        let rounds = 24;
        for first in 0.. {
            let mut medium = disk(first);
            medium.cut_at(first);
            let (synced, added, mut medium) = match open(medium.clone()) {
                Some(mut meta) => {
                    let (synced, added) = advance(&mut meta, 0, rounds);
                    (synced, added, meta.log.medium)
                }
                None => (0, 0, medium),
            };
            if medium.operation_count() <= first && synced > 0 {
                assert!(first > 60, "only {first} cuts");
                return;
            }
            medium.restart();
            for second in 0..24 {
                let mut medium = medium.clone();
                medium.reseed(second);
                medium.cut_at(medium.operation_count() + second);
                let (synced, added, mut medium) = match open(medium.clone()) {
                    Some(mut meta) => {
                        let from = check(&meta, synced, added);
                        let (synced, added) = advance(&mut meta, from, 4);
                        (synced, added, meta.log.medium)
                    }
                    None => (synced, added, medium),
                };
                medium.restart();
                check(&open(medium).unwrap(), synced, added);
            }
        }
    }
}
