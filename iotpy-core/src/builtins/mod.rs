//! Builtin functions, methods of builtin types and native modules.

mod arguments;
mod binary;
mod construct;
pub(crate) mod deque;
mod dict_method;
mod digest;
mod function;
mod heap_queue;
mod json;
mod json_parse;
mod list_method;
mod math;
mod number_method;
mod plain;
mod random;
mod regex;
mod set_method;
mod sort;
mod structure;
mod system;
