//! The cube root: a polynomial and one step of Halley's iteration, with the coefficients and in the
//! order of glibc 2.36 (s_cbrt.c).

use crate::number::ieee;

/// 2^(1/3) and its square.
const CBRT_2: f64 = 1.259_921_049_894_873_2;
const CBRT_4: f64 = 1.587_401_051_968_199_6;

/// The cube root on 0.5..1, from the highest power down.
const ROOT: [f64; 7] = [
    0.145_263_899_385_486_37,
    0.784_932_344_976_639_2,
    1.834_692_774_836_130_8,
    2.446_931_225_635_344_4,
    2.114_994_941_673_713,
    1.508_191_937_815_849,
    0.354_895_765_043_919_84,
];

pub(super) fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (m, exponent) = ieee::split(libm::fabs(x));
    let [sixth, fifth, fourth, third, second, first, zeroth] = ROOT;
    let inner = -fourth + (fifth - sixth * m) * m;
    let root = zeroth + (first + (-second + (third + inner * m) * m) * m) * m;
    let cube = root * root * root;
    let factor = match exponent % 3 {
        -2 => 1.0 / CBRT_4,
        -1 => 1.0 / CBRT_2,
        1 => CBRT_2,
        2 => CBRT_4,
        _ => 1.0,
    };
    let size = root * (cube + 2.0 * m) / (2.0 * cube + m) * factor;
    ieee::scaled(libm::copysign(size, x), exponent / 3)
}
