//! Exceptions as CPython prints them when nobody catches them.

use std::fmt::Write as _;

use iotpy_core::{ExceptionView, Link, Vm};

use crate::sources::Program;

/// Frames of an exception that are shown, the innermost ones.
const FRAMES_MAX: usize = 1_000;
/// Equal frames in a row that are shown.
const REPEATS_MAX: usize = 3;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The exception that ended a run, after those that led to it; ends with a line break.
pub fn text(vm: &mut Vm<'_, '_>, program: &Program) -> String {
    let mut links = Vec::new();
    while let Some(exception) = vm.exception_at(links.len()) {
        links.push(exception.link());
    }
    let mut text = String::new();
    for n in (0..links.len()).rev() {
        text += &one(vm, n, program);
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

fn one(vm: &mut Vm<'_, '_>, n: usize, program: &Program) -> String {
    let mut text = String::new();
    let last_line = last_line(vm, n);
    let Some(exception) = vm.exception_at(n) else {
        return text;
    };
    let mut frames = Vec::new();
    exception.frames(|frame| {
        let module = String::from_utf8_lossy(frame.module);
        let function = String::from_utf8_lossy(frame.function);
        let (file, source) = program.place(&module, frame.line);
        let mut shown = format!("  File \"{file}\", line {}, in {function}\n", frame.line);
        if let Some(source) = source.map(str::trim).filter(|line| !line.is_empty()) {
            let _ = writeln!(shown, "    {source}");
        }
        frames.push(shown);
    });
    if !frames.is_empty() {
        text += "Traceback (most recent call last):\n";
    }
    let first = frames.len().saturating_sub(FRAMES_MAX);
    for equal in frames[first..].chunk_by(|a, b| a == b) {
        text.extend(equal.iter().take(REPEATS_MAX).map(String::as_str));
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
