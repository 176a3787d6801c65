//! The gamma function, by the method of CPython's own (Modules/mathmodule.c): Lanczos'
//! approximation with the parameters of the Boost library, and the reflection formula below zero.
//! The order of the operations is CPython's, so that the results are.

use core::f64::consts::PI;

use crate::number::ieee;

use super::{MathError, MathResult, exp, log, power};

/// ln(pi), as CPython writes it.
const LN_PI: f64 = 1.144_729_885_849_400_2;
const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;

const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_76,
    42_919_803_642.649_1,
    35_711_959_237.355_67,
    17_921_034_426.037_21,
    6_039_542_586.352_028,
    1_439_720_407.311_721_6,
    248_874_557.862_054_17,
    31_426_415.585_400_194,
    2_876_370.628_935_372_5,
    186_056.265_395_223_48,
    8_071.672_002_365_816,
    210.824_277_751_579_36,
    2.506_628_274_631_000_2,
];
/// The coefficients of x (x + 1) … (x + 11).
const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

/// Beyond this the gamma function overflows, or underflows below zero.
const SIZE_MAX: f64 = 200.0;
/// Below this the function is that of its pole.
const SIZE_MIN: f64 = 1e-20;
/// The largest whole number whose gamma is a product that is exact in a float.
const EXACT_MAX: f64 = 23.0;

/// Lanczos' sum, as a rational function of x or of 1/x.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    let pairs = NUMERATOR.iter().zip(&DENOMINATOR);
    if x < 5.0 {
        for (above, below) in pairs.rev() {
            numerator = numerator * x + above;
            denominator = denominator * x + below;
        }
    } else {
        for (above, below) in pairs {
            numerator = numerator / x + above;
            denominator = denominator / x + below;
        }
    }
    numerator / denominator
}

/// sin(pi x), exact at the whole and half numbers.
fn sin_pi(x: f64) -> f64 {
    let sin = |x| super::sin(x).unwrap_or(f64::NAN);
    let cos = |x| super::cos(x).unwrap_or(f64::NAN);
    let y = ieee::remainder(libm::fabs(x), 2.0);
    let sine = match libm::round(2.0 * y) as u8 {
        0 => sin(PI * y),
        1 => cos(PI * (y - 0.5)),
        2 => sin(PI * (1.0 - y)),
        3 => -cos(PI * (y - 1.5)),
        _ => sin(PI * (y - 2.0)),
    };
    libm::copysign(1.0, x) * sine
}

/// What rounding `size + G_MINUS_HALF` added, scaled as the correction of the result needs it.
fn correction(size: f64, sum: f64) -> f64 {
    let error = if size > G_MINUS_HALF {
        (sum - size) - G_MINUS_HALF
    } else {
        (sum - G_MINUS_HALF) - size
    };
    error * G / sum
}

pub(super) fn gamma(x: f64) -> MathResult {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    let whole = x == libm::floor(x);
    if x == 0.0 || (whole && x < 0.0) {
        return Err(MathError::Domain);
    }
    if whole && x <= EXACT_MAX {
        let factors = 1..x as u64;
        return Ok(factors.map(|factor| factor as f64).product());
    }
    let size = libm::fabs(x);
    let result = if size < SIZE_MIN {
        1.0 / x
    } else if size > SIZE_MAX {
        if x < 0.0 {
            0.0 / sin_pi(x)
        } else {
            f64::INFINITY
        }
    } else {
        by_lanczos(x, size)
    };
    if result.is_infinite() {
        Err(MathError::Range)
    } else {
        Ok(result)
    }
}

fn by_lanczos(x: f64, size: f64) -> f64 {
    let sum = size + G_MINUS_HALF;
    let correction = correction(size, sum);
    // Above this size the power has to be taken in two steps.
    let direct = size < 140.0;
    let power = power(
        sum,
        if direct {
            size - 0.5
        } else {
            size / 2.0 - 0.25
        },
    );
    if x < 0.0 {
        let mut result = -PI / sin_pi(size) / size * exp::exp(sum) / lanczos_sum(size);
        result -= correction * result;
        return if direct {
            result / power
        } else {
            result / power / power
        };
    }
    let mut result = lanczos_sum(size) / exp::exp(sum);
    result += correction * result;
    if direct {
        result * power
    } else {
        result * power * power
    }
}

pub(super) fn lgamma(x: f64) -> MathResult {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == libm::floor(x) && x <= 2.0 {
        return if x <= 0.0 {
            Err(MathError::Domain)
        } else {
            Ok(0.0)
        };
    }
    let size = libm::fabs(x);
    if size < SIZE_MIN {
        return Ok(-log::log(size));
    }
    let mut result = log::log(lanczos_sum(size)) - G;
    result += (size - 0.5) * (log::log(size + G - 0.5) - 1.0);
    if x < 0.0 {
        result = LN_PI - log::log(libm::fabs(sin_pi(size))) - log::log(size) - result;
    }
    if result.is_infinite() {
        Err(MathError::Range)
    } else {
        Ok(result)
    }
}
