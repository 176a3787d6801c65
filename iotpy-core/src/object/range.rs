//! Ranges.

use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// An index: an int or bool, else a TypeError.
    pub(crate) fn check_index(&mut self, value: Value) -> Res<()> {
        if self.is_int_like(value) {
            return Ok(());
        }
        Err(self.type_error(&[
            Piece::Text("'"),
            Piece::TypeOf(value),
            Piece::Text("' object cannot be interpreted as an integer"),
        ]))
    }

    /// The int that an argument is or has by `__index__`.
    pub(crate) fn index_argument(&mut self, value: Value) -> Res<Value> {
        let value = self.index_value(value)?;
        self.check_index(value)?;
        Ok(value)
    }

    /// A range of three ints.
    pub(crate) fn new_range(&mut self, start: Value, stop: Value, step: Value) -> Res<Value> {
        let mut fields = [start, stop, step];
        for field in &mut fields {
            *field = self.index_argument(*field)?;
            // A bool counts as the int that it is.
            *field = self.int_add(*field, Value::int(0))?;
        }
        if fields[2] == Value::int(0) {
            return Err(self.value_error("range() arg 3 must not be zero"));
        }
        self.heap.object(Kind::Range, &fields)
    }

    /// `RangePrepare`: leaves three small ints, or an iterator in the first register.
    pub(crate) fn range_prepare(&mut self, register: usize) -> Res<()> {
        let at = self.register_cell(register);
        let cells = &self.heap.cells;
        let [start, stop, step] = [0, 1, 2].map(|n| Value(cells[at + n]));
        let small = start.is_int() && stop.is_int() && step.is_int() && step != Value::int(0);
        // The value after the last one must still be a small int.
        if small && stop.as_int().checked_add(step.as_int()).is_some() {
            return Ok(());
        }
        let range = self.new_range(start, stop, step)?;
        let iterator = self.get_iter(range)?;
        self.heap.cells[at] = iterator.0;
        Ok(())
    }

    /// Start, stop and step.
    pub(crate) fn range_fields(&self, range: Value) -> [Value; 3] {
        [0, 1, 2].map(|n| self.heap.get(range.cell(), n))
    }

    /// The three fields, if all of them fit 64 bits.
    pub(crate) fn range_i64(&self, range: Value) -> Option<[i64; 3]> {
        let [start, stop, step] = self.range_fields(range);
        Some([self.as_i64(start)?, self.as_i64(stop)?, self.as_i64(step)?])
    }

    /// `len(range)` as an int.
    pub(crate) fn range_len(&mut self, range: Value) -> Res<Value> {
        if let Some(fields) = self.range_i64(range) {
            return self.new_wide(span(fields));
        }
        let [start, stop, step] = self.range_fields(range);
        let up = !self.integer(step, &mut [0]).negative;
        let (low, high) = if up { (start, stop) } else { (stop, start) };
        if !self.less(low, high)? {
            return Ok(Value::int(0));
        }
        let distance = self.int_sub(high, low)?;
        let step = if up {
            step
        } else {
            self.int_sub(Value::int(0), step)?
        };
        let last = self.int_sub(distance, Value::int(1))?;
        let steps = self.int_floor_div(last, step)?;
        self.int_add(steps, Value::int(1))
    }

    /// Whether a range has no elements.
    pub(crate) fn range_is_empty(&self, range: Value) -> bool {
        let [start, stop, step] = self.range_fields(range);
        let ordering = self.compare_numbers(start, stop).flatten();
        let up = !self.integer(step, &mut [0]).negative;
        match ordering {
            Some(ordering) if up => !ordering.is_lt(),
            Some(ordering) => !ordering.is_gt(),
            None => true,
        }
    }

    /// The element at an index that may be any int; nothing if it is out of range.
    pub(crate) fn range_item(&mut self, range: Value, index: Value) -> Res<Option<Value>> {
        let len = self.range_len(range)?;
        let zero = Value::int(0);
        let index = if self.less(index, zero)? {
            self.int_add(index, len)?
        } else {
            index
        };
        if self.less(index, zero)? || !self.less(index, len)? {
            return Ok(None);
        }
        let [start, _, step] = self.range_fields(range);
        let offset = self.int_mul(index, step)?;
        self.int_add(start, offset).map(Some)
    }

    /// `item in range`, the item an int.
    pub(crate) fn range_contains(&mut self, range: Value, item: Value) -> Res<bool> {
        let [start, stop, step] = self.range_fields(range);
        let up = !self.integer(step, &mut [0]).negative;
        let inside = if up {
            !self.less(item, start)? && self.less(item, stop)?
        } else {
            self.less(stop, item)? && !self.less(start, item)?
        };
        if !inside {
            return Ok(false);
        }
        let distance = self.int_sub(item, start)?;
        Ok(self.int_mod(distance, step)? == Value::int(0))
    }

    /// What two ranges must have in common to be equal: length, first element, step.
    pub(crate) fn range_key(&mut self, range: Value) -> Res<Value> {
        let len = self.range_len(range)?;
        let [start, _, step] = self.range_fields(range);
        let none = Value::NONE;
        let key = match len {
            len if len == Value::int(0) => [len, none, none],
            len if len == Value::int(1) => [len, start, none],
            len => [len, start, step],
        };
        self.heap.object(Kind::Tuple, &key)
    }
}

/// The number of elements of a range.
pub(crate) fn span([start, stop, step]: [i64; 3]) -> i128 {
    let (first, end) = if step > 0 {
        (start, stop)
    } else {
        (stop, start)
    };
    if first >= end {
        return 0;
    }
    // The distance of two words fits a word, if not one with a sign.
    let distance = (end as u64).wrapping_sub(first as u64);
    i128::from((distance - 1) / step.unsigned_abs().max(1) + 1)
}
