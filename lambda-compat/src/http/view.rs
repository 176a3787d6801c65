//! The configuration of a function as the API shows it.

use std::collections::BTreeMap;
use std::sync::Arc;

use faas_runtime::Version;
use serde_json::{Map, Value, json};

use super::LambdaApi;
use super::request::Call;
use crate::error::LambdaError;
use crate::identifier::{FunctionId, Qualifier, function_arn};
use crate::record::{Settings, VersionRecord};
use crate::registry::{FunctionEntry, sha256_base64};
use crate::timestamp::iso_timestamp;

/// A function that exists, as a request named it.
pub(super) struct Target {
    pub(super) entry: Arc<FunctionEntry>,
    pub(super) qualifier: Option<Qualifier>,
}

impl LambdaApi {
    /// Finds the function that the path, and the parameter `Qualifier`, name.
    pub(super) fn target(&self, call: &Call, text: &str) -> Result<Target, LambdaError> {
        let id = FunctionId::parse(text)?;
        let query = call
            .parameter("Qualifier")
            .map(Qualifier::from_query)
            .transpose()?;
        let qualifier = id.qualifier_with(query)?;
        let region = id.region.as_ref();
        let entry = self.registry.entry(&id.name).filter(|entry| {
            // A full ARN names the function of its region and no other.
            region.is_none_or(|region| region.as_str() == entry.record.region)
        });
        let entry = entry.ok_or_else(|| {
            let region = region.unwrap_or(&call.region).as_str();
            not_found(&function_arn(region, &id.name, qualifier.as_ref()))
        })?;
        Ok(Target { entry, qualifier })
    }
}

impl Target {
    /// The version that is meant; `choice` decides between the versions of a weighted alias.
    pub(super) fn version(&self, choice: f64) -> Result<Version, LambdaError> {
        let version = self.entry.resolve(self.qualifier.as_ref(), choice);
        version.ok_or_else(|| not_found(&self.entry.arn(self.qualifier.as_ref())))
    }

    /// The configuration of the version that is meant.
    pub(super) fn configuration(&self) -> Result<Value, LambdaError> {
        let version = self.version(1.0)?;
        let stored = self.entry.version(version);
        let stored = stored.ok_or_else(|| not_found(&self.entry.arn(self.qualifier.as_ref())))?;
        Ok(configuration(
            &self.entry,
            version,
            stored,
            self.qualifier.as_ref(),
        ))
    }

    /// The operation is about the function as a whole.
    pub(super) fn unqualified(self) -> Result<Arc<FunctionEntry>, LambdaError> {
        match &self.qualifier {
            None => Ok(self.entry),
            Some(_) => Err(LambdaError::InvalidParameterValue(format!(
                "This operation is permitted on Lambda functions only. Aliases and versions do \
                 not support this operation. Please specify either a function name or an \
                 unqualified function ARN instead of {}",
                self.entry.arn(self.qualifier.as_ref())
            ))),
        }
    }
}

pub(super) fn not_found(arn: &str) -> LambdaError {
    LambdaError::ResourceNotFound(format!("Function not found: {arn}"))
}

/// AWS `FunctionConfiguration`. The ARN has the qualifier that the caller used.
pub(super) fn configuration(
    entry: &FunctionEntry,
    version: Version,
    stored: &VersionRecord,
    qualifier: Option<&Qualifier>,
) -> Value {
    let settings = &stored.settings;
    let runtime_version = runtime_arn(&entry.record.region, settings);
    let mut shown = json!({
        "FunctionName": entry.name.as_str(),
        "FunctionArn": entry.arn(qualifier),
        "Runtime": settings.runtime,
        "Role": settings.role,
        "Handler": settings.handler,
        "CodeSize": stored.code.size_bytes,
        "Description": settings.description,
        "Timeout": settings.timeout_s,
        "MemorySize": settings.memory_mb,
        "LastModified": iso_timestamp(stored.modified_ms),
        "CodeSha256": sha256_base64(&stored.code.sha256),
        "Version": version.to_string(),
        "TracingConfig": { "Mode": settings.tracing_mode },
        "RevisionId": stored.revision,
        "State": "Active",
        "LastUpdateStatus": "Successful",
        "PackageType": "Zip",
        "Architectures": [settings.architecture],
        "EphemeralStorage": { "Size": settings.storage_mb },
        "SnapStart": { "ApplyOn": settings.snap_start, "OptimizationStatus": "Off" },
        "RuntimeVersionConfig": { "RuntimeVersionArn": runtime_version },
        "LoggingConfig": logging(entry, settings),
    });
    if let Some(members) = shown.as_object_mut() {
        if let Some(variables) = &settings.environment {
            members.insert("Environment".to_owned(), json!({ "Variables": variables }));
        }
        // AWS gives a reason only for other states. Here it says why the function needs CPython.
        if let Some(reason) = stored.link.reason() {
            members.insert("StateReason".to_owned(), json!(reason));
        }
        members.extend(
            settings
                .shown
                .iter()
                .map(|(name, value)| (name.clone(), value.clone())),
        );
    }
    shown
}

fn logging(entry: &FunctionEntry, settings: &Settings) -> Value {
    let logging = &settings.logging;
    let group = logging
        .group
        .clone()
        .unwrap_or_else(|| format!("/aws/lambda/{}", entry.name));
    let mut shown = Map::new();
    shown.insert("LogFormat".to_owned(), json!(logging.format));
    shown.insert("LogGroup".to_owned(), json!(group));
    let levels = [
        ("ApplicationLogLevel", &logging.application_level),
        ("SystemLogLevel", &logging.system_level),
    ];
    for (name, level) in levels {
        if let Some(level) = level {
            shown.insert(name.to_owned(), json!(level));
        }
    }
    Value::Object(shown)
}

fn runtime_arn(region: &str, settings: &Settings) -> String {
    let hash = crate::registry::sha256_hex(settings.runtime.as_bytes());
    format!("arn:aws:lambda:{region}::runtime:{hash}")
}

/// Tags as a JSON object.
pub(super) fn tags(tags: &BTreeMap<String, String>) -> Value {
    json!(tags)
}
