//! A fixed number of threads that take work from one queue.

use std::boxed::Box;
use std::collections::VecDeque;
use std::string::ToString as _;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::StartError;

/// Room for functions that call each other. The system gives memory only to what is touched.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// A piece of work.
pub(super) type Job = Box<dyn FnOnce() + Send>;

struct Queue {
    jobs: VecDeque<Job>,
    closed: bool,
}

/// Worker threads and their queue.
///
/// The pool itself does not bound the queue: calls and events have bounds of their own, and are
/// counted by whoever adds them.
pub(super) struct Pool {
    queue: Mutex<Queue>,
    added: Condvar,
}

impl Pool {
    /// A pool without threads.
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            queue: Mutex::new(Queue {
                jobs: VecDeque::new(),
                closed: false,
            }),
            added: Condvar::new(),
        })
    }

    /// Starts a thread. It runs `at_exit` when it ends.
    pub(super) fn start_worker(
        self: &Arc<Self>,
        number: usize,
        at_exit: impl FnOnce() + Send + 'static,
    ) -> Result<(), StartError> {
        let own = Arc::clone(self);
        let started = thread::Builder::new()
            .name(std::format!("faas-worker-{number}"))
            .stack_size(STACK_BYTES)
            .spawn(move || {
                while let Some(job) = own.next() {
                    job();
                }
                at_exit();
            });
        started
            .map(drop)
            .map_err(|error| StartError::Thread(error.to_string()))
    }

    /// Adds a job; `false` if the pool is closed.
    pub(super) fn add(&self, job: Job) -> bool {
        let mut queue = self.lock();
        if queue.closed {
            return false;
        }
        queue.jobs.push_back(job);
        drop(queue);
        self.added.notify_one();
        true
    }

    /// Takes no more jobs. The threads finish what is in the queue and end.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.added.notify_all();
    }

    fn next(&self) -> Option<Job> {
        let mut queue = self.lock();
        loop {
            if let Some(job) = queue.jobs.pop_front() {
                return Some(job);
            }
            if queue.closed {
                return None;
            }
            queue = self
                .added
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        // Jobs run outside of the lock, so a panic of one cannot leave the queue half changed.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
