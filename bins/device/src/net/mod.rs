//! Datagrams to the edge: over the board's Ethernet, with a MAC driver per board and UDP over IPv4
//! by smoltcp; or over its UART.

#[cfg(feature = "mps2-an385")]
pub mod lan9118;
mod line;
mod phy;
#[cfg(feature = "lm3s6965evb")]
pub mod stellaris;

use faas_runtime::transport::{Transport, TransportError};
use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet, SocketStorage};
use smoltcp::socket::dhcpv4::{Event, Socket as Dhcp};
use smoltcp::socket::udp::{PacketBuffer, PacketMetadata, Socket};
use smoltcp::time::Instant;
use smoltcp::wire::{EthernetAddress, HardwareAddress, IpCidr, IpEndpoint, Ipv4Address};

pub use line::{Line, UartLine};
use phy::Phy;

/// Bytes of the longest Ethernet frame without its checksum.
pub const FRAME_BYTES: usize = 1514;
/// Bytes of the datagrams that wait to be sent or taken.
const QUEUE_BYTES: usize = 1536;
/// Datagrams that wait.
const QUEUE_LEN: usize = 4;
/// The port that the device sends from.
const PORT: u16 = 5683;
/// The address that QEMU's user network gives to its one machine, and its gateway.
const OWN: Ipv4Address = Ipv4Address::new(10, 0, 2, 15);
const GATEWAY: Ipv4Address = Ipv4Address::new(10, 0, 2, 2);
const PREFIX: u8 = 24;

/// Where the device's own address comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// It is the one that QEMU's user network gives to its one machine.
    Static,
    /// A server of the network gives it.
    Dhcp,
}

/// An Ethernet controller.
pub trait Mac {
    /// Its address.
    fn address(&self) -> [u8; 6];

    /// Takes the next frame that has arrived; its length, or none if there is none.
    fn receive(&mut self, frame: &mut [u8; FRAME_BYTES]) -> Option<usize>;

    /// Sends a frame.
    fn send(&mut self, frame: &[u8]);
}

/// The bytes of the network, which outlive it. Apart from [`Memory`], so that they are zeros, of
/// which the image holds no copy.
pub struct Bytes {
    received: [u8; FRAME_BYTES],
    sent: [u8; FRAME_BYTES],
    queues: [[u8; QUEUE_BYTES]; 2],
}

impl Bytes {
    /// Bytes that nothing is in.
    pub const fn new() -> Bytes {
        Bytes {
            received: [0; FRAME_BYTES],
            sent: [0; FRAME_BYTES],
            queues: [[0; QUEUE_BYTES]; 2],
        }
    }
}

/// What the network keeps of its sockets and datagrams, which outlives it.
pub struct Memory {
    sockets: [SocketStorage<'static>; 2],
    metadata: [[PacketMetadata; QUEUE_LEN]; 2],
}

impl Memory {
    /// Memory that nothing is in.
    pub const fn new() -> Memory {
        Memory {
            sockets: [SocketStorage::EMPTY; 2],
            metadata: [[PacketMetadata::EMPTY; QUEUE_LEN]; 2],
        }
    }
}

/// A UDP socket that speaks to the edge.
pub struct Udp<M: Mac + 'static> {
    phy: Phy<M>,
    interface: Interface,
    sockets: SocketSet<'static>,
    socket: SocketHandle,
    dhcp: Option<SocketHandle>,
    edge: IpEndpoint,
    now_ms: fn() -> i64,
}

impl<M: Mac> Udp<M> {
    /// A socket over this controller. `seed` is where the numbers of requests for an address begin,
    /// and `now_ms` tells the time.
    #[inline(never)]
    pub fn new(
        mac: M,
        memory: &'static mut Memory,
        bytes: &'static mut Bytes,
        own: Address,
        edge: IpEndpoint,
        seed: u64,
        now_ms: fn() -> i64,
    ) -> Self {
        let address = EthernetAddress(mac.address());
        let mut phy = Phy::new(mac, &mut bytes.received, &mut bytes.sent);
        let mut config = Config::new(HardwareAddress::Ethernet(address));
        config.random_seed = seed;
        let now = Instant::from_millis(now_ms());
        let mut interface = Interface::new(config, &mut phy, now);
        if own == Address::Static {
            set_address(
                &mut interface,
                IpCidr::new(OWN.into(), PREFIX),
                Some(GATEWAY),
            );
        }
        let [received, sent] = &mut bytes.queues;
        let [received_metadata, sent_metadata] = &mut memory.metadata;
        let mut socket = Socket::new(
            PacketBuffer::new(&mut received_metadata[..], &mut received[..]),
            PacketBuffer::new(&mut sent_metadata[..], &mut sent[..]),
        );
        // The port is not zero and the socket is not bound yet.
        let _ = socket.bind(PORT);
        let mut sockets = SocketSet::new(&mut memory.sockets[..]);
        let socket = sockets.add(socket);
        let dhcp = (own == Address::Dhcp).then(|| sockets.add(Dhcp::new()));
        Self {
            phy,
            interface,
            sockets,
            socket,
            dhcp,
            edge,
            now_ms,
        }
    }

    fn poll(&mut self) {
        let now = Instant::from_millis((self.now_ms)());
        self.interface.poll(now, &mut self.phy, &mut self.sockets);
        let Some(dhcp) = self.dhcp else { return };
        match self.sockets.get_mut::<Dhcp<'_>>(dhcp).poll() {
            Some(Event::Configured(given)) => {
                let [a, b, c, d] = given.address.address().octets();
                defmt::info!("DHCP gives the address {=u8}.{=u8}.{=u8}.{=u8}", a, b, c, d);
                set_address(&mut self.interface, given.address.into(), given.router);
            }
            Some(Event::Deconfigured) => {
                // It is said at the start as well, when there was none.
                if self.is_up() {
                    defmt::warn!("the address of DHCP is not good any more");
                }
                self.interface.update_ip_addrs(|own| own.clear());
            }
            None => {}
        }
    }

    /// Whether the device has an address.
    fn is_up(&self) -> bool {
        !self.interface.ip_addrs().is_empty()
    }
}

fn set_address(interface: &mut Interface, own: IpCidr, gateway: Option<Ipv4Address>) {
    interface.update_ip_addrs(|addresses| {
        addresses.clear();
        // The list has room for two, and is empty.
        let _ = addresses.push(own);
    });
    // The same holds for the routes.
    let _ = match gateway {
        Some(gateway) => interface.routes_mut().add_default_ipv4_route(gateway),
        None => Ok(interface.routes_mut().remove_default_ipv4_route()),
    };
}

impl<M: Mac> Transport for Udp<M> {
    fn send(&mut self, frame: &[u8]) -> Result<(), TransportError> {
        if !self.is_up() {
            self.poll();
            return Err(TransportError::Full);
        }
        let socket = self.sockets.get_mut::<Socket<'_>>(self.socket);
        let sent = socket.send_slice(frame, self.edge);
        self.poll();
        sent.map_err(|_| TransportError::Full)
    }

    fn recv(&mut self, frame: &mut [u8]) -> Result<Option<usize>, TransportError> {
        self.poll();
        let socket = self.sockets.get_mut::<Socket<'_>>(self.socket);
        let edge = self.edge;
        // What does not come from the edge is not for the device.
        match socket.recv_slice(frame) {
            Ok((length, from)) if from.endpoint == edge => Ok(Some(length)),
            _ => Ok(None),
        }
    }

    fn mtu(&self) -> usize {
        faas_runtime::coap::DATAGRAM_BYTES_MAX
    }
}
