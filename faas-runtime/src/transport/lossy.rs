//! A link that misbehaves on purpose.

use super::{Transport, TransportError};

/// How often a link misbehaves: each is a chance out of 256 for every frame sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LossRates {
    /// The frame never arrives.
    pub lost: u8,
    /// The frame arrives twice.
    pub doubled: u8,
    /// The frame arrives after the next one that is sent.
    pub delayed: u8,
}

/// Wraps a transport and loses, doubles and delays what is sent, by a seed.
///
/// It is middleware: whatever speaks over a [`Transport`] speaks over this one, so retries and
/// de-duplication can be tested on any pair of ends. The same seed does the same every time.
/// `FRAME` is the room for the one frame that can be held back; a longer frame is not delayed.
#[derive(Debug)]
pub struct Lossy<T, const FRAME: usize> {
    inner: T,
    rates: LossRates,
    state: u64,
    held: [u8; FRAME],
    held_bytes: Option<usize>,
}

impl<T: Transport, const FRAME: usize> Lossy<T, FRAME> {
    /// Wraps `inner`.
    pub fn new(inner: T, rates: LossRates, seed: u64) -> Self {
        Self {
            inner,
            rates,
            state: seed,
            held: [0; FRAME],
            held_bytes: None,
        }
    }

    /// Sends the frame that is held back, if there is one.
    ///
    /// # Errors
    /// As [`Transport::send`]; the frame is then still held.
    pub fn flush(&mut self) -> Result<(), TransportError> {
        if let Some(bytes) = self.held_bytes {
            self.inner.send(&self.held[..bytes])?;
            self.held_bytes = None;
        }
        Ok(())
    }

    /// True in `rate` of 256 cases (SplitMix64, Steele et al. 2014).
    fn happens(&mut self, rate: u8) -> bool {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed >> 56) as u8) < rate
    }
}

impl<T: Transport, const FRAME: usize> Transport for Lossy<T, FRAME> {
    fn send(&mut self, frame: &[u8]) -> Result<(), TransportError> {
        if frame.len() > self.mtu() {
            let (length_bytes, mtu_bytes) = (frame.len(), self.mtu());
            return Err(TransportError::TooLong {
                length_bytes,
                mtu_bytes,
            });
        }
        // All three are drawn for each frame, so that one rate does not shift the others' draws.
        let lost = self.happens(self.rates.lost);
        let doubled = self.happens(self.rates.doubled);
        let delayed = self.happens(self.rates.delayed);
        if lost {
            return Ok(());
        }
        if delayed && self.held_bytes.is_none() && frame.len() <= FRAME {
            self.held[..frame.len()].copy_from_slice(frame);
            self.held_bytes = Some(frame.len());
            return Ok(());
        }
        self.inner.send(frame)?;
        // The frame is out: no room for its double, or for the held one, is only more loss.
        if doubled {
            match self.inner.send(frame) {
                Ok(()) | Err(TransportError::Full) => {}
                Err(error) => return Err(error),
            }
        }
        match self.flush() {
            Ok(()) | Err(TransportError::Full) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn recv(&mut self, frame: &mut [u8]) -> Result<Option<usize>, TransportError> {
        self.inner.recv(frame)
    }

    fn mtu(&self) -> usize {
        self.inner.mtu()
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::transport::loopback;

    /// What of the frames 0..20 arrives.
    fn check(rates: LossRates, seed: u64) -> Vec<u8> {
        let (left, mut right) = loopback(8, 100);
        let mut left: Lossy<_, 8> = Lossy::new(left, rates, seed);
        for number in 0..20 {
            left.send(&[number]).expect("there is room");
        }
        left.flush().expect("there is room");
        let mut frame = [0; 8];
        let mut arrived = Vec::new();
        while let Ok(Some(1)) = right.recv(&mut frame) {
            arrived.push(frame[0]);
        }
        arrived
    }

    #[test]
    fn without_rates_everything_arrives_in_order() {
        assert_eq!(check(LossRates::default(), 1), (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn loses_doubles_and_reorders() {
        let lost = check(
            LossRates {
                lost: 128,
                ..LossRates::default()
            },
            2,
        );
        assert!(lost.len() < 20 && lost.is_sorted());
        let doubled = check(
            LossRates {
                doubled: 128,
                ..LossRates::default()
            },
            2,
        );
        assert!(doubled.len() > 20 && doubled.is_sorted());
        let mut delayed = check(
            LossRates {
                delayed: 128,
                ..LossRates::default()
            },
            2,
        );
        assert!(!delayed.is_sorted());
        delayed.sort_unstable();
        assert_eq!(delayed, (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn the_same_seed_does_the_same() {
        let rates = LossRates {
            lost: 50,
            doubled: 50,
            delayed: 50,
        };
        assert_eq!(check(rates, 7), check(rates, 7));
        assert_ne!(check(rates, 7), check(rates, 8));
    }
}
