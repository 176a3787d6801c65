//! Bytearrays: a bytes object that grows.

use crate::catalog::Exception;
use crate::error::{Piece, Reason, Res, Trap, need};
use crate::heap::{Kind, slot};
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// A bytearray with the content of a bytes-like value.
    pub(crate) fn new_bytearray(&mut self, source: Value) -> Res<Value> {
        let storage = self.copy_bytes(source)?;
        self.bytearray_of(storage)
    }

    /// A bytearray around a bytes object that nothing else refers to.
    pub(crate) fn bytearray_of(&mut self, storage: Value) -> Res<Value> {
        need!(self, Bytearray);
        self.heap.object(Kind::ByteArray, &[storage])
    }

    pub(crate) fn is_bytearray(&self, value: Value) -> bool {
        self.heap.is(value, Kind::ByteArray)
    }

    fn storage(&self, array: Value) -> Value {
        self.heap.get(array.cell(), 0)
    }

    /// An int from 0 to 255.
    pub(crate) fn byte_argument(&mut self, value: Value) -> Res<u8> {
        let value = self.index_argument(value)?;
        match self.as_i64(value).and_then(|byte| u8::try_from(byte).ok()) {
            Some(byte) => Ok(byte),
            None => Err(self.value_error("byte must be in range(0, 256)")),
        }
    }

    /// BufferError if a memoryview of the array is alive. What is no longer reachable counts until
    /// a collection, so there is one before the error.
    fn check_exports(&mut self, array: Value) -> Res<()> {
        let collected = self.heap.cells[slot::VIEWS] == 2;
        if !self.viewed(array) {
            return Ok(());
        }
        if !collected {
            self.heap.cells[slot::VIEWS] = 2;
            return Err(self.trap(Reason::Memory(1)));
        }
        let trap = self.exported();
        if self.reason() == Reason::Raise {
            self.heap.cells[slot::VIEWS] = 1;
        }
        Err(trap)
    }

    /// BufferError for an array that something else looks into.
    #[cold]
    pub(crate) fn exported(&mut self) -> Trap {
        let text = "Existing exports of data: object cannot be re-sized";
        self.raise(Exception::BufferError, &[Piece::Text(text)])
    }

    /// Replaces the bytes from `start` to `end` by the content of a bytes-like value.
    pub(crate) fn array_splice(
        &mut self,
        array: Value,
        start: usize,
        end: usize,
        source: Value,
    ) -> Res<()> {
        need!(self, Bytearray);
        let len = self.raw_bytes(array).len();
        let count = self.raw_bytes(source).len();
        let total = len - (end - start) + count;
        self.charge(count / 8 + (len - end) / 64)?;
        if total != len {
            self.check_exports(array)?;
        }
        let shared = self
            .span(source)
            .is_some_and(|span| span.text == self.storage(array));
        let source = if shared {
            self.copy_bytes(source)?
        } else {
            source
        };
        if total > self.bytes_room(self.storage(array)) {
            self.array_grow(array, total)?;
        }
        let storage = self.storage(array);
        let at = self.bytes_at(storage);
        self.heap
            .bytes_mut()
            .copy_within(at + end..at + len, at + start + count);
        self.set_bytes_len(storage, total);
        let Some(span) = self.span(source) else {
            return Ok(());
        };
        let package = self.package;
        match span.text.unpack() {
            Unpacked::ConstBytes(offset) => {
                let bytes = &package.text(offset)[span.start..span.start + count];
                self.heap.bytes_mut()[at + start..at + start + count].copy_from_slice(bytes);
            }
            _ => {
                let from = self.bytes_at(span.text) + span.start;
                self.heap
                    .bytes_mut()
                    .copy_within(from..from + count, at + start);
            }
        }
        Ok(())
    }

    fn array_push(&mut self, array: Value, byte: u8) -> Res<()> {
        self.check_exports(array)?;
        let len = self.raw_bytes(array).len();
        if len + 1 > self.bytes_room(self.storage(array)) {
            self.array_grow(array, len + 1)?;
        }
        let storage = self.storage(array);
        self.set_bytes_len(storage, len + 1);
        self.set_byte(storage, len, byte);
        Ok(())
    }

    /// Moves the content to storage with room for `total` bytes and more.
    fn array_grow(&mut self, array: Value, total: usize) -> Res<()> {
        let room = total + total / 8 + 16;
        let len = self.raw_bytes(array).len();
        self.charge(len / 8)?;
        let mut text = self.text_begin()?;
        self.text_push_part(&mut text, array, 0, len)?;
        self.text_fill(&mut text, 0, room - len)?;
        let storage = self.text_finish_bytes(text);
        self.set_bytes_len(storage, len);
        self.note_store(array.cell(), storage);
        self.heap.set(array.cell(), 0, storage);
        Ok(())
    }

    /// The content of a value that is put into a bytearray: a bytes-like value, or a new one of the
    /// ints that the iterable in a cell gives.
    fn array_source(&mut self, cell: usize) -> Res<Value> {
        let value = Value(self.heap.cells[cell]);
        if self.is_bytes_like(value) {
            return Ok(value);
        }
        let values = self.to_sequence(cell)?;
        self.bytes_of_ints(values, "byte must be in range(0, 256)")
    }

    /// The bytes with these values.
    pub(crate) fn bytes_of_ints(&mut self, values: Value, error: &str) -> Res<Value> {
        let (at, count) = self.elements(values);
        self.charge(count)?;
        // What `__index__` answers is kept, since a text under construction leaves no room for it.
        let numbers = self.heap.filled(Kind::Values, count, Value::int(0))? + 1;
        for n in 0..count {
            let value = self.index_argument(Value(self.heap.cells[at + n]))?;
            if self
                .as_i64(value)
                .is_none_or(|byte| !(0..256).contains(&byte))
            {
                return Err(self.value_error(error));
            }
            self.heap.cells[numbers + n] = value.0;
        }
        let mut text = self.text_begin()?;
        for n in 0..count {
            let byte = self.as_i64(Value(self.heap.cells[numbers + n]));
            self.text_push(&mut text, &[byte.unwrap_or(0) as u8])?;
        }
        Ok(self.text_finish_bytes(text))
    }

    /// `array += other`, or `array.extend(other)` with the iterable in a cell.
    pub(crate) fn array_extend(&mut self, array: Value, source: Value) -> Res<()> {
        need!(self, Bytearray);
        let len = self.raw_bytes(array).len();
        self.array_splice(array, len, len, source)
    }

    /// `array *= count`
    pub(crate) fn array_repeat(&mut self, array: Value, count: usize) -> Res<()> {
        need!(self, Bytearray);
        let storage = self.storage(array);
        let repeated = self.repeat_text(storage, count)?;
        let len = self.raw_bytes(array).len();
        self.array_splice(array, 0, len, repeated)
    }

    /// `array[key] = value`, the value in a cell.
    pub(crate) fn array_set_item(&mut self, array: Value, key: Value, cell: usize) -> Res<()> {
        need!(self, Bytearray);
        let len = self.raw_bytes(array).len();
        if self.heap.is(key, Kind::Slice) {
            let bounds = self.slice_bounds(key);
            let positions = self.positions(bounds, len)?;
            let value = Value(self.heap.cells[cell]);
            if !self.is_bytes_like(value) && (self.is_str(value) || !self.is_iterable(value)) {
                let text = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
                return Err(self.type_error(&[Piece::Text(text)]));
            }
            let source = self.array_source(cell)?;
            if positions.step == 1 {
                let start = positions.start as usize;
                return self.array_splice(array, start, start + positions.count, source);
            }
            return self.array_set_positions(array, positions, source);
        }
        let index = self.index(array, key, len, true)?;
        let byte = self.byte_argument(Value(self.heap.cells[cell]))?;
        let at = self.bytes_at(self.storage(array));
        self.heap.bytes_mut()[at + index] = byte;
        Ok(())
    }

    fn array_set_positions(
        &mut self,
        array: Value,
        positions: super::slice::Positions,
        source: Value,
    ) -> Res<()> {
        let given = self.raw_bytes(source).len();
        if given == 0 {
            return self.array_delete_positions(array, positions);
        }
        if given != positions.count {
            return Err(self.raise(
                Exception::ValueError,
                &[
                    Piece::Text("attempt to assign bytes of size "),
                    Piece::Number(given as i64),
                    Piece::Text(" to extended slice of size "),
                    Piece::Number(positions.count as i64),
                ],
            ));
        }
        self.charge(given)?;
        let source = self.copy_bytes(source)?;
        let at = self.bytes_at(self.storage(array));
        for n in 0..given {
            let byte = self.raw_bytes(source)[n];
            let position = (positions.start + n as i64 * positions.step) as usize;
            self.heap.bytes_mut()[at + position] = byte;
        }
        Ok(())
    }

    /// `del array[key]`
    pub(crate) fn array_delete_item(&mut self, array: Value, key: Value) -> Res<()> {
        need!(self, Bytearray);
        let len = self.raw_bytes(array).len();
        if self.heap.is(key, Kind::Slice) {
            let bounds = self.slice_bounds(key);
            let positions = self.positions(bounds, len)?;
            return self.array_delete_positions(array, positions);
        }
        let index = self.index(array, key, len, true)?;
        let empty = self.new_bytes(b"")?;
        self.array_splice(array, index, index + 1, empty)
    }

    fn array_delete_positions(
        &mut self,
        array: Value,
        positions: super::slice::Positions,
    ) -> Res<()> {
        let len = self.raw_bytes(array).len();
        let super::slice::Positions {
            start, step, count, ..
        } = positions;
        if count == 0 {
            return Ok(());
        }
        self.charge(len)?;
        let mut kept = self.text_begin()?;
        let (first, step) = match step < 0 {
            true => (start + step * (count as i64 - 1), -step),
            false => (start, step),
        };
        for position in 0..len {
            let distance = position as i64 - first;
            let removed = distance >= 0 && distance % step == 0 && distance / step < count as i64;
            if !removed {
                self.text_push_part(&mut kept, array, position, position + 1)?;
            }
        }
        let kept = self.text_finish_bytes(kept);
        self.array_splice(array, 0, len, kept)
    }

    pub(crate) fn bytearray_method(
        &mut self,
        array: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Bytearray);
        let len = self.raw_bytes(array).len();
        match symbol {
            symbol::APPEND => {
                self.expect_method_args("bytearray.append", arguments, 1)?;
                let byte = self.byte_argument(self.argument(arguments, 0))?;
                self.array_push(array, byte)?;
            }
            symbol::EXTEND => {
                self.expect_method_args("bytearray.extend", arguments, 1)?;
                let value = self.argument(arguments, 0);
                if !self.is_bytes_like(value) && !self.is_iterable(value) {
                    return Err(self.type_error(&[
                        Piece::Text("can't extend bytearray with "),
                        Piece::TypeOf(value),
                    ]));
                }
                let source = self.array_source(arguments.at)?;
                self.array_extend(array, source)?;
            }
            symbol::INSERT => {
                self.expect_count(name, arguments, 2, 2)?;
                let index = self.int_argument(self.argument(arguments, 0))?;
                let byte = self.byte_argument(self.argument(arguments, 1))?;
                let index = if index < 0 {
                    index.saturating_add(len as i64)
                } else {
                    index
                };
                let index = index.clamp(0, len as i64) as usize;
                let byte = self.new_bytes(&[byte])?;
                self.array_splice(array, index, index, byte)?;
            }
            symbol::POP => return self.array_pop(array, name, arguments),
            symbol::REMOVE => {
                self.expect_method_args("bytearray.remove", arguments, 1)?;
                let byte = self.byte_argument(self.argument(arguments, 0))?;
                let found = self
                    .raw_bytes(array)
                    .iter()
                    .position(|known| *known == byte);
                let Some(index) = found else {
                    return Err(self.value_error("value not found in bytearray"));
                };
                let empty = self.new_bytes(b"")?;
                self.array_splice(array, index, index + 1, empty)?;
            }
            symbol::CLEAR => {
                self.expect_method_args("bytearray.clear", arguments, 0)?;
                let empty = self.new_bytes(b"")?;
                self.array_splice(array, 0, len, empty)?;
            }
            symbol::REVERSE => {
                self.expect_method_args("bytearray.reverse", arguments, 0)?;
                self.charge(len / 8)?;
                let at = self.bytes_at(self.storage(array));
                self.heap.bytes_mut()[at..at + len].reverse();
            }
            symbol::COPY => {
                self.expect_method_args("bytearray.copy", arguments, 0)?;
                return self.new_bytearray(array);
            }
            _ => {
                let storage = self.storage(array);
                let result = self.bytes_method(storage, symbol, name, arguments)?;
                return match symbol {
                    symbol::DECODE | symbol::HEX | symbol::MAKETRANS => Ok(result),
                    _ => self.as_bytearrays(result),
                };
            }
        }
        Ok(Value::NONE)
    }

    fn array_pop(&mut self, array: Value, name: Value, arguments: &Arguments) -> Res<Value> {
        self.expect_count(name, arguments, 0, 1)?;
        let len = self.raw_bytes(array).len() as i64;
        let index = match arguments.count {
            0 => -1,
            _ => self.int_argument(self.argument(arguments, 0))?,
        };
        if len == 0 {
            let text = "pop from empty bytearray";
            return Err(self.raise(Exception::IndexError, &[Piece::Text(text)]));
        }
        let index = if index < 0 {
            index.saturating_add(len)
        } else {
            index
        };
        if !(0..len).contains(&index) {
            let text = "pop index out of range";
            return Err(self.raise(Exception::IndexError, &[Piece::Text(text)]));
        }
        let index = index as usize;
        let byte = self.raw_bytes(array)[index];
        let empty = self.new_bytes(b"")?;
        self.array_splice(array, index, index + 1, empty)?;
        Ok(Value::int(i32::from(byte)))
    }

    /// What a method of bytes returned, with bytearrays in the place of bytes.
    pub(crate) fn as_bytearrays(&mut self, result: Value) -> Res<Value> {
        if self.is_bytes(result) {
            return self.new_bytearray(result);
        }
        if let Some((at, count)) = self.sequence(result) {
            for n in 0..count {
                let part = Value(self.heap.cells[at + n]);
                if self.is_bytes_like(part) {
                    let array = self.new_bytearray(part)?;
                    self.heap.cells[at + n] = array.0;
                }
            }
        }
        Ok(result)
    }
}
