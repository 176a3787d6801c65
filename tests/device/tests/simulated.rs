//! Devices with a simulated board at a real edge server: what they do, and what is left of it when
//! they lose their power, the edge, or what they send.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use nanolambda_device_tests::{Device, of_kind};
use nanolambda_interop::{
    Clients, Edge, call, create_function, handler_path, test_file, zip_of, zip_of_handler,
};
use nanolambda_python_suite::{handler, run_handler};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use woof_log::remote::{Received, RemoteOptions, RemoteStore};
use woof_log::{LogName, Seqno, Shape};

const ROLE: &str = "arn:aws:iam::000000000000:role/any";
/// How long a log may stand still that something is expected in.
const PATIENCE: Duration = Duration::from_secs(30);

fn edge(home: &Path) -> Edge {
    Edge::start_with(home, &["--log-port", "0"])
}

/// Creates a function from a text, without a client program.
fn create(edge: &Edge, name: &str, source: &str) {
    let zip = zip_of(&[("handler.py", source)]);
    let reply = create_function(&edge.aws(), name, "handler.handler", &zip, &json!({}));
    assert_eq!(reply.expect("an answer").status, 201);
}

/// Records of a log of the edge, from the first on, read as they come until there are so many.
fn records(edge: &Edge, name: &str, count: usize) -> Vec<Value> {
    let address = edge.at.log.expect("the log front");
    let mut store = RemoteStore::new(address, RemoteOptions::default());
    let name = LogName::new(name).expect("a name");
    let mut records: Vec<Value> = Vec::new();
    // It may not be there yet, so it is made as the device makes it.
    let shape = Shape::variable().keep_last(1_000_000);
    store.create(&name, shape).expect("the log");
    while records.len() < count {
        let from = Seqno::new(records.len() as u64 + 1);
        let more = store.read(&name, from, PATIENCE).expect("records");
        assert!(!more.is_empty(), "{name} stands still at {}", records.len());
        records.extend(more.into_iter().map(|record| match record {
            Received::Record(_, payload) => serde_json::from_slice(&payload).expect("JSON"),
            other => panic!("{other:?} in {name}"),
        }));
    }
    records
}

/// Ends a device in order, and gives what it said until then.
fn interrupt(mut device: Device) -> Vec<Value> {
    let id = i32::try_from(device.id()).ok().and_then(Pid::from_raw);
    kill_process(id.expect("a process has an id"), Signal::INT).expect("the signal can be sent");
    device.rest()
}

fn flash(home: &Path) -> std::path::PathBuf {
    home.join("dev.flash")
}

#[test]
fn light_that_is_deployed_by_the_aws_cli_switches_the_pin_of_a_device() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    let clients = Clients::find();
    let zip = test_file(home.path(), "light.zip", &zip_of_handler("light"));
    let zip = format!("fileb://{zip}");
    let create = [
        "lambda",
        "create-function",
        "--function-name",
        "light",
        "--runtime",
        "python3.12",
        "--role",
        ROLE,
        "--handler",
        "light.new_light_lvl",
        "--zip-file",
        &zip,
    ];
    drop(clients.aws(&edge.aws(), &create).ok());
    let flags = ["--function", "light", "--rate", "100"];
    let mut device = Device::start("sim", &edge, &flash(home.path()), &flags);
    let mut events = device.until_found(|event| event["event"] == "pin" && event["level"] == 1);
    events.extend(device.until_found(|event| event["event"] == "pin" && event["level"] == 0));
    // Each call has set the pin by its sample.
    let values: BTreeMap<_, _> = of_kind(&events, "sample")
        .map(|sample| (sample["seq"].as_u64(), sample["value"].as_i64()))
        .collect();
    let mut level = None;
    for event in &events {
        match event["event"].as_str() {
            Some("pin") => level = event["level"].as_i64(),
            Some("call") => {
                let value = values[&event["seq"].as_u64()].expect("a sample");
                assert_eq!(level, Some(i64::from(value > 100)), "{event}");
                assert_eq!(event["place"], "local");
            }
            _ => {}
        }
    }
    // The function changes: the device is told, and goes on with the new one.
    let source = fs::read_to_string(handler_path("light")).expect("the handler");
    let other = zip_of(&[("light.py", &source.replace("> 100", "> 1000"))]);
    let other = format!("fileb://{}", test_file(home.path(), "other.zip", &other));
    let update = [
        "lambda",
        "update-function-code",
        "--function-name",
        "light",
        "--zip-file",
        &other,
    ];
    drop(clients.aws(&edge.aws(), &update).ok());
    let news = device.until("fetch");
    assert_eq!(news.last().expect("an event")["unchanged"], false);
    let calls = 40;
    for _ in 0..calls {
        let events = device.until("call");
        let levels: Vec<_> = of_kind(&events, "pin").map(|pin| &pin["level"]).collect();
        assert_eq!(levels, [0]);
    }
    let last = interrupt(device);
    let summary = last.last().expect("a summary");
    assert_eq!(
        (&summary["event"], &summary["lost"]),
        (&json!("summary"), &json!(0))
    );
    // At the next start the package is there already.
    let mut device = Device::start("sim", &edge, &flash(home.path()), &flags);
    let fetched = device.until("fetch");
    assert_eq!(fetched.last().expect("an event")["unchanged"], true);
}

#[test]
fn maintenance_answers_on_the_device_and_on_the_edge_what_it_answers_here() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    let settings = json!({});
    let zip = zip_of_handler("maintenance");
    let handler_name = "maintenance.new_accel_sample";
    let reply = create_function(&edge.aws(), "maintenance", handler_name, &zip, &settings);
    assert_eq!(reply.expect("an answer").status, 201);
    let known = handler("maintenance", "new_accel_sample").expect("a handler of the suite");
    let event: Value = serde_json::from_str(&known.events[0]).expect("JSON");
    let rows = event.as_array().expect("records");
    let signal: Vec<String> = rows.iter().map(Value::to_string).collect();
    let signal = test_file(home.path(), "signal", signal.join("\n").as_bytes());
    let here = run_handler(&known.path, &known.function, &known.events[..1]).expect("it runs");
    let expected = here[0].result.clone().expect("a result");
    // Read as the events are, so that both are rounded alike.
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    for placement in ["local", "remote"] {
        let name = home.path().join(format!("{placement}.flash"));
        let batch = rows.len().to_string();
        let flags = [
            "--function",
            "maintenance",
            "--rate",
            "500",
            "--channels",
            "3",
            "--decimals",
            "4",
            "--batch",
            &batch,
            "--signal",
            &signal,
            "--placement",
            placement,
        ];
        let mut device = Device::start("sim", &edge, &name, &flags);
        let called = device.until("call");
        let called = called.last().expect("a call");
        assert_eq!(called["place"], placement, "{called}");
        assert_eq!(called["result"], expected, "{called}");
    }
}

/// A device is killed again and again, at whatever it is doing.
#[test]
fn a_device_that_is_killed_a_hundred_times_loses_no_sample_and_repeats_nothing() {
    const KILLS: usize = 100;
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    create(
        &edge,
        "echo",
        "def handler(event, context):\n    return event[0]\n",
    );
    let flags = ["--function", "echo", "--rate", "500", "--name", "killed"];
    let mut acknowledged = BTreeMap::new();
    let mut note = |events: Vec<Value>| {
        for sample in of_kind(&events, "sample") {
            let seq = sample["seq"].as_u64().expect("a number");
            let before = acknowledged.insert(seq, sample["value"].clone());
            assert_eq!(before, None, "two samples {seq}");
        }
    };
    for round in 0..KILLS {
        let mut device = Device::start("sim", &edge, &flash(home.path()), &flags);
        // Between two operations of the flash there are other lines each time.
        let mut events = Vec::new();
        for _ in 0..round * 37 % 61 {
            events.extend(device.next());
        }
        events.extend(device.kill());
        assert_eq!(of_kind(&events, "reset").count(), 0, "{events:?}");
        note(events);
    }
    let mut device = Device::start("sim", &edge, &flash(home.path()), &flags);
    note(device.until("call"));
    note(interrupt(device));
    let newest = *acknowledged.keys().last().expect("samples");
    let count = acknowledged.len();
    assert!(count > KILLS, "only {count} samples");
    // What waits in flash goes to the edge as soon as the device is there.
    let slow = ["--function", "echo", "--rate", "1", "--name", "killed"];
    let device = Device::start("sim", &edge, &flash(home.path()), &slow);
    let count = usize::try_from(newest).expect("a number");
    let samples = records(&edge, "devices/killed/echo/samples", count);
    let results = records(&edge, "devices/killed/echo/results", count);
    drop(device);
    for (seq, value) in &acknowledged {
        assert_eq!(samples[*seq as usize - 1], *value, "sample {seq}");
    }
    check_results(&samples, &results);
}

/// Each sample has one result, in order.
fn check_results(samples: &[Value], results: &[Value]) {
    for (at, result) in results.iter().enumerate().take(samples.len()) {
        assert_eq!(result["seq"], at + 1, "{result}");
        assert_eq!(result["result"], samples[at], "{result}");
    }
}

#[test]
fn what_waits_while_the_edge_is_away_flows_when_it_is_back() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    create(
        &edge,
        "echo",
        "def handler(event, context):\n    return event[0]\n",
    );
    let flags = ["--function", "echo", "--rate", "100", "--name", "patient"];
    let mut device = Device::start("sim", &edge, &flash(home.path()), &flags);
    drop(device.until("call"));
    let port = edge.at.coap.port().to_string();
    edge.kill();
    // The device works on without it.
    let away = device.until("log");
    assert!(
        away.iter().any(|event| event["event"] == "call"),
        "{away:?}"
    );
    for _ in 0..100 {
        drop(device.until("call"));
    }
    let flags = ["--log-port", "0", "--coap-port", &port];
    let edge = Edge::start_with(home.path(), &flags);
    let newest = device.until("call");
    let newest = newest.last().expect("a call")["seq"]
        .as_u64()
        .expect("a number");
    let count = usize::try_from(newest).expect("a number");
    let samples = records(&edge, "devices/patient/echo/samples", count);
    let results = records(&edge, "devices/patient/echo/results", count);
    check_results(&samples[..count], &results[..count]);
}

#[test]
fn over_a_bad_line_each_call_has_one_effect() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    // The function counts its own calls in the instance that the edge keeps warm.
    let source = "
n = 0
def handler(event, context):
    global n
    n += 1
    return n
";
    create(&edge, "count", source);
    let flags = [
        "--function",
        "count",
        "--rate",
        "20",
        "--name",
        "lossy",
        "--loss",
        "15",
        "--placement",
        "remote",
    ];
    let mut device = Device::start("sim", &edge, &flash(home.path()), &flags);
    let mut results = Vec::new();
    while results.len() < 12 {
        let events = device.until("call");
        results.extend(of_kind(&events, "call").map(|call| call["result"].as_u64()));
    }
    let expected: Vec<_> = (1..=results.len() as u64).map(Some).collect();
    assert_eq!(results, expected);
    // The number of a call is its name for good: after the power is gone as well.
    drop(device.kill());
    let mut device = Device::start("sim", &edge, &flash(home.path()), &flags);
    let events = device.until("call");
    let next = events.last().expect("a call");
    let seq = next["seq"].as_u64().expect("a number");
    assert_eq!(next["result"].as_u64(), Some(seq), "{next}");
}

#[test]
fn a_function_that_does_not_fit_is_refused_and_runs_on_the_edge() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    let source = "
import device
def handler(event, context):
    device.set_pin_high(5)
    device.set_pin_low(6)
    return event
";
    create(&edge, "far", source);
    let flags = ["--function", "far", "--rate", "50", "--heap", "64"];
    let mut device = Device::start("sim", &edge, &flash(home.path()), &flags);
    let events = device.until("call");
    let refused: Vec<_> = of_kind(&events, "refuse").collect();
    let reason = refused[0]["reason"].as_str().expect("a sentence");
    assert!(
        reason.contains("more than the 64 of the device"),
        "{reason}"
    );
    let pins: Vec<_> = of_kind(&events, "pin")
        .map(|pin| (&pin["number"], &pin["level"]))
        .collect();
    assert_eq!(pins, [(&json!(5), &json!(1)), (&json!(6), &json!(0))]);
    let call = events.last().expect("a call");
    assert_eq!(
        (&call["place"], &call["result"]),
        (&json!("remote"), &json!([60]))
    );
}

#[test]
fn a_package_is_refused_by_how_much_it_misses() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = edge(home.path());
    let clients = Clients::find();
    create(
        &edge,
        "small",
        "def handler(event, context):\n    return 1\n",
    );
    create(
        &edge,
        "large",
        "import subprocess\ndef handler(event, context):\n    return 1\n",
    );
    let get = |path: &str| clients.coap_get(&edge.coap(path));
    assert_eq!(
        get("pkg/small?abi=1&flash=100000&ram=100000").out[..4],
        *b"IoTP"
    );
    let refused = get("pkg/small?flash=10");
    assert!(refused.errors.contains("4.13"), "{}", refused.errors);
    assert!(refused.errors.contains("more than the 10 of the device"));
    assert!(get("pkg/small?ram=8").errors.contains("4.13"));
    assert!(get("pkg/small?abi=99").errors.contains("4.06"));
    assert!(get("pkg/large").errors.contains("4.06"));
    assert!(get("pkg/none").errors.contains("4.04"));
    assert!(get("pkg/small?ram=much").errors.contains("4.00"));
    let health = call("GET", &edge.management("/health"), &[], b"");
    assert_eq!(health.expect("an answer").status, 200);
}

#[test]
fn a_server_that_wants_keys_answers_to_no_others_and_to_nothing_beyond_their_caveats() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let line = |digit: &str| format!("dev {}\n", digit.repeat(64));
    let keys = test_file(home.path(), "keys", line("7").as_bytes());
    let wrong = test_file(home.path(), "wrong", line("8").as_bytes());
    let flags = [
        "--log-port",
        "0",
        "--device-keys",
        &keys,
        "--require-device-keys",
    ];
    let edge = Edge::start_with(home.path(), &flags);
    create(
        &edge,
        "echo",
        "def handler(event, context):\n    return event[0]\n",
    );
    let start = |name: &str, more: &[&str]| {
        let flags = ["--function", "echo", "--rate", "50", "--name", "dev"];
        let flash = home.path().join(name);
        Device::start("sim", &edge, &flash, &[&flags, more].concat())
    };
    let refused = |more: &[&str], reason: &str| {
        let mut device = start("refused.flash", more);
        let events = device.until("refuse");
        let said = events.last().expect("an event");
        assert!(
            said["reason"].as_str().expect("a reason").contains(reason),
            "{said}"
        );
        assert_eq!(of_kind(&events, "call").count(), 0);
    };
    refused(&[], "sealed");
    refused(&["--key", &wrong], "tag");
    refused(&["--key", &keys, "--caveat", "fn:other"], "not good");
    refused(&["--key", &keys, "--caveat", "op:log"], "not good");
    refused(&["--key", &keys, "--caveat", "exp:1000"], "not good");
    for placement in ["local", "remote"] {
        let more = [
            "--key",
            &keys,
            "--caveat",
            "fn:echo",
            "--placement",
            placement,
        ];
        let mut device = start("good.flash", &more);
        assert_eq!(
            device.until("call").last().expect("a call")["place"],
            placement
        );
    }
    let clients = Clients::find();
    let plain = clients.coap_get(&edge.coap("pkg/echo"));
    assert!(plain.errors.contains("4.01"), "{}", plain.errors);
}
