//! Plain scripts: output, exit status, pipes.

mod support;

use std::fs;
use std::io::Read as _;
use std::process::{Child, ChildStdout, Command, Stdio};

use support::{script, seen};

#[test]
fn a_script_prints_on_standard_output() {
    let run = seen(
        &[("hello.py", "print('hello', 6 * 7)\n")],
        &["run", "hello.py"],
    );
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "hello 42\n"),
        "{}",
        run.errors
    );
}

#[test]
fn modules_and_packages_beside_the_script_are_imported() {
    let files = [
        (
            "main.py",
            "import shapes.box\nfrom tools import double\nprint(double(shapes.box.SIDE))\n",
        ),
        ("tools.py", "def double(n):\n    return n * 2\n"),
        ("shapes/__init__.py", "print('shapes')\n"),
        ("shapes/box.py", "SIDE = 21\n"),
    ];
    let run = seen(&files, &["run", "main.py"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "shapes\n42\n"),
        "{}",
        run.errors
    );
}

#[test]
fn files_that_are_not_imported_change_nothing() {
    let script = "def f():\n    'a text'\nprint(len('text'))\n";
    let all = "class M(type):\n    def __prepare__(cls, *a):\n        return {}\nprint(f.__doc__)";
    let alone = seen(&[("main.py", script)], &["run", "main.py", "--stats"]);
    let files = [
        ("main.py", script),
        ("neighbour.py", all),
        ("folder/deep.py", all),
        ("broken.py", "def ("),
    ];
    let among = seen(&files, &["run", "main.py", "--stats"]);
    assert_eq!(alone.code, Some(0), "{}", alone.errors);
    // Behind the time are fuel, memory and the size of the package.
    let (_, costs) = alone.errors.split_once(" ms, ").unwrap();
    let (_, costs_among) = among.errors.split_once(" ms, ").unwrap();
    assert_eq!((alone.out, costs), (among.out, costs_among));
}

#[test]
fn the_exit_status_is_what_the_script_asks_for() {
    let cases = [
        ("SystemExit", 0, ""),
        ("SystemExit(None)", 0, ""),
        ("SystemExit(7)", 7, ""),
        ("SystemExit(-1)", 255, ""),
        ("SystemExit(256 + 3)", 3, ""),
        ("SystemExit(True)", 1, ""),
        ("SystemExit('no way')", 1, "no way\n"),
        ("SystemExit(1.5)", 1, "1.5\n"),
        ("SystemExit('a', 2)", 1, "('a', 2)\n"),
        ("SystemExit(2**70)", 255, ""),
    ];
    for (exit, code, errors) in cases {
        let run = script(&format!("print('out', end='')\nraise {exit}\n"), &[]);
        let expected = (Some(code), "out", errors);
        assert_eq!(
            (run.code, run.out.as_str(), run.errors.as_str()),
            expected,
            "{exit}"
        );
    }
}

/// Starts a script and reads the line "ready" that it prints.
fn started(code: &str) -> (tempfile::TempDir, Child, ChildStdout) {
    let home = tempfile::tempdir().expect("a temporary directory");
    fs::write(home.path().join("y.py"), code).expect("it is written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_nanolambda"))
        .current_dir(home.path())
        .args(["run", "y.py", "--timeout", "60"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool can be started");
    let mut first = [0; 6];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut first).expect("a line");
    assert_eq!(&first, b"ready\n");
    (home, child, out)
}

#[test]
fn a_pipe_that_is_closed_ends_the_script_quietly() {
    let (_home, child, out) = started("while True:\n    print('ready')\n");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*errors), (Some(0), ""));
}

#[test]
fn the_interrupt_key_ends_the_script_quietly() {
    for endless in ["time.sleep(60)", "while True: pass"] {
        let code = format!("import time\nprint('ready')\nprint('more', end='')\n{endless}\n");
        let (_home, child, mut out) = started(&code);
        let pid = child.id().to_string();
        let killed = Command::new("kill").args(["-INT", &pid]).status();
        assert!(killed.is_ok_and(|status| status.success()));
        let mut rest = String::new();
        out.read_to_string(&mut rest).expect("text");
        let output = child.wait_with_output().expect("it ends");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            (output.status.code(), &*rest, &*errors),
            (Some(130), "more", "")
        );
    }
}

#[test]
fn words_after_two_dashes_are_arguments_of_the_script() {
    let code = "import sys\nprint(sys.argv)\n";
    let run = script(code, &["--", "-a", "b c"]);
    let expected = (Some(0), "['code.py', '-a', 'b c']\n");
    assert_eq!((run.code, run.out.as_str()), expected, "{}", run.errors);
    assert_eq!(script(code, &[]).out, "['code.py']\n");
    assert_eq!(script(code, &["b"]).code, Some(2));
}

#[test]
fn the_streams_are_two_and_keep_their_order() {
    let code = "import sys\nprint('one', end='')\nprint('two', file=sys.stderr)\n\
                sys.stdout.write('three')\nsys.exit('four')\n";
    let run = script(code, &[]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), "onethree"));
    assert_eq!(run.errors, "two\nfour\n");
}

#[test]
fn a_script_sees_the_environment_of_the_tool() {
    let home = tempfile::tempdir().expect("a temporary directory");
    fs::write(
        home.path().join("e.py"),
        "import os\nprint(os.environ['OF_THE_TEST'])\n",
    )
    .expect("it is written");
    let output = Command::new(env!("CARGO_BIN_EXE_nanolambda"))
        .current_dir(home.path())
        .env("OF_THE_TEST", "a value")
        .args(["run", "e.py"])
        .output()
        .expect("the tool can be started");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "a value\n");
}

#[test]
fn the_cloud_is_not_there() {
    let code = "import boto3\ntry:\n    boto3.client('s3').list_buckets()\n\
                except Exception as error:\n    print(type(error).__name__)\n";
    let run = script(code, &[]);
    assert_eq!(run.out, "EndpointConnectionError\n", "{}", run.errors);
}
