//! What the tool does with programs on this machine.

mod support;

use std::fs;

use support::{seen, tool};

#[test]
fn a_function_answers_on_standard_output_and_prints_on_standard_error() {
    let code = "import shared\n\ndef handler(event, context):\n    print('working')\n    \
                return shared.double(event['n'])\n";
    let shared = "def double(n):\n    return n * 2\n";
    let files = [
        ("code.py", code),
        ("shared.py", shared),
        ("event.json", "{\"n\": 21}"),
    ];
    for event in ["event.json", "{\"n\": 21}"] {
        let run = seen(
            &files,
            &["run", "code.py:handler", "--event", event, "--stats"],
        );
        assert_eq!(
            (run.code, run.out.as_str()),
            (Some(0), "42\n"),
            "{}",
            run.errors
        );
        assert!(run.errors.starts_with("working\n"), "{}", run.errors);
        assert!(run.errors.contains("peak memory"), "{}", run.errors);
    }
}

#[test]
fn what_the_compiler_refuses_is_shown_with_its_place() {
    let code = "def handler(event, context):\n    return eval(event)\n";
    let run = seen(&[("code.py", code)], &["run", "code.py:handler"]);
    assert_eq!(run.code, Some(3));
    assert!(run.errors.contains("code.py:2:12: "), "{}", run.errors);
    assert!(run.errors.contains("\n               ^"), "{}", run.errors);
    let run = seen(
        &[("code.py", "def handler(:\n")],
        &["compile", "code.py:handler"],
    );
    assert_eq!(run.code, Some(3), "{}", run.errors);
    assert!(run.errors.contains("code.py:1:"), "{}", run.errors);
}

#[test]
fn a_package_can_be_compiled_and_shown() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let code = "def handler(event, context):\n    return event + 1\n";
    fs::write(home.path().join("code.py"), code).expect("the file is written");
    let compiled = tool(home.path(), &["compile", "code.py:handler", "--json"]);
    assert!(compiled.status.success());
    assert!(fs::read(home.path().join("code.iotpy")).is_ok_and(|bytes| bytes.starts_with(b"IoTP")));
    let from_package = tool(home.path(), &["disasm", "code.iotpy"]);
    let from_source = tool(home.path(), &["disasm", "code.py:handler"]);
    assert!(from_package.status.success());
    assert_eq!(from_package.stdout, from_source.stdout);
    assert!(String::from_utf8_lossy(&from_package.stdout).contains("handler"));
}

#[test]
fn bad_input_gets_a_sentence() {
    let good = (
        "code.py",
        "def handler(event, context):\n    return event\n",
    );
    let cases: [(&[&str], i32, &str); 8] = [
        (&["run", "missing.py:handler"], 1, "missing.py"),
        (&["run", "code.txt"], 2, "neither FILE.py"),
        (&["run", "code.py:handler", "--event", "{"], 2, "no JSON"),
        (
            &["run", "code.py:handler", "--event", "gone.json"],
            2,
            "no file gone.json",
        ),
        (&["run", "code.py:other"], 3, "other"),
        (&["disasm", "code.bin"], 1, "code.bin"),
        (
            &["invoke", "light", "--endpoint", "http://127.0.0.1:1"],
            1,
            "127.0.0.1:1",
        ),
        (
            &["logs", "light", "--management", "nonsense"],
            1,
            "nonsense",
        ),
    ];
    for (arguments, code, part) in cases {
        let run = seen(&[good], arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.errors);
        assert!(run.errors.contains(part), "{arguments:?}: {}", run.errors);
    }
    let run = seen(&[("code.bin", "no package")], &["disasm", "code.bin"]);
    assert_eq!(run.code, Some(1), "{}", run.errors);
}

#[test]
fn a_function_gets_the_context_of_a_call() {
    let code = "def handler(event, context):\n    left = context.get_remaining_time_in_millis()\n    \
                return [context.function_name, context.memory_limit_in_mb, 0 < left <= 7000,\n            \
                context.invoked_function_arn, context.client_context]\n";
    let arguments = ["run", "light.py:handler", "--event", "0", "--memory", "64"];
    let arguments = [&arguments[..], &["--timeout", "7"]].concat();
    let run = seen(&[("light.py", code)], &arguments);
    let arn = "arn:aws:lambda:us-east-1:000000000000:function:light";
    let expected = format!("[\"light\", \"64\", true, \"{arn}\", null]\n");
    assert_eq!((run.code, run.out), (Some(0), expected), "{}", run.errors);
}
