//! The server killed under load, again and again, at moments that chance chooses.
//!
//! `NANOLAMBDA_KILLS` is how often in all, and `NANOLAMBDA_KILLS_SEED` chooses other moments.

use std::collections::BTreeSet;
use std::env;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use nanolambda_interop::{Address, Edge, call, create_function, zip_of};
use serde_json::json;
use woof_log::remote::{Received, RemoteOptions, RemoteStore};
use woof_log::{Append, LogName, Producer, Seqno, Shape};

use crate::restart::{ECHO, deploy, invoke, submit, wait_for_results};

/// Kills in a run of all tests.
const KILLS: u32 = 200;
/// Servers that are killed side by side, each with data of its own: a start waits more than it
/// works.
const SERVERS: u32 = 4;
/// A kill comes at most so long after the load began.
const LOAD_MS_MAX: u64 = 240;
/// Functions are slow to create, so only some rounds do.
const ROUNDS_PER_FUNCTION: u32 = 5;
/// So often are the results of events looked at: the server keeps 16,384 of them.
const ROUNDS_PER_LOOK: u32 = 100;
const FLAGS: [&str; 2] = ["--log-port", "0"];

/// Numbers from a seed (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % bound
    }
}

/// What a server said it has.
#[derive(Default)]
struct Acknowledged {
    objects: BTreeSet<(u32, u32)>,
    functions: BTreeSet<String>,
    events: BTreeSet<String>,
    /// Events whose results were seen.
    ended: u64,
    /// Records of the log, numbered by their producer without holes.
    records: u64,
}

fn log_name() -> LogName {
    LogName::new("kills/log").expect("a name")
}

fn key(round: u32, number: u32) -> String {
    format!("{round}-{number}")
}

/// From 0 bytes to some chunks of the store.
fn body(round: u32, number: u32) -> String {
    key(round, number).repeat((number as usize * 997 + round as usize * 131) % 6_000)
}

/// Appends the next record. `None` if the server died over it: then the next try, which has the
/// same number, finds it stored or stores it, and never twice.
fn append(log: &mut RemoteStore, number: u64) -> Option<()> {
    let payload = number.to_le_bytes();
    let record = Append::new(&payload).produced_by(Producer::counting(7, 1, number));
    let seqno = log.append(&log_name(), &record).ok()?.seqno();
    assert_eq!(seqno, Seqno::new(number), "a record has two places");
    Some(())
}

fn connect(address: Option<SocketAddr>) -> RemoteStore {
    let options = RemoteOptions {
        patience: Duration::ZERO,
        ..RemoteOptions::default()
    };
    RemoteStore::new(address.expect("the logs are served"), options)
}

/// Writes of each kind, side by side, until the server is gone.
fn load(at: &Address, round: u32, acknowledged: &Mutex<Acknowledged>) {
    let aws = format!("http://{}", at.aws);
    let lock = || acknowledged.lock().expect("no thread panics");
    thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0.. {
                let url = format!("{aws}/kept/{}", key(round, number));
                match call("PUT", &url, &[], body(round, number).as_bytes()) {
                    Some(reply) if reply.status == 200 => lock().objects.insert((round, number)),
                    _ => return,
                };
            }
        });
        scope.spawn(|| {
            // Not more than the function keeps up with.
            for number in 0..10 {
                match submit(&aws, "echo", &number.to_string()) {
                    Some(id) => lock().events.insert(id),
                    None => return,
                };
            }
        });
        scope.spawn(|| {
            let mut log = connect(at.log);
            loop {
                let next = lock().records + 1;
                if append(&mut log, next).is_none() {
                    return;
                }
                lock().records = next;
            }
        });
        if round.is_multiple_of(ROUNDS_PER_FUNCTION) {
            let zip = zip_of(&[("code.py", ECHO)]);
            let name = format!("f-{round}");
            if create_function(&aws, &name, "code.handler", &zip, &json!({}))
                .is_some_and(|reply| reply.status == 201)
            {
                lock().functions.insert(name);
            }
        }
    });
}

fn verify_object(edge: &Edge, round: u32, number: u32) {
    let key = key(round, number);
    let url = format!("{}/kept/{key}", edge.aws());
    let object = call("GET", &url, &[], b"").expect("the server answers");
    assert_eq!(object.status, 200, "{key} is lost");
    assert!(object.text() == body(round, number), "{key} differs");
}

fn verify_function(edge: &Edge, name: &str) {
    let url = format!("{}/2015-03-31/functions/{name}", edge.aws());
    let function = call("GET", &url, &[], b"").expect("the server answers");
    assert_eq!(function.status, 200, "{name} is lost");
}

/// Reads the log from `from` on: each record is there once, in order, up to what was acknowledged
/// and at most one more.
fn verify_log(edge: &Edge, from: u64, records: u64) {
    let mut log = connect(edge.at.log);
    let mut next = from.max(1);
    loop {
        let page = log.read(&log_name(), Seqno::new(next), Duration::ZERO);
        let page = page.expect("the server answers");
        if page.is_empty() {
            break;
        }
        for received in page {
            match received {
                Received::Record(entry, payload) => {
                    assert_eq!(
                        (entry.seqno.get(), payload),
                        (next, next.to_le_bytes().into())
                    );
                }
                other => panic!("{other:?} where record {next} should be"),
            }
            next += 1;
        }
    }
    let newest = next - 1;
    assert!(newest >= records, "of {records} records, {newest} are left");
    assert!(newest <= records + 1, "{newest} records for {records}");
}

/// Looks at what the last round wrote; the end looks at everything.
fn verify_round(edge: &Edge, round: u32, before: u64, acknowledged: &Acknowledged) {
    for (round, number) in acknowledged.objects.range((round, 0)..=(round, u32::MAX)) {
        verify_object(edge, *round, *number);
    }
    if let Some(name) = acknowledged.functions.get(&format!("f-{round}")) {
        verify_function(edge, name);
    }
    verify_log(edge, before, acknowledged.records);
}

fn verify_all(edge: &Edge, acknowledged: &Acknowledged) {
    for (round, number) in &acknowledged.objects {
        verify_object(edge, *round, *number);
    }
    for name in &acknowledged.functions {
        verify_function(edge, name);
    }
    if let Some(name) = acknowledged.functions.last() {
        assert_eq!(invoke(edge, name, "\"still here\""), "still here");
    }
    verify_log(edge, 1, acknowledged.records);
    wait_for_results(edge, "echo", &acknowledged.events);
    // No wedge: it takes more of everything.
    assert!(append(&mut connect(edge.at.log), acknowledged.records + 1).is_some());
    assert_eq!(invoke(edge, "echo", "[1]"), json!([1]));
}

fn prepare(home: &Path) {
    let edge = Edge::start_with(home, &FLAGS);
    deploy(&edge, "echo", ECHO);
    let made = call("PUT", &format!("{}/kept", edge.aws()), &[], b"");
    assert_eq!(made.expect("it answers").status, 200);
    let mut log = connect(edge.at.log);
    log.create(&log_name(), Shape::variable()).expect("the log");
    edge.kill();
}

fn kill_rounds(rounds: u32, mut random: Random) -> Acknowledged {
    let home = tempfile::tempdir().expect("a temporary directory");
    prepare(home.path());
    let acknowledged = Mutex::new(Acknowledged::default());
    let mut before = 0;
    for round in 0..rounds {
        let edge = Edge::start_with(home.path(), &FLAGS);
        if let Some(last) = round.checked_sub(1) {
            let mut acknowledged = acknowledged.lock().expect("no thread panics");
            verify_round(&edge, last, before, &acknowledged);
            before = acknowledged.records;
            if round.is_multiple_of(ROUNDS_PER_LOOK) {
                wait_for_results(&edge, "echo", &acknowledged.events);
                acknowledged.ended += acknowledged.events.len() as u64;
                acknowledged.events.clear();
            }
        }
        let at = edge.at;
        thread::scope(|scope| {
            scope.spawn(|| load(&at, round, &acknowledged));
            // The moment of the kill is the point of the test.
            thread::sleep(Duration::from_millis(random.below(LOAD_MS_MAX)));
            edge.kill();
        });
    }
    let acknowledged = acknowledged.into_inner().expect("no thread panics");
    verify_all(&Edge::start_with(home.path(), &FLAGS), &acknowledged);
    acknowledged
}

fn number_of(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(text.parse().expect("a number"))
}

#[test]
fn killed_again_and_again_it_loses_nothing_and_does_nothing_twice() {
    let kills = number_of("NANOLAMBDA_KILLS").map_or(KILLS, |kills| kills as u32);
    let seed = number_of("NANOLAMBDA_KILLS_SEED").unwrap_or(1);
    println!("NANOLAMBDA_KILLS_SEED={seed}");
    let started = Instant::now();
    let servers: Vec<_> = (0..SERVERS.min(kills))
        .map(|server| {
            let rounds = kills / SERVERS + u32::from(server < kills % SERVERS);
            let random = Random(seed.wrapping_mul(1_000_003).wrapping_add(server.into()));
            thread::spawn(move || kill_rounds(rounds, random))
        })
        .collect();
    let mut counts = [0; 4];
    for server in servers {
        let all = server.join().expect("nothing is lost");
        let found = [
            all.objects.len() as u64,
            all.functions.len() as u64,
            all.ended + all.events.len() as u64,
            all.records,
        ];
        counts
            .iter_mut()
            .zip(found)
            .for_each(|(sum, one)| *sum += one);
    }
    let [objects, functions, events, records] = counts;
    println!(
        "{kills} kills in {:?}: {objects} objects, {functions} functions, {events} events and \
         {records} records are all there, once",
        started.elapsed()
    );
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}
