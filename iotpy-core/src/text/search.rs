//! Finding, counting and replacing, for `str` and `bytes` alike.
//!
//! Valid text only contains another valid text at boundaries of code points, so searching bytes is
//! searching text. The one difference is the empty needle, which is found before every character
//! and at the end: [`Kind`] says what a character is.

use super::sink::{Full, Sink};
use super::wtf8;

/// Whether bytes are the text of a `str` or plain `bytes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Characters are code points.
    Str,
    /// Characters are bytes.
    Bytes,
}

impl Kind {
    /// The length in bytes of the first character; 1 at the end of the text.
    pub(super) fn first_len(self, text: &[u8]) -> usize {
        match self {
            Kind::Str => wtf8::decode_first(text).map_or(1, |(_, len)| len),
            Kind::Bytes => 1,
        }
    }
}

/// Where `needle` first starts in `text`.
#[must_use]
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    let Some((first, rest)) = needle.split_first() else {
        return Some(0);
    };
    let starts = text.len().checked_sub(rest.len())?;
    let mut from = 0;
    while let Some(window) = text.get(from..starts) {
        from += window.iter().position(|byte| byte == first)? + 1;
        if text.get(from..).is_some_and(|tail| tail.starts_with(rest)) {
            return Some(from - 1);
        }
    }
    None
}

/// Where `needle` last starts in `text`.
#[must_use]
pub fn rfind(text: &[u8], needle: &[u8]) -> Option<usize> {
    let Some((first, rest)) = needle.split_first() else {
        return Some(text.len());
    };
    let mut end = text.len().checked_sub(rest.len())?;
    loop {
        end = text.get(..end)?.iter().rposition(|byte| byte == first)?;
        if text
            .get(end + 1..)
            .is_some_and(|tail| tail.starts_with(rest))
        {
            return Some(end);
        }
    }
}

/// Walks the places where a needle is found, without overlaps. It holds no text, so that the caller
/// may move the text between steps; every step is given the same one.
#[derive(Debug, Clone)]
pub struct Matches {
    kind: Kind,
    from: usize,
    left: usize,
}

impl Matches {
    /// At most `most` places, from the start.
    #[must_use]
    pub fn new(kind: Kind, most: usize) -> Self {
        Matches {
            kind,
            from: 0,
            left: most,
        }
    }

    /// The offset of the next place.
    pub fn next(&mut self, text: &[u8], needle: &[u8]) -> Option<usize> {
        let rest = text.get(self.from..).filter(|_| self.left > 0)?;
        let found = self.from + find(rest, needle)?;
        let step = if needle.is_empty() {
            self.kind.first_len(rest)
        } else {
            needle.len()
        };
        self.from = found.saturating_add(step);
        self.left -= 1;
        Some(found)
    }
}

/// How often `needle` is found without overlaps: `count`.
#[must_use]
pub fn count(text: &[u8], needle: &[u8], kind: Kind) -> usize {
    if needle.is_empty() {
        let characters = match kind {
            Kind::Str => wtf8::count(text),
            Kind::Bytes => text.len(),
        };
        return characters.saturating_add(1);
    }
    let mut matches = Matches::new(kind, usize::MAX);
    core::iter::from_fn(|| matches.next(text, needle)).count()
}

/// `text.replace(old, new, most)`.
///
/// # Errors
/// [`Full`] if the sink is.
pub fn replace(
    text: &[u8],
    old: &[u8],
    new: &[u8],
    most: usize,
    kind: Kind,
    sink: &mut impl Sink,
) -> Result<(), Full> {
    let mut matches = Matches::new(kind, most);
    let mut done = 0;
    while let Some(found) = matches.next(text, old) {
        sink.push(text.get(done..found).unwrap_or_default())?;
        sink.push(new)?;
        done = found.saturating_add(old.len());
    }
    sink.push(text.get(done..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::string::String;
    use std::vec::Vec;

    fn replaced(text: &str, old: &str, new: &str, most: usize) -> String {
        let mut out = Vec::new();
        replace(
            text.as_bytes(),
            old.as_bytes(),
            new.as_bytes(),
            most,
            Kind::Str,
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_library(text in "[abé]{0,12}", needle in "[abé]{0,3}") {
            let (bytes, sought) = (text.as_bytes(), needle.as_bytes());
            prop_assert_eq!(find(bytes, sought), text.find(&needle));
            prop_assert_eq!(rfind(bytes, sought), text.rfind(&needle));
            let expected = text.matches(&needle).count();
            prop_assert_eq!(count(bytes, sought, Kind::Str), expected);
            let all = replaced(&text, &needle, "xy", usize::MAX);
            prop_assert_eq!(all, text.replace(&needle, "xy"));
            prop_assert_eq!(replaced(&text, &needle, "", 2), text.replacen(&needle, "", 2));
        }
    }

    #[test]
    fn the_empty_needle_is_between_all_characters() {
        assert_eq!(replaced("abc", "", "-", 2), "-a-bc");
        assert_eq!(replaced("é", "", "-", usize::MAX), "-é-");
        assert_eq!(replaced("", "", "-", usize::MAX), "-");
        assert_eq!(replaced("", "", "-", 0), "");
        assert_eq!(count("é".as_bytes(), b"", Kind::Str), 2);
        assert_eq!(count("é".as_bytes(), b"", Kind::Bytes), 3);
        assert_eq!(find(b"", b""), Some(0));
        assert_eq!(rfind(b"ab", b""), Some(2));
        assert_eq!(find(b"a", b"ab"), None);
    }
}
