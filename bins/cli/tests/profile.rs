//! `run --profile`: which lines take what.

mod support;

use support::{script, seen};

const CODE: &str = "def double(n):\n    return [n] * 2\n\ntotal = 0\nfor n in range(100):\n    \
                    total += len(double(n))\nprint(total)\n";

#[test]
fn lines_are_shown_with_hits_fuel_and_memory_the_same_each_time() {
    let run = script(CODE, &["--profile"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "200\n"),
        "{}",
        run.errors
    );
    let row = |place: &str| {
        let line = run.errors.lines().find(|line| line.contains(place));
        let line = line.unwrap_or_else(|| panic!("{place}: {}", run.errors));
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(row("code.py:2")[0], "100");
    assert_eq!(row("code.py:6")[0], "100");
    assert_ne!(row("code.py:2")[3], "0", "lists take memory");
    assert_eq!(script(CODE, &["--profile"]).errors, run.errors);
}

#[test]
fn a_profile_does_not_change_the_fuel() {
    let fuel = |arguments: &[&str]| {
        let run = script(CODE, &[&["--stats"], arguments].concat());
        let (_, rest) = run.errors.split_once("ms, ").expect("statistics");
        rest.split(',').next().map(str::to_owned)
    };
    assert_eq!(fuel(&[]), fuel(&["--profile"]));
}

#[test]
fn a_run_that_fails_has_a_profile_too() {
    let endless = "def handler(event, context):\n    while True:\n        event += 1\n";
    let arguments = [
        "run",
        "code.py:handler",
        "--event",
        "1",
        "--fuel",
        "5000",
        "--profile",
    ];
    let run = seen(&[("code.py", endless)], &arguments);
    assert_eq!(run.code, Some(4), "{}", run.errors);
    assert!(run.errors.contains("code.py:3"), "{}", run.errors);
}
