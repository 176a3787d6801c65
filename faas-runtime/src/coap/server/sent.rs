//! Confirmable messages of the server that await an acknowledgement (RFC 7252 section 4.2).

use core::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::net::SocketAddr;
use std::sync::Arc;

use super::observe::ObserverId;
use super::response::Transmit;
use crate::coap::random::Random;
use crate::coap::transmission::{Backoff, Transmission};

/// Which message: its receiver and its id.
type SentKey = (SocketAddr, u16);

#[derive(Debug)]
struct Message {
    datagram: Arc<[u8]>,
    backoff: Backoff,
    observer: Option<ObserverId>,
}

/// A wait that has ended.
#[derive(Debug)]
pub(super) enum Overdue {
    /// Send it again.
    Retransmit(Transmit),
    /// The peer does not answer; if the message was a notification, to this observer.
    GivenUp(Option<ObserverId>),
}

/// All messages that await an acknowledgement.
#[derive(Debug, Default)]
pub(super) struct Sent {
    messages: HashMap<SentKey, Message>,
    /// One entry for each wait; those of messages that are gone are skipped.
    deadlines: BinaryHeap<Reverse<(u64, SentKey)>>,
}

impl Sent {
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Keeps a message that was just sent. One with the same id to the same peer is replaced.
    pub fn insert(
        &mut self,
        now_ms: u64,
        transmit: &Transmit,
        message_id: u16,
        observer: Option<ObserverId>,
        parameters: &Transmission,
        random: &mut Random,
    ) {
        let backoff = Backoff::start(now_ms, parameters, random);
        let key = (transmit.peer, message_id);
        self.deadlines.push(Reverse((backoff.deadline_ms(), key)));
        let datagram = Arc::clone(&transmit.datagram);
        self.messages.insert(
            key,
            Message {
                datagram,
                backoff,
                observer,
            },
        );
    }

    /// Ends the wait for a message; returns whether there was one, and its observer.
    pub fn remove(&mut self, peer: SocketAddr, message_id: u16) -> Option<Option<ObserverId>> {
        self.messages
            .remove(&(peer, message_id))
            .map(|message| message.observer)
    }

    /// When the next wait ends.
    pub fn deadline_ms(&mut self) -> Option<u64> {
        while let Some(Reverse((deadline_ms, key))) = self.deadlines.peek() {
            let message = self.messages.get(key);
            if message.is_some_and(|message| message.backoff.deadline_ms() == *deadline_ms) {
                return Some(*deadline_ms);
            }
            self.deadlines.pop();
        }
        None
    }

    /// Takes a message whose wait has ended.
    pub fn overdue(&mut self, now_ms: u64) -> Option<Overdue> {
        if self.deadline_ms()? > now_ms {
            return None;
        }
        let Reverse((_, key)) = self.deadlines.pop()?;
        let message = self.messages.get_mut(&key)?;
        if message.backoff.retry(now_ms) {
            self.deadlines
                .push(Reverse((message.backoff.deadline_ms(), key)));
            let datagram = Arc::clone(&message.datagram);
            return Some(Overdue::Retransmit(Transmit {
                peer: key.0,
                datagram,
            }));
        }
        let observer = message.observer;
        self.messages.remove(&key);
        Some(Overdue::GivenUp(observer))
    }
}
