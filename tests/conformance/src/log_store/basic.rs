//! Promises that need nothing but the trait, and neither acknowledgements nor trims.

use woof_log::{
    Append, Appended, Cause, ErrorKind, Extensions, LogId, LogName, LogStore, Producer, Seqno,
    Shape, SubId,
};

use super::{Fixture, append, append_upto, check_payloads, check_refused, create, read};

/// `create` is open-or-create.
pub fn creating_again_opens_the_same_log(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "a/log", Shape::variable());
    append_upto(&mut store, log, 3);
    assert_eq!(create(&mut store, "a/log", Shape::variable()), log);
    check_payloads(&mut store, log, 1, 3);
}

/// A log is never reshaped under its readers.
pub fn another_shape_is_refused(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    create(&mut store, "log", Shape::variable());
    let name = LogName::new("log").expect("a valid name");
    for shape in [Shape::fixed(4), Shape::variable().keep_last(3)] {
        check_refused(store.create(&name, shape), ErrorKind::OtherShape);
    }
}

/// Shapes without room for a record are refused.
pub fn an_impossible_shape_is_refused(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let name = LogName::new("log").expect("a valid name");
    for shape in [
        Shape::fixed(0),
        Shape::variable().keep_last(0),
        Shape::fixed(0xFFFF),
    ] {
        check_refused(store.create(&name, shape), ErrorKind::Invalid);
    }
}

/// Numbers count 1, 2, 3.
pub fn sequence_numbers_begin_at_one_and_have_no_holes(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let empty = store.bounds(log).expect("bounds");
    assert!(empty.is_empty());
    assert_eq!((empty.oldest, empty.newest), (Seqno::FIRST, Seqno::ZERO));
    append_upto(&mut store, log, 300);
    check_payloads(&mut store, log, 1, 300);
}

/// Payload, extensions and the quiet flag come back.
pub fn what_was_appended_reads_back(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let fixed = Shape::fixed(8).carrying(Extensions::ALL);
    let fixed = create(&mut store, "fixed", fixed);
    let cause = Cause {
        log,
        seqno: Seqno::new(7),
    };
    let producer = Producer::keyed(1, 2, 3);
    let full = Append::new(b"payload!")
        .caused_by(cause)
        .produced_by(producer)
        .at_us(4)
        .quietly();
    let bare = Append::new(b"8 bytes.");
    for log in [log, fixed] {
        append(&mut store, log, &full);
        append(&mut store, log, &bare);
        let (entry, read_full) = read(&mut store, log, 1);
        assert_eq!(read_full, full.payload);
        assert_eq!(
            (entry.cause, entry.time_us, entry.quiet),
            (Some(cause), Some(4), true)
        );
        let who = entry.producer.expect("a producer");
        assert_eq!((who.id, who.epoch, who.n), (1, 2, 3));
        let (entry, read_bare) = read(&mut store, log, 2);
        assert_eq!(read_bare, bare.payload);
        assert_eq!((entry.cause, entry.producer), (None, None));
        assert_eq!((entry.time_us, entry.quiet), (None, false));
    }
    let empty = append(&mut store, log, &Append::new(b""));
    assert_eq!(read(&mut store, log, empty.get()).1, b"");
}

/// A ring of `n` keeps `n`, not `n - 1`, at every moment.
pub fn exactly_the_last_records_stay(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    for (name, count) in [("one", 1), ("five", 5)] {
        let log = create(&mut store, name, Shape::variable().keep_last(count));
        for newest in 1..=40 {
            append_upto(&mut store, log, newest);
            check_payloads(
                &mut store,
                log,
                newest.saturating_sub(count.into()) + 1,
                newest,
            );
        }
    }
}

/// Reads of what is gone and of what is to come are told apart.
pub fn a_read_outside_the_bounds_says_where_they_are(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable().keep_last(2));
    append_upto(&mut store, log, 5);
    let gone = ErrorKind::Trimmed {
        oldest: Seqno::new(4),
    };
    let to_come = ErrorKind::NotYet {
        newest: Seqno::new(5),
    };
    check_refused(store.read(log, Seqno::ZERO, &mut [0; 64]), gone);
    check_refused(store.read(log, Seqno::new(3), &mut [0; 64]), gone);
    check_refused(store.read(log, Seqno::new(6), &mut [0; 64]), to_come);
    check_refused(store.read(log, Seqno::new(u64::MAX), &mut [0; 64]), to_come);
}

/// A buffer that is too short is told how long it must be.
pub fn a_short_buffer_is_told_the_length(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append(&mut store, log, &Append::new(&[1; 100]));
    let short = ErrorKind::BufferTooSmall { needed: 100 };
    check_refused(store.read(log, Seqno::FIRST, &mut [0; 99]), short);
    assert_eq!(
        store
            .read(log, Seqno::FIRST, &mut [0; 100])
            .expect("it fits")
            .len,
        100
    );
}

/// A refused record leaves nothing behind.
pub fn a_record_that_does_not_fit_is_refused_whole(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::fixed(4));
    check_refused(store.append(log, &Append::new(b"abc")), ErrorKind::Invalid);
    check_refused(
        store.append(log, &Append::new(b"abcde")),
        ErrorKind::Invalid,
    );
    check_refused(
        store.append(log, &Append::new(b"abcd").at_us(1)),
        ErrorKind::Invalid,
    );
    let variable = create(&mut store, "variable", Shape::variable());
    let large = vec![0; 65_535];
    check_refused(
        store.append(variable, &Append::new(&large)),
        ErrorKind::Invalid,
    );
    for log in [log, variable] {
        assert!(store.bounds(log).expect("bounds").is_empty());
    }
}

/// A producer that counts: repeats are recognised, holes and strangers refused.
pub fn a_counting_producer_is_stored_once_and_in_order(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let record = |id, n| Append::new(b"x").produced_by(Producer::counting(id, 0, n));
    append(&mut store, log, &record(1, 1));
    append(&mut store, log, &record(1, 2));
    for n in [1, 2] {
        let again = store
            .append(log, &record(1, n))
            .expect("a repeat is no error");
        assert_eq!(again, Appended::Duplicate(Seqno::new(n)));
    }
    let hole = ErrorKind::OutOfOrder { expected: 3 };
    check_refused(store.append(log, &record(1, 4)), hole);
    let stranger = ErrorKind::UnknownProducer { producer: 2 };
    check_refused(store.append(log, &record(2, 5)), stranger);
    assert_eq!(store.bounds(log).expect("bounds").newest, Seqno::new(2));
}

/// A producer with keys: repeats are recognised in any order.
pub fn a_keyed_producer_is_stored_once_in_any_order(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let sub = SubId::new(3);
    let record = |input, index| {
        Append::new(b"x").produced_by(Producer::output(sub, Seqno::new(input), index))
    };
    let outputs = [(5, 0), (4, 0), (5, 1), (9, 0), (4, 1)];
    for (input, index) in outputs {
        append(&mut store, log, &record(input, index));
    }
    for (seqno, (input, index)) in (1..).zip(outputs) {
        let again = store
            .append(log, &record(input, index))
            .expect("a repeat is no error");
        assert_eq!(again, Appended::Duplicate(Seqno::new(seqno)));
    }
}

/// A restarted producer shuts out its former self.
pub fn a_newer_epoch_fences_the_older(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let record = |epoch, n| Append::new(b"x").produced_by(Producer::counting(1, epoch, n));
    append(&mut store, log, &record(0, 1));
    append(&mut store, log, &record(1, 1));
    check_refused(
        store.append(log, &record(0, 2)),
        ErrorKind::Fenced { epoch: 1 },
    );
    append(&mut store, log, &record(1, 2));
}

/// After a sync, the bounds say durable.
pub fn a_sync_makes_records_durable(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 5);
    store.sync(log, Seqno::new(5)).expect("a sync");
    assert_eq!(store.bounds(log).expect("bounds").durable, Seqno::new(5));
    let to_come = ErrorKind::NotYet {
        newest: Seqno::new(5),
    };
    check_refused(store.sync(log, Seqno::new(6)), to_come);
}

/// Each log has its own numbers and producers.
pub fn logs_do_not_see_each_other(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let first = create(&mut store, "first", Shape::variable());
    let second = create(&mut store, "second", Shape::variable());
    assert_ne!(first, second);
    let record = Append::new(b"x").produced_by(Producer::counting(1, 0, 1));
    assert_eq!(append(&mut store, first, &record), Seqno::FIRST);
    assert_eq!(append(&mut store, second, &record), Seqno::FIRST);
    append_upto(&mut store, first, 3);
    assert_eq!(read(&mut store, second, 1).1, b"x");
    assert_eq!(store.bounds(second).expect("bounds").newest, Seqno::FIRST);
}

/// A number that names no log is refused everywhere.
pub fn an_unknown_log_is_refused(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = LogId::new(77);
    let seqno = Seqno::FIRST;
    check_refused(store.append(log, &Append::new(b"x")), ErrorKind::UnknownLog);
    check_refused(store.read(log, seqno, &mut []), ErrorKind::UnknownLog);
    check_refused(store.bounds(log), ErrorKind::UnknownLog);
    check_refused(store.sync(log, seqno), ErrorKind::UnknownLog);
}
