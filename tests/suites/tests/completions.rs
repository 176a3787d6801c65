//! Appends that are awaited as the edge server does: by tasks of tokio, of which some give up.

use std::collections::BTreeSet;
use std::time::Duration;

use tempfile::TempDir;
use tokio::task::JoinSet;
use woof_log::{
    Append, Appended, DirOptions, DirStore, Durability, LogId, LogName, LogStore, MemoryStore,
    Producer, Seqno, Shape, SharedStore,
};

const TASKS: u64 = 64;
const APPENDS: u64 = 20;

fn create(store: &impl SharedStore) -> LogId {
    let name = LogName::new("log").expect("a name");
    let mut store = store.clone();
    store.create(&name, Shape::variable()).expect("a log")
}

/// Appends and awaits, and checks that what ended well is durable by then.
async fn append(store: &impl SharedStore, log: LogId, task: u64, n: u64) -> Seqno {
    let payload = (task << 32 | n).to_le_bytes();
    let producer = Producer::counting(task as u32, 0, n);
    let record = Append::new(&payload).produced_by(producer);
    let completion = store.append_with(log, &record, Durability::Group);
    let appended = completion.expect("it is accepted").await;
    let seqno = appended.expect("it becomes durable").seqno();
    let durable = store.clone().bounds(log).expect("bounds").durable;
    assert!(durable >= seqno, "{seqno} was told, {durable} is durable");
    seqno
}

async fn check_awaited(store: impl SharedStore) {
    let log = create(&store);
    let mut tasks = JoinSet::new();
    for task in 1..=TASKS {
        let store = store.clone();
        tasks.spawn(async move {
            let mut given = Vec::new();
            for n in 1..=APPENDS {
                given.push(append(&store, log, task, n).await);
            }
            given
        });
    }
    let given: BTreeSet<Seqno> = tasks.join_all().await.into_iter().flatten().collect();
    let expected: BTreeSet<Seqno> = (1..=TASKS * APPENDS).map(Seqno::new).collect();
    assert_eq!(given, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn appends_are_awaited_by_many_tasks() {
    check_awaited(MemoryStore::new()).await;
    let directory = TempDir::new().expect("a temporary directory");
    check_awaited(DirStore::open(directory.path()).expect("the store opens")).await;
}

/// One thread: whoever blocked it would keep the others from ever being woken.
#[tokio::test(flavor = "current_thread")]
async fn appends_are_awaited_on_one_thread() {
    let directory = TempDir::new().expect("a temporary directory");
    check_awaited(DirStore::open(directory.path()).expect("the store opens")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_completion_that_nobody_awaits_loses_nothing() {
    let directory = TempDir::new().expect("a temporary directory");
    let options = DirOptions {
        // Nothing becomes durable but what somebody has asked to be.
        write_interval: Duration::from_secs(3600),
        ..DirOptions::default()
    };
    let store = DirStore::open_with(directory.path(), options).expect("the store opens");
    let log = create(&store);
    for n in 1..=400_u64 {
        let payload = n.to_le_bytes();
        let record = Append::new(&payload).produced_by(Producer::counting(1, 0, n));
        let completion = store.append_with(log, &record, Durability::Group);
        let completion = completion.expect("it is accepted");
        match n % 4 {
            0 => drop(completion),
            // It is polled and then given up, as by a client that goes away.
            1 => {
                let awaited = tokio::time::timeout(Duration::ZERO, completion).await;
                drop(awaited);
            }
            2 => {
                let task = tokio::spawn(completion);
                task.abort();
                drop(task.await);
            }
            _ => {
                let appended = completion.await.expect("it becomes durable");
                assert_eq!(appended.seqno(), Seqno::new(n));
            }
        }
    }
    let durable = async {
        while store.clone().bounds(log).expect("bounds").durable < Seqno::new(400) {
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(60), durable).await;
    waited.expect("what nobody awaits becomes durable as well");
    // The number is taken: the client that comes back is told so.
    let record = Append::new(b"again").produced_by(Producer::counting(1, 0, 400));
    let again = store.append_with(log, &record, Durability::Group);
    let again = again.expect("a repeat is no error").await;
    assert_eq!(again.ok(), Some(Appended::Duplicate(Seqno::new(400))));
    // All of them are durable without a goodbye: another process reads them from the files.
    let copy = TempDir::new().expect("a temporary directory");
    copy_files(directory.path(), copy.path());
    let mut found = DirStore::open(copy.path()).expect("the store opens");
    assert_eq!(found.bounds(log).expect("bounds").newest, Seqno::new(400));
    for n in 1..=400_u64 {
        let (_, payload) = found
            .read_vec(log, Seqno::new(n))
            .expect("the record reads");
        assert_eq!(payload, n.to_le_bytes());
    }
}

fn copy_files(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a directory");
    for entry in std::fs::read_dir(from).expect("a listing") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_files(&path, &target);
        } else {
            std::fs::copy(&path, target).expect("a copy");
        }
    }
}
