//! Idempotent append: what a log remembers of its producers.

use std::collections::{BTreeMap, HashMap};

use crate::{Order, Producer, Seqno};

/// The most producers that one log remembers. A further one is refused with
/// [`ErrorKind::TooMany`](crate::ErrorKind::TooMany): forgetting one could store a record twice.
pub const PRODUCER_COUNT_MAX: usize = 1_024;

/// How many of a producer's latest appends a log remembers: this many of one with keys, 8 of one
/// that counts. A repeat within them is answered
/// with [`Appended::Duplicate`](crate::Appended::Duplicate), an older one is refused with
/// [`ErrorKind::OutOfOrder`](crate::ErrorKind::OutOfOrder).
pub const PRODUCER_WINDOW: usize = 256;

/// How many are remembered of a producer that counts without holes: it has few under way.
const COUNTING_WINDOW: usize = 8;

/// What a log remembers of all its producers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ProducerTable {
    producers: HashMap<u32, ProducerState>,
}

/// What a log remembers of one producer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ProducerState {
    pub(crate) epoch: u16,
    /// Numbers up to here are no longer remembered one by one.
    pub(crate) forgotten: u64,
    /// The latest numbers of the epoch and their records.
    pub(crate) recent: BTreeMap<u64, Seqno>,
}

/// What to do with an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Fresh,
    Duplicate(Seqno),
    Fenced { epoch: u16 },
    OutOfOrder { expected: u64 },
    Unknown,
    TooMany,
}

impl ProducerTable {
    /// Judges an append without changing anything.
    pub(crate) fn judge(&self, producer: &Producer) -> Verdict {
        let Some(state) = self.producers.get(&producer.id) else {
            return match producer.order {
                Order::Dense if producer.n != 1 => Verdict::Unknown,
                _ if self.producers.len() >= PRODUCER_COUNT_MAX => Verdict::TooMany,
                _ => Verdict::Fresh,
            };
        };
        if producer.epoch < state.epoch {
            return Verdict::Fenced { epoch: state.epoch };
        }
        if producer.epoch > state.epoch {
            return match producer.order {
                Order::Dense if producer.n != 1 => Verdict::OutOfOrder { expected: 1 },
                _ => Verdict::Fresh,
            };
        }
        if let Some(seqno) = state.recent.get(&producer.n) {
            return Verdict::Duplicate(*seqno);
        }
        let expected = match producer.order {
            Order::Dense => state.newest() + 1,
            Order::Sparse => state.forgotten + 1,
        };
        let fits = match producer.order {
            Order::Dense => producer.n == expected,
            Order::Sparse => producer.n >= expected,
        };
        if fits {
            Verdict::Fresh
        } else {
            Verdict::OutOfOrder { expected }
        }
    }

    /// Remembers an append that was stored (or is found stored on recovery).
    pub(crate) fn remember(&mut self, producer: &Producer, seqno: Seqno) {
        let state = self.producers.entry(producer.id).or_default();
        if producer.epoch > state.epoch {
            *state = ProducerState {
                epoch: producer.epoch,
                ..ProducerState::default()
            };
        } else if producer.epoch < state.epoch {
            return;
        }
        state.recent.insert(producer.n, seqno);
        let window = match producer.order {
            Order::Dense => COUNTING_WINDOW,
            Order::Sparse => PRODUCER_WINDOW,
        };
        while state.recent.len() > window {
            if let Some((oldest, _)) = state.recent.pop_first() {
                state.forgotten = oldest;
            }
        }
    }
}

impl ProducerTable {
    pub(crate) fn is_empty(&self) -> bool {
        self.producers.is_empty()
    }

    pub(crate) fn states(&self) -> impl Iterator<Item = (u32, &ProducerState)> {
        self.producers.iter().map(|(id, state)| (*id, state))
    }

    pub(crate) fn restore(&mut self, id: u32, state: ProducerState) {
        self.producers.insert(id, state);
    }
}

impl ProducerState {
    fn newest(&self) -> u64 {
        self.recent
            .last_key_value()
            .map_or(self.forgotten, |(n, _)| *n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &[Producer], next: Producer, expected: Verdict) {
        let mut table = ProducerTable::default();
        for (index, producer) in before.iter().enumerate() {
            assert_eq!(table.judge(producer), Verdict::Fresh);
            table.remember(producer, Seqno::new(index as u64 + 1));
        }
        assert_eq!(table.judge(&next), expected);
    }

    #[test]
    fn a_counting_producer_goes_up_by_one() {
        let at = |n| Producer::counting(1, 0, n);
        check(&[], at(1), Verdict::Fresh);
        check(&[], at(2), Verdict::Unknown);
        check(&[at(1)], at(2), Verdict::Fresh);
        check(&[at(1), at(2)], at(1), Verdict::Duplicate(Seqno::new(1)));
        check(&[at(1)], at(3), Verdict::OutOfOrder { expected: 2 });
    }

    #[test]
    fn a_newer_epoch_fences_the_older_ones() {
        let at = |epoch, n| Producer::counting(1, epoch, n);
        check(&[at(0, 1)], at(1, 1), Verdict::Fresh);
        check(&[at(0, 1)], at(1, 2), Verdict::OutOfOrder { expected: 1 });
        check(
            &[at(0, 1), at(1, 1)],
            at(0, 2),
            Verdict::Fenced { epoch: 1 },
        );
        check(
            &[at(0, 1), at(1, 1)],
            at(0, 1),
            Verdict::Fenced { epoch: 1 },
        );
    }

    #[test]
    fn a_keyed_producer_may_come_out_of_order() {
        let at = |n| Producer::keyed(1, 0, n);
        check(&[at(900), at(3)], at(7), Verdict::Fresh);
        check(&[at(900), at(3)], at(3), Verdict::Duplicate(Seqno::new(2)));
    }

    #[test]
    fn what_is_no_longer_remembered_is_refused() {
        let before: std::vec::Vec<_> = (1..=PRODUCER_WINDOW as u64 + 3)
            .map(|n| Producer::keyed(1, 0, n))
            .collect();
        check(
            &before,
            Producer::keyed(1, 0, 3),
            Verdict::OutOfOrder { expected: 4 },
        );
        check(
            &before,
            Producer::keyed(1, 0, 4),
            Verdict::Duplicate(Seqno::new(4)),
        );
    }

    #[test]
    fn one_producer_too_many_is_refused() {
        let before: std::vec::Vec<_> = (0..PRODUCER_COUNT_MAX as u32)
            .map(|id| Producer::counting(id, 0, 1))
            .collect();
        check(&before, Producer::counting(5_000, 0, 1), Verdict::TooMany);
        check(&before, Producer::counting(5, 0, 2), Verdict::Fresh);
    }
}
