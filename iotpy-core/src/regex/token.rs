//! The characters of a pattern, an escaped one together with its backslash.

use super::fault::{Res, plain};
use crate::text::wtf8;

/// What stands next in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    End,
    Char(u32),
    /// A backslash and the character behind it.
    Escape(u32),
}

/// A pattern from left to right, always one token ahead.
pub(super) struct Tokens<'p> {
    pub(super) text: &'p [u8],
    pub(super) unicode: bool,
    pub(super) next: Token,
    /// Where `next` starts.
    pub(super) at: usize,
    /// Where it ends.
    end: usize,
}

impl<'p> Tokens<'p> {
    pub(super) fn new(text: &'p [u8], unicode: bool) -> Res<Tokens<'p>> {
        let mut tokens = Tokens {
            text,
            unicode,
            next: Token::End,
            at: 0,
            end: 0,
        };
        tokens.advance()?;
        Ok(tokens)
    }

    /// The character at a byte and its length.
    fn char_at(&self, at: usize) -> Option<(u32, usize)> {
        let rest = self.text.get(at..)?;
        if self.unicode {
            wtf8::decode_first(rest)
        } else {
            rest.first().map(|byte| (u32::from(*byte), 1))
        }
    }

    pub(super) fn advance(&mut self) -> Res<()> {
        self.at = self.end;
        self.next = match self.char_at(self.at) {
            None => Token::End,
            Some((0x5c, _)) => {
                let Some((code, len)) = self.char_at(self.at + 1) else {
                    return plain("bad escape (end of pattern)", self.at);
                };
                self.end = self.at + 1 + len;
                Token::Escape(code)
            }
            Some((code, len)) => {
                self.end = self.at + len;
                Token::Char(code)
            }
        };
        Ok(())
    }

    pub(super) fn get(&mut self) -> Res<Token> {
        let this = self.next;
        self.advance()?;
        Ok(this)
    }

    /// Passes over a character if it is the next one.
    pub(super) fn take(&mut self, byte: u8) -> Res<bool> {
        let found = self.next == Token::Char(u32::from(byte));
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// The next token if it is an ASCII character that passes a test.
    pub(super) fn take_if(&mut self, test: fn(&u8) -> bool) -> Res<Option<u8>> {
        let Token::Char(code) = self.next else {
            return Ok(None);
        };
        match u8::try_from(code).ok().filter(u8::is_ascii).filter(test) {
            Some(byte) => {
                self.advance()?;
                Ok(Some(byte))
            }
            None => Ok(None),
        }
    }

    pub(super) fn seek(&mut self, at: usize) -> Res<()> {
        self.end = at;
        self.advance()
    }

    /// A byte so many characters before the next token.
    pub(super) fn back(&self, characters: usize) -> usize {
        let mut at = self.at;
        for _ in 0..characters {
            let before = self.text.get(..at).unwrap_or_default();
            let len = match self.unicode {
                true => wtf8::decode_last(before).map_or(0, |(_, len)| len),
                false => 1,
            };
            at = at.saturating_sub(len);
        }
        at
    }
}

pub(super) fn is_octal(byte: &u8) -> bool {
    matches!(byte, b'0'..=b'7')
}
