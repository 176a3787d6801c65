//! Quotients and remainders: Knuth's algorithm D (The Art of Computer Programming, volume 2,
//! section 4.3.1), with the trial digits from a precomputed reciprocal (Möller and Granlund,
//! "Improved division by invariant integers", 2011), which saves the 128-bit division routine on
//! small parts.

use core::cmp::Ordering;

use super::shift::{shl_bits, shr_bits};
use super::{Integer, Written, add_small, bit_len, compare, copy_padded, normalised, room};
use super::{shl, shr, to_f64, trailing_zeros};
use crate::number::ieee;
use crate::number::wide::carrying_mul;
use crate::text::sink::Full;

/// Why there is no quotient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DivideError {
    /// The divisor is zero (Python: `ZeroDivisionError`).
    ByZero,
    /// The quotient is beyond the largest float (Python: `OverflowError`, "integer division result
    /// too large for a float"). Only [`true_divide`] gives it.
    Overflow,
    /// A buffer is shorter than stated.
    Full,
}

impl From<Full> for DivideError {
    fn from(_: Full) -> Self {
        DivideError::Full
    }
}

/// A divisor of one limb whose top bit is set, with `floor((2^128 - 1) / divisor) - 2^64`.
#[derive(Clone, Copy)]
pub(super) struct Reciprocal {
    divisor: u64,
    inverse: u64,
}

impl Reciprocal {
    /// `divisor` has its top bit set.
    pub(super) const fn new(divisor: u64) -> Self {
        Reciprocal {
            divisor,
            inverse: inverse_of(divisor),
        }
    }

    /// Divides `high * 2^64 + low` by the divisor, where `high` is below the divisor.
    pub(super) fn div_rem(self, high: u64, low: u64) -> (u64, u64) {
        let (fraction, estimate) = carrying_mul(high, self.inverse, low);
        let mut quotient = estimate.wrapping_add(high).wrapping_add(1);
        let mut rest = low.wrapping_sub(quotient.wrapping_mul(self.divisor));
        if rest > fraction {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(self.divisor);
        }
        if rest >= self.divisor {
            quotient = quotient.wrapping_add(1);
            rest = rest.wrapping_sub(self.divisor);
        }
        (quotient, rest)
    }
}

/// `floor((2^128 - 1) / divisor) - 2^64`, by two steps of 32 bits each.
const fn inverse_of(divisor: u64) -> u64 {
    let (high, low) = (divisor >> 32, divisor & 0xffff_ffff);
    if high == 0 {
        return 0;
    }
    let (first, rest) = half_step(!divisor, 0xffff_ffff, divisor, high, low);
    let (second, _) = half_step(rest, 0xffff_ffff, divisor, high, low);
    (first << 32) | second
}

/// Divides `rest * 2^32 + next` by `divisor` (`high * 2^32 + low`) to a quotient below 2^32.
const fn half_step(rest: u64, next: u64, divisor: u64, high: u64, low: u64) -> (u64, u64) {
    let mut quotient = rest / high;
    let mut remainder = rest % high;
    while quotient >> 32 != 0 || quotient.wrapping_mul(low) > (remainder << 32 | next) {
        quotient -= 1;
        remainder += high;
        if remainder >> 32 != 0 {
            break;
        }
    }
    let product = quotient.wrapping_mul(divisor);
    (quotient, (rest << 32 | next).wrapping_sub(product))
}

/// Divides the magnitude in place by one limb: leaves the quotient in `value` and returns the
/// remainder, or nothing when `divisor` is zero.
#[must_use]
pub fn div_rem_small(value: &mut [u64], divisor: u64) -> Option<u64> {
    if divisor == 0 {
        return None;
    }
    let shift = divisor.leading_zeros();
    let reciprocal = Reciprocal::new(divisor << shift);
    Some(div_rem_normalised(value, reciprocal, shift))
}

/// As [`div_rem_small`], by `reciprocal.divisor >> shift`.
pub(super) fn div_rem_normalised(value: &mut [u64], reciprocal: Reciprocal, shift: u32) -> u64 {
    let mut rest = 0;
    let mut limbs = value.iter_mut().rev().peekable();
    if shift > 0 {
        rest = limbs.peek().map_or(0, |top| **top >> (64 - shift));
    }
    while let Some(limb) = limbs.next() {
        let below = limbs.peek().map_or(0, |next| **next);
        let dividend = if shift == 0 {
            *limb
        } else {
            *limb << shift | below >> (64 - shift)
        };
        (*limb, rest) = reciprocal.div_rem(rest, dividend);
    }
    rest >> shift
}

/// `a / b` and `a % b` of magnitudes: the used lengths of `(quotient, remainder)`.
///
/// `quotient` holds at least `a.len()` limbs, `remainder` `a.len() + 1` and `scratch` `b.len()`.
///
/// # Errors
/// [`DivideError::ByZero`], [`DivideError::Full`].
pub fn div_rem(
    a: &[u64],
    b: &[u64],
    quotient: &mut [u64],
    remainder: &mut [u64],
    scratch: &mut [u64],
) -> Result<(usize, usize), DivideError> {
    let (a, b) = (normalised(a), normalised(b));
    if compare(a, b) == Ordering::Less {
        copy_padded(a, a.len(), remainder)?;
        return Ok((0, a.len()));
    }
    match *b {
        [] => Err(DivideError::ByZero),
        [divisor] => {
            let quotient = room(quotient, a.len())?;
            quotient.copy_from_slice(a);
            let rest = div_rem_small(quotient, divisor).ok_or(DivideError::ByZero)?;
            *remainder.first_mut().ok_or(Full)? = rest;
            Ok((normalised(quotient).len(), usize::from(rest != 0)))
        }
        [.., top] => {
            let shift = top.leading_zeros();
            let divisor = room(scratch, b.len())?;
            let rest = room(remainder, a.len().saturating_add(1))?;
            let quotient = room(quotient, a.len().saturating_sub(b.len()).saturating_add(1))?;
            shl_bits(b, shift, divisor);
            shl_bits(a, shift, rest);
            long_division(rest, divisor, quotient);
            shr_bits(rest, shift);
            Ok((normalised(quotient).len(), normalised(rest).len()))
        }
    }
}

/// Algorithm D: `divisor` has at least two limbs and its top bit set; `rest` starts as the
/// dividend, one limb longer than it was before the shift, and ends as the remainder.
fn long_division(rest: &mut [u64], divisor: &[u64], quotient: &mut [u64]) {
    let &[.., below, top] = divisor else { return };
    let reciprocal = Reciprocal::new(top);
    for (position, digit) in quotient.iter_mut().enumerate().rev() {
        let end = position.saturating_add(divisor.len());
        let Some(window) = rest.get_mut(position..=end) else {
            continue;
        };
        let &mut [.., third, second, first] = window else {
            continue;
        };
        let mut trial = trial_digit(reciprocal, below, first, second, third);
        if subtract_product(window, divisor, trial) {
            trial = trial.wrapping_sub(1);
            add_back(window, divisor);
        }
        *digit = trial;
    }
}

/// A quotient digit that is right or one too large.
fn trial_digit(reciprocal: Reciprocal, below: u64, first: u64, second: u64, third: u64) -> u64 {
    let top = reciprocal.divisor;
    let (mut trial, mut rest) = if first >= top {
        // The digit would not fit in a limb: start from the largest one.
        let (rest, overflow) = second.overflowing_add(top);
        if overflow {
            return u64::MAX;
        }
        (u64::MAX, rest)
    } else {
        reciprocal.div_rem(first, second)
    };
    loop {
        let (low, high) = carrying_mul(trial, below, 0);
        if (high, low) <= (rest, third) {
            return trial;
        }
        trial = trial.wrapping_sub(1);
        let (sum, overflow) = rest.overflowing_add(top);
        if overflow {
            return trial;
        }
        rest = sum;
    }
}

/// `window -= divisor * factor`; whether that went below zero.
fn subtract_product(window: &mut [u64], divisor: &[u64], factor: u64) -> bool {
    let Some((top, body)) = window.split_last_mut() else {
        return false;
    };
    let mut carry = 0_u64;
    for (limb, &part) in body.iter_mut().zip(divisor) {
        let (low, high) = carrying_mul(part, factor, carry);
        let (difference, borrow) = limb.overflowing_sub(low);
        *limb = difference;
        carry = high.wrapping_add(u64::from(borrow));
    }
    let (difference, borrow) = top.overflowing_sub(carry);
    *top = difference;
    borrow
}

/// `window += divisor`, dropping the carry that cancels the borrow.
fn add_back(window: &mut [u64], divisor: &[u64]) {
    let Some((top, body)) = window.split_last_mut() else {
        return;
    };
    let mut carry = false;
    for (limb, &part) in body.iter_mut().zip(divisor) {
        (*limb, carry) = limb.carrying_add(part, carry);
    }
    *top = top.wrapping_add(u64::from(carry));
}

/// Python's `a // b` and `a % b`: the quotient is rounded down and the remainder has the divisor's
/// sign.
///
/// `quotient` holds at least `a.len() + 1` limbs, `remainder` `max(a.len(), b.len()) + 1` and
/// `scratch` `b.len()`.
///
/// # Errors
/// [`DivideError::ByZero`], [`DivideError::Full`].
pub fn floor_div_rem(
    a: Integer<'_>,
    b: Integer<'_>,
    quotient: &mut [u64],
    remainder: &mut [u64],
    scratch: &mut [u64],
) -> Result<(Written, Written), DivideError> {
    let (mut quotient_len, mut remainder_len) =
        div_rem(a.magnitude, b.magnitude, quotient, remainder, scratch)?;
    let opposite = a.negative != b.negative;
    if opposite && remainder_len > 0 {
        quotient_len = add_small(quotient, quotient_len, 1)?;
        // The remainder is below the divisor, so their distance fits where the remainder is.
        let divisor = normalised(b.magnitude);
        let rest = room(remainder, divisor.len())?;
        if let Some(unused) = rest.get_mut(remainder_len..) {
            unused.fill(0);
        }
        let mut borrow = false;
        for (limb, &part) in rest.iter_mut().zip(divisor) {
            (*limb, borrow) = part.borrowing_sub(*limb, borrow);
        }
        remainder_len = normalised(rest).len();
    }
    Ok((
        Written::new(opposite, quotient_len),
        Written::new(b.negative, remainder_len),
    ))
}

/// Python's `a / b` of integers: the float nearest to the exact quotient, ties to even.
///
/// `scratch` holds at least `4 * max(a.len(), b.len()) + 16` limbs.
///
/// # Errors
/// [`DivideError::ByZero`], [`DivideError::Overflow`], [`DivideError::Full`].
pub fn true_divide(
    a: Integer<'_>,
    b: Integer<'_>,
    scratch: &mut [u64],
) -> Result<f64, DivideError> {
    let (x, y) = (normalised(a.magnitude), normalised(b.magnitude));
    if y.is_empty() {
        return Err(DivideError::ByZero);
    }
    let negative = a.negative != b.negative;
    let sign = if negative { -1.0 } else { 1.0 };
    if x.is_empty() {
        return Ok(0.0 * sign);
    }
    if bit_len(x) <= 53 && bit_len(y) <= 53 {
        let exact = |magnitude| {
            to_f64(Integer {
                negative: false,
                magnitude,
            })
        };
        let (x, y) = exact(x).zip(exact(y)).ok_or(DivideError::Overflow)?;
        return Ok(sign * (x / y));
    }
    Ok(sign * divide_magnitudes(x, y, scratch)?)
}

/// The bits of the quotient that are worked out: those of a float and two for rounding.
const QUOTIENT_BITS: i64 = 55;
/// The exponent of the last bit of the smallest float, less the two for rounding.
const SHIFT_MIN: i64 = -1076;

/// The nearest float to `x / y`, neither of them zero.
fn divide_magnitudes(x: &[u64], y: &[u64], scratch: &mut [u64]) -> Result<f64, DivideError> {
    let bits = |magnitude| i64::try_from(bit_len(magnitude)).unwrap_or(i64::MAX / 4);
    let difference = bits(x) - bits(y);
    if difference > 1024 {
        return Err(DivideError::Overflow);
    }
    if difference < -1076 {
        return Ok(0.0);
    }
    // The quotient of the shifted dividend then has 55 or 56 bits, or fewer for subnormal results.
    let shift = (difference - QUOTIENT_BITS).max(SHIFT_MIN);
    let (dividend, scratch) = scratch
        .split_at_mut_checked(x.len().max(y.len()).saturating_add(4))
        .ok_or(Full)?;
    let (len, mut inexact) = if shift <= 0 {
        (shl(x, shift.unsigned_abs(), dividend)?, false)
    } else {
        let shift = shift.unsigned_abs();
        (shr(x, shift, dividend)?, trailing_zeros(x) < shift)
    };
    let dividend = room(dividend, len)?;
    let (quotient, scratch) = scratch.split_at_mut_checked(len).ok_or(Full)?;
    let (rest, scratch) = scratch
        .split_at_mut_checked(len.saturating_add(1))
        .ok_or(Full)?;
    let (quotient_len, rest_len) = div_rem(dividend, y, quotient, rest, scratch)?;
    inexact |= rest_len > 0;
    let whole = quotient[..quotient_len].first().copied().unwrap_or(0);
    let result = ieee::nearest(whole, inexact, shift);
    if result.is_infinite() {
        Err(DivideError::Overflow)
    } else {
        Ok(result)
    }
}
