//! What runs on a NanoLambda device, on any board.
//!
//! ```text
//! sensor -> sample in flash -> function -> pins, and a result in flash -> edge
//! ```
//!
//! A sampler reads the [`Board`]'s sensor and appends what it says to a log in flash. Samples that
//! are there become events of a Python function, which was fetched by its name from the edge and
//! is kept in flash as well; what it returns is appended to a log of results. Samples and results
//! go on to logs of the edge when that can be reached. What is in flash survives a loss of power at
//! any moment: no sample is lost, and each event has one result.
//!
//! A function that does not fit, or that the [policy](config::Policy) sends away, runs on the edge
//! on the device's behalf, and the pins that it sets there are set here.
//!
//! What it refuses to do: allocate, wait without going on with its work, and know what board it is
//! on. Everything outside is passed in: [`Board`], the flash (a [`woof_log::Medium`]) and a
//! [`Transport`](faas_runtime::transport::Transport).
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `sim` | no | `sim`: a board of files and sockets, for tests and laptops |
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(any(test, feature = "sim"))]
extern crate std;

mod board;
mod cache;
pub mod config;
mod device;
pub mod event;
mod host;
mod journal;
mod line;
mod node;
mod packages;
mod run;
mod sample;
mod sealing;
#[cfg(feature = "sim")]
pub mod sim;
#[cfg(test)]
mod tests;
pub mod text;

pub use board::Board;
pub use device::Device;
pub use faas_runtime::coap::DATAGRAM_BYTES_MAX;
pub use journal::{JournalError, LOGS, Store, partitions};
pub use line::TRANSMISSION;
pub use node::{EVENT_BYTES_MAX, Node, Space};
pub use sample::{CHANNELS_MAX, Sample};
