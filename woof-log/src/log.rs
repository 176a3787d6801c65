//! One log on one medium: append, read, bounds.

use crate::crc::crc32c;
use crate::fault::FaultOf;
use crate::format::{BlockHeader, Head, Layout, RECORD_HEAD_LEN_MAX, emit_head};
use crate::scan::{Block, Checked, check_record, read_head, read_header, scan_block};
use crate::{
    Append, Bounds, Element, Entry, Fault, LogId, Medium, MediumError, MediumErrorKind, Retention,
    Seqno, Shape,
};

/// Bytes gathered for one write. A record whose stored length is at most this costs one program
/// operation on flash.
const GATHER_LEN: usize = 256;

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
    pub(crate) active: Option<Block>,
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
    pub(crate) last_read: Option<Place>,
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
    fn oldest_wanted(&self) -> Seqno {
        let kept = match self.layout.shape.retention {
            Retention::Last(count) => self.next.get().saturating_sub(count.into()).max(1),
            Retention::UntilTrimmed => 1,
        };
        Seqno::new(kept).max(self.trimmed.next())
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
        if self.poisoned {
            return Err(Fault::Poisoned);
        }
        let carried = self.layout.shape.extensions.contains(record.extensions());
        let len = record.payload.len();
        if !carried || !self.layout.shape.admits(len) || len > self.payload_len_max() as usize {
            return Err(Fault::Invalid);
        }
        if self.needs_block(record) {
            self.open_block()?;
        }
        let Some(block) = self.active else {
            return Err(Fault::Geometry);
        };
        let place = Place {
            block_seq: block.header.block_seq,
            offset: self.offset,
            seqno: self.next,
        };
        let after_sync = self.durable.next() == self.next;
        let mut head = [0; RECORD_HEAD_LEN_MAX];
        let head_len = emit_head(
            &self.layout,
            block.seed,
            self.next,
            record,
            after_sync,
            &mut head,
        );
        let at = block.base + u64::from(self.offset);
        let written = self.write_record(at, &head[..head_len], record.payload)?;
        self.offset += written;
        if self.layout.write_through {
            self.durable = self.next;
        }
        self.next = self.next.next();
        Ok(place)
    }

    /// Whether the append of this record would begin a new block.
    pub(crate) fn needs_block(&self, record: &Append<'_>) -> bool {
        let len = self
            .layout
            .record_len(record.extensions(), record.payload.len());
        self.sealed || self.active.is_none() || self.layout.block_size - self.offset < len
    }

    /// Writes head, payload and padding in whole write units, gathered into as few writes as
    /// possible, and returns the bytes written.
    fn write_record(&mut self, at: u64, head: &[u8], payload: &[u8]) -> Result<u32, FaultOf<M>> {
        let unit = self.layout.write_unit as usize;
        let mut gathered = [self.layout.erased; GATHER_LEN];
        gathered[..head.len()].copy_from_slice(head);
        let (front, rest) = payload.split_at(payload.len().min(GATHER_LEN - head.len()));
        gathered[head.len()..head.len() + front.len()].copy_from_slice(front);
        let mut done = (head.len() + front.len()).next_multiple_of(unit);
        if let Err(error) = self.medium.write(at, &gathered[..done]) {
            return Err(self.write_failed(error, false));
        }
        let (middle, tail) = rest.split_at(rest.len() - rest.len() % unit);
        if !middle.is_empty() {
            if let Err(error) = self.medium.write(at + done as u64, middle) {
                return Err(self.write_failed(error, true));
            }
            done += middle.len();
        }
        if !tail.is_empty() {
            let mut padded = [self.layout.erased; GATHER_LEN];
            padded[..tail.len()].copy_from_slice(tail);
            if let Err(error) = self.medium.write(at + done as u64, &padded[..unit]) {
                return Err(self.write_failed(error, true));
            }
            done += unit;
        }
        Ok(done as u32)
    }

    /// A record that could be written only in part must not be written over: the block ends here.
    fn write_failed(&mut self, error: M::Error, partly_written: bool) -> FaultOf<M> {
        match error.kind() {
            MediumErrorKind::NoSpace => self.sealed |= partly_written,
            MediumErrorKind::Io => self.poisoned = true,
        }
        error.into()
    }

    /// Begins a new block. Everything before it is made durable first, and its header before
    /// anything in it: so a block number is never used for two different contents, and only the
    /// newest block can have a torn end.
    fn open_block(&mut self) -> Result<(), FaultOf<M>> {
        self.sync()?;
        let count = self.medium.geometry().block_count;
        let block_seq = self.next_block;
        let Some(after) = block_seq.checked_add(1) else {
            return Err(Fault::NoSpace);
        };
        self.make_room(block_seq, count)?;
        let header = BlockHeader {
            block_seq,
            first_seqno: self.next,
        };
        let block = Block::new(&self.medium, &self.layout, header);
        let mut bytes = [self.layout.erased; GATHER_LEN];
        let emitted = header.emit(&self.layout);
        bytes[..emitted.len()].copy_from_slice(&emitted);
        let first_offset = self.layout.first_offset();
        if let Err(error) = self.medium.erase(block_seq % count) {
            return Err(self.write_failed(error, false));
        }
        if let Err(error) = self
            .medium
            .write(block.base, &bytes[..first_offset as usize])
        {
            return Err(self.write_failed(error, false));
        }
        self.sync()?;
        if self.active.is_none() {
            self.oldest_block = block_seq;
            self.oldest_first = self.next;
        }
        self.active = Some(block);
        self.offset = first_offset;
        self.next_block = after;
        self.sealed = false;
        Ok(())
    }

    /// Frees the physical block that `block_seq` will use. One block more is kept spare, so that
    /// an interrupted erase never touches history.
    fn make_room(&mut self, block_seq: u32, count: u32) -> Result<(), FaultOf<M>> {
        self.release_blocks()?;
        let lowest = block_seq.saturating_sub(count - 2);
        if self.active.is_none() || self.oldest_block >= lowest {
            return Ok(());
        }
        if self.layout.shape.retention == Retention::UntilTrimmed {
            return Err(Fault::NoSpace);
        }
        match self.next_header(lowest, block_seq.saturating_sub(1))? {
            Some(header) => {
                self.oldest_block = header.block_seq;
                self.oldest_first = header.first_seqno;
            }
            None => {
                self.oldest_block = block_seq;
                self.oldest_first = self.next;
            }
        }
        Ok(())
    }

    /// Gives back the blocks that hold nothing wanted. A block that cannot be given back now is
    /// tried again when the next block begins.
    fn release_blocks(&mut self) -> Result<(), FaultOf<M>> {
        let Some(active) = self.active else {
            return Ok(());
        };
        let wanted = self.oldest_wanted();
        while self.oldest_block < active.header.block_seq {
            let next = self.next_header(self.oldest_block + 1, active.header.block_seq)?;
            let Some(next) = next.filter(|next| next.first_seqno <= wanted) else {
                return Ok(());
            };
            let count = self.medium.geometry().block_count;
            let mut released = Some(self.oldest_block);
            while let Some(block_seq) = released.filter(|seq| *seq < next.block_seq) {
                if self.medium.discard(block_seq % count).is_err() {
                    return Ok(());
                }
                released = self.present_from(block_seq + 1);
            }
            self.oldest_block = next.block_seq;
            self.oldest_first = next.first_seqno;
        }
        Ok(())
    }

    /// The first block number at or after `block_seq` whose physical block may hold something.
    pub(crate) fn present_from(&self, block_seq: u32) -> Option<u32> {
        let block = block_seq % self.medium.geometry().block_count;
        let present = self.medium.next_present(block)?;
        block_seq.checked_add(present.checked_sub(block)?)
    }

    /// The first valid block from `from` up to and including `upto`.
    pub(crate) fn next_header(
        &mut self,
        from: u32,
        upto: u32,
    ) -> Result<Option<BlockHeader>, FaultOf<M>> {
        let mut candidate = self.present_from(from);
        while let Some(block_seq) = candidate.filter(|seq| *seq <= upto) {
            if let Some(header) = read_header(&mut self.medium, &self.layout, block_seq)? {
                return Ok(Some(header));
            }
            candidate = block_seq
                .checked_add(1)
                .and_then(|seq| self.present_from(seq));
        }
        Ok(None)
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
        if let Err(error) = self.medium.sync() {
            self.poisoned = true;
            return Err(Fault::Medium(error));
        }
        self.durable = self.next.previous();
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

    fn clean_mark_after_sync(&self) -> Option<CleanMark> {
        let block = self.active.filter(|_| !self.sealed)?;
        Some(CleanMark {
            block_seq: block.header.block_seq,
            offset: self.offset,
            next: self.next,
        })
    }

    /// The mark for a clean shutdown, if everything is durable.
    #[cfg(feature = "std")]
    pub(crate) fn clean_mark(&self) -> Option<CleanMark> {
        let settled = !self.poisoned && self.durable == self.next.previous();
        self.clean_mark_after_sync().filter(|_| settled)
    }

    /// Reads a record; its payload goes to the front of `buffer`.
    ///
    /// # Errors
    /// [`Fault::Trimmed`], [`Fault::NotYet`], [`Fault::BufferTooSmall`], [`Fault::Corrupt`],
    /// [`Fault::Medium`].
    pub fn read(&mut self, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, FaultOf<M>> {
        self.check_readable(seqno)?;
        let Some(header) = self.block_of(seqno)? else {
            return Err(Fault::Corrupt { seqno });
        };
        let block = Block::new(&self.medium, &self.layout, header);
        let start = Place {
            block_seq: header.block_seq,
            offset: self.layout.first_offset(),
            seqno: header.first_seqno,
        };
        self.read_near(&block, start, seqno, buffer)
    }

    /// Reads record `seqno`, which lies at or after `from` in `block`; the end of the last read
    /// is used instead if it is nearer.
    pub(crate) fn read_near(
        &mut self,
        block: &Block,
        from: Place,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, FaultOf<M>> {
        let nearer = self.last_read.filter(|place| {
            place.block_seq == from.block_seq && (from.seqno..=seqno).contains(&place.seqno)
        });
        self.read_from(block, nearer.unwrap_or(from), seqno, buffer)
    }

    pub(crate) fn check_readable(&self, seqno: Seqno) -> Result<(), FaultOf<M>> {
        let bounds = self.bounds();
        if seqno > bounds.newest {
            return Err(Fault::NotYet {
                newest: bounds.newest,
            });
        }
        if seqno < bounds.oldest {
            return Err(Fault::Trimmed {
                oldest: bounds.oldest,
            });
        }
        Ok(())
    }

    /// Reads record `seqno`, which lies at or after `from` in `block`.
    fn read_from(
        &mut self,
        block: &Block,
        from: Place,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, FaultOf<M>> {
        if let Some(offset) = self.hop_to(block, from, seqno)?
            && let Some(entry) = self.read_at(block, offset, seqno, buffer)?
        {
            return Ok(entry);
        }
        if self.layout.stride().is_some() {
            return Err(Fault::Corrupt { seqno });
        }
        // A damaged length on the way leads astray. Checking every record from the front of the
        // block finds the way again.
        let mut found = None;
        scan_block(&mut self.medium, &self.layout, block, |record| {
            if record.seqno() == seqno {
                found = Some(record.offset);
            }
            record.seqno() < seqno
        })?;
        match found {
            Some(offset) => self
                .read_at(block, offset, seqno, buffer)?
                .ok_or(Fault::Corrupt { seqno }),
            None => Err(Fault::Corrupt { seqno }),
        }
    }

    /// Where record `seqno` begins, by arithmetic or by hopping from head to head.
    fn hop_to(
        &mut self,
        block: &Block,
        from: Place,
        seqno: Seqno,
    ) -> Result<Option<u32>, FaultOf<M>> {
        let distance = seqno.get() - from.seqno.get();
        if let Some(stride) = self.layout.stride() {
            let offset = distance
                .checked_mul(stride.into())
                .and_then(|bytes| bytes.checked_add(from.offset.into()))
                .filter(|offset| offset + u64::from(stride) <= u64::from(self.layout.block_size));
            return Ok(offset.map(|offset| offset as u32));
        }
        let mut offset = from.offset;
        let mut passed = from.seqno;
        while passed < seqno {
            match read_head(&mut self.medium, &self.layout, block, offset, passed)? {
                Head::Plausible(head) => {
                    offset += self
                        .layout
                        .pad(head.len as u32 + u32::from(head.payload_len));
                }
                Head::Erased | Head::Impossible => return Ok(None),
            }
            passed = passed.next();
        }
        Ok(Some(offset))
    }

    /// Reads the record at a place; `None` if it is damaged.
    fn read_at(
        &mut self,
        block: &Block,
        offset: u32,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Option<Entry>, FaultOf<M>> {
        let head = match read_head(&mut self.medium, &self.layout, block, offset, seqno)? {
            Head::Plausible(head) => head,
            Head::Erased | Head::Impossible => return Ok(None),
        };
        let needed = usize::from(head.payload_len);
        let Some(payload) = buffer.get_mut(..needed) else {
            // The length is believed only if the whole record is.
            return match check_record(&mut self.medium, &self.layout, block, offset, seqno)? {
                Checked::Good { .. } => Err(Fault::BufferTooSmall { needed }),
                _ => Ok(None),
            };
        };
        self.medium
            .read(block.base + u64::from(offset) + head.len as u64, payload)?;
        if crc32c(head.crc_before_payload, payload) != head.crc {
            return Ok(None);
        }
        let end = offset + self.layout.pad((head.len + needed) as u32);
        let block_seq = block.header.block_seq;
        self.last_read = Some(Place {
            block_seq,
            offset: end,
            seqno: seqno.next(),
        });
        Ok(Some(head.entry))
    }

    /// The block that holds `seqno`: the last valid one that begins at or before it.
    fn block_of(&mut self, seqno: Seqno) -> Result<Option<BlockHeader>, FaultOf<M>> {
        let Some(active) = self.active else {
            return Ok(None);
        };
        if active.header.first_seqno <= seqno {
            return Ok(Some(active.header));
        }
        let (mut low, mut high) = (self.oldest_block, active.header.block_seq - 1);
        let mut best = None;
        while low <= high {
            let middle = low + (high - low) / 2;
            match self.next_header(middle, high)? {
                Some(header) if header.first_seqno <= seqno => {
                    low = header.block_seq + 1;
                    best = Some(header);
                }
                _ if middle == 0 => break,
                _ => high = middle - 1,
            }
        }
        Ok(best)
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
        assert!(size_of::<Log<RamMedium<&mut [u8]>>>() <= 256);
    }
}
