//! Calls that are made once however often they are asked for: `POST /fn/{function}?p=ID&n=N`.
//!
//! CoAP runs a request once as long as its message id is known, which is four minutes. A device
//! that was off, or out of reach, asks again after hours. It names its calls: `p` says who calls,
//! `n` which of its calls this is. A call that was answered is answered the same again; one that
//! was begun when the server died is not begun again (4.09), since it may have had its effect.
//!
//! With `pins` in the query the answer tells which pins the function has set: their count u8, for
//! each the pin u8 and its level u8, and then the function's answer. So the edge can run a function
//! on behalf of a device that it does not fit.
//!
//! | what came of it | code |
//! |---|---|
//! | the answer | 2.05 |
//! | the function failed | 5.00 with its error |
//! | the call was begun before, and its answer is not known | 4.09 |
//! | not now | 5.03 |

use std::string::String;
use std::vec::Vec;

use bytes::Bytes;
use woof_log::{RepairStore, StoreError};

use super::answer::{Answer, answer_with_pins};
use super::numbered::{ANSWER_BYTES_MAX, Key, Made, Numbered, RETRY_S, key_of};
use crate::coap::link_format::Link;
use crate::coap::server::{Handler, Request, Response};
use crate::coap::{Code, ContentFormat, Method};
use crate::{Engine, Front, InvocationKind};

/// The log of calls that were begun: empty records, each with who made it and its number.
pub const CALLS_LOG: &str = "once/calls";
/// The log of their answers: who u32, which u64, code u8, and the answer.
pub const ANSWERS_LOG: &str = "once/answers";

/// Answers for calls that have a number, and leaves everything else to another handler.
pub struct OnceHandler<S, H> {
    engine: Engine,
    calls: Numbered<S>,
    others: H,
}

impl<S: RepairStore, H: Handler> OnceHandler<S, H> {
    /// A handler that keeps calls and answers in two logs of `store`, and knows those that are
    /// there. It reads the disk.
    ///
    /// # Errors
    /// [`StoreError`] if the logs cannot be used.
    pub fn open(engine: Engine, store: S, others: H) -> Result<Self, StoreError> {
        Ok(Self {
            engine,
            calls: Numbered::open(store, CALLS_LOG, ANSWERS_LOG)?,
            others,
        })
    }

    async fn call(&self, name: &str, key: Key, request: &Request) -> Response {
        match self.calls.answer(key, self.make(name, request)).await {
            Ok((code, body)) => response(code, body, request),
            Err(refused) => refused,
        }
    }

    async fn make(&self, name: &str, request: &Request) -> Made {
        let pins = request.query("pins").is_some();
        let kind = InvocationKind::RequestResponse;
        let (answer, set) =
            answer_with_pins(&self.engine, name, request.payload(), Front::Device, kind).await;
        let (code, text) = match answer {
            Answer::Done(body) => (Code::CONTENT, with_pins(pins, &set, &body)),
            Answer::Failed(sentence) => (Code::INTERNAL_SERVER_ERROR, sentence.into()),
            Answer::TooLarge(sentence) => (Code::REQUEST_ENTITY_TOO_LARGE, sentence.into()),
            Answer::Unknown(sentence) => {
                return Made::Refused(Response::diagnostic(Code::NOT_FOUND, sentence));
            }
            Answer::Busy(sentence) => {
                return Made::Refused(Response::unavailable(sentence, RETRY_S));
            }
            Answer::Accepted(_) => (Code::CHANGED, Bytes::new()),
        };
        if text.len() > ANSWER_BYTES_MAX {
            let sentence = "the answer is too long for a device";
            return Made::Answer(Code::INTERNAL_SERVER_ERROR, Bytes::from(sentence));
        }
        Made::Answer(code, text)
    }
}

impl<S: RepairStore, H: Handler> Handler for OnceHandler<S, H> {
    async fn handle(&self, request: Request) -> Response {
        let Some(name) = function_of(&request).map(String::from) else {
            return self.others.handle(request).await;
        };
        match key_of(&request) {
            Some(key) => self.call(&name, key, &request).await,
            None => {
                let sentence = "p and n are numbers: who calls, and which call it is";
                Response::diagnostic(Code::BAD_REQUEST, sentence)
            }
        }
    }

    fn repeatable(&self, request: &Request) -> bool {
        // An answer that was given is given again.
        function_of(request).is_some() || self.others.repeatable(request)
    }

    fn links(&self) -> Vec<Link> {
        self.others.links()
    }
}

/// The function of a call that has a number.
fn function_of(request: &Request) -> Option<&str> {
    let mut path = request.path();
    let (first, name, third) = (path.next()?, path.next()?, path.next());
    let is_numbered = request.query("p").is_some() || request.query("n").is_some();
    let is_call = first == "fn" && third.is_none() && request.method() == Method::Post;
    (is_call && is_numbered).then_some(name)
}

fn response(code: Code, body: Bytes, request: &Request) -> Response {
    let format = match (code, request.query("pins")) {
        (Code::CONTENT, Some(_)) => ContentFormat::OCTET_STREAM,
        (Code::CONTENT, None) => ContentFormat::JSON,
        _ => return Response::new(code).with_payload(body),
    };
    Response::new(code)
        .with_payload(body)
        .with_content_format(format)
}

/// The answer with the pins before it, if they are wanted.
fn with_pins(is_wanted: bool, pins: &[(u8, bool)], body: &Bytes) -> Bytes {
    if !is_wanted {
        return body.clone();
    }
    // There are 64 pins.
    let mut bytes = std::vec![pins.len() as u8];
    for (pin, is_high) in pins {
        bytes.extend_from_slice(&[*pin, u8::from(*is_high)]);
    }
    bytes.extend_from_slice(body);
    bytes.into()
}
