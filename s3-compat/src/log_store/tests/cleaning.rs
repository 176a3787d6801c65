//! Cleaning gives room back and changes nothing that anybody sees.

use woof_log::{Bounds, LogName, LogStore as _};

use super::*;
use crate::body::{ChunkSource as _, read_all};
use crate::range::ByteRange;

fn bounds(logs: &MemoryStore, name: &str) -> Bounds {
    let id = logs.find(&LogName::new(name).unwrap()).unwrap();
    logs.clone().bounds(id).unwrap()
}

#[test]
fn overwritten_objects_are_released_and_others_moved() {
    let (logs, index, store) = fresh();
    put(&store, "stays", data(1, 100_000));
    compose(&store, "shared", &["stays", "stays"]).unwrap();
    let shared = [data(1, 100_000), data(1, 100_000)].concat();
    for round in 0..40 {
        put(&store, "changes", data(round, 50_000));
    }
    let before = bounds(&logs, super::super::DATA_LOG);
    let cleaned = store.clean(1_000).unwrap();
    let after = bounds(&logs, super::super::DATA_LOG);
    assert!(cleaned.objects_moved >= 2, "{cleaned:?}");
    assert!(after.len() < before.len() / 2, "{before:?} to {after:?}");
    assert_eq!(
        cleaned.data_records_released,
        after.oldest.get() - before.oldest.get()
    );
    let check = |store: &LogObjectStore<MemoryStore>| {
        assert_eq!(names(store), ["changes", "shared", "stays"]);
        assert_eq!(get(store, "stays"), Some(data(1, 100_000)));
        assert_eq!(get(store, "shared").unwrap(), shared);
        assert_eq!(get(store, "changes"), Some(data(39, 50_000)));
    };
    check(&store);
    drop(store);
    std::fs::remove_file(index.path()).unwrap();
    check(&index.open(&logs));
}

#[test]
fn the_index_log_is_cleaned_too() {
    let (logs, index, store) = fresh();
    put(&store, "stays", data(1, 10));
    for _ in 0..50 {
        put(&store, "comes and goes", data(2, 10));
        store
            .delete(&bucket(), &key("comes and goes"), None)
            .unwrap();
    }
    let cleaned = store.clean(u64::MAX).unwrap();
    assert!(cleaned.index_records_released > 90, "{cleaned:?}");
    assert!(bounds(&logs, super::super::INDEX_LOG).len() < 10);
    drop(store);
    std::fs::remove_file(index.path()).unwrap();
    let store = index.open(&logs);
    assert_eq!(names(&store), ["stays"]);
    assert_eq!(get(&store, "stays"), Some(data(1, 10)));
}

#[test]
fn a_reader_keeps_its_object() {
    let (_, _index, store) = fresh();
    put(&store, "read", data(1, 200_000));
    let mut reader = store.get(&bucket(), &key("read"), ByteRange::All).unwrap();
    let first = reader.next_chunk().unwrap().unwrap();
    for round in 0..20 {
        put(&store, "read", data(round, 200_000));
    }
    store.clean(u64::MAX).unwrap();
    let rest = read_all(&mut reader, u64::MAX).unwrap();
    assert_eq!([first, rest].concat(), data(1, 200_000));
    drop(reader);
    assert!(store.clean(u64::MAX).unwrap().data_records_released > 200);
    assert_eq!(get(&store, "read"), Some(data(19, 200_000)));
}

#[test]
fn a_store_without_garbage_is_left_alone() {
    let (_, _index, store) = fresh();
    for number in 0..20 {
        put(&store, &format!("k{number}"), data(number, 20_000));
    }
    assert_eq!(store.clean(u64::MAX).unwrap(), crate::Cleaned::default());
}

#[test]
fn cleaning_goes_as_far_as_it_is_told() {
    let (logs, _index, store) = fresh();
    for round in 0..50 {
        put(&store, "k", data(round, 10));
    }
    store.clean(10).unwrap();
    assert_eq!(bounds(&logs, super::super::DATA_LOG).oldest.get(), 11);
}
