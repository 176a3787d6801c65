//! printf-style formatting: `template % values`.
//!
//! [`Pieces`] walks a template; the caller fetches the value of each [`Conversion`] and writes it
//! with one of its `write_` methods.

use core::ops::Range;

use super::format_spec::write_float;
use super::layout::{Align, Field, Number};
use super::sink::{Full, Sink};
use super::wtf8;
use crate::number::float_text::{FloatText, Form};

/// A width or a precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// None is given.
    Absent,
    /// So many.
    Given(usize),
    /// `*`: the next value says.
    Next,
}

/// A conversion such as `%(name)-10.3f`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// Where the key of a mapping stands in the template.
    pub key: Option<Range<usize>>,
    /// `-`.
    pub left: bool,
    /// `+`.
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`.
    pub alternate: bool,
    /// `0`.
    pub zero: bool,
    /// The least count of characters.
    pub width: Amount,
    /// The count of digits, or the most characters.
    pub precision: Amount,
    /// The conversion letter, one of `diouxXeEfFgGcrsa`, and for `bytes` also `b`.
    pub letter: u8,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is. `%%` gives a range of one percent sign.
    Literal(Range<usize>),
    /// A value.
    Value(Conversion),
}

/// What is wrong with a template; all are `ValueError` in Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TemplateError {
    /// "incomplete format".
    Incomplete,
    /// "incomplete format key".
    IncompleteKey,
    /// "width too big".
    Width,
    /// "precision too big".
    Precision,
    /// "unsupported format character …": the code point, and its offset in bytes.
    Letter(u32, usize),
}

impl TemplateError {
    /// Writes Python's message. `template` is the whole one.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write(self, template: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
        let (code, offset) = match self {
            TemplateError::Incomplete => return sink.push(b"incomplete format"),
            TemplateError::IncompleteKey => return sink.push(b"incomplete format key"),
            TemplateError::Width => return sink.push(b"width too big"),
            TemplateError::Precision => return sink.push(b"precision too big"),
            TemplateError::Letter(code, offset) => (code, offset),
        };
        sink.push(b"unsupported format character '")?;
        let shown = if (0x1f..0x7f).contains(&code) {
            code as u8
        } else {
            b'?'
        };
        sink.push(&[shown])?;
        sink.push(b"' (0x")?;
        let digits = (u32::BITS - code.leading_zeros()).div_ceil(4).max(1);
        super::repr::push_hex(b"", code, digits, sink)?;
        sink.push(b") at index ")?;
        let index = wtf8::index_of(template, offset, false);
        let mut room = [0; 20];
        let mut scratch = [0];
        let len = crate::number::bigint::to_decimal(&[index as u64], &mut scratch, &mut room);
        sink.push(room.get(..len.unwrap_or(0)).unwrap_or_default())
    }
}

/// Walks a template. It holds no text, so that the caller may allocate between steps; every step is
/// given the same template.
#[derive(Debug, Clone)]
pub struct Pieces {
    at: usize,
    bytes: bool,
}

impl Pieces {
    /// From the start of a template, which is that of a `bytes` object or of a `str`.
    #[must_use]
    pub fn new(bytes: bool) -> Self {
        Pieces { at: 0, bytes }
    }

    /// The next piece.
    ///
    /// # Errors
    /// [`TemplateError`].
    pub fn next(&mut self, template: &[u8]) -> Result<Option<Piece>, TemplateError> {
        let start = self.at;
        let rest = template.get(start..).unwrap_or_default();
        match *rest {
            [] => Ok(None),
            [b'%', b'%', ..] => {
                self.at = start + 2;
                Ok(Some(Piece::Literal(start..start + 1)))
            }
            [b'%', ..] => {
                self.at = start + 1;
                self.conversion(template)
                    .map(|conversion| Some(Piece::Value(conversion)))
            }
            _ => {
                let plain = rest
                    .iter()
                    .position(|byte| *byte == b'%')
                    .unwrap_or(rest.len());
                self.at = start + plain;
                Ok(Some(Piece::Literal(start..self.at)))
            }
        }
    }

    fn peek(&self, template: &[u8]) -> Result<u8, TemplateError> {
        template
            .get(self.at)
            .copied()
            .ok_or(TemplateError::Incomplete)
    }

    fn conversion(&mut self, template: &[u8]) -> Result<Conversion, TemplateError> {
        let mut conversion = Conversion {
            key: self.key(template)?,
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: Amount::Absent,
            precision: Amount::Absent,
            letter: 0,
        };
        loop {
            match self.peek(template)? {
                b'-' => conversion.left = true,
                b'+' => conversion.plus = true,
                b' ' => conversion.space = true,
                b'#' => conversion.alternate = true,
                b'0' => conversion.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        conversion.width = self.amount(template, TemplateError::Width)?;
        if self.peek(template)? == b'.' {
            self.at += 1;
            conversion.precision = match self.amount(template, TemplateError::Precision)? {
                Amount::Absent => Amount::Given(0),
                amount => amount,
            };
        }
        if matches!(self.peek(template)?, b'h' | b'l' | b'L') {
            self.at += 1;
        }
        conversion.letter = self.letter(template)?;
        Ok(conversion)
    }

    /// A key in parentheses, which may hold pairs of them.
    fn key(&mut self, template: &[u8]) -> Result<Option<Range<usize>>, TemplateError> {
        if self.peek(template)? != b'(' {
            return Ok(None);
        }
        let start = self.at + 1;
        let mut depth = 0_usize;
        for (offset, byte) in template.get(start..).unwrap_or_default().iter().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => {
                    self.at = start + offset + 1;
                    return Ok(Some(start..start + offset));
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
        Err(TemplateError::IncompleteKey)
    }

    fn amount(&mut self, template: &[u8], too_big: TemplateError) -> Result<Amount, TemplateError> {
        if self.peek(template)? == b'*' {
            self.at += 1;
            self.peek(template)?;
            return Ok(Amount::Next);
        }
        let mut number = None;
        while let digit @ b'0'..=b'9' = self.peek(template)? {
            let so_far = number.unwrap_or(0_u32).checked_mul(10);
            let next = so_far.and_then(|scaled| scaled.checked_add((digit - b'0').into()));
            number = Some(
                next.filter(|value| *value <= i32::MAX.unsigned_abs())
                    .ok_or(too_big)?,
            );
            self.at += 1;
        }
        Ok(number.map_or(Amount::Absent, |value| Amount::Given(value as usize)))
    }

    fn letter(&mut self, template: &[u8]) -> Result<u8, TemplateError> {
        let at = self.at;
        let letter = self.peek(template)?;
        let known = b"diouxXeEfFgGcrsa".contains(&letter) || (self.bytes && letter == b'b');
        if !known {
            let first = template.get(at..).and_then(wtf8::decode_first);
            let code = if self.bytes {
                letter.into()
            } else {
                first.map_or(0, |(code, _)| code)
            };
            return Err(TemplateError::Letter(code, at));
        }
        self.at = at + 1;
        Ok(letter)
    }
}

impl Conversion {
    /// Takes the value of a `*` width: a negative one means `-` and its size.
    pub fn set_width(&mut self, width: i32) {
        self.left |= width < 0;
        self.width = Amount::Given(width.unsigned_abs() as usize);
    }

    /// Takes the value of a `*` precision: a negative one means 0.
    pub fn set_precision(&mut self, precision: i32) {
        self.precision = Amount::Given(usize::try_from(precision).unwrap_or(0));
    }

    fn precision(&self) -> Option<usize> {
        match self.precision {
            Amount::Given(precision) => Some(precision),
            Amount::Absent | Amount::Next => None,
        }
    }

    fn field(&self, number: bool) -> Field {
        let zeros = number && self.zero && !self.left;
        let align = match (self.left, zeros) {
            (true, _) => Align::Left,
            (_, true) => Align::AfterSign,
            _ => Align::Right,
        };
        let width = match self.width {
            Amount::Given(width) => width,
            Amount::Absent | Amount::Next => 0,
        };
        let fill = if zeros { b'0' } else { b' ' };
        Field {
            fill: fill.into(),
            align,
            width,
            grouping: None,
        }
    }

    fn sign(&self, negative: bool) -> Option<u8> {
        match (negative, self.plus, self.space) {
            (true, ..) => Some(b'-'),
            (_, true, _) => Some(b'+'),
            (.., true) => Some(b' '),
            _ => None,
        }
    }

    /// Writes text for `s`, `r` and `a`, cut to the precision. `characters_are_bytes` for `bytes`.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write_str(
        &self,
        text: &[u8],
        characters_are_bytes: bool,
        sink: &mut impl Sink,
    ) -> Result<(), Full> {
        let bytes = characters_are_bytes;
        let cut = self
            .precision()
            .and_then(|most| wtf8::offset_of(text, most, bytes));
        let kept = cut.and_then(|end| text.get(..end)).unwrap_or(text);
        let characters = wtf8::index_of(kept, kept.len(), bytes);
        self.field(false).write_text(kept, characters, sink)
    }

    /// Writes one character for `c`, given in its encoding.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write_character(&self, character: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
        self.field(false).write_text(character, 1, sink)
    }

    /// The bits per digit that [`bigint::to_radix`](crate::number::bigint::to_radix) takes, for
    /// `x`, `X` and `o`; nothing for the decimal letters.
    #[must_use]
    pub fn radix_bits(&self) -> Option<u32> {
        match self.letter {
            b'x' | b'X' => Some(4),
            b'o' => Some(3),
            _ => None,
        }
    }

    /// Writes an integer for `d`, `i`, `u`, `x`, `X` and `o`, given as a sign and the digits of
    /// that base (capitals for `X`).
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write_int(
        &self,
        negative: bool,
        digits: &[u8],
        sink: &mut impl Sink,
    ) -> Result<(), Full> {
        let prefix: &[u8] = match (self.alternate, self.letter) {
            (true, b'x') => b"0x",
            (true, b'X') => b"0X",
            (true, b'o') => b"0o",
            _ => b"",
        };
        let zeros = self.precision().unwrap_or(0).saturating_sub(digits.len());
        let len = digits.len().saturating_add(zeros);
        let sign = self.sign(negative);
        let number = Number {
            sign,
            prefix,
            digits: b"",
            zeros: 0,
            rest_len: len,
        };
        number.write(&self.field(true), sink, |sink| {
            sink.fill(b'0', zeros)?;
            sink.push(digits)
        })
    }

    /// Writes a float for `e`, `E`, `f`, `F`, `g` and `G`.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write_float(&self, value: f64, sink: &mut impl Sink) -> Result<(), Full> {
        let precision = self.precision().unwrap_or(6);
        let form = match self.letter {
            b'e' | b'E' => Form::Exponent(precision),
            b'f' | b'F' => Form::Fixed(precision),
            _ => Form::General(precision),
        };
        let text = FloatText::new(
            value,
            form,
            self.alternate,
            self.letter.is_ascii_uppercase(),
        );
        let negative = value.is_sign_negative() && !value.is_nan();
        write_float(&text, self.sign(negative), b"", &self.field(true), sink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt;
    use proptest::prelude::*;
    use std::string::String;
    use std::vec::Vec;

    enum Value {
        Int(BigInt),
        Float(f64),
        Str(String),
    }

    fn write(conversion: &Conversion, value: &Value, out: &mut Vec<u8>) -> Option<()> {
        let as_int = match value {
            Value::Int(int) => Some(int.clone()),
            Value::Float(float) if float.is_finite() && conversion.radix_bits().is_none() => {
                std::format!("{:.0}", float.trunc()).parse().ok()
            }
            _ => None,
        };
        match (conversion.letter, value) {
            (b'd' | b'i' | b'u' | b'x' | b'X' | b'o', _) => {
                let int = as_int?;
                let radix = conversion.radix_bits().map_or(10, |bits| 1 << bits);
                let mut digits = int.magnitude().to_str_radix(radix);
                if conversion.letter == b'X' {
                    digits = digits.to_uppercase();
                }
                let negative = int.sign() == num_bigint::Sign::Minus;
                conversion
                    .write_int(negative, digits.as_bytes(), out)
                    .unwrap();
            }
            (b'e' | b'E' | b'f' | b'F' | b'g' | b'G', Value::Int(int)) => {
                let float = std::format!("{int}").parse().unwrap();
                conversion.write_float(float, out).unwrap();
            }
            (b'e' | b'E' | b'f' | b'F' | b'g' | b'G', Value::Float(float)) => {
                conversion.write_float(*float, out).unwrap();
            }
            (b'c', Value::Str(text)) if text.chars().count() == 1 => {
                conversion.write_character(text.as_bytes(), out).unwrap();
            }
            (b'c', Value::Int(int)) => {
                let char = char::from_u32(u32::try_from(int).ok()?)?;
                conversion
                    .write_character(String::from(char).as_bytes(), out)
                    .unwrap();
            }
            (b's', Value::Str(text)) => conversion.write_str(text.as_bytes(), false, out).unwrap(),
            (b's', Value::Int(int)) => {
                let text = std::format!("{int}");
                conversion.write_str(text.as_bytes(), false, out).unwrap();
            }
            _ => return None,
        }
        Some(())
    }

    /// The text; an error of the template; nothing if the value does not fit the conversion.
    fn formatted(template: &str, value: &Value) -> Result<Option<String>, TemplateError> {
        let mut out = Vec::new();
        let mut pieces = Pieces::new(false);
        let mut values = 0;
        while let Some(piece) = pieces.next(template.as_bytes())? {
            match piece {
                Piece::Literal(range) => out.extend_from_slice(&template.as_bytes()[range]),
                Piece::Value(conversion) if conversion.key.is_none() => {
                    values += 1;
                    if write(&conversion, value, &mut out).is_none() {
                        return Ok(None);
                    }
                }
                Piece::Value(_) => return Ok(None),
            }
        }
        Ok((values == 1).then(|| String::from_utf8(out).unwrap()))
    }

    #[test]
    fn values_are_formatted_as_cpython_does() {
        for line in include_str!("vectors/percent.txt").lines() {
            let [template, kind, shown, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("a vector has four fields: {line}");
            };
            let value = match kind {
                "int" => Value::Int(shown.parse().unwrap()),
                "float" => Value::Float(shown.parse().unwrap()),
                _ => Value::Str(shown.trim_matches('\'').into()),
            };
            match formatted(template, &value) {
                Ok(Some(text)) => assert_eq!(text, expected, "{template:?} % {shown}"),
                Err(error) if !template.contains("(a") => {
                    let mut text = Vec::from(b"!");
                    error.write(template.as_bytes(), &mut text).unwrap();
                    assert_eq!(String::from_utf8(text).unwrap(), expected, "{template:?}");
                }
                // The caller's part: values that do not fit, floats under `%s`, `%r` and `%a`.
                Ok(None) | Err(_) => {}
            }
        }
    }

    #[test]
    fn stars_and_keys_are_left_to_the_caller() {
        let template = b"%(a(b)c)-*.*f";
        let Ok(Some(Piece::Value(mut conversion))) = Pieces::new(false).next(template) else {
            panic!("a conversion");
        };
        assert_eq!(conversion.key, Some(2..7));
        assert_eq!(
            (conversion.width, conversion.precision),
            (Amount::Next, Amount::Next)
        );
        conversion.left = false;
        conversion.set_width(-7);
        conversion.set_precision(-3);
        let mut out = Vec::new();
        conversion.write_float(4.0, &mut out).unwrap();
        assert_eq!(out, b"4      ");
        assert_eq!(
            Pieces::new(false).next(b"%(a"),
            Err(TemplateError::IncompleteKey)
        );
    }

    proptest! {
        #[test]
        fn wild_templates_never_panic(template in "[%(*)+ #0.1a-zé-]{0,12}") {
            let _ = formatted(&template, &Value::Float(-1.5));
            let _ = formatted(&template, &Value::Int(7.into()));
        }
    }
}
