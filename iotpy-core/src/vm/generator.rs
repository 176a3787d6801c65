//! Generators: a frame's registers kept in an object while it is suspended.

use super::call::ret;
use super::{Arguments, FRAME_CELLS, Vm};
use crate::catalog::{Exception, Feature, Type};
use crate::error::{Piece, Reason, Res, need};
use crate::heap::{Kind, slot};
use crate::opcode::{Op, Word};
use crate::package::function_flag;
use crate::symbol;
use crate::value::Value;

/// Payload of a generator.
pub(super) mod field {
    pub use crate::heap::generator::STATE;
    pub const PC: usize = 1;
    pub const FUNCTION: usize = 2;
    /// The class that it passes for, or None.
    pub const CLASS: usize = 3;
    /// See `vm::dropped`; it outlives the end of the generator.
    pub use crate::heap::generator::NEXT;
    /// What `next` returns at the end, or what is thrown once the delegate is closed.
    pub const DEFAULT: usize = 5;
    /// What the one who resumed it was handling.
    pub const CALLER_HANDLING: usize = 6;
    /// What it handles itself: unbound if nothing.
    pub const OWN_HANDLING: usize = 7;
    pub const REGISTERS: usize = 8;
}

/// States of a generator.
pub(super) mod state {
    pub const SUSPENDED: i32 = 0;
    pub const RUNNING: i32 = 1;
    pub const DONE: i32 = 2;
    /// Suspended inside of a `try` or `with`.
    pub use crate::heap::generator::OPEN;
}

impl Vm<'_, '_> {
    /// Binds the arguments and keeps them in a suspended generator.
    pub(super) fn new_generator(
        &mut self,
        function: Value,
        index: u16,
        arguments: &Arguments,
    ) -> Res<Value> {
        need!(self, Generator);
        let entry = self.package.function(index);
        let registers = entry.registers as usize;
        let size = field::REGISTERS + registers;
        self.heap
            .reserve_cells(size + 1 + registers + FRAME_CELLS)?;
        let (base, pc, sp) = (self.base, self.pc, self.heap.sp);
        self.push_frame(function, arguments, ret::VALUE)?;
        let made = self.heap.allocate(Kind::Generator, size);
        let frame = self.base;
        self.depth -= 1;
        (self.base, self.pc, self.heap.sp) = (base, pc, sp);
        let at = made?;
        self.heap
            .set(at, field::STATE, Value::int(state::SUSPENDED));
        self.heap
            .set(at, field::PC, Value::int(entry.code_start as i32));
        self.heap.set(at, field::FUNCTION, function);
        self.heap.set(at, field::CLASS, Value::NONE);
        self.heap.set(at, field::NEXT, Value::NONE);
        self.heap.set(at, field::DEFAULT, Value::NONE);
        self.heap.set(at, field::CALLER_HANDLING, Value::NONE);
        self.heap.set(at, field::OWN_HANDLING, Value::UNBOUND);
        let to = at + 1 + field::REGISTERS;
        self.heap.cells.copy_within(frame..frame + registers, to);
        Ok(Value::object(at))
    }

    /// `_lang.pass_for(generator, class)`: the generator, which is an instance of the class to
    /// those who ask. So an iterator of our library has its type, and the loops that run it do not
    /// call a method for each item.
    pub(crate) fn pass_for(&mut self, generator: Value, class: Value) -> Value {
        if self.heap.is(generator, Kind::Generator) && self.heap.is(class, Kind::Class) {
            self.note_store(generator.cell(), class);
            self.heap.set(generator.cell(), field::CLASS, class);
        }
        generator
    }

    /// The class that a generator passes for.
    pub(crate) fn passes_for(&self, generator: Value) -> Option<Value> {
        if !self.heap.is(generator, Kind::Generator) {
            return None;
        }
        let class = self.heap.get(generator.cell(), field::CLASS);
        class.is_object().then_some(class)
    }

    /// Enters a suspended generator; false if it is exhausted.
    pub(super) fn resume(&mut self, generator: Value, word: u32) -> Res<bool> {
        need!(self, Generator);
        let at = generator.cell();
        match self.heap.get(at, field::STATE).as_int() {
            state::DONE => return Ok(false),
            state::RUNNING => return Err(self.value_error("generator already executing")),
            _ => {}
        }
        let registers = self.heap.len(at) - field::REGISTERS;
        let room = registers + FRAME_CELLS;
        if self.heap.free() < room {
            return Err(self.trap(Reason::Stack(room)));
        }
        if self.depth as u64 >= self.heap.cells[crate::heap::slot::DEPTH_MAX] {
            let message = [Piece::Text("maximum recursion depth exceeded")];
            return Err(self.raise(Exception::RecursionError, &message));
        }
        self.charge(4 + registers / 4)?;
        let base = self.heap.sp - registers;
        let from = at + 1 + field::REGISTERS;
        self.heap.cells.copy_within(from..from + registers, base);
        let function = self.heap.get(at, field::FUNCTION);
        let pc = self.heap.get(at, field::PC).as_int();
        self.set_state(at, state::RUNNING);
        self.enter_handling(at);
        let cells = &mut self.heap.cells;
        cells[base - 1] = function.0;
        cells[base - 2] = Value::int(self.base as i32).0;
        cells[base - 3] = Value::int(self.pc as i32).0;
        cells[base - 4] = Value::int(word as i32).0;
        cells[base - 5] = generator.0;
        self.heap.sp = base - FRAME_CELLS;
        self.base = base;
        self.pc = pc as usize;
        self.depth += 1;
        Ok(true)
    }

    /// A loop wants the next value; false if there is none.
    pub(super) fn resume_loop(&mut self, generator: Value) -> Res<bool> {
        self.resume(generator, ret::word(ret::LOOP, 0, 1))
    }

    /// `next(generator)`, with a default unless that is unbound.
    pub(super) fn resume_next(
        &mut self,
        generator: Value,
        default: Value,
        word: u32,
    ) -> Res<Option<Value>> {
        need!(self, Generator);
        if self.resume(generator, word)? {
            self.note_store(generator.cell(), default);
            self.heap.set(generator.cell(), field::DEFAULT, default);
            return Ok(None);
        }
        if default == Value::UNBOUND {
            return Err(self.raise_with(Exception::StopIteration, &[])?);
        }
        Ok(Some(default))
    }

    /// Replaces the generator in a register of the running frame by a list that takes its values.
    pub(super) fn materialise_generator(&mut self, register: usize) -> Res<()> {
        need!(self, Generator);
        let generator = Value(self.heap.cells[self.base + register]);
        let list = self.new_list(&[])?;
        let cell = self.base + register;
        self.resume(generator, ret::word(ret::MATERIALISE, register, 0))?;
        self.heap.cells[cell] = list.0;
        Ok(())
    }

    /// Whether `x += y` extends a list by a generator.
    #[inline]
    pub(super) fn extends_by_generator(&self, x: Value, y: Value) -> bool {
        if !Feature::Generator.is_enabled() {
            return false;
        }
        self.heap.is(y, Kind::Generator) && self.heap.is(x, Kind::List)
    }

    /// `r[a] = r[b] += r[c]`, a list and a generator: the list takes the values as they come.
    pub(super) fn extend_by_generator(&mut self, a: usize, b: usize, c: usize) -> Res<()> {
        need!(self, Generator);
        let (list, generator) = (
            self.heap.cells[self.base + b],
            self.heap.cells[self.base + c],
        );
        let to = self.base + a;
        let word = ret::word(ret::EXTEND, a, 1);
        if !self.resume(Value(generator), word)? {
            self.pc += 1;
        }
        self.heap.cells[to] = list;
        Ok(())
    }

    /// `Yield`: hands a value out of the running generator.
    pub(super) fn yield_value(&mut self, value: Value, sent: usize) -> Res<()> {
        need!(self, Generator);
        let word = Value(self.heap.cells[self.base - 4]).as_int() as u32;
        let generator = Value(self.heap.cells[self.base - 5]);
        if !self.heap.is(generator, Kind::Generator) {
            // A package may have the instruction in a function that is no generator.
            return Err(self.bad_operand());
        }
        let caller = Value(self.heap.cells[self.base - 2]).as_int() as u32 as usize;
        let register = (word >> 8 & 0xFF) as usize;
        if matches!(word & 0xFF, ret::MATERIALISE | ret::EXTEND) {
            let list = Value(self.heap.cells[caller + register]);
            self.list_push(list, value)?;
            self.heap.cells[self.base + sent] = Value::NONE.0;
            self.pc += 1;
            return Ok(());
        }
        match word & 0xFF {
            ret::CLOSE | ret::CLOSE_DELEGATE => return self.ignored_exit(generator),
            ret::DROP => {
                // Nobody is there to be told that it goes on.
                self.finish_generator(generator);
                self.pop_frame();
                return Err(self.trap(Reason::Watch));
            }
            _ => {}
        }
        self.heap.cells[self.base + sent] = Value::NONE.0;
        self.suspend(generator);
        self.pop_frame();
        let open = self.is_open(generator);
        if open {
            self.begin_watching();
        }
        match word & 0xFF {
            ret::SEND | ret::THROW => self.delegate_yielded(word, value),
            ret::LOOP => {
                let loop_word = self.word(self.pc);
                self.heap.cells[self.base + loop_word.a() + 1] = value.0;
                self.pc = (self.pc as i64 + 1 + i64::from(loop_word.sbx())) as usize;
            }
            _ => {
                let call = self.word(self.pc);
                self.heap.cells[self.base + register] = value.0;
                self.pc += (word >> 16) as usize;
                self.end_of_call(call, generator);
            }
        }
        match open || self.heap.cells[slot::DROPPED] != Value::NONE.0 {
            true => Err(self.trap(Reason::Watch)),
            false => Ok(()),
        }
    }

    /// Whether the generator is suspended inside of a `try` or `with`.
    pub(super) fn is_open(&self, generator: Value) -> bool {
        self.heap.get(generator.cell(), field::STATE) == Value::int(state::OPEN)
    }

    /// Lets go of what a running generator held when it was resumed.
    pub(super) fn forget_suspended(&mut self, generator: Value) {
        let at = generator.cell();
        let (from, to) = (at + 1 + field::REGISTERS, at + 1 + self.heap.len(at));
        self.heap.cells[from..to].fill(Value::NONE.0);
    }

    /// Whether the generator runs: what it holds is in its frame.
    pub(super) fn is_running(&self, generator: Value) -> bool {
        self.heap.get(generator.cell(), field::STATE) == Value::int(state::RUNNING)
    }

    /// Changes the state of a generator, and counts the open ones.
    fn set_state(&mut self, at: usize, state: i32) {
        let before = self.heap.get(at, field::STATE) == Value::int(state::OPEN);
        self.heap.set(at, field::STATE, Value::int(state));
        let open = &mut self.heap.cells[slot::OPEN_GENERATORS];
        *open = *open + u64::from(state == state::OPEN) - u64::from(before);
    }

    /// Whether an exception at the running instruction has a handler in its function.
    fn is_guarded(&self) -> bool {
        let function = Value(self.heap.cells[self.base - 1]);
        let index = self.function_of(function).map_or(0, |(index, _)| index);
        if !self.package.has_handlers(index) {
            return false;
        }
        let function = self.package.function(index);
        let relative = (self.pc as u32).wrapping_sub(function.code_start);
        self.package.handler(&function, relative).is_some()
    }

    /// Whether the generator is in a handler of its own.
    pub(super) fn handles(&self, generator: Value) -> bool {
        self.heap.get(generator.cell(), field::OWN_HANDLING) != Value::UNBOUND
    }

    /// What the generator itself handles is being handled again.
    fn enter_handling(&mut self, at: usize) {
        let before = self.handling();
        self.note_store(at, before);
        self.heap.set(at, field::CALLER_HANDLING, before);
        let own = self.heap.get(at, field::OWN_HANDLING);
        if own != Value::UNBOUND {
            self.set_handling(own);
        }
    }

    /// What the one who resumed it was handling is being handled again.
    fn leave_handling(&mut self, at: usize) {
        if self.heap.get(at, field::OWN_HANDLING) != Value::UNBOUND {
            let own = self.handling();
            self.note_store(at, own);
            self.heap.set(at, field::OWN_HANDLING, own);
        }
        let before = self.heap.get(at, field::CALLER_HANDLING);
        self.set_handling(before);
        self.heap.set(at, field::CALLER_HANDLING, Value::NONE);
    }

    /// `ExcEnter`: the exception that the running frame will handle again after this one. It is
    /// unbound for the outermost handler of a generator, which others may resume by then.
    pub(super) fn begin_handling(&mut self, exception: Value) -> Value {
        let before = self.handling();
        self.set_handling(exception);
        let Some(generator) = self.running_generator() else {
            return before;
        };
        let at = generator.cell();
        if self.heap.get(at, field::OWN_HANDLING) != Value::UNBOUND {
            return before;
        }
        self.heap.set(at, field::OWN_HANDLING, Value::NONE);
        Value::UNBOUND
    }

    /// `ExcLeave`, with what [`Vm::begin_handling`] returned.
    pub(super) fn end_handling(&mut self, before: Value) {
        let generator = match before {
            Value::UNBOUND => self.running_generator(),
            _ => None,
        };
        let Some(generator) = generator else {
            return self.set_handling(before);
        };
        let at = generator.cell();
        self.set_handling(self.heap.get(at, field::CALLER_HANDLING));
        self.heap.set(at, field::OWN_HANDLING, Value::UNBOUND);
    }

    /// The generator that the running frame belongs to.
    pub(super) fn running_generator(&self) -> Option<Value> {
        if !Feature::Generator.is_enabled() {
            return None;
        }
        let function = Value(self.heap.cells[self.base - 1]);
        let (index, _) = self.function_of(function)?;
        if self.package.function_flags(index) & function_flag::GENERATOR == 0 {
            return None;
        }
        let extra = Value(self.heap.cells[self.base - 5]);
        let own = self.heap.is(extra, Kind::Generator)
            && self.heap.get(extra.cell(), field::FUNCTION).0 == self.heap.cells[self.base - 1];
        own.then_some(extra)
    }

    /// Hands the frame's registers back to its generator.
    pub(super) fn suspend(&mut self, generator: Value) {
        let at = generator.cell();
        self.leave_handling(at);
        let registers = self.heap.len(at) - field::REGISTERS;
        let to = at + 1 + field::REGISTERS;
        if at < self.heap.cells[slot::CALL_START] as usize {
            for n in 0..registers {
                let value = Value(self.heap.cells[self.base + n]);
                self.note_store(at, value);
            }
        }
        self.heap
            .cells
            .copy_within(self.base..self.base + registers, to);
        self.heap.set(at, field::PC, Value::int(self.pc as i32 + 1));
        let state = match self.is_guarded() {
            true => state::OPEN,
            false => state::SUSPENDED,
        };
        self.set_state(at, state);
    }

    /// Marks a generator as exhausted and lets go of its registers.
    pub(super) fn finish_generator(&mut self, generator: Value) {
        if self.heap.is(generator, Kind::Generator) {
            let at = generator.cell();
            if self.heap.get(at, field::STATE) == Value::int(state::RUNNING) {
                self.leave_handling(at);
            }
            self.set_state(at, state::DONE);
            let (from, to) = (at + 1 + field::DEFAULT, at + 1 + self.heap.len(at));
            self.heap.cells[from..to].fill(Value::NONE.0);
        }
    }

    /// An exception leaves a generator: one that stands for an iterator without an end of its own
    /// goes back to where it was resumed, so that the next step is a new one. Whether it does.
    pub(super) fn steps_anew(&mut self, generator: Value) -> bool {
        let at = generator.cell();
        let steps =
            self.passes_for(generator).is_some() || self.generator_type(at) != Type::Generator;
        if steps {
            self.leave_handling(at);
            self.heap.set(at, field::OWN_HANDLING, Value::UNBOUND);
            self.heap
                .set(at, field::STATE, Value::int(state::SUSPENDED));
        }
        steps
    }

    /// Whether it is suspended, and whether it has not run yet; a running one is a ValueError.
    pub(super) fn suspended(&mut self, generator: Value) -> Res<(bool, bool)> {
        need!(self, Generator);
        let at = generator.cell();
        match self.heap.get(at, field::STATE).as_int() {
            state::RUNNING => Err(self.value_error("generator already executing")),
            state::DONE => Ok((false, false)),
            _ => {
                let function = self.heap.get(at, field::FUNCTION);
                let index = self.function_of(function).map_or(0, |(index, _)| index);
                let start = self.package.call_entry(index).code_start as i32;
                Ok((true, self.heap.get(at, field::PC).as_int() == start))
            }
        }
    }

    /// The cells and frames that resuming a suspended generator takes.
    pub(super) fn resume_cells(&self, generator: Value) -> usize {
        self.heap.len(generator.cell()) - field::REGISTERS + FRAME_CELLS
    }

    /// The instruction that a suspended generator stopped at, and a register of it.
    pub(super) fn stopped_at(&self, generator: Value) -> Word {
        let pc = self.heap.get(generator.cell(), field::PC).as_int();
        self.word((pc as usize).saturating_sub(1))
    }

    /// A register of a suspended generator.
    pub(super) fn kept_register(&self, generator: Value, register: usize) -> Value {
        self.heap.get(generator.cell(), field::REGISTERS + register)
    }

    /// Keeps what is thrown into the generator once its delegate is closed.
    pub(super) fn keep_thrown(&mut self, generator: Value, exception: Value) {
        self.note_store(generator.cell(), exception);
        self.heap.set(generator.cell(), field::DEFAULT, exception);
    }

    /// The function whose generator it is.
    pub(crate) fn generator_function(&self, generator: Value) -> Value {
        self.heap.get(generator.cell(), field::FUNCTION)
    }

    /// The type of a generator: one of our library stands for an iterator that CPython has as a
    /// type of its own.
    pub(crate) fn generator_type(&self, at: usize) -> Type {
        let function = self.heap.get(at, field::FUNCTION);
        let Some((index, _)) = self.function_of(function) else {
            return Type::Generator;
        };
        let entry = self.package.function(index);
        let (module, _, _, _) = self.package.module(entry.module);
        if self.package.name_text(module) != b"builtins" {
            return Type::Generator;
        }
        match self.package.name_text(entry.name) {
            b"_map_one" | b"_map_many" => Type::Map,
            b"_filter" => Type::Filter,
            b"_enumerate" => Type::Enumerate,
            b"_zip" | b"_zip_strict" => Type::Zip,
            b"_iter_until" => Type::CallableIterator,
            _ => Type::Generator,
        }
    }

    /// An attribute of a generator.
    pub(crate) fn generator_attribute(
        &mut self,
        generator: Value,
        symbol: u16,
    ) -> Res<Option<Value>> {
        need!(self, Generator);
        let at = generator.cell();
        let is = |vm: &Self, state| vm.heap.get(at, field::STATE) == Value::int(state);
        let waits = |vm: &Self| is(vm, state::SUSPENDED) || is(vm, state::OPEN);
        let function = self.heap.get(at, field::FUNCTION);
        match symbol {
            symbol::D_NAME | symbol::D_QUALNAME => {
                let index = self.function_of(function).map_or(0, |(index, _)| index);
                let entry = self.package.function(index);
                let name = match symbol {
                    symbol::D_NAME => entry.name,
                    _ => entry.qualified_name,
                };
                Ok(Some(Value::const_str(self.package.name(name).0)))
            }
            symbol::GI_RUNNING => Ok(Some(Value::bool(is(self, state::RUNNING)))),
            symbol::GI_SUSPENDED => {
                let suspended = waits(self) && !self.suspended(generator)?.1;
                Ok(Some(Value::bool(suspended)))
            }
            symbol::GI_YIELDFROM => {
                let word = self.stopped_at(generator);
                let delegates = waits(self)
                    && !self.suspended(generator)?.1
                    && word.code() == Op::YieldFrom as u8;
                Ok(Some(match delegates {
                    true => self.kept_register(generator, word.a()),
                    false => Value::NONE,
                }))
            }
            symbol::GI_FRAME if is(self, state::DONE) => Ok(Some(Value::NONE)),
            symbol::GI_FRAME | symbol::GI_CODE => {
                let index = self.function_of(function).map_or(0, |(index, _)| index);
                let code = self.code_record(index)?;
                if symbol == symbol::GI_CODE {
                    return Ok(Some(code));
                }
                let pc = self.heap.get(at, field::PC).as_int() as u32;
                let entry = self.package.function(index);
                // The instruction that it stopped at, or the first one.
                let relative = pc.saturating_sub(entry.code_start + 1);
                let line = self.package.line(&entry, relative) as i32;
                self.frame_of(code, Value::int(line)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The default that `next` was given.
    pub(super) fn generator_default(&self, generator: Value) -> Value {
        self.heap.get(generator.cell(), field::DEFAULT)
    }

    /// The generator that `next` waits for returned: StopIteration for the caller of `next`.
    pub(super) fn exhausted(&mut self, value: Value) -> Res<()> {
        need!(self, Generator);
        let args = if value == Value::NONE {
            &[][..]
        } else {
            &[value][..]
        };
        let exception =
            self.new_exception(Value::builtin(Exception::StopIteration as u16), args)?;
        let generator = Value(self.heap.cells[self.base - 5]);
        self.finish_generator(generator);
        self.pop_frame();
        self.set_pending(exception);
        Err(self.trap(Reason::Raise))
    }

    /// The instruction word at an absolute index.
    #[inline]
    pub(super) fn word(&self, pc: usize) -> Word {
        Word(u32::from_le_bytes(self.code[pc]))
    }
}
