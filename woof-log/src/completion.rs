//! Handles for work that ends later: wait, await, or be called back.

use std::boxed::Box;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

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

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    outcome: Option<Outcome>,
    wakers: std::vec::Vec<Waker>,
    callbacks: std::vec::Vec<Box<dyn FnOnce(Outcome) + Send>>,
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
            shared: Arc::default(),
        }
    }

    /// Ends it. Only the first call counts.
    pub(crate) fn end(&self, outcome: Outcome) {
        let mut state = self.state();
        if state.outcome.is_some() {
            return;
        }
        state.outcome = Some(outcome.clone());
        let wakers = std::mem::take(&mut state.wakers);
        let callbacks = std::mem::take(&mut state.callbacks);
        drop(state);
        self.shared.ended.notify_all();
        wakers.into_iter().for_each(Waker::wake);
        callbacks
            .into_iter()
            .for_each(|callback| callback(outcome.clone()));
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
            state = self
                .shared
                .ended
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::task::Wake;

    use super::*;
    use crate::Seqno;

    #[derive(Default)]
    struct Count(AtomicU32);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn a_task_is_woken_and_a_callback_called_exactly_once() {
        let completion = Completion::pending();
        let woken = Arc::new(Count::default());
        let waker = Waker::from(woken.clone());
        let mut context = Context::from_waker(&waker);
        let mut task = completion.clone();
        assert!(Pin::new(&mut task).poll(&mut context).is_pending());
        assert!(Pin::new(&mut task).poll(&mut context).is_pending());
        let called = Arc::new(Count::default());
        let counted = called.clone();
        completion.on_done(move |outcome| {
            assert_eq!(outcome.unwrap().seqno(), Seqno::FIRST);
            counted.0.fetch_add(1, Ordering::SeqCst);
        });
        completion.end(Ok(Appended::New(Seqno::FIRST)));
        completion.end(Ok(Appended::New(Seqno::new(9))));
        assert_eq!(woken.0.load(Ordering::SeqCst), 1);
        assert_eq!(called.0.load(Ordering::SeqCst), 1);
        assert!(Pin::new(&mut task).poll(&mut context).is_ready());
        assert_eq!(completion.wait().unwrap(), Appended::New(Seqno::FIRST));
    }

    #[test]
    fn a_waiting_thread_is_released() {
        let completion = Completion::pending();
        let waiting = completion.clone();
        let thread = std::thread::spawn(move || waiting.wait());
        completion.end(Ok(Appended::New(Seqno::FIRST)));
        assert_eq!(thread.join().unwrap().unwrap(), Appended::New(Seqno::FIRST));
    }
}
