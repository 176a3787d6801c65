//! Random changes, cut off after any of their writes.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use s3_compat::{
    BucketInfo, Buckets, ByteRange, ChunkSource, Composition, ETag, ListPage, ObjectInfo,
    ObjectReader, Piece, PutRequest, StoreError,
};

use super::*;
use crate::settings::SettingsChange;

/// A store that fails from the n-th change on, as a machine that loses power.
struct FailingStore {
    inner: Arc<MemoryObjectStore>,
    changes_left: AtomicUsize,
}

impl FailingStore {
    fn spend(&self) -> Result<(), StoreError> {
        let spend = |left: usize| left.checked_sub(1);
        let spent = self
            .changes_left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, spend);
        let reason = "the power is gone".to_owned();
        spent
            .map(|_| ())
            .map_err(|_| StoreError::Storage { reason })
    }
}

impl Buckets for FailingStore {
    fn create_bucket(&self, bucket: &BucketName, created_ms: u64) -> Result<(), StoreError> {
        self.inner.create_bucket(bucket, created_ms)
    }

    fn bucket(&self, bucket: &BucketName) -> Result<BucketInfo, StoreError> {
        self.inner.bucket(bucket)
    }

    fn buckets(&self) -> Result<Vec<BucketInfo>, StoreError> {
        self.inner.buckets()
    }

    fn delete_bucket(&self, bucket: &BucketName) -> Result<(), StoreError> {
        self.inner.delete_bucket(bucket)
    }
}

impl ObjectStore for FailingStore {
    fn put(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        body: &mut dyn ChunkSource,
    ) -> Result<ObjectInfo, StoreError> {
        self.spend()?;
        self.inner.put(bucket, key, request, body)
    }

    fn get(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        range: ByteRange,
    ) -> Result<ObjectReader, StoreError> {
        self.inner.get(bucket, key, range)
    }

    fn head(&self, bucket: &BucketName, key: &ObjectKey) -> Result<ObjectInfo, StoreError> {
        self.inner.head(bucket, key)
    }

    fn list(&self, bucket: &BucketName, query: &ListQuery) -> Result<ListPage, StoreError> {
        self.inner.list(bucket, query)
    }

    fn delete(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        only: Option<&ETag>,
    ) -> Result<bool, StoreError> {
        self.spend()?;
        self.inner.delete(bucket, key, only)
    }

    fn compose(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
        request: &PutRequest,
        pieces: &[Piece],
        composition: &Composition,
    ) -> Result<ObjectInfo, StoreError> {
        self.spend()?;
        self.inner
            .compose(bucket, key, request, pieces, composition)
    }
}

#[derive(Debug, Clone)]
enum Step {
    Create(u8),
    Code(u8, u8),
    Memory(u8, u16),
    Publish(u8),
    Unpublish(u8),
    Delete(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let function = || 0_u8..2;
    let step = prop_oneof![
        function().prop_map(Step::Create),
        (function(), any::<u8>()).prop_map(|(f, code)| Step::Code(f, code)),
        (function(), 128..1000_u16).prop_map(|(f, memory)| Step::Memory(f, memory)),
        function().prop_map(Step::Publish),
        function().prop_map(Step::Unpublish),
        function().prop_map(Step::Delete),
    ];
    proptest::collection::vec(step, 1..14)
}

/// Carries out a step; `false` if the store failed.
fn take(registry: &Registry, step: &Step) -> bool {
    let id = |f: &u8| name(&format!("f{f}"));
    let result = match step {
        Step::Create(f) => {
            let new = new_function(&format!("f{f}"), "light.handler", &[LIGHT]);
            registry.create(new).map(|_| ())
        }
        Step::Code(f, code) => {
            let zip = zip_of(&[LIGHT, ("more.py", &code.to_string())]);
            registry
                .update(&id(f), |draft| draft.set_code(zip))
                .map(|_| ())
        }
        Step::Memory(f, memory) => {
            let change = serde_json::json!({ "MemorySize": memory });
            let change: SettingsChange = serde_json::from_value(change).unwrap();
            let update = registry.update(&id(f), |draft| {
                draft.touch_latest();
                change.apply(&mut draft.record.latest.settings)
            });
            update.map(|_| ())
        }
        Step::Publish(f) => registry
            .update(&id(f), |draft| draft.publish(None))
            .map(|_| ()),
        Step::Unpublish(f) => {
            let update = registry.update(&id(f), |draft| {
                draft.versions.pop_first();
                Ok(())
            });
            update.map(|_| ())
        }
        Step::Delete(f) => registry.delete(&id(f)).map(|_| ()),
    };
    !matches!(result, Err(LambdaError::Service(_)))
}

/// Everything that a user can see.
fn state(registry: &Registry) -> Vec<(FunctionRecord, BTreeMap<u64, VersionRecord>)> {
    let entries = registry.entries();
    entries
        .iter()
        .map(|entry| (entry.record.clone(), entry.versions.clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_power_cut_leaves_the_state_before_or_after_a_change(
        steps in steps(),
        changes in 0..60_usize,
    ) {
        let inner = Arc::new(MemoryObjectStore::default());
        let store = FailingStore { inner: Arc::clone(&inner), changes_left: changes.into() };
        let registry = try_open(Arc::new(store), "one").unwrap();
        let mut before = state(&registry);
        let mut cut_at = None;
        for step in &steps {
            before = state(&registry);
            if !take(&registry, step) {
                cut_at = Some(step);
                break;
            }
        }
        let shown = state(&registry);
        let reopened = open_registry(&inner, "one");
        if cut_at.is_some() {
            // The failed change was not acknowledged and did not happen.
            prop_assert_eq!(&shown, &before);
        }
        prop_assert_eq!(state(&reopened), shown);
        let referenced: BTreeSet<String> = reopened
            .entries()
            .iter()
            .flat_map(|entry| referenced_keys(&entry.name, &entry.record, &entry.versions))
            .collect();
        prop_assert_eq!(keys(&inner).into_iter().collect::<BTreeSet<_>>(), referenced);
        for entry in reopened.entries() {
            for (version, _) in entry.all_versions() {
                let function = entry.function(version).unwrap();
                prop_assert!(matches!(function.package, Package::Compiled(_)));
            }
        }
    }
}
