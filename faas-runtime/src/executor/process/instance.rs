//! One process that is warm for one function.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::string::{String, ToString as _};
use std::sync::Arc;
use std::time::Duration;
use std::vec::Vec;

use bytes::Bytes;
use serde_json::{Value, json};

use super::channel::{Channel, NoAnswer};
use crate::executor::environment::{arn, log_group, variables};
use crate::executor::identity::{Identity, log_stream_name};
use crate::{
    Clock, Completion, ExecutorError, ExecutorKind, Function, FunctionError, Invocation, Outcome,
    RequestId,
};

const BOOTSTRAP: &str = include_str!("bootstrap.py");

/// How long an instance may take to load its modules (AWS: 10 seconds).
const START_TIME_MAX: Duration = Duration::from_secs(10);

/// What every instance needs to know.
pub(super) struct Environment {
    pub(super) python: PathBuf,
    pub(super) identity: Identity,
    pub(super) clock: Arc<dyn Clock>,
}

/// A process that has loaded a function.
pub(super) struct Instance {
    pub(super) function: Arc<Function>,
    channel: Channel,
    /// Time that the start took, until the first invocation has reported it.
    init_us: Option<u64>,
    /// The modules used more memory than they may; the first invocation says so.
    out_of_memory: bool,
}

/// What became of an instance in an invocation.
pub(super) struct Used {
    pub(super) completion: Completion,
    /// Whether the instance can run the next one.
    pub(super) alive: bool,
}

impl Instance {
    /// Starts a process in `directory` and has it load the function.
    pub(super) fn start(
        environment: &Environment,
        function: &Arc<Function>,
        directory: &Path,
        first: RequestId,
    ) -> Result<Result<Self, FunctionError>, ExecutorError> {
        let started = environment.clock.monotonic();
        let stream = log_stream_name(environment.clock.unix_time(), function.version, first);
        let mut command = command(environment, function, directory, &stream);
        let mut channel = Channel::start(&mut command).map_err(|error| {
            let python = environment.python.display();
            ExecutorError::Unavailable {
                what: std::format!("CPython ({python})"),
                reason: error.to_string(),
            }
        })?;
        let config = json!({
            "handler": function.handler,
            "function_name": function.name.as_str(),
            "function_version": function.version.to_string(),
            "invoked_function_arn": arn(function, &environment.identity),
            "memory_limit_in_mb": function.memory_mb,
            "log_group_name": log_group(function),
            "log_stream_name": stream,
        });
        channel.send(std::vec![Bytes::from(config.to_string())]);
        let left = || {
            let elapsed = environment.clock.monotonic().saturating_sub(started);
            START_TIME_MAX
                .checked_sub(elapsed)
                .filter(|left| !left.is_zero())
        };
        let ready = channel.receive(2, "", left);
        let init_us = Some(micros(
            environment.clock.monotonic().saturating_sub(started),
        ));
        let out_of_memory = match ready {
            Ok(frames) => Head::parse(&frames).state == "memory",
            Err(NoAnswer::TimedOut) => {
                let ms = START_TIME_MAX.as_millis() as u32;
                return Ok(Err(FunctionError::timed_out(first, ms)));
            }
            Err(NoAnswer::Ended(how)) => return Ok(Err(FunctionError::exited(first, &how))),
        };
        let function = Arc::clone(function);
        Ok(Ok(Self {
            function,
            channel,
            init_us,
            out_of_memory,
        }))
    }

    /// Runs one invocation.
    pub(super) fn invoke(&mut self, environment: &Environment, invocation: &Invocation) -> Used {
        let id = invocation.request_id;
        let clock = &environment.clock;
        let (started, now) = (clock.monotonic(), clock.unix_time());
        let own = self.function.timeout();
        let deadline = invocation.deadline_unix_ms.map(Duration::from_millis);
        let allowed = deadline.map_or(own, |deadline| own.min(deadline.saturating_sub(now)));
        let context = invocation.client_context.as_deref();
        let log_end = std::format!("\0end {id}\n");
        let request = json!({
            "request_id": id.to_string(),
            "deadline_unix_ms": (now + allowed).as_millis() as u64,
            "client_context": context.and_then(|text| serde_json::from_slice::<Value>(text).ok()),
            "log_end": log_end,
        });
        let init_us = self.init_us.take();
        let left = || {
            let elapsed = clock.monotonic().saturating_sub(started);
            allowed.checked_sub(elapsed).filter(|left| !left.is_zero())
        };
        let answer = if self.out_of_memory {
            Ok(Err(FunctionError::out_of_memory(id)))
        } else {
            let payload = invocation.payload.clone();
            self.channel
                .send(std::vec![Bytes::from(request.to_string()), payload]);
            self.channel.receive(2, &log_end, left).map(Ok)
        };
        let elapsed_us = micros(clock.monotonic().saturating_sub(started));
        let mut measured = Head {
            duration_us: elapsed_us,
            ..Head::default()
        };
        let mut alive = true;
        let outcome = match answer {
            Ok(Ok(frames)) => {
                measured = Head::parse(&frames);
                measured.outcome(id, frames)
            }
            Ok(Err(error)) => Outcome::FunctionError(error),
            Err(no_answer) => {
                alive = false;
                self.channel.kill();
                let timeout_ms = allowed.as_millis() as u32;
                Outcome::FunctionError(match no_answer {
                    NoAnswer::TimedOut => FunctionError::timed_out(id, timeout_ms),
                    NoAnswer::Ended(how) => FunctionError::exited(id, &how),
                })
            }
        };
        alive &= measured.state != "memory" && !self.out_of_memory;
        let completion = Completion {
            request_id: id,
            version: self.function.version,
            executor: ExecutorKind::Process,
            outcome,
            logs: self.channel.take_log(&log_end),
            duration_us: measured.duration_us,
            billed_ms: Completion::billed_ms_for(measured.duration_us, init_us),
            fuel: 0,
            peak_memory_bytes: measured.peak_memory_bytes,
            init_us,
            pins: Vec::new(),
        };
        Used { completion, alive }
    }
}

/// The first frame of an answer. The function can write anything there, so everything has a
/// default.
#[derive(Default)]
struct Head {
    state: String,
    duration_us: u64,
    peak_memory_bytes: u64,
}

impl Head {
    fn parse(frames: &[Vec<u8>]) -> Self {
        let head = frames
            .first()
            .and_then(|frame| serde_json::from_slice::<Value>(frame).ok());
        let head = head.unwrap_or_default();
        let number = |name| head.get(name).and_then(Value::as_u64).unwrap_or(0);
        Self {
            state: head
                .get("state")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_string(),
            duration_us: number("duration_us"),
            peak_memory_bytes: number("peak"),
        }
    }

    fn outcome(&self, id: RequestId, frames: Vec<Vec<u8>>) -> Outcome {
        let body = Bytes::from(frames.into_iter().nth(1).unwrap_or_default());
        match self.state.as_str() {
            "ok" => Outcome::Ok(body),
            "memory" => Outcome::FunctionError(FunctionError::out_of_memory(id)),
            "error" => Outcome::FunctionError(FunctionError {
                kind: crate::FunctionErrorKind::Unhandled,
                body,
            }),
            _ => Outcome::FunctionError(FunctionError::exited(id, "its answer is malformed")),
        }
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// The process sees the function's own variables and those that AWS sets, and nothing of ours.
fn command(
    environment: &Environment,
    function: &Function,
    directory: &Path,
    log_stream: &str,
) -> Command {
    let mut command = Command::new(&environment.python);
    command.args(["-s", "-u", "-B", "-X", "utf8", "-c", BOOTSTRAP]);
    command.current_dir(directory).env_clear();
    command
        .envs(variables(function, &environment.identity, log_stream))
        .env("LAMBDA_TASK_ROOT", directory.as_os_str());
    command
}
