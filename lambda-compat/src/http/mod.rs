//! The REST face: the paths, headers and bodies of the AWS Lambda API.

mod account;
mod aliases;
mod body;
mod code;
mod concurrency;
mod direct;
mod event_invoke;
mod functions;
mod invoke;
mod page;
mod policy;
mod request;
mod respond;
mod route;
mod tags;
#[cfg(test)]
mod tests;
mod versions;
mod view;

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Buf;
use faas_runtime::{Clock, RequestId};
use futures::Stream;
use http_body_util::BodyDataStream;
use tokio::sync::Semaphore;
use warp::http::{HeaderMap, Method, Request};
use warp::reply::Response;
use warp::{Filter, Rejection};

pub(crate) use direct::DirectInvocation;
pub use request::{is_lambda_path, is_lambda_request};

use crate::error::LambdaError;
use crate::invoker::Invoker;
use crate::random::Random;
use crate::registry::Registry;
use body::BodyError;
use concurrency::ConcurrencyGate;
use request::Call;
use respond::Reply;
use route::Operation;

/// Deployment packages that are received at a time; each takes up to 120 MB until it is stored.
const UPLOADS_MAX: usize = 2;

/// What the REST face is made of.
pub struct LambdaParts {
    /// The functions.
    pub registry: Arc<Registry>,
    /// What runs them.
    pub invoker: Arc<dyn Invoker>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Request ids, and the choice between weighted versions.
    pub random: Arc<dyn Random>,
    /// The URL that clients reach this server by, without a slash at its end. Without it, it is
    /// `http://` and the `Host` of each request.
    pub public_url: Option<String>,
}

/// The Lambda API over a registry and an invoker.
pub struct LambdaApi {
    registry: Arc<Registry>,
    invoker: Arc<dyn Invoker>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    public_url: Option<String>,
    uploads: Semaphore,
    gate: ConcurrencyGate,
}

impl LambdaApi {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: LambdaParts) -> Self {
        let LambdaParts {
            registry,
            invoker,
            clock,
            random,
            public_url,
        } = parts;
        Self {
            registry,
            invoker,
            clock,
            random,
            public_url,
            uploads: Semaphore::new(UPLOADS_MAX),
            gate: ConcurrencyGate::default(),
        }
    }

    /// Answers one request, for servers that route without warp. It never fails: what goes wrong is
    /// an answer, too.
    pub async fn call<B>(self: &Arc<Self>, request: Request<B>) -> Response
    where
        B: http_body::Body + Send,
        B::Data: Send,
    {
        let (parts, body) = request.into_parts();
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let path = parts.uri.path().to_owned();
        let body = BodyDataStream::new(body);
        Arc::clone(self)
            .answer(parts.method, path, query, parts.headers, body)
            .await
    }

    /// Answers one request.
    async fn answer<S, B, E>(
        self: Arc<Self>,
        method: Method,
        path: String,
        query: String,
        headers: HeaderMap,
        body: S,
    ) -> Response
    where
        S: Stream<Item = Result<B, E>> + Send,
        B: Buf,
    {
        let request_id = RequestId::from_random(self.random.bytes());
        let outcome = match request::parse(&path, &query, headers) {
            Ok((segments, call)) => {
                self.carry_out(&method, &segments, call, request_id, body)
                    .await
            }
            Err(error) => Err(error),
        };
        respond::render(outcome, request_id)
    }

    async fn carry_out<S, B, E>(
        self: Arc<Self>,
        method: &Method,
        segments: &[String],
        mut call: Call,
        request_id: RequestId,
        body: S,
    ) -> Result<Reply, LambdaError>
    where
        S: Stream<Item = Result<B, E>> + Send,
        B: Buf,
    {
        call.request_id = request_id;
        let operation = Operation::find(method, segments)?;
        // Uploads wait for their turn before the first byte of theirs is kept in memory.
        let _turn = match operation.is_upload() {
            true => self.uploads.acquire().await.ok(),
            false => None,
        };
        let bytes_max = operation.body_bytes_max(&call);
        call.body = match body::read(body, call.announced_bytes(), bytes_max).await {
            Ok(bytes) => bytes,
            Err(BodyError::TooLarge { length_bytes }) => {
                return Err(operation.body_too_large(&call, length_bytes, bytes_max));
            }
            Err(BodyError::Broken) => {
                let message = "The request body could not be read to its end".to_owned();
                return Err(LambdaError::InvalidRequestContent(message));
            }
            Err(BodyError::Stalled) => {
                let message = "The request body did not arrive in time".to_owned();
                return Err(LambdaError::InvalidRequestContent(message));
            }
        };
        if let Operation::Invoke(id) = &operation {
            return self.invoke(&call, id).await;
        }
        if let Operation::InvokeAsync(id) = &operation {
            return self.invoke_async(&call, id).await;
        }
        // Everything else may wait for the store or the compiler.
        let api = Arc::clone(&self);
        let blocking = tokio::task::spawn_blocking(move || operation.run(&api, &call));
        blocking.await.unwrap_or_else(|_| {
            Err(LambdaError::Service(
                "The server failed while it worked on the request".to_owned(),
            ))
        })
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.clock.unix_time().as_millis()).unwrap_or(u64::MAX)
    }

    /// A number from 0 up to 1.
    fn choice(&self) -> f64 {
        let [a, b, c, d, ..] = self.random.bytes();
        f64::from(u32::from_be_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
    }
}

/// The Lambda API as a warp filter. It answers every request, unknown paths with AWS's error, so
/// whoever mounts it with other services asks [`is_lambda_request`] first.
///
/// Responses are whole when they begin, but for downloads of code; a server should still set
/// `TCP_NODELAY` on its listener, because warp does not.
pub fn lambda_filter(
    api: Arc<LambdaApi>,
) -> impl Filter<Extract = (Response,), Error = Rejection> + Clone {
    let query = warp::query::raw().or(warp::any().map(String::new)).unify();
    warp::any()
        .map(move || Arc::clone(&api))
        .and(warp::method())
        .and(warp::path::full().map(|path: warp::path::FullPath| path.as_str().to_owned()))
        .and(query)
        .and(warp::header::headers_cloned())
        .and(warp::body::stream())
        .and_then(
            |api: Arc<LambdaApi>, method, path, query, headers, body| async move {
                Ok::<_, Infallible>(api.answer(method, path, query, headers, body).await)
            },
        )
}
