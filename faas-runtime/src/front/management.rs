//! The management front. So far it answers `GET /health` only.

use std::future::Future;
use std::io;

use bytes::Bytes;
use tokio::net::TcpListener;
use warp::http::{Response, StatusCode};
use warp::{Filter, Rejection};

use super::http::send_at_once;
use crate::Engine;

/// Serves the management calls on `listener` until `stop` ends.
///
/// # Errors
/// If the listener cannot be set up.
pub async fn serve(
    listener: TcpListener,
    engine: Engine,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    send_at_once(&listener)?;
    warp::serve(routes(engine))
        .incoming(listener)
        .graceful(stop)
        .run()
        .await;
    Ok(())
}

/// `GET /health`: 200 and `ok`, and how much the engine has missed if it has; or 503 and why it has
/// stopped running events.
pub fn routes(
    engine: Engine,
) -> impl Filter<Extract = (Response<Bytes>,), Error = Rejection> + Clone + Send + Sync + 'static {
    warp::path!("health").and(warp::get()).map(move || {
        let failure = engine.failure();
        let status = match failure {
            None => StatusCode::OK,
            Some(_) => StatusCode::SERVICE_UNAVAILABLE,
        };
        let text = match (failure, engine.missed()) {
            (Some(failure), _) => failure,
            (None, 0) => "ok\n".into(),
            (None, missed) => {
                std::format!("ok\n{missed} records of events were gone before they ran\n")
            }
        };
        let mut response = Response::new(Bytes::from(text));
        *response.status_mut() = status;
        response
    })
}
