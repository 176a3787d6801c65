//! Quantifiers and alternatives: code that goes before what is already written.

use super::code::{NONE, how, op};
use super::fault::{Fault, FaultKind, Halt, Part, Res, plain};
use super::parser::{Parser, item, kind};

impl Parser<'_, '_> {
    /// `{`, which is a plain character unless what follows is a quantifier.
    pub(super) fn braces(&mut self, at: usize) -> Res<()> {
        let here = self.tokens.at;
        if self.tokens.next == super::token::Token::Char(0x7d) {
            return self.character(0x7b);
        }
        let low = self.count()?;
        let high = if self.tokens.take(b',')? {
            self.count()?
        } else {
            low
        };
        if !self.tokens.take(b'}')? {
            self.tokens.seek(here)?;
            return self.character(0x7b);
        }
        for bound in [low, high].into_iter().flatten() {
            if bound == NONE {
                let message = [Part::Text("the repetition number is too large")];
                let made = Fault::new(FaultKind::Overflow, &message, None);
                return Err(Halt::Fault(made));
            }
        }
        let (low, high) = (low.unwrap_or(0), high.unwrap_or(NONE));
        if high < low {
            return plain("min repeat greater than max repeat", here);
        }
        self.quantify(at, low, high)
    }

    /// Digits; [`NONE`] stands for all that is too large.
    fn count(&mut self) -> Res<Option<u32>> {
        let mut number = None;
        while let Some(digit) = self.tokens.take_if(u8::is_ascii_digit)? {
            let more = u32::from(digit - b'0');
            let tens = number.unwrap_or(0_u32).saturating_mul(10);
            number = Some(tens.saturating_add(more));
        }
        Ok(number)
    }

    /// Repeats the last item.
    pub(super) fn quantify(&mut self, at: usize, low: u32, high: u32) -> Res<()> {
        match self.level.item {
            item::NOTHING | item::PLACE => return plain("nothing to repeat", at),
            item::REPEAT => return plain("multiple repeat", at),
            _ => {}
        }
        let how = if self.tokens.take(b'?')? {
            how::LAZY
        } else if self.tokens.take(b'+')? {
            how::POSSESSIVE
        } else {
            how::GREEDY
        };
        let code = self.level.item_code as usize;
        if self.writer.is_unit(code) {
            let body = (self.writer.len - code) as u32;
            self.writer
                .insert(code, &[op::ONE | how << 8, low, high, body])?;
        } else if (low, high) == (0, 1) && how != how::POSSESSIVE {
            let split = [op::SPLIT, op::SPLIT_LAZY][how as usize];
            self.writer.insert(code, &[split, 0])?;
            self.writer.aim(code, 1);
        } else {
            self.repeat(code, low, high, how)?;
        }
        self.level.item = item::REPEAT;
        self.level.item_low = self.level.item_low.saturating_mul(low);
        self.level.item_high = self.level.item_high.saturating_mul(high);
        Ok(())
    }

    /// A loop around the code from `code` on.
    fn repeat(&mut self, code: usize, low: u32, high: u32, how: u32) -> Res<()> {
        let register = self.take_registers(3);
        let head = code + 2;
        let begin = [op::LOOP_BEGIN, register];
        let turn = [op::LOOP | how << 8, register, low, high, 0];
        let again = [op::LOOP_AGAIN, register, high];
        let again = if how == how::LAZY { &again[..] } else { &[] };
        self.writer.insert(code, again)?;
        self.writer.insert(code, &turn)?;
        self.writer.insert(code, &begin)?;
        if how == how::POSSESSIVE {
            self.writer.push(&[op::CUT, register + 2])?;
        }
        let back = (head as u32).wrapping_sub(self.writer.len as u32);
        self.writer.push(&[op::JUMP, back])?;
        self.writer.aim(head, 4);
        Ok(())
    }

    /// `|`
    pub(super) fn alternate(&mut self) -> Res<()> {
        match self.level.kind {
            kind::IF => {
                self.tokens.advance()?;
                return self.begin_else();
            }
            kind::ELSE => {
                let message = "conditional backref with more than two branches";
                return plain(message, self.tokens.at);
            }
            _ => {}
        }
        let branch = self.level.branch as usize;
        self.writer.insert(branch, &[op::SPLIT, 0])?;
        let jump = self.writer.len;
        self.writer.push(&[op::JUMP, self.level.jumps])?;
        self.writer.aim(branch, 1);
        self.level.jumps = jump as u32;
        self.end_branch();
        self.tokens.advance()?;
        if self.depth == 0 {
            self.level.flags = self.flags;
        }
        Ok(())
    }

    /// Notes the width of a branch, and that the next one begins.
    pub(super) fn end_branch(&mut self) {
        let (low, high) = self.level.width();
        let level = &mut self.level;
        let first = level.branches == 0;
        level.least = if first { low } else { level.least.min(low) };
        level.most = level.most.max(high);
        level.branches = 1;
        level.branch = self.writer.len as u32;
        (level.low, level.high) = (0, 0);
        (level.item_low, level.item_high) = (0, 0);
        level.item = item::NOTHING;
    }

    /// After the last alternative: lets those before it go on behind it.
    pub(super) fn end_branches(&mut self) {
        self.end_branch();
        let mut jump = self.level.jumps;
        while jump != NONE {
            let before = self.writer.word(jump as usize + 1);
            self.writer.aim(jump as usize, 1);
            jump = before;
        }
    }
}
