//! GetObject and HeadObject.

use http::{HeaderMap, StatusCode};
use s3s::dto::{self, *};
use s3s::{S3Error, S3ErrorCode, S3Request, S3Response, S3Result, s3_error};

use crate::error::StoreError;
use crate::name::{BucketName, ObjectKey};
use crate::object::ObjectInfo;
use crate::object_store::{ObjectReader, ObjectStore};
use crate::range::ByteRange;

use super::conditions::ReadConditions;
use super::digest::set_checksums;
use super::failure::custom;
use super::metadata::describe_object;
use super::objects::refuse_version;
use super::{Face, address};

impl Face {
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
        match self
            .call(move |store| selection.open(store, &bucket, &key))
            .await?
        {
            Opened::Reader(reader) => {
                conditions.check(&reader.info)?;
                Ok((reader, matches!(selection, Selection::Part(_))))
            }
            Opened::NoRange(info) => {
                conditions.check(&info)?;
                Err(invalid_range(info.size_bytes))
            }
            Opened::NoPart(info) => {
                conditions.check(&info)?;
                let message = "The requested partnumber is not satisfiable";
                Err(custom(
                    "InvalidPartNumber",
                    StatusCode::RANGE_NOT_SATISFIABLE,
                    message,
                ))
            }
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
}

/// What was found where a request pointed.
enum Opened {
    Reader(ObjectReader),
    NoRange(ObjectInfo),
    NoPart(ObjectInfo),
}

/// The part of an object that a request asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Selection {
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

    fn open(
        self,
        store: &dyn ObjectStore,
        bucket: &BucketName,
        key: &ObjectKey,
    ) -> Result<Opened, StoreError> {
        let first = match self {
            Self::Bytes(range) => range,
            Self::All | Self::Part(_) => ByteRange::All,
        };
        let reader = match store.get(bucket, key, first) {
            Err(StoreError::RangeNotSatisfiable { .. }) => {
                return store.head(bucket, key).map(Opened::NoRange);
            }
            other => other?,
        };
        match self.range(&reader.info) {
            None => Ok(Opened::NoPart(reader.info)),
            Some(range) if range == first => Ok(Opened::Reader(reader)),
            // When another object has come between, what the client gets is wholly that one.
            Some(range) => store.get(bucket, key, range).map(Opened::Reader),
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
