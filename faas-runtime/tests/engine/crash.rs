//! A server that dies at any operation on its store, and starts again over what is left.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use faas_runtime::wire::Verdict;
use faas_runtime::{InvocationKind, RequestId};
use woof_log::{
    Append, Appended, Bounds, Completion, Durability, Entry, Gap, Listener, ListenerGuard, LogId,
    LogInfo, LogName, LogStore, MemoryStore, Overrun, Repair, RepairStore, Repaired, Seqno, Shape,
    SharedStore, StoreError, SubId,
};

use crate::support::{Rig, light};

/// A store whose process dies before the operation number `left`: from there on every operation
/// that would change it fails, and what was done before stays.
#[derive(Clone)]
pub struct Dying {
    inner: MemoryStore,
    left: Arc<AtomicI64>,
    hold: Arc<(Mutex<Hold>, Condvar)>,
}

/// Whether appends with a durability wait, and how many do.
#[derive(Default)]
struct Hold {
    is_on: bool,
    waiting: usize,
}

impl Dying {
    pub fn after(inner: &MemoryStore, operations: i64) -> Self {
        Self {
            inner: inner.clone(),
            left: Arc::new(AtomicI64::new(operations)),
            hold: Arc::default(),
        }
    }

    /// Lets appends with a durability wait from now on, or go on.
    pub fn hold(&self, is_on: bool) {
        self.hold.0.lock().expect("lock").is_on = is_on;
        self.hold.1.notify_all();
    }

    /// Waits until an append waits.
    pub fn until_held(&self) {
        let hold = self.hold.0.lock().expect("lock");
        let waited = self.hold.1.wait_while(hold, |hold| hold.waiting == 0);
        drop(waited.expect("lock"));
    }

    fn wait_if_held(&self) {
        let mut hold = self.hold.0.lock().expect("lock");
        hold.waiting += 1;
        self.hold.1.notify_all();
        let waited = self.hold.1.wait_while(hold, |hold| hold.is_on);
        waited.expect("lock").waiting -= 1;
    }

    fn lives(&self) -> Result<(), StoreError> {
        if self.left.fetch_sub(1, Ordering::SeqCst) > 0 {
            return Ok(());
        }
        Err(StoreError::Poisoned {
            reason: "the process is dead".into(),
        })
    }

    /// How many operations were done before the end.
    pub fn is_dead(&self) -> bool {
        self.left.load(Ordering::SeqCst) <= 0
    }
}

impl LogStore for Dying {
    type Error = StoreError;

    fn create(&mut self, name: &LogName, shape: Shape) -> Result<LogId, StoreError> {
        self.lives()?;
        self.inner.create(name, shape)
    }

    fn append(&mut self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError> {
        self.lives()?;
        self.inner.append(log, record)
    }

    fn read(&mut self, log: LogId, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, StoreError> {
        self.inner.read(log, seqno, buffer)
    }

    fn bounds(&mut self, log: LogId) -> Result<Bounds, StoreError> {
        self.inner.bounds(log)
    }

    fn sync(&mut self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        self.lives()?;
        self.inner.sync(log, upto)
    }

    fn ack(&mut self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        self.lives()?;
        self.inner.ack(log, sub, seqno)
    }

    fn trim(&mut self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        self.lives()?;
        self.inner.trim(log, upto)
    }
}

impl SharedStore for Dying {
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
        self.lives()?;
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
        self.wait_if_held();
        self.lives()?;
        self.inner.append_with(log, record, durability)
    }

    fn listen(&self, listener: Arc<Listener>) -> ListenerGuard {
        self.inner.listen(listener)
    }
}

impl RepairStore for Dying {
    fn repair(&self, log: LogId, repair: &Repair<'_>) -> Result<u64, StoreError> {
        self.lives()?;
        self.inner.repair(log, repair)
    }

    fn repairs(
        &self,
        log: LogId,
        from: Seqno,
        count_max: usize,
    ) -> Result<Vec<Repaired>, StoreError> {
        self.inner.repairs(log, from, count_max)
    }

    fn read_repaired(
        &self,
        log: LogId,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, StoreError> {
        self.inner.read_repaired(log, seqno, buffer)
    }
}

/// What a client was told before the server died.
#[derive(Default)]
struct Told {
    accepted: Vec<RequestId>,
    answered: Vec<RequestId>,
}

/// Serves two calls and three events, one of them failing and one in parts, until the store dies
/// or all is done. Whether it died.
async fn serve(store: &MemoryStore, operations: i64, told: &mut Told) -> bool {
    let dying = Dying::after(store, operations);
    let rig = match Rig::try_start(dying.clone(), Arc::default(), |options| options.workers = 2) {
        Ok(rig) => rig,
        Err(_) => return true,
    };
    let long = format!("\"{}\"", "p".repeat(150_000));
    for payload in ["1", "\"fail\"", &long] {
        let call = rig.invocation("[7]");
        let id = call.request_id;
        if rig.engine.invoke(call).await.is_ok() {
            told.answered.push(id);
        }
        if let Ok(accepted) = rig.engine.submit(rig.invocation(payload.to_owned())).await {
            told.accepted.push(accepted.request_id);
        }
    }
    let has_result = |id: &RequestId| rig.engine.result(*id).expect("readable").is_some();
    while !dying.is_dead() && !told.accepted.iter().all(has_result) {
        std::thread::yield_now();
    }
    // The stop stores something as well, and may die of it.
    rig.engine.shutdown().await;
    dying.is_dead()
}

/// Starts again over a store that lives, lets time pass, and checks what was promised.
async fn check_after(store: &MemoryStore, told: &Told, operations: i64) {
    let rig = Rig::start_with(store.clone(), |options| {
        options.event_age_max = Duration::MAX
    });
    let ended = |id: &RequestId| {
        let found = rig.engine.result(*id).expect("readable");
        found.is_some_and(|found| found.retry_unix_ms.is_none())
    };
    while !told.accepted.iter().all(ended) {
        // A retry may have become due.
        rig.advance(60);
        std::thread::yield_now();
    }
    rig.engine.shutdown().await;
    assert_eq!(rig.engine.failure(), None);
    let page = rig.engine.logs(light(), 0, 1000).expect("readable");
    for id in &told.accepted {
        let of_event: Vec<_> = page
            .entries
            .iter()
            .filter(|one| one.request_id == *id)
            .collect();
        let ends = of_event
            .iter()
            .filter(|entry| entry.retry_unix_ms.is_none())
            .count();
        assert_eq!(
            ends, 1,
            "cut at {operations}: an accepted event ends exactly once"
        );
        let mut attempts: Vec<_> = of_event.iter().map(|entry| entry.attempt).collect();
        attempts.sort_unstable();
        let expected: Vec<u8> = (0..attempts.len() as u8).collect();
        assert_eq!(
            attempts, expected,
            "cut at {operations}: each attempt is recorded once"
        );
    }
    for id in &told.answered {
        let count = page
            .entries
            .iter()
            .filter(|entry| entry.request_id == *id)
            .count();
        assert_eq!(
            count, 1,
            "cut at {operations}: an answered call has one result"
        );
    }
    let letters = rig
        .engine
        .dead_letters(light(), 0, 1000)
        .expect("readable")
        .entries;
    let failed = page.entries.iter().filter(|one| {
        one.kind == InvocationKind::Event
            && one.retry_unix_ms.is_none()
            && one.run.verdict != Verdict::Answered
    });
    assert_eq!(
        letters.len(),
        failed.count(),
        "cut at {operations}: one letter each"
    );
}

#[tokio::test]
async fn whatever_operation_it_dies_at_what_was_accepted_ends_exactly_once() {
    for operations in 0.. {
        let (store, mut told) = (MemoryStore::new(), Told::default());
        let died = serve(&store, operations, &mut told).await;
        check_after(&store, &told, operations).await;
        if !died {
            assert_eq!((told.accepted.len(), told.answered.len()), (3, 3));
            assert!(
                operations > 20,
                "the story has more operations than {operations}"
            );
            break;
        }
    }
}

#[tokio::test]
async fn a_second_death_during_recovery_changes_nothing() {
    for first in (5..40).step_by(3) {
        for second in (0..25).step_by(2) {
            let (store, mut told) = (MemoryStore::new(), Told::default());
            serve(&store, first, &mut told).await;
            let dying = Dying::after(&store, second);
            if let Ok(rig) = Rig::try_start(dying, Arc::default(), |_| {}) {
                rig.advance(60);
                rig.engine.shutdown().await;
            }
            check_after(&store, &told, first * 100 + second).await;
        }
    }
}

#[tokio::test]
async fn a_call_that_a_crash_cut_short_is_marked_and_not_run_again() {
    let store = MemoryStore::new();
    let rig = Rig::start(store.clone());
    let call = rig.invocation("\"wait\"");
    let id = call.request_id;
    let engine = rig.engine.clone();
    let running = tokio::spawn(async move { engine.invoke(call).await });
    while rig.executor.started.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    for _ in 0..2 {
        // The first engine hangs in its call, as a killed one would: the next two find it open.
        let next = Rig::start(store.clone());
        let found = next.engine.result(id).expect("readable").expect("marked");
        assert_eq!(found.run.verdict, Verdict::Abandoned);
        assert_eq!(next.executor.runs_of(id), 0);
        let page = next.engine.logs(light(), 0, 10).expect("readable");
        assert_eq!(page.entries.len(), 1);
    }
    rig.executor.open_gate();
    running.await.expect("no panic").expect("it runs");
}

#[tokio::test]
async fn events_left_by_a_dead_server_run_at_the_next_start() {
    let store = MemoryStore::new();
    let rig = Rig::start_with(store.clone(), |options| options.workers = 1);
    let mut ids = Vec::new();
    rig.engine
        .submit(rig.invocation("\"wait\""))
        .await
        .expect("accepted");
    for number in 0..50 {
        let event = rig.invocation(number.to_string());
        ids.push(rig.engine.submit(event).await.expect("accepted").request_id);
    }
    let next = Rig::start(store);
    next.executor.open_gate();
    next.results(51).await;
    assert!(ids.iter().all(|id| next.executor.runs_of(*id) == 1));
    rig.executor.open_gate();
}

#[tokio::test]
async fn a_store_that_fails_is_reported_and_nothing_is_acknowledged() {
    let store = MemoryStore::new();
    let dying = Dying::after(&store, 12);
    let rig = Rig::start(dying);
    let mut refused = 0;
    for _ in 0..30 {
        if rig.engine.submit(rig.invocation("1")).await.is_err() {
            refused += 1;
        }
    }
    assert!(refused > 0);
    rig.engine.shutdown().await;
    let failure = rig.engine.failure().expect("the failure is told");
    assert!(failure.contains("the process is dead"), "{failure}");
}
