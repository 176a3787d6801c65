//! Tags of functions.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::LambdaApi;
use super::functions::missing;
use super::request::Call;
use super::respond::Reply;
use crate::error::LambdaError;
use crate::registry::{FunctionEntry, executor_choice};

/// Most tags of one function (AWS).
const TAGS_MAX: usize = 50;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TagRequest {
    tags: Option<BTreeMap<String, String>>,
}

impl LambdaApi {
    pub(super) fn list_tags(&self, call: &Call, arn: &str) -> Result<Reply, LambdaError> {
        let entry = self.tagged(call, arn)?;
        Ok(Reply::Json(200, json!({ "Tags": entry.record.tags })))
    }

    pub(super) fn tag_resource(&self, call: &Call, arn: &str) -> Result<Reply, LambdaError> {
        let entry = self.tagged(call, arn)?;
        let request: TagRequest = call.json()?;
        let tags = request.tags.ok_or_else(|| missing("tags"))?;
        if tags.is_empty() {
            let message = "An error occurred and the request cannot be processed.".to_owned();
            return Err(LambdaError::InvalidParameterValue(message));
        }
        self.registry.update(&entry.name, |draft| {
            draft.record.tags.extend(tags);
            check_tags(&draft.record.tags)
        })?;
        Ok(Reply::Empty(204))
    }

    pub(super) fn untag_resource(&self, call: &Call, arn: &str) -> Result<Reply, LambdaError> {
        let entry = self.tagged(call, arn)?;
        let keys = call
            .query
            .get("tagKeys")
            .ok_or_else(|| missing("tagKeys"))?;
        self.registry.update(&entry.name, |draft| {
            draft.record.tags.retain(|key, _| !keys.contains(key));
            Ok(())
        })?;
        Ok(Reply::Empty(204))
    }

    /// Tags are of functions; the path must hold a whole ARN.
    fn tagged(&self, call: &Call, arn: &str) -> Result<Arc<FunctionEntry>, LambdaError> {
        if !arn.starts_with("arn:") {
            let pattern = concat!(
                "Member must satisfy regular expression pattern: ",
                r"arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:",
                r"function:[a-zA-Z0-9-_]+"
            );
            return Err(LambdaError::constraint(arn, "resource", pattern));
        }
        let target = self.target(call, arn)?;
        if target.qualifier.is_some() {
            return Err(LambdaError::InvalidParameterValue(
                "Tags on function aliases and versions are not supported. Please specify a \
                 function ARN."
                    .to_owned(),
            ));
        }
        Ok(target.entry)
    }
}

/// The rules of AWS for tags, and ours for the one that chooses an executor.
pub(super) fn check_tags(tags: &BTreeMap<String, String>) -> Result<(), LambdaError> {
    let refused = |message: String| Err(LambdaError::InvalidParameterValue(message));
    if tags.len() > TAGS_MAX {
        return refused("Number of tags exceeds resource tag limit.".to_owned());
    }
    for (key, value) in tags {
        let shown = crate::error::excerpt(key);
        if key.is_empty() || key.chars().count() > 128 {
            return refused(format!(
                "The tag key '{shown}' must have 1 to 128 characters"
            ));
        }
        if value.chars().count() > 256 {
            return refused(format!(
                "The value of the tag '{shown}' has more than 256 characters"
            ));
        }
        if key.to_ascii_lowercase().starts_with("aws:") {
            return refused(format!(
                "The tag key '{shown}' begins with aws:, which AWS reserves"
            ));
        }
    }
    executor_choice(tags).map(|_| ())
}
