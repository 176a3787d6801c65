//! One instruction after the other, and back when they do not match.

use super::code::{NONE, how, op, place};
use super::fold;
use super::matcher::{Matcher, Stop, entry};
use super::set::{class, in_class};

/// Where matching goes on.
enum Flow {
    Go(usize, usize),
    Fail,
    Matched(usize),
}

type Step = Result<Flow, Stop>;

impl Matcher<'_> {
    /// Runs from an instruction at a byte to the end of a match.
    pub(super) fn run(&mut self, code: usize, start: usize) -> Result<Option<usize>, Stop> {
        let (mut code, mut at) = (code, start);
        loop {
            self.step(1)?;
            let flow = match self.instruction(code, at, start)? {
                Flow::Fail => self.back()?,
                flow => flow,
            };
            match flow {
                Flow::Go(next, position) => (code, at) = (next, position),
                Flow::Fail => return Ok(None),
                Flow::Matched(end) => return Ok(Some(end)),
            }
        }
    }

    fn instruction(&mut self, code: usize, at: usize, start: usize) -> Step {
        let word = self.program.word(code);
        let (mode, operand) = (word >> 8, self.program.word(code + 1));
        match word & 0xFF {
            op::CHAR => Ok(self.one_char(code, 2, at)),
            op::ANY | op::CLASS => Ok(self.one_char(code, 1, at)),
            op::SET => Ok(self.one_char(code, 6 + 2 * operand as usize, at)),
            op::MATCH if self.accepts(start, at) => Ok(Flow::Matched(at)),
            op::SAVE => self.save(code, operand, at),
            op::SPLIT => self.split(code, at),
            op::SPLIT_LAZY => {
                self.push_try(code + 2, at)?;
                Ok(Flow::Go(self.program.target(code, 1), at))
            }
            op::JUMP => Ok(Flow::Go(self.program.target(code, 1), at)),
            op::ONE => self.repeat_one(code, mode, at),
            op::LOOP_BEGIN => {
                let register = self.register(operand);
                self.assign(register, NONE)?;
                self.assign(register + 1, NONE)?;
                Ok(Flow::Go(code + 2, at))
            }
            op::LOOP => self.turn(code, mode, at),
            op::LOOP_AGAIN => self.turn_again(code, at),
            op::HOLD => {
                let depth = self.depth as u32;
                self.assign(self.register(operand), depth)?;
                Ok(Flow::Go(code + 2, at))
            }
            op::CUT => {
                self.cut(self.register(operand))?;
                Ok(Flow::Go(code + 2, at))
            }
            op::LOOK => self.look(code, mode, at),
            op::LOOK_END => self.look_end(code, mode),
            op::GROUP => self.group_again(code, mode, at),
            op::IF_GROUP => Ok(Flow::Go(
                match self.group(operand as usize) {
                    Some(_) => code + 3,
                    None => self.program.target(code, 2),
                },
                at,
            )),
            op::PLACE if self.is_place(mode, at) => Ok(Flow::Go(code + 1, at)),
            _ => Ok(Flow::Fail),
        }
    }

    #[inline]
    fn one_char(&self, code: usize, size: usize, at: usize) -> Flow {
        match self.unit(code, at) {
            Some(len) => Flow::Go(code + size, at + len),
            None => Flow::Fail,
        }
    }

    fn push(&mut self, cell: u64) -> Result<(), Stop> {
        *self.stack.get_mut(self.depth).ok_or(Stop::Full)? = cell;
        self.depth += 1;
        Ok(())
    }

    fn push_try(&mut self, code: usize, at: usize) -> Result<(), Stop> {
        self.push(entry::TRY | (code as u64 & 0x3FFF_FFFF) << 32 | at as u64)
    }

    /// Changes a slot, for as long as nothing goes back behind it.
    fn assign(&mut self, slot: usize, value: u32) -> Result<(), Stop> {
        let old = self.slot(slot);
        if old == value {
            return Ok(());
        }
        if self.depth > 0 {
            self.push(entry::UNDO | (slot as u64 & 0x3FFF_FFFF) << 32 | u64::from(old))?;
        }
        if let Some(cell) = self.slots.get_mut(slot) {
            *cell = u64::from(value);
        }
        Ok(())
    }

    fn undo(&mut self, cell: u64) {
        let slot = (cell >> 32 & 0x3FFF_FFFF) as usize;
        if let Some(place) = self.slots.get_mut(slot) {
            *place = cell & 0xFFFF_FFFF;
        }
    }

    fn pop(&mut self) -> Option<u64> {
        self.depth = self.depth.checked_sub(1)?;
        self.stack.get(self.depth).copied()
    }

    /// Goes back to what is still to be tried.
    fn back(&mut self) -> Step {
        while let Some(cell) = self.pop() {
            self.step(1)?;
            let (code, at) = ((cell >> 32 & 0x3FFF_FFFF) as usize, cell as u32 as usize);
            match cell & entry::MASK {
                entry::TRY => return Ok(Flow::Go(code, at)),
                entry::UNDO => self.undo(cell),
                entry::ONE => {
                    let extra = self.pop().unwrap_or(0) as u32;
                    if let flow @ Flow::Go(..) = self.one_again(code, at, extra)? {
                        return Ok(flow);
                    }
                }
                _ => {}
            }
        }
        Ok(Flow::Fail)
    }

    /// Drops what could be tried since the depth in a register; what must be undone stays.
    fn cut(&mut self, register: usize) -> Result<(), Stop> {
        let from = self.slot(register) as usize;
        let mut kept = from;
        for n in from..self.depth {
            self.step(1)?;
            let cell = self.stack.get(n).copied().unwrap_or(0);
            if cell & entry::MASK == entry::UNDO && from > 0 {
                self.stack[kept] = cell;
                kept += 1;
            }
        }
        self.depth = kept.min(self.depth);
        Ok(())
    }

    fn save(&mut self, code: usize, mark: u32, at: usize) -> Step {
        let groups = self.program.groups();
        if mark as usize >= 2 * groups {
            return Ok(Flow::Fail);
        }
        self.assign(mark as usize, at as u32)?;
        if mark % 2 == 1 {
            self.assign(2 * groups, mark / 2 + 1)?;
        }
        Ok(Flow::Go(code + 2, at))
    }

    fn split(&mut self, code: usize, at: usize) -> Step {
        let other = self.program.target(code, 1);
        // A branch that starts with another character need not be tried.
        if self.program.word(code + 2) == op::CHAR && self.unit(code + 2, at).is_none() {
            return Ok(Flow::Go(other, at));
        }
        self.push_try(other, at)?;
        Ok(Flow::Go(code + 2, at))
    }

    fn push_one(&mut self, code: usize, at: usize, extra: u32) -> Result<(), Stop> {
        self.push(entry::EXTRA | u64::from(extra))?;
        self.push(entry::ONE | (code as u64 & 0x3FFF_FFFF) << 32 | at as u64)
    }

    /// The repetition of a unit: at once, as it keeps no marks.
    fn repeat_one(&mut self, code: usize, mode: u32, at: usize) -> Step {
        let (low, high) = (self.program.word(code + 1), self.program.word(code + 2));
        let next = code + 4 + self.program.word(code + 3) as usize;
        let wanted = if mode == how::LAZY { low } else { high };
        let (mut end, mut least, mut count) = (at, at, 0);
        while count < wanted || wanted == NONE {
            let Some(len) = self.unit(code + 4, end) else {
                break;
            };
            end += len;
            count += 1;
            if count == low {
                least = end;
            }
        }
        self.step(count as usize / 2)?;
        if count < low {
            return Ok(Flow::Fail);
        }
        match mode {
            how::LAZY => self.push_one(code, end, count)?,
            how::GREEDY if end > least => self.push_one(code, end, least as u32)?,
            _ => {}
        }
        Ok(Flow::Go(next, end))
    }

    /// What followed a repetition did not match: one character less, or for a lazy one, more.
    fn one_again(&mut self, code: usize, at: usize, extra: u32) -> Step {
        let next = code + 4 + self.program.word(code + 3) as usize;
        if self.program.word(code) >> 8 == how::LAZY {
            let high = self.program.word(code + 2);
            let more = extra < high || high == NONE;
            let Some(len) = self.unit(code + 4, at).filter(|_| more) else {
                return Ok(Flow::Fail);
            };
            self.push_one(code, at + len, extra.saturating_add(1))?;
            return Ok(Flow::Go(next, at + len));
        }
        let literal = self.program.word(next) == op::CHAR;
        let (mut at, least) = (at, extra as usize);
        while at > least {
            self.step(usize::from(literal))?;
            at -= self.char_before(at).map_or(1, |(_, len)| len);
            if !literal || self.unit(next, at).is_some() {
                if at > least {
                    self.push_one(code, at, extra)?;
                }
                return Ok(Flow::Go(next, at));
            }
        }
        Ok(Flow::Fail)
    }

    /// The head of a loop: once more through the body, or on.
    fn turn(&mut self, code: usize, mode: u32, at: usize) -> Step {
        let register = self.register(self.program.word(code + 1));
        let (low, high) = (self.program.word(code + 2), self.program.word(code + 3));
        let exit = self.program.target(code, 4);
        let count = self.slot(register).wrapping_add(1);
        let again = if mode == how::LAZY { 3 } else { 0 };
        let body = code + 5 + again;
        let depth = self.depth as u32;
        if count < low {
            self.assign(register, count)?;
            if mode == how::POSSESSIVE {
                self.assign(register + 2, depth)?;
            }
            return Ok(Flow::Go(body, at));
        }
        if mode == how::LAZY {
            self.push_try(code + 5, at)?;
            return Ok(Flow::Go(exit, at));
        }
        let more = count < high || high == NONE;
        if !more || self.slot(register + 1) == at as u32 {
            return Ok(Flow::Go(exit, at));
        }
        self.push_try(exit, at)?;
        self.assign(register, count)?;
        self.assign(register + 1, at as u32)?;
        if mode == how::POSSESSIVE {
            self.assign(register + 2, depth)?;
        }
        Ok(Flow::Go(body, at))
    }

    /// What followed a lazy loop did not match.
    fn turn_again(&mut self, code: usize, at: usize) -> Step {
        let register = self.register(self.program.word(code + 1));
        let high = self.program.word(code + 2);
        let count = self.slot(register).wrapping_add(1);
        if count >= high && high != NONE || self.slot(register + 1) == at as u32 {
            return Ok(Flow::Fail);
        }
        self.assign(register, count)?;
        self.assign(register + 1, at as u32)?;
        Ok(Flow::Go(code + 3, at))
    }

    fn look(&mut self, code: usize, mode: u32, at: usize) -> Step {
        let register = self.register(self.program.word(code + 1));
        let behind = self.program.word(code + 2) as usize;
        let after = self.program.target(code, 3);
        let depth = self.depth as u32;
        let mut from = at;
        for _ in 0..behind {
            self.step(1)?;
            match self.char_before(from) {
                Some((_, len)) => from -= len,
                None if mode == 1 => return Ok(Flow::Go(after, at)),
                None => return Ok(Flow::Fail),
            }
        }
        if mode == 1 {
            self.push_try(after, at)?;
        }
        self.assign(register, depth)?;
        self.assign(register + 1, at as u32)?;
        Ok(Flow::Go(code + 4, from))
    }

    /// What was looked for is there.
    fn look_end(&mut self, code: usize, mode: u32) -> Step {
        let register = self.register(self.program.word(code + 1));
        let depth = self.slot(register) as usize;
        if mode == 1 {
            while self.depth > depth {
                self.step(1)?;
                match self.pop() {
                    Some(cell) if cell & entry::MASK == entry::UNDO => self.undo(cell),
                    _ => {}
                }
            }
            return Ok(Flow::Fail);
        }
        let at = self.slot(register + 1) as usize;
        self.cut(register)?;
        Ok(Flow::Go(code + 2, at))
    }

    fn group_again(&mut self, code: usize, mode: u32, at: usize) -> Step {
        let Some((start, end)) = self.group(self.program.word(code + 1) as usize) else {
            return Ok(Flow::Fail);
        };
        self.step((end - start) / 4)?;
        let (mut own, mut other) = (start, at);
        while own < end {
            let (Some((a, a_len)), Some((b, b_len))) = (self.char_at(own), self.char_at(other))
            else {
                return Ok(Flow::Fail);
            };
            if a != b && fold::lower(a, mode) != fold::lower(b, mode) {
                return Ok(Flow::Fail);
            }
            own += a_len;
            other += b_len;
        }
        Ok(Flow::Go(code + 2, other))
    }

    fn is_place(&self, which: u32, at: usize) -> bool {
        let end = self.text.len();
        let byte = |at: usize| self.text.get(at).copied();
        match which & !place::ASCII {
            place::START => at == 0,
            place::LINE_START => at == 0 || byte(at - 1) == Some(b'\n'),
            place::END => at == end || at + 1 == end && byte(at) == Some(b'\n'),
            place::LINE_END => at == end || byte(at) == Some(b'\n'),
            place::VERY_END => at == end,
            // An empty text has neither boundaries nor places that are none.
            place::BOUNDARY | place::NO_BOUNDARY if end == 0 => false,
            other => {
                let ascii = if which & place::ASCII != 0 {
                    class::ASCII
                } else {
                    0
                };
                let word = |found: Option<(u32, usize)>| {
                    found.is_some_and(|(code, _)| in_class(code, class::WORD | ascii))
                };
                let boundary = word(self.char_before(at)) != word(self.char_at(at));
                boundary == (other == place::BOUNDARY)
            }
        }
    }
}
