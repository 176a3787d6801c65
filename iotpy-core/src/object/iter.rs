//! Iterators over builtin objects.
//!
//! Payload of an iterator: what it does ([`Walk`]), its position, its subject, an extra value. A
//! step either moves on and returns a value, or fails and leaves the iterator where it was.

use crate::catalog::Exception;
use crate::error::{Piece, Reason, Res};
use crate::heap::Kind;
use crate::text::wtf8;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// How deep iterators over iterators go.
const NESTED_DEPTH_MAX: usize = 32;
/// Iterators that one step of an iterator may take along.
const NESTED_ITERATORS_MAX: usize = 1 << 16;
pub(crate) const WALK: usize = 0;
pub(crate) const POSITION: usize = 1;
pub(crate) const SUBJECT: usize = 2;
pub(crate) const EXTRA: usize = 3;
/// Entries that are still to come, of a walk over a dict.
pub(crate) const LEFT: usize = 4;

/// What an iterator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub(crate) enum Walk {
    /// List or tuple by index.
    Sequence = 0,
    /// Code points by byte position.
    Str = 1,
    Bytes = 2,
    /// Subject: step, extra: stop; position: the next element, small ints only.
    SmallRange = 3,
    /// As `SmallRange`, position: index (an int), subject: the range.
    Range = 4,
    /// Extra: the length at the start, for the check that nothing was added or removed.
    Keys = 5,
    Values = 6,
    Items = 7,
    Set = 8,
    /// Position: the count, subject: an iterator.
    Enumerate = 9,
    /// Subject: tuple of iterators, extra: strict.
    Zip = 10,
    /// List or tuple backwards; position: elements left.
    ReversedSequence = 11,
    ReversedKeys = 12,
    ReversedValues = 13,
    ReversedItems = 14,
    /// Nothing is left.
    Done = 15,
    /// Memoryview by index.
    View = 16,
}

/// Whether a walk ends with an error when it finds more entries than there were at its start.
fn counts_entries(walk: Walk) -> bool {
    matches!(walk, Walk::Keys | Walk::Values | Walk::Items)
}

const WALKS: [Walk; 17] = [
    Walk::Sequence,
    Walk::Str,
    Walk::Bytes,
    Walk::SmallRange,
    Walk::Range,
    Walk::Keys,
    Walk::Values,
    Walk::Items,
    Walk::Set,
    Walk::Enumerate,
    Walk::Zip,
    Walk::ReversedSequence,
    Walk::ReversedKeys,
    Walk::ReversedValues,
    Walk::ReversedItems,
    Walk::Done,
    Walk::View,
];

impl Vm<'_, '_> {
    /// What the iterator object at a cell does.
    pub(crate) fn walk(&self, at: usize) -> Walk {
        let code = self.heap.get(at, WALK).as_int();
        WALKS.get(code as usize).copied().unwrap_or(Walk::Done)
    }

    pub(crate) fn new_iterator(
        &mut self,
        walk: Walk,
        position: Value,
        subject: Value,
        extra: Value,
    ) -> Res<Value> {
        let fields = [Value::int(walk as i32), position, subject, extra, extra];
        let count = if counts_entries(walk) { 5 } else { 4 };
        let iterator = self.heap.object(Kind::Iterator, &fields[..count])?;
        let mut iterators = NESTED_ITERATORS_MAX;
        let nested = self.nested_cells(iterator, NESTED_DEPTH_MAX, &mut iterators);
        if nested.is_none() {
            let message = [Piece::Text("iterators are nested too deeply")];
            return Err(self.raise(Exception::RecursionError, &message));
        }
        Ok(iterator)
    }

    /// Whether `iter()` of the value works.
    pub(crate) fn is_iterable(&self, value: Value) -> bool {
        if let Some(class) = self.program_class(value) {
            return self.class_has(class, crate::symbol::D_ITER)
                || self.class_has(class, crate::symbol::D_GETITEM);
        }
        match value.unpack() {
            Unpacked::ConstStr(_) | Unpacked::ConstBytes(_) => true,
            Unpacked::Object(at) => matches!(
                self.heap.kind(at),
                Kind::Str
                    | Kind::GrownStr
                    | Kind::Bytes
                    | Kind::ByteArray
                    | Kind::MemoryView
                    | Kind::List
                    | Kind::Tuple
                    | Kind::Dict
                    | Kind::Set
                    | Kind::FrozenSet
                    | Kind::Range
                    | Kind::DictView
                    | Kind::Iterator
                    | Kind::Generator
            ),
            _ => false,
        }
    }

    /// `iter(value)`
    pub(crate) fn get_iter(&mut self, value: Value) -> Res<Value> {
        let (zero, none) = (Value::int(0), Value::NONE);
        let len = |vm: &Self, table| Value::int(vm.dict_len(table) as i32);
        match value.unpack() {
            Unpacked::ConstStr(_) => self.new_iterator(Walk::Str, zero, value, none),
            Unpacked::ConstBytes(_) => self.new_iterator(Walk::Bytes, zero, value, none),
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::List | Kind::Tuple => self.new_iterator(Walk::Sequence, zero, value, none),
                Kind::Str | Kind::GrownStr => self.new_iterator(Walk::Str, zero, value, none),
                Kind::Bytes | Kind::ByteArray => self.new_iterator(Walk::Bytes, zero, value, none),
                Kind::MemoryView => self.new_iterator(Walk::View, zero, value, none),
                Kind::Dict => {
                    let len = len(self, value);
                    self.new_iterator(Walk::Keys, zero, value, len)
                }
                Kind::Set | Kind::FrozenSet => {
                    let len = len(self, value);
                    self.new_iterator(Walk::Set, zero, value, len)
                }
                Kind::Range => self.range_iter(value),
                Kind::DictView => {
                    let dict = self.heap.get(at, 0);
                    let len = len(self, dict);
                    let walk = [Walk::Keys, Walk::Values, Walk::Items];
                    let walk = walk[self.heap.get(at, 1).as_int() as usize % 3];
                    self.new_iterator(walk, zero, dict, len)
                }
                Kind::Iterator | Kind::Generator => Ok(value),
                Kind::Instance | Kind::Class | Kind::Exception => self.iter_of_instance(value),
                _ => Err(self.not_iterable(value)),
            },
            _ => Err(self.not_iterable(value)),
        }
    }

    fn range_iter(&mut self, range: Value) -> Res<Value> {
        let [start, stop, step] = self.range_fields(range);
        let small = start.is_int() && stop.is_int() && step.is_int();
        if small && stop.as_int().checked_add(step.as_int()).is_some() {
            return self.new_iterator(Walk::SmallRange, start, step, stop);
        }
        self.new_iterator(Walk::Range, Value::int(0), range, Value::NONE)
    }

    /// Cells that a step of this iterator may allocate.
    fn step_cells(&self, iterator: Value) -> usize {
        let mut iterators = NESTED_ITERATORS_MAX;
        self.nested_cells(iterator, NESTED_DEPTH_MAX, &mut iterators)
            .unwrap_or(0)
    }

    /// As [`Vm::step_cells`]; none if more than `iterators` are nested, or deeper than `depth`: a
    /// step of the outermost one is a single instruction that uses the native stack.
    fn nested_cells(&self, iterator: Value, depth: usize, iterators: &mut usize) -> Option<usize> {
        if !self.heap.is(iterator, Kind::Iterator) {
            return Some(0);
        }
        *iterators = iterators.checked_sub(1)?;
        let depth = depth.checked_sub(1)?;
        let at = iterator.cell();
        Some(match self.walk(at) {
            Walk::Str | Walk::View => 6,
            Walk::Items | Walk::ReversedItems => 3,
            Walk::Range => 64,
            Walk::Enumerate => {
                8 + self.nested_cells(self.heap.get(at, SUBJECT), depth, iterators)?
            }
            Walk::Zip => {
                let (first, count) = self.elements(self.heap.get(at, SUBJECT));
                // The error of a strict zip comes after some of its iterators have moved on.
                let strict = self.heap.get(at, EXTRA) == Value::TRUE;
                let mut cells = count + if strict { 49 } else { 1 };
                for cell in first..first + count {
                    cells += self.nested_cells(Value(self.heap.cells[cell]), depth, iterators)?;
                }
                cells
            }
            _ => 0,
        })
    }

    /// The next value of an iterator that is no generator.
    #[inline]
    pub(crate) fn iter_next(&mut self, iterator: Value) -> Res<Option<Value>> {
        if !self.heap.is(iterator, Kind::Iterator) {
            if let Some(next) = self.special(iterator, crate::symbol::D_NEXT)? {
                let catch = crate::vm::Catch::StopIteration;
                return self.call_python_catching(next, &[iterator], catch);
            }
            return Err(self.type_error(&[
                Piece::Text("'"),
                Piece::TypeOf(iterator),
                Piece::Text("' object is not an iterator"),
            ]));
        }
        let at = iterator.cell();
        match self.walk(at) {
            Walk::Sequence => {
                let position = self.heap.get(at, POSITION).as_int() as usize;
                let (first, len) = self.elements(self.heap.get(at, SUBJECT));
                if position >= len {
                    self.finish_iterator(at);
                    return Ok(None);
                }
                self.heap.set(at, POSITION, Value::int(position as i32 + 1));
                Ok(Some(Value(self.heap.cells[first + position])))
            }
            Walk::SmallRange => {
                let position = self.heap.get(at, POSITION).as_int();
                let step = self.heap.get(at, SUBJECT).as_int();
                let stop = self.heap.get(at, EXTRA).as_int();
                if if step > 0 {
                    position < stop
                } else {
                    position > stop
                } {
                    self.heap
                        .set(at, POSITION, Value::int(position.wrapping_add(step)));
                    return Ok(Some(Value::int(position)));
                }
                Ok(None)
            }
            walk => self.iter_next_other(at, walk),
        }
    }

    fn finish_iterator(&mut self, at: usize) {
        self.heap.set(at, WALK, Value::int(Walk::Done as i32));
        self.heap.set(at, SUBJECT, Value::NONE);
    }

    fn iter_next_other(&mut self, at: usize, walk: Walk) -> Res<Option<Value>> {
        let position = self.heap.get(at, POSITION);
        let subject = self.heap.get(at, SUBJECT);
        match walk {
            Walk::Str => self.next_char(at, position.as_int() as usize, subject),
            Walk::Bytes => {
                let n = position.as_int() as usize;
                let byte = self.raw_bytes(subject).get(n).copied();
                self.heap.set(at, POSITION, Value::int(n as i32 + 1));
                Ok(byte.map(|byte| Value::int(i32::from(byte))))
            }
            Walk::View => {
                let n = position.as_int();
                let item = self.view_next(subject, n as usize)?;
                if item.is_none() {
                    self.finish_iterator(at);
                } else {
                    self.heap.set(at, POSITION, Value::int(n + 1));
                }
                Ok(item)
            }
            Walk::Range => {
                let value = self.range_item(subject, position)?;
                let next = self.int_add(position, Value::int(1))?;
                self.note_store(at, next);
                self.heap.set(at, POSITION, next);
                Ok(value)
            }
            Walk::Keys
            | Walk::Values
            | Walk::Items
            | Walk::Set
            | Walk::ReversedKeys
            | Walk::ReversedValues
            | Walk::ReversedItems => self.next_entry(at, walk, subject),
            Walk::Enumerate => {
                self.heap
                    .reserve_cells(self.step_cells(Value::object(at)))?;
                let next = self.int_add(position, Value::int(1))?;
                let Some(value) = self.iter_next(subject)? else {
                    return Ok(None);
                };
                let pair = self.heap.object(Kind::Tuple, &[position, value])?;
                self.note_store(at, next);
                self.heap.set(at, POSITION, next);
                Ok(Some(pair))
            }
            Walk::Zip => self.next_zip(at, subject),
            Walk::ReversedSequence => {
                let left = position.as_int() as usize;
                let (first, len) = self.elements(subject);
                if left == 0 || left > len {
                    self.finish_iterator(at);
                    return Ok(None);
                }
                self.heap.set(at, POSITION, Value::int(left as i32 - 1));
                Ok(Some(Value(self.heap.cells[first + left - 1])))
            }
            _ => Ok(None),
        }
    }

    fn next_char(&mut self, at: usize, position: usize, subject: Value) -> Res<Option<Value>> {
        let rest = &self.raw_bytes(subject)[position..];
        let Some((_, width)) = wtf8::decode_first(rest) else {
            return Ok(None);
        };
        let value = self.substr(subject, position, position + width)?;
        self.heap
            .set(at, POSITION, Value::int((position + width) as i32));
        Ok(Some(value))
    }

    fn next_entry(&mut self, at: usize, walk: Walk, table: Value) -> Res<Option<Value>> {
        let mut position = self.heap.get(at, POSITION).as_int() as usize;
        if self.dict_len(table) as i32 != self.heap.get(at, EXTRA).as_int() {
            let what = if walk == Walk::Set {
                "Set"
            } else {
                "dictionary"
            };
            let message = [
                Piece::Text(what),
                Piece::Text(" changed size during iteration"),
            ];
            return Err(self.raise(Exception::RuntimeError, &message));
        }
        self.heap.reserve_cells(3)?;
        let backwards = matches!(
            walk,
            Walk::ReversedKeys | Walk::ReversedValues | Walk::ReversedItems
        );
        let entry = if backwards {
            self.dict_previous(table, &mut position)
        } else {
            self.dict_next(table, &mut position)
        };
        let Some((key, value)) = entry else {
            self.finish_iterator(at);
            return Ok(None);
        };
        let left = match counts_entries(walk) {
            true => self.heap.get(at, LEFT).as_int(),
            false => 1,
        };
        if left <= 0 {
            let message = "dictionary keys changed during iteration";
            return Err(self.raise(Exception::RuntimeError, &[Piece::Text(message)]));
        }
        let item = match walk {
            Walk::Values | Walk::ReversedValues => value,
            Walk::Items | Walk::ReversedItems => self.heap.object(Kind::Tuple, &[key, value])?,
            _ => key,
        };
        self.heap.set(at, POSITION, Value::int(position as i32));
        if counts_entries(walk) {
            self.heap.set(at, LEFT, Value::int(left - 1));
        }
        Ok(Some(item))
    }

    fn next_zip(&mut self, at: usize, iterators: Value) -> Res<Option<Value>> {
        let (first, count) = self.elements(iterators);
        if count == 0 {
            return Ok(None);
        }
        self.heap
            .reserve_cells(self.step_cells(Value::object(at)))?;
        self.charge(count)?;
        let tuple = self.heap.filled(Kind::Tuple, count, Value::NONE)?;
        let strict = self.heap.get(at, EXTRA) == Value::TRUE;
        for n in 0..count {
            match self.iter_next(Value(self.heap.cells[first + n]))? {
                Some(value) => self.heap.set(tuple, n, value),
                None if strict => return self.zip_mismatch(first, count, n),
                None => return Ok(None),
            }
        }
        Ok(Some(Value::object(tuple)))
    }

    /// An argument of a strict zip ended: all must end here.
    fn zip_mismatch(&mut self, first: usize, count: usize, ended: usize) -> Res<Option<Value>> {
        let mut wrong = (ended > 0).then_some((ended, " is shorter than argument"));
        if ended == 0 {
            for n in 1..count {
                if self.iter_next(Value(self.heap.cells[first + n]))?.is_some() {
                    wrong = Some((n, " is longer than argument"));
                    break;
                }
            }
        }
        let Some((n, text)) = wrong else {
            return Ok(None);
        };
        let rest = if n == 1 { " 1" } else { "s 1-" };
        let mut message = [Piece::Text(""); 6];
        message[..5].copy_from_slice(&[
            Piece::Text("zip() argument "),
            Piece::Number(n as i64 + 1),
            Piece::Text(text),
            Piece::Text(rest),
            Piece::Text(""),
        ]);
        if n > 1 {
            message[5] = Piece::Number(n as i64);
        }
        Err(self.raise(Exception::ValueError, &message))
    }

    /// About how many values an iterable has.
    pub(crate) fn length_hint(&mut self, value: Value) -> usize {
        match self.heap.kind_of(value) {
            Some(Kind::Dict | Kind::Set | Kind::FrozenSet) => self.dict_len(value),
            Some(Kind::Range) => self
                .range_i64(value)
                .map_or(0, |fields| super::range::span(fields) as usize),
            Some(Kind::DictView) => self.dict_len(self.heap.get(value.cell(), 0)),
            _ if self.is_str(value) => self.str_len(value),
            _ if self.is_buffer(value) => self.raw_bytes(value).len(),
            _ => 0,
        }
    }

    /// An iterator over the argument in a cell; generators are turned into lists first.
    pub(crate) fn iter_argument(&mut self, cell: usize) -> Res<Value> {
        let value = Value(self.heap.cells[cell]);
        let value = self.plain_iterable(value)?;
        match self.heap.kind_of(value) {
            Some(Kind::Generator | Kind::Iterator) => {
                let values = self.materialised(cell)?;
                self.get_iter(values)
            }
            _ => self.get_iter(value),
        }
    }

    /// `reversed(value)`
    pub(crate) fn reversed(&mut self, value: Value) -> Res<Value> {
        let none = Value::NONE;
        if self.program_class(value).is_some() {
            return self.reversed_instance(value);
        }
        match self.heap.kind_of(value) {
            Some(Kind::List | Kind::Tuple) => {
                let (_, len) = self.elements(value);
                self.new_iterator(Walk::ReversedSequence, Value::int(len as i32), value, none)
            }
            Some(Kind::Range) => {
                let bounds = [none, none, Value::int(-1)];
                let backwards = self.get_slice(value, bounds)?;
                self.get_iter(backwards)
            }
            Some(Kind::Dict) => self.reversed_entries(Walk::ReversedKeys, value),
            Some(Kind::DictView) => {
                let walks = [
                    Walk::ReversedKeys,
                    Walk::ReversedValues,
                    Walk::ReversedItems,
                ];
                let which = self.heap.get(value.cell(), 1).as_int() as usize % 3;
                self.reversed_entries(walks[which], self.heap.get(value.cell(), 0))
            }
            _ if self.is_str(value) || self.is_buffer(value) => {
                let list = self.to_list(value)?;
                let len = Value::int(self.list_len(list) as i32);
                // Marked as no iterator of a list.
                self.new_iterator(Walk::ReversedSequence, len, list, Value::TRUE)
            }
            _ => Err(self.type_error(&[
                Piece::Text("'"),
                Piece::TypeOf(value),
                Piece::Text("' object is not reversible"),
            ])),
        }
    }

    fn reversed_instance(&mut self, value: Value) -> Res<Value> {
        let method = self.special(value, crate::symbol::D_REVERSED)?;
        if let Some(method) = method.filter(|method| *method != Value::NONE) {
            return self.call_python(method, &[value]);
        }
        let payload = self.unwrapped(value);
        if payload != value && method.is_none() {
            return self.reversed(payload);
        }
        let class = self.type_value(value);
        if method.is_some() || !self.class_has(class, crate::symbol::D_GETITEM) {
            return Err(self.type_error(&[
                Piece::Text("'"),
                Piece::TypeOf(value),
                Piece::Text("' object is not reversible"),
            ]));
        }
        self.len(value)?;
        let walk = self.library(crate::catalog::fallback::WALK_BACK)?;
        self.call_python(walk, &[value])
    }

    /// The list of what the generator or iterator in a cell still has. One in a register is
    /// replaced by the list before the instruction runs again.
    pub(crate) fn materialised(&mut self, cell: usize) -> Res<Value> {
        let value = Value(self.heap.cells[cell]);
        if self.is_register(cell) {
            return Err(self.trap(Reason::Materialise(cell)));
        }
        if self.heap.is(value, Kind::Iterator) {
            let list = self.new_list(&[])?;
            self.list_extend_by(list, value)?;
            return Ok(list);
        }
        self.collected(value)
    }

    fn reversed_entries(&mut self, walk: Walk, dict: Value) -> Res<Value> {
        let len = Value::int(self.dict_len(dict) as i32);
        self.new_iterator(walk, Value::int(i32::MAX), dict, len)
    }
}
