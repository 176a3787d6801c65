//! Generators that are dropped while they are suspended inside of a `try` or `with`.
//!
//! CPython closes such a generator at once when its last reference goes, and its `finally` runs
//! there. There are no counts of references here. Instead, while such a generator exists, the
//! instructions are watched that overwrite a value which holds one, leave a frame that does, or may
//! take one out of a container. After such an instruction a collection tells whether something
//! still refers to the generator; if not, it is closed before the next instruction runs.
//!
//! What cannot be seen so is dropped later: what is held by a cycle, what a value holds deeper than
//! [`DEPTH_MAX`], and what only a temporary that is not used again refers to. Nothing is closed too
//! early, and at the end of a script all are closed.

use super::call::ret;
use super::delegate::CALL_CELLS;
use super::exec::{ONE, WATCHED};
use super::{Outcome, Vm, status};
use crate::catalog::{Exception, Feature};
use crate::error::{Reason, Res};
use crate::heap::{Kind, STATE_CELLS, generator, slot};
use crate::host::Host;
use crate::opcode::{self, Ext, Op, Word};
use crate::package::Function;
use crate::symbol;
use crate::value::Value;

/// How deep in a value a generator is looked for.
const DEPTH_MAX: u32 = 6;
/// Elements of one object that are looked at.
const ELEMENTS_MAX: usize = 64;
/// Objects that one search visits: in a value, and on the stack.
const OBJECTS_MAX: u32 = 256;
const STACK_OBJECTS_MAX: u32 = 4_096;
/// Frames whose temporaries are looked at.
const FRAMES_MAX: usize = 16;
/// Cells of the exception that closes a generator.
const EXIT_CELLS: usize = 32;
/// Cells that a collection moves for one unit of fuel.
const CELLS_PER_FUEL: usize = 16;

/// Methods that take something out of a collection.
const EMPTYING: [u16; 6] = [
    symbol::CLEAR,
    symbol::DISCARD,
    symbol::POP,
    symbol::POPITEM,
    symbol::REMOVE,
    symbol::UPDATE,
];

/// When to look for what was dropped, in [`slot::STALE`].
mod stale {
    pub const NEVER: u64 = 0;
    /// Once the exception is handled whose traceback, in CPython, holds the frames that it left.
    pub const HANDLED: u64 = 1;
    /// Once the handler has begun.
    pub const NOW: u64 = 2;
}

impl Vm<'_, '_> {
    /// Whether [`Vm::watched`] is to run the next instruction.
    #[inline]
    pub(super) fn is_watched(&self) -> bool {
        if !Feature::Generator.is_enabled() {
            return false;
        }
        let cells = &self.heap.cells;
        self.base == 0
            || cells[slot::OPEN_GENERATORS] != 0
            || cells[slot::DROPPED] != Value::NONE.0
            || cells[slot::CLOSE_DEPTH] != 0
    }

    /// Runs instructions while there are open generators, and closes those that are dropped.
    pub(super) fn watched(&mut self, host: &mut dyn Host) -> Res<Outcome> {
        if let Some(outcome) = self.between(host)? {
            return Ok(outcome);
        }
        match self.steps::<WATCHED>(host) {
            Err(_) if self.reason() == Reason::Watch && !self.has_work_between() => {}
            ended => return ended,
        }
        match self.careful(host)? {
            Outcome::Paused => Err(self.trap(Reason::Watch)),
            outcome => Ok(outcome),
        }
    }

    /// Runs one instruction, or begins to close a generator.
    pub(super) fn watched_one(&mut self, host: &mut dyn Host) -> Res<Outcome> {
        match self.between(host)? {
            Some(outcome) => Ok(outcome),
            None => self.careful(host),
        }
    }

    /// Does what is to be done before the next instruction. `Some` ends the run.
    fn between(&mut self, host: &mut dyn Host) -> Res<Option<Outcome>> {
        if self.depth < self.heap.cells[slot::CLOSE_DEPTH] as usize {
            self.heap.cells[slot::CLOSE_DEPTH] = 0;
        }
        if self.is_stale() {
            self.look_for_dropped();
        }
        if let Some(generator) = self.closable() {
            self.close_dropped(generator, host)?;
            return Err(self.trap(Reason::Watch));
        }
        Ok((self.base == 0).then(|| self.end()))
    }

    /// An exception has left the frame of the embedder's call: it ends the call, but not before
    /// the generators are closed that it left behind.
    pub(super) fn end_raised(&mut self) -> Option<Outcome> {
        if !Feature::Generator.is_enabled() || self.heap.cells[slot::OPEN_GENERATORS] == 0 {
            return Some(Outcome::Raised);
        }
        self.heap.cells[slot::RAISED] = self.pending().0;
        self.set_pending(Value::NONE);
        self.set_handling(Value::NONE);
        self.heap.cells[slot::STALE] = stale::NOW;
        None
    }

    /// How a run ends that has nothing left to do.
    fn end(&mut self) -> Outcome {
        let raised = core::mem::replace(&mut self.heap.cells[slot::RAISED], Value::NONE.0);
        self.set_pending(Value(raised));
        match Value(raised) {
            Value::NONE => Outcome::Done,
            _ => Outcome::Raised,
        }
    }

    fn has_work_between(&self) -> bool {
        if !Feature::Generator.is_enabled() {
            return false;
        }
        self.base == 0 || self.is_stale() || self.closable().is_some()
    }

    /// Whether nothing is half done: no exception in flight, no native amid its calls of Python.
    fn is_at_rest(&self) -> bool {
        let handler = self.base != 0 && self.word(self.pc).code() == Op::ExcEnter as u8;
        !handler && !self.memo_waits()
    }

    fn is_stale(&self) -> bool {
        self.heap.cells[slot::STALE] == stale::NOW && self.is_at_rest()
    }

    /// The generator that is to be closed now: one after the other.
    fn closable(&self) -> Option<Value> {
        let dropped = Value(self.heap.cells[slot::DROPPED]);
        let closing = self.heap.cells[slot::CLOSE_DEPTH] as usize;
        let free = closing == 0 || self.depth < closing;
        (dropped.is_object() && free && self.is_at_rest()).then_some(dropped)
    }

    /// Throws GeneratorExit into a dropped generator. One that cannot be entered, for want of
    /// memory or frames, is let go as it is.
    fn close_dropped(&mut self, dropped: Value, host: &mut dyn Host) -> Res<()> {
        if !self.is_open(dropped) {
            self.let_go();
            return Ok(());
        }
        let depth = self.depth;
        let mut thrown = self.throw_exit(dropped, host);
        if let (Err(_), Reason::Memory(cells) | Reason::Stack(cells), true) =
            (thrown, self.reason(), self.depth == depth)
        {
            self.collect_garbage();
            self.heap.raise_ceiling(cells);
            thrown = self.throw_exit(Value(self.heap.cells[slot::DROPPED]), host);
        }
        if thrown.is_err() && self.reason() == Reason::OutOfFuel {
            return thrown.map(drop);
        }
        let dropped = self.let_go();
        if self.depth > depth {
            self.heap.cells[slot::CLOSE_DEPTH] = depth as u64 + 1;
            return thrown.map(drop);
        }
        self.set_pending(Value::NONE);
        self.finish_generator(dropped);
        Ok(())
    }

    /// Takes the first of the generators that wait to be closed out of their list.
    fn let_go(&mut self) -> Value {
        let dropped = Value(self.heap.cells[slot::DROPPED]);
        let next = self.heap.get(dropped.cell(), generator::NEXT);
        self.heap.set(dropped.cell(), generator::NEXT, Value::NONE);
        self.heap.cells[slot::DROPPED] = next.0;
        dropped
    }

    fn throw_exit(&mut self, dropped: Value, host: &mut dyn Host) -> Res<Option<Value>> {
        #[cfg(test)]
        self.heap.refusals.begin_instruction();
        let (sp, depth) = (self.heap.sp, self.depth);
        self.heap.reserve_cells(EXIT_CELLS + CALL_CELLS)?;
        let class = Value::builtin(Exception::GeneratorExit as u16);
        let exit = self.new_exception(class, &[])?;
        let thrown = self.throw_into(dropped, exit, ret::word(ret::DROP, 0, 0), host);
        if self.depth == depth {
            self.heap.sp = sp;
        }
        thrown
    }

    /// Runs one instruction, which may drop a generator.
    fn careful(&mut self, host: &mut dyn Host) -> Res<Outcome> {
        let word = self.word(self.pc);
        let op = Op::from_code(word.code());
        let (found, moves) = (self.drops(word), self.heap.moves);
        if let (Some(op @ (Op::Return | Op::ReturnNone)), Some(found)) = (op, found) {
            // It goes before the caller does, but for what is returned.
            let kept = (op == Op::Return).then_some(word.a());
            self.clear_frame(kept);
            self.settle(found, moves);
            if self.has_work_between() {
                return Ok(Outcome::Paused);
            }
        }
        let (base, pc) = (self.base, self.pc);
        let ended = self.steps::<ONE>(host);
        let done = match ended {
            Ok(outcome) => outcome == Outcome::Paused,
            // A jump is made before the run pauses.
            Err(_) => self.reason() == Reason::OutOfFuel && (self.base, self.pc) != (base, pc),
        };
        if !done {
            return ended;
        }
        if self.base == base && self.pc != pc {
            self.clear_arguments(base, word, Some(word.c()));
        }
        if op == Some(Op::ExcLeave) && found.is_some() {
            self.heap.cells[slot::STALE] = stale::NOW;
        } else if let Some(found) = found {
            self.settle(found, moves);
        }
        ended
    }

    /// The open generator that is held by what an instruction overwrites, leaves or may change.
    pub(super) fn drops(&self, word: Word) -> Option<Value> {
        if !Feature::Generator.is_enabled() {
            return None;
        }
        let (op, a, c) = (Op::from_code(word.code())?, word.a(), word.c());
        match op {
            Op::Return | Op::ReturnNone => {
                let kept = if op == Op::Return { a } else { usize::MAX };
                let registers = self.running_function().registers as usize;
                let function = Value(self.heap.cells[self.base - 1]);
                (0..registers)
                    .filter(|&n| n != kept)
                    .find_map(|n| self.open_in(self.reg(n)))
                    .or_else(|| self.open_in(function))
            }
            // An exception that goes on is still there.
            Op::ExcLeave if self.word(self.pc + 1).code() == Op::Reraise as u8 => None,
            Op::ExcLeave => self.is_due(stale::HANDLED),
            Op::ExcEnter => self.is_due(stale::NOW),
            Op::SetGlobal | Op::DelGlobal => {
                self.open_in(Value(self.heap.cells[STATE_CELLS + word.bx()]))
            }
            Op::SetFree => self.open_in(self.free_cell(word.b())),
            Op::ForIter => self.open_in(self.reg(a + 1)),
            Op::SetItem => self.open_in(self.item_of(self.reg(a), self.reg(word.b()))),
            Op::SetAttr => {
                let (offset, _) = self.package.name(self.ext() as u16);
                let own = self.attributes_of(self.reg(a));
                self.open_in(self.item_of(own, Value::const_str(offset)))
            }
            _ => match arguments_of(op, word) {
                Some((first, end)) => {
                    let all = op == Op::CallSpread || op == Op::CallMethod && self.empties();
                    (first..end)
                        .filter(|&n| all || !self.is_collection(self.reg(n)))
                        .chain([c])
                        .find_map(|n| self.open_in(self.reg(n)))
                }
                None if keeps_registers(op) => None,
                None => self.open_in(self.reg(a)),
            },
        }
    }

    /// What an assignment to an item puts something else in the place of. Dicts with an index, and
    /// keys that are not the very same, are left out: to find them would be work of its own.
    fn item_of(&self, container: Value, key: Value) -> Value {
        let item = match self.heap.kind_of(container) {
            Some(Kind::Dict) => self.dict_get_same(container, key),
            Some(Kind::List) if key.is_int() => {
                let (count, at) = (self.list_len(container) as i32, key.as_int());
                let at = if at < 0 { at + count } else { at };
                (0..count)
                    .contains(&at)
                    .then(|| self.list_get(container, at as usize))
            }
            _ => None,
        };
        item.unwrap_or(Value::NONE)
    }

    /// Whether the running `CallMethod` may take something out of a collection.
    fn empties(&self) -> bool {
        let (_, symbol) = self.package.name(self.ext() as u16);
        EMPTYING.contains(&symbol)
    }

    /// Whether a value is one that calls look at more often than they drop it.
    fn is_collection(&self, value: Value) -> bool {
        let kind = self.heap.kind_of(value);
        matches!(
            kind,
            Some(Kind::List | Kind::Dict | Kind::Set | Kind::FrozenSet)
        )
    }

    fn is_due(&self, stale: u64) -> Option<Value> {
        (self.heap.cells[slot::STALE] == stale).then_some(Value::NONE)
    }

    fn open_in(&self, value: Value) -> Option<Value> {
        if !value.is_object() {
            return None;
        }
        self.seek(value, None, DEPTH_MAX, &mut { OBJECTS_MAX })
    }

    /// The generator that is wanted, or any open one, in a value.
    fn seek(
        &self,
        value: Value,
        wanted: Option<Value>,
        depth: u32,
        objects: &mut u32,
    ) -> Option<Value> {
        if !Feature::Generator.is_enabled() {
            return None;
        }
        if !value.is_object() || *objects == 0 {
            return None;
        }
        *objects -= 1;
        let (at, kind) = (value.cell(), self.heap.kind(value.cell()));
        let fits = wanted.map_or_else(
            || kind == Kind::Generator && self.is_open(value),
            |wanted| wanted == value,
        );
        if fits {
            return Some(value);
        }
        let running = kind == Kind::Generator && self.is_running(value);
        if depth == 0 || kind.is_raw() || kind == Kind::Class || running {
            return None;
        }
        let elements = self.heap.len(at).min(ELEMENTS_MAX);
        (0..elements).find_map(|n| self.seek(self.heap.get(at, n), wanted, depth - 1, objects))
    }

    /// Looks for dropped generators, unless the one in question is plainly still referred to.
    fn settle(&mut self, found: Value, moves: u64) {
        if self.heap.cells[slot::OPEN_GENERATORS] == 0 {
            return;
        }
        let known = found.is_object() && self.heap.moves == moves;
        if known && self.is_referred_to(found) {
            return;
        }
        // Later, if a native is amid its calls of Python.
        self.heap.cells[slot::STALE] = stale::NOW;
        if self.is_at_rest() {
            self.look_for_dropped();
        }
    }

    fn is_referred_to(&self, generator: Value) -> bool {
        let cells = &self.heap.cells;
        let objects = &mut { STACK_OBJECTS_MAX };
        (self.heap.sp..self.heap.stack_end())
            .chain(STATE_CELLS..self.heap.start)
            .any(|at| {
                self.seek(Value(cells[at]), Some(generator), DEPTH_MAX, objects)
                    .is_some()
            })
    }

    fn look_for_dropped(&mut self) {
        if !Feature::Generator.is_enabled() {
            return;
        }
        self.heap.cells[slot::STALE] = stale::NEVER;
        // The memo of an instruction that is done: what lives must not depend on where runs pause.
        self.heap.cells[slot::MEMO] = Value::NONE.0;
        self.collect_garbage();
        let moved = (self.heap.top - self.heap.start) / CELLS_PER_FUEL;
        self.fuel = self.fuel.saturating_sub(moved as i64 + 1);
    }

    /// Lets go of what the frame holds that is about to be left, and of the arguments that its
    /// caller made for it.
    fn clear_frame(&mut self, kept: Option<usize>) {
        let registers = self.running_function().registers as usize;
        for n in (0..registers).filter(|&n| Some(n) != kept) {
            self.set_reg(n, Value::NONE);
        }
        if let Some(generator) = self.running_generator() {
            self.forget_suspended(generator);
        }
        let cells = &self.heap.cells;
        let word = Value(cells[self.base - 4]).as_int() as u32;
        let caller = Value(cells[self.base - 2]).as_int() as u32 as usize;
        if caller != 0 && matches!(word & 0xFF, ret::VALUE | ret::INIT) {
            let pc = Value(cells[self.base - 3]).as_int() as u32 as usize;
            self.clear_arguments(caller, self.word(pc), None);
        }
    }

    /// A call that resumed a generator is over, such as that of `next`. It may have held the only
    /// reference to that one, or to one that it is made of.
    pub(super) fn end_of_call(&mut self, call: Word, generator: Value) {
        if !Feature::Generator.is_enabled() {
            return;
        }
        if self.heap.cells[slot::OPEN_GENERATORS] == 0 {
            return;
        }
        self.clear_arguments(self.base, call, Some(call.c()));
        if let Some(found) = self.open_in(generator) {
            self.settle(found, self.heap.moves);
        }
    }

    /// Lets go of the temporaries that a finished call took its arguments from.
    fn clear_arguments(&mut self, base: usize, word: Word, kept: Option<usize>) {
        if !Feature::Generator.is_enabled() {
            return;
        }
        let arguments = Op::from_code(word.code()).and_then(|op| arguments_of(op, word));
        let Some((first, end)) = arguments else {
            return;
        };
        for n in (first..end).filter(|&n| Some(n) != kept) {
            self.heap.cells[base + n] = Value::NONE.0;
        }
    }

    /// A generator hands out its first value inside of a `try` or `with`: temporaries that are not
    /// in use any more may hold it.
    pub(super) fn begin_watching(&mut self) {
        if !Feature::Generator.is_enabled() {
            return;
        }
        let (mut base, mut pc, mut frames) = (self.base, self.pc, 0);
        while base != 0 && frames < FRAMES_MAX {
            let word = self.word(pc);
            let arguments = Op::from_code(word.code()).and_then(|op| arguments_of(op, word));
            let function = self.function_at(base);
            if let Some((_, end)) = arguments {
                let registers = function.registers as usize;
                self.heap.cells[base + end.min(registers)..base + registers].fill(Value::NONE.0);
            }
            let cells = &self.heap.cells;
            pc = Value(cells[base - 3]).as_int() as u32 as usize;
            base = Value(cells[base - 2]).as_int() as u32 as usize;
            frames += 1;
        }
    }

    /// A handler of the running frame takes the exception in flight: the temporaries of what it
    /// left are let go of, loops among them.
    pub(super) fn enter_handler(&mut self, function: &Function, handler: u32) {
        if !Feature::Generator.is_enabled() {
            return;
        }
        if self.heap.cells[slot::OPEN_GENERATORS] == 0 {
            return;
        }
        let kept = self.word(self.pc).a() + 2;
        let mut found = None;
        for n in kept..function.registers as usize {
            found = self.drop_register(n).or(found);
        }
        for n in 0..usize::from(function.exception_count) {
            let [start, end, to] = self.package.exception(function, n);
            if to == handler {
                found = self.drop_loops(function, start, end).or(found);
            }
        }
        // What a frame held that was left goes once the exception is handled.
        if found.is_some() && self.heap.cells[slot::STALE] != stale::HANDLED {
            self.heap.cells[slot::STALE] = stale::NOW;
        }
    }

    /// An exception leaves the running frame. What it was in the middle of goes at once, its
    /// variables when the exception is handled.
    pub(super) fn leave_frame(&mut self, function: &Function) {
        if !Feature::Generator.is_enabled() {
            return;
        }
        if self.heap.cells[slot::OPEN_GENERATORS] == 0 {
            return;
        }
        let dropped = self.drop_loops(function, 0, function.code_len).is_some();
        let held = (0..function.registers as usize).any(|n| self.open_in(self.reg(n)).is_some());
        let stale = &mut self.heap.cells[slot::STALE];
        match (held, dropped) {
            (true, _) if *stale == stale::NEVER => *stale = stale::HANDLED,
            (false, true) => *stale = stale::NOW,
            _ => {}
        }
    }

    /// Clears the iterators of the loops between two words of the running function; the open
    /// generator that one held.
    fn drop_loops(&mut self, function: &Function, start: u32, end: u32) -> Option<Value> {
        let (mut found, mut at) = (None, start);
        while at < end {
            let word = self.word((function.code_start + at) as usize);
            let info = opcode::info(word.code());
            if word.code() == Op::ForIter as u8 {
                found = self.drop_register(word.a()).or(found);
            }
            at += 1 + u32::from(info.is_some_and(|info| info.ext != Ext::None));
        }
        found
    }

    /// Clears a register; the open generator that it held.
    fn drop_register(&mut self, register: usize) -> Option<Value> {
        let found = self.open_in(self.reg(register));
        self.set_reg(register, Value::NONE);
        found
    }

    /// Begins to close all generators that are suspended inside of a `try` or `with`, as CPython
    /// does when a script has ended: [`Vm::run`] goes on with it. False if there are none, or in
    /// the middle of a call. The result and the exception of the script are void afterwards.
    pub fn start_exit(&mut self) -> bool {
        if !Feature::Generator.is_enabled() {
            return false;
        }
        let open = self.heap.cells[slot::OPEN_GENERATORS] != 0;
        if !open || self.heap.cells[slot::STATUS] != status::IDLE {
            return false;
        }
        self.set_pending(Value::NONE);
        self.set_handling(Value::NONE);
        self.set_result(Value::NONE);
        self.heap.cells[slot::RAISED] = Value::NONE.0;
        (self.base, self.pc, self.depth) = (0, 0, 0);
        self.heap.sp = self.heap.stack_end();
        self.heap.cells[slot::CLOSE_DEPTH] = 0;
        self.heap.drop_open_generators();
        self.save(status::RUNNING);
        true
    }

    /// The objects of the last call are gone: the open generators that are left.
    pub(super) fn recount_open_generators(&mut self) {
        if !Feature::Generator.is_enabled() {
            return;
        }
        let cells = &mut self.heap.cells;
        cells[slot::DROPPED] = Value::NONE.0;
        cells[slot::RAISED] = Value::NONE.0;
        (cells[slot::STALE], cells[slot::CLOSE_DEPTH]) = (stale::NEVER, 0);
        if cells[slot::OPEN_GENERATORS] != 0 {
            self.heap.cells[slot::OPEN_GENERATORS] = self.heap.open_generators();
        }
    }
}

/// The registers that a call takes what it calls and its arguments from.
fn arguments_of(op: Op, word: Word) -> Option<(usize, usize)> {
    let (a, b) = (word.a(), word.b());
    match op {
        Op::Call | Op::CallKw | Op::CallMethod => Some((a, a + b + 1)),
        Op::CallBuiltin => Some((a, a + b)),
        Op::CallSpread => Some((a, a + b + 2)),
        _ => None,
    }
}

/// Whether an instruction leaves its first register, and what that holds, as it is.
fn keeps_registers(op: Op) -> bool {
    let jumps = Op::JumpEq as u8..=Op::JumpNotNone as u8;
    jumps.contains(&(op as u8))
        || matches!(
            op,
            Op::ForRange
                | Op::CheckLocal
                | Op::CheckFree
                | Op::ListPush
                | Op::SetPush
                | Op::DictPut
                | Op::Yield
                | Op::YieldFrom
                | Op::Send
                | Op::Raise
                | Op::RaiseFrom
                | Op::Reraise
                | Op::RaiseCurrent
                | Op::JumpBound
        )
}
