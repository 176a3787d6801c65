//! Files of the machine that runs the emulator, by semihosting.

use embedded_storage::nor_flash::{
    ErrorType, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash,
};

use crate::semihosting::{GET_CMDLINE, call, syscall};

/// Opens for reading and writing, as `fopen` does with "r+b".
const MODE_UPDATE: usize = 3;
/// Opens for reading, as with "rb".
const MODE_READ: usize = 1;
const FAILED: usize = usize::MAX;

/// A file.
pub struct HostFile {
    handle: usize,
}

impl HostFile {
    /// Opens a file; its name ends with a zero.
    pub fn open(name: &'static [u8], is_written: bool) -> Option<HostFile> {
        debug_assert!(name.ends_with(&[0]));
        let mode = if is_written { MODE_UPDATE } else { MODE_READ };
        // SAFETY: semihosting reads the name, which is static and ends with a zero.
        let handle = unsafe { syscall!(OPEN, name.as_ptr(), mode, name.len() - 1) };
        (handle != FAILED).then_some(HostFile { handle })
    }

    /// Its length in bytes.
    pub fn length(&self) -> usize {
        // SAFETY: semihosting reads the handle.
        unsafe { syscall!(FLEN, self.handle) }
    }

    /// Reads at this place. Whether all of it was there.
    pub fn read(&mut self, at: usize, bytes: &mut [u8]) -> bool {
        // SAFETY: semihosting writes to `bytes` and no further, and they outlive the call.
        unsafe {
            syscall!(SEEK, self.handle, at) == 0
                && syscall!(READ, self.handle, bytes.as_mut_ptr(), bytes.len()) == 0
        }
    }

    /// Writes at this place. Whether all of it was written.
    pub fn write(&mut self, at: usize, bytes: &[u8]) -> bool {
        // SAFETY: semihosting reads `bytes`, which outlive the call.
        unsafe {
            syscall!(SEEK, self.handle, at) == 0
                && syscall!(WRITE, self.handle, bytes.as_ptr(), bytes.len()) == 0
        }
    }
}

impl Drop for HostFile {
    fn drop(&mut self) {
        // SAFETY: semihosting reads the handle, which nobody uses afterwards.
        let _ = unsafe { syscall!(CLOSE, self.handle) };
    }
}

/// What the emulator was told for the image; cut if it does not fit.
pub fn command_line(space: &mut [u8]) -> &str {
    let mut block = [space.as_mut_ptr() as usize, space.len()];
    // SAFETY: semihosting writes at most so many bytes to `space`, and their number to the block.
    let failed = unsafe { call(GET_CMDLINE, block.as_mut_ptr() as usize) };
    let length = if failed == 0 { block[1] } else { 0 };
    let text = space.get(..length.min(space.len())).unwrap_or_default();
    core::str::from_utf8(text).unwrap_or_default()
}

/// A file that behaves as NOR flash does: erasing sets all bits of a sector, writing clears bits.
///
/// QEMU's boards do not emulate the programming of their own flash. What was written is in the
/// file when the call returns, so it survives the end of the emulator at any moment.
pub struct FileFlash {
    file: HostFile,
    bytes: usize,
}

/// The file does not work.
#[derive(Debug)]
pub struct FileFailed;

impl NorFlashError for FileFailed {
    fn kind(&self) -> NorFlashErrorKind {
        NorFlashErrorKind::Other
    }
}

impl FileFlash {
    /// The flash in this file.
    pub fn new(file: HostFile) -> FileFlash {
        let bytes = file.length();
        FileFlash { file, bytes }
    }
}

impl ErrorType for FileFlash {
    type Error = FileFailed;
}

/// What semihosting says.
fn done(succeeded: bool) -> Result<(), FileFailed> {
    if succeeded { Ok(()) } else { Err(FileFailed) }
}

impl ReadNorFlash for FileFlash {
    const READ_SIZE: usize = 1;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), FileFailed> {
        done(self.file.read(offset as usize, bytes))
    }

    fn capacity(&self) -> usize {
        self.bytes
    }
}

impl NorFlash for FileFlash {
    const WRITE_SIZE: usize = 4;
    const ERASE_SIZE: usize = 4096;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), FileFailed> {
        const ERASED: [u8; 64] = [0xFF; 64];
        let places = (from as usize..to as usize).step_by(ERASED.len());
        for at in places {
            done(self.file.write(at, &ERASED))?;
        }
        Ok(())
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), FileFailed> {
        let mut cells = [0; 64];
        for (step, new) in bytes.chunks(cells.len()).enumerate() {
            let at = offset as usize + step * cells.len();
            let cells = &mut cells[..new.len()];
            done(self.file.read(at, cells))?;
            for (cell, new) in cells.iter_mut().zip(new) {
                *cell &= new;
            }
            done(self.file.write(at, cells))?;
        }
        Ok(())
    }
}
