//! The server as its users meet it: real programs, real files, real kills.

mod bad_input;
mod cloud;
mod coap_log;
mod kills;
mod newcomer;
mod repair;
mod restart;
mod suites;
mod tool;
