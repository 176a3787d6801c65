//! Text to the debugger's console, by semihosting, without `core::fmt` and its weight in flash.

use iotpy_core::text::sink::{Full, Sink};

use crate::clock;
use crate::semihosting::{exit, syscall};

/// The debugger keeps standard output at this handle after `SYS_OPEN` of ":tt" for writing.
fn open() -> usize {
    const WRITE: usize = 4;
    const NAME: &[u8] = b":tt\0";
    // SAFETY: semihosting reads the name, which is static and ends with a zero.
    unsafe { syscall!(OPEN, NAME.as_ptr(), WRITE, NAME.len() - 1) }
}

/// The debugger's console: text goes out when a line ends or the buffer is full.
pub struct Console {
    handle: usize,
    line: [u8; 80],
    used: usize,
}

impl Console {
    /// Opens the console.
    pub fn open() -> Console {
        Console {
            handle: open(),
            line: [0; 80],
            used: 0,
        }
    }

    /// Appends text.
    pub fn text(&mut self, text: &str) -> &mut Console {
        self.bytes(text.as_bytes())
    }

    /// Appends bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Console {
        for byte in bytes {
            self.line[self.used] = *byte;
            self.used += 1;
            if *byte == b'\n' || self.used == self.line.len() {
                self.flush();
            }
        }
        self
    }

    /// Appends a number in decimal.
    pub fn number(&mut self, number: u64) -> &mut Console {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut left = number;
        loop {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
            if left == 0 {
                return self.bytes(&digits[at..]);
            }
        }
    }

    /// Writes out what is left of the line.
    pub fn flush(&mut self) {
        let line = &self.line[..self.used];
        // SAFETY: semihosting reads `line`, which outlives the call.
        let missing: usize = unsafe { syscall!(WRITE, self.handle, line.as_ptr(), line.len()) };
        let is_heard = missing == 0 || line.is_empty();
        self.used = 0;
        if !is_heard {
            // Whoever has started the emulator is gone, and nobody else would end it.
            exit(false);
        }
    }

    /// Writes out what is left and ends the image.
    pub fn exit(&mut self, succeeded: bool) -> ! {
        self.flush();
        end(succeeded)
    }
}

/// Ends the emulator with status 0, or 1 for a failure. On a board without a debugger the image
/// stops here.
pub fn end(succeeded: bool) -> ! {
    exit(succeeded);
    loop {
        clock::rest();
    }
}

impl Sink for Console {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        self.bytes(bytes);
        Ok(())
    }
}
