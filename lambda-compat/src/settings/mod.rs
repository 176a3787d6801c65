//! The configuration of a function: defaults, and the constraints of AWS with AWS's sentences.

mod constraint;
mod environment;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::error::{LambdaError, excerpt};
use crate::identifier::ACCOUNT;
use crate::record::{LoggingSettings, Settings};
pub(crate) use constraint::bounded;
use constraint::{
    ROLE_PATTERN, architecture, is_blank, is_role, length_at_most, memory_mb, one_of,
};
pub use environment::ENVIRONMENT_BYTES_MAX;
use environment::check_environment;

/// The runtimes that run here, as AWS names them.
pub const RUNTIMES: [&str; 8] = [
    "python3.7",
    "python3.8",
    "python3.9",
    "python3.10",
    "python3.11",
    "python3.12",
    "python3.13",
    "python3.14",
];

const LEVELS: [&str; 6] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/// The configuration members of CreateFunction and UpdateFunctionConfiguration. What is absent
/// stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SettingsChange {
    runtime: Option<String>,
    role: Option<String>,
    handler: Option<String>,
    description: Option<String>,
    timeout: Option<i64>,
    memory_size: Option<i64>,
    environment: Option<EnvironmentChange>,
    architectures: Option<Vec<String>>,
    ephemeral_storage: Option<StorageChange>,
    tracing_config: Option<TracingChange>,
    snap_start: Option<SnapStartChange>,
    logging_config: Option<LoggingChange>,
    vpc_config: Option<Value>,
    dead_letter_config: Option<Value>,
    #[serde(rename = "KMSKeyArn")]
    kms_key_arn: Option<Value>,
    layers: Option<Value>,
    file_system_configs: Option<Value>,
    image_config: Option<Value>,
    capacity_provider_config: Option<Value>,
    durable_config: Option<Value>,
    tenancy_config: Option<Value>,
    code_signing_config_arn: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct EnvironmentChange {
    variables: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct StorageChange {
    size: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct TracingChange {
    mode: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct SnapStartChange {
    apply_on: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct LoggingChange {
    log_format: Option<String>,
    log_group: Option<String>,
    application_log_level: Option<String>,
    system_log_level: Option<String>,
}

impl Settings {
    /// AWS's defaults. Role, handler and runtime have none.
    fn defaults() -> Self {
        Self {
            runtime: String::new(),
            role: String::new(),
            handler: String::new(),
            description: String::new(),
            timeout_s: 3,
            memory_mb: 128,
            environment: None,
            architecture: "x86_64".to_owned(),
            storage_mb: 512,
            tracing_mode: "PassThrough".to_owned(),
            snap_start: "None".to_owned(),
            logging: LoggingSettings {
                format: "Text".to_owned(),
                group: None,
                application_level: None,
                system_level: None,
            },
            shown: BTreeMap::new(),
        }
    }

    /// A configuration with AWS's defaults for everything but what a function needs to run, for
    /// fronts that know no roles.
    ///
    /// # Errors
    /// Those of [`SettingsChange::apply`].
    pub fn new(runtime: &str, handler: &str) -> Result<Self, LambdaError> {
        SettingsChange {
            runtime: Some(runtime.to_owned()),
            role: Some(format!("arn:aws:iam::{ACCOUNT}:role/none")),
            handler: Some(handler.to_owned()),
            ..SettingsChange::default()
        }
        .create()
    }
}

impl SettingsChange {
    /// The configuration of a new function.
    ///
    /// # Errors
    /// Those of [`SettingsChange::apply`], and for a missing role, handler or runtime.
    pub fn create(&self) -> Result<Settings, LambdaError> {
        if self.role.is_none() {
            return Err(LambdaError::Validation(
                "1 validation error detected: Value null at 'role' failed to satisfy constraint: \
                 Member must not be null"
                    .to_owned(),
            ));
        }
        if self.runtime.is_none() || self.handler.as_ref().is_none_or(String::is_empty) {
            return Err(LambdaError::InvalidParameterValue(
                "Runtime and Handler are mandatory parameters for functions created with \
                 deployment packages."
                    .to_owned(),
            ));
        }
        let mut settings = Settings::defaults();
        self.apply(&mut settings)?;
        Ok(settings)
    }

    /// A change of the architecture alone, as UpdateFunctionCode makes it.
    #[must_use]
    pub fn of_architectures(architectures: Option<Vec<String>>) -> Self {
        Self {
            architectures,
            ..Self::default()
        }
    }

    /// The change without the architecture, which belongs to the code and is changed with it.
    #[must_use]
    pub fn without_architectures(self) -> Self {
        Self {
            architectures: None,
            ..self
        }
    }

    /// Checks every member and writes it into `settings`.
    ///
    /// # Errors
    /// [`LambdaError::Validation`] or [`LambdaError::InvalidParameterValue`], as AWS chooses.
    pub fn apply(&self, settings: &mut Settings) -> Result<(), LambdaError> {
        self.refuse_unsupported()?;
        self.apply_texts(settings)?;
        if let Some(timeout) = self.timeout {
            settings.timeout_s = bounded("timeout", timeout, 1, 900)?;
        }
        if let Some(memory) = self.memory_size {
            settings.memory_mb = memory_mb(memory)?;
        }
        if let Some(storage) = &self.ephemeral_storage {
            let size = storage.size.ok_or_else(|| {
                LambdaError::Validation(
                    "1 validation error detected: Value null at 'ephemeralStorage.size' failed to \
                     satisfy constraint: Member must not be null"
                        .to_owned(),
                )
            })?;
            settings.storage_mb = bounded("ephemeralStorage.size", size, 512, 10_240)?;
        }
        if let Some(environment) = &self.environment {
            let variables = environment.variables.clone().unwrap_or_default();
            check_environment(&variables)?;
            settings.environment = Some(variables);
        }
        if let Some(architectures) = &self.architectures {
            settings.architecture = architecture(architectures)?;
        }
        self.apply_modes(settings)?;
        let shown = [
            ("VpcConfig", &self.vpc_config),
            ("DeadLetterConfig", &self.dead_letter_config),
            ("KMSKeyArn", &self.kms_key_arn),
        ];
        for (name, value) in shown {
            match value {
                Some(value) if is_blank(value) => drop(settings.shown.remove(name)),
                Some(value) => drop(settings.shown.insert(name.to_owned(), value.clone())),
                None => {}
            }
        }
        Ok(())
    }

    fn apply_texts(&self, settings: &mut Settings) -> Result<(), LambdaError> {
        if let Some(runtime) = &self.runtime {
            if !RUNTIMES.contains(&runtime.as_str()) {
                return Err(LambdaError::InvalidParameterValue(format!(
                    "Value {} at 'runtime' failed to satisfy constraint: Member must satisfy enum \
                     value set: [{}] or be a valid ARN",
                    excerpt(runtime),
                    RUNTIMES.join(", ")
                )));
            }
            settings.runtime.clone_from(runtime);
        }
        if let Some(role) = &self.role {
            if !is_role(role) {
                let constraint =
                    format!("Member must satisfy regular expression pattern: {ROLE_PATTERN}");
                return Err(LambdaError::constraint(role, "role", &constraint));
            }
            settings.role.clone_from(role);
        }
        if let Some(handler) = &self.handler {
            length_at_most("handler", handler, 128)?;
            if handler.is_empty() || handler.contains(char::is_whitespace) {
                let constraint = r"Member must satisfy regular expression pattern: [^\s]+";
                return Err(LambdaError::constraint(handler, "handler", constraint));
            }
            settings.handler.clone_from(handler);
        }
        if let Some(description) = &self.description {
            length_at_most("description", description, 256)?;
            settings.description.clone_from(description);
        }
        Ok(())
    }

    fn apply_modes(&self, settings: &mut Settings) -> Result<(), LambdaError> {
        if let Some(mode) = self
            .tracing_config
            .as_ref()
            .and_then(|config| config.mode.as_ref())
        {
            settings.tracing_mode = one_of("tracingConfig.mode", mode, &["Active", "PassThrough"])?;
        }
        if let Some(on) = self
            .snap_start
            .as_ref()
            .and_then(|config| config.apply_on.as_ref())
        {
            let member = "snapStart.applyOn";
            settings.snap_start = one_of(member, on, &["PublishedVersions", "None"])?;
        }
        let Some(change) = &self.logging_config else {
            return Ok(());
        };
        let logging = &mut settings.logging;
        if let Some(format) = &change.log_format {
            logging.format = one_of("loggingConfig.logFormat", format, &["JSON", "Text"])?;
        }
        if let Some(group) = &change.log_group {
            let plain = |b: u8| b.is_ascii_alphanumeric() || b".-_/#".contains(&b);
            if group.is_empty() || group.len() > 512 || !group.bytes().all(plain) {
                let constraint =
                    r"Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+";
                return Err(LambdaError::constraint(
                    group,
                    "loggingConfig.logGroup",
                    constraint,
                ));
            }
            logging.group = Some(group.clone());
        }
        if let Some(level) = &change.application_log_level {
            let member = "loggingConfig.applicationLogLevel";
            logging.application_level = Some(one_of(member, level, &LEVELS)?);
        }
        if let Some(level) = &change.system_log_level {
            let member = "loggingConfig.systemLogLevel";
            logging.system_level = Some(one_of(member, level, &["DEBUG", "INFO", "WARN"])?);
        }
        Ok(())
    }

    /// Members that would change what the function does, and cannot be honoured here.
    fn refuse_unsupported(&self) -> Result<(), LambdaError> {
        let members = [
            ("Layers", &self.layers),
            ("FileSystemConfigs", &self.file_system_configs),
            ("ImageConfig", &self.image_config),
            ("CapacityProviderConfig", &self.capacity_provider_config),
            ("DurableConfig", &self.durable_config),
            ("TenancyConfig", &self.tenancy_config),
            ("CodeSigningConfigArn", &self.code_signing_config_arn),
        ];
        match members
            .iter()
            .find(|(_, value)| value.as_ref().is_some_and(|v| !is_blank(v)))
        {
            Some((name, _)) => Err(LambdaError::InvalidParameterValue(format!(
                "{name} is not supported by this server; remove it from the request"
            ))),
            None => Ok(()),
        }
    }
}
