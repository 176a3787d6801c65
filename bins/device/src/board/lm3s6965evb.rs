//! TI LM3S6965 evaluation board: pins 0 to 7 are port D of the GPIO controller.
//!
//! Registers are those of the LM3S6965 data sheet, chapters "System Control" and "GPIOs".

use core::ptr::{read_volatile, write_volatile};

use super::{Board, NoSuchPin};
use crate::net::stellaris::Stellaris;

/// Raw interrupt status; bit 6 says that the PLL has locked.
const RIS: *const u32 = 0x400F_E050 as *const u32;
const RIS_PLL_LOCKED: u32 = 1 << 6;
/// Run mode clock configuration.
const RCC: *mut u32 = 0x400F_E060 as *mut u32;
const RCC_BYPASS: u32 = 1 << 11;
const RCC_PLL_OFF: u32 = 1 << 13 | 1 << 12;
const RCC_DIVIDED: u32 = 1 << 22;
const RCC_DIVISOR: u32 = 0xF << 23;
/// The PLL's 200 MHz by four.
const RCC_BY_FOUR: u32 = 3 << 23;
/// Which oscillator, its crystal, and whether the main one is off.
const RCC_SOURCE: u32 = 3 << 4 | 0xF << 6 | 1;
/// The main oscillator with the board's crystal of 8 MHz.
const RCC_MAIN_8_MHZ: u32 = 0xE << 6;
/// A PLL locks within half a millisecond; one that does not is left aside.
const LOCK_READS_MAX: u32 = 100_000;
/// Run mode clock gating control 2; bit 3 is port D.
const RCGC2: *mut u32 = 0x400F_E108 as *mut u32;
const RCGC2_PORT_D: u32 = 1 << 3;
/// The MAC and the PHY.
const RCGC2_ETHERNET: u32 = 1 << 28 | 1 << 30;
/// Run mode clock gating control 1; bit 0 is UART 0.
const RCGC1: *mut u32 = 0x400F_E104 as *mut u32;
const RCGC1_UART_0: u32 = 1;
/// UART 0, a PL011: data, flags, control, the mask of its interrupts and their end.
const UART_DATA: *mut u32 = 0x4000_C000 as *mut u32;
const UART_FLAGS: *mut u32 = 0x4000_C018 as *mut u32;
const UART_CONTROL: *mut u32 = 0x4000_C030 as *mut u32;
const UART_MASK: *mut u32 = 0x4000_C038 as *mut u32;
const UART_CLEAR: *mut u32 = 0x4000_C044 as *mut u32;
const UART_EMPTY: u32 = 1 << 4;
const UART_SEND_FULL: u32 = 1 << 5;
const UART_RECEIVED: u32 = 1 << 4;
/// It is on, sends and receives.
const UART_ON: u32 = 1 | 1 << 8 | 1 << 9;
const PORT_D: usize = 0x4000_7000;
const DIRECTION: *mut u32 = (PORT_D + 0x400) as *mut u32;
const DIGITAL_ENABLE: *mut u32 = (PORT_D + 0x51C) as *mut u32;

/// The LM3S6965 evaluation board.
pub struct Lm3s6965evb {
    outputs: u32,
}

/// Runs the processor from the PLL, in the order of the data sheet's section "PLL Initialization".
fn run_from_pll() {
    // SAFETY: RCC and RIS are registers of this chip and nothing else of the image uses them.
    unsafe {
        let slow = read_volatile(RCC) & !RCC_DIVIDED | RCC_BYPASS;
        write_volatile(RCC, slow);
        let fast = slow & !(RCC_SOURCE | RCC_PLL_OFF | RCC_DIVISOR) | RCC_MAIN_8_MHZ;
        let divided = fast | RCC_BY_FOUR | RCC_DIVIDED;
        write_volatile(RCC, divided);
        for _ in 0..LOCK_READS_MAX {
            if read_volatile(RIS) & RIS_PLL_LOCKED != 0 {
                write_volatile(RCC, divided & !RCC_BYPASS);
                return;
            }
        }
    }
}

impl Lm3s6965evb {
    /// Takes the board: sets its clock to 50 MHz and switches port D on. Call it once.
    pub fn start() -> Lm3s6965evb {
        run_from_pll();
        // SAFETY: RCGC2 is a register of this chip and nothing else of the image writes to it.
        unsafe { write_volatile(RCGC2, read_volatile(RCGC2) | RCGC2_PORT_D) };
        // The data sheet wants three clocks between switching a port on and its first use.
        cortex_m::asm::delay(3);
        Lm3s6965evb { outputs: 0 }
    }

    /// Takes the board's Ethernet: switches it on. Call it once.
    pub fn mac() -> Option<Stellaris> {
        // SAFETY: RCGC2 is a register of this chip and nothing else of the image writes to it now.
        unsafe { write_volatile(RCGC2, read_volatile(RCGC2) | RCGC2_ETHERNET) };
        cortex_m::asm::delay(3);
        Some(Stellaris::start())
    }

    /// The register that shows one pin of the data: address bits 2 to 9 are its mask.
    fn data(pin: i64) -> Result<*mut u32, NoSuchPin> {
        match usize::try_from(pin) {
            Ok(pin @ 0..8) => Ok((PORT_D + (1 << pin << 2)) as *mut u32),
            _ => Err(NoSuchPin),
        }
    }
}

impl Board for Lm3s6965evb {
    const NAME: &'static str = "lm3s6965evb";
    /// 50 MHz.
    const TICK_NS: u32 = 20;
    const UART_INTERRUPT: u16 = 5;

    fn start_uart() {
        // SAFETY: registers of UART 0 and of its clock, which nothing else of the image writes to
        // now. The speed is that after reset, which QEMU does not look at.
        unsafe {
            write_volatile(RCGC1, read_volatile(RCGC1) | RCGC1_UART_0);
            cortex_m::asm::delay(3);
            write_volatile(UART_CONTROL, UART_ON);
            write_volatile(UART_MASK, UART_RECEIVED);
        }
    }

    fn write_uart(byte: u8) -> bool {
        // SAFETY: as in `start_uart`.
        unsafe {
            let has_room = read_volatile(UART_FLAGS) & UART_SEND_FULL == 0;
            if has_room {
                write_volatile(UART_DATA, byte.into());
            }
            has_room
        }
    }

    fn read_uart() -> Option<u8> {
        // SAFETY: as in `start_uart`; writing 1 ends the interrupt.
        unsafe {
            write_volatile(UART_CLEAR, UART_RECEIVED);
            let has_come = read_volatile(UART_FLAGS) & UART_EMPTY == 0;
            has_come.then(|| read_volatile(UART_DATA) as u8)
        }
    }

    fn set_pin(&mut self, pin: i64, high: bool) -> Result<(), NoSuchPin> {
        let data = Self::data(pin)?;
        self.outputs |= 1 << pin;
        // SAFETY: these are registers of port D, which `start` switched on, and only this value
        // writes to them.
        unsafe {
            write_volatile(DIRECTION, self.outputs);
            write_volatile(DIGITAL_ENABLE, self.outputs);
            write_volatile(data, if high { 0xFF } else { 0 });
        }
        Ok(())
    }

    fn pin(&mut self, pin: i64) -> Result<bool, NoSuchPin> {
        let data = Self::data(pin)?;
        // SAFETY: the data register of port D, which `start` switched on.
        Ok(unsafe { read_volatile(data) } != 0)
    }
}
