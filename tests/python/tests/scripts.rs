//! Every script of `cases/` does the same on our VM as on CPython.

use std::path::PathBuf;

use nanolambda_python_suite::{
    CPython, Implementation, Ours, Program, Report, SuiteError, Verdict, cases, root,
};

fn compare(programs: &[Program], left: &dyn Implementation, right: &dyn Implementation) -> Report {
    let paths: Vec<PathBuf> = programs
        .iter()
        .map(|program| program.path.clone())
        .collect();
    let run = |side: &dyn Implementation| -> Result<_, SuiteError> { side.run_scripts(&paths) };
    let expected = run(left).expect("the reference runs");
    let actual = run(right).expect("the implementation runs");
    assert_eq!(
        (expected.len(), actual.len()),
        (programs.len(), programs.len())
    );
    let mut report = Report::default();
    for ((program, expected), actual) in programs.iter().zip(expected).zip(actual) {
        report.add(
            &program.chapter,
            &program.name,
            Verdict::of(&[expected], &[actual]),
        );
    }
    report
}

fn chosen() -> Vec<Program> {
    let filter = std::env::var("PYTHON_SUITE_FILTER").unwrap_or_default();
    cases(&filter).expect("the corpus is readable")
}

#[test]
fn scripts_do_the_same_as_on_cpython() {
    let programs = chosen();
    let report = compare(&programs, &CPython::default(), &Ours);
    println!("{report}");
    let known = known_differences();
    let chosen = |name: &String| programs.iter().any(|program| program.name == *name);
    let known: Vec<String> = known.into_iter().filter(chosen).collect();
    assert_eq!(
        report.differing(),
        known,
        "left: scripts that differ; right: those listed in known_differences.txt"
    );
}

/// Names from `known_differences.txt`, in order.
fn known_differences() -> Vec<String> {
    let path = root().join("known_differences.txt");
    let text = std::fs::read_to_string(path).expect("the list is there");
    let mut names: Vec<String> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(name, _)| name.to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn scripts_do_not_depend_on_the_hash_seed() {
    let report = compare(
        &chosen(),
        &CPython { hash_seed: 0 },
        &CPython { hash_seed: 4_021 },
    );
    assert_eq!(report.differences(), 0, "{report}");
}

#[test]
fn only_the_scripts_in_uncaught_end_with_an_exception() {
    let programs = chosen();
    let paths: Vec<PathBuf> = programs
        .iter()
        .map(|program| program.path.clone())
        .collect();
    let observed = CPython::default()
        .run_scripts(&paths)
        .expect("the reference runs");
    for (program, run) in programs.iter().zip(observed) {
        let ends_badly = program.chapter == "uncaught";
        assert_eq!(
            run.exception.is_some(),
            ends_badly,
            "{}: {:?}",
            program.name,
            run.exception
        );
        assert!(
            ends_badly || !run.stdout.is_empty(),
            "{} prints nothing",
            program.name
        );
    }
}
