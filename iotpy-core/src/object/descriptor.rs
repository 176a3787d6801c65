//! The builtin descriptors called by name: `property.__get__(instance, class)`.

use crate::catalog::{Exception, Type};
use crate::error::{Piece, Res, Trap, need};
use crate::heap::Kind;
use crate::symbol;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// `__get__(x, y)`, `__set__(x, y)` or `__delete__(x)` of a property, a class method or a
    /// static method.
    pub(crate) fn descriptor_slot(
        &mut self,
        descriptor: Value,
        symbol: u16,
        x: Value,
        y: Value,
    ) -> Res<Value> {
        need!(self, Class);
        let at = descriptor.cell();
        match self.heap.kind(at) {
            Kind::StaticMethod => Ok(self.heap.get(at, 0)),
            Kind::ClassMethod => {
                let class = match y == Value::UNBOUND || y == Value::NONE {
                    true => self.type_value(x),
                    false => y,
                };
                let fields = [self.heap.get(at, 0), class];
                Ok(self.heap.object(Kind::Method, &fields)?)
            }
            _ => self.property_slot(descriptor, symbol, x, y),
        }
    }

    fn property_slot(
        &mut self,
        property: Value,
        symbol: u16,
        subject: Value,
        value: Value,
    ) -> Res<Value> {
        let (number, missing) = match symbol {
            symbol::D_GET if subject == Value::NONE => return Ok(property),
            symbol::D_GET => (0, "property has no getter"),
            symbol::D_SET => (1, "property has no setter"),
            _ => (2, "property has no deleter"),
        };
        let getter = self.heap.get(property.cell(), 0);
        if getter.is_int() {
            return match symbol {
                symbol::D_GET => self.tuple_field(subject, getter),
                _ => Err(self.fixed_field(symbol == symbol::D_SET)),
            };
        }
        let function = self.heap.get(property.cell(), number);
        if function == Value::NONE {
            return Err(self.raise(Exception::AttributeError, &[Piece::Text(missing)]));
        }
        match symbol {
            symbol::D_SET => self.call_python(function, &[subject, value]),
            _ => self.call_python(function, &[subject]),
        }
    }

    /// `_lang.tuple_field(number, doc)`: a property that reads an item of a tuple. Its getter is
    /// the number, so that no function is called.
    pub(crate) fn new_tuple_field(&mut self, number: Value, doc: Value) -> Res<Value> {
        need!(self, Class);
        let none = Value::NONE;
        self.heap.object(Kind::Property, &[number, none, none, doc])
    }

    pub(crate) fn tuple_field(&mut self, subject: Value, number: Value) -> Res<Value> {
        let payload = self.unwrapped(subject);
        let number = number.as_int() as usize;
        if !self.heap.is(payload, Kind::Tuple) || number >= self.heap.len(payload.cell()) {
            return Err(self.raise(
                Exception::IndexError,
                &[Piece::Text("tuple index out of range")],
            ));
        }
        Ok(self.tuple_item(payload, number))
    }

    /// The error of changing an item of a tuple by name.
    pub(crate) fn fixed_field(&mut self, set: bool) -> Trap {
        let message = match set {
            true => "can't set attribute",
            false => "can't delete attribute",
        };
        self.raise(Exception::AttributeError, &[Piece::Text(message)])
    }

    /// `_lang.tuple_instance(class, items)`: an instance of a class derived from tuple, without
    /// asking the class.
    pub(crate) fn tuple_instance(&mut self, class: Value, items: Value) -> Res<Value> {
        need!(self, Class);
        let tuple = Type::Tuple as u16;
        if self.layout_of(class) != Some(tuple) || !self.heap.is(items, Kind::Tuple) {
            return Err(self.type_error(&[Piece::Text("a class derived from tuple is needed")]));
        }
        self.instance_of(class, items)
    }
}
