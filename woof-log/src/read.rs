//! Reading one log: finding the block, finding the record, checking it.

use crate::fault::FaultOf;
use crate::format::{BlockHeader, Front, RECORD_HEADER_LEN, claimed_len};
use crate::log::{Log, Place};
use crate::scan::{Block, Checked, read_record, scan_block};
use crate::{Entry, Fault, Medium, Seqno};

impl<M: Medium> Log<M> {
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
        let block = Block::new(&self.layout, header);
        let start = Place {
            block_seq: header.block_seq,
            offset: block.first_offset,
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
        let last = self.last_read;
        let is_nearer =
            last.block_seq == from.block_seq && (from.seqno..=seqno).contains(&last.seqno);
        self.read_from(block, if is_nearer { last } else { from }, seqno, buffer)
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
        let mut place = self.hop_to(block, from, seqno)?;
        let mut is_sure = block.stride(&self.layout).is_some();
        loop {
            if let Some(offset) = place
                && let Some(entry) = self.read_at(block, offset, seqno, buffer)?
            {
                return Ok(entry);
            }
            if is_sure {
                return Err(Fault::Corrupt { seqno });
            }
            // A damaged length on the way leads astray. Checking every record from the front of
            // the block finds the way again.
            place = None;
            is_sure = true;
            scan_block(&mut self.medium, &self.layout, block, &mut |record| {
                if record.seqno == seqno {
                    place = Some(record.offset);
                }
                record.seqno < seqno
            })?;
        }
    }

    /// Where record `seqno` begins, by arithmetic or by hopping from head to head.
    fn hop_to(
        &mut self,
        block: &Block,
        from: Place,
        seqno: Seqno,
    ) -> Result<Option<u32>, FaultOf<M>> {
        if let Some(stride) = block.stride(&self.layout) {
            let distance = u32::try_from(seqno.get() - from.seqno.get()).ok();
            let offset = distance
                .and_then(|distance| distance.checked_mul(stride))
                .and_then(|bytes| bytes.checked_add(from.offset))
                .filter(|offset| *offset <= self.layout.block_size - stride);
            return Ok(offset);
        }
        let mut offset = from.offset;
        let mut passed = from.seqno;
        let mut header = [0; RECORD_HEADER_LEN];
        loop {
            offset = self.skip_padding(block, offset)?;
            if passed >= seqno {
                return Ok(Some(offset));
            }
            let after_header = u64::from(offset) + RECORD_HEADER_LEN as u64;
            if after_header > self.layout.block_size.into() {
                return Ok(None);
            }
            self.medium
                .read(block.base + u64::from(offset), &mut header)?;
            let Some(len) = claimed_len(&self.layout, &header) else {
                return Ok(None);
            };
            offset += self.layout.pad(len);
            passed = passed.after();
        }
    }

    /// Where the next batch begins if `offset` is padding, else `offset`.
    fn skip_padding(&mut self, block: &Block, offset: u32) -> Result<u32, FaultOf<M>> {
        let Some(next) = block.next_batch(&self.layout, offset) else {
            return Ok(offset);
        };
        let mut header = [0; RECORD_HEADER_LEN];
        let at = block.base + u64::from(offset);
        self.medium.read(at, &mut header)?;
        let is_padding = header.iter().all(|byte| *byte == self.layout.erased);
        Ok(if is_padding { next } else { offset })
    }

    /// Reads the record at a place; `None` if it is damaged.
    fn read_at(
        &mut self,
        block: &Block,
        offset: u32,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Option<Entry>, FaultOf<M>> {
        let place = (offset, seqno);
        let mut front = Front::new();
        let layout = &self.layout;
        let checked = read_record(&mut self.medium, layout, block, place, &mut front, buffer)?;
        let Checked::Good { head, end } = checked else {
            return Ok(None);
        };
        let needed = head.payload_len();
        if needed > buffer.len() {
            return Err(Fault::BufferTooSmall { needed });
        }
        let block_seq = block.header.block_seq;
        self.last_read = Place {
            block_seq,
            offset: end,
            seqno: seqno.after(),
        };
        Ok(Some(head.entry(layout, seqno, front.first(head.len()))))
    }

    /// The block that holds `seqno`: the last valid one that begins at or before it.
    fn block_of(&mut self, seqno: Seqno) -> Result<Option<BlockHeader>, FaultOf<M>> {
        let Some(active) = self.active.header() else {
            return Ok(None);
        };
        if active.first_seqno <= seqno {
            return Ok(Some(active));
        }
        let (mut low, mut high) = (self.oldest_block, active.block_seq - 1);
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
