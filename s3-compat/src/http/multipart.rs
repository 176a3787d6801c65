//! Multipart uploads.
//!
//! An open upload is an object in a reserved bucket, and so is each of its parts:
//! `u/ID` has the metadata of the future object and says in its bytes what the upload is, and
//! `p/ID/NNNNN` is a part. Completing composes the parts into one object without copying them.

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use crate::body::ChunkSource;
use crate::error::{Limit, StoreError};
use crate::list::ListQuery;
use crate::name::{BucketName, ObjectKey};
use crate::object::{ChecksumAlgorithm, ChecksumCoverage, ObjectInfo};
use crate::object_store::{ObjectStore, PutRequest};
use crate::range::ByteRange;

use super::conditions::{ReadConditions, strong, timestamp};
use super::digest::{
    Expectation, algorithm_name, algorithm_named, checksum_values, coverage_name,
    set_checksum_values,
};
use super::failure::{no_such_upload, s3_failure};
use super::listing::{Coder, entries_max, owner};
use super::metadata::object_metadata;
use super::objects::{body_expectation, byte_range, copy_address, invalid_range};
use super::settings::keys_below;
use super::{Face, address};

/// Most uploads that may be open at the same time.
const UPLOADS_MAX: usize = 10_000;
/// Highest number of a part.
pub(super) const PART_NUMBER_MAX: i32 = 10_000;

/// What an open upload is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Upload {
    pub(super) id: String,
    pub(super) bucket: BucketName,
    pub(super) key: ObjectKey,
    pub(super) algorithm: ChecksumAlgorithm,
    pub(super) coverage: ChecksumCoverage,
    /// False if the client chose no algorithm: the checksum is then ours and of the full object.
    pub(super) chosen: bool,
}

impl Upload {
    /// The bytes of the object `u/ID`: five lines, of which the last may hold line breaks.
    fn to_text(&self) -> String {
        let chosen = if self.chosen { "chosen" } else { "default" };
        let (algorithm, coverage) = (algorithm_name(self.algorithm), coverage_name(self.coverage));
        format!(
            "{algorithm}\n{coverage}\n{chosen}\n{}\n{}",
            self.bucket, self.key
        )
    }

    fn from_text(id: &str, text: &str) -> Option<Self> {
        let mut lines = text.splitn(5, '\n');
        let algorithm = algorithm_named(lines.next()?)?;
        let coverage = match lines.next()? {
            ChecksumType::COMPOSITE => ChecksumCoverage::Composite,
            ChecksumType::FULL_OBJECT => ChecksumCoverage::FullObject,
            _ => return None,
        };
        let chosen = lines.next()? == "chosen";
        let bucket = BucketName::new(lines.next()?).ok()?;
        let key = ObjectKey::new(lines.next()?).ok()?;
        Some(Self {
            id: id.to_owned(),
            bucket,
            key,
            algorithm,
            coverage,
            chosen,
        })
    }

    pub(super) fn record_key(id: &str) -> Result<ObjectKey, StoreError> {
        ObjectKey::new(&format!("u/{id}"))
    }

    pub(super) fn parts_prefix(id: &str) -> String {
        format!("p/{id}/")
    }

    pub(super) fn part_key(id: &str, number: i32) -> Result<ObjectKey, StoreError> {
        ObjectKey::new(&format!("p/{id}/{number:05}"))
    }
}

/// The open upload `id` with the stored form of its future object; `None` if there is none.
fn open_upload(
    store: &dyn ObjectStore,
    uploads: &BucketName,
    id: &str,
) -> Result<Option<(Upload, ObjectInfo)>, StoreError> {
    // Other ids than ours would be other keys, or none at all.
    if id.len() != 32 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let mut reader = match store.get(uploads, &Upload::record_key(id)?, ByteRange::All) {
        Err(StoreError::NoSuchKey { .. }) => return Ok(None),
        other => other?,
    };
    let bytes = crate::body::read_all(&mut reader, 4096)?;
    let upload = core::str::from_utf8(&bytes)
        .ok()
        .and_then(|text| Upload::from_text(id, text));
    let damaged = || StoreError::Corrupt {
        reason: format!("the upload {id} cannot be read"),
    };
    Ok(Some((upload.ok_or_else(damaged)?, reader.info)))
}

/// As [`open_upload`], but it must belong to `bucket` and `key`.
pub(super) fn upload_of(
    store: &dyn ObjectStore,
    uploads: &BucketName,
    id: &str,
    address: &(BucketName, ObjectKey),
) -> Result<Option<(Upload, ObjectInfo)>, StoreError> {
    let found = open_upload(store, uploads, id)?;
    Ok(found.filter(|(upload, _)| (&upload.bucket, &upload.key) == (&address.0, &address.1)))
}

/// Removes an upload: the record first, so that no part of a visible upload is missing.
pub(super) fn remove_upload(
    store: &dyn ObjectStore,
    uploads: &BucketName,
    id: &str,
) -> Result<(), StoreError> {
    store.delete(uploads, &Upload::record_key(id)?, None)?;
    for part in keys_below(store, uploads, &Upload::parts_prefix(id))? {
        store.delete(uploads, &ObjectKey::new(&part.key)?, None)?;
    }
    Ok(())
}

/// All open uploads of one bucket or of all.
fn open_uploads(
    store: &dyn ObjectStore,
    uploads: &BucketName,
    bucket: Option<&BucketName>,
) -> Result<Vec<(Upload, ObjectInfo)>, StoreError> {
    let mut open = Vec::new();
    for entry in keys_below(store, uploads, "u/")? {
        let id = entry.key.strip_prefix("u/").unwrap_or_default();
        if let Some((upload, info)) = open_upload(store, uploads, id)?
            && bucket.is_none_or(|bucket| *bucket == upload.bucket)
        {
            open.push((upload, info));
        }
    }
    Ok(open)
}

/// Removes all uploads of a bucket that is gone.
pub(super) fn abort_all(
    store: &dyn ObjectStore,
    uploads: &BucketName,
    bucket: Option<&BucketName>,
) -> Result<(), StoreError> {
    for (upload, _) in open_uploads(store, uploads, bucket)? {
        remove_upload(store, uploads, &upload.id)?;
    }
    Ok(())
}

/// Removes parts whose upload is gone, which a crash in [`remove_upload`] leaves.
pub(super) fn remove_orphans(
    store: &dyn ObjectStore,
    uploads: &BucketName,
) -> Result<(), StoreError> {
    let all = |after: String| ListQuery {
        prefix: "p/".to_owned(),
        delimiter: "/".to_owned(),
        after,
        ..ListQuery::default()
    };
    let mut query = ListQuery {
        delimiter: String::new(),
        ..all(String::new())
    };
    query.entries_max = 1;
    while let Some(first) = store.list(uploads, &query)?.objects.first() {
        let rest = first.key.strip_prefix("p/").unwrap_or_default();
        let id = rest.split('/').next().unwrap_or_default();
        if open_upload(store, uploads, id)?.is_none() {
            remove_upload(store, uploads, id)?;
        }
        // The digit behind the slash is behind every part of this upload.
        query.after = format!("p/{id}0");
    }
    Ok(())
}

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

    async fn require_upload(&self, bucket: &str, key: &str, id: &str) -> S3Result<Upload> {
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
        let conditions = ReadConditions {
            if_match: input.copy_source_if_match,
            if_none_match: input.copy_source_if_none_match,
            if_modified_since: input.copy_source_if_modified_since,
            if_unmodified_since: input.copy_source_if_unmodified_since,
        };
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

    pub(super) async fn parts(
        &self,
        request: S3Request<ListPartsInput>,
    ) -> S3Result<S3Response<ListPartsOutput>> {
        let input = request.input;
        let upload = self
            .require_upload(&input.bucket, &input.key, &input.upload_id)
            .await?;
        let count_max = entries_max(input.max_parts)?;
        let marker = input
            .part_number_marker
            .unwrap_or_default()
            .clamp(0, PART_NUMBER_MAX);
        let after = Upload::part_key(&upload.id, marker)
            .map_err(s3_failure)?
            .as_str()
            .to_owned();
        let prefix = Upload::parts_prefix(&upload.id);
        let query = ListQuery {
            prefix,
            after,
            entries_max: count_max,
            ..ListQuery::default()
        };
        let uploads = self.uploads.clone();
        let list = move |store: &dyn ObjectStore| {
            let page = store.list(&uploads, &query)?;
            let heads = page.objects.iter().map(|entry| {
                let number = entry
                    .key
                    .rsplit('/')
                    .next()
                    .and_then(|digits| digits.parse().ok());
                let info = store.head(&uploads, &ObjectKey::new(&entry.key)?)?;
                Ok((number.unwrap_or_default(), info))
            });
            Ok((
                heads.collect::<Result<Vec<(i32, _)>, StoreError>>()?,
                page.next.is_some(),
            ))
        };
        let (infos, truncated) = self.call(list).await?;
        let parts: Vec<Part> = infos
            .iter()
            .map(|(number, info)| listed_part(*number, info))
            .collect();
        Ok(S3Response::new(ListPartsOutput {
            bucket: Some(input.bucket),
            key: Some(input.key),
            upload_id: Some(upload.id),
            part_number_marker: Some(marker),
            next_part_number_marker: parts.last().and_then(|part| part.part_number),
            max_parts: Some(count_max as i32),
            is_truncated: Some(truncated),
            parts: Some(parts),
            owner: Some(owner()),
            storage_class: Some(StorageClass::from_static(StorageClass::STANDARD)),
            ..Default::default()
        }))
    }

    pub(super) async fn list_uploads(
        &self,
        request: S3Request<ListMultipartUploadsInput>,
    ) -> S3Result<S3Response<ListMultipartUploadsOutput>> {
        let input = request.input;
        let bucket = self.require_bucket(&input.bucket).await?;
        let count_max = entries_max(input.max_uploads)? as usize;
        let uploads = self.uploads.clone();
        let mut open = self
            .call(move |store| open_uploads(store, &uploads, Some(&bucket)))
            .await?;
        open.sort_by(|(a, _), (b, _)| (&a.key, &a.id).cmp(&(&b.key, &b.id)));
        let prefix = input.prefix.clone().unwrap_or_default();
        let delimiter = input.delimiter.clone().unwrap_or_default();
        let marker = input.key_marker.clone().unwrap_or_default();
        let id_marker = input.upload_id_marker.clone().unwrap_or_default();
        let coder = Coder::new(input.encoding_type.as_ref())?;
        let (mut listed, mut prefixes) = (Vec::new(), Vec::<String>::new());
        let (mut truncated, mut last) = (false, None);
        for (upload, info) in &open {
            let key = upload.key.as_str();
            let before = key < marker.as_str() || (key == marker && upload.id <= id_marker);
            let behind_marker = !before && (key != marker || !id_marker.is_empty());
            let Some(rest) = key.strip_prefix(&prefix).filter(|_| behind_marker) else {
                continue;
            };
            let cut = rest.find(&delimiter).filter(|_| !delimiter.is_empty());
            let common = cut.map(|at| format!("{prefix}{}{delimiter}", &rest[..at]));
            if common.is_some()
                && (prefixes.last() == common.as_ref() || common.as_ref() == Some(&marker))
            {
                continue;
            }
            if listed.len() + prefixes.len() >= count_max {
                truncated = count_max > 0;
                break;
            }
            match common {
                Some(common) => {
                    last = Some((common.clone(), String::new()));
                    prefixes.push(common);
                }
                None => {
                    last = Some((key.to_owned(), upload.id.clone()));
                    listed.push(listed_upload(upload, info, &coder));
                }
            }
        }
        let last = last.filter(|_| truncated);
        let prefix_entry = |prefix: &String| CommonPrefix {
            prefix: Some(coder.code(prefix)),
        };
        Ok(S3Response::new(ListMultipartUploadsOutput {
            bucket: Some(input.bucket),
            common_prefixes: Some(prefixes.iter().map(prefix_entry).collect()),
            delimiter: input.delimiter.map(|delimiter| coder.code(&delimiter)),
            encoding_type: input.encoding_type,
            is_truncated: Some(truncated),
            key_marker: Some(coder.code(&marker)),
            max_uploads: Some(count_max as i32),
            next_key_marker: last.as_ref().map(|(key, _)| coder.code(key)),
            next_upload_id_marker: last.map(|(_, id)| id),
            prefix: input.prefix.map(|prefix| coder.code(&prefix)),
            upload_id_marker: input.upload_id_marker,
            uploads: Some(listed),
            ..Default::default()
        }))
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

fn listed_part(number: i32, info: &ObjectInfo) -> Part {
    let mut part = Part {
        e_tag: Some(strong(&info.etag)),
        last_modified: Some(timestamp(info.modified_ms)),
        part_number: Some(number),
        size: Some(info.size_bytes as i64),
        ..Default::default()
    };
    set_checksum_values!(part, &info.checksums.values);
    part
}

fn listed_upload(upload: &Upload, info: &ObjectInfo, coder: &Coder) -> MultipartUpload {
    MultipartUpload {
        key: Some(coder.code(upload.key.as_str())),
        upload_id: Some(upload.id.clone()),
        initiated: Some(timestamp(info.modified_ms)),
        owner: Some(owner()),
        storage_class: Some(StorageClass::from_static(StorageClass::STANDARD)),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_is_read_back_from_its_text() {
        let upload = Upload {
            id: "0".repeat(32),
            bucket: BucketName::new("abc").unwrap(),
            key: ObjectKey::new("a\nb").unwrap(),
            algorithm: ChecksumAlgorithm::Sha1,
            coverage: ChecksumCoverage::Composite,
            chosen: true,
        };
        assert_eq!(
            Upload::from_text(&upload.id, &upload.to_text()).as_ref(),
            Some(&upload)
        );
        for text in [
            "",
            "CRC32",
            "CRC32\nx\nchosen\nabc\nk",
            "CRC32\nCOMPOSITE\nchosen\nA\nk",
        ] {
            assert_eq!(Upload::from_text("x", text), None, "{text:?}");
        }
    }

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
