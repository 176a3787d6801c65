//! The record of an accepted invocation.

use crate::{Front, FunctionName, InvocationKind, RequestId, Version};

use super::RecordKind;
use super::field::{Reader, WireError, Writer};

const VERSION: u8 = 1;
/// Stored where there is no client context.
const NO_CONTEXT: u32 = u32::MAX;
/// Stored where there is no deadline, or nothing to wait for.
const NO_TIME: u64 = 0;

/// An invocation as it lies in the log. Its data is the payload, then the client context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvocationRecord<'a> {
    /// Its identity.
    pub request_id: RequestId,
    /// The function to run.
    pub function: FunctionName,
    /// Which version of it.
    pub version: Version,
    /// Where it came from.
    pub front: Front,
    /// Who waits.
    pub kind: InvocationKind,
    /// When it was accepted, in milliseconds since 1970 UTC.
    pub accepted_unix_ms: u64,
    /// When the caller gives up, in milliseconds since 1970 UTC, never 0.
    pub deadline_unix_ms: Option<u64>,
    /// When it may run, in milliseconds since 1970 UTC, never 0; `None` for at once. Retries wait.
    pub due_unix_ms: Option<u64>,
    /// Length of the payload, in bytes.
    pub payload_bytes: u32,
    /// Length of the client context, in bytes, less than 2^32 - 1.
    pub context_bytes: Option<u32>,
    /// Number of part records right before this one.
    pub parts: u16,
    /// The end of the data; the start of it lies in the parts.
    pub data: &'a [u8],
}

impl<'a> InvocationRecord<'a> {
    /// Reads an invocation record.
    ///
    /// # Errors
    /// [`WireError`] if the bytes are none.
    pub fn parse(record: &'a [u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(record, RecordKind::Invocation, VERSION)?;
        let front = reader.code("front", Front::from_code)?;
        let kind = reader.code("invocation_kind", InvocationKind::from_code)?;
        let request_id = RequestId(reader.array("request_id")?);
        let version = Version::from_code(reader.u64("function_version")?);
        let accepted_unix_ms = reader.u64("accepted_unix_ms")?;
        let deadline = reader.u64("deadline_unix_ms")?;
        let due = reader.u64("due_unix_ms")?;
        let payload_bytes = reader.u32("payload_bytes")?;
        let context = reader.u32("context_bytes")?;
        let parts = reader.u16("parts")?;
        let function = reader.name("function")?;
        let context_bytes = (context != NO_CONTEXT).then_some(context);
        let data_bytes = u64::from(payload_bytes) + u64::from(context_bytes.unwrap_or(0));
        Ok(Self {
            request_id,
            function,
            version,
            front,
            kind,
            accepted_unix_ms,
            deadline_unix_ms: (deadline != NO_TIME).then_some(deadline),
            due_unix_ms: (due != NO_TIME).then_some(due),
            payload_bytes,
            context_bytes,
            parts,
            data: reader.data(data_bytes, parts)?,
        })
    }

    /// Length of the record without its data, in bytes.
    #[must_use]
    pub fn head_bytes(&self) -> usize {
        63 + self.function.as_str().len()
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
        let mut writer = Writer::new(buffer, RecordKind::Invocation, VERSION)?;
        writer.u8(self.front as u8)?;
        writer.u8(self.kind as u8)?;
        writer.bytes(&self.request_id.0)?;
        writer.u64(self.version.to_code())?;
        writer.u64(self.accepted_unix_ms)?;
        writer.u64(self.deadline_unix_ms.unwrap_or(NO_TIME))?;
        writer.u64(self.due_unix_ms.unwrap_or(NO_TIME))?;
        writer.u32(self.payload_bytes)?;
        writer.u32(self.context_bytes.unwrap_or(NO_CONTEXT))?;
        writer.u16(self.parts)?;
        writer.name(&self.function)?;
        writer.bytes(self.data)?;
        Ok(writer.finish())
    }
}
