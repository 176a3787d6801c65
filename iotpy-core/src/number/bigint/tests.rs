//! Every operation against num-bigint, with buffers of exactly the stated length.

use std::string::String;
use std::vec::Vec;
use std::{format, vec};

use num_bigint::{BigInt, BigUint, Sign};
use proptest::prelude::*;

use super::*;

fn big(magnitude: &[u64]) -> BigUint {
    let digits = magnitude
        .iter()
        .flat_map(|limb| [*limb as u32, (*limb >> 32) as u32]);
    BigUint::new(digits.collect())
}

fn signed(value: Integer<'_>) -> BigInt {
    let sign = if value.negative {
        Sign::Minus
    } else {
        Sign::Plus
    };
    BigInt::from_biguint(sign, big(value.magnitude))
}

fn written(result: Written, limbs: &[u64]) -> BigInt {
    let magnitude = &limbs[..result.len];
    assert_eq!(
        normalised(magnitude),
        magnitude,
        "a result has leading zero limbs"
    );
    assert!(result.len > 0 || !result.negative, "a zero is negative");
    signed(Integer {
        negative: result.negative,
        magnitude,
    })
}

fn used(len: usize, limbs: &[u64]) -> BigUint {
    assert_eq!(
        normalised(&limbs[..len]).len(),
        len,
        "a result has leading zero limbs"
    );
    big(&limbs[..len])
}

/// Limbs with long runs of ones and zeros, where carries and trial digits go wrong.
fn limb() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => any::<u64>(),
        2 => Just(u64::MAX),
        2 => Just(0),
        1 => Just(1 << 63),
        1 => Just(1),
        1 => (0_u32..64).prop_map(|bits| u64::MAX << bits),
    ]
}

fn magnitude(most: usize) -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(limb(), 0..most).prop_map(|limbs| normalised(&limbs).to_vec())
}

fn biguint_f64(value: &BigInt) -> Option<f64> {
    let text = format!("{value}");
    text.parse::<f64>().ok().filter(|float| float.is_finite())
}

proptest! {
    #[test]
    fn sums_and_differences_are_exact(
        x in magnitude(7), y in magnitude(7), p in any::<bool>(), q in any::<bool>()
    ) {
        let a = Integer { negative: p, magnitude: &x };
        let b = Integer { negative: q, magnitude: &y };
        let mut out = vec![7; x.len().max(y.len()) + 1];
        prop_assert_eq!(used(add(&x, &y, &mut out).unwrap(), &out), big(&x) + big(&y));
        prop_assert_eq!(written(add_signed(a, b, &mut out).unwrap(), &out), signed(a) + signed(b));
        prop_assert_eq!(written(sub_signed(a, b, &mut out).unwrap(), &out), signed(a) - signed(b));
        prop_assert_eq!(compare(&x, &y), big(&x).cmp(&big(&y)));
        prop_assert_eq!(compare_signed(a, b), signed(a).cmp(&signed(b)));
        let mut exact = vec![7; x.len().max(y.len())];
        let len = sub(&x, &y, &mut exact).unwrap();
        let distance = (signed(a).magnitude().max(&big(&y)) - big(&x).min(big(&y))).clone();
        prop_assert_eq!(used(len, &exact), distance);
    }

    #[test]
    fn products_are_exact(x in magnitude(9), y in magnitude(9), f in limb(), g in limb()) {
        let mut out = vec![7; x.len() + y.len()];
        prop_assert_eq!(used(mul(&x, &y, &mut out).unwrap(), &out), big(&x) * big(&y));
        let mut place = x.clone();
        place.push(7);
        let len = mul_add_small(&mut place, x.len(), f, g).unwrap();
        prop_assert_eq!(used(len, &place), big(&x) * f + g);
        let mut place = x.clone();
        place.push(7);
        let len = add_small(&mut place, x.len(), g).unwrap();
        prop_assert_eq!(used(len, &place), big(&x) + g);
    }

    #[test]
    fn quotients_and_remainders_are_exact(x in magnitude(12), y in magnitude(7)) {
        prop_assume!(!y.is_empty());
        let (mut q, mut s) = (vec![7; x.len()], vec![7; y.len()]);
        let mut r = vec![7; x.len() + 1];
        let (q_len, r_len) = div_rem(&x, &y, &mut q, &mut r, &mut s).unwrap();
        prop_assert_eq!(used(q_len, &q), big(&x) / big(&y));
        prop_assert_eq!(used(r_len, &r), big(&x) % big(&y));
        let mut place = x.clone();
        prop_assert_eq!(div_rem_small(&mut place, y[0]).is_none(), y[0] == 0);
        if y[0] != 0 {
            prop_assert_eq!(big(&place), big(&x) / y[0]);
        }
    }

    #[test]
    fn floor_division_follows_the_divisors_sign(
        x in magnitude(8), y in magnitude(5), p in any::<bool>(), q in any::<bool>()
    ) {
        prop_assume!(!y.is_empty());
        let a = Integer { negative: p, magnitude: &x };
        let b = Integer { negative: q, magnitude: &y };
        let (mut quotient, mut scratch) = (vec![7; x.len() + 1], vec![7; y.len()]);
        let mut rest = vec![7; x.len().max(y.len()) + 1];
        let (d, m) = floor_div_rem(a, b, &mut quotient, &mut rest, &mut scratch).unwrap();
        let (d, m) = (written(d, &quotient), written(m, &rest));
        prop_assert_eq!(&d * signed(b) + &m, signed(a));
        let zero = BigInt::from(0);
        let in_range = if q { signed(b) < m && m <= zero } else { zero <= m && m < signed(b) };
        prop_assert!(in_range);
    }

    #[test]
    fn shifts_and_counts_are_exact(x in magnitude(6), n in 0_u64..300, p in any::<bool>()) {
        let mut out = vec![7; x.len() + n as usize / 64 + 1];
        prop_assert_eq!(used(shl(&x, n, &mut out).unwrap(), &out), big(&x) << n);
        let mut out = vec![7; x.len()];
        prop_assert_eq!(used(shr(&x, n, &mut out).unwrap(), &out), big(&x) >> n);
        let a = Integer { negative: p, magnitude: &x };
        let mut out = vec![7; x.len() + 1];
        prop_assert_eq!(written(floor_shr(a, n, &mut out).unwrap(), &out), signed(a) >> n);
        prop_assert_eq!(bit_len(&x), big(&x).bits());
        prop_assert_eq!(popcount(&x), big(&x).count_ones());
        prop_assert_eq!(trailing_zeros(&x), big(&x).trailing_zeros().unwrap_or(0));
    }

    #[test]
    fn bitwise_operations_see_twos_complement(
        x in magnitude(5), y in magnitude(5), p in any::<bool>(), q in any::<bool>()
    ) {
        let a = Integer { negative: p, magnitude: &x };
        let b = Integer { negative: q, magnitude: &y };
        let mut out = vec![7; x.len().max(y.len()) + 1];
        prop_assert_eq!(written(and(a, b, &mut out).unwrap(), &out), signed(a) & signed(b));
        prop_assert_eq!(written(or(a, b, &mut out).unwrap(), &out), signed(a) | signed(b));
        prop_assert_eq!(written(xor(a, b, &mut out).unwrap(), &out), signed(a) ^ signed(b));
    }

    #[test]
    fn floats_are_rounded_to_even(x in magnitude(19), p in any::<bool>()) {
        let a = Integer { negative: p, magnitude: &x };
        let expected = biguint_f64(&signed(a));
        let signed_zero = p && x.is_empty();
        let expected = expected.map(|float| if signed_zero { -0.0 } else { float });
        prop_assert_eq!(to_f64(a), expected);
        if let Some(float) = expected {
            let mut out = [7; LIMBS_OF_FLOAT_MAX];
            let back = written(from_f64(float, &mut out).unwrap(), &out);
            prop_assert_eq!(biguint_f64(&back), Some(float));
            prop_assert_eq!(compare_f64(a, float), Some(signed(a).cmp(&back)));
            prop_assert_eq!(compare_f64(a, f64::INFINITY), Some(Ordering::Less));
        }
        prop_assert_eq!(compare_f64(a, f64::NAN), None);
    }

    #[test]
    fn floats_are_cut_to_integers(float in any::<f64>(), narrow in -1e6_f64..1e6) {
        for float in [float, narrow, 0.5, -0.5, 4503599627370496.5] {
            let mut out = [7; LIMBS_OF_FLOAT_MAX];
            match from_f64(float, &mut out) {
                Ok(result) => {
                    let whole = written(result, &out);
                    prop_assert_eq!(biguint_f64(&whole), Some(float.trunc() + 0.0));
                    let a = Integer { negative: result.negative, magnitude: &out[..result.len] };
                    let order = float.trunc().partial_cmp(&float);
                    prop_assert_eq!(compare_f64(a, float), order);
                }
                Err(_) => prop_assert!(!float.is_finite()),
            }
        }
    }

    #[test]
    fn text_is_read_back(x in magnitude(230), radix in 2_u32..=36) {
        let mut digits = vec![0; decimal_len_max(&x)];
        let mut scratch = vec![7; x.len()];
        let len = to_decimal(&x, &mut scratch, &mut digits).unwrap();
        prop_assert_eq!(String::from_utf8_lossy(&digits[..len]), format!("{}", big(&x)));
        for (bits, base) in [(1, 2), (3, 8), (4, 16)] {
            let mut text = Vec::new();
            to_radix(&x, bits, false, &mut text).unwrap();
            prop_assert_eq!(text.len() as u64, radix_len(&x, bits));
            prop_assert_eq!(String::from_utf8(text).unwrap(), big(&x).to_str_radix(base));
        }
        let text = big(&x).to_str_radix(radix);
        let mut out = vec![7; limbs_for_digits(text.len(), radix)];
        prop_assert_eq!(used(from_text(text.as_bytes(), radix, &mut out).unwrap(), &out), big(&x));
        let upper = text.to_uppercase();
        let len = from_text(upper.as_bytes(), radix, &mut out).unwrap();
        prop_assert_eq!(used(len, &out), big(&x));
    }

    #[test]
    fn the_root_is_the_largest_below(x in magnitude(9)) {
        let (mut out, mut scratch) = (vec![7; x.len() / 2 + 3], vec![7; 5 * x.len() + 8]);
        let len = isqrt(&x, &mut out, &mut scratch).unwrap();
        prop_assert_eq!(used(len, &out), big(&x).sqrt());
    }

    #[test]
    fn powers_fit_the_stated_room(x in magnitude(4), exponent in 0_u32..40) {
        let room = pow_limbs_max(&x, exponent).unwrap();
        let (mut out, mut scratch) = (vec![7; room], vec![7; room]);
        let len = pow(&x, exponent, &mut out, &mut scratch).unwrap();
        prop_assert_eq!(used(len, &out), big(&x).pow(exponent));
    }

    #[test]
    fn short_buffers_are_refused_and_never_panic(
        x in magnitude(6),
        y in magnitude(6),
        n in 0_usize..7,
    ) {
        let (mut out, mut rest, mut scratch) = (vec![7; n], vec![7; n], vec![7; n]);
        let a = Integer { negative: true, magnitude: &x };
        let b = Integer { negative: false, magnitude: &y };
        let _ = add(&x, &y, &mut out);
        let _ = mul(&x, &y, &mut out);
        let _ = div_rem(&x, &y, &mut out, &mut rest, &mut scratch);
        let _ = floor_div_rem(a, b, &mut out, &mut rest, &mut scratch);
        let _ = true_divide(a, b, &mut out);
        let _ = isqrt(&x, &mut out, &mut scratch);
        let _ = pow(&x, 9, &mut out, &mut scratch);
        let _ = shl(&x, 100, &mut out);
        let _ = floor_shr(a, 100, &mut out);
        let _ = xor(a, b, &mut out);
        let _ = from_f64(1e300, &mut out);
        let _ = to_decimal(&x, &mut scratch, &mut [0; 9]);
    }
}

/// `true_divide` by exact rational arithmetic: the nearest of the neighbours.
fn nearest_quotient(x: &BigUint, y: &BigUint) -> Option<f64> {
    // Scale so that the quotient has 64 bits, then let text do the rounding: decimal text of a
    // dyadic number with a sticky last digit is parsed with correct rounding.
    let digits = 1200_u32;
    let scaled = x * BigUint::from(10_u32).pow(digits);
    let quotient = &scaled / y;
    let sticky = if &quotient * y == scaled { "" } else { "1" };
    let text = format!("{quotient}{sticky}e-{}", digits as usize + sticky.len());
    text.parse::<f64>().ok().filter(|float| float.is_finite())
}

#[test]
fn true_division_is_correctly_rounded() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let inputs = (magnitude(20), magnitude(20), 0_u64..1300, 0_u64..1300);
    runner
        .run(&inputs, |(x, y, up, down)| {
            let (x, y) = (
                (big(&x) << up).to_u64_digits(),
                (big(&y) << down).to_u64_digits(),
            );
            check_true_divide(&x, &y);
            Ok(())
        })
        .unwrap();
    check_true_divide(&[1], &[0, 1]);
    // The smallest float, its half (a tie to even: zero) and just above that half.
    let one_below = |bits: u64| (BigUint::from(1_u32) << bits).to_u64_digits();
    check_true_divide(&[1], &one_below(1074));
    check_true_divide(&[1], &one_below(1075));
    check_true_divide(&[3], &one_below(1076));
    check_true_divide(&[u64::MAX, 1], &one_below(1075 + 64));
    // So little that the quotient is zero, even with the bits for rounding.
    check_true_divide(&[3], &(BigUint::from(7_u32) << 1081_u32).to_u64_digits());
    check_true_divide(
        &[69_187],
        &(BigUint::from(75_312_u32) << 1076_u32).to_u64_digits(),
    );
}

fn check_true_divide(x: &[u64], y: &[u64]) {
    let a = Integer {
        negative: true,
        magnitude: x,
    };
    let b = Integer {
        negative: true,
        magnitude: y,
    };
    let mut scratch = vec![7; 4 * x.len().max(y.len()) + 16];
    let result = true_divide(a, b, &mut scratch);
    if y.is_empty() {
        assert_eq!(result, Err(DivideError::ByZero));
        return;
    }
    let expected = nearest_quotient(&big(x), &big(y)).ok_or(DivideError::Overflow);
    assert_eq!(result, expected, "{x:?} / {y:?}");
}

#[test]
fn wrong_digits_are_pointed_at() {
    let mut out = [0; 4];
    assert_eq!(from_text(b"12x", 10, &mut out), Err(ParseError::Digit(2)));
    assert_eq!(from_text(b"129", 8, &mut out), Err(ParseError::Digit(2)));
    assert_eq!(from_text(b"1_000", 10, &mut out), Ok(1));
    assert_eq!(out[0], 1000);
    assert_eq!(from_text(b"1", 1, &mut out), Err(ParseError::Radix));
    assert_eq!(from_text(&[b'9'; 100], 10, &mut out), Err(ParseError::Full));
    assert_eq!(
        from_f64(f64::NAN, &mut out),
        Err(FromFloatError::NotANumber)
    );
    assert_eq!(
        from_f64(-f64::INFINITY, &mut out),
        Err(FromFloatError::Infinite)
    );
}
