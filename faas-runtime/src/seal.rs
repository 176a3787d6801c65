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
//!
//! A server that was killed refuses up to [`NUMBERS_AHEAD`] numbers that nobody has used: who gets
//! no sealed answer goes on with a number that is so much larger.
//!
//! The answer to such a request is sealed as well, under the same key and with the tag of the
//! request in it, so that it is the answer to no other request: option 65000 holds 16 bytes over
//! code and body and, if the answer has an ETag, 16 bytes over that, which also prove a 2.03.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::coap::{Code, ETag, Method};

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
/// Bytes of a tag.
pub const TAG_BYTES: usize = 16;

/// Bytes of the name of a key.
pub const ID_BYTES: usize = 16;
/// By how much the number of a request grows after an answer that is not sealed.
pub const NUMBERS_AHEAD: u64 = 256;

/// Sets a device's key apart from all other uses of the secret it is made of.
const PURPOSE: &[u8] = b"nanolambda device 1";

/// What stands first in the codes of answers and of their ETags. Those of requests begin with
/// their method, which is less.
const ANSWER: u8 = 0xA1;
const ETAG: u8 = 0xA2;
/// What the name of a key is made of.
const NAME: u8 = 0xA3;

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

    /// A name of the key, which tells nothing of it.
    #[must_use]
    pub fn id(&self) -> [u8; ID_BYTES] {
        let mut mac = mac(&self.0);
        mac.update(&[NAME]);
        truncated(mac)
    }

    /// The tag of a request. `queries` are its arguments but for the tag itself, in order.
    pub fn tag<'q>(
        &self,
        request: &Sealed<'_>,
        queries: impl Iterator<Item = &'q str>,
    ) -> [u8; TAG_BYTES] {
        truncated(self.mac_of(request, queries))
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

    /// The key of these bytes, as [`to_bytes`](Self::to_bytes) gives them.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; KEY_BYTES]) -> Key {
        Key(bytes)
    }

    /// The key itself, for whoever puts it into a device.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; KEY_BYTES] {
        self.0
    }

    /// The seal of an answer to the request with this tag.
    #[must_use]
    pub fn seal_answer(
        &self,
        request: &[u8; TAG_BYTES],
        code: Code,
        etag: Option<&ETag>,
        body: &[u8],
    ) -> AnswerSeal {
        let mut mac = self.answer_mac(request);
        mac.update(body);
        AnswerSeal {
            answer: truncated(mac.end(code)),
            etag: etag.map(|etag| truncated(self.etag_mac(request, etag))),
        }
    }

    /// Begins to check an answer to the request with this tag.
    #[must_use]
    pub fn answer_mac(&self, request: &[u8; TAG_BYTES]) -> AnswerMac {
        let mut mac = mac(&self.0);
        mac.update(&[ANSWER]);
        mac.update(request);
        AnswerMac { mac, body_bytes: 0 }
    }

    /// Whether the answer to the request with this tag has this ETag.
    #[must_use]
    pub fn verifies_etag(&self, seal: &AnswerSeal, request: &[u8; TAG_BYTES], etag: &ETag) -> bool {
        let mac = self.etag_mac(request, etag);
        seal.etag
            .is_some_and(|tag| mac.verify_truncated_left(&tag).is_ok())
    }

    fn etag_mac(&self, request: &[u8; TAG_BYTES], etag: &ETag) -> Hmac<Sha256> {
        let mut mac = mac(&self.0);
        mac.update(&[ETAG]);
        mac.update(request);
        mac.update(etag.as_bytes());
        mac
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

fn truncated(mac: Hmac<Sha256>) -> [u8; TAG_BYTES] {
    let full: [u8; 32] = mac.finalize().into_bytes().into();
    full.first_chunk().copied().unwrap_or_default()
}

/// The proof that an answer is the server's, to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerSeal {
    answer: [u8; TAG_BYTES],
    etag: Option<[u8; TAG_BYTES]>,
}

impl AnswerSeal {
    /// Reads the value of the option.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<AnswerSeal> {
        let (answer, rest) = bytes.split_first_chunk()?;
        let etag = match rest {
            [] => None,
            rest => Some(rest.try_into().ok()?),
        };
        let answer = *answer;
        Some(AnswerSeal { answer, etag })
    }

    /// The two parts of the value of the option.
    #[must_use]
    pub fn parts(&self) -> [&[u8]; 2] {
        let etag = self.etag.as_ref();
        [&self.answer, etag.map_or(&[], |etag| etag.as_slice())]
    }
}

/// An answer on its way, whose body comes in blocks.
#[derive(Clone, Debug)]
pub struct AnswerMac {
    mac: Hmac<Sha256>,
    body_bytes: u64,
}

impl AnswerMac {
    /// Takes in the next block of the body.
    pub fn update(&mut self, block: &[u8]) {
        self.mac.update(block);
        self.body_bytes += block.len() as u64;
    }

    /// Whether this was the whole answer, with this code.
    #[must_use]
    pub fn verifies(self, seal: &AnswerSeal, code: Code) -> bool {
        self.end(code).verify_truncated_left(&seal.answer).is_ok()
    }

    fn end(mut self, code: Code) -> Hmac<Sha256> {
        self.mac.update(&self.body_bytes.to_le_bytes());
        self.mac.update(&[code.to_byte()]);
        self.mac
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

    #[test]
    fn an_answer_is_good_for_one_request_and_one_code() {
        let key = Key::of_device(&[1; KEY_BYTES], "d1");
        let etag = ETag::from_u64(7);
        let seal = key.seal_answer(&[3; 16], Code::CONTENT, Some(&etag), b"body");
        let bytes = seal.parts().concat();
        assert_eq!(AnswerSeal::parse(&bytes), Some(seal));
        assert_eq!(AnswerSeal::parse(&bytes[..31]), None);
        let check = |key: &Key, request: u8, code: Code, blocks: &[&[u8]]| {
            let mut mac = key.answer_mac(&[request; 16]);
            blocks.iter().for_each(|block| mac.update(block));
            mac.verifies(&seal, code)
        };
        assert!(check(&key, 3, Code::CONTENT, &[b"bo", b"dy"]));
        assert!(!check(&key, 4, Code::CONTENT, &[b"body"]));
        assert!(!check(&key, 3, Code::CHANGED, &[b"body"]));
        assert!(!check(&key, 3, Code::CONTENT, &[b"body", b" "]));
        assert!(!check(&key.under("fn:a"), 3, Code::CONTENT, &[b"body"]));
        assert!(key.verifies_etag(&seal, &[3; 16], &etag));
        assert!(!key.verifies_etag(&seal, &[4; 16], &etag));
        assert!(!key.verifies_etag(&seal, &[3; 16], &ETag::from_u64(8)));
        let without = AnswerSeal::parse(&bytes[..16]).expect("a seal");
        assert!(!key.verifies_etag(&without, &[3; 16], &etag));
    }
}
