//! One log of a directory store, shared between threads.

use std::collections::HashMap;
use std::path::PathBuf;
use std::string::ToString;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use super::entry::MetaEntry;
use super::index::{Index, note_spaced, ordinal};
use super::meta::{LogState, Meta, MetaFault};
use crate::admission::{admit, admit_producer, check_appended};
use crate::file::{FileError, FileMedium, FilePool};
use crate::producer::ProducerTable;
use crate::recover::Observer;
use crate::scan::{Block, Found, scan_block};
use crate::{
    AckWindow, Append, Appended, Bounds, CleanMark, Completion, Entry, Fault, Log, LogId, Producer,
    SUB_COUNT_MAX, Seqno, Shape, StoreError, SubId,
};

/// One log: what never changes, and what threads take turns with.
///
/// A thread that holds `turn` may ask for the meta log, never the other way round. `syncing` is
/// taken before `turn`, so that one thread waits for the disk while others append.
pub(super) struct Cell {
    pub(super) id: LogId,
    pub(super) shape: Shape,
    syncing: Mutex<()>,
    turn: Mutex<Turn>,
}

/// What a cell needs of its store.
pub(super) struct Surroundings {
    pub(super) directory: PathBuf,
    pub(super) pool: Arc<FilePool>,
    pub(super) meta: Mutex<Meta>,
}

struct Turn {
    state: State,
    index: Index,
    producers: ProducerTable,
    cursors: HashMap<SubId, Cursor>,
    waiting: Vec<Waiting>,
    /// Queued for the thread that syncs.
    queued: bool,
    /// Queued for the thread that looks after buffered records and cursors.
    kept: bool,
}

/// A log is mounted when it is first used: a store with many logs opens at once.
enum State {
    Resting(LogState),
    Mounted(Log<FileMedium>),
    Failed(StoreError),
}

#[derive(Clone, Copy, Default)]
struct Cursor {
    window: AckWindow,
    /// What the meta log says.
    stored: Seqno,
}

struct Waiting {
    appended: Appended,
    completion: Completion,
}

/// Completions and what they come to, ended when no lock is held.
#[must_use]
#[derive(Default)]
pub(super) struct Ended(Vec<(Completion, Result<Appended, StoreError>)>);

impl Ended {
    pub(super) fn tell(self) {
        for (completion, outcome) in self.0 {
            completion.end(outcome);
        }
    }
}

/// What an append leaves to do.
pub(super) struct AppendOutcome {
    pub(super) appended: Appended,
    pub(super) completion: Option<Completion>,
    /// The cell has to be queued for a sync.
    pub(super) queue: bool,
    /// The cell has to be queued for the keeper.
    pub(super) keep: bool,
    pub(super) ended: Ended,
}

impl Cell {
    pub(super) fn new(id: LogId, state: LogState) -> Self {
        let cursors = state.cursors.iter().map(|(sub, watermark)| {
            let window = AckWindow::starting_after(*watermark);
            (
                *sub,
                Cursor {
                    window,
                    stored: *watermark,
                },
            )
        });
        Self {
            id,
            shape: state.shape,
            syncing: Mutex::default(),
            turn: Mutex::new(Turn {
                index: Index::default(),
                producers: ProducerTable::default(),
                cursors: cursors.collect(),
                waiting: Vec::new(),
                queued: false,
                kept: false,
                state: State::Resting(state),
            }),
        }
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn append(
        &self,
        around: &Surroundings,
        record: &Append<'_>,
        wait: bool,
    ) -> Result<AppendOutcome, StoreError> {
        let mut turn = self.turn();
        let turn = &mut *turn;
        turn.mounted(self.id, around)?;
        admit(&self.shape, record)?;
        let mut ended = Ended::default();
        let judged = match &record.producer {
            Some(producer) => admit_producer(&turn.producers, producer)?,
            None => None,
        };
        let appended = match judged {
            Some(first) => Appended::Duplicate(first),
            None => Appended::New(turn.store(self.id, around, record, &mut ended)?),
        };
        let durable = turn.bounds().durable >= appended.seqno();
        let completion = wait.then(|| match durable {
            true => Completion::ended(Ok(appended)),
            false => turn.wait_for(appended),
        });
        let queue = wait && !durable && !std::mem::replace(&mut turn.queued, true);
        let keep = !wait && !durable && !std::mem::replace(&mut turn.kept, true);
        Ok(AppendOutcome {
            appended,
            completion,
            queue,
            keep,
            ended,
        })
    }

    pub(super) fn read(
        &self,
        around: &Surroundings,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, StoreError> {
        let mut turn = self.turn();
        let turn = &mut *turn;
        let log = turn.mounted(self.id, around)?;
        let fault = |fault| store_error(fault, self.id, seqno);
        log.check_readable(seqno).map_err(fault)?;
        turn.read(seqno, buffer).map_err(fault)
    }

    pub(super) fn bounds(&self, around: &Surroundings) -> Result<Bounds, StoreError> {
        Ok(self.turn().mounted(self.id, around)?.bounds())
    }

    /// Makes every record up to `upto` durable. Threads that come while another one waits for the
    /// disk are covered together by the next sync.
    pub(super) fn sync(&self, around: &Surroundings, upto: Seqno) -> Result<(), StoreError> {
        let ended = {
            let _syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
            let mut turn = self.turn();
            let log = turn.mounted(self.id, around)?;
            check_appended(&log.bounds(), upto)?;
            if log.bounds().durable >= upto {
                return Ok(());
            }
            drop(turn);
            self.sync_exclusively()
        };
        let outcome = ended.1;
        ended.0.tell();
        outcome
    }

    /// Makes everything durable for those who wait for it.
    pub(super) fn sync_queued(&self) {
        let (ended, _) = {
            let _syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
            self.turn().queued = false;
            self.sync_exclusively()
        };
        ended.tell();
    }

    /// Waits for the disk without holding the turn. The caller holds `syncing`.
    fn sync_exclusively(&self) -> (Ended, Result<(), StoreError>) {
        let mut turn = self.turn();
        let State::Mounted(log) = &mut turn.state else {
            return turn.fail_waiting();
        };
        if log.poisoned {
            return turn.fail_waiting();
        }
        let upto = log.bounds().newest;
        let directory = log.medium.directory().to_path_buf();
        let ticket = log.medium.begin_sync();
        drop(turn);
        let synced = ticket.and_then(|ticket| ticket.run(&directory).map(|()| ticket));
        let mut turn = self.turn();
        let State::Mounted(log) = &mut turn.state else {
            return turn.fail_waiting();
        };
        match synced {
            Ok(ticket) => {
                log.medium.end_sync(&ticket);
                log.durable = log.durable.max(upto);
                (turn.settle(), Ok(()))
            }
            Err(error) => {
                log.poisoned = true;
                let failure = io_error(error);
                turn.state = State::Failed(StoreError::Poisoned {
                    reason: failure.to_string(),
                });
                turn.fail_waiting()
            }
        }
    }

    /// Returns whether the cell has to be queued for the keeper.
    pub(super) fn trim(&self, around: &Surroundings, upto: Seqno) -> Result<bool, StoreError> {
        // A trim that outlives what it trims would swallow the records that take their numbers.
        self.sync(around, upto)?;
        let mut turn = self.turn();
        let turn = &mut *turn;
        let log = turn.mounted(self.id, around)?;
        if log.bounds().oldest > upto {
            return Ok(false);
        }
        around.add(&MetaEntry::Trimmed { log: self.id, upto })?;
        log.trim(upto)
            .map_err(|fault| store_error(fault, self.id, upto))?;
        let oldest_block = log.oldest_block;
        turn.index.release(oldest_block);
        Ok(!std::mem::replace(&mut turn.kept, true))
    }

    pub(super) fn cursor(&self, sub: SubId) -> Seqno {
        self.turn()
            .cursors
            .get(&sub)
            .map_or(Seqno::ZERO, |cursor| cursor.window.watermark())
    }

    /// Returns whether the cell has to be queued for the keeper.
    pub(super) fn ack(
        &self,
        around: &Surroundings,
        sub: SubId,
        seqno: Seqno,
    ) -> Result<bool, StoreError> {
        let mut turn = self.turn();
        check_appended(&turn.mounted(self.id, around)?.bounds(), seqno)?;
        let cursor = turn.cursor_mut(sub)?;
        match cursor.window.ack(seqno) {
            Ok(false) => Ok(false),
            Ok(true) => Ok(!std::mem::replace(&mut turn.kept, true)),
            Err(refused) => Err(StoreError::AckWindow {
                seqno,
                watermark: refused.watermark,
            }),
        }
    }

    /// Returns whether the cell has to be queued for the keeper.
    pub(super) fn seek(
        &self,
        around: &Surroundings,
        sub: SubId,
        seqno: Seqno,
    ) -> Result<bool, StoreError> {
        let mut turn = self.turn();
        check_appended(&turn.mounted(self.id, around)?.bounds(), seqno)?;
        turn.cursor_mut(sub)?.window = AckWindow::starting_after(seqno);
        Ok(!std::mem::replace(&mut turn.kept, true))
    }

    /// One round of care: hands buffered records to the operating system, to the disk too if
    /// `sync`, and moves the cursors that may move into the meta log. Returns whether the cell
    /// needs more rounds.
    pub(super) fn keep(&self, around: &Surroundings, sync: bool) -> bool {
        if sync {
            self.sync_queued();
        }
        let mut turn = self.turn();
        let flushed = match &mut turn.state {
            State::Mounted(log) if !log.poisoned => log.medium.flush(),
            _ => {
                turn.kept = false;
                return false;
            }
        };
        if let Err(error) = flushed {
            // The next append or sync reports it.
            let reason = io_error(error).to_string();
            turn.state = State::Failed(StoreError::Poisoned { reason });
            turn.kept = false;
            let (ended, _) = turn.fail_waiting();
            drop(turn);
            ended.tell();
            return false;
        }
        let open = turn.keep_cursors(self.id, around);
        turn.kept = open;
        open
    }

    /// Makes everything durable and returns the mark for a clean shutdown. Nothing can be
    /// appended afterwards.
    pub(super) fn close(&self, around: &Surroundings) -> Result<Option<CleanMark>, StoreError> {
        self.keep(around, true);
        let mut turn = self.turn();
        let turn = &mut *turn;
        let closed = State::Failed(StoreError::Closed);
        match std::mem::replace(&mut turn.state, closed) {
            State::Resting(state) => Ok(state.mark),
            State::Failed(StoreError::Closed) => Ok(None),
            State::Failed(error) => Err(error),
            State::Mounted(log) => {
                let upto = log.bounds().newest;
                if log.bounds().durable < upto {
                    return Err(StoreError::Poisoned {
                        reason: "the last sync failed".into(),
                    });
                }
                if !turn.producers.is_empty() {
                    around.add_producers(self.id, upto, &turn.producers)?;
                }
                Ok(log.clean_mark())
            }
        }
    }

    /// Fails what still waits after a close.
    pub(super) fn fail_waiting(&self) {
        let (ended, _) = self.turn().fail_waiting();
        ended.tell();
    }
}

impl Turn {
    /// The log, mounted now if it was not.
    fn mounted(
        &mut self,
        id: LogId,
        around: &Surroundings,
    ) -> Result<&mut Log<FileMedium>, StoreError> {
        if let State::Resting(_) = self.state {
            self.mount(id, around)?;
        }
        match &mut self.state {
            State::Mounted(log) => Ok(log),
            State::Failed(error) => Err(error.clone()),
            State::Resting(_) => Err(StoreError::UnknownLog { log: id }),
        }
    }

    fn mount(&mut self, id: LogId, around: &Surroundings) -> Result<(), StoreError> {
        let State::Resting(state) = &self.state else {
            return Ok(());
        };
        let directory = around.directory.join(std::format!("{:08x}", id.get()));
        let medium =
            FileMedium::open_in(around.pool.clone(), &directory, id.get(), state.block_len)
                .map_err(io_error)?;
        let mut finder = Finder::default();
        let fault = |fault| store_error(fault, id, Seqno::ZERO);
        let mut log =
            Log::mount_observed(medium, id, state.shape, state.mark, &mut finder).map_err(fault)?;
        let newest = log.bounds().newest;
        log.trim(state.trimmed.min(newest)).map_err(fault)?;
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

    fn bounds(&self) -> Bounds {
        match &self.state {
            State::Mounted(log) => log.bounds(),
            _ => Bounds {
                oldest: Seqno::FIRST,
                newest: Seqno::ZERO,
                durable: Seqno::ZERO,
            },
        }
    }

    /// Appends a record that is not a repeat.
    fn store(
        &mut self,
        id: LogId,
        around: &Surroundings,
        record: &Append<'_>,
        ended: &mut Ended,
    ) -> Result<Seqno, StoreError> {
        let State::Mounted(log) = &mut self.state else {
            return Err(StoreError::UnknownLog { log: id });
        };
        let fault = |fault| store_error(fault, id, Seqno::ZERO);
        let begun = log.needs_block(record);
        if begun {
            log.sync().map_err(fault)?;
            if !self.producers.is_empty() {
                // On recovery only the newest block is searched for producers.
                around.add_producers(id, log.bounds().newest, &self.producers)?;
            }
        }
        let place = log.append_placed(record).map_err(fault)?;
        let variable = log.layout.stride().is_none();
        self.index.note(place, begun, variable);
        if begun {
            let oldest_block = log.oldest_block;
            self.index.release(oldest_block);
            *ended = self.settle();
        }
        if let Some(producer) = &record.producer {
            self.producers.remember(producer, place.seqno);
        }
        Ok(place.seqno)
    }

    fn read(&mut self, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, MetaFault> {
        let State::Mounted(log) = &mut self.state else {
            return Err(Fault::Poisoned);
        };
        let Some(header) = self.index.block_of(seqno) else {
            return Err(Fault::Corrupt { seqno });
        };
        let block = Block::new(&log.medium, &log.layout, header);
        let variable = log.layout.stride().is_none();
        if variable && !self.index.is_loaded(header.block_seq) {
            let mut records = Vec::new();
            scan_block(&mut log.medium, &log.layout, &block, |found| {
                let ordinal = ordinal(header.first_seqno, found.seqno());
                note_spaced(&mut records, ordinal, found.offset);
                true
            })?;
            self.index.load(header.block_seq, records);
        }
        let start = crate::log::Place {
            block_seq: header.block_seq,
            offset: log.layout.first_offset(),
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
    fn keep_cursors(&mut self, id: LogId, around: &Surroundings) -> bool {
        let State::Mounted(log) = &mut self.state else {
            return false;
        };
        let bounds = log.bounds();
        let mut open = bounds.durable < bounds.newest;
        if !open {
            log.medium.shrink();
        }
        for (sub, cursor) in &mut self.cursors {
            let watermark = cursor.window.watermark();
            if watermark == cursor.stored {
                continue;
            }
            // A cursor must not outlive the records that it has passed.
            if watermark > bounds.durable {
                open = true;
                continue;
            }
            // If the meta log fails, the cursor stays behind: records are delivered again.
            if around
                .add(&MetaEntry::Cursor {
                    log: id,
                    sub: *sub,
                    watermark,
                })
                .is_ok()
            {
                cursor.stored = watermark;
            }
        }
        open
    }

    fn wait_for(&mut self, appended: Appended) -> Completion {
        let completion = Completion::pending();
        self.waiting.push(Waiting {
            appended,
            completion: completion.clone(),
        });
        completion
    }

    /// Takes out the completions of what is durable by now.
    fn settle(&mut self) -> Ended {
        let durable = self.bounds().durable;
        let mut ended = Ended::default();
        self.waiting.retain(|waiting| {
            let done = waiting.appended.seqno() <= durable;
            if done {
                ended
                    .0
                    .push((waiting.completion.clone(), Ok(waiting.appended)));
            }
            !done
        });
        ended
    }

    /// Takes out all completions, because the log can promise nothing more.
    fn fail_waiting(&mut self) -> (Ended, Result<(), StoreError>) {
        let error = match &self.state {
            State::Failed(error) => error.clone(),
            State::Mounted(log) if log.poisoned => StoreError::Poisoned {
                reason: "an append failed".into(),
            },
            _ => return (Ended::default(), Ok(())),
        };
        let waiting = std::mem::take(&mut self.waiting);
        let ended = waiting
            .into_iter()
            .map(|w| (w.completion, Err(error.clone())))
            .collect();
        (Ended(ended), Err(error))
    }

    fn cursor_mut(&mut self, sub: SubId) -> Result<&mut Cursor, StoreError> {
        if !self.cursors.contains_key(&sub) && self.cursors.len() >= SUB_COUNT_MAX {
            return Err(StoreError::TooMany {
                what: "subscriptions",
                max: SUB_COUNT_MAX,
            });
        }
        Ok(self.cursors.entry(sub).or_default())
    }
}

/// Collects what a mount finds.
#[derive(Default)]
struct Finder {
    index: Index,
    producers: Vec<(Producer, Seqno)>,
}

impl Observer for Finder {
    fn block(&mut self, header: &crate::format::BlockHeader) {
        self.index.block(header);
    }

    fn restart(&mut self) {
        self.index.restart();
    }

    fn record(&mut self, found: &Found) {
        if let Some(producer) = found.head.entry.producer {
            self.producers.push((producer, found.seqno()));
        }
    }
}

impl Surroundings {
    fn meta(&self) -> MutexGuard<'_, Meta> {
        self.meta.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an entry to the meta log, durable after its next sync.
    pub(super) fn add(&self, entry: &MetaEntry) -> Result<(), StoreError> {
        self.meta().add(entry).map_err(meta_error)
    }

    pub(super) fn add_durably(&self, entry: &MetaEntry) -> Result<(), StoreError> {
        let mut meta = self.meta();
        meta.add(entry).map_err(meta_error)?;
        meta.sync().map_err(meta_error)
    }

    fn add_producers(
        &self,
        log: LogId,
        upto: Seqno,
        table: &ProducerTable,
    ) -> Result<(), StoreError> {
        let mut meta = self.meta();
        meta.add_producers(log, upto, table).map_err(meta_error)?;
        meta.sync().map_err(meta_error)
    }

    /// Hands the meta log's entries to the operating system, to the disk too if `sync`.
    pub(super) fn write_meta(&self, sync: bool) -> Result<(), StoreError> {
        let mut meta = self.meta();
        let written = if sync { meta.sync() } else { meta.flush() };
        written.map_err(meta_error)
    }
}

pub(super) fn io_error(error: FileError) -> StoreError {
    let FileError {
        operation,
        path,
        source,
    } = error;
    StoreError::Io {
        operation,
        path,
        source,
    }
}

pub(super) fn meta_error(fault: MetaFault) -> StoreError {
    store_error(fault, super::meta::META_LOG, Seqno::ZERO)
}

/// What a log's fault on `seqno` is to the users of the store.
pub(super) fn store_error(fault: MetaFault, log: LogId, seqno: Seqno) -> StoreError {
    match fault {
        Fault::Medium(error) => io_error(error),
        Fault::Poisoned => StoreError::Poisoned {
            reason: "a write or sync".into(),
        },
        Fault::NoSpace => StoreError::NoSpace { log },
        Fault::Geometry | Fault::Invalid => StoreError::Unfit { log },
        Fault::Trimmed { oldest } => StoreError::Trimmed { seqno, oldest },
        Fault::NotYet { newest } => StoreError::NotYet { seqno, newest },
        Fault::BufferTooSmall { needed } => StoreError::BufferTooSmall { seqno, needed },
        Fault::Corrupt { seqno } => StoreError::Corrupt { log, seqno },
    }
}
