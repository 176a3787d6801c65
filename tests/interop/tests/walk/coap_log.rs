//! A log over CoAP, by a client that is not ours: append, repeat, read on, and mistakes.

use std::fs;

use nanolambda_interop::{Clients, Edge, Finished};
use woof_log::remote::{RemoteOptions, RemoteStore};
use woof_log::wire::{Answer, Item};
use woof_log::{LogName, Shape};

const LOG: &str = "log/lab/light";

/// A server with an empty log, and a client.
struct Bench {
    home: tempfile::TempDir,
    edge: Edge,
    clients: Clients,
}

impl Bench {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary directory");
        let edge = Edge::start_with(home.path(), &["--log-port", "0"]);
        let log = edge.at.log.expect("logs are served over TCP too");
        let name = LogName::new("lab/light").expect("a name");
        // Logs are created over TCP or with the tool, not over CoAP.
        RemoteStore::new(log, RemoteOptions::default())
            .create(&name, Shape::variable())
            .expect("a log");
        Self {
            home,
            edge,
            clients: Clients::find(),
        }
    }

    fn post(&self, path: &str, payload: &[u8]) -> Finished {
        self.clients.coap_post(&self.edge.coap(path), payload)
    }

    fn get(&self, path: &str) -> Finished {
        self.clients.coap_get(&self.edge.coap(path))
    }

    #[track_caller]
    fn check_appended(&self, path: &str, payload: &[u8], seqno: &str) {
        let done = self.post(path, payload).ok();
        assert_eq!(done.errors, "");
        assert_eq!(done.text().trim_end(), seqno);
    }

    /// A read gives these records.
    #[track_caller]
    fn check_records(&self, path: &str, expected: &[(u64, &[u8])]) {
        let done = self.get(path).ok();
        let (_, answer) = Answer::parse(&done.out)
            .unwrap_or_else(|error| panic!("{error} in {:?}: {}", done.text(), done.errors));
        let Answer::Records(records) = answer else {
            panic!("{answer:?} to {path}");
        };
        let read: Vec<(u64, &[u8])> = records
            .iter()
            .map(|item| match item {
                Item::Record(entry, payload) => (entry.seqno.get(), payload),
                Item::Damaged(seqno) => panic!("{seqno} is damaged"),
            })
            .collect();
        assert_eq!(read, expected);
    }

    #[track_caller]
    fn check_refused(&self, done: &Finished, code: &str) {
        assert!(done.errors.contains(code), "{}{}", done.text(), done.errors);
        // It says why, and goes on serving.
        assert!(done.errors.trim_end().len() > code.len(), "{}", done.errors);
    }
}

#[test]
fn records_are_appended_once_and_read_on() {
    let bench = Bench::new();
    bench.check_appended(LOG, b"21", "1");
    let produced = format!("{LOG}?p=7&e=0&n=1");
    bench.check_appended(&produced, b"22", "2");
    // The client did not hear the answer, and says it again.
    bench.check_appended(&produced, b"22", "2");
    bench.check_appended(&format!("{LOG}?p=7&e=0&n=2"), b"23", "3");
    // Longer than a block of CoAP.
    let long = vec![b'x'; 5_000];
    bench.check_appended(LOG, &long, "4");

    let all: [(u64, &[u8]); 4] = [(1, b"21"), (2, b"22"), (3, b"23"), (4, &long)];
    bench.check_records(&format!("{LOG}?from=1"), &all);
    bench.check_records(&format!("{LOG}?from=3"), &all[2..]);
    bench.check_records(&format!("{LOG}?from=2&max=2"), &all[1..3]);
    bench.check_records(&format!("{LOG}?from=5"), &[]);
    bench.check_records(LOG, &all[3..]);
}

#[test]
fn mistakes_are_answered_and_change_nothing() {
    let bench = Bench::new();
    bench.check_appended(&format!("{LOG}?p=7&e=3&n=1"), b"21", "1");
    for (path, code) in [
        ("log/none", "4.04"),
        // The server's own logs.
        ("log/calls", "4.03"),
        ("log/lab/light?p=7&e=2&n=2", "4.0"),
        ("log/lab/light?p=7&e=3", "4.0"),
        ("log/lab/light?p=seven&e=3&n=2", "4.0"),
        ("log/lab/light?p=7&e=99999&n=2", "4.0"),
    ] {
        bench.check_refused(&bench.post(path, b"22"), code);
    }
    for (path, code) in [
        ("log/none?from=1", "4.04"),
        ("log/calls?from=1", "4.03"),
        ("log/lab/light?from=minus", "4.0"),
        ("log/lab/light?from=1&max=many", "4.0"),
        ("log/lab/light?from=1&view=sideways", "4.0"),
    ] {
        bench.check_refused(&bench.get(path), code);
    }
    // Beyond the longest payload of a record. Of its standard input the client takes less.
    let long = bench.home.path().join("long");
    fs::write(&long, vec![b'x'; 70_000]).expect("a file");
    let url = bench.edge.coap(LOG);
    let sent = bench
        .clients
        .coap_post_file(&url, &long.display().to_string());
    bench.check_refused(&sent, "4.0");
    bench.check_records(&format!("{LOG}?from=1"), &[(1, b"21")]);
}
