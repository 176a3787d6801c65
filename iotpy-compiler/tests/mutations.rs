//! Whatever the source, the compiler answers; and what it makes is a package that can be listed and
//! that the VM accepts.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use iotpy_compiler::{Entry, Options, Sources, compile, disassemble};
use iotpy_core::Program;
use proptest::prelude::*;

/// Programs to mutate, so that mutations start from every construct: the listings, and the cases
/// of the corpus on the constructs that have no listing.
fn seeds() -> &'static [String] {
    static SEEDS: OnceLock<Vec<String>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listings");
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/python/cases");
        let chapters = CHAPTERS.iter().map(|chapter| corpus.join(chapter));
        let mut paths: Vec<PathBuf> = Vec::new();
        for folder in std::iter::once(here).chain(chapters) {
            let entries = fs::read_dir(&folder).expect("the folder is there");
            paths.extend(entries.filter_map(|entry| Some(entry.ok()?.path())));
        }
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "py"));
        // Seeds that failed are kept by position.
        paths.sort();
        let read = |path: &PathBuf| fs::read_to_string(path).expect("the file is text");
        paths.iter().map(read).collect()
    })
}

/// Chapters of the corpus.
const CHAPTERS: &[&str] = &[
    "classes",
    "decorators",
    "descriptors",
    "generators",
    "inheritance",
    "match",
    "metaclasses",
    "scoping",
    "slots",
    "special",
    "unpacking",
    "with",
];

/// Tokens that change the meaning of what is around them.
const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ":=",
    "=",
    "==",
    "*",
    "**",
    ",",
    ".",
    "\n",
    "    ",
    "\\",
    "'",
    "\"",
    "f'{",
    "yield ",
    "lambda ",
    "def f():",
    "class A:",
    "for x in ",
    "if ",
    "else",
    "try:",
    "finally:",
    "except E as e:",
    "return ",
    "global x",
    "nonlocal x",
    "del ",
    "import ",
    "from . ",
    "async ",
    "await ",
    "not ",
    "in ",
    "is ",
    "0",
    "1j",
    "10**",
    "\u{e9}",
    "\u{1F600}",
    "#",
    "@",
    "...",
    "_",
    "break",
    "continue",
    "\0",
    "\t",
    "match x:",
    "case [a, *_] if a:",
    "case {'k': v, **r}:",
    "case A(x=1) | B():",
    "with x:",
    "with x as y, z:",
    "class B(A, metaclass=M):",
    "super().",
    "__slots__ = ",
    "self.__x",
    "@property",
    "yield from ",
    "except* E:",
    "from m import *",
    "def __init__(self):",
];

#[derive(Clone, Debug)]
enum Edit {
    Insert(usize, usize),
    Delete(usize, usize),
    Copy(usize, usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<usize>();
    prop_oneof![
        (at, 0..TOKENS.len()).prop_map(|(at, token)| Edit::Insert(at, token)),
        (at, 0..20usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        (at, at, 0..60usize).prop_map(|(from, to, length)| Edit::Copy(from, to, length)),
    ]
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at % (text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn apply(text: &mut String, edit: &Edit) {
    match *edit {
        Edit::Insert(at, token) => {
            let at = boundary(text, at);
            text.insert_str(at, TOKENS[token]);
        }
        Edit::Delete(at, length) => {
            let start = boundary(text, at);
            let end = boundary(text, (start + length).min(text.len())).max(start);
            text.replace_range(start..end, "");
        }
        Edit::Copy(from, to, length) => {
            let start = boundary(text, from);
            let end = boundary(text, (start + length).min(text.len())).max(start);
            let copied = text[start..end].to_owned();
            let to = boundary(text, to);
            text.insert_str(to, &copied);
        }
    }
}

fn check(source: &str) {
    let Ok(sources) = Sources::from_files([("a.py", source)]) else {
        return;
    };
    match compile(
        &sources,
        &Entry::Script { path: "a.py" },
        &Options::default(),
    ) {
        Ok(compiled) => {
            let listing = disassemble(&compiled.package);
            assert!(listing.is_ok(), "{listing:?}\n{source}");
            let verified = Program::load(&compiled.package);
            assert!(
                verified.is_ok(),
                "{verified:?}\n{source}\n{}",
                listing.unwrap_or_default()
            );
        }
        Err(diagnostics) => {
            assert!(!diagnostics.0.is_empty(), "{source}");
            assert!(!diagnostics.to_string().is_empty(), "{source}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn mutated_programs_are_answered(
        seed in any::<prop::sample::Index>(),
        edits in prop::collection::vec(edit(), 1..6),
    ) {
        let mut source = seed.get(seeds()).clone();
        for edit in &edits {
            apply(&mut source, edit);
        }
        check(&source);
    }

    #[test]
    fn joined_tokens_are_answered(tokens in prop::collection::vec(0..TOKENS.len(), 0..40)) {
        check(&tokens.iter().map(|token| TOKENS[*token]).collect::<String>());
    }

    #[test]
    fn any_text_is_answered(source in "\\PC{0,200}") {
        check(&source);
    }
}
