//! Equality, order, identity and membership.

use core::cmp::Ordering;

use crate::error::{Piece, Res, Trap};
use crate::heap::Kind;
use crate::number::bigint;
use crate::value::{Unpacked, Value};
use crate::vm::{Compare, Vm};

/// How deep builtins follow objects inside of objects: each level takes some of the native stack,
/// of which the threads of a server have 2 MB and devices much less.
pub(crate) const NEST_MAX: usize = if cfg!(target_pointer_width = "64") {
    500
} else {
    100
};

impl Vm<'_, '_> {
    /// `x is y`
    #[inline]
    pub(crate) fn same(&self, x: Value, y: Value) -> bool {
        x == y || x.is_object() && y.is_object() && self.made_alike(x, y)
    }

    /// Whether both are what CPython has only one of: the empty tuple, or a method of a builtin
    /// type, which is made here whenever it is read.
    fn made_alike(&self, x: Value, y: Value) -> bool {
        let (p, q) = (x.cell(), y.cell());
        if self.heap.kind(p) == Kind::Tuple && self.heap.kind(q) == Kind::Tuple {
            // CPython has one empty tuple.
            return self.heap.len(p) == 0 && self.heap.len(q) == 0;
        }
        if self.heap.kind(p) != Kind::BoundMethod || self.heap.kind(q) != Kind::BoundMethod {
            return false;
        }
        let (receiver, other) = (self.heap.get(p, 0), self.heap.get(q, 0));
        let (name, text) = (self.heap.get(p, 1), self.heap.get(q, 1));
        matches!(receiver.unpack(), Unpacked::Builtin(_))
            && receiver == other
            && self.raw_bytes(name) == self.raw_bytes(text)
    }

    /// `x == y`
    #[inline]
    pub(crate) fn equal(&mut self, x: Value, y: Value) -> Res<bool> {
        self.equal_at(x, y, 0)
    }

    fn equal_at(&mut self, x: Value, y: Value, depth: usize) -> Res<bool> {
        if self.program_class(x).is_some() || self.program_class(y).is_some() {
            self.nest(" in comparison")?;
            let equal = self.compare_instances(Compare::Eq, x, y);
            self.nested -= 1;
            return self.truth(equal?);
        }
        if x == y && !x.is_float() {
            return Ok(true);
        }
        if let Some(ordering) = self.compare_numbers(x, y) {
            return Ok(ordering == Some(Ordering::Equal));
        }
        if self.is_str(x) && self.is_str(y) {
            return Ok(self.raw_bytes(x) == self.raw_bytes(y));
        }
        if self.is_bytes(x) && self.is_bytes(y) {
            return Ok(self.raw_bytes(x) == self.raw_bytes(y));
        }
        if self.is_buffer(x) && self.is_buffer(y) {
            return self.equal_buffers(x, y);
        }
        let (Some(kind), Some(other)) = (self.heap.kind_of(x), self.heap.kind_of(y)) else {
            return Ok(false);
        };
        self.nest(" in comparison")?;
        let equal = self.equal_objects((kind, other), x, y, depth);
        self.nested -= 1;
        equal
    }

    fn equal_objects(
        &mut self,
        kinds: (Kind, Kind),
        x: Value,
        y: Value,
        depth: usize,
    ) -> Res<bool> {
        match kinds {
            (Kind::List, Kind::List) | (Kind::Tuple, Kind::Tuple) => {
                self.equal_sequences(x, y, depth)
            }
            (Kind::Dict, Kind::Dict) => self.equal_dicts(x, y, depth),
            (Kind::Set | Kind::FrozenSet, Kind::Set | Kind::FrozenSet) => {
                Ok(self.dict_len(x) == self.dict_len(y) && self.is_subset(x, y)?)
            }
            (Kind::Range, Kind::Range) => {
                let (x, y) = (self.range_key(x)?, self.range_key(y)?);
                self.equal_at(x, y, depth + 1)
            }
            (Kind::Slice, Kind::Slice) => {
                for n in 0..3 {
                    let (p, q) = (self.heap.get(x.cell(), n), self.heap.get(y.cell(), n));
                    if !self.equal_at(p, q, depth + 1)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Kind::DictView, Kind::DictView | Kind::Set | Kind::FrozenSet)
            | (Kind::Set | Kind::FrozenSet, Kind::DictView) => self.equal_views(x, y),
            (Kind::Method, Kind::Method) => {
                let (p, q) = (x.cell(), y.cell());
                Ok(self.heap.get(p, 0) == self.heap.get(q, 0)
                    && self.heap.get(p, 1) == self.heap.get(q, 1))
            }
            (Kind::Alias, Kind::Alias) if self.is_union(x) && self.is_union(y) => {
                let (p, q) = (self.heap.get(x.cell(), 2), self.heap.get(y.cell(), 2));
                let (_, count) = self.elements(p);
                if count != self.elements(q).1 {
                    return Ok(false);
                }
                for n in 0..count {
                    let mut found = false;
                    for m in 0..count {
                        let (own, other) = (self.tuple_item(p, n), self.tuple_item(q, m));
                        found = found || self.equal_at(own, other, depth + 1)?;
                    }
                    if !found {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Kind::Alias, Kind::Alias) => {
                for n in 0..3 {
                    let (p, q) = (self.heap.get(x.cell(), n), self.heap.get(y.cell(), n));
                    if !self.equal_at(p, q, depth + 1)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Kind::BoundMethod, Kind::BoundMethod) => {
                let (p, q) = (x.cell(), y.cell());
                Ok(self.heap.get(p, 0) == self.heap.get(q, 0)
                    && self.raw_bytes(self.heap.get(p, 1)) == self.raw_bytes(self.heap.get(q, 1)))
            }
            _ => Ok(false),
        }
    }

    fn equal_sequences(&mut self, x: Value, y: Value, depth: usize) -> Res<bool> {
        let ((p, count), (q, other)) = (self.elements(x), self.elements(y));
        if count != other {
            return Ok(false);
        }
        for n in 0..count {
            self.charge(1)?;
            let (a, b) = (Value(self.heap.cells[p + n]), Value(self.heap.cells[q + n]));
            if !self.equal_elements(a, b, depth + 1)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Containers compare identity first, so that a NaN equals itself inside of them.
    fn equal_elements(&mut self, a: Value, b: Value, depth: usize) -> Res<bool> {
        Ok(a == b || self.equal_at(a, b, depth)?)
    }

    fn equal_dicts(&mut self, x: Value, y: Value, depth: usize) -> Res<bool> {
        if self.dict_len(x) != self.dict_len(y) {
            return Ok(false);
        }
        let mut position = 0;
        while let Some((key, value)) = self.dict_next(x, &mut position) {
            self.charge(1)?;
            match self.dict_get(y, key)? {
                Some(other) if self.equal_elements(value, other, depth + 1)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// The order of two numbers, `None` inside if one is NaN; nothing if they are no two numbers.
    pub(crate) fn compare_numbers(&self, x: Value, y: Value) -> Option<Option<Ordering>> {
        match (self.as_f64_exact(x), self.as_f64_exact(y)) {
            (Some(a), Some(b)) => return Some(a.partial_cmp(&b)),
            (None, None) if !self.is_int_like(x) || !self.is_int_like(y) => return None,
            _ => {}
        }
        let (mut p, mut q) = ([0], [0]);
        match (self.is_int_like(x), self.is_int_like(y)) {
            (true, true) => {
                let (a, b) = (self.integer(x, &mut p), self.integer(y, &mut q));
                Some(Some(bigint::compare_signed(a, b)))
            }
            (true, false) if y.is_float() => {
                Some(bigint::compare_f64(self.integer(x, &mut p), y.as_float()))
            }
            (false, true) if x.is_float() => {
                let reversed = bigint::compare_f64(self.integer(y, &mut q), x.as_float());
                Some(reversed.map(Ordering::reverse))
            }
            _ => None,
        }
    }

    /// The value of a float, a bool or a 32-bit int, all of which a float holds exactly.
    #[inline]
    fn as_f64_exact(&self, value: Value) -> Option<f64> {
        match value.unpack() {
            Unpacked::Float(float) => Some(float),
            Unpacked::Int(int) => Some(f64::from(int)),
            Unpacked::Bool(flag) => Some(f64::from(u8::from(flag))),
            _ => None,
        }
    }

    /// A comparison of any two values.
    pub(crate) fn compare_values(&mut self, compare: Compare, x: Value, y: Value) -> Res<bool> {
        match compare {
            Compare::Eq => self.equal(x, y),
            Compare::Ne if self.program_class(x).is_some() || self.program_class(y).is_some() => {
                let differ = self.compare_instances(compare, x, y)?;
                self.truth(differ)
            }
            Compare::Ne => Ok(!self.equal(x, y)?),
            _ => self.order_at(compare, x, y, 0),
        }
    }

    /// `x < y`
    pub(crate) fn less(&mut self, x: Value, y: Value) -> Res<bool> {
        if x.is_int() && y.is_int() {
            return Ok(x.as_int() < y.as_int());
        }
        self.order_at(Compare::Lt, x, y, 0)
    }

    fn order_at(&mut self, compare: Compare, x: Value, y: Value, depth: usize) -> Res<bool> {
        if self.program_class(x).is_some() || self.program_class(y).is_some() {
            self.nest(" in comparison")?;
            let holds = self.compare_instances(compare, x, y);
            self.nested -= 1;
            return self.truth(holds?);
        }
        if let Some(ordering) = self.compare_numbers(x, y) {
            return Ok(ordering.is_some_and(|ordering| holds(compare, ordering)));
        }
        let plain = |vm: &Self, value| vm.is_bytes(value) || vm.is_bytearray(value);
        let texts = self.is_str(x) && self.is_str(y)
            || plain(self, x) && self.is_bytes_like(y)
            || self.is_bytes_like(x) && plain(self, y);
        if texts {
            // The order of generalised UTF-8 is that of its code points.
            let ordering = self.raw_bytes(x).cmp(self.raw_bytes(y));
            return Ok(holds(compare, ordering));
        }
        self.nest(" in comparison")?;
        let ordered = self.order_objects(compare, x, y, depth);
        self.nested -= 1;
        ordered
    }

    fn order_objects(&mut self, compare: Compare, x: Value, y: Value, depth: usize) -> Res<bool> {
        match (self.heap.kind_of(x), self.heap.kind_of(y)) {
            (Some(Kind::List), Some(Kind::List)) | (Some(Kind::Tuple), Some(Kind::Tuple)) => {
                self.order_sequences(compare, x, y, depth)
            }
            (Some(Kind::Slice), Some(Kind::Slice)) => {
                let (x, y) = (self.slice_bounds(x), self.slice_bounds(y));
                let x = self.heap.object(Kind::Tuple, &x)?;
                let y = self.heap.object(Kind::Tuple, &y)?;
                self.order_sequences(compare, x, y, depth)
            }
            (Some(Kind::DictView), Some(Kind::DictView | Kind::Set | Kind::FrozenSet))
            | (Some(Kind::Set | Kind::FrozenSet), Some(Kind::DictView))
                if [x, y]
                    .iter()
                    .all(|side| self.is_set(*side) || self.is_set_view(*side)) =>
            {
                let x = self.view_to_set(x)?;
                let y = self.view_to_set(y)?;
                self.order_at(compare, x, y, depth)
            }
            (Some(Kind::Set | Kind::FrozenSet), Some(Kind::Set | Kind::FrozenSet)) => {
                let (a, b) = (self.dict_len(x), self.dict_len(y));
                match compare {
                    Compare::Lt => Ok(a < b && self.is_subset(x, y)?),
                    Compare::Le => Ok(a <= b && self.is_subset(x, y)?),
                    Compare::Gt => Ok(a > b && self.is_subset(y, x)?),
                    _ => Ok(a >= b && self.is_subset(y, x)?),
                }
            }
            _ => Err(self.unordered(compare, x, y)),
        }
    }

    fn order_sequences(&mut self, compare: Compare, x: Value, y: Value, depth: usize) -> Res<bool> {
        let ((p, count), (q, other)) = (self.elements(x), self.elements(y));
        for n in 0..count.min(other) {
            self.charge(1)?;
            let (a, b) = (Value(self.heap.cells[p + n]), Value(self.heap.cells[q + n]));
            if !self.equal_elements(a, b, depth + 1)? {
                return self.order_at(compare, a, b, depth + 1);
            }
        }
        Ok(holds(compare, count.cmp(&other)))
    }

    #[cold]
    pub(crate) fn unordered(&mut self, compare: Compare, x: Value, y: Value) -> Trap {
        let sign = match compare {
            Compare::Lt => "<",
            Compare::Le => "<=",
            Compare::Gt => ">",
            _ => ">=",
        };
        self.type_error(&[
            Piece::Text("'"),
            Piece::Text(sign),
            Piece::Text("' not supported between instances of '"),
            Piece::TypeOf(x),
            Piece::Text("' and '"),
            Piece::TypeOf(y),
            Piece::Text("'"),
        ])
    }

    /// `bool(value)`
    pub(crate) fn is_true(&self, value: Value) -> bool {
        match value.unpack() {
            Unpacked::None | Unpacked::Unbound => false,
            Unpacked::Bool(flag) => flag,
            Unpacked::Int(int) => int != 0,
            Unpacked::Float(float) => float != 0.0,
            Unpacked::ConstStr(_) | Unpacked::ConstBytes(_) => !self.raw_bytes(value).is_empty(),
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Str | Kind::GrownStr | Kind::Bytes | Kind::ByteArray => {
                    !self.raw_bytes(value).is_empty()
                }
                Kind::MemoryView => self.view_len_now(value) != 0,
                Kind::List | Kind::Tuple => self.elements(value).1 != 0,
                Kind::Dict | Kind::Set | Kind::FrozenSet => self.dict_len(value) != 0,
                Kind::Range => !self.range_is_empty(value),
                Kind::DictView => self.dict_len(self.heap.get(at, 0)) != 0,
                _ => true,
            },
            _ => true,
        }
    }

    /// `item in container`, the container in a cell.
    pub(crate) fn contains(&mut self, container_cell: usize, item: Value) -> Res<bool> {
        let container = Value(self.heap.cells[container_cell]);
        if self.is_str(container) {
            let whole = item;
            let item = self.unwrapped(item);
            if !self.is_str(item) {
                return Err(self.type_error(&[
                    Piece::Text("'in <string>' requires string as left operand, not "),
                    Piece::TypeOf(whole),
                ]));
            }
            let (text, part) = (self.raw_bytes(container), self.raw_bytes(item));
            let work = text.len() / 8;
            let found = crate::text::search::find(text, part).is_some();
            self.charge(work)?;
            return Ok(found);
        }
        if self.is_bytes(container) || self.is_bytearray(container) {
            return self.bytes_contain(container, self.unwrapped(item));
        }
        match self.heap.kind_of(container) {
            Some(Kind::List | Kind::Tuple) => {
                let (_, count) = self.elements(container);
                for n in 0..count {
                    self.charge(1)?;
                    let (at, _) = self.elements(container);
                    if self.equal_elements(Value(self.heap.cells[at + n]), item, 0)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Some(Kind::Dict | Kind::Set | Kind::FrozenSet) => self.table_has(container, item),
            Some(Kind::Range) if self.is_int_like(item) => self.range_contains(container, item),
            Some(Kind::DictView) => self.view_contains(container, item),
            Some(Kind::Range) => {
                let values = self.to_list(container)?;
                self.contains_value(values, item)
            }
            Some(Kind::Generator) => self.python_contains(container, item),
            Some(Kind::Iterator) => {
                while let Some(value) = self.iter_next(container)? {
                    self.charge(1)?;
                    if self.equal_elements(value, item, 0)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Some(Kind::Instance | Kind::Class | Kind::Exception)
                if self.program_class(container).is_some() =>
            {
                self.instance_contains(container, item)
            }
            Some(Kind::MemoryView) => {
                let values = self.to_list(container)?;
                self.contains_value(values, item)
            }
            _ => Err(self.type_error(&[
                Piece::Text("argument of type '"),
                Piece::TypeOf(container),
                Piece::Text("' is not iterable"),
            ])),
        }
    }

    fn contains_value(&mut self, sequence: Value, item: Value) -> Res<bool> {
        let (at, count) = self.elements(sequence);
        for n in 0..count {
            if self.equal_elements(Value(self.heap.cells[at + n]), item, 0)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether an element equals `item` as containers compare.
    pub(crate) fn element_is(&mut self, element: Value, item: Value) -> Res<bool> {
        self.equal_elements(element, item, 0)
    }
}

fn holds(compare: Compare, ordering: Ordering) -> bool {
    match compare {
        Compare::Eq => ordering.is_eq(),
        Compare::Ne => ordering.is_ne(),
        Compare::Lt => ordering.is_lt(),
        Compare::Le => ordering.is_le(),
        Compare::Gt => ordering.is_gt(),
        Compare::Ge => ordering.is_ge(),
    }
}
