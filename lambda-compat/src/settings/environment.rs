//! Environment variables: which names are allowed, and how much of them.

use std::collections::BTreeMap;

use crate::error::{LambdaError, excerpt};

/// Most bytes of all environment variables, written as JSON (AWS Lambda quota).
pub const ENVIRONMENT_BYTES_MAX: usize = 4096;

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

/// Checks names and size.
pub(super) fn check_environment(variables: &BTreeMap<String, String>) -> Result<(), LambdaError> {
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
