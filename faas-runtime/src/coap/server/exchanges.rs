//! The requests that were seen, to recognise their duplicates (RFC 7252 section 4.5).

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::vec::Vec;

use super::limits::Limits;
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

#[derive(Debug)]
struct Exchange {
    /// What tells the request from another one that reuses its message id.
    fingerprint: u64,
    arrived_ms: u64,
    peer: u32,
    message_id: u16,
    is_confirmable: bool,
    /// Older than EXCHANGE_LIFETIME and still running: freed as soon as it ends.
    is_detached: bool,
    progress: Progress,
}

impl Exchange {
    const fn is_running(&self) -> bool {
        matches!(self.progress, Progress::Running { .. })
    }
}

#[derive(Debug)]
struct Peer {
    address: SocketAddr,
    exchanges: u32,
    running: u32,
    next_message_id: u16,
    /// Whether the peer has proved that it receives what is sent to its address.
    is_verified: bool,
}

/// A table of exchanges in the order of their arrival, and of the peers that they belong to.
#[derive(Debug)]
pub(super) struct Exchanges {
    slots: Vec<Exchange>,
    free: Vec<u32>,
    index: HashMap<u64, u32>,
    order: VecDeque<u32>,
    /// Running exchanges and when they must be acknowledged.
    acknowledge: VecDeque<(u64, Slot)>,
    peers: Vec<Peer>,
    free_peers: Vec<u32>,
    peer_index: HashMap<SocketAddr, u32>,
    replay_bytes: usize,
    running: u32,
}

/// How many exchanges are looked at, from the oldest on, to make room for one.
const SEARCH_MAX: usize = 64;
/// What a kept answer costs beyond its bytes.
const ANSWER_OVERHEAD_BYTES: usize = 32;

/// What is to be done with an exchange when room is needed.
enum Verdict {
    Keep,
    Postpone,
    Forget,
}

const fn key(peer: u32, message_id: u16) -> u64 {
    (peer as u64) << 16 | message_id as u64
}

impl Exchanges {
    pub fn new() -> Exchanges {
        Exchanges {
            slots: Vec::new(),
            free: Vec::new(),
            index: HashMap::new(),
            order: VecDeque::new(),
            acknowledge: VecDeque::new(),
            peers: Vec::new(),
            free_peers: Vec::new(),
            peer_index: HashMap::new(),
            replay_bytes: 0,
            running: 0,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Requests that are with the handler.
    pub const fn running(&self) -> u32 {
        self.running
    }

    /// Requests of one peer that are with the handler.
    pub fn running_of(&self, peer: SocketAddr) -> u32 {
        self.peer(peer).map_or(0, |peer| peer.running)
    }

    pub fn is_verified(&self, peer: SocketAddr) -> bool {
        self.peer(peer).is_some_and(|peer| peer.is_verified)
    }

    /// Notes that a peer receives what is sent to it, for as long as it has exchanges.
    pub fn verify(&mut self, peer: SocketAddr) {
        if let Some(peer) = self.peer_mut(peer) {
            peer.is_verified = true;
        }
    }

    /// The exchange that this message repeats. The same message id on a different message is a
    /// new request of a client that has lost count, not a duplicate.
    pub fn find(&self, peer: SocketAddr, message_id: u16, fingerprint: u64) -> Option<Slot> {
        let peer = self.peer_index.get(&peer)?;
        let slot = *self.index.get(&key(*peer, message_id))?;
        (self.slots.get(slot as usize)?.fingerprint == fingerprint).then_some(Slot(slot))
    }

    pub fn progress(&mut self, slot: Slot) -> Option<(&mut Progress, bool)> {
        let exchange = self.slots.get_mut(slot.0 as usize)?;
        Some((&mut exchange.progress, exchange.is_confirmable))
    }

    /// Makes sure that there is room for one more exchange, or says after how many
    /// milliseconds there will be.
    pub fn make_room(&mut self, now_ms: u64, limits: &Limits) -> Result<(), u64> {
        self.expire(now_ms, limits);
        let mut place = 0;
        for _ in 0..SEARCH_MAX {
            let is_full = self.order.len() >= limits.exchanges_max as usize;
            if !is_full && self.replay_bytes < limits.replay_bytes_max {
                return Ok(());
            }
            match self.verdict(place, now_ms, limits) {
                Verdict::Keep => place += 1,
                // A running exchange would block the search for as long as it runs.
                Verdict::Postpone => {
                    let slot = self.order.remove(place);
                    self.order.extend(slot);
                }
                Verdict::Forget => {
                    if let Some(slot) = self.order.remove(place) {
                        self.release(slot);
                    }
                }
            }
        }
        let oldest = self
            .order
            .front()
            .and_then(|slot| self.slots.get(*slot as usize));
        let age = oldest.map_or(0, |exchange| now_ms.saturating_sub(exchange.arrived_ms));
        Err(limits.transmission.span_max_ms().saturating_sub(age).max(1))
    }

    fn verdict(&self, place: usize, now_ms: u64, limits: &Limits) -> Verdict {
        let slot = self.order.get(place);
        let Some(exchange) = slot.and_then(|slot| self.slots.get(*slot as usize)) else {
            return Verdict::Keep;
        };
        if exchange.is_running() {
            return Verdict::Postpone;
        }
        let age = now_ms.saturating_sub(exchange.arrived_ms);
        let peer = self.peers.get(exchange.peer as usize);
        let siblings = peer.map_or(0, |peer| peer.exchanges);
        let is_outdated = age > limits.transmission.span_max_ms();
        if is_outdated || siblings > limits.exchanges_kept_per_peer {
            Verdict::Forget
        } else {
            Verdict::Keep
        }
    }

    /// Enters a new request. The caller has made room.
    pub fn open(
        &mut self,
        now_ms: u64,
        peer: SocketAddr,
        message_id: u16,
        fingerprint: u64,
        is_confirmable: bool,
        random: &mut Random,
    ) -> Slot {
        let peer = self.intern(peer, random);
        if let Some(peer) = self.peers.get_mut(peer as usize) {
            peer.exchanges += 1;
            peer.running += 1;
        }
        self.running += 1;
        let exchange = Exchange {
            fingerprint,
            arrived_ms: now_ms,
            peer,
            message_id,
            is_confirmable,
            is_detached: false,
            progress: Progress::Running {
                is_acknowledged: false,
            },
        };
        let slot = place(&mut self.slots, &mut self.free, exchange);
        self.index.insert(key(peer, message_id), slot);
        self.order.push_back(slot);
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
        let address = self.peers.get(exchange.peer as usize)?.address;
        Some((address, exchange.message_id))
    }

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
    pub fn settle(&mut self, slot: Slot, progress: Progress) {
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
        self.running -= 1;
        if let Some(peer) = self.peers.get_mut(exchange.peer as usize) {
            peer.running -= 1;
        }
        if exchange.is_detached {
            self.release(slot.0);
        }
    }

    /// Forgets what is older than EXCHANGE_LIFETIME. A request that still runs then has no
    /// duplicates any more, but keeps its slot until it ends.
    pub fn expire(&mut self, now_ms: u64, limits: &Limits) {
        let lifetime_ms = limits.transmission.exchange_lifetime_ms();
        while let Some(slot) = self.order.front().copied() {
            let Some(exchange) = self.slots.get_mut(slot as usize) else {
                break;
            };
            if now_ms.saturating_sub(exchange.arrived_ms) < lifetime_ms {
                break;
            }
            self.order.pop_front();
            if exchange.is_running() {
                exchange.is_detached = true;
                self.unindex(slot);
            } else {
                self.release(slot);
            }
        }
    }

    /// The next message id for a message to a peer. A peer without exchanges gets a random one.
    pub fn next_message_id(&mut self, peer: SocketAddr, random: &mut Random) -> u16 {
        match self.peer_mut(peer) {
            Some(peer) => {
                let message_id = peer.next_message_id;
                peer.next_message_id = message_id.wrapping_add(1);
                message_id
            }
            None => random.next_u64() as u16,
        }
    }

    fn peer(&self, address: SocketAddr) -> Option<&Peer> {
        self.peer_index
            .get(&address)
            .and_then(|peer| self.peers.get(*peer as usize))
    }

    fn peer_mut(&mut self, address: SocketAddr) -> Option<&mut Peer> {
        self.peer_index
            .get(&address)
            .and_then(|peer| self.peers.get_mut(*peer as usize))
    }

    fn intern(&mut self, address: SocketAddr, random: &mut Random) -> u32 {
        if let Some(peer) = self.peer_index.get(&address) {
            return *peer;
        }
        let next_message_id = random.next_u64() as u16;
        let peer = Peer {
            address,
            exchanges: 0,
            running: 0,
            next_message_id,
            is_verified: false,
        };
        let slot = place(&mut self.peers, &mut self.free_peers, peer);
        self.peer_index.insert(address, slot);
        slot
    }

    /// Frees a slot that is no longer in the order of arrival.
    fn release(&mut self, slot: u32) {
        let Some(exchange) = self.slots.get_mut(slot as usize) else {
            return;
        };
        if let Progress::Answered(answer) = &exchange.progress {
            self.replay_bytes -= answer.len() + ANSWER_OVERHEAD_BYTES;
        }
        exchange.progress = Progress::Silent;
        let owner = exchange.peer;
        self.unindex(slot);
        if let Some(peer) = self.peers.get_mut(owner as usize) {
            peer.exchanges -= 1;
            if peer.exchanges == 0 {
                self.peer_index.remove(&peer.address);
                self.free_peers.push(owner);
            }
        }
        self.free.push(slot);
    }

    fn unindex(&mut self, slot: u32) {
        let Some(exchange) = self.slots.get(slot as usize) else {
            return;
        };
        let key = key(exchange.peer, exchange.message_id);
        if self.index.get(&key) == Some(&slot) {
            self.index.remove(&key);
        }
    }
}

/// Puts a value into a free place of a table, or at its end.
fn place<T>(table: &mut Vec<T>, free: &mut Vec<u32>, value: T) -> u32 {
    match free.pop() {
        Some(slot) => {
            if let Some(entry) = table.get_mut(slot as usize) {
                *entry = value;
            }
            slot
        }
        None => {
            table.push(value);
            (table.len() - 1) as u32
        }
    }
}
