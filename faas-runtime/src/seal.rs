//! Requests that prove who makes them: an HMAC over what is asked, under a key of the device.
//!
//! A device and the server share a key. Whoever holds a key can make a weaker one from it, without
//! asking anybody, by adding a caveat: HMAC-SHA256 of the caveat under the key. The weaker key is
//! good for what all caveats allow, and nobody can take a caveat away again, as in macaroons
//! (Birgisson et al. 2014). The key itself is never sent: it makes the tag of each request.
//!
//! | query argument | meaning |
//! |---|---|
//! | `d=NAME` | the device |
//! | `v=CAVEAT` | a caveat, in the order in which they were added |
//! | `c=COUNTER` | a number that grows with each request |
//! | `t=HEX` | the first 16 bytes of the tag |
//!
//! | caveat | allows |
//! |---|---|
//! | `fn:NAME` | requests about this function |
//! | `op:invoke`, `op:package`, `op:log` | requests of this kind |
//! | `exp:SECONDS` | requests before this time, in seconds since 1970 UTC |
//!
//! A caveat that is not understood allows nothing.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::coap::Method;

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
/// Bytes of a tag.
pub const TAG_BYTES: usize = 16;

/// Sets a device's key apart from all other uses of the secret it is made of.
const PURPOSE: &[u8] = b"nanolambda device 1";

/// A key: that of a device, or a weaker one.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; KEY_BYTES]);

/// Keys do not show.
impl core::fmt::Debug for Key {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("Key")
    }
}

fn mac(key: &[u8; KEY_BYTES]) -> Hmac<Sha256> {
    // A key shorter than a block of the hash is filled up with zeros (RFC 2104).
    let mut block = [0; 64];
    block[..KEY_BYTES].copy_from_slice(key);
    Hmac::new(&block.into())
}

/// What a tag is made of, beside the key.
#[derive(Clone, Copy, Debug)]
pub struct Sealed<'r> {
    /// What is done.
    pub method: Method,
    /// The path, with slashes between its segments.
    pub path: &'r str,
    /// The number of the request.
    pub counter: u64,
    /// The body.
    pub payload: &'r [u8],
}

impl Key {
    /// The key of a device, from the secret that it shares with the server.
    #[must_use]
    pub fn of_device(secret: &[u8; KEY_BYTES], device: &str) -> Key {
        let mut mac = mac(secret);
        mac.update(PURPOSE);
        mac.update(device.as_bytes());
        Key(mac.finalize().into_bytes().into())
    }

    /// The weaker key under a caveat.
    #[must_use]
    pub fn under(&self, caveat: &str) -> Key {
        let mut mac = mac(&self.0);
        mac.update(caveat.as_bytes());
        Key(mac.finalize().into_bytes().into())
    }

    /// The tag of a request. `queries` are its arguments but for the tag itself, in order.
    pub fn tag<'q>(
        &self,
        request: &Sealed<'_>,
        queries: impl Iterator<Item = &'q str>,
    ) -> [u8; TAG_BYTES] {
        let full: [u8; 32] = self.mac_of(request, queries).finalize().into_bytes().into();
        full.first_chunk().copied().unwrap_or_default()
    }

    /// Whether a tag is that of a request; it takes as long for any wrong one.
    pub fn verifies<'q>(
        &self,
        tag: &[u8; TAG_BYTES],
        request: &Sealed<'_>,
        queries: impl Iterator<Item = &'q str>,
    ) -> bool {
        self.mac_of(request, queries)
            .verify_truncated_left(tag)
            .is_ok()
    }

    /// Each part has its length before it, so that no two requests are the same bytes.
    fn mac_of<'q>(
        &self,
        request: &Sealed<'_>,
        queries: impl Iterator<Item = &'q str>,
    ) -> Hmac<Sha256> {
        let mut mac = mac(&self.0);
        mac.update(&[request.method.code().to_byte()]);
        mac.update(&request.counter.to_le_bytes());
        let mut part = |bytes: &[u8]| {
            mac.update(&(bytes.len() as u64).to_le_bytes());
            mac.update(bytes);
        };
        part(request.path.as_bytes());
        part(request.payload);
        queries.for_each(|query| part(query.as_bytes()));
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: Sealed<'_> = Sealed {
        method: Method::Post,
        path: "fn/light",
        counter: 7,
        payload: b"[120]",
    };

    #[test]
    fn a_tag_is_good_for_one_request_under_one_key() {
        let key = Key::of_device(&[1; KEY_BYTES], "d1");
        let queries = ["d=d1", "c=7"];
        let tag = key.tag(&REQUEST, queries.into_iter());
        let verifies = |key: &Key, request: &Sealed<'_>, queries: &[&'static str]| {
            key.verifies(&tag, request, queries.iter().copied())
        };
        assert!(verifies(&key, &REQUEST, &queries));
        let other = [
            Sealed {
                method: Method::Put,
                ..REQUEST
            },
            Sealed {
                path: "fn/dark",
                ..REQUEST
            },
            Sealed {
                counter: 8,
                ..REQUEST
            },
            Sealed {
                payload: b"[121]",
                ..REQUEST
            },
            // The same bytes, cut in other places.
            Sealed {
                path: "fn/light[",
                payload: b"120]",
                ..REQUEST
            },
        ];
        assert!(other.iter().all(|other| !verifies(&key, other, &queries)));
        assert!(!verifies(&key, &REQUEST, &["d=d1", "c=7", "v=fn:light"]));
        for wrong in [
            Key::of_device(&[2; KEY_BYTES], "d1"),
            Key::of_device(&[1; KEY_BYTES], "d2"),
            key.under("fn:light"),
        ] {
            assert!(!verifies(&wrong, &REQUEST, &queries));
        }
        let both = key.under("fn:light").under("op:invoke");
        assert_ne!(both, key.under("op:invoke").under("fn:light"));
    }
}
