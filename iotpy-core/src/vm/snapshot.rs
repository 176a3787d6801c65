//! A stopped machine as bytes, and back: in an arena of another size, in another process, on a
//! processor with another word size. `docs/formats/snapshot.md` has the layout.

use super::{ARENA_CELLS_MIN, FRAME_CELLS, MAGIC, Vm};
use crate::binary::checksum::crc32;
use crate::heap::{STATE_CELLS, slot, stack_end};
use crate::text::sink::{Full, Sink};
use crate::value::Value;
use crate::verify::Program;

/// The version of the format that is written, the only one that is read.
pub const SNAPSHOT_VERSION: u16 = 1;
/// Bytes before the cells.
const HEADER_BYTES: usize = 32;
const SNAPSHOT_MAGIC: [u8; 4] = *b"IoTS";

/// Why a snapshot was not restored. The arena then holds no machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RestoreError {
    /// Too short, or of another kind.
    #[error("these bytes are no snapshot of a machine")]
    NotASnapshot,
    /// Written by another version of the machine.
    #[error("the snapshot has version {0}, this machine reads version {SNAPSHOT_VERSION}")]
    Version(u16),
    /// Taken of a machine that ran another package, or the same program compiled otherwise.
    #[error("the snapshot is of another package")]
    OtherPackage,
    /// The checksum does not match, or the state contradicts itself.
    #[error("the snapshot is damaged")]
    Damaged,
    /// The state does not fit.
    #[error("the arena has {cells} cells of 8 bytes, the snapshot needs at least {needed}")]
    TooSmall {
        /// Cells given.
        cells: usize,
        /// Cells needed at least.
        needed: usize,
    },
}

/// The sizes and sums at the start of a snapshot.
struct Header {
    package_bytes: u32,
    package_checksum: u32,
    /// Cells of the state, the globals and the objects.
    low_cells: u32,
    /// Cells of the frames.
    stack_cells: u32,
    checksum: u32,
}

impl Header {
    fn to_bytes(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        bytes[..4].copy_from_slice(&SNAPSHOT_MAGIC);
        bytes[4..6].copy_from_slice(&SNAPSHOT_VERSION.to_le_bytes());
        let words = [
            self.package_bytes,
            self.package_checksum,
            self.low_cells,
            self.stack_cells,
            self.checksum,
        ];
        for (place, word) in bytes[8..].chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Header, RestoreError> {
        let header: &[u8; HEADER_BYTES] = bytes.first_chunk().ok_or(RestoreError::NotASnapshot)?;
        if header[..4] != SNAPSHOT_MAGIC {
            return Err(RestoreError::NotASnapshot);
        }
        let version = u16::from_le_bytes([header[4], header[5]]);
        if version != SNAPSHOT_VERSION {
            return Err(RestoreError::Version(version));
        }
        let (words, _) = header[8..].as_chunks();
        let word = |n: usize| u32::from_le_bytes(words[n]);
        Ok(Header {
            package_bytes: word(0),
            package_checksum: word(1),
            low_cells: word(2),
            stack_cells: word(3),
            checksum: word(4),
        })
    }
}

impl<'p, 'a> Vm<'p, 'a> {
    /// Writes all that the machine knows. It may be idle, paused in the middle of a call, or
    /// waiting for its host; it goes on afterwards as if nothing had been.
    ///
    /// The size is 32 bytes, and 8 for every cell that is in use once garbage is collected.
    ///
    /// # Errors
    /// [`Full`] if the sink does not take it all.
    pub fn snapshot(&mut self, sink: &mut dyn Sink) -> Result<(), Full> {
        self.collect_garbage();
        let status = self.heap.cells[slot::STATUS];
        self.save(status);
        let (low, stack) = (
            &self.heap.cells[..self.heap.top],
            &self.heap.cells[self.heap.sp..self.heap.stack_end()],
        );
        let cells = || low.iter().chain(stack).map(|cell| cell.to_le_bytes());
        let header = Header {
            package_bytes: self.package.image().len() as u32,
            package_checksum: self.package.checksum(),
            low_cells: low.len() as u32,
            stack_cells: stack.len() as u32,
            checksum: cells().fold(0, |sum, cell| crc32(sum, &cell)),
        };
        sink.push(&header.to_bytes())?;
        cells().try_for_each(|cell| sink.push(&cell))
    }

    /// Cells of 8 bytes without which [`Vm::restore`] cannot begin; what runs may need more.
    ///
    /// # Errors
    /// [`RestoreError::NotASnapshot`] and [`RestoreError::Version`].
    pub fn snapshot_cells_min(snapshot: &[u8]) -> Result<usize, RestoreError> {
        let header = Header::read(snapshot)?;
        // What a damaged header says may be more than a small machine can count.
        let used = (header.low_cells as usize).saturating_add(header.stack_cells as usize);
        Ok(used.saturating_add(crate::heap::RESERVE_CELLS))
    }

    /// The machine of a snapshot, which goes on where that was taken: the next [`Vm::run`] does
    /// what it would have done there, for the same fuel.
    ///
    /// A snapshot is the inside of a machine. Damage and snapshots of other packages are told, but
    /// not what somebody has made up on purpose: take snapshots only from where you would take a
    /// package's answers. A forged one cannot reach beyond its arena.
    ///
    /// # Errors
    /// See [`RestoreError`].
    pub fn restore(
        program: &Program<'p>,
        arena: &'a mut [u64],
        snapshot: &[u8],
    ) -> Result<Vm<'p, 'a>, RestoreError> {
        let header = Header::read(snapshot)?;
        let package = program.package();
        if header.package_bytes as usize != package.image().len()
            || header.package_checksum != package.checksum()
        {
            return Err(RestoreError::OtherPackage);
        }
        let needed = Self::snapshot_cells_min(snapshot)?.max(ARENA_CELLS_MIN);
        let cells = arena.len().min(u32::MAX as usize / 2);
        let end = stack_end(cells);
        if end < needed {
            let needed = needed.saturating_add(cells - end);
            return Err(RestoreError::TooSmall { cells, needed });
        }
        let body = &snapshot[HEADER_BYTES..];
        let (words, rest) = body.as_chunks::<8>();
        let low_cells = header.low_cells as usize;
        let stack_cells = header.stack_cells as usize;
        if !rest.is_empty() || words.len() != low_cells + stack_cells || low_cells < STATE_CELLS {
            return Err(RestoreError::Damaged);
        }
        if crc32(0, body) != header.checksum {
            return Err(RestoreError::Damaged);
        }
        let arena = &mut arena[..cells];
        let (low, stack) = words.split_at(low_cells);
        let stack_start = end - stack_cells;
        let places = arena[..low_cells].iter_mut().zip(low);
        places.for_each(|(cell, bytes)| *cell = u64::from_le_bytes(*bytes));
        let places = arena[stack_start..].iter_mut().zip(stack);
        places.for_each(|(cell, bytes)| *cell = u64::from_le_bytes(*bytes));
        if !move_frames(arena, low_cells, stack_cells) {
            arena[slot::MAGIC] = 0;
            return Err(RestoreError::Damaged);
        }
        Ok(Vm::open(package, arena))
    }
}

/// Frames know the places of their callers: makes them right for an arena that ends elsewhere.
fn move_frames(arena: &mut [u64], low_cells: usize, stack_cells: usize) -> bool {
    let end = stack_end(arena.len());
    let sp = arena[slot::SP];
    let Some(old_end) = sp.checked_add(stack_cells as u64) else {
        return false;
    };
    let sound = arena[slot::MAGIC] == MAGIC
        && arena[slot::TOP] == low_cells as u64
        && arena[slot::START] <= low_cells as u64
        && arena[slot::START] >= STATE_CELLS as u64;
    if !sound {
        return false;
    }
    arena[slot::SP] = (end - stack_cells) as u64;
    // Places are counted from the end, which is what stays.
    let moved = |place: u64| match old_end.checked_sub(place) {
        _ if place == 0 => Some(0),
        Some(from_end) if from_end <= stack_cells as u64 => Some(end - from_end as usize),
        _ => None,
    };
    let Some(mut base) = moved(arena[slot::BASE]) else {
        return false;
    };
    arena[slot::BASE] = base as u64;
    while base != 0 {
        if base < end - stack_cells + FRAME_CELLS {
            return false;
        }
        let caller = Value(arena[base - 2]);
        if !caller.is_int() {
            return false;
        }
        let Some(above) = moved(caller.as_int() as u32 as u64) else {
            return false;
        };
        // Callers lie higher, so that this ends.
        if above != 0 && above <= base {
            return false;
        }
        arena[base - 2] = Value::int(above as i32).0;
        base = above;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_the_one_in_the_format_document() {
        let header = Header {
            package_bytes: 604,
            package_checksum: 0x1A2B_3C4D,
            low_cells: 412,
            stack_cells: 60,
            checksum: 0x0BAD_F00D,
        };
        let document = include_str!("../../../docs/formats/snapshot.md");
        let vector = document.split("```").nth(1).map(str::split_whitespace);
        let bytes = vector.into_iter().flatten();
        let bytes = bytes.map(|byte| u8::from_str_radix(byte, 16));
        assert!(bytes.eq(header.to_bytes().map(Ok)));
        let read = Header::read(&header.to_bytes()).map(|header| header.to_bytes());
        assert_eq!(read, Ok(header.to_bytes()));
    }
}
