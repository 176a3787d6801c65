//! The engine as seen through its fronts.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;

use faas_runtime::coap::client::{self, udp::Client};
use faas_runtime::coap::server::{Limits, udp::UdpServer};
use faas_runtime::coap::{Code, ContentFormat, Method};
use faas_runtime::front::coap::FunctionHandler;
use faas_runtime::front::{http, management};
use faas_runtime::{FunctionRegistry as _, RequestId};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use woof_log::MemoryStore;

use crate::support::{Rig, function, light};

/// An engine with all fronts on ports that the system chose.
struct Served {
    rig: Rig,
    http: SocketAddr,
    management: SocketAddr,
    coap: SocketAddr,
}

const BODY_BYTES_MAX: usize = 100_000;

impl Served {
    async fn start() -> Self {
        let rig = Rig::start_with(MemoryStore::new(), |options| options.calls_waiting_max = 4);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let http = listener.local_addr().expect("bound");
        tokio::spawn(http::serve(
            listener,
            rig.engine.clone(),
            BODY_BYTES_MAX,
            pending(),
        ));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let management = listener.local_addr().expect("bound");
        tokio::spawn(management::serve(listener, rig.engine.clone(), pending()));
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
        let coap = socket.local_addr().expect("bound");
        let handler = Arc::new(FunctionHandler::new(rig.engine.clone()));
        let limits = Limits {
            body_bytes_max: BODY_BYTES_MAX,
            ..Limits::default()
        };
        tokio::spawn(UdpServer::new(socket, limits, 1, handler).run(pending()));
        Self {
            rig,
            http,
            management,
            coap,
        }
    }

    /// Sends a request with this head and body; the status and the whole rest of the answer.
    async fn http(&self, head: &str, body: &str) -> (u16, String) {
        send(self.http, head, body).await
    }

    async fn coap(&self, path: &str, payload: &[u8]) -> (Code, Option<ContentFormat>, String) {
        let mut client = Client::connect(self.coap, 7, 1 << 20)
            .await
            .expect("a socket");
        let request = client::Request {
            payload,
            ..client::Request::new(Method::Post, path)
        };
        let response = client.request(request).await.expect("an answer");
        let text = String::from_utf8(response.payload).expect("text");
        (response.head.code, response.head.content_format, text)
    }
}

async fn send(address: SocketAddr, head: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
    let length = body.len();
    let request = format!(
        "{line} HTTP/1.1\r\nHost: edge\r\nConnection: close\r\nContent-Length: {length}\r\n\
         {headers}\r\n{body}"
    );
    // The server may refuse before it has read everything.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8(answer).expect("text");
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or(0);
    (status, answer)
}

#[track_caller]
fn check((status, answer): (u16, String), expected: u16, part: &str) {
    assert_eq!(status, expected, "{answer}");
    assert!(answer.contains(part), "{answer}");
}

#[tokio::test]
async fn any_http_method_invokes_the_function() {
    let served = Served::start().await;
    for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "BREW"] {
        check(
            served.http(&format!("{method} /light"), "[120]").await,
            200,
            "\r\n\r\n[120]",
        );
    }
    check(
        served.http("POST /light?a=b", "lamp").await,
        200,
        "\r\n\r\n\"lamp\"",
    );
    check(served.http("GET /light", "").await, 200, "\r\n\r\nnull");
}

#[tokio::test]
async fn http_says_what_went_wrong() {
    let served = Served::start().await;
    check(
        served.http("POST /dark", "1").await,
        404,
        "there is no function dark",
    );
    check(
        served.http("POST /light/x", "1").await,
        404,
        "there is no function",
    );
    check(
        served.http("POST /", "1").await,
        404,
        "there is no function",
    );
    check(
        served.http("POST /light", "\"fail\"").await,
        500,
        "\r\n\r\nValueError: no",
    );
    check(
        served.http("POST /light", "\"refuse\"").await,
        500,
        "it does not want to",
    );
    let long = "1".repeat(BODY_BYTES_MAX + 1);
    check(
        served.http("POST /light", &long).await,
        413,
        "longer than 100000 bytes",
    );
    check(served.http("POST /light", "1").await, 200, "1");
}

#[tokio::test]
async fn an_asynchronous_http_request_is_an_event() {
    let served = Served::start().await;
    let (status, answer) = served
        .http("POST /light\nX-tinyFaaS-Async: 1\r\n", "5")
        .await;
    assert_eq!(status, 202, "{answer}");
    let id = answer
        .lines()
        .find_map(|line| line.strip_prefix("x-request-id: "))
        .and_then(RequestId::parse)
        .expect("the id is told");
    served.rig.results(1).await;
    let found = served
        .rig
        .engine
        .result(id)
        .expect("readable")
        .expect("recorded");
    assert_eq!(found.run.body, "5");
    // An empty header is no header, as in tinyFaaS.
    check(
        served
            .http("POST /light\nX-tinyFaaS-Async: \r\n", "5")
            .await,
        200,
        "\r\n\r\n5",
    );
}

#[tokio::test]
async fn a_stopping_or_full_server_asks_to_come_back() {
    let served = Served::start().await;
    // Two run and four wait, so at least one is refused, and only a refusal can come back now.
    let mut requests = tokio::task::JoinSet::new();
    for _ in 0..7 {
        let address = served.http;
        requests.spawn(async move { send(address, "POST /light", "\"wait\"").await });
    }
    let refused = requests
        .join_next()
        .await
        .expect("seven")
        .expect("no panic");
    assert!(refused.1.contains("retry-after: 1"), "{}", refused.1);
    check(refused, 503, "too many requests");
    served.rig.executor.open_gate();
    while let Some(answer) = requests.join_next().await {
        let (status, _) = answer.expect("no panic");
        assert!(matches!(status, 200 | 503));
    }
    served.rig.engine.shutdown().await;
    check(served.http("POST /light", "1").await, 503, "shutting down");
}

#[tokio::test]
async fn connections_send_at_once() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("it can");
    let same = listener.try_clone().expect("a second handle");
    let address = listener.local_addr().expect("bound");
    let rig = Rig::start(MemoryStore::new());
    let listener = TcpListener::from_std(listener).expect("registered");
    tokio::spawn(http::serve(listener, rig.engine.clone(), 1000, pending()));
    check(send(address, "POST /light", "1").await, 200, "1");
    // What is accepted inherits from the listener: 40 ms for each answer depend on it.
    assert!(
        socket2::SockRef::from(&same)
            .tcp_nodelay()
            .expect("readable")
    );
}

#[tokio::test]
async fn health_is_told() {
    let served = Served::start().await;
    check(
        send(served.management, "GET /health", "").await,
        200,
        "\r\n\r\nok",
    );
    check(send(served.management, "POST /health", "").await, 405, "");
    check(send(served.management, "GET /other", "").await, 404, "");
}

#[tokio::test]
async fn coap_answers_as_http_does() {
    let served = Served::start().await;
    let json = Some(ContentFormat::JSON);
    assert_eq!(
        served.coap("/light", b"[120]").await,
        (Code::CONTENT, json, "[120]".into())
    );
    assert_eq!(
        served.coap("/fn/light", b"lamp").await,
        (Code::CONTENT, json, "\"lamp\"".into())
    );
    assert_eq!(
        served.coap("/light", b"").await,
        (Code::CONTENT, json, "null".into())
    );
    let (code, _, text) = served.coap("/dark", b"1").await;
    assert_eq!(
        (code, text.as_str()),
        (Code::NOT_FOUND, "there is no function dark")
    );
    let (code, _, _) = served.coap("/light/x", b"1").await;
    assert_eq!(code, Code::NOT_FOUND);
    let (code, _, text) = served.coap("/light", b"\"fail\"").await;
    assert_eq!(
        (code, text.as_str()),
        (Code::INTERNAL_SERVER_ERROR, "ValueError: no")
    );
    let long = format!("\"{}\"", "x".repeat(50_000));
    assert_eq!(
        served.coap("/light", long.as_bytes()).await,
        (Code::CONTENT, json, long)
    );
    let (code, _, _) = served.coap("/light", &vec![b'1'; BODY_BYTES_MAX + 1]).await;
    assert_eq!(code, Code::REQUEST_ENTITY_TOO_LARGE);
}

#[tokio::test]
async fn a_client_that_knows_text_only_gets_text() {
    let served = Served::start().await;
    let mut client = Client::connect(served.coap, 7, 1000)
        .await
        .expect("a socket");
    let request = client::Request {
        payload: b"1",
        accept: Some(ContentFormat::TEXT_PLAIN),
        ..client::Request::new(Method::Get, "/light")
    };
    let response = client.request(request).await.expect("an answer");
    assert_eq!(
        response.head.content_format,
        Some(ContentFormat::TEXT_PLAIN)
    );
}

#[tokio::test]
async fn functions_can_be_discovered() {
    let served = Served::start().await;
    let named_fn = "fn".parse().expect("valid");
    served
        .rig
        .registry
        .put(function(named_fn))
        .expect("there is room");
    assert_eq!(
        served.rig.registry.list().expect("readable"),
        [named_fn, light()]
    );
    let mut client = Client::connect(served.coap, 7, 1000)
        .await
        .expect("a socket");
    let request = client::Request::new(Method::Get, "/.well-known/core");
    let response = client.request(request).await.expect("an answer");
    let text = String::from_utf8(response.payload).expect("text");
    assert_eq!(text, "</fn/fn>,</light>");
    assert_eq!(served.coap("/fn/fn", b"1").await.0, Code::CONTENT);
}
