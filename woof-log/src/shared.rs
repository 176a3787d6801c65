//! Stores that threads share.

use std::boxed::Box;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use crate::repair::into_vec;
use crate::{
    Append, Appended, Completion, Delivery, Entry, ErrorKind, Gap, Listener, ListenerGuard,
    LogError, LogId, LogName, LogStore, Overrun, REASON_LEN_MAX, Seqno, Shape, SubId,
};

/// The most logs that a store with `std` holds.
pub const LOG_COUNT_MAX: usize = 65_536;

/// The most subscriptions that one log holds with `std`.
pub const SUB_COUNT_MAX: usize = 1_024;

/// When an append counts as done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// As soon as it is readable. It becomes durable within the store's flush interval; a crash
    /// before that loses it. Never acknowledge to a client on the strength of this.
    #[default]
    Buffered,
    /// When a sync that it shares with other appends has covered it.
    Group,
    /// When a sync made for it has covered it.
    Each,
}

/// A log in the list of logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogInfo {
    /// Its name.
    pub name: LogName,
    /// Its number.
    pub id: LogId,
    /// Its shape.
    pub shape: Shape,
}

/// A [`LogStore`] behind a cheap handle that threads and tasks share.
///
/// A server is written against this trait: it creates logs, appends with the durability that each
/// record needs, is told of appends, and finds its cursors again after a restart. None of the
/// calls needs an async runtime.
pub trait SharedStore: LogStore<Error = StoreError> + Clone + Send + Sync + 'static {
    /// All logs, ordered by name.
    fn logs(&self) -> Vec<LogInfo>;

    /// The last record before the first that the subscription has not acknowledged;
    /// [`Seqno::ZERO`] for a subscription that never acknowledged anything.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownLog`].
    fn cursor(&self, log: LogId, sub: SubId) -> Result<Seqno, StoreError>;

    /// Moves a subscription's cursor to `seqno`, forwards or backwards: to start a new
    /// subscription at the newest record, to step over a gap that retention left, or to run
    /// records again.
    ///
    /// # Errors
    /// [`ErrorKind::NotYet`] beyond the newest record.
    fn seek(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError>;

    /// Says what happens when an append would drop a record that this subscription has not
    /// finished, from now on; for all others it is [`Overrun::DropOldest`]. The store remembers it,
    /// durably when the call returns: an append that comes before the subscriber after a restart
    /// drops nothing either.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownLog`], [`ErrorKind::TooMany`] for one subscription too many.
    fn set_overrun(&self, log: LogId, sub: SubId, overrun: Overrun) -> Result<(), StoreError>;

    /// Moves a subscription's cursor past records that are gone, without touching what it has
    /// finished behind them, and returns how many it has missed in all. The count becomes durable
    /// with the cursor, so what is counted again after a crash is delivered again as well. What of
    /// the gap is still there is not passed.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownLog`], [`ErrorKind::TooMany`] for one subscription too many.
    fn pass(&self, log: LogId, sub: SubId, gap: Gap) -> Result<u64, StoreError>;

    /// Appends, and ends the completion when the record is as durable as asked. Completions of
    /// one log end in the order of their records.
    ///
    /// # Errors
    /// As [`LogStore::append`]; then nothing was stored. Failures of the medium come through the
    /// completion.
    fn append_with(
        &self,
        log: LogId,
        record: &Append<'_>,
        durability: Durability,
    ) -> Result<Completion, StoreError>;

    /// Calls `listener` after every append, until the guard is dropped.
    fn listen(&self, listener: Arc<Listener>) -> ListenerGuard;

    /// Appends and returns when the record survives a loss of power. Blocks the thread; an async
    /// server awaits [`append_with`](Self::append_with) instead.
    ///
    /// # Errors
    /// As [`append_with`](Self::append_with) and [`Completion::wait`].
    fn append_durable(&self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError> {
        self.append_with(log, record, Durability::Group)?.wait()
    }

    /// The log with this name, if it exists.
    fn find(&self, name: &LogName) -> Option<LogId> {
        let logs = self.logs();
        logs.iter()
            .find(|info| info.name == *name)
            .map(|info| info.id)
    }

    /// What a subscription gets for `seqno`, the next record that it wants. If that is gone, it
    /// gets the gap, which is counted, and its cursor passes it. Records that it works on
    /// meanwhile and that are gone as well are not delivered again after a restart.
    ///
    /// # Errors
    /// As [`read_vec`](Self::read_vec) and [`pass`](Self::pass).
    fn deliver(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<Delivery, StoreError> {
        match self.read_vec(log, seqno) {
            Ok((entry, payload)) => Ok(Delivery::Record(entry, payload)),
            Err(StoreError::NotYet { .. }) => Ok(Delivery::Nothing),
            Err(StoreError::Trimmed { oldest, .. }) => {
                let gap = Gap {
                    from: seqno,
                    to: oldest.previous(),
                };
                self.pass(log, sub, gap)?;
                Ok(Delivery::Gap(gap))
            }
            Err(error) => Err(error),
        }
    }

    /// Reads a record into a buffer of the right size.
    ///
    /// # Errors
    /// As [`LogStore::read`], but never [`ErrorKind::BufferTooSmall`].
    fn read_vec(&self, log: LogId, seqno: Seqno) -> Result<(Entry, Vec<u8>), StoreError> {
        let mut store = self.clone();
        into_vec(|buffer| store.read(log, seqno, buffer))
    }
}

/// What can go wrong in a store that threads share.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// No log has this number.
    #[error("the store has no log number {log}; create it by name first")]
    UnknownLog {
        /// The number asked for.
        log: LogId,
    },
    /// The log exists with another shape.
    #[error("the log {name} exists with the shape {existing:?}; use that one or another name")]
    OtherShape {
        /// The log's name.
        name: Box<LogName>,
        /// The shape that it has.
        existing: Shape,
    },
    /// A shape that no log can have.
    #[error("no log can have the shape {shape:?}: sizes are 1 to 65534 bytes, counts at least 1")]
    InvalidShape {
        /// The shape asked for.
        shape: Shape,
    },
    /// A payload that the log's shape does not admit.
    #[error("a payload of {len} bytes does not fit a log of {shape:?}")]
    PayloadSize {
        /// Bytes given.
        len: usize,
        /// The log's shape.
        shape: Shape,
    },
    /// A reason that is too long.
    #[error("a reason has at most {REASON_LEN_MAX} bytes, this one has {len}")]
    Reason {
        /// Bytes given.
        len: usize,
    },
    /// An extension that the log's shape does not carry.
    #[error("the log carries only the extensions {carried:?}; create it with the others too")]
    Extension {
        /// What the log's shape carries.
        carried: crate::Extensions,
    },
    /// The record was dropped.
    #[error("record {seqno} is gone; the oldest one left is {oldest}")]
    Trimmed {
        /// The record asked for.
        seqno: Seqno,
        /// The oldest readable record.
        oldest: Seqno,
    },
    /// The record does not exist yet.
    #[error("record {seqno} was not appended yet; the newest one is {newest}")]
    NotYet {
        /// The record asked for.
        seqno: Seqno,
        /// The newest record.
        newest: Seqno,
    },
    /// The caller's buffer is too short.
    #[error("record {seqno} has {needed} bytes, more than the buffer")]
    BufferTooSmall {
        /// The record asked for.
        seqno: Seqno,
        /// Bytes needed.
        needed: usize,
    },
    /// The record is damaged.
    #[error("record {seqno} of log {log} fails its checksum; the medium has damaged it")]
    Corrupt {
        /// The log.
        log: LogId,
        /// The damaged record.
        seqno: Seqno,
    },
    /// The producer was replaced by a newer incarnation.
    #[error("producer {producer} is fenced off: epoch {epoch} has appended since")]
    Fenced {
        /// The producer's id.
        producer: u32,
        /// The epoch in force.
        epoch: u16,
    },
    /// The producer's number does not fit.
    #[error("producer {producer} gave a number out of order; the log expects {expected}")]
    OutOfOrder {
        /// The producer's id.
        producer: u32,
        /// The lowest number that would be taken.
        expected: u64,
    },
    /// The log does not know the producer.
    #[error("the log remembers nothing of producer {producer}; start a new epoch at 1")]
    UnknownProducer {
        /// The producer's id.
        producer: u32,
    },
    /// The acknowledgement lies too far ahead.
    #[error("record {seqno} is too far ahead of {watermark}, the last acknowledged in a row")]
    AckWindow {
        /// The record acknowledged.
        seqno: Seqno,
        /// The cursor.
        watermark: Seqno,
    },
    /// Records would be dropped that a subscription has not finished.
    #[error(
        "log {log} is full of records that subscription {sub} has not finished after {watermark}; \
         let it come further, or let it drop its oldest"
    )]
    Overrun {
        /// The log.
        log: LogId,
        /// The subscription.
        sub: SubId,
        /// Everything up to here is finished.
        watermark: Seqno,
    },
    /// A bound is reached.
    #[error("the store already holds {max} {what}, the most that it can")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// The bound.
        max: usize,
    },
    /// The medium is full.
    #[error("no room is left for log {log}; trim logs or give the store a larger disk")]
    NoSpace {
        /// The log that needed room.
        log: LogId,
    },
    /// Another process owns the store.
    #[error("{path} is in use by another process; one process owns a store at a time")]
    Locked {
        /// The store's directory.
        path: String,
    },
    /// The store is open for reading only.
    #[error("the store is open for reading only; open it to write as well")]
    ReadOnly,
    /// An earlier write or sync failed.
    #[error("an earlier write failed ({reason}); reopen the store to see what survived")]
    Poisoned {
        /// The first failure.
        reason: String,
    },
    /// A record or a shape that the log's blocks have no room for.
    #[error("a record of this size does not fit one block of log {log}")]
    Unfit {
        /// The log.
        log: LogId,
    },
    /// The store was closed.
    #[error("the store was closed by this process; open it again")]
    Closed,
    /// Options that no store can work with.
    #[cfg(unix)]
    #[error("{options:?} is out of range; see the fields of DirOptions")]
    InvalidOptions {
        /// What was asked for.
        options: crate::DirOptions,
    },
    /// The stored bytes are no store of this version.
    #[error("{path} is not a log store of this version: {reason}")]
    Format {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The medium failed.
    #[error("cannot {operation} {path}: {source}")]
    Io {
        /// What was tried.
        operation: &'static str,
        /// The file.
        path: String,
        /// The operating system's answer.
        source: Arc<std::io::Error>,
    },
}

impl LogError for StoreError {
    fn kind(&self) -> ErrorKind {
        match *self {
            Self::UnknownLog { .. } => ErrorKind::UnknownLog,
            Self::OtherShape { .. } => ErrorKind::OtherShape,
            Self::InvalidShape { .. }
            | Self::PayloadSize { .. }
            | Self::Extension { .. }
            | Self::Reason { .. }
            | Self::Unfit { .. } => ErrorKind::Invalid,
            #[cfg(unix)]
            Self::InvalidOptions { .. } => ErrorKind::Invalid,
            Self::Trimmed { oldest, .. } => ErrorKind::Trimmed { oldest },
            Self::NotYet { newest, .. } => ErrorKind::NotYet { newest },
            Self::BufferTooSmall { needed, .. } => ErrorKind::BufferTooSmall { needed },
            Self::Corrupt { seqno, .. } => ErrorKind::Corrupt { seqno },
            Self::Fenced { epoch, .. } => ErrorKind::Fenced { epoch },
            Self::OutOfOrder { expected, .. } => ErrorKind::OutOfOrder { expected },
            Self::UnknownProducer { producer } => ErrorKind::UnknownProducer { producer },
            Self::AckWindow { watermark, .. } => ErrorKind::AckWindow { watermark },
            Self::Overrun { watermark, .. } => ErrorKind::Overrun { watermark },
            Self::TooMany { .. } => ErrorKind::TooMany,
            Self::NoSpace { .. } => ErrorKind::NoSpace,
            Self::Locked { .. } => ErrorKind::Locked,
            Self::Poisoned { .. } | Self::Closed => ErrorKind::Poisoned,
            Self::Format { .. } => ErrorKind::Format,
            Self::Io { .. } | Self::ReadOnly => ErrorKind::Io,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_small() {
        assert!(size_of::<StoreError>() <= 64);
    }
}
