//! The engine: takes invocations from every front and has them run.

mod error;
mod options;
mod pool;
mod request_ids;

use std::boxed::Box;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::vec::Vec;

use tokio::sync::{oneshot, watch};

pub use error::{InvokeError, StartError};
pub use options::Options;

use crate::{
    Completion, Executor, ExecutorError, ExecutorKind, Function, FunctionRegistry, Invocation,
    RequestId,
};
use pool::Pool;
use request_ids::RequestIds;

/// An event that will run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The identity of the event.
    pub request_id: RequestId,
}

/// A cheap handle of a running engine; clones share it. When the last one is dropped, the engine
/// stops as after [`shutdown`](Self::shutdown), but nobody waits for it.
#[derive(Clone)]
pub struct Engine {
    shared: Arc<Shared>,
}

struct Shared {
    registry: Arc<dyn FunctionRegistry>,
    executors: BTreeMap<ExecutorKind, Arc<dyn Executor>>,
    options: Options,
    pool: Arc<Pool>,
    request_ids: RequestIds,
    waiting: Arc<AtomicUsize>,
    stopping: AtomicBool,
    running_threads: watch::Receiver<usize>,
}

impl Engine {
    /// Starts the worker threads.
    ///
    /// # Errors
    /// [`StartError`] if an option is out of range or a thread does not start.
    pub fn start(
        registry: Arc<dyn FunctionRegistry>,
        executors: Vec<Arc<dyn Executor>>,
        options: Options,
    ) -> Result<Self, StartError> {
        options.check()?;
        let (threads, running_threads) = watch::channel(options.workers);
        let threads = Arc::new(threads);
        let pool = Pool::start(options.workers, move || {
            threads.send_modify(|running| *running -= 1)
        })?;
        let executors = executors
            .into_iter()
            .map(|executor| (executor.kind(), executor))
            .collect();
        let request_ids = RequestIds::new(options.request_seed);
        Ok(Self {
            shared: Arc::new(Shared {
                registry,
                executors,
                options,
                pool,
                request_ids,
                waiting: Arc::default(),
                stopping: AtomicBool::new(false),
                running_threads,
            }),
        })
    }

    /// A new request id, for a front that builds an invocation.
    #[must_use]
    pub fn new_request_id(&self) -> RequestId {
        self.shared.request_ids.next()
    }

    /// The registry that the engine was started with.
    #[must_use]
    pub fn registry(&self) -> &Arc<dyn FunctionRegistry> {
        &self.shared.registry
    }

    /// Runs a function and waits for its answer. Errors of the function itself are part of the
    /// completion.
    ///
    /// Dropping the future does not stop the function: it runs to its end, and its result is kept.
    ///
    /// # Errors
    /// [`InvokeError`] if the function was not run.
    pub async fn invoke(&self, invocation: Invocation) -> Result<Completion, InvokeError> {
        let shared = &self.shared;
        let function = shared.admit(&invocation, shared.options.call_bytes_max)?;
        let executor = shared.executor_for(&function)?;
        let waiting = shared.waiting.fetch_add(1, Ordering::SeqCst);
        if waiting >= shared.options.calls_waiting_max {
            shared.waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(InvokeError::TooManyRequests { waiting });
        }
        let (answer, answered) = oneshot::channel();
        let counter = Arc::clone(&shared.waiting);
        let added = shared.pool.add(Box::new(move || {
            counter.fetch_sub(1, Ordering::SeqCst);
            let completion = executor.invoke(&function, &invocation);
            // The caller may have gone away.
            drop(answer.send(completion));
        }));
        if !added {
            return Err(InvokeError::ShuttingDown);
        }
        Ok(answered.await.map_err(|_| InvokeError::Abandoned)??)
    }

    /// Accepts an event: returns when it is durable, and it then runs at least once.
    ///
    /// # Errors
    /// [`InvokeError`] if it was not accepted; it will not run then.
    pub async fn submit(&self, invocation: Invocation) -> Result<Accepted, InvokeError> {
        let shared = &self.shared;
        let request_id = invocation.request_id;
        let function = shared.admit(&invocation, shared.options.event_bytes_max)?;
        let executor = shared.executor_for(&function)?;
        let added = shared.pool.add(Box::new(move || {
            drop(executor.invoke(&function, &invocation));
        }));
        if added {
            Ok(Accepted { request_id })
        } else {
            Err(InvokeError::ShuttingDown)
        }
    }

    /// Stops: takes nothing new, finishes the calls that have been taken and the events that are
    /// running, and returns when all threads have ended. Events that wait stay in the log for the
    /// next start.
    pub async fn shutdown(&self) {
        self.shared.stop();
        let mut running_threads = self.shared.running_threads.clone();
        // An error means that all senders are gone, and those live as long as the threads.
        drop(running_threads.wait_for(|running| *running == 0).await);
    }
}

impl Shared {
    fn admit(
        &self,
        invocation: &Invocation,
        bytes_max: usize,
    ) -> Result<Arc<Function>, InvokeError> {
        if self.stopping.load(Ordering::SeqCst) {
            return Err(InvokeError::ShuttingDown);
        }
        let length_bytes = invocation.payload.len();
        if length_bytes > bytes_max {
            return Err(InvokeError::PayloadTooLarge {
                length_bytes,
                bytes_max,
            });
        }
        let name = invocation.function;
        let function = self.registry.get(&name, invocation.version)?;
        function.ok_or(InvokeError::UnknownFunction { name })
    }

    fn executor_for(&self, function: &Function) -> Result<Arc<dyn Executor>, ExecutorError> {
        let (kind, reason) = function.executor_kind();
        self.executors
            .get(&kind)
            .cloned()
            .ok_or_else(|| ExecutorError::Unsuitable {
                name: function.name,
                executor: kind.as_str(),
                reason: std::format!("this server has no such executor, and {reason}"),
            })
    }

    fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        self.pool.close();
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.stop();
    }
}
