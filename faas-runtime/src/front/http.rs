//! Functions over HTTP, as tinyFaaS offers them: any method on `/{function}`.
//!
//! | request | answer |
//! |---|---|
//! | any method on `/{function}` | 200, the answer of the function as JSON text |
//! | the same with a non-empty `X-tinyFaaS-Async` header | 202 when the event is durable |
//! | an unknown function | 404 |
//! | a body over the limit | 413 |
//! | a function that fails | 500 and `errorType: errorMessage` (tinyFaaS answers 200; we do not) |
//! | too many requests, or a server that stops | 503 with `Retry-After` |
//!
//! A 202 carries the id of the event in `X-Request-Id`.

use std::future::Future;
use std::io;
use std::string::String;
use std::vec::Vec;

use bytes::{Buf, Bytes};
use futures::{Stream, StreamExt as _};
use tokio::net::TcpListener;
use warp::http::header::{CONTENT_TYPE, RETRY_AFTER};
use warp::http::{HeaderMap, HeaderValue, Response, StatusCode};
use warp::path::FullPath;
use warp::{Filter, Rejection};

use super::answer::{Answer, answer};
use crate::{Engine, Front, InvocationKind};

/// Serves functions on `listener` until `stop` ends, then finishes the requests that have begun.
/// Bodies over `body_bytes_max` bytes are refused.
///
/// # Errors
/// If the listener cannot be set up.
pub async fn serve(
    listener: TcpListener,
    engine: Engine,
    body_bytes_max: usize,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    send_at_once(&listener)?;
    let routes = routes(engine, body_bytes_max);
    warp::serve(routes)
        .incoming(listener)
        .graceful(stop)
        .run()
        .await;
    Ok(())
}

/// Has the connections of a listener send at once. Without this, an answer whose body follows its
/// head waits for the peer's delayed acknowledgement, some 40 ms; connections inherit the option
/// from their listener, and warp does not set it.
///
/// # Errors
/// If the operating system refuses.
pub fn send_at_once(listener: &TcpListener) -> io::Result<()> {
    socket2::SockRef::from(listener).set_tcp_nodelay(true)
}

/// The routes of this front, for a server that has others as well.
pub fn routes(
    engine: Engine,
    body_bytes_max: usize,
) -> impl Filter<Extract = (Response<Bytes>,), Error = Rejection> + Clone + Send + Sync + 'static {
    warp::path::full()
        .and(warp::header::headers_cloned())
        .and(warp::body::stream())
        .then(move |path: FullPath, headers: HeaderMap, body| {
            let engine = engine.clone();
            async move { respond(&engine, path.as_str(), &headers, body, body_bytes_max).await }
        })
}

async fn respond(
    engine: &Engine,
    path: &str,
    headers: &HeaderMap,
    body: impl Stream<Item = Result<impl Buf, warp::Error>>,
    body_bytes_max: usize,
) -> Response<Bytes> {
    let name = path.strip_prefix('/').unwrap_or(path);
    let body = match collect(body, body_bytes_max).await {
        Ok(body) => body,
        Err(Unread::TooLong) => {
            let sentence = std::format!("the body is longer than {body_bytes_max} bytes");
            return text(StatusCode::PAYLOAD_TOO_LARGE, sentence);
        }
        Err(Unread::Broken) => {
            return text(
                StatusCode::BAD_REQUEST,
                "the body did not arrive whole".into(),
            );
        }
    };
    let is_event = headers
        .get("x-tinyfaas-async")
        .is_some_and(|value| !value.is_empty());
    let kind = if is_event {
        InvocationKind::Event
    } else {
        InvocationKind::RequestResponse
    };
    match answer(engine, name, &body, Front::Http, kind).await {
        Answer::Done(body) => json(body),
        Answer::Accepted(request_id) => {
            let mut response = text(StatusCode::ACCEPTED, String::new());
            if let Ok(value) = HeaderValue::from_str(&std::format!("{request_id}")) {
                response.headers_mut().insert("x-request-id", value);
            }
            response
        }
        Answer::Unknown(sentence) => text(StatusCode::NOT_FOUND, sentence),
        Answer::TooLarge(sentence) => text(StatusCode::PAYLOAD_TOO_LARGE, sentence),
        Answer::Busy(sentence) => {
            let mut response = text(StatusCode::SERVICE_UNAVAILABLE, sentence);
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from_static("1"));
            response
        }
        Answer::Failed(sentence) => text(StatusCode::INTERNAL_SERVER_ERROR, sentence),
    }
}

/// Why there is no body.
enum Unread {
    TooLong,
    Broken,
}

/// The body in one piece. It is read no further than the limit.
async fn collect(
    body: impl Stream<Item = Result<impl Buf, warp::Error>>,
    bytes_max: usize,
) -> Result<Vec<u8>, Unread> {
    let mut body = std::pin::pin!(body);
    let mut collected = Vec::new();
    while let Some(chunk) = body.next().await {
        let mut chunk = chunk.map_err(|_| Unread::Broken)?;
        if collected.len() + chunk.remaining() > bytes_max {
            return Err(Unread::TooLong);
        }
        while chunk.has_remaining() {
            let piece = chunk.chunk();
            collected.extend_from_slice(piece);
            let length = piece.len();
            chunk.advance(length);
        }
    }
    Ok(collected)
}

fn json(body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

fn text(status: StatusCode, sentence: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(sentence));
    *response.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    response
}
