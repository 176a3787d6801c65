//! Where records lie: the blocks of a log, and in logs of variable elements a record every so far.

use std::collections::BTreeMap;
use std::vec::Vec;

use crate::Seqno;
use crate::format::BlockHeader;
use crate::log::Place;
use crate::recover::Observer;

/// Bytes of a block between two indexed records.
const SPACING_LEN: u32 = 2 * 1024;
/// The most blocks whose records are indexed at the same time: with blocks of 4 MiB, 16 MiB of
/// memory for 4 GiB of a log that is read at random. Beyond that, blocks are indexed again.
const LOADED_MAX: usize = 1024;

/// The blocks of a log, oldest first, and some of their records.
#[derive(Debug, Default)]
pub(super) struct Index {
    blocks: Vec<BlockHeader>,
    /// By block number: records at least [`SPACING_LEN`] apart, in order.
    records: BTreeMap<u32, Vec<Spaced>>,
}

/// An indexed record: its place in its block, by number and by bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spaced {
    /// Records of the block before it.
    ordinal: u32,
    offset: u32,
}

impl Index {
    /// The block that holds `seqno`, and the first record of the block after it.
    pub(super) fn block_of(&self, seqno: Seqno) -> Option<(BlockHeader, Option<Seqno>)> {
        let after = self
            .blocks
            .partition_point(|header| header.first_seqno <= seqno);
        let block = self.blocks.get(after.checked_sub(1)?)?;
        let after = self.blocks.get(after).map(|header| header.first_seqno);
        Some((*block, after))
    }

    pub(super) fn newest_block(&self) -> Option<u32> {
        self.blocks.last().map(|header| header.block_seq)
    }

    /// Whether the records of a block are indexed.
    pub(super) fn is_loaded(&self, block_seq: u32) -> bool {
        self.records.contains_key(&block_seq)
    }

    /// Begins the index of a block's records.
    pub(super) fn load(&mut self, block_seq: u32, records: Vec<Spaced>) {
        self.records.insert(block_seq, records);
        if self.records.len() > LOADED_MAX {
            let newest = self.newest_block();
            let spare = self
                .records
                .keys()
                .find(|other| **other != block_seq && Some(**other) != newest)
                .copied();
            if let Some(spare) = spare {
                self.records.remove(&spare);
            }
        }
    }

    /// The nearest indexed record at or before `seqno` in a block.
    pub(super) fn nearest(&self, header: &BlockHeader, seqno: Seqno) -> Option<Place> {
        let records = self.records.get(&header.block_seq)?;
        let ordinal = ordinal(header.first_seqno, seqno);
        let after = records.partition_point(|record| record.ordinal <= ordinal);
        let record = records.get(after.checked_sub(1)?)?;
        Some(Place {
            block_seq: header.block_seq,
            offset: record.offset,
            seqno: Seqno::new(header.first_seqno.get() + u64::from(record.ordinal)),
        })
    }

    /// Notes a record that was appended; `begun` is its block if it is the first of that.
    pub(super) fn note(&mut self, place: Place, begun: Option<BlockHeader>, variable: bool) {
        if let Some(header) = begun {
            self.blocks.push(header);
            if variable {
                self.load(place.block_seq, Vec::new());
            }
        }
        if variable
            && let Some(first) = self.blocks.last().map(|header| header.first_seqno)
            && let Some(records) = self.records.get_mut(&place.block_seq)
        {
            note_spaced(records, ordinal(first, place.seqno), place.offset);
        }
    }

    /// Whether a block holds nothing after `upto` and is not the newest.
    pub(super) fn releases(&self, upto: Seqno) -> bool {
        let second = self.blocks.get(1);
        second.is_some_and(|header| header.first_seqno <= upto.next())
    }

    /// Forgets the blocks before `oldest_block`.
    pub(super) fn release(&mut self, oldest_block: u32) {
        self.blocks
            .retain(|header| header.block_seq >= oldest_block);
        self.records = self.records.split_off(&oldest_block);
    }
}

/// Adds a record to an index if it is far enough from the one before.
pub(super) fn note_spaced(records: &mut Vec<Spaced>, ordinal: u32, offset: u32) {
    if records
        .last()
        .is_none_or(|last| offset >= last.offset.saturating_add(SPACING_LEN))
    {
        records.push(Spaced { ordinal, offset });
    }
}

/// Records of a block before `seqno`; a block holds fewer than 2³².
pub(super) fn ordinal(first: Seqno, seqno: Seqno) -> u32 {
    u32::try_from(seqno.get().saturating_sub(first.get())).unwrap_or(u32::MAX)
}

impl Observer for Index {
    fn block(&mut self, header: &BlockHeader) {
        self.blocks.push(*header);
    }

    fn restart(&mut self) {
        self.blocks.clear();
    }
}
