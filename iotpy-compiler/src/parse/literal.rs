//! Number and string literals whose value the parser library does not keep whole.

use crate::tree::Integer;

/// The most decimal digits of an integer literal, as in CPython (`sys.int_info.str_digits`).
pub(super) const DIGITS_MAX: usize = 4300;

/// The value of an integer literal as it is written, without underscores or with.
pub(super) fn integer(token: &str) -> Option<Integer> {
    let digits: String = token.chars().filter(|c| *c != '_').collect();
    let (radix, digits) = match digits.get(..2) {
        Some("0x" | "0X") => (16, &digits[2..]),
        Some("0o" | "0O") => (8, &digits[2..]),
        Some("0b" | "0B") => (2, &digits[2..]),
        _ => (10, digits.as_str()),
    };
    if radix == 10 && digits.len() > DIGITS_MAX {
        return None;
    }
    let mut limbs: Vec<u64> = Vec::new();
    for digit in digits.chars() {
        let mut carry = u128::from(digit.to_digit(radix)?);
        for limb in &mut limbs {
            carry += u128::from(*limb) * u128::from(radix);
            *limb = carry as u64;
            carry >>= 64;
        }
        if carry != 0 {
            limbs.push(carry as u64);
        }
    }
    Some(Integer {
        negative: false,
        limbs,
    })
}

/// The bytes of a str literal. The parser library puts U+FFFD for an escaped lone surrogate; its
/// source tells which of them the author wrote.
pub(super) fn text(value: &str, source: &str) -> Vec<u8> {
    if !value.contains('\u{FFFD}') {
        return value.as_bytes().to_vec();
    }
    let mut written = replaced(source).into_iter();
    let mut bytes = Vec::with_capacity(value.len());
    for c in value.chars() {
        match (
            c,
            if c == '\u{FFFD}' {
                written.next().flatten()
            } else {
                None
            },
        ) {
            (_, Some(surrogate)) => bytes.extend_from_slice(&[
                0xE0 | (surrogate >> 12) as u8,
                0x80 | (surrogate >> 6 & 0x3F) as u8,
                0x80 | (surrogate & 0x3F) as u8,
            ]),
            _ => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// For every character of the source that reads as U+FFFD: the surrogate that it stands for.
fn replaced(source: &str) -> Vec<Option<u32>> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c == '\u{FFFD}' {
            found.push(None);
        }
        if c != '\\' {
            continue;
        }
        let Some(kind) = rest.chars().next() else {
            break;
        };
        rest = &rest[kind.len_utf8()..];
        let digits = match kind {
            'u' => 4,
            'U' => 8,
            'N' if rest
                .to_ascii_uppercase()
                .starts_with("{REPLACEMENT CHARACTER}") =>
            {
                found.push(None);
                continue;
            }
            _ => continue,
        };
        let code = rest
            .get(..digits)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code {
            Some(surrogate @ 0xD800..=0xDFFF) => found.push(Some(surrogate)),
            Some(0xFFFD) => found.push(None),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_have_any_size() {
        let check = |token: &str, limbs: &[u64]| {
            assert_eq!(
                integer(token).map(|i| i.limbs),
                Some(limbs.to_vec()),
                "{token}"
            );
        };
        check("0", &[]);
        check("1_000", &[1000]);
        check("18446744073709551616", &[0, 1]);
        check("0xFFFF_FFFF_FFFF_FFFF_F", &[u64::MAX, 15]);
        check("0b1", &[1]);
        check("0o17", &[15]);
        assert_eq!(integer(&"9".repeat(DIGITS_MAX + 1)), None);
    }

    #[test]
    fn lone_surrogates_keep_their_value() {
        assert_eq!(
            text("a\u{FFFD}b\u{FFFD}", r"a\ud83db\ufffd"),
            b"a\xED\xA0\xBDb\xEF\xBF\xBD"
        );
        assert_eq!(text("\u{FFFD}", "\u{FFFD}"), "\u{FFFD}".as_bytes());
        assert_eq!(
            text("\\ud800\u{FFFD}", r"\\ud800\udc00"),
            b"\\ud800\xED\xB0\x80"
        );
    }
}
