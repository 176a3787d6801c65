//! The Lambda API over a store in memory and an invoker that answers with the event.
//!
//! `cargo run -p lambda-compat --example lambda_server -- [PORT]` prints its URL. Nothing is kept when
//! it ends; it exists to try clients against the REST face alone.

use std::hash::{BuildHasher as _, RandomState};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::{Completion, ExecutorKind, FunctionError, Invocation, Outcome, SystemClock};
use lambda_compat::{
    Answer, Diagnostic, Invoker, LambdaApi, LambdaParts, Limits, Linker, Parts, Refusal, Registry,
    SeededRandom, Sources, lambda_filter,
};
use s3_compat::{
    BucketName, Buckets as _, BytesSource, MemoryObjectStore, ObjectKey, ObjectStore as _,
    PutRequest,
};

/// Accepts every module that has the handler's function, but for generators.
struct LineLinker;

impl Linker for LineLinker {
    fn identity(&self) -> String {
        "lines 1".to_owned()
    }

    fn link(&self, sources: &Sources, handler: &str) -> Result<Bytes, Refusal> {
        let (module, function) = handler.rsplit_once('.').unwrap_or(("", handler));
        let file = format!("{}.py", module.replace('.', "/"));
        let text = String::from_utf8_lossy(sources.get(&file).map_or(&[][..], Vec::as_slice));
        let find = |part: &str, message: &str| {
            let line = text.lines().position(|line| line.contains(part))?;
            Some(Diagnostic {
                file: file.clone(),
                line: u32::try_from(line).unwrap_or(0) + 1,
                column: 1,
                message: message.to_owned(),
            })
        };
        if let Some(diagnostic) = find("return return", "invalid syntax") {
            return Err(Refusal::Syntax(diagnostic));
        }
        if let Some(diagnostic) = find("yield", "`yield` is not supported") {
            return Err(Refusal::Unsupported(vec![diagnostic]));
        }
        match find(&format!("def {function}("), "") {
            Some(_) => Ok(Bytes::from(text.into_owned())),
            None => Err(Refusal::NoHandler),
        }
    }
}

/// Answers with the event; `{"raise": TEXT}` fails with the text. Events are taken and forgotten.
struct EchoInvoker;

impl Invoker for EchoInvoker {
    fn invoke(&self, invocation: Invocation) -> Answer<'_, Completion> {
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

/// Puts the file of the second argument into the bucket `code` under the key `code.zip`, to deploy
/// from, because this server has no S3 face.
fn preload(store: &MemoryObjectStore, path: &str) -> Result<(), Box<dyn std::error::Error>> {
    let bucket = BucketName::new("code")?;
    store.create_bucket(&bucket, 0)?;
    let mut body = BytesSource::new(std::fs::read(path)?);
    store.put(
        &bucket,
        &ObjectKey::new("code.zip")?,
        &PutRequest::default(),
        &mut body,
    )?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().map_or(Ok(0), |text| text.parse())?;
    let store = MemoryObjectStore::default();
    if let Some(path) = arguments.next() {
        preload(&store, &path)?;
    }
    let clock = Arc::new(SystemClock::start());
    let random = Arc::new(SeededRandom::new(seed()));
    let registry = Arc::new(Registry::open(Parts {
        store: Arc::new(store),
        linker: Arc::new(LineLinker),
        clock: clock.clone(),
        random: random.clone(),
        limits: Limits::default(),
    })?);
    let api = LambdaApi::new(LambdaParts {
        registry,
        invoker: Arc::new(EchoInvoker),
        clock,
        random,
        public_url: None,
    });
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    socket2::SockRef::from(&listener).set_tcp_nodelay(true)?;
    println!("http://{}", listener.local_addr()?);
    let listener = tokio::net::TcpListener::from_std(listener)?;
    warp::serve(lambda_filter(Arc::new(api)))
        .incoming(listener)
        .run()
        .await;
    Ok(())
}
