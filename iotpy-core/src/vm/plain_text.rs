//! Methods of short texts, for `vm::quick`: what they make, and what that costs. The costs are
//! those of `object::str_method`.

use super::glance::{equal, sequence};
use super::plain_list::append;
use super::room::Room;
use super::text::{ADDED_MAX, asked, is_ascii};
use crate::catalog::Feature;
use crate::heap::Kind;
use crate::object::dict_look::text_of;
use crate::package::Package;
use crate::symbol;
use crate::text::search::{self, Kind as TextKind};
use crate::text::sink::BufferSink;
use crate::text::split::{self, Side, Split, SplitSpace};
use crate::value::Value;

/// Elements of lists and tuples that are compared to an item.
const ELEMENTS_MAX: usize = 64;

/// A str that `write` makes of the cells below it, and its length; `write` tells how much it wrote.
#[inline]
pub(super) fn written(
    cells: &mut [u64],
    room: &mut Room,
    write: impl FnOnce(&[u64], &mut [u8]) -> Option<usize>,
) -> Option<(Value, usize)> {
    const CELLS: usize = ADDED_MAX / 8;
    if !room.has(CELLS + 2) {
        return None;
    }
    let (below, rest) = cells.split_at_mut(room.top + 2);
    let out: &mut [u8] = bytemuck::cast_slice_mut(rest.get_mut(..CELLS)?);
    let len = write(below, out)?;
    let ascii = out.get(..len)?.is_ascii();
    let at = room.allocate(cells, Kind::Str, 1 + len.div_ceil(8))?;
    cells[at + 1] = u64::from(ascii) << 31 | len as u64;
    Some((Value::object(at), len))
}

/// Calls a method of a str; what it answers, and what that costs.
pub(super) fn method_of_text(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    method: u16,
    arguments: &[u64],
) -> Option<(Value, i64)> {
    let len = text_of(cells, package, subject)?.len();
    let free = (len / 8) as i64;
    let (first, second) = match *arguments {
        [] => (None, None),
        [first] => (Some(Value(first)), None),
        [first, second] => (Some(Value(first)), Some(Value(second))),
        _ => return None,
    };
    let made = match (method, first, second) {
        _ if len > ADDED_MAX => None,
        (symbol::UPPER | symbol::LOWER | symbol::TITLE, None, None) => {
            cased(cells, room, package, subject, method)
        }
        (symbol::STRIP | symbol::LSTRIP | symbol::RSTRIP, _, None) => {
            strip(cells, room, package, subject, method, first)
        }
        (symbol::REPLACE, Some(old), Some(new)) => replace(cells, room, package, subject, old, new),
        (symbol::SPLIT, _, None) => {
            let before = *room;
            let parts = split(cells, room, package, subject, first);
            if parts.is_none() {
                *room = before;
            }
            parts
        }
        (symbol::CENTER | symbol::LJUST | symbol::RJUST, Some(width), _) => {
            justify(cells, room, package, subject, method, (width, second))
        }
        (symbol::FIND, Some(part), None) if is_ascii(cells, package, subject) => {
            let text = text_of(cells, package, subject)?;
            let place = search::find(text, text_of(cells, package, part)?);
            Some((Value::int(place.map_or(-1, |place| place as i32)), 0))
        }
        (symbol::COUNT, Some(part), None) => {
            let text = text_of(cells, package, subject)?;
            let count = search::count(text, text_of(cells, package, part)?, TextKind::Str);
            Some((Value::int(count as i32), 0))
        }
        _ => None,
    };
    if let Some((value, more)) = made {
        return Some((value, free + more));
    }
    if second.is_some() {
        return None;
    }
    let (truth, len) = asked(cells, package, subject, method, first)?;
    Some((Value::bool(truth), (len / 8) as i64))
}

/// `upper()`, `lower()` and `title()` of an ASCII text.
fn cased(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    method: u16,
) -> Option<(Value, i64)> {
    if !is_ascii(cells, package, subject) {
        return None;
    }
    let (value, len) = written(cells, room, |below, out| {
        let text = text_of(below, package, subject)?;
        let out = out.get_mut(..text.len())?;
        let letters = out.iter_mut().zip(text);
        match method {
            symbol::UPPER => letters.for_each(|(to, from)| *to = from.to_ascii_uppercase()),
            symbol::LOWER => letters.for_each(|(to, from)| *to = from.to_ascii_lowercase()),
            _ => {
                let mut inside = false;
                for (to, from) in letters {
                    *to = match inside {
                        true => from.to_ascii_lowercase(),
                        false => from.to_ascii_uppercase(),
                    };
                    inside = from.is_ascii_alphabetic();
                }
            }
        }
        Some(text.len())
    })?;
    Some((value, (len / 8) as i64))
}

/// `strip()`, `lstrip()` and `rstrip()`.
fn strip(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    method: u16,
    characters: Option<Value>,
) -> Option<(Value, i64)> {
    let side = match method {
        symbol::LSTRIP => Side::Left,
        symbol::RSTRIP => Side::Right,
        _ => Side::Both,
    };
    let text = text_of(cells, package, subject)?;
    let range = match characters {
        None | Some(Value::NONE) => split::strip_space(text, TextKind::Str, side),
        Some(characters) => {
            let characters = text_of(cells, package, characters)?;
            split::strip_characters(text, characters, TextKind::Str, side)
        }
    };
    Some((
        part(cells, room, package, subject, (range.start, range.end))?,
        0,
    ))
}

/// The part of a text from a byte to another one.
fn part(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    (start, end): (usize, usize),
) -> Option<Value> {
    if start == 0 && end == text_of(cells, package, subject)?.len() {
        return Some(subject);
    }
    let (value, _) = written(cells, room, |below, out| {
        let part = text_of(below, package, subject)?.get(start..end)?;
        out.get_mut(..part.len())?.copy_from_slice(part);
        Some(part.len())
    })?;
    Some(value)
}

fn replace(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    old: Value,
    new: Value,
) -> Option<(Value, i64)> {
    let (value, len) = written(cells, room, |below, out| {
        let [text, old, new] = [subject, old, new].map(|text| text_of(below, package, text));
        let mut sink = BufferSink::new(out);
        search::replace(text?, old?, new?, usize::MAX, TextKind::Str, &mut sink).ok()?;
        Some(sink.len())
    })?;
    Some((value, (len / 8) as i64))
}

/// `split()` and `split(separator)`.
fn split(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    separator: Option<Value>,
) -> Option<(Value, i64)> {
    let list = room.list(cells, &[])?;
    let mut words = SplitSpace::new(TextKind::Str, usize::MAX);
    let mut parts = Split::new(usize::MAX);
    let mut cost = 0;
    loop {
        let text = text_of(cells, package, subject)?;
        let range = match separator {
            None | Some(Value::NONE) => words.next(text),
            Some(separator) => {
                let separator = text_of(cells, package, separator)?;
                if separator.is_empty() {
                    return None;
                }
                parts.next(text, separator)
            }
        };
        let Some(range) = range else {
            return Some((list, cost));
        };
        let part = part(cells, room, package, subject, (range.start, range.end))?;
        cost += 2 + append(cells, room, list, part)?;
    }
}

/// `center()`, `ljust()` and `rjust()` of an ASCII text.
fn justify(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    method: u16,
    (width, fill): (Value, Option<Value>),
) -> Option<(Value, i64)> {
    let plain = Feature::Text.is_enabled() && width.is_int() && is_ascii(cells, package, subject);
    if !plain {
        return None;
    }
    let fill = match fill {
        None => b' ',
        Some(fill) => match text_of(cells, package, fill)? {
            [fill] if fill.is_ascii() => *fill,
            _ => return None,
        },
    };
    let len = text_of(cells, package, subject)?.len();
    let width = width.as_int().max(0) as usize;
    let missing = width.saturating_sub(len);
    if missing == 0 {
        return Some((subject, 0));
    }
    let left = match method {
        symbol::LJUST => 0,
        symbol::RJUST => missing,
        _ => missing / 2 + (missing & width & 1),
    };
    let (value, _) = written(cells, room, |below, out| {
        let out = out.get_mut(..width)?;
        out.fill(fill);
        let text = text_of(below, package, subject)?;
        out.get_mut(left..left + len)?.copy_from_slice(text);
        Some(width)
    })?;
    Some((value, (missing / 2) as i64))
}

/// Whether a text has a part, or a short list or tuple an element, and what it costs to tell.
pub(super) fn contained(
    cells: &[u64],
    package: &Package<'_>,
    container: Value,
    item: Value,
) -> Option<(bool, i64)> {
    if let Some(text) = text_of(cells, package, container) {
        if text.len() > 2 * ADDED_MAX {
            return None;
        }
        let found = search::find(text, text_of(cells, package, item)?).is_some();
        return Some((found, (text.len() / 8) as i64));
    }
    let (first, count) = sequence(cells, container).filter(|(_, count)| *count <= ELEMENTS_MAX)?;
    for n in 0..count {
        let element = Value(cells[first + n]);
        let same = match element.is_int() && item.is_int() {
            true => element == item,
            false => equal(cells, package, element, item)?,
        };
        if same {
            return Some((true, n as i64 + 1));
        }
    }
    Some((false, count as i64))
}
