//! Against CPython: digests of many results where every bit agrees, and vectors of the edges.

use std::format;
use std::string::String;
use std::vec::Vec;

use super::*;

/// The generator of the arguments, SplitMix64, as in vectors/generate.py.
struct Draw(u64);

impl Draw {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * ((self.bits() >> 11) as f64 / 9_007_199_254_740_992.0)
    }
}

fn outcome(result: MathResult) -> u64 {
    match result {
        Ok(value) if value.is_nan() => 3,
        Ok(value) => value.to_bits(),
        Err(MathError::Domain) => 1,
        Err(MathError::Range) => 2,
    }
}

fn one(name: &str, x: f64) -> MathResult {
    match name {
        "sqrt" => sqrt(x),
        "cbrt" => Ok(cbrt(x)),
        "exp" => exp(x),
        "exp2" => exp2(x),
        "expm1" => expm1(x),
        "log" => log(x),
        "log2" => log2(x),
        "log10" => log10(x),
        "log1p" => log1p(x),
        "sin" => sin(x),
        "cos" => cos(x),
        "tan" => tan(x),
        "asin" => asin(x),
        "acos" => acos(x),
        "atan" => Ok(atan(x)),
        "sinh" => sinh(x),
        "cosh" => cosh(x),
        "tanh" => Ok(tanh(x)),
        "asinh" => Ok(asinh(x)),
        "acosh" => acosh(x),
        "atanh" => atanh(x),
        "erf" => Ok(erf(x)),
        "erfc" => Ok(erfc(x)),
        "gamma" => gamma(x),
        "lgamma" => lgamma(x),
        "ulp" => Ok(ulp(x)),
        "degrees" => Ok(degrees(x)),
        "radians" => Ok(radians(x)),
        "modf" => Ok(modf(x).0),
        "frexp" => Ok(frexp(x).0),
        _ => panic!("no function {name}"),
    }
}

fn two(name: &str, x: f64, y: f64) -> MathResult {
    match name {
        "pow" => pow(x, y),
        "fmod" => fmod(x, y),
        "remainder" => remainder(x, y),
        "atan2" => Ok(atan2(x, y)),
        "hypot" => Ok(hypot(&[x, y])),
        "copysign" => Ok(copysign(x, y)),
        "nextafter" => Ok(nextafter(x, y)),
        "isclose" => Ok(f64::from(u8::from(isclose(x, y, 1e-9, 0.0)))),
        _ => panic!("no function {name}"),
    }
}

fn check_digests(lines: &str) {
    for line in lines.lines() {
        let [name, low, high, count, expected] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("a digest has five fields: {line}");
        };
        let (low, high) = (low.parse().unwrap(), high.parse().unwrap());
        let mut draw = Draw(20_111);
        let mut digest = 0xcbf2_9ce4_8422_2325_u64;
        for _ in 0..count.parse::<u32>().unwrap() {
            let x = draw.between(low, high);
            let result = match name {
                "pow" | "hypot" | "fmod" | "remainder" | "atan2" => {
                    two(name, x, draw.between(low, high))
                }
                _ => one(name, x),
            };
            digest = (digest ^ outcome(result)).wrapping_mul(0x100_0000_01b3);
        }
        assert_eq!(
            format!("{digest:016x}"),
            expected,
            "{name} in {low}..{high}"
        );
    }
}

#[test]
fn every_bit_is_that_of_cpython() {
    check_digests(include_str!("vectors/digests.txt"));
}

#[test]
fn trigonometry_is_rounded_to_nearest() {
    check_digests(include_str!("vectors/nearest.txt"));
}

/// How far apart two results may be where the C library is not followed to the last bit.
fn tolerance(name: &str) -> u64 {
    match name {
        "sin" | "cos" | "tan" | "asin" | "acos" | "atan" | "atan2" => 1,
        "gamma" | "lgamma" => 2,
        _ => 0,
    }
}

#[test]
fn the_edges_are_those_of_cpython() {
    for line in include_str!("vectors/edges.txt").lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let float = |index: usize| f64::from_bits(u64::from_str_radix(fields[index], 16).unwrap());
        let found = outcome(match fields[..] {
            [name, _, _] => one(name, float(1)),
            [name, _, _, _] => two(name, float(1), float(2)),
            _ => panic!("a vector has three or four fields: {line}"),
        });
        let expected = u64::from_str_radix(fields[fields.len() - 1], 16).unwrap();
        let distance = found.abs_diff(expected);
        let message: String = format!("{line}: {:e} {found:x}", f64::from_bits(found));
        assert!(distance <= tolerance(fields[0]), "{message}");
        assert!(distance == 0 || (found > 3 && expected > 3), "{message}");
    }
}

#[test]
fn sums_are_exact() {
    let check = |values: &[f64], expected: Result<f64, SumError>| {
        let mut partials = [0.0; 40];
        let mut sum = Sum::new(&mut partials);
        let added = values.iter().try_for_each(|value| sum.add(*value));
        let total = added.and_then(|()| sum.total());
        assert_eq!(
            total.map(f64::to_bits),
            expected.map(f64::to_bits),
            "{values:?}"
        );
    };
    check(&[], Ok(0.0));
    check(&[-0.0], Ok(0.0));
    check(&[0.1; 10], Ok(1.0));
    check(&[1e-16, 1.0, 1e16], Ok(10_000_000_000_000_002.0));
    check(&[1e308, 1e-308, -1e308], Ok(1e-308));
    check(&[1e308, 1e308], Err(SumError::Overflow));
    check(&[f64::INFINITY, 1.0], Ok(f64::INFINITY));
    check(
        &[f64::INFINITY, f64::NEG_INFINITY],
        Err(SumError::Infinities),
    );
    let mut partials = [0.0; 1];
    let mut sum = Sum::new(&mut partials);
    assert_eq!(sum.add(1e16), Ok(()));
    assert_eq!(sum.add(1.0), Err(SumError::Full));
}

#[test]
fn distances_and_parts_are_those_of_cpython() {
    assert_eq!(dist(&[1.0, 2.0], &[4.0, 6.0]), Some(5.0));
    assert_eq!(dist(&[1.0], &[4.0, 6.0]), None);
    assert_eq!(hypot(&[]), 0.0);
    assert_eq!(hypot(&[-3.0]), 3.0);
    assert_eq!(hypot(&[1.0, 2.0, 3.0, 4.0]), 5.477_225_575_051_661);
    assert_eq!(hypot(&[f64::NAN, f64::NEG_INFINITY]), f64::INFINITY);
    assert!(hypot(&[f64::NAN, 1.0]).is_nan());
    assert_eq!(hypot(&[3e-320, 4e-320]), 5e-320);
    assert_eq!(frexp(-10.0), (-0.625, 4));
    assert_eq!(modf(-3.25), (-0.25, -3.0));
    assert_eq!(ldexp(1.0, 5000), Err(MathError::Range));
    assert_eq!(ldexp(3.0, -1076), Ok(5e-324));
    assert_eq!(
        (floor(-0.5), ceil(-0.5).to_bits()),
        (-1.0, (-0.0_f64).to_bits())
    );
    assert_eq!((trunc(-2.7), fabs(-2.0)), (-2.0, 2.0));
    assert!(isclose(1.0, 1.1, 0.0, 0.2) && !isclose(f64::INFINITY, 1.0, 1.0, 1.0));
}
