//! The executor for what IoTPy does not run.

use std::sync::Arc;

use faas_runtime::{
    Completion, Executor, ExecutorError, ExecutorKind, Function, FunctionName, Invocation, Outcome,
};

use crate::init_error::InitError;
use crate::registry::Registry;

/// Answers for handlers that no interpreter can load, and hands all others to CPython, if there is
/// one on this machine.
///
/// It stands where the engine looks for [`ExecutorKind::Process`], below every front, so the answer
/// is the same from the Lambda API, HTTP and CoAP, and is a record of the log like any other.
pub struct FallbackExecutor {
    registry: Arc<Registry>,
    cpython: Option<Arc<dyn Executor>>,
}

impl FallbackExecutor {
    /// An executor in front of `cpython`, or in place of one.
    #[must_use]
    pub fn new(registry: Arc<Registry>, cpython: Option<Arc<dyn Executor>>) -> Self {
        Self { registry, cpython }
    }

    /// Why the handler of exactly this code cannot be loaded, if that is known.
    fn init_error(&self, function: &Function) -> Option<InitError> {
        let entry = self.registry.entry(&function.name)?;
        let present = entry.function(function.version)?;
        let same = present.code_hash == function.code_hash && present.handler == function.handler;
        entry.init_error(function.version).filter(|_| same).cloned()
    }

    fn cpython(&self, function: &Function) -> Result<&Arc<dyn Executor>, ExecutorError> {
        self.cpython
            .as_ref()
            .ok_or_else(|| ExecutorError::Unavailable {
                what: "CPython".to_owned(),
                reason: function.executor_kind().1,
            })
    }
}

impl Executor for FallbackExecutor {
    fn kind(&self) -> ExecutorKind {
        ExecutorKind::Process
    }

    fn prepare(&self, function: &Arc<Function>) -> Result<(), ExecutorError> {
        match self.init_error(function) {
            Some(_) => Ok(()),
            None => self.cpython(function)?.prepare(function),
        }
    }

    fn invoke(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Result<Completion, ExecutorError> {
        let Some(error) = self.init_error(function) else {
            return self.cpython(function)?.invoke(function, invocation);
        };
        Ok(Completion {
            request_id: invocation.request_id,
            version: function.version,
            executor: self.kind(),
            outcome: Outcome::FunctionError(error.to_function_error(invocation.request_id)),
            logs: error.log_line(),
            duration_us: 0,
            billed_ms: Completion::billed_ms_for(0, None),
            fuel: 0,
            peak_memory_bytes: 0,
            init_us: None,
            pins: Vec::new(),
        })
    }

    fn evict(&self, name: &FunctionName) {
        if let Some(cpython) = &self.cpython {
            cpython.evict(name);
        }
    }

    fn evict_stale(&self, name: &FunctionName, is_current: &dyn Fn(&Function) -> bool) {
        if let Some(cpython) = &self.cpython {
            cpython.evict_stale(name, is_current);
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use faas_runtime::{FunctionError, FunctionRegistry as _, InvocationKind, RequestId, Version};
    use s3_compat::MemoryObjectStore;

    use super::*;
    use crate::record::Settings;
    use crate::registry::NewFunction;
    use crate::testing::{open_registry, zip_of};

    fn registry() -> Arc<Registry> {
        let registry = open_registry(&Arc::new(MemoryObjectStore::default()), "one");
        let files = [("gen.py", "def handler(e, c):\n    yield 1\n")];
        for (name, handler) in [("sound", "gen.handler"), ("dark", "dark.handler")] {
            let new = NewFunction {
                name: FunctionName::new(name).unwrap(),
                region: Default::default(),
                settings: Settings::new("python3.12", handler).unwrap(),
                tags: Default::default(),
                zip: zip_of(&files),
                publish: false,
            };
            registry.create(new).unwrap();
        }
        Arc::new(registry)
    }

    fn invoke(registry: &Arc<Registry>, name: &str) -> Result<Completion, ExecutorError> {
        let name = FunctionName::new(name).unwrap();
        let function = registry.get(&name, Version::Latest).unwrap().unwrap();
        assert_eq!(function.executor_kind().0, ExecutorKind::Process);
        let invocation = Invocation::new(
            RequestId([0; 16]),
            name,
            Bytes::from("1"),
            faas_runtime::Front::Coap,
            InvocationKind::RequestResponse,
        );
        FallbackExecutor::new(Arc::clone(registry), None).invoke(&function, &invocation)
    }

    #[test]
    fn a_handler_that_cannot_be_loaded_is_answered_without_an_interpreter() {
        let completion = invoke(&registry(), "dark").unwrap();
        let Outcome::FunctionError(FunctionError { body, .. }) = completion.outcome else {
            panic!("an answer of a function that does not exist");
        };
        let expected = "{\"errorMessage\":\"Unable to import module 'dark': No module named \
                        'dark'\",\"errorType\":\"Runtime.ImportModuleError\",\
                        \"requestId\":\"00000000-0000-0000-0000-000000000000\",\"stackTrace\":[]}";
        assert_eq!(body, expected);
        assert!(
            completion
                .logs
                .starts_with("[ERROR] Runtime.ImportModuleError: Unable")
        );
    }

    #[test]
    fn a_sound_function_without_an_interpreter_says_what_it_needed_one_for() {
        let error = invoke(&registry(), "sound").unwrap_err().to_string();
        assert!(
            error.starts_with("CPython is not available on this machine"),
            "{error}"
        );
        assert!(
            error.contains("gen.py:1:5: generators are not supported"),
            "{error}"
        );
    }
}
