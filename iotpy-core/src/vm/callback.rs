//! Natives that call Python.
//!
//! A native runs on the host's stack and Python code runs in frames of the arena, so a native does
//! not wait for a Python function: it stops ([`Reason::Call`]), the function's frame runs, its
//! result is appended to the *memo* of the stopped instruction, and the instruction runs again from
//! its start. This time the native finds the result in the memo and goes on to its next call. What
//! a native does before its last call must therefore be the same each time and change nothing.
//!
//! The memo is a list in the arena. While a called function runs, it lies in the extra cell of the
//! function's frame, since the instructions of that function have memos of their own. So the state
//! of a native amid its calls is plain data, too.

use super::call::ret;
use super::{Arguments, Keywords, Outcome, Vm};
use crate::catalog::Exception;
use crate::error::{Reason, Res};
use crate::heap::{Kind, slot};
use crate::package::function_flag;
use crate::symbol;
use crate::value::{Unpacked, Value};

/// Which exception of a called function is an answer to the native.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Catch {
    Nothing = 0,
    StopIteration = 1,
    AttributeError = 2,
    /// The end of a sequence that is walked by index.
    IndexError = 3,
    LookupError = 4,
}

/// A Python function that a native waits for.
#[derive(Clone, Copy)]
pub(super) struct Request {
    function: Value,
    arguments: Arguments,
    catch: Catch,
}

impl Vm<'_, '_> {
    /// Calls any value from a native.
    pub(crate) fn call_python(&mut self, callee: Value, args: &[Value]) -> Res<Value> {
        let answer = self.call_python_catching(callee, args, Catch::Nothing)?;
        Ok(answer.unwrap_or(Value::NONE))
    }

    /// As [`Vm::call_python`]; nothing if the exception to catch was raised.
    pub(crate) fn call_python_catching(
        &mut self,
        callee: Value,
        args: &[Value],
        catch: Catch,
    ) -> Res<Option<Value>> {
        let mark = self.heap.sp;
        for value in args.iter().rev() {
            self.heap.push(*value)?;
        }
        let arguments = Arguments {
            at: self.heap.sp,
            count: args.len(),
            keywords: Keywords::None,
        };
        let answer = self.call_from_native(callee, &arguments, catch)?;
        self.heap.sp = mark;
        Ok(answer)
    }

    /// Calls any value from a native, with arguments on the stack.
    pub(crate) fn call_from_native(
        &mut self,
        callee: Value,
        arguments: &Arguments,
        catch: Catch,
    ) -> Res<Option<Value>> {
        match callee.unpack() {
            Unpacked::Function(index) => self.ask(callee, index, arguments, catch),
            Unpacked::Builtin(id) => self.call_builtin_from_native(id, arguments, catch),
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Function => {
                    let index = self.heap.get(at, 0).as_int() as u16;
                    self.ask(callee, index, arguments, catch)
                }
                Kind::Method => {
                    let (function, receiver) = (self.heap.get(at, 0), self.heap.get(at, 1));
                    let mark = self.heap.sp;
                    let arguments = self.prepend(receiver, arguments)?;
                    let answer = self.call_from_native(function, &arguments, catch)?;
                    self.heap.sp = mark;
                    Ok(answer)
                }
                Kind::StaticMethod => self.call_from_native(self.heap.get(at, 0), arguments, catch),
                Kind::Class => self.instantiate(callee, arguments).map(Some),
                Kind::BoundMethod => self.call_bound_from_native(at, arguments, catch),
                Kind::Instance => {
                    let call = self.special(callee, symbol::D_CALL)?;
                    let Some(call) = call else {
                        return Err(self.not_callable(callee));
                    };
                    let mark = self.heap.sp;
                    let arguments = self.prepend(callee, arguments)?;
                    let answer = self.call_from_native(call, &arguments, catch)?;
                    self.heap.sp = mark;
                    Ok(answer)
                }
                _ => Err(self.not_callable(callee)),
            },
            _ => Err(self.not_callable(callee)),
        }
    }

    fn call_builtin_from_native(
        &mut self,
        id: u16,
        arguments: &Arguments,
        catch: Catch,
    ) -> Res<Option<Value>> {
        let answer = self.native(id, arguments, &mut crate::host::NullHost);
        self.catch_here(answer, arguments, catch)
    }

    fn call_bound_from_native(
        &mut self,
        at: usize,
        arguments: &Arguments,
        catch: Catch,
    ) -> Res<Option<Value>> {
        let receiver = self.heap.get(at, 0);
        let answer = self.call_bound(at, arguments, &mut crate::host::NullHost);
        if self.fallback_of(&answer).is_some() {
            let arguments = self.fallback_arguments(receiver, arguments)?;
            return self.catch_here(answer, &arguments, catch);
        }
        self.catch_here(answer, arguments, catch)
    }

    fn catch_here(
        &mut self,
        answer: Res<Value>,
        arguments: &Arguments,
        catch: Catch,
    ) -> Res<Option<Value>> {
        if let Some(id) = self.fallback_of(&answer) {
            let function = self.library(id)?;
            return self.call_from_native(function, arguments, catch);
        }
        match answer {
            Err(_) if self.reason() == Reason::Raise && self.catches(catch) => {
                self.set_pending(Value::NONE);
                Ok(None)
            }
            answer => answer.map(Some),
        }
    }

    fn catches(&self, catch: Catch) -> bool {
        let pending = self.pending();
        match catch {
            Catch::Nothing => false,
            Catch::StopIteration => self.exception_is(pending, Exception::StopIteration),
            Catch::AttributeError => self.exception_is(pending, Exception::AttributeError),
            Catch::IndexError => {
                self.exception_is(pending, Exception::IndexError)
                    || self.exception_is(pending, Exception::StopIteration)
            }
            Catch::LookupError => self.exception_is(pending, Exception::LookupError),
        }
    }

    /// The answer of a Python function: from the memo, or in the next run of the instruction.
    fn ask(
        &mut self,
        function: Value,
        index: u16,
        arguments: &Arguments,
        catch: Catch,
    ) -> Res<Option<Value>> {
        if let Some(answer) = self.recall() {
            return Ok((answer != Value::UNBOUND).then_some(answer));
        }
        if self.package.function(index).has(function_flag::GENERATOR) {
            let generator = self.new_generator(function, index, arguments)?;
            return self.remember(generator).map(Some);
        }
        self.request = Some(Request {
            function,
            arguments: *arguments,
            catch,
        });
        Err(self.trap(Reason::Call))
    }

    /// Whether the memo belongs to the running instruction. An instruction that runs again without
    /// having stopped in a call has used fuel since, at least for the jump that led back to it.
    fn memo_is_live(&self) -> bool {
        self.memo_place == Some((self.pc, self.base, self.fuel_mark))
    }

    /// Whether the memo belongs to the instruction that runs next.
    pub(super) fn memo_waits(&self) -> bool {
        self.memo_place == Some((self.pc, self.base, self.fuel))
    }

    /// The next answer in the memo.
    pub(crate) fn recall(&mut self) -> Option<Value> {
        if !self.memo_is_live() {
            return None;
        }
        let memo = Value(self.heap.cells[slot::MEMO]);
        if self.memo_cursor >= self.list_len(memo) {
            return None;
        }
        self.memo_cursor += 1;
        Some(self.list_get(memo, self.memo_cursor - 1))
    }

    /// Keeps a value that must be the same one when the instruction runs again.
    pub(crate) fn remember(&mut self, value: Value) -> Res<Value> {
        let memo = self.open_memo()?;
        self.list_push(memo, value)?;
        self.heap.cells[slot::MEMO] = memo.0;
        self.memo_place = Some((self.pc, self.base, self.fuel_mark));
        self.memo_cursor = self.list_len(memo);
        Ok(value)
    }

    /// The memo of the running instruction, or a new one, with room for an answer.
    fn open_memo(&mut self) -> Res<Value> {
        let memo = if self.memo_is_live() {
            Value(self.heap.cells[slot::MEMO])
        } else {
            self.new_list(&[])?
        };
        self.list_reserve(memo, 1)?;
        Ok(memo)
    }

    /// Enters the function that a native asked for.
    pub(super) fn answer_request(&mut self) -> Res<()> {
        let Some(request) = self.request.take() else {
            return Err(self.bad_operand());
        };
        let memo = self.open_memo()?;
        let word = ret::word(ret::MEMO, request.catch as usize, 0);
        self.push_frame(request.function, &request.arguments, word)?;
        self.heap.cells[self.base - 5] = memo.0;
        self.heap.cells[slot::MEMO] = Value::NONE.0;
        self.memo_place = None;
        Ok(())
    }

    /// The called function has returned and its frame is gone: the instruction that waits for it
    /// runs again with one more answer.
    pub(super) fn resume_native(&mut self, memo: Value, answer: Value) -> Res<()> {
        self.list_push(memo, answer)?;
        self.heap.cells[slot::MEMO] = memo.0;
        self.memo_place = Some((self.pc, self.base, self.fuel));
        self.memo_cursor = 0;
        Ok(())
    }

    /// Whether the exception in flight, which left a called function, is an answer to the native.
    pub(super) fn native_catches(&self, word: u32) -> bool {
        self.catches(match word >> 8 & 0xFF {
            1 => Catch::StopIteration,
            2 => Catch::AttributeError,
            3 => Catch::IndexError,
            4 => Catch::LookupError,
            _ => Catch::Nothing,
        })
    }

    /// Notes whether the memo is that of the instruction which runs again after a trap; see
    /// [`Vm::rearm_memo`].
    pub(super) fn live_memo(&self) -> Option<(usize, usize)> {
        self.memo_is_live().then_some((self.pc, self.base))
    }

    /// The instruction will run again with other fuel: its memo stays good.
    pub(super) fn rearm_memo(&mut self, live: Option<(usize, usize)>) {
        self.memo_cursor = 0;
        if live == Some((self.pc, self.base)) {
            self.memo_place = Some((self.pc, self.base, self.fuel));
        }
    }

    /// Keeps in the arena whether the memo is that of the next instruction.
    pub(super) fn save_memo(&mut self, outcome: Outcome) {
        let ready = outcome == Outcome::Paused && self.memo_is_live();
        self.heap.cells[slot::MEMO_READY] = u64::from(ready);
        if !ready {
            self.heap.cells[slot::MEMO] = Value::NONE.0;
        }
    }

    /// Takes up what [`Vm::save_memo`] kept.
    pub(super) fn restore_memo(&mut self) {
        self.memo_cursor = 0;
        self.memo_place = None;
        if self.heap.cells[slot::MEMO_READY] == 1 {
            self.memo_place = Some((self.pc, self.base, self.fuel));
        }
    }
}
