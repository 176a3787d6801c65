//! What is to be translated, and where its blocks begin.

use std::collections::BTreeSet;

use iotpy_core::native::STATE_CELLS;
use iotpy_core::opcode::{Ext, Op, Wide, Word, info};
use iotpy_core::package::{Function, Package, const_kind, function_flag};

use crate::hint::Hint;
use crate::profile::{Meaning, Meant, Profile};

/// Keywords that a call is looked at for.
const KEYWORDS_MAX: usize = 64;

/// A function of a package, and what is guessed of it.
pub(crate) struct Unit<'a> {
    package: &'a Package<'a>,
    /// Its instructions, the first of which is word `start` of the package.
    pub(super) start: usize,
    pub(super) words: Vec<Word>,
    profile: &'a Profile,
    /// Cells of the closure.
    pub(super) free: usize,
    pub(super) is_generator: bool,
    /// Instructions at which blocks begin.
    targets: BTreeSet<usize>,
    /// Instructions at which machine code can begin.
    pub(crate) entries: Vec<usize>,
}

/// An instruction, with what it needs of the package.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instruction {
    pub(super) op: Op,
    pub(super) word: Word,
    /// Its second word, or 0.
    pub(super) extension: u32,
    pub(super) words: usize,
    pub(super) pc: usize,
}

impl Instruction {
    /// Words from the end of the instruction to where it may jump.
    fn distance(&self) -> Option<i32> {
        let info = info(self.word.code())?;
        match (info.wide, info.ext) {
            (Wide::Jump, _) => Some(self.word.sbx()),
            (Wide::LongJump, _) => Some(self.word.long()),
            (_, Ext::Jump) => Some(self.extension as i32),
            _ => None,
        }
    }

    /// Where it may jump to, and how far back that is: nothing for a jump forward.
    pub(super) fn target(&self) -> Option<(usize, i64)> {
        let by = i64::from(self.distance()?);
        let at = self.next() as i64 + by;
        Some((usize::try_from(at).ok()?, by.min(0)))
    }

    /// The instruction after it.
    pub(super) fn next(&self) -> usize {
        self.pc + self.words
    }

    /// Whether another frame may run before the instruction is done.
    fn waits(&self) -> bool {
        use Op::*;
        matches!(
            self.op,
            Call | CallKw | CallMethod | CallSpread | CallBuiltin | GetAttr | SetAttr | ForIter
        ) || matches!(
            self.op,
            Send | Yield | YieldFrom | GetSpecial | Import | ExcLeave
        )
    }
}

impl<'a> Unit<'a> {
    pub(crate) fn new(
        package: &'a Package<'a>,
        function: &Function,
        profile: &'a Profile,
    ) -> Unit<'a> {
        let start = function.code_start as usize;
        let code = package.code().as_chunks().0;
        let code = code.get(start..start + function.code_len as usize);
        let words = code.unwrap_or(&[]).iter();
        let mut unit = Unit {
            package,
            start,
            words: words
                .map(|bytes| Word(u32::from_le_bytes(*bytes)))
                .collect(),
            profile,
            free: usize::from(function.free),
            is_generator: function.has(function_flag::GENERATOR),
            targets: BTreeSet::new(),
            entries: Vec::new(),
        };
        unit.find_blocks();
        unit
    }

    fn find_blocks(&mut self) {
        let mut entries = BTreeSet::from([self.start]);
        let mut pc = self.start;
        while let Some(instruction) = self.instruction(pc) {
            if let Some((target, back)) = instruction.target() {
                self.targets.insert(target);
                if back < 0 || instruction.waits() {
                    entries.insert(target);
                }
            }
            if instruction.waits() || self.may_call_operator(&instruction) {
                entries.insert(instruction.next());
            }
            if instruction.op == Op::ExcEnter {
                entries.insert(pc);
            }
            pc = instruction.next();
        }
        self.targets.extend(&entries);
        // Where nothing was seen there is no code.
        entries.retain(|entry| *entry < pc && self.profile.seen(*entry).is_some());
        self.entries = entries.into_iter().collect();
    }

    /// Whether an operator is guessed to be a special method of a class.
    pub(super) fn may_call_operator(&self, instruction: &Instruction) -> bool {
        use Op::*;
        let is_operator = (Add as u8..=Not as u8).contains(&(instruction.op as u8))
            || (Eq as u8..=JumpGeImm as u8).contains(&(instruction.op as u8))
            || matches!(instruction.op, GetItem | SetItem | JumpTrue | JumpFalse);
        is_operator && self.hints(instruction.pc).contains(&Hint::Instance)
    }

    /// The instruction at a word, if there is one.
    pub(super) fn instruction(&self, pc: usize) -> Option<Instruction> {
        let at = pc.checked_sub(self.start)?;
        let word = *self.words.get(at)?;
        let op = Op::from_code(word.code())?;
        let words = match info(word.code())?.ext {
            Ext::None => 1,
            _ => 2,
        };
        let extension = self.words.get(at + 1).map_or(0, |word| word.0);
        Some(Instruction {
            op,
            word,
            extension: if words == 2 { extension } else { 0 },
            words,
            pc,
        })
    }

    /// Whether code that knows nothing of what ran before begins at an instruction.
    pub(super) fn begins_block(&self, pc: usize) -> bool {
        self.targets.contains(&pc)
    }

    /// Whether an instruction was executed while the function was watched.
    pub(super) fn is_seen(&self, pc: usize) -> bool {
        self.profile.seen(pc).is_some()
    }

    /// How often an instruction was seen.
    pub(super) fn times(&self, pc: usize) -> u64 {
        self.profile
            .seen(pc)
            .map_or(0, |seen| u64::from(seen.times))
    }

    /// How often an instruction was for the whole machine.
    pub(super) fn general(&self, pc: usize) -> u64 {
        self.profile
            .seen(pc)
            .map_or(0, |seen| u64::from(seen.general))
    }

    /// What operands A, B and C of an instruction are guessed to hold.
    pub(super) fn hints(&self, pc: usize) -> [Hint; 3] {
        self.profile
            .seen(pc)
            .map_or([Hint::Other; 3], |seen| seen.operands)
    }

    /// Whether an operator on ints is guessed to make one beyond 32 bits.
    pub(super) fn is_wide(&self, pc: usize) -> bool {
        self.profile.seen(pc).is_some_and(|seen| seen.is_wide)
    }

    /// What the name of an instruction is guessed to mean.
    pub(super) fn meant(&self, pc: usize) -> Meant {
        self.meaning(pc)
            .map_or(Meant::Other, |meaning| meaning.what)
    }

    /// Whether the name of an instruction is guessed to be asked of objects of several classes.
    pub(super) fn is_shared(&self, pc: usize) -> bool {
        self.meaning(pc).is_some_and(|meaning| meaning.is_shared)
    }

    fn meaning(&self, pc: usize) -> Option<Meaning> {
        self.profile.seen(pc)?.meaning
    }

    /// The names of a keyword list.
    pub(super) fn keywords(&self, list: u16) -> Vec<&[u8]> {
        let count = self.package.keyword_count(list).min(KEYWORDS_MAX + 1);
        let names = (0..count).map(|n| self.package.keyword(list, n));
        names.map(|name| self.package.name_text(name)).collect()
    }

    /// Whether the n-th parameter of a function has a name.
    pub(super) fn is_parameter(&self, function: &Function, n: usize, name: &[u8]) -> bool {
        self.package.name_text(self.package.parameter(function, n)) == name
    }

    /// The symbol of a name.
    pub(super) fn symbol(&self, name: u16) -> u16 {
        self.package.name(name).1
    }

    /// Whether a constant is one that is loaded here.
    pub(super) fn has_constant(&self, index: usize) -> bool {
        self.constant(index).is_some() || self.int_parts(index).is_some()
    }

    /// An int of the package that fits 32 bits.
    pub(super) fn int_constant(&self, index: usize) -> Option<i32> {
        let (head, magnitude) = self.int_parts(index)?;
        let magnitude = i64::try_from(magnitude).ok()?;
        let int = if head >> 63 == 1 {
            -magnitude
        } else {
            magnitude
        };
        i32::try_from(int).ok()
    }

    /// The cells of an int of the package that needs 33 to 64 bits.
    pub(super) fn wide_constant(&self, index: usize) -> Option<(u64, u64)> {
        let fits = self.int_constant(index).is_some();
        self.int_parts(index).filter(|_| !fits)
    }

    fn int_parts(&self, index: usize) -> Option<(u64, u64)> {
        let (kind, offset) = self.package.constant(index as u16);
        if kind != const_kind::INT {
            return None;
        }
        let bytes: &[u8; 16] = self.package.image().get(offset as usize..)?.first_chunk()?;
        let (words, _) = bytes.as_chunks::<4>();
        let [negative, limbs, low, high] = [0, 1, 2, 3].map(|n| u32::from_le_bytes(words[n]));
        let magnitude = u64::from(high) << 32 | u64::from(low);
        let is_one = limbs == 1 && magnitude <= i64::MAX as u64;
        is_one.then_some((1 | u64::from(negative) << 63, magnitude))
    }

    /// A function of the package.
    pub(super) fn function(&self, index: u16) -> Function {
        self.package.function(index)
    }

    /// A constant of the package, if it is no int beyond 32 bits.
    pub(super) fn constant(&self, index: usize) -> Option<u64> {
        use iotpy_core::native::value;
        let (kind, offset) = self.package.constant(index as u16);
        match kind {
            const_kind::FLOAT => Some(value::float(self.package.image(), offset)),
            const_kind::STR => Some(value::const_str(offset)),
            const_kind::BYTES => Some(value::const_bytes(offset)),
            _ => None,
        }
    }

    /// The byte of the arena where a global variable lies.
    pub(super) fn global(&self, index: usize) -> i32 {
        8 * (STATE_CELLS + index) as i32
    }
}
