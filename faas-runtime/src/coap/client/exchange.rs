//! One request and its answer, as a state machine.

use super::outgoing::{Challenge, Current};
use super::sink::{BodySink, SinkFull};
use super::{Identity, Request, ResponseHead};
use crate::coap::Observe;
use crate::coap::block::{BlockSize, BlockValue};
use crate::coap::builder::{BuildError, empty_message};
use crate::coap::code::Code;
use crate::coap::content_format::ContentFormat;
use crate::coap::message::{HEADER_BYTES, Header, Message, MessageType, Token};
use crate::coap::option::{ETag, OptionNumber};
use crate::coap::transmission::{Backoff, Transmission};
use crate::seal::AnswerSeal;

/// Why a request has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// Nothing came back for any of the transmissions, or no answer for the acknowledgement.
    #[error("the server did not answer in time")]
    Timeout,
    /// The server sent a reset.
    #[error("the server refused the message with a reset")]
    Reset,
    /// The answer does not fit into the sink.
    #[error(transparent)]
    Sink(#[from] SinkFull),
    /// The request does not fit into the buffer for a datagram.
    #[error("the request cannot be written: {0}")]
    Request(#[from] BuildError),
    /// A block came that is not the one asked for.
    #[error("the server sent another block than the one asked for")]
    UnexpectedBlock,
    /// The representation changed while its blocks were fetched.
    #[error("the answer changed while it was fetched; ask again")]
    Changed,
    /// The body has more blocks than the protocol can count.
    #[error("the body has too many blocks of this size")]
    TooManyBlocks,
}

/// What a datagram meant for the exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It did not belong here.
    Ignored,
    /// The exchange goes on: call [`Exchange::poll_transmit`].
    Progress,
    /// The answer, or a notification, is complete; its body is in the sink. A confirmable one
    /// is still to be acknowledged: call [`Exchange::poll_transmit`].
    Response(ResponseHead),
    /// The exchange has failed.
    Failed(ClientError),
}

/// What the message under way is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Sending the body from this byte on, in one piece or in blocks.
    Upload { offset: usize },
    /// Asking for the block of the answer that begins after what was received.
    Download,
    /// Nothing is under way. Notifications may come.
    Done,
}

/// One request, from its first datagram to its answer, and the notifications that follow if it
/// observes. Drive it with [`Exchange::poll_transmit`], [`Exchange::poll_timeout`] and
/// [`Exchange::on_datagram`].
#[derive(Debug)]
pub struct Exchange<'a, S> {
    pub(super) request: Request<'a>,
    sink: S,
    parameters: Transmission,
    identity: &'a mut Identity,
    pub(super) phase: Phase,
    pub(super) current: Current,
    pub(super) block_size: BlockSize,
    /// Bytes of the answer that are in the sink.
    pub(super) received: usize,
    /// The head of the first block.
    head: Option<ResponseHead>,
    observation: Option<Observation>,
    /// The server's challenge, to be returned with the request (RFC 9175).
    pub(super) echo: Option<Challenge>,
    /// The acknowledgement or reset to send first, and the last confirmable message that was
    /// acknowledged, in case it comes again.
    control: Option<[u8; HEADER_BYTES]>,
    acknowledged_id: Option<u16>,
}

#[derive(Clone, Copy, Debug)]
struct Observation {
    token: Token,
    sequence: u32,
    arrived_ms: u64,
}

/// A notification this long after another is the newer one, whatever its number (RFC 7641).
const SEQUENCE_AGE_MS: u64 = 128_000;

impl<'a, S: BodySink> Exchange<'a, S> {
    /// Prepares a request. Nothing happens before [`Exchange::poll_transmit`].
    pub fn new(
        request: Request<'a>,
        mut sink: S,
        parameters: Transmission,
        identity: &'a mut Identity,
    ) -> Exchange<'a, S> {
        sink.clear();
        let current = Current::new(0, identity, &parameters, None);
        Exchange {
            block_size: request.block_size,
            request,
            sink,
            parameters,
            identity,
            phase: Phase::Upload { offset: 0 },
            current,
            received: 0,
            head: None,
            observation: None,
            echo: None,
            control: None,
            acknowledged_id: None,
        }
    }

    /// The sink with the body of the answer.
    pub const fn sink(&self) -> &S {
        &self.sink
    }

    /// The sink, to take the body out.
    pub const fn sink_mut(&mut self) -> &mut S {
        &mut self.sink
    }

    /// Whether the server notifies of changes.
    pub const fn is_observing(&self) -> bool {
        self.observation.is_some()
    }

    /// Makes the request again, whatever became of it before: after a failure, or to register once
    /// more as an observer with a server that may have forgotten it.
    pub fn repeat(&mut self, now_ms: u64) {
        self.observation = None;
        self.echo = None;
        self.begin_body();
        self.advance(now_ms, Phase::Upload { offset: 0 }, None);
    }

    /// Whether a datagram is meant for this exchange, for those that have several over one socket.
    pub fn claims(&self, datagram: &[u8]) -> bool {
        let (Ok(header), Ok(message)) = (Header::parse(datagram), Message::parse(datagram)) else {
            return false;
        };
        let is_busy = self.phase != Phase::Done;
        let token = message.token();
        match header.kind {
            MessageType::Reset | MessageType::Acknowledgement => {
                is_busy && header.message_id == self.current.message_id
            }
            MessageType::Confirmable | MessageType::NonConfirmable => {
                (is_busy && token == self.current.token)
                    || self.observation.is_some_and(|known| known.token == token)
                    || self.acknowledged_id == Some(header.message_id)
            }
        }
    }

    /// Asks the server to notify no longer; ends with one more response. Does nothing while
    /// another request is under way or if the server does not notify.
    pub fn deregister(&mut self, now_ms: u64) {
        if let (Some(observation), Phase::Done) = (self.observation.take(), self.phase) {
            self.request.observe = Some(Observe::Deregister);
            self.begin_body();
            self.advance(now_ms, Phase::Upload { offset: 0 }, Some(observation.token));
        }
    }

    /// Writes the datagram that is to be sent now into `buffer`, if there is one, and returns
    /// its length. Call it until it returns `None`. [`DATAGRAM_BYTES_MAX`] bytes are enough for
    /// every request whose path and query are not extremely long.
    ///
    /// [`DATAGRAM_BYTES_MAX`]: crate::coap::DATAGRAM_BYTES_MAX
    ///
    /// # Errors
    /// [`ClientError::Timeout`] when the last wait has ended, [`ClientError::Request`] if the
    /// request does not fit. The exchange has then ended.
    pub fn poll_transmit(
        &mut self,
        now_ms: u64,
        buffer: &mut [u8],
    ) -> Option<Result<usize, ClientError>> {
        if let Some(control) = self.control.take() {
            let space = buffer.get_mut(..control.len());
            return space.map(|space| {
                space.copy_from_slice(&control);
                Ok(control.len())
            });
        }
        if self.phase == Phase::Done {
            return None;
        }
        if self.current.is_due {
            self.current.is_due = false;
            self.current.backoff =
                Backoff::start(now_ms, &self.parameters, &mut self.identity.random);
            if !self.request.is_confirmable {
                self.await_answer(now_ms);
            }
        } else if self.current.deadline_ms() > now_ms {
            return None;
        } else if !self.current.retry(now_ms) {
            return Some(Err(self.fail(ClientError::Timeout)));
        }
        let written = self.write(buffer);
        Some(written.map_err(|error| self.fail(ClientError::Request(error))))
    }

    /// When [`Exchange::poll_transmit`] is to be called next, if no datagram comes before.
    pub fn poll_timeout(&self) -> Option<u64> {
        (self.phase != Phase::Done).then(|| self.current.deadline_ms())
    }

    /// Takes in a datagram from the server.
    pub fn on_datagram(&mut self, now_ms: u64, datagram: &[u8]) -> Event {
        let Ok(header) = Header::parse(datagram) else {
            return Event::Ignored;
        };
        let Ok(message) = Message::parse(datagram) else {
            return self.reject(header);
        };
        match message.kind() {
            MessageType::Reset | MessageType::Acknowledgement => {
                if self.phase == Phase::Done || header.message_id != self.current.message_id {
                    return Event::Ignored;
                }
                if header.kind == MessageType::Reset {
                    return Event::Failed(self.fail(ClientError::Reset));
                }
                if header.code == Code::EMPTY {
                    self.await_answer(now_ms);
                    return Event::Progress;
                }
                if message.token() != self.current.token || !header.code.is_response() {
                    return Event::Ignored;
                }
                self.on_response(now_ms, &message)
            }
            MessageType::Confirmable | MessageType::NonConfirmable => {
                self.on_separate(now_ms, header, &message)
            }
        }
    }

    /// A response in a message of its own, or a notification.
    fn on_separate(&mut self, now_ms: u64, header: Header, message: &Message<'_>) -> Event {
        let is_confirmable = header.kind == MessageType::Confirmable;
        let acknowledgement = empty_message(MessageType::Acknowledgement, header.message_id);
        if is_confirmable && self.acknowledged_id == Some(header.message_id) {
            self.control = Some(acknowledgement);
            return Event::Progress;
        }
        let is_awaited = self.phase != Phase::Done && message.token() == self.current.token;
        let observation = self.observation;
        let is_notification = observation.is_some_and(|known| known.token == message.token());
        if !header.code.is_response() || !(is_awaited || is_notification) {
            return self.reject(header);
        }
        if is_confirmable {
            self.control = Some(acknowledgement);
            self.acknowledged_id = Some(header.message_id);
        }
        if is_awaited {
            return self.on_response(now_ms, message);
        }
        let is_busy = self.phase != Phase::Done;
        if is_busy || !self.is_newer(now_ms, message) {
            return if is_confirmable {
                Event::Progress
            } else {
                Event::Ignored
            };
        }
        self.begin_body();
        self.on_block(now_ms, message)
    }

    /// Refuses a message that does not belong here.
    fn reject(&mut self, header: Header) -> Event {
        if header.kind != MessageType::Confirmable {
            return Event::Ignored;
        }
        self.control = Some(empty_message(MessageType::Reset, header.message_id));
        Event::Progress
    }

    fn on_response(&mut self, now_ms: u64, message: &Message<'_>) -> Event {
        if message.code() == Code::UNAUTHORIZED && self.echo.is_none() {
            self.echo = message.option(OptionNumber::ECHO).and_then(Challenge::new);
            if self.echo.is_some() {
                self.advance(now_ms, self.phase, None);
                return Event::Progress;
            }
        }
        let Phase::Upload { offset } = self.phase else {
            return self.on_block(now_ms, message);
        };
        let block1 = message.option(OptionNumber::BLOCK1).map(BlockValue::decode);
        let sent = self
            .request
            .payload
            .len()
            .min(offset + self.block_size.bytes());
        match (message.code(), block1) {
            (Code::CONTINUE, Some(Ok(block))) if sent < self.request.payload.len() => {
                if block.offset() != offset {
                    return Event::Failed(self.fail(ClientError::UnexpectedBlock));
                }
                self.block_size = self.block_size.min(block.size);
                self.advance(now_ms, Phase::Upload { offset: sent }, None);
                Event::Progress
            }
            // The server wants smaller blocks than the first one was (RFC 7959 section 2.9.3).
            (Code::REQUEST_ENTITY_TOO_LARGE, Some(Ok(block)))
                if offset == 0 && block.size < self.block_size =>
            {
                self.block_size = block.size;
                self.advance(now_ms, Phase::Upload { offset: 0 }, None);
                Event::Progress
            }
            (Code::CONTINUE, _) => Event::Failed(self.fail(ClientError::UnexpectedBlock)),
            _ => self.on_block(now_ms, message),
        }
    }

    /// Takes in the whole answer or a block of it.
    fn on_block(&mut self, now_ms: u64, message: &Message<'_>) -> Event {
        let head = head(message);
        if self.head.is_none() {
            self.note_observation(now_ms, message.token(), &head);
        }
        let block = match message.option(OptionNumber::BLOCK2).map(BlockValue::decode) {
            Some(Ok(block)) => Some(block),
            Some(Err(_)) => return Event::Failed(self.fail(ClientError::UnexpectedBlock)),
            None => None,
        };
        let is_refused = self.received > 0 && block.is_none();
        if is_refused {
            // An error in place of a block: it is the answer now.
            self.begin_body();
        }
        let first = *self.head.get_or_insert(head);
        let has_changed = first.etag.is_some() && head.etag.is_some() && first.etag != head.etag;
        if has_changed {
            return Event::Failed(self.fail(ClientError::Changed));
        }
        let is_short = block.is_some_and(|block| {
            block.offset() != self.received
                || (block.more && message.payload().len() != block.size.bytes())
        });
        if is_short {
            return Event::Failed(self.fail(ClientError::UnexpectedBlock));
        }
        if let Err(error) = self.sink.append(message.payload()) {
            return Event::Failed(self.fail(ClientError::Sink(error)));
        }
        self.received += message.payload().len();
        match block {
            Some(block) if block.more => {
                self.block_size = self.block_size.min(block.size);
                if BlockValue::at_offset(self.received, false, self.block_size).is_none() {
                    return Event::Failed(self.fail(ClientError::TooManyBlocks));
                }
                self.advance(now_ms, Phase::Download, None);
                Event::Progress
            }
            _ => {
                self.phase = Phase::Done;
                Event::Response(first)
            }
        }
    }

    fn note_observation(&mut self, now_ms: u64, token: Token, head: &ResponseHead) {
        let wants = self.request.observe == Some(Observe::Register);
        self.observation = match head.observe {
            Some(sequence) if wants => Some(Observation {
                token,
                sequence,
                arrived_ms: now_ms,
            }),
            _ => None,
        };
    }

    /// Whether a notification is newer than the last one (RFC 7641 section 3.4).
    fn is_newer(&self, now_ms: u64, message: &Message<'_>) -> bool {
        let Some(known) = self.observation else {
            return true;
        };
        let Some(sequence) = message.option_uint(OptionNumber::OBSERVE) else {
            return true;
        };
        let ahead = sequence.wrapping_sub(known.sequence) & 0x00ff_ffff;
        let is_ahead = ahead != 0 && ahead < 1 << 23;
        is_ahead || now_ms.saturating_sub(known.arrived_ms) > SEQUENCE_AGE_MS
    }

    fn begin_body(&mut self) {
        self.sink.clear();
        self.received = 0;
        self.head = None;
    }

    fn advance(&mut self, now_ms: u64, phase: Phase, token: Option<Token>) {
        self.phase = phase;
        self.current = Current::new(now_ms, self.identity, &self.parameters, token);
    }

    fn await_answer(&mut self, now_ms: u64) {
        let deadline_ms = now_ms.saturating_add(self.request.answer_wait_ms);
        self.current.answer_deadline_ms = Some(deadline_ms);
    }

    fn fail(&mut self, error: ClientError) -> ClientError {
        self.phase = Phase::Done;
        self.observation = None;
        error
    }
}

fn head(message: &Message<'_>) -> ResponseHead {
    let content_format = message.option_uint(OptionNumber::CONTENT_FORMAT);
    ResponseHead {
        code: message.code(),
        content_format: content_format
            .and_then(|number| u16::try_from(number).ok())
            .map(ContentFormat),
        etag: message.option(OptionNumber::ETAG).and_then(ETag::new),
        max_age_s: message.option_uint(OptionNumber::MAX_AGE),
        observe: message.option_uint(OptionNumber::OBSERVE),
        size1: message.option_uint(OptionNumber::SIZE1),
        seal: message
            .option(OptionNumber::SEAL)
            .and_then(AnswerSeal::parse),
    }
}
