//! Versions and aliases.

use super::*;

const VERSIONS: &str = "/2015-03-31/functions/light/versions";
const ALIASES: &str = "/2015-03-31/functions/light/aliases";

/// A server whose function has versions 1 and 2.
async fn with_versions() -> Server {
    let server = Server::with_light().await;
    server.post(VERSIONS, &json!({})).await;
    let path = "/2015-03-31/functions/light/configuration";
    server.put(path, &json!({ "MemorySize": 256 })).await;
    let two = server
        .post(VERSIONS, &json!({ "Description": "two" }))
        .await;
    assert_eq!(
        (two.status, two.json()["Version"].clone()),
        (201, json!("2"))
    );
    server
}

#[tokio::test]
async fn versions_keep_what_was_published() {
    let server = with_versions().await;
    let again = server.post(VERSIONS, &json!({})).await.json();
    assert_eq!(
        (&again["Version"], &again["Description"]),
        (&json!("2"), &json!("two"))
    );
    let listed = server.get(VERSIONS).await.json();
    let shown: Vec<_> = listed["Versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| {
            (
                version["Version"].as_str().unwrap(),
                version["MemorySize"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [("$LATEST", Some(256)), ("1", Some(128)), ("2", Some(256))]
    );
    let page = server.get(&format!("{VERSIONS}?MaxItems=2")).await.json();
    let marker = page["NextMarker"].as_str().unwrap();
    let next = server
        .get(&format!("{VERSIONS}?Marker={marker}"))
        .await
        .json();
    assert_eq!(next["Versions"].as_array().unwrap().len(), 1);
    let hash = server.post(VERSIONS, &json!({ "CodeSha256": "x" })).await;
    let part = "CodeSHA256 (x) is different from current CodeSHA256 in $LATEST (";
    check_error(&hash, 400, "InvalidParameterValueException", part);
    let revision = server.post(VERSIONS, &json!({ "RevisionId": "x" })).await;
    check_error(&revision, 412, "PreconditionFailedException", "Revision Id");
    // The server of the tests keeps three versions of a function.
    let path = "/2015-03-31/functions/light/configuration";
    server.put(path, &json!({ "MemorySize": 384 })).await;
    server.post(VERSIONS, &json!({})).await;
    server.put(path, &json!({ "MemorySize": 512 })).await;
    let full = server.post(VERSIONS, &json!({})).await;
    check_error(
        &full,
        400,
        "CodeStorageExceededException",
        "at most 3 published versions",
    );
}

#[tokio::test]
async fn aliases_are_names_for_versions() {
    let server = with_versions().await;
    let made = server
        .post(ALIASES, &json!({ "Name": "prod", "FunctionVersion": "1" }))
        .await;
    assert_eq!(made.status, 201);
    let made = made.json();
    let arn = "arn:aws:lambda:us-east-1:000000000000:function:light:prod";
    assert_eq!(
        (&made["AliasArn"], &made["FunctionVersion"]),
        (&json!(arn), &json!("1"))
    );
    let path = format!("{ALIASES}/prod");
    assert_eq!(server.get(&path).await.json(), made);
    let got = server
        .get("/2015-03-31/functions/light?Qualifier=prod")
        .await
        .json();
    assert_eq!(got["Configuration"]["FunctionArn"], arn);
    assert_eq!(got["Configuration"]["Version"], "1");
    let stale = server.put(&path, &json!({ "RevisionId": "x" })).await;
    check_error(&stale, 412, "PreconditionFailedException", "Revision Id");
    let change = json!({ "FunctionVersion": "2", "RevisionId": made["RevisionId"] });
    assert_eq!(
        server.put(&path, &change).await.json()["FunctionVersion"],
        "2"
    );
    let used = server.delete("/2015-03-31/functions/light:2").await;
    check_error(
        &used,
        409,
        "ResourceConflictException",
        "reference it: [prod]",
    );
    assert_eq!(server.delete(&path).await.status, 204);
    assert_eq!(server.delete(&path).await.status, 204);
    let gone = server.get(&path).await;
    check_error(
        &gone,
        404,
        "ResourceNotFoundException",
        &format!("Cannot find alias arn: {arn}"),
    );
}

/// Requests for aliases that point nowhere, or in too many directions.
fn refused_aliases() -> Vec<(u16, &'static str, Value)> {
    let weights = |weights: Value| json!({ "AdditionalVersionWeights": weights });
    let (validation, parameter) = ("ValidationException", "InvalidParameterValueException");
    vec![
        (
            409,
            "ResourceConflictException",
            json!({ "Name": "a", "FunctionVersion": "1" }),
        ),
        (
            400,
            validation,
            json!({ "Name": "1", "FunctionVersion": "1" }),
        ),
        (
            400,
            validation,
            json!({ "Name": "b", "FunctionVersion": "a" }),
        ),
        (400, validation, json!({ "Name": "b" })),
        (
            404,
            "ResourceNotFoundException",
            json!({ "Name": "b", "FunctionVersion": "9" }),
        ),
        (
            400,
            parameter,
            json!({ "Name": "b", "FunctionVersion": "1",
            "RoutingConfig": weights(json!({ "2": 1.5 })) }),
        ),
        (
            400,
            parameter,
            json!({ "Name": "b", "FunctionVersion": "1",
            "RoutingConfig": weights(json!({ "1": 0.5 })) }),
        ),
        (
            400,
            parameter,
            json!({ "Name": "b", "FunctionVersion": "$LATEST",
            "RoutingConfig": weights(json!({ "1": 0.5 })) }),
        ),
        (
            404,
            "ResourceNotFoundException",
            json!({ "Name": "b", "FunctionVersion": "1",
            "RoutingConfig": weights(json!({ "9": 0.5 })) }),
        ),
    ]
}

#[tokio::test]
async fn aliases_are_refused_unless_they_point_somewhere() {
    let server = with_versions().await;
    server
        .post(ALIASES, &json!({ "Name": "a", "FunctionVersion": "1" }))
        .await;
    for (status, code, request) in refused_aliases() {
        check_error(&server.post(ALIASES, &request).await, status, code, "");
    }
    for name in ["b", "c"] {
        server
            .post(
                ALIASES,
                &json!({ "Name": name, "FunctionVersion": "$LATEST" }),
            )
            .await;
    }
    let full = server
        .post(ALIASES, &json!({ "Name": "d", "FunctionVersion": "1" }))
        .await;
    check_error(
        &full,
        400,
        "CodeStorageExceededException",
        "at most 3 aliases",
    );
    let listed = server
        .get(&format!("{ALIASES}?FunctionVersion=1"))
        .await
        .json();
    assert_eq!(listed["Aliases"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_weighted_alias_shares_its_calls() {
    let server = with_versions().await;
    let request = json!({ "Name": "prod", "FunctionVersion": "1",
        "RoutingConfig": { "AdditionalVersionWeights": { "2": 0.25 } } });
    server.post(ALIASES, &request).await;
    let mut second = 0;
    for _ in 0..400 {
        let path = "/2015-03-31/functions/light:prod/invocations";
        let answer = server.send("POST", path, &[], "1").await;
        second += u32::from(answer.header("x-amz-executed-version") == Some("2"));
    }
    // The source of randomness is seeded, so the count is always the same.
    assert!((60..140).contains(&second), "{second}");
}
