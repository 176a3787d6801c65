//! UnicodeEncodeError and UnicodeDecodeError: their arguments, attributes and texts.

use super::escape;
use crate::catalog::{Exception, Feature};
use crate::error::{Piece, Res, Trap, need};
use crate::object::str::Text;
use crate::text::wtf8;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    pub(super) fn coding_error(
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

    /// TypeError for arguments that a UnicodeEncodeError or UnicodeDecodeError cannot have.
    pub(crate) fn check_coding_arguments(&mut self, id: u16, arguments: &Arguments) -> Res<()> {
        need!(self, Bytes);
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
        if !Feature::Bytes.is_enabled() {
            return None;
        }
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
        need!(self, Bytes);
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
