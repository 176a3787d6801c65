//! Instructions to the intermediate language of Cranelift.
//!
//! Each does what the loop of `iotpy_core::vm::quick` does, in one of three ways: it is done here
//! after guards, which leave the code before anything has happened if a guess was wrong; it is done
//! here if that turns out to be possible, and else by the machine; or always by the machine.

mod attribute;
mod branch;
mod brief;
mod call;
mod frame;
mod item;
mod iterate;
mod known;
mod number;
mod object;
mod register;
mod unit;

pub(crate) use unit::Unit;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    AbiParam, Block, BlockArg, Function, InstBuilder, JumpTableData, MemFlagsData, SigRef,
    Signature, Type, Value, types,
};
use cranelift_codegen::isa::TargetIsa;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use iotpy_core::catalog;
use iotpy_core::native::{self, Running, Step, special};
use iotpy_core::opcode::Op;
use std::collections::BTreeMap;
use std::mem::offset_of;

use crate::code::{GUARD, assistant, context};
use crate::hint::Hint;
use known::Known;
use unit::Instruction;

const PC: i32 = offset_of!(Running, pc) as i32;
const FUEL: i32 = offset_of!(Running, fuel) as i32;
const BASE: i32 = offset_of!(Running, base) as i32;
const SP: i32 = offset_of!(Running, sp) as i32;
const DEPTH: i32 = offset_of!(Running, depth) as i32;
const TOP: i32 = offset_of!(Running, top) as i32;

/// A function in the making.
struct Translator<'a, 'b> {
    unit: &'a Unit<'a>,
    builder: FunctionBuilder<'b>,
    /// What all of the code is called with, and what lies behind it.
    context: Value,
    running: Value,
    arena: Value,
    cells: Value,
    base: Value,
    registers: Value,
    assistant: SigRef,
    /// The signature of instructions that are called.
    brief: SigRef,
    next: SigRef,
    lacks: SigRef,
    switch: SigRef,
    /// The signature of machine code.
    body: SigRef,
    /// Instructions that the machine is yet to execute, before anything else: the first and how
    /// many.
    waiting: Option<(usize, u32)>,
    known: Known,
    blocks: BTreeMap<usize, Block>,
    /// Where guards of an instruction lead that fail.
    guards: BTreeMap<usize, Block>,
    /// Where instructions lead that the machine has to execute, and the code is left then.
    last: Vec<(usize, Block)>,
    /// Answers what it is given.
    leave: Block,
    worth: Worth,
}

/// What the code is expected to save, in times that an instruction is interpreted, by how often
/// instructions were seen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Worth {
    saved: u64,
    lost: u64,
}

impl Worth {
    /// What asking the machine for an instruction loses.
    const ASKED: u64 = 4;
    /// What leaving the code and coming back loses.
    const LEFT: u64 = 10;
    /// What a call saves that comes from code.
    const ENTERED: u64 = 5;

    pub(crate) fn is_worth_it(self) -> bool {
        2 * self.saved > 3 * self.lost
    }
}

/// Fills a function that has the signature of machine code.
pub(crate) fn translate(
    function: &mut Function,
    frontend: &mut FunctionBuilderContext,
    isa: &dyn TargetIsa,
    unit: &Unit<'_>,
) -> Worth {
    let body = function.signature.clone();
    let mut builder = FunctionBuilder::new(function, frontend);
    let body = builder.import_signature(body);
    let mut assistant = Signature::new(isa.default_call_conv());
    assistant.params.push(AbiParam::new(types::I64));
    assistant.params.push(AbiParam::new(types::I32));
    assistant.returns.push(AbiParam::new(types::I32));
    let assistant = builder.import_signature(assistant);
    let mut brief = Signature::new(isa.default_call_conv());
    let parameters = [types::I64, types::I32, types::I32, types::I64, types::I64];
    brief.params = parameters.map(AbiParam::new).to_vec();
    brief.returns.push(AbiParam::new(types::I64));
    let brief = builder.import_signature(brief);
    let mut next = Signature::new(isa.default_call_conv());
    next.params = vec![AbiParam::new(types::I64); 2];
    next.returns.push(AbiParam::new(types::I64));
    let next = builder.import_signature(next);
    let mut lacks = Signature::new(isa.default_call_conv());
    lacks.params = vec![AbiParam::new(types::I64); 4];
    lacks.returns.push(AbiParam::new(types::I64));
    let lacks = builder.import_signature(lacks);
    let mut switch = Signature::new(isa.default_call_conv());
    switch.params.push(AbiParam::new(types::I64));
    switch.returns.push(AbiParam::new(types::I32));
    let switch = builder.import_signature(switch);
    let begin = builder.create_block();
    builder.append_block_params_for_function_params(begin);
    builder.switch_to_block(begin);
    let (context, place) = (
        builder.block_params(begin)[0],
        builder.block_params(begin)[1],
    );
    let leave = builder.create_block();
    builder.append_block_param(leave, types::I32);
    builder.set_cold_block(leave);
    let mut translator = Translator {
        unit,
        builder,
        context,
        running: context,
        arena: context,
        cells: context,
        base: context,
        registers: context,
        assistant,
        brief,
        next,
        lacks,
        switch,
        body,
        waiting: None,
        known: Known::nothing(),
        blocks: BTreeMap::new(),
        guards: BTreeMap::new(),
        last: Vec::new(),
        leave,
        worth: Worth::default(),
    };
    translator.begin(place);
    // Callers that are code have to leave it for a function that is none.
    translator.worth.saved += Worth::ENTERED * unit.times(unit.start);
    translator.all();
    translator.end();
    let Translator {
        mut builder, worth, ..
    } = translator;
    builder.seal_all_blocks();
    builder.finalize(isa.frontend_config());
    worth
}

impl Translator<'_, '_> {
    /// What is the same in all of the code, and the jump to where it begins.
    fn begin(&mut self, place: Value) {
        self.running = self.load(types::I64, self.context, context::RUNNING);
        self.arena = self.load(types::I64, self.context, context::ARENA);
        self.cells = self.load(types::I64, self.context, context::CELLS);
        self.base = self.load(types::I64, self.running, BASE);
        self.registers = self.cell_address(self.base);
        let entries = self.unit.entries.clone();
        let blocks: Vec<Block> = entries.iter().map(|entry| self.block(*entry)).collect();
        let Some(first) = blocks.first() else {
            return;
        };
        let calls: Vec<_> = blocks
            .iter()
            .map(|block| self.builder.func.dfg.block_call(*block, &[]))
            .collect();
        let otherwise = self.builder.func.dfg.block_call(*first, &[]);
        let table = JumpTableData::new(otherwise, &calls);
        let table = self.builder.create_jump_table(table);
        let place = self.builder.ins().ireduce(types::I32, place);
        self.builder.ins().br_table(place, table);
    }

    fn all(&mut self) {
        let mut pc = self.unit.start;
        // Whether code runs into the next instruction.
        let mut is_open = false;
        while let Some(instruction) = self.unit.instruction(pc) {
            if self.unit.begins_block(pc) {
                let block = self.block(pc);
                self.catch_up();
                if is_open {
                    self.builder.ins().jump(block, &[]);
                }
                self.builder.switch_to_block(block);
                self.known = Known::nothing();
                is_open = true;
            }
            if is_open && !self.unit.is_seen(pc) {
                self.catch_up();
                self.leave_at(pc, GUARD);
                is_open = false;
            }
            if is_open {
                is_open = self.one(instruction);
            }
            pc = instruction.next();
        }
        self.catch_up();
        if is_open {
            // The verifier lets no function end like this.
            self.leave_at(pc, GUARD);
        }
    }

    /// The ends of what was begun.
    fn end(&mut self) {
        for (pc, block) in std::mem::take(&mut self.guards) {
            self.builder.switch_to_block(block);
            self.leave_at(pc, GUARD);
        }
        for (pc, block) in std::mem::take(&mut self.last) {
            self.builder.switch_to_block(block);
            self.assist(pc);
            self.leave_as(Step::Done);
        }
        self.builder.switch_to_block(self.leave);
        let answer = self.builder.block_params(self.leave)[0];
        self.builder.ins().return_(&[answer]);
    }

    /// Translates an instruction; whether code runs on into the next one.
    fn one(&mut self, at: Instruction) -> bool {
        use Op::*;
        self.worth.lost += Worth::LEFT * self.unit.general(at.pc);
        if self.is_switch(at) {
            self.catch_up();
            self.worth.lost += Worth::ASKED * self.unit.times(at.pc);
            return self.switch(at);
        }
        if !self.is_known(at) {
            if !self.is_brief(at) {
                return self.assisted(at);
            }
            self.catch_up();
            self.worth.lost += self.unit.times(at.pc);
            return self.brief(at);
        }
        self.catch_up();
        self.worth.saved += self.unit.times(at.pc);
        let (a, b) = (at.word.a(), at.word.b());
        match at.op {
            Move => self.copy(a, b),
            LoadConst => return self.load_constant(at),
            LoadInt => self.set_int_constant(a, at.word.sbx()),
            LoadSpecial => self.set_constant(a, native::value::special(b as u8)),
            LoadBuiltin => self.set_constant(a, native::value::builtin(at.extension as u16)),
            GetGlobal => self.get_global(at),
            SetGlobal => self.set_global(at),
            CheckLocal | CheckFree => self.check_bound(at),
            GetFree => return self.get_free(at),
            SetFree => return self.set_free(at),
            GetCell => return self.get_cell(at),
            SetCell => return self.set_cell(at),
            Neg => return self.negative(at),
            Not => return self.not(at),
            Eq | Ne | Lt | Le | Gt | Ge => return self.comparison(at),
            Is | IsNot => return self.identity(at),
            JumpEq | JumpNe | JumpLt | JumpLe | JumpGt | JumpGe | JumpEqImm | JumpNeImm
            | JumpLtImm | JumpLeImm | JumpGtImm | JumpGeImm => return self.compare_and_jump(at),
            JumpIs => return self.jump_if_same(at),
            Jump => return self.jump(at),
            JumpTrue | JumpFalse => return self.jump_if_true(at),
            JumpNone | JumpNotNone | JumpBound => return self.jump_if_special(at),
            RangePrepare => return self.prepare_range(at),
            ForRange => return self.for_range(at),
            ForIter => return self.for_iter(at),
            GetItem | GetItemImm => return self.get_item(at),
            SetItem => return self.set_item(at),
            GetAttr => return self.get_attribute(at),
            SetAttr => return self.set_attribute(at),
            MakeTuple => return self.make_tuple(at),
            Unpack => return self.unpack(at),
            Call => return self.call(at),
            CallKw => return self.call_with_keywords(at),
            GetIter => return self.iterate(at),
            ListPush => return self.push(at),
            LoadMethod if self.is_method(at) => return self.load_method(at),
            LoadMethod => return self.load_builtin_method(at),
            CallMethod if self.is_append(at) => return self.call_append(at),
            CallMethod => return self.call_method(at),
            CallBuiltin => return self.len(at),
            Return => {
                let value = self.value(a);
                self.give_back(at, value);
                return false;
            }
            ReturnNone => {
                let none = self.constant(special::NONE);
                self.give_back(at, none);
                return false;
            }
            _ => return self.operator(at),
        }
        true
    }

    /// Whether an instruction is one that may be done here; else it is for the machine.
    fn is_known(&self, at: Instruction) -> bool {
        use Op::*;
        match at.op {
            Move | LoadInt | LoadSpecial | LoadBuiltin | GetGlobal | SetGlobal | CheckLocal
            | CheckFree | GetFree | SetFree | GetCell | SetCell | Not | Is | IsNot | JumpIs
            | Jump | JumpTrue | JumpFalse | JumpNone | JumpNotNone | JumpBound | ForRange
            | Return | ReturnNone => true,
            LoadConst => self.unit.has_constant(at.word.bx()),
            RangePrepare => true,
            Neg => self.are_numbers(at, 1, None),
            Eq | Ne | Lt | Le | Gt | Ge => self.are_numbers(at, 1, Some(2)),
            JumpEq | JumpNe | JumpLt | JumpLe | JumpGt | JumpGe => self.are_numbers(at, 0, Some(1)),
            JumpEqImm | JumpNeImm | JumpLtImm | JumpLeImm | JumpGtImm | JumpGeImm => {
                self.are_numbers(at, 0, None)
            }
            ForIter => self.is_plain_loop(at),
            GetItem | GetItemImm => self.is_element(at),
            SetItem => self.is_list_element(at),
            GetAttr => self.is_plain_attribute(at),
            SetAttr => self.is_own_attribute(at),
            GetIter => matches!(self.unit.hints(at.pc)[1], Hint::List | Hint::Tuple),
            ListPush => self.unit.hints(at.pc)[0] == Hint::List,
            MakeTuple => at.word.c() <= object::ELEMENTS_MAX,
            Unpack => self.is_plain_unpack(at),
            Call => self.is_plain_call(at),
            CallKw => self.is_keyword_call(at),
            LoadMethod => self.is_method(at) || self.is_builtin_method(at),
            CallMethod => self.is_plain_method_call(at) || self.is_append(at),
            CallBuiltin => {
                let hint = self.unit.hints(at.pc)[0];
                at.extension == catalog::Function::Len as u32
                    && at.word.b() == 1
                    && matches!(hint, Hint::List | Hint::Tuple)
            }
            _ => self.is_operator_of_numbers(at),
        }
    }

    /// Has the machine execute an instruction, which may jump or run another frame; whether the
    /// code runs on.
    fn assisted(&mut self, at: Instruction) -> bool {
        use Op::*;
        self.waiting = match self.waiting {
            Some((first, count)) => Some((first, count + 1)),
            None => {
                self.worth.lost += Worth::ASKED * self.unit.times(at.pc);
                Some((at.pc, 1))
            }
        };
        self.known = Known::nothing();
        if let Some((target, _)) = at.target() {
            self.catch_up();
            let pc = self.load(types::I64, self.running, PC);
            let is_taken = self
                .builder
                .ins()
                .icmp_imm_s(IntCC::Equal, pc, target as i64);
            let (taken, on) = (self.block(target), self.builder.create_block());
            self.builder.ins().brif(is_taken, taken, &[], on, &[]);
            self.builder.switch_to_block(on);
        }
        let ends = matches!(
            at.op,
            Yield | YieldFrom | Raise | RaiseFrom | Reraise | RaiseCurrent
        );
        if ends {
            self.catch_up();
            // Another frame runs, or none.
            self.leave_as(Step::Done);
        }
        !ends
    }

    /// Has the machine execute an instruction that sets register A and no other.
    fn assisted_value(&mut self, at: Instruction) -> bool {
        self.assist(at.pc);
        self.known.forget(at.word.a());
        true
    }

    /// Has the machine execute what it is yet to.
    fn catch_up(&mut self) {
        if let Some((pc, count)) = self.waiting.take() {
            self.assist_with(pc, count);
        }
    }

    fn assist(&mut self, pc: usize) {
        self.assist_with(pc, 1);
    }

    /// Has the machine execute so many instructions from `pc` on; the code goes on only if all of
    /// them are done.
    fn assist_with(&mut self, pc: usize, count: u32) {
        self.store_pc(pc);
        let count = self.builder.ins().iconst(types::I32, i64::from(count));
        let assist = self.builder.ins().iconst(types::I64, assistant());
        let call = self
            .builder
            .ins()
            .call_indirect(self.assistant, assist, &[self.context, count]);
        let step = self.builder.inst_results(call)[0];
        let done = self.builder.create_block();
        self.builder
            .ins()
            .brif(step, self.leave, &[BlockArg::Value(step)], done, &[]);
        self.builder.switch_to_block(done);
    }

    fn leave_at(&mut self, pc: usize, answer: u32) {
        self.store_pc(pc);
        let answer = self.builder.ins().iconst(types::I32, i64::from(answer));
        self.builder.ins().return_(&[answer]);
    }

    fn store_pc(&mut self, pc: usize) {
        let pc = self.builder.ins().iconst(types::I64, pc as i64);
        self.store(pc, self.running, PC);
    }

    /// Goes on only if a condition holds; else the code is left before the instruction.
    fn guard(&mut self, condition: Value, at: Instruction) {
        let failed = self.guard_block(at);
        self.require(condition, failed);
    }

    /// Where the code is left before an instruction.
    fn guard_block(&mut self, at: Instruction) -> Block {
        if let Some(block) = self.guards.get(&at.pc) {
            return *block;
        }
        let block = self.cold_block();
        self.guards.insert(at.pc, block);
        block
    }

    /// Goes on only if a condition holds, else elsewhere.
    fn require(&mut self, condition: Value, otherwise: Block) {
        let holds = self.builder.create_block();
        self.builder
            .ins()
            .brif(condition, holds, &[], otherwise, &[]);
        self.builder.switch_to_block(holds);
    }

    /// Does an instruction that sets register A by `fast`, which gives the value or goes to the
    /// block that it is given; the machine executes the instruction then.
    fn or_assist(&mut self, at: Instruction, fast: impl FnOnce(&mut Self, Block) -> Value) {
        self.or_assist_to(at, at.word.a(), fast);
    }

    /// As `or_assist`, for an instruction that sets another register.
    fn or_assist_to(
        &mut self,
        at: Instruction,
        to: usize,
        fast: impl FnOnce(&mut Self, Block) -> Value,
    ) {
        let (slow, join) = (self.cold_block(), self.builder.create_block());
        let result = self.builder.append_block_param(join, types::I64);
        let before = self.known.clone();
        let value = fast(self, slow);
        self.store_register(to, value);
        self.builder.ins().jump(join, &[BlockArg::Value(value)]);
        self.builder.switch_to_block(slow);
        self.known = before.clone();
        let asked = self.cold_block();
        if let Some(value) = self.call_or(at, asked) {
            self.store_register(to, value);
            self.builder.ins().jump(join, &[BlockArg::Value(value)]);
        }
        self.builder.switch_to_block(asked);
        self.assist(at.pc);
        let value = self.load_register(to);
        self.builder.ins().jump(join, &[BlockArg::Value(value)]);
        self.builder.switch_to_block(join);
        self.known = before;
        self.known.forget(to);
        self.note_value(to, result);
    }

    /// As `or_assist`, for an instruction that sets no register.
    fn do_or_assist(&mut self, at: Instruction, fast: impl FnOnce(&mut Self, Block)) {
        let (slow, join) = (self.cold_block(), self.builder.create_block());
        let before = self.known.clone();
        fast(self, slow);
        self.builder.ins().jump(join, &[]);
        self.builder.switch_to_block(slow);
        self.known = before.clone();
        let asked = self.cold_block();
        if self.call_or(at, asked).is_some() {
            self.builder.ins().jump(join, &[]);
        }
        self.builder.switch_to_block(asked);
        self.assist(at.pc);
        self.builder.ins().jump(join, &[]);
        self.builder.switch_to_block(join);
        self.known = before;
    }

    /// Where the machine executes an instruction, and the code is left.
    fn last_block(&mut self, at: Instruction) -> Block {
        let block = self.cold_block();
        self.last.push((at.pc, block));
        block
    }

    fn cold_block(&mut self) -> Block {
        let block = self.builder.create_block();
        self.builder.set_cold_block(block);
        block
    }

    /// The block of an instruction that begins one.
    fn block(&mut self, pc: usize) -> Block {
        let builder = &mut self.builder;
        *self
            .blocks
            .entry(pc)
            .or_insert_with(|| builder.create_block())
    }

    fn load(&mut self, kind: Type, address: Value, offset: i32) -> Value {
        self.builder
            .ins()
            .load(kind, MemFlagsData::trusted(), address, offset)
    }

    fn store(&mut self, value: Value, address: Value, offset: i32) {
        self.builder
            .ins()
            .store(MemFlagsData::trusted(), value, address, offset);
    }

    fn cell_address(&mut self, cell: Value) -> Value {
        let offset = self.builder.ins().ishl_imm_s(cell, 3);
        self.builder.ins().iadd(self.arena, offset)
    }

    /// The address of a cell from which on `count` cells lie in the arena; else goes elsewhere.
    fn checked_address(&mut self, cell: Value, count: i64, otherwise: Block) -> Value {
        let end = self.builder.ins().iadd_imm_s(cell, count);
        let inside = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThanOrEqual, end, self.cells);
        self.require(inside, otherwise);
        self.cell_address(cell)
    }
}
