//! Operations on single objects.

use http::{HeaderMap, StatusCode};
use s3s::dto::{self, *};
use s3s::{S3Error, S3ErrorCode, S3Request, S3Response, S3Result, s3_error};

use crate::error::StoreError;
use crate::name::{BucketName, ObjectKey};
use crate::object::{ChecksumAlgorithm, ObjectInfo};
use crate::object_store::{Composition, ObjectReader, Piece, PutCondition, PutRequest};
use crate::range::ByteRange;

use super::admission::PromisedSha256;
use super::aws_chunked::Trailers;
use super::conditions::{ReadConditions, put_condition, strong, timestamp};
use super::digest::{
    Expectation, TrailerSource, algorithm_of_header, checksum_values, md5_from_base64,
    set_checksums,
};
use super::event::ObjectEventKind;
use super::failure::custom;
use super::metadata::{describe_object, object_metadata, tags_from_header};
use super::{Face, address};

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
        length: length.and_then(|length| u64::try_from(length).ok()),
        announced: announced
            .filter_map(|name| algorithm_of_header(name.trim()))
            .collect(),
        trailers: own.or(verified),
        ..Expectation::default()
    })
}

/// This server keeps one version of each object, which S3 calls `null`.
fn refuse_version(version: Option<&str>) -> S3Result<()> {
    match version {
        None | Some("" | "null") => Ok(()),
        Some(_) => Err(s3_error!(
            NoSuchVersion,
            "The specified version does not exist."
        )),
    }
}

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

    pub(super) async fn get(
        &self,
        request: S3Request<GetObjectInput>,
    ) -> S3Result<S3Response<GetObjectOutput>> {
        let input = request.input;
        refuse_version(input.version_id.as_deref())?;
        let (bucket, key) = address(&input.bucket, &input.key)?;
        let conditions = ReadConditions {
            if_match: input.if_match,
            if_none_match: input.if_none_match,
            if_modified_since: input.if_modified_since,
            if_unmodified_since: input.if_unmodified_since,
        };
        let selection = Selection::new(input.range, input.part_number)?;
        let opened = self.open(bucket, key, selection, conditions).await?;
        let (reader, part) = opened;
        let info = &reader.info;
        let mut output = GetObjectOutput::default();
        describe_object!(output, info);
        output.content_length = Some((reader.range.end - reader.range.start) as i64);
        output.content_range = content_range(selection, &reader);
        output.parts_count = part.then_some(info.part_sizes.len().max(1) as i32);
        let tags = info.metadata.tags.len();
        output.tag_count = (tags > 0).then_some(tags as i32);
        if wants_checksums(input.checksum_mode.as_ref()) && selection == Selection::All {
            set_checksums!(output, &info.checksums);
        }
        output.body = Some(self.threads.send(reader).await?);
        Ok(S3Response::new(output))
    }

    /// Opens an object if the conditions allow it. They are tested on the object that is opened, so
    /// no write can come between.
    async fn open(
        &self,
        bucket: BucketName,
        key: ObjectKey,
        selection: Selection,
        conditions: ReadConditions,
    ) -> S3Result<(ObjectReader, bool)> {
        let store = self.store.clone();
        let reader = self.threads.run(move || {
            let all = store.get(&bucket, &key, ByteRange::All)?;
            if selection == Selection::All {
                return Ok((all, None));
            }
            // The range depends on the object, so it is opened again; when another one has come
            // between, what the client gets is wholly that one.
            match selection
                .range(&all.info)
                .map(|range| store.get(&bucket, &key, range))
            {
                Some(Ok(reader)) => Ok((reader, None)),
                Some(Err(error @ StoreError::RangeNotSatisfiable { .. })) => Ok((all, Some(error))),
                Some(Err(error)) => Err(error),
                None => Ok((
                    all,
                    Some(StoreError::Invalid {
                        reason: "no such part",
                    }),
                )),
            }
        });
        let (reader, refusal) = reader.await?;
        conditions.check(&reader.info)?;
        match refusal {
            None => Ok((reader, matches!(selection, Selection::Part(_)))),
            Some(StoreError::RangeNotSatisfiable { size_bytes }) => Err(invalid_range(size_bytes)),
            Some(_) => Err(custom(
                "InvalidPartNumber",
                StatusCode::RANGE_NOT_SATISFIABLE,
                "The requested partnumber is not satisfiable",
            )),
        }
    }

    pub(super) async fn head_object(
        &self,
        request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        let input = request.input;
        refuse_version(input.version_id.as_deref())?;
        let (bucket, key) = address(&input.bucket, &input.key)?;
        let conditions = ReadConditions {
            if_match: input.if_match,
            if_none_match: input.if_none_match,
            if_modified_since: input.if_modified_since,
            if_unmodified_since: input.if_unmodified_since,
        };
        let selection = Selection::new(input.range, input.part_number)?;
        let (reader, part) = self.open(bucket, key, selection, conditions).await?;
        let info = &reader.info;
        let mut output = HeadObjectOutput::default();
        describe_object!(output, info);
        output.content_length = Some((reader.range.end - reader.range.start) as i64);
        output.content_range = content_range(selection, &reader);
        output.parts_count = part.then_some(info.part_sizes.len().max(1) as i32);
        if wants_checksums(input.checksum_mode.as_ref()) && selection == Selection::All {
            set_checksums!(output, &info.checksums);
        }
        let mut response = S3Response::new(output);
        if selection != Selection::All {
            response.status = Some(StatusCode::PARTIAL_CONTENT);
        }
        Ok(response)
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
        let conditions = ReadConditions {
            if_match: input.copy_source_if_match,
            if_none_match: input.copy_source_if_none_match,
            if_modified_since: input.copy_source_if_modified_since,
            if_unmodified_since: input.copy_source_if_unmodified_since,
        };
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

    /// Writes a copy without moving its bytes. It keeps the tag of its source, also one of an object
    /// completed from parts, where S3 would compute the MD5.
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

/// The part of an object that a request asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Selection {
    All,
    Bytes(ByteRange),
    Part(usize),
}

impl Selection {
    fn new(range: Option<dto::Range>, part_number: Option<i32>) -> S3Result<Self> {
        match (range, part_number) {
            (None, None) => Ok(Self::All),
            (Some(range), None) => Ok(Self::Bytes(byte_range(range))),
            (None, Some(number @ 1..=10_000)) => Ok(Self::Part(number as usize)),
            (None, Some(_)) => Err(s3_error!(
                InvalidArgument,
                "Part number must be an integer between 1 and 10000, inclusive"
            )),
            (Some(_), Some(_)) => Err(s3_error!(
                InvalidRequest,
                "Cannot specify both Range header and partNumber"
            )),
        }
    }

    /// The bytes meant; `None` if the object has no such part.
    fn range(self, info: &ObjectInfo) -> Option<ByteRange> {
        match self {
            Self::All => Some(ByteRange::All),
            Self::Bytes(range) => Some(range),
            Self::Part(1) if info.part_sizes.is_empty() => Some(ByteRange::All),
            Self::Part(number) => {
                let size = *info.part_sizes.get(number - 1)?;
                let start: u64 = info.part_sizes.iter().take(number - 1).sum();
                Some(ByteRange::Inclusive(
                    start,
                    (start + size).saturating_sub(1),
                ))
            }
        }
    }
}

pub(super) fn byte_range(range: dto::Range) -> ByteRange {
    match range {
        dto::Range::Int { first, last: None } => ByteRange::From(first),
        dto::Range::Int {
            first,
            last: Some(last),
        } => ByteRange::Inclusive(first, last),
        dto::Range::Suffix { length } => ByteRange::Suffix(length),
    }
}

fn content_range(selection: Selection, reader: &ObjectReader) -> Option<String> {
    let range = &reader.range;
    if selection == Selection::All || range.is_empty() {
        return None;
    }
    Some(format!(
        "bytes {}-{}/{}",
        range.start,
        range.end - 1,
        reader.info.size_bytes
    ))
}

pub(super) fn invalid_range(size_bytes: u64) -> S3Error {
    let message = "The requested range is not satisfiable";
    let mut error = S3Error::with_message(S3ErrorCode::InvalidRange, message);
    let mut headers = HeaderMap::new();
    let range = format!("bytes */{size_bytes}").try_into().ok();
    headers.extend(range.map(|range| (http::header::CONTENT_RANGE, range)));
    error.set_headers(headers);
    error
}

fn wants_checksums(mode: Option<&ChecksumMode>) -> bool {
    mode.is_some_and(|mode| mode.as_str() == ChecksumMode::ENABLED)
}
