//! The registry as the engine sees it.

use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::{Function, FunctionName, FunctionRegistry, Package, RegistryError, Version};

use super::draft::sha256_hex;
use super::{NewFunction, Registry, new_record};
use crate::identifier::Region;
use crate::linker::Diagnostic;
use crate::record::{CodeRecord, LinkRecord, Settings};

impl FunctionRegistry for Registry {
    fn get(
        &self,
        name: &FunctionName,
        version: Version,
    ) -> Result<Option<Arc<Function>>, RegistryError> {
        Ok(self
            .entry(name)
            .and_then(|entry| entry.function(version).cloned()))
    }

    /// Stores a function that has a package and no files, as its latest version. Functions with
    /// files are deployed with [`Registry::create`], which checks and links them.
    fn put(&self, function: Function) -> Result<(), RegistryError> {
        if function.source.is_some() || function.version != Version::Latest {
            return Err(RegistryError::Store(
                "only the latest version of a function without files can be put; deploy a zip file"
                    .to_owned(),
            ));
        }
        let new = NewFunction {
            name: function.name,
            region: Region::default(),
            settings: settings_of(&function)?,
            tags: Default::default(),
            zip: Bytes::new(),
            publish: false,
        };
        let writer = self.writer();
        let before = self.entry(&function.name);
        let record = before
            .as_ref()
            .map_or_else(|| new_record(&new), |old| old.record.clone());
        let versions = before
            .as_ref()
            .map(|old| old.versions.clone())
            .unwrap_or_default();
        let mut draft = self.draft(function.name, record, versions);
        let latest = &mut draft.record.latest;
        latest.settings = new.settings;
        latest.code = CodeRecord {
            sha256: function.code_hash.to_string(),
            size_bytes: 0,
        };
        latest.linker = self.linker.identity();
        latest.link = match function.package {
            Package::Compiled(package) => {
                let (sha256, size_bytes) = (sha256_hex(&package), package.len() as u64);
                draft.packages.insert(sha256.clone(), package);
                LinkRecord::Compiled { sha256, size_bytes }
            }
            Package::Refused(message) => {
                let file = "the function".to_owned();
                let diagnostics = vec![Diagnostic {
                    file,
                    line: 0,
                    column: 0,
                    message,
                }];
                LinkRecord::Refused {
                    diagnostics,
                    init_error: None,
                }
            }
        };
        draft.touch_latest();
        self.commit(&writer, draft, before.as_deref())?;
        Ok(())
    }

    fn list(&self) -> Result<Vec<FunctionName>, RegistryError> {
        Ok(self.entries().iter().map(|entry| entry.name).collect())
    }

    fn remove(&self, name: &FunctionName) -> Result<bool, RegistryError> {
        Ok(self.delete(name)?)
    }
}

fn settings_of(function: &Function) -> Result<Settings, RegistryError> {
    let mut settings = Settings::new("python3.12", &function.handler)?;
    settings.memory_mb = function.memory_mb;
    settings.timeout_s = function.timeout_ms.div_ceil(1000);
    settings.environment = Some(function.environment.clone());
    Ok(settings)
}
