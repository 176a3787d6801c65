//! The blocks of one log: beginning one, giving old ones back.

use crate::fault::FaultOf;
use crate::format::{Batch, BlockHeader, CRC_LEN, Front, GATHER_LEN, Head, seeded};
use crate::log::{Log, Place};
use crate::scan::{Block, checksum_of, read_head, read_header};
use crate::{Fault, Medium, MediumError, MediumErrorKind, Retention, Seqno};

impl<M: Medium> Log<M> {
    /// Begins a new block, whose first record will be `first_seqno`. Everything before it is made
    /// durable first, and its header before anything in it: so a block number is never used for
    /// two different contents, and only the newest block can have a torn end.
    pub(crate) fn open_block(&mut self, first_seqno: Seqno) -> Result<(), FaultOf<M>> {
        self.sync_medium()?;
        let count = self.layout.block_count;
        let block_seq = self.next_block;
        let Some(after) = block_seq.checked_add(1) else {
            return Err(Fault::NoSpace);
        };
        self.make_room(block_seq, count)?;
        let header = BlockHeader {
            block_seq,
            first_seqno,
            batch: self.layout.batch,
        };
        let block = Block::new(&self.layout, header);
        let mut bytes = [self.layout.erased; GATHER_LEN];
        let emitted = header.emit(&self.layout);
        bytes[..emitted.len()].copy_from_slice(&emitted);
        if let Err(error) = self.medium.erase(block_seq % count) {
            return Err(self.write_failed(error, false));
        }
        let header_len = self.layout.first_offset_in(Batch::NONE);
        let header_bytes = &bytes[..header_len as usize];
        let mut written = self.medium.write(block.base, header_bytes);
        if written.is_ok() && header.batch != Batch::NONE {
            written = self.fill(&block, header_len, block.first_offset);
        }
        if let Err(error) = written {
            return Err(self.write_failed(error, false));
        }
        self.sync_medium()?;
        if self.active.header().is_none() {
            self.oldest_block = block_seq;
            self.oldest_first = first_seqno;
        }
        self.active = block.into();
        self.offset = block.first_offset;
        self.next_block = after;
        self.sealed = false;
        Ok(())
    }

    /// Pads the records since the last sync, so that what comes later shares no sector with them.
    pub(crate) fn pad_batch(&mut self) -> Result<(), M::Error> {
        let open = self
            .active_block()
            .filter(|_| !self.sealed && !self.poisoned);
        let Some(block) = open else {
            return Ok(());
        };
        let batch = block.header.batch.len();
        if batch == 0 || self.offset.is_multiple_of(batch) {
            return Ok(());
        }
        let next = self.offset.next_multiple_of(batch);
        let next = next.min(self.layout.block_size);
        match self.fill(&block, self.offset, next) {
            Ok(()) => self.offset = next,
            // Whatever comes later goes into another block.
            Err(error) if error.kind() == MediumErrorKind::NoSpace => self.sealed = true,
            Err(error) => {
                self.poisoned = true;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Writes erased bytes to a part of a block.
    fn fill(&mut self, block: &Block, from: u32, to: u32) -> Result<(), M::Error> {
        let padding = [self.layout.erased; GATHER_LEN];
        let mut at = from;
        while at < to {
            let len = (to - at).min(GATHER_LEN as u32);
            let address = block.base + u64::from(at);
            self.medium.write(address, &padding[..len as usize])?;
            at += len;
        }
        Ok(())
    }

    /// Writes the last record found by a mount again, in a new block.
    ///
    /// The power may have gone while it was being programmed. Such flash can read as complete
    /// today and as erased tomorrow, so the record counts as durable only when it stands on
    /// words that were programmed without interruption.
    pub(crate) fn settle_suspect(&mut self) -> Result<(), FaultOf<M>> {
        let (Some(suspect), Some(old)) = (self.suspect, self.active_block()) else {
            return Ok(());
        };
        let (seqno, offset) = (self.next.previous(), suspect.get());
        let head = match read_head(
            &mut self.medium,
            &self.layout,
            &old,
            offset,
            &mut Front::new(),
        )? {
            Head::Plausible(head) => head,
            Head::Erased | Head::Impossible => return Err(Fault::Corrupt { seqno }),
        };
        self.open_block(seqno)?;
        let Some(new) = self.active_block() else {
            return Err(Fault::Geometry);
        };
        self.suspect = None;
        self.last_read = Place::NOWHERE;
        let len = head.record_len();
        let from = old.base + u64::from(offset);
        let to = new.base + u64::from(self.offset);
        if let Err(fault) = self.copy_record(from, to, len, seeded(new.seed, seqno)) {
            // The new block was begun for this record: nothing else may go to its front. The
            // record still reads where it was, now and for the next mount.
            self.poisoned = true;
            self.active = old.into();
            self.suspect = Some(suspect);
            return Err(fault);
        }
        self.offset += self.layout.pad(len as u32);
        self.sync_medium()
    }

    /// Copies a record of `len` bytes with a new checksum, which starts from `seed`.
    fn copy_record(&mut self, from: u64, to: u64, len: usize, seed: u32) -> Result<(), FaultOf<M>> {
        let covered = (from + CRC_LEN as u64, len - CRC_LEN);
        let crc = checksum_of(&mut self.medium, covered, seed)?;
        let mut chunk = [0; GATHER_LEN];
        for at in (0..len).step_by(GATHER_LEN) {
            let filled = GATHER_LEN.min(len - at);
            self.medium.read(from + at as u64, &mut chunk[..filled])?;
            if at == 0 {
                chunk[..CRC_LEN].copy_from_slice(&crc.to_le_bytes());
            }
            chunk[filled..].fill(self.layout.erased);
            let padded = self.layout.pad(filled as u32) as usize;
            if let Err(error) = self.medium.write(to + at as u64, &chunk[..padded]) {
                return Err(self.write_failed(error, true));
            }
        }
        Ok(())
    }

    /// Frees the physical block that `block_seq` will use. One block more is kept spare, so that
    /// an interrupted erase never touches history.
    fn make_room(&mut self, block_seq: u32, count: u32) -> Result<(), FaultOf<M>> {
        self.release_blocks()?;
        let lowest = block_seq.saturating_sub(count - 2);
        if self.active.header().is_none() || self.oldest_block >= lowest {
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
    pub(crate) fn release_blocks(&mut self) -> Result<(), FaultOf<M>> {
        let Some(active) = self.active.header() else {
            return Ok(());
        };
        let wanted = self.oldest_wanted();
        while self.oldest_block < active.block_seq {
            let next = self.next_header(self.oldest_block + 1, active.block_seq)?;
            let Some(next) = next.filter(|next| next.first_seqno <= wanted) else {
                return Ok(());
            };
            let count = self.layout.block_count;
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
        let block = block_seq % self.layout.block_count;
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
}
