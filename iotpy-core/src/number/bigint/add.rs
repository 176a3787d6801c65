//! Sums and differences.

use core::cmp::Ordering;

use super::{Integer, Written, compare, normalised, room};
use crate::text::sink::Full;

/// `a + b`. `out` holds at least `max(a.len(), b.len()) + 1` limbs.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn add(a: &[u64], b: &[u64], out: &mut [u64]) -> Result<usize, Full> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let out = room(out, long.len().saturating_add(1))?;
    let (top, body) = out.split_last_mut().ok_or(Full)?;
    let padded = short.iter().copied().chain(core::iter::repeat(0));
    let mut carry = false;
    for ((target, &x), y) in body.iter_mut().zip(long).zip(padded) {
        (*target, carry) = x.carrying_add(y, carry);
    }
    *top = u64::from(carry);
    Ok(normalised(out).len())
}

/// `value + addend`, in place. `value` holds the `used` limbs of the input and at least one more.
///
/// # Errors
/// [`Full`] if `value` is shorter.
pub fn add_small(value: &mut [u64], used: usize, addend: u64) -> Result<usize, Full> {
    let value = room(value, used.saturating_add(1))?;
    let (top, body) = value.split_last_mut().ok_or(Full)?;
    let mut carry = addend;
    for limb in body {
        if carry == 0 {
            break;
        }
        let (sum, overflow) = limb.overflowing_add(carry);
        *limb = sum;
        carry = u64::from(overflow);
    }
    *top = carry;
    Ok(normalised(value).len())
}

/// The distance between `a` and `b`: `a - b` where `a >= b`. `out` holds at least `max(a.len(),
/// b.len())` limbs.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn sub(a: &[u64], b: &[u64], out: &mut [u64]) -> Result<usize, Full> {
    let (a, b) = (normalised(a), normalised(b));
    let (large, small) = if compare(a, b) == Ordering::Less {
        (b, a)
    } else {
        (a, b)
    };
    let out = room(out, large.len())?;
    let padded = small.iter().copied().chain(core::iter::repeat(0));
    let mut borrow = false;
    for ((target, &x), y) in out.iter_mut().zip(large).zip(padded) {
        (*target, borrow) = x.borrowing_sub(y, borrow);
    }
    Ok(normalised(out).len())
}

/// `a + b` with signs. `out` holds at least `max(a.len(), b.len()) + 1` limbs.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn add_signed(a: Integer<'_>, b: Integer<'_>, out: &mut [u64]) -> Result<Written, Full> {
    if a.negative == b.negative {
        let len = add(a.magnitude, b.magnitude, out)?;
        return Ok(Written::new(a.negative, len));
    }
    let a_is_larger = compare(a.magnitude, b.magnitude) != Ordering::Less;
    let len = sub(a.magnitude, b.magnitude, out)?;
    Ok(Written::new(
        if a_is_larger { a.negative } else { b.negative },
        len,
    ))
}

/// `a - b` with signs. `out` holds at least `max(a.len(), b.len()) + 1` limbs.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn sub_signed(a: Integer<'_>, b: Integer<'_>, out: &mut [u64]) -> Result<Written, Full> {
    add_signed(
        a,
        Integer {
            negative: !b.negative,
            magnitude: b.magnitude,
        },
        out,
    )
}
