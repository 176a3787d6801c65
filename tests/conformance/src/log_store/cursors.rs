//! Promises about acknowledgements and trims that need nothing but the trait.

use woof_log::{ACK_WINDOW, Append, ErrorKind, LogId, LogStore, Seqno, Shape, SubId};

use super::{Fixture, append, append_upto, check_payloads, check_refused, create, payload};

/// Records finish out of order, but not too far.
pub fn acknowledgements_have_a_window(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    let sub = SubId::new(1);
    append_upto(&mut store, log, 100);
    let beyond = Seqno::new(ACK_WINDOW + 1);
    let full = ErrorKind::AckWindow {
        watermark: Seqno::ZERO,
    };
    check_refused(store.ack(log, sub, beyond), full);
    store
        .ack(log, sub, Seqno::new(ACK_WINDOW))
        .expect("within the window");
    check_refused(store.ack(log, sub, beyond), full);
    store
        .ack(log, sub, Seqno::FIRST)
        .expect("within the window");
    store
        .ack(log, sub, Seqno::FIRST)
        .expect("a repeat changes nothing");
    store.ack(log, sub, beyond).expect("the window has moved");
    check_refused(store.ack(log, SubId::new(2), beyond), full);
    let to_come = ErrorKind::NotYet {
        newest: Seqno::new(100),
    };
    check_refused(store.ack(log, sub, Seqno::new(101)), to_come);
}

/// A trim takes records, never numbers.
pub fn trimmed_records_are_gone_and_their_numbers_too(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 10);
    let to_come = ErrorKind::NotYet {
        newest: Seqno::new(10),
    };
    check_refused(store.trim(log, Seqno::new(11)), to_come);
    for upto in [4, 4, 2] {
        store.trim(log, Seqno::new(upto)).expect("a trim");
        check_payloads(&mut store, log, 5, 10);
    }
    store
        .trim(log, Seqno::new(10))
        .expect("a trim of everything");
    assert!(store.bounds(log).expect("bounds").is_empty());
    assert_eq!(
        append(&mut store, log, &Append::new(&payload(11))),
        Seqno::new(11)
    );
    check_payloads(&mut store, log, 11, 11);
}

/// Each log has its own trims and cursors.
pub fn a_trim_leaves_other_logs_alone(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let first = create(&mut store, "first", Shape::variable());
    let second = create(&mut store, "second", Shape::variable());
    append_upto(&mut store, first, 3);
    append_upto(&mut store, second, ACK_WINDOW + 1);
    let sub = SubId::new(1);
    store.ack(first, sub, Seqno::FIRST).expect("in the window");
    store.trim(first, Seqno::new(2)).expect("a trim");
    check_payloads(&mut store, second, 1, ACK_WINDOW + 1);
    let full = ErrorKind::AckWindow {
        watermark: Seqno::ZERO,
    };
    check_refused(store.ack(second, sub, Seqno::new(ACK_WINDOW + 1)), full);
}

/// A number that names no log is refused here too.
pub fn an_unknown_log_has_no_cursor_and_no_trim(fixture: &mut impl Fixture) {
    let mut store = fixture.open();
    let (log, seqno) = (LogId::new(77), Seqno::FIRST);
    let acked = store.ack(log, SubId::new(1), seqno);
    check_refused(acked, ErrorKind::UnknownLog);
    check_refused(store.trim(log, seqno), ErrorKind::UnknownLog);
}
