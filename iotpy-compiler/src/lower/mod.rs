//! Syntax trees to instructions, on demand: what the entry does not reach is never looked at, so
//! it costs no bytes and causes no diagnostics.

mod assign;
mod builder;
mod call;
mod class;
mod comprehension;
mod condition;
mod defer;
mod display;
mod entry;
mod exceptions;
mod expression;
mod flow;
mod format;
mod function;
mod import;
mod loops;
mod modules;
mod names;
mod part;
mod pattern;
mod program;
mod star;
mod statement;
mod target;
mod with;

pub(crate) use program::{Lowered, Module, Origin, Program};
