//! What was looked up in classes lately.
//!
//! The cache lies beside the arena, not in it: what it holds can be found again, so that a VM which
//! goes on elsewhere starts with an empty one. Looking up in a class costs no fuel, so that neither
//! does it show there. Everything in it is dropped when a class changes or objects move.

use crate::object::class::Found;
use crate::value::Value;

/// Entries: few on a device, whose programs have few classes.
const ENTRIES: usize = if cfg!(target_pointer_width = "64") {
    256
} else {
    16
};

#[derive(Clone, Copy)]
struct Entry {
    class: Value,
    name: u64,
    found: Option<Found>,
    /// The generation that it was made in.
    generation: u32,
}

const EMPTY: Entry = Entry {
    class: Value::UNBOUND,
    name: 0,
    found: None,
    generation: 0,
};

/// Classes of which it is known whether they have hooks.
const CLASSES: usize = ENTRIES / 8;

/// Methods that reading or storing any attribute of an instance asks first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hooks {
    /// `__getattribute__` or `__getattr__`.
    pub reads: bool,
    /// `__setattr__`
    pub stores: bool,
}

#[derive(Clone, Copy)]
struct ClassEntry {
    class: Value,
    hooks: Hooks,
    generation: u32,
}

const NO_CLASS: ClassEntry = ClassEntry {
    class: Value::UNBOUND,
    hooks: Hooks {
        reads: true,
        stores: true,
    },
    generation: 0,
};

/// Texts of the package whose hashes are known.
const NAMES: usize = ENTRIES / 2;

/// The cache of one VM.
pub(crate) struct Lookups {
    entries: [Entry; ENTRIES],
    /// Texts of the package and their hashes, which nothing changes.
    names: [(Value, u32); NAMES],
    classes: [ClassEntry; CLASSES],
    /// Changes of classes and collections that the entries have seen.
    stamp: (u64, u64),
    /// Entries of other generations are void, so that dropping all costs nothing.
    generation: u32,
}

impl Lookups {
    pub(crate) const fn new() -> Lookups {
        Lookups {
            entries: [EMPTY; ENTRIES],
            names: [(Value::UNBOUND, 0); NAMES],
            classes: [NO_CLASS; CLASSES],
            stamp: (0, 0),
            generation: 1,
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
            self.next_generation();
            self.stamp = stamp;
            return None;
        }
        let entry = &self.entries[Self::place(class, name)];
        let known = entry.generation == self.generation;
        (known && entry.class == class && entry.name == name).then_some(entry.found)
    }

    fn next_generation(&mut self) {
        self.generation = self.generation.wrapping_add(1);
        if self.generation == 0 {
            self.entries = [EMPTY; ENTRIES];
            self.classes = [NO_CLASS; CLASSES];
            self.generation = 1;
        }
    }

    #[inline]
    fn name_place(name: Value) -> usize {
        (name.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize % NAMES
    }

    /// The hash of a text of the package; 0 if it is not known.
    #[inline]
    pub(crate) fn name_hash(&self, name: Value) -> u32 {
        let (known, hash) = self.names[Self::name_place(name)];
        if known == name { hash } else { 0 }
    }

    /// Keeps the hash of a text of the package.
    pub(crate) fn put_name_hash(&mut self, name: Value, hash: u32) {
        self.names[Self::name_place(name)] = (name, hash);
    }

    #[inline]
    fn class_place(class: Value) -> usize {
        (class.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize % CLASSES
    }

    /// The hooks of a class, if they are known.
    #[inline]
    pub(crate) fn hooks(&mut self, stamp: (u64, u64), class: Value) -> Option<Hooks> {
        if self.stamp != stamp {
            self.next_generation();
            self.stamp = stamp;
            return None;
        }
        let entry = &self.classes[Self::class_place(class)];
        (entry.generation == self.generation && entry.class == class).then_some(entry.hooks)
    }

    /// Keeps what hooks a class has.
    pub(crate) fn put_hooks(&mut self, class: Value, hooks: Hooks) {
        self.classes[Self::class_place(class)] = ClassEntry {
            class,
            hooks,
            generation: self.generation,
        };
    }

    /// Keeps what a name means in a class.
    pub(crate) fn put(&mut self, class: Value, name: u64, found: Option<Found>) {
        self.entries[Self::place(class, name)] = Entry {
            class,
            name,
            found,
            generation: self.generation,
        };
    }
}
