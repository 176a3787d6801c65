//! An Ethernet controller as smoltcp sees it.

use smoltcp::phy::{self, Checksum, Device, DeviceCapabilities, Medium};
use smoltcp::time::Instant;

use super::{FRAME_BYTES, Mac};

/// A controller and a frame of each direction.
pub struct Phy<M> {
    mac: M,
    received: &'static mut [u8; FRAME_BYTES],
    sent: &'static mut [u8; FRAME_BYTES],
}

impl<M> Phy<M> {
    pub fn new(
        mac: M,
        received: &'static mut [u8; FRAME_BYTES],
        sent: &'static mut [u8; FRAME_BYTES],
    ) -> Phy<M> {
        Phy {
            mac,
            received,
            sent,
        }
    }
}

/// A frame that has arrived.
pub struct Received<'p>(&'p [u8]);

impl phy::RxToken for Received<'_> {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, take: F) -> R {
        take(self.0)
    }
}

/// Room for a frame to send.
pub struct Sent<'p, M> {
    mac: &'p mut M,
    frame: &'p mut [u8; FRAME_BYTES],
}

impl<M: Mac> phy::TxToken for Sent<'_, M> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, write: F) -> R {
        let frame = &mut self.frame[..length.min(FRAME_BYTES)];
        let result = write(frame);
        self.mac.send(frame);
        result
    }
}

impl<M: Mac> Device for Phy<M> {
    type RxToken<'p>
        = Received<'p>
    where
        Self: 'p;
    type TxToken<'p>
        = Sent<'p, M>
    where
        Self: 'p;

    fn receive(&mut self, _now: Instant) -> Option<(Received<'_>, Sent<'_, M>)> {
        let length = self.mac.receive(self.received)?;
        let received = Received(&self.received[..length.min(FRAME_BYTES)]);
        let sent = Sent {
            mac: &mut self.mac,
            frame: self.sent,
        };
        Some((received, sent))
    }

    fn transmit(&mut self, _now: Instant) -> Option<Sent<'_, M>> {
        Some(Sent {
            mac: &mut self.mac,
            frame: self.sent,
        })
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = FRAME_BYTES;
        capabilities.checksum.udp = Checksum::Both;
        capabilities
    }
}
