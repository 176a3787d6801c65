//! What a server is willing to hold, and for how long.

use crate::coap::block::BlockSize;
use crate::coap::transmission::Transmission;

/// The bounds of a server. Reaching one is answered with 5.03, Max-Age and a sentence that
/// names the bound, unless its description says otherwise. Nothing is held for a peer that has
/// no entry in one of these tables, so they bound the peers as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Timing of retransmissions and how long message ids are remembered.
    pub transmission: Transmission,
    /// How long a handler may take before its request is acknowledged without an answer.
    pub piggyback_wait_ms: u32,
    /// Requests that are with the handler or whose answer awaits an acknowledgement.
    pub open_max: u32,
    /// The same, for one peer.
    pub open_per_peer_max: u32,
    /// Bytes of all requests that are with the handler.
    pub open_bytes_max: usize,
    /// Requests remembered to recognise duplicates.
    pub exchanges_max: u32,
    /// Bytes of answers kept to repeat them to duplicates. When this or `exchanges_max` is
    /// reached, an old finished exchange is forgotten early if its peer has no reason left to
    /// repeat it: it is older than MAX_TRANSMIT_SPAN, or the peer has gone on to more than
    /// `exchanges_kept_per_peer` others, which a client that keeps to the RFC's one open
    /// exchange at a time only does after it got its answer. If none can be forgotten, the new
    /// request is refused.
    pub replay_bytes_max: usize,
    /// Exchanges of one peer that are never forgotten early.
    pub exchanges_kept_per_peer: u32,
    /// Largest request body in bytes. A longer one is refused with 4.13 and Size1.
    pub body_bytes_max: usize,
    /// Request bodies that are being assembled from blocks.
    pub uploads_max: usize,
    /// The same, for one peer.
    pub uploads_per_peer_max: usize,
    /// Bytes of all request bodies that are being assembled.
    pub upload_bytes_max: usize,
    /// How long an unfinished request body is kept after its last block. A block that comes
    /// later is answered with 4.08.
    pub upload_timeout_ms: u64,
    /// Largest response body in bytes. A longer one becomes a 5.00.
    pub answer_bytes_max: usize,
    /// Response bodies kept so that clients can fetch the rest of them.
    pub answers_max: usize,
    /// The same, for one peer; a further one replaces the peer's oldest.
    pub answers_per_peer_max: usize,
    /// Bytes of all response bodies that are kept.
    pub answers_bytes_max: usize,
    /// How long a response body is kept after a block of it was asked for. A request for a
    /// later block is then a new request, see
    /// [`Handler::repeatable`](super::Handler::repeatable).
    pub answer_timeout_ms: u64,
    /// The largest block that is sent, and the one asked for in uploads.
    pub block_size: BlockSize,
    /// Clients that observe something. One more gets its answer without being registered.
    pub observers_max: usize,
    /// Bytes of an observer's request, which is kept. A longer one gets its answer without being
    /// registered.
    pub observer_bytes_max: usize,
    /// The same, for one peer.
    pub observers_per_peer_max: usize,
    /// Every how many notifications one is confirmable; 1 means all of them. A confirmable one
    /// that stays without an answer ends the observation.
    pub notify_confirmable_every: u32,
    /// Whether a peer must first return an Echo option (RFC 9175) before a request of its is
    /// run: nobody can then make the server send to, or work for, somebody else's address. Costs
    /// new peers a round trip and shuts out clients that do not know the option.
    pub require_echo: bool,
}

impl Default for Limits {
    fn default() -> Self {
        let transmission = Transmission::default();
        Limits {
            transmission,
            piggyback_wait_ms: 1_000,
            open_max: 4_096,
            open_per_peer_max: 1_024,
            open_bytes_max: 64 << 20,
            exchanges_max: 262_144,
            replay_bytes_max: 32 << 20,
            exchanges_kept_per_peer: 64,
            body_bytes_max: 1 << 20,
            uploads_max: 256,
            uploads_per_peer_max: 8,
            upload_bytes_max: 16 << 20,
            upload_timeout_ms: transmission.wait_max_ms(),
            answer_bytes_max: 8 << 20,
            answers_max: 1_024,
            answers_per_peer_max: 16,
            answers_bytes_max: 64 << 20,
            answer_timeout_ms: transmission.wait_max_ms(),
            block_size: BlockSize::MAX,
            observers_max: 1_024,
            observer_bytes_max: 4 << 10,
            observers_per_peer_max: 32,
            notify_confirmable_every: 1,
            require_echo: false,
        }
    }
}
