//! What an overrun of a subscription comes to, in memory and in a directory.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::thread;

use tempfile::TempDir;
use woof_log::{
    Append, Appended, Delivery, DirStore, ErrorKind, Gap, LogError, LogId, LogName, LogStore,
    MemoryStore, Overrun, Producer, Seqno, Shape, SharedStore, SubId,
};

const SUB: SubId = SubId::new(1);
const OTHER: SubId = SubId::new(2);
/// How many records the logs keep.
const KEPT: u64 = 4;

fn log_in(store: &impl SharedStore) -> LogId {
    let shape = Shape::variable().keep_last(KEPT as u32);
    let name = LogName::new("ring").unwrap();
    store.clone().create(&name, shape).unwrap()
}

/// Runs a test in a store of each kind.
fn check(in_memory: impl Fn(&MemoryStore), in_directory: impl Fn(&DirStore)) {
    in_memory(&MemoryStore::new());
    let directory = TempDir::new().unwrap();
    in_directory(&DirStore::open(directory.path()).unwrap());
}

fn append(store: &impl SharedStore, log: LogId, n: u64) -> Result<Appended, ErrorKind> {
    let payload = n.to_le_bytes();
    let record = Append::new(&payload).produced_by(Producer::counting(1, 0, n));
    let appended = store.clone().append(log, &record);
    appended.map_err(|error| error.kind())
}

fn append_upto(store: &impl SharedStore, log: LogId, newest: u64) {
    let from = store.clone().bounds(log).unwrap().newest.get() + 1;
    for n in from..=newest {
        assert_eq!(append(store, log, n), Ok(Appended::New(Seqno::new(n))));
    }
}

fn ack(store: &impl SharedStore, log: LogId, seqno: u64) {
    store.clone().ack(log, SUB, Seqno::new(seqno)).unwrap();
}

const fn overrun(watermark: u64) -> ErrorKind {
    ErrorKind::Overrun {
        watermark: Seqno::new(watermark),
    }
}

fn refuses(store: &impl SharedStore) {
    let log = log_in(store);
    store.set_overrun(log, SUB, Overrun::Reject).unwrap();
    append_upto(store, log, KEPT);
    assert_eq!(append(store, log, 5), Err(overrun(0)));
    assert_eq!(store.clone().bounds(log).unwrap().newest, Seqno::new(KEPT));
    // A repeat drops nothing, and a trim would.
    assert_eq!(
        append(store, log, 4),
        Ok(Appended::Duplicate(Seqno::new(4)))
    );
    let trimmed = store.clone().trim(log, Seqno::FIRST).unwrap_err();
    assert_eq!(trimmed.kind(), overrun(0));
    // Finished out of order: the oldest is open still.
    ack(store, log, 2);
    assert_eq!(append(store, log, 5), Err(overrun(0)));
    ack(store, log, 1);
    append_upto(store, log, 6);
    assert_eq!(append(store, log, 7), Err(overrun(2)));
    // Others are not asked, and those who are may change their mind.
    assert!(matches!(
        store.deliver(log, OTHER, Seqno::FIRST),
        Ok(Delivery::Gap(_))
    ));
    store.set_overrun(log, SUB, Overrun::DropOldest).unwrap();
    append_upto(store, log, 20);
}

#[test]
fn a_subscription_may_have_appends_refused() {
    check(refuses, refuses);
}

fn blocks(store: &impl SharedStore) {
    const COUNT: u64 = 200;
    let log = log_in(store);
    store.set_overrun(log, SUB, Overrun::Block).unwrap();
    let appending = store.clone();
    let appender = thread::spawn(move || append_upto(&appending, log, COUNT));
    let mut next = 1;
    while next <= COUNT {
        match store.deliver(log, SUB, Seqno::new(next)).unwrap() {
            Delivery::Record(entry, payload) => {
                assert_eq!(
                    (entry.seqno.get(), payload),
                    (next, next.to_le_bytes().into())
                );
                let newest = store.clone().bounds(log).unwrap().newest.get();
                assert!(
                    newest < next + KEPT,
                    "{newest} came before {next} was finished"
                );
                ack(store, log, next);
                next += 1;
            }
            Delivery::Nothing => thread::yield_now(),
            Delivery::Gap(gap) => panic!("{gap:?}"),
        }
    }
    appender.join().unwrap();
    // Who refuses comes before who waits.
    store.set_overrun(log, OTHER, Overrun::Reject).unwrap();
    append_upto(store, log, COUNT);
    assert_eq!(append(store, log, COUNT + 1), Err(overrun(0)));
}

#[test]
fn a_subscription_may_have_appends_wait() {
    check(blocks, blocks);
}

fn is_released(store: &impl SharedStore) {
    let log = log_in(store);
    store.set_overrun(log, SUB, Overrun::Block).unwrap();
    append_upto(store, log, KEPT);
    let appending = store.clone();
    let appender = thread::spawn(move || append(&appending, log, 5));
    store.set_overrun(log, SUB, Overrun::DropOldest).unwrap();
    assert_eq!(appender.join().unwrap(), Ok(Appended::New(Seqno::new(5))));
}

#[test]
fn an_append_that_waits_goes_on_when_it_need_not_wait() {
    check(is_released, is_released);
}

#[test]
fn an_append_that_waits_ends_with_its_store() {
    let directory = TempDir::new().unwrap();
    let store = DirStore::open(directory.path()).unwrap();
    let log = log_in(&store);
    store.set_overrun(log, SUB, Overrun::Block).unwrap();
    append_upto(&store, log, KEPT);
    let appending = store.clone();
    let appender = thread::spawn(move || append(&appending, log, 5));
    store.close().unwrap();
    assert_eq!(appender.join().unwrap(), Err(ErrorKind::Poisoned));
}

const fn gap(from: u64, to: u64) -> Gap {
    Gap {
        from: Seqno::new(from),
        to: Seqno::new(to),
    }
}

fn drops(store: &impl SharedStore) {
    let log = log_in(store);
    let deliver = |seqno| store.deliver(log, SUB, Seqno::new(seqno)).unwrap();
    append_upto(store, log, 10);
    assert_eq!(deliver(1), Delivery::Gap(gap(1, 6)));
    assert_eq!(store.cursor(log, SUB).unwrap(), Seqno::new(6));
    assert!(matches!(deliver(7), Delivery::Record(..)));
    assert!(matches!(deliver(8), Delivery::Record(..)));
    assert_eq!(deliver(11), Delivery::Nothing);
    ack(store, log, 8);
    // While it works on record 7, records come faster than it takes them.
    append_upto(store, log, 16);
    assert_eq!(deliver(9), Delivery::Gap(gap(9, 12)));
    assert_eq!(store.cursor(log, SUB).unwrap(), Seqno::new(12));
    ack(store, log, 7);
    ack(store, log, 13);
    assert_eq!(store.cursor(log, SUB).unwrap(), Seqno::new(13));
    // Ten were missed; what is still there is passed by nobody.
    assert_eq!(store.pass(log, SUB, gap(14, 16)).unwrap(), 10);
    assert_eq!(store.cursor(log, SUB).unwrap(), Seqno::new(13));
    // Another subscription counts for itself.
    assert_eq!(store.pass(log, OTHER, gap(1, 12)).unwrap(), 12);
}

#[test]
fn a_subscription_that_is_too_slow_is_told_what_it_missed() {
    check(drops, drops);
}

#[test]
fn a_passed_gap_is_passed_after_a_restart_too() {
    let directory = TempDir::new().unwrap();
    for newest in [10, 20] {
        let store = DirStore::open(directory.path()).unwrap();
        let log = log_in(&store);
        let cursor = store.cursor(log, SUB).unwrap();
        append_upto(&store, log, newest);
        let delivered = store.deliver(log, SUB, cursor.next()).unwrap();
        assert_eq!(
            delivered,
            Delivery::Gap(gap(cursor.get() + 1, newest - KEPT))
        );
        store.close().unwrap();
    }
}

fn copy_directory(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_directory(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn choices_and_counts_are_there_after_a_restart() {
    let directory = TempDir::new().unwrap();
    let path = directory.path();
    let store = DirStore::open(path).unwrap();
    let log = log_in(&store);
    append_upto(&store, log, 10);
    let missed = Delivery::Gap(gap(1, 6));
    assert_eq!(store.deliver(log, SUB, Seqno::FIRST).unwrap(), missed);
    store.set_overrun(log, SUB, Overrun::Reject).unwrap();
    store.clone().sync(log, Seqno::new(10)).unwrap();
    // What a process finds that comes after a kill.
    let killed = TempDir::new().unwrap();
    copy_directory(path, killed.path());
    let after = DirStore::open(killed.path()).unwrap();
    assert_eq!(append(&after, log, 11).map_err(drop), Err(()));
    store.close().unwrap();
    drop(store);
    for _ in 1..=2 {
        // The subscriber has not said anything yet.
        let store = DirStore::open(path).unwrap();
        assert_eq!(append(&store, log, 11), Err(overrun(6)));
        assert_eq!(store.pass(log, SUB, gap(7, 7)).unwrap(), 6);
        store.close().unwrap();
    }
    let store = DirStore::open(path).unwrap();
    store.set_overrun(log, SUB, Overrun::DropOldest).unwrap();
    drop(store);
    let store = DirStore::open(path).unwrap();
    append_upto(&store, log, 12);
    assert_eq!(
        store.deliver(log, SUB, Seqno::new(7)).unwrap(),
        Delivery::Gap(gap(7, 8))
    );
    assert_eq!(store.pass(log, SUB, gap(9, 9)).unwrap(), 8);
}
