//! Code points in bytes.
//!
//! A Python `str` is held as generalised UTF-8: UTF-8 in which lone surrogates, which Python
//! allows, take the three bytes that they would have. Functions that walk such text are given text
//! that was valid when it was made, and so never fail: on bytes that no encoder here makes they
//! take one byte as one code point (U+FFFD), so that even then they end and never panic. Bytes from
//! outside pass [`validate_utf8`] first.

/// What stands for a byte that is not part of a code point.
const REPLACEMENT: u32 = 0xfffd;

/// The first code point of `text` and its length in bytes; nothing if `text` is empty.
#[must_use]
pub fn decode_first(text: &[u8]) -> Option<(u32, usize)> {
    let tail = |byte: u8| (byte & 0xc0 == 0x80).then_some(u32::from(byte & 0x3f));
    let decoded = match *text {
        [] => return None,
        [first @ ..0x80, ..] => Some((u32::from(first), 1)),
        [first @ 0xc2..=0xdf, second, ..] => {
            tail(second).map(|low| (u32::from(first & 0x1f) << 6 | low, 2))
        }
        [first @ 0xe0..=0xef, second, third, ..] => tail(second)
            .zip(tail(third))
            .map(|(middle, low)| (u32::from(first & 0xf) << 12 | middle << 6 | low, 3)),
        [first @ 0xf0..=0xf4, second, third, fourth, ..] => tail(second)
            .zip(tail(third))
            .zip(tail(fourth))
            .map(|((high, middle), low)| {
                (
                    u32::from(first & 7) << 18 | high << 12 | middle << 6 | low,
                    4,
                )
            }),
        _ => None,
    };
    Some(decoded.unwrap_or((REPLACEMENT, 1)))
}

/// The last code point of `text` and its length in bytes; nothing if `text` is empty.
#[must_use]
pub fn decode_last(text: &[u8]) -> Option<(u32, usize)> {
    let tails = text
        .iter()
        .rev()
        .take(3)
        .take_while(|byte| **byte & 0xc0 == 0x80)
        .count();
    let start = text.len().checked_sub(tails + 1);
    let last = start
        .and_then(|start| text.get(start..))
        .and_then(decode_first);
    match last {
        Some((_, len)) if len == tails + 1 => last,
        _ if text.is_empty() => None,
        _ => Some((REPLACEMENT, 1)),
    }
}

/// The code points of a text, from either end.
#[derive(Debug, Clone)]
pub struct CodePoints<'a> {
    rest: &'a [u8],
}

impl<'a> CodePoints<'a> {
    /// Walks `text`.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Self {
        CodePoints { rest: text }
    }

    /// What is left to walk.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (code_point, len) = decode_first(self.rest)?;
        self.rest = self.rest.get(len..).unwrap_or_default();
        Some(code_point)
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    fn next_back(&mut self) -> Option<u32> {
        let (code_point, len) = decode_last(self.rest)?;
        let end = self.rest.len().saturating_sub(len);
        self.rest = self.rest.get(..end).unwrap_or_default();
        Some(code_point)
    }
}

/// A code point as bytes: `(bytes, length)`. What is above U+10FFFF becomes U+FFFD.
#[must_use]
pub fn encode(code_point: u32) -> ([u8; 4], usize) {
    let tail = |shift: u32| 0x80 | (code_point >> shift & 0x3f) as u8;
    match code_point {
        ..0x80 => ([code_point as u8, 0, 0, 0], 1),
        0x80..0x800 => ([0xc0 | (code_point >> 6) as u8, tail(0), 0, 0], 2),
        0x800..0x1_0000 => ([0xe0 | (code_point >> 12) as u8, tail(6), tail(0), 0], 3),
        0x1_0000..0x11_0000 => (
            [0xf0 | (code_point >> 18) as u8, tail(12), tail(6), tail(0)],
            4,
        ),
        _ => ([0xef, 0xbf, 0xbd, 0], 3),
    }
}

/// Pushes a code point.
///
/// # Errors
/// [`Full`](super::sink::Full) if the sink is.
pub fn push(code_point: u32, sink: &mut impl super::sink::Sink) -> Result<(), super::sink::Full> {
    let (bytes, len) = encode(code_point);
    sink.push(bytes.get(..len).unwrap_or(&bytes))
}

/// Whether every code point is below U+0080, so that code points and bytes are the same.
#[must_use]
pub fn is_ascii(text: &[u8]) -> bool {
    text.is_ascii()
}

/// The count of code points of valid text.
#[must_use]
pub fn count(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Where the code point of an index starts in valid text; the length of `text` for the index after
/// the last one, nothing beyond that. Pass what is known of the text as `ascii`: it makes the
/// answer immediate.
#[must_use]
pub fn offset_of(text: &[u8], index: usize, ascii: bool) -> Option<usize> {
    if ascii {
        return (index <= text.len()).then_some(index);
    }
    let mut left = index;
    for (offset, byte) in text.iter().enumerate() {
        if byte & 0xc0 != 0x80 {
            if left == 0 {
                return Some(offset);
            }
            left -= 1;
        }
    }
    (left == 0).then_some(text.len())
}

/// The index of the code point that starts at an offset of valid text.
#[must_use]
pub fn index_of(text: &[u8], offset: usize, ascii: bool) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    if ascii { before.len() } else { count(before) }
}

/// Whether a code point is a surrogate, which UTF-8 proper refuses.
#[must_use]
pub fn is_surrogate(code_point: u32) -> bool {
    matches!(code_point, 0xd800..=0xdfff)
}

/// Where valid generalised UTF-8 is not UTF-8 proper: the offset of the first surrogate.
#[must_use]
pub fn first_surrogate(text: &[u8]) -> Option<usize> {
    text.windows(2)
        .position(|pair| matches!(pair, [0xed, 0xa0..=0xbf]))
}

/// Why bytes are not UTF-8, as Python's `UnicodeDecodeError` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Utf8Error {
    /// The offset of the first bad byte (Python: `start`).
    pub start: usize,
    /// The offset after the last bad byte (Python: `end`).
    pub end: usize,
    /// What is wrong.
    pub reason: Utf8Reason,
}

/// What is wrong with bytes that are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Utf8Reason {
    /// No code point starts with this byte.
    InvalidStart,
    /// The bytes after the start are not those that it calls for.
    InvalidContinuation,
    /// The text ends inside a code point.
    UnexpectedEnd,
}

impl Utf8Reason {
    /// Python's words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Utf8Reason::InvalidStart => "invalid start byte",
            Utf8Reason::InvalidContinuation => "invalid continuation byte",
            Utf8Reason::UnexpectedEnd => "unexpected end of data",
        }
    }
}

/// Checks that bytes are UTF-8 proper, without surrogates.
///
/// # Errors
/// The first bad bytes, as Python's decoder reports them.
pub fn validate_utf8(bytes: &[u8]) -> Result<(), Utf8Error> {
    let Err(error) = core::str::from_utf8(bytes) else {
        return Ok(());
    };
    let start = error.valid_up_to();
    let (len, reason) = match error.error_len() {
        None => (bytes.len().saturating_sub(start), Utf8Reason::UnexpectedEnd),
        Some(len) => {
            let first = bytes.get(start).copied().unwrap_or(0);
            let starts = matches!(first, 0xc2..=0xf4);
            let reason = if starts {
                Utf8Reason::InvalidContinuation
            } else {
                Utf8Reason::InvalidStart
            };
            (len, reason)
        }
    };
    Err(Utf8Error {
        start,
        end: start.saturating_add(len),
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    fn code_point() -> impl Strategy<Value = u32> {
        prop_oneof![
            0..0x80_u32,
            0..0x800_u32,
            0xd700..0xe000_u32,
            0..0x11_0000_u32
        ]
    }

    fn text_of(code_points: &[u32]) -> Vec<u8> {
        let mut text = Vec::new();
        for &code_point in code_points {
            push(code_point, &mut text).unwrap();
        }
        text
    }

    proptest! {
        #[test]
        fn text_is_walked_from_both_ends(points in prop::collection::vec(code_point(), 0..20)) {
            let text = text_of(&points);
            prop_assert_eq!(CodePoints::new(&text).collect::<Vec<_>>(), points.clone());
            let mut back = CodePoints::new(&text).rev().collect::<Vec<_>>();
            back.reverse();
            prop_assert_eq!(&back, &points);
            prop_assert_eq!(count(&text), points.len());
            for index in 0..=points.len() {
                let offset = offset_of(&text, index, is_ascii(&text)).unwrap();
                prop_assert_eq!(offset, text_of(&points[..index]).len());
                prop_assert_eq!(index_of(&text, offset, is_ascii(&text)), index);
            }
            prop_assert_eq!(offset_of(&text, points.len() + 1, is_ascii(&text)), None);
            let surrogate = points.iter().position(|point| is_surrogate(*point));
            let expected = surrogate.map(|index| text_of(&points[..index]).len());
            prop_assert_eq!(first_surrogate(&text), expected);
            prop_assert_eq!(validate_utf8(&text).is_ok(), surrogate.is_none());
        }

        #[test]
        fn wild_bytes_are_walked_to_the_end(bytes in prop::collection::vec(any::<u8>(), 0..30)) {
            prop_assert!(CodePoints::new(&bytes).count() <= bytes.len());
            prop_assert!(CodePoints::new(&bytes).rev().count() <= bytes.len());
            prop_assert_eq!(validate_utf8(&bytes).is_ok(), core::str::from_utf8(&bytes).is_ok());
        }
    }

    #[test]
    fn errors_are_worded_and_placed_as_python_does() {
        use Utf8Reason::{InvalidContinuation, InvalidStart, UnexpectedEnd};
        let check = |bytes: &[u8], start, end, reason| {
            assert_eq!(
                validate_utf8(bytes),
                Err(Utf8Error { start, end, reason }),
                "{bytes:?}"
            );
        };
        check(b"ab\x80c", 2, 3, InvalidStart);
        check(b"\xc0\x80", 0, 1, InvalidStart);
        check(b"a\xc3", 1, 2, UnexpectedEnd);
        check(b"a\xc3(", 1, 2, InvalidContinuation);
        check(b"\xe2\x82", 0, 2, UnexpectedEnd);
        check(b"\xe2\x28\xa1", 0, 1, InvalidContinuation);
        check(b"\xe2\x82\x28", 0, 2, InvalidContinuation);
        check(b"\xed\xa0\x80", 0, 1, InvalidContinuation);
        check(b"\xed\xa0", 0, 1, InvalidContinuation);
        check(b"\xf0\x80\x80\x80", 0, 1, InvalidContinuation);
        check(b"\xf0\x9f\x98", 0, 3, UnexpectedEnd);
        check(b"\xf4\x90\x80\x80", 0, 1, InvalidContinuation);
        check(b"\xf5\x80", 0, 1, InvalidStart);
        check(b"\xff", 0, 1, InvalidStart);
    }
}
