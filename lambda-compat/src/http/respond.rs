//! Responses, and errors in the form that SDKs make their exceptions from.

use bytes::Bytes;
use faas_runtime::RequestId;
use s3_compat::ChunkSource as _;
use serde_json::{Value, json};
use warp::http::{HeaderName, HeaderValue, StatusCode};
use warp::reply::{Reply as _, Response};

use crate::error::{LambdaError, MessageField};

/// What an operation answers.
pub(super) enum Reply {
    /// A status with a JSON body.
    Json(u16, Value),
    /// A status without a body.
    Empty(u16),
    /// The answer to an invocation, with its headers.
    Payload {
        status: u16,
        headers: Vec<(&'static str, String)>,
        body: Bytes,
    },
    /// A zip file, as it comes from the store.
    Zip(Box<s3_compat::ObjectReader>),
}

pub(super) fn render(outcome: Result<Reply, LambdaError>, request_id: RequestId) -> Response {
    let mut response = match outcome {
        Ok(Reply::Json(status, value)) => of_json(status, &value),
        Ok(Reply::Empty(status)) => of_bytes(status, Bytes::new()),
        Ok(Reply::Payload {
            status,
            headers,
            body,
        }) => {
            let mut response = of_bytes(status, body);
            insert(&mut response, "content-type", "application/json");
            for (name, value) in headers {
                insert(&mut response, name, &value);
            }
            response
        }
        Ok(Reply::Zip(reader)) => of_zip(*reader),
        Err(error) => of_error(&error),
    };
    insert(&mut response, "x-amzn-requestid", &request_id.to_string());
    response
}

fn of_bytes(status: u16, body: Bytes) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

fn of_json(status: u16, value: &Value) -> Response {
    let mut response = of_bytes(status, Bytes::from(value.to_string()));
    insert(&mut response, "content-type", "application/json");
    response
}

fn of_error(error: &LambdaError) -> Response {
    let fault = if error.status() < 500 {
        "User"
    } else {
        "Service"
    };
    let message = match error.message_field() {
        MessageField::Upper => "Message",
        MessageField::Lower => "message",
    };
    let mut body = json!({ "Type": fault, message: error.to_string() });
    if let LambdaError::TooManyRequests { reason, .. } = error {
        body["Reason"] = json!(reason);
    }
    let mut response = of_json(error.status(), &body);
    insert(&mut response, "x-amzn-errortype", error.code());
    response
}

/// Streams an object; at most a few chunks of it are in memory.
fn of_zip(mut reader: s3_compat::ObjectReader) -> Response {
    const CHUNKS_WAITING_MAX: usize = 4;
    let length_bytes = reader.info.size_bytes;
    let (sender, receiver) = tokio::sync::mpsc::channel(CHUNKS_WAITING_MAX);
    tokio::task::spawn_blocking(move || {
        loop {
            let chunk = match reader.next_chunk() {
                Ok(Some(chunk)) => Ok(chunk),
                Ok(None) => return,
                Err(error) => Err(error),
            };
            let last = chunk.is_err();
            // A closed channel means that the client has gone away.
            if sender.blocking_send(chunk).is_err() || last {
                return;
            }
        }
    });
    let chunks = futures::stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    });
    let mut response = warp::reply::stream(chunks).into_response();
    insert(&mut response, "content-type", "application/zip");
    insert(&mut response, "content-length", &length_bytes.to_string());
    response
}

/// Adds a header whose value may hold anything; what no header can carry is left out.
fn insert(response: &mut Response, name: &'static str, value: &str) {
    let name = HeaderName::from_static(name);
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
