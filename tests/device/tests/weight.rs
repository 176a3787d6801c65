//! What each feature of the VM weighs on a Cortex-M3: with all features, less without that one.
//!
//! Each figure takes a build of the VM, so only the ones with all and with no features are weighed
//! each time; `WEIGH_FEATURES=all` or `WEIGH_FEATURES=json,re` weighs those of the others that it
//! names. `docs/embedding.md` has the figures of the last time; what grows past the bounds here
//! fails.

use std::process::Command;

use nanolambda_bare_metal::{TARGET, Toolchain, Weight, root, target_directory, weigh};

const FEATURES: [&str; 24] = [
    "bigint",
    "binary",
    "bytearray",
    "bytes",
    "class",
    "deque",
    "format",
    "generator",
    "hash",
    "heapq",
    "json",
    "match",
    "math",
    "math-core",
    "messages",
    "power",
    "random",
    "re",
    "set",
    "struct",
    "system",
    "text",
    "time",
    "unicode",
];

/// What makes the VM faster and is no part of `all`.
const LOOP: &str = "quick-loop";

/// A little more than the VM takes with every feature, and with none. The aims are 128 KiB and
/// 64 KiB.
const WHOLE_BYTES_MAX: u32 = 420 * 1024;
const BARE_BYTES_MAX: u32 = 160 * 1024;

/// Bytes of code and constants of a VM with some features, without the compiler's own functions for
/// arithmetic and memory.
fn weight(features: &[&str]) -> u32 {
    let toolchain = Toolchain::find().unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<String> = features
        .iter()
        .map(|name| format!("iotpy-core/{name}"))
        .collect();
    let mut build: Command = toolchain.build_as_image_for(TARGET);
    let status = build
        .args([
            "--quiet",
            "--lib",
            "--package",
            "nanolambda-bare-metal-machine",
        ])
        .args(["--no-default-features", "--features", &names.join(",")])
        .current_dir(root())
        .status()
        .expect("cargo can be started");
    assert!(status.success(), "the VM does not build with {features:?}");
    let library = "release/libnanolambda_bare_metal_machine.a";
    let library = std::fs::read(target_directory().join(TARGET).join(library)).expect("a library");
    let weight: Weight =
        weigh(&library, "bare_metal_machine", "CALL").expect("an archive of object files");
    weight.code + weight.constants
}

/// Whether a feature needs another one, which then cannot be left out alone.
fn needs(feature: &str, other: &str) -> bool {
    matches!(
        (feature, other),
        ("binary" | "hash", "bytearray")
            | (
                "binary" | "hash" | "bytearray" | "random" | "re" | "struct",
                "bytes"
            )
            | ("math", "math-core")
    )
}

/// The features that the environment names.
fn asked_for() -> Vec<&'static str> {
    let asked = std::env::var("WEIGH_FEATURES").unwrap_or_default();
    let names: Vec<&str> = asked.split(',').collect();
    FEATURES
        .into_iter()
        .chain([LOOP])
        .filter(|feature| asked == "all" || names.contains(feature))
        .collect()
}

/// What a feature adds to the VM with all others.
fn added_by(feature: &str, whole: u32) -> u32 {
    if feature == LOOP {
        return weight(&[&FEATURES[..], &[LOOP]].concat()).saturating_sub(whole);
    }
    let others: Vec<&str> = FEATURES
        .into_iter()
        .filter(|other| *other != feature && !needs(other, feature))
        .collect();
    // Of a feature that others need, what it weighs without them.
    let with: Vec<&str> = FEATURES
        .into_iter()
        .filter(|other| !needs(other, feature))
        .collect();
    let from = match with.len() == FEATURES.len() {
        true => whole,
        false => weight(&with),
    };
    from.saturating_sub(weight(&others))
}

#[test]
fn the_machine_weighs_no_more_than_noted() {
    let whole = weight(&FEATURES);
    let bare = weight(&[]);
    println!("feature        bytes");
    for feature in asked_for() {
        println!("{feature:12} {:7}", added_by(feature, whole));
    }
    println!("none         {bare:7}, aim {}", 64 * 1024);
    println!("all          {whole:7}, aim {}", 128 * 1024);
    assert!(
        bare <= BARE_BYTES_MAX && whole <= WHOLE_BYTES_MAX,
        "it has grown"
    );
}
