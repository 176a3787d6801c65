//! Builds for microcontrollers, one way for users and for CI.
//!
//! Where rustup has the target, the ordinary compiler is used. Elsewhere Debian's packages
//! `rustc-web`,
//! `cargo-web` and `rust-web-src` serve: they bring the source of the standard library, and cargo
//! builds what is needed of it (`-Z build-std`, which Debian's stable compiler takes with
//! `RUSTC_BOOTSTRAP`). Our own code needs nothing unstable.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod weigh;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use weigh::{Weight, weigh};

/// The target of this project: Cortex-M3.
pub const TARGET: &str = "thumbv7m-none-eabi";

/// RISC-V without atomics, as in the ESP32-C3.
pub const TARGET_RISCV: &str = "riscv32imc-unknown-none-elf";

/// A compiler that can build for a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The ordinary one, with the target's libraries.
    Rustup,
    /// Debian's, with the source of the libraries.
    Debian,
}

/// There is no compiler for the target.
#[derive(Debug, thiserror::Error)]
#[error(
    "no compiler here builds for {target}: run `rustup target add {target}`, or on Debian `apt-get \
     install rustc-web cargo-web rust-web-src binutils-arm-none-eabi`"
)]
pub struct NoToolchain {
    target: String,
}

impl Toolchain {
    /// Finds one for [`TARGET`].
    ///
    /// # Errors
    /// [`NoToolchain`] says how to get one.
    pub fn find() -> Result<Self, NoToolchain> {
        Self::find_for(TARGET)
    }

    /// Finds one.
    ///
    /// # Errors
    /// [`NoToolchain`] says how to get one.
    pub fn find_for(target: &str) -> Result<Self, NoToolchain> {
        let libraries = Command::new("rustc")
            .args(["--print", "target-libdir", "--target", target])
            .output()
            .ok()
            .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        if libraries.is_some_and(|path| !path.is_empty() && Path::new(&path).is_dir()) {
            return Ok(Self::Rustup);
        }
        let needed = [
            "/usr/bin/cargo",
            "/usr/bin/rustc",
            "/usr/lib/rustlib/src/rust/library",
        ];
        match needed.iter().all(|path| Path::new(path).exists()) {
            true => Ok(Self::Debian),
            false => Err(NoToolchain {
                target: target.to_owned(),
            }),
        }
    }

    /// `cargo build --release` for [`TARGET`]; the caller adds packages and features. What is built
    /// goes to a target directory of its own, because the compilers differ.
    #[must_use]
    pub fn build(self) -> Command {
        self.build_for(TARGET)
    }

    /// The same for any target.
    #[must_use]
    pub fn build_for(self, target: &str) -> Command {
        let mut command = match self {
            Self::Rustup => Command::new("cargo"),
            Self::Debian => {
                let mut command = Command::new("/usr/bin/cargo");
                command
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTC_BOOTSTRAP", "1");
                command
            }
        };
        // Cargo tells tests which compiler built them; this build chooses its own.
        command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
        command.args(["build", "--release", "--target", target]);
        if self == Self::Debian {
            command.args([
                "-Z",
                "build-std=core",
                "-Z",
                "build-std-features=optimize_for_size",
            ]);
        }
        command.arg("--target-dir").arg(target_directory());
        command
    }

    /// The same for size, by the profile that the device images have.
    #[must_use]
    pub fn build_small_for(self, target: &str) -> Command {
        let mut command = self.build_for(target);
        command
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
            .env("CARGO_PROFILE_RELEASE_LTO", "fat")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
            .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        command
    }

    /// The same with all else that `bins/device/build.sh` makes the images small by.
    #[must_use]
    pub fn build_as_image_for(self, target: &str) -> Command {
        let description = self.without_frame_pointers(target);
        let mut command = self.build_small_for(description.as_deref().unwrap_or(target));
        let mut flags = "-C llvm-args=-inline-threshold=0".to_owned();
        if self == Self::Debian {
            flags.push_str(" -Z location-detail=none -Z fmt-debug=none");
            command
                .args(["-Z", "panic-immediate-abort", "-Z", "json-target-spec"])
                .env("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort");
        }
        command
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTFLAGS", flags);
        command
    }

    /// The description of a target whose functions keep no frame pointer, if the compiler takes
    /// one. No flag says it.
    fn without_frame_pointers(self, target: &str) -> Option<String> {
        if self != Self::Debian || !target.starts_with("thumb") {
            return None;
        }
        let output = Command::new("/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            .args(["-Z", "unstable-options", "--print", "target-spec-json"])
            .args(["--target", target])
            .output()
            .ok()?;
        let [kept, omitted] =
            ["always", "may-omit"].map(|how| format!("\"frame-pointer\": \"{how}\""));
        let description = String::from_utf8(output.stdout).ok()?;
        let path = target_directory().join(format!("{target}.json"));
        std::fs::create_dir_all(target_directory()).ok()?;
        std::fs::write(&path, description.replace(&kept, &omitted)).ok()?;
        Some(path.display().to_string())
    }
}

/// Where builds for the target go.
#[must_use]
pub fn target_directory() -> PathBuf {
    let given = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = given.unwrap_or_else(|| root().join("target"));
    target.join("bare-metal")
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
