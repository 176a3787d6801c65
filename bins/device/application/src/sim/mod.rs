//! A board of this machine: its flash is a file, its line a UDP socket, its sensor a signal.
//!
//! The application that runs on it is the one that runs on microcontrollers. So it can be tried on
//! a laptop, many at a time, and tests of it are quick.

mod flash;
mod signal;
mod udp;

use core::convert::Infallible;
use core::time::Duration;
use std::boxed::Box;
use std::time::Instant;

use embedded_hal::digital::{ErrorType, OutputPin, StatefulOutputPin};

pub use flash::{ERASE_BYTES, FileFlash, FileFlashError};
pub use signal::{Signal, SignalError};
pub use udp::UdpLine;

use crate::board::Board;
use crate::event::{Event, LINE_BYTES_MAX};
use crate::text::Text;

/// Output pins of the board.
const PINS: usize = 32;
/// How long it rests at most, so that it notices that it is to end.
const REST_US_MAX: u64 = 100_000;

/// A pin that remembers its level.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pin {
    is_high: bool,
}

impl ErrorType for Pin {
    type Error = Infallible;
}

impl OutputPin for Pin {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.is_high = false;
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        self.is_high = true;
        Ok(())
    }
}

impl StatefulOutputPin for Pin {
    fn is_set_high(&mut self) -> Result<bool, Infallible> {
        Ok(self.is_high)
    }

    fn is_set_low(&mut self) -> Result<bool, Infallible> {
        Ok(!self.is_high)
    }
}

/// The simulated board.
pub struct SimBoard {
    started: Instant,
    signal: Signal,
    pins: [Pin; PINS],
    /// Knows when something has come.
    line: UdpLine,
    /// What is done with the lines that the board prints.
    print: Print,
    /// Whether it is to end.
    is_ending: IsEnding,
}

/// Takes the lines of the board.
type Print = Box<dyn FnMut(&[u8]) + Send>;
/// Says whether the board is to end after this time.
type IsEnding = Box<dyn FnMut(Duration) -> bool + Send>;

impl SimBoard {
    /// A board with this sensor, whose lines go to `print`. It ends when `is_ending` says so, which
    /// is asked with the time since the start.
    #[must_use]
    pub fn new(
        signal: Signal,
        line: UdpLine,
        print: impl FnMut(&[u8]) + Send + 'static,
        is_ending: impl FnMut(Duration) -> bool + Send + 'static,
    ) -> SimBoard {
        SimBoard {
            started: Instant::now(),
            signal,
            pins: [Pin::default(); PINS],
            line,
            print: Box::new(print),
            is_ending: Box::new(is_ending),
        }
    }
}

impl Board for SimBoard {
    const NAME: &'static str = "sim";
    type Pin = Pin;

    fn now_us(&mut self) -> u64 {
        u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn sample(&mut self, channels: &mut [i32]) -> bool {
        self.signal.next(channels);
        true
    }

    fn output(&mut self, number: u8) -> Option<&mut Pin> {
        self.pins.get_mut(usize::from(number))
    }

    fn entropy(&mut self, bytes: &mut [u8]) -> bool {
        getrandom::fill(bytes).is_ok()
    }

    fn tell(&mut self, event: &Event<'_>) {
        let mut space = [0; LINE_BYTES_MAX];
        let mut line = Text::new(&mut space);
        event.write_line(&mut line);
        (self.print)(line.as_bytes());
    }

    fn wait(&mut self, until_us: u64) {
        let rest_us = until_us.saturating_sub(self.now_us()).min(REST_US_MAX);
        self.line.wait(Duration::from_micros(rest_us));
    }

    fn is_ending(&mut self) -> bool {
        (self.is_ending)(self.started.elapsed())
    }
}
