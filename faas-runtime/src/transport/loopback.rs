//! Two ends of a link in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use super::{Transport, TransportError};

/// One end of a link in memory that neither loses nor reorders. See [`loopback`].
#[derive(Debug)]
pub struct Loopback {
    inbound: Arc<Mutex<VecDeque<Vec<u8>>>>,
    outbound: Arc<Mutex<VecDeque<Vec<u8>>>>,
    mtu_bytes: usize,
    depth: usize,
}

/// A link whose two ends live in one process: frames of up to `mtu_bytes`, and at most `depth` of
/// them under way in each direction. An end that is dropped closes the link.
///
/// ```
/// use faas_runtime::transport::{Transport, loopback};
///
/// let (mut device, mut edge) = loopback(64, 4);
/// device.send(b"hello").unwrap();
/// let mut frame = [0; 64];
/// assert_eq!(edge.recv(&mut frame), Ok(Some(5)));
/// assert_eq!(edge.recv(&mut frame), Ok(None));
/// ```
#[must_use]
pub fn loopback(mtu_bytes: usize, depth: usize) -> (Loopback, Loopback) {
    let (there, back) = (Arc::default(), Arc::default());
    let left = Loopback {
        inbound: Arc::clone(&back),
        outbound: Arc::clone(&there),
        mtu_bytes,
        depth,
    };
    (
        left,
        Loopback {
            inbound: there,
            outbound: back,
            mtu_bytes,
            depth,
        },
    )
}

fn lock(queue: &Mutex<VecDeque<Vec<u8>>>) -> MutexGuard<'_, VecDeque<Vec<u8>>> {
    // A queue operation is whole or has not happened: a panic elsewhere leaves it usable.
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Transport for Loopback {
    fn send(&mut self, frame: &[u8]) -> Result<(), TransportError> {
        if frame.len() > self.mtu_bytes {
            let length_bytes = frame.len();
            return Err(TransportError::TooLong {
                length_bytes,
                mtu_bytes: self.mtu_bytes,
            });
        }
        if Arc::strong_count(&self.outbound) == 1 {
            return Err(TransportError::Closed);
        }
        let mut queue = lock(&self.outbound);
        if queue.len() >= self.depth {
            return Err(TransportError::Full);
        }
        queue.push_back(frame.to_vec());
        Ok(())
    }

    fn recv(&mut self, frame: &mut [u8]) -> Result<Option<usize>, TransportError> {
        let closed = Arc::strong_count(&self.inbound) == 1;
        let mut queue = lock(&self.inbound);
        let Some(next) = queue.front() else {
            return if closed {
                Err(TransportError::Closed)
            } else {
                Ok(None)
            };
        };
        let length_bytes = next.len();
        let Some(room) = frame.get_mut(..length_bytes) else {
            let buffer_bytes = frame.len();
            return Err(TransportError::BufferTooShort {
                length_bytes,
                buffer_bytes,
            });
        };
        room.copy_from_slice(next);
        queue.pop_front();
        Ok(Some(length_bytes))
    }

    fn mtu(&self) -> usize {
        self.mtu_bytes
    }
}
