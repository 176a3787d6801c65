//! Special methods of builtin types, called by name: `super().__init__()`, `(5).__add__(3)`,
//! `dict.__getitem__(d, k)`.

use crate::catalog::{self, Exception, Type};
use crate::error::{Piece, Reason, Res, need};
use crate::heap::Kind;
use crate::host::Host;
use crate::object::class::class_field;
use crate::object::instance::Access;
use crate::object::number::Binary;
use crate::opcode::Op;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Compare, Vm};

/// Levels of nesting that a call of a builtin method counts for: it takes more of the native stack
/// than a look into a container.
const CALL_LEVELS: usize = 6;

/// The operator of a special method, and whether its operands change places.
fn binary_of(symbol: u16) -> Option<(Binary, bool, bool)> {
    Some(match symbol {
        symbol::D_ADD => (Binary::Add, false, false),
        symbol::D_RADD => (Binary::Add, true, false),
        symbol::D_IADD => (Binary::Add, false, true),
        symbol::D_SUB => (Binary::Sub, false, false),
        symbol::D_RSUB => (Binary::Sub, true, false),
        symbol::D_ISUB => (Binary::Sub, false, true),
        symbol::D_MUL => (Binary::Mul, false, false),
        symbol::D_RMUL => (Binary::Mul, true, false),
        symbol::D_IMUL => (Binary::Mul, false, true),
        symbol::D_TRUEDIV => (Binary::Div, false, false),
        symbol::D_RTRUEDIV => (Binary::Div, true, false),
        symbol::D_FLOORDIV => (Binary::FloorDiv, false, false),
        symbol::D_RFLOORDIV => (Binary::FloorDiv, true, false),
        symbol::D_MOD => (Binary::Mod, false, false),
        symbol::D_RMOD => (Binary::Mod, true, false),
        symbol::D_POW => (Binary::Pow, false, false),
        symbol::D_RPOW => (Binary::Pow, true, false),
        symbol::D_LSHIFT => (Binary::Shl, false, false),
        symbol::D_RLSHIFT => (Binary::Shl, true, false),
        symbol::D_RSHIFT => (Binary::Shr, false, false),
        symbol::D_RRSHIFT => (Binary::Shr, true, false),
        symbol::D_AND => (Binary::And, false, false),
        symbol::D_RAND => (Binary::And, true, false),
        symbol::D_IAND => (Binary::And, false, true),
        symbol::D_OR => (Binary::Or, false, false),
        symbol::D_ROR => (Binary::Or, true, false),
        symbol::D_IOR => (Binary::Or, false, true),
        symbol::D_XOR => (Binary::Xor, false, false),
        symbol::D_RXOR => (Binary::Xor, true, false),
        symbol::D_IXOR => (Binary::Xor, false, true),
        _ => return None,
    })
}

fn compare_of(symbol: u16) -> Option<Compare> {
    Some(match symbol {
        symbol::D_EQ => Compare::Eq,
        symbol::D_NE => Compare::Ne,
        symbol::D_LT => Compare::Lt,
        symbol::D_LE => Compare::Le,
        symbol::D_GT => Compare::Gt,
        symbol::D_GE => Compare::Ge,
        _ => return None,
    })
}

impl Vm<'_, '_> {
    /// Calls the method of a builtin object at a cell. Such methods may be what a class of the
    /// program has for special methods, and so call each other.
    pub(crate) fn call_bound(
        &mut self,
        at: usize,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        self.check_nesting(self.nested + CALL_LEVELS, " while calling a Python object")?;
        self.nested += CALL_LEVELS;
        let answer = self.call_bound_method(at, arguments, host);
        self.nested -= CALL_LEVELS;
        answer
    }

    fn call_bound_method(
        &mut self,
        at: usize,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        let (receiver, name) = (self.heap.get(at, 0), self.heap.get(at, 1));
        let owner = self.heap.get(at, 2);
        let symbol = self.symbol_of(name);
        let Unpacked::Builtin(id) = owner.unpack() else {
            return self.builtin_method(receiver, symbol, name, arguments, host);
        };
        if let Some(made) = self.class_constructor(id, receiver, symbol, name, arguments, host)? {
            return Ok(made);
        }
        // `dict.__getitem__` of a class: the first argument is the receiver.
        let of_class = self.is_class(receiver)
            && (id != Type::Type as u16 || self.derives(receiver, owner))
            && !matches!(
                symbol,
                symbol::D_INIT_SUBCLASS | symbol::D_SUBCLASSHOOK | symbol::D_PREPARE
            );
        if !of_class || symbol == symbol::D_NEW {
            let new = symbol == symbol::D_NEW;
            if !new {
                return self.call_slot(id, receiver, symbol, name, arguments, host);
            }
        }
        if arguments.count == 0 {
            return Err(self.type_error(&[
                Piece::Text("unbound method "),
                Piece::Text(catalog::name(id)),
                Piece::Text("."),
                Piece::Str(name),
                Piece::Text("() needs an argument"),
            ]));
        }
        let first = self.argument(arguments, 0);
        let rest = Arguments {
            at: arguments.at + 1,
            count: arguments.count - 1,
            keywords: arguments.keywords,
        };
        if symbol == symbol::D_NEW {
            return self.new_slot(id, first, &rest);
        }
        let own = self.type_value(first);
        if !self.derives(own, Value::builtin(id)) {
            return Err(self.type_error(&[
                Piece::Text("descriptor '"),
                Piece::Str(name),
                Piece::Text("' requires a '"),
                Piece::Text(catalog::name(id)),
                Piece::Text("' object but received a '"),
                Piece::TypeOf(first),
                Piece::Text("'"),
            ]));
        }
        self.call_slot(id, first, symbol, name, &rest, host)
    }

    /// A class method of a builtin type that makes an instance, called on a class of the program:
    /// `dict.fromkeys`, `int.from_bytes`, `bytes.fromhex`.
    fn class_constructor(
        &mut self,
        id: u16,
        class: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Option<Value>> {
        need!(self, Class);
        if !self.heap.is(class, Kind::Class) {
            return Ok(None);
        }
        match symbol {
            symbol::FROMKEYS if id == Type::Dict as u16 => {
                self.expect_count(name, arguments, 1, 2)?;
                let keys = self.to_sequence(arguments.at)?;
                let value = self.argument_or(arguments, 1, Value::NONE);
                let made = self.call_python(class, &[])?;
                // The same one when a `__setitem__` of the program has run.
                let made = match self.recall() {
                    Some(made) => made,
                    None => self.remember(made)?,
                };
                let mark = self.heap.sp;
                let at = self.heap.push(value)?;
                let (_, count) = self.elements(keys);
                for n in 0..count {
                    let key = self.tuple_item(keys, n);
                    self.set_item(at, made, key, value)?;
                }
                self.heap.sp = mark;
                Ok(Some(made))
            }
            symbol::FROM_BYTES | symbol::FROMHEX => {
                let builtin = Value::builtin(id);
                let value = self.type_method(builtin, id, symbol, name, arguments, host)?;
                self.call_python(class, &[value]).map(Some)
            }
            symbol::MAKETRANS => {
                let builtin = Value::builtin(id);
                let made = self.type_method(builtin, id, symbol, name, arguments, host)?;
                Ok(Some(made))
            }
            _ => Ok(None),
        }
    }

    /// `object.__new__(class, …)`
    fn new_slot(&mut self, id: u16, class: Value, arguments: &Arguments) -> Res<Value> {
        need!(self, Class);
        let Some(layout) = self.layout_of(class) else {
            return Err(self.type_error(&[
                Piece::Text(catalog::name(id)),
                Piece::Text(".__new__(X): X is not a type object ("),
                Piece::TypeOf(class),
                Piece::Text(")"),
            ]));
        };
        if let Unpacked::Builtin(kind) = class.unpack() {
            return self.native(kind, arguments, &mut crate::host::NullHost);
        }
        if !catalog::is_subclass(layout, id) {
            return Err(self.type_error(&[
                Piece::Text(catalog::name(id)),
                Piece::Text(".__new__("),
                Piece::ClassName(class),
                Piece::Text("): "),
                Piece::ClassName(class),
                Piece::Text(" is not a subtype of "),
                Piece::Text(catalog::name(id)),
            ]));
        }
        if id == Type::Object as u16 && layout == id {
            // The arguments were for the `__new__` of the program that calls this.
            let none = Arguments {
                at: arguments.at,
                count: 0,
                keywords: crate::vm::Keywords::None,
            };
            if arguments.count > 0 || self.keyword_count(arguments) > 0 {
                let key = self.symbol_key(symbol::D_NEW);
                if matches!(
                    self.class_lookup(class, key)?,
                    Some(crate::object::class::Found::Value(_))
                ) {
                    let message =
                        "object.__new__() takes exactly one argument (the type to instantiate)";
                    return Err(self.type_error(&[Piece::Text(message)]));
                }
                self.check_object_arguments(class, arguments)?;
            }
            return self.new_instance(class, &none);
        }
        self.new_instance(class, arguments)
    }

    /// Calls a special or ordinary method as the builtin type `id` has it.
    pub(crate) fn call_slot(
        &mut self,
        id: u16,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        need!(self, Class);
        if symbol == symbol::D_INIT {
            self.builtin_init(id, receiver, arguments)?;
            return Ok(Value::NONE);
        }
        if id == Type::Object as u16 || catalog::is_exception(id) {
            return self.object_slot(receiver, symbol, name, arguments);
        }
        if id == Type::Type as u16 {
            return self.class_slot(receiver, symbol, name, arguments);
        }
        let payload = self.unwrapped(receiver);
        let x = self.argument_or(arguments, 0, Value::UNBOUND);
        if symbol == symbol::D_POW && arguments.count == 2 && self.is_number(payload) {
            return self.power_slot(payload, arguments);
        }
        if let Some((op, swapped, in_place)) = binary_of(symbol) {
            self.expect_slot_arguments(arguments, 1)?;
            return self.binary_slot(op, swapped, in_place, payload, receiver, x);
        }
        if let Some(compare) = compare_of(symbol) {
            self.expect_slot_arguments(arguments, 1)?;
            return self.compare_slot(compare, payload, x);
        }
        match self.plain_slot(id, payload, receiver, symbol, arguments)? {
            Some(value) => Ok(value),
            None => {
                let made = self.builtin_method(payload, symbol, name, arguments, host)?;
                match self.heap.is(made, Kind::DictView) && receiver != payload {
                    true => self.view_of(receiver, made),
                    false => Ok(made),
                }
            }
        }
    }

    /// A view of a dict as one of its class: those of an OrderedDict, whose class in the library
    /// has a private mark for it, have names of their own.
    fn view_of(&mut self, owner: Value, view: Value) -> Res<Value> {
        let (class, name) = (
            self.type_value(owner),
            self.new_str(b"_OrderedDict__views")?,
        );
        let key = self.key(symbol::UNKNOWN, name)?;
        if self.class_lookup(class, key)?.is_none() {
            return Ok(view);
        }
        let (dict, which) = (self.heap.get(view.cell(), 0), self.heap.get(view.cell(), 1));
        self.heap
            .object(Kind::DictView, &[dict, which, Value::TRUE])
    }

    fn expect_slot_arguments(&mut self, arguments: &Arguments, count: usize) -> Res<()> {
        if arguments.count == count {
            return Ok(());
        }
        let plural = if count == 1 { "" } else { "s" };
        Err(self.type_error(&[
            Piece::Text("expected "),
            Piece::Number(count as i64),
            Piece::Text(" argument"),
            Piece::Text(plural),
            Piece::Text(", got "),
            Piece::Number(arguments.count as i64),
        ]))
    }

    /// An operator's method: NotImplemented where the types do not fit.
    fn binary_slot(
        &mut self,
        op: Binary,
        swapped: bool,
        in_place: bool,
        payload: Value,
        receiver: Value,
        other: Value,
    ) -> Res<Value> {
        let other = self.unwrapped(other);
        let (x, y) = if swapped {
            (other, payload)
        } else {
            (payload, other)
        };
        if !self.operands_fit(op, payload, other) {
            return Ok(Value::special(5));
        }
        let value = self.binary(op, in_place, x, y)?;
        Ok(if in_place && value == payload {
            receiver
        } else {
            value
        })
    }

    /// Whether a builtin operator's method accepts the other operand.
    fn operands_fit(&self, op: Binary, own: Value, other: Value) -> bool {
        if own.is_float() {
            return self.is_number(other);
        }
        if self.is_int_like(own) {
            return self.is_int_like(other);
        }
        match self.heap.kind_of(own) {
            Some(Kind::Dict) => self.heap.is(other, Kind::Dict) || op != Binary::Or,
            Some(Kind::Set | Kind::FrozenSet) => {
                matches!(self.heap.kind_of(other), Some(Kind::Set | Kind::FrozenSet))
            }
            _ => true,
        }
    }

    fn compare_slot(&mut self, compare: Compare, own: Value, other: Value) -> Res<Value> {
        let other = self.unwrapped(other);
        // An int leaves the comparison to a float.
        let left = self.is_int_like(own) && other.is_float();
        let ordered = matches!(compare, Compare::Eq | Compare::Ne)
            || !matches!(self.heap.kind_of(own), Some(Kind::Dict | Kind::Range));
        if left || !ordered || !self.same_family(own, other) {
            return Ok(Value::special(5));
        }
        self.compare_values(compare, own, other).map(Value::bool)
    }

    /// Whether two builtin values are of types that compare with each other.
    pub(crate) fn same_family(&self, x: Value, y: Value) -> bool {
        let number = |value: Value| value.is_float() || self.is_int_like(value);
        if number(x) && number(y)
            || self.is_str(x) && self.is_str(y)
            || self.is_bytes(x) && self.is_bytes(y)
        {
            return true;
        }
        match (self.heap.kind_of(x), self.heap.kind_of(y)) {
            (Some(Kind::Set | Kind::FrozenSet), Some(Kind::Set | Kind::FrozenSet)) => true,
            (Some(a), Some(b)) => a == b && !matches!(a, Kind::Instance | Kind::Exception),
            _ => x == y,
        }
    }

    /// Special methods of containers and numbers that are no operators of two operands.
    fn plain_slot(
        &mut self,
        id: u16,
        payload: Value,
        receiver: Value,
        symbol: u16,
        arguments: &Arguments,
    ) -> Res<Option<Value>> {
        let x = self.argument_or(arguments, 0, Value::UNBOUND);
        let y = self.argument_or(arguments, 1, Value::UNBOUND);
        Ok(Some(match symbol {
            symbol::D_LEN => self.len(payload)?,
            symbol::D_GETITEM => {
                self.expect_slot_arguments(arguments, 1)?;
                self.get_item_of_type(receiver, payload, x)?
            }
            symbol::D_SETITEM => {
                self.expect_slot_arguments(arguments, 2)?;
                self.set_item(arguments.at + 1, payload, x, y)?;
                Value::NONE
            }
            symbol::D_DELITEM => {
                self.expect_slot_arguments(arguments, 1)?;
                self.delete_item(payload, x)?;
                Value::NONE
            }
            symbol::D_CONTAINS => {
                self.expect_slot_arguments(arguments, 1)?;
                let at = self.heap.push(payload)?;
                let found = self.contains(at, x)?;
                self.heap.sp = at + 1;
                Value::bool(found)
            }
            symbol::D_ITER => self.get_iter(payload)?,
            symbol::D_NEXT => {
                if self.heap.is(payload, Kind::Generator) {
                    return Err(self.trap(Reason::Fallback(catalog::fallback::NEXT)));
                }
                match self.iter_next(payload)? {
                    Some(value) => value,
                    None => return Err(self.raise_with(Exception::StopIteration, &[])?),
                }
            }
            symbol::D_REVERSED => self.reversed(payload)?,
            symbol::D_HASH => {
                let hash = self.hash(payload, 0)?;
                self.new_int(hash)?
            }
            symbol::D_REPR
                if matches!(
                    self.heap.kind_of(payload),
                    Some(Kind::Set | Kind::FrozenSet)
                ) =>
            {
                self.set_repr(receiver)?
            }
            symbol::D_REPR => self.repr(payload)?,
            symbol::D_STR => self.str_of(payload)?,
            symbol::D_BOOL => Value::bool(self.truth(payload)?),
            symbol::D_NEG => self.unary(Op::Neg, payload)?,
            symbol::D_POS => self.unary(Op::Pos, payload)?,
            symbol::D_INVERT => self.unary(Op::Invert, payload)?,
            symbol::D_FORMAT => {
                self.expect_str(x, "__format__() argument must be str, not ")?;
                match self.raw_bytes(x).is_empty() {
                    true => self.str_of(receiver)?,
                    false => self.format_value(payload, 0, Some(x))?,
                }
            }
            symbol::D_CALL => {
                let answer =
                    self.call_from_native(payload, arguments, crate::vm::Catch::Nothing)?;
                answer.unwrap_or(Value::NONE)
            }
            symbol::D_GET | symbol::D_SET | symbol::D_DELETE if id != Type::Function as u16 => {
                self.descriptor_slot(payload, symbol, x, y)?
            }
            symbol::D_GET => match x {
                Value::NONE => payload,
                receiver => self.heap.object(Kind::Method, &[payload, receiver])?,
            },
            _ => return self.number_slot(payload, symbol, arguments),
        }))
    }

    /// `int.__pow__(x, y, modulus)`
    fn power_slot(&mut self, own: Value, arguments: &Arguments) -> Res<Value> {
        let (x, y) = (self.argument(arguments, 0), self.argument(arguments, 1));
        let fits = self.operands_fit(Binary::Pow, own, self.unwrapped(x));
        if !fits || own.is_float() && y == Value::NONE {
            return Ok(Value::special(5));
        }
        let mark = self.heap.sp;
        let arguments = self.prepend(own, arguments)?;
        let pow = catalog::Function::Pow as u16;
        let value = self.native(pow, &arguments, &mut crate::host::NullHost)?;
        self.heap.sp = mark;
        Ok(value)
    }

    fn number_slot(
        &mut self,
        payload: Value,
        symbol: u16,
        arguments: &Arguments,
    ) -> Res<Option<Value>> {
        let builtin = match symbol {
            symbol::D_INT | symbol::D_INDEX | symbol::D_TRUNC => Type::Int as u16,
            symbol::D_FLOAT => Type::Float as u16,
            symbol::D_ABS => catalog::Function::Abs as u16,
            symbol::D_ROUND => catalog::Function::Round as u16,
            symbol::D_FLOOR => catalog::Function::MathFloor as u16,
            symbol::D_CEIL => catalog::Function::MathCeil as u16,
            symbol::D_DIVMOD | symbol::D_RDIVMOD => catalog::Function::Divmod as u16,
            _ => return Ok(None),
        };
        let divides = builtin == catalog::Function::Divmod as u16;
        if divides && arguments.count == 1 {
            let other = self.argument(arguments, 0);
            let other = self.unwrapped(other);
            if !self.operands_fit(Binary::FloorDiv, payload, other) {
                return Ok(Some(Value::special(5)));
            }
        }
        let mark = self.heap.sp;
        let arguments = if symbol == symbol::D_RDIVMOD {
            self.expect_slot_arguments(arguments, 1)?;
            self.heap.push(payload)?;
            let x = self.argument(arguments, 0);
            let at = self.heap.push(x)?;
            Arguments {
                at,
                count: 2,
                keywords: arguments.keywords,
            }
        } else {
            self.prepend(payload, arguments)?
        };
        let value = self.native(builtin, &arguments, &mut crate::host::NullHost)?;
        self.heap.sp = mark;
        Ok(Some(value))
    }

    /// Special methods of `object` and of exceptions.
    fn object_slot(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Class);
        let x = self.argument_or(arguments, 0, Value::UNBOUND);
        let y = self.argument_or(arguments, 1, Value::UNBOUND);
        let not_implemented = Value::special(5);
        Ok(match symbol {
            symbol::D_REPR if self.heap.is(receiver, Kind::Exception) => {
                self.plain_exception_repr(receiver)?
            }
            symbol::D_STR if self.heap.is(receiver, Kind::Exception) => {
                self.exception_str(receiver)?
            }
            symbol::D_REPR => self.default_repr(receiver)?,
            symbol::D_STR => self.repr(receiver)?,
            symbol::D_EQ if x == receiver => Value::TRUE,
            symbol::D_NE => match self.special(receiver, symbol::D_EQ)? {
                Some(eq) => {
                    let equal = self.call_python(eq, &[receiver, x])?;
                    if equal == not_implemented {
                        not_implemented
                    } else {
                        Value::bool(!self.truth(equal)?)
                    }
                }
                None if x == receiver => Value::FALSE,
                None => not_implemented,
            },
            _ if compare_of(symbol).is_some() => not_implemented,
            symbol::D_HASH if self.heap.kind_of(receiver).is_none() && !self.is_str(receiver) => {
                let hash = self.hash(receiver, 0)?;
                self.new_int(hash)?
            }
            symbol::D_HASH => {
                let identity = self.identity(receiver)?;
                self.new_int(identity / 16)?
            }
            symbol::D_GETATTRIBUTE => {
                self.expect_slot_arguments(arguments, 1)?;
                let symbol = self.symbol_of(x);
                let class = self.type_value(receiver);
                let access = match self.program_class(receiver) {
                    Some(_) if !self.is_class(receiver) => {
                        self.read_plainly(receiver, class, symbol, x)?
                    }
                    Some(_) => self.read_class_plainly(receiver, symbol, x)?,
                    _ => Access::Value(self.get_attribute(receiver, symbol, x)?),
                };
                match access {
                    Access::Value(value) => value,
                    Access::Call(function, receiver) => self.call_python(function, &[receiver])?,
                    Access::Hook(function, receiver, name) => {
                        self.call_python(function, &[receiver, name])?
                    }
                    Access::Get(get, args) => self.call_python(get, &args)?,
                }
            }
            symbol::D_SETATTR => {
                self.expect_slot_arguments(arguments, 2)?;
                let symbol = self.symbol_of(x);
                self.set_plainly(receiver, symbol, x, Some(y))?;
                Value::NONE
            }
            symbol::D_DELATTR => {
                self.expect_slot_arguments(arguments, 1)?;
                let symbol = self.symbol_of(x);
                self.set_plainly(receiver, symbol, x, None)?;
                Value::NONE
            }
            symbol::D_FORMAT => {
                if self.raw_bytes(x).is_empty() {
                    return self.str_of(receiver);
                }
                return Err(self.type_error(&[
                    Piece::Text("unsupported format string passed to "),
                    Piece::TypeOf(receiver),
                    Piece::Text(".__format__"),
                ]));
            }
            symbol::D_DIR => self.dir(receiver)?,
            symbol::D_INIT_SUBCLASS => {
                if self.keyword_count(arguments) > 0 {
                    return Err(self.type_error(&[
                        Piece::ClassName(receiver),
                        Piece::Text(".__init_subclass__() takes no keyword arguments"),
                    ]));
                }
                Value::NONE
            }
            symbol::D_SUBCLASSHOOK => not_implemented,
            symbol::WITH_TRACEBACK | symbol::ADD_NOTE => {
                self.exception_method(receiver, symbol, name, arguments)?
            }
            _ => return Err(self.attribute_error(receiver, name)),
        })
    }

    /// Special methods of `type`.
    fn class_slot(
        &mut self,
        class: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Class);
        let x = self.argument_or(arguments, 0, Value::UNBOUND);
        match symbol {
            symbol::D_CALL => match class.unpack() {
                Unpacked::Builtin(id) => self.native(id, arguments, &mut crate::host::NullHost),
                _ => self.instantiate_plainly(class, arguments),
            },
            symbol::D_INSTANCECHECK => {
                let own = self.type_value(x);
                Ok(Value::bool(self.derives(own, class)))
            }
            symbol::D_SUBCLASSCHECK => Ok(Value::bool(self.derives(x, class))),
            symbol::D_PREPARE => self.new_dict(),
            symbol::MRO => {
                let order = self.mro_of(class)?;
                self.to_list(order)
            }
            symbol::D_SUBCLASSES => match class.unpack() {
                Unpacked::Object(at)
                    if self
                        .heap
                        .is(self.heap.get(at, class_field::SUBCLASSES), Kind::List) =>
                {
                    self.to_list(self.heap.get(at, class_field::SUBCLASSES))
                }
                _ => self.new_list(&[]),
            },
            symbol::D_REPR => self.class_repr(class),
            _ => self.object_slot(class, symbol, name, arguments),
        }
    }

    /// `value[key]` as the builtin type of an instance does it, `__missing__` of a dict included.
    pub(crate) fn get_item_of_type(
        &mut self,
        receiver: Value,
        payload: Value,
        key: Value,
    ) -> Res<Value> {
        need!(self, Class);
        if receiver != payload && self.heap.is(payload, Kind::Dict) {
            if let Some(value) = self.dict_get(payload, key)? {
                return Ok(value);
            }
            if let Some(missing) = self.special(receiver, symbol::D_MISSING)? {
                return self.call_python(missing, &[receiver, key]);
            }
            return Err(self.key_error(key));
        }
        self.get_item(payload, key)
    }
}
