//! What a board says of itself, from its processor to whoever runs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nanolambda_device_tests::{Device, images, of_kind};
use nanolambda_interop::{build_binary, test_file};
use serde_json::Value;

/// How often a board is started after a reset.
const RESETS_MAX: usize = 10;

fn image(board: &str, name: &str) -> PathBuf {
    images(board, Path::new(env!("CARGO_TARGET_TMPDIR"))).join(name)
}

/// What the tool says of an image that is named from its own folder, until it ends.
fn run(board: &str, image: &Path, folder: &Path, flags: &[&str]) -> Output {
    let beside = image.parent().expect("an image lies in a folder");
    Command::new(build_binary("nanolambda"))
        .args(["device", "run", "--board", board, "--function", "light"])
        .arg("--image")
        .arg(image.file_name().expect("an image is a file"))
        .current_dir(beside)
        .arg("--flash")
        .arg(folder.join("dev.flash"))
        .args(flags)
        .output()
        .expect("the tool can be started")
}

/// Checks what the image that tries all levels says.
fn check(board: &str, reason: &str) {
    let image = image(board, "frames");
    let home = tempfile::tempdir().expect("a temporary directory");
    let output = run(board, &image, home.path(), &["--json"]);
    let text = String::from_utf8(output.stdout).expect("text");
    let events: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let said = [
        ("trace", "a trace of 1"),
        ("debug", "1099511627776 is for debugging"),
        ("info", "an information with true"),
        ("warn", "a warning of this board"),
        ("error", "an error in flash"),
    ];
    for (event, (level, text)) in events.iter().zip(said) {
        assert_eq!(event["event"], "log", "{event}");
        assert_eq!(event["level"], level, "{event}");
        assert_eq!(event["text"], text, "{event}");
        assert_eq!(event["file"], "src/bin/frames.rs", "{event}");
        assert!(event["line"].as_u64() > Some(1), "{event}");
    }
    let printed = &events[said.len()];
    assert_eq!(printed["text"], "\"quoted\"\n\0", "{printed}");
    assert!(printed.get("level").is_none(), "{printed}");
    // It panics each time, and is started anew.
    let resets: Vec<_> = of_kind(&events, "reset").collect();
    assert_eq!(resets.len(), 1 + RESETS_MAX);
    for reset in resets {
        let told = reset["reason"].as_str().expect("a reason");
        let line = told.strip_prefix(reason).expect("the place in the sources");
        assert!(line.parse::<u32>().is_ok(), "{told}");
    }
    assert!(!output.status.success());
    // And for people.
    let output = run(board, &image, home.path(), &[]);
    let text = String::from_utf8(output.stdout).expect("text");
    let first = text.lines().next().expect("a line");
    assert!(
        first.starts_with("log     trace: a trace of 1 (src/bin/frames.rs:"),
        "{first}"
    );
}

#[test]
fn a_board_says_messages_of_each_level_and_where_it_panics() {
    check("mps2-an385", "panicked at src/bin/frames.rs:");
}

/// Its image has no messages of panics; where it was is in the debug information.
#[test]
fn the_small_board_says_where_it_panics_too() {
    check("lm3s6965evb", "fault at src/bin/frames.rs:");
}

#[test]
fn an_image_whose_messages_cannot_be_read_is_refused() {
    let board = "mps2-an385";
    let home = tempfile::tempdir().expect("a temporary directory");
    let text = test_file(home.path(), "text", b"firmware");
    let other = image(board, "nanolambda-device");
    for (image, reason) in [
        (Path::new(&text), "no ELF file"),
        (&other, "no texts of defmt"),
    ] {
        let output = run(board, image, home.path(), &[]);
        assert_eq!(output.status.code(), Some(2));
        let sentence = String::from_utf8_lossy(&output.stderr);
        assert!(sentence.contains(reason), "{sentence}");
        assert!(output.stdout.is_empty(), "it did not run");
    }
}

/// What the device notes of its line: the address that it gets, and an edge that is not there.
#[test]
fn a_board_tells_of_its_line() {
    let image = image("mps2-an385", "device").display().to_string();
    let home = tempfile::tempdir().expect("a temporary directory");
    // Nobody answers here.
    let nobody = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    let nobody = nobody.local_addr().expect("an address");
    let flash = home.path().join("dev.flash");
    let flags = ["--image", &image, "--function", "light", "--line", "dhcp"];
    let mut device = Device::start_at("mps2-an385", nobody, &flash, &flags);
    let events = device.until_found(|event| event["level"] == "warn");
    let silence = events.last().expect("an event")["text"].to_string();
    assert!(silence.contains("the edge does not answer"), "{silence}");
    let given = of_kind(&events, "log").find(|event| event["level"] == "info");
    let given = given.expect("a message")["text"].to_string();
    assert!(given.contains("DHCP gives the address 10.9.8."), "{given}");
}
