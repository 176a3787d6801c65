//! Challenges that prove that a peer receives what is sent to its address
//! (RFC 9175 section 2).

use core::hash::{Hash, Hasher};
use std::collections::hash_map::DefaultHasher;
use std::net::SocketAddr;

/// Makes and checks challenges without keeping any: each is a keyed hash (SipHash) of the
/// peer's address and the time, so that strangers cost no memory.
#[derive(Debug)]
pub(super) struct Echo {
    secret: [u64; 2],
}

/// A challenge is good for one to two of these.
const EPOCH_MS: u64 = 60_000;

impl Echo {
    pub const fn new(secret: [u64; 2]) -> Echo {
        Echo { secret }
    }

    pub fn challenge(&self, now_ms: u64, peer: SocketAddr) -> [u8; 8] {
        self.of_epoch(now_ms / EPOCH_MS, peer)
    }

    pub fn is_fresh(&self, now_ms: u64, peer: SocketAddr, answer: [u8; 8]) -> bool {
        let epoch = now_ms / EPOCH_MS;
        [epoch, epoch.wrapping_sub(1)]
            .iter()
            .any(|epoch| self.of_epoch(*epoch, peer) == answer)
    }

    fn of_epoch(&self, epoch: u64, peer: SocketAddr) -> [u8; 8] {
        let mut hasher = DefaultHasher::new();
        (self.secret, epoch, peer, self.secret).hash(&mut hasher);
        hasher.finish().to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_holds_for_its_peer_and_for_a_while() {
        let echo = Echo::new([1, 2]);
        let peer: SocketAddr = "192.0.2.1:5683".parse().unwrap();
        let other: SocketAddr = "192.0.2.1:5684".parse().unwrap();
        let challenge = echo.challenge(59_999, peer);
        assert!(echo.is_fresh(60_000, peer, challenge));
        assert!(echo.is_fresh(119_999, peer, challenge));
        assert!(!echo.is_fresh(120_000, peer, challenge));
        assert!(!echo.is_fresh(60_000, other, challenge));
        assert!(!Echo::new([1, 3]).is_fresh(60_000, peer, challenge));
    }
}
