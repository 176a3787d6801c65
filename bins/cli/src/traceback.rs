//! Exceptions as CPython prints them when nobody catches them.

use std::fmt::Write as _;

use iotpy_compiler::{Positions, Span};
use iotpy_core::{ExceptionView, Frame, Link, Vm};

use crate::caret;
use crate::sources::Program;
use crate::suggestion::suggestion;

/// Frames of an exception that are shown, the innermost ones.
const FRAMES_MAX: usize = 1_000;
/// Equal frames in a row that are shown.
const REPEATS_MAX: usize = 3;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The exception that ended a run, after those that led to it; ends with a line break.
pub fn text(vm: &mut Vm<'_, '_>, program: &Program, positions: &Positions) -> String {
    let mut links = Vec::new();
    while let Some(exception) = vm.exception_at(links.len()) {
        links.push(exception.link());
    }
    let mut text = String::new();
    for n in (0..links.len()).rev() {
        text += &one(vm, n, program, positions);
        // How the next newer one is chained to this one.
        match n.checked_sub(1).and_then(|newer| links[newer]) {
            Some(Link::Cause) => text += CAUSE,
            Some(Link::Context) => text += CONTEXT,
            None => {}
        }
    }
    text
}

/// The class of the exception that ended a run, and its text.
pub fn last_line(vm: &mut Vm<'_, '_>, n: usize) -> String {
    let name = match vm.exception_at(n) {
        Some(exception) => shown_name(&exception),
        None => String::new(),
    };
    let mut message = Vec::new();
    let message = match vm.exception_text_at(n, &mut message) {
        Ok(()) => String::from_utf8_lossy(&message).into_owned(),
        Err(_) => "<exception str() failed>".to_owned(),
    };
    match message.is_empty() {
        true => name,
        false => format!("{name}: {message}"),
    }
}

/// CPython puts the module before classes that are no builtins.
fn shown_name(exception: &ExceptionView<'_, '_, '_>) -> String {
    let name = exception.class_qualified_name();
    match (exception.class_module(), name) {
        ("", "JSONDecodeError") => "json.decoder.JSONDecodeError".to_owned(),
        ("", name) => name.to_owned(),
        (module, name) => format!("{module}.{name}"),
    }
}

fn one(vm: &mut Vm<'_, '_>, n: usize, program: &Program, positions: &Positions) -> String {
    let mut text = String::new();
    let mut last_line = last_line(vm, n);
    if let Some(name) = suggestion(vm, n, positions) {
        let _ = write!(last_line, ". Did you mean: '{name}'?");
    }
    let Some(exception) = vm.exception_at(n) else {
        return text;
    };
    let mut frames = Vec::new();
    let mut innermost = None;
    exception.frames(|frame| {
        innermost = Some((frame.function_index, frame.word));
        frames.extend(Shown::of(&frame, positions));
    });
    // A method that is not there is missed before its call begins.
    if exception.missing_attribute().is_some()
        && let Some((function, word)) = innermost
        && let (Some(last), Some(method)) = (frames.last_mut(), positions.method(function, word))
    {
        last.span = Some(method);
    }
    if !frames.is_empty() {
        text += "Traceback (most recent call last):\n";
    }
    let first = frames.len().saturating_sub(FRAMES_MAX);
    for equal in frames[first..].chunk_by(Shown::is_repeated) {
        text.extend(
            equal
                .iter()
                .take(REPEATS_MAX)
                .map(|frame| frame.text(program)),
        );
        if let Some(more) = equal
            .len()
            .checked_sub(REPEATS_MAX)
            .filter(|more| *more > 0)
        {
            let times = if more == 1 { "time" } else { "times" };
            let _ = writeln!(text, "  [Previous line repeated {more} more {times}]");
        }
    }
    text += &last_line;
    text.push('\n');
    exception.notes(|note| {
        text += &String::from_utf8_lossy(note);
        text.push('\n');
    });
    text
}

/// A frame as a traceback shows it.
struct Shown {
    module: String,
    function: String,
    line: u32,
    span: Option<Span>,
}

impl Shown {
    /// A frame, and those of the comprehensions that it is in, the outermost first.
    fn of(frame: &Frame<'_>, positions: &Positions) -> Vec<Shown> {
        let (function, word) = (frame.function_index, frame.word);
        let span = positions.span(function, word);
        let mut name = String::from_utf8_lossy(frame.function).into_owned();
        let mut shown = Vec::new();
        let mut push = |function: String, line, span| {
            shown.push(Shown {
                module: String::from_utf8_lossy(frame.module).into_owned(),
                function,
                line,
                span,
            });
        };
        for (comprehension, call) in positions.comprehensions(function, word) {
            let around = std::mem::replace(&mut name, (*comprehension).to_owned());
            push(around, call.line, Some(*call));
        }
        push(name, frame.line, span);
        shown
    }

    /// Whether another frame is at the same line, if perhaps not at the same place of it.
    fn is_repeated(&self, other: &Shown) -> bool {
        let line = |frame: &Shown| (frame.module.clone(), frame.function.clone(), frame.line);
        line(self) == line(other)
    }

    fn text(&self, program: &Program) -> String {
        let (file, source) = program.place(&self.module, self.line);
        let function = &self.function;
        let mut text = format!("  File \"{file}\", line {}, in {function}\n", self.line);
        let Some(line) = source.filter(|line| !line.trim().is_empty()) else {
            return text;
        };
        let _ = writeln!(text, "    {}", caret::without_indentation(line));
        if let Some(marks) = self.span.and_then(|span| caret::marks(line, span)) {
            text += &marks;
            text.push('\n');
        }
        text
    }
}
