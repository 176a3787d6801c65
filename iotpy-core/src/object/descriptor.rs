//! The builtin descriptors called by name: `property.__get__(instance, class)`.

use crate::catalog::Exception;
use crate::error::{Piece, Res};
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
        let function = self.heap.get(property.cell(), number);
        if function == Value::NONE {
            return Err(self.raise(Exception::AttributeError, &[Piece::Text(missing)]));
        }
        match symbol {
            symbol::D_SET => self.call_python(function, &[subject, value]),
            _ => self.call_python(function, &[subject]),
        }
    }
}
