//! Resource policies. They are kept and shown; nothing is decided by them, because requests are not
//! authenticated.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::LambdaApi;
use super::functions::missing;
use super::request::Call;
use super::respond::Reply;
use super::view::Target;
use crate::error::{LambdaError, excerpt};
use crate::identifier::ACCOUNT;
use crate::record::PolicyRecord;

/// Longest policy (AWS Lambda quota).
const POLICY_BYTES_MAX: usize = 20_480;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PermissionRequest {
    statement_id: Option<String>,
    action: Option<String>,
    principal: Option<String>,
    source_arn: Option<String>,
    source_account: Option<String>,
    event_source_token: Option<String>,
    #[serde(rename = "PrincipalOrgID")]
    principal_org_id: Option<String>,
    function_url_auth_type: Option<String>,
    revision_id: Option<String>,
}

impl LambdaApi {
    pub(super) fn add_permission(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        let version = target.version(1.0)?;
        let request: PermissionRequest = call.json()?;
        let sid = request
            .statement_id
            .clone()
            .ok_or_else(|| missing("statementId"))?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_".contains(&b);
        if sid.is_empty() || sid.len() > 100 || !sid.bytes().all(plain) {
            let pattern = "Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)";
            return Err(LambdaError::constraint(&sid, "statementId", pattern));
        }
        let statement = statement(&target, &sid, &request)?;
        if target.qualifier.is_some() && version == faas_runtime::Version::Latest {
            return Err(LambdaError::InvalidParameterValue(
                "We currently do not support adding policies for $LATEST.".to_owned(),
            ));
        }
        let key = policy_key(&target);
        self.registry.update(&target.entry.name, |draft| {
            let revision = draft.new_revision();
            let policy = draft
                .record
                .policies
                .entry(key)
                .or_insert_with(|| PolicyRecord {
                    statements: Vec::new(),
                    revision: String::new(),
                });
            expect_revision(policy, request.revision_id.as_deref())?;
            if policy.statements.iter().any(|(present, _)| *present == sid) {
                return Err(LambdaError::ResourceConflict(format!(
                    "The statement id ({sid}) provided already exists. Please provide a new \
                     statement id, or remove the existing statement."
                )));
            }
            policy.statements.push((sid.clone(), statement.clone()));
            policy.revision = revision;
            if document(policy).len() > POLICY_BYTES_MAX {
                return Err(LambdaError::PolicyLengthExceeded(format!(
                    "The final policy size ({}) is bigger than the limit ({POLICY_BYTES_MAX}).",
                    document(policy).len()
                )));
            }
            Ok(())
        })?;
        Ok(Reply::Json(
            201,
            json!({ "Statement": statement.to_string() }),
        ))
    }

    pub(super) fn get_policy(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        target.version(1.0)?;
        let policy = target.entry.record.policies.get(&policy_key(&target));
        let policy = policy.ok_or_else(no_policy)?;
        let shown = json!({ "Policy": document(policy), "RevisionId": policy.revision });
        Ok(Reply::Json(200, shown))
    }

    pub(super) fn remove_permission(
        &self,
        call: &Call,
        id: &str,
        sid: &str,
    ) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        let key = policy_key(&target);
        let revision_id = call.parameter("RevisionId");
        self.registry.update(&target.entry.name, |draft| {
            let revision = draft.new_revision();
            let policies = &mut draft.record.policies;
            let policy = policies.get_mut(&key).ok_or_else(|| no_statement(sid))?;
            expect_revision(policy, revision_id)?;
            let count = policy.statements.len();
            policy.statements.retain(|(present, _)| present != sid);
            if policy.statements.len() == count {
                return Err(no_statement(sid));
            }
            policy.revision = revision;
            if policy.statements.is_empty() {
                policies.remove(&key);
            }
            Ok(())
        })?;
        Ok(Reply::Empty(204))
    }
}

fn policy_key(target: &Target) -> String {
    target
        .qualifier
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn expect_revision(policy: &PolicyRecord, expected: Option<&str>) -> Result<(), LambdaError> {
    match expected {
        Some(revision) if revision != policy.revision => {
            Err(LambdaError::revision_mismatch("GetPolicy"))
        }
        _ => Ok(()),
    }
}

fn document(policy: &PolicyRecord) -> String {
    let statements: Vec<&Value> = policy.statements.iter().map(|(_, value)| value).collect();
    json!({ "Version": "2012-10-17", "Id": "default", "Statement": statements }).to_string()
}

fn no_policy() -> LambdaError {
    LambdaError::ResourceNotFound("The resource you requested does not exist.".to_owned())
}

fn no_statement(sid: &str) -> LambdaError {
    let shown = excerpt(sid);
    LambdaError::ResourceNotFound(format!(
        "Statement {shown} is not found in resource policy."
    ))
}

fn statement(
    target: &Target,
    sid: &str,
    request: &PermissionRequest,
) -> Result<Value, LambdaError> {
    let action = request.action.as_deref().ok_or_else(|| missing("action"))?;
    let known = action == "*"
        || action.strip_prefix("lambda:").is_some_and(|call| {
            call == "*" || (!call.is_empty() && call.bytes().all(|b| b.is_ascii_alphabetic()))
        });
    if !known {
        let pattern =
            "Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])";
        return Err(LambdaError::constraint(action, "action", pattern));
    }
    let principal = request
        .principal
        .as_deref()
        .ok_or_else(|| missing("principal"))?;
    let mut conditions: Map<String, Value> = Map::new();
    let mut condition = |operator: &str, key: &str, value: &Option<String>| {
        if let Some(value) = value {
            let operands = conditions.entry(operator).or_insert_with(|| json!({}));
            operands[key] = json!(value);
        }
    };
    condition("StringEquals", "AWS:SourceAccount", &request.source_account);
    condition(
        "StringEquals",
        "lambda:EventSourceToken",
        &request.event_source_token,
    );
    condition(
        "StringEquals",
        "aws:PrincipalOrgID",
        &request.principal_org_id,
    );
    condition(
        "StringEquals",
        "lambda:FunctionUrlAuthType",
        &request.function_url_auth_type,
    );
    condition("ArnLike", "AWS:SourceArn", &request.source_arn);
    let mut statement = json!({
        "Sid": sid,
        "Effect": "Allow",
        "Principal": principal_value(principal)?,
        "Action": action,
        "Resource": target.entry.arn(target.qualifier.as_ref()),
    });
    if !conditions.is_empty() {
        statement["Condition"] = Value::Object(conditions);
    }
    Ok(statement)
}

/// AWS writes services, accounts and everybody in three ways.
fn principal_value(principal: &str) -> Result<Value, LambdaError> {
    let account = principal.len() == 12 && principal.bytes().all(|b| b.is_ascii_digit());
    match principal {
        "*" => Ok(json!("*")),
        _ if account => Ok(json!({ "AWS": format!("arn:aws:iam::{principal}:root") })),
        _ if principal.starts_with("arn:") => Ok(json!({ "AWS": principal })),
        _ if principal.contains('.') && !principal.contains(char::is_whitespace) => {
            Ok(json!({ "Service": principal }))
        }
        _ => Err(LambdaError::InvalidParameterValue(format!(
            "The provided principal was invalid. Please check the principal and try again. It may \
             be a service, an ARN, * or an account such as {ACCOUNT}."
        ))),
    }
}
