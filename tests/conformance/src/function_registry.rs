//! What every [`FunctionRegistry`] must do.

use std::sync::Arc;

use faas_runtime::{
    CodeHash, ExecutorChoice, Function, FunctionName, FunctionRegistry, Package, Version,
};

/// Makes the registry that is tested.
pub trait Fixture {
    /// The registry.
    type Registry: FunctionRegistry;

    /// Opens the registry. The first call finds it empty; a later one, after the last registry
    /// was dropped, finds what was there, if the registry is one that lasts.
    fn open(&mut self) -> Self::Registry;
}

/// Tests the promises that need nothing but the trait.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! function_registry_basic {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::function_registry,
            $fixture,
            [
                what_was_put_comes_back,
                what_was_not_put_is_not_there,
                a_second_put_replaces_the_first,
                versions_are_kept_apart,
                names_are_listed_once_and_in_order,
                a_removal_takes_all_versions_and_no_other_function,
                threads_see_whole_functions,
            ]
        );
    };
}

/// Tests that functions outlive the registry.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! function_registry_reopen {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::function_registry,
            $fixture,
            [functions_are_there_again]
        );
    };
}

fn name(text: &str) -> FunctionName {
    text.parse().expect("the suites use valid names")
}

/// A function without source files, which differs from others by `mark`.
fn function(text: &str, version: Version, mark: u8) -> Function {
    Function {
        name: name(text),
        version,
        handler: format!("module.handler_{mark}"),
        code_hash: CodeHash([mark; 32]),
        memory_mb: 128 + u32::from(mark),
        timeout_ms: 3000,
        environment: [("MARK".to_owned(), mark.to_string())].into(),
        package: Package::Refused("the suite does not run it".to_owned()),
        source: None,
        executor: ExecutorChoice::Automatic,
    }
}

#[track_caller]
fn check_mark(registry: &impl FunctionRegistry, text: &str, version: Version, mark: u8) {
    let expected = function(text, version, mark);
    let found = registry
        .get(&name(text), version)
        .expect("readable")
        .expect("it is there");
    check_same(&found, &expected);
}

#[track_caller]
fn check_same(found: &Arc<Function>, expected: &Function) {
    assert_eq!(
        (found.name, found.version),
        (expected.name, expected.version)
    );
    assert_eq!(
        (&found.handler, found.code_hash),
        (&expected.handler, expected.code_hash)
    );
    assert_eq!(
        (found.memory_mb, found.timeout_ms),
        (expected.memory_mb, expected.timeout_ms)
    );
    assert_eq!(found.environment, expected.environment);
    assert_eq!(
        (found.executor, &found.package),
        (expected.executor, &expected.package)
    );
}

/// A function comes back with everything that was put.
pub fn what_was_put_comes_back(fixture: &mut impl Fixture) {
    let registry = fixture.open();
    registry
        .put(function("light", Version::Latest, 1))
        .expect("stored");
    check_mark(&registry, "light", Version::Latest, 1);
}

/// Absence is no error.
pub fn what_was_not_put_is_not_there(fixture: &mut impl Fixture) {
    let registry = fixture.open();
    assert!(
        registry
            .get(&name("light"), Version::Latest)
            .expect("readable")
            .is_none()
    );
    assert_eq!(registry.list().expect("readable"), []);
    assert!(!registry.remove(&name("light")).expect("nothing to do"));
    registry
        .put(function("light", Version::Latest, 1))
        .expect("stored");
    assert!(
        registry
            .get(&name("light"), Version::Numbered(1))
            .expect("readable")
            .is_none()
    );
    assert!(
        registry
            .get(&name("ligh"), Version::Latest)
            .expect("readable")
            .is_none()
    );
}

/// An update takes effect at once, and who holds the old function keeps it.
pub fn a_second_put_replaces_the_first(fixture: &mut impl Fixture) {
    let registry = fixture.open();
    registry
        .put(function("light", Version::Latest, 1))
        .expect("stored");
    let held = registry
        .get(&name("light"), Version::Latest)
        .expect("readable")
        .expect("there");
    registry
        .put(function("light", Version::Latest, 2))
        .expect("stored");
    check_mark(&registry, "light", Version::Latest, 2);
    check_same(&held, &function("light", Version::Latest, 1));
    assert_eq!(registry.list().expect("readable").len(), 1);
}

/// `$LATEST` and the published versions are different functions.
pub fn versions_are_kept_apart(fixture: &mut impl Fixture) {
    let registry = fixture.open();
    for (version, mark) in [
        (Version::Latest, 1),
        (Version::Numbered(1), 2),
        (Version::Numbered(u64::MAX), 3),
    ] {
        registry
            .put(function("light", version, mark))
            .expect("stored");
    }
    check_mark(&registry, "light", Version::Latest, 1);
    check_mark(&registry, "light", Version::Numbered(1), 2);
    check_mark(&registry, "light", Version::Numbered(u64::MAX), 3);
}

/// The list has each name once, in order.
pub fn names_are_listed_once_and_in_order(fixture: &mut impl Fixture) {
    let registry = fixture.open();
    for text in ["b", "a", "a-b", "B", "a_b"] {
        registry
            .put(function(text, Version::Latest, 1))
            .expect("stored");
        registry
            .put(function(text, Version::Numbered(7), 1))
            .expect("stored");
    }
    let listed = registry.list().expect("readable");
    assert_eq!(listed, ["B", "a", "a-b", "a_b", "b"].map(name));
}

/// A removal takes all versions of one function.
pub fn a_removal_takes_all_versions_and_no_other_function(fixture: &mut impl Fixture) {
    let registry = fixture.open();
    registry
        .put(function("light", Version::Latest, 1))
        .expect("stored");
    registry
        .put(function("light", Version::Numbered(1), 2))
        .expect("stored");
    registry
        .put(function("light2", Version::Latest, 3))
        .expect("stored");
    assert!(registry.remove(&name("light")).expect("removed"));
    assert!(!registry.remove(&name("light")).expect("nothing to do"));
    assert!(
        registry
            .get(&name("light"), Version::Numbered(1))
            .expect("readable")
            .is_none()
    );
    assert_eq!(registry.list().expect("readable"), [name("light2")]);
    registry
        .put(function("light", Version::Latest, 4))
        .expect("stored");
    check_mark(&registry, "light", Version::Latest, 4);
    assert!(
        registry
            .get(&name("light"), Version::Numbered(1))
            .expect("readable")
            .is_none()
    );
}

/// Who reads while another thread writes gets one function or the other, never a mix.
pub fn threads_see_whole_functions(fixture: &mut impl Fixture) {
    let registry = fixture.open();
    registry
        .put(function("light", Version::Latest, 0))
        .expect("stored");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for mark in 1..50 {
                registry
                    .put(function("light", Version::Latest, mark))
                    .expect("stored");
            }
        });
        for _ in 0..200 {
            let found = registry
                .get(&name("light"), Version::Latest)
                .expect("readable");
            let found = found.expect("it is always there");
            check_same(
                &found,
                &function("light", Version::Latest, found.code_hash.0[0]),
            );
        }
    });
    check_mark(&registry, "light", Version::Latest, 49);
}

/// What was put and removed is so after the registry was opened again.
pub fn functions_are_there_again(fixture: &mut impl Fixture) {
    let registry = fixture.open();
    registry
        .put(function("kept", Version::Latest, 1))
        .expect("stored");
    registry
        .put(function("kept", Version::Numbered(1), 2))
        .expect("stored");
    registry
        .put(function("gone", Version::Latest, 3))
        .expect("stored");
    assert!(registry.remove(&name("gone")).expect("removed"));
    drop(registry);
    let registry = fixture.open();
    check_mark(&registry, "kept", Version::Latest, 1);
    check_mark(&registry, "kept", Version::Numbered(1), 2);
    assert_eq!(registry.list().expect("readable"), [name("kept")]);
}
