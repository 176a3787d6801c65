//! Calling values and returning from frames.

use super::{Arguments, FRAME_CELLS, Keywords, Outcome, Vm, status};
use crate::catalog::{self, IMPORT_BASE};
use crate::error::{Piece, Reason, Res, Trap};
use crate::heap::{Kind, slot};
use crate::host::Host;
use crate::package::function_flag;
use crate::symbol;
use crate::value::{Unpacked, Value};

/// What becomes of a frame's result: the low byte of its return word. Bits 8..16 are a register of
/// the caller, bits 16..18 the words of the instruction that waits.
pub(super) mod ret {
    /// Into the caller's register.
    pub const VALUE: u32 = 0;
    /// A loop takes the generator's next value.
    pub const LOOP: u32 = 1;
    /// The list in the caller's register takes all of the generator's values.
    pub const MATERIALISE: u32 = 2;
    /// `next()` takes the generator's next value.
    pub const NEXT: u32 = 3;
    /// The module has run.
    pub const MODULE: u32 = 4;
    /// The embedder takes the result.
    pub const ENTRY: u32 = 5;
    /// As `NEXT`, and a default lies in the register after the generator.
    pub const NEXT_OR: u32 = 6;
    /// The list in the caller's register is extended by the generator's values.
    pub const EXTEND: u32 = 7;
    /// `Send` takes what the delegate of a generator yields.
    pub const SEND: u32 = 16;
    /// `YieldFrom` takes what the delegate makes of an exception that was thrown.
    pub const THROW: u32 = 17;
    /// `close()` waits for the end of the generator.
    pub const CLOSE: u32 = 18;
    /// A generator that is being closed waits for the end of its delegate.
    pub const CLOSE_DELEGATE: u32 = 19;
    /// A generator that nothing refers to is being closed: nobody waits for it.
    pub const DROP: u32 = 20;
    /// An answer for the native that the instruction stopped in; the register says what exception
    /// is one, too (`vm::callback`).
    pub const MEMO: u32 = 8;
    /// `__init__` has run on the instance in the extra cell, which is the result.
    pub const INIT: u32 = 9;
    /// A loop takes the result of `__next__`; a StopIteration ends the loop.
    pub const NEXT_OF: u32 = 10;

    /// A return word.
    pub const fn word(kind: u32, register: usize, words: usize) -> u32 {
        kind | (register as u32) << 8 | (words as u32) << 16
    }
}

fn is_builtin_function(value: Value) -> bool {
    matches!(value.unpack(), Unpacked::Builtin(id) if id >= catalog::FUNCTION_BASE)
}

impl Vm<'_, '_> {
    #[cold]
    pub(crate) fn not_callable(&mut self, value: Value) -> Trap {
        let name = Piece::TypeOf(value);
        self.type_error(&[
            Piece::Text("'"),
            name,
            Piece::Text("' object is not callable"),
        ])
    }

    /// Enters the function that the embedder calls.
    pub(super) fn enter_value(&mut self, callee: Value, arguments: &Arguments) -> Res<()> {
        if callee == Value::UNBOUND || self.function_of(callee).is_none() {
            return Err(self.not_callable(callee));
        }
        self.base = 0;
        self.pc = 0;
        self.fuel = self.fuel_left.min(i64::MAX as u64 / 2) as i64;
        self.push_frame(callee, arguments, ret::ENTRY)
    }

    /// Enters a module's body, on behalf of the embedder.
    pub(super) fn enter_module(&mut self, module: u16) -> Res<()> {
        let (_, body, _, _) = self.package.module(module);
        self.base = 0;
        self.pc = 0;
        self.fuel = self.fuel_left.min(i64::MAX as u64 / 2) as i64;
        let at = self.module_cell(module);
        self.heap.cells[at] = Value::TRUE.0;
        let arguments = Arguments {
            at: self.heap.sp,
            count: 0,
            keywords: Keywords::None,
        };
        self.push_frame(Value::function(body), &arguments, ret::ENTRY)
    }

    /// `Import`: enters the module's body if it has not run. Returns whether it has.
    pub(super) fn import(&mut self, module: u16, register: usize) -> Res<bool> {
        let at = self.module_cell(module);
        if Value(self.heap.cells[at]) == Value::TRUE {
            return Ok(true);
        }
        let (_, body, _, _) = self.package.module(module);
        let arguments = Arguments {
            at: self.heap.sp,
            count: 0,
            keywords: Keywords::None,
        };
        let word = ret::word(ret::MODULE, register, 1);
        self.push_frame(Value::function(body), &arguments, word)?;
        self.heap.cells[at] = Value::TRUE.0;
        let extra = self.base - 5;
        self.heap.cells[extra] = Value::module(module).0;
        Ok(false)
    }

    /// Calls any value. `Some` is its result; with `None` a frame was entered that will deliver it.
    pub(super) fn call_value(
        &mut self,
        callee: Value,
        arguments: &Arguments,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<Option<Value>> {
        match callee.unpack() {
            Unpacked::Function(_) => self.call_function(callee, arguments, word),
            Unpacked::Builtin(id) => self.call_builtin_value(id, arguments, word, host),
            Unpacked::Object(at) => match self.heap.kind(at) {
                Kind::Function => self.call_function(callee, arguments, word),
                Kind::BoundMethod => {
                    let (receiver, name) = (self.heap.get(at, 0), self.heap.get(at, 1));
                    if self.heap.get(at, 2) != Value::NONE {
                        return self.call_slot_method(at, arguments, word, host);
                    }
                    let symbol = self.symbol_of(name);
                    if self.heap.is(receiver, Kind::Exception) {
                        // Its class was asked already, and has no other method of that name.
                        let result = self.builtin_method(receiver, symbol, name, arguments, host);
                        return result.map(Some);
                    }
                    self.call_method(receiver, symbol, name, arguments, word, host)
                }
                Kind::Method => {
                    let (function, receiver) = (self.heap.get(at, 0), self.heap.get(at, 1));
                    let arguments = self.prepend(receiver, arguments)?;
                    self.call_value(function, &arguments, word, host)
                }
                Kind::Class => self.call_class(callee, arguments, word),
                Kind::StaticMethod => self.call_value(self.heap.get(at, 0), arguments, word, host),
                Kind::Alias => self.call_value(self.heap.get(at, 1), arguments, word, host),
                Kind::Instance => match self.special(callee, crate::symbol::D_CALL)? {
                    Some(call) => {
                        let arguments = self.prepend(callee, arguments)?;
                        self.call_value(call, &arguments, word, host)
                    }
                    None => Err(self.not_callable(callee)),
                },
                _ => Err(self.not_callable(callee)),
            },
            _ => Err(self.not_callable(callee)),
        }
    }

    /// Calls a method of a builtin type that was read as an attribute.
    fn call_slot_method(
        &mut self,
        at: usize,
        arguments: &Arguments,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<Option<Value>> {
        self.charge(8)?;
        let receiver = self.heap.get(at, 0);
        if self.heap.is(receiver, Kind::Generator)
            && arguments.count == 0
            && self.str_is(self.heap.get(at, 1), b"__next__")
        {
            return self.resume_next(receiver, Value::UNBOUND, ret::NEXT | word & !0xFF);
        }
        let calls = self.str_is(self.heap.get(at, 1), b"__call__");
        if calls && is_builtin_function(receiver) {
            return self.call_value(receiver, arguments, word, host);
        }
        let answer = self.call_bound(at, arguments, host);
        match self.fallback_of(&answer) {
            Some(id) => {
                let arguments = self.fallback_arguments(receiver, arguments)?;
                self.call_fallback(id, &arguments, word)
            }
            None => answer.map(Some),
        }
    }

    /// What stands in for a method gets its receiver first, as `list.sort` itself does.
    pub(super) fn fallback_arguments(
        &mut self,
        receiver: Value,
        arguments: &Arguments,
    ) -> Res<Arguments> {
        match self.is_class(receiver) {
            true => Ok(*arguments),
            false => self.prepend(receiver, arguments),
        }
    }

    /// Calls a class: in the ordinary case its `__init__` is entered at once.
    fn call_class(&mut self, class: Value, arguments: &Arguments, word: u32) -> Res<Option<Value>> {
        self.charge(8)?;
        let Some(init) = self.plain_init(class)? else {
            return self.instantiate(class, arguments).map(Some);
        };
        let generator = self.function_of(init).is_some_and(|(index, _)| {
            self.package.function_flags(index) & function_flag::GENERATOR != 0
        });
        if generator || word & 0xFF != ret::VALUE {
            return self.instantiate(class, arguments).map(Some);
        }
        let made = self.new_instance(class, arguments)?;
        let arguments = self.prepend(made, arguments)?;
        self.push_frame(init, &arguments, ret::INIT | word & !0xFF)?;
        self.heap.cells[self.base - 5] = made.0;
        Ok(None)
    }

    /// Calls a Python function value.
    pub(super) fn call_function(
        &mut self,
        callee: Value,
        arguments: &Arguments,
        word: u32,
    ) -> Res<Option<Value>> {
        let Some((index, _)) = self.function_of(callee) else {
            return Err(self.not_callable(callee));
        };
        if self.package.function_flags(index) & function_flag::GENERATOR != 0 {
            return self.new_generator(callee, index, arguments).map(Some);
        }
        self.push_frame(callee, arguments, word)?;
        Ok(None)
    }

    /// Calls a builtin or an import.
    pub(super) fn call_builtin_value(
        &mut self,
        id: u16,
        arguments: &Arguments,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<Option<Value>> {
        self.charge(8)?;
        if id >= IMPORT_BASE {
            return self.call_host(id - IMPORT_BASE, arguments, host).map(Some);
        }
        if id == catalog::Function::Next as u16 && arguments.count > 0 {
            let subject = self.argument(arguments, 0);
            if self.heap.is(subject, Kind::Generator) {
                let kind = if arguments.count > 1 {
                    ret::NEXT_OR
                } else {
                    ret::NEXT
                };
                // The default is kept in the generator's frame until it is needed.
                let default = match arguments.count {
                    1 => Value::UNBOUND,
                    _ => self.argument(arguments, 1),
                };
                return self.resume_next(subject, default, kind | word & !0xFF);
            }
        }
        let answer = self.native(id, arguments, host);
        match self.fallback_of(&answer) {
            Some(id) => self.call_fallback(id, arguments, word),
            None => answer.map(Some),
        }
    }

    /// Calls the Python function that stands in for a builtin.
    pub(super) fn call_fallback(
        &mut self,
        id: u16,
        arguments: &Arguments,
        word: u32,
    ) -> Res<Option<Value>> {
        match self.package.fallback(id) {
            Some(function) => self.call_function(Value::function(function), arguments, word),
            None => {
                let name = Piece::Text(catalog::name(id));
                let class = catalog::Exception::NotImplementedError;
                let what = Piece::Text("() is not supported with these arguments here");
                Err(self.raise(class, &[name, what]))
            }
        }
    }

    /// Calls a method of any value.
    pub(super) fn call_method(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<Option<Value>> {
        if let Unpacked::Module(_) = receiver.unpack() {
            let callee = self.get_attribute(receiver, symbol, name)?;
            return self.call_value(callee, arguments, word, host);
        }
        if symbol == symbol::D_CALL && is_builtin_function(receiver) {
            return self.call_value(receiver, arguments, word, host);
        }
        let member = match self.heap.kind_of(receiver) {
            Some(Kind::Cell) => {
                let callee = self.heap.get(receiver.cell(), 0);
                return self.call_value(callee, arguments, word, host);
            }
            Some(Kind::Exception) => self.program_class(receiver).is_some(),
            Some(Kind::Instance | Kind::Class | Kind::Super | Kind::Method) => true,
            _ => false,
        };
        if member {
            return self.call_member(receiver, symbol, name, arguments, word, host);
        }
        self.charge(8)?;
        if self.heap.is(receiver, Kind::Generator)
            && matches!(symbol, symbol::SEND | symbol::THROW | symbol::CLOSE)
        {
            return self.generator_method(receiver, symbol, arguments, word, host);
        }
        let answer = self.builtin_method(receiver, symbol, name, arguments, host);
        match self.fallback_of(&answer) {
            Some(id) => {
                let arguments = self.fallback_arguments(receiver, arguments)?;
                self.call_fallback(id, &arguments, word)
            }
            None => answer.map(Some),
        }
    }

    /// The function in Python that a native asks for instead of an answer.
    pub(super) fn fallback_of(&self, answer: &Res<Value>) -> Option<u16> {
        match (answer, self.reason()) {
            (Err(_), Reason::Fallback(id)) => Some(id),
            _ => None,
        }
    }

    /// Whether a call of the method needs no look at attributes first: what the arguments do does
    /// not show in it.
    pub(super) fn has_method_itself(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
    ) -> Res<bool> {
        match self.heap.kind_of(receiver) {
            Some(Kind::Instance | Kind::Exception) => {
                let method = self.method_of_class(receiver, symbol, name)?;
                Ok(method.is_some())
            }
            Some(Kind::Class | Kind::Super | Kind::Method) => Ok(false),
            _ => Ok(self.has_method(receiver, symbol)),
        }
    }

    /// Calls a member of an instance, class or exception. A function of the class is entered
    /// without making a method of it.
    fn call_member(
        &mut self,
        receiver: Value,
        symbol: u16,
        name: Value,
        arguments: &Arguments,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<Option<Value>> {
        self.charge(4)?;
        if let Some(function) = self.method_of_class(receiver, symbol, name)? {
            let beside = Value(self.heap.cells[arguments.at - 1]) == receiver;
            let arguments = match beside {
                true => Arguments {
                    at: arguments.at - 1,
                    count: arguments.count + 1,
                    keywords: arguments.keywords,
                },
                false => self.prepend(receiver, arguments)?,
            };
            return self.call_value(function, &arguments, word, host);
        }
        let callee = self.get_attribute(receiver, symbol, name)?;
        self.call_value(callee, arguments, word, host)
    }

    /// The same arguments with one more in front, copied below the frame.
    pub(crate) fn prepend(&mut self, first: Value, arguments: &Arguments) -> Res<Arguments> {
        let total = arguments.count + self.keyword_count(arguments);
        if self.heap.free() < total + 1 {
            return Err(self.trap(Reason::Stack(total + 1)));
        }
        let at = self.heap.sp - total - 1;
        self.heap
            .cells
            .copy_within(arguments.at..arguments.at + total, at + 1);
        self.heap.cells[at] = first.0;
        self.heap.sp = at;
        Ok(Arguments {
            at,
            count: arguments.count + 1,
            keywords: arguments.keywords,
        })
    }

    /// `CallSpread`: puts the elements of a list or tuple, and the entries of a dict, below the
    /// frame as arguments.
    pub(crate) fn spread(&mut self, list: Value, dict: Option<Value>) -> Res<Arguments> {
        let (storage, count) = self.elements(list);
        let mut pairs = 0;
        if let Some(dict) = dict {
            pairs = self.dict_len(dict);
        }
        let total = count + 2 * pairs;
        if self.heap.free() < total {
            return Err(self.trap(Reason::Stack(total)));
        }
        self.charge(total)?;
        let at = self.heap.sp - total;
        self.heap.cells.copy_within(storage..storage + count, at);
        let mut keywords = Keywords::None;
        if let Some(dict) = dict {
            let names = at + count + pairs;
            let mut position = 0;
            for n in 0..pairs {
                let Some((key, value)) = self.dict_next(dict, &mut position) else {
                    break;
                };
                self.heap.cells[names + n] = key.0;
                self.heap.cells[at + count + n] = value.0;
            }
            keywords = Keywords::Names {
                at: names,
                count: pairs,
            };
        }
        self.heap.sp = at;
        Ok(Arguments {
            at,
            count,
            keywords,
        })
    }

    /// Returns `value` from the running frame; `Some` when that was the embedder's call.
    pub(super) fn return_value(&mut self, value: Value) -> Res<Option<Outcome>> {
        let base = self.base;
        let word = Value(self.heap.cells[base - 4]).as_int() as u32;
        let extra = Value(self.heap.cells[base - 5]);
        let kind = word & 0xFF;
        if kind == ret::NEXT {
            self.exhausted(value)?;
        }
        if kind == ret::INIT && value != Value::NONE {
            return Err(self.init_returned(value));
        }
        self.pop_frame();
        let register = self.base + (word >> 8 & 0xFF) as usize;
        match kind {
            ret::VALUE => {
                self.heap.cells[register] = value.0;
                self.pc += (word >> 16) as usize;
            }
            ret::LOOP | ret::EXTEND => {
                self.finish_generator(extra);
                self.pc += 1;
            }
            ret::MATERIALISE => self.finish_generator(extra),
            ret::SEND..=ret::DROP => self.delegate_returned(extra, word, value)?,
            ret::NEXT_OR => {
                let default = self.generator_default(extra);
                self.finish_generator(extra);
                self.heap.cells[register] = default.0;
                self.pc += (word >> 16) as usize;
            }
            ret::MODULE => {
                self.heap.cells[register] = extra.0;
                self.pc += 1;
            }
            ret::MEMO => self.resume_native(extra, value)?,
            ret::INIT => {
                self.heap.cells[register] = extra.0;
                self.pc += (word >> 16) as usize;
            }
            ret::NEXT_OF => self.loop_takes(value),
            _ => {
                self.set_result(value);
                return Ok(Some(Outcome::Done));
            }
        }
        Ok(None)
    }

    /// Leaves the running frame: its caller goes on at the instruction that called.
    pub(super) fn pop_frame(&mut self) {
        let cells = &self.heap.cells;
        let (caller, pc) = (Value(cells[self.base - 2]), Value(cells[self.base - 3]));
        self.base = caller.as_int() as u32 as usize;
        self.pc = pc.as_int() as u32 as usize;
        self.depth -= 1;
        self.heap.sp = match self.base {
            0 => self.heap.stack_end(),
            base => base - FRAME_CELLS,
        };
    }

    /// Finishes the instruction that waited for the host.
    pub(super) fn finish_wait(&mut self, value: Value) {
        let word = self.heap.cells[slot::RESULT];
        // The waiting instruction's return word was kept in the result slot as an int.
        let word = Value(word).as_int() as u32;
        let register = self.base + (word >> 8 & 0xFF) as usize;
        self.heap.cells[register] = value.0;
        self.pc += (word >> 16) as usize;
        self.set_result(Value::NONE);
    }

    /// Notes which instruction waits for the host.
    pub(super) fn begin_wait(&mut self, word: u32) {
        self.set_result(Value::int(word as i32));
        self.heap.cells[slot::STATUS] = status::WAITING;
    }
}
