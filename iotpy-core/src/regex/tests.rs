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
