//! Nothing acknowledged is lost, and nothing is half there, wherever the power fails.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::cut_store::CutStore;
use super::*;
use crate::object_store::Buckets as _;

/// One step of a history.
#[derive(Clone, Debug)]
enum Step {
    Put(u8, usize),
    Delete(u8),
    Compose(u8, u8),
    Clean,
}

type Model = BTreeMap<String, Bytes>;

fn name(number: u8) -> String {
    format!("key/{number}")
}

/// What the objects are after `step`.
fn after(model: &Model, step: &Step, seed: u8) -> Model {
    let mut model = model.clone();
    match step {
        Step::Put(number, length) => {
            model.insert(name(*number), data(seed, *length));
        }
        Step::Delete(number) => {
            model.remove(&name(*number));
        }
        Step::Compose(target, source) => {
            if let Some(bytes) = model.get(&name(*source)).cloned() {
                model.insert(
                    name(*target),
                    [bytes.as_ref(), bytes.as_ref()].concat().into(),
                );
            }
        }
        Step::Clean => {}
    }
    model
}

fn run<S: SharedStore>(store: &LogObjectStore<S>, step: &Step, seed: u8) -> Result<(), StoreError> {
    match step {
        Step::Put(number, length) => store
            .put_bytes(&bucket(), &key(&name(*number)), data(seed, *length), 1)
            .map(|_| ()),
        Step::Delete(number) => store
            .delete(&bucket(), &key(&name(*number)), None)
            .map(|_| ()),
        Step::Compose(target, source) => {
            let (target, source) = (name(*target), name(*source));
            match compose(store, &target, &[&source, &source]) {
                Err(StoreError::NoSuchKey { .. }) => Ok(()),
                other => other.map(|_| ()),
            }
        }
        Step::Clean => store.clean(8).map(|_| ()),
    }
}

fn contents(store: &dyn ObjectStore) -> Model {
    names(store)
        .into_iter()
        .map(|name| (name.clone(), get(store, &name).unwrap()))
        .collect()
}

/// What becomes of the index file in the cut.
#[derive(Clone, Copy, Debug)]
enum File {
    Kept,
    Lost,
    Stale,
}

/// Runs `steps` on logs that stop after `cut` operations. Answers how many were done.
fn check_cut(steps: &[Step], cut: u64, keep: u64, file: File) -> u64 {
    let (logs, index, stale) = (CutStore::new(cut), Index::new(), Index::new());
    let mut allowed = vec![Model::new()];
    let started = LogObjectStore::open(logs.clone(), &index.path()).and_then(|store| {
        store.create_bucket(&bucket(), 1)?;
        Ok(store)
    });
    if let Ok(store) = &started {
        for (seed, step) in steps.iter().enumerate() {
            if seed == steps.len() / 2 {
                std::fs::copy(index.path(), stale.path()).unwrap();
            }
            let model = allowed.pop().unwrap_or_default();
            let next = after(&model, step, seed as u8);
            match run(store, step, seed as u8) {
                Ok(()) => allowed = vec![next],
                Err(_) => {
                    // The step was not acknowledged: it happened or it did not.
                    allowed = vec![model, next];
                    break;
                }
            }
        }
    }
    let acknowledged = started.is_ok();
    drop(started);
    let path = match file {
        File::Kept => index.path(),
        File::Lost => Index::new().path(),
        File::Stale => stale.path(),
    };
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let reopened = LogObjectStore::open(logs.survivors(keep), &path).unwrap();
    match reopened.bucket(&bucket()) {
        Ok(_) => {
            let got = contents(&reopened);
            assert!(
                allowed.contains(&got),
                "cut at {cut}, {keep} % kept, file {file:?}"
            );
        }
        Err(_) => assert!(!acknowledged, "the bucket was acknowledged, cut at {cut}"),
    }
    put(&ensure_bucket(reopened), "later", data(99, 20_000));
    logs.steps_done()
}

fn ensure_bucket<S: SharedStore>(store: LogObjectStore<S>) -> LogObjectStore<S> {
    match store.create_bucket(&bucket(), 2) {
        Ok(()) | Err(StoreError::BucketExists { .. }) => store,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_cut_at_every_operation_loses_nothing_acknowledged() {
    let steps = [
        Step::Put(1, 40_000),
        Step::Put(2, 0),
        Step::Compose(3, 1),
        Step::Put(1, 5),
        Step::Delete(2),
        Step::Delete(9),
        Step::Put(2, 16_384),
        Step::Put(2, 16_385),
        Step::Clean,
        Step::Clean,
        Step::Put(4, 1),
    ];
    let mut cut = 0;
    loop {
        let done = check_cut(&steps, cut, 0, File::Lost);
        check_cut(&steps, cut, 100, File::Stale);
        check_cut(&steps, cut, 50, File::Kept);
        if done < cut {
            break;
        }
        cut += 1;
    }
    assert!(cut > 40, "only {cut} operations were cut");
}

fn step() -> impl Strategy<Value = Step> {
    let length = prop_oneof![
        Just(0),
        1usize..10,
        16_380usize..16_390,
        30_000usize..50_000
    ];
    prop_oneof![
        4 => (0u8..5, length).prop_map(|(number, length)| Step::Put(number, length)),
        2 => (0u8..5).prop_map(Step::Delete),
        2 => (0u8..5, 0u8..5).prop_map(|(target, source)| Step::Compose(target, source)),
        2 => Just(Step::Clean),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn histories_survive_cuts(
        steps in prop::collection::vec(step(), 1..14),
        cut in 0u64..120,
        keep in 0u64..=100,
        file in prop_oneof![Just(File::Kept), Just(File::Lost), Just(File::Stale)],
    ) {
        check_cut(&steps, cut, keep, file);
    }
}
