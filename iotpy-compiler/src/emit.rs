//! One function's instructions to words, exception table and line table.

use iotpy_core::catalog;
use iotpy_core::opcode::{self, Ext, OpInfo, Wide, Word};

use crate::code::{Code, Instruction, Label, Operand};

/// The most words of a function, so that every 16-bit jump reaches.
pub(crate) const WORDS_MAX: usize = 32_000;

/// Indices in the package's tables.
pub(crate) trait Indices {
    fn constant(&mut self, constant: u32) -> u16;
    fn name(&mut self, name: u32) -> u16;
    fn global(&mut self, global: crate::code::GlobalId) -> u16;
    fn module(&mut self, module: crate::code::ModuleId) -> u16;
    fn function(&mut self, function: crate::code::FunctionId) -> u16;
    fn keywords(&mut self, list: u32) -> u16;
    fn host(&mut self, host: u32) -> u16;
}

/// A function's parts as the package holds them.
pub(crate) struct Emitted {
    pub words: Vec<u32>,
    /// Start, end and handler in words, without overlaps.
    pub exceptions: Vec<[u32; 3]>,
    /// Pairs of words and line difference, without the end mark.
    pub lines: Vec<(u16, i16)>,
    pub first_line: u32,
    /// The first word of every run of instructions from one place, and one of them.
    pub places: Vec<(u32, Instruction)>,
}

/// The words of a function; `None` if it is too long.
pub(crate) fn emit(code: &Code, indices: &mut dyn Indices) -> Option<Emitted> {
    let starts = starts(code);
    let total = starts.last().copied().unwrap_or(0);
    if total as usize > WORDS_MAX {
        return None;
    }
    let address = |label: Label| starts[code.labels[label.0 as usize]];
    let mut words = Vec::with_capacity(total as usize);
    for (n, instruction) in code.instructions.iter().enumerate() {
        let offset = instruction
            .target()
            .map(|label| i64::from(address(label)) - i64::from(starts[n + 1]));
        encode(instruction, offset.unwrap_or(0) as i32, indices, &mut words);
    }
    let first_line = code.instructions.first().map_or(1, |first| first.at.line);
    Some(Emitted {
        words,
        exceptions: exceptions(code, &starts, address),
        lines: lines(code, &starts, first_line),
        first_line,
        places: places(code, &starts),
    })
}

/// The word at which every instruction starts, and the end.
fn starts(code: &Code) -> Vec<u32> {
    let mut starts = Vec::with_capacity(code.instructions.len() + 1);
    let mut at = 0;
    for instruction in &code.instructions {
        starts.push(at);
        at += 1 + u32::from(info(instruction).ext != Ext::None);
    }
    starts.push(at);
    starts
}

fn info(instruction: &Instruction) -> &'static OpInfo {
    static FALLBACK: &OpInfo = &opcode::TABLE[0];
    opcode::info(instruction.op as u8).unwrap_or(FALLBACK)
}

fn encode(instruction: &Instruction, jump: i32, indices: &mut dyn Indices, words: &mut Vec<u32>) {
    let Instruction {
        op,
        a,
        b,
        c,
        operand,
        ..
    } = *instruction;
    let value: u32 = match operand {
        Operand::None | Operand::Segment(_) => 0,
        Operand::Int(value) => u32::from(value as u16),
        Operand::Constant(constant) => indices.constant(constant).into(),
        Operand::Name(name) => indices.name(name).into(),
        Operand::Global(global) => indices.global(global).into(),
        Operand::Module(module) => indices.module(module).into(),
        Operand::Function(function) => indices.function(function).into(),
        Operand::Keywords(list) => indices.keywords(list).into(),
        Operand::Builtin(id) => id.into(),
        Operand::Host(host) => (catalog::IMPORT_BASE | indices.host(host)).into(),
        Operand::Number(number) => number,
        Operand::Label(_) => jump as u32,
    };
    let info = info(instruction);
    match info.wide {
        Wide::None => words.push(Word::abc(op, a, b, c).0),
        Wide::LongJump => words.push(Word::sax(op, jump).0),
        Wide::Jump => words.push(Word::asbx(op, a, jump as i16).0),
        _ => words.push(Word::abx(op, a, value as u16).0),
    }
    if info.ext != Ext::None {
        words.push(value);
    }
}

/// Runs of instructions with the same handler. An instruction that cannot raise joins any run.
fn exceptions(code: &Code, starts: &[u32], address: impl Fn(Label) -> u32) -> Vec<[u32; 3]> {
    let mut table: Vec<[u32; 3]> = Vec::new();
    let mut open: Option<([u32; 3], Label)> = None;
    for (n, instruction) in code.instructions.iter().enumerate() {
        if !instruction.can_raise() {
            continue;
        }
        match (&mut open, instruction.handler) {
            (Some((entry, label)), Some(handler)) if *label == handler => entry[1] = starts[n + 1],
            (_, handler) => {
                table.extend(open.take().map(|(entry, _)| entry));
                open = handler.map(|label| ([starts[n], starts[n + 1], address(label)], label));
            }
        }
    }
    table.extend(open.map(|(entry, _)| entry));
    table
}

fn places(code: &Code, starts: &[u32]) -> Vec<(u32, Instruction)> {
    let place = |i: &Instruction| (i.at, i.method, i.comprehension);
    let mut places: Vec<(u32, Instruction)> = Vec::new();
    for (instruction, start) in code.instructions.iter().zip(starts) {
        if places
            .last()
            .is_none_or(|(_, last)| place(last) != place(instruction))
        {
            places.push((*start, *instruction));
        }
    }
    places
}

fn lines(code: &Code, starts: &[u32], first_line: u32) -> Vec<(u16, i16)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (n, instruction) in code.instructions.iter().enumerate() {
        let words = starts[n + 1] - starts[n];
        match runs.last_mut() {
            Some((line, count)) if *line == instruction.at.line => *count += words,
            _ => runs.push((instruction.at.line, words)),
        }
    }
    let mut table = Vec::with_capacity(runs.len());
    let mut line = first_line;
    for (next, count) in runs {
        let mut step = i64::from(next) - i64::from(line);
        while i16::try_from(step).is_err() {
            let part = step.clamp(i64::from(i16::MIN), i64::from(i16::MAX));
            table.push((0, part as i16));
            step -= part;
        }
        table.push((count.min(u32::from(u16::MAX)) as u16, step as i16));
        line = next;
    }
    // A function on one line needs no table: its first line says it. Readers look at no more
    // entries than there are words.
    let words = starts.last().copied().unwrap_or(0) as usize;
    if table.len() == 1 || table.len() > words {
        Vec::new()
    } else {
        table
    }
}
