//! The Ethernet controller of the LM3S6965.
//!
//! Registers are those of the data sheet's chapter "Ethernet Controller".

use core::ptr::{read_volatile, write_volatile};

use super::{FRAME_BYTES, Mac};

const BASE: usize = 0x4004_8000;
const RCTL: usize = 0x008;
const TCTL: usize = 0x00C;
const DATA: usize = 0x010;
const IA0: usize = 0x014;
const IA1: usize = 0x018;
const NP: usize = 0x034;
const TR: usize = 0x038;

const RECEIVE: u32 = 1;
const SEND: u32 = 1;
/// Short frames are filled up, and checksums are added.
const SEND_PADDED: u32 = 1 << 1 | 1 << 2;
const HEADER_BYTES: usize = 14;
/// The length before a frame, and the checksum behind it.
const LENGTH_BYTES: usize = 2;
const CHECKSUM_BYTES: usize = 4;
/// Bytes that are there when nobody has set an address: QEMU's first machine.
const ADDRESS: [u8; 6] = [0x52, 0x54, 0x00, 0x12, 0x34, 0x56];

/// The controller.
pub struct Stellaris(());

fn read(register: usize) -> u32 {
    // SAFETY: a register of the controller, which only the one `Stellaris` of the image uses.
    unsafe { read_volatile((BASE + register) as *const u32) }
}

fn write(register: usize, value: u32) {
    // SAFETY: as in `read`.
    unsafe { write_volatile((BASE + register) as *mut u32, value) }
}

impl Stellaris {
    /// Takes the controller and lets it send and receive. Call it once.
    pub fn start() -> Stellaris {
        let [a, b, c, d, e, f] = ADDRESS;
        write(IA0, u32::from_le_bytes([a, b, c, d]));
        write(IA1, u32::from_le_bytes([e, f, 0, 0]));
        write(TCTL, SEND | SEND_PADDED);
        write(RCTL, RECEIVE);
        Stellaris(())
    }
}

impl Mac for Stellaris {
    fn address(&self) -> [u8; 6] {
        ADDRESS
    }

    fn receive(&mut self, frame: &mut [u8; FRAME_BYTES]) -> Option<usize> {
        if read(NP) == 0 {
            return None;
        }
        let [low, high, first, second] = read(DATA).to_le_bytes();
        let bytes = usize::from(u16::from_le_bytes([low, high]));
        frame[..2].copy_from_slice(&[first, second]);
        for at in (4..bytes).step_by(4) {
            let word = read(DATA).to_le_bytes();
            for (place, byte) in frame.iter_mut().skip(at - LENGTH_BYTES).zip(word) {
                *place = byte;
            }
        }
        let rest = bytes.saturating_sub(LENGTH_BYTES + CHECKSUM_BYTES);
        Some(rest.min(FRAME_BYTES))
    }

    fn send(&mut self, frame: &[u8]) {
        let data = frame.len().saturating_sub(HEADER_BYTES) as u16;
        let [low, high] = data.to_le_bytes();
        let (first, rest) = frame.split_at(frame.len().min(2));
        let mut word = [low, high, 0, 0];
        word[2..2 + first.len()].copy_from_slice(first);
        write(DATA, u32::from_le_bytes(word));
        for bytes in rest.chunks(4) {
            let mut word = [0; 4];
            word[..bytes.len()].copy_from_slice(bytes);
            write(DATA, u32::from_le_bytes(word));
        }
        write(TR, 1);
    }
}
