//! What runs the requests.

use core::future::Future;
use std::vec::Vec;

use super::request::Request;
use super::response::Response;
use crate::coap::link_format::Link;

/// Answers the requests of a server.
///
/// It is one trait for all resources and not one per resource, because the resources of this
/// system (functions, logs, packages) come and go while the server runs. The server calls it
/// once for each request that a client makes, however often the network repeats it, and only
/// when the request's body is complete.
///
/// A call must not block its thread: hand long computations to threads of your own. A call that
/// panics is answered with 5.00.
pub trait Handler: Send + Sync + 'static {
    /// Answers a request. There is no deadline: the client is told after a second that the
    /// request has arrived and gets the answer when it comes.
    fn handle(&self, request: Request) -> impl Future<Output = Response> + Send;

    /// Whether running the request once more gives the same body and does no harm. Asked for a
    /// later block of an answer that is no longer kept; if not, the client gets 4.08 and has to
    /// begin again from the first block.
    fn repeatable(&self, _request: &Request) -> bool {
        false
    }

    /// What `/.well-known/core` lists.
    fn links(&self) -> Vec<Link> {
        Vec::new()
    }
}
