//! The order in which sets show their elements.
//!
//! CPython iterates over a set slot by slot, so that the order of numbers can be seen and follows
//! from their hashes (`Objects/setobject.c`: linear probes of ten slots, then a perturbed jump; a
//! table of 8 slots that grows fourfold once three fifths are taken). Tables here keep the order of
//! insertion; before a set is shown or iterated over, its entries are put into CPython's order.
//! Sets with elements whose hashes are no numbers of the language keep the order of insertion:
//! there, CPython's order differs from run to run.

use crate::error::Res;
use crate::heap::{Kind, slot};
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// Payload of a set after that of a table: the used entries when its order was settled.
pub(crate) const SETTLED: usize = 4;
/// Then the slots that CPython's table of these elements has.
const SLOTS: usize = 5;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
pub(crate) const SLOTS_MIN: usize = 8;
/// Elements up to which a growing table grows fourfold, and twofold beyond.
const FOURFOLD_MAX: usize = 50_000;

impl Vm<'_, '_> {
    /// Puts the entries of every set inside of a value into CPython's order, so that its repr can
    /// be written without further memory.
    pub(crate) fn settle_sets(&mut self, value: Value, depth: usize) -> Res<()> {
        if self.heap.cells[slot::SETS] == 0 || !value.is_object() {
            return Ok(());
        }
        let at = value.cell();
        match self.heap.kind(at) {
            Kind::Set | Kind::FrozenSet => self.settle_set(value)?,
            Kind::Exception => return self.settle_sets(self.exception_args(value), depth),
            Kind::DictView => return self.settle_sets(self.heap.get(at, 0), depth),
            Kind::List | Kind::Tuple | Kind::Dict => {}
            _ => return Ok(()),
        }
        let path = self.heap.sp;
        if (path..path + depth).any(|cell| self.heap.cells[cell] == value.0) {
            return Ok(());
        }
        self.check_nesting(depth)?;
        self.heap.push(value)?;
        let settled = self.settle_elements(value, depth + 1);
        self.heap.sp = path;
        settled
    }

    fn settle_elements(&mut self, value: Value, depth: usize) -> Res<()> {
        if let Some((at, count)) = self.sequence(value) {
            self.charge(count)?;
            for n in 0..count {
                self.settle_sets(Value(self.heap.cells[at + n]), depth)?;
            }
            return Ok(());
        }
        let mut position = 0;
        while let Some((key, held)) = self.dict_next(value, &mut position) {
            self.charge(1)?;
            self.settle_sets(key, depth)?;
            self.settle_sets(held, depth)?;
        }
        Ok(())
    }

    /// Puts the entries of a set into CPython's order, once for each time that it has grown.
    pub(crate) fn settle_set(&mut self, set: Value) -> Res<()> {
        let used = Value::int(self.table_used(set) as i32);
        if self.heap.get(set.cell(), SETTLED) == used {
            return Ok(());
        }
        let count = self.dict_len(set);
        if count > 1 && self.has_visible_order(set) {
            self.charge(8 * count)?;
            let (order, slots) = self.simulated_order(set, count)?;
            self.table_reorder(set, order)?;
            self.heap.set(set.cell(), SLOTS, Value::int(slots as i32));
        }
        let used = Value::int(self.table_used(set) as i32);
        self.heap.set(set.cell(), SETTLED, used);
        Ok(())
    }

    fn set_slots(&self, set: Value) -> usize {
        self.heap
            .get(set.cell(), SLOTS)
            .as_int()
            .max(SLOTS_MIN as i32) as usize
    }

    /// Makes ready for `more` elements of another table at once, as CPython does: its table then
    /// grows before they are added.
    pub(crate) fn expect_elements(&mut self, set: Value, more: usize) -> Res<()> {
        if !self.has_visible_order(set) {
            return Ok(());
        }
        self.settle_set(set)?;
        let used = self.dict_len(set);
        if (used + more) * 5 >= (self.set_slots(set) - 1) * 3 {
            let wider = (2 * (used + more) + 1).next_power_of_two().max(SLOTS_MIN);
            self.heap.set(set.cell(), SLOTS, Value::int(wider as i32));
            self.heap.set(set.cell(), SETTLED, Value::NONE);
            self.settle_set(set)?;
        }
        Ok(())
    }

    /// A copy of a set, with a table of the size that CPython gives a copy.
    pub(crate) fn copy_set(&mut self, set: Value, kind: Kind) -> Res<Value> {
        self.settle_set(set)?;
        let copy = self.copy_table(set, kind)?;
        let count = self.dict_len(set);
        let slots = if count * 5 >= (SLOTS_MIN - 1) * 3 {
            (2 * count + 1).next_power_of_two()
        } else {
            SLOTS_MIN
        };
        // The same size keeps the slots as they are, another one adds the elements anew.
        let same = slots == self.set_slots(set);
        let used = Value::int(self.table_used(copy) as i32);
        self.heap.set(copy.cell(), SLOTS, Value::int(slots as i32));
        self.heap
            .set(copy.cell(), SETTLED, if same { used } else { Value::NONE });
        Ok(copy)
    }

    /// A set of a display: CPython makes a frozen set of it, and the set is a copy of that.
    pub(crate) fn settle_display(&mut self, set: Value) -> Res<Value> {
        if self.dict_len(set) < 5 || !self.has_visible_order(set) {
            return Ok(set);
        }
        self.copy_set(set, Kind::Set)
    }

    fn has_visible_order(&self, set: Value) -> bool {
        let mut position = 0;
        while let Some((key, _)) = self.dict_next(set, &mut position) {
            let number = match key.unpack() {
                Unpacked::Int(_) | Unpacked::Bool(_) | Unpacked::Float(_) => true,
                Unpacked::Object(at) => self.heap.kind(at) == Kind::Int,
                _ => false,
            };
            if !number {
                return false;
            }
        }
        true
    }

    /// The keys of a set in the order of CPython's table, as an object of values, and the slots of
    /// that table.
    fn simulated_order(&mut self, set: Value, count: usize) -> Res<(usize, usize)> {
        let keys = self.heap.filled(Kind::Values, count, Value::UNBOUND)?;
        let hashes = self.heap.allocate(Kind::Raw, count)?;
        let gaps = self.heap.allocate(Kind::Raw, count)?;
        let (mut position, mut n) = (0, 0);
        loop {
            let before = position;
            let Some((key, _)) = self.dict_next(set, &mut position) else {
                break;
            };
            // Slots of removed elements stay taken until the table grows.
            self.heap.cells[gaps + 1 + n] = (position - before - 1) as u64;
            self.heap.set(keys, n, key);
            self.heap.cells[hashes + 1 + n] = self.hash(key, 0)? as u64;
            n += 1;
        }
        let mut size = self.set_slots(set);
        let mut slots = self.heap.filled(Kind::Values, size, Value::UNBOUND)?;
        let mut fill = 0;
        for n in 0..count {
            self.take_slot(slots, size, hashes, n);
            fill += 1 + self.heap.cells[gaps + 1 + n] as usize;
            let used = n + 1;
            if fill * 5 >= (size - 1) * 3 {
                let factor = if used > FOURFOLD_MAX { 2 } else { 4 };
                fill = used;
                let wider = (used * factor + 1).next_power_of_two().max(SLOTS_MIN);
                let new = self.heap.filled(Kind::Values, wider, Value::UNBOUND)?;
                for old in 0..size {
                    let taken = self.heap.get(slots, old);
                    if taken.is_int() {
                        self.take_slot(new, wider, hashes, taken.as_int() as usize);
                    }
                }
                (slots, size) = (new, wider);
            }
        }
        let order = self.heap.filled(Kind::Values, count, Value::NONE)?;
        let mut to = 0;
        for n in 0..size {
            let taken = self.heap.get(slots, n);
            if taken.is_int() {
                let key = self.heap.get(keys, taken.as_int() as usize);
                self.heap.set(order, to, key);
                to += 1;
            }
        }
        Ok((order, size))
    }

    /// Puts element `n` into the first slot that CPython's search for its hash finds free.
    fn take_slot(&mut self, slots: usize, size: usize, hashes: usize, n: usize) {
        let hash = self.heap.cells[hashes + 1 + n];
        let mask = size - 1;
        let mut perturb = hash;
        let mut start = (hash & mask as u64) as usize;
        loop {
            let probes = if start + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            for at in start..=start + probes {
                if self.heap.get(slots, at) == Value::UNBOUND {
                    self.heap.set(slots, at, Value::int(n as i32));
                    return;
                }
            }
            perturb >>= PERTURB_SHIFT;
            let next = (start as u64)
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(perturb);
            start = (next & mask as u64) as usize;
        }
    }
}
