//! Records of the index log: what happened to buckets and keys, in order.

use crate::error::StoreError;
use crate::name::{BucketName, ObjectKey};
use crate::object::ETag;

use super::wire::{Reader, Writer};

/// Where the bytes of an object are, with what a listing shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// First record of the metadata record in the data log.
    pub(super) manifest: u64,
    /// The lowest record of the data log that the object needs.
    pub(super) low: u64,
    /// Records of the data log that the object needs.
    pub(super) records: u64,
    pub(super) size_bytes: u64,
    pub(super) modified_ms: u64,
    pub(super) etag: ETag,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum IndexRecord {
    BucketCreated {
        bucket: BucketName,
        created_ms: u64,
    },
    BucketDeleted {
        bucket: BucketName,
    },
    ObjectPut {
        bucket: BucketName,
        key: ObjectKey,
        place: Place,
    },
    ObjectDeleted {
        bucket: BucketName,
        key: ObjectKey,
    },
}

const BUCKET_CREATED: u8 = 1;
const BUCKET_DELETED: u8 = 2;
const OBJECT_PUT: u8 = 3;
const OBJECT_DELETED: u8 = 4;

impl IndexRecord {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Writer::default();
        match self {
            Self::BucketCreated { bucket, created_ms } => out
                .u8(BUCKET_CREATED)
                .text(bucket.as_str())
                .u64(*created_ms),
            Self::BucketDeleted { bucket } => out.u8(BUCKET_DELETED).text(bucket.as_str()),
            Self::ObjectPut { bucket, key, place } => {
                out.u8(OBJECT_PUT).text(bucket.as_str()).text(key.as_str());
                out.u64(place.manifest).u64(place.low).u64(place.records);
                out.u64(place.size_bytes)
                    .u64(place.modified_ms)
                    .text(place.etag.as_str())
            }
            Self::ObjectDeleted { bucket, key } => out
                .u8(OBJECT_DELETED)
                .text(bucket.as_str())
                .text(key.as_str()),
        };
        out.finish()
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        let mut input = Reader::new("a record of the index log", bytes);
        let kind = input.u8()?;
        let bucket = BucketName::from_stored(&input.text()?)?;
        let key = |input: &mut Reader<'_>| ObjectKey::new(&input.text()?);
        let record = match kind {
            BUCKET_CREATED => Self::BucketCreated {
                bucket,
                created_ms: input.u64()?,
            },
            BUCKET_DELETED => Self::BucketDeleted { bucket },
            OBJECT_PUT => {
                let key = key(&mut input)?;
                let place = Place {
                    manifest: input.u64()?,
                    low: input.u64()?,
                    records: input.u64()?,
                    size_bytes: input.u64()?,
                    modified_ms: input.u64()?,
                    etag: ETag::new(&input.text()?)?,
                };
                Self::ObjectPut { bucket, key, place }
            }
            OBJECT_DELETED => Self::ObjectDeleted {
                bucket,
                key: key(&mut input)?,
            },
            _ => return Err(input.damaged("it has an unknown kind")),
        };
        input.end()?;
        Ok(record)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The records of the test vector.
    pub(in super::super) fn samples() -> Vec<IndexRecord> {
        let bucket = BucketName::new("sensors").unwrap();
        let key = ObjectKey::new("a/ü").unwrap();
        let place = Place {
            manifest: 13,
            low: 7,
            records: 4,
            size_bytes: 16_390,
            modified_ms: 1_700_000_000_000,
            etag: ETag::new("0123456789abcdef0123456789abcdef-2").unwrap(),
        };
        let created_ms = 1_600_000_000_000;
        vec![
            IndexRecord::BucketCreated {
                bucket: bucket.clone(),
                created_ms,
            },
            IndexRecord::ObjectPut {
                bucket: bucket.clone(),
                key: key.clone(),
                place,
            },
            IndexRecord::ObjectDeleted { bucket, key },
            IndexRecord::BucketDeleted {
                bucket: BucketName::reserved("uploads").unwrap(),
            },
        ]
    }

    #[test]
    fn records_are_read_back() {
        for record in samples() {
            let bytes = record.encode();
            assert_eq!(IndexRecord::decode(&bytes).unwrap(), record);
            for length in 0..bytes.len() {
                assert!(
                    IndexRecord::decode(&bytes[..length]).is_err(),
                    "{record:?} to {length}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = IndexRecord::decode(&bytes);
        }
    }
}
