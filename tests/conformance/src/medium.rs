//! What every [`Medium`] must do.

use woof_log::{Append, Geometry, Log, LogId, Medium, Retention, Seqno, Shape};

/// Makes the medium that is tested.
pub trait Fixture {
    /// The medium.
    type Medium: Medium;

    /// Opens the medium. The first call finds it erased; a later one, after the last medium was
    /// dropped, finds what was synced.
    fn open(&mut self) -> Self::Medium;
}

/// Tests the promises that need nothing but the trait.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! medium_basic {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::medium,
            $fixture,
            [
                the_geometry_is_valid_and_constant,
                what_was_written_reads_back_before_a_sync,
                blocks_do_not_see_each_other,
                a_block_can_be_used_again_after_an_erase,
                a_block_that_was_written_is_present,
                a_log_lives_on_it,
            ]
        );
    };
}

/// Tests the promises about opening a medium again.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! medium_reopen {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::medium,
            $fixture,
            [what_was_synced_is_there_again, a_log_is_there_again]
        );
    };
}

const LOG: LogId = LogId::new(1);

/// The address of a block.
fn base(geometry: &Geometry, block: u32) -> u64 {
    u64::from(block) * u64::from(geometry.block_size)
}

/// Bytes unlike those of any other block, in whole write units.
fn pattern(geometry: &Geometry, block: u32) -> Vec<u8> {
    let len = geometry.write_unit.max(16) * 2;
    (0..len)
        .map(|at| (at as u8).wrapping_mul(7) ^ block as u8)
        .collect()
}

fn write_block<M: Medium>(medium: &mut M, block: u32) {
    let geometry = medium.geometry();
    medium.erase(block).expect("an erase");
    let mut at = base(&geometry, block);
    for unit in pattern(&geometry, block).chunks(geometry.write_unit as usize) {
        medium.write(at, unit).expect("a write");
        at += unit.len() as u64;
    }
}

#[track_caller]
fn check_block<M: Medium>(medium: &mut M, block: u32) {
    let geometry = medium.geometry();
    let expected = pattern(&geometry, block);
    let mut read = vec![0; expected.len()];
    medium
        .read(base(&geometry, block), &mut read)
        .expect("a read");
    assert_eq!(read, expected);
    // A part in the middle, at an odd place.
    medium
        .read(base(&geometry, block) + 3, &mut read[..5])
        .expect("a read");
    assert_eq!(read[..5], expected[3..8]);
}

/// The geometry suits a log and does not change.
pub fn the_geometry_is_valid_and_constant(fixture: &mut impl Fixture) {
    let mut medium = fixture.open();
    let geometry = medium.geometry();
    assert!(geometry.is_valid(), "{geometry:?}");
    write_block(&mut medium, 0);
    assert_eq!(medium.geometry(), geometry);
}

/// A read sees every write before it.
pub fn what_was_written_reads_back_before_a_sync(fixture: &mut impl Fixture) {
    let mut medium = fixture.open();
    write_block(&mut medium, 0);
    check_block(&mut medium, 0);
    medium.sync().expect("a sync");
    check_block(&mut medium, 0);
}

/// Writing and erasing a block leaves the others alone.
pub fn blocks_do_not_see_each_other(fixture: &mut impl Fixture) {
    let mut medium = fixture.open();
    for block in 0..3 {
        write_block(&mut medium, block);
    }
    medium.erase(1).expect("an erase");
    check_block(&mut medium, 0);
    check_block(&mut medium, 2);
}

/// An erased block takes writes from its front again.
pub fn a_block_can_be_used_again_after_an_erase(fixture: &mut impl Fixture) {
    let mut medium = fixture.open();
    for _ in 0..3 {
        write_block(&mut medium, 1);
        check_block(&mut medium, 1);
    }
}

/// A mount that asks which blocks may hold something is told of those that do.
pub fn a_block_that_was_written_is_present(fixture: &mut impl Fixture) {
    let mut medium = fixture.open();
    write_block(&mut medium, 2);
    let mut candidate = medium.next_present(0);
    while let Some(block) = candidate.filter(|block| *block < 2) {
        candidate = medium.next_present(block + 1);
    }
    assert_eq!(candidate, Some(2));
    assert_eq!(medium.next_present(2), Some(2));
}

/// A log goes through the medium's blocks and stays whole.
pub fn a_log_lives_on_it(fixture: &mut impl Fixture) {
    let medium = fixture.open();
    let shape = Shape::fixed(16).keep_last(4);
    let mut log = Log::mount(medium, LOG, shape, None).expect("a mount");
    for n in 1..=1_000_u128 {
        let seqno = log
            .append(&Append::new(&n.to_le_bytes()))
            .expect("an append");
        check_log(&mut log, seqno);
    }
}

#[track_caller]
fn check_log<M: Medium>(log: &mut Log<M>, newest: Seqno) {
    let Retention::Last(kept) = log.shape().retention else {
        return;
    };
    let bounds = log.bounds();
    assert_eq!(bounds.newest, newest);
    assert_eq!(bounds.len(), newest.get().min(kept.into()));
    for seqno in bounds.oldest.get()..=newest.get() {
        let mut payload = [0; 16];
        log.read(Seqno::new(seqno), &mut payload).expect("a read");
        assert_eq!(u128::from_le_bytes(payload), seqno.into());
    }
}

/// Synced bytes survive.
pub fn what_was_synced_is_there_again(fixture: &mut impl Fixture) {
    let mut medium = fixture.open();
    write_block(&mut medium, 0);
    write_block(&mut medium, 2);
    medium.sync().expect("a sync");
    drop(medium);
    let mut medium = fixture.open();
    check_block(&mut medium, 0);
    check_block(&mut medium, 2);
}

/// A log survives, with a mark and without.
pub fn a_log_is_there_again(fixture: &mut impl Fixture) {
    let shape = Shape::fixed(16).keep_last(4);
    let mut mark = None;
    for round in 0..6_u128 {
        let medium = fixture.open();
        let mut log = Log::mount(medium, LOG, shape, mark).expect("a mount");
        check_log(&mut log, Seqno::new(round as u64 * 10));
        for n in round * 10 + 1..=round * 10 + 10 {
            log.append(&Append::new(&n.to_le_bytes()))
                .expect("an append");
        }
        let (_, next) = log.close().expect("a close");
        mark = next.filter(|_| round % 2 == 0);
    }
}
