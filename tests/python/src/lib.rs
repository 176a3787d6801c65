//! Python programs that must do on the IoTPy VM what they do on CPython.
//!
//! The corpus beside this crate has four parts: `cases/` (small scripts, a folder per chapter, a
//! claim per file name), `handlers/` (functions with events, as a user would deploy them),
//! `refused/` (sources that the compiler must refuse, with line and construct) and `generate.py`
//! (random programs by seed, which `reduce.py` makes smaller when they fail). This crate runs them
//! on an [`Implementation`] and on [`CPython`],
//! compares what was observed to the last byte and prints a table with a readable difference for
//! each program that disagrees.
//!
//! It does not decide what is right: CPython does. It does not compare speed, memory or anything
//! that two correct runs may differ in.
//!
//! ```
//! use nanolambda_python_suite::{Observed, difference};
//!
//! let expected = Observed { stdout: "1\n2\n".into(), ..Observed::default() };
//! let actual = Observed { stdout: "1\n3\n".into(), ..Observed::default() };
//! let text = difference(&expected, &actual).expect("they differ");
//! assert!(text.contains("line 2"));
//! assert!(difference(&expected, &expected).is_none());
//! ```
//!
//! The tests need `python3`, version 3.11 or 3.12, on the path. The variable `PYTHON_SUITE_FILTER`
//! restricts a run to the programs whose name contains it; `PYTHON_SUITE_SEEDS=FIRST:COUNT` chooses
//! the random programs.

mod corpus;
mod cpython;
mod implementation;
mod observed;
mod ours;
mod report;
mod shrink;

pub use corpus::{
    Expectation, HANDLERS, Handler, Program, Source, cases, handler, parse_expectation, refused,
    root,
};
pub use cpython::CPython;
pub use implementation::{Implementation, SuiteError};
pub use observed::{Observed, difference};
pub use ours::{Natively, Ours, run_handler, run_script, run_script_natively};
pub use report::{Report, Verdict};
pub use shrink::shrink;
