//! Tags of buckets and objects, and the notification configuration of buckets.
//!
//! What belongs to a bucket is an object in a reserved bucket, under the bucket's name, with the
//! XML of the S3 operation as its bytes.

use s3s::dto::*;
use s3s::xml::{Deserialize, Deserializer, Serialize, Serializer};
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use crate::error::StoreError;
use crate::list::ListQuery;
use crate::name::{BucketName, ObjectKey};
use crate::object::ObjectInfo;
use crate::object_store::{Composition, ObjectStore, Piece, PutCondition, PutRequest};

use super::metadata::{BUCKET_TAGS_MAX, OBJECT_TAGS_MAX, tag_set, tags_from_set};
use super::{Face, address};

const NOTIFICATION: &str = "notification";
const TAGGING: &str = "tagging";
/// Most bytes of one setting; the protocol layer takes no larger XML.
const SETTING_BYTES_MAX: u64 = 20 << 20;

/// Removes all settings of `bucket`.
pub(super) fn remove_all(
    store: &dyn ObjectStore,
    settings: &BucketName,
    bucket: &BucketName,
) -> Result<(), StoreError> {
    for name in [NOTIFICATION, TAGGING] {
        store.delete(settings, &setting_key(bucket, name)?, None)?;
    }
    Ok(())
}

/// The notification configuration of `bucket` as it was put, for those who act on it.
pub(super) fn notification(
    store: &dyn ObjectStore,
    settings: &BucketName,
    bucket: &BucketName,
) -> Result<Option<NotificationConfiguration>, StoreError> {
    let key = setting_key(bucket, NOTIFICATION)?;
    let Some(xml) = found(store.get_bytes(settings, &key, SETTING_BYTES_MAX))? else {
        return Ok(None);
    };
    from_xml(&xml).map(Some)
}

fn setting_key(bucket: &BucketName, name: &str) -> Result<ObjectKey, StoreError> {
    ObjectKey::new(&format!("{bucket}/{name}"))
}

fn found<T>(result: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(StoreError::NoSuchKey { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn to_xml(value: &impl Serialize) -> S3Result<Vec<u8>> {
    let mut xml = Vec::new();
    value
        .serialize(&mut Serializer::new(&mut xml))
        .map_err(S3Error::internal_error)?;
    Ok(xml)
}

fn from_xml<T: for<'xml> Deserialize<'xml>>(xml: &[u8]) -> Result<T, StoreError> {
    let damaged = |error: &dyn core::fmt::Display| StoreError::Corrupt {
        reason: format!("a stored bucket setting is not the XML that was put: {error}"),
    };
    let mut deserializer = Deserializer::new(xml);
    let value = T::deserialize(&mut deserializer).map_err(|error| damaged(&error))?;
    deserializer.expect_eof().map_err(|error| damaged(&error))?;
    Ok(value)
}

impl Face {
    async fn store_setting(&self, bucket: &str, name: &'static str, xml: Vec<u8>) -> S3Result<()> {
        let bucket = super::bucket_name(bucket)?;
        let (settings, now_ms) = (self.settings.clone(), self.now_ms());
        let put = move |store: &dyn ObjectStore| {
            store.bucket(&bucket)?;
            let key = setting_key(&bucket, name)?;
            store.put_bytes(&settings, &key, xml.into(), now_ms)
        };
        self.call(put).await.map(|_| ())
    }

    pub(super) async fn put_notification(
        &self,
        request: S3Request<PutBucketNotificationConfigurationInput>,
    ) -> S3Result<S3Response<PutBucketNotificationConfigurationOutput>> {
        let input = request.input;
        let xml = to_xml(&input.notification_configuration)?;
        self.store_setting(&input.bucket, NOTIFICATION, xml).await?;
        Ok(S3Response::new(PutBucketNotificationConfigurationOutput {}))
    }

    pub(super) async fn get_notification(
        &self,
        request: S3Request<GetBucketNotificationConfigurationInput>,
    ) -> S3Result<S3Response<GetBucketNotificationConfigurationOutput>> {
        let bucket = self.require_bucket(&request.input.bucket).await?;
        let settings = self.settings.clone();
        let stored = self
            .call(move |store| notification(store, &settings, &bucket))
            .await?;
        let stored = stored.unwrap_or_default();
        Ok(S3Response::new(GetBucketNotificationConfigurationOutput {
            event_bridge_configuration: stored.event_bridge_configuration,
            lambda_function_configurations: stored.lambda_function_configurations,
            queue_configurations: stored.queue_configurations,
            topic_configurations: stored.topic_configurations,
        }))
    }

    pub(super) async fn put_bucket_tags(
        &self,
        request: S3Request<PutBucketTaggingInput>,
    ) -> S3Result<S3Response<PutBucketTaggingOutput>> {
        let input = request.input;
        let xml = to_xml(&input.tagging)?;
        tags_from_set(input.tagging, BUCKET_TAGS_MAX)?;
        self.store_setting(&input.bucket, TAGGING, xml).await?;
        Ok(S3Response::new(PutBucketTaggingOutput {}))
    }

    pub(super) async fn get_bucket_tags(
        &self,
        request: S3Request<GetBucketTaggingInput>,
    ) -> S3Result<S3Response<GetBucketTaggingOutput>> {
        let bucket = self.require_bucket(&request.input.bucket).await?;
        let settings = self.settings.clone();
        let get = move |store: &dyn ObjectStore| {
            let key = setting_key(&bucket, TAGGING)?;
            let xml = found(store.get_bytes(&settings, &key, SETTING_BYTES_MAX))?;
            xml.map(|xml| from_xml::<Tagging>(&xml)).transpose()
        };
        match self.call(get).await? {
            Some(Tagging { tag_set }) => Ok(S3Response::new(GetBucketTaggingOutput { tag_set })),
            None => Err(s3_error!(NoSuchTagSet, "The TagSet does not exist")),
        }
    }

    pub(super) async fn delete_bucket_tags(
        &self,
        request: S3Request<DeleteBucketTaggingInput>,
    ) -> S3Result<S3Response<DeleteBucketTaggingOutput>> {
        let bucket = self.require_bucket(&request.input.bucket).await?;
        let settings = self.settings.clone();
        let delete = move |store: &dyn ObjectStore| {
            store.delete(&settings, &setting_key(&bucket, TAGGING)?, None)
        };
        self.call(delete).await?;
        Ok(S3Response::new(DeleteBucketTaggingOutput {}))
    }

    pub(super) async fn get_object_tags(
        &self,
        request: S3Request<GetObjectTaggingInput>,
    ) -> S3Result<S3Response<GetObjectTaggingOutput>> {
        let (bucket, key) = address(&request.input.bucket, &request.input.key)?;
        let info = self.call(move |store| store.head(&bucket, &key)).await?;
        let tag_set = tag_set(&info.metadata.tags);
        Ok(S3Response::new(GetObjectTaggingOutput {
            tag_set,
            version_id: None,
        }))
    }

    pub(super) async fn put_object_tags(
        &self,
        request: S3Request<PutObjectTaggingInput>,
    ) -> S3Result<S3Response<PutObjectTaggingOutput>> {
        let input = request.input;
        let tags = tags_from_set(input.tagging, OBJECT_TAGS_MAX)?;
        self.change(&input.bucket, &input.key, move |info| {
            info.metadata.tags = tags
        })
        .await?;
        Ok(S3Response::new(PutObjectTaggingOutput::default()))
    }

    pub(super) async fn delete_object_tags(
        &self,
        request: S3Request<DeleteObjectTaggingInput>,
    ) -> S3Result<S3Response<DeleteObjectTaggingOutput>> {
        let input = request.input;
        self.change(&input.bucket, &input.key, |info| info.metadata.tags.clear())
            .await?;
        Ok(S3Response::new(DeleteObjectTaggingOutput::default()))
    }

    /// Changes what is stored about an object without touching its bytes, its tag or its time.
    async fn change(
        &self,
        bucket: &str,
        key: &str,
        edit: impl FnOnce(&mut ObjectInfo) + Send + 'static,
    ) -> S3Result<()> {
        let (bucket, key) = address(bucket, key)?;
        let change = move |store: &dyn ObjectStore| {
            let mut info = store.head(&bucket, &key)?;
            edit(&mut info);
            let etag = info.etag.clone();
            let piece = Piece {
                bucket: bucket.clone(),
                key: key.clone(),
                etag: etag.clone(),
            };
            let request = PutRequest {
                metadata: core::mem::take(&mut info.metadata),
                condition: PutCondition::IfMatch(etag),
                modified_ms: info.modified_ms,
            };
            let ObjectInfo {
                etag,
                checksums,
                part_sizes,
                ..
            } = info;
            let composition = Composition {
                etag,
                checksums,
                part_sizes,
            };
            store.compose(&bucket, &key, &request, &[piece], &composition)
        };
        self.call(change).await.map(|_| ())
    }
}

/// Every key below `prefix` in `bucket`.
pub(super) fn keys_below(
    store: &dyn ObjectStore,
    bucket: &BucketName,
    prefix: &str,
) -> Result<Vec<crate::list::ListEntry>, StoreError> {
    let mut entries = Vec::new();
    let mut query = ListQuery {
        prefix: prefix.to_owned(),
        ..ListQuery::default()
    };
    loop {
        let page = store.list(bucket, &query)?;
        entries.extend(page.objects);
        match page.next {
            Some(next) => query.after = next,
            None => return Ok(entries),
        }
    }
}
