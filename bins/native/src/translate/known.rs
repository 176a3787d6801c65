//! What is known of registers along straight code: each lies in the arena, too.

use cranelift_codegen::ir::Value;
use iotpy_core::native::WINDOW_CELLS;

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Unknown,
    Int,
    Float,
    Bool,
    /// No object and no number.
    Plain,
}

/// What is known of a register.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    /// What the register holds.
    pub(super) value: Option<Value>,
    pub(super) kind: Kind,
    /// The same as an i64, of an int.
    pub(super) int: Option<Value>,
    /// The same as an f64, of a float.
    pub(super) float: Option<Value>,
    /// The int, if it is always the same.
    pub(super) constant: Option<i32>,
    /// The kind and the address of an object: while code runs, none moves or becomes another kind.
    pub(super) object: Option<(u8, Value)>,
    /// The method that was found last for an instance, and the index of its function.
    pub(super) method: Option<(Value, Value)>,
}

/// What is known of all registers.
#[derive(Clone)]
pub(super) struct Known([Slot; WINDOW_CELLS]);

impl Known {
    pub(super) fn nothing() -> Known {
        Known([Slot::default(); WINDOW_CELLS])
    }

    pub(super) fn of(&self, register: usize) -> Slot {
        self.0[register % WINDOW_CELLS]
    }

    pub(super) fn set(&mut self, register: usize, slot: Slot) {
        self.0[register % WINDOW_CELLS] = slot;
    }

    pub(super) fn forget(&mut self, register: usize) {
        self.set(register, Slot::default());
    }
}
