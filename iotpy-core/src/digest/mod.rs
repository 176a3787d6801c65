//! Hash functions whose state is plain bytes, so that a running hash can lie in the machine's
//! arena: MD5, SHA-1, SHA-2, SHA-3, SHAKE and BLAKE2.

mod blake2;
mod hmac;
mod keccak;
mod sha;
mod tables;

pub use hmac::pbkdf2_part;

use blake2::{compress_2b, compress_2s};
use tables::{MORE_SQUARE_ROOTS, SQUARE_ROOTS};

/// Bytes of a [`Hasher`] that is written down.
pub const STATE_LEN: usize = 3 + 8 + 200 + BUFFER;
/// The most bytes of a digest that is not a SHAKE.
pub const DIGEST_LEN_MAX: usize = 64;
const BUFFER: usize = 128;

/// A hash function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Algorithm {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha3_224,
    Sha3_256,
    Sha3_384,
    Sha3_512,
    Shake128,
    Shake256,
    Blake2b,
    Blake2s,
}

/// All of them by their names in `hashlib`: with the bytes of a digest and of a block.
const ALGORITHMS: [(&str, Algorithm, usize, usize); 14] = [
    ("md5", Algorithm::Md5, 16, 64),
    ("sha1", Algorithm::Sha1, 20, 64),
    ("sha224", Algorithm::Sha224, 28, 64),
    ("sha256", Algorithm::Sha256, 32, 64),
    ("sha384", Algorithm::Sha384, 48, 128),
    ("sha512", Algorithm::Sha512, 64, 128),
    ("sha3_224", Algorithm::Sha3_224, 28, 144),
    ("sha3_256", Algorithm::Sha3_256, 32, 136),
    ("sha3_384", Algorithm::Sha3_384, 48, 104),
    ("sha3_512", Algorithm::Sha3_512, 64, 72),
    ("shake_128", Algorithm::Shake128, 0, 168),
    ("shake_256", Algorithm::Shake256, 0, 136),
    ("blake2b", Algorithm::Blake2b, 64, 128),
    ("blake2s", Algorithm::Blake2s, 32, 64),
];

impl Algorithm {
    /// The algorithm with a name.
    #[must_use]
    pub fn named(name: &[u8]) -> Option<Algorithm> {
        let found = ALGORITHMS.iter().find(|entry| entry.0.as_bytes() == name);
        found.map(|entry| entry.1)
    }

    /// Bytes of a block.
    #[must_use]
    pub fn block_len(self) -> usize {
        ALGORITHMS[self as usize].3
    }

    /// Bytes of a digest; zero if the caller chooses.
    #[must_use]
    pub fn digest_len(self) -> usize {
        ALGORITHMS[self as usize].2
    }

    fn is_keccak(self) -> bool {
        (Algorithm::Sha3_224 as u8..=Algorithm::Shake256 as u8).contains(&(self as u8))
    }

    fn is_blake2(self) -> bool {
        matches!(self, Algorithm::Blake2b | Algorithm::Blake2s)
    }
}

/// A running hash.
#[derive(Clone, Debug)]
pub struct Hasher {
    algorithm: Algorithm,
    digest_len: usize,
    /// Bytes hashed so far.
    len: u64,
    words: [u64; 25],
    buffer: [u8; BUFFER],
    /// Bytes of the buffer, or of Keccak's block, that are used.
    used: usize,
}

impl Hasher {
    /// A hash of nothing so far.
    #[must_use]
    pub fn new(algorithm: Algorithm) -> Hasher {
        let mut words = [0; 25];
        let set = |words: &mut [u64; 25], values: &[u64; 8], shift: u32, mask: u64| {
            for (word, value) in words.iter_mut().zip(values) {
                *word = value >> shift & mask;
            }
        };
        const LOW: u64 = 0xFFFF_FFFF;
        match algorithm {
            Algorithm::Md5 | Algorithm::Sha1 => {
                let start = [
                    0x6745_2301,
                    0xEFCD_AB89,
                    0x98BA_DCFE,
                    0x1032_5476,
                    0xC3D2_E1F0,
                ];
                words[..5].copy_from_slice(&start);
            }
            Algorithm::Sha224 => set(&mut words, &MORE_SQUARE_ROOTS, 0, LOW),
            Algorithm::Sha256 | Algorithm::Blake2s => set(&mut words, &SQUARE_ROOTS, 32, LOW),
            Algorithm::Sha384 => set(&mut words, &MORE_SQUARE_ROOTS, 0, u64::MAX),
            Algorithm::Sha512 | Algorithm::Blake2b => set(&mut words, &SQUARE_ROOTS, 0, u64::MAX),
            _ => {}
        }
        let mut hasher = Hasher {
            algorithm,
            digest_len: algorithm.digest_len(),
            len: 0,
            words,
            buffer: [0; BUFFER],
            used: 0,
        };
        if algorithm.is_blake2() {
            let mut parameters = [0; 64];
            parameters[0] = hasher.digest_len as u8;
            (parameters[2], parameters[3]) = (1, 1);
            hasher.set_parameters(&parameters);
        }
        hasher
    }

    /// A BLAKE2 with a parameter block, as its specification lays it out, and a key.
    #[must_use]
    pub fn blake2(algorithm: Algorithm, parameters: &[u8; 64], key: &[u8]) -> Hasher {
        let mut hasher = Hasher::new(algorithm);
        let mut plain = [0; 64];
        plain[0] = hasher.digest_len as u8;
        (plain[2], plain[3]) = (1, 1);
        // What `new` mixed in goes out again.
        hasher.set_parameters(&plain);
        hasher.set_parameters(parameters);
        let most = algorithm.digest_len();
        hasher.digest_len = usize::from(parameters[0]).clamp(1, most);
        if !key.is_empty() {
            let key = &key[..key.len().min(most)];
            hasher.buffer[..key.len()].copy_from_slice(key);
            hasher.used = algorithm.block_len();
            hasher.len = hasher.used as u64;
        }
        hasher
    }

    fn set_parameters(&mut self, parameters: &[u8; 64]) {
        let size = if self.algorithm == Algorithm::Blake2b {
            8
        } else {
            4
        };
        for (word, bytes) in self.words.iter_mut().zip(parameters.chunks(size)).take(8) {
            *word ^= bytes
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u64::from(*byte));
        }
    }

    /// Bytes of the digest; zero if the caller chooses.
    #[must_use]
    pub fn digest_len(&self) -> usize {
        self.digest_len
    }

    /// Hashes more.
    pub fn update(&mut self, bytes: &[u8]) {
        self.len = self.len.wrapping_add(bytes.len() as u64);
        if self.algorithm.is_keccak() {
            let rate = self.algorithm.block_len();
            self.used = keccak::absorb(&mut self.words, rate, self.used, bytes);
            return;
        }
        let block = self.algorithm.block_len();
        // A BLAKE2 keeps a full block back, because the last one is marked.
        let lazy = self.algorithm.is_blake2();
        let mut rest = bytes;
        while !rest.is_empty() {
            if lazy && self.used == block {
                let before = self.len - rest.len() as u64;
                self.compress(before, false);
            }
            let taken = rest.len().min(block - self.used);
            self.buffer[self.used..self.used + taken].copy_from_slice(&rest[..taken]);
            self.used += taken;
            rest = &rest[taken..];
            if !lazy && self.used == block {
                self.compress(0, false);
            }
        }
    }

    fn compress(&mut self, len: u64, last: bool) {
        self.used = 0;
        let (words, buffer) = (&mut self.words, &self.buffer);
        match self.algorithm {
            Algorithm::Md5 => sha::md5(words, buffer),
            Algorithm::Sha1 => sha::sha1(words, buffer),
            Algorithm::Sha224 | Algorithm::Sha256 => sha::sha256(words, buffer),
            Algorithm::Blake2b => compress_2b(words, buffer, len, last),
            Algorithm::Blake2s => compress_2s(words, buffer, len, last),
            _ => sha::sha512(words, buffer),
        }
    }

    /// Ends the hash and fills `out` with the digest, of which a SHAKE gives as much as is asked.
    pub fn finish(mut self, out: &mut [u8]) {
        if self.algorithm.is_keccak() {
            let shake = self.digest_len == 0;
            let pad = if shake { 0x1F } else { 0x06 };
            let rate = self.algorithm.block_len();
            keccak::squeeze(&mut self.words, rate, self.used, pad, out);
            return;
        }
        if self.algorithm.is_blake2() {
            self.buffer[self.used..].fill(0);
            self.compress(self.len, true);
        } else {
            self.pad();
        }
        let (size, big) = match self.algorithm {
            Algorithm::Md5 | Algorithm::Blake2s => (4, false),
            Algorithm::Blake2b => (8, false),
            Algorithm::Sha384 | Algorithm::Sha512 => (8, true),
            _ => (4, true),
        };
        for (bytes, word) in out.chunks_mut(size).zip(self.words) {
            let all = if big {
                (word << (64 - 8 * size)).to_be_bytes()
            } else {
                word.to_le_bytes()
            };
            bytes.copy_from_slice(&all[..bytes.len()]);
        }
    }

    /// The end of the message and its length in bits.
    fn pad(&mut self) {
        let block = self.algorithm.block_len();
        let bits = self.len.wrapping_mul(8);
        let length_len = block / 8;
        self.buffer[self.used] = 0x80;
        self.buffer[self.used + 1..].fill(0);
        if self.used + 1 + length_len > block {
            self.compress(0, false);
            self.buffer.fill(0);
        }
        let field = &mut self.buffer[block - 8..block];
        if self.algorithm == Algorithm::Md5 {
            field.copy_from_slice(&bits.to_le_bytes());
        } else {
            field.copy_from_slice(&bits.to_be_bytes());
            if block == 128 {
                self.buffer[block - 9] = (self.len >> 61) as u8;
            }
        }
        self.compress(0, false);
    }

    /// Writes the state down.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; STATE_LEN] {
        let mut bytes = [0; STATE_LEN];
        bytes[0] = self.algorithm as u8;
        bytes[1] = self.digest_len as u8;
        bytes[2] = self.used as u8;
        bytes[3..11].copy_from_slice(&self.len.to_le_bytes());
        for (to, word) in bytes[11..211].chunks_mut(8).zip(self.words) {
            to.copy_from_slice(&word.to_le_bytes());
        }
        bytes[211..].copy_from_slice(&self.buffer);
        bytes
    }

    /// Takes up a state that was written down; nothing if it cannot be one.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Hasher> {
        let bytes: &[u8; STATE_LEN] = bytes.try_into().ok()?;
        let algorithm = ALGORITHMS.get(usize::from(bytes[0]))?.1;
        let most = algorithm.block_len() - usize::from(!algorithm.is_blake2());
        let (digest_len, used) = (usize::from(bytes[1]), usize::from(bytes[2]));
        if digest_len > algorithm.digest_len() || used > most {
            return None;
        }
        let (len, rest) = bytes[3..].split_first_chunk()?;
        let mut words = [0; 25];
        for (word, from) in words.iter_mut().zip(rest.as_chunks().0) {
            *word = u64::from_le_bytes(*from);
        }
        Some(Hasher {
            algorithm,
            digest_len,
            len: u64::from_le_bytes(*len),
            words,
            buffer: *bytes.last_chunk()?,
            used,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;
    use std::vec;

    fn hex(name: &str, bytes: &[u8], step: usize) -> String {
        let mut hasher = Hasher::new(Algorithm::named(name.as_bytes()).unwrap());
        for part in bytes.chunks(step) {
            hasher = Hasher::from_bytes(&hasher.to_bytes()).unwrap();
            hasher.update(part);
        }
        let mut out = vec![0; hasher.digest_len().max(4)];
        hasher.finish(&mut out);
        out[..4]
            .iter()
            .map(|byte| std::format!("{byte:02x}"))
            .collect()
    }

    #[test]
    fn digests_are_those_of_cpython() {
        let text: std::vec::Vec<u8> = (0..=255).cycle().take(1000).collect();
        for (name, wanted) in EXPECTED {
            for step in [1, 7, 128, 1000] {
                assert_eq!(hex(name, &text, step), wanted, "{name}");
            }
        }
    }

    #[test]
    fn states_from_outside_do_no_harm() {
        for seed in 0..2_000_u32 {
            let mut bytes = [0; STATE_LEN];
            for (n, byte) in bytes.iter_mut().enumerate() {
                *byte = (seed.wrapping_mul(2_654_435_761) >> (n % 24)) as u8 ^ n as u8;
            }
            bytes[0] = seed as u8 % 16;
            bytes[1] %= 65;
            if let Some(mut hasher) = Hasher::from_bytes(&bytes) {
                hasher.update(&[1; 300]);
                hasher.finish(&mut [0; 64]);
            }
        }
    }

    const EXPECTED: [(&str, &str); 14] = [
        ("md5", "cbecbdb0"),
        ("sha1", "af0b191c"),
        ("sha224", "fd2f3194"),
        ("sha256", "a8af099b"),
        ("sha384", "cfe84a17"),
        ("sha512", "6cd2eda9"),
        ("sha3_224", "449b2acb"),
        ("sha3_256", "14e5de35"),
        ("sha3_384", "78361036"),
        ("sha3_512", "0a96e7c0"),
        ("shake_128", "39414e9a"),
        ("shake_256", "7ea3adcc"),
        ("blake2b", "9fe68712"),
        ("blake2s", "b5f9d779"),
    ];
}
