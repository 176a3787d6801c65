//! Imports run one way.

use cargo_metadata::DependencyKind;
use nanolambda_tidy::{assert_none, root, workspace};

/// Every library, and the libraries of this workspace that it may import.
const LIBRARIES: [(&str, &[&str]); 6] = [
    ("iotpy-core", &[]),
    ("woof-log", &[]),
    ("iotpy-compiler", &["iotpy-core"]),
    ("faas-runtime", &["woof-log", "iotpy-core"]),
    ("s3-compat", &["woof-log"]),
    (
        "lambda-compat",
        &["faas-runtime", "s3-compat", "iotpy-compiler"],
    ),
];

/// What the tests of a library may use on top of what it imports itself: libraries only, so that
/// each can be published with its tests.
const TESTS_MAY_USE: [(&str, &[&str]); 3] = [
    ("iotpy-core", &["iotpy-compiler"]),
    ("faas-runtime", &["iotpy-compiler"]),
    ("lambda-compat", &["woof-log"]),
];

#[test]
fn libraries_import_only_what_the_design_allows() {
    let metadata = workspace();
    let own: Vec<&str> = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let mut complaints = Vec::new();
    for (library, allowed) in LIBRARIES {
        let package = metadata
            .packages
            .iter()
            .find(|package| package.name.as_str() == library);
        let package = package.unwrap_or_else(|| panic!("there is no package {library}"));
        for dependency in &package.dependencies {
            let name = dependency.name.as_str();
            let in_tests = dependency.kind == DependencyKind::Development
                && TESTS_MAY_USE
                    .iter()
                    .any(|(own, more)| *own == library && more.contains(&name));
            if own.contains(&name) && !allowed.contains(&name) && !in_tests {
                complaints.push(format!("{library} may not depend on {name}"));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_package_is_a_library_a_binary_or_a_test() {
    let metadata = workspace();
    let complaints: Vec<String> = metadata
        .packages
        .iter()
        .filter(|package| {
            let directory = package
                .manifest_path
                .strip_prefix(root())
                .expect("it is inside");
            let is_library = LIBRARIES
                .iter()
                .any(|(name, _)| package.name.as_str() == *name);
            !is_library && !directory.starts_with("bins") && !directory.starts_with("tests")
        })
        .map(|package| format!("{} is at {}", package.name, package.manifest_path))
        .collect();
    assert_none(&complaints);
}

#[test]
fn every_library_forbids_unsafe_code_and_asks_for_docs() {
    let mut complaints = Vec::new();
    for (library, _) in LIBRARIES {
        let path = root().join(library).join("src/lib.rs");
        let text = std::fs::read_to_string(&path).expect("a library has a root");
        if !text.contains("#![forbid(unsafe_code)]") {
            complaints.push(format!("{library} does not forbid unsafe code"));
        }
        let manifest = std::fs::read_to_string(root().join(library).join("Cargo.toml"));
        // The lints of the workspace ask for docs, and clippy denies what they warn of.
        let asks = manifest.is_ok_and(|manifest| manifest.contains("[lints]\nworkspace = true"));
        if !asks && !text.contains("missing_docs)]") {
            complaints.push(format!("{library} does not ask for docs"));
        }
    }
    assert_none(&complaints);
}
