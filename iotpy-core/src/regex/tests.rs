use super::{Matcher, Mode, Program, compile};
use std::vec;
use std::vec::Vec;

fn program(pattern: &str) -> Vec<u8> {
    let mut words = vec![0; 4000];
    let compiled = compile(pattern.as_bytes(), true, 0, &mut words).unwrap();
    words[..compiled.len]
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .collect()
}

fn find(pattern: &str, text: &str) -> Option<(usize, usize)> {
    let code = program(pattern);
    let mut cells = vec![0; 10_000];
    let program = Program::new(&code).unwrap();
    let mut matcher = Matcher::new(program, text.as_bytes(), true, &mut cells, 1_000_000).unwrap();
    matcher.find(0, Mode::Search, None).unwrap()
}

#[test]
fn patterns_find_what_they_should() {
    assert_eq!(find("b+", "abbc"), Some((1, 3)));
    assert_eq!(find("(?:a|ab)(?:c|bcd)(d*)", "abcd"), Some((0, 4)));
    assert_eq!(find(r"(\w+)\s\1", "the the"), Some((0, 7)));
    assert_eq!(find(r"(?<=a)b(?!c)", "abc ab"), Some((5, 6)));
    assert_eq!(find(r"(?i)ÄB", "xäb"), Some((1, 4)));
    assert_eq!(find("a*?b", "aab"), Some((0, 3)));
    assert_eq!(find("(?:ab){2}+", "aabab"), Some((1, 5)));
}

/// Numbers that look random, the same each time.
fn noise(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    *seed >> 33
}

#[test]
fn any_bytes_are_a_pattern_or_an_error() {
    let letters = b"ab()[]{}?*+|\\.^$-:<>=!P#,01xi\xc3\xa9";
    let mut words = vec![0; 4_000];
    let mut cells = vec![0; 2_000];
    let mut seed = 1;
    for _ in 0..20_000 {
        let len = noise(&mut seed) % 12;
        let pattern: Vec<u8> = (0..len)
            .map(|_| letters[noise(&mut seed) as usize % letters.len()])
            .collect();
        let Ok(compiled) = compile(&pattern, true, noise(&mut seed) as u32 & 0x5A, &mut words)
        else {
            continue;
        };
        let code: Vec<u8> = words[..compiled.len]
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect();
        let text = "aabbé\nab".as_bytes();
        let program = Program::new(&code).unwrap();
        let mut matcher = Matcher::new(program, text, true, &mut cells, 10_000).unwrap();
        let _bounded = matcher.find(0, Mode::Search, None);
    }
}

#[test]
fn programs_from_outside_end() {
    let original = program(r"(?i)(a|b)*?(?=c)\1[x-z]{2,}+(?(1)d|(?<!e)f)");
    let mut seed = 7;
    let mut cells = vec![0; 2_000];
    for _ in 0..20_000 {
        let mut code = original.clone();
        for _ in 0..3 {
            let at = noise(&mut seed) as usize % code.len();
            code[at] = noise(&mut seed) as u8;
        }
        let Some(program) = Program::new(&code) else {
            continue;
        };
        let text = "abcaxyzzd".as_bytes();
        if let Ok(mut matcher) = Matcher::new(program, text, true, &mut cells, 10_000) {
            let _bounded = matcher.find(0, Mode::Search, None);
            let _groups = (0..100).filter_map(|group| matcher.group(group)).count();
        }
    }
}
