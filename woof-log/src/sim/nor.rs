//! A simulated NOR flash.

use std::collections::BTreeMap;
use std::vec::Vec;

use super::SimError;
use super::fault::{Fate, Faults};
use super::random::Random;
use crate::{Geometry, Medium};

/// A simulated NOR flash.
///
/// Writes become durable in order. A write that the power cut interrupts leaves whole words, then
/// one word in between; an interrupted erase leaves a mixture. What was interrupted stays
/// *unstable*: it may read differently after every restart until its block is erased. Writing a
/// word twice, or part of one, is refused, so a test notices a caller that does.
#[derive(Clone, Debug)]
pub struct SimNor {
    geometry: Geometry,
    bytes: Vec<u8>,
    /// By word: whether it was written since its last erase.
    written: Vec<bool>,
    /// By byte: the two values that an unstable byte lies between.
    unstable: BTreeMap<usize, (u8, u8)>,
    faults: Faults,
    random: Random,
    erase_counts: Vec<u64>,
}

impl SimNor {
    /// An erased flash, or `None` for a geometry that no log could use. The geometry is taken as
    /// write-through.
    #[must_use]
    pub fn new(geometry: Geometry, seed: u64) -> Option<Self> {
        if !geometry.is_valid() {
            return None;
        }
        let geometry = Geometry {
            write_through: true,
            ..geometry
        };
        let len = geometry.block_size as usize * geometry.block_count as usize;
        Some(Self {
            geometry,
            bytes: std::vec![geometry.erased; len],
            written: std::vec![false; len / geometry.write_unit as usize],
            unstable: BTreeMap::new(),
            faults: Faults::default(),
            random: Random::new(seed),
            erase_counts: std::vec![0; geometry.block_count as usize],
        })
    }

    /// Writing operations so far.
    #[must_use]
    pub fn operation_count(&self) -> u64 {
        self.faults.operation_count
    }

    /// How often each block was erased.
    #[must_use]
    pub fn erase_counts(&self) -> &[u64] {
        &self.erase_counts
    }

    /// Cuts the power during the operation with this number, counted from 0.
    pub fn cut_at(&mut self, operation: u64) {
        self.faults.cut_at = Some(operation);
    }

    /// Makes the operation with this number fail: without effect, or with [`SimError::Short`]
    /// after a part of it.
    pub fn fail_at(&mut self, operation: u64, error: SimError) {
        self.faults.injected.insert(operation, error);
    }

    /// Reads so far.
    #[must_use]
    pub fn read_count(&self) -> u64 {
        self.faults.read_count
    }

    /// Makes the read with this number fail.
    pub fn fail_read_at(&mut self, read: u64, error: SimError) {
        self.faults.injected_in_reads.insert(read, error);
    }

    /// Forgets the failures and cuts that were asked for and have not come.
    pub fn heal(&mut self) {
        self.faults.heal();
    }

    /// Chooses other outcomes for what follows.
    pub fn reseed(&mut self, seed: u64) {
        self.random = Random::new(seed);
    }

    /// Turns the power on again.
    pub fn restart(&mut self) {
        self.faults.restart();
        let unstable: Vec<_> = self
            .unstable
            .iter()
            .map(|(at, ends)| (*at, *ends))
            .collect();
        let mood = self.random.below(4);
        for (at, (before, after)) in unstable {
            self.bytes[at] = match mood {
                0 => before,
                1 => after,
                _ => {
                    let mask = self.random.byte();
                    before & mask | after & !mask
                }
            };
        }
    }

    /// Flips one bit, as wear and radiation do.
    pub fn flip(&mut self, at: usize, bit: u8) {
        if let Some(byte) = self.bytes.get_mut(at) {
            *byte ^= 1 << (bit & 7);
        }
    }

    fn range(&self, at: u64, len: usize) -> Result<core::ops::Range<usize>, SimError> {
        let start = usize::try_from(at).map_err(|_| SimError::Outside)?;
        let end = start.checked_add(len).ok_or(SimError::Outside)?;
        if end <= self.bytes.len() {
            Ok(start..end)
        } else {
            Err(SimError::Outside)
        }
    }

    fn words(&self, range: &core::ops::Range<usize>) -> core::ops::Range<usize> {
        let unit = self.geometry.write_unit as usize;
        range.start / unit..range.end.div_ceil(unit)
    }

    /// Leaves a byte between two values.
    fn tear(&mut self, at: usize, target: u8) {
        let before = self
            .unstable
            .get(&at)
            .map_or(self.bytes[at], |(before, _)| *before);
        self.unstable.insert(at, (before, target));
    }

    fn cut_write(&mut self, start: usize, data: &[u8]) {
        let unit = self.geometry.write_unit as usize;
        let whole = self.random.below(data.len() / unit + 1) * unit;
        self.bytes[start..start + whole].copy_from_slice(&data[..whole]);
        let torn = start + whole..(start + whole + unit).min(start + data.len());
        for at in torn {
            self.tear(at, data[at - start]);
        }
    }
}

impl Medium for SimNor {
    type Error = SimError;

    fn geometry(&self) -> Geometry {
        self.geometry
    }

    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), SimError> {
        self.faults.next_read()?;
        let range = self.range(at, buffer.len())?;
        buffer.copy_from_slice(&self.bytes[range]);
        Ok(())
    }

    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), SimError> {
        let range = self.range(at, data.len())?;
        let unit = self.geometry.write_unit as usize;
        if !range.start.is_multiple_of(unit) || !data.len().is_multiple_of(unit) {
            return Err(SimError::Unaligned);
        }
        let words = self.words(&range);
        if self.written[words.clone()].contains(&true) {
            return Err(SimError::WrittenTwice);
        }
        match self.faults.next()? {
            Fate::Fails(SimError::Short) => {
                self.written[words].fill(true);
                self.cut_write(range.start, data);
                Err(SimError::Short)
            }
            Fate::Fails(error) => Err(error),
            Fate::Works => {
                self.written[words].fill(true);
                self.bytes[range].copy_from_slice(data);
                Ok(())
            }
            Fate::IsCut => {
                self.written[words].fill(true);
                self.cut_write(range.start, data);
                Err(SimError::PowerCut)
            }
        }
    }

    fn erase(&mut self, block: u32) -> Result<(), SimError> {
        let size = self.geometry.block_size as usize;
        let range = self.range(u64::from(block) * size as u64, size)?;
        let fate = self.faults.next()?;
        if let Fate::Fails(error) = fate
            && error != SimError::Short
        {
            return Err(error);
        }
        self.erase_counts[block as usize] += 1;
        let words = self.words(&range);
        if fate != Fate::Works {
            self.written[words].fill(true);
            for at in range {
                self.tear(at, self.geometry.erased);
            }
            return Err(match fate {
                Fate::Fails(error) => error,
                _ => SimError::PowerCut,
            });
        }
        self.written[words].fill(false);
        self.unstable.retain(|at, _| !range.contains(at));
        self.bytes[range].fill(self.geometry.erased);
        Ok(())
    }

    fn sync(&mut self) -> Result<(), SimError> {
        match self.faults.next()? {
            Fate::Works => Ok(()),
            Fate::IsCut => Err(SimError::PowerCut),
            Fate::Fails(error) => Err(error),
        }
    }
}
