//! Runs the tool in a folder with some files.

#![allow(dead_code, reason = "each file of tests uses a part of this")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the tool in a folder.
pub fn tool(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nanolambda"));
    command
        .current_dir(home)
        .args(arguments)
        .output()
        .expect("the tool can be started")
}

/// What a run of the tool showed.
pub struct Seen {
    pub code: Option<i32>,
    pub out: String,
    pub errors: String,
}

/// Runs the tool where these files are.
pub fn seen(files: &[(&str, &str)], arguments: &[&str]) -> Seen {
    let home = tempfile::tempdir().expect("a temporary directory");
    for (name, text) in files {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, text).expect("the file is written");
    }
    let output = tool(home.path(), arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let seen = Seen {
        code: output.status.code(),
        out: text(&output.stdout),
        errors: text(&output.stderr),
    };
    assert!(!seen.errors.contains("panicked"), "{}", seen.errors);
    seen
}

/// Runs a script.
pub fn script(code: &str, arguments: &[&str]) -> Seen {
    seen(
        &[("code.py", code)],
        &[&["run", "code.py"], arguments].concat(),
    )
}
