//! The shared parts of the log under every order of threads.
//!
//! The source of `woof-log` is compiled here once more, with loom's locks in place of those of
//! the standard library. Loom runs each model again and again until every order of the threads'
//! steps was tried, up to a bound on how often a running thread is interrupted.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[path = "../../../woof-log/src/completion.rs"]
mod completion;
#[path = "../../../woof-log/src/group.rs"]
mod group;
#[path = "../../../woof-log/src/queue.rs"]
mod queue;
mod sync;

pub mod commits;
pub mod cursors;
pub mod waiting;

use woof_log::{Appended, StoreError};

/// Tries every order in which a running thread is interrupted at most `interruptions` times, and
/// returns how many there were.
fn explore(interruptions: usize, model: impl Fn() + Send + Sync + 'static) -> u64 {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    let count = Arc::new(AtomicU64::new(0));
    let counted = count.clone();
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(interruptions);
    builder.check(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        model();
    });
    count.load(Ordering::Relaxed)
}
