//! Published versions.

use serde::Deserialize;

use super::LambdaApi;
use super::functions::{version_marker, version_view};
use super::page::page;
use super::request::Call;
use super::respond::Reply;
use super::view::configuration;
use crate::error::LambdaError;
use crate::identifier::Qualifier;
use crate::registry::sha256_base64;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PublishRequest {
    code_sha256: Option<String>,
    description: Option<String>,
    revision_id: Option<String>,
}

impl LambdaApi {
    pub(super) fn publish_version(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let request: PublishRequest = call.json()?;
        if request
            .description
            .as_ref()
            .is_some_and(|text| text.chars().count() > 256)
        {
            let constraint = "Member must have length less than or equal to 256";
            let text = request.description.unwrap_or_default();
            return Err(LambdaError::constraint(&text, "description", constraint));
        }
        let (entry, number) = self.registry.update(&entry.name, |draft| {
            draft.expect_revision(request.revision_id.as_deref())?;
            let present = sha256_base64(&draft.record.latest.code.sha256);
            if let Some(expected) = request.code_sha256.filter(|expected| *expected != present) {
                return Err(LambdaError::InvalidParameterValue(format!(
                    "CodeSHA256 ({}) is different from current CodeSHA256 in $LATEST ({present}). \
                     Please try again with the CodeSHA256 in $LATEST.",
                    crate::error::excerpt(&expected)
                )));
            }
            draft.publish(request.description.as_deref())
        })?;
        Ok(Reply::Json(201, version_view(&entry, Some(number))))
    }

    pub(super) fn list_versions(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.entry;
        let items = entry.all_versions().map(|(version, stored)| {
            (
                version_marker(entry.name.as_str(), version),
                (version, stored),
            )
        });
        let listed = page(call, "Versions", items, |(version, stored)| {
            configuration(&entry, version, stored, Some(&Qualifier::Version(version)))
        })?;
        Ok(Reply::Json(200, listed))
    }
}
