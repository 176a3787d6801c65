//! Texts, for `vm::quick`: short ones that are made, and questions to them.

use super::glance::{is, sequence};
use super::room::Room;
use crate::heap::Kind;
use crate::object::dict_look::text_of;
use crate::object::slice::positions_of;
use crate::package::Package;
use crate::symbol;
use crate::value::{Unpacked, Value};

/// Longer texts are left to those who grow them.
const ADDED_MAX: usize = 256;
/// Longer slices are left to the other loop, which knows when fuel runs out.
const SLICE_MAX: i64 = 100;
/// Digits of an int that surely fits 32 bits.
const DIGITS_MAX: usize = 9;

/// Whether a str is ASCII only.
#[inline]
pub(super) fn is_ascii(cells: &[u64], package: &Package<'_>, text: Value) -> bool {
    match text.unpack() {
        Unpacked::ConstStr(offset) => package.is_ascii(offset),
        Unpacked::Object(at) => cells[at + 1] >> 31 & 1 == 1,
        _ => false,
    }
}

/// The letter at a position of an ASCII text.
#[inline]
pub(super) fn letter_at(
    cells: &[u64],
    package: &Package<'_>,
    text: Value,
    position: Value,
) -> Option<u8> {
    let bytes = text_of(cells, package, text)?;
    if !position.is_int() || !is_ascii(cells, package, text) {
        return None;
    }
    let position = i64::from(position.as_int());
    let position = if position < 0 {
        position + bytes.len() as i64
    } else {
        position
    };
    bytes.get(usize::try_from(position).ok()?).copied()
}

/// A slice of a list, tuple or short ASCII text, and what it costs.
pub(super) fn slice(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    bounds: [Value; 3],
) -> Option<(Value, i64)> {
    let mut places = [None; 3];
    for (place, bound) in places.iter_mut().zip(bounds) {
        *place = match bound {
            Value::NONE => None,
            bound if bound.is_int() => Some(i64::from(bound.as_int())),
            _ => return None,
        };
    }
    if places[2] == Some(0) {
        return None;
    }
    if let Some((first, len)) = sequence(cells, subject) {
        let positions = positions_of(places, len);
        let cost = positions.count as i64;
        let tuple = is(cells, subject, Kind::Tuple);
        let cheap = cost < SLICE_MAX;
        let made = cheap.then(|| room.part(cells, (first, tuple), &positions))??;
        return Some((made, cost));
    }
    let bytes = text_of(cells, package, subject)?;
    let positions = positions_of(places, bytes.len());
    if positions.step != 1 || !is_ascii(cells, package, subject) {
        return None;
    }
    let mut part = [0; ADDED_MAX];
    let part = part.get_mut(..positions.count)?;
    let start = positions.start as usize;
    part.copy_from_slice(bytes.get(start..start + positions.count)?);
    let made = room.text(cells, part, true)?;
    Some((made, (positions.count / 8) as i64))
}

/// `x + y` of short strs, and its length.
pub(super) fn added(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    x: Value,
    y: Value,
) -> Option<(Value, usize)> {
    let mut joined = [0; ADDED_MAX];
    let (left, right) = (text_of(cells, package, x)?, text_of(cells, package, y)?);
    let len = left.len() + right.len();
    joined.get_mut(..left.len())?.copy_from_slice(left);
    joined.get_mut(left.len()..len)?.copy_from_slice(right);
    let ascii = is_ascii(cells, package, x) && is_ascii(cells, package, y);
    let made = room.text(cells, &joined[..len], ascii)?;
    Some((made, len))
}

/// Whether a method that asks an ASCII text answers true, and the length of the text.
pub(super) fn asked(
    cells: &[u64],
    package: &Package<'_>,
    text: Value,
    method: u16,
    argument: Option<Value>,
) -> Option<(bool, usize)> {
    let bytes = text_of(cells, package, text)?;
    let all = |test: fn(&u8) -> bool| !bytes.is_empty() && bytes.iter().all(test);
    let truth = match (method, argument) {
        (symbol::STARTSWITH, Some(part)) => bytes.starts_with(text_of(cells, package, part)?),
        (symbol::ENDSWITH, Some(part)) => bytes.ends_with(text_of(cells, package, part)?),
        _ if argument.is_some() || !is_ascii(cells, package, text) => return None,
        (symbol::ISDIGIT, _) => all(u8::is_ascii_digit),
        (symbol::ISALPHA, _) => all(u8::is_ascii_alphabetic),
        (symbol::ISALNUM, _) => all(u8::is_ascii_alphanumeric),
        _ => return None,
    };
    Some((truth, bytes.len()))
}

/// `int()` of a few digits.
pub(super) fn int_of(cells: &[u64], package: &Package<'_>, text: Value) -> Option<Value> {
    let bytes = text_of(cells, package, text)?;
    if bytes.is_empty() || bytes.len() > DIGITS_MAX {
        return None;
    }
    bytes
        .iter()
        .try_fold(0, |int, byte| match byte.is_ascii_digit() {
            true => Some(int * 10 + i32::from(byte - b'0')),
            false => None,
        })
        .map(Value::int)
}
