//! Records that stand in for others: inputs of functions that were wrong, and what comes of them.

use std::string::{String, ToString as _};
use std::sync::Arc;
use std::vec::Vec;

use bytes::Bytes;
use woof_log::{
    ErrorKind, LogError, LogId, LogName, Repair, RepairStore, Repaired, Seqno, StoreError,
};

use super::inbound::Stored;
use super::inbox::QueueKey;
use super::log::{Head, Log, ReadError, is_part};
use super::logs::Role;
use super::store::Store;
use crate::wire::InvocationRecord;

/// The longest record of the store, in bytes: a repair is one record.
const RECORD_BYTES_MAX: usize = woof_log::PAYLOAD_LEN_MAX as usize;

/// Why an input was not repaired. Nothing was stored.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum RepairError {
    /// The log is no log of inputs.
    #[error("functions do not run on the records of {log}; repair one of `calls` or `fn/…/events`")]
    NoInputs {
        /// The log.
        log: String,
    },
    /// The log does not exist.
    #[error("there is no log {log}")]
    UnknownLog {
        /// The log.
        log: String,
    },
    /// The record is a piece of a longer one.
    #[error("record {sequence} is a piece of a longer one; repair the last one of it, further on")]
    Part {
        /// The record.
        sequence: u64,
    },
    /// The payload is no JSON text.
    #[error("functions take JSON, and this payload is none: {reason}")]
    NotJson {
        /// Where it goes wrong.
        reason: String,
    },
    /// The payload is too long.
    #[error("the payload has {length_bytes} bytes; a repair holds {bytes_max} in this log")]
    PayloadTooLarge {
        /// Length of the payload.
        length_bytes: usize,
        /// The most.
        bytes_max: usize,
    },
    /// What is stored cannot be understood.
    #[error("record {sequence} cannot be understood: {reason}")]
    Record {
        /// The record.
        sequence: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The log could not be read or repaired.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl LogError for RepairError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::UnknownLog { .. } => ErrorKind::UnknownLog,
            Self::Store(error) => error.kind(),
            _ => ErrorKind::Invalid,
        }
    }
}

/// A log of records that functions run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Inputs {
    /// The log of calls.
    Calls,
    /// A queue of events.
    Queue(QueueKey),
}

impl Inputs {
    /// The log of this name, if it is one.
    pub(super) fn parse(log_name: &str) -> Option<Self> {
        match Role::parse(log_name) {
            Some((function, Role::Queue(attempt))) => {
                Some(Self::Queue(QueueKey { function, attempt }))
            }
            Some(_) => None,
            None => (log_name == "calls").then_some(Self::Calls),
        }
    }
}

/// Whether functions run on the records of the log of this name, so that
/// [`repair_input`] and [`Engine::repair`](super::Engine::repair) repair them.
#[must_use]
pub fn holds_inputs(log: &LogName) -> bool {
    Inputs::parse(log.as_str()).is_some()
}

/// Repairs an input in a store that no engine uses: `payload` stands in for the payload of the
/// call or event at `sequence`. An engine that starts over the store runs again what the input has
/// led to. Returns the number of the repair.
///
/// # Errors
/// [`RepairError`].
pub fn repair_input(
    store: &impl RepairStore,
    log: &LogName,
    sequence: u64,
    payload: &[u8],
    reason: &str,
) -> Result<u64, RepairError> {
    let log_name = || log.to_string();
    if !holds_inputs(log) {
        return Err(RepairError::NoInputs { log: log_name() });
    }
    let id = store.find(log);
    let id = id.ok_or_else(|| RepairError::UnknownLog { log: log_name() })?;
    let log = Log::new(Arc::new(store.clone()), id);
    log.repair_payload(Seqno::new(sequence), payload, reason)
}

impl Log {
    /// The repairs of this log.
    pub(super) fn repairs(&self) -> Result<Vec<Repaired>, StoreError> {
        self.store().repairs(self.id(), Seqno::ZERO, usize::MAX)
    }

    /// The number of the repair of a record.
    pub(super) fn repair_number(&self, seqno: Seqno) -> Result<Option<u64>, StoreError> {
        let first = self.store().repairs(self.id(), seqno, 1)?.pop();
        let own = first.filter(|repaired| repaired.target == seqno);
        Ok(own.map(|repaired| repaired.number))
    }

    /// Lets a record stand in for another one.
    pub(super) fn repair(
        &self,
        target: Seqno,
        payload: &[u8],
        reason: &str,
    ) -> Result<u64, StoreError> {
        let repair = Repair {
            target,
            payload,
            reason,
        };
        self.store().repair(self.id(), &repair)
    }

    /// The invocation at `seqno`, as it is after its repairs.
    pub(super) fn read_input(&self, seqno: Seqno) -> Result<Option<Stored>, ReadError> {
        self.parse_input(seqno, &self.read(seqno)?)
    }

    fn parse_input(&self, seqno: Seqno, bytes: &[u8]) -> Result<Option<Stored>, ReadError> {
        if is_part(bytes) {
            return Ok(None);
        }
        Stored::read(self, seqno, &InvocationRecord::parse(bytes)?).map(Some)
    }

    /// Lets an invocation with another payload stand in for the one at `seqno`.
    pub(super) fn repair_payload(
        &self,
        seqno: Seqno,
        payload: &[u8],
        reason: &str,
    ) -> Result<u64, RepairError> {
        serde_json::from_slice::<serde::de::IgnoredAny>(payload).map_err(|error| {
            RepairError::NotJson {
                reason: error.to_string(),
            }
        })?;
        let sequence = seqno.get();
        let read = self.read_to_repair(seqno).map_err(ReadError::Store);
        let read = read.and_then(|bytes| self.parse_input(seqno, &bytes));
        let stored = read.map_err(|error| match error {
            ReadError::Store(error) => RepairError::Store(error),
            error => RepairError::Record {
                sequence,
                reason: error.to_string(),
            },
        })?;
        let mut stored = stored.ok_or(RepairError::Part { sequence })?;
        stored.invocation.payload = Bytes::copy_from_slice(payload);
        self.repair_stored(seqno, &stored, reason)
    }

    /// Lets an invocation stand in for the one at `seqno`.
    pub(super) fn repair_stored(
        &self,
        seqno: Seqno,
        stored: &Stored,
        reason: &str,
    ) -> Result<u64, RepairError> {
        let head = stored.record();
        let record = single(&head, stored.data()).ok_or_else(|| {
            let length_bytes = stored.invocation.payload.len();
            let context_bytes = stored.data()[1].len();
            RepairError::PayloadTooLarge {
                length_bytes,
                bytes_max: RECORD_BYTES_MAX.saturating_sub(head.head_bytes() + context_bytes),
            }
        })?;
        Ok(self.repair(seqno, &record, reason)?)
    }
}

/// A record and its data in one piece, if they fit.
pub(super) fn single(head: &dyn Head, sections: [&[u8]; 2]) -> Option<Vec<u8>> {
    let data_bytes: usize = sections.iter().map(|section| section.len()).sum();
    if head.head_bytes() + data_bytes > RECORD_BYTES_MAX {
        return None;
    }
    let mut record = std::vec![0; head.head_bytes()];
    head.emit_head(0, &mut record).ok()?;
    sections
        .iter()
        .for_each(|section| record.extend_from_slice(section));
    Some(record)
}

/// Bytes of data that fit into one record beside this head.
pub(super) fn room_beside(head: &dyn Head) -> usize {
    RECORD_BYTES_MAX.saturating_sub(head.head_bytes())
}

/// Ids of logs whose records functions run on.
pub(super) fn input_logs(store: &dyn Store) -> Vec<(Inputs, LogId)> {
    let logs = store.logs().into_iter();
    logs.filter_map(|info| Some((Inputs::parse(info.name.as_str())?, info.id)))
        .collect()
}
