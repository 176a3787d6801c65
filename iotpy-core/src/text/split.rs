//! Splitting and stripping, for `str` and `bytes` alike.
//!
//! The cursors here hold no text and give ranges of bytes, so that the caller may allocate and move
//! the text between steps; every step is given the same text.

use core::ops::Range;

use super::class::{is_space, is_space_byte};
use super::search::{Kind, find, rfind};
use super::wtf8::{decode_first, decode_last};

/// `text.split(separator, most)`: give every step the same separator, which is not empty (Python:
/// `ValueError`, "empty separator").
#[derive(Debug, Clone)]
pub struct Split {
    from: Option<usize>,
    left: usize,
}

impl Split {
    /// At most `most` splits; `usize::MAX` for Python's -1.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Split {
            from: Some(0),
            left: most,
        }
    }

    /// The next part.
    pub fn next(&mut self, text: &[u8], separator: &[u8]) -> Option<Range<usize>> {
        let start = self.from?;
        let rest = text.get(start..)?;
        let found = if self.left > 0 && !separator.is_empty() {
            find(rest, separator)
        } else {
            None
        };
        self.from = found.map(|offset| start + offset + separator.len());
        self.left = self.left.saturating_sub(1);
        Some(start..found.map_or(text.len(), |offset| start + offset))
    }
}

/// `text.rsplit(separator, most)`: as [`Split`], from the end. Python lists the parts in the order
/// of the text; the cursor gives the last one first.
#[derive(Debug, Clone)]
pub struct Rsplit {
    to: Option<usize>,
    left: usize,
}

impl Rsplit {
    /// At most `most` splits of a text of `len` bytes.
    #[must_use]
    pub fn new(len: usize, most: usize) -> Self {
        Rsplit {
            to: Some(len),
            left: most,
        }
    }

    /// The part before.
    pub fn next(&mut self, text: &[u8], separator: &[u8]) -> Option<Range<usize>> {
        let end = self.to?;
        let rest = text.get(..end)?;
        self.to = if self.left > 0 && !separator.is_empty() {
            rfind(rest, separator)
        } else {
            None
        };
        self.left = self.left.saturating_sub(1);
        Some(self.to.map_or(0, |offset| offset + separator.len())..end)
    }
}

/// The length of the white space that `text` starts with, one character of it.
fn leading_space(text: &[u8], kind: Kind) -> Option<usize> {
    match kind {
        Kind::Str if text.first().is_some_and(u8::is_ascii) => text
            .first()
            .filter(|byte| is_space((**byte).into()))
            .map(|_| 1),
        Kind::Str => decode_first(text)
            .filter(|(first, _)| is_space(*first))
            .map(|(_, len)| len),
        Kind::Bytes => text.first().filter(|byte| is_space_byte(**byte)).map(|_| 1),
    }
}

/// The length of the white space that `text` ends with, one character of it.
fn trailing_space(text: &[u8], kind: Kind) -> Option<usize> {
    match kind {
        Kind::Str => decode_last(text)
            .filter(|(last, _)| is_space(*last))
            .map(|(_, len)| len),
        Kind::Bytes => text.last().filter(|byte| is_space_byte(**byte)).map(|_| 1),
    }
}

fn skip_space(text: &[u8], from: usize, kind: Kind) -> usize {
    let mut at = from;
    while let Some(len) = text.get(at..).and_then(|rest| leading_space(rest, kind)) {
        at += len;
    }
    at
}

fn skip_space_back(text: &[u8], to: usize, kind: Kind) -> usize {
    let mut at = to;
    while let Some(len) = text.get(..at).and_then(|rest| trailing_space(rest, kind)) {
        at -= len;
    }
    at
}

/// `text.split(None, most)`: by runs of white space.
#[derive(Debug, Clone)]
pub struct SplitSpace {
    kind: Kind,
    from: usize,
    left: usize,
}

impl SplitSpace {
    /// At most `most` splits; `usize::MAX` for Python's -1.
    #[must_use]
    pub fn new(kind: Kind, most: usize) -> Self {
        SplitSpace {
            kind,
            from: 0,
            left: most,
        }
    }

    /// The next word.
    pub fn next(&mut self, text: &[u8]) -> Option<Range<usize>> {
        let start = skip_space(text, self.from, self.kind);
        if start >= text.len() {
            return None;
        }
        let mut end = text.len();
        if self.left > 0 {
            end = start;
            while let Some(rest) = text.get(end..).filter(|rest| !rest.is_empty()) {
                // No white space is below a space but that, nor any part of it within ASCII
                // letters.
                end += rest
                    .iter()
                    .take_while(|byte| matches!(byte, b'!'..=0x7f))
                    .count();
                let rest = text.get(end..).unwrap_or_default();
                if rest.is_empty() || leading_space(rest, self.kind).is_some() {
                    break;
                }
                end += self.kind.first_len(rest);
            }
        }
        self.left = self.left.saturating_sub(1);
        self.from = end;
        Some(start..end)
    }
}

/// `text.rsplit(None, most)`: as [`SplitSpace`], from the end; the last word comes first.
#[derive(Debug, Clone)]
pub struct RsplitSpace {
    kind: Kind,
    to: usize,
    left: usize,
}

impl RsplitSpace {
    /// At most `most` splits of a text of `len` bytes.
    #[must_use]
    pub fn new(kind: Kind, len: usize, most: usize) -> Self {
        RsplitSpace {
            kind,
            to: len,
            left: most,
        }
    }

    /// The word before.
    pub fn next(&mut self, text: &[u8]) -> Option<Range<usize>> {
        let end = skip_space_back(text, self.to, self.kind);
        if end == 0 {
            return None;
        }
        let mut start = 0;
        if self.left > 0 {
            start = end;
            while let Some(rest) = text.get(..start).filter(|rest| !rest.is_empty()) {
                if trailing_space(rest, self.kind).is_some() {
                    break;
                }
                start -= last_len(rest, self.kind);
            }
        }
        self.left = self.left.saturating_sub(1);
        self.to = start;
        Some(start..end)
    }
}

fn last_len(text: &[u8], kind: Kind) -> usize {
    match kind {
        Kind::Str => decode_last(text).map_or(1, |(_, len)| len),
        Kind::Bytes => 1,
    }
}

/// `text.splitlines(keep_ends)`. A `str` also ends lines at vertical tabs, form feeds, the
/// separators U+001C to U+001E, U+0085, U+2028 and U+2029.
#[derive(Debug, Clone)]
pub struct Lines {
    kind: Kind,
    keep_ends: bool,
    from: usize,
}

impl Lines {
    /// From the first line on.
    #[must_use]
    pub fn new(kind: Kind, keep_ends: bool) -> Self {
        Lines {
            kind,
            keep_ends,
            from: 0,
        }
    }

    /// The next line.
    pub fn next(&mut self, text: &[u8]) -> Option<Range<usize>> {
        let start = self.from;
        let mut end = start;
        while let Some(rest) = text.get(end..).filter(|rest| !rest.is_empty()) {
            if let Some(len) = line_end(rest, self.kind) {
                self.from = end + len;
                return Some(start..if self.keep_ends { self.from } else { end });
            }
            end += 1;
        }
        self.from = end;
        (end > start).then_some(start..end)
    }
}

/// The length of the line end that `text` starts with.
fn line_end(text: &[u8], kind: Kind) -> Option<usize> {
    match (kind, text) {
        (_, [b'\r', b'\n', ..]) => Some(2),
        (_, [b'\r' | b'\n', ..]) => Some(1),
        (Kind::Str, [0xb | 0xc | 0x1c..=0x1e, ..]) => Some(1),
        (Kind::Str, [0xc2, 0x85, ..]) => Some(2),
        (Kind::Str, [0xe2, 0x80, 0xa8 | 0xa9, ..]) => Some(3),
        _ => None,
    }
}

/// Which ends are stripped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `lstrip`.
    Left,
    /// `rstrip`.
    Right,
    /// `strip`.
    Both,
}

/// What is left of `text` without white space at its ends.
#[must_use]
pub fn strip_space(text: &[u8], kind: Kind, side: Side) -> Range<usize> {
    let start = if side == Side::Right {
        0
    } else {
        skip_space(text, 0, kind)
    };
    let rest = text.get(start..).unwrap_or_default();
    let kept = if side == Side::Left {
        rest.len()
    } else {
        skip_space_back(rest, rest.len(), kind)
    };
    start..start + kept
}

/// What is left of `text` without any of `characters` at its ends.
#[must_use]
pub fn strip_characters(text: &[u8], characters: &[u8], kind: Kind, side: Side) -> Range<usize> {
    let belongs = |character: &[u8]| find(characters, character).is_some();
    let (mut start, mut end) = (0, text.len());
    if side != Side::Right {
        while let Some(rest) = text.get(start..end).filter(|rest| !rest.is_empty()) {
            let len = kind.first_len(rest);
            if !rest.get(..len).is_some_and(belongs) {
                break;
            }
            start += len;
        }
    }
    if side != Side::Left {
        while let Some(rest) = text.get(start..end).filter(|rest| !rest.is_empty()) {
            let len = last_len(rest, kind);
            if !rest.get(rest.len() - len..).is_some_and(belongs) {
                break;
            }
            end -= len;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::{String, ToString};
    use std::vec::Vec;

    fn parts(text: &str, mut next: impl FnMut(&[u8]) -> Option<Range<usize>>) -> Vec<String> {
        core::iter::from_fn(|| next(text.as_bytes()))
            .map(|part| text[part].to_string())
            .collect()
    }

    #[test]
    fn text_is_split_by_separators() {
        let check = |text: &str, separator: &str, most: usize, expected: &[&str]| {
            let mut cursor = Split::new(most);
            let found = parts(text, |text| cursor.next(text, separator.as_bytes()));
            assert_eq!(found, expected, "{text:?}.split({separator:?}, {most})");
        };
        check("a,b,,c", ",", usize::MAX, &["a", "b", "", "c"]);
        check("a,b,,c", ",", 1, &["a", "b,,c"]);
        check("a,b", ",", 0, &["a,b"]);
        check("", ",", usize::MAX, &[""]);
        check(",", ",", usize::MAX, &["", ""]);
        check("aaaa", "aa", usize::MAX, &["", "", ""]);
        check("aXXbXX", "XX", usize::MAX, &["a", "b", ""]);
    }

    #[test]
    fn text_is_split_from_the_end() {
        let check = |text: &str, separator: &str, most: usize, expected: &[&str]| {
            let mut cursor = Rsplit::new(text.len(), most);
            let found = parts(text, |text| cursor.next(text, separator.as_bytes()));
            assert_eq!(found, expected, "{text:?}.rsplit({separator:?}, {most})");
        };
        check("a,b,,c", ",", usize::MAX, &["c", "", "b", "a"]);
        check("a,b,,c", ",", 1, &["c", "a,b,"]);
        check("", ",", usize::MAX, &[""]);
        check("aaa", "aa", usize::MAX, &["", "a"]);
    }

    #[test]
    fn words_are_split_by_white_space() {
        let check = |text: &str, most: usize, forth: &[&str], back: &[&str]| {
            let mut cursor = SplitSpace::new(Kind::Str, most);
            assert_eq!(
                parts(text, |text| cursor.next(text)),
                forth,
                "{text:?}.split(None, {most})"
            );
            let mut cursor = RsplitSpace::new(Kind::Str, text.len(), most);
            assert_eq!(
                parts(text, |text| cursor.next(text)),
                back,
                "{text:?}.rsplit(None, {most})"
            );
        };
        check("  a b  c ", usize::MAX, &["a", "b", "c"], &["c", "b", "a"]);
        check("  a b  c ", 1, &["a", "b  c "], &["c", "  a b"]);
        check("  a ", 0, &["a "], &["  a"]);
        check("", 5, &[], &[]);
        check(" \n ", 0, &[], &[]);
        check(
            "é\u{a0}\u{2003}ü\x1cz",
            usize::MAX,
            &["é", "ü", "z"],
            &["z", "ü", "é"],
        );
        let mut cursor = SplitSpace::new(Kind::Bytes, usize::MAX);
        assert_eq!(parts("a\x1cb c", |text| cursor.next(text)), ["a\x1cb", "c"]);
    }

    #[test]
    fn lines_end_where_python_ends_them() {
        let check = |kind, text: &str, bare: &[&str], kept: &[&str]| {
            let mut cursor = Lines::new(kind, false);
            assert_eq!(parts(text, |text| cursor.next(text)), bare, "{text:?}");
            let mut cursor = Lines::new(kind, true);
            assert_eq!(parts(text, |text| cursor.next(text)), kept, "{text:?}");
        };
        check(Kind::Str, "", &[], &[]);
        check(Kind::Str, "\n", &[""], &["\n"]);
        check(Kind::Str, "a\nb", &["a", "b"], &["a\n", "b"]);
        check(Kind::Str, "a\r\nb\r\n", &["a", "b"], &["a\r\n", "b\r\n"]);
        check(Kind::Str, "a\n\rb", &["a", "", "b"], &["a\n", "\r", "b"]);
        check(
            Kind::Str,
            "a\x0bb\x0cc\x1cd\x1de\x1ef\u{85}g\u{2028}h\u{2029}i",
            &["a", "b", "c", "d", "e", "f", "g", "h", "i"],
            &[
                "a\x0b",
                "b\x0c",
                "c\x1c",
                "d\x1d",
                "e\x1e",
                "f\u{85}",
                "g\u{2028}",
                "h\u{2029}",
                "i",
            ],
        );
        check(
            Kind::Bytes,
            "a\x0bb\u{85}c\n",
            &["a\x0bb\u{85}c"],
            &["a\x0bb\u{85}c\n"],
        );
    }

    #[test]
    fn ends_are_stripped() {
        let text = " \u{2003}é x ";
        let strip = |side| &text[strip_space(text.as_bytes(), Kind::Str, side)];
        assert_eq!(strip(Side::Both), "é x");
        assert_eq!(strip(Side::Left), "é x ");
        assert_eq!(strip(Side::Right), " \u{2003}é x");
        assert_eq!(strip_space(b"  ", Kind::Bytes, Side::Both), 2..2);
        let strip = |text: &'static str, characters: &str, side| {
            &text[strip_characters(text.as_bytes(), characters.as_bytes(), Kind::Str, side)]
        };
        assert_eq!(strip("éaxaé", "aé", Side::Both), "x");
        assert_eq!(strip("éaxaé", "aé", Side::Left), "xaé");
        assert_eq!(strip("éaxaé", "é", Side::Right), "éaxa");
        assert_eq!(strip("aaa", "a", Side::Both), "");
        assert_eq!(strip("aaa", "", Side::Both), "aaa");
    }
}
