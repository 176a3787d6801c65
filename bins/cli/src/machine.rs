//! Runs a package on the IoTPy machine, here and now.

use std::io::Write as _;
use std::time::{Duration, Instant};

use iotpy_compiler::Compiled;
use iotpy_core::catalog::Exception;
use iotpy_core::{Exit, Limits, Outcome, Program, Reply, Vm};

use crate::context::Context;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::profile::Profile;
use crate::sources;
use crate::terminal::Terminal;
use crate::traceback;

/// Fuel between two looks at the clock: about a millisecond.
const SLICE: u64 = 250_000;
/// The exit status after the interrupt key, or an uncaught `KeyboardInterrupt`.
const INTERRUPTED: u8 = 130;

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

/// What is called.
pub enum Call<'a> {
    /// The function, with this event in JSON.
    Function(&'a [u8]),
    /// The body of the file, with these arguments; the first is its name.
    Script(&'a [String]),
}

/// How a run ended.
pub enum Ended {
    /// The function returned this, as JSON.
    Returned(String),
    /// The script came to its end, or asked for this exit status.
    Exited(u8),
    /// It did not come to its end.
    Failed(Failure),
}

/// A run that is over.
pub struct Run {
    pub ended: Ended,
    pub used: Used,
}

/// Runs a compiled program: calls its function with the event, or runs it as a script.
pub fn run(
    compiled: &Compiled,
    call: &Call<'_>,
    bounds: Bounds,
    program: &sources::Program,
    profile: Option<&mut Profile>,
) -> Result<Run, Failure> {
    let loaded =
        Program::load(&compiled.package).map_err(|error| Failure::Other(error.to_string()))?;
    // The arena is memory that the system gives when it is touched.
    let mut arena = vec![0u64; bounds.memory_mb as usize * (1024 * 1024 / 8)];
    let limits = Limits {
        fuel: bounds.fuel,
        ..Limits::default()
    };
    let mut machine = Machine {
        host: Terminal::new(match call {
            Call::Script(arguments) => Some(arguments),
            Call::Function(_) => None,
        }),
        interrupt: Interrupt::listen(),
        started: Instant::now(),
        bounds,
        program,
        compiled,
        profile,
    };
    // One seed for all runs: what runs here is the user's own, and repeats.
    let vm = Vm::boot(&loaded, &mut arena, 0, &limits);
    let mut vm = vm.map_err(|error| Failure::Limit(error.to_string()))?;
    let ended = machine.end(&mut vm, call, &limits);
    machine.host.flush();
    let used = Used {
        elapsed: machine.started.elapsed(),
        fuel: vm.fuel_used(),
        peak_bytes: vm.peak_bytes(),
    };
    let ended = ended.unwrap_or_else(Ended::Failed);
    Ok(Run { ended, used })
}

struct Machine<'a> {
    host: Terminal,
    interrupt: Interrupt,
    started: Instant,
    bounds: Bounds,
    program: &'a sources::Program,
    compiled: &'a Compiled,
    profile: Option<&'a mut Profile>,
}

impl Machine<'_> {
    fn end(
        &mut self,
        vm: &mut Vm<'_, '_>,
        call: &Call<'_>,
        limits: &Limits,
    ) -> Result<Ended, Failure> {
        let ended = self.drive(vm);
        if matches!(call, Call::Script(_)) && vm.start_exit() {
            self.drive(vm)?;
        }
        let status = ended?;
        let (&Call::Function(event), None) = (call, status) else {
            return Ok(Ended::Exited(status.unwrap_or(0)));
        };
        vm.finish_boot();
        let context = Context::new(self.program.stem(), &self.bounds);
        if let Err(error) = vm.start_call(event, &context.arguments(), limits) {
            return Err(match vm.exception().is_some() {
                true => self.exception(vm),
                false => Failure::Other(error.to_string()),
            });
        }
        if let Some(status) = self.drive(vm)? {
            return Ok(Ended::Exited(status));
        }
        let mut answer = Vec::new();
        vm.result_json(&mut answer)
            .map_err(|_| self.exception(vm))?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        Ok(Ended::Returned(answer))
    }

    /// Runs to the end of the call; the number is the status of a `SystemExit`.
    fn drive(&mut self, vm: &mut Vm<'_, '_>) -> Result<Option<u8>, Failure> {
        loop {
            let outcome = match &mut self.profile {
                Some(profile) => profile.run(vm, &mut self.host),
                None => vm.run(&mut self.host, SLICE),
            };
            if self.interrupt.is_set() {
                return Ok(Some(INTERRUPTED));
            }
            match outcome {
                Outcome::Done => return Ok(None),
                Outcome::Raised => return self.raised(vm).map(Some),
                Outcome::OutOfMemory => return Err(self.out_of_memory("")),
                Outcome::OutOfFuel => {
                    let fuel = self.bounds.fuel;
                    let sentence = format!("the program has used up its fuel, {fuel}");
                    return Err(Failure::Limit(sentence));
                }
                Outcome::Paused | Outcome::Waiting => {}
            }
            let left = self.bounds.timeout.checked_sub(self.started.elapsed());
            let Some(left) = left else {
                let seconds = self.bounds.timeout.as_secs_f64();
                let sentence = format!("the program ran longer than {seconds} seconds");
                return Err(Failure::Limit(sentence));
            };
            self.host.flush();
            if self.host.is_closed {
                return Ok(Some(0));
            }
            if outcome == Outcome::Waiting {
                self.interrupt.sleep(self.host.sleep.min(left));
                vm.answer(Reply::None)
                    .map_err(|error| Failure::Other(error.to_string()))?;
            }
        }
    }

    /// The exit status of a run that an exception ended, if it asks for one.
    fn raised(&mut self, vm: &mut Vm<'_, '_>) -> Result<u8, Failure> {
        match vm.exit() {
            // The system keeps the lowest byte of a status.
            Some(Exit::Status(status)) => Ok((status & 0xff) as u8),
            Some(Exit::Message) => {
                self.host.flush();
                let mut text = Vec::new();
                // A message that cannot be made is left out, as CPython does.
                let _ = vm.exception_text(&mut text);
                text.push(b'\n');
                drop(std::io::stderr().write_all(&text));
                Ok(1)
            }
            None => Err(self.exception(vm)),
        }
    }

    /// The exception in flight, as CPython prints it.
    fn exception(&mut self, vm: &mut Vm<'_, '_>) -> Failure {
        self.host.flush();
        let mut text = traceback::text(vm, self.program, &self.compiled.positions);
        text.truncate(text.trim_end_matches('\n').len());
        match vm
            .exception()
            .map(|exception| exception.class_name().to_owned())
        {
            Some(class) if class == Exception::MemoryError.name() => self.out_of_memory(&text),
            Some(class) if class == Exception::KeyboardInterrupt.name() => {
                Failure::Interrupted(text)
            }
            _ => Failure::Exception(text),
        }
    }

    fn out_of_memory(&self, traceback: &str) -> Failure {
        let memory_mb = self.bounds.memory_mb;
        let sentence = format!("the program needs more than the {memory_mb} MB that it may use");
        Failure::Limit(match traceback {
            "" => sentence,
            _ => format!("{sentence}\n{traceback}"),
        })
    }
}
