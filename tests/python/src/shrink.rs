//! A smaller program that still differs.

use crate::corpus::Source;
use crate::cpython::CPython;
use crate::implementation::SuiteError;
use crate::observed::{Observed, difference};
use crate::ours::run_briefly;

/// Smaller programs that are tried before the reduction stops where it is.
const TRIALS_MAX: usize = 3_000;

/// Reduces a program on which both sides differ for as long as they still do.
///
/// The cuts are those of `reduce.py`; the first one that keeps a difference of the same sort is
/// taken, and the search goes on from there until none is left.
pub fn shrink(text: &str, expected: &Observed, actual: &Observed) -> Result<String, SuiteError> {
    let python = CPython::default();
    let sort = sort_of(expected, actual);
    let (mut kept, mut from, mut trials) = (text.to_owned(), 0, 0);
    let mut shrunk_in_this_pass = false;
    while trials < TRIALS_MAX {
        let candidates = python.reductions(&kept, from)?;
        if candidates.is_empty() {
            if !shrunk_in_this_pass {
                break;
            }
            (from, shrunk_in_this_pass) = (0, false);
            continue;
        }
        trials += candidates.len();
        let found = candidates
            .iter()
            .position(|(text, expected)| still_differs(text, expected, sort));
        match found {
            Some(at) => {
                kept.clone_from(&candidates[at].0);
                from += at;
                shrunk_in_this_pass = true;
            }
            None => from += candidates.len(),
        }
    }
    Ok(kept)
}

/// What the two sides disagree about, roughly.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Refused,
    Failed,
    Raised,
    Printed,
}

fn sort_of(expected: &Observed, actual: &Observed) -> Sort {
    let ours_alone = |kind: &str| kind.starts_with('(');
    match &actual.exception {
        _ if actual.refused.is_some() => Sort::Refused,
        Some((kind, _)) if ours_alone(kind) => Sort::Failed,
        _ if expected.exception != actual.exception => Sort::Raised,
        _ => Sort::Printed,
    }
}

fn still_differs(text: &str, expected: &Observed, sort: Sort) -> bool {
    let lost = expected
        .exception
        .as_ref()
        .is_some_and(|(kind, _)| kind == "(lost)");
    if lost {
        return false;
    }
    let actual = run_briefly(&Source {
        name: "reduced.py".to_owned(),
        text: text.to_owned(),
    });
    let differs = match sort {
        // What is left of a program often writes other warnings.
        Sort::Printed => expected.stdout != actual.stdout,
        _ => difference(expected, &actual).is_some(),
    };
    differs && sort_of(expected, &actual) == sort
}
