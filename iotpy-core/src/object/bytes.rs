//! Bytes, and the encodings between them and str.

use crate::catalog::Exception;
use crate::error::{Piece, Res, Trap};
use crate::symbol;
use crate::text::sink::Sink;
use crate::text::{search, wtf8};
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    Utf8,
    Ascii,
    Latin1,
}

/// What happens to what cannot be encoded or decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorMode {
    Strict,
    Ignore,
    Replace,
}

impl Vm<'_, '_> {
    /// The encoding that a name stands for.
    pub(crate) fn codec(&mut self, function: &str, name: Value) -> Res<Codec> {
        if name == Value::UNBOUND {
            return Ok(Codec::Utf8);
        }
        if !self.is_str(name) {
            return Err(self.type_error(&[
                Piece::Text(function),
                Piece::Text("() argument 'encoding' must be str, not "),
                Piece::TypeOf(name),
            ]));
        }
        let mut lower = [0u8; 16];
        let mut len = 0;
        for byte in self.raw_bytes(name) {
            if len < lower.len() && !matches!(byte, b'-' | b'_' | b' ') {
                lower[len] = byte.to_ascii_lowercase();
                len += 1;
            }
        }
        match &lower[..len] {
            b"utf8" | b"u8" => Ok(Codec::Utf8),
            b"ascii" | b"usascii" | b"646" => Ok(Codec::Ascii),
            b"latin1" | b"iso88591" | b"l1" | b"latin" => Ok(Codec::Latin1),
            b"utf16" | b"utf32" | b"utf16le" | b"utf16be" | b"cp1252" | b"utf8sig" => {
                let message = [Piece::Text("the encoding "), Piece::Repr(name)];
                Err(self.raise(Exception::NotImplementedError, &message))
            }
            _ => Err(self.raise(
                Exception::LookupError,
                &[Piece::Text("unknown encoding: "), Piece::Str(name)],
            )),
        }
    }

    /// The error mode that a name stands for.
    pub(crate) fn error_mode(&mut self, name: Value) -> Res<ErrorMode> {
        if name == Value::UNBOUND {
            return Ok(ErrorMode::Strict);
        }
        match self.raw_bytes(name) {
            b"strict" => Ok(ErrorMode::Strict),
            b"ignore" => Ok(ErrorMode::Ignore),
            b"replace" => Ok(ErrorMode::Replace),
            _ => Err(self.raise(
                Exception::NotImplementedError,
                &[Piece::Text("the error handler "), Piece::Repr(name)],
            )),
        }
    }

    pub(crate) fn encode_text(
        &mut self,
        subject: Value,
        codec: Codec,
        mode: ErrorMode,
    ) -> Res<Value> {
        let mut text = self.text_begin()?;
        let (mut at, mut index) = (0, 0);
        let limit = match codec {
            Codec::Utf8 => 0x11_0000,
            Codec::Ascii => 0x80,
            Codec::Latin1 => 0x100,
        };
        while let Some((code, width)) = wtf8::decode_first(&self.raw_bytes(subject)[at..]) {
            if code < limit && !(codec == Codec::Utf8 && wtf8::is_surrogate(code)) {
                if codec == Codec::Utf8 {
                    self.text_push_part(&mut text, subject, at, at + width)?;
                } else {
                    self.text_push(&mut text, &[code as u8])?;
                }
            } else {
                match mode {
                    ErrorMode::Ignore => {}
                    ErrorMode::Replace => self.text_push(&mut text, b"?")?,
                    ErrorMode::Strict => {
                        self.text_abandon(text);
                        let (name, reason) = match codec {
                            Codec::Utf8 => ("utf-8", "surrogates not allowed"),
                            Codec::Ascii => ("ascii", "ordinal not in range(128)"),
                            Codec::Latin1 => ("latin-1", "ordinal not in range(256)"),
                        };
                        return Err(self.encode_error(name, code, index, reason));
                    }
                }
            }
            at += width;
            index += 1;
        }
        self.charge(at / 8)?;
        Ok(self.text_finish_bytes(text))
    }

    /// The str of encoded bytes.
    pub(crate) fn decode_bytes(
        &mut self,
        subject: Value,
        codec: Codec,
        mode: ErrorMode,
    ) -> Res<Value> {
        let mut text = self.text_begin()?;
        let mut at = 0;
        loop {
            let rest = &self.raw_bytes(subject)[at..];
            if rest.is_empty() {
                break;
            }
            let (valid, bad, reason) = match codec {
                Codec::Utf8 => match wtf8::validate_utf8(rest) {
                    Ok(()) => (rest.len(), 0, ""),
                    Err(error) => (error.start, error.end - error.start, error.reason.text()),
                },
                Codec::Ascii => match rest.iter().position(|byte| !byte.is_ascii()) {
                    None => (rest.len(), 0, ""),
                    Some(start) => (start, 1, "ordinal not in range(128)"),
                },
                Codec::Latin1 => (0, 0, ""),
            };
            if codec == Codec::Latin1 {
                let byte = rest[0];
                self.text_push_char(&mut text, u32::from(byte))?;
                at += 1;
                continue;
            }
            self.text_push_part(&mut text, subject, at, at + valid)?;
            at += valid;
            if bad == 0 {
                break;
            }
            match mode {
                ErrorMode::Ignore => {}
                ErrorMode::Replace => self.text_push_char(&mut text, 0xFFFD)?,
                ErrorMode::Strict => {
                    self.text_abandon(text);
                    let name = if codec == Codec::Utf8 {
                        "utf-8"
                    } else {
                        "ascii"
                    };
                    return Err(self.decode_error(subject, name, at, bad, reason));
                }
            }
            at += bad;
        }
        self.charge(at / 8)?;
        self.text_finish(text)
    }

    #[cold]
    fn decode_error(
        &mut self,
        subject: Value,
        codec: &str,
        at: usize,
        bad: usize,
        reason: &str,
    ) -> Trap {
        let byte = self.raw_bytes(subject).get(at).copied().unwrap_or(0);
        let digits = [
            b"0123456789abcdef"[usize::from(byte >> 4)],
            b"0123456789abcdef"[usize::from(byte & 15)],
        ];
        let digits = core::str::from_utf8(&digits).unwrap_or("00");
        let one = [
            Piece::Text(" byte 0x"),
            Piece::Text(digits),
            Piece::Text(" in position "),
            Piece::Number(at as i64),
        ];
        let many = [
            Piece::Text(" bytes in position "),
            Piece::Number(at as i64),
            Piece::Text("-"),
            Piece::Number((at + bad) as i64 - 1),
        ];
        let place = if bad == 1 { one } else { many };
        self.raise(
            Exception::UnicodeDecodeError,
            &[
                Piece::Text("'"),
                Piece::Text(codec),
                Piece::Text("' codec can't decode"),
                place[0],
                place[1],
                place[2],
                place[3],
                Piece::Text(": "),
                Piece::Text(reason),
            ],
        )
    }

    /// `item in bytes`
    pub(crate) fn bytes_contain(&mut self, container: Value, item: Value) -> Res<bool> {
        if self.is_int_like(item) {
            let Some(byte) = self.as_i64(item).and_then(|n| u8::try_from(n).ok()) else {
                return Err(self.value_error("byte must be in range(0, 256)"));
            };
            return Ok(self.raw_bytes(container).contains(&byte));
        }
        if !self.is_bytes(item) {
            return Err(self.type_error(&[
                Piece::Text("a bytes-like object is required, not '"),
                Piece::TypeOf(item),
                Piece::Text("'"),
            ]));
        }
        Ok(search::find(self.raw_bytes(container), self.raw_bytes(item)).is_some())
    }

    pub(crate) fn bytes_method(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.charge(self.raw_bytes(subject).len() / 8)?;
        let bytes = self.raw_bytes(subject);
        let all = |test: fn(&u8) -> bool| Value::bool(!bytes.is_empty() && bytes.iter().all(test));
        match symbol {
            symbol::DECODE => {
                let [encoding, errors] =
                    self.slots("decode", arguments, 2, ["encoding", "errors"])?;
                let codec = self.codec("decode", encoding)?;
                let mode = self.error_mode(errors)?;
                self.decode_bytes(subject, codec, mode)
            }
            symbol::HEX => self.bytes_hex(subject, arguments),
            symbol::ISDIGIT => Ok(all(u8::is_ascii_digit)),
            symbol::ISALPHA => Ok(all(u8::is_ascii_alphabetic)),
            symbol::ISALNUM => Ok(all(u8::is_ascii_alphanumeric)),
            symbol::ISSPACE => Ok(all(|byte| matches!(byte, 9..=13 | 32))),
            symbol::UPPER | symbol::LOWER => {
                self.expect_count(name, arguments, 0, 0)?;
                let mut text = self.text_begin()?;
                self.text_write(&mut text, |sources, sink| {
                    sources.text(subject).iter().try_for_each(|byte| {
                        let changed = if symbol == symbol::UPPER {
                            byte.to_ascii_uppercase()
                        } else {
                            byte.to_ascii_lowercase()
                        };
                        sink.push(&[changed])
                    })
                })?;
                Ok(self.text_finish_bytes(text))
            }
            symbol::FROMHEX => {
                self.expect_count(name, arguments, 1, 1)?;
                self.bytes_from_hex(self.argument(arguments, 0))
            }
            _ => self.text_method(subject, symbol, name, arguments),
        }
    }

    fn bytes_hex(&mut self, subject: Value, arguments: &Arguments) -> Res<Value> {
        let [separator, group] = self.slots("hex", arguments, 2, ["sep", "bytes_per_sep"])?;
        if group != Value::UNBOUND {
            let message = [Piece::Text("bytes.hex with bytes_per_sep")];
            return Err(self.raise(Exception::NotImplementedError, &message));
        }
        if separator != Value::UNBOUND && self.raw_bytes(separator).len() != 1 {
            return Err(self.value_error("sep must be length 1."));
        }
        self.write_str(|sources, sink| {
            const DIGITS: &[u8; 16] = b"0123456789abcdef";
            for (n, byte) in sources.text(subject).iter().enumerate() {
                if n > 0 && separator != Value::UNBOUND {
                    sink.push(sources.text(separator))?;
                }
                sink.push(&[
                    DIGITS[usize::from(byte >> 4)],
                    DIGITS[usize::from(byte & 15)],
                ])?;
            }
            Ok(())
        })
    }

    /// `bytes.fromhex(text)`
    pub(crate) fn bytes_from_hex(&mut self, text: Value) -> Res<Value> {
        self.expect_str(text, "fromhex() argument must be str, not ")?;
        let mut out = self.text_begin()?;
        let mut at = 0;
        loop {
            let bytes = self.raw_bytes(text);
            while bytes
                .get(at)
                .is_some_and(|byte| matches!(byte, 9..=13 | 32))
            {
                at += 1;
            }
            let Some(first) = bytes.get(at) else { break };
            let digit = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
            let (high, low) = (digit(Some(first)), digit(bytes.get(at + 1)));
            let (Some(high), Some(low)) = (high, low) else {
                let position = if high.is_none() { at } else { at + 1 };
                self.text_abandon(out);
                return Err(self.raise(
                    Exception::ValueError,
                    &[
                        Piece::Text("non-hexadecimal number found in fromhex() arg at position "),
                        Piece::Number(position as i64),
                    ],
                ));
            };
            self.text_push(&mut out, &[(high << 4 | low) as u8])?;
            at += 2;
        }
        Ok(self.text_finish_bytes(out))
    }
}
