//! The float operations whose rules are Python's own: `//`, `%`, `divmod` and `**`.

use super::ieee;

/// Python's `divmod` of floats: the quotient rounded down and the remainder with the divisor's
/// sign. Nothing if `divisor` is zero (Python: `ZeroDivisionError`).
#[must_use]
pub fn div_mod(dividend: f64, divisor: f64) -> Option<(f64, f64)> {
    if divisor == 0.0 {
        return None;
    }
    let mut rest = ieee::remainder(dividend, divisor);
    let mut quotient = (dividend - rest) / divisor;
    if rest == 0.0 {
        rest = libm::copysign(0.0, divisor);
    } else if (divisor < 0.0) != (rest < 0.0) {
        rest += divisor;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Some((libm::copysign(0.0, dividend / divisor), rest));
    }
    let floor = libm::floor(quotient);
    let near = if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    Some((near, rest))
}

/// Why `base ** exponent` is not a float.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PowError {
    /// Python: `ZeroDivisionError`, "0.0 cannot be raised to a negative power".
    ZeroToNegative,
    /// A negative number to a fraction is a complex number in Python.
    Complex,
    /// Python: `OverflowError`, "(34, 'Numerical result out of range')".
    Overflow,
}

/// Python's `base ** exponent` of floats.
///
/// # Errors
/// [`PowError`].
pub fn pow(base: f64, exponent: f64) -> Result<f64, PowError> {
    if exponent == 0.0 || base == 1.0 {
        return Ok(1.0);
    }
    if base.is_nan() || exponent.is_nan() {
        return Ok(if base.is_nan() { base } else { exponent });
    }
    let size = libm::fabs(base);
    if exponent.is_infinite() {
        return Ok(match (size == 1.0, (exponent > 0.0) == (size > 1.0)) {
            (true, _) => 1.0,
            (_, true) => f64::INFINITY,
            _ => 0.0,
        });
    }
    let odd = ieee::remainder(libm::fabs(exponent), 2.0) == 1.0;
    if base.is_infinite() {
        let result = if exponent > 0.0 { f64::INFINITY } else { 0.0 };
        return Ok(if odd {
            libm::copysign(result, base)
        } else {
            result
        });
    }
    if base == 0.0 {
        return match (exponent < 0.0, odd) {
            (true, _) => Err(PowError::ZeroToNegative),
            (false, true) => Ok(base),
            (false, false) => Ok(0.0),
        };
    }
    if base < 0.0 && libm::floor(exponent) != exponent {
        return Err(PowError::Complex);
    }
    let result = if size == 1.0 {
        1.0
    } else {
        super::math::power(size, exponent)
    };
    if result.is_infinite() {
        return Err(PowError::Overflow);
    }
    Ok(if base < 0.0 && odd { -result } else { result })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_follows_the_divisors_sign() {
        let check = |dividend: f64, divisor: f64, quotient: f64, rest: f64| {
            let found = div_mod(dividend, divisor).map(|(a, b)| (a.to_bits(), b.to_bits()));
            let expected = Some((quotient.to_bits(), rest.to_bits()));
            assert_eq!(found, expected, "{dividend} by {divisor}");
        };
        check(7.0, 2.0, 3.0, 1.0);
        check(-7.0, 2.0, -4.0, 1.0);
        check(7.0, -2.0, -4.0, -1.0);
        check(-6.0, 2.0, -3.0, 0.0);
        check(6.0, -2.0, -3.0, -0.0);
        check(0.0, -2.0, -0.0, -0.0);
        check(-0.0, 2.0, -0.0, 0.0);
        check(1.0, 0.1, 9.0, 0.099_999_999_999_999_95);
        check(-1e-20, 3.0, -1.0, 3.0);
        check(5.0, f64::INFINITY, 0.0, 5.0);
        check(-5.0, f64::INFINITY, -1.0, f64::INFINITY);
        check(1e308, 1e-308, f64::INFINITY, 3.498445546245627e-309);
        assert_eq!(div_mod(1.0, 0.0), None);
        assert!(div_mod(f64::INFINITY, 2.0).is_some_and(|(a, b)| a.is_nan() && b.is_nan()));
    }

    #[test]
    fn powers_have_pythons_special_cases() {
        let infinity = f64::INFINITY;
        let check = |base, exponent, expected: Result<f64, PowError>| {
            let bits = |result: Result<f64, PowError>| result.map(f64::to_bits);
            assert_eq!(
                bits(pow(base, exponent)),
                bits(expected),
                "{base} ** {exponent}"
            );
        };
        check(f64::NAN, 0.0, Ok(1.0));
        check(1.0, f64::NAN, Ok(1.0));
        check(-1.0, infinity, Ok(1.0));
        check(0.5, infinity, Ok(0.0));
        check(0.5, -infinity, Ok(infinity));
        check(2.0, infinity, Ok(infinity));
        check(-infinity, 3.0, Ok(-infinity));
        check(-infinity, 2.0, Ok(infinity));
        check(-infinity, -3.0, Ok(-0.0));
        check(0.0, -1.0, Err(PowError::ZeroToNegative));
        check(-0.0, 3.0, Ok(-0.0));
        check(-0.0, 2.0, Ok(0.0));
        check(0.0, infinity, Ok(0.0));
        check(0.0, -infinity, Ok(infinity));
        check(-8.0, 1.0 / 3.0, Err(PowError::Complex));
        check(-2.0, 3.0, Ok(-8.0));
        check(10.0, 308.0, Ok(1e308));
        check(10.0, 309.0, Err(PowError::Overflow));
        check(10.0, -400.0, Ok(0.0));
        assert!(pow(f64::NAN, 2.0).is_ok_and(f64::is_nan));
        assert!(pow(2.0, f64::NAN).is_ok_and(f64::is_nan));
    }
}
