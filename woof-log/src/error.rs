//! What can go wrong, in kinds that every store shares.

use crate::Seqno;

/// The kind of a store's error: what a caller can act on, whatever the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No log has this number.
    UnknownLog,
    /// The log exists with another shape.
    OtherShape,
    /// The shape, the payload's size or an extension is outside what the log allows.
    Invalid,
    /// The record was dropped by retention or by a trim.
    Trimmed {
        /// The oldest record that is still readable.
        oldest: Seqno,
    },
    /// The record was not appended yet.
    NotYet {
        /// The newest record.
        newest: Seqno,
    },
    /// The caller's buffer is shorter than the payload.
    BufferTooSmall {
        /// Bytes needed.
        needed: usize,
    },
    /// The record's bytes fail their checksum. The other records are not affected.
    Corrupt {
        /// The damaged record.
        seqno: Seqno,
    },
    /// A newer incarnation of the producer has appended.
    Fenced {
        /// The epoch that is in force.
        epoch: u16,
    },
    /// The producer's number is not the one that must come next, or lies before what the log
    /// remembers.
    OutOfOrder {
        /// The lowest number that the log would take.
        expected: u64,
    },
    /// The log remembers nothing of this producer, and the append is not its first.
    UnknownProducer {
        /// The producer's id.
        producer: u32,
    },
    /// The acknowledged record lies too far ahead of the watermark.
    AckWindow {
        /// Everything up to here is acknowledged.
        watermark: Seqno,
    },
    /// The append, or the trim, would drop records that a subscription has not finished, and the
    /// subscription asked that this be refused.
    Overrun {
        /// Everything up to here is finished.
        watermark: Seqno,
    },
    /// A bound on the number of logs, subscriptions or producers is reached.
    TooMany,
    /// The medium has no room. What was stored stays readable.
    NoSpace,
    /// Another process owns the store.
    Locked,
    /// An earlier write or sync failed, so nothing more can be promised. Reopen the store.
    Poisoned,
    /// The stored bytes are no store of this version.
    Format,
    /// The medium failed.
    Io,
}

/// An error that names its [`ErrorKind`], as the errors of embedded-hal do.
pub trait LogError: core::fmt::Debug {
    /// The kind of this error.
    fn kind(&self) -> ErrorKind;
}

impl LogError for core::convert::Infallible {
    fn kind(&self) -> ErrorKind {
        match *self {}
    }
}
