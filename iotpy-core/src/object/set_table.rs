//! The table of a set: open addressing whose slots are taken as CPython takes them, because the
//! order of iteration is that of the slots, which for numbers can be seen.
//!
//! A search starts at the slot of the hash, looks at that and up to nine more, then jumps on by a
//! perturbed step. Removed elements leave a mark; a new element takes the slot of the last mark on
//! its way, if there is one. A table of 8 slots grows fourfold (twofold when it is large) once
//! three fifths are taken by elements and marks.

use crate::error::{Res, need};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::Vm;

/// Elements; at the place where a dict has its entries' number.
const LIVE: usize = 0;
/// Slots that are taken, by elements or by the marks of removed ones.
const FILL: usize = 1;
/// The slots' elements, an object of values, or None as long as nothing was added.
const KEYS: usize = 2;
/// The slots' hashes, a raw object.
const HASHES: usize = 3;
/// Where `pop` goes on.
const FINGER: usize = 4;

const SLOTS_MIN: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// Elements up to which a growing table grows fourfold, and twofold beyond.
const FOURFOLD_MAX: usize = 50_000;
const EMPTY: Value = Value::UNBOUND;
/// The mark of a removed element.
const REMOVED: Value = Value::special(9);

/// The slots that a search looks at, one after the other without end.
struct Probes {
    start: usize,
    left: usize,
    at: usize,
    perturb: u64,
    mask: usize,
}

impl Probes {
    fn new(hash: i64, mask: usize) -> Probes {
        let start = hash as usize & mask;
        Probes {
            start,
            left: Probes::run(start, mask),
            at: start,
            perturb: hash as u64,
            mask,
        }
    }

    /// How many neighbours are looked at.
    fn run(start: usize, mask: usize) -> usize {
        if start + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        }
    }

    fn next(&mut self) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
            return;
        }
        self.perturb >>= PERTURB_SHIFT;
        let next = (self.start as u64)
            .wrapping_mul(5)
            .wrapping_add(1)
            .wrapping_add(self.perturb);
        self.start = (next & self.mask as u64) as usize;
        self.left = Probes::run(self.start, self.mask);
        self.at = self.start;
    }
}

/// The slots of a table that is to hold more than this.
fn slots_for(elements: usize) -> usize {
    (elements + 1).next_power_of_two().max(SLOTS_MIN)
}

/// What a table of so many elements grows to.
fn grown(elements: usize) -> usize {
    slots_for(if elements > FOURFOLD_MAX {
        2 * elements
    } else {
        4 * elements
    })
}

impl Vm<'_, '_> {
    /// A new empty set or frozenset.
    pub(crate) fn new_set(&mut self, kind: Kind) -> Res<Value> {
        need!(self, Set);
        let (zero, none) = (Value::int(0), Value::NONE);
        self.heap.object(kind, &[zero, zero, none, none, zero])
    }

    fn set_number(&self, set: Value, field: usize) -> usize {
        self.heap.get(set.cell(), field).as_int() as usize
    }

    fn set_number_to(&mut self, set: Value, field: usize, number: usize) {
        self.heap.set(set.cell(), field, Value::int(number as i32));
    }

    /// The objects of the slots, if there are any.
    fn set_storage(&self, set: Value) -> Option<(usize, usize)> {
        let keys = self.heap.get(set.cell(), KEYS);
        let hashes = self.heap.get(set.cell(), HASHES);
        keys.is_object().then(|| (keys.cell(), hashes.cell()))
    }

    /// Slots less one.
    fn set_mask(&self, set: Value) -> usize {
        self.set_storage(set)
            .map_or(SLOTS_MIN, |(keys, _)| self.heap.len(keys))
            - 1
    }

    /// The next element from slot `position` on, and its hash.
    #[inline]
    pub(crate) fn set_next(&self, set: Value, position: &mut usize) -> Option<(Value, i64)> {
        let (keys, hashes) = self.set_storage(set)?;
        let slots = self.heap.len(keys);
        while *position < slots {
            let n = *position;
            *position += 1;
            let key = self.heap.get(keys, n);
            if key != EMPTY && key != REMOVED {
                return Some((key, self.heap.cells[hashes + 1 + n] as i64));
            }
        }
        None
    }

    /// The slot of an element, or else of the last removed one on the way.
    fn set_find(&mut self, set: Value, key: Value, hash: i64) -> Res<Result<usize, Option<usize>>> {
        let Some((keys, hashes)) = self.set_storage(set) else {
            return Ok(Err(None));
        };
        let mut removed = None;
        let mut probes = Probes::new(hash, self.heap.len(keys) - 1);
        loop {
            let found = self.heap.get(keys, probes.at);
            if found == EMPTY {
                return Ok(Err(removed));
            }
            let same_hash = self.heap.cells[hashes + 1 + probes.at] as i64 == hash;
            if found == REMOVED {
                removed = Some(probes.at);
            } else if same_hash && (found == key || self.equal(found, key)?) {
                return Ok(Ok(probes.at));
            }
            self.charge(1)?;
            probes.next();
        }
    }

    /// The hash of what is looked for: a set counts as the frozenset of its elements.
    fn element_hash(&mut self, key: Value) -> Res<i64> {
        match self.heap.is(key, Kind::Set) {
            true => self.hash_set(key),
            false => self.hash(key, 0),
        }
    }

    /// Whether the set has an element.
    pub(crate) fn set_has(&mut self, set: Value, key: Value) -> Res<bool> {
        let hash = self.element_hash(key)?;
        self.set_has_hashed(set, key, hash)
    }

    pub(crate) fn set_has_hashed(&mut self, set: Value, key: Value, hash: i64) -> Res<bool> {
        need!(self, Set);
        Ok(self.set_find(set, key, hash)?.is_ok())
    }

    /// Adds a value.
    pub(crate) fn set_add(&mut self, set: Value, value: Value) -> Res<()> {
        let hash = self.hash(value, 0)?;
        self.set_add_hashed(set, value, hash)
    }

    pub(crate) fn set_add_hashed(&mut self, set: Value, key: Value, hash: i64) -> Res<()> {
        need!(self, Set);
        let removed = match self.set_find(set, key, hash)? {
            Ok(_) => return Ok(()),
            Err(removed) => removed,
        };
        if let (Some(slot), Some((keys, hashes))) = (removed, self.set_storage(set)) {
            self.note_store(keys, key);
            self.heap.set(keys, slot, key);
            self.heap.cells[hashes + 1 + slot] = hash as u64;
            let live = self.set_number(set, LIVE);
            self.set_number_to(set, LIVE, live + 1);
            return Ok(());
        }
        if self.set_storage(set).is_none() {
            self.set_rebuild(set, SLOTS_MIN)?;
        }
        let (fill, live) = (
            self.set_number(set, FILL) + 1,
            self.set_number(set, LIVE) + 1,
        );
        if fill * 5 < self.set_mask(set) * 3 {
            self.set_take(set, key, hash);
            return Ok(());
        }
        // The larger table comes first: what follows cannot fail.
        let (keys, hashes) = self.set_slots(grown(live))?;
        self.set_take(set, key, hash);
        self.set_move(set, keys, hashes);
        Ok(())
    }

    /// Puts a new element into the first free slot of its search.
    fn set_take(&mut self, set: Value, key: Value, hash: i64) {
        let Some((keys, hashes)) = self.set_storage(set) else {
            return;
        };
        self.note_store(keys, key);
        self.slot_take(keys, hashes, key, hash);
        let (fill, live) = (self.set_number(set, FILL), self.set_number(set, LIVE));
        self.set_number_to(set, FILL, fill + 1);
        self.set_number_to(set, LIVE, live + 1);
    }

    fn slot_take(&mut self, keys: usize, hashes: usize, key: Value, hash: i64) {
        let mut probes = Probes::new(hash, self.heap.len(keys) - 1);
        while self.heap.get(keys, probes.at) != EMPTY {
            probes.next();
        }
        self.heap.set(keys, probes.at, key);
        self.heap.cells[hashes + 1 + probes.at] = hash as u64;
    }

    /// New slots, all free.
    fn set_slots(&mut self, slots: usize) -> Res<(usize, usize)> {
        self.charge(slots / 4)?;
        let keys = self.heap.filled(Kind::Values, slots, EMPTY)?;
        let hashes = self.heap.filled(Kind::Raw, slots, Value(0))?;
        Ok((keys, hashes))
    }

    /// Moves the elements to other slots.
    fn set_move(&mut self, set: Value, keys: usize, hashes: usize) {
        let mut position = 0;
        while let Some((key, hash)) = self.set_next(set, &mut position) {
            self.slot_take(keys, hashes, key, hash);
        }
        self.note_store(set.cell(), Value::object(keys));
        self.heap.set(set.cell(), KEYS, Value::object(keys));
        self.heap.set(set.cell(), HASHES, Value::object(hashes));
        let live = self.set_number(set, LIVE);
        self.set_number_to(set, FILL, live);
    }

    /// Rebuilds the table with so many slots. One of the least size without removed elements stays
    /// as it is.
    fn set_rebuild(&mut self, set: Value, slots: usize) -> Res<()> {
        let clean = self.set_number(set, FILL) == self.set_number(set, LIVE);
        let least = slots == SLOTS_MIN && self.set_mask(set) == SLOTS_MIN - 1;
        if clean && least && self.set_storage(set).is_some() {
            return Ok(());
        }
        let live = self.set_number(set, LIVE);
        self.charge(live)?;
        let (keys, hashes) = self.set_slots(slots)?;
        self.set_move(set, keys, hashes);
        Ok(())
    }

    /// Makes room for `more` elements that are added at once.
    pub(crate) fn set_expect(&mut self, set: Value, more: usize) -> Res<()> {
        let (fill, live) = (self.set_number(set, FILL), self.set_number(set, LIVE));
        if (fill + more) * 5 >= self.set_mask(set) * 3 {
            self.set_rebuild(set, slots_for(2 * (live + more)))?;
        }
        Ok(())
    }

    /// Adds the elements of another set.
    pub(crate) fn set_merge(&mut self, set: Value, other: Value) -> Res<()> {
        need!(self, Set);
        let more = self.set_number(other, LIVE);
        if set == other || more == 0 {
            return Ok(());
        }
        self.set_expect(set, more)?;
        if self.set_storage(set).is_none() {
            self.set_rebuild(set, SLOTS_MIN)?;
        }
        self.charge(more)?;
        let empty = self.set_number(set, FILL) == 0;
        if empty && self.set_copies(set, other) {
            return Ok(());
        }
        let mut position = 0;
        while let Some((key, hash)) = self.set_next(other, &mut position) {
            match empty {
                true => self.set_take(set, key, hash),
                false => self.set_add_hashed(set, key, hash)?,
            }
        }
        Ok(())
    }

    /// Copies the slots of a set into those of an empty one, if both have as many and nothing was
    /// removed.
    fn set_copies(&mut self, set: Value, other: Value) -> bool {
        let clean = self.set_number(other, FILL) == self.set_number(other, LIVE);
        let (Some((to, to_hashes)), Some((from, from_hashes))) =
            (self.set_storage(set), self.set_storage(other))
        else {
            return false;
        };
        let slots = self.heap.len(to);
        if !clean || slots != self.heap.len(from) {
            return false;
        }
        for n in 0..slots {
            let key = self.heap.get(from, n);
            self.note_store(to, key);
        }
        let cells = &mut self.heap.cells;
        cells.copy_within(from + 1..from + 1 + slots, to + 1);
        cells.copy_within(from_hashes + 1..from_hashes + 1 + slots, to_hashes + 1);
        let live = self.set_number(other, LIVE);
        self.set_number_to(set, FILL, live);
        self.set_number_to(set, LIVE, live);
        true
    }

    /// A copy of a set or frozenset, of this kind.
    pub(crate) fn copy_set(&mut self, set: Value, kind: Kind) -> Res<Value> {
        need!(self, Set);
        let copy = self.new_set(kind)?;
        self.set_merge(copy, set)?;
        Ok(copy)
    }

    /// The same set once more, slot by slot.
    pub(crate) fn set_clone(&mut self, set: Value) -> Res<Value> {
        need!(self, Set);
        let copy = self.new_set(Kind::Set)?;
        if let Some((from, from_hashes)) = self.set_storage(set) {
            let slots = self.heap.len(from);
            let (to, to_hashes) = self.set_slots(slots)?;
            let cells = &mut self.heap.cells;
            cells.copy_within(from + 1..from + 1 + slots, to + 1);
            cells.copy_within(from_hashes + 1..from_hashes + 1 + slots, to_hashes + 1);
            self.heap.set(copy.cell(), KEYS, Value::object(to));
            self.heap.set(copy.cell(), HASHES, Value::object(to_hashes));
        }
        for field in [LIVE, FILL] {
            let number = self.heap.get(set.cell(), field);
            self.heap.set(copy.cell(), field, number);
        }
        Ok(copy)
    }

    /// Removes an element; false if it is not there.
    pub(crate) fn set_discard(&mut self, set: Value, key: Value) -> Res<bool> {
        let hash = self.element_hash(key)?;
        self.set_discard_hashed(set, key, hash)
    }

    pub(crate) fn set_discard_hashed(&mut self, set: Value, key: Value, hash: i64) -> Res<bool> {
        need!(self, Set);
        let Ok(slot) = self.set_find(set, key, hash)? else {
            return Ok(false);
        };
        self.set_vacate(set, slot);
        Ok(true)
    }

    fn set_vacate(&mut self, set: Value, slot: usize) {
        if let Some((keys, _)) = self.set_storage(set) {
            self.heap.set(keys, slot, REMOVED);
            let live = self.set_number(set, LIVE);
            self.set_number_to(set, LIVE, live - 1);
        }
    }

    /// Rebuilds a table of which more than a quarter was removed.
    pub(crate) fn set_tidy(&mut self, set: Value) -> Res<()> {
        need!(self, Set);
        let (fill, live) = (self.set_number(set, FILL), self.set_number(set, LIVE));
        if fill - live > self.set_mask(set) / 4 {
            self.set_rebuild(set, grown(live))?;
        }
        Ok(())
    }

    /// Removes and returns an element: the first one from where the last `pop` stopped.
    pub(crate) fn set_pop(&mut self, set: Value) -> Res<Option<Value>> {
        need!(self, Set);
        let Some((keys, _)) = self.set_storage(set) else {
            return Ok(None);
        };
        if self.set_number(set, LIVE) == 0 {
            return Ok(None);
        }
        let mask = self.heap.len(keys) - 1;
        let mut slot = self.set_number(set, FINGER) & mask;
        loop {
            let key = self.heap.get(keys, slot);
            if key != EMPTY && key != REMOVED {
                self.set_vacate(set, slot);
                self.set_number_to(set, FINGER, slot + 1);
                return Ok(Some(key));
            }
            self.charge(1)?;
            slot = (slot + 1) & mask;
        }
    }

    /// Removes everything.
    pub(crate) fn set_clear(&mut self, set: Value) {
        for field in [LIVE, FILL] {
            self.set_number_to(set, field, 0);
        }
        self.heap.set(set.cell(), KEYS, Value::NONE);
        self.heap.set(set.cell(), HASHES, Value::NONE);
    }

    /// Makes a set hold what another one holds, which is given up.
    pub(crate) fn set_take_over(&mut self, set: Value, source: Value) {
        for n in [LIVE, FILL, KEYS, HASHES] {
            let value = self.heap.get(source.cell(), n);
            self.note_store(set.cell(), value);
            self.heap.set(set.cell(), n, value);
        }
    }
}
