//! A store of logs in one flash: for firmware, without allocation.

mod entry;
mod error;
mod meta;
mod part;
mod producers;
mod state;
#[cfg(all(test, feature = "std"))]
mod tests;

pub use error::FlashError;
pub use part::{Flash, Partitions};

use entry::{CLOSED_LEN, CURSOR_LEN, ENTRY_LEN_MAX, Entry, PLACED_LEN_MAX, TRIMMED_LEN};
use meta::Meta;
use part::Part;
use state::{Slot, State, index_of};

use crate::format::{Front, Head, Layout, MAGIC};
use crate::recover::Observer;
use crate::scan::{Found, read_head};
use crate::{
    ACK_WINDOW, AckWindow, Append, Appended, Bounds, Entry as Record, Extensions, Fault, Geometry,
    Log, LogId, LogName, LogStore, Medium, Producer, Seqno, Shape, SubId,
};

/// The error of a store on the flash `M`.
type ErrorOf<M> = FlashError<<M as Medium>::Error>;

/// A [`LogStore`] of up to `LOGS` logs in one flash, without allocation.
///
/// - The firmware cuts the flash into parts ([`Partitions`]); [`create`](LogStore::create) gives a
///   name the first part that is free and suits its shape, for good.
/// - All logs together have up to `SUBS` subscriptions and `PRODUCERS` producers, of each of which
///   the last 8 appends are remembered.
/// - A record, a creation and a trim are durable when the call returns. A cursor is written when
///   its log is synced, when it has come [`ACK_WINDOW`] records further, and at the end: until then
///   records may be delivered again after a loss of power.
/// - A start erases one block of the meta log, and the first append to a log after a loss of power
///   begins a new block.
///
/// [`close`](Self::close), or dropping the store, lets the next start go on in the same blocks.
///
/// ```
/// # #[cfg(feature = "sim")] {
/// use woof_log::sim::SimNor;
/// use woof_log::{Append, Flash, FlashStore, Geometry, LogName, LogStore, Partitions, Shape};
///
/// let geometry = Geometry {
///     block_size: 4096, block_count: 32, write_unit: 4, erased: 0xFF, write_through: true,
/// };
/// let flash = Flash::new(SimNor::new(geometry, 1).ok_or("a bad geometry")?);
/// let partitions = Partitions { first_block: 0, meta_blocks: 3, log_blocks: [10, 16] };
/// let mut store: FlashStore<'_, _, 2> = FlashStore::open(&flash, partitions)?;
/// let light = store.create(&LogName::new("light")?, Shape::fixed(4).keep_last(1_000))?;
/// store.append(light, &Append::new(&21_u32.to_le_bytes()))?;
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct FlashStore<
    'm,
    M: Medium,
    const LOGS: usize,
    const SUBS: usize = 8,
    const PRODUCERS: usize = 8,
> {
    flash: &'m Flash<M>,
    partitions: Partitions<LOGS>,
    meta: Meta<'m, M>,
    state: State<'m, M, LOGS, SUBS, PRODUCERS>,
    is_closed: bool,
}

impl<'m, M: Medium, const LOGS: usize, const SUBS: usize, const PRODUCERS: usize>
    FlashStore<'m, M, LOGS, SUBS, PRODUCERS>
{
    /// Opens the store on a flash, which is erased or was cut in the same way before.
    ///
    /// # Errors
    /// [`FlashError::Partitions`] if the parts do not fit, or the medium is no flash;
    /// [`FlashError::OtherPartitions`] and [`FlashError::Format`] if it was used otherwise;
    /// [`FlashError::TooMany`] if more is stored than this type provides for; [`Fault::Corrupt`]
    /// if the meta log is damaged; [`Fault::Medium`].
    pub fn open(flash: &'m Flash<M>, partitions: Partitions<LOGS>) -> Result<Self, ErrorOf<M>> {
        let (mut store, is_found) = Self::unread(flash, partitions)?;
        store.read_all(is_found)?;
        Ok(store)
    }

    /// As [`open`](Self::open), where the store is to stay: it takes a few kilobytes, and a stack
    /// of firmware that holds one store may have no room for a second one below it.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn open_in<'s>(
        place: &'s mut Option<Self>,
        flash: &'m Flash<M>,
        partitions: Partitions<LOGS>,
    ) -> Result<&'s mut Self, ErrorOf<M>> {
        let is_found = Self::place(place, flash, partitions)?;
        let store = place.as_mut().ok_or(FlashError::Partitions)?;
        store.read_all(is_found)?;
        Ok(store)
    }

    /// Not part of its caller's frame, which is on the stack while the logs are read.
    #[inline(never)]
    fn place(
        place: &mut Option<Self>,
        flash: &'m Flash<M>,
        partitions: Partitions<LOGS>,
    ) -> Result<bool, ErrorOf<M>> {
        let (store, is_found) = Self::unread(flash, partitions)?;
        *place = Some(store);
        Ok(is_found)
    }

    /// A store that knows nothing of its logs yet, and whether the flash was used before.
    fn unread(
        flash: &'m Flash<M>,
        partitions: Partitions<LOGS>,
    ) -> Result<(Self, bool), ErrorOf<M>> {
        let geometry = flash.geometry();
        let fits = geometry.is_valid()
            && geometry.write_through
            && partitions.is_valid_on(&geometry)
            && meta_fits::<LOGS, SUBS, PRODUCERS>(&geometry, partitions.meta_blocks);
        if !fits {
            return Err(FlashError::Partitions);
        }
        let half = |half| Part::new(flash, partitions.half(half));
        let (meta, is_found) = Meta::open([half(0), half(1)])?;
        let store = Self {
            flash,
            partitions,
            meta,
            state: State::new(),
            // What is not read yet is not to be written down at the end.
            is_closed: true,
        };
        Ok((store, is_found))
    }

    fn read_all(&mut self, is_found: bool) -> Result<(), ErrorOf<M>> {
        self.read_meta(is_found)?;
        self.is_closed = false;
        (0..LOGS).try_for_each(|index| self.mount(index))
    }

    /// Takes over what the meta log says.
    fn read_meta(&mut self, is_found: bool) -> Result<(), ErrorOf<M>> {
        if is_found {
            let state = &mut self.state;
            self.meta.replay(|seqno, entry| state.apply(seqno, entry))?;
        } else {
            check_unused(self.flash, &self.partitions)?;
        }
        self.meta.rewrite(&mut self.state)
    }

    /// The last record before the first that the subscription has not acknowledged;
    /// [`Seqno::ZERO`] for one that never acknowledged anything.
    #[must_use]
    pub fn cursor(&self, log: LogId, sub: SubId) -> Seqno {
        let mut cursors = self.state.cursors.iter().flatten();
        cursors
            .find(|cursor| cursor.log == log && cursor.sub == sub)
            .map_or(Seqno::ZERO, |cursor| cursor.window.watermark())
    }

    /// Moves a subscription's cursor to `seqno`, forwards or backwards: to start a new one at the
    /// newest record, or to step over records that are gone. Durable after a
    /// [`sync`](LogStore::sync).
    ///
    /// # Errors
    /// [`Fault::NotYet`] beyond the newest record; [`FlashError::TooMany`].
    pub fn seek(&mut self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), ErrorOf<M>> {
        self.check_open()?;
        self.check_appended(log, seqno)?;
        self.state.cursor(log, sub)?.window = AckWindow::starting_after(seqno);
        Ok(())
    }

    /// Writes down how far everybody has come, so that the next start goes on here.
    ///
    /// # Errors
    /// What keeps it from being durable; records and what was synced are.
    pub fn close(mut self) -> Result<(), ErrorOf<M>> {
        self.end()
    }

    /// As [`close`](Self::close), for a store that stays where it is. Only another store takes
    /// records after it: this one says [`FlashError::Closed`].
    ///
    /// # Errors
    /// Those of [`close`](Self::close).
    pub fn close_in(&mut self) -> Result<(), ErrorOf<M>> {
        self.end()
    }

    fn check_open(&self) -> Result<(), ErrorOf<M>> {
        match self.is_closed {
            true => Err(FlashError::Closed),
            false => Ok(()),
        }
    }

    fn end(&mut self) -> Result<(), ErrorOf<M>> {
        if core::mem::replace(&mut self.is_closed, true) {
            return Ok(());
        }
        for log in (1..=LOGS as u32).map(LogId::new) {
            if self.state.slot(log).is_err() {
                continue;
            }
            match self.settle(log) {
                // Without room the last record stays as it is, and there is no mark.
                Ok(()) | Err(FlashError::Log(Fault::NoSpace)) => {}
                Err(error) => return Err(error),
            }
            self.keep_cursors(log)?;
            self.keep_producers(log)?;
            if let Some(mark) = self.state.log(log)?.clean_mark() {
                self.meta
                    .add(&mut self.state, &Entry::Closed { log, mark })?;
            }
        }
        self.meta.add(&mut self.state, &Entry::Clean).map(drop)
    }

    /// Finds the log in a part of which the meta log tells.
    fn mount(&mut self, index: usize) -> Result<(), ErrorOf<M>> {
        let (log, place) = (LogId::new(index as u32 + 1), self.partitions.log(index));
        let is_clean = self.state.is_clean;
        let Some(slot) = self.state.slots.get_mut(index).and_then(Option::as_mut) else {
            return Ok(());
        };
        if Some(slot.place) != place {
            return Err(FlashError::OtherPartitions);
        }
        let part = Part::new(self.flash, slot.place);
        let mark = slot.mark.filter(|_| is_clean);
        let mut finder = Finder {
            producers: &mut self.state.producers,
            log,
            last: None,
            failed: None,
        };
        let mut found = Log::mount_observed(part, log, slot.shape, mark, &mut finder)?;
        slot.doubtful = suspect(&mut found)?;
        let suspected = found.bounds().durable < found.bounds().newest;
        finder.finish(suspected)?;
        let newest = found.bounds().newest;
        found.trim(slot.trimmed.min(newest))?;
        slot.log = Some(found);
        Ok(())
    }

    fn check_appended(&mut self, log: LogId, seqno: Seqno) -> Result<Bounds, ErrorOf<M>> {
        let bounds = self.state.log(log)?.bounds();
        match seqno > bounds.newest {
            true => Err(FlashError::Log(Fault::NotYet {
                newest: bounds.newest,
            })),
            false => Ok(bounds),
        }
    }

    /// Settles whether the record that a loss of power may have cut off is there: it is, from now
    /// on, and so is what its producer has done.
    fn settle(&mut self, log: LogId) -> Result<(), ErrorOf<M>> {
        let Bounds {
            newest, durable, ..
        } = self.state.log(log)?.bounds();
        if durable == newest {
            return Ok(());
        }
        // It goes to a new block, and a start searches only the newest for producers.
        self.keep_producers(log)?;
        self.state.log(log)?.sync()?;
        match self.state.slot(log)?.doubtful.take() {
            Some(producer) => self.state.producers.remember(log, &producer, newest),
            None => Ok(()),
        }
    }

    fn keep_producers(&mut self, log: LogId) -> Result<(), ErrorOf<M>> {
        while let Some(known) = self.state.producers.unkept(log) {
            let entry = Entry::Producer {
                log,
                upto: known.upto,
                id: known.id,
                state: known.state,
            };
            self.meta.add(&mut self.state, &entry)?;
            if let Some(known) = self.state.producers.unkept(log) {
                known.is_kept = true;
            }
        }
        Ok(())
    }

    fn keep_cursors(&mut self, log: LogId) -> Result<(), ErrorOf<M>> {
        for at in 0..SUBS {
            match self.state.cursors.get(at) {
                Some(Some(cursor)) if cursor.log == log => self.keep_cursor(at)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes down how far a subscription has come, but not beyond what is settled.
    fn keep_cursor(&mut self, at: usize) -> Result<(), ErrorOf<M>> {
        let Some(Some(cursor)) = self.state.cursors.get(at).copied() else {
            return Ok(());
        };
        let durable = self.state.log(cursor.log)?.bounds().durable;
        let watermark = cursor.window.watermark().min(durable);
        if watermark == cursor.kept {
            return Ok(());
        }
        let entry = Entry::Cursor {
            log: cursor.log,
            sub: cursor.sub,
            watermark,
        };
        self.meta.add(&mut self.state, &entry)?;
        if let Some(Some(cursor)) = self.state.cursors.get_mut(at) {
            cursor.kept = watermark;
        }
        Ok(())
    }

    /// Releases records that are settled.
    fn trim_settled(&mut self, log: LogId, upto: Seqno) -> Result<(), ErrorOf<M>> {
        if upto < self.state.log(log)?.bounds().oldest {
            return Ok(());
        }
        self.meta
            .add(&mut self.state, &Entry::Trimmed { log, upto })?;
        let slot = self.state.slot(log)?;
        slot.trimmed = slot.trimmed.max(upto);
        Ok(self.state.log(log)?.trim(upto)?)
    }

    /// The log of this name.
    fn find(&mut self, name: &LogName) -> Result<Option<(LogId, Shape)>, ErrorOf<M>> {
        for (log, slot) in (1..).map(LogId::new).zip(&self.state.slots) {
            let Some(slot) = slot else { continue };
            let is_it = self.meta.placed(slot.placed, |entry| {
                matches!(entry, Entry::Placed { name: placed, .. } if *placed == name.as_bytes())
            })?;
            if is_it {
                return Ok(Some((log, slot.shape)));
            }
        }
        Ok(None)
    }

    /// The first part that is free and suits the shape, with an empty log on it.
    fn free_part(&self, shape: Shape) -> Result<(LogId, Log<Part<'m, M>>), ErrorOf<M>> {
        let mut refused = FlashError::TooMany;
        for (index, _) in (0..).zip(&self.state.slots).filter(|(_, s)| s.is_none()) {
            let Some(place) = self.partitions.log(index) else {
                continue;
            };
            let log = LogId::new(index as u32 + 1);
            match Log::mount(Part::new(self.flash, place), log, shape, None) {
                Ok(found) if found.bounds().newest == Seqno::ZERO => return Ok((log, found)),
                // The meta log tells of no log here.
                Ok(_) => return Err(FlashError::Format),
                Err(Fault::Geometry) => refused = FlashError::Unfit,
                Err(fault) => return Err(fault.into()),
            }
        }
        Err(refused)
    }
}

impl<M: Medium, const LOGS: usize, const SUBS: usize, const PRODUCERS: usize> LogStore
    for FlashStore<'_, M, LOGS, SUBS, PRODUCERS>
{
    type Error = ErrorOf<M>;

    fn create(&mut self, name: &LogName, shape: Shape) -> Result<LogId, ErrorOf<M>> {
        self.check_open()?;
        match self.find(name)? {
            Some((log, existing)) if existing == shape => return Ok(log),
            Some(_) => return Err(FlashError::OtherShape),
            None if !shape.is_valid() => return Err(FlashError::Unfit),
            None => {}
        }
        let (log, empty) = self.free_part(shape)?;
        let index = index_of(log).ok_or(FlashError::UnknownLog)?;
        let place = self.partitions.log(index).ok_or(FlashError::UnknownLog)?;
        let entry = Entry::Placed {
            log,
            shape,
            place,
            name: name.as_bytes(),
        };
        let placed = self.meta.add(&mut self.state, &entry)?;
        if let Some(slot) = self.state.slots.get_mut(index) {
            *slot = Some(Slot {
                log: Some(empty),
                ..Slot::new(placed, shape, place)
            });
        }
        Ok(log)
    }

    fn append(&mut self, log: LogId, record: &Append<'_>) -> Result<Appended, ErrorOf<M>> {
        self.check_open()?;
        let shape = self.state.slot(log)?.shape;
        let carried = shape.extensions.contains(record.extensions());
        if !carried || !shape.admits(record.payload.len()) {
            return Err(Fault::Invalid.into());
        }
        self.settle(log)?;
        if let Some(producer) = &record.producer
            && let Some(first) = self.state.producers.judge(log, producer)?
        {
            return Ok(Appended::Duplicate(first));
        }
        if self.state.log(log)?.needs_block(record) {
            self.keep_producers(log)?;
        }
        let seqno = self.state.log(log)?.append(record)?;
        if let Some(producer) = &record.producer {
            self.state.producers.remember(log, producer, seqno)?;
        }
        Ok(Appended::New(seqno))
    }

    fn read(&mut self, log: LogId, seqno: Seqno, buffer: &mut [u8]) -> Result<Record, ErrorOf<M>> {
        Ok(self.state.log(log)?.read(seqno, buffer)?)
    }

    fn bounds(&mut self, log: LogId) -> Result<Bounds, ErrorOf<M>> {
        Ok(self.state.log(log)?.bounds())
    }

    fn sync(&mut self, log: LogId, upto: Seqno) -> Result<(), ErrorOf<M>> {
        self.check_appended(log, upto)?;
        self.settle(log)?;
        self.state.log(log)?.sync()?;
        self.keep_cursors(log)
    }

    fn ack(&mut self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), ErrorOf<M>> {
        self.check_open()?;
        self.check_appended(log, seqno)?;
        let cursor = self.state.cursor(log, sub)?;
        let acked = cursor.window.ack(seqno);
        acked.map_err(|refused| FlashError::AckWindow {
            watermark: refused.watermark,
        })?;
        let unkept = cursor
            .window
            .watermark()
            .get()
            .saturating_sub(cursor.kept.get());
        if unkept >= ACK_WINDOW {
            let is_it = |c: &Option<state::Cursor>| c.is_some_and(|c| c.log == log && c.sub == sub);
            if let Some(at) = self.state.cursors.iter().position(is_it) {
                self.keep_cursor(at)?;
            }
        }
        Ok(())
    }

    fn trim(&mut self, log: LogId, upto: Seqno) -> Result<(), ErrorOf<M>> {
        self.check_open()?;
        let durable = self.check_appended(log, upto)?.durable;
        // First what needs no room: there may be none to settle the last record.
        self.trim_settled(log, upto.min(durable))?;
        if upto > durable {
            self.settle(log)?;
            self.trim_settled(log, upto)?;
        }
        Ok(())
    }
}

impl<M: Medium, const LOGS: usize, const SUBS: usize, const PRODUCERS: usize> Drop
    for FlashStore<'_, M, LOGS, SUBS, PRODUCERS>
{
    fn drop(&mut self) {
        // Who wants to know whether this worked calls `close`. A loss of power loses as little.
        let _ = self.end();
    }
}

/// Whether half of the meta log has room for all that can be known, and one entry more.
fn meta_fits<const LOGS: usize, const SUBS: usize, const PRODUCERS: usize>(
    geometry: &Geometry,
    meta_blocks: u32,
) -> bool {
    let shape = Shape::variable().carrying(Extensions::NONE);
    let layout = Layout::new(geometry, shape, LogId::new(0));
    let len = |payload| u64::from(layout.record_len(Extensions::NONE, payload));
    let longest = len(ENTRY_LEN_MAX);
    let needed = LOGS as u64 * (len(PLACED_LEN_MAX) + len(TRIMMED_LEN) + len(CLOSED_LEN))
        + SUBS as u64 * len(CURSOR_LEN)
        + PRODUCERS as u64 * longest
        + 3 * len(1)
        + longest;
    // At the end of a block, up to a record less a unit is lost.
    let used = u64::from(layout.first_offset()) + longest - u64::from(geometry.write_unit);
    let room = u64::from(geometry.block_size).saturating_sub(used);
    u64::from(meta_blocks - 1) * room >= needed
}

/// Refuses a flash without a meta log whose other parts hold blocks of logs.
fn check_unused<M: Medium, const LOGS: usize>(
    flash: &Flash<M>,
    partitions: &Partitions<LOGS>,
) -> Result<(), ErrorOf<M>> {
    let block_size = flash.geometry().block_size;
    for (first, count) in (0..LOGS).filter_map(|index| partitions.log(index)) {
        let mut part = Part::new(flash, (first, count));
        for block in 0..count {
            let mut front = [0; MAGIC.len()];
            let at = u64::from(block) * u64::from(block_size);
            part.read(at, &mut front).map_err(Fault::from)?;
            if front == MAGIC {
                return Err(FlashError::Format);
            }
        }
    }
    Ok(())
}

/// Who appended the record that may have been cut off, if there is such a record.
fn suspect<M: Medium>(log: &mut Log<M>) -> Result<Option<Producer>, Fault<M::Error>> {
    let (Some(offset), Some(block)) = (log.suspect, log.active_block()) else {
        return Ok(None);
    };
    let mut front = Front::new();
    let layout = &log.layout;
    let head = read_head(&mut log.medium, layout, &block, offset.get(), &mut front)?;
    Ok(match head {
        Head::Plausible(head) => {
            let bytes = front.first(head.len());
            head.entry(layout, Seqno::ZERO, bytes).producer
        }
        Head::Erased | Head::Impossible => None,
    })
}

/// Remembers the producers of the newest block, but of its last record only when it is known
/// whether that can be relied on.
struct Finder<'a, E, const PRODUCERS: usize> {
    producers: &'a mut producers::Producers<PRODUCERS>,
    log: LogId,
    last: Option<(Producer, Seqno)>,
    failed: Option<FlashError<E>>,
}

impl<E, const PRODUCERS: usize> Finder<'_, E, PRODUCERS> {
    fn remember_last(&mut self) {
        if let Some((producer, seqno)) = self.last.take() {
            let remembered = self.producers.remember(self.log, &producer, seqno);
            self.failed = self.failed.take().or(remembered.err());
        }
    }

    fn finish(mut self, is_suspect: bool) -> Result<(), FlashError<E>> {
        if !is_suspect {
            self.remember_last();
        }
        self.failed.map_or(Ok(()), Err)
    }
}

impl<E, const PRODUCERS: usize> Observer for Finder<'_, E, PRODUCERS> {
    fn record(&mut self, layout: &Layout, found: &Found<'_>) {
        self.remember_last();
        let producer = found.producer(layout);
        self.last = producer.map(|producer| (producer, found.seqno));
    }
}
