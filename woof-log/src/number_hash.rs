//! Hashing of small numbers that this crate gives out itself, in a few instructions: nobody
//! outside can choose them, so none need to be kept from colliding.

use core::hash::{BuildHasherDefault, Hasher};

/// For maps whose keys are made of such numbers.
pub(crate) type ByNumber = BuildHasherDefault<NumberHasher>;

/// Multiplies, so that neighbours come to lie apart.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NumberHasher(u64);

/// 2⁶⁴ divided by the golden ratio.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for NumberHasher {
    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number))
            .wrapping_mul(FACTOR)
            .rotate_left(32);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32((*byte).into()));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use core::hash::BuildHasher as _;
    use std::collections::BTreeSet;
    use std::vec::Vec;

    use super::*;

    #[test]
    fn neighbours_differ_where_a_map_looks() {
        let hash = |key: (u32, u32)| ByNumber::default().hash_one(key);
        let keys = (0..64).flat_map(|log| (0..64).map(move |block| (log, block)));
        let hashes: Vec<u64> = keys.map(hash).collect();
        let low: BTreeSet<u64> = hashes.iter().map(|hash| hash & 0xFFFF).collect();
        let high: BTreeSet<u64> = hashes.iter().map(|hash| hash >> 57).collect();
        assert!(low.len() > 3000, "{} of 4096", low.len());
        assert_eq!(high.len(), 128);
    }
}
