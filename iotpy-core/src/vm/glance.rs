//! Looks at values and objects that need nothing but the cells of the arena, for `vm::quick`.
//!
//! Each answers nothing where more would be needed, and has changed nothing then.

use super::exec::Compare;
use super::number::{floats, ordered, wide};
use super::site::{Site, Sites};
use crate::heap::{Kind, slot};
use crate::object::class::instance_field;
use crate::object::dict::{ENTRIES, ENTRY, INDEX, LIVE, USED};
use crate::object::dict_look::{Look, look, text_of};
use crate::object::hash::{known_str_key, small_int_key};
use crate::object::list::{LEN, STORAGE};
use crate::object::lookup::Lookups;
use crate::package::{Package, const_kind};
use crate::value::{Unpacked, Value};

/// The payload cell of an object.
#[inline(always)]
pub(super) fn field(cells: &[u64], at: usize, n: usize) -> Value {
    Value(cells[at + 1 + n])
}

#[inline(always)]
pub(super) fn kind_code(cells: &[u64], value: Value) -> Option<u8> {
    value.is_object().then(|| cells[value.cell()] as u8)
}

#[inline(always)]
pub(super) fn is(cells: &[u64], value: Value, kind: Kind) -> bool {
    kind_code(cells, value) == Some(kind as u8)
}

#[inline(always)]
pub(super) fn len_of(cells: &[u64], at: usize) -> usize {
    (cells[at] >> 8 & 0xFF_FFFF) as usize - 1
}

/// As [`Vm::note_store`].
#[inline(always)]
pub(super) fn note_store(cells: &mut [u64], container: usize, value: Value) {
    let start = cells[slot::CALL_START] as usize;
    if value.is_object() && container < start && value.cell() >= start {
        cells[slot::ESCAPED] = 1;
    }
}

/// First cell and number of the elements of a list or tuple.
#[inline(always)]
pub(super) fn sequence(cells: &[u64], value: Value) -> Option<(usize, usize)> {
    let at = value.cell();
    match kind_code(cells, value) {
        Some(code) if code == Kind::List as u8 => {
            let len = field(cells, at, LEN).as_int() as usize;
            Some((field(cells, at, STORAGE).cell() + 1, len))
        }
        Some(code) if code == Kind::Tuple as u8 => Some((at + 1, len_of(cells, at))),
        _ => None,
    }
}

/// The cell of an element.
#[inline(always)]
pub(super) fn place(cells: &[u64], value: Value, key: Value) -> Option<usize> {
    if !key.is_int() {
        return None;
    }
    let (first, len) = sequence(cells, value)?;
    let index = key.as_int();
    let index = if index < 0 {
        (index as isize).wrapping_add(len as isize) as usize
    } else {
        index as usize
    };
    (index < len).then_some(first + index)
}

/// A comparison of numbers, or for equality of texts and singletons.
#[inline(always)]
pub(super) fn compared(
    cells: &[u64],
    package: &Package<'_>,
    compare: Compare,
    x: Value,
    y: Value,
) -> Option<bool> {
    if x.is_int() && y.is_int() {
        return Some(ordered(compare, x.as_int(), y.as_int()));
    }
    if let Some((x, y)) = floats(x, y) {
        return Some(ordered(compare, x, y));
    }
    if let (Some(x), Some(y)) = (wide(cells, x), wide(cells, y)) {
        return Some(ordered(compare, x, y));
    }
    let equal = match compare {
        Compare::Eq | Compare::Ne => equal(cells, package, x, y)?,
        _ => return None,
    };
    Some(equal == (compare == Compare::Eq))
}

pub(super) fn equal(cells: &[u64], package: &Package<'_>, x: Value, y: Value) -> Option<bool> {
    if x == y && !x.is_float() && !x.is_object() {
        return Some(true);
    }
    Some(text_of(cells, package, x)? == text_of(cells, package, y)?)
}

/// `x is y`
#[inline(always)]
pub(super) fn same(cells: &[u64], x: Value, y: Value) -> Option<bool> {
    if x == y {
        return Some(true);
    }
    let alike = is(cells, x, Kind::Tuple) || is(cells, x, Kind::BoundMethod);
    (!alike || !y.is_object()).then_some(false)
}

/// Whether a value is true.
#[inline(always)]
pub(super) fn truth(cells: &[u64], value: Value) -> Option<bool> {
    match value {
        Value::TRUE => return Some(true),
        Value::FALSE | Value::NONE => return Some(false),
        _ => {}
    }
    if value.is_int() {
        return Some(value.as_int() != 0);
    }
    let at = value.cell();
    let code = kind_code(cells, value)?;
    if code == Kind::List as u8 || code == Kind::Dict as u8 {
        return Some(field(cells, at, LEN) != Value::int(0));
    }
    if code == Kind::Tuple as u8 {
        return Some(len_of(cells, at) != 0);
    }
    (code == Kind::Str as u8).then(|| cells[at + 1] & 0x7FFF_FFFF != 0)
}
const _: () = assert!(LIVE == LEN);

#[inline]
pub(super) fn constant(package: &Package<'_>, index: u16) -> Option<Value> {
    let (kind, offset) = package.constant(index);
    match kind {
        const_kind::FLOAT => Some(Value::float(f64::from_bits(package.long_at(offset)))),
        const_kind::STR => Some(Value::const_str(offset)),
        const_kind::BYTES => Some(Value::const_bytes(offset)),
        _ => {
            let (negative, limbs) = (package.word_at(offset, 0), package.word_at(offset, 1));
            let magnitude = i64::try_from(package.long_at(offset.saturating_add(8))).ok()?;
            let int = if negative == 1 { -magnitude } else { magnitude };
            (limbs == 1).then(|| i32::try_from(int).ok().map(Value::int))?
        }
    }
}

/// The running closure's free cell.
pub(super) fn free_cell(
    cells: &[u64],
    base: usize,
    package: &Package<'_>,
    n: usize,
) -> Option<usize> {
    let function = Value(cells[base - 1]);
    if !is(cells, function, Kind::Function) {
        return None;
    }
    let at = function.cell();
    let free = package.free_cells(field(cells, at, 0).as_int() as u16);
    let cell = field(cells, at, (len_of(cells, at) - free).checked_add(n)?);
    is(cells, cell, Kind::Cell).then(|| cell.cell())
}

/// The letter at a position of an ASCII text.
#[inline]
pub(super) fn letter_at(
    cells: &[u64],
    package: &Package<'_>,
    text: Value,
    position: Value,
) -> Option<u8> {
    let ascii = match text.unpack() {
        Unpacked::ConstStr(offset) => package.is_ascii(offset),
        Unpacked::Object(at) => cells[at + 1] >> 31 & 1 == 1,
        _ => return None,
    };
    let bytes = text_of(cells, package, text)?;
    if !ascii || !position.is_int() {
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

/// What storing an attribute comes to.
#[inline]
pub(super) fn put_attribute(
    cells: &mut [u64],
    package: &Package<'_>,
    subject: Value,
    site: &Site,
    value: Value,
) -> Option<()> {
    let dict = field(cells, subject.cell(), instance_field::DICT);
    if !dict.is_object() {
        return None;
    }
    let at = match look(cells, package, dict, site.name, site.hash) {
        (Look::Entry(at), _) => at,
        (Look::Missing, _) => {
            let (used, storage) = (
                field(cells, dict.cell(), USED),
                field(cells, dict.cell(), ENTRIES),
            );
            let place = ENTRY * used.as_int() as usize;
            let indexed = field(cells, dict.cell(), INDEX).is_object();
            if indexed || !storage.is_object() || place >= len_of(cells, storage.cell()) {
                return None;
            }
            let at = storage.cell() + 1 + place;
            cells[at] = Value::int(site.hash as i32).0;
            cells[at + 1] = site.name.0;
            for n in [USED, LIVE] {
                let cell = &mut cells[dict.cell() + 1 + n];
                *cell = Value::int(Value(*cell).as_int() + 1).0;
            }
            at
        }
        (Look::Unknown, _) => return None,
    };
    note_store(cells, at, value);
    cells[at + 2] = value.0;
    Some(())
}

/// What a value calls that is a function of the program, perhaps bound to a receiver.
#[inline(always)]
pub(super) fn callable(cells: &[u64], callee: Value) -> Option<(Value, Value)> {
    match callee.unpack() {
        Unpacked::Function(_) => Some((callee, Value::UNBOUND)),
        Unpacked::Object(at) if cells[at] as u8 == Kind::Function as u8 => {
            Some((callee, Value::UNBOUND))
        }
        Unpacked::Object(at) if cells[at] as u8 == Kind::Method as u8 => {
            let (function, receiver) = (field(cells, at, 0), field(cells, at, 1));
            let plain = matches!(function.unpack(), Unpacked::Function(_))
                || is(cells, function, Kind::Function);
            plain.then_some((function, receiver))
        }
        _ => None,
    }
}

/// What is known of an instruction for an instance of a class of the program.
#[inline(always)]
pub(super) fn site_of<'s>(
    cells: &[u64],
    sites: &'s Sites,
    pc: usize,
    subject: Value,
) -> Option<&'s Site> {
    if !is(cells, subject, Kind::Instance) {
        return None;
    }
    let class = field(cells, subject.cell(), instance_field::CLASS);
    sites.get(pc, class.cell())
}

/// The cell of an instance's attribute in this entry, if that is the one of the name.
#[inline(always)]
pub(super) fn own_place(cells: &[u64], subject: Value, site: &Site, entry: u32) -> Option<usize> {
    let dict = field(cells, subject.cell(), instance_field::DICT);
    if !dict.is_object() {
        return None;
    }
    let at = dict.cell();
    let used = field(cells, at, USED).as_int() as u32;
    if entry >= used {
        return None;
    }
    let place = field(cells, at, ENTRIES).cell() + 1 + ENTRY * entry as usize;
    (cells[place + 1] == site.name.0).then_some(place + 2)
}

/// Whether an instance lacks an attribute of the site's name.
#[inline]
pub(super) fn lacks(cells: &[u64], package: &Package<'_>, subject: Value, site: &Site) -> bool {
    let dict = field(cells, subject.cell(), instance_field::DICT);
    if !dict.is_object() {
        return true;
    }
    matches!(
        look(cells, package, dict, site.name, site.hash),
        (Look::Missing, _)
    )
}

/// Appends to a list that has room.
#[inline(always)]
pub(super) fn append(cells: &mut [u64], list: Value, value: Value) -> Option<Value> {
    let at = list.cell();
    let len = field(cells, at, LEN).as_int() as usize;
    let storage = field(cells, at, STORAGE);
    if !storage.is_object() || len >= len_of(cells, storage.cell()) {
        return None;
    }
    note_store(cells, storage.cell(), value);
    cells[storage.cell() + 1 + len] = value.0;
    cells[at + 1 + LEN] = Value::int(len as i32 + 1).0;
    Some(Value::NONE)
}

/// Takes the last element of a list.
#[inline(always)]
pub(super) fn pop(cells: &mut [u64], list: Value) -> Option<Value> {
    let at = list.cell();
    let last = (field(cells, at, LEN).as_int() as usize).checked_sub(1)?;
    let place = field(cells, at, STORAGE).cell() + 1 + last;
    let value = Value(core::mem::replace(&mut cells[place], Value::NONE.0));
    cells[at + 1 + LEN] = Value::int(last as i32).0;
    Some(value)
}

/// `len()` of a builtin collection.
#[inline(always)]
pub(super) fn len(cells: &[u64], value: Value) -> Option<Value> {
    if let Some((_, len)) = sequence(cells, value) {
        return Some(Value::int(len as i32));
    }
    match kind_code(cells, value) {
        Some(code) if code == Kind::Dict as u8 || code == Kind::Set as u8 => {
            Some(field(cells, value.cell(), LIVE))
        }
        _ => None,
    }
}

/// Entries of a dict with other hashes that a look passes.
const COLLISIONS_MAX: i64 = 64;

/// A look at a dict for a key whose hash is at hand.
#[inline]
pub(super) fn find(
    cells: &[u64],
    package: &Package<'_>,
    lookups: &Lookups,
    seed: u64,
    table: Value,
    key: Value,
) -> Option<(Look, i64)> {
    let hash = match key.unpack() {
        Unpacked::Int(int) => small_int_key(int, seed),
        Unpacked::ConstStr(_) => known_str_key(lookups.name_hash(key), seed)?,
        Unpacked::Object(at) if cells[at] as u8 == Kind::Str as u8 => {
            known_str_key((cells[at + 1] >> 32) as u32, seed)?
        }
        _ => return None,
    };
    match look(cells, package, table, key, hash) {
        (Look::Unknown, _) | (_, COLLISIONS_MAX..) => None,
        told => Some(told),
    }
}

/// The kind of a builtin object, for sites; a text of the package counts as a str.
#[inline(always)]
pub(super) fn builtin_kind(cells: &[u64], value: Value) -> Option<usize> {
    match value.unpack() {
        Unpacked::ConstStr(_) => Some(Kind::Str as usize),
        _ => kind_code(cells, value)
            .filter(|code| *code != Kind::Instance as u8)
            .map(usize::from),
    }
}

#[inline(always)]
pub(super) fn immediate(operand: usize) -> Value {
    Value::int(i32::from(operand as u8 as i8))
}

/// The word after an instruction.
#[inline(always)]
pub(super) fn extension(code: &[[u8; 4]], pc: usize) -> u32 {
    code.get(pc + 1)
        .map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
