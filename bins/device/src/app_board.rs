//! This board as the application sees it.

use embedded_hal::digital::{ErrorKind, ErrorType, OutputPin, StatefulOutputPin};
use nanolambda_device_application::Board as Application;
use nanolambda_device_application::CHANNELS_MAX;
use nanolambda_device_application::event::Event;

use crate::board::{Board, Chosen};
use crate::clock;
use crate::frames;
use crate::host_file::HostFile;
use crate::settings::Settings;

/// Microseconds between two looks at whether the device is to end.
const LOOK_US: u64 = 250_000;
const NUMBER_BYTES: usize = 4;

/// The pin that was asked for last, and the board that it is on.
pub struct Pin {
    board: Chosen,
    number: i64,
}

/// The board has no such pin.
#[derive(Debug)]
pub struct NoPin;

impl embedded_hal::digital::Error for NoPin {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Other
    }
}

impl ErrorType for Pin {
    type Error = NoPin;
}

impl OutputPin for Pin {
    fn set_low(&mut self) -> Result<(), NoPin> {
        self.board.set_pin(self.number, false).map_err(|_| NoPin)
    }

    fn set_high(&mut self) -> Result<(), NoPin> {
        self.board.set_pin(self.number, true).map_err(|_| NoPin)
    }
}

impl StatefulOutputPin for Pin {
    fn is_set_high(&mut self) -> Result<bool, NoPin> {
        self.board.pin(self.number).map_err(|_| NoPin)
    }

    fn is_set_low(&mut self) -> Result<bool, NoPin> {
        self.is_set_high().map(|is_high| !is_high)
    }
}

/// The board, and the file that stands in for its sensor.
pub struct AppBoard {
    pin: Pin,
    signal: Option<HostFile>,
    at: usize,
    random: u64,
    for_us: u64,
    look_us: u64,
    /// Ticks of the clock in which the processor rested.
    rested: u64,
}

impl AppBoard {
    /// Takes the board. The ADC of the emulator gives noise, so the sensor is the file `signal`, of
    /// three little-endian integers for each sample.
    pub fn start(board: Chosen, settings: &Settings<'_>) -> AppBoard {
        AppBoard {
            pin: Pin { board, number: 0 },
            signal: HostFile::open(b"signal\0", false),
            at: 0,
            random: settings.seed,
            for_us: settings.for_us,
            look_us: LOOK_US,
            rested: 0,
        }
    }

    /// The next random number (SplitMix64, Steele et al. 2014).
    fn next_random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.random ^ (self.random >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Application for AppBoard {
    const NAME: &'static str = Chosen::NAME;
    type Pin = Pin;

    fn now_us(&mut self) -> u64 {
        clock::now_us()
    }

    fn sample(&mut self, channels: &mut [i32]) -> bool {
        let Some(signal) = &mut self.signal else {
            return false;
        };
        let mut record = [0; NUMBER_BYTES * CHANNELS_MAX];
        if self.at + record.len() > signal.length() {
            self.at = 0;
        }
        if !signal.read(self.at, &mut record) {
            return false;
        }
        self.at += record.len();
        for (count, bytes) in channels.iter_mut().zip(record.as_chunks().0) {
            *count = i32::from_le_bytes(*bytes);
        }
        true
    }

    fn output(&mut self, number: u8) -> Option<&mut Pin> {
        self.pin.number = number.into();
        match self.pin.is_set_high() {
            Ok(_) => Some(&mut self.pin),
            Err(NoPin) => None,
        }
    }

    fn entropy(&mut self, bytes: &mut [u8]) -> bool {
        for chunk in bytes.chunks_mut(8) {
            let random = self.next_random().to_le_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
        true
    }

    fn tell(&mut self, event: &Event<'_>) {
        frames::tell(event);
    }

    fn wait(&mut self, until_us: u64) {
        // The rest ends after about a millisecond, and then the network is looked at.
        if clock::now_us() < until_us {
            let before = clock::ticks();
            clock::rest();
            self.rested += clock::ticks() - before;
        }
    }

    fn instructions(&mut self) -> Option<u64> {
        // The emulator's time is one instruction in a nanosecond, and that of the host while the
        // processor rests.
        Some((clock::ticks() - self.rested) * u64::from(Chosen::TICK_NS))
    }

    fn is_ending(&mut self) -> bool {
        let now_us = clock::now_us();
        if now_us >= self.look_us {
            self.look_us = now_us + LOOK_US;
            if HostFile::open(b"stop\0", false).is_some() {
                self.for_us = 0;
            }
        }
        now_us >= self.for_us
    }
}
