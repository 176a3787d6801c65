//! The trigger: follows the queues of events and has their events run.

use std::boxed::Box;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::string::ToString as _;
use std::sync::Arc;
use std::time::Duration;

use woof_log::{Gap, Seqno, StoreError};

use super::events::Event;
use super::inbound::Stored;
use super::inbox::{News, QueueKey};
use super::log::{Log, ReadError, is_part};
use super::logs::{Role, queue_sub};
use super::queue::{Position, Span};
use super::recovery;
use super::result::Finished;
use super::shared::Shared;
use crate::wire::InvocationRecord;

/// A queue is trimmed when this many of its records are done and no longer kept.
const TRIM_STEP: u64 = 256;

/// One queue of events, as the trigger sees it.
struct Queue {
    log: Arc<Log>,
    position: Position,
    trimmed: Seqno,
    /// Records that stay when they are done.
    kept: u64,
    /// An event that was read and is not due yet.
    held: Option<Event>,
    /// Ends that were found in the result log at the start, by sequence number of the event.
    ended: HashMap<u64, Finished>,
}

/// What came of a look at a queue.
enum Step {
    /// Something moved; look again.
    Moved,
    /// An event is running.
    Started,
    /// Nothing to do until there is news of this queue.
    Idle,
    /// Nothing to do until this time, in milliseconds since 1970 UTC.
    Due(u64),
}

/// The state of the trigger thread.
pub(super) struct Trigger {
    shared: Arc<Shared>,
    queues: BTreeMap<QueueKey, Queue>,
    /// Queues that may have something to start.
    active: BTreeSet<QueueKey>,
    /// Queues whose next event waits for its time.
    due: BTreeSet<(u64, QueueKey)>,
    /// The queue that was looked at last; the next one has its turn.
    last: Option<QueueKey>,
    running: usize,
    /// Events that were started and whose end is not durable yet.
    open: usize,
}

impl Trigger {
    /// Opens the queues that exist and finds what an earlier run has left in them.
    pub(super) fn new(shared: Arc<Shared>) -> Result<Self, ReadError> {
        let mut trigger = Self {
            shared,
            queues: BTreeMap::new(),
            active: BTreeSet::new(),
            due: BTreeSet::new(),
            last: None,
            running: 0,
            open: 0,
        };
        for (function, role, _) in trigger.shared.logs.all() {
            if let Role::Queue(attempt) = role {
                let key = QueueKey { function, attempt };
                trigger.open_queue(key)?;
                trigger.active.insert(key);
            }
        }
        // What an earlier run left wakes nobody else.
        trigger.shared.inbox.tick();
        Ok(trigger)
    }

    /// Runs until the engine stops.
    pub(super) fn run(mut self) {
        let mut stopping = false;
        while !(stopping && self.open == 0) {
            let news = self.shared.inbox.take(self.next_wait());
            stopping |= news.stopping;
            if let Err(error) = self.turn(news, stopping) {
                // Nothing more can be promised: running events end, and nothing is started.
                self.shared.inbox.fail(error.to_string());
            }
        }
    }

    fn turn(&mut self, news: News, stopping: bool) -> Result<(), ReadError> {
        self.running -= news.freed;
        self.open -= news.failed + news.finished.len();
        for (key, span, repair) in news.finished {
            if let Some(repair) = repair {
                self.shared.note_run(key, span.head, repair);
            }
            self.acknowledge(key, span)?;
            self.active.insert(key);
        }
        self.active.extend(news.woken);
        let now_ms = self.shared.unix_ms();
        while let Some((due_ms, key)) = self.due.first().copied()
            && due_ms <= now_ms
        {
            self.due.pop_first();
            self.active.insert(key);
        }
        if stopping || self.shared.inbox.failure().is_some() {
            return Ok(());
        }
        self.start_events()
    }

    /// Starts events while there are free slots, one queue after the other.
    fn start_events(&mut self) -> Result<(), ReadError> {
        while self.running < self.shared.options.events_running_max {
            let after = self
                .last
                .and_then(|last| self.active.range(last..).copied().find(|key| *key != last));
            let Some(key) = after.or_else(|| self.active.first().copied()) else {
                break;
            };
            self.last = Some(key);
            match self.step(key)? {
                Step::Moved => {}
                Step::Started => {
                    self.running += 1;
                    self.open += 1;
                }
                Step::Idle => {
                    self.active.remove(&key);
                }
                Step::Due(due_ms) => {
                    self.active.remove(&key);
                    self.due.insert((due_ms, key));
                }
            }
        }
        Ok(())
    }

    /// Looks at the next record of a queue.
    fn step(&mut self, key: QueueKey) -> Result<Step, ReadError> {
        if !self.queues.contains_key(&key) {
            self.open_queue(key)?;
        }
        let Some(queue) = self.queues.get_mut(&key) else {
            return Ok(Step::Idle);
        };
        let event = match queue.held.take() {
            Some(event) => queue.read_again_if_repaired(event)?,
            None => match queue.next_event(key, &self.shared)? {
                Next::Event(event) => *event,
                Next::Nothing => return Ok(Step::Idle),
                Next::Part => return Ok(Step::Moved),
                Next::Gap(gap) => {
                    queue.pass(key, gap)?;
                    self.shared.count_missed(gap.count());
                    return Ok(Step::Moved);
                }
                Next::Gone(span) => {
                    queue.acknowledge(key, span)?;
                    self.shared.count_missed(1);
                    return Ok(Step::Moved);
                }
                Next::Unusable(span) => {
                    queue.acknowledge(key, span)?;
                    return Ok(Step::Moved);
                }
            },
        };
        if let Some(finished) = queue.ended.remove(&event.span.head.get()) {
            self.open += 1;
            event.end_again(&self.shared, &finished);
            return Ok(Step::Moved);
        }
        let now_ms = self.shared.unix_ms();
        if let Some(due_ms) = event.stored.due_unix_ms.filter(|due_ms| *due_ms > now_ms) {
            queue.held = Some(event);
            return Ok(Step::Due(due_ms));
        }
        let shared = Arc::clone(&self.shared);
        if self.shared.pool.add(Box::new(move || event.run(&shared))) {
            return Ok(Step::Started);
        }
        // The pool is closed, so the engine stops; the event stays in its queue.
        Ok(Step::Idle)
    }

    fn open_queue(&mut self, key: QueueKey) -> Result<(), ReadError> {
        let QueueKey { function, attempt } = key;
        let Some(log) = self.shared.logs.find(function, Role::Queue(attempt)) else {
            return Ok(());
        };
        let bounds = log.bounds()?;
        let cursor = log.store().cursor(log.id(), queue_sub(attempt))?;
        // A queue drops only what is done, and what it has dropped may be known longer than that.
        let cursor = cursor.max(bounds.oldest.previous());
        log.store().seek(log.id(), queue_sub(attempt), cursor)?;
        let ended = match self.shared.logs.find(function, Role::Results) {
            Some(results) if bounds.newest > cursor => {
                recovery::ended_events(&results, attempt, cursor)?
            }
            _ => HashMap::new(),
        };
        let position = Position::after(cursor);
        self.queues.insert(
            key,
            Queue {
                log,
                position,
                trimmed: bounds.oldest.previous(),
                kept: self.shared.options.done_event_records,
                held: None,
                ended,
            },
        );
        Ok(())
    }

    fn acknowledge(&mut self, key: QueueKey, span: Span) -> Result<(), StoreError> {
        let Some(queue) = self.queues.get_mut(&key) else {
            return Ok(());
        };
        let trimmed = queue.trimmed;
        queue.acknowledge(key, span)?;
        if queue.trimmed > trimmed {
            self.trim_results(key)?;
        }
        Ok(())
    }

    /// Drops results that are older than the history that is kept.
    fn trim_results(&self, key: QueueKey) -> Result<(), StoreError> {
        let Some(log) = self.shared.logs.find(key.function, Role::Results) else {
            return Ok(());
        };
        let newest = log.bounds()?.newest.get();
        let upto = newest.saturating_sub(self.shared.options.history_records);
        log.store().trim(log.id(), Seqno::new(upto))
    }

    /// How long to wait for news, at most.
    fn next_wait(&self) -> Option<Duration> {
        let (due_ms, _) = self.due.first()?;
        Some(Duration::from_millis(
            due_ms.saturating_sub(self.shared.unix_ms()),
        ))
    }
}

/// What a queue holds next.
enum Next {
    Event(Box<Event>),
    /// A piece of a later event.
    Part,
    /// Records that were dropped before they were read.
    Gap(Gap),
    /// What is left of an event that was dropped in part.
    Gone(Span),
    /// Records that no event can be made of.
    Unusable(Span),
    Nothing,
}

impl Queue {
    fn next_event(&mut self, key: QueueKey, shared: &Shared) -> Result<Next, ReadError> {
        let durable = self.log.bounds()?.durable;
        let Some(seqno) = self.position.readable(durable) else {
            return Ok(Next::Nothing);
        };
        shared.reruns.open(key, seqno);
        let next = self.read_event(key, seqno);
        if !matches!(next, Ok(Next::Event(_))) {
            shared.reruns.close(key, seqno);
        }
        next
    }

    /// An event that has waited is what it has become meanwhile.
    fn read_again_if_repaired(&self, mut event: Event) -> Result<Event, ReadError> {
        let repair = self.log.repair_number(event.span.head)?;
        if repair != event.repair
            && let Some(stored) = self.log.read_input(event.span.head)?
        {
            event.stored = stored;
            event.repair = repair;
        }
        Ok(event)
    }

    fn read_event(&mut self, key: QueueKey, seqno: Seqno) -> Result<Next, ReadError> {
        // Before the record, so that a repair in between is noticed at the end.
        let repair = self.log.repair_number(seqno)?;
        let bytes = match self.log.read(seqno).map_err(ReadError::from) {
            Ok(bytes) => bytes,
            Err(ReadError::Store(StoreError::Trimmed { oldest, .. })) => {
                return Ok(Next::Gap(Gap {
                    from: seqno,
                    to: oldest.previous(),
                }));
            }
            Err(error) if error.is_damage() => return Ok(Next::Unusable(self.give_up())),
            Err(error) => return Err(error),
        };
        if is_part(&bytes) {
            self.position.pass_part();
            return Ok(Next::Part);
        }
        let stored = InvocationRecord::parse(&bytes)
            .map_err(ReadError::from)
            .and_then(|record| Ok((Stored::read(&self.log, seqno, &record)?, record.parts)));
        match stored {
            Ok((stored, parts)) => {
                let (span, orphans) = self.position.pass_head(parts);
                if let Some(orphans) = orphans {
                    self.acknowledge(key, orphans)?;
                }
                Ok(Next::Event(Box::new(Event {
                    key,
                    span,
                    stored,
                    log: self.log.id(),
                    repair,
                })))
            }
            // Without its parts, which were dropped, the rest is as good as dropped.
            Err(error) if error.is_gone() => Ok(Next::Gone(self.give_up())),
            Err(error) if error.is_damage() => Ok(Next::Unusable(self.give_up())),
            Err(error) => Err(error),
        }
    }

    /// Gives up the next record and the parts before it.
    fn give_up(&mut self) -> Span {
        let (span, orphans) = self.position.pass_head(0);
        Span {
            first: orphans.map_or(span.first, |parts| parts.first),
            ..span
        }
    }

    /// Goes on behind records that are gone.
    fn pass(&mut self, key: QueueKey, gap: Gap) -> Result<(), StoreError> {
        let sub = queue_sub(key.attempt);
        self.log.store().pass(self.log.id(), sub, gap)?;
        self.position.pass_gap(gap.to);
        Ok(())
    }

    fn acknowledge(&mut self, key: QueueKey, span: Span) -> Result<(), StoreError> {
        let (store, id) = (self.log.store(), self.log.id());
        for seqno in span.seqnos() {
            store.ack(id, queue_sub(key.attempt), seqno)?;
            self.position.finish(seqno);
        }
        let watermark = self.position.watermark();
        let upto = Seqno::new(watermark.get().saturating_sub(self.kept));
        if upto.get() >= self.trimmed.get() + TRIM_STEP {
            store.trim(id, upto)?;
            self.trimmed = upto;
        }
        Ok(())
    }
}
