//! What every [`LogStore`] must do.

pub mod basic;
pub mod crash;
pub mod cursors;
pub mod reopen;

use woof_log::{
    Append, Appended, Entry, ErrorKind, LogError, LogId, LogName, LogStore, Seqno, Shape,
};

/// Makes the store that is tested.
pub trait Fixture {
    /// The store.
    type Store: LogStore;

    /// Opens the store. The first call finds it empty; a later one, after the last store was
    /// dropped, finds what was there.
    fn open(&mut self) -> Self::Store;
}

/// A fixture that can end the use of a store as a crash would.
pub trait CrashFixture: Fixture {
    /// Takes the store away without a clean shutdown, losing what was not synced.
    fn crash(&mut self, store: Self::Store);
}

/// Tests the promises that need nothing but the trait.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! log_store_basic {
    ($fixture:expr) => {
        $crate::log_store_records!($fixture);
        $crate::one_test_per_case!(
            $crate::log_store::cursors,
            $fixture,
            [
                acknowledgements_have_a_window,
                trimmed_records_are_gone_and_their_numbers_too,
                a_trim_leaves_other_logs_alone,
                an_unknown_log_has_no_cursor_and_no_trim,
            ]
        );
    };
}

/// Tests those of the basic promises that need neither acknowledgements nor trims, for stores that
/// have none, such as one that is asked over a network.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! log_store_records {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::log_store::basic,
            $fixture,
            [
                creating_again_opens_the_same_log,
                another_shape_is_refused,
                an_impossible_shape_is_refused,
                sequence_numbers_begin_at_one_and_have_no_holes,
                what_was_appended_reads_back,
                exactly_the_last_records_stay,
                a_read_outside_the_bounds_says_where_they_are,
                a_short_buffer_is_told_the_length,
                a_record_that_does_not_fit_is_refused_whole,
                a_counting_producer_is_stored_once_and_in_order,
                a_keyed_producer_is_stored_once_in_any_order,
                a_newer_epoch_fences_the_older,
                a_sync_makes_records_durable,
                logs_do_not_see_each_other,
                an_unknown_log_is_refused,
            ]
        );
    };
}

/// Tests the promises about opening a store again after a clean end.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! log_store_reopen {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::log_store::reopen,
            $fixture,
            [
                logs_and_records_are_there_again,
                a_trim_is_remembered,
                a_repeated_append_is_recognised,
                acknowledgements_are_remembered,
                a_ring_goes_on,
            ]
        );
    };
}

/// Tests the promises about crashes.
///
/// The argument is an expression that makes a fresh [`CrashFixture`].
#[macro_export]
macro_rules! log_store_crash {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::log_store::crash,
            $fixture,
            [
                a_created_log_survives,
                synced_records_survive_crash_after_crash,
                what_survives_is_a_prefix,
                a_repeated_append_is_recognised_after_a_crash,
                an_acknowledgement_never_outlives_its_record,
            ]
        );
    };
}

/// Bytes that no payload of the suites exceeds.
const PAYLOAD_LEN_MAX: usize = 256;

pub(crate) fn create<S: LogStore>(store: &mut S, name: &str, shape: Shape) -> LogId {
    let name = LogName::new(name).expect("the suites use valid names");
    store.create(&name, shape).expect("a log can be created")
}

/// A payload that tells its number.
pub(crate) fn payload(n: u64) -> Vec<u8> {
    let mut payload = n.to_le_bytes().to_vec();
    payload.resize(8 + (n % 40) as usize, n as u8);
    payload
}

#[track_caller]
pub(crate) fn append<S: LogStore>(store: &mut S, log: LogId, record: &Append<'_>) -> Seqno {
    match store.append(log, record) {
        Ok(Appended::New(seqno)) => seqno,
        other => panic!("not appended: {other:?}"),
    }
}

/// Appends [`payload`]s until the newest record is `newest`.
#[track_caller]
pub(crate) fn append_upto<S: LogStore>(store: &mut S, log: LogId, newest: u64) {
    let bounds = store.bounds(log).expect("the log has bounds");
    for n in bounds.newest.get() + 1..=newest {
        assert_eq!(append(store, log, &Append::new(&payload(n))), Seqno::new(n));
    }
}

#[track_caller]
fn read<S: LogStore>(store: &mut S, log: LogId, seqno: u64) -> (Entry, Vec<u8>) {
    let mut buffer = [0; PAYLOAD_LEN_MAX];
    let entry = store
        .read(log, Seqno::new(seqno), &mut buffer)
        .expect("the record reads");
    (entry, buffer[..entry.len].to_vec())
}

/// Checks that the records `oldest..=newest`, and no others, read as their [`payload`]s.
#[track_caller]
fn check_payloads<S: LogStore>(store: &mut S, log: LogId, oldest: u64, newest: u64) {
    let bounds = store.bounds(log).expect("the log has bounds");
    assert_eq!((bounds.oldest.get(), bounds.newest.get()), (oldest, newest));
    for seqno in oldest..=newest {
        assert_eq!(read(store, log, seqno).1, payload(seqno));
    }
}

#[track_caller]
pub(crate) fn check_refused<T: std::fmt::Debug, E: LogError>(
    result: Result<T, E>,
    expected: ErrorKind,
) {
    assert_eq!(
        result.expect_err("the call must be refused").kind(),
        expected
    );
}
