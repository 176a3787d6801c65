//! Objects in two logs, as the NanoLambda paper has them (section III-A).
//!
//! The *data log* holds objects in chunks of 16 KiB, and for each object a metadata record that
//! links its chunks. The *index log* says which metadata record a key leads to, and which keys and
//! buckets are gone. An object is acknowledged when its chunks and metadata record are durable and,
//! after them, its index record. Where the paper scans the index log, an SQLite file keeps it in
//! order.

mod change;
mod clean;
mod commit;
mod data_log;
mod index_record;
mod manifest;
mod pins;
mod projection;
#[cfg(test)]
mod tests;
mod wire;

use std::path::Path;

use md5::{Digest as _, Md5};
use woof_log::{ErrorKind, LogError as _, LogId, LogName, Shape, SharedStore};

pub use change::{ObjectChange, PresentObject};
pub use clean::Cleaned;

use crate::body::ChunkSource;
use crate::error::{Limit, StoreError};
use crate::list::{ListPage, ListQuery, list_page};
use crate::name::{BucketName, ObjectKey};
use crate::object::{ETag, ObjectInfo};
use crate::object_store::{
    BucketInfo, Buckets, Composition, ObjectReader, ObjectStore, Piece, PutRequest, StoreLimits,
    check_condition, no_such_bucket, no_such_key,
};
use crate::range::ByteRange;

use commit::{Change, Committer};
use data_log::{ChunkReader, ChunkWriter, DataLog};
use index_record::Place;
use manifest::{Manifest, push_extent};
use pins::{Pin, Pins};
use projection::Projection;

/// Name of the log that holds chunks and metadata records.
pub const DATA_LOG: &str = "objects/data";
/// Name of the log that says what became of each key. A durable trigger on objects is a cursor over
/// it; records that only repeat an entry are marked quiet.
pub const INDEX_LOG: &str = "objects/index";

/// An [`ObjectStore`] over the logs of a [`SharedStore`].
///
/// The file of the ordered index is derived: deleting it, or putting back an old one, loses
/// nothing. One store at a time may use the two logs.
///
/// Many small writes at once share their syncs. Room that overwritten and deleted objects take is
/// given back by [`LogObjectStore::clean`].
pub struct LogObjectStore<S> {
    logs: S,
    data_id: LogId,
    index_id: LogId,
    data: DataLog<S>,
    projection: Projection,
    committer: Committer<S>,
    pins: Pins,
    limits: StoreLimits,
}

impl<S> core::fmt::Debug for LogObjectStore<S> {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("LogObjectStore")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// A failure of the log underneath.
fn storage(error: woof_log::StoreError) -> StoreError {
    let reason = error.to_string();
    match error.kind() {
        ErrorKind::Corrupt { .. } | ErrorKind::Trimmed { .. } | ErrorKind::NotYet { .. } => {
            StoreError::Corrupt { reason }
        }
        _ => StoreError::Storage { reason },
    }
}

impl<S: SharedStore> LogObjectStore<S> {
    /// Opens the objects in `logs` with the ordered index in the file `index`, and brings the index
    /// up to date with the log.
    ///
    /// # Errors
    /// [`StoreError::Storage`] or [`StoreError::Corrupt`] if a log cannot be read.
    pub fn open(logs: S, index: &Path) -> Result<Self, StoreError> {
        Self::open_with(logs, index, StoreLimits::default())
    }

    /// The same with limits of your own.
    ///
    /// # Errors
    /// As [`LogObjectStore::open`].
    pub fn open_with(mut logs: S, index: &Path, limits: StoreLimits) -> Result<Self, StoreError> {
        let mut create = |name: &str| {
            let name = LogName::new(name).map_err(|error| StoreError::Storage {
                reason: error.to_string(),
            })?;
            logs.create(&name, Shape::variable()).map_err(storage)
        };
        let (data_id, index_id) = (create(DATA_LOG)?, create(INDEX_LOG)?);
        let (projection, writer) = Projection::open(index)?;
        let committer = Committer::open(logs.clone(), index_id, limits, writer)?;
        let (data, pins) = (DataLog::new(logs.clone(), data_id), Pins::default());
        Ok(Self {
            logs,
            data_id,
            index_id,
            data,
            projection,
            committer,
            pins,
            limits,
        })
    }

    /// The metadata record of an object, and a pin on everything that it leads to.
    fn manifest(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
    ) -> Result<(Manifest, Pin), StoreError> {
        let pin = self.pins.pin_all();
        let place = self.projection.read(|now| match now.object(bucket, key)? {
            Some(place) => Ok(place),
            None if now.bucket(bucket)?.is_none() => Err(no_such_bucket(bucket)),
            None => Err(no_such_key(bucket, key)),
        })?;
        let manifest = self.data.read_manifest(place.manifest)?;
        Ok((manifest, pin.narrow(place.low)))
    }

    /// Refuses early what the commit would refuse, before a body is read.
    fn check_early(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
    ) -> Result<(), StoreError> {
        request.metadata.check_size()?;
        self.projection.read(|now| {
            now.bucket(bucket)?.ok_or_else(|| no_such_bucket(bucket))?;
            let present = now.object(bucket, key)?.map(|place| place.etag);
            check_condition(&request.condition, present.as_ref(), bucket, key)
        })
    }

    fn check_size(&self, size_bytes: u64) -> Result<(), StoreError> {
        let limit = self.limits.object_bytes_max;
        if size_bytes > limit {
            return Err(StoreError::TooLarge {
                what: Limit::ObjectBytes,
                limit,
            });
        }
        Ok(())
    }

    /// Appends a metadata record; when this returns, it and its chunks are durable.
    fn write_manifest(&self, manifest: &Manifest) -> Result<Place, StoreError> {
        let (first, pages) = self.data.append_manifest(manifest)?;
        let extents = &manifest.extents;
        let chunks: u64 = extents.iter().map(|extent| extent.chunks()).sum();
        Ok(Place {
            manifest: first,
            low: extents
                .iter()
                .map(|extent| extent.first)
                .min()
                .unwrap_or(first)
                .min(first),
            records: chunks + pages,
            size_bytes: manifest.info.size_bytes,
            modified_ms: manifest.info.modified_ms,
            etag: manifest.info.etag.clone(),
        })
    }

    fn commit_object(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        manifest: Manifest,
    ) -> Result<ObjectInfo, StoreError> {
        let place = self.write_manifest(&manifest)?;
        let (bucket, key) = (bucket.clone(), key.clone());
        let condition = request.condition.clone();
        self.committer.commit(Change::Put {
            bucket,
            key,
            place,
            condition,
        })?;
        Ok(manifest.info)
    }
}

impl<S: SharedStore> Buckets for LogObjectStore<S> {
    fn create_bucket(&self, bucket: &BucketName, created_ms: u64) -> Result<(), StoreError> {
        let change = Change::CreateBucket {
            bucket: bucket.clone(),
            created_ms,
        };
        self.committer.commit(change).map(|_| ())
    }

    fn bucket(&self, bucket: &BucketName) -> Result<BucketInfo, StoreError> {
        self.projection
            .read(|now| now.bucket(bucket))?
            .ok_or_else(|| no_such_bucket(bucket))
    }

    fn buckets(&self) -> Result<Vec<BucketInfo>, StoreError> {
        self.projection.read(|now| now.buckets())
    }

    fn delete_bucket(&self, bucket: &BucketName) -> Result<(), StoreError> {
        self.committer
            .commit(Change::DeleteBucket {
                bucket: bucket.clone(),
            })
            .map(|_| ())
    }
}

impl<S: SharedStore> ObjectStore for LogObjectStore<S> {
    fn put(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        body: &mut dyn ChunkSource,
    ) -> Result<ObjectInfo, StoreError> {
        self.check_early(bucket, key, request)?;
        // Whatever this call appends comes behind what is there now.
        let newest = self
            .logs
            .clone()
            .bounds(self.data_id)
            .map_err(storage)?
            .newest;
        let _pin = self.pins.pin_all().narrow(newest.get());
        let mut md5 = Md5::new();
        let mut writer = ChunkWriter::new(&self.data);
        let mut size_bytes = 0;
        while let Some(bytes) = body.next_chunk()? {
            size_bytes += bytes.len() as u64;
            self.check_size(size_bytes)?;
            md5.update(&bytes);
            writer.write(&bytes)?;
        }
        writer.flush()?;
        let info = ObjectInfo {
            size_bytes,
            etag: ETag::of_md5(md5.finalize().into()),
            modified_ms: request.modified_ms,
            checksums: body.checksums(),
            metadata: request.metadata.clone(),
            part_sizes: Vec::new(),
        };
        let manifest = Manifest {
            info,
            extents: writer.extents,
        };
        self.commit_object(bucket, key, request, manifest)
    }

    fn get(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        range: ByteRange,
    ) -> Result<ObjectReader, StoreError> {
        let (manifest, pin) = self.manifest(bucket, key)?;
        let range = range.resolve(manifest.info.size_bytes)?;
        let chunks = ChunkReader::new(self.data.clone(), manifest.extents, range.clone(), pin);
        Ok(ObjectReader {
            info: manifest.info,
            range,
            body: Box::new(chunks),
        })
    }

    fn head(&self, bucket: &BucketName, key: &ObjectKey) -> Result<ObjectInfo, StoreError> {
        self.manifest(bucket, key)
            .map(|(manifest, _)| manifest.info)
    }

    fn list(&self, bucket: &BucketName, query: &ListQuery) -> Result<ListPage, StoreError> {
        self.projection.read(|now| {
            now.bucket(bucket)?.ok_or_else(|| no_such_bucket(bucket))?;
            list_page(query, |from, count| now.scan(bucket, from, count))
        })
    }

    fn delete(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        only: Option<&ETag>,
    ) -> Result<bool, StoreError> {
        let (bucket, key) = (bucket.clone(), key.clone());
        self.committer.commit(Change::Delete {
            bucket,
            key,
            only: only.cloned(),
        })
    }

    fn compose(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        pieces: &[Piece],
        composition: &Composition,
    ) -> Result<ObjectInfo, StoreError> {
        self.check_early(bucket, key, request)?;
        let _pin = self.pins.pin_all();
        let mut extents = Vec::new();
        let mut size_bytes: u64 = 0;
        for piece in pieces {
            let (manifest, _) = self.manifest(&piece.bucket, &piece.key)?;
            if manifest.info.etag != piece.etag {
                return Err(StoreError::PreconditionFailed {
                    key: piece.key.to_string(),
                });
            }
            size_bytes = size_bytes.saturating_add(manifest.info.size_bytes);
            self.check_size(size_bytes)?;
            manifest
                .extents
                .into_iter()
                .for_each(|extent| push_extent(&mut extents, extent));
        }
        let info = ObjectInfo {
            size_bytes,
            etag: composition.etag.clone(),
            modified_ms: request.modified_ms,
            checksums: composition.checksums.clone(),
            metadata: request.metadata.clone(),
            part_sizes: composition.part_sizes.clone(),
        };
        self.commit_object(bucket, key, request, Manifest { info, extents })
    }
}
