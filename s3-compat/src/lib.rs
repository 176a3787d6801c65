//! Objects in buckets, over an append-only log.
//!
//! The seam is [`ObjectStore`] (with [`Buckets`]): blocking, object-safe, streaming, and with the
//! promises of Amazon S3. [`LogObjectStore`] keeps objects in logs, [`MemoryObjectStore`] in memory
//! for tests. [`http`] speaks the S3 protocol for any of them.
//!
//! What it refuses to do: versions of objects, access control lists, lifecycle rules, replication,
//! and anything that needs a clock or an environment of its own; the time is passed in. One process
//! owns a store.
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
//!
//! The same over logs, and served (`examples/s3_server.rs` has the whole server):
//!
//! ```
//! use std::sync::Arc;
//! use s3_compat::LogObjectStore;
//! use s3_compat::http::{Ambient, S3Options, s3_service};
//! use woof_log::MemoryStore;
//!
//! # let directory = tempfile::tempdir()?;
//! # let directory = directory.path();
//! let store = LogObjectStore::open(MemoryStore::new(), &directory.join("objects.sqlite"))?;
//! let ambient = Ambient { now_ms: Arc::new(|| 0), random: Arc::new(|| 1) };
//! let service = s3_service(Arc::new(store), S3Options::new(ambient))?;
//! # let _ = service;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | feature | what it adds |
//! |---|---|
//! | – | there are none; the HTTP face and the log store are always there |
//!
//! Records of the logs have a fixed format (`docs/formats/objects.md`); the SQLite file has not and
//! is built anew where it does not fit. The Rust interface may change until version 1.

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
pub use log_store::{Cleaned, DATA_LOG, INDEX_LOG, LogObjectStore, ObjectChange, PresentObject};
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
