//! The format specifications of `format()`, `str.format` and f-strings.
//!
//! A [`FormatSpec`] is parsed once and then applied to a `str`, an integer or a float, each with
//! the errors that Python 3.11 raises, in its order.

use super::class::decimal_value;
use super::layout::{Field, Number};
use super::sink::{Full, Sink};
use super::wtf8::{self, CodePoints};
use crate::number::float_text::{FloatText, Form};

pub use super::layout::Align;

/// How signs are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignMode {
    /// Nothing given, or `-`: only a minus is shown.
    Minus,
    /// `+`: there always is a sign.
    Plus,
    /// A space stands where a minus would.
    Space,
}

/// A parsed format specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatSpec {
    fill: u32,
    align: Option<Align>,
    /// The sign option; `None` if there is none, which a `str` insists on.
    sign: Option<u8>,
    /// `z`: a number that is rounded to zero has no minus.
    positive_zero: bool,
    alternate: bool,
    width: usize,
    grouping: Option<u8>,
    precision: Option<usize>,
    /// The type, 0 for none.
    kind: u32,
}

/// What is wrong with a format specification, for a value of a type that the caller knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatError {
    /// A width or precision does not fit.
    TooManyDigits,
    /// A point without digits after it.
    MissingPrecision,
    /// What follows the parts is not one type letter.
    Invalid,
    /// The type letter is not known for the type of the value.
    UnknownCode(u32),
    /// `,` and `_` together.
    CommaAndUnderscore,
    /// A separator with a type letter that does not take it.
    Grouping(u8, u32),
    /// A sign for a `str`.
    StrSign,
    /// A space as the sign of a `str`.
    StrSpace,
    /// `z` for a `str`.
    StrPositiveZero,
    /// `#` for a `str`.
    StrAlternate,
    /// `=` for a `str`.
    StrAlign,
    /// `z` for an integer.
    IntPositiveZero,
    /// A precision for an integer.
    IntPrecision,
    /// A sign for the type `c`.
    CharacterSign,
    /// `#` for the type `c`.
    CharacterAlternate,
    /// The type `c` with what is no code point (`OverflowError`, all others are `ValueError`).
    CharacterRange,
    /// The sink is full.
    Full,
}

impl From<Full> for FormatError {
    fn from(_: Full) -> Self {
        FormatError::Full
    }
}

impl FormatError {
    /// Writes Python's message. `type_name` is that of the value, `spec` the whole specification.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn write(self, type_name: &[u8], spec: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
        match self {
            FormatError::Invalid => {
                sink.push(b"Invalid format specifier '")?;
                sink.push(spec)?;
                sink.push(b"' for object of type '")?;
                sink.push(type_name)?;
                sink.push(b"'")
            }
            FormatError::UnknownCode(code) => {
                sink.push(b"Unknown format code '")?;
                push_code(code, sink)?;
                sink.push(b"' for object of type '")?;
                sink.push(type_name)?;
                sink.push(b"'")
            }
            FormatError::Grouping(separator, code) => {
                sink.push(b"Cannot specify '")?;
                sink.push(&[separator])?;
                sink.push(b"' with '")?;
                push_code(code, sink)?;
                sink.push(b"'.")
            }
            other => sink.push(other.fixed_text()),
        }
    }

    fn fixed_text(self) -> &'static [u8] {
        match self {
            FormatError::TooManyDigits => b"Too many decimal digits in format string",
            FormatError::MissingPrecision => b"Format specifier missing precision",
            FormatError::CommaAndUnderscore => b"Cannot specify both ',' and '_'.",
            FormatError::StrSign => b"Sign not allowed in string format specifier",
            FormatError::StrSpace => b"Space not allowed in string format specifier",
            FormatError::StrPositiveZero => {
                b"Negative zero coercion (z) not allowed in string format specifier"
            }
            FormatError::StrAlternate => {
                b"Alternate form (#) not allowed in string format specifier"
            }
            FormatError::StrAlign => b"'=' alignment not allowed in string format specifier",
            FormatError::IntPositiveZero => {
                b"Negative zero coercion (z) not allowed in integer format specifier"
            }
            FormatError::IntPrecision => b"Precision not allowed in integer format specifier",
            FormatError::CharacterSign => b"Sign not allowed with integer format specifier 'c'",
            FormatError::CharacterAlternate => {
                b"Alternate form (#) not allowed with integer format specifier 'c'"
            }
            FormatError::CharacterRange => b"%c arg not in range(0x110000)",
            FormatError::Full => b"the text does not fit in the room given for it",
            FormatError::Invalid | FormatError::UnknownCode(_) | FormatError::Grouping(..) => b"",
        }
    }
}

/// A type letter in a message: itself if it is printing ASCII.
pub(super) fn push_code(code: u32, sink: &mut impl Sink) -> Result<(), Full> {
    if (0x21..0x7f).contains(&code) {
        return sink.push(&[code as u8]);
    }
    let digits = (u32::BITS - code.leading_zeros()).div_ceil(4).max(1);
    super::repr::push_hex(b"\\x", code, digits, sink)
}

/// How an integer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntForm {
    /// In base 10.
    Decimal,
    /// In base 2.
    Binary,
    /// In base 8.
    Octal,
    /// In base 16, in small letters.
    Hex,
    /// In base 16, in capitals.
    HexUpper,
    /// As the character whose code point it is: [`FormatSpec::format_character`].
    Character,
    /// As the float nearest to it: [`FormatSpec::format_float`].
    Float,
}

impl IntForm {
    fn prefix(self) -> &'static [u8] {
        match self {
            IntForm::Binary => b"0b",
            IntForm::Octal => b"0o",
            IntForm::Hex => b"0x",
            IntForm::HexUpper => b"0X",
            IntForm::Decimal | IntForm::Character | IntForm::Float => b"",
        }
    }
}

/// Reads a specification piece by piece.
struct Cursor<'a> {
    rest: &'a [u8],
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u32> {
        wtf8::decode_first(self.rest).map(|(code_point, _)| code_point)
    }

    fn advance(&mut self) {
        let len = wtf8::decode_first(self.rest).map_or(0, |(_, len)| len);
        self.rest = self.rest.get(len..).unwrap_or_default();
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte.into());
        if found {
            self.advance();
        }
        found
    }

    /// A run of digits, of any script, if there is one.
    fn number(&mut self) -> Result<Option<usize>, FormatError> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(decimal_value) {
            let so_far = number.unwrap_or(0_u32).checked_mul(10);
            let next = so_far.and_then(|scaled| scaled.checked_add(digit.into()));
            let fits = next.filter(|value| *value <= i32::MAX.unsigned_abs());
            number = Some(fits.ok_or(FormatError::TooManyDigits)?);
            self.advance();
        }
        Ok(number.map(|value| value as usize))
    }
}

fn align_of(code_point: u32) -> Option<Align> {
    match u8::try_from(code_point) {
        Ok(b'<') => Some(Align::Left),
        Ok(b'>') => Some(Align::Right),
        Ok(b'^') => Some(Align::Center),
        Ok(b'=') => Some(Align::AfterSign),
        _ => None,
    }
}

impl FormatSpec {
    /// Parses a specification. `number` says whether the value is one: a zero before the width then
    /// stands for padding after the sign.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn parse(spec: &[u8], number: bool) -> Result<Self, FormatError> {
        let mut cursor = Cursor { rest: spec };
        let (fill, align) = fill_and_align(&mut cursor);
        let mut parsed = FormatSpec {
            fill: fill.unwrap_or(b' '.into()),
            align,
            sign: None,
            positive_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: 0,
        };
        if let Some(sign) = [b'+', b'-', b' ']
            .into_iter()
            .find(|sign| cursor.take(*sign))
        {
            parsed.sign = Some(sign);
        }
        parsed.positive_zero = cursor.take(b'z');
        parsed.alternate = cursor.take(b'#');
        if fill.is_none() && cursor.take(b'0') {
            parsed.fill = b'0'.into();
            if align.is_none() && number {
                parsed.align = Some(Align::AfterSign);
            }
        }
        parsed.width = cursor.number()?.unwrap_or(0);
        parsed.grouping = grouping(&mut cursor)?;
        if cursor.take(b'.') {
            parsed.precision = Some(cursor.number()?.ok_or(FormatError::MissingPrecision)?);
        }
        let mut rest = CodePoints::new(cursor.rest);
        parsed.kind = rest.next().unwrap_or(if number { 0 } else { b's'.into() });
        if rest.next().is_some() {
            return Err(FormatError::Invalid);
        }
        parsed.check_grouping()?;
        Ok(parsed)
    }

    fn check_grouping(&self) -> Result<(), FormatError> {
        let Some(separator) = self.grouping else {
            return Ok(());
        };
        match self.letter() {
            0 | b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' => Ok(()),
            b'b' | b'o' | b'x' | b'X' if separator == b'_' => Ok(()),
            _ => Err(FormatError::Grouping(separator, self.kind)),
        }
    }

    /// The type letter, if it is ASCII; 0 for none, and a letter that means nothing otherwise.
    fn letter(&self) -> u8 {
        u8::try_from(self.kind).unwrap_or(b'?')
    }

    fn field(&self, default: Align) -> Field {
        let size = if matches!(self.letter(), b'b' | b'o' | b'x' | b'X') {
            4
        } else {
            3
        };
        Field {
            fill: self.fill,
            align: self.align.unwrap_or(default),
            width: self.width,
            grouping: self.grouping.map(|separator| (separator, size)),
        }
    }

    /// The sign that a number is shown with.
    fn shown_sign(&self, negative: bool) -> Option<u8> {
        match (negative, self.sign) {
            (true, _) => Some(b'-'),
            (false, Some(sign @ (b'+' | b' '))) => Some(sign),
            (false, _) => None,
        }
    }

    /// Writes a `str`.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn format_str(&self, text: &[u8], sink: &mut impl Sink) -> Result<(), FormatError> {
        if !matches!(self.letter(), 0 | b's') {
            return Err(FormatError::UnknownCode(self.kind));
        }
        match self.sign {
            Some(b' ') => return Err(FormatError::StrSpace),
            Some(_) => return Err(FormatError::StrSign),
            None => {}
        }
        if self.positive_zero {
            return Err(FormatError::StrPositiveZero);
        }
        if self.alternate {
            return Err(FormatError::StrAlternate);
        }
        if self.align == Some(Align::AfterSign) {
            return Err(FormatError::StrAlign);
        }
        let cut = self
            .precision
            .and_then(|most| wtf8::offset_of(text, most, false));
        let kept = cut.and_then(|end| text.get(..end)).unwrap_or(text);
        Ok(self
            .field(Align::Left)
            .write_text(kept, wtf8::count(kept), sink)?)
    }

    /// How an integer is to be shown: the caller makes its digits accordingly.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn int_form(&self) -> Result<IntForm, FormatError> {
        let form = match self.letter() {
            0 | b'd' | b'n' => IntForm::Decimal,
            b'b' => IntForm::Binary,
            b'o' => IntForm::Octal,
            b'x' => IntForm::Hex,
            b'X' => IntForm::HexUpper,
            b'c' => IntForm::Character,
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => return Ok(IntForm::Float),
            _ => return Err(FormatError::UnknownCode(self.kind)),
        };
        if self.positive_zero {
            return Err(FormatError::IntPositiveZero);
        }
        if self.precision.is_some() {
            return Err(FormatError::IntPrecision);
        }
        if form == IntForm::Character {
            if self.sign.is_some() {
                return Err(FormatError::CharacterSign);
            }
            if self.alternate {
                return Err(FormatError::CharacterAlternate);
            }
        }
        Ok(form)
    }

    /// Writes an integer, given as a sign and the digits that [`FormatSpec::int_form`] asks for.
    ///
    /// # Errors
    /// [`Full`] if the sink is.
    pub fn format_int(
        &self,
        negative: bool,
        digits: &[u8],
        form: IntForm,
        sink: &mut impl Sink,
    ) -> Result<(), Full> {
        let number = Number {
            sign: self.shown_sign(negative),
            prefix: if self.alternate { form.prefix() } else { b"" },
            digits,
            zeros: 0,
            rest_len: 0,
        };
        number.write(&self.field(Align::Right), sink, |_| Ok(()))
    }

    /// Writes an integer as a character.
    ///
    /// # Errors
    /// [`FormatError::CharacterRange`], [`FormatError::Full`].
    pub fn format_character(&self, code: i64, sink: &mut impl Sink) -> Result<(), FormatError> {
        let code_point = u32::try_from(code).ok().filter(|code| *code < 0x11_0000);
        let (bytes, len) = wtf8::encode(code_point.ok_or(FormatError::CharacterRange)?);
        let number = Number {
            sign: None,
            prefix: b"",
            digits: b"",
            zeros: 0,
            rest_len: 1,
        };
        let text = bytes.get(..len).unwrap_or(&bytes);
        Ok(number.write(&self.field(Align::Right), sink, |sink| sink.push(text))?)
    }

    /// Writes a float.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn format_float(&self, value: f64, sink: &mut impl Sink) -> Result<(), FormatError> {
        let letter = self.letter();
        let (form, value) = match (letter, self.precision) {
            (0, None) => (Form::Repr, value),
            (0, Some(precision)) => (Form::GeneralPoint(precision), value),
            (b'e' | b'E', precision) => (Form::Exponent(precision.unwrap_or(6)), value),
            (b'f' | b'F', precision) => (Form::Fixed(precision.unwrap_or(6)), value),
            (b'g' | b'G' | b'n', precision) => (Form::General(precision.unwrap_or(6)), value),
            (b'%', precision) => (Form::Fixed(precision.unwrap_or(6)), value * 100.0),
            _ => return Err(FormatError::UnknownCode(self.kind)),
        };
        let text = FloatText::new(value, form, self.alternate, letter.is_ascii_uppercase());
        let negative = value.is_sign_negative() && !value.is_nan();
        let negative = negative && !(self.positive_zero && text.is_zero());
        let suffix: &[u8] = if letter == b'%' { b"%" } else { b"" };
        Ok(write_float(
            &text,
            self.shown_sign(negative),
            suffix,
            &self.field(Align::Right),
            sink,
        )?)
    }
}

fn fill_and_align(cursor: &mut Cursor<'_>) -> (Option<u32>, Option<Align>) {
    let mut ahead = CodePoints::new(cursor.rest);
    let (first, second) = (ahead.next(), ahead.next());
    if let Some(align) = second.and_then(align_of) {
        cursor.advance();
        cursor.advance();
        return (first, Some(align));
    }
    let align = first.and_then(align_of);
    if align.is_some() {
        cursor.advance();
    }
    (None, align)
}

fn grouping(cursor: &mut Cursor<'_>) -> Result<Option<u8>, FormatError> {
    let comma = cursor.take(b',');
    let underscore = cursor.take(b'_');
    if underscore && (comma || cursor.peek() == Some(b','.into())) {
        return Err(FormatError::CommaAndUnderscore);
    }
    Ok(if comma {
        Some(b',')
    } else {
        underscore.then_some(b'_')
    })
}

/// Writes a float into a field.
pub(super) fn write_float(
    text: &FloatText,
    sign: Option<u8>,
    suffix: &[u8],
    field: &Field,
    sink: &mut impl Sink,
) -> Result<(), Full> {
    let (whole, zeros) = text.whole();
    // What is not a number has no digits to group or to fill with zeros.
    let (digits, special) = if text.is_finite() {
        (whole, &b""[..])
    } else {
        (&b""[..], whole)
    };
    let rest_len = special.len() + text.rest_len() + suffix.len();
    Number {
        sign,
        prefix: b"",
        digits,
        zeros,
        rest_len,
    }
    .write(field, sink, |sink| {
        sink.push(special)?;
        text.write_rest(sink)?;
        sink.push(suffix)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::float_text;
    use num_bigint::BigInt;
    use proptest::prelude::*;
    use std::format;
    use std::string::{String, ToString};
    use std::vec::Vec;

    fn formatted(kind: &str, value: &str, spec: &str) -> Result<Vec<u8>, FormatError> {
        let mut out = Vec::new();
        let parsed = FormatSpec::parse(spec.as_bytes(), kind != "str")?;
        match kind {
            "str" => parsed.format_str(value.as_bytes(), &mut out)?,
            "float" => {
                let value = float_text::parse(value.as_bytes()).unwrap();
                parsed.format_float(value, &mut out)?;
            }
            _ => format_int(&parsed, &value.parse().unwrap(), &mut out)?,
        }
        Ok(out)
    }

    fn format_int(spec: &FormatSpec, value: &BigInt, out: &mut Vec<u8>) -> Result<(), FormatError> {
        let negative = value.sign() == num_bigint::Sign::Minus;
        let form = spec.int_form()?;
        let radix = match form {
            IntForm::Character => {
                return spec.format_character(value.try_into().unwrap_or(-1), out);
            }
            IntForm::Float => return spec.format_float(value.to_string().parse().unwrap(), out),
            IntForm::Decimal => 10,
            IntForm::Binary => 2,
            IntForm::Octal => 8,
            IntForm::Hex | IntForm::HexUpper => 16,
        };
        let mut digits = value.magnitude().to_str_radix(radix);
        if form == IntForm::HexUpper {
            digits = digits.to_uppercase();
        }
        Ok(spec.format_int(negative, digits.as_bytes(), form, out)?)
    }

    #[test]
    fn values_are_formatted_as_cpython_does() {
        for line in include_str!("vectors/spec.txt").lines() {
            let [kind, value, spec, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("a vector has four fields: {line}");
            };
            // `c` with an integer that does not fit a machine word has a message of its own.
            let expected = expected.replace(
                "Python int too large to convert to C long",
                "%c arg not in range(0x110000)",
            );
            let found = match formatted(kind, value, spec) {
                Ok(text) => String::from_utf8(text).unwrap(),
                Err(error) => {
                    let mut text = Vec::from(b"!");
                    error
                        .write(kind.as_bytes(), spec.as_bytes(), &mut text)
                        .unwrap();
                    String::from_utf8(text).unwrap()
                }
            };
            assert_eq!(found, expected, "format({kind} {value}, {spec:?})");
        }
    }

    proptest! {
        #[test]
        fn wild_specifications_never_panic(
            spec in "[-+ z#0<>=^,_.0-9a-z%é]{0,10}", float in any::<f64>()
        ) {
            // Widths are kept small: text is really made.
            let spec: String = spec.chars().scan(0, |digits, char| {
                *digits = if char.is_ascii_digit() { *digits + 1 } else { 0 };
                (*digits < 5).then_some(char)
            }).collect();
            let _ = formatted("str", "aé", &spec);
            let _ = formatted("int", "-1234", &spec);
            let _ = formatted("float", &format!("{float:e}"), &spec);
        }
    }
}
