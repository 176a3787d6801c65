//! What is printed of exceptions that nobody catches.

mod support;

use support::{script, seen};

/// The errors of a script, without the folder that its files are in.
fn traceback(code: &str) -> String {
    let run = script(code, &[]);
    assert_eq!(run.code, Some(1), "{}", run.errors);
    without_folder(run.errors)
}

fn without_folder(mut text: String) -> String {
    while let Some(at) = text.find("File \"/") {
        let end = text[at..].find("code.py").expect("the file") + at;
        text.replace_range(at + 6..end, "");
    }
    text
}

#[test]
fn an_exception_is_a_traceback_and_exit_code_1() {
    let code = "def inner(n):\n    return 1 // n\n\ndef handler(event, context):\n    \
                return inner(event)\n";
    let run = seen(
        &[("code.py", code)],
        &["run", "code.py:handler", "--event", "0"],
    );
    assert_eq!(run.code, Some(1));
    let expected = "Traceback (most recent call last):\n  File \"code.py\", line 5, in handler\n    \
                    return inner(event)\n           ^^^^^^^^^^^^\n  File \"code.py\", line 2, in \
                    inner\n    return 1 // n\n           ~~^^~~\nZeroDivisionError: ";
    let text = without_folder(run.errors);
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn modules_of_the_program_have_frames_whatever_they_are_called() {
    let files = [
        (
            "code.py",
            "import _helpers\nimport heapq\n_helpers.work(heapq.push)\n",
        ),
        ("_helpers.py", "def work(f):\n    return max([1], key=f)\n"),
        ("heapq.py", "def push(n):\n    return n // 0\n"),
    ];
    let run = seen(&files, &["run", "code.py"]);
    let lines: Vec<&str> = run
        .errors
        .lines()
        .filter(|line| line.contains("in "))
        .collect();
    let names: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.rsplit(' ').next())
        .collect();
    assert_eq!(names, ["<module>", "work", "push"], "{}", run.errors);
}

#[test]
fn chains_are_shown_from_the_first_exception_on() {
    let code = "try:\n    1 // 0\nexcept ZeroDivisionError as e:\n    try:\n        \
                raise ValueError('bad') from e\n    except ValueError:\n        {}['k']\n";
    let expected = "\
Traceback (most recent call last):
  File \"code.py\", line 2, in <module>
    1 // 0
    ~~^^~~
ZeroDivisionError: integer division or modulo by zero

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File \"code.py\", line 5, in <module>
    raise ValueError('bad') from e
ValueError: bad

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File \"code.py\", line 7, in <module>
    {}['k']
    ~~^^^^^
KeyError: 'k'
";
    assert_eq!(traceback(code), expected);
}

#[test]
fn from_none_hides_what_came_before() {
    let code = "try:\n    1 // 0\nexcept ZeroDivisionError:\n    raise KeyError from None\n";
    let expected = "Traceback (most recent call last):\n  File \"code.py\", line 4, in <module>\n    \
                    raise KeyError from None\nKeyError\n";
    assert_eq!(traceback(code), expected);
}

#[test]
fn equal_frames_are_counted() {
    let code = "def f(n):\n    return f(n - 1) if n else 1 // n\nf(4)\n";
    let text = traceback(code);
    assert_eq!(text.matches("line 2, in f").count(), 3, "{text}");
    assert!(
        text.contains("  [Previous line repeated 2 more times]\nZeroDivisionError"),
        "{text}"
    );
}

#[test]
fn an_interrupt_that_nobody_catches_has_its_own_status() {
    let run = script("raise KeyboardInterrupt\n", &[]);
    assert_eq!(run.code, Some(130), "{}", run.errors);
    assert!(
        run.errors.ends_with("KeyboardInterrupt\n"),
        "{}",
        run.errors
    );
}

#[test]
fn classes_have_their_names_text_and_notes() {
    let code = "class Outer:\n    class Coded(Exception):\n        def __str__(self):\n            \
                return f'[{self.args[0]}]'\n\ntry:\n    raise Outer.Coded(5)\n\
                except Outer.Coded as error:\n    error.add_note('a note')\n    raise\n";
    let text = traceback(code);
    assert!(text.ends_with("\nOuter.Coded: [5]\na note\n"), "{text}");
    let text = traceback("import io\nio.StringIO().fileno()\n");
    assert!(
        text.ends_with("\nio.UnsupportedOperation: fileno\n"),
        "{text}"
    );
}

#[test]
fn lines_may_end_in_three_ways() {
    for end in ["\n", "\r\n", "\r"] {
        let code = ["x = 1", "", "y = x / 0", ""].join(end);
        let text = traceback(&code);
        assert!(
            text.contains("line 3, in <module>\n    y = x / 0\n"),
            "{text}"
        );
    }
}

/// Programs, each with what CPython 3.11.7 prints on standard error: with carets, suggestions and
/// the frames of comprehensions.
#[test]
fn tracebacks_are_those_of_cpython() {
    let mut programs = 0;
    let mut wrong = Vec::new();
    for case in include_str!("tracebacks.txt").split("\n---\n") {
        let (code, expected) = case.split_once("\n=>\n").expect("a program and its errors");
        let text = without_folder(script(&format!("{code}\n"), &[]).errors);
        if text.trim_end() != expected.trim_end() {
            wrong.push(format!("{code}\n=> expected\n{expected}\n=> ours\n{text}"));
        }
        programs += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
    assert!(programs > 200, "only {programs} programs were read");
}
