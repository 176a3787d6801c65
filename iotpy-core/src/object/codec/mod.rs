//! The encodings between str and bytes, and what happens to what they cannot express.

mod character;
mod decode;
mod encode;
mod error;

use crate::catalog::Exception;
use crate::error::{Piece, Res, need};
use crate::value::Value;
use crate::vm::Vm;
use character::Codec;

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

impl Vm<'_, '_> {
    /// The encoding and the error handler that two arguments of a function name.
    pub(crate) fn coding(&mut self, function: &str, encoding: Value, errors: Value) -> Res<Coding> {
        need!(self, Bytes);
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
