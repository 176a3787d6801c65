//! Telling apart what comes in (RFC 7252 sections 4.2, 4.3 and 5.3).

use std::net::SocketAddr;
use std::sync::Arc;

use super::Server;
use super::exchanges::{Arrival, Progress, Slot};
use super::response::Transmit;
use crate::coap::builder::empty_message;
use crate::coap::code::CodeClass;
use crate::coap::fingerprint::Fingerprint;
use crate::coap::message::{Header, Message, MessageType};

impl Server {
    /// Takes in a datagram from `peer`.
    pub fn on_datagram(&mut self, now_ms: u64, peer: SocketAddr, datagram: &[u8]) {
        self.counters.received += 1;
        let Ok(header) = Header::parse(datagram) else {
            self.counters.malformed += 1;
            return;
        };
        let Ok(message) = Message::parse(datagram) else {
            return self.reject(peer, header);
        };
        let has_request = match header.code.class() {
            CodeClass::Empty => return self.on_empty(peer, header),
            CodeClass::Request => true,
            _ => false,
        };
        match header.kind {
            MessageType::Confirmable | MessageType::NonConfirmable if has_request => {
                let arrival = Arrival {
                    now_ms,
                    peer,
                    message_id: header.message_id,
                    fingerprint: Fingerprint::of(datagram),
                    is_confirmable: header.kind == MessageType::Confirmable,
                };
                match self.exchanges.find(&arrival, &self.limits) {
                    Some(slot) => self.repeat(peer, header, slot),
                    None => self.accept(&arrival, &message, datagram),
                }
            }
            // A server has asked for nothing: no response belongs here.
            _ => self.reject(peer, header),
        }
    }

    /// Refuses a message that cannot be processed: a confirmable one with a reset, any other in
    /// silence (section 4.2 and 4.3).
    fn reject(&mut self, peer: SocketAddr, header: Header) {
        self.counters.malformed += 1;
        if header.kind == MessageType::Confirmable {
            self.send_empty(peer, MessageType::Reset, header.message_id);
        }
    }

    fn on_empty(&mut self, peer: SocketAddr, header: Header) {
        match header.kind {
            // A ping (section 4.3).
            MessageType::Confirmable => {
                self.send_empty(peer, MessageType::Reset, header.message_id);
            }
            MessageType::NonConfirmable => self.counters.malformed += 1,
            MessageType::Acknowledgement => {
                if let Some(Some(observer)) = self.sent.remove(peer, header.message_id) {
                    self.observers.set_idle(observer);
                }
            }
            MessageType::Reset => match self.sent.remove(peer, header.message_id) {
                Some(Some(observer)) => self.observers.remove(observer),
                Some(None) => {}
                None => self.observers.reset(peer, header.message_id),
            },
        }
    }

    /// Answers a duplicate as its original was answered, and never runs it (section 4.5).
    fn repeat(&mut self, peer: SocketAddr, header: Header, slot: Slot) {
        self.counters.duplicates += 1;
        let Some((progress, is_confirmable)) = self.exchanges.progress(slot) else {
            return;
        };
        let is_acknowledged = match progress {
            Progress::Running { is_acknowledged } if is_confirmable => {
                *is_acknowledged = true;
                true
            }
            Progress::Answered(answer) => {
                let datagram = Arc::clone(answer);
                self.outbox.push_back(Transmit { peer, datagram });
                false
            }
            Progress::Acknowledged => true,
            Progress::Running { .. } | Progress::Silent => false,
        };
        if is_acknowledged {
            self.send_empty(peer, MessageType::Acknowledgement, header.message_id);
        }
    }

    pub(super) fn send_empty(&mut self, peer: SocketAddr, kind: MessageType, message_id: u16) {
        let datagram = Arc::from(empty_message(kind, message_id).as_slice());
        self.outbox.push_back(Transmit { peer, datagram });
    }
}
