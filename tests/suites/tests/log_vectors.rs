//! The log's formats, byte by byte, as docs/formats/log.md describes them.
//!
//! Each vector is a file of hexadecimal bytes with comments. Writing the same records must give
//! the same bytes, and the bytes must read as the same records, today and in later versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;
use woof_log::sim::{SimDisk, SimNor};
use woof_log::{
    Append, Cause, DirOptions, DirStore, Extensions, Flash, FlashStore, Gap, Geometry, Log, LogId,
    LogName, LogStore, Medium, Overrun, Partitions, Producer, RamMedium, Repair, RepairStore,
    Seqno, Shape, SharedStore, StoreError, SubId, View,
};

const ID: LogId = LogId::new(42);
const BLOCK_SIZE: u32 = 256;

fn vector(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../vectors/log")
        .join(name);
    let text = fs::read_to_string(path).expect("the vector exists");
    let digits: String = text
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .flat_map(str::split_whitespace)
        .collect();
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal bytes"))
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    let line = |line: &[u8]| {
        line.iter()
            .map(|byte| format!("{byte:02x} "))
            .collect::<String>()
    };
    bytes.chunks(16).map(line).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check_bytes(name: &str, written: &[u8]) {
    let expected = vector(name);
    let front = &written[..expected.len().min(written.len())];
    assert!(
        front == expected,
        "{name} differs; written was\n{}",
        hex(written)
    );
}

/// The records of the vectors: one with every extension, one without, one quiet.
fn records() -> [Append<'static>; 3] {
    let cause = Cause {
        log: LogId::new(7),
        seqno: Seqno::new(8),
    };
    [
        Append::new(b"first")
            .caused_by(cause)
            .produced_by(Producer::counting(9, 10, 1))
            .at_us(1_700_000_000_000_000),
        Append::new(b"other"),
        Append::new(b"quiet").quietly(),
    ]
}

fn write<M: Medium>(medium: M, shape: Shape) -> M {
    let mut log = Log::mount(medium, ID, shape, None).expect("a mount");
    for record in records() {
        log.append(&record).expect("an append");
    }
    log.close().expect("a close").0
}

fn check_records<M: Medium>(medium: M, shape: Shape) {
    let mut log = Log::mount(medium, ID, shape, None).expect("a mount");
    assert_eq!(log.bounds().newest, Seqno::new(3));
    for (seqno, record) in (1..).zip(records()) {
        let mut payload = [0; 5];
        let entry = log.read(Seqno::new(seqno), &mut payload).expect("a read");
        assert_eq!(payload, record.payload);
        assert_eq!(
            (entry.cause, entry.producer),
            (record.cause, record.producer)
        );
        assert_eq!((entry.time_us, entry.quiet), (record.time_us, record.quiet));
    }
}

/// Checks a vector of a log in memory, where the write unit is one byte.
#[track_caller]
fn check_in_memory(name: &str, shape: Shape) {
    let medium = |mut bytes: Vec<u8>| {
        bytes.resize(4 * BLOCK_SIZE as usize, 0);
        RamMedium::new(bytes, BLOCK_SIZE).expect("a valid geometry")
    };
    let written = write(medium(Vec::new()), shape).into_inner();
    check_bytes(name, &written);
    check_records(medium(vector(name)), shape);
}

#[test]
fn a_block_of_variable_records() {
    check_in_memory("variable.hex", Shape::variable());
}

#[test]
fn a_block_of_fixed_records() {
    check_in_memory(
        "fixed.hex",
        Shape::fixed(5).keep_last(4).carrying(Extensions::ALL),
    );
}

#[test]
fn a_block_on_flash_with_words_of_16_bytes() {
    let geometry = Geometry {
        block_size: BLOCK_SIZE,
        block_count: 4,
        write_unit: 16,
        erased: 0xFF,
        write_through: true,
    };
    let flash = SimNor::new(geometry, 1).expect("a valid geometry");
    let mut flash = write(flash, Shape::variable());
    let mut written = [0; BLOCK_SIZE as usize];
    flash.read(0, &mut written).expect("a read");
    check_bytes("flash.hex", &written);

    let mut flash = SimNor::new(geometry, 1).expect("a valid geometry");
    flash.write(0, &vector("flash.hex")).expect("a write");
    check_records(flash, Shape::variable());
}

#[test]
fn a_block_whose_batches_are_padded() {
    let geometry = Geometry {
        block_size: 2048,
        block_count: 4,
        write_unit: 8,
        erased: 0,
        write_through: false,
    };
    let disk = || SimDisk::new(geometry, 1).expect("a valid geometry");
    let mut log = Log::mount(disk(), ID, Shape::variable(), None).expect("a mount");
    log.pad_batch_to(512).expect("a disk");
    // The second batch is two records.
    for (record, sync) in records().iter().zip([true, false, true]) {
        log.append(record).expect("an append");
        if sync {
            log.sync().expect("a sync");
        }
    }
    let mut written = [0; 1536];
    let mut medium = log.into_medium();
    medium.read(0, &mut written).expect("a read");
    check_bytes("padded.hex", &written);

    let mut medium = disk();
    medium.write(0, &vector("padded.hex")).expect("a write");
    check_records(medium, Shape::variable());
}

/// No background writing, so that the bytes depend on the calls alone.
const OPTIONS: DirOptions = DirOptions {
    block_len: 4096,
    write_interval: Duration::from_secs(3600),
    sync_every: 1,
    pad_batch_to: 0,
};

fn block_files(directory: &Path) -> [PathBuf; 2] {
    [
        directory.join("meta/00000000.woof"),
        directory.join("logs/00000001/00000000.woof"),
    ]
}

#[test]
fn a_directory_that_was_closed_cleanly() {
    let shape = Shape::variable();
    let name = LogName::new("a/log").expect("a valid name");
    let sub = SubId::new(5);

    let directory = TempDir::new().expect("a temporary directory");
    let mut store = DirStore::open_with(directory.path(), OPTIONS).expect("the store opens");
    let log = store.create(&name, shape).expect("a log");
    for record in records() {
        store.append(log, &record).expect("an append");
    }
    store
        .ack(log, sub, Seqno::FIRST)
        .expect("an acknowledgement");
    store.trim(log, Seqno::FIRST).expect("a trim");
    store.close().expect("a close");
    let [meta, block] = block_files(directory.path());
    check_bytes("meta.hex", &fs::read(&meta).expect("the meta log"));
    check_bytes("file.hex", &fs::read(&block).expect("the log"));

    let directory = TempDir::new().expect("a temporary directory");
    for (file, name) in block_files(directory.path())
        .iter()
        .zip(["meta.hex", "file.hex"])
    {
        fs::create_dir_all(file.parent().expect("a parent")).expect("a directory");
        fs::write(file, vector(name)).expect("a file");
    }
    let mut store = DirStore::open_with(directory.path(), OPTIONS).expect("the store opens");
    let log = store.find(&name).expect("the log");
    assert_eq!(store.cursor(log, sub).expect("a cursor"), Seqno::FIRST);
    let bounds = store.bounds(log).expect("bounds");
    assert_eq!(
        (bounds.oldest, bounds.newest),
        (Seqno::new(2), Seqno::new(3))
    );
    for (seqno, record) in (1..).zip(records()).skip(1) {
        let (entry, payload) = store.read_vec(log, Seqno::new(seqno)).expect("a read");
        assert_eq!(
            (payload.as_slice(), entry.quiet),
            (record.payload, record.quiet)
        );
    }
    let again = store
        .append(log, &records()[0])
        .expect("a repeat is no error");
    assert_eq!(again, woof_log::Appended::Duplicate(Seqno::FIRST));
}

fn check_repaired(store: &DirStore, log: LogId) {
    let read = |view| store.read_vec_in(view, log, Seqno::new(2));
    let (_, written) = read(View::Written).expect("a read");
    let (_, repaired) = read(View::Repaired).expect("a read");
    assert_eq!(
        (written.as_slice(), repaired.as_slice()),
        (&b"other"[..], &b"better"[..])
    );
    let repair = store.repair_of(log, Seqno::new(2)).expect("a repair");
    let reason = repair.map(|repaired| repaired.reason.to_string());
    assert_eq!(reason.as_deref(), Some("typo"));
}

#[test]
fn a_directory_with_a_repair_that_was_killed() {
    let name = LogName::new("a/log").expect("a valid name");
    let files = |directory: &Path| {
        [
            (directory.join("meta/00000000.woof"), "repaired-meta.hex"),
            (
                directory.join("logs/00000001/00000000.woof"),
                "repaired-log.hex",
            ),
            (
                directory.join("logs/ffffffff/00000000.woof"),
                "repaired.hex",
            ),
        ]
    };
    let directory = TempDir::new().expect("a temporary directory");
    let mut store = DirStore::open_with(directory.path(), OPTIONS).expect("the store opens");
    let log = store.create(&name, Shape::variable()).expect("a log");
    for record in records() {
        store.append(log, &record).expect("an append");
    }
    let repair = Repair {
        target: Seqno::new(2),
        payload: b"better",
        reason: "typo",
    };
    store.repair(log, &repair).expect("a repair");
    check_repaired(&store, log);
    for (file, vector) in files(directory.path()) {
        check_bytes(vector, &fs::read(&file).expect("a file"));
    }

    let directory = TempDir::new().expect("a temporary directory");
    for (file, name) in files(directory.path()) {
        fs::create_dir_all(file.parent().expect("a parent")).expect("a directory");
        fs::write(file, vector(name)).expect("a file");
    }
    let store = DirStore::open_with(directory.path(), OPTIONS).expect("the store opens");
    check_repaired(&store, store.find(&name).expect("the log"));
}

/// Blocks 0 to 2 and 3 to 5 are the halves of the meta log, block 6 is the first of the log.
const PARTITIONS: Partitions<1> = Partitions {
    first_block: 0,
    meta_blocks: 3,
    log_blocks: [4],
};

type OnFlash<'m> = FlashStore<'m, SimNor, 1, 2, 2>;

fn erased_flash() -> SimNor {
    let geometry = Geometry {
        block_size: 1024,
        block_count: 10,
        write_unit: 4,
        erased: 0xFF,
        write_through: true,
    };
    SimNor::new(geometry, 1).expect("a valid geometry")
}

#[test]
fn the_meta_log_of_a_flash_that_was_closed_cleanly() {
    let name = LogName::new("a/log").expect("a valid name");
    let sub = SubId::new(5);
    let flash = Flash::new(erased_flash());
    let mut store = OnFlash::open(&flash, PARTITIONS).expect("the store opens");
    let log = store.create(&name, Shape::variable()).expect("a log");
    for record in records() {
        store.append(log, &record).expect("an append");
    }
    store
        .ack(log, sub, Seqno::FIRST)
        .expect("an acknowledgement");
    store.trim(log, Seqno::FIRST).expect("a trim");
    store.close().expect("a close");
    let mut written = flash.into_inner();
    let mut blocks = vec![0; 4 * 1024];
    written.read(3 * 1024, &mut blocks).expect("a read");
    let (meta, records_block) = (&blocks[..1024], &blocks[3 * 1024..]);
    check_bytes("flash-meta.hex", meta);

    let mut meta = vector("flash-meta.hex");
    meta.resize(meta.len().next_multiple_of(4), 0xFF);
    let mut copy = erased_flash();
    copy.write(3 * 1024, &meta).expect("a write");
    copy.write(6 * 1024, records_block).expect("a write");
    let flash = Flash::new(copy);
    let mut store = OnFlash::open(&flash, PARTITIONS).expect("the store opens");
    assert_eq!(store.create(&name, Shape::variable()), Ok(log));
    assert_eq!(store.cursor(log, sub), Seqno::FIRST);
    let bounds = store.bounds(log).expect("bounds");
    let expected = (Seqno::new(2), Seqno::new(3));
    assert_eq!((bounds.oldest, bounds.newest), expected);
    let again = store.append(log, &records()[0]);
    assert_eq!(again, Ok(woof_log::Appended::Duplicate(Seqno::FIRST)));
}

#[test]
fn the_meta_log_of_a_subscription_that_missed_a_record() {
    let name = LogName::new("a/log").expect("a valid name");
    let sub = SubId::new(5);
    let shape = Shape::variable().keep_last(2);
    let directory = TempDir::new().expect("a temporary directory");
    let mut store = DirStore::open_with(directory.path(), OPTIONS).expect("the store opens");
    let log = store.create(&name, shape).expect("a log");
    store.set_overrun(log, sub, Overrun::Block).expect("a log");
    store
        .set_overrun(log, sub, Overrun::DropOldest)
        .expect("a log");
    for record in records() {
        store.append(log, &record).expect("an append");
    }
    let gap = Gap {
        from: Seqno::FIRST,
        to: Seqno::FIRST,
    };
    assert_eq!(store.pass(log, sub, gap).expect("a log"), 1);
    store.set_overrun(log, sub, Overrun::Reject).expect("a log");
    store.close().expect("a close");
    drop(store);
    let [meta, _] = block_files(directory.path());
    check_bytes("overrun-meta.hex", &fs::read(&meta).expect("the meta log"));

    fs::write(&meta, vector("overrun-meta.hex")).expect("a file");
    let mut store = DirStore::open_with(directory.path(), OPTIONS).expect("the store opens");
    assert_eq!(store.cursor(log, sub).expect("a cursor"), Seqno::FIRST);
    let refused = store.append(log, &Append::new(b"more"));
    assert!(matches!(refused, Err(StoreError::Overrun { .. })));
    let nothing = Gap {
        from: Seqno::new(2),
        to: Seqno::new(2),
    };
    assert_eq!(store.pass(log, sub, nothing).expect("a log"), 1);
}
