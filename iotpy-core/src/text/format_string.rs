//! The templates of `str.format`.
//!
//! [`Fields`] walks a template and gives literal text and replacement fields, [`FieldName`] the
//! parts of the name in a field, and [`Numbering`] gives numbers to fields without names. A format
//! specification may itself be a template, one level deep; the caller walks it the same way.

use core::ops::Range;

use super::class::decimal_value;
use super::format_spec::push_code;
use super::sink::{Full, Sink};
use super::wtf8;

/// What is wrong with a template; all are `ValueError` in Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TemplateError {
    /// A `{` at the end.
    SingleOpening,
    /// A `}` that closes nothing.
    SingleClosing,
    /// The text ends in a field name.
    ExpectedClosing,
    /// A `{` in a field name.
    OpeningInName,
    /// The text ends after `!`.
    ConversionMissing,
    /// No `:` or `}` after the conversion.
    ColonExpected,
    /// The conversion is not `r`, `s` or `a`.
    Conversion(u32),
    /// The text ends in a format specification.
    SpecUnclosed,
    /// A `.` or `[]` without a name.
    EmptyAttribute,
    /// Something else than `.` or `[` after `]`.
    AfterBracket,
    /// A `[` without its `]`.
    BracketUnclosed,
    /// An index does not fit.
    TooManyDigits,
    /// A field without a number after one with a number.
    ManualThenAutomatic,
    /// A field with a number after one without.
    AutomaticThenManual,
    /// A template in a specification in a specification.
    TooDeep,
}

impl TemplateError {
    /// Writes Python's message.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write(self, sink: &mut impl Sink) -> Result<(), Full> {
        let text: &str = match self {
            TemplateError::SingleOpening => "Single '{' encountered in format string",
            TemplateError::SingleClosing => "Single '}' encountered in format string",
            TemplateError::ExpectedClosing => "expected '}' before end of string",
            TemplateError::OpeningInName => "unexpected '{' in field name",
            TemplateError::ConversionMissing => {
                "end of string while looking for conversion specifier"
            }
            TemplateError::ColonExpected => "expected ':' after conversion specifier",
            TemplateError::Conversion(code) => {
                sink.push(b"Unknown conversion specifier ")?;
                return push_code(code, sink);
            }
            TemplateError::SpecUnclosed => "unmatched '{' in format spec",
            TemplateError::EmptyAttribute => "Empty attribute in format string",
            TemplateError::AfterBracket => {
                "Only '.' or '[' may follow ']' in format field specifier"
            }
            TemplateError::BracketUnclosed => "Missing ']' in format string",
            TemplateError::TooManyDigits => "Too many decimal digits in format string",
            TemplateError::ManualThenAutomatic => {
                "cannot switch from manual field specification to automatic field numbering"
            }
            TemplateError::AutomaticThenManual => {
                "cannot switch from automatic field numbering to manual field specification"
            }
            TemplateError::TooDeep => "Max string recursion exceeded",
        };
        sink.push(text.as_bytes())
    }
}

/// What is done to a value before it is formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// `!r`.
    Repr,
    /// `!s`.
    Str,
    /// `!a`.
    Ascii,
}

/// A replacement field, as ranges of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name with its attributes and indices: see [`FieldName`].
    pub name: Range<usize>,
    /// The code point after `!`: see [`conversion`].
    pub conversion: Option<u32>,
    /// The format specification.
    pub spec: Range<usize>,
    /// Whether the specification holds fields itself.
    pub nested: bool,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is.
    Literal(Range<usize>),
    /// A value.
    Field(Field),
}

/// The meaning of the code point after `!`.
///
/// # Errors
/// [`TemplateError::Conversion`].
pub fn conversion(code: u32) -> Result<Conversion, TemplateError> {
    match u8::try_from(code) {
        Ok(b'r') => Ok(Conversion::Repr),
        Ok(b's') => Ok(Conversion::Str),
        Ok(b'a') => Ok(Conversion::Ascii),
        _ => Err(TemplateError::Conversion(code)),
    }
}

/// Walks a template. It holds no text, so that the caller may allocate between steps; every step is
/// given the same template.
#[derive(Debug, Clone)]
pub struct Fields {
    at: usize,
    end: usize,
    /// Whether a field starts right here.
    field: bool,
}

impl Fields {
    /// Over a part of a template: all of it, or the nested specification of a field.
    #[must_use]
    pub fn new(part: Range<usize>) -> Self {
        Fields {
            at: part.start,
            end: part.end,
            field: false,
        }
    }

    /// The next piece.
    ///
    /// # Errors
    /// [`TemplateError`].
    pub fn next(&mut self, template: &[u8]) -> Result<Option<Piece>, TemplateError> {
        if !self.field {
            let literal = self.literal(template)?;
            if !literal.is_empty() {
                return Ok(Some(Piece::Literal(literal)));
            }
        }
        if !self.field {
            return Ok(None);
        }
        self.field = false;
        self.replacement(template)
            .map(|field| Some(Piece::Field(field)))
    }

    /// The byte here, and one step on.
    fn take(&mut self, template: &[u8]) -> Option<u8> {
        let byte = template
            .get(..self.end)
            .unwrap_or(template)
            .get(self.at)
            .copied()?;
        self.at += 1;
        Some(byte)
    }

    /// Text up to a field, to the end, or to the first of two braces, which belongs to the text.
    fn literal(&mut self, template: &[u8]) -> Result<Range<usize>, TemplateError> {
        let start = self.at;
        while let Some(byte) = self.take(template) {
            if byte != b'{' && byte != b'}' {
                continue;
            }
            let brace = self.at - 1;
            let doubled = template.get(self.at) == Some(&byte) && self.at < self.end;
            if doubled {
                self.at += 1;
                return Ok(start..brace + 1);
            }
            if byte == b'}' {
                return Err(TemplateError::SingleClosing);
            }
            if self.at >= self.end {
                return Err(TemplateError::SingleOpening);
            }
            self.field = true;
            return Ok(start..brace);
        }
        Ok(start..self.at)
    }

    fn replacement(&mut self, template: &[u8]) -> Result<Field, TemplateError> {
        let start = self.at;
        let after = loop {
            match self.take(template).ok_or(TemplateError::ExpectedClosing)? {
                b'{' => return Err(TemplateError::OpeningInName),
                b'[' => while self.take(template).is_some_and(|byte| byte != b']') {},
                byte @ (b'}' | b':' | b'!') => break byte,
                _ => {}
            }
        };
        let name = start..self.at - 1;
        let mut field = Field {
            name,
            conversion: None,
            spec: self.at..self.at,
            nested: false,
        };
        if after == b'}' {
            return Ok(field);
        }
        if after == b'!' && self.conversion(template, &mut field)? {
            return Ok(field);
        }
        let start = self.at;
        let mut depth = 1_usize;
        while depth > 0 {
            match self.take(template).ok_or(TemplateError::SpecUnclosed)? {
                b'{' => {
                    field.nested = true;
                    depth += 1;
                }
                b'}' => depth -= 1,
                _ => {}
            }
        }
        field.spec = start..self.at - 1;
        Ok(field)
    }

    /// Takes the conversion; whether that ends the field.
    fn conversion(&mut self, template: &[u8], field: &mut Field) -> Result<bool, TemplateError> {
        let rest = template.get(self.at..self.end).unwrap_or_default();
        let (code, len) = wtf8::decode_first(rest).ok_or(TemplateError::ConversionMissing)?;
        self.at += len;
        field.conversion = Some(code);
        match self.take(template) {
            Some(b'}') => Ok(true),
            Some(b':') | None => Ok(false),
            Some(_) => Err(TemplateError::ColonExpected),
        }
    }
}

/// What a field takes its value from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// A positional value that the template numbers, or that is next: see [`Numbering`].
    Position(Option<usize>),
    /// A named value, as a range of the template.
    Name(Range<usize>),
}

/// A step from a value to a part of it, as ranges of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// `.name`.
    Attribute(Range<usize>),
    /// `[3]`.
    Index(usize),
    /// `[key]`.
    Key(Range<usize>),
}

/// Walks the name of a field, such as `0.name[3]`.
#[derive(Debug, Clone)]
pub struct FieldName {
    at: usize,
    end: usize,
}

impl FieldName {
    /// What the value is taken from, and the walk over the steps that follow.
    ///
    /// # Errors
    /// [`TemplateError::TooManyDigits`].
    pub fn new(template: &[u8], name: Range<usize>) -> Result<(First, Self), TemplateError> {
        let text = template.get(name.clone()).unwrap_or_default();
        let ends = |byte: &u8| matches!(byte, b'.' | b'[');
        let len = text.iter().position(ends).unwrap_or(text.len());
        let at = name.start.saturating_add(len);
        let rest = FieldName { at, end: name.end };
        let first = text.get(..len).unwrap_or_default();
        if first.is_empty() {
            return Ok((First::Position(None), rest));
        }
        Ok(match index(first)? {
            Some(index) => (First::Position(Some(index)), rest),
            None => (First::Name(name.start..at), rest),
        })
    }

    /// The next step.
    ///
    /// # Errors
    /// [`TemplateError`].
    pub fn next(&mut self, template: &[u8]) -> Result<Option<Step>, TemplateError> {
        let text = template.get(self.at..self.end).unwrap_or_default();
        let Some((first, rest)) = text.split_first() else {
            return Ok(None);
        };
        let start = self.at + 1;
        if *first == b'.' {
            let ends = |byte: &u8| matches!(byte, b'.' | b'[');
            let len = rest.iter().position(ends).unwrap_or(rest.len());
            if len == 0 {
                return Err(TemplateError::EmptyAttribute);
            }
            self.at = start + len;
            return Ok(Some(Step::Attribute(start..self.at)));
        }
        if *first != b'[' {
            return Err(TemplateError::AfterBracket);
        }
        let closing = rest.iter().position(|byte| *byte == b']');
        let len = closing.ok_or(TemplateError::BracketUnclosed)?;
        if len == 0 {
            return Err(TemplateError::EmptyAttribute);
        }
        self.at = start + len + 1;
        let key = start..start + len;
        let index = index(rest.get(..len).unwrap_or_default())?;
        Ok(Some(index.map_or(Step::Key(key), Step::Index)))
    }
}

/// A number, if the text is digits only.
fn index(text: &[u8]) -> Result<Option<usize>, TemplateError> {
    let mut number = 0_u32;
    for code_point in wtf8::CodePoints::new(text) {
        let Some(digit) = decimal_value(code_point) else {
            return Ok(None);
        };
        let next = number
            .checked_mul(10)
            .and_then(|scaled| scaled.checked_add(digit.into()));
        number = next
            .filter(|value| *value <= i32::MAX.unsigned_abs())
            .ok_or(TemplateError::TooManyDigits)?;
    }
    Ok(Some(number as usize))
}

/// Gives positions to the fields of one template and its nested specifications: all of them
/// numbered by the template, or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Numbering {
    /// No field with a position was seen.
    #[default]
    Undecided,
    /// So many fields without a number were seen.
    Automatic(usize),
    /// Fields have numbers.
    Manual,
}

impl Numbering {
    /// The position of the value for a field.
    ///
    /// # Errors
    /// [`TemplateError::ManualThenAutomatic`], [`TemplateError::AutomaticThenManual`].
    pub fn position(&mut self, given: Option<usize>) -> Result<usize, TemplateError> {
        match (*self, given) {
            (Numbering::Undecided | Numbering::Manual, Some(index)) => {
                *self = Numbering::Manual;
                Ok(index)
            }
            (Numbering::Undecided, None) => {
                *self = Numbering::Automatic(1);
                Ok(0)
            }
            (Numbering::Automatic(next), None) => {
                *self = Numbering::Automatic(next.saturating_add(1));
                Ok(next)
            }
            (Numbering::Manual, None) => Err(TemplateError::ManualThenAutomatic),
            (Numbering::Automatic(_), Some(_)) => Err(TemplateError::AutomaticThenManual),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::string::String;
    use std::vec::Vec;
    use std::{format, vec};

    fn message(error: TemplateError) -> String {
        let mut text = vec![b'!'];
        error.write(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    fn split(template: &str) -> Result<String, TemplateError> {
        let mut fields = Fields::new(0..template.len());
        let mut parts = Vec::new();
        while let Some(piece) = fields.next(template.as_bytes())? {
            parts.push(match piece {
                Piece::Literal(range) => format!("L{}", &template[range]),
                Piece::Field(field) => {
                    let letter = field.conversion.and_then(char::from_u32);
                    let letter = letter.map_or(String::new(), String::from);
                    let (name, spec) = (&template[field.name], &template[field.spec]);
                    assert_eq!(field.nested, spec.contains('{'));
                    format!("F{name}|{letter}|{spec}")
                }
            });
        }
        Ok(parts.join(";"))
    }

    #[test]
    fn templates_are_split_as_cpython_does() {
        for line in include_str!("vectors/template.txt").lines() {
            let (template, expected) = line.split_once('\t').unwrap();
            let found = split(template).unwrap_or_else(message);
            assert_eq!(found, expected, "{template:?}");
        }
    }

    fn steps(name: &str) -> Result<String, TemplateError> {
        let (first, mut rest) = FieldName::new(name.as_bytes(), 0..name.len())?;
        let mut out = match first {
            First::Position(position) => format!("{position:?}"),
            First::Name(range) => name[range].into(),
        };
        while let Some(step) = rest.next(name.as_bytes())? {
            out += &match step {
                Step::Attribute(range) => format!(" .{}", &name[range]),
                Step::Index(index) => format!(" #{index}"),
                Step::Key(range) => format!(" [{}]", &name[range]),
            };
        }
        Ok(out)
    }

    #[test]
    fn names_are_taken_apart() {
        let check = |name, expected: &str| {
            assert_eq!(steps(name).unwrap_or_else(message), expected, "{name}");
        };
        check("", "None");
        check("12", "Some(12)");
        check("a.b[0][x y].c", "a .b #0 [x y] .c");
        check(".a", "None .a");
        check("a[-1]", "a [-1]");
        check("-1", "-1");
        check("a.", "!Empty attribute in format string");
        check("a[]", "!Empty attribute in format string");
        check(
            "a[0]b",
            "!Only '.' or '[' may follow ']' in format field specifier",
        );
        check("a[0", "!Missing ']' in format string");
        check(
            "99999999999999999999",
            "!Too many decimal digits in format string",
        );
        check(
            "a[99999999999999999999]",
            "!Too many decimal digits in format string",
        );
    }

    #[test]
    fn fields_are_numbered_one_way() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.position(None), Ok(0));
        assert_eq!(numbering.position(None), Ok(1));
        assert_eq!(
            numbering.position(Some(0)),
            Err(TemplateError::AutomaticThenManual)
        );
        let mut numbering = Numbering::default();
        assert_eq!(numbering.position(Some(3)), Ok(3));
        assert_eq!(
            numbering.position(None),
            Err(TemplateError::ManualThenAutomatic)
        );
    }

    #[test]
    fn conversions_are_three() {
        assert_eq!(conversion(b'a'.into()), Ok(Conversion::Ascii));
        assert_eq!(
            message(conversion(b'x'.into()).unwrap_err()),
            "!Unknown conversion specifier x"
        );
        assert_eq!(
            message(conversion(1).unwrap_err()),
            r"!Unknown conversion specifier \x1"
        );
        assert_eq!(
            message(conversion(0xe9).unwrap_err()),
            r"!Unknown conversion specifier \xe9"
        );
    }

    proptest! {
        #[test]
        fn wild_templates_never_panic(template in "[{}!:.0-9a-cé\\[\\]]{0,14}") {
            let _ = split(&template);
            let _ = steps(&template);
        }
    }
}
