//! A store that forgets: for tests, and for trying things out.

use core::ops::Bound;
use std::collections::BTreeMap;
use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

use bytes::{Bytes, BytesMut};
use md5::{Digest, Md5};

use crate::body::{BytesSource, ChunkSource};
use crate::error::{Limit, StoreError};
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
    objects: BTreeMap<Vec<u8>, Stored>,
}

#[derive(Debug)]
struct Stored {
    key: ObjectKey,
    info: ObjectInfo,
    bytes: Bytes,
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
        let present = place
            .objects
            .get(key.as_str().as_bytes())
            .map(|stored| &stored.info.etag);
        check_condition(&request.condition, present, bucket, key)?;
        let stored = Stored {
            key: key.clone(),
            info: info.clone(),
            bytes,
        };
        place
            .objects
            .insert(key.as_str().as_bytes().to_vec(), stored);
        Ok(info)
    }

    fn check_size(&self, size_bytes: usize) -> Result<(), StoreError> {
        let limit = self.limits.object_bytes_max;
        if size_bytes as u64 > limit {
            return Err(StoreError::TooLarge {
                what: Limit::ObjectBytes,
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
) -> Result<&'t Stored, StoreError> {
    let place = tree.get(bucket).ok_or_else(|| no_such_bucket(bucket))?;
    place
        .objects
        .get(key.as_str().as_bytes())
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
                what: Limit::Buckets,
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
        let Stored { info, bytes, .. } = object(&tree, bucket, key)?;
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
        object(&tree, bucket, key).map(|stored| stored.info.clone())
    }

    fn list(&self, bucket: &BucketName, query: &ListQuery) -> Result<ListPage, StoreError> {
        let tree = self.read();
        let place = tree.get(bucket).ok_or_else(|| no_such_bucket(bucket))?;
        list_page(query, |from, count| {
            let behind = place
                .objects
                .range::<[u8], _>((Bound::Included(from), Bound::Unbounded));
            let entry = |stored: &Stored| ListEntry {
                key: stored.key.to_string(),
                size_bytes: stored.info.size_bytes,
                etag: stored.info.etag.clone(),
                modified_ms: stored.info.modified_ms,
            };
            Ok(behind
                .take(count)
                .map(|(_, stored)| entry(stored))
                .collect())
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
        let present = place
            .objects
            .get(key.as_str().as_bytes())
            .map(|stored| &stored.info.etag);
        if only.is_some_and(|wanted| present.is_some_and(|etag| etag != wanted)) {
            return Err(StoreError::PreconditionFailed {
                key: key.to_string(),
            });
        }
        Ok(place.objects.remove(key.as_str().as_bytes()).is_some())
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
        for piece in pieces {
            let tree = self.read();
            let Stored {
                info, bytes: part, ..
            } = object(&tree, &piece.bucket, &piece.key)?;
            if info.etag != piece.etag {
                return Err(StoreError::PreconditionFailed {
                    key: piece.key.to_string(),
                });
            }
            self.check_size(bytes.len() + part.len())?;
            bytes.extend_from_slice(part);
        }
        let info = ObjectInfo {
            size_bytes: bytes.len() as u64,
            etag: composition.etag.clone(),
            modified_ms: request.modified_ms,
            checksums: composition.checksums.clone(),
            metadata: request.metadata.clone(),
            part_sizes: composition.part_sizes.clone(),
        };
        self.commit(bucket, key, request, info, bytes.freeze())
    }
}
