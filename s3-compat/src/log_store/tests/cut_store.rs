//! Logs of a machine whose power fails.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use woof_log::{
    Append, Appended, Bounds, Completion, Durability, Entry, Gap, Listener, ListenerGuard, LogId,
    LogInfo, LogName, LogStore, MemoryStore, Overrun, Seqno, Shape, SharedStore, StoreError, SubId,
};

/// Logs in memory that stop after a number of appends, syncs and trims, and remember what was
/// synced.
#[derive(Clone)]
pub(super) struct CutStore {
    inner: MemoryStore,
    state: Arc<Mutex<State>>,
}

struct State {
    steps_left: u64,
    steps_done: u64,
    synced: HashMap<LogId, Seqno>,
}

impl CutStore {
    /// Stops before step number `steps`.
    pub(super) fn new(steps: u64) -> Self {
        let state = State {
            steps_left: steps,
            steps_done: 0,
            synced: HashMap::new(),
        };
        Self {
            inner: MemoryStore::new(),
            state: Arc::new(Mutex::new(state)),
        }
    }

    pub(super) fn steps_done(&self) -> u64 {
        self.state.lock().unwrap().steps_done
    }

    fn step(&self) -> Result<(), StoreError> {
        let mut state = self.state.lock().unwrap();
        if state.steps_left == 0 {
            return Err(StoreError::Poisoned {
                reason: "the power is cut".into(),
            });
        }
        state.steps_left -= 1;
        state.steps_done += 1;
        Ok(())
    }

    /// The logs after the power came back: of each one what was synced, and `keep` of every 100
    /// records behind that, as a prefix.
    pub(super) fn survivors(&self, keep: u64) -> MemoryStore {
        let mut after = MemoryStore::new();
        for LogInfo { name, id, shape } in self.inner.logs() {
            let bounds = self.inner.clone().bounds(id).unwrap();
            let synced = self
                .state
                .lock()
                .unwrap()
                .synced
                .get(&id)
                .map_or(0, |seqno| seqno.get());
            let unsynced = bounds.newest.get().saturating_sub(synced);
            let end = synced + unsynced * keep / 100;
            let copy = after.create(&name, shape).unwrap();
            for seqno in 1..=end {
                let gone = seqno < bounds.oldest.get();
                let payload = match gone {
                    true => Vec::new(),
                    false => self.inner.read_vec(id, Seqno::new(seqno)).unwrap().1,
                };
                after.append(copy, &Append::new(&payload)).unwrap();
            }
            after
                .trim(copy, bounds.oldest.previous().min(Seqno::new(end)))
                .unwrap();
        }
        after
    }
}

impl LogStore for CutStore {
    type Error = StoreError;

    fn create(&mut self, name: &LogName, shape: Shape) -> Result<LogId, StoreError> {
        self.inner.create(name, shape)
    }

    fn append(&mut self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError> {
        self.step()?;
        self.inner.append(log, record)
    }

    fn read(&mut self, log: LogId, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, StoreError> {
        self.inner.read(log, seqno, buffer)
    }

    fn bounds(&mut self, log: LogId) -> Result<Bounds, StoreError> {
        self.inner.bounds(log)
    }

    fn sync(&mut self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        self.step()?;
        let mut state = self.state.lock().unwrap();
        let synced = state.synced.entry(log).or_default();
        *synced = upto.max(*synced);
        Ok(())
    }

    fn ack(&mut self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        self.inner.ack(log, sub, seqno)
    }

    fn trim(&mut self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        self.step()?;
        self.inner.trim(log, upto)
    }
}

impl SharedStore for CutStore {
    fn find(&self, name: &LogName) -> Option<LogId> {
        self.inner.find(name)
    }

    fn logs(&self) -> Vec<LogInfo> {
        self.inner.logs()
    }

    fn cursor(&self, log: LogId, sub: SubId) -> Result<Seqno, StoreError> {
        self.inner.cursor(log, sub)
    }

    fn seek(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        self.inner.seek(log, sub, seqno)
    }

    fn set_overrun(&self, log: LogId, sub: SubId, overrun: Overrun) -> Result<(), StoreError> {
        self.inner.set_overrun(log, sub, overrun)
    }

    fn pass(&self, log: LogId, sub: SubId, gap: Gap) -> Result<u64, StoreError> {
        self.inner.pass(log, sub, gap)
    }

    fn append_with(
        &self,
        log: LogId,
        record: &Append<'_>,
        durability: Durability,
    ) -> Result<Completion, StoreError> {
        self.step()?;
        self.inner.append_with(log, record, durability)
    }

    fn listen(&self, listener: Arc<Listener>) -> ListenerGuard {
        self.inner.listen(listener)
    }
}
