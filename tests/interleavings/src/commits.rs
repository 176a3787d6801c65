//! Models of group commit: the real `Group` and `Queue` over a log that only counts.

use loom::thread;
use woof_log::{Appended, Seqno};

use crate::completion::{Completion, Expectant};
use crate::explore;
use crate::group::{Group, Marks, Turns};
use crate::queue::Queue;
use crate::sync::{Arc, Mutex};

/// A disk that may fail once. It reports that once, as operating systems do, and has lost what
/// was to be synced then.
#[derive(Default)]
struct Disk {
    durable: u64,
    syncs: u32,
    /// The sync that fails, counted from 1.
    failing: Option<u32>,
    is_broken: bool,
}

type SharedDisk = Arc<Mutex<Disk>>;

/// A log that is a number of records.
struct Counting {
    disk: SharedDisk,
    newest: u64,
    durable: u64,
    is_poisoned: bool,
    waiting: Vec<(u64, Completion)>,
    marks: Marks,
}

#[derive(Debug, PartialEq)]
struct Poisoned;

impl Disk {
    fn sync(&mut self, upto: u64) -> Result<(), Poisoned> {
        self.syncs += 1;
        if self.failing == Some(self.syncs) {
            self.is_broken = true;
            return Err(Poisoned);
        }
        if !self.is_broken {
            self.durable = self.durable.max(upto);
        }
        Ok(())
    }
}

impl Turns for Counting {
    type Upto = u64;
    type Sync = (SharedDisk, u64);
    type Synced = ();
    type Failure = Poisoned;
    type Ended = Vec<(Completion, Result<Appended, woof_log::StoreError>)>;
    type Error = Poisoned;

    fn newest(&self) -> u64 {
        self.newest
    }

    fn durable(&self) -> u64 {
        self.durable
    }

    fn is_refused(&self) -> bool {
        self.is_poisoned
    }

    fn marks(&mut self) -> &mut Marks {
        &mut self.marks
    }

    fn begin_sync(&mut self) -> Option<Self::Sync> {
        Some((self.disk.clone(), self.newest))
    }

    fn run((disk, upto): Self::Sync) -> Result<(), Poisoned> {
        disk.lock().expect("no panic").sync(upto)
    }

    fn end_sync(&mut self, upto: u64, _: ()) {
        self.durable = self.durable.max(upto);
    }

    fn fail(&mut self, _: &Poisoned) {
        self.is_poisoned = true;
    }

    fn settle(&mut self) -> Self::Ended {
        let durable = self.durable;
        let (done, waiting) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|(n, _)| *n <= durable);
        self.waiting = waiting;
        let done: Vec<(u64, Completion)> = done;
        done.into_iter()
            .map(|(n, completion)| (completion, Ok(Appended::New(Seqno::new(n)))))
            .collect()
    }

    fn fail_waiting(&mut self) -> (Self::Ended, Result<(), Poisoned>) {
        let error = || woof_log::StoreError::Poisoned {
            reason: "the model".into(),
        };
        let waiting = std::mem::take(&mut self.waiting);
        let ended = waiting
            .into_iter()
            .map(|(_, c)| (c, Err(error())))
            .collect();
        (ended, Err(Poisoned))
    }

    fn tell(ended: Self::Ended) {
        let told = ended
            .into_iter()
            .filter_map(|(completion, outcome)| completion.decide(outcome));
        let told: Vec<_> = told.collect();
        told.into_iter().for_each(Expectant::tell);
    }
}

fn group(failing: Option<u32>) -> (Arc<Group<Counting>>, SharedDisk) {
    let disk = Arc::new(Mutex::new(Disk {
        failing,
        ..Disk::default()
    }));
    let log = Counting {
        disk: disk.clone(),
        newest: 0,
        durable: 0,
        is_poisoned: false,
        waiting: Vec::new(),
        marks: Marks::default(),
    };
    (Arc::new(Group::new(log)), disk)
}

fn durable_on(disk: &SharedDisk) -> u64 {
    disk.lock().expect("no panic").durable
}

/// Appends a record and waits until it is durable. If the log says so, it is.
fn append_durably(group: &Group<Counting>, disk: &SharedDisk) -> Result<(), Poisoned> {
    let mut turn = group.turn();
    if turn.is_poisoned {
        return Err(Poisoned);
    }
    turn.newest += 1;
    let n = turn.newest;
    let outcome = group.sync_upto(turn, n);
    if outcome.is_ok() {
        assert!(
            durable_on(disk) >= n,
            "record {n} was acknowledged and is lost"
        );
    }
    outcome
}

/// Appends a record that begins a block, which syncs within the turn.
fn append_in_new_block(group: &Group<Counting>) {
    let mut turn = group.wait_until(group.turn(), |_, syncing| !syncing);
    if turn.is_poisoned {
        return;
    }
    let newest = turn.newest;
    match turn.disk.clone().lock().expect("no panic").sync(newest) {
        Ok(()) => turn.durable = newest,
        Err(failure) => turn.fail(&failure),
    }
    assert!(
        turn.durable <= durable_on(&turn.disk.clone()),
        "a block begins after records that are lost"
    );
    turn.newest += 1;
}

/// Threads that wait for the disk together: each is told the truth, and they need no more syncs
/// than there are threads.
fn share(failing: Option<u32>) -> u64 {
    explore(3, move || {
        let (group, disk) = group(failing);
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let (group, disk) = (group.clone(), disk.clone());
                thread::spawn(move || append_durably(&group, &disk))
            })
            .collect();
        let mine = append_durably(&group, &disk);
        let outcomes: Vec<_> = threads
            .into_iter()
            .map(|t| t.join().expect("no panic"))
            .collect();
        let failed = outcomes
            .iter()
            .chain([&mine])
            .filter(|o| o.is_err())
            .count();
        assert!(disk.lock().expect("no panic").syncs <= 3);
        assert_eq!(
            failed > 0,
            failing.is_some_and(|n| n <= disk.lock().expect("no panic").syncs)
        );
    })
}

/// Three threads share syncs of a sound disk.
pub fn threads_share_syncs() -> u64 {
    share(None)
}

/// The first sync, or the second, fails: nobody is told that a lost record is durable.
pub fn a_failed_sync_is_a_failure_to_all_that_it_was_for() -> u64 {
    share(Some(1)) + share(Some(2))
}

/// A block begins while another thread waits for the disk, and one of their syncs fails.
pub fn a_block_that_begins_during_a_sync_does_not_hide_its_failure() -> u64 {
    let model = |failing| {
        explore(3, move || {
            let (group, disk) = group(failing);
            let (beginning, waiting) = (group.clone(), (group.clone(), disk.clone()));
            let other = thread::spawn(move || append_in_new_block(&beginning));
            let third = thread::spawn(move || drop(append_durably(&waiting.0, &waiting.1)));
            drop(append_durably(&group, &disk));
            other.join().expect("no panic");
            third.join().expect("no panic");
            let durable = group.turn().durable;
            assert!(
                durable <= durable_on(&disk),
                "{durable} counts as durable and is lost"
            );
        })
    };
    model(None) + model(Some(1)) + model(Some(2))
}

/// An append waits for a subscription, which comes further, or for the end of the log: it always
/// ends, and never drops what is not finished.
pub fn an_append_that_waits_for_a_subscription_ends() -> u64 {
    const KEPT: u64 = 1;
    let model = |closes: bool| {
        explore(3, move || {
            let (group, _disk) = group(None);
            let finished = Arc::new(Mutex::new(0));
            let appenders: Vec<_> = (0..2)
                .map(|_| {
                    let (group, finished) = (group.clone(), finished.clone());
                    thread::spawn(move || {
                        let mut turn = group.wait_until(group.turn(), |turn, _| {
                            let done = *finished.lock().expect("no panic");
                            turn.is_poisoned || turn.newest < done + KEPT
                        });
                        turn.newest += u64::from(!turn.is_poisoned);
                    })
                })
                .collect();
            let mut turn = group.turn();
            *finished.lock().expect("no panic") += 1;
            turn.is_poisoned = closes;
            group.tell_change();
            drop(turn);
            appenders
                .into_iter()
                .for_each(|a| a.join().expect("no panic"));
            let newest = group.turn().newest;
            assert!(newest == 2 || closes, "{newest} appends");
        })
    };
    model(false) + model(true)
}

/// Appends that are handed to the thread that syncs all end, whatever fails, and the thread ends
/// when it is told to.
pub fn every_completion_ends() -> u64 {
    let model = |failing| {
        explore(2, move || {
            let (group, disk) = group(failing);
            let queue = Arc::new(Queue::new());
            let syncing = queue.clone();
            let syncer = thread::spawn(move || {
                syncing.run(|group: Arc<Group<Counting>>| group.sync_queued());
            });
            let queued = |group: &Arc<Group<Counting>>, queue: &Queue<Arc<Group<Counting>>>| {
                let mut turn = group.turn();
                if turn.is_poisoned {
                    return None;
                }
                turn.newest += 1;
                let (n, completion) = (turn.newest, Completion::pending());
                turn.waiting.push((n, completion.clone()));
                let must_queue = Group::must_queue(&mut *turn);
                drop(turn);
                if must_queue {
                    queue.push(group.clone());
                }
                Some((n, completion))
            };
            let (other_group, other_queue) = (group.clone(), queue.clone());
            let other = thread::spawn(move || queued(&other_group, &other_queue));
            let mine = queued(&group, &queue);
            let other = other.join().expect("no panic");
            for (n, completion) in [mine, other].into_iter().flatten() {
                if completion.wait().is_ok() {
                    assert!(
                        durable_on(&disk) >= n,
                        "record {n} was acknowledged and is lost"
                    );
                }
            }
            queue.stop();
            syncer.join().expect("no panic");
        })
    };
    model(None) + model(Some(1)) + model(Some(2))
}
