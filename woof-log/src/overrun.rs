//! What happens when records come faster than a subscription finishes them.

use std::vec::Vec;

use crate::{AckWindow, Bounds, Entry, LogId, Retention, Seqno, Shape, StoreError, SubId};

/// What happens when an append would drop a record that a subscription has not finished. Only logs
/// that keep their last `n` records drop any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overrun {
    /// The record is dropped. The subscription is told of the gap by
    /// [`deliver`](crate::SharedStore::deliver).
    #[default]
    DropOldest,
    /// The append is refused with [`ErrorKind::Overrun`](crate::ErrorKind::Overrun).
    Reject,
    /// The append waits until the subscription has come further. It blocks its thread, for as long
    /// as that takes: a thread that both appends and finishes would wait for itself, and an async
    /// task asks for [`Reject`](Self::Reject).
    Block,
}

/// Records that are gone before a subscription has had them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first of them.
    pub from: Seqno,
    /// The last of them.
    pub to: Seqno,
}

impl Gap {
    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        (self.to.get() + 1).saturating_sub(self.from.get())
    }
}

/// What a subscription gets for a sequence number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The record.
    Record(Entry, Vec<u8>),
    /// It is gone, and with it all up to the gap's end: go on behind that.
    Gap(Gap),
    /// It was not appended yet.
    Nothing,
}

/// A subscription that an append has to ask.
pub(crate) struct Guard<'a> {
    pub(crate) sub: SubId,
    pub(crate) window: &'a AckWindow,
    pub(crate) overrun: Overrun,
}

/// Why something cannot be dropped: by whom, and what is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guarded {
    sub: SubId,
    watermark: Seqno,
    pub(crate) overrun: Overrun,
}

impl Guarded {
    pub(crate) fn error(self, log: LogId) -> StoreError {
        StoreError::Overrun {
            log,
            sub: self.sub,
            watermark: self.watermark,
        }
    }
}

/// The record that the next append drops, if it drops one.
pub(crate) fn dropped_by_next(shape: &Shape, bounds: &Bounds) -> Option<Seqno> {
    let Retention::Last(count) = shape.retention else {
        return None;
    };
    let dropped = bounds.newest.next().get().checked_sub(count.into())?;
    (dropped >= bounds.oldest.get()).then_some(Seqno::new(dropped))
}

/// Who has not finished the records that are there from `oldest` up to `upto`. Who refuses comes
/// before who waits.
pub(crate) fn guarded<'a>(
    guards: impl Iterator<Item = Guard<'a>>,
    oldest: Seqno,
    upto: Seqno,
) -> Option<Guarded> {
    let mut found: Option<Guarded> = None;
    for guard in guards.filter(|guard| guard.overrun != Overrun::DropOldest) {
        let watermark = guard.window.watermark();
        let first = watermark.next().max(oldest);
        // What lies in the window may be finished already; nothing beyond it is.
        let mut open = (first.get()..=upto.get()).take(crate::ACK_WINDOW as usize + 1);
        let is_open = open.any(|n| !guard.window.is_done(Seqno::new(n)));
        if is_open && (found.is_none() || guard.overrun == Overrun::Reject) {
            found = Some(Guarded {
                sub: guard.sub,
                watermark,
                overrun: guard.overrun,
            });
        }
    }
    found
}
