//! Options: their numbers, the properties that the numbers encode, and their values
//! (RFC 7252 sections 3.2, 5.4 and 5.10).

use core::fmt;

/// The number of an option. Three of its bits say how to treat it without knowing it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionNumber(pub u16);

/// How the value of an option is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionFormat {
    /// No value: being there is the meaning.
    Empty,
    /// Any bytes.
    Opaque,
    /// An unsigned number in network byte order without leading zeros.
    Uint,
    /// UTF-8 text.
    Text,
}

/// What the RFCs say about one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionDefinition {
    /// The option's name in the registry.
    pub name: &'static str,
    /// How the value is to be read.
    pub format: OptionFormat,
    /// Fewest bytes in the value.
    pub length_min: u16,
    /// Most bytes in the value.
    pub length_max: u16,
    /// Whether the option may stand more than once in a message.
    pub repeatable: bool,
}

impl OptionNumber {
    /// If-Match: do it only if the resource has this ETag.
    pub const IF_MATCH: OptionNumber = OptionNumber(1);
    /// Uri-Host
    pub const URI_HOST: OptionNumber = OptionNumber(3);
    /// ETag: names a representation.
    pub const ETAG: OptionNumber = OptionNumber(4);
    /// If-None-Match: do it only if the resource does not exist.
    pub const IF_NONE_MATCH: OptionNumber = OptionNumber(5);
    /// Observe (RFC 7641)
    pub const OBSERVE: OptionNumber = OptionNumber(6);
    /// Uri-Port
    pub const URI_PORT: OptionNumber = OptionNumber(7);
    /// Location-Path
    pub const LOCATION_PATH: OptionNumber = OptionNumber(8);
    /// Uri-Path: one segment of the path.
    pub const URI_PATH: OptionNumber = OptionNumber(11);
    /// Content-Format
    pub const CONTENT_FORMAT: OptionNumber = OptionNumber(12);
    /// Max-Age, in seconds
    pub const MAX_AGE: OptionNumber = OptionNumber(14);
    /// Uri-Query: one argument.
    pub const URI_QUERY: OptionNumber = OptionNumber(15);
    /// Hop-Limit (RFC 8768)
    pub const HOP_LIMIT: OptionNumber = OptionNumber(16);
    /// Accept
    pub const ACCEPT: OptionNumber = OptionNumber(17);
    /// Location-Query
    pub const LOCATION_QUERY: OptionNumber = OptionNumber(20);
    /// Block2: which part of the response body (RFC 7959)
    pub const BLOCK2: OptionNumber = OptionNumber(23);
    /// Block1: which part of the request body (RFC 7959)
    pub const BLOCK1: OptionNumber = OptionNumber(27);
    /// Size2: bytes in the whole response body (RFC 7959)
    pub const SIZE2: OptionNumber = OptionNumber(28);
    /// Proxy-Uri
    pub const PROXY_URI: OptionNumber = OptionNumber(35);
    /// Proxy-Scheme
    pub const PROXY_SCHEME: OptionNumber = OptionNumber(39);
    /// Size1: bytes in the whole request body, or the most that the server takes
    pub const SIZE1: OptionNumber = OptionNumber(60);
    /// Echo (RFC 9175): proof that a peer receives what is sent to its address
    pub const ECHO: OptionNumber = OptionNumber(252);
    /// Request-Tag (RFC 9175): tells apart two bodies sent to one resource at the same time
    pub const REQUEST_TAG: OptionNumber = OptionNumber(292);
    /// The seal of an answer, see [`seal`](crate::seal): a number for experiments (RFC 7252 section
    /// 12.2), which clients that do not know it pass over.
    pub const SEAL: OptionNumber = OptionNumber(65_000);

    /// Whether a receiver that does not know the option must refuse the message.
    pub const fn is_critical(self) -> bool {
        self.0 & 1 == 1
    }

    /// Whether a proxy that does not know the option must not forward it.
    pub const fn is_unsafe(self) -> bool {
        self.0 & 2 == 2
    }

    /// Whether the option is left out when two requests are compared for caching.
    pub const fn is_no_cache_key(self) -> bool {
        self.0 & 0x1e == 0x1c
    }

    /// What the RFCs say about the option, or `None` for one that this library does not know.
    pub const fn definition(self) -> Option<OptionDefinition> {
        use OptionFormat::{Empty, Opaque, Text, Uint};
        let (name, format, length_min, length_max, repeatable) = match self {
            OptionNumber::IF_MATCH => ("If-Match", Opaque, 0, 8, true),
            OptionNumber::URI_HOST => ("Uri-Host", Text, 1, 255, false),
            OptionNumber::ETAG => ("ETag", Opaque, 1, 8, true),
            OptionNumber::IF_NONE_MATCH => ("If-None-Match", Empty, 0, 0, false),
            OptionNumber::OBSERVE => ("Observe", Uint, 0, 3, false),
            OptionNumber::URI_PORT => ("Uri-Port", Uint, 0, 2, false),
            OptionNumber::LOCATION_PATH => ("Location-Path", Text, 0, 255, true),
            OptionNumber::URI_PATH => ("Uri-Path", Text, 0, 255, true),
            OptionNumber::CONTENT_FORMAT => ("Content-Format", Uint, 0, 2, false),
            OptionNumber::MAX_AGE => ("Max-Age", Uint, 0, 4, false),
            OptionNumber::URI_QUERY => ("Uri-Query", Text, 0, 255, true),
            OptionNumber::HOP_LIMIT => ("Hop-Limit", Uint, 1, 1, false),
            OptionNumber::ACCEPT => ("Accept", Uint, 0, 2, false),
            OptionNumber::LOCATION_QUERY => ("Location-Query", Text, 0, 255, true),
            OptionNumber::BLOCK2 => ("Block2", Uint, 0, 3, false),
            OptionNumber::BLOCK1 => ("Block1", Uint, 0, 3, false),
            OptionNumber::SIZE2 => ("Size2", Uint, 0, 4, false),
            OptionNumber::PROXY_URI => ("Proxy-Uri", Text, 1, 1034, false),
            OptionNumber::PROXY_SCHEME => ("Proxy-Scheme", Text, 1, 255, false),
            OptionNumber::SIZE1 => ("Size1", Uint, 0, 4, false),
            OptionNumber::ECHO => ("Echo", Opaque, 1, 40, false),
            OptionNumber::REQUEST_TAG => ("Request-Tag", Opaque, 0, 8, true),
            _ => return None,
        };
        Some(OptionDefinition {
            name,
            format,
            length_min,
            length_max,
            repeatable,
        })
    }
}

impl OptionDefinition {
    /// Whether `value` has a length and a form that the option may have.
    pub fn accepts(&self, value: &[u8]) -> bool {
        let length = value.len();
        let in_range =
            usize::from(self.length_min) <= length && length <= usize::from(self.length_max);
        in_range && (self.format != OptionFormat::Text || core::str::from_utf8(value).is_ok())
    }
}

impl fmt::Display for OptionNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.definition() {
            Some(definition) => formatter.write_str(definition.name),
            None => write!(formatter, "Option-{}", self.0),
        }
    }
}

impl fmt::Debug for OptionNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// An unsigned number as an option value: up to four bytes, no leading zeros (section 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UintValue {
    bytes: [u8; 4],
    start: u8,
}

impl UintValue {
    /// The value that stands for `number`; zero is the empty value.
    pub const fn new(number: u32) -> UintValue {
        UintValue {
            bytes: number.to_be_bytes(),
            start: (number.leading_zeros() / 8) as u8,
        }
    }

    /// The bytes to put into the option, 0 to 4 of them.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes
            .get(usize::from(self.start)..)
            .unwrap_or_default()
    }

    /// The number that `value` stands for, or `None` if it does not fit into 32 bits.
    /// Leading zeros are accepted, as the RFC asks of a receiver.
    pub fn decode(value: &[u8]) -> Option<u32> {
        value.iter().try_fold(0u32, |number, byte| {
            number
                .checked_mul(256)
                .map(|shifted| shifted | u32::from(*byte))
        })
    }
}

/// The name of one representation of a resource: 1 to 8 bytes (section 5.10.6).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ETag {
    bytes: [u8; 8],
    length: u8,
}

impl ETag {
    /// The ETag of these bytes, or `None` unless there are 1 to 8 of them.
    pub fn new(value: &[u8]) -> Option<ETag> {
        if value.is_empty() || value.len() > 8 {
            return None;
        }
        let mut bytes = [0; 8];
        bytes[..value.len()].copy_from_slice(value);
        Some(ETag {
            bytes,
            length: value.len() as u8,
        })
    }

    /// The eight-byte ETag of a number, such as the hash of a body.
    pub const fn from_u64(number: u64) -> ETag {
        ETag {
            bytes: number.to_be_bytes(),
            length: 8,
        }
    }

    /// The bytes to put into the option.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes
            .get(..usize::from(self.length))
            .unwrap_or_default()
    }
}

impl fmt::Debug for ETag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes()
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_bits_of_a_number_say_how_to_treat_an_unknown_option() {
        // RFC 7252 table 4, columns C, U and N.
        let check = |number: OptionNumber, critical: bool, unsafe_: bool, no_cache_key: bool| {
            assert_eq!(number.is_critical(), critical, "{number} critical");
            assert_eq!(number.is_unsafe(), unsafe_, "{number} unsafe");
            if !unsafe_ {
                assert_eq!(
                    number.is_no_cache_key(),
                    no_cache_key,
                    "{number} no-cache-key"
                );
            }
        };
        check(OptionNumber::IF_MATCH, true, false, false);
        check(OptionNumber::URI_HOST, true, true, false);
        check(OptionNumber::ETAG, false, false, false);
        check(OptionNumber::OBSERVE, false, true, false);
        check(OptionNumber::CONTENT_FORMAT, false, false, false);
        check(OptionNumber::MAX_AGE, false, true, false);
        check(OptionNumber::BLOCK2, true, true, false);
        check(OptionNumber::SIZE2, false, false, true);
        check(OptionNumber::SIZE1, false, false, true);
        check(OptionNumber::ECHO, false, false, true);
        check(OptionNumber::REQUEST_TAG, false, false, false);
    }

    #[test]
    fn a_number_takes_the_fewest_bytes_that_hold_it() {
        assert_eq!(UintValue::new(0).as_bytes(), b"");
        assert_eq!(UintValue::new(1).as_bytes(), [1]);
        assert_eq!(UintValue::new(255).as_bytes(), [255]);
        assert_eq!(UintValue::new(256).as_bytes(), [1, 0]);
        assert_eq!(UintValue::new(u32::MAX).as_bytes(), [255; 4]);
    }

    #[test]
    fn leading_zeros_are_read_and_five_significant_bytes_are_not() {
        assert_eq!(UintValue::decode(&[0, 0, 0, 0, 7]), Some(7));
        assert_eq!(UintValue::decode(&[1, 0, 0, 0, 0]), None);
    }

    #[test]
    fn a_value_is_checked_against_length_and_form() {
        let path = OptionNumber::URI_PATH.definition().unwrap();
        assert!(path.accepts(b""));
        assert!(path.accepts("größe".as_bytes()));
        assert!(!path.accepts(&[0xff]));
        assert!(!path.accepts(&[b'a'; 256]));
        let etag = OptionNumber::ETAG.definition().unwrap();
        assert!(!etag.accepts(b""));
        assert!(etag.accepts(&[0xff; 8]));
        assert!(!etag.accepts(&[0xff; 9]));
    }

    #[test]
    fn an_etag_has_one_to_eight_bytes() {
        assert_eq!(ETag::new(b""), None);
        assert_eq!(ETag::new(b"123456789"), None);
        assert_eq!(ETag::new(b"12345678").unwrap().as_bytes(), b"12345678");
        assert_eq!(ETag::new(b"1").unwrap().as_bytes(), b"1");
    }

    proptest! {
        #[test]
        fn every_number_is_read_back(number: u32) {
            prop_assert_eq!(UintValue::decode(UintValue::new(number).as_bytes()), Some(number));
        }
    }
}
