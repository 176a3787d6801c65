//! SMSC LAN9118, the Ethernet controller of the MPS2 board.
//!
//! Registers are those of its data sheet, chapters 3 (FIFOs, commands) and 5 (registers).

use core::ptr::{read_volatile, write_volatile};

use super::{FRAME_BYTES, Mac};

const BASE: usize = 0x4020_0000;
const RX_DATA: usize = 0x00;
const TX_DATA: usize = 0x20;
const RX_STATUS: usize = 0x40;
const TX_STATUS: usize = 0x48;
const TX_CFG: usize = 0x70;
const HW_CFG: usize = 0x74;
const RX_FIFO_INF: usize = 0x7C;
const TX_FIFO_INF: usize = 0x80;
const MAC_CSR_CMD: usize = 0xA4;
const MAC_CSR_DATA: usize = 0xA8;

const SOFT_RESET: u32 = 1;
/// A bit that must be set, and 5 KB for frames to send.
const HW_CFG_USED: u32 = 1 << 20 | 5 << 16;
const TX_ON: u32 = 1 << 1;
const CSR_BUSY: u32 = 1 << 31;
const CSR_READ: u32 = 1 << 30;
const MAC_CR: u32 = 1;
const MAC_ADDRESS_HIGH: u32 = 2;
const MAC_ADDRESS_LOW: u32 = 3;
const MAC_CR_RECEIVE: u32 = 1 << 2;
const MAC_CR_SEND: u32 = 1 << 3;
const COMMAND_FIRST: u32 = 1 << 13;
const COMMAND_LAST: u32 = 1 << 12;
const CHECKSUM_BYTES: usize = 4;

/// The controller.
pub struct Lan9118 {
    address: [u8; 6],
}

fn read(register: usize) -> u32 {
    // SAFETY: a register of the controller, which only the one `Lan9118` of the image uses.
    unsafe { read_volatile((BASE + register) as *const u32) }
}

fn write(register: usize, value: u32) {
    // SAFETY: as in `read`.
    unsafe { write_volatile((BASE + register) as *mut u32, value) }
}

/// A register of the MAC inside of the controller.
fn read_mac(register: u32) -> u32 {
    write(MAC_CSR_CMD, CSR_BUSY | CSR_READ | register);
    while read(MAC_CSR_CMD) & CSR_BUSY != 0 {}
    read(MAC_CSR_DATA)
}

fn write_mac(register: u32, value: u32) {
    write(MAC_CSR_DATA, value);
    write(MAC_CSR_CMD, CSR_BUSY | register);
    while read(MAC_CSR_CMD) & CSR_BUSY != 0 {}
}

impl Lan9118 {
    /// Takes the controller: resets it and lets it send and receive. Call it once.
    pub fn start() -> Lan9118 {
        write(HW_CFG, SOFT_RESET);
        while read(HW_CFG) & SOFT_RESET != 0 {}
        write(HW_CFG, HW_CFG_USED);
        write(TX_CFG, TX_ON);
        write_mac(MAC_CR, MAC_CR_RECEIVE | MAC_CR_SEND);
        let [a, b, c, d] = read_mac(MAC_ADDRESS_LOW).to_le_bytes();
        let [e, f, ..] = read_mac(MAC_ADDRESS_HIGH).to_le_bytes();
        Lan9118 {
            address: [a, b, c, d, e, f],
        }
    }
}

impl Mac for Lan9118 {
    fn address(&self) -> [u8; 6] {
        self.address
    }

    fn receive(&mut self, frame: &mut [u8; FRAME_BYTES]) -> Option<usize> {
        if read(RX_FIFO_INF) >> 16 & 0xFF == 0 {
            return None;
        }
        let bytes = (read(RX_STATUS) >> 16 & 0x3FFF) as usize;
        for at in (0..bytes).step_by(4) {
            let word = read(RX_DATA).to_le_bytes();
            for (place, byte) in frame.iter_mut().skip(at).zip(word) {
                *place = byte;
            }
        }
        Some(bytes.saturating_sub(CHECKSUM_BYTES).min(FRAME_BYTES))
    }

    fn send(&mut self, frame: &[u8]) {
        // What became of earlier frames is not asked for, but takes room.
        while read(TX_FIFO_INF) >> 16 & 0xFF != 0 {
            let _ = read(TX_STATUS);
        }
        let length = frame.len() as u32;
        write(TX_DATA, COMMAND_FIRST | COMMAND_LAST | length);
        write(TX_DATA, length);
        for bytes in frame.chunks(4) {
            let mut word = [0; 4];
            word[..bytes.len()].copy_from_slice(bytes);
            write(TX_DATA, u32::from_le_bytes(word));
        }
    }
}
