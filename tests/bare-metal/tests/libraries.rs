//! The libraries that a device links build without std for its processor, and what a log weighs.

use std::fs;

use nanolambda_bare_metal::{
    TARGET, TARGET_RISCV, Toolchain, Weight, root, target_directory, weigh,
};

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

/// Targets, and the most bytes of flash that the code and the constants of the log may take there:
/// 8 KiB are the aim for a Cortex-M3, and for RISC-V a little more than they do.
const TARGETS: [(&str, u32); 2] = [(TARGET, 8 * 1024), (TARGET_RISCV, 10 * 1024 + 512)];
/// Memory of an open log, at most, without its driver.
const MEMORY_BYTES_MAX: u32 = 128;

/// Builds one log for a target, in a form that no linker is needed for, and weighs it.
fn weigh_log(target: &str) -> Weight {
    let toolchain = Toolchain::find_for(target).unwrap_or_else(|error| panic!("{error}"));
    let status = toolchain
        .build_small_for(target)
        .args(["--quiet", "--package", "nanolambda-bare-metal-log"])
        .current_dir(root())
        .status()
        .expect("cargo can be started");
    assert!(status.success(), "the log does not build for {target}");
    let library = "release/libnanolambda_bare_metal_log.a";
    let library = fs::read(target_directory().join(target).join(library)).expect("the library");
    weigh(&library, "bare_metal_log", "OPEN_LOG").expect("an archive of object files")
}

#[test]
fn a_log_is_small() {
    println!("target                        code  constants  static  open log");
    for (target, flash_bytes_max) in TARGETS {
        let weight = weigh_log(target);
        let constants = weight.constants - weight.symbol;
        println!(
            "{target:27} {:6} {constants:10} {:7} {:9}",
            weight.code, weight.variables, weight.symbol
        );
        assert!(weight.code > 1024, "the code was not found");
        assert_eq!(weight.variables, 0, "a log has no static variables");
        assert!(weight.code + constants <= flash_bytes_max, "it has grown");
        assert!((1..=MEMORY_BYTES_MAX).contains(&weight.symbol));
    }
}
