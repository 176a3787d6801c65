//! Which files a program can import, told from the words that are written in it.
//!
//! A script may lie among thousands of others that it has nothing to do with. They are not read,
//! and what they say changes nothing about how it is compiled.

use std::collections::HashSet;
use std::sync::Arc;

/// Where modules lie: the folder of a script, or the files of a zip. Folders are written with a
/// slash at their end, the outermost one as "".
pub trait Folders {
    /// The names in a folder: files as they are, folders with a slash at their end.
    fn list(&mut self, folder: &str) -> Vec<String>;
    /// The text of a file, if it can be one of a program.
    fn read(&mut self, path: &str) -> Option<Arc<str>>;
}

/// Reads the file at a path and all that it may import: every module and package whose name is a
/// word of what was read before, inside of a text or a comment, too.
pub fn read_imports(entry: &str, folders: &mut dyn Folders) {
    let mut reach = Reach {
        folders,
        words: HashSet::new(),
        names: Vec::new(),
        pending: Vec::new(),
    };
    reach.open(String::new());
    for (at, _) in entry.match_indices('/') {
        reach.open(entry[..=at].to_owned());
    }
    reach.names.retain(|(folder, name)| {
        let whole = format!("{folder}{name}");
        whole != entry && !(name.ends_with('/') && entry.starts_with(&whole))
    });
    reach.pending.push(entry.to_owned());
    reach.run();
}

struct Reach<'f> {
    folders: &'f mut dyn Folders,
    words: HashSet<String>,
    /// Folders and names in them that no word has led to yet.
    names: Vec<(String, String)>,
    pending: Vec<String>,
}

impl Reach<'_> {
    fn run(&mut self) {
        while !self.pending.is_empty() {
            while let Some(path) = self.pending.pop() {
                if let Some(text) = self.folders.read(&path) {
                    self.words.extend(words_of(&text).map(str::to_owned));
                }
            }
            let words = &self.words;
            let found = |(_, name): &mut (String, String)| words.contains(module_name(name));
            let reached: Vec<_> = self.names.extract_if(.., found).collect();
            for (folder, name) in reached {
                match name.ends_with('/') {
                    true => self.open(folder + &name),
                    false => self.pending.push(folder + &name),
                }
            }
        }
    }

    fn open(&mut self, folder: String) {
        for name in self.folders.list(&folder) {
            let module = name.ends_with(".py") && name != "__init__.py";
            if module || name.ends_with('/') {
                self.names.push((folder.clone(), name));
            }
        }
        if !folder.is_empty() {
            self.pending.push(format!("{folder}__init__.py"));
        }
    }
}

/// The names in a folder, from the paths of all files in order.
pub(crate) fn names_in<'p>(folder: &str, paths: impl Iterator<Item = &'p str>) -> Vec<String> {
    let mut names: Vec<String> = paths
        .filter_map(|path| path.strip_prefix(folder))
        .map(|rest| match rest.split_once('/') {
            Some((name, _)) => format!("{name}/"),
            None => rest.to_owned(),
        })
        .collect();
    names.dedup();
    names
}

fn module_name(name: &str) -> &str {
    let name = name.strip_suffix('/').unwrap_or(name);
    name.strip_suffix(".py").unwrap_or(name)
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Texts {
        files: &'static [(&'static str, &'static str)],
        read: Vec<String>,
    }

    impl Folders for Texts {
        fn list(&mut self, folder: &str) -> Vec<String> {
            names_in(folder, self.files.iter().map(|(path, _)| *path))
        }

        fn read(&mut self, path: &str) -> Option<Arc<str>> {
            let (_, text) = self.files.iter().find(|(known, _)| *known == path)?;
            self.read.push(path.to_owned());
            Some(Arc::from(*text))
        }
    }

    #[track_caller]
    fn check(entry: &str, files: &'static [(&'static str, &'static str)], expected: &[&str]) {
        let mut texts = Texts {
            files,
            read: Vec::new(),
        };
        read_imports(entry, &mut texts);
        texts.read.sort();
        assert_eq!(texts.read, expected);
    }

    #[test]
    fn only_what_is_named_is_read() {
        let files = &[
            ("main.py", "import near\nfrom pack import inner as i"),
            ("near.py", "import_module('far')"),
            ("far.py", ""),
            ("other.py", "import far"),
            ("pack/__init__.py", ""),
            ("pack/inner.py", "from . import beside"),
            ("pack/beside.py", ""),
            ("pack/unnamed.py", ""),
            ("tests/near.py", ""),
        ];
        let named = &[
            "far.py",
            "main.py",
            "near.py",
            "pack/__init__.py",
            "pack/beside.py",
            "pack/inner.py",
        ];
        check("main.py", files, named);
        check("other.py", files, &["far.py", "other.py"]);
    }

    #[test]
    fn packages_around_the_entry_and_folders_without_init_are_read() {
        let files = &[
            ("a/__init__.py", "import top"),
            ("a/b/main.py", "from .. import up\nimport plain.deep.module"),
            ("a/up.py", ""),
            ("plain/deep/module.py", ""),
            ("top.py", ""),
        ];
        let all: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        check("a/b/main.py", files, &all);
    }
}
