//! The board's UART: bytes that come are kept by its interrupt until they are read.

use core::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use cortex_m::interrupt::InterruptNumber;
use cortex_m::peripheral::NVIC;
use cortex_m_rt::exception;
use faas_runtime::transport::Port;

use crate::board::{Board, Chosen};

/// Bytes that wait: more than a datagram, escaped throughout.
const WAITING: usize = 2560;

/// The bytes that wait are those from `READ` to `WRITTEN`, both counted without end.
static BYTES: [AtomicU8; WAITING] = [const { AtomicU8::new(0) }; WAITING];
static WRITTEN: AtomicUsize = AtomicUsize::new(0);
static READ: AtomicUsize = AtomicUsize::new(0);

/// The number of an interrupt of the board.
#[derive(Clone, Copy)]
struct Interrupt(u16);

// SAFETY: the number is the board's own, and never changes.
unsafe impl InterruptNumber for Interrupt {
    fn number(self) -> u16 {
        self.0
    }
}

/// The UART.
pub struct Uart(());

impl Uart {
    /// The UART, which does nothing before it was started.
    pub const fn new() -> Uart {
        Uart(())
    }

    /// Lets the UART receive. Call it once.
    pub fn start() {
        Chosen::start_uart();
        // SAFETY: the handler below is there, and uses nothing but atomic numbers and the UART's
        // data, which nothing else reads.
        unsafe { NVIC::unmask(Interrupt(Chosen::UART_INTERRUPT)) };
    }
}

impl Port for Uart {
    fn has_room(&self, _bytes: usize) -> bool {
        // Whoever writes waits for the line.
        true
    }

    fn write(&mut self, byte: u8) {
        while !Chosen::write_uart(byte) {}
    }

    fn read(&mut self) -> Option<u8> {
        let read = READ.load(Ordering::Relaxed);
        if read == WRITTEN.load(Ordering::Acquire) {
            return None;
        }
        let byte = BYTES[read % WAITING].load(Ordering::Relaxed);
        READ.store(read.wrapping_add(1), Ordering::Release);
        Some(byte)
    }
}

// SAFETY: it touches what `Uart::start` says, and loops where there is nothing to go on with.
#[exception]
unsafe fn DefaultHandler(number: i16) {
    // Only the UART's interrupt is let through; another exception is an error of the image.
    if number != Chosen::UART_INTERRUPT.cast_signed() {
        panic!("an exception that nobody expects")
    }
    while let Some(byte) = Chosen::read_uart() {
        let written = WRITTEN.load(Ordering::Relaxed);
        // What finds no room is lost: the frame's checksum tells.
        if written.wrapping_sub(READ.load(Ordering::Acquire)) < WAITING {
            BYTES[written % WAITING].store(byte, Ordering::Relaxed);
            WRITTEN.store(written.wrapping_add(1), Ordering::Release);
        }
    }
}
