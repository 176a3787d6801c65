//! What an earlier run of the server has left behind.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::vec::Vec;

use woof_log::{Cause, Producer, Seqno};

use super::inbound::Stored;
use super::log::{Log, ReadError, is_part};
use super::logs::{CALLS_SUB, Role};
use super::origin::Origin;
use super::result::{Finished, Run};
use super::shared::Shared;
use crate::wire::{InvocationRecord, Verdict};
use crate::{FunctionName, InvocationKind, RequestId};

/// Results that are looked at for each function, the newest first. An event whose result lies
/// further back runs once more, which is allowed; its effect on the log is a duplicate.
const RESULTS_LOOKED_AT: u64 = 4096;

/// The results of events after `cursor` in the queue of this attempt, by their sequence number.
pub(super) fn ended_events(
    results: &Log,
    attempt: u8,
    cursor: Seqno,
) -> Result<HashMap<u64, Finished>, ReadError> {
    let mut ended = HashMap::new();
    newest_results(results, |finished| {
        let of_queue = finished.kind == InvocationKind::Event && finished.attempt == attempt;
        if of_queue && finished.invocation_seq > cursor.get() {
            ended.insert(finished.invocation_seq, finished);
        }
    })?;
    Ok(ended)
}

/// Marks the calls that were running when the server died. Returns the newest call.
pub(super) fn mark_abandoned_calls(shared: &Shared) -> Result<Seqno, ReadError> {
    let calls = shared.logs.calls();
    let bounds = calls.bounds()?;
    let cursor = calls.store().cursor(calls.id(), CALLS_SUB)?;
    let mut open: BTreeMap<FunctionName, Vec<(Seqno, Stored)>> = BTreeMap::new();
    for seqno in cursor.next().max(bounds.oldest).get()..=bounds.newest.get() {
        let seqno = Seqno::new(seqno);
        match read_call(calls, seqno) {
            Ok(None) => {}
            Ok(Some(call)) => {
                open.entry(call.invocation.function)
                    .or_default()
                    .push((seqno, call));
            }
            // A damaged record of a call that nobody waits for any more.
            Err(error) if error.is_of_one_record() => {}
            Err(error) => return Err(error),
        }
    }
    for (function, calls) in open {
        let results = shared.logs.get(function, Role::Results)?;
        let mut answered: HashSet<RequestId> = HashSet::new();
        newest_results(&results, |finished| answered.extend([finished.request_id]))?;
        for (seqno, call) in calls {
            if !answered.contains(&call.invocation.request_id) {
                mark_abandoned(shared, &results, seqno, &call)?;
            }
        }
        results.store().sync(results.id())?;
    }
    calls.store().seek(calls.id(), CALLS_SUB, bounds.newest)?;
    Ok(bounds.newest)
}

fn mark_abandoned(
    shared: &Shared,
    results: &Log,
    seqno: Seqno,
    call: &Stored,
) -> Result<(), ReadError> {
    let reason = "the server stopped while the function ran";
    let finished = Finished {
        sequence: 0,
        request_id: call.invocation.request_id,
        function: call.invocation.function,
        kind: InvocationKind::RequestResponse,
        attempt: 0,
        invocation_seq: seqno.get(),
        finished_unix_ms: shared.unix_ms(),
        retry_unix_ms: None,
        run: Run::none(Verdict::Abandoned, call.invocation.version, reason),
    };
    let producer = Producer::output(CALLS_SUB, seqno, 0);
    let cause = Cause {
        log: shared.logs.calls().id(),
        seqno,
    };
    let origin = Origin::once(producer, cause);
    results.append(&finished.record(), finished.data(), origin)?;
    Ok(())
}

/// The call at `seqno` without its payload; `None` for a part.
fn read_call(calls: &Log, seqno: Seqno) -> Result<Option<Stored>, ReadError> {
    let bytes = calls.read(seqno)?;
    if is_part(&bytes) {
        return Ok(None);
    }
    let record = InvocationRecord::parse(&bytes)?;
    let head = InvocationRecord {
        payload_bytes: 0,
        context_bytes: None,
        parts: 0,
        data: &[],
        ..record
    };
    Stored::read(calls, seqno, &head).map(Some)
}

/// Shows the newest results, the newest first.
fn newest_results(results: &Log, mut show: impl FnMut(Finished)) -> Result<(), ReadError> {
    let bounds = results.bounds()?;
    let oldest = bounds.newest.get().saturating_sub(RESULTS_LOOKED_AT - 1);
    for seqno in (oldest.max(bounds.oldest.get())..=bounds.newest.get()).rev() {
        match Finished::read(results, Seqno::new(seqno)) {
            Ok(finished) => finished.into_iter().for_each(&mut show),
            Err(error) if error.is_of_one_record() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
