//! What can go wrong in a store on flash.

use crate::{ErrorKind, Fault, LogError, MediumError, Seqno};

/// What can go wrong in a [`FlashStore`](crate::FlashStore). `E` is the error of the flash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FlashError<E> {
    /// A log, or the flash under it.
    #[error("{0}")]
    Log(Fault<E>),
    /// The flash cannot be cut like this.
    #[error(
        "the parts do not fit the flash: each has at least 3 blocks, and half of the meta log has \
         room for all logs, subscriptions and producers"
    )]
    Partitions,
    /// The flash was cut in another way when it was first used.
    #[error("the flash holds logs in other parts than the firmware says; erase it to cut it anew")]
    OtherPartitions,
    /// There are logs and no meta log.
    #[error("the flash holds logs, but no meta log that tells of them; erase it to begin anew")]
    Format,
    /// No log has this number.
    #[error("there is no log of this number; create it by name first")]
    UnknownLog,
    /// The log exists with another shape.
    #[error("the log exists with another shape")]
    OtherShape,
    /// No log can have the shape, or no part that is free has room for it.
    #[error("no part of the flash that is free suits this shape")]
    Unfit,
    /// A bound on the number of logs, subscriptions or producers is reached.
    #[error("the firmware provides for no more logs, subscriptions or producers")]
    TooMany,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// The producer was replaced by a newer incarnation.
    #[error("the producer is fenced off: epoch {epoch} has appended since")]
    Fenced {
        /// The epoch in force.
        epoch: u16,
    },
    /// The producer's number does not fit.
    #[error("the producer gave a number out of order; the log expects {expected}")]
    OutOfOrder {
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
    #[error("the record is too far ahead of {watermark}, the last acknowledged in a row")]
    AckWindow {
        /// The cursor.
        watermark: Seqno,
    },
}

impl<E> From<Fault<E>> for FlashError<E> {
    fn from(fault: Fault<E>) -> Self {
        Self::Log(fault)
    }
}

impl<E: MediumError> LogError for FlashError<E> {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Log(fault) => fault.kind(),
            Self::Partitions | Self::Unfit | Self::Closed => ErrorKind::Invalid,
            Self::OtherPartitions | Self::Format => ErrorKind::Format,
            Self::UnknownLog => ErrorKind::UnknownLog,
            Self::OtherShape => ErrorKind::OtherShape,
            Self::TooMany => ErrorKind::TooMany,
            Self::Fenced { epoch } => ErrorKind::Fenced { epoch: *epoch },
            Self::OutOfOrder { expected } => ErrorKind::OutOfOrder {
                expected: *expected,
            },
            Self::UnknownProducer { producer } => ErrorKind::UnknownProducer {
                producer: *producer,
            },
            Self::AckWindow { watermark } => ErrorKind::AckWindow {
                watermark: *watermark,
            },
        }
    }
}
