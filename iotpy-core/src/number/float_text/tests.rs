//! Against CPython (vectors) and against the compiler's library (properties).

use std::format;
use std::string::String;
use std::vec::Vec;

use proptest::prelude::*;

use super::decimal::Decimal;
use super::*;

fn of_bits(text: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(text, 16).unwrap())
}

fn text_of(float: f64, form: Form, alternate: bool) -> String {
    let mut out = Vec::new();
    if float.is_sign_negative() && !float.is_nan() {
        out.push(b'-');
    }
    let text = FloatText::new(float, form, alternate, false);
    let start = out.len();
    text.write_whole(&mut out).unwrap();
    assert_eq!(out.len() - start, text.whole_len());
    let start = out.len();
    text.write_rest(&mut out).unwrap();
    assert_eq!(out.len() - start, text.rest_len());
    String::from_utf8(out).unwrap()
}

fn formatted(float: f64, spec: &str) -> String {
    if spec == "r" {
        let mut out = Vec::new();
        repr(float, &mut out).unwrap();
        return String::from_utf8(out).unwrap();
    }
    if spec == "x" {
        let mut out = Vec::new();
        hex(float, &mut out).unwrap();
        return String::from_utf8(out).unwrap();
    }
    let digits: String = spec.chars().filter(char::is_ascii_digit).collect();
    let precision = digits.parse().unwrap();
    let form = match (spec.starts_with('P'), spec.as_bytes()[spec.len() - 1]) {
        (true, _) => Form::GeneralPoint(precision),
        (_, b'e') => Form::Exponent(precision),
        (_, b'f') => Form::Fixed(precision),
        _ => Form::General(precision),
    };
    text_of(float, form, spec.starts_with('#'))
}

#[test]
fn floats_are_written_as_cpython_does() {
    for line in include_str!("vectors/format.txt").lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let float = of_bits(fields[0]);
        assert_eq!(
            formatted(float, fields[1]),
            fields[2],
            "{float:e} as {}",
            fields[1]
        );
    }
}

#[test]
fn floats_are_read_as_cpython_does() {
    for line in include_str!("vectors/parse.txt").lines() {
        let (expected, hex_text) = line.split_once(' ').unwrap();
        let byte = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16);
        let text: Vec<u8> = hex_text
            .as_bytes()
            .chunks(2)
            .map(|pair| byte(pair).unwrap())
            .collect();
        let result = parse(&text).map(|float| if float.is_nan() { float.abs() } else { float });
        let found = result.map_or(String::from("error"), |float| {
            format!("{:016x}", float.to_bits())
        });
        assert_eq!(found, expected, "{:?}", String::from_utf8_lossy(&text));
    }
}

#[test]
fn floats_are_rounded_as_cpython_does() {
    for line in include_str!("vectors/round.txt").lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let (float, places) = (of_bits(fields[0]), fields[1].parse().unwrap());
        let result = round_digits(float, places);
        if fields[2] == "error" {
            assert!(result.is_infinite());
        } else if !float.is_nan() {
            assert_eq!(
                format!("{:016x}", result.to_bits()),
                fields[2],
                "{float:e} {places}"
            );
        }
    }
}

#[test]
fn hexadecimal_text_is_read_with_one_rounding() {
    let check = |text: &str, expected| assert_eq!(parse_hex(text.as_bytes()), expected, "{text}");
    check("0x1.8p1", Ok(3.0));
    check(" -0x.8 ", Ok(-0.5));
    check("1.8p3", Ok(12.0));
    check("0x1.p5", Ok(32.0));
    check("+iNf", Ok(f64::INFINITY));
    check("0x1.fffffffffffff8p0", Ok(2.0));
    check("0x1.00000000000008p0", Ok(1.0));
    check(
        "0x1.000000000000080000000000000000001p0",
        Ok(1.0 + f64::EPSILON),
    );
    check("0x1p-1074", Ok(5e-324));
    check("0x1p-1075", Ok(0.0));
    check("0x1.8p-1075", Ok(5e-324));
    check("0x1p-99999999999999999999", Ok(0.0));
    check("0x0p99999999999999999999", Ok(0.0));
    check("0x1p99999999999999999999", Err(HexError::TooLarge));
    check("0x1p1024", Err(HexError::TooLarge));
    for wrong in [
        "", "0x", "0x1p", "0x1.8p", "0x1_0", "-0x1_0p1", "infinit", "1 2", "0x1p+", "é",
    ] {
        check(wrong, Err(HexError::Invalid));
    }
}

/// Floats of every size, and the plain ones that people write.
fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => any::<u64>().prop_map(f64::from_bits),
        2 => -1e6_f64..1e6,
        2 => (any::<i32>(), 0_i32..9)
            .prop_map(|(whole, places)| f64::from(whole) / 10_f64.powi(places)),
        1 => (0_i32..2046).prop_map(|exponent| f64::from_bits((exponent as u64) << 52)),
        1 => any::<u32>().prop_map(|bits| f64::from_bits(bits.into())),
        1 => any::<i64>().prop_map(|whole| whole as f64),
    ]
    .prop_filter("finite", |float| float.is_finite())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_shortest_digits_are_those_of_the_library(float in float()) {
        let mut decimal = Decimal::zero();
        decimal.set_shortest(float);
        let expected = format!("{:e}", float.abs());
        let (digits, exponent) = expected.split_once('e').unwrap();
        if float != 0.0 {
            let digits = digits.replace('.', "");
            let found = core::str::from_utf8(decimal.digits()).unwrap();
            let mut exact = Decimal::zero();
            exact.set_exact(float);
            // Of two shortest texts that are equally near Python takes the even one.
            let tie = format!("{:.*e}", digits.len(), float.abs()).contains("5e")
                && exact.digits().len() == digits.len() + 1;
            let even = found.as_bytes()[found.len() - 1].is_multiple_of(2);
            prop_assert!(found == digits || (tie && even), "{} {}", found, digits);
            prop_assert_eq!(decimal.point - 1, exponent.parse::<i32>().unwrap());
        }
        let mut text = Vec::new();
        repr(float, &mut text).unwrap();
        prop_assert!(text.len() <= 24);
        prop_assert_eq!(parse(&text), Some(float));
        let mut text = Vec::new();
        hex(float, &mut text).unwrap();
        prop_assert!(text.len() <= 25);
        prop_assert_eq!(parse_hex(&text), Ok(float));
    }

    #[test]
    fn any_precision_is_exact(float in float(), precision in 0_usize..1100) {
        let small = precision % 20;
        for precision in [small, precision] {
            prop_assert_eq!(
                text_of(float, Form::Fixed(precision), false), format!("{float:.precision$}")
            );
            let library = format!("{:.*e}", precision, float);
            let (digits, exponent) = library.split_once('e').unwrap();
            let exponent: i32 = exponent.parse().unwrap();
            let sign = if exponent < 0 { '-' } else { '+' };
            let expected = format!("{digits}e{sign}{:02}", exponent.abs());
            prop_assert_eq!(text_of(float, Form::Exponent(precision), false), expected);
        }
    }

    #[test]
    fn decimal_text_is_read_exactly(
        digits in "[0-9]{1,60}", point in 0_usize..60, exponent in -400_i32..400
    ) {
        let point = point.min(digits.len());
        let text = format!("{}.{}e{exponent}", &digits[..point], &digits[point..]);
        prop_assert_eq!(parse(text.as_bytes()), text.parse().ok());
        let whole = format!("{digits}e{exponent}");
        prop_assert_eq!(parse(whole.as_bytes()), whole.parse().ok());
    }

    #[test]
    fn midpoints_of_floats_are_read_to_even(float in float(), more in any::<bool>()) {
        // The exact midpoint of two floats has up to 768 digits.
        let next = f64::from_bits(float.abs().to_bits() + 1);
        prop_assume!(next.is_finite() && next >= 1e-290);
        let half = format!("{:.1100}", next);
        let lower = format!("{:.1100}", float.abs());
        let middle = middle_of(&lower, &half);
        let text = if more { format!("{middle}1") } else { middle };
        prop_assert_eq!(parse(text.as_bytes()), text.parse().ok());
    }

    #[test]
    fn wild_text_is_judged_without_panicking(text in "[-+0-9._eEinfatyxXpP \u{661}\u{a0}]{0,12}") {
        let plain = !text.contains(['_', 'x', 'X', 'p', 'P', '\u{661}', '\u{a0}']);
        if plain {
            let expected = text.trim_matches(' ').parse::<f64>().ok();
            let found = parse(text.as_bytes());
            prop_assert_eq!(found.map(f64::to_bits), expected.map(f64::to_bits), "{}", text);
        }
        let _ = parse_hex(text.as_bytes());
    }
}

/// The mean of two decimals of the same shape.
fn middle_of(a: &str, b: &str) -> String {
    let places = a.len() - a.find('.').unwrap() - 1;
    let number = |text: &str| {
        text.replace('.', "")
            .parse::<num_bigint::BigUint>()
            .unwrap()
    };
    let sum = (number(a) + number(b)) * 5_u32;
    let digits = format!("{sum:0>width$}", sum = format!("{sum}"), width = places + 2);
    let point = digits.len() - places - 1;
    format!("{}.{}", &digits[..point], &digits[point..])
}
