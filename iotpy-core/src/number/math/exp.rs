//! The exponential functions, by the algorithm of Arm's Optimized Routines (math/exp.c, exp2.c): a
//! table of the powers of two in steps of a 128th and a polynomial for the rest. Each sum and
//! product is fused or not as in glibc 2.36 on x86-64 processors with fused multiply-add, so that
//! the results are those of CPython there, to the last bit.

use super::tables;
use libm::fma;

/// The intervals of the table in a binade.
const INTERVALS: u64 = 128;
const INTERVAL_BITS: u32 = 7;
/// Adding it leaves a whole number in the low bits.
const SHIFT: f64 = 6_755_399_441_055_744.0;
/// As [`SHIFT`], for multiples of a 128th.
const SHIFT_128TH: f64 = 52_776_558_133_248.0;

const INTERVALS_BY_LN2: f64 = f64::from_bits(0x4067_1547_652b_82fe);
/// -ln(2)/128, in a part whose products with the interval's number are exact and the rest.
const MINUS_LN2_HIGH: f64 = f64::from_bits(0xbf76_2e42_fefa_0000);
const MINUS_LN2_LOW: f64 = f64::from_bits(0xbd0c_f79a_bc9e_3b3a);

/// exp(r) - 1 - r, from r^2 on.
const EXP: [f64; 4] = [
    f64::from_bits(0x3fdf_ffff_ffff_fdbd),
    f64::from_bits(0x3fc5_5555_5555_543c),
    f64::from_bits(0x3fa5_5555_cf17_2b91),
    f64::from_bits(0x3f81_1111_67a4_d017),
];
/// 2^r - 1, from r on.
const EXP2: [f64; 5] = [
    f64::from_bits(0x3fe6_2e42_fefa_39ef),
    f64::from_bits(0x3fce_bfbd_ff82_c424),
    f64::from_bits(0x3fac_6b08_d70c_f4b5),
    f64::from_bits(0x3f83_b2ab_d246_50cc),
    f64::from_bits(0x3f55_d7e0_9b4e_3a84),
];

/// The exponent field of a float, as stored.
fn exponent_field(x: f64) -> u32 {
    (x.to_bits() >> 52) as u32 & 0x7ff
}

/// The field of 2^-54: below it the result is one, but for rounding.
const FIELD_TINY: u32 = 0x3c9;
/// The field of 512: from it on the result may leave the range of normal floats.
const FIELD_LARGE: u32 = 0x408;
/// The field of 1024.
const FIELD_HUGE: u32 = 0x409;

/// The entry of the table for a number of 128ths: the relative error of the power of two, and the
/// bits of `sign * 2^(number / 128)`.
fn power_of_two(number: u64, negative: bool) -> (f64, u64) {
    let index = (number % INTERVALS) as usize * 2;
    let entry = |at: usize| tables::EXP.get(at).copied().unwrap_or(0);
    let sign = if negative {
        0x800_u64 << INTERVAL_BITS
    } else {
        0
    };
    let exponent = number.wrapping_add(sign) << (52 - INTERVAL_BITS);
    (
        f64::from_bits(entry(index)),
        entry(index + 1).wrapping_add(exponent),
    )
}

/// e^x.
pub fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    exp_sum(x, 0.0, false)
}

/// e^(x + tail), with a sign; `tail` is far below `x`, which is a number.
pub(super) fn exp_sum(x: f64, tail: f64, negative: bool) -> f64 {
    let sign = if negative { -1.0 } else { 1.0 };
    let field = exponent_field(x);
    if field < FIELD_TINY {
        return sign * (1.0 + x);
    }
    if field >= FIELD_HUGE {
        return sign * if x < 0.0 { 0.0 } else { f64::INFINITY };
    }
    let shifted = fma(INTERVALS_BY_LN2, x, SHIFT);
    let number = shifted.to_bits();
    let whole = shifted - SHIFT;
    let rest = fma(whole, MINUS_LN2_LOW, fma(whole, MINUS_LN2_HIGH, x)) + tail;
    let (error, scale) = power_of_two(number, negative);
    let square = rest * rest;
    let low = fma(fma(EXP[1], rest, EXP[0]), square, error + rest);
    let above_one = fma(square * square, fma(EXP[3], rest, EXP[2]), low);
    if field < FIELD_LARGE {
        let scale = f64::from_bits(scale);
        return fma(scale, above_one, scale);
    }
    scaled(above_one, scale, number, true)
}

/// 2^x.
pub fn exp2(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let field = exponent_field(x);
    if field < FIELD_TINY {
        return 1.0 + x;
    }
    if x >= 1024.0 {
        return f64::INFINITY;
    }
    if x <= -1075.0 {
        return 0.0;
    }
    let shifted = x + SHIFT_128TH;
    let number = shifted.to_bits();
    let rest = x - (shifted - SHIFT_128TH);
    let (error, scale) = power_of_two(number, false);
    let square = rest * rest;
    let low = (EXP2[2] * rest + EXP2[1]) * square + (EXP2[0] * rest + error);
    let above_one = low + (EXP2[4] * rest + EXP2[3]) * (square * square);
    if (-928.0..=928.0).contains(&x) {
        let scale = f64::from_bits(scale);
        return scale + scale * above_one;
    }
    scaled(above_one, scale, number, false)
}

/// `scale * (1 + above_one)` where the exponent of `scale` may have left its field.
fn scaled(above_one: f64, scale: u64, number: u64, fused: bool) -> f64 {
    const TWO_1009: f64 = f64::from_bits((1009 + 1023) << 52);
    const TWO_MINUS_1022: f64 = f64::MIN_POSITIVE;
    if number & 0x8000_0000 == 0 {
        let scale = f64::from_bits(scale.wrapping_sub(1009 << 52));
        let product = if fused {
            fma(scale, above_one, scale)
        } else {
            scale * above_one + scale
        };
        return TWO_1009 * product;
    }
    let signed_scale = scale.wrapping_add(1022 << 52);
    let scale = f64::from_bits(signed_scale);
    let part = scale * above_one;
    let mut sum = scale + part;
    if libm::fabs(sum) < 1.0 {
        // The result is subnormal: round it once, at the place of its last bit.
        let one = libm::copysign(1.0, sum);
        let low = (scale - sum) + part;
        let high = one + sum;
        let low = ((one - high) + sum) + low;
        sum = (high + low) - one;
        if sum == 0.0 {
            sum = libm::copysign(0.0, scale);
        }
    }
    TWO_MINUS_1022 * sum
}
