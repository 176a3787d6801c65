//! Where the body of an answer goes.

/// Takes the body of an answer, block by block and in order.
pub trait BodySink {
    /// Forgets what was written: a new body begins.
    fn clear(&mut self);

    /// Adds a block at the end.
    ///
    /// # Errors
    /// [`SinkFull`] if there is no room for all of it.
    fn append(&mut self, block: &[u8]) -> Result<(), SinkFull>;
}

/// The body is larger than the place for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer is larger than the {capacity} bytes set aside for it")]
pub struct SinkFull {
    /// Bytes that fit.
    pub capacity: usize,
}

/// A body in memory that the caller provides.
#[derive(Debug)]
pub struct SliceSink<'b> {
    space: &'b mut [u8],
    length: usize,
}

impl<'b> SliceSink<'b> {
    /// A sink that fills `space` from its front.
    pub const fn new(space: &'b mut [u8]) -> SliceSink<'b> {
        SliceSink { space, length: 0 }
    }

    /// What was written.
    pub fn as_bytes(&self) -> &[u8] {
        self.space.get(..self.length).unwrap_or_default()
    }
}

impl BodySink for SliceSink<'_> {
    fn clear(&mut self) {
        self.length = 0;
    }

    fn append(&mut self, block: &[u8]) -> Result<(), SinkFull> {
        let capacity = self.space.len();
        let end = self.length + block.len();
        let room = self
            .space
            .get_mut(self.length..end)
            .ok_or(SinkFull { capacity })?;
        room.copy_from_slice(block);
        self.length = end;
        Ok(())
    }
}

/// A body on the heap, up to a limit.
#[cfg(feature = "std")]
#[derive(Debug)]
pub struct VecSink {
    body: std::vec::Vec<u8>,
    bytes_max: usize,
}

#[cfg(feature = "std")]
impl VecSink {
    /// A sink that grows to at most `bytes_max` bytes.
    pub const fn new(bytes_max: usize) -> VecSink {
        VecSink {
            body: std::vec::Vec::new(),
            bytes_max,
        }
    }

    /// What was written; the sink is empty afterwards.
    pub fn take(&mut self) -> std::vec::Vec<u8> {
        core::mem::take(&mut self.body)
    }
}

#[cfg(feature = "std")]
impl BodySink for VecSink {
    fn clear(&mut self) {
        self.body.clear();
    }

    fn append(&mut self, block: &[u8]) -> Result<(), SinkFull> {
        if self.body.len() + block.len() > self.bytes_max {
            return Err(SinkFull {
                capacity: self.bytes_max,
            });
        }
        self.body.extend_from_slice(block);
        Ok(())
    }
}
