//! How frames get from here to there.

#[cfg(feature = "std")]
mod loopback;
mod lossy;
mod slip;

#[cfg(feature = "std")]
pub use loopback::{Loopback, loopback};
pub use lossy::{LossRates, Lossy};
pub use slip::{Port, Slip};

/// Carries frames to one peer and back.
///
/// A frame arrives whole or not at all, and its bytes are those that were sent: links that can
/// damage bytes check them. Frames may be lost, doubled or change their order; whoever needs more
/// (request and answer, retries, sizes beyond a frame) builds it above. Nothing here waits: a
/// device calls `recv` from its loop, a server when its socket is readable.
pub trait Transport {
    /// Sends one frame of at most [`mtu`](Self::mtu) bytes.
    ///
    /// # Errors
    /// [`TransportError::TooLong`] for a longer frame, [`TransportError::Full`] if there is no
    /// room right now, [`TransportError::Closed`] if there will never be.
    fn send(&mut self, frame: &[u8]) -> Result<(), TransportError>;

    /// Takes the next frame that has arrived and returns its length, or `None` if there is none
    /// now.
    ///
    /// # Errors
    /// [`TransportError::BufferTooShort`] if the frame does not fit; it stays for the next call.
    /// [`TransportError::Closed`] if no frame will come any more.
    fn recv(&mut self, frame: &mut [u8]) -> Result<Option<usize>, TransportError>;

    /// The longest frame, in bytes. It never changes.
    fn mtu(&self) -> usize;
}

/// Why a frame was not carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The frame is longer than the link takes.
    #[error("a frame of {length_bytes} bytes is longer than the {mtu_bytes} bytes of this link")]
    TooLong {
        /// Length of the frame.
        length_bytes: usize,
        /// Longest frame of the link.
        mtu_bytes: usize,
    },
    /// The link has no room now. Receive, then try again.
    #[error("the link is full; try again after the peer has received")]
    Full,
    /// The buffer is too short for the frame that waits.
    #[error("the next frame has {length_bytes} bytes, the buffer {buffer_bytes}")]
    BufferTooShort {
        /// Length of the frame.
        length_bytes: usize,
        /// Length of the buffer.
        buffer_bytes: usize,
    },
    /// The peer is gone for good.
    #[error("the link is closed")]
    Closed,
}
