//! How far the server is with running again what repaired inputs have led to.

use faas_runtime::Engine;
use serde_json::json;
use warp::Filter;
use warp::reply::{Reply as _, Response};

/// `GET /repairs`: how many inputs wait for their turn, and those that could not be run again.
pub fn repairs_filter(
    engine: Engine,
) -> impl Filter<Extract = (Response,), Error = warp::Rejection> + Clone + Send + Sync + 'static {
    warp::path!("repairs").and(warp::get()).map(move || {
        let reruns = engine.reruns();
        let report = json!({ "waiting": reruns.waiting, "undone": reruns.undone });
        warp::reply::json(&report).into_response()
    })
}
