//! The functions of a server, as objects in a store.

mod commit;
mod draft;
mod entry;
mod open;
mod runtime;
mod storage;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use bytes::Bytes;
use faas_runtime::{Clock, FunctionName};
use s3_compat::{ObjectReader, ObjectStore, StoreError, StoreErrorKind};

pub use draft::Draft;
pub(crate) use draft::{sha256_base64, sha256_hex};
pub(crate) use entry::executor_choice;
pub use entry::{EXECUTOR_TAG, FunctionEntry};
pub use storage::BUCKET_PURPOSE;

use crate::error::LambdaError;
use crate::identifier::{REGION_DEFAULT, Region, function_arn};
use crate::linker::Linker;
use crate::random::Random;
use crate::record::{
    CodeRecord, FunctionRecord, LinkRecord, RECORD_FORMAT, Settings, VersionRecord,
};
use crate::zip::UNZIPPED_BYTES_MAX;
use draft::Tools;
use entry::referenced_keys;
use storage::Storage;

/// Longest linked package.
const PACKAGE_BYTES_MAX: u64 = 64 << 20;

/// How much a registry may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Most functions.
    pub functions_max: usize,
    /// Most published versions of one function.
    pub versions_max: usize,
    /// Most aliases of one function.
    pub aliases_max: usize,
    /// Most bytes of all deployment packages together.
    pub code_bytes_max: u64,
}

impl Default for Limits {
    /// 10,000 functions, 1,000 versions and 1,000 aliases of each, and AWS's 75 GiB of code.
    fn default() -> Self {
        Self {
            functions_max: 10_000,
            versions_max: 1_000,
            aliases_max: 1_000,
            code_bytes_max: 75 << 30,
        }
    }
}

/// What a registry is made of.
pub struct Parts {
    /// Where everything is stored.
    pub store: Arc<dyn ObjectStore>,
    /// The compiler.
    pub linker: Arc<dyn Linker>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Revision ids.
    pub random: Arc<dyn Random>,
    /// Bounds.
    pub limits: Limits,
}

/// A function to be created.
#[derive(Debug, Clone)]
pub struct NewFunction {
    /// Its name.
    pub name: FunctionName,
    /// The region of its ARN.
    pub region: Region,
    /// Its configuration.
    pub settings: Settings,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// The deployment package.
    pub zip: Bytes,
    /// Whether to publish version 1 at once.
    pub publish: bool,
}

/// All functions. Reads are answered from memory; a change is durable when its call returns.
///
/// Calls block: changes wait for the store, for the compiler and for each other (one change at a
/// time), so an async server runs them on threads made for it.
pub struct Registry {
    storage: Storage,
    linker: Arc<dyn Linker>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    limits: Limits,
    entries: RwLock<BTreeMap<FunctionName, Arc<FunctionEntry>>>,
    writer: Mutex<()>,
    listeners: RwLock<Vec<Listener>>,
}

/// What is called after a change.
type Listener = Box<dyn Fn(&FunctionName) + Send + Sync>;

impl Registry {
    /// Calls `listener` after each change of a function, when readers find it; it should return
    /// soon, and adds no listener itself.
    pub fn on_change(&self, listener: impl Fn(&FunctionName) + Send + Sync + 'static) {
        let mut listeners = self
            .listeners
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.push(Box::new(listener));
    }

    fn changed(&self, name: &FunctionName) {
        let listeners = self
            .listeners
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.iter().for_each(|listener| listener(name));
    }

    /// The function of this name.
    #[must_use]
    pub fn entry(&self, name: &FunctionName) -> Option<Arc<FunctionEntry>> {
        self.entries
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .cloned()
    }

    /// All functions in the order of their names.
    #[must_use]
    pub fn entries(&self) -> Vec<Arc<FunctionEntry>> {
        self.entries
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .cloned()
            .collect()
    }

    /// The bounds of this registry.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Creates a function. The deployment package is checked and linked; a function that the
    /// compiler refuses is created all the same, for CPython.
    ///
    /// # Errors
    /// [`LambdaError::ResourceConflict`] if the name is taken,
    /// [`LambdaError::InvalidParameterValue`] for a bad archive or tag,
    /// [`LambdaError::CodeStorageExceeded`] beyond a limit.
    pub fn create(&self, new: NewFunction) -> Result<Arc<FunctionEntry>, LambdaError> {
        let writer = self.writer();
        let name = new.name;
        if self.entry(&name).is_some() {
            return Err(LambdaError::ResourceConflict(format!(
                "Function already exist: {name}"
            )));
        }
        if self.entries().len() >= self.limits.functions_max {
            return Err(LambdaError::CodeStorageExceeded(format!(
                "This server holds {} functions, which is its limit; delete some",
                self.limits.functions_max
            )));
        }
        let mut draft = self.draft(name, new_record(&new), BTreeMap::new());
        draft.set_code(new.zip)?;
        if new.publish {
            draft.publish(None)?;
        }
        self.commit(&writer, draft, None)
    }

    /// Changes a function and answers its new state, with what `change` returns. Nothing is changed
    /// if `change` fails.
    ///
    /// # Errors
    /// [`LambdaError::ResourceNotFound`] if there is no such function; those of `change` and of the
    /// store.
    pub fn update<T>(
        &self,
        name: &FunctionName,
        change: impl FnOnce(&mut Draft<'_>) -> Result<T, LambdaError>,
    ) -> Result<(Arc<FunctionEntry>, T), LambdaError> {
        let writer = self.writer();
        let entry = self.present(name)?;
        let mut draft = self.draft(*name, entry.record.clone(), entry.versions.clone());
        let answer = change(&mut draft)?;
        let same = draft.record == entry.record && draft.versions == entry.versions;
        // A package that was linked anew may replace a damaged one of the same name.
        if same && draft.packages.is_empty() {
            return Ok((entry, answer));
        }
        Ok((self.commit(&writer, draft, Some(&entry))?, answer))
    }

    /// What a change would come to, without making it.
    ///
    /// # Errors
    /// Those of [`Registry::update`].
    pub fn rehearse(
        &self,
        name: &FunctionName,
        change: impl FnOnce(&mut Draft<'_>) -> Result<(), LambdaError>,
    ) -> Result<VersionRecord, LambdaError> {
        let entry = self.present(name)?;
        let mut draft = self.draft(*name, entry.record.clone(), entry.versions.clone());
        change(&mut draft)?;
        Ok(draft.record.latest)
    }

    /// Links `$LATEST` anew from its stored code, for a change of its handler.
    ///
    /// # Errors
    /// [`LambdaError::Service`] if the code cannot be read.
    pub fn relink_latest(&self, draft: &mut Draft<'_>) -> Result<(), LambdaError> {
        let mut latest = draft.record.latest.clone();
        self.relink(draft, &mut latest)?;
        draft.record.latest = latest;
        Ok(())
    }

    /// Deletes a function with all its versions and settings; `false` if there was none.
    ///
    /// # Errors
    /// Those of the store.
    pub fn delete(&self, name: &FunctionName) -> Result<bool, LambdaError> {
        let _writer = self.writer();
        let Some(entry) = self.entry(name) else {
            return Ok(false);
        };
        // The record is what makes the function exist; the rest is garbage from here on.
        self.storage.delete(&storage::record_key(name))?;
        self.entries
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(name);
        self.changed(name);
        self.discard(referenced_keys(name, &entry.record, &entry.versions));
        Ok(true)
    }

    /// Opens the deployment package of a version for streaming.
    ///
    /// # Errors
    /// [`LambdaError::Service`] if it cannot be opened.
    pub fn code(&self, name: &FunctionName, sha256: &str) -> Result<ObjectReader, LambdaError> {
        self.storage.reader(&storage::code_key(name, sha256))
    }

    /// Reads a deployment package out of a user's bucket.
    ///
    /// # Errors
    /// [`LambdaError::InvalidParameterValue`] with AWS's sentences if it is not there.
    pub fn user_code(&self, bucket: &str, key: &str) -> Result<Bytes, LambdaError> {
        self.storage.user_object(bucket, key, UNZIPPED_BYTES_MAX).map_err(|error| {
            let (code, message) = match (error.kind(), &error) {
                (_, StoreError::NoSuchKey { .. }) => {
                    ("NoSuchKey", "The specified key does not exist.")
                }
                (StoreErrorKind::NotFound | StoreErrorKind::Invalid, _) => {
                    ("NoSuchBucket", "The specified bucket does not exist")
                }
                (StoreErrorKind::TooLarge, _) => {
                    ("EntityTooLarge", "The object is larger than any deployment package")
                }
                _ => return error.into(),
            };
            LambdaError::InvalidParameterValue(format!(
                "Error occurred while GetObject. S3 Error Code: {code}. S3 Error Message: {message}"
            ))
        })
    }

    fn writer(&self) -> MutexGuard<'_, ()> {
        // The lock guards no data: what a panic left half done was never committed.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn present(&self, name: &FunctionName) -> Result<Arc<FunctionEntry>, LambdaError> {
        self.entry(name).ok_or_else(|| {
            let arn = function_arn(REGION_DEFAULT, name, None);
            LambdaError::ResourceNotFound(format!("Function not found: {arn}"))
        })
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.clock.unix_time().as_millis()).unwrap_or(u64::MAX)
    }

    fn draft(
        &self,
        name: FunctionName,
        record: FunctionRecord,
        versions: BTreeMap<u64, VersionRecord>,
    ) -> Draft<'_> {
        let tools = Tools {
            linker: &*self.linker,
            random: &*self.random,
            limits: &self.limits,
        };
        Draft {
            name,
            record,
            versions,
            now_ms: self.now_ms(),
            codes: BTreeMap::new(),
            packages: BTreeMap::new(),
            tools,
        }
    }

    fn relink(
        &self,
        draft: &mut Draft<'_>,
        version: &mut VersionRecord,
    ) -> Result<(), LambdaError> {
        let key = storage::code_key(&draft.name, &version.code.sha256);
        let zip = match draft.codes.get(&version.code.sha256) {
            Some(zip) => Some(zip.clone()),
            None => self.storage.blob(&key, UNZIPPED_BYTES_MAX)?,
        };
        let archive = zip
            .and_then(|zip| crate::zip::CodeArchive::open(zip).ok())
            .ok_or_else(|| LambdaError::Service(format!("the code {key} cannot be read")))?;
        draft.link(version, &archive);
        Ok(())
    }
}

fn new_record(new: &NewFunction) -> FunctionRecord {
    FunctionRecord {
        format: RECORD_FORMAT,
        name: new.name.to_string(),
        region: new.region.to_string(),
        latest: VersionRecord {
            settings: new.settings.clone(),
            code: CodeRecord {
                sha256: String::new(),
                size_bytes: 0,
            },
            link: LinkRecord::Refused {
                diagnostics: Vec::new(),
                init_error: None,
            },
            linker: String::new(),
            modified_ms: 0,
            revision: String::new(),
        },
        latest_published_as: None,
        versions: Vec::new(),
        version_next: 1,
        aliases: BTreeMap::new(),
        tags: new.tags.clone(),
        policies: BTreeMap::new(),
        concurrency_reserved: None,
        event_invoke: BTreeMap::new(),
    }
}
