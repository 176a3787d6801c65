//! The naive scheduler of the NanoLambda paper.

use super::{Observation, Place, Placement, Task};

/// The losing place is tried again once in this many invocations (paper, section IV-D).
pub const RETEST_INTERVAL: u8 = 16;

/// The place whose last invocation was faster, with a periodic test of the slower one.
///
/// Both places are probed once, here first. After that the winner of the last latencies runs,
/// and one invocation in [`RETEST_INTERVAL`] goes to the loser, so that a change is noticed. A
/// failure counts as the slowest latency there is. On a tie the work stays here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Naive {
    local_us: Option<u32>,
    remote_us: Option<u32>,
    since_retest: u8,
}

impl Naive {
    /// A scheduler that knows nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn winner(local_us: u32, remote_us: u32) -> Place {
        if remote_us < local_us {
            Place::Remote
        } else {
            Place::Local
        }
    }
}

impl Placement for Naive {
    fn choose(&mut self, _task: &Task) -> Place {
        let (local_us, remote_us) = match (self.local_us, self.remote_us) {
            (None, _) => return Place::Local,
            (Some(_), None) => return Place::Remote,
            (Some(local_us), Some(remote_us)) => (local_us, remote_us),
        };
        let winner = Self::winner(local_us, remote_us);
        self.since_retest += 1;
        if self.since_retest == RETEST_INTERVAL {
            self.since_retest = 0;
            return winner.other();
        }
        winner
    }

    fn observe(&mut self, _task: &Task, place: Place, observation: Observation) {
        let latency_us = match observation {
            Observation::Answered { latency_us } => latency_us,
            Observation::Failed => u32::MAX,
        };
        match place {
            Place::Local => self.local_us = Some(latency_us),
            Place::Remote => self.remote_us = Some(latency_us),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs `count` invocations with fixed latencies and counts the remote ones.
    fn remote_count(scheduler: &mut Naive, count: u32, local_us: u32, remote_us: u32) -> u32 {
        let task = Task::default();
        (0..count).fold(0, |remote, _| {
            let place = scheduler.choose(&task);
            let latency_us = if place == Place::Local {
                local_us
            } else {
                remote_us
            };
            scheduler.observe(&task, place, Observation::Answered { latency_us });
            remote + u32::from(place == Place::Remote)
        })
    }

    #[test]
    fn probes_both_then_runs_the_faster_one() {
        let mut scheduler = Naive::new();
        assert_eq!(remote_count(&mut scheduler, 1, 10, 20), 0);
        assert_eq!(remote_count(&mut scheduler, 1, 10, 20), 1);
        assert_eq!(remote_count(&mut scheduler, 15, 10, 20), 0);
    }

    #[test]
    fn spends_a_sixteenth_on_the_loser_as_the_paper_reports() {
        // Two probes, then 62 retests in 998 invocations; the paper counts about 60 in 1,000.
        assert_eq!(remote_count(&mut Naive::new(), 1000, 10, 20), 1 + 62);
        assert_eq!(remote_count(&mut Naive::new(), 1000, 20, 10), 1000 - 1 - 62);
    }

    #[test]
    fn notices_within_one_interval_that_the_network_got_better() {
        let mut scheduler = Naive::new();
        remote_count(&mut scheduler, 100, 10, 20);
        remote_count(&mut scheduler, u32::from(RETEST_INTERVAL), 10, 5);
        assert_eq!(remote_count(&mut scheduler, 1, 10, 5), 1);
    }

    #[test]
    fn a_place_that_fails_loses() {
        let (mut scheduler, task) = (Naive::new(), Task::default());
        scheduler.observe(
            &task,
            Place::Local,
            Observation::Answered {
                latency_us: 1_000_000,
            },
        );
        scheduler.observe(&task, Place::Remote, Observation::Failed);
        assert_eq!(scheduler.choose(&task), Place::Local);
    }
}
