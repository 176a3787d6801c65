//! From a pattern to a program, in one pass and without recursion.

use super::code::{HEADER, NONE, Writer, op, place};
use super::fault::{Fault, FaultKind, Halt, Part, Res, fault, plain};
use super::flag;
use super::token::{Token, Tokens};

/// Words of a [`Level`] on the stack.
pub(super) const LEVEL: usize = 17;
/// Words of an entry of the table of names: group, first and last byte of the name. An entry whose
/// last byte is zero is a number in a condition, which must turn out to be a group's.
pub(super) const NAME: usize = 3;

/// What opened a level; zero is the pattern.
pub(super) mod kind {
    pub const CAPTURE: u32 = 1;
    pub const PLAIN: u32 = 2;
    pub const ATOMIC: u32 = 3;
    pub const AHEAD: u32 = 4;
    pub const NOT_AHEAD: u32 = 5;
    pub const BEHIND: u32 = 6;
    pub const NOT_BEHIND: u32 = 7;
    /// The first branch of a condition.
    pub const IF: u32 = 8;
    /// The second one.
    pub const ELSE: u32 = 9;
}

/// What the last item of a sequence is, as far as a quantifier cares.
pub(super) mod item {
    pub const NOTHING: u32 = 0;
    pub const PLACE: u32 = 1;
    pub const REPEAT: u32 = 2;
    pub const OTHER: u32 = 3;
}

/// A pattern or a group that is being parsed.
#[derive(Clone, Copy, Default)]
pub(super) struct Level {
    pub kind: u32,
    /// The group's number, or the register of what is not a group.
    pub number: u32,
    /// The byte of the parenthesis.
    pub paren: u32,
    /// The code of the whole group.
    pub code: u32,
    pub flags: u32,
    /// Groups known when a lookbehind began, and one more; zero outside of them.
    pub behind: u32,
    /// The code of the branch that is being parsed.
    pub branch: u32,
    /// The last jump to the end of the alternatives; each names the one before it.
    pub jumps: u32,
    /// Whether a branch is over, and the least and greatest width of those.
    pub branches: u32,
    pub least: u32,
    pub most: u32,
    /// The width of the branch before its last item.
    pub low: u32,
    pub high: u32,
    /// The last item: what, where, and its width.
    pub item: u32,
    pub item_code: u32,
    pub item_low: u32,
    pub item_high: u32,
}

impl Level {
    fn words(&self) -> [u32; LEVEL] {
        [
            self.kind,
            self.number,
            self.paren,
            self.code,
            self.flags,
            self.behind,
            self.branch,
            self.jumps,
            self.branches,
            self.least,
            self.most,
            self.low,
            self.high,
            self.item,
            self.item_code,
            self.item_low,
            self.item_high,
        ]
    }

    fn of_words(words: &[u32; LEVEL]) -> Level {
        Level {
            kind: words[0],
            number: words[1],
            paren: words[2],
            code: words[3],
            flags: words[4],
            behind: words[5],
            branch: words[6],
            jumps: words[7],
            branches: words[8],
            least: words[9],
            most: words[10],
            low: words[11],
            high: words[12],
            item: words[13],
            item_code: words[14],
            item_low: words[15],
            item_high: words[16],
        }
    }

    /// The width of the branch so far.
    pub(super) fn width(&self) -> (u32, u32) {
        (
            self.low.saturating_add(self.item_low),
            self.high.saturating_add(self.item_high),
        )
    }
}

/// A compiled pattern in the caller's words.
#[derive(Clone, Copy, Debug)]
pub struct Compiled {
    /// Words of the program, from the first one.
    pub len: usize,
    /// Where the table of names starts: group, first byte, last byte of each in the pattern.
    pub names: usize,
    /// Its entries; those whose last byte is zero are no names.
    pub name_count: usize,
    /// A measure of the work done.
    pub work: usize,
}

/// The state of the compiler.
pub(super) struct Parser<'p, 'w> {
    pub tokens: Tokens<'p>,
    pub writer: Writer<'w>,
    pub level: Level,
    /// Levels around this one.
    stack: &'w mut [u32],
    pub depth: usize,
    /// Widths of the groups, two words each; the first is [`NONE`] while a group is open.
    widths: &'w mut [u32],
    pub groups: usize,
    names: &'w mut [u32],
    pub name_count: usize,
    /// Registers in use.
    pub registers: u32,
    /// The flags of the whole pattern.
    pub flags: u32,
    /// What CPython finds wrong only after it has parsed all.
    pub late: Option<Fault>,
}

/// Compiles a pattern into `words`: the program comes first, the table of names last.
///
/// # Errors
/// What is wrong with the pattern; nothing if there are too few words.
pub fn compile(
    pattern: &[u8],
    unicode: bool,
    flags: u32,
    words: &mut [u32],
) -> Result<Compiled, Option<Fault>> {
    match parse(pattern, unicode, flags, words) {
        Ok(compiled) => Ok(compiled),
        Err(Halt::Fault(fault)) => Err(Some(fault)),
        Err(Halt::Full) => Err(None),
    }
}

fn parse(pattern: &[u8], unicode: bool, flags: u32, words: &mut [u32]) -> Res<Compiled> {
    // Each group and each name takes a parenthesis.
    let parens = pattern.iter().filter(|byte| **byte == b'(').count() + 1;
    let tables = parens * (LEVEL + 2 + NAME);
    let code_len = words.len().checked_sub(tables).ok_or(Halt::Full)?;
    let (code, rest) = words.split_at_mut(code_len);
    let (stack, rest) = rest.split_at_mut(parens * LEVEL);
    let (widths, names) = rest.split_at_mut(parens * 2);
    let mut parser = Parser {
        tokens: Tokens::new(pattern, unicode)?,
        writer: Writer::new(code)?,
        level: Level {
            branch: HEADER as u32,
            jumps: NONE,
            flags,
            ..Level::default()
        },
        stack,
        depth: 0,
        widths,
        groups: 0,
        names,
        name_count: 0,
        registers: 0,
        flags,
        late: None,
    };
    parser.run()?;
    Ok(Compiled {
        len: parser.writer.len,
        names: code_len + parens * (LEVEL + 2),
        name_count: parser.name_count,
        work: parser.writer.moved + pattern.len(),
    })
}

impl Parser<'_, '_> {
    fn run(&mut self) -> Res<()> {
        loop {
            match self.tokens.next {
                Token::End => break,
                Token::Char(0x29) if self.depth == 0 => break,
                Token::Char(0x29) => self.close()?,
                Token::Char(0x7c) => self.alternate()?,
                this => {
                    let at = self.tokens.at;
                    self.tokens.advance()?;
                    self.item(this, at)?;
                }
            }
        }
        if self.depth > 0 {
            let message = "missing ), unterminated subpattern";
            return plain(message, self.level.paren as usize);
        }
        self.end_branches();
        self.writer.push(&[op::MATCH])?;
        self.fix_flags()?;
        if self.tokens.next != Token::End {
            return plain("unbalanced parenthesis", self.tokens.at);
        }
        self.check_conditions()?;
        if let Some(late) = self.late {
            return Err(Halt::Fault(late));
        }
        let (groups, registers) = (self.groups as u32, self.registers);
        // The marks of the groups come first, then the last group, then the registers.
        let slots = 2 * groups + 1 + registers;
        self.writer.finish(groups, slots, self.flags);
        Ok(())
    }

    fn fix_flags(&mut self) -> Res<()> {
        let message = match self.tokens.unicode {
            true if self.flags & flag::LOCALE != 0 => "cannot use LOCALE flag with a str pattern",
            true if self.flags & flag::ASCII == 0 => {
                self.flags |= flag::UNICODE;
                return Ok(());
            }
            true if self.flags & flag::UNICODE != 0 => "ASCII and UNICODE flags are incompatible",
            false if self.flags & flag::UNICODE != 0 => {
                "cannot use UNICODE flag with a bytes pattern"
            }
            false if self.flags & flag::LOCALE != 0 && self.flags & flag::ASCII != 0 => {
                "ASCII and LOCALE flags are incompatible"
            }
            false if self.flags & flag::LOCALE != 0 => return self.refuse("re.LOCALE"),
            _ => return Ok(()),
        };
        let made = Fault::new(FaultKind::Flags, &[Part::Text(message)], None);
        Err(Halt::Fault(made))
    }

    pub(super) fn refuse<T>(&self, what: &'static str) -> Res<T> {
        let made = Fault::new(FaultKind::Refused, &[Part::Text(what)], None);
        Err(Halt::Fault(made))
    }

    fn check_conditions(&mut self) -> Res<()> {
        for n in 0..self.name_count {
            let [group, at, end] = self.name(n);
            if end == 0 && group as usize > self.groups {
                let parts = [Part::Text("invalid group reference "), Part::Number(group)];
                return fault(&parts, at as usize);
            }
        }
        Ok(())
    }

    fn item(&mut self, this: Token, at: usize) -> Res<()> {
        let Token::Char(code) = this else {
            return self.escape(this, at);
        };
        let byte = u8::try_from(code).unwrap_or(0);
        if self.level.flags & flag::VERBOSE != 0 {
            match byte {
                b' ' | 9..=13 => return Ok(()),
                b'#' => return self.comment(),
                _ => {}
            }
        }
        match byte {
            b'[' => self.set(at),
            b'(' => self.open(at),
            b'*' => self.quantify(at, 0, NONE),
            b'+' => self.quantify(at, 1, NONE),
            b'?' => self.quantify(at, 0, 1),
            b'{' => self.braces(at),
            b'.' => {
                let all = u32::from(self.level.flags & flag::DOTALL != 0);
                self.unit(&[op::ANY | all << 8])
            }
            b'^' | b'$' => {
                let lines = self.level.flags & flag::MULTILINE != 0;
                self.place(match (byte, lines) {
                    (b'^', false) => place::START,
                    (b'^', true) => place::LINE_START,
                    (_, false) => place::END,
                    (_, true) => place::LINE_END,
                })
            }
            _ => self.character(code),
        }
    }

    /// A comment of a verbose pattern.
    fn comment(&mut self) -> Res<()> {
        while !matches!(self.tokens.get()?, Token::End | Token::Char(0x0a)) {}
        Ok(())
    }

    /// Whether words and classes are those of ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        !self.tokens.unicode || self.level.flags & flag::ASCII != 0
    }

    /// Notes that an item of this width starts here.
    pub(super) fn begin_item(&mut self, item: u32, low: u32, high: u32) {
        self.note_item(item, self.writer.len, low, high);
    }

    /// Notes the last item of the sequence.
    pub(super) fn note_item(&mut self, item: u32, code: usize, low: u32, high: u32) {
        let (before_low, before_high) = self.level.width();
        self.level.low = before_low;
        self.level.high = before_high;
        self.level.item = item;
        self.level.item_code = code as u32;
        self.level.item_low = low;
        self.level.item_high = high;
    }

    /// An instruction that matches one character.
    pub(super) fn unit(&mut self, words: &[u32]) -> Res<()> {
        self.begin_item(item::OTHER, 1, 1);
        self.writer.push(words)
    }

    pub(super) fn place(&mut self, place: u32) -> Res<()> {
        self.begin_item(item::PLACE, 0, 0);
        self.writer.push(&[op::PLACE | place << 8])
    }

    /// Takes registers for a construct.
    pub(super) fn take_registers(&mut self, count: u32) -> u32 {
        self.registers += count;
        self.registers - count
    }

    pub(super) fn push_level(&mut self, level: Level) -> Res<()> {
        let words = self.level.words();
        let room = self.stack.as_chunks_mut().0.get_mut(self.depth);
        *room.ok_or(Halt::Full)? = words;
        self.depth += 1;
        self.level = level;
        Ok(())
    }

    pub(super) fn pop_level(&mut self) {
        self.depth -= 1;
        if let Some(words) = self.stack.as_chunks().0.get(self.depth) {
            self.level = Level::of_words(words);
        }
    }

    /// The least and the greatest width of a closed group.
    pub(super) fn group_width(&self, group: usize) -> Option<(u32, u32)> {
        let [low, high] = *self.widths.as_chunks().0.get(group)?;
        (1..=self.groups).contains(&group).then_some(())?;
        (low != NONE || high != 0).then_some((low, high))
    }

    /// An open group is noted as one that is at least endless and at most empty.
    pub(super) fn set_group_width(&mut self, group: usize, low: u32, high: u32) {
        if let Some(width) = self.widths.as_chunks_mut().0.get_mut(group) {
            *width = [low, high];
        }
    }

    pub(super) fn name(&self, n: usize) -> [u32; NAME] {
        let entry = self.names.as_chunks().0.get(n);
        entry.copied().unwrap_or_default()
    }

    pub(super) fn push_name(&mut self, entry: [u32; NAME]) -> Res<()> {
        let room = self.names.as_chunks_mut().0.get_mut(self.name_count);
        *room.ok_or(Halt::Full)? = entry;
        self.name_count += 1;
        Ok(())
    }

    /// The group with the name in a range of the pattern.
    pub(super) fn group_named(&self, from: usize, to: usize) -> Option<u32> {
        let text = self.tokens.text;
        (0..self.name_count)
            .map(|n| self.name(n))
            .find(|[_, start, end]| {
                *end != 0 && text.get(*start as usize..*end as usize) == text.get(from..to)
            })
            .map(|[group, _, _]| group)
    }
}
