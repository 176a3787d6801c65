//! The generator of Python's `random` module: the Mersenne Twister MT19937 (Matsumoto and
//! Nishimura, 1998), seeded and read as CPython does.

use crate::text::sink::Full;

/// Words of the generator's state proper.
const WORDS: usize = 624;
/// The distance of the words that are mixed.
const MIDDLE: usize = 397;

/// The count of words that a caller keeps for a generator: its state and the place in it.
pub const STATE_LEN: usize = WORDS + 1;

/// A generator over a caller's words. It is not for secrets.
///
/// ```
/// use iotpy_core::number::random::{STATE_LEN, Twister};
///
/// let mut words = [0; STATE_LEN];
/// let mut twister = Twister::new(&mut words)?;
/// twister.seed(&[42]);
/// assert_eq!(twister.random(), 0.6394267984578837); // random.seed(42); random.random()
/// # Ok::<(), iotpy_core::text::sink::Full>(())
/// ```
#[derive(Debug)]
pub struct Twister<'a> {
    state: &'a mut [u32; WORDS],
    place: &'a mut u32,
}

impl<'a> Twister<'a> {
    /// A generator over words that hold one already, or that are about to be seeded.
    ///
    /// # Errors
    /// [`Full`] if there are fewer than [`STATE_LEN`] words.
    pub fn new(words: &'a mut [u32]) -> Result<Self, Full> {
        let (state, rest) = words.split_first_chunk_mut().ok_or(Full)?;
        Ok(Twister {
            state,
            place: rest.first_mut().ok_or(Full)?,
        })
    }

    /// `random.seed(int)`, by the magnitude of the integer.
    pub fn seed(&mut self, magnitude: &[u64]) {
        let magnitude = super::bigint::normalised(magnitude);
        let halves = magnitude
            .iter()
            .flat_map(|limb| [*limb as u32, (*limb >> 32) as u32]);
        let top_empty = magnitude.last().is_some_and(|top| top >> 32 == 0);
        let count = (2 * magnitude.len()).saturating_sub(usize::from(top_empty));
        // Zero is one word.
        let key = halves.take(count).chain((count == 0).then_some(0));
        self.fill(19_650_218);
        self.mix(key, count.max(1));
        if let Some(first) = self.state.first_mut() {
            *first = 0x8000_0000;
        }
    }

    fn fill(&mut self, seed: u32) {
        let mut last = seed;
        for (index, word) in self.state.iter_mut().enumerate() {
            if index > 0 {
                last = (last ^ (last >> 30))
                    .wrapping_mul(1_812_433_253)
                    .wrapping_add(index as u32);
            }
            *word = last;
        }
        *self.place = WORDS as u32;
    }

    /// Mixes a key of so many words into the state.
    fn mix(&mut self, key: impl Iterator<Item = u32> + Clone, count: usize) {
        let mut index = 1;
        let numbered = key.zip(0_u32..).cycle();
        for (word, number) in numbered.take(count.max(WORDS)) {
            let value = self
                .mixed(index, 1_664_525)
                .wrapping_add(word)
                .wrapping_add(number);
            index = self.put(index, value);
        }
        for _ in 1..WORDS {
            let value = self.mixed(index, 1_566_083_941).wrapping_sub(index as u32);
            index = self.put(index, value);
        }
    }

    fn word(&self, index: usize) -> u32 {
        self.state.get(index).copied().unwrap_or(0)
    }

    fn mixed(&self, index: usize, factor: u32) -> u32 {
        let before = self.word(index.wrapping_sub(1));
        self.word(index) ^ (before ^ (before >> 30)).wrapping_mul(factor)
    }

    /// Stores a word; the index after it, which is one again after the last.
    fn put(&mut self, index: usize, value: u32) -> usize {
        if let Some(word) = self.state.get_mut(index) {
            *word = value;
        }
        if index + 1 < WORDS {
            return index + 1;
        }
        if let Some(first) = self.state.first_mut() {
            *first = value;
        }
        1
    }

    /// Makes the next words of the state.
    fn twist(&mut self) {
        for index in 0..WORDS {
            let joined =
                (self.word(index) & 0x8000_0000) | (self.word((index + 1) % WORDS) & 0x7fff_ffff);
            let odd = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            let value = self.word((index + MIDDLE) % WORDS) ^ (joined >> 1) ^ odd;
            if let Some(word) = self.state.get_mut(index) {
                *word = value;
            }
        }
        *self.place = 0;
    }

    /// The next 32 random bits.
    pub fn next_word(&mut self) -> u32 {
        if *self.place >= WORDS as u32 {
            self.twist();
        }
        let mut word = self.word(*self.place as usize);
        *self.place += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// `random.random()`: a multiple of 2^-53 in 0..1.
    pub fn random(&mut self) -> f64 {
        let high = f64::from(self.next_word() >> 5);
        let low = f64::from(self.next_word() >> 6);
        (high * 67_108_864.0 + low) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `random.getrandbits(bits)` for up to 64 bits; more are taken as 64.
    pub fn bits(&mut self, bits: u32) -> u64 {
        let low_bits = bits.min(32);
        if low_bits == 0 {
            return 0;
        }
        let low = u64::from(self.next_word() >> (32 - low_bits));
        match bits.min(64) - low_bits {
            0 => low,
            high_bits => low | u64::from(self.next_word() >> (32 - high_bits)) << 32,
        }
    }

    /// `random.getrandbits(bits)` of any size. `out` holds at least `bits / 64` limbs, rounded up.
    ///
    /// # Errors
    /// [`Full`] if `out` is shorter.
    pub fn long_bits(&mut self, bits: u64, out: &mut [u64]) -> Result<usize, Full> {
        let len = usize::try_from(bits.div_ceil(64)).map_err(|_| Full)?;
        let out = out.get_mut(..len).ok_or(Full)?;
        let mut left = bits;
        for limb in out.iter_mut() {
            *limb = self.bits(left.min(64) as u32);
            left = left.saturating_sub(64);
        }
        Ok(super::bigint::normalised(out).len())
    }

    /// A whole number below `limit`, as `randrange`, `choice` and `shuffle` draw it; zero for a
    /// limit of zero.
    pub fn below(&mut self, limit: u64) -> u64 {
        let bits = u64::BITS - limit.leading_zeros();
        // Each round fails with a probability of a half at most, so that this many never all do.
        for _ in 0..256 {
            let drawn = self.bits(bits);
            if drawn < limit {
                return drawn;
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn numbers_are_those_of_cpython() {
        let mut words = [0; STATE_LEN];
        let mut twister = Twister::new(&mut words).unwrap();
        twister.seed(&[]);
        assert_eq!(twister.random(), 0.844_421_851_525_048_1);
        twister.seed(&[42]);
        let drawn: Vec<f64> = (0..1000).map(|_| twister.random()).collect();
        assert_eq!(drawn[0], 0.639_426_798_457_883_7);
        assert_eq!(drawn[999], EXPECTED_1000TH);
        assert_eq!(
            (twister.bits(5), twister.bits(32), twister.bits(50)),
            EXPECTED_BITS
        );
        let below: Vec<u64> = (0..5).map(|_| twister.below(1000)).collect();
        assert_eq!(below, EXPECTED_BELOW);
        // random.seed(-(2**100 + 7))
        twister.seed(&[7, 1 << 36]);
        let mut out = [0; 4];
        let len = twister.long_bits(200, &mut out).unwrap();
        assert_eq!(out[..len], EXPECTED_LONG);
        assert_eq!(twister.long_bits(257, &mut out), Err(Full));
        assert_eq!(
            (twister.bits(0), twister.below(0), twister.below(1)),
            (0, 0, 0)
        );
    }

    #[test]
    fn a_state_goes_on_where_it_was_left() {
        let mut words = [0; STATE_LEN];
        Twister::new(&mut words).unwrap().seed(&[7]);
        let mut copy = words;
        let first = Twister::new(&mut words).unwrap().random();
        assert_eq!(Twister::new(&mut copy).unwrap().random(), first);
        assert_eq!(words, copy);
        assert!(Twister::new(&mut [0; WORDS]).is_err());
        // A state from outside is used as it is.
        assert!(Twister::new(&mut [u32::MAX; STATE_LEN]).unwrap().random() < 1.0);
    }

    const EXPECTED_1000TH: f64 = 0.855_450_193_305_954_6;
    const EXPECTED_BITS: (u64, u64, u64) = (3, 4_213_052_475, 413_582_525_775_340);
    const EXPECTED_BELOW: [u64; 5] = [557, 923, 660, 367, 62];
    const EXPECTED_LONG: [u64; 4] = [
        1_520_222_784_515_585_036,
        9_868_579_935_476_965_046,
        6_461_569_250_279_683_806,
        186,
    ];
}
