//! Power cuts at every operation, twice in a row, against an oracle.
//!
//! The oracle is the list of payloads appended, of which a prefix was acknowledged. After every
//! restart the log must be a prefix of that list and hold at least what was acknowledged.

use std::format;
use std::string::String;
use std::vec::Vec;

use super::random::Random;
use super::{SimDisk, SimError, SimNor};
use crate::{
    Append, Element, Extensions, Fault, Geometry, Log, LogId, Medium, Retention, Seqno, Shape,
};

pub(super) const ID: LogId = LogId::new(5);
/// Appends in the lap that is cut everywhere.
const LAP: u64 = 120;
/// Appends after the first cut, which are cut everywhere too.
const AFTERMATH: u64 = 6;

/// What the tests need of a simulated medium besides writing to it.
pub(super) trait Sim: Medium<Error = SimError> + Clone {
    fn operation_count(&self) -> u64;
    fn cut_at(&mut self, operation: u64);
    fn fail_at(&mut self, operation: u64, error: SimError);
    fn fail_read_at(&mut self, read: u64, error: SimError);
    fn read_count(&self) -> u64;
    fn heal(&mut self);
    fn restart(&mut self, seed: u64);
}

macro_rules! impl_sim {
    ($sim:ty) => {
        impl Sim for $sim {
            fn operation_count(&self) -> u64 {
                <$sim>::operation_count(self)
            }

            fn cut_at(&mut self, operation: u64) {
                <$sim>::cut_at(self, operation);
            }

            fn fail_at(&mut self, operation: u64, error: SimError) {
                <$sim>::fail_at(self, operation, error);
            }

            fn fail_read_at(&mut self, read: u64, error: SimError) {
                <$sim>::fail_read_at(self, read, error);
            }

            fn read_count(&self) -> u64 {
                <$sim>::read_count(self)
            }

            fn heal(&mut self) {
                <$sim>::heal(self);
            }

            fn restart(&mut self, seed: u64) {
                self.reseed(seed);
                <$sim>::restart(self);
            }
        }
    };
}

impl_sim!(SimNor);
impl_sim!(SimDisk);

/// What was appended, and how much of it was acknowledged.
#[derive(Clone, Default)]
pub(super) struct Oracle {
    pub(super) appended: Vec<Vec<u8>>,
    pub(super) acknowledged: u64,
    /// Records that were being written to flash when the power went, until another append
    /// succeeds: such a record may read as there or not, and differently after each restart.
    pub(super) doubtful: Vec<(u64, Vec<u8>)>,
    /// Payloads ever made: no two are alike, so a record that comes back is noticed.
    made: u64,
}

impl Oracle {
    pub(super) fn payload(&mut self, shape: Shape) -> Vec<u8> {
        self.made += 1;
        let mut random = Random::new(self.made);
        let len = match shape.element {
            Element::Fixed(size) => size.into(),
            Element::Variable => 8 + random.below(60),
        };
        let mut payload = self.made.to_le_bytes().to_vec();
        payload.resize_with(len, || random.byte());
        payload
    }

    /// Appends until `newest` or a fault, with a sync after every `sync_every` records. Ends as
    /// soon as the medium fails.
    fn append_upto<M: Sim>(&mut self, log: &mut Log<M>, newest: u64, sync_every: u64) {
        while (self.appended.len() as u64) < newest {
            let payload = self.payload(log.shape());
            self.appended.push(payload.clone());
            if log.append(&Append::new(&payload)).is_err() {
                return;
            }
            self.doubtful.clear();
            let seqno = self.appended.len() as u64;
            if seqno.is_multiple_of(sync_every) && log.sync().is_err() {
                return;
            }
            self.acknowledged = self.acknowledged.max(log.bounds().durable.get());
        }
    }

    /// Checks a freshly mounted log and takes what it holds as the truth from here on.
    pub(super) fn check<M: Sim>(&mut self, log: &mut Log<M>) -> Result<(), String> {
        let bounds = log.bounds();
        let newest = bounds.newest.get();
        if newest < self.acknowledged {
            return Err(format!(
                "{} was acknowledged, {newest} is the newest",
                self.acknowledged
            ));
        }
        if let Retention::Last(count) = log.shape().retention
            && bounds.len() != newest.min(count.into())
        {
            return Err(format!("{bounds:?} is not the last {count}"));
        }
        if log.medium.geometry().write_through {
            let unsettled = (1..).zip(&self.appended).skip(self.acknowledged as usize);
            self.doubtful
                .extend(unsettled.map(|(seqno, payload)| (seqno, payload.clone())));
        }
        for seqno in bounds.oldest.get()..=newest {
            let mut payload = [0; 128];
            let read = match log.read(Seqno::new(seqno), &mut payload) {
                Ok(entry) => &payload[..entry.len],
                Err(fault) => return Err(format!("{seqno} does not read: {fault}")),
            };
            let expected = self.appended.get(seqno as usize - 1);
            let is_doubtful = || self.doubtful.iter().any(|(s, p)| *s == seqno && p == read);
            if expected.is_none_or(|expected| expected != read) {
                if seqno < newest || !is_doubtful() {
                    return Err(format!("{seqno} is not what was appended"));
                }
                self.appended.truncate(seqno as usize - 1);
                self.appended.push(read.to_vec());
            }
        }
        self.appended.truncate(newest as usize);
        self.acknowledged = self.acknowledged.max(bounds.durable.get());
        Ok(())
    }
}

/// One choice of medium, shape and habits.
#[derive(Clone)]
struct Setting<M> {
    medium: M,
    shape: Shape,
    sync_every: u64,
    seed: u64,
    /// Break rule 3: go on in the same block after a crash.
    continues_after_crash: bool,
    /// What batches are padded to.
    batch: u32,
}

impl<M: Sim> Setting<M> {
    fn mount(&self, medium: M) -> Log<M> {
        self.try_mount(medium).expect("a restarted medium mounts")
    }

    fn try_mount(&self, medium: M) -> Result<Log<M>, Fault<SimError>> {
        let mut log = Log::mount(medium, ID, self.shape, None)?;
        if self.continues_after_crash && log.active.header().is_some() {
            log.sealed = false;
        }
        log.pad_batch_to(self.batch)?;
        Ok(log)
    }

    /// Runs the lap with the power cut at `operation`; `None` if it ends before that.
    fn lap(&self, operation: u64) -> Option<(M, Oracle)> {
        let mut oracle = Oracle::default();
        let mut medium = self.medium.clone();
        medium.cut_at(operation);
        let mut log = self.mount(medium);
        oracle.append_upto(&mut log, LAP, self.sync_every);
        (log.medium.operation_count() > operation).then_some((log.medium, oracle))
    }

    /// Mounts, goes on, and cuts the power again at `operation` from there; returns whether the
    /// cut came.
    fn aftermath(&self, medium: &M, oracle: &Oracle, operation: u64) -> Result<bool, String> {
        let mut oracle = oracle.clone();
        let mut medium = medium.clone();
        medium.cut_at(medium.operation_count() + operation);
        let Ok(mut log) = self.try_mount(medium.clone()) else {
            // The sync of the mount itself was cut.
            medium.restart(self.seed ^ operation);
            return oracle.check(&mut self.mount(medium)).map(|()| true);
        };
        oracle.check(&mut log)?;
        let newest = oracle.appended.len() as u64 + AFTERMATH;
        oracle.append_upto(&mut log, newest, self.sync_every);
        let was_cut = log.medium.operation_count() > medium.operation_count() + operation;
        let mut medium = log.medium;
        medium.restart(self.seed ^ operation);
        let mut log = self.mount(medium);
        oracle.check(&mut log)?;
        let newest = oracle.appended.len() as u64 + AFTERMATH;
        oracle.append_upto(&mut log, newest, 1);
        oracle.check(&mut log)?;
        Ok(was_cut)
    }

    /// Every pair of cuts. Returns the number of scenarios, or the first violation.
    fn run(&self) -> Result<u64, String> {
        let mut scenarios = 0;
        for first in 0.. {
            let Some((mut medium, oracle)) = self.lap(first) else {
                return Ok(scenarios);
            };
            medium.restart(self.seed.wrapping_mul(31).wrapping_add(first));
            for second in 0.. {
                scenarios += 1;
                let was_cut = self
                    .aftermath(&medium, &oracle, second)
                    .map_err(|e| format!("seed {}, cuts {first} and {second}: {e}", self.seed))?;
                if !was_cut {
                    break;
                }
            }
        }
        Ok(scenarios)
    }
}

pub(super) fn shapes(block_size: u32, block_count: u32) -> [Shape; 3] {
    let layout = |shape| {
        let geometry = Geometry {
            block_size,
            block_count,
            write_unit: 32,
            erased: 0,
            write_through: false,
        };
        crate::format::Layout::new(&geometry, shape, ID)
    };
    let fixed = Shape::fixed(16).carrying(Extensions::TIME);
    // Two blocks are for writing and spare, three for the crashes of a scenario.
    let kept = layout(fixed).per_block().unwrap_or(1) * (block_count - 5);
    [
        fixed.keep_last(kept),
        Shape::variable().keep_last(10),
        Shape::fixed(64).keep_last(4),
    ]
}

#[track_caller]
fn check_nor(write_unit: u32) {
    let geometry = Geometry {
        block_size: 512,
        block_count: 8,
        write_unit,
        erased: 0xFF,
        write_through: true,
    };
    for (seed, shape) in (1..).zip(shapes(512, 8)) {
        let setting = Setting {
            medium: SimNor::new(geometry, seed).unwrap(),
            shape,
            sync_every: 7,
            seed,
            continues_after_crash: false,
            batch: 0,
        };
        let scenarios = setting.run().unwrap();
        assert!(scenarios > 500, "only {scenarios} scenarios");
    }
}

#[test]
fn flash_written_by_bytes_keeps_what_was_acknowledged() {
    check_nor(1);
}

#[test]
fn flash_written_by_4_bytes_keeps_what_was_acknowledged() {
    check_nor(4);
}

#[test]
fn flash_written_by_8_bytes_keeps_what_was_acknowledged() {
    check_nor(8);
}

#[test]
fn flash_written_by_32_bytes_keeps_what_was_acknowledged() {
    check_nor(32);
}

pub(super) fn disk(block_size: u32, seed: u64) -> SimDisk {
    let geometry = Geometry {
        block_size,
        block_count: 8,
        write_unit: 8,
        erased: 0,
        write_through: false,
    };
    SimDisk::new(geometry, seed).unwrap()
}

#[test]
fn a_disk_that_loses_and_reorders_sectors_keeps_what_was_acknowledged() {
    let mut seed = 0;
    for sync_every in [1, 3, 9] {
        for shape in shapes(2048, 8) {
            seed += 1;
            let setting = Setting {
                medium: disk(2048, seed),
                shape,
                sync_every,
                seed,
                continues_after_crash: false,
                batch: 0,
            };
            let scenarios = setting.run().unwrap();
            assert!(scenarios > 500, "only {scenarios} scenarios");
        }
    }
}

/// The story that rule 3 is about: records beyond a hole reached the disk, unacknowledged; the
/// hole is filled by a new append, and behind it the dead records are valid again.
#[test]
fn going_on_in_the_same_block_after_a_crash_brings_dead_records_back() {
    let violations = |continues_after_crash| {
        (1..=400)
            .filter(|seed| {
                let setting = Setting {
                    medium: disk(4096, *seed),
                    shape: Shape::fixed(120).keep_last(60),
                    sync_every: 10,
                    seed: *seed,
                    continues_after_crash,
                    batch: 0,
                };
                let Some((mut medium, oracle)) = setting.lap(30) else {
                    return false;
                };
                Sim::restart(&mut medium, *seed);
                (0..12).any(|second| setting.aftermath(&medium, &oracle, second).is_err())
            })
            .count()
    };
    assert!(violations(true) > 0);
    assert_eq!(violations(false), 0);
}

fn padded(seed: u64, shape: Shape, sync_every: u64, batch: u32) -> Setting<SimDisk> {
    let mut medium = disk(4096, seed);
    medium.harm_sectors();
    Setting {
        medium,
        shape,
        sync_every,
        seed,
        continues_after_crash: false,
        batch,
    }
}

/// The story that rule 7 is about: a record is durable, the next one is written into the same
/// sector, the power goes, and both are garbage.
#[test]
fn a_write_that_harms_its_sector_takes_durable_records_with_it_unless_batches_are_padded() {
    let violations = |batch| {
        let is_violated = |seed: &u64| {
            let setting = padded(*seed, Shape::variable().keep_last(10), 1, batch);
            let Some((mut medium, oracle)) = setting.lap(60 + seed % 30) else {
                return false;
            };
            Sim::restart(&mut medium, *seed);
            setting.aftermath(&medium, &oracle, u64::MAX / 2).is_err()
        };
        (1..=200).filter(is_violated).count()
    };
    let unpadded = violations(0);
    assert!(unpadded > 5, "only {unpadded} violations");
    assert_eq!(violations(512), 0);
}

#[test]
fn a_disk_that_harms_sectors_keeps_what_was_acknowledged_in_padded_batches() {
    let variable = Shape::variable().keep_last(10);
    let fixed = Shape::fixed(16).carrying(Extensions::TIME).keep_last(3);
    for (seed, sync_every, shape) in [(1, 1, variable), (2, 4, variable), (3, 4, fixed)] {
        let scenarios = padded(seed, shape, sync_every, 512).run().unwrap();
        assert!(scenarios > 500, "only {scenarios} scenarios");
    }
}

/// Records of padded and of other blocks, read forwards and backwards, with and without damage to
/// the padding.
#[test]
fn padding_can_be_turned_on_and_off_and_its_damage_does_no_harm() {
    for (seed, shape) in (1..).zip([Shape::variable(), Shape::fixed(40)]) {
        let mut oracle = Oracle::default();
        let mut medium = disk(4096, seed);
        let mut mark = None;
        for (life, batch) in [0, 512, 0, 1024].into_iter().enumerate() {
            let mut log = Log::mount(medium, ID, shape, mark).unwrap();
            log.pad_batch_to(batch).unwrap();
            let newest = oracle.appended.len() as u64 + 9;
            oracle.append_upto(&mut log, newest, 2 + life as u64);
            (medium, mark) = log.close().unwrap();
        }
        let mut log = Log::mount(medium, ID, shape, mark).unwrap();
        oracle.check(&mut log).unwrap();
        for seqno in (1..=oracle.appended.len()).rev() {
            let mut payload = [0; 128];
            let entry = log.read(Seqno::new(seqno as u64), &mut payload).unwrap();
            assert_eq!(payload[..entry.len], oracle.appended[seqno - 1]);
        }
        // The first batches of the second block end before these bytes.
        let mut medium = log.into_medium();
        for batch in 1..5 {
            medium.flip(4096 + batch * 512 - 300, 3);
            medium.flip(4096 + batch * 512 - 1, 3);
        }
        let mut log = Log::mount(medium, ID, shape, None).unwrap();
        let damaged = (1..=oracle.appended.len()).filter(|seqno| {
            let read = log.read(Seqno::new(*seqno as u64), &mut [0; 128]);
            read.is_err()
        });
        // What is flipped 300 bytes before the end may be in a record; the rest is padding.
        assert!(damaged.count() <= 4);
        oracle.acknowledged = log.bounds().newest.get();
        assert_eq!(oracle.acknowledged, oracle.appended.len() as u64);
    }
}

#[test]
fn a_failed_sync_poisons_the_log_until_it_is_mounted_again() {
    let mut medium = disk(2048, 3);
    medium.fail_at(40, SimError::Io);
    let setting = Setting {
        medium,
        shape: Shape::variable().keep_last(10),
        sync_every: 1,
        seed: 3,
        continues_after_crash: false,
        batch: 0,
    };
    let mut log = setting.mount(setting.medium.clone());
    let mut oracle = Oracle::default();
    oracle.append_upto(&mut log, LAP, 1);
    assert!(log.append(&Append::new(b"more")).is_err());
    assert!(log.sync().is_err());
    let mut medium = log.medium;
    Sim::restart(&mut medium, 4);
    oracle.check(&mut setting.mount(medium)).unwrap();
}

#[test]
fn a_full_medium_refuses_appends_and_loses_nothing() {
    for operation in 0..60 {
        let mut medium = disk(2048, 9);
        medium.fail_at(operation, SimError::NoSpace);
        let mut log = Log::mount(medium, ID, Shape::variable(), None).unwrap();
        let mut oracle = Oracle::default();
        while oracle.appended.len() < 60 {
            let payload = oracle.payload(log.shape());
            if log.append(&Append::new(&payload)).is_ok() {
                oracle.appended.push(payload);
            }
            if log.poisoned {
                break;
            }
        }
        if !log.poisoned {
            log.sync().unwrap();
            oracle.acknowledged = log.bounds().durable.get();
        }
        let mut medium = log.medium;
        Sim::restart(&mut medium, operation);
        let mut log = Log::mount(medium, ID, Shape::variable(), None).unwrap();
        oracle.check(&mut log).unwrap();
    }
}

#[test]
fn blocks_wear_evenly() {
    let geometry = Geometry {
        block_size: 512,
        block_count: 8,
        write_unit: 4,
        erased: 0xFF,
        write_through: true,
    };
    let medium = SimNor::new(geometry, 1).unwrap();
    let mut log = Log::mount(medium, ID, Shape::fixed(64).keep_last(20), None).unwrap();
    for _ in 0..2_000 {
        log.append(&Append::new(&[7; 64])).unwrap();
    }
    let (medium, _) = log.close().unwrap();
    let counts = medium.erase_counts();
    assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1);
}

#[test]
fn an_append_costs_one_program_operation() {
    let geometry = Geometry {
        block_size: 4096,
        block_count: 8,
        write_unit: 4,
        erased: 0xFF,
        write_through: true,
    };
    let medium = SimNor::new(geometry, 1).unwrap();
    let mut log = Log::mount(medium, ID, Shape::fixed(64).keep_last(100), None).unwrap();
    for _ in 0..1_000 {
        log.append(&Append::new(&[7; 64])).unwrap();
    }
    // Each new block costs an erase, a header and two syncs, which flash does for nothing.
    let blocks = log.medium.erase_counts().iter().sum::<u64>();
    assert_eq!(log.medium.operation_count(), 1_000 + 4 * blocks);
    assert!(blocks < 20);
}
