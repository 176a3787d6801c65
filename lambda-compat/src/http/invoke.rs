//! Invoke: calls that wait, events, and dry runs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use faas_runtime::engine::InvokeError;
use faas_runtime::{
    Completion, ExecutorError, Front, FunctionError, Invocation, InvocationKind, Outcome, Version,
};

use super::LambdaApi;
use super::request::Call;
use super::respond::Reply;
use super::route::CALL_BYTES_MAX;
use super::view::{Target, not_found};
use crate::error::{LambdaError, excerpt};
use crate::identifier::Qualifier;
use crate::tail_log::TailLog;

/// Longest client context, in base64 (AWS Lambda, Invoke).
const CLIENT_CONTEXT_BYTES_MAX: usize = 3583;

/// How an invocation is to be made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InvocationType {
    RequestResponse,
    Event,
    DryRun,
}

impl LambdaApi {
    pub(super) async fn invoke(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let kind = invocation_type(call.header("x-amz-invocation-type"))?;
        let wants_log = wants_log(call.header("x-amz-log-type"))?;
        let target = self.target(call, id)?;
        let version = self.invoked_version(&target)?;
        let mut invocation = self.invocation(call, &target, version)?;
        match kind {
            InvocationType::DryRun => Ok(Reply::Empty(204)),
            InvocationType::Event => {
                // Nobody waits for an event.
                invocation.deadline_unix_ms = None;
                invocation.kind = InvocationKind::Event;
                self.submit(invocation).await
            }
            InvocationType::RequestResponse => {
                self.run_and_wait(&target, invocation, wants_log).await
            }
        }
    }

    /// The operation that AWS has replaced by the type `Event`.
    pub(super) async fn invoke_async(&self, call: &Call, id: &str) -> Result<Reply, LambdaError> {
        let target = self.target(call, id)?;
        let version = self.invoked_version(&target)?;
        let mut invocation = self.invocation(call, &target, version)?;
        invocation.kind = InvocationKind::Event;
        self.submit(invocation).await
    }

    fn invoked_version(&self, target: &Target) -> Result<Version, LambdaError> {
        target
            .version(self.choice())
            .map_err(|error| match &target.qualifier {
                Some(alias @ Qualifier::Alias(_)) => {
                    let arn = target.entry.arn(Some(alias));
                    LambdaError::ResourceNotFound(format!("Cannot find alias arn: {arn}"))
                }
                _ => error,
            })
    }

    fn invocation(
        &self,
        call: &Call,
        target: &Target,
        version: Version,
    ) -> Result<Invocation, LambdaError> {
        let mut invocation = Invocation::new(
            call.request_id,
            target.entry.name,
            payload(&call.body)?,
            Front::LambdaApi,
            InvocationKind::RequestResponse,
        );
        invocation.version = version;
        invocation.deadline_unix_ms = call.deadline_unix_ms;
        invocation.client_context = call
            .header("x-amz-client-context")
            .map(client_context)
            .transpose()?;
        Ok(invocation)
    }

    async fn submit(&self, invocation: Invocation) -> Result<Reply, LambdaError> {
        match self.invoker.submit(invocation).await {
            Ok(_) => Ok(Reply::Empty(202)),
            Err(error) => Err(refusal(error)),
        }
    }

    async fn run_and_wait(
        &self,
        target: &Target,
        invocation: Invocation,
        wants_log: bool,
    ) -> Result<Reply, LambdaError> {
        let entry = &target.entry;
        let _pass = self
            .gate
            .enter(entry.name, entry.record.concurrency_reserved)?;
        let (request_id, version) = (invocation.request_id, invocation.version);
        let stored = entry
            .version(version)
            .ok_or_else(|| not_found(&entry.arn(None)))?;
        let log = TailLog {
            request_id,
            version,
            memory_mb: stored.settings.memory_mb,
        };
        let completion = self.invoker.invoke(invocation).await.map_err(refusal)?;
        let log = log.of_completion(&completion);
        let outcome = bounded_outcome(completion);
        let mut headers = vec![("x-amz-executed-version", version.to_string())];
        if wants_log {
            headers.push((
                "x-amz-log-result",
                STANDARD.encode(crate::tail_log::tail(&log)),
            ));
        }
        let body = match outcome {
            Outcome::Ok(body) => body,
            Outcome::FunctionError(error) => {
                headers.push(("x-amz-function-error", error.kind.as_str().to_owned()));
                error.body
            }
        };
        Ok(Reply::Payload {
            status: 200,
            headers,
            body,
        })
    }
}

fn invocation_type(header: Option<&str>) -> Result<InvocationType, LambdaError> {
    match header {
        None | Some("RequestResponse") => Ok(InvocationType::RequestResponse),
        Some("Event") => Ok(InvocationType::Event),
        Some("DryRun") => Ok(InvocationType::DryRun),
        Some(other) => {
            let constraint = "Member must satisfy enum value set: [Event, RequestResponse, DryRun]";
            Err(LambdaError::constraint(other, "invocationType", constraint))
        }
    }
}

fn wants_log(header: Option<&str>) -> Result<bool, LambdaError> {
    match header {
        None | Some("None") => Ok(false),
        Some("Tail") => Ok(true),
        Some(other) => {
            let constraint = "Member must satisfy enum value set: [None, Tail]";
            Err(LambdaError::constraint(other, "logType", constraint))
        }
    }
}

/// The event: JSON text, or an empty object where there is none.
fn payload(body: &Bytes) -> Result<Bytes, LambdaError> {
    if body.is_empty() {
        return Ok(Bytes::from_static(b"{}"));
    }
    let refused = |reason: String, line: usize, column: usize| {
        LambdaError::InvalidRequestContent(format!(
            "Could not parse request body into json: Could not parse payload into json: {reason}\n \
             at [Source: (byte[])\"{}\"; line: {line}, column: {column}]",
            excerpt(&String::from_utf8_lossy(body))
        ))
    };
    let text = std::str::from_utf8(body).map_err(|error| {
        refused(
            format!("Invalid UTF-8 at byte {}", error.valid_up_to()),
            1,
            1,
        )
    })?;
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => Ok(body.clone()),
        Err(error) => Err(refused(error.to_string(), error.line(), error.column())),
    }
}

/// The client context: a JSON object in base64.
fn client_context(text: &str) -> Result<Bytes, LambdaError> {
    let refused = |message: &str| LambdaError::InvalidRequestContent(message.to_owned());
    if text.len() > CLIENT_CONTEXT_BYTES_MAX {
        return Err(refused("Client context must be smaller than 3583 bytes"));
    }
    let decoded = STANDARD.decode(text).ok();
    let object = decoded.filter(|bytes| {
        serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(bytes).is_ok()
    });
    object
        .map(Bytes::from)
        .ok_or_else(|| refused("Client context must be a valid Base64-encoded JSON object."))
}

/// The outcome, unless the answer is longer than AWS passes on.
fn bounded_outcome(completion: Completion) -> Outcome {
    match completion.outcome {
        Outcome::Ok(body) if body.len() as u64 > CALL_BYTES_MAX => {
            Outcome::FunctionError(too_large_answer())
        }
        other => other,
    }
}

fn too_large_answer() -> FunctionError {
    FunctionError::unhandled(
        "Function.ResponseSizeTooLarge",
        &format!(
            "Response payload size exceeded maximum allowed payload size ({CALL_BYTES_MAX} bytes)."
        ),
    )
}

/// Why nothing was run, as the caller reads it.
fn refusal(error: InvokeError) -> LambdaError {
    let message = error.to_string();
    match error {
        InvokeError::UnknownFunction { .. } => LambdaError::ResourceNotFound(message),
        InvokeError::TooManyRequests { .. } | InvokeError::Executor(ExecutorError::Busy { .. }) => {
            LambdaError::TooManyRequests {
                message: "Rate Exceeded.".to_owned(),
                reason: "ConcurrentInvocationLimitExceeded",
            }
        }
        InvokeError::TooDeep { .. } => LambdaError::RecursiveInvocation(message),
        InvokeError::PayloadTooLarge { .. } => LambdaError::RequestTooLarge(message),
        // The function is sound, but not on this machine: trying again does not help.
        InvokeError::Executor(
            ExecutorError::Unsuitable { .. } | ExecutorError::Unavailable { .. },
        ) => LambdaError::ResourceConflict(format!("The function cannot run here: {message}")),
        _ => LambdaError::Service(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_payload(body: &'static [u8], expected: Result<&str, &str>) {
        let got = payload(&Bytes::from_static(body));
        match (&got, expected) {
            (Ok(event), Ok(text)) => assert_eq!(event, text),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            _ => panic!("{got:?}, not {expected:?}"),
        }
    }

    #[test]
    fn payloads_are_json_or_nothing() {
        check_payload(b"", Ok("{}"));
        check_payload(b"[120]", Ok("[120]"));
        check_payload(b" \"x\" ", Ok(" \"x\" "));
        check_payload(b"{", Err("Could not parse request body into json"));
        check_payload(b"hello", Err("(byte[])\"hello\"; line: 1, column: 1]"));
        check_payload(b"\"\xff\"", Err("Invalid UTF-8 at byte 1"));
    }

    #[test]
    fn client_contexts_are_objects_in_base64() {
        assert_eq!(client_context("eyJhIjoxfQ==").unwrap(), "{\"a\":1}");
        for text in ["", "e30", "W10=", "***"] {
            assert_eq!(
                client_context(text).unwrap_err().code(),
                "InvalidRequestContentException"
            );
        }
        assert!(client_context(&"A".repeat(3584)).is_err());
    }

    #[test]
    fn what_cannot_run_here_is_no_failure_of_the_server() {
        let unsuitable = ExecutorError::Unavailable {
            what: "CPython".to_owned(),
            reason: "no python3 was found".to_owned(),
        };
        let error = refusal(InvokeError::Executor(unsuitable));
        assert_eq!(
            (error.code(), error.status()),
            ("ResourceConflictException", 409)
        );
        assert_eq!(refusal(InvokeError::ShuttingDown).status(), 500);
    }
}
