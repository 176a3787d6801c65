//! Promises about crashes.

use woof_log::{ACK_WINDOW, Append, Appended, LogStore, Producer, Seqno, Shape, SubId};

use super::{CrashFixture, append, append_upto, check_payloads, create, payload, read};

/// A log exists as soon as `create` returns.
pub fn a_created_log_survives(fixture: &mut impl CrashFixture) {
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    fixture.crash(store);
    let mut store = fixture.open();
    assert_eq!(create(&mut store, "log", Shape::variable()), log);
    assert_ne!(create(&mut store, "another", Shape::variable()), log);
}

/// What was synced stays, however often the power goes.
pub fn synced_records_survive_crash_after_crash(fixture: &mut impl CrashFixture) {
    for newest in (5..60).step_by(5) {
        let mut store = fixture.open();
        let log = create(&mut store, "log", Shape::variable());
        let kept = store.bounds(log).expect("bounds").newest.get();
        assert!(
            kept + 5 >= newest,
            "{kept} records survived of {}",
            newest - 5
        );
        append_upto(&mut store, log, newest);
        store.sync(log, Seqno::new(newest)).expect("a sync");
        fixture.crash(store);
    }
}

/// Nothing after a hole survives, and nothing is made up.
pub fn what_survives_is_a_prefix(fixture: &mut impl CrashFixture) {
    for round in 0..5 {
        let mut store = fixture.open();
        let log = create(&mut store, "log", Shape::variable());
        let newest = store.bounds(log).expect("bounds").newest.get();
        check_payloads(&mut store, log, 1, newest);
        append_upto(&mut store, log, newest + 10);
        store.sync(log, Seqno::new(newest + 10)).expect("a sync");
        for n in newest + 11..newest + 20 + round {
            append(&mut store, log, &Append::new(&payload(n)));
        }
        fixture.crash(store);
        let mut store = fixture.open();
        let kept = store.bounds(log).expect("bounds").newest.get();
        assert!((newest + 10..newest + 20 + round).contains(&kept));
        check_payloads(&mut store, log, 1, kept);
    }
}

/// A client that repeats itself after a crash is answered as before it.
pub fn a_repeated_append_is_recognised_after_a_crash(fixture: &mut impl CrashFixture) {
    let record = |n| Append::new(b"x").produced_by(Producer::counting(1, 0, n));
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    for n in 1..=30 {
        append(&mut store, log, &record(n));
        store.sync(log, Seqno::new(n)).expect("a sync");
        fixture.crash(store);
        store = fixture.open();
        let again = store.append(log, &record(n)).expect("a repeat is no error");
        assert_eq!(again, Appended::Duplicate(Seqno::new(n)));
    }
}

/// A subscription never skips a record because an older one of that number was acknowledged.
pub fn an_acknowledgement_never_outlives_its_record(fixture: &mut impl CrashFixture) {
    let sub = SubId::new(1);
    let mut store = fixture.open();
    let log = create(&mut store, "log", Shape::variable());
    append_upto(&mut store, log, 20);
    for seqno in 1..=20 {
        store
            .ack(log, sub, Seqno::new(seqno))
            .expect("within the window");
    }
    fixture.crash(store);
    let mut store = fixture.open();
    let kept = store.bounds(log).expect("bounds").newest.get();
    append_upto(&mut store, log, kept + ACK_WINDOW + 1);
    // If the cursor were beyond `kept`, this would lie inside its window.
    let beyond = Seqno::new(kept + ACK_WINDOW + 1);
    assert!(store.ack(log, sub, beyond).is_err());
    if kept > 0 {
        assert_eq!(read(&mut store, log, kept).1, payload(kept));
    }
}
