//! Random programs do the same on our VM as on CPython.
//!
//! `PYTHON_SUITE_SEEDS=FIRST:COUNT` runs other seeds than the usual ones; a failing seed is written
//! out again by `generate.py SEED`.

use std::fs;
use std::path::PathBuf;

use nanolambda_python_suite::{CPython, Implementation, Ours, Report, Verdict};

/// Programs that are in memory and on disk at a time.
const BATCH: u64 = 100;

/// The first seed and how many of them.
fn seeds() -> (u64, u64) {
    let text = std::env::var("PYTHON_SUITE_SEEDS").unwrap_or_else(|_| "0:120".to_owned());
    let numbers = text
        .split_once(':')
        .map(|(first, count)| (first.parse(), count.parse()));
    match numbers {
        Some((Ok(first), Ok(count))) => (first, count),
        _ => panic!("PYTHON_SUITE_SEEDS must be FIRST:COUNT, not {text:?}"),
    }
}

fn run_batch(first: u64, count: u64, report: &mut Report) {
    let reference = CPython::default();
    let folder = tempfile::tempdir().expect("a folder for the programs");
    let mut paths: Vec<PathBuf> = Vec::new();
    let programs = reference
        .generate(first, count)
        .expect("the generator runs");
    for (seed, source) in (first..).zip(programs) {
        let path = folder.path().join(format!("random_{seed}.py"));
        fs::write(&path, source).expect("the program is written");
        paths.push(path);
    }
    let expected = reference.run_scripts(&paths).expect("the reference runs");
    let actual = Ours.run_scripts(&paths).expect("the implementation runs");
    for ((seed, expected), actual) in (first..).zip(expected).zip(actual) {
        assert_eq!(
            expected.exception, None,
            "seed {seed} is not a sound program"
        );
        let verdict = Verdict::of(&[expected], &[actual]);
        report.add("random", &format!("seed {seed}"), verdict);
    }
}

#[test]
fn random_programs_do_the_same_as_on_cpython() {
    let (first, count) = seeds();
    let mut report = Report::default();
    for start in (first..first + count).step_by(BATCH as usize) {
        run_batch(start, BATCH.min(first + count - start), &mut report);
    }
    println!("{report}");
    assert_eq!(
        report.differences(),
        0,
        "programs that differ; the list is above"
    );
    assert_eq!(
        report.refusals(),
        0,
        "programs that are refused; the list is above"
    );
}
