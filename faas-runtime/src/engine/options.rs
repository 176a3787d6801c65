//! What an engine may use.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use std::vec;
use std::vec::Vec;

use super::StartError;
use crate::Clock;

/// All parts of an event must fit into the window in which a log acknowledges out of order.
const EVENT_BYTES_MAX: usize = 3 * 1024 * 1024;
/// Each retry has a log of its own, so there is a bound.
const RETRIES_MAX: usize = 16;

/// The bounds of an engine, and the clock that it lives by.
#[derive(Clone)]
#[non_exhaustive]
pub struct Options {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Seed of the request ids. It must be random and fresh at every start, since ids of two
    /// starts with one seed are the same.
    pub request_seed: [u8; 16],
    /// Threads that run functions, at least 1.
    pub workers: usize,
    /// Calls that may wait for a worker; one more is `TooManyRequests`.
    pub calls_waiting_max: usize,
    /// Log records of events that may wait, for each function; one more is `TooManyRequests`. An
    /// event is one record for each 64 KB of its payload.
    pub events_waiting_max: usize,
    /// Functions that may run on one thread, each called by the one before, at least 1; a further
    /// call is `TooDeep` (AWS stops loops after about 16).
    pub nesting_max: usize,
    /// Events that run at once, at least 1; the other workers are left for calls.
    pub events_running_max: usize,
    /// Longest payload of a call and longest answer, in bytes (AWS: 6 MB).
    pub call_bytes_max: usize,
    /// Longest payload of an event, in bytes (AWS: 1 MB since 2025, 256 KB before).
    pub event_bytes_max: usize,
    /// Waits before each further attempt of a failed event; as many retries as entries (AWS: two,
    /// after one and two minutes).
    pub retry_delays: Vec<Duration>,
    /// An event that has waited longer than this is not tried again (AWS: six hours).
    pub event_age_max: Duration,
    /// Records kept of the events of a queue that are done, so that they can be repaired.
    pub done_event_records: u64,
    /// Records kept of the calls that were taken, and of the results of each function.
    pub history_records: u64,
}

impl Options {
    /// The bounds of AWS where it has some, and two workers.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, request_seed: [u8; 16]) -> Self {
        Self {
            clock,
            request_seed,
            workers: 2,
            calls_waiting_max: 1024,
            events_waiting_max: 65_536,
            nesting_max: 16,
            events_running_max: 2,
            call_bytes_max: 6 * 1024 * 1024,
            event_bytes_max: 1024 * 1024,
            retry_delays: vec![Duration::from_secs(60), Duration::from_secs(120)],
            event_age_max: Duration::from_secs(6 * 60 * 60),
            done_event_records: 1024,
            history_records: 16_384,
        }
    }

    /// Checks the ranges.
    ///
    /// # Errors
    /// [`StartError::Option`] names the option.
    pub(super) fn check(&self) -> Result<(), StartError> {
        let ranges = [
            ("workers", self.workers, 1, 1024),
            ("nesting_max", self.nesting_max, 1, 16),
            ("events_running_max", self.events_running_max, 1, 1024),
            ("events_waiting_max", self.events_waiting_max, 1, usize::MAX),
            ("event_bytes_max", self.event_bytes_max, 0, EVENT_BYTES_MAX),
            ("call_bytes_max", self.call_bytes_max, 0, 1 << 30),
            (
                "retry_delays.len()",
                self.retry_delays.len(),
                0,
                RETRIES_MAX,
            ),
        ];
        let outside = |(_, value, min, max): &(_, usize, usize, usize)| value < min || value > max;
        match ranges.into_iter().find(outside) {
            Some((name, value, min, max)) => Err(StartError::Option {
                name,
                value,
                min,
                max,
            }),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Options")
            .field("workers", &self.workers)
            .field("calls_waiting_max", &self.calls_waiting_max)
            .field("events_waiting_max", &self.events_waiting_max)
            .field("retry_delays", &self.retry_delays)
            .finish_non_exhaustive()
    }
}
