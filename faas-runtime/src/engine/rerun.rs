//! Running again what a repaired input has led to.
//!
//! A function runs again on its repaired input, and what comes of it stands in for what came of
//! it before: the result, the calls and events that it made, in their order, and the retry that
//! it left. Repaired calls and events are inputs themselves, and run again in their turn.
//!
//! Nothing is kept of the progress but the repairs, whose numbers rise: an input is done when the
//! repair of its result is later than its own. The result is repaired last, so whatever a crash
//! interrupts is done again at the next start, and comes to the same. So no result of an older
//! input may be recorded after a repair of it, which is what [`Queue::order`] sees to.

use std::boxed::Box;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::string::{String, ToString as _};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use woof_log::{Cause, DownstreamError, LogId, Seqno, StoreError};

use super::ends::{Ends, ends_of, key_of, result_of, shortened};
use super::inbound::Stored;
use super::inbox::QueueKey;
use super::log::{Log, ReadError};
use super::logs::Role;
use super::nesting::{self, Earlier, Input};
use super::repaired::{Inputs, RepairError, input_logs, single};
use super::result::{Finished, Run};
use super::shared::Shared;
use super::{Accepted, InvokeError};
use crate::{Completion, Function, FunctionName, Invocation, InvocationKind, RegistryError};

/// Inputs that could not be run again of which the reason is remembered.
const UNDONE_MAX: usize = 64;

/// How far the engine is with running again what repaired inputs have led to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reruns {
    /// Inputs that wait for their turn, or run.
    pub waiting: usize,
    /// The latest of those that could not be run again, in sentences. The next start tries again,
    /// and one that has run again since is gone from here.
    pub undone: Vec<String>,
}

/// Repaired inputs that wait.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    /// Held while an input is repaired by hand, and from the last look at an input to the repair
    /// of its result.
    order: Mutex<()>,
}

#[derive(Default)]
struct State {
    /// By the number of the repair: what was repaired first runs first.
    waiting: BTreeMap<u64, (Inputs, Seqno)>,
    /// The number under which an input waits. It waits once, however often it is repaired.
    numbers: BTreeMap<(Inputs, Seqno), u64>,
    /// A worker is on it, or will be. There is one at a time, so that calls and events go on.
    is_busy: bool,
    is_running: bool,
    undone: VecDeque<((Inputs, Seqno), String)>,
    /// Events between their reading and the end of everything that they lead to. Whether such a
    /// one was repaired is looked at when it ends: what it leaves is not all there before.
    open: BTreeSet<(QueueKey, Seqno)>,
    /// Those of them whose turn to run again has come before their end.
    deferred: BTreeSet<(QueueKey, Seqno)>,
}

/// An input as it was read.
#[derive(Clone, Copy)]
struct Seen {
    inputs: Inputs,
    seqno: Seqno,
    /// The repair that it was read with.
    repair: Option<u64>,
}

/// Why an input was not run again.
#[derive(Debug, thiserror::Error)]
enum Undone {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Downstream(#[from] DownstreamError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Repair(#[from] RepairError),
    #[error(transparent)]
    Invoke(#[from] InvokeError),
    #[error("{0}")]
    NotMadeAgain(String),
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Each change is a single step: a panic leaves it whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An event is about to be read, to be run.
    pub(super) fn open(&self, key: QueueKey, seqno: Seqno) {
        self.lock().open.insert((key, seqno));
    }

    /// Everything that an event leads to is durable.
    pub(super) fn close(&self, key: QueueKey, seqno: Seqno) {
        self.lock().open.remove(&(key, seqno));
    }

    /// A closed event was looked at. Returns whether it had waited for that.
    pub(super) fn looked_at(&self, key: QueueKey, seqno: Seqno) -> bool {
        self.lock().deferred.remove(&(key, seqno))
    }

    fn order(&self) -> MutexGuard<'_, ()> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an input is open. It is looked at again when it ends, and waits until then.
    fn defer_if_open(&self, inputs: Inputs, seqno: Seqno) -> bool {
        let Inputs::Queue(key) = inputs else {
            return false;
        };
        let mut state = self.lock();
        let is_open = state.open.contains(&(key, seqno));
        if is_open {
            state.deferred.insert((key, seqno));
        }
        is_open
    }

    pub(super) fn report(&self) -> Reruns {
        let state = self.lock();
        Reruns {
            waiting: state.waiting.len() + state.deferred.len() + usize::from(state.is_running),
            undone: state.undone.iter().map(|(_, told)| told.clone()).collect(),
        }
    }
}

impl State {
    /// Adds an input, unless it waits under a higher number: that one is later news.
    fn add(&mut self, number: u64, input: (Inputs, Seqno)) {
        match self.numbers.get(&input) {
            Some(later) if *later > number => return,
            Some(earlier) => self.waiting.remove(earlier),
            None => None,
        };
        self.numbers.insert(input, number);
        self.waiting.insert(number, input);
    }

    fn pop(&mut self) -> Option<(Inputs, Seqno)> {
        let (_, input) = self.waiting.pop_first()?;
        self.numbers.remove(&input);
        Some(input)
    }

    /// What was said of an input does not hold any more.
    fn forget_undone(&mut self, inputs: Inputs, seqno: Seqno) {
        self.undone.retain(|(input, _)| *input != (inputs, seqno));
    }

    fn note_undone(&mut self, inputs: Inputs, seqno: Seqno, error: &Undone) {
        self.forget_undone(inputs, seqno);
        if self.undone.len() >= UNDONE_MAX {
            self.undone.pop_front();
        }
        let what = describe(inputs, seqno);
        let told = std::format!("{what} was not run again: {error}");
        self.undone.push_back(((inputs, seqno), told));
    }
}

impl Shared {
    /// Has an input run again that was repaired under this number.
    pub(super) fn run_again_later(self: &Arc<Self>, number: u64, inputs: Inputs, seqno: Seqno) {
        let mut state = self.reruns.lock();
        state.add(number, (inputs, seqno));
        let begin = !std::mem::replace(&mut state.is_busy, true);
        drop(state);
        if begin {
            self.add_rerun();
        }
    }

    fn add_rerun(self: &Arc<Self>) {
        let shared = Arc::clone(self);
        if !self.pool.add(Box::new(move || shared.next_rerun())) {
            // The engine stops. The next start finds what is left.
            self.reruns.lock().is_busy = false;
        }
    }

    fn next_rerun(self: &Arc<Self>) {
        let Some((inputs, seqno)) = self.take_rerun() else {
            return;
        };
        let outcome = self.run_again(inputs, seqno);
        let mut state = self.reruns.lock();
        state.is_running = false;
        match outcome {
            Ok(()) => state.forget_undone(inputs, seqno),
            Err(error) => state.note_undone(inputs, seqno, &error),
        }
        drop(state);
        self.results.send_modify(|count| *count += 1);
        self.add_rerun();
    }

    fn take_rerun(&self) -> Option<(Inputs, Seqno)> {
        let is_stopping = self.stopping.load(Ordering::SeqCst);
        let mut state = self.reruns.lock();
        let next = match is_stopping {
            true => None,
            false => state.pop(),
        };
        state.is_busy = next.is_some();
        state.is_running = next.is_some();
        next
    }

    /// Has an input run again if it was repaired after it was read, when its result is durable.
    pub(super) fn check_repaired(
        self: &Arc<Self>,
        inputs: Inputs,
        seqno: Seqno,
        read: Option<u64>,
    ) -> Result<(), StoreError> {
        let Some(log) = self.log_of(inputs) else {
            return Ok(());
        };
        let number = log.repair_number(seqno)?;
        if let Some(number) = number.filter(|_| number != read) {
            self.run_again_later(number, inputs, seqno);
        }
        Ok(())
    }

    /// Lets the result of an event that ran as it was repaired stand in for itself, so that it is
    /// later than the event, which then does not run again at the next start. Before the event is
    /// acknowledged, so that no end of the engine comes in between.
    pub(super) fn note_run(&self, key: QueueKey, seqno: Seqno, repair: u64) {
        let noted = self.try_note_run(key, seqno, repair);
        let mut state = self.reruns.lock();
        match noted {
            Ok(()) => state.forget_undone(Inputs::Queue(key), seqno),
            Err(error) => state.note_undone(Inputs::Queue(key), seqno, &error),
        }
    }

    fn try_note_run(&self, key: QueueKey, seqno: Seqno, repair: u64) -> Result<(), Undone> {
        let inputs = Inputs::Queue(key);
        let Some(results) = self.logs.find(key.function, Role::Results) else {
            return Ok(());
        };
        let Some((at, finished)) = result_of(&results, inputs, seqno)? else {
            return Ok(());
        };
        let seen = Seen {
            inputs,
            seqno,
            repair: Some(repair),
        };
        self.repair_result(seen, &results, at, &finished, "its input had been repaired")
    }

    /// Repairs an input and has it run again. `None` if its log does not exist.
    pub(super) fn repair_by_hand(
        self: &Arc<Self>,
        inputs: Inputs,
        seqno: Seqno,
        payload: &[u8],
        reason: &str,
    ) -> Option<Result<u64, RepairError>> {
        let log = self.log_of(inputs)?;
        let ordered = self.reruns.order();
        let repaired = log.repair_payload(seqno, payload, reason);
        drop(ordered);
        if let Ok(number) = &repaired {
            self.run_again_later(*number, inputs, seqno);
        }
        Some(repaired)
    }

    fn log_of(&self, inputs: Inputs) -> Option<Arc<Log>> {
        match inputs {
            Inputs::Calls => Some(Arc::clone(self.logs.calls())),
            Inputs::Queue(key) => self.logs.find(key.function, Role::Queue(key.attempt)),
        }
    }

    /// Runs a function again on its repaired input, unless that was done since the repair.
    fn run_again(self: &Arc<Self>, inputs: Inputs, seqno: Seqno) -> Result<(), Undone> {
        let Some(log) = self.log_of(inputs) else {
            return Ok(());
        };
        if self.reruns.defer_if_open(inputs, seqno) {
            return Ok(());
        }
        let Some(number) = log.repair_number(seqno)? else {
            // Its record was dropped.
            return Ok(());
        };
        let Some(stored) = log.read_input(seqno)? else {
            return Ok(());
        };
        let Some(results) = self.logs.find(stored.invocation.function, Role::Results) else {
            return Ok(());
        };
        let Some((at, before)) = result_of(&results, inputs, seqno)? else {
            // It has not run, and then it will run on what it is now; or the result was dropped.
            return Ok(());
        };
        if results.repair_number(at)?.is_some_and(|done| done > number) {
            return Ok(());
        }
        let function = self.function_of(&stored.invocation)?;
        let record = Cause {
            log: log.id(),
            seqno,
        };
        let earlier = self.earlier(inputs, record, &stored)?;
        let mut invocation = stored.invocation;
        invocation.deadline_unix_ms = None;
        let completion = self.execute_again(&function, &invocation, record, earlier)?;
        let seen = Seen {
            inputs,
            seqno,
            repair: Some(number),
        };
        self.replace_result(seen, &results, (at, before), &completion, &function)
    }

    fn execute_again(
        &self,
        function: &Arc<Function>,
        invocation: &Invocation,
        record: Cause,
        mut earlier: Earlier,
    ) -> Result<Result<Completion, InvokeError>, Undone> {
        let failure = earlier.failure();
        let completion = self.execute(function, invocation, Input { record, earlier });
        match failure.get() {
            Some(reason) => Err(Undone::NotMadeAgain(reason.clone())),
            None => Ok(completion),
        }
    }

    fn function_of(&self, invocation: &Invocation) -> Result<Arc<Function>, Undone> {
        let name = invocation.function;
        let function = self.registry.get(&name, invocation.version)?;
        Ok(function.ok_or(InvokeError::UnknownFunction { name })?)
    }

    /// What an input led to when it ran before. The retry that it left is repaired at once.
    fn earlier(
        self: &Arc<Self>,
        inputs: Inputs,
        record: Cause,
        stored: &Stored,
    ) -> Result<Earlier, Undone> {
        let logs: HashMap<LogId, Inputs> = input_logs(self.logs.calls().store())
            .into_iter()
            .map(|(inputs, id)| (id, inputs))
            .collect();
        let ids: Vec<LogId> = logs.keys().copied().collect();
        let slice = self.logs.calls().store().downstream(&ids, record)?;
        let mut earlier = Earlier::default();
        let direct = slice.records.iter().filter(|one| one.cause == record);
        for Cause { log, seqno } in direct.map(|one| one.record) {
            match logs.get(&log) {
                Some(Inputs::Calls) => {
                    if let Some(call) = self.logs.calls().read_input(seqno)? {
                        let function = call.invocation.function;
                        earlier.add(function, InvocationKind::RequestResponse, seqno);
                    }
                }
                Some(Inputs::Queue(key)) if key.attempt == 0 => {
                    earlier.add(key.function, InvocationKind::Event, seqno);
                }
                Some(Inputs::Queue(retry)) => self.repair_retry(inputs, *retry, seqno, stored)?,
                None => {}
            }
        }
        Ok(earlier)
    }

    fn repair_retry(
        self: &Arc<Self>,
        inputs: Inputs,
        retry: QueueKey,
        seqno: Seqno,
        stored: &Stored,
    ) -> Result<(), Undone> {
        let Inputs::Queue(of) = inputs else {
            return Ok(());
        };
        if (retry.function, retry.attempt) != (of.function, of.attempt + 1) {
            return Ok(());
        }
        self.repair_input(Inputs::Queue(retry), seqno, &stored.invocation)?;
        Ok(())
    }

    /// Lets the payload of `invocation` stand in for that of an input, and has that one run again
    /// if it is another. Returns the input as it is then, and the number of its repair.
    fn repair_input(
        self: &Arc<Self>,
        inputs: Inputs,
        seqno: Seqno,
        invocation: &Invocation,
    ) -> Result<Option<(Stored, Option<u64>)>, Undone> {
        let Some(log) = self.log_of(inputs) else {
            return Ok(None);
        };
        // Before the record, so that a repair in between is noticed at the end.
        let mut repair = log.repair_number(seqno)?;
        let Some(mut stored) = log.read_input(seqno)? else {
            return Ok(None);
        };
        let now = &mut stored.invocation;
        // Whoever repaired it first has it run again; the same once more changes nothing.
        let is_same = (&now.payload, &now.client_context, now.version)
            == (
                &invocation.payload,
                &invocation.client_context,
                invocation.version,
            );
        if !is_same {
            now.payload = invocation.payload.clone();
            now.client_context.clone_from(&invocation.client_context);
            now.version = invocation.version;
            let number = log.repair_stored(seqno, &stored, "its cause was run again")?;
            repair = Some(number);
            if matches!(inputs, Inputs::Queue(_)) {
                self.run_again_later(number, inputs, seqno);
            }
        }
        Ok(Some((stored, repair)))
    }

    /// An event that a function makes again. `None` if it did not make that many before.
    pub(super) fn submit_again(
        self: &Arc<Self>,
        invocation: &Invocation,
    ) -> Option<Result<Accepted, InvokeError>> {
        let function = invocation.function;
        let seqno = nesting::next_earlier(function, InvocationKind::Event)?;
        let inputs = Inputs::Queue(QueueKey {
            function,
            attempt: 0,
        });
        let repaired = self.repair_input(inputs, seqno, invocation);
        let accepted = |now: Option<(Stored, _)>| Accepted {
            request_id: now.map_or(invocation.request_id, |(one, _)| one.invocation.request_id),
            sequence: seqno.get(),
        };
        Some(
            repaired
                .map(accepted)
                .map_err(|error| not_made_again(inputs, seqno, &error)),
        )
    }

    /// A call that a function makes again, run to its answer. `None` if it did not make that many
    /// before.
    pub(super) fn call_again(
        self: &Arc<Self>,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Option<Result<Completion, InvokeError>> {
        let seqno = nesting::next_earlier(function.name, InvocationKind::RequestResponse)?;
        let completion = self.call_again_at(seqno, function, invocation);
        Some(completion.unwrap_or_else(|error| Err(not_made_again(Inputs::Calls, seqno, &error))))
    }

    fn call_again_at(
        self: &Arc<Self>,
        seqno: Seqno,
        function: &Arc<Function>,
        invocation: &Invocation,
    ) -> Result<Result<Completion, InvokeError>, Undone> {
        let record = Cause {
            log: self.logs.calls().id(),
            seqno,
        };
        let Some((stored, repair)) = self.repair_input(Inputs::Calls, seqno, invocation)? else {
            return Ok(Err(InvokeError::Abandoned));
        };
        let earlier = self.earlier(Inputs::Calls, record, &stored)?;
        let completion = self.execute_again(function, invocation, record, earlier)?;
        let results = self.logs.get(function.name, Role::Results)?;
        if let Some(result) = result_of(&results, Inputs::Calls, seqno)? {
            let seen = Seen {
                inputs: Inputs::Calls,
                seqno,
                repair,
            };
            self.replace_result(seen, &results, result, &completion, function)?;
        }
        Ok(completion)
    }

    /// Lets what came of a run stand in for a result, unless the input was repaired meanwhile: then
    /// it waits to run once more, and what came of the older one would pass for its result.
    fn replace_result(
        &self,
        seen: Seen,
        results: &Log,
        (at, before): (Seqno, Finished),
        completion: &Result<Completion, InvokeError>,
        function: &Function,
    ) -> Result<(), Undone> {
        // Not the function's answer, so it replaces none.
        if let Err(error) = completion {
            return Err(error.clone().into());
        }
        let run = Run::of(completion.clone(), function.version);
        let finished = Finished {
            finished_unix_ms: self.unix_ms(),
            retry_unix_ms: None,
            run,
            ..before
        };
        let finished = shortened(finished);
        self.repair_result(seen, results, at, &finished, "its input was repaired")
    }

    fn repair_result(
        &self,
        seen: Seen,
        results: &Log,
        at: Seqno,
        finished: &Finished,
        reason: &str,
    ) -> Result<(), Undone> {
        let Some(log) = self.log_of(seen.inputs) else {
            return Ok(());
        };
        let _ordered = self.reruns.order();
        if log.repair_number(seen.seqno)? != seen.repair {
            return Ok(());
        }
        if let Some(record) = single(&finished.record(), finished.data()) {
            results.repair(at, &record, reason)?;
        }
        Ok(())
    }

    /// Finds the repaired inputs that were not run again since.
    pub(super) fn find_reruns(self: &Arc<Self>) -> Result<(), ReadError> {
        let mut results: HashMap<FunctionName, Ends> = HashMap::new();
        for (inputs, _) in input_logs(self.logs.calls().store()) {
            let Some(log) = self.log_of(inputs) else {
                continue;
            };
            for repaired in log.repairs()? {
                let function = match inputs {
                    Inputs::Queue(key) => key.function,
                    Inputs::Calls => match log.read_input(repaired.target) {
                        Ok(Some(call)) => call.invocation.function,
                        Ok(None) => continue,
                        Err(error) if error.is_damage() => continue,
                        Err(error) => return Err(error),
                    },
                };
                let ends = match results.entry(function) {
                    std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                    std::collections::hash_map::Entry::Vacant(new) => {
                        new.insert(ends_of(&self.logs, function)?)
                    }
                };
                let end = ends.get(&key_of(inputs, repaired.target));
                if end.is_some_and(|number| *number < repaired.number) {
                    self.run_again_later(repaired.number, inputs, repaired.target);
                }
            }
        }
        Ok(())
    }
}

fn describe(inputs: Inputs, seqno: Seqno) -> String {
    match inputs {
        Inputs::Calls => std::format!("call {seqno}"),
        Inputs::Queue(QueueKey { function, attempt }) => {
            std::format!("event {seqno} of {function} (attempt {attempt})")
        }
    }
}

/// What the function is told. What comes of that is no result of its input.
fn not_made_again(inputs: Inputs, seqno: Seqno, error: &Undone) -> InvokeError {
    let what = describe(inputs, seqno);
    let log = match inputs {
        Inputs::Calls => "calls".to_string(),
        Inputs::Queue(key) => Role::Queue(key.attempt).log_name(&key.function),
    };
    nesting::note_failure(std::format!("{what} could not be made again: {error}"));
    InvokeError::Record {
        log,
        sequence: seqno.get(),
        reason: error.to_string(),
    }
}
