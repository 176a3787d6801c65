//! Small objects for `vm::quick`, which has taken the arena apart.

use crate::heap::Kind;
use crate::object::slice::Positions;
use crate::value::Value;

/// The part of the arena that objects may still take.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub top: usize,
    /// The cell that objects do not pass.
    pub limit: usize,
}

/// What limits the room of objects beside the stack; as those of the heap.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub ceiling: usize,
    pub reserve: usize,
}

impl Bounds {
    /// The cell that objects do not pass where the stack ends at `sp`.
    #[inline(always)]
    pub(super) fn limit(&self, sp: usize) -> usize {
        sp.min(self.ceiling).saturating_sub(self.reserve)
    }
}

impl Room {
    /// Whether the stack may take so many cells.
    #[inline(always)]
    pub(super) fn has_frame(&self, cells: usize) -> bool {
        self.limit.saturating_sub(self.top) >= cells
    }

    /// Whether so many cells are free.
    #[inline(always)]
    pub(super) fn has(&self, cells: usize) -> bool {
        self.top + cells <= self.limit
    }

    /// As [`crate::heap::Heap::allocate`].
    #[inline(always)]
    pub(super) fn allocate(
        &mut self,
        cells: &mut [u64],
        kind: Kind,
        payload: usize,
    ) -> Option<usize> {
        let (at, size) = (self.top, payload + 1);
        if !self.has(size) {
            return None;
        }
        cells[at] = (size as u64) << 8 | kind as u64;
        self.top = at + size;
        Some(at)
    }

    /// As [`crate::heap::Heap::object`].
    #[inline(always)]
    pub(super) fn object(
        &mut self,
        cells: &mut [u64],
        kind: Kind,
        payload: &[Value],
    ) -> Option<Value> {
        let at = self.allocate(cells, kind, payload.len())?;
        for (cell, value) in cells[at + 1..].iter_mut().zip(payload) {
            *cell = value.0;
        }
        Some(Value::object(at))
    }

    /// An int.
    #[inline]
    pub(super) fn int(&mut self, cells: &mut [u64], int: i64) -> Option<Value> {
        if let Ok(small) = i32::try_from(int) {
            return Some(Value::int(small));
        }
        let at = self.allocate(cells, Kind::Int, 2)?;
        cells[at + 1] = 1 | (int as u64) >> 63 << 63;
        cells[at + 2] = int.unsigned_abs();
        Some(Value::object(at))
    }

    /// The str of one ASCII letter.
    #[inline]
    pub(super) fn letter(&mut self, cells: &mut [u64], byte: u8) -> Option<Value> {
        if !byte.is_ascii() {
            return None;
        }
        let at = self.allocate(cells, Kind::Str, 2)?;
        cells[at + 1] = 1 << 31 | 1;
        cells[at + 2] = u64::from(byte);
        Some(Value::object(at))
    }

    /// A str.
    #[inline]
    pub(super) fn text(&mut self, cells: &mut [u64], bytes: &[u8], ascii: bool) -> Option<Value> {
        let payload = 1 + bytes.len().div_ceil(8);
        let at = self.allocate(cells, Kind::Str, payload)?;
        cells[at + 1] = u64::from(ascii) << 31 | bytes.len() as u64;
        let to: &mut [u8] = bytemuck::cast_slice_mut(&mut cells[at + 2..at + 1 + payload]);
        to[..bytes.len()].copy_from_slice(bytes);
        Some(Value::object(at))
    }

    /// A part of the elements from a cell on, as a tuple or list.
    pub(super) fn part(
        &mut self,
        cells: &mut [u64],
        (first, tuple): (usize, bool),
        positions: &Positions,
    ) -> Option<Value> {
        let count = positions.count;
        if !self.has(count + 4) {
            return None;
        }
        let kind = match tuple {
            true => Kind::Tuple,
            false => Kind::Values,
        };
        let mut storage = Value::NONE;
        if count > 0 || tuple {
            let at = self.allocate(cells, kind, count)?;
            let mut from = first as i64 + positions.start;
            for n in 0..count {
                cells[at + 1 + n] = cells[from as usize];
                from += positions.step;
            }
            storage = Value::object(at);
        }
        if tuple {
            return Some(storage);
        }
        self.object(cells, Kind::List, &[Value::int(count as i32), storage])
    }

    /// A list of values.
    #[inline]
    pub(super) fn list(&mut self, cells: &mut [u64], values: &[u64]) -> Option<Value> {
        if !self.has(values.len() + 4) {
            return None;
        }
        let mut storage = Value::NONE;
        if !values.is_empty() {
            let at = self.allocate(cells, Kind::Values, values.len())?;
            cells[at + 1..at + 1 + values.len()].copy_from_slice(values);
            storage = Value::object(at);
        }
        let fields = [Value::int(values.len() as i32), storage];
        self.object(cells, Kind::List, &fields)
    }
}
