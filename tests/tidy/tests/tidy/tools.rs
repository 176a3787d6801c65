//! What the tools of Rust say.
//!
//! They are called in the target directory of the tests: cargo has given its lock back when tests
//! run, so a call may wait for another cargo and cannot wait for itself.

use std::process::{Command, Stdio};

use nanolambda_tidy::root;

#[track_caller]
fn check(arguments: &[&str], variables: &[(&str, &str)]) {
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(root())
        .stdin(Stdio::null())
        .status()
        .expect("cargo can be started");
    assert!(
        status.success(),
        "cargo {} complains, see above",
        arguments.join(" ")
    );
}

#[test]
fn the_code_is_formatted() {
    check(&["fmt", "--all", "--check"], &[]);
}

#[test]
fn clippy_has_no_complaint() {
    let arguments = [
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-Dwarnings",
    ];
    check(&arguments, &[]);
}

#[test]
fn the_documentation_builds_without_a_warning() {
    check(
        &["doc", "--quiet", "--workspace", "--no-deps"],
        &[("RUSTDOCFLAGS", "-Dwarnings")],
    );
}
