//! Opening a registry: reading every record, finishing what was cut short.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use bytes::Bytes;
use faas_runtime::{FunctionName, Version};

use super::draft::sha256_hex;
use super::entry::{FunctionEntry, function_of, referenced_keys};
use super::storage::{self, Storage};
use super::{PACKAGE_BYTES_MAX, Parts, Registry};
use crate::error::LambdaError;
use crate::record::{FunctionRecord, LinkRecord, RECORD_FORMAT, VersionRecord};

impl Registry {
    /// Opens the functions of a store. Code that another compiler linked, or whose package is lost
    /// or damaged, is linked anew; objects that no record refers to are deleted.
    ///
    /// # Errors
    /// [`LambdaError::Service`] if the store cannot be read, or holds a record that this server
    /// does not understand.
    pub fn open(parts: Parts) -> Result<Self, LambdaError> {
        let Parts {
            store,
            linker,
            clock,
            random,
            limits,
        } = parts;
        let now_ms = u64::try_from(clock.unix_time().as_millis()).unwrap_or(u64::MAX);
        let registry = Self {
            storage: Storage::open(store, now_ms)?,
            linker,
            clock,
            random,
            limits,
            entries: RwLock::default(),
            writer: Mutex::default(),
            listeners: RwLock::default(),
        };
        let keys = registry.storage.keys()?;
        let mut kept = std::collections::BTreeSet::new();
        let mut stale = Vec::new();
        for key in &keys {
            let Some(name) = key.strip_suffix("/function.json") else {
                continue;
            };
            let name = FunctionName::new(name).map_err(|error| {
                LambdaError::Service(format!("the stored record {key} has a bad name: {error}"))
            })?;
            let (entry, complete) = registry.load(&name)?;
            kept.extend(referenced_keys(&name, &entry.record, &entry.versions));
            if !complete {
                stale.push(name);
            }
            let mut entries = registry
                .entries
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            entries.insert(name, Arc::new(entry));
        }
        registry.discard(keys.into_iter().filter(|key| !kept.contains(key)));
        for name in stale {
            registry.relink_all(&name)?;
        }
        Ok(registry)
    }

    /// Reads a function again, after its record turned out to be another one than was thought.
    pub(super) fn refresh(&self, name: &FunctionName) -> Result<(), LambdaError> {
        let there = self.storage.contains(&storage::record_key(name))?;
        let entry = if there {
            Some(Arc::new(self.load(name)?.0))
        } else {
            None
        };
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        match entry {
            Some(entry) => drop(entries.insert(*name, entry)),
            None => drop(entries.remove(name)),
        }
        Ok(())
    }

    /// Reads one function; `false` if one of its versions must be linked anew.
    fn load(&self, name: &FunctionName) -> Result<(FunctionEntry, bool), LambdaError> {
        let key = storage::record_key(name);
        let (record, etag): (FunctionRecord, _) = self.storage.record(&key)?;
        if record.format != RECORD_FORMAT || record.name != name.as_str() {
            return Err(LambdaError::Service(format!(
                "the stored record {key} has the format {} and the name '{}', which this server \
                 does not understand",
                record.format, record.name
            )));
        }
        let mut versions = BTreeMap::new();
        for number in &record.versions {
            let (version, _) = self.storage.record(&storage::version_key(name, *number))?;
            versions.insert(*number, version);
        }
        let mut complete = true;
        let mut functions = BTreeMap::new();
        let numbered = versions.iter().map(|(n, v)| (Version::Numbered(*n), v));
        for (version, stored) in std::iter::once((Version::Latest, &record.latest)).chain(numbered)
        {
            let package = self.package(name, stored)?;
            let compiled = matches!(stored.link, LinkRecord::Compiled { .. });
            let current = stored.linker == self.linker.identity() || stored.code.size_bytes == 0;
            complete &= current && compiled == package.is_some();
            let function = function_of(&self.storage, name, &record, version, stored, package)?;
            functions.insert(version, Arc::new(function));
        }
        Ok((
            FunctionEntry {
                name: *name,
                record,
                versions,
                functions,
                etag,
            },
            complete,
        ))
    }

    /// The package of a version, if it is there and whole.
    fn package(
        &self,
        name: &FunctionName,
        stored: &VersionRecord,
    ) -> Result<Option<Bytes>, LambdaError> {
        let LinkRecord::Compiled { sha256, .. } = &stored.link else {
            return Ok(None);
        };
        let package = self
            .storage
            .blob(&storage::package_key(name, sha256), PACKAGE_BYTES_MAX)?;
        Ok(package.filter(|bytes| sha256_hex(bytes) == *sha256))
    }

    /// Links all versions of a function anew. Neither revisions nor dates change: the function is
    /// what it was.
    fn relink_all(&self, name: &FunctionName) -> Result<(), LambdaError> {
        let update = self.update(name, |draft| {
            let mut latest = draft.record.latest.clone();
            self.relink(draft, &mut latest)?;
            draft.record.latest = latest;
            let numbers: Vec<u64> = draft.versions.keys().copied().collect();
            for number in numbers {
                let Some(mut version) = draft.versions.get(&number).cloned() else {
                    continue;
                };
                self.relink(draft, &mut version)?;
                draft.versions.insert(number, version);
            }
            Ok(())
        });
        update.map(|_| ())
    }
}
