//! What a record of the index log means to those who follow it.

use crate::error::StoreError;
use crate::name::{BucketName, ObjectKey};
use crate::object::ETag;

use super::index_record::IndexRecord;

/// A change of an object, as the index log has it.
///
/// A durable trigger on objects is a cursor over the log [`INDEX_LOG`](crate::INDEX_LOG): it
/// decodes each record that is not marked quiet, acts, and acknowledges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectChange {
    /// The bucket, which may be a reserved one.
    pub bucket: BucketName,
    /// The key.
    pub key: ObjectKey,
    /// The object that is there now; `None` if there is none.
    pub present: Option<PresentObject>,
}

/// An object as the index log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentObject {
    /// Its length.
    pub size_bytes: u64,
    /// Its entity tag.
    pub etag: ETag,
    /// When it was written, in milliseconds since the Unix epoch.
    pub modified_ms: u64,
}

impl ObjectChange {
    /// Reads the payload of a record of the index log; `None` if it is about a bucket.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], or the error of a malformed name, for bytes that no store wrote.
    pub fn decode(payload: &[u8]) -> Result<Option<Self>, StoreError> {
        Ok(match IndexRecord::decode(payload)? {
            IndexRecord::BucketCreated { .. } | IndexRecord::BucketDeleted { .. } => None,
            IndexRecord::ObjectDeleted { bucket, key } => Some(Self {
                bucket,
                key,
                present: None,
            }),
            IndexRecord::ObjectPut { bucket, key, place } => {
                let (size_bytes, modified_ms) = (place.size_bytes, place.modified_ms);
                let present = Some(PresentObject {
                    size_bytes,
                    etag: place.etag,
                    modified_ms,
                });
                Some(Self {
                    bucket,
                    key,
                    present,
                })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bucket, data, fresh, key, put};
    use super::*;
    use crate::object_store::{Buckets as _, ObjectStore as _};
    use woof_log::{LogName, LogStore as _, Seqno, SharedStore as _};

    #[test]
    fn a_follower_of_the_index_log_sees_each_change_once() {
        let (logs, _index, store) = fresh();
        let info = put(&store, "a", data(1, 10));
        store.delete(&bucket(), &key("a"), None).unwrap();
        store.delete_bucket(&bucket()).unwrap();
        for number in 0..5 {
            store
                .create_bucket(&BucketName::new(&format!("b-{number}")).unwrap(), 1)
                .unwrap();
            store
                .delete_bucket(&BucketName::new(&format!("b-{number}")).unwrap())
                .unwrap();
        }
        let log = logs.find(&LogName::new(crate::INDEX_LOG).unwrap()).unwrap();
        let newest = logs.clone().bounds(log).unwrap().newest.get();
        let payloads = (1..=newest).map(|seqno| logs.read_vec(log, Seqno::new(seqno)).unwrap().1);
        let changes: Vec<_> = payloads
            .filter_map(|payload| ObjectChange::decode(&payload).unwrap())
            .collect();
        let present = PresentObject {
            size_bytes: 10,
            etag: info.etag,
            modified_ms: 1,
        };
        let change = |present| ObjectChange {
            bucket: bucket(),
            key: key("a"),
            present,
        };
        assert_eq!(changes, vec![change(Some(present)), change(None)]);
        assert!(ObjectChange::decode(b"").is_err());
    }
}
