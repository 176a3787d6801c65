//! Strings in JSON (RFC 8259, section 7), as Python's `json` writes and reads them.

use super::repr::push_hex;
use super::sink::{Full, Sink};
use super::wtf8;

/// Writes a `str` as a JSON string, with its quotes. With `ensure_ascii` everything that is not a
/// printing ASCII character is escaped, in pairs of surrogates beyond U+FFFF.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn json_string(text: &[u8], ensure_ascii: bool, sink: &mut impl Sink) -> Result<(), Full> {
    sink.push(b"\"")?;
    let mut rest = text;
    let needs = |byte: &u8| match byte {
        b'"' | b'\\' | ..0x20 => true,
        _ => ensure_ascii && *byte >= 0x7f,
    };
    while let Some(plain) = rest.iter().position(needs) {
        let (before, after) = rest.split_at_checked(plain).unwrap_or((rest, b""));
        sink.push(before)?;
        let Some((code_point, len)) = wtf8::decode_first(after) else {
            break;
        };
        escape(code_point, sink)?;
        rest = after.get(len..).unwrap_or_default();
    }
    sink.push(rest)?;
    sink.push(b"\"")
}

fn escape(code_point: u32, sink: &mut impl Sink) -> Result<(), Full> {
    match code_point {
        0x22 => sink.push(b"\\\""),
        0x5c => sink.push(b"\\\\"),
        0x0a => sink.push(b"\\n"),
        0x0d => sink.push(b"\\r"),
        0x09 => sink.push(b"\\t"),
        0x0c => sink.push(b"\\f"),
        0x08 => sink.push(b"\\b"),
        ..0x1_0000 => push_hex(b"\\u", code_point, 4, sink),
        _ => {
            let above = code_point - 0x1_0000;
            push_hex(b"\\u", 0xd800 | above >> 10, 4, sink)?;
            push_hex(b"\\u", 0xdc00 | (above & 0x3ff), 4, sink)
        }
    }
}

/// A JSON string found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonString {
    /// The offset after the closing quote.
    pub end: usize,
    /// Whether what stands between the quotes is the value itself, without escapes.
    pub plain: bool,
}

/// Why text is not a JSON string, and at what offset, as Python's `JSONDecodeError` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonStringError {
    /// What is wrong.
    pub reason: JsonStringReason,
    /// The offset in bytes that the message is about.
    pub offset: usize,
}

/// What is wrong with a JSON string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonStringReason {
    /// There is no closing quote; the offset is that of the opening one.
    Unterminated,
    /// A character below U+0020 is not escaped.
    ControlCharacter,
    /// The character after a backslash has no meaning.
    Escape,
    /// Four hexadecimal digits do not follow `\u`.
    UnicodeEscape,
}

impl JsonStringReason {
    /// Python's words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            JsonStringReason::Unterminated => "Unterminated string starting at",
            JsonStringReason::ControlCharacter => "Invalid control character at",
            JsonStringReason::Escape => "Invalid \\escape",
            JsonStringReason::UnicodeEscape => "Invalid \\uXXXX escape",
        }
    }
}

/// Finds the end of the JSON string whose opening quote is at `start`, and checks what is in it.
///
/// # Errors
/// [`JsonStringError`].
pub fn scan_json_string(
    text: &[u8],
    start: usize,
    strict: bool,
) -> Result<JsonString, JsonStringError> {
    let error = |reason, offset| Err(JsonStringError { reason, offset });
    let mut at = start.saturating_add(1);
    let mut plain = true;
    loop {
        match text.get(at..).unwrap_or_default() {
            [] | [b'\\'] => return error(JsonStringReason::Unterminated, start),
            [b'"', ..] => return Ok(JsonString { end: at + 1, plain }),
            [..0x20, ..] if strict => return error(JsonStringReason::ControlCharacter, at),
            [b'\\', b'u', digits @ ..] => {
                // Python wants a character after the digits as well.
                if hex_of(digits).is_none() || digits.len() < 5 {
                    return error(JsonStringReason::UnicodeEscape, at + 1);
                }
                at += 6;
                plain = false;
            }
            [b'\\', letter, ..] => {
                if unescaped(*letter).is_none() {
                    return error(JsonStringReason::Escape, at);
                }
                at += 2;
                plain = false;
            }
            _ => at += 1,
        }
    }
}

fn unescaped(letter: u8) -> Option<u8> {
    Some(match letter {
        b'"' | b'\\' | b'/' => letter,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return None,
    })
}

/// The number that four hexadecimal digits make.
fn hex_of(digits: &[u8]) -> Option<u32> {
    digits.get(..4)?.iter().try_fold(0, |number, digit| {
        char::from(*digit)
            .to_digit(16)
            .map(|value| number << 4 | value)
    })
}

/// Writes the value of what stands between the quotes of a string that [`scan_json_string`] has
/// passed. Pairs of escaped surrogates become one code point; lone ones stay.
///
/// # Errors
/// [`Full`] if the sink is; as many bytes as `body` has always suffice.
pub fn unescape_json(body: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    let mut rest = body;
    while let Some(plain) = rest.iter().position(|byte| *byte == b'\\') {
        let (before, escape) = rest.split_at_checked(plain).unwrap_or((rest, b""));
        sink.push(before)?;
        rest = match escape {
            [_, b'u', digits @ ..] => {
                let (code_point, after) = code_point_of(digits);
                wtf8::push(code_point, sink)?;
                after
            }
            [_, letter, after @ ..] => {
                sink.push(&[unescaped(*letter).unwrap_or(*letter)])?;
                after
            }
            _ => b"",
        };
    }
    sink.push(rest)
}

/// The code point that `\u` and these digits stand for, with a second escape if the two are a pair
/// of surrogates, and what follows.
fn code_point_of(digits: &[u8]) -> (u32, &[u8]) {
    let first = hex_of(digits).unwrap_or(0xfffd);
    let after = digits.get(4..).unwrap_or_default();
    if let (0xd800..=0xdbff, [b'\\', b'u', more @ ..]) = (first, after)
        && let Some(second @ 0xdc00..=0xdfff) = hex_of(more)
    {
        let joined = 0x1_0000 + ((first & 0x3ff) << 10 | (second & 0x3ff));
        return (joined, more.get(4..).unwrap_or_default());
    }
    (first, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::string::String;
    use std::vec::Vec;

    fn written(text: &[u8], ensure_ascii: bool) -> Vec<u8> {
        let mut out = Vec::new();
        json_string(text, ensure_ascii, &mut out).unwrap();
        out
    }

    fn read(text: &[u8]) -> Result<Vec<u8>, JsonStringError> {
        let found = scan_json_string(text, 0, true)?;
        let mut out = Vec::new();
        unescape_json(&text[1..found.end - 1], &mut out).unwrap();
        assert!(!found.plain || out == text[1..found.end - 1]);
        Ok(out)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in any::<String>()) {
            for ensure_ascii in [false, true] {
                let json = written(text.as_bytes(), ensure_ascii);
                prop_assert!(!ensure_ascii || json.is_ascii());
                prop_assert_eq!(read(&json), Ok(text.clone().into_bytes()));
            }
        }

        #[test]
        fn wild_text_is_judged_without_panicking(text in "\"[\\\\u0-9a-f\"n\n]{0,20}") {
            let _ = read(text.as_bytes());
        }
    }

    #[test]
    fn escapes_are_pythons() {
        let text = "\"\\/\n\r\t\x0c\x08\x01\x7fé😀".as_bytes();
        let ascii = r#""\"\\/\n\r\t\f\b\u0001\u007f\u00e9\ud83d\ude00""#;
        assert_eq!(written(text, true), ascii.as_bytes());
        let plain = "\"\\\"\\\\/\\n\\r\\t\\f\\b\\u0001\x7fé😀\"";
        assert_eq!(written(text, false), plain.as_bytes());
        assert_eq!(written(b"\xed\xa0\x80", true), br#""\ud800""#);
        assert_eq!(read(br#""\ud800\u0041""#), Ok(b"\xed\xa0\x80A".to_vec()));
        assert_eq!(read(br#""\uD83D\uDE00\/""#), Ok("😀/".as_bytes().to_vec()));
    }

    #[test]
    fn errors_are_placed_as_python_does() {
        use JsonStringReason::{ControlCharacter, Escape, UnicodeEscape, Unterminated};
        let check = |text: &str, reason, offset| {
            assert_eq!(
                read(text.as_bytes()),
                Err(JsonStringError { reason, offset }),
                "{text}"
            );
        };
        check("\"abc", Unterminated, 0);
        check("\"abc\\", Unterminated, 0);
        check("\"a\nb\"", ControlCharacter, 2);
        check("\"a\\qb\"", Escape, 2);
        check("\"\\u12", UnicodeEscape, 2);
        check("\"\\u12g4\"", UnicodeEscape, 2);
        check("\"\\u1234", UnicodeEscape, 2);
    }
}
