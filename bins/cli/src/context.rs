//! The second argument of a handler that runs on this machine.

use std::time::{SystemTime, UNIX_EPOCH};

use iotpy_core::Argument;

use crate::machine::Bounds;

/// The id of every local call.
pub const REQUEST_ID: &str = "00000000-0000-0000-0000-000000000000";

/// The context of a local call: the names that AWS documents, with the values of a local function.
pub struct Context {
    texts: [(&'static str, String); 7],
    deadline_ms: i64,
}

impl Context {
    /// Of a call of the function `name`, which may take as long as `bounds` say from now on.
    pub fn new(name: &str, bounds: &Bounds) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let ends = now.unwrap_or_default().saturating_add(bounds.timeout);
        let arn = format!("arn:aws:lambda:us-east-1:000000000000:function:{name}");
        Self {
            texts: [
                ("function_name", name.to_owned()),
                ("function_version", "$LATEST".to_owned()),
                ("invoked_function_arn", arn),
                ("memory_limit_in_mb", bounds.memory_mb.to_string()),
                ("aws_request_id", REQUEST_ID.to_owned()),
                ("log_group_name", format!("/aws/lambda/{name}")),
                ("log_stream_name", "local".to_owned()),
            ],
            deadline_ms: i64::try_from(ends.as_millis()).unwrap_or(i64::MAX),
        }
    }

    /// As the machine takes it.
    pub fn arguments(&self) -> Vec<(&str, Argument<'_>)> {
        let texts = self.texts.iter();
        let mut arguments: Vec<_> = texts
            .map(|(name, text)| (*name, Argument::Str(text.as_bytes())))
            .collect();
        arguments.push(("deadline_ms", Argument::Int(self.deadline_ms)));
        arguments.push(("client_context", Argument::None));
        arguments.push(("identity", Argument::None));
        arguments
    }
}
