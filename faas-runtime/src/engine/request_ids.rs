//! Request ids without reading randomness.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::RequestId;

/// Makes request ids from a random seed and a counter.
///
/// The ids of one start differ because the mix of a counter is one to one; those of two starts
/// differ because their seeds do. They are unique, not secret.
pub(super) struct RequestIds {
    seed: [u64; 2],
    counter: AtomicU64,
}

impl RequestIds {
    pub(super) fn new(seed: [u8; 16]) -> Self {
        let (low, high) = seed.split_at(8);
        let word = |half: &[u8]| {
            half.iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte))
        };
        Self {
            seed: [word(low), word(high)],
            counter: AtomicU64::new(0),
        }
    }

    pub(super) fn next(&self) -> RequestId {
        let count = self.counter.fetch_add(1, Ordering::Relaxed);
        let first = mix(self.seed[0].wrapping_add(count.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        let second = mix(self.seed[1] ^ first);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&first.to_be_bytes());
        bytes[8..].copy_from_slice(&second.to_be_bytes());
        RequestId::from_random(bytes)
    }
}

/// The finalizer of SplitMix64 (Steele et al. 2014), a bijection of 64 bits.
fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_of_one_start_and_of_two_starts_differ() {
        let (one, two) = (RequestIds::new([1; 16]), RequestIds::new([2; 16]));
        let ids: BTreeSet<_> = (0..1000).flat_map(|_| [one.next(), two.next()]).collect();
        assert_eq!(ids.len(), 2000);
    }
}
