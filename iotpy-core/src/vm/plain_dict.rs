//! Methods of dicts, for `vm::quick`: what they answer, and what that costs beside the call.

use super::glance::{field, find, index_entry, note_store, put};
use super::room::Room;
use crate::heap::Kind;
use crate::object::dict::{ENTRIES, ENTRY, INDEX, LIVE, SCAN_MAX, USED};
use crate::object::dict_look::Look;
use crate::object::lookup::Lookups;
use crate::package::Package;
use crate::symbol;
use crate::value::Value;

/// Calls a method of a dict.
#[inline]
pub(super) fn method_of_dict(
    cells: &mut [u64],
    room: &mut Room,
    known: (&Package<'_>, &Lookups, u64),
    dict: Value,
    method: u16,
    arguments: &[u64],
) -> Option<(Value, i64)> {
    let (key, default) = match *arguments {
        [key] => (Value(key), None),
        [key, default] => (Value(key), Some(Value(default))),
        _ => return None,
    };
    if ![symbol::GET, symbol::SETDEFAULT, symbol::POP].contains(&method) {
        return None;
    }
    let (told, cost) = find(cells, known, dict, key)?;
    let value = match told {
        Look::Entry(at) => Some(Value(cells[at + 2])),
        _ => None,
    };
    match (method, told, value) {
        (symbol::GET, _, None) => Some((default.unwrap_or(Value::NONE), cost)),
        (symbol::POP, _, None) => Some((default?, cost)),
        (symbol::SETDEFAULT, _, None) => {
            let default = default.unwrap_or(Value::NONE);
            let more = put(cells, room, known, dict, key, default)?;
            Some((default, cost + more))
        }
        (symbol::POP, Look::Entry(at), Some(value)) => {
            remove(cells, dict, at);
            Some((value, cost))
        }
        (_, _, value) => Some((value?, cost)),
    }
}

/// Dicts with more entries grow in the other loop.
const LIVE_MAX: usize = 64;

/// Makes room for one more entry of a dict that has none; what that costs.
pub(super) fn reserve(cells: &mut [u64], room: &mut Room, dict: Value) -> Option<i64> {
    let at = dict.cell();
    let [live, used, old] = [LIVE, USED, ENTRIES].map(|n| field(cells, at, n));
    let (live, used) = (live.as_int() as usize, used.as_int() as usize);
    if live > LIVE_MAX {
        return None;
    }
    let wanted = if live < 4 { 4 } else { 2 * live };
    let slots = match wanted <= SCAN_MAX {
        true => 0,
        // As `Vm::rebuild` has it: two slots share a cell.
        false => (wanted * 4 / 3 + 1).next_power_of_two() / 2,
    };
    if !room.has(slots + 1 + ENTRY * wanted + 1) {
        return None;
    }
    let mut index = Value::NONE;
    if slots > 0 {
        let made = room.allocate(cells, Kind::Raw, slots)?;
        cells[made + 1..made + 1 + slots].fill(u64::MAX);
        index = Value::object(made);
    }
    let new = room.allocate(cells, Kind::Values, ENTRY * wanted)?;
    cells[new + 1..new + 1 + ENTRY * wanted].fill(Value::UNBOUND.0);
    let mut to = new + 1;
    for from in (0..used).map(|n| old.cell() + 1 + ENTRY * n) {
        if cells[from + 1] != Value::UNBOUND.0 {
            cells.copy_within(from..from + ENTRY, to);
            to += ENTRY;
        }
    }
    note_store(cells, at, Value::object(new));
    cells[at + 1 + ENTRIES] = Value::object(new).0;
    cells[at + 1 + INDEX] = index.0;
    cells[at + 1 + USED] = Value::int(live as i32).0;
    if index.is_object() {
        for n in 0..live {
            let hash = cells[new + 1 + ENTRY * n] as u32;
            index_entry(cells, index.cell(), hash, n as u32);
        }
    }
    Some(live as i64)
}

/// Removes an entry.
pub(super) fn remove(cells: &mut [u64], dict: Value, entry: usize) {
    cells[entry + 1] = Value::UNBOUND.0;
    cells[entry + 2] = Value::NONE.0;
    let at = dict.cell();
    let live = field(cells, at, LIVE).as_int() - 1;
    cells[at + 1 + LIVE] = Value::int(live).0;
    if live == 0 {
        cells[at + 1 + USED] = Value::int(0).0;
        cells[at + 1 + ENTRIES] = Value::NONE.0;
        cells[at + 1 + INDEX] = Value::NONE.0;
    }
}
