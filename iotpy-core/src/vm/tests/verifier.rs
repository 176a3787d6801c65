//! What the verifier refuses, and that its work grows with the length of the code, not with its
//! square.

use std::vec::Vec;

use super::scripts;
use crate::Program;
use crate::opcode::{Op, Word};
use crate::package::{FUNCTION_BYTES, Package, crc32, function_flag};

/// Words of the functions below: nearly the longest that is allowed.
const WORDS: usize = 60_000;

/// A package whose first function is `code`; everything else comes from a script's package.
fn with_code(code: &[Word]) -> Vec<u8> {
    with_function(0, code, |_| ())
}

/// The same for any function of the script, with a change of its entry.
fn with_function(index: usize, code: &[Word], change: impl Fn(&mut [u8])) -> Vec<u8> {
    let mut image = scripts()[0].package.clone();
    while !image.len().is_multiple_of(4) {
        image.push(0);
    }
    let word = |image: &[u8], at: usize| {
        u32::from_le_bytes([image[at], image[at + 1], image[at + 2], image[at + 3]])
    };
    let old = word(&image, 64) as usize;
    let old_words = word(&image, 72) as usize;
    let functions = word(&image, 40) as usize + index * FUNCTION_BYTES;
    let start = image.len() as u32;
    let kept: Vec<u8> = image[old..old + 4 * old_words].to_vec();
    image.extend_from_slice(&kept);
    for word in code {
        image.extend_from_slice(&word.0.to_le_bytes());
    }
    let first_words = word(&image, functions + 4);
    assert!(
        first_words > 0 && image[functions + 8] > 0,
        "the function uses registers"
    );
    image[64..68].copy_from_slice(&start.to_le_bytes());
    image[72..76].copy_from_slice(&((old_words + code.len()) as u32).to_le_bytes());
    image[functions..functions + 4].copy_from_slice(&(old_words as u32).to_le_bytes());
    image[functions + 4..functions + 8].copy_from_slice(&(code.len() as u32).to_le_bytes());
    assert!(functions + FUNCTION_BYTES <= image.len());
    // No exception table; the line table may end early.
    image[functions + 28..functions + 30].fill(0);
    change(&mut image[functions..functions + FUNCTION_BYTES]);
    let len = image.len() as u32;
    image[8..12].copy_from_slice(&len.to_le_bytes());
    let checksum = crc32(&image[16..]);
    image[12..16].copy_from_slice(&checksum.to_le_bytes());
    image
}

fn jumps(odd: bool) -> Vec<Word> {
    // LoadBuiltin takes two words; every jump goes far, to a word of its first or second half.
    let mut code = Vec::new();
    while code.len() < WORDS {
        code.push(Word::abx(Op::LoadBuiltin, 0, 0));
        code.push(Word(0));
        let here = code.len() as i32 + 1;
        let target = (here * 7 % (WORDS as i32 - 6)) / 3 * 3 + i32::from(odd);
        code.push(Word::sax(Op::Jump, target - here));
    }
    code.push(Word::abc(Op::ReturnNone, 0, 0, 0));
    code
}

#[test]
fn a_long_function_of_jumps_is_verified_in_a_few_passes() {
    // With a pass for every jump this would be 20,000 × 60,000 steps, and the test would not end.
    assert!(Program::load(&with_code(&jumps(false))).is_ok());
}

#[test]
fn a_jump_between_the_words_of_an_instruction_is_refused() {
    assert!(Program::load(&with_code(&jumps(true))).is_err());
}

/// Whether an instruction of a generator is accepted with its operand in the first register of the
/// frame and refused with it in the last.
fn stays_inside(op: Op) -> bool {
    const REGISTERS: u8 = 9;
    let package = Package::parse(&scripts()[0].package).expect("it is a package");
    let index = (0..package.counts().functions)
        .find(|&n| !package.function(n).has(function_flag::MODULE))
        .expect("the script has a function");
    let accepted = |register: u8| {
        let end = Word::abc(Op::ReturnNone, 0, 0, 0);
        // As long as the lines of the function, which it keeps.
        let mut code = [end; 400];
        code[0] = Word::abc(op, register, 0, 0);
        let image = with_function(usize::from(index), &code, |entry| {
            (entry[8], entry[12]) = (REGISTERS, entry[12] | function_flag::GENERATOR);
        });
        Program::load(&image).is_ok()
    };
    accepted(0) && !accepted(REGISTERS - 1)
}

#[test]
fn runs_of_registers_end_in_the_frame() {
    for op in [
        Op::ForIter,
        Op::RangePrepare,
        Op::ForRange,
        Op::Send,
        Op::YieldFrom,
    ] {
        assert!(stays_inside(op), "{op:?}");
    }
}
