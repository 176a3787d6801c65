//! The messages that an exchange sends.

use super::Identity;
use super::exchange::{Exchange, Phase};
use crate::coap::block::{BlockSize, BlockValue};
use crate::coap::builder::{BuildError, MessageBuilder};
use crate::coap::code::Method;
use crate::coap::message::{MessageType, Token};
use crate::coap::option::OptionNumber;
use crate::coap::transmission::{Backoff, Transmission};

/// Which message is under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Current {
    pub message_id: u16,
    pub token: Token,
    pub backoff: Backoff,
    /// Whether the message is to be sent at the next opportunity.
    pub is_due: bool,
    /// When to stop waiting, if sending it again is of no use: the server has acknowledged it,
    /// or it is non-confirmable.
    pub answer_deadline_ms: Option<u64>,
}

impl Current {
    pub fn new(
        now_ms: u64,
        identity: &mut Identity,
        parameters: &Transmission,
        token: Option<Token>,
    ) -> Current {
        Current {
            message_id: identity.next_message_id(),
            token: token.unwrap_or_else(|| identity.next_token()),
            backoff: Backoff::start(now_ms, parameters, &mut identity.random),
            is_due: true,
            answer_deadline_ms: None,
        }
    }

    /// When the present wait ends.
    pub fn deadline_ms(&self) -> u64 {
        match self.answer_deadline_ms {
            _ if self.is_due => 0,
            Some(deadline_ms) => deadline_ms,
            None => self.backoff.deadline_ms(),
        }
    }

    /// Ends the present wait; whether the message is to be sent again.
    pub const fn retry(&mut self, now_ms: u64) -> bool {
        self.answer_deadline_ms.is_none() && self.backoff.retry(now_ms)
    }
}

/// The value of an Echo option.
#[derive(Clone, Copy, Debug)]
pub(super) struct Challenge {
    bytes: [u8; ECHO_BYTES_MAX],
    length: usize,
}

const ECHO_BYTES_MAX: usize = 40;

impl Challenge {
    pub fn new(value: &[u8]) -> Option<Challenge> {
        let mut bytes = [0; ECHO_BYTES_MAX];
        bytes.get_mut(..value.len())?.copy_from_slice(value);
        Some(Challenge {
            bytes,
            length: value.len(),
        })
    }
}

impl<S> Exchange<'_, S> {
    /// Writes the message under way; the same bytes each time.
    pub(super) fn write(&self, buffer: &mut [u8]) -> Result<usize, BuildError> {
        let kind = match self.request.is_confirmable {
            true => MessageType::Confirmable,
            false => MessageType::NonConfirmable,
        };
        let Current {
            message_id, token, ..
        } = self.current;
        let code = self.request.method.code();
        let mut builder = MessageBuilder::new(buffer, kind, code, message_id, token)?;
        let Phase::Upload { offset } = self.phase else {
            self.request.write_options(&mut builder, None, false)?;
            let block = BlockValue::at_offset(self.received, false, self.block_size);
            if let Some(block) = block {
                builder.option(OptionNumber::BLOCK2, block.encode().as_bytes())?;
            }
            self.write_echo(&mut builder)?;
            return Ok(builder.finish());
        };
        let payload = self.request.payload;
        let end = payload.len().min(offset + self.block_size.bytes());
        let part = payload.get(offset..end).unwrap_or_default();
        let can_observe = matches!(self.request.method, Method::Get | Method::Fetch);
        let observe = self.request.observe.filter(|_| can_observe);
        self.request
            .write_options(&mut builder, observe, !part.is_empty())?;
        if self.request.block_size < BlockSize::MAX {
            let block = BlockValue {
                number: 0,
                more: false,
                size: self.request.block_size,
            };
            builder.option(OptionNumber::BLOCK2, block.encode().as_bytes())?;
        }
        if payload.len() > self.block_size.bytes() {
            let block = BlockValue::at_offset(offset, end < payload.len(), self.block_size);
            let block = block.ok_or(BuildError::BufferFull {
                capacity: payload.len(),
            })?;
            builder.option(OptionNumber::BLOCK1, block.encode().as_bytes())?;
            if offset == 0 {
                let size = u32::try_from(payload.len()).unwrap_or(u32::MAX);
                builder.option_uint(OptionNumber::SIZE1, size)?;
            }
        }
        self.write_echo(&mut builder)?;
        builder.finish_with(part)
    }

    fn write_echo(&self, builder: &mut MessageBuilder<'_>) -> Result<(), BuildError> {
        let Some(challenge) = &self.echo else {
            return Ok(());
        };
        let value = challenge.bytes.get(..challenge.length).unwrap_or_default();
        builder.option(OptionNumber::ECHO, value)
    }
}
