//! Calls of functions, methods and classes of the program, and what generators do.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use iotpy_core::native::{
    INSTANCE_FUEL, METHOD_FUEL, Step, WINDOW_CELLS, kind, result, site, special, tag,
};
use iotpy_core::opcode::Op;
use iotpy_core::package::{Function, function_flag};
use iotpy_core::{catalog, symbol};
use std::mem::offset_of;

use super::frame::{Call, Frame};
use super::known::Slot;
use super::unit::Instruction;
use super::{BASE, PC, TOP, Translator};
use crate::code::{Callee, context, switch};
use crate::hint::Hint;
use crate::profile::{Callable, Meant};

/// The most registers that a frame is given here.
const REGISTERS_MAX: usize = 64;

fn code_bits(index: u16) -> i64 {
    (u64::from(tag::CODE) << 32 | u64::from(index)) as i64
}

impl Translator<'_, '_> {
    /// A function that is guessed to be called with so many arguments, if its frame is one that
    /// needs no more than copying.
    fn plain_callee(&self, index: u16, given: usize, defaults: bool) -> Option<Function> {
        let function = self.unit.function(index);
        let missing = usize::from(function.positional).checked_sub(given)?;
        let plain = function.flags & !function_flag::MODULE == 0
            && function.keyword_only == 0
            && (missing == 0 || defaults && missing <= usize::from(function.defaults))
            && usize::from(function.registers) <= REGISTERS_MAX;
        plain.then_some(function)
    }

    /// Whether a call is one that can be made here.
    pub(super) fn is_plain_call(&self, at: Instruction) -> bool {
        let count = at.word.b();
        match self.unit.hints(at.pc)[0] {
            Hint::Function(index) => self.plain_callee(index, count, false).is_some(),
            Hint::Closure(index) => self.plain_callee(index, count, true).is_some(),
            Hint::Class => self.init(at).is_some(),
            _ => false,
        }
    }

    /// The function that is called for a new instance, and the instance's fields.
    fn init(&self, at: Instruction) -> Option<(Function, Callable, u8)> {
        match self.unit.meant(at.pc) {
            Meant::Init(callable, fields) => {
                let function = self.plain_method(callable, at.word.b() + 1)?;
                Some((function, callable, fields))
            }
            _ => None,
        }
    }

    /// A function that is guessed to be called as a method, with so many arguments.
    fn plain_method(&self, callable: Callable, given: usize) -> Option<Function> {
        let has_defaults = matches!(callable, Callable::Closure(_));
        self.plain_callee(callable.index()?, given, has_defaults)
    }

    /// What registers hold.
    fn values(&mut self, first: usize, count: usize) -> Vec<Value> {
        let registers = first..first + count;
        registers.map(|register| self.value(register)).collect()
    }

    pub(super) fn call(&mut self, at: Instruction) -> bool {
        let (a, count) = (at.word.a(), at.word.b());
        let callee = self.value(a);
        let given = self.values(a + 1, count);
        let (slow, mut refused) = (self.cold_block(), None);
        let mut call = Call {
            callee,
            values: given,
            extra: None,
            word: result::word(at.word.c(), 1),
            fuel: 0,
        };
        let function = match self.unit.hints(at.pc)[0] {
            Hint::Function(index) => {
                self.require_equal(callee, code_bits(index), slow);
                self.plain_callee(index, count, false)
            }
            Hint::Closure(index) => {
                let function = self.plain_callee(index, count, true);
                let found = self.closure_index(callee, slow);
                self.require_equal(found, i64::from(index), slow);
                function
            }
            _ => {
                let init = self.init(at);
                init.map(|(function, of, fields)| {
                    let (method, made) = self.instance(at, callee, of, fields, slow);
                    refused = Some((self.cold_block(), fields));
                    call.callee = method;
                    call.values.insert(0, made);
                    call.extra = Some(made);
                    call.word = result::INIT | result::word(at.word.c(), 1);
                    call.fuel = INSTANCE_FUEL;
                    function
                })
            }
        };
        let Some(function) = function else {
            return self.assisted(at);
        };
        let otherwise = refused.map_or(slow, |(block, _)| block);
        self.add_defaults(&mut call, &function, otherwise);
        self.enter(&call, Frame::Known(function), at, otherwise);
        if let Some((block, fields)) = refused {
            // The machine makes the instance anew: there is no second one of which peaks tell.
            self.builder.switch_to_block(block);
            let top = self.load(types::I64, self.running, TOP);
            let top = self.builder.ins().iadd_imm_s(top, -i64::from(fields) - 1);
            self.store(top, self.running, TOP);
            self.builder.ins().jump(slow, &[]);
        }
        self.after_call(at, slow)
    }

    /// The parameters of a function in the order of the arguments that a call with keywords gives,
    /// and its index.
    fn keyword_call(&self, at: Instruction) -> Option<(Callable, Function, Vec<usize>)> {
        let callable = match self.unit.hints(at.pc)[0] {
            Hint::Function(index) => Callable::Plain(index),
            Hint::Closure(index) => Callable::Closure(index),
            _ => return None,
        };
        let function = self.unit.function(callable.index()?);
        let names = self.unit.keywords(at.extension as u16);
        let plain = at.word.b().checked_sub(names.len())?;
        let mut places: Vec<usize> = (0..plain).collect();
        for name in names {
            let mut parameters = usize::from(function.positional_only)..;
            let parameters = parameters
                .by_ref()
                .take_while(|n| *n < function.positional.into());
            let place = { parameters }.find(|n| self.unit.is_parameter(&function, *n, name))?;
            places.push(place);
        }
        let mut sorted = places.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let defaults = match callable {
            Callable::Closure(_) => usize::from(function.defaults),
            _ => 0,
        };
        let needed = usize::from(function.positional).checked_sub(defaults)?;
        let is_complete = sorted.len() == places.len()
            && (0..needed).all(|n| sorted.contains(&n))
            && places.iter().all(|n| *n < function.positional.into());
        let plain = function.flags & !function_flag::MODULE == 0
            && function.keyword_only == 0
            && usize::from(function.registers) <= REGISTERS_MAX;
        (is_complete && plain).then_some((callable, function, places))
    }

    /// Whether a call with keywords is one that can be made here.
    pub(super) fn is_keyword_call(&self, at: Instruction) -> bool {
        self.keyword_call(at).is_some()
    }

    pub(super) fn call_with_keywords(&mut self, at: Instruction) -> bool {
        let Some((callable, function, places)) = self.keyword_call(at) else {
            return self.assisted(at);
        };
        let callee = self.value(at.word.a());
        let given = self.values(at.word.a() + 1, at.word.b());
        let slow = self.cold_block();
        self.function_index(callee, callable, slow);
        let positional = usize::from(function.positional);
        let defaults = usize::from(function.defaults);
        let address = match (0..positional).all(|n| places.contains(&n)) {
            true => None,
            false => Some(self.closure_fields(callee, 2 + defaults as i64, slow)),
        };
        let mut values = Vec::new();
        for parameter in 0..positional {
            let value = match (places.iter().position(|n| *n == parameter), address) {
                (Some(argument), _) => given[argument],
                (None, Some(address)) => {
                    let n = parameter + defaults - positional;
                    self.load(types::I64, address, 8 * (3 + n as i32))
                }
                (None, None) => return self.assisted(at),
            };
            values.push(value);
        }
        let call = Call {
            callee,
            values,
            extra: None,
            word: result::word(at.word.c(), 2),
            fuel: 0,
        };
        self.enter(&call, Frame::Known(function), at, slow);
        self.after_call(at, slow)
    }

    /// Adds the defaults of a closure for the parameters that a call does not give.
    fn add_defaults(&mut self, call: &mut Call, function: &Function, slow: Block) {
        let defaults = usize::from(function.defaults);
        let missing = usize::from(function.positional).saturating_sub(call.values.len());
        if missing == 0 {
            return;
        }
        let address = self.closure_fields(call.callee, 2 + defaults as i64, slow);
        for n in defaults.saturating_sub(missing)..defaults {
            let value = self.load(types::I64, address, 8 * (3 + n as i32));
            call.values.push(value);
        }
    }

    /// The address of a function that is an object with so many fields at least.
    fn closure_fields(&mut self, value: Value, fields: i64, slow: Block) -> Value {
        let cell = self.object_cell(value, slow);
        let address = self.checked_address(cell, 1 + fields, slow);
        self.require_kind(address, kind::FUNCTION, slow);
        address
    }

    /// A new instance of a class whose `__init__` is a function: that, and the instance.
    fn instance(
        &mut self,
        at: Instruction,
        class: Value,
        of: Callable,
        fields: u8,
        slow: Block,
    ) -> (Value, Value) {
        let cell = self.object_cell(class, slow);
        let address = self.checked_address(cell, 1, slow);
        self.require_kind(address, kind::CLASS, slow);
        let site = self.site(at, cell, slow);
        let method = self.load(types::I64, site, site::VALUE as i32);
        self.function_index(method, of, slow);
        let of_site = self.load_u32(site, site::ENTRY as i32);
        self.require_equal(of_site, i64::from(fields), slow);
        let (cell, address) = self.allocate(kind::INSTANCE, i64::from(fields) + 1, slow);
        let none = self.constant(special::NONE);
        let unbound = self.constant(special::UNBOUND);
        let values = [class, none, unbound, none];
        for (n, value) in values.into_iter().take(usize::from(fields)).enumerate() {
            self.store(value, address, 8 * n as i32 + 8);
        }
        (method, self.object_value(cell))
    }

    /// The index of a function, a value, which has to be what is guessed.
    fn function_index(&mut self, value: Value, of: Callable, slow: Block) -> Value {
        match of {
            Callable::Plain(index) => {
                self.require_equal(value, code_bits(index), slow);
                self.builder.ins().iconst(types::I64, i64::from(index))
            }
            Callable::Closure(index) => {
                let found = self.closure_index(value, slow);
                self.require_equal(found, i64::from(index), slow);
                found
            }
            Callable::Several => {
                let (plain, closure) = (self.builder.create_block(), self.builder.create_block());
                let either = self.builder.create_block();
                let index = self.builder.append_block_param(either, types::I64);
                let is_code = self.has_tag(value, tag::CODE);
                self.builder.ins().brif(is_code, plain, &[], closure, &[]);
                self.builder.switch_to_block(plain);
                let found = self.payload(value);
                self.builder.ins().jump(either, &[found.into()]);
                self.builder.switch_to_block(closure);
                let found = self.closure_index(value, slow);
                self.builder.ins().jump(either, &[found.into()]);
                self.builder.switch_to_block(either);
                index
            }
        }
    }

    /// The index of a function that is an object.
    fn closure_index(&mut self, value: Value, slow: Block) -> Value {
        let address = self.closure_fields(value, 1, slow);
        self.load_u32(address, 8)
    }

    /// Whether a call of a method is one that can be made here.
    pub(super) fn is_plain_method_call(&self, at: Instruction) -> bool {
        match self.unit.meant(at.pc) {
            Meant::Method(Callable::Several) => true,
            Meant::Method(callable) | Meant::Bound(callable) => {
                self.plain_method(callable, at.word.b() + 1).is_some()
            }
            Meant::Loaded(callable) => self.plain_method(callable, at.word.b()).is_some(),
            _ => false,
        }
    }

    pub(super) fn call_method(&mut self, at: Instruction) -> bool {
        let (a, b) = (at.word.a(), at.word.b());
        let callable = match self.unit.meant(at.pc) {
            Meant::Method(callable) => callable,
            Meant::Loaded(callable) => return self.call_loaded(at, callable, false),
            Meant::Bound(callable) => return self.call_loaded(at, callable, true),
            _ => return self.assisted(at),
        };
        let instance = self.object(a, kind::INSTANCE, at);
        let subject = self.value(a);
        let slow = self.cold_block();
        let (method, index) = match self.known.of(a).method {
            Some(found) => found,
            None => self.method(at, instance, callable, slow),
        };
        let mut values = vec![subject];
        values.extend(self.values(a + 1, b));
        let mut call = Call {
            callee: method,
            values,
            extra: None,
            word: result::word(at.word.c(), 2),
            fuel: METHOD_FUEL,
        };
        let frame = match self.plain_method(callable, b + 1) {
            Some(function) => {
                // What was loaded may be a method of another class than those that were called.
                let expected = callable.index().map_or(-1, i64::from);
                self.require_equal(index, expected, slow);
                self.add_defaults(&mut call, &function, slow);
                Frame::Known(function)
            }
            None => Frame::Looked(self.callee(index, b + 1, slow)),
        };
        self.enter(&call, frame, at, slow);
        self.after_call(at, slow)
    }

    /// A call of what lies in a cell: a function, or one that is bound to a receiver.
    fn call_loaded(&mut self, at: Instruction, callable: Callable, is_bound: bool) -> bool {
        let (a, b) = (at.word.a(), at.word.b());
        let given = b + usize::from(is_bound);
        let Some(function) = self.plain_method(callable, given) else {
            return self.assisted(at);
        };
        let cell = self.object(a, kind::CELL, at);
        let arguments = self.values(a + 1, b);
        let slow = self.cold_block();
        let content = self.load(types::I64, cell, 8);
        let (callee, mut values) = match is_bound {
            false => (content, Vec::new()),
            true => {
                let method = self.object_cell(content, slow);
                let method = self.checked_address(method, 3, slow);
                self.require_kind(method, kind::METHOD, slow);
                let function = self.load(types::I64, method, 8);
                (function, vec![self.load(types::I64, method, 16)])
            }
        };
        values.extend(arguments);
        self.function_index(callee, callable, slow);
        let mut call = Call {
            callee,
            values,
            extra: None,
            word: result::word(at.word.c(), 2),
            fuel: 0,
        };
        self.add_defaults(&mut call, &function, slow);
        self.enter(&call, Frame::Known(function), at, slow);
        self.after_call(at, slow)
    }

    /// The function of a getter, if its frame is one that is made here.
    pub(super) fn getter(&self, getter: Callable) -> Option<Function> {
        self.plain_callee(getter.index()?, 1, false)
    }

    pub(super) fn call_getter(&mut self, at: Instruction, getter: Callable) -> bool {
        let Some(function) = self.getter(getter) else {
            return self.assisted(at);
        };
        let instance = self.object(at.word.b(), kind::INSTANCE, at);
        let subject = self.value(at.word.b());
        let slow = self.cold_block();
        let site = self.known_class(at, instance, slow);
        let callee = self.load(types::I64, site, site::VALUE as i32);
        self.function_index(callee, getter, slow);
        let call = Call {
            callee,
            values: vec![subject],
            extra: None,
            word: result::word(at.word.a(), 2),
            fuel: 0,
        };
        self.enter(&call, Frame::Known(function), at, slow);
        self.after_call(at, slow)
    }

    /// Whether the name of an instruction is guessed to be a method of instances.
    pub(super) fn is_method(&self, at: Instruction) -> bool {
        matches!(self.unit.meant(at.pc), Meant::Method(_))
    }

    /// `LoadMethod` of an instance whose class has the method leaves it as it is.
    pub(super) fn load_method(&mut self, at: Instruction) -> bool {
        let Meant::Method(callable) = self.unit.meant(at.pc) else {
            return self.assisted(at);
        };
        let a = at.word.a();
        let instance = self.object(a, kind::INSTANCE, at);
        let slow = self.last_block(at);
        let found = self.method(at, instance, callable, slow);
        // Nothing that is done before the call without leaving the code makes it another one.
        let slot = Slot {
            method: Some(found),
            ..self.known.of(a)
        };
        self.known.set(a, slot);
        true
    }

    /// The function that a name means for an instance and that no attribute hides, and its index.
    fn method(
        &mut self,
        at: Instruction,
        instance: Value,
        callable: Callable,
        slow: Block,
    ) -> (Value, Value) {
        let site = self.known_class(at, instance, slow);
        let method = self.load(types::I64, site, site::VALUE as i32);
        let index = self.function_index(method, callable, slow);
        self.require_lack(instance, site, slow);
        (method, index)
    }

    /// The address of what is known of a function that takes so many arguments.
    fn callee(&mut self, index: Value, given: usize, slow: Block) -> Value {
        let count = self.load(types::I64, self.context, context::CALLEE_COUNT);
        let is_one = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, index, count);
        self.require(is_one, slow);
        let callees = self.load(types::I64, self.context, context::CALLEES);
        let offset = self
            .builder
            .ins()
            .imul_imm_s(index, size_of::<Callee>() as i64);
        let address = self.builder.ins().iadd(callees, offset);
        let parameters = self.load_u8(address, offset_of!(Callee, parameters) as i32);
        self.require_equal(parameters, given as i64, slow);
        address
    }

    /// Whether an instruction is guessed to resume or suspend a generator, or to make one.
    pub(super) fn is_switch(&self, at: Instruction) -> bool {
        let hint = self.unit.hints(at.pc)[0];
        match at.op {
            Op::ForIter | Op::Send => hint == Hint::Generator,
            Op::Yield | Op::YieldFrom => true,
            Op::Return | Op::ReturnNone => self.unit.is_generator,
            Op::CallBuiltin => {
                let is_next = at.extension == catalog::Function::Next as u32;
                is_next && hint == Hint::Generator && (1..=2).contains(&at.word.b())
            }
            Op::CallMethod => {
                let is_send = self.unit.symbol(at.extension as u16) == symbol::SEND;
                is_send && hint == Hint::Generator && at.word.b() == 1
            }
            Op::Call => match hint {
                Hint::Function(index) | Hint::Closure(index) => {
                    self.unit.function(index).has(function_flag::GENERATOR)
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Has a generator resumed, suspended or made, and goes on in the frame that runs then.
    pub(super) fn switch(&mut self, at: Instruction) -> bool {
        self.store_pc(at.pc);
        let callee = self.builder.ins().iconst(types::I64, switch());
        let call = self
            .builder
            .ins()
            .call_indirect(self.switch, callee, &[self.context]);
        let done = self.builder.inst_results(call)[0];
        let slow = self.last_block(at);
        self.require(done, slow);
        let base = self.load(types::I64, self.running, BASE);
        let nowhere = self.cold_block();
        self.checked_address(base, WINDOW_CELLS as i64, nowhere);
        let pc = self.load(types::I64, self.running, PC);
        let known = self.load(types::I64, self.context, context::WORDS);
        let inside = self.builder.ins().icmp(IntCC::UnsignedLessThan, pc, known);
        self.require(inside, nowhere);
        self.go_on_at(pc);
        self.builder.switch_to_block(nowhere);
        self.leave_as(Step::Switched);
        false
    }
}
