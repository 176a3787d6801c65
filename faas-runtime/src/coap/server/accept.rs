//! Deciding what to do with a new request.

use std::format;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;

use super::exchanges::{Arrival, Progress};
use super::options::{self, RequestOptions};
use super::reply::Reply;
use super::request::{Body, Request};
use super::response::{Response, Transmit};
use super::uploads::{self, Step, UploadBlock};
use super::{Call, Purpose, Server, Ticket};
use crate::coap::Observe;
use crate::coap::block::BlockValue;
use crate::coap::code::{Code, Method};
use crate::coap::message::{Message, MessageType};
use crate::coap::option::OptionNumber;

impl Server {
    /// Takes in a request that is no duplicate.
    pub(super) fn accept(&mut self, arrival: &Arrival, message: &Message<'_>, datagram: &[u8]) {
        let Arrival {
            now_ms,
            peer,
            message_id,
            is_confirmable,
            ..
        } = *arrival;
        let options = match options::check(message) {
            Ok(options) => options,
            // Section 5.4.1: such a non-confirmable message is rejected, which is silence.
            Err(refusal) if refusal.code() == Code::BAD_OPTION && !is_confirmable => return,
            Err(refusal) => return self.refuse(peer, message, refusal),
        };
        let Some(method) = Method::from_code(message.code()) else {
            let sentence = format!("method {} is not known to this server", message.code());
            let refusal = Response::diagnostic(Code::METHOD_NOT_ALLOWED, sentence);
            return self.refuse(peer, message, refusal);
        };
        if let Some(refusal) = self.unwilling(now_ms, peer, message, &options) {
            return self.refuse(peer, message, refusal);
        }
        self.ensure_sweep(now_ms);
        let slot = self.exchanges.open(arrival, &mut self.random);
        if options
            .echo
            .is_some_and(|echo| self.echo.is_fresh(now_ms, peer, echo))
        {
            self.exchanges.verify(peer);
        }
        let ticket = Ticket {
            purpose: Purpose::Exchange { slot, message_id },
            peer,
            token: message.token(),
            operation: options.operation,
            block1: options.block1,
            block2: options.block2,
            is_size2_wanted: options.is_size2_wanted,
            etags: options.etags.clone(),
            bytes: 0,
            registration: None,
        };
        let Some(body) = self.take_body(now_ms, &ticket, message, &options) else {
            return;
        };
        if let Some(block) = options.block2.filter(|block| block.number > 0)
            && let Some(reply) =
                self.answers
                    .block(now_ms, (peer, options.operation), block, &self.limits)
        {
            return self.finish(now_ms, &ticket, reply.unwrap_or_else(Reply::new));
        }
        if is_confirmable {
            let deadline_ms = now_ms.saturating_add(self.limits.piggyback_wait_ms.into());
            self.exchanges.acknowledge_at(deadline_ms, slot);
        }
        let request = request(method, peer, message, datagram, body, &options);
        self.call(now_ms, ticket, request);
    }

    /// Why the server does not want the request now, if so. Nothing is kept for such a request,
    /// which may therefore come again.
    fn unwilling(
        &mut self,
        now_ms: u64,
        peer: SocketAddr,
        message: &Message<'_>,
        options: &RequestOptions,
    ) -> Option<Response> {
        let is_proved = || {
            options
                .echo
                .is_some_and(|echo| self.echo.is_fresh(now_ms, peer, echo))
        };
        if self.limits.require_echo && !self.exchanges.is_verified(peer) && !is_proved() {
            let challenge = self.echo.challenge(now_ms, peer);
            let challenge = Bytes::copy_from_slice(&challenge);
            let response = Response::new(Code::UNAUTHORIZED);
            return Some(response.with_option(OptionNumber::ECHO, challenge));
        }
        if options.block1.is_none() && message.payload().len() > self.limits.body_bytes_max {
            return Some(uploads::too_large(&self.limits));
        }
        let refusal = if self.is_closed {
            Response::unavailable("the server is shutting down", 10)
        } else if self.open() >= self.limits.open_max as usize {
            Response::unavailable("too many requests are unfinished", 1)
        } else if self.exchanges.running_of(peer) >= self.limits.open_per_peer_max {
            Response::unavailable("too many requests of this client are unfinished", 1)
        } else {
            let wait_ms = self.exchanges.make_room(now_ms, &self.limits).err()?;
            let sentence = "too many recent requests are remembered to tell repeated ones apart";
            let retry_s = u32::try_from(wait_ms.div_ceil(1000)).unwrap_or(u32::MAX);
            Response::unavailable(sentence, retry_s)
        };
        self.counters.refused += 1;
        Some(refusal)
    }

    /// The complete body of a request; `None` if there is more to come or the transfer has
    /// failed, and the client was told so.
    fn take_body(
        &mut self,
        now_ms: u64,
        ticket: &Ticket,
        message: &Message<'_>,
        options: &RequestOptions,
    ) -> Option<Body> {
        let Some(block) = options.block1 else {
            return Some(Body::InDatagram(message.layout().1));
        };
        let key = (ticket.peer, options.operation);
        let part = UploadBlock {
            block,
            payload: message.payload(),
            size: options.size1,
        };
        let reply = match self.uploads.accept(now_ms, key, part, &self.limits) {
            Step::Complete(body) => return Some(Body::Assembled(body)),
            Step::Continue(block) => Reply {
                block1: Some(block),
                ..Reply::new(Response::new(Code::CONTINUE))
            },
            Step::Refused(response) => {
                let block1 = Some(BlockValue {
                    size: block.size,
                    ..block
                });
                Reply {
                    block1,
                    ..Reply::new(response)
                }
            }
        };
        self.finish(now_ms, ticket, reply);
        None
    }

    fn call(&mut self, now_ms: u64, mut ticket: Ticket, request: Request) {
        let bytes = request.bytes();
        if self.open_bytes + bytes > self.limits.open_bytes_max {
            self.counters.refused += 1;
            let refusal = Response::unavailable("the memory for unfinished requests is full", 1);
            let reply = Reply {
                block1: ticket.block1,
                ..Reply::new(refusal)
            };
            return self.finish(now_ms, &ticket, reply);
        }
        self.open_bytes += bytes;
        ticket.bytes = bytes;
        match request.observe {
            Some(Observe::Deregister) => self.observers.deregister(ticket.peer, ticket.token),
            Some(Observe::Register) => ticket.registration = Some(request.clone()),
            None => {}
        }
        self.counters.calls += 1;
        self.calls.push_back(Call { ticket, request });
    }

    /// Answers a request without remembering it.
    fn refuse(&mut self, peer: SocketAddr, message: &Message<'_>, refusal: Response) {
        let (kind, message_id) = match message.kind() {
            MessageType::Confirmable => (MessageType::Acknowledgement, message.message_id()),
            _ => {
                let id = self.exchanges.next_message_id(peer);
                (MessageType::NonConfirmable, id)
            }
        };
        let reply = Reply::new(refusal);
        let written = reply.encode(kind, message_id, message.token(), &mut self.scratch);
        if let Some(datagram) = written.ok().and_then(|length| self.scratch.get(..length)) {
            self.outbox.push_back(Transmit {
                peer,
                datagram: Arc::from(datagram),
            });
        }
    }

    /// Sends the reply to a request that was entered, and remembers it for duplicates.
    pub(super) fn finish(&mut self, now_ms: u64, ticket: &Ticket, reply: Reply) {
        let Purpose::Exchange { slot, message_id } = ticket.purpose else {
            return;
        };
        let (kind, message_id) = match self.exchanges.progress(slot) {
            Some((
                Progress::Running {
                    is_acknowledged: false,
                },
                true,
            )) => (MessageType::Acknowledgement, message_id),
            Some((Progress::Running { .. }, is_confirmable)) => {
                let kind = match is_confirmable {
                    true => MessageType::Confirmable,
                    false => MessageType::NonConfirmable,
                };
                (kind, self.exchanges.next_message_id(ticket.peer))
            }
            _ => return,
        };
        let transmit = self.write(ticket, kind, message_id, reply);
        let progress = match kind {
            MessageType::Acknowledgement => Progress::Answered(Arc::clone(&transmit.datagram)),
            MessageType::Confirmable => Progress::Acknowledged,
            _ => Progress::Silent,
        };
        self.exchanges.settle(now_ms, slot, progress, &self.limits);
        if kind == MessageType::Confirmable {
            let parameters = self.limits.transmission;
            self.sent.insert(
                now_ms,
                &transmit,
                message_id,
                None,
                &parameters,
                &mut self.random,
            );
        }
        self.outbox.push_back(transmit);
    }
}

fn request(
    method: Method,
    peer: SocketAddr,
    message: &Message<'_>,
    datagram: &[u8],
    body: Body,
    options: &RequestOptions,
) -> Request {
    let can_be_observed = matches!(method, Method::Get | Method::Fetch);
    let (region, payload_start) = message.layout();
    // A block's payload is in the body already.
    let kept = match body {
        Body::InDatagram(_) => datagram,
        Body::Assembled(_) => datagram.get(..payload_start).unwrap_or_default(),
    };
    Request {
        method,
        peer,
        content_format: options.content_format,
        accept: options.accept,
        observe: options.observe.filter(|_| can_be_observed),
        is_later_block: options.block2.is_some_and(|block| block.number > 0),
        datagram: Bytes::copy_from_slice(kept),
        options: region,
        body,
    }
}
