//! What an open multipart upload is, and how it is stored.
//!
//! An open upload is an object in a reserved bucket, and so is each of its parts:
//! `u/ID` has the metadata of the future object and says in its bytes what the upload is, and
//! `p/ID/NNNNN` is a part.

use s3s::dto::ChecksumType;

use crate::error::StoreError;
use crate::list::ListQuery;
use crate::name::{BucketName, ObjectKey};
use crate::object::{ChecksumAlgorithm, ChecksumCoverage, ObjectInfo};
use crate::object_store::ObjectStore;
use crate::range::ByteRange;

use super::digest::{algorithm_name, algorithm_named, coverage_name};
use super::settings::keys_below;

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
    pub(super) fn to_text(&self) -> String {
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
pub(super) fn open_upload(
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
pub(super) fn open_uploads(
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
}
