//! The native half of `binascii`, `base64` and `zlib`.

use crate::binary::base64::{self, Base64Error};
use crate::binary::checksum;
use crate::catalog::Function;
use crate::error::{Piece, Res};
use crate::text::sink::Full;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// A function of the module `_binary`: all take bytes and a number.
    #[inline(never)]
    pub(super) fn binary_text(&mut self, function: Function, arguments: &Arguments) -> Res<Value> {
        self.expect_args("_binary", arguments, 2, 2)?;
        let data = self.argument(arguments, 0);
        self.expect_bytes(data)?;
        let number = self.argument(arguments, 1);
        if !self.is_int_like(number) {
            return Err(self.type_error(&[
                Piece::Text("'"),
                Piece::TypeOf(number),
                Piece::Text("' object cannot be interpreted as an integer"),
            ]));
        }
        let mut small = [0];
        let low = self.integer(number, &mut small);
        let low_limb = low.magnitude.first().copied().unwrap_or(0);
        let low = if low.negative {
            low_limb.wrapping_neg()
        } else {
            low_limb
        } as u32;
        self.charge(self.raw_bytes(data).len() / 4)?;
        let bytes = self.raw_bytes(data);
        match function {
            Function::BinaryCrc32 => self.new_int(i64::from(checksum::crc32(low, bytes))),
            Function::BinaryAdler32 => self.new_int(i64::from(checksum::adler32(low, bytes))),
            Function::BinaryCrcHqx => self.new_int(i64::from(checksum::crc_hqx(low as u16, bytes))),
            Function::BinaryToBase64 => self.to_base64(data, low != 0),
            _ => self.of_base64(data, low != 0),
        }
    }

    /// TypeError unless a value is a bytes-like object.
    pub(super) fn expect_bytes(&mut self, value: Value) -> Res<()> {
        if self.is_bytes_like(value) {
            return Ok(());
        }
        let message = Piece::Text("a bytes-like object is required, not '");
        Err(self.type_error(&[message, Piece::TypeOf(value), Piece::Text("'")]))
    }

    fn to_base64(&mut self, data: Value, line: bool) -> Res<Value> {
        let mut text = self.text_begin()?;
        self.text_write(&mut text, |sources, sink| {
            base64::encode(sources.text(data), sink)
        })?;
        if line {
            self.text_push(&mut text, b"\n")?;
        }
        Ok(self.text_finish_bytes(text))
    }

    /// Bytes, or what is wrong as a str.
    fn of_base64(&mut self, data: Value, strict: bool) -> Res<Value> {
        let mut text = self.text_begin()?;
        let mut wrong = None;
        self.text_write(&mut text, |sources, sink| {
            match base64::decode(sources.text(data), strict, sink) {
                Err(Base64Error::Full) => return Err(Full),
                Err(error) => wrong = Some(error),
                Ok(()) => {}
            }
            Ok(())
        })?;
        let bytes = self.text_finish_bytes(text);
        match wrong {
            Some(Base64Error::Plain(message)) => self.new_str(message.as_bytes()),
            Some(Base64Error::Digits(digits)) => self.message(&[
                Piece::Text("Invalid base64-encoded string: number of data characters ("),
                Piece::Number(digits as i64),
                Piece::Text(") cannot be 1 more than a multiple of 4"),
            ]),
            _ => Ok(bytes),
        }
    }
}
