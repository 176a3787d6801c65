//! What kind of character a code point is, as Python 3.11 sees it (Unicode 14).

use super::tables;
use super::wtf8::CodePoints;
use crate::catalog::Feature;

/// The properties of an ASCII code point.
fn ascii(byte: u8) -> u16 {
    let letter = tables::ALPHA | tables::PRINTABLE | tables::START | tables::CONTINUE;
    let digit = tables::DECIMAL | tables::DIGIT | tables::NUMERIC;
    match byte {
        b'A'..=b'Z' => letter | tables::UPPER,
        b'a'..=b'z' => letter | tables::LOWER,
        b'0'..=b'9' => digit | tables::PRINTABLE | tables::CONTINUE,
        b'_' => tables::PRINTABLE | tables::START | tables::CONTINUE,
        b' '..=b'~' => tables::PRINTABLE,
        _ => 0,
    }
}

/// The properties of a code point, and where the run of code points with these properties starts.
fn lookup(code_point: u32) -> (u16, u32) {
    if let Ok(byte @ ..0x80) = u8::try_from(code_point) {
        return (ascii(byte), 0);
    }
    if !Feature::Unicode.is_enabled() {
        return (tables::PRINTABLE, 0);
    }
    let above = tables::MARKS.partition_point(|(first, _)| *first <= code_point);
    let mark = above
        .checked_sub(1)
        .and_then(|index| tables::MARKS.get(index));
    let Some(&(mut first, offset)) = mark else {
        return (0, 0);
    };
    let mut stream = tables::RUNS
        .get(usize::from(offset)..)
        .unwrap_or_default()
        .iter();
    let mut next = || stream.next().copied().map_or(0, u32::from);
    // There are at most so many runs from one mark to the next.
    for _ in 0..64 {
        let head = next();
        let class = head >> 4;
        let rare = if class == 15 { next() } else { 0 };
        let len = match head & 15 {
            size @ ..13 => size + 1,
            13 => next() + 14,
            14 => (next() | next() << 8) + 14,
            _ => (next() | next() << 8 | next() << 16) + 14,
        };
        if code_point - first < len {
            return (properties(class, rare, code_point - first), first);
        }
        first += len;
    }
    (0, 0)
}

fn properties(class: u32, rare: u32, offset: u32) -> u16 {
    let (table, index): (&[u16], u32) = match class {
        14 => {
            let case = if offset.is_multiple_of(2) {
                tables::UPPER
            } else {
                tables::LOWER
            };
            let letter = tables::ALPHA | tables::PRINTABLE | tables::START | tables::CONTINUE;
            return case | letter;
        }
        15 => (&tables::RARE, rare),
        _ => (&tables::CLASSES, class),
    };
    table.get(index as usize).copied().unwrap_or(0)
}

fn has(code_point: u32, properties: u16) -> bool {
    lookup(code_point).0 & properties != 0
}

/// Whether a code point alone is `str.isalpha`.
#[must_use]
pub fn is_alpha(code_point: u32) -> bool {
    has(code_point, tables::ALPHA)
}

/// Whether a code point alone is `str.isalnum`.
#[must_use]
pub fn is_alnum(code_point: u32) -> bool {
    has(
        code_point,
        tables::ALPHA | tables::DECIMAL | tables::DIGIT | tables::NUMERIC,
    )
}

/// Whether a code point alone is `str.isdecimal`.
#[must_use]
pub fn is_decimal(code_point: u32) -> bool {
    has(code_point, tables::DECIMAL)
}

/// Whether a code point alone is `str.isdigit`.
#[must_use]
pub fn is_digit(code_point: u32) -> bool {
    has(code_point, tables::DIGIT)
}

/// Whether a code point alone is `str.isnumeric`.
#[must_use]
pub fn is_numeric(code_point: u32) -> bool {
    has(code_point, tables::NUMERIC)
}

/// Whether `repr` shows a code point as it is.
#[must_use]
pub fn is_printable(code_point: u32) -> bool {
    has(code_point, tables::PRINTABLE)
}

/// Whether a code point is upper case; title case is not.
#[must_use]
pub fn is_upper(code_point: u32) -> bool {
    has(code_point, tables::UPPER)
}

/// Whether a code point is lower case.
#[must_use]
pub fn is_lower(code_point: u32) -> bool {
    has(code_point, tables::LOWER)
}

/// Whether a code point is title case, such as `ǅ`.
#[must_use]
pub fn is_title(code_point: u32) -> bool {
    has(code_point, tables::TITLE)
}

/// Whether a code point is upper, lower or title case.
#[must_use]
pub fn is_cased(code_point: u32) -> bool {
    has(code_point, tables::UPPER | tables::LOWER | tables::TITLE)
}

/// Whether a code point is a mark that belongs to the letter before it.
pub(super) fn is_mark(code_point: u32) -> bool {
    lookup(code_point).0 == tables::PRINTABLE | tables::CONTINUE
}

/// Whether a code point is white space for `str`: what `split()` and `strip()` go by.
#[must_use]
pub fn is_space(code_point: u32) -> bool {
    match code_point {
        9..=13 | 28..=32 | 0x85 | 0xa0 => true,
        ..0x1680 => false,
        0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000 => true,
        _ => false,
    }
}

/// Whether a byte is white space for `bytes`.
#[must_use]
pub fn is_space_byte(byte: u8) -> bool {
    matches!(byte, 9..=13 | b' ')
}

/// The value of a decimal digit of any script.
#[must_use]
pub fn decimal_value(code_point: u32) -> Option<u8> {
    if code_point < 0x80 {
        return u8::try_from(code_point)
            .ok()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0');
    }
    let (properties, first) = lookup(code_point);
    // Digits of a script stand together from zero on, and scripts follow one another.
    (properties & tables::DECIMAL != 0).then(|| ((code_point - first) % 10) as u8)
}

/// Whether a text is not empty and all of its code points pass `test`: `str.isalpha` and its like.
#[must_use]
pub fn all(text: &[u8], test: fn(u32) -> bool) -> bool {
    !text.is_empty() && CodePoints::new(text).all(test)
}

/// `str.isprintable`: the empty text is.
#[must_use]
pub fn is_printable_text(text: &[u8]) -> bool {
    CodePoints::new(text).all(is_printable)
}

/// `str.isidentifier`.
#[must_use]
pub fn is_identifier(text: &[u8]) -> bool {
    let mut code_points = CodePoints::new(text);
    code_points
        .next()
        .is_some_and(|first| has(first, tables::START))
        && code_points.all(|next| has(next, tables::CONTINUE))
}

/// `str.isupper`: some code point is cased and none is lower or title case.
#[must_use]
pub fn is_upper_text(text: &[u8]) -> bool {
    all_cased_are(text, tables::UPPER)
}

/// `str.islower`: some code point is cased and none is upper or title case.
#[must_use]
pub fn is_lower_text(text: &[u8]) -> bool {
    all_cased_are(text, tables::LOWER)
}

fn all_cased_are(text: &[u8], wanted: u16) -> bool {
    let others = (tables::UPPER | tables::LOWER | tables::TITLE) & !wanted;
    let mut any = false;
    for code_point in CodePoints::new(text) {
        let (properties, _) = lookup(code_point);
        if properties & others != 0 {
            return false;
        }
        any |= properties & wanted != 0;
    }
    any
}

/// `str.istitle`: every run of cased code points starts with an upper or title case one and goes on
/// in lower case, and there is one.
#[must_use]
pub fn is_title_text(text: &[u8]) -> bool {
    let (mut any, mut inside) = (false, false);
    for code_point in CodePoints::new(text) {
        let (properties, _) = lookup(code_point);
        let starts = properties & (tables::UPPER | tables::TITLE) != 0;
        let goes_on = properties & tables::LOWER != 0;
        if (starts && inside) || (goes_on && !inside) {
            return false;
        }
        inside = starts || goes_on;
        any |= inside;
    }
    any
}
