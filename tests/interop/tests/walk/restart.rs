//! What was acknowledged is there after every kind of end.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use nanolambda_interop::{Edge, Signal, call, create_function, zip_of};
use serde_json::{Value, json};

pub const ECHO: &str = "def handler(event, context):\n    return event\n";

pub fn deploy(edge: &Edge, name: &str, code: &str) {
    let zip = zip_of(&[("code.py", code)]);
    let created = create_function(&edge.aws(), name, "code.handler", &zip, &json!({}));
    assert_eq!(created.expect("the server answers").status, 201);
}

pub fn invoke(edge: &Edge, name: &str, event: &str) -> Value {
    let answer = call("POST", &edge.http(name), &[], event.as_bytes()).expect("it answers");
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// Sends an event and gives its id.
pub fn submit(aws: &str, name: &str, event: &str) -> Option<String> {
    let url = format!("{aws}/2015-03-31/functions/{name}/invocations");
    let accepted = call(
        "POST",
        &url,
        &[("x-amz-invocation-type", "Event")],
        event.as_bytes(),
    )?;
    (accepted.status == 202).then(|| accepted.header("x-amzn-requestid").to_owned())
}

/// Waits until each of these events of a function has a result that is no error, and checks that
/// no event has two.
pub fn wait_for_results(edge: &Edge, name: &str, events: &BTreeSet<String>) {
    let mut missing = events.clone();
    let mut seen = BTreeSet::new();
    let mut from = 1;
    let started = Instant::now();
    while !missing.is_empty() {
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "{} have no result",
            missing.len()
        );
        let url = edge.management(&format!("/functions/{name}/results?from={from}&wait_s=5"));
        let page = call("GET", &url, &[], b"")
            .expect("the server answers")
            .json();
        for result in page["results"].as_array().expect("there are results") {
            assert_eq!(result["verdict"], "answered", "{result}");
            let id = result["request_id"].as_str().unwrap_or_default();
            assert!(seen.insert(id.to_owned()), "{id} has two results");
            missing.remove(id);
        }
        from = page["next"].as_u64().expect("it says where to go on");
    }
}

#[test]
fn signals_end_it_in_order_and_everything_is_there_after() {
    let home = tempfile::tempdir().expect("a temporary directory");
    for (round, signal) in [Signal::INT, Signal::TERM].into_iter().enumerate() {
        let edge = Edge::start(home.path());
        let object = format!("{}/kept/round-{round}", edge.aws());
        if round == 0 {
            deploy(&edge, "echo", ECHO);
            let made = call("PUT", &format!("{}/kept", edge.aws()), &[], b"");
            assert_eq!(made.expect("it answers").status, 200);
        } else {
            let url = format!("{}/kept/round-0", edge.aws());
            let object = call("GET", &url, &[], b"").expect("it answers");
            assert_eq!(object.text(), "round 0");
        }
        let body = format!("round {round}");
        let stored = call("PUT", &object, &[], body.as_bytes());
        assert_eq!(stored.expect("it answers").status, 200);
        assert_eq!(invoke(&edge, "echo", "[1, 2]"), json!([1, 2]));
        assert_eq!(edge.end_with(signal).code(), Some(0), "{signal:?}");
    }
}

#[test]
fn a_call_in_progress_is_answered_before_the_end() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = Edge::start(home.path());
    // It says by a file that it has begun; only CPython can write one.
    let slow = "import time\ndef handler(event, context):\n    open(event, 'w').close()\n    \
                time.sleep(1)\n    return 'done'\n";
    deploy(&edge, "slow", slow);
    let begun = home.path().join("begun");
    let url = edge.http("slow");
    let event = json!(begun.display().to_string()).to_string();
    let call = thread::spawn(move || call("POST", &url, &[], event.as_bytes()));
    let started = Instant::now();
    while !begun.exists() {
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "the function was not run"
        );
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(edge.end_with(Signal::TERM).code(), Some(0));
    let answer = call.join().expect("no panic").expect("it was answered");
    assert_eq!(answer.json(), "done");
}

#[test]
fn an_accepted_event_survives_a_kill() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = Edge::start(home.path());
    // The first event keeps the function busy, so that most of the others wait when it dies.
    let code =
        "import time\ndef handler(event, context):\n    time.sleep(event)\n    return event\n";
    deploy(&edge, "sleeper", code);
    let aws = edge.aws();
    let events: BTreeSet<String> = (0..20)
        .map(|_| submit(&aws, "sleeper", "0.2").expect("the event is accepted"))
        .collect();
    edge.kill();
    let edge = Edge::start(home.path());
    wait_for_results(&edge, "sleeper", &events);
}
