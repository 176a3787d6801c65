//! Idempotent append in bounded memory: what the logs of a flash remember of their producers.

use super::FlashError;
use crate::{LogId, Order, Producer, Seqno};

/// How many of a producer's latest appends are remembered.
pub(super) const WINDOW: usize = 8;

/// What is remembered of one producer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ProducerState {
    pub(super) epoch: u16,
    /// Numbers up to here are no longer remembered one by one.
    pub(super) forgotten: u64,
    /// The latest numbers of the epoch in rising order, and their records; `len` of them count.
    recent: [(u64, Seqno); WINDOW],
    len: usize,
}

impl ProducerState {
    pub(super) const fn new(epoch: u16, forgotten: u64) -> Self {
        Self {
            epoch,
            forgotten,
            recent: [(0, Seqno::ZERO); WINDOW],
            len: 0,
        }
    }

    pub(super) fn recent(&self) -> &[(u64, Seqno)] {
        self.recent.get(..self.len).unwrap_or_default()
    }

    /// Remembers a number, and forgets the lowest one if there are too many.
    pub(super) fn insert(&mut self, n: u64, seqno: Seqno) {
        let at = self.recent().partition_point(|(known, _)| *known < n);
        if self.recent().get(at).is_some_and(|(known, _)| *known == n) {
            self.recent[at].1 = seqno;
            return;
        }
        if self.len < WINDOW {
            self.recent.copy_within(at..self.len, at + 1);
            self.recent[at] = (n, seqno);
            self.len += 1;
        } else if at == 0 {
            self.forgotten = n;
        } else {
            self.forgotten = self.recent[0].0;
            self.recent.copy_within(1..at, 0);
            self.recent[at - 1] = (n, seqno);
        }
    }

    fn newest(&self) -> u64 {
        self.recent().last().map_or(self.forgotten, |(n, _)| *n)
    }

    /// Judges an append of the same producer: `Some` is the record that it appended before.
    fn judge<E>(&self, producer: &Producer) -> Result<Option<Seqno>, FlashError<E>> {
        let is_dense = producer.order == Order::Dense;
        if producer.epoch < self.epoch {
            return Err(FlashError::Fenced { epoch: self.epoch });
        }
        if producer.epoch > self.epoch {
            return match is_dense && producer.n != 1 {
                true => Err(FlashError::OutOfOrder { expected: 1 }),
                false => Ok(None),
            };
        }
        if let Some((_, seqno)) = self.recent().iter().find(|(n, _)| *n == producer.n) {
            return Ok(Some(*seqno));
        }
        let expected = 1 + if is_dense {
            self.newest()
        } else {
            self.forgotten
        };
        let fits = match is_dense {
            true => producer.n == expected,
            false => producer.n >= expected,
        };
        match fits {
            true => Ok(None),
            false => Err(FlashError::OutOfOrder { expected }),
        }
    }
}

/// A producer of a log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) log: LogId,
    pub(super) id: u32,
    /// Its last record.
    pub(super) upto: Seqno,
    pub(super) state: ProducerState,
    /// The meta log has this.
    pub(super) is_kept: bool,
}

/// The producers of all logs. None is ever forgotten: that could store a record twice.
#[derive(Debug)]
pub(super) struct Producers<const COUNT: usize> {
    known: [Option<Known>; COUNT],
}

impl<const COUNT: usize> Producers<COUNT> {
    pub(super) const fn new() -> Self {
        Self {
            known: [None; COUNT],
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Known> {
        self.known.iter().flatten()
    }

    /// The next producer of a log that the meta log does not have as it is.
    pub(super) fn unkept(&mut self, log: LogId) -> Option<&mut Known> {
        let mut known = self.known.iter_mut().flatten();
        known.find(|known| known.log == log && !known.is_kept)
    }

    /// Judges an append without changing anything: `Some` is the record that it was before.
    pub(super) fn judge<E>(
        &self,
        log: LogId,
        producer: &Producer,
    ) -> Result<Option<Seqno>, FlashError<E>> {
        let mut known = self.iter();
        match known.find(|known| known.log == log && known.id == producer.id) {
            Some(known) => known.state.judge(producer),
            None if producer.order == Order::Dense && producer.n != 1 => {
                Err(FlashError::UnknownProducer {
                    producer: producer.id,
                })
            }
            None if self.known.iter().all(Option::is_some) => Err(FlashError::TooMany),
            None => Ok(None),
        }
    }

    /// Remembers an append that was stored, unless what is known of its producer covers it.
    pub(super) fn remember<E>(
        &mut self,
        log: LogId,
        producer: &Producer,
        seqno: Seqno,
    ) -> Result<(), FlashError<E>> {
        let fresh = ProducerState::new(producer.epoch, 0);
        let known = self.entry(log, producer.id, fresh)?;
        if seqno <= known.upto || producer.epoch < known.state.epoch {
            return Ok(());
        }
        if producer.epoch > known.state.epoch {
            known.state = fresh;
        }
        known.state.insert(producer.n, seqno);
        known.upto = seqno;
        known.is_kept = false;
        Ok(())
    }

    /// Takes what the meta log says of a producer.
    pub(super) fn restore<E>(&mut self, kept: Known) -> Result<(), FlashError<E>> {
        *self.entry(kept.log, kept.id, kept.state)? = kept;
        Ok(())
    }

    fn entry<E>(
        &mut self,
        log: LogId,
        id: u32,
        fresh: ProducerState,
    ) -> Result<&mut Known, FlashError<E>> {
        let is_it = |known: &Option<Known>| known.is_some_and(|k| k.log == log && k.id == id);
        let found = self.known.iter().position(is_it);
        let place = found.or_else(|| self.known.iter().position(Option::is_none));
        let place = place.and_then(|at| self.known.get_mut(at));
        Ok(place.ok_or(FlashError::TooMany)?.get_or_insert(Known {
            log,
            id,
            upto: Seqno::ZERO,
            state: fresh,
            is_kept: false,
        }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::producer::{ProducerTable, Verdict};

    const LOG: LogId = LogId::new(1);

    fn verdict(judged: Result<Option<Seqno>, FlashError<()>>) -> Verdict {
        match judged {
            Ok(None) => Verdict::Fresh,
            Ok(Some(seqno)) => Verdict::Duplicate(seqno),
            Err(FlashError::Fenced { epoch }) => Verdict::Fenced { epoch },
            Err(FlashError::OutOfOrder { expected }) => Verdict::OutOfOrder { expected },
            Err(FlashError::UnknownProducer { .. }) => Verdict::Unknown,
            Err(other) => panic!("{other:?}"),
        }
    }

    proptest! {
        /// What counts without holes has the same window on a server.
        #[test]
        fn counting_producers_are_judged_as_on_a_server(
            appends in proptest::collection::vec((0_u32..3, 0_u16..3, 1_u64..30), 0..200),
        ) {
            let (mut ours, mut theirs) = (Producers::<3>::new(), ProducerTable::default());
            for (seqno, (id, epoch, n)) in (1..).zip(appends) {
                let producer = Producer::counting(id, epoch, n);
                let expected = theirs.judge(&producer);
                assert_eq!(verdict(ours.judge(LOG, &producer)), expected);
                if expected == Verdict::Fresh {
                    let seqno = Seqno::new(seqno);
                    theirs.remember(&producer, seqno);
                    ours.remember::<()>(LOG, &producer, seqno).unwrap();
                }
            }
        }

        /// Keys in any order: a repeat within the window is known, and none is stored twice.
        #[test]
        fn no_key_is_fresh_twice(keys in proptest::collection::vec(1_u64..40, 0..200)) {
            let mut producers = Producers::<1>::new();
            let mut stored = std::collections::BTreeMap::new();
            for (seqno, n) in (1..).zip(keys) {
                let producer = Producer::keyed(7, 0, n);
                match producers.judge::<()>(LOG, &producer) {
                    Ok(None) => {
                        assert_eq!(stored.insert(n, Seqno::new(seqno)), None);
                        let remembered =
                            producers.remember::<()>(LOG, &producer, Seqno::new(seqno));
                        assert_eq!(remembered, Ok(()));
                    }
                    Ok(first) => assert_eq!(first, stored.get(&n).copied()),
                    Err(refused) => {
                        assert!(matches!(refused, FlashError::OutOfOrder { .. }));
                        let newer = stored.range(n + 1..).count();
                        assert!(newer >= WINDOW, "{n} is refused, {newer} are newer");
                    }
                }
            }
        }
    }

    #[test]
    fn one_producer_too_many_is_refused() {
        let mut producers = Producers::<2>::new();
        for id in [1, 2] {
            let producer = Producer::counting(id, 0, 1);
            assert_eq!(producers.judge::<()>(LOG, &producer), Ok(None));
            producers
                .remember::<()>(LOG, &producer, Seqno::FIRST)
                .unwrap();
        }
        let third = Producer::counting(3, 0, 1);
        assert_eq!(producers.judge::<()>(LOG, &third), Err(FlashError::TooMany));
        let other_log = producers.judge::<()>(LogId::new(2), &Producer::counting(1, 0, 1));
        assert_eq!(other_log, Err(FlashError::TooMany));
        let known = producers.judge::<()>(LOG, &Producer::counting(1, 0, 2));
        assert_eq!(known, Ok(None));
    }
}
