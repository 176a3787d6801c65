//! Inputs that are repaired before, while and after their functions run on them.

use std::sync::{Arc, Condvar, Mutex, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use faas_runtime::engine::{Options, RepairError, repair_input};
use faas_runtime::wire::Verdict;
use faas_runtime::{
    Completion, Engine, Executor, ExecutorError, ExecutorKind, Front, Function, FunctionError,
    FunctionName, FunctionRegistry as _, Invocation, InvocationKind, ManualClock, MemoryRegistry,
    Outcome,
};
use woof_log::{
    DirStore, LogName, LogStore as _, MemoryStore, RepairStore, Seqno, SharedStore as _, View,
};

use crate::crash::Dying;
use crate::support::function;

/// Functions over numbers:
/// - `spread` of `n` sends `n`, `n - 1`, … 1 as events to `double`, and answers `n`;
/// - `double` of `n` asks `add` for `n + n` by a call, and answers what it says;
/// - `wide` of `n` sends a text of `n` bytes to `picky`, and answers `false` if that is refused;
/// - `add` answers the sum of the list that it gets, and waits at a gate if that is 198;
/// - `picky` fails with everything below 10, waits at a gate with 99, and answers the rest.
#[derive(Default)]
struct Numbers {
    engine: OnceLock<Engine>,
    gate: Mutex<bool>,
    opened: Condvar,
    waits: Mutex<usize>,
    runs: Mutex<usize>,
}

impl Numbers {
    fn made(&self, name: &str, payload: String, kind: InvocationKind) -> Invocation {
        let engine = self.engine.wait();
        Invocation::new(
            engine.new_request_id(),
            named(name),
            payload.into(),
            Front::LambdaApi,
            kind,
        )
    }

    fn send(&self, name: &str, payload: String) -> bool {
        let event = self.made(name, payload, InvocationKind::Event);
        // The engine may die while this runs.
        block_on(self.engine.wait().submit(event)).is_ok()
    }

    fn ask(&self, name: &str, payload: String) -> Bytes {
        let call = self.made(name, payload, InvocationKind::RequestResponse);
        match block_on(self.engine.wait().invoke(call)) {
            Ok(completion) => completion.body().clone(),
            Err(error) => Bytes::from(format!("{:?}", error.to_string())),
        }
    }

    fn wait_at_gate(&self) {
        *self.waits.lock().expect("lock") += 1;
        self.opened.notify_all();
        let open = self.gate.lock().expect("lock");
        drop(self.opened.wait_while(open, |open| !*open).expect("lock"));
    }

    /// Waits until somebody waits at the gate.
    fn until_waiting(&self) {
        let waits = self.waits.lock().expect("lock");
        drop(
            self.opened
                .wait_while(waits, |waits| *waits == 0)
                .expect("lock"),
        );
    }

    fn open_gate(&self) {
        *self.gate.lock().expect("lock") = true;
        self.opened.notify_all();
    }

    /// How often functions were run.
    fn runs(&self) -> usize {
        *self.runs.lock().expect("lock")
    }

    fn run(&self, name: &str, payload: &[u8]) -> Outcome {
        *self.runs.lock().expect("lock") += 1;
        let text = String::from_utf8_lossy(payload).into_owned();
        let number: u64 = text.parse().unwrap_or(0);
        match name {
            "spread" => {
                for n in (1..=number).rev() {
                    self.send("double", n.to_string());
                }
                Outcome::Ok(Bytes::from(text))
            }
            "double" => Outcome::Ok(self.ask("add", format!("[{number}, {number}]"))),
            "wide" => {
                let sent = self.send("picky", format!("{:?}", "x".repeat(number as usize)));
                Outcome::Ok(Bytes::from(if sent { text } else { "false".into() }))
            }
            "add" => {
                let list: Vec<u64> = serde_json::from_str(&text).expect("a list");
                let sum: u64 = list.iter().sum();
                if sum == 198 {
                    self.wait_at_gate();
                }
                Outcome::Ok(sum.to_string().into())
            }
            _ if number < 10 => Outcome::FunctionError(FunctionError::unhandled("Low", "no")),
            _ => {
                if number == 99 {
                    self.wait_at_gate();
                }
                Outcome::Ok(Bytes::from(text))
            }
        }
    }
}

impl Executor for Numbers {
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
        Ok(Completion {
            request_id: invocation.request_id,
            version: function.version,
            executor: ExecutorKind::IotPy,
            outcome: self.run(function.name.as_str(), &invocation.payload),
            logs: "ran\n".into(),
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

/// Waits on the thread of a worker, as an executor does.
fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(future)
}

/// The answer of `picky` to what it does not like.
const FAILED: &str = r#"{"errorType":"Low","errorMessage":"no"}"#;

fn named(name: &str) -> FunctionName {
    name.parse().expect("a valid name")
}

fn log(name: &str) -> LogName {
    LogName::new(name).expect("a valid name")
}

struct Lab {
    engine: Engine,
    numbers: Arc<Numbers>,
    clock: Arc<ManualClock>,
    registry: Arc<MemoryRegistry>,
}

impl Lab {
    fn try_start(store: impl RepairStore, seed: u8) -> Option<Self> {
        let numbers = Arc::new(Numbers::default());
        let registry = Arc::new(MemoryRegistry::new(100));
        for name in ["spread", "double", "wide", "add", "picky"] {
            registry.put(function(named(name))).expect("there is room");
        }
        let clock: Arc<ManualClock> = Arc::default();
        let mut options = Options::new(clock.clone(), [seed; 16]);
        options.events_running_max = 1;
        let executors: Vec<Arc<dyn Executor>> = vec![numbers.clone()];
        let engine = Engine::start(store, registry.clone(), executors, options).ok()?;
        assert!(numbers.engine.set(engine.clone()).is_ok());
        Some(Self {
            engine,
            numbers,
            clock,
            registry,
        })
    }

    fn start(store: &MemoryStore) -> Self {
        Self::try_start(store.clone(), 1).expect("the engine starts")
    }

    async fn submit(&self, name: &str, payload: &str) -> u64 {
        let payload = payload.to_owned();
        let event = self.numbers.made(name, payload, InvocationKind::Event);
        self.engine.submit(event).await.expect("accepted").sequence
    }

    fn repair(&self, log_name: &str, sequence: u64, payload: &str) {
        let reason = "the test says so";
        let repaired = self
            .engine
            .repair(&log(log_name), sequence, payload.as_bytes(), reason);
        repaired.expect("it is repaired");
    }

    /// Answers of a function in the order of its results.
    fn answers(&self, name: &str) -> Vec<String> {
        let page = self.engine.logs(named(name), 0, 1000).expect("readable");
        let bodies = page.entries.iter().map(|finished| &finished.run.body);
        bodies
            .map(|body| String::from_utf8_lossy(body).into_owned())
            .collect()
    }

    /// Waits until the answers are these.
    async fn until(&self, name: &str, answers: &[&str]) {
        let mut results = self.engine.follow();
        while self.answers(name) != answers {
            let seen = (self.answers(name), self.engine.reruns());
            let more = tokio::time::timeout(Duration::from_secs(60), results.changed()).await;
            assert!(more.is_ok(), "{name}: {seen:?} and not {answers:?}");
        }
    }

    async fn until_nothing_waits(&self) {
        let mut results = self.engine.follow();
        while self.engine.reruns().waiting > 0 {
            results.changed().await.expect("the engine lives");
        }
    }
}

/// The bodies of the results of a function as they were written.
fn written(store: &MemoryStore, name: &str) -> usize {
    let log = store
        .find(&log(&format!("fn/{name}/results")))
        .expect("the log");
    store.repairs(log, Seqno::ZERO, 1000).expect("a list").len()
}

#[tokio::test]
async fn an_event_that_has_run_runs_again_and_its_result_is_replaced_in_one_view() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("picky", "11").await;
    lab.until("picky", &["11"]).await;
    lab.repair("fn/picky/events", sequence, "12");
    lab.until("picky", &["12"]).await;
    lab.repair("fn/picky/events", sequence, "13");
    lab.until("picky", &["13"]).await;
    let results = store.find(&log("fn/picky/results")).expect("the log");
    let read = |view| {
        store
            .read_vec_in(view, results, Seqno::FIRST)
            .expect("it reads")
    };
    let (written, repaired) = (read(View::Written), read(View::Repaired));
    assert!(written.1.windows(2).any(|bytes| bytes == b"11"));
    assert!(repaired.1.windows(2).any(|bytes| bytes == b"13"));
    assert_eq!(written.0.producer, repaired.0.producer);
    let events = store.find(&log("fn/picky/events")).expect("the log");
    let cause = written.0.cause.expect("the event");
    assert_eq!((cause.log, cause.seqno.get()), (events, sequence));
}

#[tokio::test]
async fn an_event_that_waits_runs_on_its_repaired_payload_alone() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    lab.submit("picky", "99").await;
    lab.numbers.until_waiting();
    let waiting = lab.submit("picky", "11").await;
    lab.repair("fn/picky/events", waiting, "12");
    lab.numbers.open_gate();
    lab.until("picky", &["99", "12"]).await;
    assert_eq!(lab.numbers.runs(), 2, "each ran once");
    lab.engine.shutdown().await;
    drop(lab);
    // Its function ran on what it is, so there is nothing to run again.
    let lab = Lab::try_start(store.clone(), 2).expect("it starts");
    lab.until_nothing_waits().await;
    assert_eq!(lab.numbers.runs(), 0, "nor does it after a restart");
    assert_eq!(lab.answers("picky"), ["99", "12"]);
    lab.repair("fn/picky/events", waiting, "13");
    lab.until("picky", &["99", "13"]).await;
}

#[tokio::test]
async fn an_event_that_is_repaired_while_it_runs_runs_again() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let running = lab.submit("picky", "99").await;
    lab.numbers.until_waiting();
    lab.repair("fn/picky/events", running, "12");
    // Its turn comes while it runs.
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(lab.engine.reruns().waiting, 1);
    lab.numbers.open_gate();
    lab.until("picky", &["12"]).await;
}

#[tokio::test]
async fn an_event_that_is_repaired_while_it_runs_again_runs_once_more() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("picky", "11").await;
    lab.until("picky", &["11"]).await;
    lab.repair("fn/picky/events", sequence, "99");
    lab.numbers.until_waiting();
    lab.repair("fn/picky/events", sequence, "12");
    lab.numbers.open_gate();
    lab.until_nothing_waits().await;
    assert_eq!(lab.answers("picky"), ["12"]);
}

#[tokio::test]
async fn an_input_waits_once_however_often_it_is_repaired() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let first = lab.submit("picky", "11").await;
    let second = lab.submit("picky", "12").await;
    lab.until("picky", &["11", "12"]).await;
    lab.repair("fn/picky/events", first, "99");
    lab.numbers.until_waiting();
    for payload in 20..30 {
        lab.repair("fn/picky/events", second, &payload.to_string());
    }
    assert_eq!(lab.engine.reruns().waiting, 2, "it and the one that runs");
    lab.numbers.open_gate();
    lab.until("picky", &["99", "29"]).await;
    lab.until_nothing_waits().await;
    assert_eq!(lab.numbers.runs(), 4);
}

#[tokio::test]
async fn a_call_that_is_repaired_while_its_caller_makes_it_again_runs_once_more() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("double", "1").await;
    lab.until("double", &["2"]).await;
    lab.repair("fn/double/events", sequence, "99");
    lab.numbers.until_waiting();
    lab.repair("calls", 1, "[1, 2]");
    lab.numbers.open_gate();
    lab.until_nothing_waits().await;
    assert_eq!(lab.answers("double"), ["198"]);
    assert_eq!(lab.answers("add"), ["3"]);
}

#[tokio::test]
async fn a_call_can_be_repaired_as_well() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let call = lab
        .numbers
        .made("add", "[1, 2]".into(), InvocationKind::RequestResponse);
    lab.engine.invoke(call).await.expect("it runs");
    lab.repair("calls", 1, "[1, 2, 3]");
    lab.until("add", &["6"]).await;
}

#[tokio::test]
async fn what_an_event_led_to_follows_its_repair() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("spread", "2").await;
    lab.until("double", &["4", "2"]).await;
    // One event changes, one stays, one is new.
    lab.repair("fn/spread/events", sequence, "3");
    lab.until("double", &["6", "4", "2"]).await;
    lab.until("spread", &["3"]).await;
    lab.until("add", &["6", "4", "2"]).await;
    // Fewer than before: what is no longer made stays as it was.
    lab.repair("fn/spread/events", sequence, "1");
    lab.until("double", &["2", "4", "2"]).await;
    lab.until_nothing_waits().await;
    assert_eq!(lab.engine.reruns().undone, [""; 0]);
    assert_eq!(lab.engine.failure(), None);
}

#[tokio::test]
async fn a_retry_that_waits_runs_on_the_repaired_payload() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("picky", "1").await;
    let mut results = lab.engine.follow();
    results.wait_for(|seen| *seen >= 1).await.expect("it lives");
    assert_eq!(lab.answers("picky").len(), 1);
    lab.repair("fn/picky/events", sequence, "12");
    lab.until("picky", &["12"]).await;
    lab.clock.advance(Duration::from_secs(60));
    lab.engine.tick();
    lab.until("picky", &["12", "12"]).await;
    assert!(!lab.answers("picky").iter().any(|answer| answer == FAILED));
}

#[tokio::test]
async fn a_store_that_was_repaired_while_no_engine_ran_is_brought_up_to_date() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("spread", "1").await;
    lab.until("double", &["2"]).await;
    lab.engine.shutdown().await;
    drop(lab);
    let events = log("fn/spread/events");
    repair_input(&store, &events, sequence, b"2", "by hand").expect("it is repaired");
    let lab = Lab::try_start(store.clone(), 2).expect("it starts");
    lab.until("double", &["4", "2"]).await;
    lab.until_nothing_waits().await;
    let done = written(&store, "spread");
    lab.engine.shutdown().await;
    drop(lab);
    // What is up to date stays as it is.
    let lab = Lab::try_start(store.clone(), 3).expect("it starts");
    assert_eq!(lab.engine.reruns().waiting, 0);
    assert_eq!(written(&store, "spread"), done);
}

/// Ends an engine at each operation in turn until it left a failed event that has a result and
/// was not acknowledged, and gives that store. The event is the second one of `picky`.
async fn store_with_an_event_that_did_not_end() -> MemoryStore {
    for operations in 0..100 {
        let store = MemoryStore::new();
        let lab = Lab::start(&store);
        lab.submit("picky", "11").await;
        lab.until("picky", &["11"]).await;
        lab.engine.shutdown().await;
        drop(lab);
        let dying = Dying::after(&store, operations);
        if let Some(lab) = Lab::try_start(dying, 2) {
            let event = lab.numbers.made("picky", "1".into(), InvocationKind::Event);
            if lab.engine.submit(event).await.is_ok() {
                while lab.engine.failure().is_none() && lab.answers("picky").len() < 2 {
                    tokio::task::yield_now().await;
                }
            }
            lab.engine.shutdown().await;
        }
        let results = store.find(&log("fn/picky/results")).expect("the log");
        let has_result = store.clone().bounds(results).expect("bounds").len() == 2;
        if has_result && store.find(&log("fn/picky/retries-1")).is_none() {
            return store;
        }
    }
    panic!("no such end");
}

#[tokio::test]
async fn an_event_that_was_repaired_before_it_ended_runs_again_after_a_restart() {
    let store = store_with_an_event_that_did_not_end().await;
    let events = log("fn/picky/events");
    for (sequence, payload) in [(1, "99"), (2, "12")] {
        repair_input(&store, &events, sequence, payload.as_bytes(), "by hand").expect("repaired");
    }
    let dying = Dying::after(&store, i64::MAX);
    dying.hold(true);
    let lab = Lab::try_start(dying.clone(), 3).expect("it starts");
    // The second event is being ended, and its turn to run again comes in the middle of that.
    dying.until_held();
    lab.numbers.until_waiting();
    lab.numbers.open_gate();
    lab.until("picky", &["99", FAILED]).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(lab.engine.reruns().waiting, 1);
    dying.hold(false);
    lab.until("picky", &["99", "12"]).await;
}

#[tokio::test]
async fn what_cannot_run_again_keeps_its_result_and_is_told() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("picky", "11").await;
    lab.until("picky", &["11"]).await;
    lab.registry.remove(&named("picky")).expect("it is there");
    lab.repair("fn/picky/events", sequence, "12");
    lab.until_nothing_waits().await;
    let undone = lab.engine.reruns().undone;
    let sentence = "event 1 of picky (attempt 0) was not run again: there is no function picky";
    assert_eq!(undone, [sentence]);
    assert_eq!(lab.answers("picky"), ["11"]);
    lab.engine.shutdown().await;
    drop(lab);
    // The function is there again.
    let lab = Lab::try_start(store.clone(), 2).expect("it starts");
    lab.until("picky", &["12"]).await;
}

#[tokio::test]
async fn what_has_run_again_since_is_no_longer_told() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("picky", "11").await;
    let other = lab.submit("add", "[1, 2]").await;
    lab.until("picky", &["11"]).await;
    lab.until("add", &["3"]).await;
    for gone in ["picky", "add"] {
        lab.registry.remove(&named(gone)).expect("it is there");
    }
    lab.repair("fn/picky/events", sequence, "12");
    lab.repair("fn/add/events", other, "[2, 2]");
    lab.until_nothing_waits().await;
    // Each is told once, however often it is tried.
    lab.repair("fn/picky/events", sequence, "13");
    lab.until_nothing_waits().await;
    assert_eq!(lab.engine.reruns().undone.len(), 2);
    lab.registry
        .put(function(named("picky")))
        .expect("there is room");
    lab.repair("fn/picky/events", sequence, "14");
    lab.until("picky", &["14"]).await;
    lab.until_nothing_waits().await;
    let left = "event 1 of add (attempt 0) was not run again: there is no function add";
    assert_eq!(lab.engine.reruns().undone, [left]);
}

#[tokio::test]
async fn what_stands_in_and_is_damaged_can_be_repaired_again() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let open = || DirStore::open(directory.path()).expect("the store opens");
    let store = open();
    let lab = Lab::try_start(store.clone(), 1).expect("it starts");
    let sequence = lab.submit("picky", "11").await;
    lab.until("picky", &["11"]).await;
    lab.repair("fn/picky/events", sequence, "12");
    lab.until("picky", &["12"]).await;
    lab.until_nothing_waits().await;
    lab.engine.shutdown().await;
    store.close().expect("it is closed");
    // The functions of the lab hold on to the engine, and so to the directory.
    std::fs::remove_file(directory.path().join("LOCK")).expect("a lock");
    // Neither the event nor its result read as they were repaired.
    let stand_ins = directory.path().join("logs/ffffffff");
    std::fs::remove_dir_all(stand_ins).expect("payloads of repairs");
    let lab = Lab::try_start(open(), 2).expect("it starts");
    lab.until_nothing_waits().await;
    lab.repair("fn/picky/events", sequence, "13");
    lab.until("picky", &["13"]).await;
    lab.until_nothing_waits().await;
    assert_eq!(lab.engine.reruns().undone, [""; 0]);
    lab.engine.shutdown().await;
}

#[tokio::test]
async fn a_function_that_could_not_make_its_events_again_keeps_its_result() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("wide", "10").await;
    lab.until("picky", &[FAILED]).await;
    lab.until("wide", &["10"]).await;
    lab.repair("fn/wide/events", sequence, "100000");
    lab.until_nothing_waits().await;
    assert_eq!(lab.answers("wide"), ["10"]);
    let sentence = "event 1 of wide (attempt 0) was not run again: event 1 of picky (attempt 0) \
        could not be made again: the payload has 100002 bytes; a repair holds 65466 in this log";
    assert_eq!(lab.engine.reruns().undone, [sentence]);
    lab.repair("fn/wide/events", sequence, "1000");
    lab.until("wide", &["1000"]).await;
}

#[tokio::test]
async fn an_answer_that_a_repair_cannot_hold_is_told_and_prints_are_cut() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let sequence = lab.submit("spread", "0").await;
    lab.until("spread", &["0"]).await;
    let text = |length: usize| format!("\"{}\"", "x".repeat(length - 2));
    // A record of the log holds 65,534 bytes, of which the head of this result takes 111.
    for (length, verdict, logs) in [
        (65_419, Verdict::Answered, "ran\n"),
        (65_421, Verdict::Answered, "n\n"),
        (65_424, Verdict::NotRun, ""),
    ] {
        lab.repair("fn/spread/events", sequence, &text(length));
        lab.until_nothing_waits().await;
        let page = lab.engine.logs(named("spread"), 0, 9).expect("readable");
        let run = &page.entries[0].run;
        assert_eq!(
            (run.verdict, run.logs.as_str()),
            (verdict, logs),
            "{length}"
        );
    }
    let told = "run again after a repair, it answered 65424 bytes; a repair holds 65423";
    assert_eq!(lab.answers("spread"), [told]);
}

#[tokio::test]
async fn what_cannot_be_repaired_is_refused() {
    let store = MemoryStore::new();
    let lab = Lab::start(&store);
    let long = format!("\"{}\"", "x".repeat(100_000));
    lab.submit("picky", &long).await;
    lab.until("picky", &[FAILED]).await;
    let check = |name: &str, sequence, payload: &str, expected: &str| {
        let repaired = lab
            .engine
            .repair(&log(name), sequence, payload.as_bytes(), "why");
        let error: RepairError = repaired.expect_err("it is refused");
        assert!(error.to_string().contains(expected), "{error}");
    };
    check(
        "fn/picky/results",
        1,
        "1",
        "functions do not run on the records",
    );
    check("lab/light", 1, "1", "functions do not run on the records");
    check("fn/other/events", 1, "1", "there is no log fn/other/events");
    check("fn/picky/events", 1, "1", "a piece of a longer one");
    check("fn/picky/events", 9, "1", "was not appended yet");
    check("fn/picky/events", 2, "{", "this payload is none");
    check(
        "fn/picky/events",
        2,
        &long,
        "100002 bytes; a repair holds 65466",
    );
    lab.repair("fn/picky/events", 2, "12");
    lab.until("picky", &["12"]).await;
}

/// Repairs an event over a store that dies, and gives whether it did, and whether it said before
/// that the event is repaired.
async fn repair_until_dead(store: &MemoryStore, operations: i64, sequence: u64) -> (bool, bool) {
    let dying = Dying::after(store, operations);
    let Some(lab) = Lab::try_start(dying.clone(), 2) else {
        return (true, false);
    };
    let events = log("fn/spread/events");
    let repaired = lab.engine.repair(&events, sequence, b"3", "a test");
    if repaired.is_ok() {
        while !dying.is_dead() && lab.answers("double") != ["6", "4", "2"] {
            std::thread::yield_now();
        }
        while !dying.is_dead() && lab.engine.reruns().waiting > 0 {
            std::thread::yield_now();
        }
    }
    lab.engine.shutdown().await;
    (dying.is_dead(), repaired.is_ok())
}

#[tokio::test]
async fn a_rerun_that_was_killed_at_any_operation_comes_to_the_same() {
    for operations in 0.. {
        let store = MemoryStore::new();
        let lab = Lab::start(&store);
        let sequence = lab.submit("spread", "2").await;
        lab.until("double", &["4", "2"]).await;
        lab.engine.shutdown().await;
        drop(lab);
        let (died, was_told) = repair_until_dead(&store, operations, sequence).await;
        let lab = Lab::try_start(store.clone(), 3).expect("it starts");
        if !was_told {
            lab.repair("fn/spread/events", sequence, "3");
        }
        lab.until("spread", &["3"]).await;
        let mut results = lab.engine.follow();
        while lab.answers("double").len() < 3 {
            results.changed().await.expect("it lives");
        }
        lab.until_nothing_waits().await;
        assert_eq!(
            lab.answers("double"),
            ["6", "4", "2"],
            "cut at {operations}"
        );
        assert_eq!(lab.engine.failure(), None, "cut at {operations}");
        lab.engine.shutdown().await;
        if !died {
            assert!(operations > 12, "only {operations} cuts");
            return;
        }
    }
}
