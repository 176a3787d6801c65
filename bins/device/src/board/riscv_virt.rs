//! QEMU's `virt` machine with a `riscv32imc` processor, which is that of the ESP32-C3: pins 0 to 31
//! are remembered and drive nothing, and the way to the edge is the UART.

use core::ptr::{read_volatile, write_volatile};

use super::{Board, NoSuchPin};
use crate::net::{FRAME_BYTES, Mac};

/// A 16550: data, interrupts, control of its buffers, state of the line.
const UART_DATA: *mut u8 = 0x1000_0000 as *mut u8;
const UART_INTERRUPTS: *mut u8 = 0x1000_0001 as *mut u8;
const UART_BUFFERS: *mut u8 = 0x1000_0002 as *mut u8;
const UART_STATE: *mut u8 = 0x1000_0005 as *mut u8;
/// They are on, and 14 bytes are taken before the line is told to wait.
const UART_BUFFERS_ON: u8 = 1 | 3 << 6;
const UART_INTERRUPT_RECEIVED: u8 = 1;
const UART_RECEIVED: u8 = 1;
const UART_SENT: u8 = 1 << 5;

/// The interrupt controller: the priority of the UART's interrupt, which are let through to
/// processor 0, and what it claims and completes.
const PRIORITY: *mut u32 = (0x0C00_0000 + 4 * UART_SOURCE) as *mut u32;
const ENABLED: *mut u32 = 0x0C00_2000 as *mut u32;
const CLAIM: *mut u32 = 0x0C20_0004 as *mut u32;
const UART_SOURCE: usize = 10;
/// The bit of interrupts from outside in `mie`.
const OUTSIDE: usize = 1 << 11;

/// The machine.
pub struct RiscvVirt {
    outputs: u32,
}

/// This board has no Ethernet.
pub enum NoMac {}

impl Mac for NoMac {
    fn address(&self) -> [u8; 6] {
        match *self {}
    }

    fn receive(&mut self, _frame: &mut [u8; FRAME_BYTES]) -> Option<usize> {
        match *self {}
    }

    fn send(&mut self, _frame: &[u8]) {
        match *self {}
    }
}

impl RiscvVirt {
    /// Takes the board. Call it once.
    pub fn start() -> RiscvVirt {
        RiscvVirt { outputs: 0 }
    }

    /// The board's Ethernet, which there is none of.
    pub fn mac() -> Option<NoMac> {
        None
    }
}

impl Board for RiscvVirt {
    const NAME: &'static str = "riscv-virt";
    const TICK_NS: u32 = 100;
    /// It is never taken: that it is there ends a rest.
    const UART_INTERRUPT: u16 = UART_SOURCE as u16;

    fn start_uart() {
        // SAFETY: registers of the UART and of the interrupt controller, which nothing else of the
        // image writes to. Interrupts as a whole stay off.
        unsafe {
            write_volatile(UART_BUFFERS, UART_BUFFERS_ON);
            write_volatile(UART_INTERRUPTS, UART_INTERRUPT_RECEIVED);
            write_volatile(PRIORITY, 1);
            write_volatile(ENABLED, 1 << UART_SOURCE);
            core::arch::asm!("csrs mie, {}", in(reg) OUTSIDE);
        }
    }

    fn write_uart(byte: u8) -> bool {
        // SAFETY: as in `start_uart`.
        unsafe {
            let has_room = read_volatile(UART_STATE) & UART_SENT != 0;
            if has_room {
                write_volatile(UART_DATA, byte);
            }
            has_room
        }
    }

    fn read_uart() -> Option<u8> {
        // SAFETY: as in `start_uart`.
        unsafe {
            let has_come = read_volatile(UART_STATE) & UART_RECEIVED != 0;
            if !has_come {
                // The controller remembers the interrupt of bytes that were read meanwhile, and the
                // next rest would end at once.
                let claimed = read_volatile(CLAIM);
                if claimed != 0 {
                    write_volatile(CLAIM, claimed);
                }
            }
            has_come.then(|| read_volatile(UART_DATA))
        }
    }

    fn set_pin(&mut self, pin: i64, high: bool) -> Result<(), NoSuchPin> {
        if !(0..32).contains(&pin) {
            return Err(NoSuchPin);
        }
        self.outputs = self.outputs & !(1 << pin) | u32::from(high) << pin;
        Ok(())
    }

    fn pin(&mut self, pin: i64) -> Result<bool, NoSuchPin> {
        if !(0..32).contains(&pin) {
            return Err(NoSuchPin);
        }
        Ok(self.outputs >> pin & 1 != 0)
    }
}
