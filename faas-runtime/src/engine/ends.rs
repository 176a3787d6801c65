//! Results by the inputs that they belong to.

use std::collections::HashMap;

use woof_log::Seqno;

use super::log::{Log, ReadError};
use super::logs::{Logs, Role};
use super::repaired::{Inputs, room_beside};
use super::result::{Finished, Run};
use crate::wire::Verdict;
use crate::{FunctionName, InvocationKind};

/// What tells the input of a result: whether it is an event, its attempt, and its number.
pub(super) type Key = (bool, u8, u64);
pub(super) type Ends = HashMap<Key, u64>;

pub(super) fn key_of(inputs: Inputs, seqno: Seqno) -> Key {
    match inputs {
        Inputs::Calls => (false, 0, seqno.get()),
        Inputs::Queue(key) => (true, key.attempt, seqno.get()),
    }
}

fn key_of_result(finished: &Finished) -> Key {
    let is_event = finished.kind == InvocationKind::Event;
    (is_event, finished.attempt, finished.invocation_seq)
}

/// The result of an input and its place.
pub(super) fn result_of(
    results: &Log,
    inputs: Inputs,
    seqno: Seqno,
) -> Result<Option<(Seqno, Finished)>, ReadError> {
    let key = key_of(inputs, seqno);
    let mut found = None;
    each_result(results, |at, finished| {
        if key_of_result(&finished) == key {
            found = Some((at, finished));
        }
        found.is_none()
    })?;
    Ok(found)
}

/// Shows results, the newest first, as long as `show` wants more.
fn each_result(
    results: &Log,
    mut show: impl FnMut(Seqno, Finished) -> bool,
) -> Result<(), ReadError> {
    let bounds = results.bounds()?;
    for seqno in (bounds.oldest.get()..=bounds.newest.get()).rev() {
        let seqno = Seqno::new(seqno);
        match Finished::read_to_repair(results, seqno) {
            Ok(Some(finished)) => {
                if !show(seqno, finished) {
                    return Ok(());
                }
            }
            Ok(None) => {}
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The result so that it fits one record: without the beginning of what was printed, and if the
/// answer alone is too long, with a sentence that says so.
pub(super) fn shortened(mut finished: Finished) -> Finished {
    let room = room_beside(&finished.record());
    if finished.run.body.len() > room {
        let length = finished.run.body.len();
        let reason = std::format!(
            "run again after a repair, it answered {length} bytes; a repair holds {room}"
        );
        finished.run = Run::none(Verdict::NotRun, finished.run.version, &reason);
    }
    let mut cut = (finished.run.body.len() + finished.run.logs.len()).saturating_sub(room);
    while !finished.run.logs.is_char_boundary(cut) {
        cut += 1;
    }
    finished.run.logs.drain(..cut);
    finished
}

/// The results of a function by their inputs, with the numbers of their repairs.
pub(super) fn ends_of(logs: &Logs, function: FunctionName) -> Result<Ends, ReadError> {
    let mut ends = Ends::new();
    let Some(results) = logs.find(function, Role::Results) else {
        return Ok(ends);
    };
    let repairs: HashMap<Seqno, u64> = results
        .repairs()?
        .into_iter()
        .map(|repaired| (repaired.target, repaired.number))
        .collect();
    each_result(&results, |seqno, finished| {
        let number = repairs.get(&seqno).copied().unwrap_or(0);
        ends.entry(key_of_result(&finished)).or_insert(number);
        true
    })?;
    Ok(ends)
}
