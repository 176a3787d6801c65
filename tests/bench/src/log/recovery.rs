//! Logs that are read from a disk which the operating system has nothing of in memory.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rustix::fs::{Advice, fadvise};
use woof_log::{
    Append, DirOptions, DirStore, FileMedium, Log, LogId, LogName, LogStore as _, Seqno, Shape,
};

use super::contest::{Contest, Target};
use super::effort::Effort;
use super::peers::{PAYLOAD_LEN, payload};
use super::room::Room;
use crate::rounds::{Side, interleave};

const SCAN: &str = "read of every record";
const RECOVERY: &str = "recovery of one block";
const STORE: &str = "recovery of a store";
const RAW: &str = "reading the files";

/// Seconds per GiB of file.
pub fn measure(effort: &Effort) -> Contest {
    let room = Room::new();
    let (blocks, lone) = (room.of("blocks"), room.of("lone"));
    fill_store(&blocks, effort.scanned);
    fill_lone(&lone, effort.scanned);
    let sides = vec![
        Side::new(SCAN, || cold(&blocks, scan_store)),
        Side::new(STORE, || cold(&blocks, open_store)),
        Side::new(RECOVERY, || cold(&lone, mount_lone)),
        Side::new(RAW, || cold(&lone, read_files)),
    ];
    Contest {
        what: "read of a cold log, per GiB",
        unit: "s",
        sides: interleave(effort.rounds.min(5), sides),
    }
}

pub fn targets(contest: &Contest) -> Vec<Target> {
    vec![
        contest.as_fast_or_within("scan of every record, cold", (SCAN, RAW), (0.5, 1.0)),
        contest.as_fast_or_within(
            "recovery after a crash, all in one block",
            (RECOVERY, RAW),
            (0.5, 1.0),
        ),
        contest.within("recovery after a crash, blocks of 4 MiB", STORE, 1.0),
    ]
}

fn shape() -> Shape {
    Shape::fixed(PAYLOAD_LEN as u16)
}

fn name() -> LogName {
    LogName::new("bench/cold").expect("a name")
}

/// A log that a crash leaves behind: it is never closed.
fn fill_store(directory: &Path, records: u64) {
    let crashed = directory.join("crashed");
    let mut store = DirStore::open(&crashed).expect("it can be opened");
    let log = store.create(&name(), shape()).expect("the disk has room");
    for number in 1..=records {
        let appended = store.append(log, &Append::new(&payload(number)));
        appended.expect("the disk has room");
    }
    store
        .sync(log, Seqno::new(records))
        .expect("the disk works");
    copy_all(&crashed, &directory.join("found"));
    drop(store);
    fs::remove_dir_all(crashed).expect("it is ours");
}

/// All records in one block: a mount has to look at every one.
fn fill_lone(directory: &Path, records: u64) {
    let mut log = mount(directory);
    for number in 1..=records {
        let appended = log.append(&Append::new(&payload(number)));
        appended.expect("the disk has room");
    }
    log.sync().expect("the disk works");
}

fn mount(directory: &Path) -> Log<FileMedium> {
    let medium = FileMedium::open(directory, 1 << 30).expect("it can be opened");
    Log::mount(medium, LogId::new(1), shape(), None).expect("it can be read")
}

fn mount_lone(directory: &Path) {
    assert!(!mount(directory).bounds().is_empty(), "the log is there");
}

fn open(directory: &Path) -> (DirStore, LogId) {
    let found = directory.join("found");
    let mut store = DirStore::open_with(&found, DirOptions::default()).expect("it can be opened");
    let log = store.create(&name(), shape()).expect("it is there");
    (store, log)
}

fn open_store(directory: &Path) {
    let (mut store, log) = open(directory);
    let bounds = store.bounds(log).expect("it can be read");
    assert!(!bounds.is_empty(), "the log is there");
}

fn scan_store(directory: &Path) {
    let (mut store, log) = open(directory);
    let bounds = store.bounds(log).expect("it can be read");
    let mut found = [0; PAYLOAD_LEN];
    for number in bounds.oldest.get()..=bounds.newest.get() {
        let read = store.read(log, Seqno::new(number), &mut found);
        read.expect("the record is sound");
        assert_eq!(found, payload(number), "another record");
    }
}

fn read_files(directory: &Path) {
    let mut chunk = vec![0; 64 * 1024];
    for path in files(directory) {
        let mut file = File::open(path).expect("it is there");
        while file.read(&mut chunk).expect("the disk works") > 0 {}
    }
}

/// The time that `work` takes for each GiB of what it finds, of which nothing is in memory.
fn cold(directory: &Path, work: fn(&Path)) -> f64 {
    let mut bytes = 0;
    for path in files(directory) {
        let file = File::open(path).expect("it is there");
        // What has not been written to the disk yet would stay in memory.
        file.sync_all().expect("the disk works");
        fadvise(&file, 0, None, Advice::DontNeed).expect("the system takes advice");
        bytes += file.metadata().expect("it is there").len();
    }
    let started = Instant::now();
    work(directory);
    started.elapsed().as_secs_f64() * (1 << 30) as f64 / bytes as f64
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("it is there").flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)),
            path => found.push(path),
        }
    }
    found
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the disk has room");
    for entry in fs::read_dir(from).expect("it is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the disk has room");
        }
    }
}
