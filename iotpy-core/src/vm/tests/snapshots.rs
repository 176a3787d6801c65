//! Snapshots that are damaged, cut, of other programs or made up.

use std::vec;
use std::vec::Vec;

use super::{LIMITS, Recorder};
use crate::{Outcome, Program, RestoreError, Vm};

fn package(source: &str) -> Vec<u8> {
    let mut sources = iotpy_compiler::Sources::new();
    sources
        .insert("main.py", source.as_bytes())
        .expect("source");
    let entry = iotpy_compiler::Entry::Script { path: "main.py" };
    let compiled = iotpy_compiler::compile(&sources, &entry, &Default::default());
    compiled.expect("a program that compiles").package
}

const COUNT: &str = "def f(n):\n    return f(n - 1) + [n] if n else []\nprint(f(50)[-1])\n";

/// A snapshot in the middle of a call.
fn snapshot(package: &[u8]) -> Vec<u8> {
    let program = Program::load(package).expect("a package");
    let mut arena = vec![0; 4_000];
    let mut vm = Vm::boot(&program, &mut arena, 1, &LIMITS).expect("room");
    assert_eq!(vm.run(&mut Recorder::default(), 200), Outcome::Paused);
    let mut bytes = Vec::new();
    vm.snapshot(&mut bytes).expect("a vector takes it");
    bytes
}

fn error(package: &[u8], cells: usize, snapshot: &[u8]) -> Option<RestoreError> {
    let program = Program::load(package).expect("a package");
    let mut arena = vec![0; cells];
    Vm::restore(&program, &mut arena, snapshot).err()
}

#[test]
fn what_is_no_snapshot_of_the_program_is_refused() {
    let package = package(COUNT);
    let sound = snapshot(&package);
    assert_eq!(error(&package, 4_000, &sound), None);
    assert_eq!(
        error(&package, 4_000, b"IoTS"),
        Some(RestoreError::NotASnapshot)
    );
    let mut other = sound.clone();
    other[0] = b'X';
    assert_eq!(
        error(&package, 4_000, &other),
        Some(RestoreError::NotASnapshot)
    );
    other[0] = b'I';
    other[4] = 9;
    assert_eq!(
        error(&package, 4_000, &other),
        Some(RestoreError::Version(9))
    );
    let stranger = self::package("print(1)\n");
    assert_eq!(
        error(&stranger, 4_000, &sound),
        Some(RestoreError::OtherPackage)
    );
    let needed = Vm::snapshot_cells_min(&sound).expect("a snapshot");
    let small = RestoreError::TooSmall { cells: 300, needed };
    assert_eq!(error(&package, 300, &sound), Some(small));
    assert_eq!(error(&package, needed, &sound), None);
}

#[test]
fn damage_is_told_at_every_byte() {
    let package = package(COUNT);
    let sound = snapshot(&package);
    for at in 0..sound.len() {
        let mut damaged = sound.clone();
        damaged[at] ^= 0x10;
        // Bytes 6, 7 and 28 to 31 are reserved.
        let reserved = matches!(at, 6 | 7 | 28..=31);
        assert_eq!(
            error(&package, 4_000, &damaged).is_none(),
            reserved,
            "byte {at}"
        );
        assert!(
            error(&package, 4_000, &sound[..at]).is_some(),
            "cut at {at}"
        );
    }
}

/// With a checksum that is right: what the state says of its frames is looked at, too.
#[test]
fn frames_that_lie_elsewhere_are_refused() {
    let package = package(COUNT);
    let sound = snapshot(&package);
    let cell = |n: usize| 32 + 8 * n;
    for (slot, value) in [
        (crate::heap::slot::SP, u64::MAX),
        (crate::heap::slot::BASE, 3),
        (crate::heap::slot::BASE, u64::MAX),
        (crate::heap::slot::TOP, 0),
        (crate::heap::slot::START, 1 << 40),
        (crate::heap::slot::MAGIC, 0),
    ] {
        let mut forged = sound.clone();
        forged[cell(slot)..cell(slot + 1)].copy_from_slice(&value.to_le_bytes());
        let sum = crate::binary::checksum::crc32(0, &forged[32..]);
        forged[24..28].copy_from_slice(&sum.to_le_bytes());
        assert_eq!(
            error(&package, 4_000, &forged),
            Some(RestoreError::Damaged),
            "slot {slot}"
        );
    }
}

/// What would harm a collection that took it for a value.
const JUNK: u64 = 0xFFFB_0000_4000_0000;

#[test]
fn a_call_moves_between_arenas_whose_stacks_end_elsewhere() {
    let package = package(COUNT);
    let program = Program::load(&package).expect("a package");
    let whole = super::run(&package, &mut vec![0; 4_000], &LIMITS, 1_000);
    for (from, to) in [(4_000, 40_000), (40_000, 4_000), (40_000, 50_000)] {
        let (mut here, mut there) = (vec![JUNK; from], vec![JUNK; to]);
        let mut host = Recorder::default();
        let mut vm = Vm::boot(&program, &mut here, 1, &LIMITS).expect("room");
        assert_eq!(vm.run(&mut host, 200), Outcome::Paused);
        let mut bytes = Vec::new();
        vm.snapshot(&mut bytes).expect("a vector takes it");
        let mut vm = Vm::restore(&program, &mut there, &bytes).expect("a sound snapshot");
        let end = loop {
            // A snapshot collects, so that what is not a frame would be seen.
            vm.snapshot(&mut Vec::new()).expect("a vector takes it");
            match vm.run(&mut host, 100) {
                Outcome::Paused => {}
                outcome => break super::end_of(&mut vm, outcome, host),
            }
        };
        assert_eq!(Some(end), whole, "from {from} cells to {to}");
    }
}
