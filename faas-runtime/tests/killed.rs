//! A real server process on real files that is killed with `kill -9` again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use faas_runtime::engine::Options;
use faas_runtime::wire::Verdict;
use faas_runtime::{
    CodeHash, Completion, Engine, Executor, ExecutorChoice, ExecutorError, ExecutorKind, Front,
    Function, FunctionError, FunctionName, FunctionRegistry as _, Invocation, InvocationKind,
    MemoryRegistry, Outcome, Package, RequestId, SystemClock, Version,
};
use woof_log::DirStore;

/// The child finds its directory and the seed of its request ids in here.
const CHILD: &str = "NANOLAMBDA_TEST_KILLED_CHILD";

fn light() -> FunctionName {
    "light".parse().expect("valid")
}

/// Answers with the event, but fails those that are divisible by three, so that retries and dead
/// letters are part of the story.
struct Echo;

impl Executor for Echo {
    fn kind(&self) -> ExecutorKind {
        ExecutorKind::IotPy
    }

    fn prepare(&self, _function: &Arc<Function>) -> Result<(), ExecutorError> {
        Ok(())
    }

    fn invoke(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Result<Completion, ExecutorError> {
        let fails = invocation.payload.len().is_multiple_of(3);
        let outcome = match fails {
            true => Outcome::FunctionError(FunctionError::unhandled("ValueError", "three")),
            false => Outcome::Ok(invocation.payload.clone()),
        };
        Ok(Completion {
            request_id: invocation.request_id,
            version: function.version,
            executor: ExecutorKind::IotPy,
            outcome,
            logs: String::new(),
            duration_us: 1,
            billed_ms: 1,
            fuel: 1,
            peak_memory_bytes: 1,
            init_us: None,
            pins: Vec::new(),
        })
    }

    fn evict(&self, _name: &FunctionName) {}
}

fn start(directory: &Path, seed: u128) -> Engine {
    let registry = Arc::new(MemoryRegistry::new(1));
    let function = Function {
        name: light(),
        version: Version::Latest,
        handler: "f.handler".into(),
        code_hash: CodeHash([0; 32]),
        memory_mb: 128,
        timeout_ms: 3000,
        environment: BTreeMap::new(),
        package: Package::Compiled(Bytes::new()),
        source: None,
        executor: ExecutorChoice::Automatic,
    };
    registry.put(function).expect("there is room");
    let mut options = Options::new(Arc::new(SystemClock::start()), seed.to_le_bytes());
    options.retry_delays = vec![Duration::from_millis(1); 2];
    let store = DirStore::open(directory).expect("the store opens");
    Engine::start(store, registry, vec![Arc::new(Echo)], options).expect("the engine starts")
}

fn invocation(engine: &Engine, number: usize) -> Invocation {
    // Every tenth event is longer than a record.
    let length = if number.is_multiple_of(10) {
        70_000 + number
    } else {
        1 + number % 50
    };
    let payload = format!("{}1", "0".repeat(length - 1));
    let (id, kind) = (engine.new_request_id(), InvocationKind::Event);
    Invocation::new(id, light(), payload.into(), Front::LambdaApi, kind)
}

/// The child: accepts events, tells each on its standard output, and makes calls in between.
async fn serve_until_killed(directory: &Path, seed: u128) {
    let engine = start(directory, seed);
    let mut number = 0;
    loop {
        let batch = (0..8).map(|_| {
            number += 1;
            engine.submit(invocation(&engine, number))
        });
        for accepted in futures::future::join_all(batch).await {
            println!("accepted {}", accepted.expect("the store works").request_id);
        }
        engine
            .invoke(invocation(&engine, number))
            .await
            .expect("it runs");
    }
}

/// Runs the child until it has told of `count` events, kills it, and returns what it told.
fn run_and_kill(directory: &Path, seed: u128, count: usize) -> Vec<RequestId> {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .args([
            "--exact",
            "a_killed_server_loses_and_doubles_nothing",
            "--nocapture",
        ])
        .env(CHILD, format!("{seed} {}", directory.display()))
        .stdout(Stdio::piped())
        .spawn()
        .expect("the child starts");
    let mut told = Vec::new();
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    for line in lines.by_ref() {
        let line = line.expect("text");
        told.extend(line.strip_prefix("accepted ").and_then(RequestId::parse));
        if told.len() == count {
            child.kill().expect("it runs");
        }
    }
    child.wait().expect("it was killed");
    assert!(
        told.len() >= count,
        "the child ended by itself after {} events",
        told.len()
    );
    told
}

#[tokio::test]
async fn a_killed_server_loses_and_doubles_nothing() {
    if let Ok(child) = std::env::var(CHILD) {
        let (seed, directory) = child.split_once(' ').expect("a seed and a directory");
        return serve_until_killed(Path::new(directory), seed.parse().expect("a number")).await;
    }
    let directory = tempfile::tempdir().expect("a temporary directory");
    let mut told = BTreeSet::new();
    for round in 0..8_u32 {
        let count = 1 + 37 * round as usize;
        told.extend(run_and_kill(directory.path(), u128::from(round) + 1, count));
    }
    let engine = start(directory.path(), 1000);
    let mut results = engine.follow();
    let mut ends: BTreeMap<RequestId, Vec<Verdict>> = BTreeMap::new();
    let mut next = 0;
    loop {
        let page = engine.logs(light(), next, usize::MAX).expect("readable");
        next = page.next;
        for entry in page.entries {
            if entry.retry_unix_ms.is_none() && entry.kind == InvocationKind::Event {
                ends.entry(entry.request_id)
                    .or_default()
                    .push(entry.run.verdict);
            }
        }
        if told.iter().all(|id| ends.contains_key(id)) {
            break;
        }
        results.changed().await.expect("the engine lives");
    }
    engine.shutdown().await;
    assert_eq!(engine.failure(), None);
    assert!(
        ends.values().all(|verdicts| verdicts.len() == 1),
        "each event ended once"
    );
    let letters = engine
        .dead_letters(light(), 0, usize::MAX)
        .expect("readable")
        .entries;
    let lettered: BTreeSet<_> = letters.iter().map(|letter| letter.request_id).collect();
    assert_eq!(lettered.len(), letters.len(), "no event was given up twice");
    for id in &told {
        let verdicts = &ends[id];
        assert_eq!(lettered.contains(id), verdicts[0] != Verdict::Answered);
    }
}
