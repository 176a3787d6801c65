//! What can be seen of a run, and how two runs differ.

use std::fmt::Write;

use serde::Deserialize;

/// Differing lines that a difference shows before it stops.
const LINES_SHOWN_MAX: usize = 8;

/// Columns of a line that a difference shows.
const COLUMNS_SHOWN_MAX: usize = 160;

/// What one run of a script, or one call of a handler, did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Observed {
    /// Everything that was printed.
    pub stdout: String,
    /// What was written to standard error, without the report of an exception that nothing caught.
    #[serde(default)]
    pub stderr: String,
    /// The type name and the message of the exception that nothing caught.
    pub exception: Option<(String, String)>,
    /// The exit status of a script.
    #[serde(default)]
    pub exit: i32,
    /// Function and line of each frame of the program's own file that the exception passed through,
    /// outermost first. Frames of comprehensions are left out, as CPython 3.12 has none, and so is
    /// the traceback of a RecursionError.
    #[serde(default)]
    pub traceback: Vec<(String, u32)>,
    /// Why the program was not run: a diagnostic with file, line and construct.
    #[serde(default)]
    pub refused: Option<String>,
    /// The answer of a handler as JSON text, as the Python 3.12 runtime of AWS Lambda writes it:
    /// `json.dumps` with `ensure_ascii=False`.
    #[serde(default)]
    pub result: Option<String>,
    /// The pins that were set and to what (true is high), in order.
    #[serde(default)]
    pub pins: Vec<(i64, bool)>,
}

/// How `actual` differs from `expected`, in lines for a reader, or None if it does not.
pub fn difference(expected: &Observed, actual: &Observed) -> Option<String> {
    if expected == actual {
        return None;
    }
    let mut out = String::new();
    if let Some(refusal) = &actual.refused {
        field(&mut out, "refused", "no", refusal);
    }
    lines(&mut out, "line", &expected.stdout, &actual.stdout);
    lines(&mut out, "stderr line", &expected.stderr, &actual.stderr);
    if expected.exception != actual.exception {
        let texts = (raised(&expected.exception), raised(&actual.exception));
        field(&mut out, "exception", &texts.0, &texts.1);
    }
    if expected.exit != actual.exit {
        let texts = (expected.exit.to_string(), actual.exit.to_string());
        field(&mut out, "exit status", &texts.0, &texts.1);
    }
    if expected.traceback != actual.traceback {
        let texts = (frames(&expected.traceback), frames(&actual.traceback));
        field(&mut out, "traceback", &texts.0, &texts.1);
    }
    if expected.result != actual.result {
        let none = "nothing".to_owned();
        let texts = (expected.result.as_ref(), actual.result.as_ref());
        let from = first_difference(texts.0.unwrap_or(&none), texts.1.unwrap_or(&none));
        field(&mut out, "result", &from.0, &from.1);
    }
    if expected.pins != actual.pins {
        let texts = (format!("{:?}", expected.pins), format!("{:?}", actual.pins));
        field(&mut out, "pins", &texts.0, &texts.1);
    }
    Some(out)
}

fn field(out: &mut String, name: &str, expected: &str, actual: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "  {name}\n    CPython  {expected}\n    ours     {actual}"
    );
}

fn raised(exception: &Option<(String, String)>) -> String {
    match exception {
        Some((kind, message)) => format!("{kind}: {message}"),
        None => "none".to_owned(),
    }
}

fn frames(traceback: &[(String, u32)]) -> String {
    let frames: Vec<String> = traceback
        .iter()
        .map(|(function, line)| format!("{function}:{line}"))
        .collect();
    frames.join(" ")
}

fn lines(out: &mut String, name: &str, expected: &str, actual: &str) {
    let expected: Vec<&str> = expected.split('\n').collect();
    let actual: Vec<&str> = actual.split('\n').collect();
    let count = expected.len().max(actual.len());
    let differing = (0..count).filter(|&line| expected.get(line) != actual.get(line));
    for (shown, line) in differing.enumerate() {
        if shown == LINES_SHOWN_MAX {
            let _ = writeln!(out, "  and further lines");
            return;
        }
        let texts = first_difference(shown_line(&expected, line), shown_line(&actual, line));
        field(out, &format!("{name} {}", line + 1), &texts.0, &texts.1);
    }
}

fn shown_line<'t>(lines: &[&'t str], line: usize) -> &'t str {
    lines.get(line).copied().unwrap_or("(no such line)")
}

/// Both texts, cut so that the place where they part is among the columns shown.
fn first_difference(expected: &str, actual: &str) -> (String, String) {
    let pairs = expected.chars().zip(actual.chars());
    let same = pairs.take_while(|(left, right)| left == right).count();
    let skipped = same.saturating_sub(COLUMNS_SHOWN_MAX / 2);
    (cut(expected, skipped), cut(actual, skipped))
}

fn cut(text: &str, skipped: usize) -> String {
    let mut shown = String::new();
    if skipped > 0 {
        shown.push('…');
    }
    shown.extend(text.chars().skip(skipped).take(COLUMNS_SHOWN_MAX));
    if text.chars().count() > skipped + COLUMNS_SHOWN_MAX {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Observed {
        Observed {
            stdout: text.to_owned(),
            ..Observed::default()
        }
    }

    #[track_caller]
    fn check(expected: Observed, actual: Observed, part: &str) {
        let text = difference(&expected, &actual).expect("a difference");
        assert!(text.contains(part), "{text}");
    }

    #[test]
    fn equal_runs_do_not_differ() {
        assert_eq!(difference(&printed("a\n"), &printed("a\n")), None);
    }

    #[test]
    fn the_first_differing_lines_are_shown() {
        check(printed("a\nb\nc\n"), printed("a\nx\nc\n"), "line 2");
        check(printed("a\n"), printed("a\nb\n"), "line 2");
        let many = "x\n".repeat(LINES_SHOWN_MAX + 2);
        check(printed(&many), printed(""), "further lines");
    }

    #[test]
    fn a_difference_far_right_is_brought_into_view() {
        let long = "é".repeat(500);
        check(
            printed(&format!("{long}left")),
            printed(&format!("{long}right")),
            "éleft",
        );
    }

    #[test]
    fn exceptions_results_pins_and_refusals_are_compared() {
        let raised = Some(("KeyError".to_owned(), "'k'".to_owned()));
        let actual = Observed {
            exception: raised,
            ..Observed::default()
        };
        check(Observed::default(), actual, "KeyError: 'k'");
        let actual = Observed {
            result: Some("null".to_owned()),
            ..Observed::default()
        };
        check(Observed::default(), actual, "null");
        let actual = Observed {
            pins: vec![(2, true)],
            ..Observed::default()
        };
        check(Observed::default(), actual, "(2, true)");
        let actual = Observed {
            traceback: vec![("<module>".to_owned(), 3), ("f".to_owned(), 1)],
            exit: 3,
            ..Observed::default()
        };
        check(Observed::default(), actual.clone(), "<module>:3 f:1");
        check(Observed::default(), actual, "ours     3");
        let actual = Observed {
            refused: Some("a.py:1: match".to_owned()),
            ..Observed::default()
        };
        check(Observed::default(), actual, "a.py:1: match");
    }
}
