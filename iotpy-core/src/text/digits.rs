//! Numbers in text as Python reads them: decimal digits and spaces of all scripts count as ASCII
//! ones.

use super::class::{decimal_value, is_space, is_space_byte};
use super::sink::{Full, Sink};
use super::wtf8;

/// A cursor over the text of a number that shows it as ASCII: digits of all scripts as `0` to `9`,
/// spaces beyond ASCII as a space, and everything else beyond ASCII as a byte that no number has.
#[derive(Debug, Clone)]
pub struct NumberText<'a> {
    rest: &'a [u8],
}

/// Stands for a character that no number has.
const FOREIGN: u8 = 0x80;

impl<'a> NumberText<'a> {
    /// Starts at the first byte of `text`.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Self {
        NumberText { rest: text }
    }

    /// What is left, as it is.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next character, unless the text has ended.
    #[must_use]
    pub fn peek(&self) -> Option<u8> {
        match *self.rest {
            [] => None,
            [byte @ ..0x80, ..] => Some(byte),
            _ => wtf8::decode_first(self.rest).map(|(code_point, _)| shown(code_point)),
        }
    }

    /// Goes past the next character, if any.
    pub fn advance(&mut self) {
        let len = wtf8::decode_first(self.rest).map_or(0, |(_, len)| len);
        self.rest = self.rest.get(len..).unwrap_or_default();
    }

    /// Whether the character after the next one is a decimal digit.
    #[must_use]
    pub fn digit_follows(&self) -> bool {
        let mut next = self.clone();
        next.advance();
        next.peek().is_some_and(|byte| byte.is_ascii_digit())
    }

    /// Goes past white space.
    pub fn skip_spaces(&mut self) {
        while self.peek().is_some_and(is_space_byte) {
            self.advance();
        }
    }

    /// Goes past a sign; whether it was a minus.
    pub fn sign(&mut self) -> bool {
        let negative = self.peek() == Some(b'-');
        if negative || self.peek() == Some(b'+') {
            self.advance();
        }
        negative
    }

    /// Goes past `word`, in either case, if it is what follows; whether it was.
    pub fn take_word(&mut self, word: &[u8]) -> bool {
        let mut after = self.clone();
        for letter in word {
            if !after
                .peek()
                .is_some_and(|byte| byte.eq_ignore_ascii_case(letter))
            {
                return false;
            }
            after.advance();
        }
        *self = after;
        true
    }
}

fn shown(code_point: u32) -> u8 {
    match decimal_value(code_point) {
        Some(digit) => b'0' + digit,
        None if code_point >= 0x80 && is_space(code_point) => b' ',
        None => FOREIGN,
    }
}

/// Pushes `text` with digits of all scripts and spaces made ASCII, and every other character beyond
/// ASCII as one byte that no number has: what `int(text)` reads.
///
/// # Errors
/// [`Full`] if the sink is; as many bytes as `text` has always suffice.
pub fn to_ascii(text: &[u8], sink: &mut impl Sink) -> Result<(), Full> {
    let mut cursor = NumberText::new(text);
    while let Some(byte) = cursor.peek() {
        sink.push(&[byte])?;
        cursor.advance();
    }
    Ok(())
}
