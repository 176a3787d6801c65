//! What is stored of a function: the JSON objects in the reserved bucket `.functions`.
//!
//! - `NAME/function.json`: a [`FunctionRecord`], the only object that is ever replaced. Replacing
//!   it is the commit of every change.
//! - `NAME/version/NUMBER.json`: the [`VersionRecord`] of a published version; the number has 20
//!   digits.
//! - `NAME/code/SHA256`: a deployment package as it was uploaded; the name is its SHA-256 in hex.
//! - `NAME/package/SHA256`: a linked package.
//!
//! An object that no record refers to is left over from a change that was cut short, and is deleted
//! when the registry is opened. Unknown members are an error, so that an older server never drops
//! what a newer one has stored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::identifier::AliasName;
use crate::init_error::InitError;
use crate::linker::Diagnostic;

/// Number of this format, in every [`FunctionRecord`].
pub const RECORD_FORMAT: u32 = 1;

/// What a user configures (AWS `FunctionConfiguration`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `python3.12` and the like.
    pub runtime: String,
    /// ARN of a role. It is kept and shown, and means nothing here.
    pub role: String,
    /// `module.function`.
    pub handler: String,
    /// Free text of at most 256 characters.
    pub description: String,
    /// Longest run, 1 to 900 seconds.
    pub timeout_s: u32,
    /// Memory, 128 to 10,240 MiB.
    pub memory_mb: u32,
    /// Variables, if there ever were any: AWS distinguishes none from no member.
    pub environment: Option<BTreeMap<String, String>>,
    /// `x86_64` or `arm64`.
    pub architecture: String,
    /// Size of `/tmp`, 512 to 10,240 MiB.
    pub storage_mb: u32,
    /// `PassThrough` or `Active`.
    pub tracing_mode: String,
    /// `None` or `PublishedVersions`.
    pub snap_start: String,
    /// Format, group and levels of logs.
    pub logging: LoggingSettings,
    /// Members that are kept and shown as they came: `VpcConfig`, `DeadLetterConfig`, `KMSKeyArn`.
    pub shown: BTreeMap<String, Value>,
}

/// Where and how a function logs (AWS `LoggingConfig`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggingSettings {
    /// `Text` or `JSON`.
    pub format: String,
    /// Log group; `None` means `/aws/lambda/NAME`.
    pub group: Option<String>,
    /// Least level of the function's own lines.
    pub application_level: Option<String>,
    /// Least level of the platform's lines.
    pub system_level: Option<String>,
}

/// A stored deployment package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeRecord {
    /// SHA-256 of the zip file, in hex.
    pub sha256: String,
    /// Length of the zip file; 0 if only a package was deployed.
    pub size_bytes: u64,
}

/// What came of linking the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LinkRecord {
    /// There is a package for the IoTPy machine.
    Compiled {
        /// SHA-256 of the package, in hex.
        sha256: String,
        /// Its length.
        size_bytes: u64,
    },
    /// CPython is needed.
    Refused {
        /// What the compiler said, at most [`LinkRecord::DIAGNOSTICS_MAX`] entries.
        diagnostics: Vec<Diagnostic>,
        /// Why no interpreter can load the handler, if that is known.
        init_error: Option<InitError>,
    },
}

impl LinkRecord {
    /// Most diagnostics that are kept.
    pub const DIAGNOSTICS_MAX: usize = 20;

    /// One sentence for people about why the function does not run on the IoTPy machine.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        let Self::Refused {
            diagnostics,
            init_error,
        } = self
        else {
            return None;
        };
        if let Some(error) = init_error {
            return Some(format!("The handler cannot be loaded: {}", error.message()));
        }
        let first = diagnostics
            .first()
            .map_or_else(|| "no reason given".into(), |d| d.to_string());
        let more = match diagnostics.len() {
            0 | 1 => String::new(),
            count => format!(" (and {} more)", count - 1),
        };
        Some(format!(
            "The function runs on CPython, because IoTPy does not accept {first}{more}"
        ))
    }
}

/// One version of a function: `$LATEST` or a published one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionRecord {
    /// The configuration.
    pub settings: Settings,
    /// The code.
    pub code: CodeRecord,
    /// The linked code.
    pub link: LinkRecord,
    /// [`Linker::identity`](crate::Linker::identity) of the linker that linked it.
    pub linker: String,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub modified_ms: u64,
    /// A UUID that is new after each change.
    pub revision: String,
}

/// An alias: a name for a version, or for two with weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AliasRecord {
    /// The version, `$LATEST` or a number.
    pub version: String,
    /// Free text.
    pub description: String,
    /// Share of the invocations, 0 to 1, that go to other versions.
    pub weights: BTreeMap<u64, f64>,
    /// A UUID that is new after each change.
    pub revision: String,
}

/// The resource policy of a function, version or alias.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyRecord {
    /// Statements by their id, in the order of their addition.
    pub statements: Vec<(String, Value)>,
    /// A UUID that is new after each change.
    pub revision: String,
}

/// How events are retried (AWS `FunctionEventInvokeConfig`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventInvokeRecord {
    /// 0 to 2.
    pub retries_max: Option<u32>,
    /// 60 to 21,600 seconds.
    pub age_max_s: Option<u32>,
    /// Where results go; kept and shown as it came.
    pub destinations: Value,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub modified_ms: u64,
}

/// A function with all that can change about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionRecord {
    /// [`RECORD_FORMAT`].
    pub format: u32,
    /// Its name.
    pub name: String,
    /// The region that its ARN names: that of the request that created it.
    pub region: String,
    /// `$LATEST`.
    pub latest: VersionRecord,
    /// The version that was published from `latest` as it is now.
    pub latest_published_as: Option<u64>,
    /// Numbers of the published versions, rising.
    pub versions: Vec<u64>,
    /// Number of the next version. Numbers are never used again.
    pub version_next: u64,
    /// The aliases.
    pub aliases: BTreeMap<AliasName, AliasRecord>,
    /// The tags.
    pub tags: BTreeMap<String, String>,
    /// Resource policies by qualifier; the empty one is the function's own.
    pub policies: BTreeMap<String, PolicyRecord>,
    /// Most invocations at a time; 0 stops the function.
    pub concurrency_reserved: Option<u32>,
    /// Settings for events by qualifier.
    pub event_invoke: BTreeMap<String, EventInvokeRecord>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifier::AliasName;

    const FUNCTION: &str = include_str!("../tests/vectors/function-1.json");
    const VERSION: &str = include_str!("../tests/vectors/version-1.json");

    fn record() -> FunctionRecord {
        let mut record = FunctionRecord {
            format: RECORD_FORMAT,
            name: "light".to_owned(),
            region: "us-east-1".to_owned(),
            latest: serde_json::from_str(VERSION).unwrap(),
            latest_published_as: Some(1),
            versions: vec![1],
            version_next: 2,
            aliases: BTreeMap::new(),
            tags: BTreeMap::from([("team".to_owned(), "x".to_owned())]),
            policies: BTreeMap::new(),
            concurrency_reserved: Some(5),
            event_invoke: BTreeMap::new(),
        };
        let alias = AliasRecord {
            version: "1".to_owned(),
            description: String::new(),
            weights: BTreeMap::from([(2, 0.25)]),
            revision: "00000000-0000-4000-8000-000000000001".to_owned(),
        };
        record
            .aliases
            .insert(AliasName::parse("prod").unwrap(), alias);
        let policy = PolicyRecord {
            statements: vec![("s1".to_owned(), serde_json::json!({ "Sid": "s1" }))],
            revision: "00000000-0000-4000-8000-000000000002".to_owned(),
        };
        record.policies.insert(String::new(), policy);
        let events = EventInvokeRecord {
            retries_max: Some(1),
            age_max_s: None,
            destinations: Value::Null,
            modified_ms: 7,
        };
        record.event_invoke.insert("$LATEST".to_owned(), events);
        record
    }

    #[test]
    fn the_stored_format_is_the_one_of_the_vectors() {
        let stored: FunctionRecord = serde_json::from_str(FUNCTION).unwrap();
        assert_eq!(stored, record());
        assert_eq!(serde_json::to_string(&stored).unwrap(), FUNCTION.trim_end());
        let version: VersionRecord = serde_json::from_str(VERSION).unwrap();
        assert_eq!(serde_json::to_string(&version).unwrap(), VERSION.trim_end());
    }

    #[test]
    fn a_member_that_is_not_known_is_an_error() {
        let newer = VERSION.replacen('{', "{\"new\":1,", 1);
        assert!(serde_json::from_str::<VersionRecord>(&newer).is_err());
    }
}
