//! Group commit: threads that wait for the disk share a sync.

use crate::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What threads take turns with, and what a sync makes durable up to some point.
pub(crate) trait Turns {
    /// How far something goes: the number of a record.
    type Upto: Copy + PartialOrd;
    /// A sync that runs while others have their turn.
    type Sync;
    /// What such a sync has synced.
    type Synced;
    /// Why such a sync failed.
    type Failure;
    /// Those who are told, when nobody has the turn, that what they waited for has ended.
    type Ended;
    /// Why nothing more becomes durable.
    type Error;

    /// The newest there is.
    fn newest(&self) -> Self::Upto;
    /// The newest that is durable.
    fn durable(&self) -> Self::Upto;
    /// Whether nothing more becomes durable.
    fn is_refused(&self) -> bool;
    /// What the group remembers here.
    fn marks(&mut self) -> &mut Marks;
    /// Begins a sync of all there is; nothing if there is nothing to sync with.
    fn begin_sync(&mut self) -> Option<Self::Sync>;
    /// Waits for the disk, without the turn.
    fn run(sync: Self::Sync) -> Result<Self::Synced, Self::Failure>;
    /// Notes that everything up to `upto` is durable.
    fn end_sync(&mut self, upto: Self::Upto, synced: Self::Synced);
    /// Notes that nothing more becomes durable.
    fn fail(&mut self, failure: &Self::Failure);
    /// Takes out those whose records are durable.
    fn settle(&mut self) -> Self::Ended;
    /// If nothing more becomes durable, takes out all who wait, and says why.
    fn fail_waiting(&mut self) -> (Self::Ended, Result<(), Self::Error>);
    /// Tells them.
    fn tell(ended: Self::Ended);
}

/// What is under way.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// A thread waits for the disk.
    syncing: bool,
    /// Queued for the thread that syncs.
    queued: bool,
}

/// Something durable that threads take turns with.
#[derive(Debug)]
pub(crate) struct Group<T> {
    turn: Mutex<T>,
    /// Told whenever a sync has ended, or something else that is waited for has changed.
    changed: Condvar,
}

impl<T: Turns> Group<T> {
    pub(crate) fn new(turn: T) -> Self {
        Self {
            turn: Mutex::new(turn),
            changed: Condvar::new(),
        }
    }

    pub(crate) fn turn(&self) -> MutexGuard<'_, T> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the state is as wanted. `is_ready` is asked whether it is, and told whether a
    /// sync is under way: who syncs within its turn waits for the end of that, because two syncs
    /// at a time could share an error, and one of them take it for a success.
    pub(crate) fn wait_until<'a>(
        &'a self,
        mut turn: MutexGuard<'a, T>,
        mut is_ready: impl FnMut(&mut T, bool) -> bool,
    ) -> MutexGuard<'a, T> {
        loop {
            let syncing = turn.marks().syncing;
            if is_ready(&mut turn, syncing) {
                return turn;
            }
            turn = self
                .changed
                .wait(turn)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Has those look again who wait for a change other than the end of a sync.
    pub(crate) fn tell_change(&self) {
        self.changed.notify_all();
    }

    /// Notes that somebody waits for a sync; returns whether that has to be queued.
    pub(crate) fn must_queue(turn: &mut T) -> bool {
        !std::mem::replace(&mut turn.marks().queued, true)
    }

    /// Makes everything durable for those who wait for it.
    pub(crate) fn sync_queued(&self) {
        let mut turn = self.turn();
        turn.marks().queued = false;
        let newest = turn.newest();
        // Those who wait are told of a failure; nobody else is there to be told.
        let _ = self.sync_upto(turn, newest);
    }

    /// Waits for a sync that covers `upto`: one that others run, or else one of its own. Threads
    /// that come while another one waits for the disk are covered together by the next sync.
    pub(crate) fn sync_upto<'a>(
        &'a self,
        mut turn: MutexGuard<'a, T>,
        upto: T::Upto,
    ) -> Result<(), T::Error> {
        loop {
            let (ended, outcome) = if turn.durable() >= upto {
                (turn.settle(), Ok(()))
            } else if turn.is_refused() {
                turn.fail_waiting()
            } else if turn.marks().syncing {
                turn = self
                    .changed
                    .wait(turn)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            } else {
                turn = self.sync_once(turn);
                continue;
            };
            drop(turn);
            T::tell(ended);
            return outcome;
        }
    }

    /// Waits for the disk, while other threads append, and notes what became of it.
    fn sync_once<'a>(&'a self, mut turn: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        let upto = turn.newest();
        let Some(sync) = turn.begin_sync() else {
            return turn;
        };
        turn.marks().syncing = true;
        drop(turn);
        let synced = T::run(sync);
        let mut turn = self.turn();
        turn.marks().syncing = false;
        match synced {
            // If another sync failed meanwhile, this one's success may mean only that the
            // operating system reports an error once.
            Ok(_) if turn.is_refused() => {}
            Ok(synced) => turn.end_sync(upto, synced),
            Err(failure) => turn.fail(&failure),
        }
        self.changed.notify_all();
        turn
    }
}
