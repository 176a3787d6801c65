//! One log of the engine: records that may be longer than the store takes.

use std::sync::{Arc, Mutex, PoisonError};
use std::vec::Vec;

use woof_log::{Append, Bounds, Completion, LogId, Seqno, StoreError, View};

use super::origin::Origin;
use super::store::Store;
use crate::RequestId;
use crate::wire::{
    CompletionRecord, DeadLetterRecord, InvocationRecord, Part, RecordKind, Split, WireError,
};

/// The longest record of the store, in bytes.
const RECORD_BYTES_MAX: usize = woof_log::PAYLOAD_LEN_MAX as usize;

/// A record that data follows, some of it perhaps in part records before it.
pub(super) trait Head {
    fn request_id(&self) -> RequestId;
    fn head_bytes(&self) -> usize;
    /// Writes the head for this number of parts, without data.
    fn emit_head(&self, parts: u16, buffer: &mut [u8]) -> Result<usize, WireError>;
}

macro_rules! head {
    ($($record:ident),*) => {$(
        impl Head for $record<'_> {
            fn request_id(&self) -> RequestId {
                self.request_id
            }

            fn head_bytes(&self) -> usize {
                $record::head_bytes(self)
            }

            fn emit_head(&self, parts: u16, buffer: &mut [u8]) -> Result<usize, WireError> {
                $record { parts, data: &[], ..*self }.emit(buffer)
            }
        }
    )*};
}
head!(InvocationRecord, CompletionRecord, DeadLetterRecord);

/// Why a record could not be read.
#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum ReadError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Wire(#[from] WireError),
    #[error("its part {index} is missing")]
    Part { index: u16 },
}

impl ReadError {
    /// Whether the record, or a part of it, was dropped before it was read: a gap, and no damage.
    pub(super) fn is_gone(&self) -> bool {
        matches!(self, Self::Store(StoreError::Trimmed { .. }))
    }

    /// Whether the record's bytes are at fault, and not the store.
    pub(super) fn is_damage(&self) -> bool {
        match self {
            Self::Store(error) => matches!(error, StoreError::Corrupt { .. }),
            Self::Wire(_) | Self::Part { .. } => true,
        }
    }

    /// Whether only this one record cannot be read: others can.
    pub(super) fn is_of_one_record(&self) -> bool {
        self.is_gone() || self.is_damage()
    }
}

/// A log, and the lock that keeps a record and its parts together.
pub(super) struct Log {
    store: Arc<dyn Store>,
    id: LogId,
    scratch: Mutex<Vec<u8>>,
}

impl Log {
    pub(super) fn new(store: Arc<dyn Store>, id: LogId) -> Self {
        Self {
            store,
            id,
            scratch: Mutex::default(),
        }
    }

    pub(super) fn id(&self) -> LogId {
        self.id
    }

    pub(super) fn store(&self) -> &dyn Store {
        &*self.store
    }

    pub(super) fn bounds(&self) -> Result<Bounds, StoreError> {
        self.store.bounds(self.id)
    }

    /// Appends a record with its data, which is `sections` one after the other, without waiting
    /// for durability. A repeat under the same producer stores nothing that is ever read.
    pub(super) fn append(
        &self,
        head: &dyn Head,
        sections: [&[u8]; 2],
        origin: Origin,
    ) -> Result<Seqno, StoreError> {
        self.append_by(head, sections, |payload| {
            let record = origin.record(payload);
            self.store
                .append(self.id, &record)
                .map(|appended| appended.seqno())
        })
    }

    /// Appends as [`append`](Self::append) does; the completion ends when the record is durable.
    pub(super) fn append_durable(
        &self,
        head: &dyn Head,
        sections: [&[u8]; 2],
        origin: Origin,
    ) -> Result<Completion, StoreError> {
        self.append_by(head, sections, |payload| {
            let record = origin.record(payload);
            self.store.append_durable(self.id, &record)
        })
    }

    fn append_by<T>(
        &self,
        head: &dyn Head,
        sections: [&[u8]; 2],
        append_head: impl FnOnce(&[u8]) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let data_bytes = sections.iter().map(|section| section.len()).sum();
        let too_long = || StoreError::PayloadSize {
            len: data_bytes,
            shape: super::logs::SHAPE,
        };
        let split = Split::new(data_bytes, head.head_bytes(), RECORD_BYTES_MAX);
        let split = split.ok_or_else(too_long)?;
        // A panic while the lock is held leaves at most parts without a head: readers skip those.
        let mut buffer = self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        for index in 0..split.parts {
            let from = usize::from(index) * split.part_bytes;
            let to = split.before_bytes.min(from + split.part_bytes);
            let part = Part {
                request_id: head.request_id(),
                index,
                data: &[],
            };
            buffer.resize(part.buffer_len(), 0);
            part.emit(&mut buffer).map_err(|_| too_long())?;
            extend_from_sections(&mut buffer, &sections, from, to);
            // The head that follows becomes durable only together with its parts.
            self.store.append(self.id, &Append::new(&buffer))?;
        }
        buffer.resize(head.head_bytes(), 0);
        head.emit_head(split.parts, &mut buffer)
            .map_err(|_| too_long())?;
        extend_from_sections(&mut buffer, &sections, split.before_bytes, data_bytes);
        append_head(&buffer)
    }

    /// The bytes of one record, as they are after its repairs.
    pub(super) fn read(&self, seqno: Seqno) -> Result<Vec<u8>, StoreError> {
        self.store.read(self.id, seqno)
    }

    /// The same of a record that is about to be repaired: as it was written, if what stands in for
    /// it is damaged. Otherwise that could never be repaired again.
    pub(super) fn read_to_repair(&self, seqno: Seqno) -> Result<Vec<u8>, StoreError> {
        match self.read(seqno) {
            Err(StoreError::Corrupt { .. }) => self.store.read_in(View::Written, self.id, seqno),
            read => read,
        }
    }

    /// The whole data of the record at `seqno`, of which `inline` is the end.
    pub(super) fn read_data(
        &self,
        seqno: Seqno,
        request_id: RequestId,
        parts: u16,
        inline: &[u8],
    ) -> Result<Vec<u8>, ReadError> {
        let mut data = Vec::new();
        for index in 0..parts {
            let missing = ReadError::Part { index };
            let offset = u64::from(parts - index);
            let at = seqno.get().checked_sub(offset).ok_or(missing.clone())?;
            let record = self.read(Seqno::new(at))?;
            let part = Part::parse(&record)?;
            if (part.request_id, part.index) != (request_id, index) {
                return Err(missing);
            }
            data.extend_from_slice(part.data);
        }
        data.extend_from_slice(inline);
        Ok(data)
    }

    /// Trims so that about `kept` records stay. Called with the number of a record just appended;
    /// most calls do nothing.
    pub(super) fn trim_to(&self, newest: Seqno, kept: u64) -> Result<(), StoreError> {
        const STEP: u64 = 256;
        if newest.get().is_multiple_of(STEP) && newest.get() > kept {
            self.store.trim(self.id, Seqno::new(newest.get() - kept))?;
        }
        Ok(())
    }
}

/// Whether the record is a piece of a later one.
pub(super) fn is_part(record: &[u8]) -> bool {
    RecordKind::of(record) == Ok(RecordKind::Part)
}

/// Appends the bytes `from..to` of the sections, taken as one, to `buffer`.
fn extend_from_sections(buffer: &mut Vec<u8>, sections: &[&[u8]], from: usize, to: usize) {
    let mut start = 0;
    for section in sections {
        let end = start + section.len();
        let (low, high) = (from.clamp(start, end) - start, to.clamp(start, end) - start);
        buffer.extend_from_slice(&section[low..high]);
        start = end;
    }
}
