//! The instructions of a program, and how they are written and read.
//!
//! A program is a header of [`HEADER`] words and then instructions: a word with the operation in
//! its low byte and its modes above, then operands. Jumps are relative to their instruction, so
//! that code can be moved when something must go before it.

use super::fault::{Halt, Res};

/// Words before the code: see [`Program`].
pub(super) const HEADER: usize = 4;
const MAGIC: u32 = 0x3165_7249;

/// Nothing: an unset mark, no limit.
pub(super) const NONE: u32 = u32::MAX;

/// The operations. Those without a comment on operands have none.
pub(super) mod op {
    // Zero, which is read outside of the program, fails.
    pub const MATCH: u32 = 1;
    /// The character. Modes: see `fold`.
    pub const CHAR: u32 = 2;
    /// Mode 1: newlines as well.
    pub const ANY: u32 = 3;
    /// Count of items, four words of ASCII bits, two words an item.
    pub const SET: u32 = 4;
    /// Mode: the class.
    pub const CLASS: u32 = 5;
    /// The mark.
    pub const SAVE: u32 = 6;
    /// Where to go on if what follows fails.
    pub const SPLIT: u32 = 7;
    /// Where to go; what follows is tried if that fails.
    pub const SPLIT_LAZY: u32 = 8;
    /// Where to go.
    pub const JUMP: u32 = 9;
    /// Least, most, words of the body that follows. Mode: how.
    pub const ONE: u32 = 10;
    /// Register.
    pub const LOOP_BEGIN: u32 = 11;
    /// Register, least, most, where to go behind the loop. Mode: how.
    pub const LOOP: u32 = 12;
    /// Register, most: once more round a lazy loop.
    pub const LOOP_AGAIN: u32 = 13;
    /// Register: notes what may be tried.
    pub const HOLD: u32 = 14;
    /// Register: what could be tried since is dropped.
    pub const CUT: u32 = 15;
    /// Register, characters to step back, where to go on. Mode 1: negative.
    pub const LOOK: u32 = 16;
    /// Register. Mode 1: negative.
    pub const LOOK_END: u32 = 17;
    /// Group. Modes: see `fold`.
    pub const GROUP: u32 = 18;
    /// Group, where to go if it is not set.
    pub const IF_GROUP: u32 = 19;
    /// Mode: which place.
    pub const PLACE: u32 = 20;
}

/// How something is repeated.
pub(super) mod how {
    pub const GREEDY: u32 = 0;
    pub const LAZY: u32 = 1;
    pub const POSSESSIVE: u32 = 2;
}

/// Places that match nothing.
pub(super) mod place {
    pub const START: u32 = 0;
    pub const LINE_START: u32 = 1;
    pub const END: u32 = 2;
    pub const LINE_END: u32 = 3;
    pub const VERY_END: u32 = 4;
    pub const BOUNDARY: u32 = 5;
    pub const NO_BOUNDARY: u32 = 6;
    /// Added if words are those of ASCII.
    pub const ASCII: u32 = 8;
}

/// The words in which a program is made.
pub(super) struct Writer<'w> {
    words: &'w mut [u32],
    pub(super) len: usize,
    /// Words moved so far.
    pub(super) moved: usize,
}

impl<'w> Writer<'w> {
    pub(super) fn new(words: &'w mut [u32]) -> Res<Writer<'w>> {
        let mut writer = Writer {
            words,
            len: 0,
            moved: 0,
        };
        writer.push(&[MAGIC, 0, 0, 0])?;
        Ok(writer)
    }

    pub(super) fn push(&mut self, words: &[u32]) -> Res<()> {
        let end = self.len + words.len();
        let room = self.words.get_mut(self.len..end).ok_or(Halt::Full)?;
        room.copy_from_slice(words);
        self.len = end;
        Ok(())
    }

    /// Puts words before the code that starts at a place.
    pub(super) fn insert(&mut self, at: usize, words: &[u32]) -> Res<()> {
        let (len, more) = (self.len, words.len());
        let code = self.words.get_mut(..len + more).ok_or(Halt::Full)?;
        code.copy_within(at..len, at + more);
        code[at..at + more].copy_from_slice(words);
        self.len = len + more;
        self.moved += len - at;
        Ok(())
    }

    pub(super) fn word(&self, at: usize) -> u32 {
        self.words.get(at).copied().unwrap_or(0)
    }

    pub(super) fn set(&mut self, at: usize, word: u32) {
        if let Some(slot) = self.words.get_mut(at) {
            *slot = word;
        }
    }

    /// Lets operand `operand` of the instruction at `at` point behind the code.
    pub(super) fn aim(&mut self, at: usize, operand: usize) {
        self.set(at + operand, (self.len - at) as u32);
    }

    /// Whether the code from a place to the end is one instruction that matches one character.
    pub(super) fn is_unit(&self, at: usize) -> bool {
        let size = match self.word(at) & 0xFF {
            op::CHAR => 2,
            op::ANY | op::CLASS => 1,
            op::SET => 6 + 2 * self.word(at + 1) as usize,
            _ => return false,
        };
        at + size == self.len
    }

    /// Fills in the header: groups without the whole match, cells of the state, flags.
    pub(super) fn finish(&mut self, groups: u32, slots: u32, flags: u32) {
        for (at, word) in [groups, slots, flags].into_iter().enumerate() {
            self.set(at + 1, word);
        }
    }
}

/// A compiled pattern.
#[derive(Clone, Copy, Debug)]
pub struct Program<'c> {
    bytes: &'c [u8],
}

impl<'c> Program<'c> {
    /// A program in the bytes that hold its words in little-endian order.
    #[must_use]
    pub fn new(bytes: &'c [u8]) -> Option<Program<'c>> {
        let program = Program { bytes };
        let enough = program.word(0) == MAGIC && program.slots() > 2 * program.groups();
        (enough && program.slots() < 1 << 20).then_some(program)
    }

    /// Groups beside the whole match.
    #[must_use]
    pub fn groups(&self) -> usize {
        (self.word(1) & 0xF_FFFF) as usize
    }

    /// Cells of state that a match needs.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.word(2) as usize
    }

    /// The flags, those inside of the pattern among them.
    #[must_use]
    pub fn flags(&self) -> u32 {
        self.word(3)
    }

    #[inline]
    pub(super) fn word(&self, at: usize) -> u32 {
        match self
            .bytes
            .get(at.wrapping_mul(4)..)
            .and_then(<[u8]>::first_chunk)
        {
            Some(bytes) => u32::from_le_bytes(*bytes),
            None => 0,
        }
    }

    /// Where the jump in operand `operand` of the instruction at `at` goes.
    #[inline]
    pub(super) fn target(&self, at: usize, operand: usize) -> usize {
        at.wrapping_add_signed(self.word(at + operand) as i32 as isize)
    }
}
