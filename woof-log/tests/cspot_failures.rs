//! The ways in which CSPOT was seen to fail, as tests that must not.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use woof_log::{
    Append, Appended, DirStore, ErrorKind, LogError, LogId, LogName, LogStore, Producer, Seqno,
    Shape, SharedStore, SubId,
};

/// Tells a copy of this test program, started by a test, where to work.
const CHILD_DIRECTORY: &str = "WOOF_TEST_CHILD_DIRECTORY";
const SUB: SubId = SubId::new(1);

fn open(directory: &Path, shape: Shape) -> (DirStore, LogId) {
    let mut store = DirStore::open(directory).expect("the store opens");
    let log = store.create(&LogName::new("log").unwrap(), shape).unwrap();
    (store, log)
}

fn payload(seqno: u64) -> [u8; 64] {
    let mut payload = [seqno as u8; 64];
    payload[..8].copy_from_slice(&seqno.to_le_bytes());
    payload
}

/// Starts a copy of this program that appends until it is killed, and reports each record that
/// was acknowledged.
fn start_appender(directory: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "appends_until_killed",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD_DIRECTORY, directory)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Not a test by itself: what the copy of this program does.
#[test]
fn appends_until_killed() {
    let Ok(directory) = std::env::var(CHILD_DIRECTORY) else {
        return;
    };
    let (store, log) = open(Path::new(&directory), Shape::fixed(64));
    let mut newest = store.clone().bounds(log).unwrap().newest.get();
    let mut report = std::io::stdout();
    writeln!(report).unwrap();
    loop {
        newest += 1;
        store
            .append_durable(log, &Append::new(&payload(newest)))
            .unwrap();
        writeln!(report, "acknowledged {newest}").unwrap();
    }
}

/// Lets the appender acknowledge some records, kills it, and returns the last one reported.
fn kill_after(mut appender: Child, count: usize) -> u64 {
    let lines = BufReader::new(appender.stdout.take().unwrap()).lines();
    let reported = |line: std::io::Result<String>| -> Option<u64> {
        line.ok()?.strip_prefix("acknowledged ")?.parse().ok()
    };
    let mut reports = lines.filter_map(reported);
    let mut newest = reports.by_ref().take(count).last().unwrap();
    appender.kill().unwrap();
    appender.wait().unwrap();
    if let Some(late) = reports.last() {
        newest = late;
    }
    newest
}

#[test]
fn failure_1_a_killed_appender_wedges_nobody_and_loses_nothing() {
    let directory = TempDir::new().unwrap();
    for round in 0..12 {
        let acknowledged = kill_after(start_appender(directory.path()), 3 + round * 5);
        let (store, log) = open(directory.path(), Shape::fixed(64));
        let bounds = store.clone().bounds(log).unwrap();
        assert!(bounds.newest.get() >= acknowledged);
        for seqno in 1..=bounds.newest.get() {
            let (_, read) = store.read_vec(log, Seqno::new(seqno)).unwrap();
            assert_eq!(read, payload(seqno));
        }
        let next = bounds.newest.get() + 1;
        store
            .append_durable(log, &Append::new(&payload(next)))
            .unwrap();
    }
}

#[test]
fn failure_1_a_living_owner_is_not_robbed() {
    let directory = TempDir::new().unwrap();
    let mut appender = start_appender(directory.path());
    let mut lines = BufReader::new(appender.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().starts_with("acknowledged")));
    let refused = DirStore::open(directory.path()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Locked);
    appender.kill().unwrap();
    appender.wait().unwrap();
    open(directory.path(), Shape::fixed(64));
}

/// The records that a subscription has yet to see.
fn pending(store: &DirStore, log: LogId) -> std::ops::RangeInclusive<u64> {
    let cursor = store.cursor(log, SUB).unwrap();
    cursor.next().get()..=store.clone().bounds(log).unwrap().newest.get()
}

#[test]
fn failure_2_work_that_was_pending_is_pending_after_a_restart() {
    let directory = TempDir::new().unwrap();
    let (store, log) = open(directory.path(), Shape::variable());
    for n in 1..=50 {
        store
            .append_durable(log, &Append::new(&payload(n)))
            .unwrap();
    }
    drop(store);
    let (mut store, log) = open(directory.path(), Shape::variable());
    assert_eq!(pending(&store, log), 1..=50);
    for seqno in pending(&store, log) {
        store.ack(log, SUB, Seqno::new(seqno)).unwrap();
    }
    drop(store);
    let (store, log) = open(directory.path(), Shape::variable());
    assert!(pending(&store, log).is_empty());
}

#[test]
fn failure_3_work_that_was_begun_is_done_again_and_its_effect_happens_once() {
    let directory = TempDir::new().unwrap();
    let (mut store, input) = open(directory.path(), Shape::variable());
    let output = store
        .create(&LogName::new("output").unwrap(), Shape::variable())
        .unwrap();
    store.append_durable(input, &Append::new(b"event")).unwrap();
    let effect = Append::new(b"result").produced_by(Producer::output(SUB, Seqno::FIRST, 0));
    let first = store.append_durable(output, &effect).unwrap();
    assert_eq!(first, Appended::New(Seqno::FIRST));
    // The handler ends here, before it acknowledges.
    drop(store);
    let (mut store, input) = open(directory.path(), Shape::variable());
    assert_eq!(pending(&store, input), 1..=1);
    let again = store.append_durable(output, &effect).unwrap();
    assert_eq!(again, Appended::Duplicate(Seqno::FIRST));
    assert_eq!(store.bounds(output).unwrap().newest, Seqno::FIRST);
    store.ack(input, SUB, Seqno::FIRST).unwrap();
    assert!(pending(&store, input).is_empty());
}

#[test]
fn failure_4_an_overrun_shows_as_a_gap_with_both_ends() {
    let directory = TempDir::new().unwrap();
    let (mut store, log) = open(directory.path(), Shape::fixed(64).keep_last(10));
    for n in 1..=35 {
        store.append(log, &Append::new(&payload(n))).unwrap();
    }
    let missed = *pending(&store, log).start();
    let error = store
        .read(log, Seqno::new(missed), &mut [0; 64])
        .unwrap_err();
    assert_eq!(
        error.kind(),
        ErrorKind::Trimmed {
            oldest: Seqno::new(26)
        }
    );
    store.seek(log, SUB, Seqno::new(25)).unwrap();
    assert_eq!(pending(&store, log), 26..=35);
}

#[test]
fn failure_5_a_refused_append_has_stored_nothing() {
    let directory = TempDir::new().unwrap();
    let (mut store, log) = open(directory.path(), Shape::variable());
    let hole = Append::new(b"x").produced_by(Producer::counting(1, 0, 7));
    let too_long = vec![0; 70_000];
    for refused in [hole, Append::new(&too_long)] {
        store.append(log, &refused).unwrap_err();
        assert!(store.bounds(log).unwrap().is_empty());
    }
}

#[test]
fn failure_6_a_history_of_n_keeps_n_and_is_never_reset() {
    let directory = TempDir::new().unwrap();
    let shape = Shape::fixed(8).keep_last(65_536);
    let (mut store, log) = open(directory.path(), shape);
    for n in 1..=70_000_u64 {
        store.append(log, &Append::new(&n.to_le_bytes())).unwrap();
    }
    assert_eq!(store.bounds(log).unwrap().len(), 65_536);
    let again = store.create(&LogName::new("log").unwrap(), shape).unwrap();
    assert_eq!(again, log);
    let oldest = store.bounds(log).unwrap().oldest;
    let (_, read) = store.read_vec(log, oldest).unwrap();
    assert_eq!(read, oldest.get().to_le_bytes());
}
