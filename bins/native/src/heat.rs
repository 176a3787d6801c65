//! How often calls came to instructions for which there is no machine code.

use std::sync::atomic::{AtomicU16, Ordering};

/// Places that are counted; instructions that share one are hot together, which costs little.
const PLACES: usize = 1024;

/// Counts by instruction.
pub(crate) struct Heat {
    places: Box<[AtomicU16]>,
    /// What is hot.
    limit: u16,
}

impl Heat {
    pub(crate) fn new(limit: u16) -> Heat {
        Heat {
            places: (0..PLACES).map(|_| AtomicU16::new(0)).collect(),
            limit,
        }
    }

    /// Counts a call or a turn of a loop; whether it makes the instruction hot, and then its count
    /// begins anew.
    pub(crate) fn count(&self, pc: usize) -> bool {
        let place = &self.places[pc % PLACES];
        // A count that is lost to another thread does not matter.
        let count = place.load(Ordering::Relaxed).saturating_add(1);
        let is_hot = count >= self.limit;
        place.store(if is_hot { 0 } else { count }, Ordering::Relaxed);
        is_hot
    }
}
