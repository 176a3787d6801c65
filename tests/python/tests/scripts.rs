//! Every script of `cases/` does the same on our VM as on CPython.

use std::sync::OnceLock;

use nanolambda_python_suite::{
    CPython, Implementation, Natively, Observed, Ours, Program, Report, Source, Verdict, cases,
    root,
};

/// The chosen programs, and what CPython did with them.
struct Reference {
    programs: Vec<Program>,
    sources: Vec<Source>,
    observed: Vec<Observed>,
}

/// CPython is asked once for all tests of this file.
fn reference() -> &'static Reference {
    static REFERENCE: OnceLock<Reference> = OnceLock::new();
    REFERENCE.get_or_init(|| {
        let filter = std::env::var("PYTHON_SUITE_FILTER").unwrap_or_default();
        let programs = cases(&filter).expect("the corpus is readable");
        let sources: Vec<Source> = programs.iter().map(|one| one.source.clone()).collect();
        let observed = CPython::default().run_scripts(&sources);
        Reference {
            observed: observed.expect("the reference runs"),
            programs,
            sources,
        }
    })
}

fn compare(other: &dyn Implementation) -> Report {
    let reference = reference();
    let actual = other.run_scripts(&reference.sources);
    let actual = actual.expect("the implementation runs");
    assert_eq!(reference.observed.len(), actual.len());
    let mut report = Report::default();
    let pairs = reference.observed.iter().zip(&actual);
    for (program, (expected, actual)) in reference.programs.iter().zip(pairs) {
        let verdict = Verdict::of(std::slice::from_ref(expected), std::slice::from_ref(actual));
        report.add(&program.chapter, &program.name, verdict);
    }
    report
}

#[test]
fn scripts_do_the_same_as_on_cpython() {
    let report = compare(&Ours);
    println!("{report}");
    let programs = &reference().programs;
    let chosen = |name: &String| programs.iter().any(|program| program.name == *name);
    let known: Vec<String> = known_differences().into_iter().filter(chosen).collect();
    assert_eq!(
        report.differing(),
        known,
        "left: scripts that differ; right: those listed in known_differences.txt"
    );
}

#[test]
fn scripts_do_the_same_in_machine_code() {
    let report = compare(&Natively);
    assert_eq!(report.differences(), 0, "{report}");
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
    let report = compare(&CPython { hash_seed: 4_021 });
    assert_eq!(report.differences(), 0, "{report}");
}

#[test]
fn only_the_scripts_in_uncaught_end_with_an_exception() {
    let reference = reference();
    for (program, run) in reference.programs.iter().zip(&reference.observed) {
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
