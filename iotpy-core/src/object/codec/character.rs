//! How an encoding writes and reads one character.

use crate::text::wtf8;

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codec {
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Mark,
    Ascii,
    Latin1,
    Cp1252,
    Utf16(Order),
    Utf32(Order),
}

/// The order of bytes of UTF-16 and UTF-32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// A byte order mark tells; without one it is that of the machine, which is little here.
    Mark,
    Little,
    Big,
}

/// What could not be decoded: the first byte and the one after the last.
pub(super) struct Fault {
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// The characters of cp1252 that are not those of Latin-1; 0 is none.
const CP1252: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
];

impl Codec {
    /// The name that errors show.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Mark => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Cp1252 => "charmap",
            Codec::Utf16(Order::Mark) => "utf-16",
            Codec::Utf16(Order::Little) => "utf-16-le",
            Codec::Utf16(Order::Big) => "utf-16-be",
            Codec::Utf32(Order::Mark) => "utf-32",
            Codec::Utf32(Order::Little) => "utf-32-le",
            Codec::Utf32(Order::Big) => "utf-32-be",
        }
    }

    /// Why a character cannot be encoded.
    pub fn reason(self) -> &'static str {
        match self {
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Latin1 => "ordinal not in range(256)",
            Codec::Cp1252 => "character maps to <undefined>",
            _ => "surrogates not allowed",
        }
    }

    pub fn of(plain: &[u8]) -> Option<Codec> {
        Some(match plain {
            b"utf8" | b"u8" | b"utf" | b"cp65001" => Codec::Utf8,
            b"utf8sig" => Codec::Utf8Mark,
            b"ascii" | b"usascii" | b"646" | b"ansix3.41968" | b"us" => Codec::Ascii,
            b"latin1" | b"iso88591" | b"l1" | b"latin" | b"8859" | b"cp819" => Codec::Latin1,
            b"cp1252" | b"windows1252" | b"1252" => Codec::Cp1252,
            b"utf16" | b"u16" => Codec::Utf16(Order::Mark),
            b"utf16le" => Codec::Utf16(Order::Little),
            b"utf16be" => Codec::Utf16(Order::Big),
            b"utf32" | b"u32" => Codec::Utf32(Order::Mark),
            b"utf32le" => Codec::Utf32(Order::Little),
            b"utf32be" => Codec::Utf32(Order::Big),
            _ => return None,
        })
    }

    /// The byte of a character in an encoding of one byte each.
    fn single(self, code: u32) -> Option<u8> {
        match self {
            Codec::Ascii => u8::try_from(code).ok().filter(u8::is_ascii),
            Codec::Latin1 => u8::try_from(code).ok(),
            _ => match code {
                0..0x80 | 0xA0..0x100 => Some(code as u8),
                _ => CP1252
                    .iter()
                    .position(|known| *known != 0 && u32::from(*known) == code)
                    .map(|n| 0x80 + n as u8),
            },
        }
    }

    pub fn encodes(self, code: u32) -> bool {
        match self {
            Codec::Ascii | Codec::Latin1 | Codec::Cp1252 => self.single(code).is_some(),
            _ => !wtf8::is_surrogate(code),
        }
    }

    /// The bytes of a character, and how many they are.
    pub fn bytes(self, code: u32) -> ([u8; 4], usize) {
        match self {
            Codec::Utf8 | Codec::Utf8Mark => wtf8::encode(code),
            Codec::Ascii | Codec::Latin1 | Codec::Cp1252 => {
                ([self.single(code).unwrap_or(b'?'), 0, 0, 0], 1)
            }
            Codec::Utf16(order) if code >= 0x1_0000 => {
                let (high, low) = (0xD800 + ((code - 0x1_0000) >> 10), 0xDC00 + (code & 0x3FF));
                let (a, b) = (order.pair(high as u16), order.pair(low as u16));
                ([a[0], a[1], b[0], b[1]], 4)
            }
            Codec::Utf16(order) => {
                let pair = order.pair(code as u16);
                ([pair[0], pair[1], 0, 0], 2)
            }
            Codec::Utf32(Order::Big) => (code.to_be_bytes(), 4),
            Codec::Utf32(_) => (code.to_le_bytes(), 4),
        }
    }

    /// The byte order mark that an encoded text begins with.
    pub fn mark(self) -> bool {
        matches!(
            self,
            Codec::Utf8Mark | Codec::Utf16(Order::Mark) | Codec::Utf32(Order::Mark)
        )
    }

    /// Bytes of the mark at the start of an encoded text, and the encoding of what follows.
    pub fn skip_mark(self, bytes: &[u8]) -> (usize, Codec) {
        match self {
            Codec::Utf8Mark if bytes.starts_with(b"\xEF\xBB\xBF") => (3, Codec::Utf8),
            Codec::Utf8Mark => (0, Codec::Utf8),
            Codec::Utf16(Order::Mark) if bytes.starts_with(b"\xFF\xFE") => {
                (2, Codec::Utf16(Order::Little))
            }
            Codec::Utf16(Order::Mark) if bytes.starts_with(b"\xFE\xFF") => {
                (2, Codec::Utf16(Order::Big))
            }
            Codec::Utf32(Order::Mark) if bytes.starts_with(b"\xFF\xFE\0\0") => {
                (4, Codec::Utf32(Order::Little))
            }
            Codec::Utf32(Order::Mark) if bytes.starts_with(b"\0\0\xFE\xFF") => {
                (4, Codec::Utf32(Order::Big))
            }
            Codec::Utf16(Order::Mark) => (0, Codec::Utf16(Order::Little)),
            Codec::Utf32(Order::Mark) => (0, Codec::Utf32(Order::Little)),
            other => (0, other),
        }
    }

    /// The first character of encoded bytes and its length, or what is wrong with them. The bytes
    /// are not empty.
    pub fn decode_first(self, bytes: &[u8]) -> Result<(u32, usize), Fault> {
        let fault = |start, end, reason| Err(Fault { start, end, reason });
        match self {
            Codec::Ascii if !bytes[0].is_ascii() => fault(0, 1, "ordinal not in range(128)"),
            Codec::Cp1252 if matches!(bytes[0], 0x80..0xA0) => {
                match CP1252[usize::from(bytes[0] - 0x80)] {
                    0 => fault(0, 1, "character maps to <undefined>"),
                    code => Ok((u32::from(code), 1)),
                }
            }
            Codec::Utf16(order) => {
                let unit = |n: usize| bytes.get(2 * n..2 * n + 2).map(|pair| order.unit(pair));
                match (unit(0), unit(1)) {
                    (None, _) => fault(0, bytes.len(), "truncated data"),
                    (Some(0xDC00..=0xDFFF), _) => fault(0, 2, "illegal encoding"),
                    (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                        Ok((0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00), 4))
                    }
                    (Some(0xD800..=0xDBFF), None) => {
                        fault(0, bytes.len(), "unexpected end of data")
                    }
                    (Some(0xD800..=0xDBFF), _) => fault(0, 2, "illegal UTF-16 surrogate"),
                    (Some(code), _) => Ok((code, 2)),
                }
            }
            Codec::Utf32(order) => {
                let Some(unit) = bytes.first_chunk::<4>() else {
                    return fault(0, bytes.len(), "truncated data");
                };
                let code = match order {
                    Order::Big => u32::from_be_bytes(*unit),
                    _ => u32::from_le_bytes(*unit),
                };
                match code {
                    0xD800..=0xDFFF => fault(
                        0,
                        4,
                        "code point in surrogate code point range(0xd800, 0xe000)",
                    ),
                    0..=0x10_FFFF => Ok((code, 4)),
                    _ => fault(0, 4, "code point not in range(0x110000)"),
                }
            }
            _ => Ok((u32::from(bytes[0]), 1)),
        }
    }

    /// The surrogate that these bytes hold, which the encoding does not allow, and its length.
    pub fn surrogate(self, bytes: &[u8]) -> Option<(u32, usize)> {
        let (code, len) = match self {
            Codec::Utf8 | Codec::Utf8Mark if bytes.len() >= 3 => wtf8::decode_first(bytes)?,
            Codec::Utf16(order) => (order.unit(bytes.get(..2)?), 2),
            Codec::Utf32(Order::Big) => (u32::from_be_bytes(*bytes.first_chunk()?), 4),
            Codec::Utf32(_) => (u32::from_le_bytes(*bytes.first_chunk()?), 4),
            _ => return None,
        };
        wtf8::is_surrogate(code).then_some((code, len))
    }
}

impl Order {
    fn pair(self, unit: u16) -> [u8; 2] {
        match self {
            Order::Big => unit.to_be_bytes(),
            _ => unit.to_le_bytes(),
        }
    }

    fn unit(self, pair: &[u8]) -> u32 {
        let pair = [pair[0], pair[1]];
        u32::from(match self {
            Order::Big => u16::from_be_bytes(pair),
            _ => u16::from_le_bytes(pair),
        })
    }
}
