//! The image of a real board in an emulator, at a real edge server.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanolambda_device_tests::{Device, images, of_kind};
use nanolambda_interop::{Edge, create_function, zip_of, zip_of_handler};
use serde_json::{Value, json};

/// How often the emulator is killed.
const KILLS: usize = 100;

/// The image of a board.
fn image(board: &str) -> PathBuf {
    images(board, Path::new(env!("CARGO_TARGET_TMPDIR"))).join("device")
}

/// Checks that a board switches a pin, that its image and its stack take less memory than this, and
/// that it survives being killed.
fn check_board(board: &str, ram_bytes_max: u64) {
    let image = image(board).display().to_string();
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = Edge::start(home.path());
    let create = |name: &str, handler: &str, zip: &[u8]| {
        let reply = create_function(&edge.aws(), name, handler, zip, &json!({}));
        assert_eq!(reply.expect("an answer").status, 201);
    };
    create("light", "light.new_light_lvl", &zip_of_handler("light"));
    let flash = home.path().join("light.flash");
    let flags = [
        "--image",
        &image,
        "--function",
        "light",
        "--rate",
        "50",
        "--for",
        "2",
    ];
    let mut device = Device::start(board, &edge, &flash, &flags);
    let events = device.rest();
    for kind in ["boot", "fetch", "sample", "call", "pin", "summary"] {
        assert!(
            of_kind(&events, kind).next().is_some(),
            "no {kind}: {events:#?}"
        );
    }
    let levels: Vec<_> = of_kind(&events, "pin").map(|pin| &pin["level"]).collect();
    assert!(levels.contains(&&json!(0)) && levels.contains(&&json!(1)));
    let summary = events.last().expect("a summary");
    println!("{summary}");
    let warm = of_kind(&events, "call").filter(|call| call["warm"] == true);
    let instructions: Vec<_> = warm
        .filter_map(|call| call["instructions"].as_u64())
        .collect();
    println!("instructions of warm calls: {instructions:?}");
    assert!(
        summary["ram_bytes"].as_u64().expect("bytes") < ram_bytes_max,
        "{summary}"
    );

    let echo = "def handler(event, context):\n    return event[0]\n";
    create("echo", "handler.handler", &zip_of(&[("handler.py", echo)]));
    let flash = home.path().join("echo.flash");
    let flags = ["--image", &image, "--function", "echo", "--rate", "200"];
    let mut acknowledged: BTreeMap<u64, Value> = BTreeMap::new();
    let mut answered: BTreeMap<u64, Value> = BTreeMap::new();
    for round in 0..=KILLS {
        let mut device = Device::start(board, &edge, &flash, &flags);
        let mut events = Vec::new();
        match round {
            // The last start shows that the device still works.
            KILLS => events.extend(device.until("call")),
            _ => events.extend(device.by_ref().take(1 + round * 37 % 23)),
        }
        events.extend(device.kill());
        assert_eq!(of_kind(&events, "reset").count(), 0, "{events:?}");
        for sample in of_kind(&events, "sample") {
            let seq = sample["seq"].as_u64().expect("a number");
            let before = acknowledged.insert(seq, sample["value"].clone());
            assert_eq!(before, None, "two samples {seq}");
        }
        for call in of_kind(&events, "call") {
            let seq = call["seq"].as_u64().expect("a number");
            let before = answered.insert(seq, call["result"].clone());
            assert_eq!(before, None, "two results {seq}");
        }
    }
    // A call whose line was cut off by a kill is not seen again: it is in flash.
    for (seq, result) in &answered {
        if let Some(value) = acknowledged.get(seq) {
            assert_eq!(result, value, "{seq}");
        }
    }
    assert!(answered.len() > KILLS / 2, "only {} calls", answered.len());
}

#[test]
fn a_board_switches_its_pin_and_survives_a_hundred_kills() {
    // What the second loop remembers is some kilobytes, which are on the stack twice.
    check_board("mps2-an385", 44 * 1024);
}

/// The reference board: 64 KB of RAM and 256 KB of flash.
#[test]
fn the_small_board_switches_its_pin_and_survives_a_hundred_kills() {
    check_board("lm3s6965evb", 32 * 1024);
}

/// What the budgets say of functions, on the reference board: 24 KB are left for them, the
/// light handler runs in 2 KB and the maintenance handler with 32 records in 8 KB.
#[test]
fn the_papers_functions_run_on_the_small_board() {
    let board = "lm3s6965evb";
    let image = image(board).display().to_string();
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = Edge::start(home.path());
    for (name, handler, heap, batch) in [
        ("light", "light.new_light_lvl", "2048", "1"),
        ("maintenance", "maintenance.new_accel_sample", "8192", "32"),
    ] {
        let zip = zip_of_handler(name);
        let reply = create_function(&edge.aws(), name, handler, &zip, &json!({}));
        assert_eq!(reply.expect("an answer").status, 201);
        let flash = home.path().join(format!("{name}.flash"));
        let channels = if batch == "1" { "1" } else { "3" };
        let flags = [
            "--image",
            &image,
            "--function",
            name,
            "--rate",
            "100",
            "--for",
            "2",
            "--heap",
            heap,
            "--batch",
            batch,
            "--channels",
            channels,
            "--decimals",
            "4",
        ];
        let events = Device::start(board, &edge, &flash, &flags).rest();
        assert_eq!(of_kind(&events, "refuse").count(), 0, "{events:#?}");
        let calls: Vec<_> = of_kind(&events, "call").collect();
        assert!(calls.len() > 2, "{events:#?}");
        for call in calls {
            assert_eq!(call["place"], "local", "{call}");
            assert!(call.get("error").is_none(), "{call}");
            assert!(call["heap"].as_u64() <= heap.parse().ok(), "{call}");
        }
        let boot = of_kind(&events, "boot").next().expect("a boot");
        assert_eq!(boot["cache_bytes"], 24 * 1024, "{boot}");
        let summary = events.last().expect("a summary");
        println!("{name}: {summary}");
        assert!(summary["flash_bytes"].as_u64() <= Some(256 * 1024));
        assert!(summary["ram_bytes"].as_u64() <= Some(40 * 1024));
    }
}

/// Checks that functions and records pass over a board's line of this kind: packages of several
/// blocks come, and events of several blocks go.
fn check_line(board: &str, line: &str) {
    let image = image(board).display().to_string();
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = Edge::start(home.path());
    let table: Vec<usize> = (0..300).map(|number| number * 7919 % 10_007).collect();
    let source = format!(
        "TABLE = {table:?}\n\n\ndef handler(event, context):\n    return [len(event), TABLE[299]]\n"
    );
    let zip = zip_of(&[("handler.py", &source)]);
    let reply = create_function(&edge.aws(), "sum", "handler.handler", &zip, &json!({}));
    assert_eq!(reply.expect("an answer").status, 201);
    for placement in ["local", "remote"] {
        let flash = home.path().join(format!("{placement}.flash"));
        let flags = [
            "--image",
            &image,
            "--function",
            "sum",
            "--line",
            line,
            "--rate",
            "500",
            "--heap",
            "16384",
            "--batch",
            "200",
            "--placement",
            placement,
        ];
        let mut device = Device::start(board, &edge, &flash, &flags);
        let events = device.until("call");
        let fetched = of_kind(&events, "fetch").next().expect("a fetch");
        assert!(fetched["bytes"].as_u64() > Some(512), "{fetched}");
        let call = events.last().expect("a call");
        assert_eq!(call["place"], placement, "{call}");
        assert_eq!(call["result"], json!([200, table[299]]), "{call}");
    }
}

#[test]
fn a_board_gets_its_address_by_dhcp() {
    check_line("mps2-an385", "dhcp");
}

#[test]
fn a_board_speaks_over_its_uart() {
    check_line("mps2-an385", "uart");
}

#[test]
fn the_small_board_speaks_over_all_of_its_lines() {
    for line in ["static", "dhcp", "uart"] {
        check_line("lm3s6965evb", line);
    }
}

/// The same application on the processor of an ESP32-C3.
#[test]
fn a_risc_v_board_speaks_over_its_uart() {
    check_line("riscv-virt", "uart");
}
