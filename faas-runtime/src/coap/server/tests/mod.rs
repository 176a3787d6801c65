//! The server, rule by rule, driven by hand: no socket, no clock, no sleeping.

mod answers;
mod bounds;
mod messages;
mod network;
mod observers;
mod options;
mod udp;
mod uploads;

use std::net::SocketAddr;
use std::string::{String, ToString};
use std::vec::Vec;

use super::{Call, Limits, Request, Response, Server};
use crate::coap::builder::MessageBuilder;
use crate::coap::code::Code;
use crate::coap::message::{Message, MessageType, Token};
use crate::coap::option::{OptionNumber, UintValue};

/// A message in the making.
#[derive(Clone)]
struct Draft {
    kind: MessageType,
    code: Code,
    id: u16,
    token: Vec<u8>,
    options: Vec<(u16, Vec<u8>)>,
    payload: Vec<u8>,
}

fn con(code: Code, id: u16) -> Draft {
    let kind = MessageType::Confirmable;
    Draft {
        kind,
        code,
        id,
        token: Vec::new(),
        options: Vec::new(),
        payload: Vec::new(),
    }
}

fn non(code: Code, id: u16) -> Draft {
    Draft {
        kind: MessageType::NonConfirmable,
        ..con(code, id)
    }
}

fn ack(id: u16) -> Draft {
    Draft {
        kind: MessageType::Acknowledgement,
        ..con(Code::EMPTY, id)
    }
}

fn rst(id: u16) -> Draft {
    Draft {
        kind: MessageType::Reset,
        ..con(Code::EMPTY, id)
    }
}

impl Draft {
    fn token(mut self, token: &[u8]) -> Draft {
        self.token = token.to_vec();
        self
    }

    fn option(mut self, number: OptionNumber, value: &[u8]) -> Draft {
        self.options.push((number.0, value.to_vec()));
        self
    }

    fn uint(self, number: OptionNumber, value: u32) -> Draft {
        self.option(number, UintValue::new(value).as_bytes())
    }

    /// A block option, written as the RFC's figures do.
    fn block(self, number: OptionNumber, block: (u32, bool, usize)) -> Draft {
        let (num, more, size) = block;
        let exponent = (size / 16).trailing_zeros();
        self.uint(number, num << 4 | u32::from(more) << 3 | exponent)
    }

    fn path(mut self, path: &str) -> Draft {
        for segment in path.split('/') {
            self = self.option(OptionNumber::URI_PATH, segment.as_bytes());
        }
        self
    }

    fn payload(mut self, payload: &[u8]) -> Draft {
        self.payload = payload.to_vec();
        self
    }

    fn bytes(mut self) -> Vec<u8> {
        let mut buffer = std::vec![0; 70_000];
        let token = Token::new(&self.token).unwrap();
        let mut builder =
            MessageBuilder::new(&mut buffer, self.kind, self.code, self.id, token).unwrap();
        self.options.sort_by_key(|(number, _)| *number);
        for (number, value) in &self.options {
            builder.option(OptionNumber(*number), value).unwrap();
        }
        let length = builder.finish_with(&self.payload).unwrap();
        buffer.truncate(length);
        buffer
    }
}

fn peer(number: u16) -> SocketAddr {
    SocketAddr::from(([192, 0, 2, 1], number))
}

/// A server with a clock that only moves when told to.
struct Harness {
    server: Server,
    now_ms: u64,
}

impl Harness {
    fn new() -> Harness {
        Harness::with(Limits::default())
    }

    fn with(limits: Limits) -> Harness {
        Harness {
            server: Server::new(limits, 7),
            now_ms: 1_000,
        }
    }

    fn receive(&mut self, draft: Draft) {
        self.receive_from(peer(1), &draft.bytes());
    }

    fn receive_from(&mut self, peer: SocketAddr, datagram: &[u8]) {
        self.server.on_datagram(self.now_ms, peer, datagram);
    }

    /// Takes the one call that is due.
    fn call(&mut self) -> Call {
        let call = self.server.poll_call().expect("a call is due");
        assert!(self.server.poll_call().is_none(), "a second call is due");
        call
    }

    fn complete(&mut self, call: Call, response: Response) {
        self.server.complete(self.now_ms, call.ticket, response);
    }

    /// Answers all calls that are due; returns how many there were.
    fn serve(&mut self, mut handler: impl FnMut(Request) -> Response) -> usize {
        let mut count = 0;
        while let Some(call) = self.server.poll_call() {
            let response = handler(call.request);
            self.server.complete(self.now_ms, call.ticket, response);
            count += 1;
        }
        count
    }

    /// The datagrams that are to be sent.
    fn sent(&mut self) -> Vec<Vec<u8>> {
        core::iter::from_fn(|| self.server.poll_transmit())
            .map(|transmit| transmit.datagram.to_vec())
            .collect()
    }

    /// The datagrams that are to be sent, as text. Ids that the server chose read `id=*`.
    fn lines(&mut self) -> Vec<String> {
        self.sent().iter().map(|datagram| line(datagram)).collect()
    }

    /// Sends one message and expects these lines back.
    fn check(&mut self, draft: Draft, expected: &[&str]) {
        self.receive(draft);
        assert_eq!(self.lines(), expected);
    }

    fn advance(&mut self, milliseconds: u64) {
        self.now_ms += milliseconds;
        self.server.on_timeout(self.now_ms);
    }

    /// Moves on to the next timeout.
    fn next_timeout(&mut self) {
        let deadline = self.server.poll_timeout().expect("a timeout is set");
        self.now_ms = self.now_ms.max(deadline);
        self.server.on_timeout(self.now_ms);
    }
}

fn line(datagram: &[u8]) -> String {
    let message = Message::parse(datagram).unwrap();
    let line = message.to_string();
    let is_own = matches!(
        message.kind(),
        MessageType::Confirmable | MessageType::NonConfirmable
    );
    let id = std::format!("id={:04x}", message.message_id());
    let line = if is_own {
        line.replace(&id, "id=*")
    } else {
        line
    };
    let is_error = !message.code().is_success() && message.code() != Code::EMPTY;
    match core::str::from_utf8(message.payload()) {
        Ok(text) if is_error && !text.is_empty() => {
            let count = std::format!("payload={}", message.payload().len());
            line.replace(&count, text)
        }
        _ => line,
    }
}

fn echo(request: Request) -> Response {
    Response::content(request.into_payload())
}
