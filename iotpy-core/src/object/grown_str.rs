//! Strs that grow: what `text += part` costs in a loop is the part, not the text.
//!
//! A str that came of adding a short one to a long one is the beginning of a buffer with room for
//! more. Adding to it again writes into that room and makes another beginning of the same buffer,
//! unless the room was taken already by another addition to the same str. Whether it was follows
//! from what the program did, so that fuel does not depend on the heap.

use crate::error::Res;
use crate::heap::{Kind, OBJECT_CELLS_MAX};
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// Payload of such a str.
pub(crate) mod grown_field {
    /// The buffer, laid out as a str whose length is what is taken.
    pub const BUFFER: usize = 0;
    /// Bytes of it that the str has.
    pub const LEN: usize = 1;
    /// The cached hash, 0 if there is none.
    pub const HASH: usize = 2;
    /// Whether it is ASCII only.
    pub const ASCII: usize = 3;
    /// Cells of the payload.
    pub const COUNT: usize = 4;
}

/// Shorter strs are copied.
const LEN_MIN: usize = 512;
/// What is added has no more than this part of what is there.
const PART: usize = 4;

impl Vm<'_, '_> {
    /// `x + y` of strs.
    pub(crate) fn concat_strs(&mut self, x: Value, y: Value) -> Res<Value> {
        let (left, right) = (self.raw_bytes(x).len(), self.raw_bytes(y).len());
        let cells = 1 + (left + right + (left + right) / 2).div_ceil(8);
        if left < LEN_MIN || right > left / PART || cells >= OBJECT_CELLS_MAX {
            return self.concat_texts(x, y, false);
        }
        let ascii = self.str_is_ascii(x) && self.str_is_ascii(y);
        if let Some(buffer) = self.room_after(x, left, right) {
            self.charge(right / 8)?;
            return self.grow_into(buffer, (left, right), y, ascii);
        }
        self.charge((left + right) / 8)?;
        let fields = grown_field::COUNT + 1;
        // With little memory left an exact fit may still do where a generous one does not.
        let cells = match self.heap.reserve_cells(cells + 1 + fields) {
            Ok(()) => cells,
            Err(_) => 1 + (left + right).div_ceil(8),
        };
        self.heap.reserve_cells(cells + 1 + fields)?;
        let buffer = self.heap.allocate(Kind::Raw, cells)?;
        self.heap.cells[buffer + 1..buffer + 1 + cells].fill(0);
        self.copy_text(x, left, buffer, 0);
        self.grow_into(buffer, (left, right), y, ascii)
    }

    /// The buffer that a str begins, if there is room for so many bytes right after it.
    fn room_after(&self, text: Value, len: usize, more: usize) -> Option<usize> {
        if !self.heap.is(text, Kind::GrownStr) {
            return None;
        }
        let buffer = self.heap.get(text.cell(), grown_field::BUFFER).cell();
        let taken = self.heap.cells[buffer + 1] as usize;
        let room = (self.heap.len(buffer) - 1) * 8;
        (taken == len && room - len >= more).then_some(buffer)
    }

    /// Adds a text to a buffer with room; the str that both make.
    fn grow_into(
        &mut self,
        buffer: usize,
        (left, right): (usize, usize),
        y: Value,
        ascii: bool,
    ) -> Res<Value> {
        let len = left + right;
        let fields = [
            Value::object(buffer),
            Value::int(len as i32),
            Value::int(0),
            Value::bool(ascii),
        ];
        let made = self.heap.object(Kind::GrownStr, &fields)?;
        self.copy_text(y, right, buffer, left);
        self.heap.cells[buffer + 1] = len as u64;
        Ok(made)
    }

    /// Copies a text into a buffer.
    fn copy_text(&mut self, text: Value, len: usize, buffer: usize, at: usize) {
        let to = (buffer + 2) * 8 + at;
        match text.unpack() {
            Unpacked::ConstStr(offset) => {
                let bytes = self.package.text(offset);
                self.heap.bytes_mut()[to..to + len].copy_from_slice(bytes);
            }
            _ => {
                let Some(span) = self.span(text) else {
                    return;
                };
                let from = (span.text.cell() + 2) * 8 + span.start;
                self.heap.bytes_mut().copy_within(from..from + len, to);
            }
        }
    }
}
