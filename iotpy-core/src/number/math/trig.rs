//! Sine, cosine and tangent, rounded to nearest (see `turn.rs`). Those of glibc are within 0.55
//! units in the last place, so that about one result in a thousand differs from CPython's, by one
//! unit.

use super::turn::{SineCosine, fraction, product, to_float};
use crate::number::ieee;
use crate::number::wide::carrying_mul;

/// 2/pi, the bits behind its point: enough for the largest float.
const TWO_BY_PI: [u64; 20] = [
    0xa2f9_836e_4e44_1529,
    0xfc27_57d1_f534_ddc0,
    0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0,
    0x0649_2eea_09d1_921c,
    0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41,
    0x3991_d639_8353_39f4,
    0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f,
    0x6d36_7ecf_27cb_09b7,
    0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea,
    0x6bfb_5fb1_1f8d_5d08,
    0x5603_3046_fc7b_6bab,
    0xf0cf_bc20_9af4_361d,
];
/// pi/4 as a fraction.
const QUARTER_PI: u128 = 0xc90f_daa2_2168_c234_c4c6_628b_80dc_1cd1;

/// Below this the sine and the tangent are their argument, and the cosine is one, but for rounding.
const TINY: f64 = 1.0 / 134_217_728.0;

/// An angle as quarter turns and a rest of an eighth of a turn at most, with the rest's sine and
/// cosine.
struct Reduced {
    quarters: u32,
    /// Whether the rest is negative.
    negative: bool,
    rest: SineCosine,
}

/// Reduces an angle that is not negative, by Payne and Hanek's method: of the product with 2/pi
/// only the bits are worked out that show in the rest.
fn reduce(angle: f64) -> Reduced {
    if angle <= core::f64::consts::FRAC_PI_4 {
        let rest = SineCosine::of_small(fraction(angle));
        return Reduced {
            quarters: 0,
            negative: false,
            rest,
        };
    }
    let (significand, exponent) = ieee::parts(angle);
    let (significand, exponent) = (significand << 11, exponent - 11);
    // Bits of 2/pi whose share of the product is a multiple of four quarters are left out.
    let skipped = (exponent - 2).max(0).unsigned_abs();
    let [high, middle, low] = [0, 64, 128].map(|offset| two_by_pi(skipped + offset));
    // The product, of 256 bits: `low` only carries into the lowest of the words kept.
    let (_, carry) = carrying_mul(significand, low, 0);
    let (third, carry) = carrying_mul(significand, middle, carry);
    let (second, first) = carrying_mul(significand, high, carry);
    // The bits before the point: 66 of them, or none for the smallest angles.
    let whole_bits = (exponent - skipped as i32 + 64).unsigned_abs();
    let words = [first, second, third];
    let quarters = quarters_of(words, whole_bits);
    let behind = behind_point(words, whole_bits);
    // To the nearest quarter.
    let negative = behind >> 127 == 1;
    let distance = if negative {
        behind.wrapping_neg()
    } else {
        behind
    };
    let rest = SineCosine::of_small(product(distance << 1, QUARTER_PI));
    Reduced {
        quarters: quarters.wrapping_add(u32::from(negative)),
        negative,
        rest,
    }
}

/// 64 bits of 2/pi from an offset on.
fn two_by_pi(offset: u32) -> u64 {
    let index = (offset / 64) as usize;
    let word = |index: usize| TWO_BY_PI.get(index).copied().unwrap_or(0);
    let pair = u128::from(word(index)) << 64 | u128::from(word(index + 1));
    (pair << (offset % 64) >> 64) as u64
}

/// The lowest two of the bits before the point.
fn quarters_of([first, second, _]: [u64; 3], whole_bits: u32) -> u32 {
    let top = u128::from(first) << 64 | u128::from(second);
    (top.checked_shr(128 - whole_bits).unwrap_or(0) & 3) as u32
}

/// The 128 bits behind the point, as far as they are known.
fn behind_point([first, second, third]: [u64; 3], whole_bits: u32) -> u128 {
    let top = u128::from(first) << 64 | u128::from(second);
    let rest = u128::from(third) << 64;
    match whole_bits {
        0 => top,
        _ => top << whole_bits | rest >> (128 - whole_bits),
    }
}

impl Reduced {
    /// The sine and the cosine of the whole angle, as fractions with a sign.
    fn turned(&self) -> ((u128, bool), (u128, bool)) {
        let sine = (self.rest.sine, self.negative);
        let cosine = (self.rest.cosine, false);
        let minus = |(size, negative): (u128, bool)| (size, !negative);
        match self.quarters % 4 {
            0 => (sine, cosine),
            1 => (cosine, minus(sine)),
            2 => (minus(sine), minus(cosine)),
            _ => (minus(cosine), sine),
        }
    }
}

/// The sine; of an infinity, not a number.
pub(super) fn sin(x: f64) -> f64 {
    let size = libm::fabs(x);
    if size < TINY || !size.is_finite() {
        return if size.is_infinite() { f64::NAN } else { x };
    }
    let ((sine, negative), _) = reduce(size).turned();
    to_float(sine, negative != (x < 0.0))
}

/// The cosine; of an infinity, not a number.
pub(super) fn cos(x: f64) -> f64 {
    let size = libm::fabs(x);
    if size < TINY || !size.is_finite() {
        return if size < TINY { 1.0 } else { f64::NAN };
    }
    let (_, (cosine, negative)) = reduce(size).turned();
    to_float(cosine, negative)
}

/// The tangent; of an infinity, not a number.
pub(super) fn tan(x: f64) -> f64 {
    let size = libm::fabs(x);
    if size < TINY || !size.is_finite() {
        return if size.is_infinite() { f64::NAN } else { x };
    }
    let ((sine, sine_negative), (cosine, cosine_negative)) = reduce(size).turned();
    let tangent = quotient(sine, cosine);
    if (sine_negative != cosine_negative) != (x < 0.0) {
        -tangent
    } else {
        tangent
    }
}

/// The float nearest to the quotient of two fractions: the quotient of floats, and a correction by
/// what its product with the divisor leaves.
fn quotient(dividend: u128, divisor: u128) -> f64 {
    let (up, down) = (dividend.leading_zeros(), divisor.leading_zeros());
    let dividend = dividend.checked_shl(up).unwrap_or(0) >> 2;
    let divisor = divisor.checked_shl(down).unwrap_or(1 << 127) >> 1;
    let (above, below) = (to_float(dividend, false), to_float(divisor, false));
    // Between a quarter and one.
    let estimate = above / below;
    let left = super::turn::difference(dividend, product(fraction(estimate), divisor));
    let exact = estimate + left / below;
    ieee::scaled(exact, 1 + down as i32 - up as i32)
}
