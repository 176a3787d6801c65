//! Which characters are the same when case does not matter.

use crate::text::case::{lower_one, upper_one};

/// How a character is compared: the modes of CHAR, SET and GROUP.
pub(super) mod mode {
    pub const EXACT: u32 = 0;
    pub const ASCII: u32 = 1;
    pub const UNICODE: u32 = 2;
    pub const MASK: u32 = 3;
    /// The answer is turned round.
    pub const NEGATIVE: u32 = 4;
}

/// Small letters with the same capital, in order of the first.
const FAMILIES: &[[u16; 3]] = &[
    [0x69, 0x131, 0],
    [0x73, 0x17f, 0],
    [0xb5, 0x3bc, 0],
    [0x345, 0x3b9, 0x1fbe],
    [0x390, 0x1fd3, 0],
    [0x3b0, 0x1fe3, 0],
    [0x3b2, 0x3d0, 0],
    [0x3b5, 0x3f5, 0],
    [0x3b8, 0x3d1, 0],
    [0x3ba, 0x3f0, 0],
    [0x3c0, 0x3d6, 0],
    [0x3c1, 0x3f1, 0],
    [0x3c2, 0x3c3, 0],
    [0x3c6, 0x3d5, 0],
    [0x432, 0x1c80, 0],
    [0x434, 0x1c81, 0],
    [0x43e, 0x1c82, 0],
    [0x441, 0x1c83, 0],
    [0x442, 0x1c84, 0x1c85],
    [0x44a, 0x1c86, 0],
    [0x463, 0x1c87, 0],
    [0x1c88, 0xa64b, 0],
    [0x1e61, 0x1e9b, 0],
    [0xfb05, 0xfb06, 0],
];

/// Small letters with a capital that is not the one that they become.
const OTHER_CAPITALS: &[(u16, u16)] = &[
    (0x69, 0x130),
    (0x6b, 0x212a),
    (0xdf, 0x1e9e),
    (0xe5, 0x212b),
    (0x1c6, 0x1c5),
    (0x1c9, 0x1c8),
    (0x1cc, 0x1cb),
    (0x1f3, 0x1f2),
    (0x3b8, 0x3f4),
    (0x3c9, 0x2126),
];

/// The small letter of a character.
#[inline]
pub(super) fn lower(code: u32, mode: u32) -> u32 {
    match code {
        0x41..=0x5a if mode != mode::EXACT => code + 0x20,
        // The table has its small letter with the dot apart.
        0x130 if mode == mode::UNICODE => 0x69,
        0x80.. if mode == mode::UNICODE => lower_one(code),
        _ => code,
    }
}

fn family(small: u32) -> Option<&'static [u16; 3]> {
    FAMILIES
        .iter()
        .find(|family| family.iter().any(|code| u32::from(*code) == small))
}

/// Whether a character is the same as one of the pattern, which is given as its small letter.
#[inline]
pub(super) fn same(code: u32, small: u32, mode: u32) -> bool {
    if code == small {
        return true;
    }
    let own = lower(code, mode);
    own == small
        || mode == mode::UNICODE
            && (own >= 0x80 || small >= 0x80)
            && family(own).is_some_and(|family| family.iter().any(|c| u32::from(*c) == small))
}

/// Whether any character that is the same as `code` passes a test.
pub(super) fn any(code: u32, mode: u32, test: impl Fn(u32) -> bool) -> bool {
    if test(code) {
        return true;
    }
    let small = lower(code, mode);
    match mode {
        mode::EXACT => false,
        mode::ASCII => test(small) || small < 0x80 && test(upper_one(small)),
        _ => match family(small) {
            Some(family) => family
                .iter()
                .any(|code| *code != 0 && variants(u32::from(*code), &test)),
            None => variants(small, &test),
        },
    }
}

/// Whether a small letter or one of its capitals passes a test.
fn variants(small: u32, test: impl Fn(u32) -> bool) -> bool {
    let of_small = |code: u32| lower_one(code) == small && test(code);
    let titled = small.wrapping_add(8);
    test(small)
        || of_small(upper_one(small))
        || (0x1f80..=0x1fff).contains(&small) && (of_small(titled) || of_small(small + 9))
        || OTHER_CAPITALS
            .iter()
            .any(|(own, other)| u32::from(*own) == small && test(u32::from(*other)))
}
