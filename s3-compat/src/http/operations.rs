//! The operations of S3 that this server has; all others answer `NotImplemented`.

use s3s::dto::*;
use s3s::{S3, S3Request, S3Response, S3Result};

use super::Face;

/// One line per operation: its name, its input and output, and the method that does it.
macro_rules! operations {
    ($($name:ident($input:ty) -> $output:ty = $method:ident;)*) => {
        #[async_trait::async_trait]
        impl S3 for Face {
            $(
                async fn $name(&self, request: S3Request<$input>) -> S3Result<S3Response<$output>> {
                    self.$method(request).await
                }
            )*
        }
    };
}

operations! {
    create_bucket(CreateBucketInput) -> CreateBucketOutput = create;
    delete_bucket(DeleteBucketInput) -> DeleteBucketOutput = delete;
    head_bucket(HeadBucketInput) -> HeadBucketOutput = head;
    list_buckets(ListBucketsInput) -> ListBucketsOutput = list_all;
    get_bucket_location(GetBucketLocationInput) -> GetBucketLocationOutput = location;
    get_bucket_versioning(GetBucketVersioningInput) -> GetBucketVersioningOutput = versioning;

    put_object(PutObjectInput) -> PutObjectOutput = put;
    get_object(GetObjectInput) -> GetObjectOutput = get;
    head_object(HeadObjectInput) -> HeadObjectOutput = head_object;
    delete_object(DeleteObjectInput) -> DeleteObjectOutput = delete_one;
    delete_objects(DeleteObjectsInput) -> DeleteObjectsOutput = delete_many;
    copy_object(CopyObjectInput) -> CopyObjectOutput = copy;
    list_objects(ListObjectsInput) -> ListObjectsOutput = list_v1;
    list_objects_v2(ListObjectsV2Input) -> ListObjectsV2Output = list_v2;

    create_multipart_upload(CreateMultipartUploadInput)
        -> CreateMultipartUploadOutput = create_upload;
    upload_part(UploadPartInput) -> UploadPartOutput = put_part;
    upload_part_copy(UploadPartCopyInput) -> UploadPartCopyOutput = copy_part;
    complete_multipart_upload(CompleteMultipartUploadInput)
        -> CompleteMultipartUploadOutput = complete;
    abort_multipart_upload(AbortMultipartUploadInput) -> AbortMultipartUploadOutput = abort;
    list_parts(ListPartsInput) -> ListPartsOutput = parts;
    list_multipart_uploads(ListMultipartUploadsInput) -> ListMultipartUploadsOutput = list_uploads;

    get_object_tagging(GetObjectTaggingInput) -> GetObjectTaggingOutput = get_object_tags;
    put_object_tagging(PutObjectTaggingInput) -> PutObjectTaggingOutput = put_object_tags;
    delete_object_tagging(DeleteObjectTaggingInput)
        -> DeleteObjectTaggingOutput = delete_object_tags;
    get_bucket_tagging(GetBucketTaggingInput) -> GetBucketTaggingOutput = get_bucket_tags;
    put_bucket_tagging(PutBucketTaggingInput) -> PutBucketTaggingOutput = put_bucket_tags;
    delete_bucket_tagging(DeleteBucketTaggingInput)
        -> DeleteBucketTaggingOutput = delete_bucket_tags;
    get_bucket_notification_configuration(GetBucketNotificationConfigurationInput)
        -> GetBucketNotificationConfigurationOutput = get_notification;
    put_bucket_notification_configuration(PutBucketNotificationConfigurationInput)
        -> PutBucketNotificationConfigurationOutput = put_notification;
}

impl Face {
    /// Versioning was never switched on, which S3 says with an empty answer.
    async fn versioning(
        &self,
        request: S3Request<GetBucketVersioningInput>,
    ) -> S3Result<S3Response<GetBucketVersioningOutput>> {
        self.require_bucket(&request.input.bucket).await?;
        Ok(S3Response::new(GetBucketVersioningOutput::default()))
    }
}
