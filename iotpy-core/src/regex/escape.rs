//! What a backslash begins.

use super::code::{op, place};
use super::fault::{Part, Res, fault, plain};
use super::parser::Parser;
use super::set::class;
use super::token::{Token, is_octal};

/// An escape that stands for one character, or that does not.
pub(super) enum Escaped {
    Char(u32),
    Class(u32),
}

impl Parser<'_, '_> {
    /// An escape outside of a set.
    pub(super) fn escape(&mut self, this: Token, at: usize) -> Res<()> {
        let Token::Escape(code) = this else {
            return Ok(());
        };
        let byte = u8::try_from(code).unwrap_or(0);
        let ascii = if self.is_ascii() { place::ASCII } else { 0 };
        match byte {
            b'A' => return self.place(place::START),
            b'Z' => return self.place(place::VERY_END),
            b'b' => return self.place(place::BOUNDARY | ascii),
            b'B' => return self.place(place::NO_BOUNDARY | ascii),
            b'1'..=b'9' => return self.number(byte, at),
            b'0' => {
                let mut number = 0;
                for _ in 0..2 {
                    if let Some(digit) = self.tokens.take_if(is_octal)? {
                        number = 8 * number + u32::from(digit - b'0');
                    } else {
                        break;
                    }
                }
                return self.character(number);
            }
            _ => {}
        }
        match self.common_escape(code, at)? {
            Escaped::Char(code) => self.character(code),
            Escaped::Class(class) => self.unit(&[op::CLASS | class << 8]),
        }
    }

    /// What is the same in a set and outside.
    pub(super) fn common_escape(&mut self, code: u32, at: usize) -> Res<Escaped> {
        let byte = u8::try_from(code).unwrap_or(0);
        let ascii = if self.is_ascii() { class::ASCII } else { 0 };
        let unicode = self.tokens.unicode;
        Ok(match byte {
            b'd' => Escaped::Class(class::DIGIT | ascii),
            b'D' => Escaped::Class(class::DIGIT | class::NOT | ascii),
            b's' => Escaped::Class(class::SPACE | ascii),
            b'S' => Escaped::Class(class::SPACE | class::NOT | ascii),
            b'w' => Escaped::Class(class::WORD | ascii),
            b'W' => Escaped::Class(class::WORD | class::NOT | ascii),
            b'a' => Escaped::Char(7),
            b'f' => Escaped::Char(12),
            b'n' => Escaped::Char(10),
            b'r' => Escaped::Char(13),
            b't' => Escaped::Char(9),
            b'v' => Escaped::Char(11),
            b'x' => Escaped::Char(self.hexadecimal(2, at)?),
            b'u' if unicode => Escaped::Char(self.hexadecimal(4, at)?),
            b'U' if unicode => match self.hexadecimal(8, at)? {
                code @ ..0x11_0000 => Escaped::Char(code),
                _ => return self.bad_escape(at),
            },
            b'N' if unicode => {
                if !self.tokens.take(b'{')? {
                    return plain("missing {", self.tokens.at);
                }
                self.until(b'}', "character name")?;
                return self.refuse("\\N{...} in a pattern");
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => return self.bad_escape(at),
            _ => Escaped::Char(code),
        })
    }

    pub(super) fn bad_escape<T>(&self, at: usize) -> Res<T> {
        let parts = [Part::Text("bad escape "), Part::Slice(at, self.tokens.at)];
        fault(&parts, at)
    }

    fn hexadecimal(&mut self, digits: u32, at: usize) -> Res<u32> {
        let mut number = 0_u32;
        for _ in 0..digits {
            match self.tokens.take_if(u8::is_ascii_hexdigit)? {
                Some(digit) => {
                    let value = char::from(digit).to_digit(16).unwrap_or(0);
                    number = number << 4 | value;
                }
                None => {
                    let slice = Part::Slice(at, self.tokens.at);
                    return fault(&[Part::Text("incomplete escape "), slice], at);
                }
            }
        }
        Ok(number)
    }

    pub(super) fn octal_too_large<T>(&self, at: usize) -> Res<T> {
        let parts = [
            Part::Text("octal escape value "),
            Part::Slice(at, self.tokens.at),
            Part::Text(" outside of range 0-0o377"),
        ];
        fault(&parts, at)
    }

    /// The number of a group, or three octal digits.
    fn number(&mut self, first: u8, at: usize) -> Res<()> {
        let mut group = u32::from(first - b'0');
        if let Some(second) = self.tokens.take_if(u8::is_ascii_digit)? {
            group = 10 * group + u32::from(second - b'0');
            if is_octal(&first)
                && is_octal(&second)
                && let Some(third) = self.tokens.take_if(is_octal)?
            {
                let digits = [first, second, third];
                let number = digits
                    .iter()
                    .fold(0, |n, digit| 8 * n + u32::from(digit - b'0'));
                if number > 0o377 {
                    return self.octal_too_large(at);
                }
                return self.character(number);
            }
        }
        if group as usize > self.groups {
            let parts = [Part::Text("invalid group reference "), Part::Number(group)];
            return fault(&parts, at + 1);
        }
        if self.group_width(group as usize).is_none() {
            return plain("cannot refer to an open group", at);
        }
        self.check_behind(group)?;
        self.reference(group)
    }
}
