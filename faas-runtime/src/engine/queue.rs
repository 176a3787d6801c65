//! How far the events of one queue have come.

use woof_log::{ACK_WINDOW, AckWindow, Seqno};

/// The position of the trigger in a queue: what is done, and what to read next.
///
/// A record may only be read within the window in which the log acknowledges out of order, so
/// that everything after the durable cursor fits into what is remembered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position {
    window: AckWindow,
    next: Seqno,
    /// First of the part records that no head has claimed yet.
    parts_from: Option<Seqno>,
}

/// The records of one event: its parts and its head, which is the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: Seqno,
    pub(super) head: Seqno,
}

impl Span {
    /// The sequence numbers of the span.
    pub(super) fn seqnos(self) -> impl Iterator<Item = Seqno> {
        (self.first.get()..=self.head.get()).map(Seqno::new)
    }
}

impl Position {
    /// Everything up to `cursor` is done.
    pub(super) fn after(cursor: Seqno) -> Self {
        Self {
            window: AckWindow::starting_after(cursor),
            next: cursor.next(),
            parts_from: None,
        }
    }

    /// The record to read next, if it exists and lies in the window.
    pub(super) fn readable(&self, newest: Seqno) -> Option<Seqno> {
        let ahead = self.next.get() - self.window.watermark().get();
        (self.next <= newest && ahead <= ACK_WINDOW).then_some(self.next)
    }

    /// The records up to here are gone. Those that run meanwhile, and are gone as well, end
    /// without being acknowledged.
    pub(super) fn pass_gap(&mut self, to: Seqno) {
        self.window.pass(to);
        self.next = self.next.max(to.next());
        self.parts_from = None;
    }

    /// The record that was read is a part.
    pub(super) fn pass_part(&mut self) {
        self.parts_from.get_or_insert(self.next);
        self.next = self.next.next();
    }

    /// The record that was read is a head with this number of parts. Returns its span, and the
    /// part records before it that belong to nothing: their appender died.
    pub(super) fn pass_head(&mut self, parts: u16) -> (Span, Option<Span>) {
        let head = self.next;
        let claimed = Seqno::new(head.get().saturating_sub(u64::from(parts)));
        let seen = self.parts_from.take().unwrap_or(head);
        self.next = head.next();
        let orphans = (seen < claimed).then(|| Span {
            first: seen,
            head: claimed.previous(),
        });
        (
            Span {
                first: claimed.max(seen),
                head,
            },
            orphans,
        )
    }

    /// Marks a record as done. Returns the watermark if it moved.
    pub(super) fn finish(&mut self, seqno: Seqno) -> Option<Seqno> {
        match self.window.ack(seqno) {
            Ok(true) => Some(self.window.watermark()),
            // What was read lies in the window, so an error cannot come up.
            Ok(false) | Err(_) => None,
        }
    }

    /// Everything up to here is done.
    pub(super) fn watermark(&self) -> Seqno {
        self.window.watermark()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: u64, head: u64) -> Span {
        Span {
            first: Seqno::new(first),
            head: Seqno::new(head),
        }
    }

    #[test]
    fn reads_no_further_than_the_window() {
        let mut position = Position::after(Seqno::ZERO);
        for expected in 1..=ACK_WINDOW {
            assert_eq!(
                position.readable(Seqno::new(1000)),
                Some(Seqno::new(expected))
            );
            position.pass_head(0);
        }
        assert_eq!(position.readable(Seqno::new(1000)), None);
        assert_eq!(position.finish(Seqno::new(2)), None);
        assert_eq!(position.readable(Seqno::new(1000)), None);
        assert_eq!(position.finish(Seqno::new(1)), Some(Seqno::new(2)));
        assert_eq!(position.readable(Seqno::new(1000)), Some(Seqno::new(65)));
        assert_eq!(position.readable(Seqno::new(64)), None);
    }

    #[test]
    fn a_head_claims_its_parts_and_leaves_those_of_a_dead_appender() {
        let mut position = Position::after(Seqno::ZERO);
        position.pass_part();
        position.pass_part();
        position.pass_part();
        assert_eq!(position.pass_head(2), (span(2, 4), Some(span(1, 1))));
        assert_eq!(position.pass_head(0), (span(5, 5), None));
        position.pass_part();
        assert_eq!(position.pass_head(1), (span(6, 7), None));
        position.pass_part();
        assert_eq!(position.pass_head(0), (span(9, 9), Some(span(8, 8))));
    }

    #[test]
    fn a_gap_is_passed_with_what_runs_in_it() {
        let mut position = Position::after(Seqno::ZERO);
        position.pass_head(0);
        position.pass_part();
        position.pass_gap(Seqno::new(100));
        assert_eq!(position.watermark(), Seqno::new(100));
        assert_eq!(position.readable(Seqno::new(200)), Some(Seqno::new(101)));
        assert_eq!(position.pass_head(3), (span(101, 101), None));
        assert_eq!(position.finish(Seqno::new(1)), None);
        assert_eq!(position.finish(Seqno::new(101)), Some(Seqno::new(101)));
    }

    #[test]
    fn a_head_cannot_claim_what_was_claimed_before() {
        let mut position = Position::after(Seqno::new(3));
        assert_eq!(position.pass_head(9), (span(4, 4), None));
    }
}
