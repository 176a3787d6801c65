//! The native half of `struct`. What `struct.error` would say is returned as a str.

use crate::binary::layout::{self, Format, Item, Order};
use crate::catalog::{Exception, Function};
use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

/// A native, or the message of `struct.error`.
type Packed<T> = Res<Result<T, &'static str>>;

macro_rules! or_message {
    ($vm:expr, $result:expr) => {
        match $result {
            Ok(value) => value,
            Err(message) => return $vm.new_str(message.as_bytes()),
        }
    };
}

impl Vm<'_, '_> {
    /// A function of the module `_struct`.
    #[inline(never)]
    pub(super) fn structure(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        let count = match function {
            Function::StructSize => 1,
            Function::StructPack => 2,
            _ => 3,
        };
        self.expect_args("_struct", arguments, count, count)?;
        let format = self.argument(arguments, 0);
        let (size, values) = or_message!(self, self.measure(format));
        self.charge(self.raw_bytes(format).len() + values)?;
        match function {
            Function::StructSize => {
                let size = self.new_int(size as i64)?;
                let values = self.new_int(values as i64)?;
                Ok(self.heap.object(Kind::Tuple, &[size, values])?)
            }
            Function::StructPack => {
                let given = self.argument(arguments, 1);
                self.pack(format, size, given)
            }
            _ => {
                let start = self.int_argument(self.argument(arguments, 2))?;
                let buffer = self.argument(arguments, 1);
                self.unpack(format, buffer, start.max(0) as usize, size, values)
            }
        }
    }

    /// The bytes and the values of a format.
    fn measure(&self, format: Value) -> Result<(usize, usize), &'static str> {
        let text = self.raw_bytes(format);
        let (mut place, mut values) = (Format::new(text), 0_usize);
        while let Some(item) = place.next_item(text)? {
            values = values.saturating_add(item.values());
        }
        Ok((place.size, values))
    }

    fn pack(&mut self, format: Value, size: usize, given: Value) -> Res<Value> {
        if !self.heap.is(given, Kind::Tuple) {
            return Err(self.value_error("not a tuple"));
        }
        self.charge(size / 8)?;
        let mut text = self.text_begin()?;
        self.text_fill(&mut text, 0, size)?;
        let bytes = self.text_finish_bytes(text);
        let mut place = Format::new(self.raw_bytes(format));
        let mut n = 0;
        while let Ok(Some(item)) = place.next_item(self.raw_bytes(format)) {
            if matches!(item.code, b's' | b'p') {
                let (at, _) = self.elements(given);
                let value = Value(self.heap.cells[at + n]);
                or_message!(self, self.pack_text(bytes, value, &item));
                n += 1;
                continue;
            }
            for turn in 0..item.values() {
                let (at, _) = self.elements(given);
                let value = Value(self.heap.cells[at + n]);
                let packed = or_message!(self, self.pack_one(value, &item, place.order)?);
                let start = item.at + turn * item.size;
                for (k, byte) in packed[..item.size].iter().enumerate() {
                    self.set_byte(bytes, start + k, *byte);
                }
                n += 1;
            }
        }
        Ok(bytes)
    }

    fn pack_one(&mut self, value: Value, item: &Item, order: Order) -> Packed<[u8; 8]> {
        match item.code {
            b'?' => Ok(Ok([u8::from(self.is_true(value)); 8])),
            b'c' => match self.bytes_bytes(value) {
                Some([byte]) if self.is_bytes(value) => Ok(Ok([*byte; 8])),
                _ => Ok(Err("char format requires a bytes object of length 1")),
            },
            b'e' | b'f' | b'd' => {
                let number = if value.is_float() {
                    value.as_float()
                } else if self.is_int_like(value) && self.limbs(value) <= 15 {
                    self.int_to_float(value)?
                } else {
                    return Ok(Err("required argument is not a float"));
                };
                match layout::float_bytes(number, item, order) {
                    Ok(bytes) => Ok(Ok(bytes)),
                    Err(message) => {
                        let message = [Piece::Text(message)];
                        Err(self.raise(Exception::OverflowError, &message))
                    }
                }
            }
            _ if !self.is_int_like(value) => Ok(Err("required argument is not an integer")),
            _ => {
                let mut small = [0];
                let integer = self.integer(value, &mut small);
                let number = match integer.magnitude {
                    [] => Some(0),
                    [limb] if integer.negative => Some(-i128::from(*limb)),
                    [limb] => Some(i128::from(*limb)),
                    _ => None,
                };
                Ok(layout::int_bytes(number, item, order))
            }
        }
    }

    fn pack_text(&mut self, to: Value, value: Value, item: &Item) -> Result<(), &'static str> {
        if !self.is_bytes(value) && !self.is_bytearray(value) {
            return Err(if item.code == b's' {
                "argument for 's' must be a bytes object"
            } else {
                "argument for 'p' must be a bytes object"
            });
        }
        let lead = usize::from(item.code == b'p');
        let room = item.count.saturating_sub(lead);
        let len = self.raw_bytes(value).len().min(room);
        if lead == 1 && item.count > 0 {
            self.set_byte(to, item.at, len.min(255) as u8);
        }
        for n in 0..len {
            let byte = self.raw_bytes(value)[n];
            self.set_byte(to, item.at + lead + n, byte);
        }
        Ok(())
    }

    fn unpack(
        &mut self,
        format: Value,
        buffer: Value,
        start: usize,
        size: usize,
        values: usize,
    ) -> Res<Value> {
        let len = self.raw_bytes(buffer).len();
        if start > len || size > len - start {
            return self.new_str(b"the buffer is too small");
        }
        let tuple = self.heap.filled(Kind::Tuple, values, Value::NONE)?;
        let mut place = Format::new(self.raw_bytes(format));
        let mut n = 0;
        while let Ok(Some(item)) = place.next_item(self.raw_bytes(format)) {
            for turn in 0..item.values() {
                let at = start + item.at + turn * item.size;
                let value = self.unpack_one(buffer, at, &item, place.order)?;
                self.heap.set(tuple, n, value);
                n += 1;
            }
        }
        Ok(Value::object(tuple))
    }

    fn unpack_one(&mut self, buffer: Value, at: usize, item: &Item, order: Order) -> Res<Value> {
        let bytes = &self.raw_bytes(buffer)[at..];
        match item.code {
            b's' => self.bytes_part(buffer, at, at + item.count),
            b'p' => {
                let len = bytes.first().map_or(0, |byte| usize::from(*byte));
                let len = len.min(item.count.saturating_sub(1));
                let from = at + usize::from(item.count > 0);
                self.bytes_part(buffer, from, from + len)
            }
            b'c' => self.bytes_part(buffer, at, at + 1),
            b'?' => Ok(Value::bool(bytes[0] != 0)),
            b'e' | b'f' | b'd' => {
                let number = layout::float_of(&bytes[..item.size], item, order);
                Ok(Value::float(number))
            }
            _ => {
                let number = layout::int_of(&bytes[..item.size], item, order);
                self.new_wide(number)
            }
        }
    }

    /// A part of a bytes-like object as bytes.
    pub(super) fn bytes_part(&mut self, buffer: Value, from: usize, to: usize) -> Res<Value> {
        if let Unpacked::ConstBytes(_) = buffer.unpack() {
            let mut text = self.text_begin()?;
            self.text_push_part(&mut text, buffer, from, to)?;
            return Ok(self.text_finish_bytes(text));
        }
        let mut text = self.text_begin()?;
        let mut chunk = [0; 64];
        for start in (from..to).step_by(chunk.len()) {
            let part = &mut chunk[..(to - start).min(64)];
            let end = start + part.len();
            part.copy_from_slice(&self.raw_bytes(buffer)[start..end]);
            self.text_push(&mut text, part)?;
        }
        Ok(self.text_finish_bytes(text))
    }
}
