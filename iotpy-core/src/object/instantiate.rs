//! Calling a class: `__new__`, then `__init__`.

use crate::catalog::{self, Exception, Type};
use crate::error::{Piece, Res, need};
use crate::heap::Kind;
use crate::object::class::{Found, class_field, class_flag, instance_field};
use crate::symbol;
use crate::value::Value;
use crate::vm::{Arguments, Catch, Vm};

impl Vm<'_, '_> {
    /// `class(…)` from a native.
    pub(crate) fn instantiate(&mut self, class: Value, arguments: &Arguments) -> Res<Value> {
        need!(self, Class);
        let meta = self.heap.get(class.cell(), class_field::META);
        if meta.is_object() {
            let key = self.symbol_key(symbol::D_CALL);
            if let Some(Found::Value(call)) = self.class_lookup(meta, key)? {
                return self.call_prefixed(call, class, arguments);
            }
        }
        self.instantiate_plainly(class, arguments)
    }

    /// `type.__call__`
    pub(crate) fn instantiate_plainly(
        &mut self,
        class: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Class);
        let key = self.symbol_key(symbol::D_NEW);
        let made = match self.class_lookup(class, key)? {
            Some(Found::Value(new)) => {
                let made = self.call_prefixed(new, class, arguments)?;
                let own = self.type_value(made);
                if !self.derives(own, class) {
                    return Ok(made);
                }
                made
            }
            _ => {
                // A class that is made remembers itself, since its attributes are told of it.
                let remembers = self.layout_of(class) == Some(Type::Type as u16);
                let python_init =
                    !remembers && matches!(self.init_of(class)?, Some(Found::Value(_)));
                match python_init.then(|| self.recall()).flatten() {
                    Some(made) => made,
                    None => {
                        let made = self.new_instance(class, arguments)?;
                        match python_init {
                            true => self.remember(made)?,
                            false => made,
                        }
                    }
                }
            }
        };
        if self.heap.is(made, Kind::Class) && !matches!(self.init_found(made)?, Found::Value(_)) {
            return Ok(made);
        }
        self.initialise(made, arguments)?;
        Ok(made)
    }

    fn init_of(&mut self, class: Value) -> Res<Option<Found>> {
        need!(self, Class);
        let key = self.symbol_key(symbol::D_INIT);
        self.class_lookup(class, key)
    }

    fn init_found(&mut self, made: Value) -> Res<Found> {
        let class = self.type_value(made);
        let object = Found::Builtin(Type::Object as u16);
        Ok(self.init_of(class)?.unwrap_or(object))
    }

    fn initialise(&mut self, made: Value, arguments: &Arguments) -> Res<()> {
        match self.init_found(made)? {
            Found::Value(init) => {
                let value = self.call_prefixed(init, made, arguments)?;
                match value {
                    Value::NONE => Ok(()),
                    other => Err(self.init_returned(other)),
                }
            }
            Found::Builtin(id) => self.builtin_init(id, made, arguments),
        }
    }

    /// Calls a function from a native with one argument more in front.
    pub(crate) fn call_prefixed(
        &mut self,
        callee: Value,
        first: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Class);
        let mark = self.heap.sp;
        let arguments = self.prepend(first, arguments)?;
        let answer = self.call_from_native(callee, &arguments, Catch::Nothing)?;
        self.heap.sp = mark;
        Ok(answer.unwrap_or(Value::NONE))
    }

    /// The `__init__` that an instruction may enter at once: the class is made and initialised in
    /// the ordinary way.
    pub(crate) fn plain_init(&mut self, class: Value) -> Res<Option<Value>> {
        if self.heap.get(class.cell(), class_field::META).is_object() {
            return Ok(None);
        }
        let key = self.symbol_key(symbol::D_NEW);
        if matches!(self.class_lookup(class, key)?, Some(Found::Value(_))) {
            return Ok(None);
        }
        match self.init_of(class)? {
            Some(Found::Value(init)) if self.function_of(init).is_some() => Ok(Some(init)),
            _ => Ok(None),
        }
    }

    /// The builtin part of `__new__`: an instance without what `__init__` adds.
    pub(crate) fn new_instance(&mut self, class: Value, arguments: &Arguments) -> Res<Value> {
        need!(self, Class);
        let layout = self.layout_of(class).unwrap_or(0);
        if catalog::is_exception(layout) {
            let exception = self.new_exception(class, &[])?;
            // An OSError takes its arguments in `__init__` if the program has one and no `__new__`.
            let later = catalog::is_subclass(layout, Exception::OSError as u16)
                && matches!(self.init_of(class)?, Some(Found::Value(_)))
                && !self.has_own(exception, symbol::D_NEW)?;
            if !later {
                self.fill_exception(exception, arguments)?;
            }
            return Ok(exception);
        }
        let initialised = matches!(self.init_of(class)?, Some(Found::Value(_)));
        let payload = match catalog::type_of(layout) {
            Some(Type::Type) => return self.class_of_arguments(class, arguments),
            Some(Type::Object) => {
                self.refuse_abstract(class)?;
                self.check_object_arguments(class, arguments)?;
                Value::UNBOUND
            }
            Some(Type::List) => self.new_list(&[])?,
            Some(Type::Dict) => self.new_dict()?,
            Some(Type::Set) => self.new_set(Kind::Set)?,
            // `bytearray.__init__` fills it.
            Some(Type::Bytearray) => {
                let storage = self.new_bytes(b"")?;
                self.bytearray_of(storage)?
            }
            Some(kind) => {
                // These leave keywords to the `__init__` of the program, if there is one.
                let leaves = matches!(kind, Type::Float | Type::Tuple | Type::Frozenset);
                let arguments = match leaves && initialised {
                    true => arguments.without_keywords(),
                    false => *arguments,
                };
                let made = self.construct(kind, &arguments)?;
                self.unwrapped(made)
            }
            None => Value::UNBOUND,
        };
        self.instance_of(class, payload)
    }

    /// An instance without attributes.
    pub(crate) fn instance_of(&mut self, class: Value, payload: Value) -> Res<Value> {
        need!(self, Class);
        let mut fields = [Value::NONE; 4];
        fields[instance_field::CLASS] = class;
        fields[instance_field::PAYLOAD] = payload;
        let count = self.instance_fields(class);
        self.heap.object(Kind::Instance, &fields[..count])
    }

    /// The fields of a class's instances.
    pub(crate) fn instance_fields(&self, class: Value) -> usize {
        let apart = class.is_object() && self.class_flags(class.cell()) == class_flag::SLOTS;
        if apart { 4 } else { 3 }
    }

    /// `object.__new__` takes arguments only for an `__init__` of the program.
    pub(crate) fn check_object_arguments(
        &mut self,
        class: Value,
        arguments: &Arguments,
    ) -> Res<()> {
        if arguments.count == 0 && self.keyword_count(arguments) == 0 {
            return Ok(());
        }
        if matches!(self.init_of(class)?, Some(Found::Value(_))) {
            return Ok(());
        }
        Err(self.type_error(&[
            Piece::ClassName(class),
            Piece::Text("() takes no arguments"),
        ]))
    }

    /// `__init__` of a builtin type.
    pub(crate) fn builtin_init(&mut self, id: u16, made: Value, arguments: &Arguments) -> Res<()> {
        need!(self, Class);
        if catalog::is_exception(id) {
            self.exception_keywords(made, arguments)?;
            return self.fill_exception(made, arguments);
        }
        let payload = self.unwrapped(made);
        match catalog::type_of(id) {
            Some(Type::List) => {
                // It leaves keywords to the `__new__` of the program, if there is one.
                let arguments = match self.has_own(made, symbol::D_NEW)? {
                    true => arguments.without_keywords(),
                    false => *arguments,
                };
                let filled = self.construct(Type::List, &arguments)?;
                let source = self.unwrapped(filled);
                let len = self.list_len(payload);
                self.list_close(payload, 0, len)?;
                self.list_extend_by(payload, source)
            }
            Some(Type::Dict) => {
                if arguments.count > 1 {
                    return Err(self.type_error(&[
                        Piece::Text("dict expected at most 1 argument, got "),
                        Piece::Number(arguments.count as i64),
                    ]));
                }
                self.update_dict(payload, arguments)
            }
            Some(Type::Set) => {
                self.expect_args("set", arguments, 0, 1)?;
                self.set_clear(payload);
                if arguments.count == 1 {
                    self.set_update(payload, arguments.at)?;
                }
                Ok(())
            }
            Some(Type::Bytearray) => {
                let filled = self.construct(Type::Bytearray, arguments)?;
                let source = self.unwrapped(filled);
                let (empty, len) = (self.new_bytes(b"")?, self.raw_bytes(payload).len());
                self.array_splice(payload, 0, len, empty)?;
                self.array_extend(payload, source)
            }
            Some(Type::Object) => self.object_init(made, arguments),
            _ => Ok(()),
        }
    }

    /// Whether the class of a value has a method of the program of this name.
    fn has_own(&mut self, value: Value, symbol: u16) -> Res<bool> {
        Ok(matches!(
            self.special_found(value, symbol)?,
            Some(Found::Value(_))
        ))
    }

    /// `object.__init__` takes arguments only for a `__new__` of the program.
    fn object_init(&mut self, made: Value, arguments: &Arguments) -> Res<()> {
        if arguments.count == 0 && self.keyword_count(arguments) == 0 || self.has_payload(made) {
            return Ok(());
        }
        let class = self.type_value(made);
        if matches!(self.init_of(class)?, Some(Found::Value(_))) {
            let message =
                "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let key = self.symbol_key(symbol::D_NEW);
        if matches!(self.class_lookup(class, key)?, Some(Found::Value(_))) {
            return Ok(());
        }
        Err(self.type_error(&[
            Piece::ClassName(class),
            Piece::Text("() takes no arguments"),
        ]))
    }
}
