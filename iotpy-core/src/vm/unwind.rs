//! Exceptions on their way to a handler.

use super::call::ret;
use super::{FRAME_CELLS, Outcome, Vm};
use crate::catalog::Exception;
use crate::error::{Piece, Reason, Res, exception_field as field};
use crate::heap::Kind;
use crate::opcode::Op;
use crate::value::Value;

/// Entries kept of a traceback: the frames of CPython's deepest stack.
const TRACEBACK_ENTRIES_MAX: usize = 1_100;

/// A frame of a traceback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'f> {
    /// The dotted name of the module, as bytes of a str.
    pub module: &'f [u8],
    /// The function's name, `<module>` for a module's body.
    pub function: &'f [u8],
    /// The line, from 1.
    pub line: u32,
    /// The function's index in the package.
    pub function_index: u16,
    /// The instruction's word, from the start of the function.
    pub word: u32,
}

impl Vm<'_, '_> {
    /// Finds the handler of the exception in flight, leaving frames on the way. `Some` if there is
    /// none.
    pub(super) fn unwind(&mut self) -> Option<Outcome> {
        let code = self.word(self.pc).code();
        let mut entered_here = code != Op::Reraise as u8 && code != Op::RaiseCurrent as u8;
        // An exception that goes on keeps the context that it was raised in.
        if core::mem::take(&mut self.passes_on) {
            // As it is.
        } else if code == Op::Yield as u8 || code == Op::YieldFrom as u8 {
            self.set_context_of_thrown();
        } else if entered_here {
            self.set_context();
        }
        loop {
            if entered_here {
                self.note_traceback();
            }
            entered_here = true;
            let function = Value(self.heap.cells[self.base - 1]);
            let Some((index, _)) = self.function_of(function) else {
                return Some(Outcome::Raised);
            };
            let entry = self.package.function(index);
            let relative = self.pc as u32 - entry.code_start;
            if let Some(handler) = self.package.handler(&entry, relative) {
                self.heap.sp = self.base - FRAME_CELLS;
                self.pc = (entry.code_start + handler) as usize;
                self.enter_handler(&entry, handler);
                return None;
            }
            let word = Value(self.heap.cells[self.base - 4]).as_int() as u32;
            let extra = Value(self.heap.cells[self.base - 5]);
            if word & 0xFF == ret::MODULE {
                self.forget_module(extra);
            }
            let answers = match word & 0xFF {
                ret::MEMO => self.native_catches(word),
                ret::NEXT_OF => self.exception_is(self.pending(), Exception::StopIteration),
                _ => false,
            };
            if answers {
                return self.answer_with_exception(word, extra);
            }
            let mut generator = self.heap.is(extra, Kind::Generator);
            if generator && word & 0xFF != ret::DROP && self.steps_anew(extra) {
                if self.iterator_stops(word, extra) {
                    return None;
                }
                generator = !matches!(word & 0xFF, ret::SEND | ret::THROW);
            } else if generator {
                self.finish_generator(extra);
                self.stop_iteration_escapes();
            }
            self.leave_frame(&entry);
            self.pop_frame();
            if generator && word & 0xFF == ret::THROW {
                self.set_context_of_thrown();
            }
            if self.delegate_raised(generator, word) {
                return None;
            }
            if word & 0xFF == ret::ENTRY {
                return self.end_raised();
            }
        }
    }

    /// An exception leaves an iterator of our library; whether it is a StopIteration that the one
    /// who runs the iterator takes as its end. The frame is left if so.
    fn iterator_stops(&mut self, word: u32, iterator: Value) -> bool {
        let kind = word & 0xFF;
        let takes_end = matches!(
            kind,
            ret::LOOP | ret::EXTEND | ret::MATERIALISE | ret::NEXT_OR
        );
        if !takes_end || !self.exception_is(self.pending(), Exception::StopIteration) {
            return false;
        }
        self.set_pending(Value::NONE);
        self.pop_frame();
        match kind {
            ret::MATERIALISE => {}
            ret::NEXT_OR => {
                let default = self.generator_default(iterator);
                self.set_reg((word >> 8 & 0xFF) as usize, default);
                self.pc += (word >> 16) as usize;
            }
            _ => self.pc += 1,
        }
        true
    }

    /// The exception in flight leaves a function whose caller takes it as an answer.
    fn answer_with_exception(&mut self, word: u32, memo: Value) -> Option<Outcome> {
        self.set_pending(Value::NONE);
        self.pop_frame();
        if word & 0xFF == ret::NEXT_OF {
            self.pc += 1;
            return None;
        }
        // There is room for the answer since the function was entered.
        match self.resume_native(memo, Value::UNBOUND) {
            Ok(()) => None,
            Err(_) => Some(Outcome::OutOfMemory),
        }
    }

    fn forget_module(&mut self, module: Value) {
        if let crate::value::Unpacked::Module(index) = module.unpack() {
            let at = self.module_cell(index);
            self.heap.cells[at] = Value::UNBOUND.0;
        }
    }

    /// PEP 479: a StopIteration that leaves a generator becomes a RuntimeError.
    fn stop_iteration_escapes(&mut self) {
        let cause = self.pending();
        if !self.exception_is(cause, Exception::StopIteration) {
            return;
        }
        // The frame is gone, so that nothing can run again: the error uses what is kept back.
        let reserve = core::mem::take(&mut self.heap.reserve);
        let message = [Piece::Text("generator raised StopIteration")];
        self.raise(Exception::RuntimeError, &message);
        self.heap.reserve = reserve;
        if self.reason() == Reason::Raise {
            let made = self.pending().cell();
            self.heap.set(made, field::CAUSE, cause);
            self.heap.set(made, field::CONTEXT, cause);
            self.heap.set(made, field::SUPPRESS, Value::TRUE);
        }
    }

    /// What is thrown into a generator has what the generator itself handles as its context, and
    /// not what the caller handles.
    fn set_context_of_thrown(&mut self) {
        if self
            .running_generator()
            .is_some_and(|generator| self.handles(generator))
        {
            self.set_context();
        }
    }

    /// Links the exception that was being handled to the one now in flight.
    fn set_context(&mut self) {
        let (pending, handling) = (self.pending(), self.handling());
        if pending == handling
            || !self.heap.is(handling, Kind::Exception)
            || !self.heap.is(pending, Kind::Exception)
        {
            return;
        }
        // A chain that already holds the new exception must not become a ring. One that the program
        // has made a ring of is left when the slower walk is met, as CPython does.
        let (mut link, mut slow, mut odd) = (handling, handling, false);
        while self.heap.is(link, Kind::Exception) {
            let next = self.heap.get(link.cell(), field::CONTEXT);
            if next == pending {
                self.heap.set(link.cell(), field::CONTEXT, Value::NONE);
                break;
            }
            link = next;
            if link == slow {
                break;
            }
            if odd {
                slow = self.heap.get(slow.cell(), field::CONTEXT);
            }
            odd = !odd;
        }
        self.note_store(pending.cell(), handling);
        self.heap.set(pending.cell(), field::CONTEXT, handling);
    }

    /// Adds the running frame to the traceback; without memory for it the traceback stays shorter.
    fn note_traceback(&mut self) {
        let pending = self.pending();
        let function = Value(self.heap.cells[self.base - 1]);
        let Some((index, _)) = self.function_of(function) else {
            return;
        };
        let reserve = core::mem::take(&mut self.heap.reserve);
        let noted = self.push_traceback(pending, index);
        self.heap.reserve = reserve;
        // A shorter traceback is the stated behaviour at this bound.
        let _out_of_memory = noted.is_err();
    }

    fn push_traceback(&mut self, exception: Value, function: u16) -> Res<()> {
        if !self.heap.is(exception, Kind::Exception) || self.package.is_without_frame(function) {
            return Ok(());
        }
        let at = exception.cell();
        let mut list = self.heap.get(at, field::TRACEBACK);
        if !self.heap.is(list, Kind::List) {
            list = self.new_list(&[])?;
            self.note_store(at, list);
            self.heap.set(at, field::TRACEBACK, list);
        }
        if self.list_len(list) >= 2 * TRACEBACK_ENTRIES_MAX {
            return Ok(());
        }
        let pc = self.pc;
        self.list_push(list, Value::int(i32::from(function)))?;
        self.list_push(list, Value::int(pc as i32))
    }

    pub(super) fn traceback(&self, exception: Value, visit: &mut dyn FnMut(Frame<'_>)) {
        if !self.heap.is(exception, Kind::Exception) {
            return;
        }
        let list = self.heap.get(exception.cell(), field::TRACEBACK);
        if !self.heap.is(list, Kind::List) {
            return;
        }
        for n in (0..self.list_len(list) / 2).rev() {
            let function = self.list_get(list, 2 * n).as_int() as u16;
            let pc = self.list_get(list, 2 * n + 1).as_int() as u32;
            let entry = self.package.function(function);
            let (module, _, _, _) = self.package.module(entry.module);
            let word = pc.saturating_sub(entry.code_start);
            visit(Frame {
                module: self.package.name_text(module),
                function: self.package.name_text(entry.name),
                line: self.package.line(&entry, word),
                function_index: function,
                word,
            });
        }
    }
}
