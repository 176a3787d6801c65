//! The record of one attempt to run an invocation.

use crate::{ExecutorKind, FunctionName, InvocationKind, RequestId, Version};

use super::RecordKind;
use super::field::{Reader, WireError, Writer};

const VERSION: u8 = 1;
/// Stored where a warm instance ran.
const NO_START: u64 = u64::MAX;
/// Stored where no further attempt follows.
const NO_RETRY: u64 = 0;
/// Stored where nothing ran.
const NO_EXECUTOR: u8 = 0;

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Verdict {
    /// The function answered; the body is its answer, JSON text.
    Answered = 1,
    /// The function failed and reported it; the body is AWS's error object.
    Handled = 2,
    /// The function failed; the body is AWS's error object.
    Unhandled = 3,
    /// The function could not be run; the body is a sentence in plain text.
    NotRun = 4,
    /// The server died while the function ran for a caller, so it was not run again. No body.
    Abandoned = 5,
}

impl Verdict {
    /// The verdict that a stored byte stands for.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [
            Self::Answered,
            Self::Handled,
            Self::Unhandled,
            Self::NotRun,
            Self::Abandoned,
        ]
        .into_iter()
        .find(|verdict| *verdict as u8 == code)
    }
}

/// The end of an attempt as it lies in the result log. Its data is the body, then what the
/// function printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompletionRecord<'a> {
    /// The invocation.
    pub request_id: RequestId,
    /// The function.
    pub function: FunctionName,
    /// The version that ran.
    pub version: Version,
    /// What ran it; `None` if nothing did.
    pub executor: Option<ExecutorKind>,
    /// How it ended.
    pub verdict: Verdict,
    /// Whether the invocation was a call or an event: which log it lies in.
    pub kind: InvocationKind,
    /// Which attempt this was, from 0.
    pub attempt: u8,
    /// Sequence number of the invocation in its log.
    pub invocation_seq: u64,
    /// When it ended, in milliseconds since 1970 UTC.
    pub finished_unix_ms: u64,
    /// When the next attempt is due, in milliseconds since 1970 UTC, never 0; `None` if this one
    /// was the last.
    pub retry_unix_ms: Option<u64>,
    /// Time in the handler, in microseconds.
    pub duration_us: u64,
    /// Billed time, in milliseconds.
    pub billed_ms: u64,
    /// Instructions spent.
    pub fuel: u64,
    /// Most memory used, in bytes.
    pub peak_memory_bytes: u64,
    /// Time to start the instance, in microseconds, less than 2^64 - 1; `None` if it was warm.
    pub init_us: Option<u64>,
    /// Length of the body, in bytes.
    pub body_bytes: u32,
    /// Length of what the function printed, in bytes.
    pub logs_bytes: u32,
    /// Number of part records right before this one.
    pub parts: u16,
    /// The end of the data; the start of it lies in the parts.
    pub data: &'a [u8],
}

impl<'a> CompletionRecord<'a> {
    /// Reads a completion record.
    ///
    /// # Errors
    /// [`WireError`] if the bytes are none.
    pub fn parse(record: &'a [u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(record, RecordKind::Completion, VERSION)?;
        let verdict = reader.code("verdict", Verdict::from_code)?;
        let executor = reader.code("executor", |code| match code {
            NO_EXECUTOR => Some(None),
            _ => ExecutorKind::from_code(code).map(Some),
        })?;
        let kind = reader.code("invocation_kind", InvocationKind::from_code)?;
        let attempt = reader.u8("attempt")?;
        let request_id = RequestId(reader.array("request_id")?);
        let invocation_seq = reader.u64("invocation_seq")?;
        let version = Version::from_code(reader.u64("function_version")?);
        let finished_unix_ms = reader.u64("finished_unix_ms")?;
        let retry = reader.u64("retry_unix_ms")?;
        let duration_us = reader.u64("duration_us")?;
        let billed_ms = reader.u64("billed_ms")?;
        let fuel = reader.u64("fuel")?;
        let peak_memory_bytes = reader.u64("peak_memory_bytes")?;
        let init = reader.u64("init_us")?;
        let body_bytes = reader.u32("body_bytes")?;
        let logs_bytes = reader.u32("logs_bytes")?;
        let parts = reader.u16("parts")?;
        let function = reader.name("function")?;
        Ok(Self {
            request_id,
            function,
            version,
            executor,
            verdict,
            kind,
            attempt,
            invocation_seq,
            finished_unix_ms,
            retry_unix_ms: (retry != NO_RETRY).then_some(retry),
            duration_us,
            billed_ms,
            fuel,
            peak_memory_bytes,
            init_us: (init != NO_START).then_some(init),
            body_bytes,
            logs_bytes,
            parts,
            data: reader.data(u64::from(body_bytes) + u64::from(logs_bytes), parts)?,
        })
    }

    /// Length of the record without its data, in bytes.
    #[must_use]
    pub fn head_bytes(&self) -> usize {
        105 + self.function.as_str().len()
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
        let mut writer = Writer::new(buffer, RecordKind::Completion, VERSION)?;
        writer.u8(self.verdict as u8)?;
        writer.u8(self.executor.map_or(NO_EXECUTOR, |kind| kind as u8))?;
        writer.u8(self.kind as u8)?;
        writer.u8(self.attempt)?;
        writer.bytes(&self.request_id.0)?;
        writer.u64(self.invocation_seq)?;
        writer.u64(self.version.to_code())?;
        writer.u64(self.finished_unix_ms)?;
        writer.u64(self.retry_unix_ms.unwrap_or(NO_RETRY))?;
        writer.u64(self.duration_us)?;
        writer.u64(self.billed_ms)?;
        writer.u64(self.fuel)?;
        writer.u64(self.peak_memory_bytes)?;
        writer.u64(self.init_us.unwrap_or(NO_START))?;
        writer.u32(self.body_bytes)?;
        writer.u32(self.logs_bytes)?;
        writer.u16(self.parts)?;
        writer.name(&self.function)?;
        writer.bytes(self.data)?;
        Ok(writer.finish())
    }
}
