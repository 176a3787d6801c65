//! Aliases: names for versions.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::LambdaApi;
use super::functions::missing;
use super::page::page;
use super::request::Call;
use super::respond::Reply;
use super::view::not_found;
use crate::error::LambdaError;
use crate::identifier::{AliasName, Qualifier};
use crate::record::AliasRecord;
use crate::registry::{Draft, FunctionEntry};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AliasRequest {
    name: Option<String>,
    function_version: Option<String>,
    description: Option<String>,
    routing_config: Option<RoutingRequest>,
    revision_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RoutingRequest {
    additional_version_weights: Option<BTreeMap<String, f64>>,
}

impl LambdaApi {
    pub(super) fn create_alias(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let request: AliasRequest = call.json()?;
        let name = parse_name(request.name.as_deref().ok_or_else(|| missing("name"))?)?;
        let version = request
            .function_version
            .clone()
            .ok_or_else(|| missing("functionVersion"))?;
        let aliases_max = self.registry.limits().aliases_max;
        let (entry, alias) = self.registry.update(&entry.name, |draft| {
            let arn = alias_arn(&entry, &name);
            if draft.record.aliases.contains_key(&name) {
                return Err(LambdaError::ResourceConflict(format!(
                    "Alias already exists: {arn}"
                )));
            }
            if draft.record.aliases.len() >= aliases_max {
                return Err(LambdaError::CodeStorageExceeded(format!(
                    "A function has at most {aliases_max} aliases on this server; delete some"
                )));
            }
            let mut alias = AliasRecord {
                version,
                description: String::new(),
                weights: BTreeMap::new(),
                revision: String::new(),
            };
            apply(draft, &entry, &mut alias, &request)?;
            draft.record.aliases.insert(name.clone(), alias.clone());
            Ok(alias)
        })?;
        Ok(Reply::Json(201, shown(&entry, &name, &alias)))
    }

    pub(super) fn get_alias(
        &self,
        call: &Call,
        id: &str,
        name: &str,
    ) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let name = parse_name(name)?;
        let alias = entry.alias(&name).ok_or_else(|| no_alias(&entry, &name))?;
        Ok(Reply::Json(200, shown(&entry, &name, alias)))
    }

    pub(super) fn list_aliases(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let version = call.parameter("FunctionVersion");
        let aliases = entry.record.aliases.iter();
        let chosen =
            aliases.filter(|(_, alias)| version.is_none_or(|version| alias.version == version));
        let items = chosen.map(|(name, alias)| (name.as_str().to_owned(), (name, alias)));
        let listed = page(call, "Aliases", items, |(name, alias)| {
            shown(&entry, name, alias)
        })?;
        Ok(Reply::Json(200, listed))
    }

    pub(super) fn update_alias(
        &self,
        call: &Call,
        id: &str,
        name: &str,
    ) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let name = parse_name(name)?;
        let request: AliasRequest = call.json()?;
        let (entry, alias) = self.registry.update(&entry.name, |draft| {
            let present = draft.record.aliases.get(&name).cloned();
            let mut alias = present.ok_or_else(|| no_alias(&entry, &name))?;
            if request
                .revision_id
                .as_ref()
                .is_some_and(|revision| *revision != alias.revision)
            {
                return Err(LambdaError::revision_mismatch("GetFunction/GetAlias"));
            }
            apply(draft, &entry, &mut alias, &request)?;
            draft.record.aliases.insert(name.clone(), alias.clone());
            Ok(alias)
        })?;
        Ok(Reply::Json(200, shown(&entry, &name, &alias)))
    }

    /// Deleting an alias that is not there succeeds, as on AWS.
    pub(super) fn delete_alias(
        &self,
        call: &Call,
        id: &str,
        name: &str,
    ) -> Result<Reply, LambdaError> {
        let entry = self.target(call, id)?.unqualified()?;
        let name = parse_name(name)?;
        self.registry.update(&entry.name, |draft| {
            draft.record.aliases.remove(&name);
            draft.record.policies.remove(name.as_str());
            draft.record.event_invoke.remove(name.as_str());
            Ok(())
        })?;
        Ok(Reply::Empty(204))
    }
}

/// Checks the members of a request and writes them into the alias.
fn apply(
    draft: &Draft<'_>,
    entry: &FunctionEntry,
    alias: &mut AliasRecord,
    request: &AliasRequest,
) -> Result<(), LambdaError> {
    if let Some(version) = &request.function_version {
        alias.version.clone_from(version);
    }
    if let Some(description) = &request.description {
        if description.chars().count() > 256 {
            let constraint = "Member must have length less than or equal to 256";
            return Err(LambdaError::constraint(
                description,
                "description",
                constraint,
            ));
        }
        alias.description.clone_from(description);
    }
    if let Some(routing) = &request.routing_config {
        let weights = routing
            .additional_version_weights
            .clone()
            .unwrap_or_default();
        alias.weights = parse_weights(draft, entry, &alias.version, &weights)?;
    }
    check_version(draft, entry, &alias.version)?;
    if alias.version == "$LATEST" && !alias.weights.is_empty() {
        return Err(LambdaError::InvalidParameterValue(
            "$LATEST is not supported for an alias pointing to more than 1 version".to_owned(),
        ));
    }
    alias.revision = draft.new_revision();
    Ok(())
}

fn parse_weights(
    draft: &Draft<'_>,
    entry: &FunctionEntry,
    version: &str,
    weights: &BTreeMap<String, f64>,
) -> Result<BTreeMap<u64, f64>, LambdaError> {
    let refused = |message: &str| Err(LambdaError::InvalidParameterValue(message.to_owned()));
    if weights.len() > 1 {
        return refused("Number of items in AdditionalVersionWeights cannot be greater than 1");
    }
    let mut parsed = BTreeMap::new();
    for (text, weight) in weights {
        let number = text
            .parse()
            .ok()
            .filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
        let Some(number) = number else {
            let pattern = "Map keys must satisfy constraint: [Member must satisfy regular \
                           expression pattern: [0-9]+]";
            let member = "routingConfig.additionalVersionWeights";
            return Err(LambdaError::constraint(text, member, pattern));
        };
        if !(0.0..=1.0).contains(weight) {
            return refused("The weight of a version must be between 0.0 and 1.0");
        }
        if text == version {
            return refused(
                "Invalid function version. Function version is already included in routing \
                 configuration.",
            );
        }
        check_version(draft, entry, text)?;
        parsed.insert(number, *weight);
    }
    Ok(parsed)
}

fn check_version(draft: &Draft<'_>, entry: &FunctionEntry, text: &str) -> Result<(), LambdaError> {
    let qualifier = Qualifier::parse(text);
    let there = match &qualifier {
        Some(Qualifier::Version(faas_runtime::Version::Latest)) => true,
        Some(Qualifier::Version(faas_runtime::Version::Numbered(number))) => {
            draft.versions.contains_key(number)
        }
        _ => {
            let pattern = r"Member must satisfy regular expression pattern: (\$LATEST|[0-9]+)";
            return Err(LambdaError::constraint(text, "functionVersion", pattern));
        }
    };
    if there {
        Ok(())
    } else {
        Err(not_found(&entry.arn(qualifier.as_ref())))
    }
}

fn parse_name(text: &str) -> Result<AliasName, LambdaError> {
    AliasName::parse(text).ok_or_else(|| {
        let pattern =
            "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)";
        LambdaError::constraint(text, "name", pattern)
    })
}

fn alias_arn(entry: &FunctionEntry, name: &AliasName) -> String {
    entry.arn(Some(&Qualifier::Alias(name.clone())))
}

fn no_alias(entry: &FunctionEntry, name: &AliasName) -> LambdaError {
    LambdaError::ResourceNotFound(format!("Cannot find alias arn: {}", alias_arn(entry, name)))
}

fn shown(entry: &FunctionEntry, name: &AliasName, alias: &AliasRecord) -> Value {
    let mut shown = json!({
        "AliasArn": alias_arn(entry, name),
        "Name": name.as_str(),
        "FunctionVersion": alias.version,
        "Description": alias.description,
        "RevisionId": alias.revision,
    });
    if !alias.weights.is_empty() {
        let weights: BTreeMap<String, f64> = alias
            .weights
            .iter()
            .map(|(number, weight)| (number.to_string(), *weight))
            .collect();
        shown["RoutingConfig"] = json!({ "AdditionalVersionWeights": weights });
    }
    shown
}
