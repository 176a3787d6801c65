//! What the engine tests share.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use bytes::Bytes;
use faas_runtime::engine::Options;
use faas_runtime::{
    CodeHash, Completion, Engine, Executor, ExecutorChoice, ExecutorError, ExecutorKind, Front,
    Function, FunctionError, FunctionName, FunctionRegistry, Invocation, InvocationKind,
    ManualClock, MemoryRegistry, Outcome, Package, RequestId, Version,
};
use woof_log::RepairStore;

/// The name that most tests use.
pub fn light() -> FunctionName {
    "light".parse().expect("a valid name")
}

pub fn function(name: FunctionName) -> Function {
    Function {
        name,
        version: Version::Latest,
        handler: "light.handler".into(),
        code_hash: CodeHash([7; 32]),
        memory_mb: 128,
        timeout_ms: 3000,
        environment: BTreeMap::new(),
        package: Package::Compiled(Bytes::new()),
        source: None,
        executor: ExecutorChoice::Automatic,
    }
}

/// An executor that does what the event says, and counts what it ran:
/// `"fail"` fails, `"refuse"` is an executor error, `"panic"` panics, `"wait"` waits until the
/// gate opens, `"big"` answers 200,000 bytes; anything else is echoed.
#[derive(Default)]
pub struct Scripted {
    runs: Mutex<HashMap<RequestId, usize>>,
    pub started: AtomicUsize,
    /// What was prepared and not evicted since.
    pub warm: Mutex<Vec<Arc<Function>>>,
    open: Mutex<bool>,
    opened: Condvar,
}

impl Scripted {
    pub fn runs_of(&self, request_id: RequestId) -> usize {
        self.runs
            .lock()
            .expect("lock")
            .get(&request_id)
            .copied()
            .unwrap_or(0)
    }

    pub fn open_gate(&self) {
        *self.open.lock().expect("lock") = true;
        self.opened.notify_all();
    }

    fn wait_at_gate(&self) {
        let open = self.open.lock().expect("lock");
        drop(self.opened.wait_while(open, |open| !*open).expect("lock"));
    }
}

impl Executor for Scripted {
    fn kind(&self) -> ExecutorKind {
        ExecutorKind::IotPy
    }

    fn prepare(&self, function: &Arc<Function>) -> Result<(), ExecutorError> {
        self.warm.lock().expect("lock").push(Arc::clone(function));
        Ok(())
    }

    fn invoke(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Result<Completion, ExecutorError> {
        *self
            .runs
            .lock()
            .expect("lock")
            .entry(invocation.request_id)
            .or_default() += 1;
        self.started.fetch_add(1, Ordering::SeqCst);
        let outcome = match &invocation.payload[..] {
            b"\"fail\"" => Outcome::FunctionError(FunctionError::unhandled("ValueError", "no")),
            b"\"refuse\"" => {
                let reason = "it does not want to".into();
                return Err(ExecutorError::Failed {
                    name: function.name,
                    reason,
                });
            }
            b"\"panic\"" => panic!("asked to"),
            b"\"wait\"" => {
                self.wait_at_gate();
                Outcome::Ok(Bytes::from_static(b"\"waited\""))
            }
            b"\"big\"" => Outcome::Ok(Bytes::from(format!("\"{}\"", "y".repeat(200_000)))),
            _ => Outcome::Ok(invocation.payload.clone()),
        };
        Ok(Completion {
            request_id: invocation.request_id,
            version: function.version,
            executor: ExecutorKind::IotPy,
            outcome,
            logs: format!("ran {} bytes\n", invocation.payload.len()),
            duration_us: 1500,
            billed_ms: 2,
            fuel: 10,
            peak_memory_bytes: 4096,
            init_us: None,
            pins: Vec::new(),
        })
    }

    fn evict(&self, name: &FunctionName) {
        self.evict_stale(name, &|_| false);
    }

    fn evict_stale(&self, name: &FunctionName, is_current: &dyn Fn(&Function) -> bool) {
        let mut warm = self.warm.lock().expect("lock");
        warm.retain(|function| function.name != *name || is_current(function));
    }
}

/// An engine with one function, on a clock that is moved by hand.
pub struct Rig {
    pub engine: Engine,
    pub clock: Arc<ManualClock>,
    pub executor: Arc<Scripted>,
    pub registry: Arc<MemoryRegistry>,
}

impl Rig {
    pub fn start(store: impl RepairStore) -> Self {
        Self::start_with(store, |_| {})
    }

    pub fn start_with(store: impl RepairStore, change: impl FnOnce(&mut Options)) -> Self {
        Self::try_start(store, Arc::default(), change).expect("the engine starts")
    }

    pub fn try_start(
        store: impl RepairStore,
        clock: Arc<ManualClock>,
        change: impl FnOnce(&mut Options),
    ) -> Result<Self, faas_runtime::engine::StartError> {
        let executor = Arc::new(Scripted::default());
        let registry = Arc::new(MemoryRegistry::new(100));
        registry.put(function(light())).expect("there is room");
        // The request ids of two starts must differ, as those of a server do.
        static STARTS: AtomicUsize = AtomicUsize::new(0);
        let seed = (STARTS.fetch_add(1, Ordering::SeqCst) as u128 + 1).to_le_bytes();
        let mut options = Options::new(clock.clone(), seed);
        change(&mut options);
        let engine = Engine::start(store, registry.clone(), vec![executor.clone()], options)?;
        Ok(Self {
            engine,
            clock,
            executor,
            registry,
        })
    }

    /// An invocation of `light` with this payload.
    pub fn invocation(&self, payload: impl Into<Bytes>) -> Invocation {
        Invocation::new(
            self.engine.new_request_id(),
            light(),
            payload.into(),
            Front::LambdaApi,
            InvocationKind::RequestResponse,
        )
    }

    /// Moves the clock and has the engine look at it.
    pub fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
        self.engine.tick();
    }

    /// Waits until `count` results have been written since the start.
    pub async fn results(&self, count: u64) {
        let mut results = self.engine.follow();
        results
            .wait_for(|seen| *seen >= count)
            .await
            .expect("the engine lives");
    }
}
