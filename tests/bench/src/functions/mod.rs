//! Latency and throughput of the sieve over HTTP and CoAP beside a native Node.js HTTP server that
//! runs the same algorithm, in one interleaved run on the loopback interface.
//!
//! Clients run in a process of their own, in closed loops, bounded in count and time; what takes
//! longer than a second counts as failed. A round measures every pair of server and number of
//! clients once, and the table has the medians of the rounds.

mod load;
mod peer;
mod table;

use std::time::Instant;

use nanolambda_interop::{Edge, call, create_function, zip_of_handler};

use crate::machine;
pub use load::Load;
use load::{Measured, Protocol};
use peer::Peer;
use table::{Cell, Report};

/// The section of the document.
pub const HEADING: &str = "Functions";

const ROUNDS: usize = 5;
/// Numbers of clients, and the requests of each client.
const CLIENTS: [(usize, usize); 2] = [(1, 1000), (64, 60)];

/// Makes the tables.
pub fn measure() -> String {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = Edge::start(home.path());
    let idle_bytes = machine::resident_bytes(edge.id());
    let zip = zip_of_handler("sieve");
    let settings = serde_json::json!({});
    let created = create_function(&edge.aws(), "sieve", "sieve.handler", &zip, &settings);
    assert_eq!(created.expect("the server answers").status, 201);
    let first_us = first_call_us(&edge);
    edge.kill();
    let edge = Edge::start(home.path());
    let after_restart_us = first_call_us(&edge);

    let node = Peer::start();
    let targets = [
        ("edge, HTTP", Protocol::Http, edge.at.http),
        ("edge, CoAP", Protocol::Coap, edge.at.coap),
        ("Node.js, HTTP", Protocol::Http, node.address),
    ];
    let mut cells: Vec<Cell> = Vec::new();
    for (name, _, _) in targets {
        for (clients, _) in CLIENTS {
            cells.push(Cell {
                server: name,
                clients,
                rounds: Vec::new(),
            });
        }
    }
    // The first round warms everything up and is not counted.
    for round in 0..=ROUNDS {
        for (server, protocol, address) in targets {
            for (clients, requests) in CLIENTS {
                let load = Load {
                    protocol,
                    address,
                    clients,
                    requests,
                };
                let measured: Measured = load.run_in_a_process();
                let cell = cells
                    .iter_mut()
                    .find(|c| c.server == server && c.clients == clients);
                if let (Some(cell), true) = (cell, round > 0) {
                    cell.rounds.push(measured);
                }
            }
        }
        eprintln!("round {round} of {ROUNDS}");
    }
    let report = Report {
        cells,
        idle_bytes,
        busy_bytes: machine::resident_bytes(edge.id()),
        node_bytes: machine::resident_bytes(node.id()),
        first_us,
        after_restart_us,
        node_version: node.version.clone(),
        machine: machine::description(),
    };
    report.to_markdown()
}

/// The first call of a function, with its connection.
fn first_call_us(edge: &Edge) -> u64 {
    let started = Instant::now();
    let answer = call("POST", &edge.http("sieve"), &[], b"{}").expect("the server answers");
    let elapsed = started.elapsed();
    assert_eq!(answer.status, 200, "{}", answer.text());
    u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX)
}
