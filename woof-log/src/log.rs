//! One log on one medium: append, read, bounds.

use core::num::NonZeroU32;

#[cfg(feature = "std")]
use crate::crc::Beginning;
use crate::fault::FaultOf;
use crate::format::{Batch, Front, Layout};
use crate::scan::{ActiveBlock, Block};
use crate::{
    Append, Bounds, Element, Fault, LogId, Medium, MediumError, MediumErrorKind, Retention, Seqno,
    Shape,
};

/// One log on one medium, without allocation.
///
/// Mount it with [`Log::mount`]. It is the only owner of its medium, so it needs no locks. It
/// knows no producers and no cursors; a store adds those from its meta log.
///
/// A record is durable after [`sync`](Self::sync), or at once on flash. After a failed write or
/// sync the log takes no more appends: only mounting again tells what survived.
#[derive(Debug)]
pub struct Log<M: Medium> {
    pub(crate) medium: M,
    pub(crate) layout: Layout,
    /// The block that was opened last, and where the next record goes in it.
    pub(crate) active: ActiveBlock,
    pub(crate) offset: u32,
    /// The active block takes no more records, because its end cannot be trusted.
    pub(crate) sealed: bool,
    pub(crate) next_block: u32,
    pub(crate) next: Seqno,
    pub(crate) durable: Seqno,
    pub(crate) oldest_block: u32,
    pub(crate) oldest_first: Seqno,
    pub(crate) trimmed: Seqno,
    pub(crate) poisoned: bool,
    /// Where the last record that a mount found on flash begins: it may have been cut off while it
    /// was written. It is the last one of the active block.
    pub(crate) suspect: Option<NonZeroU32>,
    /// Where the record after the one read last begins; of no record before the first read.
    pub(crate) last_read: Place,
    /// Of the checksums of records that are appended, and of those that are read.
    #[cfg(feature = "std")]
    pub(crate) beginning: Beginning,
    #[cfg(feature = "std")]
    pub(crate) read_beginning: Beginning,
}

/// Where a record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) block_seq: u32,
    pub(crate) offset: u32,
    pub(crate) seqno: Seqno,
}

/// Where the next record goes: proof, kept by the owner of a log over a clean shutdown, that the
/// log ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CleanMark {
    /// The number of the block that was being written.
    pub block_seq: u32,
    /// Bytes of that block in use.
    pub offset: u32,
    /// The sequence number that the next record gets.
    pub next: Seqno,
}

impl Place {
    /// Of no record.
    pub(crate) const NOWHERE: Self = Self {
        block_seq: 0,
        offset: 0,
        seqno: Seqno::ZERO,
    };
}

impl<M: Medium> Log<M> {
    /// The log's number.
    #[must_use]
    pub fn id(&self) -> LogId {
        self.layout.log
    }

    /// The log's shape.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.layout.shape
    }

    /// The most payload bytes that a record can have on this medium.
    #[must_use]
    pub fn payload_len_max(&self) -> u32 {
        match self.layout.shape.element {
            Element::Fixed(size) => size.into(),
            Element::Variable => self.layout.payload_len_max(),
        }
    }

    /// The oldest, newest and newest durable record.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let newest = self.next.previous();
        let oldest = self.oldest_first.max(self.oldest_wanted()).min(self.next);
        Bounds {
            oldest,
            newest,
            durable: self.durable,
        }
    }

    /// The oldest record that the shape and the trims keep.
    pub(crate) fn oldest_wanted(&self) -> Seqno {
        let kept = match self.layout.shape.retention {
            Retention::Last(count) => self.next.get().saturating_sub(count.into()).max(1),
            Retention::UntilTrimmed => 1,
        };
        Seqno::new(kept).max(self.trimmed.after())
    }

    /// Appends a record and returns its sequence number. The producer is stored, not judged.
    ///
    /// # Errors
    /// [`Fault::Invalid`] and [`Fault::NoSpace`] leave the log as it was. [`Fault::Medium`]
    /// poisons it.
    pub fn append(&mut self, record: &Append<'_>) -> Result<Seqno, FaultOf<M>> {
        self.append_placed(record).map(|place| place.seqno)
    }

    pub(crate) fn append_placed(&mut self, record: &Append<'_>) -> Result<Place, FaultOf<M>> {
        #[cfg(feature = "std")]
        if let Some(place) = self.append_at_once(record) {
            return Ok(place);
        }
        if self.poisoned {
            return Err(Fault::Poisoned);
        }
        let (extensions, len) = (record.extensions(), record.payload.len());
        let carried = self.layout.shape.extensions.contains(extensions);
        if !carried || !self.layout.shape.admits(len) || len > self.payload_len_max() as usize {
            return Err(Fault::Invalid);
        }
        self.settle_suspect()?;
        let stored = self.layout.record_len(extensions, len);
        if self.lacks_room(stored) {
            self.open_block(self.next)?;
        }
        let Some(block) = self.active_block() else {
            return Err(Fault::Geometry);
        };
        let place = Place {
            block_seq: block.header.block_seq,
            offset: self.offset,
            seqno: self.next,
        };
        let after_sync = self.next.get() - self.durable.get() == 1;
        self.write_record(&block, record, after_sync)?;
        self.offset += stored;
        if self.layout.write_through {
            self.durable = self.next;
        }
        self.next = place.seqno.after();
        Ok(place)
    }

    /// The block that was opened last.
    pub(crate) fn active_block(&self) -> Option<Block> {
        self.active.block(&self.layout)
    }

    /// Whether the append of this record would begin a new block.
    pub(crate) fn needs_block(&self, record: &Append<'_>) -> bool {
        let len = record.payload.len();
        self.lacks_room(self.layout.record_len(record.extensions(), len))
    }

    fn lacks_room(&self, len: u32) -> bool {
        self.sealed || self.active.header().is_none() || self.layout.block_size - self.offset < len
    }

    /// Writes head, payload and padding in whole write units, gathered into as few writes as
    /// possible.
    fn write_record(
        &mut self,
        block: &Block,
        record: &Append<'_>,
        after_sync: bool,
    ) -> Result<(), FaultOf<M>> {
        let mut front = Front::new();
        let (head, gathered) = front.put(&self.layout, block.seed, self.next, record, after_sync);
        let at = block.base + u64::from(self.offset);
        let done = self.layout.pad((head + gathered) as u32);
        let padded = front.first(done as usize);
        padded[head + gathered..].fill(self.layout.erased);
        self.write_at(at, padded, false)?;
        // If more follows, the front ends where a write unit does.
        let rest = &record.payload[gathered..];
        let unit = self.layout.write_unit as usize;
        let (middle, tail) = rest.split_at(rest.len() & !(unit - 1));
        let at = at + u64::from(done);
        if !middle.is_empty() {
            self.write_at(at, middle, true)?;
        }
        if tail.is_empty() {
            return Ok(());
        }
        let padded = front.first(unit);
        padded[..tail.len()].copy_from_slice(tail);
        padded[tail.len()..].fill(self.layout.erased);
        self.write_at(at + middle.len() as u64, padded, true)
    }

    /// Writes to the medium; `partly_written` says whether a part of the record is there already.
    pub(crate) fn write_at(
        &mut self,
        at: u64,
        data: &[u8],
        partly_written: bool,
    ) -> Result<(), FaultOf<M>> {
        let written = self.medium.write(at, data);
        written.map_err(|error| self.write_failed(error, partly_written))
    }

    /// A record that could be written only in part must not be written over: the block ends here.
    pub(crate) fn write_failed(&mut self, error: M::Error, partly_written: bool) -> FaultOf<M> {
        match error.kind() {
            MediumErrorKind::NoSpace => self.sealed |= partly_written,
            MediumErrorKind::Io => self.poisoned = true,
        }
        error.into()
    }

    /// Returns when every record survives a loss of power.
    ///
    /// # Errors
    /// [`Fault::Medium`]; the log is poisoned then, because what a failed sync left behind is
    /// unknown and a second one may succeed without having written anything.
    pub fn sync(&mut self) -> Result<(), FaultOf<M>> {
        if self.poisoned {
            return Err(Fault::Poisoned);
        }
        self.settle_suspect()?;
        self.pad_batch()?;
        self.sync_medium()
    }

    /// From now on, pads what a sync covers to a multiple of `len` bytes, so that no sector holds
    /// both records that are durable and records that are written later: for disks on which a
    /// write that the power cuts short may harm all of a sector. `len` is a power of two from 512
    /// to 65,536 and at most half a block, as large as what the disk writes together; 4,096 suits
    /// all that is common. 0 turns it off for the blocks that are begun from now on.
    ///
    /// Each sync with something to cover then writes up to `len` bytes more. Flash needs none of
    /// it, and is refused.
    ///
    /// # Errors
    /// [`Fault::Geometry`] if the medium does not suit.
    pub fn pad_batch_to(&mut self, len: u32) -> Result<(), FaultOf<M>> {
        if !self.layout.admits_batch(len) {
            return Err(Fault::Geometry);
        }
        self.layout.batch = Batch::of(len);
        let other = self
            .active
            .header()
            .is_some_and(|header| header.batch.len() != len);
        self.sealed |= other && len != 0;
        Ok(())
    }

    pub(crate) fn sync_medium(&mut self) -> Result<(), FaultOf<M>> {
        if let Err(error) = self.medium.sync() {
            self.poisoned = true;
            return Err(Fault::Medium(error));
        }
        let newest = self.next.previous();
        self.durable = match self.suspect {
            Some(_) => newest.previous(),
            None => newest,
        };
        Ok(())
    }

    /// Releases every record up to `upto` (the newest at most). The log does not remember a trim
    /// over a mount; its owner does, and trims again.
    ///
    /// # Errors
    /// [`Fault::NotYet`], [`Fault::Medium`].
    pub fn trim(&mut self, upto: Seqno) -> Result<(), FaultOf<M>> {
        if upto >= self.next {
            return Err(Fault::NotYet {
                newest: self.next.previous(),
            });
        }
        self.trimmed = self.trimmed.max(upto);
        self.release_blocks()
    }

    /// Ends the use of the medium: makes everything durable and gives the medium back, with the
    /// mark that lets the next [`mount`](Self::mount) continue at once. There is no mark if
    /// nothing was ever appended, or the end of the last block cannot be trusted.
    ///
    /// # Errors
    /// As [`sync`](Self::sync).
    pub fn close(mut self) -> Result<(M, Option<CleanMark>), FaultOf<M>> {
        self.sync()?;
        let mark = self.clean_mark_after_sync();
        Ok((self.medium, mark))
    }

    /// Gives the medium back as it is, without making anything durable.
    pub fn into_medium(self) -> M {
        self.medium
    }

    fn clean_mark_after_sync(&self) -> Option<CleanMark> {
        let header = self.active.header().filter(|_| !self.sealed)?;
        Some(CleanMark {
            block_seq: header.block_seq,
            offset: self.offset,
            next: self.next,
        })
    }

    /// The mark for a clean shutdown, if everything is durable.
    pub(crate) fn clean_mark(&self) -> Option<CleanMark> {
        let settled = !self.poisoned && self.durable == self.next.previous();
        self.clean_mark_after_sync().filter(|_| settled)
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::{Cause, LogError, OutsideMedium, Producer, RamMedium};

    const ID: LogId = LogId::new(7);

    fn medium() -> RamMedium<vec::Vec<u8>> {
        RamMedium::new(vec![0; 4 * 512], 512).unwrap()
    }

    fn mount(shape: Shape) -> Log<RamMedium<vec::Vec<u8>>> {
        Log::mount(medium(), ID, shape, None).unwrap()
    }

    #[test]
    fn a_record_comes_back_with_everything_it_had() {
        let record = Append::new(b"four")
            .caused_by(Cause {
                log: LogId::new(3),
                seqno: Seqno::new(9),
            })
            .produced_by(Producer::counting(5, 2, 1))
            .at_us(77)
            .quietly();
        let fixed = Shape::fixed(4).carrying(crate::Extensions::ALL);
        for shape in [Shape::variable(), fixed] {
            let mut log = mount(shape);
            assert_eq!(log.append(&record), Ok(Seqno::FIRST));
            assert_eq!(log.append(&Append::new(b"bare")), Ok(Seqno::new(2)));
            let mut payload = [0; 4];
            let entry = log.read(Seqno::FIRST, &mut payload).unwrap();
            assert_eq!(&payload, b"four");
            assert_eq!(
                (entry.cause, entry.producer),
                (record.cause, record.producer)
            );
            assert_eq!((entry.time_us, entry.quiet), (Some(77), true));
            let entry = log.read(Seqno::new(2), &mut payload).unwrap();
            assert_eq!(
                (entry.cause, entry.producer, entry.time_us),
                (None, None, None)
            );
        }
    }

    #[test]
    fn a_ring_keeps_exactly_the_records_of_its_shape() {
        let mut log = mount(Shape::fixed(8).keep_last(60));
        for value in 1..=500_u64 {
            log.append(&Append::new(&value.to_le_bytes())).unwrap();
            let bounds = log.bounds();
            assert_eq!(bounds.len(), value.min(60));
            for seqno in bounds.oldest.get()..=bounds.newest.get() {
                let mut payload = [0; 8];
                log.read(Seqno::new(seqno), &mut payload).unwrap();
                assert_eq!(u64::from_le_bytes(payload), seqno);
            }
        }
    }

    #[test]
    fn more_history_than_the_medium_holds_is_refused() {
        let shape = Shape::fixed(8).keep_last(61);
        let refused = Log::mount(medium(), ID, shape, None).unwrap_err();
        assert_eq!(refused, Fault::Geometry);
    }

    #[test]
    fn a_log_kept_until_trimmed_fills_up_and_goes_on_after_a_trim() {
        let mut log = mount(Shape::variable());
        let mut newest = Seqno::ZERO;
        let full = loop {
            match log.append(&Append::new(&[1; 100])) {
                Ok(seqno) => newest = seqno,
                Err(fault) => break fault,
            }
        };
        assert_eq!(full, Fault::NoSpace);
        assert_eq!(log.bounds().oldest, Seqno::FIRST);
        log.trim(newest).unwrap();
        assert!(log.bounds().is_empty());
        assert_eq!(log.append(&Append::new(&[2; 100])), Ok(newest.next()));
    }

    #[test]
    fn a_clean_mark_continues_the_block_and_a_stale_one_does_not() {
        let shape = Shape::variable();
        let mut log = mount(shape);
        log.append(&Append::new(b"one")).unwrap();
        let (medium, mark) = log.close().unwrap();
        let mut log = Log::mount(medium, ID, shape, mark).unwrap();
        log.append(&Append::new(b"two")).unwrap();
        assert_eq!(log.next_block, 1);
        let (medium, _) = log.close().unwrap();
        let mut log = Log::mount(medium, ID, shape, mark).unwrap();
        assert_eq!(log.bounds().newest, Seqno::new(2));
        log.append(&Append::new(b"three")).unwrap();
        assert_eq!(log.next_block, 2);
    }

    #[track_caller]
    fn check_damage(shape: Shape, at: usize) {
        let mut log = mount(shape);
        for value in 1..=9_u64 {
            log.append(&Append::new(&value.to_le_bytes())).unwrap();
        }
        let (medium, _) = log.close().unwrap();
        let mut bytes = medium.into_inner();
        bytes[32 + 3 * 16 + at] ^= 0x10;
        let medium = RamMedium::new(bytes, 512).unwrap();
        let mut log = Log::mount(medium, ID, shape, None).unwrap();
        assert_eq!(log.bounds().newest, Seqno::new(9));
        for seqno in 1..=9_u64 {
            let mut payload = [0; 8];
            let read = log.read(Seqno::new(seqno), &mut payload);
            if seqno == 4 {
                let corrupt: Fault<OutsideMedium> = Fault::Corrupt {
                    seqno: Seqno::new(4),
                };
                assert_eq!(read.unwrap_err().kind(), corrupt.kind());
            } else {
                read.unwrap();
                assert_eq!(u64::from_le_bytes(payload), seqno);
            }
        }
    }

    #[test]
    fn a_damaged_record_hides_no_other() {
        for at in 0..16 {
            check_damage(Shape::fixed(8), at);
            check_damage(Shape::variable(), at);
        }
    }

    #[test]
    fn a_payload_longer_than_the_buffer_says_how_long_it_is() {
        let mut log = mount(Shape::variable());
        log.append(&Append::new(b"seven!!")).unwrap();
        let fault = log.read(Seqno::FIRST, &mut [0; 3]).unwrap_err();
        assert_eq!(fault, Fault::BufferTooSmall { needed: 7 });
    }

    #[test]
    fn the_log_takes_little_memory() {
        let medium = size_of::<RamMedium<&mut [u8]>>();
        // Padding, which only `std` has, is noted for the log and for its block; and it remembers
        // how two checksums begin.
        let more = if cfg!(feature = "std") { 16 + 48 } else { 0 };
        assert!(size_of::<Log<RamMedium<&mut [u8]>>>() <= 128 + more + medium);
    }
}
