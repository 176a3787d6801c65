//! Calls and returns that need no more than copying, for `vm::quick`.

use super::FRAME_CELLS;
use super::call::ret;
use super::room::Room;
use crate::heap::slot;
use crate::package::{Package, function_flag};
use crate::value::{Unpacked, Value};

/// A call of a function of the program with positional arguments.
pub(super) struct Call {
    pub callee: Value,
    /// What goes in front of the arguments, unbound if nothing.
    pub receiver: Value,
    /// The register of the first argument.
    pub first: usize,
    pub count: usize,
    /// What to do with the result.
    pub word: u32,
    /// What it costs beside its frame.
    pub fuel: i64,
}

/// What of a running call is kept out of the arena.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Running {
    /// The cell of the running frame's first register.
    pub base: usize,
    /// The lowest cell of the stack.
    pub sp: usize,
    /// The next instruction, an index of the package's words.
    pub pc: usize,
    /// Frames on the stack.
    pub depth: usize,
    /// What is left of the slice of fuel.
    pub fuel: i64,
    /// The cell where objects end.
    pub top: usize,
}

/// What no value looks like.
const NO_VALUE: u64 = u64::MAX;

/// Copies a few cells, one after the other: they were written like that right before, and a wider
/// load would wait for all of these stores. That a cell may end the loop keeps the compiler from
/// making it such loads.
#[inline(always)]
pub(super) fn copy_each(from: &[u64], to: &mut [u64]) {
    for (to, from) in to.iter_mut().zip(from) {
        if *from == NO_VALUE {
            break;
        }
        *to = *from;
    }
}

impl Running {
    /// Enters a function whose parameters need no more than copying; whether it did.
    #[inline(always)]
    pub(super) fn enter(
        &mut self,
        arena: &mut [u64],
        package: &Package<'_>,
        room: &Room,
        call: &Call,
    ) -> bool {
        let (index, closure) = match call.callee.unpack() {
            Unpacked::Function(index) => (index, None),
            Unpacked::Object(at) => (Value(arena[at + 1]).as_int() as u16, Some(at)),
            _ => return false,
        };
        let entry = package.call_entry(index);
        let (registers, positional) = (entry.registers as usize, entry.positional as usize);
        let bound = usize::from(call.receiver != Value::UNBOUND);
        let given = call.count + bound;
        let missing = positional.wrapping_sub(given);
        let defaults = entry.defaults as usize;
        let plain = entry.flags & !function_flag::MODULE == 0
            && entry.keyword_only == 0
            && (missing == 0 || missing <= defaults && closure.is_some());
        let room =
            room.has_frame(registers + FRAME_CELLS) && (self.depth as u64) < arena[slot::DEPTH_MAX];
        if !plain || !room {
            return false;
        }
        let to = self.sp - registers;
        let Some((below, above)) = arena.split_at_mut_checked(self.sp) else {
            return false;
        };
        // The registers of the caller lie above its stack pointer.
        let from = self.base + call.first - self.sp;
        let arguments = above.get(from..from + call.count);
        let frame = below.get_mut(to - FRAME_CELLS..);
        let frame = frame.and_then(|frame| frame.split_first_chunk_mut());
        let (Some(arguments), Some((header, own))) = (arguments, frame) else {
            return false;
        };
        let Some((parameters, rest)) = own.split_at_mut_checked(given) else {
            return false;
        };
        // The result of `__init__` is the instance.
        let extra = match call.word & 0xFF {
            ret::INIT => call.receiver,
            _ => Value::NONE,
        };
        let (base, pc) = (self.base as i32, self.pc as i32);
        *header = [
            extra.0,
            Value::int(call.word as i32).0,
            Value::int(pc).0,
            Value::int(base).0,
            call.callee.0,
        ];
        const _: () = assert!(FRAME_CELLS == 5);
        match parameters.split_first_mut() {
            Some((first, others)) if bound == 1 => {
                *first = call.receiver.0;
                copy_each(arguments, others);
            }
            _ => copy_each(arguments, parameters),
        }
        for cell in rest {
            *cell = Value::UNBOUND.0;
        }
        if let (Some(at), 1..) = (closure, missing) {
            let first = at + 3 + defaults - missing;
            arena.copy_within(first..first + missing, to + given);
        }
        self.fuel -= call.fuel + 4 + (registers / 4) as i64;
        self.sp = to - FRAME_CELLS;
        self.base = to;
        self.pc = entry.code_start as usize;
        self.depth += 1;
        true
    }

    /// Leaves a frame whose result a register of the caller takes; whether it did.
    #[inline(always)]
    pub(super) fn leave(&mut self, arena: &mut [u64], value: Value) -> bool {
        let Some(header) = arena[..self.base].last_chunk::<FRAME_CELLS>() else {
            return false;
        };
        let [extra, word, pc, caller, _] = *header;
        let result = match word as u32 & 0xFF {
            ret::VALUE => value.0,
            ret::INIT if value == Value::NONE => extra,
            _ => return false,
        };
        let (word, caller) = (word as u32, caller as u32 as usize);
        if caller == 0 {
            return false;
        }
        arena[caller + (word >> 8 & 0xFF) as usize] = result;
        self.pc = pc as u32 as usize + (word >> 16) as usize;
        self.base = caller;
        self.depth -= 1;
        self.sp = caller - FRAME_CELLS;
        true
    }
}
