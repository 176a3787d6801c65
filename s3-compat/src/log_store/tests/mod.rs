//! What the store promises, on logs that stop, lose what was not synced, and come back.

mod cleaning;
mod concurrency;
mod cut_store;
mod power_cut;
mod rebuild;
mod vectors;

use std::path::PathBuf;

use bytes::Bytes;
use woof_log::{MemoryStore, SharedStore};

use super::LogObjectStore;
use crate::error::StoreError;
use crate::list::ListQuery;
use crate::name::{BucketName, ObjectKey};
use crate::object::ObjectInfo;
use crate::object_store::{Buckets as _, Composition, ObjectStore, Piece, PutRequest};

/// A directory for the index file.
pub(super) struct Index(tempfile::TempDir);

impl Index {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("objects.sqlite")
    }

    fn open<S: SharedStore>(&self, logs: &S) -> LogObjectStore<S> {
        LogObjectStore::open(logs.clone(), &self.path()).unwrap()
    }
}

pub(super) fn bucket() -> BucketName {
    BucketName::new("bucket").unwrap()
}

pub(super) fn key(text: &str) -> ObjectKey {
    ObjectKey::new(text).unwrap()
}

/// Bytes that differ by `seed` in every chunk.
pub(super) fn data(seed: u8, length: usize) -> Bytes {
    (0..length)
        .map(|at| (at as u8).wrapping_mul(31).wrapping_add((at >> 14) as u8) ^ seed)
        .collect()
}

pub(super) fn put(store: &dyn ObjectStore, name: &str, bytes: Bytes) -> ObjectInfo {
    store.put_bytes(&bucket(), &key(name), bytes, 1).unwrap()
}

fn get(store: &dyn ObjectStore, name: &str) -> Option<Bytes> {
    match store.get_bytes(&bucket(), &key(name), u64::MAX) {
        Ok(bytes) => Some(bytes),
        Err(StoreError::NoSuchKey { .. }) => None,
        Err(error) => panic!("{name}: {error}"),
    }
}

fn names(store: &dyn ObjectStore) -> Vec<String> {
    let page = store.list(&bucket(), &ListQuery::default()).unwrap();
    page.objects.into_iter().map(|entry| entry.key).collect()
}

/// Writes `target` as the bytes of `sources` one behind the other.
fn compose(
    store: &dyn ObjectStore,
    target: &str,
    sources: &[&str],
) -> Result<ObjectInfo, StoreError> {
    let mut pieces = Vec::new();
    for source in sources {
        let etag = store.head(&bucket(), &key(source))?.etag;
        pieces.push(Piece {
            bucket: bucket(),
            key: key(source),
            etag,
        });
    }
    let etag = crate::ETag::new("composed").unwrap();
    let composition = Composition {
        etag,
        checksums: Default::default(),
        part_sizes: Vec::new(),
    };
    let request = PutRequest {
        modified_ms: 1,
        ..PutRequest::default()
    };
    store.compose(&bucket(), &key(target), &request, &pieces, &composition)
}

pub(super) fn fresh() -> (MemoryStore, Index, LogObjectStore<MemoryStore>) {
    let (logs, index) = (MemoryStore::new(), Index::new());
    let store = index.open(&logs);
    store.create_bucket(&bucket(), 1).unwrap();
    (logs, index, store)
}
