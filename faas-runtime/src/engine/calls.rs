//! The log of calls: what callers wait for.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use woof_log::{Seqno, StoreError};

use super::inbound::Stored;
use super::log::Log;
use super::logs::CALLS_SUB;
use super::origin::Origin;

/// The durable cursor moves after this many calls, so a restart looks at few more than those that
/// were running.
const CURSOR_STEP: u64 = 256;

/// Which calls run, and how far the durable cursor has come.
///
/// The cursor says up to where every call has an end. After a crash those behind it without a
/// result were abandoned: their callers have seen the connection break, so they are marked and not
/// run again.
pub(super) struct Calls {
    state: Mutex<State>,
    history_records: u64,
}

struct State {
    running: BTreeSet<Seqno>,
    newest: Seqno,
    cursor: Seqno,
}

impl Calls {
    /// Everything up to `cursor` has ended, and nothing runs.
    pub(super) fn new(cursor: Seqno, history_records: u64) -> Self {
        let state = State {
            running: BTreeSet::new(),
            newest: cursor,
            cursor,
        };
        Self {
            state: Mutex::new(state),
            history_records,
        }
    }

    /// Appends a call that is about to run. It is readable at once and durable some time later:
    /// no caller is told that it was accepted, so there is nothing to keep yet.
    pub(super) fn begin(
        &self,
        log: &Log,
        call: &Stored,
        origin: Origin,
    ) -> Result<Seqno, StoreError> {
        // The lock spans the append, so that the cursor cannot pass a call that is not in the set.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let seqno = log.append(&call.record(), call.data(), origin)?;
        state.running.insert(seqno);
        state.newest = seqno;
        drop(state);
        log.trim_to(seqno, self.history_records)?;
        Ok(seqno)
    }

    /// The call has ended and its result is in the result log.
    pub(super) fn end(&self, log: &Log, seqno: Seqno) -> Result<(), StoreError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.running.remove(&seqno);
        let ended = state.ended();
        if ended.get() >= state.cursor.get() + CURSOR_STEP {
            state.cursor = ended;
            log.store().seek(log.id(), CALLS_SUB, ended)?;
        }
        Ok(())
    }

    /// Stores the exact position, for a stop.
    pub(super) fn store_cursor(&self, log: &Log) -> Result<(), StoreError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.cursor = state.ended();
        log.store().seek(log.id(), CALLS_SUB, state.cursor)
    }
}

impl State {
    /// The last call before the first one that runs.
    fn ended(&self) -> Seqno {
        self.running
            .first()
            .map_or(self.newest, |seqno| seqno.previous())
    }
}
