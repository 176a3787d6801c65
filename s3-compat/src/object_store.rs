//! The seam between what stores objects and what uses them.

use core::fmt;
use core::ops::Range;

use bytes::Bytes;

use crate::body::{BytesSource, ChunkSource, read_all};
use crate::error::StoreError;
use crate::list::{ListPage, ListQuery};
use crate::name::{BucketName, ObjectKey};
use crate::object::{Checksums, ETag, ObjectInfo, ObjectMetadata};
use crate::range::ByteRange;

/// A bucket as a listing shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketInfo {
    /// Its name.
    pub name: BucketName,
    /// When it was created, in milliseconds since the Unix epoch.
    pub created_ms: u64,
}

/// The buckets of a store. Each change is durable when the call returns.
pub trait Buckets: Send + Sync {
    /// Creates an empty bucket.
    ///
    /// # Errors
    /// [`StoreError::BucketExists`], or [`StoreError::TooLarge`] beyond the number of buckets.
    fn create_bucket(&self, bucket: &BucketName, created_ms: u64) -> Result<(), StoreError>;

    /// One bucket.
    ///
    /// # Errors
    /// [`StoreError::NoSuchBucket`].
    fn bucket(&self, bucket: &BucketName) -> Result<BucketInfo, StoreError>;

    /// All buckets in the order of their names, reserved ones too.
    ///
    /// # Errors
    /// [`StoreError::Storage`] or [`StoreError::Corrupt`].
    fn buckets(&self) -> Result<Vec<BucketInfo>, StoreError>;

    /// Deletes an empty bucket.
    ///
    /// # Errors
    /// [`StoreError::NoSuchBucket`], [`StoreError::BucketNotEmpty`].
    fn delete_bucket(&self, bucket: &BucketName) -> Result<(), StoreError>;
}

/// What must hold of the object under the key for it to be replaced. The test and the change are
/// one step: of two writers with the same condition, one fails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PutCondition {
    /// Nothing; the last writer wins.
    #[default]
    Always,
    /// There is no object (`If-None-Match: *`).
    IfAbsent,
    /// There is one with this tag (`If-Match`).
    IfMatch(ETag),
}

/// How an object is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutRequest {
    /// Stored with the object.
    pub metadata: ObjectMetadata,
    /// What must hold of the present object.
    pub condition: PutCondition,
    /// The time to store as its last modification, in milliseconds since the Unix epoch.
    pub modified_ms: u64,
}

/// A stretch of an object that becomes a part of another one, see [`ObjectStore::compose`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bucket of the source.
    pub bucket: BucketName,
    /// Key of the source.
    pub key: ObjectKey,
    /// The tag that the source must have still.
    pub etag: ETag,
}

/// What the composed object is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composition {
    /// The new object's entity tag.
    pub etag: ETag,
    /// The new object's checksums.
    pub checksums: Checksums,
    /// What the new object's [`ObjectInfo::part_sizes`] are to be.
    pub part_sizes: Vec<u64>,
}

/// An object that was opened for reading: a snapshot, which no later write changes.
pub struct ObjectReader {
    /// What the object was when it was opened.
    pub info: ObjectInfo,
    /// The offsets that the body will yield.
    pub range: Range<u64>,
    /// Yields exactly the bytes of `range`.
    pub body: Box<dyn ChunkSource>,
}

impl fmt::Debug for ObjectReader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            info,
            range,
            body: _,
        } = self;
        out.debug_struct("ObjectReader")
            .field("info", info)
            .field("range", range)
            .finish()
    }
}

impl ChunkSource for ObjectReader {
    fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
        self.body.next_chunk()
    }
}

/// A store of objects in buckets, with the guarantees of S3: an object is there whole or not at
/// all, what was acknowledged stays, and a read that begins after a write was acknowledged sees it.
///
/// Calls block; an async server runs them on threads made for it. Time is passed in. Six methods
/// are enough because a conditional write is a property of every write, and because copying,
/// completing a multipart upload and changing metadata are one thing: composing an object out of
/// present ones, which a store over an immutable log does without moving a byte.
///
/// Do not use it as a database: it has no transaction over two objects.
pub trait ObjectStore: Buckets {
    /// Writes an object, replacing the one under the same key. When this returns, the object is
    /// durable; when it fails, the former one is untouched.
    ///
    /// # Errors
    /// [`StoreError::NoSuchBucket`]; [`StoreError::PreconditionFailed`], also
    /// [`StoreError::NoSuchKey`] if [`PutCondition::IfMatch`] finds no object;
    /// [`StoreError::TooLarge`]; what `body` reports.
    fn put(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        body: &mut dyn ChunkSource,
    ) -> Result<ObjectInfo, StoreError>;

    /// Opens an object for reading.
    ///
    /// # Errors
    /// [`StoreError::NoSuchBucket`], [`StoreError::NoSuchKey`],
    /// [`StoreError::RangeNotSatisfiable`].
    fn get(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        range: ByteRange,
    ) -> Result<ObjectReader, StoreError>;

    /// Describes an object.
    ///
    /// # Errors
    /// [`StoreError::NoSuchBucket`], [`StoreError::NoSuchKey`].
    fn head(&self, bucket: &BucketName, key: &ObjectKey) -> Result<ObjectInfo, StoreError>;

    /// Lists objects in the byte order of their keys.
    ///
    /// # Errors
    /// [`StoreError::NoSuchBucket`].
    fn list(&self, bucket: &BucketName, query: &ListQuery) -> Result<ListPage, StoreError>;

    /// Deletes an object, if it has the tag `only` where one is given. Answers whether there was
    /// one.
    ///
    /// # Errors
    /// [`StoreError::NoSuchBucket`], [`StoreError::PreconditionFailed`].
    fn delete(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        only: Option<&ETag>,
    ) -> Result<bool, StoreError>;

    /// Writes an object whose bytes are those of `pieces` in order. A piece may be the object that
    /// is replaced, which is how its metadata is changed.
    ///
    /// # Errors
    /// Those of [`ObjectStore::put`]; [`StoreError::NoSuchKey`] or
    /// [`StoreError::PreconditionFailed`] with the piece's key if a piece is not there or has
    /// another tag.
    fn compose(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        pieces: &[Piece],
        composition: &Composition,
    ) -> Result<ObjectInfo, StoreError>;

    /// Writes an object that is in memory already, unconditionally and without metadata.
    ///
    /// # Errors
    /// Those of [`ObjectStore::put`].
    fn put_bytes(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        bytes: Bytes,
        modified_ms: u64,
    ) -> Result<ObjectInfo, StoreError> {
        let request = PutRequest {
            modified_ms,
            ..PutRequest::default()
        };
        self.put(bucket, key, &request, &mut BytesSource::new(bytes))
    }

    /// Reads a whole object of at most `limit_bytes` into memory.
    ///
    /// # Errors
    /// Those of [`ObjectStore::get`], and [`StoreError::TooLarge`] beyond the limit.
    fn get_bytes(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        limit_bytes: u64,
    ) -> Result<Bytes, StoreError> {
        read_all(&mut self.get(bucket, key, ByteRange::All)?, limit_bytes)
    }
}

/// Limits of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoreLimits {
    /// Most bytes of one object.
    pub object_bytes_max: u64,
    /// Most buckets, reserved ones too.
    pub buckets_max: u32,
}

impl Default for StoreLimits {
    /// 5 TiB, which S3 has had as its limit for long, and 1,000 buckets.
    fn default() -> Self {
        Self {
            object_bytes_max: 5 << 40,
            buckets_max: 1000,
        }
    }
}

/// Tests `condition` against the `present` object.
pub(crate) fn check_condition(
    condition: &PutCondition,
    present: Option<&ETag>,
    bucket: &BucketName,
    key: &ObjectKey,
) -> Result<(), StoreError> {
    match (condition, present) {
        (PutCondition::Always, _) | (PutCondition::IfAbsent, None) => Ok(()),
        (PutCondition::IfMatch(wanted), Some(etag)) if wanted == etag => Ok(()),
        (PutCondition::IfMatch(_), None) => Err(no_such_key(bucket, key)),
        _ => Err(StoreError::PreconditionFailed {
            key: key.to_string(),
        }),
    }
}

pub(crate) fn no_such_key(bucket: &BucketName, key: &ObjectKey) -> StoreError {
    StoreError::NoSuchKey {
        bucket: bucket.to_string(),
        key: key.to_string(),
    }
}

pub(crate) fn no_such_bucket(bucket: &BucketName) -> StoreError {
    StoreError::NoSuchBucket {
        bucket: bucket.to_string(),
    }
}
