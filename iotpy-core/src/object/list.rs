//! Lists and tuples.

use crate::catalog::Exception;
use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::Vm;

pub(crate) const LEN: usize = 0;
pub(crate) const STORAGE: usize = 1;

impl Vm<'_, '_> {
    /// A new list of these values.
    pub(crate) fn new_list(&mut self, values: &[Value]) -> Res<Value> {
        let storage = match values.len() {
            0 => Value::NONE,
            _ => self.heap.object(Kind::Values, values)?,
        };
        let fields = [Value::int(values.len() as i32), storage];
        self.heap.object(Kind::List, &fields)
    }

    /// A new list of `count` cells from `at` on.
    pub(crate) fn list_of_cells(&mut self, at: usize, count: usize) -> Res<Value> {
        let list = self.list_with_room(count)?;
        self.charge(count)?;
        if count > 0 {
            let storage = self.heap.get(list.cell(), STORAGE).cell();
            self.heap.cells.copy_within(at..at + count, storage + 1);
            self.heap.set(list.cell(), LEN, Value::int(count as i32));
        }
        Ok(list)
    }

    /// A new empty list with room for `count` values.
    pub(crate) fn list_with_room(&mut self, count: usize) -> Res<Value> {
        let storage = match count {
            0 => Value::NONE,
            _ => Value::object(self.heap.filled(Kind::Values, count, Value::NONE)?),
        };
        self.heap.object(Kind::List, &[Value::int(0), storage])
    }

    /// A new tuple of `count` cells from `at` on.
    pub(crate) fn tuple_of_cells(&mut self, at: usize, count: usize) -> Res<Value> {
        self.charge(count)?;
        let tuple = self.heap.allocate(Kind::Tuple, count)?;
        self.heap.cells.copy_within(at..at + count, tuple + 1);
        Ok(Value::object(tuple))
    }

    /// The number of elements of a list.
    #[inline]
    pub(crate) fn list_len(&self, list: Value) -> usize {
        self.heap.get(list.cell(), LEN).as_int() as usize
    }

    /// First cell and number of the elements of a list or tuple.
    #[inline]
    pub(crate) fn elements(&self, value: Value) -> (usize, usize) {
        let at = value.cell();
        if self.heap.holds(at, Kind::Tuple) {
            return (at + 1, self.heap.len(at));
        }
        let len = self.heap.get(at, LEN).as_int() as usize;
        (self.heap.get(at, STORAGE).cell() + 1, len)
    }

    /// First cell and number of the elements, if the value is a list or tuple.
    #[inline]
    pub(crate) fn sequence(&self, value: Value) -> Option<(usize, usize)> {
        match self.heap.kind_of(value) {
            Some(Kind::List | Kind::Tuple) => Some(self.elements(value)),
            _ => None,
        }
    }

    /// The `n`-th element of a list.
    #[inline]
    pub(crate) fn list_get(&self, list: Value, n: usize) -> Value {
        let storage = self.heap.get(list.cell(), STORAGE).cell();
        self.heap.get(storage, n)
    }

    /// Sets the length of a list within its room.
    pub(crate) fn list_set_len(&mut self, list: Value, len: usize) {
        self.heap.set(list.cell(), LEN, Value::int(len as i32));
    }

    /// Makes room for `more` elements, so that pushing them cannot fail.
    pub(crate) fn list_reserve(&mut self, list: Value, more: usize) -> Res<()> {
        let at = list.cell();
        let len = self.list_len(list);
        let storage = self.heap.get(at, STORAGE);
        let room = if storage.is_object() {
            self.heap.len(storage.cell())
        } else {
            0
        };
        if len + more <= room {
            return Ok(());
        }
        self.charge(len / 4)?;
        let wanted = (len + more).max(len + len / 2).max(4);
        // With little memory left an exact fit may still do where a generous one does not.
        let new = match self.heap.filled(Kind::Values, wanted, Value::NONE) {
            Ok(new) => new,
            Err(_) => self.heap.filled(Kind::Values, len + more, Value::NONE)?,
        };
        if storage.is_object() {
            let old = storage.cell() + 1;
            self.heap.cells.copy_within(old..old + len, new + 1);
        }
        self.note_store(at, Value::object(new));
        self.heap.set(at, STORAGE, Value::object(new));
        Ok(())
    }

    /// Appends a value.
    #[inline]
    pub(crate) fn list_push(&mut self, list: Value, value: Value) -> Res<()> {
        let at = list.cell();
        let len = self.list_len(list);
        let storage = self.heap.get(at, STORAGE);
        if !storage.is_object() || len == self.heap.len(storage.cell()) {
            self.list_reserve(list, 1)?;
        }
        let storage = self.heap.get(at, STORAGE).cell();
        self.note_store(storage, value);
        self.heap.set(storage, len, value);
        self.heap.set(at, LEN, Value::int(len as i32 + 1));
        Ok(())
    }

    /// Opens a gap of `count` elements at `n`.
    fn list_open(&mut self, list: Value, n: usize, count: usize) -> Res<usize> {
        self.list_reserve(list, count)?;
        let (at, len) = self.elements(list);
        self.charge((len - n) / 8)?;
        self.heap
            .cells
            .copy_within(at + n..at + len, at + n + count);
        self.heap
            .set(list.cell(), LEN, Value::int((len + count) as i32));
        Ok(at + n)
    }

    /// Removes the elements from `start` to `end`.
    pub(crate) fn list_close(&mut self, list: Value, start: usize, end: usize) -> Res<()> {
        let (at, len) = self.elements(list);
        self.charge((len - end) / 8)?;
        self.heap.cells.copy_within(at + end..at + len, at + start);
        let new = len - (end - start);
        self.heap.cells[at + new..at + len].fill(Value::NONE.0);
        self.heap.set(list.cell(), LEN, Value::int(new as i32));
        Ok(())
    }

    /// Inserts a value before position `n`.
    pub(crate) fn list_insert(&mut self, list: Value, n: usize, value: Value) -> Res<()> {
        let at = self.list_open(list, n, 1)?;
        self.note_store(self.heap.get(list.cell(), STORAGE).cell(), value);
        self.heap.cells[at] = value.0;
        Ok(())
    }

    /// Replaces the elements from `start` to `end` by those of a list or tuple.
    pub(crate) fn list_splice(
        &mut self,
        list: Value,
        start: usize,
        end: usize,
        source: Value,
    ) -> Res<()> {
        let (_, count) = self.elements(source);
        self.charge(count)?;
        let source = if source == list {
            let (at, count) = self.elements(source);
            self.tuple_of_cells(at, count)?
        } else {
            source
        };
        let removed = end - start;
        if count > removed {
            self.list_open(list, end, count - removed)?;
        } else {
            self.list_close(list, start + count, end)?;
        }
        let (from, _) = self.elements(source);
        let (to, _) = self.elements(list);
        let storage = to - 1;
        for n in 0..count {
            self.note_store(storage, Value(self.heap.cells[from + n]));
        }
        self.heap.cells.copy_within(from..from + count, to + start);
        Ok(())
    }

    /// Appends the values of the iterable in a cell. It goes on where it stopped when it is run
    /// again after a collection.
    pub(crate) fn list_extend(&mut self, list: Value, source_cell: usize) -> Res<()> {
        let source = Value(self.heap.cells[source_cell]);
        if self.heap.is(source, Kind::Generator) {
            let values = self.materialised(source_cell)?;
            return self.list_extend_by(list, values);
        }
        self.list_extend_by(list, source)
    }

    /// As [`Vm::list_extend`] for a value that is no generator.
    pub(crate) fn list_extend_by(&mut self, list: Value, source: Value) -> Res<()> {
        if let Some((_, count)) = self.sequence(source) {
            self.list_reserve(list, count)?;
            let len = self.list_len(list);
            return self.list_splice(list, len, len, source);
        }
        if self.heap.is(source, Kind::Iterator) {
            loop {
                self.list_reserve(list, 1)?;
                self.charge(1)?;
                match self.iter_next(source)? {
                    Some(value) => self.list_push(list, value)?,
                    None => return Ok(()),
                }
            }
        }
        let source = self.plain_iterable(source)?;
        let values = self.to_list(source)?;
        self.list_extend_by(list, values)
    }

    /// A new list of the values of an iterable that is no iterator.
    pub(crate) fn to_list(&mut self, source: Value) -> Res<Value> {
        let source = self.plain_iterable(source)?;
        if let Some((at, count)) = self.sequence(source) {
            return self.list_of_cells(at, count);
        }
        let iterator = self.get_iter(source)?;
        let room = self.length_hint(source);
        let list = self.list_with_room(room)?;
        while let Some(value) = self.iter_next(iterator)? {
            self.charge(1)?;
            self.list_push(list, value)?;
        }
        Ok(list)
    }

    /// A list or tuple with the values of the iterable in a cell: itself if it is one.
    pub(crate) fn to_sequence(&mut self, cell: usize) -> Res<Value> {
        let value = Value(self.heap.cells[cell]);
        match self.heap.kind_of(value) {
            Some(Kind::List | Kind::Tuple) => Ok(value),
            Some(Kind::Generator | Kind::Iterator) => self.materialised(cell),
            _ => self.to_list(value),
        }
    }

    /// `Unpack`
    pub(crate) fn unpack_exact(&mut self, source: usize, to: usize, count: usize) -> Res<()> {
        let value = self.unpackable(source, count + 1)?;
        let (at, len) = self.elements(value);
        if len < count {
            return Err(self.raise(
                Exception::ValueError,
                &[
                    Piece::Text("not enough values to unpack (expected "),
                    Piece::Number(count as i64),
                    Piece::Text(", got "),
                    Piece::Number(len as i64),
                    Piece::Text(")"),
                ],
            ));
        }
        if len > count {
            return Err(self.raise(
                Exception::ValueError,
                &[
                    Piece::Text("too many values to unpack (expected "),
                    Piece::Number(count as i64),
                    Piece::Text(")"),
                ],
            ));
        }
        self.heap.cells.copy_within(at..at + count, to);
        Ok(())
    }

    /// `UnpackStar`
    pub(crate) fn unpack_star(
        &mut self,
        source: usize,
        to: usize,
        before: usize,
        after: usize,
    ) -> Res<()> {
        let value = self.unpackable(source, usize::MAX)?;
        let (at, len) = self.elements(value);
        if len < before + after {
            return Err(self.raise(
                Exception::ValueError,
                &[
                    Piece::Text("not enough values to unpack (expected at least "),
                    Piece::Number((before + after) as i64),
                    Piece::Text(", got "),
                    Piece::Number(len as i64),
                    Piece::Text(")"),
                ],
            ));
        }
        let middle = len - before - after;
        let rest = self.list_of_cells(at + before, middle)?;
        let (at, _) = self.elements(value);
        self.heap.cells.copy_within(at..at + before, to);
        self.heap.cells[to + before] = rest.0;
        let last = at + before + middle;
        self.heap
            .cells
            .copy_within(last..last + after, to + before + 1);
        Ok(())
    }

    /// The values to unpack: of what Python code gives one by one, no more than `most`.
    fn unpackable(&mut self, cell: usize, most: usize) -> Res<Value> {
        let value = Value(self.heap.cells[cell]);
        if !self.is_iterable(value) {
            return Err(self.type_error(&[
                Piece::Text("cannot unpack non-iterable "),
                Piece::TypeOf(value),
                Piece::Text(" object"),
            ]));
        }
        let lazy = self.heap.is(value, Kind::Generator)
            || self.program_class(value).is_some() && !self.has_payload(value);
        if lazy && most != usize::MAX {
            let take = self.library(crate::catalog::fallback::TAKE)?;
            return self.call_python(take, &[value, Value::int(most as i32)]);
        }
        self.to_sequence(cell)
    }
}
