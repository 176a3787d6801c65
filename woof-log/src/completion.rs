//! Handles for work that ends later: wait, await, or be called back.

use std::boxed::Box;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use crate::{Appended, StoreError};

/// What an append comes to once it is as durable as was asked for.
type Outcome = Result<Appended, StoreError>;

/// An append whose durability is still being established.
///
/// It is a [`Future`], so that any async runtime can await it; [`wait`](Self::wait) blocks a
/// thread, and [`on_done`](Self::on_done) calls back. Dropping it changes nothing about the
/// append.
#[derive(Clone)]
pub struct Completion {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    outcome: Option<Outcome>,
    /// Threads that are blocked. Most completions end with none, and then the system is not asked
    /// to wake any.
    blocked: usize,
    wakers: std::vec::Vec<Waker>,
    callbacks: std::vec::Vec<Box<dyn FnOnce(Outcome) + Send>>,
}

/// Those who wait for a completion that has ended.
#[must_use]
pub(crate) struct Expectant {
    shared: Arc<Shared>,
    wakers: std::vec::Vec<Waker>,
    callbacks: std::vec::Vec<Box<dyn FnOnce(Outcome) + Send>>,
    outcome: Outcome,
}

impl Expectant {
    pub(crate) fn tell(self) {
        self.shared.ended.notify_all();
        self.wakers.into_iter().for_each(Waker::wake);
        self.callbacks
            .into_iter()
            .for_each(|callback| callback(self.outcome.clone()));
    }
}

impl Completion {
    /// One that has ended already.
    pub(crate) fn ended(outcome: Outcome) -> Self {
        let completion = Self::pending();
        completion.end(outcome);
        completion
    }

    /// One that has not ended.
    pub(crate) fn pending() -> Self {
        Self {
            shared: Arc::new(Shared {
                state: Mutex::new(State::default()),
                ended: Condvar::new(),
            }),
        }
    }

    /// Ends it. Only the first call counts.
    pub(crate) fn end(&self, outcome: Outcome) {
        if let Some(expectant) = self.decide(outcome) {
            expectant.tell();
        }
    }

    /// Ends it, and leaves it to the caller to tell those who wait, if there are any.
    ///
    /// Who ends many tells nobody until all have ended: a thread that is woken by the first would
    /// else sleep and be woken again for each of the others.
    pub(crate) fn decide(&self, outcome: Outcome) -> Option<Expectant> {
        let mut state = self.state();
        if state.outcome.is_some() {
            return None;
        }
        let wakers = std::mem::take(&mut state.wakers);
        let callbacks = std::mem::take(&mut state.callbacks);
        let awaited = state.blocked > 0 || !wakers.is_empty() || !callbacks.is_empty();
        let expectant = awaited.then(|| Expectant {
            shared: self.shared.clone(),
            wakers,
            callbacks,
            outcome: outcome.clone(),
        });
        state.outcome = Some(outcome);
        expectant
    }

    /// Blocks until the append is durable, or failed.
    ///
    /// # Errors
    /// Why it cannot become durable.
    pub fn wait(&self) -> Result<Appended, StoreError> {
        let mut state = self.state();
        loop {
            if let Some(outcome) = &state.outcome {
                return outcome.clone();
            }
            state.blocked += 1;
            state = self
                .shared
                .ended
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
            state.blocked -= 1;
        }
    }

    /// The outcome, if there is one already.
    #[must_use]
    pub fn outcome(&self) -> Option<Result<Appended, StoreError>> {
        self.state().outcome.clone()
    }

    /// Calls back with the outcome: at once if there is one, else later from the thread that
    /// establishes durability. So the callback must be short and must not wait for the store.
    pub fn on_done(&self, callback: impl FnOnce(Result<Appended, StoreError>) + Send + 'static) {
        let mut state = self.state();
        match state.outcome.clone() {
            None => state.callbacks.push(Box::new(callback)),
            Some(outcome) => {
                drop(state);
                callback(outcome);
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Future for Completion {
    type Output = Result<Appended, StoreError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.state();
        if let Some(outcome) = &state.outcome {
            return Poll::Ready(outcome.clone());
        }
        if !state
            .wakers
            .iter()
            .any(|waker| waker.will_wake(context.waker()))
        {
            state.wakers.push(context.waker().clone());
        }
        Poll::Pending
    }
}

impl core::fmt::Debug for Completion {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Completion")
            .field("outcome", &self.outcome())
            .finish()
    }
}
