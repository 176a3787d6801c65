//! A directory store over restarts, clean and not.

use std::fs;
use std::path::Path;
use std::string::ToString;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;
use std::vec::Vec;

use tempfile::TempDir;

use super::*;
use crate::{ErrorKind, Extensions, LogError, Producer, Repair, RepairStore, View};

/// Small files, so that tests go through many; the keeper rests, so that tests decide.
const OPTIONS: DirOptions = DirOptions {
    block_len: 8 * 1024,
    write_interval: Duration::from_secs(3600),
    sync_every: 1,
    pad_batch_to: 0,
};

fn open(directory: &Path) -> DirStore {
    DirStore::open_with(directory, OPTIONS).unwrap()
}

fn name(name: &str) -> LogName {
    LogName::new(name).unwrap()
}

fn log(store: &DirStore, shape: Shape) -> LogId {
    store.clone().create(&name("log"), shape).unwrap()
}

/// What another process would find if this one were killed now.
fn killed(directory: &Path) -> TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    let target = TempDir::new().unwrap();
    copy(directory, target.path());
    target
}

fn payload(seqno: u64) -> Vec<u8> {
    let mut bytes = seqno.to_le_bytes().to_vec();
    bytes.extend(std::iter::repeat_n(seqno as u8, (seqno % 97) as usize));
    bytes
}

/// Checks that the log reads as `oldest..=newest`, each record being [`payload`] of its number.
#[track_caller]
fn check_contents(store: &DirStore, log: LogId, oldest: u64, newest: u64) {
    let bounds = store.clone().bounds(log).unwrap();
    assert_eq!((bounds.oldest.get(), bounds.newest.get()), (oldest, newest));
    for seqno in (oldest..=newest).rev() {
        let (entry, read) = store.read_vec(log, Seqno::new(seqno)).unwrap();
        assert_eq!(entry.seqno.get(), seqno);
        assert_eq!(read, payload(seqno));
    }
}

fn append_upto(store: &mut DirStore, log: LogId, newest: u64) {
    let bounds = store.bounds(log).unwrap();
    for seqno in bounds.newest.get() + 1..=newest {
        let appended = store.append(log, &Append::new(&payload(seqno))).unwrap();
        assert_eq!(appended, Appended::New(Seqno::new(seqno)));
    }
}

#[test]
fn everything_is_there_after_a_clean_restart() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let variable = log(&store, Shape::variable());
    let ring = store
        .create(&name("ring"), Shape::variable().keep_last(50))
        .unwrap();
    append_upto(&mut store, variable, 700);
    append_upto(&mut store, ring, 700);
    store.ack(variable, SubId::new(1), Seqno::FIRST).unwrap();
    store.trim(variable, Seqno::new(300)).unwrap();
    store.close().unwrap();
    assert_eq!(store.bounds(ring).unwrap_err().kind(), ErrorKind::Poisoned);
    drop(store);
    let mut store = open(directory.path());
    assert_eq!(log(&store, Shape::variable()), variable);
    assert_eq!(store.logs().len(), 2);
    check_contents(&store, variable, 301, 700);
    check_contents(&store, ring, 651, 700);
    assert_eq!(store.cursor(variable, SubId::new(1)).unwrap(), Seqno::FIRST);
    let bounds = store.bounds(variable).unwrap();
    assert_eq!(bounds.durable, bounds.newest);
    append_upto(&mut store, variable, 900);
    check_contents(&store, variable, 301, 900);
}

#[test]
fn a_clean_restart_goes_on_in_the_same_file() {
    let directory = TempDir::new().unwrap();
    for restart in 1..=5 {
        let mut store = open(directory.path());
        let log = log(&store, Shape::variable());
        append_upto(&mut store, log, restart);
    }
    let files = fs::read_dir(directory.path().join("logs/00000001"))
        .unwrap()
        .count();
    assert_eq!(files, 1);
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let directory = TempDir::new().unwrap();
    let store = open(directory.path());
    let id = log(&store, Shape::variable());
    for seqno in 1..=300 {
        store
            .append_durable(id, &Append::new(&payload(seqno)))
            .unwrap();
    }
    // Accepted, but acknowledged to nobody.
    store.clone().append(id, &Append::new(b"buffered")).unwrap();
    let copy = killed(directory.path());
    let mut store = open(copy.path());
    check_contents(&store, id, 1, 300);
    append_upto(&mut store, id, 301);
    let again = killed(copy.path());
    check_contents(&open(again.path()), id, 1, 300);
}

#[test]
fn a_repeated_append_is_stored_once_over_kills_and_restarts() {
    let directory = TempDir::new().unwrap();
    let store = open(directory.path());
    let id = log(&store, Shape::variable());
    let record = |n| Append::new(b"x").produced_by(Producer::counting(9, 1, n));
    for n in 1..=400 {
        let appended = store.append_durable(id, &record(n)).unwrap();
        assert_eq!(appended, Appended::New(Seqno::new(n)));
    }
    let check = |store: &DirStore| {
        for n in 393..=400 {
            let appended = store.append_durable(id, &record(n)).unwrap();
            assert_eq!(appended, Appended::Duplicate(Seqno::new(n)));
        }
        let skipped = store.append_durable(id, &record(402)).unwrap_err();
        assert_eq!(skipped.kind(), ErrorKind::OutOfOrder { expected: 401 });
        let outdated = Append::new(b"x").produced_by(Producer::counting(9, 0, 401));
        let fenced = store.append_durable(id, &outdated).unwrap_err();
        assert_eq!(fenced.kind(), ErrorKind::Fenced { epoch: 1 });
    };
    check(&store);
    let copy = killed(directory.path());
    check(&open(copy.path()));
    check(&open(killed(copy.path()).path()));
    drop(store);
    check(&open(directory.path()));
}

#[test]
fn a_group_of_appends_shares_a_sync_and_all_complete() {
    let directory = TempDir::new().unwrap();
    let store = open(directory.path());
    let id = log(&store, Shape::variable());
    let completions: Vec<_> = (1..=500)
        .map(|seqno| {
            let record = payload(seqno);
            store
                .append_with(id, &Append::new(&record), Durability::Group)
                .unwrap()
        })
        .collect();
    for (index, completion) in completions.iter().enumerate() {
        assert_eq!(
            completion.wait().unwrap().seqno(),
            Seqno::new(index as u64 + 1)
        );
    }
    check_contents(&open(killed(directory.path()).path()), id, 1, 500);
}

#[test]
fn threads_append_to_one_log_and_each_finds_its_records() {
    let directory = TempDir::new().unwrap();
    let store = open(directory.path());
    let id = log(&store, Shape::fixed(8));
    let threads: Vec<_> = (0..4_u64)
        .map(|thread| {
            let store = store.clone();
            std::thread::spawn(move || {
                for round in 0..50_u64 {
                    let value = (thread << 32 | round).to_le_bytes();
                    let appended = store.append_durable(id, &Append::new(&value)).unwrap();
                    let (_, read) = store.read_vec(id, appended.seqno()).unwrap();
                    assert_eq!(read, value);
                }
            })
        })
        .collect();
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    assert_eq!(store.clone().bounds(id).unwrap().durable, Seqno::new(200));
}

#[test]
fn a_second_owner_is_refused_and_a_dropped_one_makes_room() {
    let directory = TempDir::new().unwrap();
    let store = open(directory.path());
    let refused = DirStore::open(directory.path()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Locked);
    assert!(refused.to_string().contains("in use"));
    drop(store);
    open(directory.path());
}

#[test]
fn a_cursor_is_kept_only_for_what_is_durable() {
    let directory = TempDir::new().unwrap();
    let options = DirOptions {
        write_interval: Duration::from_millis(1),
        ..OPTIONS
    };
    let store = DirStore::open_with(directory.path(), options).unwrap();
    let id = log(&store, Shape::variable());
    let sub = SubId::new(4);
    store.append_durable(id, &Append::new(&payload(1))).unwrap();
    store.clone().ack(id, sub, Seqno::FIRST).unwrap();
    // The keeper stores the cursor some rounds later.
    let stored = (0..10_000).any(|_| {
        std::thread::yield_now();
        let copy = killed(directory.path());
        open(copy.path()).cursor(id, sub).unwrap() == Seqno::FIRST
    });
    assert!(stored);
}

#[test]
fn buffered_records_reach_the_disk_without_being_asked_for() {
    let directory = TempDir::new().unwrap();
    let options = DirOptions {
        write_interval: Duration::from_millis(1),
        ..OPTIONS
    };
    let store = DirStore::open_with(directory.path(), options).unwrap();
    let id = log(&store, Shape::variable());
    store.clone().append(id, &Append::new(&payload(1))).unwrap();
    while store.clone().bounds(id).unwrap().durable < Seqno::FIRST {
        std::thread::yield_now();
    }
    check_contents(&open(killed(directory.path()).path()), id, 1, 1);
}

#[test]
fn a_listener_may_use_the_store() {
    let directory = TempDir::new().unwrap();
    let store = open(directory.path());
    let id = log(&store, Shape::variable());
    let (sender, heard) = mpsc::channel();
    let reader = store.clone();
    let guard = store.listen(Arc::new(move |log, seqno| {
        let (_, payload) = reader.read_vec(log, seqno).unwrap();
        sender.send(payload).unwrap();
    }));
    store.append_durable(id, &Append::new(b"heard")).unwrap();
    assert_eq!(heard.recv().unwrap(), b"heard");
    drop(guard);
}

#[test]
fn trimmed_files_are_deleted_and_stay_trimmed() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let id = log(&store, Shape::variable());
    append_upto(&mut store, id, 2_000);
    let files = || {
        fs::read_dir(directory.path().join("logs/00000001"))
            .unwrap()
            .count()
    };
    let before = files();
    store.trim(id, Seqno::new(1_990)).unwrap();
    assert!(before > 10 && files() <= 2);
    check_contents(&store, id, 1_991, 2_000);
    drop(store);
    check_contents(&open(directory.path()), id, 1_991, 2_000);
}

#[test]
fn bad_requests_are_refused_with_their_kind() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let id = log(&store, Shape::fixed(4).carrying(Extensions::TIME));
    let kind = |result: Result<Appended, StoreError>| result.unwrap_err().kind();
    assert_eq!(
        kind(store.append(id, &Append::new(b"five!"))),
        ErrorKind::Invalid
    );
    let produced = Append::new(b"four").produced_by(Producer::counting(1, 0, 1));
    assert_eq!(kind(store.append(id, &produced)), ErrorKind::Invalid);
    let nowhere = LogId::new(99);
    assert_eq!(
        kind(store.append(nowhere, &Append::new(b""))),
        ErrorKind::UnknownLog
    );
    let big = store.create(&name("big"), Shape::fixed(9_000)).unwrap_err();
    assert_eq!(big.kind(), ErrorKind::Invalid);
    let huge = store.create(&name("var"), Shape::variable()).unwrap();
    assert_eq!(
        kind(store.append(huge, &Append::new(&[0; 9_000]))),
        ErrorKind::Invalid
    );
    assert_eq!(
        store.read(id, Seqno::FIRST, &mut []).unwrap_err().kind(),
        ErrorKind::NotYet {
            newest: Seqno::ZERO
        }
    );
    let ahead = store.ack(id, SubId::new(1), Seqno::FIRST).unwrap_err();
    assert_eq!(
        ahead.kind(),
        ErrorKind::NotYet {
            newest: Seqno::ZERO
        }
    );
}

#[test]
fn after_a_failed_write_records_still_read_and_a_reopened_store_goes_on() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let id = log(&store, Shape::variable());
    append_upto(&mut store, id, 10);
    store.sync(id, Seqno::new(10)).unwrap();
    // The next block's file cannot be created.
    let obstacle = directory.path().join("logs/00000001/00000001.woof");
    fs::create_dir(&obstacle).unwrap();
    let big = std::vec![7; 7_900];
    let failed = store.append(id, &Append::new(&big)).unwrap_err();
    assert_eq!(failed.kind(), ErrorKind::Io);
    let refused = store.append(id, &Append::new(b"small")).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Poisoned);
    assert!(refused.to_string().contains("00000001.woof"), "{refused}");
    let waiting = store.append_with(id, &Append::new(b"small"), Durability::Group);
    assert_eq!(waiting.unwrap_err().kind(), ErrorKind::Poisoned);
    check_contents(&store, id, 1, 10);
    assert_eq!(store.close().unwrap_err().kind(), ErrorKind::Poisoned);
    drop(store);
    fs::remove_dir(&obstacle).unwrap();
    let mut store = open(directory.path());
    append_upto(&mut store, id, 20);
    check_contents(&store, id, 1, 20);
}

#[test]
fn an_end_of_a_log_whose_header_is_damaged_is_refused_and_not_overwritten() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let id = log(&store, Shape::variable());
    let other = store.create(&name("other"), Shape::variable()).unwrap();
    append_upto(&mut store, id, 10);
    append_upto(&mut store, other, 10);
    drop(store);
    let damage = |file: &Path| {
        let mut bytes = fs::read(file).unwrap();
        bytes[9] ^= 1;
        fs::write(file, &bytes).unwrap();
    };
    let file = directory.path().join("logs/00000001/00000000.woof");
    damage(&file);
    let store = open(directory.path());
    let refused = store.append_durable(id, &Append::new(b"new")).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Format);
    check_contents(&store, other, 1, 10);
    drop(store);
    damage(&file);
    check_contents(&open(directory.path()), id, 1, 10);
    damage(&directory.path().join("meta/00000000.woof"));
    let refused = DirStore::open_with(directory.path(), OPTIONS).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Format);
}

#[test]
fn the_meta_log_stays_short_however_often_cursors_move() {
    let directory = TempDir::new().unwrap();
    let store = open(directory.path());
    let id = log(&store, Shape::variable());
    let around = &store.shared.around;
    for watermark in 1..=100_000 {
        let watermark = Seqno::new(watermark);
        around
            .add(&MetaEntry::Cursor {
                log: id,
                sub: SubId::new(1),
                watermark,
            })
            .unwrap();
    }
    assert!(around.meta.lock().unwrap().entry_count() < 40_000);
    store.close().unwrap();
    let store = open_after(store, directory.path());
    assert_eq!(
        store.cursor(id, SubId::new(1)).unwrap(),
        Seqno::new(100_000)
    );
    assert_eq!(log(&store, Shape::variable()), id);
}

fn open_after(store: DirStore, directory: &Path) -> DirStore {
    drop(store);
    open(directory)
}

fn repair(target: u64, payload: &[u8]) -> Repair<'_> {
    Repair {
        target: Seqno::new(target),
        payload,
        reason: "a test",
    }
}

#[track_caller]
fn check_repaired(store: &DirStore, log: LogId, target: u64, expected: &[u8]) {
    let seqno = Seqno::new(target);
    let (entry, found) = store.read_vec_in(View::Repaired, log, seqno).unwrap();
    assert_eq!((entry.seqno, found.as_slice()), (seqno, expected));
    assert_eq!(store.read_vec(log, seqno).unwrap().1, payload(target));
}

#[test]
fn a_cut_in_the_middle_of_a_repair_leaves_the_old_payload_or_the_new_one() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let log = log(&store, Shape::variable());
    append_upto(&mut store, log, 5);
    store.repair(log, &repair(3, b"old")).unwrap();
    let before = killed(directory.path());
    store.repair(log, &repair(3, b"new")).unwrap();
    let after = killed(directory.path());
    check_repaired(&open(before.path()), log, 3, b"old");
    check_repaired(&open(after.path()), log, 3, b"new");
    // The payload has reached the disk and its entry has not.
    let cut = killed(directory.path());
    fs::remove_dir_all(cut.path().join("meta")).unwrap();
    fs::rename(before.path().join("meta"), cut.path().join("meta")).unwrap();
    let store = open(cut.path());
    check_repaired(&store, log, 3, b"old");
    let number = store.repair(log, &repair(3, b"newer")).unwrap();
    assert_eq!(
        number, 3,
        "the number of the payload without an entry stays taken"
    );
    check_repaired(&store, log, 3, b"newer");
}

#[test]
fn payloads_of_outdated_repairs_give_their_room_back() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let log = log(&store, Shape::variable());
    append_upto(&mut store, log, 3);
    let large = std::vec![7; 8_000];
    for _ in 0..400 {
        store.repair(log, &repair(2, &large)).unwrap();
    }
    let files = fs::read_dir(directory.path().join("logs/ffffffff"));
    let len: u64 = files
        .unwrap()
        .map(|f| f.unwrap().metadata().unwrap().len())
        .sum();
    assert!(len < 3 * 1024 * 1024, "{len} bytes are kept of 3.2 million");
    drop(store);
    check_repaired(&open(directory.path()), log, 2, &large);
}

#[test]
fn a_damaged_record_can_be_repaired() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let log = log(&store, Shape::variable());
    append_upto(&mut store, log, 3);
    store.close().unwrap();
    drop(store);
    let file = directory.path().join("logs/00000001/00000000.woof");
    let mut bytes = fs::read(&file).unwrap();
    let second = payload(2);
    let at = bytes
        .windows(second.len())
        .position(|window| window == second);
    bytes[at.unwrap()] ^= 1;
    fs::write(&file, bytes).unwrap();
    let store = open(directory.path());
    let damaged = store.read_vec(log, Seqno::new(2)).unwrap_err().kind();
    assert!(matches!(damaged, ErrorKind::Corrupt { .. }));
    store.repair(log, &repair(2, &second)).unwrap();
    let (_, found) = store
        .read_vec_in(View::Repaired, log, Seqno::new(2))
        .unwrap();
    assert_eq!(found, second);
}

#[test]
fn a_payload_that_is_lost_or_belongs_to_another_repair_reads_as_damaged() {
    let directory = TempDir::new().unwrap();
    let mut store = open(directory.path());
    let log = log(&store, Shape::variable());
    append_upto(&mut store, log, 3);
    let lost = store.repair(log, &repair(2, b"better")).unwrap();
    store.close().unwrap();
    drop(store);
    fs::remove_dir_all(directory.path().join("logs/ffffffff")).unwrap();
    let store = open(directory.path());
    let check = || {
        let read = store.read_vec_in(View::Repaired, log, Seqno::new(2));
        let seqno = Seqno::new(2);
        assert_eq!(read.unwrap_err().kind(), ErrorKind::Corrupt { seqno });
    };
    check();
    // Numbers go on rising: who compares them takes the higher one for the later one.
    let other = store.repair(log, &repair(3, b"other")).unwrap();
    assert!(other > lost, "{other} after {lost}");
    check();
    check_repaired(&store, log, 3, b"other");
    let again = store.repair(log, &repair(2, b"again")).unwrap();
    assert!(again > other, "{again} after {other}");
    check_repaired(&store, log, 2, b"again");
    drop(store);
    let store = open(directory.path());
    check_repaired(&store, log, 2, b"again");
    check_repaired(&store, log, 3, b"other");
    let last = store.repair(log, &repair(1, b"last")).unwrap();
    assert!(last > again, "{last} after {again}");
    check_repaired(&store, log, 1, b"last");
}
