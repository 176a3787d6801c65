//! Functions over CoAP: `/{function}` and `/fn/{function}`, with any method.
//!
//! | what came of it | code |
//! |---|---|
//! | the answer of the function, JSON text | 2.05 Content |
//! | no such function, or no such path | 4.04 Not Found |
//! | a body over the limit | 4.13 Request Entity Too Large |
//! | the function failed | 5.00 Internal Server Error, `errorType: errorMessage` |
//! | too many requests, or a server that stops | 5.03 Service Unavailable, Max-Age 1 |
//!
//! The server below runs a request once, however often the network repeats it.

use std::vec::Vec;

use super::answer::{Answer, answer};
use crate::coap::link_format::Link;
use crate::coap::server::{Handler, Request, Response};
use crate::coap::{Code, ContentFormat};
use crate::{Engine, Front, InvocationKind};

/// Names of resources that are no functions; a function of such a name is at `/fn/{function}`.
const RESERVED: [&str; 4] = ["fn", "pkg", "log", ".well-known"];

/// How long a refused client is asked to wait, in seconds.
const RETRY_S: u32 = 1;

/// Answers CoAP requests with functions.
#[derive(Clone)]
pub struct FunctionHandler {
    engine: Engine,
}

impl FunctionHandler {
    /// A handler for the functions of this engine.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        Self { engine }
    }
}

impl Handler for FunctionHandler {
    async fn handle(&self, request: Request) -> Response {
        let Some(name) = function_of(&request) else {
            return Response::diagnostic(Code::NOT_FOUND, "there is no such resource");
        };
        let kind = InvocationKind::RequestResponse;
        match answer(&self.engine, name, request.payload(), Front::Coap, kind).await {
            Answer::Done(body) => {
                // The clients of tinyFaaS know text only; JSON text is text.
                let format = match request.accept() {
                    Some(ContentFormat::TEXT_PLAIN) => ContentFormat::TEXT_PLAIN,
                    _ => ContentFormat::JSON,
                };
                Response::content(body).with_content_format(format)
            }
            Answer::Accepted(_) => Response::new(Code::CHANGED),
            Answer::Unknown(sentence) => Response::diagnostic(Code::NOT_FOUND, sentence),
            Answer::TooLarge(sentence) => {
                Response::diagnostic(Code::REQUEST_ENTITY_TOO_LARGE, sentence)
            }
            Answer::Busy(sentence) => Response::unavailable(sentence, RETRY_S),
            Answer::Failed(sentence) => Response::diagnostic(Code::INTERNAL_SERVER_ERROR, sentence),
        }
    }

    fn links(&self) -> Vec<Link> {
        // Discovery of nothing is better than no discovery: the registry reports its own errors.
        let names = self.engine.registry().list().unwrap_or_default();
        let path = |name: &str| match RESERVED.contains(&name) {
            true => std::format!("/fn/{name}"),
            false => std::format!("/{name}"),
        };
        names
            .iter()
            .map(|name| Link::new(path(name.as_str())))
            .collect()
    }
}

/// The function that the path names.
fn function_of(request: &Request) -> Option<&str> {
    let mut path = request.path();
    let (first, second, third) = (path.next()?, path.next(), path.next());
    match (first, second, third) {
        ("fn", Some(name), None) => Some(name),
        (name, None, None) if !RESERVED.contains(&name) => Some(name),
        _ => None,
    }
}
