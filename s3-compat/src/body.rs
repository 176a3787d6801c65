//! Bodies of objects as streams of chunks, so that an object larger than memory passes through.

use bytes::{Bytes, BytesMut};

use crate::error::{Limit, StoreError};
use crate::object::Checksums;

/// A blocking source of the bytes of one object, in order.
///
/// Pulling rather than pushing lets a reader of one object be the source of the next
/// ([`ObjectReader`](crate::ObjectReader) is a source), and leaves the pace to the consumer.
pub trait ChunkSource: Send {
    /// The next bytes, of any length but zero; `None` after the last.
    ///
    /// # Errors
    /// An error ends the stream. A store that was reading it keeps nothing of the object.
    fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError>;

    /// The checksums to be stored with the object, asked for after the last chunk, because a client
    /// may send them behind the body. The source has verified them.
    fn checksums(&self) -> Checksums {
        Checksums::default()
    }
}

impl<T: ChunkSource + ?Sized> ChunkSource for Box<T> {
    fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
        (**self).next_chunk()
    }

    fn checksums(&self) -> Checksums {
        (**self).checksums()
    }
}

/// Bytes that are in memory already, as a source.
#[derive(Debug, Clone, Default)]
pub struct BytesSource(Bytes);

impl BytesSource {
    /// A source of exactly `bytes`.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(bytes.into())
    }
}

impl ChunkSource for BytesSource {
    fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
        let all = core::mem::take(&mut self.0);
        Ok((!all.is_empty()).then_some(all))
    }
}

/// Reads `source` to its end into one buffer of at most `limit_bytes`.
///
/// # Errors
/// [`StoreError::TooLarge`] beyond the limit, and whatever the source reports.
pub fn read_all(source: &mut dyn ChunkSource, limit_bytes: u64) -> Result<Bytes, StoreError> {
    let Some(first) = source.next_chunk()? else {
        return Ok(Bytes::new());
    };
    let too_large = StoreError::TooLarge {
        what: Limit::ObjectBytes,
        limit: limit_bytes,
    };
    let Some(second) = source.next_chunk()? else {
        return if first.len() as u64 > limit_bytes {
            Err(too_large)
        } else {
            Ok(first)
        };
    };
    let mut all = BytesMut::from(first);
    let mut next = Some(second);
    while let Some(chunk) = next {
        if (all.len() + chunk.len()) as u64 > limit_bytes {
            return Err(too_large);
        }
        all.extend_from_slice(&chunk);
        next = source.next_chunk()?;
    }
    Ok(all.freeze())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Chunks(Vec<&'static [u8]>);

    impl ChunkSource for Chunks {
        fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
            Ok((!self.0.is_empty()).then(|| Bytes::from_static(self.0.remove(0))))
        }
    }

    #[track_caller]
    fn check(chunks: &[&'static [u8]], limit: u64, want: Option<&[u8]>) {
        let got = read_all(&mut Chunks(chunks.to_vec()), limit);
        assert_eq!(got.as_deref().ok(), want);
    }

    #[test]
    fn reading_all_stops_at_the_limit() {
        check(&[], 0, Some(b""));
        check(&[b"ab"], 2, Some(b"ab"));
        check(&[b"ab"], 1, None);
        check(&[b"ab", b"c", b"d"], 4, Some(b"abcd"));
        check(&[b"ab", b"c", b"d"], 3, None);
    }

    #[test]
    fn a_source_of_bytes_ends_after_them() {
        let mut source = BytesSource::new(vec![1, 2]);
        assert_eq!(source.next_chunk().unwrap().as_deref(), Some(&[1u8, 2][..]));
        assert!(source.next_chunk().unwrap().is_none());
        assert!(BytesSource::default().next_chunk().unwrap().is_none());
    }
}
