//! Making a change durable, and visible only then.

use std::collections::BTreeMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use bytes::Bytes;
use faas_runtime::{Function, Package, Version};
use s3_compat::PutCondition;

use super::draft::Draft;
use super::entry::{FunctionEntry, function_of, referenced_keys};
use super::{Registry, storage};
use crate::error::LambdaError;
use crate::record::{LinkRecord, VersionRecord};

impl Registry {
    /// Stores a change: first what the record refers to, then the record, which is the commit.
    pub(super) fn commit(
        &self,
        _writer: &MutexGuard<'_, ()>,
        mut draft: Draft<'_>,
        before: Option<&FunctionEntry>,
    ) -> Result<Arc<FunctionEntry>, LambdaError> {
        let name = draft.name;
        self.check_storage(&draft, before)?;
        draft.record.versions = draft.versions.keys().copied().collect();
        let functions = self.functions_of(&draft, before)?;
        let old_keys = before
            .map(|old| referenced_keys(&name, &old.record, &old.versions))
            .unwrap_or_default();
        let new_keys = referenced_keys(&name, &draft.record, &draft.versions);
        let codes = draft
            .codes
            .iter()
            .map(|(sha, bytes)| (storage::code_key(&name, sha), bytes));
        let packages = draft
            .packages
            .iter()
            .map(|(sha, bytes)| (storage::package_key(&name, sha), bytes));
        let missing = codes.filter(|(key, _)| !old_keys.contains(key));
        for (key, bytes) in missing
            .chain(packages)
            .filter(|(key, _)| new_keys.contains(key))
        {
            self.storage.put_blob(&key, bytes.clone(), draft.now_ms)?;
        }
        for (number, version) in &draft.versions {
            if before.and_then(|old| old.versions.get(number)) != Some(version) {
                let key = storage::version_key(&name, *number);
                self.storage
                    .put_record(&key, version, PutCondition::Always, draft.now_ms)?;
            }
        }
        let condition = match before {
            Some(old) => PutCondition::IfMatch(old.etag.clone()),
            None => PutCondition::IfAbsent,
        };
        let key = storage::record_key(&name);
        let put = self
            .storage
            .put_record(&key, &draft.record, condition, draft.now_ms);
        let etag = match put {
            Err(LambdaError::ResourceConflict(message)) => {
                // A write that failed may have happened all the same: see what is there.
                self.refresh(&name)?;
                return Err(LambdaError::ResourceConflict(message));
            }
            other => other?,
        };
        let (record, versions) = (draft.record, draft.versions);
        let entry = Arc::new(FunctionEntry {
            name,
            record,
            versions,
            functions,
            etag,
        });
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        entries.insert(name, Arc::clone(&entry));
        drop(entries);
        self.changed(&name);
        self.discard(old_keys.difference(&new_keys).cloned());
        Ok(entry)
    }

    /// Deletes objects that nothing refers to. If that fails they are deleted at the next start.
    pub(super) fn discard(&self, keys: impl IntoIterator<Item = String>) {
        for key in keys {
            drop(self.storage.delete(&key));
        }
    }

    fn check_storage(
        &self,
        draft: &Draft<'_>,
        before: Option<&FunctionEntry>,
    ) -> Result<(), LambdaError> {
        let added: u64 = draft.codes.values().map(|zip| zip.len() as u64).sum();
        let grows = added > before.map_or(0, FunctionEntry::code_bytes);
        let stored: u64 = self.entries().iter().map(|entry| entry.code_bytes()).sum();
        if grows && stored.saturating_add(added) > self.limits.code_bytes_max {
            return Err(LambdaError::CodeStorageExceeded(format!(
                "Code storage limit exceeded: this server stores at most {} bytes of code",
                self.limits.code_bytes_max
            )));
        }
        Ok(())
    }

    /// What the executors get of each version of a draft.
    fn functions_of(
        &self,
        draft: &Draft<'_>,
        before: Option<&FunctionEntry>,
    ) -> Result<BTreeMap<Version, Arc<Function>>, LambdaError> {
        let numbered = draft
            .versions
            .iter()
            .map(|(n, v)| (Version::Numbered(*n), v));
        let all = std::iter::once((Version::Latest, &draft.record.latest)).chain(numbered);
        all.map(|(version, stored)| {
            let package = match &stored.link {
                LinkRecord::Refused { .. } => None,
                LinkRecord::Compiled { sha256, .. } => Some(match draft.packages.get(sha256) {
                    Some(package) => package.clone(),
                    None => package_in(before, stored).ok_or_else(|| {
                        LambdaError::Service(format!("the package {sha256} is not there"))
                    })?,
                }),
            };
            let function = function_of(
                &self.storage,
                &draft.name,
                &draft.record,
                version,
                stored,
                package,
            )?;
            Ok((version, Arc::new(function)))
        })
        .collect()
    }
}

/// The package of a version with the same link, from the state before a change.
fn package_in(before: Option<&FunctionEntry>, stored: &VersionRecord) -> Option<Bytes> {
    let entry = before?;
    entry.all_versions().find_map(|(version, other)| {
        match (&entry.function(version)?.package, other.link == stored.link) {
            (Package::Compiled(package), true) => Some(package.clone()),
            _ => None,
        }
    })
}
