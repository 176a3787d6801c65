//! How the server starts, and why it does not.

mod support;

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use support::{edge, start};

const ANY_PORTS: [&str; 4] = [
    "--aws-port=0",
    "--http-port=0",
    "--coap-port=0",
    "--management-port=0",
];

#[track_caller]
fn check_refused(data: &Path, flags: &[&str], code: i32, part: &str) {
    let output = edge(data, flags).output().expect("it starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{errors}");
    assert!(errors.contains(part), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    assert!(output.stdout.is_empty(), "it printed addresses");
}

#[test]
fn it_prints_a_line_for_each_front_that_is_on() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let (running, lines) = start(&home.path().join("all"), &ANY_PORTS);
    let fronts: Vec<_> = lines
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(fronts, ["aws", "http", "coap", "management", "ready"]);
    drop(running);
    let flags = [
        "--aws-port=0",
        "--http-port=off",
        "--coap-port=-1",
        "--management-port=off",
    ];
    let (_running, lines) = start(&home.path().join("one"), &flags);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("aws http://127.0.0.1:"), "{lines:?}");
}

#[test]
fn a_port_in_use_is_named() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = taken.local_addr().expect("it has an address").port();
    let flag = format!("--http-port={port}");
    let flags = [&ANY_PORTS[..], &[&flag]].concat();
    // The last of two equal flags would be an error of its own.
    let flags: Vec<_> = flags
        .into_iter()
        .filter(|flag| *flag != "--http-port=0")
        .collect();
    check_refused(
        &home.path().join("data"),
        &flags,
        1,
        &format!("127.0.0.1:{port}"),
    );
    assert!(!home.path().join("data").exists(), "the data was touched");
}

#[test]
fn a_data_directory_has_one_server() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let (_running, _) = start(home.path(), &ANY_PORTS);
    check_refused(
        home.path(),
        &ANY_PORTS,
        1,
        &home.path().display().to_string(),
    );
}

#[test]
fn a_data_directory_that_cannot_be_one_is_named() {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let path = file.path();
    check_refused(path, &ANY_PORTS, 1, &path.display().to_string());
    // Nobody, not even root, makes directories there.
    check_refused(
        Path::new("/proc/nanolambda"),
        &ANY_PORTS,
        1,
        "/proc/nanolambda",
    );
}

#[test]
fn bad_settings_are_mistakes_of_usage() {
    let home = tempfile::tempdir().expect("a temporary directory");
    check_refused(home.path(), &["--http-port=http"], 2, "http");
    check_refused(home.path(), &["--bind=here"], 2, "here");
    check_refused(home.path(), &["--workers=0"], 2, "workers");
    check_refused(home.path(), &["--what"], 2, "--what");
    check_refused(
        home.path(),
        &["--config=/nowhere/at.toml"],
        2,
        "/nowhere/at.toml",
    );
}

#[test]
fn the_files_of_its_logs_are_padded_if_it_is_told_so() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let data = home.path().join("data");
    for (flag, version) in [("--pad-batch-to=4096", 2), ("--pad-batch-to=0", 1)] {
        let (running, _) = start(&data, &[&ANY_PORTS[..], &[flag]].concat());
        drop(running);
        let files = fs::read_dir(data.join("meta")).expect("the meta log");
        let newest = files
            .map(|file| file.expect("a file").path())
            .max()
            .expect("it has a file");
        let bytes = fs::read(newest).expect("a file");
        assert_eq!((&bytes[..4], bytes[4]), (&b"WooF"[..], version));
        fs::remove_dir_all(&data).expect("its own directory");
    }
}
