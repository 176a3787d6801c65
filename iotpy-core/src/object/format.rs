//! Formatting: `format()`, f-strings, `str.format` and `%`.
//!
//! The parts of a template are made one by one and joined at the end, since a text under
//! construction must stay the last object of the heap.

use core::ops::Range;

use super::str::Sources;
use crate::catalog::Exception;
use crate::error::{Piece as Part, Res, Trap, need};
use crate::heap::Kind;
use crate::text::format_spec::{FormatError, FormatSpec, IntForm};
use crate::text::format_string::{
    self, Conversion, FieldName, Fields, First, Numbering, Piece, Step, TemplateError,
};
use crate::text::percent;
use crate::text::sink::{BufferSink, Full};
use crate::value::Value;
use crate::vm::{Arguments, Keywords, Vm};

/// Where the values of a `str.format` template come from.
#[derive(Clone, Copy)]
enum Source<'s> {
    Arguments(&'s Arguments),
    Mapping(Value),
}

impl Vm<'_, '_> {
    /// `Format`: a conversion (1 str, 2 repr, 3 ascii, 0 none), then a specification.
    pub(crate) fn format_value(
        &mut self,
        value: Value,
        conversion: usize,
        spec: Option<Value>,
    ) -> Res<Value> {
        let value = match conversion {
            1 => self.str_of(value)?,
            2 => self.repr(value)?,
            3 => self.ascii(value)?,
            _ => value,
        };
        if self.program_class(value).is_some() {
            return self.format_instance(value, spec);
        }
        match spec {
            Some(spec) if !self.raw_bytes(spec).is_empty() => {
                let len = self.raw_bytes(spec).len();
                self.format_with(value, spec, 0..len)
            }
            _ => self.str_of(value),
        }
    }

    /// `format(instance, spec)`
    fn format_instance(&mut self, value: Value, spec: Option<Value>) -> Res<Value> {
        let spec = match spec {
            Some(spec) => spec,
            None => self.new_str(b"")?,
        };
        if let Some(text) = self.call_special(value, crate::symbol::D_FORMAT, &[spec])? {
            let shown = self.unwrapped(text);
            if self.is_str(shown) {
                return Ok(shown);
            }
            return Err(self.type_error(&[
                Part::Text("__format__ must return a str, not "),
                Part::TypeOf(text),
            ]));
        }
        let payload = self.unwrapped(value);
        match self.raw_bytes(spec).len() {
            0 => self.str_of(value),
            len if payload != value => self.format_with(payload, spec, 0..len),
            _ => Err(self.type_error(&[
                Part::Text("unsupported format string passed to "),
                Part::TypeOf(value),
                Part::Text(".__format__"),
            ])),
        }
    }

    /// `format(value, spec)` with the specification a part of a str.
    fn format_with(&mut self, value: Value, spec: Value, range: Range<usize>) -> Res<Value> {
        need!(self, Format);
        if self.program_class(value).is_some() {
            let part = self.substr(spec, range.start, range.end)?;
            return self.format_instance(value, Some(part));
        }
        let number = value.is_float() || self.is_int_like(value);
        if !number && !self.is_str(value) {
            return Err(self.type_error(&[
                Part::Text("unsupported format string passed to "),
                Part::TypeOf(value),
                Part::Text(".__format__"),
            ]));
        }
        self.need_unicode(spec)?;
        let parsed = FormatSpec::parse(&self.raw_bytes(spec)[range.clone()], number);
        let result = match parsed {
            Err(error) => Err(error),
            Ok(parsed) if self.is_str(value) => {
                self.run_format(|sources, sink| parsed.format_str(sources.text(value), sink))?
            }
            Ok(parsed) if value.is_float() => {
                self.run_format(|_, sink| parsed.format_float(value.as_float(), sink))?
            }
            Ok(parsed) => self.format_int(value, &parsed)?,
        };
        result.map_err(|error| self.format_error(error, value, spec, range))
    }

    /// A text that may turn out not to be made, for want of memory (outer) or by the value (inner).
    fn run_format(
        &mut self,
        write: impl FnOnce(&Sources<'_>, &mut BufferSink<'_>) -> Result<(), FormatError>,
    ) -> Res<Result<Value, FormatError>> {
        let mut failure = None;
        let made = self.write_str(|sources, sink| match write(sources, sink) {
            Ok(()) => Ok(()),
            Err(FormatError::Full) => Err(Full),
            Err(error) => {
                failure = Some(error);
                Ok(())
            }
        })?;
        Ok(match failure {
            Some(error) => Err(error),
            None => Ok(made),
        })
    }

    fn format_int(&mut self, value: Value, parsed: &FormatSpec) -> Res<Result<Value, FormatError>> {
        let form = match parsed.int_form() {
            Ok(form) => form,
            Err(error) => return Ok(Err(error)),
        };
        match form {
            IntForm::Float => {
                let float = self.int_to_float(value)?;
                return self.run_format(|_, sink| parsed.format_float(float, sink));
            }
            IntForm::Character => {
                let Some(code) = self.as_i64(value) else {
                    let message = [Part::Text("Python int too large to convert to C long")];
                    return Err(self.raise(Exception::OverflowError, &message));
                };
                return self.run_format(|_, sink| parsed.format_character(code, sink));
            }
            _ => {}
        }
        let bits = match form {
            IntForm::Binary => 1,
            IntForm::Octal => 3,
            IntForm::Hex | IntForm::HexUpper => 4,
            _ => 0,
        };
        let negative = self.integer(value, &mut [0]).negative;
        let digits = self.digits(value, bits, form == IntForm::HexUpper)?;
        self.run_format(|sources, sink| {
            Ok(parsed.format_int(negative, sources.text(digits), form, sink)?)
        })
    }

    /// The digits of an int's magnitude as a str; 0 bits stand for decimal.
    fn digits(&mut self, value: Value, bits: u32, uppercase: bool) -> Res<Value> {
        let mut text = self.text_begin()?;
        match (bits, self.as_i64(value)) {
            (0, Some(narrow)) if narrow != i64::MIN => {
                self.text_push_number(&mut text, narrow.abs())?;
            }
            (0, Some(_)) => self.text_push(&mut text, b"9223372036854775808")?,
            (0, None) => self.text_push_magnitude(&mut text, value)?,
            _ => self.text_push_radix(&mut text, value, bits, uppercase)?,
        }
        self.text_finish(text)
    }

    #[cold]
    fn format_error(
        &mut self,
        error: FormatError,
        value: Value,
        spec: Value,
        range: Range<usize>,
    ) -> Trap {
        let class = match error {
            FormatError::CharacterRange => Exception::OverflowError,
            _ => Exception::ValueError,
        };
        let name = match self.type_value(value).unpack() {
            crate::value::Unpacked::Builtin(id) => crate::catalog::name(id),
            _ => "object",
        };
        let message = self.write_str(|sources, sink| {
            error.write(name.as_bytes(), &sources.text(spec)[range], sink)
        });
        self.raise_text(class, message)
    }

    fn raise_text(&mut self, class: Exception, message: Res<Value>) -> Trap {
        match message {
            Ok(message) => self.raise(class, &[Part::Str(message)]),
            Err(trap) => trap,
        }
    }

    /// `template.format(…)`
    pub(crate) fn str_format(&mut self, template: Value, arguments: &Arguments) -> Res<Value> {
        let mut numbering = Numbering::default();
        let len = self.raw_bytes(template).len();
        self.expand(
            template,
            0..len,
            Source::Arguments(arguments),
            &mut numbering,
            2,
        )
    }

    /// `template.format_map(mapping)`
    pub(crate) fn str_format_map(&mut self, template: Value, mapping: Value) -> Res<Value> {
        let mut numbering = Numbering::default();
        let len = self.raw_bytes(template).len();
        self.expand(
            template,
            0..len,
            Source::Mapping(mapping),
            &mut numbering,
            2,
        )
    }

    fn expand(
        &mut self,
        template: Value,
        part: Range<usize>,
        source: Source<'_>,
        numbering: &mut Numbering,
        levels: usize,
    ) -> Res<Value> {
        need!(self, Format);
        if levels == 0 {
            return Err(self.template_error(TemplateError::TooDeep));
        }
        let parts = self.new_list(&[])?;
        let mut fields = Fields::new(part);
        loop {
            self.charge(2)?;
            let piece = fields.next(self.raw_bytes(template));
            let made = match piece {
                Err(error) => return Err(self.template_error(error)),
                Ok(None) => break,
                Ok(Some(Piece::Literal(range))) => self.substr(template, range.start, range.end)?,
                Ok(Some(Piece::Field(field))) => {
                    let value = self.field_value(template, field.name, source, numbering)?;
                    let value = match field.conversion.map(format_string::conversion) {
                        None => value,
                        Some(Ok(Conversion::Repr)) => self.repr(value)?,
                        Some(Ok(Conversion::Str)) => self.str_of(value)?,
                        Some(Ok(Conversion::Ascii)) => self.ascii(value)?,
                        Some(Err(error)) => return Err(self.template_error(error)),
                    };
                    if field.nested {
                        let spec =
                            self.expand(template, field.spec, source, numbering, levels - 1)?;
                        self.format_value(value, 0, Some(spec))?
                    } else if field.spec.is_empty() {
                        self.format_value(value, 0, None)?
                    } else {
                        self.format_with(value, template, field.spec)?
                    }
                }
            };
            self.list_push(parts, made)?;
        }
        let (at, count) = self.elements(parts);
        self.concat(at, count)
    }

    fn field_value(
        &mut self,
        template: Value,
        name: Range<usize>,
        source: Source<'_>,
        numbering: &mut Numbering,
    ) -> Res<Value> {
        let (first, mut steps) = match FieldName::new(self.raw_bytes(template), name) {
            Ok(parsed) => parsed,
            Err(error) => return Err(self.template_error(error)),
        };
        let mut value = match first {
            First::Position(given) => {
                let position = match numbering.position(given) {
                    Ok(position) => position,
                    Err(error) => return Err(self.template_error(error)),
                };
                self.positional_field(position, source)?
            }
            First::Name(range) => {
                let name = self.substr(template, range.start, range.end)?;
                self.named_field(name, source)?
            }
        };
        loop {
            let step = match steps.next(self.raw_bytes(template)) {
                Ok(Some(step)) => step,
                Ok(None) => return Ok(value),
                Err(error) => return Err(self.template_error(error)),
            };
            value = match step {
                Step::Attribute(range) => {
                    let name = self.substr(template, range.start, range.end)?;
                    let symbol = self.symbol_of(name);
                    self.get_attribute(value, symbol, name)?
                }
                Step::Index(index) => {
                    let index = self.new_int(index as i64)?;
                    self.get_item(value, index)?
                }
                Step::Key(range) => {
                    let key = self.substr(template, range.start, range.end)?;
                    self.get_item(value, key)?
                }
            };
        }
    }

    fn positional_field(&mut self, position: usize, source: Source<'_>) -> Res<Value> {
        match source {
            Source::Arguments(arguments) if position < arguments.count => {
                Ok(self.argument(arguments, position))
            }
            Source::Arguments(_) => {
                let message = [
                    Part::Text("Replacement index "),
                    Part::Number(position as i64),
                    Part::Text(" out of range for positional args tuple"),
                ];
                Err(self.raise(Exception::IndexError, &message))
            }
            Source::Mapping(_) => Err(self.value_error("Format string contains positional fields")),
        }
    }

    fn named_field(&mut self, name: Value, source: Source<'_>) -> Res<Value> {
        match source {
            Source::Arguments(arguments) => {
                if !matches!(arguments.keywords, Keywords::None) {
                    for n in 0..self.keyword_count(arguments) {
                        let known = self.keyword_name(arguments, n);
                        if self.raw_bytes(known) == self.raw_bytes(name) {
                            return Ok(self.keyword_value(arguments, n));
                        }
                    }
                }
                Err(self.key_error(name))
            }
            Source::Mapping(mapping) => self.get_item(mapping, name),
        }
    }

    #[cold]
    fn template_error(&mut self, error: TemplateError) -> Trap {
        let message = self.write_str(|_, sink| error.write(sink));
        self.raise_text(Exception::ValueError, message)
    }

    /// `template % values`
    pub(crate) fn percent_format(&mut self, template: Value, values: Value) -> Res<Value> {
        let parts = self.percent_parts(template, values, false)?;
        let (at, count) = self.elements(parts);
        self.concat(at, count)
    }

    /// As [`Vm::percent_format`] for a template of bytes.
    pub(crate) fn percent_format_bytes(&mut self, template: Value, values: Value) -> Res<Value> {
        let parts = self.percent_parts(template, values, true)?;
        let (at, count) = self.elements(parts);
        let mut text = self.text_begin()?;
        for n in 0..count {
            self.text_push_str(&mut text, Value(self.heap.cells[at + n]))?;
        }
        Ok(self.text_finish_bytes(text))
    }

    /// The parts of the result as a list; those of a bytes template may be strs of ASCII.
    fn percent_parts(&mut self, template: Value, values: Value, bytes: bool) -> Res<Value> {
        need!(self, Format);
        let payload = self.unwrapped(values);
        let values = match self.heap.is(payload, Kind::Tuple) {
            true => payload,
            false => values,
        };
        let tuple = self.heap.is(values, Kind::Tuple);
        let mapping = self.heap.is(payload, Kind::Dict)
            || self.program_class(values).is_some_and(|class| {
                !self.is_str(payload) && self.class_has(class, crate::symbol::D_GETITEM)
            });
        let available = if tuple { self.elements(values).1 } else { 1 };
        let mut used = 0;
        let mut keyed = false;
        let parts = self.new_list(&[])?;
        let mut pieces = percent::Pieces::new(bytes);
        loop {
            self.charge(2)?;
            let made = match pieces.next(self.raw_bytes(template)) {
                Err(error) => {
                    let message =
                        self.write_str(|sources, sink| error.write(sources.text(template), sink));
                    return Err(self.raise_text(Exception::ValueError, message));
                }
                Ok(None) => break,
                Ok(Some(percent::Piece::Literal(range))) => {
                    self.template_part(template, range, bytes)?
                }
                Ok(Some(percent::Piece::Value(mut conversion))) => {
                    let value = if let Some(range) = conversion.key.clone() {
                        if !mapping && !self.accepts_no_conversion(values, bytes) {
                            let message = [Part::Text("format requires a mapping")];
                            return Err(self.type_error(&message));
                        }
                        // Nothing is left for conversions without a key.
                        keyed = true;
                        used = available;
                        let key = self.template_part(template, range, bytes)?;
                        self.get_item(values, key)?
                    } else {
                        if conversion.width == percent::Amount::Next {
                            let width = self.percent_amount(values, tuple, &mut used, available)?;
                            conversion.set_width(width);
                        }
                        if conversion.precision == percent::Amount::Next {
                            let most = self.percent_amount(values, tuple, &mut used, available)?;
                            conversion.set_precision(most);
                        }
                        self.percent_next(values, tuple, &mut used, available)?
                    };
                    self.percent_value(&conversion, value, bytes)?
                }
            };
            self.list_push(parts, made)?;
        }
        let may_stay = mapping || !tuple && self.accepts_no_conversion(values, bytes);
        if used < available && !keyed && !may_stay {
            let message = match bytes {
                true => "not all arguments converted during bytes formatting",
                false => "not all arguments converted during string formatting",
            };
            return Err(self.type_error(&[Part::Text(message)]));
        }
        Ok(parts)
    }

    fn template_part(&mut self, template: Value, range: Range<usize>, bytes: bool) -> Res<Value> {
        let mut text = self.text_begin()?;
        self.text_push_part(&mut text, template, range.start, range.end)?;
        match bytes {
            true => Ok(self.text_finish_bytes(text)),
            false => self.text_finish(text),
        }
    }

    /// Lists, like mappings, may stay unused on the right of `%`.
    fn accepts_no_conversion(&self, values: Value, bytes: bool) -> bool {
        let text = self.is_bytes(values) || self.is_bytearray(values);
        !(bytes && text)
            && (text
                || matches!(
                    self.heap.kind_of(values),
                    Some(Kind::List | Kind::Range | Kind::MemoryView)
                ))
    }

    fn percent_next(
        &mut self,
        values: Value,
        tuple: bool,
        used: &mut usize,
        available: usize,
    ) -> Res<Value> {
        if *used >= available {
            let message = [Part::Text("not enough arguments for format string")];
            return Err(self.type_error(&message));
        }
        *used += 1;
        if !tuple {
            return Ok(values);
        }
        let (at, _) = self.elements(values);
        Ok(Value(self.heap.cells[at + *used - 1]))
    }

    fn percent_amount(
        &mut self,
        values: Value,
        tuple: bool,
        used: &mut usize,
        available: usize,
    ) -> Res<i32> {
        let amount = self.percent_next(values, tuple, used, available)?;
        if !self.is_int_like(amount) {
            return Err(self.type_error(&[Part::Text("* wants int")]));
        }
        match self.as_i64(amount).and_then(|n| i32::try_from(n).ok()) {
            Some(amount) => Ok(amount),
            None => {
                let message = [Part::Text("Python int too large to convert to C int")];
                Err(self.raise(Exception::OverflowError, &message))
            }
        }
    }

    fn percent_value(
        &mut self,
        conversion: &percent::Conversion,
        value: Value,
        bytes: bool,
    ) -> Res<Value> {
        match conversion.letter {
            b's' | b'b' if bytes => self.percent_bytes(conversion, value),
            b'r' if bytes => {
                let text = self.ascii(value)?;
                self.write_str(|sources, sink| conversion.write_str(sources.text(text), true, sink))
            }
            b'c' if bytes => self.percent_byte(conversion, value),
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G'
                if bytes && !value.is_float() && !self.is_int_like(value) =>
            {
                Err(self.type_error(&[
                    Part::Text("float argument required, not "),
                    Part::TypeOf(value),
                ]))
            }
            b's' | b'r' | b'a' => {
                let text = match conversion.letter {
                    b's' => self.str_of(value)?,
                    b'r' => self.repr(value)?,
                    _ => self.ascii(value)?,
                };
                self.write_str(|sources, sink| {
                    conversion.write_str(sources.text(text), false, sink)
                })
            }
            b'c' => self.percent_character(conversion, value),
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let float = self.float_argument(value)?;
                self.write_str(|_, sink| conversion.write_float(float, sink))
            }
            letter => self.percent_int(conversion, letter, value),
        }
    }

    /// `%b` of a template of bytes.
    fn percent_bytes(&mut self, conversion: &percent::Conversion, value: Value) -> Res<Value> {
        let value = match self.bytes_of_instance(value)? {
            Some(bytes) => bytes,
            None => self.dense(value)?,
        };
        let value = self.unwrapped(value);
        if !self.is_bytes_like(value) {
            return Err(self.type_error(&[
                Part::Text(
                    "%b requires a bytes-like object, or an object that implements __bytes__, \
                     not '",
                ),
                Part::TypeOf(value),
                Part::Text("'"),
            ]));
        }
        let mut text = self.text_begin()?;
        self.text_write(&mut text, |sources, sink| {
            conversion.write_str(sources.text(value), true, sink)
        })?;
        Ok(self.text_finish_bytes(text))
    }

    /// `%c` of a template of bytes.
    fn percent_byte(&mut self, conversion: &percent::Conversion, value: Value) -> Res<Value> {
        let value = self.index_value(value)?;
        let one =
            (self.is_bytes(value) || self.is_bytearray(value)) && self.raw_bytes(value).len() == 1;
        let byte = if one {
            value
        } else if self.is_int_like(value) {
            match self.as_i64(value).and_then(|code| u8::try_from(code).ok()) {
                Some(code) => self.new_bytes(&[code])?,
                None => {
                    let message = [Part::Text("%c arg not in range(256)")];
                    return Err(self.raise(Exception::OverflowError, &message));
                }
            }
        } else {
            let message = "%c requires an integer in range(256) or a single byte";
            return Err(self.type_error(&[Part::Text(message)]));
        };
        let mut text = self.text_begin()?;
        self.text_write(&mut text, |sources, sink| {
            conversion.write_character(sources.text(byte), sink)
        })?;
        Ok(self.text_finish_bytes(text))
    }

    fn percent_int(
        &mut self,
        conversion: &percent::Conversion,
        letter: u8,
        value: Value,
    ) -> Res<Value> {
        let decimal = matches!(letter, b'd' | b'i' | b'u');
        let number = match decimal {
            true => self.int_source(value),
            false => self.index_value(value),
        };
        let value = match number {
            Err(_) if self.stopped_by(Exception::TypeError) => {
                self.set_pending(Value::NONE);
                value
            }
            number => number?,
        };
        let value = if decimal && value.is_float() {
            self.int_from_float(value.as_float())?
        } else {
            value
        };
        if !self.is_int_like(value) {
            let letters = [letter];
            let letter = core::str::from_utf8(&letters).unwrap_or("d");
            return Err(self.type_error(&[
                Part::Text("%"),
                Part::Text(letter),
                Part::Text(if decimal {
                    " format: a real number is required, not "
                } else {
                    " format: an integer is required, not "
                }),
                Part::TypeOf(value),
            ]));
        }
        let negative = self.integer(value, &mut [0]).negative;
        let bits = conversion.radix_bits().unwrap_or(0);
        let digits = self.digits(value, bits, letter == b'X')?;
        self.write_str(|sources, sink| conversion.write_int(negative, sources.text(digits), sink))
    }

    fn percent_character(&mut self, conversion: &percent::Conversion, value: Value) -> Res<Value> {
        let plain = self.is_str(value) || self.is_int_like(value);
        let value = match !plain && self.special(value, crate::symbol::D_INDEX)?.is_some() {
            true => self.index_value(value)?,
            false => value,
        };
        let character = if self.is_str(value) && self.str_len(value) == 1 {
            value
        } else if self.is_int_like(value) {
            match self.as_i64(value) {
                Some(code) if (0..0x11_0000).contains(&code) => self.new_char(code as u32)?,
                _ => {
                    let message = [Part::Text("%c arg not in range(0x110000)")];
                    return Err(self.raise(Exception::OverflowError, &message));
                }
            }
        } else {
            return Err(self.type_error(&[Part::Text("%c requires int or char")]));
        };
        self.write_str(|sources, sink| conversion.write_character(sources.text(character), sink))
    }
}
