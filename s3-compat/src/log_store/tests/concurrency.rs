//! Many threads at once.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use woof_log::DirStore;

use super::*;
use crate::object_store::{Buckets as _, PutCondition};

const THREADS: usize = 6;

#[test]
fn readers_see_one_write_or_the_other() {
    let (_, _index, store) = fresh();
    put(&store, "k", data(0, 60_000));
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let writers: Vec<_> = (1..4u8)
            .map(|seed| {
                let store = &store;
                scope.spawn(move || {
                    for round in 0..15u8 {
                        put(store, "k", data(seed * 16 + round, 60_000));
                        store.clean(50).unwrap();
                    }
                })
            })
            .collect();
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Acquire) {
                    let got = get(&store, "k").unwrap();
                    assert_eq!(got, data(got[0], 60_000));
                    let head = store.head(&bucket(), &key("k")).unwrap();
                    assert_eq!(head.size_bytes, 60_000);
                }
            });
        }
        for writer in writers {
            writer.join().unwrap();
        }
        done.store(true, Ordering::Release);
    });
}

#[test]
fn of_conditional_writers_one_wins() {
    let (_, _index, store) = fresh();
    for round in 0..10 {
        let (barrier, winners) = (Barrier::new(THREADS), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    let request = PutRequest {
                        condition: PutCondition::IfAbsent,
                        ..Default::default()
                    };
                    let mut body = crate::BytesSource::new(data(1, 10));
                    barrier.wait();
                    let name = key(&format!("k{round}"));
                    match store.put(&bucket(), &name, &request, &mut body) {
                        Ok(_) => winners.fetch_add(1, Ordering::Relaxed),
                        Err(StoreError::PreconditionFailed { .. }) => 0,
                        Err(error) => panic!("{error}"),
                    };
                });
            }
        });
        assert_eq!(winners.into_inner(), 1);
    }
}

#[test]
fn many_writers_on_a_disk_are_all_found_again() {
    let directory = tempfile::tempdir().unwrap();
    let index = directory.path().join("objects.sqlite");
    let logs = DirStore::open(&directory.path().join("logs")).unwrap();
    let store = LogObjectStore::open(logs, &index).unwrap();
    store.create_bucket(&bucket(), 1).unwrap();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let store = &store;
            scope.spawn(move || {
                for round in 0..20 {
                    put(
                        store,
                        &format!("{thread}/{round:02}"),
                        data(round as u8, round * 1_000),
                    );
                }
            });
        }
    });
    drop(store);
    std::fs::remove_file(&index).unwrap();
    let logs = DirStore::open(&directory.path().join("logs")).unwrap();
    let store = LogObjectStore::open(logs, &index).unwrap();
    assert_eq!(names(&store).len(), THREADS * 20);
    for thread in 0..THREADS {
        for round in 0..20 {
            let got = get(&store, &format!("{thread}/{round:02}"));
            assert_eq!(got, Some(data(round as u8, round * 1_000)));
        }
    }
}
