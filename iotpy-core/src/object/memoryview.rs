//! Memoryviews of bytes and bytearrays, of one dimension.

use core::ops::Range;

use crate::catalog::Exception;
use crate::error::{Piece, Res, Trap, need};
use crate::heap::{Kind, slot};
use crate::symbol;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// The cells of a memoryview.
mod field {
    pub const OBJECT: usize = 0;
    pub const WHOLE: usize = 6;
}

/// What a memoryview shows.
#[derive(Clone, Copy)]
pub(crate) struct View {
    /// The bytes or bytearray; None once the view is released.
    pub object: Value,
    /// The first byte.
    start: i64,
    /// Items.
    pub count: usize,
    /// Bytes from one item to the next.
    step: i64,
    /// The character of the format.
    format: u8,
    readonly: bool,
}

impl View {
    /// The view at a cell.
    pub(crate) fn read(cells: &[u64], at: usize) -> View {
        let field = |n: usize| Value(cells[at + 1 + n]);
        View {
            object: field(field::OBJECT),
            start: i64::from(field(1).as_int()),
            count: field(2).as_int() as usize,
            step: i64::from(field(3).as_int()),
            format: field(4).as_int() as u8,
            readonly: field(5) == Value::TRUE,
        }
    }

    /// The bytes of an item.
    fn width(&self) -> usize {
        match self.format {
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' => 8,
            _ => 1,
        }
    }

    /// Its bytes if they lie one after the other.
    pub(crate) fn contiguous(&self) -> Option<Range<usize>> {
        let width = self.width();
        let dense = self.step == width as i64 || self.count < 2;
        let start = usize::try_from(self.start).ok()?;
        let start = if self.count == 0 { 0 } else { start };
        dense.then(|| start..start + self.count * width)
    }

    fn position(&self, n: usize) -> usize {
        (self.start + n as i64 * self.step).max(0) as usize
    }

    fn of_bytes(&self) -> bool {
        matches!(self.format, b'B' | b'b' | b'c')
    }
}

impl Vm<'_, '_> {
    /// `memoryview(object)`
    pub(crate) fn construct_memoryview(&mut self, arguments: &Arguments) -> Res<Value> {
        need!(self, Bytearray);
        let [object] = self.slots("memoryview", arguments, 1, ["object"])?;
        if object == Value::UNBOUND {
            let text = "memoryview() missing required argument 'object' (pos 1)";
            return Err(self.type_error(&[Piece::Text(text)]));
        }
        if self.heap.is(object, Kind::MemoryView) {
            let view = self.view(object)?;
            return self.new_view(view);
        }
        if !self.is_bytes(object) && !self.is_bytearray(object) {
            return Err(self.type_error(&[
                Piece::Text("memoryview: a bytes-like object is required, not '"),
                Piece::TypeOf(object),
                Piece::Text("'"),
            ]));
        }
        let view = self.new_view(View {
            object,
            start: 0,
            count: self.raw_bytes(object).len(),
            step: 1,
            format: b'B',
            readonly: self.is_bytes(object),
        })?;
        self.heap.set(view.cell(), field::WHOLE, Value::TRUE);
        Ok(view)
    }

    fn new_view(&mut self, view: View) -> Res<Value> {
        self.heap.cells[slot::VIEWS] = 1;
        let fields = [
            view.object,
            Value::int(view.start as i32),
            Value::int(view.count as i32),
            Value::int(view.step as i32),
            Value::int(i32::from(view.format)),
            Value::bool(view.readonly),
            Value::FALSE,
        ];
        self.heap.object(Kind::MemoryView, &fields)
    }

    /// A view that is not released.
    fn view(&mut self, value: Value) -> Res<View> {
        let view = View::read(self.heap.cells, value.cell());
        if view.object == Value::NONE {
            let text = "operation forbidden on released memoryview object";
            return Err(self.value_error(text));
        }
        Ok(view)
    }

    /// Whether the view was released.
    pub(crate) fn view_released(&self, value: Value) -> bool {
        self.heap.get(value.cell(), field::OBJECT) == Value::NONE
    }

    /// `len(view)`
    pub(crate) fn view_len(&mut self, value: Value) -> Res<usize> {
        need!(self, Bytearray);
        Ok(self.view(value)?.count)
    }

    /// The items of a view; of a released one, those that it had.
    pub(crate) fn view_len_now(&self, value: Value) -> usize {
        View::read(self.heap.cells, value.cell()).count
    }

    /// Whether the value is a bytes, a bytearray or a memoryview.
    pub(crate) fn is_buffer(&self, value: Value) -> bool {
        self.is_bytes(value)
            || Kind::MemoryView.is_linked()
                && matches!(
                    self.heap.kind_of(value),
                    Some(Kind::ByteArray | Kind::MemoryView)
                )
    }

    /// Whether items of the view can be stored.
    pub(crate) fn view_is_writable(&self, value: Value) -> bool {
        !View::read(self.heap.cells, value.cell()).readonly
    }

    /// Whether there is a view of the array among the objects of the heap. Only the ones that
    /// `memoryview()` made count: parts of them are mostly temporary values, which a register may
    /// still hold.
    pub(crate) fn viewed(&mut self, array: Value) -> bool {
        if self.heap.cells[slot::VIEWS] == 0 {
            return false;
        }
        let mut at = self.heap.start;
        while at < self.heap.top {
            let whole = self.heap.holds(at, Kind::MemoryView)
                && self.heap.get(at, field::WHOLE) == Value::TRUE;
            if whole && self.heap.get(at, field::OBJECT) == array {
                return true;
            }
            at += self.heap.len(at) + 1;
        }
        self.heap.cells[slot::VIEWS] = 1;
        false
    }

    /// The item at a position.
    fn view_item(&mut self, view: &View, n: usize) -> Res<Value> {
        let at = view.position(n);
        let width = view.width();
        let Some(bytes) = self.raw_bytes(view.object).get(at..at + width) else {
            return Err(self.out_of_bounds());
        };
        let mut wide = [0u8; 8];
        wide[..width].copy_from_slice(bytes);
        let unsigned = u64::from_le_bytes(wide);
        let shift = 64 - 8 * width as u32;
        match view.format {
            b'c' => self.new_bytes(&wide[..1]),
            b'?' => Ok(Value::bool(unsigned != 0)),
            b'f' => Ok(Value::float(f64::from(f32::from_bits(unsigned as u32)))),
            b'd' => Ok(Value::float(f64::from_bits(unsigned))),
            b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => {
                self.new_int(((unsigned << shift) as i64) >> shift)
            }
            _ => self.new_wide(i128::from(unsigned)),
        }
    }

    #[cold]
    fn out_of_bounds(&mut self) -> Trap {
        let text = "index out of bounds on dimension 1";
        self.raise(Exception::IndexError, &[Piece::Text(text)])
    }

    fn view_index(&mut self, view: &View, key: Value) -> Res<usize> {
        let key = self.index_value(key)?;
        if !self.is_int_like(key) {
            return Err(self.type_error(&[Piece::Text("memoryview: invalid slice key")]));
        }
        let count = view.count as i64;
        let index = self.as_i64(key).unwrap_or(i64::MAX);
        let index = if index < 0 {
            index.saturating_add(count)
        } else {
            index
        };
        if (0..count).contains(&index) {
            return Ok(index as usize);
        }
        Err(self.out_of_bounds())
    }

    /// `view[key]`
    pub(crate) fn view_get_item(&mut self, value: Value, key: Value) -> Res<Value> {
        need!(self, Bytearray);
        let view = self.view(value)?;
        if !self.heap.is(key, Kind::Slice) {
            let index = self.view_index(&view, key)?;
            return self.view_item(&view, index);
        }
        let bounds = self.slice_bounds(key);
        let part = self.view_part(&view, bounds)?;
        self.new_view(part)
    }

    fn view_part(&mut self, view: &View, bounds: [Value; 3]) -> Res<View> {
        let positions = self.positions(bounds, view.count)?;
        Ok(View {
            start: view.start + positions.start * view.step,
            count: positions.count,
            step: view.step * positions.step,
            ..*view
        })
    }

    /// The item at a position, for iteration; nothing past the end.
    pub(crate) fn view_next(&mut self, value: Value, n: usize) -> Res<Option<Value>> {
        need!(self, Bytearray);
        let view = self.view(value)?;
        if n >= view.count {
            return Ok(None);
        }
        self.view_item(&view, n).map(Some)
    }

    /// `view[key] = value`
    pub(crate) fn view_set_item(&mut self, target: Value, key: Value, value: Value) -> Res<()> {
        need!(self, Bytearray);
        let view = self.view(target)?;
        if view.readonly || !self.is_bytearray(view.object) {
            return Err(self.type_error(&[Piece::Text("cannot modify read-only memory")]));
        }
        if self.heap.is(key, Kind::Slice) {
            let bounds = self.slice_bounds(key);
            let part = self.view_part(&view, bounds)?;
            return self.view_set_part(&part, value);
        }
        let index = self.view_index(&view, key)?;
        let (bytes, width) = self.view_bytes(&view, value)?;
        self.view_write(&view, index, &bytes[..width])
    }

    fn view_write(&mut self, view: &View, n: usize, bytes: &[u8]) -> Res<()> {
        let at = view.position(n);
        if at + bytes.len() > self.raw_bytes(view.object).len() {
            return Err(self.out_of_bounds());
        }
        let storage = self.heap.get(view.object.cell(), 0);
        for (n, byte) in bytes.iter().enumerate() {
            self.set_byte(storage, at + n, *byte);
        }
        Ok(())
    }

    fn view_set_part(&mut self, part: &View, value: Value) -> Res<()> {
        let format = match self.heap.kind_of(value) {
            Some(Kind::MemoryView) => self.view(value)?.format,
            _ if self.is_bytes_like(value) => b'B',
            _ => {
                return Err(self.type_error(&[
                    Piece::Text("a bytes-like object is required, not '"),
                    Piece::TypeOf(value),
                    Piece::Text("'"),
                ]));
            }
        };
        let source = self.view_to_bytes(value)?;
        let width = part.width();
        let len = self.raw_bytes(source).len();
        if format != part.format || len != part.count * width {
            let text = "memoryview assignment: lvalue and rvalue have different structures";
            return Err(self.value_error(text));
        }
        self.charge(len)?;
        for n in 0..part.count {
            let mut item = [0u8; 8];
            item[..width].copy_from_slice(&self.raw_bytes(source)[n * width..(n + 1) * width]);
            self.view_write(part, n, &item[..width])?;
        }
        Ok(())
    }

    /// A value as the bytes of an item.
    fn view_bytes(&mut self, view: &View, value: Value) -> Res<([u8; 8], usize)> {
        let width = view.width();
        let mut bytes = [0u8; 8];
        let invalid = |vm: &mut Self, class, what: &str| {
            let letter = [view.format];
            let letter = core::str::from_utf8(&letter).unwrap_or("B");
            vm.raise(
                class,
                &[
                    Piece::Text("memoryview: invalid "),
                    Piece::Text(what),
                    Piece::Text(" for format '"),
                    Piece::Text(letter),
                    Piece::Text("'"),
                ],
            )
        };
        let value = self.index_value(value)?;
        let number = value.is_float() || self.is_int_like(value);
        match view.format {
            b'c' if self.is_bytes(value) => match self.raw_bytes(value) {
                [byte] => bytes[0] = *byte,
                _ => return Err(invalid(self, Exception::ValueError, "value")),
            },
            b'?' => bytes[0] = u8::from(self.is_true(value)),
            b'f' if number => {
                let float = self.float_argument(value)? as f32;
                bytes[..4].copy_from_slice(&float.to_le_bytes());
            }
            b'd' if number => bytes = self.float_argument(value)?.to_le_bytes(),
            b'c' | b'f' | b'd' => return Err(invalid(self, Exception::TypeError, "type")),
            _ if !self.is_int_like(value) => {
                return Err(invalid(self, Exception::TypeError, "type"));
            }
            format => {
                let signed = format.is_ascii_lowercase();
                let bits = 8 * width as u32;
                let wide = self.as_i128(value);
                let (low, high) = match signed {
                    true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
                    false => (0, (1i128 << bits) - 1),
                };
                match wide.filter(|wide| (low..=high).contains(wide)) {
                    Some(wide) => bytes = (wide as i64).to_le_bytes(),
                    None => return Err(invalid(self, Exception::ValueError, "value")),
                }
            }
        }
        Ok((bytes, width))
    }

    fn as_i128(&self, value: Value) -> Option<i128> {
        let mut small = [0];
        let int = self.integer(value, &mut small);
        let magnitude = match int.magnitude {
            [] => 0,
            [low] => u128::from(*low),
            _ => return None,
        } as i128;
        Some(if int.negative { -magnitude } else { magnitude })
    }

    /// The bytes that a bytes-like value or any view shows.
    pub(crate) fn view_to_bytes(&mut self, value: Value) -> Res<Value> {
        need!(self, Bytearray);
        if self.is_bytes_like(value) {
            return self.copy_bytes(value);
        }
        let view = self.view(value)?;
        let width = view.width();
        self.charge(view.count)?;
        let mut text = self.text_begin()?;
        for n in 0..view.count {
            let at = view.position(n);
            let fits = at + width <= self.raw_bytes(view.object).len();
            if !fits {
                self.text_abandon(text);
                return Err(self.out_of_bounds());
            }
            self.text_push_part(&mut text, view.object, at, at + width)?;
        }
        Ok(self.text_finish_bytes(text))
    }

    /// The same bytes for a view with gaps, anything else as it is.
    pub(crate) fn dense(&mut self, value: Value) -> Res<Value> {
        let gaps = self.heap.is(value, Kind::MemoryView) && !self.is_bytes_like(value);
        if gaps {
            self.view_to_bytes(value)
        } else {
            Ok(value)
        }
    }

    /// `==` of a view and anything bytes-like.
    pub(crate) fn equal_buffers(&mut self, x: Value, y: Value) -> Res<bool> {
        for side in [x, y] {
            if self.heap.is(side, Kind::MemoryView) && self.view_released(side) {
                return Ok(x == y);
            }
        }
        let format = |vm: &mut Self, side| match vm.heap.is(side, Kind::MemoryView) {
            true => vm.view(side).map(|view| view.format),
            false => Ok(b'B'),
        };
        let (p, q) = (format(self, x)?, format(self, y)?);
        if p == q && !matches!(p, b'f' | b'd') {
            let (x, y) = (self.dense(x)?, self.dense(y)?);
            return Ok(self.raw_bytes(x) == self.raw_bytes(y));
        }
        let (x, y) = (self.to_list(x)?, self.to_list(y)?);
        self.equal(x, y)
    }

    /// An attribute of a view.
    pub(crate) fn view_attribute(&mut self, value: Value, symbol: u16) -> Res<Option<Value>> {
        need!(self, Bytearray);
        let known = matches!(
            symbol,
            symbol::OBJ
                | symbol::NBYTES
                | symbol::READONLY
                | symbol::FORMAT
                | symbol::ITEMSIZE
                | symbol::NDIM
                | symbol::SHAPE
                | symbol::STRIDES
                | symbol::SUBOFFSETS
                | symbol::CONTIGUOUS
                | symbol::C_CONTIGUOUS
                | symbol::F_CONTIGUOUS
        );
        if !known {
            return Ok(None);
        }
        let view = self.view(value)?;
        Ok(Some(match symbol {
            symbol::OBJ => view.object,
            symbol::NBYTES => Value::int((view.count * view.width()) as i32),
            symbol::READONLY => Value::bool(view.readonly),
            symbol::FORMAT => self.new_char(u32::from(view.format))?,
            symbol::ITEMSIZE => Value::int(view.width() as i32),
            symbol::NDIM => Value::int(1),
            symbol::SHAPE => {
                let count = Value::int(view.count as i32);
                self.heap.object(Kind::Tuple, &[count])?
            }
            symbol::STRIDES => {
                let step = Value::int(view.step as i32);
                self.heap.object(Kind::Tuple, &[step])?
            }
            symbol::SUBOFFSETS => self.heap.object(Kind::Tuple, &[])?,
            _ => Value::bool(view.contiguous().is_some()),
        }))
    }

    pub(crate) fn memoryview_method(
        &mut self,
        value: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Bytearray);
        match symbol {
            symbol::RELEASE => {
                self.expect_method_args("memoryview.release", arguments, 0)?;
                self.heap.set(value.cell(), field::OBJECT, Value::NONE);
                return Ok(Value::NONE);
            }
            symbol::D_EXIT => {
                self.heap.set(value.cell(), field::OBJECT, Value::NONE);
                return Ok(Value::NONE);
            }
            _ => {}
        }
        let view = self.view(value)?;
        match symbol {
            symbol::D_ENTER => Ok(value),
            symbol::TOBYTES => {
                self.slots("tobytes", arguments, 1, ["order"])?;
                self.view_to_bytes(value)
            }
            symbol::TOLIST => {
                self.expect_method_args("memoryview.tolist", arguments, 0)?;
                self.to_list(value)
            }
            symbol::TOREADONLY => {
                self.expect_method_args("memoryview.toreadonly", arguments, 0)?;
                self.new_view(View {
                    readonly: true,
                    ..view
                })
            }
            symbol::HEX => {
                let bytes = self.view_to_bytes(value)?;
                self.bytes_method(bytes, symbol, name, arguments)
            }
            _ => self.view_cast(&view, arguments),
        }
    }

    fn view_cast(&mut self, view: &View, arguments: &Arguments) -> Res<Value> {
        let [format, shape] = self.slots("cast", arguments, 2, ["format", "shape"])?;
        if format == Value::UNBOUND {
            let text = "cast() missing required argument 'format' (pos 1)";
            return Err(self.type_error(&[Piece::Text(text)]));
        }
        if !self.is_str(format) {
            return Err(self.type_error(&[
                Piece::Text("cast() argument 'format' must be str, not "),
                Piece::TypeOf(format),
            ]));
        }
        if shape != Value::UNBOUND {
            let text = [Piece::Text("memoryviews of several dimensions")];
            return Err(self.raise(Exception::NotImplementedError, &text));
        }
        let Some(bytes) = view.contiguous() else {
            let text = "memoryview: casts are restricted to C-contiguous views";
            return Err(self.type_error(&[Piece::Text(text)]));
        };
        let letter = match self.raw_bytes(format) {
            [letter] | [b'@', letter] if b"bBhHiIlLqQnNfd?c".contains(letter) => *letter,
            _ => {
                let text = "memoryview: destination format must be a native single character \
                            format prefixed with an optional '@'";
                return Err(self.value_error(text));
            }
        };
        let mut cast = View {
            format: letter,
            ..*view
        };
        if !view.of_bytes() && !cast.of_bytes() {
            let text = "memoryview: cannot cast between two non-byte formats";
            return Err(self.type_error(&[Piece::Text(text)]));
        }
        let width = cast.width();
        if !bytes.len().is_multiple_of(width) {
            let text = "memoryview: length is not a multiple of itemsize";
            return Err(self.type_error(&[Piece::Text(text)]));
        }
        cast.step = width as i64;
        cast.count = bytes.len() / width;
        self.new_view(cast)
    }

    /// `hash(view)`: that of its bytes, if nothing can change them.
    pub(crate) fn hash_view(&mut self, value: Value) -> Res<i64> {
        need!(self, Bytearray);
        let view = self.view(value)?;
        if !view.readonly {
            return Err(self.value_error("cannot hash writable memoryview object"));
        }
        if !view.of_bytes() {
            let text = "memoryview: hashing is restricted to formats 'B', 'b' or 'c'";
            return Err(self.value_error(text));
        }
        let bytes = self.view_to_bytes(value)?;
        self.hash(bytes, 0)
    }
}
