//! CoAP over UDP: messages, a server and a client (RFC 7252, 7641, 7959, 8132, 6690, 9175).
//!
//! Three layers, each usable without the one above:
//!
//! - **Messages** ([`Message`], [`MessageBuilder`], [`OptionNumber`], [`Code`], [`BlockValue`]):
//!   read in place and written into a buffer of the caller's. No heap, no `std`.
//! - **State machines** ([`client::Exchange`], `server::Server`): they are told the time, given
//!   the datagrams that came in and asked for those to send. They own no socket, no clock and
//!   no source of randomness, so a test drives them through hours of packet loss in a moment.
//!   The client needs no heap either; a device uses it.
//! - **Drivers** (`client::udp`, `server::udp`): the state machines on a UDP socket of tokio's.
//!
//! | layer | feature |
//! |---|---|
//! | messages, [`client::Exchange`] | none |
//! | `server`, `link_format`, both `udp` drivers | `std` |
//!
//! What it refuses to do: forward for others (5.05), join multicast groups, speak CoAP over TCP
//! or WebSockets, encrypt (DTLS and OSCORE), and evaluate If-Match and If-None-Match, which are
//! critical and therefore answered with 4.02.
//!
//! Times are milliseconds since any fixed moment of the caller's, as long as they never go back.
//!
//! ```
//! use faas_runtime::coap::{Code, Message, MessageBuilder, MessageType, OptionNumber, Token};
//!
//! let mut buffer = [0; 128];
//! let token = Token::new(b"\x20").unwrap();
//! let kind = MessageType::Acknowledgement;
//! let mut builder = MessageBuilder::new(&mut buffer, kind, Code::CONTENT, 0x7d35, token)?;
//! builder.option_uint(OptionNumber::MAX_AGE, 30)?;
//! let length = builder.finish_with(b"22.3 C")?;
//!
//! let message = Message::parse(&buffer[..length]).unwrap();
//! assert_eq!(message.option_uint(OptionNumber::MAX_AGE), Some(30));
//! assert_eq!(message.payload(), b"22.3 C");
//! # Ok::<(), faas_runtime::coap::BuildError>(())
//! ```

mod block;
mod builder;
pub mod client;
mod code;
mod content_format;
#[cfg(feature = "std")]
mod fingerprint;
#[cfg(feature = "std")]
pub mod link_format;
mod message;
mod option;
mod random;
#[cfg(feature = "std")]
pub mod server;
mod transmission;

pub use block::{BlockError, BlockSize, BlockValue};
pub use builder::{BuildError, MessageBuilder, empty_message};
pub use code::{Code, CodeClass, Method};
pub use content_format::ContentFormat;
pub use message::{
    HEADER_BYTES, Header, Message, MessageOption, MessageType, Options, ParseError,
    TOKEN_BYTES_MAX, Token,
};
pub use option::{ETag, OptionDefinition, OptionFormat, OptionNumber, UintValue};
pub use random::Random;
pub use transmission::{Backoff, Transmission};

/// The largest message that this library sends: what an IPv6 packet of the least MTU carries.
pub const DATAGRAM_BYTES_MAX: usize = 1232;

/// What a GET or FETCH wants to happen after its answer (RFC 7641 section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Observe {
    /// Tell me when the answer changes.
    Register,
    /// Tell me no more.
    Deregister,
}
