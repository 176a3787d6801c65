//! The way to the edge that was chosen when the device started.

use faas_runtime::coap::DATAGRAM_BYTES_MAX;
use faas_runtime::transport::{Slip, Transport, TransportError};

use super::{Mac, Udp};
use crate::uart::Uart;

/// Bytes of the longest datagram and its checksum.
const FRAME_BYTES: usize = DATAGRAM_BYTES_MAX + 2;

/// Frames over the UART.
pub type UartLine = Slip<Uart, FRAME_BYTES>;

/// Ethernet or UART: one application for both, since it would weigh twice as much for each.
pub enum Line<M: Mac + 'static> {
    /// UDP over Ethernet.
    Udp(Udp<M>),
    /// Frames over the UART, which somebody at its other end takes to the edge.
    Uart(&'static mut UartLine),
}

impl<M: Mac> Line<M> {
    fn transport(&mut self) -> &mut dyn Transport {
        match self {
            Line::Udp(udp) => udp,
            Line::Uart(uart) => *uart,
        }
    }
}

impl<M: Mac> Transport for Line<M> {
    fn send(&mut self, frame: &[u8]) -> Result<(), TransportError> {
        self.transport().send(frame)
    }

    fn recv(&mut self, frame: &mut [u8]) -> Result<Option<usize>, TransportError> {
        self.transport().recv(frame)
    }

    fn mtu(&self) -> usize {
        DATAGRAM_BYTES_MAX
    }
}
