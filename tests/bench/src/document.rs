//! `docs/benchmarks.md`: one section for each table, so that one can be made anew without the
//! others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const INTRODUCTION: &str = "# Benchmarks\n\n\
    `cargo run --release -p nanolambda-bench` makes every table of this document, and writes it. \
    With a further word, `log`,\n`vm`, `board` or `functions`, it makes the tables of that section. Compare rows \
    of one table only: other machines and other\nmoments differ.\n";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/benchmarks.md")
}

/// Writes a section, in the place of the one with the same heading.
pub fn write_section(heading: &str, body: &str) -> io::Result<()> {
    let document = match fs::read_to_string(path()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read?,
    };
    fs::write(path(), with_section(&document, heading, body))
}

/// The document with a section in the place of the one with this heading, or at its end.
fn with_section(document: &str, heading: &str, body: &str) -> String {
    let section = format!("## {heading}\n\n{}\n", body.trim());
    let own = format!("## {heading}\n");
    let mut sections: Vec<String> = Vec::new();
    for line in document.lines() {
        match sections.last_mut() {
            _ if line.starts_with("## ") => sections.push(format!("{line}\n")),
            Some(last) => *last += &format!("{line}\n"),
            None => {}
        }
    }
    match sections.iter_mut().find(|old| old.starts_with(&own)) {
        Some(old) => *old = section,
        None => sections.push(section),
    }
    let sections = sections.iter().map(|section| section.trim_end());
    let parts: Vec<&str> = std::iter::once(INTRODUCTION.trim_end())
        .chain(sections)
        .collect();
    parts.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_takes_the_place_of_its_elder_and_leaves_the_others() {
        let first = with_section("", "One", "old\n");
        let both = with_section(&first, "Two", "### Part\n\nkept\n");
        let anew = with_section(&both, "One", "new");
        let expected = format!("{INTRODUCTION}\n## One\n\nnew\n\n## Two\n\n### Part\n\nkept\n");
        assert_eq!(anew, expected);
        assert_eq!(with_section(&anew, "One", "new"), anew);
    }
}
