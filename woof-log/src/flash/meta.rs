//! The meta log on flash: two halves, of which one holds all that is known.
//!
//! A half is a log of its own, numbered by its *generation*. It begins with the state that was
//! known, which ends with two entries *complete*; what happens later is appended. Each start, and
//! each half that is full, writes the state to the other half under the next generation. So a loss
//! of power costs no room, however often it comes, and what it left behind in a half is never
//! appended to.
//!
//! A word that was being programmed when the power went may read as there now and as gone later.
//! It is the last entry of its half. So a half counts if it has the first *complete*; but if that
//! is its last entry, the other half still stands and says the same, and is taken instead.

use super::entry::{ENTRY_LEN_MAX, Entry};
use super::part::Part;
use super::state::State;
use super::{ErrorOf, FlashError};
use crate::fault::FaultOf;
use crate::format::{LOG_OFFSET, Layout};
use crate::scan::read_physical;
use crate::{Append, Extensions, Fault, Log, LogId, Medium, Seqno, Shape};

const SHAPE: Shape = Shape::variable().carrying(Extensions::NONE);
/// Set in the log number of a half; the rest is its generation.
const META: u32 = 1 << 31;

/// The meta log.
#[derive(Debug)]
pub(super) struct Meta<'m, M: Medium> {
    log: Log<Part<'m, M>>,
    /// The half that is written next.
    other: Part<'m, M>,
    /// The highest generation that either half has a trace of.
    generation: u32,
}

/// What a half holds.
struct Half<'m, M: Medium> {
    log: Log<Part<'m, M>>,
    generation: u32,
    /// The entry that says that the state is complete.
    complete: Option<Seqno>,
}

impl<M: Medium> Half<'_, M> {
    /// Whether it can be relied on alone.
    fn is_settled(&self) -> bool {
        self.complete
            .is_some_and(|complete| complete < self.log.bounds().newest)
    }
}

impl<'m, M: Medium> Meta<'m, M> {
    /// Finds the half that counts, and tells whether there is one.
    pub(super) fn open(halves: [Part<'m, M>; 2]) -> Result<(Self, bool), ErrorOf<M>> {
        let [mut first, mut second] = halves;
        let generation = highest(&mut first)?.max(highest(&mut second)?);
        let (one, two) = (look(&first)?, look(&second)?);
        let complete = |half: &Half<'m, M>| half.complete.is_some();
        let (log, other, generation, is_found) = match (one.filter(complete), two.filter(complete))
        {
            (Some(one), Some(two)) if counts(&one, &two) => (one.log, second, generation, true),
            (_, Some(two)) => (two.log, first, generation, true),
            (Some(one), None) => (one.log, second, generation, true),
            // Of a generation that nobody has used, so empty.
            (None, None) => {
                let unused = next(generation)?;
                let empty = Log::mount(first, number(unused), SHAPE, None)?;
                (empty, second, unused, false)
            }
        };
        let meta = Self {
            log,
            other,
            generation,
        };
        Ok((meta, is_found))
    }

    /// Visits all entries, oldest first.
    pub(super) fn replay(
        &mut self,
        mut visit: impl FnMut(Seqno, &Entry<'_>) -> Result<(), ErrorOf<M>>,
    ) -> Result<(), ErrorOf<M>> {
        let bounds = self.log.bounds();
        for seqno in bounds.oldest.get()..=bounds.newest.get() {
            let seqno = Seqno::new(seqno);
            let mut buffer = [0; ENTRY_LEN_MAX];
            let read = self.log.read(seqno, &mut buffer)?;
            let entry = buffer.get(..read.len).and_then(Entry::parse);
            visit(seqno, &entry.ok_or(Fault::Corrupt { seqno })?)?;
        }
        Ok(())
    }

    /// Visits the log that an earlier entry tells of.
    pub(super) fn placed<T>(
        &mut self,
        seqno: Seqno,
        visit: impl FnOnce(&Entry<'_>) -> T,
    ) -> Result<T, ErrorOf<M>> {
        let mut buffer = [0; ENTRY_LEN_MAX];
        let read = self.log.read(seqno, &mut buffer)?;
        let entry = buffer.get(..read.len).and_then(Entry::parse);
        Ok(visit(&entry.ok_or(Fault::Corrupt { seqno })?))
    }

    /// Adds an entry, durably; `state` is what was known before. Returns its number.
    pub(super) fn add<const LOGS: usize, const SUBS: usize, const PRODUCERS: usize>(
        &mut self,
        state: &mut State<'m, M, LOGS, SUBS, PRODUCERS>,
        entry: &Entry<'_>,
    ) -> Result<Seqno, ErrorOf<M>> {
        match append(&mut self.log, entry) {
            Err(Fault::NoSpace) => {
                self.rewrite(state)?;
                Ok(append(&mut self.log, entry)?)
            }
            other => Ok(other?),
        }
    }

    /// Writes what is known to the other half, which counts from then on.
    pub(super) fn rewrite<const LOGS: usize, const SUBS: usize, const PRODUCERS: usize>(
        &mut self,
        state: &mut State<'m, M, LOGS, SUBS, PRODUCERS>,
    ) -> Result<(), ErrorOf<M>> {
        // Also if this fails: what it has written by then must not pass for another's.
        self.generation = next(self.generation)?;
        let mut log = Log::mount(self.other.clone(), number(self.generation), SHAPE, None)?;
        let mut placed = [Seqno::ZERO; LOGS];
        for (slot, placed) in state.slots.iter().zip(&mut placed) {
            if let Some(slot) = slot {
                let copied = self.placed(slot.placed, |entry| append(&mut log, entry))?;
                *placed = copied?;
            }
        }
        state.each_entry(|entry| append(&mut log, entry).map(drop))?;
        append(&mut log, &Entry::Complete)?;
        append(&mut log, &Entry::Complete)?;
        for (slot, placed) in state.slots.iter_mut().zip(placed) {
            if let Some(slot) = slot {
                slot.placed = placed;
            }
        }
        self.other = core::mem::replace(&mut self.log, log).into_medium();
        Ok(())
    }
}

/// Whether `one` counts and not `two`, if both are complete.
fn counts<M: Medium>(one: &Half<'_, M>, two: &Half<'_, M>) -> bool {
    match one.generation > two.generation {
        true => one.is_settled(),
        false => !two.is_settled(),
    }
}

fn append<M: Medium>(log: &mut Log<Part<'_, M>>, entry: &Entry<'_>) -> Result<Seqno, FaultOf<M>> {
    let mut buffer = [0; ENTRY_LEN_MAX];
    log.append(&Append::new(entry.emit(&mut buffer)))
}

const fn number(generation: u32) -> LogId {
    LogId::new(META | generation)
}

/// A flash wears out long before generations do.
fn next<E>(generation: u32) -> Result<u32, FlashError<E>> {
    let next = generation + 1;
    if next < META {
        Ok(next)
    } else {
        Err(FlashError::Log(Fault::NoSpace))
    }
}

/// Mounts what a half holds, if it holds anything.
fn look<'m, M: Medium>(part: &Part<'m, M>) -> Result<Option<Half<'m, M>>, ErrorOf<M>> {
    let mut part = part.clone();
    // Of the half that counts nothing was ever given back, so its first block is there.
    let Some(generation) = generation_of(&mut part, 0)? else {
        return Ok(None);
    };
    let mut log = Log::mount(part, number(generation), SHAPE, None)?;
    let mut complete = None;
    for seqno in 1..=log.bounds().newest.get() {
        let mut buffer = [0; ENTRY_LEN_MAX];
        let seqno = Seqno::new(seqno);
        // What is damaged matters when the half counts.
        if let Ok(read) = log.read(seqno, &mut buffer)
            && let Some(Entry::Complete) = buffer.get(..read.len).and_then(Entry::parse)
        {
            complete = Some(seqno);
            break;
        }
    }
    Ok(Some(Half {
        log,
        generation,
        complete,
    }))
}

/// The highest generation of which a part holds a block.
fn highest<M: Medium>(part: &mut Part<'_, M>) -> Result<u32, FaultOf<M>> {
    let mut highest = 0;
    for block in 0..part.geometry().block_count {
        highest = highest.max(generation_of(part, block)?.unwrap_or_default());
    }
    Ok(highest)
}

fn generation_of<M: Medium>(part: &mut Part<'_, M>, block: u32) -> Result<Option<u32>, FaultOf<M>> {
    let geometry = part.geometry();
    let mut log = [0; 4];
    let base = u64::from(block) * u64::from(geometry.block_size);
    part.read(base + LOG_OFFSET, &mut log)?;
    let log = u32::from_le_bytes(log);
    let layout = Layout::new(&geometry, SHAPE, LogId::new(log));
    let header = read_physical(part, &layout, block)?;
    Ok((log & META != 0 && header.is_some()).then_some(log & !META))
}
