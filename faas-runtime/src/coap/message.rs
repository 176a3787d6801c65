//! A received message, checked and read in place (RFC 7252 section 3).
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! |Ver| T |  TKL  |      Code     |          Message ID           |
//! |   Token (TKL bytes) ... options ... | 1 1 1 1 1 1 1 1 | payload ...
//! ```

use core::fmt;

use super::code::{Code, CodeClass};
use super::option::{OptionFormat, OptionNumber, UintValue};

/// Bytes before the token.
pub const HEADER_BYTES: usize = 4;
/// Most bytes in a token.
pub const TOKEN_BYTES_MAX: usize = 8;
/// The byte between the options and a payload.
pub(super) const PAYLOAD_MARKER: u8 = 0xff;
pub(super) const VERSION: u8 = 1;

/// The four kinds of messages (section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageType {
    /// CON: sent again until it is acknowledged.
    Confirmable,
    /// NON: sent once.
    NonConfirmable,
    /// ACK: a confirmable message arrived; may carry the response.
    Acknowledgement,
    /// RST: a message arrived that its receiver cannot process.
    Reset,
}

impl MessageType {
    const fn from_bits(bits: u8) -> MessageType {
        match bits & 3 {
            0 => MessageType::Confirmable,
            1 => MessageType::NonConfirmable,
            2 => MessageType::Acknowledgement,
            _ => MessageType::Reset,
        }
    }

    pub(super) const fn bits(self) -> u8 {
        match self {
            MessageType::Confirmable => 0,
            MessageType::NonConfirmable => 1,
            MessageType::Acknowledgement => 2,
            MessageType::Reset => 3,
        }
    }

    const fn abbreviation(self) -> &'static str {
        match self {
            MessageType::Confirmable => "CON",
            MessageType::NonConfirmable => "NON",
            MessageType::Acknowledgement => "ACK",
            MessageType::Reset => "RST",
        }
    }
}

/// The bytes that a client chooses to find the request of a response: 0 to 8 of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Token {
    bytes: [u8; TOKEN_BYTES_MAX],
    length: u8,
}

impl Token {
    /// The token without bytes.
    pub const EMPTY: Token = Token {
        bytes: [0; TOKEN_BYTES_MAX],
        length: 0,
    };

    /// The token of these bytes, or `None` if there are more than 8.
    pub fn new(value: &[u8]) -> Option<Token> {
        let mut bytes = [0; TOKEN_BYTES_MAX];
        bytes.get_mut(..value.len())?.copy_from_slice(value);
        Some(Token {
            bytes,
            length: value.len() as u8,
        })
    }

    /// The bytes of the token.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes
            .get(..usize::from(self.length))
            .unwrap_or_default()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes()
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// The first four bytes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Which of the four kinds of messages it is.
    pub kind: MessageType,
    /// Bytes in the token as the message claims; 9 to 15 are format errors.
    pub token_length: u8,
    /// The method, the response code, or [`Code::EMPTY`].
    pub code: Code,
    /// Ties an acknowledgement or a reset to its message, and a duplicate to its original.
    pub message_id: u16,
}

impl Header {
    /// Reads the header, so that even a message that is broken behind it can be answered.
    ///
    /// # Errors
    /// [`ParseError::TooShort`] and [`ParseError::UnknownVersion`], both of which the RFC wants
    /// ignored without an answer.
    pub fn parse(datagram: &[u8]) -> Result<Header, ParseError> {
        let [first, code, id_high, id_low, ..] = *datagram else {
            return Err(ParseError::TooShort);
        };
        if first >> 6 != VERSION {
            return Err(ParseError::UnknownVersion(first >> 6));
        }
        Ok(Header {
            kind: MessageType::from_bits(first >> 4),
            token_length: first & 0xf,
            code: Code::from_byte(code),
            message_id: u16::from_be_bytes([id_high, id_low]),
        })
    }
}

/// Why a datagram is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// Fewer than four bytes.
    #[error("a message has at least 4 bytes")]
    TooShort,
    /// A version other than 1.
    #[error("version {0} is unknown, only version 1 is")]
    UnknownVersion(u8),
    /// A code of class 1, 3, 6 or 7.
    #[error("code {0} has no meaning over UDP")]
    ReservedCode(Code),
    /// A token length of 9 to 15.
    #[error("a token has at most 8 bytes, not {0}")]
    TokenLength(u8),
    /// An empty message with anything behind its header.
    #[error("an empty message has nothing behind its 4 header bytes")]
    EmptyMessageContent,
    /// The token or an option is longer than the datagram.
    #[error("the message ends inside its token or an option")]
    Truncated,
    /// A delta or length of 15 outside the payload marker.
    #[error("option delta or length 15 is reserved")]
    ReservedNibble,
    /// An option number over 65535.
    #[error("an option number is over 65535")]
    OptionNumber,
    /// A payload marker without a payload.
    #[error("a payload marker is followed by at least one byte")]
    EmptyPayload,
}

/// One option of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageOption<'a> {
    /// Which option it is.
    pub number: OptionNumber,
    /// Its value, as it stands in the message.
    pub value: &'a [u8],
}

/// The options of a message in the order of their numbers.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    number: u16,
    rest: &'a [u8],
}

impl<'a> Options<'a> {
    /// The options in `region`, which must hold options only and have been checked before;
    /// iteration ends at the first byte that is no option.
    pub(super) const fn new(region: &'a [u8]) -> Options<'a> {
        Options {
            number: 0,
            rest: region,
        }
    }

    fn step(&mut self) -> Result<Option<MessageOption<'a>>, ParseError> {
        let (first, rest) = match self.rest.split_first() {
            None | Some((&PAYLOAD_MARKER, _)) => return Ok(None),
            Some((&first, rest)) => (first, rest),
        };
        let (delta, rest) = extended(first >> 4, rest)?;
        let (length, rest) = extended(first & 0xf, rest)?;
        let number = u32::from(self.number) + delta;
        let number = u16::try_from(number).map_err(|_| ParseError::OptionNumber)?;
        let (value, rest) = rest
            .split_at_checked(length as usize)
            .ok_or(ParseError::Truncated)?;
        *self = Options { number, rest };
        Ok(Some(MessageOption {
            number: OptionNumber(number),
            value,
        }))
    }
}

impl<'a> Iterator for Options<'a> {
    type Item = MessageOption<'a>;

    fn next(&mut self) -> Option<MessageOption<'a>> {
        self.step().ok().flatten()
    }
}

/// Reads a delta or length: 0 to 12 as it is, 13 and 14 with one or two more bytes.
fn extended(nibble: u8, rest: &[u8]) -> Result<(u32, &[u8]), ParseError> {
    match (nibble, rest) {
        (0..=12, _) => Ok((u32::from(nibble), rest)),
        (13, [byte, rest @ ..]) => Ok((13 + u32::from(*byte), rest)),
        (14, [high, low, rest @ ..]) => {
            Ok((269 + u32::from(u16::from_be_bytes([*high, *low])), rest))
        }
        (13 | 14, _) => Err(ParseError::Truncated),
        _ => Err(ParseError::ReservedNibble),
    }
}

/// A message that was checked as a whole; reading its parts cannot fail.
#[derive(Clone, Copy)]
pub struct Message<'a> {
    header: Header,
    token: Token,
    options: &'a [u8],
    payload: &'a [u8],
}

impl<'a> Message<'a> {
    /// Checks and reads a datagram. What the options mean is not checked here.
    ///
    /// # Errors
    /// Every format error of section 3, see [`ParseError`].
    pub fn parse(datagram: &'a [u8]) -> Result<Message<'a>, ParseError> {
        let header = Header::parse(datagram)?;
        let body = datagram.get(HEADER_BYTES..).unwrap_or_default();
        match header.code.class() {
            CodeClass::Reserved => return Err(ParseError::ReservedCode(header.code)),
            CodeClass::Empty if !body.is_empty() || header.token_length != 0 => {
                return Err(ParseError::EmptyMessageContent);
            }
            _ => {}
        }
        if usize::from(header.token_length) > TOKEN_BYTES_MAX {
            return Err(ParseError::TokenLength(header.token_length));
        }
        let (token, rest) = body
            .split_at_checked(usize::from(header.token_length))
            .ok_or(ParseError::Truncated)?;
        let token = Token::new(token).ok_or(ParseError::TokenLength(header.token_length))?;
        let mut walk = Options::new(rest);
        while walk.step()?.is_some() {}
        let options = rest.get(..rest.len() - walk.rest.len()).unwrap_or_default();
        let payload = match walk.rest {
            [] => [].as_slice(),
            [_, payload @ ..] => payload,
        };
        if payload.is_empty() && !walk.rest.is_empty() {
            return Err(ParseError::EmptyPayload);
        }
        Ok(Message {
            header,
            token,
            options,
            payload,
        })
    }

    /// The first four bytes.
    pub const fn header(&self) -> Header {
        self.header
    }

    /// Which of the four kinds of messages it is.
    pub const fn kind(&self) -> MessageType {
        self.header.kind
    }

    /// The method, the response code, or [`Code::EMPTY`].
    pub const fn code(&self) -> Code {
        self.header.code
    }

    /// The message id.
    pub const fn message_id(&self) -> u16 {
        self.header.message_id
    }

    /// The token.
    pub const fn token(&self) -> Token {
        self.token
    }

    /// All options, in the order of their numbers.
    pub const fn options(&self) -> Options<'a> {
        Options::new(self.options)
    }

    /// The value of the first option with this number.
    pub fn option(&self, number: OptionNumber) -> Option<&'a [u8]> {
        self.options()
            .find(|option| option.number == number)
            .map(|option| option.value)
    }

    /// The number in the first option with this number, if there is one that fits 32 bits.
    pub fn option_uint(&self, number: OptionNumber) -> Option<u32> {
        self.option(number).and_then(UintValue::decode)
    }

    /// The payload; empty if there is none.
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }

    /// Where the options and the payload lie in the datagram: the ends of the two, from which
    /// an owner of the datagram can find them again.
    #[cfg(feature = "std")]
    pub(super) fn layout(&self) -> (core::ops::Range<usize>, usize) {
        let start = HEADER_BYTES + usize::from(self.header.token_length);
        let end = start + self.options.len();
        (start..end, end + usize::from(!self.payload.is_empty()))
    }
}

/// One line: kind, code, message id, token, options, and the bytes of payload.
impl fmt::Display for Message<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Header {
            kind,
            code,
            message_id,
            ..
        } = self.header;
        write!(
            formatter,
            "{} {code} id={message_id:04x}",
            kind.abbreviation()
        )?;
        if self.token != Token::EMPTY {
            write!(formatter, " token={:?}", self.token)?;
        }
        for option in self.options() {
            write!(formatter, " {}=", option.number)?;
            match option
                .number
                .definition()
                .map(|definition| definition.format)
            {
                Some(OptionFormat::Uint) => match UintValue::decode(option.value) {
                    Some(number) => write!(formatter, "{number}")?,
                    None => formatter.write_str("?")?,
                },
                Some(OptionFormat::Text) => {
                    write!(formatter, "\"{}\"", option.value.escape_ascii())?;
                }
                _ => option
                    .value
                    .iter()
                    .try_for_each(|byte| write!(formatter, "{byte:02x}"))?,
            }
        }
        match self.payload.len() {
            0 => Ok(()),
            length => write!(formatter, " payload={length}"),
        }
    }
}

impl fmt::Debug for Message<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::{string::ToString, vec::Vec};

    fn bytes_of(hex: &str) -> Vec<u8> {
        let digits: Vec<u8> = hex
            .chars()
            .map(|digit| digit.to_digit(16).unwrap() as u8)
            .collect();
        digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect()
    }

    #[test]
    fn the_published_vectors_read_as_described() {
        let mut count = 0;
        for line in include_str!("../../../tests/vectors/coap-messages.txt").lines() {
            let Some((name, rest)) = line.split_once(": ") else {
                continue;
            };
            if name.starts_with('#') {
                continue;
            }
            let (hex, expected) = rest.split_once(" -> ").expect(line);
            let found = match Message::parse(&bytes_of(hex)) {
                Ok(message) => message.to_string(),
                Err(error) => std::format!("error: {error}"),
            };
            assert_eq!(found, expected, "{name}");
            count += 1;
        }
        assert!(count >= 30, "only {count} vectors were found");
    }

    #[test]
    fn every_prefix_of_a_message_is_read_or_refused_and_never_read_past_its_end() {
        let whole = bytes_of("48017d34010203040506070839b2666f6f626172626172c1ff7120ff2a2b");
        for length in 0..=whole.len() {
            if let Ok(message) = Message::parse(&whole[..length]) {
                assert!(message.payload().len() <= length);
            }
        }
    }

    #[test]
    fn the_layout_finds_options_and_payload_in_the_datagram() {
        let check = |hex: &str| {
            let datagram = bytes_of(hex);
            let message = Message::parse(&datagram).unwrap();
            let (options, payload) = message.layout();
            assert_eq!(&datagram[options], message.options);
            assert_eq!(&datagram[payload..], message.payload());
        };
        check("40017d34");
        check("41017d3420");
        check("41017d3420b161");
        check("41017d3420b161ff62");
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic(datagram in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(message) = Message::parse(&datagram) {
                let _ = message.to_string();
                prop_assert!(message.payload().len() < datagram.len());
            }
        }

        #[test]
        fn random_bytes_behind_a_good_header_never_panic(
            tail in proptest::collection::vec(any::<u8>(), 0..60), token_length in 0..16u8
        ) {
            let mut datagram = std::vec![0x40 | token_length, 1, 2, 3];
            datagram.extend(tail);
            if let Ok(message) = Message::parse(&datagram) {
                let size: usize = message.options().map(|option| option.value.len()).sum();
                prop_assert!(size + message.payload().len() <= datagram.len());
            }
        }
    }
}
