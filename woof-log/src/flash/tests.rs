//! Power cuts and failures at every operation, twice in a row, against a model.

use std::format;
use std::string::String;

use super::{Flash, FlashError, FlashStore, Partitions};
use crate::sim::{SimError, SimNor};
use crate::{
    Append, Appended, ErrorKind, Extensions, Fault, Geometry, LogError as _, LogId, LogName,
    LogStore as _, Producer, Seqno, Shape, SubId,
};

const RING: LogId = LogId::new(1);
const KEPT: LogId = LogId::new(2);
const RING_LEN: u32 = 20;
const SUB: SubId = SubId::new(9);
const PARTITIONS: Partitions<2> = Partitions {
    first_block: 1,
    meta_blocks: 6,
    log_blocks: [8, 9],
};

type Store<'m> = FlashStore<'m, SimNor, 2, 2, 2>;

fn flash(write_unit: u32, seed: u64) -> SimNor {
    let geometry = Geometry {
        block_size: 512,
        block_count: 32,
        write_unit,
        erased: 0xFF,
        write_through: true,
    };
    SimNor::new(geometry, seed).unwrap()
}

/// What was asked of the store, and what of that was acknowledged.
#[derive(Clone, Debug, Default)]
struct Model {
    rounds: u64,
    is_created: bool,
    /// Records acknowledged of the ring and of the log that is kept until it is trimmed. Record
    /// `n` has the number `n` of its producer.
    ring: u64,
    kept: u64,
    /// The furthest trim that was acknowledged, and that was asked for.
    trimmed: [u64; 2],
    /// How far the subscription is at least, and at most.
    cursor: [u64; 2],
}

fn payload(log: LogId, n: u64) -> [u8; 12] {
    let mut payload = [log.get() as u8; 12];
    payload[4..].copy_from_slice(&n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes());
    payload
}

fn ring() -> Shape {
    let carried = Extensions::PRODUCER;
    Shape::fixed(12).carrying(carried).keep_last(RING_LEN)
}

fn kept_payload(n: u64) -> std::vec::Vec<u8> {
    let mut bytes = payload(KEPT, n).to_vec();
    bytes.resize(12 + (n % 50) as usize, n as u8);
    bytes
}

impl Model {
    /// Goes on from where it was: what was not acknowledged is asked for again.
    fn run(&mut self, store: &mut Store<'_>, rounds: u64) -> Result<(), FlashError<SimError>> {
        for (log, name, shape) in [(RING, "ring", ring()), (KEPT, "kept", Shape::variable())] {
            assert_eq!(store.create(&LogName::new(name).unwrap(), shape)?, log);
        }
        self.is_created = true;
        let last = self.rounds + rounds;
        while self.rounds < last {
            self.round(store)?;
            self.rounds += 1;
        }
        Ok(())
    }

    fn round(&mut self, store: &mut Store<'_>) -> Result<(), FlashError<SimError>> {
        let n = self.ring + 1;
        let producer = Producer::counting(1, 0, n);
        let bytes = payload(RING, n);
        let appended = store.append(RING, &Append::new(&bytes).produced_by(producer))?;
        assert_eq!(appended.seqno().get(), n, "{appended:?}");
        self.ring = n;
        let n = self.kept + 1;
        let bytes = kept_payload(n);
        let record = Append::new(&bytes).produced_by(Producer::keyed(2, 0, n));
        let appended = store.append(KEPT, &record)?;
        assert_eq!(appended.seqno().get(), n, "{appended:?}");
        self.kept = n;
        let again = store.append(KEPT, &record)?;
        assert_eq!(again, Appended::Duplicate(Seqno::new(n)));
        if n.is_multiple_of(3) {
            self.cursor[1] = n - 1;
            for seqno in store.cursor(RING, SUB).get() + 1..n {
                store.ack(RING, SUB, Seqno::new(seqno))?;
            }
        }
        if n.is_multiple_of(5) {
            store.sync(RING, Seqno::new(self.ring))?;
            self.cursor[0] = store.cursor(RING, SUB).get();
        }
        if n.is_multiple_of(7) {
            let upto = n - 4;
            self.trimmed[1] = upto;
            store.trim(KEPT, Seqno::new(upto))?;
            self.trimmed[0] = upto;
        }
        Ok(())
    }

    /// Checks a store that was just opened.
    #[track_caller]
    fn check(&self, store: &mut Store<'_>) {
        let known = store.bounds(RING).is_ok() && store.bounds(KEPT).is_ok();
        assert!(known || !self.is_created, "a log is forgotten");
        if !known {
            return;
        }
        let bounds = store.bounds(RING).unwrap();
        let newest = bounds.newest.get();
        assert!((self.ring..=self.ring + 1).contains(&newest), "{newest}");
        assert_eq!(bounds.len(), newest.min(RING_LEN.into()));
        for n in bounds.oldest.get()..=newest {
            let mut read = [0; 12];
            store.read(RING, Seqno::new(n), &mut read).unwrap();
            assert_eq!(read, payload(RING, n));
        }
        let bounds = store.bounds(KEPT).unwrap();
        let newest = bounds.newest.get();
        assert!((self.kept..=self.kept + 1).contains(&newest), "{newest}");
        let trimmed = bounds.oldest.get() - 1;
        assert!((self.trimmed[0]..=self.trimmed[1]).contains(&trimmed));
        for n in bounds.oldest.get()..=newest {
            let mut read = [0; 64];
            let entry = store.read(KEPT, Seqno::new(n), &mut read).unwrap();
            assert_eq!(read[..entry.len], kept_payload(n));
        }
        let cursor = store.cursor(RING, SUB).get();
        let [least, most] = self.cursor;
        assert!(
            (least..=most).contains(&cursor),
            "{least}..={most}: {cursor}"
        );
    }
}

/// Uses a flash until it fails or the rounds are over. Returns the flash, and whether it opened.
fn used(flash: SimNor, model: &mut Model, rounds: u64) -> (SimNor, bool) {
    let flash = Flash::new(flash);
    let opened = match FlashStore::open(&flash, PARTITIONS) {
        Ok(mut store) => {
            model.check(&mut store);
            // A flash that failed tells so.
            let _ = model.run(&mut store, rounds);
            true
        }
        Err(FlashError::Log(Fault::Medium(_))) => false,
        Err(error) => panic!("{error}"),
    };
    (flash.into_inner(), opened)
}

/// Uses a flash that works.
#[track_caller]
fn check_goes_on(flash: SimNor, model: &mut Model) {
    let wanted = model.rounds + 12;
    let (flash, opened) = used(flash, model, 12);
    assert!(opened && model.rounds == wanted);
    let flash = Flash::new(flash);
    let mut store = FlashStore::open(&flash, PARTITIONS).unwrap();
    model.check(&mut store);
}

/// Cuts the power at every operation of `rounds` rounds, and then at every `step`th of what the
/// next start does. Returns the number of cuts.
fn cut_everywhere(write_unit: u32, rounds: u64, step: usize) -> u64 {
    let mut cuts = 0;
    for first in 0.. {
        let mut medium = flash(write_unit, first);
        medium.cut_at(first);
        let mut model = Model::default();
        let (mut medium, _) = used(medium, &mut model, rounds);
        if medium.operation_count() <= first {
            return cuts;
        }
        medium.restart();
        let begun = medium.operation_count();
        for second in (begun + first % step as u64..).step_by(step) {
            let (mut medium, mut model) = (medium.clone(), model.clone());
            medium.reseed(first << 20 | second);
            medium.cut_at(second);
            let (mut medium, _) = used(medium, &mut model, 3);
            let is_over = medium.operation_count() <= second;
            medium.restart();
            check_goes_on(medium, &mut model);
            cuts += 1;
            if is_over {
                break;
            }
        }
    }
    cuts
}

#[test]
fn no_pair_of_power_cuts_loses_or_repeats_anything() {
    let cuts = cut_everywhere(4, 70, 1);
    assert!(cuts > 10_000, "only {cuts} cuts");
}

#[test]
fn no_power_cut_harms_flash_with_larger_words() {
    let cuts = cut_everywhere(32, 40, 5);
    assert!(cuts > 1_000, "only {cuts} cuts");
}

/// The state is written anew at a start: what was torn may read otherwise after each restart.
#[test]
fn no_three_starts_that_are_cut_lose_what_was_known() {
    let mut model = Model::default();
    let (used_flash, _) = used(flash(4, 1), &mut model, 30);
    let cut_start = |mut medium: SimNor, cut: u64, seed: u64| {
        medium.reseed(seed);
        medium.cut_at(medium.operation_count() + cut);
        let (mut medium, opened) = used(medium, &mut model.clone(), 0);
        medium.restart();
        (medium, opened)
    };
    for seed in 0..12 {
        for first in 0.. {
            let (medium, opened) = cut_start(used_flash.clone(), first, seed);
            for second in 0.. {
                let (medium, opened) = cut_start(medium.clone(), second, seed + 1);
                check_goes_on(medium, &mut model.clone());
                if opened {
                    break;
                }
            }
            if opened {
                assert!(first > 10, "only {first} operations");
                break;
            }
        }
    }
}

#[test]
fn any_number_of_power_cuts_at_a_start_leaves_room() {
    let mut model = Model::default();
    let (mut medium, _) = used(flash(4, 1), &mut model, 30);
    for cut in 0..200 {
        medium.cut_at(medium.operation_count() + cut % 11);
        medium = used(medium, &mut model, 0).0;
        medium.restart();
    }
    check_goes_on(medium, &mut model);
}

#[test]
fn a_failure_at_any_operation_is_told_and_harms_nothing() {
    for error in [SimError::Io, SimError::Short] {
        let mut failures = 0;
        for operation in 0.. {
            let mut medium = flash(4, operation);
            medium.fail_at(operation, error);
            let mut model = Model::default();
            let (mut medium, _) = used(medium, &mut model, 40);
            if medium.operation_count() <= operation {
                break;
            }
            medium.heal();
            check_goes_on(medium, &mut model);
            failures += 1;
        }
        assert!(failures > 100, "only {failures} failures");
    }
}

fn open(flash: &Flash<SimNor>) -> Result<Store<'_>, FlashError<SimError>> {
    FlashStore::open(flash, PARTITIONS)
}

#[test]
fn flash_that_is_cut_in_another_way_is_refused() {
    let mut model = Model::default();
    let flash = Flash::new(used(flash(4, 1), &mut model, 30).0);
    for log_blocks in [[9, 8], [7, 9]] {
        let other = Partitions {
            log_blocks,
            ..PARTITIONS
        };
        let refused = Store::open(&flash, other).unwrap_err();
        assert_eq!(refused, FlashError::OtherPartitions);
    }
    let small = Partitions {
        meta_blocks: 3,
        ..PARTITIONS
    };
    assert_eq!(
        Store::open(&flash, small).unwrap_err(),
        FlashError::Partitions
    );
    model.check(&mut open(&flash).unwrap());
}

#[test]
fn logs_without_a_meta_log_are_not_written_over() {
    let (mut medium, _) = used(flash(4, 1), &mut Model::default(), 30);
    for block in 1..13 {
        crate::Medium::erase(&mut medium, block).unwrap();
    }
    let mut flash = Flash::new(medium);
    assert_eq!(open(&flash).unwrap_err(), FlashError::Format);
    flash.erase(&PARTITIONS).unwrap();
    let mut store = open(&flash).unwrap();
    assert_eq!(Model::default().run(&mut store, 5), Ok(()));
}

#[test]
fn a_damaged_meta_log_is_not_guessed_at() {
    // Somewhere in the first entries of either half: the name of a log.
    let mut refused = 0;
    for block in [1, 7] {
        let (mut medium, _) = used(flash(4, 1), &mut Model::default(), 30);
        medium.flip(block * 512 + 32 + 8 + 22, 0);
        let flash = Flash::new(medium);
        match open(&flash) {
            Err(error) => {
                assert!(matches!(error.kind(), ErrorKind::Corrupt { .. }), "{error}");
                refused += 1;
            }
            Ok(store) => drop(store),
        }
    }
    assert_eq!(refused, 1, "one half counts");
}

#[test]
fn a_clean_end_begins_no_new_blocks() {
    let mut model = Model::default();
    let (mut medium, _) = used(flash(4, 1), &mut model, 1);
    let before: u64 = medium.erase_counts()[13..].iter().sum();
    for _ in 0..4 {
        let flash = Flash::new(medium);
        let mut store = open(&flash).unwrap();
        model.run(&mut store, 1).unwrap();
        store.close().unwrap();
        medium = flash.into_inner();
    }
    let after: u64 = medium.erase_counts()[13..].iter().sum();
    assert_eq!(after, before);
}

#[test]
fn a_cursor_is_not_kept_beyond_a_record_that_may_have_been_cut_off() {
    let flash = Flash::new(flash(4, 1));
    let mut store = open(&flash).unwrap();
    Model::default().run(&mut store, 0).unwrap();
    for _ in 0..64 {
        store.append(KEPT, &Append::new(b"x")).unwrap();
    }
    core::mem::forget(store);
    let mut store = open(&flash).unwrap();
    for n in 1..=64 {
        store.ack(KEPT, SUB, Seqno::new(n)).unwrap();
    }
    core::mem::forget(store);
    assert_eq!(open(&flash).unwrap().cursor(KEPT, SUB), Seqno::new(63));
}

#[test]
fn a_full_log_goes_on_after_a_loss_of_power_and_a_trim() {
    let mut model = Model::default();
    let flash = Flash::new(flash(4, 1));
    let mut store = open(&flash).unwrap();
    model.run(&mut store, 1).unwrap();
    let full = loop {
        match store.append(KEPT, &Append::new(&[7; 100])) {
            Ok(appended) => model.kept = appended.seqno().get(),
            Err(error) => break error,
        }
    };
    assert_eq!(full.kind(), ErrorKind::NoSpace);
    core::mem::forget(store);
    let mut store = open(&flash).unwrap();
    let newest = Seqno::new(model.kept);
    assert_eq!(store.bounds(KEPT).unwrap().newest, newest);
    store.trim(KEPT, newest).unwrap();
    let appended = store.append(KEPT, &Append::new(b"more")).unwrap();
    assert_eq!(appended, Appended::New(newest.next()));
}

#[test]
fn bounds_are_told() {
    let flash = Flash::new(flash(4, 1));
    let mut store = open(&flash).unwrap();
    let name = |text: &str| LogName::new(text).unwrap();
    let large = Shape::fixed(400).keep_last(100);
    assert_eq!(store.create(&name("large"), large), Err(FlashError::Unfit));
    for text in ["one", "two"] {
        store.create(&name(text), Shape::variable()).unwrap();
    }
    let third = store.create(&name("three"), Shape::variable());
    assert_eq!(third, Err(FlashError::TooMany));
    store.append(RING, &Append::new(b"x")).unwrap();
    for sub in [1, 2] {
        store.ack(RING, SubId::new(sub), Seqno::FIRST).unwrap();
    }
    let third = store.ack(RING, SubId::new(3), Seqno::FIRST);
    assert_eq!(third, Err(FlashError::TooMany));
    store.seek(RING, SubId::new(1), Seqno::ZERO).unwrap();
    assert_eq!(store.cursor(RING, SubId::new(1)), Seqno::ZERO);
    let beyond = store.seek(RING, SubId::new(1), Seqno::new(2));
    let not_yet = ErrorKind::NotYet {
        newest: Seqno::FIRST,
    };
    assert_eq!(beyond.map_err(|error| error.kind()), Err(not_yet));
    let told: String = format!("{}", FlashError::<SimError>::TooMany);
    assert!(told.contains("firmware"));
}
