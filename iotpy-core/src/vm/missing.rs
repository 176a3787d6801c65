//! The names that were there when another was not found: what "Did you mean" in tracebacks is
//! taken from.

use super::Vm;
use super::report::{ExceptionView, TEXT_FUEL_MAX};
use crate::catalog::Exception;
use crate::error::exception_field as field;
use crate::value::Value;

impl ExceptionView<'_, '_, '_> {
    /// The name that an `AttributeError` is about, as bytes of a str. `None` for other exceptions,
    /// for those of derived classes, and where the program raised it without a name.
    pub fn missing_attribute(&self) -> Option<&[u8]> {
        self.missing(Exception::AttributeError)
    }

    /// The same of a `NameError`.
    pub fn missing_variable(&self) -> Option<&[u8]> {
        self.missing(Exception::NameError)
    }

    fn missing(&self, of: Exception) -> Option<&[u8]> {
        let class = Value::builtin(of as u16);
        if self.vm.exception_class(self.value) != class {
            return None;
        }
        let name = self.vm.heap.get(self.value.cell(), field::NAME);
        self.vm.str_bytes(name)
    }
}

impl Vm<'_, '_> {
    /// Visits what `dir()` of the object of an `AttributeError` gives, `n` as in
    /// [`Vm::exception_at`]; nothing if there is no memory for it.
    pub fn attribute_names_at(&mut self, n: usize, mut visit: impl FnMut(&[u8])) {
        if self.chained(n).is_none() {
            return;
        }
        self.collect_all();
        let Some(exception) = self.chained(n) else {
            return;
        };
        let subject = self.heap.get(exception.cell(), field::SUBJECT);
        let (pending, fuel) = (self.pending(), (self.fuel, self.fuel_left));
        (self.fuel, self.fuel_left) = (0, TEXT_FUEL_MAX);
        let names = self.dir(subject);
        (self.fuel, self.fuel_left) = fuel;
        self.set_pending(pending);
        let Ok(names) = names else {
            return;
        };
        for n in 0..self.list_len(names) {
            if let Some(name) = self.str_bytes(self.list_get(names, n)) {
                visit(name);
            }
        }
    }

    /// Visits the names of the variables of a function's module that have a value, as bytes of a
    /// str; the function as a [`super::Frame`] tells it.
    pub fn global_names(&self, function: u16, mut visit: impl FnMut(&[u8])) {
        if function >= self.package.counts().functions {
            return;
        }
        let module = self.package.function(function).module;
        let (_, _, first, count) = self.package.module(module);
        for slot in first..first.saturating_add(count) {
            let value = self.global(slot);
            if value != Value::UNBOUND {
                visit(self.package.name_text(self.package.global_name(slot)));
            }
        }
    }
}
