//! The bytes of a str.

use super::character::Codec;
use super::{Coding, ErrorMode, escape};
use crate::catalog::Exception;
use crate::error::{Res, Trap, need};
use crate::object::str::Text;
use crate::text::wtf8;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// The bytes of a str in an encoding.
    pub(crate) fn encode_text(&mut self, subject: Value, coding: Coding) -> Res<Value> {
        need!(self, Bytes);
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
