//! Runs a program over a text.

use super::code::{HEADER, NONE, Program, op};
use super::fold;
use super::set::{in_class, in_items};
use crate::text::wtf8;

/// Where a match must lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Anywhere behind the start.
    Search,
    /// At the start.
    Match,
    /// From the start to the end.
    Full,
}

/// Why a search stopped without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The cells are used up.
    Full,
    /// The budget is used up.
    Budget,
}

/// What lies on the stack: the two highest bits of a cell.
pub(super) mod entry {
    pub const MASK: u64 = 3 << 62;
    /// Go on at this instruction and this byte.
    pub const TRY: u64 = 0;
    /// Set this slot to this value.
    pub const UNDO: u64 = 1 << 62;
    /// The repetition of one character at this instruction ended at this byte.
    pub const ONE: u64 = 2 << 62;
    /// The value that the entry above needs.
    pub const EXTRA: u64 = 3 << 62;
}

/// A program, a text and the state of a search.
pub struct Matcher<'m> {
    pub(super) program: Program<'m>,
    pub(super) text: &'m [u8],
    pub(super) unicode: bool,
    /// Marks of the groups, the last group, registers.
    pub(super) slots: &'m mut [u64],
    pub(super) stack: &'m mut [u64],
    pub(super) depth: usize,
    /// Steps that are left.
    pub budget: u64,
    full: bool,
    /// Where an empty match does not count.
    not_empty_at: Option<usize>,
}

impl<'m> Matcher<'m> {
    /// A search in `text`, which is generalised UTF-8 or, without `unicode`, bytes. The cells hold
    /// the state; the more of them are left, the more a pattern may have to try.
    ///
    /// # Errors
    /// [`Stop::Full`] if there are fewer cells than the program has slots.
    pub fn new(
        program: Program<'m>,
        text: &'m [u8],
        unicode: bool,
        cells: &'m mut [u64],
        budget: u64,
    ) -> Result<Matcher<'m>, Stop> {
        let slots = program.slots();
        if cells.len() < slots || text.len() >= NONE as usize {
            return Err(Stop::Full);
        }
        let (slots, stack) = cells.split_at_mut(slots);
        Ok(Matcher {
            program,
            text,
            unicode,
            slots,
            stack,
            depth: 0,
            budget,
            full: false,
            not_empty_at: None,
        })
    }

    /// The bytes of the first match from `start` on. An empty match at `not_empty_at` is passed
    /// over.
    ///
    /// # Errors
    /// When the cells or the budget are used up.
    pub fn find(
        &mut self,
        start: usize,
        mode: Mode,
        not_empty_at: Option<usize>,
    ) -> Result<Option<(usize, usize)>, Stop> {
        self.full = mode == Mode::Full;
        self.not_empty_at = not_empty_at;
        let mut at = start;
        let first = self.first_unit();
        loop {
            if let Some(first) = first.filter(|_| mode == Mode::Search) {
                match self.skip_to(first, at)? {
                    Some(found) => at = found,
                    None => return Ok(None),
                }
            }
            self.step(1)?;
            self.slots.fill(u64::from(NONE));
            self.depth = 0;
            if let Some(end) = self.run(HEADER, at)? {
                return Ok(Some((at, end)));
            }
            if mode != Mode::Search || at >= self.text.len() {
                return Ok(None);
            }
            at += self.char_len(at);
        }
    }

    /// The bytes of a group of the last match.
    #[must_use]
    pub fn group(&self, group: usize) -> Option<(usize, usize)> {
        let at = 2 * group.checked_sub(1)?;
        if group > self.program.groups() {
            return None;
        }
        let (start, end) = (self.slot(at), self.slot(at + 1));
        (start != NONE && end != NONE && start <= end).then_some((start as usize, end as usize))
    }

    /// The group that was closed last.
    #[must_use]
    pub fn last_group(&self) -> Option<usize> {
        match self.slot(2 * self.program.groups()) {
            NONE => None,
            group => Some(group as usize),
        }
    }

    pub(super) fn step(&mut self, count: usize) -> Result<(), Stop> {
        match self.budget.checked_sub(count as u64) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => {
                self.budget = 0;
                Err(Stop::Budget)
            }
        }
    }

    /// The instruction that the first character of any match passes, if there is one.
    fn first_unit(&self) -> Option<usize> {
        let mut at = HEADER;
        loop {
            match self.program.word(at) & 0xFF {
                op::SAVE => at += 2,
                op::CHAR | op::CLASS | op::SET => return Some(at),
                op::ONE if self.program.word(at + 1) > 0 => return Some(at + 4),
                _ => return None,
            }
        }
    }

    /// The next place where the unit matches.
    fn skip_to(&mut self, unit: usize, from: usize) -> Result<Option<usize>, Stop> {
        let word = self.program.word(unit);
        let code = self.program.word(unit + 1);
        if word == op::CHAR && code < 0x80 {
            let rest = self.text.get(from..).unwrap_or_default();
            let found = rest.iter().position(|byte| u32::from(*byte) == code);
            self.step(found.unwrap_or(rest.len()) / 16)?;
            return Ok(found.map(|found| from + found));
        }
        let mut at = from;
        while at < self.text.len() {
            self.step(1)?;
            if self.unit(unit, at).is_some() {
                return Ok(Some(at));
            }
            at += self.char_len(at);
        }
        Ok(None)
    }

    #[inline]
    pub(super) fn char_at(&self, at: usize) -> Option<(u32, usize)> {
        match self.text.get(at) {
            Some(byte) if *byte < 0x80 || !self.unicode => Some((u32::from(*byte), 1)),
            Some(_) => wtf8::decode_first(&self.text[at..]),
            None => None,
        }
    }

    pub(super) fn char_len(&self, at: usize) -> usize {
        self.char_at(at).map_or(1, |(_, len)| len)
    }

    pub(super) fn char_before(&self, at: usize) -> Option<(u32, usize)> {
        let before = self.text.get(..at)?;
        match before.last() {
            Some(byte) if *byte < 0x80 || !self.unicode => Some((u32::from(*byte), 1)),
            _ => wtf8::decode_last(before),
        }
    }

    /// The length of the character at a byte if the unit at `at` matches it.
    #[inline]
    pub(super) fn unit(&self, at: usize, position: usize) -> Option<usize> {
        let (code, len) = self.char_at(position)?;
        let word = self.program.word(at);
        let mode = word >> 8;
        let inside = match word & 0xFF {
            op::CHAR => {
                let own = self.program.word(at + 1);
                own == code || mode != 0 && fold::same(code, own, mode)
            }
            op::ANY => mode != 0 || code != 0x0a,
            op::CLASS => in_class(code, mode),
            op::SET => self.set(at, code, mode),
            _ => false,
        };
        inside.then_some(len)
    }

    fn set(&self, at: usize, code: u32, mode: u32) -> bool {
        if code < 128 {
            let row = self.program.word(at + 2 + (code >> 5) as usize);
            return row >> (code & 31) & 1 != 0;
        }
        let count = self.program.word(at + 1) as usize;
        // A count that no compiler wrote must not keep the search busy.
        let items =
            (0..count.min(1 << 16)).map(|n| [0, 1].map(|k| self.program.word(at + 6 + 2 * n + k)));
        in_items(code, mode, items) != (mode & fold::mode::NEGATIVE != 0)
    }

    /// Whether a match may end here.
    pub(super) fn accepts(&self, start: usize, end: usize) -> bool {
        (!self.full || end == self.text.len())
            && !(start == end && self.not_empty_at == Some(start))
    }

    #[inline]
    pub(super) fn slot(&self, slot: usize) -> u32 {
        self.slots.get(slot).map_or(NONE, |value| *value as u32)
    }

    /// The slot of a register.
    pub(super) fn register(&self, register: u32) -> usize {
        2 * self.program.groups() + 1 + register as usize
    }
}
