//! Calls that functions make while they run.
//!
//! Such a call runs on the thread of its caller. The caller holds a worker until it has its answer,
//! so if it had to wait for another one, as many callers as there are workers would wait for ever.
//!
//! What a function leads to while it runs carries the record that it runs on as its cause. A
//! function that runs again, because its input was repaired, finds here what it has led to before.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::string::String;
use std::vec::Vec;

use woof_log::{Cause, Seqno};

use crate::{FunctionName, InvocationKind};

std::thread_local! {
    static INPUTS: RefCell<Vec<Input>> = const { RefCell::new(Vec::new()) };
}

/// What a function runs on.
pub(super) struct Input {
    /// The record.
    pub(super) record: Cause,
    /// What it led to when it ran before.
    pub(super) earlier: Earlier,
}

/// Records of the calls and events that a function made when it ran before and that were not
/// made again yet, in their order.
#[derive(Default)]
pub(super) struct Earlier {
    records: BTreeMap<(FunctionName, bool), VecDeque<Seqno>>,
    failure: Option<Failure>,
}

/// Why a function that runs again could not make again what it had made. Its answer says then what
/// has failed here, and nothing about its input.
pub(super) type Failure = Rc<OnceCell<String>>;

impl Earlier {
    /// Where a failure will be noted.
    pub(super) fn failure(&mut self) -> Failure {
        Rc::clone(self.failure.get_or_insert_default())
    }

    pub(super) fn add(&mut self, function: FunctionName, kind: InvocationKind, seqno: Seqno) {
        let key = (function, kind == InvocationKind::Event);
        self.records.entry(key).or_default().push_back(seqno);
    }
}

/// A function that runs on this thread, as long as this value lives.
pub(super) struct Nested(());

impl Nested {
    pub(super) fn enter(input: Input) -> Self {
        INPUTS.with_borrow_mut(|inputs| inputs.push(input));
        Self(())
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        INPUTS.with_borrow_mut(|inputs| drop(inputs.pop()));
    }
}

/// How many functions run on this thread, each called by the one before.
pub(super) fn depth() -> usize {
    INPUTS.with_borrow(Vec::len)
}

/// The record that the innermost function on this thread runs on.
pub(super) fn cause() -> Option<Cause> {
    INPUTS.with_borrow(|inputs| inputs.last().map(|input| input.record))
}

/// The record of the next invocation of `function` that the innermost function made when it ran
/// before.
pub(super) fn next_earlier(function: FunctionName, kind: InvocationKind) -> Option<Seqno> {
    let key = (function, kind == InvocationKind::Event);
    INPUTS.with_borrow_mut(|inputs| {
        let earlier = &mut inputs.last_mut()?.earlier;
        earlier.records.get_mut(&key)?.pop_front()
    })
}

/// Notes that the innermost function could not make again what it had made.
pub(super) fn note_failure(reason: String) {
    INPUTS.with_borrow(|inputs| {
        if let Some(failure) = inputs.last().and_then(|one| one.earlier.failure.as_ref()) {
            // The first one tells most.
            let _ = failure.set(reason);
        }
    });
}
