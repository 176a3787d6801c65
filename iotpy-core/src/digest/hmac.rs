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

/// `hashlib.pbkdf2_hmac`, for algorithms with a digest of their own length.
pub fn pbkdf2(algorithm: Algorithm, password: &[u8], salt: &[u8], rounds: u32, out: &mut [u8]) {
    let keyed = keyed(algorithm, password);
    let len = algorithm.digest_len().max(1);
    for (part, number) in out.chunks_mut(len).zip(1_u32..) {
        let mut sum = [0; DIGEST_LEN_MAX];
        let mut last = [0; DIGEST_LEN_MAX];
        let (sum, last) = (&mut sum[..len], &mut last[..len]);
        tag(&keyed, [salt, &number.to_be_bytes()], last);
        sum.copy_from_slice(last);
        for _ in 1..rounds {
            let mut next = [0; DIGEST_LEN_MAX];
            tag(&keyed, [last, &[]], &mut next[..len]);
            last.copy_from_slice(&next[..len]);
            for (sum, byte) in sum.iter_mut().zip(&*last) {
                *sum ^= byte;
            }
        }
        part.copy_from_slice(&sum[..part.len()]);
    }
}
