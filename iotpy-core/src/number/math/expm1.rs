//! e^x - 1 and ln(1 + x), by the methods and with the coefficients of fdlibm (Sun Microsystems,
//! 1993: s_expm1.c, s_log1p.c), in the order and fused as in glibc 2.36 (see `exp.rs`).

use libm::fma;

const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);

/// The coefficients of the rational function for e^r - 1.
const EXPM1: [f64; 5] = [
    f64::from_bits(0xbfa1_1111_1111_10f4),
    f64::from_bits(0x3f5a_01a0_19fe_5585),
    f64::from_bits(0xbf14_ce19_9eaa_dbb7),
    f64::from_bits(0x3ed0_cfca_86e6_5239),
    f64::from_bits(0xbe8a_fdb7_6e09_c32d),
];
/// The coefficients of ln((1 + s)/(1 - s)) - 2s, over s^3.
const LOG1P: [f64; 7] = [
    f64::from_bits(0x3fe5_5555_5555_5593),
    f64::from_bits(0x3fd9_9999_9997_fa04),
    f64::from_bits(0x3fd2_4924_9422_9359),
    f64::from_bits(0x3fcc_71c5_1d8e_78af),
    f64::from_bits(0x3fc7_4664_96cb_03de),
    f64::from_bits(0x3fc3_9a09_d078_c69f),
    f64::from_bits(0x3fc2_f112_df3e_5244),
];

/// The upper half of a float's bits, which the methods compare.
pub(super) fn high_word(x: f64) -> u32 {
    (x.to_bits() >> 32) as u32
}

/// Multiplies by 2^exponent by way of the exponent field alone.
fn shifted(x: f64, exponent: i32) -> f64 {
    f64::from_bits(x.to_bits().wrapping_add((i64::from(exponent) as u64) << 52))
}

/// x as `exponent * ln(2) + rest + correction`.
fn reduced(x: f64) -> (i32, f64, f64) {
    const BY_LN2: f64 = core::f64::consts::LOG2_E;
    let size = high_word(x) & 0x7fff_ffff;
    if size <= 0x3fd6_2e42 {
        return (0, x, 0.0);
    }
    let sign = libm::copysign(1.0, x);
    let exponent = if size < 0x3ff0_a2b2 {
        sign as i32
    } else {
        (BY_LN2 * x + 0.5 * sign) as i32
    };
    let times = f64::from(exponent);
    let high = x - times * LN2_HIGH;
    let low = times * LN2_LOW;
    let rest = high - low;
    (exponent, rest, (high - rest) - low)
}

/// e^x - 1.
pub(super) fn expm1(x: f64) -> f64 {
    const OVERFLOW: f64 = 709.782_712_893_384;
    let size = high_word(x) & 0x7fff_ffff;
    if x.is_nan() || size < 0x3c90_0000 {
        return x;
    }
    if x > OVERFLOW {
        return f64::INFINITY;
    }
    if x < 0.0 && size >= 0x4043_687a {
        return -1.0;
    }
    let (exponent, rest, correction) = reduced(x);
    let half = 0.5 * rest;
    let square = rest * half;
    let square2 = square * square;
    let first = fma(square, EXPM1[0], 1.0);
    let second = fma(EXPM1[2], square, EXPM1[1]);
    let third = fma(EXPM1[4], square, EXPM1[3]);
    let ratio = fma(square2 * square2, third, fma(square2, second, first));
    let base = fma(-ratio, half, 3.0);
    let error = (ratio - base) / fma(-rest, base, 6.0) * square;
    if exponent == 0 {
        return rest - fma(error, rest, -square);
    }
    let error = fma(error - correction, rest, -correction) - square;
    match exponent {
        -1 => fma(0.5, rest - error, -0.5),
        1 if rest < -0.25 => -2.0 * (error - (rest + 0.5)),
        1 => fma(2.0, rest - error, 1.0),
        2..20 => shifted((1.0 - shifted(1.0, -exponent)) - (error - rest), exponent),
        20..=56 => shifted((rest - (error + shifted(1.0, -exponent))) + 1.0, exponent),
        _ => shifted(1.0 - (error - rest), exponent) - 1.0,
    }
}

/// 1 + x as `2^exponent * (1 + fraction)`, and what the rounding of 1 + x dropped, over it.
struct OnePlus {
    exponent: i32,
    fraction: f64,
    correction: f64,
    /// Whether the fraction is below 2^-20.
    tiny: bool,
}

impl OnePlus {
    fn new(x: f64) -> Self {
        let whole = x >= 9_007_199_254_740_992.0;
        let sum = if whole { x } else { 1.0 + x };
        let mut exponent = (high_word(sum) >> 20) as i32 - 1023;
        let correction = match (whole, exponent > 0) {
            (true, _) => 0.0,
            (_, true) => (1.0 - (sum - x)) / sum,
            _ => (x - (sum - 1.0)) / sum,
        };
        let bits = sum.to_bits() & ((1 << 52) - 1);
        let high = high_word(sum) & 0xf_ffff;
        let above = high >= 0x6_a09e;
        exponent += i32::from(above);
        let field = if above { 0x3fe } else { 0x3ff };
        OnePlus {
            exponent,
            fraction: f64::from_bits(bits | field << 52) - 1.0,
            correction,
            tiny: if above {
                (0x10_0000 - high) >> 2 == 0
            } else {
                high == 0
            },
        }
    }
}

/// ln(1 + x), for x above -1.
pub(super) fn log1p(x: f64) -> f64 {
    let size = high_word(x) & 0x7fff_ffff;
    if x == f64::INFINITY || x.is_nan() || size < 0x3c90_0000 {
        return x;
    }
    if x <= -1.0 {
        return f64::NAN;
    }
    if size < 0x3e20_0000 {
        return fma(-0.5, x * x, x);
    }
    let high = high_word(x);
    let direct = high < 0x3fda_827a || (0x8000_0000..=0xbfd2_bec3).contains(&high);
    let sum = if direct {
        OnePlus {
            exponent: 0,
            fraction: x,
            correction: 0.0,
            tiny: false,
        }
    } else {
        OnePlus::new(x)
    };
    let f = sum.fraction;
    let half_square = 0.5 * f * f;
    let times = f64::from(sum.exponent);
    let low = fma(times, LN2_LOW, sum.correction);
    if sum.tiny {
        return log1p_of_tiny(&sum, half_square, low);
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let z2 = z * z;
    let z4 = z2 * z2;
    let first = fma(z, LOG1P[0], z2 * fma(LOG1P[2], z, LOG1P[1]));
    let second = fma(z4, fma(LOG1P[4], z, LOG1P[3]), first);
    let series = fma(z2 * z4, fma(LOG1P[6], z, LOG1P[5]), second);
    let part = (series + half_square) * s;
    if sum.exponent == 0 {
        return f - (half_square - part);
    }
    fma(times, LN2_HIGH, -((half_square - (low + part)) - f))
}

fn log1p_of_tiny(sum: &OnePlus, half_square: f64, low: f64) -> f64 {
    const TWO_THIRDS: f64 = 2.0 / 3.0;
    let f = sum.fraction;
    let times = f64::from(sum.exponent);
    if f == 0.0 {
        return if sum.exponent == 0 {
            0.0
        } else {
            fma(times, LN2_HIGH, low)
        };
    }
    let rest = fma(-TWO_THIRDS, f, 1.0) * half_square;
    if sum.exponent == 0 {
        return f - rest;
    }
    fma(times, LN2_HIGH, -((rest - low) - f))
}
