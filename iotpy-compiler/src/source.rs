//! The files of a program, by their paths in the zip.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Entry;
use crate::reach::{Folders, names_in, read_imports};

/// The largest file that is compiled, in bytes; bounds the memory and time of a compilation.
pub const FILE_BYTES_MAX: usize = 1 << 20;

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The path is absolute, empty or leaves the directory.
    #[error("`{0}` is not a relative path inside the package")]
    Path(String),
    /// The file is too long.
    #[error("`{path}` has {bytes} bytes; a Python file may have {FILE_BYTES_MAX}")]
    TooLong {
        /// The file.
        path: String,
        /// Its length in bytes.
        bytes: usize,
    },
    /// The file is no UTF-8.
    #[error("`{path}` is not valid UTF-8 at byte {at}; save it as UTF-8")]
    Encoding {
        /// The file.
        path: String,
        /// The offset of the first bad byte.
        at: usize,
    },
    /// A PEP 263 comment declares another encoding than UTF-8.
    #[error("`{path}` declares the encoding `{encoding}`; only utf-8 is supported")]
    DeclaredEncoding {
        /// The file.
        path: String,
        /// What the comment says.
        encoding: String,
    },
}

/// Python files by path: "light.py", "package/__init__.py", "package/module.py".
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Arc<str>>,
}

impl Sources {
    /// No files.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a file or replaces the one of the same path.
    pub fn insert(&mut self, path: &str, bytes: &[u8]) -> Result<(), SourceError> {
        let path = path.strip_prefix("./").unwrap_or(path);
        let clean = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !clean || path.contains('\\') || path.contains('\0') {
            return Err(SourceError::Path(path.to_owned()));
        }
        if bytes.len() > FILE_BYTES_MAX {
            return Err(SourceError::TooLong {
                path: path.to_owned(),
                bytes: bytes.len(),
            });
        }
        if let Some(encoding) = declared_encoding(bytes) {
            return Err(SourceError::DeclaredEncoding {
                path: path.to_owned(),
                encoding,
            });
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| SourceError::Encoding {
            path: path.to_owned(),
            at: error.valid_up_to(),
        })?;
        self.files.insert(path.to_owned(), Arc::from(text));
        Ok(())
    }

    /// Files from pairs of path and content.
    pub fn from_files<P, B>(files: impl IntoIterator<Item = (P, B)>) -> Result<Sources, SourceError>
    where
        P: AsRef<str>,
        B: AsRef<[u8]>,
    {
        let mut sources = Sources::new();
        for (path, bytes) in files {
            sources.insert(path.as_ref(), bytes.as_ref())?;
        }
        Ok(sources)
    }

    /// The text of a file.
    pub(crate) fn get(&self, path: &str) -> Option<Arc<str>> {
        self.files.get(path).cloned()
    }

    /// The texts of the files that a program may consist of.
    pub(crate) fn reached_from(&self, entry: &Entry<'_>) -> Vec<Arc<str>> {
        let mut found = Found {
            files: &self.files,
            texts: Vec::new(),
        };
        match entry {
            Entry::Script { path } => read_imports(path, &mut found),
            Entry::Handler { module, .. } => {
                let stem = module.replace('.', "/");
                for path in [format!("{stem}.py"), format!("{stem}/__init__.py")] {
                    if self.files.contains_key(&path) {
                        read_imports(&path, &mut found);
                    }
                }
            }
        }
        found.texts
    }

    /// Whether some file lies below a directory ("package/").
    pub(crate) fn has_directory(&self, prefix: &str) -> bool {
        self.files
            .range(prefix.to_owned()..)
            .next()
            .is_some_and(|(path, _)| path.starts_with(prefix))
    }
}

struct Found<'s> {
    files: &'s BTreeMap<String, Arc<str>>,
    texts: Vec<Arc<str>>,
}

impl Folders for Found<'_> {
    fn list(&mut self, folder: &str) -> Vec<String> {
        let files = self.files.range(folder.to_owned()..);
        let inside = files.take_while(|(path, _)| path.starts_with(folder));
        names_in(folder, inside.map(|(path, _)| path.as_str()))
    }

    fn read(&mut self, path: &str) -> Option<Arc<str>> {
        let text = Arc::clone(self.files.get(path)?);
        self.texts.push(Arc::clone(&text));
        Some(text)
    }
}

/// The encoding of a PEP 263 comment in the first two lines, if it is not UTF-8.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|byte| *byte == b'\n').take(2) {
        let line = String::from_utf8_lossy(line);
        let text = line.trim_start_matches(['\u{feff}', ' ', '\t', '\u{c}']);
        if !text.starts_with('#') {
            if text.trim().is_empty() {
                continue;
            }
            return None;
        }
        let Some(at) = text.find("coding") else {
            continue;
        };
        let rest = &text[at + "coding".len()..];
        let Some(rest) = rest.strip_prefix([':', '=']) else {
            continue;
        };
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let name: String = rest
            .trim_start()
            .chars()
            .take_while(|c| allowed(*c))
            .collect();
        let plain = name.to_ascii_lowercase().replace('_', "-");
        let utf8 = matches!(
            plain.as_str(),
            "" | "utf-8" | "utf8" | "utf-8-sig" | "ascii" | "us-ascii"
        );
        return if utf8 { None } else { Some(name) };
    }
    None
}

/// Where the lines of a text start.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (n, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(n + 1) != Some(&b'\n'));
            if ends {
                starts.push(n as u32 + 1);
            }
        }
        Lines { starts }
    }

    /// The line of a byte offset, from 1.
    pub(crate) fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32
    }

    /// The number of lines.
    pub(crate) fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Where a line starts; past the last one, far beyond the text.
    pub(crate) fn start(&self, line: u32) -> u32 {
        self.starts
            .get(line as usize - 1)
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// The column of a byte offset in characters, from 1, and the text of its line.
    pub(crate) fn column<'t>(&self, text: &'t str, offset: u32) -> (u32, &'t str) {
        let line = self.line(offset).max(1) as usize;
        let start = self.starts[line - 1] as usize;
        let end = self
            .starts
            .get(line)
            .map_or(text.len(), |next| *next as usize);
        let whole = text
            .get(start..end)
            .unwrap_or("")
            .trim_end_matches(['\n', '\r']);
        let before = text.get(start..offset as usize).unwrap_or("");
        (before.chars().count() as u32 + 1, whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_utf_8_is_taken() {
        let mut sources = Sources::new();
        assert!(
            sources
                .insert("a.py", b"# -*- coding: utf-8 -*-\nx = 1\n")
                .is_ok()
        );
        assert!(sources.insert("b.py", b"\xEF\xBB\xBFx = 1\n").is_ok());
        assert!(matches!(
            sources.insert("c.py", b"#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n"),
            Err(SourceError::DeclaredEncoding { encoding, .. }) if encoding == "latin-1"
        ));
        assert!(matches!(
            sources.insert("d.py", b"x = '\xff'"),
            Err(SourceError::Encoding { at: 5, .. })
        ));
    }

    #[test]
    fn paths_stay_inside_the_package() {
        let mut sources = Sources::new();
        for path in [
            "/etc/a.py",
            "../a.py",
            "a//b.py",
            "",
            "a/../b.py",
            "a\\b.py",
        ] {
            assert!(
                matches!(sources.insert(path, b""), Err(SourceError::Path(_))),
                "{path}"
            );
        }
        assert!(sources.insert("./a.py", b"").is_ok());
        assert!(sources.get("a.py").is_some());
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let text = "a\r\nbä = c\rd";
        let lines = Lines::new(text);
        assert_eq!(lines.line(0), 1);
        assert_eq!(lines.line(3), 2);
        let c = text.find('c').unwrap() as u32;
        assert_eq!(lines.column(text, c), (6, "bä = c"));
        assert_eq!(lines.line(text.len() as u32 - 1), 3);
    }
}
