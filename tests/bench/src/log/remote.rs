//! Appends from another machine: here over the loopback interface.

use std::future::pending;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use faas_runtime::coap::client::{Event, Exchange, Identity, Request as CoapRequest, SliceSink};
use faas_runtime::coap::server::{Handler, Limits, Request, Response, udp::UdpServer};
use faas_runtime::coap::{Code, Method, Transmission};
use faas_runtime::front::log::LogHandler;
use tokio::runtime::{Builder, Runtime};
use woof_log::remote::{Access, RemoteOptions, RemoteStore, serve};
use woof_log::{Append, DirStore, LogName, MemoryStore, RepairStore};

use super::contest::{Contest, Target};
use super::effort::Effort;
use super::peers::{Peer as _, Raw, payload, shape};
use super::room::Room;
use crate::rounds::{Side, interleave};

const TCP: &str = "append over TCP";
const TCP_ECHO: &str = "TCP echo";
const COAP: &str = "append over CoAP";
const UDP_ECHO: &str = "UDP echo";
/// About as long as a request for an append of such a record is.
const ECHO_LEN: usize = 100;
const NAME: &str = "bench/far";

/// Whether the server keeps the records on a disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    InMemory,
    OnDisk,
}

/// The median time of an append in microseconds, to a server that keeps its logs in memory: what
/// the protocols cost.
pub fn in_memory(effort: &Effort) -> Contest {
    measure(
        effort,
        Kept::InMemory,
        "remote append, store in memory, median",
    )
}

/// The same to a server that answers when the record is durable; the echo comes after a durable
/// write of as many bytes.
pub fn on_disk(effort: &Effort) -> Contest {
    measure(effort, Kept::OnDisk, "remote append, durable, median")
}

pub fn targets(in_memory: &Contest, on_disk: &Contest) -> Vec<Target> {
    vec![
        in_memory.at_most("remote append over TCP, in memory", TCP, TCP_ECHO, 1.5),
        in_memory.at_most("remote append over CoAP, in memory", COAP, UDP_ECHO, 1.5),
        on_disk.at_most("remote append over TCP, durable", TCP, TCP_ECHO, 1.5),
        on_disk.at_most("remote append over CoAP, durable", COAP, UDP_ECHO, 1.5),
    ]
}

fn measure(effort: &Effort, kept: Kept, what: &'static str) -> Contest {
    let room = Room::new();
    let (tcp, coap) = match kept {
        Kept::InMemory => (
            serve_tcp(filled(MemoryStore::new())),
            serve_coap(filled(MemoryStore::new())),
        ),
        Kept::OnDisk => (
            serve_tcp(on_disk_store(&room.of(TCP))),
            serve_coap(on_disk_store(&room.of(COAP))),
        ),
    };
    let (coap, _serving) = coap;
    let disk = |side| (kept == Kept::OnDisk).then(|| Raw::open(&room.of(side)));
    let sides = vec![
        append_over_tcp(effort, tcp),
        ask_tcp_echo(effort, echo_tcp(disk(TCP_ECHO))),
        append_over_coap(effort, coap),
        ask_udp_echo(effort, echo_udp(disk(UDP_ECHO))),
    ];
    Contest {
        what,
        unit: "µs",
        sides: interleave(effort.rounds, sides),
    }
}

fn name() -> LogName {
    LogName::new(NAME).expect("a name")
}

fn on_disk_store(directory: &Path) -> DirStore {
    filled(DirStore::open(directory).expect("it can be opened"))
}

/// A store with the log in it.
fn filled<S: RepairStore>(mut store: S) -> S {
    store.create(&name(), shape()).expect("the store has room");
    store
}

fn everything(_: &LogName) -> Access {
    Access::Full
}

fn bind_tcp() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("it is bound");
    (listener, address)
}

fn bind_udp() -> (UdpSocket, SocketAddr) {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = socket.local_addr().expect("it is bound");
    (socket, address)
}

/// Takes one connection. The thread ends with it.
fn serve_tcp(store: impl RepairStore) -> SocketAddr {
    let (listener, address) = bind_tcp();
    thread::spawn(move || {
        let (stream, _) = listener.accept().expect("the client comes");
        stream.set_nodelay(true).expect("a TCP stream");
        drop(serve(&store, &stream, &stream, everything));
    });
    address
}

/// Nothing but logs is served.
struct Nothing;

impl Handler for Nothing {
    async fn handle(&self, _: Request) -> Response {
        Response::new(Code::NOT_FOUND)
    }
}

/// Serves as the edge server does, until the runtime is dropped.
fn serve_coap(store: impl RepairStore) -> (SocketAddr, Runtime) {
    let (socket, address) = bind_udp();
    socket.set_nonblocking(true).expect("a socket");
    let runtime = Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.expect("the system has threads");
    runtime.spawn(async move {
        let socket = tokio::net::UdpSocket::from_std(socket).expect("a socket");
        let handler = Arc::new(LogHandler::new(store, everything, Nothing));
        let server = UdpServer::new(socket, Limits::default(), 1, handler);
        drop(server.run(pending()).await);
    });
    (address, runtime)
}

/// Sends back what it gets, after it has written to the disk if it has one.
fn echo_tcp(mut disk: Option<Raw>) -> SocketAddr {
    let (listener, address) = bind_tcp();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the client comes");
        stream.set_nodelay(true).expect("a TCP stream");
        let mut message = [0; ECHO_LEN];
        while stream.read_exact(&mut message).is_ok() {
            write_durably(&mut disk);
            if stream.write_all(&message).is_err() {
                return;
            }
        }
    });
    address
}

/// The same with datagrams. An empty one ends it.
fn echo_udp(mut disk: Option<Raw>) -> SocketAddr {
    let (socket, address) = bind_udp();
    thread::spawn(move || {
        let mut message = [0; ECHO_LEN];
        while let Ok((len @ 1.., peer)) = socket.recv_from(&mut message) {
            write_durably(&mut disk);
            drop(socket.send_to(&message[..len], peer));
        }
    });
    address
}

fn write_durably(disk: &mut Option<Raw>) {
    if let Some(disk) = disk {
        disk.append_durably(&payload(1));
    }
}

fn append_over_tcp(effort: &Effort, server: SocketAddr) -> Side<'static> {
    let (effort, name, mut number) = (*effort, name(), 0);
    let mut far = RemoteStore::new(server, RemoteOptions::default());
    Side::new(TCP, move || {
        effort.median_us(|| {
            number += 1;
            let appended = far.append(&name, &Append::new(&payload(number)));
            assert_eq!(appended.expect("the server answers").seqno().get(), number);
        })
    })
}

fn append_over_coap(effort: &Effort, server: SocketAddr) -> Side<'static> {
    let (effort, mut number) = (*effort, 0);
    let (socket, _) = bind_udp();
    socket.connect(server).expect("an address");
    let mut identity = Identity::new(2);
    let path = format!("log/{NAME}");
    Side::new(COAP, move || {
        effort.median_us(|| {
            number += 1;
            let record = payload(number);
            let request = CoapRequest {
                payload: &record,
                ..CoapRequest::new(Method::Post, &path)
            };
            let answer = exchange(&socket, request, &mut identity);
            assert_eq!(answer, number.to_string());
        })
    })
}

/// Sends a request and waits for the answer on a blocking socket, as the client of the echo does.
fn exchange(socket: &UdpSocket, request: CoapRequest<'_>, identity: &mut Identity) -> String {
    let mut body = [0; 64];
    let sink = SliceSink::new(&mut body);
    let mut exchange = Exchange::new(request, sink, Transmission::default(), identity);
    let mut datagram = [0; 256];
    loop {
        while let Some(built) = exchange.poll_transmit(0, &mut datagram) {
            let len = built.expect("the request is short");
            socket.send(&datagram[..len]).expect("the server listens");
        }
        let len = socket.recv(&mut datagram).expect("the server answers");
        if let Event::Response(head) = exchange.on_datagram(0, &datagram[..len]) {
            assert_eq!(head.code, Code::CREATED, "the record is new");
            let answer = exchange.sink().as_bytes();
            return String::from_utf8_lossy(answer).into_owned();
        }
    }
}

fn ask_tcp_echo(effort: &Effort, server: SocketAddr) -> Side<'static> {
    let effort = *effort;
    let mut stream = TcpStream::connect(server).expect("the server listens");
    stream.set_nodelay(true).expect("a TCP stream");
    let mut message = [7; ECHO_LEN];
    Side::new(TCP_ECHO, move || {
        effort.median_us(|| {
            let sent = stream.write_all(&message);
            sent.and_then(|()| stream.read_exact(&mut message))
                .expect("the server answers");
        })
    })
}

fn ask_udp_echo(effort: &Effort, server: SocketAddr) -> Side<'static> {
    let effort = *effort;
    let (socket, _) = bind_udp();
    socket.connect(server).expect("an address");
    let ending = Ending(socket);
    let mut message = [7; ECHO_LEN];
    Side::new(UDP_ECHO, move || {
        effort.median_us(|| {
            let sent = ending.0.send(&message);
            sent.and_then(|_| ending.0.recv(&mut message))
                .expect("the server answers");
        })
    })
}

/// Ends the echo of datagrams, which knows of no connection.
struct Ending(UdpSocket);

impl Drop for Ending {
    fn drop(&mut self) {
        drop(self.0.send(&[]));
    }
}
