//! CopyObject.

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use crate::name::{BucketName, ObjectKey};
use crate::object::ObjectInfo;
use crate::object_store::{Composition, Piece, PutCondition, PutRequest};

use super::conditions::{strong, timestamp};
use super::digest::set_checksums;
use super::event::ObjectEventKind;
use super::metadata::{object_metadata, tags_from_header};
use super::objects::refuse_version;
use super::{Face, address};

/// The conditions on the source of a copy, in one of the generated input types.
macro_rules! copy_conditions {
    ($input:expr) => {
        $crate::http::conditions::ReadConditions {
            if_match: $input.copy_source_if_match,
            if_none_match: $input.copy_source_if_none_match,
            if_modified_since: $input.copy_source_if_modified_since,
            if_unmodified_since: $input.copy_source_if_unmodified_since,
        }
    };
}

pub(super) use copy_conditions;

/// Bucket and key of `x-amz-copy-source`.
pub(super) fn copy_address(source: &CopySource) -> S3Result<(BucketName, ObjectKey)> {
    match source {
        CopySource::Bucket {
            bucket,
            key,
            version_id,
        } => {
            refuse_version(version_id.as_deref())?;
            address(bucket, key)
        }
        _ => Err(s3_error!(
            NotImplemented,
            "access points are not implemented"
        )),
    }
}

impl Face {
    pub(super) async fn copy(
        &self,
        request: S3Request<CopyObjectInput>,
    ) -> S3Result<S3Response<CopyObjectOutput>> {
        let input = request.input;
        let target = address(&input.bucket, &input.key)?;
        let source = copy_address(&input.copy_source)?;
        let replaces = input
            .metadata_directive
            .as_ref()
            .is_some_and(|directive| directive.as_str() == MetadataDirective::REPLACE);
        let retags = input
            .tagging_directive
            .as_ref()
            .is_some_and(|directive| directive.as_str() == TaggingDirective::REPLACE);
        if source == target && !replaces && !retags {
            return Err(s3_error!(
                InvalidRequest,
                "This copy request is illegal because it is trying to copy an object to itself \
                 without changing the object's metadata, storage class, website redirect location \
                 or encryption attributes."
            ));
        }
        let new_metadata = object_metadata!(input)?;
        let new_tags = tags_from_header(input.tagging.as_deref())?;
        let conditions = copy_conditions!(input);
        let (bucket, key) = source.clone();
        let info = self.call(move |store| store.head(&bucket, &key)).await?;
        conditions.check_source(&info)?;
        let tags = if retags {
            new_tags
        } else {
            info.metadata.tags.clone()
        };
        let mut metadata = if replaces {
            new_metadata
        } else {
            info.metadata.clone()
        };
        metadata.tags = tags;
        let modified_ms = self.now_ms();
        let put = PutRequest {
            metadata,
            condition: PutCondition::Always,
            modified_ms,
        };
        let copied = self.compose_copy(source, target, info, put).await?;
        let mut result = CopyObjectResult {
            e_tag: Some(strong(&copied.etag)),
            last_modified: Some(timestamp(copied.modified_ms)),
            ..Default::default()
        };
        set_checksums!(result, &copied.checksums);
        let copy_object_result = Some(result);
        Ok(S3Response::new(CopyObjectOutput {
            copy_object_result,
            ..Default::default()
        }))
    }

    /// Writes a copy without moving its bytes. It keeps the tag of its source, also one of an
    /// object completed from parts, where S3 would compute the MD5.
    async fn compose_copy(
        &self,
        source: (BucketName, ObjectKey),
        target: (BucketName, ObjectKey),
        info: ObjectInfo,
        put: PutRequest,
    ) -> S3Result<ObjectInfo> {
        let face = self.clone();
        let copy = move || {
            let piece = Piece {
                bucket: source.0,
                key: source.1,
                etag: info.etag.clone(),
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
            let (bucket, key) = &target;
            let copied = face
                .store
                .compose(bucket, key, &put, &[piece], &composition)?;
            face.created(ObjectEventKind::CreatedCopy, bucket, key, &copied);
            Ok(copied)
        };
        self.threads.run(copy).await
    }
}
