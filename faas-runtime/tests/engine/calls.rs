//! What callers see.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use faas_runtime::engine::{InvokeError, StartError};
use faas_runtime::wire::Verdict;
use faas_runtime::{ExecutorError, Function, FunctionRegistry as _, InvocationKind, Version};
use woof_log::MemoryStore;

use crate::support::{Rig, function, light};

#[tokio::test]
async fn a_call_answers_and_leaves_a_result_with_its_logs() {
    let rig = Rig::start(MemoryStore::new());
    let call = rig.invocation("[120]");
    let id = call.request_id;
    let completion = rig.engine.invoke(call).await.expect("it runs");
    assert_eq!(completion.body(), "[120]");
    let found = rig.engine.result(id).expect("readable").expect("recorded");
    assert_eq!(found.run.body, "[120]");
    assert_eq!(found.run.logs, "ran 5 bytes\n");
    assert_eq!((found.run.duration_us, found.run.fuel), (1500, 10));
    assert_eq!(
        (found.kind, found.attempt),
        (InvocationKind::RequestResponse, 0)
    );
    let page = rig.engine.logs(light(), 0, 10).expect("readable");
    assert_eq!((page.entries, page.next), (vec![found], 2));
}

#[tokio::test]
async fn errors_of_the_function_are_completions() {
    let rig = Rig::start(MemoryStore::new());
    let completion = rig
        .engine
        .invoke(rig.invocation("\"fail\""))
        .await
        .expect("it runs");
    assert!(!completion.is_ok());
    assert_eq!(
        completion.body(),
        r#"{"errorType":"ValueError","errorMessage":"no"}"#
    );
    let page = rig.engine.logs(light(), 0, 10).expect("readable");
    assert_eq!(page.entries[0].run.verdict, Verdict::Unhandled);
    assert_eq!(page.entries[0].retry_unix_ms, None);
}

#[tokio::test]
async fn an_executor_that_fails_or_panics_costs_one_call() {
    let rig = Rig::start(MemoryStore::new());
    for payload in ["\"refuse\"", "\"panic\"", "\"panic\"", "\"panic\""] {
        let error = rig
            .engine
            .invoke(rig.invocation(payload))
            .await
            .expect_err("it fails");
        assert!(
            matches!(error, InvokeError::Executor(ExecutorError::Failed { .. })),
            "{error}"
        );
    }
    let page = rig.engine.logs(light(), 0, 10).expect("readable");
    assert!(
        page.entries
            .iter()
            .all(|entry| entry.run.verdict == Verdict::NotRun)
    );
    assert_eq!(page.entries.len(), 4);
    rig.engine
        .invoke(rig.invocation("1"))
        .await
        .expect("the workers live");
}

#[tokio::test]
async fn an_unknown_function_is_an_error_and_leaves_no_log() {
    let rig = Rig::start(MemoryStore::new());
    let mut call = rig.invocation("1");
    call.function = "dark".parse().expect("valid");
    let error = rig.engine.invoke(call.clone()).await.expect_err("unknown");
    assert_eq!(error.to_string(), "there is no function dark");
    assert!(matches!(
        rig.engine.submit(call).await,
        Err(InvokeError::UnknownFunction { .. })
    ));
}

#[tokio::test]
async fn payloads_and_answers_longer_than_a_record_come_back_whole() {
    let rig = Rig::start(MemoryStore::new());
    for bytes in [
        65_400,
        65_450,
        65_534,
        65_600,
        131_100,
        1_000_000,
        6 * 1024 * 1024,
    ] {
        let payload = format!("\"{}\"", "x".repeat(bytes - 2));
        let call = rig.invocation(payload.clone());
        let id = call.request_id;
        let completion = rig.engine.invoke(call).await.expect("it runs");
        assert!(completion.body() == payload.as_bytes(), "{bytes}");
        let found = rig.engine.result(id).expect("readable").expect("recorded");
        assert!(found.run.body == payload.as_bytes(), "{bytes}");
        assert_eq!(found.run.logs, format!("ran {bytes} bytes\n"));
    }
    let too_long = vec![b'1'; 6 * 1024 * 1024 + 1];
    let error = rig
        .engine
        .invoke(rig.invocation(too_long))
        .await
        .expect_err("too long");
    assert!(matches!(
        error,
        InvokeError::PayloadTooLarge {
            bytes_max: 6_291_456,
            ..
        }
    ));
}

#[tokio::test]
async fn an_answer_over_the_limit_is_the_error_of_aws() {
    let rig = Rig::start_with(MemoryStore::new(), |options| {
        options.call_bytes_max = 100_000
    });
    let completion = rig
        .engine
        .invoke(rig.invocation("\"big\""))
        .await
        .expect("it runs");
    let body = std::str::from_utf8(completion.body()).expect("JSON");
    assert!(body.contains("Function.ResponseSizeTooLarge"), "{body}");
}

#[tokio::test]
async fn one_call_too_many_is_refused_and_stored_nowhere() {
    let rig = Rig::start_with(MemoryStore::new(), |options| {
        options.workers = 1;
        options.calls_waiting_max = 2;
    });
    let running = tokio::spawn({
        let (engine, call) = (rig.engine.clone(), rig.invocation("\"wait\""));
        async move { engine.invoke(call).await }
    });
    while rig.executor.started.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let mut waiting = Vec::new();
    for _ in 0..2 {
        let (engine, call) = (rig.engine.clone(), rig.invocation("1"));
        let mut future = Box::pin(async move { engine.invoke(call).await });
        // Polled once, so that it is in the queue.
        assert!(futures_poll_once(&mut future).await.is_none());
        waiting.push(future);
    }
    let refused = rig.engine.invoke(rig.invocation("1")).await;
    assert!(matches!(
        refused,
        Err(InvokeError::TooManyRequests { waiting: 2 })
    ));
    rig.executor.open_gate();
    running.await.expect("no panic").expect("it runs");
    for future in waiting {
        future.await.expect("it runs");
    }
    assert_eq!(
        rig.engine
            .logs(light(), 0, 10)
            .expect("readable")
            .entries
            .len(),
        3
    );
}

async fn futures_poll_once<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match std::pin::Pin::new(&mut *future).poll(context) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[tokio::test]
async fn a_stop_finishes_what_was_taken_and_refuses_the_rest() {
    let store = MemoryStore::new();
    let rig = Rig::start(store.clone());
    let running = tokio::spawn({
        let (engine, call) = (rig.engine.clone(), rig.invocation("\"wait\""));
        async move { engine.invoke(call).await }
    });
    while rig.executor.started.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let stopping = tokio::spawn({
        let engine = rig.engine.clone();
        async move { engine.shutdown().await }
    });
    while !matches!(
        rig.engine.invoke(rig.invocation("1")).await,
        Err(InvokeError::ShuttingDown)
    ) {
        tokio::task::yield_now().await;
    }
    assert!(matches!(
        rig.engine.submit(rig.invocation("1")).await,
        Err(InvokeError::ShuttingDown)
    ));
    rig.executor.open_gate();
    running.await.expect("no panic").expect("it was finished");
    stopping.await.expect("no panic");
    // A clean stop leaves nothing that the next start would have to mark.
    let next = Rig::start(store);
    let page = next.engine.logs(light(), 0, 10).expect("readable");
    assert!(
        page.entries
            .iter()
            .all(|entry| entry.run.verdict == Verdict::Answered)
    );
}

#[tokio::test]
async fn results_older_than_the_history_are_dropped() {
    let rig = Rig::start_with(MemoryStore::new(), |options| options.history_records = 100);
    let first = rig.invocation("1");
    let first_id = first.request_id;
    rig.engine.invoke(first).await.expect("it runs");
    for _ in 0..511 {
        rig.engine
            .invoke(rig.invocation("2"))
            .await
            .expect("it runs");
    }
    assert_eq!(rig.engine.result(first_id).expect("readable"), None);
    assert_eq!(
        rig.engine
            .logs(light(), 0, 1000)
            .expect("readable")
            .entries
            .len(),
        100
    );
}

#[test]
fn options_out_of_range_are_refused_by_name() {
    let refused = Rig::try_start(MemoryStore::new(), Arc::default(), |options| {
        options.workers = 0;
    });
    let error = refused.err().expect("refused");
    assert!(
        matches!(
            error,
            StartError::Option {
                name: "workers",
                value: 0,
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_removed_function_is_unknown_at_once() {
    let rig = Rig::start(MemoryStore::new());
    assert!(rig.registry.remove(&light()).expect("removed"));
    assert!(matches!(
        rig.engine.invoke(rig.invocation("1")).await,
        Err(InvokeError::UnknownFunction { .. })
    ));
}

#[tokio::test]
async fn what_is_not_deployed_any_more_is_not_kept_warm() {
    let rig = Rig::start(MemoryStore::new());
    let named = |name: &str| name.parse().expect("a valid name");
    let mut published = function(light());
    published.version = Version::Numbered(1);
    let mut other = function(named("other"));
    other.memory_mb = 256;
    let functions = [function(light()), published, other].map(Arc::new);
    for function in &functions {
        let stored = rig.registry.put(Function::clone(function));
        stored.expect("there is room");
        rig.engine.prepare(function).expect("it can run");
    }
    let warm = || {
        let warm = rig.executor.warm.lock().expect("lock");
        let shown = warm.iter().map(|kept| (kept.name, kept.version));
        shown.collect::<Vec<_>>()
    };
    let all = functions.each_ref().map(|kept| (kept.name, kept.version));
    // Another timeout and other tags need no other instance.
    let mut longer = function(light());
    longer.timeout_ms += 1_000;
    rig.registry.put(longer).expect("there is room");
    rig.engine.evict_stale(&light());
    assert_eq!(warm(), all);
    let mut larger = function(light());
    larger.memory_mb = 512;
    rig.registry.put(larger).expect("there is room");
    rig.engine.evict_stale(&light());
    assert_eq!(warm(), all[1..]);
    assert!(rig.registry.remove(&light()).expect("removed"));
    rig.engine.evict_stale(&light());
    assert_eq!(warm(), all[2..]);
    rig.engine.evict(&named("other"));
    assert_eq!(warm(), []);
}
