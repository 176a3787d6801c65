//! Generators that are resumed and yield in the ordinary way, for `vm::quick`.
//!
//! Ordinary is one that is amid no `try` or `with` and handles no exception; see `vm::generator`.

use super::FRAME_CELLS;
use super::call::ret;
use super::generator::{field as of, state};
use super::glance::{field, is, len_of, note_store};
use super::plain_call::Running;
use crate::heap::{Kind, slot};
use crate::opcode::{Op, Word};
use crate::package::Package;
use crate::value::{Unpacked, Value};

/// What a generator is resumed for.
pub(super) struct Resume {
    pub generator: Value,
    /// What to do with what it yields.
    pub word: u32,
    /// What its `yield` gives, unbound for a loop.
    pub sent: Value,
    /// What it costs beside its frame.
    pub fuel: i64,
}

/// What a generator yields, and the register that takes what is sent to it.
pub(super) struct Yield {
    pub value: Value,
    pub sent: usize,
}

/// The index of a function of the program.
fn index_of(arena: &[u64], function: Value) -> Option<u16> {
    match function.unpack() {
        Unpacked::Function(index) => Some(index),
        _ if is(arena, function, Kind::Function) => {
            Some(field(arena, function.cell(), 0).as_int() as u16)
        }
        _ => None,
    }
}

impl Running {
    /// Enters a suspended generator; whether it did.
    pub(super) fn resume(
        &mut self,
        arena: &mut [u64],
        (package, code): (&Package<'_>, &[[u8; 4]]),
        resume: &Resume,
    ) -> Option<()> {
        let at = resume.generator.cell();
        let get = |n: usize| field(arena, at, n);
        let plain = get(of::STATE) == Value::int(state::SUSPENDED)
            && get(of::OWN_HANDLING) == Value::UNBOUND;
        let registers = len_of(arena, at) - of::REGISTERS;
        let room = self.room.has_frame(registers + FRAME_CELLS)
            && (self.depth as u64) < arena[slot::DEPTH_MAX];
        if !plain || !room {
            return None;
        }
        let (function, pc) = (get(of::FUNCTION), get(of::PC).as_int() as u32);
        let mut sent = None;
        if resume.sent != Value::UNBOUND {
            let start = package.call_entry(index_of(arena, function)?).code_start;
            if pc != start {
                let stopped = code.get((pc as usize).checked_sub(1)?)?;
                sent = Some(register_of_sent(Word(u32::from_le_bytes(*stopped))));
            } else if resume.sent != Value::NONE {
                return None;
            }
        }
        let base = self.sp - registers;
        let from = at + 1 + of::REGISTERS;
        arena.copy_within(from..from + registers, base);
        if let Some(register) = sent {
            arena[base + register] = resume.sent.0;
        }
        arena[at + 1 + of::STATE] = Value::int(state::RUNNING).0;
        let handling = Value(arena[slot::HANDLING]);
        note_store(arena, at, handling);
        arena[at + 1 + of::CALLER_HANDLING] = handling.0;
        arena[base - FRAME_CELLS..base].copy_from_slice(&[
            resume.generator.0,
            Value::int(resume.word as i32).0,
            Value::int(self.pc as i32).0,
            Value::int(self.base as i32).0,
            function.0,
        ]);
        self.fuel -= resume.fuel + 4 + (registers / 4) as i64;
        self.sp = base - FRAME_CELLS;
        self.base = base;
        self.pc = pc as usize;
        self.depth += 1;
        Some(())
    }

    /// Hands a value out of the running generator; whether it did.
    pub(super) fn suspend(
        &mut self,
        arena: &mut [u64],
        (package, code): (&Package<'_>, &[[u8; 4]]),
        given: &Yield,
    ) -> Option<()> {
        let base = self.base;
        let [generator, word, pc, caller, function] = *arena.get(..base)?.last_chunk()?;
        let (generator, word) = (Value(generator), word as u32);
        let (pc, caller) = (pc as u32 as usize, caller as u32 as usize);
        if caller == 0 || !is(arena, generator, Kind::Generator) {
            return None;
        }
        let at = generator.cell();
        let guarded = package.has_handlers(index_of(arena, Value(function))?);
        if guarded || field(arena, at, of::OWN_HANDLING) != Value::UNBOUND {
            return None;
        }
        let waiting = Word(u32::from_le_bytes(*code.get(pc)?));
        let register = (word >> 8 & 0xFF) as usize;
        let (register, pc) = match word & 0xFF {
            ret::LOOP => {
                let pc = pc as i64 + 1 + i64::from(waiting.sbx());
                (waiting.a() + 1, pc as usize)
            }
            ret::SEND => (register + 1, pc + 1),
            ret::NEXT => (register, pc + (word >> 16) as usize),
            _ => return None,
        };
        arena[base + given.sent] = Value::NONE.0;
        let registers = len_of(arena, at) - of::REGISTERS;
        if at < arena[slot::CALL_START] as usize {
            for n in 0..registers {
                note_store(arena, at, Value(arena[base + n]));
            }
        }
        arena.copy_within(base..base + registers, at + 1 + of::REGISTERS);
        arena[at + 1 + of::PC] = Value::int(self.pc as i32 + 1).0;
        arena[at + 1 + of::STATE] = Value::int(state::SUSPENDED).0;
        arena[slot::HANDLING] = arena[at + 1 + of::CALLER_HANDLING];
        arena[at + 1 + of::CALLER_HANDLING] = Value::NONE.0;
        arena[caller + register] = given.value.0;
        self.pc = pc;
        self.base = caller;
        self.depth -= 1;
        self.sp = caller - FRAME_CELLS;
        Some(())
    }
}

/// The register that takes what is sent to a generator which stopped at this instruction.
fn register_of_sent(stopped: Word) -> usize {
    if stopped.code() == Op::YieldFrom as u8 {
        stopped.a() + 1
    } else {
        stopped.b()
    }
}
