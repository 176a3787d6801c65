//! Arm MPS2 with the AN385 image: pins 0 and 1 are the two user LEDs of the FPGA's I/O block.
//!
//! QEMU models no other outputs of this board: pins 2 to 31 are remembered and drive nothing.
//! Registers are those of Arm's application note 385, "FPGA system control and I/O".

use core::ptr::{read_volatile, write_volatile};

use super::{Board, NoSuchPin};
use crate::net::lan9118::Lan9118;

const LEDS: *mut u32 = 0x4002_8000 as *mut u32;
/// UART 0, of the CMSDK: data, state, control, interrupts and the divisor of its clock.
const UART_DATA: *mut u32 = 0x4000_4000 as *mut u32;
const UART_STATE: *mut u32 = 0x4000_4004 as *mut u32;
const UART_CONTROL: *mut u32 = 0x4000_4008 as *mut u32;
const UART_INTERRUPTS: *mut u32 = 0x4000_400C as *mut u32;
const UART_DIVISOR: *mut u32 = 0x4000_4010 as *mut u32;
const UART_SEND_FULL: u32 = 1;
const UART_RECEIVED: u32 = 1 << 1;
/// It sends, receives, and interrupts when a byte has come.
const UART_ON: u32 = 1 | 1 << 1 | 1 << 3;
/// 25 MHz to 115,200 bits a second.
const UART_DIVISOR_USED: u32 = 217;

/// The MPS2 board with AN385.
pub struct Mps2An385 {
    outputs: u32,
}

impl Mps2An385 {
    /// Takes the board. Call it once.
    pub fn start() -> Mps2An385 {
        Mps2An385 { outputs: 0 }
    }

    /// Takes the board's Ethernet. Call it once.
    pub fn mac() -> Option<Lan9118> {
        Some(Lan9118::start())
    }
}

impl Board for Mps2An385 {
    const NAME: &'static str = "mps2-an385";
    const TICK_NS: u32 = 40;
    const UART_INTERRUPT: u16 = 0;

    fn start_uart() {
        // SAFETY: registers of UART 0, which nothing else of the image writes to.
        unsafe {
            write_volatile(UART_DIVISOR, UART_DIVISOR_USED);
            write_volatile(UART_CONTROL, UART_ON);
        }
    }

    fn write_uart(byte: u8) -> bool {
        // SAFETY: as in `start_uart`.
        unsafe {
            let has_room = read_volatile(UART_STATE) & UART_SEND_FULL == 0;
            if has_room {
                write_volatile(UART_DATA, byte.into());
            }
            has_room
        }
    }

    fn read_uart() -> Option<u8> {
        // SAFETY: as in `start_uart`; writing 1 ends the interrupt.
        unsafe {
            write_volatile(UART_INTERRUPTS, UART_RECEIVED);
            let has_come = read_volatile(UART_STATE) & UART_RECEIVED != 0;
            has_come.then(|| read_volatile(UART_DATA) as u8)
        }
    }

    fn set_pin(&mut self, pin: i64, high: bool) -> Result<(), NoSuchPin> {
        if !(0..32).contains(&pin) {
            return Err(NoSuchPin);
        }
        self.outputs = self.outputs & !(1 << pin) | u32::from(high) << pin;
        // SAFETY: the LED register of the FPGA, which only this value writes to.
        unsafe { write_volatile(LEDS, self.outputs & 3) };
        Ok(())
    }

    fn pin(&mut self, pin: i64) -> Result<bool, NoSuchPin> {
        if !(0..32).contains(&pin) {
            return Err(NoSuchPin);
        }
        Ok(self.outputs >> pin & 1 != 0)
    }
}
