//! Attributes and methods of builtin objects.

use crate::catalog::{self, Exception, Type};
use crate::error::{Piece, Res, Trap, exception_field as field};
use crate::heap::Kind;
use crate::host::Host;
use crate::object::method_table::{
    BYTES_METHODS_OF_ONE, DICT_METHODS_OF_NONE, KEYWORD_METHODS, STR_METHODS_OF_NONE,
    STR_METHODS_OF_ONE, is_unhashable, methods_of,
};
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// `subject.name` of anything but instances of the program's classes and these classes.
    pub(crate) fn builtin_get_attribute(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Value> {
        match subject.unpack() {
            Unpacked::Module(index) => return self.module_attribute(index, symbol, name),
            Unpacked::Builtin(id) => return self.builtin_attribute(subject, id, symbol, name),
            Unpacked::Function(index) => {
                return self.function_attribute(subject, index, symbol, name);
            }
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Exception => {
                    // What was assigned hides what the arguments tell.
                    let key = self.key(symbol, name)?;
                    let dict = self.attributes_of(subject);
                    if let Some(value) = self.dict_lookup(dict, key)? {
                        return Ok(value);
                    }
                    if let Some(value) = self.exception_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                    if symbol == symbol::D_DICT {
                        return self.open_attributes(subject);
                    }
                }
                Kind::Generator => {
                    if let Some(value) = self.generator_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Traceback => {
                    if let Some(value) = self.traceback_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Cell if symbol == symbol::D_NAME => return Ok(self.heap.get(at, 0)),
                Kind::Method => return self.method_attribute(subject, symbol, name),
                Kind::Property | Kind::StaticMethod | Kind::ClassMethod => {
                    if let Some(value) = self.wrapper_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::Alias => {
                    if let Some(value) = self.alias_attribute(subject, symbol)? {
                        return Ok(value);
                    }
                }
                Kind::BoundMethod => {
                    if let Some(value) = self.builtin_method_attribute(subject, symbol)? {
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
        if symbol == symbol::D_DOC {
            return Ok(Value::NONE);
        }
        if self.has_method(subject, symbol) {
            let fields = [subject, name, Value::NONE];
            return self.heap.object(Kind::BoundMethod, &fields);
        }
        if let Some(owner) = self.slot_owner(subject, symbol) {
            if symbol == symbol::D_HASH && is_unhashable(owner) {
                return Ok(Value::NONE);
            }
            let fields = [subject, name, Value::builtin(owner)];
            return self.heap.object(Kind::BoundMethod, &fields);
        }
        Err(self.attribute_error(subject, name))
    }

    #[cold]
    pub(crate) fn attribute_error(&mut self, subject: Value, name: Value) -> Trap {
        if self.is_class(subject) {
            let trap = self.raise(
                Exception::AttributeError,
                &[
                    Piece::Text("type object '"),
                    Piece::ClassName(subject),
                    Piece::Text("' has no attribute '"),
                    Piece::Str(name),
                    Piece::Text("'"),
                ],
            );
            return self.note_detail(trap, name, subject);
        }
        let trap = self.raise(
            Exception::AttributeError,
            &[
                Piece::Text("'"),
                Piece::TypeOf(subject),
                Piece::Text("' object has no attribute '"),
                Piece::Str(name),
                Piece::Text("'"),
            ],
        );
        self.note_detail(trap, name, subject)
    }

    fn module_attribute(&mut self, module: u16, symbol: u16, name: Value) -> Res<Value> {
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
        match symbol {
            symbol::D_NAME => return Ok(Value::const_str(self.package.name(module_name).0)),
            symbol::D_CLASS => return Ok(Value::builtin(Type::Module as u16)),
            _ => {}
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

    /// `__dict__` of a builtin class: its methods by name.
    fn type_dict(&mut self, class: Value, id: u16) -> Res<Value> {
        let dict = self.new_dict()?;
        for (symbol, name) in symbol::NAMES.iter().enumerate() {
            if self.type_knows(id, symbol as u16) {
                let name = self.new_str(name.as_bytes())?;
                let fields = [class, name, Value::builtin(id)];
                let method = self.heap.object(Kind::BoundMethod, &fields)?;
                self.dict_put(dict, name, method)?;
            }
        }
        Ok(dict)
    }

    fn alias_attribute(&mut self, alias: Value, symbol: u16) -> Res<Option<Value>> {
        let at = alias.cell();
        Ok(match symbol {
            symbol::D_ORIGIN if self.heap.get(at, 0) == Value::int(0) => Some(self.heap.get(at, 1)),
            symbol::D_ARGS => Some(self.heap.get(at, 2)),
            _ => None,
        })
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
            symbol::D_DOC => Ok(Value::NONE),
            symbol::D_HASH if is_unhashable(id) => Ok(Value::NONE),
            symbol::D_DICT if id < catalog::FUNCTION_BASE => self.builtin_members(subject, id),
            symbol::D_MRO if id < catalog::FUNCTION_BASE => {
                let order = self.mro_of(subject)?;
                let (at, count) = self.elements(order);
                self.tuple_of_cells(at, count)
            }
            symbol::D_DICT if id < catalog::FUNCTION_BASE => self.type_dict(subject, id),
            symbol::D_BASES if id < catalog::FUNCTION_BASE => {
                let base = catalog::base_of(id).map(Value::builtin);
                Ok(self.heap.object(Kind::Tuple, base.as_slice())?)
            }
            symbol::D_BASE if id < catalog::FUNCTION_BASE => {
                Ok(catalog::base_of(id).map_or(Value::NONE, Value::builtin))
            }
            _ if id < catalog::FUNCTION_BASE => {
                let mut owner = Some(id);
                while let Some(class) = owner {
                    if self.type_knows(class, symbol) {
                        let own = self.type_has_method(class, symbol) && class == id;
                        let owner = if own {
                            Value::NONE
                        } else {
                            Value::builtin(class)
                        };
                        let fields = [subject, name, owner];
                        return self.heap.object(Kind::BoundMethod, &fields);
                    }
                    owner = catalog::base_of(class);
                }
                if self.type_knows(Type::Type as u16, symbol) {
                    let fields = [subject, name, Value::builtin(Type::Type as u16)];
                    return self.heap.object(Kind::BoundMethod, &fields);
                }
                Err(self.attribute_error(subject, name))
            }
            _ => match self.slot_owner(subject, symbol) {
                Some(owner) => {
                    let fields = [subject, name, Value::builtin(owner)];
                    Ok(self.heap.object(Kind::BoundMethod, &fields)?)
                }
                None => Err(self.attribute_error(subject, name)),
            },
        }
    }

    /// The `__dict__` of a builtin class: its own methods by name.
    fn builtin_members(&mut self, class: Value, id: u16) -> Res<Value> {
        self.charge(symbol::NAMES.len() / 16)?;
        let members = self.new_dict()?;
        for symbol in 0..symbol::NAMES.len() as u16 {
            if self.type_knows(id, symbol) || symbol == symbol::D_HASH && is_unhashable(id) {
                let name = self.symbol_text(symbol)?;
                let member = self.builtin_attribute(class, id, symbol, name)?;
                self.dict_put(members, name, member)?;
            }
        }
        Ok(members)
    }

    fn exception_attribute(&mut self, exception: Value, symbol: u16) -> Res<Option<Value>> {
        let at = exception.cell();
        let get = |vm: &Self, n| Ok(Some(vm.heap.get(at, n)));
        match symbol {
            symbol::ARGS => return get(self, field::ARGS),
            symbol::D_CAUSE => return get(self, field::CAUSE),
            symbol::D_TRACEBACK => return self.traceback_of(exception).map(Some),
            symbol::D_CONTEXT => return get(self, field::CONTEXT),
            symbol::D_SUPPRESS_CONTEXT => return get(self, field::SUPPRESS),
            symbol::D_NOTES if self.heap.get(at, field::NOTES) != Value::NONE => {
                return get(self, field::NOTES);
            }
            _ => {}
        }
        if let Some(value) = self.coding_attribute(exception, symbol) {
            return Ok(Some(value));
        }
        if self.exception_is(exception, Exception::JSONDecodeError) {
            return self.json_error_attribute(exception, symbol);
        }
        self.exception_detail(exception, symbol)
    }

    /// `subject.name = value`, or `del subject.name`, of modules, functions and builtin objects.
    pub(crate) fn set_builtin_attribute(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        if let (Unpacked::Module(module), value) = (subject.unpack(), value) {
            return self.set_module_attribute(subject, module, name, value);
        }
        if self.function_of(subject).is_some() {
            return self.set_function_attribute(subject, symbol, name, value);
        }
        if let Unpacked::Builtin(id) = subject.unpack()
            && id < catalog::FUNCTION_BASE
        {
            return Err(self.type_error(&[
                Piece::Text("cannot set "),
                Piece::Repr(name),
                Piece::Text(" attribute of immutable type '"),
                Piece::Text(catalog::name(id)),
                Piece::Text("'"),
            ]));
        }
        if self.builtin_get_attribute(subject, symbol, name).is_ok() {
            return Err(self.raise(
                Exception::AttributeError,
                &[
                    Piece::Text("'"),
                    Piece::TypeOf(subject),
                    Piece::Text("' object attribute '"),
                    Piece::Str(name),
                    Piece::Text("' is read-only"),
                ],
            ));
        }
        self.set_pending(Value::NONE);
        Err(self.store_error(subject, name))
    }

    /// Sets a field that every exception has; false if it is none.
    pub(crate) fn set_exception_field(
        &mut self,
        subject: Value,
        symbol: u16,
        value: Value,
    ) -> Res<bool> {
        let at = subject.cell();
        let position = match symbol {
            symbol::ARGS => {
                let tuple = match self.sequence(value) {
                    Some((at, count)) => self.tuple_of_cells(at, count)?,
                    None => return Err(self.not_iterable(value)),
                };
                self.note_store(at, tuple);
                self.heap.set(at, field::ARGS, tuple);
                return Ok(true);
            }
            symbol::D_CAUSE => field::CAUSE,
            symbol::D_CONTEXT => field::CONTEXT,
            symbol::D_TRACEBACK
                if value != Value::NONE && !self.heap.is(value, Kind::Traceback) =>
            {
                let message = "__traceback__ must be a traceback or None";
                return Err(self.type_error(&[Piece::Text(message)]));
            }
            symbol::D_SUPPRESS_CONTEXT if !matches!(value, Value::TRUE | Value::FALSE) => {
                let message = "attribute value type must be bool";
                return Err(self.type_error(&[Piece::Text(message)]));
            }
            symbol::D_TRACEBACK => {
                let frames = self.frames_of_traceback(value);
                self.note_store(at, frames);
                self.heap.set(at, field::TRACEBACK, frames);
                return Ok(true);
            }
            symbol::D_SUPPRESS_CONTEXT => field::SUPPRESS,
            symbol::D_NOTES => field::NOTES,
            symbol::NAME if self.exception_detail(subject, symbol)?.is_some() => field::NAME,
            _ => return Ok(false),
        };
        if matches!(position, field::CAUSE | field::CONTEXT)
            && value != Value::NONE
            && !self.heap.is(value, Kind::Exception)
        {
            let what = match position {
                field::CAUSE => "exception cause must be None or derive from BaseException",
                _ => "exception context must be None or derive from BaseException",
            };
            return Err(self.type_error(&[Piece::Text(what)]));
        }
        self.note_store(at, value);
        self.heap.set(at, position, value);
        if position == field::CAUSE {
            self.heap.set(at, field::SUPPRESS, Value::TRUE);
        }
        Ok(true)
    }

    /// Deletes a field that every exception has, which only notes allow; false if it is none.
    pub(crate) fn delete_exception_field(&mut self, subject: Value, symbol: u16) -> Res<bool> {
        let at = subject.cell();
        match symbol {
            symbol::D_NOTES if self.heap.get(at, field::NOTES) != Value::NONE => {
                self.heap.set(at, field::NOTES, Value::NONE);
                Ok(true)
            }
            symbol::ARGS | symbol::D_CAUSE | symbol::D_CONTEXT | symbol::D_TRACEBACK => {
                let name = symbol::NAMES[symbol as usize];
                let message = [Piece::Text(name), Piece::Text(" may not be deleted")];
                Err(self.type_error(&message))
            }
            _ => Ok(false),
        }
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

    /// Whether a builtin class itself, not one that it derives from, has a method of this symbol.
    pub(crate) fn type_knows(&self, id: u16, symbol: u16) -> bool {
        if catalog::is_exception(id) {
            return id == Exception::BaseException as u16
                && matches!(symbol, symbol::WITH_TRACEBACK | symbol::ADD_NOTE)
                || crate::object::slot_table::exception_has(id, symbol);
        }
        id != Type::Object as u16 && self.type_has_method(id, symbol)
            || catalog::type_of(id).is_some_and(|kind| crate::object::slot_table::has(kind, symbol))
    }

    /// The builtin class whose special method of this symbol a builtin value has.
    fn slot_owner(&self, subject: Value, symbol: u16) -> Option<u16> {
        let mut class = match self.type_value(subject).unpack() {
            Unpacked::Builtin(id) => Some(id),
            _ => self.passes_for(subject).map(|_| Type::Generator as u16),
        };
        while let Some(id) = class {
            if self.type_knows(id, symbol) {
                return Some(id);
            }
            class = catalog::base_of(id);
        }
        None
    }

    fn type_has_method(&self, id: u16, symbol: u16) -> bool {
        let Some(kind) = catalog::type_of(id) else {
            return false;
        };
        methods_of(kind).iter().any(|group| group.contains(symbol))
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
        let rebuilds = matches!(symbol, symbol::GETTER | symbol::SETTER | symbol::DELETER);
        if rebuilds && self.heap.is(receiver, Kind::Property) {
            return self.property_method(receiver, symbol, name, arguments);
        }
        if !self.has_method(receiver, symbol) {
            if let Some(Kind::Record) = self.heap.kind_of(receiver) {
                return self.record_method(receiver, symbol, name, arguments, host);
            }
            // Calling what is an attribute but no method.
            let value = self.get_attribute(receiver, symbol, name)?;
            if let Some(Kind::BoundMethod) = self.heap.kind_of(value) {
                return self.call_bound(value.cell(), arguments, host);
            }
            let answer = self.call_from_native(value, arguments, crate::vm::Catch::Nothing)?;
            return Ok(answer.unwrap_or(Value::NONE));
        }
        self.check_arity(receiver, symbol, name, arguments)?;
        let plain = self.method_arguments(receiver, symbol, arguments)?;
        let arguments = &plain;
        match self.type_of(receiver) {
            Type::Str => self.str_method(receiver, symbol, name, arguments),
            Type::Bytes => self.bytes_method(receiver, symbol, name, arguments),
            Type::Bytearray => self.bytearray_method(receiver, symbol, name, arguments),
            Type::Memoryview => self.memoryview_method(receiver, symbol, name, arguments),
            Type::List => self.list_method(receiver, symbol, name, arguments),
            Type::Tuple | Type::Range => self.sequence_method(receiver, symbol, name, arguments),
            Type::Slice => self.slice_indices(receiver, arguments),
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

    /// The arguments of a method of a text or number, with builtin values in the place of
    /// instances that extend their types, unless the method asks the instances themselves.
    fn method_arguments(
        &mut self,
        receiver: Value,
        symbol: u16,
        arguments: &Arguments,
    ) -> Res<Arguments> {
        let plain = self.is_str(receiver)
            || self.is_bytes(receiver)
            || self.is_bytearray(receiver)
            || self.is_int_like(receiver);
        let asks = matches!(
            symbol,
            symbol::FORMAT | symbol::FORMAT_MAP | symbol::JOIN | symbol::TRANSLATE | symbol::EXTEND
        );
        match plain && !asks {
            true => self.plain_arguments(arguments),
            false => Ok(*arguments),
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
        if self.keyword_count(arguments) > 0 && !KEYWORD_METHODS.contains(symbol) {
            let kind = if kind == Type::Bool { Type::Int } else { kind };
            return Err(self.type_error(&[
                Piece::Text(kind.name()),
                Piece::Text("."),
                Piece::Str(name),
                Piece::Text("() takes no keyword arguments"),
            ]));
        }
        let expected = match kind {
            Type::Str if STR_METHODS_OF_NONE.contains(symbol) => 0,
            Type::Str if STR_METHODS_OF_ONE.contains(symbol) => 1,
            Type::Bytes | Type::Bytearray if STR_METHODS_OF_NONE.contains(symbol) => 0,
            Type::Bytes | Type::Bytearray if BYTES_METHODS_OF_ONE.contains(symbol) => 1,
            Type::Dict if DICT_METHODS_OF_NONE.contains(symbol) => 0,
            _ => return Ok(()),
        };
        if arguments.count == expected && self.keyword_count(arguments) == 0 {
            return Ok(());
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

    pub(crate) fn exception_method(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 1, 1)?;
        let argument = self.argument(arguments, 0);
        match symbol {
            symbol::WITH_TRACEBACK
                if argument == Value::NONE || self.heap.is(argument, Kind::Traceback) =>
            {
                let frames = self.frames_of_traceback(argument);
                self.note_store(receiver.cell(), frames);
                self.heap.set(receiver.cell(), field::TRACEBACK, frames);
                Ok(receiver)
            }
            symbol::WITH_TRACEBACK => {
                let message = [Piece::Text("__traceback__ must be a traceback or None")];
                Err(self.type_error(&message))
            }
            symbol::ADD_NOTE => {
                if !self.is_str(argument) {
                    return Err(self.type_error(&[
                        Piece::Text("note must be a str, not '"),
                        Piece::TypeOf(argument),
                        Piece::Text("'"),
                    ]));
                }
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
