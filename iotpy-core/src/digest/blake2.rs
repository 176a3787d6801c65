//! BLAKE2b and BLAKE2s (RFC 7693): one block each.

use super::tables::{ORDERS, SQUARE_ROOTS};

/// Which words of the work space a quarter of a round mixes.
const QUARTERS: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

macro_rules! compress {
    ($name:ident, $word:ty, $shift:expr, $rounds:expr, $turns:expr) => {
        pub(super) fn $name(words: &mut [u64; 25], block: &[u8], len: u64, last: bool) {
            const SIZE: usize = size_of::<$word>();
            let mut message = [0 as $word; 16];
            for (word, bytes) in message.iter_mut().zip(block.as_chunks::<SIZE>().0) {
                *word = <$word>::from_le_bytes(*bytes);
            }
            let mut v = [0 as $word; 16];
            for n in 0..8 {
                v[n] = words[n] as $word;
                v[n + 8] = (SQUARE_ROOTS[n] >> $shift) as $word;
            }
            v[12] ^= len as $word;
            // Of BLAKE2b's counter, lengths use the lower half only.
            v[13] ^= if SIZE == 4 { (len >> 32) as $word } else { 0 };
            if last {
                v[14] = !v[14];
            }
            let turns: [u32; 4] = $turns;
            for round in 0..$rounds {
                let order = &ORDERS[round % 10];
                for (n, [a, b, c, d]) in QUARTERS.into_iter().enumerate() {
                    for half in 0..2 {
                        let word = message[usize::from(order[2 * n + half])];
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(word);
                        v[d] = (v[d] ^ v[a]).rotate_right(turns[2 * half]);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(turns[2 * half + 1]);
                    }
                }
            }
            for n in 0..8 {
                words[n] = u64::from(words[n] as $word ^ v[n] ^ v[n + 8]);
            }
        }
    };
}

compress!(compress_2b, u64, 0, 12, [32, 24, 16, 63]);
compress!(compress_2s, u32, 32, 10, [16, 12, 8, 7]);
