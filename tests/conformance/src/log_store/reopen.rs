//! Promises about opening a store again after a clean end.

use woof_log::{ACK_WINDOW, Append, Appended, ErrorKind, LogStore, Producer, Seqno, Shape, SubId};

use super::{Fixture, append, append_upto, check_payloads, check_refused, create};

/// Names, numbers and records survive, and counting goes on.
pub fn logs_and_records_are_there_again(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let first = create(&mut store, "first", Shape::variable());
    let second = create(&mut store, "second", Shape::variable());
    append_upto(&mut store, first, 70);
    append_upto(&mut store, second, 7);
    drop(store);
    for restart in 1..=3 {
        let mut store = fixture.open();
        assert_eq!(create(&mut store, "second", Shape::variable()), second);
        assert_eq!(create(&mut store, "first", Shape::variable()), first);
        check_payloads(&mut store, first, 1, 69 + restart);
        check_payloads(&mut store, second, 1, 7);
        append_upto(&mut store, first, 70 + restart);
    }
}

/// What was trimmed does not come back.
pub fn a_trim_is_remembered(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 20);
    store.trim(log, Seqno::new(15)).expect("a trim");
    drop(store);
    check_payloads(&mut fixture.open(), log, 16, 20);
}

/// Producers are remembered.
pub fn a_repeated_append_is_recognised(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let record = |n| Append::new(b"x").produced_by(Producer::counting(1, 4, n));
    append(&mut store, log, &record(1));
    append(&mut store, log, &record(2));
    drop(store);
    let mut store = fixture.open();
    let again = store.append(log, &record(2)).expect("a repeat is no error");
    assert_eq!(again, Appended::Duplicate(Seqno::new(2)));
    append(&mut store, log, &record(3));
    let older = Append::new(b"x").produced_by(Producer::counting(1, 3, 4));
    check_refused(store.append(log, &older), ErrorKind::Fenced { epoch: 4 });
}

/// The contiguous part of the acknowledgements is remembered.
pub fn acknowledgements_are_remembered(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let sub = SubId::new(1);
    append_upto(&mut store, log, 200);
    for seqno in 1..=10 {
        store
            .ack(log, sub, Seqno::new(seqno))
            .expect("within the window");
    }
    drop(store);
    let mut store = fixture.open();
    let beyond = Seqno::new(10 + ACK_WINDOW + 1);
    let full = ErrorKind::AckWindow {
        watermark: Seqno::new(10),
    };
    check_refused(store.ack(log, sub, beyond), full);
}

/// A log of the last records keeps exactly those over restarts.
pub fn a_ring_goes_on(fixture: &mut impl Fixture) {
    for newest in (10..100).step_by(10) {
        let mut store = fixture.open();
        let log = create(&mut store, "log", Shape::variable().keep_last(7));
        append_upto(&mut store, log, newest);
        check_payloads(&mut store, log, newest - 6, newest);
    }
}
