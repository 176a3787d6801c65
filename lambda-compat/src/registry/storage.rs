//! The reserved bucket: where each object of a function lies.

use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::FunctionName;
use s3_compat::{
    BucketName, ByteRange, BytesSource, ETag, ListQuery, ObjectKey, ObjectReader, ObjectStore,
    PutCondition, PutRequest, StoreError, StoreErrorKind,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::LambdaError;

/// The purpose that names the reserved bucket: no S3 client can create, name or list it.
pub const BUCKET_PURPOSE: &str = "functions";

/// Longest record that is read back.
const RECORD_BYTES_MAX: u64 = 64 << 20;

/// The objects of all functions.
#[derive(Clone)]
pub(crate) struct Storage {
    store: Arc<dyn ObjectStore>,
    bucket: BucketName,
}

pub(crate) fn record_key(name: &FunctionName) -> String {
    format!("{name}/function.json")
}

pub(crate) fn version_key(name: &FunctionName, number: u64) -> String {
    format!("{name}/version/{number:020}.json")
}

pub(crate) fn code_key(name: &FunctionName, sha256: &str) -> String {
    format!("{name}/code/{sha256}")
}

pub(crate) fn package_key(name: &FunctionName, sha256: &str) -> String {
    format!("{name}/package/{sha256}")
}

impl Storage {
    /// Opens the reserved bucket, and creates it the first time.
    pub(crate) fn open(store: Arc<dyn ObjectStore>, now_ms: u64) -> Result<Self, LambdaError> {
        let bucket = BucketName::reserved(BUCKET_PURPOSE)?;
        match store.create_bucket(&bucket, now_ms) {
            Ok(()) | Err(StoreError::BucketExists { .. }) => Ok(Self { store, bucket }),
            Err(error) => Err(error.into()),
        }
    }

    /// The keys of all objects, in order.
    pub(crate) fn keys(&self) -> Result<Vec<String>, LambdaError> {
        let mut keys = Vec::new();
        let mut query = ListQuery::default();
        loop {
            let page = self.store.list(&self.bucket, &query)?;
            keys.extend(page.objects.into_iter().map(|entry| entry.key));
            match page.next {
                Some(next) => query.after = next,
                None => return Ok(keys),
            }
        }
    }

    /// Stores bytes under a name that is made of them: what is there already is the same.
    pub(crate) fn put_blob(&self, key: &str, bytes: Bytes, now_ms: u64) -> Result<(), LambdaError> {
        self.store
            .put_bytes(&self.bucket, &ObjectKey::new(key)?, bytes, now_ms)?;
        Ok(())
    }

    /// Stores a record if the one under the key is the expected one, and answers its tag.
    pub(crate) fn put_record<T: Serialize>(
        &self,
        key: &str,
        record: &T,
        condition: PutCondition,
        now_ms: u64,
    ) -> Result<ETag, LambdaError> {
        let json = serde_json::to_vec(record)
            .map_err(|error| LambdaError::Service(format!("{key} cannot be written: {error}")))?;
        let request = PutRequest {
            condition,
            modified_ms: now_ms,
            ..PutRequest::default()
        };
        let mut source = BytesSource::new(json);
        match self
            .store
            .put(&self.bucket, &ObjectKey::new(key)?, &request, &mut source)
        {
            Ok(info) => Ok(info.etag),
            Err(StoreError::PreconditionFailed { .. } | StoreError::NoSuchKey { .. }) => {
                Err(LambdaError::ResourceConflict(
                    "The function was changed by someone else at the same time. Please try again."
                        .to_owned(),
                ))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Reads a record with its tag.
    ///
    /// A record that cannot be read is an error and not an absence: what was acknowledged is there.
    pub(crate) fn record<T: DeserializeOwned>(&self, key: &str) -> Result<(T, ETag), LambdaError> {
        let mut reader = self.reader(key)?;
        let etag = reader.info.etag.clone();
        let bytes = s3_compat::read_all(&mut reader, RECORD_BYTES_MAX)?;
        let record = serde_json::from_slice(&bytes).map_err(|error| {
            LambdaError::Service(format!("the stored record {key} cannot be read: {error}"))
        })?;
        Ok((record, etag))
    }

    /// Reads bytes, or `None` if they are not there.
    pub(crate) fn blob(&self, key: &str, bytes_max: u64) -> Result<Option<Bytes>, LambdaError> {
        match self
            .store
            .get_bytes(&self.bucket, &ObjectKey::new(key)?, bytes_max)
        {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == StoreErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether there is an object under the key.
    pub(crate) fn contains(&self, key: &str) -> Result<bool, LambdaError> {
        match self.store.head(&self.bucket, &ObjectKey::new(key)?) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == StoreErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens an object for streaming.
    pub(crate) fn reader(&self, key: &str) -> Result<ObjectReader, LambdaError> {
        Ok(self
            .store
            .get(&self.bucket, &ObjectKey::new(key)?, ByteRange::All)?)
    }

    /// Deletes an object; `false` if there was none.
    pub(crate) fn delete(&self, key: &str) -> Result<bool, LambdaError> {
        Ok(self
            .store
            .delete(&self.bucket, &ObjectKey::new(key)?, None)?)
    }

    /// Reads an object of a user's bucket, for code that was uploaded there.
    pub(crate) fn user_object(
        &self,
        bucket: &str,
        key: &str,
        bytes_max: u64,
    ) -> Result<Bytes, StoreError> {
        let bucket = BucketName::new(bucket)?;
        self.store
            .get_bytes(&bucket, &ObjectKey::new(key)?, bytes_max)
    }
}
