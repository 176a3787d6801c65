//! Checking the options of a request in one pass (RFC 7252 section 5.4).

use std::format;
use std::vec::Vec;

use super::response::Response;
use crate::coap::Observe;
use crate::coap::block::{BlockError, BlockValue};
use crate::coap::code::Code;
use crate::coap::content_format::ContentFormat;
use crate::coap::fingerprint::Fingerprint;
use crate::coap::message::{Message, MessageOption};
use crate::coap::option::{ETag, OptionNumber, UintValue};

/// What the options of an acceptable request say.
#[derive(Debug, Default)]
pub(super) struct RequestOptions {
    /// Digest of everything that says which operation the request belongs to: its method and
    /// its options without those that differ from block to block. Request-Tag (RFC 9175) is
    /// among them, so that a client can have several operations on one resource.
    pub operation: u64,
    pub content_format: Option<ContentFormat>,
    pub accept: Option<ContentFormat>,
    pub observe: Option<Observe>,
    pub block1: Option<BlockValue>,
    pub block2: Option<BlockValue>,
    pub size1: Option<u32>,
    pub is_size2_wanted: bool,
    pub etags: Vec<ETag>,
    pub echo: Option<[u8; 8]>,
}

/// How many ETags of a request are compared; more are ignored, as all may be.
const ETAGS_MAX: usize = 8;

/// Reads the options, or says how to refuse the request.
pub(super) fn check(message: &Message<'_>) -> Result<RequestOptions, Response> {
    let mut options = RequestOptions::default();
    let mut operation = Fingerprint::new();
    operation.number(message.code().to_byte().into());
    let mut previous = None;
    for option in message.options() {
        let is_repeated = previous.replace(option.number) == Some(option.number);
        if let Some(reason) = objection(&option, is_repeated) {
            if option.number.is_critical() {
                return Err(Response::diagnostic(
                    Code::BAD_OPTION,
                    format!(
                        "critical option {} ({}) {reason}",
                        option.number.0, option.number
                    ),
                ));
            }
            continue;
        }
        options.read(&option)?;
        match option.number {
            OptionNumber::OBSERVE
            | OptionNumber::ETAG
            | OptionNumber::BLOCK1
            | OptionNumber::BLOCK2 => {}
            number if number.is_no_cache_key() => {}
            number => {
                operation.number(number.0.into());
                operation.bytes(option.value);
            }
        }
    }
    options.operation = operation.finish();
    if options.block1.is_some() && options.block2.is_some_and(|block| block.number > 0) {
        return Err(Response::diagnostic(
            Code::BAD_REQUEST,
            "a request with a part of its body cannot ask for a later block of the answer",
        ));
    }
    Ok(options)
}

/// Why the server cannot accept an option as it stands, if so.
fn objection(option: &MessageOption<'_>, is_repeated: bool) -> Option<&'static str> {
    match option.number {
        OptionNumber::IF_MATCH | OptionNumber::IF_NONE_MATCH => {
            return Some("is not supported: nothing here is changed conditionally");
        }
        _ => {}
    }
    let Some(definition) = option.number.definition() else {
        return Some("is not known to this server");
    };
    if !definition.accepts(option.value) {
        return Some("has a value of a wrong length or form");
    }
    (is_repeated && !definition.repeatable).then_some("stands more than once")
}

impl RequestOptions {
    fn read(&mut self, option: &MessageOption<'_>) -> Result<(), Response> {
        let uint = || UintValue::decode(option.value);
        let format = || {
            uint()
                .and_then(|number| u16::try_from(number).ok())
                .map(ContentFormat)
        };
        match option.number {
            OptionNumber::CONTENT_FORMAT => self.content_format = format(),
            OptionNumber::ACCEPT => self.accept = format(),
            OptionNumber::OBSERVE => {
                self.observe = match uint() {
                    Some(0) => Some(Observe::Register),
                    Some(1) => Some(Observe::Deregister),
                    _ => None,
                }
            }
            OptionNumber::BLOCK1 => self.block1 = Some(block(option)?),
            OptionNumber::BLOCK2 => self.block2 = Some(block(option)?),
            OptionNumber::SIZE1 => self.size1 = uint(),
            OptionNumber::SIZE2 => self.is_size2_wanted = true,
            OptionNumber::ETAG if self.etags.len() < ETAGS_MAX => {
                self.etags.extend(ETag::new(option.value));
            }
            OptionNumber::ECHO => self.echo = option.value.try_into().ok(),
            OptionNumber::PROXY_URI | OptionNumber::PROXY_SCHEME => {
                return Err(Response::diagnostic(
                    Code::PROXYING_NOT_SUPPORTED,
                    "this server forwards nothing for others",
                ));
            }
            _ => {}
        }
        Ok(())
    }
}

fn block(option: &MessageOption<'_>) -> Result<BlockValue, Response> {
    BlockValue::decode(option.value).map_err(|error| {
        let code = match error {
            BlockError::ReservedSize => Code::BAD_REQUEST,
            _ => Code::BAD_OPTION,
        };
        Response::diagnostic(code, format!("{}: {error}", option.number))
    })
}
