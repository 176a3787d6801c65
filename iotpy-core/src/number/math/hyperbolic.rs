//! The hyperbolic functions and their inverses, by the formulas of fdlibm (Sun Microsystems, 1993)
//! as glibc 2.36 has them.

use super::exp::exp;
use super::expm1::{expm1, high_word, log1p};
use super::log::log;

/// From here on e^-x does not show in e^x.
const LARGE: u32 = 0x4036_0000;
/// From here on e^x overflows.
const EXP_OVERFLOWS: u32 = 0x4086_2e42;
/// Up to here half of e^x does not overflow.
const SIZE_MAX: f64 = f64::from_bits(0x4086_33ce_8fb9_f87d);

/// The upper half of the bits of |x|.
fn size_word(x: f64) -> u32 {
    high_word(x) & 0x7fff_ffff
}

/// `factor * e^size`, for a size from 22 on.
fn large(size: f64, factor: f64) -> f64 {
    if size_word(size) < EXP_OVERFLOWS {
        return factor * exp(size);
    }
    if size > SIZE_MAX {
        return factor * f64::INFINITY;
    }
    let root = exp(0.5 * size);
    factor * root * root
}

pub(super) fn sinh(x: f64) -> f64 {
    let word = size_word(x);
    if !x.is_finite() || word < 0x3e30_0000 {
        return x;
    }
    let half = libm::copysign(0.5, x);
    let size = libm::fabs(x);
    if word >= LARGE {
        return large(size, half);
    }
    let t = expm1(size);
    if word < 0x3ff0_0000 {
        return half * (2.0 * t - t * t / (t + 1.0));
    }
    half * (t + t / (t + 1.0))
}

pub(super) fn cosh(x: f64) -> f64 {
    let word = size_word(x);
    let size = libm::fabs(x);
    if !x.is_finite() {
        return size;
    }
    if word >= LARGE {
        return large(size, 0.5);
    }
    if word < 0x3fd6_2e43 {
        let t = expm1(size);
        let sum = 1.0 + t;
        return if word < 0x3c80_0000 {
            sum
        } else {
            1.0 + (t * t) / (sum + sum)
        };
    }
    let t = exp(size);
    0.5 * t + 0.5 / t
}

pub(super) fn tanh(x: f64) -> f64 {
    let word = size_word(x);
    if x.is_nan() || x == 0.0 {
        return x;
    }
    if word < 0x3c80_0000 {
        return x * (1.0 + x);
    }
    let size = libm::fabs(x);
    let result = if word >= LARGE {
        1.0
    } else if word >= 0x3ff0_0000 {
        1.0 - 2.0 / (expm1(2.0 * size) + 2.0)
    } else {
        let t = expm1(-2.0 * size);
        -t / (t + 2.0)
    };
    libm::copysign(result, x)
}

pub(super) fn asinh(x: f64) -> f64 {
    let word = size_word(x);
    if !x.is_finite() || word < 0x3e30_0000 {
        return x;
    }
    let size = libm::fabs(x);
    let result = if word > 0x41b0_0000 {
        log(size) + core::f64::consts::LN_2
    } else if word > 0x4000_0000 {
        log(2.0 * size + 1.0 / (libm::sqrt(size * size + 1.0) + size))
    } else {
        let square = size * size;
        log1p(size + square / (1.0 + libm::sqrt(1.0 + square)))
    };
    libm::copysign(result, x)
}

/// Of 1 and above; below, not a number.
pub(super) fn acosh(x: f64) -> f64 {
    if x >= 268_435_456.0 {
        return if x.is_infinite() {
            x
        } else {
            log(x) + core::f64::consts::LN_2
        };
    }
    if x > 2.0 {
        return log(2.0 * x - 1.0 / (x + libm::sqrt(x * x - 1.0)));
    }
    if x > 1.0 {
        let t = x - 1.0;
        return log1p(t + libm::sqrt(2.0 * t + t * t));
    }
    if x == 1.0 { 0.0 } else { f64::NAN }
}

/// Between -1 and 1; at the ends infinite, and beyond them not a number.
pub(super) fn atanh(x: f64) -> f64 {
    let size = libm::fabs(x);
    let result = if size < 0.5 {
        if size_word(x) < 0x3e30_0000 {
            return x;
        }
        let t = size + size;
        0.5 * log1p(t + t * size / (1.0 - size))
    } else if size < 1.0 {
        0.5 * log1p((size + size) / (1.0 - size))
    } else if size == 1.0 {
        f64::INFINITY
    } else {
        f64::NAN
    };
    libm::copysign(result, x)
}
