//! Somebody who has heard a device with a key, and sends again what was heard to a server that was
//! killed and started again.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use nanolambda_device_tests::Device;
use nanolambda_interop::{Edge, Signal, call, create_function, test_file, zip_of};
use serde_json::json;

/// The code 4.01.
const UNAUTHORIZED: u8 = 4 << 5 | 1;
const PATIENCE: Duration = Duration::from_secs(30);
/// Calls of the device in which it must get through to the server; it makes 50 in a second.
const CALLS_MAX: usize = 3_000;
/// Starts of the server over one data directory.
const STARTS: usize = 4;

/// The class of a message's code, 0 for requests and empty messages.
fn class(datagram: &[u8]) -> u8 {
    datagram[1] >> 5
}

fn token(datagram: &[u8]) -> &[u8] {
    &datagram[4..4 + usize::from(datagram[0] & 15)]
}

/// Somebody in the middle of the line, who keeps the requests that the server has accepted.
struct Listener {
    at: SocketAddr,
    accepted: Arc<Mutex<Vec<Vec<u8>>>>,
    /// Nothing passes.
    is_closed: Arc<AtomicBool>,
}

impl Listener {
    fn before(edge: SocketAddr) -> Self {
        let front = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
        let back = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
        back.connect(edge).expect("the edge");
        let look = Some(Duration::from_millis(1));
        front.set_read_timeout(look).expect("a timeout");
        back.set_read_timeout(look).expect("a timeout");
        let listener = Self {
            at: front.local_addr().expect("an address"),
            accepted: Arc::default(),
            is_closed: Arc::default(),
        };
        let (accepted, is_closed) = (
            Arc::clone(&listener.accepted),
            Arc::clone(&listener.is_closed),
        );
        // It ends with the process of the test.
        thread::spawn(move || {
            let mut device = None;
            let mut asked = BTreeMap::new();
            let mut datagram = [0; 2048];
            loop {
                let is_closed = is_closed.load(Ordering::Relaxed);
                if let Ok((length, from)) = front.recv_from(&mut datagram) {
                    device = Some(from);
                    let request = &datagram[..length];
                    if class(request) == 0 && request[1] != 0 {
                        asked.insert(token(request).to_vec(), request.to_vec());
                    }
                    if !is_closed {
                        drop(back.send(request));
                    }
                }
                if let (Ok(length), Some(device)) = (back.recv(&mut datagram), device) {
                    let answer = &datagram[..length];
                    if class(answer) == 2 {
                        let request = asked.remove(token(answer));
                        accepted.lock().expect("a list").extend(request);
                    }
                    if !is_closed {
                        drop(front.send_to(answer, device));
                    }
                }
            }
        });
        listener
    }

    fn accepted(&self) -> MutexGuard<'_, Vec<Vec<u8>>> {
        self.accepted.lock().expect("a list")
    }

    /// How many requests were accepted, and how many of them are accepted again.
    fn replay(&self, edge: SocketAddr) -> (usize, usize) {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
        socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let accepted = self.accepted();
        let mut again = 0;
        for request in accepted.iter() {
            socket.send_to(request, edge).expect("it is sent");
            let mut answer = [0; 2048];
            loop {
                let length = socket.recv(&mut answer).expect("an answer");
                let answer = &answer[..length];
                // An empty acknowledgement says that the answer follows.
                if token(answer) == token(request) && answer[1] != 0 {
                    again += usize::from(answer[1] != UNAUTHORIZED);
                    break;
                }
            }
        }
        (accepted.len(), again)
    }
}

fn source(answer: &str) -> Vec<u8> {
    let source = format!("def handler(event, context):\n    return {answer}\n");
    zip_of(&[("handler.py", &source)])
}

/// Starts the server again and again, after a kill and after an end in order.
fn check(placement: &str) {
    let home = tempfile::tempdir().expect("a temporary directory");
    let keys = format!("dev {}\n", "7".repeat(64));
    let keys = test_file(home.path(), "keys", keys.as_bytes());
    let flags = ["--device-keys", &keys, "--require-device-keys"];
    let mut edge = Edge::start_with(home.path(), &flags);
    let port = edge.at.coap.port().to_string();
    let same_port = [&flags[..], &["--coap-port", &port]].concat();
    let zip = source("event[0]");
    let reply = create_function(&edge.aws(), "echo", "handler.handler", &zip, &json!({}));
    assert_eq!(reply.expect("an answer").status, 201);
    let listener = Listener::before(edge.at.coap);
    let flash = home.path().join("dev.flash");
    let flags = ["--function", "echo", "--rate", "50", "--name", "dev"];
    let more = ["--key", &keys, "--placement", placement];
    let flags = [&flags[..], &more].concat();
    let mut device = Device::start_at("sim", listener.at, &flash, &flags);
    let mut heard = 0;
    for start in 0..STARTS {
        let enough = heard + 5 + start * 7;
        // A device that is not heard again works for ever.
        let mut calls = 0;
        while listener.accepted().len() < enough {
            drop(device.until("call"));
            calls += 1;
            assert!(
                calls < CALLS_MAX,
                "the device is not heard after start {start}"
            );
        }
        listener.is_closed.store(true, Ordering::Relaxed);
        match start % 3 {
            2 => assert!(edge.end_with(Signal::TERM).success()),
            _ => edge.kill(),
        }
        edge = Edge::start_with(home.path(), &same_port);
        let again;
        (heard, again) = listener.replay(edge.at.coap);
        assert_eq!(again, 0, "of {heard}, after start {start}");
        listener.is_closed.store(false, Ordering::Relaxed);
    }
    // The device is told of another function as before.
    drop(device.until("call"));
    let url = format!("{}/2015-03-31/functions/echo/code", edge.aws());
    let body = json!({ "ZipFile": BASE64_STANDARD.encode(source("'other'")) });
    let reply = call("PUT", &url, &[], body.to_string().as_bytes());
    assert_eq!(reply.expect("an answer").status, 200);
    let is_told = (0..CALLS_MAX).any(|_| {
        let events = device.until("call");
        events.last().is_some_and(|call| call["result"] == "other")
    });
    assert!(is_told, "the device goes on with the old function");
}

#[test]
fn no_request_of_a_device_is_accepted_again_after_a_kill() {
    check("local");
}

#[test]
fn no_call_of_a_device_is_accepted_again_after_a_kill() {
    check("remote");
}
