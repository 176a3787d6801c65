//! The variables that a function finds in its environment, the same on every executor.

use std::collections::BTreeMap;
use std::string::{String, ToString as _};

use super::identity::{Identity, log_group_name};
use crate::Function;

/// The variables of a function's configuration, and those of AWS that it leaves open.
///
/// A configuration may set `LANG`, `PATH` and `TZ`, as on AWS. `LAMBDA_TASK_ROOT` is not among
/// them: only the executor knows where the code is.
pub(super) fn variables(
    function: &Function,
    identity: &Identity,
    log_stream: &str,
) -> BTreeMap<String, String> {
    let region = region(function, identity);
    let mut variables: BTreeMap<String, String> = [
        ("AWS_DEFAULT_REGION", region.to_string()),
        (
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            function.memory_mb.to_string(),
        ),
        ("AWS_LAMBDA_FUNCTION_NAME", function.name.to_string()),
        ("AWS_LAMBDA_FUNCTION_VERSION", function.version.to_string()),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand".to_string()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", log_group(function)),
        ("AWS_LAMBDA_LOG_STREAM_NAME", log_stream.to_string()),
        ("AWS_REGION", region.to_string()),
        ("LANG", "C.UTF-8".to_string()),
        ("PATH", "/usr/local/bin:/usr/bin:/bin".to_string()),
        ("TZ", ":UTC".to_string()),
        ("_HANDLER", function.handler.clone()),
    ]
    .map(|(name, value)| (name.to_string(), value))
    .into();
    let own = function.environment.iter();
    variables.extend(own.map(|(name, value)| (name.clone(), value.clone())));
    variables
}

/// The log group that the function's configuration names, or the one that AWS gives it.
pub(super) fn log_group(function: &Function) -> String {
    let named = function.environment.get("AWS_LAMBDA_LOG_GROUP_NAME");
    named.map_or_else(|| log_group_name(&function.name), String::clone)
}

/// The ARN of the function, in the region that it was created in.
pub(super) fn arn(function: &Function, identity: &Identity) -> String {
    let identity = Identity {
        region: region(function, identity).to_string(),
        ..identity.clone()
    };
    identity.function_arn(&function.name, function.version)
}

fn region<'a>(function: &'a Function, identity: &'a Identity) -> &'a str {
    let named = function.environment.get("AWS_REGION");
    named.map_or(&identity.region, |region| region)
}
