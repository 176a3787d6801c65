//! Attributes and methods of builtin objects.

use crate::catalog::{self, Exception, Type};
use crate::error::{Piece, Res, Trap, exception_field as field};
use crate::heap::Kind;
use crate::host::Host;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// `subject.name`
    pub(crate) fn get_attribute(&mut self, subject: Value, symbol: u16, name: Value) -> Res<Value> {
        match subject.unpack() {
            Unpacked::Module(index) => return self.module_attribute(index, name),
            Unpacked::Builtin(id) => return self.builtin_attribute(subject, id, symbol, name),
            Unpacked::Function(index) => {
                return self.function_attribute(subject, index, symbol, name);
            }
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Exception => {
                    if let Some(value) = self.exception_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Generator => {
                    if let Some(value) = self.generator_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::MemoryView => {
                    if let Some(value) = self.view_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Record => {
                    for n in 0..self.heap.len(at) / 2 {
                        let known = self.heap.get(at, 2 * n);
                        if self.raw_bytes(known) == self.raw_bytes(name) {
                            return Ok(self.heap.get(at, 2 * n + 1));
                        }
                    }
                }
                Kind::Range | Kind::Slice => match symbol {
                    symbol::START => return Ok(self.heap.get(at, 0)),
                    symbol::STOP => return Ok(self.heap.get(at, 1)),
                    symbol::STEP => return Ok(self.heap.get(at, 2)),
                    _ => {}
                },
                Kind::Function => {
                    let index = self.heap.get(at, 0).as_int() as u16;
                    return self.function_attribute(subject, index, symbol, name);
                }
                _ => {}
            },
            _ => {}
        }
        if symbol == symbol::D_CLASS {
            return Ok(self.type_value(subject));
        }
        if subject.is_float() || self.is_int_like(subject) {
            match symbol {
                symbol::REAL | symbol::NUMERATOR if !subject.is_float() => {
                    return self.int_add(subject, Value::int(0));
                }
                symbol::REAL => return Ok(subject),
                symbol::IMAG if subject.is_float() => return Ok(Value::float(0.0)),
                symbol::IMAG => return Ok(Value::int(0)),
                symbol::DENOMINATOR if !subject.is_float() => return Ok(Value::int(1)),
                _ => {}
            }
        }
        if self.has_method(subject, symbol) {
            return Ok(self.heap.object(Kind::BoundMethod, &[subject, name])?);
        }
        Err(self.attribute_error(subject, name))
    }

    #[cold]
    pub(crate) fn attribute_error(&mut self, subject: Value, name: Value) -> Trap {
        if let Unpacked::Builtin(id) = subject.unpack()
            && id < catalog::FUNCTION_BASE
        {
            return self.raise(
                Exception::AttributeError,
                &[
                    Piece::Text("type object '"),
                    Piece::Text(catalog::name(id)),
                    Piece::Text("' has no attribute '"),
                    Piece::Str(name),
                    Piece::Text("'"),
                ],
            );
        }
        self.raise(
            Exception::AttributeError,
            &[
                Piece::Text("'"),
                Piece::TypeOf(subject),
                Piece::Text("' object has no attribute '"),
                Piece::Str(name),
                Piece::Text("'"),
            ],
        )
    }

    fn module_attribute(&mut self, module: u16, name: Value) -> Res<Value> {
        let (module_name, _, first, count) = self.package.module(module);
        for slot in first..first.saturating_add(count) {
            let known = self.package.name_text(self.package.global_name(slot));
            if self.raw_bytes(name) == known {
                let value = self.global(slot);
                if value != Value::UNBOUND {
                    return Ok(value);
                }
            }
        }
        Err(self.raise(
            Exception::AttributeError,
            &[
                Piece::Text("module '"),
                Piece::Name(module_name),
                Piece::Text("' has no attribute '"),
                Piece::Str(name),
                Piece::Text("'"),
            ],
        ))
    }

    fn function_attribute(
        &mut self,
        function: Value,
        index: u16,
        symbol: u16,
        name: Value,
    ) -> Res<Value> {
        let entry = self.package.function(index);
        match symbol {
            symbol::D_NAME => Ok(Value::const_str(self.package.name(entry.name).0)),
            symbol::D_QUALNAME => Ok(Value::const_str(self.package.name(entry.qualified_name).0)),
            symbol::D_MODULE => {
                let (module, _, _, _) = self.package.module(entry.module);
                Ok(Value::const_str(self.package.name(module).0))
            }
            symbol::D_CLASS => Ok(Value::builtin(Type::Function as u16)),
            _ => Err(self.raise(
                Exception::AttributeError,
                &[
                    Piece::Text("'"),
                    Piece::TypeOf(function),
                    Piece::Text("' object has no attribute '"),
                    Piece::Str(name),
                    Piece::Text("'"),
                ],
            )),
        }
    }

    fn builtin_attribute(
        &mut self,
        subject: Value,
        id: u16,
        symbol: u16,
        name: Value,
    ) -> Res<Value> {
        match symbol {
            symbol::D_NAME | symbol::D_QUALNAME => self.new_str(catalog::name(id).as_bytes()),
            symbol::D_MODULE if id == Exception::JSONDecodeError as u16 => {
                self.new_str(b"json.decoder")
            }
            symbol::D_MODULE if id < catalog::FUNCTION_BASE => self.new_str(b"builtins"),
            symbol::D_CLASS => Ok(self.type_value(subject)),
            _ if id < crate::catalog::EXCEPTION_BASE => {
                if self.type_has_method(id, symbol) {
                    return Ok(self.heap.object(Kind::BoundMethod, &[subject, name])?);
                }
                Err(self.attribute_error(subject, name))
            }
            _ => Err(self.attribute_error(subject, name)),
        }
    }

    fn exception_attribute(&mut self, exception: Value, symbol: u16) -> Res<Option<Value>> {
        let at = exception.cell();
        let get = |vm: &Self, n| Ok(Some(vm.heap.get(at, n)));
        match symbol {
            symbol::ARGS => return get(self, field::ARGS),
            symbol::D_CAUSE => return get(self, field::CAUSE),
            symbol::D_CONTEXT => return get(self, field::CONTEXT),
            symbol::D_SUPPRESS_CONTEXT => return get(self, field::SUPPRESS),
            symbol::D_NOTES if self.heap.get(at, field::NOTES) != Value::NONE => {
                return get(self, field::NOTES);
            }
            _ => {}
        }
        let args = self.exception_args(exception);
        let (first, count) = self.elements(args);
        let arg = |vm: &Self, n: usize| {
            (n < count)
                .then(|| Value(vm.heap.cells[first + n]))
                .or(Some(Value::NONE))
        };
        if let Some(value) = self.coding_attribute(exception, symbol) {
            return Ok(Some(value));
        }
        if self.exception_is(exception, Exception::JSONDecodeError) {
            return self.json_error_attribute(exception, symbol);
        }
        if self.exception_is(exception, Exception::StopIteration) && symbol == symbol::VALUE
            || self.exception_is(exception, Exception::SystemExit) && symbol == symbol::CODE
        {
            return Ok(arg(self, 0));
        }
        Ok(None)
    }

    /// `subject.name = value`, or `del subject.name`.
    pub(crate) fn set_attribute(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        if let (Unpacked::Module(module), value) = (subject.unpack(), value) {
            return self.set_module_attribute(subject, module, name, value);
        }
        if self.heap.is(subject, Kind::Exception)
            && let Some(value) = value
        {
            let position = match symbol {
                symbol::ARGS => {
                    let tuple = match self.sequence(value) {
                        Some((at, count)) => self.tuple_of_cells(at, count)?,
                        None => return Err(self.not_iterable(value)),
                    };
                    self.note_store(subject.cell(), tuple);
                    self.heap.set(subject.cell(), field::ARGS, tuple);
                    return Ok(());
                }
                symbol::D_CAUSE => Some(field::CAUSE),
                symbol::D_CONTEXT => Some(field::CONTEXT),
                symbol::D_SUPPRESS_CONTEXT => Some(field::SUPPRESS),
                _ => None,
            };
            if let Some(position) = position {
                self.note_store(subject.cell(), value);
                self.heap.set(subject.cell(), position, value);
                return Ok(());
            }
            let message = [
                Piece::Text("setting attribute '"),
                Piece::Str(name),
                Piece::Text("' of an exception"),
            ];
            return Err(self.raise(Exception::NotImplementedError, &message));
        }
        if self.function_of(subject).is_some() {
            let message = [Piece::Text("attributes of functions")];
            return Err(self.raise(Exception::NotImplementedError, &message));
        }
        Err(self.attribute_error(subject, name))
    }

    fn set_module_attribute(
        &mut self,
        subject: Value,
        module: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        let (_, _, first, count) = self.package.module(module);
        for slot in first..first.saturating_add(count) {
            if self.str_is(name, self.package.name_text(self.package.global_name(slot))) {
                let value = value.unwrap_or(Value::UNBOUND);
                self.note_store(0, value);
                self.heap.cells[crate::heap::STATE_CELLS + slot as usize] = value.0;
                return Ok(());
            }
        }
        Err(self.attribute_error(subject, name))
    }

    /// Whether instances of the subject's type have a method of this symbol.
    pub(crate) fn has_method(&self, subject: Value, symbol: u16) -> bool {
        self.type_has_method(self.type_of(subject) as u16, symbol)
    }

    fn type_has_method(&self, id: u16, symbol: u16) -> bool {
        let Some(kind) = catalog::type_of(id) else {
            return false;
        };
        methods_of(kind).iter().any(|group| group.contains(&symbol))
    }

    /// Calls a method of a builtin object.
    pub(crate) fn builtin_method(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        if let Unpacked::Builtin(id) = receiver.unpack() {
            return self.type_method(receiver, id, symbol, name, arguments, host);
        }
        if !self.has_method(receiver, symbol) {
            if let Some(Kind::Record) = self.heap.kind_of(receiver) {
                return self.record_method(receiver, symbol, name, arguments, host);
            }
            // Calling what is an attribute but no method.
            let value = self.get_attribute(receiver, symbol, name)?;
            return Err(self.not_callable(value));
        }
        self.check_arity(receiver, symbol, name, arguments)?;
        match self.type_of(receiver) {
            Type::Str => self.str_method(receiver, symbol, name, arguments),
            Type::Bytes => self.bytes_method(receiver, symbol, name, arguments),
            Type::Bytearray => self.bytearray_method(receiver, symbol, name, arguments),
            Type::Memoryview => self.memoryview_method(receiver, symbol, name, arguments),
            Type::List => self.list_method(receiver, symbol, name, arguments),
            Type::Tuple | Type::Range => self.sequence_method(receiver, symbol, name, arguments),
            Type::Dict => self.dict_method(receiver, symbol, name, arguments),
            Type::Set | Type::Frozenset => self.set_method(receiver, symbol, name, arguments),
            Type::Int | Type::Bool => self.int_method(receiver, symbol, name, arguments),
            Type::Float => self.float_method(receiver, symbol, name, arguments),
            Type::Object => self.exception_method(receiver, symbol, name, arguments),
            Type::DictKeys | Type::DictItems => {
                self.expect_count(name, arguments, 1, 1)?;
                let receiver = self.to_list(receiver)?;
                let set = self.new_set(Kind::Set)?;
                self.heap.push(receiver)?;
                let cell = self.heap.sp;
                self.set_update(set, cell)?;
                self.set_method(set, symbol, name, arguments)
            }
            _ => Err(self.attribute_error(receiver, name)),
        }
    }

    /// CPython checks methods of no or one argument before they run, and names their type.
    fn check_arity(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<()> {
        let kind = self.type_of(receiver);
        let expected = match kind {
            Type::Str if STR_METHODS_OF_NONE.contains(&symbol) => 0,
            Type::Str if STR_METHODS_OF_ONE.contains(&symbol) => 1,
            Type::Bytes | Type::Bytearray if STR_METHODS_OF_NONE.contains(&symbol) => 0,
            Type::Bytes | Type::Bytearray if BYTES_METHODS_OF_ONE.contains(&symbol) => 1,
            Type::Dict if DICT_METHODS_OF_NONE.contains(&symbol) => 0,
            _ => return Ok(()),
        };
        if arguments.count == expected && self.keyword_count(arguments) == 0 {
            return Ok(());
        }
        if self.keyword_count(arguments) > 0 {
            return Err(self.type_error(&[
                Piece::Text(kind.name()),
                Piece::Text("."),
                Piece::Str(name),
                Piece::Text("() takes no keyword arguments"),
            ]));
        }
        let takes = match expected {
            0 => "() takes no arguments (",
            _ => "() takes exactly one argument (",
        };
        Err(self.type_error(&[
            Piece::Text(kind.name()),
            Piece::Text("."),
            Piece::Str(name),
            Piece::Text(takes),
            Piece::Number(arguments.count as i64),
            Piece::Text(" given)"),
        ]))
    }

    fn record_method(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        if symbol == symbol::GET_REMAINING_TIME_IN_MILLIS {
            self.expect_count(name, arguments, 0, 0)?;
            let deadline = self.new_str(b"deadline_ms")?;
            let deadline = self.get_attribute(receiver, symbol::UNKNOWN, deadline)?;
            let now_ms = (host.unix_time_ns() / 1_000_000) as i64;
            let left = self.as_i64(deadline).unwrap_or(0).saturating_sub(now_ms);
            return self.new_int(left.max(0));
        }
        let value = self.get_attribute(receiver, symbol, name)?;
        Err(self.not_callable(value))
    }

    fn exception_method(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 1, 1)?;
        let argument = self.argument(arguments, 0);
        match symbol {
            symbol::WITH_TRACEBACK if argument == Value::NONE => {
                self.heap
                    .set(receiver.cell(), field::TRACEBACK, Value::NONE);
                Ok(receiver)
            }
            symbol::ADD_NOTE => {
                self.expect_str(argument, "note must be a str, not '")?;
                let mut notes = self.heap.get(receiver.cell(), field::NOTES);
                if notes == Value::NONE {
                    notes = self.new_list(&[])?;
                    self.list_reserve(notes, 1)?;
                    self.note_store(receiver.cell(), notes);
                    self.heap.set(receiver.cell(), field::NOTES, notes);
                }
                self.list_push(notes, argument)?;
                Ok(Value::NONE)
            }
            _ => Err(self.attribute_error(receiver, name)),
        }
    }
}

const STR_METHODS_OF_NONE: &[u16] = &[
    symbol::CAPITALIZE,
    symbol::CASEFOLD,
    symbol::ISALNUM,
    symbol::ISALPHA,
    symbol::ISASCII,
    symbol::ISDECIMAL,
    symbol::ISDIGIT,
    symbol::ISIDENTIFIER,
    symbol::ISLOWER,
    symbol::ISNUMERIC,
    symbol::ISPRINTABLE,
    symbol::ISSPACE,
    symbol::ISTITLE,
    symbol::ISUPPER,
    symbol::LOWER,
    symbol::SWAPCASE,
    symbol::TITLE,
    symbol::UPPER,
];
const STR_METHODS_OF_ONE: &[u16] = &[
    symbol::FORMAT_MAP,
    symbol::JOIN,
    symbol::PARTITION,
    symbol::REMOVEPREFIX,
    symbol::REMOVESUFFIX,
    symbol::RPARTITION,
    symbol::TRANSLATE,
    symbol::ZFILL,
];
const BYTES_METHODS_OF_ONE: &[u16] = &[
    symbol::JOIN,
    symbol::PARTITION,
    symbol::REMOVEPREFIX,
    symbol::REMOVESUFFIX,
    symbol::RPARTITION,
    symbol::ZFILL,
];
const DICT_METHODS_OF_NONE: &[u16] = &[
    symbol::CLEAR,
    symbol::COPY,
    symbol::ITEMS,
    symbol::KEYS,
    symbol::POPITEM,
    symbol::VALUES,
];
const STR_METHODS: &[u16] = &[
    symbol::CAPITALIZE,
    symbol::CASEFOLD,
    symbol::CENTER,
    symbol::COUNT,
    symbol::ENCODE,
    symbol::ENDSWITH,
    symbol::EXPANDTABS,
    symbol::FIND,
    symbol::FORMAT,
    symbol::FORMAT_MAP,
    symbol::INDEX,
    symbol::ISALNUM,
    symbol::ISALPHA,
    symbol::ISASCII,
    symbol::ISDECIMAL,
    symbol::ISDIGIT,
    symbol::ISIDENTIFIER,
    symbol::ISLOWER,
    symbol::ISNUMERIC,
    symbol::ISPRINTABLE,
    symbol::ISSPACE,
    symbol::ISTITLE,
    symbol::ISUPPER,
    symbol::JOIN,
    symbol::LJUST,
    symbol::LOWER,
    symbol::LSTRIP,
    symbol::MAKETRANS,
    symbol::PARTITION,
    symbol::REMOVEPREFIX,
    symbol::REMOVESUFFIX,
    symbol::REPLACE,
    symbol::RFIND,
    symbol::RINDEX,
    symbol::RJUST,
    symbol::RPARTITION,
    symbol::RSPLIT,
    symbol::RSTRIP,
    symbol::SPLIT,
    symbol::SPLITLINES,
    symbol::STARTSWITH,
    symbol::STRIP,
    symbol::SWAPCASE,
    symbol::TITLE,
    symbol::TRANSLATE,
    symbol::UPPER,
    symbol::ZFILL,
];
const BYTES_METHODS: &[u16] = &[
    symbol::CAPITALIZE,
    symbol::CENTER,
    symbol::COUNT,
    symbol::DECODE,
    symbol::ENDSWITH,
    symbol::EXPANDTABS,
    symbol::FIND,
    symbol::FROMHEX,
    symbol::HEX,
    symbol::INDEX,
    symbol::ISALNUM,
    symbol::ISALPHA,
    symbol::ISASCII,
    symbol::ISDIGIT,
    symbol::ISLOWER,
    symbol::ISSPACE,
    symbol::ISTITLE,
    symbol::ISUPPER,
    symbol::JOIN,
    symbol::LJUST,
    symbol::LOWER,
    symbol::LSTRIP,
    symbol::MAKETRANS,
    symbol::PARTITION,
    symbol::REMOVEPREFIX,
    symbol::REMOVESUFFIX,
    symbol::REPLACE,
    symbol::RFIND,
    symbol::RINDEX,
    symbol::RJUST,
    symbol::RPARTITION,
    symbol::RSPLIT,
    symbol::RSTRIP,
    symbol::SPLIT,
    symbol::SPLITLINES,
    symbol::STARTSWITH,
    symbol::STRIP,
    symbol::SWAPCASE,
    symbol::TITLE,
    symbol::TRANSLATE,
    symbol::UPPER,
    symbol::ZFILL,
];
const BYTEARRAY_METHODS: &[u16] = &[
    symbol::APPEND,
    symbol::CLEAR,
    symbol::COPY,
    symbol::EXTEND,
    symbol::INSERT,
    symbol::POP,
    symbol::REMOVE,
    symbol::REVERSE,
];
const MEMORYVIEW_METHODS: &[u16] = &[
    symbol::CAST,
    symbol::D_ENTER,
    symbol::D_EXIT,
    symbol::HEX,
    symbol::RELEASE,
    symbol::TOBYTES,
    symbol::TOLIST,
    symbol::TOREADONLY,
];
const LIST_METHODS: &[u16] = &[
    symbol::APPEND,
    symbol::CLEAR,
    symbol::COPY,
    symbol::COUNT,
    symbol::EXTEND,
    symbol::INDEX,
    symbol::INSERT,
    symbol::POP,
    symbol::REMOVE,
    symbol::REVERSE,
    symbol::SORT,
];
const DICT_METHODS: &[u16] = &[
    symbol::CLEAR,
    symbol::COPY,
    symbol::FROMKEYS,
    symbol::GET,
    symbol::ITEMS,
    symbol::KEYS,
    symbol::POP,
    symbol::POPITEM,
    symbol::SETDEFAULT,
    symbol::UPDATE,
    symbol::VALUES,
];
const FROZENSET_METHODS: &[u16] = &[
    symbol::COPY,
    symbol::DIFFERENCE,
    symbol::INTERSECTION,
    symbol::ISDISJOINT,
    symbol::ISSUBSET,
    symbol::ISSUPERSET,
    symbol::SYMMETRIC_DIFFERENCE,
    symbol::UNION,
];
const SET_METHODS: &[u16] = &[
    symbol::ADD,
    symbol::CLEAR,
    symbol::DIFFERENCE_UPDATE,
    symbol::DISCARD,
    symbol::INTERSECTION_UPDATE,
    symbol::POP,
    symbol::REMOVE,
    symbol::SYMMETRIC_DIFFERENCE_UPDATE,
    symbol::UPDATE,
];
const INT_METHODS: &[u16] = &[
    symbol::AS_INTEGER_RATIO,
    symbol::BIT_COUNT,
    symbol::BIT_LENGTH,
    symbol::CONJUGATE,
    symbol::FROM_BYTES,
    symbol::TO_BYTES,
];
const FLOAT_METHODS: &[u16] = &[
    symbol::AS_INTEGER_RATIO,
    symbol::CONJUGATE,
    symbol::FROMHEX,
    symbol::HEX,
    symbol::IS_INTEGER,
];

/// The groups of methods that a type has.
fn methods_of(kind: Type) -> &'static [&'static [u16]] {
    match kind {
        Type::Str => &[STR_METHODS],
        Type::Bytes => &[BYTES_METHODS],
        Type::Bytearray => &[BYTES_METHODS, BYTEARRAY_METHODS],
        Type::Memoryview => &[MEMORYVIEW_METHODS],
        Type::List => &[LIST_METHODS],
        Type::Tuple | Type::Range => &[&[symbol::COUNT, symbol::INDEX]],
        Type::Dict => &[DICT_METHODS],
        Type::Set => &[FROZENSET_METHODS, SET_METHODS],
        Type::Frozenset => &[FROZENSET_METHODS],
        Type::Int | Type::Bool => &[INT_METHODS],
        Type::Float => &[FLOAT_METHODS],
        Type::DictKeys | Type::DictItems => &[&[symbol::ISDISJOINT]],
        Type::Generator => &[&[symbol::SEND, symbol::THROW, symbol::CLOSE]],
        Type::Object => &[&[symbol::WITH_TRACEBACK, symbol::ADD_NOTE]],
        _ => &[],
    }
}
