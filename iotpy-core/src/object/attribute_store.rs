//! Storing and deleting attributes of instances, classes and exceptions.

use crate::catalog::Exception;
use crate::error::{Piece, Res, Trap, need};
use crate::heap::Kind;
use crate::object::class::{Found, Key, class_field, instance_field};
use crate::symbol;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// `subject.name = value`, or `del subject.name`.
    pub(crate) fn set_attribute(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        need!(self, Class);
        let hook = match value {
            Some(_) => symbol::D_SETATTR,
            None => symbol::D_DELATTR,
        };
        if let Some(hook) = self.special(subject, hook)? {
            match value {
                Some(value) => self.call_python(hook, &[subject, name, value])?,
                None => self.call_python(hook, &[subject, name])?,
            };
            return Ok(());
        }
        self.set_plainly(subject, symbol, name, value)
    }

    /// `object.__setattr__` and `object.__delattr__`
    pub(crate) fn set_plainly(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        need!(self, Class);
        match self.heap.kind_of(subject) {
            Some(Kind::Instance) => self.set_of_instance(subject, symbol, name, value),
            Some(Kind::Class) => self.set_of_class(subject, symbol, name, value),
            Some(Kind::Exception) => self.set_of_exception(subject, symbol, name, value),
            _ => self.set_builtin_attribute(subject, symbol, name, value),
        }
    }

    pub(crate) fn set_of_instance(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        let class = self.heap.get(subject.cell(), instance_field::CLASS);
        let key = self.key(symbol, name)?;
        if self.set_through_class(subject, class, key, name, value)? {
            return Ok(());
        }
        match (symbol, value) {
            (symbol::D_CLASS, Some(class)) => return self.change_class(subject, class),
            (symbol::D_DICT, Some(dict)) if self.heap.is(self.unwrapped(dict), Kind::Dict) => {
                // The dict inside of an instance is what has the attributes.
                let dict = self.unwrapped(dict);
                self.note_store(subject.cell(), dict);
                self.heap.set(subject.cell(), instance_field::DICT, dict);
                return Ok(());
            }
            (symbol::D_DICT, Some(other)) if self.has_dict(subject) => {
                return Err(self.type_error(&[
                    Piece::Text("__dict__ must be set to a dictionary, not a '"),
                    Piece::TypeOf(other),
                    Piece::Text("'"),
                ]));
            }
            _ => {}
        }
        if !self.has_dict(subject) {
            let found = self.class_lookup(class, key)?;
            return Err(match found {
                Some(_) => self.raise(
                    Exception::AttributeError,
                    &[
                        Piece::Text("'"),
                        Piece::TypeOf(subject),
                        Piece::Text("' object attribute '"),
                        Piece::Str(name),
                        Piece::Text("' is read-only"),
                    ],
                ),
                None => self.store_error(subject, name),
            });
        }
        self.change_attributes(subject, name, value)
    }

    /// `instance.__class__ = class`
    pub(crate) fn change_class(&mut self, subject: Value, class: Value) -> Res<()> {
        if !self.is_class(class) {
            return Err(self.type_error(&[
                Piece::Text("__class__ must be set to a class, not '"),
                Piece::TypeOf(class),
                Piece::Text("' object"),
            ]));
        }
        if !self.heap.is(class, Kind::Class) {
            let message = "__class__ assignment only supported for mutable types or ModuleType \
                           subclasses";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        let own = self.heap.get(subject.cell(), instance_field::CLASS);
        let same = self.layout_of(own) == self.layout_of(class)
            && (!own.is_object() || self.class_flags(own.cell()) == self.class_flags(class.cell()));
        if !same {
            return Err(self.type_error(&[
                Piece::Text("__class__ assignment: '"),
                Piece::ClassName(class),
                Piece::Text("' object layout differs from '"),
                Piece::ClassName(own),
                Piece::Text("'"),
            ]));
        }
        self.note_store(subject.cell(), class);
        self.heap.set(subject.cell(), instance_field::CLASS, class);
        Ok(())
    }

    /// Stores or deletes through a data descriptor of the class; false if there is none.
    pub(crate) fn set_through_class(
        &mut self,
        subject: Value,
        class: Value,
        key: Key,
        name: Value,
        value: Option<Value>,
    ) -> Res<bool> {
        let Some(Found::Value(found)) = self.class_lookup(class, key)? else {
            return Ok(false);
        };
        match self.heap.kind_of(found) {
            Some(Kind::Property) => {
                let (field, what) = match value {
                    Some(_) => (1, "' object has no setter"),
                    None => (2, "' object has no deleter"),
                };
                let function = self.heap.get(found.cell(), field);
                if self.heap.get(found.cell(), 0).is_int() {
                    return Err(self.fixed_field(value.is_some()));
                }
                if function == Value::NONE {
                    return Err(self.not_writable(class, key, name, what)?);
                }
                match value {
                    Some(value) => self.call_python(function, &[subject, value])?,
                    None => self.call_python(function, &[subject])?,
                };
                Ok(true)
            }
            Some(Kind::Cell) => {
                let slot = self.heap.get(found.cell(), 0);
                self.change_slot(subject, slot, value)?;
                Ok(true)
            }
            Some(Kind::Instance) => self.set_through_descriptor(found, subject, name, value),
            _ => Ok(false),
        }
    }

    fn change_slot(&mut self, subject: Value, slot: Value, value: Option<Value>) -> Res<()> {
        if let Some(value) = value {
            let dict = self.open_slots(subject)?;
            return self.dict_put(dict, slot, value);
        }
        let own = self.slots_of(subject);
        let removed = match self.heap.is(own, Kind::Dict) {
            true => self.dict_remove(own, slot)?,
            false => None,
        };
        if removed.is_some() {
            return Ok(());
        }
        // CPython says no more than the name of a slot without a value.
        Err(self.raise(Exception::AttributeError, &[Piece::Str(slot)]))
    }

    /// An attribute that can be neither set nor deleted: unlike one that is read, the error does
    /// not tell what it is about.
    #[cold]
    pub(crate) fn store_error(&mut self, subject: Value, name: Value) -> Trap {
        let trap = self.attribute_error(subject, name);
        self.note_detail(trap, Value::NONE, Value::NONE)
    }

    pub(crate) fn set_through_descriptor(
        &mut self,
        descriptor: Value,
        subject: Value,
        name: Value,
        value: Option<Value>,
    ) -> Res<bool> {
        let set = self.special(descriptor, symbol::D_SET)?;
        let delete = self.special(descriptor, symbol::D_DELETE)?;
        match (value, set, delete) {
            (Some(value), Some(set), _) => {
                self.call_python(set, &[descriptor, subject, value])?;
                Ok(true)
            }
            (None, _, Some(delete)) => {
                self.call_python(delete, &[descriptor, subject])?;
                Ok(true)
            }
            (_, None, None) => Ok(false),
            (Some(_), _, _) => Err(self.descriptor_lacks(name, "__set__")),
            (None, _, _) => Err(self.descriptor_lacks(name, "__delete__")),
        }
    }

    #[cold]
    pub(crate) fn descriptor_lacks(&mut self, _name: Value, method: &str) -> Trap {
        self.raise(Exception::AttributeError, &[Piece::Text(method)])
    }

    /// Stores or deletes in an instance's or exception's own attributes.
    pub(crate) fn change_attributes(
        &mut self,
        subject: Value,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        match value {
            Some(value) => {
                let dict = self.open_attributes(subject)?;
                self.dict_put(dict, name, value)
            }
            None => {
                let dict = self.attributes_of(subject);
                let removed = match self.heap.is(dict, Kind::Dict) {
                    true => self.dict_remove(dict, name)?,
                    false => None,
                };
                match removed {
                    Some(_) => Ok(()),
                    None => Err(self.store_error(subject, name)),
                }
            }
        }
    }

    pub(crate) fn set_of_class(
        &mut self,
        class: Value,
        symbol: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        let at = class.cell();
        let meta = self.heap.get(at, class_field::META);
        if meta.is_object() {
            let key = self.key(symbol, name)?;
            if self.set_through_class(class, meta, key, name, value)? {
                return Ok(());
            }
        }
        self.check_class_attribute(class, symbol, value)?;
        self.class_changed();
        if let (symbol::D_NAME, Some(text)) = (symbol, value) {
            self.note_store(at, text);
            self.heap.set(at, class_field::NAME, text);
            return Ok(());
        }
        let dict = self.heap.get(at, class_field::DICT);
        match value {
            Some(value) => self.dict_put(dict, name, value),
            None => match self.dict_remove(dict, name)? {
                Some(_) => Ok(()),
                None => Err(self.store_error(class, name)),
            },
        }
    }

    /// What every class has takes values of one type only, or cannot be changed.
    fn check_class_attribute(
        &mut self,
        class: Value,
        symbol: u16,
        value: Option<Value>,
    ) -> Res<()> {
        let shown = symbol::NAMES.get(symbol as usize).copied().unwrap_or("");
        match (symbol, value) {
            (symbol::D_NAME | symbol::D_QUALNAME, Some(text)) if !self.is_str(text) => Err(self
                .type_error(&[
                    Piece::Text("can only assign string to "),
                    Piece::ClassName(class),
                    Piece::Text("."),
                    Piece::Text(shown),
                    Piece::Text(", not '"),
                    Piece::TypeOf(text),
                    Piece::Text("'"),
                ])),
            (symbol::D_NAME | symbol::D_QUALNAME, None) => Err(self.type_error(&[
                Piece::Text("cannot delete '"),
                Piece::Text(shown),
                Piece::Text("' attribute of immutable type '"),
                Piece::ClassName(class),
                Piece::Text("'"),
            ])),
            (symbol::D_MRO, _) => Err(self.raise(
                Exception::AttributeError,
                &[Piece::Text("readonly attribute")],
            )),
            (symbol::D_DICT, _) => Err(self.raise(
                Exception::AttributeError,
                &[Piece::Text(
                    "attribute '__dict__' of 'type' objects is not writable",
                )],
            )),
            (symbol::D_BASES | symbol::D_CLASS, _) => Err(self.raise(
                Exception::NotImplementedError,
                &[
                    Piece::Text("assigning to "),
                    Piece::Text(shown),
                    Piece::Text(" of a class"),
                ],
            )),
            _ => Ok(()),
        }
    }

    pub(crate) fn set_of_exception(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        if let Some(class) = self.program_class(subject) {
            let key = self.key(symbol, name)?;
            if self.set_through_class(subject, class, key, name, value)? {
                return Ok(());
            }
        }
        match value {
            Some(value) if self.set_exception_field(subject, symbol, value)? => Ok(()),
            None if self.delete_exception_field(subject, symbol)? => Ok(()),
            value => self.change_attributes(subject, name, value),
        }
    }
}
