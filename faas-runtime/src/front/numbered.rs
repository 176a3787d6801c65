//! Calls that have numbers: each is made once, and a repeat of it at any later time is answered the
//! same again.
//!
//! A call that was begun when the server died is not begun again, since it may have had its effect.

use std::collections::{BTreeMap, VecDeque};
use std::string::ToString as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use bytes::Bytes;
use woof_log::{
    Append, Appended, Durability, ErrorKind, Extensions, LogError as _, LogId, LogName, Producer,
    RepairStore, Seqno, Shape, StoreError,
};

use crate::coap::Code;
use crate::coap::server::{Request, Response};

/// Answers that are kept, and looked for at the start.
const ANSWERS_KEPT: u32 = 4_096;
/// Calls whose numbers are kept.
const CALLS_KEPT: u32 = 65_536;
/// Bytes of the longest answer that is kept.
pub(super) const ANSWER_BYTES_MAX: usize = 32 * 1024;
const HEAD_BYTES: usize = 13;
/// How long a refused client is asked to wait, in seconds.
pub(super) const RETRY_S: u32 = 1;

/// Who called, and which of its calls it is.
pub(super) type Key = (u32, u64);

/// What a request says of itself: `?p=ID&n=N`.
pub(super) fn key_of(request: &Request) -> Option<Key> {
    let id = request.query("p").and_then(|id| id.parse().ok());
    id.zip(request.query("n").and_then(|n| n.parse().ok()))
}

/// What making a call came to.
pub(super) enum Made {
    /// The answer, from now on that of this call.
    Answer(Code, Bytes),
    /// Nothing was done, and the call may be made again.
    Refused(Response),
}

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

/// Calls and their answers, in two logs.
pub(super) struct Numbered<S> {
    store: S,
    calls: LogId,
    answers: LogId,
    state: Arc<Mutex<Calls>>,
}

impl<S: RepairStore> Numbered<S> {
    /// Calls that are kept in two logs of `store`, with what is there already. The first holds
    /// empty records, each with who made the call and its number; the second holds who u32, which
    /// u64, code u8, and the answer. It reads the disk.
    pub(super) fn open(mut store: S, calls: &str, answers: &str) -> Result<Self, StoreError> {
        let shape = Shape::fixed(1)
            .carrying(Extensions::PRODUCER)
            .keep_last(CALLS_KEPT);
        let calls = store.create(&log_name(calls), shape)?;
        let shape = Shape::variable().keep_last(ANSWERS_KEPT);
        let answers = store.create(&log_name(answers), shape)?;
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
            store,
            calls,
            answers,
            state: Arc::new(Mutex::new(state)),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Calls> {
        // A panic under the lock leaves at worst an entry out of the order.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer of a call, which is made if it was not made before; a refusal otherwise.
    pub(super) async fn answer(
        &self,
        key: Key,
        make: impl Future<Output = Made>,
    ) -> Result<(Code, Bytes), Response> {
        let before = self.lock().begin(key);
        match before {
            Some(Known::Answered(code, body)) => return Ok((code, body)),
            Some(Known::Running) => {
                return Err(Response::unavailable("the call is running", RETRY_S));
            }
            Some(Known::Free) => {}
            None => {
                if let Err(refused) = self.begin(key).await {
                    self.lock().known.remove(&key);
                    return Err(refused);
                }
            }
        }
        let (code, body) = match make.await {
            Made::Answer(code, body) => (code, body),
            Made::Refused(response) => {
                self.lock().set(key, Known::Free);
                return Err(response);
            }
        };
        self.lock().set(key, Known::Answered(code, body.clone()));
        // Who is told an answer finds the same one after a crash.
        match self.keep(key, code, &body).await {
            Ok(()) => Ok((code, body)),
            Err(error) => Err(Response::unavailable(error.to_string(), RETRY_S)),
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
        Err(_) => unreachable!("the names of the logs are valid"),
    }
}
