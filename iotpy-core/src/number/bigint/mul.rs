//! Products: the schoolbook method. At the 224 limbs of Python's default text limit of 4,300 digits
//! it takes some 50,000 steps, so a faster method would only cost flash.

use super::{normalised, room};
use crate::number::wide::carrying_mul;
use crate::text::sink::Full;

/// `a * b`. `out` holds at least `a.len() + b.len()` limbs.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn mul(a: &[u64], b: &[u64], out: &mut [u64]) -> Result<usize, Full> {
    let out = room(out, a.len().saturating_add(b.len()))?;
    out.fill(0);
    for (position, &factor) in b.iter().enumerate() {
        let Some(window) = out.get_mut(position..) else {
            break;
        };
        let mut carry = 0;
        let mut targets = window.iter_mut();
        for (&limb, target) in a.iter().zip(&mut targets) {
            let (low, high) = carrying_mul(limb, factor, carry);
            let (sum, overflow) = low.overflowing_add(*target);
            *target = sum;
            carry = high.wrapping_add(u64::from(overflow));
        }
        if let Some(target) = targets.next() {
            *target = carry;
        }
    }
    Ok(normalised(out).len())
}

/// `value * factor + addend`, in place. `value` holds the `used` limbs of the input and at least
/// one more.
///
/// # Errors
/// [`Full`] if `value` is shorter.
pub fn mul_add_small(
    value: &mut [u64],
    used: usize,
    factor: u64,
    addend: u64,
) -> Result<usize, Full> {
    let value = room(value, used.saturating_add(1))?;
    let (top, body) = value.split_last_mut().ok_or(Full)?;
    let mut carry = addend;
    for limb in body {
        (*limb, carry) = carrying_mul(*limb, factor, carry);
    }
    *top = carry;
    Ok(normalised(value).len())
}
