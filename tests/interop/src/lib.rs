//! Starts the real edge server on free ports and drives it with the real clients.
//!
//! - [`Edge`] is a running server; it is killed when it is dropped.
//! - [`Clients`] finds aws-cli, Python with boto3, coap-client and curl. A client that is missing
//!   fails the test with a sentence that says how to get it: nothing is skipped.
//! - [`call`] is a plain HTTP call, for what no client sends and for loads that would take a client
//!   program too long.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod clients;
mod edge;
mod functions;
mod plain;

pub use clients::{Clients, Finished};
pub use edge::{Address, Edge, Signal, build_binary};
pub use functions::{handler_path, test_file, zip_of, zip_of_handler};
pub use plain::{Reply, call, create_function};
