//! What is known of the logs on a flash.

use super::ErrorOf;
use super::entry::Entry;
use super::part::Part;
use super::producers::{Known, Producers};
use crate::{AckWindow, CleanMark, Log, LogId, Medium, Producer, Seqno, Shape, SubId};

/// What is known of all logs.
#[derive(Debug)]
pub(super) struct State<'m, M: Medium, const LOGS: usize, const SUBS: usize, const PRODUCERS: usize>
{
    pub(super) slots: [Option<Slot<'m, M>>; LOGS],
    pub(super) cursors: [Option<Cursor>; SUBS],
    pub(super) producers: Producers<PRODUCERS>,
    /// The entry that was applied last says that the store was closed.
    pub(super) is_clean: bool,
}

/// A log, and what the meta log has of it.
#[derive(Debug)]
pub(super) struct Slot<'m, M: Medium> {
    /// The entry of the meta log that has its name.
    pub(super) placed: Seqno,
    pub(super) shape: Shape,
    pub(super) place: (u32, u32),
    pub(super) trimmed: Seqno,
    /// Where it ended, if the last end was a clean one.
    pub(super) mark: Option<CleanMark>,
    /// Who appended the record that may have been cut off, as long as that is not settled.
    pub(super) doubtful: Option<Producer>,
    /// None until the meta log was read to its end.
    pub(super) log: Option<Log<Part<'m, M>>>,
}

/// How far a subscription has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    pub(super) log: LogId,
    pub(super) sub: SubId,
    pub(super) window: AckWindow,
    /// What the meta log has.
    pub(super) kept: Seqno,
}

impl<'m, M: Medium, const LOGS: usize, const SUBS: usize, const PRODUCERS: usize>
    State<'m, M, LOGS, SUBS, PRODUCERS>
{
    pub(super) const fn new() -> Self {
        Self {
            slots: [const { None }; LOGS],
            cursors: [None; SUBS],
            producers: Producers::new(),
            is_clean: false,
        }
    }

    pub(super) fn slot(&mut self, log: LogId) -> Result<&mut Slot<'m, M>, ErrorOf<M>> {
        let slot = index_of(log).and_then(|index| self.slots.get_mut(index));
        slot.and_then(Option::as_mut)
            .ok_or(super::FlashError::UnknownLog)
    }

    pub(super) fn log(&mut self, log: LogId) -> Result<&mut Log<Part<'m, M>>, ErrorOf<M>> {
        let slot = self.slot(log)?;
        slot.log.as_mut().ok_or(super::FlashError::UnknownLog)
    }

    /// A subscription's cursor, which begins before the first record.
    pub(super) fn cursor(&mut self, log: LogId, sub: SubId) -> Result<&mut Cursor, ErrorOf<M>> {
        let is_it = |c: &Option<Cursor>| c.is_some_and(|c| c.log == log && c.sub == sub);
        let found = self.cursors.iter().position(is_it);
        let place = found.or_else(|| self.cursors.iter().position(Option::is_none));
        let place = place.and_then(|at| self.cursors.get_mut(at));
        Ok(place
            .ok_or(super::FlashError::TooMany)?
            .get_or_insert(Cursor {
                log,
                sub,
                window: AckWindow::default(),
                kept: Seqno::ZERO,
            }))
    }

    /// Takes what an entry of the meta log says.
    pub(super) fn apply(&mut self, seqno: Seqno, entry: &Entry<'_>) -> Result<(), ErrorOf<M>> {
        self.is_clean = matches!(entry, Entry::Clean);
        match *entry {
            Entry::Placed {
                log, shape, place, ..
            } => {
                let slot = index_of(log).and_then(|index| self.slots.get_mut(index));
                let slot = slot.ok_or(super::FlashError::OtherPartitions)?;
                *slot = Some(Slot::new(seqno, shape, place));
            }
            Entry::Cursor {
                log,
                sub,
                watermark,
            } => {
                let cursor = self.cursor(log, sub)?;
                cursor.window = AckWindow::starting_after(watermark);
                cursor.kept = watermark;
            }
            Entry::Trimmed { log, upto } => {
                let slot = self.slot(log)?;
                slot.trimmed = slot.trimmed.max(upto);
            }
            Entry::Producer {
                log,
                upto,
                id,
                state,
            } => self.producers.restore(Known {
                log,
                id,
                upto,
                state,
                is_kept: true,
            })?,
            Entry::Closed { log, mark } => self.slot(log)?.mark = Some(mark),
            Entry::Clean | Entry::Complete => {}
        }
        Ok(())
    }

    /// Gives the entries that say all that is known, but the logs themselves.
    pub(super) fn each_entry<E>(
        &self,
        mut give: impl FnMut(&Entry<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for (log, slot) in (1..).map(LogId::new).zip(&self.slots) {
            let trimmed = slot.as_ref().map_or(Seqno::ZERO, |slot| slot.trimmed);
            if trimmed > Seqno::ZERO {
                give(&Entry::Trimmed { log, upto: trimmed })?;
            }
        }
        for cursor in self.cursors.iter().flatten() {
            give(&Entry::Cursor {
                log: cursor.log,
                sub: cursor.sub,
                watermark: cursor.kept,
            })?;
        }
        self.producers.iter().try_for_each(|known| {
            give(&Entry::Producer {
                log: known.log,
                upto: known.upto,
                id: known.id,
                state: known.state,
            })
        })
    }
}

impl<M: Medium> Slot<'_, M> {
    pub(super) fn new(placed: Seqno, shape: Shape, place: (u32, u32)) -> Self {
        Self {
            placed,
            shape,
            place,
            trimmed: Seqno::ZERO,
            mark: None,
            doubtful: None,
            log: None,
        }
    }
}

/// Logs are numbered from 1, in the order of their parts.
pub(super) fn index_of(log: LogId) -> Option<usize> {
    usize::try_from(log.get()).ok()?.checked_sub(1)
}
