//! Instructions before they have addresses, and the tables that they point into.

use std::collections::HashMap;
use std::hash::Hash;

use iotpy_core::opcode::Op;

use crate::tree::{At, Integer, Name};

/// A place in a function's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Label(pub u32);

/// A module-level variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct GlobalId(pub u32);

/// A function of the program, lowered or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FunctionId(pub u32);

/// A statement of a module's body that is lowered only when its name is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SegmentId(pub u32);

/// A comprehension that is part of the function around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ComprehensionId(pub u32);

/// What a traceback shows of a comprehension, a function of its own in CPython 3.11.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InlinedFunction {
    /// As in `<listcomp>`.
    pub name: &'static str,
    pub at: At,
    pub outer: Option<ComprehensionId>,
}

/// A loaded module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ModuleId(pub u32);

/// What the wide field or the extension word will hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operand {
    None,
    Int(i16),
    Constant(u32),
    Name(u32),
    Global(GlobalId),
    Module(ModuleId),
    Function(FunctionId),
    Keywords(u32),
    Builtin(u16),
    /// An index of the names of host functions.
    Host(u32),
    Label(Label),
    Number(u32),
    /// Stands for the code of a statement that waits for a reader of what it binds.
    Segment(SegmentId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Instruction {
    pub op: Op,
    pub a: u8,
    pub b: u8,
    pub c: u8,
    pub operand: Operand,
    /// What it was emitted for.
    pub at: At,
    /// The `object.name` of a method call, which looks the method up, too.
    pub method: Option<At>,
    /// The comprehension that it belongs to.
    pub comprehension: Option<ComprehensionId>,
    /// Where an exception raised here goes.
    pub handler: Option<Label>,
    /// Nothing but the import itself is wanted of the module.
    pub import_only: bool,
}

impl Instruction {
    /// Whether the instruction may raise an exception that Python code can catch.
    pub fn can_raise(&self) -> bool {
        !matches!(
            self.op,
            Op::Move
                | Op::LoadInt
                | Op::LoadSpecial
                | Op::GetCell
                | Op::SetCell
                | Op::GetFree
                | Op::SetFree
                | Op::LoadFree
                | Op::Is
                | Op::IsNot
                | Op::Jump
                | Op::JumpIs
                | Op::JumpNone
                | Op::JumpNotNone
                | Op::JumpBound
                | Op::Return
                | Op::ReturnNone
                | Op::ExcEnter
                | Op::ExcLeave
        )
    }

    /// Whether the instruction after this one is never reached from it.
    pub fn ends(&self) -> bool {
        matches!(
            self.op,
            Op::Jump
                | Op::Return
                | Op::ReturnNone
                | Op::Raise
                | Op::RaiseFrom
                | Op::RaiseCurrent
                | Op::Reraise
        )
    }

    /// Where the instruction may jump.
    pub fn target(&self) -> Option<Label> {
        match self.operand {
            Operand::Label(label) => Some(label),
            _ => None,
        }
    }
}

/// The code of one function.
#[derive(Clone, Debug, Default)]
pub(crate) struct Code {
    pub instructions: Vec<Instruction>,
    /// By label: the index of the instruction that it stands before.
    pub labels: Vec<usize>,
    pub registers: u8,
}

/// A value that is known when the program is compiled.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    None,
    Bool(bool),
    Ellipsis,
    Int(Integer),
    Float(f64),
    Str(Vec<u8>),
    Bytes(Vec<u8>),
}

/// A constant of the package's table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Pooled {
    /// The bits, so that 0.0 and -0.0 differ.
    Float(u64),
    Int(Integer),
    Str(Vec<u8>),
    Bytes(Vec<u8>),
}

/// Values that get numbers in the order in which they are first seen.
#[derive(Clone, Debug)]
pub(crate) struct Interned<T> {
    items: Vec<T>,
    index: HashMap<T, u32>,
}

impl<T> Default for Interned<T> {
    fn default() -> Interned<T> {
        Interned {
            items: Vec::new(),
            index: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Interned<T> {
    pub fn add(&mut self, item: T) -> u32 {
        let next = self.items.len() as u32;
        let index = *self.index.entry(item.clone()).or_insert(next);
        if index == next {
            self.items.push(item);
        }
        index
    }

    pub fn get(&self, index: u32) -> &T {
        &self.items[index as usize]
    }

    pub fn items(&self) -> &[T] {
        &self.items
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }
}

/// The program's tables, everything once.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    pub constants: Interned<Pooled>,
    pub names: Interned<Name>,
    pub keywords: Interned<Vec<u32>>,
    pub hosts: Interned<Name>,
    pub globals: Interned<(ModuleId, Name)>,
    pub comprehensions: Vec<InlinedFunction>,
}

impl Pool {
    pub fn add_comprehension(&mut self, function: InlinedFunction) -> ComprehensionId {
        self.comprehensions.push(function);
        ComprehensionId(self.comprehensions.len() as u32 - 1)
    }
}

/// A function as the linker sees it.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub module: ModuleId,
    pub name: Name,
    pub qualified_name: Name,
    pub positional: u8,
    pub positional_only: u8,
    pub keyword_only: u8,
    pub flags: u8,
    pub defaults: u8,
    pub free: u8,
    pub parameters: Vec<Name>,
    /// Parameters and variables that are not shared with nested functions.
    pub variables: Vec<Name>,
    pub first_line: u32,
    pub code: Code,
}
