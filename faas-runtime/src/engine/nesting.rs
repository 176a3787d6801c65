//! Calls that functions make while they run.
//!
//! Such a call runs on the thread of its caller. The caller holds a worker until it has its answer,
//! so if it had to wait for another one, as many callers as there are workers would wait for ever.

use std::cell::Cell;

std::thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// A function that runs on this thread, as long as this value lives.
pub(super) struct Nested(());

impl Nested {
    pub(super) fn enter() -> Self {
        DEPTH.set(DEPTH.get() + 1);
        Self(())
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}

/// How many functions run on this thread, each called by the one before.
pub(super) fn depth() -> usize {
    DEPTH.get()
}
