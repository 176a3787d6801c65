//! The board's UART, which keeps a few bytes until they are read and ends a rest when they come.
//! QEMU's line waits when it is full; one that does not needs a handler, as on the other boards.

use faas_runtime::transport::Port;

use crate::board::{Board, Chosen};

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
        Chosen::read_uart()
    }
}
