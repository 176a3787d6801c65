//! How events are retried, as AWS calls it: the configuration for asynchronous invocation.

use serde::Deserialize;
use serde_json::{Value, json};

use super::LambdaApi;
use super::page::page;
use super::request::Call;
use super::respond::Reply;
use super::view::Target;
use crate::error::LambdaError;
use crate::identifier::Qualifier;
use crate::record::EventInvokeRecord;
use crate::registry::FunctionEntry;
use crate::settings::bounded;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct EventInvokeRequest {
    maximum_retry_attempts: Option<i64>,
    maximum_event_age_in_seconds: Option<i64>,
    destination_config: Option<Value>,
}

impl LambdaApi {
    /// Replaces the configuration.
    pub(super) fn put_event_invoke(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        self.store_event_invoke(call, id, false)
    }

    /// Changes the members that the request has.
    pub(super) fn update_event_invoke(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        self.store_event_invoke(call, id, true)
    }

    fn store_event_invoke(
        &self,
        call: &Call,
        id: &str,
        keep_absent: bool,
    ) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        target.version(1.0)?;
        let change = parse(call.json()?, self.now_ms())?;
        let key = config_key(&target);
        let (entry, stored) = self.registry.update(&target.entry.name, |draft| {
            let present = draft.record.event_invoke.get(&key).cloned();
            let stored = match (keep_absent, present) {
                (false, _) => change,
                (true, None) => return Err(no_config(&target)),
                (true, Some(old)) => EventInvokeRecord {
                    retries_max: change.retries_max.or(old.retries_max),
                    age_max_s: change.age_max_s.or(old.age_max_s),
                    destinations: match change.destinations {
                        Value::Null => old.destinations,
                        new => new,
                    },
                    modified_ms: change.modified_ms,
                },
            };
            draft
                .record
                .event_invoke
                .insert(key.clone(), stored.clone());
            Ok(stored)
        })?;
        Ok(Reply::Json(200, shown(&entry, &key, &stored)))
    }

    pub(super) fn get_event_invoke(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        let key = config_key(&target);
        let stored = target.entry.record.event_invoke.get(&key);
        let stored = stored.ok_or_else(|| no_config(&target))?;
        Ok(Reply::Json(200, shown(&target.entry, &key, stored)))
    }

    pub(super) fn delete_event_invoke(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        let key = config_key(&target);
        self.registry.update(&target.entry.name, |draft| {
            match draft.record.event_invoke.remove(&key) {
                Some(_) => Ok(()),
                None => Err(no_config(&target)),
            }
        })?;
        Ok(Reply::Empty(204))
    }

    pub(super) fn list_event_invoke(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.entry;
        let items = entry.record.event_invoke.iter();
        let items = items.map(|(key, stored)| (key.clone(), (key, stored)));
        let member = "FunctionEventInvokeConfigs";
        let listed = page(call, member, items, |(key, stored)| {
            shown(&entry, key, stored)
        })?;
        Ok(Reply::Json(200, listed))
    }
}

fn parse(request: EventInvokeRequest, now_ms: u64) -> Result<EventInvokeRecord, LambdaError> {
    let EventInvokeRequest {
        maximum_retry_attempts: retries,
        maximum_event_age_in_seconds: age,
        destination_config: destinations,
    } = request;
    if retries.is_none() && age.is_none() && destinations.is_none() {
        return Err(LambdaError::InvalidParameterValue(
            "You must specify at least one of error handling or destination setting.".to_owned(),
        ));
    }
    let retries_max = retries.map(|value| bounded("maximumRetryAttempts", value, 0, 2));
    let age_max_s = age.map(|value| bounded("maximumEventAgeInSeconds", value, 60, 21_600));
    Ok(EventInvokeRecord {
        retries_max: retries_max.transpose()?,
        age_max_s: age_max_s.transpose()?,
        destinations: destinations.unwrap_or(Value::Null),
        modified_ms: now_ms,
    })
}

/// Without a qualifier the configuration is that of `$LATEST`.
fn config_key(target: &Target) -> String {
    target
        .qualifier
        .clone()
        .unwrap_or(Qualifier::LATEST)
        .to_string()
}

fn no_config(target: &Target) -> LambdaError {
    let qualifier = target.qualifier.clone().unwrap_or(Qualifier::LATEST);
    LambdaError::ResourceNotFound(format!(
        "The function {} doesn't have an EventInvokeConfig",
        target.entry.arn(Some(&qualifier))
    ))
}

fn shown(entry: &FunctionEntry, key: &str, stored: &EventInvokeRecord) -> Value {
    let destinations = match &stored.destinations {
        Value::Null => json!({ "OnSuccess": {}, "OnFailure": {} }),
        given => given.clone(),
    };
    let mut shown = json!({
        "LastModified": stored.modified_ms / 1000,
        "FunctionArn": entry.arn(Qualifier::parse(key).as_ref()),
        "DestinationConfig": destinations,
    });
    if let Some(retries) = stored.retries_max {
        shown["MaximumRetryAttempts"] = json!(retries);
    }
    if let Some(age) = stored.age_max_s {
        shown["MaximumEventAgeInSeconds"] = json!(age);
    }
    shown
}
