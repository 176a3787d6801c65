//! `log` on a data directory that no server uses.

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use support::tool;
use woof_log::{Append, DirStore, LogName, LogStore as _, Producer, Shape};

/// A data directory with a log of these payloads.
fn directory(home: &Path, payloads: &[&[u8]]) {
    let mut store = DirStore::open(&home.join("data")).expect("a store");
    let name = LogName::new("lab/light").expect("a name");
    let log = store.create(&name, Shape::variable()).expect("a log");
    for payload in payloads {
        store.append(log, &Append::new(payload)).expect("a record");
    }
    store.close().expect("it is closed");
}

#[track_caller]
fn check(home: &Path, arguments: &[&str], code: i32, out: &[u8]) -> String {
    let output = tool(home, &[&["log"], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{errors}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(out),
        "{errors}"
    );
    assert_eq!(output.stdout, out);
    assert!(!errors.contains("panicked"), "{errors}");
    errors
}

#[test]
fn records_come_out_as_they_went_in() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    directory(home, &[b"one", b"\x00\xFF\n", b"three"]);
    let data = ["--data", "data"];
    let with = |arguments: &[&'static str]| [&data[..], arguments].concat();
    check(home, &with(&["ls"]), 0, b"lab/light  1..3  3 records\n");
    check(home, &with(&["cat", "lab/light"]), 0, b"one\x00\xFF\nthree");
    check(
        home,
        &with(&["cat", "lab/light", "--from", "3"]),
        0,
        b"three",
    );
    check(home, &with(&["cat", "lab/light", "--count=1"]), 0, b"one");
    check(home, &with(&["tail", "-n1", "lab/light"]), 0, b"three\n");
    check(
        home,
        &with(&["export", "lab/light"]),
        0,
        b"{\"seqno\":1,\"text\":\"one\"}\n{\"seqno\":2,\"base64\":\"AP8K\"}\n\
          {\"seqno\":3,\"text\":\"three\"}\n",
    );
    check(
        home,
        &with(&["verify"]),
        0,
        b"lab/light: 3 records, all sound\n",
    );
}

#[test]
fn an_append_with_a_producer_has_one_effect() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    directory(home, &[]);
    let append = [
        "append",
        "lab/light",
        "x",
        "--data=data",
        "--producer=7:1:5",
    ];
    check(home, &append, 0, b"1\n");
    check(home, &append, 0, b"1 (had been appended before)\n");
    let create = ["append", "new", "y", "--data=data", "--create"];
    check(home, &create, 0, b"1\n");
    check(home, &["cat", "new", "--data=data"], 0, b"y");
    let mut store = DirStore::open(&home.join("data")).expect("a store");
    let name = LogName::new("lab/light").expect("a name");
    let log = store.create(&name, Shape::variable()).expect("the log");
    let entry = store.read(log, woof_log::Seqno::FIRST, &mut [0; 9]);
    let producer = entry.expect("the record").producer;
    assert_eq!(producer, Some(Producer::keyed(7, 1, 5)));
}

#[test]
fn a_repair_shows_where_it_is_wanted() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    directory(home, &[b"one", b"tow", b"three"]);
    fs::write(home.join("two"), "two").expect("a file");
    let log = |arguments: &[&'static str]| [arguments, &["--data=data"]].concat();
    check(
        home,
        &log(&["repair", "lab/light", "2", "too", "--reason=typo"]),
        0,
        b"1\n",
    );
    check(
        home,
        &log(&["repair", "lab/light", "2", "--file=two"]),
        0,
        b"2\n",
    );
    check(home, &log(&["cat", "lab/light"]), 0, b"onetwothree");
    check(
        home,
        &log(&["tail", "-n2", "lab/light"]),
        0,
        b"two\nthree\n",
    );
    let written = log(&["cat", "lab/light", "--view=written"]);
    check(home, &written, 0, b"onetowthree");
    let written = log(&["tail", "-n2", "lab/light", "--view=written"]);
    check(home, &written, 0, b"tow\nthree\n");
    let export = ["export", "lab/light", "--from=2", "--count=1"];
    check(home, &log(&export), 0, b"{\"seqno\":2,\"text\":\"tow\"}\n");
    let export = [&export[..], &["--view=repaired"]].concat();
    check(home, &log(&export), 0, b"{\"seqno\":2,\"text\":\"two\"}\n");
    let verified = b"lab/light: 3 records, all sound\n";
    check(home, &log(&["verify"]), 0, verified);
}

#[test]
fn what_cannot_be_repaired_is_refused_with_a_reason() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    directory(home, &[b"one"]);
    let mut store = DirStore::open(&home.join("data")).expect("a store");
    for name in ["objects/data", "fn/light/results", "fn/light/events"] {
        let name = LogName::new(name).expect("a name");
        store.create(&name, Shape::variable()).expect("a log");
    }
    drop(store);
    let refused = |log: &'static str, sequence: &'static str, payload, code, sentence: &str| {
        let arguments = ["repair", log, sequence, payload, "--data=data"];
        let errors = check(home, &arguments, code, b"");
        assert!(errors.contains(sentence), "{errors}");
    };
    refused("lab/light", "2", "x", 1, "was not appended yet");
    refused("lab/light", "0", "x", 1, "record 0 is gone");
    refused("none", "1", "x", 1, "there is no such log");
    refused("objects/data", "1", "x", 1, "no function runs on records");
    refused(
        "fn/light/results",
        "1",
        "x",
        1,
        "no function runs on records",
    );
    refused("fn/light/events", "1", "x", 1, "functions take JSON");
    refused("fn/light/events", "1", "7", 1, "was not appended yet");
    let long = format!("--reason={}", "x".repeat(256));
    let arguments = ["repair", "lab/light", "1", "x", "--data=data", &long];
    let errors = check(home, &arguments, 2, b"");
    assert!(errors.contains("at most 255 bytes"), "{errors}");
    let errors = check(
        home,
        &["cat", "lab/light", "--data=data", "--view=both"],
        2,
        b"",
    );
    assert!(errors.contains("`written` or `repaired`"), "{errors}");
}

#[test]
fn mistakes_are_told() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    let errors = check(home, &["ls", "--data=data"], 2, b"");
    assert!(errors.contains("data is no data directory"), "{errors}");
    assert!(!home.join("data").exists(), "it was made");
    directory(home, &[]);
    let errors = check(home, &["cat", "none", "--data=data"], 1, b"");
    assert!(errors.contains("none: there is no such log"), "{errors}");
    check(home, &["cat", "/", "--data=data"], 2, b"");
    check(home, &["tail", "-f", "lab/light", "--data=data"], 2, b"");
    let owner = DirStore::open(&home.join("data")).expect("a store");
    let errors = check(home, &["ls", "--data=data"], 1, b"");
    assert!(errors.contains("in use by a running server"), "{errors}");
    drop(owner);
}

/// Changes a bit of the only file of a store that holds these bytes.
fn spoil(home: &Path, wanted: &[u8]) {
    let mut spoiled = 0;
    let mut folders = vec![home.join("data/logs")];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).expect("a folder") {
            let path = file.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mut bytes = fs::read(&path).expect("a file");
            let found = bytes
                .windows(wanted.len())
                .position(|window| window == wanted);
            if let Some(at) = found {
                bytes[at] ^= 1;
                fs::write(&path, bytes).expect("it is written");
                spoiled += 1;
            }
        }
    }
    assert_eq!(spoiled, 1);
}

#[test]
fn damage_is_found() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    directory(home, &[b"first", b"second", b"third"]);
    spoil(home, b"second");
    let found = b"lab/light: 2 records sound, 1 damaged: 2\n";
    check(home, &["verify", "--data=data"], 1, found);
    // A repair of it is sound, and what stands in for another one gets damaged.
    let repair = |sequence, payload| {
        let arguments = [
            "log",
            "repair",
            "lab/light",
            sequence,
            payload,
            "--data=data",
        ];
        assert!(tool(home, &arguments).status.success());
    };
    repair("2", "mended");
    repair("3", "turned");
    check(home, &["verify", "--data=data"], 1, found);
    check(
        home,
        &["cat", "lab/light", "--data=data"],
        0,
        b"firstmendedturned",
    );
    spoil(home, b"turned");
    let found = b"lab/light: 1 repairs damaged, of records 3\n\
                  lab/light: 2 records sound, 1 damaged: 2\n";
    check(home, &["verify", "--data=data"], 1, found);
}

/// Everything that a directory holds: paths, contents, and when each was changed.
fn held(directory: &Path) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
    let mut found = Vec::new();
    let mut left = vec![directory.to_path_buf()];
    while let Some(path) = left.pop() {
        let about = fs::metadata(&path).expect("it is there");
        let changed = about.modified().expect("a time");
        if about.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            left.extend(entries.map(|entry| entry.expect("an entry").path()));
            found.push((path, Vec::new(), changed));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.push((path, bytes, changed));
        }
    }
    found.sort();
    found
}

/// Takes or gives the right to write, to files and folders. It means nothing to the superuser.
fn may_be_written(directory: &Path, is_allowed: bool) {
    for (path, _, _) in held(directory) {
        let mode = match (path.is_dir(), is_allowed) {
            (true, true) => 0o755,
            (true, false) => 0o555,
            (false, true) => 0o644,
            (false, false) => 0o444,
        };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its own files");
    }
}

#[test]
fn what_only_reads_leaves_no_trace() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let home = home.path();
    directory(home, &[b"one", b"two"]);
    let data = home.join("data");
    // As after a kill: nothing says that the end was a clean one.
    let store = DirStore::open(&data).expect("a store");
    let copy = home.join("copy");
    for (path, bytes, _) in held(&data) {
        let target = copy.join(path.strip_prefix(&data).expect("inside"));
        match path.is_dir() {
            true => fs::create_dir_all(&target).expect("a folder"),
            false => fs::write(&target, bytes).expect("a file"),
        }
    }
    drop(store);
    for directory in [data, copy] {
        may_be_written(&directory, false);
        let before = held(&directory);
        let given = format!("--data={}", directory.display());
        check(home, &["ls", &given], 0, b"lab/light  1..2  2 records\n");
        check(home, &["cat", "lab/light", &given], 0, b"onetwo");
        check(home, &["tail", "-n1", "lab/light", &given], 0, b"two\n");
        let sound = b"lab/light: 2 records, all sound\n";
        check(home, &["verify", &given], 0, sound);
        let lines = b"{\"seqno\":1,\"text\":\"one\"}\n{\"seqno\":2,\"text\":\"two\"}\n";
        check(home, &["export", "lab/light", &given], 0, lines);
        // Readers do not keep each other out, only those who write.
        let reader = DirStore::open_read_only(&directory).expect("a reader");
        check(home, &["cat", "lab/light", &given], 0, b"onetwo");
        assert!(held(&directory) == before, "something was written");
        may_be_written(&directory, true);
        let errors = check(home, &["append", "lab/light", "three", &given], 1, b"");
        assert!(errors.contains("in use"), "{errors}");
        drop(reader);
        check(home, &["append", "lab/light", "three", &given], 0, b"3\n");
    }
}
