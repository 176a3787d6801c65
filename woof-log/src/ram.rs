//! Memory as a medium.

use crate::{Geometry, Medium, MediumError, MediumErrorKind};

/// Memory as a medium, for tests and for logs that need not survive.
///
/// `B` is any owner of bytes, for example `[u8; 4096]`, `&mut [u8]` or `Vec<u8>`.
#[derive(Clone, Debug)]
pub struct RamMedium<B> {
    bytes: B,
    geometry: Geometry,
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> RamMedium<B> {
    /// A medium over as many whole blocks as `bytes` holds, erased as `bytes` stands (zero is the
    /// erased byte), or `None` if that makes no valid geometry.
    #[must_use]
    pub fn new(bytes: B, block_size: u32) -> Option<Self> {
        let blocks = bytes.as_ref().len().checked_div(block_size as usize)?;
        let geometry = Geometry {
            block_size,
            block_count: u32::try_from(blocks).ok()?,
            write_unit: 1,
            erased: 0,
            write_through: true,
        };
        geometry.is_valid().then_some(Self { bytes, geometry })
    }

    /// Gives the memory back.
    pub fn into_inner(self) -> B {
        self.bytes
    }

    fn slice(&mut self, at: u64, len: usize) -> Result<&mut [u8], OutsideMedium> {
        let start = usize::try_from(at).map_err(|_| OutsideMedium)?;
        let end = start.checked_add(len).ok_or(OutsideMedium)?;
        self.bytes.as_mut().get_mut(start..end).ok_or(OutsideMedium)
    }
}

/// An address outside the medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address lies outside the medium")]
pub struct OutsideMedium;

impl MediumError for OutsideMedium {
    fn kind(&self) -> MediumErrorKind {
        MediumErrorKind::Io
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> Medium for RamMedium<B> {
    type Error = OutsideMedium;

    fn geometry(&self) -> Geometry {
        self.geometry
    }

    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), OutsideMedium> {
        buffer.copy_from_slice(self.slice(at, buffer.len())?);
        Ok(())
    }

    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), OutsideMedium> {
        self.slice(at, data.len())?.copy_from_slice(data);
        Ok(())
    }

    fn erase(&mut self, block: u32) -> Result<(), OutsideMedium> {
        let size = self.geometry.block_size;
        let erased = self.geometry.erased;
        self.slice(u64::from(block) * u64::from(size), size as usize)?
            .fill(erased);
        Ok(())
    }

    fn sync(&mut self) -> Result<(), OutsideMedium> {
        Ok(())
    }
}
