//! Callbacks that run after an append.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};
use std::vec::Vec;

use crate::{LogId, Seqno};

/// Called after an append with the log and its newest record.
///
/// It runs on the appending thread, without any lock of the store held, so it may use the store;
/// it should do no more than wake somebody. Calls for one log may be merged or arrive out of
/// order when several threads append: take the number as a hint and read the bounds.
pub type Listener = dyn Fn(LogId, Seqno) + Send + Sync;

/// Keeps a listener registered; dropping it ends the calls.
#[must_use = "dropping the guard unregisters the listener"]
pub struct ListenerGuard {
    registry: Weak<Listeners>,
    number: u64,
}

impl Drop for ListenerGuard {
    fn drop(&mut self) {
        if let Some(registry) = self.registry.upgrade() {
            registry.remove(self.number);
        }
    }
}

impl core::fmt::Debug for ListenerGuard {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ListenerGuard")
            .field("number", &self.number)
            .finish()
    }
}

type Entries = Arc<Vec<(u64, Arc<Listener>)>>;

/// The listeners of a store.
#[derive(Default)]
pub(crate) struct Listeners {
    next: Mutex<u64>,
    entries: RwLock<Entries>,
    /// How many there are, for appends that nobody listens to.
    count: AtomicUsize,
}

impl Listeners {
    pub(crate) fn add(self: &Arc<Self>, listener: Arc<Listener>) -> ListenerGuard {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let number = *next;
        *next += 1;
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut entries).push((number, listener));
        self.count.store(entries.len(), Ordering::SeqCst);
        ListenerGuard {
            registry: Arc::downgrade(self),
            number,
        }
    }

    fn remove(&self, number: u64) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut entries).retain(|(other, _)| *other != number);
        self.count.store(entries.len(), Ordering::SeqCst);
    }

    /// Calls every listener. The list is copied out first, so that a listener may register or
    /// drop listeners.
    pub(crate) fn notify(&self, log: LogId, newest: Seqno) {
        if self.count.load(Ordering::SeqCst) == 0 {
            return;
        }
        let entries = {
            let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(&entries)
        };
        for (_, listener) in entries.iter() {
            listener(log, newest);
        }
    }
}
