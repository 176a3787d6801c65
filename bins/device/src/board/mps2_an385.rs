//! Arm MPS2 with the AN385 image: pins 0 and 1 are the two user LEDs of the FPGA's I/O block.
//!
//! QEMU models no other outputs of this board: pins 2 to 31 are remembered and drive nothing.
//! Registers are those of Arm's application note 385, "FPGA system control and I/O".

use core::ptr::write_volatile;

use super::{Board, NoSuchPin};
use crate::net::lan9118::Lan9118;

const LEDS: *mut u32 = 0x4002_8000 as *mut u32;

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
    pub fn mac() -> Lan9118 {
        Lan9118::start()
    }
}

impl Board for Mps2An385 {
    const NAME: &'static str = "mps2-an385";
    const TICK_NS: u32 = 40;

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
