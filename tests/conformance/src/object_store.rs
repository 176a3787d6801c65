//! What every [`ObjectStore`] must do.
//!
//! ```
//! nanolambda_conformance::object_store_suite!(|case|
//! case(&s3_compat::MemoryObjectStore::default()));
//! # fn main() {}
//! ```
//!
//! The cases of the level *basic* take a fresh store without buckets. Those of the level *reopen*
//! take a function that makes a store over the same state each time it is called, while no other is
//! open.

use bytes::Bytes;
use s3_compat::{
    BucketName, ByteRange, BytesSource, ChecksumAlgorithm, Checksums, ChunkSource, Composition,
    ETag, ListQuery, ObjectInfo, ObjectKey, ObjectMetadata, ObjectStore, Piece, PutCondition,
    PutRequest, StoreError, StoreErrorKind, read_all,
};

/// Makes one test of each case of the level *basic*. The expression is a function that makes a
/// fresh store and hands it to the case that it is given.
#[macro_export]
macro_rules! object_store_suite {
    ($with_store:expr) => {
        $crate::object_store_suite!(@cases $with_store;
            buckets_are_created_listed_and_deleted
            only_empty_buckets_are_deleted
            reserved_buckets_are_like_others
            objects_are_what_was_put
            objects_of_every_size_come_back
            a_later_put_replaces_all_of_an_earlier_one
            ranges_yield_what_they_name
            missing_things_are_named
            conditions_are_judged
            deletes_say_whether_there_was_something
            listings_roll_up_and_page
            keys_of_all_kinds_are_kept_apart
            a_failed_body_changes_nothing
            checksums_come_from_the_source
            too_much_metadata_is_refused
            compositions_join_their_pieces
            compositions_watch_their_pieces
            an_object_can_be_a_piece_of_itself
            readers_keep_what_they_opened
        );
    };
    (@cases $with_store:expr; $($case:ident)*) => {
        $(
            #[test]
            fn $case() {
                $crate::object_store::run($with_store, $crate::object_store::$case);
            }
        )*
    };
}

/// Makes one test of each case of the level *reopen*. The expression is a closure that opens the
/// store; it is evaluated for each test.
#[macro_export]
macro_rules! object_store_reopen_suite {
    ($open:expr) => {
        #[test]
        fn objects_survive_reopening() {
            $crate::object_store::objects_survive_reopening($open);
        }

        #[test]
        fn deletions_survive_reopening() {
            $crate::object_store::deletions_survive_reopening($open);
        }
    };
}

/// A case of the level *basic*.
pub type Case = fn(&dyn ObjectStore);

/// Runs one case on the store that `with_store` makes for it.
pub fn run(with_store: impl FnOnce(Case), case: Case) {
    with_store(case);
}

fn bucket() -> BucketName {
    bucket_named("first-bucket")
}

fn bucket_named(name: &str) -> BucketName {
    BucketName::new(name).expect("the suite's names of buckets are valid")
}

fn key(text: &str) -> ObjectKey {
    ObjectKey::new(text).expect("the suite's keys are valid")
}

fn data(seed: u8, length: usize) -> Bytes {
    (0..length)
        .map(|at| (at as u8).wrapping_add((at >> 8) as u8) ^ seed)
        .collect()
}

fn with_bucket(store: &dyn ObjectStore) {
    store
        .create_bucket(&bucket(), 1)
        .expect("a bucket can be created");
}

#[track_caller]
fn put(store: &dyn ObjectStore, name: &str, bytes: impl Into<Bytes>) -> ObjectInfo {
    store
        .put_bytes(&bucket(), &key(name), bytes.into(), 1000)
        .expect("an object can be put")
}

#[track_caller]
fn get(store: &dyn ObjectStore, name: &str) -> Bytes {
    store
        .get_bytes(&bucket(), &key(name), u64::MAX)
        .expect("the object is there")
}

#[track_caller]
fn refused<T: core::fmt::Debug>(result: Result<T, StoreError>, kind: StoreErrorKind) {
    let error = result.expect_err("this must be refused");
    assert_eq!(error.kind(), kind, "{error}");
    assert!(!error.to_string().is_empty());
}

fn names(store: &dyn ObjectStore) -> Vec<String> {
    let page = store
        .list(&bucket(), &ListQuery::default())
        .expect("the bucket can be listed");
    page.objects.into_iter().map(|entry| entry.key).collect()
}

/// Buckets have their name and time, are listed in order, and are there once.
pub fn buckets_are_created_listed_and_deleted(store: &dyn ObjectStore) {
    assert!(
        store.buckets().unwrap().is_empty(),
        "the suite needs a store without buckets"
    );
    for (name, time) in [("ccc", 3), ("aaa", 1), ("b.b", 2)] {
        store.create_bucket(&bucket_named(name), time).unwrap();
    }
    refused(
        store.create_bucket(&bucket_named("aaa"), 9),
        StoreErrorKind::Conflict,
    );
    let listed: Vec<_> = store.buckets().unwrap();
    let listed: Vec<_> = listed
        .iter()
        .map(|info| (info.name.as_str(), info.created_ms))
        .collect();
    assert_eq!(listed, [("aaa", 1), ("b.b", 2), ("ccc", 3)]);
    assert_eq!(store.bucket(&bucket_named("b.b")).unwrap().created_ms, 2);
    store.delete_bucket(&bucket_named("b.b")).unwrap();
    refused(store.bucket(&bucket_named("b.b")), StoreErrorKind::NotFound);
    refused(
        store.delete_bucket(&bucket_named("b.b")),
        StoreErrorKind::NotFound,
    );
    store.create_bucket(&bucket_named("b.b"), 7).unwrap();
    assert_eq!(store.bucket(&bucket_named("b.b")).unwrap().created_ms, 7);
}

/// A bucket with an object stays.
pub fn only_empty_buckets_are_deleted(store: &dyn ObjectStore) {
    with_bucket(store);
    put(store, "k", "x");
    refused(store.delete_bucket(&bucket()), StoreErrorKind::Conflict);
    assert_eq!(get(store, "k"), "x");
    store.delete(&bucket(), &key("k"), None).unwrap();
    store.delete_bucket(&bucket()).unwrap();
}

/// Reserved names are for the server's own objects and differ in nothing else.
pub fn reserved_buckets_are_like_others(store: &dyn ObjectStore) {
    let reserved = BucketName::reserved("first-bucket").unwrap();
    store.create_bucket(&reserved, 1).unwrap();
    with_bucket(store);
    store
        .put_bytes(&reserved, &key("k"), "reserved".into(), 1)
        .unwrap();
    put(store, "k", "plain");
    assert_eq!(
        store.get_bytes(&reserved, &key("k"), 99).unwrap(),
        "reserved"
    );
    assert_eq!(get(store, "k"), "plain");
    assert_eq!(store.buckets().unwrap().len(), 2);
}

/// Metadata, tag, size and time come back as they were given.
pub fn objects_are_what_was_put(store: &dyn ObjectStore) {
    with_bucket(store);
    let text = |text: &str| Some(text.to_owned());
    let metadata = ObjectMetadata {
        content_type: text("a/b"),
        content_encoding: text("gzip"),
        content_disposition: text("attachment; filename=\"ü\""),
        content_language: text("de"),
        cache_control: text("no-store"),
        expires: text("Wed, 21 Oct 2015 07:28:00 GMT"),
        website_redirect: text("/other"),
        user: [
            ("a".to_owned(), "1".to_owned()),
            ("ü".to_owned(), String::new()),
        ]
        .into(),
        tags: [("t".to_owned(), "x y".to_owned())].into(),
    };
    let modified_ms = 1_700_000_000_123;
    let request = PutRequest {
        metadata,
        modified_ms,
        ..PutRequest::default()
    };
    let mut body = BytesSource::new("hello");
    let info = store
        .put(&bucket(), &key("k"), &request, &mut body)
        .unwrap();
    assert_eq!(info.size_bytes, 5);
    assert_eq!(info.etag.as_str(), "5d41402abc4b2a76b9719d911017c592");
    assert_eq!(
        (info.modified_ms, &info.metadata),
        (modified_ms, &request.metadata)
    );
    assert!(info.part_sizes.is_empty());
    assert_eq!(store.head(&bucket(), &key("k")).unwrap(), info);
    let mut reader = store.get(&bucket(), &key("k"), ByteRange::All).unwrap();
    assert_eq!((&reader.info, reader.range.clone()), (&info, 0..5));
    assert_eq!(read_all(&mut reader, 5).unwrap(), "hello");
    let page = store.list(&bucket(), &ListQuery::default()).unwrap();
    let entry = &page.objects[0];
    assert_eq!(
        (&entry.etag, entry.size_bytes, entry.modified_ms),
        (&info.etag, 5, modified_ms)
    );
}

/// Sizes around the limits of chunks and pages, given in pieces of odd sizes.
pub fn objects_of_every_size_come_back(store: &dyn ObjectStore) {
    struct Pieces(Bytes);
    impl ChunkSource for Pieces {
        fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
            let length = self.0.len().min(7_001);
            Ok((length > 0).then(|| self.0.split_to(length)))
        }
    }
    with_bucket(store);
    for length in [
        0, 1, 4_095, 16_383, 16_384, 16_385, 32_768, 100_000, 1_200_000,
    ] {
        let bytes = data(1, length);
        let mut body = Pieces(bytes.clone());
        let info = store
            .put(&bucket(), &key("k"), &PutRequest::default(), &mut body)
            .unwrap();
        assert_eq!(info.size_bytes, length as u64);
        assert!(get(store, "k") == bytes, "{length} bytes");
    }
}

/// Nothing of the former object shines through.
pub fn a_later_put_replaces_all_of_an_earlier_one(store: &dyn ObjectStore) {
    with_bucket(store);
    let user = [("a".to_owned(), "1".to_owned())].into();
    let metadata = ObjectMetadata {
        user,
        ..ObjectMetadata::default()
    };
    let request = PutRequest {
        metadata,
        ..PutRequest::default()
    };
    let mut body = BytesSource::new(data(1, 50_000));
    store
        .put(&bucket(), &key("k"), &request, &mut body)
        .unwrap();
    let info = put(store, "k", "new");
    assert_eq!(get(store, "k"), "new");
    assert_eq!(store.head(&bucket(), &key("k")).unwrap(), info);
    assert!(info.metadata.user.is_empty());
    assert_eq!(names(store), ["k"]);
}

/// Ranges over the borders of chunks.
pub fn ranges_yield_what_they_name(store: &dyn ObjectStore) {
    with_bucket(store);
    let bytes = data(3, 40_000);
    put(store, "k", bytes.clone());
    let check = |range: ByteRange, want: core::ops::Range<usize>| {
        let mut reader = store.get(&bucket(), &key("k"), range).unwrap();
        assert_eq!(reader.range, want.start as u64..want.end as u64);
        assert!(
            read_all(&mut reader, u64::MAX).unwrap() == bytes[want],
            "{range:?}"
        );
        assert!(reader.next_chunk().unwrap().is_none());
    };
    check(ByteRange::Inclusive(0, 0), 0..1);
    check(ByteRange::Inclusive(16_383, 16_384), 16_383..16_385);
    check(ByteRange::Inclusive(16_384, 32_767), 16_384..32_768);
    check(ByteRange::Inclusive(39_999, 70_000), 39_999..40_000);
    check(ByteRange::From(32_768), 32_768..40_000);
    check(ByteRange::Suffix(7_233), 32_767..40_000);
    check(ByteRange::Suffix(99_999), 0..40_000);
    refused(
        store.get(&bucket(), &key("k"), ByteRange::From(40_000)),
        StoreErrorKind::Range,
    );
    put(store, "empty", "");
    assert_eq!(get(store, "empty"), "");
    refused(
        store.get(&bucket(), &key("empty"), ByteRange::From(0)),
        StoreErrorKind::Range,
    );
}

/// A missing bucket is told from a missing key.
pub fn missing_things_are_named(store: &dyn ObjectStore) {
    let none = || bucket_named("no-bucket");
    let no_bucket = |result: Result<(), StoreError>| {
        assert!(
            matches!(result, Err(StoreError::NoSuchBucket { bucket }) if bucket == "no-bucket")
        );
    };
    no_bucket(store.put_bytes(&none(), &key("k"), "x".into(), 1).map(drop));
    no_bucket(store.get(&none(), &key("k"), ByteRange::All).map(drop));
    no_bucket(store.head(&none(), &key("k")).map(drop));
    no_bucket(store.list(&none(), &ListQuery::default()).map(drop));
    no_bucket(store.delete(&none(), &key("k"), None).map(drop));
    with_bucket(store);
    let no_key = |result: Result<(), StoreError>| {
        assert!(matches!(result, Err(StoreError::NoSuchKey { key, .. }) if key == "k"));
    };
    no_key(store.get(&bucket(), &key("k"), ByteRange::All).map(drop));
    no_key(store.head(&bucket(), &key("k")).map(drop));
}

/// Writes and deletes on condition.
pub fn conditions_are_judged(store: &dyn ObjectStore) {
    with_bucket(store);
    let write = |condition: PutCondition, bytes: &'static str| {
        let request = PutRequest {
            condition,
            ..PutRequest::default()
        };
        store.put(&bucket(), &key("k"), &request, &mut BytesSource::new(bytes))
    };
    let other = ETag::new("other").unwrap();
    refused(
        write(PutCondition::IfMatch(other.clone()), "x"),
        StoreErrorKind::NotFound,
    );
    let first = write(PutCondition::IfAbsent, "1").unwrap();
    refused(
        write(PutCondition::IfAbsent, "2"),
        StoreErrorKind::Precondition,
    );
    refused(
        write(PutCondition::IfMatch(other.clone()), "2"),
        StoreErrorKind::Precondition,
    );
    assert_eq!(get(store, "k"), "1");
    let second = write(PutCondition::IfMatch(first.etag), "2").unwrap();
    assert_eq!(get(store, "k"), "2");
    refused(
        store.delete(&bucket(), &key("k"), Some(&other)),
        StoreErrorKind::Precondition,
    );
    assert!(
        store
            .delete(&bucket(), &key("k"), Some(&second.etag))
            .unwrap()
    );
    write(PutCondition::IfAbsent, "3").unwrap();
}

/// Deleting nothing is no error.
pub fn deletes_say_whether_there_was_something(store: &dyn ObjectStore) {
    with_bucket(store);
    put(store, "k", "x");
    assert!(store.delete(&bucket(), &key("k"), None).unwrap());
    assert!(!store.delete(&bucket(), &key("k"), None).unwrap());
    let tag = ETag::new("any").unwrap();
    assert!(!store.delete(&bucket(), &key("k"), Some(&tag)).unwrap());
    refused(store.head(&bucket(), &key("k")), StoreErrorKind::NotFound);
    assert!(names(store).is_empty());
}

/// Prefixes, delimiters, and pages that end exactly at the end.
pub fn listings_roll_up_and_page(store: &dyn ObjectStore) {
    with_bucket(store);
    store.create_bucket(&bucket_named("other"), 1).unwrap();
    store
        .put_bytes(&bucket_named("other"), &key("b/9"), "x".into(), 1)
        .unwrap();
    for name in ["z", "b/2", "a", "b/1", "c/d/e", "ü/1", "c"] {
        put(store, name, name.to_owned());
    }
    let check = |prefix: &str, delimiter: &str, keys: &[&str], prefixes: &[&str]| {
        for entries_max in [1, 2, 1000] {
            let (prefix, delimiter) = (prefix.to_owned(), delimiter.to_owned());
            let mut query = ListQuery {
                prefix,
                delimiter,
                entries_max,
                ..ListQuery::default()
            };
            let (mut got_keys, mut got_prefixes) = (Vec::new(), Vec::new());
            loop {
                let page = store.list(&bucket(), &query).unwrap();
                let count = page.objects.len() + page.common_prefixes.len();
                assert!(count <= entries_max as usize);
                got_keys.extend(page.objects.into_iter().map(|entry| entry.key));
                got_prefixes.extend(page.common_prefixes);
                let Some(next) = page.next else { break };
                assert_eq!(
                    count, entries_max as usize,
                    "only a full page has a next one"
                );
                query.after = next;
            }
            assert_eq!((got_keys, got_prefixes), (owned(keys), owned(prefixes)));
        }
    };
    check("", "", &["a", "b/1", "b/2", "c", "c/d/e", "z", "ü/1"], &[]);
    check("", "/", &["a", "c", "z"], &["b/", "c/", "ü/"]);
    check("b/", "/", &["b/1", "b/2"], &[]);
    check("c", "/", &["c"], &["c/"]);
    check("c", "d", &["c"], &["c/d"]);
    check("none", "/", &[], &[]);
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Keys are bytes, not paths.
pub fn keys_of_all_kinds_are_kept_apart(store: &dyn ObjectStore) {
    with_bucket(store);
    let longest = "k".repeat(ObjectKey::BYTES_MAX);
    let mut keys = vec![
        "/",
        "//",
        "a",
        "a/",
        "a//b",
        "a/../b",
        "A",
        "a b",
        "a%20b",
        "a+b",
        "a\0b",
        "a\nb",
        "é",
        "e\u{301}",
        "\u{10FFFF}",
        &longest,
    ];
    for name in &keys {
        put(store, name, name.as_bytes().to_vec());
    }
    for name in &keys {
        assert_eq!(get(store, name), name.as_bytes());
    }
    keys.sort_unstable();
    assert_eq!(names(store), keys);
}

/// An object whose body fails is as if it had never been put.
pub fn a_failed_body_changes_nothing(store: &dyn ObjectStore) {
    struct Broken(u8);
    impl ChunkSource for Broken {
        fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
            self.0 += 1;
            match self.0 {
                1..=3 => Ok(Some(data(self.0, 20_000))),
                _ => Err(StoreError::Body {
                    reason: "broken off".to_owned(),
                }),
            }
        }
    }
    with_bucket(store);
    put(store, "k", "before");
    for name in ["k", "new"] {
        let result = store.put(
            &bucket(),
            &key(name),
            &PutRequest::default(),
            &mut Broken(0),
        );
        refused(result, StoreErrorKind::Body);
    }
    assert_eq!(get(store, "k"), "before");
    assert_eq!(names(store), ["k"]);
}

/// The source's checksums are stored, as they are after its end.
pub fn checksums_come_from_the_source(store: &dyn ObjectStore) {
    struct Summed(BytesSource, Option<String>);
    impl ChunkSource for Summed {
        fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
            let chunk = self.0.next_chunk()?;
            if chunk.is_none() {
                self.1 = Some("AAAAAA==".to_owned());
            }
            Ok(chunk)
        }
        fn checksums(&self) -> Checksums {
            let values = self
                .1
                .iter()
                .map(|value| (ChecksumAlgorithm::Crc32c, value.clone()));
            Checksums {
                values: values.collect(),
                ..Checksums::default()
            }
        }
    }
    with_bucket(store);
    let mut body = Summed(BytesSource::new("x"), None);
    store
        .put(&bucket(), &key("k"), &PutRequest::default(), &mut body)
        .unwrap();
    let info = store.head(&bucket(), &key("k")).unwrap();
    assert_eq!(
        info.checksums.values[&ChecksumAlgorithm::Crc32c],
        "AAAAAA=="
    );
}

/// The bound on metadata holds and is an error of its own.
pub fn too_much_metadata_is_refused(store: &dyn ObjectStore) {
    with_bucket(store);
    let limit = ObjectMetadata::BYTES_MAX as usize;
    for (length, accepted) in [(limit - 1, true), (limit, false)] {
        let user = [("k".to_owned(), "v".repeat(length))].into();
        let metadata = ObjectMetadata {
            user,
            ..ObjectMetadata::default()
        };
        let request = PutRequest {
            metadata,
            ..PutRequest::default()
        };
        let result = store.put(&bucket(), &key("k"), &request, &mut BytesSource::new("x"));
        match accepted {
            true => drop(result.unwrap()),
            false => refused(result, StoreErrorKind::TooLarge),
        }
    }
}

fn piece(store: &dyn ObjectStore, name: &str) -> Piece {
    let etag = store.head(&bucket(), &key(name)).unwrap().etag;
    Piece {
        bucket: bucket(),
        key: key(name),
        etag,
    }
}

fn composition(part_sizes: &[u64]) -> Composition {
    let etag = ETag::new("tag-2").unwrap();
    Composition {
        etag,
        checksums: Checksums::default(),
        part_sizes: part_sizes.to_vec(),
    }
}

/// The new object has the bytes of its pieces and outlives them.
pub fn compositions_join_their_pieces(store: &dyn ObjectStore) {
    with_bucket(store);
    let (first, second) = (data(1, 20_000), data(2, 16_384));
    put(store, "1", first.clone());
    put(store, "2", second.clone());
    put(store, "empty", "");
    let pieces = ["1", "empty", "2", "1"].map(|name| piece(store, name));
    let request = PutRequest {
        modified_ms: 77,
        ..PutRequest::default()
    };
    let composition = composition(&[20_000, 16_384, 20_000]);
    let info = store
        .compose(&bucket(), &key("k"), &request, &pieces, &composition)
        .unwrap();
    assert_eq!((info.size_bytes, info.modified_ms), (56_384, 77));
    assert_eq!((info.etag.as_str(), info.part_sizes.len()), ("tag-2", 3));
    assert_eq!(store.head(&bucket(), &key("k")).unwrap(), info);
    for name in ["1", "2", "empty"] {
        store.delete(&bucket(), &key(name), None).unwrap();
    }
    let want = [first.as_ref(), second.as_ref(), first.as_ref()].concat();
    assert!(get(store, "k") == want);
    let mut reader = store
        .get(&bucket(), &key("k"), ByteRange::Inclusive(19_999, 36_384))
        .unwrap();
    assert!(read_all(&mut reader, u64::MAX).unwrap() == want[19_999..36_385]);
}

/// A piece that is gone or another one now is refused.
pub fn compositions_watch_their_pieces(store: &dyn ObjectStore) {
    with_bucket(store);
    put(store, "1", "one");
    let old = piece(store, "1");
    put(store, "1", "another");
    let request = PutRequest::default();
    let compose = |pieces: &[Piece], request: &PutRequest| {
        store.compose(&bucket(), &key("k"), request, pieces, &composition(&[]))
    };
    refused(
        compose(core::slice::from_ref(&old), &request),
        StoreErrorKind::Precondition,
    );
    let gone = Piece {
        key: key("gone"),
        ..old
    };
    refused(compose(&[gone], &request), StoreErrorKind::NotFound);
    put(store, "k", "there");
    let absent = PutRequest {
        condition: PutCondition::IfAbsent,
        ..PutRequest::default()
    };
    refused(
        compose(&[piece(store, "1")], &absent),
        StoreErrorKind::Precondition,
    );
    assert_eq!(get(store, "k"), "there");
}

/// Metadata is changed by composing an object of itself.
pub fn an_object_can_be_a_piece_of_itself(store: &dyn ObjectStore) {
    with_bucket(store);
    let bytes = data(1, 30_000);
    put(store, "k", bytes.clone());
    let piece = piece(store, "k");
    let tags = [("t".to_owned(), "1".to_owned())].into();
    let metadata = ObjectMetadata {
        tags,
        ..ObjectMetadata::default()
    };
    let condition = PutCondition::IfMatch(piece.etag.clone());
    let request = PutRequest {
        metadata,
        condition,
        modified_ms: 5,
    };
    let composition = Composition {
        etag: piece.etag.clone(),
        ..composition(&[])
    };
    store
        .compose(&bucket(), &key("k"), &request, &[piece], &composition)
        .unwrap();
    assert!(get(store, "k") == bytes);
    assert_eq!(
        store.head(&bucket(), &key("k")).unwrap().metadata.tags["t"],
        "1"
    );
}

/// A reader is a snapshot.
pub fn readers_keep_what_they_opened(store: &dyn ObjectStore) {
    with_bucket(store);
    let bytes = data(1, 50_000);
    put(store, "k", bytes.clone());
    let mut overwritten = store.get(&bucket(), &key("k"), ByteRange::All).unwrap();
    put(store, "k", data(2, 50_000));
    let mut deleted = store
        .get(&bucket(), &key("k"), ByteRange::From(10))
        .unwrap();
    store.delete(&bucket(), &key("k"), None).unwrap();
    assert!(read_all(&mut overwritten, u64::MAX).unwrap() == bytes);
    assert!(read_all(&mut deleted, u64::MAX).unwrap() == data(2, 50_000)[10..]);
}

/// What was acknowledged is there after the store was opened again.
pub fn objects_survive_reopening<S: ObjectStore>(open: impl Fn() -> S) {
    let bytes = data(1, 50_000);
    let info = {
        let store = open();
        with_bucket(&store);
        put(&store, "b/c", "x");
        put(&store, "k", "overwritten");
        put(&store, "k", bytes.clone())
    };
    for _ in 0..2 {
        let store = open();
        assert_eq!(store.bucket(&bucket()).unwrap().created_ms, 1);
        assert_eq!(names(&store), ["b/c", "k"]);
        assert!(get(&store, "k") == bytes);
        assert_eq!(store.head(&bucket(), &key("k")).unwrap(), info);
    }
}

/// What was deleted stays away.
pub fn deletions_survive_reopening<S: ObjectStore>(open: impl Fn() -> S) {
    {
        let store = open();
        with_bucket(&store);
        put(&store, "k", "x");
        put(&store, "stays", "y");
        store.delete(&bucket(), &key("k"), None).unwrap();
        store.create_bucket(&bucket_named("gone"), 1).unwrap();
        store.delete_bucket(&bucket_named("gone")).unwrap();
    }
    let store = open();
    assert_eq!(names(&store), ["stays"]);
    refused(
        store.bucket(&bucket_named("gone")),
        StoreErrorKind::NotFound,
    );
    put(&store, "k", "again");
    assert_eq!(get(&store, "k"), "again");
}
