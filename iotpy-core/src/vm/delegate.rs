//! `send`, `throw` and `close` of generators, and what they do to a generator that delegates
//! (PEP 342 and PEP 380).
//!
//! A generator that is suspended at `YieldFrom` delegates to the iterator in that instruction's
//! register. Throwing enters its frame again, then that of its delegate, down to the one that is to
//! see the exception; each frame's return word says what its end means to the one above.

use super::call::ret;
use super::{Arguments, FRAME_CELLS, Keywords, Vm};
use crate::catalog::{Exception, Type};
use crate::error::{Piece, Reason, Res, need};
use crate::heap::Kind;
use crate::host::Host;
use crate::opcode::Op;
use crate::symbol;
use crate::value::Value;

/// Cells kept free so that a method of a delegate can be called once its generator was entered.
pub(super) const CALL_CELLS: usize = 64;

impl Vm<'_, '_> {
    /// `generator.send(…)`, `generator.throw(…)`, `generator.close()`
    pub(super) fn generator_method(
        &mut self,
        generator: Value,
        symbol: u16,
        arguments: &Arguments,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<Option<Value>> {
        need!(self, Generator);
        let place = word & !0xFF;
        match symbol {
            symbol::SEND => {
                self.expect_method_args("generator.send", arguments, 1)?;
                let value = self.argument(arguments, 0);
                if self.resume_sending(generator, value, ret::NEXT | place)? {
                    return Ok(None);
                }
                Err(self.raise_with(Exception::StopIteration, &[])?)
            }
            symbol::CLOSE => {
                self.expect_method_args("generator.close", arguments, 0)?;
                let (suspended, fresh) = self.suspended(generator)?;
                if !suspended || fresh {
                    self.finish_generator(generator);
                    return Ok(Some(Value::NONE));
                }
                let class = Value::builtin(Exception::GeneratorExit as u16);
                let exit = self.new_exception(class, &[])?;
                self.throw_into(generator, exit, ret::CLOSE | place, host)
            }
            _ => {
                self.expect_args("throw", arguments, 1, 3)?;
                let exception = self.thrown(arguments)?;
                let (suspended, fresh) = self.suspended(generator)?;
                if !suspended || fresh {
                    self.finish_generator(generator);
                    self.set_pending(exception);
                    self.passes_on = true;
                    return Err(self.trap(Reason::Raise));
                }
                self.throw_into(generator, exception, ret::NEXT | place, host)
            }
        }
    }

    /// Resumes a generator with the value that its `yield` gives; false if it is exhausted.
    fn resume_sending(&mut self, generator: Value, value: Value, word: u32) -> Res<bool> {
        need!(self, Generator);
        let (suspended, fresh) = self.suspended(generator)?;
        if suspended && fresh && value != Value::NONE {
            let message = "can't send non-None value to a just-started generator";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if !self.resume(generator, word)? {
            return Ok(false);
        }
        if !fresh {
            let stopped = self.word(self.pc - 1);
            let register = if stopped.code() == Op::YieldFrom as u8 {
                stopped.a() + 1
            } else {
                stopped.b()
            };
            self.set_reg(register, value);
        }
        Ok(true)
    }

    /// The exception that the arguments of `throw` are.
    fn thrown(&mut self, arguments: &Arguments) -> Res<Value> {
        let none = Value::NONE;
        let first = self.argument(arguments, 0);
        let value = self.argument_or(arguments, 1, none);
        let traceback = self.argument_or(arguments, 2, none);
        if traceback != none && self.type_of(traceback) != Type::Traceback {
            let message = "throw() third argument must be a traceback object";
            return Err(self.type_error(&[Piece::Text(message)]));
        }
        if self.heap.is(first, Kind::Exception) {
            if value != none {
                let message = "instance exception may not have a separate value";
                return Err(self.type_error(&[Piece::Text(message)]));
            }
            return Ok(first);
        }
        let instance = self.heap.is(value, Kind::Exception)
            && self.is_class(first)
            && self.exception_matches(value, first)?;
        if instance {
            return Ok(value);
        }
        let Some(exception) = self.as_exception(first)? else {
            return Err(self.type_error(&[
                Piece::Text(
                    "exceptions must be classes or instances deriving from BaseException, not ",
                ),
                Piece::TypeOf(first),
            ]));
        };
        if value != none {
            let args = match self.heap.kind_of(value) {
                Some(Kind::Tuple) => value,
                _ => self.heap.object(Kind::Tuple, &[value])?,
            };
            let field = crate::error::exception_field::ARGS;
            self.heap.set(exception.cell(), field, args);
        }
        Ok(exception)
    }

    /// Whether every frame that an exception thrown into the generator may enter fits: once the
    /// first one is entered the instruction cannot run again.
    fn check_chain(&mut self, generator: Value) -> Res<()> {
        need!(self, Generator);
        let (mut cells, mut frames, mut link) = (CALL_CELLS, 0, generator);
        while self.heap.is(link, Kind::Generator) {
            self.charge(4)?;
            cells += self.resume_cells(link) + FRAME_CELLS;
            frames += 1;
            let stopped = self.stopped_at(link);
            if stopped.code() != Op::YieldFrom as u8 || frames > self.depth_max() {
                break;
            }
            link = self.kept_register(link, stopped.a());
        }
        if self.depth + frames > self.depth_max() {
            let message = [Piece::Text("maximum recursion depth exceeded")];
            return Err(self.raise(Exception::RecursionError, &message));
        }
        if self.heap.free() < cells {
            return Err(self.trap(Reason::Stack(cells)));
        }
        Ok(())
    }

    /// Throws an exception into a suspended generator: into the innermost of those that it
    /// delegates to. GeneratorExit closes the delegates first.
    pub(super) fn throw_into(
        &mut self,
        generator: Value,
        exception: Value,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<Option<Value>> {
        need!(self, Generator);
        let closing = self.exception_is(exception, Exception::GeneratorExit);
        let method = self.foreign_method(generator, closing)?;
        self.check_chain(generator)?;
        self.heap.reserve_cells(CALL_CELLS)?;
        let (mut entered, mut word) = (generator, word);
        loop {
            self.resume(entered, word)?;
            self.pc -= 1;
            let stopped = self.word(self.pc);
            if stopped.code() != Op::YieldFrom as u8 {
                break;
            }
            let register = stopped.a();
            let delegate = self.reg(register);
            let kind = if closing {
                self.keep_thrown(entered, exception);
                ret::CLOSE_DELEGATE
            } else {
                ret::THROW
            };
            word = ret::word(kind, register, 0);
            if !self.heap.is(delegate, Kind::Generator) {
                let thrown = match method {
                    Some(method) => self.throw_to_iterator(method, exception, word, host)?,
                    None => false,
                };
                if thrown {
                    return Ok(None);
                }
                break;
            }
            let (suspended, fresh) = self.suspended(delegate)?;
            if !suspended || fresh {
                self.finish_generator(delegate);
                break;
            }
            entered = delegate;
        }
        self.set_pending(exception);
        Err(self.trap(Reason::Raise))
    }

    /// The method `throw`, or `close`, of the delegate at the end of a chain of generators, if that
    /// is one that the program defines.
    fn foreign_method(&mut self, generator: Value, closing: bool) -> Res<Option<Value>> {
        need!(self, Generator);
        let mut link = generator;
        while self.heap.is(link, Kind::Generator) {
            self.charge(1)?;
            let stopped = self.stopped_at(link);
            if stopped.code() != Op::YieldFrom as u8 {
                return Ok(None);
            }
            link = self.kept_register(link, stopped.a());
        }
        if self.heap.is(link, Kind::Iterator) {
            return Ok(None);
        }
        let name: &[u8] = if closing { b"close" } else { b"throw" };
        let name = self.new_str(name)?;
        self.lookup(link, name)
    }

    /// Calls `throw` or `close` of a delegate that is no generator; false if the exception is to be
    /// raised in the generator itself.
    fn throw_to_iterator(
        &mut self,
        method: Value,
        exception: Value,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<bool> {
        need!(self, Generator);
        let closing = word & 0xFF == ret::CLOSE_DELEGATE;
        let at = self.heap.push(exception)?;
        let count = usize::from(!closing);
        let arguments = Arguments {
            at,
            count,
            keywords: Keywords::None,
        };
        match self.call_value(method, &arguments, word, host)? {
            Some(_) if closing => {
                self.restore_stack();
                return Ok(false);
            }
            Some(value) => {
                self.restore_stack();
                self.delegate_yielded(word, value);
            }
            None => {}
        }
        Ok(true)
    }

    /// `Send`
    pub(super) fn send(&mut self, register: usize, host: &mut dyn Host) -> Res<()> {
        need!(self, Generator);
        let (delegate, value) = (self.reg(register), self.reg(register + 1));
        let word = ret::word(ret::SEND, register, 0);
        if delegate == Value::UNBOUND {
            // It ended while an exception was thrown into it; its result is there already.
            self.delegate_ended(word, value);
            return Ok(());
        }
        if self.pauses_here() {
            return Err(self.trap(Reason::OutOfFuel));
        }
        self.charge(1)?;
        if self.heap.is(delegate, Kind::Generator) {
            if !self.resume_sending(delegate, value, word)? {
                self.delegate_ended(word, Value::NONE);
            }
            return Ok(());
        }
        if self.heap.is(delegate, Kind::Iterator) && value == Value::NONE {
            match self.iter_next(delegate)? {
                Some(value) => self.delegate_yielded(word, value),
                None => self.delegate_ended(word, Value::NONE),
            }
            return Ok(());
        }
        self.send_to_iterator(delegate, value, word, host)
    }

    /// Calls `__next__` or `send` of a delegate that is neither a generator nor a builtin iterator.
    fn send_to_iterator(
        &mut self,
        delegate: Value,
        value: Value,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<()> {
        let (name, symbol): (&[u8], _) = match value {
            Value::NONE => (b"__next__", symbol::D_NEXT),
            _ => (b"send", symbol::SEND),
        };
        let name = self.new_str(name)?;
        let at = self.heap.push(value)?;
        let count = usize::from(value != Value::NONE);
        let arguments = Arguments {
            at,
            count,
            keywords: Keywords::None,
        };
        match self.call_method(delegate, symbol, name, &arguments, word, host) {
            Ok(Some(value)) => {
                self.restore_stack();
                self.delegate_yielded(word, value);
            }
            Ok(None) => {}
            Err(_) if self.stopped_by(Exception::StopIteration) => {
                self.restore_stack();
                self.take_stop(word);
            }
            Err(trap) => return Err(trap),
        }
        Ok(())
    }

    /// A delegate yielded: its generator yields the same, once for `Send` and again for an
    /// exception that was thrown while it stood at `YieldFrom`.
    pub(super) fn delegate_yielded(&mut self, word: u32, value: Value) {
        self.set_reg((word >> 8 & 0xFF) as usize + 1, value);
        if word & 0xFF == ret::SEND {
            self.pc += 1;
        }
    }

    /// A delegate ended with this result.
    fn delegate_ended(&mut self, word: u32, value: Value) {
        let register = (word >> 8 & 0xFF) as usize;
        self.set_reg(register + 1, value);
        let mut by = 0;
        if word & 0xFF == ret::SEND {
            by = i64::from(self.word(self.pc).sbx());
        } else {
            // The `Send` that follows jumps on.
            self.set_reg(register, Value::UNBOUND);
        }
        self.pc = (self.pc as i64 + 1 + by) as usize;
    }

    /// The StopIteration in flight ends a delegate: its value is the result.
    fn take_stop(&mut self, word: u32) {
        let args = self.exception_args(self.pending());
        let (at, count) = self.elements(args);
        let value = if count == 0 {
            Value::NONE
        } else {
            Value(self.heap.cells[at])
        };
        self.set_pending(Value::NONE);
        self.delegate_ended(word, value);
    }

    /// The frame of a delegate, or of a generator that is being closed, returned; it was left.
    pub(super) fn delegate_returned(&mut self, extra: Value, word: u32, value: Value) -> Res<()> {
        need!(self, Generator);
        let generator = self.heap.is(extra, Kind::Generator);
        if generator {
            self.finish_generator(extra);
        }
        match word & 0xFF {
            ret::CLOSE => {
                self.set_reg((word >> 8 & 0xFF) as usize, Value::NONE);
                self.pc += (word >> 16) as usize;
            }
            ret::CLOSE_DELEGATE => {
                self.throw_kept();
                return Err(self.trap(Reason::Raise));
            }
            ret::DROP => return Err(self.trap(Reason::Watch)),
            _ if generator => self.delegate_ended(word, value),
            // A method of a delegate: what it returned is what the delegate yields.
            _ => self.delegate_yielded(word, value),
        }
        Ok(())
    }

    /// The exception that waited for the delegate of the running generator to be closed.
    fn throw_kept(&mut self) {
        if let Some(generator) = self.running_generator() {
            let exception = self.generator_default(generator);
            self.set_pending(exception);
        }
    }

    /// An exception left such a frame. Returns whether it ends here: the caller's frame goes on.
    pub(super) fn delegate_raised(&mut self, generator: bool, word: u32) -> bool {
        let pending = self.pending();
        match word & 0xFF {
            ret::CLOSE if self.exception_is(pending, Exception::GeneratorExit) => {
                self.set_pending(Value::NONE);
                self.set_reg((word >> 8 & 0xFF) as usize, Value::NONE);
                self.pc += (word >> 16) as usize;
                true
            }
            // CPython tells of other errors, too, and goes on.
            ret::DROP => {
                self.set_pending(Value::NONE);
                true
            }
            ret::CLOSE_DELEGATE
                if generator && self.exception_is(pending, Exception::GeneratorExit) =>
            {
                self.throw_kept();
                false
            }
            ret::SEND | ret::THROW
                if !generator && self.exception_is(pending, Exception::StopIteration) =>
            {
                self.take_stop(word);
                true
            }
            _ => false,
        }
    }

    /// A generator yields although it is being closed.
    #[cold]
    pub(super) fn ignored_exit(&mut self, generator: Value) -> Res<()> {
        need!(self, Generator);
        let message = [Piece::Text("generator ignored GeneratorExit")];
        let trap = self.raise(Exception::RuntimeError, &message);
        if self.reason() == Reason::Raise {
            self.suspend(generator);
            self.pop_frame();
        }
        Err(trap)
    }
}
