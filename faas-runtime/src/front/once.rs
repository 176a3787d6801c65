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

use std::collections::{BTreeMap, VecDeque};
use std::string::{String, ToString as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use bytes::Bytes;
use woof_log::{
    Append, Appended, Durability, ErrorKind, Extensions, LogError as _, LogId, LogName, Producer,
    RepairStore, Seqno, Shape, StoreError,
};

use super::answer::{Answer, answer_with_pins};
use crate::coap::link_format::Link;
use crate::coap::server::{Handler, Request, Response};
use crate::coap::{Code, ContentFormat, Method};
use crate::{Engine, Front, InvocationKind};

/// The log of calls that were begun: empty records, each with who made it and its number.
pub const CALLS_LOG: &str = "once/calls";
/// The log of their answers: who u32, which u64, code u8, and the answer.
pub const ANSWERS_LOG: &str = "once/answers";
/// Answers that are kept, and looked for at the start.
const ANSWERS_KEPT: u32 = 4_096;
/// Calls whose numbers are kept.
const CALLS_KEPT: u32 = 65_536;
/// Bytes of the longest answer that is kept.
const ANSWER_BYTES_MAX: usize = 32 * 1024;
const HEAD_BYTES: usize = 13;
/// How long a refused client is asked to wait, in seconds.
const RETRY_S: u32 = 1;

/// Who called, and which of its calls it is.
type Key = (u32, u64);

/// What is known of a call.
#[derive(Clone)]
enum Known {
    /// It is running.
    Running,
    /// It was written down and did not run, so it may.
    Free,
    /// It was answered.
    Answered(Code, Bytes),
}

#[derive(Default)]
struct Calls {
    known: BTreeMap<Key, Known>,
    order: VecDeque<Key>,
}

impl Calls {
    /// What is known of a call, which is running from now on if it may.
    fn begin(&mut self, key: Key) -> Option<Known> {
        let known = self.known.get(&key).cloned();
        if let None | Some(Known::Free) = known {
            self.set(key, Known::Running);
        }
        known
    }

    fn set(&mut self, key: Key, known: Known) {
        if self.known.insert(key, known).is_none() {
            self.order.push_back(key);
        }
        while self.order.len() > ANSWERS_KEPT as usize {
            let Some(oldest) = self.order.pop_front() else {
                return;
            };
            match self.known.get(&oldest) {
                // It will have an answer, which must not be forgotten before it is there.
                Some(Known::Running) => {
                    self.order.push_back(oldest);
                    return;
                }
                _ => drop(self.known.remove(&oldest)),
            }
        }
    }
}

/// Answers for calls that have a number, and leaves everything else to another handler.
pub struct OnceHandler<S, H> {
    engine: Engine,
    store: S,
    calls: LogId,
    answers: LogId,
    state: Arc<Mutex<Calls>>,
    others: H,
}

impl<S: RepairStore, H: Handler> OnceHandler<S, H> {
    /// A handler that keeps calls and answers in two logs of `store`, and knows those that are
    /// there. It reads the disk.
    ///
    /// # Errors
    /// [`StoreError`] if the logs cannot be used.
    pub fn open(engine: Engine, mut store: S, others: H) -> Result<Self, StoreError> {
        let calls = Shape::fixed(1)
            .carrying(Extensions::PRODUCER)
            .keep_last(CALLS_KEPT);
        let calls = store.create(&log_name(CALLS_LOG), calls)?;
        let answers = Shape::variable().keep_last(ANSWERS_KEPT);
        let answers = store.create(&log_name(ANSWERS_LOG), answers)?;
        let mut state = Calls::default();
        let bounds = store.bounds(answers)?;
        let mut record = std::vec![0; HEAD_BYTES + ANSWER_BYTES_MAX];
        for seqno in (bounds.oldest.get()..=bounds.newest.get()).map(Seqno::new) {
            match store.read(answers, seqno, &mut record) {
                Ok(entry) => {
                    if let Some((key, code, body)) = parse(record.get(..entry.len).unwrap_or(&[])) {
                        let body = Bytes::copy_from_slice(body);
                        state.set(key, Known::Answered(code, body));
                    }
                }
                // An answer that is gone or damaged is one that is not known.
                Err(error) if is_absent(error.kind()) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self {
            engine,
            store,
            calls,
            answers,
            state: Arc::new(Mutex::new(state)),
            others,
        })
    }

    fn lock(&self) -> MutexGuard<'_, Calls> {
        // A panic under the lock leaves at worst an entry out of the order.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn call(&self, name: &str, key: Key, request: &Request) -> Response {
        let before = self.lock().begin(key);
        match before {
            Some(Known::Answered(code, body)) => return response(code, body, request),
            Some(Known::Running) => return Response::unavailable("the call is running", RETRY_S),
            Some(Known::Free) => {}
            None => {
                if let Err(refused) = self.begin(key).await {
                    self.lock().known.remove(&key);
                    return refused;
                }
            }
        }
        let pins = request.query("pins").is_some();
        let kind = InvocationKind::RequestResponse;
        let (answer, set) =
            answer_with_pins(&self.engine, name, request.payload(), Front::Device, kind).await;
        let (code, text) = match answer {
            Answer::Done(body) => (Code::CONTENT, with_pins(pins, &set, &body)),
            Answer::Failed(sentence) => (Code::INTERNAL_SERVER_ERROR, sentence.into()),
            Answer::TooLarge(sentence) => (Code::REQUEST_ENTITY_TOO_LARGE, sentence.into()),
            Answer::Unknown(sentence) => {
                self.lock().set(key, Known::Free);
                return Response::diagnostic(Code::NOT_FOUND, sentence);
            }
            Answer::Busy(sentence) => {
                self.lock().set(key, Known::Free);
                return Response::unavailable(sentence, RETRY_S);
            }
            Answer::Accepted(_) => (Code::CHANGED, Bytes::new()),
        };
        let (code, text) = match text.len() > ANSWER_BYTES_MAX {
            true => {
                let sentence = "the answer is too long for a device";
                (Code::INTERNAL_SERVER_ERROR, Bytes::from(sentence))
            }
            false => (code, text),
        };
        self.lock().set(key, Known::Answered(code, text.clone()));
        // Who is told an answer finds the same one after a crash.
        match self.keep(key, code, &text).await {
            Ok(()) => response(code, text, request),
            Err(error) => Response::unavailable(error.to_string(), RETRY_S),
        }
    }

    /// Writes down that a call begins, before it does.
    async fn begin(&self, (id, n): Key) -> Result<(), Response> {
        let record = Append::new(&[0]).produced_by(Producer::keyed(id, 0, n));
        let appended = self
            .store
            .append_with(self.calls, &record, Durability::Group);
        let appended = match appended {
            Ok(completion) => completion.await,
            Err(error) => Err(error),
        };
        match appended {
            Ok(Appended::New(_)) => Ok(()),
            // A number may be so old that it is no longer remembered by itself.
            Err(error) if !matches!(error.kind(), ErrorKind::OutOfOrder { .. }) => {
                Err(Response::unavailable(error.to_string(), RETRY_S))
            }
            Ok(Appended::Duplicate(_)) | Err(_) => {
                let sentence = "the call was begun before, and its answer is not known";
                Err(Response::diagnostic(Code::CONFLICT, sentence))
            }
        }
    }

    async fn keep(&self, (id, n): Key, code: Code, body: &[u8]) -> Result<(), StoreError> {
        let mut record = Vec::with_capacity(HEAD_BYTES + body.len());
        record.extend_from_slice(&id.to_le_bytes());
        record.extend_from_slice(&n.to_le_bytes());
        record.push(code.to_byte());
        record.extend_from_slice(body);
        let record = Append::new(&record);
        let durable = self
            .store
            .append_with(self.answers, &record, Durability::Group)?;
        durable.await.map(drop)
    }
}

impl<S: RepairStore, H: Handler> Handler for OnceHandler<S, H> {
    async fn handle(&self, request: Request) -> Response {
        let Some(name) = function_of(&request).map(String::from) else {
            return self.others.handle(request).await;
        };
        let key = request
            .query("p")
            .and_then(|id| id.parse().ok())
            .zip(request.query("n").and_then(|n| n.parse().ok()));
        match key {
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

fn parse(record: &[u8]) -> Option<(Key, Code, &[u8])> {
    let (id, rest) = record.split_first_chunk()?;
    let (n, rest) = rest.split_first_chunk()?;
    let (code, body) = rest.split_first()?;
    let key = (u32::from_le_bytes(*id), u64::from_le_bytes(*n));
    Some((key, Code::from_byte(*code), body))
}

const fn is_absent(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Trimmed { .. } | ErrorKind::Corrupt { .. })
}

fn log_name(name: &str) -> LogName {
    match LogName::new(name) {
        Ok(name) => name,
        Err(_) => unreachable!("the names of the two logs are valid"),
    }
}
