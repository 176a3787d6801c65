//! Names of logs.

use core::fmt;
use core::hash::{Hash, Hasher};

/// The most bytes that a log's name may have.
pub const LOG_NAME_LEN_MAX: usize = 127;

/// The name of a log in its store, for example `fn/light/invocations`.
///
/// 1 to 127 bytes of printable ASCII without spaces (`!` to `~`). Slashes part a name into
/// segments, none of which is empty, `.` or `..`. A store never uses a name as a file name, so no
/// name can reach outside it. The name is held inline, so that it needs no allocator.
#[derive(Clone, Copy)]
pub struct LogName {
    len: u8,
    bytes: [u8; LOG_NAME_LEN_MAX],
}

impl LogName {
    /// In place of a name, for a log that is found by its number.
    #[cfg(feature = "std")]
    pub(crate) const UNNAMED: Self = Self {
        len: 0,
        bytes: [0; LOG_NAME_LEN_MAX],
    };

    /// Checks a name.
    ///
    /// # Errors
    /// [`NameError`] says which rule the name breaks.
    pub fn new(name: &str) -> Result<Self, NameError> {
        let given = name.as_bytes();
        if given.len() > LOG_NAME_LEN_MAX {
            return Err(NameError::TooLong { len: given.len() });
        }
        for (at, byte) in given.iter().enumerate() {
            if !byte.is_ascii_graphic() {
                return Err(NameError::Character { at, byte: *byte });
            }
        }
        if name
            .split('/')
            .any(|segment| matches!(segment, "" | "." | ".."))
        {
            return Err(NameError::Segment);
        }
        let mut bytes = [0; LOG_NAME_LEN_MAX];
        bytes[..given.len()].copy_from_slice(given);
        // The length was checked against 127 above, so it fits.
        Ok(Self {
            len: given.len() as u8,
            bytes,
        })
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

impl PartialEq for LogName {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for LogName {}

impl PartialOrd for LogName {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for LogName {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl Hash for LogName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl fmt::Debug for LogName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogName({:?})", self.as_str())
    }
}

impl fmt::Display for LogName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text is no name of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// More bytes than [`LOG_NAME_LEN_MAX`].
    #[error("a log name has at most {LOG_NAME_LEN_MAX} bytes, this one has {len}")]
    TooLong {
        /// Bytes given.
        len: usize,
    },
    /// A byte that is not printable ASCII, or a space.
    #[error("byte {byte:#04x} at position {at} is not printable ASCII")]
    Character {
        /// Position in bytes.
        at: usize,
        /// The byte found there.
        byte: u8,
    },
    /// An empty name, an empty segment, `.` or `..`.
    #[error("the name, or a part of it between slashes, is empty, `.` or `..`")]
    Segment,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Result<(), NameError>) {
        let parsed = LogName::new(name);
        assert_eq!(parsed.map(|_| ()), expected);
        if let Ok(parsed) = parsed {
            assert_eq!(parsed.as_str(), name);
        }
    }

    #[test]
    fn a_name_is_printable_and_its_segments_are_not_empty() {
        check("a", Ok(()));
        check("fn/light:$LATEST/results", Ok(()));
        check(core::str::from_utf8(&[b'x'; 127]).unwrap(), Ok(()));
        check("", Err(NameError::Segment));
        check("/a", Err(NameError::Segment));
        check("a//b", Err(NameError::Segment));
        check("a/../b", Err(NameError::Segment));
        check("a b", Err(NameError::Character { at: 1, byte: b' ' }));
        check("é", Err(NameError::Character { at: 0, byte: 0xc3 }));
        check(
            core::str::from_utf8(&[b'x'; 128]).unwrap(),
            Err(NameError::TooLong { len: 128 }),
        );
    }
}
