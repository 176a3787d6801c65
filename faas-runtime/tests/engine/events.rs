//! What becomes of events.

use std::sync::atomic::Ordering;
use std::time::Duration;

use faas_runtime::engine::InvokeError;
use faas_runtime::wire::Verdict;
use faas_runtime::{FunctionRegistry as _, InvocationKind};
use woof_log::{LogName, LogStore as _, MemoryStore, Seqno, SharedStore as _};

use crate::support::{Rig, function, light};

#[tokio::test]
async fn an_accepted_event_runs_and_its_result_can_be_read() {
    let rig = Rig::start(MemoryStore::new());
    let accepted = rig
        .engine
        .submit(rig.invocation("{\"a\":1}"))
        .await
        .expect("accepted");
    rig.results(1).await;
    let found = rig
        .engine
        .result(accepted.request_id)
        .expect("readable")
        .expect("recorded");
    assert_eq!(
        (found.run.verdict, found.kind),
        (Verdict::Answered, InvocationKind::Event)
    );
    assert_eq!(found.run.body, "{\"a\":1}");
    assert_eq!(found.invocation_seq, accepted.sequence);
    assert_eq!(rig.executor.runs_of(accepted.request_id), 1);
}

#[tokio::test]
async fn a_failing_event_is_tried_three_times_then_lies_among_the_dead_letters() {
    let rig = Rig::start(MemoryStore::new());
    let accepted = rig
        .engine
        .submit(rig.invocation("\"fail\""))
        .await
        .expect("accepted");
    let id = accepted.request_id;
    rig.results(1).await;
    assert_eq!(rig.executor.runs_of(id), 1);
    rig.advance(59);
    rig.advance(1);
    rig.results(2).await;
    assert_eq!(rig.executor.runs_of(id), 2);
    rig.advance(120);
    rig.results(3).await;
    assert_eq!(rig.executor.runs_of(id), 3);
    rig.engine.shutdown().await;
    let entries = rig.engine.logs(light(), 0, 10).expect("readable").entries;
    let attempts: Vec<_> = entries
        .iter()
        .map(|entry| (entry.attempt, entry.retry_unix_ms))
        .collect();
    assert_eq!(attempts, [(0, Some(60_000)), (1, Some(180_000)), (2, None)]);
    let letters = rig
        .engine
        .dead_letters(light(), 0, 10)
        .expect("readable")
        .entries;
    assert_eq!(letters.len(), 1);
    assert_eq!((letters[0].request_id, letters[0].attempts), (id, 3));
    assert_eq!(
        (letters[0].reason.as_str(), &letters[0].payload[..]),
        ("ValueError: no", &b"\"fail\""[..])
    );
}

/// The logs belong to the engine, but an operator can trim them.
#[tokio::test]
async fn events_that_are_gone_before_they_run_are_counted_and_the_others_run() {
    let store = MemoryStore::new();
    let rig = Rig::start_with(store.clone(), |options| options.events_running_max = 1);
    for payload in ["\"wait\"", "2", "3", "4", "5"] {
        rig.engine
            .submit(rig.invocation(payload))
            .await
            .expect("accepted");
    }
    while rig.executor.started.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let name = LogName::new("fn/light/events").expect("a name");
    let queue = store.find(&name).expect("the queue");
    store.clone().trim(queue, Seqno::new(3)).expect("trimmed");
    assert_eq!(rig.engine.missed(), 0);
    rig.executor.open_gate();
    rig.results(3).await;
    rig.engine.shutdown().await;
    let entries = rig.engine.logs(light(), 0, 10).expect("readable").entries;
    let ran: Vec<u64> = entries.iter().map(|entry| entry.invocation_seq).collect();
    assert_eq!(ran, [1, 4, 5]);
    assert_eq!((rig.engine.missed(), rig.engine.failure()), (2, None));
}

#[tokio::test]
async fn without_retries_the_first_failure_is_the_last() {
    let rig = Rig::start_with(MemoryStore::new(), |options| options.retry_delays.clear());
    rig.engine
        .submit(rig.invocation("\"refuse\""))
        .await
        .expect("accepted");
    rig.results(1).await;
    rig.engine.shutdown().await;
    let letters = rig
        .engine
        .dead_letters(light(), 0, 10)
        .expect("readable")
        .entries;
    assert_eq!(letters[0].attempts, 1);
    assert!(
        letters[0].reason.contains("it does not want to"),
        "{}",
        letters[0].reason
    );
}

#[tokio::test]
async fn an_event_whose_function_is_gone_is_not_tried_again() {
    let rig = Rig::start_with(MemoryStore::new(), |options| options.workers = 1);
    rig.engine
        .submit(rig.invocation("\"wait\""))
        .await
        .expect("accepted");
    while rig.executor.started.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let event = rig
        .engine
        .submit(rig.invocation("2"))
        .await
        .expect("accepted");
    assert!(rig.registry.remove(&light()).expect("removed"));
    rig.executor.open_gate();
    rig.results(2).await;
    rig.engine.shutdown().await;
    let letters = rig
        .engine
        .dead_letters(light(), 0, 10)
        .expect("readable")
        .entries;
    assert_eq!(letters[0].request_id, event.request_id);
    assert_eq!(letters[0].reason, "there is no function light");
}

#[tokio::test]
async fn an_event_that_is_too_old_is_not_run() {
    let rig = Rig::start_with(MemoryStore::new(), |options| {
        options.workers = 1;
        options.event_age_max = Duration::from_secs(10);
    });
    rig.engine
        .submit(rig.invocation("\"wait\""))
        .await
        .expect("accepted");
    while rig.executor.started.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let event = rig
        .engine
        .submit(rig.invocation("2"))
        .await
        .expect("accepted");
    rig.advance(11);
    rig.executor.open_gate();
    rig.results(2).await;
    assert_eq!(rig.executor.runs_of(event.request_id), 0);
    let found = rig
        .engine
        .result(event.request_id)
        .expect("readable")
        .expect("recorded");
    assert_eq!(found.run.verdict, Verdict::NotRun);
}

#[tokio::test]
async fn one_event_too_many_is_refused() {
    let rig = Rig::start_with(MemoryStore::new(), |options| {
        options.workers = 1;
        options.events_running_max = 1;
        options.events_waiting_max = 3;
    });
    for _ in 0..3 {
        rig.engine
            .submit(rig.invocation("\"wait\""))
            .await
            .expect("accepted");
    }
    let refused = rig.engine.submit(rig.invocation("1")).await;
    assert!(matches!(
        refused,
        Err(InvokeError::TooManyRequests { waiting: 3 })
    ));
    rig.executor.open_gate();
    rig.results(3).await;
    rig.engine.shutdown().await;
    assert_eq!(
        rig.engine
            .logs(light(), 0, 10)
            .expect("readable")
            .entries
            .len(),
        3
    );
}

#[tokio::test]
async fn an_event_in_parts_runs_with_its_whole_payload() {
    let rig = Rig::start(MemoryStore::new());
    let payload = format!("\"{}\"", "z".repeat(1_000_000));
    let mut event = rig.invocation(payload.clone());
    event.client_context = Some("{\"client\":1}".into());
    let accepted = rig.engine.submit(event).await.expect("accepted");
    rig.results(1).await;
    let found = rig
        .engine
        .result(accepted.request_id)
        .expect("readable")
        .expect("recorded");
    assert!(found.run.body == payload.as_bytes());
    let too_long = vec![b'1'; 1024 * 1024 + 1];
    let refused = rig.engine.submit(rig.invocation(too_long)).await;
    assert!(matches!(
        refused,
        Err(InvokeError::PayloadTooLarge {
            bytes_max: 1_048_576,
            ..
        })
    ));
}

#[tokio::test]
async fn more_events_than_the_window_holds_all_run_once() {
    let rig = Rig::start_with(MemoryStore::new(), |options| options.workers = 4);
    let mut ids = Vec::new();
    for number in 0..1000 {
        let event = rig.invocation(number.to_string());
        ids.push(rig.engine.submit(event).await.expect("accepted").request_id);
    }
    rig.results(1000).await;
    assert!(ids.iter().all(|id| rig.executor.runs_of(*id) == 1));
}

#[tokio::test]
async fn a_queue_that_fails_does_not_hold_up_the_others() {
    let rig = Rig::start(MemoryStore::new());
    let dark = "dark".parse().expect("valid");
    rig.registry.put(function(dark)).expect("there is room");
    for _ in 0..200 {
        rig.engine
            .submit(rig.invocation("\"fail\""))
            .await
            .expect("accepted");
    }
    rig.results(200).await;
    let mut event = rig.invocation("1");
    event.function = dark;
    rig.engine.submit(event).await.expect("accepted");
    rig.engine
        .submit(rig.invocation("2"))
        .await
        .expect("accepted");
    // Neither the waiting retries of this function nor those of another one are in the way.
    rig.results(202).await;
}

#[tokio::test]
async fn calls_are_served_while_events_fill_their_slots() {
    let rig = Rig::start_with(MemoryStore::new(), |options| {
        options.workers = 2;
        options.events_running_max = 1;
    });
    for _ in 0..5 {
        rig.engine
            .submit(rig.invocation("\"wait\""))
            .await
            .expect("accepted");
    }
    rig.engine
        .invoke(rig.invocation("1"))
        .await
        .expect("a worker is left");
    rig.executor.open_gate();
}
