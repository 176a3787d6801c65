//! Everything that a device keeps: logs in one flash.
//!
//! | log | records |
//! |---|---|
//! | `boots` | one for each start: the number of the device as a producer |
//! | `{function}/package/a`, `…/b` | two packages, see [`packages`](crate::packages) |
//! | `{function}/samples` | one for each sample |
//! | `{function}/results` | one for each call, caused by the last sample of its event |
//!
//! A result and the news that its samples are done are one record, so neither is ever without the
//! other: the last result's cause is how far a function has come.

use faas_runtime::FunctionName;
use woof_log::{
    Append, Appended, Bounds, Cause, ErrorKind, Extensions, Flash, FlashError, FlashStore,
    Geometry, LogError as _, LogId, LogName, LogStore as _, Medium, Partitions, Seqno, Shape,
    SubId,
};

use crate::config::FUNCTIONS_MAX;
use crate::sample::record_bytes;
use crate::text::Text;

/// Logs of a function: two packages, samples, results.
const LOGS_OF_FUNCTION: usize = 4;
/// All logs of the flash.
pub const LOGS: usize = 1 + LOGS_OF_FUNCTION * FUNCTIONS_MAX;
/// What has come to the edge of the samples and of the results of each function.
const SUBS: usize = 2 * FUNCTIONS_MAX;
/// Those of the device itself need none.
const PRODUCERS: usize = 1;
/// The subscription of the edge.
const EDGE: SubId = SubId::new(1);
/// Records of the log of starts that stay.
const BOOTS_KEPT: u32 = 8;
/// Acknowledgements between two that are written down. What is sent again after a loss of power is
/// known to the edge, which remembers far more.
const ACKS_UNKEPT_MAX: u64 = 16;
/// Records that are released together, since each release is written down.
const TRIM_RECORDS: u64 = 32;

/// What went wrong in the flash.
pub type JournalError<M> = FlashError<<M as Medium>::Error>;

/// The logs of a function.
#[derive(Clone, Copy, Debug)]
pub struct FunctionLogs {
    /// Two places for packages.
    pub packages: [LogId; 2],
    /// What the sensor said.
    pub samples: LogId,
    /// What came of it.
    pub results: LogId,
}

/// The store of a device's logs.
pub type Store<'m, M> = FlashStore<'m, M, LOGS, SUBS, PRODUCERS>;

/// The logs of a device.
pub struct Journal<'s, 'm, M: Medium> {
    pub(crate) store: &'s mut Store<'m, M>,
    boot: Seqno,
    producer: u32,
}

/// How a flash of this size is cut.
///
/// The log of starts and the meta log get what they need, and of the rest each function a third for
/// two packages and two thirds for samples and results.
#[must_use]
pub fn partitions(geometry: &Geometry) -> Partitions<LOGS> {
    // The meta log tells of all logs, whose names are at most 127 bytes long, in one half less a
    // block.
    let meta_blocks = 2 + (LOGS as u32 * 256).div_ceil(geometry.block_size);
    let boots_blocks = 3;
    let rest = geometry
        .block_count
        .saturating_sub(2 * meta_blocks + boots_blocks);
    let share = rest / FUNCTIONS_MAX as u32;
    let package = share / 6;
    let samples = share * 2 / 5;
    let results = share.saturating_sub(2 * package + samples);
    let mut log_blocks = [boots_blocks; LOGS];
    for blocks in log_blocks[1..].chunks_exact_mut(LOGS_OF_FUNCTION) {
        blocks.copy_from_slice(&[package, package, samples, results]);
    }
    Partitions {
        first_block: 0,
        meta_blocks,
        log_blocks,
    }
}

impl<'s, 'm, M: Medium> Journal<'s, 'm, M> {
    /// Opens the logs of a flash that is erased or was used by a device before, and writes down
    /// that the device has started. `number` is what it is called as a producer if it has no number
    /// yet. The store stays in its place, as it is too large to be moved about on a small stack.
    ///
    /// # Errors
    /// [`FlashError`].
    #[inline(never)]
    pub fn open(
        place: &'s mut Option<Store<'m, M>>,
        flash: &'m Flash<M>,
        geometry: &Geometry,
        number: u32,
    ) -> JournalResult<Self, M> {
        let store = FlashStore::open_in(place, flash, partitions(geometry))?;
        let boots = store.create(&name_of(&["boots"])?, Shape::fixed(4).keep_last(BOOTS_KEPT))?;
        let newest = store.bounds(boots)?.newest;
        let mut known = [0; 4];
        let producer = match newest {
            Seqno::ZERO => number,
            newest => {
                store.read(boots, newest, &mut known)?;
                u32::from_le_bytes(known)
            }
        };
        let boot = store
            .append(boots, &Append::new(&producer.to_le_bytes()))?
            .seqno();
        Ok(Self {
            store,
            boot,
            producer,
        })
    }

    /// How often the device has started on this flash, this time included.
    #[must_use]
    pub const fn boot(&self) -> u64 {
        self.boot.get()
    }

    /// What the device is called as a producer; an erased flash makes it another one.
    #[must_use]
    pub const fn producer(&self) -> u32 {
        self.producer
    }

    /// Opens the logs of a function.
    ///
    /// # Errors
    /// [`FlashError::TooMany`] if the flash was used for other functions.
    pub fn function(
        &mut self,
        function: &FunctionName,
        channels: usize,
    ) -> JournalResult<FunctionLogs, M> {
        let function = function.as_str();
        let package = Shape::variable().carrying(Extensions::NONE);
        let mut create = |kind: &[&str], shape| {
            let mut parts = [function, "", ""];
            for (place, part) in parts[1..].iter_mut().zip(kind) {
                *place = part;
            }
            let name = name_of(&parts[..=kind.len()])?;
            self.store.create(&name, shape)
        };
        Ok(FunctionLogs {
            packages: [
                create(&["package", "a"], package)?,
                create(&["package", "b"], package)?,
            ],
            samples: create(&["samples"], Shape::fixed(record_bytes(channels)))?,
            results: create(&["results"], Shape::variable().carrying(Extensions::CAUSE))?,
        })
    }

    /// Which records of a log there are.
    ///
    /// # Errors
    /// [`FlashError`].
    pub fn bounds(&mut self, log: LogId) -> JournalResult<Bounds, M> {
        self.store.bounds(log)
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`FlashError`].
    pub fn read<'b>(
        &mut self,
        log: LogId,
        seqno: Seqno,
        buffer: &'b mut [u8],
    ) -> JournalResult<&'b [u8], M> {
        let entry = self.store.read(log, seqno, buffer)?;
        Ok(buffer.get(..entry.len).unwrap_or_default())
    }

    /// How far a function has come: the last sample that a result was made of.
    ///
    /// # Errors
    /// [`FlashError`].
    pub fn handled(&mut self, logs: &FunctionLogs, buffer: &mut [u8]) -> JournalResult<Seqno, M> {
        let bounds = self.store.bounds(logs.results)?;
        if bounds.is_empty() {
            return Ok(Seqno::ZERO);
        }
        let entry = self.store.read(logs.results, bounds.newest, buffer)?;
        Ok(entry.cause.map_or(Seqno::ZERO, |cause| cause.seqno))
    }

    /// Appends a sample; it is durable when the call returns. If there is no room, samples up to
    /// `handled` make room, the oldest first. Gives how many were dropped that the edge had not
    /// got, and the number of the sample, or none if all of those that are kept wait to be handled.
    ///
    /// # Errors
    /// [`FlashError`].
    pub fn append_sample(
        &mut self,
        logs: &FunctionLogs,
        record: &[u8],
        handled: Seqno,
    ) -> JournalResult<(Option<Seqno>, u64), M> {
        self.append_with_room(logs.samples, &Append::new(record), handled)
    }

    /// Appends the result of a call whose event ended with the sample `upto`. The oldest results
    /// make room if there is none.
    ///
    /// # Errors
    /// [`FlashError`].
    pub fn append_result(
        &mut self,
        logs: &FunctionLogs,
        record: &[u8],
        upto: Seqno,
    ) -> JournalResult<(Option<Seqno>, u64), M> {
        let cause = Cause {
            log: logs.samples,
            seqno: upto,
        };
        let newest = self.store.bounds(logs.results)?.newest;
        let record = Append::new(record).caused_by(cause);
        // The newest result tells how far the function has come.
        self.append_with_room(logs.results, &record, newest.previous())
    }

    fn append_with_room(
        &mut self,
        log: LogId,
        record: &Append<'_>,
        droppable: Seqno,
    ) -> JournalResult<(Option<Seqno>, u64), M> {
        let mut dropped = 0;
        loop {
            match self.store.append(log, record) {
                Ok(Appended::New(seqno) | Appended::Duplicate(seqno)) => {
                    return Ok((Some(seqno), dropped));
                }
                Err(error) if error.kind() == ErrorKind::NoSpace => {}
                Err(error) => return Err(error),
            }
            let bounds = self.store.bounds(log)?;
            let quarter = bounds.len().div_ceil(4);
            let upto = Seqno::new(bounds.oldest.get() + quarter - 1).min(droppable);
            if bounds.is_empty() || upto < bounds.oldest {
                return Ok((None, dropped));
            }
            let forwarded = self.forwarded(log);
            if upto > forwarded {
                dropped += upto.get() - forwarded.get().max(bounds.oldest.get() - 1);
                self.store.seek(log, EDGE, upto)?;
            }
            self.store.trim(log, upto)?;
        }
    }

    /// The last record of a log that the edge has.
    #[must_use]
    pub fn forwarded(&self, log: LogId) -> Seqno {
        self.store.cursor(log, EDGE)
    }

    /// Notes that the edge has a record, and all before it. Releases records that nobody needs any
    /// more: those up to `needless` that the edge has.
    ///
    /// # Errors
    /// [`FlashError`].
    pub fn acknowledge(
        &mut self,
        log: LogId,
        seqno: Seqno,
        needless: Seqno,
    ) -> JournalResult<(), M> {
        self.store.ack(log, EDGE, seqno)?;
        if seqno.get().is_multiple_of(ACKS_UNKEPT_MAX) {
            self.store.sync(log, seqno)?;
        }
        let upto = self.forwarded(log).min(needless);
        let oldest = self.store.bounds(log)?.oldest;
        if upto.get() >= oldest.get() + TRIM_RECORDS {
            self.store.trim(log, upto)?;
        }
        Ok(())
    }

    /// The next record that the edge has not got.
    ///
    /// # Errors
    /// [`FlashError`].
    pub fn unforwarded(&mut self, log: LogId) -> JournalResult<Option<Seqno>, M> {
        let bounds = self.store.bounds(log)?;
        // A release is durable before the cursor is, so after a loss of power it may lag behind.
        if self.forwarded(log).next() < bounds.oldest {
            self.store.seek(log, EDGE, bounds.oldest.previous())?;
        }
        let next = self.forwarded(log).next();
        Ok((next <= bounds.newest).then_some(next))
    }

    /// Writes down how far everybody has come.
    ///
    /// # Errors
    /// [`FlashError`].
    pub fn close(self) -> JournalResult<(), M> {
        self.store.close_in()
    }
}

/// What an operation on the flash gives.
pub type JournalResult<T, M> = Result<T, JournalError<M>>;

/// The name of a log, from its parts.
fn name_of<E>(parts: &[&str]) -> Result<LogName, FlashError<E>> {
    let mut space = [0; 127];
    let mut text = Text::new(&mut space);
    for (at, part) in parts.iter().enumerate() {
        text.raw(if at == 0 { "" } else { "/" }).raw(part);
    }
    // Names of functions are short, and have no character that a log's name may not have.
    LogName::new(text.as_str()).map_err(|_| FlashError::Unfit)
}
