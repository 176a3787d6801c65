//! The command-line tool and a server.

use std::fs;
use std::path::Path;
use std::process::Command;

use nanolambda_interop::{Edge, build_binary};

/// Runs the tool and gives its exit code, standard output and standard error.
pub fn tool(home: &Path, edge: &Edge, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(build_binary("nanolambda"))
        .current_dir(home)
        .env("NANOLAMBDA_ENDPOINT", edge.aws())
        .env("NANOLAMBDA_MANAGEMENT", edge.management(""))
        .args(arguments)
        .output()
        .expect("the tool can be started");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn the_tool_deploys_invokes_and_shows_logs() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = Edge::start(home.path());
    let run = |arguments: &[&str]| tool(home.path(), &edge, arguments);
    let code = "def handler(event, context):\n    print('got', event)\n    return 10 // event\n";
    fs::write(home.path().join("code.py"), code).expect("the file is written");

    let deploy = [
        "deploy",
        "code.py",
        "--handler",
        "code.handler",
        "--name",
        "divide",
    ];
    let (status, out, errors) = run(&deploy);
    assert_eq!(status, Some(0), "{errors}");
    assert!(out.contains("function:divide is Active"), "{out}");
    // The second time it is an update.
    let (status, _, errors) = run(&[&deploy[..], &["--timeout", "5"]].concat());
    assert_eq!(status, Some(0), "{errors}");

    let (status, out, errors) = run(&["invoke", "divide", "--event", "5"]);
    assert_eq!((status, out.as_str()), (Some(0), "2\n"), "{errors}");
    assert!(errors.contains("got 5"), "{errors}");
    for url in [edge.http("divide"), edge.coap("divide")] {
        let (status, out, errors) = run(&["invoke", &url, "--event", "5"]);
        assert_eq!((status, out.as_str()), (Some(0), "2\n"), "{url}: {errors}");
        let (status, _, errors) = run(&["invoke", &url, "--event", "0"]);
        assert_eq!(status, Some(1), "{url}");
        assert!(errors.contains("ZeroDivisionError"), "{url}: {errors}");
    }
    let (status, _, errors) = run(&["invoke", "divide", "--event", "0"]);
    assert_eq!(status, Some(1));
    assert!(
        errors.contains("Traceback") && errors.contains("ZeroDivisionError"),
        "{errors}"
    );
    let (status, _, errors) = run(&["invoke", "nobody"]);
    assert_eq!(status, Some(1));
    assert!(errors.contains("ResourceNotFoundException"), "{errors}");

    let (status, out, errors) = run(&["logs", "divide"]);
    assert_eq!(status, Some(0), "{errors}");
    assert!(
        out.contains("got 5") && out.contains("answered in"),
        "{out}"
    );
}
