//! What a handler answers.

use std::net::SocketAddr;
use std::string::String;
use std::vec::Vec;

use bytes::Bytes;

use super::observe::Topic;
use crate::coap::code::Code;
use crate::coap::content_format::ContentFormat;
use crate::coap::option::{ETag, OptionNumber, UintValue};

/// A response. The server adds what the transfer needs: blocks, sizes, sequence numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    pub(super) code: Code,
    pub(super) content_format: Option<ContentFormat>,
    pub(super) etag: Option<ETag>,
    pub(super) max_age_s: Option<u32>,
    pub(super) topic: Option<Topic>,
    /// Further options, sorted by number.
    pub(super) options: Vec<(OptionNumber, Bytes)>,
    pub(super) payload: Bytes,
}

impl Response {
    /// A response without a payload. A code that is no response code becomes 5.00.
    pub const fn new(code: Code) -> Response {
        let code = if code.is_response() {
            code
        } else {
            Code::INTERNAL_SERVER_ERROR
        };
        Response {
            code,
            content_format: None,
            etag: None,
            max_age_s: None,
            topic: None,
            options: Vec::new(),
            payload: Bytes::new(),
        }
    }

    /// 2.05 with a representation.
    pub fn content(payload: impl Into<Bytes>) -> Response {
        Response {
            payload: payload.into(),
            ..Response::new(Code::CONTENT)
        }
    }

    /// An error with a sentence for the person who reads it (RFC 7252 section 5.5.2).
    pub fn diagnostic(code: Code, sentence: impl Into<String>) -> Response {
        Response {
            payload: Bytes::from(sentence.into()),
            ..Response::new(code)
        }
    }

    /// 5.03: try again after `retry_s` seconds.
    pub fn unavailable(sentence: impl Into<String>, retry_s: u32) -> Response {
        Response::diagnostic(Code::SERVICE_UNAVAILABLE, sentence).with_max_age(retry_s)
    }

    /// Sets the payload.
    #[must_use]
    pub fn with_payload(self, payload: impl Into<Bytes>) -> Response {
        Response {
            payload: payload.into(),
            ..self
        }
    }

    /// Says what format the payload has.
    #[must_use]
    pub fn with_content_format(self, format: ContentFormat) -> Response {
        Response {
            content_format: Some(format),
            ..self
        }
    }

    /// Names the representation. A client that already has it gets 2.03 without the payload.
    #[must_use]
    pub fn with_etag(self, etag: ETag) -> Response {
        Response {
            etag: Some(etag),
            ..self
        }
    }

    /// Says for how many seconds the response stays fresh; the RFC's default is 60.
    #[must_use]
    pub fn with_max_age(self, seconds: u32) -> Response {
        Response {
            max_age_s: Some(seconds),
            ..self
        }
    }

    /// Adds an option, such as Location-Path. Options that the server sets itself (ETag,
    /// Observe, Content-Format, Max-Age, Block1, Block2, Size2) are left out.
    #[must_use]
    pub fn with_option(mut self, number: OptionNumber, value: impl Into<Bytes>) -> Response {
        let is_ours = matches!(
            number,
            OptionNumber::ETAG
                | OptionNumber::OBSERVE
                | OptionNumber::CONTENT_FORMAT
                | OptionNumber::MAX_AGE
                | OptionNumber::BLOCK1
                | OptionNumber::BLOCK2
                | OptionNumber::SIZE2
        );
        if !is_ours {
            let place = self.options.partition_point(|(other, _)| *other <= number);
            self.options.insert(place, (number, value.into()));
        }
        self
    }

    /// Adds an option with a number for a value.
    #[must_use]
    pub fn with_option_uint(self, number: OptionNumber, value: u32) -> Response {
        self.with_option(
            number,
            Bytes::copy_from_slice(UintValue::new(value).as_bytes()),
        )
    }

    /// Agrees to tell the client of changes, if it asked: whenever `topic` is
    /// [notified](super::Server::notify), the client's request is run again and the new answer
    /// is sent to it.
    #[must_use]
    pub fn observable(self, topic: Topic) -> Response {
        Response {
            topic: Some(topic),
            ..self
        }
    }

    /// The response code.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The name of the representation, if it has one.
    pub const fn etag(&self) -> Option<&ETag> {
        self.etag.as_ref()
    }

    /// The whole payload.
    pub const fn payload(&self) -> &Bytes {
        &self.payload
    }
}

/// A datagram to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transmit {
    /// Where to send it.
    pub peer: SocketAddr,
    /// What to send.
    pub datagram: std::sync::Arc<[u8]>,
}
