//! One log of a directory store, shared between threads.

use std::sync::MutexGuard;
use std::thread;
use std::time::Instant;

use super::entry::MetaEntry;
use super::meta::LogState;
use super::surroundings::{Surroundings, store_error};
use super::turn::{Ended, LastSync, State, Turn};
use crate::admission::{admit, admit_producer, check_appended};
use crate::group::{Group, Turns as _};
use crate::overrun::Guarded;
use crate::{
    AckWindow, Append, Appended, Bounds, CleanMark, Completion, Entry, Gap, LogId, Overrun, Seqno,
    Shape, StoreError, SubId,
};

/// What part of the time of a sync may pass until the next one begins.
const GATHERING_PART: u32 = 4;

/// One log: what never changes, and what threads take turns with.
///
/// A thread that holds `turn` may ask for the meta log, never the other way round. Nobody holds
/// it while waiting for the disk, except to begin a block or to give one back.
pub(super) struct Cell {
    pub(super) id: LogId,
    pub(super) shape: Shape,
    group: Group<Turn>,
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

impl AppendOutcome {
    fn of(turn: &mut Turn, appended: Appended, wait: bool, ended: Ended) -> Self {
        let durable = turn.durable() >= appended.seqno();
        let completion = wait.then(|| match durable {
            true => Completion::ended(Ok(appended)),
            false => turn.wait_for(appended),
        });
        Self {
            appended,
            completion,
            queue: wait && !durable && Group::must_queue(turn),
            keep: !wait && !durable && !std::mem::replace(&mut turn.kept, true),
            ended,
        }
    }
}

impl Cell {
    pub(super) fn new(id: LogId, state: LogState) -> Self {
        let shape = state.shape;
        Self {
            id,
            shape,
            group: Group::new(Turn::new(state)),
        }
    }

    pub(super) fn turn(&self) -> MutexGuard<'_, Turn> {
        self.group.turn()
    }

    /// Appends a record that nobody waits for, and for which nothing has to be asked or done but
    /// to put it into memory. Returns its number, and whether the cell has to be queued for the
    /// keeper; `None` leaves everything as it was.
    #[inline]
    pub(super) fn append_at_once(&self, record: &Append<'_>) -> Option<(Seqno, bool)> {
        let mut turn = self.turn();
        let seqno = turn.store_at_once(record)?;
        Some((seqno, !std::mem::replace(&mut turn.kept, true)))
    }

    pub(super) fn append(
        &self,
        around: &Surroundings,
        record: &Append<'_>,
        wait: bool,
    ) -> Result<AppendOutcome, StoreError> {
        let mut turn = self.turn();
        if let Some(seqno) = turn.store_at_once(record) {
            let appended = Appended::New(seqno);
            return Ok(AppendOutcome::of(
                &mut turn,
                appended,
                wait,
                Ended::default(),
            ));
        }
        turn.mounted(self.id, around)?;
        admit(&self.shape, record)?;
        let mut turn = self.group.wait_until(turn, |turn, syncing| {
            let State::Mounted(log) = &turn.state else {
                return true;
            };
            let blocks = |guarded: Guarded| guarded.overrun == Overrun::Block;
            // To begin a block is to sync.
            log.poisoned
                || !(syncing && log.needs_block(record)
                    || turn.has_guards() && turn.overrun_by(record).is_some_and(blocks))
        });
        let turn = &mut *turn;
        if turn.is_closed() {
            return Err(StoreError::Closed);
        }
        turn.check_sound()?;
        if turn.has_guards()
            && let Some(guarded) = turn.overrun_by(record)
        {
            return Err(guarded.error(self.id));
        }
        let mut ended = Ended::default();
        let judged = match &record.producer {
            Some(producer) => admit_producer(&turn.producers, producer)?,
            None => None,
        };
        let appended = match judged {
            Some(first) => Appended::Duplicate(first),
            None => Appended::New(turn.store(self.id, around, record, &mut ended)?),
        };
        Ok(AppendOutcome::of(turn, appended, wait, ended))
    }

    pub(super) fn read(
        &self,
        around: &Surroundings,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, StoreError> {
        let mut turn = self.turn();
        if let Some(bare) = turn.read_at_once(seqno, buffer) {
            return Ok(bare.into());
        }
        let turn = &mut *turn;
        let log = turn.mounted(self.id, around)?;
        let fault = |fault| store_error(fault, self.id, seqno);
        log.check_readable(seqno).map_err(fault)?;
        turn.read(seqno, buffer).map_err(fault)
    }

    pub(super) fn bounds(&self, around: &Surroundings) -> Result<Bounds, StoreError> {
        Ok(self.turn().mounted(self.id, around)?.bounds())
    }

    /// Makes every record up to `upto` durable.
    pub(super) fn sync(&self, around: &Surroundings, upto: Seqno) -> Result<(), StoreError> {
        let mut turn = self.turn();
        check_appended(&turn.mounted(self.id, around)?.bounds(), upto)?;
        self.group.sync_upto(turn, upto)
    }

    /// Makes everything durable for those who wait for it.
    pub(super) fn sync_queued(&self) {
        self.group.sync_queued();
        self.gather();
    }

    /// Waits a little for those whom a sync has let go on: they append again in a moment, and one
    /// sync for all is better than two that each half of them takes turns with.
    ///
    /// The moment is shorter than a sleep can be. Who was alone is not waited for: what it has been
    /// woken for can go on at once where this thread was.
    fn gather(&self) {
        let LastSync { in_flight, took } = self.turn().last_sync;
        if in_flight < 2 {
            return;
        }
        let begun = Instant::now();
        while self.turn().waiting.len() < in_flight && begun.elapsed() < took / GATHERING_PART {
            thread::yield_now();
        }
    }

    /// Returns whether the cell has to be queued for the keeper.
    pub(super) fn trim(&self, around: &Surroundings, upto: Seqno) -> Result<bool, StoreError> {
        // A trim that outlives what it trims would swallow the records that take their numbers.
        self.sync(around, upto)?;
        let mut turn = self.turn();
        let turn = &mut *turn;
        if turn.mounted(self.id, around)?.bounds().oldest > upto {
            return Ok(false);
        }
        // A trim that waited for its subscribers would wait for what it makes room for.
        if let Some(guarded) = turn.guarded(upto) {
            return Err(guarded.error(self.id));
        }
        let entry = MetaEntry::Trimmed { log: self.id, upto };
        match turn.index.releases(upto) {
            // Of the files that go, a crash may bring back any: the trim must be known by then.
            true => around.add_durably(&entry)?,
            false => around.add(&entry)?,
        }
        let log = turn.mounted(self.id, around)?;
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
            Ok(moved) => {
                self.tell_appenders(&turn);
                Ok(moved && !std::mem::replace(&mut turn.kept, true))
            }
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
        self.tell_appenders(&turn);
        Ok(!std::mem::replace(&mut turn.kept, true))
    }

    /// Has appends look again that wait for a subscription.
    fn tell_appenders(&self, turn: &Turn) {
        if turn.has_guards() {
            self.group.tell_change();
        }
    }

    pub(super) fn set_overrun(
        &self,
        around: &Surroundings,
        sub: SubId,
        overrun: Overrun,
    ) -> Result<(), StoreError> {
        let mut turn = self.turn();
        turn.mounted(self.id, around)?;
        turn.set_overrun(self.id, around, sub, overrun)?;
        self.group.tell_change();
        Ok(())
    }

    /// Returns what the subscription has missed, and whether the cell has to be queued for the
    /// keeper.
    pub(super) fn pass(
        &self,
        around: &Surroundings,
        sub: SubId,
        gap: Gap,
    ) -> Result<(u64, bool), StoreError> {
        let mut turn = self.turn();
        let gone = turn.mounted(self.id, around)?.bounds().oldest.previous();
        let to = gap.to.min(gone);
        let counted = Gap { to, ..gap }.count();
        let cursor = turn.cursor_mut(sub)?;
        cursor.missed += counted;
        let missed = cursor.missed;
        let moved = cursor.window.pass(to);
        self.tell_appenders(&turn);
        let unkept = moved || counted > 0;
        let keep = unkept && !std::mem::replace(&mut turn.kept, true);
        Ok((missed, keep))
    }

    /// One round of care: hands buffered records to the operating system, to the disk too if
    /// `sync`, and moves the cursors that may move into the meta log. Returns whether the cell
    /// needs more rounds.
    pub(super) fn keep(&self, around: &Surroundings, sync: bool) -> bool {
        if sync {
            self.group.sync_queued();
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
            self.group.tell_change();
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
        self.group.tell_change();
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

    /// Before the first append since a crash: has the records that come now numbered after `newest`
    /// gives, if that is further than what is there. What lies between reads as damaged.
    pub(super) fn begin_after(
        &self,
        around: &Surroundings,
        newest: impl FnOnce() -> Option<u64>,
    ) -> Result<(), StoreError> {
        let mut turn = self.turn();
        let log = turn.mounted(self.id, around)?;
        // The next append begins a block, which has the number of its first record.
        if log.sealed
            && let Some(newest) = newest()
                .map(Seqno::new)
                .filter(|newest| *newest >= log.next)
        {
            log.next = newest.next();
            log.durable = newest;
        }
        Ok(())
    }

    /// Ends the use of a log that was only read.
    pub(super) fn leave(&self) {
        self.turn().state = State::Closed;
    }

    /// Fails what still waits after a close.
    pub(super) fn fail_waiting(&self) {
        let (ended, _) = self.turn().fail_waiting();
        ended.tell();
    }
}
