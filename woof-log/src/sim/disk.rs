//! A simulated disk with a cache that forgets.

use std::collections::BTreeMap;
use std::vec::Vec;

use super::SimError;
use super::fault::{Fate, Faults};
use super::random::Random;
use crate::{Geometry, Medium};

/// Bytes that a disk writes together: what a power cut may lose, keep or tear, each for itself.
pub const SECTOR_LEN: usize = 512;

/// A simulated disk.
///
/// What was written and not synced is, after a power cut, lost or kept sector by sector in any
/// combination, each sector as any of the versions that it had, or torn between two of them. An
/// erase does nothing, so blocks hold stale bytes of earlier laps. That is more hostile than a
/// directory of fresh files.
#[derive(Clone, Debug)]
pub struct SimDisk {
    geometry: Geometry,
    /// What a running system reads.
    bytes: Vec<u8>,
    /// What survives for certain.
    durable: Vec<u8>,
    /// The versions of each sector since the last sync, oldest first.
    versions: BTreeMap<usize, Vec<Vec<u8>>>,
    harms_sectors: bool,
    faults: Faults,
    random: Random,
}

impl SimDisk {
    /// A disk full of zeros, or `None` for a geometry that no log could use. The geometry is
    /// taken as not write-through, with zero as the erased byte.
    #[must_use]
    pub fn new(geometry: Geometry, seed: u64) -> Option<Self> {
        if !geometry.is_valid() {
            return None;
        }
        let geometry = Geometry {
            write_through: false,
            erased: 0,
            ..geometry
        };
        let len = geometry.block_size as usize * geometry.block_count as usize;
        let len = len.next_multiple_of(SECTOR_LEN);
        Some(Self {
            geometry,
            bytes: std::vec![0; len],
            durable: std::vec![0; len],
            versions: BTreeMap::new(),
            harms_sectors: false,
            faults: Faults::default(),
            random: Random::new(seed),
        })
    }

    /// Writing operations so far.
    #[must_use]
    pub fn operation_count(&self) -> u64 {
        self.faults.operation_count
    }

    /// Cuts the power during the operation with this number, counted from 0.
    pub fn cut_at(&mut self, operation: u64) {
        self.faults.cut_at = Some(operation);
    }

    /// Makes the operation with this number fail. A failed sync may have written anything; a
    /// write that fails with [`SimError::Short`] has written a part.
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

    /// From now on, a sector that is written when the power goes may hold nothing that was ever
    /// written to it: its write harms what it held before.
    pub fn harm_sectors(&mut self) {
        self.harms_sectors = true;
    }

    /// Chooses other outcomes for what follows.
    pub fn reseed(&mut self, seed: u64) {
        self.random = Random::new(seed);
    }

    /// Turns the power off, if it is not, and on again.
    pub fn restart(&mut self) {
        self.faults.restart();
        self.forget_unsynced();
    }

    /// Keeps of what no sync has covered whatever chance wants.
    fn forget_unsynced(&mut self) {
        for (sector, versions) in std::mem::take(&mut self.versions) {
            let range = sector * SECTOR_LEN..(sector + 1) * SECTOR_LEN;
            let sector = &mut self.durable[range];
            forget(sector, &versions, self.harms_sectors, &mut self.random);
        }
        self.bytes.clone_from(&self.durable);
    }

    /// Flips one bit, as wear and radiation do.
    pub fn flip(&mut self, at: usize, bit: u8) {
        for bytes in [&mut self.bytes, &mut self.durable] {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << (bit & 7);
            }
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
}

/// Leaves a sector, of which this is the durable version, as any of its versions or torn; or
/// harmed, if the disk does that.
pub(super) fn forget(sector: &mut [u8], versions: &[Vec<u8>], harms: bool, random: &mut Random) {
    let before = sector.to_vec();
    let pick = |random: &mut Random| match random.below(versions.len() + 1) {
        0 => before.clone(),
        version => versions[version - 1].clone(),
    };
    sector.copy_from_slice(&pick(random));
    match random.below(4) {
        0 => {
            let torn = random.below(sector.len());
            sector[torn..].copy_from_slice(&pick(random)[torn..]);
        }
        1 if harms => sector.fill_with(|| random.byte()),
        _ => {}
    }
}

impl Medium for SimDisk {
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
        let fate = self.faults.next()?;
        let (range, data) = match fate {
            Fate::Fails(SimError::Short) => {
                let len = self.random.below(data.len().max(1));
                (range.start..range.start + len, &data[..len])
            }
            Fate::Fails(error) => return Err(error),
            Fate::Works | Fate::IsCut => (range, data),
        };
        self.bytes[range.clone()].copy_from_slice(data);
        for sector in range.start / SECTOR_LEN..range.end.div_ceil(SECTOR_LEN) {
            let bytes = &self.bytes[sector * SECTOR_LEN..(sector + 1) * SECTOR_LEN];
            self.versions
                .entry(sector)
                .or_default()
                .push(bytes.to_vec());
        }
        match fate {
            Fate::Works => Ok(()),
            Fate::IsCut => Err(SimError::PowerCut),
            Fate::Fails(error) => Err(error),
        }
    }

    fn erase(&mut self, block: u32) -> Result<(), SimError> {
        let size = u64::from(self.geometry.block_size);
        self.range(u64::from(block) * size, size as usize)?;
        match self.faults.next()? {
            Fate::Works => Ok(()),
            Fate::IsCut => Err(SimError::PowerCut),
            Fate::Fails(error) => Err(error),
        }
    }

    fn sync(&mut self) -> Result<(), SimError> {
        match self.faults.next()? {
            Fate::IsCut => Err(SimError::PowerCut),
            Fate::Works => {
                self.versions.clear();
                self.durable.clone_from(&self.bytes);
                Ok(())
            }
            Fate::Fails(error) => {
                // The pages count as clean afterwards, whatever became of them.
                self.forget_unsynced();
                Err(error)
            }
        }
    }
}
