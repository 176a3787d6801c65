//! The S3 REST face of a store.
//!
//! [`s3_service`] makes a service out of any [`ObjectStore`]; [`S3Service::call`] answers one
//! request and fits behind any HTTP server that speaks the types of the `http` crate. The protocol
//! itself (routes, XML, signatures) is the work of the `s3s` crate, which no type of this module
//! shows, so that it can be replaced.
//!
//! Implemented are: CreateBucket, ListBuckets, HeadBucket, DeleteBucket, GetBucketLocation,
//! GetBucketVersioning, Put-, Get- and DeleteBucketTagging, Put- and
//! GetBucketNotificationConfiguration, PutObject, PostObject (HTML forms), GetObject, HeadObject,
//! DeleteObject, DeleteObjects, CopyObject, ListObjects, ListObjectsV2, Put-, Get- and
//! DeleteObjectTagging, and multipart uploads. Other operations answer `NotImplemented`, and so
//! does an HTML form that is signed while any credentials are accepted.

mod admission;
mod aws_chunked;
mod buckets;
mod completion;
mod conditions;
mod copies;
mod digest;
mod event;
mod failure;
mod listing;
mod metadata;
mod multipart;
mod objects;
mod operations;
mod options;
mod reads;
mod service;
mod settings;
mod transfer;
mod upload;
mod upload_listing;

use std::sync::Arc;

use s3s::S3Result;

use crate::error::StoreError;
use crate::name::{BucketName, ObjectKey};
use crate::object::ObjectInfo;
use crate::object_store::ObjectStore;

pub use event::{ObjectEvent, ObjectEventHook, ObjectEventKind};
pub use options::{Access, Ambient, S3Options};
pub use service::{BoxError, ResponseBody, S3Service, s3_service};

use failure::s3_failure;
use transfer::StoreThreads;

/// The operations over one store.
#[derive(Clone)]
struct Face {
    store: Arc<dyn ObjectStore>,
    options: Arc<S3Options>,
    threads: StoreThreads,
    /// Where open multipart uploads are kept.
    uploads: BucketName,
    /// Where settings of buckets are kept.
    settings: BucketName,
}

impl Face {
    fn now_ms(&self) -> u64 {
        (self.options.ambient.now_ms)()
    }

    fn random(&self) -> u128 {
        (self.options.ambient.random)()
    }

    fn region(&self) -> &str {
        &self.options.region
    }

    async fn call<T: Send + 'static>(
        &self,
        call: impl FnOnce(&dyn ObjectStore) -> Result<T, StoreError> + Send + 'static,
    ) -> S3Result<T> {
        let store = Arc::clone(&self.store);
        self.threads.run(move || call(store.as_ref())).await
    }

    fn created(
        &self,
        kind: ObjectEventKind,
        bucket: &BucketName,
        key: &ObjectKey,
        info: &ObjectInfo,
    ) {
        self.notify(kind, bucket, key, Some(info));
    }

    fn removed(&self, bucket: &BucketName, key: &ObjectKey) {
        self.notify(ObjectEventKind::RemovedDelete, bucket, key, None);
    }

    fn notify(
        &self,
        kind: ObjectEventKind,
        bucket: &BucketName,
        key: &ObjectKey,
        info: Option<&ObjectInfo>,
    ) {
        let Some(hook) = &self.options.on_object_event else {
            return;
        };
        hook.call(&ObjectEvent {
            kind,
            bucket: bucket.clone(),
            key: key.clone(),
            size_bytes: info.map_or(0, |info| info.size_bytes),
            etag: info.map(|info| info.etag.clone()),
            time_ms: self.now_ms(),
        });
    }
}

/// A bucket that a request names. Names that break a rule are names of no bucket.
fn bucket_name(name: &str) -> S3Result<BucketName> {
    let missing = |_| StoreError::NoSuchBucket {
        bucket: name.to_owned(),
    };
    BucketName::new(name).map_err(missing).map_err(s3_failure)
}

fn address(bucket: &str, key: &str) -> S3Result<(BucketName, ObjectKey)> {
    Ok((
        bucket_name(bucket)?,
        ObjectKey::new(key).map_err(s3_failure)?,
    ))
}
