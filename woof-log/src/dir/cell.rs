//! One log of a directory store, shared between threads.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::entry::MetaEntry;
use super::meta::LogState;
use super::surroundings::{Surroundings, store_error};
use super::turn::{Ended, State, Turn};
use crate::admission::{admit, admit_producer, check_appended};
use crate::{
    AckWindow, Append, Appended, Bounds, CleanMark, Completion, Entry, LogId, Seqno, Shape,
    StoreError, SubId,
};

/// One log: what never changes, and what threads take turns with.
///
/// A thread that holds `turn` may ask for the meta log, never the other way round. Nobody holds
/// it while waiting for the disk, except to begin a block.
pub(super) struct Cell {
    pub(super) id: LogId,
    pub(super) shape: Shape,
    /// Told whenever a sync has ended.
    synced: Condvar,
    turn: Mutex<Turn>,
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
        let shape = state.shape;
        Self {
            id,
            shape,
            synced: Condvar::new(),
            turn: Mutex::new(Turn::new(state)),
        }
    }

    pub(super) fn turn(&self) -> MutexGuard<'_, Turn> {
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
        turn.check_sound()?;
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
        let mut turn = self.turn();
        check_appended(&turn.mounted(self.id, around)?.bounds(), upto)?;
        self.sync_upto(turn, upto)
    }

    /// Makes everything durable for those who wait for it.
    pub(super) fn sync_queued(&self) {
        let mut turn = self.turn();
        turn.queued = false;
        let newest = turn.bounds().newest;
        // Those who wait are told of a failure; nobody else is there to be told.
        let _ = self.sync_upto(turn, newest);
    }

    /// Waits for a sync that covers `upto`: one that others run, or else one of its own.
    fn sync_upto<'a>(
        &'a self,
        mut turn: MutexGuard<'a, Turn>,
        upto: Seqno,
    ) -> Result<(), StoreError> {
        loop {
            let (ended, outcome) = if turn.bounds().durable >= upto {
                (turn.settle(), Ok(()))
            } else if turn.check_sound().is_err() || turn.is_closed() {
                turn.fail_waiting()
            } else if turn.syncing {
                turn = self
                    .synced
                    .wait(turn)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            } else {
                turn = self.sync_once(turn);
                continue;
            };
            drop(turn);
            ended.tell();
            return outcome;
        }
    }

    /// Waits for the disk, while other threads append, and notes what became of it.
    fn sync_once<'a>(&'a self, mut turn: MutexGuard<'a, Turn>) -> MutexGuard<'a, Turn> {
        let State::Mounted(log) = &mut turn.state else {
            return turn;
        };
        let upto = log.bounds().newest;
        let directory = log.medium.directory().to_path_buf();
        let ticket = log.medium.begin_sync();
        turn.syncing = true;
        drop(turn);
        let synced = ticket.and_then(|ticket| ticket.run(&directory).map(|()| ticket));
        let mut turn = self.turn();
        turn.syncing = false;
        match (synced, &mut turn.state) {
            // If another sync failed meanwhile, this one's success may mean only that the
            // operating system reports an error once.
            (Ok(ticket), State::Mounted(log)) if !log.poisoned => {
                log.medium.end_sync(&ticket);
                log.durable = log.durable.max(upto);
            }
            (Ok(_), _) => {}
            (Err(error), _) => turn.fail(&error),
        }
        self.synced.notify_all();
        turn
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
        turn.repairs = turn.repairs.split_off(&upto.next());
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
            turn.fail(&error);
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
        let sound = turn.check_sound();
        match std::mem::replace(&mut turn.state, State::Closed) {
            State::Resting(state) => Ok(state.mark),
            State::Closed => Ok(None),
            State::Mounted(log) => {
                sound?;
                if !turn.producers.is_empty() {
                    around.add_producers(self.id, log.bounds().newest, &turn.producers)?;
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
