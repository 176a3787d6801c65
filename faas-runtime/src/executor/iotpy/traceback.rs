//! Tracebacks with the lines of the source, as AWS's runtime for Python reports them.

use std::collections::BTreeMap;
use std::string::String;
use std::vec::Vec;

use bytes::Bytes;

use crate::SourceArchive;

/// How often Python shows a frame that repeats before it only counts.
const REPEATS_SHOWN: usize = 3;

/// A call on the way to an exception.
#[derive(PartialEq, Eq)]
pub(super) struct Frame {
    /// The dotted name of the module.
    pub(super) module: String,
    pub(super) function: String,
    pub(super) line: u32,
}

/// The entries of a traceback, each with its line ends. Lines are shown if the source is there.
pub(super) fn stack(frames: &[Frame], source: Option<&dyn SourceArchive>) -> Vec<String> {
    let mut files = Files {
        source,
        known: BTreeMap::new(),
    };
    let mut entries = Vec::new();
    for same in frames.chunk_by(|one, next| one == next) {
        for frame in same.iter().take(REPEATS_SHOWN) {
            entries.push(files.entry(frame));
        }
        match same.len().saturating_sub(REPEATS_SHOWN) {
            0 => {}
            1 => entries.push("  [Previous line repeated 1 more time]\n".into()),
            more => entries.push(std::format!(
                "  [Previous line repeated {more} more times]\n"
            )),
        }
    }
    entries
}

/// The files that a traceback shows.
struct Files<'a> {
    source: Option<&'a dyn SourceArchive>,
    known: BTreeMap<String, Option<Bytes>>,
}

impl Files<'_> {
    fn entry(&mut self, frame: &Frame) -> String {
        let stem = frame.module.replace('.', "/");
        let mut path = std::format!("{stem}.py");
        let package = std::format!("{stem}/__init__.py");
        if self.text(&path).is_none() && self.text(&package).is_some() {
            path = package;
        }
        let Frame { function, line, .. } = frame;
        let mut entry = std::format!("  File \"/var/task/{path}\", line {line}, in {function}\n");
        let text = self.text(&path).map(String::from_utf8_lossy);
        let at = (*line as usize).saturating_sub(1);
        let shown = text.as_deref().and_then(|text| text.lines().nth(at));
        if let Some(shown) = shown.map(str::trim).filter(|shown| !shown.is_empty()) {
            entry.push_str("    ");
            entry.push_str(shown);
            entry.push('\n');
        }
        entry
    }

    fn text(&mut self, path: &str) -> Option<&[u8]> {
        let source = self.source?;
        let known = self
            .known
            .entry(path.into())
            .or_insert_with(|| source.text(path));
        known.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::SourceFiles;

    fn frame(module: &str, line: u32) -> Frame {
        Frame {
            module: module.into(),
            function: "f".into(),
            line,
        }
    }

    #[test]
    fn lines_are_shown_without_their_indentation_if_they_are_there() {
        let file = |name: &str, text: &'static str| (name.into(), Bytes::from(text));
        let source = SourceFiles {
            files: vec![
                file("a.py", "def f():\r\n    return 1\r\n"),
                file("p/__init__.py", "x = 1"),
            ],
        };
        let frames = [
            frame("a", 2),
            frame("p", 1),
            frame("a", 9),
            frame("json", 4),
        ];
        let expected = [
            "  File \"/var/task/a.py\", line 2, in f\n    return 1\n",
            "  File \"/var/task/p/__init__.py\", line 1, in f\n    x = 1\n",
            "  File \"/var/task/a.py\", line 9, in f\n",
            "  File \"/var/task/json.py\", line 4, in f\n",
        ];
        assert_eq!(stack(&frames, Some(&source)), expected);
        assert_eq!(stack(&frames[2..], None), expected[2..]);
    }

    #[test]
    fn frames_that_repeat_are_counted() {
        let frames: Vec<Frame> = (0..10).map(|_| frame("a", 1)).collect();
        let entries = stack(&frames, None);
        assert_eq!(entries.len(), 4);
        assert_eq!(entries[3], "  [Previous line repeated 7 more times]\n");
        assert_eq!(
            stack(&frames[..4], None)[3],
            "  [Previous line repeated 1 more time]\n"
        );
        assert_eq!(stack(&frames[..3], None).len(), 3);
    }
}
