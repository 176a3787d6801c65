//! The parameters of an operation.

use std::collections::BTreeMap;

use s3_compat::{BucketName, ObjectKey};
use serde_json::{Map, Value};

use super::answer::CloudError;

/// Parameters that change nothing here: there is one account, and bytes never leave the process.
const WITHOUT_EFFECT: [&str; 7] = [
    "ChecksumAlgorithm",
    "ChecksumMode",
    "EncodingType",
    "ExpectedBucketOwner",
    "ExpectedSourceBucketOwner",
    "FetchOwner",
    "RequestPayer",
];

/// Parameters that no one has asked for yet.
pub(super) struct Parameters(Map<String, Value>);

impl Parameters {
    pub(super) fn parse(text: &str) -> Result<Self, CloudError> {
        match serde_json::from_str(text) {
            Ok(members) => Ok(Self(members)),
            Err(error) => Err(invalid(format!("the parameters are no object: {error}"))),
        }
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !value.is_null())
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, CloudError> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(invalid(format!("{name} must be a string, not {other}"))),
        }
    }

    pub(super) fn required(&mut self, name: &str) -> Result<String, CloudError> {
        self.text(name)?
            .ok_or_else(|| invalid(format!("the parameter {name} is missing")))
    }

    pub(super) fn count(&mut self, name: &str) -> Result<Option<u32>, CloudError> {
        match self.take(name) {
            None => Ok(None),
            Some(value) => match value.as_u64() {
                Some(count) => Ok(Some(u32::try_from(count).unwrap_or(u32::MAX))),
                None => Err(invalid(format!(
                    "{name} must be a number from 0, not {value}"
                ))),
            },
        }
    }

    /// Names and values.
    pub(super) fn pairs(&mut self, name: &str) -> Result<BTreeMap<String, String>, CloudError> {
        match self.take(name) {
            None => Ok(BTreeMap::new()),
            Some(value) => serde_json::from_value(value)
                .map_err(|_| invalid(format!("{name} must be a dict of strings"))),
        }
    }

    pub(super) fn bucket(&mut self) -> Result<BucketName, CloudError> {
        Ok(BucketName::new(&self.required("Bucket")?)?)
    }

    pub(super) fn key(&mut self) -> Result<ObjectKey, CloudError> {
        Ok(ObjectKey::new(&self.required("Key")?)?)
    }

    /// Refuses what was not asked for.
    pub(super) fn finish(self) -> Result<(), CloudError> {
        let unknown = self
            .0
            .iter()
            .find(|(name, value)| !value.is_null() && !WITHOUT_EFFECT.contains(&name.as_str()));
        match unknown {
            None => Ok(()),
            Some((name, _)) => Err(CloudError::new(
                "NotImplemented",
                501,
                format!(
                    "A parameter you provided implies functionality that is not implemented: {name}"
                ),
            )),
        }
    }
}

pub(super) fn invalid(message: String) -> CloudError {
    CloudError::new("InvalidArgument", 400, message)
}
