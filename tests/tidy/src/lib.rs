//! What the checks share: the files of the repository and its packages.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().unwrap_or(root)
}

/// A text file of the repository.
#[derive(Debug)]
pub struct TextFile {
    /// Its path from the root, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The files with one of these extensions, without those that are built or hidden.
#[must_use]
pub fn files(extensions: &[&str]) -> Vec<TextFile> {
    let root = root();
    let mut found = Vec::new();
    walk(&root, &root, extensions, &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn walk(root: &Path, directory: &Path, extensions: &[&str], found: &mut Vec<TextFile>) {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_data = ["target", "nanolambda-data", "__pycache__"].contains(&name.as_str());
        if name.starts_with('.') || is_data {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, extensions, found);
        } else if path
            .extension()
            .is_some_and(|own| extensions.iter().any(|one| own == *one))
        {
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            let path = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .display()
                .to_string();
            found.push(TextFile { path, text });
        }
    }
}

/// The packages of the workspace, without those that they depend on.
///
/// # Panics
/// If cargo does not know.
#[must_use]
pub fn workspace() -> Metadata {
    let mut command = MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).no_deps();
    command.exec().expect("cargo describes the workspace")
}

/// Fails with all complaints at once.
///
/// # Panics
/// If there is one.
#[track_caller]
pub fn assert_none(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} complaints:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}
