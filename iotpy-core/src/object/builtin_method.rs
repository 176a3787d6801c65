//! Methods of builtin types as values: how they are shown and what they tell of themselves.

use crate::catalog::{self, Type};
use crate::error::Res;
use crate::object::str::Text;
use crate::symbol;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// What CPython has for a method of a builtin type that was read as an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Read from the class of this identifier: the first argument is the receiver.
    Unbound(u16),
    /// Read from the class, which it belongs to, or from a value.
    Bound,
}

impl Vm<'_, '_> {
    fn builtin_method_form(&self, at: usize) -> Form {
        let (receiver, name) = (self.heap.get(at, 0), self.heap.get(at, 1));
        let Unpacked::Builtin(class) = receiver.unpack() else {
            return Form::Bound;
        };
        let own = matches!(
            self.symbol_of(name),
            symbol::D_NEW
                | symbol::D_INIT_SUBCLASS
                | symbol::D_SUBCLASSHOOK
                | symbol::FROMKEYS
                | symbol::FROM_BYTES
                | symbol::FROMHEX
                | symbol::MAKETRANS
        );
        if own || class >= catalog::FUNCTION_BASE {
            return Form::Bound;
        }
        match self.heap.get(at, 2).unpack() {
            Unpacked::Builtin(id) if id == Type::Type as u16 && class != id => Form::Bound,
            Unpacked::Builtin(id) => Form::Unbound(id),
            _ => Form::Unbound(class),
        }
    }

    /// Whether a method is what CPython makes of a slot of a type, not of a table of methods.
    fn is_slot_method(&self, form: Form, name: Value) -> bool {
        let text = self.raw_bytes(name);
        let kind = match form {
            Form::Unbound(id) => catalog::type_of(id),
            Form::Bound => None,
        };
        let listed = match self.symbol_of(name) {
            symbol::D_DIR | symbol::D_FORMAT | symbol::D_REVERSED | symbol::D_NEW => true,
            symbol::D_INIT_SUBCLASS | symbol::D_SUBCLASSHOOK | symbol::D_SUBCLASSES => true,
            symbol::D_ROUND | symbol::D_TRUNC | symbol::D_FLOOR | symbol::D_CEIL => true,
            symbol::D_GETITEM => matches!(kind, Some(Type::List | Type::Dict)),
            symbol::D_CONTAINS => matches!(kind, Some(Type::Dict | Type::Set | Type::Frozenset)),
            _ => false,
        };
        text.starts_with(b"__") && text.ends_with(b"__") && !listed
    }

    pub(crate) fn push_builtin_method(&mut self, text: &mut Text, at: usize) -> Res<()> {
        let (receiver, name) = (self.heap.get(at, 0), self.heap.get(at, 1));
        let form = self.builtin_method_form(at);
        let slot = self.is_slot_method(form, name);
        if let Form::Unbound(id) = form {
            let what: &[u8] = if slot {
                b"<slot wrapper '"
            } else {
                b"<method '"
            };
            self.text_push(text, what)?;
            self.text_push_str(text, name)?;
            self.text_push(text, b"' of '")?;
            self.text_push(text, catalog::name(id).as_bytes())?;
            return self.text_push(text, b"' objects>");
        }
        let (what, end): (&[u8], &[u8]) = match slot {
            true => (b"<method-wrapper '", b"' of "),
            false => (b"<built-in method ", b" of "),
        };
        self.text_push(text, what)?;
        self.text_push_str(text, name)?;
        self.text_push(text, end)?;
        self.text_push_type_name(text, receiver)?;
        self.text_push(text, b" object at 0x7f0000000000>")
    }

    /// An attribute of a method of a builtin type.
    pub(crate) fn builtin_method_attribute(
        &mut self,
        method: Value,
        symbol: u16,
    ) -> Res<Option<Value>> {
        let at = method.cell();
        let (receiver, name) = (self.heap.get(at, 0), self.heap.get(at, 1));
        let form = self.builtin_method_form(at);
        Ok(match (symbol, form) {
            (symbol::D_NAME, _) => Some(name),
            (symbol::D_SELF, Form::Bound) => Some(receiver),
            (symbol::D_OBJCLASS, Form::Unbound(id)) => Some(Value::builtin(id)),
            (symbol::D_QUALNAME, _) => {
                let class = match form {
                    Form::Unbound(id) => Value::builtin(id),
                    Form::Bound if self.is_class(receiver) => receiver,
                    Form::Bound => self.type_value(receiver),
                };
                let mut text = self.text_begin()?;
                self.text_push_class_name(&mut text, class)?;
                self.text_push(&mut text, b".")?;
                self.text_push_str(&mut text, name)?;
                Some(self.text_finish(text)?)
            }
            _ => None,
        })
    }
}
