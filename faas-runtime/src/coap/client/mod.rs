//! The CoAP client: one request at a time, with its retransmissions and its blocks.
//!
//! [`Exchange`] is a state machine without a heap, a clock or a socket, for devices and tests;
//! `udp::Client` runs it on a socket. The body of the answer goes into a [`BodySink`], block by
//! block, so that a device can write it straight to where it belongs.
//!
//! ```
//! use faas_runtime::coap::client::{Event, Exchange, Identity, Request, SliceSink};
//! use faas_runtime::coap::{Code, Method, Transmission};
//!
//! let mut identity = Identity::new(7);
//! let mut space = [0; 64];
//! let request = Request::new(Method::Get, "light");
//! let mut exchange =
//!     Exchange::new(request, SliceSink::new(&mut space), Transmission::default(), &mut identity);
//!
//! let mut datagram = [0; 128];
//! let length = exchange.poll_transmit(0, &mut datagram).unwrap()?;
//! // The other side answers in the acknowledgement: same id, same token, 2.05 "on".
//! let mut answer = datagram[..4 + 4].to_vec();
//! (answer[0], answer[1]) = (0x64, Code::CONTENT.to_byte());
//! answer.extend(b"\xffon");
//! let event = exchange.on_datagram(10, &answer);
//! assert!(matches!(event, Event::Response(head) if head.code == Code::CONTENT));
//! assert_eq!(exchange.sink().as_bytes(), b"on");
//! # assert!(length > 8);
//! # Ok::<(), faas_runtime::coap::client::ClientError>(())
//! ```

mod exchange;
mod outgoing;
mod sink;
#[cfg(test)]
mod tests;
#[cfg(feature = "std")]
pub mod udp;

pub use exchange::{ClientError, Event, Exchange};
#[cfg(feature = "std")]
pub use sink::VecSink;
pub use sink::{BodySink, SinkFull, SliceSink};

use super::Observe;
use super::block::BlockSize;
use super::builder::{BuildError, MessageBuilder};
use super::code::{Code, Method};
use super::content_format::ContentFormat;
use super::message::Token;
use super::option::{ETag, OptionNumber};
use super::random::Random;
use crate::seal::AnswerSeal;

/// What to ask for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What to do with the resource.
    pub method: Method,
    /// The path, with slashes between its segments and without percent-encoding.
    pub path: &'a str,
    /// The arguments of the query, each usually `name=value`.
    pub queries: &'a [&'a str],
    /// The body.
    pub payload: &'a [u8],
    /// The format of the body.
    pub content_format: Option<ContentFormat>,
    /// The only format wanted for the answer.
    pub accept: Option<ContentFormat>,
    /// Whether to send again what is not acknowledged. Without, a lost datagram is a timeout.
    pub is_confirmable: bool,
    /// The largest block to send and to ask for.
    pub block_size: BlockSize,
    /// Whether to be told of changes, or no longer.
    pub observe: Option<Observe>,
    /// How long to wait for the answer once the server has acknowledged the request, and for
    /// the answer to a non-confirmable one.
    pub answer_wait_ms: u64,
    /// A representation that is already here: if it is still good, the answer is 2.03.
    pub etag: Option<ETag>,
}

impl<'a> Request<'a> {
    /// A confirmable request without a body, in blocks of 1024 bytes.
    pub const fn new(method: Method, path: &'a str) -> Request<'a> {
        Request {
            method,
            path,
            queries: &[],
            payload: &[],
            content_format: None,
            accept: None,
            is_confirmable: true,
            block_size: BlockSize::MAX,
            observe: None,
            answer_wait_ms: 300_000,
            etag: None,
        }
    }

    /// Adds the options up to Accept, in order. `has_body` says whether this message carries a
    /// part of the body.
    fn write_options(
        &self,
        builder: &mut MessageBuilder<'_>,
        observe: Option<Observe>,
        has_body: bool,
    ) -> Result<(), BuildError> {
        if let Some(etag) = &self.etag {
            builder.option(OptionNumber::ETAG, etag.as_bytes())?;
        }
        if let Some(observe) = observe {
            builder.option_uint(
                OptionNumber::OBSERVE,
                (observe == Observe::Deregister).into(),
            )?;
        }
        let path = self.path.strip_prefix('/').unwrap_or(self.path);
        if !path.is_empty() {
            for segment in path.split('/') {
                builder.option(OptionNumber::URI_PATH, segment.as_bytes())?;
            }
        }
        // The format belongs to the operation, which later blocks of the answer name again.
        if let Some(format) = self.content_format
            && (has_body || !self.payload.is_empty())
        {
            builder.option_uint(OptionNumber::CONTENT_FORMAT, format.0.into())?;
        }
        for query in self.queries {
            builder.option(OptionNumber::URI_QUERY, query.as_bytes())?;
        }
        if let Some(format) = self.accept {
            builder.option_uint(OptionNumber::ACCEPT, format.0.into())?;
        }
        Ok(())
    }
}

/// What an answer says about itself. Its body is in the [`BodySink`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseHead {
    /// The response code.
    pub code: Code,
    /// The format of the body.
    pub content_format: Option<ContentFormat>,
    /// The name of the representation.
    pub etag: Option<ETag>,
    /// For how many seconds the answer stays fresh; 60 if the server did not say.
    pub max_age_s: Option<u32>,
    /// The sequence number of a notification; `None` if the server does not notify.
    pub observe: Option<u32>,
    /// The largest body that the server takes, in a 4.13.
    pub size1: Option<u32>,
    /// The proof that the answer is the server's, which is not checked here.
    pub seal: Option<AnswerSeal>,
}

/// What a client needs to tell its messages apart; it lasts longer than one exchange.
#[derive(Clone, Debug)]
pub struct Identity {
    message_id: u16,
    message_id_step: u16,
    token: u32,
    random: Random,
}

impl Identity {
    /// An identity that begins with random ids. Whoever knows the seed can forge answers.
    pub const fn new(seed: u64) -> Identity {
        let mut random = Random::new(seed);
        let start = random.next_u64();
        Identity {
            message_id: start as u16,
            message_id_step: 1,
            token: (start >> 32) as u32,
            random,
        }
    }

    /// Identities for a power of two of exchanges at once with one server, over one socket: no two
    /// of them use the same message id within the time that ids stay taken.
    pub fn shared<const COUNT: usize>(seed: u64) -> [Identity; COUNT] {
        const { assert!(COUNT.is_power_of_two() && COUNT <= 256) }
        core::array::from_fn(|at| {
            let identity = Identity::new(seed.wrapping_add((at as u64) << 56));
            Identity {
                message_id: identity.message_id / COUNT as u16 * COUNT as u16 + at as u16,
                message_id_step: COUNT as u16,
                ..identity
            }
        })
    }

    const fn next_message_id(&mut self) -> u16 {
        self.message_id = self.message_id.wrapping_add(self.message_id_step);
        self.message_id
    }

    fn next_token(&mut self) -> Token {
        self.token = self.token.wrapping_add(1);
        Token::new(&self.token.to_be_bytes()).unwrap_or(Token::EMPTY)
    }
}
