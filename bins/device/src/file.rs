//! Files of the debugger's machine, by semihosting: what an emulated board exchanges with tests.

use iotpy_core::text::sink::{Full, Sink};

use crate::semihosting::syscall;

const READ_BINARY: usize = 1;
const WRITE_BINARY: usize = 5;
/// What `SYS_OPEN` answers if there is no such file.
const FAILED: usize = usize::MAX;

/// Reads a whole file, whose name ends with a zero; `None` if there is none or it does not fit.
pub fn read<'b>(name: &'static [u8], buffer: &'b mut [u8]) -> Option<&'b [u8]> {
    let handle = open(name, READ_BINARY)?;
    // SAFETY: semihosting answers a number and touches no memory of ours.
    let length = unsafe { syscall!(FLEN, handle) };
    let place = buffer.get_mut(..length)?;
    // SAFETY: semihosting writes `length` bytes, which `place` has.
    let left = unsafe { syscall!(READ, handle, place.as_mut_ptr(), length) };
    // SAFETY: the handle is closed once.
    let _closed = unsafe { syscall!(CLOSE, handle) };
    (left == 0).then_some(place)
}

fn open(name: &'static [u8], mode: usize) -> Option<usize> {
    debug_assert_eq!(name.last(), Some(&0));
    // SAFETY: semihosting reads the name, which is static and ends with a zero.
    let handle = unsafe { syscall!(OPEN, name.as_ptr(), mode, name.len() - 1) };
    (handle != FAILED).then_some(handle)
}

/// A file that is written from its start.
pub struct File {
    handle: usize,
    buffer: [u8; 512],
    used: usize,
}

impl File {
    /// Makes a file whose name ends with a zero, or empties the one that is there.
    pub fn create(name: &'static [u8]) -> Option<File> {
        Some(File {
            handle: open(name, WRITE_BINARY)?,
            buffer: [0; 512],
            used: 0,
        })
    }

    /// Writes what is left and closes it.
    ///
    /// # Errors
    /// [`Full`] if the other side did not take all of it.
    pub fn close(mut self) -> Result<(), Full> {
        self.flush()?;
        // SAFETY: the handle is closed once.
        let failed = unsafe { syscall!(CLOSE, self.handle) };
        if failed == 0 { Ok(()) } else { Err(Full) }
    }

    fn flush(&mut self) -> Result<(), Full> {
        // SAFETY: semihosting reads `used` bytes, which the buffer has.
        let left = unsafe { syscall!(WRITE, self.handle, self.buffer.as_ptr(), self.used) };
        self.used = 0;
        if left == 0 { Ok(()) } else { Err(Full) }
    }
}

impl Sink for File {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        for byte in bytes {
            if self.used == self.buffer.len() {
                self.flush()?;
            }
            self.buffer[self.used] = *byte;
            self.used += 1;
        }
        Ok(())
    }
}
