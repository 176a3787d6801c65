//! Slices: from bounds to positions.

use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// The positions that a slice of a sequence takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Positions {
    /// The first position.
    pub start: i64,
    /// The distance of positions, not zero.
    pub step: i64,
    /// The position before which they end.
    pub stop: i64,
    /// How many positions.
    pub count: usize,
}

/// The positions of `[start:stop:step]` in a sequence of this length; the step is not zero.
pub(crate) fn positions_of(bounds: [Option<i64>; 3], len: usize) -> Positions {
    let step = bounds[2].unwrap_or(1).max(-i64::MAX);
    let len = len as i64;
    let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let clamp = |bound: i64| {
        let from_end = if bound < 0 {
            bound.saturating_add(len)
        } else {
            bound
        };
        from_end.clamp(low, high)
    };
    let start = bounds[0].map_or(if step > 0 { low } else { high }, clamp);
    let stop = bounds[1].map_or(if step > 0 { high } else { low }, clamp);
    let count = super::range::span([start, stop, step]) as usize;
    Positions {
        start,
        step,
        stop,
        count,
    }
}

impl Vm<'_, '_> {
    /// A bound as 64 bits, clamped: `None` for None.
    fn bound(&mut self, value: Value) -> Res<Option<i64>> {
        if value == Value::NONE {
            return Ok(None);
        }
        if value.is_int() {
            return Ok(Some(i64::from(value.as_int())));
        }
        let value = self.index_value(value)?;
        if !self.is_int_like(value) {
            let message = "slice indices must be integers or None or have an __index__ method";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let negative = self.integer(value, &mut [0]).negative;
        let clamped = if negative { i64::MIN } else { i64::MAX };
        Ok(Some(self.as_i64(value).unwrap_or(clamped)))
    }

    /// The positions of `[start:stop:step]` in a sequence of this length (Python's
    /// `slice.indices`).
    pub(crate) fn positions(&mut self, bounds: [Value; 3], len: usize) -> Res<Positions> {
        let mut bounds = bounds;
        for bound in &mut bounds {
            *bound = self.index_value(*bound)?;
        }
        let step = self.bound(bounds[2])?;
        if step == Some(0) {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let start = self.bound(bounds[0])?;
        let stop = self.bound(bounds[1])?;
        Ok(positions_of([start, stop, step], len))
    }

    /// `slice.indices(length)`, with ints of any size.
    pub(crate) fn slice_indices(&mut self, slice: Value, arguments: &Arguments) -> Res<Value> {
        self.expect_method_args("slice.indices", arguments, 1)?;
        let length = self.argument(arguments, 0);
        let length = self.index_argument(length)?;
        let length = self.int_add(length, Value::int(0))?;
        let zero = Value::int(0);
        if self.less(length, zero)? {
            return Err(self.value_error("length should not be negative"));
        }
        let bounds = self.slice_bounds(slice);
        // The step first: it tells where the others default and end.
        let step = match bounds[2] {
            Value::NONE => Value::int(1),
            step => self.slice_index(step)?,
        };
        if step == zero {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let backwards = self.less(step, zero)?;
        let low = Value::int(if backwards { -1 } else { 0 });
        let high = self.int_add(length, low)?;
        let ends = if backwards { [high, low] } else { [low, high] };
        let mut found = [zero, zero, step];
        for n in 0..2 {
            found[n] = match bounds[n] {
                Value::NONE => ends[n],
                bound => self.slice_clamp(bound, length, low, high)?,
            };
        }
        self.heap.object(Kind::Tuple, &found)
    }

    fn slice_index(&mut self, bound: Value) -> Res<Value> {
        let bound = self.index_value(bound)?;
        if !self.is_int_like(bound) {
            let message = "slice indices must be integers or None or have an __index__ method";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        self.int_add(bound, Value::int(0))
    }

    fn slice_clamp(&mut self, bound: Value, length: Value, low: Value, high: Value) -> Res<Value> {
        let bound = self.slice_index(bound)?;
        if self.less(bound, Value::int(0))? {
            let from_end = self.int_add(bound, length)?;
            return Ok(if self.less(from_end, low)? {
                low
            } else {
                from_end
            });
        }
        Ok(if self.less(high, bound)? { high } else { bound })
    }

    /// The bounds of a slice object.
    pub(crate) fn slice_bounds(&self, slice: Value) -> [Value; 3] {
        [0, 1, 2].map(|n| self.heap.get(slice.cell(), n))
    }

    /// `subject[bounds]`
    pub(crate) fn get_slice(&mut self, subject: Value, bounds: [Value; 3]) -> Res<Value> {
        if self.is_str(subject) || self.is_bytes(subject) || self.is_bytearray(subject) {
            return self.text_slice(subject, bounds);
        }
        match self.heap.kind_of(subject) {
            Some(Kind::List | Kind::Tuple) => {
                let (_, len) = self.elements(subject);
                let positions = self.positions(bounds, len)?;
                self.sequence_slice(subject, positions)
            }
            Some(Kind::Range) => self.range_slice(subject, bounds),
            _ => {
                let slice = self.heap.object(Kind::Slice, &bounds)?;
                self.get_item(subject, slice)
            }
        }
    }

    fn sequence_slice(&mut self, subject: Value, positions: Positions) -> Res<Value> {
        let Positions {
            start, step, count, ..
        } = positions;
        let (at, _) = self.elements(subject);
        let tuple = self.heap.is(subject, Kind::Tuple);
        if step == 1 {
            let from = at + start as usize;
            return if tuple {
                self.tuple_of_cells(from, count)
            } else {
                self.list_of_cells(from, count)
            };
        }
        self.charge(count)?;
        let result = if tuple {
            Value::object(self.heap.filled(Kind::Tuple, count, Value::NONE)?)
        } else {
            let list = self.list_with_room(count)?;
            self.list_set_len(list, count);
            list
        };
        let (to, _) = self.elements(result);
        for n in 0..count {
            let position = (start + n as i64 * step) as usize;
            self.heap.cells[to + n] = self.heap.cells[at + position];
        }
        Ok(result)
    }

    fn text_slice(&mut self, subject: Value, bounds: [Value; 3]) -> Res<Value> {
        let bytes = !self.is_str(subject);
        let flat = bytes || self.str_is_ascii(subject);
        let len = if bytes {
            self.raw_bytes(subject).len()
        } else {
            self.str_len(subject)
        };
        let Positions {
            start, step, count, ..
        } = self.positions(bounds, len)?;
        self.charge(count / 8 + if flat { 0 } else { len / 8 })?;
        let mut text = self.text_begin()?;
        if step == 1 {
            let (from, to) = (start as usize, start as usize + count);
            let (from, to) = if flat {
                (from, to)
            } else {
                (
                    self.byte_offset(subject, from),
                    self.byte_offset(subject, to),
                )
            };
            self.text_push_part(&mut text, subject, from, to.max(from))?;
        } else {
            self.charge(if flat { count } else { count * len / 8 })?;
            for n in 0..count {
                let position = (start + n as i64 * step) as usize;
                let (from, to) = if flat {
                    (position, position + 1)
                } else {
                    let from = self.byte_offset(subject, position);
                    let rest = &self.raw_bytes(subject)[from..];
                    let width = crate::text::wtf8::decode_first(rest).map_or(0, |(_, n)| n);
                    (from, from + width)
                };
                self.text_push_part(&mut text, subject, from, to)?;
            }
        }
        if !bytes {
            return self.text_finish(text);
        }
        let part = self.text_finish_bytes(text);
        if self.is_bytearray(subject) {
            return self.bytearray_of(part);
        }
        Ok(part)
    }

    fn range_slice(&mut self, range: Value, bounds: [Value; 3]) -> Res<Value> {
        let len = self.range_len(range)?;
        let Some(len) = self.as_i64(len) else {
            let message = [Piece::Text("slicing a range of more than 2**63 elements")];
            return Err(self.raise(crate::catalog::Exception::NotImplementedError, &message));
        };
        let Positions {
            start, step, stop, ..
        } = self.positions(bounds, len as usize)?;
        let [first, _, old_step] = self.range_fields(range);
        let new_step = self.new_int(step)?;
        let new_step = self.int_mul(old_step, new_step)?;
        let offset = self.new_int(start)?;
        let offset = self.int_mul(offset, old_step)?;
        let new_start = self.int_add(first, offset)?;
        let distance = self.new_int(stop)?;
        let distance = self.int_mul(distance, old_step)?;
        let new_stop = self.int_add(first, distance)?;
        self.new_range(new_start, new_stop, new_step)
    }

    /// `list[bounds] = source`, the source in a cell; `None` deletes.
    pub(crate) fn set_slice(
        &mut self,
        list: Value,
        bounds: [Value; 3],
        source: Option<Value>,
    ) -> Res<()> {
        let (_, len) = self.elements(list);
        let Positions {
            start, step, count, ..
        } = self.positions(bounds, len)?;
        let Some(source) = source else {
            return self.delete_positions(list, start, step, count);
        };
        if step == 1 {
            let start = start as usize;
            return self.list_splice(list, start, start + count, source);
        }
        let (from, given) = self.elements(source);
        if given != count {
            return Err(self.raise(
                crate::catalog::Exception::ValueError,
                &[
                    Piece::Text("attempt to assign sequence of size "),
                    Piece::Number(given as i64),
                    Piece::Text(" to extended slice of size "),
                    Piece::Number(count as i64),
                ],
            ));
        }
        let source = if source == list {
            self.tuple_of_cells(from, given)?
        } else {
            source
        };
        let ((from, _), (to, _)) = (self.elements(source), self.elements(list));
        for n in 0..count {
            let position = (start + n as i64 * step) as usize;
            let value = Value(self.heap.cells[from + n]);
            self.note_store(to - 1, value);
            self.heap.cells[to + position] = value.0;
        }
        Ok(())
    }

    fn delete_positions(&mut self, list: Value, start: i64, step: i64, count: usize) -> Res<()> {
        if count == 0 {
            return Ok(());
        }
        let (start, step) = if step < 0 {
            (start + step * (count as i64 - 1), -step)
        } else {
            (start, step)
        };
        let (start, step) = (start as usize, step as usize);
        if step == 1 {
            return self.list_close(list, start, start + count);
        }
        let (at, len) = self.elements(list);
        self.charge(len)?;
        let mut to = start;
        for position in start..len {
            let removed =
                (position - start).is_multiple_of(step) && (position - start) / step < count;
            if !removed {
                self.heap.cells[at + to] = self.heap.cells[at + position];
                to += 1;
            }
        }
        self.list_close(list, to, len)
    }
}
