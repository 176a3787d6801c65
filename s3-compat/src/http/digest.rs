//! Checksums that clients send along: computing, comparing and combining them.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use crc_fast::{CrcAlgorithm, checksum_combine};
use md5::{Digest as _, Md5};
use s3s::checksum::ChecksumHasher;
use s3s::crypto::{Checksum as _, Crc32, Crc32c, Crc64Nvme, Sha1, Sha256};
use s3s::dto;

use crate::error::{Limit, StoreError};
use crate::object::{ChecksumAlgorithm, ChecksumCoverage, Checksums};

use super::aws_chunked::Trailers;
use super::failure::SIGNED_SHA256;

/// All algorithms with the names that S3 gives them and the headers that carry their values.
const ALGORITHMS: [(ChecksumAlgorithm, &str, &str); 5] = [
    (
        ChecksumAlgorithm::Crc32,
        dto::ChecksumAlgorithm::CRC32,
        "x-amz-checksum-crc32",
    ),
    (
        ChecksumAlgorithm::Crc32c,
        dto::ChecksumAlgorithm::CRC32C,
        "x-amz-checksum-crc32c",
    ),
    (
        ChecksumAlgorithm::Crc64Nvme,
        dto::ChecksumAlgorithm::CRC64NVME,
        "x-amz-checksum-crc64nvme",
    ),
    (
        ChecksumAlgorithm::Sha1,
        dto::ChecksumAlgorithm::SHA1,
        "x-amz-checksum-sha1",
    ),
    (
        ChecksumAlgorithm::Sha256,
        dto::ChecksumAlgorithm::SHA256,
        "x-amz-checksum-sha256",
    ),
];

/// The algorithm of that name; `None` for one that S3 does not have.
pub(super) fn algorithm_named(name: &str) -> Option<ChecksumAlgorithm> {
    let found = ALGORITHMS
        .iter()
        .find(|(_, known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(algorithm, ..)| *algorithm)
}

/// The name of `algorithm` in S3.
pub(super) fn algorithm_name(algorithm: ChecksumAlgorithm) -> &'static str {
    let found = ALGORITHMS.iter().find(|(known, ..)| *known == algorithm);
    found.map_or("", |(_, name, _)| name)
}

/// The algorithm whose values the header `header` carries.
pub(super) fn algorithm_of_header(header: &str) -> Option<ChecksumAlgorithm> {
    let found = ALGORITHMS
        .iter()
        .find(|(.., known)| known.eq_ignore_ascii_case(header));
    found.map(|(algorithm, ..)| *algorithm)
}

pub(super) fn coverage_name(coverage: ChecksumCoverage) -> &'static str {
    match coverage {
        ChecksumCoverage::FullObject => dto::ChecksumType::FULL_OBJECT,
        ChecksumCoverage::Composite => dto::ChecksumType::COMPOSITE,
    }
}

/// Values by algorithm, in base64.
pub(super) type Values = BTreeMap<ChecksumAlgorithm, String>;

/// The checksum fields of one of the generated input types as [`Values`].
macro_rules! checksum_values {
    ($input:expr) => {{
        use $crate::object::ChecksumAlgorithm::*;
        let fields = [
            (Crc32, &$input.checksum_crc32),
            (Crc32c, &$input.checksum_crc32c),
            (Crc64Nvme, &$input.checksum_crc64nvme),
            (Sha1, &$input.checksum_sha1),
            (Sha256, &$input.checksum_sha256),
        ];
        let given = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.clone()?)));
        given.collect::<$crate::http::digest::Values>()
    }};
}

/// Writes [`Values`] into the checksum fields of one of the generated output types.
macro_rules! set_checksum_values {
    ($output:expr, $values:expr) => {{
        use $crate::object::ChecksumAlgorithm::*;
        let values: &$crate::http::digest::Values = $values;
        $output.checksum_crc32 = values.get(&Crc32).cloned();
        $output.checksum_crc32c = values.get(&Crc32c).cloned();
        $output.checksum_crc64nvme = values.get(&Crc64Nvme).cloned();
        $output.checksum_sha1 = values.get(&Sha1).cloned();
        $output.checksum_sha256 = values.get(&Sha256).cloned();
    }};
}

/// As [`set_checksum_values`], for the types that say what the values cover.
macro_rules! set_checksums {
    ($output:expr, $checksums:expr) => {{
        let checksums: &$crate::object::Checksums = $checksums;
        $crate::http::digest::set_checksum_values!($output, &checksums.values);
        if !checksums.values.is_empty() {
            let name = $crate::http::digest::coverage_name(checksums.coverage);
            $output.checksum_type = Some(s3s::dto::ChecksumType::from_static(name));
        }
    }};
}

pub(super) use {checksum_values, set_checksum_values, set_checksums};

/// Where a request announced trailers, and where they appear.
#[derive(Clone)]
pub(super) enum TrailerSource {
    /// Signatures are not verified: our own decoder.
    Own(Trailers),
    /// Signatures are verified: the decoder of the protocol layer.
    Verified(s3s::TrailingHeaders),
}

impl TrailerSource {
    fn get(&self, name: &str) -> Option<String> {
        match self {
            Self::Own(trailers) => trailers.get(name),
            Self::Verified(trailers) => {
                trailers.read(|headers| headers.get(name)?.to_str().ok().map(str::to_owned))?
            }
        }
    }
}

/// What the bytes of a body must amount to.
#[derive(Clone, Default)]
pub(super) struct Expectation {
    /// `Content-MD5`.
    pub(super) md5: Option<[u8; 16]>,
    /// The digest in the request's signature.
    pub(super) sha256: Option<[u8; 32]>,
    /// Length of the decoded body.
    pub(super) length: Option<u64>,
    /// Longest body that is taken; 0 for any.
    pub(super) length_max: u64,
    /// Checksums in headers.
    pub(super) values: Values,
    /// Checksums that come as trailers.
    pub(super) announced: BTreeSet<ChecksumAlgorithm>,
    /// Where those trailers appear.
    pub(super) trailers: Option<TrailerSource>,
    /// Checksums to compute although the client sends none.
    pub(super) wanted: BTreeSet<ChecksumAlgorithm>,
}

/// Runs along a body and compares at its end.
pub(super) struct Verifier {
    expectation: Expectation,
    hasher: ChecksumHasher,
    md5: Option<Md5>,
    sha256: Option<Sha256>,
    length: u64,
}

impl Verifier {
    pub(super) fn new(expectation: Expectation) -> Self {
        let mut algorithms = expectation.wanted.clone();
        algorithms.extend(expectation.values.keys());
        algorithms.extend(&expectation.announced);
        let md5 = expectation.md5.map(|_| Md5::new());
        let sha256 = expectation.sha256.map(|_| Sha256::new());
        Self {
            hasher: hasher_of(&algorithms),
            md5,
            sha256,
            length: 0,
            expectation,
        }
    }

    pub(super) fn update(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.length += bytes.len() as u64;
        let limit = self.expectation.length_max;
        if limit > 0 && self.length > limit {
            return Err(StoreError::TooLarge {
                what: Limit::ObjectBytes,
                limit,
            });
        }
        self.hasher.update(bytes);
        if let Some(md5) = &mut self.md5 {
            md5.update(bytes);
        }
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(bytes);
        }
        Ok(())
    }

    /// The checksums of the body, once everything expected of it holds.
    pub(super) fn finish(self) -> Result<Checksums, StoreError> {
        let expected = self.expectation;
        if let Some(length) = expected.length.filter(|length| *length != self.length) {
            let reason = format!("it has {} bytes instead of {length}", self.length);
            return Err(StoreError::Body { reason });
        }
        let md5 = self.md5.map(|md5| <[u8; 16]>::from(md5.finalize()));
        if md5 != expected.md5 {
            return Err(StoreError::BadDigest { algorithm: "MD5" });
        }
        let sha256 = self.sha256.map(|sha256| sha256.finalize());
        if sha256 != expected.sha256 {
            return Err(StoreError::BadDigest {
                algorithm: SIGNED_SHA256,
            });
        }
        let values = values_of(self.hasher);
        for (algorithm, header) in ALGORITHMS.iter().map(|(name, _, header)| (name, header)) {
            let mut claim = expected.values.get(algorithm).cloned();
            if expected.announced.contains(algorithm) {
                claim = expected
                    .trailers
                    .as_ref()
                    .and_then(|trailers| trailers.get(header));
                if claim.is_none() {
                    let reason = format!("the announced trailer {header} is missing");
                    return Err(StoreError::Body { reason });
                }
            }
            if claim.is_some_and(|claim| values.get(algorithm) != Some(&claim)) {
                return Err(StoreError::BadDigest {
                    algorithm: algorithm_name(*algorithm),
                });
            }
        }
        Ok(Checksums {
            values,
            coverage: ChecksumCoverage::FullObject,
        })
    }
}

fn hasher_of(algorithms: &BTreeSet<ChecksumAlgorithm>) -> ChecksumHasher {
    let mut hasher = ChecksumHasher::default();
    for algorithm in algorithms {
        match algorithm {
            ChecksumAlgorithm::Crc32 => hasher.crc32 = Some(Crc32::new()),
            ChecksumAlgorithm::Crc32c => hasher.crc32c = Some(Crc32c::new()),
            ChecksumAlgorithm::Crc64Nvme => hasher.crc64nvme = Some(Crc64Nvme::new()),
            ChecksumAlgorithm::Sha1 => hasher.sha1 = Some(Sha1::new()),
            ChecksumAlgorithm::Sha256 => hasher.sha256 = Some(Sha256::new()),
        }
    }
    hasher
}

fn values_of(hasher: ChecksumHasher) -> Values {
    let sums = hasher.finalize();
    checksum_values!(sums)
}

/// The checksum of an object from the checksums of its parts.
///
/// `None` if a value is not base64 of the right length, or the algorithm cannot cover a full
/// object.
pub(super) fn checksum_of_parts(
    algorithm: ChecksumAlgorithm,
    coverage: ChecksumCoverage,
    parts: &[(String, u64)],
) -> Option<String> {
    match coverage {
        ChecksumCoverage::Composite => {
            let mut hasher = hasher_of(&BTreeSet::from([algorithm]));
            for (value, _) in parts {
                hasher.update(&BASE64.decode(value).ok()?);
            }
            let value = values_of(hasher).remove(&algorithm)?;
            Some(format!("{value}-{}", parts.len()))
        }
        ChecksumCoverage::FullObject => {
            let (crc, width) = match algorithm {
                ChecksumAlgorithm::Crc32 => (CrcAlgorithm::Crc32IsoHdlc, 4),
                ChecksumAlgorithm::Crc32c => (CrcAlgorithm::Crc32Iscsi, 4),
                ChecksumAlgorithm::Crc64Nvme => (CrcAlgorithm::Crc64Nvme, 8),
                ChecksumAlgorithm::Sha1 | ChecksumAlgorithm::Sha256 => return None,
            };
            let mut whole = 0;
            for (index, (value, size_bytes)) in parts.iter().enumerate() {
                let bytes = BASE64
                    .decode(value)
                    .ok()
                    .filter(|bytes| bytes.len() == width)?;
                let part = bytes
                    .iter()
                    .fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
                let first = index == 0;
                whole = if first {
                    part
                } else {
                    checksum_combine(crc, whole, part, *size_bytes)
                };
            }
            let bytes = whole.to_be_bytes();
            Some(BASE64.encode(bytes.get(8 - width..)?))
        }
    }
}

/// The sixteen bytes of a `Content-MD5` header.
pub(super) fn md5_from_base64(text: &str) -> Option<[u8; 16]> {
    BASE64.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(algorithm: ChecksumAlgorithm, bytes: &[u8]) -> String {
        let mut hasher = hasher_of(&BTreeSet::from([algorithm]));
        hasher.update(bytes);
        values_of(hasher).remove(&algorithm).unwrap()
    }

    #[test]
    fn checksums_of_parts_combine_to_that_of_the_whole() {
        let crcs = [
            ChecksumAlgorithm::Crc32,
            ChecksumAlgorithm::Crc32c,
            ChecksumAlgorithm::Crc64Nvme,
        ];
        for algorithm in crcs {
            let parts: [&[u8]; 4] = [b"first part", b"", b"2", b"and the last"];
            let of_parts = parts.map(|part| (values(algorithm, part), part.len() as u64));
            let whole = checksum_of_parts(algorithm, ChecksumCoverage::FullObject, &of_parts);
            assert_eq!(
                whole,
                Some(values(algorithm, &parts.concat())),
                "{algorithm:?}"
            );
        }
        let sha = [("AA==".to_owned(), 1)];
        let sha1 = ChecksumAlgorithm::Sha1;
        assert_eq!(
            checksum_of_parts(sha1, ChecksumCoverage::FullObject, &sha),
            None
        );
    }

    #[test]
    fn a_composite_checksum_counts_its_parts() {
        let sha256 = ChecksumAlgorithm::Sha256;
        let parts = [b"a", b"b"].map(|part| (values(sha256, part), 1));
        let digests: Vec<u8> = parts
            .iter()
            .flat_map(|(v, _)| BASE64.decode(v).unwrap())
            .collect();
        let want = format!("{}-2", values(sha256, &digests));
        assert_eq!(
            checksum_of_parts(sha256, ChecksumCoverage::Composite, &parts),
            Some(want)
        );
    }

    #[track_caller]
    fn check(expectation: Expectation, body: &[u8], want: Option<&str>) {
        let mut verifier = Verifier::new(expectation);
        let got = verifier.update(body).and_then(|()| verifier.finish());
        let got = got.map_err(|error| error.to_string());
        match want {
            None => assert!(got.is_ok(), "{got:?}"),
            Some(text) => assert!(got.as_ref().is_err_and(|e| e.contains(text)), "{got:?}"),
        }
    }

    #[test]
    fn each_expectation_is_held_against_the_body() {
        let md5 = Some(Md5::digest(b"x").into());
        check(
            Expectation {
                md5,
                ..Default::default()
            },
            b"x",
            None,
        );
        check(
            Expectation {
                md5,
                ..Default::default()
            },
            b"y",
            Some("MD5"),
        );
        check(
            Expectation {
                length: Some(2),
                ..Default::default()
            },
            b"x",
            Some("1 bytes"),
        );
        check(
            Expectation {
                sha256: Some([0; 32]),
                ..Default::default()
            },
            b"",
            Some("sha256"),
        );
        let crc = Values::from([(
            ChecksumAlgorithm::Crc32,
            values(ChecksumAlgorithm::Crc32, b"x"),
        )]);
        check(
            Expectation {
                values: crc.clone(),
                ..Default::default()
            },
            b"x",
            None,
        );
        check(
            Expectation {
                values: crc,
                ..Default::default()
            },
            b"z",
            Some("CRC32"),
        );
        let announced = BTreeSet::from([ChecksumAlgorithm::Sha1]);
        check(
            Expectation {
                announced,
                ..Default::default()
            },
            b"",
            Some("trailer"),
        );
    }

    #[test]
    fn algorithms_have_their_names_and_headers() {
        assert_eq!(
            algorithm_named("crc64nvme"),
            Some(ChecksumAlgorithm::Crc64Nvme)
        );
        assert_eq!(algorithm_named("MD5"), None);
        assert_eq!(
            algorithm_of_header("X-Amz-Checksum-Sha1"),
            Some(ChecksumAlgorithm::Sha1)
        );
        assert_eq!(algorithm_name(ChecksumAlgorithm::Crc32c), "CRC32C");
    }
}
