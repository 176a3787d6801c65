//! Creating, reading, changing and deleting.

use s3_compat::{BucketName, Buckets as _, ObjectKey, ObjectStore as _};
use sha2::{Digest as _, Sha256};

use super::*;

const FUNCTIONS: &str = "/2015-03-31/functions";
const LIGHT_PATH: &str = "/2015-03-31/functions/light";

#[tokio::test]
async fn a_created_function_is_shown_as_aws_shows_it() {
    let server = Server::start();
    let scope = "AWS4-HMAC-SHA256 Credential=K/20260102/eu-west-1/lambda/aws4_request, Signature=0";
    let request = with(create_request("light"), json!({ "Tags": { "a": "b" } }));
    let headers = [("authorization", scope), ("host", "edge:4566")];
    let made = server
        .send("POST", FUNCTIONS, &headers, request.to_string())
        .await;
    assert_eq!(made.status, 201);
    let zip = zip_of(&[LIGHT]);
    let made = made.json();
    let arn = "arn:aws:lambda:eu-west-1:000000000000:function:light";
    for (member, value) in [
        ("FunctionName", json!("light")),
        ("FunctionArn", json!(arn)),
        ("CodeSha256", json!(STANDARD.encode(Sha256::digest(&zip)))),
        ("CodeSize", json!(zip.len())),
        ("State", json!("Active")),
        ("LastUpdateStatus", json!("Successful")),
        ("Version", json!("$LATEST")),
        ("LastModified", json!("1970-01-01T00:00:00.000+0000")),
        ("PackageType", json!("Zip")),
        ("Timeout", json!(3)),
    ] {
        assert_eq!(made[member], value, "{member}");
    }
    assert!(made.get("Environment").is_none() && made.get("StateReason").is_none());
    // The ARN stays, whatever region asks for it.
    let got = server
        .send("GET", LIGHT_PATH, &[("host", "edge:4566")], "")
        .await
        .json();
    assert_eq!(got["Configuration"], made);
    assert_eq!(got["Tags"], json!({ "a": "b" }));
    let location = got["Code"]["Location"].as_str().unwrap();
    let path = location.strip_prefix("http://edge:4566").unwrap();
    assert!(is_lambda_path(path));
    let download = server.get(path).await;
    assert_eq!((download.status, download.body), (200, zip));
    assert_eq!(server.get(&format!("{path}0")).await.status, 404);
    let configuration = server.get(&format!("{LIGHT_PATH}/configuration")).await;
    assert_eq!(configuration.json(), made);
}

#[tokio::test]
async fn what_runs_on_cpython_says_why() {
    let server = Server::start();
    let zip = zip_of(&[("light.py", "def handler(e, c):\n    yield 1\n")]);
    let code = json!({ "Code": { "ZipFile": STANDARD.encode(zip) } });
    let made = server
        .post(FUNCTIONS, &with(create_request("light"), code))
        .await;
    assert_eq!(made.status, 201);
    let reason = "The function runs on CPython, because IoTPy does not accept light.py:1:5: \
                  generators are not supported";
    assert_eq!(made.json()["StateReason"], reason);
}

/// Members that make a sound request a bad one, with the error class and a part of the sentence.
fn refused_members() -> Vec<(Value, &'static str, &'static str)> {
    let validation = "ValidationException";
    let parameter = "InvalidParameterValueException";
    let serialization = "SerializationException";
    vec![
        (
            json!({ "FunctionName": null }),
            validation,
            "Value null at 'functionName'",
        ),
        (
            json!({ "FunctionName": "a/b" }),
            validation,
            "at 'functionName'",
        ),
        (
            json!({ "FunctionName": "new:1" }),
            parameter,
            "cannot have a version",
        ),
        (json!({ "Role": null }), validation, "Value null at 'role'"),
        (
            json!({ "Handler": null }),
            parameter,
            "Runtime and Handler are mandatory",
        ),
        (
            json!({ "Runtime": null }),
            parameter,
            "Runtime and Handler are mandatory",
        ),
        (json!({ "Code": null }), validation, "Value null at 'code'"),
        (
            json!({ "Code": {} }),
            parameter,
            "Please provide a source for function code.",
        ),
        (
            json!({ "Code": { "S3Bucket": "b" } }),
            parameter,
            "both S3Bucket and S3Key",
        ),
        (
            json!({ "Code": { "ImageUri": "x" } }),
            parameter,
            "ImageUri is not supported",
        ),
        (
            json!({ "Code": { "ZipFile": "!" } }),
            serialization,
            "not base64",
        ),
        (
            json!({ "Code": { "ZipFile": "" } }),
            parameter,
            "Could not unzip uploaded file.",
        ),
        (
            json!({ "PackageType": "Image" }),
            parameter,
            "Image is not supported",
        ),
        (
            json!({ "Tags": { "aws:x": "" } }),
            parameter,
            "which AWS reserves",
        ),
        (
            json!({ "Timeout": "three" }),
            serialization,
            "does not fit the operation",
        ),
    ]
}

#[tokio::test]
async fn bad_requests_are_refused_and_create_nothing() {
    let server = Server::with_light().await;
    let again = server.post(FUNCTIONS, &create_request("light")).await;
    check_error(
        &again,
        409,
        "ResourceConflictException",
        "Function already exist: light",
    );
    for (members, code, part) in refused_members() {
        let request = with(create_request("new"), members);
        check_error(&server.post(FUNCTIONS, &request).await, 400, code, part);
    }
    let broken = server.send("POST", FUNCTIONS, &[], "{").await;
    check_error(
        &broken,
        400,
        "InvalidRequestContentException",
        "Could not parse request body",
    );
    let elsewhere = "arn:aws:lambda:eu-west-1:000000000000:function:new";
    let request = with(create_request("new"), json!({ "FunctionName": elsewhere }));
    let part = "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')";
    check_error(
        &server.post(FUNCTIONS, &request).await,
        404,
        "ResourceNotFoundException",
        part,
    );
    assert_eq!(server.api.registry.entries().len(), 1);
}

#[tokio::test]
async fn code_comes_from_a_bucket_of_the_same_store() {
    let server = Server::start();
    let bucket = BucketName::new("code").unwrap();
    server.store.create_bucket(&bucket, 0).unwrap();
    let key = ObjectKey::new("a/light.zip").unwrap();
    server
        .store
        .put_bytes(&bucket, &key, zip_of(&[LIGHT]), 0)
        .unwrap();
    let request = |bucket: &str, key: &str| {
        let code = json!({ "Code": { "S3Bucket": bucket, "S3Key": key } });
        with(create_request("light"), code)
    };
    let parameter = "InvalidParameterValueException";
    for (bucket, key, part) in [
        ("code", "none", "S3 Error Code: NoSuchKey."),
        ("none", "a/light.zip", "S3 Error Code: NoSuchBucket."),
        // The functions of others are no code to deploy.
        (
            ".functions",
            "light/function.json",
            "S3 Error Code: NoSuchBucket.",
        ),
    ] {
        let refused = server.post(FUNCTIONS, &request(bucket, key)).await;
        check_error(&refused, 400, parameter, part);
    }
    assert_eq!(
        server
            .post(FUNCTIONS, &request("code", "a/light.zip"))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn lists_come_in_pages_of_the_wanted_size() {
    let server = Server::start();
    for name in ["c", "a", "b"] {
        server.post(FUNCTIONS, &create_request(name)).await;
    }
    let names = |page: &Value| -> Vec<String> {
        let functions = page["Functions"].as_array().unwrap().iter();
        functions
            .map(|function| function["FunctionName"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = server.get(&format!("{FUNCTIONS}?MaxItems=2")).await.json();
    assert_eq!(
        (names(&first), &first["NextMarker"]),
        (vec!["a".into(), "b".into()], &json!("b"))
    );
    let second = server
        .get(&format!("{FUNCTIONS}/?MaxItems=2&Marker=b"))
        .await
        .json();
    assert_eq!(
        (names(&second), second.get("NextMarker")),
        (vec!["c".to_owned()], None)
    );
    let all = server
        .get(&format!("{FUNCTIONS}?FunctionVersion=ALL"))
        .await
        .json();
    assert!(
        all["Functions"][0]["FunctionArn"]
            .as_str()
            .unwrap()
            .ends_with(":a:$LATEST")
    );
    for query in [
        "MaxItems=0",
        "MaxItems=x",
        "MaxItems=10001",
        "FunctionVersion=SOME",
    ] {
        let refused = server.get(&format!("{FUNCTIONS}?{query}")).await;
        check_error(&refused, 400, "ValidationException", "");
    }
}

#[tokio::test]
async fn a_new_handler_is_linked_and_a_refused_change_is_none() {
    let server = Server::with_light().await;
    let path = format!("{LIGHT_PATH}/configuration");
    let change = json!({ "Handler": "light.other", "Timeout": 900, "Architectures": ["arm64"] });
    let changed = server.put(&path, &change).await;
    assert_eq!(changed.status, 200);
    assert_eq!(changed.json()["Architectures"], json!(["x86_64"]));
    let reason = "The handler cannot be loaded: Handler 'other' missing on module 'light'";
    assert_eq!(changed.json()["StateReason"], reason);
    let refused = server
        .put(&path, &json!({ "Handler": "light.handler", "Timeout": 0 }))
        .await;
    check_error(&refused, 400, "ValidationException", "at 'timeout'");
    assert_eq!(server.get(&path).await.json(), changed.json());
    let revision = json!({ "RevisionId": "x", "Timeout": 1 });
    let stale = server.put(&path, &revision).await;
    check_error(
        &stale,
        412,
        "PreconditionFailedException",
        "GetFunction/GetAlias",
    );
    let qualified = server
        .put(&format!("{LIGHT_PATH}:1/configuration"), &change)
        .await;
    check_error(
        &qualified,
        400,
        "InvalidParameterValueException",
        "functions only",
    );
}

#[tokio::test]
async fn code_is_replaced_or_only_rehearsed() {
    let server = Server::with_light().await;
    let path = format!("{LIGHT_PATH}/code");
    let before = server
        .get(&format!("{LIGHT_PATH}/configuration"))
        .await
        .json();
    let zip = zip_of(&[LIGHT, ("more.py", "")]);
    let request = json!({ "ZipFile": STANDARD.encode(&zip) });
    let dry = server
        .put(&path, &with(request.clone(), json!({ "DryRun": true })))
        .await
        .json();
    assert_eq!(dry["CodeSize"], json!(zip.len()));
    assert_eq!(
        server
            .get(&format!("{LIGHT_PATH}/configuration"))
            .await
            .json(),
        before
    );
    let members = json!({ "Publish": true, "Architectures": ["arm64"],
        "RevisionId": before["RevisionId"] });
    let published = server
        .put(&path, &with(request.clone(), members))
        .await
        .json();
    assert_eq!(
        (&published["Version"], &published["CodeSize"]),
        (&json!("1"), &json!(zip.len()))
    );
    assert!(
        published["FunctionArn"]
            .as_str()
            .unwrap()
            .ends_with(":light:1")
    );
    let after = server
        .get(&format!("{LIGHT_PATH}/configuration"))
        .await
        .json();
    assert_eq!(after["Architectures"], json!(["arm64"]));
    assert_ne!(after["RevisionId"], before["RevisionId"]);
}

#[tokio::test]
async fn only_whole_functions_and_numbered_versions_are_deleted() {
    let server = Server::with_light().await;
    server
        .post(&format!("{LIGHT_PATH}/versions"), &json!({}))
        .await;
    let parameter = "InvalidParameterValueException";
    let latest = server
        .delete(&format!("{LIGHT_PATH}?Qualifier=$LATEST"))
        .await;
    check_error(&latest, 400, parameter, "$LATEST version cannot be deleted");
    let alias = server.delete(&format!("{LIGHT_PATH}:prod")).await;
    check_error(&alias, 400, parameter, "Deletion of aliases");
    assert_eq!(server.delete(&format!("{LIGHT_PATH}:1")).await.status, 204);
    let gone = server.get(&format!("{LIGHT_PATH}:1")).await;
    check_error(&gone, 404, "ResourceNotFoundException", "function:light:1");
    let arn = "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Alight";
    let deleted = server.delete(&format!("{FUNCTIONS}/{arn}")).await;
    assert_eq!((deleted.status, deleted.body.len()), (204, 0));
    let gone = server.delete(LIGHT_PATH).await;
    let arn = "Function not found: arn:aws:lambda:us-east-1:000000000000:function:light";
    check_error(&gone, 404, "ResourceNotFoundException", arn);
}
