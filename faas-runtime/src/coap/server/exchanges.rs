//! The requests that were seen, to recognise their duplicates (RFC 7252 section 4.5).

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::vec::Vec;

use super::limits::Limits;
use super::list::{Links, List, place};
use super::peers::Peers;
use crate::coap::random::Random;

/// Where an exchange stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot(u32);

/// What became of a request.
#[derive(Debug)]
pub(super) enum Progress {
    /// With the handler; `is_acknowledged` once an empty acknowledgement was sent.
    Running { is_acknowledged: bool },
    /// Answered in its acknowledgement, which is kept for duplicates.
    Answered(Arc<[u8]>),
    /// Acknowledged without an answer, which went or will go its own way.
    Acknowledged,
    /// Non-confirmable and finished: duplicates are ignored.
    Silent,
}

/// A request that has just come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub now_ms: u64,
    pub peer: SocketAddr,
    pub message_id: u16,
    /// What tells the request from another one that reuses its message id.
    pub fingerprint: u64,
    pub is_confirmable: bool,
}

#[derive(Debug)]
struct Exchange {
    fingerprint: u64,
    arrived_ms: u64,
    settled_ms: u64,
    peer: u32,
    message_id: u16,
    is_confirmable: bool,
    progress: Progress,
    /// Among all finished exchanges, and among those of its peer; oldest first.
    by_age: Links,
    by_peer: Links,
}

impl Exchange {
    const fn is_running(&self) -> bool {
        matches!(self.progress, Progress::Running { .. })
    }
}

/// A table of exchanges and of the peers that they belong to.
#[derive(Debug)]
pub(super) struct Exchanges {
    slots: Vec<Exchange>,
    free: Vec<u32>,
    index: HashMap<u64, u32>,
    finished: List,
    /// Exchanges in the order in which they must be acknowledged, unless they end before.
    acknowledge: VecDeque<(u64, Slot)>,
    peers: Peers,
    replay_bytes: usize,
    running: u32,
}

/// How many exchanges are forgotten at most to make room for one.
const FORGET_MAX: usize = 64;
/// What a kept answer costs beyond its bytes.
const ANSWER_OVERHEAD_BYTES: usize = 32;

const fn key(peer: u32, message_id: u16) -> u64 {
    (peer as u64) << 16 | message_id as u64
}

impl Exchanges {
    pub fn new(random: &mut Random) -> Exchanges {
        Exchanges {
            slots: Vec::new(),
            free: Vec::new(),
            index: HashMap::new(),
            finished: List::new(),
            acknowledge: VecDeque::new(),
            peers: Peers::new(random),
            replay_bytes: 0,
            running: 0,
        }
    }

    /// Exchanges in the table.
    pub const fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Requests that are with the handler.
    pub const fn running(&self) -> u32 {
        self.running
    }

    /// Requests of one peer that are with the handler.
    pub fn running_of(&self, peer: SocketAddr) -> u32 {
        self.peers.find(peer).map_or(0, |peer| peer.running)
    }

    pub fn is_verified(&self, peer: SocketAddr) -> bool {
        self.peers.find(peer).is_some_and(|peer| peer.is_verified)
    }

    /// Notes that a peer receives what is sent to it, for as long as it has exchanges.
    pub fn verify(&mut self, peer: SocketAddr) {
        if let Some(peer) = self.peers.find_mut(peer) {
            peer.is_verified = true;
        }
    }

    /// The exchange that this message repeats. The same message id on a different message is a
    /// new request of a client that has lost count, and so is a repetition after
    /// EXCHANGE_LIFETIME.
    pub fn find(&self, arrival: &Arrival, limits: &Limits) -> Option<Slot> {
        let peer = self.peers.id(arrival.peer)?;
        let slot = *self.index.get(&key(peer, arrival.message_id))?;
        let exchange = self.slots.get(slot as usize)?;
        let age_ms = arrival.now_ms.saturating_sub(exchange.arrived_ms);
        let is_alive = age_ms < limits.transmission.exchange_lifetime_ms();
        (is_alive && exchange.fingerprint == arrival.fingerprint).then_some(Slot(slot))
    }

    /// What became of an exchange, and whether its request was confirmable.
    pub fn progress(&mut self, slot: Slot) -> Option<(&mut Progress, bool)> {
        let exchange = self.slots.get_mut(slot.0 as usize)?;
        Some((&mut exchange.progress, exchange.is_confirmable))
    }

    /// Makes sure that there is room for one more exchange, or says after how many
    /// milliseconds there will be.
    pub fn make_room(&mut self, now_ms: u64, limits: &Limits) -> Result<(), u64> {
        self.expire(now_ms, limits);
        let span_ms = limits.transmission.span_max_ms();
        for _ in 0..FORGET_MAX {
            let is_full = self.len() >= limits.exchanges_max as usize;
            if !is_full && self.replay_bytes < limits.replay_bytes_max {
                return Ok(());
            }
            let outdated_ms = now_ms.checked_sub(span_ms);
            let oldest = self
                .oldest()
                .filter(|(_, settled_ms)| Some(*settled_ms) < outdated_ms);
            let forgotten = match oldest {
                Some((slot, _)) => Some(slot),
                None => self.peers.oldest_of_busy(limits.exchanges_kept_per_peer),
            };
            let Some(slot) = forgotten else { break };
            self.release(slot);
        }
        let settled_ms = self.oldest().map_or(now_ms, |(_, settled_ms)| settled_ms);
        Err(settled_ms
            .saturating_add(span_ms)
            .saturating_sub(now_ms)
            .max(1))
    }

    /// The exchange that was finished first, and when that was.
    fn oldest(&self) -> Option<(u32, u64)> {
        let slot = self.finished.first()?;
        Some((slot, self.slots.get(slot as usize)?.settled_ms))
    }

    /// Enters a new request. The caller has made room.
    pub fn open(&mut self, arrival: &Arrival, random: &mut Random) -> Slot {
        let peer = self.peers.intern(arrival.peer, random);
        if let Some(peer) = self.peers.get_mut(peer) {
            peer.exchanges += 1;
            peer.running += 1;
        }
        self.running += 1;
        let exchange = Exchange {
            fingerprint: arrival.fingerprint,
            arrived_ms: arrival.now_ms,
            settled_ms: arrival.now_ms,
            peer,
            message_id: arrival.message_id,
            is_confirmable: arrival.is_confirmable,
            progress: Progress::Running {
                is_acknowledged: false,
            },
            by_age: Links::default(),
            by_peer: Links::default(),
        };
        let slot = place(&mut self.slots, &mut self.free, exchange);
        self.index.insert(key(peer, arrival.message_id), slot);
        Slot(slot)
    }

    /// Asks for an acknowledgement of a running exchange at `deadline_ms`, which never lies
    /// before a deadline that was asked for earlier.
    pub fn acknowledge_at(&mut self, deadline_ms: u64, slot: Slot) {
        self.acknowledge.push_back((deadline_ms, slot));
    }

    /// When the next exchange must be acknowledged.
    pub fn acknowledge_deadline_ms(&mut self) -> Option<u64> {
        while let Some((deadline_ms, slot)) = self.acknowledge.front().copied() {
            if self.awaits_acknowledgement(slot) {
                return Some(deadline_ms);
            }
            self.acknowledge.pop_front();
        }
        None
    }

    /// Takes an exchange that must be acknowledged by now: its peer and message id.
    pub fn acknowledge_next(&mut self, now_ms: u64) -> Option<(SocketAddr, u16)> {
        if self.acknowledge_deadline_ms()? > now_ms {
            return None;
        }
        let (_, slot) = self.acknowledge.pop_front()?;
        let exchange = self.slots.get_mut(slot.0 as usize)?;
        exchange.progress = Progress::Running {
            is_acknowledged: true,
        };
        let address = self.peers.get(exchange.peer)?.address;
        Some((address, exchange.message_id))
    }

    /// A slot that has been used again since counts as well: its exchange is acknowledged a
    /// little early.
    fn awaits_acknowledgement(&self, slot: Slot) -> bool {
        self.slots.get(slot.0 as usize).is_some_and(|exchange| {
            matches!(
                exchange.progress,
                Progress::Running {
                    is_acknowledged: false
                }
            ) && exchange.is_confirmable
        })
    }

    /// Ends an exchange.
    pub fn settle(&mut self, now_ms: u64, slot: Slot, progress: Progress, limits: &Limits) {
        let Some(exchange) = self.slots.get_mut(slot.0 as usize) else {
            return;
        };
        if !exchange.is_running() {
            return;
        }
        if let Progress::Answered(answer) = &progress {
            self.replay_bytes += answer.len() + ANSWER_OVERHEAD_BYTES;
        }
        exchange.progress = progress;
        exchange.settled_ms = now_ms;
        let owner = exchange.peer;
        self.running -= 1;
        self.finished
            .push_back(slot.0, &mut self.slots, |exchange| &mut exchange.by_age);
        let Some(peer) = self.peers.get_mut(owner) else {
            return;
        };
        peer.running -= 1;
        peer.finished
            .push_back(slot.0, &mut self.slots, |exchange| &mut exchange.by_peer);
        self.peers.note_busy(owner, limits.exchanges_kept_per_peer);
    }

    /// Forgets what was finished more than EXCHANGE_LIFETIME ago.
    pub fn expire(&mut self, now_ms: u64, limits: &Limits) {
        let lifetime_ms = limits.transmission.exchange_lifetime_ms();
        while let Some((slot, settled_ms)) = self.oldest() {
            if now_ms.saturating_sub(settled_ms) < lifetime_ms {
                break;
            }
            self.release(slot);
        }
    }

    /// The next message id for a message to a peer, see [`Peers::next_message_id`].
    pub fn next_message_id(&mut self, peer: SocketAddr) -> u16 {
        self.peers.next_message_id(peer)
    }

    /// Checks that every exchange is counted once where it should be.
    #[cfg(test)]
    pub fn check(&self) {
        let live = self.len();
        assert_eq!(self.finished.len() as usize + self.running as usize, live);
        let (exchanges, finished, running) = self.peers.totals();
        assert_eq!(exchanges as usize, live);
        assert_eq!((finished, running), (self.finished.len(), self.running));
        assert!(self.index.len() <= live);
        if live == 0 {
            assert_eq!(self.replay_bytes, 0);
        }
    }

    /// Forgets a finished exchange.
    fn release(&mut self, slot: u32) {
        self.finished
            .remove(slot, &mut self.slots, |exchange| &mut exchange.by_age);
        let Some(exchange) = self.slots.get_mut(slot as usize) else {
            return;
        };
        if let Progress::Answered(answer) = &exchange.progress {
            self.replay_bytes -= answer.len() + ANSWER_OVERHEAD_BYTES;
        }
        exchange.progress = Progress::Silent;
        let owner = exchange.peer;
        let key = key(owner, exchange.message_id);
        if self.index.get(&key) == Some(&slot) {
            self.index.remove(&key);
        }
        if let Some(peer) = self.peers.get_mut(owner) {
            peer.finished
                .remove(slot, &mut self.slots, |exchange| &mut exchange.by_peer);
            peer.exchanges -= 1;
            self.peers.release_unused(owner);
        }
        self.free.push(slot);
    }
}
