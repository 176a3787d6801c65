//! What was looked up in classes lately.
//!
//! The cache lies beside the arena, not in it: what it holds can be found again, so that a VM which
//! goes on elsewhere starts with an empty one. Looking up in a class costs no fuel, so that neither
//! does it show there. Everything in it is dropped when a class changes or objects move.

use crate::object::class::Found;
use crate::value::Value;

/// Entries: few on a device, whose programs have few classes.
const ENTRIES: usize = if cfg!(target_pointer_width = "64") {
    128
} else {
    16
};

#[derive(Clone, Copy)]
struct Entry {
    class: Value,
    name: u64,
    found: Option<Found>,
}

const EMPTY: Entry = Entry {
    class: Value::UNBOUND,
    name: 0,
    found: None,
};

/// The cache of one VM.
pub(crate) struct Lookups {
    entries: [Entry; ENTRIES],
    /// Changes of classes and collections that the entries have seen.
    stamp: (u64, u64),
}

impl Lookups {
    pub(crate) const fn new() -> Lookups {
        Lookups {
            entries: [EMPTY; ENTRIES],
            stamp: (0, 0),
        }
    }

    #[inline]
    fn place(class: Value, name: u64) -> usize {
        let mixed = (class.0 ^ name.rotate_left(17)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 32) as usize % ENTRIES
    }

    /// What a name was found to mean in a class; nothing if that is not known.
    #[inline]
    pub(crate) fn get(
        &mut self,
        stamp: (u64, u64),
        class: Value,
        name: u64,
    ) -> Option<Option<Found>> {
        if self.stamp != stamp {
            self.entries = [EMPTY; ENTRIES];
            self.stamp = stamp;
            return None;
        }
        let entry = &self.entries[Self::place(class, name)];
        (entry.class == class && entry.name == name).then_some(entry.found)
    }

    /// Keeps what a name means in a class.
    pub(crate) fn put(&mut self, class: Value, name: u64, found: Option<Found>) {
        self.entries[Self::place(class, name)] = Entry { class, name, found };
    }
}
