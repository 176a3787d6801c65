//! Logs of a running server, and what is left of them after it was killed.

mod support;

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use support::{Running, start};
use woof_log::remote::{Received, RemoteOptions, RemoteStore};
use woof_log::{Append, Appended, LogName, Producer, Seqno, Shape};

const FLAGS: [&str; 5] = [
    "--aws-port=off",
    "--http-port=off",
    "--coap-port=off",
    "--management-port=off",
    "--log-port=0",
];

fn serving(data: &Path) -> (Running, RemoteStore) {
    let (running, lines) = start(data, &FLAGS);
    let address = lines[0].strip_prefix("log tcp://").expect("the log front");
    let address: SocketAddr = address.parse().expect("an address");
    (running, RemoteStore::new(address, RemoteOptions::default()))
}

/// Each round appends, kills the server, and repeats the last append and the reading after it.
#[test]
fn what_was_acknowledged_survives_a_kill_and_a_repeat_has_one_effect() {
    const PER_ROUND: u64 = 40;
    let home = tempfile::tempdir().expect("a temporary directory");
    let log = LogName::new("lab/light").expect("a name");
    let mut read = Vec::new();
    let mut n = 0;
    for round in 0..4 {
        let (running, mut remote) = serving(home.path());
        remote.create(&log, Shape::variable()).expect("the log");
        let append = |remote: &mut RemoteStore, n: u64| {
            let payload = n.to_le_bytes();
            let record = Append::new(&payload).produced_by(Producer::counting(5, 1, n));
            remote.append(&log, &record).expect("it is appended")
        };
        if round > 0 {
            assert_eq!(append(&mut remote, n), Appended::Duplicate(Seqno::new(n)));
        }
        for _ in 0..PER_ROUND {
            n += 1;
            assert_eq!(append(&mut remote, n), Appended::New(Seqno::new(n)));
        }
        let from = Seqno::new(read.len() as u64 + 1);
        for item in remote.read(&log, from, Duration::ZERO).expect("records") {
            match item {
                Received::Record(_, payload) => read.push(payload),
                other => panic!("{other:?}"),
            }
        }
        drop(running);
    }
    let written = (1..=n).map(|n| n.to_le_bytes().to_vec());
    assert!(read.into_iter().eq(written));
}
