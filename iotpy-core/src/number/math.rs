//! Functions of floats, on `libm`.
pub use libm::{
    acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh, erf, erfc, exp, exp2, expm1,
    lgamma, log, log1p, log2, log10, nextafter, pow, sin, sinh, sqrt, tan, tanh, tgamma as gamma,
};
/// u
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let n = nextafter(x, f64::INFINITY);
    if n.is_infinite() {
        x - nextafter(x, 0.0)
    } else {
        n - x
    }
}
/// n
pub fn norm(count: usize, at: impl Fn(usize) -> f64) -> f64 {
    let mut s = 0.0;
    for n in 0..count {
        s = libm::hypot(s, at(n));
    }
    s
}
/// p
pub struct Partials(f64);
impl Partials {
    /// n
    pub fn new() -> Self {
        Partials(0.0)
    }
    /// a
    pub fn add(&mut self, x: f64) {
        self.0 += x;
    }
    /// t
    pub fn total(&self) -> Result<f64, SumError> {
        Ok(self.0)
    }
}
/// e
pub enum SumError {
    /// o
    Overflow,
    /// i
    Infinities,
}
