//! What can go wrong in a single log.

use crate::{ErrorKind, LogError, Medium, MediumError, MediumErrorKind, Seqno};

/// What can go wrong in a [`Log`](crate::Log). `E` is the medium's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault<E> {
    /// The medium failed. The log takes no more appends until it is mounted again.
    #[error("the medium failed: {0:?}")]
    Medium(E),
    /// An earlier write or sync failed.
    #[error("an earlier write failed; mount the log again to see what survived")]
    Poisoned,
    /// The medium is full.
    #[error("the medium has no room; trim the log or give it more blocks")]
    NoSpace,
    /// The medium's sizes do not suit the log's shape.
    #[error("the shape needs larger blocks, or more of them, than the medium has")]
    Geometry,
    /// The payload or an extension does not fit the log's shape.
    #[error("the record does not fit the log's shape, or not one block of the medium")]
    Invalid,
    /// The record was dropped.
    #[error("the record is gone; the oldest one left is {oldest}")]
    Trimmed {
        /// The oldest readable record.
        oldest: Seqno,
    },
    /// The record does not exist yet.
    #[error("the record was not appended yet; the newest one is {newest}")]
    NotYet {
        /// The newest record.
        newest: Seqno,
    },
    /// The caller's buffer is too short.
    #[error("the record has {needed} bytes, more than the buffer")]
    BufferTooSmall {
        /// Bytes needed.
        needed: usize,
    },
    /// The record is damaged.
    #[error("record {seqno} fails its checksum")]
    Corrupt {
        /// The damaged record.
        seqno: Seqno,
    },
}

/// The fault of a log on the medium `M`.
pub(crate) type FaultOf<M> = Fault<<M as Medium>::Error>;

impl<E: MediumError> From<E> for Fault<E> {
    fn from(error: E) -> Self {
        match error.kind() {
            MediumErrorKind::NoSpace => Self::NoSpace,
            MediumErrorKind::Io => Self::Medium(error),
        }
    }
}

impl<E: MediumError> LogError for Fault<E> {
    fn kind(&self) -> ErrorKind {
        match *self {
            Self::Medium(_) => ErrorKind::Io,
            Self::Poisoned => ErrorKind::Poisoned,
            Self::NoSpace => ErrorKind::NoSpace,
            Self::Geometry | Self::Invalid => ErrorKind::Invalid,
            Self::Trimmed { oldest } => ErrorKind::Trimmed { oldest },
            Self::NotYet { newest } => ErrorKind::NotYet { newest },
            Self::BufferTooSmall { needed } => ErrorKind::BufferTooSmall { needed },
            Self::Corrupt { seqno } => ErrorKind::Corrupt { seqno },
        }
    }
}
