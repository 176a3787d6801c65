//! The record of an event that was given up.

use crate::{FunctionName, RequestId, Version};

use super::RecordKind;
use super::field::{Reader, WireError, Writer};

const VERSION: u8 = 1;

/// An event that failed for the last time. Its data is the reason in plain text, then the payload,
/// so that a person can look at it, mend the function and send it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadLetterRecord<'a> {
    /// The event.
    pub request_id: RequestId,
    /// The function that it was for.
    pub function: FunctionName,
    /// Which version of it.
    pub version: Version,
    /// How many times it was run.
    pub attempts: u8,
    /// Sequence number of the event in its log.
    pub invocation_seq: u64,
    /// When it was given up, in milliseconds since 1970 UTC.
    pub given_up_unix_ms: u64,
    /// Length of the reason, in bytes.
    pub reason_bytes: u32,
    /// Length of the payload, in bytes.
    pub payload_bytes: u32,
    /// Number of part records right before this one.
    pub parts: u16,
    /// The end of the data; the start of it lies in the parts.
    pub data: &'a [u8],
}

impl<'a> DeadLetterRecord<'a> {
    /// Reads a dead-letter record.
    ///
    /// # Errors
    /// [`WireError`] if the bytes are none.
    pub fn parse(record: &'a [u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(record, RecordKind::DeadLetter, VERSION)?;
        let attempts = reader.u8("attempts")?;
        let request_id = RequestId(reader.array("request_id")?);
        let invocation_seq = reader.u64("invocation_seq")?;
        let version = Version::from_code(reader.u64("function_version")?);
        let given_up_unix_ms = reader.u64("given_up_unix_ms")?;
        let reason_bytes = reader.u32("reason_bytes")?;
        let payload_bytes = reader.u32("payload_bytes")?;
        let parts = reader.u16("parts")?;
        let function = reader.name("function")?;
        Ok(Self {
            request_id,
            function,
            version,
            attempts,
            invocation_seq,
            given_up_unix_ms,
            reason_bytes,
            payload_bytes,
            parts,
            data: reader.data(u64::from(reason_bytes) + u64::from(payload_bytes), parts)?,
        })
    }

    /// Length of the record without its data, in bytes.
    #[must_use]
    pub fn head_bytes(&self) -> usize {
        54 + self.function.as_str().len()
    }

    /// Length of the record, in bytes.
    #[must_use]
    pub fn buffer_len(&self) -> usize {
        self.head_bytes() + self.data.len()
    }

    /// Writes the record and returns its length.
    ///
    /// # Errors
    /// [`WireError::NoRoom`] if the buffer is shorter than [`buffer_len`](Self::buffer_len).
    pub fn emit(&self, buffer: &mut [u8]) -> Result<usize, WireError> {
        let mut writer = Writer::new(buffer, RecordKind::DeadLetter, VERSION)?;
        writer.u8(self.attempts)?;
        writer.bytes(&self.request_id.0)?;
        writer.u64(self.invocation_seq)?;
        writer.u64(self.version.to_code())?;
        writer.u64(self.given_up_unix_ms)?;
        writer.u32(self.reason_bytes)?;
        writer.u32(self.payload_bytes)?;
        writer.u16(self.parts)?;
        writer.name(&self.function)?;
        writer.bytes(self.data)?;
        Ok(writer.finish())
    }
}
