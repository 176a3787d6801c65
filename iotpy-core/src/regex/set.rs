//! Sets of characters: how they are read and what they hold.

use super::code::op;
use super::escape::Escaped;
use super::fault::{Part, Res, fault, plain};
use super::fold::{any, mode};
use super::parser::Parser;
use super::token::{Token, is_octal};
use crate::text::class as unicode;

/// Classes of characters.
pub(super) mod class {
    pub const DIGIT: u32 = 0;
    pub const SPACE: u32 = 1;
    pub const WORD: u32 = 2;
    /// Added for what is not in the class.
    pub const NOT: u32 = 4;
    /// Added for the class of ASCII.
    pub const ASCII: u32 = 8;
}

/// Marks the first word of an item that is a class; otherwise it starts a range.
const CLASS_ITEM: u32 = 1 << 31;

/// Whether a character is in a class.
pub(super) fn in_class(code: u32, which: u32) -> bool {
    let ascii = which & class::ASCII != 0;
    let byte = u8::try_from(code).ok().filter(u8::is_ascii);
    let inside = match (which & 3, byte) {
        (class::DIGIT, Some(byte)) => byte.is_ascii_digit(),
        (class::SPACE, Some(byte)) => {
            matches!(byte, 9..=13 | b' ') || !ascii && matches!(byte, 28..=31)
        }
        (_, Some(byte)) => byte.is_ascii_alphanumeric() || byte == b'_',
        (_, None) if ascii => false,
        (class::DIGIT, None) => unicode::is_decimal(code),
        (class::SPACE, None) => unicode::is_space(code),
        (_, None) => unicode::is_alnum(code),
    };
    inside != (which & class::NOT != 0)
}

/// Whether a character is in the items of a set, two words each.
pub(super) fn in_items(
    code: u32,
    mode: u32,
    items: impl Iterator<Item = [u32; 2]> + Clone,
) -> bool {
    let holds = |code: u32| {
        items.clone().any(|[low, high]| {
            if low & CLASS_ITEM != 0 {
                in_class(code, low & 0xF)
            } else {
                (low..=high).contains(&code)
            }
        })
    };
    any(code, mode & mode::MASK, holds)
}

impl Parser<'_, '_> {
    /// A set, up to its bracket.
    pub(super) fn set(&mut self, at: usize) -> Res<()> {
        let negative = self.tokens.take(b'^')?;
        let mode = self.fold_mode() | if negative { mode::NEGATIVE } else { 0 };
        let start = self.writer.len;
        self.unit(&[op::SET | mode << 8, 0, 0, 0, 0, 0])?;
        loop {
            let this_at = self.tokens.at;
            let this = self.tokens.get()?;
            if this == Token::End {
                return plain("unterminated character set", at);
            }
            if this == Token::Char(0x5d) && self.writer.len > start + 6 {
                break;
            }
            let low = self.member(this, this_at)?;
            let this_len = token_len(this);
            if !self.tokens.take(b'-')? {
                self.push_member(low)?;
                continue;
            }
            let that_at = self.tokens.at;
            let that = self.tokens.get()?;
            if that == Token::End {
                return plain("unterminated character set", at);
            }
            if that == Token::Char(0x5d) {
                self.push_member(low)?;
                self.push_member(Escaped::Char(0x2d))?;
                break;
            }
            let high = self.member(that, that_at)?;
            match (low, high) {
                (Escaped::Char(low), Escaped::Char(high)) if low <= high => {
                    self.writer.push(&[low, high])?;
                }
                _ => {
                    let that_len = token_len(that);
                    let parts = [
                        Part::Text("bad character range "),
                        Part::Slice(this_at, self.token_end(this_at, this_len)),
                        Part::Text("-"),
                        Part::Slice(that_at, self.token_end(that_at, that_len)),
                    ];
                    return fault(&parts, self.tokens.back(this_len + 1 + that_len));
                }
            }
        }
        self.end_set(start, mode);
        Ok(())
    }

    /// The byte behind a token of so many characters.
    fn token_end(&self, at: usize, characters: usize) -> usize {
        let text = self.tokens.text.get(at..).unwrap_or_default();
        if !self.tokens.unicode {
            return at + characters;
        }
        let len = crate::text::wtf8::offset_of(text, characters, false);
        at + len.unwrap_or(text.len())
    }

    fn member(&mut self, this: Token, at: usize) -> Res<Escaped> {
        let code = match this {
            Token::Escape(code) => code,
            Token::Char(code) => return Ok(Escaped::Char(code)),
            Token::End => return Ok(Escaped::Char(0)),
        };
        match u8::try_from(code).unwrap_or(0) {
            b'b' => Ok(Escaped::Char(8)),
            digit @ b'0'..=b'7' => {
                let mut number = u32::from(digit - b'0');
                for _ in 0..2 {
                    match self.tokens.take_if(is_octal)? {
                        Some(digit) => number = 8 * number + u32::from(digit - b'0'),
                        None => break,
                    }
                }
                if number > 0o377 {
                    return self.octal_too_large(at);
                }
                Ok(Escaped::Char(number))
            }
            _ => self.common_escape(code, at),
        }
    }

    fn push_member(&mut self, member: Escaped) -> Res<()> {
        match member {
            Escaped::Char(code) => self.writer.push(&[code, code]),
            Escaped::Class(class) => self.writer.push(&[CLASS_ITEM | class, 0]),
        }
    }

    /// Writes down which ASCII characters a set holds, so that most questions are one look.
    fn end_set(&mut self, start: usize, mode: u32) {
        let count = (self.writer.len - start - 6) / 2;
        self.writer.set(start + 1, count as u32);
        for row in 0..4 {
            let mut bits = 0;
            for bit in 0..32 {
                let writer = &self.writer;
                let items = (0..count).map(|n| [0, 1].map(|k| writer.word(start + 6 + 2 * n + k)));
                let inside = in_items(32 * row + bit, mode, items);
                if inside != (mode & mode::NEGATIVE != 0) {
                    bits |= 1 << bit;
                }
            }
            self.writer.set(start + 2 + row as usize, bits);
        }
        self.writer.moved += 128 * count;
    }
}

fn token_len(token: Token) -> usize {
    match token {
        Token::Escape(_) => 2,
        _ => 1,
    }
}
