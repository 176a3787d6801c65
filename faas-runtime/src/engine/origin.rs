//! What a record comes of.

use woof_log::{Append, Cause, Producer};

/// Who appends a record, and what has led to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Origin {
    pub(super) producer: Option<Producer>,
    pub(super) cause: Option<Cause>,
}

impl Origin {
    /// A record that this one has led to, if any has.
    pub(super) fn of(cause: Option<Cause>) -> Self {
        Self {
            producer: None,
            cause,
        }
    }

    /// The record with this payload.
    pub(super) fn record(self, payload: &[u8]) -> Append<'_> {
        Append {
            producer: self.producer,
            cause: self.cause,
            ..Append::new(payload)
        }
    }

    /// A record that is appended once, however often this is tried.
    pub(super) fn once(producer: Producer, cause: Cause) -> Self {
        Self {
            producer: Some(producer),
            cause: Some(cause),
        }
    }
}
