//! A big number of a fixed size on the stack: enough limbs for every float, so that nothing here
//! can run out of room.

use core::cmp::Ordering;

use crate::number::bigint;

/// The largest power of ten and of five in a limb.
const TEN_CHUNK: (u32, u64) = (19, 10_000_000_000_000_000_000);
const FIVE_CHUNK: (u32, u64) = (27, 7_450_580_596_923_828_125);

/// A magnitude of up to `N` limbs. What would need more is cut off: every user picks `N` so that
/// this cannot happen, and says why.
#[derive(Clone)]
pub(super) struct Big<const N: usize> {
    limbs: [u64; N],
    len: usize,
}

impl<const N: usize> Big<N> {
    pub(super) fn new(value: u64) -> Self {
        let mut limbs = [0; N];
        if let Some(first) = limbs.first_mut() {
            *first = value;
        }
        Big {
            limbs,
            len: usize::from(value != 0),
        }
    }

    pub(super) fn limbs(&self) -> &[u64] {
        self.limbs.get(..self.len).unwrap_or_default()
    }

    pub(super) fn mul_add(&mut self, factor: u64, addend: u64) {
        let wide = bigint::mul_add_small(&mut self.limbs, self.len, factor, addend);
        self.len = wide.unwrap_or(self.len);
    }

    /// `self *= 10^exponent`.
    pub(super) fn scale_by_ten(&mut self, exponent: u32) {
        self.scale(exponent, 10, TEN_CHUNK);
    }

    /// `self *= 5^exponent`.
    pub(super) fn scale_by_five(&mut self, exponent: u32) {
        self.scale(exponent, 5, FIVE_CHUNK);
    }

    fn scale(&mut self, exponent: u32, base: u64, (chunk, power): (u32, u64)) {
        for _ in 0..exponent / chunk {
            self.mul_add(power, 0);
        }
        self.mul_add(base.wrapping_pow(exponent % chunk), 0);
    }

    /// `self <<= distance`.
    pub(super) fn shl(&mut self, distance: u32) {
        let source = self.limbs;
        let value = source.get(..self.len).unwrap_or_default();
        self.len = bigint::shl(value, distance.into(), &mut self.limbs).unwrap_or(self.len);
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        bigint::compare(self.limbs(), other.limbs())
    }

    /// Takes `divisor` away as often as it fits, which the caller knows to be at most nine times,
    /// and returns how often.
    pub(super) fn take_digit(&mut self, divisor: &Self) -> u8 {
        for digit in 0..9 {
            if self.compare(divisor) == Ordering::Less {
                return digit;
            }
            self.subtract(divisor);
        }
        9
    }

    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        let parts = other.limbs.iter().copied();
        for (limb, part) in self.limbs.iter_mut().take(self.len).zip(parts) {
            (*limb, borrow) = limb.borrowing_sub(part, borrow);
        }
        self.len = bigint::normalised(self.limbs()).len();
    }
}

/// What the search for the shortest digits needs of an integer.
pub(super) trait Natural {
    fn new(value: u64) -> Self;
    fn shl(&mut self, distance: u32);
    fn scale_by_ten(&mut self, exponent: u32);
    fn times_ten(&mut self);
    /// Whether `self + other` is below, at or above `limit`.
    fn compare_sum(&self, other: &Self, limit: &Self) -> Ordering;
}

impl<const N: usize> Natural for Big<N> {
    fn new(value: u64) -> Self {
        Big::new(value)
    }

    fn shl(&mut self, distance: u32) {
        Big::shl(self, distance);
    }

    fn scale_by_ten(&mut self, exponent: u32) {
        Big::scale_by_ten(self, exponent);
    }

    fn times_ten(&mut self) {
        self.mul_add(10, 0);
    }

    fn compare_sum(&self, other: &Self, limit: &Self) -> Ordering {
        let mut sum = [0; N];
        let len = bigint::add(self.limbs(), other.limbs(), &mut sum).unwrap_or(N);
        bigint::compare(sum.get(..len).unwrap_or_default(), limit.limbs())
    }
}

/// For numbers that are known to fit.
impl Natural for u128 {
    fn new(value: u64) -> Self {
        value.into()
    }

    fn shl(&mut self, distance: u32) {
        *self = self.wrapping_shl(distance);
    }

    fn scale_by_ten(&mut self, exponent: u32) {
        *self = self.wrapping_mul(10_u128.wrapping_pow(exponent));
    }

    fn times_ten(&mut self) {
        *self = self.wrapping_mul(10);
    }

    fn compare_sum(&self, other: &Self, limit: &Self) -> Ordering {
        self.wrapping_add(*other).cmp(limit)
    }
}
