//! Whatever the source, the compiler answers; and what it makes is a package that can be listed and
//! that the VM accepts.

use iotpy_compiler::{Entry, Options, Sources, compile, disassemble};
use iotpy_core::Program;
use proptest::prelude::*;

/// Every listing's source, so that mutations start from every construct.
const SEEDS: &[&str] = &[
    include_str!("listings/arguments.py"),
    include_str!("listings/assignment.py"),
    include_str!("listings/calls.py"),
    include_str!("listings/closures.py"),
    include_str!("listings/comparisons.py"),
    include_str!("listings/comprehensions.py"),
    include_str!("listings/definite_assignment.py"),
    include_str!("listings/delete.py"),
    include_str!("listings/exceptions.py"),
    include_str!("listings/finally.py"),
    include_str!("listings/format_strings.py"),
    include_str!("listings/generators.py"),
    include_str!("listings/globals.py"),
    include_str!("listings/imports.py"),
    include_str!("listings/loops.py"),
    include_str!("listings/operators.py"),
    include_str!("listings/unpacking.py"),
    include_str!("listings/walrus.py"),
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
    "with x:",
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
        seed in 0..SEEDS.len(),
        edits in prop::collection::vec(edit(), 1..6),
    ) {
        let mut source = SEEDS[seed].to_owned();
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
