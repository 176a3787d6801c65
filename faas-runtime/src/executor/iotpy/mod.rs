//! The IoTPy executor: verified packages in the process of the server.
//!
//! An instance is an arena of the function's memory size and the machine's state in it, nothing
//! else: no thread, no process, no file. It stays warm in a cache, so that a call costs the call
//! and little more. The machine runs in slices of fuel, and between two slices the clock is
//! looked at, so a function ends at its timeout whatever it does; memory ends with the arena.
//!
//! What a function gets from outside: clocks, what it prints, `time.sleep`, a simulated `device`
//! module (64 pins that remember what they were set to, an ADC that reads 0), the variables of its
//! configuration, and what [`CloudServices`] do for its `boto3`. No files, no network. The context
//! has everything that AWS documents but `client_context` and `identity`, which are `None`.

mod cache;
mod call;
mod context;
mod host;
mod instance;
mod outside;
mod traceback;

use std::string::{String, ToString as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use iotpy_core::Program;

use super::identity::Identity;
use crate::{
    Clock, Completion, Executor, ExecutorError, ExecutorKind, Function, FunctionName, Invocation,
    Package,
};
use cache::Cache;
use instance::{Instance, Run};
pub use outside::{CloudCall, CloudServices};

/// What the IoTPy executor may use.
#[derive(Clone)]
#[non_exhaustive]
pub struct IotPyOptions {
    /// Instances that are kept warm.
    pub instances_max: usize,
    /// Bytes that the warm instances may have touched, all together.
    pub cache_bytes_max: usize,
    /// The largest arena, in bytes; a function that is configured for more gets this much. Only
    /// what is touched takes memory, but the system must be willing to promise it.
    pub arena_bytes_max: usize,
    /// Keys the hashing of strings, so that nobody can make colliding ones. It never shows.
    pub seed: u64,
    /// The account and region that functions see.
    pub identity: Identity,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What answers the functions' `boto3`; without, its calls raise `EndpointConnectionError`.
    pub services: Option<Arc<dyn CloudServices>>,
}

impl IotPyOptions {
    /// 64 warm instances, 256 MiB of them, and arenas of up to 1 GiB.
    #[must_use]
    pub fn new(seed: u64, clock: Arc<dyn Clock>) -> Self {
        Self {
            instances_max: 64,
            cache_bytes_max: 256 * 1024 * 1024,
            arena_bytes_max: 1024 * 1024 * 1024,
            seed,
            identity: Identity::default(),
            clock,
            services: None,
        }
    }
}

/// Runs packages on the IoTPy machine. See the module for what functions can do.
pub struct IotPyExecutor {
    options: IotPyOptions,
    cache: Cache,
    started: AtomicU64,
}

impl IotPyExecutor {
    /// An executor without instances.
    #[must_use]
    pub fn new(options: IotPyOptions) -> Self {
        let cache = Cache::new(options.instances_max, options.cache_bytes_max);
        Self {
            options,
            cache,
            started: AtomicU64::new(0),
        }
    }

    /// How many instances are warm and run nothing.
    #[must_use]
    pub fn idle_count(&self) -> usize {
        self.cache.count()
    }

    /// The package of a function, verified.
    fn verified(function: &Function) -> Result<&Bytes, ExecutorError> {
        let unsuitable = |reason: String| ExecutorError::Unsuitable {
            name: function.name,
            executor: ExecutorKind::IotPy.as_str(),
            reason,
        };
        match &function.package {
            Package::Refused(reason) => Err(unsuitable(reason.clone())),
            Package::Compiled(image) => match Program::load(image) {
                Ok(_) => Ok(image),
                Err(error) => Err(unsuitable(error.to_string())),
            },
        }
    }

    fn fresh(&self, function: &Arc<Function>) -> Result<Instance, ExecutorError> {
        let image = Self::verified(function)?;
        // Different for each instance, so that one that was found out tells nothing of others.
        let count = self.started.fetch_add(1, Ordering::Relaxed);
        let seed = self.options.seed ^ count.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Ok(Instance::new(
            function,
            image.clone(),
            self.options.arena_bytes_max,
            seed,
        ))
    }
}

impl Executor for IotPyExecutor {
    fn kind(&self) -> ExecutorKind {
        ExecutorKind::IotPy
    }

    fn prepare(&self, function: &Arc<Function>) -> Result<(), ExecutorError> {
        let evictions = self.cache.evictions();
        let mut instance = match self.cache.take(function) {
            Some(instance) => instance,
            None => self.fresh(function)?,
        };
        // A module that fails says why when it is invoked.
        if instance.warm_up(&self.options) {
            self.cache.put(instance, evictions);
        }
        Ok(())
    }

    fn invoke(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Result<Completion, ExecutorError> {
        let evictions = self.cache.evictions();
        let mut instance = match self.cache.take(function) {
            Some(instance) => instance,
            None => self.fresh(function)?,
        };
        let Run {
            completion,
            reusable,
        } = instance.invoke(&self.options, function, invocation);
        if reusable {
            self.cache.put(instance, evictions);
        }
        Ok(completion)
    }

    fn evict(&self, name: &FunctionName) {
        self.cache.evict(name);
    }
}
