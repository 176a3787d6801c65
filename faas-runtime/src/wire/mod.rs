//! The records that the runtime keeps in logs, byte by byte.
//!
//! `docs/formats/wire.md` is the document; this is its code. Every record starts with its kind and
//! the version of its layout. All numbers are little-endian. Parsing takes any bytes: it checks
//! every length before it looks, never panics and never allocates.
//!
//! A payload that is too long for one record of the log lies in [`Part`] records right before the
//! record that it belongs to, which says how many there are.

mod completion;
mod dead_letter;
mod field;
mod invocation;
mod part;

pub use completion::{CompletionRecord, Verdict};
pub use dead_letter::DeadLetterRecord;
pub use field::WireError;
pub use invocation::InvocationRecord;
pub use part::{PART_HEAD_BYTES, Part, Split};

/// What kind of record the bytes claim to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum RecordKind {
    /// A piece of a payload, before the record that it belongs to.
    Part = 1,
    /// An invocation that was accepted.
    Invocation = 2,
    /// What came of one attempt to run an invocation.
    Completion = 3,
    /// An event that was given up.
    DeadLetter = 4,
}

impl RecordKind {
    /// The kind of a record, by its first byte.
    ///
    /// # Errors
    /// [`WireError`] if there is no byte, or it is no kind.
    pub fn of(record: &[u8]) -> Result<Self, WireError> {
        let code = *record
            .first()
            .ok_or(WireError::Truncated { field: "kind" })?;
        [
            Self::Part,
            Self::Invocation,
            Self::Completion,
            Self::DeadLetter,
        ]
        .into_iter()
        .find(|kind| *kind as u8 == code)
        .ok_or(WireError::Unknown {
            field: "kind",
            code,
        })
    }
}
