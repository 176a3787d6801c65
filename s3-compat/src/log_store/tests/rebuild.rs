//! The index file is derived: whatever happens to it, the logs restore it.

use super::*;
use crate::object_store::Buckets as _;

/// Fills a store, does `harm` to the index file, and opens it again.
#[track_caller]
fn check(harm: impl FnOnce(&Index, &MemoryStore)) {
    let (logs, index, store) = fresh();
    put(&store, "a", data(1, 40_000));
    put(&store, "b/1", data(2, 10));
    put(&store, "gone", data(3, 10));
    store.delete(&bucket(), &key("gone"), None).unwrap();
    store
        .create_bucket(&BucketName::reserved("own").unwrap(), 7)
        .unwrap();
    drop(store);
    harm(&index, &logs);
    let store = index.open(&logs);
    assert_eq!(names(&store), ["a", "b/1"]);
    assert_eq!(get(&store, "a"), Some(data(1, 40_000)));
    assert_eq!(store.buckets().unwrap().len(), 2);
    put(&store, "c", data(4, 10));
    drop(store);
    assert_eq!(names(&index.open(&logs)), ["a", "b/1", "c"]);
}

#[test]
fn a_deleted_file_is_built_again() {
    check(|_, _| {});
    check(|index, _| std::fs::remove_file(index.path()).unwrap());
}

#[test]
fn a_damaged_file_is_built_again() {
    check(|index, _| std::fs::write(index.path(), b"this is no database at all").unwrap());
    check(|index, _| {
        let mut bytes = std::fs::read(index.path()).unwrap();
        let half = bytes.len() / 2;
        bytes[half..].fill(0xA5);
        std::fs::write(index.path(), bytes).unwrap();
    });
    check(|index, _| {
        let bytes = std::fs::read(index.path()).unwrap();
        std::fs::write(index.path(), &bytes[..bytes.len() / 2]).unwrap();
    });
}

#[test]
fn an_old_file_catches_up() {
    let (logs, index, store) = fresh();
    put(&store, "a", data(1, 10));
    drop(store);
    let old = std::fs::read(index.path()).unwrap();
    let store = index.open(&logs);
    put(&store, "a", data(2, 10));
    put(&store, "b", data(3, 10));
    drop(store);
    std::fs::write(index.path(), old).unwrap();
    let store = index.open(&logs);
    assert_eq!(names(&store), ["a", "b"]);
    assert_eq!(get(&store, "a"), Some(data(2, 10)));
}

#[test]
fn a_file_of_another_log_is_not_believed() {
    let (_, other_index, other) = fresh();
    put(&other, "not ours", data(9, 10));
    put(&other, "nor this", data(9, 10));
    drop(other);
    check(|index, _| {
        std::fs::copy(other_index.path(), index.path()).unwrap();
    });
}

#[test]
fn a_file_of_another_layout_is_built_again() {
    check(|index, _| {
        let connection = rusqlite::Connection::open(index.path()).unwrap();
        connection.pragma_update(None, "user_version", 999).unwrap();
    });
}

#[test]
fn a_file_that_is_ahead_of_the_log_is_not_believed() {
    let (_, index, store) = fresh();
    put(&store, "lost with its log", data(1, 10));
    drop(store);
    let emptied = MemoryStore::new();
    let store = index.open(&emptied);
    assert!(store.buckets().unwrap().is_empty());
}
