//! The integer square root.

use core::cmp::Ordering;

use super::shift::shr_bits;
use super::{DivideError, add, bit_len, compare, div_rem, normalised, room, shl};
use crate::text::sink::Full;

/// `math.isqrt`: the largest integer whose square is at most `value`. `out` holds at least
/// `value.len() / 2 + 3` limbs and `scratch` `5 * value.len() + 8`.
///
/// # Errors
/// [`Full`] if one of them is shorter.
pub fn isqrt(value: &[u64], out: &mut [u64], scratch: &mut [u64]) -> Result<usize, Full> {
    let value = normalised(value);
    if let Some(small) = small(value) {
        let root = small.isqrt();
        *out.first_mut().ok_or(Full)? = root;
        return Ok(usize::from(root != 0));
    }
    // Newton's iteration from above goes down until it reaches the root.
    let n = value.len();
    let (quotient, scratch) = scratch.split_at_mut_checked(n).ok_or(Full)?;
    let (rest, scratch) = scratch
        .split_at_mut_checked(n.saturating_add(1))
        .ok_or(Full)?;
    let (divisor, next) = scratch.split_at_mut_checked(n).ok_or(Full)?;
    let mut len = shl(&[1], bit_len(value).div_ceil(2), out)?;
    loop {
        let root = out.get(..len).ok_or(Full)?;
        let (quotient_len, _) = match div_rem(value, root, quotient, rest, divisor) {
            Ok(lengths) => lengths,
            Err(DivideError::ByZero | DivideError::Overflow | DivideError::Full) => {
                return Err(Full);
            }
        };
        let sum_len = add(root, quotient.get(..quotient_len).ok_or(Full)?, next)?;
        let sum = room(next, sum_len)?;
        shr_bits(sum, 1);
        let sum = normalised(sum);
        if compare(sum, root) != Ordering::Less {
            return Ok(len);
        }
        len = sum.len();
        room(out, len)?.copy_from_slice(sum);
    }
}

fn small(value: &[u64]) -> Option<u64> {
    match *value {
        [] => Some(0),
        [limb] => Some(limb),
        _ => None,
    }
}
