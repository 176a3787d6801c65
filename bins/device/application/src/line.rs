//! The line to the edge: requests over CoAP, while the device goes on with its work.

use faas_runtime::coap::client::{
    ClientError, Event as Progress, Exchange, Identity, Request, ResponseHead, SinkFull,
};
use faas_runtime::coap::{BlockSize, Code, CodeClass, DATAGRAM_BYTES_MAX, ETag, Transmission};
use faas_runtime::transport::Transport;
use woof_log::Medium;

use crate::board::Board;
use crate::config::FUNCTIONS_MAX;
use crate::event::{Event, Note};
use crate::journal::JournalResult;
use crate::node::Node;
use crate::run::since;
use crate::sealing::Proven;

/// Exchanges at once: one, and one that watches each function.
pub(crate) const EXCHANGES: usize = (1 + FUNCTIONS_MAX).next_power_of_two();
/// The largest block that is asked for: what a device puts into flash at a time.
pub(crate) const BLOCK_BYTES: usize = 512;
/// How long a watch is good for before it is renewed, since the edge may have forgotten it.
const WATCH_PERIOD_US: u64 = 60_000_000;
/// How long to wait before a watch that failed is tried again.
const WATCH_PAUSE_US: u64 = 5_000_000;
/// First and longest pause after the edge did not answer.
const PAUSE_US: u64 = 250_000;
const PAUSE_US_MAX: u64 = 4_000_000;

/// How long a device waits for acknowledgements: less than the RFC's times, since it is better to
/// run a function here than to wait for minutes.
pub const TRANSMISSION: Transmission = Transmission {
    ack_timeout_ms: 500,
    ack_random_percent: 150,
    retransmit_max: 2,
    latency_max_ms: 100_000,
};

/// Takes what has come of an answer.
pub(crate) type Drain<'d, 's, 'm, B, M> =
    &'d mut dyn FnMut(&mut Node<'s, 'm, B, M>, &mut Window<'_>) -> JournalResult<(), M>;

/// Why an exchange has no answer.
pub(crate) enum NoAnswer {
    /// The edge is away.
    Silence,
    /// The edge does not answer as it should.
    Nonsense,
    /// The answer is longer than there is room for.
    TooLong,
    /// The answer does not prove that it is the edge's.
    Unproven,
    /// The device is to come to its end.
    Ending,
}

impl From<ClientError> for NoAnswer {
    fn from(error: ClientError) -> NoAnswer {
        match error {
            ClientError::Timeout | ClientError::Reset => NoAnswer::Silence,
            ClientError::Sink(_) => NoAnswer::TooLong,
            _ => NoAnswer::Nonsense,
        }
    }
}

/// The way to the edge and what is known of it.
pub struct Line<'m, T> {
    transport: T,
    datagram: &'m mut [u8; DATAGRAM_BYTES_MAX],
    /// Nothing is asked of the edge before.
    pub(crate) away_until_us: u64,
    failures: u32,
}

/// Takes an answer into a place for all of it, or for a block that is taken out before the next one
/// comes.
pub(crate) struct Window<'b> {
    /// Without a place the body is passed over.
    space: Option<&'b mut [u8]>,
    used: usize,
    /// A body has begun since the last block was taken out.
    pub(crate) is_new: bool,
}

impl<'b> Window<'b> {
    pub(crate) const fn new(space: Option<&'b mut [u8]>) -> Window<'b> {
        Window {
            space,
            used: 0,
            is_new: true,
        }
    }

    /// What is here.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        let space = self.space.as_deref().unwrap_or_default();
        space.get(..self.used).unwrap_or_default()
    }

    pub(crate) const fn empty(&mut self) {
        self.used = 0;
        self.is_new = false;
    }

    pub(crate) const fn clear(&mut self) {
        self.used = 0;
        self.is_new = true;
    }

    pub(crate) fn append(&mut self, block: &[u8]) -> Result<(), SinkFull> {
        let Some(space) = &mut self.space else {
            return Ok(());
        };
        let capacity = space.len();
        let room = space.get_mut(self.used..self.used + block.len());
        room.ok_or(SinkFull { capacity })?.copy_from_slice(block);
        self.used += block.len();
        Ok(())
    }
}

/// A function whose package is watched for changes.
pub(crate) struct Watch<'w> {
    exchange: Exchange<'w, Proven<'w>>,
    /// When it is renewed.
    due_us: u64,
    /// The edge takes it for a request that was made before: it is to be made anew.
    is_spent: bool,
    /// What the edge has told since it was looked at last.
    news: Option<Option<ETag>>,
}

impl<'w> Watch<'w> {
    pub(crate) fn new(request: Request<'w>, identity: &'w mut Identity, due_us: u64) -> Watch<'w> {
        // The answer's head is all that is looked at. A forged one only makes the device ask, and
        // that answer is checked.
        let sink = Proven::new(Window::new(None), None);
        Watch {
            exchange: Exchange::new(request, sink, TRANSMISSION, identity),
            due_us,
            is_spent: false,
            news: None,
        }
    }

    /// The name of the package that the edge has now, if it has told.
    pub(crate) const fn take_news(&mut self) -> Option<Option<ETag>> {
        self.news.take()
    }

    /// Whether it is time for another one in its place.
    pub(crate) const fn is_over(&self, now_us: u64) -> bool {
        self.is_spent && self.due_us <= now_us
    }

    fn hear(&mut self, now_us: u64, datagram: &[u8]) {
        match self.exchange.on_datagram(now_us / 1_000, datagram) {
            Progress::Response(head) if head.code.class() == CodeClass::Success => {
                self.news = Some(head.etag);
                self.due_us = now_us + WATCH_PERIOD_US;
            }
            Progress::Response(head) => {
                self.is_spent = head.code == Code::UNAUTHORIZED;
                self.due_us = now_us + WATCH_PAUSE_US;
            }
            Progress::Failed(_) => self.due_us = now_us + WATCH_PAUSE_US,
            Progress::Ignored | Progress::Progress => {}
        }
    }
}

impl<'m, T: Transport> Line<'m, T> {
    /// A line over this transport, on which nothing has happened.
    pub const fn new(transport: T, datagram: &'m mut [u8; DATAGRAM_BYTES_MAX]) -> Self {
        Line {
            transport,
            datagram,
            away_until_us: 0,
            failures: 0,
        }
    }

    /// Makes a request and waits for its answer. Meanwhile the device goes on, and `drain` takes
    /// what has come of the body out of the sink.
    pub(crate) fn request<'s, 'n, B: Board, M: Medium>(
        &mut self,
        node: &mut Node<'s, 'n, B, M>,
        watches: &mut [Watch<'_>],
        mut exchange: Exchange<'_, Proven<'_>>,
        drain: Drain<'_, 's, 'n, B, M>,
    ) -> JournalResult<Result<ResponseHead, NoAnswer>, M> {
        loop {
            let before = node.board.instructions();
            let is_busy = node.step()?;
            node.aside += since(before, node.board.instructions());
            let now_us = node.board.now_us();
            if let Err(error) = self.send(&mut exchange, now_us / 1_000) {
                return Ok(Err(NoAnswer::from(error)));
            }
            self.send_watches(watches, now_us);
            let received = self.receive();
            if received == 0 && !is_busy {
                let due_us = exchange.poll_timeout().map_or(u64::MAX, micros);
                node.board.wait(
                    due_us
                        .min(watches_due_us(watches, now_us))
                        .min(node.due_us()),
                );
            }
            if node.board.is_ending() {
                return Ok(Err(NoAnswer::Ending));
            }
            let datagram = self.datagram.get(..received).unwrap_or_default();
            if received == 0 || hear_watches(watches, now_us, datagram) {
                continue;
            }
            let progress = exchange.on_datagram(now_us / 1_000, datagram);
            drain(node, &mut exchange.sink_mut().window)?;
            match progress {
                Progress::Ignored | Progress::Progress => {}
                Progress::Response(mut head) => {
                    // What is left to send is an acknowledgement; if it is lost, it is asked again.
                    let _ = self.send(&mut exchange, now_us / 1_000);
                    if !exchange.sink_mut().verifies(&mut head) {
                        return Ok(Err(NoAnswer::Unproven));
                    }
                    if self.answered(watches, now_us) {
                        node.board.tell(&Event::Note(Note::Answers));
                    }
                    return Ok(Ok(head));
                }
                Progress::Failed(error) => return Ok(Err(NoAnswer::from(error))),
            }
        }
    }

    /// Rests until there is something to do, and hears what the edge tells of its own accord.
    pub(crate) fn idle<B: Board, M: Medium>(
        &mut self,
        node: &mut Node<'_, '_, B, M>,
        watches: &mut [Watch<'_>],
        until_us: u64,
    ) {
        let now_us = node.board.now_us();
        self.send_watches(watches, now_us);
        let received = self.receive();
        if received > 0 {
            let datagram = self.datagram.get(..received).unwrap_or_default();
            if !hear_watches(watches, now_us, datagram)
                && let Some(first) = watches.first_mut()
            {
                // It belongs nowhere: the sender is told.
                first.hear(now_us, datagram);
            }
            return;
        }
        node.board.wait(
            until_us
                .min(watches_due_us(watches, now_us))
                .min(node.due_us()),
        );
    }

    /// Notes that the edge did not answer.
    pub(crate) fn failed(&mut self, now_us: u64) {
        let pause_us = PAUSE_US << self.failures.min(4);
        self.away_until_us = now_us + pause_us.min(PAUSE_US_MAX);
        self.failures = self.failures.saturating_add(1);
    }

    /// Notes that the edge has answered. Whether it did not before.
    fn answered(&mut self, watches: &mut [Watch<'_>], now_us: u64) -> bool {
        let was_away = self.failures > 0;
        if was_away {
            // An edge that was away may have forgotten the watches.
            for watch in watches {
                watch.due_us = now_us;
            }
        }
        self.failures = 0;
        self.away_until_us = 0;
        was_away
    }

    fn send(
        &mut self,
        exchange: &mut Exchange<'_, Proven<'_>>,
        now_ms: u64,
    ) -> Result<(), ClientError> {
        while let Some(length) = exchange.poll_transmit(now_ms, &mut self.datagram[..]) {
            let datagram = self.datagram.get(..length?).unwrap_or_default();
            // A datagram that the transport does not take is one that is lost on the way.
            let _ = self.transport.send(datagram);
        }
        Ok(())
    }

    fn send_watches(&mut self, watches: &mut [Watch<'_>], now_us: u64) {
        for watch in watches {
            let is_under_way = watch.exchange.poll_timeout().is_some();
            if !is_under_way && !watch.is_spent && watch.due_us <= now_us {
                watch.exchange.repeat(now_us / 1_000);
            }
            if self.send(&mut watch.exchange, now_us / 1_000).is_err() {
                watch.due_us = now_us + WATCH_PAUSE_US;
            }
        }
    }

    /// The length of the datagram that has come, 0 for none.
    fn receive(&mut self) -> usize {
        // What is longer than the buffer cannot be an answer.
        let received = self.transport.recv(&mut self.datagram[..]);
        received.ok().flatten().unwrap_or(0)
    }
}

/// Gives a datagram to the watch that it is for. Whether there is one.
fn hear_watches(watches: &mut [Watch<'_>], now_us: u64, datagram: &[u8]) -> bool {
    let mut found = watches.iter_mut();
    let Some(watch) = found.find(|watch| watch.exchange.claims(datagram)) else {
        return false;
    };
    watch.hear(now_us, datagram);
    true
}

/// When a watch wants something. One that is over waits for the end of the request at work.
fn watches_due_us(watches: &[Watch<'_>], now_us: u64) -> u64 {
    let waiting = watches.iter().filter(|watch| !watch.is_over(now_us));
    let due = waiting.map(|watch| match watch.exchange.poll_timeout() {
        Some(due_ms) => micros(due_ms),
        None => watch.due_us,
    });
    due.min().unwrap_or(u64::MAX)
}

const fn micros(milliseconds: u64) -> u64 {
    milliseconds.saturating_mul(1_000)
}

/// Blocks as large as a device takes.
pub(crate) const fn block_size() -> BlockSize {
    BlockSize::at_most(BLOCK_BYTES)
}
