//! The builtins that a package may name: types, exception classes and functions.
//!
//! Identifiers are part of the package's ABI: entries are only ever added at the end of a group.
//! Types are 0..=63, exception classes 64..=159, functions from 160 on. Identifiers from
//! [`IMPORT_BASE`] on are indices into a package's import table: functions that the host provides.

mod exceptions;
mod functions;
mod module;
pub(crate) mod requirement;
mod types;

pub use exceptions::{EXCEPTIONS, Exception};
pub use functions::{FUNCTIONS, Function};
pub use module::{Feature, MODULES, Module};
pub use types::{TYPE_NAMES, Type};

use types::{NAMED_TYPES, TYPES};

/// Functions of the library in Python that the VM calls when a native needs one.
pub mod fallback {
    /// `list.sort` with a key, or of values whose order Python code decides.
    pub const LIST_SORT: u16 = 0x7F00;
    /// The list of an iterable's values.
    pub const COLLECT: u16 = 0x7F01;
    /// Whether an iterable has a value.
    pub const CONTAINS: u16 = 0x7F02;
    /// The list of at most so many values of an iterable.
    pub const TAKE: u16 = 0x7F03;
    /// The next value of an iterator.
    pub const NEXT: u16 = 0x7F04;
    /// An iterator over a sequence that only has `__getitem__`.
    pub const WALK_BY_INDEX: u16 = 0x7F05;
    /// As `WALK_BY_INDEX`, backwards.
    pub const WALK_BACK: u16 = 0x7F06;
    /// `str(value)`
    pub const TEXT_OF: u16 = 0x7F07;
    /// `print` to a file.
    pub const PRINT_TO: u16 = 0x7F0E;
    /// `print` in a program that replaces `sys.stdout`.
    pub const PRINT: u16 = 0x7F0F;
}

/// The first identifier of a host import.
pub const IMPORT_BASE: u16 = 0x8000;
/// The first identifier of an exception class.
pub const EXCEPTION_BASE: u16 = 64;
/// The first identifier of a function.
pub const FUNCTION_BASE: u16 = 160;

/// Constants of the native modules.
pub const CONSTANTS: &[(&str, f64)] = &[
    ("math.pi", core::f64::consts::PI),
    ("math.e", core::f64::consts::E),
    ("math.tau", core::f64::consts::TAU),
    ("math.inf", f64::INFINITY),
    ("math.nan", f64::NAN),
];

/// The identifier of a builtin ("len", "int", "KeyError") or of a native module's member
/// ("math.sqrt", "_json.JSONDecodeError").
pub fn lookup(name: &str) -> Option<u16> {
    if let Some(kind) = NAMED_TYPES
        .iter()
        .find(|kind| TYPE_NAMES[**kind as usize] == name)
    {
        return Some(*kind as u16);
    }
    let class = match name {
        "_json.JSONDecodeError" => "JSONDecodeError",
        "IOError" | "EnvironmentError" => "OSError",
        "JSONDecodeError" => return None,
        other => other,
    };
    if let Some(n) = EXCEPTIONS.iter().position(|(known, _)| *known == class) {
        return Some(EXCEPTION_BASE + n as u16);
    }
    FUNCTIONS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, function)| *function as u16)
}

/// The value of a native module's constant.
pub fn constant(name: &str) -> Option<f64> {
    CONSTANTS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| *value)
}

/// Whether a function is a method of the instances of a class in whose body it is named.
pub fn is_method(id: u16) -> bool {
    (Function::DequeAppend as u16..=Function::DequeRead as u16).contains(&id)
}

/// The feature that a builtin needs and that this build does not have.
pub fn missing_feature(id: u16) -> Option<Feature> {
    requirement::of_builtin(id).filter(|feature| !feature.is_enabled())
}

/// Whether an identifier is that of an exception class.
pub fn is_exception(id: u16) -> bool {
    (EXCEPTION_BASE..EXCEPTION_BASE + EXCEPTIONS.len() as u16).contains(&id)
}

/// Whether the builtin class `id` is `base` or derived from it.
pub fn is_subclass(mut id: u16, base: u16) -> bool {
    loop {
        if id == base || base == Type::Object as u16 {
            return true;
        }
        if id == Type::Bool as u16 {
            id = Type::Int as u16;
        } else if is_exception(id) {
            id = EXCEPTIONS[(id - EXCEPTION_BASE) as usize].1;
        } else {
            return false;
        }
    }
}

/// The class that a builtin class derives from; nothing for `object` and for what is no class.
pub fn base_of(id: u16) -> Option<u16> {
    match id {
        0 => None,
        id if id == Type::Bool as u16 => Some(Type::Int as u16),
        id if is_exception(id) => Some(EXCEPTIONS[(id - EXCEPTION_BASE) as usize].1),
        id if id < EXCEPTION_BASE => Some(Type::Object as u16),
        _ => None,
    }
}

/// The name of any builtin; the last part for members of modules.
pub fn name(id: u16) -> &'static str {
    let name = qualified_name(id);
    match function(id) {
        Some(_) => name.rsplit('.').next().unwrap_or(name),
        None => name,
    }
}

/// The name of any builtin, with that of its module.
pub fn qualified_name(id: u16) -> &'static str {
    if let Some(name) = TYPE_NAMES.get(id as usize) {
        return name;
    }
    if is_exception(id) {
        return EXCEPTIONS[(id - EXCEPTION_BASE) as usize].0;
    }
    function(id).map_or("?", Function::qualified_name)
}

/// Whether an identifier below [`IMPORT_BASE`] is assigned.
pub fn exists(id: u16) -> bool {
    (id as usize) < TYPE_NAMES.len() || is_exception(id) || function(id).is_some()
}

/// The function with this identifier.
pub fn function(id: u16) -> Option<Function> {
    FUNCTIONS
        .get(id.wrapping_sub(FUNCTION_BASE) as usize)
        .map(|(_, function)| *function)
}

/// The type with this identifier.
pub fn type_of(id: u16) -> Option<Type> {
    TYPES.get(id as usize).copied()
}
