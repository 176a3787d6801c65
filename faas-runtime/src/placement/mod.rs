//! Where to run: here or there, decided for each invocation.

mod fixed;
mod naive;

pub use fixed::{Local, Remote};
pub use naive::{Naive, RETEST_INTERVAL};

/// A place where a function can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// On this machine.
    Local,
    /// On the peer.
    Remote,
}

impl Place {
    /// The other one of the two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Local => Self::Remote,
            Self::Remote => Self::Local,
        }
    }
}

/// What is known of an invocation before it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Task {
    /// Length of the event.
    pub payload_bytes: u32,
}

/// What came of running at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Observation {
    /// It answered after this time, network included.
    Answered {
        /// Whole latency as the caller sees it, in microseconds.
        latency_us: u32,
    },
    /// It gave no answer: out of reach, refused, or lost.
    Failed,
}

/// Chooses the place of each invocation (NanoLambda paper, section III-F and IV-D).
///
/// One value decides for one function, since latencies of different functions say nothing about
/// each other. It runs on a device: no heap, no clock, no randomness; what it learns is passed in.
/// The caller runs the invocation where `choose` says, then reports by `observe`. If a place is
/// out of reach the caller may observe `Failed` and try the other one.
pub trait Placement {
    /// Where this task should run.
    fn choose(&mut self, task: &Task) -> Place;

    /// What came of a task that ran at `place`.
    fn observe(&mut self, task: &Task, place: Place, observation: Observation);
}
