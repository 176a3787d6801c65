//! Functions as AWS Lambda knows them: a registry over an object store, and the Lambda REST API.
//!
//! [`Registry`] keeps deployment packages, configurations and compiled packages as objects in a
//! bucket that no S3 client can reach, and is the
//! [`FunctionRegistry`](faas_runtime::FunctionRegistry) that the engine asks. [`lambda_filter`] is
//! the REST API over it: the paths, status codes, headers, error classes and sentences of AWS, so
//! that the AWS CLI, SDKs and tools built on them work unchanged. [`is_lambda_request`] lets one
//! listener serve S3 beside it.
//!
//! ```
//! use std::sync::Arc;
//!
//! use faas_runtime::ManualClock;
//! use lambda_compat::{IotPyLinker, Limits, Parts, Registry, SeededRandom};
//! use s3_compat::MemoryObjectStore;
//!
//! let registry = Registry::open(Parts {
//!     store: Arc::new(MemoryObjectStore::default()),
//!     linker: Arc::new(IotPyLinker::new()),
//!     clock: Arc::new(ManualClock::new()),
//!     random: Arc::new(SeededRandom::new([7; 32])),
//!     limits: Limits::default(),
//! })
//! .unwrap();
//! assert!(registry.entries().is_empty());
//! ```
//!
//! # Choices
//!
//! - **One namespace.** A name is one function, whatever region a request is signed for; fronts
//!   such as CoAP know no regions. The ARN of a function keeps the region of the request that
//!   created it, and an ARN with another region is not found.
//! - **One account**, [`ACCOUNT`]. Signatures are accepted and not verified; who can reach the port
//!   can deploy. Resource policies are kept and shown, and nothing is decided by them.
//! - **What the compiler refuses is created all the same**, for CPython, and `StateReason` says
//!   why. A handler that no interpreter can load is created as well, as on AWS, and each call
//!   answers with the error of AWS's runtime ([`InitError`], [`FallbackExecutor`]).
//! - **The tag [`EXECUTOR_TAG`]** (`iotpy`, `process`, `container`) chooses an executor.
//! - **Ready at once.** A function is `Active` when CreateFunction answers, so waiters end at their
//!   first look.
//!
//! # What it refuses to do
//!
//! - Other runtimes than Python, container images, layers, file systems, code signing, durable
//!   functions and versions of S3 objects as code: `InvalidParameterValueException` with a
//!   sentence.
//! - Operations of the Lambda API that are not here, such as layers and event source mappings: 501,
//!   `NotImplementedException`.
//! - VPC, dead letter and KMS settings, tracing, SnapStart (its `OptimizationStatus` is `Off`), the
//!   size of `/tmp`, and the settings for events are kept and shown, without effect.
//!
//! The crate has no features. The stored format is described at [`record`]; it is versioned, and a
//! server refuses to open what it does not understand.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod cloud;
mod error;
mod fallback;
mod http;
mod identifier;
mod init_error;
mod invoker;
mod iotpy_linker;
mod linker;
mod percent;
mod random;
pub mod record;
mod registry;
mod settings;
mod tail_log;
#[cfg(test)]
mod testing;
mod timestamp;
mod zip;

pub use cloud::Cloud;
pub use error::LambdaError;
pub use fallback::FallbackExecutor;
pub use http::{LambdaApi, LambdaParts, is_lambda_path, is_lambda_request, lambda_filter};
pub use identifier::{
    ACCOUNT, AliasName, FunctionId, Qualifier, REGION_DEFAULT, Region, function_arn,
};
pub use init_error::InitError;
pub use invoker::{Answer, Invoker};
pub use iotpy_linker::IotPyLinker;
pub use linker::{Diagnostic, Linker, Refusal, Sources};
pub use random::{Random, SeededRandom};
pub use registry::{
    BUCKET_PURPOSE, Draft, EXECUTOR_TAG, FunctionEntry, Limits, NewFunction, Parts, Registry,
};
pub use settings::{ENVIRONMENT_BYTES_MAX, RUNTIMES, SettingsChange};
pub use zip::{ArchiveError, CodeArchive, ENTRIES_MAX, PATH_BYTES_MAX, UNZIPPED_BYTES_MAX};
