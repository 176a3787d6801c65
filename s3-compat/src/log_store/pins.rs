//! Which records of the data log are in use, so that cleaning leaves them alone.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Counts the users of each position.
#[derive(Clone, Debug, Default)]
pub(super) struct Pins(Arc<Mutex<BTreeMap<u64, usize>>>);

/// While it lives, nothing at or behind its position is trimmed.
#[derive(Debug)]
pub(super) struct Pin {
    pins: Pins,
    position: u64,
}

impl Pins {
    fn counts(&self) -> MutexGuard<'_, BTreeMap<u64, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps everything: taken before it is known which records are needed.
    pub(super) fn pin_all(&self) -> Pin {
        self.pin(0)
    }

    fn pin(&self, position: u64) -> Pin {
        *self.counts().entry(position).or_default() += 1;
        Pin {
            pins: self.clone(),
            position,
        }
    }

    /// The lowest position in use.
    pub(super) fn lowest(&self) -> Option<u64> {
        self.counts().keys().next().copied()
    }
}

impl Pin {
    /// Gives up what lies before `position`.
    pub(super) fn narrow(self, position: u64) -> Self {
        self.pins.pin(position.max(self.position))
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        let mut counts = self.pins.counts();
        if let Some(count) = counts.get_mut(&self.position) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.position);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_user_counts() {
        let pins = Pins::default();
        assert_eq!(pins.lowest(), None);
        let first = pins.pin_all().narrow(5);
        let second = pins.pin_all().narrow(3);
        let third = pins.pin_all().narrow(3);
        assert_eq!(pins.lowest(), Some(3));
        drop(second);
        assert_eq!(pins.lowest(), Some(3));
        drop(third);
        assert_eq!(pins.lowest(), Some(5));
        drop(first);
        assert_eq!(pins.lowest(), None);
    }
}
