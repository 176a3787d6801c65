//! The IoTPy executor: verified packages in the process of the server.
//!
//! An instance is an arena of the function's memory size and the machine's state in it, nothing
//! else: no thread, no process, no file. It stays warm in a cache, so that a call costs the call
//! and little more. The machine runs in slices of fuel, and between two slices the clock is
//! looked at, so a function ends at its timeout whatever it does; memory ends with the arena.
//!
//! A package is verified once. Further instances begin with a copy of what the module of the first
//! one has left, if that asked its host for nothing that is an instance's own: the time, random
//! numbers, the log stream, the id of the invocation, services, pins. Else each runs the module.
//! Copies share the key of their hashing.
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
mod template;
mod traceback;

use std::string::{String, ToString as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use iotpy_core::Program;
use iotpy_core::native::Native;

use super::identity::Identity;
use crate::{
    Clock, Completion, Executor, ExecutorError, ExecutorKind, Function, FunctionName, Invocation,
    Package,
};
use cache::Cache;
use instance::{Instance, Run};
pub use outside::{CloudCall, CloudServices};
use template::{Template, Templates};

/// The machine code of a package, which all instances of its function share.
pub type NativeCode = Arc<dyn Native + Send + Sync>;

/// Makes machine code for the functions that are called often.
pub trait NativeCompiler: Send + Sync {
    /// What runs a package that is verified.
    fn translate(&self, program: &Program<'_>) -> NativeCode;
}

/// What the IoTPy executor may use.
#[derive(Clone)]
#[non_exhaustive]
pub struct IotPyOptions {
    /// Instances that are kept warm.
    pub instances_max: usize,
    /// Bytes that the warm instances may have touched, all together.
    pub cache_bytes_max: usize,
    /// Versions of functions whose verified package, and what their module has left, are kept for
    /// further instances; with 0 each instance verifies the package and runs the module.
    pub templates_max: usize,
    /// Bytes of all those. What a module has left is kept if it takes no more than a quarter.
    pub template_bytes_max: usize,
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
    /// What makes machine code; without, all calls are interpreted.
    pub native: Option<Arc<dyn NativeCompiler>>,
}

impl IotPyOptions {
    /// 64 warm instances, 256 MiB of them, 256 versions of functions for further ones, 64 MiB of
    /// those, and arenas of up to 1 GiB.
    #[must_use]
    pub fn new(seed: u64, clock: Arc<dyn Clock>) -> Self {
        Self {
            instances_max: 64,
            cache_bytes_max: 256 * 1024 * 1024,
            templates_max: 256,
            template_bytes_max: 64 * 1024 * 1024,
            arena_bytes_max: 1024 * 1024 * 1024,
            seed,
            identity: Identity::default(),
            clock,
            services: None,
            native: None,
        }
    }
}

/// Runs packages on the IoTPy machine. See the module for what functions can do.
pub struct IotPyExecutor {
    options: IotPyOptions,
    cache: Cache,
    templates: Templates,
    started: AtomicU64,
}

impl IotPyExecutor {
    /// An executor without instances.
    #[must_use]
    pub fn new(options: IotPyOptions) -> Self {
        let cache = Cache::new(options.instances_max, options.cache_bytes_max);
        let templates = Templates::new(options.templates_max, options.template_bytes_max);
        Self {
            options,
            cache,
            templates,
            started: AtomicU64::new(0),
        }
    }

    /// How many instances are warm and run nothing.
    #[must_use]
    pub fn idle_count(&self) -> usize {
        self.cache.count()
    }

    /// How many versions of functions are kept for further instances, and the bytes that they take.
    #[must_use]
    pub fn template_count_and_bytes(&self) -> (usize, usize) {
        self.templates.count_and_bytes()
    }

    /// What is known of a function; at least that its package is good.
    fn template(
        &self,
        function: &Arc<Function>,
        evictions: u64,
    ) -> Result<Template, ExecutorError> {
        if let Some(template) = self.templates.find(function) {
            return Ok(template);
        }
        let package = Self::verified(function)?.clone();
        let compiler = self.options.native.as_ref();
        let template = Template {
            native: compiler
                .map(|compiler| compiler.translate(&Program::verified_before(&package))),
            function: Arc::clone(function),
            package,
            loaded: None,
        };
        self.templates.put(template.clone(), evictions);
        Ok(template)
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
        let evictions = self.templates.evictions(&function.name);
        let template = self.template(function, evictions)?;
        // Different for each module that is run, so that one that was found out tells nothing of
        // others than its copies.
        let count = self.started.fetch_add(1, Ordering::Relaxed);
        let seed = self.options.seed ^ count.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Ok(Instance::new(
            function,
            template,
            evictions,
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
        let evictions = self.cache.evictions(&function.name);
        let mut instance = match self.cache.take(function) {
            Some(instance) => instance,
            None => self.fresh(function)?,
        };
        // A module that fails says why when it is invoked.
        if instance.warm_up(&self.options, &self.templates) {
            self.cache.put(instance, evictions);
        }
        Ok(())
    }

    fn invoke(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Result<Completion, ExecutorError> {
        let evictions = self.cache.evictions(&function.name);
        let mut instance = match self.cache.take(function) {
            Some(instance) => instance,
            None => self.fresh(function)?,
        };
        let Run {
            completion,
            reusable,
        } = instance.invoke(&self.options, &self.templates, function, invocation);
        if reusable {
            self.cache.put(instance, evictions);
        }
        Ok(completion)
    }

    fn evict(&self, name: &FunctionName) {
        self.evict_stale(name, &|_| false);
    }

    fn evict_stale(&self, name: &FunctionName, is_current: &dyn Fn(&Function) -> bool) {
        self.cache.evict(name, is_current);
        self.templates.evict(name, is_current);
    }
}
