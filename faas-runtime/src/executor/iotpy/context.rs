//! The second argument of a handler.

use std::borrow::ToOwned as _;
use std::string::{String, ToString as _};
use std::vec::Vec;

use iotpy_core::Argument;

use super::IotPyOptions;
use super::call::Deadline;
use crate::executor::environment::{arn, log_group};
use crate::{Function, Invocation};

/// The context of a call, as AWS documents it for Python.
pub(super) struct Context {
    texts: [(&'static str, String); 7],
    deadline_unix_ms: i64,
}

impl Context {
    pub(super) fn new(
        options: &IotPyOptions,
        function: &Function,
        invocation: &Invocation,
        deadline: &Deadline<'_>,
        log_stream: &str,
    ) -> Self {
        let ends = options.clock.unix_time().saturating_add(deadline.allowed);
        Self {
            texts: [
                ("function_name", function.name.to_string()),
                ("function_version", function.version.to_string()),
                ("invoked_function_arn", arn(function, &options.identity)),
                ("memory_limit_in_mb", function.memory_mb.to_string()),
                ("aws_request_id", invocation.request_id.to_string()),
                ("log_group_name", log_group(function)),
                ("log_stream_name", log_stream.to_owned()),
            ],
            deadline_unix_ms: i64::try_from(ends.as_millis()).unwrap_or(i64::MAX),
        }
    }

    pub(super) fn arguments(&self) -> Vec<(&str, Argument<'_>)> {
        let texts = self
            .texts
            .iter()
            .map(|(name, text)| (*name, Argument::Str(text.as_bytes())));
        let rest = [
            ("deadline_ms", Argument::Int(self.deadline_unix_ms)),
            ("client_context", Argument::None),
            ("identity", Argument::None),
            ("tenant_id", Argument::None),
        ];
        texts.chain(rest).collect()
    }
}
