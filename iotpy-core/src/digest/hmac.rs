//! HMAC (RFC 2104) as far as PBKDF2 (RFC 8018) needs it.

use super::{Algorithm, DIGEST_LEN_MAX, Hasher};

/// The hashes of a key, ready to take a message each.
fn keyed(algorithm: Algorithm, key: &[u8]) -> [Hasher; 2] {
    let mut short = [0; DIGEST_LEN_MAX];
    let key = if key.len() > algorithm.block_len() {
        let digest = &mut short[..algorithm.digest_len()];
        let mut hasher = Hasher::new(algorithm);
        hasher.update(key);
        hasher.finish(digest);
        &*digest
    } else {
        key
    };
    [0x36, 0x5C].map(|pad: u8| {
        let mut hasher = Hasher::new(algorithm);
        for n in 0..algorithm.block_len() {
            hasher.update(&[pad ^ key.get(n).copied().unwrap_or(0)]);
        }
        hasher
    })
}

fn tag(keyed: &[Hasher; 2], message: [&[u8]; 2], out: &mut [u8]) {
    let [mut inner, mut outer] = keyed.clone();
    inner.update(message[0]);
    inner.update(message[1]);
    inner.finish(out);
    outer.update(out);
    outer.finish(out);
}

/// A part of what `hashlib.pbkdf2_hmac` derives, by its number from one on: as many bytes as a
/// digest has.
#[must_use]
pub fn pbkdf2_part(
    algorithm: Algorithm,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    number: u32,
) -> [u8; DIGEST_LEN_MAX] {
    let keyed = keyed(algorithm, password);
    let len = algorithm.digest_len();
    let mut last = [0; DIGEST_LEN_MAX];
    tag(&keyed, [salt, &number.to_be_bytes()], &mut last[..len]);
    let mut sum = last;
    for _ in 1..rounds {
        let mut next = [0; DIGEST_LEN_MAX];
        tag(&keyed, [&last[..len], &[]], &mut next[..len]);
        last = next;
        for (sum, byte) in sum.iter_mut().zip(&last) {
            *sum ^= byte;
        }
    }
    sum
}
