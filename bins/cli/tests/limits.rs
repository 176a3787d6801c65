//! Programs that want more than they may have.

mod support;

use support::{script, seen};

#[test]
fn limits_of_memory_fuel_and_time_are_exit_code_4() {
    let endless = (
        "code.py",
        "def handler(event, context):\n    while True:\n        pass\n",
    );
    for limit in [["--timeout", "0.2"], ["--fuel", "100000"]] {
        let run = seen(
            &[endless],
            &[&["run", "code.py:handler"][..], &limit].concat(),
        );
        assert_eq!(run.code, Some(4), "{limit:?}: {}", run.errors);
    }
    let hog = "def handler(event, context):\n    hoard = [event]\n    while True:\n        \
               hoard = hoard + hoard\n";
    let run = seen(
        &[("code.py", hog)],
        &["run", "code.py:handler", "--memory", "4"],
    );
    assert_eq!(run.code, Some(4), "{}", run.errors);
    assert!(run.errors.contains("4 MB"), "{}", run.errors);
}

#[test]
fn deep_recursion_is_an_exception_and_deep_nesting_a_refusal() {
    let run = script("def f(n):\n    return f(n + 1)\nf(0)\n", &[]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.errors
            .ends_with("RecursionError: maximum recursion depth exceeded\n")
    );
    let brackets = format!("x = {}{}\n", "[".repeat(50_000), "]".repeat(50_000));
    let run = script(&brackets, &[]);
    assert_eq!(run.code, Some(3), "{}", run.errors);
    let sum = format!("x = 1{}\nprint(x)\n", " + 1".repeat(50_000));
    let run = script(&sum, &[]);
    assert!(matches!(run.code, Some(0 | 3)), "{}", run.errors);
}

#[test]
fn a_script_meets_its_limits_with_what_it_printed_before() {
    let code = "print('before', end='')\nwhile True:\n    pass\n";
    for (limit, word) in [
        (["--fuel", "9999"], "fuel"),
        (["--timeout", "0.1"], "longer"),
    ] {
        let run = script(code, &limit);
        assert_eq!((run.code, run.out.as_str()), (Some(4), "before"));
        assert!(run.errors.contains(word), "{}", run.errors);
    }
}
