//! Functions and their invocations.
pub mod coap;
