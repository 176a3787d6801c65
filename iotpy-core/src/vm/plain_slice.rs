//! Slices of small lists, tuples and texts, for `vm::quick`.

use super::glance::{field, is, note_store, sequence};
use super::room::Room;
use super::text::{ADDED_MAX, is_ascii};
use crate::heap::Kind;
use crate::object::dict_look::text_of;
use crate::object::slice::positions_of;
use crate::package::Package;
use crate::value::Value;

/// Longer slices are left to the other loop, which knows when fuel runs out.
const SLICE_MAX: i64 = 100;

/// The bounds of a slice, if they are small ints or None and the step is not zero.
fn places_of(bounds: [Value; 3]) -> Option<[Option<i64>; 3]> {
    let mut places = [None; 3];
    for (place, bound) in places.iter_mut().zip(bounds) {
        *place = match bound {
            Value::NONE => None,
            bound if bound.is_int() => Some(i64::from(bound.as_int())),
            _ => return None,
        };
    }
    (places[2] != Some(0)).then_some(places)
}

/// A slice of a list, tuple or short ASCII text, and what it costs.
pub(super) fn slice(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    subject: Value,
    bounds: [Value; 3],
) -> Option<(Value, i64)> {
    let places = places_of(bounds)?;
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

/// `list[slice] = source`, where as many elements come as go; what that costs.
pub(super) fn set_slice(
    cells: &mut [u64],
    list: Value,
    slice: Value,
    source: Value,
) -> Option<i64> {
    let places = places_of([0, 1, 2].map(|n| field(cells, slice.cell(), n)))?;
    let (from, count) = sequence(cells, source)?;
    let (first, len) = sequence(cells, list)?;
    let positions = positions_of(places, len);
    let plain = positions.step == 1 && positions.count == count && source != list;
    if !plain || count as i64 >= SLICE_MAX || len as i64 >= 8 * SLICE_MAX {
        return None;
    }
    let to = first + positions.start as usize;
    for n in 0..count {
        note_store(cells, first, Value(cells[from + n]));
    }
    cells.copy_within(from..from + count, to);
    // As `Vm::list_splice` closes the gap, which is none, before what comes after.
    let after = len - positions.start as usize - count;
    Some((count + after / 8) as i64)
}
