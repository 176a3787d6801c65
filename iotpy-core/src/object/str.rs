//! Strings: how they are stored, read and built.
//!
//! A str is kept as generalised UTF-8 (a lone surrogate takes three bytes) with a mark for ASCII,
//! so that most positions are byte positions.

use crate::catalog::Feature;
use crate::error::{Reason, Res, need};
use crate::heap::{Kind, OBJECT_CELLS_MAX};
use crate::object::grown_str::grown_field;
use crate::object::memoryview;
use crate::text::sink::{BufferSink, Full};
use crate::text::wtf8;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

const ASCII: u64 = 1 << 31;
const LEN: u64 = ASCII - 1;
/// Cells before the bytes of a str or bytes object: header, length and hash.
const PREFIX: usize = 2;

/// A str or bytes under construction: the last object of the heap.
pub(crate) struct Text {
    at: usize,
    len: usize,
    ascii: bool,
}

impl Text {
    /// Bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

/// The texts that lie below the one under construction.
pub(crate) struct Sources<'s> {
    cells: &'s [u64],
    package: crate::package::Package<'s>,
}

impl<'s> Sources<'s> {
    /// The texts in these cells and in the image of the package.
    pub(crate) fn new(cells: &'s [u64], package: crate::package::Package<'s>) -> Sources<'s> {
        Sources { cells, package }
    }

    /// The cells below the text under construction.
    pub(crate) fn cells(&self) -> &'s [u64] {
        self.cells
    }

    /// The bytes of a str, bytes or buffer; nothing of any other value.
    pub(crate) fn text(&self, value: Value) -> &'s [u8] {
        let Some(span) = Span::of(self.cells, self.package, value) else {
            return &[];
        };
        match span.text.unpack() {
            Unpacked::Object(at) => {
                let bytes: &[u8] = bytemuck::cast_slice(self.cells);
                let from = (at + PREFIX) * 8 + span.start;
                &bytes[from..from + span.len]
            }
            Unpacked::ConstStr(offset) | Unpacked::ConstBytes(offset) => {
                &self.package.text(offset)[span.start..span.start + span.len]
            }
            _ => &[],
        }
    }
}

/// Where the bytes of a value lie.
pub(crate) struct Span {
    /// The str or bytes that holds them.
    pub text: Value,
    /// The first of them.
    pub start: usize,
    /// How many they are.
    pub len: usize,
}

impl Span {
    /// That of a str, bytes, bytearray or contiguous memoryview; nothing of any other value.
    pub(crate) fn of(
        cells: &[u64],
        package: crate::package::Package<'_>,
        value: Value,
    ) -> Option<Span> {
        let whole = |text: Value, len| {
            Some(Span {
                text,
                start: 0,
                len,
            })
        };
        match value.unpack() {
            Unpacked::ConstStr(offset) | Unpacked::ConstBytes(offset) => {
                whole(value, package.text(offset).len())
            }
            Unpacked::Object(at) => match Kind::from_header(cells[at]) {
                Kind::Str | Kind::Bytes => whole(value, (cells[at + 1] & LEN) as usize),
                Kind::GrownStr => {
                    let field = |n: usize| Value(cells[at + 1 + n]);
                    let len = field(grown_field::LEN).as_int() as usize;
                    whole(field(grown_field::BUFFER), len)
                }
                Kind::ByteArray => {
                    let storage = Value(cells[at + 1]);
                    whole(storage, (cells[storage.cell() + 1] & LEN) as usize)
                }
                Kind::MemoryView => {
                    let view = memoryview::View::read(cells, at);
                    let array = view.object.is_object()
                        && Kind::from_header(cells[view.object.cell()]) == Kind::ByteArray;
                    let object = match array {
                        true => Value(cells[view.object.cell() + 1]),
                        false => view.object,
                    };
                    let len = match object.unpack() {
                        Unpacked::ConstBytes(offset) => package.text(offset).len(),
                        Unpacked::Object(text) => (cells[text + 1] & LEN) as usize,
                        _ => return None,
                    };
                    let span = view.contiguous()?;
                    (span.end <= len).then_some(Span {
                        text: object,
                        start: span.start,
                        len: span.len(),
                    })
                }
                _ => None,
            },
            _ => None,
        }
    }
}

impl Vm<'_, '_> {
    /// Adds what `write` makes of texts that were finished before.
    pub(crate) fn text_write(
        &mut self,
        text: &mut Text,
        write: impl FnOnce(&Sources<'_>, &mut BufferSink<'_>) -> Result<(), Full>,
    ) -> Res<()> {
        self.text_settle(text)?;
        let free = self.heap.free();
        let limit = (self.heap.top + free) * 8;
        let from = (text.at + PREFIX) * 8 + text.len;
        let (below, rest) = self.heap.cells.split_at_mut(text.at);
        let out: &mut [u8] = bytemuck::cast_slice_mut(rest);
        let skipped = below.len() * 8;
        let mut sink = BufferSink::new(&mut out[from - skipped..limit - skipped]);
        let sources = Sources::new(below, self.package);
        if write(&sources, &mut sink).is_err() {
            return Err(self.trap(Reason::Memory(free + 1)));
        }
        let written = sink.written().len();
        self.charge(written / 8)?;
        self.text_grow(text, written)?;
        text.ascii &= self.heap.bytes()[from..from + written].is_ascii();
        Ok(())
    }

    /// The str that `write` makes of texts that were finished before.
    pub(crate) fn write_str(
        &mut self,
        write: impl FnOnce(&Sources<'_>, &mut BufferSink<'_>) -> Result<(), Full>,
    ) -> Res<Value> {
        let mut text = self.text_begin()?;
        self.text_write(&mut text, write)?;
        self.text_finish(text)
    }

    /// Makes a text the last object of the heap again, after something else was allocated.
    fn text_settle(&mut self, text: &mut Text) -> Res<()> {
        let cells = self.heap.len(text.at) + 1;
        if text.at + cells == self.heap.top {
            return Ok(());
        }
        let at = self.heap.allocate(Kind::Raw, cells - 1)?;
        self.heap
            .cells
            .copy_within(text.at + 1..text.at + cells, at + 1);
        text.at = at;
        Ok(())
    }

    /// Starts a text. It grows in place as long as nothing else is allocated.
    pub(crate) fn text_begin(&mut self) -> Res<Text> {
        let at = self.heap.allocate(Kind::Raw, 1)?;
        self.heap.cells[at + 1] = 0;
        Ok(Text {
            at,
            len: 0,
            ascii: true,
        })
    }

    /// Makes room for `more` bytes and returns where they go.
    pub(crate) fn text_grow(&mut self, text: &mut Text, more: usize) -> Res<usize> {
        self.text_settle(text)?;
        let from = (text.at + PREFIX) * 8 + text.len;
        let payload = 1 + (text.len + more).div_ceil(8);
        let end = text.at + 1 + payload;
        if end > self.heap.top {
            let missing = end - self.heap.top;
            let full = missing > self.heap.free() || payload >= OBJECT_CELLS_MAX;
            if full || self.heap.refuses(missing) {
                return Err(self.trap(Reason::Memory(payload)));
            }
            self.heap.top = end;
            self.heap.cells[text.at] = ((payload + 1) as u64) << 8 | Kind::Raw as u64;
        }
        text.len += more;
        Ok(from)
    }

    /// Adds bytes.
    pub(crate) fn text_push(&mut self, text: &mut Text, bytes: &[u8]) -> Res<()> {
        let at = self.text_grow(text, bytes.len())?;
        text.ascii &= bytes.is_ascii();
        self.heap.bytes_mut()[at..at + bytes.len()].copy_from_slice(bytes);
        Ok(())
    }

    /// Adds one byte `count` times.
    pub(crate) fn text_fill(&mut self, text: &mut Text, byte: u8, count: usize) -> Res<()> {
        let at = self.text_grow(text, count)?;
        text.ascii &= byte.is_ascii();
        self.heap.bytes_mut()[at..at + count].fill(byte);
        Ok(())
    }

    /// Adds the bytes of a str or bytes value from `start` to `end`; nothing of any other value.
    pub(crate) fn text_push_part(
        &mut self,
        text: &mut Text,
        value: Value,
        start: usize,
        end: usize,
    ) -> Res<()> {
        match value.unpack() {
            Unpacked::Object(at) if self.heap.kind(at).is_raw() => {
                let from = (at + PREFIX) * 8 + start;
                let to = self.text_grow(text, end - start)?;
                text.ascii &= self.heap.bytes()[from..from + end - start].is_ascii();
                self.heap
                    .bytes_mut()
                    .copy_within(from..from + end - start, to);
                Ok(())
            }
            Unpacked::ConstStr(offset) | Unpacked::ConstBytes(offset) => {
                let bytes = self.package.text(offset);
                self.text_push(text, &bytes[start..end])
            }
            _ => match self.span(value) {
                Some(span) => {
                    let (start, end) = (span.start + start, span.start + end);
                    self.text_push_part(text, span.text, start, end)
                }
                None => Ok(()),
            },
        }
    }

    /// Adds a str or bytes value `count` times, copying what is there already twice over.
    pub(crate) fn text_push_repeated(
        &mut self,
        text: &mut Text,
        value: Value,
        count: usize,
    ) -> Res<()> {
        let unit = self.raw_bytes(value).len();
        let total = unit * count;
        if total == 0 {
            return Ok(());
        }
        self.text_settle(text)?;
        let start = (text.at + PREFIX) * 8 + text.len;
        self.text_push_part(text, value, 0, unit)?;
        self.text_grow(text, total - unit)?;
        let bytes = self.heap.bytes_mut();
        let mut done = unit;
        while done < total {
            let more = done.min(total - done);
            bytes.copy_within(start..start + more, start + done);
            done += more;
        }
        Ok(())
    }

    /// Adds a str or bytes value.
    pub(crate) fn text_push_str(&mut self, text: &mut Text, value: Value) -> Res<()> {
        let len = self.raw_bytes(value).len();
        self.text_push_part(text, value, 0, len)
    }

    /// Adds a decimal number.
    pub(crate) fn text_push_number(&mut self, text: &mut Text, number: i64) -> Res<()> {
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        let mut rest = number.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            at -= 1;
            digits[at] = b'-';
        }
        self.text_push(text, &digits[at..])
    }

    /// Adds a code point.
    pub(crate) fn text_push_char(&mut self, text: &mut Text, code_point: u32) -> Res<()> {
        let (buffer, len) = wtf8::encode(code_point);
        self.text_push(text, &buffer[..len])
    }

    /// Drops a text that nothing was allocated after.
    pub(crate) fn text_abandon(&mut self, text: Text) {
        if text.at + self.heap.len(text.at) + 1 == self.heap.top {
            self.heap.top = text.at;
        }
    }

    /// The finished str.
    pub(crate) fn text_finish(&mut self, text: Text) -> Res<Value> {
        Ok(self.finish(text, Kind::Str))
    }

    /// The finished bytes.
    pub(crate) fn text_finish_bytes(&mut self, text: Text) -> Value {
        self.finish(text, Kind::Bytes)
    }

    fn finish(&mut self, text: Text, kind: Kind) -> Value {
        let ascii = if kind == Kind::Str && text.ascii {
            ASCII
        } else {
            0
        };
        let header = &mut self.heap.cells[text.at];
        *header = *header & !0xFF | kind as u64;
        self.heap.cells[text.at + 1] = text.len as u64 | ascii;
        Value::object(text.at)
    }

    /// A new str; the bytes must be generalised UTF-8.
    pub(crate) fn new_str(&mut self, bytes: &[u8]) -> Res<Value> {
        let mut text = self.text_begin()?;
        self.text_push(&mut text, bytes)?;
        self.text_finish(text)
    }

    /// A new bytes.
    pub(crate) fn new_bytes(&mut self, bytes: &[u8]) -> Res<Value> {
        need!(self, Bytes);
        let mut text = self.text_begin()?;
        self.text_push(&mut text, bytes)?;
        Ok(self.text_finish_bytes(text))
    }

    /// A new str of one code point.
    pub(crate) fn new_char(&mut self, code_point: u32) -> Res<Value> {
        let (buffer, len) = wtf8::encode(code_point);
        self.new_str(&buffer[..len])
    }

    /// A new str of a part of another one, by byte positions.
    pub(crate) fn substr(&mut self, value: Value, start: usize, end: usize) -> Res<Value> {
        let mut text = self.text_begin()?;
        self.text_push_part(&mut text, value, start, end)?;
        self.text_finish(text)
    }

    /// The bytes of a str.
    #[inline]
    pub(crate) fn str_bytes(&self, value: Value) -> Option<&[u8]> {
        match value.unpack() {
            Unpacked::ConstStr(offset) => Some(self.package.text(offset)),
            Unpacked::Object(at) if self.heap.holds(at, Kind::Str) => Some(self.object_bytes(at)),
            Unpacked::Object(at) if self.heap.holds(at, Kind::GrownStr) => {
                let buffer = self.heap.get(at, grown_field::BUFFER).cell();
                let len = self.heap.get(at, grown_field::LEN).as_int() as usize;
                Some(&self.object_bytes(buffer)[..len])
            }
            _ => None,
        }
    }

    /// Where the bytes of a str, bytes, bytearray or contiguous memoryview lie.
    pub(crate) fn span(&self, value: Value) -> Option<Span> {
        Span::of(self.heap.cells, self.package, value)
    }

    /// The bytes of a bytes, bytearray or contiguous memoryview.
    pub(crate) fn bytes_bytes(&self, value: Value) -> Option<&[u8]> {
        match value.unpack() {
            Unpacked::ConstBytes(offset) => Some(self.package.text(offset)),
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Bytes => Some(self.object_bytes(at)),
                Kind::ByteArray => Some(self.object_bytes(self.heap.get(at, 0).cell())),
                Kind::MemoryView => {
                    let span = self.span(value)?;
                    let text = match span.text.unpack() {
                        Unpacked::Object(at) => self.object_bytes(at),
                        Unpacked::ConstBytes(offset) => self.package.text(offset),
                        _ => return None,
                    };
                    text.get(span.start..span.start + span.len)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The bytes of a str, bytes or buffer; none of anything else.
    pub(crate) fn raw_bytes(&self, value: Value) -> &[u8] {
        self.str_bytes(value)
            .or_else(|| self.bytes_bytes(value))
            .unwrap_or(&[])
    }

    #[inline]
    fn object_bytes(&self, at: usize) -> &[u8] {
        let from = (at + PREFIX) * 8;
        let len = (self.heap.cells[at + 1] & LEN) as usize;
        &self.heap.bytes()[from..from + len]
    }

    /// Stores a byte of a bytes object that was just made.
    pub(crate) fn set_byte(&mut self, bytes: Value, position: usize, byte: u8) {
        let at = (bytes.cell() + PREFIX) * 8 + position;
        self.heap.bytes_mut()[at] = byte;
    }

    /// Whether the value is a str.
    #[inline]
    pub(crate) fn is_str(&self, value: Value) -> bool {
        match value.unpack() {
            Unpacked::ConstStr(_) => true,
            Unpacked::Object(at) => matches!(self.heap.kind(at), Kind::Str | Kind::GrownStr),
            _ => false,
        }
    }

    /// Whether the value is a bytes.
    pub(crate) fn is_bytes(&self, value: Value) -> bool {
        if !Feature::Bytes.is_enabled() {
            return false;
        }
        match value.unpack() {
            Unpacked::ConstBytes(_) => true,
            Unpacked::Object(at) => self.heap.holds(at, Kind::Bytes),
            _ => false,
        }
    }

    /// Whether the value is a bytes, a bytearray or a contiguous memoryview.
    pub(crate) fn is_bytes_like(&self, value: Value) -> bool {
        self.bytes_bytes(value).is_some()
    }

    /// The length of a bytes object with room for more.
    pub(crate) fn set_bytes_len(&mut self, bytes: Value, len: usize) {
        self.heap.cells[bytes.cell() + 1] = len as u64;
    }

    /// The bytes that the storage of a bytes object has room for.
    pub(crate) fn bytes_room(&self, bytes: Value) -> usize {
        (self.heap.len(bytes.cell()) - 1) * 8
    }

    /// The first byte of a bytes object, as a position in the arena.
    pub(crate) fn bytes_at(&self, bytes: Value) -> usize {
        (bytes.cell() + PREFIX) * 8
    }

    /// A bytes of the same content.
    pub(crate) fn copy_bytes(&mut self, value: Value) -> Res<Value> {
        self.charge(self.raw_bytes(value).len() / 8)?;
        let mut text = self.text_begin()?;
        self.text_push_str(&mut text, value)?;
        Ok(self.text_finish_bytes(text))
    }

    /// Whether a str is ASCII only.
    pub(crate) fn str_is_ascii(&self, value: Value) -> bool {
        match value.unpack() {
            Unpacked::ConstStr(offset) => self.package.is_ascii(offset),
            Unpacked::Object(at) if self.heap.holds(at, Kind::GrownStr) => {
                self.heap.get(at, grown_field::ASCII) == Value::TRUE
            }
            Unpacked::Object(at) => self.heap.cells[at + 1] & ASCII != 0,
            _ => false,
        }
    }

    /// Whether the value is the str with these bytes.
    pub(crate) fn str_is(&self, value: Value, bytes: &[u8]) -> bool {
        self.str_bytes(value) == Some(bytes)
    }

    /// The number of code points of a str.
    pub(crate) fn str_len(&self, value: Value) -> usize {
        let bytes = self.raw_bytes(value);
        if self.str_is_ascii(value) {
            bytes.len()
        } else {
            wtf8::count(bytes)
        }
    }

    /// The byte position of a code point of a str; positions past the end are the end.
    pub(crate) fn byte_offset(&self, value: Value, code_points: usize) -> usize {
        let bytes = self.raw_bytes(value);
        if self.str_is_ascii(value) {
            code_points.min(bytes.len())
        } else {
            wtf8::offset_of(bytes, code_points, false).unwrap_or(bytes.len())
        }
    }

    /// The cached hash of a str object, 0 if there is none.
    pub(crate) fn cached_hash(&self, value: Value) -> u32 {
        if self.heap.is(value, Kind::GrownStr) {
            self.heap.get(value.cell(), grown_field::HASH).as_int() as u32
        } else if value.is_object() {
            (self.heap.cells[value.cell() + 1] >> 32) as u32
        } else {
            self.lookups.name_hash(value)
        }
    }

    /// Keeps the hash of a str object.
    pub(crate) fn cache_hash(&mut self, value: Value, hash: u32) {
        if self.heap.is(value, Kind::GrownStr) {
            let hash = Value::int(hash as i32);
            self.heap.set(value.cell(), grown_field::HASH, hash);
        } else if value.is_object() {
            let cell = &mut self.heap.cells[value.cell() + 1];
            *cell = *cell & 0xFFFF_FFFF | u64::from(hash) << 32;
        } else {
            self.lookups.put_name_hash(value, hash);
        }
    }

    /// The symbol of a name that may not come from the package's name table.
    pub(crate) fn symbol_of(&self, name: Value) -> u16 {
        crate::symbol::of(self.raw_bytes(name))
    }
}
