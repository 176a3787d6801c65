//! A line over a UDP socket.

use core::time::Duration;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::Arc;

use faas_runtime::coap::DATAGRAM_BYTES_MAX;
use faas_runtime::transport::{Transport, TransportError};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// A socket that speaks to one peer. Copies share it.
#[derive(Clone, Debug)]
pub struct UdpLine {
    socket: Arc<UdpSocket>,
}

impl UdpLine {
    /// A socket on a port that the system chooses.
    ///
    /// # Errors
    /// When the system has no socket for it.
    pub fn connect(peer: SocketAddr) -> io::Result<UdpLine> {
        let socket = match peer {
            SocketAddr::V4(_) => UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)),
            SocketAddr::V6(_) => UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)),
        }?;
        socket.connect(peer)?;
        socket.set_nonblocking(true)?;
        Ok(UdpLine {
            socket: Arc::new(socket),
        })
    }

    /// Rests until something has come, at most for so long.
    pub fn wait(&self, most: Duration) {
        let mut sockets = [PollFd::new(&self.socket, PollFlags::IN)];
        // Whoever rests for a shorter time looks once more, that is all.
        let _ = poll(&mut sockets, Timespec::try_from(most).ok().as_ref());
    }
}

impl Transport for UdpLine {
    fn send(&mut self, frame: &[u8]) -> Result<(), TransportError> {
        match self.socket.send(frame) {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Err(TransportError::Full),
            // Nobody listens now, as far as the system knows: the frame is lost, as any may be.
            Err(_) => Ok(()),
        }
    }

    fn recv(&mut self, frame: &mut [u8]) -> Result<Option<usize>, TransportError> {
        // The same holds here: what the system says of an earlier frame is no frame.
        Ok(self.socket.recv(frame).ok())
    }

    fn mtu(&self) -> usize {
        DATAGRAM_BYTES_MAX
    }
}
