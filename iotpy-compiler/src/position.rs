//! Where in the sources the instructions of a program come from: what tracebacks with carets need
//! and devices do not carry.

use crate::source::Lines;
use crate::tree::At;

/// A range of a source file, as CPython's `co_positions` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first line, from 1.
    pub line: u32,
    /// Bytes of the first line before it.
    pub column: u32,
    /// The last line, from 1.
    pub end_line: u32,
    /// Bytes of the last line up to its end.
    pub end_column: u32,
}

impl Span {
    pub(crate) fn new(at: At, lines: &Lines) -> Span {
        let end_line = lines.line(at.end);
        Span {
            line: at.line,
            column: at.offset.saturating_sub(lines.start(at.line.max(1))),
            end_line,
            end_column: at.end.saturating_sub(lines.start(end_line.max(1))),
        }
    }
}

/// Where a run of instructions comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The first word of the run.
    pub word: u32,
    pub span: Span,
    /// The `object.name` of a method call.
    pub method: Option<Span>,
    /// The comprehensions around it, the outermost first.
    pub comprehensions: Vec<(&'static str, Span)>,
}

/// What is known of a function of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FunctionPositions {
    /// In the order of words; empty in our library.
    pub places: Vec<Place>,
    pub variables: Vec<String>,
}

/// The source ranges of a program's instructions, and the names of its variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    pub(crate) functions: Vec<FunctionPositions>,
}

impl Positions {
    /// The range of the instruction at a word of a function, both as a frame of a traceback tells
    /// them. `None` for code that is not in the sources.
    pub fn span(&self, function: u16, word: u32) -> Option<Span> {
        self.place(function, word).map(|place| place.span)
    }

    /// The range of `object.name` if the instruction is a method call: what an `AttributeError` of
    /// the instruction itself is about.
    pub fn method(&self, function: u16, word: u32) -> Option<Span> {
        self.place(function, word)?.method
    }

    /// The comprehensions around the instruction, the outermost first: the name of the function
    /// that CPython 3.11 makes of each, as in `<listcomp>`, and the range that calls it.
    pub fn comprehensions(&self, function: u16, word: u32) -> &[(&'static str, Span)] {
        self.place(function, word)
            .map_or(&[], |place| &place.comprehensions)
    }

    fn place(&self, function: u16, word: u32) -> Option<&Place> {
        let places = &self.functions.get(usize::from(function))?.places;
        let next = places.partition_point(|place| place.word <= word);
        places.get(next.checked_sub(1)?)
    }

    /// The names of a function's parameters and variables, those that only nested functions see
    /// left out.
    pub fn variables(&self, function: u16) -> &[String] {
        self.functions
            .get(usize::from(function))
            .map_or(&[], |function| &function.variables)
    }
}
