//! Packages in flash: two logs, of which one holds the package in use and the other the next one.
//!
//! A download goes to the log that is not in use, piece by piece, and counts from the moment in
//! which its last record is there. So a loss of power leaves the old package or the new one.
//!
//! | record | bytes |
//! |---|---|
//! | a piece | 0, then up to 256 bytes of the package |
//! | the end | 1, generation u32, length u32, length of the ETag u8, the ETag (8 bytes) |

use faas_runtime::coap::ETag;
use woof_log::{Append, LogId, LogStore as _, Medium, Seqno};

use crate::journal::{FunctionLogs, Journal, JournalResult};

/// Bytes of the package in a record.
pub const PIECE_BYTES: usize = 256;
const PIECE: u8 = 0;
const END: u8 = 1;
const END_BYTES: usize = 18;

/// A package that is in flash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    log: LogId,
    /// Counts the packages of this function.
    pub generation: u32,
    /// Its length in bytes.
    pub bytes: u32,
    /// What the edge calls it.
    pub etag: Option<ETag>,
    end: Seqno,
}

/// A package on its way into flash.
#[derive(Clone, Copy, Debug)]
pub struct Staged {
    log: LogId,
    generation: u32,
    bytes: u32,
    pieces: u64,
}

impl Staged {
    /// The package as it will be stored.
    #[must_use]
    pub const fn bytes(&self) -> u32 {
        self.bytes
    }
}

impl<M: Medium> Journal<'_, '_, M> {
    /// The package in use, if there is one.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError).
    pub fn package(&mut self, logs: &FunctionLogs) -> JournalResult<Option<Stored>, M> {
        let mut found: Option<Stored> = None;
        for log in logs.packages {
            if let Some(stored) = self.ended(log)?
                && found.is_none_or(|other| other.generation < stored.generation)
            {
                found = Some(stored);
            }
        }
        Ok(found)
    }

    /// The package of a log, if it is complete.
    fn ended(&mut self, log: LogId) -> JournalResult<Option<Stored>, M> {
        let bounds = self.store.bounds(log)?;
        if bounds.is_empty() {
            return Ok(None);
        }
        let mut record = [0; 1 + PIECE_BYTES];
        let read = self.read(log, bounds.newest, &mut record)?;
        let Some((&[END, g0, g1, g2, g3, b0, b1, b2, b3, etag], rest)) = read.split_first_chunk()
        else {
            return Ok(None);
        };
        Ok(Some(Stored {
            log,
            generation: u32::from_le_bytes([g0, g1, g2, g3]),
            bytes: u32::from_le_bytes([b0, b1, b2, b3]),
            etag: rest.get(..usize::from(etag)).and_then(ETag::new),
            end: bounds.newest,
        }))
    }

    /// Reads a package into the front of `space`. Whether it is whole and fits.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError).
    pub fn load(&mut self, stored: &Stored, space: &mut [u8]) -> JournalResult<bool, M> {
        let bytes = self.load_pieces(stored.log, stored.end, space)?;
        Ok(bytes == Some(stored.bytes as usize))
    }

    /// Reads a package that is not in use yet. Whether it is whole and fits.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError).
    pub fn load_staged(&mut self, staged: &Staged, space: &mut [u8]) -> JournalResult<bool, M> {
        let end = self.store.bounds(staged.log)?.newest.next();
        let bytes = self.load_pieces(staged.log, end, space)?;
        Ok(bytes == Some(staged.bytes as usize))
    }

    fn load_pieces(
        &mut self,
        log: LogId,
        end: Seqno,
        space: &mut [u8],
    ) -> JournalResult<Option<usize>, M> {
        let mut seqno = self.store.bounds(log)?.oldest;
        let mut record = [0; 1 + PIECE_BYTES];
        let mut used = 0;
        while seqno < end {
            let read = self.read(log, seqno, &mut record)?;
            let piece = read.get(1..).unwrap_or_default();
            let Some(room) = space.get_mut(used..used + piece.len()) else {
                return Ok(None);
            };
            room.copy_from_slice(piece);
            used += piece.len();
            seqno = seqno.next();
        }
        Ok(Some(used))
    }

    /// Begins a package in the place that is not in use.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError).
    pub fn stage(&mut self, logs: &FunctionLogs) -> JournalResult<Staged, M> {
        let used = self.package(logs)?;
        let [one, other] = logs.packages;
        let log = match used {
            Some(stored) if stored.log == one => other,
            _ => one,
        };
        let newest = self.store.bounds(log)?.newest;
        self.store.trim(log, newest)?;
        Ok(Staged {
            log,
            generation: used.map_or(1, |stored| stored.generation.wrapping_add(1)),
            bytes: 0,
            pieces: 0,
        })
    }

    /// Adds to a package.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError), with `NoSpace` if it is too long.
    pub fn add(&mut self, staged: &mut Staged, bytes: &[u8]) -> JournalResult<(), M> {
        for piece in bytes.chunks(PIECE_BYTES) {
            let mut record = [PIECE; 1 + PIECE_BYTES];
            record[1..=piece.len()].copy_from_slice(piece);
            let record = &record[..=piece.len()];
            self.store.append(staged.log, &Append::new(record))?;
            staged.bytes += piece.len() as u32;
            staged.pieces += 1;
        }
        Ok(())
    }

    /// Makes a package the one in use.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError).
    pub fn install(&mut self, staged: &Staged, etag: Option<ETag>) -> JournalResult<Stored, M> {
        let mut record = [0; END_BYTES];
        record[0] = END;
        record[1..5].copy_from_slice(&staged.generation.to_le_bytes());
        record[5..9].copy_from_slice(&staged.bytes.to_le_bytes());
        if let Some(etag) = &etag {
            let bytes = etag.as_bytes();
            record[9] = bytes.len() as u8;
            record[10..10 + bytes.len()].copy_from_slice(bytes);
        }
        let end = self
            .store
            .append(staged.log, &Append::new(&record))?
            .seqno();
        Ok(Stored {
            log: staged.log,
            generation: staged.generation,
            bytes: staged.bytes,
            etag,
            end,
        })
    }
}
