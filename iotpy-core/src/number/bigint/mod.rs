//! Integers of any size, over limbs that the caller keeps.
//!
//! A magnitude is a slice of 64-bit limbs, least significant first, without leading zero limbs:
//! zero is the empty slice. Results go to a buffer of the caller; each function states the smallest
//! length that always suffices, writes the limbs from the start of the buffer and returns how many
//! of them the normalised result has. What is left in the rest of the buffer is unspecified.
//! Nothing here allocates or panics: a buffer below the stated length is answered with [`Full`].
//!
//! Functions take magnitudes that have leading zero limbs too, unless said otherwise, at the price
//! of larger buffers.
//!
//! ```
//! use iotpy_core::number::bigint::{self, Integer};
//!
//! let mut product = [0; 2];
//! let used = bigint::mul(&[u64::MAX], &[u64::MAX], &mut product)?;
//! assert_eq!(product[..used], [1, u64::MAX - 1]);
//! assert_eq!(bigint::to_f64(Integer { negative: true, magnitude: &product }),
//! Some(-(2_f64.powi(128))));
//! # Ok::<(), iotpy_core::text::sink::Full>(())
//! ```

mod add;
mod bitwise;
mod div;
mod float;
mod mul;
mod pow;
mod root;
mod shift;
mod text;

use core::cmp::Ordering;

use crate::text::sink::Full;

pub use add::{add, add_signed, add_small, sub, sub_signed};
pub use bitwise::{and, or, xor};
pub use div::{DivideError, div_rem, div_rem_small, floor_div_rem, true_divide};
pub use float::{FromFloatError, LIMBS_OF_FLOAT_MAX, compare_f64, from_f64, to_f64};
pub use mul::{mul, mul_add_small};
pub use pow::{pow, pow_limbs_max};
pub use root::isqrt;
pub use shift::{bit_len, floor_shr, popcount, shl, shr, trailing_zeros};
pub use text::{
    ParseError, decimal_len_max, from_text, limbs_for_digits, radix_len, to_decimal, to_radix,
};

/// A signed integer: a sign and a magnitude. Zero may carry either sign on input; results never are
/// a negative zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Integer<'a> {
    /// Whether the integer is below zero.
    pub negative: bool,
    /// The distance from zero, least significant limb first.
    pub magnitude: &'a [u64],
}

/// The sign and the used length of a signed result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Whether the integer is below zero; never set for zero.
    pub negative: bool,
    /// The count of limbs of the normalised magnitude.
    pub len: usize,
}

impl Written {
    fn new(negative: bool, len: usize) -> Self {
        Written {
            negative: negative && len > 0,
            len,
        }
    }
}

/// The magnitude without its leading zero limbs.
#[must_use]
pub fn normalised(magnitude: &[u64]) -> &[u64] {
    let mut rest = magnitude;
    while let [shorter @ .., 0] = rest {
        rest = shorter;
    }
    rest
}

/// Compares two magnitudes.
#[must_use]
pub fn compare(a: &[u64], b: &[u64]) -> Ordering {
    let (a, b) = (normalised(a), normalised(b));
    a.len()
        .cmp(&b.len())
        .then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// Compares two signed integers.
#[must_use]
pub fn compare_signed(a: Integer<'_>, b: Integer<'_>) -> Ordering {
    let zero_a = normalised(a.magnitude).is_empty();
    let zero_b = normalised(b.magnitude).is_empty();
    match (a.negative && !zero_a, b.negative && !zero_b) {
        (false, false) => compare(a.magnitude, b.magnitude),
        (true, true) => compare(b.magnitude, a.magnitude),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// The first `len` limbs of a buffer that must have them.
fn room(buffer: &mut [u64], len: usize) -> Result<&mut [u64], Full> {
    buffer.get_mut(..len).ok_or(Full)
}

/// Copies a magnitude to the start of a buffer and clears the limbs up to `len`.
fn copy_padded(magnitude: &[u64], len: usize, buffer: &mut [u64]) -> Result<(), Full> {
    let target = room(buffer, len)?;
    let (head, tail) = target.split_at_mut_checked(magnitude.len()).ok_or(Full)?;
    head.copy_from_slice(magnitude);
    tail.fill(0);
    Ok(())
}

#[cfg(test)]
mod tests;
