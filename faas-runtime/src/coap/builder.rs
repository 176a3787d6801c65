//! Writing a message into a buffer of the caller's (RFC 7252 section 3).

use super::code::{Code, CodeClass};
use super::message::{HEADER_BYTES, MessageType, PAYLOAD_MARKER, Token, VERSION};
use super::option::{OptionNumber, UintValue};

/// Writes one message from front to back. Whatever it lets through parses back as the same
/// message; anything else is refused when it is added.
///
/// ```
/// use faas_runtime::coap::{Code, Message, MessageBuilder, MessageType, OptionNumber, Token};
///
/// let mut buffer = [0; 64];
/// let mut builder =
///     MessageBuilder::new(&mut buffer, MessageType::Confirmable, Code::GET, 7, Token::EMPTY)?;
/// builder.option(OptionNumber::URI_PATH, b"temperature")?;
/// let length = builder.finish();
/// assert_eq!(
///     Message::parse(&buffer[..length]).unwrap().to_string(),
///     "CON 0.01 id=0007 Uri-Path=\"temperature\"",
/// );
/// # Ok::<(), faas_runtime::coap::BuildError>(())
/// ```
#[derive(Debug)]
pub struct MessageBuilder<'b> {
    buffer: &'b mut [u8],
    length: usize,
    number: u16,
    is_empty_message: bool,
}

/// Why something cannot be added to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The message would be longer than the buffer.
    #[error("the message does not fit into its buffer of {capacity} bytes")]
    BufferFull {
        /// Bytes in the buffer.
        capacity: usize,
    },
    /// An option has a lower number than the one before.
    #[error("{number} must stand before {previous}: options are written in order")]
    OptionOrder {
        /// The option that came too late.
        number: OptionNumber,
        /// The option before it.
        previous: OptionNumber,
    },
    /// An option's value is longer than the format can say.
    #[error("an option value has at most 65804 bytes, not {0}")]
    OptionLength(usize),
    /// A token, an option or a payload in an empty message.
    #[error("an empty message has neither token nor options nor payload")]
    EmptyMessageContent,
    /// A code without a meaning over UDP.
    #[error("code {0} has no meaning over UDP")]
    ReservedCode(Code),
}

/// The longest option value: 14 and two bytes of extension.
const OPTION_BYTES_MAX: usize = 269 + 65535;

impl<'b> MessageBuilder<'b> {
    /// Begins a message at the front of `buffer`.
    ///
    /// # Errors
    /// A full buffer, a reserved code, or a token on an empty message.
    pub fn new(
        buffer: &'b mut [u8],
        kind: MessageType,
        code: Code,
        message_id: u16,
        token: Token,
    ) -> Result<MessageBuilder<'b>, BuildError> {
        let is_empty_message = match code.class() {
            CodeClass::Reserved => return Err(BuildError::ReservedCode(code)),
            CodeClass::Empty if token != Token::EMPTY => {
                return Err(BuildError::EmptyMessageContent);
            }
            class => class == CodeClass::Empty,
        };
        let mut builder = MessageBuilder {
            buffer,
            length: 0,
            number: 0,
            is_empty_message,
        };
        let token = token.as_bytes();
        let first = VERSION << 6 | kind.bits() << 4 | token.len() as u8;
        let [id_high, id_low] = message_id.to_be_bytes();
        builder.push(&[first, code.to_byte(), id_high, id_low])?;
        builder.push(token)?;
        Ok(builder)
    }

    /// Adds an option. Options are added in the order of their numbers.
    ///
    /// # Errors
    /// An option out of order, a value that is too long, an empty message, a full buffer. After
    /// an error the message is as it was before the call.
    pub fn option(&mut self, number: OptionNumber, value: &[u8]) -> Result<(), BuildError> {
        if self.is_empty_message {
            return Err(BuildError::EmptyMessageContent);
        }
        if value.len() > OPTION_BYTES_MAX {
            return Err(BuildError::OptionLength(value.len()));
        }
        let delta = number
            .0
            .checked_sub(self.number)
            .ok_or(BuildError::OptionOrder {
                number,
                previous: OptionNumber(self.number),
            })?;
        let (delta_nibble, delta_tail) = extension(usize::from(delta));
        let (length_nibble, length_tail) = extension(value.len());
        let start = self.length;
        let written = self
            .push(&[delta_nibble << 4 | length_nibble])
            .and_then(|()| self.push(delta_tail.as_bytes()))
            .and_then(|()| self.push(length_tail.as_bytes()))
            .and_then(|()| self.push(value));
        match written {
            Ok(()) => self.number = number.0,
            Err(_) => self.length = start,
        }
        written
    }

    /// Adds an option with a number for a value.
    ///
    /// # Errors
    /// As [`MessageBuilder::option`].
    pub fn option_uint(&mut self, number: OptionNumber, value: u32) -> Result<(), BuildError> {
        self.option(number, UintValue::new(value).as_bytes())
    }

    /// Ends the message without a payload and returns its length.
    #[must_use]
    pub fn finish(self) -> usize {
        self.length
    }

    /// Ends the message with `payload`, which may be empty, and returns its length.
    ///
    /// # Errors
    /// A full buffer or an empty message.
    pub fn finish_with(mut self, payload: &[u8]) -> Result<usize, BuildError> {
        if !payload.is_empty() {
            if self.is_empty_message {
                return Err(BuildError::EmptyMessageContent);
            }
            self.push(&[PAYLOAD_MARKER])?;
            self.push(payload)?;
        }
        Ok(self.length)
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), BuildError> {
        let end = self.length + bytes.len();
        let capacity = self.buffer.len();
        let room = self.buffer.get_mut(self.length..end);
        room.ok_or(BuildError::BufferFull { capacity })?
            .copy_from_slice(bytes);
        self.length = end;
        Ok(())
    }
}

/// The bytes of a message without a request or a response: an acknowledgement, a reset, a ping.
#[must_use]
pub const fn empty_message(kind: MessageType, message_id: u16) -> [u8; HEADER_BYTES] {
    let [id_high, id_low] = message_id.to_be_bytes();
    [
        VERSION << 6 | kind.bits() << 4,
        Code::EMPTY.to_byte(),
        id_high,
        id_low,
    ]
}

/// The bytes behind an option's first byte that continue a delta or a length.
struct Extension {
    bytes: [u8; 2],
    start: usize,
}

impl Extension {
    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }
}

fn extension(number: usize) -> (u8, Extension) {
    match number {
        0..13 => (
            number as u8,
            Extension {
                bytes: [0; 2],
                start: 2,
            },
        ),
        13..269 => (
            13,
            Extension {
                bytes: [0, (number - 13) as u8],
                start: 1,
            },
        ),
        _ => (
            14,
            Extension {
                bytes: ((number - 269) as u16).to_be_bytes(),
                start: 0,
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coap::message::Message;
    use proptest::{collection::vec, prelude::*};
    use std::vec::Vec;

    fn get(buffer: &mut [u8]) -> MessageBuilder<'_> {
        MessageBuilder::new(buffer, MessageType::Confirmable, Code::GET, 1, Token::EMPTY).unwrap()
    }

    #[test]
    fn options_out_of_order_are_refused_and_leave_the_message_as_it_was() {
        let mut buffer = [0; 32];
        let mut builder = get(&mut buffer);
        builder.option(OptionNumber::URI_QUERY, b"a").unwrap();
        let error = builder.option(OptionNumber::URI_PATH, b"b").unwrap_err();
        assert!(matches!(error, BuildError::OptionOrder { .. }));
        let length = builder.finish();
        assert_eq!(
            Message::parse(&buffer[..length]).unwrap().options().count(),
            1
        );
    }

    #[test]
    fn a_full_buffer_is_an_error_at_every_length() {
        let mut whole = [0; 64];
        let mut builder = get(&mut whole);
        builder.option(OptionNumber::URI_PATH, &[b'x'; 20]).unwrap();
        let length = builder.finish_with(b"payload").unwrap();
        for capacity in HEADER_BYTES..length {
            let mut short = std::vec![0; capacity];
            let mut builder = get(&mut short);
            let result = builder
                .option(OptionNumber::URI_PATH, &[b'x'; 20])
                .and_then(|()| builder.finish_with(b"payload"));
            assert_eq!(result, Err(BuildError::BufferFull { capacity }));
        }
    }

    #[test]
    fn an_empty_message_takes_no_content() {
        let mut buffer = [0; 32];
        let token = Token::new(b"t").unwrap();
        let kind = MessageType::Reset;
        let error = MessageBuilder::new(&mut buffer, kind, Code::EMPTY, 1, token).unwrap_err();
        assert_eq!(error, BuildError::EmptyMessageContent);
        let mut builder =
            MessageBuilder::new(&mut buffer, kind, Code::EMPTY, 1, Token::EMPTY).unwrap();
        let error = builder.option(OptionNumber::URI_PATH, b"a").unwrap_err();
        assert_eq!(error, BuildError::EmptyMessageContent);
        assert_eq!(
            builder.finish_with(b"a"),
            Err(BuildError::EmptyMessageContent)
        );
        assert_eq!(empty_message(kind, 0x1234), [0x70, 0, 0x12, 0x34]);
    }

    #[test]
    fn values_longer_than_the_format_can_say_are_refused() {
        let mut buffer = std::vec![0; 70_000];
        let value = std::vec![0; OPTION_BYTES_MAX + 1];
        let mut builder = get(&mut buffer);
        let error = builder.option(OptionNumber(1), &value).unwrap_err();
        assert_eq!(error, BuildError::OptionLength(OPTION_BYTES_MAX + 1));
        builder.option(OptionNumber(1), &value[1..]).unwrap();
        let length = builder.finish();
        let message = Message::parse(&buffer[..length]).unwrap();
        assert_eq!(
            message.option(OptionNumber(1)).unwrap().len(),
            OPTION_BYTES_MAX
        );
    }

    fn kinds() -> impl Strategy<Value = MessageType> {
        use MessageType::{Acknowledgement, Confirmable, NonConfirmable, Reset};
        prop_oneof![
            Just(Confirmable),
            Just(NonConfirmable),
            Just(Acknowledgement),
            Just(Reset)
        ]
    }

    proptest! {
        #[test]
        fn everything_that_can_be_built_parses_back(
            kind in kinds(), code: u8, id: u16, token in vec(any::<u8>(), 0..=8),
            mut options in vec((any::<u16>(), vec(any::<u8>(), 0..300)), 0..6),
            payload in vec(any::<u8>(), 0..40),
        ) {
            options.sort_by_key(|(number, _)| *number);
            let mut buffer = std::vec![0; 4096];
            let code = Code::from_byte(code);
            let token = Token::new(&token).unwrap();
            let Ok(mut builder) = MessageBuilder::new(&mut buffer, kind, code, id, token) else {
                return Ok(());
            };
            let mut added = Vec::new();
            for (number, value) in &options {
                if builder.option(OptionNumber(*number), value).is_ok() {
                    added.push((*number, value.clone()));
                }
            }
            let Ok(length) = builder.finish_with(&payload) else { return Ok(()) };
            let message = Message::parse(&buffer[..length]).unwrap();
            prop_assert_eq!(message.kind(), kind);
            prop_assert_eq!(message.code(), code);
            prop_assert_eq!(message.message_id(), id);
            prop_assert_eq!(message.token(), token);
            prop_assert_eq!(message.payload(), &payload[..]);
            let read: Vec<_> =
                message.options().map(|option| (option.number.0, option.value.to_vec())).collect();
            prop_assert_eq!(read, added);
        }
    }
}
