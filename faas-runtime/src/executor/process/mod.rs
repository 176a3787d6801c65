//! The process executor: CPython for what the IoTPy machine cannot run.
//!
//! Each process has loaded one function and runs one invocation at a time; it stays for the next
//! one. The number of processes is bounded, and the one that was idle for longest makes room.
//!
//! **What keeps a function in its place**: it sees no variables of the server, has its own process
//! group, may grow by its memory size over the interpreter's own, and is killed at its timeout with
//! everything that it has started. That guards against mistakes, not against malice: it runs as the
//! user of the server and can read and write what that user can, and use the network. Stronger
//! walls (namespaces, seccomp, another user) are not built yet; until they are, deploy only code
//! that you would run yourself.
//!
//! Where `python3` is missing, functions that need it fail with an error that says so; all others
//! are not affected.

mod channel;
mod code;
mod instance;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::vec::Vec;

use super::evictions::Evictions;
use super::identity::Identity;
use crate::{
    Clock, Completion, Executor, ExecutorError, ExecutorKind, Function, FunctionName, Invocation,
    Outcome, RequestId,
};
use code::CodeStore;
use instance::{Environment, Instance};

/// What the process executor may use.
#[derive(Clone)]
#[non_exhaustive]
pub struct ProcessOptions {
    /// The interpreter: a path, or a name that is looked up in `/usr/local/bin`, `/usr/bin` and
    /// `/bin`. No variable of the server or of a function has a say in that.
    pub python: PathBuf,
    /// Where code is unpacked. It holds copies only, and everything in it may be deleted while
    /// the server is down.
    pub code_directory: PathBuf,
    /// Processes that may exist at once, at least 1.
    pub processes_max: usize,
    /// The account and region that functions see.
    pub identity: Identity,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl ProcessOptions {
    /// `python3` from the path and at most 16 processes.
    #[must_use]
    pub fn new(code_directory: PathBuf, clock: Arc<dyn Clock>) -> Self {
        Self {
            python: "python3".into(),
            code_directory,
            processes_max: 16,
            identity: Identity::default(),
            clock,
        }
    }
}

/// Runs functions in CPython processes. See the module for what it guards against.
pub struct ProcessExecutor {
    environment: Environment,
    code: CodeStore,
    processes_max: usize,
    pool: Mutex<Pool>,
    freed: Condvar,
}

/// The processes. Those that run something are only counted.
#[derive(Default)]
struct Pool {
    /// The one that has been idle for longest comes first.
    idle: Vec<Instance>,
    busy: usize,
    /// An instance that was taken before one is not put back after it.
    evictions: Evictions,
}

impl ProcessExecutor {
    /// An executor without processes.
    #[must_use]
    pub fn new(options: ProcessOptions) -> Self {
        let ProcessOptions {
            python,
            code_directory,
            processes_max,
            identity,
            clock,
        } = options;
        Self {
            environment: Environment {
                python: locate(python),
                identity,
                clock,
            },
            code: CodeStore::new(code_directory),
            processes_max: processes_max.max(1),
            pool: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// How many processes exist that run nothing.
    #[must_use]
    pub fn idle_count(&self) -> usize {
        self.pool().idle.len()
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a warm instance, or the right to start one. Waits for a busy one to come back if
    /// there are as many as there may be, no longer than the function itself may run.
    fn acquire(
        &self,
        function: &Function,
    ) -> Result<(Option<Instance>, Permit<'_>), ExecutorError> {
        let mut pool = self.pool();
        let wait_max = function.timeout();
        if pool.idle.is_empty() && pool.busy >= self.processes_max {
            let full = |pool: &mut Pool| pool.idle.is_empty() && pool.busy >= self.processes_max;
            let waited = self.freed.wait_timeout_while(pool, wait_max, full);
            pool = waited.unwrap_or_else(PoisonError::into_inner).0;
            if full(&mut pool) {
                let reason = std::format!("all {} processes are busy", self.processes_max);
                return Err(ExecutorError::Busy {
                    name: function.name,
                    reason,
                });
            }
        }
        let warm = pool
            .idle
            .iter()
            .rposition(|instance| instance.function.runs_like(function));
        let warm = warm.map(|at| pool.idle.remove(at));
        if warm.is_none() && pool.idle.len() + pool.busy >= self.processes_max {
            drop(pool.idle.remove(0));
        }
        pool.busy += 1;
        let evictions = pool.evictions.of(&function.name);
        drop(pool);
        Ok((
            warm,
            Permit {
                executor: self,
                evictions,
            },
        ))
    }

    fn start(
        &self,
        function: &Arc<Function>,
        first: RequestId,
    ) -> Result<Result<Instance, Outcome>, ExecutorError> {
        let directory = self.code.directory_of(function)?;
        let started = Instance::start(&self.environment, function, &directory, first)?;
        Ok(started.map_err(Outcome::FunctionError))
    }
}

/// The full path of a program.
fn locate(program: PathBuf) -> PathBuf {
    if program.components().count() > 1 {
        return program;
    }
    let places =
        ["/usr/local/bin", "/usr/bin", "/bin"].map(|place| Path::new(place).join(&program));
    places
        .into_iter()
        .find(|place| place.is_file())
        .unwrap_or(program)
}

/// The right to one process. Dropping it gives the place free.
struct Permit<'a> {
    executor: &'a ProcessExecutor,
    evictions: u64,
}

impl Permit<'_> {
    /// Puts an instance back for the next invocation, unless its function was evicted meanwhile.
    fn give_back(self, instance: Instance) {
        let mut pool = self.executor.pool();
        if pool.evictions.of(&instance.function.name) == self.evictions {
            pool.idle.push(instance);
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.executor.pool().busy -= 1;
        self.executor.freed.notify_one();
    }
}

impl Executor for ProcessExecutor {
    fn kind(&self) -> ExecutorKind {
        ExecutorKind::Process
    }

    fn prepare(&self, function: &Arc<Function>) -> Result<(), ExecutorError> {
        let (warm, permit) = self.acquire(function)?;
        let instance = match warm {
            Some(instance) => Ok(instance),
            None => self.start(function, identity_of(function))?,
        };
        // A function that cannot be loaded says why when it is invoked.
        if let Ok(instance) = instance {
            permit.give_back(instance);
        }
        Ok(())
    }

    fn invoke(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Result<Completion, ExecutorError> {
        let started = self.environment.clock.monotonic();
        let (warm, permit) = self.acquire(function)?;
        let instance = match warm {
            Some(instance) => Ok(instance),
            None => self.start(function, invocation.request_id)?,
        };
        let mut instance = match instance {
            Ok(instance) => instance,
            Err(outcome) => {
                let elapsed = self.environment.clock.monotonic().saturating_sub(started);
                return Ok(failed_start(function, invocation, outcome, elapsed));
            }
        };
        // The timeout or the deadline may have changed without the code.
        instance.function = Arc::clone(function);
        let used = instance.invoke(&self.environment, invocation);
        if used.alive {
            permit.give_back(instance);
        }
        Ok(used.completion)
    }

    fn evict(&self, name: &FunctionName) {
        self.evict_stale(name, &|_| false);
    }

    fn evict_stale(&self, name: &FunctionName, is_current: &dyn Fn(&Function) -> bool) {
        let mut pool = self.pool();
        pool.evictions.count(name);
        let (gone, kept): (Vec<_>, Vec<_>) = pool.idle.drain(..).partition(|instance| {
            let function = &instance.function;
            function.name == *name && !is_current(function)
        });
        pool.idle = kept;
        drop(pool);
        // Killing waits for the processes, so it is done without the lock.
        drop(gone);
    }
}

/// Stands in for the first invocation in the name of a log stream.
fn identity_of(function: &Function) -> RequestId {
    RequestId(std::array::from_fn(|at| function.code_hash.0[at]))
}

fn failed_start(
    function: &Function,
    invocation: &Invocation,
    outcome: Outcome,
    elapsed: Duration,
) -> Completion {
    let init_us = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
    Completion {
        request_id: invocation.request_id,
        version: function.version,
        executor: ExecutorKind::Process,
        outcome,
        logs: std::string::String::new(),
        duration_us: 0,
        billed_ms: Completion::billed_ms_for(0, Some(init_us)),
        fuel: 0,
        peak_memory_bytes: 0,
        init_us: Some(init_us),
        pins: Vec::new(),
    }
}
