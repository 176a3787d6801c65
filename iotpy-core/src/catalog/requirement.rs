//! Which feature a builtin, an instruction or the name of an attribute needs.
//!
//! The verifier asks, so that a package that needs what a build leaves out is refused when it is
//! loaded and not found out while it runs.

use super::{Feature, Function, Module, Type, function, type_of};
use crate::opcode::{Op, Word};
use crate::symbol;

/// The feature that a builtin needs, if it is no part of every build.
pub fn of_builtin(id: u16) -> Option<Feature> {
    match type_of(id) {
        Some(Type::Set | Type::Frozenset) => return Some(Feature::Set),
        Some(Type::Bytes) => return Some(Feature::Bytes),
        Some(Type::Bytearray | Type::Memoryview) => return Some(Feature::Bytearray),
        Some(
            Type::Object
            | Type::Super
            | Type::Property
            | Type::Classmethod
            | Type::Staticmethod
            | Type::GenericAlias
            | Type::UnionType,
        ) => return Some(Feature::Class),
        _ => {}
    }
    let function = function(id)?;
    match function {
        Function::Format => Some(Feature::Format),
        Function::Pow => Some(Feature::Power),
        Function::Setattr
        | Function::Delattr
        | Function::Vars
        | Function::Dir
        | Function::LangPrepareClass
        | Function::LangBuildClass
        | Function::LangTupleField
        | Function::LangTupleInstance => Some(Feature::Class),
        Function::LangPassFor => Some(Feature::Generator),
        Function::LangMatchSequence
        | Function::LangMatchMapping
        | Function::LangMatchKeys
        | Function::LangMatchClass => Some(Feature::Match),
        Function::MathCeil
        | Function::MathCopysign
        | Function::MathExp
        | Function::MathFabs
        | Function::MathFloor
        | Function::MathIsfinite
        | Function::MathIsinf
        | Function::MathIsnan
        | Function::MathSqrt
        | Function::MathTrunc => Some(Feature::MathCore),
        _ if function.module() == Module::Math => Some(Feature::Math),
        _ => function.module().feature(),
    }
}

/// What a program calls a builtin: a class statement names none of those that it is made of.
pub(crate) fn name_of_builtin(id: u16) -> &'static str {
    match function(id) {
        Some(Function::LangPrepareClass | Function::LangBuildClass) => "class",
        _ => super::qualified_name(id),
    }
}

/// The feature that an instruction needs by itself, and what a program calls that.
pub(crate) fn of_instruction(op: Op, word: Word) -> Option<(Feature, &'static str)> {
    match op {
        Op::MakeSet => Some((Feature::Set, "set")),
        Op::Format if word.c() & 4 != 0 => Some((Feature::Format, "format")),
        Op::Yield | Op::YieldFrom | Op::Send | Op::GetDelegate => {
            Some((Feature::Generator, "yield"))
        }
        Op::Pow | Op::IPow => Some((Feature::Power, "**")),
        Op::SetAttr | Op::DelAttr => Some((Feature::Class, "attributes that are stored")),
        Op::ClassGet => Some((Feature::Class, "class")),
        Op::GetSpecial => Some((Feature::Class, "with")),
        _ => None,
    }
}

/// The feature that an attribute or method needs for its name's sake.
pub(crate) fn of_name(name: u16) -> Option<Feature> {
    match name {
        symbol::FORMAT | symbol::FORMAT_MAP => Some(Feature::Format),
        symbol::ENCODE
        | symbol::DECODE
        | symbol::HEX
        | symbol::FROMHEX
        | symbol::TO_BYTES
        | symbol::FROM_BYTES => Some(Feature::Bytes),
        symbol::CENTER
        | symbol::EXPANDTABS
        | symbol::LJUST
        | symbol::MAKETRANS
        | symbol::PARTITION
        | symbol::REMOVEPREFIX
        | symbol::REMOVESUFFIX
        | symbol::RJUST
        | symbol::RPARTITION
        | symbol::RSPLIT
        | symbol::SPLITLINES
        | symbol::TRANSLATE
        | symbol::ZFILL => Some(Feature::Text),
        // What exceptions and classes that are no program's have.
        symbol::D_CAUSE
        | symbol::D_CLASS
        | symbol::D_CONTEXT
        | symbol::D_NAME
        | symbol::D_NOTES
        | symbol::D_SUPPRESS_CONTEXT => None,
        _ if is_special(name) => Some(Feature::Class),
        _ => None,
    }
}

/// Whether a name is one of Python's own, as `__len__`.
fn is_special(name: u16) -> bool {
    symbol::NAMES
        .get(name as usize)
        .is_some_and(|name| name.starts_with("__"))
}
