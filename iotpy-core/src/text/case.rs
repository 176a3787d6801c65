//! Upper and lower case, as Python 3.11 has it (Unicode 14), with the mappings that make one
//! character several and the final form of the Greek sigma.
//!
//! The one thing that is not exact is what may stand between a sigma and the letters that decide
//! its form: spacing marks of Indic scripts are passed over too, and some rare format characters
//! are not.

use super::class::{is_cased, is_lower, is_mark, is_upper};
use super::sink::{Full, Sink};
use super::tables;
use super::wtf8::{self, CodePoints};
use crate::catalog::Feature;

const SIGMA: u32 = 0x3a3;
const FINAL_SIGMA: u32 = 0x3c2;
const IOTA: &[u8] = "\u{399}".as_bytes();
const IOTA_BELOW: &[u8] = "\u{345}".as_bytes();

/// `str.upper`.
///
/// # Errors
/// [`Full`] if the sink is; three times the bytes of `text` always suffice.
pub fn upper(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    each(text, sink, |_, code_point, sink| {
        push_upper(code_point, sink)
    })
}

/// `str.lower`.
///
/// # Errors
/// [`Full`] if the sink is; three times the bytes of `text` always suffice.
pub fn lower(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    each_run(text, sink, u8::to_ascii_lowercase, push_lower)
}

/// `str.casefold`.
///
/// # Errors
/// [`Full`] if the sink is; three times the bytes of `text` always suffice.
pub fn casefold(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    each(text, sink, |_, code_point, sink| {
        if let Some(upper) = expansion(code_point) {
            return CodePoints::new(upper).try_for_each(|part| wtf8::push(fold_one(part), sink));
        }
        match code_point {
            0x130 => sink.push("i\u{307}".as_bytes()),
            0x1e9e => sink.push(b"ss"),
            _ => wtf8::push(fold_one(code_point), sink),
        }
    })
}

/// `str.swapcase`.
///
/// # Errors
/// [`Full`] if the sink is; three times the bytes of `text` always suffice.
pub fn swapcase(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    each(text, sink, |place, code_point, sink| {
        if is_upper(code_point) {
            push_lower(place, code_point, sink)
        } else if is_lower(code_point) {
            push_upper(code_point, sink)
        } else {
            wtf8::push(code_point, sink)
        }
    })
}

/// `str.capitalize`.
///
/// # Errors
/// [`Full`] if the sink is; three times the bytes of `text` always suffice.
pub fn capitalize(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    each(text, sink, |place, code_point, sink| {
        if place.before.is_empty() {
            push_title(code_point, sink)
        } else {
            push_lower(place, code_point, sink)
        }
    })
}

/// `str.title`.
///
/// # Errors
/// [`Full`] if the sink is; three times the bytes of `text` always suffice.
pub fn title(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    let mut inside = false;
    each(text, sink, |place, code_point, sink| {
        let starts = !inside;
        inside = is_cased(code_point);
        if starts {
            push_title(code_point, sink)
        } else {
            push_lower(place, code_point, sink)
        }
    })
}

/// What surrounds a code point.
#[derive(Clone, Copy)]
struct Place<'a> {
    before: &'a [u8],
    after: &'a [u8],
}

fn each<S: Sink>(
    text: &[u8],
    sink: &mut S,
    mut put: impl FnMut(Place<'_>, u32, &mut S) -> Result<(), Full>,
) -> Result<(), Full> {
    let mut offset = 0;
    while let Some((before, rest)) = text.split_at_checked(offset) {
        let Some((code_point, len)) = wtf8::decode_first(rest) else {
            break;
        };
        let after = rest.get(len..).unwrap_or_default();
        put(Place { before, after }, code_point, sink)?;
        offset += len;
    }
    Ok(())
}

/// As [`each`], with runs of ASCII mapped byte by byte.
fn each_run<S: Sink>(
    text: &[u8],
    sink: &mut S,
    of_ascii: fn(&u8) -> u8,
    mut put: impl FnMut(Place<'_>, u32, &mut S) -> Result<(), Full>,
) -> Result<(), Full> {
    let mut block = [0; 64];
    let mut offset = 0;
    while let Some((before, rest)) = text.split_at_checked(offset) {
        let pairs = block
            .iter_mut()
            .zip(rest)
            .take_while(|(_, byte)| byte.is_ascii());
        let run = pairs.map(|(target, byte)| *target = of_ascii(byte)).count();
        sink.push(block.get(..run).unwrap_or_default())?;
        offset += run;
        let Some((code_point, len)) = rest.get(run..).and_then(wtf8::decode_first) else {
            break;
        };
        if code_point >= 0x80 {
            let before = text.get(..offset).unwrap_or(before);
            let after = text.get(offset + len..).unwrap_or_default();
            put(Place { before, after }, code_point, sink)?;
            offset += len;
        }
    }
    Ok(())
}

fn push_upper(code_point: u32, sink: &mut impl Sink) -> Result<(), Full> {
    match expansion(code_point) {
        Some(upper) => sink.push(upper),
        None => wtf8::push(upper_one(code_point), sink),
    }
}

fn push_lower(place: Place<'_>, code_point: u32, sink: &mut impl Sink) -> Result<(), Full> {
    match code_point {
        0x130 => sink.push("i\u{307}".as_bytes()),
        SIGMA if is_final(place) => wtf8::push(FINAL_SIGMA, sink),
        _ => wtf8::push(lower_one(code_point), sink),
    }
}

fn push_title(code_point: u32, sink: &mut impl Sink) -> Result<(), Full> {
    if let Some(title) = mapped(&tables::TO_TITLE, code_point) {
        return wtf8::push(title, sink);
    }
    let Some(upper) = expansion(code_point) else {
        return wtf8::push(upper_one(code_point), sink);
    };
    // generate.py checks these rules.
    if code_point == 0x149 {
        return sink.push(upper);
    }
    if let Some(stem) = upper.strip_suffix(IOTA) {
        sink.push(stem)?;
        return sink.push(IOTA_BELOW);
    }
    CodePoints::new(upper)
        .enumerate()
        .try_for_each(|(index, part)| {
            wtf8::push(if index == 0 { part } else { lower_one(part) }, sink)
        })
}

pub(crate) fn upper_one(code_point: u32) -> u32 {
    match code_point {
        0x61..=0x7a => code_point - 0x20,
        ..0x80 => code_point,
        _ => mapped(&tables::TO_UPPER, code_point).unwrap_or(code_point),
    }
}

pub(crate) fn lower_one(code_point: u32) -> u32 {
    match code_point {
        0x41..=0x5a => code_point + 0x20,
        ..0x80 => code_point,
        _ => mapped(&tables::TO_LOWER, code_point).unwrap_or(code_point),
    }
}

fn fold_one(code_point: u32) -> u32 {
    let folded = (code_point >= 0x80)
        .then(|| mapped(&tables::TO_FOLD, code_point))
        .flatten();
    folded.unwrap_or_else(|| lower_one(code_point))
}

/// Whether a sigma ends a word: cased letters before it and none after.
fn is_final(place: Place<'_>) -> bool {
    let counts = |code_point: &u32| !is_ignorable(*code_point);
    let before = CodePoints::new(place.before).rev().find(counts);
    let after = CodePoints::new(place.after).find(counts);
    before.is_some_and(is_cased) && !after.is_some_and(is_cased)
}

/// What does not end a word for the sake of the sigma.
fn is_ignorable(code_point: u32) -> bool {
    match code_point {
        0x27 | 0x2e | 0x3a | 0x5e | 0x60 | 0xa8 | 0xad | 0xaf | 0xb4 | 0xb7 | 0xb8 => true,
        ..0x2b0 => false,
        0x2b0..=0x36f | 0x200b..=0x200f | 0x2018 | 0x2019 | 0x2024 | 0x2027 => true,
        0x202a..=0x202e | 0x2060..=0x2064 => true,
        _ => is_mark(code_point),
    }
}

/// Reads numbers of seven bits a byte.
struct Numbers(core::slice::Iter<'static, u8>);

impl Numbers {
    fn next(&mut self) -> Option<u32> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = u32::from(*self.0.next()?);
            value |= (byte & 0x7f) << shift;
            if byte < 0x80 || shift >= 21 {
                return Some(value);
            }
            shift += 7;
        }
    }
}

/// The mapping of a code point in a table of ranges.
fn mapped(table: &'static [u8], code_point: u32) -> Option<u32> {
    if !Feature::Unicode.is_enabled() {
        return None;
    }
    let mut numbers = Numbers(table.iter());
    let mut end = 0_u32;
    while let Some(gap) = numbers.next() {
        let (size, zigzag) = (numbers.next()?, numbers.next()?);
        let first = end.wrapping_add(gap);
        if code_point < first {
            return None;
        }
        let step = 1 + (size & 1);
        let last = first.wrapping_add((size >> 1) * step);
        if code_point <= last {
            let distance = if zigzag & 1 == 0 {
                zigzag >> 1
            } else {
                !(zigzag >> 1)
            };
            let hit = (code_point - first).is_multiple_of(step);
            return hit.then(|| code_point.wrapping_add(distance));
        }
        end = last.wrapping_add(1);
    }
    None
}

/// The upper case of a code point where it is several.
fn expansion(code_point: u32) -> Option<&'static [u8]> {
    if !Feature::Unicode.is_enabled() {
        return None;
    }
    if code_point < 0xdf {
        return None;
    }
    let mut numbers = Numbers(tables::EXPANSIONS.iter());
    let mut at = 0_u32;
    while let Some(gap) = numbers.next() {
        at = at.wrapping_add(gap);
        let len = numbers.next()? as usize;
        let (upper, rest) = numbers.0.as_slice().split_at_checked(len)?;
        if at >= code_point {
            return (at == code_point).then_some(upper);
        }
        numbers.0 = rest.iter();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::class;
    use std::string::String;
    use std::vec::Vec;

    fn digest(bytes: impl Iterator<Item = u8>) -> u64 {
        bytes.fold(0xcbf2_9ce4_8422_2325, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        })
    }

    fn bytes_of(name: &str, text: &[u8], code_point: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let flag = match name {
            "isalpha" => class::all(text, class::is_alpha),
            "isdecimal" => class::all(text, class::is_decimal),
            "isdigit" => class::all(text, class::is_digit),
            "isnumeric" => class::all(text, class::is_numeric),
            "isalnum" => class::all(text, class::is_alnum),
            "isspace" => class::all(text, class::is_space),
            "isprintable" => class::is_printable_text(text),
            "isidentifier" => class::is_identifier(text),
            "isidentifier after a letter" => class::is_identifier(&[b"a", text].concat()),
            "isupper" => class::is_upper_text(text),
            "islower" => class::is_lower_text(text),
            "istitle" => class::is_title_text(text),
            "decimal" => {
                out.push(class::decimal_value(code_point).unwrap_or(255));
                return out;
            }
            method => {
                match method {
                    "upper" => upper(text, &mut out).unwrap(),
                    "lower" => lower(text, &mut out).unwrap(),
                    "title" => title(text, &mut out).unwrap(),
                    "casefold" => casefold(text, &mut out).unwrap(),
                    "swapcase" => swapcase(text, &mut out).unwrap(),
                    _ => capitalize(text, &mut out).unwrap(),
                }
                assert!(out.len() <= 3 * text.len(), "{method} of {code_point:x}");
                return out;
            }
        };
        out.push(u8::from(flag));
        out
    }

    #[test]
    fn every_property_is_pythons() {
        let digested = |code_point: &u32| {
            let dense = matches!(
                code_point,
                ..0x3500 | 0x9f00..0xac10 | 0xf900..0x1_3500 | 0x1_d000..0x1_fc00
            );
            dense || code_point.is_multiple_of(61)
        };
        for (name, expected) in tables::EXPECTED {
            let found = digest(
                (0..=0x10_ffff)
                    .filter(digested)
                    .filter_map(char::from_u32)
                    .flat_map(|char| {
                        let (text, len) = wtf8::encode(char.into());
                        bytes_of(name, &text[..len], char.into())
                    }),
            );
            assert_eq!(found, *expected, "{name}");
        }
    }

    #[test]
    fn words_change_case_as_in_python() {
        let check = |method: &str, text: &str, expected: &str| {
            let found = bytes_of(method, text.as_bytes(), 0);
            assert_eq!(
                String::from_utf8(found).unwrap(),
                expected,
                "{method} of {text}"
            );
        };
        check("lower", "ΑΣ ΑΣΑ Σ Α.Σ ΑΣ.Α 1Σ", "ας ασα σ α.ς ασ.α 1σ");
        check(
            "title",
            "they're bill's FRIENDS ǆ ß",
            "They'Re Bill'S Friends ǅ Ss",
        );
        check("capitalize", "ǆABC Σ", "ǅabc σ");
        check("swapcase", "aBß Σ ΑΣ", "AbSS σ ας");
        check("casefold", "Straße ΣΑΣ ẞ İ ŉ", "strasse σασ ss i\u{307} ʼn");
        check("upper", "ﬃ ŉ ᾳ", "FFI ʼN ΑΙ");
        check("title", "", "");
    }

    #[test]
    fn words_are_judged_as_in_python() {
        assert!(class::is_title_text("Ab1Cd Éa".as_bytes()));
        assert!(!class::is_title_text(b"AB"));
        assert!(!class::is_title_text(b"1 2"));
        assert!(class::is_upper_text(b"A1"));
        assert!(!class::is_upper_text("Aǅ".as_bytes()));
        assert!(class::is_identifier("été_1".as_bytes()));
        assert!(!class::is_identifier(b"1a"));
        assert!(!class::is_identifier(b""));
        assert!(class::is_printable_text(b""));
        assert!(!class::all(b"", class::is_alpha));
    }
}
