//! The Lambda API over a store in memory and an invoker that answers with the event, with S3 over
//! the same store on the same port.
//!
//! `cargo run -p lambda-compat --example lambda_server -- [PORT]` prints its URL. Nothing is kept
//! when it ends; it exists to try clients against the REST faces alone.

use std::convert::Infallible;
use std::hash::{BuildHasher as _, RandomState};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use faas_runtime::{
    Completion, Executor as _, ExecutorKind, FunctionError, FunctionRegistry as _, Invocation,
    Outcome, SystemClock,
};
use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use lambda_compat::{
    Answer, FallbackExecutor, Invoker, IotPyLinker, LambdaApi, LambdaParts, Limits, Parts,
    Random as _, Registry, SeededRandom, is_lambda_request,
};
use s3_compat::MemoryObjectStore;
use s3_compat::http::{Ambient, S3Options, S3Service, s3_service};
use tokio::net::TcpListener;

type Failure = Box<dyn std::error::Error>;
type BoxError = Box<dyn std::error::Error + Send + Sync>;
type BoxBody = UnsyncBoxBody<Bytes, BoxError>;

/// Answers with the event; `{"raise": TEXT}` fails with the text. Events are taken and forgotten.
struct EchoInvoker(Arc<Registry>);

impl Invoker for EchoInvoker {
    fn invoke(&self, invocation: Invocation) -> Answer<'_, Completion> {
        let function = self
            .0
            .get(&invocation.function, invocation.version)
            .ok()
            .flatten();
        let unloadable = function.and_then(|function| {
            FallbackExecutor::new(Arc::clone(&self.0), None)
                .invoke(&function, &invocation)
                .ok()
        });
        if let Some(completion) = unloadable {
            return Box::pin(async move { Ok(completion) });
        }
        let event: serde_json::Value =
            serde_json::from_slice(&invocation.payload).unwrap_or_default();
        let outcome = match event.get("raise").and_then(serde_json::Value::as_str) {
            Some(text) => Outcome::FunctionError(FunctionError::unhandled("ValueError", text)),
            None => Outcome::Ok(invocation.payload.clone()),
        };
        let completion = Completion {
            request_id: invocation.request_id,
            version: invocation.version,
            executor: ExecutorKind::IotPy,
            outcome,
            logs: "echo\n".to_owned(),
            duration_us: 10,
            billed_ms: 1,
            fuel: 0,
            peak_memory_bytes: 1,
            init_us: None,
            pins: Vec::new(),
        };
        Box::pin(async move { Ok(completion) })
    }

    fn submit(&self, _: Invocation) -> Answer<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}

/// A seed that nobody can foresee: the standard library's hash keys come from the system.
fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    for chunk in seed.chunks_mut(8) {
        chunk.copy_from_slice(&RandomState::new().hash_one(0).to_le_bytes());
    }
    seed
}

/// The store, the registry over it, and the Lambda API over both.
fn lambda_api(
    store: Arc<MemoryObjectStore>,
    random: Arc<SeededRandom>,
) -> Result<LambdaApi, Failure> {
    let clock = Arc::new(SystemClock::start());
    let registry = Arc::new(Registry::open(Parts {
        store,
        linker: Arc::new(IotPyLinker::new()),
        clock: clock.clone(),
        random: random.clone(),
        limits: Limits::default(),
    })?);
    let invoker = Arc::new(EchoInvoker(Arc::clone(&registry)));
    Ok(LambdaApi::new(LambdaParts {
        registry,
        invoker,
        clock,
        random,
        public_url: None,
    }))
}

fn s3_api(store: Arc<MemoryObjectStore>, random: Arc<SeededRandom>) -> Result<S3Service, Failure> {
    let now_ms = || {
        let time = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
    };
    let random = move || u128::from_be_bytes(random.bytes());
    let ambient = Ambient {
        now_ms: Arc::new(now_ms),
        random: Arc::new(random),
    };
    Ok(s3_service(store, S3Options::new(ambient))?)
}

/// Lambda and S3 on one port, told apart by signature and path.
async fn answer(
    lambda: Arc<LambdaApi>,
    s3: S3Service,
    request: Request<Incoming>,
) -> Result<Response<BoxBody>, Infallible> {
    let authorization = request
        .headers()
        .get("authorization")
        .and_then(|v| v.to_str().ok());
    Ok(
        match is_lambda_request(request.uri().path(), authorization) {
            true => lambda
                .call(request)
                .await
                .map(|body| body.map_err(BoxError::from).boxed_unsync()),
            false => s3.call(request).await,
        },
    )
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let port = std::env::args().nth(1).map_or(Ok(0), |text| text.parse())?;
    let store = Arc::new(MemoryObjectStore::default());
    let random = Arc::new(SeededRandom::new(seed()));
    let s3 = s3_api(Arc::clone(&store), Arc::clone(&random))?;
    let lambda = Arc::new(lambda_api(store, random)?);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        // Without this a streamed answer waits for the client's delayed acknowledgement.
        stream.set_nodelay(true)?;
        let (lambda, s3) = (Arc::clone(&lambda), s3.clone());
        tokio::spawn(async move {
            let service =
                service_fn(move |request| answer(Arc::clone(&lambda), s3.clone(), request));
            let server = auto::Builder::new(TokioExecutor::new());
            if let Err(error) = server.serve_connection(TokioIo::new(stream), service).await {
                eprintln!("a connection ended: {error}");
            }
        });
    }
}
