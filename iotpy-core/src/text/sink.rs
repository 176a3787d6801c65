//! Where text goes: one method that takes bytes or says that there is no room.
//!
//! Everything here that makes text makes it piece by piece into a [`Sink`], so that the caller
//! decides where the bytes live: a heap object, a fixed buffer, or nowhere ([`CountSink`], to learn
//! a length before allocating).

use core::fmt;

/// The sink has no room for the bytes that were pushed.
///
/// What the sink holds after this error is unspecified: earlier pieces may have been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

impl fmt::Display for Full {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text does not fit in the room given for it")
    }
}

impl core::error::Error for Full {}

/// Takes bytes in order.
pub trait Sink {
    /// Appends all of `bytes`, or fails.
    ///
    /// # Errors
    /// [`Full`] if not all of `bytes` fits.
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full>;

    /// Appends `byte` `count` times.
    ///
    /// # Errors
    /// [`Full`] if not all of them fit.
    fn fill(&mut self, byte: u8, count: usize) -> Result<(), Full> {
        let block = [byte; 16];
        let mut left = count;
        while left > 0 {
            let step = left.min(block.len());
            self.push(block.get(..step).unwrap_or(&block))?;
            left -= step;
        }
        Ok(())
    }
}

/// A sink over a caller's buffer.
#[derive(Debug)]
pub struct BufferSink<'a> {
    buffer: &'a mut [u8],
    used: usize,
}

impl<'a> BufferSink<'a> {
    /// An empty sink that holds up to `buffer.len()` bytes.
    pub fn new(buffer: &'a mut [u8]) -> Self {
        BufferSink { buffer, used: 0 }
    }

    /// The bytes pushed so far.
    #[must_use]
    pub fn written(&self) -> &[u8] {
        self.buffer.get(..self.used).unwrap_or_default()
    }

    /// The count of bytes pushed so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether nothing was pushed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }
}

impl Sink for BufferSink<'_> {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        let end = self.used.checked_add(bytes.len()).ok_or(Full)?;
        self.buffer
            .get_mut(self.used..end)
            .ok_or(Full)?
            .copy_from_slice(bytes);
        self.used = end;
        Ok(())
    }
}

/// A sink that keeps only the count of bytes: makes the same text twice, first to size it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct CountSink {
    /// The count of bytes pushed so far.
    pub len: usize,
}

impl Sink for CountSink {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        self.len = self.len.checked_add(bytes.len()).ok_or(Full)?;
        Ok(())
    }

    fn fill(&mut self, _byte: u8, count: usize) -> Result<(), Full> {
        self.len = self.len.checked_add(count).ok_or(Full)?;
        Ok(())
    }
}

/// A sink that grows.
#[cfg(any(test, feature = "std"))]
impl Sink for std::vec::Vec<u8> {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        self.extend_from_slice(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_sink_takes_what_fits_and_refuses_the_rest() {
        let mut room = [0_u8; 5];
        let mut sink = BufferSink::new(&mut room);
        assert!(sink.is_empty());
        assert_eq!(sink.push(b"abc"), Ok(()));
        assert_eq!(sink.push(b"def"), Err(Full));
        assert_eq!(sink.fill(b'-', 2), Ok(()));
        assert_eq!(sink.written(), b"abc--");
        assert_eq!(sink.push(b""), Ok(()));
        assert_eq!(sink.fill(b'-', 1), Err(Full));
        assert_eq!(sink.len(), 5);
    }

    #[test]
    fn a_count_sink_counts_what_a_buffer_would_hold() {
        let mut count = CountSink::default();
        count.push(b"abc").unwrap();
        count.fill(b' ', 1000).unwrap();
        assert_eq!(count.len, 1003);
        assert_eq!(count.fill(b' ', usize::MAX), Err(Full));
    }
}
