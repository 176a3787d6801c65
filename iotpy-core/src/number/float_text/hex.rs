//! The hexadecimal form of floats: `float.hex` and `float.fromhex`.

use crate::number::ieee;
use crate::text::digits::NumberText;
use crate::text::sink::{Full, Sink};

/// Writes `float.hex()` of a float, such as `-0x1.8000000000000p+1`.
///
/// # Errors
/// [`Full`] if the sink is; 25 bytes always suffice.
pub fn hex(float: f64, sink: &mut impl Sink) -> Result<(), Full> {
    if !float.is_finite() || float == 0.0 {
        let text: &[u8] = match (float.is_nan(), float == 0.0) {
            (true, _) => b"nan",
            (_, true) => b"0x0.0p+0",
            _ => b"inf",
        };
        sink.push(if float.is_sign_negative() && !float.is_nan() {
            b"-"
        } else {
            b""
        })?;
        return sink.push(text);
    }
    let (significand, exponent) = ieee::parts(float);
    sink.push(if float.is_sign_negative() {
        b"-0x"
    } else {
        b"0x"
    })?;
    sink.push(if significand >> 52 == 1 { b"1." } else { b"0." })?;
    let mut digits = [0; 13];
    for (place, digit) in digits.iter_mut().rev().enumerate() {
        let nibble = (significand >> (4 * place) & 15) as u8;
        *digit = if nibble < 10 {
            b'0' + nibble
        } else {
            b'a' + nibble - 10
        };
    }
    sink.push(&digits)?;
    let exponent = exponent + 52;
    sink.push(if exponent < 0 { b"p-" } else { b"p+" })?;
    push_number(exponent.unsigned_abs(), sink)
}

/// A number below 10,000 in decimal.
fn push_number(number: u32, sink: &mut impl Sink) -> Result<(), Full> {
    let mut scale = 1000;
    while scale > 1 && number < scale {
        scale /= 10;
    }
    while scale > 0 {
        sink.push(&[b'0' + (number / scale % 10) as u8])?;
        scale /= 10;
    }
    Ok(())
}

/// Why text is not a hexadecimal float.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HexError {
    /// Python: `ValueError`, "invalid hexadecimal floating-point string".
    Invalid,
    /// Python: `OverflowError`, "hexadecimal value too large to represent as a float".
    TooLarge,
}

/// Reads a float as `float.fromhex` does, rounding to nearest, ties to even.
///
/// # Errors
/// [`HexError`].
pub fn parse_hex(text: &[u8]) -> Result<f64, HexError> {
    if !text.is_ascii() {
        return Err(HexError::Invalid);
    }
    let mut text = NumberText::new(text);
    text.skip_spaces();
    let negative = text.sign();
    let magnitude = if text.take_word(b"inf") {
        text.take_word(b"inity");
        f64::INFINITY
    } else if text.take_word(b"nan") {
        f64::NAN
    } else {
        finite(&mut text)?
    };
    text.skip_spaces();
    if text.peek().is_some() {
        return Err(HexError::Invalid);
    }
    Ok(if negative { -magnitude } else { magnitude })
}

fn finite(text: &mut NumberText<'_>) -> Result<f64, HexError> {
    text.take_word(b"0x");
    let mut digits = Digits {
        significand: 0,
        sticky: false,
        exponent: 0,
    };
    let whole = digits.run(text, false);
    let fraction = text.peek() == Some(b'.') && {
        text.advance();
        digits.run(text, true)
    };
    if !whole && !fraction {
        return Err(HexError::Invalid);
    }
    if text.take_word(b"p") {
        let negative = text.sign();
        let size = binary_exponent(text).ok_or(HexError::Invalid)?;
        digits.exponent += if negative { -size } else { size };
    }
    let float = ieee::nearest(digits.significand, digits.sticky, digits.exponent);
    if float.is_infinite() {
        Err(HexError::TooLarge)
    } else {
        Ok(float)
    }
}

/// The first 60 bits of a significand, whether more follows, and the exponent of the last bit.
struct Digits {
    significand: u64,
    sticky: bool,
    exponent: i64,
}

impl Digits {
    /// Takes a run of digits; whether there was any.
    fn run(&mut self, text: &mut NumberText<'_>, fraction: bool) -> bool {
        let mut any = false;
        while let Some(digit) = text.peek().and_then(|byte| char::from(byte).to_digit(16)) {
            text.advance();
            any = true;
            if self.significand >> 60 == 0 {
                self.significand = self.significand << 4 | u64::from(digit);
                self.exponent -= if fraction { 4 } else { 0 };
            } else {
                self.sticky |= digit != 0;
                self.exponent += if fraction { 0 } else { 4 };
            }
        }
        any
    }
}

fn binary_exponent(text: &mut NumberText<'_>) -> Option<i64> {
    const SIZE_MAX: i64 = i64::MAX / 4;
    let mut size = None;
    while let Some(byte @ b'0'..=b'9') = text.peek() {
        let so_far = size.unwrap_or(0_i64);
        let next = so_far
            .saturating_mul(10)
            .saturating_add((byte - b'0').into());
        size = Some(next.min(SIZE_MAX));
        text.advance();
    }
    size
}
