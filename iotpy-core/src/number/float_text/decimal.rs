//! The decimal digits of a float: all of them, or the fewest that name it.

use core::cmp::Ordering;

use super::big::Big;
use super::shortest::FreeFormat;
use crate::number::bigint;
use crate::number::ieee;

/// More than the decimal digits that the longest float has (767).
const DIGITS_MAX: usize = 776;

/// Limbs for the longest float as an integer: 53 bits times 5^1074 (2,494 bits), and one to spare.
const EXACT_LIMBS: usize = 41;

/// Limbs for a float and its neighbours over one scale: 2^1077 times ten, or 10^324 (1,077 bits)
/// times 2^56, and one to spare.
const SHORTEST_LIMBS: usize = 19;

/// A finite magnitude in decimal: `0.DIGITS * 10^point`, with no digits for zero.
pub struct Decimal {
    digits: [u8; DIGITS_MAX],
    len: usize,
    /// Where the decimal point stands, counted in digits from the first.
    pub point: i32,
}

impl Decimal {
    /// Zero.
    pub const fn zero() -> Self {
        Decimal {
            digits: [0; DIGITS_MAX],
            len: 0,
            point: 1,
        }
    }

    /// The digits, as ASCII.
    #[must_use]
    pub fn digits(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }

    fn clear(&mut self) {
        self.len = 0;
        self.point = 1;
    }

    /// Becomes every digit of a finite float's magnitude.
    pub fn set_exact(&mut self, float: f64) {
        self.clear();
        let (significand, exponent) = ieee::parts(float);
        if significand == 0 {
            return;
        }
        let zeros = significand.trailing_zeros();
        let exponent = exponent + zeros as i32;
        let mut number = Big::<EXACT_LIMBS>::new(significand >> zeros);
        if exponent >= 0 {
            number.shl(exponent.unsigned_abs());
        } else {
            number.scale_by_five(exponent.unsigned_abs());
        }
        let mut scratch = [0; EXACT_LIMBS];
        self.len = bigint::to_decimal(number.limbs(), &mut scratch, &mut self.digits).unwrap_or(0);
        self.point = self.len as i32 + exponent.min(0);
    }

    /// Becomes a float rounded to so many places after the point, ties to even; nothing if the
    /// numbers are too large for this short way, and then [`Decimal::set_exact`] starts the long
    /// one.
    pub fn set_to_places(&mut self, float: f64, places: u32) -> Option<()> {
        if cfg!(not(target_pointer_width = "64")) {
            // Wide products cost small processors more flash than the long way costs time.
            return None;
        }
        let (significand, exponent) = ieee::parts(float);
        let shift = u32::try_from(-exponent)
            .ok()
            .filter(|shift| (1..=112).contains(shift))?;
        let scale = 10_u128.checked_pow(places)?;
        let product = u128::from(significand).checked_mul(scale)?;
        let whole = product >> shift;
        let rest = product - (whole << shift);
        let half = 1 << (shift - 1);
        let up = rest > half || (rest == half && whole % 2 == 1);
        let rounded = u64::try_from(whole + u128::from(up)).ok()?;
        self.set_integer(rounded, places as i32);
        Some(())
    }

    /// Becomes the fewest digits that are read back as the same float, and of these the nearest to
    /// it.
    pub fn set_shortest(&mut self, float: f64) {
        self.clear();
        let (significand, exponent) = ieee::parts(float);
        if significand == 0 || self.set_few_digits(libm::fabs(float)).is_some() {
            return;
        }
        // Of floats between these a u128 holds all that the method works with.
        if cfg!(target_pointer_width = "64") && (-60..=0).contains(&exponent) {
            FreeFormat::<u128>::new(significand, exponent).write(self);
        } else {
            FreeFormat::<Big<SHORTEST_LIMBS>>::new(significand, exponent).write(self);
        }
    }

    /// Becomes a float that is a whole number of ten-to-the-minus-`places`, below 10^15 of them: so
    /// few digits name one float only, and the scaling is exact both ways.
    fn set_few_digits(&mut self, float: f64) -> Option<()> {
        const SCALED_MAX: f64 = 1e15;
        const TWO_52: f64 = 4_503_599_627_370_496.0;
        const ROUNDING: f64 = 8.0 * f64::EPSILON;
        let mut scale = 1.0_f64;
        for places in 0..=22 {
            let scaled = float * scale;
            if scaled >= SCALED_MAX {
                return None;
            }
            let whole = (scaled + TWO_52) - TWO_52;
            // A division is only worth while if the product is whole but for rounding.
            if libm::fabs(scaled - whole) <= scaled * ROUNDING && whole / scale == float {
                self.set_integer(whole as u64, places);
                return Some(());
            }
            scale *= 10.0;
        }
        None
    }

    /// Becomes `number / 10^places`.
    pub(super) fn set_integer(&mut self, number: u64, places: i32) {
        self.clear();
        if number == 0 {
            return;
        }
        let mut scratch = [0];
        self.len = bigint::to_decimal(&[number], &mut scratch, &mut self.digits).unwrap_or(0);
        self.point = self.len as i32 - places;
        self.strip();
    }

    pub(super) fn append(&mut self, digit: u8) {
        if let Some(target) = self.digits.get_mut(self.len) {
            *target = digit;
            self.len += 1;
        }
    }

    /// Drops zeros at the end.
    fn strip(&mut self) {
        while let [.., b'0'] = self.digits() {
            self.len -= 1;
        }
    }

    /// Keeps `count` digits, rounding the last one to nearest, ties to even, and drops zeros at the
    /// end. A count of zero or less can leave no digits: the number is then rounded to zero.
    pub fn round(&mut self, count: i64) {
        let Ok(count) = usize::try_from(count) else {
            self.clear();
            return;
        };
        let Some((kept, dropped)) = self.digits().split_at_checked(count) else {
            self.strip();
            return;
        };
        let half = match dropped {
            [] => Ordering::Less,
            [first, rest @ ..] => {
                let more = rest.iter().any(|&digit| digit != b'0');
                first.cmp(&b'5').then(if more {
                    Ordering::Greater
                } else {
                    Ordering::Equal
                })
            }
        };
        let odd = kept.last().is_some_and(|digit| digit % 2 == 1);
        self.len = count;
        if half == Ordering::Greater || (half == Ordering::Equal && odd) {
            self.round_up();
        }
        self.strip();
        if self.len == 0 {
            self.clear();
        }
    }

    /// Adds one to the last digit.
    fn round_up(&mut self) {
        while let Some(last) = self
            .digits
            .get_mut(..self.len)
            .and_then(|kept| kept.last_mut())
        {
            if *last != b'9' {
                *last += 1;
                return;
            }
            self.len -= 1;
        }
        self.append(b'1');
        self.point += 1;
    }
}
