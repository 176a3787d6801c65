//! The top level is fixed, and no document is lost.

use std::fs;

use nanolambda_tidy::{assert_none, files, root};

/// Everything that may lie at the root. What begins with a dot belongs to tools.
const TOP_LEVEL: [&str; 19] = [
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "bins",
    "clippy.toml",
    "deny.toml",
    "docs",
    "faas-runtime",
    "iotpy-compiler",
    "iotpy-core",
    "lambda-compat",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "s3-compat",
    "tests",
    "woof-log",
];

/// What running the server and building leave at the root.
const LEFT_BEHIND: [&str; 2] = ["target", "nanolambda-data"];

#[test]
fn the_top_level_is_as_designed() {
    let entries = fs::read_dir(root())
        .expect("the root can be read")
        .flatten();
    let complaints: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .filter(|name| !TOP_LEVEL.contains(&name.as_str()) && !LEFT_BEHIND.contains(&name.as_str()))
        .map(|name| format!("{name} has no place at the root"))
        .collect();
    assert_none(&complaints);
}

#[test]
fn every_document_can_be_reached() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("the document is there");
    let entrances = read("README.md") + &read("docs/architecture.md");
    let complaints: Vec<String> = files(&["md"])
        .into_iter()
        .filter_map(|file| file.path.strip_prefix("docs/").map(str::to_owned))
        .filter(|path| !entrances.contains(&format!("{path})")))
        .map(|path| format!("nothing links to docs/{path}"))
        .collect();
    assert_none(&complaints);
}

#[test]
fn no_module_is_named_after_nothing() {
    let bad = [
        "utils", "util", "common", "helpers", "helper", "manager", "misc",
    ];
    let complaints: Vec<String> = files(&["rs"])
        .into_iter()
        .filter(|file| file.path.split(['/', '.']).any(|part| bad.contains(&part)))
        .map(|file| file.path)
        .collect();
    assert_none(&complaints);
}
