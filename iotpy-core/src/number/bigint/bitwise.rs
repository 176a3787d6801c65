//! And, or and exclusive or, as if integers were two's complement numbers with no end.

use super::{Integer, Written, normalised, room};
use crate::text::sink::Full;

/// Walks the limbs of an integer in two's complement: `!x + 1` below zero.
struct Complement {
    negative: bool,
    carry: bool,
}

impl Complement {
    fn new(negative: bool) -> Self {
        Complement {
            negative,
            carry: negative,
        }
    }

    fn limb(&mut self, limb: u64) -> u64 {
        if !self.negative {
            return limb;
        }
        let (sum, carry) = (!limb).overflowing_add(u64::from(self.carry));
        self.carry = carry;
        sum
    }
}

/// `a & b`. `out` holds at least `max(a, b) + 1` limbs, by the lengths of the magnitudes.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn and(a: Integer<'_>, b: Integer<'_>, out: &mut [u64]) -> Result<Written, Full> {
    combine(a, b, out, |x, y| x & y)
}

/// `a | b`. `out` holds at least `max(a, b) + 1` limbs, by the lengths of the magnitudes.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn or(a: Integer<'_>, b: Integer<'_>, out: &mut [u64]) -> Result<Written, Full> {
    combine(a, b, out, |x, y| x | y)
}

/// `a ^ b`. `out` holds at least `max(a, b) + 1` limbs, by the lengths of the magnitudes.
///
/// # Errors
/// [`Full`] if `out` is shorter.
pub fn xor(a: Integer<'_>, b: Integer<'_>, out: &mut [u64]) -> Result<Written, Full> {
    combine(a, b, out, |x, y| x ^ y)
}

fn combine(
    a: Integer<'_>,
    b: Integer<'_>,
    out: &mut [u64],
    operation: fn(u64, u64) -> u64,
) -> Result<Written, Full> {
    let (x, y) = (normalised(a.magnitude), normalised(b.magnitude));
    let out = room(out, x.len().max(y.len()).saturating_add(1))?;
    let mut left = Complement::new(a.negative && !x.is_empty());
    let mut right = Complement::new(b.negative && !y.is_empty());
    let sign = |complement: &Complement| if complement.negative { u64::MAX } else { 0 };
    let negative = operation(sign(&left), sign(&right)) != 0;
    let mut result = Complement::new(negative);
    let zeros = core::iter::repeat(&0);
    let limbs = x.iter().chain(zeros.clone()).zip(y.iter().chain(zeros));
    for (target, (&x, &y)) in out.iter_mut().zip(limbs) {
        *target = result.limb(operation(left.limb(x), right.limb(y)));
    }
    Ok(Written::new(negative, normalised(out).len()))
}
