//! Arguments without the classes around them: what natives that know only builtin types get.

use crate::catalog::{self, Function, Module};
use crate::error::{Reason, Res};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// Whether a builtin function asks its arguments' classes, so that it must see instances.
fn asks_classes(id: u16) -> bool {
    match catalog::function(id) {
        Some(Function::Chr | Function::Ord) => false,
        Some(Function::MathCeil | Function::MathFloor | Function::MathTrunc) => true,
        Some(function) => matches!(
            function.module(),
            Module::Builtins | Module::Json | Module::Lang | Module::Sys | Module::Heapq
        ),
        None => true,
    }
}

impl Vm<'_, '_> {
    /// The arguments for a builtin function: builtin values in the place of instances of classes
    /// that extend their types.
    pub(crate) fn arguments_for(&mut self, id: u16, arguments: &Arguments) -> Res<Arguments> {
        if asks_classes(id) {
            return Ok(*arguments);
        }
        self.plain_arguments(arguments)
    }

    /// As [`Vm::arguments_for`], for any native.
    pub(crate) fn plain_arguments(&mut self, arguments: &Arguments) -> Res<Arguments> {
        let total = arguments.count + self.keyword_count(arguments);
        let instance = |vm: &Self, n: usize| {
            vm.heap
                .is(Value(vm.heap.cells[arguments.at + n]), Kind::Instance)
        };
        if !(0..total).any(|n| instance(self, n)) {
            return Ok(*arguments);
        }
        if self.heap.free() < total {
            return Err(self.trap(Reason::Stack(total)));
        }
        let at = self.heap.sp - total;
        self.heap
            .cells
            .copy_within(arguments.at..arguments.at + total, at);
        self.heap.sp = at;
        for n in 0..total {
            let value = Value(self.heap.cells[at + n]);
            let payload = self.unwrapped(value);
            let plain = match payload == value {
                true => self.index_value(value)?,
                false => payload,
            };
            self.heap.cells[at + n] = plain.0;
        }
        Ok(Arguments { at, ..*arguments })
    }
}
