//! Creating, reading, configuring and deleting functions.

use std::collections::BTreeMap;

use faas_runtime::Version;
use serde::Deserialize;
use serde_json::json;

use super::LambdaApi;
use super::code::CodeSource;
use super::page::page;
use super::request::{CODE_PATH, Call};
use super::respond::Reply;
use super::tags::check_tags;
use super::view::{configuration, tags};
use crate::error::LambdaError;
use crate::identifier::{FunctionId, Qualifier};
use crate::registry::{FunctionEntry, NewFunction};
use crate::settings::SettingsChange;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateRequest<'a> {
    function_name: Option<String>,
    #[serde(borrow)]
    code: Option<CodeSource<'a>>,
    #[serde(default)]
    publish: Option<bool>,
    package_type: Option<String>,
    tags: Option<BTreeMap<String, String>>,
    #[serde(flatten)]
    settings: SettingsChange,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ConfigurationRequest {
    revision_id: Option<String>,
    #[serde(flatten)]
    settings: SettingsChange,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CodeRequest {
    publish: Option<bool>,
    dry_run: Option<bool>,
    revision_id: Option<String>,
    architectures: Option<Vec<String>>,
}

impl LambdaApi {
    pub(super) fn create_function(&self, call: &Call) -> Result<Reply, LambdaError> {
        let request: CreateRequest<'_> = call.json()?;
        let name = request
            .function_name
            .ok_or_else(|| missing("functionName"))?;
        let id = FunctionId::parse(&name)?;
        if let Some(region) = id.region.as_ref().filter(|region| **region != call.region) {
            return Err(LambdaError::ResourceNotFound(format!(
                "Functions from '{region}' are not reachable in this region ('{}')",
                call.region
            )));
        }
        if id.qualifier.is_some() {
            return Err(LambdaError::InvalidParameterValue(
                "The function name of a new function cannot have a version or an alias".to_owned(),
            ));
        }
        check_package_type(request.package_type.as_deref())?;
        let settings = request.settings.create()?;
        let tags = request.tags.unwrap_or_default();
        check_tags(&tags)?;
        if self.registry.entry(&id.name).is_some() {
            let message = format!("Function already exist: {}", id.name);
            return Err(LambdaError::ResourceConflict(message));
        }
        let code = request.code.ok_or_else(|| missing("code"))?;
        let entry = self.registry.create(NewFunction {
            name: id.name,
            region: call.region.clone(),
            settings,
            tags,
            zip: self.fetch_code(&code)?,
            publish: request.publish.unwrap_or(false),
        })?;
        let published = request.publish.unwrap_or(false).then_some(1);
        Ok(Reply::Json(201, version_view(&entry, published)))
    }

    pub(super) fn list_functions(&self, call: &Call) -> Result<Reply, LambdaError> {
        let all_versions = match call.parameter("FunctionVersion") {
            None => false,
            Some("ALL") => true,
            Some(other) => {
                let constraint = "Member must satisfy enum value set: [ALL]";
                return Err(LambdaError::constraint(
                    other,
                    "functionVersion",
                    constraint,
                ));
            }
        };
        let entries = self.registry.entries();
        let listed = match all_versions {
            false => {
                let items = entries.iter().map(|entry| (entry.name.to_string(), entry));
                page(call, "Functions", items, |entry| version_view(entry, None))?
            }
            true => {
                let items = entries.iter().flat_map(|entry| {
                    entry.all_versions().map(move |(version, stored)| {
                        let marker = version_marker(entry.name.as_str(), version);
                        (marker, (entry, version, stored))
                    })
                });
                page(call, "Functions", items, |(entry, version, stored)| {
                    let qualifier = Qualifier::Version(version);
                    configuration(entry, version, stored, Some(&qualifier))
                })?
            }
        };
        Ok(Reply::Json(200, listed))
    }

    pub(super) fn get_function(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        let configuration = target.configuration()?;
        let entry = &target.entry;
        let code = entry
            .version(target.version(1.0)?)
            .map(|version| &version.code);
        let mut shown =
            json!({ "Configuration": configuration, "Code": { "RepositoryType": "S3" } });
        if let Some(code) = code.filter(|code| code.size_bytes > 0) {
            let base = match (&self.public_url, call.header("host")) {
                (Some(url), _) => url.clone(),
                (None, Some(host)) => format!("http://{host}"),
                (None, None) => String::new(),
            };
            let location = format!("{base}{CODE_PATH}/{}/{}", entry.name, code.sha256);
            shown["Code"]["Location"] = json!(location);
        }
        if !entry.record.tags.is_empty() {
            shown["Tags"] = tags(&entry.record.tags);
        }
        if let Some(reserved) = entry.record.concurrency_reserved {
            shown["Concurrency"] = json!({ "ReservedConcurrentExecutions": reserved });
        }
        Ok(Reply::Json(200, shown))
    }

    pub(super) fn get_function_configuration(
        &self,
        call: &Call,
        id: &str,
    ) -> Result<Reply, LambdaError> {
        Ok(Reply::Json(200, self.target(call, id)?.configuration()?))
    }

    pub(super) fn update_function_configuration(
        &self,
        call: &Call,
        id: &str,
    ) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let request: ConfigurationRequest = call.json()?;
        let change = request.settings.without_architectures();
        let (entry, ()) = self.registry.update(&entry.name, |draft| {
            draft.expect_revision(request.revision_id.as_deref())?;
            let before = draft.record.latest.settings.clone();
            change.apply(&mut draft.record.latest.settings)?;
            let after = &draft.record.latest.settings;
            if (&before.handler, &before.runtime) != (&after.handler, &after.runtime) {
                self.registry.relink_latest(draft)?;
            }
            draft.touch_latest();
            Ok(())
        })?;
        Ok(Reply::Json(200, version_view(&entry, None)))
    }

    pub(super) fn update_function_code(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let request: CodeRequest = call.json()?;
        let publish = request.publish.unwrap_or(false);
        // The source of the code stands beside the other members, and is read on its own so that
        // it can be borrowed.
        let zip = self.fetch_code(&call.json()?)?;
        let architectures = SettingsChange::of_architectures(request.architectures);
        let change = |draft: &mut crate::registry::Draft<'_>| {
            draft.expect_revision(request.revision_id.as_deref())?;
            architectures.apply(&mut draft.record.latest.settings)?;
            draft.set_code(zip)
        };
        if request.dry_run.unwrap_or(false) {
            let latest = self.registry.rehearse(&entry.name, change)?;
            return Ok(Reply::Json(
                200,
                configuration(&entry, Version::Latest, &latest, None),
            ));
        }
        let (entry, published) = self.registry.update(&entry.name, |draft| {
            change(draft)?;
            if publish {
                draft.publish(None).map(Some)
            } else {
                Ok(None)
            }
        })?;
        Ok(Reply::Json(200, version_view(&entry, published)))
    }

    pub(super) fn delete_function(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        let name = target.entry.name;
        match target.qualifier {
            None => {
                self.registry.delete(&name)?;
            }
            Some(Qualifier::Version(Version::Numbered(number))) => {
                self.registry
                    .update(&name, |draft| delete_version(draft, number))?;
            }
            Some(Qualifier::Version(Version::Latest)) => {
                return Err(LambdaError::InvalidParameterValue(
                    "$LATEST version cannot be deleted without deleting the function.".to_owned(),
                ));
            }
            Some(Qualifier::Alias(_)) => {
                return Err(LambdaError::InvalidParameterValue(
                    "Deletion of aliases is not currently supported.".to_owned(),
                ));
            }
        }
        Ok(Reply::Empty(204))
    }

    pub(super) fn get_code_signing(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.entry;
        // Code is never signed here, which AWS shows by the absence of an ARN.
        Ok(Reply::Json(
            200,
            json!({ "FunctionName": entry.name.as_str() }),
        ))
    }
}

/// `$LATEST`, or the version that was just published.
pub(super) fn version_view(entry: &FunctionEntry, published: Option<u64>) -> serde_json::Value {
    let number = published.filter(|number| entry.versions.contains_key(number));
    let version = number.map_or(Version::Latest, Version::Numbered);
    let qualifier = number.map(|_| Qualifier::Version(version));
    let stored = entry.version(version).unwrap_or(&entry.record.latest);
    configuration(entry, version, stored, qualifier.as_ref())
}

/// Sorts the versions of a function by number, `$LATEST` first.
pub(super) fn version_marker(name: &str, version: Version) -> String {
    match version {
        Version::Latest => format!("{name}:{:020}", 0),
        Version::Numbered(number) => format!("{name}:{number:020}"),
    }
}

fn delete_version(draft: &mut crate::registry::Draft<'_>, number: u64) -> Result<(), LambdaError> {
    let text = number.to_string();
    let users: Vec<&str> = draft
        .record
        .aliases
        .iter()
        .filter(|(_, alias)| alias.version == text || alias.weights.contains_key(&number))
        .map(|(name, _)| name.as_str())
        .collect();
    if !users.is_empty() {
        return Err(LambdaError::ResourceConflict(format!(
            "Unable to delete version because the following aliases reference it: [{}]",
            users.join(", ")
        )));
    }
    draft.versions.remove(&number);
    draft.record.policies.remove(&text);
    draft.record.event_invoke.remove(&text);
    if draft.record.latest_published_as == Some(number) {
        draft.record.latest_published_as = None;
    }
    Ok(())
}

fn check_package_type(package_type: Option<&str>) -> Result<(), LambdaError> {
    match package_type {
        None | Some("Zip") => Ok(()),
        Some("Image") => Err(LambdaError::InvalidParameterValue(
            "The package type Image is not supported by this server; deploy a zip file".to_owned(),
        )),
        Some(other) => {
            let constraint = "Member must satisfy enum value set: [Image, Zip]";
            Err(LambdaError::constraint(other, "packageType", constraint))
        }
    }
}

pub(super) fn missing(member: &str) -> LambdaError {
    LambdaError::Validation(format!(
        "1 validation error detected: Value null at '{member}' failed to satisfy constraint: \
         Member must not be null"
    ))
}
