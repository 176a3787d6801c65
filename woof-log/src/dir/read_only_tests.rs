//! A directory that is read without a trace.

use std::path::Path;
use std::sync::Arc;
use std::vec::Vec;

use super::*;
use crate::sim::SimFiles;
use crate::{ErrorKind, LogError, Producer, Repair, RepairStore, View};

const SUB: SubId = SubId::new(3);

fn name(text: &str) -> LogName {
    LogName::new(text).unwrap()
}

fn repair(payload: &[u8]) -> Repair<'_> {
    Repair {
        target: Seqno::new(2),
        payload,
        reason: "typo",
    }
}

/// Logs with records, a cursor, a trim, producers and a repair.
fn fill(store: &mut DirStore) {
    let log = store.create(&name("log"), Shape::variable()).unwrap();
    for n in 1..=60 {
        let payload = [n; 200];
        let record = Append::new(&payload).produced_by(Producer::keyed(1, 0, n.into()));
        store.append(log, &record).unwrap();
    }
    store.ack(log, SUB, Seqno::FIRST).unwrap();
    store.repair(log, &repair(b"better")).unwrap();
    let trimmed = store.create(&name("trimmed"), Shape::fixed(8)).unwrap();
    for n in 1..=2_000_u64 {
        store
            .append(trimmed, &Append::new(&n.to_le_bytes()))
            .unwrap();
    }
    store.trim(trimmed, Seqno::new(1_900)).unwrap();
    store.sync(log, Seqno::new(60)).unwrap();
    store.sync(trimmed, Seqno::new(2_000)).unwrap();
}

#[track_caller]
fn check(store: &mut DirStore) {
    assert_eq!(store.logs().len(), 2);
    let log = store.find(&name("log")).unwrap();
    let bounds = store.bounds(log).unwrap();
    assert_eq!(
        (bounds.newest, bounds.durable),
        (Seqno::new(60), Seqno::new(60))
    );
    for n in 1..=60 {
        let (_, payload) = store.read_vec(log, Seqno::new(n)).unwrap();
        assert_eq!(payload, [n as u8; 200]);
    }
    let (_, repaired) = store
        .read_vec_in(View::Repaired, log, Seqno::new(2))
        .unwrap();
    assert_eq!(repaired, b"better");
    let trimmed = store.find(&name("trimmed")).unwrap();
    assert_eq!(store.bounds(trimmed).unwrap().oldest, Seqno::new(1_901));
    store.sync(trimmed, Seqno::new(2_000)).unwrap();
    assert_eq!(store.create(&name("log"), Shape::variable()).unwrap(), log);
}

#[track_caller]
fn check_refused<T: core::fmt::Debug>(answer: Result<T, StoreError>) {
    let error = answer.unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error}");
    assert_eq!(error.kind(), ErrorKind::Io);
}

fn check_changes_nothing(store: &mut DirStore) {
    let log = store.find(&name("log")).unwrap();
    let record = Append::new(b"more");
    check_refused(store.create(&name("other"), Shape::variable()));
    check_refused(store.append(log, &record));
    check_refused(store.append_with(log, &record, Durability::Group));
    check_refused(store.append_durable(log, &record));
    check_refused(store.ack(log, SUB, Seqno::new(2)));
    check_refused(store.seek(log, SUB, Seqno::new(2)));
    check_refused(store.set_overrun(log, SUB, Overrun::Reject));
    check_refused(store.trim(log, Seqno::new(2)));
    check_refused(store.repair(log, &repair(b"worse")));
    let gap = Gap {
        from: Seqno::FIRST,
        to: Seqno::FIRST,
    };
    check_refused(store.pass(log, SUB, gap));
}

#[test]
fn reading_asks_for_no_change_of_a_disk() {
    for is_clean in [true, false] {
        let files = SimFiles::new(1);
        let directory = Path::new("/data");
        let options = DirOptions {
            block_len: 4 * 1024,
            write_interval: Duration::from_secs(3600),
            ..DirOptions::default()
        };
        let disk = || Arc::new(files.clone());
        let mut store = DirStore::open_on(disk(), directory, options).unwrap();
        fill(&mut store);
        if is_clean {
            store.close().unwrap();
        } else {
            files.end_process();
            drop(store);
            files.begin_process();
        }
        let before = files.operation_count();
        for _ in 0..2 {
            let mut store = DirStore::read_on(disk(), directory).unwrap();
            check(&mut store);
            check_changes_nothing(&mut store);
            check(&mut store);
            store.close().unwrap();
            let log = store.find(&name("log")).unwrap();
            let closed = store.read_vec(log, Seqno::FIRST).unwrap_err();
            assert!(matches!(closed, StoreError::Closed), "{closed}");
        }
        assert_eq!(files.operation_count(), before, "clean: {is_clean}");
        let mut store = DirStore::open_on(disk(), directory, options).unwrap();
        check(&mut store);
    }
}

#[test]
fn readers_share_a_directory_and_a_writer_does_not() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    let mut writer = DirStore::open(path).unwrap();
    fill(&mut writer);
    let refused = DirStore::open_read_only(path).unwrap_err();
    assert!(matches!(refused, StoreError::Locked { .. }), "{refused}");
    writer.close().unwrap();
    drop(writer);
    let mut readers: Vec<DirStore> = Vec::new();
    for _ in 0..2 {
        readers.push(DirStore::open_read_only(path).unwrap());
    }
    let refused = DirStore::open(path).unwrap_err();
    assert!(matches!(refused, StoreError::Locked { .. }), "{refused}");
    readers.iter_mut().for_each(check);
    drop(readers);
    drop(DirStore::open(path).unwrap());
    // A copy may have come without the file that is locked.
    std::fs::remove_file(path.join("LOCK")).unwrap();
    check(&mut DirStore::open_read_only(path).unwrap());
    assert!(!path.join("LOCK").exists());
}

#[test]
fn a_directory_that_is_not_there_is_not_made() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("none");
    let refused = DirStore::open_read_only(&path).unwrap_err();
    assert!(matches!(refused, StoreError::Io { .. }), "{refused}");
    assert!(!path.exists());
}
