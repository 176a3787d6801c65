//! The configuration of a function: defaults, and the constraints of AWS with AWS's sentences.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::error::{LambdaError, excerpt};
use crate::identifier::ACCOUNT;
use crate::record::{LoggingSettings, Settings};

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

/// Most bytes of all environment variables, written as JSON (AWS Lambda quota).
pub const ENVIRONMENT_BYTES_MAX: usize = 4096;

const ROLE_PATTERN: &str = r"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+";
const ARCHITECTURES: [&str; 2] = ["x86_64", "arm64"];
const LEVELS: [&str; 6] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/// Names that AWS sets itself.
const RESERVED_VARIABLES: [&str; 18] = [
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
];

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

/// Empty in every way that tools write "nothing".
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(members) => members.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn is_role(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("arn:") else {
        return false;
    };
    let Some((partition, rest)) = rest.split_once(":iam::") else {
        return false;
    };
    let Some((account, path)) = rest.split_once(":role") else {
        return false;
    };
    let path = path.strip_prefix('/').unwrap_or(path);
    let partition_fits = partition.is_empty()
        || partition
            .strip_prefix("aws")
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'));
    partition_fits
        && account.len() == 12
        && account.bytes().all(|b| b.is_ascii_digit())
        && !path.is_empty()
        && text.len() <= 512
        && path
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_+=,.@-/".contains(&b))
}

fn one_of(member: &str, value: &str, allowed: &[&str]) -> Result<String, LambdaError> {
    if allowed.contains(&value) {
        return Ok(value.to_owned());
    }
    let constraint = format!(
        "Member must satisfy enum value set: [{}]",
        allowed.join(", ")
    );
    Err(LambdaError::constraint(value, member, &constraint))
}

fn length_at_most(member: &str, value: &str, length_max: usize) -> Result<(), LambdaError> {
    if value.chars().count() <= length_max {
        return Ok(());
    }
    let constraint = format!("Member must have length less than or equal to {length_max}");
    Err(LambdaError::constraint(value, member, &constraint))
}

/// Checks an integer member that AWS bounds on both sides.
pub(crate) fn bounded(member: &str, value: i64, min: u32, max: u32) -> Result<u32, LambdaError> {
    let constraint = if value < i64::from(min) {
        format!("Member must have value greater than or equal to {min}")
    } else {
        format!("Member must have value less than or equal to {max}")
    };
    u32::try_from(value)
        .ok()
        .filter(|value| (min..=max).contains(value))
        .ok_or_else(|| LambdaError::constraint(&value.to_string(), member, &constraint))
}

fn memory_mb(value: i64) -> Result<u32, LambdaError> {
    if value > 10_240 {
        // The model allows 32,768, so the quota answers with another sentence than the constraint.
        return Err(LambdaError::Validation(
            "'MemorySize' value failed to satisfy constraint: Member must have value less than or \
             equal to 10240"
                .to_owned(),
        ));
    }
    bounded("memorySize", value, 128, 10_240)
}

fn architecture(values: &[String]) -> Result<String, LambdaError> {
    let shown = format!("[{}]", values.join(", "));
    match values {
        [one] if ARCHITECTURES.contains(&one.as_str()) => Ok(one.clone()),
        [_] => {
            let constraint = "Member must satisfy constraint: [Member must satisfy enum value set: \
                              [x86_64, arm64], Member must not be null]";
            Err(LambdaError::constraint(&shown, "architectures", constraint))
        }
        [] => {
            let constraint = "Member must have length greater than or equal to 1";
            Err(LambdaError::constraint(&shown, "architectures", constraint))
        }
        _ => {
            let constraint = "Member must have length less than or equal to 1";
            Err(LambdaError::constraint(&shown, "architectures", constraint))
        }
    }
}

fn check_environment(variables: &BTreeMap<String, String>) -> Result<(), LambdaError> {
    const FAILED: &str = "Lambda was unable to configure your environment variables because the \
                          environment variables you have provided";
    let reserved: Vec<&str> = variables
        .keys()
        .map(String::as_str)
        .filter(|name| RESERVED_VARIABLES.contains(name))
        .collect();
    if !reserved.is_empty() {
        return Err(LambdaError::InvalidParameterValue(format!(
            "{FAILED} contains reserved keys that are currently not supported for modification. \
             Reserved keys used in this request: {}",
            reserved.join(", ")
        )));
    }
    let well_formed = |name: &str| {
        name.len() >= 2
            && name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    if let Some(name) = variables.keys().find(|name| !well_formed(name)) {
        let constraint = "Map keys must satisfy constraint: [Member must satisfy regular \
                          expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]";
        let shown = format!("{{{}=...}}", excerpt(name));
        return Err(LambdaError::constraint(
            &shown,
            "environment.variables",
            constraint,
        ));
    }
    let json = serde_json::json!(variables).to_string();
    if json.len() > ENVIRONMENT_BYTES_MAX {
        return Err(LambdaError::InvalidParameterValue(format!(
            "{FAILED} exceeded the 4KB limit. String measured: {}",
            excerpt(&json)
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: &str = "arn:aws:iam::000000000000:role/any";

    fn change(members: Value) -> Result<Settings, LambdaError> {
        let mut request = serde_json::json!({
            "Role": ROLE, "Runtime": "python3.12", "Handler": "light.handler",
        });
        for (name, value) in members.as_object().unwrap() {
            request[name] = value.clone();
        }
        serde_json::from_value::<SettingsChange>(request)
            .unwrap()
            .create()
    }

    #[track_caller]
    fn check_refused(members: Value, code: &str, sentence: &str) {
        let error = change(members).unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
    }

    fn violation(value: &str, member: &str, constraint: &str) -> String {
        format!(
            "1 validation error detected: Value '{value}' at '{member}' failed to satisfy \
             constraint: {constraint}"
        )
    }

    #[test]
    fn the_defaults_are_those_of_aws() {
        let settings = change(serde_json::json!({})).unwrap();
        assert_eq!(
            (settings.timeout_s, settings.memory_mb, settings.storage_mb),
            (3, 128, 512)
        );
        assert_eq!(settings.architecture, "x86_64");
        assert_eq!(settings.environment, None);
        assert_eq!(Settings::new("python3.12", "a.b").unwrap().handler, "a.b");
    }

    #[test]
    fn numbers_outside_of_their_bounds_are_refused_in_the_words_of_aws() {
        let validation = "ValidationException";
        for (member, name, value, constraint) in [
            (
                "Timeout",
                "timeout",
                0,
                "Member must have value greater than or equal to 1",
            ),
            (
                "Timeout",
                "timeout",
                901,
                "Member must have value less than or equal to 900",
            ),
            (
                "MemorySize",
                "memorySize",
                127,
                "Member must have value greater than or equal to 128",
            ),
            (
                "MemorySize",
                "memorySize",
                -1,
                "Member must have value greater than or equal to 128",
            ),
        ] {
            let sentence = violation(&value.to_string(), name, constraint);
            check_refused(serde_json::json!({ member: value }), validation, &sentence);
        }
        check_refused(
            serde_json::json!({ "MemorySize": 10241 }),
            validation,
            "'MemorySize' value failed to satisfy constraint: Member must have value less than or \
             equal to 10240",
        );
        check_refused(
            serde_json::json!({ "EphemeralStorage": { "Size": 511 } }),
            validation,
            &violation(
                "511",
                "ephemeralStorage.size",
                "Member must have value greater than or equal to 512",
            ),
        );
    }

    #[test]
    fn texts_follow_their_patterns() {
        let pattern = format!("Member must satisfy regular expression pattern: {ROLE_PATTERN}");
        for role in [
            "",
            "role",
            "arn:aws:iam::1:role/x",
            "arn:aws:iam::000000000000:role/ü",
        ] {
            check_refused(
                serde_json::json!({ "Role": role }),
                "ValidationException",
                &violation(role, "role", &pattern),
            );
        }
        assert!(
            change(serde_json::json!({ "Role": "arn:aws:iam::000000000000:role/a/b" })).is_ok()
        );
        check_refused(
            serde_json::json!({ "Handler": "a b" }),
            "ValidationException",
            &violation(
                "a b",
                "handler",
                r"Member must satisfy regular expression pattern: [^\s]+",
            ),
        );
        let error = change(serde_json::json!({ "Description": "d".repeat(257) })).unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("Member must have length less than or equal to 256")
        );
        let error = change(serde_json::json!({ "Runtime": "nodejs20.x" })).unwrap_err();
        assert_eq!(error.code(), "InvalidParameterValueException");
        assert!(
            error
                .to_string()
                .starts_with("Value nodejs20.x at 'runtime' failed to satisfy")
        );
    }

    #[test]
    fn environments_are_small_and_leave_the_names_of_aws_alone() {
        let reserved = serde_json::json!({ "Environment": { "Variables": { "AWS_REGION": "x" } } });
        check_refused(
            reserved,
            "InvalidParameterValueException",
            "Lambda was unable to configure your environment variables because the environment \
             variables you have provided contains reserved keys that are currently not supported \
             for modification. Reserved keys used in this request: AWS_REGION",
        );
        let of_size = |bytes: usize| serde_json::json!({ "Environment": { "Variables": { "KEY": "v".repeat(bytes) } } });
        // `{"KEY":""}` takes 10 bytes.
        assert!(change(of_size(4086)).is_ok());
        let error = change(of_size(4087)).unwrap_err().to_string();
        assert!(
            error.contains("exceeded the 4KB limit. String measured: {\"KEY\":"),
            "{error}"
        );
        for name in ["1A", "A-B", "a", ""] {
            let variables = serde_json::json!({ "Environment": { "Variables": { name: "x" } } });
            assert_eq!(change(variables).unwrap_err().code(), "ValidationException");
        }
    }

    #[test]
    fn architectures_are_exactly_one() {
        let of = |list: Value| change(serde_json::json!({ "Architectures": list }));
        assert_eq!(
            of(serde_json::json!(["arm64"])).unwrap().architecture,
            "arm64"
        );
        for list in [
            serde_json::json!([]),
            serde_json::json!(["x86"]),
            serde_json::json!(["arm64", "x86_64"]),
        ] {
            assert_eq!(of(list).unwrap_err().code(), "ValidationException");
        }
    }

    #[test]
    fn what_cannot_be_honoured_is_refused_unless_it_is_blank() {
        let vpc = serde_json::json!({ "VpcConfig": { "SubnetIds": [], "SecurityGroupIds": [] } });
        assert!(change(vpc).unwrap().shown.is_empty());
        assert!(change(serde_json::json!({ "Layers": [] })).is_ok());
        check_refused(
            serde_json::json!({ "Layers": ["arn:aws:lambda:us-east-1:000000000000:layer:l:1"] }),
            "InvalidParameterValueException",
            "Layers is not supported by this server; remove it from the request",
        );
    }
}
