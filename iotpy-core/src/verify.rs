//! The verifier: one pass over a package, before anything of it runs.
//!
//! It accepts exactly what the VM can run within bounds: known instructions, registers of the
//! frame, jumps inside of the function, indices inside of their tables, and no way to run off the
//! end.

use crate::catalog::{self, Feature, IMPORT_BASE, requirement};
use crate::opcode::{self, Ext, Op, Operand, Wide, Word};
use crate::package::{Function, NO_ENTRY, OutlineError, Package, const_kind, function_flag};
use crate::symbol;

/// Cells of the largest frame.
const REGISTERS_MAX: usize = 250;
/// Words of the longest function.
const FUNCTION_WORDS_MAX: u32 = 1 << 16;
/// Words whose starts of instructions are looked at together.
const WINDOW_WORDS: u32 = 1 << 13;

/// Why a package is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The outline is wrong.
    #[error("this is no package that this VM can read: {0:?}")]
    Outline(OutlineError),
    /// A table entry points out of its section.
    #[error("entry {index} of the package's {table} table is damaged")]
    Table {
        /// The table's name.
        table: &'static str,
        /// The entry.
        index: u16,
    },
    /// An instruction is not one that this VM would emit.
    #[error("function {function} of the package holds an invalid instruction at word {word}")]
    Instruction {
        /// Index of the function.
        function: u16,
        /// Word inside of the function.
        word: u32,
    },
    /// The package needs a builtin that this build leaves out.
    #[error("the package needs {builtin}, which this VM was built without (feature {feature:?})")]
    Feature {
        /// The qualified name of the builtin.
        builtin: &'static str,
        /// The Cargo feature that links it.
        feature: &'static str,
    },
}

/// A verified package.
#[derive(Clone, Copy, Debug)]
pub struct Program<'p> {
    package: Package<'p>,
}

impl<'p> Program<'p> {
    /// Reads and verifies a package.
    ///
    /// # Errors
    /// [`LoadError`] says what is wrong and where.
    pub fn load(image: &'p [u8]) -> Result<Program<'p>, LoadError> {
        let package = Package::parse(image).map_err(LoadError::Outline)?;
        check_tables(&package)?;
        let (mut words, mut handlers) = (0u64, 0u64);
        for index in 0..package.counts().functions {
            let function = package.function(index);
            words += u64::from(function.code_len);
            handlers += 12 * u64::from(function.exception_count);
            // Functions that share their words would make the work grow faster than the image.
            let own = words <= u64::from(package.code_words())
                && handlers <= package.image().len() as u64;
            if !own {
                return Err(table("function", index));
            }
            check_function(&package, index)?;
        }
        Ok(Program { package })
    }

    /// Takes an image that [`Program::load`] accepted before, without verifying it again: for a
    /// program that is kept with its image and attached to at every call. An image that was not
    /// verified can make the VM panic, but not more.
    pub fn verified_before(image: &'p [u8]) -> Program<'p> {
        Program {
            package: Package::outline(image),
        }
    }

    /// The package.
    pub fn package(&self) -> Package<'p> {
        self.package
    }

    /// The names of the host functions that the program imports ("module.function").
    pub fn imports(&self) -> impl Iterator<Item = &'p [u8]> + use<'p> {
        let package = self.package;
        (0..package.counts().imports).map(move |n| package.name_text(package.import(n)))
    }
}

fn table(table: &'static str, index: u16) -> LoadError {
    LoadError::Table { table, index }
}

/// Refuses a builtin that this build leaves out.
fn check_builtin(id: u16) -> Result<(), LoadError> {
    match catalog::missing_feature(id) {
        Some(feature) => refuse_without(feature, requirement::name_of_builtin(id)),
        None => Ok(()),
    }
}

fn refuse_without(feature: Feature, builtin: &'static str) -> Result<(), LoadError> {
    match feature.is_enabled() {
        true => Ok(()),
        false => Err(LoadError::Feature {
            builtin,
            feature: feature.name(),
        }),
    }
}

/// Whether `len` bytes at an absolute offset lie in the data section.
fn in_data(package: &Package<'_>, offset: u32, len: u64) -> bool {
    offset >= package.data_start() && u64::from(offset) + len <= package.image().len() as u64
}

fn record_fits(package: &Package<'_>, offset: u32) -> bool {
    in_data(package, offset, 4) && {
        let len = package.word_at(offset, 0) & 0x7FFF_FFFF;
        in_data(package, offset, 4 + u64::from(len))
    }
}

fn text_fits(package: &Package<'_>, offset: u32) -> bool {
    if !record_fits(package, offset) {
        return false;
    }
    let bytes = package.text(offset);
    bytes.is_ascii() == package.is_ascii(offset) && valid_text(bytes)
}

/// Whether bytes are generalised UTF-8: every code point decodes.
fn valid_text(mut bytes: &[u8]) -> bool {
    while let Some((code, width)) = crate::text::wtf8::decode_first(bytes) {
        let (again, len) = crate::text::wtf8::encode(code);
        if width == 0 || bytes.get(..width) != Some(&again[..len]) {
            return false;
        }
        bytes = &bytes[width..];
    }
    bytes.is_empty()
}

fn check_tables(package: &Package<'_>) -> Result<(), LoadError> {
    let counts = package.counts();
    // Entries that share their bytes would make the work grow faster than the image.
    let mut unread = package.image().len();
    for index in 0..counts.consts {
        let (kind, offset) = package.constant(index);
        let size = match kind {
            const_kind::STR | const_kind::BYTES => package.text(offset).len(),
            _ => 0,
        };
        unread = unread.checked_sub(size).ok_or(table("constant", index))?;
        let fits = match kind {
            const_kind::FLOAT => in_data(package, offset, 8),
            const_kind::INT => {
                let limbs = u64::from(package.word_at(offset, 1));
                in_data(package, offset, 8) && in_data(package, offset, 8 + 8 * limbs)
            }
            const_kind::STR => text_fits(package, offset),
            const_kind::BYTES => record_fits(package, offset),
            _ => false,
        };
        if !fits {
            return Err(table("constant", index));
        }
        if kind == const_kind::BYTES {
            refuse_without(Feature::Bytes, "bytes")?;
        }
    }
    unread = package.image().len();
    for index in 0..counts.names {
        let (offset, symbol) = package.name(index);
        let size = package.text(offset).len();
        unread = unread.checked_sub(size).ok_or(table("name", index))?;
        let known = crate::symbol::of(package.text(offset));
        if !text_fits(package, offset) || symbol != known {
            return Err(table("name", index));
        }
    }
    let names = |name: u16| name < counts.names;
    for index in 0..counts.globals {
        if !names(package.global_name(index)) {
            return Err(table("global", index));
        }
    }
    for index in 0..counts.modules {
        let (name, body, first, count) = package.module(index);
        let slots = u32::from(first) + u32::from(count) <= u32::from(counts.globals);
        let body_fits = body < counts.functions && {
            let body = package.function(body);
            body.has(function_flag::MODULE)
                && body.parameter_count() == 0
                && body.free == 0
                && !body.has(function_flag::GENERATOR)
        };
        if !names(name) || !slots || !body_fits {
            return Err(table("module", index));
        }
    }
    for index in 0..counts.imports {
        let fits = names(package.import(index))
            && core::str::from_utf8(package.name_text(package.import(index))).is_ok();
        if !fits {
            return Err(table("import", index));
        }
    }
    for index in 0..counts.fallbacks {
        let (_, function) = package.fallback_entry(index);
        if function >= counts.functions || package.function(function).free > 0 {
            return Err(table("fallback", index));
        }
    }
    for index in 0..counts.keywords {
        let count = package.keyword_count(index);
        let fits = count < 256 && in_data(package, package.keyword_offset(index), 2 * count as u64);
        if !fits || !(0..count).all(|n| names(package.keyword(index, n))) {
            return Err(table("keyword", index));
        }
    }
    let entry = package.entry();
    if entry != NO_ENTRY && entry >= counts.globals || package.entry_module() >= counts.modules {
        return Err(table("module", package.entry_module()));
    }
    Ok(())
}

fn check_function(package: &Package<'_>, index: u16) -> Result<(), LoadError> {
    let counts = package.counts();
    let function = package.function(index);
    let end = u64::from(function.code_start) + u64::from(function.code_len);
    let parameters = function.parameter_count();
    let parameters_fit = in_data(package, function.parameters, 2 * parameters as u64)
        && (0..parameters).all(|n| package.parameter(&function, n) < counts.names);
    let fits = function.code_len > 0
        && function.code_len <= FUNCTION_WORDS_MAX
        && end <= u64::from(package.code_words())
        && (function.registers as usize) <= REGISTERS_MAX
        && parameters <= function.registers as usize
        && function.positional_only <= function.positional
        && function.defaults <= function.positional
        && function.name < counts.names
        && function.qualified_name < counts.names
        && function.module < counts.modules
        && (parameters == 0 || parameters_fit)
        && lines_fit(package, &function);
    if !fits {
        return Err(table("function", index));
    }
    Checker {
        package,
        function,
        index,
    }
    .check()
}

fn lines_fit(package: &Package<'_>, function: &Function) -> bool {
    (0..=function.code_len).any(|n| {
        let at = function.lines.saturating_add(4 * n);
        in_data(package, at, 4) && package.word_at(at, 0) == 0
    })
}

struct Checker<'c, 'p> {
    package: &'c Package<'p>,
    function: Function,
    index: u16,
}

impl Checker<'_, '_> {
    fn error(&self, word: u32) -> LoadError {
        LoadError::Instruction {
            function: self.index,
            word,
        }
    }

    fn word(&self, at: u32) -> Word {
        let code = self.package.code();
        let start = 4 * (self.function.code_start + at) as usize;
        match code.get(start..start + 4) {
            Some(b) => Word(u32::from_le_bytes([b[0], b[1], b[2], b[3]])),
            None => Word(0xFF),
        }
    }

    /// Words of the instruction at `at`, if it is a known one that fits the function.
    fn size(&self, at: u32) -> Option<u32> {
        let info = opcode::info(self.word(at).code())?;
        let size = if info.ext == Ext::None { 1 } else { 2 };
        (at + size <= self.function.code_len).then_some(size)
    }

    fn check(&self) -> Result<(), LoadError> {
        let len = self.function.code_len;
        let (mut at, mut last, mut jumps) = (0, None, false);
        while at < len {
            let size = self.size(at).ok_or(self.error(at))?;
            self.check_instruction(at, size)?;
            jumps |= self.target(at, size).is_some();
            last = Op::from_code(self.word(at).code());
            at += size;
        }
        let ends = matches!(
            last,
            Some(
                Op::Return
                    | Op::ReturnNone
                    | Op::Raise
                    | Op::RaiseFrom
                    | Op::Reraise
                    | Op::RaiseCurrent
                    | Op::Jump
            )
        );
        if !ends {
            return Err(self.error(len - 1));
        }
        self.check_handlers()?;
        if jumps || self.function.exception_count > 0 {
            for window in (0..len).step_by(WINDOW_WORDS as usize) {
                self.check_targets(window)?;
            }
        }
        Ok(())
    }

    /// Where the instruction at `at` may jump to, if it is a jump.
    fn target(&self, at: u32, size: u32) -> Option<i64> {
        let word = self.word(at);
        let info = opcode::info(word.code())?;
        let by = match (info.wide, info.ext) {
            (Wide::Jump, _) => word.sbx(),
            (Wide::LongJump, _) => word.long(),
            (_, Ext::Jump) => self.word(at + 1).0 as i32,
            _ => return None,
        };
        Some(i64::from(at + size) + i64::from(by))
    }

    /// Checks that whatever jumps into the window of words that starts at `window` jumps to the
    /// start of an instruction. A window at a time keeps the map of those starts small, and as
    /// functions are at most eight windows long, the work grows with their length only.
    fn check_targets(&self, window: u32) -> Result<(), LoadError> {
        let len = self.function.code_len;
        let mut starts = [0u64; (WINDOW_WORDS / 64) as usize];
        let mut at = 0;
        while at < len {
            if at / WINDOW_WORDS == window / WINDOW_WORDS {
                let bit = at % WINDOW_WORDS;
                starts[(bit / 64) as usize] |= 1 << (bit % 64);
            }
            at += self.size(at).ok_or(self.error(at))?;
        }
        let wrong = |target: i64| {
            let bit = target - i64::from(window);
            (0..i64::from(WINDOW_WORDS)).contains(&bit)
                && starts[(bit / 64) as usize] >> (bit % 64) & 1 == 0
        };
        at = 0;
        while at < len {
            let size = self.size(at).ok_or(self.error(at))?;
            if self.target(at, size).is_some_and(wrong) {
                return Err(self.error(at));
            }
            at += size;
        }
        for n in 0..usize::from(self.function.exception_count) {
            let [_, _, handler] = self.package.exception(&self.function, n);
            if wrong(i64::from(handler)) {
                return Err(table("function", self.index));
            }
        }
        Ok(())
    }

    fn check_handlers(&self) -> Result<(), LoadError> {
        let count = u64::from(self.function.exception_count);
        if count == 0 {
            return Ok(());
        }
        if !in_data(self.package, self.function.exceptions, 12 * count) {
            return Err(table("function", self.index));
        }
        let len = self.function.code_len;
        for n in 0..count as usize {
            let [start, end, handler] = self.package.exception(&self.function, n);
            if start > end || end > len || handler >= len {
                return Err(table("function", self.index));
            }
        }
        Ok(())
    }

    fn check_instruction(&self, at: u32, size: u32) -> Result<(), LoadError> {
        let word = self.word(at);
        let info = opcode::info(word.code()).ok_or(self.error(at))?;
        let registers = self.function.registers as usize;
        let operands = [word.a(), word.b(), word.c()];
        let counts = self.package.counts();
        let wide = word.bx();
        for (n, kind) in info.operands.iter().enumerate() {
            let covered = info.wide != Wide::None && (n > 0 || info.wide == Wide::LongJump);
            let fits = match kind {
                Operand::Reg => operands[n] < registers,
                Operand::None => covered || operands[n] == 0,
                Operand::Imm => true,
            };
            if !fits {
                return Err(self.error(at));
            }
        }
        let after = i64::from(at + size);
        let fits = match info.wide {
            Wide::None | Wide::Int => true,
            Wide::Const => wide < counts.consts as usize,
            Wide::Name => wide < counts.names as usize,
            Wide::Global => wide < counts.globals as usize,
            Wide::Module => wide < counts.modules as usize,
            Wide::Jump => self.is_inside(after + i64::from(word.sbx())),
            Wide::LongJump => self.is_inside(after + i64::from(word.long())),
        };
        if !fits || !self.extension_fits(at, size, info.ext) || !self.ranges_fit(info.op, word, at)
        {
            return Err(self.error(at));
        }
        match info.ext {
            Ext::Builtin => check_builtin(self.word(at + 1).0 as u16),
            _ => self.check_feature(info.op, word, at),
        }
    }

    /// Refuses an instruction for a part of the language that this build leaves out.
    fn check_feature(&self, op: Op, word: Word, at: u32) -> Result<(), LoadError> {
        let needed = match op {
            Op::GetAttr | Op::CallMethod | Op::LoadMethod => {
                let symbol = self.package.name(self.word(at + 1).0 as u16).1;
                let name = symbol::NAMES.get(symbol as usize);
                requirement::of_name(symbol).zip(name.copied())
            }
            _ => requirement::of_instruction(op, word),
        };
        match needed {
            Some((feature, builtin)) => refuse_without(feature, builtin),
            None => Ok(()),
        }
    }

    fn is_inside(&self, target: i64) -> bool {
        (0..i64::from(self.function.code_len)).contains(&target)
    }

    fn extension_fits(&self, at: u32, size: u32, ext: Ext) -> bool {
        if ext == Ext::None {
            return true;
        }
        let counts = self.package.counts();
        let value = self.word(at + 1).0;
        match ext {
            Ext::None | Ext::Imm => value < 256,
            Ext::Jump => self.is_inside(i64::from(at + size) + i64::from(value as i32)),
            Ext::Name => value < u32::from(counts.names),
            Ext::Function => value < u32::from(counts.functions),
            Ext::Keywords => value < u32::from(counts.keywords),
            Ext::Builtin => match u16::try_from(value) {
                Ok(id) if id >= IMPORT_BASE => id - IMPORT_BASE < counts.imports,
                Ok(id) => catalog::exists(id),
                Err(_) => false,
            },
        }
    }

    /// Runs of registers that an instruction touches beyond its operands.
    fn ranges_fit(&self, op: Op, word: Word, at: u32) -> bool {
        let (a, b, c) = (word.a(), word.b(), word.c());
        let ext = || self.word(at + 1).0 as usize;
        let end = match op {
            Op::Call => a + b + 1,
            Op::CallMethod => a + b + 1,
            Op::CallKw => {
                let keywords = self.package.keyword_count(ext() as u16);
                if keywords > b {
                    return false;
                }
                a + b + 1
            }
            Op::CallSpread if b > 1 => return false,
            Op::CallSpread => a + b + 2,
            Op::CallBuiltin => a + b,
            Op::ForIter | Op::ExcEnter | Op::ExcLeave | Op::Send => a + 2,
            Op::YieldFrom if !self.function.has(function_flag::GENERATOR) => return false,
            Op::YieldFrom => a + 2,
            Op::RangePrepare => a + 3,
            Op::ForRange => a + 4,
            Op::GetSlice => b + 4,
            Op::MakeSlice => b + 3,
            Op::MakeList | Op::MakeTuple | Op::MakeSet | Op::Concat | Op::Unpack => b + c,
            Op::MakeDict => b + 2 * c,
            Op::UnpackStar => b + c + 1 + ext(),
            Op::Format => b + 1 + (c >> 2 & 1),
            Op::MakeFunction => b + self.captured(ext() as u16),
            Op::LoadSpecial => return b <= 5,
            Op::GetFree | Op::SetFree | Op::LoadFree => return b < self.function.free as usize,
            Op::Yield => return self.function.has(function_flag::GENERATOR),
            _ => 0,
        };
        end <= self.function.registers as usize
    }

    fn captured(&self, function: u16) -> usize {
        let entry = self.package.function(function);
        let keyword_defaults = if entry.has(function_flag::KW_DEFAULTS) {
            entry.keyword_only as usize
        } else {
            0
        };
        entry.defaults as usize + keyword_defaults + entry.free as usize
    }
}
