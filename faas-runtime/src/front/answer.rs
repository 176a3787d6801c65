//! From a name and a body to an answer that any protocol can express.

use std::string::{String, ToString as _};

use bytes::Bytes;

use crate::engine::InvokeError;
use crate::{
    Engine, Front, FunctionName, Invocation, InvocationKind, Outcome, RequestId, event_from_body,
};

/// What a front tells its caller.
pub(super) enum Answer {
    /// The function answered with this JSON text.
    Done(Bytes),
    /// The event will run.
    Accepted(RequestId),
    /// There is no such function.
    Unknown(String),
    /// The body is longer than allowed.
    TooLarge(String),
    /// Not now; later perhaps.
    Busy(String),
    /// The function or the server failed.
    Failed(String),
}

/// Runs the function with this name, or accepts an event for it.
pub(super) async fn answer(
    engine: &Engine,
    name: &str,
    body: &[u8],
    front: Front,
    kind: InvocationKind,
) -> Answer {
    let Ok(function) = FunctionName::new(name) else {
        return Answer::Unknown(std::format!("there is no function {name:?}"));
    };
    let request_id = engine.new_request_id();
    let invocation = Invocation::new(request_id, function, event_from_body(body), front, kind);
    let failure = match kind {
        InvocationKind::Event => match engine.submit(invocation).await {
            Ok(accepted) => return Answer::Accepted(accepted.request_id),
            Err(error) => error,
        },
        InvocationKind::RequestResponse => match engine.invoke(invocation).await {
            Ok(completion) => match completion.outcome {
                Outcome::Ok(body) => return Answer::Done(body),
                Outcome::FunctionError(error) => return Answer::Failed(error.text()),
            },
            Err(error) => error,
        },
    };
    let text = failure.to_string();
    match failure {
        InvokeError::UnknownFunction { .. } => Answer::Unknown(text),
        InvokeError::PayloadTooLarge { .. } => Answer::TooLarge(text),
        InvokeError::TooManyRequests { .. } | InvokeError::ShuttingDown => Answer::Busy(text),
        _ => Answer::Failed(text),
    }
}
