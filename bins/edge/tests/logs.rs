//! Logs of a running server, and what is left of them after it was killed.

mod support;

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use support::{Running, start};
use woof_log::remote::{Received, RemoteOptions, RemoteStore};
use woof_log::{Append, Appended, LogName, Producer, Repair, Seqno, Shape, View};

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

/// Each round repairs a record, kills the server, and reads all records in both views.
#[test]
fn a_repair_that_was_acknowledged_survives_a_kill() {
    const ROUNDS: u64 = 8;
    let home = tempfile::tempdir().expect("a temporary directory");
    let log = LogName::new("lab/light").expect("a name");
    let (running, mut remote) = serving(home.path());
    remote.create(&log, Shape::variable()).expect("the log");
    for n in 1..=ROUNDS {
        let payload = n.to_string();
        let record = Append::new(payload.as_bytes());
        remote.append(&log, &record).expect("it is appended");
    }
    drop(running);
    for round in 1..=ROUNDS {
        let (running, mut remote) = serving(home.path());
        let payload = format!("better {round}");
        let repair = Repair {
            target: Seqno::new(round),
            payload: payload.as_bytes(),
            reason: "it was worse",
        };
        remote.repair(&log, &repair).expect("it is repaired");
        drop(running);
        let (_running, mut remote) = serving(home.path());
        let mut read = |view| -> Vec<String> {
            let page = remote.read_in(view, &log, Seqno::FIRST, Duration::ZERO);
            let text = |item| match item {
                Received::Record(_, payload) => String::from_utf8(payload).expect("text"),
                other => panic!("{other:?}"),
            };
            page.expect("records").into_iter().map(text).collect()
        };
        let written: Vec<String> = (1..=ROUNDS).map(|n| n.to_string()).collect();
        let repaired = (1..=round).map(|n| format!("better {n}"));
        let rest = written.iter().skip(round as usize).cloned();
        assert_eq!(
            read(View::Repaired),
            repaired.chain(rest).collect::<Vec<_>>()
        );
        assert_eq!(read(View::Written), written);
    }
}
