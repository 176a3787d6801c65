//! Subscription: reading, storing and deleting items.

use crate::catalog::Exception;
use crate::error::{Piece, Res, Trap};
use crate::heap::Kind;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// `subject[key]`
    #[inline]
    pub(crate) fn get_item(&mut self, subject: Value, key: Value) -> Res<Value> {
        if key.is_int() && subject.is_object() {
            let kind = self.heap.kind(subject.cell());
            if kind == Kind::List || kind == Kind::Tuple {
                let (at, len) = self.elements(subject);
                let index = i64::from(key.as_int());
                let index = if index < 0 { index + len as i64 } else { index };
                if (0..len as i64).contains(&index) {
                    return Ok(Value(self.heap.cells[at + index as usize]));
                }
                return Err(self.index_error(subject, false));
            }
        }
        self.get_item_slow(subject, key)
    }

    fn get_item_slow(&mut self, subject: Value, key: Value) -> Res<Value> {
        if self.program_class(subject).is_some() || self.heap.is(subject, Kind::Class) {
            return self.item_of_instance(subject, key);
        }
        if crate::object::special::generic_builtin(subject) {
            return self.class_item(subject, key);
        }
        let key = match self.heap.is(subject, Kind::Dict) {
            true => key,
            false => self.index_value(key)?,
        };
        if self.heap.is(key, Kind::Slice) {
            let sliceable = self.is_str(subject)
                || self.is_bytes(subject)
                || matches!(
                    self.heap.kind_of(subject),
                    Some(Kind::List | Kind::Tuple | Kind::Range | Kind::ByteArray)
                );
            if sliceable {
                return self.get_slice(subject, self.slice_bounds(key));
            }
        }
        if self.is_str(subject) {
            return self.str_item(subject, key);
        }
        if self.is_bytes(subject) || self.is_bytearray(subject) {
            let len = self.raw_bytes(subject).len();
            let index = self.index(subject, key, len, false)?;
            let byte = self.raw_bytes(subject).get(index).copied().unwrap_or(0);
            return Ok(Value::int(i32::from(byte)));
        }
        match self.heap.kind_of(subject) {
            Some(Kind::Dict) => match self.dict_get(subject, key)? {
                Some(value) => Ok(value),
                None => Err(self.key_error(key)),
            },
            Some(Kind::List | Kind::Tuple) => {
                let (at, len) = self.elements(subject);
                let index = self.index(subject, key, len, false)?;
                Ok(Value(self.heap.cells[at + index]))
            }
            Some(Kind::MemoryView) => self.view_get_item(subject, key),
            Some(Kind::Range) => {
                self.check_subscript(subject, key)?;
                match self.range_item(subject, key)? {
                    Some(value) => Ok(value),
                    None => Err(self.index_error(subject, false)),
                }
            }
            _ => self.not_subscriptable(subject),
        }
    }

    #[cold]
    pub(crate) fn not_subscriptable(&mut self, subject: Value) -> Res<Value> {
        if let Unpacked::Builtin(id) = subject.unpack() {
            if id < crate::catalog::FUNCTION_BASE {
                return Err(self.type_error(&[
                    Piece::Text("type '"),
                    Piece::Text(crate::catalog::name(id)),
                    Piece::Text("' is not subscriptable"),
                ]));
            }
            let text = "'builtin_function_or_method' object is not subscriptable";
            return Err(self.type_error(&[Piece::Text(text)]));
        }
        Err(self.type_error(&[
            Piece::Text("'"),
            Piece::TypeOf(subject),
            Piece::Text("' object is not subscriptable"),
        ]))
    }

    fn str_item(&mut self, subject: Value, key: Value) -> Res<Value> {
        let len = self.str_len(subject);
        let index = self.index(subject, key, len, false)?;
        if self.str_is_ascii(subject) {
            return self.substr(subject, index, index + 1);
        }
        self.charge(len / 8)?;
        let from = self.byte_offset(subject, index);
        let to = self.byte_offset(subject, index + 1);
        self.substr(subject, from, to)
    }

    /// A subscript that must be an index.
    fn check_subscript(&mut self, subject: Value, key: Value) -> Res<()> {
        if self.is_int_like(key) {
            return Ok(());
        }
        let str_like = self.is_str(subject);
        let name = if self.is_bytes(subject) {
            "byte"
        } else if self.is_bytearray(subject) {
            "bytearray"
        } else if str_like {
            "string"
        } else {
            match self.heap.kind_of(subject) {
                Some(Kind::Tuple) => "tuple",
                Some(Kind::Range) => "range",
                _ => "list",
            }
        };
        let quote = if str_like { "'" } else { "" };
        Err(self.type_error(&[
            Piece::Text(name),
            Piece::Text(" indices must be integers"),
            Piece::Text(if str_like {
                ", not "
            } else {
                " or slices, not "
            }),
            Piece::Text(quote),
            Piece::TypeOf(key),
            Piece::Text(quote),
        ]))
    }

    /// A key as a position in a sequence of this length.
    pub(crate) fn index(
        &mut self,
        subject: Value,
        key: Value,
        len: usize,
        assignment: bool,
    ) -> Res<usize> {
        let key = self.index_value(key)?;
        self.check_subscript(subject, key)?;
        let Some(index) = self.as_i64(key) else {
            let message = [Piece::Text("cannot fit 'int' into an index-sized integer")];
            return Err(self.raise(Exception::IndexError, &message));
        };
        let index = if index < 0 {
            index.saturating_add(len as i64)
        } else {
            index
        };
        if (0..len as i64).contains(&index) {
            return Ok(index as usize);
        }
        Err(self.index_error(subject, assignment))
    }

    #[cold]
    fn index_error(&mut self, subject: Value, assignment: bool) -> Trap {
        let text = if self.is_str(subject) {
            "string index out of range"
        } else if self.is_bytes(subject) {
            "index out of range"
        } else {
            match (self.heap.kind_of(subject), assignment) {
                (Some(Kind::Tuple), _) => "tuple index out of range",
                (Some(Kind::ByteArray), _) => "bytearray index out of range",
                (Some(Kind::Range), _) => "range object index out of range",
                (_, true) => "list assignment index out of range",
                _ => "list index out of range",
            }
        };
        self.raise(Exception::IndexError, &[Piece::Text(text)])
    }

    /// `subject[key] = value`; the value also lies in a cell, where it may be replaced.
    #[inline]
    pub(crate) fn set_item(
        &mut self,
        value_cell: usize,
        subject: Value,
        key: Value,
        value: Value,
    ) -> Res<()> {
        if key.is_int() && self.heap.is(subject, Kind::List) {
            let (at, len) = self.elements(subject);
            let index = i64::from(key.as_int());
            let index = if index < 0 { index + len as i64 } else { index };
            if (0..len as i64).contains(&index) {
                self.note_store(at - 1, value);
                self.heap.cells[at + index as usize] = value.0;
                return Ok(());
            }
            return Err(self.index_error(subject, true));
        }
        if self.program_class(subject).is_some() {
            return self.set_item_of_instance(value_cell, subject, key, value);
        }
        let key = match self.heap.is(subject, Kind::Dict) {
            true => key,
            false => self.index_value(key)?,
        };
        match self.heap.kind_of(subject) {
            Some(Kind::Dict) => self.dict_put(subject, key, value),
            Some(Kind::List) if self.heap.is(key, Kind::Slice) => {
                if !self.is_iterable(value) {
                    let bounds = self.slice_bounds(key);
                    let extended = bounds[2] != Value::NONE && bounds[2] != Value::int(1);
                    let text = if extended {
                        "must assign iterable to extended slice"
                    } else {
                        "can only assign an iterable"
                    };
                    return Err(self.type_error(&[Piece::Text(text)]));
                }
                let source = self.to_sequence(value_cell)?;
                self.set_slice(subject, self.slice_bounds(key), Some(source))
            }
            Some(Kind::List) => {
                let (at, len) = self.elements(subject);
                let index = self.index(subject, key, len, true)?;
                self.note_store(at - 1, value);
                self.heap.cells[at + index] = value.0;
                Ok(())
            }
            Some(Kind::ByteArray) => self.array_set_item(subject, key, value_cell),
            Some(Kind::MemoryView) => self.view_set_item(subject, key, value),
            _ => Err(self.type_error(&[
                Piece::Text("'"),
                Piece::TypeOf(subject),
                Piece::Text("' object does not support item assignment"),
            ])),
        }
    }

    fn set_item_of_instance(
        &mut self,
        value_cell: usize,
        subject: Value,
        key: Value,
        value: Value,
    ) -> Res<()> {
        let set = self.call_special(subject, crate::symbol::D_SETITEM, &[key, value])?;
        if set.is_some() {
            return Ok(());
        }
        let payload = self.unwrapped(subject);
        let assignable = matches!(
            self.heap.kind_of(payload),
            Some(Kind::Dict | Kind::List | Kind::ByteArray)
        );
        if assignable {
            return self.set_item(value_cell, payload, key, value);
        }
        Err(self.type_error(&[
            Piece::Text("'"),
            Piece::TypeOf(subject),
            Piece::Text("' object does not support item assignment"),
        ]))
    }

    /// `del subject[key]`
    pub(crate) fn delete_item(&mut self, subject: Value, key: Value) -> Res<()> {
        if self.program_class(subject).is_some() {
            if self
                .call_special(subject, crate::symbol::D_DELITEM, &[key])?
                .is_some()
            {
                return Ok(());
            }
            let payload = self.unwrapped(subject);
            if payload != subject {
                return self.delete_item(payload, key);
            }
        }
        let key = match self.heap.is(subject, Kind::Dict) {
            true => key,
            false => self.index_value(key)?,
        };
        match self.heap.kind_of(subject) {
            Some(Kind::Dict) => match self.dict_remove(subject, key)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(key)),
            },
            Some(Kind::List) if self.heap.is(key, Kind::Slice) => {
                self.set_slice(subject, self.slice_bounds(key), None)
            }
            Some(Kind::List) => {
                let (_, len) = self.elements(subject);
                let index = self.index(subject, key, len, true)?;
                self.list_close(subject, index, index + 1)
            }
            Some(Kind::ByteArray) => self.array_delete_item(subject, key),
            Some(Kind::MemoryView) => {
                let text = match self.view_is_writable(subject) {
                    true => "cannot delete memory",
                    false => "cannot modify read-only memory",
                };
                Err(self.type_error(&[Piece::Text(text)]))
            }
            _ => {
                // CPython words it in two ways: for its containers, and for everything else.
                let sequence = self.program_class(subject).is_some()
                    || self.is_str(subject)
                    || self.is_bytes(subject)
                    || matches!(
                        self.heap.kind_of(subject),
                        Some(Kind::Tuple | Kind::Range | Kind::Set | Kind::FrozenSet)
                    );
                Err(self.type_error(&[
                    Piece::Text("'"),
                    Piece::TypeOf(subject),
                    Piece::Text(if sequence {
                        "' object doesn't support item deletion"
                    } else {
                        "' object does not support item deletion"
                    }),
                ]))
            }
        }
    }
}
