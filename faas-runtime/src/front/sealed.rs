//! Lets requests over CoAP through that prove who makes them, see [`seal`](crate::seal).
//!
//! | what is wrong | code |
//! |---|---|
//! | no proof where one is demanded, an unknown device, a wrong tag, a number that was used | 4.01 |
//! | a caveat, or the device's name, does not allow the request | 4.03 |
//!
//! Answers to requests that are proven are sealed too, and so are refusals by a caveat.
//!
//! A number is accepted once, and not if it is more than 64 behind the largest one. A GET that
//! comes again from the same place is let through, since the server itself runs it again for
//! observers and for blocks. The numbers are forgotten when the server stops; what devices
//! send has numbers of its own that make a repeat have no effect.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::string::String;
use std::sync::{Arc, Mutex, PoisonError};
use std::vec::Vec;

use crate::Clock;
use crate::coap::link_format::Link;
use crate::coap::server::{Handler, Request, Response};
use crate::coap::{Code, Method, OptionNumber};
use crate::seal::{KEY_BYTES, Key, Sealed, TAG_BYTES};

/// Numbers behind the largest one that are told apart.
const WINDOW: u64 = 64;
/// GETs of a device that are remembered.
const READS_MAX: usize = 16;
/// Pairs of a device and caveats whose numbers are kept.
const HOLDERS_MAX: usize = 4_096;

/// Called with the name of the device, if there is one, and why it was refused.
pub type OnRefusal = std::boxed::Box<dyn Fn(&str, &str) + Send + Sync>;

/// What holders of keys have sent.
#[derive(Default)]
struct Holder {
    largest: u64,
    /// Bit `i` stands for the number `largest - i`.
    used: u64,
    reads: VecDeque<(SocketAddr, [u8; TAG_BYTES])>,
}

impl Holder {
    /// Takes a number that was not used before.
    fn take(&mut self, counter: u64) -> bool {
        if counter > self.largest {
            let ahead = counter - self.largest;
            self.used = match ahead < WINDOW {
                true => self.used << ahead | 1,
                false => 1,
            };
            self.largest = counter;
            return true;
        }
        let behind = self.largest - counter;
        if behind >= WINDOW || self.used >> behind & 1 == 1 {
            return false;
        }
        self.used |= 1 << behind;
        true
    }
}

/// The key of a request and its tag.
type Proof = (Key, [u8; TAG_BYTES]);
/// The answer to a request that may not pass.
type Refused = (Code, &'static str, Option<Proof>);

fn seal(response: Response, proof: Option<Proof>) -> Response {
    let Some((key, tag)) = proof else {
        return response;
    };
    let seal = key.seal_answer(&tag, response.code(), response.etag(), response.payload());
    response.with_option(OptionNumber::SEAL, seal.parts().concat())
}

/// Checks requests, and hands those that may pass to another handler.
pub struct SealedHandler<H> {
    secrets: BTreeMap<String, [u8; KEY_BYTES]>,
    is_demanded: bool,
    clock: Arc<dyn Clock>,
    on_refusal: OnRefusal,
    holders: Mutex<BTreeMap<String, Holder>>,
    others: H,
}

impl<H: Handler> SealedHandler<H> {
    /// A handler with the secrets of devices. Requests without a proof pass unless it is demanded.
    pub fn new(
        secrets: BTreeMap<String, [u8; KEY_BYTES]>,
        is_demanded: bool,
        clock: Arc<dyn Clock>,
        on_refusal: OnRefusal,
        others: H,
    ) -> Self {
        Self {
            secrets,
            is_demanded,
            clock,
            on_refusal,
            holders: Mutex::default(),
            others,
        }
    }

    /// With what the answer to a request is sealed, if the request is; or why it is refused, and
    /// with what that is sealed, if it is known who made the request.
    fn check(&self, request: &Request) -> Result<Option<Proof>, Refused> {
        let unproven = |sentence| Err((Code::UNAUTHORIZED, sentence, None));
        let Some(device) = request.query("d") else {
            return match self.is_demanded {
                true => unproven("this server wants requests that are sealed with a device's key"),
                false => Ok(None),
            };
        };
        let Some(secret) = self.secrets.get(device) else {
            return unproven("there is no such device");
        };
        let counter = request.query("c").and_then(|text| text.parse().ok());
        let (Some(counter), Some(tag)) = (counter, request.query("t").and_then(from_hex)) else {
            return unproven("the number or the tag is missing");
        };
        let caveats = || {
            let queries = request.queries();
            queries.filter_map(|query| query.strip_prefix("v="))
        };
        let key = caveats().fold(Key::of_device(secret, device), |key, caveat| {
            key.under(caveat)
        });
        let path = request.path().collect::<Vec<_>>().join("/");
        let sealed = Sealed {
            method: request.method(),
            path: &path,
            counter,
            payload: request.payload(),
        };
        let queries = request.queries().filter(|query| !query.starts_with("t="));
        if !key.verifies(&tag, &sealed, queries) {
            return unproven("the tag is not that of this request");
        }
        if !self.is_new(request, device, caveats(), counter, tag) {
            return unproven("this request was made before");
        }
        let now_s = self.clock.unix_time().as_secs();
        let about = About::of(request);
        if !about.is_of(device) || !caveats().all(|caveat| about.is_allowed(caveat, now_s)) {
            let sentence = "the key is not good for this request";
            return Err((Code::FORBIDDEN, sentence, Some((key, tag))));
        }
        Ok(Some((key, tag)))
    }

    fn is_new<'r>(
        &self,
        request: &Request,
        device: &str,
        caveats: impl Iterator<Item = &'r str>,
        counter: u64,
        tag: [u8; TAG_BYTES],
    ) -> bool {
        let mut holder = String::from(device);
        caveats.for_each(|caveat| {
            holder.push('\n');
            holder.push_str(caveat);
        });
        // A panic under the lock leaves at worst a number that counts as used.
        let mut holders = self.holders.lock().unwrap_or_else(PoisonError::into_inner);
        if !holders.contains_key(&holder) && holders.len() >= HOLDERS_MAX {
            return false;
        }
        let holder = holders.entry(holder).or_default();
        let read = (request.peer(), tag);
        let is_read = request.method() == Method::Get;
        if is_read && holder.reads.contains(&read) {
            return true;
        }
        let is_new = holder.take(counter);
        if is_new && is_read {
            holder.reads.push_back(read);
            if holder.reads.len() > READS_MAX {
                holder.reads.pop_front();
            }
        }
        is_new
    }
}

impl<H: Handler> Handler for SealedHandler<H> {
    async fn handle(&self, request: Request) -> Response {
        match self.check(&request) {
            Ok(proof) => seal(self.others.handle(request).await, proof),
            Err((code, sentence, proof)) => {
                (self.on_refusal)(request.query("d").unwrap_or_default(), sentence);
                seal(Response::diagnostic(code, sentence), proof)
            }
        }
    }

    fn repeatable(&self, request: &Request) -> bool {
        self.others.repeatable(request)
    }

    fn links(&self) -> Vec<Link> {
        self.others.links()
    }
}

/// What a request is about, for caveats.
#[derive(Debug, PartialEq, Eq)]
struct About<'r> {
    operation: &'static str,
    function: Option<&'r str>,
    /// The device that a log belongs to.
    owner: Option<&'r str>,
}

impl<'r> About<'r> {
    fn of(request: &'r Request) -> About<'r> {
        Self::of_path(&request.path().collect::<Vec<_>>())
    }

    fn of_path(path: &[&'r str]) -> About<'r> {
        let (operation, function, owner) = match path {
            ["pkg", function] => ("package", Some(*function), None),
            ["fn", function] => ("invoke", Some(*function), None),
            ["log", "devices", owner, function, ..] => ("log", Some(*function), Some(*owner)),
            ["log", ..] => ("log", None, None),
            ["aws", ..] => ("aws", None, None),
            [".well-known", ..] => ("discover", None, None),
            [function] => ("invoke", Some(*function), None),
            _ => ("none", None, None),
        };
        About {
            operation,
            function,
            owner,
        }
    }

    /// A device has no business in another one's logs.
    fn is_of(&self, device: &str) -> bool {
        self.owner.is_none_or(|owner| owner == device)
    }

    fn is_allowed(&self, caveat: &str, now_s: u64) -> bool {
        match caveat.split_once(':') {
            Some(("fn", function)) => self.function == Some(function),
            Some(("op", operation)) => self.operation == operation,
            Some(("exp", seconds)) => seconds.parse::<u64>().is_ok_and(|end| now_s < end),
            _ => false,
        }
    }
}

fn from_hex(text: &str) -> Option<[u8; TAG_BYTES]> {
    let mut tag = [0; TAG_BYTES];
    let digits = text.as_bytes();
    if digits.len() != 2 * TAG_BYTES {
        return None;
    }
    for (byte, pair) in tag.iter_mut().zip(digits.chunks(2)) {
        let digit = |at: usize| char::from(*pair.get(at)?).to_digit(16);
        *byte = (digit(0)? << 4 | digit(1)?) as u8;
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_once_and_not_too_late() {
        let mut holder = Holder::default();
        assert!(holder.take(5) && holder.take(7) && holder.take(6));
        assert!(!holder.take(7) && !holder.take(6) && !holder.take(5));
        assert!(holder.take(1 << 32));
        assert!(!holder.take(8), "more than a window behind");
        assert!(holder.take((1 << 32) - 63) && !holder.take((1 << 32) - 64));
    }

    #[test]
    fn caveats_allow_what_they_say_and_nothing_else() {
        let check = |path: &[&str], caveat: &str, expected: bool| {
            let about = About::of_path(path);
            assert_eq!(
                about.is_allowed(caveat, 1_000),
                expected,
                "{path:?} {caveat}"
            );
        };
        check(&["fn", "light"], "fn:light", true);
        check(&["light"], "fn:light", true);
        check(&["pkg", "light"], "fn:dark", false);
        check(&["pkg", "light"], "op:package", true);
        check(&["pkg", "light"], "op:invoke", false);
        check(
            &["log", "devices", "d1", "light", "samples"],
            "fn:light",
            true,
        );
        check(&["log", "other"], "fn:light", false);
        check(&["aws", "s3", "PutObject"], "op:aws", true);
        check(&["aws", "lambda", "Invoke"], "op:invoke", false);
        check(&["aws", "lambda", "Invoke"], "fn:light", false);
        check(&["fn", "light"], "exp:1001", true);
        check(&["fn", "light"], "exp:1000", false);
        check(&["fn", "light"], "exp:soon", false);
        check(&["fn", "light"], "colour:red", false);
        let foreign = About::of_path(&["log", "devices", "d1", "light", "samples"]);
        assert!(foreign.is_of("d1") && !foreign.is_of("d2"));
    }
}
