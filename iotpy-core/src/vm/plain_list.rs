//! Lists that grow and shrink a little, for `vm::quick`. What a change costs is as in
//! `object::list`.

use super::glance::{field, is, len_of, note_store, sequence};
use super::room::Room;
use crate::heap::Kind;
use crate::object::list::{LEN, STORAGE};
use crate::value::Value;

/// Lists longer than this grow in the other loop.
const LEN_MAX: usize = 64;

fn set_len(cells: &mut [u64], list: Value, len: usize) {
    cells[list.cell() + 1 + LEN] = Value::int(len as i32).0;
}

/// Makes room for `more` elements; what that costs.
#[inline(always)]
fn reserve(cells: &mut [u64], room: &mut Room, list: Value, more: usize) -> Option<i64> {
    let at = list.cell();
    let len = field(cells, at, LEN).as_int() as usize;
    let storage = field(cells, at, STORAGE);
    if storage.is_object() && len + more <= len_of(cells, storage.cell()) {
        return Some(0);
    }
    grow(cells, room, list, more)
}

fn grow(cells: &mut [u64], room: &mut Room, list: Value, more: usize) -> Option<i64> {
    let at = list.cell();
    let len = field(cells, at, LEN).as_int() as usize;
    let storage = field(cells, at, STORAGE);
    if len + more > LEN_MAX {
        return None;
    }
    let wanted = (len + more).max(len + len / 2).max(4);
    let new = room.allocate(cells, Kind::Values, wanted)?;
    cells[new + 1..new + 1 + wanted].fill(Value::NONE.0);
    if storage.is_object() {
        let old = storage.cell() + 1;
        cells.copy_within(old..old + len, new + 1);
    }
    note_store(cells, at, Value::object(new));
    cells[at + 1 + STORAGE] = Value::object(new).0;
    Some((len / 4) as i64)
}

/// Appends a value; what that costs.
#[inline(always)]
pub(super) fn append(cells: &mut [u64], room: &mut Room, list: Value, value: Value) -> Option<i64> {
    let cost = reserve(cells, room, list, 1)?;
    let at = list.cell();
    let len = field(cells, at, LEN).as_int() as usize;
    let storage = field(cells, at, STORAGE).cell();
    note_store(cells, storage, value);
    cells[storage + 1 + len] = value.0;
    set_len(cells, list, len + 1);
    Some(cost)
}

/// Appends the elements of another list or tuple; what that costs.
pub(super) fn extend(
    cells: &mut [u64],
    room: &mut Room,
    list: Value,
    source: Value,
) -> Option<i64> {
    let (_, count) = sequence(cells, source)?;
    if source == list || count == 0 || count > LEN_MAX {
        return None;
    }
    let cost = reserve(cells, room, list, count)?;
    let (from, _) = sequence(cells, source)?;
    let at = list.cell();
    let len = field(cells, at, LEN).as_int() as usize;
    let storage = field(cells, at, STORAGE).cell();
    for n in 0..count {
        note_store(cells, storage, Value(cells[from + n]));
    }
    cells.copy_within(from..from + count, storage + 1 + len);
    set_len(cells, list, len + count);
    Some(cost + count as i64)
}

/// Takes the element at a position, the last one without; the element, and what that costs.
pub(super) fn pop(cells: &mut [u64], list: Value, position: Option<Value>) -> Option<(Value, i64)> {
    let (first, len) = sequence(cells, list).filter(|_| is(cells, list, Kind::List))?;
    let index = match position {
        None => len.checked_sub(1)?,
        Some(position) if position.is_int() => {
            let index = i64::from(position.as_int());
            let index = if index < 0 { index + len as i64 } else { index };
            usize::try_from(index).ok().filter(|index| *index < len)?
        }
        Some(_) => return None,
    };
    let after = len - index - 1;
    if after > 8 * LEN_MAX {
        return None;
    }
    let value = Value(cells[first + index]);
    cells.copy_within(first + index + 1..first + len, first + index);
    cells[first + len - 1] = Value::NONE.0;
    set_len(cells, list, len - 1);
    Some((value, (after / 8) as i64))
}

/// Inserts a value before a position; what that costs.
pub(super) fn insert(
    cells: &mut [u64],
    room: &mut Room,
    list: Value,
    position: Value,
    value: Value,
) -> Option<i64> {
    let (_, len) = sequence(cells, list)?;
    if !position.is_int() || len > 8 * LEN_MAX {
        return None;
    }
    let index = i64::from(position.as_int());
    let index = if index < 0 { index + len as i64 } else { index };
    let index = index.clamp(0, len as i64) as usize;
    let cost = reserve(cells, room, list, 1)?;
    let storage = field(cells, list.cell(), STORAGE).cell();
    let first = storage + 1;
    cells.copy_within(first + index..first + len, first + index + 1);
    note_store(cells, storage, value);
    cells[first + index] = value.0;
    set_len(cells, list, len + 1);
    Some(cost + ((len - index) / 8) as i64)
}
