//! The peers that have exchanges with the server.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::vec::Vec;

use super::list::{List, place};
use crate::coap::random::Random;

/// One endpoint of a client.
#[derive(Debug)]
pub(super) struct Peer {
    pub address: SocketAddr,
    /// All exchanges of the peer; it is forgotten with the last of them.
    pub exchanges: u32,
    pub running: u32,
    pub finished: List,
    /// Whether the peer has proved that it receives what is sent to its address.
    pub is_verified: bool,
    /// Whether it stands in the queue of busy peers.
    is_queued: bool,
    next_message_id: u16,
}

/// A table of peers, each with a short id.
#[derive(Debug)]
pub(super) struct Peers {
    slots: Vec<Peer>,
    free: Vec<u32>,
    index: HashMap<SocketAddr, u32>,
    /// Peers with more finished exchanges than are kept for each.
    busy: VecDeque<u32>,
    /// For messages to peers without exchanges.
    next_message_id: u16,
}

impl Peers {
    pub fn new(random: &mut Random) -> Peers {
        Peers {
            slots: Vec::new(),
            free: Vec::new(),
            index: HashMap::new(),
            busy: VecDeque::new(),
            next_message_id: random.next_u64() as u16,
        }
    }

    pub fn id(&self, address: SocketAddr) -> Option<u32> {
        self.index.get(&address).copied()
    }

    pub fn get(&self, id: u32) -> Option<&Peer> {
        self.slots.get(id as usize)
    }

    pub fn get_mut(&mut self, id: u32) -> Option<&mut Peer> {
        self.slots.get_mut(id as usize)
    }

    pub fn find(&self, address: SocketAddr) -> Option<&Peer> {
        self.get(self.id(address)?)
    }

    pub fn find_mut(&mut self, address: SocketAddr) -> Option<&mut Peer> {
        self.get_mut(self.id(address)?)
    }

    /// The id of a peer, which is entered if it is new.
    pub fn intern(&mut self, address: SocketAddr, random: &mut Random) -> u32 {
        if let Some(id) = self.id(address) {
            return id;
        }
        let peer = Peer {
            address,
            exchanges: 0,
            running: 0,
            finished: List::new(),
            is_verified: false,
            is_queued: false,
            next_message_id: random.next_u64() as u16,
        };
        let id = place(&mut self.slots, &mut self.free, peer);
        self.index.insert(address, id);
        id
    }

    /// Forgets a peer if it has no exchanges.
    pub fn release_unused(&mut self, id: u32) {
        if let Some(peer) = self.slots.get(id as usize)
            && peer.exchanges == 0
        {
            self.index.remove(&peer.address);
            if peer.is_queued {
                self.busy.retain(|other| *other != id);
            }
            self.free.push(id);
        }
    }

    /// Notes that a peer has one finished exchange more.
    pub fn note_busy(&mut self, id: u32, kept: u32) {
        if let Some(peer) = self.slots.get_mut(id as usize)
            && !peer.is_queued
            && peer.finished.len() > kept
        {
            peer.is_queued = true;
            self.busy.push_back(id);
        }
    }

    /// The oldest finished exchange of a peer that has gone on to more than `kept` others; of
    /// each such peer in turn.
    pub fn oldest_of_busy(&mut self, kept: u32) -> Option<u32> {
        while let Some(id) = self.busy.pop_front() {
            let Some(peer) = self.slots.get_mut(id as usize) else {
                continue;
            };
            peer.is_queued = peer.finished.len() > kept;
            if peer.is_queued {
                self.busy.push_back(id);
                return peer.finished.first();
            }
        }
        None
    }

    /// All exchanges, finished and running ones, of the peers that are not forgotten.
    #[cfg(test)]
    pub fn totals(&self) -> (u32, u32, u32) {
        assert_eq!(self.index.len(), self.slots.len() - self.free.len());
        let queued = self
            .slots
            .iter()
            .filter(|peer| peer.exchanges > 0 && peer.is_queued);
        assert_eq!(queued.count(), self.busy.len());
        let live = self.index.values().filter_map(|id| self.get(*id));
        live.fold((0, 0, 0), |(exchanges, finished, running), peer| {
            assert!(peer.exchanges > 0);
            (
                exchanges + peer.exchanges,
                finished + peer.finished.len(),
                running + peer.running,
            )
        })
    }

    /// The next message id for a message to a peer. A peer has a counter of its own as long as
    /// it has exchanges, so that ids do not come again before their lifetime is over.
    pub fn next_message_id(&mut self, address: SocketAddr) -> u16 {
        let peer = self
            .index
            .get(&address)
            .and_then(|id| self.slots.get_mut(*id as usize));
        let counter = match peer {
            Some(peer) => &mut peer.next_message_id,
            None => &mut self.next_message_id,
        };
        *counter = counter.wrapping_add(1);
        *counter
    }
}
