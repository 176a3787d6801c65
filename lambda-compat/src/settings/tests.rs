//! Each constraint, with the sentence that it is refused with.

use super::*;

const ROLE: &str = "arn:aws:iam::000000000000:role/any";

fn change(members: Value) -> Result<Settings, LambdaError> {
    let mut request = serde_json::json!({
        "Role": ROLE, "Runtime": "python3.12", "Handler": "light.handler",
    });
    for (name, value) in members.as_object().unwrap() {
        request[name] = value.clone();
    }
    serde_json::from_value::<SettingsChange>(request)
        .unwrap()
        .create()
}

#[track_caller]
fn check_refused(members: Value, code: &str, sentence: &str) {
    let error = change(members).unwrap_err();
    assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
}

fn violation(value: &str, member: &str, constraint: &str) -> String {
    format!(
        "1 validation error detected: Value '{value}' at '{member}' failed to satisfy \
             constraint: {constraint}"
    )
}

#[test]
fn the_defaults_are_those_of_aws() {
    let settings = change(serde_json::json!({})).unwrap();
    assert_eq!(
        (settings.timeout_s, settings.memory_mb, settings.storage_mb),
        (3, 128, 512)
    );
    assert_eq!(settings.architecture, "x86_64");
    assert_eq!(settings.environment, None);
    assert_eq!(Settings::new("python3.12", "a.b").unwrap().handler, "a.b");
}

#[test]
fn numbers_outside_of_their_bounds_are_refused_in_the_words_of_aws() {
    let validation = "ValidationException";
    for (member, name, value, constraint) in [
        (
            "Timeout",
            "timeout",
            0,
            "Member must have value greater than or equal to 1",
        ),
        (
            "Timeout",
            "timeout",
            901,
            "Member must have value less than or equal to 900",
        ),
        (
            "MemorySize",
            "memorySize",
            127,
            "Member must have value greater than or equal to 128",
        ),
        (
            "MemorySize",
            "memorySize",
            -1,
            "Member must have value greater than or equal to 128",
        ),
    ] {
        let sentence = violation(&value.to_string(), name, constraint);
        check_refused(serde_json::json!({ member: value }), validation, &sentence);
    }
    check_refused(
        serde_json::json!({ "MemorySize": 10241 }),
        validation,
        "'MemorySize' value failed to satisfy constraint: Member must have value less than or \
             equal to 10240",
    );
    check_refused(
        serde_json::json!({ "EphemeralStorage": { "Size": 511 } }),
        validation,
        &violation(
            "511",
            "ephemeralStorage.size",
            "Member must have value greater than or equal to 512",
        ),
    );
}

#[test]
fn texts_follow_their_patterns() {
    let pattern = format!("Member must satisfy regular expression pattern: {ROLE_PATTERN}");
    for role in [
        "",
        "role",
        "arn:aws:iam::1:role/x",
        "arn:aws:iam::000000000000:role/ü",
    ] {
        check_refused(
            serde_json::json!({ "Role": role }),
            "ValidationException",
            &violation(role, "role", &pattern),
        );
    }
    assert!(change(serde_json::json!({ "Role": "arn:aws:iam::000000000000:role/a/b" })).is_ok());
    check_refused(
        serde_json::json!({ "Handler": "a b" }),
        "ValidationException",
        &violation(
            "a b",
            "handler",
            r"Member must satisfy regular expression pattern: [^\s]+",
        ),
    );
    let error = change(serde_json::json!({ "Description": "d".repeat(257) })).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("Member must have length less than or equal to 256")
    );
    let error = change(serde_json::json!({ "Runtime": "nodejs20.x" })).unwrap_err();
    assert_eq!(error.code(), "InvalidParameterValueException");
    assert!(
        error
            .to_string()
            .starts_with("Value nodejs20.x at 'runtime' failed to satisfy")
    );
}

#[test]
fn environments_are_small_and_leave_the_names_of_aws_alone() {
    let reserved = serde_json::json!({ "Environment": { "Variables": { "AWS_REGION": "x" } } });
    check_refused(
        reserved,
        "InvalidParameterValueException",
        "Lambda was unable to configure your environment variables because the environment \
             variables you have provided contains reserved keys that are currently not supported \
             for modification. Reserved keys used in this request: AWS_REGION",
    );
    let of_size = |bytes: usize| {
        let variables = serde_json::json!({ "KEY": "v".repeat(bytes) });
        serde_json::json!({ "Environment": { "Variables": variables } })
    };
    // `{"KEY":""}` takes 10 bytes.
    assert!(change(of_size(4086)).is_ok());
    let error = change(of_size(4087)).unwrap_err().to_string();
    assert!(
        error.contains("exceeded the 4KB limit. String measured: {\"KEY\":"),
        "{error}"
    );
    for name in ["1A", "A-B", "a", ""] {
        let variables = serde_json::json!({ "Environment": { "Variables": { name: "x" } } });
        assert_eq!(change(variables).unwrap_err().code(), "ValidationException");
    }
}

#[test]
fn architectures_are_exactly_one() {
    let of = |list: Value| change(serde_json::json!({ "Architectures": list }));
    assert_eq!(
        of(serde_json::json!(["arm64"])).unwrap().architecture,
        "arm64"
    );
    for list in [
        serde_json::json!([]),
        serde_json::json!(["x86"]),
        serde_json::json!(["arm64", "x86_64"]),
    ] {
        assert_eq!(of(list).unwrap_err().code(), "ValidationException");
    }
}

#[test]
fn what_cannot_be_honoured_is_refused_unless_it_is_blank() {
    let vpc = serde_json::json!({ "VpcConfig": { "SubnetIds": [], "SecurityGroupIds": [] } });
    assert!(change(vpc).unwrap().shown.is_empty());
    assert!(change(serde_json::json!({ "Layers": [] })).is_ok());
    check_refused(
        serde_json::json!({ "Layers": ["arn:aws:lambda:us-east-1:000000000000:layer:l:1"] }),
        "InvalidParameterValueException",
        "Layers is not supported by this server; remove it from the request",
    );
}
