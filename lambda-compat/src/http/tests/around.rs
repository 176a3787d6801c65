//! Tags, policies, concurrency, event settings, the account, and what is not there.

use super::*;

const TAGS: &str =
    "/2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Alight";

#[tokio::test]
async fn tags_are_added_replaced_and_removed() {
    let server = Server::with_light().await;
    let added = server
        .post(TAGS, &json!({ "Tags": { "a": "1", "b": "2" } }))
        .await;
    assert_eq!((added.status, added.body.len()), (204, 0));
    server.post(TAGS, &json!({ "Tags": { "a": "3" } })).await;
    let removed = server
        .delete(&format!("{TAGS}?tagKeys=b&tagKeys=c%20d"))
        .await;
    assert_eq!(removed.status, 204);
    assert_eq!(
        server.get(TAGS).await.json(),
        json!({ "Tags": { "a": "3" } })
    );
    let parameter = "InvalidParameterValueException";
    let many: std::collections::BTreeMap<_, _> = (0..50).map(|n| (n.to_string(), "")).collect();
    for (tags, part) in [
        (json!({}), "cannot be processed"),
        (json!(many), "Number of tags exceeds resource tag limit."),
        (json!({ "": "x" }), "1 to 128 characters"),
        (json!({ "k": "v".repeat(257) }), "256 characters"),
        (
            json!({ "nanolambda:executor": "abacus" }),
            "automatic, iotpy, process or container",
        ),
    ] {
        check_error(
            &server.post(TAGS, &json!({ "Tags": tags })).await,
            400,
            parameter,
            part,
        );
    }
    check_error(
        &server.get(&format!("{TAGS}%3A1")).await,
        400,
        parameter,
        "aliases and versions",
    );
    check_error(
        &server.get("/2017-03-31/tags/light").await,
        400,
        "ValidationException",
        "arn:",
    );
    let unknown = server.get(&TAGS.replace("light", "dark")).await;
    check_error(&unknown, 404, "ResourceNotFoundException", "function:dark");
}

#[tokio::test]
async fn statements_that_break_a_rule_are_refused() {
    let server = Server::with_light().await;
    let path = "/2015-03-31/functions/light/policy";
    let request = json!({ "StatementId": "s1", "Action": "lambda:InvokeFunction",
        "Principal": "*" });
    assert_eq!(server.post(path, &request).await.status, 201);
    let again = server.post(path, &request).await;
    check_error(
        &again,
        409,
        "ResourceConflictException",
        "The statement id (s1)",
    );
    for (members, part) in [
        (json!({ "StatementId": "a b" }), "at 'statementId'"),
        (json!({ "Action": "s3:GetObject" }), "at 'action'"),
        (json!({ "Action": null }), "Value null at 'action'"),
    ] {
        let request = with(
            with(request.clone(), json!({ "StatementId": "s2" })),
            members,
        );
        check_error(
            &server.post(path, &request).await,
            400,
            "ValidationException",
            part,
        );
    }
    let odd = with(
        request.clone(),
        json!({ "StatementId": "s2", "Principal": "who" }),
    );
    check_error(
        &server.post(path, &odd).await,
        400,
        "InvalidParameterValueException",
        "principal",
    );
    let long = with(
        request.clone(),
        json!({ "StatementId": "s2", "SourceArn": format!("arn:{}", "x".repeat(20_480)) }),
    );
    check_error(
        &server.post(path, &long).await,
        400,
        "PolicyLengthExceededException",
        "limit",
    );
}

#[tokio::test]
async fn policies_are_kept_statement_by_statement() {
    let server = Server::with_light().await;
    let path = "/2015-03-31/functions/light/policy";
    let none = server.get(path).await;
    check_error(
        &none,
        404,
        "ResourceNotFoundException",
        "The resource you requested does not",
    );
    let request = json!({ "StatementId": "s1", "Action": "lambda:InvokeFunction",
        "Principal": "123456789012", "SourceArn": "arn:aws:s3:::b" });
    let added = server.post(path, &request).await;
    assert_eq!(added.status, 201);
    let statement: Value =
        serde_json::from_str(added.json()["Statement"].as_str().unwrap()).unwrap();
    assert_eq!(
        statement,
        json!({
            "Sid": "s1",
            "Effect": "Allow",
            "Principal": { "AWS": "arn:aws:iam::123456789012:root" },
            "Action": "lambda:InvokeFunction",
            "Resource": "arn:aws:lambda:us-east-1:000000000000:function:light",
            "Condition": { "ArnLike": { "AWS:SourceArn": "arn:aws:s3:::b" } },
        })
    );
    let got = server.get(path).await.json();
    let policy: Value = serde_json::from_str(got["Policy"].as_str().unwrap()).unwrap();
    assert_eq!(policy["Statement"], json!([statement]));
    let stale = server.delete(&format!("{path}/s1?RevisionId=x")).await;
    check_error(&stale, 412, "PreconditionFailedException", "GetPolicy");
    let other = server.delete(&format!("{path}/s9")).await;
    check_error(
        &other,
        404,
        "ResourceNotFoundException",
        "Statement s9 is not found",
    );
    assert_eq!(server.delete(&format!("{path}/s1")).await.status, 204);
    assert_eq!(server.get(path).await.status, 404);
}

#[tokio::test]
async fn concurrency_is_reserved_out_of_a_thousand() {
    let server = Server::with_light().await;
    let path = "/2017-10-31/functions/light/concurrency";
    let shown = "/2019-09-30/functions/light/concurrency";
    assert_eq!(server.get(shown).await.json(), json!({}));
    let put = |value: Value| json!({ "ReservedConcurrentExecutions": value });
    let most = server.put(path, &put(json!(900))).await;
    assert_eq!((most.status, most.json()), (200, put(json!(900))));
    assert_eq!(server.get(shown).await.json(), put(json!(900)));
    let account = server.get("/2016-08-19/account-settings").await.json();
    assert_eq!(
        account["AccountLimit"]["UnreservedConcurrentExecutions"],
        100
    );
    assert_eq!(account["AccountUsage"]["FunctionCount"], 1);
    let more = server.put(path, &put(json!(901))).await;
    let part = "below its minimum value of [100].";
    check_error(&more, 400, "InvalidParameterValueException", part);
    let less = server.put(path, &put(json!(-1))).await;
    check_error(
        &less,
        400,
        "ValidationException",
        "greater than or equal to 0",
    );
    check_error(
        &server.put(path, &json!({})).await,
        400,
        "ValidationException",
        "null at",
    );
}

#[tokio::test]
async fn event_settings_belong_to_a_qualifier() {
    let server = Server::with_light().await;
    let path = "/2019-09-25/functions/light/event-invoke-config";
    let none = server.get(path).await;
    check_error(
        &none,
        404,
        "ResourceNotFoundException",
        "light:$LATEST doesn't have an Event",
    );
    let update = json!({ "MaximumEventAgeInSeconds": 60 });
    assert_eq!(server.post(path, &update).await.status, 404);
    let put = server
        .put(path, &json!({ "MaximumRetryAttempts": 1 }))
        .await;
    let expected = json!({
        "LastModified": 0,
        "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:light:$LATEST",
        "DestinationConfig": { "OnSuccess": {}, "OnFailure": {} },
        "MaximumRetryAttempts": 1,
    });
    assert_eq!((put.status, put.json()), (200, expected));
    let updated = server.post(path, &update).await.json();
    assert_eq!(updated["MaximumRetryAttempts"], 1);
    assert_eq!(updated["MaximumEventAgeInSeconds"], 60);
    let listed = server.get(&format!("{path}/list")).await.json();
    assert_eq!(listed["FunctionEventInvokeConfigs"], json!([updated]));
    for (request, code) in [
        (json!({}), "InvalidParameterValueException"),
        (json!({ "MaximumRetryAttempts": 3 }), "ValidationException"),
        (
            json!({ "MaximumEventAgeInSeconds": 59 }),
            "ValidationException",
        ),
    ] {
        check_error(&server.put(path, &request).await, 400, code, "");
    }
    assert_eq!(server.delete(path).await.status, 204);
    assert_eq!(server.delete(path).await.status, 404);
}

#[tokio::test]
async fn what_is_not_served_says_so() {
    let server = Server::with_light().await;
    for path in ["/2018-10-31/layers", "/2015-03-31/event-source-mappings/"] {
        let part = "does not implement the Lambda operation GET";
        check_error(
            &server.get(path).await,
            501,
            "NotImplementedException",
            part,
        );
    }
    check_error(
        &server.get("/").await,
        404,
        "UnknownOperationException",
        "GET /",
    );
    let bytes = server.get("/2015-03-31/functions/%ff").await;
    check_error(&bytes, 400, "ValidationException", "UTF-8");
    let signing = server
        .get("/2020-06-30/functions/light/code-signing-config")
        .await;
    assert_eq!(
        (signing.status, signing.json()),
        (200, json!({ "FunctionName": "light" }))
    );
}
