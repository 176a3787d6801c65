//! Methods of lists, tuples and ranges.

use crate::catalog::Exception;
use crate::error::{Piece, Reason, Res};
use crate::heap::Kind;
use crate::symbol;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    pub(crate) fn list_method(
        &mut self,
        list: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        match symbol {
            symbol::APPEND => {
                self.expect_method_args("list.append", arguments, 1)?;
                self.list_push(list, self.argument(arguments, 0))?;
            }
            symbol::EXTEND => {
                self.expect_method_args("list.extend", arguments, 1)?;
                let source = self.argument(arguments, 0);
                if !self.is_iterable(source) {
                    return Err(self.not_iterable(source));
                }
                self.list_extend(list, arguments.at)?;
            }
            symbol::INSERT => {
                self.expect_count(name, arguments, 2, 2)?;
                let index = self.int_argument(self.argument(arguments, 0))?;
                let len = self.list_len(list) as i64;
                let index = if index < 0 {
                    index.saturating_add(len)
                } else {
                    index
                };
                let position = index.clamp(0, len) as usize;
                self.list_insert(list, position, self.argument(arguments, 1))?;
            }
            symbol::POP => return self.list_pop(list, name, arguments),
            symbol::REMOVE => {
                self.expect_method_args("list.remove", arguments, 1)?;
                let item = self.argument(arguments, 0);
                let Some(n) = self.position_of(list, item, 0, usize::MAX)? else {
                    return Err(self.value_error("list.remove(x): x not in list"));
                };
                self.list_close(list, n, n + 1)?;
            }
            symbol::CLEAR => {
                self.expect_method_args("list.clear", arguments, 0)?;
                let len = self.list_len(list);
                self.list_close(list, 0, len)?;
            }
            symbol::COPY => {
                self.expect_method_args("list.copy", arguments, 0)?;
                return self.to_list(list);
            }
            symbol::REVERSE => {
                self.expect_method_args("list.reverse", arguments, 0)?;
                let (at, len) = self.elements(list);
                self.charge(len / 4)?;
                self.heap.cells[at..at + len].reverse();
            }
            symbol::SORT => return self.list_sort(list, arguments),
            _ => return self.sequence_method(list, symbol, name, arguments),
        }
        Ok(Value::NONE)
    }

    /// TypeError as CPython words it for methods of fixed arity.
    pub(crate) fn expect_method_args(
        &mut self,
        name: &str,
        arguments: &Arguments,
        count: usize,
    ) -> Res<()> {
        if arguments.count == count && self.keyword_count(arguments) == 0 {
            return Ok(());
        }
        if count <= 1 && self.keyword_count(arguments) == 0 {
            let wanted = if count == 0 {
                "() takes no arguments ("
            } else {
                "() takes exactly one argument ("
            };
            return Err(self.type_error(&[
                Piece::Text(name),
                Piece::Text(wanted),
                Piece::Number(arguments.count as i64),
                Piece::Text(" given)"),
            ]));
        }
        self.expect_args(name, arguments, count, count)
    }

    fn list_pop(&mut self, list: Value, name: Value, arguments: &Arguments) -> Res<Value> {
        self.expect_count(name, arguments, 0, 1)?;
        let len = self.list_len(list);
        let index = match arguments.count {
            0 => -1,
            _ => self.int_argument(self.argument(arguments, 0))?,
        };
        if len == 0 {
            let message = [Piece::Text("pop from empty list")];
            return Err(self.raise(Exception::IndexError, &message));
        }
        let index = if index < 0 {
            index.saturating_add(len as i64)
        } else {
            index
        };
        if !(0..len as i64).contains(&index) {
            let message = [Piece::Text("pop index out of range")];
            return Err(self.raise(Exception::IndexError, &message));
        }
        let value = self.list_get(list, index as usize);
        self.list_close(list, index as usize, index as usize + 1)?;
        Ok(value)
    }

    fn list_sort(&mut self, list: Value, arguments: &Arguments) -> Res<Value> {
        if arguments.count > 0 {
            let message = [Piece::Text("sort() takes no positional arguments")];
            return Err(self.type_error(&message));
        }
        let [key, reverse] = self.slots("sort", arguments, 0, ["key", "reverse"])?;
        if key != Value::UNBOUND && key != Value::NONE {
            return Err(self.trap(Reason::Fallback(crate::catalog::fallback::LIST_SORT)));
        }
        let reverse = reverse != Value::UNBOUND && self.truth(reverse)?;
        if self.needs_python_order(list) {
            return Err(self.trap(Reason::Fallback(crate::catalog::fallback::LIST_SORT)));
        }
        self.sort_list(list, reverse)?;
        Ok(Value::NONE)
    }

    /// The position of an item in a list or tuple.
    fn position_of(
        &mut self,
        sequence: Value,
        item: Value,
        start: usize,
        end: usize,
    ) -> Res<Option<usize>> {
        let mut n = start;
        loop {
            let (at, len) = self.elements(sequence);
            if n >= len.min(end) {
                return Ok(None);
            }
            self.charge(1)?;
            if self.element_is(Value(self.heap.cells[at + n]), item)? {
                return Ok(Some(n));
            }
            n += 1;
        }
    }

    /// `count` and `index`.
    pub(crate) fn sequence_method(
        &mut self,
        sequence: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        let original = sequence;
        let sequence = if self.heap.is(sequence, Kind::Range) {
            return self.range_method(sequence, symbol, arguments);
        } else {
            sequence
        };
        if symbol == symbol::COUNT {
            let tuple = self.heap.is(sequence, Kind::Tuple);
            let full = if tuple { "tuple.count" } else { "list.count" };
            self.expect_method_args(full, arguments, 1)?;
            let item = self.argument(arguments, 0);
            let (_, len) = self.elements(sequence);
            let mut count = 0;
            for n in 0..len {
                self.charge(1)?;
                let (at, _) = self.elements(sequence);
                count += i32::from(self.element_is(Value(self.heap.cells[at + n]), item)?);
            }
            return Ok(Value::int(count));
        }
        if symbol != symbol::INDEX {
            return Err(self.attribute_error(original, name));
        }
        self.expect_count(name, arguments, 1, 3)?;
        let item = self.argument(arguments, 0);
        let (_, len) = self.elements(sequence);
        let none = Value::NONE;
        let start = if arguments.count > 1 {
            self.argument(arguments, 1)
        } else {
            none
        };
        let end = if arguments.count > 2 {
            self.argument(arguments, 2)
        } else {
            none
        };
        let positions = self.positions([start, end, none], len)?;
        let (start, end) = (positions.start as usize, positions.stop.max(0) as usize);
        match self.position_of(sequence, item, start, end)? {
            Some(n) => Ok(Value::int(n as i32)),
            None if self.heap.is(sequence, Kind::Tuple) => {
                Err(self.value_error("tuple.index(x): x not in tuple"))
            }
            None => Err(self.raise(
                Exception::ValueError,
                &[Piece::Repr(item), Piece::Text(" is not in list")],
            )),
        }
    }

    fn range_method(&mut self, range: Value, symbol: u16, arguments: &Arguments) -> Res<Value> {
        let full = match symbol {
            symbol::COUNT => "range.count",
            _ => "range.index",
        };
        self.expect_method_args(full, arguments, 1)?;
        let item = self.argument(arguments, 0);
        if !self.is_int_like(item) {
            return self.range_search(range, symbol, item);
        }
        let has = self.range_contains(range, item)?;
        if symbol == symbol::COUNT {
            return Ok(Value::int(i32::from(has)));
        }
        if !has {
            return Err(self.raise(
                Exception::ValueError,
                &[Piece::Repr(item), Piece::Text(" is not in range")],
            ));
        }
        let [start, _, step] = self.range_fields(range);
        let distance = self.int_sub(item, start)?;
        self.int_floor_div(distance, step)
    }

    /// The same for what is no int: element by element.
    fn range_search(&mut self, range: Value, symbol: u16, item: Value) -> Res<Value> {
        let values = self.to_list(range)?;
        let (_, len) = self.elements(values);
        let mut count = 0;
        for n in 0..len {
            self.charge(1)?;
            let (at, _) = self.elements(values);
            if !self.element_is(Value(self.heap.cells[at + n]), item)? {
                continue;
            }
            if symbol == symbol::INDEX {
                return Ok(Value::int(n as i32));
            }
            count += 1;
        }
        match symbol {
            symbol::COUNT => Ok(Value::int(count)),
            _ => Err(self.value_error("sequence.index(x): x not in sequence")),
        }
    }
}
