//! Calling a type.

use crate::catalog::{Exception, Type};
use crate::error::{Piece, Reason, Res, Trap, need};
use crate::heap::Kind;
use crate::number::{float_text, int_text};
use crate::object::iter::Walk;
use crate::text::digits;
use crate::text::sink::BufferSink;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// Characters of the repr of a text that is no int, in the message that says so.
const LITERAL_SHOWN_MAX: usize = 200;

impl Vm<'_, '_> {
    /// `kind(…)`
    pub(crate) fn construct(&mut self, kind: Type, arguments: &Arguments) -> Res<Value> {
        match kind {
            Type::Int => self.construct_int(arguments),
            Type::Float => self.construct_float(arguments),
            Type::Bool => {
                self.expect_args("bool", arguments, 0, 1)?;
                let value = self.argument_or(arguments, 0, Value::FALSE);
                self.truth(value).map(Value::bool)
            }
            Type::Str => self.construct_str(arguments),
            Type::List | Type::Tuple => self.construct_sequence(kind, arguments),
            Type::Dict => self.construct_dict(arguments),
            Type::Set | Type::Frozenset => self.construct_set(kind, arguments),
            Type::Range => self.construct_range(arguments),
            Type::Bytes => self.construct_bytes("bytes", arguments),
            Type::Bytearray => {
                let content = self.construct_bytes("bytearray", arguments)?;
                self.new_bytearray(content)
            }
            Type::Memoryview => self.construct_memoryview(arguments),
            Type::Slice => self.construct_slice(arguments),
            Type::GenericAlias => {
                self.expect_args("GenericAlias", arguments, 2, 2)?;
                let (origin, item) = (self.argument(arguments, 0), self.argument(arguments, 1));
                self.new_alias(origin, item)
            }
            Type::Enumerate => self.construct_enumerate(arguments),
            Type::Zip => self.construct_zip(arguments),
            Type::Reversed => {
                if arguments.count != 1 {
                    return Err(self.type_error(&[
                        Piece::Text("reversed expected 1 argument, got "),
                        Piece::Number(arguments.count as i64),
                    ]));
                }
                self.expect_args("reversed", arguments, 1, 1)?;
                let value = self.argument(arguments, 0);
                self.reversed(value)
            }
            Type::Object => {
                if arguments.count + self.keyword_count(arguments) > 0 {
                    return Err(self.type_error(&[Piece::Text("object() takes no arguments")]));
                }
                let fields = [
                    Value::builtin(Type::Object as u16),
                    Value::NONE,
                    Value::UNBOUND,
                ];
                Ok(self.heap.object(Kind::Instance, &fields)?)
            }
            Type::Method => {
                self.expect_args("method", arguments, 2, 2)?;
                let (function, receiver) =
                    (self.argument(arguments, 0), self.argument(arguments, 1));
                if receiver == Value::NONE {
                    return Err(self.type_error(&[Piece::Text("instance must not be None")]));
                }
                if !self.is_callable(function) {
                    let message = "first argument must be callable";
                    return Err(self.type_error(&[Piece::Text(message)]));
                }
                Ok(self.heap.object(Kind::Method, &[function, receiver])?)
            }
            Type::Super => {
                self.expect_args("super", arguments, 2, 2)?;
                self.new_super(self.argument(arguments, 0), self.argument(arguments, 1))
            }
            Type::Property => {
                let names = ["fget", "fset", "fdel", "doc"];
                let mut fields = self.slots("property", arguments, 4, names)?;
                for field in &mut fields {
                    if *field == Value::UNBOUND {
                        *field = Value::NONE;
                    }
                }
                Ok(self.heap.object(Kind::Property, &fields)?)
            }
            Type::Staticmethod | Type::Classmethod => {
                self.expect_args(kind.name(), arguments, 1, 1)?;
                let wrapper = match kind {
                    Type::Staticmethod => Kind::StaticMethod,
                    _ => Kind::ClassMethod,
                };
                Ok(self.heap.object(wrapper, &[self.argument(arguments, 0)])?)
            }
            Type::Type if arguments.count != 1 => {
                if arguments.count != 3 {
                    return Err(self.type_error(&[Piece::Text("type() takes 1 or 3 arguments")]));
                }
                self.class_of_arguments(Value::builtin(Type::Type as u16), arguments)
            }
            Type::Type => {
                self.expect_args("type", arguments, 1, 1)?;
                let value = self.argument(arguments, 0);
                Ok(self.type_value(value))
            }
            Type::None | Type::Ellipsis | Type::NotImplemented => {
                let names = ["NoneType", "EllipsisType", "NotImplementedType"];
                let values = [Value::NONE, Value::special(4), Value::special(5)];
                let n = match kind {
                    Type::None => 0,
                    Type::Ellipsis => 1,
                    _ => 2,
                };
                if arguments.count > 0 || self.keyword_count(arguments) > 0 {
                    return Err(self
                        .type_error(&[Piece::Text(names[n]), Piece::Text(" takes no arguments")]));
                }
                Ok(values[n])
            }
            _ => {
                let message = [
                    Piece::Text("making a '"),
                    Piece::Text(kind.name()),
                    Piece::Text("' object"),
                ];
                Err(self.raise(Exception::NotImplementedError, &message))
            }
        }
    }

    fn construct_int(&mut self, arguments: &Arguments) -> Res<Value> {
        let [x, base] = self.slots("int", arguments, 2, ["", "base"])?;
        if x == Value::UNBOUND {
            if base != Value::UNBOUND {
                return Err(self.type_error(&[Piece::Text("int() missing string argument")]));
            }
            return Ok(Value::int(0));
        }
        let x = self.int_source(x)?;
        if base != Value::UNBOUND {
            let x = self.unwrapped(x);
            if !self.is_str(x) && !self.is_bytes(x) && !self.is_bytearray(x) {
                let message = "int() can't convert non-string with explicit base";
                return Err(self.type_error(&[Piece::Text(message)]));
            }
            let base = self.index_argument(base)?;
            let base = self.as_i64(base).unwrap_or(-1);
            if base != 0 && !(2..=36).contains(&base) {
                return Err(self.value_error("int() base must be >= 2 and <= 36, or 0"));
            }
            return self.int_of_text(x, base as u32);
        }
        if self.is_int_like(x) {
            return self.int_add(x, Value::int(0));
        }
        if x.is_float() {
            return self.int_from_float(x.as_float());
        }
        if self.is_str(x) || self.is_bytes_like(x) {
            return self.int_of_text(x, 10);
        }
        Err(self.type_error(&[
            Piece::Text(
                "int() argument must be a string, a bytes-like object or a real number, not '",
            ),
            Piece::TypeOf(x),
            Piece::Text("'"),
        ]))
    }

    /// What `int()` converts: the result of an instance's `__int__`, `__index__` or `__trunc__`.
    pub(crate) fn int_source(&mut self, x: Value) -> Res<Value> {
        if self.program_class(x).is_none() {
            return Ok(x);
        }
        for symbol in [
            crate::symbol::D_INT,
            crate::symbol::D_INDEX,
            crate::symbol::D_TRUNC,
        ] {
            // What is an int already is not asked for its index.
            if symbol != crate::symbol::D_INT && self.is_int_like(self.unwrapped(x)) {
                break;
            }
            let Some(value) = self.call_special(x, symbol, &[])? else {
                continue;
            };
            let value = self.unwrapped(value);
            if !self.is_int_like(value) {
                return Err(self.type_error(&[
                    Piece::Text(crate::symbol::NAMES[symbol as usize]),
                    Piece::Text(" returned non-int (type "),
                    Piece::TypeOf(value),
                    Piece::Text(")"),
                ]));
            }
            return Ok(value);
        }
        Ok(self.unwrapped(x))
    }

    /// What `float()` converts: the result of an instance's `__float__` or `__index__`.
    pub(crate) fn float_source(&mut self, x: Value) -> Res<Value> {
        if self.program_class(x).is_none() {
            return Ok(x);
        }
        if let Some(value) = self.call_special(x, crate::symbol::D_FLOAT, &[])? {
            let float = self.unwrapped(value);
            if !float.is_float() {
                return Err(self.type_error(&[
                    Piece::TypeOf(x),
                    Piece::Text(".__float__ returned non-float (type "),
                    Piece::TypeOf(value),
                    Piece::Text(")"),
                ]));
            }
            return Ok(float);
        }
        let payload = self.unwrapped(x);
        if payload != x && payload.is_float() {
            return Ok(payload);
        }
        let index = self.index_value(x)?;
        Ok(self.unwrapped(index))
    }

    /// `int(text, base)`
    pub(crate) fn int_of_text(&mut self, text: Value, base: u32) -> Res<Value> {
        self.need_unicode(text)?;
        let len = self.raw_bytes(text).len();
        // Short texts, nearly all there are, are scanned on the native stack.
        if len <= 64 {
            return self.int_from_copy::<64>(text, base);
        }
        self.long_int_from_text(text, base)
    }

    fn int_from_copy<const N: usize>(&mut self, text: Value, base: u32) -> Res<Value> {
        let mut buffer = [0u8; N];
        let mut plain = BufferSink::new(&mut buffer);
        if digits::to_ascii(self.raw_bytes(text), &mut plain).is_err() {
            return self.long_int_from_text(text, base);
        }
        let used = plain.len();
        let Some(parts) = int_text::scan(&buffer[..used], base) else {
            return Err(self.invalid_int(text, base));
        };
        self.int_from_digits(parts.negative, parts.digits, parts.radix)
    }

    #[cold]
    fn invalid_int(&mut self, text: Value, base: u32) -> Trap {
        match self.invalid_literal(text) {
            Ok(shown) => self.raise(
                Exception::ValueError,
                &[
                    Piece::Text("invalid literal for int() with base "),
                    Piece::Number(i64::from(base)),
                    Piece::Text(": "),
                    Piece::Str(shown),
                ],
            ),
            Err(trap) => trap,
        }
    }

    fn invalid_literal(&mut self, text: Value) -> Res<Value> {
        let text = if self.is_bytearray(text) {
            self.copy_bytes(text)?
        } else {
            text
        };
        let shown = self.repr(text)?;
        let end = self.byte_offset(shown, self.str_len(shown).min(LITERAL_SHOWN_MAX));
        self.substr(shown, 0, end)
    }

    /// As [`Vm::int_of_text`] by way of a text in the heap.
    #[inline(never)]
    fn long_int_from_text(&mut self, text: Value, base: u32) -> Res<Value> {
        let plain = self.write_str(|sources, sink| digits::to_ascii(sources.text(text), sink))?;
        let bytes = self.raw_bytes(plain);
        let Some(parts) = int_text::scan(bytes, base) else {
            return Err(self.invalid_int(text, base));
        };
        let start = parts.digits.as_ptr() as usize - bytes.as_ptr() as usize;
        let (negative, radix) = (parts.negative, parts.radix);
        let digits = start..start + parts.digits.len();
        let count = parts.digits.iter().filter(|byte| **byte != b'_').count();
        if !radix.is_power_of_two() && count > crate::object::int::DIGITS_MAX {
            return Err(self.raise(
                Exception::ValueError,
                &[
                    Piece::Text(
                        "Exceeds the limit (4300 digits) for integer string conversion: value has ",
                    ),
                    Piece::Number(count as i64),
                    Piece::Text(" digits; use sys.set_int_max_str_digits() to increase the limit"),
                ],
            ));
        }
        self.int_from_text_part(negative, plain, digits, radix)
    }

    fn construct_float(&mut self, arguments: &Arguments) -> Res<Value> {
        self.expect_args("float", arguments, 0, 1)?;
        let x = self.argument_or(arguments, 0, Value::float(0.0));
        let x = self.float_source(x)?;
        if x.is_float() {
            return Ok(x);
        }
        if self.is_int_like(x) {
            return self.int_to_float(x).map(Value::float);
        }
        if self.is_str(x) || self.is_bytes_like(x) {
            self.need_unicode(x)?;
            return match float_text::parse(self.raw_bytes(x)) {
                Some(float) if float.is_nan() => Ok(self.new_nan()),
                Some(float) => Ok(Value::float(float)),
                None => Err(self.raise(
                    Exception::ValueError,
                    &[
                        Piece::Text("could not convert string to float: "),
                        Piece::Repr(x),
                    ],
                )),
            };
        }
        Err(self.type_error(&[
            Piece::Text("float() argument must be a string or a real number, not '"),
            Piece::TypeOf(x),
            Piece::Text("'"),
        ]))
    }

    /// A NaN that is identical to no other one: its payload counts them, as CPython makes a new
    /// object each time.
    fn new_nan(&mut self) -> Value {
        let count = &mut self.heap.cells[crate::heap::slot::NANS];
        *count = *count % 0xFFFF_FFFF + 1;
        Value(Value::float(f64::NAN).0 | *count)
    }

    fn construct_str(&mut self, arguments: &Arguments) -> Res<Value> {
        let [object, encoding, errors] =
            self.slots("str", arguments, 3, ["object", "encoding", "errors"])?;
        if object == Value::UNBOUND {
            return self.new_str(b"");
        }
        if encoding == Value::UNBOUND && errors == Value::UNBOUND {
            return self.str_of(object);
        }
        let coding = self.coding("str", encoding, errors)?;
        if self.is_str(object) {
            return Err(self.type_error(&[Piece::Text("decoding str is not supported")]));
        }
        if !self.is_bytes_like(object) {
            return Err(self.type_error(&[
                Piece::Text("decoding to str: need a bytes-like object, "),
                Piece::TypeOf(object),
                Piece::Text(" found"),
            ]));
        }
        self.decode_bytes(object, coding)
    }

    fn construct_sequence(&mut self, kind: Type, arguments: &Arguments) -> Res<Value> {
        self.expect_args(kind.name(), arguments, 0, 1)?;
        if arguments.count == 0 {
            return match kind {
                Type::List => self.new_list(&[]),
                _ => Ok(self.heap.object(Kind::Tuple, &[])?),
            };
        }
        let source = self.argument(arguments, 0);
        if !self.is_iterable(source) {
            return Err(self.not_iterable(source));
        }
        if kind == Type::Tuple && self.heap.is(source, Kind::Tuple) {
            return Ok(source);
        }
        let values = self.to_sequence(arguments.at)?;
        let (at, count) = self.elements(values);
        if kind == Type::List {
            self.list_of_cells(at, count)
        } else {
            self.tuple_of_cells(at, count)
        }
    }

    fn construct_dict(&mut self, arguments: &Arguments) -> Res<Value> {
        if arguments.count > 1 {
            return Err(self.type_error(&[
                Piece::Text("dict expected at most 1 argument, got "),
                Piece::Number(arguments.count as i64),
            ]));
        }
        let dict = self.new_dict()?;
        self.update_dict(dict, arguments)?;
        Ok(dict)
    }

    fn construct_set(&mut self, kind: Type, arguments: &Arguments) -> Res<Value> {
        need!(self, Set);
        self.expect_args(kind.name(), arguments, 0, 1)?;
        let frozen = kind == Type::Frozenset;
        let table = if frozen { Kind::FrozenSet } else { Kind::Set };
        if frozen && arguments.count == 1 {
            let source = self.argument(arguments, 0);
            if self.heap.is(source, Kind::FrozenSet) {
                return Ok(source);
            }
        }
        let set = self.new_set(table)?;
        if arguments.count == 1 {
            self.set_update(set, arguments.at)?;
        }
        Ok(set)
    }

    fn construct_range(&mut self, arguments: &Arguments) -> Res<Value> {
        if self.keyword_count(arguments) > 0 {
            let message = "range() takes no keyword arguments";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if arguments.count == 0 {
            let message = "range expected at least 1 argument, got 0";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        self.expect_args("range", arguments, 1, 3)?;
        let first = self.argument(arguments, 0);
        let one = Value::int(1);
        let (start, stop, step) = match arguments.count {
            1 => (Value::int(0), first, one),
            2 => (first, self.argument(arguments, 1), one),
            _ => (
                first,
                self.argument(arguments, 1),
                self.argument(arguments, 2),
            ),
        };
        self.new_range(start, stop, step)
    }

    fn construct_slice(&mut self, arguments: &Arguments) -> Res<Value> {
        self.expect_args("slice", arguments, 1, 3)?;
        let none = Value::NONE;
        let first = self.argument(arguments, 0);
        let bounds = match arguments.count {
            1 => [none, first, none],
            2 => [first, self.argument(arguments, 1), none],
            _ => [
                first,
                self.argument(arguments, 1),
                self.argument(arguments, 2),
            ],
        };
        self.heap.object(Kind::Slice, &bounds)
    }

    fn construct_enumerate(&mut self, arguments: &Arguments) -> Res<Value> {
        let [source, start] = self.slots("enumerate", arguments, 2, ["iterable", "start"])?;
        if source == Value::UNBOUND {
            let message = "enumerate() missing required argument 'iterable'";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let start = if start == Value::UNBOUND {
            Value::int(0)
        } else {
            start
        };
        let start = self.index_argument(start)?;
        let python = self.program_class(source).is_some() && !self.has_payload(source);
        if python || self.heap.is(source, Kind::Generator) {
            return Err(self.trap(Reason::Fallback(Type::Enumerate as u16)));
        }
        let iterator = self.get_iter(source)?;
        self.new_iterator(Walk::Enumerate, start, iterator, Value::NONE)
    }

    fn construct_zip(&mut self, arguments: &Arguments) -> Res<Value> {
        let keywords = Arguments {
            at: arguments.at + arguments.count,
            count: 0,
            keywords: arguments.keywords,
        };
        let [strict] = self.slots("zip", &keywords, 0, ["strict"])?;
        let count = arguments.count;
        for n in 0..count {
            let source = self.argument(arguments, n);
            let python = self.program_class(source).is_some() && !self.has_payload(source);
            if python || self.heap.is(source, Kind::Generator) {
                return Err(self.trap(Reason::Fallback(Type::Zip as u16)));
            }
        }
        let iterators = self.heap.filled(Kind::Tuple, count, Value::NONE)?;
        for n in 0..count {
            let source = self.argument(arguments, n);
            if !self.is_iterable(source) {
                return Err(self.type_error(&[
                    Piece::Text("'"),
                    Piece::TypeOf(source),
                    Piece::Text("' object is not iterable"),
                ]));
            }
            let iterator = self.get_iter(source)?;
            self.heap.set(iterators, n, iterator);
        }
        let strict = Value::bool(strict != Value::UNBOUND && self.truth(strict)?);
        self.new_iterator(Walk::Zip, Value::int(0), Value::object(iterators), strict)
    }

    /// A method called on a type: `dict.fromkeys(…)`, `str.upper("x")`.
    pub(crate) fn type_method(
        &mut self,
        receiver: Value,
        id: u16,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
        host: &mut dyn crate::host::Host,
    ) -> Res<Value> {
        use crate::symbol;
        let kind = crate::catalog::type_of(id);
        match (kind, symbol) {
            (Some(Type::Dict), symbol::FROMKEYS) => return self.dict_from_keys(name, arguments),
            (Some(Type::Str), symbol::MAKETRANS) => {
                return self.str_method(receiver, symbol, name, arguments);
            }
            (Some(Type::Bytes | Type::Bytearray), symbol::FROMHEX) => {
                self.expect_count(name, arguments, 1, 1)?;
                let text = self.argument(arguments, 0);
                let bytes = self.bytes_from_hex(text)?;
                return match kind {
                    Some(Type::Bytes) => Ok(bytes),
                    _ => self.bytearray_of(bytes),
                };
            }
            (Some(Type::Bytes | Type::Bytearray), symbol::MAKETRANS) => {
                return self.bytes_method(receiver, symbol, name, arguments);
            }
            (Some(Type::Float), symbol::FROMHEX) => {
                return self.float_from_hex(arguments);
            }
            (Some(Type::Int), symbol::FROM_BYTES) => return self.int_from_bytes(arguments),
            _ => {}
        }
        // An unbound method: the first argument is the receiver.
        let method = self.get_attribute(receiver, symbol, name)?;
        if self.heap.is(method, Kind::BoundMethod) && self.heap.get(method.cell(), 2) != Value::NONE
        {
            return self.call_bound(method.cell(), arguments, host);
        }
        if !self.heap.is(method, Kind::BoundMethod) {
            return Err(self.not_callable(method));
        }
        if arguments.count == 0 {
            return Err(self.type_error(&[
                Piece::Text("unbound method "),
                Piece::Text(crate::catalog::name(id)),
                Piece::Text("."),
                Piece::Str(name),
                Piece::Text("() needs an argument"),
            ]));
        }
        let subject = self.argument(arguments, 0);
        let subject = self.unwrapped(subject);
        if self.type_of(subject) as u16 != id {
            return Err(self.type_error(&[
                Piece::Text("descriptor '"),
                Piece::Str(name),
                Piece::Text("' for '"),
                Piece::Text(crate::catalog::name(id)),
                Piece::Text("' objects doesn't apply to a '"),
                Piece::TypeOf(subject),
                Piece::Text("' object"),
            ]));
        }
        let rest = Arguments {
            at: arguments.at + 1,
            count: arguments.count - 1,
            keywords: arguments.keywords,
        };
        self.builtin_method(subject, symbol, name, &rest, host)
    }
}
