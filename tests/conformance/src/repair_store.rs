//! What every [`RepairStore`] must do, on top of what a
//! [`LogStore`] must.

use woof_log::{
    Append, Cause, ErrorKind, Extensions, LogId, LogStore, Producer, REASON_LEN_MAX, Repair,
    RepairStore, Seqno, Shape, View,
};

use crate::log_store::{
    CrashFixture, Fixture, append, append_upto, check_refused, create, payload,
};

/// Tests the promises about repairs that need nothing but the trait.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! repair_store_basic {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::repair_store,
            $fixture,
            [
                a_repair_shows_in_one_view_alone,
                the_last_repair_wins,
                what_is_not_there_cannot_be_repaired,
                a_repair_has_to_fit_the_log,
                a_repair_ends_with_its_record,
                repairs_are_listed_in_the_order_of_records,
                a_repaired_record_keeps_its_extensions,
            ]
        );
    };
}

/// Tests the promises about repairs when a store is opened again after a clean end.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! repair_store_reopen {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::repair_store,
            $fixture,
            [repairs_are_there_again, numbers_of_repairs_go_on_rising]
        );
    };
}

/// Tests the promises about repairs and crashes.
///
/// The argument is an expression that makes a fresh [`CrashFixture`].
#[macro_export]
macro_rules! repair_store_crash {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::repair_store,
            $fixture,
            [
                a_repair_survives_with_its_record,
                repairs_survive_crash_after_crash
            ]
        );
    };
}

fn with(target: u64, payload: &[u8]) -> Repair<'_> {
    Repair {
        target: Seqno::new(target),
        payload,
        reason: "the suite wants it",
    }
}

#[track_caller]
fn repair<S: RepairStore>(store: &S, log: LogId, target: u64, payload: &[u8]) -> u64 {
    let repaired = store.repair(log, &with(target, payload));
    repaired.expect("the record can be repaired")
}

#[track_caller]
fn check_views<S: RepairStore>(store: &S, log: LogId, seqno: u64, repaired: &[u8]) {
    let shown = |view| store.read_vec_in(view, log, Seqno::new(seqno));
    let (entry, written) = shown(View::Written).expect("the record reads");
    assert_eq!((entry.seqno.get(), written), (seqno, payload(seqno)));
    let (entry, found) = shown(View::Repaired).expect("the record reads");
    assert_eq!((entry.seqno.get(), found.as_slice()), (seqno, repaired));
    assert_eq!(entry.len, repaired.len());
}

/// Who asks for what was written gets it, and the neighbours are as they were.
pub fn a_repair_shows_in_one_view_alone(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let other = create(&mut store, "other", Shape::variable());
    append_upto(&mut store, log, 5);
    append_upto(&mut store, other, 5);
    repair(&store, log, 3, b"better");
    check_views(&store, log, 2, &payload(2));
    check_views(&store, log, 3, b"better");
    check_views(&store, log, 4, &payload(4));
    check_views(&store, other, 3, &payload(3));
    // A longer one than the record, a shorter one and an empty one.
    for length in [5_000, 1, 0] {
        let payload = vec![7; length];
        repair(&store, log, 1, &payload);
        check_views(&store, log, 1, &payload);
    }
    let refused = store.read_repaired(log, Seqno::new(3), &mut [0; 3]);
    check_refused(refused, ErrorKind::BufferTooSmall { needed: 6 });
    let bounds = store.bounds(log).expect("bounds");
    assert_eq!(bounds.newest, Seqno::new(5), "a repair takes no number");
}

/// A repaired record can be repaired again.
pub fn the_last_repair_wins(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 2);
    let mut last = 0;
    for n in 1..=20_u8 {
        let number = repair(&store, log, 1, &[n]);
        assert!(number > last, "numbers rise");
        last = number;
        check_views(&store, log, 1, &[n]);
    }
    let repaired = store.repair_of(log, Seqno::FIRST).expect("it is known");
    assert_eq!(repaired.map(|one| one.number), Some(last));
    let untouched = store.repair_of(log, Seqno::new(2)).expect("it is known");
    assert_eq!(untouched, None);
}

/// A trimmed record, a future one, and a log that nobody made.
pub fn what_is_not_there_cannot_be_repaired(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 5);
    store.trim(log, Seqno::new(2)).expect("a trim");
    let trimmed = ErrorKind::Trimmed {
        oldest: Seqno::new(3),
    };
    check_refused(store.repair(log, &with(2, b"x")), trimmed);
    check_refused(store.repair(log, &with(0, b"x")), trimmed);
    let newest = Seqno::new(5);
    check_refused(
        store.repair(log, &with(6, b"x")),
        ErrorKind::NotYet { newest },
    );
    let missing = LogId::new(77);
    check_refused(store.repair(missing, &with(1, b"x")), ErrorKind::UnknownLog);
}

/// Nothing is stored of what does not fit.
pub fn a_repair_has_to_fit_the_log(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::fixed(4));
    append(&mut store, log, &Append::new(b"four"));
    check_refused(store.repair(log, &with(1, b"three")), ErrorKind::Invalid);
    let reason = "x".repeat(REASON_LEN_MAX + 1);
    let long = Repair {
        reason: &reason,
        ..with(1, b"FOUR")
    };
    check_refused(store.repair(log, &long), ErrorKind::Invalid);
    assert_eq!(store.repairs(log, Seqno::ZERO, 9).expect("a list"), []);
    repair(&store, log, 1, b"FOUR");
    let (_, found) = store
        .read_vec_in(View::Repaired, log, Seqno::FIRST)
        .expect("the record reads");
    assert_eq!(found, b"FOUR");
}

/// Retention and trims take repairs along.
pub fn a_repair_ends_with_its_record(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 5);
    repair(&store, log, 2, b"a");
    repair(&store, log, 4, b"b");
    store.trim(log, Seqno::new(3)).expect("a trim");
    let left = store.repairs(log, Seqno::ZERO, 9).expect("a list");
    assert_eq!(left.len(), 1);
    check_views(&store, log, 4, b"b");

    let ring = create(&mut store, "ring", Shape::variable().keep_last(3));
    append_upto(&mut store, ring, 3);
    repair(&store, ring, 2, b"a");
    append_upto(&mut store, ring, 6);
    assert_eq!(store.repairs(ring, Seqno::ZERO, 9).expect("a list"), []);
    repair(&store, ring, 5, b"b");
    check_views(&store, ring, 5, b"b");
    let gone = store.read_vec_in(View::Repaired, ring, Seqno::new(2));
    let oldest = Seqno::new(4);
    check_refused(gone, ErrorKind::Trimmed { oldest });
}

/// A list can be read piece by piece.
pub fn repairs_are_listed_in_the_order_of_records(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 9);
    for target in [7, 2, 5] {
        repair(&store, log, target, b"x");
    }
    let list = |from, count| -> Vec<u64> {
        let repairs = store.repairs(log, Seqno::new(from), count);
        let repairs = repairs.expect("a list").into_iter();
        repairs.map(|repaired| repaired.target.get()).collect()
    };
    assert_eq!(list(0, 9), [2, 5, 7]);
    assert_eq!(list(3, 1), [5]);
    assert_eq!(list(8, 9), [0_u64; 0]);
    let first = store.repair_of(log, Seqno::new(2)).expect("it is known");
    let reason = first.map(|repaired| repaired.reason.to_string());
    assert_eq!(reason.as_deref(), Some("the suite wants it"));
}

/// A repair replaces a payload and nothing else.
pub fn a_repaired_record_keeps_its_extensions(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let shape = Shape::fixed(1).carrying(Extensions::ALL);
    let log = create(&mut store, "log", shape);
    let cause = Cause {
        log,
        seqno: Seqno::new(40),
    };
    let record = Append::new(b"a")
        .caused_by(cause)
        .produced_by(Producer::keyed(7, 1, 3))
        .at_us(9)
        .quietly();
    append(&mut store, log, &record);
    repair(&store, log, 1, b"b");
    let read = |view| {
        store
            .read_vec_in(view, log, Seqno::FIRST)
            .expect("it reads")
    };
    let (written, repaired) = (read(View::Written), read(View::Repaired));
    assert_eq!(written.0, repaired.0);
    assert_eq!((&written.1[..], &repaired.1[..]), (&b"a"[..], &b"b"[..]));
    // The producer's number stays taken by the record.
    let again = store.append(log, &record).expect("a repeat is no error");
    assert_eq!(again, woof_log::Appended::Duplicate(Seqno::FIRST));
}

/// Repairs survive a clean end, also of logs that the next start does not touch.
pub fn repairs_are_there_again(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 5);
    repair(&store, log, 3, b"first");
    repair(&store, log, 3, b"second");
    drop(store);
    for _ in 1..=3 {
        let store = fixture.open();
        check_views(&store, log, 3, b"second");
        drop(store);
        drop(fixture.open());
    }
}

/// A repair after a restart is later than all before it.
pub fn numbers_of_repairs_go_on_rising(fixture: &mut impl Fixture<Store: RepairStore>) {
    let mut last = 0;
    for round in 1..=4_u8 {
        let mut store = fixture.open();
        let log = create(&mut store, "log", Shape::variable());
        append_upto(&mut store, log, 5);
        let number = repair(&store, log, 3, &[round]);
        assert!(number > last, "{number} after {last}");
        last = number;
        check_views(&store, log, 3, &[round]);
    }
}

/// A repair is durable when the call returns, and so is its record.
pub fn a_repair_survives_with_its_record(fixture: &mut impl CrashFixture<Store: RepairStore>) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 5);
    // None of the records was synced.
    repair(&store, log, 5, b"better");
    fixture.crash(store);
    let store = fixture.open();
    check_views(&store, log, 5, b"better");
    check_views(&store, log, 4, &payload(4));
}

/// Old repairs stay when new ones are made after a crash.
pub fn repairs_survive_crash_after_crash(fixture: &mut impl CrashFixture<Store: RepairStore>) {
    for round in 1..=6_u64 {
        let mut store = fixture.open();
        let log = create(&mut store, "log", Shape::variable());
        append_upto(&mut store, log, 2 * round);
        for earlier in 1..round {
            check_views(&store, log, 2 * earlier, &[earlier as u8]);
        }
        repair(&store, log, 2 * round, &[round as u8]);
        fixture.crash(store);
    }
}
