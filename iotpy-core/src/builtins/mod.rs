//! Builtin functions, methods of builtin types and native modules.

mod arguments;
mod construct;
mod dict_method;
mod function;
mod heap_queue;
mod json;
mod json_parse;
mod list_method;
mod math;
mod number_method;
mod plain;
mod regex;
mod set_method;
mod sort;
mod system;
