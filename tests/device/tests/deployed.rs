//! From the command line of AWS to the pins of a board, and what the board has room for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nanolambda_device_tests::{Device, boot, images, of_kind};
use nanolambda_interop::{Clients, Edge, handler_path, test_file, zip_of};
use nanolambda_python_suite::{handler, run_handler};
use serde_json::{Value, json};

const BOARD: &str = "lm3s6965evb";
/// The board whose image counts what handlers take, for which it needs every part of the machine.
const LARGE_BOARD: &str = "mps2-an385";
/// Memory of the board.
const MEMORY_BYTES: u64 = 64 * 1024;

/// Functions that are deployed and changed as a user does it.
struct Deployment<'h> {
    clients: Clients,
    edge: Edge,
    home: &'h Path,
}

impl Deployment<'_> {
    /// Runs `aws lambda COMMAND --function-name NAME --zip-file …` with the source of a function.
    fn aws(&self, command: &str, name: &str, source: &str, more: &[&str]) {
        let zip = zip_of(&[(&format!("{name}.py"), source)]);
        let zip = test_file(self.home, "function.zip", &zip);
        let zip = format!("fileb://{zip}");
        let arguments = [
            "lambda",
            command,
            "--function-name",
            name,
            "--zip-file",
            &zip,
        ];
        let arguments = [&arguments, more].concat();
        drop(self.clients.aws(&self.edge.aws(), &arguments).ok());
    }

    fn create(&self, name: &str, entry: &str, source: &str) {
        let entry = format!("{name}.{entry}");
        let more = [
            "--runtime",
            "python3.12",
            "--handler",
            &entry,
            "--role",
            "arn:aws:iam::000000000000:role/any",
        ];
        self.aws("create-function", name, source, &more);
    }

    fn update(&self, name: &str, source: &str) {
        self.aws("update-function-code", name, source, &[]);
    }
}

fn source(name: &str) -> String {
    fs::read_to_string(handler_path(name)).expect("the handler")
}

/// Checks that each call has set the pin by its sample.
fn check_pins(events: &[Value], threshold: i64) {
    let values: BTreeMap<_, _> = of_kind(events, "sample")
        .map(|sample| (sample["seq"].as_u64(), sample["value"].as_i64()))
        .collect();
    let mut level = None;
    let mut calls = 0;
    for event in events {
        match event["event"].as_str() {
            Some("pin") => {
                assert_eq!(event["number"], 2);
                level = event["level"].as_i64();
            }
            Some("call") => {
                let Some(value) = values.get(&event["seq"].as_u64()) else {
                    continue;
                };
                let value = value.expect("a number");
                assert_eq!(level, Some(i64::from(value > threshold)), "{event}");
                assert_eq!(event["place"], "local", "{event}");
                calls += 1;
            }
            _ => {}
        }
    }
    assert!(calls > 0, "no call: {events:#?}");
}

fn is_new_package(event: &Value) -> bool {
    event["event"] == "fetch" && event["unchanged"] == false
}

/// Reads on until so many calls are over.
fn calls(device: &mut Device, count: usize) -> Vec<Value> {
    let mut events = Vec::new();
    while of_kind(&events, "call").count() < count {
        events.extend(device.until("call"));
    }
    events
}

#[test]
fn light_and_maintenance_are_deployed_changed_and_survive_a_cut_of_the_power() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let images = |board| images(board, Path::new(env!("CARGO_TARGET_TMPDIR")));
    let deployment = Deployment {
        clients: Clients::find(),
        edge: Edge::start(home.path()),
        home: home.path(),
    };
    let image = images(BOARD).join("device");
    let summary = light(&deployment, &image);
    maintenance(&deployment, &image);
    check_budgets(&summary, &images(LARGE_BOARD).join("measure"));
}

/// The pin follows the light, by the first code and then by the second, and after a cut of the
/// power by the second at once. What the device says at its end.
fn light(deployment: &Deployment<'_>, image: &Path) -> Value {
    deployment.create("light", "new_light_lvl", &source("light"));
    let flash = deployment.home.join("light.flash");
    let image = image.display().to_string();
    let flags = ["--image", &image, "--function", "light", "--rate", "50"];
    let start = |more: &[&str]| {
        let flags = [&flags, more].concat();
        Device::start(BOARD, &deployment.edge, &flash, &flags)
    };
    let mut device = start(&[]);
    let mut events = device.until_found(|event| event["event"] == "pin" && event["level"] == 1);
    events.extend(device.until_found(|event| event["event"] == "pin" && event["level"] == 0));
    events.extend(device.until("call"));
    check_pins(&events, 100);

    deployment.update("light", &source("light").replace("> 100", "> 120"));
    drop(device.until_found(is_new_package));
    // One sample that was taken before may be under way, so it is not looked for.
    drop(device.until("call"));
    let mut events = calls(&mut device, 100);
    check_pins(&events, 120);

    events.extend(device.kill());
    let newest = |events: &[Value]| {
        let samples = of_kind(events, "sample").filter_map(|sample| sample["seq"].as_u64());
        samples.max().expect("samples")
    };
    let before = newest(&events);
    let mut device = start(&["--for", "2"]);
    let events = device.rest();
    assert_eq!(of_kind(&events, "boot").next().expect("it")["boot"], 2);
    let fetched = of_kind(&events, "fetch").next().expect("a fetch");
    assert_eq!(fetched["unchanged"], true, "the package is in flash");
    assert_eq!(of_kind(&events, "reset").count(), 0, "{events:#?}");
    let first = of_kind(&events, "sample").next().expect("a sample");
    let first = first["seq"].as_u64().expect("a number");
    // A sample may be in flash whose line was not printed any more.
    assert!(
        (before + 1..=before + 2).contains(&first),
        "{before} {first}"
    );
    check_pins(&events, 120);
    let summary = events.last().expect("a summary").clone();
    assert_eq!(summary["event"], "summary");
    assert_eq!(summary["lost"], 0, "{summary}");
    summary
}

/// The result is the one of this machine, and another one with other code.
fn maintenance(deployment: &Deployment<'_>, image: &Path) {
    let text = source("maintenance");
    deployment.create("maintenance", "new_accel_sample", &text);
    let known = handler("maintenance", "new_accel_sample").expect("a handler of the suite");
    let event: Value = serde_json::from_str(&known.events[0]).expect("JSON");
    let rows = event.as_array().expect("records");
    let signal: Vec<String> = rows.iter().map(Value::to_string).collect();
    let signal = test_file(deployment.home, "signal", signal.join("\n").as_bytes());
    let here = run_handler(&known.path, &known.function, &known.events[..1]).expect("it runs");
    let expected = here[0].result.clone().expect("a result");
    let expected: f64 = serde_json::from_str(&expected).expect("a number");
    let image = image.display().to_string();
    let batch = rows.len().to_string();
    let flags = [
        "--image",
        &image,
        "--function",
        "maintenance",
        "--rate",
        "500",
        "--channels",
        "3",
        "--decimals",
        "4",
        "--heap",
        "8192",
        "--batch",
        &batch,
        "--signal",
        &signal,
    ];
    let flash = deployment.home.join("maintenance.flash");
    let mut device = Device::start(BOARD, &deployment.edge, &flash, &flags);
    let events = device.until("call");
    let call = events.last().expect("a call");
    assert_eq!(call["place"], "local", "{call}");
    assert_eq!(call["result"], json!(expected), "{call}");
    deployment.update(
        "maintenance",
        &text.replace("return prob", "return prob + 2.0"),
    );
    drop(device.until_found(is_new_package));
    let events = device.until("call");
    let call = events.last().expect("a call");
    assert_eq!(call["result"], json!(expected + 2.0), "{call}");
}

/// Prints every number beside its budget. That of the flash is missed, and the crates' weights have
/// a test of their own; the others hold.
fn check_budgets(summary: &Value, measure: &Path) {
    let (counted, succeeded) = boot(LARGE_BOARD, measure, Path::new(env!("CARGO_TARGET_TMPDIR")));
    assert!(succeeded, "{counted}");
    let least_arena = |name: &str| {
        let begins = format!("{name} arena ");
        let mut lines = counted.lines();
        let number = lines.find_map(|line| line.strip_prefix(&begins));
        number.and_then(|number| number.parse::<u64>().ok())
    };
    let bytes = |name: &str| summary[name].as_u64().expect("bytes");
    let left = MEMORY_BYTES.saturating_sub(bytes("ram_bytes"));
    let light = least_arena("light").expect("a number");
    let maintenance = least_arena("maintenance").expect("a number");
    let flash = bytes("flash_bytes");
    let rows = [
        (
            "flash of the image, at most",
            flash,
            192 * 1024,
            flash <= 192 * 1024,
        ),
        (
            "memory left for functions, at least",
            left,
            24 * 1024,
            left >= 24 * 1024,
        ),
        (
            "KS handler, 32 records, at most",
            maintenance,
            8_192,
            maintenance <= 8_192,
        ),
        ("light handler, at most", light, 2_048, light <= 2_048),
    ];
    for (name, bytes, budget, is_met) in rows {
        let verdict = if is_met { "met" } else { "missed" };
        println!("{name:36} {bytes:>8} {budget:>8} {verdict}");
    }
    for (name, _, _, is_met) in &rows[1..] {
        assert!(is_met, "{name}");
    }
}
