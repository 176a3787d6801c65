//! The bytes of records are those of docs/formats/objects.md.

use super::super::index_record::{self, IndexRecord};
use super::super::manifest::{self, Manifest};

const VECTORS: &str = include_str!("../../../../tests/vectors/objects.txt");

/// The bytes of a vector: `name: hex` on a line, `#` before a comment.
fn vector(name: &str) -> Vec<u8> {
    let mut lines = VECTORS.lines().filter_map(|line| line.split_once(": "));
    let (_, hex) = lines
        .find(|(found, _)| *found == name)
        .unwrap_or_else(|| panic!("{name}"));
    let digits: Vec<char> = hex.chars().filter(|digit| !digit.is_whitespace()).collect();
    let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

#[test]
fn records_have_the_bytes_of_the_vectors() {
    let sample = manifest::tests::sample();
    assert_eq!(sample.encode(), vector("metadata record"));
    assert_eq!(
        Manifest::decode(&vector("metadata record")).unwrap(),
        sample
    );
    let names = [
        "bucket created",
        "object put",
        "object deleted",
        "reserved bucket deleted",
    ];
    for (name, record) in names.into_iter().zip(index_record::tests::samples()) {
        assert_eq!(record.encode(), vector(name), "{name}");
        assert_eq!(
            IndexRecord::decode(&vector(name)).unwrap(),
            record,
            "{name}"
        );
    }
}
