//! An invocation on its way in, and what came of it.

use std::fmt;
use std::string::{String, ToString as _};

use bytes::Bytes;

use crate::{ExecutorKind, FunctionName, Version};

/// The identity of one invocation, shown as a UUID.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub [u8; 16]);

impl RequestId {
    /// A request id from 16 random bytes: a UUID of version 4 (RFC 9562 section 5.4).
    #[must_use]
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Self(bytes)
    }

    /// Reads the text form, 36 characters with four dashes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let dashes_fit = [8, 13, 18, 23]
            .iter()
            .all(|at| text.as_bytes().get(*at) == Some(&b'-'));
        if text.len() != 36 || !dashes_fit {
            return None;
        }
        let mut digits = text
            .chars()
            .filter(|digit| *digit != '-')
            .map(|digit| digit.to_digit(16));
        let mut bytes = [0; 16];
        for byte in &mut bytes {
            let (high, low) = (digits.next()??, digits.next()??);
            *byte = (high << 4 | low) as u8;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            let dash = if matches!(at, 4 | 6 | 8 | 10) {
                "-"
            } else {
                ""
            };
            write!(out, "{dash}{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// Where an invocation came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Front {
    /// The AWS Lambda API.
    LambdaApi = 1,
    /// A Lambda function URL.
    FunctionUrl = 2,
    /// `ANY /{function}` over HTTP, as tinyFaaS does it.
    Http = 3,
    /// CoAP.
    Coap = 4,
    /// gRPC.
    Grpc = 5,
    /// An S3 notification.
    ObjectStore = 6,
    /// An append to a log.
    Log = 7,
    /// A timetable.
    Schedule = 8,
    /// MQTT.
    Mqtt = 9,
    /// A device.
    Device = 10,
    /// The command line.
    CommandLine = 11,
}

impl Front {
    const ALL: [Self; 11] = [
        Self::LambdaApi,
        Self::FunctionUrl,
        Self::Http,
        Self::Coap,
        Self::Grpc,
        Self::ObjectStore,
        Self::Log,
        Self::Schedule,
        Self::Mqtt,
        Self::Device,
        Self::CommandLine,
    ];

    /// The front that a stored byte stands for.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|front| *front as u8 == code)
    }
}

/// Who waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum InvocationKind {
    /// The caller waits. If the server dies, the caller knows, and the call is not run again.
    RequestResponse = 1,
    /// Nobody waits. Once accepted it runs at least once, and is retried when it fails.
    Event = 2,
}

impl InvocationKind {
    /// The kind that a stored byte stands for.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::RequestResponse, Self::Event]
            .into_iter()
            .find(|kind| *kind as u8 == code)
    }
}

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

/// Whether the function reported the error itself (header `X-Amz-Function-Error`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum FunctionErrorKind {
    /// The function answered with an error.
    Handled = 1,
    /// An exception left the handler, or the runtime stopped it. AWS reports every Python
    /// exception so.
    Unhandled = 2,
}

impl FunctionErrorKind {
    /// The kind that a stored byte stands for.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::Handled, Self::Unhandled]
            .into_iter()
            .find(|kind| *kind as u8 == code)
    }

    /// The value of AWS's header: `Handled` or `Unhandled`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Handled => "Handled",
            Self::Unhandled => "Unhandled",
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
    fn request_ids_read_back_what_they_show() {
        let id = RequestId::from_random([0xff; 16]);
        assert_eq!(id.to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(RequestId::parse(&id.to_string()), Some(id));
        for text in [
            "",
            "ffffffff-ffff-4fff-bfff-fffffffffff",
            "ffffffffffff4fffbfffffffffffffff",
        ] {
            assert_eq!(RequestId::parse(text), None, "{text}");
        }
        assert_eq!(
            RequestId::parse("gfffffff-ffff-4fff-bfff-ffffffffffff"),
            None
        );
    }

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
