//! Each Cargo feature of the VM builds alone, without a warning.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use nanolambda_tidy::root;

/// The features of `iotpy-core` that `all` lists.
fn listed() -> Vec<String> {
    let manifest = fs::read_to_string(root().join("iotpy-core/Cargo.toml")).expect("a manifest");
    let all = manifest.split_once("\nall = [").expect("the feature all").1;
    let all = all.split_once(']').expect("the end of its list").0;
    all.split(',')
        .map(|name| name.trim().trim_matches('"').to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_feature_of_the_machine_builds_alone() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("features");
    let mut sets = listed();
    assert!(sets.contains(&"json".to_owned()), "{sets:?}");
    sets.push(String::new());
    for features in sets {
        let status = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--package", "iotpy-core", "--lib"])
            .args(["--no-default-features", "--features", &features])
            .arg("--target-dir")
            .arg(&target)
            .env("RUSTFLAGS", "-Dwarnings")
            .current_dir(root())
            .stdin(Stdio::null())
            .status()
            .expect("cargo can be started");
        assert!(status.success(), "feature {features:?} alone, see above");
    }
}
