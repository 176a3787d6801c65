//! Operations of S3 on objects.

use bytes::Bytes;
use s3_compat::{
    BucketName, ByteRange, BytesSource, Composition, ETag, ObjectInfo, ObjectKey, ObjectMetadata,
    Piece, PutCondition, PutRequest, read_all,
};
use serde_json::{Map, Value, json};

use super::Cloud;
use super::answer::{Answer, CloudError};
use super::parameters::{Parameters, invalid};
use crate::percent::percent_decode;
use crate::timestamp::iso_timestamp;

/// The most that one GetObject reads; longer objects are read in ranges. A function holds the
/// bytes in its arena and the server holds them once more.
const READ_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Most keys of one DeleteObjects (S3 API).
const DELETIONS_MAX: usize = 1000;

impl Cloud {
    pub(super) fn get_object(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let (bucket, key) = (parameters.bucket()?, parameters.key()?);
        let range = parameters.text("Range")?;
        let conditions = ReadConditions::take(&mut parameters)?;
        parameters.finish()?;
        // Like S3, take a range that cannot be understood for none.
        let range = range.as_deref().and_then(parse_range);
        let mut reader = self.store.get(&bucket, &key, range.unwrap_or_default())?;
        conditions.check(&reader.info)?;
        let length = reader.range.end.saturating_sub(reader.range.start);
        if length > READ_BYTES_MAX {
            let message = format!(
                "a function can read at most {READ_BYTES_MAX} bytes at once, not {length}; ask \
                 for a Range"
            );
            return Err(CloudError::new("EntityTooLarge", 400, message));
        }
        let body = read_all(&mut reader, READ_BYTES_MAX)?;
        let mut head = object_head(&reader.info);
        head["ContentLength"] = json!(length);
        let status = if range.is_some() { 206 } else { 200 };
        if range.is_some() {
            let (from, to) = (reader.range.start, reader.range.end.saturating_sub(1));
            head["ContentRange"] = json!(format!("bytes {from}-{to}/{}", reader.info.size_bytes));
        }
        Ok(Answer::new(status, head).with_body(body))
    }

    pub(super) fn head_object(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let (bucket, key) = (parameters.bucket()?, parameters.key()?);
        let conditions = ReadConditions::take(&mut parameters)?;
        parameters.finish()?;
        let info = self.store.head(&bucket, &key)?;
        conditions.check(&info)?;
        Ok(Answer::new(200, object_head(&info)))
    }

    pub(super) fn put_object(
        &self,
        mut parameters: Parameters,
        body: &[u8],
    ) -> Result<Answer, CloudError> {
        let (bucket, key) = (parameters.bucket()?, parameters.key()?);
        let metadata = metadata(&mut parameters)?;
        let if_none_match = parameters.text("IfNoneMatch")?;
        let condition = match (parameters.text("IfMatch")?, if_none_match.as_deref()) {
            (None, None) => PutCondition::Always,
            (None, Some("*")) => PutCondition::IfAbsent,
            (Some(tag), None) => PutCondition::IfMatch(ETag::new(tag.trim_matches('"'))?),
            _ => return Err(invalid("IfNoneMatch can only be \"*\", alone".to_owned())),
        };
        parameters.finish()?;
        let request = PutRequest {
            metadata,
            condition,
            modified_ms: self.now_ms(),
        };
        let mut source = BytesSource::new(Bytes::copy_from_slice(body));
        let info = self.store.put(&bucket, &key, &request, &mut source)?;
        Ok(Answer::new(200, json!({"ETag": quoted(&info.etag)})))
    }

    pub(super) fn copy_object(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let (bucket, key) = (parameters.bucket()?, parameters.key()?);
        let source = parameters
            .take("CopySource")
            .ok_or_else(|| invalid("the parameter CopySource is missing".to_owned()))?;
        let source = copy_source(source)?;
        let replaces = parameters.text("MetadataDirective")?.as_deref() == Some("REPLACE");
        let mut metadata = metadata(&mut parameters)?;
        parameters.finish()?;
        if !replaces && source == (bucket.clone(), key.clone()) {
            let message = "This copy request is illegal because it is trying to copy an object to \
                           itself without changing the object's metadata, storage class, website \
                           redirect location or encryption attributes.";
            return Err(CloudError::new("InvalidRequest", 400, message));
        }
        let info = self.store.head(&source.0, &source.1)?;
        if !replaces {
            metadata = info.metadata.clone();
        }
        metadata.tags = info.metadata.tags;
        let request = PutRequest {
            metadata,
            condition: PutCondition::Always,
            modified_ms: self.now_ms(),
        };
        let piece = Piece {
            bucket: source.0,
            key: source.1,
            etag: info.etag.clone(),
        };
        let composition = Composition {
            etag: info.etag,
            checksums: info.checksums,
            part_sizes: info.part_sizes,
        };
        let copied = self
            .store
            .compose(&bucket, &key, &request, &[piece], &composition)?;
        let result =
            json!({"ETag": quoted(&copied.etag), "LastModified": moment(copied.modified_ms)});
        Ok(Answer::new(200, json!({ "CopyObjectResult": result })))
    }

    pub(super) fn delete_object(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let (bucket, key) = (parameters.bucket()?, parameters.key()?);
        parameters.finish()?;
        // To delete what is not there is no error.
        self.store.delete(&bucket, &key, None)?;
        Ok(Answer::new(204, json!({})))
    }

    pub(super) fn delete_objects(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let bucket = parameters.bucket()?;
        let delete = parameters.take("Delete").unwrap_or_default();
        parameters.finish()?;
        let objects = delete["Objects"].as_array().map_or(&[][..], Vec::as_slice);
        if objects.is_empty() || objects.len() > DELETIONS_MAX {
            let message = "The XML you provided was not well-formed or did not validate against \
                           our published schema";
            return Err(CloudError::new("MalformedXML", 400, message));
        }
        self.store.bucket(&bucket)?;
        let (mut deleted, mut errors) = (Vec::new(), Vec::new());
        for object in objects {
            let text = object["Key"].as_str().unwrap_or_default();
            let outcome =
                ObjectKey::new(text).and_then(|key| self.store.delete(&bucket, &key, None));
            match outcome.map_err(CloudError::from) {
                Ok(_) => deleted.push(json!({ "Key": text })),
                Err(CloudError { code, message, .. }) => {
                    errors.push(json!({"Key": text, "Code": code, "Message": message}));
                }
            }
        }
        let quiet = delete["Quiet"].as_bool() == Some(true);
        let head = json!({
            "Deleted": (!quiet && !deleted.is_empty()).then_some(deleted),
            "Errors": (!errors.is_empty()).then_some(errors),
        });
        Ok(Answer::new(200, head))
    }
}

/// The conditions of a read that compare tags.
struct ReadConditions {
    matches: Option<String>,
    differs: Option<String>,
}

impl ReadConditions {
    fn take(parameters: &mut Parameters) -> Result<Self, CloudError> {
        Ok(Self {
            matches: parameters.text("IfMatch")?,
            differs: parameters.text("IfNoneMatch")?,
        })
    }

    fn check(&self, info: &ObjectInfo) -> Result<(), CloudError> {
        let same = |tag: &String| tag == "*" || tag.trim_matches('"') == info.etag.as_str();
        if self.matches.as_ref().is_some_and(|tag| !same(tag)) {
            let message = "At least one of the pre-conditions you specified did not hold";
            return Err(CloudError::new("PreconditionFailed", 412, message));
        }
        if self.differs.as_ref().is_some_and(same) {
            return Err(CloudError::new("304", 304, "Not Modified"));
        }
        Ok(())
    }
}

/// The headers and the user metadata that a write stores.
fn metadata(parameters: &mut Parameters) -> Result<ObjectMetadata, CloudError> {
    let user = parameters.pairs("Metadata")?;
    Ok(ObjectMetadata {
        content_type: parameters.text("ContentType")?,
        content_encoding: parameters.text("ContentEncoding")?,
        content_disposition: parameters.text("ContentDisposition")?,
        content_language: parameters.text("ContentLanguage")?,
        cache_control: parameters.text("CacheControl")?,
        user: user
            .into_iter()
            .map(|(name, value)| (name.to_lowercase(), value))
            .collect(),
        ..ObjectMetadata::default()
    })
}

fn object_head(info: &ObjectInfo) -> Value {
    let metadata = &info.metadata;
    let content_type = metadata.content_type.as_deref();
    let user: Map<String, Value> = metadata
        .user
        .iter()
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect();
    json!({
        "AcceptRanges": "bytes",
        "LastModified": moment(info.modified_ms / 1000 * 1000),
        "ContentLength": info.size_bytes,
        "ETag": quoted(&info.etag),
        "ContentType": content_type.unwrap_or("binary/octet-stream"),
        "ContentEncoding": metadata.content_encoding,
        "ContentDisposition": metadata.content_disposition,
        "ContentLanguage": metadata.content_language,
        "CacheControl": metadata.cache_control,
        "Metadata": user,
    })
}

/// `bytes=FIRST-LAST`, `bytes=FIRST-` and `bytes=-COUNT`.
fn parse_range(text: &str) -> Option<ByteRange> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    match (first, last) {
        ("", count) => Some(ByteRange::Suffix(count.parse().ok()?)),
        (first, "") => Some(ByteRange::From(first.parse().ok()?)),
        (first, last) => {
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            (first <= last).then_some(ByteRange::Inclusive(first, last))
        }
    }
}

/// `CopySource`: a dict, or "bucket/key" with escapes.
fn copy_source(source: Value) -> Result<(BucketName, ObjectKey), CloudError> {
    let address = |bucket: &str, key: &str| Ok((BucketName::new(bucket)?, ObjectKey::new(key)?));
    let text = match source {
        Value::String(text) => text,
        other => {
            let part = |name: &str| other[name].as_str().unwrap_or_default();
            return address(part("Bucket"), part("Key"));
        }
    };
    let decoded = percent_decode(&text, false)
        .ok_or_else(|| invalid("CopySource must be UTF-8".to_owned()))?;
    match decoded.trim_start_matches('/').split_once('/') {
        Some((bucket, key)) => address(bucket, key),
        None => Err(invalid("CopySource must be \"bucket/key\"".to_owned())),
    }
}

pub(super) fn quoted(tag: &ETag) -> String {
    format!("\"{tag}\"")
}

/// A time as Python reads it.
pub(super) fn moment(unix_ms: u64) -> String {
    let text = iso_timestamp(unix_ms);
    text.replace(".000+0000", "+00:00")
        .replace("+0000", "+00:00")
}
