//! MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4): one block each.

use super::tables::{ROOTS, SINES};

fn load(block: &[u8], n: usize, big: bool) -> u32 {
    match block.get(4 * n..).and_then(<[u8]>::first_chunk) {
        Some(bytes) if big => u32::from_be_bytes(*bytes),
        Some(bytes) => u32::from_le_bytes(*bytes),
        None => 0,
    }
}

fn add(words: &mut [u64; 25], more: &[u32]) {
    for (word, more) in words.iter_mut().zip(more) {
        *word = u64::from((*word as u32).wrapping_add(*more));
    }
}

pub(super) fn md5(words: &mut [u64; 25], block: &[u8]) {
    const TURNS: [[u32; 4]; 4] = [
        [7, 12, 17, 22],
        [5, 9, 14, 20],
        [4, 11, 16, 23],
        [6, 10, 15, 21],
    ];
    let [mut a, mut b, mut c, mut d] = [0, 1, 2, 3].map(|n| words[n] as u32);
    for step in 0..64 {
        let (mixed, n) = match step / 16 {
            0 => (b & c | !b & d, step),
            1 => (d & b | !d & c, 5 * step + 1),
            2 => (b ^ c ^ d, 3 * step + 5),
            _ => (c ^ (b | !d), 7 * step),
        };
        let sum = a
            .wrapping_add(mixed)
            .wrapping_add(SINES[step])
            .wrapping_add(load(block, n % 16, false));
        let turned = sum.rotate_left(TURNS[step / 16][step % 4]);
        (a, d, c, b) = (d, c, b, b.wrapping_add(turned));
    }
    add(words, &[a, b, c, d]);
}

pub(super) fn sha1(words: &mut [u64; 25], block: &[u8]) {
    let mut schedule = [0_u32; 80];
    for n in 0..80 {
        schedule[n] = if n < 16 {
            load(block, n, true)
        } else {
            (schedule[n - 3] ^ schedule[n - 8] ^ schedule[n - 14] ^ schedule[n - 16]).rotate_left(1)
        };
    }
    let [mut a, mut b, mut c, mut d, mut e] = [0, 1, 2, 3, 4].map(|n| words[n] as u32);
    for (n, word) in schedule.iter().enumerate() {
        let (mixed, constant) = match n / 20 {
            0 => (b & c | !b & d, 0x5A82_7999),
            1 => (b ^ c ^ d, 0x6ED9_EBA1),
            2 => (b & c | b & d | c & d, 0x8F1B_BCDC),
            _ => (b ^ c ^ d, 0xCA62_C1D6_u32),
        };
        let sum = a
            .rotate_left(5)
            .wrapping_add(mixed)
            .wrapping_add(e)
            .wrapping_add(constant)
            .wrapping_add(*word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
    }
    add(words, &[a, b, c, d, e]);
}

pub(super) fn sha256(words: &mut [u64; 25], block: &[u8]) {
    let mut schedule = [0_u32; 64];
    for n in 0..64 {
        schedule[n] = if n < 16 {
            load(block, n, true)
        } else {
            let (early, late) = (schedule[n - 15], schedule[n - 2]);
            let early = early.rotate_right(7) ^ early.rotate_right(18) ^ early >> 3;
            let late = late.rotate_right(17) ^ late.rotate_right(19) ^ late >> 10;
            schedule[n - 16]
                .wrapping_add(early)
                .wrapping_add(schedule[n - 7])
                .wrapping_add(late)
        };
    }
    let mut v = [0, 1, 2, 3, 4, 5, 6, 7].map(|n: usize| words[n] as u32);
    for (n, word) in schedule.iter().enumerate() {
        let [a, b, c, d, e, f, g, h] = v;
        let sum = h
            .wrapping_add(e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25))
            .wrapping_add(e & f ^ !e & g)
            .wrapping_add((ROOTS[n] >> 32) as u32)
            .wrapping_add(*word);
        let majority = a & b ^ a & c ^ b & c;
        let other =
            (a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22)).wrapping_add(majority);
        v = [
            sum.wrapping_add(other),
            a,
            b,
            c,
            d.wrapping_add(sum),
            e,
            f,
            g,
        ];
    }
    add(words, &v);
}

pub(super) fn sha512(words: &mut [u64; 25], block: &[u8]) {
    let mut schedule = [0_u64; 80];
    for n in 0..80 {
        schedule[n] = if n < 16 {
            u64::from(load(block, 2 * n, true)) << 32 | u64::from(load(block, 2 * n + 1, true))
        } else {
            let (early, late) = (schedule[n - 15], schedule[n - 2]);
            let early = early.rotate_right(1) ^ early.rotate_right(8) ^ early >> 7;
            let late = late.rotate_right(19) ^ late.rotate_right(61) ^ late >> 6;
            schedule[n - 16]
                .wrapping_add(early)
                .wrapping_add(schedule[n - 7])
                .wrapping_add(late)
        };
    }
    let mut v = [0, 1, 2, 3, 4, 5, 6, 7].map(|n: usize| words[n]);
    for (n, word) in schedule.iter().enumerate() {
        let [a, b, c, d, e, f, g, h] = v;
        let sum = h
            .wrapping_add(e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41))
            .wrapping_add(e & f ^ !e & g)
            .wrapping_add(ROOTS[n])
            .wrapping_add(*word);
        let majority = a & b ^ a & c ^ b & c;
        let other =
            (a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39)).wrapping_add(majority);
        v = [
            sum.wrapping_add(other),
            a,
            b,
            c,
            d.wrapping_add(sum),
            e,
            f,
            g,
        ];
    }
    for (word, more) in words.iter_mut().zip(v) {
        *word = word.wrapping_add(more);
    }
}
