//! Byte ranges of an object (RFC 9110 section 14, one range only, as S3 has it).

use core::ops::Range;

use crate::error::StoreError;

/// The part of an object that is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByteRange {
    /// The whole object, also when it is empty.
    #[default]
    All,
    /// From the byte at this offset to the end.
    From(u64),
    /// From the first to the last offset, both included; the last may lie behind the end.
    Inclusive(u64, u64),
    /// This many bytes at the end, or the whole object if it is shorter.
    Suffix(u64),
}

impl ByteRange {
    /// The offsets that this range means in an object of `size_bytes`.
    ///
    /// # Errors
    /// [`StoreError::RangeNotSatisfiable`] if it holds no byte of the object.
    pub fn resolve(self, size_bytes: u64) -> Result<Range<u64>, StoreError> {
        let range = match self {
            Self::All => return Ok(0..size_bytes),
            Self::From(first) => first..size_bytes,
            Self::Inclusive(first, last) => first..size_bytes.min(last.saturating_add(1)),
            Self::Suffix(count) => size_bytes.saturating_sub(count)..size_bytes,
        };
        if range.is_empty() {
            Err(StoreError::RangeNotSatisfiable { size_bytes })
        } else {
            Ok(range)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(range: ByteRange, size: u64, want: Option<Range<u64>>) {
        assert_eq!(range.resolve(size).ok(), want);
    }

    #[test]
    fn ranges_are_cut_at_the_end_and_refused_behind_it() {
        check(ByteRange::All, 0, Some(0..0));
        check(ByteRange::From(4), 10, Some(4..10));
        check(ByteRange::From(10), 10, None);
        check(ByteRange::Inclusive(0, 0), 1, Some(0..1));
        check(ByteRange::Inclusive(2, 99), 10, Some(2..10));
        check(ByteRange::Inclusive(5, 4), 10, None);
        check(ByteRange::Inclusive(0, u64::MAX), 10, Some(0..10));
        check(ByteRange::Suffix(3), 10, Some(7..10));
        check(ByteRange::Suffix(30), 10, Some(0..10));
        check(ByteRange::Suffix(0), 10, None);
        check(ByteRange::Suffix(5), 0, None);
    }
}
