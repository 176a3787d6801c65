//! Runs a package on the IoTPy machine, here and now.

use std::io::Write as _;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use iotpy_core::catalog::Exception;
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};

use crate::context::Context;
use crate::failure::Failure;
use crate::sources;

/// Fuel between two looks at the clock: about a millisecond.
const SLICE: u64 = 250_000;
const PINS: usize = 64;

/// What a run may use.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub memory_mb: u32,
    pub fuel: u64,
    pub timeout: Duration,
}

/// What a run used.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    pub elapsed: Duration,
    pub fuel: u64,
    pub peak_bytes: usize,
}

/// How a run ended well.
pub enum Ended {
    /// The function returned this, as JSON.
    Returned(String, Used),
    /// The script came to its end, or asked for this exit status.
    Exited(u8, Used),
}

/// Runs a package: calls its function with the event, or runs it as a script.
pub fn run(
    package: &[u8],
    event: Option<&[u8]>,
    bounds: Bounds,
    program: &sources::Program,
) -> Result<Ended, Failure> {
    let loaded = Program::load(package).map_err(|error| Failure::Other(error.to_string()))?;
    // The arena is memory that the system gives when it is touched.
    let mut arena = vec![0u64; bounds.memory_mb as usize * (1024 * 1024 / 8)];
    let limits = Limits {
        fuel: bounds.fuel,
        ..Limits::default()
    };
    let mut machine = Machine {
        host: Terminal::new(event.is_none()),
        started: Instant::now(),
        bounds,
        program,
    };
    // One seed for all runs: what runs here is the user's own, and repeats.
    let vm = Vm::boot(&loaded, &mut arena, 0, &limits);
    let mut vm = vm.map_err(|error| Failure::Limit(error.to_string()))?;
    let mut status = machine.drive(&mut vm)?;
    let mut answer = Vec::new();
    if let (Some(event), None) = (event, status) {
        vm.finish_boot();
        let context = Context::new(program.stem(), &machine.bounds);
        if let Err(error) = vm.start_call(event, &context.arguments(), &limits) {
            return Err(match vm.exception().is_some() {
                true => machine.exception(&mut vm),
                false => Failure::Other(error.to_string()),
            });
        }
        status = machine.drive(&mut vm)?;
        if status.is_none() {
            vm.result_json(&mut answer)
                .map_err(|_| machine.exception(&mut vm))?;
        }
    }
    machine.host.flush();
    let used = Used {
        elapsed: machine.started.elapsed(),
        fuel: vm.fuel_used(),
        peak_bytes: vm.peak_bytes(),
    };
    Ok(match (event, status) {
        (Some(_), None) => Ended::Returned(String::from_utf8_lossy(&answer).into_owned(), used),
        (_, status) => Ended::Exited(status.unwrap_or(0), used),
    })
}

struct Machine<'a> {
    host: Terminal,
    started: Instant,
    bounds: Bounds,
    program: &'a sources::Program,
}

impl Machine<'_> {
    /// Runs to the end of the call; the number is the status of a `SystemExit`.
    fn drive(&mut self, vm: &mut Vm<'_, '_>) -> Result<Option<u8>, Failure> {
        let Bounds {
            memory_mb,
            fuel,
            timeout,
        } = self.bounds;
        loop {
            let outcome = vm.run(&mut self.host, SLICE);
            let left = timeout.checked_sub(self.started.elapsed());
            match (outcome, left) {
                (Outcome::Done, _) => return Ok(None),
                (Outcome::Raised, _) => {
                    self.host.flush();
                    return match vm.exit_status() {
                        Some(status) => Ok(Some(u8::try_from(status & 0xff).unwrap_or(1))),
                        None => Err(self.exception(vm)),
                    };
                }
                (Outcome::OutOfMemory, _) => {
                    return Err(Failure::Limit(format!(
                        "the program needs more than the {memory_mb} MB that it may use"
                    )));
                }
                (Outcome::OutOfFuel, _) => {
                    return Err(Failure::Limit(format!(
                        "the program has used up its fuel, {fuel}"
                    )));
                }
                (Outcome::Paused | Outcome::Waiting, None) => {
                    return Err(Failure::Limit(format!(
                        "the program ran longer than {} seconds",
                        timeout.as_secs_f64()
                    )));
                }
                (Outcome::Waiting, Some(left)) => {
                    self.host.flush();
                    thread::sleep(self.host.sleep.min(left));
                    vm.answer(Reply::None)
                        .map_err(|error| Failure::Other(error.to_string()))?;
                }
                (Outcome::Paused, Some(_)) => {}
            }
        }
    }

    /// The exception in flight, as CPython prints it.
    fn exception(&mut self, vm: &mut Vm<'_, '_>) -> Failure {
        self.host.flush();
        let mut text = String::from("Traceback (most recent call last):\n");
        let mut class = String::new();
        if let Some(exception) = vm.exception() {
            exception.class_name().clone_into(&mut class);
            exception.frames(|frame| {
                let module = String::from_utf8_lossy(frame.module);
                let function = String::from_utf8_lossy(frame.function);
                let (file, line) = self.program.line(&module, frame.line);
                let number = frame.line;
                text += &format!("  File \"{file}\", line {number}, in {function}\n");
                if let Some(line) = line {
                    text += &format!("    {}\n", line.trim());
                }
            });
        }
        let mut message = Vec::new();
        let shown = vm.exception_text(&mut message);
        let message = match shown {
            Ok(()) => String::from_utf8_lossy(&message).into_owned(),
            Err(_) => "<its text cannot be made>".to_owned(),
        };
        if class == "MemoryError" {
            let memory_mb = self.bounds.memory_mb;
            return Failure::Limit(format!(
                "the program needs more than the {memory_mb} MB that it may use\n{text}{class}"
            ));
        }
        text.push_str(&class);
        if !message.is_empty() {
            text.push_str(": ");
            text.push_str(&message);
        }
        Failure::Exception(text)
    }
}

/// The outside of a program: the terminal, the clocks and a device that is not there.
struct Terminal {
    /// What a script prints is its output; what a function prints is its log.
    is_script: bool,
    out: Vec<u8>,
    started: Instant,
    pins: [bool; PINS],
    sleep: Duration,
}

impl Terminal {
    fn new(is_script: bool) -> Self {
        Self {
            is_script,
            out: Vec::new(),
            started: Instant::now(),
            pins: [false; PINS],
            sleep: Duration::ZERO,
        }
    }

    /// Writes out what was printed. A pipe that was closed wants no more.
    fn flush(&mut self) {
        let written = match self.is_script {
            true => std::io::stdout().write_all(&self.out),
            false => std::io::stderr().write_all(&self.out),
        };
        drop(written.and_then(|()| std::io::stdout().flush()));
        self.out.clear();
    }

    fn device(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'static> {
        let &[Argument::Int(number)] = arguments else {
            return Reply::Raise(Exception::TypeError, "a pin is given by its number");
        };
        let pin = usize::try_from(number)
            .ok()
            .and_then(|at| self.pins.get_mut(at));
        let Some(pin) = pin else {
            return Reply::Raise(Exception::ValueError, "there are only the pins 0 to 63");
        };
        match name {
            "set_pin_high" => *pin = true,
            "set_pin_low" => *pin = false,
            "get_pin" => return Reply::Int(i64::from(*pin)),
            "read_adc" => return Reply::Int(0),
            _ => return Reply::Unknown,
        }
        Reply::None
    }

    fn sleep(&mut self, arguments: &[Argument<'_>]) -> Reply<'static> {
        let seconds = match arguments {
            [Argument::Int(seconds)] => *seconds as f64,
            [Argument::Float(seconds)] => *seconds,
            _ => return Reply::Raise(Exception::TypeError, "time.sleep() takes one number"),
        };
        match Duration::try_from_secs_f64(seconds) {
            Ok(duration) => {
                self.sleep = duration;
                Reply::Pending
            }
            Err(_) => Reply::Raise(Exception::ValueError, "sleep length must be non-negative"),
        }
    }
}

impl Host for Terminal {
    fn write(&mut self, stream: Stream, text: &[u8]) {
        if stream == Stream::Error {
            drop(std::io::stderr().write_all(text));
            return;
        }
        self.out.extend_from_slice(text);
        if self.out.len() > 8192 || text.contains(&b'\n') {
            self.flush();
        }
    }

    fn unix_time_ns(&mut self) -> u64 {
        let time = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
    }

    fn monotonic_ns(&mut self) -> u64 {
        u64::try_from(self.started.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        match name.split_once('.') {
            Some(("device", function)) => self.device(function, arguments),
            Some(("time", "sleep")) => self.sleep(arguments),
            _ => Reply::Unknown,
        }
    }
}
