//! Attributes of functions, methods, properties and what else wraps a function.

use crate::catalog::Type;
use crate::error::Res;
use crate::heap::Kind;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    pub(crate) fn function_attribute(
        &mut self,
        function: Value,
        index: u16,
        symbol: u16,
        name: Value,
    ) -> Res<Value> {
        let attributes = self.function_attributes(function)?;
        let key = self.key(symbol, name)?;
        if let Some(value) = self.dict_lookup(attributes, key)? {
            return Ok(value);
        }
        let entry = self.package.function(index);
        match symbol {
            symbol::D_NAME => Ok(Value::const_str(self.package.name(entry.name).0)),
            symbol::D_QUALNAME => Ok(Value::const_str(self.package.name(entry.qualified_name).0)),
            symbol::D_MODULE => {
                let (module, _, _, _) = self.package.module(entry.module);
                Ok(Value::const_str(self.package.name(module).0))
            }
            symbol::D_CLASS => Ok(Value::builtin(Type::Function as u16)),
            symbol::D_DOC => Ok(Value::NONE),
            symbol::D_DICT => self.open_function_attributes(function),
            symbol::D_DEFAULTS => self.function_defaults(function, &entry),
            symbol::D_GET | symbol::D_CALL => {
                let owner = Value::builtin(Type::Function as u16);
                Ok(self
                    .heap
                    .object(Kind::BoundMethod, &[function, name, owner])?)
            }
            symbol::D_ANNOTATIONS => {
                let attributes = self.open_function_attributes(function)?;
                let made = self.new_dict()?;
                self.dict_put(attributes, name, made)?;
                Ok(made)
            }
            _ => Err(self.attribute_error(function, name)),
        }
    }

    /// `__defaults__`: a tuple, or None if there are none.
    pub(crate) fn function_defaults(
        &mut self,
        function: Value,
        entry: &crate::package::Function,
    ) -> Res<Value> {
        let count = entry.defaults as usize;
        match function.unpack() {
            Unpacked::Object(at) if count > 0 => self.tuple_of_cells(at + 3, count),
            _ => Ok(Value::NONE),
        }
    }

    pub(crate) fn method_attribute(
        &mut self,
        method: Value,
        symbol: u16,
        name: Value,
    ) -> Res<Value> {
        let (function, receiver) = (
            self.heap.get(method.cell(), 0),
            self.heap.get(method.cell(), 1),
        );
        match symbol {
            symbol::D_FUNC => Ok(function),
            symbol::D_SELF => Ok(receiver),
            symbol::D_CLASS => Ok(Value::builtin(Type::Method as u16)),
            _ => self.get_attribute(function, symbol, name),
        }
    }

    /// Attributes of properties, static methods and class methods.
    pub(crate) fn wrapper_attribute(&mut self, wrapper: Value, symbol: u16) -> Res<Option<Value>> {
        let at = wrapper.cell();
        if self.heap.kind(at) == Kind::Property {
            return Ok(match symbol {
                symbol::FGET => Some(self.heap.get(at, 0)),
                symbol::FSET => Some(self.heap.get(at, 1)),
                symbol::FDEL => Some(self.heap.get(at, 2)),
                symbol::D_DOC => Some(self.property_doc(wrapper)?),
                _ => None,
            });
        }
        let function = self.heap.get(at, 0);
        match symbol {
            symbol::D_FUNC | symbol::D_WRAPPED => Ok(Some(function)),
            symbol::D_NAME | symbol::D_QUALNAME | symbol::D_DOC | symbol::D_MODULE => {
                let name = self.symbol_text(symbol)?;
                self.get_attribute(function, symbol, name).map(Some)
            }
            _ => Ok(None),
        }
    }

    pub(crate) fn property_doc(&mut self, property: Value) -> Res<Value> {
        let (getter, doc) = (
            self.heap.get(property.cell(), 0),
            self.heap.get(property.cell(), 3),
        );
        if doc != Value::NONE || getter == Value::NONE {
            return Ok(doc);
        }
        let name = self.symbol_text(symbol::D_DOC)?;
        self.get_attribute(getter, symbol::D_DOC, name)
    }

    /// `property.setter` and its like: a copy with another function.
    pub(crate) fn property_method(
        &mut self,
        property: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        let position = match symbol {
            symbol::GETTER => 0,
            symbol::SETTER => 1,
            symbol::DELETER => 2,
            _ => return Err(self.attribute_error(property, name)),
        };
        self.expect_count(name, arguments, 1, 1)?;
        let mut fields = [Value::NONE; 4];
        for (n, field) in fields.iter_mut().enumerate() {
            *field = self.heap.get(property.cell(), n);
        }
        fields[position] = self.argument(arguments, 0);
        Ok(self.heap.object(Kind::Property, &fields)?)
    }
}
