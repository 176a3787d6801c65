//! Frames over a line of bytes, such as a UART: SLIP (RFC 1055) around each frame and its checksum.
//!
//! | part | bytes |
//! |---|---|
//! | end | 0xC0, before and behind each frame |
//! | the frame | 0xC0 is sent as 0xDB 0xDC, and 0xDB as 0xDB 0xDD |
//! | its CRC-16 | big-endian, written as the frame is: polynomial 0x1021, first 0xFFFF |
//!
//! A frame whose checksum is wrong, or that is longer than the link takes, is dropped, as if it had
//! been lost on the way.

use super::{Transport, TransportError};

const END: u8 = 0xC0;
const ESCAPE: u8 = 0xDB;
const ESCAPED_END: u8 = 0xDC;
const ESCAPED_ESCAPE: u8 = 0xDD;
const CHECKSUM_BYTES: usize = 2;

/// A line of bytes.
pub trait Port {
    /// Whether so many bytes can be written now.
    fn has_room(&self, bytes: usize) -> bool;

    /// Writes a byte, for which there is room.
    fn write(&mut self, byte: u8);

    /// The next byte that has come, if there is one.
    fn read(&mut self) -> Option<u8>;
}

/// A link of frames over a [`Port`]. `BYTES` are those of the longest frame and its checksum.
#[derive(Clone, Debug)]
pub struct Slip<P, const BYTES: usize> {
    port: P,
    frame: [u8; BYTES],
    used: usize,
    is_escaped: bool,
    /// What has come is no frame any more, up to the next end.
    is_spoilt: bool,
    /// The length of the frame that is here, until it is taken.
    whole: Option<usize>,
}

impl<P: Port, const BYTES: usize> Slip<P, BYTES> {
    /// A link over this port.
    pub const fn new(port: P) -> Self {
        assert!(BYTES > CHECKSUM_BYTES, "there is room for frames");
        Self {
            port,
            frame: [0; BYTES],
            used: 0,
            is_escaped: false,
            is_spoilt: false,
            whole: None,
        }
    }

    /// The port.
    pub const fn port(&mut self) -> &mut P {
        &mut self.port
    }

    fn take_in(&mut self, byte: u8) {
        let byte = match (byte, self.is_escaped) {
            (END, _) => return self.end(),
            (ESCAPE, false) => return self.is_escaped = true,
            (ESCAPED_END, true) => END,
            (ESCAPED_ESCAPE, true) => ESCAPE,
            (_, true) => return self.is_spoilt = true,
            (byte, false) => byte,
        };
        self.is_escaped = false;
        match self.frame.get_mut(self.used) {
            Some(place) => *place = byte,
            None => self.is_spoilt = true,
        }
        self.used = (self.used + 1).min(BYTES);
    }

    fn end(&mut self) {
        let received = self.frame.get(..self.used).unwrap_or_default();
        let frame = received.split_last_chunk::<CHECKSUM_BYTES>();
        self.whole = frame
            .filter(|(frame, sum)| !self.is_spoilt && checksum(frame).to_be_bytes() == **sum)
            .map(|(frame, _)| frame.len());
        (self.used, self.is_escaped, self.is_spoilt) = (0, false, false);
    }

    fn write(&mut self, byte: u8) {
        match byte {
            END => self.escaped(ESCAPED_END),
            ESCAPE => self.escaped(ESCAPED_ESCAPE),
            byte => self.port.write(byte),
        }
    }

    fn escaped(&mut self, byte: u8) {
        self.port.write(ESCAPE);
        self.port.write(byte);
    }
}

impl<P: Port, const BYTES: usize> Transport for Slip<P, BYTES> {
    fn send(&mut self, frame: &[u8]) -> Result<(), TransportError> {
        let mtu_bytes = self.mtu();
        if frame.len() > mtu_bytes {
            return Err(TransportError::TooLong {
                length_bytes: frame.len(),
                mtu_bytes,
            });
        }
        let sum = checksum(frame).to_be_bytes();
        let bytes = || frame.iter().chain(&sum).copied();
        let escapes = bytes().filter(|byte| matches!(*byte, END | ESCAPE)).count();
        if !self.port.has_room(2 + bytes().count() + escapes) {
            return Err(TransportError::Full);
        }
        // The first end closes what noise may have put on the line.
        self.port.write(END);
        bytes().for_each(|byte| self.write(byte));
        self.port.write(END);
        Ok(())
    }

    fn recv(&mut self, frame: &mut [u8]) -> Result<Option<usize>, TransportError> {
        while self.whole.is_none() {
            match self.port.read() {
                Some(byte) => self.take_in(byte),
                None => return Ok(None),
            }
        }
        let whole = self.whole.and_then(|length| self.frame.get(..length));
        let Some(whole) = whole else {
            return Ok(None);
        };
        let Some(place) = frame.get_mut(..whole.len()) else {
            return Err(TransportError::BufferTooShort {
                length_bytes: whole.len(),
                buffer_bytes: frame.len(),
            });
        };
        place.copy_from_slice(whole);
        Ok(self.whole.take())
    }

    fn mtu(&self) -> usize {
        BYTES - CHECKSUM_BYTES
    }
}

/// CRC-16 with the polynomial of CCITT, bit by bit: a table would weigh more than it saves here.
fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |sum, byte| {
        let mut sum = sum ^ u16::from(*byte) << 8;
        for _ in 0..8 {
            let out = sum & 0x8000 != 0;
            sum = sum << 1 ^ if out { 0x1021 } else { 0 };
        }
        sum
    })
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::vec::Vec;

    use super::*;

    /// What is written can be read.
    #[derive(Default)]
    struct Echo(VecDeque<u8>);

    impl Port for Echo {
        fn has_room(&self, _bytes: usize) -> bool {
            true
        }
        fn write(&mut self, byte: u8) {
            self.0.push_back(byte);
        }
        fn read(&mut self) -> Option<u8> {
            self.0.pop_front()
        }
    }

    fn link() -> Slip<Echo, 34> {
        Slip::new(Echo::default())
    }

    fn received(link: &mut Slip<Echo, 34>) -> Vec<Vec<u8>> {
        let mut frames = Vec::new();
        let mut frame = [0; 32];
        while let Ok(Some(length)) = link.recv(&mut frame) {
            frames.push(frame[..length].to_vec());
        }
        frames
    }

    #[test]
    fn the_checksum_is_that_of_the_catalogues() {
        assert_eq!(checksum(b"123456789"), 0x29B1);
    }

    #[test]
    fn every_byte_passes_and_ends_are_never_in_a_frame() {
        for byte in 0..=u8::MAX {
            let mut link = link();
            link.send(&[byte, 1, byte]).unwrap();
            let line: Vec<u8> = link.port().0.iter().copied().collect();
            let ends = line.iter().filter(|byte| **byte == END).count();
            assert_eq!((ends, line[0], line[line.len() - 1]), (2, END, END));
            assert_eq!(received(&mut link), [[byte, 1, byte]]);
        }
    }

    #[test]
    fn what_is_changed_or_lost_on_the_line_is_no_frame() {
        let mut whole = link();
        whole.send(b"frame").unwrap();
        let line: Vec<u8> = whole.port().0.iter().copied().collect();
        for at in 1..line.len() - 1 {
            for change in [Some(1), Some(0x80), None] {
                let mut changed = line.clone();
                match change {
                    Some(bit) => changed[at] ^= bit,
                    None => drop(changed.remove(at)),
                }
                let mut link = link();
                link.port().0.extend(changed);
                // The next one comes through in any case.
                link.send(b"next").unwrap();
                assert_eq!(received(&mut link), [b"next"], "{at} {change:?}");
            }
        }
    }

    #[test]
    fn a_frame_that_is_too_long_is_dropped() {
        let mut link = link();
        link.port().0.extend([7; 100]);
        link.send(&[8; 32]).unwrap();
        assert_eq!(received(&mut link), [[8; 32]]);
    }
}
