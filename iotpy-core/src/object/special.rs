//! Comparisons and builtins on instances of the program's classes: their special methods.

use crate::catalog::{Exception, Feature, Type};
use crate::error::{Piece, Res, need};
use crate::heap::Kind;
use crate::object::class::Found;
use crate::opcode::Op;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Compare, Vm};

pub(super) const NOT_IMPLEMENTED: Value = Value::special(5);

const fn compare_methods(compare: Compare) -> (u16, u16) {
    match compare {
        Compare::Eq => (symbol::D_EQ, symbol::D_EQ),
        Compare::Ne => (symbol::D_NE, symbol::D_NE),
        Compare::Lt => (symbol::D_LT, symbol::D_GT),
        Compare::Le => (symbol::D_LE, symbol::D_GE),
        Compare::Gt => (symbol::D_GT, symbol::D_LT),
        Compare::Ge => (symbol::D_GE, symbol::D_LE),
    }
}

impl Vm<'_, '_> {
    /// A function of our library in Python, by its number in `catalog::fallback`.
    pub(crate) fn library(&mut self, id: u16) -> Res<Value> {
        match self.package.fallback(id) {
            Some(function) => Ok(Value::function(function)),
            None => {
                let message = [Piece::Text("the package lacks a part of the library")];
                Err(self.raise(Exception::NotImplementedError, &message))
            }
        }
    }

    /// A comparison where one side has a class of the program; any value may be the result.
    pub(crate) fn compare_instances(&mut self, compare: Compare, x: Value, y: Value) -> Res<Value> {
        need!(self, Class);
        let (method, reflected) = compare_methods(compare);
        let (own, other) = (self.type_value(x), self.type_value(y));
        let right_first = own != other && self.derives(other, own);
        if right_first && let Some(value) = self.compare_side(reflected, y, x)? {
            return Ok(value);
        }
        if let Some(value) = self.compare_side(method, x, y)? {
            return Ok(value);
        }
        if !right_first && let Some(value) = self.compare_side(reflected, y, x)? {
            return Ok(value);
        }
        match compare {
            Compare::Eq => Ok(Value::bool(x == y)),
            Compare::Ne => Ok(Value::bool(x != y)),
            _ => Err(self.unordered(compare, x, y)),
        }
    }

    /// One side's answer to a comparison; nothing for NotImplemented.
    fn compare_side(&mut self, symbol: u16, x: Value, y: Value) -> Res<Option<Value>> {
        let found = match self.program_class(x) {
            Some(_) => self.special_found(x, symbol)?,
            None => Some(Found::Builtin(Type::NotImplemented as u16)),
        };
        match found {
            Some(Found::Value(Value::NONE)) => Ok(None),
            Some(Found::Value(method)) => {
                let value = self.call_python(method, &[x, y])?;
                Ok((value != NOT_IMPLEMENTED).then_some(value))
            }
            Some(Found::Builtin(id)) if id == Type::Object as u16 => {
                // `object.__ne__` inverts what `__eq__` says.
                if symbol != symbol::D_NE {
                    return Ok(None);
                }
                match self.compare_side(symbol::D_EQ, x, y)? {
                    Some(equal) => Ok(Some(Value::bool(!self.truth(equal)?))),
                    None => Ok(None),
                }
            }
            Some(Found::Builtin(_)) => {
                let (p, q) = (self.unwrapped(x), self.unwrapped(y));
                if self.program_class(p).is_some() || self.program_class(q).is_some() {
                    return Ok(None);
                }
                let order = !matches!(symbol, symbol::D_EQ | symbol::D_NE);
                if !self.same_family(p, q) || order && !self.is_ordered(p) {
                    return Ok(None);
                }
                let compare = match symbol {
                    symbol::D_EQ => Compare::Eq,
                    symbol::D_NE => Compare::Ne,
                    symbol::D_LT => Compare::Lt,
                    symbol::D_LE => Compare::Le,
                    symbol::D_GT => Compare::Gt,
                    _ => Compare::Ge,
                };
                self.compare_values(compare, p, q)
                    .map(|truth| Some(Value::bool(truth)))
            }
            None => Ok(None),
        }
    }

    /// `bool(value)`
    pub(crate) fn truth(&mut self, value: Value) -> Res<bool> {
        if value.is_bool() {
            return Ok(value == Value::TRUE);
        }
        if self.program_class(value).is_none() {
            return Ok(self.is_true(value));
        }
        if let Some(method) = self.special(value, symbol::D_BOOL)? {
            let answer = self.call_python(method, &[value])?;
            if !answer.is_bool() {
                return Err(self.type_error(&[
                    Piece::Text("__bool__ should return bool, returned "),
                    Piece::TypeOf(answer),
                ]));
            }
            return Ok(answer == Value::TRUE);
        }
        if self.special(value, symbol::D_LEN)?.is_some() {
            let len = self.len(value)?;
            return Ok(len != Value::int(0));
        }
        let payload = self.unwrapped(value);
        Ok(payload == value || self.is_true(payload))
    }

    /// Whether values of a builtin value's type have an order.
    fn is_ordered(&self, value: Value) -> bool {
        value.is_float()
            || self.is_int_like(value)
            || self.is_str(value)
            || self.is_bytes(value)
            || matches!(
                self.heap.kind_of(value),
                Some(Kind::List | Kind::Tuple | Kind::Set | Kind::FrozenSet | Kind::ByteArray)
            )
    }

    /// `-x`, `+x`, `~x` of an instance; nothing if its class has no such method.
    pub(crate) fn unary_of_instance(&mut self, op: Op, x: Value) -> Res<Option<Value>> {
        if !Feature::Class.is_enabled() {
            return Ok(None);
        }
        let symbol = match op {
            Op::Neg => symbol::D_NEG,
            Op::Pos => symbol::D_POS,
            _ => symbol::D_INVERT,
        };
        self.call_special(x, symbol, &[])
    }

    /// Calls a special method with the value and more arguments; nothing if there is none.
    pub(crate) fn call_special(
        &mut self,
        value: Value,
        symbol: u16,
        more: &[Value],
    ) -> Res<Option<Value>> {
        if !Feature::Class.is_enabled() {
            return Ok(None);
        }
        let Some(method) = self.special(value, symbol)? else {
            return Ok(None);
        };
        let mut args = [Value::NONE; 4];
        let count = more.len().min(3);
        args[0] = value;
        args[1..=count].copy_from_slice(&more[..count]);
        self.call_python(method, &args[..=count]).map(Some)
    }

    /// `len(instance)`, nothing if its class has no such method.
    pub(crate) fn len_of_instance(&mut self, value: Value) -> Res<Option<Value>> {
        if !Feature::Class.is_enabled() {
            return Ok(None);
        }
        let Some(len) = self.call_special(value, symbol::D_LEN, &[])? else {
            return Ok(None);
        };
        let len = self.index_value(len)?;
        if !self.is_int_like(len) {
            return Err(self.type_error(&[
                Piece::Text("'"),
                Piece::TypeOf(len),
                Piece::Text("' object cannot be interpreted as an integer"),
            ]));
        }
        if self.integer(len, &mut [0]).negative {
            return Err(self.value_error("__len__() should return >= 0"));
        }
        if self.as_i64(len).is_none() {
            let message = [Piece::Text("cannot fit 'int' into an index-sized integer")];
            return Err(self.raise(Exception::OverflowError, &message));
        }
        self.int_add(len, Value::int(0)).map(Some)
    }

    /// An iterable for natives: what iterates by Python code becomes a list of its values.
    pub(crate) fn plain_iterable(&mut self, value: Value) -> Res<Value> {
        if self.program_class(value).is_none() {
            return Ok(value);
        }
        match self.special_found(value, symbol::D_ITER)? {
            Some(Found::Value(Value::NONE)) => Err(self.not_iterable(value)),
            Some(Found::Builtin(id)) if id != Type::Object as u16 => Ok(self.unwrapped(value)),
            Some(Found::Value(_)) => self.collected(value),
            _ if self.special(value, symbol::D_GETITEM)?.is_some() => self.collected(value),
            _ => Err(self.not_iterable(value)),
        }
    }

    /// The list of an iterable's values, which Python code gathers.
    pub(crate) fn collected(&mut self, value: Value) -> Res<Value> {
        let collect = self.library(crate::catalog::fallback::COLLECT)?;
        self.call_python(collect, &[value])
    }

    /// `iter(instance)`
    pub(crate) fn iter_of_instance(&mut self, value: Value) -> Res<Value> {
        need!(self, Class);
        match self.special_found(value, symbol::D_ITER)? {
            Some(Found::Value(Value::NONE)) => Err(self.not_iterable(value)),
            Some(Found::Value(method)) => {
                let iterator = self.call_python(method, &[value])?;
                if !self.is_iterator(iterator)? {
                    return Err(self.type_error(&[
                        Piece::Text("iter() returned non-iterator of type '"),
                        Piece::TypeOf(iterator),
                        Piece::Text("'"),
                    ]));
                }
                Ok(iterator)
            }
            Some(Found::Builtin(id)) if id != Type::Object as u16 => {
                let payload = self.unwrapped(value);
                self.get_iter(payload)
            }
            _ if self.special(value, symbol::D_GETITEM)?.is_some() => {
                let walk = self.library(crate::catalog::fallback::WALK_BY_INDEX)?;
                self.call_python(walk, &[value])
            }
            _ => Err(self.not_iterable(value)),
        }
    }

    /// A list or tuple whose elements are builtin values in the place of instances that extend
    /// their types; itself if it holds none.
    pub(crate) fn plain_elements(&mut self, sequence: Value) -> Res<Value> {
        let (first, count) = self.elements(sequence);
        let instance =
            |vm: &Self, n: usize| vm.heap.is(Value(vm.heap.cells[first + n]), Kind::Instance);
        if !(0..count).any(|n| instance(self, n)) {
            return Ok(sequence);
        }
        let list = self.list_of_cells(first, count)?;
        let (at, _) = self.elements(list);
        for n in 0..count {
            self.heap.cells[at + n] = self.unwrapped(Value(self.heap.cells[at + n])).0;
        }
        Ok(list)
    }

    /// Whether `next()` of the value works.
    pub(crate) fn is_iterator(&mut self, value: Value) -> Res<bool> {
        Ok(match self.heap.kind_of(value) {
            Some(Kind::Iterator | Kind::Generator) => true,
            _ => self.special(value, symbol::D_NEXT)?.is_some(),
        })
    }

    /// Whether `iter()` of the value works.
    pub(crate) fn can_iterate(&mut self, value: Value) -> Res<bool> {
        if self.program_class(value).is_none() {
            return Ok(self.is_iterable(value));
        }
        Ok(match self.special_found(value, symbol::D_ITER)? {
            Some(Found::Value(method)) => method != Value::NONE,
            Some(Found::Builtin(id)) => id != Type::Object as u16,
            None => self.special(value, symbol::D_GETITEM)?.is_some(),
        })
    }

    /// `item in container` for a container of the program's classes.
    pub(crate) fn instance_contains(&mut self, container: Value, item: Value) -> Res<bool> {
        need!(self, Class);
        let found = self.special_found(container, symbol::D_CONTAINS)?;
        match found {
            Some(Found::Value(Value::NONE)) => {
                return Err(self.type_error(&[
                    Piece::Text("'"),
                    Piece::TypeOf(container),
                    Piece::Text("' object is not a container"),
                ]));
            }
            Some(Found::Value(method)) => {
                let answer = self.call_python(method, &[container, item])?;
                return self.truth(answer);
            }
            _ => {}
        }
        let payload = self.unwrapped(container);
        if payload != container && found.is_some() {
            let mark = self.heap.sp;
            let at = self.heap.push(payload)?;
            let found = self.contains(at, item)?;
            self.heap.sp = mark;
            return Ok(found);
        }
        if !self.can_iterate(container)? {
            return Err(self.type_error(&[
                Piece::Text("argument of type '"),
                Piece::TypeOf(container),
                Piece::Text("' is not iterable"),
            ]));
        }
        self.python_contains(container, item)
    }

    /// Membership by a loop in Python.
    pub(crate) fn python_contains(&mut self, container: Value, item: Value) -> Res<bool> {
        let contains = self.library(crate::catalog::fallback::CONTAINS)?;
        let answer = self.call_python(contains, &[container, item])?;
        Ok(answer == Value::TRUE)
    }

    /// `value[key]` of an instance or class of the program.
    pub(crate) fn item_of_instance(&mut self, subject: Value, key: Value) -> Res<Value> {
        need!(self, Class);
        if let Some(value) = self.call_special(subject, symbol::D_GETITEM, &[key])? {
            return Ok(value);
        }
        if self.is_class(subject) {
            return self.class_item(subject, key);
        }
        let payload = self.unwrapped(subject);
        if payload == subject {
            return self.not_subscriptable(subject);
        }
        self.get_item_of_type(subject, payload, key)
    }

    /// `class[key]`: `__class_getitem__`, or a generic alias of a builtin type.
    pub(crate) fn class_item(&mut self, class: Value, key: Value) -> Res<Value> {
        if class.is_object() {
            let symbol = self.symbol_key(symbol::D_CLASS_GETITEM);
            match self.class_lookup(class, symbol)? {
                Some(Found::Value(method)) => {
                    let method = self.bind_to_class(method, class)?;
                    return self.call_python(method, &[key]);
                }
                _ => {
                    let generic = self.layout_of(class).is_some_and(is_generic);
                    if !generic {
                        return Err(self.type_error(&[
                            Piece::Text("type '"),
                            Piece::ClassName(class),
                            Piece::Text("' is not subscriptable"),
                        ]));
                    }
                }
            }
        }
        self.new_alias(class, key)
    }

    /// `class[key]` of a class that only notes the key.
    pub(crate) fn new_alias(&mut self, class: Value, key: Value) -> Res<Value> {
        need!(self, Class);
        let args = match self.heap.is(key, Kind::Tuple) {
            true => key,
            false => self.heap.object(Kind::Tuple, &[key])?,
        };
        let fields = [Value::int(0), class, args];
        self.heap.object(Kind::Alias, &fields)
    }

    /// Whether a value can stand in `x | y` of types.
    pub(crate) fn is_class_like(&self, value: Value) -> bool {
        value == Value::NONE || self.is_class(value) || self.heap.is(value, Kind::Alias)
    }

    /// Whether a value is `x | y` of two types.
    pub(crate) fn is_union(&self, value: Value) -> bool {
        self.heap.is(value, Kind::Alias) && self.heap.get(value.cell(), 0) == Value::int(1)
    }

    /// `x | y` of two types.
    pub(crate) fn union_of(&mut self, x: Value, y: Value) -> Res<Value> {
        need!(self, Class);
        let members = self.new_list(&[])?;
        for side in [x, y] {
            let parts = match self.is_union(side) {
                true => self.heap.get(side.cell(), 2),
                false => {
                    let class = match side {
                        Value::NONE => Value::builtin(Type::None as u16),
                        class => class,
                    };
                    self.heap.object(Kind::Tuple, &[class])?
                }
            };
            let (_, count) = self.elements(parts);
            for n in 0..count {
                let part = self.tuple_item(parts, n);
                let (first, known) = self.elements(members);
                if !(0..known).any(|m| self.heap.cells[first + m] == part.0) {
                    self.list_push(members, part)?;
                }
            }
        }
        let (at, count) = self.elements(members);
        if count == 1 {
            return Ok(Value(self.heap.cells[at]));
        }
        let args = self.tuple_of_cells(at, count)?;
        let fields = [Value::int(1), Value::NONE, args];
        self.heap.object(Kind::Alias, &fields)
    }

    /// An int for a value that has `__index__`; any other value as it is.
    #[inline]
    pub(crate) fn index_value(&mut self, value: Value) -> Res<Value> {
        if !self.heap.is(value, Kind::Instance) {
            return Ok(value);
        }
        // What is an int already is not asked.
        let payload = self.unwrapped(value);
        if self.is_int_like(payload) {
            return Ok(payload);
        }
        if let Some(index) = self.call_special(value, symbol::D_INDEX, &[])? {
            if !self.is_int_like(index) {
                return Err(self.type_error(&[
                    Piece::Text("__index__ returned non-int (type "),
                    Piece::TypeOf(index),
                    Piece::Text(")"),
                ]));
            }
            return Ok(index);
        }
        Ok(value)
    }

    /// What `__hash__` of a value with a class of the program answers.
    pub(crate) fn hash_of_instance(&mut self, value: Value, depth: usize) -> Res<i64> {
        need!(self, Class);
        match self.special_found(value, symbol::D_HASH)? {
            Some(Found::Value(Value::NONE)) => Err(self.unhashable(value)),
            Some(Found::Value(method)) => {
                let hash = self.call_python(method, &[value])?;
                let hash = self.unwrapped(hash);
                if !self.is_int_like(hash) {
                    let message = "__hash__ method should return an integer";
                    return Err(self.type_error(&[Piece::Text(message)]));
                }
                match self.as_i64(hash) {
                    Some(-1) => Ok(-2),
                    Some(hash) => Ok(hash),
                    None => self.hash(hash, depth),
                }
            }
            _ => {
                let payload = self.unwrapped(value);
                if payload != value {
                    return self.hash(payload, depth);
                }
                Ok(self.identity(value)? / 16)
            }
        }
    }

    #[cold]
    pub(crate) fn unhashable(&mut self, value: Value) -> crate::error::Trap {
        self.type_error(&[
            Piece::Text("unhashable type: '"),
            Piece::TypeOf(value),
            Piece::Text("'"),
        ])
    }

    /// `str()`, `repr()` or `__format__` gave this, which must be a str.
    pub(crate) fn expect_text(&mut self, value: Value, method: &str) -> Res<Value> {
        let text = self.unwrapped(value);
        if self.is_str(text) {
            return Ok(text);
        }
        Err(self.type_error(&[
            Piece::Text(method),
            Piece::Text(" returned non-string (type "),
            Piece::TypeOf(value),
            Piece::Text(")"),
        ]))
    }

    /// Whether a class looks at `isinstance` and `issubclass` itself.
    pub(crate) fn class_check(&mut self, class: Value, symbol: u16) -> Res<Option<Value>> {
        if !Feature::Class.is_enabled() {
            return Ok(None);
        }
        if !self.heap.is(class, Kind::Class) && !self.heap.is(class, Kind::Instance) {
            return Ok(None);
        }
        self.special(class, symbol)
    }

    /// The sort of values whose order Python code decides needs Python code.
    pub(crate) fn orders_by_python(&self, value: Value) -> bool {
        match self.heap.kind_of(value) {
            Some(Kind::Instance | Kind::Exception | Kind::Class) => true,
            Some(Kind::Tuple | Kind::List) => {
                let (first, count) = self.elements(value);
                (0..count).any(|n| {
                    matches!(
                        self.heap.kind_of(Value(self.heap.cells[first + n])),
                        Some(Kind::Instance | Kind::Exception | Kind::Class)
                    )
                })
            }
            _ => false,
        }
    }
}

/// Whether a builtin type can be subscripted, as in `list[int]`.
pub(crate) fn is_generic(id: u16) -> bool {
    [
        Type::List,
        Type::Tuple,
        Type::Dict,
        Type::Set,
        Type::Frozenset,
        Type::Type,
        Type::Enumerate,
    ]
    .iter()
    .any(|kind| *kind as u16 == id)
}

/// Whether a builtin value is a class that can be subscripted.
pub(crate) fn generic_builtin(value: Value) -> bool {
    matches!(value.unpack(), Unpacked::Builtin(id) if is_generic(id))
}
