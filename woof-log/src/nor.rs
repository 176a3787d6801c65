//! NOR flash as a medium.

use embedded_storage::nor_flash::{NorFlash, NorFlashError, NorFlashErrorKind};

use crate::{Geometry, Medium, MediumError, MediumErrorKind};

/// Any NOR flash with the traits of `embedded-storage` as a medium.
///
/// Plain [`NorFlash`] is enough: a log never programs a word twice, so flash with error
/// correction works too. Reads are in units of one byte; a flash that reads only larger units
/// is refused by [`Nor::new`].
#[derive(Debug)]
pub struct Nor<F> {
    flash: F,
    geometry: Geometry,
}

impl<F: NorFlash> Nor<F> {
    /// The flash as a medium with one block per erase unit, or `None` if its sizes do not suit a
    /// log (write unit above 256 bytes, fewer than 3 blocks, reads in units above one byte).
    #[must_use]
    pub fn new(flash: F) -> Option<Self> {
        let block_size = u32::try_from(F::ERASE_SIZE).ok()?;
        let blocks = flash.capacity().checked_div(F::ERASE_SIZE)?;
        let geometry = Geometry {
            block_size,
            block_count: u32::try_from(blocks).ok()?,
            write_unit: u32::try_from(F::WRITE_SIZE).ok()?,
            erased: 0xFF,
            write_through: true,
        };
        (geometry.is_valid() && F::READ_SIZE == 1).then_some(Self { flash, geometry })
    }

    /// Gives the flash back.
    pub fn into_inner(self) -> F {
        self.flash
    }
}

/// An error of a NOR flash.
#[derive(Debug)]
pub struct NorError(NorFlashErrorKind);

impl NorError {
    /// What the flash driver reported.
    #[must_use]
    pub fn flash_kind(&self) -> NorFlashErrorKind {
        self.0
    }
}

impl MediumError for NorError {
    fn kind(&self) -> MediumErrorKind {
        MediumErrorKind::Io
    }
}

/// Flash addresses have 32 bits.
fn address(at: u64) -> Result<u32, NorError> {
    u32::try_from(at).map_err(|_| NorError(NorFlashErrorKind::OutOfBounds))
}

impl<F: NorFlash> Medium for Nor<F> {
    type Error = NorError;

    fn geometry(&self) -> Geometry {
        self.geometry
    }

    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), NorError> {
        self.flash
            .read(address(at)?, buffer)
            .map_err(|error| NorError(error.kind()))
    }

    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), NorError> {
        self.flash
            .write(address(at)?, data)
            .map_err(|error| NorError(error.kind()))
    }

    fn erase(&mut self, block: u32) -> Result<(), NorError> {
        let size = u64::from(self.geometry.block_size);
        let from = address(u64::from(block) * size)?;
        let to = address((u64::from(block) + 1) * size)?;
        self.flash
            .erase(from, to)
            .map_err(|error| NorError(error.kind()))
    }

    fn sync(&mut self) -> Result<(), NorError> {
        Ok(())
    }
}
