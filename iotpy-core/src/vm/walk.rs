//! Steps of iterators over builtin collections, for `vm::quick`.

use super::glance::{field, is, kind_code, sequence};
use super::number::add;
use super::room::Room;
use crate::heap::Kind;
use crate::object::dict::{ENTRIES, ENTRY, LIVE, USED};
use crate::object::dict_look::text_of;
use crate::object::iter::{self, EXTRA, POSITION, SUBJECT, WALK, Walk};
use crate::package::Package;
use crate::value::{Unpacked, Value};

/// What a step of an iterator told.
pub(super) enum Step {
    Value(Value),
    End,
    Unknown,
}

/// Whether an iterator walks along a list, tuple or small range.
#[inline(always)]
fn is_plain_walk(cells: &[u64], iterator: Value) -> bool {
    let plain = [Walk::Sequence as i32, Walk::SmallRange as i32];
    is(cells, iterator, Kind::Iterator)
        && plain.contains(&field(cells, iterator.cell(), WALK).as_int())
}

fn is_walk(cells: &[u64], iterator: Value, walk: Walk) -> bool {
    is(cells, iterator, Kind::Iterator)
        && field(cells, iterator.cell(), WALK).as_int() == walk as i32
}

/// A step along a list, tuple or small range.
#[inline(always)]
fn plain_step(cells: &mut [u64], at: usize) -> Step {
    let position = field(cells, at, POSITION).as_int();
    if field(cells, at, WALK).as_int() == Walk::SmallRange as i32 {
        let step = field(cells, at, SUBJECT).as_int();
        let stop = field(cells, at, EXTRA).as_int();
        let more = match step > 0 {
            true => position < stop,
            false => position > stop,
        };
        if !more {
            return Step::End;
        }
        cells[at + 1 + POSITION] = Value::int(position.wrapping_add(step)).0;
        return Step::Value(Value::int(position));
    }
    let Some((first, len)) = sequence(cells, field(cells, at, SUBJECT)) else {
        return Step::Unknown;
    };
    if position as usize >= len {
        finish_walk(cells, at);
        return Step::End;
    }
    cells[at + 1 + POSITION] = Value::int(position + 1).0;
    Step::Value(Value(cells[first + position as usize]))
}

fn finish_walk(cells: &mut [u64], at: usize) {
    cells[at + 1 + WALK] = Value::int(Walk::Done as i32).0;
    cells[at + 1 + SUBJECT] = Value::NONE.0;
}

/// A step of an iterator.
#[inline(always)]
pub(super) fn step(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    iterator: Value,
) -> Step {
    if is_plain_walk(cells, iterator) {
        return plain_step(cells, iterator.cell());
    }
    if !is(cells, iterator, Kind::Iterator) {
        return Step::Unknown;
    }
    let at = iterator.cell();
    match field(cells, at, WALK).as_int() {
        walk if walk == Walk::Enumerate as i32 => enumerate_step(cells, room, package, at),
        walk if walk == Walk::Str as i32 => letter_step(cells, room, package, at),
        walk if walk == Walk::Keys as i32
            || walk == Walk::Values as i32
            || walk == Walk::Items as i32 =>
        {
            entry_step(cells, room, at, walk)
        }
        _ => Step::Unknown,
    }
}

/// Cells of a letter and a pair.
const ENUMERATE_CELLS: usize = 6;

fn enumerate_step(cells: &mut [u64], room: &mut Room, package: &Package<'_>, at: usize) -> Step {
    let (count, inner) = (field(cells, at, POSITION), field(cells, at, SUBJECT));
    let (Some(next), true) = (add(count, Value::int(1)), room.has(ENUMERATE_CELLS)) else {
        return Step::Unknown;
    };
    let stepped = if is_plain_walk(cells, inner) {
        plain_step(cells, inner.cell())
    } else if is_walk(cells, inner, Walk::Str) {
        letter_step(cells, room, package, inner.cell())
    } else {
        Step::Unknown
    };
    let Step::Value(value) = stepped else {
        return stepped;
    };
    cells[at + 1 + POSITION] = next.0;
    match room.object(cells, Kind::Tuple, &[count, value]) {
        Some(pair) => Step::Value(pair),
        None => Step::Unknown,
    }
}

fn letter_step(cells: &mut [u64], room: &mut Room, package: &Package<'_>, at: usize) -> Step {
    let position = field(cells, at, POSITION).as_int();
    let Some(text) = text_of(cells, package, field(cells, at, SUBJECT)) else {
        return Step::Unknown;
    };
    let Some(byte) = text.get(position as usize) else {
        return Step::End;
    };
    let byte = *byte;
    match room.letter(cells, byte) {
        Some(letter) => {
            cells[at + 1 + POSITION] = Value::int(position + 1).0;
            Step::Value(letter)
        }
        None => Step::Unknown,
    }
}

/// A step along a dict that nothing was added to or removed from.
fn entry_step(cells: &mut [u64], room: &mut Room, at: usize, walk: i32) -> Step {
    let dict = field(cells, at, SUBJECT);
    let left = field(cells, at, iter::LEFT).as_int();
    if field(cells, dict.cell(), LIVE) != field(cells, at, EXTRA) || !room.has(3) {
        return Step::Unknown;
    }
    let used = field(cells, dict.cell(), USED).as_int() as usize;
    let first = field(cells, dict.cell(), ENTRIES).cell() + 1;
    let mut position = field(cells, at, POSITION).as_int() as usize;
    while position < used && cells[first + ENTRY * position + 1] == Value::UNBOUND.0 {
        position += 1;
    }
    if position >= used {
        finish_walk(cells, at);
        return Step::End;
    }
    if left <= 0 {
        return Step::Unknown;
    }
    let entry = first + ENTRY * position;
    let (key, value) = (Value(cells[entry + 1]), Value(cells[entry + 2]));
    let item = if walk == Walk::Keys as i32 {
        key
    } else if walk == Walk::Values as i32 {
        value
    } else {
        match room.object(cells, Kind::Tuple, &[key, value]) {
            Some(pair) => pair,
            None => return Step::Unknown,
        }
    };
    cells[at + 1 + POSITION] = Value::int(position as i32 + 1).0;
    cells[at + 1 + iter::LEFT] = Value::int(left - 1).0;
    Step::Value(item)
}

/// Whether a loop over a range can count in small ints.
#[inline(always)]
pub(super) fn ready_range(start: Value, stop: Value, step: Value) -> Option<()> {
    let small = start.is_int() && stop.is_int() && step.is_int() && step != Value::int(0);
    stop.as_int().checked_add(step.as_int()).filter(|_| small)?;
    Some(())
}

/// `iter()` of a builtin collection.
#[inline]
pub(super) fn iterate(cells: &mut [u64], room: &mut Room, value: Value) -> Option<Value> {
    let none = Value::NONE;
    let walk = |walk: Walk, position: Value, subject: Value, extra: Value| {
        [Value::int(walk as i32), position, subject, extra]
    };
    let zero = Value::int(0);
    if let Unpacked::ConstStr(_) = value.unpack() {
        let fields = walk(Walk::Str, zero, value, none);
        return room.object(cells, Kind::Iterator, &fields);
    }
    let code = kind_code(cells, value)?;
    let at = value.cell();
    let fields = if code == Kind::List as u8 || code == Kind::Tuple as u8 {
        walk(Walk::Sequence, zero, value, none)
    } else if code == Kind::Str as u8 {
        walk(Walk::Str, zero, value, none)
    } else if code == Kind::Range as u8 {
        let [start, stop, step] = [0, 1, 2].map(|n| field(cells, at, n));
        let small = start.is_int() && stop.is_int() && step.is_int();
        stop.as_int().checked_add(step.as_int()).filter(|_| small)?;
        walk(Walk::SmallRange, start, step, stop)
    } else if code == Kind::Iterator as u8 {
        return Some(value);
    } else {
        let (dict, which) = match code {
            code if code == Kind::Dict as u8 => (value, Walk::Keys),
            code if code == Kind::DictView as u8 => {
                let walks = [Walk::Keys, Walk::Values, Walk::Items];
                let which = field(cells, at, 1).as_int() as usize % 3;
                (field(cells, at, 0), walks[which])
            }
            _ => return None,
        };
        let len = field(cells, dict.cell(), LIVE);
        let fields = [Value::int(which as i32), zero, dict, len, len];
        return room.object(cells, Kind::Iterator, &fields);
    };
    room.object(cells, Kind::Iterator, &fields)
}
