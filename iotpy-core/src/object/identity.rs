//! Identities: what `id()` shows, and the hash of objects that are equal only to themselves.
//!
//! Objects move when memory is compacted, but they keep their order. So a list of objects sorted by
//! their places stays sorted, and an identity is found by bisection. Instances, whose hashes are
//! asked for often, keep theirs in themselves.

use crate::builtins::deque::ring_field;
use crate::error::Res;
use crate::heap::{Kind, slot};
use crate::object::class::instance_field;
use crate::value::Value;
use crate::vm::Vm;

/// Where the numbers begin and how far they are apart, to look like addresses.
const BASE: i64 = 0x7F00_0000_0000;
const STEP: i64 = 16;

impl Vm<'_, '_> {
    /// A number that no other living object has.
    pub(crate) fn identity(&mut self, value: Value) -> Res<i64> {
        if !value.is_object() {
            let (tag, payload) = ((value.0 >> 48) as i64 & 0xF, (value.0 & 0xFFFF_FFFF) as i64);
            let folded = if value.is_float() {
                (value.0 ^ value.0 >> 32) as i64 & 0xFFFF_FFFF
            } else {
                payload
            };
            return Ok(0x5500_0000_0000 + (tag << 40) + folded * STEP);
        }
        let plain = self.heap.is(value, Kind::Instance) && !self.has_payload(value);
        let number = match plain {
            true => self.instance_identity(value),
            false => self.listed_identity(value)?,
        };
        Ok(BASE + i64::from(number) * STEP)
    }

    fn next_identity(&mut self) -> i32 {
        let last = &mut self.heap.cells[slot::IDENTITY_LAST];
        *last += 1;
        *last as i32
    }

    fn instance_identity(&mut self, value: Value) -> i32 {
        let (mut at, mut field) = (value.cell(), instance_field::PAYLOAD);
        if self.heap.get(at, field).is_object() {
            at = self.heap.get(at, field).cell();
            field = ring_field::IDENTITY;
        }
        let known = self.heap.get(at, field);
        if known.is_int() {
            return known.as_int();
        }
        let number = self.next_identity();
        self.heap.set(at, field, Value::int(number));
        number
    }

    /// The identity of an object in the list of those that were asked for: pairs of object and
    /// number, by the objects' places.
    fn listed_identity(&mut self, value: Value) -> Res<i32> {
        let mut list = Value(self.heap.cells[slot::IDENTITIES]);
        if !self.heap.is(list, Kind::List) {
            list = self.new_list(&[])?;
            self.heap.cells[slot::IDENTITIES] = list.0;
            self.note_store(0, list);
        }
        let (mut low, mut high) = (0, self.list_len(list) / 2);
        while low < high {
            let middle = (low + high) / 2;
            let known = self.list_get(list, 2 * middle);
            if known == value {
                return Ok(self.list_get(list, 2 * middle + 1).as_int());
            }
            if known.cell() < value.cell() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.list_reserve(list, 2)?;
        self.charge(self.list_len(list) / 8)?;
        let number = self.next_identity();
        self.note_store(0, value);
        self.list_insert(list, 2 * low, value)?;
        self.list_insert(list, 2 * low + 1, Value::int(number))?;
        Ok(number)
    }
}
