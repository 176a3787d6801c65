//! Powers, by the algorithm of Arm's Optimized Routines (math/pow.c), fused as in glibc 2.36 (see
//! `exp.rs`): the logarithm to 68 bits, times the exponent, and the exponential of that.

use super::exp::exp_sum;
use super::log::Split;
use super::tables;
use libm::fma;

const BINADE_START: u64 = 0x3fe6_9555_0000_0000;

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
const LN2_LOW: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);

/// ln(1 + r) - r from r^2 on, each but the first scaled by a power of -2 for how it is used.
const LOG: [f64; 7] = [
    -0.5,
    f64::from_bits(0xbfe5_5555_5555_5560),
    f64::from_bits(0x3fe0_0000_0000_0006),
    f64::from_bits(0x3fe9_9999_9959_554e),
    f64::from_bits(0xbfe5_5555_5529_a47a),
    f64::from_bits(0xbff2_495b_9b48_45e9),
    f64::from_bits(0x3ff0_002b_8b26_3fc3),
];

/// `base^exponent` for a base that is positive and finite and an exponent that is finite; infinite
/// beyond the range of floats, and zero or subnormal below it.
pub fn power(base: f64, exponent: f64) -> f64 {
    /// Exponents from here on only give one, zero or infinity; below here only one, but for
    /// rounding.
    const EXPONENT_HUGE: f64 = 9_223_372_036_854_775_808.0;
    const EXPONENT_TINY: f64 = f64::from_bits(0x3be << 52);
    let size = libm::fabs(exponent);
    if base == 1.0 || exponent == 0.0 {
        return 1.0;
    }
    if size < EXPONENT_TINY {
        return if base > 1.0 {
            1.0 + exponent
        } else {
            1.0 - exponent
        };
    }
    if size >= EXPONENT_HUGE {
        return if (base > 1.0) == (exponent > 0.0) {
            f64::INFINITY
        } else {
            0.0
        };
    }
    let (high, low) = log_in_two_parts(base);
    let product = exponent * high;
    let product_low = fma(exponent, low, fma(high, exponent, -product));
    exp_sum(product, product_low, false)
}

/// The natural logarithm and what its rounding left over.
fn log_in_two_parts(x: f64) -> (f64, f64) {
    let Split {
        exponent,
        fraction,
        interval,
    } = Split::new(x, BINADE_START, 7);
    let inverse = 0.5 + f64::from(tables::POW_INVERSES.get(interval).copied().unwrap_or(0)) / 256.0;
    let entry = |at| f64::from_bits(tables::POW_LOGS.get(at).copied().unwrap_or(0));
    let (log_c, log_c_low) = (entry(2 * interval), entry(2 * interval + 1));
    let r = fma(fraction, inverse, -1.0);
    let base = fma(exponent, LN2_HIGH, log_c);
    let sum = base + r;
    let low_of_base = fma(exponent, LN2_LOW, log_c_low);
    let low_of_sum = (base - sum) + r;
    // sum - r^2/2, with what each rounding drops.
    let half = LOG[0] * r;
    let square = r * half;
    let cube = r * square;
    let high = sum + square;
    let low_of_square = fma(half, r, -square);
    let low_of_high = (sum - high) + square;
    let tail = fma(fma(LOG[6], r, LOG[5]), square, fma(LOG[4], r, LOG[3]));
    let tail = fma(square, tail, fma(LOG[2], r, LOG[1]));
    let low = ((low_of_base + low_of_sum) + low_of_square) + low_of_high;
    let low = fma(cube, tail, low);
    let result = high + low;
    (result, (high - result) + low)
}
