//! Powers.

use super::{bit_len, copy_padded, mul, normalised};
use crate::text::sink::Full;

/// A count of limbs that always suffices for `base ** exponent` as [`pow`] works it out; nothing if
/// that overflows the count. Check it against the room that there is before calling [`pow`].
#[must_use]
pub fn pow_limbs_max(base: &[u64], exponent: u32) -> Option<usize> {
    let bits = bit_len(base).checked_mul(u64::from(exponent))?;
    usize::try_from(bits / 64 + 2).ok()?.checked_add(base.len())
}

/// `base ** exponent` by repeated squaring, from the top bit of the exponent down. `out` and
/// `scratch` each hold at least [`pow_limbs_max`] limbs.
///
/// # Errors
/// [`Full`] if one of them is shorter than the work needs.
pub fn pow(
    base: &[u64],
    exponent: u32,
    out: &mut [u64],
    scratch: &mut [u64],
) -> Result<usize, Full> {
    let base = normalised(base);
    copy_padded(&[1], 1, out)?;
    let mut len = 1;
    let mut in_scratch = false;
    let (mut here, mut there) = (&mut *out, &mut *scratch);
    for position in (0..u32::BITS - exponent.leading_zeros()).rev() {
        let current = here.get(..len).ok_or(Full)?;
        len = mul(current, current, there)?;
        core::mem::swap(&mut here, &mut there);
        in_scratch = !in_scratch;
        if exponent >> position & 1 == 1 {
            let current = here.get(..len).ok_or(Full)?;
            len = mul(current, base, there)?;
            core::mem::swap(&mut here, &mut there);
            in_scratch = !in_scratch;
        }
    }
    if in_scratch {
        copy_padded(here.get(..len).ok_or(Full)?, len, there)?;
    }
    Ok(len)
}
