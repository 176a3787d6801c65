//! A function as it is now: its records, and what an executor needs of each version.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use faas_runtime::{
    CodeHash, ExecutorChoice, ExecutorKind, Function, FunctionName, Package, SourceArchive, Version,
};
use s3_compat::ETag;

use super::storage::{self, Storage};
use crate::error::LambdaError;
use crate::identifier::{AliasName, Qualifier, function_arn};
use crate::init_error::InitError;
use crate::record::{AliasRecord, FunctionRecord, LinkRecord, VersionRecord};
use crate::zip::{CodeArchive, UNZIPPED_BYTES_MAX};

/// The tag that chooses an executor: `iotpy`, `process` or `container`.
pub const EXECUTOR_TAG: &str = "nanolambda:executor";

/// A snapshot of a function. It never changes; an update makes a new one.
pub struct FunctionEntry {
    /// The name.
    pub name: FunctionName,
    /// The stored record.
    pub record: FunctionRecord,
    /// The records of the published versions.
    pub versions: BTreeMap<u64, VersionRecord>,
    pub(super) functions: BTreeMap<Version, Arc<Function>>,
    pub(super) etag: ETag,
}

impl FunctionEntry {
    /// The record of a version.
    #[must_use]
    pub fn version(&self, version: Version) -> Option<&VersionRecord> {
        match version {
            Version::Latest => Some(&self.record.latest),
            Version::Numbered(number) => self.versions.get(&number),
        }
    }

    /// What an executor runs for a version.
    #[must_use]
    pub fn function(&self, version: Version) -> Option<&Arc<Function>> {
        self.functions.get(&version)
    }

    /// The alias of this name.
    #[must_use]
    pub fn alias(&self, name: &AliasName) -> Option<&AliasRecord> {
        self.record.aliases.get(name)
    }

    /// The version behind a qualifier; none means `$LATEST`. `choice`, from 0 up to 1, decides
    /// between the versions of a weighted alias.
    #[must_use]
    pub fn resolve(&self, qualifier: Option<&Qualifier>, choice: f64) -> Option<Version> {
        let version = match qualifier {
            None => Version::Latest,
            Some(Qualifier::Version(version)) => *version,
            Some(Qualifier::Alias(name)) => alias_version(self.alias(name)?, choice)?,
        };
        self.version(version).map(|_| version)
    }

    /// Why no interpreter can load the handler of a version, if that is known.
    #[must_use]
    pub fn init_error(&self, version: Version) -> Option<&InitError> {
        match &self.version(version)?.link {
            LinkRecord::Refused { init_error, .. } => init_error.as_ref(),
            LinkRecord::Compiled { .. } => None,
        }
    }

    /// The ARN, with the region that the function was created in.
    #[must_use]
    pub fn arn(&self, qualifier: Option<&Qualifier>) -> String {
        function_arn(&self.record.region, &self.name, qualifier)
    }

    /// `$LATEST` and all published versions.
    pub(crate) fn all_versions(&self) -> impl Iterator<Item = (Version, &VersionRecord)> {
        let numbered = self
            .versions
            .iter()
            .map(|(n, record)| (Version::Numbered(*n), record));
        std::iter::once((Version::Latest, &self.record.latest)).chain(numbered)
    }

    /// Bytes of all deployment packages, each counted once.
    pub(crate) fn code_bytes(&self) -> u64 {
        let codes: BTreeMap<_, _> = self
            .all_versions()
            .map(|(_, v)| (&v.code.sha256, v.code.size_bytes))
            .collect();
        codes.values().sum()
    }
}

fn alias_version(alias: &AliasRecord, choice: f64) -> Option<Version> {
    let mut below = 0.0;
    for (number, weight) in &alias.weights {
        below += weight;
        if choice < below {
            return Some(Version::Numbered(*number));
        }
    }
    match Qualifier::parse(&alias.version)? {
        Qualifier::Version(version) => Some(version),
        Qualifier::Alias(_) => None,
    }
}

/// The keys of all objects that a function with these records refers to.
pub(super) fn referenced_keys(
    name: &FunctionName,
    record: &FunctionRecord,
    versions: &BTreeMap<u64, VersionRecord>,
) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([storage::record_key(name)]);
    keys.extend(
        versions
            .keys()
            .map(|number| storage::version_key(name, *number)),
    );
    for version in std::iter::once(&record.latest).chain(versions.values()) {
        keys.insert(storage::code_key(name, &version.code.sha256));
        if let LinkRecord::Compiled { sha256, .. } = &version.link {
            keys.insert(storage::package_key(name, sha256));
        }
    }
    keys
}

/// What an executor runs for one version.
pub(super) fn function_of(
    storage: &Storage,
    name: &FunctionName,
    record: &FunctionRecord,
    version: Version,
    stored: &VersionRecord,
    package: Option<Bytes>,
) -> Result<Function, LambdaError> {
    let package = match package {
        Some(package) => Package::Compiled(package),
        None => Package::Refused(stored.link.reason().unwrap_or_default()),
    };
    let source: Option<Arc<dyn SourceArchive>> = (stored.code.size_bytes > 0).then(|| {
        let key = storage::code_key(name, &stored.code.sha256);
        Arc::new(StoredSource {
            storage: storage.clone(),
            key,
            texts: Mutex::default(),
        }) as Arc<dyn SourceArchive>
    });
    Ok(Function {
        name: *name,
        version,
        handler: stored.settings.handler.clone(),
        code_hash: CodeHash(parse_hex(&stored.code.sha256)?),
        memory_mb: stored.settings.memory_mb,
        timeout_ms: stored.settings.timeout_s.saturating_mul(1000),
        environment: environment(name, &record.region, stored),
        package,
        source,
        executor: executor_choice(&record.tags)?,
    })
}

/// The user's variables and those that only the configuration knows. Executors derive the others
/// from the function.
fn environment(
    name: &FunctionName,
    region: &str,
    stored: &VersionRecord,
) -> BTreeMap<String, String> {
    let settings = &stored.settings;
    let group = settings
        .logging
        .group
        .clone()
        .unwrap_or_else(|| format!("/aws/lambda/{name}"));
    let mut variables = settings.environment.clone().unwrap_or_default();
    variables.extend(
        [
            (
                "AWS_EXECUTION_ENV",
                format!("AWS_Lambda_{}", settings.runtime),
            ),
            ("AWS_LAMBDA_LOG_GROUP_NAME", group),
            ("AWS_REGION", region.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    variables
}

/// The executor that the tags ask for.
pub(crate) fn executor_choice(
    tags: &BTreeMap<String, String>,
) -> Result<ExecutorChoice, LambdaError> {
    match tags.get(EXECUTOR_TAG).map(String::as_str) {
        None | Some("" | "automatic") => Ok(ExecutorChoice::Automatic),
        Some("iotpy") => Ok(ExecutorChoice::Only(ExecutorKind::IotPy)),
        Some("process") => Ok(ExecutorChoice::Only(ExecutorKind::Process)),
        Some("container") => Ok(ExecutorChoice::Only(ExecutorKind::Container)),
        Some(other) => Err(LambdaError::InvalidParameterValue(format!(
            "The tag {EXECUTOR_TAG} is '{}'; it may be automatic, iotpy, process or container",
            crate::error::excerpt(other)
        ))),
    }
}

fn parse_hex(text: &str) -> Result<[u8; 32], LambdaError> {
    let damaged = || LambdaError::Service(format!("the stored hash '{text}' is no SHA-256"));
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return Err(damaged());
    }
    for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        let pair = text.get(at..at + 2).unwrap_or_default();
        *byte = u8::from_str_radix(pair, 16).map_err(|_| damaged())?;
    }
    Ok(bytes)
}

/// A deployment package that stays in the store until an executor wants its files.
struct StoredSource {
    storage: Storage,
    key: String,
    /// Files that tracebacks have shown: a function that fails once may do so often.
    texts: Mutex<BTreeMap<String, Option<Bytes>>>,
}

/// The longest package and file that are read for a traceback, and how many files are kept.
const TRACED_PACKAGE_BYTES_MAX: u64 = 8 * 1024 * 1024;
const TRACED_FILE_BYTES_MAX: u64 = 256 * 1024;
const TRACED_FILES_MAX: usize = 32;

impl SourceArchive for StoredSource {
    fn unpack_into(&self, directory: &Path) -> Result<(), String> {
        let bytes = self
            .storage
            .blob(&self.key, UNZIPPED_BYTES_MAX)
            .map_err(|error| error.to_string())?
            .ok_or("the code of the function is not there any more")?;
        let archive = CodeArchive::open(bytes).map_err(|error| error.to_string())?;
        archive.unpack_into(directory)
    }

    fn text(&self, path: &str) -> Option<Bytes> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = texts.get(path) {
            return known.clone();
        }
        let bytes = self.storage.blob(&self.key, TRACED_PACKAGE_BYTES_MAX);
        let archive = bytes
            .ok()
            .flatten()
            .and_then(|bytes| CodeArchive::open(bytes).ok());
        let text = archive.and_then(|archive| {
            let short = archive.size_bytes(path)? <= TRACED_FILE_BYTES_MAX;
            short.then(|| archive.read(path).ok().flatten()).flatten()
        });
        let text = text.map(Bytes::from);
        if texts.len() < TRACED_FILES_MAX {
            texts.insert(path.to_owned(), text.clone());
        }
        text
    }
}
