//! The clients: closed loops over HTTP or CoAP, in a process of their own.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream, UdpSocket};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use faas_runtime::coap::{
    Code, ContentFormat, Message, MessageBuilder, MessageType, OptionNumber, Token, empty_message,
};
use serde_json::{Value, json};

use crate::machine::processor_seconds;

/// What takes longer counts as failed.
const LATENCY_MAX: Duration = Duration::from_secs(1);
/// The end of a run, whatever it has done by then.
const RUN_MAX: Duration = Duration::from_secs(60);
/// Part of the right answer.
const PROOF: &[u8] = b"997";

/// What is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    Http,
    Coap,
}

/// A run of clients.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    pub protocol: Protocol,
    pub address: SocketAddr,
    pub clients: usize,
    /// Requests of each client.
    pub requests: usize,
}

/// What a run saw.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    pub p50_us: f64,
    pub p99_us: f64,
    pub per_second: f64,
    pub failed: u64,
    /// Processors that the clients kept busy: 1 is one whole processor.
    pub client_load: f64,
}

impl Measured {
    /// For the other process.
    pub fn to_json(&self) -> Value {
        json!([
            self.p50_us,
            self.p99_us,
            self.per_second,
            self.failed,
            self.client_load
        ])
    }

    fn from_json(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        Some(Self {
            p50_us: value[0].as_f64()?,
            p99_us: value[1].as_f64()?,
            per_second: value[2].as_f64()?,
            failed: value[3].as_u64()?,
            client_load: value[4].as_f64()?,
        })
    }
}

impl Load {
    /// Reads `load PROTOCOL ADDRESS CLIENTS REQUESTS`.
    pub fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        if arguments.next()? != "load" {
            return None;
        }
        let protocol = match arguments.next()?.as_str() {
            "coap" => Protocol::Coap,
            _ => Protocol::Http,
        };
        Some(Self {
            protocol,
            address: arguments.next()?.parse().ok()?,
            clients: arguments.next()?.parse().ok()?,
            requests: arguments.next()?.parse().ok()?,
        })
    }

    /// Runs the clients in another process.
    pub fn run_in_a_process(self) -> Measured {
        let program = std::env::current_exe().expect("this program has a path");
        let protocol = if self.protocol == Protocol::Coap {
            "coap"
        } else {
            "http"
        };
        let output = Command::new(program)
            .args(["load", protocol, &self.address.to_string()])
            .args([self.clients.to_string(), self.requests.to_string()])
            .output()
            .expect("the clients can be started");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Measured::from_json(text.trim()).expect("the clients report")
    }

    /// Runs the clients here.
    pub fn run(self) -> Measured {
        let (started, used) = (Instant::now(), processor_seconds());
        let clients: Vec<_> = (0..self.clients)
            .map(|number| thread::spawn(move || self.client(number, started)))
            .collect();
        let mut latencies: Vec<f64> = Vec::with_capacity(self.clients * self.requests);
        for client in clients {
            latencies.extend(client.join().expect("a client does not panic"));
        }
        let elapsed = started.elapsed().as_secs_f64();
        let failed = self.clients * self.requests - latencies.len();
        latencies.sort_by(f64::total_cmp);
        let at = |part: f64| {
            let index = (latencies.len() as f64 * part) as usize;
            latencies
                .get(index.min(latencies.len().saturating_sub(1)))
                .copied()
                .unwrap_or(f64::NAN)
        };
        Measured {
            p50_us: at(0.50),
            p99_us: at(0.99),
            per_second: latencies.len() as f64 / elapsed,
            failed: failed as u64,
            client_load: (processor_seconds() - used) / elapsed,
        }
    }

    /// One client: the latencies of its good answers, in microseconds.
    fn client(self, number: usize, started: Instant) -> Vec<f64> {
        let mut latencies = Vec::with_capacity(self.requests);
        let mut connection = None;
        for request in 0..self.requests {
            if started.elapsed() > RUN_MAX {
                break;
            }
            let begun = Instant::now();
            let answered = match &mut connection {
                Some(open) => exchange(open, number, request),
                None => self.connect().and_then(|mut open| {
                    let answered = exchange(&mut open, number, request);
                    connection = Some(open);
                    answered
                }),
            };
            match answered {
                Ok(true) if begun.elapsed() <= LATENCY_MAX => {
                    latencies.push(begun.elapsed().as_secs_f64() * 1_000_000.0);
                }
                Ok(_) => {}
                Err(_) => connection = None,
            }
        }
        latencies
    }

    fn connect(self) -> io::Result<Connection> {
        match self.protocol {
            Protocol::Http => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(LATENCY_MAX * 2))?;
                Ok(Connection::Http(stream))
            }
            Protocol::Coap => {
                let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
                socket.connect(self.address)?;
                socket.set_read_timeout(Some(LATENCY_MAX * 2))?;
                Ok(Connection::Coap(socket))
            }
        }
    }
}

enum Connection {
    Http(TcpStream),
    Coap(UdpSocket),
}

/// One request and its answer; whether it was the right one.
fn exchange(connection: &mut Connection, client: usize, request: usize) -> io::Result<bool> {
    match connection {
        Connection::Http(stream) => over_http(stream),
        Connection::Coap(socket) => over_coap(socket, client, request),
    }
}

fn over_http(stream: &mut TcpStream) -> io::Result<bool> {
    stream.write_all(
        b"POST /sieve HTTP/1.1\r\nhost: sieve\r\ncontent-type: application/json\r\n\
          content-length: 2\r\n\r\n{}",
    )?;
    let mut answer = Vec::with_capacity(2048);
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        answer.extend_from_slice(&buffer[..count]);
        if let Some(end) = whole_at(&answer) {
            let is_whole = answer.len() == end && answer.starts_with(b"HTTP/1.1 200");
            return Ok(is_whole && answer.windows(PROOF.len()).any(|part| part == PROOF));
        }
    }
}

/// Where an answer with a content length ends, if it is all there.
fn whole_at(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|part| part == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&answer[..head])
        .ok()?
        .to_ascii_lowercase();
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))?;
    let end = head + length.trim().parse::<usize>().ok()?;
    (answer.len() >= end).then_some(end)
}

fn over_coap(socket: &UdpSocket, client: usize, request: usize) -> io::Result<bool> {
    let invalid = |_| io::Error::from(io::ErrorKind::InvalidData);
    let token_bytes = [
        (client >> 8) as u8,
        client as u8,
        (request >> 8) as u8,
        request as u8,
    ];
    let token = Token::new(&token_bytes).ok_or(io::ErrorKind::InvalidData)?;
    let mut datagram = [0; 128];
    let kind = MessageType::Confirmable;
    let message_id = request as u16;
    let mut builder =
        MessageBuilder::new(&mut datagram, kind, Code::POST, message_id, token).map_err(invalid)?;
    builder
        .option(OptionNumber::URI_PATH, b"sieve")
        .map_err(invalid)?;
    let json = ContentFormat::JSON.0.into();
    builder
        .option_uint(OptionNumber::CONTENT_FORMAT, json)
        .map_err(invalid)?;
    let length = builder.finish_with(b"{}").map_err(invalid)?;
    socket.send(&datagram[..length])?;
    let mut buffer = [0; 2048];
    loop {
        let count = socket.recv(&mut buffer)?;
        let Ok(message) = Message::parse(&buffer[..count]) else {
            return Ok(false);
        };
        // An empty acknowledgement says that the answer comes later.
        if message.token() != token {
            continue;
        }
        if message.kind() == MessageType::Confirmable {
            let kind = MessageType::Acknowledgement;
            socket.send(&empty_message(kind, message.message_id()))?;
        }
        let is_right = message
            .payload()
            .windows(PROOF.len())
            .any(|part| part == PROOF);
        return Ok(message.code() == Code::CONTENT && is_right);
    }
}
