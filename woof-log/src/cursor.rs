//! Cursors: how far a subscription has come.

use crate::Seqno;

/// How far ahead of its cursor a subscription may finish records: 64.
pub const ACK_WINDOW: u64 = 64;

/// A cursor that tolerates records finished out of order.
///
/// Everything up to the *watermark* is done; of the [`ACK_WINDOW`] records after it, a bit each
/// says whether it is done. Only the watermark is ever stored, so a restart repeats at most a
/// window of records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AckWindow {
    watermark: Seqno,
    /// Bit `i` stands for the record `watermark + 1 + i`. Bit 0 is never set between calls.
    done: u64,
}

/// The record lies more than [`ACK_WINDOW`] after the watermark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideAckWindow {
    /// Everything up to here is done.
    pub watermark: Seqno,
}

impl AckWindow {
    /// A cursor with everything up to `watermark` done and nothing after it.
    #[must_use]
    pub const fn starting_after(watermark: Seqno) -> Self {
        Self { watermark, done: 0 }
    }

    /// The last record before the first one that is not done.
    #[must_use]
    pub const fn watermark(&self) -> Seqno {
        self.watermark
    }

    /// Whether this record is done.
    #[must_use]
    pub const fn is_done(&self, seqno: Seqno) -> bool {
        if seqno.get() <= self.watermark.get() {
            return true;
        }
        let offset = seqno.get() - self.watermark.get() - 1;
        offset < ACK_WINDOW && self.done >> offset & 1 == 1
    }

    /// Marks everything up to `upto` as done, however far that is; returns whether the watermark
    /// moved.
    pub fn pass(&mut self, upto: Seqno) -> bool {
        let Some(passed) = upto.get().checked_sub(self.watermark.get()) else {
            return false;
        };
        let passed = u32::try_from(passed).unwrap_or(u32::MAX);
        self.done = self.done.checked_shr(passed).unwrap_or(0);
        self.watermark = upto;
        let moved = self.done.trailing_ones();
        self.done = self.done.checked_shr(moved).unwrap_or(0);
        self.watermark = Seqno::new(self.watermark.get() + u64::from(moved));
        passed > 0
    }

    /// Marks a record as done; returns whether the watermark moved.
    ///
    /// # Errors
    /// [`OutsideAckWindow`] if the record lies too far ahead; nothing changes.
    pub fn ack(&mut self, seqno: Seqno) -> Result<bool, OutsideAckWindow> {
        if seqno <= self.watermark {
            return Ok(false);
        }
        let offset = seqno.get() - self.watermark.get() - 1;
        if offset >= ACK_WINDOW {
            return Err(OutsideAckWindow {
                watermark: self.watermark,
            });
        }
        self.done |= 1 << offset;
        let moved = self.done.trailing_ones();
        self.done = self.done.checked_shr(moved).unwrap_or(0);
        self.watermark = Seqno::new(self.watermark.get() + u64::from(moved));
        Ok(moved > 0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[track_caller]
    fn check(acks: &[u64], watermark: u64) {
        let mut window = AckWindow::default();
        for seqno in acks {
            window.ack(Seqno::new(*seqno)).unwrap();
            assert!(window.is_done(Seqno::new(*seqno)));
        }
        assert_eq!(window.watermark(), Seqno::new(watermark));
    }

    #[test]
    fn the_watermark_waits_for_the_oldest_open_record() {
        check(&[], 0);
        check(&[1, 2, 3], 3);
        check(&[2, 3], 0);
        check(&[2, 3, 1], 3);
        check(&[1, 1, 1], 1);
        check(&[3, 1], 1);
    }

    #[test]
    fn a_full_window_closes_at_once() {
        let mut acks: [u64; 64] = core::array::from_fn(|i| 64 - i as u64);
        check(&acks, 64);
        acks.reverse();
        check(&acks, 64);
    }

    #[test]
    fn the_window_has_an_end() {
        let mut window = AckWindow::default();
        assert_eq!(window.ack(Seqno::new(64)), Ok(false));
        assert_eq!(
            window.ack(Seqno::new(65)),
            Err(OutsideAckWindow {
                watermark: Seqno::ZERO
            })
        );
        assert_eq!(window.ack(Seqno::new(1)), Ok(true));
        assert_eq!(window.ack(Seqno::new(65)), Ok(false));
    }

    /// What a window is, without bits: the set of what is done.
    #[derive(Clone, Default)]
    struct Model {
        done: BTreeSet<u64>,
    }

    impl Model {
        fn watermark(&self) -> u64 {
            (1..)
                .find(|n| !self.done.contains(n))
                .map_or(0, |open| open - 1)
        }

        fn ack(&mut self, n: u64) -> Result<bool, OutsideAckWindow> {
            let before = self.watermark();
            if n > before + ACK_WINDOW {
                let watermark = Seqno::new(before);
                return Err(OutsideAckWindow { watermark });
            }
            self.done.extend(1..=before);
            self.done.insert(n.max(1));
            Ok(self.watermark() > before)
        }
    }

    /// Tries to pass each of `records` from here.
    fn try_passes(window: AckWindow, model: &Model, records: &[u64]) {
        for upto in records {
            let (mut window, mut model) = (window, model.clone());
            let before = model.watermark();
            model.done.extend(1..=*upto);
            assert_eq!(window.pass(Seqno::new(*upto)), *upto > before);
            assert_eq!(window.watermark().get(), model.watermark());
            for seqno in records {
                let expected = model.done.contains(seqno);
                assert_eq!(window.is_done(Seqno::new(*seqno)), expected, "{seqno}");
            }
        }
    }

    /// Tries every sequence of up to `left` acknowledgements from `records`; returns how many.
    fn try_all(window: AckWindow, model: &Model, records: &[u64], left: u32) -> u64 {
        try_passes(window, model, records);
        if left == 0 {
            return 1;
        }
        let mut count = 1;
        for n in records {
            let (mut window, mut model) = (window, model.clone());
            assert_eq!(window.ack(Seqno::new(*n)), model.ack(*n), "{n}");
            assert_eq!(window.watermark().get(), model.watermark());
            for seqno in records {
                let expected = model.done.contains(seqno);
                assert_eq!(window.is_done(Seqno::new(*seqno)), expected, "{seqno}");
            }
            count += try_all(window, &model, records, left - 1);
        }
        count
    }

    #[test]
    fn every_order_of_acknowledgements_comes_to_what_the_model_says() {
        let mut count = try_all(
            AckWindow::default(),
            &Model::default(),
            &[1, 2, 3, 4, 5, 6],
            6,
        );
        // At the end of the window, with nothing, one, or all but the first record done.
        for first in [0..0, 1..2, 2..65] {
            let (mut window, mut model) = (AckWindow::default(), Model::default());
            for n in first {
                assert_eq!(window.ack(Seqno::new(n)), model.ack(n));
            }
            count += try_all(window, &model, &[1, 2, 63, 64, 65, 66, 128, 129], 4);
        }
        assert!(count > 60_000, "only {count} sequences");
    }
}
