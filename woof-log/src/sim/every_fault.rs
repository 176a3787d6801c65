//! A failure of the medium at every operation and at every read, against the oracle of `tests`.

use std::format;
use std::string::String;

use super::tests::{ID, Oracle, Sim, disk, shapes};
use super::{SimError, SimNor};
use crate::{Append, ErrorKind, Fault, Geometry, Log, LogError, Seqno, Shape};

/// Appends of the lap in which every operation fails once: enough to go round the ring.
const LAP: u64 = 100;
/// Records of an earlier life, which ended without a clean shutdown.
const BEFORE: u64 = 9;
const SYNC_EVERY: u64 = 7;
const FAULTS: [SimError; 3] = [SimError::Io, SimError::NoSpace, SimError::Short];

/// Where the medium fails.
#[derive(Clone, Copy, Debug)]
enum At {
    Operation(u64, SimError),
    Read(u64),
}

struct Lap<M> {
    medium: M,
    oracle: Oracle,
    shape: Shape,
    seed: u64,
}

impl<M: Sim> Lap<M> {
    fn mount(&self, medium: &M) -> Result<Log<M>, Fault<SimError>> {
        Log::mount(medium.clone(), ID, self.shape, None)
    }

    /// Mounts after the failure, which cannot come again.
    fn mount_sound(&self, medium: &M, power_goes: bool) -> Result<Log<M>, String> {
        let mut medium = medium.clone();
        medium.heal();
        if power_goes {
            medium.restart(self.seed);
        }
        self.mount(&medium)
            .map_err(|e| format!("it does not mount: {e}"))
    }

    /// Returns whether the failure came.
    fn run(&self, at: At) -> Result<bool, String> {
        let mut medium = self.medium.clone();
        match at {
            At::Operation(operation, error) => medium.fail_at(operation, error),
            At::Read(read) => medium.fail_read_at(read, SimError::Io),
        }
        let mut oracle = self.oracle.clone();
        let came = |log: &Log<M>| match at {
            At::Operation(operation, _) => log.medium.operation_count() > operation,
            At::Read(read) => log.medium.read_count() > read,
        };
        let mut log = match self.mount(&medium) {
            Ok(log) => log,
            Err(fault) => {
                require(fault.kind() == ErrorKind::Io, || format!("{fault}"))?;
                self.mount_sound(&medium, true)?
            }
        };
        let failed = self.use_once(&mut log, &mut oracle, LAP, at)?;
        if failed.is_none() && !came(&log) {
            return Ok(false);
        }
        for power_goes in [false, true] {
            let mut oracle = oracle.clone();
            let mut log = self.mount_sound(&log.medium, power_goes)?;
            oracle.check(&mut log)?;
            let newest = oracle.appended.len() as u64 + 6;
            let failed = self.use_once(&mut log, &mut oracle, newest, at)?;
            require(failed.is_none(), || "it stays broken".into())?;
            oracle.check(&mut self.mount_sound(&log.medium, true)?)?;
        }
        Ok(true)
    }

    /// Appends, syncs and reads until `newest`, or until the log takes nothing more: then it
    /// returns why.
    fn use_once(
        &self,
        log: &mut Log<M>,
        oracle: &mut Oracle,
        newest: u64,
        at: At,
    ) -> Result<Option<Fault<SimError>>, String> {
        while (oracle.appended.len() as u64) < newest {
            let payload = oracle.payload(self.shape);
            let before = log.bounds();
            let appended = log.append(&Append::new(&payload));
            match appended {
                Ok(_) => {
                    oracle.appended.push(payload);
                    oracle.doubtful.clear();
                }
                Err(fault) => {
                    clear_kind(&fault, at)?;
                    require(log.bounds().newest == before.newest, || {
                        "a refused append has a number".into()
                    })?;
                    if log.poisoned {
                        // Flash may hold what failed only at its end.
                        oracle.appended.push(payload);
                        poisoned(log)?;
                        return self.reads(log, oracle).map(|()| Some(fault));
                    }
                    // Whatever it was, it is over.
                    self.reads(log, oracle)?;
                }
            }
            let count = oracle.appended.len() as u64;
            if count.is_multiple_of(SYNC_EVERY)
                && let Err(fault) = log.sync()
            {
                clear_kind(&fault, at)?;
                require(log.poisoned || matches!(at, At::Read(_)), || {
                    "a failed sync did not poison the log".into()
                })?;
                if log.poisoned {
                    poisoned(log)?;
                    return self.reads(log, oracle).map(|()| Some(fault));
                }
            }
            oracle.acknowledged = oracle.acknowledged.max(log.bounds().durable.get());
            if count.is_multiple_of(15) {
                self.reads(log, oracle)?;
            }
        }
        Ok(None)
    }

    /// Reads everything that is there: one read may fail, once.
    fn reads(&self, log: &mut Log<M>, oracle: &Oracle) -> Result<(), String> {
        let bounds = log.bounds();
        let (oldest, newest) = (bounds.oldest.get(), bounds.newest.get());
        let step = ((newest + 1).saturating_sub(oldest) / 3).max(1) as usize;
        for seqno in (oldest..=newest).step_by(step) {
            let mut payload = [0; 128];
            let mut read = log.read(Seqno::new(seqno), &mut payload);
            if let Err(fault) = read {
                let lost = log.poisoned && seqno > oracle.acknowledged;
                require(fault.kind() == ErrorKind::Io || lost, || {
                    format!("{seqno} does not read: {fault}")
                })?;
                read = log.read(Seqno::new(seqno), &mut payload);
            }
            let entry = match read {
                // A failed sync takes with it what it should have kept.
                Err(Fault::Corrupt { .. }) if log.poisoned && seqno > oracle.acknowledged => {
                    continue;
                }
                read => read.map_err(|fault| format!("{seqno} still does not read: {fault}"))?,
            };
            let expected = &oracle.appended[seqno as usize - 1];
            require(payload[..entry.len] == **expected, || {
                format!("{seqno} is not what was appended")
            })?;
        }
        Ok(())
    }

    /// Every failure at every place; returns how many there were.
    fn run_all(&self) -> Result<u64, String> {
        let mut count = 0;
        let mut run = |at: At| {
            count += 1;
            self.run(at)
                .map_err(|e| format!("seed {}, {at:?}: {e}", self.seed))
        };
        for error in FAULTS {
            let mut operation = 0;
            while run(At::Operation(operation, error))? {
                operation += 1;
            }
        }
        let mut read = 0;
        while run(At::Read(read))? {
            read += 1;
        }
        Ok(count)
    }
}

fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

/// A caller can tell a full medium from a broken one.
fn clear_kind(fault: &Fault<SimError>, at: At) -> Result<(), String> {
    let clear = match (fault.kind(), at) {
        // A sync that finds no room is a failed sync like any other.
        (ErrorKind::NoSpace | ErrorKind::Io, At::Operation(_, SimError::NoSpace)) => true,
        (kind, _) => kind == ErrorKind::Io,
    };
    require(clear, || format!("{fault} says not what happened"))
}

fn poisoned<M: Sim>(log: &mut Log<M>) -> Result<(), String> {
    let append = log.append(&Append::new(&[0; 16])).unwrap_err().kind();
    let sync = log.sync().unwrap_err().kind();
    require(
        (append, sync) == (ErrorKind::Poisoned, ErrorKind::Poisoned),
        || format!("it answers {append:?} and {sync:?} after a failed write"),
    )
}

#[track_caller]
fn check<M: Sim>(medium: &M, seed: u64, shape: Shape) {
    let mut oracle = Oracle::default();
    let mut log = Log::mount(medium.clone(), ID, shape, None).unwrap();
    while (oracle.appended.len() as u64) < BEFORE {
        let payload = oracle.payload(shape);
        log.append(&Append::new(&payload)).unwrap();
        oracle.appended.push(payload);
    }
    log.sync().unwrap();
    oracle.acknowledged = BEFORE;
    let lap = Lap {
        medium: log.into_medium(),
        oracle,
        shape,
        seed,
    };
    let count = lap.run_all().unwrap();
    assert!(count > 400, "only {count} failures");
}

#[test]
fn a_disk_that_fails_anywhere_loses_nothing_and_goes_on() {
    for (seed, shape) in (1..).zip(shapes(2048, 8)) {
        check(&disk(2048, seed), seed, shape);
    }
}

#[test]
fn flash_that_fails_anywhere_loses_nothing_and_goes_on() {
    for write_unit in [1, 8, 32] {
        let geometry = Geometry {
            block_size: 512,
            block_count: 8,
            write_unit,
            erased: 0xFF,
            write_through: true,
        };
        for (seed, shape) in (1..).zip(shapes(512, 8)) {
            check(&SimNor::new(geometry, seed).unwrap(), seed, shape);
        }
    }
}
