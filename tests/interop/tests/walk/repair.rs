//! A wrong event is repaired with the tool, on a running server, behind its back, and over kills.

use std::fs;
use std::path::Path;
use std::process::Command;

use nanolambda_interop::{Edge, build_binary, call};
use serde_json::{Value, json};

use crate::tool::tool;

/// Sends the numbers from its event down to 1 to `double`.
const SPREAD: &str = "
import boto3
import json

def handler(event, context):
    for n in range(event, 0, -1):
        boto3.client('lambda').invoke(
            FunctionName='double', InvocationType='Event', Payload=json.dumps(n))
    return event
";
const DOUBLE: &str = "def handler(event, context):\n    return event * 2\n";

/// Runs the tool; it has to do what it is asked.
fn done(home: &Path, edge: &Edge, arguments: &[&str]) -> String {
    let (status, out, errors) = tool(home, edge, arguments);
    assert_eq!(status, Some(0), "{arguments:?}: {errors}");
    out
}

/// The answers of a function as the server shows them.
fn answers(edge: &Edge, name: &str) -> Vec<Value> {
    let url = edge.management(&format!("/functions/{name}/results?from=1&wait_s=5"));
    let page = call("GET", &url, &[], b"").expect("the server answers");
    let page = page.json();
    let results = page["results"].as_array().expect("there are results");
    results.iter().map(|one| one["answer"].clone()).collect()
}

/// Asks until the answers are these.
#[track_caller]
fn until(edge: &Edge, name: &str, expected: &[u64]) {
    let mut found = Vec::new();
    for _ in 0..5_000 {
        found = answers(edge, name);
        if found == expected {
            return;
        }
    }
    let url = edge.management("/repairs");
    let report = call("GET", &url, &[], b"").map(|reply| reply.text());
    panic!("{name}: {found:?} and not {expected:?}; {report:?}");
}

/// What `log cat` shows of the results of a function in a view.
fn results(home: &Path, edge: &Edge, name: &str, view: &str) -> String {
    let log = format!("fn/{name}/results");
    done(home, edge, &["log", "cat", &log, "--view", view])
}

#[test]
fn a_wrong_event_is_repaired_and_what_it_led_to_follows() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    let edge = Edge::start(home);
    for (name, code) in [("spread", SPREAD), ("double", DOUBLE)] {
        fs::write(home.join(format!("{name}.py")), code).expect("the file is written");
        let (file, handler) = (format!("{name}.py"), format!("{name}.handler"));
        let deploy = ["deploy", &file, "--handler", &handler, "--name", name];
        done(home, &edge, &deploy);
    }
    done(
        home,
        &edge,
        &["invoke", "spread", "--event", "2", "--async"],
    );
    until(&edge, "double", &[4, 2]);
    until(&edge, "spread", &[2]);

    // On the running server: one event changes, and one comes in addition.
    let repair = ["log", "repair", "fn/spread/events", "1"];
    let out = done(
        home,
        &edge,
        &[&repair[..], &["3", "--reason", "it was 3"]].concat(),
    );
    assert!(out.trim().parse::<u64>().is_ok(), "{out}");
    until(&edge, "double", &[6, 4, 2]);
    until(&edge, "spread", &[3]);
    assert!(results(home, &edge, "double", "written").contains('4'));
    let (status, _, errors) = tool(home, &edge, &[&repair[..], &["three"]].concat());
    assert_eq!(status, Some(1));
    assert!(errors.contains("the payload is no JSON"), "{errors}");
    let other = ["log", "repair", "fn/spread/results", "1", "3"];
    let (status, _, errors) = tool(home, &edge, &other);
    assert_eq!(status, Some(1));
    assert!(errors.contains("no function runs on records"), "{errors}");

    // Killed as soon as it has said that it is repaired: the next start goes on.
    done(home, &edge, &[&repair[..], &["11"]].concat());
    edge.kill();
    let edge = Edge::start(home);
    until(&edge, "spread", &[11]);
    let expected: Vec<u64> = (1..=11).rev().map(|n| 2 * n).collect();
    until(&edge, "double", &expected);
    edge.kill();

    // Behind the back of the server.
    let data = home.join("data");
    let tool = Command::new(build_binary("nanolambda"))
        .args(repair)
        .args(["12", "--data"])
        .arg(&data)
        .output()
        .expect("the tool can be started");
    assert!(tool.status.success(), "{tool:?}");
    let edge = Edge::start(home);
    until(&edge, "spread", &[12]);
    let expected: Vec<u64> = (1..=12).rev().map(|n| 2 * n).collect();
    until(&edge, "double", &expected);
    let url = edge.management("/repairs");
    let report = call("GET", &url, &[], b"").expect("it answers").json();
    assert_eq!(report["undone"], json!([]));
}

#[test]
fn the_reading_of_a_device_is_repaired() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    let edge = Edge::start(home);
    for (payload, number) in [("20", "1\n"), ("-999", "2\n"), ("21", "3\n")] {
        let append = ["log", "append", "lab/light", "--create", "--", payload];
        assert_eq!(done(home, &edge, &append), number);
    }
    fs::write(home.join("better"), "20.5").expect("the file is written");
    let repair = ["log", "repair", "lab/light", "2", "--file", "better"];
    assert_eq!(done(home, &edge, &repair), "1\n");
    let tail = |view| done(home, &edge, &["log", "tail", "lab/light", "--view", view]);
    assert_eq!(tail("repaired"), "20\n20.5\n21\n");
    assert_eq!(tail("written"), "20\n-999\n21\n");
    let cat = done(home, &edge, &["log", "cat", "lab/light"]);
    assert_eq!(cat, "2020.521");
    let export = done(
        home,
        &edge,
        &["log", "export", "lab/light", "--from", "2", "--count", "1"],
    );
    assert_eq!(export, "{\"seqno\":2,\"text\":\"-999\"}\n");
    edge.kill();
    let edge = Edge::start(home);
    assert_eq!(done(home, &edge, &["log", "cat", "lab/light"]), "2020.521");
}
