//! Randomness, passed in.

use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest as _, Sha256};

/// Where revision ids and request ids come from, and the choice between weighted versions.
pub trait Random: Send + Sync {
    /// Sixteen bytes that nobody can foresee and that never come twice.
    fn bytes(&self) -> [u8; 16];
}

/// SHA-256 of a secret seed and a counter. The binary takes the seed from the operating system.
pub struct SeededRandom {
    seed: [u8; 32],
    counter: AtomicU64,
}

impl SeededRandom {
    /// A source with this seed: the same seed gives the same bytes.
    #[must_use]
    pub fn new(seed: [u8; 32]) -> Self {
        Self {
            seed,
            counter: AtomicU64::new(0),
        }
    }
}

impl Random for SeededRandom {
    fn bytes(&self) -> [u8; 16] {
        let count = self.counter.fetch_add(1, Ordering::Relaxed);
        let digest: [u8; 32] = Sha256::new()
            .chain_update(self.seed)
            .chain_update(count.to_be_bytes())
            .finalize()
            .into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        bytes
    }
}

/// A UUID of version 4 as text (RFC 9562 section 5.4).
pub(crate) fn uuid(random: &dyn Random) -> String {
    faas_runtime::RequestId::from_random(random.bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_never_repeat_and_follow_from_the_seed() {
        let draw = |seed: u8| -> Vec<[u8; 16]> {
            let random = SeededRandom::new([seed; 32]);
            (0..100).map(|_| random.bytes()).collect()
        };
        assert_eq!(draw(1), draw(1));
        let all: std::collections::BTreeSet<_> = [draw(1), draw(2)].concat().into_iter().collect();
        assert_eq!(all.len(), 200);
        assert_eq!(uuid(&SeededRandom::new([0; 32])).len(), 36);
    }
}
