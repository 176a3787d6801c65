//! One machine that is warm for one function.

use std::string::String;
use std::sync::Arc;
use std::time::Duration;
use std::vec::Vec;

use bytes::Bytes;
use iotpy_core::{Program, Vm};

use super::call::{Answer, Deadline, Failure, LIMITS, call_in, raised, run};
use super::context::Context;
use super::host::{EngineHost, SimulatedDevice};
use super::outside::{Outside, Own};
use super::template::{Loaded, Template, Templates};
use super::{IotPyOptions, NativeCode};
use crate::executor::identity::log_stream_name;
use crate::{
    Clock, Completion, ExecutorKind, Function, FunctionError, Invocation, Outcome, RequestId,
};

/// How long a module may take to load (AWS: 10 seconds).
const START_TIME_MAX: Duration = Duration::from_secs(10);

/// What an arena and its page tables cost beside the objects in it, in bytes.
const INSTANCE_BYTES: usize = 64 * 1024;

/// An arena with the state of a machine, and the package that it runs.
pub(super) struct Instance {
    function: Arc<Function>,
    /// Verified.
    package: Bytes,
    native: Option<NativeCode>,
    /// What to begin with instead of running the module.
    loaded: Option<Arc<Loaded>>,
    /// Evictions before the instance was made: see [`Templates::put`].
    evictions: u64,
    arena: Vec<u64>,
    seed: u64,
    device: SimulatedDevice,
    /// Whether the module has been loaded, or how far a warm-up has come.
    state: State,
    /// The most that was ever in use: those pages of the arena are real memory.
    peak_bytes: usize,
    /// None until the module is about to be loaded.
    own: Option<Own>,
}

enum State {
    Cold,
    /// Loaded by `warm_up`, in this time and with this log; the first invocation reports both.
    Prepared {
        init_us: u64,
        printed: String,
    },
    Warm,
}

/// What became of an invocation.
pub(super) struct Run {
    pub(super) completion: Completion,
    /// Whether the instance is fit for the next one.
    pub(super) reusable: bool,
}

impl Instance {
    pub(super) fn new(
        function: &Arc<Function>,
        template: Template,
        evictions: u64,
        arena_bytes_max: usize,
        seed: u64,
    ) -> Self {
        let bytes = (function.memory_mb as usize)
            .saturating_mul(1024 * 1024)
            .min(arena_bytes_max);
        Self {
            function: Arc::clone(function),
            package: template.package,
            native: template.native,
            loaded: template.loaded,
            evictions,
            // Zeroed memory from the system: pages become real when they are touched.
            arena: std::vec![0; bytes / 8],
            seed,
            device: SimulatedDevice::default(),
            state: State::Cold,
            peak_bytes: 0,
            own: None,
        }
    }

    pub(super) fn function(&self) -> &Function {
        &self.function
    }

    /// Bytes of real memory that the instance holds, about.
    pub(super) fn resident_bytes(&self) -> usize {
        INSTANCE_BYTES + self.package.len() + self.peak_bytes
    }

    /// Loads the module. Whether that went well.
    pub(super) fn warm_up(&mut self, options: &IotPyOptions, templates: &Templates) -> bool {
        if !matches!(self.state, State::Cold) {
            return true;
        }
        let (clock, id) = (
            &*options.clock,
            RequestId(std::array::from_fn(|at| self.seed.to_le_bytes()[at % 8])),
        );
        let started = clock.monotonic();
        let mut device = std::mem::take(&mut self.device);
        let function = Arc::clone(&self.function);
        let own = self.own(clock, &function, id);
        let outside = Outside::new(options, &function, id, &own);
        let mut host = EngineHost::new(clock, &mut device, outside);
        let loaded = self.load(&mut host, clock, templates, id);
        let printed = host.printed.into_text("");
        self.device = device;
        let init_us = micros(clock.monotonic().saturating_sub(started));
        self.state = State::Prepared { init_us, printed };
        loaded.is_ok()
    }

    /// Runs one invocation, and loads the module before if need be.
    pub(super) fn invoke(
        &mut self,
        options: &IotPyOptions,
        templates: &Templates,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Run {
        // The timeout may have changed without the code.
        self.function = Arc::clone(function);
        let (clock, id) = (&*options.clock, invocation.request_id);
        let start = clock.monotonic();
        let mut device = std::mem::take(&mut self.device);
        let own = self.own(clock, function, id);
        let outside = Outside::new(options, function, id, &own);
        let mut host = EngineHost::new(clock, &mut device, outside);
        let (init_us, loaded) = match std::mem::replace(&mut self.state, State::Warm) {
            State::Warm => (None, Ok(())),
            State::Prepared { init_us, printed } => {
                host.printed.extend(printed.as_bytes());
                (Some(init_us), Ok(()))
            }
            State::Cold => {
                let loaded = self.load(&mut host, clock, templates, id);
                (
                    Some(micros(clock.monotonic().saturating_sub(start))),
                    loaded,
                )
            }
        };
        let started = clock.monotonic();
        let mut used = Used::default();
        let answered = loaded.and_then(|()| {
            let deadline = deadline(clock, started, function, invocation);
            let log_stream = &own.log_stream;
            let context = Context::new(options, &self.function, invocation, &deadline, log_stream);
            self.call(&mut host, &deadline, invocation, &context, &mut used)
        });
        let duration_us = micros(clock.monotonic().saturating_sub(started));
        let (outcome, reusable) = match answered {
            Ok(body) => (Outcome::Ok(Bytes::from(body)), true),
            Err(Failure { error, reusable }) => (Outcome::FunctionError(error), reusable),
        };
        let logs = std::mem::take(&mut host.printed).into_text("");
        let pins = device.take_set();
        self.device = device;
        let completion = Completion {
            request_id: id,
            version: function.version,
            executor: ExecutorKind::IotPy,
            outcome,
            logs,
            duration_us,
            billed_ms: Completion::billed_ms_for(duration_us, init_us),
            fuel: used.fuel,
            peak_memory_bytes: used.peak_bytes as u64,
            init_us,
            pins,
        };
        Run {
            completion,
            reusable,
        }
    }

    /// What the instance does not share with others; settled when it is first asked for.
    fn own(&mut self, clock: &dyn Clock, function: &Function, first: RequestId) -> Own {
        let own = self.own.get_or_insert_with(|| Own {
            log_stream: log_stream_name(clock.unix_time(), function.version, first),
            started: clock.unix_time(),
        });
        own.clone()
    }

    /// Has the module loaded, by a copy of what another instance has loaded or by running it.
    fn load(
        &mut self,
        host: &mut EngineHost<'_>,
        clock: &dyn Clock,
        templates: &Templates,
        id: RequestId,
    ) -> Result<(), Failure> {
        let is_copied = self
            .loaded
            .take()
            .is_some_and(|loaded| self.copy(&loaded, host));
        if is_copied {
            return Ok(());
        }
        let loaded = self.run_module(host, clock, templates, id)?;
        if let Some(loaded) = loaded {
            let template = Template {
                function: Arc::clone(&self.function),
                package: self.package.clone(),
                native: self.native.clone(),
                loaded: Some(Arc::new(loaded)),
            };
            templates.put(template, self.evictions);
        }
        Ok(())
    }

    /// Begins with what another instance has loaded; `false` if that cannot be.
    fn copy(&mut self, loaded: &Loaded, host: &mut EngineHost<'_>) -> bool {
        let program = Program::verified_before(&self.package);
        if Vm::start_from(&program, &mut self.arena, &loaded.cells).is_err() {
            return false;
        }
        self.peak_bytes = self.peak_bytes.max(8 * loaded.cells.len());
        host.printed = loaded.printed.clone();
        true
    }

    /// Runs the body of the module in a fresh machine, and answers what other instances may begin
    /// with.
    fn run_module(
        &mut self,
        host: &mut EngineHost<'_>,
        clock: &dyn Clock,
        templates: &Templates,
        id: RequestId,
    ) -> Result<Option<Loaded>, Failure> {
        let program = Program::verified_before(&self.package);
        let mut vm = match Vm::boot(&program, &mut self.arena, self.seed, &LIMITS) {
            Ok(vm) => vm,
            Err(_too_small) => return Err(Failure::fatal(FunctionError::out_of_memory(id))),
        };
        if let Some(native) = &self.native {
            vm.run_natively(&**native);
        }
        let deadline = Deadline {
            clock,
            started: clock.monotonic(),
            allowed: START_TIME_MAX,
        };
        let ran = run(&mut vm, host, &deadline, id);
        self.peak_bytes = self.peak_bytes.max(vm.peak_bytes());
        match ran? {
            true => {
                vm.finish_boot();
                Ok(what_it_left(&vm, host, templates))
            }
            false => Err(Failure {
                reusable: false,
                ..raised(&mut vm, host, id)
            }),
        }
    }

    /// Calls the handler.
    fn call(
        &mut self,
        host: &mut EngineHost<'_>,
        deadline: &Deadline<'_>,
        invocation: &Invocation,
        context: &Context,
        used: &mut Used,
    ) -> Result<Vec<u8>, Failure> {
        let id = invocation.request_id;
        let program = Program::verified_before(&self.package);
        let mut vm = Vm::attach(&program, &mut self.arena)
            .map_err(|_| Failure::fatal(FunctionError::exited(id, "its state is lost")))?;
        if let Some(native) = &self.native {
            vm.run_natively(&**native);
        }
        let mut answer = Answer::default();
        let answered = call_in(&mut vm, host, deadline, invocation, context, &mut answer);
        *used = Used {
            fuel: vm.fuel_used(),
            peak_bytes: vm.peak_bytes(),
        };
        self.peak_bytes = self.peak_bytes.max(vm.peak_bytes());
        if !matches!(
            answered,
            Err(Failure {
                reusable: false,
                ..
            })
        ) {
            vm.finish_call();
        }
        answered.map(|()| answer.text)
    }
}

/// What a module that has run leaves to further instances: nothing if it was told or did what is
/// its instance's own, or if that takes more room than there is.
fn what_it_left(vm: &Vm<'_, '_>, host: &EngineHost<'_>, templates: &Templates) -> Option<Loaded> {
    let cells = vm.idle_state().ok().filter(|_| !host.is_used)?;
    let bytes = Loaded::bytes_of(cells, &host.printed);
    templates.takes(bytes).then(|| Loaded {
        cells: cells.to_vec(),
        printed: host.printed.clone(),
    })
}

/// What a call has used.
#[derive(Default)]
struct Used {
    fuel: u64,
    peak_bytes: usize,
}

fn deadline<'a>(
    clock: &'a dyn Clock,
    started: Duration,
    function: &Function,
    invocation: &Invocation,
) -> Deadline<'a> {
    let given = invocation.deadline_unix_ms.map(Duration::from_millis);
    let left = given.map(|given| given.saturating_sub(clock.unix_time()));
    let allowed = left.map_or(function.timeout(), |left| left.min(function.timeout()));
    Deadline {
        clock,
        started,
        allowed,
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::executor::printed::Printed;
    use crate::{CodeHash, ExecutorChoice, Front, InvocationKind, ManualClock, Package, Version};

    /// The bytes of a vector: lines of a place, the bytes, and a remark.
    fn package() -> Bytes {
        let text = include_str!("../../../../tests/vectors/package_light.hex");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let bytes = lines.flat_map(|line| {
            let line = line.split('#').next().unwrap_or_default();
            line.split_whitespace().skip(1)
        });
        let bytes = bytes.map(|byte| u8::from_str_radix(byte, 16).expect("two digits"));
        bytes.collect::<Vec<u8>>().into()
    }

    fn function() -> Arc<Function> {
        Arc::new(Function {
            name: "light".parse().expect("a name"),
            version: Version::Latest,
            handler: "light.new_light_lvl".into(),
            code_hash: CodeHash([0; 32]),
            memory_mb: 128,
            timeout_ms: 3_000,
            environment: Default::default(),
            package: Package::Compiled(package()),
            source: None,
            executor: ExecutorChoice::Automatic,
        })
    }

    #[test]
    fn a_state_that_is_not_good_is_not_used() {
        let options = IotPyOptions::new(1, Arc::new(ManualClock::new()));
        let templates = Templates::new(8, 1 << 20);
        let function = function();
        let (front, kind) = (Front::LambdaApi, InvocationKind::RequestResponse);
        let id = RequestId([1; 16]);
        let invocation = Invocation::new(id, function.name, "[120]".into(), front, kind);
        let run = |loaded: Option<Arc<Loaded>>| {
            let template = Template {
                function: Arc::clone(&function),
                package: package(),
                native: None,
                loaded,
            };
            let evictions = templates.evictions(&function.name);
            let mut instance = Instance::new(&function, template, evictions, 1 << 20, 7);
            let ran = instance.invoke(&options, &templates, &function, &invocation);
            assert!(ran.reusable);
            assert_eq!(ran.completion.pins, [(2, true)]);
            ran.completion.logs
        };
        assert_eq!(run(None), "");
        let kept = templates.find(&function).and_then(|kept| kept.loaded);
        let good = kept.expect("the module has left something");
        let printed = || {
            let mut printed = Printed::default();
            printed.extend(b"printed");
            printed
        };
        for (cells, log) in [
            (good.cells.clone(), "printed"),
            (Vec::new(), ""),
            (good.cells[..good.cells.len() - 1].to_vec(), ""),
            (vec![0; 500], ""),
            (vec![u64::MAX; 500], ""),
        ] {
            let printed = printed();
            assert_eq!(run(Some(Arc::new(Loaded { cells, printed }))), log);
        }
    }
}
