//! Attributes of instances and classes of the program: descriptors, `super`, `__getattr__`.

use super::method_table::is_unhashable;
use crate::catalog::{Exception, Type};
use crate::error::{Piece, Res, exception_field, need};
use crate::heap::{Kind, slot};
use crate::object::class::{Found, class_field, class_flag, instance_field};
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Catch, Vm};

/// What reading an attribute comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// A value.
    Value(Value),
    /// The result of a function called with a receiver, as of a property.
    Call(Value, Value),
    /// The result of a function called with a receiver and the name, as of `__getattr__`.
    Hook(Value, Value, Value),
    /// The result of a function called with a descriptor, the instance or None, and the class.
    Get(Value, [Value; 3]),
}

impl Vm<'_, '_> {
    /// An attribute, from a native.
    pub(crate) fn get_attribute(&mut self, subject: Value, symbol: u16, name: Value) -> Res<Value> {
        match self.read_attribute(subject, symbol, name)? {
            Access::Value(value) => Ok(value),
            Access::Call(function, receiver) => self.call_python(function, &[receiver]),
            Access::Hook(function, receiver, name) => self.call_python(function, &[receiver, name]),
            Access::Get(get, args) => self.call_python(get, &args),
        }
    }

    /// An attribute; nothing if there is none.
    pub(crate) fn find_attribute(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Option<Value>> {
        let read = match self.read_attribute(subject, symbol, name) {
            Ok(Access::Value(value)) => Ok(Some(value)),
            Ok(Access::Call(function, receiver)) => {
                return self.call_python_catching(function, &[receiver], Catch::AttributeError);
            }
            Ok(Access::Hook(function, receiver, name)) => {
                let args = [receiver, name];
                return self.call_python_catching(function, &args, Catch::AttributeError);
            }
            Ok(Access::Get(get, args)) => {
                return self.call_python_catching(get, &args, Catch::AttributeError);
            }
            Err(trap) => Err(trap),
        };
        match read {
            Err(_) if self.stopped_by(Exception::AttributeError) => {
                self.set_pending(Value::NONE);
                Ok(None)
            }
            other => other,
        }
    }

    /// What reading an attribute comes to.
    pub(crate) fn read_attribute(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Access> {
        match self.heap.kind_of(subject) {
            Some(Kind::Instance) => self.read_of_instance(subject, symbol, name),
            Some(Kind::Class) => self.read_of_class(subject, symbol, name),
            Some(Kind::Super) => self.read_of_super(subject, symbol, name),
            Some(Kind::Exception) if self.program_class(subject).is_some() => {
                self.read_of_instance(subject, symbol, name)
            }
            _ => self
                .builtin_get_attribute(subject, symbol, name)
                .map(Access::Value),
        }
    }

    fn read_of_instance(&mut self, subject: Value, symbol: u16, name: Value) -> Res<Access> {
        need!(self, Class);
        let Some(class) = self.program_class(subject) else {
            let class = self.type_value(subject);
            return self.read_plainly(subject, class, symbol, name);
        };
        if !self.class_hooks(class)?.reads {
            return self.read_plainly(subject, class, symbol, name);
        }
        let getattribute = self.symbol_key(symbol::D_GETATTRIBUTE);
        let hook = self.symbol_key(symbol::D_GETATTR);
        let hook = match self.class_lookup(class, hook)? {
            Some(Found::Value(hook)) => Some(hook),
            _ => None,
        };
        let read = match self.class_lookup(class, getattribute)? {
            Some(Found::Value(function)) => {
                let args = [subject, name];
                match hook {
                    None => Ok(Access::Hook(function, subject, name)),
                    Some(_) => {
                        match self.call_python_catching(function, &args, Catch::AttributeError)? {
                            Some(value) => Ok(Access::Value(value)),
                            None => Err(self.attribute_error(subject, name)),
                        }
                    }
                }
            }
            _ => self.read_plainly(subject, class, symbol, name),
        };
        match (read, hook) {
            (Err(_), Some(hook)) if self.stopped_by(Exception::AttributeError) => {
                self.set_pending(Value::NONE);
                Ok(Access::Hook(hook, subject, name))
            }
            (Ok(Access::Call(function, receiver)), Some(hook)) => {
                let args = [receiver];
                match self.call_python_catching(function, &args, Catch::AttributeError)? {
                    Some(value) => Ok(Access::Value(value)),
                    None => Ok(Access::Hook(hook, subject, name)),
                }
            }
            (Ok(Access::Get(get, args)), Some(hook)) => {
                match self.call_python_catching(get, &args, Catch::AttributeError)? {
                    Some(value) => Ok(Access::Value(value)),
                    None => Ok(Access::Hook(hook, subject, name)),
                }
            }
            (read, _) => read,
        }
    }

    /// `object.__getattribute__`
    pub(crate) fn read_plainly(
        &mut self,
        subject: Value,
        class: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Access> {
        need!(self, Class);
        let key = self.key(symbol, name)?;
        let found = self.class_lookup(class, key)?;
        if let Some(Found::Value(value)) = found
            && self.is_data_descriptor(value)?
            && (!self.heap.is(value, Kind::Instance)
                || self.special(value, symbol::D_GET)?.is_some())
        {
            return self.bind_member(value, subject, class, name);
        }
        let dict = self.attributes_of(subject);
        if let Some(value) = self.dict_lookup(dict, key)? {
            return Ok(Access::Value(value));
        }
        match found {
            Some(Found::Value(value)) => self.bind_member(value, subject, class, name),
            Some(Found::Builtin(id)) => self.bind_builtin(subject, class, id, symbol, name),
            None => self.read_special(subject, class, symbol, name),
        }
    }

    /// The function that calling a member of an instance enters with the instance in front;
    /// nothing if the member is anything else.
    pub(crate) fn method_of_class(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Option<Value>> {
        need!(self, Class);
        if self.heap.is(subject, Kind::Class) {
            return Ok(None);
        }
        let Some(class) = self.program_class(subject) else {
            return Ok(None);
        };
        let key = self.key(symbol, name)?;
        let Some(Found::Value(function)) = self.class_lookup(class, key)? else {
            return Ok(None);
        };
        let hidden = self.class_hooks(class)?.reads && self.class_has_hook(class);
        if hidden || !self.is_method_function(function) {
            return Ok(None);
        }
        let own = self.attributes_of(subject);
        let hidden = self.dict_lookup(own, key)?.is_some();
        Ok((!hidden).then_some(function))
    }

    /// Whether a class attribute is called with the instance that it is read from.
    fn is_method_function(&self, value: Value) -> bool {
        match value.unpack() {
            Unpacked::Builtin(id) => crate::catalog::is_method(id),
            _ => self.function_of(value).is_some(),
        }
    }

    /// Whether a class looks up attributes itself.
    fn class_has_hook(&mut self, class: Value) -> bool {
        let key = self.symbol_key(symbol::D_GETATTRIBUTE);
        matches!(self.class_lookup(class, key), Ok(Some(Found::Value(_))))
    }

    /// The dict of an instance's or exception's attributes, or None.
    pub(crate) fn attributes_of(&self, subject: Value) -> Value {
        match self.heap.kind_of(subject) {
            Some(Kind::Instance) => self.heap.get(subject.cell(), instance_field::DICT),
            Some(Kind::Exception) => self.heap.get(subject.cell(), exception_field::ATTRIBUTES),
            _ => Value::NONE,
        }
    }

    /// The dict of an instance's or exception's slots, or None.
    pub(crate) fn slots_of(&self, subject: Value) -> Value {
        match self.has_slots_apart(subject) {
            true => self.heap.get(subject.cell(), instance_field::SLOTS),
            false => self.attributes_of(subject),
        }
    }

    fn has_slots_apart(&self, subject: Value) -> bool {
        self.heap.is(subject, Kind::Instance)
            && self.heap.len(subject.cell()) > instance_field::SLOTS
    }

    /// Attributes that every instance has without being told.
    fn read_special(
        &mut self,
        subject: Value,
        class: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Access> {
        need!(self, Class);
        match symbol {
            symbol::D_CLASS => return Ok(Access::Value(class)),
            symbol::D_DICT if self.has_dict(subject) => {
                return self.open_attributes(subject).map(Access::Value);
            }
            symbol::D_DOC => return Ok(Access::Value(Value::NONE)),
            _ => {}
        }
        if self.heap.is(subject, Kind::Exception) {
            let value = self.builtin_get_attribute(subject, symbol, name)?;
            return Ok(Access::Value(value));
        }
        let payload = self.unwrapped(subject);
        if payload != subject {
            match self.builtin_get_attribute(payload, symbol, name) {
                Err(_) if self.stopped_by(Exception::AttributeError) => {
                    self.set_pending(Value::NONE);
                }
                other => return other.map(Access::Value),
            }
        }
        Err(self.attribute_error(subject, name))
    }

    /// Whether an instance may have attributes beside its slots.
    pub(crate) fn has_dict(&self, subject: Value) -> bool {
        match self.instance_class(subject) {
            Some(class) if class.is_object() => {
                self.class_flags(class.cell()) & class_flag::NO_DICT == 0
            }
            Some(_) => false,
            None => self.heap.is(subject, Kind::Exception),
        }
    }

    /// The dict of an instance's attributes, made if there is none.
    pub(crate) fn open_attributes(&mut self, subject: Value) -> Res<Value> {
        need!(self, Class);
        let field = match self.heap.is(subject, Kind::Instance) {
            true => instance_field::DICT,
            false => exception_field::ATTRIBUTES,
        };
        self.open_dict_in(subject, field)
    }

    /// The dict of an instance's or exception's slots, made if there is none.
    pub(crate) fn open_slots(&mut self, subject: Value) -> Res<Value> {
        need!(self, Class);
        match self.has_slots_apart(subject) {
            true => self.open_dict_in(subject, instance_field::SLOTS),
            false => self.open_attributes(subject),
        }
    }

    fn open_dict_in(&mut self, subject: Value, field: usize) -> Res<Value> {
        let dict = self.heap.get(subject.cell(), field);
        if dict != Value::NONE {
            return Ok(dict);
        }
        let dict = self.new_dict()?;
        self.note_store(subject.cell(), dict);
        self.heap.set(subject.cell(), field, dict);
        Ok(dict)
    }

    /// Whether a class attribute comes before the instance's own attributes.
    fn is_data_descriptor(&mut self, value: Value) -> Res<bool> {
        need!(self, Class);
        Ok(match self.heap.kind_of(value) {
            Some(Kind::Property | Kind::Cell) => true,
            Some(Kind::Instance) => {
                self.special(value, symbol::D_SET)?.is_some()
                    || self.special(value, symbol::D_DELETE)?.is_some()
            }
            _ => false,
        })
    }

    /// A class attribute as an instance shows it.
    fn bind_member(
        &mut self,
        value: Value,
        subject: Value,
        class: Value,
        name: Value,
    ) -> Res<Access> {
        need!(self, Class);
        let made = match self.heap.kind_of(value) {
            _ if self.is_method_function(value) => {
                self.heap.object(Kind::Method, &[value, subject])?
            }
            Some(Kind::StaticMethod) => self.heap.get(value.cell(), 0),
            Some(Kind::ClassMethod) => {
                let function = self.heap.get(value.cell(), 0);
                return self.bind_class_method(function, class).map(Access::Value);
            }
            Some(Kind::Property) => return self.read_property(value, subject, class, name),
            Some(Kind::Cell) => {
                let slot = self.heap.get(value.cell(), 0);
                let dict = self.slots_of(subject);
                let key = self.key(symbol::UNKNOWN, slot)?;
                match self.dict_lookup(dict, key)? {
                    Some(value) => value,
                    None => return Err(self.attribute_error(subject, name)),
                }
            }
            Some(Kind::Instance) => match self.special(value, symbol::D_GET)? {
                Some(get) => return Ok(Access::Get(get, [value, subject, class])),
                None => value,
            },
            Some(Kind::BoundMethod) => match self.heap.get(value.cell(), 0).unpack() {
                // `push = list.append` in the body of a class.
                Unpacked::Builtin(id) if id < crate::catalog::FUNCTION_BASE => {
                    let name = self.heap.get(value.cell(), 1);
                    let fields = [subject, name, Value::builtin(id)];
                    self.heap.object(Kind::BoundMethod, &fields)?
                }
                _ => value,
            },
            _ => value,
        };
        Ok(Access::Value(made))
    }

    /// A special method bound to the value that it was found for.
    pub(crate) fn bound_special(&mut self, method: Value, subject: Value) -> Res<Value> {
        let class = self.type_value(subject);
        match self.bind_member(method, subject, class, Value::NONE)? {
            Access::Value(value) => Ok(value),
            Access::Call(function, receiver) | Access::Hook(function, receiver, _) => {
                self.call_python(function, &[receiver])
            }
            Access::Get(get, args) => self.call_python(get, &args),
        }
    }

    fn bind_class_method(&mut self, function: Value, class: Value) -> Res<Value> {
        if self.heap.is(function, Kind::Property) {
            let getter = self.heap.get(function.cell(), 0);
            return self.call_python(getter, &[class]);
        }
        self.heap.object(Kind::Method, &[function, class])
    }

    fn read_property(
        &mut self,
        property: Value,
        subject: Value,
        class: Value,
        name: Value,
    ) -> Res<Access> {
        need!(self, Class);
        let getter = self.heap.get(property.cell(), 0);
        if getter.is_int() {
            return self.tuple_field(subject, getter).map(Access::Value);
        }
        if getter == Value::NONE {
            let class = self.class_qualified_name(class)?;
            return Err(self.raise(
                Exception::AttributeError,
                &[
                    Piece::Text("property '"),
                    Piece::Str(name),
                    Piece::Text("' of '"),
                    Piece::Str(class),
                    Piece::Text("' object has no getter"),
                ],
            ));
        }
        Ok(Access::Call(getter, subject))
    }

    /// A method of a builtin type as an instance of a class of the program shows it.
    fn bind_builtin(
        &mut self,
        subject: Value,
        class: Value,
        id: u16,
        symbol: u16,
        name: Value,
    ) -> Res<Access> {
        match symbol {
            symbol::D_CLASS | symbol::D_DICT | symbol::D_DOC => {
                return self.read_special(subject, class, symbol, name);
            }
            _ => {}
        }
        let fields = [subject, name, Value::builtin(id)];
        let made = self.heap.object(Kind::BoundMethod, &fields)?;
        Ok(Access::Value(made))
    }

    /// A class attribute as the class itself shows it.
    pub(crate) fn bind_to_class(&mut self, value: Value, class: Value) -> Res<Value> {
        match self.read_bound_to_class(value, class)? {
            Access::Get(get, args) => self.call_python(get, &args),
            Access::Value(value) | Access::Call(value, _) | Access::Hook(value, _, _) => Ok(value),
        }
    }

    fn read_bound_to_class(&mut self, value: Value, class: Value) -> Res<Access> {
        let bound = match self.heap.kind_of(value) {
            Some(Kind::StaticMethod) => self.heap.get(value.cell(), 0),
            Some(Kind::ClassMethod) => {
                let function = self.heap.get(value.cell(), 0);
                self.bind_class_method(function, class)?
            }
            Some(Kind::Instance) => match self.special(value, symbol::D_GET)? {
                Some(get) => return Ok(Access::Get(get, [value, Value::NONE, class])),
                None => value,
            },
            _ => value,
        };
        Ok(Access::Value(bound))
    }

    fn read_of_class(&mut self, class: Value, symbol: u16, name: Value) -> Res<Access> {
        let meta = self.heap.get(class.cell(), class_field::META);
        if meta.is_object() {
            let getattribute = self.symbol_key(symbol::D_GETATTRIBUTE);
            if let Some(Found::Value(hook)) = self.class_lookup(meta, getattribute)? {
                return Ok(Access::Hook(hook, class, name));
            }
        }
        self.read_class_plainly(class, symbol, name)
    }

    /// `type.__getattribute__` of a class of the program.
    pub(crate) fn read_class_plainly(
        &mut self,
        class: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Access> {
        need!(self, Class);
        let meta = self.heap.get(class.cell(), class_field::META);
        let key = self.key(symbol, name)?;
        let of_meta = match meta.is_object() {
            true => self.class_lookup(meta, key)?,
            false => None,
        };
        if let Some(Found::Value(value)) = of_meta
            && self.is_data_descriptor(value)?
        {
            return self.bind_member(value, class, meta, name);
        }
        let own = matches!(
            symbol,
            symbol::D_NAME
                | symbol::D_QUALNAME
                | symbol::D_MRO
                | symbol::D_BASES
                | symbol::D_DICT
                | symbol::D_ANNOTATIONS
        );
        if own && let Some(value) = self.class_special(class, meta, symbol)? {
            return Ok(Access::Value(value));
        }
        let found = self.class_lookup(class, key)?;
        if let Some(Found::Value(value)) = found {
            return self.read_bound_to_class(value, class);
        }
        if let Some(value) = self.class_special(class, meta, symbol)? {
            return Ok(Access::Value(value));
        }
        if let Some(Found::Builtin(id)) = found {
            if symbol == symbol::D_HASH && is_unhashable(id) {
                return Ok(Access::Value(Value::NONE));
            }
            let of_class = matches!(
                symbol,
                symbol::D_NEW
                    | symbol::D_INIT_SUBCLASS
                    | symbol::D_SUBCLASSHOOK
                    | symbol::FROMKEYS
                    | symbol::FROM_BYTES
                    | symbol::FROMHEX
            );
            // A method of a builtin type is the same one whichever class it is read from.
            let owner = Value::builtin(id);
            let fields = [if of_class { class } else { owner }, name, owner];
            let made = self.heap.object(Kind::BoundMethod, &fields)?;
            return Ok(Access::Value(made));
        }
        if let Some(Found::Value(value)) = of_meta {
            return self.bind_member(value, class, meta, name);
        }
        if meta.is_object() {
            let hook = self.symbol_key(symbol::D_GETATTR);
            if let Some(Found::Value(hook)) = self.class_lookup(meta, hook)? {
                return Ok(Access::Hook(hook, class, name));
            }
        }
        Err(self.attribute_error(class, name))
    }

    /// What every class has.
    fn class_special(&mut self, class: Value, meta: Value, symbol: u16) -> Res<Option<Value>> {
        need!(self, Class);
        let at = class.cell();
        let value = match symbol {
            symbol::D_NAME => self.heap.get(at, class_field::NAME),
            symbol::D_QUALNAME => self.class_qualified_name(class)?,
            symbol::D_MRO => self.heap.get(at, class_field::MRO),
            symbol::D_BASES => self.heap.get(at, class_field::BASES),
            symbol::D_BASE => self.tuple_item(self.heap.get(at, class_field::BASES), 0),
            symbol::D_CLASS => meta,
            symbol::D_DOC => Value::NONE,
            symbol::D_DICT => self.copy_dict(self.heap.get(at, class_field::DICT))?,
            symbol::D_MODULE => self.new_str(b"builtins")?,
            symbol::D_ANNOTATIONS => self.class_annotations(at)?,
            symbol::MRO | symbol::D_SUBCLASSES => {
                let name = self.symbol_text(symbol)?;
                let fields = [class, name, Value::builtin(Type::Type as u16)];
                self.heap.object(Kind::BoundMethod, &fields)?
            }
            _ => return Ok(None),
        };
        Ok(Some(value))
    }

    /// The annotations in a class's own body, made if there are none.
    fn class_annotations(&mut self, at: usize) -> Res<Value> {
        need!(self, Class);
        let dict = self.heap.get(at, class_field::DICT);
        let name = self.symbol_text(symbol::D_ANNOTATIONS)?;
        if let Some(own) = self.dict_get(dict, name)? {
            return Ok(own);
        }
        let made = self.new_dict()?;
        self.dict_put(dict, name, made)?;
        Ok(made)
    }

    /// The str of a symbol.
    pub(crate) fn symbol_text(&mut self, symbol: u16) -> Res<Value> {
        self.new_str(symbol::NAMES[symbol as usize].as_bytes())
    }

    /// `__qualname__` of a class.
    pub(crate) fn class_qualified_name(&mut self, class: Value) -> Res<Value> {
        let at = class.cell();
        let key = self.symbol_key(symbol::D_QUALNAME);
        let own = self.dict_lookup(self.heap.get(at, class_field::DICT), key)?;
        Ok(own.unwrap_or(self.heap.get(at, class_field::NAME)))
    }

    fn read_of_super(&mut self, subject: Value, symbol: u16, name: Value) -> Res<Access> {
        need!(self, Class);
        let at = subject.cell();
        let (start, object) = (self.heap.get(at, 0), self.heap.get(at, 1));
        let class = self.heap.get(at, 2);
        if symbol == symbol::D_CLASS {
            return Ok(Access::Value(Value::builtin(Type::Super as u16)));
        }
        let mro = self.mro_of(class)?;
        let position = self.mro_after(mro, start).unwrap_or(0);
        let key = self.key(symbol, name)?;
        let is_class = object == class;
        match self.mro_lookup(mro, position, key)? {
            Some(Found::Value(value)) if is_class => self.read_bound_to_class(value, class),
            Some(Found::Value(value)) => self.bind_member(value, object, class, name),
            Some(Found::Builtin(id)) => {
                // What a metaclass has from `object` is called with the class, not for it.
                let of_class = !is_class && self.is_class(object);
                let owner = if of_class { Type::Type as u16 } else { id };
                let fields = [object, name, Value::builtin(owner)];
                let made = self.heap.object(Kind::BoundMethod, &fields)?;
                Ok(Access::Value(made))
            }
            None => {
                let message = [
                    Piece::Text("'super' object has no attribute '"),
                    Piece::Str(name),
                    Piece::Text("'"),
                ];
                let trap = self.raise(Exception::AttributeError, &message);
                Err(self.note_detail(trap, name, subject))
            }
        }
    }

    /// `super(class, object)`
    pub(crate) fn new_super(&mut self, class: Value, object: Value) -> Res<Value> {
        need!(self, Class);
        if !self.is_class(class) {
            return Err(self.type_error(&[
                Piece::Text("super() argument 1 must be a type, not "),
                Piece::TypeOf(class),
            ]));
        }
        let own = self.type_value(object);
        let start = if self.is_class(object) && self.derives(object, class) {
            object
        } else if self.derives(own, class) {
            own
        } else {
            let message = "super(type, obj): obj must be an instance or subtype of type";
            return Err(self.type_error(&[Piece::Text(message)]));
        };
        self.heap.object(Kind::Super, &[class, object, start])
    }

    /// What a function was given: a dict with its name, doc and annotations, and under `__dict__`
    /// the dict of its attributes; or None.
    pub(crate) fn function_attributes(&mut self, function: Value) -> Res<Value> {
        match function.unpack() {
            Unpacked::Object(at) => Ok(self.heap.get(at, 1)),
            Unpacked::Function(index) => {
                let table = Value(self.heap.cells[slot::FUNCTION_ATTRIBUTES]);
                if !self.heap.is(table, Kind::Dict) {
                    return Ok(Value::NONE);
                }
                let found = self.dict_get(table, Value::int(i32::from(index)))?;
                Ok(found.unwrap_or(Value::NONE))
            }
            _ => Ok(Value::NONE),
        }
    }

    /// What a function was given, made if there is nothing yet.
    pub(crate) fn open_function_attributes(&mut self, function: Value) -> Res<Value> {
        let known = self.function_attributes(function)?;
        if known != Value::NONE {
            return Ok(known);
        }
        let dict = self.new_dict()?;
        match function.unpack() {
            Unpacked::Function(index) => {
                let mut table = Value(self.heap.cells[slot::FUNCTION_ATTRIBUTES]);
                if !self.heap.is(table, Kind::Dict) {
                    table = self.new_dict()?;
                }
                self.dict_put(table, Value::int(i32::from(index)), dict)?;
                self.note_store(0, table);
                self.note_store(0, dict);
                self.heap.cells[slot::FUNCTION_ATTRIBUTES] = table.0;
            }
            _ => {
                self.note_store(function.cell(), dict);
                self.heap.set(function.cell(), 1, dict);
            }
        }
        Ok(dict)
    }
}
