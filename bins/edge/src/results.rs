//! `GET /functions/NAME/results`: what came of the calls and events of a function, for those who
//! follow it.

use std::time::Duration;

use faas_runtime::engine::Finished;
use faas_runtime::wire::Verdict;
use faas_runtime::{Engine, FunctionName};
use serde::Deserialize;
use serde_json::{Value, json};
use warp::Filter;
use warp::http::StatusCode;
use warp::reply::{Reply as _, Response};

/// Results in one answer.
const RESULTS_MAX: usize = 100;
/// Longest wait for a first result.
const WAIT_S_MAX: u64 = 60;

/// Which results are asked for.
#[derive(Debug, Deserialize)]
struct ResultsQuery {
    /// The sequence number of the first.
    #[serde(default)]
    from: u64,
    /// How long to wait if there is none yet.
    #[serde(default)]
    wait_s: u64,
}

/// `GET /functions/NAME/results?from=SEQUENCE&wait_s=SECONDS`: at most 100 results from a sequence
/// number on, and the number to go on from. With `wait_s` an empty answer is held back until there
/// is a result or the time is over.
pub fn results_filter(
    engine: Engine,
) -> impl Filter<Extract = (Response,), Error = warp::Rejection> + Clone + Send + Sync + 'static {
    warp::path!("functions" / String / "results")
        .and(warp::get())
        .and(warp::query())
        .and(warp::any().map(move || engine.clone()))
        .then(results)
}

async fn results(name: String, query: ResultsQuery, engine: Engine) -> Response {
    let name = match FunctionName::new(&name) {
        Ok(name) => name,
        Err(error) => return failure(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let wait = Duration::from_secs(query.wait_s.min(WAIT_S_MAX));
    // Whoever waits gets an empty page when the time is over.
    let waiting = tokio::time::timeout(wait, first_result(&engine, name, query.from));
    drop(waiting.await);
    let page = tokio::task::spawn_blocking(move || engine.logs(name, query.from, RESULTS_MAX));
    match page.await {
        Ok(Ok(page)) => {
            let entries: Vec<Value> = page.entries.iter().map(entry).collect();
            warp::reply::json(&json!({ "results": entries, "next": page.next })).into_response()
        }
        Ok(Err(error)) => failure(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        Err(_) => failure(
            StatusCode::INTERNAL_SERVER_ERROR,
            "reading the results failed",
        ),
    }
}

/// Ready when there is a result from `from` on.
async fn first_result(engine: &Engine, name: FunctionName, from: u64) {
    let mut changes = engine.follow();
    loop {
        changes.mark_unchanged();
        let own = engine.clone();
        let page = tokio::task::spawn_blocking(move || own.logs(name, from, 1)).await;
        let is_there = !matches!(page, Ok(Ok(page)) if page.entries.is_empty());
        if is_there || changes.changed().await.is_err() {
            return;
        }
    }
}

fn entry(finished: &Finished) -> Value {
    let run = &finished.run;
    let answer: Value = serde_json::from_slice(&run.body)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&run.body).into_owned()));
    json!({
        "sequence": finished.sequence,
        "request_id": finished.request_id.to_string(),
        "attempt": finished.attempt,
        "verdict": verdict(run.verdict),
        "executor": run.executor.map(|kind| kind.as_str()),
        "answer": answer,
        "logs": run.logs,
        "duration_us": run.duration_us,
        "fuel": run.fuel,
        "peak_memory_bytes": run.peak_memory_bytes,
    })
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Answered => "answered",
        Verdict::Handled => "handled error",
        Verdict::Unhandled => "unhandled error",
        Verdict::NotRun => "not run",
        Verdict::Abandoned => "abandoned",
    }
}

fn failure(status: StatusCode, sentence: &str) -> Response {
    let body = warp::reply::json(&json!({ "error": sentence }));
    warp::reply::with_status(body, status).into_response()
}
