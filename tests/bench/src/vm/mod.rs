//! The Python VM beside CPython: the same files, checksums that must agree, and what a call costs
//! beside its work.
//!
//! Each side runs a program twice in one process and times the second run, so that starting a
//! process and compiling are no part of it. Our side is the library in this process, with the
//! memory, the slices of fuel and the machine code that the edge server gives; the others are
//! processes.

mod copy;
pub mod instance;
pub mod interpreter;
mod program;
mod start;
pub mod table;

use std::cell::RefCell;

use crate::rounds::{Side, interleave};
use interpreter::Interpreter;
use program::Size;
use table::{Report, Row};

/// The section of the document.
pub const HEADING: &str = "The Python VM";

const ROUNDS: usize = 7;
const STARTS: usize = 1000;
const COPIES: usize = 200;

/// Makes the tables.
pub fn measure() -> String {
    let reference = Interpreter::reference();
    let rival = Interpreter::rival();
    // A difference is told before minutes are spent.
    for name in program::NAMES {
        let [theirs, ours] = checksums(name, &reference);
        assert_eq!(ours, theirs, "{name}: two sides have two checksums");
    }
    let rows = program::NAMES.map(|name| {
        let row = row(name, &reference, rival.as_ref());
        eprintln!("{name}: {}", row.speed());
        row
    });
    let report = Report {
        rows: rows.to_vec(),
        rounds: ROUNDS,
        start: start::measure(STARTS),
        copied: copy::measure(COPIES),
        reference,
        rival,
    };
    report.to_markdown()
}

/// Measures one program on all sides, in turns.
fn row(name: &'static str, reference: &Interpreter, rival: Option<&Interpreter>) -> Row {
    let package = program::package_of(name);
    let agreed: RefCell<Option<String>> = RefCell::new(None);
    let same = |checksum: String| {
        let mut agreed = agreed.borrow_mut();
        let agreed = agreed.get_or_insert_with(|| checksum.clone());
        assert_eq!(&checksum, agreed, "{name}: two sides have two checksums");
    };
    let by_cpython = || {
        let timed = reference.time(name, Size::Whole);
        let timed = timed.unwrap_or_else(|error| panic!("{error}"));
        same(timed.checksum);
        timed.seconds
    };
    let by_us = || {
        let timed = instance::time(&package, Size::Whole);
        same(timed.checksum);
        timed.seconds
    };
    let mut sides = vec![
        Side::new(table::CPYTHON, by_cpython),
        Side::new(table::OURS, by_us),
    ];
    if let Some(rival) = rival {
        // What it cannot run, or runs to another end, has no time.
        sides.push(Side::new(table::RIVAL, || {
            let timed = rival.time(name, Size::Whole);
            let timed = timed
                .ok()
                .filter(|timed| Some(&timed.checksum) == agreed.borrow().as_ref());
            timed.map_or(f64::NAN, |timed| timed.seconds)
        }));
    }
    Row {
        name,
        sides: interleave(ROUNDS, sides),
    }
}

/// Runs a program at its small size on both sides; the checksums.
fn checksums(name: &str, reference: &Interpreter) -> [String; 2] {
    let ours = instance::time(&program::package_of(name), Size::Small);
    let theirs = reference.time(name, Size::Small);
    let theirs = theirs.unwrap_or_else(|error| panic!("{error}"));
    [theirs.checksum, ours.checksum]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_has_the_checksum_that_it_has_on_cpython() {
        let reference = Interpreter::reference();
        for name in program::NAMES {
            let [theirs, ours] = checksums(name, &reference);
            assert_eq!(ours, theirs, "{name}");
            assert!(!ours.is_empty(), "{name}");
        }
    }

    #[test]
    fn what_a_call_costs_can_be_measured() {
        let start = start::measure(3);
        assert!(start.cold_us >= start.load_us && start.warm_us > 0.0);
        assert!(start.warm_with_context_us > 0.0);
    }

    #[test]
    fn instances_that_begin_with_a_copy_answer_as_others() {
        let copied = copy::measure(1);
        assert_eq!(copied.len(), 3);
        for row in copied {
            assert!(row.run_us >= row.load_us && row.copy_us > 0.0, "{row:?}");
            assert!(row.copy_kb > 0.2, "{row:?}");
        }
    }
}
