//! Conformance suites for the NanoLambda traits.
//!
//! A suite is a module of functions, one per promise of a trait, and a macro for each level that
//! expands to one `#[test]` per promise. An implementation outside this repository calls the
//! macros from its own tests:
//!
//! | trait | macros | what the fixture provides |
//! |---|---|---|
//! | [`Medium`](woof_log::Medium) | [`medium_basic!`], [`medium_reopen!`] | [`medium::Fixture`] |
//! | [`LogStore`](woof_log::LogStore) | [`log_store_records!`] or [`log_store_basic!`], [`log_store_reopen!`], [`log_store_crash!`] | [`log_store::Fixture`], [`log_store::CrashFixture`] |
//! | [`RepairStore`](woof_log::RepairStore) | [`repair_store_basic!`], [`repair_store_reopen!`], [`repair_store_crash!`] | the same |
//! | [`FunctionRegistry`](faas_runtime::FunctionRegistry) | [`function_registry_basic!`], [`function_registry_reopen!`] | [`function_registry::Fixture`] |
//! | [`Executor`](faas_runtime::Executor) | [`executor_basic!`] | [`executor::Fixture`] |
//! | [`Placement`](faas_runtime::placement::Placement) | [`placement_basic!`], [`placement_adaptive!`] | [`placement::Fixture`] |
//! | [`Transport`](faas_runtime::transport::Transport) | [`transport_basic!`] | [`transport::Fixture`] |
//! | [`Host`](iotpy_core::Host) | [`host_basic!`] | [`host::Fixture`] |
//! | [`ObjectStore`](s3_compat::ObjectStore) | [`object_store_suite!`], [`object_store_reopen_suite!`] | a fresh store |
//!
//! The levels let an implementation stop where it must: *basic* needs nothing but the trait
//! (of a `LogStore`, *records* is the part of it without acknowledgements and trims),
//! *reopen* opens the same data again, *crash* ends the use of the data without a goodbye.
#![forbid(unsafe_code)]

pub mod executor;
pub mod function_registry;
pub mod host;
pub mod log_store;
pub mod medium;
pub mod object_store;
pub mod placement;
pub mod repair_store;
pub mod transport;

/// Expands to one `#[test]` per case of a suite.
#[doc(hidden)]
#[macro_export]
macro_rules! one_test_per_case {
    ($suite:path, $fixture:expr, [$($case:ident),+ $(,)?]) => {
        $(
            #[test]
            fn $case() {
                use $suite as suite;
                suite::$case(&mut $fixture);
            }
        )+
    };
}
