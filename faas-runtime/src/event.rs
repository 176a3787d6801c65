//! An invocation on its way in, and what came of it.

use std::string::{String, ToString as _};
use std::vec::Vec;

use bytes::Bytes;

use crate::{
    ExecutorKind, Front, FunctionErrorKind, FunctionName, InvocationKind, RequestId, Version,
};

/// One call of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invocation {
    /// Its identity, the same for every attempt.
    pub request_id: RequestId,
    /// The function to run.
    pub function: FunctionName,
    /// Which version of it.
    pub version: Version,
    /// The event, as JSON text; for raw bodies see
    /// [`event_from_body`](crate::event_from_body).
    pub payload: Bytes,
    /// Where it came from.
    pub front: Front,
    /// Who waits.
    pub kind: InvocationKind,
    /// When the caller gives up, in milliseconds since 1970 UTC. The function is stopped then, or
    /// at its own timeout, whichever comes first.
    pub deadline_unix_ms: Option<u64>,
    /// The client context as JSON text (AWS header `X-Amz-Client-Context`, decoded).
    pub client_context: Option<Bytes>,
}

impl Invocation {
    /// An invocation without deadline and client context, of the latest version.
    #[must_use]
    pub fn new(
        request_id: RequestId,
        function: FunctionName,
        payload: Bytes,
        front: Front,
        kind: InvocationKind,
    ) -> Self {
        Self {
            request_id,
            function,
            version: Version::Latest,
            payload,
            front,
            kind,
            deadline_unix_ms: None,
            client_context: None,
        }
    }
}

/// An error of the function, not of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionError {
    /// How it is reported.
    pub kind: FunctionErrorKind,
    /// The JSON object that the caller gets: `errorMessage`, `errorType`, and where known
    /// `requestId` and `stackTrace` (AWS Lambda, "Function errors").
    pub body: Bytes,
}

impl FunctionError {
    /// An unhandled error with a message and a type, such as `Runtime.OutOfMemory`.
    #[must_use]
    pub fn unhandled(error_type: &str, message: &str) -> Self {
        let body = serde_json::json!({ "errorType": error_type, "errorMessage": message });
        Self {
            kind: FunctionErrorKind::Unhandled,
            body: Bytes::from(body.to_string()),
        }
    }

    /// An exception that left the handler, written as Python writes JSON. `stack` holds entries of
    /// a traceback, the outermost first, each with its line ends.
    #[must_use]
    pub fn raised(
        error_type: &str,
        message: &str,
        request_id: RequestId,
        stack: &[String],
    ) -> Self {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let stack: Vec<String> = stack.iter().map(|entry| quoted(entry)).collect();
        let body = std::format!(
            "{{\"errorMessage\": {}, \"errorType\": {}, \"requestId\": \"{request_id}\", \
             \"stackTrace\": [{}]}}",
            quoted(message),
            quoted(error_type),
            stack.join(", ")
        );
        Self {
            kind: FunctionErrorKind::Unhandled,
            body: Bytes::from(body),
        }
    }

    /// What AWS answers when a function outlives its timeout.
    #[must_use]
    pub fn timed_out(request_id: RequestId, timeout_ms: u32) -> Self {
        let (seconds, hundredths) = (timeout_ms / 1000, timeout_ms % 1000 / 10);
        Self::unhandled(
            "Sandbox.Timedout",
            &std::format!(
                "RequestId: {request_id} Error: Task timed out after \
                 {seconds}.{hundredths:02} seconds"
            ),
        )
    }

    /// What AWS answers when a function needs more memory than it was given.
    #[must_use]
    pub fn out_of_memory(request_id: RequestId) -> Self {
        Self::unhandled(
            "Runtime.OutOfMemory",
            &std::format!(
                "RequestId: {request_id} Error: Runtime exited with error: signal: killed"
            ),
        )
    }

    /// What AWS answers when the runtime of a function ends without an answer; `how` is such as
    /// `exit status 1` or `signal: killed`.
    #[must_use]
    pub fn exited(request_id: RequestId, how: &str) -> Self {
        Self::unhandled(
            "Runtime.ExitError",
            &std::format!("RequestId: {request_id} Error: Runtime exited with error: {how}"),
        )
    }

    /// What AWS answers when the answer of a function is too long.
    #[must_use]
    pub fn response_too_large(bytes_max: usize) -> Self {
        Self::unhandled(
            "Function.ResponseSizeTooLarge",
            &std::format!(
                "Response payload size exceeded maximum allowed payload size ({bytes_max} bytes)."
            ),
        )
    }

    /// One line for people: `errorType: errorMessage`, or the whole body if it has neither.
    #[must_use]
    pub fn text(&self) -> String {
        let body: Option<serde_json::Value> = serde_json::from_slice(&self.body).ok();
        let field = |name| Some(body.as_ref()?.get(name)?.as_str()?.to_string());
        match (field("errorType"), field("errorMessage")) {
            (Some(error_type), Some(message)) => std::format!("{error_type}: {message}"),
            (None, Some(message)) => message,
            _ => String::from_utf8_lossy(&self.body).into_owned(),
        }
    }
}

/// What the function answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The answer, as JSON text.
    Ok(Bytes),
    /// The function failed.
    FunctionError(FunctionError),
}

/// A finished run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The invocation it belongs to.
    pub request_id: RequestId,
    /// The version that ran.
    pub version: Version,
    /// What ran it.
    pub executor: ExecutorKind,
    /// The answer or the error.
    pub outcome: Outcome,
    /// What the function printed, bounded by the executor; a cut is said in the text.
    pub logs: String,
    /// Time in the handler, in microseconds.
    pub duration_us: u64,
    /// `duration_us` (and the start, if there was one) in whole milliseconds, rounded up.
    pub billed_ms: u64,
    /// Instructions spent, for executors that count them, else 0.
    pub fuel: u64,
    /// Most memory used at any time, in bytes; 0 where it is not known.
    pub peak_memory_bytes: u64,
    /// Time to start the instance in microseconds; `None` when a warm one was used.
    pub init_us: Option<u64>,
    /// The pins of a device that the function has set, each once with its last level. It is no part
    /// of the result that is kept.
    pub pins: Vec<(u8, bool)>,
}

impl Completion {
    /// Whether the function answered without an error.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        matches!(self.outcome, Outcome::Ok(_))
    }

    /// The JSON text for the caller: the answer or the error object.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        match &self.outcome {
            Outcome::Ok(body) => body,
            Outcome::FunctionError(error) => &error.body,
        }
    }

    /// The milliseconds that AWS would bill: handler and start time, rounded up, at least 1.
    #[must_use]
    pub fn billed_ms_for(duration_us: u64, init_us: Option<u64>) -> u64 {
        duration_us
            .saturating_add(init_us.unwrap_or(0))
            .div_ceil(1000)
            .max(1)
    }
}

/// The event for a raw request body: JSON text is the event itself, an empty body is `null`, and
/// anything else is a JSON string of it (bytes that are not UTF-8 become U+FFFD).
///
/// The HTTP and the CoAP front share this rule, so the same body is the same event on both.
///
/// ```
/// use faas_runtime::event_from_body;
///
/// assert_eq!(event_from_body(b"[120]"), "[120]");
/// assert_eq!(event_from_body(b"lamp on"), r#""lamp on""#);
/// assert_eq!(event_from_body(b""), "null");
/// ```
#[must_use]
pub fn event_from_body(body: &[u8]) -> Bytes {
    if body.is_empty() {
        return Bytes::from_static(b"null");
    }
    // `IgnoredAny` checks the syntax without building the value.
    if serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok() {
        return Bytes::copy_from_slice(body);
    }
    let text = String::from_utf8_lossy(body);
    Bytes::from(serde_json::Value::String(text.into_owned()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_reads_as_on_aws() {
        let id = RequestId([0; 16]);
        let error = FunctionError::timed_out(id, 3000);
        assert_eq!(
            error.body,
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: \
             00000000-0000-0000-0000-000000000000 Error: Task timed out after 3.00 seconds\"}"
        );
    }

    #[track_caller]
    fn check_event(body: &[u8], event: &str) {
        assert_eq!(event_from_body(body), event);
    }

    #[test]
    fn a_body_that_is_no_json_becomes_a_json_string() {
        check_event(b"", "null");
        check_event(b" {\"a\": 1} ", " {\"a\": 1} ");
        check_event(b"12 13", "\"12 13\"");
        check_event(b"{\"a\":", "\"{\\\"a\\\":\"");
        check_event(b"\xff", "\"\u{fffd}\"");
        check_event(b" ", "\" \"");
        // A lone surrogate or a number out of range is JSON syntax all the same.
        check_event(b"1e999", "1e999");
    }

    #[test]
    fn billing_rounds_up_and_counts_the_start() {
        assert_eq!(Completion::billed_ms_for(0, None), 1);
        assert_eq!(Completion::billed_ms_for(1000, None), 1);
        assert_eq!(Completion::billed_ms_for(1001, None), 2);
        assert_eq!(Completion::billed_ms_for(500, Some(1000)), 2);
    }
}
