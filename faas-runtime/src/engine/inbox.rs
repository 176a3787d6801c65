//! What the trigger thread is told.

use std::collections::BTreeSet;
use std::string::String;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::vec::Vec;

use super::queue::Span;
use crate::FunctionName;

/// A queue of events: those of a function that have been tried this many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct QueueKey {
    pub(super) function: FunctionName,
    pub(super) attempt: u8,
}

/// What has happened since the trigger looked last.
#[derive(Debug, Default)]
pub(super) struct News {
    /// Queues with new events.
    pub(super) woken: BTreeSet<QueueKey>,
    /// Events whose end is durable, and the repairs that they were read with.
    pub(super) finished: Vec<(QueueKey, Span, Option<u64>)>,
    /// Workers that have become free.
    pub(super) freed: usize,
    /// Events whose end could not be stored.
    pub(super) failed: usize,
    /// The time may have changed.
    pub(super) ticked: bool,
    /// The engine stops.
    pub(super) stopping: bool,
}

impl News {
    fn is_empty(&self) -> bool {
        self.woken.is_empty()
            && self.finished.is_empty()
            && self.freed == 0
            && self.failed == 0
            && !self.ticked
    }
}

/// Collects news for the trigger thread. Bounded by what it counts: each queue once, and at most
/// one message of each kind for a running event.
#[derive(Default)]
pub(super) struct Inbox {
    news: Mutex<News>,
    failure: Mutex<Option<String>>,
    changed: Condvar,
}

impl Inbox {
    pub(super) fn wake(&self, key: QueueKey) {
        self.tell(|news| {
            news.woken.insert(key);
        });
    }

    pub(super) fn freed(&self) {
        self.tell(|news| news.freed += 1);
    }

    pub(super) fn finished(&self, key: QueueKey, span: Span, repair: Option<u64>) {
        self.tell(|news| news.finished.push((key, span, repair)));
    }

    /// The end of an event could not be stored: it stays in its queue for the next start.
    pub(super) fn failed(&self, reason: String) {
        self.fail(reason);
        self.tell(|news| news.failed += 1);
    }

    pub(super) fn tick(&self) {
        self.tell(|news| news.ticked = true);
    }

    pub(super) fn stop(&self) {
        self.tell(|news| {
            news.stopping = true;
            news.ticked = true;
        });
    }

    /// Notes why the log cannot be used any more. The first reason counts.
    pub(super) fn fail(&self, reason: String) {
        let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.get_or_insert(reason);
    }

    /// Why the log cannot be used any more.
    pub(super) fn failure(&self) -> Option<String> {
        self.failure
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Takes the news, waiting until there are some, or for `timeout`.
    pub(super) fn take(&self, timeout: Option<Duration>) -> News {
        let mut news = self.lock();
        if news.is_empty() {
            news = match timeout {
                None => self
                    .changed
                    .wait_while(news, |news| news.is_empty())
                    .unwrap_or_else(PoisonError::into_inner),
                Some(timeout) => {
                    self.changed
                        .wait_timeout_while(news, timeout, |news| news.is_empty())
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
            };
        }
        let stopping = news.stopping;
        let taken = std::mem::take(&mut *news);
        news.stopping = stopping;
        taken
    }

    fn tell(&self, change: impl FnOnce(&mut News)) {
        change(&mut self.lock());
        self.changed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
