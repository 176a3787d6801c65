//! The inverse trigonometric functions, rounded to nearest: an estimate to some 52 bits, corrected
//! by how far its sine and cosine (see `turn.rs`) miss the argument. Those of glibc are within 0.55
//! units in the last place, so that about one result in a thousand differs from CPython's, by one
//! unit.

use core::f64::consts::{FRAC_PI_2, PI};

use super::turn::{SineCosine, difference, fraction, product, to_float};
use crate::number::ieee;

/// Below this the functions are their argument, but for rounding.
const TINY: f64 = 1.0 / 134_217_728.0;
/// From here on the ratio of the coordinates is the angle itself, but for rounding.
const FLAT: i32 = -40;
/// Beyond this the smaller coordinate does not show in the angle.
const EXPONENTS_APART: i32 = 64;

/// The arc sine; outside -1 to 1, not a number.
pub(super) fn asin(x: f64) -> f64 {
    let size = libm::fabs(x);
    if size.is_nan() || size > 1.0 {
        return f64::NAN;
    }
    if size < TINY {
        return x;
    }
    let angle = if size == 1.0 {
        FRAC_PI_2
    } else {
        let estimate = libm::asin(size);
        let turn = SineCosine::of_angle(estimate);
        estimate + difference(fraction(size), turn.sine) / to_float(turn.cosine, false)
    };
    libm::copysign(angle, x)
}

/// The arc cosine; outside -1 to 1, not a number.
pub(super) fn acos(x: f64) -> f64 {
    let size = libm::fabs(x);
    if size.is_nan() || size > 1.0 {
        return f64::NAN;
    }
    if size == 1.0 {
        return if x > 0.0 { 0.0 } else { PI };
    }
    let estimate = libm::acos(x);
    let turn = SineCosine::of_angle(estimate);
    let signed = |size: u128, negative: bool| if negative { size.wrapping_neg() } else { size };
    let cosine = signed(turn.cosine, turn.cosine_negative);
    let missed = difference(cosine, signed(fraction(size), x < 0.0));
    estimate + missed / to_float(turn.sine, false)
}

/// The arc tangent.
pub(super) fn atan(x: f64) -> f64 {
    atan2(x, 1.0)
}

/// The angle of the point (x, y).
pub(super) fn atan2(y: f64, x: f64) -> f64 {
    let estimate = libm::atan2(y, x);
    if x == 0.0 || y == 0.0 || !x.is_finite() || !y.is_finite() {
        return estimate;
    }
    let (y_bits, y_exponent) = normal_parts(y);
    let (x_bits, x_exponent) = normal_parts(x);
    let apart = y_exponent - x_exponent;
    if apart < FLAT && x > 0.0 {
        return y / x;
    }
    if apart.abs() > EXPONENTS_APART {
        return libm::copysign(if apart > 0 { FRAC_PI_2 } else { PI }, y);
    }
    // Both over the power of two above the larger.
    let scaled = |bits: u64, below: i32| (u128::from(bits) << 63) >> below.max(0).unsigned_abs();
    let y_size = scaled(y_bits, -apart);
    let x_size = scaled(x_bits, apart);
    let size = libm::fabs(estimate);
    let turn = SineCosine::of_angle(size);
    // The sine of the angle that the estimate misses, times the distance of the point.
    let along = product(y_size, turn.cosine);
    let along = if turn.cosine_negative {
        along.wrapping_neg()
    } else {
        along
    };
    let across = product(x_size, turn.sine);
    let across = if x < 0.0 {
        across.wrapping_neg()
    } else {
        across
    };
    let (y_float, x_float) = (to_float(y_size, false), to_float(x_size, false));
    let distance = libm::sqrt(y_float * y_float + x_float * x_float);
    libm::copysign(size + difference(along, across) / distance, y)
}

/// A magnitude as 64 bits, the first of them set, and an exponent.
fn normal_parts(x: f64) -> (u64, i32) {
    let (significand, exponent) = ieee::parts(x);
    let zeros = significand.leading_zeros();
    (significand << zeros, exponent - zeros as i32)
}
