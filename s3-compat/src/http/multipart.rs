//! Multipart uploads: opening one, its parts, giving it up. `completion` makes the object of it,
//! and `upload` says how it is stored.

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use crate::body::ChunkSource;
use crate::error::{Limit, StoreError};
use crate::name::ObjectKey;
use crate::object::{ChecksumAlgorithm, ChecksumCoverage};
use crate::object_store::{ObjectStore, PutRequest};
use crate::range::ByteRange;

use super::conditions::{strong, timestamp};
use super::copies::{copy_address, copy_conditions};
use super::digest::{
    Expectation, algorithm_name, algorithm_named, checksum_values, coverage_name,
    set_checksum_values,
};
use super::failure::{no_such_upload, s3_failure};
use super::metadata::object_metadata;
use super::objects::body_expectation;
use super::reads::{byte_range, invalid_range};
use super::settings::keys_below;
use super::upload::{PART_NUMBER_MAX, Upload, open_upload, remove_upload, upload_of};
use super::{Face, address};

/// Most uploads that may be open at the same time.
const UPLOADS_MAX: usize = 10_000;

impl Face {
    pub(super) async fn create_upload(
        &self,
        request: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        let input = request.input;
        let (bucket, key) = address(&input.bucket, &input.key)?;
        let asked = input
            .checksum_algorithm
            .as_ref()
            .map(ChecksumAlgorithmName::as_str);
        let (algorithm, coverage) = checksum_plan(asked, input.checksum_type.as_ref())?;
        let id = format!("{:032x}", self.random());
        let chosen = asked.is_some();
        let upload = Upload {
            id,
            bucket,
            key,
            algorithm,
            coverage,
            chosen,
        };
        let metadata = object_metadata!(input)?;
        let put = PutRequest {
            metadata,
            modified_ms: self.now_ms(),
            ..PutRequest::default()
        };
        let (uploads, record) = (self.uploads.clone(), upload.clone());
        let create = move |store: &dyn ObjectStore| {
            store.bucket(&record.bucket)?;
            if keys_below(store, &uploads, "u/")?.len() >= UPLOADS_MAX {
                let limit = UPLOADS_MAX as u64;
                return Err(StoreError::TooLarge {
                    what: Limit::Uploads,
                    limit,
                });
            }
            let mut body = crate::BytesSource::new(record.to_text());
            store.put(&uploads, &Upload::record_key(&record.id)?, &put, &mut body)
        };
        self.call(create).await?;
        Ok(S3Response::new(CreateMultipartUploadOutput {
            bucket: Some(input.bucket),
            key: Some(input.key),
            upload_id: Some(upload.id),
            checksum_algorithm: chosen
                .then(|| ChecksumAlgorithmName::from_static(algorithm_name(algorithm))),
            checksum_type: chosen.then(|| ChecksumType::from_static(coverage_name(coverage))),
            ..Default::default()
        }))
    }

    pub(super) async fn put_part(
        &self,
        request: S3Request<UploadPartInput>,
    ) -> S3Result<S3Response<UploadPartOutput>> {
        let input = &request.input;
        let md5 = input.content_md5.as_deref();
        let mut expectation = body_expectation(&request, input.content_length, md5)?;
        expectation.values = checksum_values!(input);
        let input = request.input;
        let upload = self
            .require_upload(&input.bucket, &input.key, &input.upload_id)
            .await?;
        let part = part_key(&input.upload_id, input.part_number)?;
        expectation.wanted.insert(upload.algorithm);
        let face = self.clone();
        let put = PutRequest {
            modified_ms: self.now_ms(),
            ..PutRequest::default()
        };
        let store = move |body: &mut dyn ChunkSource| {
            let info = face.store.put(&face.uploads, &part, &put, body)?;
            face.keep_only_if_open(&upload.id, &part)?;
            Ok(info)
        };
        let info = self
            .threads
            .run_with_body(input.body, expectation, store)
            .await?;
        let mut output = UploadPartOutput {
            e_tag: Some(strong(&info.etag)),
            ..Default::default()
        };
        set_checksum_values!(output, &info.checksums.values);
        Ok(S3Response::new(output))
    }

    /// A part that arrived while its upload was aborted must not stay behind.
    fn keep_only_if_open(&self, id: &str, part: &ObjectKey) -> Result<(), StoreError> {
        let store = self.store.as_ref();
        if open_upload(store, &self.uploads, id)?.is_none() {
            store.delete(&self.uploads, part, None)?;
        }
        Ok(())
    }

    pub(super) async fn require_upload(
        &self,
        bucket: &str,
        key: &str,
        id: &str,
    ) -> S3Result<Upload> {
        let address = address(bucket, key)?;
        let (uploads, id) = (self.uploads.clone(), id.to_owned());
        let find = move |store: &dyn ObjectStore| {
            store.bucket(&address.0)?;
            upload_of(store, &uploads, &id, &address)
        };
        self.call(find)
            .await?
            .map(|(upload, _)| upload)
            .ok_or_else(no_such_upload)
    }

    pub(super) async fn copy_part(
        &self,
        request: S3Request<UploadPartCopyInput>,
    ) -> S3Result<S3Response<UploadPartCopyOutput>> {
        let input = request.input;
        let upload = self
            .require_upload(&input.bucket, &input.key, &input.upload_id)
            .await?;
        let part = part_key(&input.upload_id, input.part_number)?;
        let (bucket, key) = copy_address(&input.copy_source)?;
        let range = match input.copy_source_range.as_deref().map(Range::parse) {
            None => ByteRange::All,
            Some(Ok(range @ Range::Int { last: Some(_), .. })) => byte_range(range),
            Some(_) => {
                return Err(s3_error!(
                    InvalidArgument,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last"
                ));
            }
        };
        let conditions = copy_conditions!(input);
        let open = move |store: &dyn ObjectStore| store.get(&bucket, &key, range);
        let reader = self.call(open).await?;
        conditions.check_source(&reader.info)?;
        if let ByteRange::Inclusive(_, last) = range
            && last >= reader.info.size_bytes
        {
            return Err(invalid_range(reader.info.size_bytes));
        }
        let face = self.clone();
        let put = PutRequest {
            modified_ms: self.now_ms(),
            ..PutRequest::default()
        };
        let wanted = [upload.algorithm].into();
        let copy = move || {
            let expectation = Expectation {
                wanted,
                ..Expectation::default()
            };
            let mut body = super::transfer::verified(reader, expectation);
            let info = face.store.put(&face.uploads, &part, &put, &mut body)?;
            face.keep_only_if_open(&upload.id, &part)?;
            Ok(info)
        };
        let info = self.threads.run(copy).await?;
        let mut result = CopyPartResult {
            e_tag: Some(strong(&info.etag)),
            last_modified: Some(timestamp(info.modified_ms)),
            ..Default::default()
        };
        set_checksum_values!(result, &info.checksums.values);
        let copy_part_result = Some(result);
        Ok(S3Response::new(UploadPartCopyOutput {
            copy_part_result,
            ..Default::default()
        }))
    }

    pub(super) async fn abort(
        &self,
        request: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        let input = request.input;
        let upload = self
            .require_upload(&input.bucket, &input.key, &input.upload_id)
            .await?;
        let uploads = self.uploads.clone();
        self.call(move |store| remove_upload(store, &uploads, &upload.id))
            .await?;
        Ok(S3Response::new(AbortMultipartUploadOutput::default()))
    }
}

/// The algorithm's name as the protocol layer has it; ours is the enumeration.
type ChecksumAlgorithmName = s3s::dto::ChecksumAlgorithm;

/// Which checksum the object will have, and over what.
fn checksum_plan(
    algorithm: Option<&str>,
    coverage: Option<&ChecksumType>,
) -> S3Result<(ChecksumAlgorithm, ChecksumCoverage)> {
    let Some(name) = algorithm else {
        return Ok((ChecksumAlgorithm::Crc64Nvme, ChecksumCoverage::FullObject));
    };
    let Some(algorithm) = algorithm_named(name) else {
        return Err(s3_error!(
            InvalidRequest,
            "Checksum algorithm provided is unsupported."
        ));
    };
    let whole_only = algorithm == ChecksumAlgorithm::Crc64Nvme;
    let parts_only = matches!(
        algorithm,
        ChecksumAlgorithm::Sha1 | ChecksumAlgorithm::Sha256
    );
    match coverage.map(ChecksumType::as_str) {
        None if whole_only => Ok((algorithm, ChecksumCoverage::FullObject)),
        None => Ok((algorithm, ChecksumCoverage::Composite)),
        Some(ChecksumType::FULL_OBJECT) if !parts_only => {
            Ok((algorithm, ChecksumCoverage::FullObject))
        }
        Some(ChecksumType::COMPOSITE) if !whole_only => {
            Ok((algorithm, ChecksumCoverage::Composite))
        }
        Some(_) => Err(s3_error!(
            InvalidRequest,
            "The checksum type cannot be used with the checksum algorithm."
        )),
    }
}

fn part_key(id: &str, number: i32) -> S3Result<ObjectKey> {
    if !(1..=PART_NUMBER_MAX).contains(&number) {
        return Err(s3_error!(
            InvalidArgument,
            "Part number must be an integer between 1 and 10000, inclusive"
        ));
    }
    Upload::part_key(id, number).map_err(s3_failure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(algorithm: Option<&str>, coverage: Option<&'static str>, want: Option<&str>) {
        let coverage = coverage.map(ChecksumType::from_static);
        let plan = checksum_plan(algorithm, coverage.as_ref()).ok();
        let got = plan.map(|(a, c)| format!("{} {}", algorithm_name(a), coverage_name(c)));
        assert_eq!(got.as_deref(), want);
    }

    #[test]
    fn algorithms_cover_what_they_can() {
        check(None, None, Some("CRC64NVME FULL_OBJECT"));
        check(Some("CRC32"), None, Some("CRC32 COMPOSITE"));
        check(
            Some("CRC32"),
            Some("FULL_OBJECT"),
            Some("CRC32 FULL_OBJECT"),
        );
        check(Some("CRC64NVME"), None, Some("CRC64NVME FULL_OBJECT"));
        check(Some("CRC64NVME"), Some("COMPOSITE"), None);
        check(Some("SHA256"), None, Some("SHA256 COMPOSITE"));
        check(Some("SHA256"), Some("FULL_OBJECT"), None);
        check(Some("MD5"), None, None);
    }
}
