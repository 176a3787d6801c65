//! What a function may ask about itself and of the cloud around it.

use std::collections::BTreeMap;
use std::string::{String, ToString as _};
use std::time::Duration;
use std::vec::Vec;

use iotpy_core::catalog::Exception;
use iotpy_core::{Argument, Reply};

use super::IotPyOptions;
use crate::executor::environment;
use crate::{Function, RequestId, SourceArchive};

/// An operation that a function asks for.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CloudCall<'a> {
    /// boto3's name of the service, as "s3".
    pub service: &'a str,
    /// AWS's name of the operation, as "GetObject".
    pub operation: &'a str,
    /// Its parameters, a JSON object.
    pub parameters: &'a str,
    /// The parameter that is sent as bytes, or nothing.
    pub body: &'a [u8],
    /// How long the function may still run. It is stopped afterwards, whatever the answer is.
    pub time_left: Duration,
}

impl<'a> CloudCall<'a> {
    /// An operation with all of its parts.
    #[must_use]
    pub fn new(
        service: &'a str,
        operation: &'a str,
        parameters: &'a str,
        body: &'a [u8],
        time_left: Duration,
    ) -> Self {
        Self {
            service,
            operation,
            parameters,
            body,
            time_left,
        }
    }
}

/// The services behind the `boto3` of IoTPy functions.
pub trait CloudServices: Send + Sync {
    /// Performs an operation, on the thread of the function.
    ///
    /// The answer is a JSON object and, after a line break, the bytes of the body, if there is one.
    /// The object holds the members of boto3's response, or one member `error` with `Code`,
    /// `Message` and `HTTPStatusCode`, of which boto3's `ClientError` is made. `None` says that
    /// there is no such service here.
    fn call(&self, call: &CloudCall<'_>) -> Option<Vec<u8>>;
}

/// What our library passes to ask only for what all instances of a function share. The answer
/// tells what there is of an instance's own, to be asked for when it is needed.
const SHARED: &[Argument<'_>] = &[Argument::Str(b"shared")];

/// The one variable that is an instance's own.
const LOG_STREAM: &str = "AWS_LAMBDA_LOG_STREAM_NAME";

/// Whether a host function answers the same in all instances of a function, and does nothing.
pub(super) fn is_shared(name: &str, arguments: &[Argument<'_>]) -> bool {
    match name {
        "_host.environ" | "_host.request_id" | "_host.started" => arguments == SHARED,
        // It is not there.
        "_host.argv" => true,
        _ => false,
    }
}

/// What an instance does not share with others of its function.
#[derive(Clone)]
pub(super) struct Own {
    pub(super) log_stream: String,
    /// When it began to load its module, since 1970-01-01 00:00 UTC.
    pub(super) started: Duration,
}

/// What a function finds outside in one invocation.
pub(super) struct Outside<'a> {
    options: &'a IotPyOptions,
    function: &'a Function,
    request_id: String,
    own: &'a Own,
    answer: Vec<u8>,
    /// What a service has answered; the machine waits for it, so that it is asked only once even
    /// if there is no room for the answer yet.
    pub(super) done: Option<Vec<u8>>,
    /// How long the function may still run, as of the last look at the clock.
    pub(super) time_left: Duration,
}

impl<'a> Outside<'a> {
    pub(super) fn new(
        options: &'a IotPyOptions,
        function: &'a Function,
        request_id: RequestId,
        own: &'a Own,
    ) -> Self {
        Self {
            options,
            function,
            request_id: request_id.to_string(),
            own,
            answer: Vec::new(),
            done: None,
            time_left: Duration::ZERO,
        }
    }

    /// The files of the function.
    pub(super) fn source(&self) -> Option<&'a dyn SourceArchive> {
        self.function.source.as_deref()
    }

    /// Functions of the `_host` module, for our own library.
    pub(super) fn about(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        let is_shared = arguments == SHARED;
        match name {
            "request_id" | "started" if is_shared => Reply::None,
            "request_id" => Reply::Str(&self.request_id),
            "started" => Reply::Float(self.own.started.as_secs_f64()),
            "environ" => {
                self.answer = self.variables(is_shared);
                match std::str::from_utf8(&self.answer) {
                    Ok(text) => Reply::Str(text),
                    Err(_) => Reply::Unknown,
                }
            }
            _ => Reply::Unknown,
        }
    }

    /// The function's variables as a JSON object, with null for an instance's own if only what is
    /// shared is asked for.
    fn variables(&self, is_shared: bool) -> Vec<u8> {
        let identity = &self.options.identity;
        let log_stream = &self.own.log_stream;
        let mut variables = environment::variables(self.function, identity, log_stream);
        variables.insert("LAMBDA_TASK_ROOT".into(), "/var/task".into());
        let is_own = |name: &str| {
            is_shared && name == LOG_STREAM && !self.function.environment.contains_key(name)
        };
        let shown = variables
            .iter()
            .map(|(name, value)| (name, (!is_own(name)).then_some(value)));
        let shown: BTreeMap<&String, Option<&String>> = shown.collect();
        // A map of texts can always be written.
        serde_json::to_vec(&shown).unwrap_or_default()
    }

    /// `aws.call(service, operation, parameters, body)`
    pub(super) fn cloud(&mut self, arguments: &[Argument<'_>]) -> Reply<'static> {
        let (
            &[
                Argument::Str(service),
                Argument::Str(operation),
                Argument::Str(parameters),
                body,
            ],
            Some(services),
        ) = (arguments, &self.options.services)
        else {
            return Reply::Unknown;
        };
        let body = match body {
            Argument::Bytes(bytes) => bytes,
            _ => b"",
        };
        let texts = [service, operation, parameters].map(std::str::from_utf8);
        let [Ok(service), Ok(operation), Ok(parameters)] = texts else {
            return Reply::Raise(Exception::ValueError, "a parameter is no text");
        };
        let call = CloudCall::new(service, operation, parameters, body, self.time_left);
        match services.call(&call) {
            Some(answer) => {
                self.done = Some(answer);
                Reply::Pending
            }
            None => Reply::Unknown,
        }
    }
}
