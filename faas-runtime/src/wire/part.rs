//! Pieces of payloads that are too long for one record.

use crate::RequestId;

use super::RecordKind;
use super::field::{Reader, WireError, Writer};

const VERSION: u8 = 1;

/// Length of a part record without its data, in bytes.
pub const PART_HEAD_BYTES: usize = 20;

/// One piece of a payload. The parts of a record lie right before it, in order from index 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// The invocation that the payload belongs to.
    pub request_id: RequestId,
    /// Which piece this is, from 0.
    pub index: u16,
    /// The piece.
    pub data: &'a [u8],
}

impl<'a> Part<'a> {
    /// Reads a part record.
    ///
    /// # Errors
    /// [`WireError`] if the bytes are none.
    pub fn parse(record: &'a [u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(record, RecordKind::Part, VERSION)?;
        let index = reader.u16("index")?;
        let request_id = RequestId(reader.array("request_id")?);
        let data = reader.bytes("data", record.len().saturating_sub(PART_HEAD_BYTES))?;
        Ok(Self {
            request_id,
            index,
            data,
        })
    }

    /// Length of the record, in bytes.
    #[must_use]
    pub fn buffer_len(&self) -> usize {
        PART_HEAD_BYTES + self.data.len()
    }

    /// Writes the record and returns its length.
    ///
    /// # Errors
    /// [`WireError::NoRoom`] if the buffer is shorter than [`buffer_len`](Self::buffer_len).
    pub fn emit(&self, buffer: &mut [u8]) -> Result<usize, WireError> {
        let mut writer = Writer::new(buffer, RecordKind::Part, VERSION)?;
        writer.u16(self.index)?;
        writer.bytes(&self.request_id.0)?;
        writer.bytes(self.data)?;
        Ok(writer.finish())
    }
}

/// How data is shared between part records and the record that they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// Number of part records.
    pub parts: u16,
    /// Data bytes in each part record; the last one may have fewer.
    pub part_bytes: usize,
    /// Data bytes in front of the inline end, all parts together.
    pub before_bytes: usize,
}

impl Split {
    /// Shares `data_bytes` bytes where a record holds `record_bytes_max` and the head of the
    /// record takes `head_bytes` of it. `None` if it takes more than 65,535 parts or a record has
    /// no room for any data.
    #[must_use]
    pub fn new(data_bytes: usize, head_bytes: usize, record_bytes_max: usize) -> Option<Self> {
        let inline_bytes = record_bytes_max.checked_sub(head_bytes)?;
        let part_bytes = record_bytes_max
            .checked_sub(PART_HEAD_BYTES)
            .filter(|bytes| *bytes > 0)?;
        let before_bytes = data_bytes.saturating_sub(inline_bytes);
        let parts = u16::try_from(before_bytes.div_ceil(part_bytes)).ok()?;
        Some(Self {
            parts,
            part_bytes,
            before_bytes,
        })
    }
}
