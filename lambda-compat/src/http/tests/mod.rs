//! The REST face, operation by operation, through the warp filter.

mod around;
mod calls;
mod deploy;
mod hostile;
mod versions;

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use faas_runtime::engine::InvokeError;
use faas_runtime::{Completion, ExecutorKind, Invocation, ManualClock, Outcome};
use s3_compat::MemoryObjectStore;
use serde_json::{Value, json};
use warp::http::HeaderMap;

use super::*;
use crate::invoker::Answer;
use crate::random::SeededRandom;
use crate::testing::{open_registry, zip_of};

pub(super) const LIGHT: (&str, &str) = (
    "light.py",
    "def handler(event, context):\n    return event\n",
);

/// Answers with what the test wants, and remembers what it was asked.
#[derive(Default)]
pub(super) struct ScriptedInvoker {
    pub(super) outcome: Mutex<Option<Result<Outcome, InvokeError>>>,
    pub(super) seen: Mutex<Vec<Invocation>>,
}

impl Invoker for ScriptedInvoker {
    fn invoke(&self, invocation: Invocation) -> Answer<'_, Completion> {
        self.seen.lock().unwrap().push(invocation.clone());
        let scripted = self.outcome.lock().unwrap().clone();
        let outcome = scripted.unwrap_or_else(|| Ok(Outcome::Ok(invocation.payload.clone())));
        let completion = outcome.map(|outcome| Completion {
            request_id: invocation.request_id,
            version: invocation.version,
            executor: ExecutorKind::IotPy,
            outcome,
            logs: "printed\n".to_owned(),
            duration_us: 1500,
            billed_ms: 2,
            fuel: 1,
            peak_memory_bytes: 1,
            init_us: None,
            pins: Vec::new(),
        });
        Box::pin(async move { completion })
    }

    fn submit(&self, invocation: Invocation) -> Answer<'_, ()> {
        self.seen.lock().unwrap().push(invocation);
        let scripted = self.outcome.lock().unwrap().clone();
        Box::pin(async move {
            scripted
                .unwrap_or(Ok(Outcome::Ok(Bytes::new())))
                .map(|_| ())
        })
    }
}

/// A server in memory.
pub(super) struct Server {
    pub(super) api: Arc<LambdaApi>,
    pub(super) invoker: Arc<ScriptedInvoker>,
    pub(super) store: Arc<MemoryObjectStore>,
}

pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Response {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The parts of an error that SDKs look at: status, class and sentence.
    #[track_caller]
    pub(super) fn error(&self) -> (u16, String, String) {
        let body = self.json();
        let message = body
            .get("Message")
            .or(body.get("message"))
            .and_then(Value::as_str);
        assert!(body.get("Type").is_some(), "{body}");
        let code = self
            .header("x-amzn-errortype")
            .unwrap_or_default()
            .to_owned();
        (self.status, code, message.unwrap_or_default().to_owned())
    }
}

impl Server {
    pub(super) fn start() -> Self {
        let store = Arc::new(MemoryObjectStore::default());
        let invoker = Arc::new(ScriptedInvoker::default());
        let api = LambdaApi::new(LambdaParts {
            registry: Arc::new(open_registry(&store, "one")),
            invoker: invoker.clone(),
            clock: Arc::new(ManualClock::new()),
            random: Arc::new(SeededRandom::new([2; 32])),
            public_url: None,
        });
        Self {
            api: Arc::new(api),
            invoker,
            store,
        }
    }

    /// A server with the function `light`.
    pub(super) async fn with_light() -> Self {
        let server = Self::start();
        let made = server
            .post("/2015-03-31/functions", &create_request("light"))
            .await;
        assert_eq!(made.status, 201, "{}", made.json());
        server
    }

    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Response {
        let mut request = warp::test::request().method(method).path(path).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.reply(&lambda_filter(Arc::clone(&self.api))).await;
        let (parts, body) = response.into_parts();
        Response {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
        }
    }

    pub(super) async fn get(&self, path: &str) -> Response {
        self.send("GET", path, &[], "").await
    }

    pub(super) async fn delete(&self, path: &str) -> Response {
        self.send("DELETE", path, &[], "").await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Response {
        self.send("POST", path, &[], body.to_string()).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Response {
        self.send("PUT", path, &[], body.to_string()).await
    }
}

/// The request that creates a function out of [`LIGHT`].
pub(super) fn create_request(name: &str) -> Value {
    json!({
        "FunctionName": name,
        "Runtime": "python3.12",
        "Role": "arn:aws:iam::000000000000:role/any",
        "Handler": "light.handler",
        "Code": { "ZipFile": STANDARD.encode(zip_of(&[LIGHT])) },
    })
}

/// `request` with other members.
pub(super) fn with(mut request: Value, members: Value) -> Value {
    for (name, value) in members.as_object().unwrap() {
        request[name] = value.clone();
    }
    request
}

#[track_caller]
pub(super) fn check_error(response: &Response, status: u16, code: &str, part: &str) {
    let (got_status, got_code, message) = response.error();
    assert_eq!((got_status, got_code.as_str()), (status, code), "{message}");
    assert!(message.contains(part), "{message:?} has no {part:?}");
    assert_eq!(response.header("x-amzn-requestid").map(str::len), Some(36));
    assert_eq!(response.header("content-type"), Some("application/json"));
}
