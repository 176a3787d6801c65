//! A client on a UDP socket of tokio's.

use core::time::Duration;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::vec::Vec;

use tokio::net::UdpSocket;
use tokio::time::{Instant, timeout_at};

use super::{ClientError, Event, Exchange, Identity, Request, ResponseHead, VecSink};
use crate::coap::transmission::Transmission;

/// A client of one server. Makes one request at a time (NSTART is 1 in the RFC's words).
#[derive(Debug)]
pub struct Client {
    socket: UdpSocket,
    identity: Identity,
    parameters: Transmission,
    started: Instant,
    /// Most bytes taken in for one answer.
    answer_bytes_max: usize,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Its code and options.
    pub head: ResponseHead,
    /// Its body.
    pub payload: Vec<u8>,
}

/// Why a request has failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// The socket does not work, or nobody listens at the other end.
    #[error("the socket failed: {0}")]
    Socket(#[from] io::Error),
    /// The exchange has failed.
    #[error(transparent)]
    Exchange(#[from] ClientError),
}

/// The largest datagram that UDP can carry.
const RECEIVE_BYTES_MAX: usize = 65_535;
/// Room for a request with a block of 1024 bytes, a long path and a long query.
const SEND_BYTES_MAX: usize = 4_096;

impl Client {
    /// A client of `server` on a port that the system chooses. See [`Identity::new`] for the
    /// seed. Answers of more than `answer_bytes_max` bytes are errors.
    ///
    /// # Errors
    /// When the system has no socket for it.
    pub async fn connect(
        server: SocketAddr,
        seed: u64,
        answer_bytes_max: usize,
    ) -> io::Result<Client> {
        let any: IpAddr = match server {
            SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
            SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
        };
        let socket = UdpSocket::bind((any, 0)).await?;
        socket.connect(server).await?;
        Ok(Client {
            socket,
            identity: Identity::new(seed),
            parameters: Transmission::default(),
            started: Instant::now(),
            answer_bytes_max,
        })
    }

    /// Changes the timing of retransmissions.
    pub const fn set_transmission(&mut self, parameters: Transmission) {
        self.parameters = parameters;
    }

    /// Makes a request and waits for the whole answer. An error response is an `Ok` with its
    /// code.
    ///
    /// # Errors
    /// When there is no answer, or the socket fails.
    pub async fn request(&mut self, request: Request<'_>) -> Result<Response, RequestError> {
        self.observe(request).next().await
    }

    /// Makes a request and leaves the exchange open for the notifications that follow the first
    /// answer, if [`Request::observe`] asks for them.
    pub fn observe<'a>(&'a mut self, request: Request<'a>) -> Observation<'a> {
        let sink = VecSink::new(self.answer_bytes_max);
        Observation {
            exchange: Exchange::new(request, sink, self.parameters, &mut self.identity),
            socket: &self.socket,
            started: self.started,
            buffer: std::vec![0; RECEIVE_BYTES_MAX],
        }
    }
}

/// An exchange that is under way.
#[derive(Debug)]
pub struct Observation<'a> {
    exchange: Exchange<'a, VecSink>,
    socket: &'a UdpSocket,
    started: Instant,
    buffer: Vec<u8>,
}

impl Observation<'_> {
    /// Waits for the answer; called again, for the next notification. Dropping the future
    /// half-way loses nothing.
    ///
    /// # Errors
    /// When there is no answer, or the socket fails. Also [`ClientError::Timeout`] at once if
    /// nothing is under way and the server does not notify.
    pub async fn next(&mut self) -> Result<Response, RequestError> {
        loop {
            self.send().await?;
            let deadline = match self.exchange.poll_timeout() {
                Some(deadline_ms) => self.started.checked_add(Duration::from_millis(deadline_ms)),
                None if self.exchange.is_observing() => None,
                None => return Err(ClientError::Timeout.into()),
            };
            let receive = self.socket.recv(&mut self.buffer);
            let length = match deadline {
                Some(deadline) => match timeout_at(deadline, receive).await {
                    Ok(received) => received?,
                    Err(_) => continue,
                },
                None => receive.await?,
            };
            let now_ms = self.now_ms();
            let datagram = self.buffer.get(..length).unwrap_or_default();
            match self.exchange.on_datagram(now_ms, datagram) {
                Event::Ignored | Event::Progress => {}
                Event::Response(head) => {
                    self.send().await?;
                    return Ok(Response {
                        head,
                        payload: self.exchange.sink_mut().take(),
                    });
                }
                Event::Failed(error) => return Err(error.into()),
            }
        }
    }

    /// Whether the server will notify of changes.
    pub const fn is_observing(&self) -> bool {
        self.exchange.is_observing()
    }

    /// Asks the server to notify no longer and waits for its last response.
    ///
    /// # Errors
    /// As [`Observation::next`].
    pub async fn cancel(mut self) -> Result<Response, RequestError> {
        let now_ms = self.now_ms();
        self.exchange.deregister(now_ms);
        self.next().await
    }

    async fn send(&mut self) -> Result<(), RequestError> {
        let mut datagram = [0; SEND_BYTES_MAX];
        while let Some(length) = self.exchange.poll_transmit(self.now_ms(), &mut datagram) {
            self.socket
                .send(datagram.get(..length?).unwrap_or_default())
                .await?;
        }
        Ok(())
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
