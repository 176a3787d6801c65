//! How long to measure, and how.

use std::time::{Duration, Instant};

use crate::rounds::median;

/// Calls between two looks at the clock, where a call is as short as such a look.
const CALLS: u32 = 64;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Rounds that count.
    pub rounds: usize,
    /// How long one side is measured in one round.
    pub time: Duration,
    /// Records of a log that is read again.
    pub records: u64,
    /// Records of a log that is scanned.
    pub scanned: u64,
}

impl Effort {
    /// For the document.
    pub const FULL: Self = Self {
        rounds: 9,
        time: Duration::from_millis(120),
        records: 100_000,
        scanned: 3_500_000,
    };
    /// For a look in between.
    pub const QUICK: Self = Self {
        rounds: 3,
        time: Duration::from_millis(60),
        records: 20_000,
        scanned: 500_000,
    };
    /// To see that everything runs.
    #[cfg(test)]
    pub const TINY: Self = Self {
        rounds: 1,
        time: Duration::from_millis(1),
        records: 100,
        scanned: 1000,
    };

    /// The mean time of a call, in nanoseconds.
    pub fn mean_ns(&self, mut call: impl FnMut()) -> f64 {
        let (started, mut calls) = (Instant::now(), 0);
        loop {
            (0..CALLS).for_each(|_| call());
            calls += CALLS;
            let elapsed = started.elapsed();
            if elapsed >= self.time {
                return elapsed.as_secs_f64() * 1e9 / f64::from(calls);
            }
        }
    }

    /// The median time of a call, in nanoseconds: what is rare does not count.
    pub fn median_ns(&self, mut call: impl FnMut()) -> f64 {
        let calls_us = self.median_us(|| (0..CALLS).for_each(|_| call()));
        calls_us * 1e3 / f64::from(CALLS)
    }

    /// The median of what calls report until the time is over.
    pub fn median_of(&self, mut call: impl FnMut() -> f64) -> f64 {
        let started = Instant::now();
        let mut values = Vec::new();
        while values.is_empty() || started.elapsed() < self.time {
            values.push(call());
        }
        median(values)
    }

    /// The median time of a call, in microseconds.
    pub fn median_us(&self, mut call: impl FnMut()) -> f64 {
        self.median_of(|| {
            let started = Instant::now();
            call();
            started.elapsed().as_secs_f64() * 1e6
        })
    }
}
