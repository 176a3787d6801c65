//! Which operation a method and a path mean.

use warp::http::Method;

use super::request::Call;
use super::respond::Reply;
use super::{LambdaApi, is_lambda_path};
use crate::error::{LambdaError, excerpt};

/// Longest body with a deployment package: 50 MiB in base64 and a quarter of a MiB around it, as
/// AWS has it.
const UPLOAD_BYTES_MAX: u64 = 70_167_211;
/// Longest payload of a call that waits (AWS Lambda quota).
pub(super) const CALL_BYTES_MAX: u64 = 6_291_456;
/// Longest payload of an event (AWS Lambda quota).
pub(super) const EVENT_BYTES_MAX: u64 = 1_048_576;
/// Longest body of everything else.
const OTHER_BYTES_MAX: u64 = 65_536;

/// An operation of the Lambda API, with the parts of its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Operation {
    CreateFunction,
    ListFunctions,
    GetFunction(String),
    DeleteFunction(String),
    GetFunctionConfiguration(String),
    UpdateFunctionConfiguration(String),
    UpdateFunctionCode(String),
    Invoke(String),
    InvokeAsync(String),
    PublishVersion(String),
    ListVersions(String),
    CreateAlias(String),
    ListAliases(String),
    GetAlias(String, String),
    UpdateAlias(String, String),
    DeleteAlias(String, String),
    AddPermission(String),
    GetPolicy(String),
    RemovePermission(String, String),
    ListTags(String),
    TagResource(String),
    UntagResource(String),
    GetAccountSettings,
    PutConcurrency(String),
    GetConcurrency(String),
    DeleteConcurrency(String),
    PutEventInvoke(String),
    UpdateEventInvoke(String),
    GetEventInvoke(String),
    DeleteEventInvoke(String),
    ListEventInvoke(String),
    GetCodeSigning(String),
    DownloadCode(String, String),
}

impl Operation {
    /// Finds the operation.
    ///
    /// # Errors
    /// [`LambdaError::NotImplemented`] for paths of the Lambda API that are not served here,
    /// [`LambdaError::UnknownOperation`] for all others.
    pub(super) fn find(method: &Method, segments: &[String]) -> Result<Self, LambdaError> {
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let found = match parts.as_slice() {
            ["2015-03-31", "functions", rest @ ..] => Self::of_functions(method.as_str(), rest),
            rest => Self::of_others(method.as_str(), rest),
        };
        found.ok_or_else(|| unknown(method, segments))
    }

    fn of_functions(method: &str, rest: &[&str]) -> Option<Self> {
        let own = |text: &&str| (*text).to_owned();
        Some(match (method, rest) {
            ("POST", []) => Self::CreateFunction,
            ("GET", []) => Self::ListFunctions,
            ("GET", [id]) => Self::GetFunction(own(id)),
            ("DELETE", [id]) => Self::DeleteFunction(own(id)),
            ("GET", [id, "configuration"]) => Self::GetFunctionConfiguration(own(id)),
            ("PUT", [id, "configuration"]) => Self::UpdateFunctionConfiguration(own(id)),
            ("PUT", [id, "code"]) => Self::UpdateFunctionCode(own(id)),
            ("POST", [id, "invocations"]) => Self::Invoke(own(id)),
            ("POST", [id, "versions"]) => Self::PublishVersion(own(id)),
            ("GET", [id, "versions"]) => Self::ListVersions(own(id)),
            ("POST", [id, "aliases"]) => Self::CreateAlias(own(id)),
            ("GET", [id, "aliases"]) => Self::ListAliases(own(id)),
            ("GET", [id, "aliases", alias]) => Self::GetAlias(own(id), own(alias)),
            ("PUT", [id, "aliases", alias]) => Self::UpdateAlias(own(id), own(alias)),
            ("DELETE", [id, "aliases", alias]) => Self::DeleteAlias(own(id), own(alias)),
            ("POST", [id, "policy"]) => Self::AddPermission(own(id)),
            ("GET", [id, "policy"]) => Self::GetPolicy(own(id)),
            ("DELETE", [id, "policy", sid]) => Self::RemovePermission(own(id), own(sid)),
            _ => return None,
        })
    }

    fn of_others(method: &str, rest: &[&str]) -> Option<Self> {
        let own = |text: &&str| (*text).to_owned();
        Some(match (method, rest) {
            ("POST", ["2014-11-13", "functions", id, "invoke-async"]) => Self::InvokeAsync(own(id)),
            ("GET", ["2017-03-31", "tags", arn]) => Self::ListTags(own(arn)),
            ("POST", ["2017-03-31", "tags", arn]) => Self::TagResource(own(arn)),
            ("DELETE", ["2017-03-31", "tags", arn]) => Self::UntagResource(own(arn)),
            ("GET", ["2016-08-19", "account-settings"]) => Self::GetAccountSettings,
            ("PUT", ["2017-10-31", "functions", id, "concurrency"]) => {
                Self::PutConcurrency(own(id))
            }
            ("DELETE", ["2017-10-31", "functions", id, "concurrency"]) => {
                Self::DeleteConcurrency(own(id))
            }
            ("GET", ["2019-09-30", "functions", id, "concurrency"]) => {
                Self::GetConcurrency(own(id))
            }
            (_, ["2019-09-25", "functions", id, "event-invoke-config"]) => match method {
                "PUT" => Self::PutEventInvoke(own(id)),
                "POST" => Self::UpdateEventInvoke(own(id)),
                "GET" => Self::GetEventInvoke(own(id)),
                "DELETE" => Self::DeleteEventInvoke(own(id)),
                _ => return None,
            },
            ("GET", ["2019-09-25", "functions", id, "event-invoke-config", "list"]) => {
                Self::ListEventInvoke(own(id))
            }
            ("GET", ["2020-06-30", "functions", id, "code-signing-config"]) => {
                Self::GetCodeSigning(own(id))
            }
            ("GET", [".nanolambda", "code", name, sha256]) => {
                Self::DownloadCode(own(name), own(sha256))
            }
            _ => return None,
        })
    }

    pub(super) fn is_upload(&self) -> bool {
        matches!(self, Self::CreateFunction | Self::UpdateFunctionCode(_))
    }

    pub(super) fn body_bytes_max(&self, call: &Call) -> u64 {
        match self {
            Self::CreateFunction | Self::UpdateFunctionCode(_) => UPLOAD_BYTES_MAX,
            Self::Invoke(_) if call.header("x-amz-invocation-type") != Some("Event") => {
                CALL_BYTES_MAX
            }
            Self::Invoke(_) | Self::InvokeAsync(_) => EVENT_BYTES_MAX,
            _ => OTHER_BYTES_MAX,
        }
    }

    pub(super) fn body_too_large(&self, call: &Call, length: u64, limit: u64) -> LambdaError {
        if let Self::Invoke(_) | Self::InvokeAsync(_) = self {
            let kind = match self {
                Self::InvokeAsync(_) => "Event",
                _ => call
                    .header("x-amz-invocation-type")
                    .unwrap_or("RequestResponse"),
            };
            return LambdaError::RequestTooLarge(format!(
                "{length} byte payload is too large for the {kind} invocation type (limit {limit} \
                 bytes)"
            ));
        }
        let name = format!("{self:?}");
        let name = name.split(['(', ' ']).next().unwrap_or_default();
        LambdaError::RequestEntityTooLarge(format!(
            "Request must be smaller than {limit} bytes for the {name} operation"
        ))
    }

    /// Carries out an operation other than an invocation. It blocks.
    pub(super) fn run(&self, api: &LambdaApi, call: &Call) -> Result<Reply, LambdaError> {
        match self {
            Self::CreateFunction => api.create_function(call),
            Self::ListFunctions => api.list_functions(call),
            Self::GetFunction(id) => api.get_function(call, id),
            Self::DeleteFunction(id) => api.delete_function(call, id),
            Self::GetFunctionConfiguration(id) => api.get_function_configuration(call, id),
            Self::UpdateFunctionConfiguration(id) => api.update_function_configuration(call, id),
            Self::UpdateFunctionCode(id) => api.update_function_code(call, id),
            Self::PublishVersion(id) => api.publish_version(call, id),
            Self::ListVersions(id) => api.list_versions(call, id),
            Self::CreateAlias(id) => api.create_alias(call, id),
            Self::ListAliases(id) => api.list_aliases(call, id),
            Self::GetAlias(id, alias) => api.get_alias(call, id, alias),
            Self::UpdateAlias(id, alias) => api.update_alias(call, id, alias),
            Self::DeleteAlias(id, alias) => api.delete_alias(call, id, alias),
            Self::AddPermission(id) => api.add_permission(call, id),
            Self::GetPolicy(id) => api.get_policy(call, id),
            Self::RemovePermission(id, sid) => api.remove_permission(call, id, sid),
            Self::ListTags(arn) => api.list_tags(call, arn),
            Self::TagResource(arn) => api.tag_resource(call, arn),
            Self::UntagResource(arn) => api.untag_resource(call, arn),
            Self::GetAccountSettings => api.get_account_settings(),
            Self::PutConcurrency(id) => api.put_concurrency(call, id),
            Self::GetConcurrency(id) => api.get_concurrency(call, id),
            Self::DeleteConcurrency(id) => api.delete_concurrency(call, id),
            Self::PutEventInvoke(id) => api.put_event_invoke(call, id),
            Self::UpdateEventInvoke(id) => api.update_event_invoke(call, id),
            Self::GetEventInvoke(id) => api.get_event_invoke(call, id),
            Self::DeleteEventInvoke(id) => api.delete_event_invoke(call, id),
            Self::ListEventInvoke(id) => api.list_event_invoke(call, id),
            Self::GetCodeSigning(id) => api.get_code_signing(call, id),
            Self::DownloadCode(name, sha256) => api.download_code(name, sha256),
            Self::Invoke(_) | Self::InvokeAsync(_) => {
                Err(LambdaError::Service("invocations do not block".to_owned()))
            }
        }
    }
}

fn unknown(method: &Method, segments: &[String]) -> LambdaError {
    let path = format!("/{}", segments.join("/"));
    let shown = excerpt(&path);
    if is_lambda_path(&path) {
        return LambdaError::NotImplemented(format!(
            "This server does not implement the Lambda operation {method} {shown}"
        ));
    }
    LambdaError::UnknownOperation(format!("There is no Lambda operation {method} {shown}"))
}
