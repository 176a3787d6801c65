//! Puts the parts together: one data directory, the stores, the functions and what runs them.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use faas_runtime::engine::{Options, StartError};
use faas_runtime::executor::iotpy::{IotPyExecutor, IotPyOptions};
use faas_runtime::executor::process::{ProcessExecutor, ProcessOptions};
use faas_runtime::{Clock, Engine, Executor, SystemClock};
use lambda_compat::{
    Cloud, IotPyLinker, LambdaApi, LambdaError, LambdaParts, Limits, Parts, Random, Registry,
    SeededRandom,
};
use s3_compat::http::{Ambient, S3Options, S3Service, s3_service};
use s3_compat::{LogObjectStore, ObjectStore};
use woof_log::{DirOptions, DirStore};

use crate::config::Config;
use crate::device_keys::{self, Secrets};
use crate::native::Native;

/// Why the server did not start, or did not end well.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("cannot listen for {front} on {address}: {error}")]
    Bind {
        front: &'static str,
        address: SocketAddr,
        error: io::Error,
    },
    #[error("the data directory {} cannot be used: {error}", path.display())]
    Directory { path: PathBuf, error: io::Error },
    #[error("the data directory {} cannot be used: {error}", path.display())]
    Log {
        path: PathBuf,
        error: woof_log::StoreError,
    },
    #[error("the objects in {} cannot be used: {error}", path.display())]
    Objects {
        path: PathBuf,
        error: s3_compat::StoreError,
    },
    #[error("the functions in {} cannot be used: {error}", path.display())]
    Functions { path: PathBuf, error: LambdaError },
    #[error("the keys of devices in {} cannot be used: {reason}", path.display())]
    Keys { path: PathBuf, reason: String },
    #[error("--require-device-keys needs the secrets of devices: give --device-keys FILE")]
    NoKeys,
    #[error("the calls of devices cannot be kept: {0}")]
    Once(woof_log::StoreError),
    #[error("the numbers of devices' requests cannot be kept: {0}")]
    Numbers(woof_log::StoreError),
    #[error(transparent)]
    Engine(#[from] StartError),
    #[error("the operating system gives no random numbers: {0}")]
    Random(getrandom::Error),
    #[error("the server cannot run: {0}")]
    Runtime(io::Error),
    #[error("the server ended before everything was durable: {0}")]
    Close(woof_log::StoreError),
}

/// Everything but the fronts.
pub struct Server {
    pub engine: Engine,
    pub registry: Arc<Registry>,
    pub lambda: Arc<LambdaApi>,
    pub s3: S3Service,
    pub objects: Arc<LogObjectStore<DirStore>>,
    pub log: DirStore,
    pub cloud: Arc<Cloud>,
    /// The data directory.
    pub data: PathBuf,
    pub clock: Arc<dyn Clock>,
    pub secrets: Secrets,
    pub require_device_keys: bool,
}

impl Server {
    /// Opens the data directory, recovers what is in it, and starts the engine.
    pub async fn open(config: &Config) -> Result<Self, Failure> {
        let config = config.clone();
        // Recovery reads files, so it stays off the threads that serve.
        let opened = tokio::task::spawn_blocking(move || Self::open_blocking(&config));
        opened
            .await
            .map_err(|error| Failure::Runtime(io::Error::other(error)))?
    }

    fn open_blocking(config: &Config) -> Result<Self, Failure> {
        let path = || config.data.clone();
        let secrets = match &config.device_keys {
            Some(path) => device_keys::read(path).map_err(|reason| Failure::Keys {
                path: path.clone(),
                reason,
            })?,
            None if config.require_device_keys => return Err(Failure::NoKeys),
            None => Secrets::new(),
        };
        let directory = |error| Failure::Directory {
            path: path(),
            error,
        };
        std::fs::create_dir_all(&config.data).map_err(directory)?;
        let data = std::fs::canonicalize(&config.data).map_err(directory)?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
        let random: Arc<dyn Random> = Arc::new(SeededRandom::new(random_bytes()?));
        let options = DirOptions {
            pad_batch_to: config.pad_batch_to,
            ..DirOptions::default()
        };
        let log = DirStore::open_with(&data, options).map_err(|error| Failure::Log {
            path: path(),
            error,
        })?;
        let objects = |error| Failure::Objects {
            path: path(),
            error,
        };
        let objects_log = LogObjectStore::open(log.clone(), &data.join("objects.sqlite"));
        let objects_log = Arc::new(objects_log.map_err(objects)?);
        let store: Arc<dyn ObjectStore> = Arc::clone(&objects_log) as _;
        let s3 = s3_service(Arc::clone(&store), s3_options(&clock, &random)).map_err(objects)?;
        let cloud = Arc::new(Cloud::new(Arc::clone(&store), Arc::clone(&clock)));
        let registry = Registry::open(Parts {
            store,
            linker: Arc::new(IotPyLinker::new()),
            clock: Arc::clone(&clock),
            random: Arc::clone(&random),
            limits: Limits::default(),
        });
        let registry = Arc::new(registry.map_err(|error| Failure::Functions {
            path: path(),
            error,
        })?);
        // The engine goes on with what was left as soon as it starts, so its functions find the
        // API there.
        let invoker = Arc::new(OnceLock::new());
        let lambda = Arc::new(LambdaApi::new(LambdaParts {
            registry: Arc::clone(&registry),
            invoker: Arc::clone(&invoker) as _,
            clock: Arc::clone(&clock),
            random,
            public_url: config.public_url.clone(),
        }));
        cloud.connect(&lambda);
        let mut options = Options::new(Arc::clone(&clock), random_bytes()?);
        options.workers = config.workers.into();
        options.events_running_max = options.workers;
        let executors = executors(config, &data, &clock, &cloud)?;
        let engine = Engine::start(log.clone(), Arc::clone(&registry) as _, executors, options)?;
        // It is empty, so this works.
        let _ = invoker.set(engine.clone());
        let running = Arc::downgrade(&invoker);
        registry.on_change(move |name| {
            let invoker = running.upgrade();
            if let Some(engine) = invoker.as_ref().and_then(|invoker| invoker.get()) {
                engine.evict_stale(name);
            }
        });
        Ok(Self {
            engine,
            registry,
            lambda,
            s3,
            objects: objects_log,
            log,
            cloud,
            data,
            clock,
            secrets,
            require_device_keys: config.require_device_keys,
        })
    }

    /// Makes everything durable.
    pub fn close(self) -> Result<(), Failure> {
        self.log.close().map_err(Failure::Close)
    }
}

/// What runs functions: the machine in this process, and CPython for what it refuses.
fn executors(
    config: &Config,
    data: &Path,
    clock: &Arc<dyn Clock>,
    cloud: &Arc<Cloud>,
) -> Result<Vec<Arc<dyn Executor>>, Failure> {
    let seed = u64::from_le_bytes(random_bytes()?);
    let mut iotpy = IotPyOptions::new(seed, Arc::clone(clock));
    iotpy.services = Some(Arc::clone(cloud) as _);
    iotpy.native = config.machine_code.then(|| Arc::new(Native::new()) as _);
    let mut options = ProcessOptions::new(data.join("unpacked"), Arc::clone(clock));
    options.python.clone_from(&config.python);
    Ok(vec![
        Arc::new(IotPyExecutor::new(iotpy)),
        Arc::new(ProcessExecutor::new(options)),
    ])
}

fn s3_options(clock: &Arc<dyn Clock>, random: &Arc<dyn Random>) -> S3Options {
    let (clock, random) = (Arc::clone(clock), Arc::clone(random));
    S3Options::new(Ambient {
        now_ms: Arc::new(move || milliseconds(clock.unix_time())),
        random: Arc::new(move || u128::from_le_bytes(random.bytes())),
    })
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Bytes that nobody can foresee.
pub fn random_bytes<const LENGTH: usize>() -> Result<[u8; LENGTH], Failure> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(Failure::Random)?;
    Ok(bytes)
}
