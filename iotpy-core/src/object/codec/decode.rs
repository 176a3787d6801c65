//! The str of bytes.

use super::character::{Codec, Fault};
use super::{Coding, ErrorMode, escape};
use crate::catalog::Exception;
use crate::error::{Piece, Res, Trap, need};
use crate::heap::Kind;
use crate::object::str::Text;
use crate::text::wtf8;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// The str of encoded bytes.
    pub(crate) fn decode_bytes(&mut self, subject: Value, coding: Coding) -> Res<Value> {
        need!(self, Bytes);
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
}
