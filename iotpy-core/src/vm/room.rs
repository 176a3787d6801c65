//! Small objects for `vm::quick`, which has taken the arena apart.

use crate::heap::Kind;
use crate::value::Value;

/// The part of the arena that objects may still take.
pub(super) struct Room {
    pub top: usize,
    pub limit: usize,
}

impl Room {
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
