//! Constraints of members, with AWS's sentences.

use serde_json::Value;

use crate::error::LambdaError;

/// The ARN of a role, as AWS's model has it.
pub(super) const ROLE_PATTERN: &str =
    r"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+";

const ARCHITECTURES: [&str; 2] = ["x86_64", "arm64"];

/// Empty in every way that tools write "nothing".
pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(members) => members.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

pub(super) fn is_role(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("arn:") else {
        return false;
    };
    let Some((partition, rest)) = rest.split_once(":iam::") else {
        return false;
    };
    let Some((account, path)) = rest.split_once(":role") else {
        return false;
    };
    let path = path.strip_prefix('/').unwrap_or(path);
    let partition_fits = partition.is_empty()
        || partition
            .strip_prefix("aws")
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'));
    partition_fits
        && account.len() == 12
        && account.bytes().all(|b| b.is_ascii_digit())
        && !path.is_empty()
        && text.len() <= 512
        && path
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_+=,.@-/".contains(&b))
}

pub(super) fn one_of(member: &str, value: &str, allowed: &[&str]) -> Result<String, LambdaError> {
    if allowed.contains(&value) {
        return Ok(value.to_owned());
    }
    let constraint = format!(
        "Member must satisfy enum value set: [{}]",
        allowed.join(", ")
    );
    Err(LambdaError::constraint(value, member, &constraint))
}

pub(super) fn length_at_most(
    member: &str,
    value: &str,
    length_max: usize,
) -> Result<(), LambdaError> {
    if value.chars().count() <= length_max {
        return Ok(());
    }
    let constraint = format!("Member must have length less than or equal to {length_max}");
    Err(LambdaError::constraint(value, member, &constraint))
}

/// Checks an integer member that AWS bounds on both sides.
pub(crate) fn bounded(member: &str, value: i64, min: u32, max: u32) -> Result<u32, LambdaError> {
    let constraint = if value < i64::from(min) {
        format!("Member must have value greater than or equal to {min}")
    } else {
        format!("Member must have value less than or equal to {max}")
    };
    u32::try_from(value)
        .ok()
        .filter(|value| (min..=max).contains(value))
        .ok_or_else(|| LambdaError::constraint(&value.to_string(), member, &constraint))
}

pub(super) fn memory_mb(value: i64) -> Result<u32, LambdaError> {
    if value > 10_240 {
        // The model allows 32,768, so the quota answers with another sentence than the constraint.
        return Err(LambdaError::Validation(
            "'MemorySize' value failed to satisfy constraint: Member must have value less than or \
             equal to 10240"
                .to_owned(),
        ));
    }
    bounded("memorySize", value, 128, 10_240)
}

pub(super) fn architecture(values: &[String]) -> Result<String, LambdaError> {
    let shown = format!("[{}]", values.join(", "));
    match values {
        [one] if ARCHITECTURES.contains(&one.as_str()) => Ok(one.clone()),
        [_] => {
            let constraint = "Member must satisfy constraint: [Member must satisfy enum value set: \
                              [x86_64, arm64], Member must not be null]";
            Err(LambdaError::constraint(&shown, "architectures", constraint))
        }
        [] => {
            let constraint = "Member must have length greater than or equal to 1";
            Err(LambdaError::constraint(&shown, "architectures", constraint))
        }
        _ => {
            let constraint = "Member must have length less than or equal to 1";
            Err(LambdaError::constraint(&shown, "architectures", constraint))
        }
    }
}
