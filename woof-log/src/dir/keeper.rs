//! The two threads of a directory store: one syncs for those who wait, one looks after the rest.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle, ThreadId};
use std::time::Duration;
use std::vec::Vec;

use super::cell::Cell;
use super::surroundings::Surroundings;
use crate::queue::Queue;

/// Work for the threads.
pub(super) struct Queues {
    /// For the thread that syncs. While one sync runs, appends gather for the next.
    to_sync: Queue<Arc<Cell>>,
    work: Mutex<Work>,
    for_keeper: Condvar,
}

#[derive(Default)]
struct Work {
    to_keep: Vec<Arc<Cell>>,
    stopping: bool,
}

/// How often the keeper makes its rounds.
#[derive(Clone, Copy)]
pub(super) struct Rounds {
    pub(super) interval: Duration,
    /// Every so many rounds, it syncs.
    pub(super) per_sync: u32,
}

impl Queues {
    pub(super) fn new() -> Self {
        Self {
            to_sync: Queue::new(),
            work: Mutex::default(),
            for_keeper: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a cell that somebody waits for.
    pub(super) fn sync(&self, cell: Arc<Cell>) {
        self.to_sync.push(cell);
    }

    /// Queues a cell with records or cursors that nobody waits for.
    pub(super) fn keep(&self, cell: Arc<Cell>) {
        self.lock().to_keep.push(cell);
        self.for_keeper.notify_one();
    }

    fn stop(&self) {
        self.lock().stopping = true;
        self.to_sync.stop();
        self.for_keeper.notify_all();
    }

    /// Makes rounds while there is something to look after, and sleeps otherwise.
    fn run_keeper(&self, around: &Surroundings, rounds: Rounds) {
        let mut cells: Vec<Arc<Cell>> = Vec::new();
        let mut round: u32 = 0;
        let mut meta_open = false;
        loop {
            let mut work = self.lock();
            while work.to_keep.is_empty() && cells.is_empty() && !meta_open && !work.stopping {
                work = self
                    .for_keeper
                    .wait(work)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            if !work.stopping {
                let wait = self
                    .for_keeper
                    .wait_timeout_while(work, rounds.interval, |work| !work.stopping);
                work = wait.unwrap_or_else(PoisonError::into_inner).0;
            }
            cells.append(&mut work.to_keep);
            if work.stopping {
                return;
            }
            drop(work);
            round = round.wrapping_add(1);
            let sync = round.is_multiple_of(rounds.per_sync);
            let before = cells.len();
            cells.retain(|cell| cell.keep(around, sync));
            // A failure is sticky in the meta log, and met by whoever uses it next.
            let _ = around.write_meta(sync);
            meta_open = !sync && (meta_open || before > 0);
        }
    }
}

/// The running threads; dropping this stops them.
pub(super) struct Threads {
    queues: Arc<Queues>,
    handles: Mutex<Vec<JoinHandle<()>>>,
}

impl Threads {
    pub(super) fn start(
        queues: Arc<Queues>,
        around: Arc<Surroundings>,
        rounds: Rounds,
    ) -> std::io::Result<Self> {
        let threads = Self {
            queues: queues.clone(),
            handles: Mutex::default(),
        };
        let syncing = queues.clone();
        threads.spawn("woof-sync", move || {
            syncing.to_sync.run(|cell| cell.sync_queued());
        })?;
        threads.spawn("woof-keep", move || queues.run_keeper(&around, rounds))?;
        Ok(threads)
    }

    fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
        let handle = thread::Builder::new().name(name.into()).spawn(work)?;
        self.handles
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(handle);
        Ok(())
    }

    /// Stops the threads and waits for them; not for the calling one, which a completion's
    /// callback may run on.
    pub(super) fn stop(&self) {
        self.queues.stop();
        let handles =
            std::mem::take(&mut *self.handles.lock().unwrap_or_else(PoisonError::into_inner));
        let this: ThreadId = thread::current().id();
        for handle in handles {
            if handle.thread().id() != this {
                // A thread that panicked has ended as well.
                let _ = handle.join();
            }
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.stop();
    }
}
