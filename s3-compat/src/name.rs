//! Names of buckets and objects: which ones exist at all.

use core::fmt;

use crate::error::StoreError;

/// The name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots, by the naming rules
/// of Amazon S3 for general purpose buckets.
///
/// Names that begin with a dot are outside those rules, so no S3 request can spell them: other
/// parts of a server keep their own objects there, see [`BucketName::reserved`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BucketName(String);

impl BucketName {
    /// Shortest name that S3 allows, in bytes.
    pub const BYTES_MIN: usize = 3;
    /// Longest name that S3 allows, in bytes.
    pub const BYTES_MAX: usize = 63;

    /// Checks `name` against the rules of S3.
    ///
    /// # Errors
    /// [`StoreError::InvalidBucketName`] says which rule the name breaks.
    pub fn new(name: &str) -> Result<Self, StoreError> {
        match broken_rule(name) {
            None => Ok(Self(name.to_owned())),
            Some(reason) => Err(StoreError::InvalidBucketName {
                name: excerpt(name),
                reason,
            }),
        }
    }

    /// A bucket that no S3 client can name or list: `purpose` with a dot before it.
    ///
    /// # Errors
    /// [`StoreError::InvalidBucketName`] if `purpose` is itself not a bucket name of at most 62
    /// bytes.
    pub fn reserved(purpose: &str) -> Result<Self, StoreError> {
        let Self(name) = Self::new(purpose)?;
        if name.len() >= Self::BYTES_MAX {
            let reason = "a reserved name has at most 62 bytes before its dot is added";
            return Err(StoreError::InvalidBucketName { name, reason });
        }
        Ok(Self(format!(".{name}")))
    }

    /// True for names made by [`BucketName::reserved`].
    pub fn is_reserved(&self) -> bool {
        self.0.starts_with('.')
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads back a name that a store wrote, reserved or not.
    pub(crate) fn from_stored(name: &str) -> Result<Self, StoreError> {
        match name.strip_prefix('.') {
            Some(purpose) => Self::reserved(purpose),
            None => Self::new(name),
        }
    }
}

impl fmt::Display for BucketName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The first naming rule that `name` breaks.
fn broken_rule(name: &str) -> Option<&'static str> {
    let bytes = name.as_bytes();
    let outer = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if !(BucketName::BYTES_MIN..=BucketName::BYTES_MAX).contains(&bytes.len()) {
        return Some("a bucket name has 3 to 63 characters");
    }
    if !bytes
        .iter()
        .all(|byte| outer(byte) || matches!(byte, b'-' | b'.'))
    {
        return Some("a bucket name has only lower-case letters, digits, hyphens and dots");
    }
    if !bytes.first().is_some_and(outer) || !bytes.last().is_some_and(outer) {
        return Some("a bucket name begins and ends with a letter or a digit");
    }
    if name.contains("..") {
        return Some("a bucket name has no two dots in a row");
    }
    if name.parse::<core::net::Ipv4Addr>().is_ok() {
        return Some("a bucket name is not formatted as an IP address");
    }
    let prefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
    let suffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];
    if prefixes.iter().any(|prefix| name.starts_with(prefix))
        || suffixes.iter().any(|suffix| name.ends_with(suffix))
    {
        return Some("this bucket name has a prefix or suffix that Amazon S3 keeps for itself");
    }
    None
}

/// The key of an object: 1 to 1,024 bytes of UTF-8, any characters. Keys order by their bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectKey(String);

impl ObjectKey {
    /// Longest key, in bytes of UTF-8.
    pub const BYTES_MAX: usize = 1024;

    /// Checks the length of `key`.
    ///
    /// # Errors
    /// [`StoreError::InvalidKey`] if it is empty or longer than [`ObjectKey::BYTES_MAX`].
    pub fn new(key: &str) -> Result<Self, StoreError> {
        if key.is_empty() || key.len() > Self::BYTES_MAX {
            return Err(StoreError::InvalidKey { bytes: key.len() });
        }
        Ok(Self(key.to_owned()))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// At most 80 characters of a rejected name, so that an error message stays small.
fn excerpt(name: &str) -> String {
    name.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, valid: bool) {
        assert_eq!(BucketName::new(name).is_ok(), valid, "{name:?}");
    }

    #[test]
    fn bucket_names_follow_the_rules_of_s3() {
        for name in ["abc", "a-b", "my.bucket.1", "123", "1.2.3", &"a".repeat(63)] {
            check(name, true);
        }
        for name in [
            "",
            "ab",
            &"a".repeat(64),
            "Abc",
            "a_b",
            "-ab",
            "ab-",
            ".ab",
            "ab.",
            "a..b",
        ] {
            check(name, false);
        }
        for name in [
            "192.168.0.1",
            "xn--abc",
            "sthree-x",
            "abc-s3alias",
            "é-name",
            "a b c",
        ] {
            check(name, false);
        }
    }

    #[test]
    fn reserved_names_cannot_be_spelled_by_a_client() {
        let name = BucketName::reserved("uploads").unwrap();
        assert!(name.is_reserved());
        check(name.as_str(), false);
        assert_eq!(BucketName::from_stored(name.as_str()).unwrap(), name);
        assert!(BucketName::reserved("no/slash").is_err());
        assert!(BucketName::reserved(&"a".repeat(63)).is_err());
    }

    #[test]
    fn keys_are_one_to_1024_bytes() {
        assert!(ObjectKey::new("").is_err());
        assert!(ObjectKey::new(&"k".repeat(1024)).is_ok());
        assert!(ObjectKey::new(&"k".repeat(1025)).is_err());
        assert!(ObjectKey::new(&"ü".repeat(513)).is_err());
        assert!(ObjectKey::new("a//b /+%\u{1}").is_ok());
    }
}
