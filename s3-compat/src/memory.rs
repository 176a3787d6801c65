//! A store that forgets: for tests, and for trying things out.

use std::collections::BTreeMap;
use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

use bytes::{Bytes, BytesMut};
use md5::{Digest, Md5};

use crate::body::{BytesSource, ChunkSource};
use crate::error::StoreError;
use crate::list::{ListEntry, ListPage, ListQuery, list_page};
use crate::name::{BucketName, ObjectKey};
use crate::object::{ETag, ObjectInfo};
use crate::object_store::{
    BucketInfo, Buckets, Composition, ObjectReader, ObjectStore, Piece, PutRequest, StoreLimits,
    check_condition, no_such_bucket, no_such_key,
};
use crate::range::ByteRange;

/// Objects in memory. It keeps every promise of [`ObjectStore`] except to be durable.
#[derive(Debug, Default)]
pub struct MemoryObjectStore {
    buckets: RwLock<BTreeMap<BucketName, Bucket>>,
    limits: StoreLimits,
}

#[derive(Debug, Default)]
struct Bucket {
    created_ms: u64,
    objects: BTreeMap<String, (ObjectInfo, Bytes)>,
}

type Tree = BTreeMap<BucketName, Bucket>;

impl MemoryObjectStore {
    /// An empty store with limits of your own.
    pub fn with_limits(limits: StoreLimits) -> Self {
        Self {
            buckets: RwLock::default(),
            limits,
        }
    }

    // Every change is one insertion or removal, so a panic of another thread leaves a whole tree.
    fn read(&self) -> RwLockReadGuard<'_, Tree> {
        self.buckets
            .read()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn write(&self) -> RwLockWriteGuard<'_, Tree> {
        self.buckets
            .write()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn commit(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        info: ObjectInfo,
        bytes: Bytes,
    ) -> Result<ObjectInfo, StoreError> {
        let mut tree = self.write();
        let place = tree.get_mut(bucket).ok_or_else(|| no_such_bucket(bucket))?;
        let present = place.objects.get(key.as_str()).map(|(info, _)| &info.etag);
        check_condition(&request.condition, present, bucket, key)?;
        place
            .objects
            .insert(key.as_str().to_owned(), (info.clone(), bytes));
        Ok(info)
    }

    fn check_size(&self, size_bytes: usize) -> Result<(), StoreError> {
        let limit = self.limits.object_bytes_max;
        if size_bytes as u64 > limit {
            return Err(StoreError::TooLarge {
                what: "the size of the object in bytes",
                limit,
            });
        }
        Ok(())
    }
}

fn object<'t>(
    tree: &'t Tree,
    bucket: &BucketName,
    key: &ObjectKey,
) -> Result<&'t (ObjectInfo, Bytes), StoreError> {
    let place = tree.get(bucket).ok_or_else(|| no_such_bucket(bucket))?;
    place
        .objects
        .get(key.as_str())
        .ok_or_else(|| no_such_key(bucket, key))
}

impl Buckets for MemoryObjectStore {
    fn create_bucket(&self, bucket: &BucketName, created_ms: u64) -> Result<(), StoreError> {
        let mut tree = self.write();
        if tree.contains_key(bucket) {
            return Err(StoreError::BucketExists {
                bucket: bucket.to_string(),
            });
        }
        if tree.len() >= self.limits.buckets_max as usize {
            let limit = u64::from(self.limits.buckets_max);
            return Err(StoreError::TooLarge {
                what: "the number of buckets",
                limit,
            });
        }
        tree.insert(
            bucket.clone(),
            Bucket {
                created_ms,
                ..Bucket::default()
            },
        );
        Ok(())
    }

    fn bucket(&self, bucket: &BucketName) -> Result<BucketInfo, StoreError> {
        let tree = self.read();
        let place = tree.get(bucket).ok_or_else(|| no_such_bucket(bucket))?;
        Ok(BucketInfo {
            name: bucket.clone(),
            created_ms: place.created_ms,
        })
    }

    fn buckets(&self) -> Result<Vec<BucketInfo>, StoreError> {
        let tree = self.read();
        let info = |(name, place): (&BucketName, &Bucket)| BucketInfo {
            name: name.clone(),
            created_ms: place.created_ms,
        };
        Ok(tree.iter().map(info).collect())
    }

    fn delete_bucket(&self, bucket: &BucketName) -> Result<(), StoreError> {
        let mut tree = self.write();
        let place = tree.get(bucket).ok_or_else(|| no_such_bucket(bucket))?;
        if !place.objects.is_empty() {
            return Err(StoreError::BucketNotEmpty {
                bucket: bucket.to_string(),
            });
        }
        tree.remove(bucket);
        Ok(())
    }
}

impl ObjectStore for MemoryObjectStore {
    fn put(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        body: &mut dyn ChunkSource,
    ) -> Result<ObjectInfo, StoreError> {
        request.metadata.check_size()?;
        self.bucket(bucket)?;
        let mut bytes = BytesMut::new();
        while let Some(chunk) = body.next_chunk()? {
            self.check_size(bytes.len() + chunk.len())?;
            bytes.extend_from_slice(&chunk);
        }
        let info = ObjectInfo {
            size_bytes: bytes.len() as u64,
            etag: ETag::of_md5(Md5::digest(&bytes).into()),
            modified_ms: request.modified_ms,
            checksums: body.checksums(),
            metadata: request.metadata.clone(),
            part_sizes: Vec::new(),
        };
        self.commit(bucket, key, request, info, bytes.freeze())
    }

    fn get(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        range: ByteRange,
    ) -> Result<ObjectReader, StoreError> {
        let tree = self.read();
        let (info, bytes) = object(&tree, bucket, key)?;
        let range = range.resolve(info.size_bytes)?;
        let part = bytes.slice(range.start as usize..range.end as usize);
        Ok(ObjectReader {
            info: info.clone(),
            range,
            body: Box::new(BytesSource::new(part)),
        })
    }

    fn head(&self, bucket: &BucketName, key: &ObjectKey) -> Result<ObjectInfo, StoreError> {
        let tree = self.read();
        object(&tree, bucket, key).map(|(info, _)| info.clone())
    }

    fn list(&self, bucket: &BucketName, query: &ListQuery) -> Result<ListPage, StoreError> {
        let tree = self.read();
        let place = tree.get(bucket).ok_or_else(|| no_such_bucket(bucket))?;
        list_page(query, |from, count| {
            // Positions are byte strings; the first key at or behind one is found from its longest
            // part that is text, below which no key is skipped.
            let text = String::from_utf8_lossy(
                from.utf8_chunks()
                    .next()
                    .map_or(b"", |chunk| chunk.valid().as_bytes()),
            );
            let behind = place.objects.range(text.into_owned()..);
            let behind = behind.filter(|(key, _)| key.as_bytes() >= from);
            let entry = |(key, (info, _)): (&String, &(ObjectInfo, Bytes))| ListEntry {
                key: key.clone(),
                size_bytes: info.size_bytes,
                etag: info.etag.clone(),
                modified_ms: info.modified_ms,
            };
            Ok(behind.take(count).map(entry).collect())
        })
    }

    fn delete(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        only: Option<&ETag>,
    ) -> Result<bool, StoreError> {
        let mut tree = self.write();
        let place = tree.get_mut(bucket).ok_or_else(|| no_such_bucket(bucket))?;
        let present = place.objects.get(key.as_str()).map(|(info, _)| &info.etag);
        if only.is_some_and(|wanted| present.is_some_and(|etag| etag != wanted)) {
            return Err(StoreError::PreconditionFailed {
                key: key.to_string(),
            });
        }
        Ok(place.objects.remove(key.as_str()).is_some())
    }

    fn compose(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        pieces: &[Piece],
        composition: &Composition,
    ) -> Result<ObjectInfo, StoreError> {
        request.metadata.check_size()?;
        let mut bytes = BytesMut::new();
        let mut part_sizes = Vec::new();
        for piece in pieces {
            let tree = self.read();
            let (info, part) = object(&tree, &piece.bucket, &piece.key)?;
            if info.etag != piece.etag {
                return Err(StoreError::PreconditionFailed {
                    key: piece.key.to_string(),
                });
            }
            self.check_size(bytes.len() + part.len())?;
            bytes.extend_from_slice(part);
            part_sizes.push(info.size_bytes);
        }
        if !composition.keep_parts {
            part_sizes.clear();
        }
        let info = ObjectInfo {
            size_bytes: bytes.len() as u64,
            etag: composition.etag.clone(),
            modified_ms: request.modified_ms,
            checksums: composition.checksums.clone(),
            metadata: request.metadata.clone(),
            part_sizes,
        };
        self.commit(bucket, key, request, info, bytes.freeze())
    }
}
