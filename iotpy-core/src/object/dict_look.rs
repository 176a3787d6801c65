//! Looks at a dict that need nothing but the cells of the arena: no code of the program runs, and
//! nothing is allocated. Whatever needs more is [`Look::Unknown`].

use crate::heap::Kind;
use crate::object::dict::{EMPTY, ENTRIES, ENTRY, INDEX, USED};
use crate::package::Package;
use crate::value::{Unpacked, Value};

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

/// Whether two keys of one hash are equal, if they are texts or the same.
fn same_key(cells: &[u64], package: &Package<'_>, found: Value, key: Value) -> Option<bool> {
    if found == key {
        return Some(true);
    }
    if found == Value::UNBOUND {
        return Some(false);
    }
    Some(text_of(cells, package, found)? == text_of(cells, package, key)?)
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
/// way through the index, which is what the look costs.
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
    let index = field(cells, table, INDEX);
    if !index.is_object() {
        let used = field(cells, table, USED).as_int() as usize;
        for at in (0..used).map(|n| first + ENTRY * n) {
            if cells[at] == wanted {
                match same_key(cells, package, Value(cells[at + 1]), key) {
                    Some(true) => return (Look::Entry(at), 0),
                    Some(false) => {}
                    None => return (Look::Unknown, 0),
                }
            }
        }
        return (Look::Missing, 0);
    }
    let index = index.cell();
    let slots = &cells[index + 1..index + (cells[index] >> 8 & 0xFF_FFFF) as usize];
    let mask = 2 * slots.len() - 1;
    let (mut slot, mut step) = (hash as usize & mask, 0);
    loop {
        let n = (slots[slot / 2] >> (32 * (slot & 1))) as u32;
        if n == EMPTY {
            return (Look::Missing, step as i64);
        }
        let at = first + ENTRY * n as usize;
        if cells[at] == wanted {
            match same_key(cells, package, Value(cells[at + 1]), key) {
                Some(true) => return (Look::Entry(at), step as i64),
                Some(false) => {}
                None => return (Look::Unknown, 0),
            }
        }
        step += 1;
        slot = (slot + step) & mask;
    }
}
