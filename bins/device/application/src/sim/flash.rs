//! NOR flash in a file.

use std::fs::{File, OpenOptions, rename};
use std::io::{self, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::vec::Vec;

use embedded_storage::nor_flash::{
    ErrorType, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash,
};

/// Bytes that are erased together, as in common flash chips.
pub const ERASE_BYTES: usize = 4096;
const ERASED: u8 = 0xFF;

/// A file that behaves as NOR flash does: erasing sets all bits of a sector, writing clears bits.
///
/// What was written is in the file when the call returns, so it survives the end of the process
/// at any moment; a loss of power of this machine it need not survive.
#[derive(Debug)]
pub struct FileFlash {
    file: File,
    bytes: usize,
}

/// Why the file does not work as flash.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileFlashError {
    /// An address lies outside, or between two units.
    #[error("the address lies outside of the flash, or between two of its units")]
    Address,
    /// The file fails.
    #[error("the file of the flash fails: {0}")]
    File(#[from] io::Error),
    /// The file has a size that no flash has.
    #[error("the file has {bytes} bytes; a flash has a multiple of {ERASE_BYTES}")]
    Size {
        /// Its size.
        bytes: u64,
    },
}

impl NorFlashError for FileFlashError {
    fn kind(&self) -> NorFlashErrorKind {
        match self {
            Self::Address => NorFlashErrorKind::OutOfBounds,
            _ => NorFlashErrorKind::Other,
        }
    }
}

impl FileFlash {
    /// Opens the flash in this file, or makes an erased one of so many bytes.
    ///
    /// # Errors
    /// [`FileFlashError`].
    pub fn open(path: &Path, bytes: usize) -> Result<FileFlash, FileFlashError> {
        if !path.exists() {
            // Whoever is killed meanwhile leaves no flash that is too small.
            let made = path.with_extension("making");
            let mut file = File::create(&made)?;
            let sector = [ERASED; ERASE_BYTES];
            for _ in 0..bytes / ERASE_BYTES {
                file.write_all(&sector)?;
            }
            drop(file);
            rename(&made, path)?;
        }
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        let found = file.metadata()?.len();
        let size = usize::try_from(found).unwrap_or(usize::MAX);
        if !size.is_multiple_of(ERASE_BYTES) || found > u64::from(u32::MAX) {
            return Err(FileFlashError::Size { bytes: found });
        }
        Ok(FileFlash { file, bytes: size })
    }

    fn check(&self, offset: u32, length: usize, unit: usize) -> Result<u64, FileFlashError> {
        let start = offset as usize;
        let is_whole = start.is_multiple_of(unit) && length.is_multiple_of(unit);
        let end = start.checked_add(length);
        match end.is_some_and(|end| end <= self.bytes) && is_whole {
            true => Ok(offset.into()),
            false => Err(FileFlashError::Address),
        }
    }
}

impl ErrorType for FileFlash {
    type Error = FileFlashError;
}

impl ReadNorFlash for FileFlash {
    const READ_SIZE: usize = 1;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), FileFlashError> {
        let at = self.check(offset, bytes.len(), 1)?;
        Ok(self.file.read_exact_at(bytes, at)?)
    }

    fn capacity(&self) -> usize {
        self.bytes
    }
}

impl NorFlash for FileFlash {
    const WRITE_SIZE: usize = 4;
    const ERASE_SIZE: usize = ERASE_BYTES;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), FileFlashError> {
        let length = to.checked_sub(from).ok_or(FileFlashError::Address)? as usize;
        let at = self.check(from, length, ERASE_BYTES)?;
        let sector = [ERASED; ERASE_BYTES];
        for step in (0..length).step_by(ERASE_BYTES) {
            self.file.write_all_at(&sector, at + step as u64)?;
        }
        Ok(())
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), FileFlashError> {
        let at = self.check(offset, bytes.len(), Self::WRITE_SIZE)?;
        let mut cells = std::vec![0; bytes.len()];
        self.file.read_exact_at(&mut cells, at)?;
        let written: Vec<u8> = cells
            .iter()
            .zip(bytes)
            .map(|(old, new)| old & new)
            .collect();
        Ok(self.file.write_all_at(&written, at)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_clears_bits_and_erasing_sets_them() {
        let home = tempfile::tempdir().expect("a temporary directory");
        let path = home.path().join("flash");
        let mut flash = FileFlash::open(&path, 2 * ERASE_BYTES).expect("a flash");
        flash.write(8, &[0xF0, 1, 2, 3]).expect("it is written");
        flash.write(8, &[0x3C, 1, 2, 3]).expect("it is written");
        drop(flash);
        let mut flash = FileFlash::open(&path, 9 * ERASE_BYTES).expect("a flash");
        assert_eq!(flash.capacity(), 2 * ERASE_BYTES);
        let mut bytes = [0; 4];
        flash.read(8, &mut bytes).expect("it is read");
        assert_eq!(bytes, [0x30, 1, 2, 3]);
        flash.erase(0, ERASE_BYTES as u32).expect("it is erased");
        flash.read(8, &mut bytes).expect("it is read");
        assert_eq!(bytes, [ERASED; 4]);
        let end = 2 * ERASE_BYTES as u32;
        assert!(flash.write(2, &[0; 4]).is_err() && flash.write(end, &[0; 4]).is_err());
        assert!(flash.erase(4, ERASE_BYTES as u32).is_err());
    }
}
