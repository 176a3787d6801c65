//! Packages that no compiler made: refused, or run within their bounds, but never a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::vec;
use std::vec::Vec;

use super::{Recorder, Script, end_of, scripts};
use crate::opcode;
use crate::package::{HEADER_BYTES, crc32};
use crate::{Limits, Outcome, Program, Vm};

/// Rounds of each test, unless the environment names another number.
const ROUNDS: u64 = 6_000;
const LIMITS: Limits = Limits {
    fuel: 60_000,
    depth_max: 40,
};

/// Marsaglia's xorshift64*: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
    fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 32) as usize) % end.max(1)
    }
}

fn rounds() -> core::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let first = number("IOTPY_FUZZ_SEED").unwrap_or(1);
    first..first + number("IOTPY_FUZZ_ROUNDS").unwrap_or(ROUNDS)
}

fn seal(image: &mut [u8]) {
    let checksum = crc32(&image[16..]);
    image[12..16].copy_from_slice(&checksum.to_le_bytes());
}

fn word(image: &[u8], at: usize) -> usize {
    let bytes: [u8; 4] = image[at..at + 4].try_into().expect("four bytes");
    u32::from_le_bytes(bytes) as usize
}

/// Changes one thing in a way that the verifier may well accept.
fn change(image: &mut [u8], random: &mut Random) {
    let code = word(image, 32 + 4 * 8);
    let words = word(image, 72);
    let functions = word(image, 32 + 4 * 2);
    if words == 0 || code + 4 * words > image.len() || functions > code {
        return;
    }
    let pick = |random: &mut Random| code + 4 * random.below(words);
    let at = pick(random);
    match random.below(10) {
        0 => {
            let at = 16 + random.below(image.len() - 16);
            image[at] = random.next() as u8;
        }
        1 => {
            let at = HEADER_BYTES + random.below(image.len() - HEADER_BYTES);
            image[at] ^= 1 << random.below(8);
        }
        2 => {
            let operation = random.below(opcode::TABLE.len()) as u8;
            image[at] = operation;
        }
        3 | 4 => image[at + 1 + random.below(3)] = random.below(12) as u8,
        5 => {
            let from = pick(random);
            image.copy_within(from..from + 4, at);
        }
        6 => {
            let from = pick(random);
            let other: Vec<u8> = image[from..from + 4].to_vec();
            image.copy_within(at..at + 4, from);
            image[at..at + 4].copy_from_slice(&other);
        }
        7 => {
            let id = random.below(0x400) as u32;
            image[at..at + 4].copy_from_slice(&id.to_le_bytes());
        }
        8 => {
            let table = functions + random.below(code.saturating_sub(functions).max(1));
            if table < image.len() {
                image[table] = random.below(20) as u8;
            }
        }
        _ => {
            let other = [0u8, 1, 2, 3, 4, 5, 0x7F, 0x80, 0xFF];
            image[at + random.below(4)] = other[random.below(other.len())];
        }
    }
}

/// Loads and runs an image; true if it was accepted.
fn endures(image: &[u8], cells: usize) -> bool {
    let Ok(program) = Program::load(image) else {
        return false;
    };
    let mut arena = vec![0; cells];
    let Ok(mut vm) = Vm::boot(&program, &mut arena, 1, &LIMITS) else {
        return true;
    };
    let mut host = Recorder::default();
    for _ in 0..=LIMITS.fuel / 500 {
        match vm.run(&mut host, 500) {
            Outcome::Paused => {}
            Outcome::Waiting => vm.answer(crate::Reply::None).expect("it waits"),
            outcome => {
                if let Some(view) = vm.exception() {
                    view.frames(|_| {});
                }
                let _exit = vm.exit_status();
                end_of(&mut vm, outcome, host);
                return true;
            }
        }
    }
    panic!("it goes on without fuel");
}

/// Runs one round: whether it was accepted, or its seed if it panicked.
fn round(seed: u64, image: &[u8]) -> Result<bool, u64> {
    // The programs that import modules of the library need the largest.
    let cells = [400, 1_000, 4_000, 60_000][seed as usize % 4];
    catch_unwind(AssertUnwindSafe(|| endures(image, cells))).map_err(|_| seed)
}

fn mutated(script: &Script, seed: u64) -> Vec<u8> {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut image = script.package.clone();
    for _ in 0..1 + random.below(4) {
        change(&mut image, &mut random);
    }
    seal(&mut image);
    image
}

#[test]
fn changed_packages_are_refused_or_run_within_bounds() {
    let scripts = scripts();
    let (mut accepted, mut total, mut panicked) = (0u64, 0u64, Vec::new());
    for seed in rounds() {
        let script = &scripts[(seed as usize).wrapping_mul(7) % scripts.len()];
        total += 1;
        match round(seed, &mutated(script, seed)) {
            Ok(true) => accepted += 1,
            Ok(false) => {}
            Err(seed) => panicked.push(seed),
        }
    }
    std::eprintln!("{accepted} of {total} changed packages were accepted");
    assert_eq!(panicked, [], "seeds that panic");
    assert!(accepted * 10 > total, "too few changes reach the VM");
}

#[test]
fn cut_packages_and_noise_are_refused() {
    let script = &scripts()[0];
    for len in 0..script.package.len() {
        assert!(Program::load(&script.package[..len]).is_err(), "{len}");
    }
    for seed in rounds() {
        let mut random = Random(seed | 1 << 40);
        let mut image: Vec<u8> = (0..HEADER_BYTES + random.below(400))
            .map(|_| random.next() as u8)
            .collect();
        assert_eq!(round(seed, &image), Ok(false));
        let len = image.len() as u32;
        image[..8].copy_from_slice(b"IoTP\x01\0\x01\0");
        image[8..12].copy_from_slice(&len.to_le_bytes());
        for offset in 0..10 {
            let at = 4 * (HEADER_BYTES / 4 + random.below(20)) as u32;
            image[32 + 4 * offset..36 + 4 * offset].copy_from_slice(&at.to_le_bytes());
        }
        for count in 8..16 {
            image[2 * count..2 * count + 2].copy_from_slice(&[random.below(4) as u8, 0]);
        }
        seal(&mut image);
        assert!(round(seed, &image).is_ok(), "seed {seed} panics");
    }
}
