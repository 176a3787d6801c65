//! Builds the device images and boots them in an emulator.

use std::path::{Path, PathBuf};
use std::process::Command;

/// More than one VM and its handlers can take; a board that stops answering ends here.
const SECONDS_MAX: &str = "60";

/// Where the sources of the images are.
#[must_use]
pub fn device_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bins/device")
}

/// The directory of a board's images, built below `target` if they are not current.
///
/// # Panics
/// If they do not build.
#[must_use]
pub fn images(board: &str, target: &Path) -> PathBuf {
    let mut command = Command::new(device_directory().join("build.sh"));
    command.arg(board);
    command.env("CARGO_TARGET_DIR", target.join("device-images").join(board));
    for variable in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "RUSTC",
    ] {
        command.env_remove(variable);
    }
    let output = command.output().expect("bins/device/build.sh can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the images do not build:\n{errors}"
    );
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().last();
    PathBuf::from(line.expect("the script prints the directory"))
}

/// The same where the tests have theirs, so that programs beside the tests build none again.
///
/// # Panics
/// If they do not build.
#[must_use]
pub fn images_of_tests(board: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(target, Into::into);
    images(board, &target.join("tmp"))
}

/// Boots an image, which finds files in a folder, and gives what it printed and whether its exit
/// status was 0. Its time is a function of its instructions.
///
/// # Panics
/// If there is no emulator.
#[must_use]
pub fn boot(board: &str, image: &Path, folder: &Path) -> (String, bool) {
    let mut command = Command::new("timeout");
    command.args([SECONDS_MAX, "qemu-system-arm", "-machine", board]);
    command.args(["-nographic", "-icount", "shift=0"]);
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
