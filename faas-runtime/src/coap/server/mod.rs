//! The CoAP server: a state machine, and a driver that puts it on a UDP socket.
//!
//! [`Server`] is told what happens ([`Server::on_datagram`], [`Server::complete`],
//! [`Server::notify`], [`Server::on_timeout`]) and asked what is to be done
//! ([`Server::poll_call`], [`Server::poll_transmit`], [`Server::poll_timeout`]). It runs each
//! request once, whatever the network drops, repeats or reorders. [`udp::UdpServer`] does this
//! for a socket and a [`Handler`].
//!
//! ```
//! use faas_runtime::coap::server::{Limits, Response, Server};
//!
//! let mut server = Server::new(Limits::default(), 7);
//! let peer = "192.0.2.1:40000".parse().unwrap();
//! // CON GET /light
//! server.on_datagram(0, peer, b"\x40\x01\x00\x01\xb5light");
//! let call = server.poll_call().unwrap();
//! assert!(call.request.path_is(&["light"]));
//! server.complete(5, call.ticket, Response::content("on"));
//! // ACK 2.05 "on"
//! assert_eq!(&server.poll_transmit().unwrap().datagram[..], b"\x60\x45\x00\x01\xffon");
//! ```
//!
//! # What is kept, and what is not
//!
//! Everything is bounded by [`Limits`]. Duplicates are recognised by peer, message id and
//! content; the exception to "once" is written at [`Limits::replay_bytes_max`]. Nothing
//! survives the server: a client that repeats a request over a restart runs it again, so work
//! that must happen once carries an id of its own.
//!
//! # Amplification
//!
//! Anyone can send a small request in somebody else's name. An answer is never larger than one
//! block (1024 bytes at most, less if [`Limits::block_size`] says so), and the rest comes only
//! for further requests. [`Limits::require_echo`] runs nothing for a peer that has not proved
//! its address (RFC 9175) and sends it only short errors.

mod accept;
mod answers;
mod echo;
mod exchanges;
mod handler;
mod limits;
mod list;
mod notices;
mod notify;
mod observe;
mod options;
mod peers;
mod receive;
mod reply;
mod request;
mod respond;
mod response;
mod sent;
#[cfg(test)]
mod tests;
pub mod udp;
mod uploads;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::vec::Vec;

pub use handler::Handler;
pub use limits::Limits;
pub use observe::Topic;
pub use request::Request;
pub use response::{Response, Transmit};

use self::answers::Answers;
use self::echo::Echo;
use self::exchanges::{Exchanges, Slot};
use self::observe::{ObserverId, Observers};
use self::sent::{Overdue, Sent};
use self::uploads::Uploads;
use crate::coap::DATAGRAM_BYTES_MAX;
use crate::coap::block::BlockValue;
use crate::coap::message::{MessageType, Token};
use crate::coap::option::ETag;
use crate::coap::random::Random;

/// A request to run.
#[derive(Debug)]
pub struct Call {
    /// Gives the response its way back: see [`Server::complete`].
    pub ticket: Ticket,
    /// What to run.
    pub request: Request,
}

/// The right to answer one request. A ticket that is never completed holds its place among the
/// open requests for good.
#[derive(Debug)]
pub struct Ticket {
    purpose: Purpose,
    peer: SocketAddr,
    token: Token,
    operation: u64,
    block1: Option<BlockValue>,
    block2: Option<BlockValue>,
    is_size2_wanted: bool,
    etags: Vec<ETag>,
    /// What the request counts for among the bytes of open requests.
    bytes: usize,
    /// The request of a client that wants to become an observer.
    registration: Option<Request>,
}

#[derive(Debug)]
enum Purpose {
    Exchange { slot: Slot, message_id: u16 },
    Notification(ObserverId),
}

/// What has happened since the server was made. All of them only grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Datagrams that came in.
    pub received: u64,
    /// Datagrams that were no message and those with a code that makes no sense to a server.
    pub malformed: u64,
    /// Requests that came again and were not run again.
    pub duplicates: u64,
    /// Requests that were handed to the handler, and notifications that were made.
    pub calls: u64,
    /// Requests that were refused with 5.03 because something is full.
    pub refused: u64,
    /// Confirmable messages that were sent again.
    pub retransmitted: u64,
    /// Confirmable messages that were never acknowledged.
    pub given_up: u64,
    /// Request bodies of which the rest never came.
    pub abandoned_uploads: u64,
}

/// The server without a socket, a clock or a handler. See the [module](self).
#[derive(Debug)]
pub struct Server {
    limits: Limits,
    random: Random,
    echo: Echo,
    exchanges: Exchanges,
    uploads: Uploads,
    answers: Answers,
    sent: Sent,
    observers: Observers,
    /// Notifications that are being made; they count as open requests.
    notifying: u32,
    /// Bytes of all requests that are with the handler.
    open_bytes: usize,
    calls: VecDeque<Call>,
    outbox: VecDeque<Transmit>,
    /// When the tables are looked through for what has expired, if they hold anything.
    sweep_ms: Option<u64>,
    is_closed: bool,
    counters: Counters,
    scratch: [u8; DATAGRAM_BYTES_MAX],
}

/// How often the tables are looked through for what has expired.
const SWEEP_MS: u64 = 1_000;

impl Server {
    /// A server with these bounds. The seed makes message ids and challenges hard to guess if
    /// it is, and everything repeatable if it is not.
    pub fn new(limits: Limits, seed: u64) -> Server {
        let mut random = Random::new(seed);
        Server {
            limits,
            echo: Echo::new([random.next_u64(), random.next_u64()]),
            exchanges: Exchanges::new(&mut random),
            random,
            uploads: Uploads::default(),
            answers: Answers::default(),
            sent: Sent::default(),
            observers: Observers::default(),
            notifying: 0,
            open_bytes: 0,
            calls: VecDeque::new(),
            outbox: VecDeque::new(),
            sweep_ms: None,
            is_closed: false,
            counters: Counters::default(),
            scratch: [0; DATAGRAM_BYTES_MAX],
        }
    }

    /// The next request to run, if any. Notifications are made by running the request of their
    /// observer again, so they come from here too.
    pub fn poll_call(&mut self) -> Option<Call> {
        if let Some(call) = self.calls.pop_front() {
            return Some(call);
        }
        self.next_notification()
    }

    /// The next datagram to send, if any.
    pub fn poll_transmit(&mut self) -> Option<Transmit> {
        self.outbox.pop_front()
    }

    /// When [`Server::on_timeout`] is to be called next, if nothing else happens.
    pub fn poll_timeout(&mut self) -> Option<u64> {
        let deadlines = [
            self.exchanges.acknowledge_deadline_ms(),
            self.sent.deadline_ms(),
            self.sweep_ms,
        ];
        deadlines.into_iter().flatten().min()
    }

    /// Does what is due by now; harmless if nothing is.
    pub fn on_timeout(&mut self, now_ms: u64) {
        while let Some((peer, message_id)) = self.exchanges.acknowledge_next(now_ms) {
            self.send_empty(peer, MessageType::Acknowledgement, message_id);
        }
        while let Some(overdue) = self.sent.overdue(now_ms) {
            match overdue {
                Overdue::Retransmit(transmit) => {
                    self.counters.retransmitted += 1;
                    self.outbox.push_back(transmit);
                }
                Overdue::GivenUp(observer) => {
                    self.counters.given_up += 1;
                    if let Some(observer) = observer {
                        self.observers.remove(observer);
                    }
                }
            }
        }
        if self.sweep_ms.is_some_and(|sweep_ms| sweep_ms <= now_ms) {
            self.exchanges.expire(now_ms, &self.limits);
            self.counters.abandoned_uploads += self.uploads.expire(now_ms, &self.limits);
            self.answers.expire(now_ms);
            let is_empty =
                self.exchanges.len() == 0 && self.uploads.is_empty() && self.answers.is_empty();
            self.sweep_ms = if is_empty {
                None
            } else {
                now_ms.checked_add(SWEEP_MS)
            };
        }
    }

    /// Whether [`Server::poll_transmit`] has something.
    pub fn has_output(&self) -> bool {
        !self.outbox.is_empty()
    }

    /// Refuses new requests with 5.03 from now on; what is open can still finish.
    pub fn close(&mut self) {
        self.is_closed = true;
    }

    /// Whether no request is with the handler and no answer awaits its acknowledgement.
    pub fn is_idle(&self) -> bool {
        self.open() == 0 && self.calls.is_empty() && self.outbox.is_empty()
    }

    /// What has happened so far.
    pub const fn counters(&self) -> Counters {
        self.counters
    }

    /// Requests with the handler, notifications in the making, answers without acknowledgement.
    fn open(&self) -> usize {
        self.exchanges.running() as usize + self.notifying as usize + self.sent.len()
    }

    fn ensure_sweep(&mut self, now_ms: u64) {
        if self.sweep_ms.is_none() {
            self.sweep_ms = now_ms.checked_add(SWEEP_MS);
        }
    }
}
