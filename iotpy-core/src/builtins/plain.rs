//! Arguments without the classes around them: what natives that know only builtin types get.

use crate::catalog::{FUNCTION_BASE, FUNCTIONS, Function};
use crate::error::{Res, Trap};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// Whether the builtin functions, in the order of the catalog, ask their arguments' classes, so that
/// they must see instances.
const ASKS_CLASSES: [bool; FUNCTIONS.len()] = {
    let mut asks = [false; FUNCTIONS.len()];
    let mut n = 0;
    while n < asks.len() {
        let (name, function) = FUNCTIONS[n];
        asks[n] = match function {
            Function::Chr | Function::Ord => false,
            Function::MathCeil | Function::MathFloor | Function::MathTrunc => true,
            _ => module_asks(name.as_bytes()),
        };
        n += 1;
    }
    asks
};

/// Whether the functions of the module that a name begins with ask for classes.
const fn module_asks(name: &[u8]) -> bool {
    let mut end = 0;
    while end < name.len() && name[end] != b'.' {
        end += 1;
    }
    if end == name.len() {
        return true;
    }
    let (module, _) = name.split_at(end);
    matches!(
        module,
        b"json" | b"_json" | b"_lang" | b"_sys" | b"_heapq" | b"_bisect"
    )
}

/// Whether a builtin function asks its arguments' classes.
fn asks_classes(id: u16) -> bool {
    let n = usize::from(id.wrapping_sub(FUNCTION_BASE));
    ASKS_CLASSES.get(n).copied().unwrap_or(true)
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
            return Err(Trap::Stack(total));
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
