//! Devices with keys: what a board proves, and that it believes nobody but its edge.

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use nanolambda_device_tests::{Device, images, of_kind};
use nanolambda_interop::{Edge, create_function, test_file, zip_of};
use serde_json::json;

const BOARD: &str = "mps2-an385";

/// A server that wants keys, with a function, and the files with the right secret and a wrong one.
fn edge(home: &Path) -> (Edge, String, String) {
    let line = |digit: &str| format!("dev {}\n", digit.repeat(64));
    let keys = test_file(home, "keys", line("7").as_bytes());
    let wrong = test_file(home, "wrong", line("8").as_bytes());
    let edge = Edge::start_with(home, &["--device-keys", &keys, "--require-device-keys"]);
    let source = "def handler(event, context):\n    return event[0]\n";
    let zip = zip_of(&[("handler.py", source)]);
    let reply = create_function(&edge.aws(), "echo", "handler.handler", &zip, &json!({}));
    assert_eq!(reply.expect("an answer").status, 201);
    (edge, keys, wrong)
}

#[test]
fn a_board_has_a_key_and_is_refused_without_the_right_one() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let (edge, keys, wrong) = edge(home.path());
    let images = images(BOARD, Path::new(env!("CARGO_TARGET_TMPDIR")));
    let image = images.join("device").display().to_string();
    let flags = ["--image", &image, "--function", "echo", "--name", "dev"];
    let start = |flash: &str, more: &[&str]| {
        let flash = home.path().join(flash);
        Device::start(BOARD, &edge, &flash, &[&flags, more].concat())
    };
    for (more, expected) in [
        (vec![], "sealed"),
        (vec!["--key", wrong.as_str()], "tag"),
        (vec!["--key", &keys, "--caveat", "fn:other"], "not good"),
    ] {
        let mut device = start("refused.flash", &more);
        let events = device.until("refuse");
        let reason = events.last().expect("a refusal")["reason"].to_string();
        assert!(reason.contains(expected), "{reason}");
        assert_eq!(of_kind(&events, "call").count(), 0);
    }
    for placement in ["local", "remote"] {
        let more = [
            "--key",
            &keys,
            "--caveat",
            "fn:echo",
            "--placement",
            placement,
        ];
        let mut device = start("good.flash", &more);
        let events = device.until("call");
        assert_eq!(events.last().expect("a call")["place"], placement);
    }
}

/// Somebody in the middle of the line, who changes what the edge answers while it is told to.
struct Middle {
    at: SocketAddr,
    forges: Arc<AtomicBool>,
}

impl Middle {
    fn before(edge: SocketAddr) -> Self {
        let front = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
        let back = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
        back.connect(edge).expect("the edge");
        let look = Some(Duration::from_millis(1));
        front.set_read_timeout(look).expect("a timeout");
        back.set_read_timeout(look).expect("a timeout");
        let at = front.local_addr().expect("an address");
        let forges = Arc::new(AtomicBool::new(true));
        let is_forging = Arc::clone(&forges);
        // It ends with the process of the test.
        thread::spawn(move || {
            let mut device = None;
            let mut datagram = [0; 2048];
            loop {
                if let Ok((length, from)) = front.recv_from(&mut datagram) {
                    device = Some(from);
                    drop(back.send(&datagram[..length]));
                }
                if let (Ok(length), Some(device)) = (back.recv(&mut datagram), device) {
                    let answer = &mut datagram[..length];
                    // A body begins behind 0xFF; its last byte is changed.
                    if is_forging.load(Ordering::Relaxed) && answer.contains(&0xFF) {
                        answer[length - 1] ^= 1;
                    }
                    drop(front.send_to(answer, device));
                }
            }
        });
        Self { at, forges }
    }
}

#[test]
fn an_answer_that_is_not_the_edges_is_not_believed() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let (edge, keys, _) = edge(home.path());
    let middle = Middle::before(edge.at.coap);
    let flags = ["--function", "echo", "--rate", "20", "--name", "dev"];
    let start = |flash: &str, more: &[&str]| {
        let flash = home.path().join(flash);
        Device::start_at("sim", middle.at, &flash, &[&flags, more].concat())
    };
    for placement in ["local", "remote"] {
        middle.forges.store(true, Ordering::Relaxed);
        let more = ["--key", &keys, "--placement", placement];
        let mut device = start(&format!("{placement}.flash"), &more);
        let events = device.until("log");
        assert_eq!(events.last().expect("an event")["level"], "warn");
        let text = events.last().expect("an event")["text"].to_string();
        assert!(text.contains("does not prove"), "{text}");
        let believed = ["fetch", "call"];
        assert!(
            believed
                .iter()
                .all(|kind| of_kind(&events, kind).next().is_none()),
            "{events:#?}"
        );
        // The edge itself is believed as soon as it is heard.
        middle.forges.store(false, Ordering::Relaxed);
        let events = device.until("call");
        let call = events.last().expect("a call");
        let sample = of_kind(&events, "sample").next();
        assert_eq!(call["place"], placement, "{call}");
        assert!(
            sample.is_none_or(|sample| sample["seq"] != call["seq"]) || call["result"].is_i64()
        );
    }
}
