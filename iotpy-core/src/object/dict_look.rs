//! Looks at a dict that need nothing but the cells of the arena: no code of the program runs, and
//! nothing is allocated. Whatever needs more is [`Look::Unknown`].

use crate::heap::Kind;
use crate::object::dict::{EMPTY, ENTRIES, ENTRY, INDEX, USED};
use crate::package::Package;
use crate::value::{Unpacked, Value};

/// The entry that a slot of an index holds: two slots share a cell, the even one its lower half.
#[inline]
pub(crate) fn entry_in(cell: u64, slot: usize) -> u32 {
    match slot & 1 {
        0 => cell as u32,
        _ => (cell >> 32) as u32,
    }
}

/// The cell with an entry in a slot. It is put together from halves: rustc 1.95 makes code for a
/// Cortex-M3 at `opt-level = "s"` that loses the upper half if a mask is shifted by 0 or 32.
#[inline]
pub(crate) fn with_entry(cell: u64, slot: usize, entry: u32) -> u64 {
    let (low, high) = match slot & 1 {
        0 => (entry, (cell >> 32) as u32),
        _ => (cell as u32, entry),
    };
    u64::from(high) << 32 | u64::from(low)
}

/// What a look told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The first cell of the entry.
    Entry(usize),
    Missing,
    /// It takes more than a look.
    Unknown,
}

fn field(cells: &[u64], table: Value, n: usize) -> Value {
    Value(cells[table.cell() + 1 + n])
}

/// Whether two keys of one hash are equal, if they are texts, the same, or tuples of such elements
/// and ints; and what comparing them costs.
#[cfg_attr(target_pointer_width = "64", inline(always))]
fn same_key(cells: &[u64], package: &Package<'_>, found: Value, key: Value) -> Option<(bool, i64)> {
    if found == key {
        return Some((true, 0));
    }
    if found == Value::UNBOUND {
        return Some((false, 0));
    }
    if let (Some(p), Some(q)) = (tuple_of(cells, found), tuple_of(cells, key)) {
        return same_elements(cells, package, p, q);
    }
    let same = text_of(cells, package, found)? == text_of(cells, package, key)?;
    Some((same, 0))
}

/// The elements of a tuple.
fn tuple_of(cells: &[u64], value: Value) -> Option<&[u64]> {
    if !value.is_object() || cells[value.cell()] as u8 != Kind::Tuple as u8 {
        return None;
    }
    let (at, size) = (
        value.cell(),
        (cells[value.cell()] >> 8 & 0xFF_FFFF) as usize,
    );
    Some(&cells[at + 1..at + size])
}

fn same_elements(
    cells: &[u64],
    package: &Package<'_>,
    p: &[u64],
    q: &[u64],
) -> Option<(bool, i64)> {
    if p.len() != q.len() {
        return Some((false, 0));
    }
    for (n, (x, y)) in p.iter().zip(q).enumerate() {
        let (x, y) = (Value(*x), Value(*y));
        let same = x == y
            || !(x.is_int() && y.is_int())
                && text_of(cells, package, x)? == text_of(cells, package, y)?;
        if !same {
            return Some((false, n as i64 + 1));
        }
    }
    Some((true, p.len() as i64))
}

/// The bytes of a str.
#[inline]
pub(crate) fn text_of<'a>(
    cells: &'a [u64],
    package: &Package<'a>,
    value: Value,
) -> Option<&'a [u8]> {
    match value.unpack() {
        Unpacked::ConstStr(offset) => Some(package.text(offset)),
        Unpacked::Object(at) if (cells[at] & 0xFF) as u8 == Kind::Str as u8 => {
            let len = (cells[at + 1] & 0x7FFF_FFFF) as usize;
            let bytes: &[u8] = bytemuck::cast_slice(&cells[at + 2..]);
            Some(&bytes[..len])
        }
        _ => None,
    }
}

/// Looks for a key with its hash. Also returns how many entries with other hashes it passed on its
/// way through the index and elements it compared, which is what the look costs.
#[inline]
pub(crate) fn look(
    cells: &[u64],
    package: &Package<'_>,
    table: Value,
    key: Value,
    hash: u32,
) -> (Look, i64) {
    let entries = field(cells, table, ENTRIES);
    if !entries.is_object() {
        return (Look::Missing, 0);
    }
    let first = entries.cell() + 1;
    let wanted = Value::int(hash as i32).0;
    let mut cost = 0;
    let index = field(cells, table, INDEX);
    if !index.is_object() {
        let used = field(cells, table, USED).as_int() as usize;
        for at in (0..used).map(|n| first + ENTRY * n) {
            if cells[at] == wanted {
                match same_key(cells, package, Value(cells[at + 1]), key) {
                    Some((true, more)) => return (Look::Entry(at), cost + more),
                    Some((false, more)) => cost += more,
                    None => return (Look::Unknown, 0),
                }
            }
        }
        return (Look::Missing, cost);
    }
    let index = index.cell();
    let slots = &cells[index + 1..index + (cells[index] >> 8 & 0xFF_FFFF) as usize];
    let mask = 2 * slots.len() - 1;
    let (mut slot, mut step) = (hash as usize & mask, 0);
    loop {
        let n = entry_in(slots[slot / 2], slot);
        if n == EMPTY {
            return (Look::Missing, cost + step as i64);
        }
        let at = first + ENTRY * n as usize;
        if cells[at] == wanted {
            match same_key(cells, package, Value(cells[at + 1]), key) {
                Some((true, more)) => return (Look::Entry(at), cost + more + step as i64),
                Some((false, more)) => cost += more,
                None => return (Look::Unknown, 0),
            }
        }
        step += 1;
        slot = (slot + step) & mask;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_leaves_the_other_slot_of_its_cell_alone() {
        let cell = 0x1122_3344_5566_7788;
        assert_eq!(
            [0, 1].map(|slot| entry_in(cell, slot)),
            [0x5566_7788, 0x1122_3344]
        );
        assert_eq!(with_entry(cell, 4, 9), 0x1122_3344_0000_0009);
        assert_eq!(with_entry(cell, 5, 9), 0x0000_0009_5566_7788);
        assert_eq!(with_entry(u64::MAX, 0, EMPTY), u64::MAX);
    }
}
