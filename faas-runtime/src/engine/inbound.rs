//! Invocations in and out of their logs.

use bytes::Bytes;
use woof_log::Seqno;

use super::log::{Log, ReadError};
use crate::Invocation;
use crate::wire::InvocationRecord;

/// An invocation as it lies in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) invocation: Invocation,
    pub(super) accepted_unix_ms: u64,
    pub(super) due_unix_ms: Option<u64>,
}

impl Stored {
    /// The head of the record, without data.
    pub(super) fn record(&self) -> InvocationRecord<'static> {
        let invocation = &self.invocation;
        InvocationRecord {
            request_id: invocation.request_id,
            function: invocation.function,
            version: invocation.version,
            front: invocation.front,
            kind: invocation.kind,
            accepted_unix_ms: self.accepted_unix_ms,
            deadline_unix_ms: invocation.deadline_unix_ms,
            due_unix_ms: self.due_unix_ms,
            payload_bytes: invocation.payload.len() as u32,
            context_bytes: invocation
                .client_context
                .as_ref()
                .map(|bytes| bytes.len() as u32),
            parts: 0,
            data: &[],
        }
    }

    /// The data that follows the head.
    pub(super) fn data(&self) -> [&[u8]; 2] {
        [
            &self.invocation.payload,
            self.invocation
                .client_context
                .as_deref()
                .unwrap_or_default(),
        ]
    }

    /// Puts the record and its data together.
    pub(super) fn read(
        log: &Log,
        seqno: Seqno,
        record: &InvocationRecord<'_>,
    ) -> Result<Self, ReadError> {
        let data = log.read_data(seqno, record.request_id, record.parts, record.data)?;
        let data = Bytes::from(data);
        let payload_bytes = record.payload_bytes as usize;
        let context_bytes = record.context_bytes.unwrap_or(0) as usize;
        if data.len() != payload_bytes + context_bytes {
            return Err(ReadError::Part {
                index: record.parts,
            });
        }
        Ok(Self {
            invocation: Invocation {
                request_id: record.request_id,
                function: record.function,
                version: record.version,
                payload: data.slice(..payload_bytes),
                front: record.front,
                kind: record.kind,
                deadline_unix_ms: record.deadline_unix_ms,
                client_context: record.context_bytes.map(|_| data.slice(payload_bytes..)),
            },
            accepted_unix_ms: record.accepted_unix_ms,
            due_unix_ms: record.due_unix_ms,
        })
    }
}
