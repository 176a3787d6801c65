//! The encodings between str and bytes, and what happens to what they cannot express.

use crate::catalog::Exception;
use crate::error::{Piece, Res, Trap};
use crate::heap::Kind;
use crate::object::str::Text;
use crate::text::wtf8;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
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
pub(crate) enum Order {
    /// A byte order mark tells; without one it is that of the machine, which is little here.
    Mark,
    Little,
    Big,
}

/// What happens to what cannot be encoded or decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorMode {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    SurrogateEscape,
    SurrogatePass,
    NameReplace,
    /// No handler has this name, which matters once one is needed.
    Unknown,
}

/// An encoding with its error handler.
#[derive(Clone, Copy)]
pub(crate) struct Coding {
    codec: Codec,
    mode: ErrorMode,
    /// The name of the handler.
    handler: Value,
}

/// What could not be decoded: the first byte and the one after the last.
struct Fault {
    start: usize,
    end: usize,
    reason: &'static str,
}

/// The characters of cp1252 that are not those of Latin-1; 0 is none.
const CP1252: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
];

/// Encodings that CPython has and we do not, by the start of their names without punctuation.
const REFUSED: &[&[u8]] = &[
    b"cp",
    b"iso8859",
    b"iso2022",
    b"koi8",
    b"mac",
    b"big5",
    b"gb",
    b"euc",
    b"shift",
    b"sjis",
    b"hz",
    b"johab",
    b"utf7",
    b"idna",
    b"punycode",
    b"rawunicode",
    b"unicode",
    b"windows",
    b"latin",
    b"mbcs",
    b"oem",
    b"palmos",
    b"ptcp",
    b"kz1048",
    b"tis620",
    b"hproman8",
    b"undefined",
];
/// Codecs that are no encodings of text.
const NO_TEXT: &[&[u8]] = &[
    b"hex",
    b"hexcodec",
    b"base64",
    b"base64codec",
    b"zlib",
    b"zip",
    b"zlibcodec",
    b"bz2",
    b"bz2codec",
    b"quopri",
    b"quopricodec",
    b"uu",
    b"uucodec",
    b"rot13",
    b"rot_13",
];

impl Coding {
    /// UTF-8, and an error for what is not.
    pub(crate) const UTF8: Coding = Coding {
        codec: Codec::Utf8,
        mode: ErrorMode::Strict,
        handler: Value::UNBOUND,
    };
}

impl Codec {
    /// The name that errors show.
    fn name(self) -> &'static str {
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
    fn reason(self) -> &'static str {
        match self {
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Latin1 => "ordinal not in range(256)",
            Codec::Cp1252 => "character maps to <undefined>",
            _ => "surrogates not allowed",
        }
    }

    fn of(plain: &[u8]) -> Option<Codec> {
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

    fn encodes(self, code: u32) -> bool {
        match self {
            Codec::Ascii | Codec::Latin1 | Codec::Cp1252 => self.single(code).is_some(),
            _ => !wtf8::is_surrogate(code),
        }
    }

    /// The bytes of a character, and how many they are.
    fn bytes(self, code: u32) -> ([u8; 4], usize) {
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
    fn mark(self) -> bool {
        matches!(
            self,
            Codec::Utf8Mark | Codec::Utf16(Order::Mark) | Codec::Utf32(Order::Mark)
        )
    }

    /// Bytes of the mark at the start of an encoded text, and the encoding of what follows.
    fn skip_mark(self, bytes: &[u8]) -> (usize, Codec) {
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
    fn decode_first(self, bytes: &[u8]) -> Result<(u32, usize), Fault> {
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
    fn surrogate(self, bytes: &[u8]) -> Option<(u32, usize)> {
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

impl Vm<'_, '_> {
    /// The encoding and the error handler that two arguments of a function name.
    pub(crate) fn coding(&mut self, function: &str, encoding: Value, errors: Value) -> Res<Coding> {
        for (value, what) in [(encoding, "encoding"), (errors, "errors")] {
            if value != Value::UNBOUND && !self.is_str(value) {
                return Err(self.type_error(&[
                    Piece::Text(function),
                    Piece::Text("() argument '"),
                    Piece::Text(what),
                    Piece::Text("' must be str, not "),
                    Piece::TypeOf(value),
                ]));
            }
        }
        Ok(Coding {
            codec: self.codec(encoding)?,
            mode: self.error_mode(errors),
            handler: errors,
        })
    }

    fn codec(&mut self, name: Value) -> Res<Codec> {
        if name == Value::UNBOUND {
            return Ok(Codec::Utf8);
        }
        let mut lower = [0u8; 16];
        let mut len = 0;
        for byte in self.raw_bytes(name) {
            if len < lower.len() && !matches!(byte, b'-' | b'_' | b' ') {
                lower[len] = byte.to_ascii_lowercase();
                len += 1;
            }
        }
        let plain = &lower[..len];
        if let Some(codec) = Codec::of(plain) {
            return Ok(codec);
        }
        if NO_TEXT.contains(&plain) {
            return Err(self.raise(
                Exception::LookupError,
                &[
                    Piece::Repr(name),
                    Piece::Text(
                        " is not a text encoding; use codecs.encode() to handle arbitrary codecs",
                    ),
                ],
            ));
        }
        if REFUSED.iter().any(|start| plain.starts_with(start)) {
            let message = [Piece::Text("the encoding "), Piece::Repr(name)];
            return Err(self.raise(Exception::NotImplementedError, &message));
        }
        let message = [Piece::Text("unknown encoding: "), Piece::Str(name)];
        Err(self.raise(Exception::LookupError, &message))
    }

    fn error_mode(&self, name: Value) -> ErrorMode {
        if name == Value::UNBOUND {
            return ErrorMode::Strict;
        }
        match self.raw_bytes(name) {
            b"strict" => ErrorMode::Strict,
            b"ignore" => ErrorMode::Ignore,
            b"replace" => ErrorMode::Replace,
            b"backslashreplace" => ErrorMode::BackslashReplace,
            b"xmlcharrefreplace" => ErrorMode::XmlCharRefReplace,
            b"surrogateescape" => ErrorMode::SurrogateEscape,
            b"surrogatepass" => ErrorMode::SurrogatePass,
            b"namereplace" => ErrorMode::NameReplace,
            _ => ErrorMode::Unknown,
        }
    }

    /// The bytes of a str in an encoding.
    pub(crate) fn encode_text(&mut self, subject: Value, coding: Coding) -> Res<Value> {
        let codec = coding.codec;
        self.charge(self.raw_bytes(subject).len() / 8)?;
        let mut text = self.text_begin()?;
        if codec.mark() {
            let (mark, len) = codec.bytes(0xFEFF);
            self.text_push(&mut text, &mark[..len])?;
        }
        let (mut at, mut index) = (0, 0);
        if matches!(codec, Codec::Utf8 | Codec::Utf8Mark)
            || self.str_is_ascii(subject) && { !matches!(codec, Codec::Utf16(_) | Codec::Utf32(_)) }
        {
            let bytes = self.raw_bytes(subject);
            at = wtf8::first_surrogate(bytes).unwrap_or(bytes.len());
            index = wtf8::count(&bytes[..at]);
            self.text_push_part(&mut text, subject, 0, at)?;
        }
        while let Some((code, width)) = wtf8::decode_first(&self.raw_bytes(subject)[at..]) {
            if codec.encodes(code) {
                let (bytes, len) = codec.bytes(code);
                self.text_push(&mut text, &bytes[..len])?;
            } else if !self.push_substitute(&mut text, coding, code)? {
                self.text_abandon(text);
                return Err(self.cannot_encode(subject, coding, at, index));
            }
            at += width;
            index += 1;
        }
        Ok(self.text_finish_bytes(text))
    }

    /// Adds what the error handler makes of a character; false if that is an error.
    fn push_substitute(&mut self, text: &mut Text, coding: Coding, code: u32) -> Res<bool> {
        let codec = coding.codec;
        let mut ascii = [0u8; 12];
        let len = match coding.mode {
            ErrorMode::Ignore => 0,
            ErrorMode::Replace => {
                ascii[0] = b'?';
                1
            }
            ErrorMode::BackslashReplace => escape(code, &mut ascii),
            ErrorMode::XmlCharRefReplace => reference(code, &mut ascii),
            ErrorMode::SurrogateEscape
                if (0xDC80..0xDD00).contains(&code)
                    && !matches!(codec, Codec::Utf16(_) | Codec::Utf32(_)) =>
            {
                self.text_push(text, &[code as u8])?;
                0
            }
            ErrorMode::SurrogatePass
                if wtf8::is_surrogate(code)
                    && !matches!(codec, Codec::Ascii | Codec::Latin1 | Codec::Cp1252) =>
            {
                let (bytes, len) = codec.bytes(code);
                self.text_push(text, &bytes[..len])?;
                0
            }
            _ => return Ok(false),
        };
        for byte in &ascii[..len] {
            let (bytes, len) = codec.bytes(u32::from(*byte));
            self.text_push(text, &bytes[..len])?;
        }
        Ok(true)
    }

    /// UnicodeEncodeError for the characters from one on that cannot be encoded.
    #[cold]
    fn cannot_encode(&mut self, subject: Value, coding: Coding, at: usize, index: usize) -> Trap {
        if let Err(trap) = self.known_handler(coding) {
            return trap;
        }
        let codec = coding.codec;
        let together = !matches!(codec, Codec::Utf16(_) | Codec::Utf32(_));
        let bad = wtf8::CodePoints::new(&self.raw_bytes(subject)[at..])
            .take_while(|code| !codec.encodes(*code))
            .count();
        let bad = if together { bad } else { 1 };
        self.encode_error(codec.name(), subject, index, index + bad, codec.reason())
    }

    /// LookupError for a handler that does not exist, now that it is needed.
    fn known_handler(&mut self, coding: Coding) -> Res<()> {
        match coding.mode {
            ErrorMode::Unknown => {
                let message = [
                    Piece::Text("unknown error handler name '"),
                    Piece::Str(coding.handler),
                    Piece::Text("'"),
                ];
                Err(self.raise(Exception::LookupError, &message))
            }
            ErrorMode::NameReplace => {
                let message = [Piece::Text("the error handler 'namereplace'")];
                Err(self.raise(Exception::NotImplementedError, &message))
            }
            _ => Ok(()),
        }
    }

    /// UnicodeEncodeError for a str that cannot be written out.
    pub(crate) fn check_surrogates(&mut self, text: Value) -> Res<()> {
        let bytes = self.raw_bytes(text);
        let Some(offset) = wtf8::first_surrogate(bytes) else {
            return Ok(());
        };
        let index = wtf8::index_of(bytes, offset, false);
        Err(self.cannot_encode(text, Coding::UTF8, offset, index))
    }

    /// UnicodeEncodeError for the characters from `start` to `end` of a str.
    #[cold]
    fn encode_error(
        &mut self,
        codec: &str,
        subject: Value,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Trap {
        self.coding_error(
            Exception::UnicodeEncodeError,
            codec,
            subject,
            (start, end),
            reason,
        )
    }

    fn coding_error(
        &mut self,
        class: Exception,
        codec: &str,
        subject: Value,
        (start, end): (usize, usize),
        reason: &str,
    ) -> Trap {
        let made = self.new_str(codec.as_bytes()).and_then(|codec| {
            let reason = self.new_str(reason.as_bytes())?;
            let (start, end) = (self.new_int(start as i64)?, self.new_int(end as i64)?);
            self.raise_with(class, &[codec, subject, start, end, reason])
        });
        match made {
            Ok(trap) | Err(trap) => trap,
        }
    }

    /// The str of encoded bytes.
    pub(crate) fn decode_bytes(&mut self, subject: Value, coding: Coding) -> Res<Value> {
        self.charge(self.raw_bytes(subject).len() / 8)?;
        let (mut at, codec) = coding.codec.skip_mark(self.raw_bytes(subject));
        let mut text = self.text_begin()?;
        loop {
            let rest = &self.raw_bytes(subject)[at..];
            if rest.is_empty() {
                return self.text_finish(text);
            }
            let decoded = if codec == Codec::Utf8 {
                let (valid, fault) = match wtf8::validate_utf8(rest) {
                    Ok(()) => (rest.len(), None),
                    Err(error) => {
                        let (end, reason) = (error.end - error.start, error.reason.text());
                        (
                            error.start,
                            Some(Fault {
                                start: 0,
                                end,
                                reason,
                            }),
                        )
                    }
                };
                self.text_push_part(&mut text, subject, at, at + valid)?;
                at += valid;
                match fault {
                    None => continue,
                    Some(fault) => Err(fault),
                }
            } else {
                codec.decode_first(rest)
            };
            match decoded {
                Ok((code, width)) => {
                    self.text_push_char(&mut text, code)?;
                    at += width;
                }
                Err(fault) => {
                    match self.push_mended(&mut text, subject, at, codec, coding, &fault)? {
                        Some(bytes) => at += bytes,
                        None => {
                            self.text_abandon(text);
                            return Err(self.cannot_decode(subject, at, coding, codec, &fault));
                        }
                    }
                }
            }
        }
    }

    /// Adds what the error handler makes of a fault; how many bytes that takes, none if it is an
    /// error.
    fn push_mended(
        &mut self,
        text: &mut Text,
        subject: Value,
        at: usize,
        codec: Codec,
        coding: Coding,
        fault: &Fault,
    ) -> Res<Option<usize>> {
        let (from, to) = (at + fault.start, at + fault.end);
        match coding.mode {
            ErrorMode::Ignore => {}
            ErrorMode::Replace => self.text_push_char(text, 0xFFFD)?,
            ErrorMode::BackslashReplace => {
                for n in from..to {
                    let mut ascii = [0u8; 12];
                    let len = escape(u32::from(self.raw_bytes(subject)[n]), &mut ascii);
                    self.text_push(text, &ascii[..len])?;
                }
            }
            ErrorMode::SurrogateEscape => {
                for n in from..to {
                    let byte = self.raw_bytes(subject)[n];
                    if byte.is_ascii() {
                        return Ok((n > from).then_some(n - at));
                    }
                    self.text_push_char(text, 0xDC00 + u32::from(byte))?;
                }
            }
            ErrorMode::SurrogatePass => {
                let Some((code, len)) = codec.surrogate(&self.raw_bytes(subject)[from..]) else {
                    return Ok(None);
                };
                self.text_push_char(text, code)?;
                return Ok(Some(fault.start + len));
            }
            _ => return Ok(None),
        }
        Ok(Some(fault.end))
    }

    /// UnicodeDecodeError for the bytes from `at` on.
    #[cold]
    fn cannot_decode(
        &mut self,
        subject: Value,
        at: usize,
        coding: Coding,
        codec: Codec,
        fault: &Fault,
    ) -> Trap {
        if let Err(trap) = self.known_handler(coding) {
            return trap;
        }
        if coding.mode == ErrorMode::XmlCharRefReplace {
            let message = "don't know how to handle UnicodeDecodeError in error callback";
            return self.type_error(&[Piece::Text(message)]);
        }
        let whole = match self.heap.kind_of(subject) {
            None | Some(Kind::Bytes) => Ok(subject),
            _ => self.copy_bytes(subject),
        };
        match whole {
            Ok(whole) => self.coding_error(
                Exception::UnicodeDecodeError,
                codec.name(),
                whole,
                (at + fault.start, at + fault.end),
                fault.reason,
            ),
            Err(trap) => trap,
        }
    }

    /// TypeError for arguments that a UnicodeEncodeError or UnicodeDecodeError cannot have.
    pub(crate) fn check_coding_arguments(&mut self, id: u16, arguments: &Arguments) -> Res<()> {
        let decoding = id == Exception::UnicodeDecodeError as u16;
        if !decoding && id != Exception::UnicodeEncodeError as u16 {
            return Ok(());
        }
        if arguments.count != 5 {
            return Err(self.type_error(&[
                Piece::Text("function takes exactly 5 arguments ("),
                Piece::Number(arguments.count as i64),
                Piece::Text(" given)"),
            ]));
        }
        for (n, text) in [(0, true), (1, !decoding), (4, true)] {
            let value = self.argument(arguments, n);
            if text && !self.is_str(value) {
                return Err(self.type_error(&[
                    Piece::Text("argument "),
                    Piece::Number(n as i64 + 1),
                    Piece::Text(" must be str, not "),
                    Piece::TypeOf(value),
                ]));
            }
        }
        if decoding {
            self.bytes_argument(self.argument(arguments, 1))?;
        }
        self.check_index(self.argument(arguments, 2))?;
        self.check_index(self.argument(arguments, 3))
    }

    /// Whether the arguments of an exception are those that the codecs raise, and what its text
    /// says of them: encoding, object, start, end, reason.
    fn coding_arguments(&self, exception: Value) -> Option<([Value; 5], bool)> {
        let decoding = self.exception_is(exception, Exception::UnicodeDecodeError);
        if !decoding && !self.exception_is(exception, Exception::UnicodeEncodeError) {
            return None;
        }
        let (at, count) = self.elements(self.exception_args(exception));
        if count != 5 {
            return None;
        }
        let arguments = [0, 1, 2, 3, 4].map(|n| Value(self.heap.cells[at + n]));
        let [codec, subject, start, end, reason] = arguments;
        let texts = self.is_str(codec) && self.is_str(reason);
        let object = match decoding {
            true => self.is_bytes_like(subject),
            false => self.is_str(subject),
        };
        (texts && object && start.is_int() && end.is_int()).then_some((arguments, decoding))
    }

    /// Whether an exception is a UnicodeEncodeError or UnicodeDecodeError with their arguments.
    pub(crate) fn is_coding_error(&self, exception: Value) -> bool {
        self.coding_arguments(exception).is_some()
    }

    /// Adds the text of such an exception.
    pub(crate) fn text_push_coding_error(&mut self, text: &mut Text, exception: Value) -> Res<()> {
        let Some(([codec, subject, start, end, reason], decoding)) =
            self.coding_arguments(exception)
        else {
            return Ok(());
        };
        let (start, end) = (i64::from(start.as_int()), i64::from(end.as_int()));
        let one = match self.coding_subject(subject, start, decoding) {
            Some(code) if end == start + 1 => Some(code),
            _ => None,
        };
        self.text_push(text, b"'")?;
        self.text_push_str(text, codec)?;
        self.text_push(
            text,
            match decoding {
                true => b"' codec can't decode ",
                false => b"' codec can't encode ",
            },
        )?;
        let mut escaped = [0u8; 12];
        match one {
            Some(byte) if decoding => {
                escape(byte, &mut escaped);
                self.text_push(text, b"byte 0x")?;
                self.text_push(text, &escaped[2..4])?;
            }
            Some(code) => {
                let len = escape(code, &mut escaped);
                self.text_push(text, b"character '")?;
                self.text_push(text, &escaped[..len])?;
                self.text_push(text, b"'")?;
            }
            None if decoding => self.text_push(text, b"bytes")?,
            None => self.text_push(text, b"characters")?,
        }
        self.text_push(text, b" in position ")?;
        self.text_push_number(text, start)?;
        if one.is_none() {
            self.text_push(text, b"-")?;
            self.text_push_number(text, end - 1)?;
        }
        self.text_push(text, b": ")?;
        self.text_push_str(text, reason)
    }

    /// The byte or character that an error of the codecs is about.
    fn coding_subject(&self, subject: Value, position: i64, decoding: bool) -> Option<u32> {
        let position = usize::try_from(position).ok()?;
        let bytes = self.raw_bytes(subject);
        if decoding {
            return bytes.get(position).map(|byte| u32::from(*byte));
        }
        wtf8::CodePoints::new(bytes).nth(position)
    }

    /// An attribute of such an exception, by its position among the arguments.
    pub(crate) fn coding_attribute(&self, exception: Value, symbol: u16) -> Option<Value> {
        let (arguments, _) = self.coding_arguments(exception)?;
        let names = [
            crate::symbol::ENCODING,
            crate::symbol::OBJECT,
            crate::symbol::START,
            crate::symbol::END,
            crate::symbol::REASON,
        ];
        let n = names.iter().position(|name| *name == symbol)?;
        Some(arguments[n])
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Writes `\xNN`, `\uNNNN` or `\UNNNNNNNN` and returns its length.
fn escape(code: u32, out: &mut [u8; 12]) -> usize {
    let (letter, digits) = match code {
        0..0x100 => (b'x', 2),
        0x100..0x1_0000 => (b'u', 4),
        _ => (b'U', 8),
    };
    (out[0], out[1]) = (b'\\', letter);
    for n in 0..digits {
        out[2 + n] = DIGITS[(code >> (4 * (digits - 1 - n)) & 15) as usize];
    }
    2 + digits
}

/// Writes `&#N;` and returns its length.
fn reference(code: u32, out: &mut [u8; 12]) -> usize {
    (out[0], out[1]) = (b'&', b'#');
    let digits = code.checked_ilog10().unwrap_or(0) as usize + 1;
    let mut rest = code;
    for n in (0..digits).rev() {
        out[2 + n] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out[2 + digits] = b';';
    3 + digits
}
