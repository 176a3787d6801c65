//! The functions of Python's `math` module on floats, with its errors.
//!
//! The same argument gives the same bits on every machine: nothing here uses the processor's or the
//! C library's functions. Where CPython's result depends on the C library, the aim is that of
//! CPython 3.11 on x86-64 with glibc 2.36 (see each file for how near it comes).
//!
//! | file | functions | agreement with CPython |
//! |---|---|---|
//! | `exp.rs`, `log.rs`, `power.rs` | exp, exp2, log, log2, log10, pow | every bit |
//! | `expm1.rs` | expm1, log1p | every bit |
//! | `hyperbolic.rs` | sinh, cosh, tanh, asinh, acosh, atanh | every bit |
//! | `erf.rs`, `cbrt.rs`, `norm.rs`, `sum.rs` | erf, erfc, cbrt, hypot, dist, fsum | every bit |
//! | `gamma.rs` | gamma, lgamma | every bit; below zero, as far as the sine's |
//! | `trig.rs` | sin, cos, tan | 99.7 % and more; else one unit apart |
//! | `arc.rs` | asin, acos, atan, atan2 | 99.8 % and more; else one unit apart |

mod arc;
mod cbrt;
mod erf;
mod exp;
mod expm1;
mod gamma;
mod hyperbolic;
mod log;
mod norm;
mod power;
mod sum;
mod tables;
mod trig;
mod turn;

use super::ieee;

pub use norm::{dist, hypot};
pub use power::power;
pub use sum::{Sum, SumError};

/// Why a function has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MathError {
    /// Python: `ValueError`, "math domain error".
    Domain,
    /// Python: `OverflowError`, "math range error".
    Range,
}

/// The result of a function of floats.
pub type MathResult = Result<f64, MathError>;

/// Judges a result as CPython's `math_1` does: what is not a number where the argument was one is
/// out of the domain, and so is an infinity, unless the function can overflow.
fn judged(argument: f64, result: f64, infinite: MathError) -> MathResult {
    if result.is_nan() && !argument.is_nan() {
        return Err(MathError::Domain);
    }
    if result.is_infinite() && argument.is_finite() {
        return Err(infinite);
    }
    Ok(result)
}

/// A function without overflow: an infinity from a finite argument is out of the domain.
fn bounded(argument: f64, function: fn(f64) -> f64) -> MathResult {
    judged(argument, function(argument), MathError::Domain)
}

/// A function that can overflow.
fn growing(argument: f64, function: fn(f64) -> f64) -> MathResult {
    judged(argument, function(argument), MathError::Range)
}

/// A logarithm: only of numbers above zero.
fn logarithm(x: f64, function: fn(f64) -> f64) -> MathResult {
    match (x.is_nan() || x == f64::INFINITY, x > 0.0) {
        (true, _) => Ok(x),
        (_, true) => Ok(function(x)),
        _ => Err(MathError::Domain),
    }
}

/// `math.sqrt`.
///
/// # Errors
/// [`MathError::Domain`] below zero.
pub fn sqrt(x: f64) -> MathResult {
    bounded(x, libm::sqrt)
}

/// `math.cbrt`.
#[must_use]
pub fn cbrt(x: f64) -> f64 {
    cbrt::cbrt(x)
}

/// `math.exp`.
///
/// # Errors
/// [`MathError::Range`].
pub fn exp(x: f64) -> MathResult {
    growing(x, exp::exp)
}

/// `math.exp2`.
///
/// # Errors
/// [`MathError::Range`].
pub fn exp2(x: f64) -> MathResult {
    growing(x, exp::exp2)
}

/// `math.expm1`.
///
/// # Errors
/// [`MathError::Range`].
pub fn expm1(x: f64) -> MathResult {
    growing(x, expm1::expm1)
}

/// `math.log` of one argument.
///
/// # Errors
/// [`MathError::Domain`] at zero and below.
pub fn log(x: f64) -> MathResult {
    logarithm(x, log::log)
}

/// `math.log2`.
///
/// # Errors
/// [`MathError::Domain`] at zero and below.
pub fn log2(x: f64) -> MathResult {
    logarithm(x, log::log2)
}

/// `math.log10`.
///
/// # Errors
/// [`MathError::Domain`] at zero and below.
pub fn log10(x: f64) -> MathResult {
    logarithm(x, log::log10)
}

/// `math.log1p`.
///
/// # Errors
/// [`MathError::Domain`] at -1 and below.
pub fn log1p(x: f64) -> MathResult {
    // The sign of zero stays.
    if x == 0.0 {
        Ok(x)
    } else {
        bounded(x, expm1::log1p)
    }
}

/// `math.pow`.
///
/// # Errors
/// [`MathError::Domain`] for zero to a negative power and for a negative base to a fraction,
/// [`MathError::Range`] on overflow.
pub fn pow(base: f64, exponent: f64) -> MathResult {
    use super::float_ops::{PowError, pow};
    pow(base, exponent).map_err(|error| match error {
        PowError::ZeroToNegative | PowError::Complex => MathError::Domain,
        PowError::Overflow => MathError::Range,
    })
}

/// `math.sin`.
///
/// # Errors
/// [`MathError::Domain`] of an infinity.
pub fn sin(x: f64) -> MathResult {
    bounded(x, trig::sin)
}

/// `math.cos`.
///
/// # Errors
/// [`MathError::Domain`] of an infinity.
pub fn cos(x: f64) -> MathResult {
    bounded(x, trig::cos)
}

/// `math.tan`.
///
/// # Errors
/// [`MathError::Domain`] of an infinity.
pub fn tan(x: f64) -> MathResult {
    bounded(x, trig::tan)
}

/// `math.asin`.
///
/// # Errors
/// [`MathError::Domain`] outside -1 to 1.
pub fn asin(x: f64) -> MathResult {
    bounded(x, arc::asin)
}

/// `math.acos`.
///
/// # Errors
/// [`MathError::Domain`] outside -1 to 1.
pub fn acos(x: f64) -> MathResult {
    bounded(x, arc::acos)
}

/// `math.atan`.
#[must_use]
pub fn atan(x: f64) -> f64 {
    arc::atan(x)
}

/// `math.atan2`.
#[must_use]
pub fn atan2(y: f64, x: f64) -> f64 {
    arc::atan2(y, x)
}

/// `math.sinh`.
///
/// # Errors
/// [`MathError::Range`].
pub fn sinh(x: f64) -> MathResult {
    growing(x, hyperbolic::sinh)
}

/// `math.cosh`.
///
/// # Errors
/// [`MathError::Range`].
pub fn cosh(x: f64) -> MathResult {
    growing(x, hyperbolic::cosh)
}

/// `math.tanh`.
#[must_use]
pub fn tanh(x: f64) -> f64 {
    hyperbolic::tanh(x)
}

/// `math.asinh`.
#[must_use]
pub fn asinh(x: f64) -> f64 {
    hyperbolic::asinh(x)
}

/// `math.acosh`.
///
/// # Errors
/// [`MathError::Domain`] below 1.
pub fn acosh(x: f64) -> MathResult {
    bounded(x, hyperbolic::acosh)
}

/// `math.atanh`.
///
/// # Errors
/// [`MathError::Domain`] at -1 and 1 and outside.
pub fn atanh(x: f64) -> MathResult {
    bounded(x, hyperbolic::atanh)
}

/// `math.erf`.
#[must_use]
pub fn erf(x: f64) -> f64 {
    erf::erf(x)
}

/// `math.erfc`.
#[must_use]
pub fn erfc(x: f64) -> f64 {
    erf::erfc(x)
}

/// `math.gamma`.
///
/// # Errors
/// [`MathError::Domain`] at zero, at whole numbers below and at minus infinity,
/// [`MathError::Range`].
pub fn gamma(x: f64) -> MathResult {
    gamma::gamma(x)
}

/// `math.lgamma`.
///
/// # Errors
/// [`MathError::Domain`] at zero and at whole numbers below, [`MathError::Range`].
pub fn lgamma(x: f64) -> MathResult {
    gamma::lgamma(x)
}

/// `math.fmod`.
///
/// # Errors
/// [`MathError::Domain`] of an infinity, and by zero.
pub fn fmod(x: f64, y: f64) -> MathResult {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    two(x, y, ieee::remainder(x, y))
}

/// Judges a result as CPython's `math_2` does.
fn two(x: f64, y: f64, result: f64) -> MathResult {
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(MathError::Domain);
    }
    Ok(result)
}

/// `math.remainder`.
///
/// # Errors
/// [`MathError::Domain`] of an infinity, and by zero.
pub fn remainder(x: f64, y: f64) -> MathResult {
    if x.is_nan() || y.is_nan() {
        return Ok(if x.is_nan() { x } else { y });
    }
    if x.is_infinite() || y == 0.0 {
        return Err(MathError::Domain);
    }
    if y.is_infinite() {
        return Ok(x);
    }
    let (size, step) = (libm::fabs(x), libm::fabs(y));
    let below = ieee::remainder(size, step);
    let above = step - below;
    let nearest = if below < above {
        below
    } else if below > above {
        -above
    } else {
        // Halfway: towards the even multiple.
        below - 2.0 * ieee::remainder(0.5 * (size - below), step)
    };
    Ok(libm::copysign(1.0, x) * nearest)
}

/// `math.modf`: `(fraction, whole)`, both with the sign of `x`.
#[must_use]
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (libm::copysign(0.0, x), x);
    }
    let whole = libm::trunc(x);
    (libm::copysign(x - whole, x), whole)
}

/// `math.frexp`: `(fraction, exponent)` with the fraction's size in 0.5..1, or `(x, 0)`.
#[must_use]
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        (x, 0)
    } else {
        ieee::split(x)
    }
}

/// `math.ldexp`, for an exponent that the caller has cut to the range of `i32`.
///
/// # Errors
/// [`MathError::Range`].
pub fn ldexp(x: f64, exponent: i32) -> MathResult {
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    judged(x, ieee::scaled(x, exponent), MathError::Range)
}

/// `math.fabs`.
#[must_use]
pub fn fabs(x: f64) -> f64 {
    libm::fabs(x)
}

/// `math.copysign`.
#[must_use]
pub fn copysign(x: f64, y: f64) -> f64 {
    libm::copysign(x, y)
}

/// The largest whole number not above `x`, as a float.
#[must_use]
pub fn floor(x: f64) -> f64 {
    libm::floor(x)
}

/// The smallest whole number not below `x`, as a float.
#[must_use]
pub fn ceil(x: f64) -> f64 {
    libm::ceil(x)
}

/// The whole part of `x`, as a float.
#[must_use]
pub fn trunc(x: f64) -> f64 {
    libm::trunc(x)
}

/// `math.nextafter`.
#[must_use]
pub fn nextafter(x: f64, y: f64) -> f64 {
    libm::nextafter(x, y)
}

/// `math.ulp`.
#[must_use]
pub fn ulp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let size = libm::fabs(x);
    if size.is_infinite() {
        return size;
    }
    let above = f64::from_bits(size.to_bits() + 1);
    if above.is_infinite() {
        size - f64::from_bits(size.to_bits() - 1)
    } else {
        above - size
    }
}

/// `math.isclose`, for tolerances that are not negative (Python: `ValueError`, "tolerances must be
/// non-negative").
#[must_use]
pub fn isclose(a: f64, b: f64, relative: f64, absolute: f64) -> bool {
    if a == b {
        return true;
    }
    if a.is_infinite() || b.is_infinite() {
        return false;
    }
    let distance = libm::fabs(b - a);
    distance <= libm::fabs(relative * b)
        || distance <= libm::fabs(relative * a)
        || distance <= absolute
}

/// `math.degrees`.
#[must_use]
pub fn degrees(x: f64) -> f64 {
    x * (180.0 / core::f64::consts::PI)
}

/// `math.radians`.
#[must_use]
pub fn radians(x: f64) -> f64 {
    x * (core::f64::consts::PI / 180.0)
}

#[cfg(test)]
mod tests;
