//! What `int(text, base)` takes as a number.

use crate::text::class::is_space_byte;

/// The parts of an integer's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntText<'a> {
    /// Whether there is a minus sign.
    pub negative: bool,
    /// The radix, from a prefix or as asked for.
    pub radix: u32,
    /// Digits of that radix, at least one, with single underscores between some of them: what
    /// [`bigint::from_text`](super::bigint::from_text) reads.
    pub digits: &'a [u8],
}

/// Splits the text of an integer as Python's `int(text, base)` does: white space around, a sign, a
/// prefix that fits the base, digits with single underscores between them. A base of 0 goes by the
/// prefix. Nothing if the text is not that (Python: `ValueError`, "invalid literal for int() with
/// base …") or the base is neither 0 nor in 2..=36.
///
/// `text` beyond ASCII goes through [`to_ascii`](crate::text::digits::to_ascii) first, which makes
/// digits of other scripts plain.
#[must_use]
pub fn scan(text: &[u8], base: u32) -> Option<IntText<'_>> {
    if base == 1 || base > 36 {
        return None;
    }
    let (negative, body) = match trimmed(text) {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (radix, digits) = match *body {
        [b'0', letter, ref rest @ ..] if prefix_radix(letter, base).is_some() => {
            let after = rest.strip_prefix(b"_").unwrap_or(rest);
            (prefix_radix(letter, base)?, after)
        }
        _ if base == 0 => {
            // A decimal number does not start with a zero, unless it is zero.
            let zero = body.iter().all(|byte| matches!(byte, b'0' | b'_'));
            if body.first() == Some(&b'0') && !zero {
                return None;
            }
            (10, body)
        }
        _ => (base, body),
    };
    well_formed(digits, radix).then_some(IntText {
        negative,
        radix,
        digits,
    })
}

fn trimmed(text: &[u8]) -> &[u8] {
    let outside = |byte: &u8| !is_space_byte(*byte);
    let start = text.iter().position(outside).unwrap_or(text.len());
    let end = text
        .iter()
        .rposition(outside)
        .map_or(start, |last| last.saturating_add(1));
    text.get(start..end).unwrap_or_default()
}

/// The radix that the letter after a zero stands for, if the base lets it.
fn prefix_radix(letter: u8, base: u32) -> Option<u32> {
    let radix = match letter {
        b'x' | b'X' => 16,
        b'o' | b'O' => 8,
        b'b' | b'B' => 2,
        _ => return None,
    };
    (base == 0 || base == radix).then_some(radix)
}

fn well_formed(digits: &[u8], radix: u32) -> bool {
    let mut after_digit = false;
    for &byte in digits {
        if byte == b'_' {
            if !after_digit {
                return false;
            }
            after_digit = false;
        } else {
            if char::from(byte).to_digit(radix).is_none() {
                return false;
            }
            after_digit = true;
        }
    }
    after_digit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_recognised_as_python_does() {
        let check = |text: &str, base, expected: Option<(bool, u32, &str)>| {
            let found = scan(text.as_bytes(), base);
            let found = found.map(|int| (int.negative, int.radix, int.digits));
            let expected = expected.map(|(sign, radix, digits)| (sign, radix, digits.as_bytes()));
            assert_eq!(found, expected, "{text} in base {base}");
        };
        check(" -12\n", 10, Some((true, 10, "12")));
        check("+1_000", 10, Some((false, 10, "1_000")));
        check("0x_1f", 0, Some((false, 16, "1f")));
        check("0x_1f", 16, Some((false, 16, "1f")));
        check("0x1f", 10, None);
        check("0b1", 16, Some((false, 16, "0b1")));
        check("0b1", 0, Some((false, 2, "1")));
        check("0O17", 8, Some((false, 8, "17")));
        check("zz", 36, Some((false, 36, "zz")));
        check("0_0", 0, Some((false, 10, "0_0")));
        check("0", 0, Some((false, 10, "0")));
        check("01", 10, Some((false, 10, "01")));
        for wrong in [
            "", " ", "-", "1__0", "_1", "1_", "1 2", "- 1", "1.0", "+-1", "12a", "\x1c1",
        ] {
            check(wrong, 10, None);
        }
        for wrong in ["01", "0_1", "0x", "0x_", "0x__1", "0xg", "_0"] {
            check(wrong, 0, None);
        }
        check("12", 2, None);
        check("1", 1, None);
        check("1", 37, None);
    }
}
