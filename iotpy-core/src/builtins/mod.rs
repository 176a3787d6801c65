//! Builtin functions, methods of builtin types and native modules.

mod arguments;
mod binary;
mod construct;
pub(crate) mod deque;
mod dict_method;
mod digest;
mod dispatch;
mod function;
mod heap_queue;
mod json;
mod json_parse;
mod lang;
mod list_method;
mod math;
mod number_method;
mod plain;
mod print;
mod random;
mod regex;
mod set_method;
mod sort;
mod structure;
mod system;
mod time;
