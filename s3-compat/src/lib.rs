//! Objects in buckets, over an append-only log.
//!
//! The seam is [`ObjectStore`] (with [`Buckets`]): blocking, object-safe, streaming, and with the
//! promises of Amazon S3. [`LogObjectStore`] keeps objects in logs, [`MemoryObjectStore`] in memory
//! for tests. [`http`] speaks the S3 protocol for any of them.
//!
//! What it refuses to do: versions of objects, access control lists, and anything that needs a clock
//! or an environment of its own; the time is passed in.
//!
//! ```
//! use s3_compat::{BucketName, Buckets, MemoryObjectStore, ObjectKey, ObjectStore};
//!
//! let store = MemoryObjectStore::default();
//! let bucket = BucketName::new("sensors")?;
//! let key = ObjectKey::new("2024/light.json")?;
//! store.create_bucket(&bucket, 0)?;
//! store.put_bytes(&bucket, &key, "[120]".into(), 1_700_000_000_000)?;
//! assert_eq!(store.get_bytes(&bucket, &key, 1024)?, "[120]");
//! # Ok::<(), s3_compat::StoreError>(())
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod body;
mod error;
pub mod http;
mod list;
mod log_store;
mod memory;
mod name;
mod object;
mod object_store;
mod range;

pub use body::{BytesSource, ChunkSource, read_all};
pub use error::{Limit, StoreError, StoreErrorKind};
pub use list::{ListEntry, ListPage, ListQuery};
pub use log_store::{Cleaned, DATA_LOG, INDEX_LOG, LogObjectStore};
pub use memory::MemoryObjectStore;
pub use name::{BucketName, ObjectKey};
pub use object::{
    ChecksumAlgorithm, ChecksumCoverage, Checksums, ETag, ObjectInfo, ObjectMetadata,
};
pub use object_store::{
    BucketInfo, Buckets, Composition, ObjectReader, ObjectStore, Piece, PutCondition, PutRequest,
    StoreLimits,
};
pub use range::ByteRange;
