//! Attributes of functions, methods, properties and what else wraps a function.

use crate::catalog::{Exception, Type};
use crate::error::{Piece, Res, need};
use crate::heap::Kind;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::{Arguments, Vm};

/// Whether an attribute is a function's own, and none of its `__dict__`.
fn is_own(symbol: u16) -> bool {
    matches!(
        symbol,
        symbol::D_NAME
            | symbol::D_QUALNAME
            | symbol::D_MODULE
            | symbol::D_DOC
            | symbol::D_ANNOTATIONS
            | symbol::D_DICT
    )
}

impl Vm<'_, '_> {
    pub(crate) fn function_attribute(
        &mut self,
        function: Value,
        index: u16,
        symbol: u16,
        name: Value,
    ) -> Res<Value> {
        need!(self, Class);
        let attributes = self.function_attributes(function)?;
        let key = self.key(symbol, name)?;
        if let Some(value) = self.dict_lookup(attributes, key)? {
            return Ok(value);
        }
        let dict = self.symbol_key(symbol::D_DICT);
        if let Some(dict) = self.dict_lookup(attributes, dict)?
            && !is_own(symbol)
            && let Some(value) = self.dict_lookup(dict, key)?
        {
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
            symbol::D_DICT => self.function_dict(function),
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

    /// `function.__dict__`, made if there is none.
    pub(crate) fn function_dict(&mut self, function: Value) -> Res<Value> {
        need!(self, Class);
        let attributes = self.open_function_attributes(function)?;
        let name = self.symbol_text(symbol::D_DICT)?;
        if let Some(dict) = self.dict_get(attributes, name)? {
            return Ok(dict);
        }
        let dict = self.new_dict()?;
        self.dict_put(attributes, name, dict)?;
        Ok(dict)
    }

    /// `function.name = value`, or `del function.name`.
    pub(crate) fn set_function_attribute(
        &mut self,
        function: Value,
        symbol: u16,
        name: Value,
        value: Option<Value>,
    ) -> Res<()> {
        need!(self, Class);
        if matches!(symbol, symbol::D_DEFAULTS | symbol::D_KWDEFAULTS) {
            let message = "the defaults of a function cannot be changed";
            return Err(self.raise(Exception::NotImplementedError, &[Piece::Text(message)]));
        }
        let dict = match is_own(symbol) {
            true => self.open_function_attributes(function)?,
            false => self.function_dict(function)?,
        };
        match value {
            Some(value) => {
                self.check_function_attribute(symbol, value)?;
                self.dict_put(dict, name, value)
            }
            None if matches!(symbol, symbol::D_NAME | symbol::D_QUALNAME) => {
                self.check_function_attribute(symbol, Value::NONE)
            }
            None if symbol == symbol::D_DICT => {
                Err(self.type_error(&[Piece::Text("cannot delete __dict__")]))
            }
            None => match self.dict_remove(dict, name)? {
                Some(_) => Ok(()),
                None => Err(self.store_error(function, name)),
            },
        }
    }

    fn check_function_attribute(&mut self, symbol: u16, value: Value) -> Res<()> {
        let message = match symbol {
            symbol::D_NAME if !self.is_str(value) => "__name__ must be set to a string object",
            symbol::D_QUALNAME if !self.is_str(value) => {
                "__qualname__ must be set to a string object"
            }
            symbol::D_DICT if !self.heap.is(value, Kind::Dict) => {
                return Err(self.type_error(&[
                    Piece::Text("__dict__ must be set to a dictionary, not a '"),
                    Piece::TypeOf(value),
                    Piece::Text("'"),
                ]));
            }
            _ => return Ok(()),
        };
        Err(self.type_error(&[Piece::Text(message)]))
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
        need!(self, Class);
        let at = wrapper.cell();
        if self.heap.holds(at, Kind::Property) {
            return Ok(match symbol {
                symbol::FGET => Some(self.heap.get(at, 0)),
                symbol::FSET => Some(self.heap.get(at, 1)),
                symbol::FDEL => Some(self.heap.get(at, 2)),
                symbol::D_DOC => Some(self.property_doc(wrapper)?),
                symbol::D_ISABSTRACTMETHOD => Some(self.is_abstract(wrapper, 3)?),
                _ => None,
            });
        }
        let function = self.heap.get(at, 0);
        match symbol {
            symbol::D_FUNC | symbol::D_WRAPPED => Ok(Some(function)),
            symbol::D_NAME
            | symbol::D_QUALNAME
            | symbol::D_DOC
            | symbol::D_MODULE
            | symbol::D_ANNOTATIONS => {
                let name = self.symbol_text(symbol)?;
                self.get_attribute(function, symbol, name).map(Some)
            }
            symbol::D_ISABSTRACTMETHOD => self.is_abstract(wrapper, 1).map(Some),
            _ => Ok(None),
        }
    }

    /// Whether one of the functions that a property or its like wraps is abstract.
    fn is_abstract(&mut self, wrapper: Value, functions: usize) -> Res<Value> {
        let symbol = symbol::D_ISABSTRACTMETHOD;
        for n in 0..functions {
            let function = self.heap.get(wrapper.cell(), n);
            let name = self.symbol_text(symbol)?;
            if let Some(flag) = self.find_attribute(function, symbol, name)?
                && self.truth(flag)?
            {
                return Ok(Value::TRUE);
            }
        }
        Ok(Value::FALSE)
    }

    pub(crate) fn property_doc(&mut self, property: Value) -> Res<Value> {
        need!(self, Class);
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
        need!(self, Class);
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
        self.heap.object(Kind::Property, &fields)
    }
}
