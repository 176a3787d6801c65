//! The bytes of blocks and records: docs/formats/log.md in code.

use core::ops::RangeInclusive;

use crate::crc::crc32c;
use crate::{
    Append, Cause, Element, Entry, Extensions, Geometry, LogId, Order, PAYLOAD_LEN_MAX, Producer,
    Seqno, Shape,
};

/// The version of blocks without padded batches.
pub(crate) const VERSION: u8 = 1;
/// The version of blocks with padded batches.
const VERSION_PADDED: u8 = 2;
/// Bytes that batches may be padded to.
pub(crate) const BATCH_LENS: RangeInclusive<u32> = 512..=64 * 1024;
/// Bytes of a block header, before padding to the write unit.
pub(crate) const BLOCK_HEADER_LEN: usize = 32;
/// Bytes of a record's fixed header.
pub(crate) const RECORD_HEADER_LEN: usize = 8;
/// Bytes of the longest record head: header and all extensions.
pub(crate) const RECORD_HEAD_LEN_MAX: usize = RECORD_HEADER_LEN + 12 + 14 + 8;

pub(crate) const MAGIC: [u8; 4] = *b"WooF";
/// Where the log's number is in a block header.
pub(crate) const LOG_OFFSET: u64 = 20;
const GEOMETRY_VARIABLE: u8 = 0x80;
/// A block beyond this is not believed: so counting on from it never overflows.
const FIRST_SEQNO_MAX: u64 = 1 << 62;
const KIND_DATA: u8 = 1;
/// Bytes of a record's checksum, which comes first.
pub(crate) const CRC_LEN: usize = 4;

/// Bits of a record's `flags` byte. The low three are those of [`Extensions`].
pub(crate) mod flag {
    /// Handlers skip the record.
    pub(crate) const QUIET: u8 = 0x08;
    /// Every record before this one was durable when this one was written, so a damaged one
    /// before it is damage and not the torn end of the log.
    pub(crate) const AFTER_SYNC: u8 = 0x10;
    /// The producer counts without holes.
    pub(crate) const DENSE: u8 = 0x20;
    pub(crate) const KNOWN: u8 = 0x3F;
}

/// How records lie in a block: what the geometry and the shape come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) shape: Shape,
    pub(crate) log: LogId,
    pub(crate) block_size: u32,
    pub(crate) block_count: u32,
    pub(crate) write_unit: u32,
    pub(crate) erased: u8,
    pub(crate) write_through: bool,
    /// What batches are padded to in the blocks that are begun.
    pub(crate) batch: Batch,
    /// If all records are alike and have no extensions, the bytes that each one takes, else 0.
    #[cfg(feature = "std")]
    pub(crate) alike_len: u32,
}

/// What batches are padded to, in bytes; 0 if they are not. Padding is for disks: without `std`
/// there is none, and it takes neither memory nor code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Batch {
    #[cfg(feature = "std")]
    len: u32,
}

impl Batch {
    pub(crate) const NONE: Self = Self {
        #[cfg(feature = "std")]
        len: 0,
    };

    #[cfg(feature = "std")]
    pub(crate) fn of(len: u32) -> Self {
        Self { len }
    }

    #[cfg(not(feature = "std"))]
    pub(crate) fn of(_len: u32) -> Self {
        Self::NONE
    }

    #[cfg(feature = "std")]
    pub(crate) fn len(self) -> u32 {
        self.len
    }

    #[cfg(not(feature = "std"))]
    pub(crate) fn len(self) -> u32 {
        0
    }
}

impl Layout {
    pub(crate) fn new(geometry: &Geometry, shape: Shape, log: LogId) -> Self {
        let layout = Self {
            shape,
            log,
            block_size: geometry.block_size,
            block_count: geometry.block_count,
            write_unit: geometry.write_unit,
            erased: geometry.erased,
            write_through: geometry.write_through,
            batch: Batch::NONE,
            #[cfg(feature = "std")]
            alike_len: 0,
        };
        #[cfg(feature = "std")]
        let layout = Self {
            alike_len: match geometry.is_valid() && shape.extensions == Extensions::NONE {
                true => layout.stride().unwrap_or(0),
                false => 0,
            },
            ..layout
        };
        layout
    }

    /// Bytes that a record of `payload_len` bytes takes which has and stores no extensions, if a
    /// record of this log can be that.
    #[cfg(feature = "std")]
    #[inline]
    pub(crate) fn bare_len(&self, payload_len: usize) -> Option<u32> {
        if self.alike_len > 0 {
            return self.shape.admits(payload_len).then_some(self.alike_len);
        }
        let fits = self.stored(Extensions::NONE) == Extensions::NONE
            && self.shape.admits(payload_len)
            && payload_len <= self.payload_len_max() as usize;
        fits.then(|| self.record_len(Extensions::NONE, payload_len))
    }

    /// Where the first record begins in a block that is begun.
    pub(crate) fn first_offset(&self) -> u32 {
        self.first_offset_in(self.batch)
    }

    /// The same for any block: where batches are padded, the header is one by itself.
    pub(crate) fn first_offset_in(&self, batch: Batch) -> u32 {
        self.pad(BLOCK_HEADER_LEN as u32).max(batch.len())
    }

    /// Whether batches can be padded to this, or to nothing if it is 0.
    pub(crate) fn admits_batch(&self, batch: u32) -> bool {
        let fits = batch.is_power_of_two()
            && BATCH_LENS.contains(&batch)
            && batch >= self.write_unit
            && batch <= self.block_size / 2;
        batch == 0 || cfg!(feature = "std") && fits && !self.write_through
    }

    #[cfg(feature = "std")]
    pub(crate) fn is_fixed(&self) -> bool {
        matches!(self.shape.element, Element::Fixed(_))
    }

    /// Bytes from one record to the next in a log of fixed elements.
    pub(crate) fn stride(&self) -> Option<u32> {
        match self.shape.element {
            Element::Fixed(size) => {
                let head = RECORD_HEADER_LEN + extensions_len(self.shape.extensions);
                Some(self.pad(head as u32 + u32::from(size)))
            }
            Element::Variable => None,
        }
    }

    /// Bytes that a record with these extensions and payload takes, padding included.
    pub(crate) fn record_len(&self, extensions: Extensions, payload_len: usize) -> u32 {
        let head = RECORD_HEADER_LEN + extensions_len(self.stored(extensions));
        self.pad(head as u32 + payload_len as u32)
    }

    /// The most payload bytes that fit one block with every extension.
    pub(crate) fn payload_len_max(&self) -> u32 {
        let head = RECORD_HEADER_LEN + extensions_len(self.shape.extensions);
        let room = self.block_size - self.first_offset();
        room.saturating_sub(head as u32).min(PAYLOAD_LEN_MAX.into())
    }

    /// Records per block in a log of fixed elements.
    pub(crate) fn per_block(&self) -> Option<u32> {
        (self.block_size - self.first_offset()).checked_div(self.stride()?)
    }

    /// The extensions that take room in a record which has `present`.
    pub(crate) fn stored(&self, present: Extensions) -> Extensions {
        match self.shape.element {
            Element::Fixed(_) => self.shape.extensions,
            Element::Variable => present,
        }
    }

    pub(crate) fn pad(&self, len: u32) -> u32 {
        // The unit is a power of two, which the compiler cannot know.
        (len + (self.write_unit - 1)) & !(self.write_unit - 1)
    }

    fn geometry_byte(&self) -> u8 {
        let variable = match self.shape.element {
            Element::Fixed(_) => 0,
            Element::Variable => GEOMETRY_VARIABLE,
        };
        variable | self.shape.extensions.bits()
    }

    fn element_size(&self) -> u16 {
        match self.shape.element {
            Element::Fixed(size) => size,
            Element::Variable => 0,
        }
    }

    /// The checksum of what every record of a block shares: its log and the block's number.
    pub(crate) fn block_seed(&self, block_seq: u32) -> u32 {
        let mut seed = [0; 8];
        seed[..4].copy_from_slice(&self.log.get().to_le_bytes());
        seed[4..].copy_from_slice(&block_seq.to_le_bytes());
        crc32c(0, &seed)
    }
}

const CAUSE_LEN: usize = 12;
const PRODUCER_LEN: usize = 14;
const TIME_LEN: usize = 8;

pub(crate) fn extensions_len(extensions: Extensions) -> usize {
    let len_if = |extension, len| usize::from(extensions.contains(extension)) * len;
    len_if(Extensions::CAUSE, CAUSE_LEN)
        + len_if(Extensions::PRODUCER, PRODUCER_LEN)
        + len_if(Extensions::TIME, TIME_LEN)
}

/// What a block says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BlockHeader {
    pub(crate) block_seq: u32,
    pub(crate) first_seqno: Seqno,
    /// What batches are padded to in this block.
    pub(crate) batch: Batch,
}

impl BlockHeader {
    pub(crate) fn emit(&self, layout: &Layout) -> [u8; BLOCK_HEADER_LEN] {
        let mut bytes = [0; BLOCK_HEADER_LEN];
        self.emit_over(layout, &mut bytes);
        bytes
    }

    /// The same over bytes of which the reserved ones stay.
    fn emit_over(&self, layout: &Layout, bytes: &mut [u8; BLOCK_HEADER_LEN]) {
        bytes[..4].copy_from_slice(&MAGIC);
        bytes[4] = VERSION;
        if self.batch != Batch::NONE {
            bytes[4] = VERSION_PADDED;
            bytes[7] = self.batch.len().trailing_zeros() as u8;
        }
        bytes[5] = layout.geometry_byte();
        bytes[6] = layout.write_unit.trailing_zeros() as u8;
        bytes[8..12].copy_from_slice(&self.block_seq.to_le_bytes());
        bytes[12..20].copy_from_slice(&self.first_seqno.get().to_le_bytes());
        bytes[20..24].copy_from_slice(&layout.log.get().to_le_bytes());
        bytes[24..26].copy_from_slice(&layout.element_size().to_le_bytes());
        let crc = crc32c(0, &bytes[..28]);
        bytes[28..].copy_from_slice(&crc.to_le_bytes());
    }

    /// The header in these bytes, if they are one of this log: then it comes to the same bytes. The
    /// reserved ones are ignored; the checksum covers them.
    pub(crate) fn parse(bytes: &[u8; BLOCK_HEADER_LEN], layout: &Layout) -> Option<Self> {
        let batch = match bytes[4] {
            VERSION => 0,
            VERSION_PADDED => 1_u32.checked_shl(bytes[7].into())?,
            _ => return None,
        };
        let header = Self {
            block_seq: number_at(bytes, 8),
            first_seqno: Seqno::new(long_number_at(bytes, 12)),
            batch: Batch::of(batch),
        };
        let mut same = *bytes;
        header.emit_over(layout, &mut same);
        let ours = layout.admits_batch(batch)
            && same == *bytes
            && (1..=FIRST_SEQNO_MAX).contains(&header.first_seqno.get());
        ours.then_some(header)
    }
}

/// A record's head: what it takes to check the record. What else it says is in its bytes, which
/// who wants that still has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RecordHead {
    pub(crate) crc: u32,
    payload_len: u16,
    pub(crate) flags: u8,
    len: u8,
}

impl RecordHead {
    pub(crate) fn payload_len(&self) -> usize {
        self.payload_len.into()
    }

    /// Bytes of header and extensions: where the payload begins.
    pub(crate) fn len(&self) -> usize {
        self.len.into()
    }

    /// Whether handlers skip the record.
    pub(crate) fn is_quiet(&self) -> bool {
        self.flags & flag::QUIET != 0
    }

    /// Bytes of head and payload.
    pub(crate) fn record_len(&self) -> usize {
        self.len() + self.payload_len()
    }

    /// What the head, which is at the front of `bytes`, says of record `seqno`.
    #[inline]
    pub(crate) fn entry(&self, layout: &Layout, seqno: Seqno, bytes: &[u8]) -> Entry {
        let mut entry = Entry {
            seqno,
            len: self.payload_len(),
            cause: None,
            producer: None,
            time_us: None,
            quiet: self.is_quiet(),
        };
        if self.flags & Extensions::ALL.bits() != 0 {
            self.put_extensions(layout, bytes, &mut entry);
        }
        entry
    }

    fn put_extensions(&self, layout: &Layout, bytes: &[u8], entry: &mut Entry) {
        let present = Extensions::of_flags(self.flags);
        let stored = layout.stored(present);
        let mut at = RECORD_HEADER_LEN;
        if present.contains(Extensions::CAUSE) {
            entry.cause = Some(Cause {
                log: LogId::new(number_at(bytes, at)),
                seqno: Seqno::new(long_number_at(bytes, at + 4)),
            });
        }
        if stored.contains(Extensions::CAUSE) {
            at += CAUSE_LEN;
        }
        if present.contains(Extensions::PRODUCER) {
            entry.producer = Some(Producer {
                id: number_at(bytes, at),
                epoch: number_at(bytes, at + 4) as u16,
                n: long_number_at(bytes, at + 6),
                order: match self.flags & flag::DENSE {
                    0 => Order::Sparse,
                    _ => Order::Dense,
                },
            });
        }
        if stored.contains(Extensions::PRODUCER) {
            at += PRODUCER_LEN;
        }
        if present.contains(Extensions::TIME) {
            entry.time_us = Some(long_number_at(bytes, at));
        }
    }
}

/// What the bytes at a place turn out to be, before the payload is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// Nothing was written here.
    Erased,
    /// Something that cannot be a record of this log.
    Impossible,
    /// What looks like a record; the checksum decides.
    Plausible(RecordHead),
}

/// The checksum of what a record's number and its block put before it.
pub(crate) fn seeded(block_seed: u32, seqno: Seqno) -> u32 {
    crc32c(block_seed, &seqno.get().to_le_bytes())
}

/// Bytes gathered for one write. A record whose stored length is at most this costs one program
/// operation on flash.
pub(crate) const GATHER_LEN: usize = 256;

/// The front of a record: its head and as much of its payload as is written, or read, at once.
///
/// While the checksum is computed, the number of the record stands before the bytes that it
/// covers, partly where the checksum goes: so it runs over one piece of memory, which is aligned
/// for the processors that take eight bytes at a time.
#[repr(align(8))]
pub(crate) struct Front {
    bytes: [u8; FRONT_START + GATHER_LEN],
}

const SEQNO_LEN: usize = size_of::<u64>();
/// Where the record begins.
const FRONT_START: usize = SEQNO_LEN - CRC_LEN;

impl Front {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; FRONT_START + GATHER_LEN],
        }
    }

    /// The first `len` bytes of the record.
    pub(crate) fn first(&mut self, len: usize) -> &mut [u8] {
        &mut self.bytes[FRONT_START..FRONT_START + len]
    }

    /// Puts record `seqno` here, which was empty; returns the bytes of its head, and those of its
    /// payload for which there is room.
    pub(crate) fn put(
        &mut self,
        layout: &Layout,
        block_seed: u32,
        seqno: Seqno,
        record: &Append<'_>,
        after_sync: bool,
    ) -> (usize, usize) {
        let head_len = emit_head(layout, record, after_sync, &mut self.bytes[FRONT_START..]);
        let gathered = record.payload.len().min(GATHER_LEN - head_len);
        let (front, rest) = record.payload.split_at(gathered);
        self.bytes[FRONT_START + head_len..][..gathered].copy_from_slice(front);
        let crc = self.checksum(block_seed, seqno, head_len + gathered);
        let crc = match rest {
            [] => crc,
            rest => crc32c(crc, rest),
        };
        self.first(CRC_LEN).copy_from_slice(&crc.to_le_bytes());
        (head_len, gathered)
    }

    /// The checksum of the first `len` bytes. It takes the place of the one that was stored.
    pub(crate) fn checksum(&mut self, block_seed: u32, seqno: Seqno, len: usize) -> u32 {
        self.bytes[..SEQNO_LEN].copy_from_slice(&seqno.get().to_le_bytes());
        crc32c(block_seed, &self.bytes[..FRONT_START + len])
    }
}

/// Puts a record that has and stores no extensions into memory that is as long as it is with its
/// padding. `begun` gives the checksum of its number and what describes it.
///
/// The checksum is taken of what is copied and not of the copy: a processor that reads at once, and
/// in other pieces, what it has just written has to wait for that.
#[cfg(feature = "std")]
#[inline]
pub(crate) fn put_bare(
    staged: &mut [u8],
    erased: u8,
    begun: impl FnOnce([u8; 4]) -> u32,
    record: &Append<'_>,
    after_sync: bool,
) {
    let len = record.payload.len();
    let Some((head, rest)) = staged.split_first_chunk_mut::<RECORD_HEADER_LEN>() else {
        return;
    };
    let mut flags = 0;
    if record.quiet {
        flags |= flag::QUIET;
    }
    if after_sync {
        flags |= flag::AFTER_SYNC;
    }
    let [low, high] = (len as u16).to_le_bytes();
    let described = [low, high, KIND_DATA, flags];
    let crc = crc32c(begun(described), record.payload);
    head[..CRC_LEN].copy_from_slice(&crc.to_le_bytes());
    head[CRC_LEN..].copy_from_slice(&described);
    let (payload, padding) = rest.split_at_mut(len);
    payload.copy_from_slice(record.payload);
    if !padding.is_empty() {
        padding.fill(erased);
    }
}

/// Writes a record's head, all but its checksum, to the front of `bytes`, which are zeros, and
/// returns its length.
fn emit_head(layout: &Layout, record: &Append<'_>, after_sync: bool, bytes: &mut [u8]) -> usize {
    let present = record.extensions();
    let stored = layout.stored(present);
    let len = RECORD_HEADER_LEN + extensions_len(stored);
    let is_dense = matches!(&record.producer, Some(producer) if producer.order == Order::Dense);
    let flags = present.bits()
        | (u8::from(record.quiet) * flag::QUIET)
        | (u8::from(after_sync) * flag::AFTER_SYNC)
        | (u8::from(is_dense) * flag::DENSE);
    let [low, high] = (record.payload.len() as u16).to_le_bytes();
    let mut fields = Fields { bytes, at: CRC_LEN };
    fields.put(&[low, high, KIND_DATA, flags]);
    if let Some(cause) = &record.cause {
        fields.put(&cause.log.get().to_le_bytes());
        fields.put(&cause.seqno.get().to_le_bytes());
    } else if stored.contains(Extensions::CAUSE) {
        fields.at += CAUSE_LEN;
    }
    if let Some(producer) = &record.producer {
        fields.put(&producer.id.to_le_bytes());
        fields.put(&producer.epoch.to_le_bytes());
        fields.put(&producer.n.to_le_bytes());
    } else if stored.contains(Extensions::PRODUCER) {
        fields.at += PRODUCER_LEN;
    }
    if let Some(time_us) = &record.time_us {
        fields.put(&time_us.to_le_bytes());
    }
    len
}

/// Puts one field behind the other.
struct Fields<'a> {
    bytes: &'a mut [u8],
    at: usize,
}

impl Fields<'_> {
    fn put(&mut self, field: &[u8]) {
        let end = self.at + field.len();
        if let Some(place) = self.bytes.get_mut(self.at..end) {
            place.copy_from_slice(field);
        }
        self.at = end;
    }
}

/// Bytes of head and payload that the header of a record claims, which no checksum has confirmed.
pub(crate) fn claimed_len(layout: &Layout, header: &[u8; RECORD_HEADER_LEN]) -> Option<u32> {
    let head = head_of(layout, header);
    (header[6] == KIND_DATA).then_some(head.record_len() as u32)
}

/// The head at the front of `bytes`, if it has no extensions, as most have none.
#[cfg(feature = "std")]
#[inline]
pub(crate) fn parse_bare_head(layout: &Layout, bytes: &[u8]) -> Option<RecordHead> {
    let header = bytes.first_chunk::<RECORD_HEADER_LEN>()?;
    let head = head_of(layout, header);
    (head.flags & Extensions::ALL.bits() == 0 && is_possible(layout, header, &head)).then_some(head)
}

/// Looks at the bytes where the head of a record should be. `bytes` may end early at the end of
/// the block.
pub(crate) fn parse_head(layout: &Layout, bytes: &[u8]) -> Head {
    let Some(header) = bytes.first_chunk::<RECORD_HEADER_LEN>() else {
        return Head::Erased;
    };
    if header.iter().all(|byte| *byte == layout.erased) {
        return Head::Erased;
    }
    let head = head_of(layout, header);
    match is_possible(layout, header, &head) && head.len() <= bytes.len() {
        true => Head::Plausible(head),
        false => Head::Impossible,
    }
}

/// What a header says, whatever it says.
#[inline]
fn head_of(layout: &Layout, header: &[u8; RECORD_HEADER_LEN]) -> RecordHead {
    let stored = layout.stored(Extensions::of_flags(header[7]));
    RecordHead {
        crc: u32::from_le_bytes([header[0], header[1], header[2], header[3]]),
        payload_len: u16::from_le_bytes([header[4], header[5]]),
        flags: header[7],
        len: (RECORD_HEADER_LEN + extensions_len(stored)) as u8,
    }
}

/// Whether a record of this log can have this header.
#[inline]
fn is_possible(layout: &Layout, header: &[u8; RECORD_HEADER_LEN], head: &RecordHead) -> bool {
    let present = Extensions::of_flags(head.flags);
    header[6] == KIND_DATA
        && head.flags & !flag::KNOWN == 0
        && layout.shape.extensions.contains(present)
        && layout.shape.admits(head.payload_len())
}

/// The number of four bytes that begins at `at`.
fn number_at(bytes: &[u8], at: usize) -> u32 {
    let number = bytes.get(at..).and_then(|bytes| bytes.first_chunk());
    number.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// The number of eight bytes that begins at `at`.
fn long_number_at(bytes: &[u8], at: usize) -> u64 {
    let number = bytes.get(at..).and_then(|bytes| bytes.first_chunk());
    number.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
