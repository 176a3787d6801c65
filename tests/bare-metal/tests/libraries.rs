//! The libraries that a device links build without std for its processor.

use nanolambda_bare_metal::{TARGET, Toolchain, root};

#[track_caller]
fn check(library: &str) {
    let toolchain = Toolchain::find().unwrap_or_else(|error| panic!("{error}"));
    // Features unify across packages, so each is built alone.
    let status = toolchain
        .build()
        .args([
            "--quiet",
            "--lib",
            "--no-default-features",
            "--package",
            library,
        ])
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "s")
        .current_dir(root())
        .status()
        .expect("cargo can be started");
    assert!(
        status.success(),
        "{library} does not build for {TARGET} with {toolchain:?}"
    );
}

#[test]
fn the_machine_builds_for_a_microcontroller() {
    check("iotpy-core");
}

#[test]
fn the_log_builds_for_a_microcontroller() {
    check("woof-log");
}

#[test]
fn the_runtime_builds_for_a_microcontroller() {
    check("faas-runtime");
}
