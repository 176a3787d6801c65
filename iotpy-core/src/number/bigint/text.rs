//! Digits.

use super::div::{Reciprocal, div_rem_normalised};
use super::{bit_len, mul_add_small, normalised, room};
use crate::text::sink::{Full, Sink};

/// The largest power of ten in a limb; its top bit is set, as the division by it needs.
const CHUNK: u64 = 10_000_000_000_000_000_000;
const CHUNK_DIGITS: usize = 19;
const CHUNK_RECIPROCAL: Reciprocal = Reciprocal::new(CHUNK);

/// A count of bytes that always suffices for the decimal digits of a magnitude.
#[must_use]
pub fn decimal_len_max(magnitude: &[u64]) -> usize {
    // 1234 / 4096 is a little above the decimal digits in a bit.
    let digits = bit_len(magnitude).saturating_mul(1234) / 4096 + 1;
    usize::try_from(digits).unwrap_or(usize::MAX)
}

/// Writes the decimal digits of a magnitude to the start of `out` and returns their count; zero is
/// `0`. `scratch` holds at least `magnitude.len()` limbs and `out` at least [`decimal_len_max`]
/// bytes.
///
/// # Errors
/// [`Full`] if one of them is shorter.
pub fn to_decimal(magnitude: &[u64], scratch: &mut [u64], out: &mut [u8]) -> Result<usize, Full> {
    let magnitude = normalised(magnitude);
    let out = out.get_mut(..decimal_len_max(magnitude)).ok_or(Full)?;
    let mut value = room(scratch, magnitude.len())?;
    value.copy_from_slice(magnitude);
    let mut start = out.len();
    loop {
        let chunk = div_rem_normalised(value, CHUNK_RECIPROCAL, 0);
        let left = normalised(value).len();
        value = room(value, left)?;
        let smallest = if left == 0 { 1 } else { CHUNK_DIGITS };
        start = put_digits(out.get_mut(..start).ok_or(Full)?, chunk, smallest)?;
        if left == 0 {
            break;
        }
    }
    out.copy_within(start.., 0);
    Ok(out.len() - start)
}

/// Writes a number at the end of `out` with at least `smallest` digits; where it starts.
fn put_digits(out: &mut [u8], number: u64, smallest: usize) -> Result<usize, Full> {
    let end = out.len();
    let mut left = number;
    let mut start = end;
    while left > 0 || end - start < smallest {
        start = start.checked_sub(1).ok_or(Full)?;
        *out.get_mut(start).ok_or(Full)? = b'0' + (left % 10) as u8;
        left /= 10;
    }
    Ok(start)
}

/// The count of digits of a magnitude in base 2, 8 or 16 (`bits` per digit: 1, 3 or 4).
#[must_use]
pub fn radix_len(magnitude: &[u64], bits: u32) -> u64 {
    bit_len(magnitude).div_ceil(u64::from(bits.max(1))).max(1)
}

/// Writes the digits of a magnitude in base 2, 8 or 16 (`bits` per digit: 1, 3 or 4; anything else
/// counts as 4). Zero is `0`.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn to_radix(
    magnitude: &[u64],
    bits: u32,
    uppercase: bool,
    sink: &mut impl Sink,
) -> Result<(), Full> {
    let bits = if matches!(bits, 1 | 3) { bits } else { 4 };
    let letters = if uppercase {
        b"0123456789ABCDEF"
    } else {
        b"0123456789abcdef"
    };
    let mut block = [0; 16];
    let mut filled = 0;
    for position in (0..radix_len(magnitude, bits)).rev() {
        let digit = bits_at(magnitude, position * u64::from(bits), bits);
        if let (Some(target), Some(letter)) = (block.get_mut(filled), letters.get(digit)) {
            *target = *letter;
        }
        filled += 1;
        if filled == block.len() {
            sink.push(&block)?;
            filled = 0;
        }
    }
    sink.push(block.get(..filled).unwrap_or_default())
}

/// Up to four bits from a bit position on.
fn bits_at(magnitude: &[u64], position: u64, bits: u32) -> usize {
    let index = usize::try_from(position / 64).unwrap_or(usize::MAX);
    let offset = (position % 64) as u32;
    let low = magnitude.get(index).map_or(0, |limb| limb >> offset);
    let above = index
        .checked_add(1)
        .and_then(|next| magnitude.get(next))
        .copied()
        .unwrap_or(0);
    let high = if offset == 0 {
        0
    } else {
        above << (64 - offset)
    };
    ((low | high) & ((1 << bits) - 1)) as usize
}

/// Why digits are not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// The byte at this position is not a digit of the radix.
    Digit(usize),
    /// The radix is not in 2..=36.
    Radix,
    /// The buffer is shorter than the number needs.
    Full,
}

impl From<Full> for ParseError {
    fn from(_: Full) -> Self {
        ParseError::Full
    }
}

/// A count of limbs that always suffices for a number of so many digits in `radix` (2..=36).
#[must_use]
pub fn limbs_for_digits(digits: usize, radix: u32) -> usize {
    let bits_of_64_digits = match radix {
        ..=2 => 64,
        3..=4 => 128,
        5..=8 => 192,
        9..=10 => 213,
        11..=16 => 256,
        17..=32 => 320,
        _ => 331,
    };
    let limbs = (digits as u64)
        .saturating_mul(bits_of_64_digits)
        .div_ceil(64 * 64);
    usize::try_from(limbs)
        .unwrap_or(usize::MAX)
        .saturating_add(1)
}

/// Reads digits in `radix` (2..=36), letters in either case, skipping underscores. No digits at all
/// are zero. `out` holds at least [`limbs_for_digits`] limbs.
///
/// # Errors
/// [`ParseError`].
pub fn from_text(digits: &[u8], radix: u32, out: &mut [u64]) -> Result<usize, ParseError> {
    if !(2..=36).contains(&radix) {
        return Err(ParseError::Radix);
    }
    let radix = u64::from(radix);
    let full_chunk = u64::MAX / radix;
    let mut len = 0;
    let (mut chunk, mut scale) = (0_u64, 1_u64);
    for (position, &byte) in digits.iter().enumerate() {
        if byte == b'_' {
            continue;
        }
        let digit = digit_of(byte).filter(|&digit| digit < radix);
        let digit = digit.ok_or(ParseError::Digit(position))?;
        chunk = chunk.wrapping_mul(radix).wrapping_add(digit);
        scale = scale.wrapping_mul(radix);
        if scale > full_chunk {
            len = mul_add_small(out, len, scale, chunk)?;
            (chunk, scale) = (0, 1);
        }
    }
    if scale > 1 {
        len = mul_add_small(out, len, scale, chunk)?;
    }
    Ok(len)
}

fn digit_of(byte: u8) -> Option<u64> {
    match byte {
        b'0'..=b'9' => Some(u64::from(byte - b'0')),
        b'a'..=b'z' => Some(u64::from(byte - b'a') + 10),
        b'A'..=b'Z' => Some(u64::from(byte - b'A') + 10),
        _ => None,
    }
}
