//! The logs for those outside: requests of `woof_log::wire` over a TCP stream, and over HTTP on
//! the management port.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::Engine;
use faas_runtime::engine::{RepairError, holds_inputs};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use warp::Filter;
use warp::http::StatusCode;
use warp::reply::{Reply as _, Response};
use woof_log::remote::{self, Access, Gate};
use woof_log::wire::{MESSAGE_LEN_MAX, Refusal, Unrepairable};
use woof_log::{DirStore, LogError as _, LogId, LogName, Repair, RepairStore};

use crate::listen::{Stop, stopped};

/// Connections at a time; each has a thread.
const CONNECTIONS_MAX: usize = 128;

/// What those outside may do with a log: the server's own ones can be read and nothing more.
pub fn access(name: &LogName) -> Access {
    let name = name.as_str();
    let own = name == "calls"
        || ["fn/", "keys/", "objects/", "once/"]
            .iter()
            .any(|prefix| name.starts_with(prefix));
    match own {
        true => Access::Read,
        false => Access::Full,
    }
}

/// Lets those outside use the logs as [`access`] says, and repair the inputs of functions, which
/// then run again.
#[derive(Clone)]
pub struct LogGate {
    pub engine: Engine,
}

impl Gate for LogGate {
    fn access(&self, log: &LogName) -> Access {
        access(log)
    }

    fn repair<S: RepairStore>(
        &self,
        store: &S,
        name: &LogName,
        log: LogId,
        repair: &Repair<'_>,
    ) -> Result<u64, Refusal> {
        let refused = |error: woof_log::StoreError| Refusal::Store(error.kind());
        match access(name) {
            Access::Full => store.repair(log, repair).map_err(refused),
            _ if holds_inputs(name) => self
                .engine
                .repair(name, repair.target.get(), repair.payload, repair.reason)
                .map_err(|error| refusal(&error)),
            Access::Read => Err(Refusal::Unrepairable(Unrepairable::NoInput)),
            Access::None => Err(Refusal::Denied),
        }
    }
}

fn refusal(error: &RepairError) -> Refusal {
    Refusal::Unrepairable(match error {
        RepairError::Part { .. } => Unrepairable::Part,
        RepairError::NotJson { .. } => Unrepairable::NotJson,
        RepairError::PayloadTooLarge { bytes_max, .. } => Unrepairable::TooLong {
            max: *bytes_max as u64,
        },
        RepairError::NoInputs { .. } => Unrepairable::NoInput,
        other => return Refusal::Store(other.kind()),
    })
}

/// Serves until `stop`. Connections that are open then end with the process: what they have not
/// been told, they ask again.
pub async fn serve_stream(listener: TcpListener, stop: Stop, store: DirStore, gate: LogGate) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut stop = std::pin::pin!(stopped(stop));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let accepted = tokio::select! {
            () = &mut stop => return,
            accepted = listener.accept() => accepted,
        };
        let (store, gate) = (store.clone(), gate.clone());
        let begun = accepted.and_then(|(stream, _)| {
            std::thread::Builder::new().spawn(move || {
                if let Err(error) = serve_connection(stream, &store, gate) {
                    tracing::debug!(%error, "a connection for logs ended early");
                }
                drop(place);
            })
        });
        if let Err(error) = begun {
            tracing::warn!(%error, "a connection for logs could not be served");
            tokio::time::sleep(crate::listen::ACCEPT_PAUSE).await;
        }
    }
}

fn serve_connection(stream: TcpStream, store: &DirStore, gate: LogGate) -> io::Result<()> {
    let stream = stream.into_std()?;
    stream.set_nonblocking(false)?;
    stream.set_nodelay(true)?;
    remote::serve(store, &stream, &stream, gate)
}

/// `POST /logs`: one message each way. The type of the body keeps web pages of other servers out.
pub fn filter(
    store: DirStore,
    gate: LogGate,
) -> impl Filter<Extract = (Response,), Error = warp::Rejection> + Clone + Send + Sync + 'static {
    warp::path!("logs")
        .and(warp::post())
        .and(warp::header::exact(
            "content-type",
            "application/octet-stream",
        ))
        .and(warp::body::content_length_limit(MESSAGE_LEN_MAX as u64))
        .and(warp::body::bytes())
        .and(warp::any().map(move || (store.clone(), gate.clone())))
        .then(
            |message: Bytes, (store, gate): (DirStore, LogGate)| async move {
                let answer =
                    tokio::task::spawn_blocking(move || remote::answer(&store, &message, gate));
                match answer.await {
                    Ok(answer) => answer.into_response(),
                    Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                }
            },
        )
}
