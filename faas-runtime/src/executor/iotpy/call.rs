//! One call in a machine: slices of fuel, the clock between them, and how it ends.

use std::borrow::ToOwned as _;
use std::string::{String, ToString as _};
use std::time::Duration;
use std::vec::Vec;

use iotpy_core::text::sink::{Full, Sink};
use iotpy_core::{ArenaError, Limits, Outcome as Ran, Reply, Vm};

use super::context::Context;
use super::host::EngineHost;
use super::traceback::{Frame, stack};
use crate::{Clock, FunctionError, Invocation, RequestId};

/// Fuel between two looks at the clock: about a millisecond.
const FUEL_SLICE: u64 = 250_000;

/// Time is what bounds a function here; fuel is only counted.
pub(super) const LIMITS: Limits = Limits {
    fuel: u64::MAX / 4,
    depth_max: 1_000,
};

/// The longest answer that is written out. A short list can stand for a very long text.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why a call has no answer.
pub(super) struct Failure {
    pub(super) error: FunctionError,
    /// Whether the machine can go on with the next call.
    pub(super) reusable: bool,
}

impl Failure {
    /// The state of the machine is lost.
    pub(super) fn fatal(error: FunctionError) -> Self {
        Self {
            error,
            reusable: false,
        }
    }
}

/// When a run has to end.
pub(super) struct Deadline<'a> {
    pub(super) clock: &'a dyn Clock,
    pub(super) started: Duration,
    pub(super) allowed: Duration,
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

/// Calls the handler in a machine that has loaded its module, and writes what it returns.
pub(super) fn call_in(
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
        Err(ArenaError::Event) => return Err(unusable_event(host, invocation)),
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
        // The text is made in the arena before it is written out.
        Err(_) if vm.exception().is_none() => Err(Failure::fatal(FunctionError::out_of_memory(id))),
        Err(_) => {
            let text = exception_text(vm);
            let message = std::format!("Unable to marshal response: {text}");
            Err(fault(host, id, "Runtime.MarshalError", &message, true))
        }
    }
}

/// Runs until the call is over: whether it returned. The clock is looked at after every slice.
pub(super) fn run(
    vm: &mut Vm<'_, '_>,
    host: &mut EngineHost<'_>,
    deadline: &Deadline<'_>,
    id: RequestId,
) -> Result<bool, Failure> {
    loop {
        let left = deadline.left().ok_or_else(|| deadline.timed_out(id))?;
        host.outside.time_left = left;
        match vm.run(host, FUEL_SLICE) {
            Ran::Done => return Ok(true),
            Ran::Raised => return Ok(false),
            Ran::Paused => {}
            Ran::OutOfMemory => return Err(Failure::fatal(FunctionError::out_of_memory(id))),
            Ran::OutOfFuel => {
                return Err(Failure::fatal(FunctionError::exited(id, "out of fuel")));
            }
            Ran::Waiting => {
                let done = host.outside.done.take();
                let answered = match &done {
                    Some(answer) => vm.answer(Reply::Bytes(answer)),
                    None => {
                        let sleep = host.sleep.take().unwrap_or_default();
                        deadline.clock.sleep(sleep.min(left));
                        vm.answer(Reply::None)
                    }
                };
                if answered.is_err() {
                    return Err(Failure::fatal(FunctionError::out_of_memory(id)));
                }
            }
        }
    }
}

/// The error of the exception in flight.
pub(super) fn raised(vm: &mut Vm<'_, '_>, host: &mut EngineHost<'_>, id: RequestId) -> Failure {
    if let Some(status) = vm.exit_status() {
        let how = std::format!("exit status {status}");
        return Failure::fatal(FunctionError::exited(id, &how));
    }
    let mut frames = Vec::new();
    let mut error_type = "Exception".to_owned();
    if let Some(exception) = vm.exception() {
        error_type = exception.class_name().to_owned();
        exception.frames(|frame| {
            frames.push(Frame {
                module: String::from_utf8_lossy(frame.module).into_owned(),
                function: String::from_utf8_lossy(frame.function).into_owned(),
                line: frame.line,
            });
        });
    }
    let stack = stack(&frames, host.outside.source());
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
fn unusable_event(host: &mut EngineHost<'_>, invocation: &Invocation) -> Failure {
    let id = invocation.request_id;
    match serde_json::from_slice::<serde::de::IgnoredAny>(&invocation.payload) {
        Ok(_) => Failure::fatal(FunctionError::out_of_memory(id)),
        Err(error) => {
            let message = std::format!("Unable to unmarshal input: {error}");
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
pub(super) struct Answer {
    pub(super) text: Vec<u8>,
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
