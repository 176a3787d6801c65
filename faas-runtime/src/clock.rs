//! Time, passed in.

use core::time::Duration;

/// Where the runtime gets its time from.
///
/// The library itself never looks at a clock: whoever builds an engine hands one in, and a test
/// hands in one that it moves by hand.
pub trait Clock: Send + Sync {
    /// Time since 1970-01-01 00:00 UTC, for stamps that people read. It may jump.
    fn unix_time(&self) -> Duration;

    /// Time since a fixed start, for measuring. It never goes back.
    fn monotonic(&self) -> Duration;

    /// Lets the calling thread wait until this much time has passed.
    fn sleep(&self, duration: Duration);
}

/// A clock that moves only when it is told to.
#[cfg(feature = "std")]
#[derive(Debug, Default)]
pub struct ManualClock {
    elapsed_us: core::sync::atomic::AtomicU64,
}

#[cfg(feature = "std")]
impl ManualClock {
    /// A clock that stands at zero.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let by_us = u64::try_from(by.as_micros()).unwrap_or(u64::MAX);
        self.elapsed_us
            .fetch_add(by_us, core::sync::atomic::Ordering::SeqCst);
    }
}

#[cfg(feature = "std")]
impl Clock for ManualClock {
    fn unix_time(&self) -> Duration {
        self.monotonic()
    }

    fn monotonic(&self) -> Duration {
        Duration::from_micros(self.elapsed_us.load(core::sync::atomic::Ordering::SeqCst))
    }

    /// Moves the clock, since nobody else would.
    fn sleep(&self, duration: Duration) {
        self.advance(duration);
    }
}

/// The clock of the machine.
///
/// Binaries make one and pass it in; no library code makes one for itself.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    started: std::time::Instant,
}

#[cfg(feature = "std")]
impl SystemClock {
    /// A clock whose monotonic time starts now.
    #[must_use]
    pub fn start() -> Self {
        Self {
            started: std::time::Instant::now(),
        }
    }
}

#[cfg(feature = "std")]
impl Clock for SystemClock {
    fn unix_time(&self) -> Duration {
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default()
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}
