//! Sine and cosine in fixed point: the kernel under the trigonometric functions and their inverses.
//!
//! A *fraction* is a `u128` that counts units of 2^-128. The kernel is right to about 2^-98, so
//! that a result rounded from it is the nearest float in all but one of some 2^40 cases, and
//! integer arithmetic costs a small processor less than floats to half that precision would.

use crate::number::ieee;
use crate::number::wide::carrying_mul;

/// The fraction of pi/2 above one, and of pi above three.
const HALF_PI_FRACTION: u128 = 0x921f_b544_42d1_8469_898c_c517_01b8_39a2;
const PI_FRACTION: u128 = 0x243f_6a88_85a3_08d3_1319_8a2e_0370_7344;

/// The terms that are added to full precision, and those that 64 bits suffice for.
const WIDE_TERMS: usize = 6;
const NARROW_TERMS: usize = 8;
/// How far the narrow coefficients are shifted up.
const NARROW_SHIFT: u32 = 32;

/// The coefficients of a series whose terms alternate.
struct Series {
    wide: [u128; WIDE_TERMS],
    narrow: [u64; NARROW_TERMS],
}

impl Series {
    /// 1/first!, 1/(first + 2)!, …
    const fn of_factorials(first: u128) -> Self {
        let mut series = Series {
            wide: [0; WIDE_TERMS],
            narrow: [0; NARROW_TERMS],
        };
        let mut factorial = first;
        let mut number = first;
        let mut index = 0;
        while index < WIDE_TERMS + NARROW_TERMS {
            let coefficient = u128::MAX / factorial;
            if index < WIDE_TERMS {
                series.wide[index] = coefficient;
            } else {
                series.narrow[index - WIDE_TERMS] = (coefficient >> (64 - NARROW_SHIFT)) as u64;
            }
            factorial *= (number + 1) * (number + 2);
            number += 2;
            index += 1;
        }
        series
    }

    /// The sum over the powers of a fraction.
    fn sum(&self, x: u128) -> u128 {
        let short = (x >> 64) as u64;
        let mut narrow = 0_u64;
        for &coefficient in self.narrow.iter().rev() {
            narrow = coefficient.wrapping_sub(carrying_mul(short, narrow, 0).1);
        }
        let mut wide = u128::from(narrow) << (64 - NARROW_SHIFT);
        for &coefficient in self.wide.iter().rev() {
            wide = coefficient.wrapping_sub(product(x, wide));
        }
        wide
    }
}

/// sin(r)/r, over r^2.
const SINE: Series = Series::of_factorials(1);
/// (1 - cos(r))/r^2, over r^2.
const VERSINE: Series = Series::of_factorials(2);

/// The product of two fractions, a little too small at most.
pub(super) fn product(a: u128, b: u128) -> u128 {
    let (a_high, a_low) = (a >> 64, a & u128::from(u64::MAX));
    let (b_high, b_low) = (b >> 64, b & u128::from(u64::MAX));
    let middle = ((a_high * b_low) >> 64) + ((a_low * b_high) >> 64);
    a_high * b_high + middle
}

/// A sine and a cosine; the sine is not negative.
#[derive(Clone, Copy)]
pub(super) struct SineCosine {
    pub(super) sine: u128,
    pub(super) cosine: u128,
    pub(super) cosine_negative: bool,
}

impl SineCosine {
    /// Of an angle up to pi/4 in radians.
    pub(super) fn of_small(angle: u128) -> Self {
        let square = product(angle, angle);
        let sine = product(angle, SINE.sum(square));
        let cosine = u128::MAX - product(square, VERSINE.sum(square));
        SineCosine {
            sine,
            cosine,
            cosine_negative: false,
        }
    }

    /// Of an angle between zero and pi in radians.
    pub(super) fn of_angle(angle: f64) -> Self {
        use core::f64::consts::{FRAC_PI_2, FRAC_PI_4};
        if angle <= FRAC_PI_4 {
            return SineCosine::of_small(fraction(angle));
        }
        // Differences are taken of the fractions alone: the results are below one.
        if angle > 3.0 * FRAC_PI_4 {
            let rest = SineCosine::of_small(PI_FRACTION.wrapping_sub(fraction(angle)));
            return SineCosine {
                cosine_negative: true,
                ..rest
            };
        }
        let beyond = angle > FRAC_PI_2;
        let distance = if beyond {
            fraction(angle).wrapping_sub(HALF_PI_FRACTION)
        } else {
            HALF_PI_FRACTION.wrapping_sub(fraction(angle))
        };
        let rest = SineCosine::of_small(distance);
        SineCosine {
            sine: rest.cosine,
            cosine: rest.sine,
            cosine_negative: beyond,
        }
    }
}

/// What lies behind the point of a float that is not negative and below 2^64.
pub(super) fn fraction(x: f64) -> u128 {
    let (significand, exponent) = ieee::parts(x);
    let shift = exponent + 128;
    if shift >= 0 {
        u128::from(significand).wrapping_shl(shift.unsigned_abs())
    } else {
        u128::from(significand)
            .checked_shr(shift.unsigned_abs())
            .unwrap_or(0)
    }
}

/// The float nearest to a fraction, toward its neighbour above in a tie.
pub(super) fn to_float(fraction: u128, negative: bool) -> f64 {
    let zeros = fraction.leading_zeros();
    if zeros == 128 {
        return if negative { -0.0 } else { 0.0 };
    }
    let top = (fraction << zeros >> 64) as u64;
    let float = ieee::nearest(top, true, -64 - i64::from(zeros));
    if negative { -float } else { float }
}

/// The float nearest to a difference of fractions that is below a half.
pub(super) fn difference(a: u128, b: u128) -> f64 {
    let difference = a.wrapping_sub(b) as i128;
    to_float(difference.unsigned_abs(), difference < 0)
}
