//! A response on its way into a datagram.

use super::response::Response;
use crate::coap::block::BlockValue;
use crate::coap::builder::{BuildError, MessageBuilder};
use crate::coap::message::{MessageType, Token};
use crate::coap::option::{OptionNumber, UintValue};

/// A response, cut to one block, with the options that the transfer needs.
#[derive(Debug)]
pub(super) struct Reply {
    pub response: Response,
    pub observe: Option<u32>,
    pub block1: Option<BlockValue>,
    pub block2: Option<BlockValue>,
    pub size2: Option<u32>,
}

impl Reply {
    pub const fn new(response: Response) -> Reply {
        Reply {
            response,
            observe: None,
            block1: None,
            block2: None,
            size2: None,
        }
    }

    /// Writes the datagram and returns its length.
    pub fn encode(
        &self,
        kind: MessageType,
        message_id: u16,
        token: Token,
        buffer: &mut [u8],
    ) -> Result<usize, BuildError> {
        let response = &self.response;
        let mut builder = MessageBuilder::new(buffer, kind, response.code, message_id, token)?;
        let mut extras = response.options.iter().peekable();
        let mut add = |number: OptionNumber, value: &[u8]| {
            while let Some((extra, value)) = extras.next_if(|(extra, _)| *extra < number) {
                builder.option(*extra, value)?;
            }
            builder.option(number, value)
        };
        if let Some(etag) = &response.etag {
            add(OptionNumber::ETAG, etag.as_bytes())?;
        }
        let uints = [
            (OptionNumber::OBSERVE, self.observe),
            (
                OptionNumber::CONTENT_FORMAT,
                response.content_format.map(|format| format.0.into()),
            ),
            (OptionNumber::MAX_AGE, response.max_age_s),
        ];
        for (number, value) in uints {
            if let Some(value) = value {
                add(number, UintValue::new(value).as_bytes())?;
            }
        }
        if let Some(block) = self.block2 {
            add(OptionNumber::BLOCK2, block.encode().as_bytes())?;
        }
        if let Some(block) = self.block1 {
            add(OptionNumber::BLOCK1, block.encode().as_bytes())?;
        }
        if let Some(size) = self.size2 {
            add(OptionNumber::SIZE2, UintValue::new(size).as_bytes())?;
        }
        for (number, value) in extras {
            builder.option(*number, value)?;
        }
        builder.finish_with(&response.payload)
    }
}
