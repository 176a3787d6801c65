//! A server on a UDP socket of tokio's.

use core::future::Future;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::boxed::Box;
use std::io;
use std::net::SocketAddr;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::vec::Vec;

use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::time::{Instant, Sleep};

use super::notices::{Changed, Notices};
use super::{Call, Counters, Handler, Limits, Request, Response, Server, Ticket, Transmit};
use crate::coap::code::{Code, Method};
use crate::coap::content_format::ContentFormat;
use crate::coap::link_format;

pub use super::notices::Notifier;

/// The largest datagram that UDP can carry.
const RECEIVE_BYTES_MAX: usize = 65_535;
/// Datagrams that are taken in before timers and finished calls get their turn.
const BATCH_MAX: usize = 64;
/// Failures of the socket in a row before the server gives up.
const FAILURES_MAX: u32 = 1_024;
/// How long a server that was told to stop waits for what is open.
const DRAIN_MS: u64 = 5_000;

/// A server, its socket and its handler.
#[derive(Debug)]
pub struct UdpServer<H> {
    socket: UdpSocket,
    server: Server,
    handler: Arc<H>,
    notices: Arc<Notices>,
    started: Instant,
    completions: Completions,
    /// Failures of the socket since it last worked.
    failures: u32,
}

#[derive(Debug)]
struct Completions {
    sender: mpsc::UnboundedSender<(Ticket, Response)>,
    receiver: mpsc::UnboundedReceiver<(Ticket, Response)>,
}

impl<H: Handler> UdpServer<H> {
    /// A server on a socket that is already bound. See [`Server::new`] for the seed.
    pub fn new(socket: UdpSocket, limits: Limits, seed: u64, handler: Arc<H>) -> UdpServer<H> {
        let (sender, receiver) = mpsc::unbounded_channel();
        UdpServer {
            socket,
            server: Server::new(limits, seed),
            handler,
            notices: Arc::default(),
            started: Instant::now(),
            completions: Completions { sender, receiver },
            failures: 0,
        }
    }

    /// Where the server can be reached.
    ///
    /// # Errors
    /// What the operating system reports.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// The way to tell the server of changes while it runs.
    pub fn notifier(&self) -> Notifier {
        Notifier::new(Arc::clone(&self.notices))
    }

    /// Serves until `shutdown` is ready, then refuses new requests and waits up to five seconds
    /// for the open ones. Returns what has happened.
    ///
    /// # Errors
    /// When the socket itself fails. A datagram that cannot be sent is treated as lost.
    pub async fn run(mut self, shutdown: impl Future<Output = ()>) -> io::Result<Counters> {
        let mut buffer: Vec<u8> = std::vec![0; RECEIVE_BYTES_MAX];
        let mut shutdown = core::pin::pin!(shutdown);
        let mut timer = core::pin::pin!(tokio::time::sleep(Duration::ZERO));
        let notices = Arc::clone(&self.notices);
        let mut drained_ms = None;
        loop {
            self.settle().await?;
            let is_late = drained_ms.is_some_and(|deadline| deadline <= self.now_ms());
            if drained_ms.is_some() && (self.server.is_idle() || is_late) {
                return Ok(self.server.counters());
            }
            let deadline = [self.server.poll_timeout(), drained_ms]
                .into_iter()
                .flatten()
                .min();
            self.arm(timer.as_mut(), deadline);
            tokio::select! {
                biased;
                () = &mut shutdown, if drained_ms.is_none() => {
                    self.server.close();
                    drained_ms = Some(self.now_ms() + DRAIN_MS);
                }
                Some((ticket, response)) = self.completions.receiver.recv() => {
                    self.server.complete(self.now_ms(), ticket, response);
                }
                () = notices.changed() => self.take_notices(),
                () = &mut timer, if deadline.is_some() => {
                    self.server.on_timeout(self.now_ms());
                }
                ready = self.socket.readable() => {
                    ready?;
                    self.receive(&mut buffer).await?;
                }
            }
        }
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Sets the timer, which costs, only if it would fire at another time.
    fn arm(&self, timer: Pin<&mut Sleep>, deadline_ms: Option<u64>) {
        let Some(deadline_ms) = deadline_ms else {
            return;
        };
        let Some(deadline) = self.started.checked_add(Duration::from_millis(deadline_ms)) else {
            return;
        };
        if timer.deadline() != deadline {
            timer.reset(deadline);
        }
    }

    async fn receive(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        for _ in 0..BATCH_MAX {
            let (length, peer) = match self.socket.try_recv_from(buffer) {
                Ok(received) => received,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                // That an earlier datagram was refused by its receiver, or that the system is
                // short of memory, is no reason to stop.
                Err(_) if self.failures < FAILURES_MAX => {
                    self.failures += 1;
                    continue;
                }
                Err(error) => return Err(error),
            };
            self.failures = 0;
            let now_ms = self.now_ms();
            self.server
                .on_datagram(now_ms, peer, buffer.get(..length).unwrap_or_default());
            self.settle().await?;
        }
        Ok(())
    }

    /// Begins all calls and sends all datagrams that are due.
    async fn settle(&mut self) -> io::Result<()> {
        loop {
            while let Some(Transmit { peer, datagram }) = self.server.poll_transmit() {
                match self.socket.try_send_to(&datagram, peer) {
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        self.socket.writable().await?;
                        // Still full: as good as lost, and repaired in the same way.
                        let _ = self.socket.try_send_to(&datagram, peer);
                    }
                    _ => {}
                }
            }
            match self.server.poll_call() {
                Some(call) => self.begin(call),
                None if self.server.has_output() => {}
                None => return Ok(()),
            }
        }
    }

    /// Runs a call at once if it does not wait for anything, and beside the server if it does.
    fn begin(&mut self, call: Call) {
        let Call { ticket, request } = call;
        if let Some(response) = self.answer_here(&request) {
            return self.server.complete(self.now_ms(), ticket, response);
        }
        let handler = Arc::clone(&self.handler);
        let mut future = Box::pin(async move { handler.handle(request).await });
        let mut context = Context::from_waker(Waker::noop());
        let first = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
        let response = match first {
            Ok(Poll::Ready(response)) => response,
            Ok(Poll::Pending) => {
                let sender = self.completions.sender.clone();
                let mut running = Running {
                    ticket: Some(ticket),
                    sender,
                };
                tokio::spawn(async move {
                    let response = future.await;
                    running.finish(response);
                });
                return;
            }
            Err(_) => failure(),
        };
        self.server.complete(self.now_ms(), ticket, response);
    }

    /// What the server answers without the handler.
    fn answer_here(&self, request: &Request) -> Option<Response> {
        if request.path_is(&[".well-known", "core"]) {
            if request.method() != Method::Get {
                return Some(Response::new(Code::METHOD_NOT_ALLOWED));
            }
            let document = link_format::document(&self.handler.links(), request.queries());
            let response = Response::content(document);
            return Some(response.with_content_format(ContentFormat::LINK_FORMAT));
        }
        if request.is_later_block() && !self.handler.repeatable(request) {
            return Some(Response::diagnostic(
                Code::REQUEST_ENTITY_INCOMPLETE,
                "the answer is no longer kept; ask again from block 0",
            ));
        }
        None
    }

    fn take_notices(&mut self) {
        let Changed { topics, everything } = self.notices.take();
        if everything {
            return self.server.notify_all();
        }
        topics
            .into_iter()
            .for_each(|topic| self.server.notify(topic));
    }
}

/// A call that runs beside the server. Its ticket comes back even if the handler panics.
struct Running {
    ticket: Option<Ticket>,
    sender: mpsc::UnboundedSender<(Ticket, Response)>,
}

impl Running {
    fn finish(&mut self, response: Response) {
        if let Some(ticket) = self.ticket.take() {
            // The server is gone: nobody waits for the answer.
            let _ = self.sender.send((ticket, response));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.finish(failure());
    }
}

fn failure() -> Response {
    Response::diagnostic(Code::INTERNAL_SERVER_ERROR, "the handler failed")
}
