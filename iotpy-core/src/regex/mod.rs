//! Regular expressions with the syntax and the meaning of CPython's `re`.
//!
//! A pattern is compiled to a program of 32-bit words, which is run by backtracking: what is still
//! to be tried, and what is to be undone before, lies on a stack in a slice of the caller. Neither
//! side recurses or allocates, and each step counts against a budget, so that a hostile pattern
//! ends like any other. A program from anywhere else may fail to match, but does no harm.
#![allow(
    clippy::result_large_err,
    reason = "a fault carries its message in parts, since there is nothing to box it in"
)]

mod code;
mod escape;
mod fault;
mod fold;
mod group;
mod literal;
mod matcher;
mod parser;
mod repeat;
mod set;
mod step;
#[cfg(test)]
mod tests;
mod token;

pub use code::Program;
pub use fault::{Fault, FaultKind, Part};
pub use matcher::{Matcher, Mode, Stop};
pub use parser::{Compiled, compile};

/// The flags of a pattern, with CPython's values.
pub mod flag {
    /// What CPython once used for templates: without effect.
    pub const TEMPLATE: u32 = 1;
    /// Case does not matter.
    pub const IGNORECASE: u32 = 2;
    /// Classes by the locale: refused.
    pub const LOCALE: u32 = 4;
    /// `^` and `$` match at lines.
    pub const MULTILINE: u32 = 8;
    /// `.` matches a newline.
    pub const DOTALL: u32 = 16;
    /// Classes by Unicode: what a str pattern has.
    pub const UNICODE: u32 = 32;
    /// Spaces and comments are not part of the pattern.
    pub const VERBOSE: u32 = 64;
    /// Classes by ASCII.
    pub const ASCII: u32 = 256;
    /// The flags that exclude each other.
    pub const TYPE: u32 = ASCII | LOCALE | UNICODE;
}
