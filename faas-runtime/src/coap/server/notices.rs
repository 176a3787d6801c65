//! Telling a running server of changes, from any thread.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::Topic;

/// Topics that wait to be notified; beyond that, everything counts as changed.
const TOPICS_MAX: usize = 4_096;

/// Tells a running server that something has changed. Cheap to clone and to call.
#[derive(Clone, Debug)]
pub struct Notifier {
    notices: Arc<Notices>,
}

impl Notifier {
    pub(super) const fn new(notices: Arc<Notices>) -> Notifier {
        Notifier { notices }
    }

    /// Says that `topic` has changed, see [`Server::notify`](super::Server::notify). Never
    /// waits and loses nothing: of topics that come faster than the server takes them, each is
    /// told once, and when there are too many of them, all observers are told.
    pub fn notify(&self, topic: Topic) {
        let mut changed = self.notices.lock();
        if changed.topics.len() < TOPICS_MAX {
            changed.topics.insert(topic);
        } else {
            changed.everything = true;
        }
        drop(changed);
        self.notices.wake.notify_one();
    }
}

/// What has changed and was not yet taken.
#[derive(Debug, Default)]
pub(super) struct Notices {
    changed: Mutex<Changed>,
    wake: Notify,
}

#[derive(Debug, Default)]
pub(super) struct Changed {
    pub topics: HashSet<Topic>,
    pub everything: bool,
}

impl Notices {
    /// Waits until something has changed.
    pub async fn changed(&self) {
        self.wake.notified().await;
    }

    pub fn take(&self) -> Changed {
        core::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Changed> {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
