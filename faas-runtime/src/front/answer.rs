//! From a name and a body to an answer that any protocol can express.

use std::string::{String, ToString as _};
use std::vec::Vec;

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
    answer_with_pins(engine, name, body, front, kind).await.0
}

/// The same, with the pins that the function has set.
pub(super) async fn answer_with_pins(
    engine: &Engine,
    name: &str,
    body: &[u8],
    front: Front,
    kind: InvocationKind,
) -> (Answer, Vec<(u8, bool)>) {
    let mut pins = Vec::new();
    let answer = run(engine, name, body, front, kind, &mut pins).await;
    (answer, pins)
}

async fn run(
    engine: &Engine,
    name: &str,
    body: &[u8],
    front: Front,
    kind: InvocationKind,
    pins: &mut Vec<(u8, bool)>,
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
            Ok(completion) => {
                *pins = completion.pins;
                return match completion.outcome {
                    Outcome::Ok(body) => Answer::Done(body),
                    Outcome::FunctionError(error) => Answer::Failed(error.text()),
                };
            }
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
