//! A directory store on a simulated file system that fails, or loses its power, at every
//! operation and every read: namespace, meta log, logs, cursors, producers and trims together.

use std::format;
use std::path::Path;
use std::string::{String, ToString as _};
use std::sync::Arc;
use std::time::Duration;
use std::vec::Vec;

use super::*;
use crate::file::FileMedium;
use crate::sim::{SimError, SimFiles};
use crate::{ErrorKind, LogError, Producer};

/// Small files, so that blocks turn over; the keeper rests, so that every run is the same.
const OPTIONS: DirOptions = DirOptions {
    block_len: 4 * 1024,
    write_interval: Duration::from_secs(3600),
    sync_every: 1,
    pad_batch_to: 0,
};
const SUB: SubId = SubId::new(3);
const ROUNDS: u64 = 13;
/// How many records the ring keeps.
const KEPT: u64 = 15;

#[derive(Clone, Copy, Debug)]
enum At {
    Cut(u64),
    Operation(u64, SimError),
    Read(u64),
}

/// What a user of the store knows.
#[derive(Clone, Default)]
struct Oracle {
    /// Appends that were tried, and those that were acknowledged, in the log and in the ring.
    tried: [u64; 2],
    durable: [u64; 2],
    trim_tried: u64,
    acked: u64,
}

fn name(name: &str) -> LogName {
    LogName::new(name).unwrap()
}

fn payload(log: usize, n: u64) -> Vec<u8> {
    let len = if log == 0 { 300 + (n % 7) * 60 } else { 200 };
    let mut payload = Vec::from(n.to_le_bytes());
    payload.resize(len as usize, n as u8 ^ log as u8);
    payload
}

fn open(files: &SimFiles, pad_batch_to: u32) -> Result<DirStore, StoreError> {
    let options = DirOptions {
        pad_batch_to,
        ..OPTIONS
    };
    DirStore::open_on(Arc::new(files.clone()), Path::new("/data/store"), options)
}

fn logs(store: &mut DirStore) -> Result<[LogId; 2], StoreError> {
    let log = store.create(&name("log"), Shape::variable())?;
    let ring = Shape::fixed(200).keep_last(KEPT as u32);
    Ok([log, store.create(&name("ring"), ring)?])
}

impl Oracle {
    fn append(&mut self, store: &mut DirStore, log: LogId) -> Result<(), StoreError> {
        let n = store.bounds(log)?.newest.get() + 1;
        self.tried[0] = self.tried[0].max(n);
        let durability = match n % 3 {
            0 => Durability::Buffered,
            1 => Durability::Group,
            _ => Durability::Each,
        };
        let payload = payload(0, n);
        let record = Append::new(&payload).produced_by(Producer::counting(9, 1, n));
        let appended = store.append_with(log, &record, durability)?.wait()?;
        assert_eq!(appended, Appended::New(Seqno::new(n)));
        if durability != Durability::Buffered {
            self.durable[0] = n;
        }
        Ok(())
    }

    fn append_to_ring(&mut self, store: &mut DirStore, ring: LogId) -> Result<(), StoreError> {
        let n = store.bounds(ring)?.newest.get() + 1;
        self.tried[1] = self.tried[1].max(n);
        store.append(ring, &Append::new(&payload(1, n)))?;
        if n.is_multiple_of(4) {
            store.sync(ring, Seqno::new(n))?;
            self.durable[1] = n;
        }
        Ok(())
    }

    /// Uses the store until something fails.
    fn work(&mut self, store: &mut DirStore, rounds: u64) -> Result<(), StoreError> {
        let [log, ring] = logs(store)?;
        for round in 1..=rounds {
            self.append(store, log)?;
            for _ in 0..2 {
                self.append_to_ring(store, ring)?;
            }
            let bounds = store.bounds(log)?;
            if round % 2 == 0 {
                let next = store.cursor(log, SUB)?.next().max(bounds.oldest);
                store.seek(log, SUB, next.previous())?;
                self.acked = self.acked.max(next.get());
                store.ack(log, SUB, next)?;
            }
            if round % 6 == 0 && bounds.newest.get() > 8 {
                let upto = bounds.newest.get() - 8;
                self.trim_tried = upto;
                store.trim(log, Seqno::new(upto))?;
            }
            if round % 4 == 0 {
                store.read_vec(log, bounds.newest)?;
                store.read_vec(log, store.clone().bounds(log)?.oldest)?;
            }
        }
        Ok(())
    }

    /// Checks that everything that this store says it holds reads as what was appended.
    fn check_reads(&self, store: &mut DirStore, upto: [u64; 2]) -> Result<(), String> {
        for (index, log) in ["log", "ring"].into_iter().enumerate() {
            let Some(log) = store.find(&name(log)) else {
                continue;
            };
            let bounds = store.bounds(log).map_err(|e| format!("no bounds: {e}"))?;
            for n in bounds.oldest.get()..=bounds.newest.get().min(upto[index]) {
                let read = store.read_vec(log, Seqno::new(n));
                let (_, read) = read.map_err(|e| format!("{n} of {log} does not read: {e}"))?;
                if read != payload(index, n) {
                    return Err(format!("{n} of {log} is not what was appended"));
                }
            }
        }
        Ok(())
    }

    /// Checks a store that was opened anew, and takes what it holds as the truth.
    fn check(&mut self, store: &mut DirStore) -> Result<(), String> {
        self.check_reads(store, [u64::MAX; 2])?;
        for (index, log) in ["log", "ring"].into_iter().enumerate() {
            let (durable, tried) = (self.durable[index], self.tried[index]);
            let newest = match store.find(&name(log)) {
                Some(id) => store.bounds(id).unwrap().newest.get(),
                None => 0,
            };
            if !(durable..=tried).contains(&newest) {
                return Err(format!("{log} has {newest}, not {durable} to {tried}"));
            }
            self.tried[index] = newest;
            self.durable[index] = newest;
        }
        let Some(log) = store.find(&name("log")) else {
            return Ok(());
        };
        let cursor = store.cursor(log, SUB).unwrap().get();
        if cursor > self.acked.min(self.tried[0]) {
            return Err(format!("the cursor is at {cursor}, after {}", self.acked));
        }
        let oldest = store.bounds(log).unwrap().oldest.get();
        // A trim may be lost, which loses no record.
        if oldest > self.trim_tried + 1 {
            return Err(format!("{oldest} is the oldest after {}", self.trim_tried));
        }
        self.trim_tried = oldest - 1;
        self.check_producer(store, log)
    }

    /// A repeat changes nothing.
    fn check_producer(&self, store: &mut DirStore, log: LogId) -> Result<(), String> {
        let newest = self.tried[0];
        for n in newest.saturating_sub(2).max(1)..=newest {
            let record = Append::new(b"repeated").produced_by(Producer::counting(9, 1, n));
            match store.append_durable(log, &record) {
                Ok(Appended::Duplicate(seqno)) if seqno.get() == n => {}
                other => return Err(format!("a repeat of {n} answers {other:?}")),
            }
        }
        Ok(())
    }
}

/// Two lives of a store: the second begins after a clean shutdown.
fn live_twice(
    files: &SimFiles,
    pad_batch_to: u32,
    oracle: &mut Oracle,
) -> Result<(), (Option<DirStore>, StoreError)> {
    for life in 0..2 {
        let mut store = open(files, pad_batch_to).map_err(|error| (None, error))?;
        if let Err(error) = oracle.work(&mut store, ROUNDS) {
            return Err((Some(store), error));
        }
        if life == 0
            && let Err(error) = store.close()
        {
            return Err((None, error));
        }
        if life == 0 {
            let newest = oracle.tried;
            oracle.durable = newest;
        }
        if life == 1 {
            files.end_process();
        }
    }
    Ok(())
}

/// Looks at a store after its first failure, while the process goes on.
fn check_failed(
    store: &mut DirStore,
    oracle: &mut Oracle,
    error: &StoreError,
    at: At,
) -> Result<(), String> {
    let allowed = match at {
        At::Cut(_) => return Ok(()),
        At::Operation(_, SimError::NoSpace) => error.kind() == ErrorKind::NoSpace,
        At::Operation(..) | At::Read(_) => false,
    };
    let failed = matches!(error.kind(), ErrorKind::Io | ErrorKind::Poisoned);
    if !allowed && !failed {
        return Err(format!("it answers {error}"));
    }
    // What was acknowledged reads, whatever a failed sync took with it.
    oracle.check_reads(store, oracle.durable)?;
    let goes_on = allowed || matches!(at, At::Read(_)) || error.to_string().contains("/meta");
    match oracle.work(store, 2) {
        Ok(()) if goes_on => Ok(()),
        Ok(()) => Err(format!("it goes on after {error}")),
        Err(StoreError::Poisoned { reason }) if !allowed && !reason.is_empty() => Ok(()),
        Err(StoreError::OutOfOrder { .. }) => Err("its producers are ahead of its records".into()),
        Err(again) => Err(format!("after {error}, it answers {again}")),
    }
}

/// Returns whether the failure came. Where batches are padded, the disk harms its sectors.
fn run(seed: u64, at: At, pad_batch_to: u32, harms: bool) -> Result<bool, String> {
    let files = SimFiles::new(seed);
    if harms {
        files.harm_sectors();
    }
    match at {
        At::Cut(operation) => files.cut_at(operation),
        At::Operation(operation, error) => files.fail_at(operation, error),
        At::Read(read) => files.fail_read_at(read, SimError::Io),
    }
    let mut oracle = Oracle::default();
    let outcome = live_twice(&files, pad_batch_to, &mut oracle);
    let came = match at {
        At::Cut(operation) | At::Operation(operation, _) => files.operation_count() > operation,
        At::Read(read) => files.read_count() > read,
    };
    if let Err((Some(mut store), error)) = outcome {
        check_failed(&mut store, &mut oracle, &error, at)?;
        files.end_process();
        drop(store);
    }
    for power_goes in [false, true] {
        let (files, mut oracle) = (files.copy(), oracle.clone());
        match power_goes || matches!(at, At::Cut(_)) {
            true => files.restart(),
            false => files.begin_process(),
        }
        let opened =
            |files| open(files, pad_batch_to).map_err(|e| format!("it does not open: {e}"));
        let mut store = opened(&files)?;
        oracle.check(&mut store)?;
        let worked = oracle.work(&mut store, 5);
        worked.map_err(|e| format!("it stays broken: {e}"))?;
        files.end_process();
        drop(store);
        // Whatever the process before it had left in caches is in doubt now.
        files.restart();
        let mut store = opened(&files)?;
        oracle.check(&mut store)?;
        store
            .close()
            .map_err(|e| format!("it does not close: {e}"))?;
        drop(store);
        files.restart();
        oracle.check(&mut opened(&files)?)?;
    }
    Ok(came)
}

#[track_caller]
fn check(count_min: u64, fault: impl Fn(u64) -> At) {
    check_padded(count_min, 0, fault);
}

#[track_caller]
fn check_padded(count_min: u64, pad_batch_to: u32, fault: impl Fn(u64) -> At) {
    for n in 0.. {
        let at = fault(n);
        match run(n, at, pad_batch_to, pad_batch_to > 0) {
            Ok(true) => {}
            Ok(false) => {
                assert!(n > count_min, "only {n} failures");
                return;
            }
            Err(violation) => panic!("seed {n}, {at:?}: {violation}"),
        }
    }
}

#[test]
fn a_power_cut_anywhere_loses_nothing_that_was_acknowledged() {
    check(100, At::Cut);
}

#[test]
fn a_power_cut_that_harms_sectors_loses_nothing_in_padded_batches() {
    check_padded(100, 512, At::Cut);
    // Without padding it does, so the test can tell.
    assert!((40..100).any(|n| run(n, At::Cut(n), 0, true).is_err()));
}

#[test]
fn a_failed_operation_anywhere_loses_nothing_in_padded_batches() {
    check_padded(100, 512, |n| At::Operation(n, SimError::Io));
    check_padded(100, 512, |n| At::Operation(n, SimError::NoSpace));
}

#[test]
fn a_failed_operation_anywhere_loses_nothing_and_is_said() {
    check(100, |n| At::Operation(n, SimError::Io));
}

#[test]
fn a_full_disk_anywhere_loses_nothing_and_is_said() {
    check(100, |n| At::Operation(n, SimError::NoSpace));
}

#[test]
fn a_short_write_anywhere_loses_nothing_and_is_said() {
    check(100, |n| At::Operation(n, SimError::Short));
}

#[test]
fn a_failed_read_anywhere_loses_nothing_and_is_said() {
    check(50, At::Read);
}

/// A power cut at a random moment, and another one in the life after it.
fn run_pair(seed: u64, pad_batch_to: u32) -> Result<(), String> {
    let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (first, second) = ((mixed >> 8) % 170, (mixed >> 32) % 90);
    let files = SimFiles::new(seed);
    if pad_batch_to > 0 {
        files.harm_sectors();
    }
    files.cut_at(first);
    let mut oracle = Oracle::default();
    if let Err((store, _)) = live_twice(&files, pad_batch_to, &mut oracle) {
        files.end_process();
        drop(store);
    }
    files.restart();
    files.cut_at(files.operation_count() + second);
    // What is found before the second cut is the truth; what the cut interrupts is no finding.
    match open(&files, pad_batch_to) {
        Ok(mut store) => {
            let mut found = oracle.clone();
            let checked = found.check(&mut store);
            if checked.is_ok() {
                oracle = found;
                let worked = oracle.work(&mut store, 6);
                if !files.is_off() {
                    worked.map_err(|e| format!("it stays broken: {e}"))?;
                }
            } else if !files.is_off() {
                return checked;
            }
            files.end_process();
        }
        Err(error) if !files.is_off() => return Err(format!("it does not open: {error}")),
        Err(_) => {}
    }
    for _ in 0..2 {
        files.restart();
        let opened = open(&files, pad_batch_to);
        let mut store = opened.map_err(|e| format!("it does not open: {e}"))?;
        oracle.check(&mut store)?;
        let worked = oracle.work(&mut store, 3);
        worked.map_err(|e| format!("it stays broken: {e}"))?;
        files.end_process();
    }
    Ok(())
}

/// `WOOF_PAIRS` asks for more than the few of a run of all tests.
#[test]
fn no_pair_of_power_cuts_loses_what_was_acknowledged() {
    let asked = std::env::var("WOOF_PAIRS").ok();
    let count = asked.map_or(300, |count| count.parse().expect("a number"));
    for seed in 0..count {
        let pad_batch_to = if seed % 3 == 0 { 512 } else { 0 };
        if let Err(violation) = run_pair(seed, pad_batch_to) {
            panic!("seed {seed}: {violation}");
        }
    }
}

/// A meta log of small blocks, which rewrites itself after few entries.
fn open_meta(files: &SimFiles) -> Result<Meta, String> {
    let pool = Arc::new(FilePool::on(Arc::new(files.clone())));
    let medium = FileMedium::open_in(pool, Path::new("/data/meta"), META_LOG.get(), 4096);
    let mut medium = medium.map_err(|e| format!("{e}"))?;
    medium.remove_in_order();
    Meta::open_rewriting(medium, 0, 40).map_err(|e| format!("{e}"))
}

/// Many short lives of a meta log, each of which begins a block and ends with the process. Gives
/// the cursor that was durable last.
fn live_often(files: &SimFiles) -> Result<u64, (String, u64)> {
    let log = LogId::new(1);
    let mut durable = 0;
    for life in 1..=20 {
        let mut meta = open_meta(files).map_err(|e| (e, durable))?;
        let created = MetaEntry::Created {
            log,
            shape: Shape::variable(),
            block_len: 4096,
            name: name("log"),
        };
        let cursor = |watermark| MetaEntry::Cursor {
            log,
            sub: SUB,
            watermark: Seqno::new(watermark),
        };
        let entries = [created, cursor(life * 2 - 1), cursor(life * 2)];
        let added = entries.iter().try_for_each(|entry| meta.add(entry));
        let synced = added.and_then(|()| meta.sync());
        synced.map_err(|e| (format!("{e}"), durable))?;
        durable = life * 2;
    }
    Ok(durable)
}

/// The rewriting deletes many files at once: whichever of them come back, the meta log opens.
#[test]
fn a_power_cut_among_deleted_files_of_the_meta_log_loses_nothing() {
    for cut in 0.. {
        let files = SimFiles::new(cut);
        files.cut_at(cut);
        let Err((_, durable)) = live_often(&files) else {
            assert!(cut > 100, "only {cut} cuts");
            return;
        };
        for seed in 0..6 {
            let files = files.copy();
            files.reseed(seed);
            files.restart();
            let meta = open_meta(&files).unwrap_or_else(|e| panic!("cut {cut}, seed {seed}: {e}"));
            let state = meta.logs.get(&LogId::new(1));
            let cursor = state.and_then(|state| state.cursors.get(&SUB));
            let cursor = cursor.map_or(0, |cursor| cursor.watermark.get());
            assert!(
                cursor >= durable,
                "cut {cut}, seed {seed}: {cursor} for {durable}"
            );
        }
    }
}
