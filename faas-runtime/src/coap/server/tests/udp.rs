//! The drivers on real sockets, on ports that the system chooses.

use super::echo;
use crate::coap::client::Request as Question;
use crate::coap::client::udp::{Client, Response as Answer};
use crate::coap::link_format::Link;
use crate::coap::server::udp::UdpServer;
use crate::coap::server::{Counters, Handler, Limits, Request, Response, Topic};
use crate::coap::{BlockSize, Code, ContentFormat, Message, Method, Observe};
use std::net::SocketAddr;
use std::string::{String, ToString};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::vec::Vec;
use tokio::net::UdpSocket;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;

/// A few resources to try.
struct Resources {
    count: AtomicU32,
    /// What `/gate` waits for.
    gate: Semaphore,
}

impl Handler for Resources {
    async fn handle(&self, request: Request) -> Response {
        let path: Vec<String> = request.path().map(String::from).collect();
        match path.concat().as_str() {
            "echo" => echo(request),
            "count" => {
                let count = self.count.load(Ordering::SeqCst);
                Response::content(count.to_string()).observable(Topic::new("count"))
            }
            "gate" => match self.gate.acquire().await {
                Ok(permit) => {
                    permit.forget();
                    Response::content("open")
                }
                Err(_) => Response::new(Code::INTERNAL_SERVER_ERROR),
            },
            "panic" => panic!("a handler panics, as this test wants"),
            "later" => {
                tokio::task::yield_now().await;
                panic!("a handler panics, as this test wants")
            }
            _ => Response::new(Code::NOT_FOUND),
        }
    }

    fn links(&self) -> Vec<Link> {
        std::vec![
            Link::new("/echo").with_resource_type("test"),
            Link::new("/count").observable(),
        ]
    }
}

struct Running {
    address: SocketAddr,
    resources: Arc<Resources>,
    notifier: crate::coap::server::udp::Notifier,
    stop: oneshot::Sender<()>,
    server: JoinHandle<std::io::Result<Counters>>,
}

async fn start(limits: Limits) -> Running {
    let resources = Arc::new(Resources {
        count: AtomicU32::new(0),
        gate: Semaphore::new(0),
    });
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let server = UdpServer::new(socket, limits, 7, Arc::clone(&resources));
    let address = server.local_addr().unwrap();
    let notifier = server.notifier();
    let (stop, stopped) = oneshot::channel();
    let shutdown = async {
        // A dropped sender stops the server as well.
        let _ = stopped.await;
    };
    let server = tokio::spawn(server.run(shutdown));
    Running {
        address,
        resources,
        notifier,
        stop,
        server,
    }
}

impl Running {
    async fn client(&self) -> Client {
        Client::connect(self.address, 3, 1 << 20).await.unwrap()
    }

    async fn ask(&self, question: Question<'_>) -> Answer {
        self.client().await.request(question).await.unwrap()
    }
}

fn get(path: &str) -> Question<'_> {
    Question::new(Method::Get, path)
}

#[tokio::test]
async fn bodies_of_any_size_go_both_ways() {
    let running = start(Limits::default()).await;
    let mut client = running.client().await;
    for length in [0, 1, 1024, 1025, 5_000, 60_000] {
        let body: Vec<u8> = (0..length).map(|index| (index % 253) as u8).collect();
        for (is_confirmable, size) in [(true, 1024), (true, 128), (false, 512)] {
            let answer = client
                .request(Question {
                    payload: &body,
                    is_confirmable,
                    block_size: BlockSize::at_most(size),
                    ..Question::new(Method::Post, "echo")
                })
                .await
                .unwrap();
            assert_eq!(answer.head.code, Code::CONTENT);
            assert_eq!(answer.payload, body);
        }
    }
}

#[tokio::test]
async fn a_large_datagram_without_blocks_is_taken_whole() {
    let running = start(Limits::default()).await;
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(running.address).await.unwrap();
    let body = std::vec![b'x'; 3_000];
    socket
        .send(&[b"\x40\x02\x00\x01\xb4echo\xff", body.as_slice()].concat())
        .await
        .unwrap();
    let mut buffer = [0; 2_000];
    let length = socket.recv(&mut buffer).await.unwrap();
    let line = Message::parse(&buffer[..length]).unwrap().to_string();
    assert!(
        line.ends_with("Block2=14 Size2=3000 payload=1024"),
        "{line}"
    );
}

#[tokio::test]
async fn while_one_request_waits_others_are_served() {
    let running = start(Limits {
        piggyback_wait_ms: 0,
        ..Limits::default()
    })
    .await;
    let address = running.address;
    let waiting = tokio::spawn(async move {
        let mut client = Client::connect(address, 9, 1_000).await.unwrap();
        client.request(get("gate")).await.unwrap()
    });
    let answer = running.ask(get("count")).await;
    assert_eq!(answer.payload, b"0");
    assert!(!waiting.is_finished());
    running.resources.gate.add_permits(1);
    assert_eq!(waiting.await.unwrap().payload, b"open");
}

#[tokio::test]
async fn a_panic_in_a_handler_is_an_answer_and_the_server_goes_on() {
    let running = start(Limits::default()).await;
    for path in ["panic", "later"] {
        let answer = running.ask(get(path)).await;
        assert_eq!(answer.head.code, Code::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.payload, b"the handler failed");
    }
    assert_eq!(running.ask(get("count")).await.payload, b"0");
}

#[tokio::test]
async fn observers_are_notified_until_they_cancel() {
    let running = start(Limits::default()).await;
    let mut client = running.client().await;
    let question = Question {
        observe: Some(Observe::Register),
        ..get("count")
    };
    let mut observation = client.observe(question);
    assert_eq!(observation.next().await.unwrap().payload, b"0");
    assert!(observation.is_observing());
    for count in 1..4 {
        running.resources.count.store(count, Ordering::SeqCst);
        running.notifier.notify(Topic::new("count"));
        let expected = count.to_string();
        assert_eq!(
            observation.next().await.unwrap().payload,
            expected.as_bytes()
        );
    }
    let last = observation.cancel().await.unwrap();
    assert_eq!(
        (last.head.observe, last.payload.as_slice()),
        (None, b"3".as_slice())
    );
}

#[tokio::test]
async fn more_topics_than_are_kept_count_as_everything() {
    let running = start(Limits::default()).await;
    let mut client = running.client().await;
    let question = Question {
        observe: Some(Observe::Register),
        ..get("count")
    };
    let mut observation = client.observe(question);
    observation.next().await.unwrap();
    running.resources.count.store(8, Ordering::SeqCst);
    for topic in 0..10_000 {
        running.notifier.notify(Topic::new(&topic.to_string()));
    }
    assert_eq!(observation.next().await.unwrap().payload, b"8");
}

#[tokio::test]
async fn resources_are_listed_and_filtered() {
    let running = start(Limits::default()).await;
    let answer = running.ask(get(".well-known/core")).await;
    assert_eq!(answer.head.content_format, Some(ContentFormat::LINK_FORMAT));
    assert_eq!(answer.payload, b"</echo>;rt=\"test\",</count>;obs");
    let filtered = Question {
        queries: &["rt=te*"],
        ..get(".well-known/core")
    };
    assert_eq!(running.ask(filtered).await.payload, b"</echo>;rt=\"test\"");
    let answer = running
        .ask(Question::new(Method::Put, ".well-known/core"))
        .await;
    assert_eq!(answer.head.code, Code::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_later_block_never_runs_a_handler_that_is_not_repeatable() {
    let running = start(Limits::default()).await;
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(running.address).await.unwrap();
    // CON GET /panic, Block2 1/0/1024
    socket
        .send(b"\x40\x01\x00\x01\xb5panic\xc1\x16")
        .await
        .unwrap();
    let mut buffer = [0; 200];
    let length = socket.recv(&mut buffer).await.unwrap();
    let message = Message::parse(&buffer[..length]).unwrap();
    assert_eq!(message.code(), Code::REQUEST_ENTITY_INCOMPLETE);
}

#[tokio::test]
async fn stopping_waits_for_open_requests_and_refuses_new_ones() {
    let running = start(Limits {
        piggyback_wait_ms: 0,
        ..Limits::default()
    })
    .await;
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(running.address).await.unwrap();
    let mut buffer = [0; 200];
    let mut receive = async || {
        let length = socket.recv(&mut buffer).await.unwrap();
        Message::parse(&buffer[..length])
            .map(|message| message.header())
            .unwrap()
    };
    socket.send(b"\x40\x01\x00\x01\xb4gate").await.unwrap();
    assert_eq!(receive().await.code, Code::EMPTY);
    running.stop.send(()).unwrap();
    // The server learns of it at its own time: ask until it refuses.
    let mut id = 2;
    loop {
        socket
            .send(&[0x40, 1, 0, id, 0xb5, b'c', b'o', b'u', b'n', b't'])
            .await
            .unwrap();
        id += 1;
        if receive().await.code == Code::SERVICE_UNAVAILABLE {
            break;
        }
    }
    running.resources.gate.add_permits(1);
    let answer = receive().await;
    assert_eq!(answer.code, Code::CONTENT);
    let [high, low] = answer.message_id.to_be_bytes();
    socket.send(&[0x60, 0, high, low]).await.unwrap();
    let counters = running.server.await.unwrap().unwrap();
    assert_eq!(counters.given_up, 0);
    assert!(counters.calls >= 1);
}
