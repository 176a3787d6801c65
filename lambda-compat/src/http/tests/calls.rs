//! Invocations.

use faas_runtime::{ExecutorError, Front, FunctionError, InvocationKind, RequestId, Version};

use super::*;

const INVOKE: &str = "/2015-03-31/functions/light/invocations";

impl Server {
    async fn call(&self, headers: &[(&str, &str)], payload: &str) -> Response {
        self.send("POST", INVOKE, headers, payload).await
    }

    fn script(&self, outcome: Result<Outcome, InvokeError>) {
        *self.invoker.outcome.lock().unwrap() = Some(outcome);
    }
}

#[tokio::test]
async fn a_call_is_answered_with_its_headers() {
    let server = Server::with_light().await;
    let context = STANDARD.encode("{\"custom\":{}}");
    let headers = [
        ("x-amz-log-type", "Tail"),
        ("x-amz-client-context", context.as_str()),
    ];
    let answer = server.call(&headers, "[120]").await;
    assert_eq!((answer.status, answer.body.as_ref()), (200, &b"[120]"[..]));
    assert_eq!(answer.header("x-amz-executed-version"), Some("$LATEST"));
    assert_eq!(answer.header("x-amz-function-error"), None);
    let seen = server.invoker.seen.lock().unwrap().remove(0);
    let id = answer.header("x-amzn-requestid").unwrap();
    assert_eq!(RequestId::parse(id), Some(seen.request_id));
    assert_eq!(
        (seen.kind, seen.front),
        (InvocationKind::RequestResponse, Front::LambdaApi)
    );
    assert_eq!(
        (seen.payload, seen.version),
        (Bytes::from("[120]"), Version::Latest)
    );
    assert_eq!(seen.client_context, Some(Bytes::from("{\"custom\":{}}")));
    let log = STANDARD
        .decode(answer.header("x-amz-log-result").unwrap())
        .unwrap();
    let expected = format!(
        "START RequestId: {id} Version: $LATEST\nprinted\nEND RequestId: {id}\nREPORT RequestId: \
         {id}\tDuration: 1.50 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 1 \
         MB\t\n"
    );
    assert_eq!(String::from_utf8(log).unwrap(), expected);
    let plain = server.call(&[], "").await;
    assert_eq!(
        (plain.body.as_ref(), plain.header("x-amz-log-result")),
        (&b"{}"[..], None)
    );
}

#[tokio::test]
async fn errors_of_the_function_are_answers() {
    let server = Server::with_light().await;
    server.script(Ok(Outcome::FunctionError(FunctionError::unhandled(
        "ValueError",
        "boom",
    ))));
    let answer = server.call(&[], "{}").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("x-amz-function-error"), Some("Unhandled"));
    assert_eq!(
        answer.json(),
        json!({ "errorType": "ValueError", "errorMessage": "boom" })
    );
    server.script(Ok(Outcome::Ok(Bytes::from(vec![b' '; 6_291_457]))));
    let answer = server.call(&[], "{}").await;
    assert_eq!(answer.header("x-amz-function-error"), Some("Unhandled"));
    assert_eq!(answer.json()["errorType"], "Function.ResponseSizeTooLarge");
}

#[tokio::test]
async fn what_is_not_run_is_an_error_of_the_api() {
    let server = Server::with_light().await;
    for (error, status, code) in [
        (
            InvokeError::TooManyRequests { waiting: 9 },
            429,
            "TooManyRequestsException",
        ),
        (InvokeError::ShuttingDown, 500, "ServiceException"),
        (
            InvokeError::Executor(ExecutorError::Unavailable {
                what: "CPython".to_owned(),
                reason: "no python3 was found".to_owned(),
            }),
            409,
            "ResourceConflictException",
        ),
    ] {
        server.script(Err(error));
        check_error(&server.call(&[], "{}").await, status, code, "");
        let event = [("x-amz-invocation-type", "Event")];
        check_error(&server.call(&event, "{}").await, status, code, "");
    }
}

#[tokio::test]
async fn events_are_handed_over_and_dry_runs_are_not() {
    let server = Server::with_light().await;
    let event = server
        .call(&[("x-amz-invocation-type", "Event")], "1")
        .await;
    assert_eq!((event.status, event.body.len()), (202, 0));
    let old = server
        .send(
            "POST",
            "/2014-11-13/functions/light/invoke-async/",
            &[],
            "2",
        )
        .await;
    assert_eq!(old.status, 202);
    let dry = server
        .call(&[("x-amz-invocation-type", "DryRun")], "3")
        .await;
    assert_eq!((dry.status, dry.body.len()), (204, 0));
    let seen = server.invoker.seen.lock().unwrap();
    let kinds: Vec<_> = seen
        .iter()
        .map(|seen| (seen.kind, seen.payload.as_ref()))
        .collect();
    let event = InvocationKind::Event;
    assert_eq!(kinds, [(event, &b"1"[..]), (event, &b"2"[..])]);
}

#[tokio::test]
async fn bad_calls_reach_no_function() {
    let server = Server::with_light().await;
    let content = "InvalidRequestContentException";
    let parse = "Could not parse request body into json: Could not parse payload into json: ";
    for payload in ["{", "hello", "[1] 2", "NaN", "'a'"] {
        check_error(&server.call(&[], payload).await, 400, content, parse);
        let dry = [("x-amz-invocation-type", "DryRun")];
        check_error(&server.call(&dry, payload).await, 400, content, parse);
    }
    let context = [("x-amz-client-context", "W10=")];
    check_error(
        &server.call(&context, "1").await,
        400,
        content,
        "Client context",
    );
    let kind = [("x-amz-invocation-type", "Later")];
    check_error(
        &server.call(&kind, "1").await,
        400,
        "ValidationException",
        "invocationType",
    );
    let log = [("x-amz-log-type", "Head")];
    check_error(
        &server.call(&log, "1").await,
        400,
        "ValidationException",
        "logType",
    );
    let unknown = server
        .send("POST", "/2015-03-31/functions/dark/invocations", &[], "1")
        .await;
    let arn = "Function not found: arn:aws:lambda:us-east-1:000000000000:function:dark";
    check_error(&unknown, 404, "ResourceNotFoundException", arn);
    let alias = server
        .send("POST", &format!("{INVOKE}?Qualifier=prod"), &[], "1")
        .await;
    check_error(
        &alias,
        404,
        "ResourceNotFoundException",
        "Cannot find alias arn: ",
    );
    let number = server
        .send("POST", &format!("{INVOKE}?Qualifier=7"), &[], "1")
        .await;
    check_error(
        &number,
        404,
        "ResourceNotFoundException",
        "function:light:7",
    );
    assert!(server.invoker.seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn payloads_have_their_limits() {
    let server = Server::with_light().await;
    let large = |bytes: usize| format!("\"{}\"", "x".repeat(bytes - 2));
    assert_eq!(server.call(&[], &large(6_291_456)).await.status, 200);
    let part = "6291457 byte payload is too large for the RequestResponse invocation type (limit \
                6291456 bytes)";
    let refused = server.call(&[], &large(6_291_457)).await;
    check_error(&refused, 413, "RequestTooLargeException", part);
    let event = [("x-amz-invocation-type", "Event")];
    assert_eq!(server.call(&event, &large(1_048_576)).await.status, 202);
    let part = "1048577 byte payload is too large for the Event invocation type";
    let refused = server.call(&event, &large(1_048_577)).await;
    check_error(&refused, 413, "RequestTooLargeException", part);
    let path = "/2015-03-31/functions/light/configuration";
    let refused = server
        .put(path, &json!({ "Description": "d".repeat(65_536) }))
        .await;
    let part = "Request must be smaller than 65536 bytes for the UpdateFunctionConfiguration \
                operation";
    check_error(&refused, 413, "RequestEntityTooLargeException", part);
}

#[tokio::test]
async fn nothing_reserved_means_nothing_runs() {
    let server = Server::with_light().await;
    let path = "/2017-10-31/functions/light/concurrency";
    server
        .put(path, &json!({ "ReservedConcurrentExecutions": 0 }))
        .await;
    let refused = server.call(&[], "1").await;
    check_error(&refused, 429, "TooManyRequestsException", "Rate Exceeded.");
    let reason = "ReservedFunctionConcurrentInvocationLimitExceeded";
    assert_eq!(refused.json()["Reason"], reason);
    assert_eq!(server.delete(path).await.status, 204);
    assert_eq!(server.call(&[], "1").await.status, 200);
}
