//! The side that serves.

use std::collections::VecDeque;
use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Write};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::vec::Vec;

use super::{read_frame, write_frame};
use crate::wire::{
    Answer, FRAME_HEAD_LEN, Item, Listed, ListingWriter, RecordsWriter, Refusal, Request,
    WireError, tag_of,
};
use crate::{
    Append, Bounds, Completion, Durability, Entry, LogError, LogId, LogInfo, LogName, Repair,
    RepairStore, Seqno, StoreError, View,
};

/// Appends of one connection that wait for the disk together.
const WAITING_MAX: usize = 256;
/// The longest that an empty answer is held back.
const WAIT_MAX: Duration = Duration::from_secs(60);

/// What those outside may do with a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Full,
    /// Read it.
    Read,
    /// Nothing.
    None,
}

/// Who may do what with the logs of a store. A function from names to [`Access`] is one.
pub trait Gate {
    /// What those outside may do with a log.
    fn access(&self, log: &LogName) -> Access;

    /// Repairs a record of a log that exists and may be read at least. Without more ado it is
    /// repaired where the access is full. A server that lets its own records be repaired knows how.
    ///
    /// # Errors
    /// Why it is not repaired.
    fn repair<S: RepairStore>(
        &self,
        store: &S,
        name: &LogName,
        log: LogId,
        repair: &Repair<'_>,
    ) -> Result<u64, Refusal> {
        match self.access(name) {
            Access::Full => store.repair(log, repair).map_err(refusal),
            Access::Read | Access::None => Err(Refusal::Denied),
        }
    }
}

impl<F: Fn(&LogName) -> Access> Gate for F {
    fn access(&self, log: &LogName) -> Access {
        self(log)
    }
}

/// Serves a store over a connection until the other side ends it. Blocks the thread.
///
/// Appends that arrive together become durable together; answers come in the order of the
/// requests. `gate` says which logs may be used.
///
/// # Errors
/// The connection fails, or the other side sends something else than messages.
pub fn serve<S: RepairStore>(
    store: &S,
    input: impl Read,
    output: impl Write,
    gate: impl Gate,
) -> io::Result<()> {
    let mut input = BufReader::with_capacity(64 * 1024, input);
    let mut connection = Connection {
        store: store.clone(),
        output: BufWriter::with_capacity(64 * 1024, output),
        waiting: VecDeque::new(),
        frame: Vec::new(),
        payload: std::vec![0; crate::PAYLOAD_LEN_MAX.into()],
        gate,
    };
    let mut message = Vec::new();
    while read_frame(&mut input, &mut message)?.is_some() {
        connection.take(&message)?;
        // What has arrived already shares the next write to the disk.
        if input.buffer().is_empty() || connection.waiting.len() >= WAITING_MAX {
            connection.settle()?;
            connection.output.flush()?;
        }
        if input.buffer().is_empty() && input.fill_buf()?.is_empty() {
            break;
        }
    }
    connection.settle()?;
    connection.output.flush()
}

/// Answers one message, for other ways to carry it than a stream. Blocks the thread.
#[must_use]
pub fn answer<S: RepairStore>(store: &S, message: &[u8], gate: impl Gate) -> Vec<u8> {
    let mut answer = Vec::new();
    let mut frame = u32::try_from(message.len())
        .unwrap_or(u32::MAX)
        .to_le_bytes()
        .to_vec();
    frame.extend_from_slice(message);
    if serve(store, &*frame, &mut answer, gate).is_err() {
        // Reading and writing memory fails for a message beyond the bound only.
        let mut refused = std::vec![0; 64];
        let len = Answer::Refused(Refusal::Malformed).emit(tag_of(message), &mut refused);
        refused.truncate(len.unwrap_or_default());
        return refused;
    }
    answer.drain(..FRAME_HEAD_LEN.min(answer.len()));
    answer
}

struct Connection<S, W: Write, G> {
    store: S,
    output: BufWriter<W>,
    /// Appends whose answers are owed, in order.
    waiting: VecDeque<(u32, Completion)>,
    frame: Vec<u8>,
    payload: Vec<u8>,
    gate: G,
}

impl<S: RepairStore, W: Write, G: Gate> Connection<S, W, G> {
    fn take(&mut self, message: &[u8]) -> io::Result<()> {
        let (tag, request) = match Request::parse(message) {
            Ok(parsed) => parsed,
            Err(_) => {
                self.settle()?;
                return self.answer(tag_of(message), &Answer::Refused(Refusal::Malformed));
            }
        };
        if let Request::Append { log, record } = &request {
            match self.append(log, record) {
                Ok(completion) => {
                    self.waiting.push_back((tag, completion));
                    return Ok(());
                }
                Err(refusal) => {
                    self.settle()?;
                    return self.answer(tag, &Answer::Refused(refusal));
                }
            }
        }
        self.settle()?;
        match request {
            Request::Append { .. } => Ok(()),
            Request::Read {
                log,
                view,
                from,
                records_max,
                wait_ms,
            } => {
                // What is owed does not wait for records that may never come.
                self.output.flush()?;
                let wait = Duration::from_millis(wait_ms.into()).min(WAIT_MAX);
                match self.readable(&log, from, wait) {
                    Ok((log, bounds)) => self.records(tag, log, view, (bounds, from, records_max)),
                    Err(refusal) => self.answer(tag, &Answer::Refused(refusal)),
                }
            }
            Request::Bounds { log } => {
                let found = self.info(&log, Access::Read).and_then(|info| {
                    let bounds = self.store.bounds(info.id).map_err(refusal)?;
                    Ok(Answer::Bounds(bounds, info.shape))
                });
                self.answer(tag, &found.unwrap_or_else(Answer::Refused))
            }
            Request::List { after } => self.list(tag, after),
            Request::Create { log, shape } => {
                let created = match self.gate.access(&log) {
                    Access::Full => self.store.create(&log, shape).map_err(refusal),
                    _ => Err(Refusal::Denied),
                };
                let answer = created.map_or_else(Answer::Refused, Answer::Created);
                self.answer(tag, &answer)
            }
            Request::Repair { log, repair } => {
                let repaired = self
                    .find(&log, Access::Read)
                    .and_then(|id| self.gate.repair(&self.store, &log, id, &repair));
                let answer = repaired.map_or_else(Answer::Refused, Answer::Repaired);
                self.answer(tag, &answer)
            }
        }
    }

    /// Answers the appends that wait.
    fn settle(&mut self) -> io::Result<()> {
        while let Some((tag, completion)) = self.waiting.pop_front() {
            let answer = match completion.wait() {
                Ok(appended) => Answer::Appended(appended),
                Err(error) => Answer::Refused(refusal(error)),
            };
            self.answer(tag, &answer)?;
        }
        Ok(())
    }

    fn answer(&mut self, tag: u32, answer: &Answer<'_>) -> io::Result<()> {
        write_frame(&mut self.output, &mut self.frame, |buffer| {
            answer.emit(tag, buffer)
        })
    }

    fn append(&self, name: &LogName, record: &Append<'_>) -> Result<Completion, Refusal> {
        let log = self.find(name, Access::Full)?;
        let appended = self.store.append_with(log, record, Durability::Group);
        appended.map_err(refusal)
    }

    fn find(&self, name: &LogName, wanted: Access) -> Result<LogId, Refusal> {
        let granted = self.gate.access(name);
        if granted != Access::Full && granted != wanted {
            return Err(Refusal::Denied);
        }
        let found = self.store.find(name);
        found.ok_or(Refusal::Store(crate::ErrorKind::UnknownLog))
    }

    fn info(&self, name: &LogName, wanted: Access) -> Result<LogInfo, Refusal> {
        let log = self.find(name, wanted)?;
        let found = self.store.logs().into_iter().find(|info| info.id == log);
        found.ok_or(Refusal::Store(crate::ErrorKind::UnknownLog))
    }

    /// Waits until `from` is durable, but no longer than `wait`.
    fn readable(
        &mut self,
        name: &LogName,
        from: Seqno,
        wait: Duration,
    ) -> Result<(LogId, Bounds), Refusal> {
        let log = self.find(name, Access::Read)?;
        let deadline = Instant::now() + wait;
        let news = Arc::new((Mutex::new(false), Condvar::new()));
        let told = Arc::clone(&news);
        let _guard = (!wait.is_zero()).then(|| {
            self.store.listen(Arc::new(move |changed, _| {
                if changed == log {
                    *told.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
                    told.1.notify_all();
                }
            }))
        });
        loop {
            let mut bounds = self.store.bounds(log).map_err(refusal)?;
            if bounds.durable < bounds.newest && bounds.durable < from && from <= bounds.newest {
                // Who has read a record must never find another one under its number.
                self.store.sync(log, bounds.newest).map_err(refusal)?;
                bounds = self.store.bounds(log).map_err(refusal)?;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if bounds.newest >= from || left.is_zero() {
                return Ok((log, bounds));
            }
            let is_news = news.0.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = news
                .1
                .wait_timeout_while(is_news, left, |is_news| !*is_news);
            *waited.unwrap_or_else(PoisonError::into_inner).0 = false;
        }
    }

    fn records(
        &mut self,
        tag: u32,
        log: LogId,
        view: View,
        wanted: (Bounds, Seqno, u16),
    ) -> io::Result<()> {
        let (store, payload) = (&self.store, &mut self.payload);
        let read = |seqno, payload: &mut [u8]| store.read_in(view, log, seqno, payload);
        write_frame(&mut self.output, &mut self.frame, |buffer| {
            emit_records(read, wanted, payload, tag, buffer)
        })
    }

    fn list(&mut self, tag: u32, after: Option<LogName>) -> io::Result<()> {
        let logs = self.store.logs();
        let (store, gate) = (&mut self.store, &self.gate);
        write_frame(&mut self.output, &mut self.frame, |buffer| {
            let mut writer = ListingWriter::new(buffer, tag)?;
            for info in logs {
                let is_before = after.is_some_and(|after| info.name <= after);
                if is_before || gate.access(&info.name) == Access::None {
                    continue;
                }
                let Ok(bounds) = store.bounds(info.id) else {
                    continue;
                };
                let listed = Listed {
                    name: info.name,
                    id: info.id,
                    shape: info.shape,
                    bounds,
                };
                if writer.push(&listed).is_err() {
                    break;
                }
            }
            writer.finish()
        })
    }
}

/// Writes as many durable records as fit, from `from` on. A failure of the store is the answer if
/// it meets the first record, and else ends the records before it: who goes on there is told.
pub(crate) fn emit_records(
    mut read: impl FnMut(Seqno, &mut [u8]) -> Result<Entry, StoreError>,
    (bounds, from, records_max): (Bounds, Seqno, u16),
    payload: &mut [u8],
    tag: u32,
    buffer: &mut [u8],
) -> Result<usize, WireError> {
    let mut writer = RecordsWriter::new(buffer, tag, &bounds)?;
    let mut seqno = from.max(bounds.oldest);
    let mut count = 0;
    while seqno <= bounds.durable && (records_max == 0 || count < records_max) {
        let item = match read(seqno, payload) {
            Ok(entry) => Item::Record(entry, payload.get(..entry.len).unwrap_or_default()),
            Err(StoreError::Trimmed { oldest, .. }) if oldest > seqno => {
                seqno = oldest;
                continue;
            }
            Err(StoreError::Corrupt { .. }) => Item::Damaged(seqno),
            Err(error) if count == 0 => {
                return Answer::Refused(refusal(error)).emit(tag, buffer);
            }
            Err(_) => break,
        };
        if writer.push(&item).is_err() {
            break;
        }
        count = count.saturating_add(1);
        seqno = seqno.next();
    }
    writer.finish()
}

#[allow(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn refusal(error: StoreError) -> Refusal {
    Refusal::Store(error.kind())
}
