//! Looks at values and objects that need nothing but the cells of the arena, for `vm::quick`.
//!
//! Each answers nothing where more would be needed, and has changed nothing then.

use super::exec::Compare;
use super::number::{floats, ordered, wide};
use super::plain_dict::reserve;
use super::plain_text::contained;
use super::room::Room;
use super::site::{Meaning, Site, Sites};
use crate::catalog;
use crate::error::exception_field;
use crate::heap::{Kind, slot};
use crate::object::class::{class_field, instance_field};
use crate::object::dict::{EMPTY, ENTRIES, ENTRY, INDEX, LIVE, USED};
use crate::object::dict_look::{Look, entry_in, look, text_of, with_entry};
use crate::object::hash::{TupleHash, mixed, small_int_hash, text_hash};
use crate::object::list::{LEN, STORAGE};
use crate::object::lookup::Lookups;
use crate::package::{Package, function_flag};
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
    (index < len).then(|| first + index)
}

/// As `place`, for the most frequent: an element of a list, counted from its front.
#[inline(always)]
pub(super) fn list_place(cells: &[u64], value: Value, key: Value) -> Option<usize> {
    if !value.is_object() || !key.is_int() {
        return None;
    }
    let [header, len, storage] = *cells.get(value.cell()..)?.first_chunk()?;
    let index = key.as_int() as u32;
    let inside = header as u8 == Kind::List as u8 && index < len as u32;
    inside.then(|| Value(storage).cell() + 1 + index as usize)
}
const _: () = assert!(LEN == 0 && STORAGE == 1);

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
        _ => {
            let (x, y) = (text_of(cells, package, x)?, text_of(cells, package, y)?);
            return Some(ordered(compare, x, y));
        }
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

/// Whether the frame above these cells is that of a function which is no generator.
#[inline]
pub(super) fn is_plain_frame(cells: &[u64], package: &Package<'_>) -> bool {
    let index = match cells.last().map(|function| Value(*function).unpack()) {
        Some(Unpacked::Function(index)) => index,
        Some(Unpacked::Object(at)) => field(cells, at, 0).as_int() as u16,
        _ => return false,
    };
    package.function_flags(index) & function_flag::GENERATOR == 0
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

/// Stores a value in a dict; what that costs.
#[inline]
pub(super) fn put(
    cells: &mut [u64],
    room: &mut Room,
    known: (&Package<'_>, &Lookups, u64),
    table: Value,
    key: Value,
    value: Value,
) -> Option<i64> {
    let (hash, hashing) = key_hash(cells, known, key)?;
    let (told, mut cost) = look(cells, known.0, table, key, hash);
    let at = match told {
        _ if cost > COLLISIONS_MAX => return None,
        Look::Entry(at) => at,
        Look::Missing => {
            let (at, more) = added_entry(cells, room, table, key, hash)?;
            cost += more;
            at
        }
        Look::Unknown => return None,
    };
    if matches!(
        (told, key.unpack()),
        (Look::Entry(_), Unpacked::ConstStr(_))
    ) {
        // As `Vm::put_over_same`.
        cost = 0;
    }
    note_store(cells, at, value);
    cells[at + 2] = value.0;
    Some(hashing + cost)
}

/// A new entry of a dict, which may have to grow, and what that costs.
#[inline]
fn added_entry(
    cells: &mut [u64],
    room: &mut Room,
    table: Value,
    key: Value,
    hash: u32,
) -> Option<(usize, i64)> {
    if let Some(at) = new_entry(cells, table, key, hash) {
        return Some((at, 0));
    }
    let cost = reserve(cells, room, table)?;
    Some((new_entry(cells, table, key, hash)?, cost))
}

/// A new entry of a dict that has room for it.
fn new_entry(cells: &mut [u64], table: Value, key: Value, hash: u32) -> Option<usize> {
    let dict = table.cell();
    let (used, storage) = (field(cells, dict, USED), field(cells, dict, ENTRIES));
    let place = ENTRY * used.as_int() as usize;
    if !storage.is_object() || place >= len_of(cells, storage.cell()) {
        return None;
    }
    let at = storage.cell() + 1 + place;
    note_store(cells, at, key);
    cells[at] = Value::int(hash as i32).0;
    cells[at + 1] = key.0;
    let index = field(cells, dict, INDEX);
    if index.is_object() {
        index_entry(cells, index.cell(), hash, used.as_int() as u32);
    }
    for n in [USED, LIVE] {
        let cell = &mut cells[dict + 1 + n];
        *cell = Value::int(Value(*cell).as_int() + 1).0;
    }
    Some(at)
}

pub(super) fn index_entry(cells: &mut [u64], index: usize, hash: u32, entry: u32) {
    let slots = len_of(cells, index);
    let slots = &mut cells[index + 1..index + 1 + slots];
    let mask = 2 * slots.len() - 1;
    let (mut slot, mut step) = (hash as usize & mask, 0);
    while entry_in(slots[slot / 2], slot) != EMPTY {
        step += 1;
        slot = (slot + step) & mask;
    }
    let cell = &mut slots[slot / 2];
    *cell = with_entry(*cell, slot, entry);
}

/// Elements of tuples that are keys.
const KEY_ELEMENTS_MAX: usize = 8;

/// What `hash()` answers for an int or str.
#[inline]
fn element_hash(
    cells: &mut [u64],
    (package, lookups, seed): (&Package<'_>, &Lookups, u64),
    value: Value,
) -> Option<i64> {
    match value.unpack() {
        Unpacked::Int(int) => Some(small_int_hash(int)),
        Unpacked::ConstStr(offset) => Some(i64::from(match lookups.name_hash(value) {
            0 => text_hash(package.text(offset), seed),
            known => known,
        })),
        Unpacked::Object(at) if cells[at] as u8 == Kind::Str as u8 => {
            let mut hash = (cells[at + 1] >> 32) as u32;
            if hash == 0 {
                hash = text_hash(text_of(cells, package, value)?, seed);
                cells[at + 1] |= u64::from(hash) << 32;
            }
            Some(i64::from(hash))
        }
        _ => None,
    }
}

/// The 32 bits under which dicts keep an int, a str or a tuple of a few of them, and what it costs
/// to find them.
#[inline(always)]
pub(super) fn key_hash(
    cells: &mut [u64],
    known: (&Package<'_>, &Lookups, u64),
    key: Value,
) -> Option<(u32, i64)> {
    if key.is_int() {
        return Some((mixed(small_int_hash(key.as_int()) as u64, known.2), 0));
    }
    other_key_hash(cells, known, key)
}

#[inline(never)]
fn other_key_hash(
    cells: &mut [u64],
    known: (&Package<'_>, &Lookups, u64),
    key: Value,
) -> Option<(u32, i64)> {
    let (_, _, seed) = known;
    if !is(cells, key, Kind::Tuple) {
        let hash = element_hash(cells, known, key)?;
        return Some((mixed(hash as u64, seed), 0));
    }
    let (at, count) = (key.cell() + 1, len_of(cells, key.cell()));
    if count > KEY_ELEMENTS_MAX {
        return None;
    }
    let mut state = TupleHash::new();
    for n in 0..count {
        state.add(element_hash(cells, known, Value(cells[at + n]))?);
    }
    Some((mixed(state.finish(count) as u64, seed), count as i64))
}

/// Stores an attribute that an instance may lack; what that costs.
#[inline]
pub(super) fn put_attribute(
    cells: &mut [u64],
    room: &mut Room,
    (package, site): (&Package<'_>, &Site),
    subject: Value,
    value: Value,
) -> Option<i64> {
    let mut dict = field(cells, subject.cell(), instance_field::DICT);
    if dict == Value::NONE && room.has(FIRST_CELLS) {
        let fields = [Value::int(0), Value::int(0), Value::NONE, Value::NONE];
        dict = room.object(cells, Kind::Dict, &fields)?;
        note_store(cells, subject.cell(), dict);
        cells[subject.cell() + 1 + instance_field::DICT] = dict.0;
    }
    if !dict.is_object() {
        return None;
    }
    let (at, cost) = match look(cells, package, dict, site.name, site.hash) {
        (Look::Entry(at), _) => (at, 0),
        // A dict with an index charges for the collisions of a new name.
        (Look::Missing, 0) => added_entry(cells, room, dict, site.name, site.hash)?,
        _ => return None,
    };
    note_store(cells, at, value);
    cells[at + 2] = value.0;
    Some(cost)
}

/// Cells of a dict and its first entries.
const FIRST_CELLS: usize = 5 + 2 + 4 * ENTRY;

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

/// The kind, class and dict of an object, if it is an instance; for another object what lies there.
#[inline(always)]
pub(super) fn head_of(cells: &[u64], subject: Value) -> Option<[u64; 3]> {
    if !subject.is_object() {
        return None;
    }
    cells.get(subject.cell()..)?.first_chunk().copied()
}
const _: () = assert!(instance_field::CLASS == 0 && instance_field::DICT == 1);

/// What is known of an instruction for an instance of a class of the program, and the dict of the
/// instance.
#[inline(always)]
pub(super) fn site_of<'s>(
    cells: &[u64],
    sites: &'s Sites,
    pc: usize,
    subject: Value,
) -> Option<(&'s Site, Value)> {
    let [header, class, dict] = head_of(cells, subject)?;
    if header as u8 != Kind::Instance as u8 {
        return None;
    }
    Some((sites.get(pc, Value(class).cell())?, Value(dict)))
}

/// The cell of an attribute of an instance with this dict in this entry, if that is the one of the
/// name.
#[inline(always)]
pub(super) fn own_place(cells: &[u64], dict: Value, site: &Site, entry: u32) -> Option<usize> {
    if !dict.is_object() {
        return None;
    }
    let [_, _, used, entries] = *cells.get(dict.cell()..)?.first_chunk()?;
    if entry >= used as u32 {
        return None;
    }
    let place = Value(entries).cell() + 1 + ENTRY * entry as usize;
    (*cells.get(place + 1)? == site.name.0).then_some(place + 2)
}
const _: () = assert!(USED == 1 && ENTRIES == 2);

/// A special method of an instance's class, bound to the instance.
pub(super) fn special_method(
    cells: &mut [u64],
    room: &mut Room,
    sites: &Sites,
    pc: usize,
    subject: Value,
) -> Option<Value> {
    let Meaning::Special(function) = site_of(cells, sites, pc, subject)?.0.meaning else {
        return None;
    };
    room.object(cells, Kind::Method, &[function, subject])
}

/// `super(class, object)`
pub(super) fn superior(
    cells: &mut [u64],
    room: &mut Room,
    sites: &Sites,
    pc: usize,
    arguments: &[u64],
) -> Option<Value> {
    let [class, object] = *arguments else {
        return None;
    };
    let (class, object) = (Value(class), Value(object));
    if site_of(cells, sites, pc, object)?.0.meaning != Meaning::Derived(class) {
        return None;
    }
    let own = field(cells, object.cell(), instance_field::CLASS);
    room.object(cells, Kind::Super, &[class, object, own])
}

/// What `super().name` is for a call: the bound method in a cell.
pub(super) fn inherited(
    cells: &mut [u64],
    room: &mut Room,
    sites: &Sites,
    pc: usize,
    subject: Value,
) -> Option<Value> {
    let [start, object, class] = [0, 1, 2].map(|n| field(cells, subject.cell(), n));
    let Meaning::Inherited(from, function) = sites.get(pc, class.cell())?.meaning else {
        return None;
    };
    if from != start || !is(cells, object, Kind::Instance) || !room.has(5) {
        return None;
    }
    let method = room.object(cells, Kind::Method, &[function, object])?;
    room.object(cells, Kind::Cell, &[method])
}

/// Whether an exception is of a class or one that derives from it, if that needs no check of the
/// class.
pub(super) fn matches_class(cells: &[u64], exception: Value, class: Value) -> Option<bool> {
    if !is(cells, exception, Kind::Exception) {
        return None;
    }
    let own = field(cells, exception.cell(), exception_field::CLASS);
    match (own.unpack(), class.unpack()) {
        (Unpacked::Builtin(own), Unpacked::Builtin(id)) if catalog::is_exception(id) => {
            Some(catalog::is_subclass(own, id))
        }
        (Unpacked::Object(_), other) => {
            let mro = field(cells, own.cell(), class_field::MRO);
            let (at, count) = sequence(cells, mro)?;
            let derives = cells[at..at + count].contains(&class.0);
            // What an exception's class derives from is one that can be caught.
            let known = match other {
                Unpacked::Builtin(id) => catalog::is_exception(id),
                _ => derives,
            };
            known.then_some(derives)
        }
        _ => None,
    }
}

/// Whether an instance with this dict lacks an attribute of the site's name.
#[inline(always)]
pub(super) fn lacks(cells: &[u64], package: &Package<'_>, dict: Value, site: &Site) -> bool {
    if !dict.is_object() {
        return true;
    }
    small_dict_lacks(cells, dict, site.hash) || dict_lacks(cells, package, dict, site)
}

/// Whether no key of a dict without an index has a hash.
#[inline(always)]
fn small_dict_lacks(cells: &[u64], dict: Value, hash: u32) -> bool {
    let table = cells
        .get(dict.cell() + 1..)
        .and_then(|rest| rest.first_chunk());
    let Some([_, used, entries, index]) = table.map(|table| table.map(Value)) else {
        return false;
    };
    if index.is_object() {
        return false;
    }
    let (first, wanted) = (entries.cell() + 1, Value::int(hash as i32).0);
    let entries = cells.get(first..first + ENTRY * used.as_int() as usize);
    entries.is_some_and(|entries| entries.iter().step_by(ENTRY).all(|key| *key != wanted))
}
const _: () = assert!(LIVE == 0 && USED == 1 && ENTRIES == 2 && INDEX == 3);

#[inline(never)]
fn dict_lacks(cells: &[u64], package: &Package<'_>, dict: Value, site: &Site) -> bool {
    let told = look(cells, package, dict, site.name, site.hash);
    matches!(told, (Look::Missing, _))
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
    cells: &mut [u64],
    known: (&Package<'_>, &Lookups, u64),
    table: Value,
    key: Value,
) -> Option<(Look, i64)> {
    let (hash, cost) = key_hash(cells, known, key)?;
    match look(cells, known.0, table, key, hash) {
        (Look::Unknown, _) | (_, COLLISIONS_MAX..) => None,
        (told, more) => Some((told, cost + more)),
    }
}

/// Whether a dict has a key, a text a part or a short list or tuple an element, and what it costs
/// to tell.
#[inline]
pub(super) fn has(
    cells: &mut [u64],
    known: (&Package<'_>, &Lookups, u64),
    container: Value,
    item: Value,
) -> Option<(bool, i64)> {
    if is(cells, container, Kind::Dict) {
        let (told, cost) = find(cells, known, container, item)?;
        return Some((told != Look::Missing, cost));
    }
    contained(cells, known.0, container, item)
}

/// Whether a value may be a str.
#[inline(always)]
pub(super) fn is_text(cells: &[u64], value: Value) -> bool {
    builtin_kind(cells, value) == Some(Kind::Str as usize)
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
