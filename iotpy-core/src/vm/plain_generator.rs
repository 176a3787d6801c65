//! Generators that are resumed and yield in the ordinary way, for `vm::quick`.
//!
//! Ordinary is one that is amid no `try` or `with` and handles no exception; see `vm::generator`.

use super::FRAME_CELLS;
use super::call::ret;
use super::generator::{field as of, state};
use super::glance::{field, is, len_of, note_store};
use super::plain_call::{Call, Running, copy_each};
use super::room::Room;
use crate::catalog::Feature;
use crate::heap::{Kind, slot};
use crate::opcode::{Op, Word};
use crate::package::{Package, function_flag};
use crate::value::{Unpacked, Value};

/// What a generator is resumed for.
pub(super) struct Resume {
    pub generator: Value,
    /// What to do with what it yields.
    pub word: u32,
    /// What its `yield` gives, unbound for a loop.
    pub sent: Value,
    /// What `next` returns at its end, unbound if nothing.
    pub default: Value,
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
    #[inline(always)]
    pub(super) fn resume(
        &mut self,
        arena: &mut [u64],
        (package, code): (&Package<'_>, &[[u8; 4]]),
        room: &Room,
        resume: &Resume,
    ) -> Option<()> {
        let at = resume.generator.cell();
        let fields: &[u64; 1 + of::REGISTERS] = arena.get(at..)?.first_chunk()?;
        let get = |n: usize| Value(fields[1 + n]);
        let plain = get(of::STATE) == Value::int(state::SUSPENDED)
            && get(of::OWN_HANDLING) == Value::UNBOUND;
        let registers = len_of(fields, 0) - of::REGISTERS;
        let room =
            room.has_frame(registers + FRAME_CELLS) && (self.depth as u64) < arena[slot::DEPTH_MAX];
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
        let handling = Value(arena[slot::HANDLING]);
        note_store(arena, at, handling);
        let given = matches!(resume.word & 0xFF, ret::NEXT | ret::NEXT_OR);
        if given {
            note_store(arena, at, resume.default);
        }
        let (below, stack) = arena.split_at_mut_checked(base - FRAME_CELLS)?;
        let (fields, kept) = below.get_mut(at + 1..)?.split_first_chunk_mut()?;
        let fields: &mut [u64; of::REGISTERS] = fields;
        let (header, own) = stack.split_first_chunk_mut()?;
        let own = own.get_mut(..registers)?;
        copy_each(kept.get(..registers)?, own);
        if let Some(register) = sent {
            own[register] = resume.sent.0;
        }
        fields[of::STATE] = Value::int(state::RUNNING).0;
        if given {
            fields[of::DEFAULT] = resume.default.0;
        }
        fields[of::CALLER_HANDLING] = handling.0;
        let header: &mut [u64; FRAME_CELLS] = header;
        *header = [
            resume.generator.0,
            Value::int(resume.word as i32).0,
            Value::int(self.pc as i32).0,
            Value::int(self.base as i32).0,
            function.0,
        ];
        self.fuel -= resume.fuel + 4 + (registers / 4) as i64;
        self.sp = base - FRAME_CELLS;
        self.base = base;
        self.pc = pc as usize;
        self.depth += 1;
        Some(())
    }

    /// Hands a value out of the running generator; whether it did.
    #[inline(always)]
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
            ret::NEXT | ret::NEXT_OR => (register, pc + (word >> 16) as usize),
            _ => return None,
        };
        let registers = len_of(arena, at) - of::REGISTERS;
        if at < arena[slot::CALL_START] as usize {
            for n in 0..registers {
                note_store(arena, at, Value(arena[base + n]));
            }
        }
        let (below, stack) = arena.split_at_mut_checked(base)?;
        let (fields, kept) = below.get_mut(at + 1..)?.split_first_chunk_mut()?;
        let fields: &mut [u64; of::REGISTERS] = fields;
        let own = stack.get_mut(..registers)?;
        *own.get_mut(given.sent)? = Value::NONE.0;
        copy_each(own, kept.get_mut(..registers)?);
        fields[of::PC] = Value::int(self.pc as i32 + 1).0;
        fields[of::STATE] = Value::int(state::SUSPENDED).0;
        let handling = core::mem::replace(&mut fields[of::CALLER_HANDLING], Value::NONE.0);
        arena[slot::HANDLING] = handling;
        arena[caller + register] = given.value.0;
        self.pc = pc;
        self.base = caller;
        self.depth -= 1;
        self.sp = caller - FRAME_CELLS;
        Some(())
    }
}

impl Running {
    /// Leaves the frame of a generator that ends with a result; whether it did.
    pub(super) fn end(&mut self, arena: &mut [u64], code: &[[u8; 4]], result: Value) -> Option<()> {
        let [generator, word, pc, caller, _] = *arena.get(..self.base)?.last_chunk()?;
        let (generator, word) = (Value(generator), word as u32);
        let (pc, caller) = (pc as u32 as usize, caller as u32 as usize);
        if caller == 0 || !is(arena, generator, Kind::Generator) {
            return None;
        }
        let at = generator.cell();
        let plain = field(arena, at, of::STATE) == Value::int(state::RUNNING)
            && field(arena, at, of::OWN_HANDLING) == Value::UNBOUND;
        let waiting = Word(u32::from_le_bytes(*code.get(pc)?));
        let register = caller + (word >> 8 & 0xFF) as usize;
        let (register, value, pc) = match word & 0xFF {
            ret::LOOP => (None, result, pc as i64 + 1),
            ret::SEND => (
                Some(register + 1),
                result,
                pc as i64 + 1 + i64::from(waiting.sbx()),
            ),
            ret::NEXT_OR => {
                let default = field(arena, at, of::DEFAULT);
                (Some(register), default, pc as i64 + i64::from(word >> 16))
            }
            _ => return None,
        };
        if !plain {
            return None;
        }
        arena[slot::HANDLING] = arena[at + 1 + of::CALLER_HANDLING];
        arena[at + 1 + of::STATE] = Value::int(state::DONE).0;
        let end = at + 1 + len_of(arena, at);
        arena[at + 1 + of::DEFAULT..end].fill(Value::NONE.0);
        if let Some(register) = register {
            arena[register] = value.0;
        }
        self.pc = pc as usize;
        self.base = caller;
        self.depth -= 1;
        self.sp = caller - FRAME_CELLS;
        Some(())
    }

    /// Makes the generator that a call of a generator function answers; whether it did.
    pub(super) fn generate(
        &mut self,
        arena: &mut [u64],
        package: &Package<'_>,
        room: &mut Room,
        call: &Call,
    ) -> Option<()> {
        let entry = package.call_entry(index_of(arena, call.callee)?);
        let registers = entry.registers as usize;
        let bound = usize::from(call.receiver != Value::UNBOUND);
        let given = call.count + bound;
        let plain = entry.flags == function_flag::GENERATOR
            && Feature::Generator.is_enabled()
            && entry.keyword_only == 0
            && given == entry.positional as usize
            && call.word & 0xFF == ret::VALUE;
        let size = of::REGISTERS + registers;
        let fits = room.has_frame(size + 1 + registers + FRAME_CELLS)
            && (self.depth as u64) < arena[slot::DEPTH_MAX];
        if !plain || !fits {
            return None;
        }
        let at = room.allocate(arena, Kind::Generator, size)? + 1;
        let (none, unbound) = (Value::NONE, Value::UNBOUND);
        arena[at + of::STATE] = Value::int(state::SUSPENDED).0;
        arena[at + of::PC] = Value::int(entry.code_start as i32).0;
        arena[at + of::FUNCTION] = call.callee.0;
        for n in [of::CLASS, of::NEXT, of::DEFAULT, of::CALLER_HANDLING] {
            arena[at + n] = none.0;
        }
        arena[at + of::OWN_HANDLING] = unbound.0;
        let own = at + of::REGISTERS;
        arena[own..own + registers].fill(unbound.0);
        if bound == 1 {
            arena[own] = call.receiver.0;
        }
        let (below, above) = arena.split_at_mut_checked(self.base + call.first)?;
        let parameters = below.get_mut(own + bound..own + given)?;
        copy_each(above.get(..call.count)?, parameters);
        self.fuel -= call.fuel + 4 + (registers / 4) as i64;
        self.top = room.top;
        arena[self.base + (call.word >> 8 & 0xFF) as usize] = Value::object(at - 1).0;
        self.pc += (call.word >> 16) as usize;
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
