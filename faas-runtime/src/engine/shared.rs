//! What the handles, the workers and the trigger of an engine share.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::string::ToString as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use woof_log::{Cause, Completion as Durable, StoreError};

use super::calls::Calls;
use super::inbound::Stored;
use super::inbox::Inbox;
use super::logs::{Logs, Role};
use super::nesting::{self, Earlier, Input, Nested};
use super::origin::Origin;
use super::pool::Pool;
use super::recent::Recent;
use super::repaired::Inputs;
use super::request_ids::RequestIds;
use super::rerun;
use super::result::{Finished, Run};
use super::{InvokeError, Options};
use crate::{
    Completion, Executor, ExecutorError, ExecutorKind, Function, FunctionError, FunctionRegistry,
    Invocation, InvocationKind, Outcome,
};

/// The state of an engine.
pub(super) struct Shared {
    pub(super) registry: Arc<dyn FunctionRegistry>,
    pub(super) executors: BTreeMap<ExecutorKind, Arc<dyn Executor>>,
    pub(super) options: Options,
    pub(super) logs: Logs,
    pub(super) pool: Arc<Pool>,
    pub(super) inbox: Inbox,
    pub(super) calls: Calls,
    pub(super) calls_waiting: AtomicUsize,
    pub(super) recent: Recent,
    pub(super) request_ids: RequestIds,
    pub(super) stopping: AtomicBool,
    pub(super) threads: AtomicUsize,
    pub(super) reruns: rerun::Queue,
    pub(super) ended: watch::Sender<bool>,
    /// Counts results, so that followers know when to read.
    pub(super) results: watch::Sender<u64>,
    /// Records of events that were gone before they ran.
    pub(super) missed: AtomicU64,
}

/// Whole milliseconds of a duration.
pub(super) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

impl Shared {
    /// The time, in milliseconds since 1970 UTC.
    pub(super) fn unix_ms(&self) -> u64 {
        millis(self.options.clock.unix_time())
    }

    pub(super) fn count_missed(&self, records: u64) {
        self.missed.fetch_add(records, Ordering::Relaxed);
    }

    /// Whether an invocation may come in, and the function that it is for.
    pub(super) fn admit(
        &self,
        invocation: &Invocation,
        bytes_max: usize,
    ) -> Result<Arc<Function>, InvokeError> {
        // What has begun may be finished, and what it calls belongs to it.
        if nesting::depth() == 0 && self.stopping.load(Ordering::SeqCst) {
            return Err(InvokeError::ShuttingDown);
        }
        let context_bytes = invocation
            .client_context
            .as_ref()
            .map_or(0, |bytes| bytes.len());
        let length_bytes = invocation.payload.len() + context_bytes;
        if length_bytes > bytes_max {
            return Err(InvokeError::PayloadTooLarge {
                length_bytes,
                bytes_max,
            });
        }
        let name = invocation.function;
        let function = self.registry.get(&name, invocation.version)?;
        let function = function.ok_or(InvokeError::UnknownFunction { name })?;
        self.executor_for(&function)?;
        Ok(function)
    }

    /// What runs this function.
    pub(super) fn executor_for(
        &self,
        function: &Function,
    ) -> Result<&Arc<dyn Executor>, ExecutorError> {
        let (kind, reason) = function.executor_kind();
        self.executors
            .get(&kind)
            .ok_or_else(|| ExecutorError::Unsuitable {
                name: function.name,
                executor: kind.as_str(),
                reason: std::format!("this server has no such executor, and {reason}"),
            })
    }

    /// Runs a function. An executor that panics costs this invocation, not the worker.
    pub(super) fn execute(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
        input: Input,
    ) -> Result<Completion, InvokeError> {
        let executor = self.executor_for(function)?;
        let _nested = Nested::enter(input);
        let attempt = catch_unwind(AssertUnwindSafe(|| executor.invoke(function, invocation)));
        let mut completion = attempt.unwrap_or_else(|_| {
            let reason = "the executor panicked".to_string();
            Err(ExecutorError::Failed {
                name: function.name,
                reason,
            })
        })?;
        let bytes_max = self.options.call_bytes_max;
        if completion.body().len() > bytes_max {
            completion.outcome =
                Outcome::FunctionError(FunctionError::response_too_large(bytes_max));
        }
        Ok(completion)
    }

    /// Runs a call on the thread of a worker: into the log, through the function, into the result
    /// log. Both appends are buffered: the caller sees a broken connection if the machine dies,
    /// so nothing that it was told is lost.
    pub(super) fn run_call(
        self: &Arc<Self>,
        function: &Arc<Function>,
        invocation: Invocation,
    ) -> Result<Completion, InvokeError> {
        let accepted_unix_ms = self.unix_ms();
        let call = Stored {
            invocation,
            accepted_unix_ms,
            due_unix_ms: None,
        };
        let origin = Origin::of(nesting::cause());
        let seqno = self.calls.begin(self.logs.calls(), &call, origin)?;
        let record = Cause {
            log: self.logs.calls().id(),
            seqno,
        };
        let earlier = Earlier::default();
        let completion = self.execute(function, &call.invocation, Input { record, earlier });
        let finished = Finished {
            sequence: 0,
            request_id: call.invocation.request_id,
            function: function.name,
            kind: InvocationKind::RequestResponse,
            attempt: 0,
            invocation_seq: seqno.get(),
            finished_unix_ms: self.unix_ms(),
            retry_unix_ms: None,
            run: Run::of(completion.clone(), function.version),
        };
        let results = self.logs.get(function.name, Role::Results)?;
        let at = results.append(
            &finished.record(),
            finished.data(),
            Origin::of(Some(record)),
        )?;
        results.trim_to(at, self.options.history_records)?;
        self.recent.insert(finished.request_id, function.name, at);
        self.calls.end(self.logs.calls(), seqno)?;
        self.check_repaired(Inputs::Calls, seqno, None)?;
        self.results.send_modify(|count| *count += 1);
        completion
    }

    /// Appends the result of an event; the completion ends when it is durable.
    pub(super) fn record_durable(
        self: &Arc<Self>,
        finished: &Finished,
        origin: Origin,
    ) -> Result<Durable, StoreError> {
        let results = self.logs.get(finished.function, Role::Results)?;
        let durable = results.append_durable(&finished.record(), finished.data(), origin)?;
        let shared = Arc::clone(self);
        let (request_id, function) = (finished.request_id, finished.function);
        durable.on_done(move |outcome| {
            let Ok(appended) = outcome else { return };
            shared.recent.insert(request_id, function, appended.seqno());
            shared.results.send_modify(|count| *count += 1);
        });
        Ok(durable)
    }

    /// Stops taking work. Threads end when they have finished what they have.
    pub(super) fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        self.pool.close();
        self.inbox.stop();
    }

    /// A thread ends. The last one makes everything durable.
    pub(super) fn thread_ended(&self) {
        if self.threads.fetch_sub(1, Ordering::SeqCst) > 1 {
            return;
        }
        let stored = self
            .logs
            .sync()
            .and_then(|()| self.calls.store_cursor(self.logs.calls()));
        if let Err(error) = stored {
            self.inbox.fail(error.to_string());
        }
        self.ended.send_replace(true);
    }
}
