//! Mounting: finding out what a medium holds, whatever happened to it.

use core::num::NonZeroU32;

#[cfg(feature = "std")]
use crate::crc::Beginning;
use crate::fault::FaultOf;
use crate::format::{BlockHeader, Layout};
use crate::log::{CleanMark, Log, Place};
use crate::scan::{
    ActiveBlock, Block, Checked, Found, check_record, read_header, read_physical, scan_block,
};
use crate::{Fault, Geometry, LogId, Medium, Retention, Seqno, Shape};

/// Who wants to know what a mount finds, for example to build an index.
pub(crate) trait Observer {
    /// A block of the log, oldest first. A later call with a smaller first record, or
    /// [`restart`](Self::restart), takes the earlier ones back.
    fn block(&mut self, _header: &BlockHeader) {}
    /// The blocks so far are not part of the log.
    fn restart(&mut self) {}
    /// A record of the newest block that belongs to the log.
    fn record(&mut self, _layout: &Layout, _found: &Found<'_>) {}
}

/// Wants to know nothing.
struct Uninterested;

impl Observer for Uninterested {}

impl<M: Medium> Log<M> {
    /// Finds the log on its medium. An erased medium, or one with something else on it, is an
    /// empty log.
    ///
    /// What is found is a prefix of what was appended, and at least what was durable. A damaged
    /// record inside it reads as [`Fault::Corrupt`] and does not hide the others.
    ///
    /// `mark` is what [`close`](Self::close) gave when the log was last used, and only then. With
    /// it the log goes on where it ended and nothing is scanned; without it the next append begins
    /// a new block, because records that a crash cut off might otherwise come back.
    ///
    /// # Errors
    /// [`Fault::Geometry`] if a record, or as many as the shape keeps, cannot fit the medium;
    /// [`Fault::Medium`].
    pub fn mount(
        medium: M,
        id: LogId,
        shape: Shape,
        mark: Option<CleanMark>,
    ) -> Result<Self, FaultOf<M>> {
        Self::mount_observed(medium, id, shape, mark, &mut Uninterested)
    }

    pub(crate) fn mount_observed(
        medium: M,
        id: LogId,
        shape: Shape,
        mark: Option<CleanMark>,
        observer: &mut impl Observer,
    ) -> Result<Self, FaultOf<M>> {
        let geometry = medium.geometry();
        let layout = Layout::new(&geometry, shape, id);
        if !suits(&geometry, &layout) {
            return Err(Fault::Geometry);
        }
        let mut log = Self {
            medium,
            layout,
            active: ActiveBlock::NONE,
            offset: 0,
            sealed: true,
            next_block: 0,
            next: Seqno::FIRST,
            durable: Seqno::ZERO,
            oldest_block: 0,
            oldest_first: Seqno::FIRST,
            trimmed: Seqno::ZERO,
            poisoned: false,
            suspect: None,
            last_read: Place::NOWHERE,
            #[cfg(feature = "std")]
            beginning: Beginning::default(),
            #[cfg(feature = "std")]
            read_beginning: Beginning::default(),
        };
        let Some(active) = log.find_active()? else {
            return Ok(log);
        };
        let block = Block::new(&log.layout, active);
        log.active = block.into();
        log.next_block = active.block_seq.saturating_add(1);
        log.next = active.first_seqno;
        log.find_oldest(&active, observer)?;
        if log.continues_at(&block, mark)? {
            return Ok(log);
        }
        let mut last = log.find_end(&block, observer)?;
        if last.is_none() && log.layout.write_through {
            // An empty block is begun anew: erasing it removes whatever was cut off in it.
            log.next_block = active.block_seq;
            last = log.find_unsettled(&active)?;
        }
        log.suspect = last.filter(|_| log.layout.write_through);
        // What was read may still be only in a cache of the operating system.
        log.sync_medium()?;
        Ok(log)
    }

    /// Looks for the record that the newest block was begun for, in the blocks before it: the
    /// power went again before the record could be written anew.
    fn find_unsettled(&mut self, active: &BlockHeader) -> Result<Option<NonZeroU32>, FaultOf<M>> {
        let wanted = active.first_seqno;
        for block_seq in (self.oldest_block..active.block_seq).rev() {
            let Some(header) = read_header(&mut self.medium, &self.layout, block_seq)? else {
                continue;
            };
            let block = Block::new(&self.layout, header);
            let last = self.find_end(&block, &mut Uninterested)?;
            if last.is_some() && self.next > wanted {
                self.active = block.into();
                return Ok(last);
            }
            self.next = wanted;
            if last.is_some() {
                break;
            }
        }
        Ok(None)
    }

    /// The valid block with the highest number.
    fn find_active(&mut self) -> Result<Option<BlockHeader>, FaultOf<M>> {
        let mut active: Option<BlockHeader> = None;
        let mut candidate = self.medium.next_present(0);
        while let Some(block) = candidate {
            if let Some(header) = read_physical(&mut self.medium, &self.layout, block)?
                && active.is_none_or(|active| active.block_seq < header.block_seq)
            {
                active = Some(header);
            }
            candidate = block
                .checked_add(1)
                .and_then(|block| self.medium.next_present(block));
        }
        Ok(active)
    }

    /// Walks the blocks of the log, oldest first. The physical block after the active one is left
    /// out whatever it holds: its erase may have been interrupted.
    fn find_oldest(
        &mut self,
        active: &BlockHeader,
        observer: &mut impl Observer,
    ) -> Result<(), FaultOf<M>> {
        let count = self.layout.block_count;
        let mut from = active.block_seq.saturating_sub(count - 2);
        let mut oldest: Option<BlockHeader> = None;
        let mut previous = Seqno::ZERO;
        while let Some(header) = self.next_header(from, active.block_seq)? {
            if header.first_seqno < previous || header.first_seqno > active.first_seqno {
                oldest = None;
                observer.restart();
            }
            if header.first_seqno <= active.first_seqno {
                oldest = oldest.or(Some(header));
                previous = header.first_seqno;
                observer.block(&header);
            }
            if header.block_seq >= active.block_seq {
                break;
            }
            from = header.block_seq + 1;
        }
        let oldest = oldest.unwrap_or(*active);
        self.oldest_block = oldest.block_seq;
        self.oldest_first = oldest.first_seqno;
        Ok(())
    }

    /// Takes the word of a clean shutdown, if it fits what is there.
    fn continues_at(&mut self, block: &Block, mark: Option<CleanMark>) -> Result<bool, FaultOf<M>> {
        let Some(mark) = mark else { return Ok(false) };
        let fits = mark.block_seq == block.header.block_seq
            && mark.next >= block.header.first_seqno
            && mark.offset >= block.first_offset
            && mark.offset <= self.layout.block_size
            && mark.offset.is_multiple_of(self.layout.write_unit);
        if !fits {
            return Ok(false);
        }
        let end = check_record(
            &mut self.medium,
            &self.layout,
            block,
            mark.offset,
            mark.next,
        )?;
        // A disk that is written round and round has older bytes there, which do not matter.
        let outdated = match end {
            Checked::Erased => false,
            Checked::Good { .. } => true,
            Checked::Damaged { .. } => self.layout.write_through,
        };
        if outdated {
            return Ok(false);
        }
        self.offset = mark.offset;
        self.next = mark.next;
        self.durable = mark.next.previous();
        self.sealed = false;
        Ok(true)
    }

    /// Scans the newest block for the end of the log; returns where its last record begins.
    ///
    /// After a damaged record the log goes on only if a later one proves that everything before
    /// it had been synced: then it is damage. Otherwise it is the torn end, and what the medium
    /// kept beyond it was never acknowledged.
    fn find_end(
        &mut self,
        block: &Block,
        observer: &mut impl Observer,
    ) -> Result<Option<NonZeroU32>, FaultOf<M>> {
        let mut last = None;
        let mut next = block.header.first_seqno;
        let mut offset = block.first_offset;
        scan_block(&mut self.medium, &self.layout, block, &mut |found| {
            let contiguous = found.seqno == next;
            if contiguous || found.after_sync() {
                next = found.seqno.after();
                offset = found.end;
                last = NonZeroU32::new(found.offset);
                observer.record(&self.layout, found);
            }
            true
        })?;
        self.next = next;
        self.offset = offset;
        Ok(last)
    }
}

/// Whether a log of this shape can live on this medium.
fn suits(geometry: &Geometry, layout: &Layout) -> bool {
    geometry.is_valid()
        && layout.shape.is_valid()
        && layout.block_size > layout.first_offset()
        && match layout.per_block() {
            // One block is being written and one is spare; the others hold the history.
            Some(per_block) => {
                let wanted = match layout.shape.retention {
                    Retention::Last(count) => count,
                    Retention::UntilTrimmed => 1,
                };
                u64::from(geometry.block_count - 2) * u64::from(per_block) >= wanted.into()
            }
            None => layout.payload_len_max() > 0,
        }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use proptest::prelude::*;

    use super::*;
    use crate::format::Batch;
    use crate::{Append, Extensions, Geometry, OutsideMedium, Producer, RamMedium};

    const BLOCK_SIZE: u32 = 256;
    const BLOCK_COUNT: u32 = 6;
    const SIZE: usize = (BLOCK_SIZE * BLOCK_COUNT) as usize;
    /// Four blocks of which each has room for some padded batches.
    const PADDED_SIZE: usize = 4 * 4096;
    const ID: LogId = LogId::new(9);

    /// Memory that counts what is read, to bound the work.
    struct Counting {
        memory: RamMedium<Vec<u8>>,
        /// What batches are padded to; disks only, so it is a disk then.
        batch: u32,
        read_bytes: u64,
    }

    impl Counting {
        fn new(bytes: Vec<u8>) -> Self {
            Self {
                memory: RamMedium::new(bytes, BLOCK_SIZE).unwrap(),
                batch: 0,
                read_bytes: 0,
            }
        }

        fn padded(bytes: Vec<u8>) -> Self {
            Self {
                memory: RamMedium::new(bytes, PADDED_SIZE as u32 / 4).unwrap(),
                batch: 512,
                read_bytes: 0,
            }
        }
    }

    impl Medium for Counting {
        type Error = OutsideMedium;

        fn geometry(&self) -> Geometry {
            Geometry {
                write_through: self.batch == 0,
                ..self.memory.geometry()
            }
        }

        fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), OutsideMedium> {
            self.read_bytes += buffer.len() as u64;
            self.memory.read(at, buffer)
        }

        fn write(&mut self, at: u64, data: &[u8]) -> Result<(), OutsideMedium> {
            self.memory.write(at, data)
        }

        fn erase(&mut self, block: u32) -> Result<(), OutsideMedium> {
            self.memory.erase(block)
        }

        fn sync(&mut self) -> Result<(), OutsideMedium> {
            self.memory.sync()
        }
    }

    fn shapes() -> [Shape; 3] {
        [
            Shape::variable(),
            Shape::variable().keep_last(7),
            Shape::fixed(20).carrying(Extensions::ALL).keep_last(8),
        ]
    }

    /// The bytes of a log of 20-byte records with every extension.
    fn image(shape: Shape, records: u64) -> Vec<u8> {
        let medium = RamMedium::new(std::vec![0; SIZE], BLOCK_SIZE).unwrap();
        let mut log = Log::mount(medium, ID, shape, None).unwrap();
        for n in 1..=records {
            let payload = [n as u8; 20];
            let record = Append::new(&payload).produced_by(Producer::keyed(1, 0, n));
            if log.append(&record).is_err() {
                break;
            }
        }
        log.close().unwrap().0.into_inner()
    }

    /// The same with records in padded batches of two.
    fn padded_image(shape: Shape, records: u64) -> Vec<u8> {
        let medium = Counting::padded(std::vec![0; PADDED_SIZE]);
        let mut log = Log::mount(medium, ID, shape, None).unwrap();
        log.pad_batch_to(512).unwrap();
        for n in 1..=records {
            if log.append(&Append::new(&[n as u8; 20])).is_err() {
                break;
            }
            if n.is_multiple_of(2) {
                log.sync().unwrap();
            }
        }
        log.close().unwrap().0.memory.into_inner()
    }

    /// Mounts and uses whatever these bytes are.
    fn check(bytes: Vec<u8>, shape: Shape) {
        check_on(Counting::new(bytes), SIZE, shape);
    }

    fn check_on(medium: Counting, size: usize, shape: Shape) {
        let batch = medium.batch;
        let mut log = Log::mount(medium, ID, shape, None).unwrap();
        assert!(log.medium.read_bytes < 64 * size as u64);
        log.pad_batch_to(batch).unwrap();
        let bounds = log.bounds();
        assert!(bounds.len() <= size as u64);
        let mut payload = [0; PADDED_SIZE];
        for seqno in bounds.oldest.get()..=bounds.newest.get() {
            let _ = log.read(Seqno::new(seqno), &mut payload);
        }
        let record = Append::new(&[1; 20]);
        if let Ok(seqno) = log.append(&record) {
            assert_eq!(seqno, bounds.newest.next());
            let entry = log.read(seqno, &mut payload).unwrap();
            assert_eq!(&payload[..entry.len], record.payload);
        }
        let _ = log.trim(bounds.newest);
    }

    proptest! {
        #[test]
        fn any_bytes_mount(bytes in proptest::collection::vec(any::<u8>(), SIZE)) {
            shapes().into_iter().for_each(|shape| check(bytes.clone(), shape));
        }

        #[test]
        fn any_damage_to_a_log_mounts(
            records in 0_u64..60,
            damage in proptest::collection::vec((0..SIZE, any::<u8>()), 0..40),
            moved in (0..SIZE, 0..SIZE, 0..400_usize),
        ) {
            for shape in shapes() {
                let mut bytes = image(shape, records);
                let (from, to, len) = moved;
                let len = len.min(SIZE - from).min(SIZE - to);
                bytes.copy_within(from..from + len, to);
                for (at, value) in &damage {
                    bytes[*at] = *value;
                }
                check(bytes, shape);
            }
        }

        #[test]
        fn any_damage_to_padded_batches_mounts(
            records in 0_u64..60,
            damage in proptest::collection::vec((0..PADDED_SIZE, any::<u8>()), 0..40),
            moved in (0..PADDED_SIZE, 0..PADDED_SIZE, 0..2000_usize),
        ) {
            for shape in shapes() {
                let mut bytes = padded_image(shape, records);
                let (from, to, len) = moved;
                let len = len.min(PADDED_SIZE - from).min(PADDED_SIZE - to);
                bytes.copy_within(from..from + len, to);
                for (at, value) in &damage {
                    bytes[*at] = *value;
                }
                check_on(Counting::padded(bytes), PADDED_SIZE, shape);
            }
        }

        /// Checksums do not keep an attacker out: blocks with any numbers must do no harm.
        #[test]
        fn any_block_numbers_mount(
            numbers in proptest::collection::vec((any::<u32>(), any::<u64>()), 6),
            small in any::<bool>(),
        ) {
            for shape in shapes() {
                let mut bytes = image(shape, 30);
                let geometry = RamMedium::new(bytes.as_mut_slice(), BLOCK_SIZE).unwrap().geometry();
                let layout = Layout::new(&geometry, shape, ID);
                for (block, (number, seqno)) in numbers.iter().enumerate() {
                    let number = if small { number % 40 } else { *number };
                    let seqno = if small { seqno % 40 } else { *seqno };
                    let header = BlockHeader {
                        block_seq: number - number % BLOCK_COUNT + block as u32,
                        first_seqno: Seqno::new(seqno),
                        batch: Batch::NONE,
                    };
                    let at = block * BLOCK_SIZE as usize;
                    bytes[at..at + 32].copy_from_slice(&header.emit(&layout));
                }
                check(bytes, shape);
            }
        }
    }
}
