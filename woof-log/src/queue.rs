//! Work that waits for one thread, until that thread is told to stop.

use std::vec::Vec;

use crate::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A queue whose worker sleeps while it is empty.
#[derive(Debug)]
pub(crate) struct Queue<T> {
    waiting: Mutex<Waiting<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct Waiting<T> {
    work: Vec<T>,
    /// The worker sleeps. Otherwise the system need not be asked to wake it.
    sleeps: bool,
    stopping: bool,
}

impl<T> Queue<T> {
    pub(crate) fn new() -> Self {
        Self {
            waiting: Mutex::new(Waiting {
                work: Vec::new(),
                sleeps: false,
                stopping: false,
            }),
            changed: Condvar::new(),
        }
    }

    pub(crate) fn push(&self, work: T) {
        let mut waiting = self.lock();
        waiting.work.push(work);
        let sleeps = waiting.sleeps;
        drop(waiting);
        if sleeps {
            self.changed.notify_one();
        }
    }

    /// Ends the worker as soon as the queue is empty.
    pub(crate) fn stop(&self) {
        self.lock().stopping = true;
        self.changed.notify_all();
    }

    /// Does what is queued until told to stop. While some of it is done, more gathers.
    pub(crate) fn run(&self, mut work_on: impl FnMut(T)) {
        loop {
            let mut waiting = self.lock();
            while waiting.work.is_empty() && !waiting.stopping {
                waiting.sleeps = true;
                waiting = self
                    .changed
                    .wait(waiting)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            waiting.sleeps = false;
            let work = std::mem::take(&mut waiting.work);
            drop(waiting);
            if work.is_empty() {
                return;
            }
            work.into_iter().for_each(&mut work_on);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting<T>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
