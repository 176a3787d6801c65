//! Running one event to its end: result, retry or dead letter, then the acknowledgement.

use std::string::ToString as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::vec::Vec;

use woof_log::{Cause, Completion, LogId, Producer, StoreError};

use super::inbound::Stored;
use super::inbox::QueueKey;
use super::logs::{Role, queue_sub};
use super::nesting::{Earlier, Input};
use super::origin::Origin;
use super::queue::Span;
use super::repaired::Inputs;
use super::result::{Finished, Run};
use super::shared::{Shared, millis};
use crate::InvocationKind;
use crate::wire::{DeadLetterRecord, Verdict};

/// An event that was read from its queue.
pub(super) struct Event {
    pub(super) key: QueueKey,
    pub(super) span: Span,
    pub(super) stored: Stored,
    /// The queue.
    pub(super) log: LogId,
    /// The repair that it was read with.
    pub(super) repair: Option<u64>,
}

impl Event {
    /// The producer of everything that this attempt writes into another log. A repeat of the
    /// attempt is the same producer, so it stores nothing twice.
    fn origin(&self) -> Origin {
        let producer = Producer::output(queue_sub(self.key.attempt), self.span.head, 0);
        Origin::once(producer, self.record())
    }

    fn record(&self) -> Cause {
        Cause {
            log: self.log,
            seqno: self.span.head,
        }
    }

    /// Runs the event. The trigger hears of the free worker at once, and of the end when the
    /// result is durable.
    pub(super) fn run(self, shared: &Arc<Shared>) {
        let (run, again) = self.attempt(shared);
        let now_ms = shared.unix_ms();
        let delay = shared
            .options
            .retry_delays
            .get(usize::from(self.key.attempt));
        let retry_delay = delay.filter(|_| again && run.verdict != Verdict::Answered);
        let finished = Finished {
            sequence: 0,
            request_id: self.stored.invocation.request_id,
            function: self.key.function,
            kind: InvocationKind::Event,
            attempt: self.key.attempt,
            invocation_seq: self.span.head.get(),
            finished_unix_ms: now_ms,
            retry_unix_ms: retry_delay.map(|delay| now_ms.saturating_add(millis(*delay)).max(1)),
            run,
        };
        let recorded = shared.record_durable(&finished, self.origin());
        shared.inbox.freed();
        self.end(shared, &finished, recorded.map(Some));
    }

    /// Ends an event whose result was found in the log after a restart. What should have followed
    /// is appended again, and is a duplicate if it had been.
    pub(super) fn end_again(mut self, shared: &Arc<Shared>, finished: &Finished) {
        // Nobody knows what it ran on. A repair that its result does not follow runs again.
        self.repair = None;
        self.end(shared, finished, Ok(None));
    }

    /// One attempt, and whether another one makes sense if it failed.
    fn attempt(&self, shared: &Arc<Shared>) -> (Run, bool) {
        let invocation = &self.stored.invocation;
        let not_run = |reason: &str| Run::none(Verdict::NotRun, invocation.version, reason);
        let age_ms = shared
            .unix_ms()
            .saturating_sub(self.stored.accepted_unix_ms);
        if age_ms > millis(shared.options.event_age_max) {
            return (
                not_run("the event has waited for longer than it may"),
                false,
            );
        }
        match shared.registry.get(&self.key.function, invocation.version) {
            Err(error) => (not_run(&error.to_string()), true),
            Ok(None) => {
                let name = self.key.function;
                (not_run(&std::format!("there is no function {name}")), false)
            }
            Ok(Some(function)) => {
                let input = Input {
                    record: self.record(),
                    earlier: Earlier::default(),
                };
                let completion = shared.execute(&function, invocation, input);
                (Run::of(completion, function.version), true)
            }
        }
    }

    /// Appends what follows, and acknowledges the event when all of it is durable.
    fn end(
        self,
        shared: &Arc<Shared>,
        finished: &Finished,
        recorded: Result<Option<Completion>, StoreError>,
    ) {
        let appended = recorded.and_then(|recorded| {
            let mut completions: Vec<Completion> = recorded.into_iter().collect();
            completions.extend(self.follow_up(shared, finished)?);
            Ok(completions)
        });
        let completions = match appended {
            Ok(completions) => completions,
            Err(error) => return shared.inbox.failed(error.to_string()),
        };
        let (key, span, repair) = (self.key, self.span, self.repair);
        let retries = finished.retry_unix_ms.is_some();
        let shared = Arc::clone(shared);
        when_all(completions, move |outcome| match outcome {
            Ok(()) => {
                if retries {
                    shared.inbox.wake(QueueKey {
                        attempt: key.attempt + 1,
                        ..key
                    });
                }
                shared.reruns.close(key, span.head);
                if let Err(error) = shared.check_repaired(Inputs::Queue(key), span.head, repair) {
                    shared.inbox.fail(error.to_string());
                }
                if shared.reruns.looked_at(key, span.head) {
                    shared.results.send_modify(|count| *count += 1);
                }
                shared.inbox.finished(key, span, repair);
            }
            Err(error) => shared.inbox.failed(error.to_string()),
        });
    }

    /// Puts the event into the queue of its next attempt, or among the dead letters.
    fn follow_up(
        &self,
        shared: &Shared,
        finished: &Finished,
    ) -> Result<Option<Completion>, StoreError> {
        if finished.retry_unix_ms.is_some() {
            let next = Role::Queue(self.key.attempt + 1);
            let queue = shared.logs.get(self.key.function, next)?;
            let again = Stored {
                due_unix_ms: finished.retry_unix_ms,
                ..self.stored.clone()
            };
            let record = again.record();
            return queue
                .append_durable(&record, again.data(), self.origin())
                .map(Some);
        }
        let Some(reason) = finished.run.error_text() else {
            return Ok(None);
        };
        let invocation = &self.stored.invocation;
        let record = DeadLetterRecord {
            request_id: invocation.request_id,
            function: invocation.function,
            version: invocation.version,
            attempts: self.key.attempt + 1,
            invocation_seq: self.span.head.get(),
            given_up_unix_ms: finished.finished_unix_ms,
            reason_bytes: reason.len() as u32,
            payload_bytes: invocation.payload.len() as u32,
            parts: 0,
            data: &[],
        };
        let data = [reason.as_bytes(), &invocation.payload];
        let log = shared.logs.get(self.key.function, Role::DeadLetters)?;
        log.append_durable(&record, data, self.origin()).map(Some)
    }
}

/// Calls `then` once, when all appends are durable or one has failed.
fn when_all(
    completions: Vec<Completion>,
    then: impl FnOnce(Result<(), StoreError>) + Send + 'static,
) {
    if completions.is_empty() {
        return then(Ok(()));
    }
    let left = Arc::new(Mutex::new((completions.len(), Ok(()), Some(then))));
    for completion in completions {
        let left = Arc::clone(&left);
        completion.on_done(move |outcome| {
            let mut state = left.lock().unwrap_or_else(PoisonError::into_inner);
            state.0 -= 1;
            if let Err(error) = outcome {
                state.1 = Err(error);
            }
            if state.0 > 0 {
                return;
            }
            let (then, outcome) = (state.2.take(), state.1.clone());
            drop(state);
            if let Some(then) = then {
                then(outcome);
            }
        });
    }
}
