//! Shifts and counts of bits.

use super::{Integer, Written, add_small, normalised, room};
use crate::text::sink::Full;

/// The bits of a limb, as a shift distance.
const LIMB_BITS: u64 = 64;

/// The count of bits of the magnitude; 0 for zero. Python's `int.bit_length`.
#[must_use]
pub fn bit_len(magnitude: &[u64]) -> u64 {
    let magnitude = normalised(magnitude);
    let unused = magnitude
        .last()
        .map_or(0, |top| u64::from(top.leading_zeros()));
    (magnitude.len() as u64)
        .saturating_mul(LIMB_BITS)
        .saturating_sub(unused)
}

/// The count of zero bits below the lowest set bit; 0 for zero.
#[must_use]
pub fn trailing_zeros(magnitude: &[u64]) -> u64 {
    let mut zeros = 0_u64;
    for &limb in magnitude {
        if limb != 0 {
            return zeros.saturating_add(u64::from(limb.trailing_zeros()));
        }
        zeros = zeros.saturating_add(LIMB_BITS);
    }
    0
}

/// The count of set bits. Python's `int.bit_count`.
#[must_use]
pub fn popcount(magnitude: &[u64]) -> u64 {
    magnitude
        .iter()
        .map(|limb| u64::from(limb.count_ones()))
        .sum()
}

/// Shifts by less than a limb: writes `value << shift` to `out`, which may be longer than `value`;
/// what does not fit is dropped.
pub(super) fn shl_bits(value: &[u64], shift: u32, out: &mut [u64]) {
    let mut below = 0;
    let padded = value.iter().copied().chain(core::iter::repeat(0));
    for (target, limb) in out.iter_mut().zip(padded) {
        *target = join(below, limb, shift);
        below = limb;
    }
}

/// Shifts right in place by less than a limb.
pub(super) fn shr_bits(value: &mut [u64], shift: u32) {
    let mut above = 0;
    for limb in value.iter_mut().rev() {
        let current = *limb;
        *limb = if shift == 0 {
            current
        } else {
            current >> shift | above << (64 - shift)
        };
        above = current;
    }
}

/// The high limb of `(limb, below) << shift`, for a shift below 64.
fn join(below: u64, limb: u64, shift: u32) -> u64 {
    if shift == 0 {
        limb
    } else {
        limb << shift | below >> (64 - shift)
    }
}

/// Whole limbs and the bits that are left of a shift distance.
fn split(distance: u64) -> (usize, u32) {
    let limbs = usize::try_from(distance / LIMB_BITS).unwrap_or(usize::MAX);
    (limbs, (distance % LIMB_BITS) as u32)
}

/// `value << distance`. `out` holds at least `value.len() + distance / 64 + 1` limbs.
///
/// # Errors
/// [`Full`] if `out` is shorter; zero needs no room at all.
pub fn shl(value: &[u64], distance: u64, out: &mut [u64]) -> Result<usize, Full> {
    let value = normalised(value);
    if value.is_empty() {
        return Ok(0);
    }
    let (limbs, bits) = split(distance);
    let len = value
        .len()
        .checked_add(limbs)
        .and_then(|sum| sum.checked_add(1))
        .ok_or(Full)?;
    let out = room(out, len)?;
    let (low, high) = out.split_at_mut_checked(limbs).ok_or(Full)?;
    low.fill(0);
    shl_bits(value, bits, high);
    Ok(normalised(out).len())
}

/// `value >> distance`, rounded towards zero. `out` holds at least `value.len()` limbs.
///
/// # Errors
/// [`Full`] if `out` is shorter than the result.
pub fn shr(value: &[u64], distance: u64, out: &mut [u64]) -> Result<usize, Full> {
    let (limbs, bits) = split(distance);
    let kept = normalised(value).get(limbs..).unwrap_or_default();
    let out = room(out, kept.len())?;
    out.copy_from_slice(kept);
    shr_bits(out, bits);
    Ok(normalised(out).len())
}

/// Python's `value >> distance`: rounded down. `out` holds at least `value.magnitude.len() + 1`
/// limbs.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn floor_shr(value: Integer<'_>, distance: u64, out: &mut [u64]) -> Result<Written, Full> {
    let len = shr(value.magnitude, distance, out)?;
    let zero = normalised(value.magnitude).is_empty();
    if !value.negative || zero || trailing_zeros(value.magnitude) >= distance {
        return Ok(Written::new(value.negative, len));
    }
    Ok(Written::new(true, add_small(out, len, 1)?))
}
