//! Samples: in the log as little-endian integers, in events as JSON.

use crate::text::Text;

/// The most numbers in a sample.
pub const CHANNELS_MAX: usize = 3;
/// Bytes of one number in the log.
const NUMBER_BYTES: usize = 4;

/// What the sensor said at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    counts: [i32; CHANNELS_MAX],
    channels: usize,
}

impl Sample {
    /// A sample of so many zeros.
    #[must_use]
    pub fn zero(channels: usize) -> Sample {
        Sample {
            counts: [0; CHANNELS_MAX],
            channels: channels.clamp(1, CHANNELS_MAX),
        }
    }

    /// Its numbers, to be filled.
    pub fn counts_mut(&mut self) -> &mut [i32] {
        &mut self.counts[..self.channels]
    }

    /// The record of a log: 4 bytes for each number.
    #[must_use]
    pub fn record(&self) -> ([u8; NUMBER_BYTES * CHANNELS_MAX], usize) {
        let mut bytes = [0; NUMBER_BYTES * CHANNELS_MAX];
        for (place, count) in bytes.chunks_exact_mut(NUMBER_BYTES).zip(self.counts) {
            place.copy_from_slice(&count.to_le_bytes());
        }
        (bytes, NUMBER_BYTES * self.channels)
    }

    /// Reads a record.
    #[must_use]
    pub fn from_record(record: &[u8]) -> Sample {
        let mut sample = Sample::zero(record.len() / NUMBER_BYTES);
        for (count, bytes) in sample.counts.iter_mut().zip(record.as_chunks().0) {
            *count = i32::from_le_bytes(*bytes);
        }
        sample
    }

    /// Writes it as JSON: a number, or an array of its numbers if there are several.
    pub fn write(&self, decimals: u8, text: &mut Text<'_>) {
        if let [count] = self.counts[..self.channels] {
            text.decimal(count, decimals);
            return;
        }
        for (at, count) in self.counts[..self.channels].iter().enumerate() {
            text.raw(if at == 0 { "[" } else { "," });
            text.decimal(*count, decimals);
        }
        text.raw("]");
    }
}

/// Bytes of a record of so many numbers.
#[must_use]
pub fn record_bytes(channels: usize) -> u16 {
    (NUMBER_BYTES * channels.clamp(1, CHANNELS_MAX)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(counts: &[i32], decimals: u8) -> std::string::String {
        let mut sample = Sample::zero(counts.len());
        sample.counts_mut().copy_from_slice(counts);
        let (bytes, length) = sample.record();
        assert_eq!(Sample::from_record(&bytes[..length]), sample);
        let mut space = [0; 64];
        let mut text = Text::new(&mut space);
        sample.write(decimals, &mut text);
        text.as_str().into()
    }

    #[test]
    fn a_sample_reads_back_from_the_log_and_is_json() {
        assert_eq!(written(&[120], 0), "120");
        assert_eq!(written(&[-35, 9819, 10_000], 4), "[-0.0035,0.9819,1.0000]");
    }
}
