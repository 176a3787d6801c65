//! The VM's host on a board: the `device` module, the console and the clock.

use cortex_m::peripheral::SYST;
use iotpy_core::catalog::Exception;
use iotpy_core::{Argument, Host, Reply, Stream};

use crate::board::{Board, NoSuchPin};
use crate::clock::Clock;
use crate::console::Console;

/// What handlers can reach of the board.
pub struct DeviceHost<B> {
    board: B,
    clock: Clock,
    /// Where the program's output and the pin events go.
    pub console: Console,
}

impl<B: Board> DeviceHost<B> {
    /// The host on `board`.
    pub fn new(board: B, timer: SYST) -> DeviceHost<B> {
        DeviceHost {
            board,
            clock: Clock::start(timer),
            console: Console::open(),
        }
    }

    /// Ticks since the start.
    pub fn ticks(&self) -> u64 {
        self.clock.ticks()
    }

    fn set_pin(&mut self, pin: i64, high: bool) -> Reply<'static> {
        if self.board.set_pin(pin, high).is_err() || self.board.pin(pin) != Ok(high) {
            return no_such_pin();
        }
        self.console.text("pin ").number(pin.unsigned_abs());
        self.console.text(if high { " high\n" } else { " low\n" });
        Reply::None
    }
}

fn no_such_pin() -> Reply<'static> {
    Reply::Raise(Exception::ValueError, "this board has no such output pin")
}

impl<B: Board> Host for DeviceHost<B> {
    fn write(&mut self, _stream: Stream, text: &[u8]) {
        self.console.bytes(text);
    }

    /// This image has no way to learn the date: its time starts in 1970.
    fn unix_time_ns(&mut self) -> u64 {
        self.monotonic_ns()
    }

    fn monotonic_ns(&mut self) -> u64 {
        self.clock.ticks() * u64::from(B::TICK_NS)
    }

    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        match (name, arguments) {
            ("device.set_pin_high", [Argument::Int(pin)]) => self.set_pin(*pin, true),
            ("device.set_pin_low", [Argument::Int(pin)]) => self.set_pin(*pin, false),
            ("device.get_pin", [Argument::Int(pin)]) => match self.board.pin(*pin) {
                Ok(high) => Reply::Int(i64::from(high)),
                Err(NoSuchPin) => no_such_pin(),
            },
            ("device.set_pin_high" | "device.set_pin_low" | "device.get_pin", _) => {
                Reply::Raise(Exception::TypeError, "a pin is one int")
            }
            _ => Reply::Unknown,
        }
    }
}
