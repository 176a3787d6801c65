//! What each crate weighs in the image of the smallest board.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use nanolambda_device_tests::images;

/// A little more than what is not the machine takes together.
const OTHERS_BYTES_MAX: u64 = 96 * 1024;

/// The first crate that the name of a symbol tells: `<a::B as c::D>::e` is of `a`.
fn crate_of(symbol: &str) -> &str {
    let mut rest = symbol;
    while let Some(at) = rest.find("::") {
        let before = &rest[..at];
        let is_of_name =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        let begins = before.rfind(|letter| !is_of_name(letter));
        let name = &before[begins.map_or(0, |begins| begins + 1)..];
        if !name.is_empty() {
            return name;
        }
        rest = &rest[at + 2..];
    }
    "(others)"
}

#[test]
fn what_is_not_the_machine_weighs_no_more_than_noted() {
    let images = images("lm3s6965evb", Path::new(env!("CARGO_TARGET_TMPDIR")));
    let output = Command::new("arm-none-eabi-nm")
        .args(["--print-size", "--demangle"])
        .arg(images.join("device"))
        .output()
        .expect("arm-none-eabi-nm (binutils-arm-none-eabi) can be run");
    let text = String::from_utf8_lossy(&output.stdout);
    let mut weights: BTreeMap<&str, u64> = BTreeMap::new();
    for line in text.lines() {
        let mut words = line.splitn(4, ' ').skip(1);
        let (Some(size), Some(kind), Some(symbol)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        // Code and constants; what has no name of its own is not told apart.
        if let (Ok(size), "t" | "T" | "r" | "R") = (u64::from_str_radix(size, 16), kind) {
            *weights.entry(crate_of(symbol)).or_default() += size;
        }
    }
    let mut rows: Vec<_> = weights.into_iter().collect();
    rows.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    for (name, bytes) in rows.iter().take(14) {
        println!("{name:32} {bytes:>7}");
    }
    let others = rows.iter().filter(|(name, _)| *name != "iotpy_core");
    let others: u64 = others.map(|(_, bytes)| bytes).sum();
    println!("{:32} {others:>7}", "without the machine");
    assert!(others > 0 && others <= OTHERS_BYTES_MAX, "{others}");
}
