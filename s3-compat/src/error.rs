//! What a store answers when it cannot do what was asked.

use core::fmt;

use thiserror::Error;

/// Failure of an operation on a store. Nothing was changed unless the variant says otherwise.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The bucket does not exist.
    #[error("the bucket `{bucket}` does not exist")]
    NoSuchBucket {
        /// The name that was looked up.
        bucket: String,
    },
    /// The object does not exist.
    #[error("the bucket `{bucket}` has no object with the key `{key}`")]
    NoSuchKey {
        /// The bucket that was searched.
        bucket: String,
        /// The key that was looked up.
        key: String,
    },
    /// A bucket of that name exists already.
    #[error("the bucket `{bucket}` exists already")]
    BucketExists {
        /// The name that is taken.
        bucket: String,
    },
    /// Only empty buckets can be deleted.
    #[error("the bucket `{bucket}` still holds objects; delete them first")]
    BucketNotEmpty {
        /// The bucket that was to be deleted.
        bucket: String,
    },
    /// The name breaks a naming rule.
    #[error("`{name}` is not a bucket name: {reason}")]
    InvalidBucketName {
        /// The start of the rejected name.
        name: String,
        /// The rule that it breaks.
        reason: &'static str,
    },
    /// The key is empty or too long.
    #[error("an object key has 1 to 1,024 bytes of UTF-8, not {bytes}")]
    InvalidKey {
        /// Length of the rejected key.
        bytes: usize,
    },
    /// A value in the request is outside what the store accepts.
    #[error("the request cannot be carried out: {reason}")]
    Invalid {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The object's state does not satisfy the condition of the request.
    #[error("the object with the key `{key}` does not satisfy the condition of the request")]
    PreconditionFailed {
        /// The key that was addressed.
        key: String,
    },
    /// The range begins behind the end of the object.
    #[error("the range cannot be satisfied by an object of {size_bytes} bytes")]
    RangeNotSatisfiable {
        /// Size of the whole object.
        size_bytes: u64,
    },
    /// The object, its metadata or the number of buckets exceeds a limit of the store.
    #[error("{what} exceeds the limit of {limit}")]
    TooLarge {
        /// The quantity that was too large.
        what: Limit,
        /// The largest accepted value.
        limit: u64,
    },
    /// The bytes of the body do not have the checksum that came with them.
    #[error("the {algorithm} of the received bytes is not the one given in the request")]
    BadDigest {
        /// Name of the checksum algorithm.
        algorithm: &'static str,
    },
    /// The body ended early or could not be read; the reason comes from its source.
    #[error("the body could not be read to its end: {reason}")]
    Body {
        /// What the source reported.
        reason: String,
    },
    /// Stored bytes are damaged: what was read back is not what was written.
    #[error("stored data is damaged: {reason}")]
    Corrupt {
        /// What did not fit.
        reason: String,
    },
    /// The log, the disk or the index underneath failed. Whether the operation took effect is known
    /// only after the store was opened again.
    #[error("the storage underneath failed: {reason}")]
    Storage {
        /// What the layer below reported.
        reason: String,
    },
}

/// The quantities that a store limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of one object.
    ObjectBytes,
    /// Bytes of all names and values of an object's metadata.
    MetadataBytes,
    /// Buckets of the store.
    Buckets,
    /// Multipart uploads that are open at the same time.
    Uploads,
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::ObjectBytes => "the size of the object in bytes",
            Self::MetadataBytes => "the size of the metadata in bytes",
            Self::Buckets => "the number of buckets",
            Self::Uploads => "the number of open multipart uploads",
        })
    }
}

/// The kinds of [`StoreError`], for callers that choose by kind and do not need the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StoreErrorKind {
    /// A bucket or an object is not there.
    NotFound,
    /// The bucket exists, or is not empty.
    Conflict,
    /// The request itself is wrong and fails each time.
    Invalid,
    /// A condition of the request does not hold now.
    Precondition,
    /// The range lies outside of the object.
    Range,
    /// A limit of the store is exceeded.
    TooLarge,
    /// The body did not arrive as announced.
    Body,
    /// Stored data is damaged.
    Corrupt,
    /// The layer below failed.
    Storage,
}

impl StoreError {
    /// The kind of this error.
    pub fn kind(&self) -> StoreErrorKind {
        match self {
            Self::NoSuchBucket { .. } | Self::NoSuchKey { .. } => StoreErrorKind::NotFound,
            Self::BucketExists { .. } | Self::BucketNotEmpty { .. } => StoreErrorKind::Conflict,
            Self::InvalidBucketName { .. } | Self::InvalidKey { .. } | Self::Invalid { .. } => {
                StoreErrorKind::Invalid
            }
            Self::PreconditionFailed { .. } => StoreErrorKind::Precondition,
            Self::RangeNotSatisfiable { .. } => StoreErrorKind::Range,
            Self::TooLarge { .. } => StoreErrorKind::TooLarge,
            Self::BadDigest { .. } | Self::Body { .. } => StoreErrorKind::Body,
            Self::Corrupt { .. } => StoreErrorKind::Corrupt,
            Self::Storage { .. } => StoreErrorKind::Storage,
        }
    }
}
