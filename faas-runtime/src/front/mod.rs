//! Where invocations come from: the fronts, and what they have in common.
//!
//! | module | front |
//! |---|---|
//! | [`http`] | `ANY /{function}` over HTTP, as tinyFaaS does it |
//! | [`coap`] | `/{function}` and `/fn/{function}` over CoAP |
//! | [`once`] | `/fn/{function}` over CoAP, for devices whose calls have numbers |
//! | [`services`] | `/aws/{service}/{operation}` over CoAP, for functions on devices |
//! | [`package`] | `/pkg/{function}` over CoAP |
//! | [`sealed`] | lets requests through that prove who makes them |
//! | [`log`] | `/log/{name}` over CoAP |
//! | [`management`] | `GET /health` |
//!
//! A body is an event by one rule for all of them, [`event_from_body`](crate::event_from_body),
//! and the answer is the JSON text of what the function returned.

#[cfg(feature = "std")]
mod answer;
#[cfg(feature = "std")]
pub mod coap;
#[cfg(feature = "std")]
pub mod http;
#[cfg(feature = "std")]
pub mod log;
#[cfg(feature = "std")]
pub mod management;
#[cfg(feature = "std")]
mod numbered;
#[cfg(feature = "std")]
mod numbers;
#[cfg(feature = "std")]
pub mod once;
mod origin;
#[cfg(feature = "std")]
pub mod package;
#[cfg(feature = "std")]
pub mod sealed;
#[cfg(feature = "std")]
pub mod services;

pub use origin::{Front, FunctionErrorKind, InvocationKind};
