//! Sets and frozensets, and the views of dicts: operations, each built in the order in which
//! CPython builds it.

use crate::error::{Piece, Res, Trap, need};
use crate::heap::Kind;
use crate::object::number::Binary;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// Adds the values of the iterable in a cell.
    pub(crate) fn set_update(&mut self, set: Value, source_cell: usize) -> Res<()> {
        need!(self, Set);
        let source = Value(self.heap.cells[source_cell]);
        if self.is_set(source) {
            return self.set_merge(set, source);
        }
        if self.heap.is(source, Kind::Dict) {
            return self.set_add_keys(set, source);
        }
        let values = self.set_source(source_cell)?;
        let (_, count) = self.elements(values);
        for n in 0..count {
            self.charge(1)?;
            let (at, _) = self.elements(values);
            self.set_add(set, Value(self.heap.cells[at + n]))?;
        }
        Ok(())
    }

    fn set_add_keys(&mut self, set: Value, dict: Value) -> Res<()> {
        let more = self.dict_len(dict);
        self.set_expect(set, more)?;
        let mut position = 0;
        while let Some((key, _)) = self.dict_next(dict, &mut position) {
            self.charge(1)?;
            self.set_add(set, key)?;
        }
        Ok(())
    }

    /// The values of an iterable that is no set, as a list or tuple.
    fn set_source(&mut self, cell: usize) -> Res<Value> {
        let source = Value(self.heap.cells[cell]);
        if !self.is_iterable(source) {
            return Err(self.not_iterable(source));
        }
        self.to_sequence(cell)
    }

    /// A set or dict with the values of the iterable in a cell: itself if it is one.
    fn set_operand(&mut self, cell: usize) -> Res<Value> {
        let value = Value(self.heap.cells[cell]);
        if self.is_table(value) {
            return Ok(value);
        }
        let set = self.new_set(Kind::Set)?;
        self.set_update(set, cell)?;
        Ok(set)
    }

    /// A new set of the kind of the first, with the elements that the iterable in a cell has, too.
    pub(crate) fn set_intersection(&mut self, set: Value, cell: usize) -> Res<Value> {
        need!(self, Set);
        let other = Value(self.heap.cells[cell]);
        let kind = self.heap.kind(set.cell());
        if set == other {
            return self.copy_set(set, kind);
        }
        let result = self.new_set(kind)?;
        if self.is_set(other) {
            // The smaller side drives.
            let (walked, asked) = match self.dict_len(other) > self.dict_len(set) {
                true => (set, other),
                false => (other, set),
            };
            let mut position = 0;
            while let Some((key, hash)) = self.set_next(walked, &mut position) {
                self.charge(1)?;
                if self.set_has_hashed(asked, key, hash)? {
                    self.set_add_hashed(result, key, hash)?;
                }
            }
            return Ok(result);
        }
        let values = self.set_source(cell)?;
        let (_, count) = self.elements(values);
        for n in 0..count {
            self.charge(1)?;
            let key = Value(self.heap.cells[self.elements(values).0 + n]);
            let hash = self.hash(key, 0)?;
            if self.set_has_hashed(set, key, hash)? {
                self.set_add_hashed(result, key, hash)?;
            }
        }
        Ok(result)
    }

    /// A new set of the kind of the first, without the values of the iterable in a cell.
    pub(crate) fn set_difference(&mut self, set: Value, cell: usize) -> Res<Value> {
        need!(self, Set);
        let other = Value(self.heap.cells[cell]);
        let kind = self.heap.kind(set.cell());
        // What is small, or of no known size, is taken out of a copy.
        if !self.is_table(other) || self.dict_len(set) >> 2 > self.dict_len(other) {
            let result = self.copy_set(set, kind)?;
            self.set_difference_update(result, cell)?;
            return Ok(result);
        }
        let result = self.new_set(kind)?;
        let mut position = 0;
        while let Some((key, hash)) = self.set_next(set, &mut position) {
            self.charge(1)?;
            if !self.table_has(other, key)? {
                self.set_add_hashed(result, key, hash)?;
            }
        }
        Ok(result)
    }

    /// Takes the values of the iterable in a cell out of a set.
    pub(crate) fn set_difference_update(&mut self, set: Value, cell: usize) -> Res<()> {
        need!(self, Set);
        let mut other = Value(self.heap.cells[cell]);
        if set == other {
            self.set_clear(set);
            return Ok(());
        }
        if self.is_set(other) {
            if self.dict_len(other) >> 3 > self.dict_len(set) {
                other = self.set_intersection(set, cell)?;
            }
            let mut position = 0;
            while let Some((key, hash)) = self.set_next(other, &mut position) {
                self.charge(1)?;
                self.set_discard_hashed(set, key, hash)?;
            }
        } else {
            let values = self.set_source(cell)?;
            let (_, count) = self.elements(values);
            for n in 0..count {
                self.charge(1)?;
                let key = Value(self.heap.cells[self.elements(values).0 + n]);
                self.set_discard(set, key)?;
            }
        }
        self.set_tidy(set)
    }

    /// Puts the values of the iterable in a cell into a set, or takes those out that it has.
    pub(crate) fn set_symmetric_update(&mut self, set: Value, cell: usize) -> Res<()> {
        need!(self, Set);
        if set == Value(self.heap.cells[cell]) {
            self.set_clear(set);
            return Ok(());
        }
        let other = self.set_operand(cell)?;
        let mut position = 0;
        while let Some((key, _)) = self.dict_next(other, &mut position) {
            self.charge(1)?;
            let hash = self.hash(key, 0)?;
            if !self.set_discard_hashed(set, key, hash)? {
                self.set_add_hashed(set, key, hash)?;
            }
        }
        Ok(())
    }

    /// A new set of the kind of the first, with what only one of the set and the iterable in a cell
    /// has.
    pub(crate) fn set_symmetric_difference(&mut self, set: Value, cell: usize) -> Res<Value> {
        need!(self, Set);
        let result = self.new_set(self.heap.kind(set.cell()))?;
        self.set_update(result, cell)?;
        let mark = self.heap.sp;
        let own = self.heap.push(set)?;
        self.set_symmetric_update(result, own)?;
        self.heap.sp = mark;
        Ok(result)
    }

    /// `x op y` of two sets, a new set.
    fn set_binary(&mut self, op: Binary, x: Value, y: Value) -> Res<Value> {
        let mark = self.heap.sp;
        let cell = self.heap.push(y)?;
        let result = match op {
            Binary::Or => {
                let result = self.copy_set(x, self.heap.kind(x.cell()))?;
                self.set_update(result, cell)?;
                result
            }
            Binary::And => self.set_intersection(x, cell)?,
            Binary::Sub => self.set_difference(x, cell)?,
            _ => self.set_symmetric_difference(x, cell)?,
        };
        self.heap.sp = mark;
        Ok(result)
    }

    /// `x op= y` of two sets, in place.
    fn set_in_place(&mut self, op: Binary, x: Value, y: Value) -> Res<()> {
        let mark = self.heap.sp;
        let cell = self.heap.push(y)?;
        self.set_change(op, x, cell)?;
        self.heap.sp = mark;
        Ok(())
    }

    /// Changes a set by the iterable in a cell, as `|=`, `&=`, `-=` or `^=` do.
    pub(crate) fn set_change(&mut self, op: Binary, set: Value, cell: usize) -> Res<()> {
        need!(self, Set);
        if op == Binary::And {
            let common = self.set_intersection(set, cell)?;
            self.set_take_over(set, common);
            return Ok(());
        }
        if set == Value(self.heap.cells[cell]) {
            // What a set does to itself needs no walk over it.
            if op != Binary::Or {
                self.set_clear(set);
            }
            return Ok(());
        }
        // A change that runs out of memory, or that calls Python, runs again from its start: it
        // must be one that does the same then.
        let again = op != Binary::Xor && self.has_plain_values(Value(self.heap.cells[cell]));
        let work = if again { set } else { self.set_clone(set)? };
        match op {
            Binary::Or => self.set_update(work, cell)?,
            Binary::Sub => self.set_difference_update(work, cell)?,
            _ => self.set_symmetric_update(work, cell)?,
        }
        if work != set {
            self.set_take_over(set, work);
        }
        Ok(())
    }

    /// Whether the values of an iterable are numbers and texts, or tuples of such.
    fn has_plain_values(&self, source: Value) -> bool {
        if self.is_table(source) {
            let mut position = 0;
            while let Some((key, _)) = self.dict_next(source, &mut position) {
                if !self.is_plain_key(key, 2) {
                    return false;
                }
            }
            return true;
        }
        match self.sequence(source) {
            Some((at, count)) => {
                (at..at + count).all(|cell| self.is_plain_key(Value(self.heap.cells[cell]), 2))
            }
            None => self.is_str(source) || self.is_bytes(source),
        }
    }

    fn is_plain_key(&self, key: Value, depth: usize) -> bool {
        if !key.is_object() || self.is_str(key) || self.is_bytes(key) || self.is_int_like(key) {
            return true;
        }
        if depth == 0 || !self.heap.is(key, Kind::Tuple) {
            return false;
        }
        let (at, count) = self.elements(key);
        (at..at + count).all(|cell| self.is_plain_key(Value(self.heap.cells[cell]), depth - 1))
    }

    /// Whether the value is a dict, set or frozenset.
    pub(crate) fn is_table(&self, value: Value) -> bool {
        matches!(
            self.heap.kind_of(value),
            Some(Kind::Dict | Kind::Set | Kind::FrozenSet)
        )
    }

    pub(crate) fn is_set(&self, value: Value) -> bool {
        Kind::Set.is_linked()
            && matches!(self.heap.kind_of(value), Some(Kind::Set | Kind::FrozenSet))
    }

    /// Whether every key of `x` is one of `y`.
    pub(crate) fn is_subset(&mut self, x: Value, y: Value) -> Res<bool> {
        let mut position = 0;
        if self.is_set(x) && self.is_set(y) {
            while let Some((key, hash)) = self.set_next(x, &mut position) {
                self.charge(1)?;
                if !self.set_has_hashed(y, key, hash)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
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
        self.set_operand(cell)
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
            let target = if in_place { x } else { self.copy_dict(x)? };
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
            if in_place && self.heap.is(x, Kind::Set) {
                self.set_in_place(op, x, y)?;
                return Ok(x);
            }
            return self.set_binary(op, x, y);
        }
        if (self.is_set_view(x) || self.is_set_view(y)) && op != Binary::Add {
            return self.view_binary(op, x, y);
        }
        Err(self.unsupported(op, in_place, x, y))
    }

    /// Whether the value is a view of keys or items.
    pub(crate) fn is_set_view(&self, value: Value) -> bool {
        self.heap.is(value, Kind::DictView) && self.heap.get(value.cell(), 1) != Value::int(1)
    }

    /// `x op y` where one of them is a view of keys or items and the other one any iterable.
    fn view_binary(&mut self, op: Binary, x: Value, y: Value) -> Res<Value> {
        let mark = self.heap.sp;
        let cell = self.heap.push(y)?;
        let result = if op == Binary::And {
            self.view_intersection(x, y)?
        } else {
            let result = self.view_to_set(x)?;
            match op {
                Binary::Or => self.set_update(result, cell)?,
                Binary::Sub => self.set_difference_update(result, cell)?,
                _ => self.set_symmetric_update(result, cell)?,
            }
            result
        };
        self.heap.sp = mark;
        Ok(result)
    }

    fn view_intersection(&mut self, x: Value, y: Value) -> Res<Value> {
        let (mut view, mut other) = if self.is_set_view(x) { (x, y) } else { (y, x) };
        let len = |vm: &Self, view: Value| vm.dict_len(vm.heap.get(view.cell(), 0));
        if self.heap.is(other, Kind::Set) && len(self, view) <= self.dict_len(other) {
            let mark = self.heap.sp;
            let cell = self.heap.push(view)?;
            let result = self.set_intersection(other, cell)?;
            self.heap.sp = mark;
            return Ok(result);
        }
        if self.is_set_view(other) && len(self, other) > len(self, view) {
            (view, other) = (other, view);
        }
        let result = self.new_set(Kind::Set)?;
        let mark = self.heap.sp;
        let cell = self.heap.push(other)?;
        let values = self.set_source(cell)?;
        self.heap.sp = mark;
        let (_, count) = self.elements(values);
        for n in 0..count {
            self.charge(1)?;
            let item = Value(self.heap.cells[self.elements(values).0 + n]);
            if self.view_contains(view, item)? {
                self.set_add(result, item)?;
            }
        }
        Ok(result)
    }

    /// A set of the values of a view or another iterable.
    pub(crate) fn view_to_set(&mut self, view: Value) -> Res<Value> {
        need!(self, Set);
        let set = self.new_set(Kind::Set)?;
        let keys =
            self.heap.is(view, Kind::DictView) && self.heap.get(view.cell(), 1) == Value::int(0);
        let source = if keys {
            self.heap.get(view.cell(), 0)
        } else {
            view
        };
        let mark = self.heap.sp;
        let cell = self.heap.push(source)?;
        self.set_update(set, cell)?;
        self.heap.sp = mark;
        Ok(set)
    }

    /// `==` of dict views, and of one with a set.
    pub(crate) fn equal_views(&mut self, x: Value, y: Value) -> Res<bool> {
        need!(self, Set);
        // The values of a dict are no set: such a view equals only itself.
        let values = [x, y].iter().any(|side| {
            self.heap.is(*side, Kind::DictView) && self.heap.get(side.cell(), 1) == Value::int(1)
        });
        if values {
            return Ok(x == y);
        }
        let len = |vm: &Self, side: Value| match vm.is_set(side) {
            true => vm.dict_len(side),
            false => vm.dict_len(vm.heap.get(side.cell(), 0)),
        };
        if len(self, x) != len(self, y) {
            return Ok(false);
        }
        let values = self.to_list(x)?;
        let (_, count) = self.elements(values);
        for n in 0..count {
            self.charge(1)?;
            let item = Value(self.heap.cells[self.elements(values).0 + n]);
            let found = match self.is_set(y) {
                true => self.set_has(y, item)?,
                false => self.view_contains(y, item)?,
            };
            if !found {
                return Ok(false);
            }
        }
        Ok(true)
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
