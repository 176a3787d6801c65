//! A 64-bit digest that tells messages, requests and bodies apart.

/// Digests bytes eight at a time. Not a keyed hash: whoever chooses the bytes can choose the
/// digest, so it is only used where that harms nobody but the chooser.
#[derive(Clone, Copy, Debug)]
pub struct Fingerprint {
    state: u64,
}

const MULTIPLIER: u64 = 0x9fb2_1c65_1e98_df25;

impl Fingerprint {
    /// The digest of nothing.
    pub const fn new() -> Fingerprint {
        Fingerprint {
            state: 0x243f_6a88_85a3_08d3,
        }
    }

    /// Adds a number.
    pub const fn number(&mut self, number: u64) {
        let mixed = (self.state ^ number).wrapping_mul(MULTIPLIER);
        self.state = mixed ^ (mixed >> 32);
    }

    /// Adds bytes and their length, so that two runs of bytes never join into one.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            let mut array = [0; 8];
            array.copy_from_slice(word);
            self.number(u64::from_le_bytes(array));
        }
        let mut tail = [0; 8];
        tail[..words.remainder().len()].copy_from_slice(words.remainder());
        self.number(u64::from_le_bytes(tail));
    }

    /// The digest of everything added.
    pub const fn finish(mut self) -> u64 {
        self.number(MULTIPLIER);
        self.state
    }

    /// The digest of one run of bytes.
    pub fn of(bytes: &[u8]) -> u64 {
        let mut fingerprint = Fingerprint::new();
        fingerprint.bytes(bytes);
        fingerprint.finish()
    }
}

impl Default for Fingerprint {
    fn default() -> Self {
        Fingerprint::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::vec::Vec;

    #[test]
    fn a_changed_bit_a_moved_byte_or_another_length_changes_the_digest() {
        let mut digests = HashSet::new();
        let base = [0x5a; 40];
        for bit in 0..base.len() * 8 {
            let mut changed = base;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(digests.insert(Fingerprint::of(&changed)));
        }
        let zeros: Vec<u8> = std::vec![0; 64];
        for length in 0..zeros.len() {
            assert!(digests.insert(Fingerprint::of(&zeros[..length])));
        }
    }

    #[test]
    fn two_runs_of_bytes_do_not_join() {
        let digest = |parts: [&[u8]; 2]| {
            let mut fingerprint = Fingerprint::new();
            parts.iter().for_each(|part| fingerprint.bytes(part));
            fingerprint.finish()
        };
        assert_ne!(digest([b"ab", b"c"]), digest([b"a", b"bc"]));
    }
}
