//! Reading blocks with suspicion: headers, single records, whole blocks.

use crate::crc::crc32c;
use crate::fault::FaultOf;
use crate::format::{
    BLOCK_HEADER_LEN, Batch, BlockHeader, Front, GATHER_LEN, Head, Layout, RECORD_HEAD_LEN_MAX,
    RecordHead, flag, parse_head,
};
use crate::{Medium, Producer, Seqno};
#[cfg(feature = "std")]
use crate::{
    crc::Beginning,
    format::{RECORD_HEADER_LEN, parse_bare_head},
};

/// Bytes read at once while a checksum is computed.
const CHUNK_LEN: usize = 256;
/// How many times its own size a scan of one block may read while it looks for the record after
/// a damaged one. It bounds the work that a hostile image can cause.
const SEARCH_FACTOR: u64 = 8;

/// A block that is being read: where it lies and what its records are checked with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub(crate) header: BlockHeader,
    pub(crate) base: u64,
    pub(crate) seed: u32,
    /// Where the first record begins.
    pub(crate) first_offset: u32,
}

impl Block {
    pub(crate) fn new(layout: &Layout, header: BlockHeader) -> Self {
        Self::seeded(layout, header, layout.block_seed(header.block_seq))
    }

    fn seeded(layout: &Layout, header: BlockHeader, seed: u32) -> Self {
        Self {
            header,
            base: base_of(layout, header.block_seq),
            seed,
            first_offset: layout.first_offset_in(header.batch),
        }
    }

    /// Bytes from one record to the next, if that is always the same.
    pub(crate) fn stride(&self, layout: &Layout) -> Option<u32> {
        layout.stride().filter(|_| self.header.batch == Batch::NONE)
    }

    /// Where the batch after this offset begins, if something may be padded up to there.
    pub(crate) fn next_batch(&self, layout: &Layout, offset: u32) -> Option<u32> {
        let batch = self.header.batch.len();
        if batch == 0 || offset.is_multiple_of(batch) {
            return None;
        }
        let next = offset.next_multiple_of(batch);
        (next < layout.block_size).then_some(next)
    }
}

/// The block that a log writes to, in as little memory as possible: none as long as no record has
/// the number of its first one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActiveBlock {
    block_seq: u32,
    seed: u32,
    first_seqno: Seqno,
    batch: Batch,
}

impl ActiveBlock {
    pub(crate) const NONE: Self = Self {
        block_seq: 0,
        seed: 0,
        first_seqno: Seqno::ZERO,
        batch: Batch::NONE,
    };

    pub(crate) fn header(&self) -> Option<BlockHeader> {
        (self.first_seqno > Seqno::ZERO).then_some(BlockHeader {
            block_seq: self.block_seq,
            first_seqno: self.first_seqno,
            batch: self.batch,
        })
    }

    #[cfg(feature = "std")]
    pub(crate) fn block_seq(&self) -> u32 {
        self.block_seq
    }

    /// Where the block begins, and what its records are checked with.
    #[cfg(feature = "std")]
    #[inline]
    pub(crate) fn place(&self, layout: &Layout) -> Option<(u64, u32)> {
        (self.first_seqno > Seqno::ZERO).then(|| (base_of(layout, self.block_seq), self.seed))
    }

    /// Whether it is always the same number of bytes from one record to the next.
    #[cfg(feature = "std")]
    pub(crate) fn has_stride(&self, layout: &Layout) -> bool {
        layout.is_fixed() && self.batch == Batch::NONE
    }

    pub(crate) fn block(&self, layout: &Layout) -> Option<Block> {
        let header = self.header()?;
        Some(Block::seeded(layout, header, self.seed))
    }
}

impl From<Block> for ActiveBlock {
    fn from(block: Block) -> Self {
        Self {
            block_seq: block.header.block_seq,
            seed: block.seed,
            first_seqno: block.header.first_seqno,
            batch: block.header.batch,
        }
    }
}

fn base_of(layout: &Layout, block_seq: u32) -> u64 {
    // Most media have room for more blocks than there were, and a division takes its time.
    let block = match block_seq < layout.block_count {
        true => block_seq,
        false => block_seq % layout.block_count,
    };
    u64::from(block) * u64::from(layout.block_size)
}

/// Reads the header of the block that `block_seq` would lie in; `None` if it is not that block.
pub(crate) fn read_header<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block_seq: u32,
) -> Result<Option<BlockHeader>, M::Error> {
    let count = layout.block_count;
    let header = read_physical(medium, layout, block_seq % count)?;
    Ok(header.filter(|header| header.block_seq == block_seq))
}

/// Reads the header in a physical block, if it is one of this log and in its right place.
pub(crate) fn read_physical<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block: u32,
) -> Result<Option<BlockHeader>, M::Error> {
    let mut bytes = [0; BLOCK_HEADER_LEN];
    medium.read(u64::from(block) * u64::from(layout.block_size), &mut bytes)?;
    let count = layout.block_count;
    Ok(BlockHeader::parse(&bytes, layout).filter(|header| header.block_seq % count == block))
}

/// What lies at a place, checksum included.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Checked {
    /// Nothing was written here, or the block is full.
    Erased,
    /// No valid record. `hop` is where the next one would begin if only the payload is damaged.
    Damaged { hop: Option<u32> },
    /// A valid record that ends (padding included) at `end`.
    Good { head: RecordHead, end: u32 },
}

/// Reads the head of the record at `offset` of a block to the front of `front`.
pub(crate) fn read_head<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block: &Block,
    offset: u32,
    front: &mut Front,
) -> Result<Head, M::Error> {
    let (head, _) = read_front(medium, layout, block, offset, front)?;
    Ok(head)
}

/// Reads the front of the record at a place. Returns its head, and how many bytes there are of
/// the record and of what follows it.
fn read_front<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block: &Block,
    offset: u32,
    front: &mut Front,
) -> Result<(Head, usize), M::Error> {
    let room = layout.block_size.saturating_sub(offset) as usize;
    if room == 0 {
        return Ok((Head::Erased, 0));
    }
    // Records of one size come whole, if they are short; of others the head tells the size.
    let len = match layout.stride() {
        Some(stride) => (stride as usize).clamp(RECORD_HEAD_LEN_MAX, GATHER_LEN),
        None => RECORD_HEAD_LEN_MAX,
    };
    let bytes = front.first(len.min(room));
    medium.read(block.base + u64::from(offset), bytes)?;
    let head = match parse_head(layout, bytes) {
        Head::Plausible(head) if head.record_len() > room => Head::Impossible,
        other => other,
    };
    Ok((head, bytes.len()))
}

/// Reads and checks record `seqno` at `offset` of a block.
pub(crate) fn check_record<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block: &Block,
    offset: u32,
    seqno: Seqno,
) -> Result<Checked, M::Error> {
    read_record(
        medium,
        layout,
        block,
        (offset, seqno),
        &mut Front::new(),
        &mut [],
    )
}

/// The same. The head, all but its checksum, goes to the front of `front`; the payload to that of
/// `payload` if it has room for it, and the record is checked all the same if not.
pub(crate) fn read_record<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block: &Block,
    place: (u32, Seqno),
    front: &mut Front,
    payload: &mut [u8],
) -> Result<Checked, M::Error> {
    #[cfg(feature = "std")]
    if let Some(found) = read_in_memory(
        medium,
        layout,
        block,
        place,
        &mut Beginning::default(),
        payload,
    )? {
        front.first(found.head.len()).copy_from_slice(found.bytes);
        let (head, end) = (found.head, found.end);
        return Ok(Checked::Good { head, end });
    }
    let (offset, seqno) = place;
    let (head, read) = match read_front(medium, layout, block, offset, front)? {
        (Head::Erased, _) => return Ok(Checked::Erased),
        (Head::Impossible, _) => return Ok(Checked::Damaged { hop: None }),
        (Head::Plausible(head), read) => (head, read),
    };
    let len = head.record_len();
    let there = len.min(read);
    if let Some(first) = payload.get_mut(..there - head.len()) {
        first.copy_from_slice(&front.first(there)[head.len()..]);
    }
    let mut crc = front.checksum(block.seed, seqno, there);
    if there < len {
        let at = block.base + u64::from(offset) + there as u64;
        crc = match payload.get_mut(there - head.len()..len - head.len()) {
            Some(rest) => {
                medium.read(at, rest)?;
                crc32c(crc, rest)
            }
            None => checksum_of(medium, (at, len - there), crc)?,
        };
    }
    let end = offset + layout.pad(len as u32);
    if crc == head.crc {
        Ok(Checked::Good { head, end })
    } else {
        Ok(Checked::Damaged { hop: Some(end) })
    }
}

/// Checks a record that lies in memory as a whole and has no extensions, without a copy; the
/// payload goes to the front of `payload` if that has room for it. `None` unless the record is
/// sound.
#[cfg(feature = "std")]
#[inline(always)]
pub(crate) fn read_in_memory<'a, M: Medium>(
    medium: &'a mut M,
    layout: &Layout,
    block: &Block,
    (offset, seqno): (u32, Seqno),
    beginning: &mut Beginning,
    payload: &mut [u8],
) -> Result<Option<Found<'a>>, M::Error> {
    let room = layout.block_size.saturating_sub(offset) as usize;
    let least = layout
        .stride()
        .map_or(RECORD_HEADER_LEN, |stride| stride as usize);
    if room < least {
        return Ok(None);
    }
    let Some(bytes) = medium.peek(block.base + u64::from(offset), least)? else {
        return Ok(None);
    };
    let bytes = bytes.get(..room).unwrap_or(bytes);
    let Some(head) = parse_bare_head(layout, bytes) else {
        return Ok(None);
    };
    let len = head.record_len();
    let (Some(record), Some([_, _, _, _, described @ ..])) =
        (bytes.get(..len), bytes.first_chunk::<RECORD_HEADER_LEN>())
    else {
        return Ok(None);
    };
    let begun = beginning.checksum(block.seed, seqno.get(), *described);
    if crc32c(begun, &record[RECORD_HEADER_LEN..]) != head.crc {
        return Ok(None);
    }
    if let Some(payload) = payload.get_mut(..head.payload_len()) {
        payload.copy_from_slice(&record[head.len()..]);
    }
    let end = offset + layout.pad(len as u32);
    Ok(Some(Found {
        seqno,
        offset,
        end,
        head,
        bytes: &record[..head.len()],
    }))
}

/// Continues a checksum over what lies on the medium.
pub(crate) fn checksum_of<M: Medium>(
    medium: &mut M,
    (mut at, mut left): (u64, usize),
    mut crc: u32,
) -> Result<u32, M::Error> {
    let mut chunk = [0; CHUNK_LEN];
    while left > 0 {
        let part = &mut chunk[..left.min(CHUNK_LEN)];
        medium.read(at, part)?;
        crc = crc32c(crc, part);
        at += part.len() as u64;
        left -= part.len();
    }
    Ok(crc)
}

/// Checks record `seqno`, which lies at `offset` or, if that is padding, where the next batch
/// begins; then `offset` moves there.
///
/// Padding is not looked at, so damage to it does no harm: a record further on with the right
/// number is the right one.
fn check_next<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block: &Block,
    offset: &mut u32,
    seqno: Seqno,
    front: &mut Front,
) -> Result<Checked, M::Error> {
    let checked = read_record(medium, layout, block, (*offset, seqno), front, &mut [])?;
    if let Checked::Good { .. } = checked {
        return Ok(checked);
    }
    let Some(after) = block.next_batch(layout, *offset) else {
        return Ok(checked);
    };
    let next = read_record(medium, layout, block, (after, seqno), front, &mut [])?;
    Ok(match (checked, next) {
        (_, Checked::Good { .. }) | (Checked::Erased, Checked::Damaged { .. }) => {
            *offset = after;
            next
        }
        _ => checked,
    })
}

/// A valid record that a scan came upon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    pub(crate) seqno: Seqno,
    pub(crate) offset: u32,
    pub(crate) end: u32,
    pub(crate) head: RecordHead,
    /// The bytes of the head; its checksum may be gone.
    pub(crate) bytes: &'a [u8],
}

impl Found<'_> {
    /// Who appended the record.
    pub(crate) fn producer(&self, layout: &Layout) -> Option<Producer> {
        self.head.entry(layout, self.seqno, self.bytes).producer
    }

    /// Whether the record proves that all before it were durable once.
    pub(crate) fn after_sync(&self) -> bool {
        self.head.flags & flag::AFTER_SYNC != 0
    }
}

/// Visits the valid records of a block in order, stepping over damaged ones, until `visit` returns
/// false or nothing more is found.
pub(crate) fn scan_block<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block: &Block,
    visit: &mut dyn FnMut(&Found) -> bool,
) -> Result<(), FaultOf<M>> {
    let mut offset = block.first_offset;
    let mut seqno = block.header.first_seqno;
    let mut budget = u64::from(layout.block_size) * SEARCH_FACTOR;
    let mut front = Front::new();
    #[cfg(feature = "std")]
    let mut beginning = Beginning::default();
    while offset < layout.block_size {
        #[cfg(feature = "std")]
        if let Some(found) = read_in_memory(
            medium,
            layout,
            block,
            (offset, seqno),
            &mut beginning,
            &mut [],
        )? {
            if !visit(&found) {
                return Ok(());
            }
            (offset, seqno) = (found.end, seqno.after());
            continue;
        }
        match check_next(medium, layout, block, &mut offset, seqno, &mut front)? {
            Checked::Erased => return Ok(()),
            Checked::Good { head, end } => {
                let found = Found {
                    seqno,
                    offset,
                    end,
                    head,
                    bytes: front.first(head.len()),
                };
                if !visit(&found) {
                    return Ok(());
                }
                offset = end;
            }
            Checked::Damaged { hop } => {
                let from = (offset, seqno.after());
                match find_after_damage(medium, layout, block, from, hop, &mut budget, &mut front)?
                {
                    Some(next) => offset = next,
                    None => return Ok(()),
                }
            }
        }
        seqno = seqno.after();
    }
    Ok(())
}

/// Where the record after a damaged one begins. `from` is the damaged record's offset and the
/// sequence number to look for.
fn find_after_damage<M: Medium>(
    medium: &mut M,
    layout: &Layout,
    block: &Block,
    from: (u32, Seqno),
    hop: Option<u32>,
    budget: &mut u64,
    front: &mut Front,
) -> Result<Option<u32>, FaultOf<M>> {
    let (damaged, wanted) = from;
    if let Some(stride) = block.stride(layout) {
        return Ok(damaged.checked_add(stride));
    }
    if let Some(mut hop) = hop
        && let Checked::Good { .. } = check_next(medium, layout, block, &mut hop, wanted, front)?
    {
        return Ok(Some(hop));
    }
    let longest = layout.record_len(layout.shape.extensions, layout.payload_len_max() as usize);
    let last = damaged
        .saturating_add(longest)
        .saturating_add(block.header.batch.len())
        .min(layout.block_size);
    let mut offset = damaged + layout.write_unit;
    while offset < last {
        let cost = match read_head(medium, layout, block, offset, front)? {
            Head::Plausible(head) => head.payload_len() as u64 + 64,
            _ => 64,
        };
        let Some(left) = budget.checked_sub(cost) else {
            return Ok(None);
        };
        *budget = left;
        if cost > 64
            && let Checked::Good { .. } =
                read_record(medium, layout, block, (offset, wanted), front, &mut [])?
        {
            return Ok(Some(offset));
        }
        offset += layout.write_unit;
    }
    Ok(None)
}
