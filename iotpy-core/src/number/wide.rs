//! Products of words in two words.

/// `a * b + carry` as `(low, high)`.
///
/// On a 32-bit processor this is a dozen instructions that stand in one place rather than at every
/// use.
#[cfg_attr(target_pointer_width = "32", inline(never))]
#[cfg_attr(not(target_pointer_width = "32"), inline)]
pub(crate) fn carrying_mul(a: u64, b: u64, carry: u64) -> (u64, u64) {
    a.carrying_mul(b, carry)
}
