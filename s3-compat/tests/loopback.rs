//! The service behind a real server: what only a connection shows.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use s3_compat::MemoryObjectStore;
use s3_compat::http::{Ambient, S3Options, s3_service};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// Serves a store in memory, as a binary would, and connects to it.
async fn connect() -> TcpStream {
    let ambient = Ambient {
        now_ms: Arc::new(|| 0),
        random: Arc::new(|| 1),
    };
    let service = s3_service(
        Arc::new(MemoryObjectStore::default()),
        S3Options::new(ambient),
    )
    .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            stream.set_nodelay(true).unwrap();
            let service = service.clone();
            tokio::spawn(async move {
                let answer = hyper::service::service_fn(move |request| {
                    let service = service.clone();
                    async move { Ok::<_, Infallible>(service.call(request).await) }
                });
                let server = auto::Builder::new(TokioExecutor::new());
                let _ended = server.serve_connection(TokioIo::new(stream), answer).await;
            });
        }
    });
    TcpStream::connect(address).await.unwrap()
}

/// Sends `request` and reads until `end` has come, or the connection is closed.
async fn exchange(stream: &mut TcpStream, request: &str, end: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    let mut buffer = [0; 4096];
    while !text.contains(end) {
        let read = timeout(Duration::from_secs(20), stream.read(&mut buffer)).await;
        let length = read.expect("an answer within 20 seconds").unwrap();
        if length == 0 {
            text.push_str("<closed>");
            break;
        }
        text.push_str(&String::from_utf8_lossy(&buffer[..length]));
    }
    text
}

fn put(path: &str, more: &str, length: usize) -> String {
    format!("PUT {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{more}content-length: {length}\r\n\r\n")
}

#[tokio::test]
async fn objects_pass_over_one_connection() {
    let mut stream = connect().await;
    assert!(
        exchange(&mut stream, &put("/bucket", "", 0), "\r\n\r\n")
            .await
            .contains("200 OK")
    );
    let request = put("/bucket/k", "", 5) + "hello";
    assert!(
        exchange(&mut stream, &request, "\r\n\r\n")
            .await
            .contains("200 OK")
    );
    let get = "GET /bucket/k HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";
    let answer = exchange(&mut stream, get, "hello").await;
    assert!(answer.contains("content-length: 5"), "{answer}");
    assert!(!answer.contains("transfer-encoding"), "{answer}");
}

#[tokio::test]
async fn a_connection_that_waits_for_continue_is_closed_when_it_gets_a_final_answer() {
    let expect = "expect: 100-continue\r\n";
    let mut stream = connect().await;
    exchange(&mut stream, &put("/bucket", "", 0), "\r\n\r\n").await;
    let answer = exchange(&mut stream, &put("/bucket/empty", expect, 0), "<closed>").await;
    assert!(
        answer.contains("200 OK") && answer.ends_with("<closed>"),
        "{answer}"
    );
    let mut stream = connect().await;
    let long = format!("/bucket/{}", "k".repeat(1025));
    let answer = exchange(&mut stream, &put(&long, expect, 5), "<closed>").await;
    assert!(
        answer.contains("400 Bad Request") && answer.ends_with("<closed>"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_body_that_was_waited_for_is_taken() {
    let mut stream = connect().await;
    exchange(&mut stream, &put("/bucket", "", 0), "\r\n\r\n").await;
    let request = put("/bucket/k", "expect: 100-continue\r\n", 5);
    let go = exchange(&mut stream, &request, "\r\n\r\n").await;
    assert!(go.starts_with("HTTP/1.1 100 Continue"), "{go}");
    let answer = exchange(&mut stream, "hello", "\r\n\r\n").await;
    assert!(
        answer.contains("200 OK") && !answer.contains("connection: close"),
        "{answer}"
    );
}
