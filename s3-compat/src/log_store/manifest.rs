//! The metadata record of an object: what it is, and which records hold its bytes.

use crate::error::StoreError;
use crate::object::{
    ChecksumAlgorithm, ChecksumCoverage, Checksums, ETag, ObjectInfo, ObjectMetadata,
};

use super::wire::{Reader, Writer};

/// Bytes of an object in one chunk record; only the last chunk of an extent has fewer.
pub(super) const CHUNK_BYTES: u64 = 16 * 1024;

const VERSION: u8 = 1;

/// Chunks that follow each other in the data log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Sequence number of the first chunk.
    pub(super) first: u64,
    /// Bytes of the object in the extent, at least 1.
    pub(super) bytes: u64,
}

impl Extent {
    /// Chunks in the extent.
    pub(super) fn chunks(self) -> u64 {
        self.bytes.div_ceil(CHUNK_BYTES)
    }

    /// Bytes in the chunk with this index in the extent.
    pub(super) fn chunk_bytes(self, index: u64) -> u64 {
        CHUNK_BYTES.min(self.bytes.saturating_sub(index.saturating_mul(CHUNK_BYTES)))
    }
}

/// Appends `extent` to `extents`, as one with the last where the two are one run of whole chunks.
pub(super) fn push_extent(extents: &mut Vec<Extent>, extent: Extent) {
    if extent.bytes == 0 {
        return;
    }
    if let Some(last) = extents.last_mut()
        && last.bytes % CHUNK_BYTES == 0
        && last.first + last.chunks() == extent.first
    {
        last.bytes += extent.bytes;
        return;
    }
    extents.push(extent);
}

/// What a metadata record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) info: ObjectInfo,
    pub(super) extents: Vec<Extent>,
}

const ALGORITHMS: [(u8, ChecksumAlgorithm); 5] = [
    (1, ChecksumAlgorithm::Crc32),
    (2, ChecksumAlgorithm::Crc32c),
    (3, ChecksumAlgorithm::Crc64Nvme),
    (4, ChecksumAlgorithm::Sha1),
    (5, ChecksumAlgorithm::Sha256),
];

/// Headers with the numbers that records give them.
fn headers(metadata: &mut ObjectMetadata) -> [(u8, &mut Option<String>); 7] {
    [
        (1, &mut metadata.content_type),
        (2, &mut metadata.content_encoding),
        (3, &mut metadata.content_disposition),
        (4, &mut metadata.content_language),
        (5, &mut metadata.cache_control),
        (6, &mut metadata.expires),
        (7, &mut metadata.website_redirect),
    ]
}

impl Manifest {
    pub(super) fn encode(&self) -> Vec<u8> {
        let info = &self.info;
        let mut out = Writer::default();
        out.u8(VERSION)
            .u64(info.size_bytes)
            .u64(info.modified_ms)
            .text(info.etag.as_str());
        out.u8(match info.checksums.coverage {
            ChecksumCoverage::FullObject => 1,
            ChecksumCoverage::Composite => 2,
        });
        out.u8(info.checksums.values.len() as u8);
        for (number, algorithm) in ALGORITHMS {
            if let Some(value) = info.checksums.values.get(&algorithm) {
                out.u8(number).text(value);
            }
        }
        let mut metadata = info.metadata.clone();
        let given = headers(&mut metadata)
            .into_iter()
            .filter_map(|(n, value)| Some((n, value.take()?)));
        let given: Vec<(u8, String)> = given.collect();
        out.u8(given.len() as u8);
        for (number, value) in given {
            out.u8(number).text(&value);
        }
        for pairs in [&info.metadata.user, &info.metadata.tags] {
            out.u32(pairs.len() as u32);
            for (name, value) in pairs {
                out.text(name).text(value);
            }
        }
        out.u32(info.part_sizes.len() as u32);
        for size in &info.part_sizes {
            out.u64(*size);
        }
        out.u32(self.extents.len() as u32);
        for extent in &self.extents {
            out.u64(extent.first).u64(extent.bytes);
        }
        out.finish()
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        let mut input = Reader::new("a metadata record", bytes);
        if input.u8()? != VERSION {
            return Err(input.damaged("it has an unknown version"));
        }
        let (size_bytes, modified_ms) = (input.u64()?, input.u64()?);
        let etag = ETag::new(&input.text()?).map_err(|_| input.damaged("its tag is malformed"))?;
        let checksums = decode_checksums(&mut input)?;
        let metadata = decode_metadata(&mut input)?;
        let mut part_sizes = Vec::with_capacity(input.count(8)?);
        for _ in 0..part_sizes.capacity() {
            part_sizes.push(input.u64()?);
        }
        let count = input.count(16)?;
        let mut extents = Vec::with_capacity(count);
        let mut total: u64 = 0;
        for _ in 0..count {
            let extent = Extent {
                first: input.u64()?,
                bytes: input.u64()?,
            };
            total = total.saturating_add(extent.bytes);
            extents.push(extent);
        }
        if total != size_bytes
            || extents
                .iter()
                .any(|extent| extent.bytes == 0 || extent.first == 0)
        {
            return Err(input.damaged("its chunks do not add up to the object"));
        }
        input.end()?;
        let info = ObjectInfo {
            size_bytes,
            etag,
            modified_ms,
            checksums,
            metadata,
            part_sizes,
        };
        Ok(Self { info, extents })
    }
}

fn decode_checksums(input: &mut Reader<'_>) -> Result<Checksums, StoreError> {
    let coverage = match input.u8()? {
        1 => ChecksumCoverage::FullObject,
        2 => ChecksumCoverage::Composite,
        _ => return Err(input.damaged("its checksums cover something unknown")),
    };
    let mut checksums = Checksums {
        coverage,
        ..Checksums::default()
    };
    for _ in 0..input.u8()? {
        let number = input.u8()?;
        let known = ALGORITHMS.iter().find(|(known, _)| *known == number);
        let (_, algorithm) = known.ok_or_else(|| input.damaged("it has an unknown checksum"))?;
        checksums.values.insert(*algorithm, input.text()?);
    }
    Ok(checksums)
}

fn decode_metadata(input: &mut Reader<'_>) -> Result<ObjectMetadata, StoreError> {
    let mut metadata = ObjectMetadata::default();
    for _ in 0..input.u8()? {
        let number = input.u8()?;
        let value = input.text()?;
        let mut known = headers(&mut metadata).into_iter();
        match known.find(|(known, _)| *known == number) {
            Some((_, header)) => *header = Some(value),
            None => return Err(input.damaged("it has an unknown header")),
        }
    }
    for _ in 0..input.count(4)? {
        metadata.user.insert(input.text()?, input.text()?);
    }
    for _ in 0..input.count(4)? {
        metadata.tags.insert(input.text()?, input.text()?);
    }
    Ok(metadata)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The object of the test vector.
    pub(in super::super) fn sample() -> Manifest {
        let metadata = ObjectMetadata {
            content_type: Some("text/plain".into()),
            user: [("colour".into(), "blue".into())].into(),
            tags: [("t".into(), "1".into())].into(),
            ..ObjectMetadata::default()
        };
        let values = [(ChecksumAlgorithm::Crc32, "y/Q5Jg==".into())].into();
        Manifest {
            info: ObjectInfo {
                size_bytes: 16_390,
                etag: ETag::new("0123456789abcdef0123456789abcdef-2").unwrap(),
                modified_ms: 1_700_000_000_000,
                checksums: Checksums {
                    values,
                    coverage: ChecksumCoverage::FullObject,
                },
                metadata,
                part_sizes: vec![16_384, 6],
            },
            extents: vec![
                Extent {
                    first: 7,
                    bytes: 16_385,
                },
                Extent {
                    first: 12,
                    bytes: 5,
                },
            ],
        }
    }

    #[test]
    fn a_metadata_record_is_read_back() {
        let manifest = sample();
        assert_eq!(Manifest::decode(&manifest.encode()).unwrap(), manifest);
    }

    #[test]
    fn a_cut_or_longer_record_is_refused() {
        let mut bytes = sample().encode();
        for length in 0..bytes.len() {
            assert!(Manifest::decode(&bytes[..length]).is_err(), "{length}");
        }
        bytes.push(0);
        assert!(Manifest::decode(&bytes).is_err());
    }

    #[track_caller]
    fn check_push(extents: &[(u64, u64)], want: &[(u64, u64)]) {
        let extent = |&(first, bytes)| Extent { first, bytes };
        let mut got = Vec::new();
        extents
            .iter()
            .map(extent)
            .for_each(|extent| push_extent(&mut got, extent));
        assert_eq!(got, want.iter().map(extent).collect::<Vec<_>>());
    }

    #[test]
    fn runs_of_whole_chunks_are_one_extent() {
        let whole = CHUNK_BYTES;
        check_push(&[(1, 2 * whole), (3, whole), (4, 1)], &[(1, 3 * whole + 1)]);
        check_push(&[(1, 5), (2, 5)], &[(1, 5), (2, 5)]);
        check_push(&[(1, whole), (3, whole)], &[(1, whole), (3, whole)]);
        check_push(&[(1, 0), (1, whole)], &[(1, whole)]);
    }

    #[test]
    fn only_the_last_chunk_of_an_extent_is_short() {
        let extent = Extent {
            first: 1,
            bytes: CHUNK_BYTES + 1,
        };
        assert_eq!(
            (
                extent.chunks(),
                extent.chunk_bytes(0),
                extent.chunk_bytes(1)
            ),
            (2, CHUNK_BYTES, 1)
        );
        assert_eq!(extent.chunk_bytes(2), 0);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Manifest::decode(&bytes);
        }

        #[test]
        fn damage_is_an_error_or_another_manifest(at in 0usize..200, flip in 1u8..) {
            let mut bytes = sample().encode();
            let length = bytes.len();
            bytes[at % length] ^= flip;
            let _ = Manifest::decode(&bytes);
        }
    }
}
