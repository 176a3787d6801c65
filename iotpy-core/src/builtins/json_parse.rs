//! `json.loads`, without native recursion.

use crate::catalog::Exception;
use crate::error::{Piece, Reason, Res, Trap, exception_field as field};
use crate::heap::Kind;
use crate::number::float_text;
use crate::object::codec::Coding;
use crate::symbol;
use crate::text::escape;
use crate::text::wtf8;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// How deep arrays and objects may lie in each other.
const DEPTH_MAX: usize = 990;

/// Where parsing stands.
struct Parser {
    /// The document, a str.
    document: Value,
    at: usize,
    /// Cells of the stack when parsing began: open containers lie below it.
    mark: usize,
}

impl Vm<'_, '_> {
    /// `json.loads`
    pub(crate) fn json_loads(&mut self, arguments: &Arguments) -> Res<Value> {
        if self.keyword_count(arguments) > 0 {
            let name = self.keyword_name(arguments, 0);
            let message = [Piece::Text("json.loads with "), Piece::Str(name)];
            return Err(self.raise(Exception::NotImplementedError, &message));
        }
        self.expect_args("loads", arguments, 1, 1)?;
        let source = self.argument(arguments, 0);
        let document = if self.is_str(source) {
            source
        } else if self.is_bytes(source) || self.is_bytearray(source) {
            self.decode_bytes(source, Coding::UTF8)?
        } else {
            return Err(self.type_error(&[
                Piece::Text("the JSON object must be str, bytes or bytearray, not "),
                Piece::TypeOf(source),
            ]));
        };
        if self.raw_bytes(document).starts_with(&[0xEF, 0xBB, 0xBF]) {
            let message = "Unexpected UTF-8 BOM (decode using utf-8-sig)";
            return Err(self.json_error(message, document, 0));
        }
        self.parse_json(document)
    }

    /// The value of a JSON document in bytes: an event.
    pub(crate) fn parse_json_bytes(&mut self, bytes: &[u8]) -> Res<Value> {
        if wtf8::validate_utf8(bytes).is_err() {
            return Err(self.value_error("the event is not UTF-8"));
        }
        let document = self.new_str(bytes)?;
        self.parse_json(document)
    }

    fn parse_json(&mut self, document: Value) -> Res<Value> {
        self.charge(self.raw_bytes(document).len() / 2)?;
        let mark = self.heap.sp;
        let mut parser = Parser {
            document,
            at: 0,
            mark,
        };
        let parsed = self.parse_document(&mut parser);
        self.heap.sp = mark;
        parsed
    }

    fn skip_space(&self, parser: &mut Parser) -> u8 {
        let bytes = self.raw_bytes(parser.document);
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(parser.at) {
            parser.at += 1;
        }
        bytes.get(parser.at).copied().unwrap_or(0)
    }

    fn parse_document(&mut self, parser: &mut Parser) -> Res<Value> {
        self.skip_space(parser);
        let mut value = self.parse_value(parser)?;
        // A container that was just opened is `None`; it then lies on the stack.
        loop {
            let complete = match value {
                Some(value) => value,
                None => {
                    value = self.parse_first(parser)?;
                    continue;
                }
            };
            if self.heap.sp == parser.mark {
                self.skip_space(parser);
                if parser.at < self.raw_bytes(parser.document).len() {
                    return Err(self.json_error("Extra data", parser.document, parser.at));
                }
                return Ok(complete);
            }
            value = self.parse_next(parser, complete)?;
        }
    }

    fn byte(&self, parser: &Parser) -> u8 {
        self.raw_bytes(parser.document)
            .get(parser.at)
            .copied()
            .unwrap_or(0)
    }

    /// Parses a value at a byte that is no space; `None` if it opened a container.
    fn parse_value(&mut self, parser: &mut Parser) -> Res<Option<Value>> {
        match self.byte(parser) {
            b'"' => self.parse_string(parser).map(Some),
            open @ (b'{' | b'[') => {
                let depth = (parser.mark - self.heap.sp) / 2;
                if depth >= DEPTH_MAX {
                    let message = [
                        Piece::Text("maximum recursion depth exceeded while decoding a JSON "),
                        Piece::Text(if open == b'{' { "object" } else { "array" }),
                        Piece::Text(" from a unicode string"),
                    ];
                    return Err(self.raise(Exception::RecursionError, &message));
                }
                let container = if open == b'{' {
                    self.new_dict()?
                } else {
                    self.new_list(&[])?
                };
                // A pending key lies under its object.
                self.heap.push(Value::UNBOUND)?;
                self.heap.push(container)?;
                parser.at += 1;
                Ok(None)
            }
            _ => {
                let rest = &self.raw_bytes(parser.document)[parser.at..];
                for (word, value) in [
                    (&b"null"[..], Value::NONE),
                    (b"true", Value::TRUE),
                    (b"false", Value::FALSE),
                    (b"NaN", Value::float(f64::NAN)),
                    (b"Infinity", Value::float(f64::INFINITY)),
                    (b"-Infinity", Value::float(f64::NEG_INFINITY)),
                ] {
                    if rest.starts_with(word) {
                        parser.at += word.len();
                        return Ok(Some(value));
                    }
                }
                self.parse_number(parser).map(Some)
            }
        }
    }

    fn parse_number(&mut self, parser: &mut Parser) -> Res<Value> {
        let rest = &self.raw_bytes(parser.document)[parser.at..];
        let Some((len, integral)) = scan_number(rest) else {
            return Err(self.json_error("Expecting value", parser.document, parser.at));
        };
        let token = &rest[..len];
        if !integral {
            let float = float_text::parse(token).unwrap_or(f64::NAN);
            parser.at += len;
            return Ok(Value::float(float));
        }
        let negative = token[0] == b'-';
        let digits = &token[usize::from(negative)..];
        let value = if digits.len() <= 18 {
            let magnitude = digits
                .iter()
                .fold(0i64, |n, d| 10 * n + i64::from(d - b'0'));
            self.new_int(if negative { -magnitude } else { magnitude })?
        } else {
            let token = self.substr(parser.document, parser.at, parser.at + len)?;
            self.int_of_text(token, 10)?
        };
        parser.at += len;
        Ok(value)
    }

    fn parse_string(&mut self, parser: &mut Parser) -> Res<Value> {
        let start = parser.at;
        let scanned = escape::scan_json_string(self.raw_bytes(parser.document), start, true);
        let string = match scanned {
            Ok(string) => string,
            Err(error) => {
                return Err(self.json_error(error.reason.text(), parser.document, error.offset));
            }
        };
        parser.at = string.end;
        let (from, to) = (start + 1, string.end - 1);
        let document = parser.document;
        if string.plain {
            return self.substr(document, from, to);
        }
        self.write_str(|sources, sink| {
            escape::unescape_json(&sources.text(document)[from..to], sink)
        })
    }

    /// After the opening of a container: its end, or the first element or key.
    fn parse_first(&mut self, parser: &mut Parser) -> Res<Option<Value>> {
        let container = Value(self.heap.cells[self.heap.sp]);
        let next = self.skip_space(parser);
        if self.heap.is(container, Kind::List) {
            if next == b']' {
                return Ok(Some(self.close(parser, container)));
            }
            return self.parse_value(parser);
        }
        if next == b'}' {
            return Ok(Some(self.close(parser, container)));
        }
        self.parse_key(parser)?;
        self.parse_value(parser)
    }

    fn close(&mut self, parser: &mut Parser, container: Value) -> Value {
        parser.at += 1;
        self.heap.sp += 2;
        container
    }

    /// A key and its colon; the key waits under the object.
    fn parse_key(&mut self, parser: &mut Parser) -> Res<()> {
        if self.byte(parser) != b'"' {
            let message = "Expecting property name enclosed in double quotes";
            return Err(self.json_error(message, parser.document, parser.at));
        }
        let key = self.parse_string(parser)?;
        if self.skip_space(parser) != b':' {
            return Err(self.json_error("Expecting ':' delimiter", parser.document, parser.at));
        }
        parser.at += 1;
        self.skip_space(parser);
        let cell = self.heap.sp + 1;
        self.heap.cells[cell] = key.0;
        Ok(())
    }

    /// Puts a finished value into the innermost container and goes on behind it.
    fn parse_next(&mut self, parser: &mut Parser, value: Value) -> Res<Option<Value>> {
        let sp = self.heap.sp;
        let container = Value(self.heap.cells[sp]);
        if self.heap.is(container, Kind::List) {
            self.list_push(container, value)?;
            let next = self.skip_space(parser);
            if next == b']' {
                return Ok(Some(self.close(parser, container)));
            }
            if next != b',' {
                return Err(self.json_error("Expecting ',' delimiter", parser.document, parser.at));
            }
            parser.at += 1;
            self.skip_space(parser);
            return self.parse_value(parser);
        }
        let key = Value(self.heap.cells[sp + 1]);
        self.dict_put(container, key, value)?;
        let next = self.skip_space(parser);
        if next == b'}' {
            return Ok(Some(self.close(parser, container)));
        }
        if next != b',' {
            return Err(self.json_error("Expecting ',' delimiter", parser.document, parser.at));
        }
        parser.at += 1;
        self.skip_space(parser);
        self.parse_key(parser)?;
        self.parse_value(parser)
    }

    /// JSONDecodeError at a byte position of a document.
    #[cold]
    fn json_error(&mut self, message: &str, document: Value, at: usize) -> Trap {
        let made = self.new_str(message.as_bytes()).and_then(|message| {
            let bytes = self.raw_bytes(document);
            let position = wtf8::count(&bytes[..at.min(bytes.len())]);
            self.new_json_error(message, document, position as i64)
        });
        match made {
            Ok(exception) => {
                self.set_pending(exception);
                self.trap(Reason::Raise)
            }
            Err(trap) => trap,
        }
    }

    /// A JSONDecodeError; its args hold the message that it shows, and its notes what its
    /// attributes answer: message, document, position.
    fn new_json_error(&mut self, message: Value, document: Value, position: i64) -> Res<Value> {
        let (line, column) = self.line_and_column(document, position);
        let shown = self.message(&[
            Piece::Str(message),
            Piece::Text(": line "),
            Piece::Number(line),
            Piece::Text(" column "),
            Piece::Number(column),
            Piece::Text(" (char "),
            Piece::Number(position),
            Piece::Text(")"),
        ])?;
        let position = self.new_int(position)?;
        let class = Value::builtin(Exception::JSONDecodeError as u16);
        let exception = self.new_exception(class, &[shown])?;
        let details = self
            .heap
            .object(Kind::Tuple, &[message, document, position])?;
        self.heap.set(exception.cell(), field::NOTES, details);
        Ok(exception)
    }

    fn line_and_column(&self, document: Value, position: i64) -> (i64, i64) {
        let bytes = self.raw_bytes(document);
        let end = self.byte_offset(document, position.max(0) as usize);
        let before = &bytes[..end];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as i64;
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        (line, 1 + wtf8::count(&before[start..]) as i64)
    }

    /// `json.JSONDecodeError(msg, doc, pos)`
    pub(crate) fn construct_json_error(&mut self, arguments: &Arguments) -> Res<Value> {
        self.expect_args("JSONDecodeError", arguments, 3, 3)?;
        let (message, document) = (self.argument(arguments, 0), self.argument(arguments, 1));
        let position = self.int_argument(self.argument(arguments, 2))?;
        self.expect_str(message, "msg must be str, not ")?;
        self.expect_str(document, "doc must be str, not ")?;
        self.new_json_error(message, document, position)
    }

    /// An attribute of a JSONDecodeError.
    pub(crate) fn json_error_attribute(
        &mut self,
        exception: Value,
        symbol: u16,
    ) -> Res<Option<Value>> {
        let details = self.heap.get(exception.cell(), field::NOTES);
        if !self.heap.is(details, Kind::Tuple) {
            return Ok(None);
        }
        let [message, document, position] = [0, 1, 2].map(|n| self.heap.get(details.cell(), n));
        let place = self.line_and_column(document, self.as_i64(position).unwrap_or(0));
        match symbol {
            symbol::MSG => Ok(Some(message)),
            symbol::DOC => Ok(Some(document)),
            symbol::POS => Ok(Some(position)),
            symbol::LINENO => self.new_int(place.0).map(Some),
            symbol::COLNO => self.new_int(place.1).map(Some),
            _ => Ok(None),
        }
    }
}

/// Length of the number at the start of a text, and whether it is an int.
fn scan_number(text: &[u8]) -> Option<(usize, bool)> {
    let digits = |from: usize| {
        text[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut at = usize::from(text.first() == Some(&b'-'));
    match text.get(at) {
        Some(b'0') => at += 1,
        Some(b'1'..=b'9') => at += digits(at),
        _ => return None,
    }
    let mut integral = true;
    if text.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction > 0 {
            at += 1 + fraction;
            integral = false;
        }
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let start = at + 1 + sign;
        let exponent = if start <= text.len() {
            digits(start)
        } else {
            0
        };
        if exponent > 0 {
            at = start + exponent;
            integral = false;
        }
    }
    Some((at, integral))
}
