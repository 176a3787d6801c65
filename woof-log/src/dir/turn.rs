//! What threads take turns with: one log, its index, its producers, cursors and waiters.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::string::{String, ToString};
use std::time::{Duration, Instant};
use std::vec::Vec;

use super::entry::{MetaEntry, Subscription};
use super::index::{Index, note_spaced, ordinal};
use super::meta::{LogState, MetaFault};
use super::surroundings::{Surroundings, open_blocks, store_error};
use crate::admission::admit_producer;
use crate::at_once::Bare;
use crate::completion::Expectant;
use crate::file::{FileError, FileMedium, SyncTicket};
use crate::format::{BlockHeader, Layout};
use crate::group::{Marks, Turns};
use crate::log::Place;
use crate::overrun::{Guard, Guarded, dropped_by_next, guarded};
use crate::producer::ProducerTable;
use crate::recover::Observer;
use crate::scan::{Block, Found, scan_block};
use crate::{
    AckWindow, Append, Appended, Bounds, Completion, Entry, Fault, Log, LogId, Overrun, Producer,
    Repaired, SUB_COUNT_MAX, Seqno, StoreError, SubId,
};

pub(super) struct Turn {
    pub(super) state: State,
    pub(super) index: Index,
    pub(super) producers: ProducerTable,
    pub(super) cursors: HashMap<SubId, Cursor>,
    /// By record; only those whose meta entry is durable.
    pub(super) repairs: BTreeMap<Seqno, Repaired>,
    pub(super) waiting: Vec<Waiting>,
    /// How it went with those who waited for the last sync.
    pub(super) last_sync: LastSync,
    /// Why the log takes no more appends, after a write or a sync failed.
    pub(super) failure: Option<String>,
    /// Cursors that an append has to ask.
    guards: usize,
    marks: Marks,
    /// The block that was read last, and the first record behind it. The next block that begins
    /// is behind the newest.
    reading: Option<(Block, Seqno)>,
    /// Queued for the thread that looks after buffered records and cursors.
    pub(super) kept: bool,
}

/// A log is mounted when it is first used: a store with many logs opens at once.
pub(super) enum State {
    Resting(LogState),
    Mounted(Log<FileMedium>),
    Closed,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Cursor {
    pub(super) window: AckWindow,
    pub(super) overrun: Overrun,
    /// Records that were gone before they were delivered.
    pub(super) missed: u64,
    /// What the meta log says.
    pub(super) stored: Subscription,
}

impl Cursor {
    fn is_guard(&self) -> bool {
        self.overrun != Overrun::DropOldest
    }

    fn restored(stored: Subscription) -> Self {
        Self {
            window: AckWindow::starting_after(stored.watermark),
            overrun: stored.overrun,
            missed: stored.missed,
            stored,
        }
    }

    fn now(&self) -> Subscription {
        Subscription {
            watermark: self.window.watermark(),
            overrun: self.overrun,
            missed: self.missed,
        }
    }
}

pub(super) struct Waiting {
    appended: Appended,
    completion: Completion,
}

/// Completions and what they come to, ended when no lock is held.
#[must_use]
#[derive(Default)]
pub(super) struct Ended(Vec<(Completion, Result<Appended, StoreError>)>);

impl Ended {
    pub(super) fn tell(self) {
        let ended = self.0.into_iter();
        let expectant: Vec<_> = ended
            .filter_map(|(completion, outcome)| completion.decide(outcome))
            .collect();
        expectant.into_iter().for_each(Expectant::tell);
    }
}

/// What the next sync of those who wait can expect.
#[derive(Clone, Copy, Default)]
pub(super) struct LastSync {
    /// Appends that were in flight when it ended.
    pub(super) in_flight: usize,
    pub(super) took: Duration,
}

impl Turn {
    pub(super) fn new(state: LogState) -> Self {
        let cursors = state.cursors.iter();
        let cursors = cursors.map(|(sub, stored)| (*sub, Cursor::restored(*stored)));
        let cursors: HashMap<SubId, Cursor> = cursors.collect();
        Self {
            index: Index::default(),
            producers: ProducerTable::default(),
            guards: guards_among(&cursors),
            cursors,
            repairs: state.repairs.clone(),
            waiting: Vec::new(),
            last_sync: LastSync::default(),
            failure: None,
            marks: Marks::default(),
            reading: None,
            kept: false,
            state: State::Resting(state),
        }
    }

    /// The log, mounted now if it was not.
    pub(super) fn mounted(
        &mut self,
        id: LogId,
        around: &Surroundings,
    ) -> Result<&mut Log<FileMedium>, StoreError> {
        if let State::Resting(_) = self.state {
            self.mount(id, around)?;
        }
        match &mut self.state {
            State::Mounted(log) => Ok(log),
            State::Resting(_) | State::Closed => Err(StoreError::Closed),
        }
    }

    fn mount(&mut self, id: LogId, around: &Surroundings) -> Result<(), StoreError> {
        let State::Resting(state) = &self.state else {
            return Ok(());
        };
        let directory = around.directory.join(std::format!("{:08x}", id.get()));
        let medium = open_blocks(
            &around.pool,
            &directory,
            id,
            state.shape,
            state.block_len,
            around.pad_batch_to,
        )?;
        let mut finder = Finder::default();
        let fault = |fault| store_error(fault, id, Seqno::ZERO);
        let mut log =
            Log::mount_observed(medium, id, state.shape, state.mark, &mut finder).map_err(fault)?;
        let newest = log.bounds().newest;
        log.trim(state.trimmed.min(newest)).map_err(fault)?;
        log.pad_batch_to(around.pad_batch_to).map_err(fault)?;
        finder.index.release(log.oldest_block);
        let mut producers = ProducerTable::default();
        let mut known = Seqno::ZERO;
        if let Some((upto, table)) = &state.producers {
            producers = table.clone();
            known = *upto;
        }
        for (producer, seqno) in &finder.producers {
            if *seqno > known {
                producers.remember(producer, *seqno);
            }
        }
        self.index = finder.index;
        self.producers = producers;
        self.state = State::Mounted(log);
        Ok(())
    }

    pub(super) fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed)
    }

    pub(super) fn check_sound(&self) -> Result<(), StoreError> {
        let reason = match (&self.failure, &self.state) {
            (Some(reason), _) => reason.clone(),
            (None, State::Mounted(log)) if log.poisoned => String::from("a write or a sync"),
            _ => return Ok(()),
        };
        Err(StoreError::Poisoned { reason })
    }

    pub(super) fn bounds(&self) -> Bounds {
        match &self.state {
            State::Mounted(log) => log.bounds(),
            _ => Bounds {
                oldest: Seqno::FIRST,
                newest: Seqno::ZERO,
                durable: Seqno::ZERO,
            },
        }
    }

    /// Appends a record for which nothing has to be asked or done but to put it into memory.
    #[inline]
    pub(super) fn store_at_once(&mut self, record: &Append<'_>) -> Option<Seqno> {
        let State::Mounted(log) = &mut self.state else {
            return None;
        };
        if self.guards > 0 || self.failure.is_some() {
            return None;
        }
        let place = log.append_at_once(record)?;
        if !log.active.has_stride(&log.layout) {
            self.index.note(place, None, true);
        }
        Some(place.seqno)
    }

    /// Appends a record that is not a repeat.
    pub(super) fn store(
        &mut self,
        id: LogId,
        around: &Surroundings,
        record: &Append<'_>,
        ended: &mut Ended,
    ) -> Result<Seqno, StoreError> {
        let State::Mounted(log) = &mut self.state else {
            return Err(StoreError::UnknownLog { log: id });
        };
        let failure = &mut self.failure;
        let mut fault = |fault: MetaFault| {
            if let Fault::Medium(error) = &fault {
                failure.get_or_insert_with(|| error.to_string());
            }
            store_error(fault, id, Seqno::ZERO)
        };
        let begun = log.needs_block(record);
        if begun {
            log.sync().map_err(&mut fault)?;
            if !self.producers.is_empty() {
                // On recovery only the newest block is searched for producers.
                around.add_producers(id, log.bounds().newest, &self.producers)?;
            }
        }
        let place = log.append_placed(record).map_err(&mut fault)?;
        let block = log.active.header().filter(|_| begun);
        self.index
            .note(place, block, !log.active.has_stride(&log.layout));
        if begun {
            self.reading = None;
            let oldest_block = log.oldest_block;
            self.index.release(oldest_block);
            *ended = self.settle();
        }
        if let Some(producer) = &record.producer {
            self.producers.remember(producer, place.seqno);
        }
        Ok(place.seqno)
    }

    /// Reads a record that lies in the block that was read last, if that needs no disk.
    #[inline]
    pub(super) fn read_at_once(&mut self, seqno: Seqno, buffer: &mut [u8]) -> Option<Bare> {
        let State::Mounted(log) = &mut self.state else {
            return None;
        };
        let (block, after) = self.reading.as_ref()?;
        let is_here = block.header.first_seqno <= seqno && seqno < *after;
        is_here.then(|| log.read_at_once(block, seqno, buffer))?
    }

    pub(super) fn read(&mut self, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, MetaFault> {
        let State::Mounted(log) = &mut self.state else {
            return Err(Fault::Poisoned);
        };
        let Some((header, after)) = self.index.block_of(seqno) else {
            return Err(Fault::Corrupt { seqno });
        };
        let block = Block::new(&log.layout, header);
        self.reading = Some((block, after.unwrap_or(Seqno::new(u64::MAX))));
        let variable = block.stride(&log.layout).is_none();
        if variable && !self.index.is_loaded(header.block_seq) {
            let mut records = Vec::new();
            scan_block(&mut log.medium, &log.layout, &block, &mut |found| {
                let ordinal = ordinal(header.first_seqno, found.seqno);
                note_spaced(&mut records, ordinal, found.offset);
                true
            })?;
            self.index.load(header.block_seq, records);
        }
        let start = Place {
            block_seq: header.block_seq,
            offset: block.first_offset,
            seqno: header.first_seqno,
        };
        let nearest = self.index.nearest(&header, seqno).unwrap_or(start);
        log.read_near(
            &block,
            if variable { nearest } else { start },
            seqno,
            buffer,
        )
    }

    /// Moves the cursors that may move into the meta log; returns whether anything is left to do.
    pub(super) fn keep_cursors(&mut self, id: LogId, around: &Surroundings) -> bool {
        let State::Mounted(log) = &mut self.state else {
            return false;
        };
        let bounds = log.bounds();
        let mut open = bounds.durable < bounds.newest;
        if !open {
            log.medium.shrink();
        }
        for (sub, cursor) in &mut self.cursors {
            let now = cursor.now();
            if now == cursor.stored {
                continue;
            }
            // A cursor must not outlive the records that it has passed.
            if now.watermark > bounds.durable {
                open = true;
                continue;
            }
            // If the meta log fails, the cursor stays behind: records are delivered again.
            if around.add(&now.entry(id, *sub)).is_ok() {
                cursor.stored = now;
            }
        }
        open
    }

    pub(super) fn wait_for(&mut self, appended: Appended) -> Completion {
        let completion = Completion::pending();
        self.waiting.push(Waiting {
            appended,
            completion: completion.clone(),
        });
        completion
    }

    /// Changes what an overrun of a subscription comes to, for good.
    pub(super) fn set_overrun(
        &mut self,
        id: LogId,
        around: &Surroundings,
        sub: SubId,
        overrun: Overrun,
    ) -> Result<(), StoreError> {
        let cursor = self.cursor_mut(sub)?;
        // Of how far it has come, only what may be stored already.
        let stored = Subscription {
            overrun,
            ..cursor.stored
        };
        if stored != cursor.stored {
            around.add_durably(&MetaEntry::Subscribed {
                log: id,
                sub,
                subscription: stored,
            })?;
        }
        cursor.stored = stored;
        cursor.overrun = overrun;
        self.guards = guards_among(&self.cursors);
        Ok(())
    }

    /// Whether an append or a trim may have to ask a subscription.
    pub(super) fn has_guards(&self) -> bool {
        self.guards > 0
    }

    /// Who has not finished the records that are there up to `upto`.
    pub(super) fn guarded(&self, upto: Seqno) -> Option<Guarded> {
        let guards = self.cursors.iter().map(|(sub, cursor)| Guard {
            sub: *sub,
            window: &cursor.window,
            overrun: cursor.overrun,
        });
        guarded(guards, self.bounds().oldest, upto)
    }

    /// Who has not finished the record that an append of `record` would drop. A repeat drops
    /// nothing.
    pub(super) fn overrun_by(&self, record: &Append<'_>) -> Option<Guarded> {
        let State::Mounted(log) = &self.state else {
            return None;
        };
        let dropped = dropped_by_next(&log.shape(), &log.bounds())?;
        let found = self.guarded(dropped)?;
        let repeats = record
            .producer
            .is_some_and(|p| !matches!(admit_producer(&self.producers, &p), Ok(None)));
        (!repeats).then_some(found)
    }

    pub(super) fn cursor_mut(&mut self, sub: SubId) -> Result<&mut Cursor, StoreError> {
        if !self.cursors.contains_key(&sub) && self.cursors.len() >= SUB_COUNT_MAX {
            return Err(StoreError::TooMany {
                what: "subscriptions",
                max: SUB_COUNT_MAX,
            });
        }
        Ok(self.cursors.entry(sub).or_default())
    }
}

fn guards_among(cursors: &HashMap<SubId, Cursor>) -> usize {
    cursors.values().filter(|cursor| cursor.is_guard()).count()
}

/// A sync of a log's files, and the directory that they are in.
pub(super) struct FileSync {
    directory: PathBuf,
    ticket: Result<SyncTicket, FileError>,
}

/// What was synced, and how long that took.
pub(super) struct Synced {
    ticket: SyncTicket,
    took: Duration,
}

impl Turns for Turn {
    type Upto = Seqno;
    type Sync = FileSync;
    type Synced = Synced;
    type Failure = FileError;
    type Ended = Ended;
    type Error = StoreError;

    fn newest(&self) -> Seqno {
        match &self.state {
            State::Mounted(log) => log.next.previous(),
            _ => Seqno::ZERO,
        }
    }

    fn durable(&self) -> Seqno {
        match &self.state {
            State::Mounted(log) => log.durable,
            _ => Seqno::ZERO,
        }
    }

    fn is_refused(&self) -> bool {
        self.check_sound().is_err() || self.is_closed()
    }

    fn marks(&mut self) -> &mut Marks {
        &mut self.marks
    }

    fn begin_sync(&mut self) -> Option<FileSync> {
        let State::Mounted(log) = &mut self.state else {
            return None;
        };
        Some(FileSync {
            directory: log.medium.directory().to_path_buf(),
            ticket: log.pad_batch().and_then(|()| log.medium.begin_sync()),
        })
    }

    fn run(sync: FileSync) -> Result<Synced, FileError> {
        let FileSync { directory, ticket } = sync;
        let (ticket, begun) = (ticket?, Instant::now());
        ticket.run(&directory)?;
        let took = begun.elapsed();
        Ok(Synced { ticket, took })
    }

    fn end_sync(&mut self, upto: Seqno, synced: Synced) {
        let Synced { ticket, took } = synced;
        let in_flight = self.waiting.len();
        self.last_sync = LastSync { in_flight, took };
        if let State::Mounted(log) = &mut self.state {
            log.medium.end_sync(&ticket);
            log.durable = log.durable.max(upto);
        }
    }

    fn fail(&mut self, error: &FileError) {
        if let State::Mounted(log) = &mut self.state {
            log.poisoned = true;
        }
        self.failure.get_or_insert_with(|| error.to_string());
    }

    fn settle(&mut self) -> Ended {
        let durable = self.bounds().durable;
        let waiting = self
            .waiting
            .extract_if(.., |w| w.appended.seqno() <= durable);
        Ended(waiting.map(|w| (w.completion, Ok(w.appended))).collect())
    }

    fn fail_waiting(&mut self) -> (Ended, Result<(), StoreError>) {
        let error = match self.check_sound() {
            Err(error) => error,
            Ok(()) if self.is_closed() => StoreError::Closed,
            Ok(()) => return (Ended::default(), Ok(())),
        };
        let waiting = std::mem::take(&mut self.waiting);
        let ended = waiting
            .into_iter()
            .map(|w| (w.completion, Err(error.clone())))
            .collect();
        (Ended(ended), Err(error))
    }

    fn tell(ended: Ended) {
        ended.tell();
    }
}

/// Collects what a mount finds.
#[derive(Default)]
struct Finder {
    index: Index,
    producers: Vec<(Producer, Seqno)>,
}

impl Observer for Finder {
    fn block(&mut self, header: &BlockHeader) {
        self.index.block(header);
    }

    fn restart(&mut self) {
        self.index.restart();
    }

    fn record(&mut self, layout: &Layout, found: &Found<'_>) {
        if let Some(producer) = found.producer(layout) {
            self.producers.push((producer, found.seqno));
        }
    }
}
