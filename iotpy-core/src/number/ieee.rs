//! The parts of a binary64 float, and the one place where a wide number is rounded to one.

/// Bits of a float's significand, with the one that is not stored.
const SIGNIFICAND_BITS: i64 = 53;
/// The exponent of the last bit of the smallest floats.
pub(crate) const EXPONENT_MIN: i64 = -1074;

/// A finite float's magnitude as `significand * 2^exponent`; the significand is below 2^53, and at
/// least 2^52 unless the float is subnormal or zero. The sign is left out; so is the meaning of an
/// infinity and of what is not a number.
#[must_use]
pub fn parts(float: f64) -> (u64, i32) {
    let bits = float.to_bits();
    let biased = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    if biased == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, biased - 1075)
    }
}

/// The float nearest to `significand * 2^exponent`, ties to even, where `sticky` says that the true
/// significand is a little larger (by less than one). Infinite if that is beyond the largest float.
#[must_use]
pub fn nearest(significand: u64, sticky: bool, exponent: i64) -> f64 {
    let bits = i64::from(64 - significand.leading_zeros());
    let spare = (bits - SIGNIFICAND_BITS).max(EXPONENT_MIN.saturating_sub(exponent));
    let (kept, exponent) = match spare {
        ..=0 => (significand, exponent),
        1..=64 => {
            let kept = significand.checked_shr(spare as u32).unwrap_or(0);
            let below = significand << (64 - spare);
            let half = 1_u64 << 63;
            let up = below > half || (below == half && (sticky || kept & 1 == 1));
            (kept + u64::from(up), exponent.saturating_add(spare))
        }
        _ => (0, 0),
    };
    assemble(kept, exponent)
}

/// `x * 2^exponent`, rounded once: C's `ldexp`. What is not finite stays.
#[must_use]
pub fn scaled(x: f64, exponent: i32) -> f64 {
    if !x.is_finite() {
        return x;
    }
    let (significand, own) = parts(x);
    libm::copysign(
        nearest(significand, false, i64::from(own) + i64::from(exponent)),
        x,
    )
}

/// The fraction in 0.5..1 and the exponent of a finite float that is not zero, with the float's
/// sign.
#[must_use]
pub fn split(x: f64) -> (f64, i32) {
    let (significand, exponent) = parts(x);
    let bits = 64 - significand.leading_zeros() as i32;
    let fraction = nearest(significand, false, i64::from(-bits));
    (libm::copysign(fraction, x), exponent + bits)
}

/// What is left of `x` after taking away multiples of `y`, exactly, with the sign of `x`: C's
/// `fmod`. Not a number if `x` is infinite, `y` is zero, or either is not a number.
#[must_use]
pub fn remainder(x: f64, y: f64) -> f64 {
    /// A significand can be shifted so far without leaving its word.
    const STEP: i32 = 11;
    if x.is_nan() || y.is_nan() || x.is_infinite() || y == 0.0 {
        return f64::NAN;
    }
    if y.is_infinite() || libm::fabs(x) < libm::fabs(y) {
        return x;
    }
    let (mut rest, x_exponent) = parts(x);
    let (divisor, y_exponent) = parts(y);
    let mut left = x_exponent - y_exponent;
    rest %= divisor.max(1);
    while left > 0 && rest > 0 {
        let step = left.min(STEP);
        rest = (rest << step) % divisor.max(1);
        left -= step;
    }
    libm::copysign(nearest(rest, false, y_exponent.into()), x)
}

/// The float `significand * 2^exponent`, which is one exactly unless it is too large.
fn assemble(significand: u64, exponent: i64) -> f64 {
    if significand == 0 {
        return 0.0;
    }
    // Bring the top bit to where a normal float has it, as far as the smallest exponent allows.
    let top = i64::from(63 - significand.leading_zeros());
    let room = exponent.saturating_sub(EXPONENT_MIN).max(0);
    let shift = (52 - top).min(room);
    let (shifted, exponent) = if shift >= 0 {
        (significand << shift, exponent.saturating_sub(shift))
    } else {
        (
            significand >> shift.unsigned_abs(),
            exponent.saturating_sub(shift),
        )
    };
    if exponent > 971 {
        return f64::INFINITY;
    }
    if shifted >> 52 == 0 {
        return f64::from_bits(shifted);
    }
    let biased = (exponent + 1075) as u64;
    f64::from_bits(biased << 52 | (shifted & ((1 << 52) - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_make_the_float_again(bits in any::<u64>()) {
            let float = f64::from_bits(bits).abs();
            prop_assume!(float.is_finite());
            let (significand, exponent) = parts(float);
            prop_assert_eq!(nearest(significand, false, exponent.into()), float);
        }

        #[test]
        fn rounding_agrees_with_the_processor(significand in any::<u64>(), few in 0_u64..1000) {
            for significand in [significand, few, significand >> 7, significand | 0xfff] {
                prop_assert_eq!(nearest(significand, false, 0), significand as f64);
                let halved = nearest(significand, false, -1100);
                let expected = (significand as u128 >> 1) as f64;
                let sticky = nearest(significand >> 1, significand & 1 == 1, -1099);
                prop_assert_eq!(halved, sticky);
                prop_assert!(expected.is_finite());
            }
        }
    }

    proptest! {
        #[test]
        fn remainders_are_those_of_the_processor(
            x in any::<f64>(),
            y in any::<f64>(),
            n in 0_u64..99,
        ) {
            let subnormal = f64::from_bits(n);
            for (x, y) in [(x, y), (y, 7.0), (x, subnormal), (subnormal, 3e-323), (0.3, x)] {
                let (found, expected) = (remainder(x, y), x % y);
                let both_nan = found.is_nan() && expected.is_nan();
                prop_assert!(found.to_bits() == expected.to_bits() || both_nan);
            }
        }

        #[test]
        fn scaling_and_splitting_are_those_of_c(x in any::<f64>(), exponent in -2200_i32..2200) {
            prop_assume!(x.is_finite());
            prop_assert_eq!(scaled(x, exponent).to_bits(), libm::ldexp(x, exponent).to_bits());
            prop_assume!(x != 0.0);
            prop_assert_eq!(split(x), libm::frexp(x));
        }
    }

    #[test]
    fn the_edges_of_the_range_are_rounded() {
        assert_eq!(nearest(1, false, -1075), 0.0);
        assert_eq!(nearest(1, true, -1075), f64::from_bits(1));
        assert_eq!(nearest(3, false, -1075), f64::from_bits(2));
        assert_eq!(nearest(u64::MAX, true, -1139), 0.0);
        assert_eq!(nearest(1 << 63 | 1, false, -1138), f64::from_bits(1));
        assert_eq!(nearest(1 << 63, false, -1138), 0.0);
        assert_eq!(nearest(u64::MAX, true, -5000), 0.0);
        assert_eq!(nearest((1 << 53) - 1, false, 971), f64::MAX);
        assert_eq!(nearest((1 << 54) - 1, false, 970), f64::INFINITY);
        assert_eq!(nearest(1, false, 1023), 2_f64.powi(1023));
        assert_eq!(nearest(1, false, 1024), f64::INFINITY);
        assert_eq!(nearest(1, false, i64::MAX), f64::INFINITY);
        assert_eq!(nearest(0, false, i64::MAX), 0.0);
        assert_eq!(nearest(1, true, i64::MIN), 0.0);
        assert_eq!(nearest((1 << 52) - 1, true, -1074).to_bits(), (1 << 52) - 1);
    }
}
