//! One machine that is warm for one function.

use std::borrow::ToOwned as _;
use std::string::{String, ToString as _};
use std::sync::Arc;
use std::time::Duration;
use std::vec::Vec;

use bytes::Bytes;
use iotpy_core::text::sink::{Full, Sink};
use iotpy_core::{ArenaError, Argument, Limits, Outcome as Ran, Program, Reply, Vm};

use super::IotPyOptions;
use super::host::{EngineHost, SimulatedDevice};
use crate::executor::identity::{log_group_name, log_stream_name};
use crate::{
    Clock, Completion, ExecutorKind, Function, FunctionError, Invocation, Outcome, RequestId,
};

/// Fuel between two looks at the clock: about a millisecond.
const FUEL_SLICE: u64 = 250_000;

/// How long a module may take to load (AWS: 10 seconds).
const START_TIME_MAX: Duration = Duration::from_secs(10);

/// Time is what bounds a function here; fuel is only counted.
const LIMITS: Limits = Limits {
    fuel: u64::MAX / 4,
    depth_max: 1_000,
};

/// The longest answer that is written out. A short list can stand for a very long text.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// What an arena and its page tables cost beside the objects in it, in bytes.
const INSTANCE_BYTES: usize = 64 * 1024;

/// An arena with the state of a machine, and the package that it runs.
pub(super) struct Instance {
    function: Arc<Function>,
    /// Verified when the instance was made.
    image: Bytes,
    arena: Vec<u64>,
    seed: u64,
    device: SimulatedDevice,
    /// Whether the module has been loaded, or how far a warm-up has come.
    state: State,
    /// The most that was ever in use: those pages of the arena are real memory.
    peak_bytes: usize,
    log_stream: String,
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

/// Why a call has no answer.
struct Failure {
    error: FunctionError,
    /// Whether the machine can go on with the next call.
    reusable: bool,
}

impl Failure {
    /// The state of the machine is lost.
    fn fatal(error: FunctionError) -> Self {
        Self {
            error,
            reusable: false,
        }
    }
}

/// When a run has to end.
struct Deadline<'a> {
    clock: &'a dyn Clock,
    started: Duration,
    allowed: Duration,
}

impl Deadline<'_> {
    fn left(&self) -> Option<Duration> {
        let elapsed = self.clock.monotonic().saturating_sub(self.started);
        self.allowed
            .checked_sub(elapsed)
            .filter(|left| !left.is_zero())
    }

    fn timed_out(&self, id: RequestId) -> Failure {
        let timeout_ms = u32::try_from(self.allowed.as_millis()).unwrap_or(u32::MAX);
        Failure::fatal(FunctionError::timed_out(id, timeout_ms))
    }
}

impl Instance {
    pub(super) fn new(
        function: &Arc<Function>,
        image: Bytes,
        arena_bytes_max: usize,
        seed: u64,
    ) -> Self {
        let bytes = (function.memory_mb as usize)
            .saturating_mul(1024 * 1024)
            .min(arena_bytes_max);
        Self {
            function: Arc::clone(function),
            image,
            // Zeroed memory from the system: pages become real when they are touched.
            arena: std::vec![0; bytes / 8],
            seed,
            device: SimulatedDevice::default(),
            state: State::Cold,
            peak_bytes: 0,
            log_stream: String::new(),
        }
    }

    pub(super) fn function(&self) -> &Function {
        &self.function
    }

    /// Bytes of real memory that the instance holds, about.
    pub(super) fn resident_bytes(&self) -> usize {
        INSTANCE_BYTES + self.image.len() + self.peak_bytes
    }

    /// Loads the module. Whether that went well.
    pub(super) fn warm_up(&mut self, options: &IotPyOptions) -> bool {
        if !matches!(self.state, State::Cold) {
            return true;
        }
        let (clock, id) = (
            &*options.clock,
            RequestId(std::array::from_fn(|at| self.seed.to_le_bytes()[at % 8])),
        );
        let started = clock.monotonic();
        let mut device = std::mem::take(&mut self.device);
        let mut host = EngineHost::new(clock, &mut device);
        let loaded = self.load(&mut host, clock, id);
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
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Run {
        // The timeout may have changed without the code.
        self.function = Arc::clone(function);
        let (clock, id) = (&*options.clock, invocation.request_id);
        let start = clock.monotonic();
        let mut device = std::mem::take(&mut self.device);
        let mut host = EngineHost::new(clock, &mut device);
        let (init_us, loaded) = match std::mem::replace(&mut self.state, State::Warm) {
            State::Warm => (None, Ok(())),
            State::Prepared { init_us, printed } => {
                host.printed.extend(printed.as_bytes());
                (Some(init_us), Ok(()))
            }
            State::Cold => {
                let loaded = self.load(&mut host, clock, id);
                (
                    Some(micros(clock.monotonic().saturating_sub(start))),
                    loaded,
                )
            }
        };
        if self.log_stream.is_empty() {
            self.log_stream = log_stream_name(clock.unix_time(), function.version, id);
        }
        let started = clock.monotonic();
        let mut used = Used::default();
        let answered = loaded.and_then(|()| {
            let deadline = deadline(clock, started, function, invocation);
            self.call(options, &mut host, &deadline, invocation, &mut used)
        });
        let duration_us = micros(clock.monotonic().saturating_sub(started));
        let (outcome, reusable) = match answered {
            Ok(body) => (Outcome::Ok(Bytes::from(body)), true),
            Err(Failure { error, reusable }) => (Outcome::FunctionError(error), reusable),
        };
        let logs = std::mem::take(&mut host.printed).into_text("");
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
        };
        Run {
            completion,
            reusable,
        }
    }

    /// Runs the body of the module in a fresh machine.
    fn load(
        &mut self,
        host: &mut EngineHost<'_>,
        clock: &dyn Clock,
        id: RequestId,
    ) -> Result<(), Failure> {
        let program = Program::verified_before(&self.image);
        let mut vm = match Vm::boot(&program, &mut self.arena, self.seed, &LIMITS) {
            Ok(vm) => vm,
            Err(_too_small) => return Err(Failure::fatal(FunctionError::out_of_memory(id))),
        };
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
                Ok(())
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
        options: &IotPyOptions,
        host: &mut EngineHost<'_>,
        deadline: &Deadline<'_>,
        invocation: &Invocation,
        used: &mut Used,
    ) -> Result<Vec<u8>, Failure> {
        let id = invocation.request_id;
        let context = Context::new(
            options,
            &self.function,
            invocation,
            deadline,
            &self.log_stream,
        );
        let program = Program::verified_before(&self.image);
        let mut vm = Vm::attach(&program, &mut self.arena)
            .map_err(|_| Failure::fatal(FunctionError::exited(id, "its state is lost")))?;
        let mut answer = Answer::default();
        let answered = call_in(&mut vm, host, deadline, invocation, &context, &mut answer);
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

fn call_in(
    vm: &mut Vm<'_, '_>,
    host: &mut EngineHost<'_>,
    deadline: &Deadline<'_>,
    invocation: &Invocation,
    context: &Context,
    answer: &mut Answer,
) -> Result<(), Failure> {
    let id = invocation.request_id;
    match vm.start_call(&invocation.payload, &context.arguments(), &LIMITS) {
        Ok(()) => {}
        Err(ArenaError::Event) => return Err(unusable_event(vm, host, invocation)),
        // A handler with other parameters fails like any call with the wrong arguments.
        Err(ArenaError::NoEntry) if vm.exception().is_some() => return Err(raised(vm, host, id)),
        Err(error) => {
            let text = error.to_string();
            return Err(fault(host, id, "Runtime.HandlerNotFound", &text, true));
        }
    }
    if !run(vm, host, deadline, id)? {
        return Err(raised(vm, host, id));
    }
    match vm.result_json(answer) {
        Ok(()) => Ok(()),
        Err(_) if answer.is_full => {
            let error = FunctionError::response_too_large(ANSWER_BYTES_MAX);
            Err(Failure {
                error,
                reusable: true,
            })
        }
        Err(_) => {
            let text = exception_text(vm);
            let message = std::format!("Unable to marshal response: {text}");
            Err(fault(host, id, "Runtime.MarshalError", &message, true))
        }
    }
}

/// Runs until the call is over: whether it returned. The clock is looked at after every slice.
fn run(
    vm: &mut Vm<'_, '_>,
    host: &mut EngineHost<'_>,
    deadline: &Deadline<'_>,
    id: RequestId,
) -> Result<bool, Failure> {
    loop {
        let left = deadline.left().ok_or_else(|| deadline.timed_out(id))?;
        match vm.run(host, FUEL_SLICE) {
            Ran::Done => return Ok(true),
            Ran::Raised => return Ok(false),
            Ran::Paused => {}
            Ran::OutOfMemory => return Err(Failure::fatal(FunctionError::out_of_memory(id))),
            Ran::OutOfFuel => {
                return Err(Failure::fatal(FunctionError::exited(id, "out of fuel")));
            }
            Ran::Waiting => {
                let sleep = host.sleep.take().unwrap_or_default();
                deadline.clock.sleep(sleep.min(left));
                if vm.answer(Reply::None).is_err() {
                    return Err(Failure::fatal(FunctionError::out_of_memory(id)));
                }
            }
        }
    }
}

/// The error of the exception in flight.
fn raised(vm: &mut Vm<'_, '_>, host: &mut EngineHost<'_>, id: RequestId) -> Failure {
    if let Some(status) = vm.exit_status() {
        let how = std::format!("exit status {status}");
        return Failure::fatal(FunctionError::exited(id, &how));
    }
    let mut stack = Vec::new();
    let mut error_type = "Exception".to_owned();
    if let Some(exception) = vm.exception() {
        error_type = exception.class_name().to_owned();
        exception.frames(|frame| {
            let module = String::from_utf8_lossy(frame.module).replace('.', "/");
            let function = String::from_utf8_lossy(frame.function);
            let line = frame.line;
            stack.push(std::format!(
                "  File \"/var/task/{module}.py\", line {line}, in {function}\n"
            ));
        });
    }
    let text = exception_text(vm);
    if error_type == "MemoryError" {
        return Failure::fatal(FunctionError::out_of_memory(id));
    }
    let error = FunctionError::raised(&error_type, &text, id, &stack);
    host.printed
        .extend(log_text(&error_type, &text, &stack).as_bytes());
    Failure {
        error,
        reusable: true,
    }
}

/// What the log says of an error.
fn log_text(error_type: &str, message: &str, stack: &[String]) -> String {
    let colon = if message.is_empty() { "" } else { ": " };
    let stack = stack.concat();
    std::format!(
        "[ERROR] {error_type}{colon}{message}\nTraceback (most recent call last):\n{stack}"
    )
}

/// An error of the runtime, as AWS reports it: with an empty stack.
fn fault(
    host: &mut EngineHost<'_>,
    id: RequestId,
    error_type: &str,
    message: &str,
    reusable: bool,
) -> Failure {
    let error = FunctionError::raised(error_type, message, id, &[]);
    host.printed
        .extend(log_text(error_type, message, &[]).as_bytes());
    Failure { error, reusable }
}

/// The event is no JSON, or it is and the arena has no room for it.
fn unusable_event(
    vm: &mut Vm<'_, '_>,
    host: &mut EngineHost<'_>,
    invocation: &Invocation,
) -> Failure {
    let id = invocation.request_id;
    match serde_json::from_slice::<serde::de::IgnoredAny>(&invocation.payload) {
        Ok(_) => Failure::fatal(FunctionError::out_of_memory(id)),
        Err(error) => {
            let text = match vm.exception() {
                Some(_) => exception_text(vm),
                None => error.to_string(),
            };
            let message = std::format!("Unable to unmarshal input: {text}");
            fault(host, id, "Runtime.UnmarshalError", &message, true)
        }
    }
}

fn exception_text(vm: &mut Vm<'_, '_>) -> String {
    let mut text = Answer::default();
    // The text is cut where the sink is full, and what cannot be written is left out.
    let _ = vm.exception_text(&mut text);
    String::from_utf8_lossy(&text.text).into_owned()
}

/// The answer of a function, as far as it is allowed to grow.
#[derive(Default)]
struct Answer {
    text: Vec<u8>,
    is_full: bool,
}

impl Sink for Answer {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        if self.text.len() + bytes.len() > ANSWER_BYTES_MAX {
            self.is_full = true;
            return Err(Full);
        }
        self.text.extend_from_slice(bytes);
        Ok(())
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// The context of a call, as AWS documents it for Python.
struct Context {
    texts: [(&'static str, String); 7],
    deadline_unix_ms: i64,
}

impl Context {
    fn new(
        options: &IotPyOptions,
        function: &Function,
        invocation: &Invocation,
        deadline: &Deadline<'_>,
        log_stream: &str,
    ) -> Self {
        let arn = options
            .identity
            .function_arn(&function.name, function.version);
        let ends = options.clock.unix_time().saturating_add(deadline.allowed);
        Self {
            texts: [
                ("function_name", function.name.to_string()),
                ("function_version", function.version.to_string()),
                ("invoked_function_arn", arn),
                ("memory_limit_in_mb", function.memory_mb.to_string()),
                ("aws_request_id", invocation.request_id.to_string()),
                ("log_group_name", log_group_name(&function.name)),
                ("log_stream_name", log_stream.to_owned()),
            ],
            deadline_unix_ms: i64::try_from(ends.as_millis()).unwrap_or(i64::MAX),
        }
    }

    fn arguments(&self) -> Vec<(&str, Argument<'_>)> {
        let texts = self
            .texts
            .iter()
            .map(|(name, text)| (*name, Argument::Str(text.as_bytes())));
        let rest = [
            ("deadline_ms", Argument::Int(self.deadline_unix_ms)),
            ("client_context", Argument::None),
            ("identity", Argument::None),
            ("tenant_id", Argument::None),
        ];
        texts.chain(rest).collect()
    }
}
