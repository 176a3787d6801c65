//! A client behind a proxy that cuts, repeats and delays.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::string::ToString as _;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use std::vec::Vec;

use super::{Access, ClientError, Received, RemoteOptions, RemoteStore, read_frame, serve};
use crate::wire::{Answer, Refusal, Request};
use crate::{
    Append, Appended, ErrorKind, LogName, LogStore as _, MemoryStore, Producer, Repair,
    RepairStore as _, Seqno, Shape, SharedStore as _, StoreError, View,
};

/// Numbers that look random (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed ^ mixed >> 27) % bound
    }
}

const QUICK: RemoteOptions = RemoteOptions {
    patience: Duration::from_secs(20),
    answer_timeout: Duration::from_millis(300),
    pause: Duration::from_millis(1),
};

fn name(text: &str) -> LogName {
    LogName::new(text).unwrap()
}

fn access(name: &LogName) -> Access {
    match name.as_str() {
        "inner" => Access::Read,
        "secret" => Access::None,
        _ => Access::Full,
    }
}

/// A server whose threads end with the test.
fn serving(store: &MemoryStore) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let store = store.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (store, stream) = (store.clone(), stream.unwrap());
            stream.set_nodelay(true).unwrap();
            thread::spawn(move || serve(&store, &stream, &stream, access));
        }
    });
    address
}

/// A proxy that cuts connections in the middle of messages, and repeats and delays messages.
fn faulty(server: SocketAddr, seed: u64) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let (client, server) = (stream.unwrap(), TcpStream::connect(server).unwrap());
            let ends = [(&client, &server), (&server, &client)];
            for (direction, (from, to)) in ends.into_iter().enumerate() {
                let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                let seed = seed ^ (number as u64) << 8 ^ direction as u64;
                thread::spawn(move || pass(from, to, Random(seed)));
            }
        }
    });
    address
}

fn pass(mut from: TcpStream, mut to: TcpStream, mut random: Random) {
    let mut message = Vec::new();
    while let Ok(Some(())) = read_frame(&mut from, &mut message) {
        let mut frame = (message.len() as u32).to_le_bytes().to_vec();
        frame.extend(&message);
        let len = frame.len();
        let written = match random.below(12) {
            0 => {
                let cut = random.below(len as u64) as usize;
                let _ = to.write_all(&frame[..cut]);
                break;
            }
            1 => {
                frame.extend_from_within(..);
                to.write_all(&frame)
            }
            2 => {
                thread::sleep(Duration::from_millis(random.below(20)));
                to.write_all(&frame)
            }
            _ => to.write_all(&frame),
        };
        if written.is_err() {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

#[test]
fn nothing_is_lost_and_nothing_twice_behind_a_faulty_network() {
    const COUNT: u64 = 400;
    for seed in [1, 2, 3] {
        let mut store = MemoryStore::new();
        let log = store.create(&name("log"), Shape::variable()).unwrap();
        let proxy = faulty(serving(&store), seed);
        let reader = thread::spawn(move || {
            let mut remote = RemoteStore::new(proxy, QUICK);
            let mut read = Vec::new();
            while (read.len() as u64) < COUNT {
                let from = Seqno::new(read.len() as u64 + 1);
                let wait = Duration::from_millis(50);
                for item in remote.read(&name("log"), from, wait).unwrap() {
                    match item {
                        Received::Record(_, payload) => read.push(payload),
                        other => panic!("seed {seed}: {other:?}"),
                    }
                }
            }
            read
        });
        let mut remote = RemoteStore::new(proxy, QUICK);
        for n in 1..=COUNT {
            let payload = n.to_le_bytes();
            let record = Append::new(&payload).produced_by(Producer::counting(1, 1, n));
            let appended = remote.append(&name("log"), &record).unwrap();
            assert_eq!(appended.seqno().get(), n, "seed {seed}");
        }
        assert_eq!(
            store.bounds(log).unwrap().newest.get(),
            COUNT,
            "seed {seed}"
        );
        let read = reader.join().unwrap();
        let written = (1..=COUNT).map(|n| n.to_le_bytes().to_vec());
        assert!(read.into_iter().eq(written), "seed {seed}");
    }
}

#[test]
fn a_reader_is_told_what_is_gone() {
    let mut store = MemoryStore::new();
    let shape = Shape::fixed(1).keep_last(2);
    let log = store.create(&name("short"), shape).unwrap();
    for n in 1..=5 {
        store.append(log, &Append::new(&[n])).unwrap();
    }
    let mut remote = RemoteStore::new(serving(&store), QUICK);
    let read = remote.read(&name("short"), Seqno::FIRST, Duration::ZERO);
    let read = read.unwrap();
    assert_eq!(read[0], Received::Gap(Seqno::FIRST, Seqno::new(3)));
    assert_eq!(read.len(), 3);
    let (bounds, shown) = remote.bounds(&name("short")).unwrap();
    assert_eq!((bounds.oldest, shown), (Seqno::new(4), shape));
    let none = remote.read(&name("short"), Seqno::new(6), Duration::from_millis(5));
    assert_eq!(none.unwrap(), []);
}

#[test]
fn logs_are_created_and_listed_and_some_are_not_for_everybody() {
    let mut store = MemoryStore::new();
    for hidden in ["inner", "secret"] {
        store.create(&name(hidden), Shape::variable()).unwrap();
    }
    let mut remote = RemoteStore::new(serving(&store), QUICK);
    for number in 0..1_000 {
        let number = std::format!("logs/{number:04}");
        remote.create(&name(&number), Shape::fixed(4)).unwrap();
    }
    let logs = remote.logs().unwrap();
    assert_eq!(logs.len(), 1_001);
    assert!(logs.is_sorted_by_key(|listed| listed.name));
    let denied = |outcome: Result<Appended, ClientError>| {
        matches!(outcome, Err(ClientError::Refused(Refusal::Denied)))
    };
    assert!(denied(remote.append(&name("inner"), &Append::new(b"x"))));
    assert!(denied(remote.append(&name("secret"), &Append::new(b"x"))));
    assert!(
        remote
            .read(&name("inner"), Seqno::FIRST, Duration::ZERO)
            .is_ok()
    );
    assert!(
        remote
            .read(&name("secret"), Seqno::FIRST, Duration::ZERO)
            .is_err()
    );
    let missing = remote.bounds(&name("missing")).unwrap_err();
    assert_eq!(missing.to_string(), "there is no such log");
    let refused = remote.append(&name("logs/0001"), &Append::new(b"too long"));
    let invalid = Refusal::Store(ErrorKind::Invalid);
    assert!(matches!(refused, Err(ClientError::Refused(refusal)) if refusal == invalid));
}

#[test]
fn requests_in_a_row_are_answered_in_their_order() {
    let mut store = MemoryStore::new();
    store.create(&name("log"), Shape::variable()).unwrap();
    let mut stream = TcpStream::connect(serving(&store)).unwrap();
    let mut sent = Vec::new();
    for tag in 0..64 {
        let mut buffer = [0; 64];
        let log = name("log");
        let record = Append::new(b"x");
        let len = Request::Append { log, record }
            .emit(tag, &mut buffer)
            .unwrap();
        sent.extend((len as u32).to_le_bytes());
        sent.extend(&buffer[..len]);
    }
    stream.write_all(&sent).unwrap();
    let mut message = Vec::new();
    for tag in 0..64 {
        read_frame(&mut stream, &mut message).unwrap();
        let appended = Answer::Appended(Appended::New(Seqno::new(u64::from(tag) + 1)));
        assert_eq!(Answer::parse(&message), Ok((tag, appended)));
    }
}

#[test]
fn rubbish_is_refused_and_a_long_frame_ends_the_connection() {
    let store = MemoryStore::new();
    let mut stream = TcpStream::connect(serving(&store)).unwrap();
    stream.write_all(&[3, 0, 0, 0, 9, 9, 9]).unwrap();
    let mut message = Vec::new();
    read_frame(&mut stream, &mut message).unwrap();
    let refused = Answer::Refused(Refusal::Malformed);
    assert_eq!(Answer::parse(&message), Ok((0, refused)));
    stream.write_all(&[0xFF; 4]).unwrap();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    assert!(rest.is_empty());
}

#[test]
fn a_medium_that_fails_is_an_answer_and_not_the_end_of_the_log() {
    let mut store = MemoryStore::new();
    let log = store.create(&name("log"), Shape::variable()).unwrap();
    for payload in [b"one", b"two"] {
        store.append(log, &Append::new(payload)).unwrap();
    }
    let bounds = store.bounds(log).unwrap();
    let failed = || StoreError::Io {
        operation: "read",
        path: "the disk".into(),
        source: Arc::new(std::io::ErrorKind::Other.into()),
    };
    let mut read = |seqno, payload: &mut [u8]| match seqno < Seqno::new(2) {
        true => store.read(log, seqno, payload),
        false => Err(failed()),
    };
    let mut check = |from, expected: Result<u64, Refusal>| {
        let (mut payload, mut buffer) = ([0; 8], [0; 128]);
        let wanted = (bounds, Seqno::new(from), 0);
        let len = super::server::emit_records(&mut read, wanted, &mut payload, 7, &mut buffer);
        let found = match Answer::parse(&buffer[..len.unwrap()]).unwrap() {
            (7, Answer::Records(records)) => Ok(records.iter().count() as u64),
            (7, Answer::Refused(refusal)) => Err(refusal),
            other => panic!("{other:?}"),
        };
        assert_eq!(found, expected, "from {from}");
    };
    check(1, Ok(1));
    check(2, Err(Refusal::Store(ErrorKind::Io)));
    check(3, Ok(0));
}

#[test]
fn a_repair_from_elsewhere_shows_in_one_view() {
    let mut store = MemoryStore::new();
    for log in ["log", "inner"] {
        let log = store.create(&name(log), Shape::variable()).unwrap();
        for payload in [b"one", b"two"] {
            store.append(log, &Append::new(payload)).unwrap();
        }
    }
    let mut remote = RemoteStore::new(serving(&store), QUICK);
    let repair = |target| Repair {
        target: Seqno::new(target),
        payload: b"three",
        reason: "it was two",
    };
    assert_eq!(remote.repair(&name("log"), &repair(2)).unwrap(), 1);
    let mut read = |view| -> Vec<Vec<u8>> {
        let page = remote.read_in(view, &name("log"), Seqno::FIRST, Duration::ZERO);
        let payload = |item| match item {
            Received::Record(_, payload) => payload,
            other => panic!("{other:?}"),
        };
        page.unwrap().into_iter().map(payload).collect()
    };
    assert_eq!(read(View::Written), [&b"one"[..], b"two"]);
    assert_eq!(read(View::Repaired), [&b"one"[..], b"three"]);
    let log = store.find(&name("log")).unwrap();
    let repaired = store.repair_of(log, Seqno::new(2)).unwrap();
    assert_eq!(
        repaired.map(|one| one.reason.to_string()).as_deref(),
        Some("it was two")
    );
    let refused = |outcome: Result<u64, ClientError>| match outcome {
        Err(ClientError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    let newest = Seqno::new(2);
    let not_yet = Refusal::Store(ErrorKind::NotYet { newest });
    assert_eq!(refused(remote.repair(&name("log"), &repair(3))), not_yet);
    // Whoever may only read a log repairs nothing in it.
    assert_eq!(
        refused(remote.repair(&name("inner"), &repair(1))),
        Refusal::Denied
    );
    assert_eq!(
        refused(remote.repair(&name("secret"), &repair(1))),
        Refusal::Denied
    );
}

#[test]
fn a_single_message_is_answered_without_a_stream() {
    let mut store = MemoryStore::new();
    store.create(&name("log"), Shape::variable()).unwrap();
    let mut buffer = [0; 64];
    let record = Append::new(b"x");
    let log = name("log");
    let len = Request::Append { log, record }
        .emit(4, &mut buffer)
        .unwrap();
    let answered = super::answer(&store, &buffer[..len], access);
    let appended = Answer::Appended(Appended::New(Seqno::FIRST));
    assert_eq!(Answer::parse(&answered), Ok((4, appended)));
    let too_long = std::vec![0; crate::wire::MESSAGE_LEN_MAX + 1];
    let refused = super::answer(&store, &too_long, access);
    assert_eq!(
        Answer::parse(&refused),
        Ok((0, Answer::Refused(Refusal::Malformed)))
    );
}
