//! Gives back the room of overwritten and deleted objects, while the server runs.

use std::sync::Arc;
use std::time::Duration;

use s3_compat::LogObjectStore;
use tokio::time::{MissedTickBehavior, interval};
use woof_log::DirStore;

use crate::listen::{Stop, stopped};

const PAUSE: Duration = Duration::from_secs(30);
/// Log records that are gone over at a time: at 16 KiB each, up to 128 MiB.
const RECORDS_MAX: u64 = 8192;

/// Cleans now and then until `stop`.
pub async fn clean(objects: Arc<LogObjectStore<DirStore>>, stop: Stop) {
    let mut stop = std::pin::pin!(stopped(stop));
    let mut ticks = interval(PAUSE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = ticks.tick() => {}
        }
        let objects = Arc::clone(&objects);
        match tokio::task::spawn_blocking(move || objects.clean(RECORDS_MAX)).await {
            Ok(Ok(cleaned)) => tracing::debug!(?cleaned, "the objects were gone over"),
            Ok(Err(error)) => tracing::warn!(%error, "room cannot be given back"),
            Err(error) => tracing::error!(%error, "giving back room has failed"),
        }
    }
}
