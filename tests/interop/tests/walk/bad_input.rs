//! Bad input gets a clear error on the front that it came through, and the server goes on serving.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream, UdpSocket};
use std::time::Duration;

use nanolambda_interop::{Clients, Edge, call, create_function, test_file, zip_of};
use serde_json::{Value, json};

const ECHO: &str = "def handler(event, context):\n    return event\n";
/// Above every limit: of calls, of events, of bodies over CoAP.
const BIG_BYTES: usize = 10 * 1024 * 1024;

struct Bench {
    edge: Edge,
    clients: Clients,
    home: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary directory");
        let (edge, clients) = (Edge::start(home.path()), Clients::find());
        let bench = Self {
            edge,
            clients,
            home,
        };
        bench.deploy("echo", "code.handler", ECHO, &json!({}));
        bench
    }

    fn deploy(&self, name: &str, handler: &str, code: &str, settings: &Value) {
        let zip = zip_of(&[("code.py", code)]);
        let created = create_function(&self.edge.aws(), name, handler, &zip, settings);
        let created = created.expect("the server answers");
        assert_eq!(created.status, 201, "{}", created.text());
    }

    /// Every front serves the echo function.
    #[track_caller]
    fn still_serves(&self, after: &str) {
        let url = format!("{}/2015-03-31/functions/echo/invocations", self.edge.aws());
        let answer = call("POST", &url, &[], b"[1]").expect("the Lambda API answers");
        assert_eq!(
            (answer.status, answer.text().as_str()),
            (200, "[1]"),
            "after {after}"
        );
        let answer = call("POST", &self.edge.http("echo"), &[], b"[2]").expect("HTTP answers");
        assert_eq!(
            (answer.status, answer.text().as_str()),
            (200, "[2]"),
            "after {after}"
        );
        let answer = self.clients.coap_post(&self.edge.coap("echo"), b"[3]").ok();
        assert_eq!(answer.text().trim_end(), "[3]", "after {after}");
        let health = call("GET", &self.edge.management("/health"), &[], b"");
        assert_eq!(
            health.expect("the management front answers").status,
            200,
            "after {after}"
        );
    }

    /// A function fails with this class of error, on every front.
    #[track_caller]
    fn check_fails(&self, name: &str, error_types: &[&str]) {
        let url = format!(
            "{}/2015-03-31/functions/{name}/invocations",
            self.edge.aws()
        );
        let answer = call("POST", &url, &[], b"1").expect("the Lambda API answers");
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(
            answer.header("x-amz-function-error"),
            "Unhandled",
            "{}",
            answer.text()
        );
        let body = answer.json();
        let error_type = body["errorType"].as_str().unwrap_or_default();
        assert!(error_types.contains(&error_type), "{body}");
        assert!(body["errorMessage"].is_string(), "{body}");

        let answer = call("POST", &self.edge.http(name), &[], b"1").expect("HTTP answers");
        assert_eq!(answer.status, 500, "{}", answer.text());
        assert!(answer.text().starts_with(error_type), "{}", answer.text());

        let answer = self.clients.coap_post(&self.edge.coap(name), b"1");
        let said = answer.errors;
        assert!(said.contains("5.00") && said.contains(error_type), "{said}");
        self.still_serves(name);
    }
}

#[test]
fn a_zip_that_is_no_zip_is_refused() {
    let bench = Bench::new();
    let cut = &zip_of(&[("code.py", ECHO)])[..40];
    for zip in [&b"this is no zip"[..], b"", b"PK\x03\x04", cut] {
        let refused = create_function(&bench.edge.aws(), "bad", "code.handler", zip, &json!({}));
        let refused = refused.expect("the server answers");
        assert_eq!(refused.status, 400, "{}", refused.text());
        assert_eq!(
            refused.header("x-amzn-errortype"),
            "InvalidParameterValueException"
        );
        assert!(refused.json()["message"].is_string(), "{}", refused.text());
    }
    // The CLI looks at the file itself, but not into what comes from S3.
    let file = test_file(bench.home.path(), "bad.zip", b"this is no zip");
    let aws = |arguments: &[&str]| bench.clients.aws(&bench.edge.aws(), arguments);
    drop(aws(&["s3", "mb", "s3://code"]).ok());
    drop(aws(&["s3", "cp", &file, "s3://code/bad.zip"]).ok());
    let refused = aws(&[
        &[
            "lambda",
            "create-function",
            "--function-name",
            "bad",
            "--runtime",
        ][..],
        &["python3.12", "--role", "arn:aws:iam::000000000000:role/any"],
        &[
            "--handler",
            "code.handler",
            "--code",
            "S3Bucket=code,S3Key=bad.zip",
        ],
    ]
    .concat());
    let said = &refused.errors;
    assert!(
        refused.code != 0 && said.contains("InvalidParameterValueException"),
        "{said}"
    );
    let missing = call("POST", &bench.edge.http("bad"), &[], b"1").expect("HTTP answers");
    assert_eq!(missing.status, 404);
    bench.still_serves("bad archives");
}

#[test]
fn functions_that_cannot_run_say_so_on_every_front() {
    let bench = Bench::new();
    bench.deploy("absent", "code.other", ECHO, &json!({}));
    bench.check_fails("absent", &["Runtime.HandlerNotFound"]);
    bench.deploy("elsewhere", "other.handler", ECHO, &json!({}));
    bench.check_fails("elsewhere", &["Runtime.ImportModuleError"]);
    bench.deploy(
        "broken",
        "code.handler",
        "def handler(event, context:\n",
        &json!({}),
    );
    bench.check_fails("broken", &["Runtime.UserCodeSyntaxError"]);
    let raises = "def handler(event, context):\n    return [event][event]\n";
    bench.deploy("raises", "code.handler", raises, &json!({}));
    bench.check_fails("raises", &["IndexError"]);
}

#[test]
fn functions_that_take_too_much_are_stopped() {
    let bench = Bench::new();
    let endless = "def handler(event, context):\n    while True:\n        pass\n";
    bench.deploy("endless", "code.handler", endless, &json!({ "Timeout": 1 }));
    bench.check_fails("endless", &["Sandbox.Timedout"]);
    let hog = "def handler(event, context):\n    hoard = [event]\n    while True:\n        \
               hoard = hoard + hoard\n";
    bench.deploy("hog", "code.handler", hog, &json!({ "Timeout": 20 }));
    bench.check_fails("hog", &["Runtime.OutOfMemory", "MemoryError"]);
    let deep = "def handler(event, context):\n    return handler(event, context)\n";
    bench.deploy("deep", "code.handler", deep, &json!({ "Timeout": 20 }));
    bench.check_fails("deep", &["RecursionError"]);
}

#[test]
fn an_event_of_ten_megabytes_is_refused() {
    let bench = Bench::new();
    let mut event = vec![b'x'; BIG_BYTES];
    (event[0], event[BIG_BYTES - 1]) = (b'"', b'"');
    let file = test_file(bench.home.path(), "big.json", &event);

    let url = format!("{}/2015-03-31/functions/echo/invocations", bench.edge.aws());
    for kind in ["RequestResponse", "Event"] {
        let header = format!("X-Amz-Invocation-Type: {kind}");
        let data = format!("@{file}");
        let arguments = [
            "-w",
            "\n%{http_code}",
            "-H",
            &header,
            "-H",
            "Expect:",
            "--data-binary",
            &data,
            &url,
        ];
        let refused = bench.clients.curl(&arguments, b"").text();
        assert!(refused.ends_with("\n413"), "{kind}: {refused}");
        assert!(
            refused.contains("payload is too large"),
            "{kind}: {refused}"
        );
    }
    let payload = format!("fileb://{file}");
    let out = bench.home.path().join("out.json").display().to_string();
    let refused = bench.clients.aws(
        &bench.edge.aws(),
        &[
            "lambda",
            "invoke",
            "--function-name",
            "echo",
            "--payload",
            &payload,
            &out,
        ],
    );
    assert!(
        refused.errors.contains("RequestTooLarge"),
        "{}",
        refused.errors
    );

    let data = format!("@{file}");
    let arguments = [
        "-w",
        "\n%{http_code}",
        "-H",
        "Expect:",
        "--data-binary",
        &data,
        &bench.edge.http("echo"),
    ];
    let refused = bench.clients.curl(&arguments, b"").text();
    assert!(refused.ends_with("\n413"), "{refused}");

    let refused = bench
        .clients
        .coap_post_file(&bench.edge.coap("echo"), &file);
    assert!(refused.errors.contains("4.13"), "{}", refused.errors);
    bench.still_serves("events that are too long");
}

#[test]
fn malformed_datagrams_do_no_harm() {
    let bench = Bench::new();
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
    let send = |datagram: &[u8]| {
        socket
            .send_to(datagram, bench.edge.at.coap)
            .expect("it is sent");
    };
    // A confirmable POST to `echo` with a payload, cut at every byte and with every byte changed.
    let good = b"\x42\x02\x12\x34tk\xb4echo\xff[120]";
    for cut in 0..good.len() {
        send(&good[..cut]);
    }
    for at in 0..good.len() {
        for flip in [0x01, 0x0f, 0x80, 0xff] {
            let mut changed = good.to_vec();
            changed[at] ^= flip;
            send(&changed);
        }
    }
    // An option longer than the datagram, a reserved length, a token of 15 bytes, a lone marker.
    for bad in [
        &b"\x40\x01\x00\x01\xbe\xff\xff"[..],
        b"\x40\x01\x00\x02\xff",
        b"\x4f\x01\x00\x03",
    ] {
        send(bad);
    }
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for length in (0..1400).step_by(7) {
        let noise: Vec<u8> = (0..length)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                (state >> 56) as u8
            })
            .collect();
        send(&noise);
    }
    bench.still_serves("malformed datagrams");
}

/// Sends bytes and reads what comes back until the server closes the connection. `ends` says that
/// nothing more will come, which a client does that dies half-way.
fn exchange(address: SocketAddr, bytes: &[u8], ends: bool) -> String {
    let mut stream = TcpStream::connect(address).expect("the server accepts");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("a timeout can be set");
    // The server may refuse and close before everything is sent.
    drop(stream.write_all(bytes));
    if ends {
        drop(stream.shutdown(Shutdown::Write));
    }
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer));
    String::from_utf8_lossy(&answer).into_owned()
}

fn is_refusal(answer: &str) -> bool {
    answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 501")
}

#[test]
fn malformed_http_is_refused() {
    let bench = Bench::new();
    let at = bench.edge.at;
    let whole: [&[u8]; 5] = [
        b"GARBAGE\r\n\r\n",
        b"GET /echo HTTP/9.9\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nhost: x\r\nno colon here\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ];
    // Some of these the server refuses while they are sent, and then the answer may be lost.
    let long_head = format!(
        "GET /echo HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n",
        "y".repeat(1 << 20)
    );
    let many_heads = format!("GET /echo HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(5000));
    let cut: [&[u8]; 5] = [
        b"POST /echo HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n12",
        b"POST /echo HT",
        long_head.as_bytes(),
        many_heads.as_bytes(),
    ];
    for front in [at.aws, at.http, at.management] {
        for bytes in whole {
            let answer = exchange(front, bytes, false);
            let shown = String::from_utf8_lossy(bytes);
            assert!(is_refusal(&answer), "{shown:?} got {answer:?} from {front}");
        }
        for bytes in cut {
            let answer = exchange(front, bytes, true);
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]);
            assert!(
                answer.is_empty() || is_refusal(&answer),
                "{shown:?} got {answer}"
            );
        }
        drop(TcpStream::connect(front).expect("the server accepts"));
    }
    for path in [
        "/%00",
        "/%ff%fe",
        "/../../etc/passwd",
        "/2015-03-31/functions/%2e%2e",
        "/a/b/c",
    ] {
        for front in [at.aws, at.http, at.management] {
            let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            let answer = exchange(front, head.as_bytes(), false);
            assert!(is_refusal(&answer), "{path} got {answer:?} from {front}");
        }
    }
    bench.still_serves("malformed HTTP");
}
