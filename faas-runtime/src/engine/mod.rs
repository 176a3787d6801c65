//! The engine: takes invocations from every front and has them run.
//!
//! A *call* has a caller who waits. It is appended to the log `calls` when a worker takes it, runs,
//! and its result is appended to the result log of its function before the caller sees it. Both
//! appends are buffered, because a caller whose server dies knows that it got no answer. A call
//! that a crash interrupted is not run again: the next start marks it as abandoned.
//!
//! An *event* has nobody who waits. It is accepted when its record is durable in the queue of its
//! function (`fn/NAME/events`); the record is the event, and the trigger is a cursor over it. A
//! failed attempt moves the event into the queue of the next attempt, which waits for its time,
//! and after the last one among the dead letters. Everything that an attempt writes carries the
//! queue and the sequence number of its event, so that an attempt which a crash repeats writes
//! nothing twice. An event is acknowledged when all of that is durable.
//!
//! A call or an event that was wrong can be repaired. The engine reads its logs as they are after
//! their repairs, so what has not run yet runs on the repaired input; what has run runs again.

mod calls;
mod ends;
mod error;
mod events;
mod inbound;
mod inbox;
mod log;
mod logs;
mod nesting;
mod options;
mod origin;
mod pool;
mod queue;
mod recent;
mod recovery;
mod repaired;
mod request_ids;
mod rerun;
mod result;
mod shared;
mod store;
mod trigger;

use std::boxed::Box;
use std::string::{String, ToString as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::vec::Vec;

use tokio::sync::{oneshot, watch};
use woof_log::{LogName, RepairStore, Seqno};

pub use error::{InvokeError, StartError};
pub use options::Options;
pub use repaired::{RepairError, holds_inputs, repair_input};
pub use rerun::Reruns;
pub use result::{DeadLetter, Finished, Page, Run};

use crate::{
    Completion, Executor, Function, FunctionName, FunctionRegistry, Invocation, InvocationKind,
    RequestId,
};
use calls::Calls;
use inbound::Stored;
use inbox::{Inbox, QueueKey};
use log::ReadError;
use logs::{Logs, Role, queue_sub};
use origin::Origin;
use pool::Pool;
use recent::Recent;
use repaired::Inputs;
use request_ids::RequestIds;
use shared::Shared;
use trigger::Trigger;

/// An event that will run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The identity of the event.
    pub request_id: RequestId,
    /// Its sequence number in the queue of its function.
    pub sequence: u64,
}

/// A cheap handle of a running engine; clones share it.
///
/// When the last handle is dropped the engine stops as after [`shutdown`](Self::shutdown), but
/// nobody waits for it.
#[derive(Clone)]
pub struct Engine {
    handle: Arc<Handle>,
}

/// Stops the engine when the last handle goes. The threads hold `Shared` and not this.
struct Handle {
    shared: Arc<Shared>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.stop();
    }
}

impl Engine {
    /// Opens the logs in `store`, marks the calls that an earlier run abandoned, and starts the
    /// workers and the trigger, which goes on with the events that were left. Blocks while it
    /// reads the logs.
    ///
    /// # Errors
    /// [`StartError`] if an option is out of range, the logs cannot be read, or a thread does not
    /// start.
    pub fn start(
        store: impl RepairStore,
        registry: Arc<dyn FunctionRegistry>,
        executors: Vec<Arc<dyn Executor>>,
        options: Options,
    ) -> Result<Self, StartError> {
        options.check()?;
        let logs = Logs::open(Arc::new(store))?;
        let calls = logs.calls().bounds()?.newest;
        let shared = Arc::new(Shared {
            registry,
            executors: executors.into_iter().map(|one| (one.kind(), one)).collect(),
            logs,
            pool: Pool::new(),
            inbox: Inbox::default(),
            calls: Calls::new(calls, options.history_records),
            calls_waiting: AtomicUsize::new(0),
            recent: Recent::default(),
            request_ids: RequestIds::new(options.request_seed),
            stopping: AtomicBool::new(false),
            threads: AtomicUsize::new(0),
            reruns: rerun::Queue::default(),
            ended: watch::Sender::new(false),
            results: watch::Sender::new(0),
            missed: AtomicU64::new(0),
            options,
        });
        let failed = |error: ReadError| StartError::Log(error.to_string());
        recovery::mark_abandoned_calls(&shared).map_err(failed)?;
        shared.find_reruns().map_err(failed)?;
        let trigger = Trigger::new(Arc::clone(&shared)).map_err(failed)?;
        let engine = Self {
            handle: Arc::new(Handle { shared }),
        };
        engine.start_threads(trigger)?;
        Ok(engine)
    }

    /// On an error the handle is dropped, and the threads that have started end.
    fn start_threads(&self, trigger: Trigger) -> Result<(), StartError> {
        let shared = &self.handle.shared;
        shared
            .threads
            .store(shared.options.workers + 1, Ordering::SeqCst);
        for number in 0..shared.options.workers {
            let own = Arc::clone(shared);
            shared
                .pool
                .start_worker(number, move || own.thread_ended())?;
        }
        let own = Arc::clone(shared);
        let started = thread::Builder::new()
            .name("faas-trigger".to_string())
            .spawn(move || {
                trigger.run();
                own.thread_ended();
            });
        started
            .map(drop)
            .map_err(|error| StartError::Thread(error.to_string()))
    }

    /// A new request id, for a front that builds an invocation.
    #[must_use]
    pub fn new_request_id(&self) -> RequestId {
        self.handle.shared.request_ids.next()
    }

    /// The registry that the engine was started with.
    #[must_use]
    pub fn registry(&self) -> &Arc<dyn FunctionRegistry> {
        &self.handle.shared.registry
    }

    /// Has the function's executor check and warm it, so that the first invocation is fast. Blocks.
    ///
    /// # Errors
    /// [`InvokeError::Executor`] if it could not run.
    pub fn prepare(&self, function: &Arc<Function>) -> Result<(), InvokeError> {
        Ok(self
            .handle
            .shared
            .executor_for(function)?
            .prepare(function)?)
    }

    /// Drops the warm instances of a function, after it was changed or removed.
    pub fn evict(&self, function: &FunctionName) {
        self.handle
            .shared
            .executors
            .values()
            .for_each(|executor| executor.evict(function));
    }

    /// Drops what is kept warm for versions and configurations of a function that the registry does
    /// not have any more: after it was changed or removed.
    pub fn evict_stale(&self, function: &FunctionName) {
        let shared = &self.handle.shared;
        let is_current = |kept: &Function| match shared.registry.get(&kept.name, kept.version) {
            Ok(Some(current)) => current.runs_like(kept),
            Ok(None) => false,
            // Nobody knows; it is not given to what runs otherwise.
            Err(_) => true,
        };
        for executor in shared.executors.values() {
            executor.evict_stale(function, &is_current);
        }
    }

    /// Runs a function and waits for its answer. Errors of the function itself are part of the
    /// completion.
    ///
    /// On the thread of a worker, where an executor waits for what its function has called, it runs
    /// the callee at once and never waits for another worker.
    ///
    /// Dropping the future does not stop the function: it runs to its end, and its result is kept.
    ///
    /// # Errors
    /// [`InvokeError`] if the function was not run.
    pub async fn invoke(&self, mut invocation: Invocation) -> Result<Completion, InvokeError> {
        let shared = &self.handle.shared;
        invocation.kind = InvocationKind::RequestResponse;
        let function = shared.admit(&invocation, shared.options.call_bytes_max)?;
        let depth = nesting::depth();
        if depth >= shared.options.nesting_max {
            let depth_max = shared.options.nesting_max;
            return Err(InvokeError::TooDeep { depth_max });
        }
        if depth > 0 {
            return match shared.call_again(&function, &invocation) {
                Some(answer) => answer,
                None => shared.run_call(&function, invocation),
            };
        }
        let waiting = shared.calls_waiting.fetch_add(1, Ordering::SeqCst);
        if waiting >= shared.options.calls_waiting_max {
            shared.calls_waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(InvokeError::TooManyRequests { waiting });
        }
        let (answer, answered) = oneshot::channel();
        let own = Arc::clone(shared);
        let added = shared.pool.add(Box::new(move || {
            own.calls_waiting.fetch_sub(1, Ordering::SeqCst);
            // The caller may have gone away, and then nobody wants the answer.
            drop(answer.send(own.run_call(&function, invocation)));
        }));
        if !added {
            shared.calls_waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(InvokeError::ShuttingDown);
        }
        answered.await.map_err(|_| InvokeError::Abandoned)?
    }

    /// Accepts an event: returns when it is durable. It then runs at least once, also after a
    /// crash, and its effect on the logs is exactly once.
    ///
    /// If the future is dropped before it returns, the event may or may not have been accepted.
    ///
    /// # Errors
    /// [`InvokeError`] if it was not accepted. After [`InvokeError::Store`] it may run all the
    /// same, since nobody can tell what a failed disk has kept.
    pub async fn submit(&self, mut invocation: Invocation) -> Result<Accepted, InvokeError> {
        let shared = &self.handle.shared;
        invocation.kind = InvocationKind::Event;
        let (request_id, function) = (invocation.request_id, invocation.function);
        shared.admit(&invocation, shared.options.event_bytes_max)?;
        if let Some(again) = shared.submit_again(&invocation) {
            return again;
        }
        let queue = shared.logs.get(function, Role::Queue(0))?;
        let cursor = queue.store().cursor(queue.id(), queue_sub(0))?;
        let waiting = queue.bounds()?.newest.get().saturating_sub(cursor.get()) as usize;
        if waiting >= shared.options.events_waiting_max {
            return Err(InvokeError::TooManyRequests { waiting });
        }
        let accepted_unix_ms = shared.unix_ms();
        let event = Stored {
            invocation,
            accepted_unix_ms,
            due_unix_ms: None,
        };
        let durable =
            queue.append_durable(&event.record(), event.data(), Origin::of(nesting::cause()))?;
        let own = Arc::clone(shared);
        // Not in this future: if it is dropped, the event runs all the same.
        durable.on_done(move |_| {
            own.inbox.wake(QueueKey {
                function,
                attempt: 0,
            })
        });
        let appended = durable.await?;
        Ok(Accepted {
            request_id,
            sequence: appended.seqno().get(),
        })
    }

    /// The latest result of an invocation, if there is one. Reads all result logs if the
    /// invocation is not among the latest, so it may block for long.
    ///
    /// # Errors
    /// [`InvokeError`] if a log cannot be read.
    pub fn result(&self, request_id: RequestId) -> Result<Option<Finished>, InvokeError> {
        let shared = &self.handle.shared;
        let place = shared.recent.find(request_id);
        if let Some((function, seqno)) = place
            && let Some(log) = shared.logs.find(function, Role::Results)
        {
            return match Finished::read(&log, seqno) {
                // The history that is kept has gone past it.
                Err(error) if error.is_of_one_record() => Ok(None),
                found => found.map_err(|error| broken(function, seqno, &error)),
            };
        }
        for (function, role, log) in shared.logs.all() {
            if role != Role::Results {
                continue;
            }
            let bounds = log.bounds()?;
            for seqno in (bounds.oldest.get()..=bounds.newest.get())
                .rev()
                .map(Seqno::new)
            {
                match Finished::read(&log, seqno) {
                    Ok(Some(found)) if found.request_id == request_id => return Ok(Some(found)),
                    Ok(_) => {}
                    Err(error) if error.is_of_one_record() => {}
                    Err(error) => return Err(broken(function, seqno, &error)),
                }
            }
        }
        Ok(None)
    }

    /// Results of a function, with what it printed, from the sequence number `from` on (0 or 1
    /// for the oldest), at most `count_max`. Records that are gone or damaged are stepped over.
    ///
    /// # Errors
    /// [`InvokeError`] if the log cannot be read.
    pub fn logs(
        &self,
        function: FunctionName,
        from: u64,
        count_max: usize,
    ) -> Result<Page<Finished>, InvokeError> {
        self.page(function, Role::Results, from, count_max, Finished::read)
    }

    /// Events of a function that were given up, from the sequence number `from` on.
    ///
    /// # Errors
    /// [`InvokeError`] if the log cannot be read.
    pub fn dead_letters(
        &self,
        function: FunctionName,
        from: u64,
        count_max: usize,
    ) -> Result<Page<DeadLetter>, InvokeError> {
        self.page(
            function,
            Role::DeadLetters,
            from,
            count_max,
            DeadLetter::read,
        )
    }

    fn page<T>(
        &self,
        function: FunctionName,
        role: Role,
        from: u64,
        count_max: usize,
        read: impl Fn(&log::Log, Seqno) -> Result<Option<T>, ReadError>,
    ) -> Result<Page<T>, InvokeError> {
        let Some(log) = self.handle.shared.logs.find(function, role) else {
            return Ok(Page {
                entries: Vec::new(),
                next: from.max(1),
            });
        };
        result::read_page(&log, from, count_max, read)
            .map_err(|error| broken(function, Seqno::new(from), &error))
    }

    /// Repairs the call or event at `sequence` of a log of inputs (`calls`, `fn/NAME/events`,
    /// `fn/NAME/retries-N`): `payload` stands in for its payload. If its function has run on it,
    /// it runs again, some time later, and so does what it led to; what comes of that stands in
    /// for what came of it before. Returns the number of the repair, which is durable then.
    /// Blocks.
    ///
    /// # Errors
    /// [`RepairError`].
    pub fn repair(
        &self,
        log: &LogName,
        sequence: u64,
        payload: &[u8],
        reason: &str,
    ) -> Result<u64, RepairError> {
        let shared = &self.handle.shared;
        let log_name = || log.to_string();
        let inputs = Inputs::parse(log.as_str());
        let inputs = inputs.ok_or_else(|| RepairError::NoInputs { log: log_name() })?;
        shared
            .repair_by_hand(inputs, Seqno::new(sequence), payload, reason)
            .ok_or_else(|| RepairError::UnknownLog { log: log_name() })?
    }

    /// How far it is with running again what repaired inputs have led to.
    #[must_use]
    pub fn reruns(&self) -> Reruns {
        self.handle.shared.reruns.report()
    }

    /// A counter that changes after every result, for those who follow logs: wait for a change,
    /// then read on.
    #[must_use]
    pub fn follow(&self) -> watch::Receiver<u64> {
        self.handle.shared.results.subscribe()
    }

    /// Why the engine has stopped running events, if it has: the log failed, and only a restart
    /// tells what it has kept.
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        self.handle.shared.inbox.failure()
    }

    /// Records of events that were dropped from their queues before they ran, since the engine was
    /// started. The engine drops none itself: somebody else trimmed the log.
    #[must_use]
    pub fn missed(&self) -> u64 {
        self.handle.shared.missed.load(Ordering::Relaxed)
    }

    /// Looks at the clock now. Needed only after a clock was moved by hand.
    pub fn tick(&self) {
        self.handle.shared.inbox.tick();
    }

    /// Stops: takes nothing new, finishes the calls that have been taken and the events that are
    /// running, makes everything durable, and returns when all threads have ended. Events that
    /// wait stay in their queues for the next start.
    pub async fn shutdown(&self) {
        self.handle.shared.stop();
        let mut ended = self.handle.shared.ended.subscribe();
        // An error would mean that the sender is gone, but this handle holds it.
        drop(ended.wait_for(|ended| *ended).await);
    }
}

fn broken(function: FunctionName, seqno: Seqno, error: &ReadError) -> InvokeError {
    InvokeError::Record {
        log: std::format!("fn/{function}"),
        sequence: seqno.get(),
        reason: error.to_string(),
    }
}
