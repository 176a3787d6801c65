//! The text of the sources.

use nanolambda_tidy::{TextFile, assert_none, files};

const LINES_MAX: usize = 700;
const COLUMNS_MAX: usize = 100;

/// Longer files, each with what makes it one idea.
const LONG_FILES: [(&str, &str); 5] = [
    (
        "iotpy-core/src/builtins/function.rs",
        "every builtin function, one after the other",
    ),
    (
        "iotpy-core/src/object/str_method.rs",
        "every method of str, one after the other",
    ),
    (
        "iotpy-core/src/vm/exec.rs",
        "what each instruction does: one match",
    ),
    (
        "iotpy-core/src/vm/quick.rs",
        "what the quick instructions do: one match",
    ),
    (
        "tests/conformance/src/object_store.rs",
        "the suite of one trait, one promise after the other",
    ),
];

/// Programs for the corpus are test data; how they look is part of what they test.
fn is_corpus(file: &TextFile) -> bool {
    file.path.starts_with("tests/python/") && file.path.ends_with(".py")
}

/// Tables that a program wrote: one record stands in one line.
fn is_generated(file: &TextFile) -> bool {
    file.path.ends_with("generated.rs")
}

fn sources() -> Vec<TextFile> {
    files(&["rs", "py", "toml"])
        .into_iter()
        .filter(|file| !is_corpus(file))
        .collect()
}

fn check_lines(files: &[TextFile], complain: impl Fn(&str) -> Option<String>) {
    let mut complaints = Vec::new();
    for file in files {
        for (at, line) in file.text.lines().enumerate() {
            if let Some(complaint) = complain(line) {
                complaints.push(format!("{}:{}: {complaint}", file.path, at + 1));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn files_hold_one_idea() {
    let complaints: Vec<String> = sources()
        .into_iter()
        .filter(|file| file.text.lines().count() > LINES_MAX)
        .filter(|file| !LONG_FILES.iter().any(|(path, _)| file.path == *path))
        .map(|file| format!("{} has {} lines", file.path, file.text.lines().count()))
        .collect();
    assert_none(&complaints);
}

#[test]
fn lines_fit_a_screen() {
    let written = files(&["rs"])
        .into_iter()
        .filter(|file| !is_generated(file));
    check_lines(&written.collect::<Vec<_>>(), |line| {
        // A table cannot be broken, nor can an address; a string is left as its author wrote it.
        let start = line.trim_start();
        let is_table = start.starts_with("//! |") || start.starts_with("/// |");
        let is_string = line.contains('"') || line.ends_with('\\');
        let is_whole = is_table || is_string || line.contains("://");
        let columns = line.chars().count();
        (columns > COLUMNS_MAX && !is_whole).then(|| format!("{columns} columns"))
    });
}

#[test]
fn nothing_is_put_off() {
    // Written apart, so that this file passes as well.
    let words =
        [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["HA", "CK"]].map(|parts| parts.concat());
    let files = files(&["rs", "py", "toml", "md"]);
    check_lines(&files, |line| {
        let mut found = line.split(|letter: char| !letter.is_alphanumeric());
        found
            .find(|word| words.iter().any(|bad| bad == word))
            .map(str::to_owned)
    });
}

#[test]
fn tests_and_dead_code_are_not_switched_off() {
    let attributes =
        ["ignore", "allow(dead_code)", "allow(unused)"].map(|name| format!("[{name}]"));
    let rust = files(&["rs"]);
    check_lines(&rust, |line| {
        attributes
            .iter()
            .find(|attribute| line.contains(attribute.as_str()))
            .cloned()
    });
}

#[test]
fn libraries_do_not_print() {
    let libraries = [
        "iotpy-core/",
        "iotpy-compiler/",
        "woof-log/",
        "faas-runtime/",
        "s3-compat/",
        "lambda-compat/",
    ];
    let sources: Vec<TextFile> = files(&["rs"])
        .into_iter()
        .filter(|file| {
            libraries
                .iter()
                .any(|library| file.path.starts_with(&format!("{library}src/")))
        })
        .filter(|file| !file.path.contains("test"))
        .collect();
    check_lines(&sources, |line| {
        let code = line.split("//").next().unwrap_or_default();
        let calls = ["println!(", "print!(", "dbg!("];
        calls
            .into_iter()
            .find(|call| code.contains(call))
            .map(str::to_owned)
    });
}
