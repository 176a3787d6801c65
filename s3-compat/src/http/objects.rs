//! PutObject, DeleteObject and DeleteObjects.

use http::StatusCode;
use s3s::dto::{self, *};
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use crate::name::{BucketName, ObjectKey};
use crate::object::ChecksumAlgorithm;
use crate::object_store::{PutCondition, PutRequest};

use super::admission::PromisedSha256;
use super::aws_chunked::Trailers;
use super::conditions::{put_condition, strong};
use super::digest::{
    Expectation, TrailerSource, algorithm_of_header, checksum_values, md5_from_base64,
    set_checksums,
};
use super::event::ObjectEventKind;
use super::metadata::object_metadata;
use super::{Face, address};

/// Most bytes that one request brings; larger objects come in parts.
const BODY_BYTES_MAX: u64 = 5 << 30;
/// Most objects that one DeleteObjects names.
const DELETES_MAX: usize = 1000;

/// What the headers of `request` say about its body.
pub(super) fn body_expectation<T>(
    request: &S3Request<T>,
    length: Option<i64>,
    md5: Option<&str>,
) -> S3Result<Expectation> {
    let md5 = match md5.map(md5_from_base64) {
        None => None,
        Some(Some(md5)) => Some(md5),
        Some(None) => {
            return Err(s3_error!(
                InvalidDigest,
                "The Content-MD5 you specified is not valid."
            ));
        }
    };
    let length = length.and_then(|length| u64::try_from(length).ok());
    if length.is_some_and(|length| length > BODY_BYTES_MAX) {
        return Err(s3_error!(
            EntityTooLarge,
            "Your proposed upload exceeds the maximum allowed size of 5 GiB in one request."
        ));
    }
    let own = request
        .extensions
        .get::<Trailers>()
        .cloned()
        .map(TrailerSource::Own);
    let verified = request
        .trailing_headers
        .clone()
        .map(TrailerSource::Verified);
    let announced = request.headers.get_all("x-amz-trailer").iter();
    let announced = announced.filter_map(|value| value.to_str().ok());
    let announced = announced.flat_map(|list| list.split(','));
    Ok(Expectation {
        md5,
        sha256: request
            .extensions
            .get::<PromisedSha256>()
            .map(|promised| promised.0),
        length,
        length_max: BODY_BYTES_MAX,
        announced: announced
            .filter_map(|name| algorithm_of_header(name.trim()))
            .collect(),
        trailers: own.or(verified),
        ..Expectation::default()
    })
}

/// This server keeps one version of each object, which S3 calls `null`.
pub(super) fn refuse_version(version: Option<&str>) -> S3Result<()> {
    match version {
        None | Some("" | "null") => Ok(()),
        Some(_) => Err(s3_error!(
            NoSuchVersion,
            "The specified version does not exist."
        )),
    }
}

impl Face {
    pub(super) async fn put(
        &self,
        request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        let input = &request.input;
        let md5 = input.content_md5.as_deref();
        let mut expectation = body_expectation(&request, input.content_length, md5)?;
        expectation.values = checksum_values!(input);
        if expectation.values.is_empty() && expectation.announced.is_empty() {
            expectation.wanted.insert(ChecksumAlgorithm::Crc64Nvme);
        }
        let input = request.input;
        if input.write_offset_bytes.is_some() {
            return Err(s3_error!(
                NotImplemented,
                "appending to an object is not implemented"
            ));
        }
        let (bucket, key) = address(&input.bucket, &input.key)?;
        let put = PutRequest {
            metadata: object_metadata!(input)?,
            condition: put_condition(input.if_match.as_ref(), input.if_none_match.as_ref())?,
            modified_ms: self.now_ms(),
        };
        let form = request.method == http::Method::POST;
        let kind = if form {
            ObjectEventKind::CreatedPost
        } else {
            ObjectEventKind::CreatedPut
        };
        let face = self.clone();
        let store = move |body: &mut dyn crate::ChunkSource| {
            let info = face.store.put(&bucket, &key, &put, body)?;
            face.created(kind, &bucket, &key, &info);
            Ok(info)
        };
        let info = self
            .threads
            .run_with_body(input.body, expectation, store)
            .await?;
        let mut output = PutObjectOutput {
            e_tag: Some(strong(&info.etag)),
            ..Default::default()
        };
        set_checksums!(output, &info.checksums);
        Ok(S3Response::new(output))
    }

    pub(super) async fn delete_one(
        &self,
        request: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        let input = request.input;
        refuse_version(input.version_id.as_deref())?;
        let (bucket, key) = address(&input.bucket, &input.key)?;
        let only = match put_condition(input.if_match.as_ref(), None)? {
            PutCondition::IfMatch(etag) => Some(etag),
            _ => None,
        };
        let face = self.clone();
        let delete = move || {
            let existed = face.store.delete(&bucket, &key, only.as_ref())?;
            if existed {
                face.removed(&bucket, &key);
            }
            Ok(())
        };
        self.threads.run(delete).await?;
        Ok(S3Response::with_status(
            DeleteObjectOutput::default(),
            StatusCode::NO_CONTENT,
        ))
    }

    pub(super) async fn delete_many(
        &self,
        request: S3Request<DeleteObjectsInput>,
    ) -> S3Result<S3Response<DeleteObjectsOutput>> {
        let input = request.input;
        let bucket = self.require_bucket(&input.bucket).await?;
        let objects = input.delete.objects;
        if objects.is_empty() || objects.len() > DELETES_MAX {
            return Err(s3_error!(
                MalformedXML,
                "DeleteObjects takes 1 to 1,000 keys"
            ));
        }
        let face = self.clone();
        let delete = move || {
            let outcome = objects
                .into_iter()
                .map(|object| face.delete_named(&bucket, object));
            Ok(outcome.collect::<Vec<_>>())
        };
        let quiet = input.delete.quiet.unwrap_or_default();
        let (mut deleted, mut errors) = (Vec::new(), Vec::new());
        for outcome in self.threads.run(delete).await? {
            match outcome {
                Ok(key) => deleted.push(DeletedObject {
                    key: Some(key),
                    ..Default::default()
                }),
                Err(error) => errors.push(error),
            }
        }
        if quiet {
            deleted.clear();
        }
        let (deleted, errors) = (Some(deleted), Some(errors));
        Ok(S3Response::new(DeleteObjectsOutput {
            deleted,
            errors,
            ..Default::default()
        }))
    }

    fn delete_named(
        &self,
        bucket: &BucketName,
        object: ObjectIdentifier,
    ) -> Result<String, dto::Error> {
        let attempt = || {
            refuse_version(object.version_id.as_deref())?;
            let key = ObjectKey::new(&object.key).map_err(super::failure::s3_failure)?;
            let only = object
                .e_tag
                .as_ref()
                .map(|etag| crate::ETag::new(etag.value()))
                .transpose();
            let only = only.map_err(super::failure::s3_failure)?;
            let existed = self.store.delete(bucket, &key, only.as_ref());
            if existed.map_err(super::failure::s3_failure)? {
                self.removed(bucket, &key);
            }
            Ok(())
        };
        let report = |error: S3Error| dto::Error {
            code: Some(error.code().as_str().to_owned()),
            key: Some(object.key.clone()),
            message: error.message().map(str::to_owned),
            version_id: object.version_id.clone(),
        };
        attempt().map_err(report).map(|()| object.key.clone())
    }
}
