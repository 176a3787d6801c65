//! What came of an invocation, as the result log keeps it.

use std::string::{String, ToString as _};
use std::vec::Vec;

use bytes::Bytes;
use woof_log::Seqno;

use super::InvokeError;
use super::log::{Log, ReadError, is_part};
use crate::wire::{CompletionRecord, DeadLetterRecord, Verdict};
use crate::{
    Completion, ExecutorKind, FunctionError, FunctionErrorKind, FunctionName, InvocationKind,
    Outcome, RequestId, Version,
};

/// One attempt to run a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The version that ran.
    pub version: Version,
    /// What ran it; `None` if nothing did.
    pub executor: Option<ExecutorKind>,
    /// How it ended.
    pub verdict: Verdict,
    /// The answer or AWS's error object as JSON text; for [`Verdict::NotRun`] a plain sentence.
    pub body: Bytes,
    /// What the function printed.
    pub logs: String,
    /// Time in the handler, in microseconds.
    pub duration_us: u64,
    /// Billed time, in milliseconds.
    pub billed_ms: u64,
    /// Instructions spent.
    pub fuel: u64,
    /// Most memory used, in bytes.
    pub peak_memory_bytes: u64,
    /// Time to start the instance, in microseconds; `None` if it was warm.
    pub init_us: Option<u64>,
}

impl Run {
    /// Nothing ran.
    pub(super) fn none(verdict: Verdict, version: Version, reason: &str) -> Self {
        Self {
            version,
            executor: None,
            verdict,
            body: Bytes::copy_from_slice(reason.as_bytes()),
            logs: String::new(),
            duration_us: 0,
            billed_ms: 0,
            fuel: 0,
            peak_memory_bytes: 0,
            init_us: None,
        }
    }

    /// What an attempt to run `version` came to.
    pub(super) fn of(attempt: Result<Completion, InvokeError>, version: Version) -> Self {
        let completion = match attempt {
            Ok(completion) => completion,
            Err(error) => return Self::none(Verdict::NotRun, version, &error.to_string()),
        };
        let (verdict, body) = match completion.outcome {
            Outcome::Ok(body) => (Verdict::Answered, body),
            Outcome::FunctionError(error) => match error.kind {
                FunctionErrorKind::Handled => (Verdict::Handled, error.body),
                FunctionErrorKind::Unhandled => (Verdict::Unhandled, error.body),
            },
        };
        Self {
            version: completion.version,
            executor: Some(completion.executor),
            verdict,
            body,
            logs: completion.logs,
            duration_us: completion.duration_us,
            billed_ms: completion.billed_ms,
            fuel: completion.fuel,
            peak_memory_bytes: completion.peak_memory_bytes,
            init_us: completion.init_us,
        }
    }

    /// Why the run failed, in a line for people.
    #[must_use]
    pub fn error_text(&self) -> Option<String> {
        match self.verdict {
            Verdict::Answered => None,
            Verdict::Handled => Some(self.function_error(FunctionErrorKind::Handled).text()),
            Verdict::Unhandled => Some(self.function_error(FunctionErrorKind::Unhandled).text()),
            Verdict::NotRun | Verdict::Abandoned => {
                Some(String::from_utf8_lossy(&self.body).into_owned())
            }
        }
    }

    fn function_error(&self, kind: FunctionErrorKind) -> FunctionError {
        FunctionError {
            kind,
            body: self.body.clone(),
        }
    }
}

/// The end of one attempt, read back from the result log of its function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Position in the result log of the function, from 1.
    pub sequence: u64,
    /// The invocation.
    pub request_id: RequestId,
    /// The function.
    pub function: FunctionName,
    /// Whether it was a call or an event.
    pub kind: InvocationKind,
    /// Which attempt it was, from 0.
    pub attempt: u8,
    /// Sequence number of the invocation in its log.
    pub invocation_seq: u64,
    /// When it ended, in milliseconds since 1970 UTC.
    pub finished_unix_ms: u64,
    /// When the next attempt is due, in milliseconds since 1970 UTC; `None` after the last one.
    pub retry_unix_ms: Option<u64>,
    /// What came of it.
    pub run: Run,
}

impl Finished {
    /// The head of the record, without data and sequence number.
    pub(super) fn record(&self) -> CompletionRecord<'static> {
        CompletionRecord {
            request_id: self.request_id,
            function: self.function,
            version: self.run.version,
            executor: self.run.executor,
            verdict: self.run.verdict,
            kind: self.kind,
            attempt: self.attempt,
            invocation_seq: self.invocation_seq,
            finished_unix_ms: self.finished_unix_ms,
            retry_unix_ms: self.retry_unix_ms,
            duration_us: self.run.duration_us,
            billed_ms: self.run.billed_ms,
            fuel: self.run.fuel,
            peak_memory_bytes: self.run.peak_memory_bytes,
            init_us: self.run.init_us,
            body_bytes: self.run.body.len() as u32,
            logs_bytes: self.run.logs.len() as u32,
            parts: 0,
            data: &[],
        }
    }

    /// The data that follows the head.
    pub(super) fn data(&self) -> [&[u8]; 2] {
        [&self.run.body, self.run.logs.as_bytes()]
    }

    /// Reads the record at `seqno`; `None` if it is a part of a later one.
    pub(super) fn read(log: &Log, seqno: Seqno) -> Result<Option<Self>, ReadError> {
        Self::parse(log, seqno, &log.read(seqno)?)
    }

    /// The same of a result that is about to be repaired.
    pub(super) fn read_to_repair(log: &Log, seqno: Seqno) -> Result<Option<Self>, ReadError> {
        Self::parse(log, seqno, &log.read_to_repair(seqno)?)
    }

    fn parse(log: &Log, seqno: Seqno, bytes: &[u8]) -> Result<Option<Self>, ReadError> {
        if is_part(bytes) {
            return Ok(None);
        }
        let record = CompletionRecord::parse(bytes)?;
        let data = log.read_data(seqno, record.request_id, record.parts, record.data)?;
        let (body, logs) = data
            .split_at_checked(record.body_bytes as usize)
            .filter(|(_, logs)| logs.len() == record.logs_bytes as usize)
            .ok_or(ReadError::Part {
                index: record.parts,
            })?;
        Ok(Some(Self {
            sequence: seqno.get(),
            request_id: record.request_id,
            function: record.function,
            kind: record.kind,
            attempt: record.attempt,
            invocation_seq: record.invocation_seq,
            finished_unix_ms: record.finished_unix_ms,
            retry_unix_ms: record.retry_unix_ms,
            run: Run {
                version: record.version,
                executor: record.executor,
                verdict: record.verdict,
                body: Bytes::copy_from_slice(body),
                logs: String::from_utf8_lossy(logs).into_owned(),
                duration_us: record.duration_us,
                billed_ms: record.billed_ms,
                fuel: record.fuel,
                peak_memory_bytes: record.peak_memory_bytes,
                init_us: record.init_us,
            },
        }))
    }
}

/// An event that failed for the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Position in the log of dead letters of the function, from 1.
    pub sequence: u64,
    /// The event.
    pub request_id: RequestId,
    /// The function that it was for.
    pub function: FunctionName,
    /// Which version of it.
    pub version: Version,
    /// How many times it was run.
    pub attempts: u8,
    /// When it was given up, in milliseconds since 1970 UTC.
    pub given_up_unix_ms: u64,
    /// Why, in a line for people.
    pub reason: String,
    /// The event's payload.
    pub payload: Bytes,
}

impl DeadLetter {
    /// Reads the record at `seqno`; `None` if it is a part of a later one.
    pub(super) fn read(log: &Log, seqno: Seqno) -> Result<Option<Self>, ReadError> {
        let bytes = log.read(seqno)?;
        if is_part(&bytes) {
            return Ok(None);
        }
        let record = DeadLetterRecord::parse(&bytes)?;
        let data = log.read_data(seqno, record.request_id, record.parts, record.data)?;
        let (reason, payload) = data
            .split_at_checked(record.reason_bytes as usize)
            .filter(|(_, payload)| payload.len() == record.payload_bytes as usize)
            .ok_or(ReadError::Part {
                index: record.parts,
            })?;
        Ok(Some(Self {
            sequence: seqno.get(),
            request_id: record.request_id,
            function: record.function,
            version: record.version,
            attempts: record.attempts,
            given_up_unix_ms: record.given_up_unix_ms,
            reason: String::from_utf8_lossy(reason).into_owned(),
            payload: Bytes::copy_from_slice(payload),
        }))
    }
}

/// Entries of a log, and where to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The entries, in order.
    pub entries: Vec<T>,
    /// The sequence number to ask for next.
    pub next: u64,
}

/// Reads up to `count_max` entries from `from` on, stepping over what is gone or damaged.
pub(super) fn read_page<T>(
    log: &Log,
    from: u64,
    count_max: usize,
    read: impl Fn(&Log, Seqno) -> Result<Option<T>, ReadError>,
) -> Result<Page<T>, ReadError> {
    let bounds = log.bounds()?;
    let mut next = from.max(bounds.oldest.get());
    let mut entries = Vec::new();
    while next <= bounds.newest.get() && entries.len() < count_max {
        match read(log, Seqno::new(next)) {
            Ok(entry) => entries.extend(entry),
            Err(error) if error.is_of_one_record() => {}
            Err(error) => return Err(error),
        }
        next += 1;
    }
    Ok(Page { entries, next })
}
