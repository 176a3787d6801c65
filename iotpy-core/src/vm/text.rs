//! Texts, for `vm::quick`: short ones that are made, and questions to them.

use super::room::Room;
use crate::object::dict_look::text_of;
use crate::package::Package;
use crate::symbol;
use crate::value::{Unpacked, Value};

/// Longer texts are left to those who grow them.
pub(super) const ADDED_MAX: usize = 256;
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
fn letter_at(cells: &[u64], package: &Package<'_>, text: Value, position: Value) -> Option<u8> {
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

/// The str of the letter at a position of an ASCII text.
pub(super) fn letter_of(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    text: Value,
    position: Value,
) -> Option<Value> {
    let byte = letter_at(cells, package, text, position)?;
    room.letter(cells, byte)
}

/// Short strs one after the other, and how long they are together.
pub(super) fn joined(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    parts: &[u64],
) -> Option<(Value, usize)> {
    let mut joined = [0; ADDED_MAX];
    let (mut len, mut ascii) = (0, true);
    for part in parts {
        let part = Value(*part);
        let bytes = text_of(cells, package, part)?;
        joined
            .get_mut(len..len + bytes.len())?
            .copy_from_slice(bytes);
        len += bytes.len();
        ascii &= is_ascii(cells, package, part);
    }
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
