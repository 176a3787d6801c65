//! Constants that were loaded lately, as values, for `vm::quick`.
//!
//! As `vm::site`, it lies beside the arena and holds nothing that cannot be found again. Values in
//! it are no objects, so that nothing makes them stale.

use super::exec::QUICK;
use super::room::Room;
use crate::package::{Package, const_kind};
use crate::value::Value;

/// Constants that are kept, the first of a package: a machine without the loop needs none.
const KEPT: usize = if !QUICK {
    0
} else if cfg!(target_pointer_width = "64") {
    256
} else {
    32
};

/// What is known of a package's constants.
pub(super) struct Constants([Value; KEPT]);

impl Constants {
    pub(super) const fn new() -> Constants {
        Constants([Value::UNBOUND; KEPT])
    }

    /// A constant, if it is kept.
    #[inline(always)]
    pub(super) fn get(&self, index: usize) -> Option<Value> {
        let value = *self.0.get(index)?;
        (value != Value::UNBOUND).then_some(value)
    }

    /// A constant out of the package; an int beyond 32 bits is made anew.
    #[inline(never)]
    pub(super) fn load(
        &mut self,
        cells: &mut [u64],
        room: &mut Room,
        package: &Package<'_>,
        index: usize,
    ) -> Option<Value> {
        let (kind, offset) = package.constant(index as u16);
        let value = match kind {
            const_kind::FLOAT => Value::float(f64::from_bits(package.long_at(offset))),
            const_kind::STR => Value::const_str(offset),
            const_kind::BYTES => Value::const_bytes(offset),
            _ => wide_constant(cells, room, package, offset)?,
        };
        // An int beyond 32 bits is an object.
        if value.is_object() {
            return Some(value);
        }
        if let Some(kept) = self.0.get_mut(index) {
            *kept = value;
        }
        Some(value)
    }
}

fn wide_constant(
    cells: &mut [u64],
    room: &mut Room,
    package: &Package<'_>,
    offset: u32,
) -> Option<Value> {
    let (negative, limbs) = (package.word_at(offset, 0), package.word_at(offset, 1));
    let magnitude = i64::try_from(package.long_at(offset.saturating_add(8))).ok()?;
    if limbs != 1 {
        return None;
    }
    let int = if negative == 1 { -magnitude } else { magnitude };
    room.int(cells, int)
}
