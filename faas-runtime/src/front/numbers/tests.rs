//! What is taken before and after a start over the same log.

use std::net::Ipv4Addr;
use std::vec;

use woof_log::{DirStore, LogStore as _, MemoryStore};

use super::*;

const NOW_S: u64 = 1_000;
const SMALL: Bounds = Bounds {
    holders: 4,
    holders_of_device: 2,
    records: 8,
};

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(future)
}

/// The holder of a device's key, or of a weaker one.
fn owner(device: u8, caveat: u8, ends_s: u64) -> Owner {
    let device = [device; ID_BYTES];
    let mut key = device;
    key[0] ^= caveat;
    Owner {
        key,
        device,
        ends_s,
    }
}

fn device(number: u8) -> Owner {
    owner(number, 0, u64::MAX)
}

/// A server that starts over what is in `store`, for devices 1 to 9.
fn open<S: SharedStore>(store: &S, bounds: Bounds) -> Numbers<S> {
    let devices = (1..10).map(|number| [number; ID_BYTES]).collect();
    Numbers::open(store.clone(), devices, bounds, NOW_S).expect("the log")
}

fn takes<S: SharedStore>(numbers: &Numbers<S>, owner: &Owner, counter: u64) -> bool {
    match block_on(numbers.take(owner, counter, None, NOW_S)) {
        Ok(()) => true,
        Err(Refusal::Used) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_number_is_taken_once_and_not_too_late() {
    let numbers = open(&MemoryStore::new(), SMALL);
    let takes = |counter| takes(&numbers, &device(1), counter);
    assert!(takes(5) && takes(7) && takes(6));
    assert!(!takes(7) && !takes(6) && !takes(5));
    assert!(takes(1 << 32));
    assert!(!takes(8), "more than a window behind");
    assert!(takes((1 << 32) - 63) && !takes((1 << 32) - 64));
    assert!(takes(u64::MAX) && !takes(u64::MAX));
}

/// Killed after each number: nothing that was taken is taken again, and who goes on with a number
/// that is so much larger is heard.
#[test]
fn no_kill_makes_a_number_good_again() {
    let store = MemoryStore::new();
    let mut taken = vec![];
    let mut next = 1 << 32;
    for round in 0..200_u64 {
        let numbers = open(&store, SMALL);
        assert_eq!(numbers.damaged(), 0);
        for counter in &taken {
            assert!(
                !takes(&numbers, &device(1), *counter),
                "{counter} in {round}"
            );
        }
        for _ in 0..round % 3 {
            next += 1;
            if !takes(&numbers, &device(1), next) {
                next += NUMBERS_AHEAD;
                assert!(takes(&numbers, &device(1), next), "{next} in {round}");
            }
            taken.push(next);
        }
    }
    assert!(taken.len() > 100);
}

#[test]
fn a_stop_in_order_refuses_only_what_was_used() {
    let store = MemoryStore::new();
    let numbers = open(&store, SMALL);
    for counter in [10, 11, 13] {
        assert!(takes(&numbers, &device(1), counter));
    }
    numbers.close().expect("it is written");
    let numbers = open(&store, SMALL);
    let takes = |counter| takes(&numbers, &device(1), counter);
    assert!(!takes(10) && !takes(11) && !takes(13));
    assert!(takes(12) && takes(14) && !takes(12));
}

#[test]
fn requests_after_the_end_are_still_kept() {
    let store = MemoryStore::new();
    let numbers = open(&store, SMALL);
    assert!(takes(&numbers, &device(1), 10));
    numbers.close().expect("it is written");
    assert!(takes(&numbers, &device(1), 11));
    assert!(!takes(&open(&store, SMALL), &device(1), 11));
}

#[test]
fn a_get_comes_again_from_the_same_place_alone() {
    let store = MemoryStore::new();
    let numbers = open(&store, SMALL);
    let read = |port: u16, counter| {
        let read = (
            SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            [7; TAG_BYTES],
        );
        block_on(numbers.take(&device(1), counter, Some(read), NOW_S)).is_ok()
    };
    assert!(read(1, 5) && read(1, 5) && !read(2, 5));
}

/// One write in so many requests.
#[test]
fn few_requests_write() {
    let store = MemoryStore::new();
    let numbers = open(&store, BOUNDS);
    for counter in 1..=1_000 {
        assert!(takes(&numbers, &device(1), counter));
    }
    let bounds = store.clone().bounds(numbers.log).expect("bounds");
    assert_eq!(bounds.newest.get(), 1_000_u64.div_ceil(NUMBERS_AHEAD + 1));
}

#[test]
fn there_is_room_for_so_many_keys_and_ended_ones_make_room() {
    let store = MemoryStore::new();
    let numbers = open(&store, SMALL);
    let take = |owner: &Owner, now_s| block_on(numbers.take(owner, 1, None, now_s));
    let is_full = |taken| matches!(taken, Err(Refusal::Full));
    // Two keys of the device 1, one of which ends; no third one.
    assert!(take(&device(1), NOW_S).is_ok());
    assert!(take(&owner(1, 1, NOW_S + 10), NOW_S).is_ok());
    assert!(is_full(take(&owner(1, 2, u64::MAX), NOW_S)));
    // The last two places: for the device 2, and for one whose secret is not there any more.
    assert!(take(&device(2), NOW_S).is_ok());
    assert!(take(&device(100), NOW_S).is_ok());
    assert!(take(&device(3), NOW_S).is_ok(), "it takes the place of 100");
    assert!(is_full(take(&device(4), NOW_S)));
    assert!(is_full(take(&device(4), NOW_S + 9)));
    assert!(take(&device(4), NOW_S + 10).is_ok());
    // A key that has ended takes no place; the caveat refuses it.
    assert!(take(&owner(9, 1, NOW_S), NOW_S).is_ok());
    for number in [1, 2, 3, 4] {
        let again = take(&device(number), NOW_S);
        assert!(matches!(again, Err(Refusal::Used)), "{number}");
    }
}

#[test]
fn the_log_stays_small() {
    let store = MemoryStore::new();
    for round in 1..50 {
        let numbers = open(&store, SMALL);
        for number in 1..=4 {
            assert!(takes(&numbers, &device(number), round << 32));
        }
        let bounds = store.clone().bounds(numbers.log).expect("bounds");
        let records = bounds.newest.get() + 1 - bounds.oldest.get();
        assert!(records <= SMALL.records + 4, "{records} in {round}");
    }
    let numbers = open(&store, SMALL);
    for number in 1..=4 {
        assert!(!takes(&numbers, &device(number), 49 << 32));
    }
}

/// The vectors of `docs/formats/numbers.md`.
#[test]
fn records_are_as_documented() {
    let reserved = "01\
        01010101010101010101010101010101\
        02020202020202020202020202020202\
        ffffffffffffffff0101000001000000ffffffffffffffff";
    let ended = "01\
        01010101010101010101010101010101\
        02020202020202020202020202020202\
        00f153650000000003000000010000000300000000000000";
    let hex = |record: [u8; RECORD_BYTES]| record.map(|byte| std::format!("{byte:02x}")).concat();
    let mut holder = Holder::new([2; ID_BYTES], u64::MAX, 0, 0);
    assert!(holder.take((1 << 32) + 1));
    holder.appended = holder.largest + NUMBERS_AHEAD;
    assert_eq!(hex(holder.record(&[1; ID_BYTES])), reserved);
    let mut holder = Holder::new([2; ID_BYTES], 1_700_000_000, 0, 0);
    assert!(holder.take((1 << 32) + 2) && holder.take((1 << 32) + 3));
    holder.appended = holder.largest;
    let record = holder.record(&[1; ID_BYTES]);
    assert_eq!(hex(record), ended);
    let (key, read) = Holder::parse(&record).expect("a record");
    assert_eq!((key, hex(read.record(&key))), ([1; ID_BYTES], ended.into()));
    let mut later = record;
    later[0] = 2;
    assert!(Holder::parse(&later).is_none());
}

#[test]
fn a_log_of_a_later_version_is_refused() {
    let mut store = MemoryStore::new();
    let shape = Shape::fixed(RECORD_BYTES as u16);
    let log = store.create(&log_name(), shape).expect("a log");
    store
        .append(log, &Append::new(&[2; RECORD_BYTES]))
        .expect("a record");
    let opened = Numbers::open(store, BTreeSet::new(), SMALL, NOW_S);
    let error = opened.err().expect("it is refused").to_string();
    assert!(error.contains("later version"), "{error}");
}

/// A record that the disk has damaged is passed over and counted.
#[test]
fn a_damaged_record_is_told() {
    let home = tempfile::tempdir().expect("a directory");
    let store = DirStore::open(home.path()).expect("a store");
    let numbers = open(&store, SMALL);
    assert!(takes(&numbers, &device(1), 10) && takes(&numbers, &device(2), 10));
    numbers.close().expect("it is written");
    drop(numbers);
    store.close().expect("it is closed");
    drop(store);
    let damaged = damage(home.path(), &[1; ID_BYTES]);
    assert!(damaged > 0, "no file has the record");
    let store = DirStore::open(home.path()).expect("a store");
    let numbers = open(&store, SMALL);
    assert_eq!(numbers.damaged(), damaged);
    assert!(!takes(&numbers, &device(2), 10));
}

/// Changes a byte of each record of a holder, and counts them.
fn damage(folder: &std::path::Path, key: &Id) -> u64 {
    let mut damaged = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            damaged += damage(&path, key);
            continue;
        }
        let mut bytes = std::fs::read(&path).expect("a file");
        let wanted = [&[VERSION], &key[..], &key[..]].concat();
        let found = bytes
            .windows(wanted.len())
            .position(|window| window == wanted);
        let mut next = found;
        while let Some(at) = next {
            bytes[at + 5] ^= 1;
            damaged += 1;
            next = bytes
                .windows(wanted.len())
                .position(|window| window == wanted);
        }
        if found.is_some() {
            std::fs::write(&path, bytes).expect("the file is written");
        }
    }
    damaged
}
