//! Builds the device images and boots them in an emulator.

#![allow(dead_code, reason = "each file of tests uses a part of this")]

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// More than one VM and its handlers can take; a board that stops answering ends here.
pub const SECONDS_MAX: &str = "60";

pub fn device_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bins/device")
}

/// Runs the build script for a board.
fn build(board: &str) -> Output {
    let tests = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let mut command = Command::new(device_directory().join("build.sh"));
    command.arg(board);
    command.env("CARGO_TARGET_DIR", tests.join("device-images").join(board));
    for variable in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "RUSTC",
    ] {
        command.env_remove(variable);
    }
    command.output().expect("bins/device/build.sh can be run")
}

/// The directory of a board's images.
pub fn images(board: &str) -> PathBuf {
    let output = build(board);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the images do not build:\n{errors}"
    );
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text
        .lines()
        .last()
        .expect("the script prints the directory");
    PathBuf::from(line)
}

/// Boots an image and gives what it printed and whether its exit status was 0.
pub fn boot(board: &str, image: &Path) -> (String, bool) {
    run(board, image, Path::new(env!("CARGO_TARGET_TMPDIR")))
}

/// The same, where the image finds files in a folder.
pub fn run(board: &str, image: &Path, folder: &Path) -> (String, bool) {
    let mut command = Command::new("timeout");
    command.args([
        SECONDS_MAX,
        "qemu-system-arm",
        "-machine",
        board,
        "-nographic",
    ]);
    command.args(["-semihosting-config", "enable=on,target=native", "-kernel"]);
    let output = command
        .arg(image)
        .current_dir(folder)
        .output()
        .expect("timeout (coreutils) can be run");
    assert_ne!(
        output.status.code(),
        Some(127),
        "qemu-system-arm is missing: apt-get install qemu-system-arm"
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (text, output.status.success())
}
