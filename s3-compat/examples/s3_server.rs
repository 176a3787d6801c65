//! Serves objects over S3 on a free port of the loopback interface, from a directory or, without
//! one, from memory: `cargo run -p s3-compat --example s3_server [DIRECTORY [ACCESS_KEY SECRET]]`,
//! then `aws --no-sign-request --endpoint-url URL s3 mb s3://sensors`.

use std::convert::Infallible;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use s3_compat::http::{Access, Ambient, S3Options, s3_service};
use s3_compat::{LogObjectStore, MemoryObjectStore, ObjectStore};
use woof_log::DirStore;

fn now_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_millis() as u64)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // A server that others can reach takes these numbers from the operating system's generator.
    let count = AtomicU64::new(now_ms());
    let random = move || u128::from(count.fetch_add(1, Ordering::Relaxed)) << 40;
    let ambient = Ambient {
        now_ms: Arc::new(now_ms),
        random: Arc::new(random),
    };
    let store: Arc<dyn ObjectStore> = match std::env::args_os().nth(1) {
        None => Arc::new(MemoryObjectStore::default()),
        Some(directory) => {
            let directory = Path::new(&directory);
            let logs = DirStore::open(directory)?;
            Arc::new(LogObjectStore::open(
                logs,
                &directory.join("objects.sqlite"),
            )?)
        }
    };
    let mut options = S3Options::new(ambient);
    if let (Some(access_key), Some(secret)) = (std::env::args().nth(2), std::env::args().nth(3)) {
        options.access = Access::Keys([(access_key, secret)].into());
    }
    let service = s3_service(store, options)?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        // Without this a small answer waits for the client's delayed acknowledgement.
        stream.set_nodelay(true)?;
        let service = service.clone();
        tokio::spawn(async move {
            let answer = hyper::service::service_fn(move |request| {
                let service = service.clone();
                async move { Ok::<_, Infallible>(service.call(request).await) }
            });
            let server = auto::Builder::new(TokioExecutor::new());
            if let Err(error) = server.serve_connection(TokioIo::new(stream), answer).await {
                eprintln!("a connection ended: {error}");
            }
        });
    }
}
