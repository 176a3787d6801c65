//! Clients that want to be told of changes (RFC 7641).

use std::net::SocketAddr;
use std::vec::Vec;

use super::limits::Limits;
use super::request::Request;
use crate::coap::fingerprint::Fingerprint;
use crate::coap::message::Token;

/// What observers wait for, such as a log or a result; made from any name of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Topic(u64);

impl Topic {
    /// The topic of a name. Should two names ever share one (their chance is 1 in 2^64), their
    /// observers are told the truth once too often.
    pub fn new(name: &str) -> Topic {
        Topic(Fingerprint::of(name.as_bytes()))
    }
}

/// An observer, as long as it is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ObserverId {
    slot: usize,
    generation: u64,
}

/// One client that observes one resource.
#[derive(Debug)]
pub(super) struct Observer {
    pub peer: SocketAddr,
    pub token: Token,
    pub topic: Topic,
    /// What is run again when the topic changes.
    pub request: Request,
    /// Which operation the request is, for the blocks of its answers.
    pub operation: u64,
    /// The last notification's message id, which a reset would name.
    pub message_id: Option<u16>,
    /// A notification is being made or awaits its acknowledgement.
    pub is_busy: bool,
    /// The topic has changed since the last notification was begun.
    pub is_outdated: bool,
    /// Notifications since the last confirmable one.
    pub unconfirmed: u32,
    generation: u64,
}

/// All observers.
#[derive(Debug, Default)]
pub(super) struct Observers {
    slots: Vec<Option<Observer>>,
    live: usize,
    generation: u64,
    sequence: u32,
    /// Whether an observer may be due a notification; saves looking through all of them.
    is_due: bool,
}

impl Observers {
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    pub fn get_mut(&mut self, id: ObserverId) -> Option<&mut Observer> {
        let observer = self.slots.get_mut(id.slot)?.as_mut();
        observer.filter(|observer| observer.generation == id.generation)
    }

    /// Adds an observer, in place of one with the same peer and token. Returns whether there
    /// was room for it.
    pub fn register(
        &mut self,
        topic: Topic,
        token: Token,
        operation: u64,
        request: Request,
        limits: &Limits,
    ) -> bool {
        let peer = request.peer();
        self.deregister(peer, token);
        let own = self
            .slots
            .iter()
            .flatten()
            .filter(|other| other.peer == peer)
            .count();
        let is_full = self.live >= limits.observers_max || own >= limits.observers_per_peer_max;
        if is_full || request.bytes() > limits.observer_bytes_max {
            return false;
        }
        self.generation += 1;
        let observer = Observer {
            peer,
            token,
            topic,
            request,
            operation,
            message_id: None,
            is_busy: false,
            is_outdated: false,
            unconfirmed: 0,
            generation: self.generation,
        };
        match self.slots.iter_mut().find(|slot| slot.is_none()) {
            Some(slot) => *slot = Some(observer),
            None => self.slots.push(Some(observer)),
        }
        self.live += 1;
        true
    }

    /// Removes the observer with this peer and token.
    pub fn deregister(&mut self, peer: SocketAddr, token: Token) {
        self.remove_where(|observer| observer.peer == peer && observer.token == token);
    }

    /// Removes the observer whose last notification had this message id.
    pub fn reset(&mut self, peer: SocketAddr, message_id: u16) {
        self.remove_where(|observer| {
            observer.peer == peer && observer.message_id == Some(message_id)
        });
    }

    pub fn remove(&mut self, id: ObserverId) {
        self.remove_where(|observer| observer.generation == id.generation);
    }

    fn remove_where(&mut self, is_meant: impl Fn(&Observer) -> bool) {
        for slot in &mut self.slots {
            if slot.as_ref().is_some_and(&is_meant) {
                *slot = None;
                self.live -= 1;
            }
        }
    }

    /// Marks the observers of a topic, or all of them, as outdated.
    pub fn outdate(&mut self, topic: Option<Topic>) {
        let meant = |observer: &&mut Observer| topic.is_none_or(|topic| topic == observer.topic);
        for observer in self.slots.iter_mut().flatten().filter(meant) {
            observer.is_outdated = true;
            self.is_due = true;
        }
    }

    /// Notes that a notification has arrived or will not be sent, so that the next one may be.
    pub fn set_idle(&mut self, id: ObserverId) {
        if let Some(observer) = self.get_mut(id) {
            observer.is_busy = false;
            self.is_due |= observer.is_outdated;
        }
    }

    /// Takes an observer that is due a notification; it is busy from now on.
    pub fn next_due(&mut self) -> Option<(ObserverId, &Observer)> {
        if !self.is_due {
            return None;
        }
        let due = self
            .slots
            .iter_mut()
            .enumerate()
            .find_map(|(slot, observer)| {
                let observer = observer.as_mut()?;
                let id = ObserverId {
                    slot,
                    generation: observer.generation,
                };
                (observer.is_outdated && !observer.is_busy).then_some((id, observer))
            });
        match due {
            Some((id, observer)) => {
                observer.is_outdated = false;
                observer.is_busy = true;
                Some((id, observer))
            }
            None => {
                self.is_due = false;
                None
            }
        }
    }

    /// The sequence number of a notification that is sent now: 24 bits, always newer than the
    /// one before.
    pub const fn next_sequence(&mut self) -> u32 {
        self.sequence = (self.sequence + 1) & 0x00ff_ffff;
        self.sequence
    }

    #[cfg(test)]
    pub const fn len(&self) -> usize {
        self.live
    }
}
