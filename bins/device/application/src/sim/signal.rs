//! What the sensor of a simulated board says.

use std::string::String;
use std::vec::Vec;

use crate::sample::CHANNELS_MAX;

/// Where the light switches: the threshold of the paper's handler.
const THRESHOLD: i32 = 100;
/// How far the default signal goes to both sides of it.
const SWING: i32 = 40;
/// How much it changes between two samples.
const STEP: i32 = 5;

/// Why a signal cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignalError {
    /// A number cannot be read.
    #[error("line {line}: {text:?} is no number with at most {decimals} digits behind the point")]
    Number {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        text: String,
        /// Digits that the sensor has.
        decimals: u8,
    },
    /// A line has too few or too many numbers.
    #[error("line {line}: a sample has {channels} numbers")]
    Channels {
        /// The line, from 1.
        line: usize,
        /// Numbers in a sample.
        channels: usize,
    },
    /// There is no sample.
    #[error("there is no sample in it")]
    Empty,
}

/// Samples that come again when all were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    samples: Vec<[i32; CHANNELS_MAX]>,
    next: usize,
}

impl Signal {
    /// Light that becomes brighter and darker around the threshold, in so many channels.
    #[must_use]
    pub fn swinging() -> Signal {
        let up = (THRESHOLD - SWING..THRESHOLD + SWING).step_by(STEP as usize);
        let down = (THRESHOLD - SWING + STEP..=THRESHOLD + SWING).rev();
        let down = down.step_by(STEP as usize);
        Signal {
            samples: up.chain(down).map(|level| [level; CHANNELS_MAX]).collect(),
            next: 0,
        }
    }

    /// Reads a text with a sample in each line: its numbers, with spaces or commas between them, in
    /// brackets or not. Empty lines and those that begin with `#` are skipped.
    ///
    /// # Errors
    /// [`SignalError`].
    pub fn parse(text: &str, channels: usize, decimals: u8) -> Result<Signal, SignalError> {
        let mut samples = Vec::new();
        for (at, written) in text.lines().enumerate() {
            let line = at + 1;
            let written = written.trim();
            if written.is_empty() || written.starts_with('#') {
                continue;
            }
            let mut sample = [0; CHANNELS_MAX];
            let mut count = 0;
            let between = |letter: char| letter.is_whitespace() || ",[]".contains(letter);
            for word in written.split(between).filter(|word| !word.is_empty()) {
                let number = count_of(word, decimals).ok_or_else(|| SignalError::Number {
                    line,
                    text: word.into(),
                    decimals,
                })?;
                if let Some(place) = sample.get_mut(count) {
                    *place = number;
                }
                count += 1;
            }
            if count != channels {
                return Err(SignalError::Channels { line, channels });
            }
            samples.push(sample);
        }
        match samples.is_empty() {
            true => Err(SignalError::Empty),
            false => Ok(Signal { samples, next: 0 }),
        }
    }

    /// Gives the next sample.
    pub fn next(&mut self, channels: &mut [i32]) {
        if let Some(sample) = self.samples.get(self.next) {
            for (place, count) in channels.iter_mut().zip(sample) {
                *place = *count;
            }
        }
        self.next = (self.next + 1) % self.samples.len().max(1);
    }

    /// All samples, in order: numbers with spaces between them, a line for each.
    #[must_use]
    pub fn counts(&self) -> &[[i32; CHANNELS_MAX]] {
        &self.samples
    }
}

/// A decimal number as a count of units of `10^-decimals`.
fn count_of(word: &str, decimals: u8) -> Option<i32> {
    let (sign, digits) = match word.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, word),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let decimals = usize::from(decimals);
    if digits.is_empty() || !is_number(whole) || !is_number(part) || part.len() > decimals {
        return None;
    }
    let padded = std::format!("{whole}{part:0<decimals$}");
    padded.parse::<i32>().ok().map(|count| sign * count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(signal: &mut Signal, channels: usize) -> Vec<i32> {
        let mut counts = std::vec![0; channels];
        signal.next(&mut counts);
        counts
    }

    #[test]
    fn the_default_swings_across_the_threshold() {
        let mut signal = Signal::swinging();
        let levels: Vec<i32> = (0..64).map(|_| taken(&mut signal, 1)[0]).collect();
        assert!(levels.iter().any(|level| *level > THRESHOLD));
        assert!(levels.iter().any(|level| *level < THRESHOLD));
        let steps = levels.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        assert!(steps.into_iter().all(|step| step == STEP));
    }

    #[test]
    fn a_text_is_read_and_repeats() {
        let text = "# x y z\n-0.0035, 0.9819, 1\n\n[2 3 4.5]\n";
        let mut signal = Signal::parse(text, 3, 4).expect("a signal");
        assert_eq!(taken(&mut signal, 3), [-35, 9819, 10_000]);
        assert_eq!(taken(&mut signal, 3), [20_000, 30_000, 45_000]);
        assert_eq!(taken(&mut signal, 3), [-35, 9819, 10_000]);
    }

    #[test]
    fn mistakes_are_named() {
        let check = |text: &str, expected: &str| {
            let error = Signal::parse(text, 1, 1).expect_err("it is refused");
            assert!(std::format!("{error}").contains(expected), "{error}");
        };
        check("", "no sample");
        check("1\n2 3", "line 2: a sample has 1 numbers");
        check("1.25", "line 1: \"1.25\"");
        check("one", "no number");
        check("99999999999", "no number");
    }
}
