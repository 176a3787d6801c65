//! Integers and floats.

use core::cmp::Ordering;

use super::{Integer, Written, bit_len, compare, normalised, shl, trailing_zeros};
use crate::number::ieee;
use crate::text::sink::Full;

/// The limbs of the largest finite float: 1,024 bits, and the one more that [`shl`] asks for.
pub const LIMBS_OF_FLOAT_MAX: usize = 17;

/// The float nearest to an integer, ties to even; nothing if it is beyond the largest float
/// (Python: `OverflowError`, "int too large to convert to float").
#[must_use]
pub fn to_f64(value: Integer<'_>) -> Option<f64> {
    let magnitude = normalised(value.magnitude);
    let bits = bit_len(magnitude);
    let rounded = match *magnitude {
        [] => 0.0,
        [limb] => limb as f64,
        [.., below, top] => {
            // The top 64 bits and whether anything lies below them are enough to round to 53.
            let shift = top.leading_zeros();
            let head = if shift == 0 {
                top
            } else {
                top << shift | below >> (64 - shift)
            };
            let dropped = bits.saturating_sub(64);
            let sticky = trailing_zeros(magnitude) < dropped;
            ieee::nearest(head, sticky, i64::try_from(dropped).unwrap_or(i64::MAX))
        }
    };
    let signed = if value.negative { -rounded } else { rounded };
    signed.is_finite().then_some(signed)
}

/// Why a float has no integer part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FromFloatError {
    /// Python: `ValueError`, "cannot convert float NaN to integer".
    NotANumber,
    /// Python: `OverflowError`, "cannot convert float infinity to integer".
    Infinite,
    /// The buffer is shorter than stated.
    Full,
}

impl From<Full> for FromFloatError {
    fn from(_: Full) -> Self {
        FromFloatError::Full
    }
}

/// The integer part of a float, exactly. `out` holds at least [`LIMBS_OF_FLOAT_MAX`] limbs, or as
/// many as the result has and one more.
///
/// # Errors
/// [`FromFloatError`].
pub fn from_f64(value: f64, out: &mut [u64]) -> Result<Written, FromFloatError> {
    if value.is_nan() {
        return Err(FromFloatError::NotANumber);
    }
    if value.is_infinite() {
        return Err(FromFloatError::Infinite);
    }
    let (significand, exponent) = ieee::parts(value);
    let distance = u64::from(exponent.unsigned_abs());
    let len = match exponent {
        0.. => shl(&[significand], distance, out)?,
        -52..=-1 => shl(&[significand >> distance], 0, out)?,
        _ => 0,
    };
    Ok(Written::new(value.is_sign_negative(), len))
}

/// Compares an integer and a float by their exact values; nothing if the float is not a number.
#[must_use]
pub fn compare_f64(integer: Integer<'_>, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    let magnitude = normalised(integer.magnitude);
    let negative = integer.negative && !magnitude.is_empty();
    if float == 0.0 || negative != (float < 0.0) {
        return Some(match (negative, magnitude.is_empty()) {
            (true, _) => Ordering::Less,
            (false, true) if float > 0.0 => Ordering::Less,
            (false, true) if float == 0.0 => Ordering::Equal,
            (false, _) => Ordering::Greater,
        });
    }
    let distance = compare_magnitude(magnitude, libm::fabs(float));
    Some(if negative {
        distance.reverse()
    } else {
        distance
    })
}

/// Compares a magnitude with a positive float.
fn compare_magnitude(magnitude: &[u64], float: f64) -> Ordering {
    let mut limbs = [0; LIMBS_OF_FLOAT_MAX];
    let Ok(whole) = from_f64(float, &mut limbs) else {
        return Ordering::Less;
    };
    let by_whole = compare(magnitude, limbs.get(..whole.len).unwrap_or_default());
    let has_fraction = float != libm::trunc(float);
    by_whole.then(if has_fraction {
        Ordering::Less
    } else {
        Ordering::Equal
    })
}
