//! Sending the handler's response (RFC 7252 section 5.2, RFC 7959 section 2.4).

use std::sync::Arc;

use super::reply::Reply;
use super::response::{Response, Transmit};
use super::{Purpose, Server, Ticket};
use crate::coap::code::Code;
use crate::coap::message::MessageType;

impl Server {
    /// Answers a call. An answer that is ready soon travels in the acknowledgement, a later one
    /// in a message of its own that is sent again until the client acknowledges it.
    pub fn complete(&mut self, now_ms: u64, ticket: Ticket, response: Response) {
        self.open_bytes = self.open_bytes.saturating_sub(ticket.bytes);
        if let Purpose::Notification(observer) = ticket.purpose {
            return self.complete_notification(now_ms, &ticket, observer, response);
        }
        let response = if is_still_valid(&ticket, &response) {
            Response {
                code: Code::VALID,
                payload: bytes::Bytes::new(),
                ..response
            }
        } else {
            response
        };
        let observe = self.register(&ticket, &response);
        let reply = self.cut(now_ms, &ticket, response);
        self.finish(
            now_ms,
            &ticket,
            Reply {
                observe,
                block1: ticket.block1,
                ..reply
            },
        );
    }

    /// The part of a response that goes into one datagram.
    pub(super) fn cut(&mut self, now_ms: u64, ticket: &Ticket, response: Response) -> Reply {
        let length = u32::try_from(response.payload.len()).unwrap_or(u32::MAX);
        let key = (ticket.peer, ticket.operation);
        let cut = self
            .answers
            .cut(now_ms, key, ticket.block2, response, &self.limits);
        self.ensure_sweep(now_ms);
        match cut {
            Ok(reply) if ticket.is_size2_wanted => Reply {
                size2: Some(length),
                ..reply
            },
            Ok(reply) => reply,
            Err(refusal) => Reply::new(refusal),
        }
    }

    /// Enters the client as an observer if both sides agree; returns the sequence number.
    fn register(&mut self, ticket: &Ticket, response: &Response) -> Option<u32> {
        let request = ticket.registration.as_ref()?;
        let Some(topic) = response.topic.filter(|_| response.code.is_success()) else {
            self.observers.deregister(ticket.peer, ticket.token);
            return None;
        };
        let (token, operation) = (ticket.token, ticket.operation);
        let is_entered =
            self.observers
                .register(topic, token, operation, request.clone(), &self.limits);
        is_entered.then(|| self.observers.next_sequence())
    }

    /// Writes a reply as a datagram. Options that do not fit make it a 5.00.
    pub(super) fn write(
        &mut self,
        ticket: &Ticket,
        kind: MessageType,
        message_id: u16,
        reply: Reply,
    ) -> Transmit {
        let token = ticket.token;
        let length = reply
            .encode(kind, message_id, token, &mut self.scratch)
            .or_else(|error| {
                let sentence = std::format!("the answer cannot be sent: {error}");
                let failure = Response::diagnostic(Code::INTERNAL_SERVER_ERROR, sentence);
                Reply::new(failure).encode(kind, message_id, token, &mut self.scratch)
            });
        // The failure above always fits, so that the empty datagram is never sent.
        let datagram = length.ok().and_then(|length| self.scratch.get(..length));
        Transmit {
            peer: ticket.peer,
            datagram: Arc::from(datagram.unwrap_or_default()),
        }
    }
}

/// Whether the client already has this representation (RFC 7252 section 5.10.6.2).
fn is_still_valid(ticket: &Ticket, response: &Response) -> bool {
    response.code == Code::CONTENT
        && response
            .etag
            .is_some_and(|etag| ticket.etags.contains(&etag))
}
