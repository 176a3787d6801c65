//! A VM without features runs what it takes as the whole one does: it refuses, or it is right.

use std::path::{Path, PathBuf};
use std::process::Command;

use iotpy_compiler::{Entry, Options, Sources, compile};
use nanolambda_python_suite::{Source, cases};

/// What a VM says that comes to a part that it does not have.
const MISSING: &str = "this VM was built without the feature";
/// The features that more scripts need than any other, without which few would be compared.
const USUAL: &str = "iotpy-core/messages,iotpy-core/class,iotpy-core/generator";

/// Compiles the scripts of the corpus into a directory.
fn write_packages(directory: &Path) -> Vec<PathBuf> {
    let scripts = cases("").expect("the corpus is readable");
    let written = scripts.iter().filter_map(|script| {
        let path = directory.join(script.name.replace('/', "-"));
        let path = path.with_extension("package");
        std::fs::write(&path, package(&script.source)?).expect("the directory takes files");
        Some(path)
    });
    written.collect()
}

fn package(script: &Source) -> Option<Vec<u8>> {
    let mut sources = Sources::new();
    sources.insert(&script.name, script.text.as_bytes()).ok()?;
    let entry = Entry::Script { path: &script.name };
    let compiled = compile(&sources, &entry, &Options::default()).ok()?;
    Some(compiled.package)
}

/// What a VM with these features does with each package.
fn said(packages: &[PathBuf], features: &str) -> Vec<String> {
    let name = match features {
        "" => "machine-bare".to_owned(),
        features => format!("machine-{}", features.replace(['/', ','], "-")),
    };
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release"])
        .args(["--package", "nanolambda-bare-metal-machine"])
        .args(["--bin", "run-packages", "--no-default-features"])
        .args(["--features", features])
        .arg("--target-dir")
        .arg(&target)
        .arg("--")
        .arg(packages[0].parent().expect("packages lie in a directory"))
        .current_dir(nanolambda_bare_metal::root())
        .status()
        .expect("cargo can be started");
    assert!(status.success(), "the VM with {features:?} does not run");
    let read = |path: &PathBuf| std::fs::read(path.with_extension("said")).expect("an answer");
    let texts = packages.iter().map(read);
    texts
        .map(|text| String::from_utf8_lossy(&text).into_owned())
        .collect()
}

/// Fails if a VM with these features does anything else than the whole one with a script that it
/// takes; at least so many must be left to compare.
fn check(features: &str, compared_min: usize) {
    let directory = tempfile::tempdir().expect("a directory");
    let packages = write_packages(directory.path());
    let whole = said(&packages, "iotpy-core/all");
    let lean = said(&packages, features);
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (path, (whole, lean)) in packages.iter().zip(whole.iter().zip(&lean)) {
        if lean.starts_with("refused: ") || lean.contains(MISSING) {
            continue;
        }
        compared += 1;
        if whole != lean {
            wrong.push(format!("{path:?}\n--- whole\n{whole}\n--- lean\n{lean}"));
        }
    }
    println!("with {features:?}: {compared} of {} run", packages.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= compared_min, "too few are left to compare");
}

#[test]
fn without_features_a_script_is_refused_or_does_the_same() {
    check("iotpy-core/messages", 50);
}

#[test]
fn with_the_usual_features_a_script_is_refused_or_does_the_same() {
    check(USUAL, 200);
}
