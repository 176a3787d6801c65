//! A request as the handler sees it.

use core::fmt;
use core::ops::Range;
use std::net::SocketAddr;

use bytes::Bytes;

use crate::coap::Observe;
use crate::coap::code::Method;
use crate::coap::content_format::ContentFormat;
use crate::coap::message::{MessageOption, Options};
use crate::coap::option::OptionNumber;

/// A complete request: its options were checked and its body was put together from all blocks.
#[derive(Clone)]
pub struct Request {
    pub(super) method: Method,
    pub(super) peer: SocketAddr,
    pub(super) content_format: Option<ContentFormat>,
    pub(super) accept: Option<ContentFormat>,
    pub(super) observe: Option<Observe>,
    pub(super) is_later_block: bool,
    /// The (last) datagram of the request, which the options are read from.
    pub(super) datagram: Bytes,
    pub(super) options: Range<usize>,
    pub(super) body: Body,
}

/// Where the body of a request is.
#[derive(Clone)]
pub(super) enum Body {
    /// In the datagram, from this byte on.
    InDatagram(usize),
    /// Assembled from blocks.
    Assembled(Bytes),
}

impl Request {
    /// What to do with the resource.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Where the request came from. Anyone can write any address there; only a peer that has
    /// answered something sent to it is known to be at it.
    pub const fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// The segments of the path, without slashes: none for the root.
    pub fn path(&self) -> impl Iterator<Item = &str> + Clone {
        self.texts(OptionNumber::URI_PATH)
    }

    /// Whether the path has exactly these segments.
    pub fn path_is(&self, segments: &[&str]) -> bool {
        self.path().eq(segments.iter().copied())
    }

    /// The arguments of the query, each usually `name=value`.
    pub fn queries(&self) -> impl Iterator<Item = &str> + Clone {
        self.texts(OptionNumber::URI_QUERY)
    }

    /// The value of the query argument `name=value`; empty for an argument without a value.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.queries()
            .find_map(|argument| match argument.strip_prefix(name)? {
                "" => Some(""),
                value => value.strip_prefix('='),
            })
    }

    /// The format of the body, if the client said.
    pub const fn content_format(&self) -> Option<ContentFormat> {
        self.content_format
    }

    /// The only format that the client wants to get, if it said. A handler that cannot provide
    /// it answers 4.06.
    pub const fn accept(&self) -> Option<ContentFormat> {
        self.accept
    }

    /// Whether the client asks to be told of changes. See
    /// [`Response::observable`](super::Response::observable) for how to agree.
    pub const fn observe(&self) -> Option<Observe> {
        self.observe
    }

    /// Whether the client asks for a later block of an answer that is no longer kept, so that
    /// the handler would do its work again. See
    /// [`Handler::repeatable`](super::Handler::repeatable).
    pub const fn is_later_block(&self) -> bool {
        self.is_later_block
    }

    /// All options, in the order of their numbers.
    pub fn options(&self) -> impl Iterator<Item = MessageOption<'_>> + Clone {
        Options::new(self.datagram.get(self.options.clone()).unwrap_or_default())
    }

    /// The body.
    pub fn payload(&self) -> &[u8] {
        match &self.body {
            Body::InDatagram(start) => self.datagram.get(*start..).unwrap_or_default(),
            Body::Assembled(body) => body,
        }
    }

    /// The body, without a copy.
    pub fn into_payload(self) -> Bytes {
        match self.body {
            Body::InDatagram(start) => {
                let mut datagram = self.datagram;
                datagram.split_off(start.min(datagram.len()))
            }
            Body::Assembled(body) => body,
        }
    }

    /// Bytes that the request holds.
    pub(super) fn bytes(&self) -> usize {
        let assembled = match &self.body {
            Body::InDatagram(_) => 0,
            Body::Assembled(body) => body.len(),
        };
        self.datagram.len() + assembled
    }

    fn texts(&self, number: OptionNumber) -> impl Iterator<Item = &str> + Clone {
        self.options()
            .filter(move |option| option.number == number)
            .filter_map(|option| core::str::from_utf8(option.value).ok())
    }
}

/// The method, the path and the size of the body; the body itself may be private.
impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ", self.method)?;
        self.path()
            .try_for_each(|segment| write!(formatter, "/{segment}"))?;
        write!(
            formatter,
            " from {}, {} bytes",
            self.peer,
            self.payload().len()
        )
    }
}
