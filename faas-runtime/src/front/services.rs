//! Services for functions that run on devices: `POST /aws/{service}/{operation}?p=ID&n=N`.
//!
//! The payload is the JSON object of the parameters, a line break, and the bytes of the parameter
//! that is sent as bytes. `p` says who calls and `n` which of its calls it is, as with
//! [`once`](super::once): the operation is done once, and a repeat of the request at any later time
//! gets the same answer.
//!
//! | what came of it | code and payload |
//! |---|---|
//! | the answer | 2.05; status, a space, one word, a line break, and the bytes of the body |
//! | an error of the service | 2.05; status, a space, its code, a line break, and its sentence |
//! | no such service or operation | 4.04 |
//! | the answer is longer than is kept | 4.13; the operation was done |
//! | the number stood for another request, or the operation was begun before and its answer is not known | 4.09 |
//!
//! The status is that of HTTP, from 400 on an error. The word is the ETag of an object, and of a
//! call that failed the kind of its error.

use core::time::Duration;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use bytes::Bytes;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use woof_log::{RepairStore, StoreError};

use super::numbered::{ANSWER_BYTES_MAX, Made, Numbered, key_of};
use crate::coap::link_format::Link;
use crate::coap::server::{Handler, Request, Response};
use crate::coap::{Code, ContentFormat, Method};
use crate::executor::iotpy::{CloudCall, CloudServices};

/// The log of operations that were begun.
pub const OPERATIONS_LOG: &str = "once/operations";
/// The log of their answers, each with the hash of its request before it.
pub const OPERATION_ANSWERS_LOG: &str = "once/operation-answers";
/// What devices can ask for.
const OPERATIONS: [(&str, &str); 4] = [
    ("s3", "PutObject"),
    ("s3", "GetObject"),
    ("s3", "DeleteObject"),
    ("lambda", "Invoke"),
];
/// How long an operation may take: less than a device waits for it.
const TIME_MAX: Duration = Duration::from_secs(60);
/// Bytes of the hash by which requests are told apart.
const HASH_BYTES: usize = 8;

/// Answers for the services, and leaves everything else to another handler.
pub struct ServicesHandler<S, H> {
    services: Arc<dyn CloudServices>,
    operations: Numbered<S>,
    others: H,
}

impl<S: RepairStore, H: Handler> ServicesHandler<S, H> {
    /// A handler that keeps operations and answers in two logs of `store`, and knows those that are
    /// there. It reads the disk.
    ///
    /// # Errors
    /// [`StoreError`] if the logs cannot be used.
    pub fn open(services: Arc<dyn CloudServices>, store: S, others: H) -> Result<Self, StoreError> {
        Ok(Self {
            services,
            operations: Numbered::open(store, OPERATIONS_LOG, OPERATION_ANSWERS_LOG)?,
            others,
        })
    }

    async fn operate(&self, request: &Request) -> Response {
        if request.method() != Method::Post {
            let sentence = "an operation is asked for with POST";
            return Response::diagnostic(Code::METHOD_NOT_ALLOWED, sentence);
        }
        let path: Vec<&str> = request.path().skip(1).collect();
        let [service, operation] = path[..] else {
            return Response::diagnostic(Code::NOT_FOUND, "there is no such resource");
        };
        if !OPERATIONS.contains(&(service, operation)) {
            let sentence = "devices have no such operation";
            return Response::diagnostic(Code::NOT_FOUND, sentence);
        }
        let Some(key) = key_of(request) else {
            let sentence = "p and n are numbers: who calls, and which call it is";
            return Response::diagnostic(Code::BAD_REQUEST, sentence);
        };
        let hash = hash(service, operation, request.payload());
        let make = self.make(service, operation, request.payload(), hash);
        match self.operations.answer(key, make).await {
            Ok((code, body)) => match body.split_at_checked(HASH_BYTES) {
                Some((of, body)) if of == hash => Response::new(code)
                    .with_payload(Bytes::copy_from_slice(body))
                    .with_content_format(ContentFormat::OCTET_STREAM),
                _ => {
                    let sentence = "the number of this operation stood for another one before";
                    Response::diagnostic(Code::CONFLICT, sentence)
                }
            },
            Err(refused) => refused,
        }
    }

    async fn make(
        &self,
        service: &str,
        operation: &str,
        payload: &[u8],
        hash: [u8; HASH_BYTES],
    ) -> Made {
        let at = payload.iter().position(|byte| *byte == b'\n');
        let (parameters, body) = match at {
            Some(at) => (&payload[..at], &payload[at + 1..]),
            None => (payload, &payload[..0]),
        };
        let Ok(parameters) = core::str::from_utf8(parameters).map(String::from) else {
            let sentence = "the parameters are no text";
            return Made::Refused(Response::diagnostic(Code::BAD_REQUEST, sentence));
        };
        let services = Arc::clone(&self.services);
        let (service, operation) = (String::from(service), String::from(operation));
        let body = body.to_vec();
        // Services answer on the thread that asks.
        let done = tokio::task::spawn_blocking(move || {
            let call = CloudCall::new(&service, &operation, &parameters, &body, TIME_MAX);
            services.call(&call)
        });
        match done.await {
            Ok(Some(answer)) => {
                let mut kept = hash.to_vec();
                write_answer(&answer, &mut kept);
                if kept.len() > ANSWER_BYTES_MAX {
                    kept.truncate(HASH_BYTES);
                    kept.extend_from_slice(b"it was done, and its answer is too long for a device");
                    return Made::Answer(Code::REQUEST_ENTITY_TOO_LARGE, kept.into());
                }
                Made::Answer(Code::CONTENT, kept.into())
            }
            Ok(None) => {
                let sentence = "this server has no such service";
                Made::Refused(Response::diagnostic(Code::NOT_FOUND, sentence))
            }
            // It may have had its effect, so it is not tried again.
            Err(_) => {
                let mut kept = hash.to_vec();
                kept.extend_from_slice(b"500 InternalError\nthe operation has failed");
                Made::Answer(Code::CONTENT, kept.into())
            }
        }
    }
}

impl<S: RepairStore, H: Handler> Handler for ServicesHandler<S, H> {
    async fn handle(&self, request: Request) -> Response {
        match is_operation(&request) {
            true => self.operate(&request).await,
            false => self.others.handle(request).await,
        }
    }

    fn repeatable(&self, request: &Request) -> bool {
        // An answer that was given is given again.
        is_operation(request) || self.others.repeatable(request)
    }

    fn links(&self) -> Vec<Link> {
        self.others.links()
    }
}

/// Operations have three segments, so that a function may be called `aws`.
fn is_operation(request: &Request) -> bool {
    let mut path = request.path();
    path.next() == Some("aws") && path.count() == 2
}

fn hash(service: &str, operation: &str, payload: &[u8]) -> [u8; HASH_BYTES] {
    let mut hash = Sha256::new();
    for part in [service.as_bytes(), operation.as_bytes(), payload] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    digest.first_chunk().copied().unwrap_or_default()
}

/// Makes a device's answer of that of a service: what `boto3` shows of it, and no more.
fn write_answer(answer: &[u8], out: &mut Vec<u8>) {
    let at = answer.iter().position(|byte| *byte == b'\n');
    let (head, body) = match at {
        Some(at) => (&answer[..at], &answer[at + 1..]),
        None => (answer, &answer[..0]),
    };
    let Ok(head) = serde_json::from_slice::<Value>(head) else {
        out.extend_from_slice(b"500 InternalError\nthe service has answered nonsense");
        return;
    };
    let text = |value: &Value| value.as_str().map(String::from);
    let error = &head["error"];
    let (status, word, body) = match error.is_object() {
        true => (
            error["HTTPStatusCode"].as_u64().unwrap_or(400),
            text(&error["Code"]).unwrap_or_else(|| String::from("Unknown")),
            text(&error["Message"]).unwrap_or_default().into_bytes(),
        ),
        false => (
            head["ResponseMetadata"]["HTTPStatusCode"]
                .as_u64()
                .or_else(|| head["StatusCode"].as_u64())
                .unwrap_or(200),
            text(&head["ETag"])
                .or_else(|| text(&head["FunctionError"]))
                .unwrap_or_default(),
            body.to_vec(),
        ),
    };
    out.extend_from_slice(std::format!("{status} {word}\n").as_bytes());
    out.extend_from_slice(&body);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(answer: &str, expected: &str) {
        let mut out = Vec::new();
        write_answer(answer.as_bytes(), &mut out);
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn answers_are_made_short() {
        check(
            r#"{"ETag":"\"a\"","ResponseMetadata":{"HTTPStatusCode":200}}"#,
            "200 \"a\"\n",
        );
        check("{\"ETag\":\"b\"}\nx\ny", "200 b\nx\ny");
        check(
            r#"{"error":{"Code":"NoSuchKey","Message":"It is not there.","HTTPStatusCode":404}}"#,
            "404 NoSuchKey\nIt is not there.",
        );
        check(
            "{\"StatusCode\":200,\"FunctionError\":\"Unhandled\"}\n{}",
            "200 Unhandled\n{}",
        );
        check(
            "nonsense",
            "500 InternalError\nthe service has answered nonsense",
        );
    }
}
