//! The seam between those who keep logs and those who use them.

use crate::{Append, Appended, Bounds, Entry, LogError, LogId, LogName, Seqno, Shape, SubId};

/// A namespace of logs.
///
/// Everything above the log (functions, objects, triggers) is written against this trait, so that
/// it runs over a directory of files, a partition of flash or another machine. Methods take
/// `&mut self` because a device has one owner and no locks; a store that is shared between
/// threads implements the trait on a cheap `Clone` handle (`SharedStore`, with `std`).
///
/// The calls block. Flash stalls the processor anyway, and a server awaits durability through
/// `Completion` instead of through this trait.
pub trait LogStore {
    /// What can go wrong.
    type Error: LogError;

    /// Opens the log with this name, creating it if it does not exist. The creation is durable
    /// when the call returns.
    ///
    /// # Errors
    /// [`OtherShape`](crate::ErrorKind::OtherShape) if the log exists with another shape: a log is
    /// never reset under its readers. [`Invalid`](crate::ErrorKind::Invalid) if the shape is out
    /// of range, [`TooMany`](crate::ErrorKind::TooMany) if the store holds all the logs that it
    /// can.
    fn create(&mut self, name: &LogName, shape: Shape) -> Result<LogId, Self::Error>;

    /// Appends a record. It is readable when the call returns, and durable after a
    /// [`sync`](Self::sync) that covers it.
    ///
    /// # Errors
    /// [`Invalid`](crate::ErrorKind::Invalid) if the payload or an extension does not fit the
    /// log's shape; [`Fenced`](crate::ErrorKind::Fenced),
    /// [`OutOfOrder`](crate::ErrorKind::OutOfOrder) and
    /// [`UnknownProducer`](crate::ErrorKind::UnknownProducer) for producers;
    /// [`NoSpace`](crate::ErrorKind::NoSpace); [`Overrun`](crate::ErrorKind::Overrun) if a
    /// subscription asked for that. Nothing is stored in these cases.
    fn append(&mut self, log: LogId, record: &Append<'_>) -> Result<Appended, Self::Error>;

    /// Reads a record; its payload goes to the front of `buffer`.
    ///
    /// # Errors
    /// [`Trimmed`](crate::ErrorKind::Trimmed), [`NotYet`](crate::ErrorKind::NotYet),
    /// [`BufferTooSmall`](crate::ErrorKind::BufferTooSmall),
    /// [`Corrupt`](crate::ErrorKind::Corrupt).
    fn read(&mut self, log: LogId, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, Self::Error>;

    /// The oldest, newest and newest durable record.
    ///
    /// # Errors
    /// [`UnknownLog`](crate::ErrorKind::UnknownLog).
    fn bounds(&mut self, log: LogId) -> Result<Bounds, Self::Error>;

    /// Returns when every record up to `upto` survives a loss of power.
    ///
    /// # Errors
    /// [`Poisoned`](crate::ErrorKind::Poisoned) after any failed sync: what was written since the
    /// last good one may be lost, and only reopening the store tells.
    fn sync(&mut self, log: LogId, upto: Seqno) -> Result<(), Self::Error>;

    /// Marks a record as done by a subscription. Records may finish out of order within
    /// [`ACK_WINDOW`](crate::ACK_WINDOW); the cursor is the last record before the first that is
    /// not done. Repeating an acknowledgement changes nothing.
    ///
    /// An acknowledgement never becomes durable before the record that it covers. After a crash
    /// the cursor may be older than the last call, so records are delivered at least once.
    ///
    /// # Errors
    /// [`NotYet`](crate::ErrorKind::NotYet) beyond the newest record,
    /// [`AckWindow`](crate::ErrorKind::AckWindow) too far ahead of the cursor,
    /// [`TooMany`](crate::ErrorKind::TooMany) for one subscription too many.
    fn ack(&mut self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), Self::Error>;

    /// Releases every record up to `upto`. They read as
    /// [`Trimmed`](crate::ErrorKind::Trimmed) at once; the room that they take is given back in
    /// units of the medium. Trimming what is gone already changes nothing.
    ///
    /// # Errors
    /// [`NotYet`](crate::ErrorKind::NotYet) beyond the newest record;
    /// [`Overrun`](crate::ErrorKind::Overrun) if a subscription has not finished these records and
    /// asked that none be dropped.
    fn trim(&mut self, log: LogId, upto: Seqno) -> Result<(), Self::Error>;
}
