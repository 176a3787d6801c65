//! Operations on buckets.

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use crate::error::StoreError;
use crate::name::BucketName;

use super::conditions::timestamp;
use super::listing::owner;
use super::{Face, bucket_name};

/// The region in which creating one's own bucket again succeeds.
const OLDEST_REGION: &str = "us-east-1";

impl Face {
    pub(super) async fn create(
        &self,
        request: S3Request<CreateBucketInput>,
    ) -> S3Result<S3Response<CreateBucketOutput>> {
        let bucket = BucketName::new(&request.input.bucket).map_err(super::failure::s3_failure)?;
        let output = CreateBucketOutput {
            location: Some(format!("/{bucket}")),
        };
        let (created_ms, repeatable) = (self.now_ms(), self.region() == OLDEST_REGION);
        let settings = self.settings.clone();
        let create = move |store: &dyn crate::ObjectStore| {
            match store.create_bucket(&bucket, created_ms) {
                // Settings that a crash left behind when an earlier bucket of this name was
                // deleted.
                Ok(()) => super::settings::remove_all(store, &settings, &bucket),
                Err(StoreError::BucketExists { .. }) if repeatable => Ok(()),
                Err(error) => Err(error),
            }
        };
        self.call(create).await?;
        Ok(S3Response::new(output))
    }

    pub(super) async fn delete(
        &self,
        request: S3Request<DeleteBucketInput>,
    ) -> S3Result<S3Response<DeleteBucketOutput>> {
        let bucket = bucket_name(&request.input.bucket)?;
        let (settings, uploads) = (self.settings.clone(), self.uploads.clone());
        let delete = move |store: &dyn crate::ObjectStore| {
            store.delete_bucket(&bucket)?;
            super::upload::abort_all(store, &uploads, Some(&bucket))?;
            super::settings::remove_all(store, &settings, &bucket)
        };
        self.call(delete).await?;
        Ok(S3Response::new(DeleteBucketOutput {}))
    }

    pub(super) async fn head(
        &self,
        request: S3Request<HeadBucketInput>,
    ) -> S3Result<S3Response<HeadBucketOutput>> {
        self.require_bucket(&request.input.bucket).await?;
        let bucket_region = Some(self.region().to_owned());
        Ok(S3Response::new(HeadBucketOutput {
            bucket_region,
            ..Default::default()
        }))
    }

    pub(super) async fn location(
        &self,
        request: S3Request<GetBucketLocationInput>,
    ) -> S3Result<S3Response<GetBucketLocationOutput>> {
        self.require_bucket(&request.input.bucket).await?;
        // The oldest region is written as an empty element.
        let named = Some(self.region()).filter(|region| *region != OLDEST_REGION);
        let location_constraint = named.map(|region| region.to_owned().into());
        Ok(S3Response::new(GetBucketLocationOutput {
            location_constraint,
        }))
    }

    pub(super) async fn list_all(
        &self,
        request: S3Request<ListBucketsInput>,
    ) -> S3Result<S3Response<ListBucketsOutput>> {
        let input = request.input;
        let after = input.continuation_token.unwrap_or_default();
        let prefix = input.prefix.clone().unwrap_or_default();
        let count_max = match input.max_buckets.map(usize::try_from) {
            None => usize::MAX,
            Some(Ok(count)) if count > 0 => count,
            Some(_) => return Err(s3_error!(InvalidArgument, "max-buckets must be at least 1")),
        };
        let mut buckets = self.call(|store| store.buckets()).await?;
        buckets.retain(|bucket| {
            let name = bucket.name.as_str();
            !bucket.name.is_reserved() && name.starts_with(&prefix) && name > after.as_str()
        });
        let more = buckets.len() > count_max;
        buckets.truncate(count_max);
        let last = buckets.last().map(|bucket| bucket.name.to_string());
        let bucket = |bucket: crate::BucketInfo| Bucket {
            bucket_region: Some(self.region().to_owned()),
            creation_date: Some(timestamp(bucket.created_ms)),
            name: Some(bucket.name.to_string()),
        };
        Ok(S3Response::new(ListBucketsOutput {
            buckets: Some(buckets.into_iter().map(bucket).collect()),
            continuation_token: last.filter(|_| more),
            owner: Some(owner()),
            prefix: input.prefix,
        }))
    }

    pub(super) async fn require_bucket(&self, bucket: &str) -> S3Result<BucketName> {
        let bucket = bucket_name(bucket)?;
        self.call(move |store| store.bucket(&bucket).map(|info| info.name))
            .await
    }
}
