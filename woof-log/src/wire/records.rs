//! The records that a read answers.

use super::WireError;
use super::answer::KIND_RECORDS;
use super::bytes::{Reader, Writer};
use super::request::{CAUSE, PRODUCER, QUIET, TIME};
use crate::{Bounds, Entry, Order, Seqno};

/// In place of a record that its medium has damaged.
const DAMAGED: u8 = 128;

/// Records in the order of their sequence numbers, and the bounds of their log. A record whose
/// number is higher than the one asked for says that those between are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Records<'a> {
    /// The bounds of the log when it was read.
    pub bounds: Bounds,
    /// Checked when the message was parsed.
    body: &'a [u8],
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A record and its payload.
    Record(Entry, &'a [u8]),
    /// A record that its medium has damaged.
    Damaged(Seqno),
}

impl Item<'_> {
    /// The record's sequence number.
    #[must_use]
    pub const fn seqno(&self) -> Seqno {
        match self {
            Self::Record(entry, _) => entry.seqno,
            Self::Damaged(seqno) => *seqno,
        }
    }
}

impl<'a> Records<'a> {
    pub(super) fn parse(body: &mut Reader<'a>) -> Result<Self, WireError> {
        let bounds = body.bounds()?;
        let records = Self {
            bounds,
            body: body.take(body.0.len())?,
        };
        let mut rest = Reader(records.body);
        let mut last = Seqno::ZERO;
        while !rest.0.is_empty() {
            let seqno = parse_item(&mut rest)?.seqno();
            if seqno <= last {
                return Err(WireError::Field("order"));
            }
            last = seqno;
        }
        Ok(records)
    }

    /// The records.
    pub fn iter(&self) -> impl Iterator<Item = Item<'a>> + use<'a> {
        let mut rest = Reader(self.body);
        core::iter::from_fn(move || parse_item(&mut rest).ok())
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.body.is_empty()
    }
}

fn parse_item<'a>(body: &mut Reader<'a>) -> Result<Item<'a>, WireError> {
    let seqno = body.seqno()?;
    let flags = body.u8()?;
    if flags == DAMAGED {
        return Ok(Item::Damaged(seqno));
    }
    if flags & !(PRODUCER | CAUSE | TIME | QUIET) != 0 {
        return Err(WireError::Field("flags"));
    }
    let has = |flag| flags & flag != 0;
    let producer = has(PRODUCER)
        .then(|| body.producer(Order::Sparse))
        .transpose()?;
    let cause = has(CAUSE).then(|| body.cause()).transpose()?;
    let time_us = has(TIME).then(|| body.u64()).transpose()?;
    let len = usize::from(body.u16()?);
    let entry = Entry {
        seqno,
        len,
        cause,
        producer,
        time_us,
        quiet: has(QUIET),
    };
    Ok(Item::Record(entry, body.take(len)?))
}

/// Writes the answer to a read, record by record.
pub struct RecordsWriter<'a> {
    writer: Writer<'a>,
}

impl<'a> RecordsWriter<'a> {
    /// Begins the message.
    ///
    /// # Errors
    /// [`WireError::Space`] if not even the bounds fit.
    pub fn new(buffer: &'a mut [u8], tag: u32, bounds: &Bounds) -> Result<Self, WireError> {
        let mut writer = Writer::new(buffer, KIND_RECORDS, tag)?;
        writer.bounds(bounds)?;
        Ok(Self { writer })
    }

    /// Adds a record, or nothing.
    ///
    /// # Errors
    /// [`WireError::Space`] if it does not fit as well, [`WireError::Field`] if no log could
    /// hold such a record.
    pub fn push(&mut self, item: &Item<'_>) -> Result<(), WireError> {
        if self.writer.room() < item_len(item) {
            return Err(WireError::Space);
        }
        let writer = &mut self.writer;
        writer.u64(item.seqno().get())?;
        let (entry, payload) = match item {
            Item::Damaged(_) => return writer.u8(DAMAGED),
            Item::Record(entry, payload) => (entry, payload),
        };
        let flag = |is_set, flag| if is_set { flag } else { 0 };
        writer.u8(flag(entry.producer.is_some(), PRODUCER)
            | flag(entry.cause.is_some(), CAUSE)
            | flag(entry.time_us.is_some(), TIME)
            | flag(entry.quiet, QUIET))?;
        if let Some(producer) = &entry.producer {
            writer.producer(producer)?;
        }
        if let Some(cause) = &entry.cause {
            writer.cause(cause)?;
        }
        if let Some(time_us) = entry.time_us {
            writer.u64(time_us)?;
        }
        let len = u16::try_from(payload.len()).map_err(|_| WireError::Field("length"))?;
        writer.u16(len)?;
        writer.put(payload)
    }

    /// Ends the message; gives its length.
    ///
    /// # Errors
    /// [`WireError::Space`] if the buffer is shorter than a checksum.
    pub fn finish(self) -> Result<usize, WireError> {
        self.writer.finish()
    }
}

fn item_len(item: &Item<'_>) -> usize {
    match item {
        Item::Damaged(_) => 9,
        Item::Record(entry, payload) => {
            let part = |is_there, len| if is_there { len } else { 0 };
            11 + part(entry.producer.is_some(), 14)
                + part(entry.cause.is_some(), 12)
                + part(entry.time_us.is_some(), 8)
                + payload.len()
        }
    }
}
