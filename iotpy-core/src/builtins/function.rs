//! Builtin functions.

use crate::catalog::{Exception, Function};
use crate::error::{Piece, Reason, Res};
use crate::heap::Kind;
use crate::object::number::Binary;
use crate::text::wtf8;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Compare, Vm};

/// What `isinstance` or `issubclass` asks.
struct ClassCheck {
    subject: Value,
    /// The class of the subject, or the subject.
    own: Value,
    /// The method of the other class's metaclass that decides.
    symbol: u16,
    message: &'static str,
}

impl Vm<'_, '_> {
    pub(super) fn construct_exception(&mut self, id: u16, arguments: &Arguments) -> Res<Value> {
        if id == Exception::JSONDecodeError as u16 {
            return self.construct_json_error(arguments);
        }
        self.check_coding_arguments(id, arguments)?;
        let class = self.os_error_class(id, arguments);
        let exception = self.new_exception(Value::builtin(class), &[])?;
        self.exception_keywords(exception, arguments)?;
        self.fill_exception(exception, arguments)?;
        Ok(exception)
    }

    #[inline(never)]
    pub(super) fn function(
        &mut self,
        function: Function,
        name: &str,
        arguments: &Arguments,
    ) -> Res<Value> {
        match function {
            Function::Sorted => return self.sorted(arguments),
            Function::Min | Function::Max => return self.extreme(function, arguments),
            Function::Sum => return self.sum(arguments),
            Function::Round => return self.round(arguments),
            Function::Pow => return self.pow(arguments),
            _ => {}
        }
        let (least, most) = match function {
            Function::Getattr => (2, 3),
            Function::Setattr => (3, 3),
            Function::Delattr => (2, 2),
            Function::Iter | Function::Next | Function::Format => (1, 2),
            Function::Divmod | Function::Hasattr | Function::Isinstance | Function::Issubclass => {
                (2, 2)
            }
            _ => (1, 1),
        };
        if arguments.count == 0 && matches!(function, Function::Vars | Function::Dir) {
            let message = [Piece::Text(name), Piece::Text("() without an argument")];
            return Err(self.raise(Exception::NotImplementedError, &message));
        }
        self.expect_args(name, arguments, least, most)?;
        let x = self.argument(arguments, 0);
        let y = self.argument_or(arguments, 1, Value::UNBOUND);
        match function {
            Function::Abs => self.abs(x),
            Function::All | Function::Any => {
                self.quantifier(arguments.at, function == Function::Any)
            }
            Function::Ascii => self.ascii(x),
            Function::Bin => self.radix_text(x, 1, "0b"),
            Function::Oct => self.radix_text(x, 3, "0o"),
            Function::Hex => self.radix_text(x, 4, "0x"),
            Function::Callable => Ok(Value::bool(self.is_callable(x))),
            Function::Chr => self.chr(x),
            Function::Divmod => self.divmod(x, y),
            Function::Format => {
                if y != Value::UNBOUND {
                    self.expect_str(y, "format() argument 2 must be str, not ")?;
                }
                self.format_value(x, 0, (y != Value::UNBOUND).then_some(y))
            }
            Function::Getattr => self.getattr(x, y, arguments),
            Function::Hasattr => {
                let y = self.expect_attribute_name(y)?;
                Ok(Value::bool(self.lookup(x, y)?.is_some()))
            }
            Function::Hash => {
                let hash = self.hash(x, 0)?;
                self.new_int(hash)
            }
            Function::Id => {
                let identity = self.identity(x)?;
                self.new_int(identity)
            }
            Function::Isinstance => self.is_instance(x, y),
            Function::Issubclass => self.is_subclass(x, y),
            Function::Iter if y == Value::UNBOUND => self.get_iter(x),
            Function::Iter => Err(self.trap(Reason::Fallback(Function::Iter as u16))),
            Function::Len => self.len(x),
            Function::Next => match self.iter_next(x)? {
                Some(value) => Ok(value),
                None if y != Value::UNBOUND => Ok(y),
                None => Err(self.raise_with(Exception::StopIteration, &[])?),
            },
            Function::Ord => self.ord(x),
            Function::Repr => self.repr(x),
            Function::Setattr => {
                let y = self.expect_attribute_name(y)?;
                let (symbol, value) = (self.symbol_of(y), self.argument(arguments, 2));
                self.set_attribute(x, symbol, y, Some(value))?;
                Ok(Value::NONE)
            }
            Function::Delattr => {
                let y = self.expect_attribute_name(y)?;
                let symbol = self.symbol_of(y);
                self.set_attribute(x, symbol, y, None)?;
                Ok(Value::NONE)
            }
            Function::Vars => self.vars(x),
            Function::Dir => match self.call_special(x, crate::symbol::D_DIR, &[])? {
                Some(names) => {
                    let list = self.to_list(names)?;
                    self.sort_list(list, false)?;
                    Ok(list)
                }
                None => self.dir(x),
            },
            _ => {
                let message = [Piece::Text(name), Piece::Text("() in this form")];
                Err(self.raise(Exception::NotImplementedError, &message))
            }
        }
    }

    fn abs(&mut self, x: Value) -> Res<Value> {
        if let Some(value) = self.call_special(x, crate::symbol::D_ABS, &[])? {
            return Ok(value);
        }
        let x = self.unwrapped(x);
        if x.is_float() {
            return Ok(Value::float(f64::from_bits(x.0 & !(1 << 63))));
        }
        if !self.is_int_like(x) {
            return Err(self.type_error(&[
                Piece::Text("bad operand type for abs(): '"),
                Piece::TypeOf(x),
                Piece::Text("'"),
            ]));
        }
        if self.integer(x, &mut [0]).negative {
            return self.int_sub(Value::int(0), x);
        }
        self.int_add(x, Value::int(0))
    }

    fn quantifier(&mut self, cell: usize, any: bool) -> Res<Value> {
        let source = Value(self.heap.cells[cell]);
        if self.heap.is(source, Kind::Generator) || self.program_class(source).is_some() {
            let function = if any { Function::Any } else { Function::All };
            return Err(self.trap(Reason::Fallback(function as u16)));
        }
        let iterator = match self.heap.kind_of(source) {
            Some(Kind::Iterator) => source,
            _ => self.get_iter(source)?,
        };
        while let Some(value) = self.iter_next(iterator)? {
            self.charge(1)?;
            if self.truth(value)? == any {
                return Ok(Value::bool(any));
            }
        }
        Ok(Value::bool(!any))
    }

    fn radix_text(&mut self, x: Value, bits: u32, prefix: &str) -> Res<Value> {
        let x = self.index_argument(x)?;
        let mut text = self.text_begin()?;
        if self.integer(x, &mut [0]).negative {
            self.text_push(&mut text, b"-")?;
        }
        self.text_push(&mut text, prefix.as_bytes())?;
        self.text_push_radix(&mut text, x, bits, false)?;
        self.text_finish(text)
    }

    pub(crate) fn is_callable(&self, x: Value) -> bool {
        match x.unpack() {
            Unpacked::Builtin(_) | Unpacked::Function(_) => true,
            Unpacked::Object(at) => {
                matches!(
                    self.heap.kind(at),
                    Kind::Function | Kind::BoundMethod | Kind::Method | Kind::Class
                ) || self
                    .program_class(x)
                    .is_some_and(|class| self.class_has(class, crate::symbol::D_CALL))
                    || self.heap.holds(at, Kind::StaticMethod)
                    || self.heap.holds(at, Kind::Alias)
            }
            _ => false,
        }
    }

    fn chr(&mut self, x: Value) -> Res<Value> {
        let x = self.index_argument(x)?;
        match self.as_i64(x) {
            Some(code) if (0..0x11_0000).contains(&code) => self.new_char(code as u32),
            Some(code) if i32::try_from(code).is_ok() => {
                Err(self.value_error("chr() arg not in range(0x110000)"))
            }
            _ => {
                let message = [Piece::Text("Python int too large to convert to C int")];
                Err(self.raise(Exception::OverflowError, &message))
            }
        }
    }

    fn ord(&mut self, x: Value) -> Res<Value> {
        let is_bytes = self.is_bytes(x) || self.is_bytearray(x);
        if !self.is_str(x) && !is_bytes {
            return Err(self.type_error(&[
                Piece::Text("ord() expected string of length 1, but "),
                Piece::TypeOf(x),
                Piece::Text(" found"),
            ]));
        }
        let len = if is_bytes {
            self.raw_bytes(x).len()
        } else {
            self.str_len(x)
        };
        if len != 1 {
            return Err(self.type_error(&[
                Piece::Text("ord() expected a character, but string of length "),
                Piece::Number(len as i64),
                Piece::Text(" found"),
            ]));
        }
        let bytes = self.raw_bytes(x);
        let code = if is_bytes {
            u32::from(bytes[0])
        } else {
            wtf8::decode_first(bytes).map_or(0, |(code, _)| code)
        };
        Ok(Value::int(code as i32))
    }

    fn divmod(&mut self, x: Value, y: Value) -> Res<Value> {
        if self.program_class(x).is_some() || self.program_class(y).is_some() {
            let not_implemented = Value::special(5);
            for (value, symbol, other) in [
                (x, crate::symbol::D_DIVMOD, y),
                (y, crate::symbol::D_RDIVMOD, x),
            ] {
                if let Some(answer) = self.call_special(value, symbol, &[other])?
                    && answer != not_implemented
                {
                    return Ok(answer);
                }
            }
        }
        let (x, y) = (self.unwrapped(x), self.unwrapped(y));
        let numbers = |vm: &Self, v: Value| v.is_float() || vm.is_int_like(v);
        if !numbers(self, x) || !numbers(self, y) {
            return Err(self.type_error(&[
                Piece::Text("unsupported operand type(s) for divmod(): '"),
                Piece::TypeOf(x),
                Piece::Text("' and '"),
                Piece::TypeOf(y),
                Piece::Text("'"),
            ]));
        }
        let zero = if y.is_float() {
            y.as_float() == 0.0
        } else {
            !self.is_true(y)
        };
        if zero {
            let floats = x.is_float() || y.is_float();
            return Err(self.zero_division(if floats {
                "float divmod()"
            } else {
                "integer division or modulo by zero"
            }));
        }
        let quotient = self.binary(Binary::FloorDiv, false, x, y)?;
        let remainder = self.binary(Binary::Mod, false, x, y)?;
        self.heap.object(Kind::Tuple, &[quotient, remainder])
    }

    fn expect_attribute_name(&mut self, name: Value) -> Res<Value> {
        let text = self.unwrapped(name);
        if self.is_str(text) {
            return Ok(text);
        }
        Err(self.type_error(&[
            Piece::Text("attribute name must be string, not '"),
            Piece::TypeOf(name),
            Piece::Text("'"),
        ]))
    }

    /// An attribute, nothing if there is none.
    pub(crate) fn lookup(&mut self, subject: Value, name: Value) -> Res<Option<Value>> {
        let symbol = self.symbol_of(name);
        self.find_attribute(subject, symbol, name)
    }

    /// `vars(value)`
    fn vars(&mut self, value: Value) -> Res<Value> {
        let name = self.symbol_text(crate::symbol::D_DICT)?;
        match self.find_attribute(value, crate::symbol::D_DICT, name)? {
            Some(dict) => Ok(dict),
            None => {
                let message = "vars() argument must have __dict__ attribute";
                Err(self.type_error(&[Piece::Text(message)]))
            }
        }
    }

    /// Whether Python code decides about the order of a list's elements.
    pub(crate) fn needs_python_order(&self, list: Value) -> bool {
        let (first, count) = self.elements(list);
        (0..count).any(|n| self.orders_by_python(Value(self.heap.cells[first + n])))
    }

    fn getattr(&mut self, subject: Value, name: Value, arguments: &Arguments) -> Res<Value> {
        let name = self.expect_attribute_name(name)?;
        if arguments.count < 3 {
            let symbol = self.symbol_of(name);
            return self.get_attribute(subject, symbol, name);
        }
        let default = self.argument(arguments, 2);
        Ok(self.lookup(subject, name)?.unwrap_or(default))
    }

    pub(crate) fn is_instance(&mut self, x: Value, class: Value) -> Res<Value> {
        let own = self.type_value(x);
        let check = ClassCheck {
            subject: x,
            own,
            symbol: crate::symbol::D_INSTANCECHECK,
            message: "isinstance() arg 2 must be a type, a tuple of types, or a union",
        };
        self.class_matches(&check, class, 0)
    }

    fn is_subclass(&mut self, x: Value, class: Value) -> Res<Value> {
        if !self.is_class(x) {
            return Err(self.type_error(&[Piece::Text("issubclass() arg 1 must be a class")]));
        }
        let check = ClassCheck {
            subject: x,
            own: x,
            symbol: crate::symbol::D_SUBCLASSCHECK,
            message: "issubclass() arg 2 must be a class, a tuple of classes, or a union",
        };
        self.class_matches(&check, class, 0)
    }

    fn class_matches(&mut self, check: &ClassCheck, class: Value, depth: usize) -> Res<Value> {
        self.check_nesting(depth, " in __instancecheck__")?;
        let plain = self.unwrapped(class);
        let members = match self.heap.kind_of(class) {
            _ if self.heap.is(plain, Kind::Tuple) => Some(plain),
            Some(Kind::Alias) if self.heap.get(class.cell(), 0) == Value::int(1) => {
                Some(self.heap.get(class.cell(), 2))
            }
            _ => None,
        };
        if let Some(members) = members {
            let (_, count) = self.elements(members);
            for n in 0..count {
                let element = self.tuple_item(members, n);
                if self.class_matches(check, element, depth + 1)? == Value::TRUE {
                    return Ok(Value::TRUE);
                }
            }
            return Ok(Value::FALSE);
        }
        if check.own == class && check.symbol == crate::symbol::D_INSTANCECHECK {
            return Ok(Value::TRUE);
        }
        if let Some(hook) = self.class_check(class, check.symbol)? {
            let answer = self.call_python(hook, &[class, check.subject])?;
            return self.truth(answer).map(Value::bool);
        }
        if self.heap.is(class, Kind::Alias) {
            let which = if check.symbol == crate::symbol::D_INSTANCECHECK {
                "isinstance() argument 2 cannot be a parameterized generic"
            } else {
                "issubclass() argument 2 cannot be a parameterized generic"
            };
            return Err(self.type_error(&[Piece::Text(which)]));
        }
        if !self.is_class(class) {
            return Err(self.type_error(&[Piece::Text(check.message)]));
        }
        if self.derives(check.own, class) || check.symbol != crate::symbol::D_INSTANCECHECK {
            return Ok(Value::bool(self.derives(check.own, class)));
        }
        let claimed = self.claimed_class(check.subject)?;
        Ok(Value::bool(
            claimed.is_some_and(|claimed| self.derives(claimed, class)),
        ))
    }

    /// What an instance says that its class is, if its class lets it say so.
    fn claimed_class(&mut self, subject: Value) -> Res<Option<Value>> {
        use crate::symbol::{D_CLASS, D_GETATTRIBUTE};
        if !self.heap.is(subject, Kind::Instance) {
            return Ok(None);
        }
        let mut says = false;
        for symbol in [D_CLASS, D_GETATTRIBUTE] {
            says = says || self.special(subject, symbol)?.is_some();
        }
        if !says {
            return Ok(None);
        }
        let name = self.symbol_text(D_CLASS)?;
        let claimed = self.find_attribute(subject, D_CLASS, name)?;
        Ok(claimed.filter(|claimed| self.is_class(*claimed)))
    }

    /// `len(value)`
    pub(crate) fn len(&mut self, x: Value) -> Res<Value> {
        if self.program_class(x).is_some() {
            if let Some(len) = self.len_of_instance(x)? {
                return Ok(len);
            }
            let payload = self.unwrapped(x);
            if payload != x {
                return self.len(payload);
            }
        }
        let len = if self.is_str(x) {
            self.charge(self.raw_bytes(x).len() / 64)?;
            self.str_len(x)
        } else if self.is_bytes(x) || self.is_bytearray(x) {
            self.raw_bytes(x).len()
        } else {
            match self.heap.kind_of(x) {
                Some(Kind::List | Kind::Tuple) => self.elements(x).1,
                Some(Kind::Dict | Kind::Set | Kind::FrozenSet) => self.dict_len(x),
                Some(Kind::DictView) => self.dict_len(self.heap.get(x.cell(), 0)),
                Some(Kind::MemoryView) => self.view_len(x)?,
                Some(Kind::Range) => {
                    let len = self.range_len(x)?;
                    if self.as_i64(len).is_none() {
                        let message = [Piece::Text("Python int too large to convert to C ssize_t")];
                        return Err(self.raise(Exception::OverflowError, &message));
                    }
                    return Ok(len);
                }
                _ => {
                    return Err(self.type_error(&[
                        Piece::Text("object of type '"),
                        Piece::TypeOf(x),
                        Piece::Text("' has no len()"),
                    ]));
                }
            }
        };
        self.new_int(len as i64)
    }

    fn sorted(&mut self, arguments: &Arguments) -> Res<Value> {
        if arguments.count != 1 {
            return Err(self.type_error(&[
                Piece::Text("sorted expected 1 argument, got "),
                Piece::Number(arguments.count as i64),
            ]));
        }
        let keywords = Arguments {
            at: arguments.at + 1,
            count: 0,
            keywords: arguments.keywords,
        };
        let [key, reverse] = self.slots("sort", &keywords, 0, ["key", "reverse"])?;
        if key != Value::UNBOUND && key != Value::NONE {
            return Err(self.trap(Reason::Fallback(Function::Sorted as u16)));
        }
        let source = self.argument(arguments, 0);
        if !self.is_iterable(source) {
            return Err(self.not_iterable(source));
        }
        let values = self.to_sequence(arguments.at)?;
        let list = self.to_list(values)?;
        let reverse = reverse != Value::UNBOUND && self.truth(reverse)?;
        if self.needs_python_order(list) {
            return Err(self.trap(Reason::Fallback(Function::Sorted as u16)));
        }
        self.sort_list(list, reverse)?;
        Ok(list)
    }

    fn extreme(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        let name = if function == Function::Min {
            "min"
        } else {
            "max"
        };
        let keywords = Arguments {
            at: arguments.at + arguments.count,
            count: 0,
            keywords: arguments.keywords,
        };
        let [key, default] = self.slots(name, &keywords, 0, ["key", "default"])?;
        if key != Value::UNBOUND && key != Value::NONE {
            return Err(self.trap(Reason::Fallback(function as u16)));
        }
        let (values, single) = match arguments.count {
            0 => {
                return Err(self.type_error(&[
                    Piece::Text(name),
                    Piece::Text(" expected at least 1 argument, got 0"),
                ]));
            }
            1 => {
                let source = self.argument(arguments, 0);
                if !self.is_iterable(source) {
                    return Err(self.not_iterable(source));
                }
                (self.to_sequence(arguments.at)?, true)
            }
            count => {
                if default != Value::UNBOUND {
                    return Err(self.type_error(&[
                        Piece::Text("Cannot specify a default for "),
                        Piece::Text(name),
                        Piece::Text("() with multiple positional arguments"),
                    ]));
                }
                (self.tuple_of_cells(arguments.at, count)?, false)
            }
        };
        let (at, count) = self.elements(values);
        if count == 0 {
            if single && default != Value::UNBOUND {
                return Ok(default);
            }
            return Err(self.raise(
                Exception::ValueError,
                &[
                    Piece::Text(name),
                    Piece::Text("() arg is an empty sequence"),
                ],
            ));
        }
        let mut best = Value(self.heap.cells[at]);
        let compare = if function == Function::Min {
            Compare::Lt
        } else {
            Compare::Gt
        };
        for n in 1..count {
            self.charge(1)?;
            let value = Value(self.heap.cells[at + n]);
            if self.compare_values(compare, value, best)? {
                best = value;
            }
        }
        Ok(best)
    }

    fn sum(&mut self, arguments: &Arguments) -> Res<Value> {
        if arguments.count == 0 {
            let message = "sum() takes at least 1 positional argument (0 given)";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let [source, start] = self.slots("sum", arguments, 2, ["iterable", "start"])?;
        let mut total = if start == Value::UNBOUND {
            Value::int(0)
        } else {
            start
        };
        if self.is_str(total) {
            let message = "sum() can't sum strings [use ''.join(seq) instead]";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if self.is_bytes(total) {
            let message = "sum() can't sum bytes [use b''.join(seq) instead]";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if self.is_bytearray(total) {
            let message = "sum() can't sum bytearray [use b''.join(seq) instead]";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let iterator = if self.sequence(source).is_some() {
            source
        } else {
            self.iter_argument(arguments.at)?
        };
        let mut n = 0;
        loop {
            let next = match self.sequence(iterator) {
                Some((at, count)) => (n < count).then(|| Value(self.heap.cells[at + n])),
                None => self.iter_next(iterator)?,
            };
            let Some(value) = next else { return Ok(total) };
            n += 1;
            self.charge(1)?;
            total = if total.is_float() && value.is_float() {
                Value::float(total.as_float() + value.as_float())
            } else {
                self.binary(Binary::Add, false, total, value)?
            };
        }
    }

    fn pow(&mut self, arguments: &Arguments) -> Res<Value> {
        let [x, y, z] = self.slots("pow", arguments, 3, ["base", "exp", "mod"])?;
        if x == Value::UNBOUND || y == Value::UNBOUND {
            let message = match x {
                Value::UNBOUND => "pow() missing required argument 'base' (pos 1)",
                _ => "pow() missing required argument 'exp' (pos 2)",
            };
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if z == Value::UNBOUND || z == Value::NONE {
            return self.binary(Binary::Pow, false, x, y);
        }
        if let Some(value) = self.call_special(x, crate::symbol::D_POW, &[y, z])? {
            return Ok(value);
        }
        let (x, y, z) = (self.unwrapped(x), self.unwrapped(y), self.unwrapped(z));
        if !self.is_int_like(x) || !self.is_int_like(y) || !self.is_int_like(z) {
            let numbers = |vm: &Self, v: Value| v.is_float() || vm.is_int_like(v);
            if ![x, y, z].iter().all(|v| numbers(self, *v)) {
                return Err(self.type_error(&[
                    Piece::Text("unsupported operand type(s) for ** or pow(): '"),
                    Piece::TypeOf(x),
                    Piece::Text("', '"),
                    Piece::TypeOf(y),
                    Piece::Text("', '"),
                    Piece::TypeOf(z),
                    Piece::Text("'"),
                ]));
            }
            let message = "pow() 3rd argument not allowed unless all arguments are integers";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if !self.is_true(z) {
            return Err(self.value_error("pow() 3rd argument cannot be 0"));
        }
        let (mut base, mut exponent) = (x, y);
        if self.integer(y, &mut [0]).negative {
            base = self.inverse(x, z)?;
            exponent = self.int_sub(Value::int(0), y)?;
        }
        self.big_pow_mod(base, exponent, z)
    }

    /// The inverse of `x` modulo `z`, by Euclid's extended algorithm.
    fn inverse(&mut self, x: Value, z: Value) -> Res<Value> {
        let zero = Value::int(0);
        let negative = self.integer(z, &mut [0]).negative;
        let modulus = if negative { self.int_sub(zero, z)? } else { z };
        let (mut r0, mut r1) = (modulus, self.int_mod(x, modulus)?);
        let (mut t0, mut t1) = (zero, Value::int(1));
        while self.is_true(r1) {
            let quotient = self.int_floor_div(r0, r1)?;
            let product = self.int_mul(quotient, r1)?;
            (r0, r1) = (r1, self.int_sub(r0, product)?);
            let product = self.int_mul(quotient, t1)?;
            (t0, t1) = (t1, self.int_sub(t0, product)?);
        }
        if r0 != Value::int(1) {
            return Err(self.value_error("base is not invertible for the given modulus"));
        }
        self.int_mod(t0, z)
    }

    fn round(&mut self, arguments: &Arguments) -> Res<Value> {
        let [x, digits] = self.slots("round", arguments, 2, ["number", "ndigits"])?;
        if self.program_class(x).is_some() {
            let more = [digits];
            let count = usize::from(digits != Value::UNBOUND && digits != Value::NONE);
            let symbol = crate::symbol::D_ROUND;
            if let Some(value) = self.call_special(x, symbol, &more[..count])? {
                return Ok(value);
            }
        }
        let x = self.unwrapped(x);
        let none = digits == Value::UNBOUND || digits == Value::NONE;
        if x == Value::UNBOUND {
            let message = "round() missing required argument 'number' (pos 1)";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if x.is_float() {
            if none {
                return self.int_from_float(round_half_even(x.as_float()));
            }
            let places = self.int_argument(digits)?;
            let rounded = crate::number::float_text::round_digits(x.as_float(), places);
            if rounded.is_infinite() && x.as_float().is_finite() {
                let message = [Piece::Text("rounded value too large to represent")];
                return Err(self.raise(Exception::OverflowError, &message));
            }
            return Ok(Value::float(rounded));
        }
        if !self.is_int_like(x) {
            return Err(self.type_error(&[
                Piece::Text("type "),
                Piece::TypeOf(x),
                Piece::Text(" doesn't define __round__ method"),
            ]));
        }
        let zero = Value::int(0);
        if none {
            return self.int_add(x, zero);
        }
        let places = self.int_argument(digits)?;
        if places >= 0 {
            return self.int_add(x, zero);
        }
        let places = self.new_int(places.saturating_neg())?;
        let unit = self.big_pow(Value::int(10), places)?;
        let remainder = self.int_mod(x, unit)?;
        let down = self.int_sub(x, remainder)?;
        let twice = self.int_add(remainder, remainder)?;
        let up = if self.equal(twice, unit)? {
            let quotient = self.int_floor_div(x, unit)?;
            self.int_mod(quotient, Value::int(2))? == Value::int(1)
        } else {
            self.less(unit, twice)?
        };
        if up {
            self.int_add(down, unit)
        } else {
            Ok(down)
        }
    }
}

/// The nearest whole number, ties to even.
pub(crate) fn round_half_even(x: f64) -> f64 {
    libm::rint(x)
}
