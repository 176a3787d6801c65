//! Lets requests over CoAP through that prove who makes them, see [`seal`](crate::seal).
//!
//! | what is wrong | code |
//! |---|---|
//! | no proof where one is demanded, an unknown device, a wrong tag, a number that was used | 4.01 |
//! | a caveat, or the device's name, does not allow the request | 4.03 |
//!
//! Answers to requests that are proven are sealed too, and so are refusals by a caveat.
//!
//! A number is accepted once, and not if it is more than 64 behind the largest one, whatever
//! happens to the server in between. A GET that comes again from the same place is let through,
//! since the server itself runs it again for observers and for blocks.

use std::collections::BTreeMap;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use woof_log::{SharedStore, StoreError};

use super::numbers::{BOUNDS, Numbers, Owner, Refusal};
use crate::Clock;
use crate::coap::link_format::Link;
use crate::coap::server::{Handler, Request, Response};
use crate::coap::{Code, Method, OptionNumber};
use crate::seal::{KEY_BYTES, Key, Sealed, TAG_BYTES};

/// Called with the name of the device, if there is one, and why it was refused.
pub type OnRefusal = std::boxed::Box<dyn Fn(&str, &str) + Send + Sync>;

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

/// Who may ask, and how it is checked.
pub struct Keys {
    /// The secrets of devices, by their names.
    pub secrets: BTreeMap<String, [u8; KEY_BYTES]>,
    /// Requests without a proof are refused.
    pub is_demanded: bool,
    /// Ends keys that are good for some time.
    pub clock: Arc<dyn Clock>,
    /// Told of each refusal.
    pub on_refusal: OnRefusal,
}

/// Checks requests, and hands those that may pass to another handler.
pub struct SealedHandler<S, H> {
    keys: Keys,
    /// Where there are secrets.
    numbers: Option<Numbers<S>>,
    others: H,
}

impl<S: SharedStore, H: Handler> SealedHandler<S, H> {
    /// A handler with the secrets of devices, which keeps the numbers of their requests in the log
    /// `keys/numbers` of `store`, and knows those that are there. It reads the disk.
    ///
    /// # Errors
    /// [`StoreError`] if the log cannot be used.
    pub fn open(keys: Keys, store: S, others: H) -> Result<Self, StoreError> {
        let devices = keys.secrets.iter();
        let devices = devices.map(|(name, secret)| Key::of_device(secret, name).id());
        let numbers = match keys.secrets.is_empty() {
            true => None,
            false => {
                let now_s = keys.clock.unix_time().as_secs();
                Some(Numbers::open(store, devices.collect(), BOUNDS, now_s)?)
            }
        };
        Ok(Self {
            keys,
            numbers,
            others,
        })
    }

    /// Records of numbers that the medium has damaged. A number that only such a record knows of
    /// may be accepted again.
    pub fn damaged_records(&self) -> u64 {
        self.numbers.as_ref().map_or(0, Numbers::damaged)
    }

    /// Writes down which numbers were used, so that the next start refuses no other ones. Without
    /// it, as after a crash, some numbers that nobody has used are refused.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be written.
    pub fn close(&self) -> Result<(), StoreError> {
        self.numbers.as_ref().map_or(Ok(()), Numbers::close)
    }

    /// With what the answer to a request is sealed, if the request is; or why it is refused, and
    /// with what that is sealed, if it is known who made the request.
    async fn check(&self, request: &Request) -> Result<Option<Proof>, Refused> {
        let unproven = |sentence| Err((Code::UNAUTHORIZED, sentence, None));
        let Some(device) = request.query("d") else {
            return match self.keys.is_demanded {
                true => unproven("this server wants requests that are sealed with a device's key"),
                false => Ok(None),
            };
        };
        let secret = self.keys.secrets.get(device);
        let (Some(secret), Some(numbers)) = (secret, &self.numbers) else {
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
        let root = Key::of_device(secret, device);
        let key = caveats().fold(root.clone(), |key, caveat| key.under(caveat));
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
        let now_s = self.keys.clock.unix_time().as_secs();
        let owner = Owner {
            key: key.id(),
            device: root.id(),
            ends_s: caveats().map(end_of).min().unwrap_or(u64::MAX),
        };
        let read = (request.method() == Method::Get).then_some((request.peer(), tag));
        if let Err(refusal) = numbers.take(&owner, counter, read, now_s).await {
            return Err(refused(&refusal));
        }
        let about = About::of(request);
        if !about.is_of(device) || !caveats().all(|caveat| about.is_allowed(caveat, now_s)) {
            let sentence = "the key is not good for this request";
            return Err((Code::FORBIDDEN, sentence, Some((key, tag))));
        }
        Ok(Some((key, tag)))
    }
}

/// When a caveat ends its key, in seconds since 1970.
fn end_of(caveat: &str) -> u64 {
    match caveat.strip_prefix("exp:").map(str::parse) {
        Some(Ok(end_s)) => end_s,
        // It allows nothing.
        Some(Err(_)) => 0,
        None => u64::MAX,
    }
}

/// The answer to a request whose number is not taken.
const fn refused(refusal: &Refusal) -> Refused {
    match refusal {
        Refusal::Used => (
            Code::UNAUTHORIZED,
            "this request was made before, or its number may have been used",
            None,
        ),
        Refusal::Full => (
            Code::UNAUTHORIZED,
            "there is no room for the numbers of one more key",
            None,
        ),
        Refusal::Store => (
            Code::SERVICE_UNAVAILABLE,
            "the number of the request cannot be kept",
            None,
        ),
    }
}

impl<S: SharedStore, H: Handler> Handler for SealedHandler<S, H> {
    async fn handle(&self, request: Request) -> Response {
        match self.check(&request).await {
            Ok(proof) => seal(self.others.handle(request).await, proof),
            Err((code, sentence, proof)) => {
                (self.keys.on_refusal)(request.query("d").unwrap_or_default(), sentence);
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
