//! What the machine finds outside.

use std::time::Duration;
use std::vec::Vec;

use iotpy_core::catalog::Exception;
use iotpy_core::{Argument, Host, Reply, Stream};

use super::outside::{self, Outside};
use crate::Clock;
use crate::executor::printed::Printed;

/// Pins of the simulated device.
const PINS: usize = 64;

/// A device that is not there: its pins remember, its ADC reads 0.
#[derive(Clone)]
pub(super) struct SimulatedDevice {
    pins: [bool; PINS],
    /// Those that were set since it was asked for them.
    set: Vec<(u8, bool)>,
}

impl Default for SimulatedDevice {
    fn default() -> Self {
        Self {
            pins: [false; PINS],
            set: Vec::new(),
        }
    }
}

impl SimulatedDevice {
    /// The pins that were set since this was asked last, each once with its level.
    pub(super) fn take_set(&mut self) -> Vec<(u8, bool)> {
        std::mem::take(&mut self.set)
    }

    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'static> {
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
        // There are no more pins than fit a byte.
        let (pin, number) = (*pin, number as u8);
        self.set.retain(|(other, _)| *other != number);
        self.set.push((number, pin));
        Reply::None
    }
}

/// The outside of one invocation.
pub(super) struct EngineHost<'a> {
    pub(super) clock: &'a dyn Clock,
    pub(super) device: &'a mut SimulatedDevice,
    pub(super) outside: Outside<'a>,
    pub(super) printed: Printed,
    /// How long the function wants to sleep, after [`Reply::Pending`].
    pub(super) sleep: Option<Duration>,
    /// Whether the function was told anything that is not the same in all of its instances, or
    /// did anything but print.
    pub(super) is_used: bool,
}

impl<'a> EngineHost<'a> {
    pub(super) fn new(
        clock: &'a dyn Clock,
        device: &'a mut SimulatedDevice,
        outside: Outside<'a>,
    ) -> Self {
        Self {
            clock,
            device,
            outside,
            printed: Printed::default(),
            sleep: None,
            is_used: false,
        }
    }

    fn sleep(&mut self, arguments: &[Argument<'_>]) -> Reply<'static> {
        let seconds = match arguments {
            [Argument::Int(seconds)] => *seconds as f64,
            [Argument::Float(seconds)] => *seconds,
            [Argument::Bool(flag)] => f64::from(u8::from(*flag)),
            _ => return Reply::Raise(Exception::TypeError, "time.sleep() takes one number"),
        };
        if seconds < 0.0 {
            return Reply::Raise(Exception::ValueError, "sleep length must be non-negative");
        }
        match Duration::try_from_secs_f64(seconds) {
            Ok(duration) => {
                self.sleep = Some(duration);
                Reply::Pending
            }
            Err(_) => Reply::Raise(Exception::OverflowError, "timestamp too large to convert"),
        }
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

impl Host for EngineHost<'_> {
    fn write(&mut self, _stream: Stream, text: &[u8]) {
        self.printed.extend(text);
    }

    fn unix_time_ns(&mut self) -> u64 {
        self.is_used = true;
        nanos(self.clock.unix_time())
    }

    fn monotonic_ns(&mut self) -> u64 {
        self.is_used = true;
        nanos(self.clock.monotonic())
    }

    fn random(&mut self, bytes: &mut [u8]) -> bool {
        self.is_used = true;
        getrandom::fill(bytes).is_ok()
    }

    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        self.is_used |= !outside::is_shared(name, arguments);
        match name.split_once('.') {
            Some(("device", function)) => self.device.call(function, arguments),
            Some(("time", "sleep")) => self.sleep(arguments),
            Some(("_host", name)) => self.outside.about(name, arguments),
            Some(("aws", "call")) => self.outside.cloud(arguments),
            _ => Reply::Unknown,
        }
    }
}
