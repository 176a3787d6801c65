//! Bytes: their methods, most of which they share with bytearrays and, in `str_method`, with str.

use crate::catalog::{Exception, Feature};
use crate::error::{Piece, Res, need};
use crate::heap::Kind;
use crate::symbol;
use crate::text::search;
use crate::text::sink::Sink;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    /// TypeError unless the value is bytes-like; a view with gaps becomes bytes.
    pub(crate) fn bytes_argument(&mut self, value: Value) -> Res<Value> {
        need!(self, Bytes);
        let value = self.dense(value)?;
        if self.is_bytes_like(value) {
            return Ok(value);
        }
        Err(self.type_error(&[
            Piece::Text("a bytes-like object is required, not '"),
            Piece::TypeOf(value),
            Piece::Text("'"),
        ]))
    }

    /// `item in bytes`
    pub(crate) fn bytes_contain(&mut self, container: Value, item: Value) -> Res<bool> {
        need!(self, Bytes);
        self.charge(self.raw_bytes(container).len() / 8)?;
        let item = self.index_value(item)?;
        if self.is_int_like(item) {
            let byte = self.byte_argument(item)?;
            return Ok(self.raw_bytes(container).contains(&byte));
        }
        let item = self.bytes_argument(item)?;
        Ok(search::find(self.raw_bytes(container), self.raw_bytes(item)).is_some())
    }

    pub(crate) fn bytes_method(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Bytes);
        self.charge(self.raw_bytes(subject).len() / 8)?;
        match symbol {
            symbol::DECODE => {
                let [encoding, errors] =
                    self.slots("decode", arguments, 2, ["encoding", "errors"])?;
                let coding = self.coding("decode", encoding, errors)?;
                self.decode_bytes(subject, coding)
            }
            symbol::HEX => self.bytes_hex(subject, arguments),
            symbol::FROMHEX => {
                self.expect_count(name, arguments, 1, 1)?;
                self.bytes_from_hex(self.argument(arguments, 0))
            }
            symbol::ISALNUM
            | symbol::ISALPHA
            | symbol::ISASCII
            | symbol::ISDIGIT
            | symbol::ISLOWER
            | symbol::ISSPACE
            | symbol::ISTITLE
            | symbol::ISUPPER => self.classify_bytes(subject, symbol, name, arguments),
            symbol::UPPER
            | symbol::LOWER
            | symbol::TITLE
            | symbol::CAPITALIZE
            | symbol::SWAPCASE => self.change_bytes_case(subject, symbol, name, arguments),
            symbol::CENTER | symbol::LJUST | symbol::RJUST => {
                self.justify_bytes(subject, symbol, name, arguments)
            }
            symbol::ZFILL => self.zero_fill(subject, name, arguments),
            symbol::EXPANDTABS => self.expand_tabs(subject, arguments),
            symbol::TRANSLATE => self.translate_bytes(subject, arguments),
            symbol::MAKETRANS => self.bytes_maketrans(name, arguments),
            _ => self.text_method(subject, symbol, name, arguments),
        }
    }

    fn classify_bytes(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 0, 0)?;
        let bytes = self.raw_bytes(subject);
        let all = |test: fn(&u8) -> bool| !bytes.is_empty() && bytes.iter().all(test);
        let any = |test: fn(&u8) -> bool| bytes.iter().any(test);
        Ok(Value::bool(match symbol {
            symbol::ISALNUM => all(u8::is_ascii_alphanumeric),
            symbol::ISALPHA => all(u8::is_ascii_alphabetic),
            symbol::ISASCII => bytes.is_ascii(),
            symbol::ISDIGIT => all(u8::is_ascii_digit),
            symbol::ISSPACE => all(|byte| matches!(byte, 9..=13 | 32)),
            symbol::ISLOWER => any(u8::is_ascii_lowercase) && !any(u8::is_ascii_uppercase),
            symbol::ISUPPER => any(u8::is_ascii_uppercase) && !any(u8::is_ascii_lowercase),
            _ => is_title(bytes),
        }))
    }

    fn change_bytes_case(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 0, 0)?;
        let mut text = self.text_begin()?;
        self.text_write(&mut text, |sources, sink| {
            let mut inside = false;
            sources
                .text(subject)
                .iter()
                .enumerate()
                .try_for_each(|(n, byte)| {
                    let upper = match symbol {
                        symbol::UPPER => true,
                        symbol::LOWER => false,
                        symbol::CAPITALIZE => n == 0,
                        symbol::SWAPCASE => byte.is_ascii_lowercase(),
                        _ => !inside,
                    };
                    inside = byte.is_ascii_alphabetic();
                    sink.push(&[match upper {
                        true => byte.to_ascii_uppercase(),
                        false => byte.to_ascii_lowercase(),
                    }])
                })
        })?;
        Ok(self.text_finish_bytes(text))
    }

    fn justify_bytes(
        &mut self,
        subject: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
    ) -> Res<Value> {
        self.expect_count(name, arguments, 1, 2)?;
        let width = self.int_argument(self.argument(arguments, 0))?.max(0) as usize;
        let fill = self.argument_or(arguments, 1, Value::UNBOUND);
        let byte = match self.raw_bytes(fill) {
            _ if fill == Value::UNBOUND => b' ',
            [byte] if self.is_bytes(fill) || self.is_bytearray(fill) => *byte,
            _ => {
                return Err(self.type_error(&[
                    Piece::Str(name),
                    Piece::Text("() argument 2 must be a byte string of length 1, not "),
                    Piece::TypeOf(fill),
                ]));
            }
        };
        let missing = width.saturating_sub(self.raw_bytes(subject).len());
        if missing == 0 {
            return Ok(subject);
        }
        self.check_width(missing)?;
        let left = match symbol {
            symbol::LJUST => 0,
            symbol::RJUST => missing,
            // CPython puts the odd one to the left where the width is odd.
            _ => missing / 2 + (missing & width & 1),
        };
        let mut text = self.text_begin()?;
        self.text_fill(&mut text, byte, left)?;
        self.text_push_str(&mut text, subject)?;
        self.text_fill(&mut text, byte, missing - left)?;
        Ok(self.text_finish_bytes(text))
    }

    fn translate_bytes(&mut self, subject: Value, arguments: &Arguments) -> Res<Value> {
        let [table, delete] = self.slots("translate", arguments, 2, ["", "delete"])?;
        if table == Value::UNBOUND {
            let text = "translate() takes at least 1 positional argument (0 given)";
            return Err(self.type_error(&[Piece::Text(text)]));
        }
        let table = match table {
            Value::NONE => table,
            given => self.bytes_argument(given)?,
        };
        if table != Value::NONE && self.raw_bytes(table).len() != 256 {
            return Err(self.value_error("translation table must be 256 characters long"));
        }
        let delete = match delete {
            Value::UNBOUND => delete,
            given => self.bytes_argument(given)?,
        };
        let mut text = self.text_begin()?;
        self.text_write(&mut text, |sources, sink| {
            let (table, delete) = (sources.text(table), sources.text(delete));
            sources.text(subject).iter().try_for_each(|byte| {
                if delete.contains(byte) {
                    return Ok(());
                }
                sink.push(&[table.get(usize::from(*byte)).copied().unwrap_or(*byte)])
            })
        })?;
        Ok(self.text_finish_bytes(text))
    }

    /// `bytes.maketrans`
    fn bytes_maketrans(&mut self, name: Value, arguments: &Arguments) -> Res<Value> {
        self.expect_count(name, arguments, 2, 2)?;
        let from = self.bytes_argument(self.argument(arguments, 0))?;
        let to = self.bytes_argument(self.argument(arguments, 1))?;
        if self.raw_bytes(from).len() != self.raw_bytes(to).len() {
            return Err(self.value_error("maketrans arguments must have same length"));
        }
        let mut table = [0u8; 256];
        for (n, byte) in table.iter_mut().enumerate() {
            *byte = n as u8;
        }
        for (from, to) in self.raw_bytes(from).iter().zip(self.raw_bytes(to)) {
            table[usize::from(*from)] = *to;
        }
        self.new_bytes(&table)
    }

    fn bytes_hex(&mut self, subject: Value, arguments: &Arguments) -> Res<Value> {
        let [separator, group] = self.slots("hex", arguments, 2, ["sep", "bytes_per_sep"])?;
        let group = match group {
            Value::UNBOUND => 1,
            given => self.int_argument(given)?,
        };
        if separator != Value::UNBOUND {
            if !self.is_str(separator) && !self.is_bytes(separator) {
                // CPython asks for the length first.
                self.len(separator)?;
                return Err(self.type_error(&[Piece::Text("sep must be str or bytes.")]));
            }
            let len = match self.is_str(separator) {
                true => self.str_len(separator),
                false => self.raw_bytes(separator).len(),
            };
            if len != 1 {
                return Err(self.value_error("sep must be length 1."));
            }
            if !self.raw_bytes(separator).is_ascii() {
                return Err(self.value_error("sep must be ASCII."));
            }
        }
        let every = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
        self.write_str(|sources, sink| {
            const DIGITS: &[u8; 16] = b"0123456789abcdef";
            let bytes = sources.text(subject);
            for (n, byte) in bytes.iter().enumerate() {
                // Groups are counted from the right, for a negative number from the left.
                let done = if group < 0 { n } else { bytes.len() - n };
                if n > 0 && every > 0 && done.is_multiple_of(every) {
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
        need!(self, Bytes);
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
                let offset = if high.is_none() { at } else { at + 1 };
                let position = crate::text::wtf8::index_of(bytes, offset, false);
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

    /// What `__bytes__` of an instance answers, if it has that.
    pub(crate) fn bytes_of_instance(&mut self, value: Value) -> Res<Option<Value>> {
        if !Feature::Bytes.is_enabled() {
            return Ok(None);
        }
        if self.program_class(value).is_none() {
            return Ok(None);
        }
        let Some(bytes) = self.call_special(value, symbol::D_BYTES, &[])? else {
            return Ok(None);
        };
        if !self.is_bytes(self.unwrapped(bytes)) {
            return Err(self.type_error(&[
                Piece::Text("__bytes__ returned non-bytes (type "),
                Piece::TypeOf(bytes),
                Piece::Text(")"),
            ]));
        }
        Ok(Some(bytes))
    }

    /// `bytes(…)`, and what `bytearray(…)` begins with.
    pub(crate) fn construct_bytes(&mut self, name: &str, arguments: &Arguments) -> Res<Value> {
        need!(self, Bytes);
        let [source, encoding, errors] =
            self.slots(name, arguments, 3, ["source", "encoding", "errors"])?;
        if name == "bytes"
            && encoding == Value::UNBOUND
            && let Some(bytes) = self.bytes_of_instance(source)?
        {
            return Ok(bytes);
        }
        let source = self.unwrapped(source);
        if self.is_str(source) {
            if encoding == Value::UNBOUND {
                return Err(self.type_error(&[Piece::Text("string argument without an encoding")]));
            }
            let coding = self.coding(name, encoding, errors)?;
            return self.encode_text(source, coding);
        }
        if encoding != Value::UNBOUND || errors != Value::UNBOUND {
            let text = match encoding {
                Value::UNBOUND => "errors without a string argument",
                _ => "encoding without a string argument",
            };
            return Err(self.type_error(&[Piece::Text(text)]));
        }
        if source == Value::UNBOUND {
            return self.new_bytes(b"");
        }
        if self.is_bytes(source) {
            return Ok(source);
        }
        if self.is_bytearray(source) || self.heap.is(source, Kind::MemoryView) {
            return self.view_to_bytes(source);
        }
        let source = self.index_value(source)?;
        if self.is_int_like(source) {
            return self.zero_bytes(source);
        }
        if !self.is_iterable(source) {
            return Err(self.type_error(&[
                Piece::Text("cannot convert '"),
                Piece::TypeOf(source),
                Piece::Text("' object to "),
                Piece::Text(name),
            ]));
        }
        let values = self.to_sequence(arguments.at)?;
        let error = match name {
            "bytes" => "bytes must be in range(0, 256)",
            _ => "byte must be in range(0, 256)",
        };
        self.bytes_of_ints(values, error)
    }

    fn zero_bytes(&mut self, count: Value) -> Res<Value> {
        let Some(count) = self.as_i64(count) else {
            let message = [Piece::Text("cannot fit 'int' into an index-sized integer")];
            return Err(self.raise(Exception::OverflowError, &message));
        };
        let Ok(count) = usize::try_from(count) else {
            return Err(self.value_error("negative count"));
        };
        self.check_width(count)?;
        let mut text = self.text_begin()?;
        self.text_fill(&mut text, 0, count)?;
        Ok(self.text_finish_bytes(text))
    }
}

/// Whether upper case letters start words, and only they do.
fn is_title(bytes: &[u8]) -> bool {
    let (mut inside, mut found) = (false, false);
    for byte in bytes {
        let letter = byte.is_ascii_alphabetic();
        if letter && byte.is_ascii_uppercase() == inside {
            return false;
        }
        found |= letter;
        inside = letter;
    }
    found
}
