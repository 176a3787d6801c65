//! The edge server: puts the libraries together and runs them until it is told to stop.
//!
//! Nothing here is worth importing. The settings are in `config`, the parts are put together in
//! `compose`, and the fronts are in `fronts`.

mod aws;
mod cleaner;
mod compose;
mod config;
mod device_keys;
mod device_packages;
mod fronts;
mod listen;
mod log_front;
mod native;
mod port;
mod repairs;
mod results;

use std::process::ExitCode;

use clap::Parser as _;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use compose::{Failure, Server};
use config::{Arguments, Config};
use fronts::Fronts;

/// s3s reports mistakes of clients as errors of its own; they are answered and no news to anybody.
const LOG_DEFAULT: &str = "info,s3s=off";
/// The settings are wrong.
const EXIT_USAGE: u8 = 2;

fn main() -> ExitCode {
    let variable = |name: &str| std::env::var(name).ok();
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    let config = match Arguments::parse().resolve(variable, processors) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("nanolambda-edge: {error}");
            return ExitCode::from(EXIT_USAGE);
        }
    };
    if let Err(sentence) = log_to_standard_error(variable("NANOLAMBDA_LOG").as_deref()) {
        eprintln!("nanolambda-edge: {sentence}");
        return ExitCode::from(EXIT_USAGE);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => {
            let outcome = runtime.block_on(run(&config));
            // Calls that outlived the time to drain are not waited for.
            runtime.shutdown_background();
            outcome
        }
        Err(error) => Err(Failure::Runtime(error)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nanolambda-edge: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Starts the server, serves until a signal comes, and drains.
async fn run(config: &Config) -> Result<(), Failure> {
    // Before anything that takes time, so that a signal during the start ends it in order.
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::Runtime)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::Runtime)?;
    let fronts = Fronts::bind(config).await?;
    let server = Server::open(config).await?;
    let running = fronts.start(&server)?;
    tokio::select! {
        _ = interrupt.recv() => tracing::info!("SIGINT: finishing what has begun"),
        _ = terminate.recv() => tracing::info!("SIGTERM: finishing what has begun"),
    }
    let drained = tokio::time::timeout(config.drain_timeout, async {
        running.stop().await;
        server.engine.shutdown().await;
    });
    tokio::select! {
        drained = drained => if drained.is_err() {
            tracing::warn!("not everything was finished in time; events go on at the next start");
        },
        _ = interrupt.recv() => tracing::warn!("a second SIGINT: not waiting any longer"),
    }
    server.close()
}

/// Sends the messages of all crates to standard error.
fn log_to_standard_error(filter: Option<&str>) -> Result<(), String> {
    let filter: Targets = filter
        .unwrap_or(LOG_DEFAULT)
        .parse()
        .map_err(|error| format!("the variable NANOLAMBDA_LOG cannot be used: {error}"))?;
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false);
    tracing_subscriber::registry()
        .with(lines)
        .with(filter)
        .init();
    Ok(())
}
