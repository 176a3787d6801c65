//! What was acknowledged is there after every kind of end.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use nanolambda_interop::{Address, Edge, Signal, call, create_function, zip_of};
use serde_json::{Value, json};

const ECHO: &str = "def handler(event, context):\n    return event\n";

fn deploy(edge: &Edge, name: &str, code: &str) {
    let zip = zip_of(&[("code.py", code)]);
    let created = create_function(&edge.aws(), name, "code.handler", &zip, &json!({}));
    assert_eq!(created.expect("the server answers").status, 201);
}

fn invoke(edge: &Edge, name: &str, event: &str) -> Value {
    let answer = call("POST", &edge.http(name), &[], event.as_bytes()).expect("it answers");
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// Sends an event and gives its id.
fn submit(aws: &str, name: &str, event: &str) -> Option<String> {
    let url = format!("{aws}/2015-03-31/functions/{name}/invocations");
    let accepted = call(
        "POST",
        &url,
        &[("x-amz-invocation-type", "Event")],
        event.as_bytes(),
    )?;
    (accepted.status == 202).then(|| accepted.header("x-amzn-requestid").to_owned())
}

/// Waits until each of these events of a function has a result that is no error.
fn wait_for_results(edge: &Edge, name: &str, events: &BTreeSet<String>) {
    let mut missing = events.clone();
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
            missing.remove(result["request_id"].as_str().unwrap_or_default());
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

/// What the server said it has.
#[derive(Default)]
struct Acknowledged {
    objects: BTreeSet<String>,
    functions: BTreeSet<String>,
    events: BTreeSet<String>,
}

/// Writes until the server is gone, at most `count_max` of each kind.
fn write(at: &Address, round: u32, count_max: u32, acknowledged: &Mutex<Acknowledged>) {
    let aws = format!("http://{}", at.aws);
    let zip = zip_of(&[("code.py", ECHO)]);
    let lock = || acknowledged.lock().expect("no thread panics");
    thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0..count_max {
                let key = format!("{round}-{number}");
                // From 0 to some chunks of the store.
                let body = key.repeat((number as usize * 997) % 12_000);
                match call("PUT", &format!("{aws}/kept/{key}"), &[], body.as_bytes()) {
                    Some(reply) if reply.status == 200 => lock().objects.insert(key),
                    _ => return,
                };
            }
        });
        scope.spawn(|| {
            for number in 0..count_max {
                match submit(&aws, "echo", &number.to_string()) {
                    Some(id) => lock().events.insert(id),
                    None => return,
                };
            }
        });
        for number in 0..count_max {
            let name = format!("f-{round}-{number}");
            match create_function(&aws, &name, "code.handler", &zip, &json!({})) {
                Some(reply) if reply.status == 201 => lock().functions.insert(name),
                _ => return,
            };
        }
    });
}

fn verify(edge: &Edge, acknowledged: &Acknowledged) {
    for key in &acknowledged.objects {
        let number: usize = key
            .split('-')
            .nth(1)
            .and_then(|text| text.parse().ok())
            .expect("ours");
        let url = format!("{}/kept/{key}", edge.aws());
        let object = call("GET", &url, &[], b"").expect("the server answers");
        assert_eq!(object.status, 200, "{key} is lost");
        assert!(
            object.text() == key.repeat((number * 997) % 12_000),
            "{key} differs"
        );
    }
    for name in &acknowledged.functions {
        let url = format!("{}/2015-03-31/functions/{name}", edge.aws());
        let function = call("GET", &url, &[], b"").expect("the server answers");
        assert_eq!(function.status, 200, "{name} is lost");
    }
    if let Some(name) = acknowledged.functions.last() {
        assert_eq!(invoke(edge, name, "\"still here\""), "still here");
    }
}

fn prepare(home: &Path) {
    let edge = Edge::start(home);
    deploy(&edge, "echo", ECHO);
    let made = call("PUT", &format!("{}/kept", edge.aws()), &[], b"");
    assert_eq!(made.expect("it answers").status, 200);
    edge.kill();
}

#[test]
fn killed_again_and_again_it_loses_nothing_that_it_acknowledged() {
    let home = tempfile::tempdir().expect("a temporary directory");
    prepare(home.path());
    let acknowledged = Mutex::new(Acknowledged::default());
    let started = Instant::now();
    let mut round = 0;
    // Bounded in time as well, for slow machines; a few rounds are always made.
    while round < 15 && (round < 4 || started.elapsed() < Duration::from_secs(60)) {
        let edge = Edge::start(home.path());
        verify(&edge, &acknowledged.lock().expect("no thread panics"));
        let at = edge.at;
        thread::scope(|scope| {
            scope.spawn(|| write(&at, round, 60, &acknowledged));
            // The moment of the kill is the point of the test, so it differs from round to round.
            thread::sleep(Duration::from_millis(40 + u64::from(round * 137 % 400)));
            edge.kill();
        });
        round += 1;
    }
    let edge = Edge::start(home.path());
    let acknowledged = acknowledged.into_inner().expect("no thread panics");
    verify(&edge, &acknowledged);
    wait_for_results(&edge, "echo", &acknowledged.events);
    let Acknowledged {
        objects,
        functions,
        events,
    } = &acknowledged;
    println!(
        "{round} kills: {} objects, {} functions and {} events are all there",
        objects.len(),
        functions.len(),
        events.len()
    );
    assert!(!objects.is_empty() && !functions.is_empty() && !events.is_empty());
}
