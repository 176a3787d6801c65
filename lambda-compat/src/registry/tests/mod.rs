//! What a registry keeps through restarts, failures and upgrades.

mod power_cut;

use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::{
    CodeHash, ExecutorChoice, ExecutorKind, Function, FunctionName, FunctionRegistry, Package,
    Version,
};
use s3_compat::{BucketName, ListQuery, MemoryObjectStore, ObjectKey, ObjectStore};

use super::*;
use crate::testing::{open_registry, try_open, zip_of};

const LIGHT: (&str, &str) = (
    "light.py",
    "def handler(event, context):\n    return event\n",
);

fn name(text: &str) -> FunctionName {
    FunctionName::new(text).unwrap()
}

fn new_function(text: &str, handler: &str, files: &[(&str, &str)]) -> NewFunction {
    NewFunction {
        name: name(text),
        region: Region::default(),
        settings: Settings::new("python3.12", handler).unwrap(),
        tags: BTreeMap::new(),
        zip: zip_of(files),
        publish: false,
    }
}

fn keys(store: &MemoryObjectStore) -> Vec<String> {
    let bucket = BucketName::reserved(BUCKET_PURPOSE).unwrap();
    let page = store.list(&bucket, &ListQuery::default()).unwrap();
    page.objects.into_iter().map(|entry| entry.key).collect()
}

fn package_of(registry: &Registry, text: &str, version: Version) -> Package {
    registry
        .get(&name(text), version)
        .unwrap()
        .unwrap()
        .package
        .clone()
}

#[test]
fn functions_survive_a_restart() {
    let store = Arc::new(MemoryObjectStore::default());
    let registry = open_registry(&store, "one");
    registry
        .create(new_function("light", "light.handler", &[LIGHT]))
        .unwrap();
    let (before, number) = registry
        .update(&name("light"), |draft| {
            draft.record.tags.insert("team".into(), "x".into());
            draft.publish(Some("first"))
        })
        .unwrap();
    assert_eq!(number, 1);
    drop(registry);
    let registry = open_registry(&store, "one");
    let after = registry.entry(&name("light")).unwrap();
    assert_eq!(after.record, before.record);
    assert_eq!(after.versions, before.versions);
    for version in [Version::Latest, Version::Numbered(1)] {
        let function = registry.get(&name("light"), version).unwrap().unwrap();
        assert_eq!(
            function.package,
            Package::Compiled(Bytes::from("one:light.handler:1"))
        );
        assert_eq!(function.handler, "light.handler");
        assert_eq!(function.version, version);
        let directory = tempfile::tempdir().unwrap();
        function
            .source
            .as_ref()
            .unwrap()
            .unpack_into(directory.path())
            .unwrap();
        assert_eq!(
            std::fs::read_to_string(directory.path().join("light.py")).unwrap(),
            LIGHT.1
        );
    }
}

#[test]
fn names_are_taken_until_they_are_deleted() {
    let store = Arc::new(MemoryObjectStore::default());
    let registry = open_registry(&store, "one");
    let create = || registry.create(new_function("light", "light.handler", &[LIGHT]));
    create().unwrap();
    let error = create().err().unwrap();
    assert_eq!(
        error,
        LambdaError::ResourceConflict("Function already exist: light".into())
    );
    assert!(registry.delete(&name("light")).unwrap());
    assert!(!registry.delete(&name("light")).unwrap());
    assert_eq!(keys(&store), Vec::<String>::new());
    assert!(registry.entry(&name("light")).is_none());
    create().unwrap();
}

#[test]
fn what_the_compiler_refuses_is_kept_with_its_reason() {
    let store = Arc::new(MemoryObjectStore::default());
    let registry = open_registry(&store, "one");
    let files = [("gen.py", "def handler(e, c):\n    yield 1\n"), LIGHT];
    let entry = registry
        .create(new_function("gen", "gen.handler", &files))
        .unwrap();
    let reason = "The function runs on CPython, because IoTPy does not accept gen.py:1:5: \
                  generators are not supported";
    assert_eq!(entry.record.latest.link.reason().as_deref(), Some(reason));
    assert_eq!(
        package_of(&registry, "gen", Version::Latest),
        Package::Refused(reason.into())
    );
    let entry = registry
        .create(new_function("none", "light.none", &files))
        .unwrap();
    let error = entry.init_error(Version::Latest).unwrap();
    assert_eq!(error.error_type(), "Runtime.HandlerNotFound");
    let broken = [("light.py", "syntax error")];
    let entry = registry
        .create(new_function("broken", "light.handler", &broken))
        .unwrap();
    let error = entry.init_error(Version::Latest).unwrap();
    assert_eq!(error.error_type(), "Runtime.UserCodeSyntaxError");
}

#[test]
fn a_new_compiler_links_everything_anew_and_changes_no_revision() {
    let store = Arc::new(MemoryObjectStore::default());
    let registry = open_registry(&store, "one");
    registry
        .create(new_function("light", "light.handler", &[LIGHT]))
        .unwrap();
    let (before, _) = registry
        .update(&name("light"), |draft| draft.publish(None))
        .unwrap();
    drop(registry);
    for _ in 0..2 {
        let registry = open_registry(&store, "two");
        let after = registry.entry(&name("light")).unwrap();
        assert_eq!(after.record.latest.revision, before.record.latest.revision);
        for version in [Version::Latest, Version::Numbered(1)] {
            let package = Package::Compiled(Bytes::from("two:light.handler:1"));
            assert_eq!(package_of(&registry, "light", version), package);
        }
        assert_eq!(keys(&store).len(), 4, "{:?}", keys(&store));
    }
}

#[test]
fn a_damaged_or_lost_package_is_linked_again() {
    let store = Arc::new(MemoryObjectStore::default());
    drop(open_registry(&store, "one").create(new_function("light", "light.handler", &[LIGHT])));
    let bucket = BucketName::reserved(BUCKET_PURPOSE).unwrap();
    let key = keys(&store)
        .into_iter()
        .find(|key| key.contains("/package/"))
        .unwrap();
    let key = ObjectKey::new(&key).unwrap();
    for damage in [Some("x"), None] {
        match damage {
            Some(bytes) => drop(
                store
                    .put_bytes(&bucket, &key, Bytes::from(bytes), 0)
                    .unwrap(),
            ),
            None => assert!(store.delete(&bucket, &key, None).unwrap()),
        }
        let registry = open_registry(&store, "one");
        let package = Package::Compiled(Bytes::from("one:light.handler:1"));
        assert_eq!(package_of(&registry, "light", Version::Latest), package);
        assert_eq!(
            store.get_bytes(&bucket, &key, 100).unwrap(),
            "one:light.handler:1"
        );
    }
}

#[test]
fn records_of_a_newer_server_are_refused_and_not_touched() {
    let store = Arc::new(MemoryObjectStore::default());
    drop(open_registry(&store, "one").create(new_function("light", "light.handler", &[LIGHT])));
    let bucket = BucketName::reserved(BUCKET_PURPOSE).unwrap();
    let key = ObjectKey::new("light/function.json").unwrap();
    let text = store.get_bytes(&bucket, &key, 1 << 20).unwrap();
    let text = String::from_utf8(text.to_vec()).unwrap();
    for (from, to) in [
        ("\"format\":1", "\"format\":2"),
        ("\"tags\":", "\"new\":1,\"tags\":"),
    ] {
        let newer = Bytes::from(text.replace(from, to));
        store.put_bytes(&bucket, &key, newer.clone(), 0).unwrap();
        let error = try_open(Arc::clone(&store) as Arc<dyn ObjectStore>, "one")
            .err()
            .unwrap();
        assert!(error.to_string().contains("light/function.json"), "{error}");
        assert_eq!(store.get_bytes(&bucket, &key, 1 << 20).unwrap(), newer);
        assert_eq!(keys(&store).len(), 3);
    }
}

#[test]
fn leftovers_are_deleted_when_a_registry_opens() {
    let store = Arc::new(MemoryObjectStore::default());
    drop(open_registry(&store, "one").create(new_function("light", "light.handler", &[LIGHT])));
    let before = keys(&store);
    let bucket = BucketName::reserved(BUCKET_PURPOSE).unwrap();
    for key in [
        "light/code/00",
        "light/version/00000000000000000009.json",
        "gone/code/00",
    ] {
        let key = ObjectKey::new(key).unwrap();
        store.put_bytes(&bucket, &key, Bytes::from("x"), 0).unwrap();
    }
    drop(open_registry(&store, "one"));
    assert_eq!(keys(&store), before);
}

#[test]
fn two_registries_on_one_store_do_not_overwrite_each_other() {
    let store = Arc::new(MemoryObjectStore::default());
    let first = open_registry(&store, "one");
    first
        .create(new_function("light", "light.handler", &[LIGHT]))
        .unwrap();
    let second = open_registry(&store, "one");
    let tag = |registry: &Registry, key: &str| {
        registry.update(&name("light"), |draft| {
            draft.record.tags.insert(key.into(), String::new());
            Ok(())
        })
    };
    tag(&first, "a").unwrap();
    assert_eq!(
        tag(&second, "b").err().unwrap().code(),
        "ResourceConflictException"
    );
    // The refused one has read the new state by then.
    let (entry, ()) = tag(&second, "b").unwrap();
    assert_eq!(entry.record.tags.len(), 2);
    let create = second.create(new_function("dark", "light.handler", &[LIGHT]));
    create.unwrap();
    let error = first
        .create(new_function("dark", "light.handler", &[LIGHT]))
        .err()
        .unwrap();
    assert_eq!(error.code(), "ResourceConflictException");
    assert!(first.entry(&name("dark")).is_some());
}

#[test]
fn the_limits_hold() {
    let store = Arc::new(MemoryObjectStore::default());
    let registry = open_registry(&store, "one");
    for number in 0..5 {
        let text = format!("f{number}");
        registry
            .create(new_function(&text, "light.handler", &[LIGHT]))
            .unwrap();
    }
    let error = registry
        .create(new_function("f5", "light.handler", &[LIGHT]))
        .err()
        .unwrap();
    assert_eq!(error.code(), "CodeStorageExceededException");
    for number in 1..=4 {
        let (_, published) = match registry.update(&name("f0"), |draft| {
            draft.touch_latest();
            draft.publish(None)
        }) {
            Ok(published) => published,
            Err(error) => {
                assert_eq!((number, error.code()), (4, "CodeStorageExceededException"));
                break;
            }
        };
        assert_eq!(published, number);
    }
    let digits = |n: u32| draft::sha256_hex(&n.to_be_bytes());
    let noise: String = (0..2000).map(digits).collect();
    let set = |zip: &Bytes| registry.update(&name("f1"), |draft| draft.set_code(zip.clone()));
    let twice = zip_of(&[("light.py", &noise), ("more.py", &noise)]);
    assert_eq!(
        set(&twice).err().unwrap().code(),
        "CodeStorageExceededException"
    );
    assert!(set(&zip_of(&[LIGHT, ("more.py", "")])).is_ok());
}

#[test]
fn unused_code_is_deleted_and_used_code_is_not() {
    let store = Arc::new(MemoryObjectStore::default());
    let registry = open_registry(&store, "one");
    registry
        .create(new_function("light", "light.handler", &[LIGHT]))
        .unwrap();
    let update = |more: &str| {
        let zip = zip_of(&[LIGHT, ("more.py", more)]);
        registry
            .update(&name("light"), |draft| draft.set_code(zip))
            .unwrap()
    };
    let codes = || {
        keys(&store)
            .iter()
            .filter(|key| key.contains("/code/"))
            .count()
    };
    update("a");
    assert_eq!(codes(), 1);
    registry
        .update(&name("light"), |draft| draft.publish(None))
        .unwrap();
    update("b");
    assert_eq!(codes(), 2);
    let (entry, _) = registry
        .update(&name("light"), |draft| {
            draft.versions.remove(&1);
            Ok(())
        })
        .unwrap();
    assert_eq!((codes(), entry.record.versions.len()), (1, 0));
}

#[test]
fn tags_choose_the_executor() {
    let store = Arc::new(MemoryObjectStore::default());
    let registry = open_registry(&store, "one");
    let mut new = new_function("light", "light.handler", &[LIGHT]);
    new.tags.insert(EXECUTOR_TAG.into(), "process".into());
    registry.create(new.clone()).unwrap();
    let function = registry
        .get(&name("light"), Version::Latest)
        .unwrap()
        .unwrap();
    assert_eq!(
        function.executor,
        ExecutorChoice::Only(ExecutorKind::Process)
    );
    new.name = name("other");
    new.tags.insert(EXECUTOR_TAG.into(), "abacus".into());
    assert_eq!(
        registry.create(new).err().unwrap().code(),
        "InvalidParameterValueException"
    );
}

#[test]
fn packages_can_be_put_without_files() {
    let store = Arc::new(MemoryObjectStore::default());
    let registry = open_registry(&store, "one");
    let mut function = Function {
        name: name("built-in"),
        version: Version::Latest,
        handler: "a.b".to_owned(),
        code_hash: CodeHash([7; 32]),
        memory_mb: 128,
        timeout_ms: 1500,
        environment: BTreeMap::new(),
        package: Package::Compiled(Bytes::from("package")),
        source: None,
        executor: ExecutorChoice::Automatic,
    };
    registry.put(function.clone()).unwrap();
    function.package = Package::Compiled(Bytes::from("package 2"));
    registry.put(function.clone()).unwrap();
    // A compiler cannot link what has no sources, so another one changes nothing.
    let registry = open_registry(&store, "two");
    assert_eq!(
        FunctionRegistry::list(&registry).unwrap(),
        [name("built-in")]
    );
    let stored = registry
        .get(&name("built-in"), Version::Latest)
        .unwrap()
        .unwrap();
    assert_eq!(stored.package, function.package);
    assert_eq!(
        (stored.timeout_ms, stored.code_hash),
        (2000, function.code_hash)
    );
    function.version = Version::Numbered(1);
    assert!(registry.put(function).is_err());
    assert!(registry.remove(&name("built-in")).unwrap());
}
