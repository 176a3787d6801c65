//! Groups, and the other things that a parenthesis begins.

use super::code::{NONE, op};
use super::fault::{Fault, FaultKind, Part, Res, fault, plain};
use super::flag;
use super::parser::{Level, Parser, item, kind};
use super::token::Token;
use crate::text::{class, wtf8};

/// The flag of a letter.
fn flag_of(token: Token) -> Option<u32> {
    let Token::Char(code) = token else {
        return None;
    };
    Some(match u8::try_from(code).ok()? {
        b'i' => flag::IGNORECASE,
        b'L' => flag::LOCALE,
        b'm' => flag::MULTILINE,
        b's' => flag::DOTALL,
        b'x' => flag::VERBOSE,
        b'a' => flag::ASCII,
        b't' => flag::TEMPLATE,
        b'u' => flag::UNICODE,
        _ => return None,
    })
}

fn is_letter(token: Token) -> bool {
    matches!(token, Token::Char(code) if class::is_alpha(code))
}

impl Parser<'_, '_> {
    /// Behind an opening parenthesis at `paren`.
    pub(super) fn open(&mut self, paren: usize) -> Res<()> {
        let question = self.tokens.at;
        if !self.tokens.take(b'?')? {
            return self.open_capture(paren, None);
        }
        let at = self.tokens.at;
        let this = self.tokens.get()?;
        let byte = match this {
            Token::End => return plain("unexpected end of pattern", at),
            Token::Char(code) => u8::try_from(code).unwrap_or(0),
            Token::Escape(_) => 0,
        };
        let flags = self.level.flags;
        match byte {
            b'P' => self.python_group(paren, question),
            b':' => self.open_level(kind::PLAIN, 0, paren, flags),
            b'>' => {
                let register = self.take_registers(1);
                self.open_level(kind::ATOMIC, register, paren, flags)
            }
            b'#' => self.skip_comment(paren),
            b'=' => self.open_look(kind::AHEAD, paren),
            b'!' => self.open_look(kind::NOT_AHEAD, paren),
            b'<' => {
                let at = self.tokens.at;
                match self.tokens.get()? {
                    Token::End => plain("unexpected end of pattern", at),
                    Token::Char(0x3d) => self.open_look(kind::BEHIND, paren),
                    Token::Char(0x21) => self.open_look(kind::NOT_BEHIND, paren),
                    _ => self.unknown_extension("unknown extension ?<", at, question),
                }
            }
            b'(' => self.open_condition(paren),
            _ if byte == b'-' || flag_of(this).is_some() => self.flag_group(this, paren),
            _ => self.unknown_extension("unknown extension ?", at, question),
        }
    }

    fn unknown_extension<T>(&self, text: &'static str, at: usize, question: usize) -> Res<T> {
        let parts = [Part::Text(text), Part::Slice(at, self.tokens.at)];
        fault(&parts, question)
    }

    fn skip_comment(&mut self, paren: usize) -> Res<()> {
        loop {
            match self.tokens.next {
                Token::End => return plain("missing ), unterminated comment", paren),
                Token::Char(0x29) => return self.tokens.advance(),
                _ => self.tokens.advance()?,
            }
        }
    }

    fn python_group(&mut self, paren: usize, question: usize) -> Res<()> {
        if self.tokens.take(b'<')? {
            let (from, to) = self.until(b'>', "group name")?;
            self.check_name(from, to)?;
            return self.open_capture(paren, Some((from, to)));
        }
        if self.tokens.take(b'=')? {
            let (from, to) = self.until(b')', "group name")?;
            self.check_name(from, to)?;
            let group = self.known_name(from, to)?;
            if self.group_width(group as usize).is_none() {
                return plain("cannot refer to an open group", from);
            }
            self.check_behind(group)?;
            return self.reference(group);
        }
        let at = self.tokens.at;
        match self.tokens.get()? {
            Token::End => plain("unexpected end of pattern", at),
            _ => self.unknown_extension("unknown extension ?P", at, question),
        }
    }

    fn known_name(&self, from: usize, to: usize) -> Res<u32> {
        match self.group_named(from, to) {
            Some(group) => Ok(group),
            None => fault(
                &[Part::Text("unknown group name "), Part::Repr(from, to)],
                from,
            ),
        }
    }

    /// The range up to a character, which is passed over.
    pub(super) fn until(&mut self, end: u8, what: &'static str) -> Res<(usize, usize)> {
        let from = self.tokens.at;
        loop {
            let at = self.tokens.at;
            let this = self.tokens.get()?;
            let done = this == Token::Char(u32::from(end));
            if (done || this == Token::End) && at == from {
                return fault(&[Part::Text("missing "), Part::Text(what)], from);
            }
            if this == Token::End {
                let close = if end == b'>' {
                    ">"
                } else if end == b')' {
                    ")"
                } else {
                    "}"
                };
                let parts = [
                    Part::Text("missing "),
                    Part::Text(close),
                    Part::Text(", unterminated name"),
                ];
                return fault(&parts, from);
            }
            if done {
                return Ok((from, at));
            }
        }
    }

    fn is_name(&self, from: usize, to: usize) -> bool {
        let text = self.tokens.text.get(from..to).unwrap_or_default();
        if self.tokens.unicode {
            return class::is_identifier(text);
        }
        // The bytes are taken as Latin-1.
        text.iter().enumerate().all(|(n, byte)| {
            let (buffer, len) = wtf8::encode(u32::from(*byte));
            let mut probe = [b'a'; 5];
            probe[1..=len].copy_from_slice(&buffer[..len]);
            class::is_identifier(&probe[usize::from(n == 0)..=len])
        })
    }

    fn check_name(&self, from: usize, to: usize) -> Res<()> {
        if self.is_name(from, to) {
            return Ok(());
        }
        self.bad_name(from, to)
    }

    fn bad_name<T>(&self, from: usize, to: usize) -> Res<T> {
        let text = Part::Text("bad character in group name ");
        fault(&[text, Part::Repr(from, to)], from)
    }

    fn open_capture(&mut self, paren: usize, name: Option<(usize, usize)>) -> Res<()> {
        self.groups += 1;
        let group = self.groups as u32;
        self.set_group_width(self.groups, NONE, 0);
        if let Some((from, to)) = name {
            if let Some(other) = self.group_named(from, to) {
                let parts = [
                    Part::Text("redefinition of group name "),
                    Part::Repr(from, to),
                    Part::Text(" as group "),
                    Part::Number(group),
                    Part::Text("; was group "),
                    Part::Number(other),
                ];
                return fault(&parts, from);
            }
            self.push_name([group, from as u32, to as u32])?;
        }
        let flags = self.level.flags;
        self.open_level(kind::CAPTURE, group, paren, flags)
    }

    fn open_look(&mut self, kind: u32, paren: usize) -> Res<()> {
        let register = self.take_registers(2);
        let behind = kind == kind::BEHIND || kind == kind::NOT_BEHIND;
        let groups = self.groups as u32 + 2;
        self.open_level(kind, register, paren, self.level.flags)?;
        if behind && self.level.behind == 0 {
            self.level.behind = groups;
        }
        Ok(())
    }

    /// Opens a level and writes what goes before its content.
    fn open_level(&mut self, kind: u32, number: u32, paren: usize, flags: u32) -> Res<()> {
        let code = self.writer.len as u32;
        match kind {
            kind::CAPTURE => self.writer.push(&[op::SAVE, 2 * number - 2])?,
            kind::ATOMIC => self.writer.push(&[op::HOLD, number])?,
            kind::PLAIN => {}
            kind::IF => self.writer.push(&[op::IF_GROUP, number, 0])?,
            _ => {
                let negative = u32::from(kind == kind::NOT_AHEAD || kind == kind::NOT_BEHIND);
                self.writer
                    .push(&[op::LOOK | negative << 8, number, 0, 0])?;
            }
        }
        let behind = self.level.behind;
        self.push_level(Level {
            kind,
            number,
            paren: paren as u32,
            code,
            flags,
            behind,
            branch: self.writer.len as u32,
            jumps: NONE,
            ..Level::default()
        })
    }

    /// A closing parenthesis.
    pub(super) fn close(&mut self) -> Res<()> {
        self.tokens.advance()?;
        self.end_branches();
        let level = self.level;
        let (number, code) = (level.number, level.code as usize);
        let (mut low, mut high) = (level.least, level.most);
        match level.kind {
            kind::CAPTURE => {
                self.writer.push(&[op::SAVE, 2 * number - 1])?;
                self.set_group_width(number as usize, low, high);
            }
            kind::PLAIN | kind::ELSE => {}
            kind::ATOMIC => self.writer.push(&[op::CUT, number])?,
            kind::IF => {
                self.writer.aim(code, 2);
                low = 0;
            }
            _ => {
                let negative = self.writer.word(code) >> 8;
                self.writer.push(&[op::LOOK_END | negative << 8, number])?;
                self.writer.aim(code, 3);
                if level.kind == kind::BEHIND || level.kind == kind::NOT_BEHIND {
                    self.step_back(code, low, high);
                }
                (low, high) = (0, 0);
            }
        }
        self.pop_level();
        self.note_item(item::OTHER, code, low, high);
        Ok(())
    }

    fn step_back(&mut self, code: usize, low: u32, high: u32) {
        if low != high {
            let message = [Part::Text("look-behind requires fixed-width pattern")];
            let made = Fault::new(FaultKind::Pattern, &message, None);
            self.late = self.late.or(Some(made));
        }
        self.writer.set(code + 2, low);
    }

    /// `(?(name)...)`, behind the second parenthesis.
    fn open_condition(&mut self, paren: usize) -> Res<()> {
        let (from, to) = self.until(b')', "group name")?;
        let group = if self.is_name(from, to) {
            self.known_name(from, to)?
        } else {
            let Some(group) = self.condition_number(from, to) else {
                return self.bad_name(from, to);
            };
            if group == 0 {
                return plain("bad group number", from);
            }
            if group >= i32::MAX as u32 / 2 {
                let parts = [
                    Part::Text("invalid group reference "),
                    Part::Slice(from, to),
                ];
                return fault(&parts, from);
            }
            self.push_name([group, from as u32, 0])?;
            group
        };
        self.check_behind(group)?;
        self.open_level(kind::IF, group, paren, self.level.flags)
    }

    /// A number as `int()` reads it.
    fn condition_number(&self, from: usize, to: usize) -> Option<u32> {
        let text = self.tokens.text.get(from..to)?.trim_ascii();
        let digits = text.strip_prefix(b"+").unwrap_or(text);
        let all = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        all.then(|| {
            digits.iter().fold(0_u32, |number, digit| {
                number
                    .saturating_mul(10)
                    .saturating_add(u32::from(digit - b'0'))
            })
        })
    }

    /// The second branch of a condition begins.
    pub(super) fn begin_else(&mut self) -> Res<()> {
        let code = self.level.code as usize;
        let jump = self.writer.len;
        self.writer.push(&[op::JUMP, NONE])?;
        self.writer.aim(code, 2);
        self.end_branch();
        self.level.jumps = jump as u32;
        self.level.kind = kind::ELSE;
        Ok(())
    }

    /// A group inside of a lookbehind must be known before it.
    pub(super) fn check_behind(&self, group: u32) -> Res<()> {
        if self.level.behind == 0 {
            return Ok(());
        }
        if self.group_width(group as usize).is_none() {
            return plain("cannot refer to an open group", self.tokens.at);
        }
        if group + 1 >= self.level.behind {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return plain(message, self.tokens.at);
        }
        Ok(())
    }

    /// Flags for the whole pattern or for a group.
    fn flag_group(&mut self, first: Token, paren: usize) -> Res<()> {
        let Some((added, removed)) = self.read_flags(first)? else {
            if self.depth > 0 || self.level.branches > 0 || self.level.item != item::NOTHING {
                let message = "global flags not at the start of the expression";
                return plain(message, paren);
            }
            self.level.flags = self.flags;
            return Ok(());
        };
        let mut flags = self.level.flags;
        if added & flag::TYPE != 0 {
            flags &= !flag::TYPE;
        }
        self.open_level(kind::PLAIN, 0, paren, (flags | added) & !removed)
    }

    /// The flags that are switched on and off; nothing if they were for the whole pattern.
    fn read_flags(&mut self, first: Token) -> Res<Option<(u32, u32)>> {
        let (mut added, mut removed) = (0, 0);
        let mut this = first;
        if this != Token::Char(0x2d) {
            this = self.added_flags(this, &mut added)?;
        }
        if this == Token::Char(0x29) {
            self.flags |= added;
            return Ok(None);
        }
        if added & flag::TEMPLATE != 0 {
            let message = "bad inline flags: cannot turn on global flag";
            return plain(message, self.tokens.back(1));
        }
        if this == Token::Char(0x2d) {
            self.removed_flags(&mut removed)?;
        }
        if removed & flag::TEMPLATE != 0 {
            let message = "bad inline flags: cannot turn off global flag";
            return plain(message, self.tokens.back(1));
        }
        if added & removed != 0 {
            let message = "bad inline flags: flag turned on and off";
            return plain(message, self.tokens.back(1));
        }
        Ok(Some((added, removed)))
    }

    fn added_flags(&mut self, first: Token, added: &mut u32) -> Res<Token> {
        let mut this = first;
        while let Some(flag) = flag_of(this) {
            let at = self.tokens.at;
            if self.tokens.unicode && flag == flag::LOCALE {
                let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                return plain(message, at);
            }
            if !self.tokens.unicode && flag == flag::UNICODE {
                let message = "bad inline flags: cannot use 'u' flag with a bytes pattern";
                return plain(message, at);
            }
            *added |= flag;
            if flag & flag::TYPE != 0 && *added & flag::TYPE != flag {
                let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                return plain(message, at);
            }
            this = self.tokens.get()?;
            match this {
                Token::End => return plain("missing -, : or )", at),
                Token::Char(0x29 | 0x2d | 0x3a) => break,
                _ if flag_of(this).is_some() => {}
                _ if is_letter(this) => return plain("unknown flag", at),
                _ => return plain("missing -, : or )", at),
            }
        }
        Ok(this)
    }

    fn removed_flags(&mut self, removed: &mut u32) -> Res<()> {
        let mut missing = "missing flag";
        loop {
            let at = self.tokens.at;
            let this = self.tokens.get()?;
            if this == Token::Char(0x3a) && *removed != 0 {
                return Ok(());
            }
            let Some(flag) = flag_of(this) else {
                let message = if is_letter(this) {
                    "unknown flag"
                } else {
                    missing
                };
                return plain(message, at);
            };
            missing = "missing :";
            if flag & flag::TYPE != 0 {
                let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                return plain(message, self.tokens.at);
            }
            *removed |= flag;
        }
    }
}
