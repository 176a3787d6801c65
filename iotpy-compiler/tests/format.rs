//! The worked example of `docs/formats/package.md`: `tests/vectors/package_light.hex` is what
//! `tests/vectors/package_light.py` compiles to, byte by byte.

use std::fs;
use std::path::{Path, PathBuf};

use iotpy_compiler::{Entry, Options, Sources, compile};
use iotpy_core::Program;

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors")
}

/// The bytes of a hex file: lines of "offset: bytes # comment".
fn bytes_of(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let (offset, rest) = line.split_once(':').unwrap();
        assert_eq!(usize::from_str_radix(offset, 16), Ok(bytes.len()), "{line}");
        let hex = rest.split('#').next().unwrap_or("").split_whitespace();
        bytes.extend(hex.map(|byte| u8::from_str_radix(byte, 16).unwrap()));
    }
    bytes
}

#[test]
fn the_worked_example_is_what_the_compiler_writes() {
    let source = fs::read(vectors().join("package_light.py")).unwrap();
    let sources = Sources::from_files([("light.py", source)]).unwrap();
    let entry = Entry::parse("light.new_light_lvl").unwrap();
    let compiled = compile(&sources, &entry, &Options::default()).unwrap();
    let expected = fs::read_to_string(vectors().join("package_light.hex")).unwrap();
    assert_eq!(compiled.package, bytes_of(&expected));
}

#[test]
fn the_worked_example_is_accepted_and_any_change_of_it_is_not() {
    let text = fs::read_to_string(vectors().join("package_light.hex")).unwrap();
    let bytes = bytes_of(&text);
    assert!(Program::load(&bytes).is_ok());
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(Program::load(&changed).is_err(), "byte {at}");
    }
}
