//! The device without its line: samples go into flash and through functions.
//!
//! [`Node::step`] does a little and returns, so that whoever waits for the network calls it
//! meanwhile: a sample that is due is taken, then a running function gets a slice of fuel, or the
//! next one is begun.

use faas_runtime::FunctionName;
use faas_runtime::placement::{Observation, Place, Placement as _, Task};
use woof_log::{Flash, Geometry, LogId, Medium, Seqno};

use crate::board::Board;
use crate::cache::Cache;
use crate::config::{FUNCTIONS_MAX, FunctionConfig};
use crate::event::{Event, Note, Outcome, Summary, Used, place_text};
use crate::journal::{FunctionLogs, Journal, JournalResult, Store};
use crate::packages::{PIECE_BYTES, Stored};
use crate::run::Running;
use crate::sample::{Sample, record_bytes};
use crate::text::Text;

/// Bytes of the longest event of a function.
pub const EVENT_BYTES_MAX: usize = 1_536;
/// Bytes of the longest result that is kept; a longer one counts as a failure.
pub const RESULT_BYTES_MAX: usize = 400;
/// Bytes of a record of results.
pub const RESULT_RECORD_BYTES_MAX: usize = RESULT_BYTES_MAX + 112;
/// Periods by which the sampler may be late and still take every sample.
const LATE_PERIODS_MAX: u64 = 16;

/// A function of the device, and how far it has come.
#[derive(Debug)]
pub(crate) struct Worker {
    pub(crate) config: FunctionConfig,
    pub(crate) logs: FunctionLogs,
    /// The package in flash.
    pub(crate) package: Option<Stored>,
    /// The package cannot run here, so that the edge runs the function.
    pub(crate) is_unfit: bool,
    /// The last sample whose result is in flash.
    pub(crate) handled: Seqno,
    due_us: u64,
    /// Samples that wait for the edge to run the function on them.
    pub(crate) remote: Option<Batch>,
}

/// Samples that make one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Batch {
    pub(crate) worker: usize,
    pub(crate) from: Seqno,
    pub(crate) upto: Seqno,
    pub(crate) started_us: u64,
}

/// A record on its way to the edge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forward {
    pub(crate) worker: usize,
    pub(crate) log: LogId,
    pub(crate) seqno: Seqno,
    pub(crate) is_sample: bool,
}

/// The memory of a device, which stays where it is.
pub struct Space<'s, 'm, M: Medium> {
    /// Where the store of its logs is to be.
    pub store: &'s mut Option<Store<'m, M>>,
    /// For packages and interpreters.
    pub cache: &'s mut [u64],
    /// For events and results.
    pub scratch: &'s mut [u8; EVENT_BYTES_MAX],
}

/// The samples, functions and results of a device.
pub struct Node<'s, 'm, B: Board, M: Medium> {
    pub(crate) board: B,
    pub(crate) journal: Journal<'s, 'm, M>,
    pub(crate) cache: Cache<'s>,
    pub(crate) workers: heapless::Vec<Worker, FUNCTIONS_MAX>,
    pub(crate) running: Option<Running>,
    pub(crate) scratch: &'s mut [u8; EVENT_BYTES_MAX],
    pub(crate) counted: Summary,
    /// Instructions of what was done while a request was under way.
    pub(crate) aside: u64,
    /// The worker that was served last, so that each gets its turn.
    turn: usize,
}

impl<'s, 'm, B: Board, M: Medium> Node<'s, 'm, B, M> {
    /// A device with these functions, on a flash that is erased or was used by a device before.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError).
    #[inline(never)]
    pub fn start(
        mut board: B,
        flash: &'m Flash<M>,
        geometry: &Geometry,
        space: Space<'s, 'm, M>,
        device: &str,
        functions: &[FunctionConfig],
    ) -> JournalResult<Self, M> {
        let mut number = [0; 4];
        // Without entropy the device is number 0: then it must be the only one of its name.
        board.entropy(&mut number);
        let mut journal = Journal::open(space.store, flash, geometry, u32::from_le_bytes(number))?;
        let now_us = board.now_us();
        let mut workers = heapless::Vec::new();
        for config in functions.iter().take(FUNCTIONS_MAX) {
            let logs = journal.function(&config.name, config.channel_count())?;
            let worker = Worker {
                config: *config,
                logs,
                package: journal.package(&logs)?,
                is_unfit: false,
                handled: journal.handled(&logs, space.scratch)?,
                due_us: now_us,
                remote: None,
            };
            // There are as many places as are taken.
            let _ = workers.push(worker);
        }
        let cache = Cache::new(space.cache);
        let (boot, cache_bytes) = (journal.boot(), cache.bytes());
        let event = Event::Boot {
            board: B::NAME,
            device,
            boot,
            cache_bytes,
        };
        board.tell(&event);
        Ok(Self {
            board,
            journal,
            cache,
            workers,
            running: None,
            scratch: space.scratch,
            counted: Summary::default(),
            aside: 0,
            turn: 0,
        })
    }

    /// Does what is to be done next, a little of it. Whether there is more to do at once.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError): the flash does not work, and the device has to start
    /// anew.
    pub fn step(&mut self) -> JournalResult<bool, M> {
        let now_us = self.board.now_us();
        let mut is_busy = false;
        for at in 0..self.workers.len() {
            is_busy |= self.sample(at, now_us)?;
        }
        match self.running.take() {
            // It goes on when the edge has answered.
            Some(running) if running.is_asking() => {
                self.running = Some(running);
                return Ok(is_busy);
            }
            Some(running) => self.advance(running)?,
            None => return Ok(self.begin_next(now_us)? || is_busy),
        }
        Ok(true)
    }

    /// When the next sample is due.
    #[must_use]
    pub fn due_us(&self) -> u64 {
        let due = self.workers.iter().map(|worker| worker.due_us);
        due.min().unwrap_or(u64::MAX)
    }

    /// What the device has done since it started.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary {
            free_heap_bytes: self.cache.free_bytes() as u64,
            ..self.counted
        }
    }

    /// Ends in order: the next start goes on in the same blocks of the flash.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError).
    pub fn close(self) -> JournalResult<B, M> {
        self.journal.close()?;
        Ok(self.board)
    }

    /// Takes a sample if one is due.
    fn sample(&mut self, at: usize, now_us: u64) -> JournalResult<bool, M> {
        let Some(worker) = self.workers.get_mut(at) else {
            return Ok(false);
        };
        if worker.due_us > now_us {
            return Ok(false);
        }
        let period_us = worker.config.period_us.max(1);
        let late = (now_us - worker.due_us) / period_us;
        if late > LATE_PERIODS_MAX {
            self.counted.lost += late;
            worker.due_us += late * period_us;
        }
        worker.due_us += period_us;
        let mut sample = Sample::zero(worker.config.channel_count());
        if !self.board.sample(sample.counts_mut()) {
            return Ok(false);
        }
        let (record, length) = sample.record();
        let record = record.get(..length).unwrap_or_default();
        let appended = self
            .journal
            .append_sample(&worker.logs, record, worker.handled);
        let (seqno, dropped) = appended?;
        let name = worker.config.name;
        let decimals = worker.config.decimals;
        let dropped = dropped + u64::from(seqno.is_none());
        self.drop_records(&name, "samples", dropped);
        let Some(seqno) = seqno else {
            return Ok(false);
        };
        self.counted.samples += 1;
        let event = Event::Sample {
            function: name.as_str(),
            seq: seqno.get(),
            sample,
            decimals,
        };
        self.board.tell(&event);
        Ok(true)
    }

    /// Begins the next call, if samples wait for one. Whether it did.
    fn begin_next(&mut self, now_us: u64) -> JournalResult<bool, M> {
        let count = self.workers.len();
        for turn in 1..=count {
            let at = (self.turn + turn) % count;
            let Some(batch) = self.next_batch(at, now_us)? else {
                continue;
            };
            self.turn = at;
            let Some(worker) = self.workers.get_mut(at) else {
                continue;
            };
            let task = task(&worker.config, &batch);
            let place = match worker.package {
                _ if worker.is_unfit => Place::Remote,
                Some(_) => worker.config.policy.choose(&task),
                // Whether the edge has the function is not known yet.
                None => continue,
            };
            match place {
                Place::Local => self.begin(batch)?,
                Place::Remote => worker.remote = Some(batch),
            }
            return Ok(true);
        }
        Ok(false)
    }

    fn next_batch(&mut self, at: usize, now_us: u64) -> JournalResult<Option<Batch>, M> {
        let Some(worker) = self.workers.get(at) else {
            return Ok(None);
        };
        if worker.remote.is_some() {
            return Ok(None);
        }
        let bounds = self.journal.bounds(worker.logs.samples)?;
        let from = worker.handled.next().max(bounds.oldest);
        let upto = Seqno::new(from.get() + u64::from(worker.config.batch.max(1)) - 1);
        Ok((upto <= bounds.newest).then_some(Batch {
            worker: at,
            from,
            upto,
            started_us: now_us,
        }))
    }

    /// Counts records that went for others before the edge had them, and says so.
    fn drop_records(&mut self, function: &FunctionName, kind: &str, count: u64) {
        if count == 0 {
            return;
        }
        self.counted.lost += count;
        self.board.tell(&Event::Note(Note::Lost {
            count,
            kind,
            function: function.as_str(),
        }));
    }

    /// Writes the event of a batch into the scratch space and gives its length, or none if it does
    /// not fit.
    pub(crate) fn write_event(&mut self, batch: &Batch) -> JournalResult<Option<usize>, M> {
        let Some(worker) = self.workers.get(batch.worker) else {
            return Ok(None);
        };
        let mut text = Text::new(&mut self.scratch[..]);
        let mut record = [0; 16];
        let mut seqno = batch.from;
        while seqno <= batch.upto {
            text.raw(if seqno == batch.from { "[" } else { "," });
            let read = self.journal.read(worker.logs.samples, seqno, &mut record)?;
            Sample::from_record(read).write(worker.config.decimals, &mut text);
            seqno = seqno.next();
        }
        text.raw("]");
        Ok((!text.is_cut()).then_some(text.len()))
    }

    /// Puts what came of a batch into flash: from then on it is done.
    pub(crate) fn finish(
        &mut self,
        batch: &Batch,
        place: Place,
        outcome: Outcome<'_>,
        used: Used,
    ) -> JournalResult<(), M> {
        let now_us = self.board.now_us();
        let Some(worker) = self.workers.get_mut(batch.worker) else {
            return Ok(());
        };
        let outcome = match outcome {
            Outcome::Returned(json) if json.len() > RESULT_BYTES_MAX => {
                Outcome::Failed(b"the result is too long for the device's log")
            }
            other => other,
        };
        let mut space = [0; RESULT_RECORD_BYTES_MAX];
        let mut record = Text::new(&mut space);
        record.key("seq").number(batch.upto.get());
        record.key("place").quoted(place_text(place).as_bytes());
        outcome.write(&mut record);
        record.raw("}");
        if record.is_cut() {
            record.truncate(0);
            record.key("seq").number(batch.upto.get());
            record.key("place").quoted(place_text(place).as_bytes());
            Outcome::Failed(b"the error is too long for the device's log").write(&mut record);
            record.raw("}");
        }
        let appended = self
            .journal
            .append_result(&worker.logs, record.as_bytes(), batch.upto);
        let (_, dropped) = appended?;
        worker.handled = batch.upto;
        worker.remote = None;
        self.counted.calls += 1;
        let latency_us = now_us.saturating_sub(batch.started_us);
        let latency_us = u32::try_from(latency_us).unwrap_or(u32::MAX);
        let task = task(&worker.config, batch);
        let observation = Observation::Answered { latency_us };
        worker.config.policy.observe(&task, place, observation);
        let name = worker.config.name;
        self.drop_records(&name, "results", dropped);
        let event = Event::Call {
            function: name.as_str(),
            seq: batch.upto.get(),
            place,
            outcome,
            used,
        };
        self.board.tell(&event);
        Ok(())
    }

    /// Notes that the edge has a record.
    pub(crate) fn forwarded(&mut self, forward: &Forward) -> JournalResult<(), M> {
        let Some(worker) = self.workers.get(forward.worker) else {
            return Ok(());
        };
        let needless = match forward.is_sample {
            true => worker.handled,
            // The newest result tells how far the function has come.
            false => self.journal.bounds(forward.log)?.newest.previous(),
        };
        self.journal
            .acknowledge(forward.log, forward.seqno, needless)
    }

    /// Gives up a record that the edge cannot get.
    pub(crate) fn skip(&mut self, forward: &Forward) -> JournalResult<(), M> {
        self.counted.lost += 1;
        self.forwarded(forward)
    }

    /// Reports that something was refused.
    pub(crate) fn refuse(&mut self, worker: usize, by: &str, reason: &[u8]) {
        let Some(worker) = self.workers.get(worker) else {
            return;
        };
        let event = Event::Refuse {
            function: worker.config.name.as_str(),
            by,
            reason,
        };
        self.board.tell(&event);
    }
}

/// What is known of a batch before it runs.
pub(crate) fn task(config: &FunctionConfig, batch: &Batch) -> Task {
    let samples = batch.upto.get() - batch.from.get() + 1;
    let bytes = samples.saturating_mul(record_bytes(config.channel_count()).into());
    Task {
        payload_bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
    }
}

// A piece of a package is read into less than an event.
const _: () = assert!(PIECE_BYTES < EVENT_BYTES_MAX);
