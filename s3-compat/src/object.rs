//! What a store knows about an object besides its bytes.

use core::fmt;
use std::collections::BTreeMap;

use md5::{Digest, Md5};

use crate::error::{Limit, StoreError};

/// The entity tag of an object, without quotation marks.
///
/// It is the MD5 of the bytes in hex for an object that was put in one piece, and the MD5 of the
/// MD5s of the parts, a hyphen and the number of parts for one that was completed from parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ETag(String);

impl ETag {
    /// Longest tag, in bytes.
    pub const BYTES_MAX: usize = 64;

    /// A tag from its text: 1 to 64 visible ASCII characters other than the quotation mark.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for anything else.
    pub fn new(text: &str) -> Result<Self, StoreError> {
        let visible = text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'"');
        if text.is_empty() || text.len() > Self::BYTES_MAX || !visible {
            return Err(StoreError::Invalid {
                reason: "an ETag has 1 to 64 visible characters",
            });
        }
        Ok(Self(text.to_owned()))
    }

    /// The tag of an object whose bytes have the MD5 `digest`.
    pub fn of_md5(digest: [u8; 16]) -> Self {
        Self(hex(&digest))
    }

    /// The tag of an object that is completed from parts with the given MD5s.
    pub fn of_parts(digests: &[[u8; 16]]) -> Self {
        let mut md5 = Md5::new();
        for digest in digests {
            md5.update(digest);
        }
        Self(format!("{}-{}", hex(&md5.finalize()), digests.len()))
    }

    /// The MD5 of the bytes, if this tag is one.
    pub fn md5(&self) -> Option<[u8; 16]> {
        let text = self.0.as_bytes();
        if text.len() != 32 {
            return None;
        }
        let mut digest = [0; 16];
        for (byte, pair) in digest.iter_mut().zip(text.chunks_exact(2)) {
            let pair = core::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        Some(digest)
    }

    /// The tag as text, without quotation marks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// The additional checksum algorithms of S3. The order is the one in which they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ChecksumAlgorithm {
    /// CRC-32 (ISO-HDLC), the default of current SDKs.
    Crc32,
    /// CRC-32C (Castagnoli).
    Crc32c,
    /// CRC-64/NVME.
    Crc64Nvme,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
}

/// Whether a checksum covers the bytes of the object or the checksums of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChecksumCoverage {
    /// All bytes of the object (`FULL_OBJECT`).
    #[default]
    FullObject,
    /// The checksums of the parts (`COMPOSITE`).
    Composite,
}

/// Checksums that came with an object and were verified then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checksums {
    /// Each value as S3 spells it: base64, for composite ones with a hyphen and the number of
    /// parts.
    pub values: BTreeMap<ChecksumAlgorithm, String>,
    /// What the values cover.
    pub coverage: ChecksumCoverage,
}

/// The headers and attributes that a client stores with an object and gets back unchanged.
///
/// Together they have at most [`ObjectMetadata::BYTES_MAX`] bytes; S3 itself allows 2 KB of user
/// metadata and 8 KB of headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectMetadata {
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Content-Encoding`, without the transfer coding `aws-chunked`.
    pub content_encoding: Option<String>,
    /// `Content-Disposition`.
    pub content_disposition: Option<String>,
    /// `Content-Language`.
    pub content_language: Option<String>,
    /// `Cache-Control`.
    pub cache_control: Option<String>,
    /// `Expires`, as the client spelled it.
    pub expires: Option<String>,
    /// `x-amz-website-redirect-location`.
    pub website_redirect: Option<String>,
    /// User metadata: names without the prefix `x-amz-meta-`, in lower case.
    pub user: BTreeMap<String, String>,
    /// Tags of the object, at most ten in S3.
    pub tags: BTreeMap<String, String>,
}

impl ObjectMetadata {
    /// Most bytes that all names and values of one object may have together.
    pub const BYTES_MAX: u64 = 12 * 1024;

    /// Bytes of all names and values together.
    pub fn size_bytes(&self) -> u64 {
        let headers = [
            &self.content_type,
            &self.content_encoding,
            &self.content_disposition,
            &self.content_language,
            &self.cache_control,
            &self.expires,
            &self.website_redirect,
        ];
        let headers: usize = headers.into_iter().flatten().map(String::len).sum();
        let pairs: usize = self
            .user
            .iter()
            .chain(&self.tags)
            .map(|(k, v)| k.len() + v.len())
            .sum();
        (headers + pairs) as u64
    }

    pub(crate) fn check_size(&self) -> Result<(), StoreError> {
        if self.size_bytes() > Self::BYTES_MAX {
            let what = Limit::MetadataBytes;
            return Err(StoreError::TooLarge {
                what,
                limit: Self::BYTES_MAX,
            });
        }
        Ok(())
    }
}

/// Everything about an object but its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectInfo {
    /// Length of the object.
    pub size_bytes: u64,
    /// Entity tag.
    pub etag: ETag,
    /// When it was last written, in milliseconds since the Unix epoch.
    pub modified_ms: u64,
    /// Checksums that came with it.
    pub checksums: Checksums,
    /// Headers, user metadata and tags.
    pub metadata: ObjectMetadata,
    /// Sizes of the parts in order for an object that was completed from parts; empty otherwise.
    pub part_sizes: Vec<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_of_bytes_is_their_md5() {
        let empty: [u8; 16] = Md5::digest(b"").into();
        let tag = ETag::of_md5(empty);
        assert_eq!(tag.as_str(), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(tag.md5(), Some(empty));
    }

    #[test]
    fn the_tag_of_parts_counts_them_and_is_no_md5() {
        let parts = [[1; 16], [2; 16]];
        let tag = ETag::of_parts(&parts);
        assert!(tag.as_str().ends_with("-2"), "{tag}");
        assert_eq!(tag.as_str().len(), 34);
        assert_eq!(tag.md5(), None);
    }

    #[test]
    fn tags_that_would_break_a_header_are_refused() {
        for text in ["", "a\"b", "a b", "ü", "a\n", &"a".repeat(65)] {
            assert!(ETag::new(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn metadata_is_measured_over_all_names_and_values() {
        let mut metadata = ObjectMetadata {
            content_type: Some("ab".into()),
            ..Default::default()
        };
        metadata.user.insert("cd".into(), "e".into());
        assert_eq!(metadata.size_bytes(), 5);
        metadata.tags.insert("t".into(), "x".repeat(12 * 1024));
        assert!(metadata.check_size().is_err());
    }
}
