//! `repr` of `str` and `bytes`, and `ascii`.

use super::class::is_printable;
use super::sink::{Full, Sink};
use super::wtf8;

/// Writes `repr(text)` of a `str`.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn str_repr(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    quoted(text, sink, wtf8::decode_first, is_printable)
}

/// Writes `ascii(text)` of a `str`.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn str_ascii(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    quoted(text, sink, wtf8::decode_first, |code_point| {
        matches!(code_point, 0x20..=0x7e)
    })
}

/// Writes `repr(bytes)`, with its leading `b`.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn bytes_repr(bytes: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    sink.push(b"b")?;
    let byte = |bytes: &[u8]| bytes.first().map(|byte| (u32::from(*byte), 1));
    quoted(bytes, sink, byte, |code_point| {
        matches!(code_point, 0x20..=0x7e)
    })
}

/// Writes the content of a bytearray as its repr shows it: as bytes, but with every single quote
/// escaped, even between double ones.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn bytearray_repr(bytes: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    if !bytes.contains(&b'\'') || bytes.contains(&b'"') {
        return bytes_repr(bytes, sink);
    }
    sink.push(b"b\"")?;
    for (n, part) in bytes.split(|byte| *byte == b'\'').enumerate() {
        if n > 0 {
            sink.push(b"\\'")?;
        }
        let byte = |bytes: &[u8]| bytes.first().map(|byte| (u32::from(*byte), 1));
        escaped(part, b'"', sink, byte, |code_point| {
            matches!(code_point, 0x20..=0x7e)
        })?;
    }
    sink.push(b"\"")
}

/// Writes a repr with everything beyond ASCII escaped: what `ascii()` makes of a container's repr.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn escape_non_ascii(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    let mut rest = text;
    while let Some((code_point, len)) = wtf8::decode_first(rest) {
        match code_point {
            ..0x80 => sink.push(&[code_point as u8])?,
            _ => escape(code_point, sink)?,
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    Ok(())
}

fn quoted(
    text: &[u8],
    sink: &mut impl Sink,
    decode: fn(&[u8]) -> Option<(u32, usize)>,
    shown: fn(u32) -> bool,
) -> Result<(), Full> {
    let quote = if text.contains(&b'\'') && !text.contains(&b'"') {
        b'"'
    } else {
        b'\''
    };
    sink.push(&[quote])?;
    escaped(text, quote, sink, decode, shown)?;
    sink.push(&[quote])
}

fn escaped(
    text: &[u8],
    quote: u8,
    sink: &mut impl Sink,
    decode: fn(&[u8]) -> Option<(u32, usize)>,
    shown: fn(u32) -> bool,
) -> Result<(), Full> {
    let mut rest = text;
    // What is shown as it is goes out in one piece.
    let mut plain = 0;
    loop {
        let tail = rest.get(plain..).unwrap_or_default();
        let clean = |byte: &&u8| matches!(byte, b' '..=b'~') && **byte != quote && **byte != b'\\';
        plain += tail.iter().take_while(clean).count();
        let Some((code_point, len)) = rest.get(plain..).and_then(decode) else {
            break;
        };
        if code_point >= 0x80 && shown(code_point) {
            plain += len;
            continue;
        }
        sink.push(rest.get(..plain).unwrap_or_default())?;
        escape(code_point, sink)?;
        rest = rest.get(plain + len..).unwrap_or_default();
        plain = 0;
    }
    sink.push(rest)
}

fn escape(code_point: u32, sink: &mut impl Sink) -> Result<(), Full> {
    match code_point {
        0x09 => sink.push(b"\\t"),
        0x0a => sink.push(b"\\n"),
        0x0d => sink.push(b"\\r"),
        0x22 | 0x27 | 0x5c => sink.push(&[b'\\', code_point as u8]),
        ..0x100 => push_hex(b"\\x", code_point, 2, sink),
        0x100..0x1_0000 => push_hex(b"\\u", code_point, 4, sink),
        _ => push_hex(b"\\U", code_point, 8, sink),
    }
}

/// Pushes `start` and so many hexadecimal digits of a number.
pub(super) fn push_hex(
    start: &[u8],
    number: u32,
    digits: u32,
    sink: &mut impl Sink,
) -> Result<(), Full> {
    sink.push(start)?;
    for place in (0..digits).rev() {
        let digit = char::from_digit(number >> (4 * place) & 15, 16).unwrap_or('0');
        sink.push(&[digit as u8])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;
    use std::vec::Vec;

    #[test]
    fn text_is_shown_as_python_shows_it() {
        let check = |text: &str, repr: &str, ascii: &str, bytes: &str| {
            let (mut found, mut plain, mut raw) = (Vec::new(), Vec::new(), Vec::new());
            str_repr(text.as_bytes(), &mut found).unwrap();
            str_ascii(text.as_bytes(), &mut plain).unwrap();
            bytes_repr(text.as_bytes(), &mut raw).unwrap();
            assert_eq!(String::from_utf8(found).unwrap(), repr);
            assert_eq!(String::from_utf8(plain).unwrap(), ascii);
            assert_eq!(String::from_utf8(raw).unwrap(), bytes);
        };
        check("", "''", "''", "b''");
        check("a'b", "\"a'b\"", "\"a'b\"", "b\"a'b\"");
        check("a'\"b", r#"'a\'"b'"#, r#"'a\'"b'"#, r#"b'a\'"b'"#);
        check(
            "\t\r\n\\\0\x7f",
            r"'\t\r\n\\\x00\x7f'",
            r"'\t\r\n\\\x00\x7f'",
            r"b'\t\r\n\\\x00\x7f'",
        );
        check("é\u{a0}", r"'é\xa0'", r"'\xe9\xa0'", r"b'\xc3\xa9\xc2\xa0'");
        check(
            "\u{2028}中",
            r"'\u2028中'",
            r"'\u2028\u4e2d'",
            r"b'\xe2\x80\xa8\xe4\xb8\xad'",
        );
        check(
            "😀\u{e0001}",
            r"'😀\U000e0001'",
            r"'\U0001f600\U000e0001'",
            r"b'\xf0\x9f\x98\x80\xf3\xa0\x80\x81'",
        );
    }

    #[test]
    fn lone_surrogates_are_escaped() {
        let mut out = Vec::new();
        str_repr(b"\xed\xa0\x80", &mut out).unwrap();
        assert_eq!(out, br"'\ud800'");
    }
}
