//! Sets and frozensets, and the views of dicts.

use crate::error::{Piece, Res, Trap};
use crate::heap::Kind;
use crate::object::number::Binary;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// A new empty set or frozenset.
    pub(crate) fn new_set(&mut self, kind: Kind) -> Res<Value> {
        self.new_table(kind)
    }

    /// Adds a value.
    pub(crate) fn set_add(&mut self, set: Value, value: Value) -> Res<()> {
        if self.table_has(set, value)? {
            Ok(())
        } else {
            self.dict_put(set, value, Value::NONE)
        }
    }

    /// Adds the values of the iterable in a cell.
    pub(crate) fn set_update(&mut self, set: Value, source_cell: usize) -> Res<()> {
        let source = Value(self.heap.cells[source_cell]);
        if !self.is_iterable(source) {
            return Err(self.not_iterable(source));
        }
        if self.is_table(source) {
            return self.add_keys(set, source);
        }
        let values = self.to_sequence(source_cell)?;
        let (_, count) = self.elements(values);
        for n in 0..count {
            self.charge(1)?;
            let (at, _) = self.elements(values);
            self.set_add(set, Value(self.heap.cells[at + n]))?;
        }
        Ok(())
    }

    fn add_keys(&mut self, set: Value, source: Value) -> Res<()> {
        self.settle_operand(source)?;
        let more = self.dict_len(source);
        self.expect_elements(set, more)?;
        self.table_expect(set, more)?;
        let mut position = 0;
        while let Some((key, _)) = self.dict_next(source, &mut position) {
            self.charge(1)?;
            self.set_add(set, key)?;
        }
        Ok(())
    }

    /// Whether the value is a dict, set or frozenset.
    pub(crate) fn is_table(&self, value: Value) -> bool {
        matches!(
            self.heap.kind_of(value),
            Some(Kind::Dict | Kind::Set | Kind::FrozenSet)
        )
    }

    /// Sets take part in operations in the order in which they show.
    fn settle_operand(&mut self, value: Value) -> Res<()> {
        if self.is_set(value) {
            self.settle_set(value)
        } else {
            Ok(())
        }
    }

    fn is_set(&self, value: Value) -> bool {
        matches!(self.heap.kind_of(value), Some(Kind::Set | Kind::FrozenSet))
    }

    /// Whether every key of `x` is one of `y`.
    pub(crate) fn is_subset(&mut self, x: Value, y: Value) -> Res<bool> {
        let mut position = 0;
        while let Some((key, _)) = self.dict_next(x, &mut position) {
            self.charge(1)?;
            if !self.table_has(y, key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A table whose keys are the values of the iterable in a cell: itself if it is one.
    pub(crate) fn to_table(&mut self, cell: usize) -> Res<Value> {
        let value = Value(self.heap.cells[cell]);
        if self.is_table(value) {
            return Ok(value);
        }
        let set = self.new_set(Kind::Set)?;
        self.set_update(set, cell)?;
        Ok(set)
    }

    /// The set of a set operation on two tables, of the kind of the first one, built in the order
    /// in which CPython builds it.
    pub(crate) fn set_operation(&mut self, op: Binary, x: Value, y: Value) -> Res<Value> {
        let kind = match self.heap.kind_of(x) {
            Some(Kind::FrozenSet) => Kind::FrozenSet,
            _ => Kind::Set,
        };
        self.settle_operand(x)?;
        self.settle_operand(y)?;
        match op {
            Binary::Or => {
                let result = self.copy_operand(x, kind)?;
                self.add_keys(result, y)?;
                Ok(result)
            }
            Binary::Xor => {
                let result = self.copy_operand(y, kind)?;
                let mut position = 0;
                while let Some((key, _)) = self.dict_next(x, &mut position) {
                    self.charge(1)?;
                    if self.dict_remove(result, key)?.is_none() {
                        self.set_add(result, key)?;
                    }
                }
                Ok(result)
            }
            Binary::Sub if self.dict_len(x) / 4 > self.dict_len(y) => {
                let result = self.copy_operand(x, kind)?;
                let mut position = 0;
                while let Some((key, _)) = self.dict_next(y, &mut position) {
                    self.charge(1)?;
                    self.dict_remove(result, key)?;
                }
                Ok(result)
            }
            _ => self.filtered(op, x, y, kind),
        }
    }

    /// The elements that both have, or that only the first one has.
    fn filtered(&mut self, op: Binary, x: Value, y: Value, kind: Kind) -> Res<Value> {
        let result = self.new_set(kind)?;
        let mut position = 0;
        // The smaller side drives an intersection, as in CPython.
        let swap = self.dict_len(y) > self.dict_len(x);
        let (first, second) = if op == Binary::And && !swap {
            (y, x)
        } else {
            (x, y)
        };
        while let Some((key, _)) = self.dict_next(first, &mut position) {
            self.charge(1)?;
            if self.table_has(second, key)? == (op == Binary::And) {
                self.set_add(result, key)?;
            }
        }
        Ok(result)
    }

    /// A set of the keys of a table.
    fn copy_operand(&mut self, table: Value, kind: Kind) -> Res<Value> {
        if self.is_set(table) {
            return self.copy_set(table, kind);
        }
        let set = self.new_set(kind)?;
        self.add_keys(set, table)?;
        Ok(set)
    }

    /// `|`, `&`, `-`, `^` of sets and dict views, `|` of dicts.
    pub(crate) fn table_binary(
        &mut self,
        op: Binary,
        in_place: bool,
        x: Value,
        y: Value,
    ) -> Res<Value> {
        let dicts = self.heap.is(x, Kind::Dict) && self.heap.is(y, Kind::Dict);
        if dicts && op == Binary::Or {
            let target = if in_place {
                x
            } else {
                self.copy_table(x, Kind::Dict)?
            };
            let mut position = 0;
            while let Some((key, value)) = self.dict_next(y, &mut position) {
                self.charge(1)?;
                self.dict_put(target, key, value)?;
            }
            return Ok(target);
        }
        if in_place && op == Binary::Or && self.heap.is(x, Kind::Dict) {
            self.heap.push(y)?;
            self.dict_update(x, self.heap.sp)?;
            return Ok(x);
        }
        if self.is_set(x) && self.is_set(y) {
            let result = self.set_operation(op, x, y)?;
            if in_place && self.heap.is(x, Kind::Set) {
                self.replace_table(x, result);
                return Ok(x);
            }
            return Ok(result);
        }
        let views = (
            self.heap.is(x, Kind::DictView),
            self.heap.is(y, Kind::DictView),
        );
        if views.0 && (views.1 || self.is_set(y)) || views.1 && self.is_set(x) {
            let x = self.view_to_set(x)?;
            let y = self.view_to_set(y)?;
            return self.set_operation(op, x, y);
        }
        Err(self.unsupported(op, in_place, x, y))
    }

    /// Makes a table hold what another one holds.
    pub(crate) fn replace_table(&mut self, table: Value, source: Value) {
        for n in 0..self.heap.len(table.cell()) {
            let value = self.heap.get(source.cell(), n);
            self.note_store(table.cell(), value);
            self.heap.set(table.cell(), n, value);
        }
    }

    fn view_to_set(&mut self, view: Value) -> Res<Value> {
        if !self.heap.is(view, Kind::DictView) {
            return Ok(view);
        }
        let values = self.to_list(view)?;
        let set = self.new_set(Kind::Set)?;
        let (at, count) = self.elements(values);
        for n in 0..count {
            self.set_add(set, Value(self.heap.cells[at + n]))?;
        }
        Ok(set)
    }

    /// `==` of dict views, and of one with a set.
    pub(crate) fn equal_views(&mut self, x: Value, y: Value) -> Res<bool> {
        // The values of a dict are no set: such a view equals only itself.
        let values = [x, y].iter().any(|side| {
            self.heap.is(*side, Kind::DictView) && self.heap.get(side.cell(), 1) == Value::int(1)
        });
        if values {
            return Ok(x == y);
        }
        let x = self.view_to_set(x)?;
        let y = self.view_to_set(y)?;
        Ok(self.dict_len(x) == self.dict_len(y) && self.is_subset(x, y)?)
    }

    /// `item in view`
    pub(crate) fn view_contains(&mut self, view: Value, item: Value) -> Res<bool> {
        let dict = self.heap.get(view.cell(), 0);
        match self.heap.get(view.cell(), 1).as_int() {
            0 => self.table_has(dict, item),
            1 => {
                let mut position = 0;
                while let Some((_, value)) = self.dict_next(dict, &mut position) {
                    if self.element_is(value, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => {
                if !self.heap.is(item, Kind::Tuple) || self.elements(item).1 != 2 {
                    return Ok(false);
                }
                let (at, _) = self.elements(item);
                let (key, wanted) = (Value(self.heap.cells[at]), Value(self.heap.cells[at + 1]));
                match self.dict_get(dict, key)? {
                    Some(value) => self.element_is(value, wanted),
                    None => Ok(false),
                }
            }
        }
    }

    /// TypeError for something that cannot be iterated.
    #[cold]
    pub(crate) fn not_iterable(&mut self, value: Value) -> Trap {
        self.type_error(&[
            Piece::Text("'"),
            Piece::TypeOf(value),
            Piece::Text("' object is not iterable"),
        ])
    }
}
